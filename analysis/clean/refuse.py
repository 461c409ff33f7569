"""When a source holds no article that can be read: the reason, in words for its owner."""

from __future__ import annotations

from analysis.clean.language import is_foreign_script
from analysis.records import Article

_NAMES = {
    "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian",
    "nl": "Dutch", "sv": "Swedish", "pl": "Polish", "tr": "Turkish", "id": "Indonesian",
    "ro": "Romanian", "sw": "Swahili", "so": "Somali",
}  # fmt: skip
_FEWEST = 2  # words; a record may be as short as "Nine dead"


def refusal(article: Article) -> str | None:
    """Why ``article`` cannot be worked with, or None.

    A short record, or one whose language cannot be told, is worked with and carries a warning.
    """
    if sum(any(map(str.isalpha, word)) for word in article.text.split()) < _FEWEST:
        return "holds no words of an article"
    name = _NAMES.get(article.language)
    if name:
        return f"the text looks {name}; only English articles are read"
    if article.language != "en" and is_foreign_script(article.text):
        return "the text does not look English; only English articles are read"
    return None
