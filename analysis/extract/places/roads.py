"""Roads named in a text ("M-4 highway", "Highway 45"): lines, found at their noun or number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.reading import Reading

_NOUNS = frozenset("highway motorway road expressway".split())
_HEADS = frozenset(("highway", "route", "motorway", "autoroute"))
_LETTERS = frozenset("M N E RN A B".split())
_CODE = re.compile(r"(?:[MNE]|RN)\d{1,3}")
_ANY_CODE = re.compile(r"[A-Z]{0,2}\d{1,3}")
_WEAPON = frozenset(
    "rifle rifles carbine carbines assault machine gun guns tank tanks grenade grenades "
    "launcher launchers ammunition cartridges".split()
)
_NAME = 8  # tokens a road's name may have, hyphens counted


def find_roads(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """(first token, stop, name) of every road, in order, none inside another."""
    norms = reading.tokens.norms
    free = 0
    for i, norm in enumerate(norms):
        if i < free:
            continue
        found: tuple[int, int, int] | None = None  # first, end of the name, stop
        if norm in _NOUNS:
            first = _name_before(reading, i, free)
            if first < i:
                found = first, i, i + 1
        if found is None and norm in _HEADS and reading.tokens.words[i][0].isupper():
            stop = _code_at(reading, i + 1, _ANY_CODE)
            if stop:
                found = i, stop, stop
        if found is None and norm[0] in "mner":
            stop = _code_at(reading, i, _CODE)
            behind = norms[stop] if stop < len(norms) else ""
            if stop and behind not in _WEAPON:
                found = i, stop, stop + (behind in _NOUNS)
        if found is not None:
            first, end, free = found
            yield first, free, reading.words(first, end)


def _name_before(reading: Reading, noun: int, free: int) -> int:
    """The first token of the name in front of a noun: capitals, figures and their hyphens."""
    words, glued = reading.tokens.words, reading.tokens.glued
    first = noun
    for i in range(noun - 1, max(free, noun - _NAME) - 1, -1):
        word = words[i]
        if word[0].isupper() and word.lower() not in ("the", "a", "on", "in", "at"):
            first = i
        elif (word[0].isdigit() and i and (glued[i] or words[i - 1][0].isupper())) or (
            word in "-–" and glued[i]
        ):
            continue
        else:
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
