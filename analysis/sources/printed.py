"""Print files (PDF): lines in reading order, paragraphs by the gaps between them.

Running heads and page numbers, the lines at the edge of a page that come back on others, are
left out of the text and kept in ``running_heads``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from analysis.sources.limits import MAX_BYTES, MAX_PAGES

_WIDE = 1.45  # a gap this many times the usual distance of lines ends a paragraph
_HYPHEN = re.compile(r"[\ufffe\x02]\s*$")  # a word broken at the end of a line
_EDGE = 2  # lines at the top and bottom of a page that may be running heads


def read_pdf(path: Path) -> Iterator[dict[str, Any]]:
    """The one article of a print file."""
    import pypdfium2  # imported late: most inputs are not print files

    pages, size = [], 0
    with pypdfium2.PdfDocument(str(path)) as document:
        count = len(document)
        for number in range(min(count, MAX_PAGES)):
            pages.append(_lines(document[number].get_textpage()))
            size += sum(len(words) for words, _ in pages[-1])
            if size > MAX_BYTES:
                yield {"reason": f"holds more than {MAX_BYTES:,} characters; split it"}
                return
    heads = _running_heads(pages)
    text, last = "", ""
    for page in pages:
        for k, (words, gap) in enumerate(page):
            edge = k < _EDGE or k >= len(page) - _EDGE
            if edge and _shape(words) in heads:
                continue
            first = not text or (k < _EDGE and last[-1:] in '.!?”"')
            joint = "" if not text else "\n\n" if gap or first else "\n"
            text += joint + words
            last = words
    if not text.strip():
        yield {"reason": "holds no text: its pages are pictures, which are not read"}
        return
    record: dict[str, Any] = {"text": text, "pages": count}
    if heads:
        record["running_heads"] = sorted(heads)
    yield record


def _lines(page: Any) -> list[tuple[str, bool]]:
    """The lines of a page, and whether a wide gap stands before each."""
    rows: list[tuple[float | None, str]] = []  # where it stands, its words
    at = 0
    text = page.get_text_range()
    boxed = len(text) == page.count_chars()
    for piece in text.split("\r\n"):
        words = _HYPHEN.sub("", piece)
        if words.strip():
            first = at + len(piece) - len(piece.lstrip())
            rows.append((page.get_charbox(first, loose=True)[1] if boxed else None, words.strip()))
        at += len(piece) + 2
    steps = [
        a - b for (a, _), (b, _) in pairwise(rows) if a is not None and b is not None and a > b
    ]
    usual = sorted(steps)[len(steps) // 4] if steps else 0.0
    out, before = [], None
    for bottom, words in rows:
        wide = before is not None and bottom is not None and before - bottom > _WIDE * usual
        out.append((words, wide))
        before = bottom
    return out


def _shape(words: str) -> str:
    """A line without its figures, for comparing one page's head with another's."""
    return re.sub(r"\d+", "0", words).strip()


def _running_heads(pages: list[list[tuple[str, bool]]]) -> set[str]:
    if len(pages) < 2:
        return set()
    seen: Counter[str] = Counter()
    for page in pages:
        edge = page[:_EDGE] + page[-_EDGE:]
        seen.update({_shape(words) for words, _ in edge if len(words) < 120})
    return {shape for shape, times in seen.items() if times >= max(2, len(pages) // 2)}
