"""Pair quotation marks, paragraph by paragraph; odd ones never raise an error.

Curly marks pair by direction, straight ones by their neighbours, '' and `` are double marks;
single marks count only where a paragraph has no double ones, or has them inside single ones. A
quotation that is not closed runs to its paragraph's end if the next paragraph opens one again or
closes this one, if it opened its paragraph, or if a colon or comma led to it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from analysis.lean import dataclass
from analysis.records import Paragraph

_MARK = re.compile(r"“|”|„|«|»|\"|''|``")
_SINGLE = re.compile(
    r"(?<![\w’'])[‘'](?=\w)((?:[^‘’'\n]|(?<=\w)[’'](?=\w)|(?<=s)[’'](?= \w)){2,2000}?)[’'](?!\w)"
)
_ATTRIBUTED = re.compile(r"[,?!](?:[”\"]|'') [^.“”\"\n]{3,90}[.] $")
_REOPENS = re.compile(r"[“\"„«]|''|``")
_OPENS, _CLOSES = "“„«", "”»"


@dataclass(frozen=True, slots=True)
class Marked:
    """Words in quotation marks: ``start end`` without the marks, ``before after`` with them."""

    start: int
    end: int
    paragraph: int
    before: int
    after: int
    open: bool = False  # never closed


def marked(text: str, paragraphs: tuple[Paragraph, ...]) -> list[Marked]:
    """Every quoted string with at least one letter, in order."""
    out: list[Marked] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        reopened = following is not None and bool(_REOPENS.match(text, following.start))
        late = _late_close(text, following) if following is not None else None
        found = list(_doubles(text, paragraph, number, reopened or late is not None))
        close = _late_close(text, paragraph)
        if close is not None and out and out[-1].open and out[-1].end == paragraphs[number - 1].end:
            found.insert(
                0, Marked(paragraph.start, close.start(), number, paragraph.start, close.end())
            )
        single = list(_singles(text, paragraph, number)) if not found or "‘" in text else []
        if any(one.start < mark.start and mark.end < one.end for one in single for mark in found):
            found = [m for m in single if not any(_holds(mark, m) for mark in found)] + found
            found.sort(key=lambda mark: mark.start)
        out += found or single
    return [m for m in out if re.search(r"\w", text[m.start : m.end])]


def mark_around(marks: list[Marked]) -> Callable[[int], Marked | None]:
    """What tells which of the marks, in order, an offset lies inside; None for one outside all."""
    starts = [mark.start for mark in marks]

    def around(offset: int) -> Marked | None:
        k = bisect_right(starts, offset) - 1
        return marks[k] if k >= 0 and offset < marks[k].end else None

    return around


def _late_close(text: str, paragraph: Paragraph) -> re.Match[str] | None:
    """The paragraph's first mark where it closes what the paragraph before left open."""
    first = _MARK.search(text, paragraph.start, paragraph.end)
    if first is None or first.start() == paragraph.start:
        return None
    before, after = text[first.start() - 1], text[first.end() : first.end() + 1]
    if first.group() in _CLOSES:
        return first
    closes = first.group() in ('"', "''") and before in ".,!?…" and not after.isalnum()
    return first if closes else None


def _holds(outer: Marked, inner: Marked) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _doubles(text: str, paragraph: Paragraph, number: int, reopened: bool) -> Iterator[Marked]:
    opened: int | None = None
    outer = 0
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark, at = match.group(), match.start()
        before = text[at - 1] if at > paragraph.start else " "
        after = text[match.end()] if match.end() < paragraph.end else " "
        opens = _is_opening(mark, before, after, opened is not None)
        if opens is None:
            continue
        if opens:
            if opened is not None and text[opened:at].rstrip()[-1:] in ".!?…":
                yield Marked(opened, at, number, outer, at, open=True)  # reopened, never closed
            opened, outer = match.end(), at
        elif opened is not None:
            yield Marked(opened, at, number, outer, match.end())
            opened = None
    if opened is None:
        return
    cited = text[outer - 2 : outer].strip() in (":", ",") if outer >= paragraph.start + 2 else False
    if reopened or cited or opened <= paragraph.start + 2 or _goes_on(text, paragraph, outer):
        yield Marked(opened, paragraph.end, number, outer, paragraph.end, open=True)


def _goes_on(text: str, paragraph: Paragraph, at: int) -> bool:
    """ "“It is late,” said Orr. “We must go.": a second half that nobody closed runs to the paragraph's end."""
    begun = _ATTRIBUTED.search(text, max(paragraph.start, at - 120), at)
    whole = text[at + 1 : at + 2].isupper() and text[paragraph.end - 1] in ".!?…"
    return begun is not None and whole


def _is_opening(mark: str, before: str, after: str, inside: bool) -> bool | None:
    """True opens, False closes, None is neither (an inch mark, a stray one)."""
    if mark in _OPENS or mark == "``":
        return not (mark == "“" and inside and not before.isspace() and not after.isalnum())
    if mark in _CLOSES:  # some write ”so”
        return mark == "”" and not inside and before.isspace() and after.isalnum()
    if not inside:
        stray = (
            not before.isspace()
            and before not in "([—–-'‘“/"
            and (after.isspace() or after in ".,;:)")
        )
        return None if stray or before.isdigit() else True
    return bool(before.isspace() and not after.isspace())


def _singles(text: str, paragraph: Paragraph, number: int) -> Iterator[Marked]:
    if text.find("‘", paragraph.start, paragraph.end) < 0:
        if text.find("'", paragraph.start, paragraph.end) < 0:
            return
    for match in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        if len(match.group(1).split()) > 1:
            yield Marked(match.start(1), match.end(1), number, match.start(), match.end())
