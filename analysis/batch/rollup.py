"""A batch at a glance: its tables put side by side, counted, never added up.

Whether two articles speak of one incident is not known here. So for a day, a place or a source the
roll-up says how many figures there are, the lowest and the highest; a sum would count twice.
Near-duplicates are left out: a copy is no second source.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.batch.run import replace_file

_BOUNDS = ("low", "best", "high")
_COLUMNS = {
    "casualties": "article_id id words harm low best high subset_of same_as scope status "
    "date_earliest place reporter",
    "quotes": "article_id group kind speaker speaker_kind",
    "terms": "article_id type status what when_earliest",
}
_COUNTS = ["articles", "figures", "lowest", "highest", "or_more"]
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of ``batch.jsonl``, and the tables of every finished article that is no copy."""

    articles: pd.DataFrame
    casualties: pd.DataFrame
    quotes: pd.DataFrame
    terms: pd.DataFrame

    @property
    def done(self) -> pd.DataFrame:
        """The articles that have a brief."""
        return self.articles[self.articles["status"] == "done"]


def read_batch(reports: str | Path) -> Batch:
    """What ``sitrep batch`` left in a folder."""
    lines = (Path(reports) / "batch.jsonl").read_text(encoding="utf-8").splitlines()
    names = "article_id source folder status reason seconds sha256 near_duplicate_of".split()
    articles = pd.DataFrame([json.loads(line) for line in lines], columns=names)
    firsts = articles[(articles["status"] == "done") & articles["near_duplicate_of"].isna()]
    tables = {
        table: _gather([Path(reports) / str(name) for name in firsts["folder"]], table)
        for table in _COLUMNS
    }
    return Batch(articles, **tables)


def _gather(folders: list[Path], table: str) -> pd.DataFrame:
    columns = _COLUMNS[table].split()
    found: list[list[str | None]] = []
    for folder in folders:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found += [[row[name] or None for name in columns] for row in csv.DictReader(file)]
    made = pd.DataFrame(found, columns=columns, dtype="object")
    for name in _BOUNDS if table == "casualties" else ():
        made[name] = pd.to_numeric(made[name]).astype("Int64")
    return made


def counted(batch: Batch) -> pd.DataFrame:
    """The figures of incidents: no part beside its whole, no repeat, none denied or supposed."""
    rows = batch.casualties
    kept = rows["subset_of"].isna() & rows["same_as"].isna() & (rows["scope"] == "incident")
    return rows[kept & rows["status"].isin(["reported", "claimed_by_party"])]


def by_day(batch: Batch) -> pd.DataFrame:
    """For each day and harm: articles, figures, the lowest and the highest, and whether one of
    them has no upper bound ("at least 12", "more than 80": 81 or more)."""
    rows = counted(batch)
    days = rows["date_earliest"].map(lambda day: str(day)[:10] if day else NOT_STATED)
    return _summed_up(rows.assign(day=days), ["day", "harm"]).sort_values(
        ["day", "harm"], ignore_index=True
    )


def by_place(batch: Batch) -> pd.DataFrame:
    """The same for each place."""
    return _ranked(batch, "place", NOT_STATED)


def by_source(batch: Batch) -> pd.DataFrame:
    """The same for each source the articles cite for a figure."""
    return _ranked(batch, "reporter", "nobody is cited").rename(columns={"reporter": "source"})


def _ranked(batch: Batch, column: str, missing: str) -> pd.DataFrame:
    rows = counted(batch)
    named = rows.assign(**{column: rows[column].fillna(missing)})
    made = _summed_up(named, [column, "harm"])
    return made.sort_values(
        ["articles", "figures", column, "harm"], ascending=[False, False, True, True],
        ignore_index=True,
    )  # fmt: skip


