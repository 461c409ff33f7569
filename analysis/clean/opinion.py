"""trafilatura's opinion of a page: the body's paragraphs, and what it read of the page's head.

It is asked for its precise mode only, and never about a page that its parser would lose silently
(huge, deeply nested, damaged): such a page is read by our own rules, with a warning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from analysis.clean.markup import MOST_BLOCKS, Visible
from analysis.clean.split import Line
from analysis.lean import dataclass

_LARGEST = 800_000  # characters without scripts; trafilatura needs a minute for twenty million
_LONGEST = 6_000_000  # with scripts
_DEEPEST = 250  # nested tags; lxml gives up at 256 without a word
_KEPT = 0.8  # of the visible text must survive lxml's parser
_NUL = re.compile("[\x00\ud800-\udfff]")


@dataclass(slots=True)
class Opinion:
    """The body as trafilatura gives it, and what it read of the page's head."""

    paragraphs: list[str]
    author: str | None = None
    date: str | None = None
    outlet: str | None = None


def opinion_of(source: str, page: Visible, url: str | None) -> tuple[Opinion | None, list[str]]:
    """trafilatura's opinion of the page, or None and why it was not asked."""
    if page.size > _LARGEST or len(source) > _LONGEST or len(page.blocks) > MOST_BLOCKS:
        return None, ["the page is very large: its body was read by line rules alone"]
    if page.depth > _DEEPEST:
        return None, ["the page is nested very deeply: its body was read by line rules alone"]
    if not any(block.tag for block in page.blocks) or "<html" not in source[:5000].lower():
        return None, []
    import trafilatura  # imported late: it costs more than the analysis of a hundred articles
    from trafilatura.settings import DEFAULT_CONFIG

    tree = trafilatura.load_html(_NUL.sub(" ", source))
    if tree is None:
        return None, ["the page cannot be parsed: its body was read by line rules alone"]
    kept = sum(len(piece) for piece in tree.itertext())
    if kept < _KEPT * len(page.text):
        return None, ["the page's markup is damaged: its body was read by line rules alone"]
    found: Any = trafilatura.bare_extraction(
        tree,
        url=url,
        favor_precision=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": None},
        config=DEFAULT_CONFIG,
    )
    if found is None:
        return None, []
    paragraphs = [p for p in (found.text or "").split("\n") if p.strip()]
    return Opinion(paragraphs, found.author, found.date, found.sitename), []


def _squeezed(words: str) -> str:
    """Words without what two readers write differently: spaces, invisible characters, bullets."""
    return re.sub(r"[\s\u00ad\u200b-\u200f\ufeff|\\•–—*#-]+", "", words)


def covered_by(lines: list[Line], paragraphs: list[str]) -> set[int]:
    """The starts of the lines that the paragraphs say, searched forward from one to the next."""
    pieces = [_squeezed(line.words) for line in lines]
    whole = "".join(pieces)
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece)
    share = [0] * len(lines)
    here = 0
    for paragraph in paragraphs:
        wanted = _squeezed(paragraph)
        if len(wanted) < 2:
            continue
        found = whole.find(wanted, here)
        if found < 0:
            found = whole.find(wanted)
        if found < 0 and len(wanted) > 60:
            found = whole.find(wanted[:30], here)
        if found < 0:
            continue
        here = found + len(wanted)
        for k in range(max(bisect_right(starts, found) - 1, 0), len(lines)):
            start, piece = starts[k], pieces[k]
            if start >= here:
                break
            if start + len(piece) > found:
                share[k] += min(here, start + len(piece)) - max(found, start)
    return {
        line.start
        for line, piece, n in zip(lines, pieces, share, strict=True)
        if piece and n >= 0.5 * len(piece)
    }
