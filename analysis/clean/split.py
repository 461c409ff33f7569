"""A text as lines; paragraphs broken at a fixed width are one line again."""

from __future__ import annotations

import itertools
import re

from analysis.clean.furniture import is_furniture
from analysis.lean import dataclass

_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x85\x0b\x0c]")
_EDGE = " \t\u00a0\ufeff\u200b\u3000"
_HEADING = re.compile(r"#{1,6} +(?=\S)")  # a heading of Markdown
_ENDS = re.compile(r"[.!?…:;。！？।۔؟][\"”’')\]»」]*$")
_EDGES = 12  # so many lines at either end may be slugs and signatures
_LONG = 100  # longer lines are paragraphs, but where most of them break off in a sentence
_LONGEST = 160


@dataclass(slots=True)
class Line:
    """A line (or joined wrapped lines) of the source and the part it plays.

    ``block`` counts the blank lines before it; ``head`` characters at its beginning are a
    dateline, ``tail`` characters at its end a credit.
    """

    start: int
    end: int
    words: str
    block: int = 0
    role: str = "body"
    head: int = 0
    tail: int = 0


def ends_sentence(words: str) -> bool:
    """True where ``words`` end like a sentence."""
    return bool(_ENDS.search(words[-6:]))


def split(text: str) -> list[Line]:
    """The lines of a text that hold anything, in order."""
    lines: list[Line] = []
    at = block = 0
    for piece in _BREAK.split(text) if "\r" not in text else _pieces(text):
        if isinstance(piece, tuple):
            at, words = piece
            begun = at
        else:
            words, begun = piece, at
            at += len(piece) + 1
        bare = words.strip(_EDGE)
        if not bare:
            block += 1
            continue
        start = begun + len(words) - len(words.lstrip(_EDGE))
        mark = _HEADING.match(bare)
        if mark:
            start, bare = start + mark.end(), bare[mark.end() :]
        lines.append(Line(start, start + len(bare), bare, block))
    return _unwrapped(text, lines)


def _pieces(text: str) -> list[tuple[int, str]]:
    """The pieces between line breaks and where each begins; a CRLF is one break."""
    out, at = [], 0
    for match in _BREAK.finditer(text):
        out.append((at, text[at : match.start()]))
        at = match.end()
    return [*out, (at, text[at:])]


def _unwrapped(text: str, lines: list[Line]) -> list[Line]:
    """The lines with those joined that a fixed width broke; none where the text has no width."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.block == b.block]
    if not pairs:
        return lines
    lengths = sorted(len(line.words) for line in lines)
    width = lengths[len(lengths) * 9 // 10 - (len(lengths) > 9)]
    broken = sum(not ends_sentence(a.words) for a, _ in pairs)
    long = width > _LONG and (broken < 4 or broken < 0.7 * len(pairs))
    if long or not 40 <= width <= _LONGEST:
        return _continued(text, lines)
    widths = _widths(lines, width)
    full = sum(_is_full(a, b, widths[a.block]) for a, b in pairs)
    if full < 2 or full < 0.6 * len(pairs):
        return _continued(text, lines)
    out = lines[:1]
    last = lines[0]
    for k, line in enumerate(lines[1:], 1):
        edge = k < _EDGES or k > len(lines) - _EDGES
        if (
            line.block == last.block
            and (_is_full(last, line, widths[line.block]) or _goes_on(out[-1], line))
            and not (edge and (is_furniture(last.words) or is_furniture(line.words)))
        ):
            _join(text, out[-1], line)
        else:
            out.append(line)
        last = line
    return out


def _widths(lines: list[Line], usual: int) -> dict[int, int]:
    """The width of each block: its own where it has lines enough to show one."""
    seen: dict[int, list[int]] = {}
    for line in lines:
        seen.setdefault(line.block, []).append(len(line.words))
    return {
        block: max(sizes) if len(sizes) > 2 and max(sizes) >= 0.75 * usual else usual
        for block, sizes in seen.items()
    }


def _continued(text: str, lines: list[Line]) -> list[Line]:
    """A line that breaks off and goes on in lower case is one line; a byline ("by ...") is not."""
    out: list[Line] = []
    for line in lines:
        before = out[-1] if out else None
        if before is not None and _goes_on(before, line):
            _join(text, before, line)
        else:
            out.append(line)
    return out


def _goes_on(before: Line, line: Line) -> bool:
    return (
        before.block == line.block
        and line.words[0].islower()
        and len(before.words) >= 40
        and len(line.words) > 20
        and not line.words.startswith(("by ", "http"))
        and not ends_sentence(before.words)
    )


def _is_full(line: Line, after: Line, width: int) -> bool:
    """True where the first word of ``after`` had no room left on ``line``, an indent aside."""
    return len(line.words) + 1 + len(after.words.partition(" ")[0]) > width - 3


def _join(text: str, line: Line, after: Line) -> None:
    line.end = after.end
    line.words = text[line.start : line.end]
