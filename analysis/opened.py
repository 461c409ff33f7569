"""Patterns that begin with a word, tried only at the words of an article that they can begin with.

``re`` tries a pattern at every character. One pass over an article's tokens tells, for all the patterns
here, at which of them a match can begin: at none, mostly.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from analysis.openings import Openings, openings
from analysis.reading import Reading

_MOST_WORDS = 100_000  # different words that are remembered
_ALL: list[Opened] = []
_NUMBERS: dict[str, tuple[int, ...]] = {}  # by word: which of them it may open


class Opened:
    """A pattern that begins with one of some words; it finds in a reading's text what ``re`` finds."""

    def __init__(self, source: str | re.Pattern[str], flags: int = 0) -> None:
        self.pattern = pattern = re.compile(source, flags)
        self.opening = openings(pattern.pattern, pattern.flags & ~re.UNICODE)
        if "" in self.opening.begun or not (self.opening.begun or self.opening.whole):
            raise ValueError(f"a pattern that any word may open: {pattern.pattern}")
        self._number = len(_ALL)
        _ALL.append(self)
        _NUMBERS.clear()

    def search(self, reading: Reading, start: int, end: int) -> re.Match[str] | None:
        """The first match between two offsets, as ``pattern.search(text, start, end)``."""
        if start >= end:
            return None
        try:
            places = reading.kept["opened"][self._number]
        except (KeyError, IndexError):
            places = _opened(reading)[self._number]
        if places is None:
            return None
        k, most = bisect_left(places, start), len(places)
        while k < most and (at := places[k]) < end:
            found = self.pattern.match(reading.article.text, at, end)
            if found:
                return found
            k += 1
        return None

    def finditer(self, reading: Reading, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches between two offsets, as ``pattern.finditer(text, start, end)``."""
        while found := self.search(reading, start, end):
            yield found
            start = found.end()


@lru_cache(maxsize=1)
def _openings_of(count: int) -> Openings:
    """The openings of the first so many patterns; modules are imported, and patterns made, as needed."""
    return Openings([one.opening for one in _ALL[:count]])


def _opened(reading: Reading) -> list[list[int] | None]:
    """By pattern where the words stand that may open it; None, for most, where there are none."""
    openings_of_all = _openings_of(len(_ALL))
    out: list[list[int] | None] = [None] * len(_ALL)
    known = _NUMBERS if len(_NUMBERS) < _MOST_WORDS else {}
    for norm in reading.vocabulary.difference(known):
        known[norm] = openings_of_all.fitting(norm.lower())
    opened = map(known.__getitem__, reading.tokens.norms)
    for numbers, start in zip(opened, reading.tokens.starts, strict=True):
        if numbers:
            for number in numbers:
                places = out[number]
                if places is None:
                    out[number] = [start]
                else:
                    places.append(start)
    reading.kept["opened"] = out
    return out
