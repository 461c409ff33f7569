"""What a person decided about findings, kept in a CSV beside the run, and honoured by later runs.

A decision names its finding by table, characters and words, not by its number: numbers move when
rules change, characters do not. A decision that no longer fits is not applied, and is reported.

>>> from analysis.records import Casualty
>>> nine = Casualty(0, 4, "c1", 0, "r", "killed", 9, 9, 9, "exact")
>>> decided = Decision("casualties", 0, 4, "nine", "corrected", "best", "8")
>>> found, unfit = review(Findings(casualties=(nine,)), "nine died", [decided])
>>> found.casualties[0].best, found.casualties[0].review, unfit
(8, 'corrected', ())
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError
from analysis.lean import dataclass, replace
from analysis.records import Finding, Findings

ANSWERS = ("accepted", "corrected", "rejected")
_NUMBERS = frozenset(("low", "best", "high", "goldstein", "quantity", "lat", "lon"))
_FIXED = frozenset("start end id sentence rule review".split())


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer to one finding; ``column`` and ``value`` say what was corrected, and to what."""

    table: str
    start: int
    end: int
    words: str
    answer: str
    column: str = ""
    value: str = ""
    id: str = ""  # tells two findings at the same characters apart
    reviewer: str = ""
    at: str = ""
    note: str = ""


_COLUMNS = [item.name for item in fields(Decision)]


def review_file(folder: Path) -> Path:
    """Where the decisions about a report's folder are kept: beside it."""
    return folder.with_name(f"{folder.name}.review.csv")


def decide(
    path: Path, finding: Finding, table: str, text: str, answer: str, *, column: str = "",
    value: object = "", reviewer: str = "", note: str = "",
) -> Decision:  # fmt: skip
    """Write an answer to the file at once; a later answer to the same finding outdoes it.

    Raises AnalysisError where the answer or the column is not known.
    """
    if answer not in ANSWERS:
        raise AnalysisError(f"{answer!r} is no answer; give {', '.join(ANSWERS)}")
    if answer == "corrected":
        _corrected(finding, column, str(value))
    decision = Decision(
        table, finding.start, finding.end, finding.of(text), answer, column, str(value),
        finding.id, reviewer, datetime.now(UTC).isoformat(timespec="seconds"), note,
    )  # fmt: skip
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS, lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerow(asdict(decision))
    return decision


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, in order; none where there is no file.

    Raises AnalysisError where a line cannot be one.
    """
    if not path.exists():
        return ()
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            try:
                known = {name: row.get(name) or "" for name in _COLUMNS}
                place = {name: int(known.pop(name)) for name in ("start", "end")}
                found.append(Decision(**known, **place))  # type: ignore[arg-type]
            except ValueError:
                raise AnalysisError(f"{path}:{number}: start and end must be numbers") from None
    return tuple(found)


def review(
    found: Findings, text: str, decisions: Iterable[Decision]
) -> tuple[Findings, tuple[Decision, ...]]:
    """The findings as decided, and the decisions that fit none of them."""
    tables: dict[str, list[Any]] = {}
    unfit = []
    for decision in decisions:
        rows = tables.setdefault(decision.table, list(getattr(found, decision.table, ())))
        fits = [
            at
            for at, row in enumerate(rows)
            if isinstance(row, Finding)
            and (row.start, row.end) == (decision.start, decision.end)
            and row.of(text) == decision.words
        ]
        named = [at for at in fits if rows[at].id == decision.id] or fits
        if len(named) != 1:
            unfit.append(decision)
            continue
        row = rows[named[0]]
        if decision.answer == "corrected":
            row = _corrected(row, decision.column, decision.value)
        rows[named[0]] = replace(row, review=decision.answer)
    changed = {table: tuple(rows) for table, rows in tables.items() if rows}
    return replace(found, **changed), tuple(unfit)


def _corrected(finding: Finding, column: str, value: str) -> Finding:
    names = {item.name for item in fields(finding)} - _FIXED
    if column not in names:
        raise AnalysisError(
            f"{column!r} cannot be corrected; columns are {', '.join(sorted(names))}"
        )
    if column in _NUMBERS:
        try:
            made: Any = (
                None if value in ("", "None") else int(value) if value.isdecimal() else float(value)
            )
        except ValueError:
            raise AnalysisError(f"{column} must be a number, not {value!r}") from None
    else:
        made = value or None
    return replace(finding, **{column: made})


def without_rejected(found: Findings) -> Findings:
    """What may be printed: a rejected finding stays in its table, and nothing else leads to it."""
    gone = {row.id for row in found.casualties if row.review == "rejected"}
    kept: dict[str, Any] = {
        item.name: tuple(
            row
            for row in getattr(found, item.name)
            if not isinstance(row, Finding) or row.review != "rejected"
        )
        for item in fields(found)
    }
    if gone:
        kept["casualties"] = tuple(
            replace(
                row,
                subset_of=None if row.subset_of in gone else row.subset_of,
                subset_kind=None if row.subset_of in gone else row.subset_kind,
                same_as=None if row.same_as in gone else row.same_as,
            )
            for row in kept["casualties"]
        )
        kept["events"] = tuple(
            replace(row, casualties=tuple(id_ for id_ in row.casualties if id_ not in gone))
            for row in kept["events"]
        )
    return Findings(**kept)
