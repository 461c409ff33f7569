"""A small pattern language over a row of units, written as the phenomenon is said.

A *unit* is a token or a chunk ("20 civilians"); its *kind* is one name. A row of units becomes a
string with one character per unit, a pattern a regular expression over such strings, so that
matching runs at the speed of ``re``. Repeats are bounded: no pattern is worse than linear.

>>> kinds = Kinds("victims aux adverb harm comma")
>>> passive = kinds.pattern("passive", "who:victims (comma adverb comma)? aux{1,3} adverb? harm")
>>> row = kinds.row(["victims", "aux", "adverb", "harm"])
>>> [(m["who"], m.first, m.stop) for m in passive.find(row)]
[((0, 1), 0, 4)]

``a|b`` either, ``?`` maybe, ``*`` up to eight, ``+`` one to eight, ``{2,5}`` counted,
``_`` any unit, ``!a`` any unit but a, ``name:a`` captures, ``^``/``$`` the row's ends,
``(?= ...)`` and ``(?! ...)`` look ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analysis.lean import dataclass
from analysis.openings import needed

_FIRST = 0xE000  # private use area: no unit kind is a character of any text
_PART = re.compile(
    r"(?P<look>\(\?[=!])|(?P<label>[a-z_]+):|(?P<not>!)?(?P<kind>[A-Za-z_][\w.]*)"
    r"|(?P<count>\{\d*,?\d*\})|(?P<mark>[()|?*+^$])"
)


@dataclass(frozen=True, slots=True)
class Match:
    """Units ``first`` to ``stop`` (exclusive) of a row; captured groups by name."""

    pattern: str
    first: int
    stop: int
    groups: dict[str, tuple[int, int]]

    def __getitem__(self, label: str) -> tuple[int, int]:
        return self.groups[label]

    def get(self, label: str) -> tuple[int, int] | None:
        """The units of a captured group, or None where it took no part."""
        return self.groups.get(label)


class Pattern:
    """One named pattern; ``find`` yields its matches in a row, left to right."""

    def __init__(self, name: str, source: str, made: re.Pattern[str]) -> None:
        self.name, self.source, self._compiled = name, source, made
        self.needed = needed(made.pattern)

    def find(self, row: str) -> Iterator[Match]:
        """Every match that does not overlap the one before it.

        A row without a unit that every match needs is not searched at all: most are not.
        """
        for unit in self.needed:
            if unit not in row:
                return iter(())
        return map(self._made, self._compiled.finditer(row))

    def match(self, row: str, at: int = 0) -> Match | None:
        """The match that begins at unit ``at``, or None."""
        match = self._compiled.match(row, at)
        return self._made(match) if match else None

    def _made(self, match: re.Match[str]) -> Match:
        groups = {k: match.span(k) for k, v in match.groupdict().items() if v is not None}
        return Match(self.name, match.start(), match.end(), groups)


class Kinds:
    """The kinds of unit a family of patterns speaks of; ``other`` is always one of them."""

    def __init__(self, names: str) -> None:
        listed = dict.fromkeys(["other", *names.split()])
        self._char = {name: chr(_FIRST + i) for i, name in enumerate(listed)}

    def row(self, kinds: Iterable[str]) -> str:
        """The row of these kinds; a kind not listed is a KeyError."""
        char = self._char
        return "".join([char[kind] for kind in kinds])

    def pattern(self, name: str, source: str) -> Pattern:
        """Compile ``source``; raises ValueError on an unknown kind or a stray character."""
        out: list[str] = []
        position, pending = 0, ""
        for part in _PART.finditer(source):
            if source[position : part.start()].strip():
                raise ValueError(f"pattern {name}: cannot read {source[position : part.start()]!r}")
            position = part.end()
            piece = self._piece(name, part)
            if part["label"]:
                pending = part["label"]
            elif pending and piece != "(?:":
                out.append(f"(?P<{pending}>{piece})")
                pending = ""
            elif pending:
                out.append(f"(?P<{pending}>")
                pending = ""
            else:
                out.append(piece)
        if source[position:].strip():
            raise ValueError(f"pattern {name}: cannot read {source[position:]!r}")
        return Pattern(name, source, re.compile("".join(out)))

    def _piece(self, name: str, part: re.Match[str]) -> str:
        if part["look"] or part["count"]:
            return part.group()
        if part["kind"] == "_":
            return "."
        if part["kind"]:
            if part["kind"] not in self._char:
                raise ValueError(f"pattern {name}: no kind {part['kind']!r}")
            char = self._char[part["kind"]]
            return f"[^{char}]" if part["not"] else char
        mark = part["mark"] or ""
        return {"(": "(?:", "*": "{0,8}", "+": "{1,8}"}.get(mark, mark)
