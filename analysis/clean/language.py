"""Is it English? Told by the commonest words of a text, weighed against other languages'.

>>> language_of("Der Minister sagte, dass die Waffenruhe nicht mehr in Kraft ist. " * 4)
'de'
"""

from __future__ import annotations

import re

ENGLISH = frozenset(
    "the of and to in a that is was for on with as by at from it were be had has have said".split()
)
# Function words by ISO code; what English has too ("in", "was") tells nothing and is left out.
OTHERS = {
    "de": "der die das und nicht den von mit dem ein eine ist auf dass im für sich auch wurde",
    "fr": "le la les et des en du une que est dans pour qui pas sur au par plus avec ont",
    "es": "el la los las y que en del un una por con para es se su al más fue como",
    "pt": "o os e que em do da um uma para com não no na por mais dos das foi ao",
    "it": "il la di che e un una per in con del non della sono gli è nel dei si al",
    "nl": "de het een en van dat niet op zijn voor met door ook aan bij naar werd uit zei",
    "sv": "och att det som en på är av för den med till inte har om ett de från var",
    "pl": "w i na z się nie do jest że to o po od przez dla jak został oraz są",
    "tr": "ve bir bu için ile da de olarak olan daha çok gibi ise kadar sonra olduğu",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan oleh telah ke",
    "ro": "și de în a la cu pe nu este din că un o pentru sa au care mai fost",
    "sw": "ya wa na kwa katika ni za la cha kuwa hiyo huyo watu yake hii alisema",
    "so": "oo iyo ka ku in la uu ay ee waa soo waxaa kale ayaa dalka",
}
_OTHERS = {code: frozenset(words.split()) for code, words in OTHERS.items()}
_HEAD = 2000
_FEW = 30  # a text of fewer words is taken on trust, unless it is surely in another language
_SURE = 3  # different words of another language's
_SHARE = 0.06  # of the words; news English has 0.25 to 0.45, lists of names and figures less
_FOREIGN = re.compile(r"[^\W\d_\x00-\u024f]")  # letters that are not Latin


def language_of(text: str) -> str:
    """ "en", another language's code, or "und"; a few words are English unless surely another's."""
    if is_foreign_script(text):
        return "und"
    words = text[:_HEAD].lower().split()
    if len(words) < _FEW:
        return _surely(words) or "en"
    ours = sum(map(ENGLISH.__contains__, words)) / len(words)
    if ours > 3 * _SHARE:
        return "en"
    shares = {code: sum(map(known.__contains__, words)) for code, known in _OTHERS.items()}
    best = max(shares, key=lambda code: shares[code])
    theirs = shares[best] / len(words)
    if theirs > max(ours, _SHARE):
        return best if theirs > 2 * _SHARE else "und"
    return "en" if ours > _SHARE else "und"


def _surely(words: list[str]) -> str | None:
    """The language of a few words, where several of its own stand among them and hardly any English.

    >>> _surely("bei dem angriff auf den markt starben neun menschen".split())
    'de'
    """
    said = set(words) - ENGLISH
    shares = {code: len(said & known) for code, known in _OTHERS.items()}
    best = max(shares, key=lambda code: shares[code])
    theirs = sum(map((_OTHERS[best] - ENGLISH).__contains__, words))
    ours = sum(map(ENGLISH.__contains__, words))
    sure = shares[best] >= _SURE and theirs > 2 * ours and theirs > 2 * _SHARE * len(words)
    return best if sure else None


def is_foreign_script(text: str) -> bool:
    """True where more than a third of a text is letters that are not Latin."""
    head = text[:_HEAD]
    return not head.isascii() and len(_FOREIGN.findall(head)) > len(head) / 3
