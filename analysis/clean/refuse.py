"""When a source holds no article that can be read: the reason, in words for its owner."""

from __future__ import annotations

from analysis.records import Article

_NAMES = {
    "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian",
    "nl": "Dutch", "sv": "Swedish", "pl": "Polish", "tr": "Turkish", "id": "Indonesian",
    "ro": "Romanian", "sw": "Swahili", "so": "Somali",
}  # fmt: skip
_FEWEST = 4  # words


def refusal(article: Article) -> str | None:
    """Why ``article`` cannot be worked with, or None."""
    if len(article.text.split()) < _FEWEST or not any(map(str.isalpha, article.text)):
        return "holds no words of an article"
    if article.language != "en":
        name = _NAMES.get(article.language)
        looks = f"looks {name}" if name else "does not look English"
        return f"the text {looks}; only English articles are read"
    return None
