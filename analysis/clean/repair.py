"""The character repairs, each with its name; all are found at once, so offsets stay exact.

A repair is certain or it is not made: mojibake only where the sequence cannot be meant.

>>> repairs("sheâ€™s  gone")
[(3, 6, '’', 'mojibake'), (7, 9, ' ', 'spaces')]
"""

from __future__ import annotations

import html
import re
from html.entities import html5

from analysis.clean.tags import tag_lists

Repair = tuple[int, int, str, str]

_MENDABLE = "“”‘’–—…éèêëàâäáãåçíìîïñóòôöõúùûüßø°·½£€©®ÉÁÖÜ¿¡«»\u00a0"


def _misread(data: bytes) -> str:
    """Bytes as a browser reads cp1252: the five that stand for nothing stay controls."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data)


def _mojibake() -> dict[str, str]:
    """UTF-8 read as cp1252 or Latin-1, for the characters English news uses."""
    table = {}
    for char in _MENDABLE:
        data = char.encode("utf-8")
        for wrong in (_misread(data), data.decode("latin-1")):
            table[wrong] = " " if char == "\u00a0" else char
    return table


_MOJIBAKE = _mojibake()
_WRONG = re.compile(
    "|".join(map(re.escape, sorted(_MOJIBAKE, key=len, reverse=True)))
    + r"|(?<=[\w.,!?…])â€(?=[\s.,;:!?)—’]|$)"  # a closing mark whose last byte was lost
)
_SPACE = "\t\u00a0\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\r\n\x0b\x0c\u2028\u2029\x85"
# A word cut at the end of a printed line, and words that keep their hyphen there.
_CUT = re.compile(r"(?<![\w-])([a-z]{2,})-[ \t]*\r?\n[ \t]*(?=[a-z]{2})")
_PREFIXES = frozenset(
    "self well long high low non ex co so half two three four five six ten all old then would vice "
    "pro ill far near hard close war mid part full first second third under over".split()
)
_BLANK = re.compile(rf"[ {_SPACE}{_BREAKS}]*[{_SPACE}{_BREAKS}][ {_SPACE}{_BREAKS}]*")
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\U000e0020-\U000e007f]+"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]+")
_SPACES = re.compile(r" {2,}")
_BEFORE_STOP = re.compile(r" (?=[.,;](?:\s|$))")
_TYPED = re.compile(r"``|''(?!')")
_PAIRED = re.compile("‘‘|’’")
_STOP = re.compile(r"[.!?][”\"]?(?=[A-Z][a-z])")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}\d{0,2}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_BOLD = re.compile(r"(?<![*\w])(\*\*)(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])(\*\*)(?![*\w])")
_LINK = re.compile(r"(?<![!\w])(\[)[^\[\]\n]{1,200}(\]\((?:https?://|mailto:)[^\s()]{1,500}\))")
NAMES = (
    "mojibake", "entity", "markdown", "space", "line", "invisible", "control", "spaces", "space before a stop",
    "typed quotes", "tags", "stop",
)  # fmt: skip


def repairs(text: str) -> list[Repair]:
    """(start, end, replacement, name) of every repair ``text`` needs, in order."""
    found: list[Repair] = []
    if not text.isascii() and ("â" in text or "Ã" in text or "Â" in text):
        found += [
            (*m.span(), _MOJIBAKE.get(m.group(), "”"), "mojibake") for m in _WRONG.finditer(text)
        ]
    if "&" in text and ";" in text:
        found += _entities(text)
    if "**" in text or "](" in text:
        for pattern in (_BOLD, _LINK):
            found += [
                (*match.span(group), "", "markdown")
                for match in pattern.finditer(text)
                for group in (1, 2)
            ]
    if not text.isprintable():
        found += _unprintable(text)
    if "  " in text:
        found += [(*m.span(), " ", "spaces") for m in _SPACES.finditer(text)]
    if " ." in text or " ," in text or " ;" in text:
        found += [(*m.span(), "", "space before a stop") for m in _BEFORE_STOP.finditer(text)]
    if "``" in text or "''" in text:
        found += [(*m.span(), '"', "typed quotes") for m in _TYPED.finditer(text)]
    if "‘‘" in text and "’’" in text:
        found += [
            (*m.span(), "“" if m.group() == "‘‘" else "”", "typed quotes")
            for m in _PAIRED.finditer(text)
        ]
    found += [(start, end, "", "tags") for start, end in tag_lists(text)]
    for match in _STOP.finditer(text):
        at = match.start()
        if at > 1 and text[at - 1].islower() and text[at - 2].islower():
            found.append((match.end(), match.end(), " ", "stop"))
    return _apart(found) if len(found) > 1 else found


def _entities(text: str) -> list[Repair]:
    """What a page's markup left behind, as the characters it stands for; "R&D;" stands for none.

    >>> _entities("He said &ldquo;no&rdquo;&nbsp;")
    [(8, 15, '“', 'entity'), (17, 24, '”', 'entity'), (24, 30, ' ', 'entity')]
    """
    out: list[Repair] = []
    for match in _ENTITY.finditer(text):
        written = match.group()
        if written[1] != "#" and written[1:] not in html5:
            continue
        meant = html.unescape(written)
        start, end = match.span()
        if meant.isspace():
            while start and text[start - 1] == " ":
                start -= 1
            while text[end : end + 1] == " ":
                end += 1
        seen = " " if meant.isspace() else "" if _INVISIBLE.fullmatch(meant) else meant
        if seen.isprintable():
            out.append((start, end, seen, "entity"))
    return out


def _unprintable(text: str) -> list[Repair]:
    """Odd spaces and line breaks to a space; what cannot be seen and controls to nothing."""
    out: list[Repair] = []
    for match in _CUT.finditer(text):
        kept = "-" if match.group(1) in _PREFIXES else ""  # "self-⏎styled", but "casual-⏎ties"
        out.append((match.end(1), match.end(), kept, "line"))
    for match in _BLANK.finditer(text):
        broken = any(char in _BREAKS for char in match.group())
        out.append((*match.span(), " ", "line" if broken else "space"))
    for match in _INVISIBLE.finditer(text):
        start, end = match.span()
        # "Al\u00adShabaab": a soft hyphen before a capital was a hyphen
        hyphen = match.group() == "\u00ad" and text[end : end + 1].isupper() and start
        out.append((start, end, "-" if hyphen else "", "invisible"))
    out += [(*match.span(), "", "control") for match in _CONTROL.finditer(text)]
    return out


def _apart(found: list[Repair]) -> list[Repair]:
    """The repairs in order, none inside another."""
    out: list[Repair] = []
    for repair in sorted(found, key=lambda r: (r[0], -r[1])):
        if not out or repair[0] >= out[-1][1]:
            out.append(repair)
    return out