def _summed_up(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    low, best, high = (rows[name] for name in _BOUNDS)
    told = rows.assign(
        lowest=low.fillna(best).fillna(high),
        highest=high.fillna(low).fillna(best),
        or_more=high.isna() & low.notna(),
    )
    made = told.groupby(keys, as_index=False, dropna=False).agg(
        articles=("article_id", "nunique"),
        figures=("id", "size"),
        lowest=("lowest", "min"),
        highest=("highest", "max"),
        or_more=("or_more", "any"),
    )
    return made[[*keys, *_COUNTS]]


def most_quoted(batch: Batch) -> pd.DataFrame:
    """Who is quoted: sayings (fragments of one count once), how many word for word, articles."""
    named = batch.quotes[batch.quotes["speaker"].notna()]
    keys = ["article_id", "group", "speaker"]
    sayings = named.assign(direct=named["kind"] == "direct").groupby(keys, as_index=False)
    once = sayings.agg(kind=("speaker_kind", "first"), direct=("direct", "any"))
    made = once.groupby("speaker", as_index=False).agg(
        kind=("kind", "first"),
        sayings=("group", "size"),
        direct=("direct", "sum"),
        articles=("article_id", "nunique"),
    )
    return made.sort_values(
        ["articles", "sayings", "speaker"], ascending=[False, False, True], ignore_index=True
    )


def terms_found(batch: Batch) -> pd.DataFrame:
    """Terms of agreements by kind and status, with the words of the first."""
    made = batch.terms.groupby(["type", "status"], as_index=False, dropna=False).agg(
        terms=("type", "size"), articles=("article_id", "nunique"), first=("what", "first")
    )
    return made.sort_values(["terms", "type"], ascending=[False, True], ignore_index=True)


def failures(batch: Batch) -> pd.DataFrame:
    """What has no brief, and why."""
    failed = batch.articles[batch.articles["status"] == "failed"]
    return failed[["source", "reason"]].reset_index(drop=True)


_SINGLE = (
    "Smallest and largest are single figures as the articles give them, no bounds of a sum: two of "
    "them may be parts of one toll, or tell of two incidents."
)

SECTIONS: tuple[tuple[str, str, Callable[[Batch], pd.DataFrame]], ...] = (
    (
        "Figures by day",
        f"The day an incident is dated to, as far as the articles say. {_SINGLE}",
        by_day,
    ),
    ("Figures by place", "Most reported first.", by_place),
    ("Figures by source", "Who is cited for a figure.", by_source),
    ("Most quoted", "A saying in fragments counts once.", most_quoted),
    ("Terms of agreements", "By kind and status.", terms_found),
    ("Failed", "No brief was made of these.", failures),
)


def render_rollup(batch: Batch, chart: str = "", *, limit: int = 100) -> str:
    """The page, one file; a table longer than ``limit`` says how much is left out."""
    parts = []
    for title, note, tabulate in SECTIONS:
        frame = tabulate(batch)
        left = len(frame) - limit
        more = f" {left:,} more rows are not shown." if left > 0 else ""
        shown = _readable(frame.head(limit))
        parts.append((title, note + more, list(shown.columns), _cells(shown)))
    copies = int(batch.articles["near_duplicate_of"].notna().sum())
    return (
        _environment()
        .get_template("rollup.html.j2")
        .render(
            parts=parts, chart=chart, briefs=len(batch.done), copies=copies,
            failed=len(batch.articles) - len(batch.done),
        )
    )  # fmt: skip


def _readable(frame: pd.DataFrame) -> pd.DataFrame:
    """The table as a reader takes it: an open end in words beside its number."""
    if "or_more" not in frame:
        return frame
    open_ = frame["or_more"].map(lambda more: "or more" if more else "")
    told = frame["highest"].map("{:,}".format) + open_.map(
        lambda words: f" {words}" if words else ""
    )
    renamed = frame.assign(highest=told).drop(columns="or_more")
    return renamed.rename(columns={"lowest": "smallest figure", "highest": "largest figure"})


def _cells(frame: pd.DataFrame) -> list[list[tuple[str, bool]]]:
    """Each cell as HTML, and whether it is a number."""
    return [
        [("" if pd.isna(value) else escape(f"{value:,}" if _number(value) else str(value)),
          _number(value)) for value in row]
        for row in frame.itertuples(index=False)
    ]  # fmt: skip


def _number(value: Any) -> bool:
    return isinstance(value, int) or hasattr(value, "dtype")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    here = Path(__file__).parent
    folders = [here / "templates", here.parent / "brief/templates"]
    return Environment(
        loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def save_rollup(page: str, out: str | Path) -> Path:
    """``rollup.html``, replaced whole."""
    path = Path(out) / "rollup.html"
    replace_file(path, page)
    return path
