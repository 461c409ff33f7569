"""One name beside the word of harm: "killing Hamidullah and two guards", "Mbeki was shot dead".

A single capital is no known person elsewhere; as the one to whom such a verb is done it is one,
where nothing tells of a place, a people, a body or a day.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.truecase import is_common

_FORMS = frozenset(("part", "active"))
_STRIKES = frozenset(("hit", "struck", "hitting", "striking"))
_HARMS = frozenset(("killed", "injured", "abducted"))
_AFTER = frozenset(
    ", . ; and along alongside together as with in on at near after when while before during who "
    "outside inside instantly".split()
)
_BEFORE = frozenset(", . ; and when after before that as while where if but".split())
_PASSIVE = frozenset(
    "was were is are be been being got gets get those some many most people men others soldiers "
    "civilians reportedly also allegedly".split()
)
_KNOWN = ("victims", "countries", "calendar", "places", "actors", "names", "units", "titles")
_SHORT = 4  # letters
_PLURALS = ("s", "ese", "ish", "ians")


def lone_names(reading: Reading, harm: Mapping[int, Tag]) -> frozenset[int]:
    """The tokens of an article that are such names."""
    norms, words = reading.tokens.norms, reading.tokens.words
    found = set()
    for tag in harm.values():
        if tag.entry.get("form") not in _FORMS or norms[tag.first] in _STRIKES:
            continue
        if tag.entry.get("harm") not in _HARMS:
            continue
        k, be = tag.stop, tag.first - 1
        if norms[be : be + 1] == ["been"] and norms[be - 1 : be] == ["has"]:
            be -= 1
        if be > 0 and norms[be] in ("was", "has") and words[be - 1][0].isupper():
            if (be == 1 or norms[be - 2] in _BEFORE) and _is_name(reading, be - 1):
                found.add(be - 1)
        elif k + 1 < len(norms) and words[k][0].isupper() and norms[k + 1] in _AFTER:
            passive = tag.first == 0 or norms[tag.first - 1] in _PASSIVE
            if not passive and _is_name(reading, k):
                found.add(k)
    return frozenset(found)


def _is_name(reading: Reading, k: int) -> bool:
    word, norm = reading.tokens.words[k], reading.tokens.norms[k]
    if (
        len(word) < _SHORT
        or not word.isalpha()
        or not word[1:].islower()
        or norm.endswith(_PLURALS)
    ):
        return False
    if (
        norm in reading.small_words
        or is_common(norm)
        or any(reading.tagged_within(x, k, k + 1) for x in _KNOWN)
    ):
        return False
    start = reading.tokens.starts[k]
    if reading.text[start : start + len(word)].isupper() and not _is_known(reading, norm):
        return False  # among capitals any noun looks like a name
    spans = (*reading.found.places, *reading.found.actors)
    return not any(span.start <= start < span.end and not _is_person(span) for span in spans)


def _is_known(reading: Reading, norm: str) -> bool:
    people = (actor for actor in reading.found.actors if actor.kind == "person")
    return any(norm in actor.of(reading.text).lower().split() for actor in people)


def _is_person(span: object) -> bool:
    return getattr(span, "kind", "") == "person"
