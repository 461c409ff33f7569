"""One more promise of a list, whose "will" or "are to" stands only at the first of them."""

from __future__ import annotations

from analysis.reading import Reading

_JOINS = frozenset({"and", ","})
_OPENS = frozenset({",", "and", "the", "a", "an", "all", "its", "their", "both"})
_FINITE = frozenset(
    "is are was were will would may might must has have had shall should can could said says which who that if".split()
)
_NOUN_BACK = frozenset("to not never will would shall must should may can could and , or".split())
_FEW, _LEAST = 9, 3  # tokens of such a subject, and of such a clause
_NO_VERB = frozenset("the a an their its his any each both all those be-".split())


def gapped_verb(reading: Reading, first: int, stop: int, *, lead: str) -> int | None:
    """The verb of a clause that lacks the "will" before it: "services be restored", "the army to return".

    ``lead`` is the word that the first of the list has: "will", "are to".
    """
    norms, words = reading.tokens.norms, reading.tokens.words
    at = first
    while at < stop and norms[at] in _OPENS:
        at += 1
    if stop - at < _LEAST:
        return None
    for k in range(at + 1, min(stop - 1, at + _FEW)):
        if norms[k] in _FINITE:
            return None
        if norms[k] == "be" and norms[k - 1] not in _NOUN_BACK:
            return k if _is_done(norms[k + 1]) else None
        if norms[k] == "to" and lead.endswith(" to"):
            bare = norms[k + 1] not in _NO_VERB and words[k + 1].islower()
            return k + 1 if bare and norms[k - 1] not in _NOUN_BACK else None
    return None


def _is_done(norm: str) -> bool:
    """ "Restored", "withdrawn", "set"."""
    return norm.endswith(("ed", "en", "wn")) or norm in _PARTICIPLES


_PARTICIPLES = frozenset("set put held let sent met paid kept brought freed rebuilt built".split())


def is_gapped(reading: Reading, first: int, stop: int, join: str, lead: str) -> bool:
    """Is a clause one more of a list after ``lead``, with no verb of its own that says so?"""
    return join in _JOINS and gapped_verb(reading, first, stop, lead=lead) is not None
