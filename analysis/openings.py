"""What a pattern begins with and what it cannot do without, read off the pattern itself.

With it a pattern is tried only where it can match: a form of many begins with a few words, and a
row that lacks a unit every match needs is passed over.

>>> opening = openings(r"(?:on |at )?(?:mon|tues)day")
>>> [word for word in ("on", "one", "monday", "tuesdays", "friday") if opening.fits(word)]
['on', 'monday', 'tuesdays']
>>> sorted(needed("a(?:b|c)d+e?"))
['a', 'd']
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from typing import Any

from analysis.lean import dataclass
from analysis.text import RUN_TOGETHER

_parser: Any = importlib.import_module("re._parser")
_DIGIT = "\0"  # stands for any digit
_ANY = "\1"  # and this for any character
_MOST = 3000  # beginnings of one pattern that are told apart
_GOES_ON, _ENDS, _OPEN = "goes on", "ends here", "open"
_Beginnings = frozenset[tuple[str, str]]  # letters a match begins with, and what may follow them
_ANYTHING: _Beginnings = frozenset({("", _OPEN)})


@dataclass(frozen=True, slots=True)
class Opening:
    """The words a match can begin with: whole ones, and beginnings of others."""

    whole: frozenset[str]
    begun: tuple[str, ...]
    digit: bool

    def fits(self, norm: str) -> bool:
        """False for a word, in lower case, that no match begins with."""
        if norm in self.whole or norm.startswith(self.begun) or (self.digit and norm[0].isdigit()):
            return True
        if norm not in RUN_TOGETHER:
            return False
        return any(one.startswith(norm) for one in (*self.begun, *self.whole))


class Openings:
    """The openings of many patterns, asked together."""

    def __init__(self, several: Sequence[Opening]) -> None:
        self._several = several
        self._whole: dict[str, list[int]] = {}
        self._begun: dict[str, list[int]] = {}
        self._digit = [n for n, opening in enumerate(several) if opening.digit]
        for n, opening in enumerate(several):
            for words, held in ((opening.whole, self._whole), (opening.begun, self._begun)):
                for word in words:
                    held.setdefault(word, []).append(n)
        self._longest = max(map(len, self._begun), default=0)

    def fitting(self, norm: str) -> tuple[int, ...]:
        """The numbers, in order, of those that fit a word."""
        if norm in RUN_TOGETHER:
            return tuple(n for n, opening in enumerate(self._several) if opening.fits(norm))
        found = set(self._whole.get(norm, ()))
        if norm[0].isdigit():
            found.update(self._digit)
        for k in range(min(len(norm), self._longest) + 1):
            found.update(self._begun.get(norm[:k], ()))
        return tuple(sorted(found))


def openings(source: str, flags: int = 0) -> Opening:
    """What the matches of a pattern begin with."""
    found = _beginnings(_parser.parse(source, flags), frozenset({("", _GOES_ON)}))
    whole = frozenset(word for word, how in found if how == _ENDS)
    begun = {word for word, how in found if how != _ENDS}
    return Opening(whole, tuple(sorted(begun - {_DIGIT})), _DIGIT in begun)


def needed(source: str) -> frozenset[str]:
    """Characters that stand in every match of a pattern."""
    return _needed(_parser.parse(source))


def _needed(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    out: frozenset[str] = frozenset()
    for op, value in items:
        name = str(op)
        if name == "LITERAL":
            out |= {chr(value)}
        elif name == "SUBPATTERN":
            out |= _needed(value[3])
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
            out |= _needed(value[2])
        elif name == "BRANCH":
            out |= frozenset.intersection(*(_needed(branch) for branch in value[1]))
    return out


def _beginnings(items: Iterable[tuple[Any, Any]], before: _Beginnings) -> _Beginnings:
    """The beginnings after these parts of a pattern, given those before them."""
    here = before
    for op, value in items:
        if all(how != _GOES_ON for _, how in here):
            break
        here = _step(str(op), value, here)
        if len(here) > _MOST:
            return _ANYTHING
    return here


def _step(op: str, value: Any, here: _Beginnings) -> _Beginnings:
    if op == "LITERAL":
        return _spelled(here, [chr(value)])
    if op == "IN":
        return _spelled(here, _members(value))
    if op == "SUBPATTERN":
        return _beginnings(value[3], here)
    if op == "BRANCH":
        return frozenset().union(*(_beginnings(branch, here) for branch in value[1]))
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, part = value
        once = _beginnings(part, here)
        once = _opened(once) if most > 1 else once
        return here | once if least == 0 else once
    if op in ("ASSERT", "ASSERT_NOT", "AT"):
        return here  # looks, and takes nothing
    return _opened(here)


def _opened(here: _Beginnings) -> _Beginnings:
    """The beginnings, whatever follows."""
    return frozenset((word, _OPEN if how == _GOES_ON else how) for word, how in here)


def _spelled(here: _Beginnings, characters: list[str]) -> _Beginnings:
    """The beginnings with one more character, any of these; no character means any at all."""
    out = {(word, how) for word, how in here if how != _GOES_ON}
    going = [word for word, how in here if how == _GOES_ON]
    for character in characters or [_ANY]:
        for word in going:
            if character.isalpha():
                out.add((word + character.lower(), _GOES_ON))
            elif word:
                out.add((word, _ENDS if character in (" ", "-") else _OPEN))
            elif character != " ":  # no word begins with one
                digit = character.isdigit() or character == _DIGIT
                out.add((_DIGIT if digit else "" if character == _ANY else character, _OPEN))
    return frozenset(out)


def _members(value: Iterable[tuple[Any, Any]]) -> list[str]:
    """The characters of a class; none where they are too many to tell apart."""
    out: list[str] = []
    for op, what in value:
        if str(op) == "LITERAL":
            out.append(chr(what))
        elif str(op) == "RANGE" and what[1] - what[0] < 30:
            out += [chr(code) for code in range(what[0], what[1] + 1)]
        elif str(op) == "CATEGORY" and str(what) == "CATEGORY_DIGIT":
            out.append(_DIGIT)
        else:
            return []
    return out
