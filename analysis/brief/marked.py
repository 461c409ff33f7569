"""The article's text with every finding marked, and the check that each has its characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from analysis.brief.model import Piece, TextParagraph
from analysis.errors import AnalysisError
from analysis.highlight import Mark, pieces
from analysis.pipeline import Analysis
from analysis.records import Finding, Findings, Paragraph

MARKED = "casualties quotes events terms places times actors audit".split()
_NAMES = {
    "casualties": "casualty figure", "quotes": "quote", "events": "event", "terms": "term",
    "places": "place", "times": "time", "actors": "actor", "audit": "not understood",
    "caveats": "caveat",
}  # fmt: skip


def check_spans(findings: Findings, text: str) -> None:
    """Raises AnalysisError for a finding without exact characters, or two that share an id."""
    seen: set[str] = set()
    for table in MARKED:
        for record in getattr(findings, table):
            if not (0 <= record.start < record.end <= len(text)) or not record.of(text).strip():
                raise AnalysisError(f"{table} {record.id}: points at no characters of the text")
            if record.id in seen:
                raise AnalysisError(f"{table} {record.id}: a second finding with this id")
            seen.add(record.id)


def marked_text(
    done: Analysis, entries: frozenset[str], caveats: Sequence[Finding] = ()
) -> tuple[TextParagraph, ...]:
    """Every paragraph, cut at the ends of its marks; ``refs`` are those with an entry above."""
    text = done.article.text
    blocks = done.article.paragraphs or (Paragraph(0, len(text)),)
    by_block: list[list[Mark]] = [[] for _ in blocks]
    starts = [block.start for block in blocks]
    for table, record in (*_shown(done.findings), *(("caveats", one) for one in caveats)):
        at = max(0, bisect_right(starts, record.start) - 1)
        while at < len(blocks) and blocks[at].start < record.end:
            by_block[at].append(Mark(record.start, record.end, table, record.id))
            at += 1
    seen: set[str] = set()
    return tuple(
        _paragraph(text, block, marks, entries, seen)
        for block, marks in zip(blocks, by_block, strict=True)
    )


def _shown(findings: Findings) -> Iterable[tuple[str, Finding]]:
    for table in MARKED:
        for record in getattr(findings, table):
            if table != "audit" or record.reason.startswith("not understood"):
                yield table, record


def _paragraph(
    text: str, block: Paragraph, marks: list[Mark], entries: frozenset[str], seen: set[str]
) -> TextParagraph:
    inside = [
        Mark(max(0, m.start - block.start), min(m.end, block.end) - block.start, m.kind, m.title)
        for m in marks
        if m.end > block.start and m.start < block.end
    ]
    out = []
    for words, over in pieces(text[block.start : block.end], inside):
        begins = tuple(m.title for m in over if m.title not in seen)
        seen.update(begins)
        tables = tuple(dict.fromkeys(m.kind for m in over))
        title = ", ".join(f"{_NAMES[m.kind]} {m.title}" for m in over)
        out.append(Piece(words, tables, begins, title))
    refs = dict.fromkeys(m.title for m in inside if m.title in entries)
    return TextParagraph(block.role, tuple(out), tuple(refs))
