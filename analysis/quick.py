"""What lets a text be passed over before a pattern is tried on it.

``either`` looks for several patterns in one pass; ``demanded`` reads off a pattern the words no match
can do without, so that ``word in text`` may answer first.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

_MANY = 16  # words that are still looked for one by one
_Node = tuple[Any, Any]
try:  # Python's own reader of patterns; where another Python has none, every pattern is tried
    _reader: Any = importlib.import_module("re._parser")
except ImportError:
    _reader = None


def either(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """One pattern that is found in a text where any of these is; what it matches says no more.

    Those that begin with the edge of a word are looked for together, in one pass.
    """
    flags = {pattern.flags & ~(re.UNICODE | re.IGNORECASE) for pattern in patterns}
    if flags != {0}:
        raise ValueError("patterns whose flags cannot be set for a part")
    sources = [
        f"(?i:{p.pattern})" if p.flags & re.IGNORECASE else f"(?:{p.pattern})" for p in patterns
    ]
    return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", source) for source in sources))


@lru_cache(maxsize=1024)
def demanded(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Words, in small letters, of which every match has one; none where that cannot be told.

    >>> demanded(re.compile(r"\\b(?:no (?:claim|word) of|[Uu]nclear who) .{3,9}"))
    ('claim', 'nclear who', 'word')
    """
    if _reader is None:
        return ()
    tree = _reader.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    return tuple(sorted(_demanded(tree) or ()))


def _demanded(items: Iterable[_Node]) -> frozenset[str] | None:
    """The words of the part that tells most: whose shortest word is the longest."""
    offers: list[frozenset[str] | None] = []
    run = ""
    for op, value in items:
        if op is _reader.LITERAL:
            run += chr(value).lower()
            continue
        offers.append(frozenset((run,)))
        run = ""
        if op is _reader.SUBPATTERN:
            offers.append(_demanded(value[3]))
        elif op in (_reader.MAX_REPEAT, _reader.MIN_REPEAT) and value[0] > 0:
            offers.append(_demanded(value[2]))
        elif op is _reader.BRANCH:
            ways = [_demanded(way) for way in value[1]]
            offers.append(frozenset().union(*(w or {""} for w in ways)))
    offers.append(frozenset((run,)))
    told = [one for one in offers if one and "" not in one and len(one) <= _MANY]
    return max(told, key=lambda one: min(map(len, one)), default=None)
