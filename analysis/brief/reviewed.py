"""What a person has looked at, and what of the article's words may not lead a brief after that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from analysis.brief.wording import counted
from analysis.records import Finding, Findings, Span

F = TypeVar("F", bound=Finding)
_ANSWERS = ("accepted", "corrected", "rejected", "added")
_TABLES = ("casualties", "quotes", "times", "places", "actors", "events", "terms")


def looked_at(found: Findings) -> str:
    """How many of the findings a person answered, and how; "" where none.

    ``found`` are all findings, those rejected with them: "3 of 41 findings looked at by a person
    (1 accepted, 2 rejected)".
    """
    rows: list[Finding] = [row for table in _TABLES for row in getattr(found, table)]
    answers = Counter(row.review for row in rows if row.review != "machine")
    if not answers:
        return ""
    told = ", ".join(f"{answers[answer]} {answer}" for answer in _ANSWERS if answers[answer])
    every = counted(len(rows), "finding")
    return f"{answers.total()} of {every} looked at by a person ({told})"


def in_review(row: Finding) -> str:
    """What stands beside a finding in its table: "corrected in review"; "" where nobody saw it."""
    return f"{row.review} in review" if row.review in _ANSWERS else ""


class Rejected:
    """The figures a reviewer threw out: words that hold one are no headline and no highlight."""

    def __init__(self, found: Findings) -> None:
        kept = [row for row in found.casualties if row.review != "rejected"]
        gone = (row for row in found.casualties if row.review == "rejected")
        self._figures = [row for row in gone if not any(one.overlaps(row) for one in kept)]

    def clear(self, rows: Iterable[F]) -> list[F]:
        """The findings whose words hold no such figure."""
        return [row for row in rows if not self.in_span(row)]

    def in_span(self, span: Span) -> bool:
        """True where the words hold such a figure."""
        return any(span.overlaps(figure) for figure in self._figures)
