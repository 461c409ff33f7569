"""``compiled`` is ``re.compile``, for patterns of many words: the same matches, found sooner.

A pattern such as ``\\b(?:killed|kills|wounded|...)`` costs ``re`` a start at every character and at
every start a look at each word; with ``re.IGNORECASE`` ten times that. Here the pattern is rewritten
once, before it is compiled: a letter of either case becomes a choice of two (``[kK]``), words that
begin alike become a tree (``k(?:illed|ills)``), and the letters a match can begin with are given to
the search, which then passes over all others at once. Which alternative wins stays as written.

>>> quick = compiled(r"\\b(?:killed|kills|wounded)\\b", re.IGNORECASE)
>>> quick.findall("Shelling KILLED one and wounded two")
['KILLED', 'wounded']
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

_c: Any = importlib.import_module("re._compiler")
_p: Any = importlib.import_module("re._parser")
_sre: Any = importlib.import_module("_sre")

_LITERAL, _IN, _BRANCH, _SUBPATTERN = _p.LITERAL, _p.IN, _p.BRANCH, _p.SUBPATTERN
_LOOKS = (_p.AT, _p.ASSERT, _p.ASSERT_NOT)  # they take no character
_REPEATS = (_p.MAX_REPEAT, _p.MIN_REPEAT)
_ANY_CASE = int(re.IGNORECASE)
_MANY = 16  # words that are still looked for one by one
_Node = tuple[Any, Any]


class _UnlikeError(Exception):
    """The pattern holds something that cannot be rewritten."""


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern compiled; matches as ``re.compile(source, flags)`` does."""
    tree = _p.parse(source, flags)
    every = flags | tree.state.flags
    if every & re.VERBOSE:
        return re.compile(source, flags)
    try:
        state = tree.state
        made = _sub(state, _rewritten(tree, bool(every & _ANY_CASE), state))
    except _UnlikeError:
        return re.compile(source, flags)
    plain = every & ~_ANY_CASE
    code: list[int] = []
    _c._compile_info(code, _as_seen(made), plain)
    _c._compile(code, made.data, plain)
    code.append(_c.SUCCESS)
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    found: re.Pattern[str] = _sre.compile(
        source, every, code, state.groups - 1, state.groupdict, tuple(names)
    )
    return found


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
    return compiled("|".join(re.sub(r"\(\?P<\w+>", "(?:", source) for source in sources))


