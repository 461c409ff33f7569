"""What only the headline says: a toll that no figure of the text tells."""

from __future__ import annotations

from analysis.brief.model import Statement
from analysis.brief.wording import one_line, quoted
from analysis.pipeline import Analysis, analyse
from analysis.records import Casualty, Source

_HARMS = ("killed", "injured", "abducted", "displaced", "missing")
_LONGEST = 140


def only_in_headline(done: Analysis) -> tuple[Statement, ...]:
    """One sentence where the headline counts people that the text does not count so; else none.

    The tables hold the text alone, so a toll that stands above it is in no total.
    """
    title = done.article.title
    if not title or title in done.article.text:
        return ()
    head = analyse(Source("headline", title), counting=done.reading.counting).findings
    told = {(f.harm, size) for f in done.findings.casualties for size in _sizes(f)}
    told |= {(t.harm, size) for t in done.findings.totals for size in (t.low, t.best, t.high)}
    for figure in head.casualties:
        size = figure.best or 0
        if figure.harm in _HARMS and size > 1 and (figure.harm, size) not in told:
            return (
                Statement.of(
                    f"The headline says {quoted(one_line(title, _LONGEST))}; no figure of the text "
                    f"says so, and no total holds it."
                ),
            )
    return ()


def _sizes(figure: Casualty) -> tuple[int | None, ...]:
    return figure.low, figure.best, figure.high
