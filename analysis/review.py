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
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, asdict, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError
from analysis.lean import dataclass, replace
from analysis.records import (
    Actor,
    Casualty,
    Event,
    Finding,
    Findings,
    Place,
    Quote,
    Span,
    Term,
    Time,
)

ANSWERS = ("accepted", "corrected", "rejected")
ADDED = "added"
_KINDS: dict[str, type[Finding]] = {
    "casualties": Casualty, "quotes": Quote, "times": Time, "places": Place, "actors": Actor,
    "events": Event, "terms": Term,
}  # fmt: skip
_CLASS = {"class": "event_class"}  # the column's name in the table
_NUMBERS = frozenset(("low", "best", "high", "goldstein", "quantity", "lat", "lon"))
_FIXED = frozenset("start end id sentence rule review".split())


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer to one finding; ``column`` and ``value`` say what was corrected, and to what.

    Of a finding that was added, ``value`` holds its columns as JSON.
    """

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


def answered(
    finding: Finding, table: str, text: str, answer: str, *, column: str = "", value: object = "",
    reviewer: str = "", note: str = "",
) -> Decision:  # fmt: skip
    """An answer to a finding; AnalysisError where the answer or the column is not known."""
    if answer not in ANSWERS:
        raise AnalysisError(f"{answer!r} is no answer; give {', '.join(ANSWERS)}")
    if answer == "corrected":
        _corrected(finding, column, str(value))
    return Decision(
        table, finding.start, finding.end, finding.of(text), answer, column, str(value),
        finding.id, reviewer, _now(), note,
    )  # fmt: skip


def addition(
    table: str, span: Span, text: str, columns: Mapping[str, object], *, reviewer: str = "",
    note: str = "",
) -> Decision:  # fmt: skip
    """A finding the program missed; ``columns`` are its cells, by the table's names.

    Raises AnalysisError where the table, a column or a needed cell is not right.
    """
    value = json.dumps(dict(columns), ensure_ascii=False, sort_keys=True)
    decision = Decision(
        table, span.start, span.end, span.of(text), ADDED, "", value, "", reviewer, _now(), note
    )
    _added(decision, "x", 0)
    return decision


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def write_decision(path: Path, decision: Decision) -> Decision:
    """Write a decision down at once; a later one about the same finding outdoes it."""
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
    found: Findings, text: str, decisions: Iterable[Decision],
    sentence_at: Callable[[int], int] = lambda _: 0,
) -> tuple[Findings, tuple[Decision, ...]]:  # fmt: skip
    """The findings as decided, and the decisions that fit none of them.

    ``sentence_at`` gives the sentence of a position, for findings a person added.
    """
    decisions = tuple(decisions)
    tables: dict[str, list[Any]] = {}
    unfit = []
    for decision in decisions:
        rows = tables.setdefault(decision.table, list(getattr(found, decision.table, ())))
        if decision.answer == ADDED:
            if (
                text[decision.start : decision.end] != decision.words
                or decision.table not in _KINDS
            ):
                unfit.append(decision)
                continue
            id_ = f"{decision.table[0]}x{sum(row.review == ADDED for row in rows) + 1}"
            rows.append(_added(decision, id_, sentence_at(decision.start)))
            rows.sort(key=lambda row: (row.start, row.end))
            continue
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
    if "casualties" in tables:
        harms = {row.id: row.harm for row in found.casualties}
        unfit += _held_together(harms, tables["casualties"], decisions)
    changed = {table: tuple(rows) for table, rows in tables.items() if rows}
    return replace(found, **changed), tuple(unfit)


def _held_together(
    harms: Mapping[str, str], rows: list[Casualty], decisions: tuple[Decision, ...]
) -> list[Decision]:
    """A part has its whole's harm: it follows its whole's, and leaves it only with its whole.

    ``harms`` are those before; corrections that would leave a part of the injured among the dead
    are taken back, and returned.
    """
    at = {row.id: k for k, row in enumerate(rows)}
    moved = [row for row in rows if harms.get(row.id, row.harm) != row.harm]
    for whole in moved:  # grows while it is read: parts of parts follow, too
        for k, part in enumerate(rows):
            if part.subset_of == whole.id and part.harm == harms.get(part.id) == harms[whole.id]:
                rows[k] = replace(part, harm=whole.harm)
                moved.append(rows[k])
    refused = []
    for k, part in enumerate(rows):
        before = harms.get(part.id, part.harm)
        whole = rows[at[part.subset_of]] if part.subset_of in at else part
        if before != part.harm and whole.harm == before:
            said = [d for d in decisions if d.column == "harm" and d.value == part.harm]
            refused += [d for d in said if (d.start, d.end) == (part.start, part.end)][-1:]
            rows[k] = replace(part, harm=before)
    return refused


def _added(decision: Decision, id_: str, sentence: int) -> Finding:
    """The finding a person wrote down."""
    kind = _KINDS.get(decision.table)
    if kind is None:
        raise AnalysisError(f"{decision.table!r} takes no findings; tables are {', '.join(_KINDS)}")
    cells = {_CLASS.get(name, name): value for name, value in json.loads(decision.value).items()}
    if decision.table == "casualties":
        cells = _bounded(cells)
    own = {item.name: item for item in fields(kind)}
    strange = sorted(set(cells) - (set(own) - _FIXED))
    if strange:
        raise AnalysisError(f"{strange[0]!r} is no column of {decision.table} that can be given")
    needed = [n for n, item in own.items() if item.default is MISSING and n not in _FIXED]
    missing = [n for n in needed if n not in cells]
    if missing:
        raise AnalysisError(f"a finding of {decision.table} needs {', '.join(missing)}")
    made = {name: tuple(v) if isinstance(v, list) else v for name, v in cells.items()}
    return kind(
        decision.start, decision.end, id=id_, sentence=sentence, rule="review.added", review=ADDED,
        **made,
    )  # fmt: skip


def _bounded(cells: dict[str, Any]) -> dict[str, Any]:
    """A figure given by its best alone is exact; else an untold bound is none."""
    if "best" in cells and not {"low", "high", "bound"} & set(cells):
        cells |= {"low": cells["best"], "high": cells["best"], "bound": "exact"}
    bounds = {"low": None, "best": None, "high": None} | cells
    return bounds | {"bound": bounds.get("bound") or _bound_of(bounds)}


def _bound_of(cells: Mapping[str, Any]) -> str:
    if cells["high"] is None:
        return "at_least"
    return "up_to" if cells["low"] is None else "range"


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
    hollow = {event.id for event in found.events if gone and _is_hollow(event, found, gone)}
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
            if row.id not in hollow
        )
    return Findings(**kept)


def _is_hollow(event: Event, found: Findings, gone: set[str]) -> bool:
    """True of an event that rests only on rejected figures: those it names, and those in its words."""
    figures = {
        row.id
        for row in found.casualties
        if row.id in event.casualties or (event.start <= row.start and row.end <= event.end)
    }
    return event.review == "machine" and bool(figures) and figures <= gone
