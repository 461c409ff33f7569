"""Text with its findings marked, as HTML; overlapping marks are split, never lost.

>>> to_html("20 dead & more", [Mark(0, 7, "killed")])
'<mark class="killed">20 dead</mark> &amp; more'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to mark: its class, and what a reader sees on hovering over it."""

    start: int
    end: int
    kind: str
    title: str = ""


def pieces(text: str, marks: Iterable[Mark]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """The text cut at every mark's ends: each piece with the marks that lie over it."""
    begins: dict[int, list[Mark]] = {}
    for mark in marks:
        begins.setdefault(mark.start, []).append(mark)
    cuts = sorted({0, len(text), *begins, *(m.end for found in begins.values() for m in found)})
    over: list[Mark] = []
    for start, end in pairwise(cuts):
        over = [mark for mark in over if mark.end > start] + begins.get(start, [])
        yield text[start:end], tuple(over)


def to_html(text: str, marks: Iterable[Mark]) -> str:
    """``text``, escaped, each marked piece in a ``<mark>`` with its kinds as classes."""
    out = []
    for words, over in pieces(text, marks):
        if not over:
            out.append(escape(words))
            continue
        kinds = " ".join(dict.fromkeys(mark.kind for mark in over))
        titles = "; ".join(mark.title for mark in over if mark.title)
        title = f' title="{escape(titles)}"' if titles else ""
        out.append(f'<mark class="{escape(kinds)}"{title}>{escape(words)}</mark>')
    return "".join(out)
