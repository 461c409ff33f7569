"""The character repairs, each with its name; all are found at once, so offsets stay exact.

A repair is certain or it is not made: mojibake only where the sequence cannot be meant.
"""

from __future__ import annotations

import re

_MENDABLE = "“”‘’–—…éèêëàâäáãåçíìîïñóòôöõúùûüßø°·½£€©®ÉÁÖÜ¿¡«»\u00a0"


def _mojibake() -> dict[str, str]:
    """UTF-8 read as cp1252 or Latin-1, for the characters English news uses."""
    table = {}
    for char in _MENDABLE:
        for encoding in ("cp1252", "latin-1"):
            try:
                wrong = char.encode("utf-8").decode(encoding)
            except UnicodeDecodeError:
                continue
            table[wrong] = " " if char == "\u00a0" else char
    return table


_MOJIBAKE = _mojibake()
# name, what it finds, what it puts there (a string, or a table to look the words up in)
REPAIRS: tuple[tuple[str, str, str | dict[str, str]], ...] = (
    ("mojibake", "|".join(map(re.escape, sorted(_MOJIBAKE, key=len, reverse=True))), _MOJIBAKE),
    (
        "invisible",
        "[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\U000e0020-\U000e007f]+",
        "",
    ),
    ("space", "[ \t]*[\u00a0\u2000-\u200a\u202f\u205f\u3000\t][ \t\u00a0\u2000-\u200a]*", " "),
    ("control", "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]+", ""),
    ("line", "[ \t]*(?:\r\n?|[\n\x0b\x0c\u2028\u2029\x85])[ \t]*", " "),
    ("spaces", " {2,}", " "),
    ("space before a stop", r" (?=[.,;](?:\s|$))", ""),
    ("typed quotes", r"``|(?<=[\w.,!?])''", '"'),
    ("stop", r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z])|(?<=[a-z]{2}[.!?][”\"])(?=[A-Z][a-z])", " "),
)
_ALL = re.compile("|".join(f"(?P<r{n}>{pattern})" for n, (_, pattern, _) in enumerate(REPAIRS)))
# What no clean text has: only a text where this is found is searched for repairs.
_DIRT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
    "\ud800-\udfff\U000e0020-\U000e007fÂÃâ`\n]"
    r"|  |''| [.,;](?:\s|$)|[.!?][”\"]?(?=[A-Z][a-z])"
)


def repairs(text: str) -> list[tuple[int, int, str, str]]:
    """(start, end, replacement, name) of every repair ``text`` needs, in order."""
    if not _DIRT.search(text):
        return []
    found = []
    for match in _ALL.finditer(text):
        name, _, put = REPAIRS[int(str(match.lastgroup)[1:])]
        words = match.group()
        new = put if isinstance(put, str) else put[words]
        if words != new:
            found.append((match.start(), match.end(), new, name))
    return found