@lru_cache(maxsize=1024)
def demanded(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Words, in small letters, of which every match has one; none where that cannot be told.

    >>> demanded(compiled(r"\\b(?:no (?:claim|word) of|[Uu]nclear who) .{3,9}"))
    ('claim', 'nclear who', 'word')
    """
    tree = _p.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    return tuple(sorted(_demanded(tree) or ()))


def _demanded(items: Iterable[_Node]) -> frozenset[str] | None:
    """The words of the part that tells most: whose shortest word is the longest."""
    offers: list[frozenset[str] | None] = []
    run = ""
    for op, value in items:
        if op is _LITERAL:
            run += chr(value).lower()
            continue
        offers.append(frozenset((run,)))
        run = ""
        if op is _SUBPATTERN:
            offers.append(_demanded(value[3]))
        elif op in _REPEATS and value[0] > 0:
            offers.append(_demanded(value[2]))
        elif op is _BRANCH:
            ways = [_demanded(way) for way in value[1]]
            offers.append(frozenset().union(*(w or {""} for w in ways)))
    offers.append(frozenset((run,)))
    told = [one for one in offers if one and "" not in one and len(one) <= _MANY]
    return max(told, key=lambda one: min(map(len, one)), default=None)


def _sub(state: Any, nodes: Iterable[_Node]) -> Any:
    return _p.SubPattern(state, list(nodes))


def _rewritten(items: Any, any_case: bool, state: Any) -> list[_Node]:
    """The nodes without letters of either case, their alternatives as trees."""
    out: list[_Node] = []
    for op, value in items:
        if op is _LITERAL:
            out.append(_letter(value) if any_case else (op, value))
        elif op is _IN:
            out.append((op, _set(value) if any_case else value))
        elif op is _BRANCH:
            ways = [_rewritten(way, any_case, state) for way in value[1]]
            out += _tree(ways, state)
        elif op is _SUBPATTERN:
            group, add, drop, inner = value
            cased = (any_case or bool(add & _ANY_CASE)) and not drop & _ANY_CASE
            nodes = _rewritten(inner, cased, state)
            add, drop = add & ~_ANY_CASE, drop & ~_ANY_CASE
            if group is None and not (add or drop):
                out += nodes
            else:
                out.append((op, (group, add, drop, _sub(state, nodes))))
        elif op in _REPEATS or op in (_p.ASSERT, _p.ASSERT_NOT):
            body = _sub(state, _rewritten(value[-1], any_case, state))
            out.append((op, (*value[:-1], body)))
        elif op in (_p.AT, _p.ANY):
            out.append((op, value))
        else:
            raise _UnlikeError
    return out


def _letter(code: int) -> _Node:
    """A letter in either case; letters beyond ASCII have more than two."""
    if code > 127:
        if _sre.unicode_iscased(code):
            raise _UnlikeError
        return _LITERAL, code
    other = ord(chr(code).swapcase())
    return (_LITERAL, code) if other == code else (_IN, [(_LITERAL, code), (_LITERAL, other)])


def _set(members: list[_Node]) -> list[_Node]:
    """A class of characters with the other case of its letters."""
    out = list(members)
    for op, value in members:
        if op is _LITERAL:
            node = _letter(value)
            out += node[1][1:] if node[0] is _IN else []
        elif op is _p.RANGE:
            codes = range(value[0], value[1] + 1)
            if codes[-1] > 127 and any(map(_sre.unicode_iscased, codes)):
                raise _UnlikeError
            out += [(_LITERAL, ord(chr(c).swapcase())) for c in codes if chr(c).isalpha()]
    return out


# ------------------------------------------------------------------ alternatives as a tree


def _tree(ways: list[list[_Node]], state: Any) -> list[_Node]:
    """Alternatives with those that begin with the same letter together, in the order of the first.

    Only alternatives whose first letters exclude each other change places: at most one can match.
    """
    groups: list[tuple[frozenset[int] | None, list[list[_Node]]]] = []
    ways = [one for way in ways for one in _flat(way)]
    edge = [(_p.AT, _p.AT_BOUNDARY)]
    if len(ways) > 1 and all(way[:1] == edge for way in ways):
        return [*edge, *_tree([way[1:] for way in ways], state)]
    for way in ways:
        first = _first_letter(way)
        at = len(groups)
        if first is not None:
            for k in range(len(groups) - 1, -1, -1):
                other = groups[k][0]
                if other == first:
                    at = k
                if other is None or other & first:
                    break
        if at < len(groups):
            groups[at][1].append(way)
        else:
            groups.append((first, [way]))
    made = [_joined(group, state) for _, group in groups]
    if len(made) == 1:
        return made[0]
    return [(_BRANCH, (None, [_sub(state, way) for way in made]))]


def _flat(way: list[_Node]) -> list[list[_Node]]:
    """The alternatives that an alternative of nothing else consists of, or itself."""
    if len(way) == 1 and way[0][0] is _BRANCH:
        return [list(one) for one in way[0][1][1]]
    return [way]


def _joined(ways: list[list[_Node]], state: Any) -> list[_Node]:
    """Alternatives that begin with one letter as that letter and what may follow it."""
    if len(ways) == 1:
        return ways[0]
    return [ways[0][0], *_tree([way[1:] for way in ways], state)]


def _first_letter(way: list[_Node]) -> frozenset[int] | None:
    """The characters of the first node, where that is a letter."""
    if way and way[0][0] is _LITERAL:
        return frozenset((way[0][1],))
    if way and way[0][0] is _IN and len(way[0][1]) == 2:
        if all(op is _LITERAL for op, _ in way[0][1]):
            return frozenset(code for _, code in way[0][1])
    return None


# ------------------------------------------------------------------------ where to begin


def _as_seen(made: Any) -> Any:
    """What the search is told of the pattern: its width and, if known, its first characters."""
    least, most = made.getwidth()
    first = _beginnings(made.data) if least else None
    if first is None or not made.data or made.data[0][0] is _LITERAL:
        return made
    seen = _sub(made.state, [(_IN, list(dict.fromkeys(first)))])
    seen.width = least, most
    return seen


def _beginnings(items: Iterable[_Node]) -> list[_Node] | None:
    """The characters, as members of a class, that the first one taken is of; None if unknown."""
    out: list[_Node] = []
    for op, value in items:
        if op in _LOOKS:
            continue
        if op in _REPEATS:
            more = _beginnings(value[2])
            if more is None:
                return None
            out += more
            if value[0] > 0 and value[2].getwidth()[0]:
                return out
            continue
        if op is _LITERAL:
            return [*out, (op, value)]
        if op is _IN:
            return None if value[0][0] is _p.NEGATE else [*out, *value]
        if op is _SUBPATTERN or op is _BRANCH:
            least = 1
            for way in [value[3]] if op is _SUBPATTERN else value[1]:
                more = _beginnings(way)
                if more is None:
                    return None
                out += more
                least = min(least, way.getwidth()[0])
            if least:
                return out
            continue
        return None
    return out
