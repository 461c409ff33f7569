"""The character repairs, each with its name; one pass finds them all, so offsets stay exact.

A repair is certain or it is not made: mojibake only where the sequence cannot be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MENDABLE = "“”‘’–—…éèêëàâäáãåçíìîïñóòôöõúùûüßø°·½"


def _mojibake() -> dict[str, str]:
    """UTF-8 read as cp1252 or Latin-1, for the characters English news uses."""
    table = {}
    for char in _MENDABLE:
        for encoding in ("cp1252", "latin-1"):
            try:
                wrong = char.encode("utf-8").decode(encoding)
            except UnicodeDecodeError:
                continue
            table[wrong] = char
    return table


_MOJIBAKE = _mojibake()
# name, what it finds, what it puts there (a string, or a table to look the words up in)
REPAIRS: tuple[tuple[str, str, str | dict[str, str]], ...] = (
    ("mojibake", "|".join(map(re.escape, sorted(_MOJIBAKE, key=len, reverse=True))), _MOJIBAKE),
    ("invisible", "[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]+", ""),
    ("space", "[ \t]*[\u00a0\u2000-\u200a\u202f\u205f\u3000\t][ \t\u00a0\u2000-\u200a]*", " "),
    ("control", "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]+", ""),
    ("line", "[ \t]*(?:\r\n?|\n|\u2028|\u2029|\x85)[ \t]*", " "),
    ("spaces", " {2,}", " "),
    ("stop", r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z])|(?<=[a-z]{2}[.!?][”\"])(?=[A-Z][a-z])", " "),
)
_ALL = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in REPAIRS))
_PUT = {name: put for name, _, put in REPAIRS}


def repairs(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, replacement, name) of every repair ``text`` needs, in order."""
    for match in _ALL.finditer(text):
        name = str(match.lastgroup)
        put = _PUT[name]
        new = put if isinstance(put, str) else put[match.group()]
        if match.group() != new:
            yield match.start(), match.end(), new, name
