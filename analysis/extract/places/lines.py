"""Roads, rivers, borders and front lines: no points, found at their noun, number or own name.

"M-4 highway", "Highway 45", "the Saudi frontier", "the Line of Control" (``lines.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.reading import Reading

_NOUNS = frozenset("highway motorway road expressway bypass track river canal".split())
_BORDERS = frozenset("border frontier".split())
_HEADS = frozenset(("highway", "route", "motorway", "autoroute"))
_LETTERS = frozenset("M N E RN A B".split())
_HINTS = _NOUNS | _BORDERS | _HEADS | {"m", "n", "e", "rn", "no"}
_CODE = re.compile(r"(?:[MNE]|RN)\d{1,3}")
_ANY_CODE = re.compile(r"[A-Z]{0,2}\d{1,3}")
_WEAPON = frozenset(
    "rifle rifles carbine carbines assault machine gun guns tank tanks grenade grenades "
    "launcher launchers ammunition cartridges".split()
)
_GUARDS = frozenset("guard guards police patrol force forces".split())
_ARTICLES = frozenset("al el ad ar as an at az ash ed er es ez ul".split())  # "Salah al-Din road"
_NO_NAME = frozenset(  # "Four road workers"
    "the a an on in at two three four five six seven eight nine ten eleven twelve dozens several many some both".split()
)
_NAME = 8  # tokens a road's name may have, hyphens counted


def find_lines(reading: Reading) -> Iterator[tuple[int, int, str, str]]:
    """(first token, stop, name, country or "") of every line, in order, none inside another."""
    listed = {tag.first: tag for tag in reading.tagged("lines")}
    heads = {
        norm
        for norm in reading.vocabulary
        if norm in _HINTS or (norm[0] in "mner" and norm[-1].isdigit())
    }
    if not (listed or heads):
        return
    actors = {tag.first for tag in reading.tagged("actors")}  # "M23" is no road
    free = 0
    for i, norm in enumerate(reading.tokens.norms):
        if i < free or not (norm in heads or i in listed):
            continue
        if i in listed:
            tag, free = listed[i], listed[i].stop
            if _in_a_town(reading, i):
                continue
            yield i, free, str(tag.entry.get("name")), str(tag.entry.get("country", ""))
            continue
        found = None if i in actors else _road(reading, i, free) or _border(reading, i)
        if found is not None:
            first, end, free = found
            yield first, free, reading.words(first, end), ""


_TOWNS = frozenset(
    "city town village capital district camp citys towns villages capitals districts camps".split()
)


def _in_a_town(reading: Reading, i: int) -> bool:
    """ "the city's demarcation line": the town is the place."""
    norms = reading.tokens.norms
    before = i - 2 if i > 1 and norms[i - 1] in ("'s", "’s") else i - 1
    return i > 0 and norms[before] in _TOWNS


def _road(reading: Reading, i: int, free: int) -> tuple[int, int, int] | None:
    """First token, end of the name and stop of the road or river whose noun or number is here."""
    norms, words = reading.tokens.norms, reading.tokens.words
    norm = norms[i]
    if norm in _NOUNS:
        first = _name_before(reading, i, free)
        if first < i:
            return first, i, i + 1
    if norm in _HEADS and words[i][0].isupper():
        stop = _code_at(reading, i + 1, _ANY_CODE) or _name_behind(reading, i + 1)
        if stop:
            return i, stop, stop
    if norm[0] in "mner":
        stop = _code_at(reading, i, _CODE)
        behind = norms[stop] if stop and stop < len(norms) else ""
        if stop and behind not in _WEAPON:
            return i, stop, stop + (behind in _NOUNS)
    return None


def _border(reading: Reading, i: int) -> tuple[int, int, int] | None:
    """ "the Saudi frontier", "the Syrian-Turkish border": behind a country or its people."""
    norms = reading.tokens.norms
    if norms[i] not in _BORDERS or (i + 1 < len(norms) and norms[i + 1] in _GUARDS):
        return None
    first = i
    countries = reading.tagged_within("countries", max(0, i - _NAME), i)
    for tag in reversed(countries):
        if tag.stop == first or (tag.stop == first - 1 and norms[first - 1] in "-–/"):
            first = tag.first
        else:
            break
    return (first, i + 1, i + 1) if first < i else None


def _name_behind(reading: Reading, i: int) -> int:
    """The token after a name in two parts ("Route Gardez-Sharan"), or 0."""
    words, glued = reading.tokens.words, reading.tokens.glued
    if i + 2 < len(words) and words[i][0].isupper() and words[i + 1] in "-–" and glued[i + 1]:
        return i + 3 if words[i + 2][0].isupper() else 0
    return 0


def _name_before(reading: Reading, noun: int, free: int) -> int:
    """The first token of the name in front of a noun: capitals, figures and their hyphens."""
    words, glued = reading.tokens.words, reading.tokens.glued
    first = noun
    for i in range(noun - 1, max(free, noun - _NAME) - 1, -1):
        word = words[i]
        if word[0].isupper() and word.lower() not in _NO_NAME:
            first = i
        elif (word[0].isdigit() and i and (glued[i] or words[i - 1][0].isupper())) or (
            word in "-–" and glued[i]
        ):
            continue
        elif not (word in _ARTICLES and i + 1 < noun and words[i + 1] in "-–" and glued[i + 1]):
            break
    return first


def _code_at(reading: Reading, i: int, code: re.Pattern[str]) -> int:
    """The token after a road number ("M4", "M-4", "No. 45"), or 0."""
    words, glued = reading.tokens.words, reading.tokens.glued
    if i < len(words) and words[i] == "No":
        i += 1 + (i + 1 < len(words) and words[i + 1] == ".")
    if i >= len(words):
        return 0
    if code.fullmatch(words[i]):
        return i + 1
    split = i + 2 < len(words) and words[i + 1] == "-" and glued[i + 1] and glued[i + 2]
    if split and words[i] in _LETTERS and code.fullmatch(words[i] + words[i + 2]):
        return i + 3
    return 0
