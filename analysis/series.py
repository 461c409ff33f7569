"""A series the analyst brings, to set beside the article: UCDP GED, an ACLED export, any CSV.

Nothing of it is mixed with what the article says; it is drawn under it, with its citation.
Lines that begin with ``#`` at the top of the file are the citation.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.errors import AnalysisError

# who made the file -> its columns: first day, last day, value, and what is counted
_KNOWN = {
    "UCDP GED": (("date_start", "start_date"), ("date_end", "end_date"),
                 ("best", "deaths_best", "best_est"), "deaths (best estimate)"),
    "ACLED": (("event_date",), (), ("fatalities",), "fatalities"),
    "published totals": (("period_start",), ("period_end",), ("value",), ""),
}  # fmt: skip
_PLACES = (
    "country", "adm_1", "adm_2", "where_description", "admin1", "admin2", "admin3", "location",
    "location_root_name", "location_adm1_name", "location_adm2_name", "location_where_name",
    "series",
)  # fmt: skip
_MOST_ROWS = 2_000_000


@dataclass(frozen=True, slots=True)
class Series:
    """What was counted when: ``points`` has columns start, end (dates), value and label.

    ``daily`` series are summed by day; the others are totals of the periods they name, and are
    never joined into one line.
    """

    title: str
    citation: str
    points: pd.DataFrame
    daily: bool


def read_series(path: str | Path, *, where: str = "", citation: str = "") -> Series:
    """The series in a CSV file; ``where`` keeps rows whose place (or series) holds these words.

    A column of dates and a column of numbers are found by name (UCDP, ACLED) or else by their
    kind, the first of each. Raises AnalysisError in one sentence where there are none.
    """
    file = Path(path)
    try:
        head = [
            line.lstrip("# ").strip()
            for line in file.read_text("utf-8-sig").splitlines()[:20]
            if line.startswith("#")
        ]
        table = pd.read_csv(file, comment="#", nrows=_MOST_ROWS, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise AnalysisError(f"{path}: cannot be read as a CSV file: {error}") from error
    if where:
        places = [column for column in table.columns if str(column).lower() in _PLACES]
        if not places:
            raise AnalysisError(f"{path}: has no column of places to look for {where!r} in")
        held = table[places].astype(str).apply(
            lambda column: column.str.contains(where, case=False, regex=False)
        )  # fmt: skip
        table = table[held.any(axis=1)]
    maker, start, end, value, counted = _columns(table, file)
    first = pd.to_datetime(table[start], errors="coerce")
    points = pd.DataFrame(
        {
            "start": first,
            "end": pd.to_datetime(table[end], errors="coerce").fillna(first) if end else first,
            "value": pd.to_numeric(table[value], errors="coerce"),
            "label": _labels(table),
        }
    ).dropna(subset=["start", "value"])
    daily = maker != "published totals"
    if daily:
        points = points.groupby("start", as_index=False).agg(
            {"end": "first", "value": "sum", "label": "first"}
        )
    said = citation or " ".join(head)
    place = f", {where}" if where else ""
    return Series(
        f"{maker or file.stem}: {counted or str(value)}{place}",
        said or f"{file.name}; the file names no source",
        points.sort_values("start", ignore_index=True),
        daily,
    )


def _columns(table: pd.DataFrame, file: Path) -> tuple[str, str, str, str, str]:
    """Maker, first day, last day, value and what is counted."""
    named = {str(column).lower(): str(column) for column in table.columns}

    def one(names: tuple[str, ...]) -> str:
        return next((named[name] for name in names if name in named), "")

    for maker, (start, end, value, counted) in _KNOWN.items():
        if one(start) and one(value):
            return maker, one(start), one(end), one(value), counted
    dates = [c for c in table.columns if _is_dates(table[c])]
    numbers = [c for c in table.columns if pd.api.types.is_numeric_dtype(table[c])]
    if not dates or not numbers:
        raise AnalysisError(f"{file}: needs a column of dates and a column of numbers")
    return "", str(dates[0]), "", str(numbers[0]), str(numbers[0])


def _is_dates(column: pd.Series[str]) -> bool:
    """True where the first values are days as ISO writes them."""
    first = column.dropna().astype(str).head(20)
    return len(first) > 0 and bool(first.str.match(r"\d{4}-\d\d(-\d\d)?").all())


def _labels(table: pd.DataFrame) -> pd.Series[str]:
    """Who reported a row, where the file says so."""
    for name in ("reported_by", "source_office", "source"):
        if name in table.columns:
            return table[name].fillna("").astype(str)
    return pd.Series("", index=table.index)
