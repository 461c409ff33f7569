"""A dossier opened from its file, and the files it leaves."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import store
from analysis.dossier.compose import title_of, told_once
from analysis.dossier.incidents import Incident, Version, find_incidents
from analysis.dossier.members import Failed, Member, laid_together, read_members
from analysis.dossier.situation import Situation, read_situation
from analysis.extract.totals import Bounds
from analysis.offsets import RawOffsets
from analysis.pipeline import Analysis
from analysis.tables import TABLES, rows

INCIDENT_COLUMNS = tuple(
    "incident harm low best high latest_low latest_best latest_high articles disagree date_earliest "
    "date_latest place lat lon precision causes blamed joined_by".split()
)
VERSION_COLUMNS = tuple(
    "incident harm article_id article id words start end raw_start raw_end low best high bound "
    "published outlet reporter perpetrator copy_of".split()
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A situation with its articles and incidents; ``together`` is the analysis of all texts."""

    situation: Situation
    members: tuple[Member, ...]
    failed: tuple[Failed, ...]
    incidents: tuple[Incident, ...]
    together: Analysis


def open_dossier(
    path: str | Path, *, counting: str = "literal", lexicons: str | Path | None = None
) -> Dossier:
    """Everything a situation's articles say, reconciled.

    Raises AnalysisError in one sentence where the file is unsound or no article can be read.
    """
    situation = read_situation(Path(path))
    members, failed = read_members(situation, counting, Path(lexicons) if lexicons else None)
    incidents = find_incidents(
        members, near_km=situation.near_km, since=situation.since, until=situation.until
    )
    together = told_once(laid_together(situation.title, members))
    return Dossier(situation, members, failed, incidents, together)


def article_frame(dossier: Dossier) -> pd.DataFrame:
    """One row an article: its key in the brief, where it comes from, what it repeats."""
    return pd.DataFrame(
        [
            [m.key.upper(), m.done.article.article_id, m.done.article.outlet,
             m.done.article.published, m.done.article.title, (m.copy_of or "").upper()]
            for m in dossier.members
        ],
        columns=["key", "article_id", "outlet", "published", "title", "copy_of"],
    )  # fmt: skip


def incident_frame(incidents: Sequence[Incident]) -> pd.DataFrame:
    """One row an incident and harm: the range of all versions, the latest, where and when."""
    return _frame(incident_rows(incidents), INCIDENT_COLUMNS)


def version_frame(incidents: Sequence[Incident]) -> pd.DataFrame:
    """One row a figure an incident rests on, with its article and its exact characters."""
    return _frame(version_rows(incidents), VERSION_COLUMNS)


def chart_frame(incidents: Sequence[Incident]) -> pd.DataFrame:
    """The ``casualties`` frame for the chart: each incident's range, its versions indented."""
    found = []
    for row in incident_rows(incidents):
        one = next(one for one in incidents if one.id == row["incident"])
        versions, whole = one.of_harm(row["harm"]), f"{one.id}-{row['harm']}"
        found.append(
            _bar(
                whole,
                row["harm"],
                title_of(one),
                one.range_of(row["harm"]),
                None,
                _tellers(versions),
            )
        )
        found += [
            _bar(f"{whole}-{n}", v.harm, f"{v.member.key.upper()} \u00b7 {v.member.name}", v.bounds,
                 whole, ", ".join(v.reporters[:2]) or None)
            for n, v in enumerate(versions)
            if len(versions) > 1
        ]  # fmt: skip
    columns = (
        "id harm harm_alt words victims low best high bound status scope subset_of same_as reporter"
    )
    made = pd.DataFrame(found, columns=columns.split(), dtype="object")
    return made.astype(dict.fromkeys(("low", "best", "high"), "Int64"))


def _tellers(versions: Sequence[Version]) -> str:
    """Who tells of an incident, for its bar: the source of the only version, or their number."""
    if len(versions) > 1:
        return f"{len(versions)} articles"
    return ", ".join([versions[0].member.key.upper(), *versions[0].reporters[:2]])


def _bar(
    id_: str, harm: str, words: str, span: Bounds, whole: str | None, reporter: str | None
) -> dict[str, Any]:
    low, best, high = span
    bound = "range" if low != high else "exact"
    return {
        "id": id_, "harm": harm, "words": words, "low": low, "best": best, "high": high,
        "bound": bound, "status": "reported", "scope": "incident", "subset_of": whole,
        "reporter": reporter,
    }  # fmt: skip


def _frame(found: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    whole = ("low", "best", "high", "latest_low", "latest_best", "latest_high", "start", "end")
    made = pd.DataFrame(found, columns=list(columns), dtype="object")
    return made.astype({name: "Int64" for name in whole if name in columns})


def incident_rows(incidents: Sequence[Incident]) -> list[dict[str, Any]]:
    """The rows of ``incidents.csv``."""
    return [
        _incident_row(one, harm) for one in incidents for harm in one.harms if one.of_harm(harm)
    ]


def _incident_row(one: Incident, harm: str) -> dict[str, Any]:
    versions, place = one.of_harm(harm), one.place
    low, best, high = one.range_of(harm)
    latest = versions[-1].bounds
    return {
        "incident": one.id, "harm": harm, "low": low, "best": best, "high": high,
        "latest_low": latest[0], "latest_best": latest[1], "latest_high": latest[2],
        "articles": len(versions), "disagree": one.disagree(harm),
        "date_earliest": one.first_day, "date_latest": one.last_day, "place": one.place_name,
        "lat": place.lat if place else None, "lon": place.lon if place else None,
        "precision": place.precision if place else None,
        "causes": "; ".join(one.causes), "blamed": "; ".join(one.blamed),
        "joined_by": "; ".join(one.why),
    }  # fmt: skip


def version_rows(incidents: Sequence[Incident]) -> list[dict[str, Any]]:
    """The rows of ``versions.csv``."""
    return [
        row for one in incidents for version in one.versions for row in _version_rows(one, version)
    ]


def _version_rows(one: Incident, version: Version) -> list[dict[str, Any]]:
    member = version.member
    article = member.done.article
    raw = RawOffsets(article)
    out = []
    for figure in version.figures:
        raw_start, raw_end = raw.span(figure.start, figure.end)
        out.append({
            "incident": one.id, "harm": version.harm, "article_id": article.article_id,
            "article": member.key, "id": figure.id, "words": figure.of(article.text),
            "start": figure.start, "end": figure.end, "raw_start": raw_start, "raw_end": raw_end,
            "low": figure.low, "best": figure.best, "high": figure.high, "bound": figure.bound,
            "published": article.published, "outlet": article.outlet, "reporter": figure.reporter,
            "perpetrator": figure.perpetrator, "copy_of": member.copy_of,
        })  # fmt: skip
    return out


def save_dossier(dossier: Dossier, folder: str | Path) -> list[Path]:
    """``incidents.csv versions.csv dossier.json`` and the contract's tables of all articles."""
    place = Path(folder)
    made = [
        _save(place / "incidents.csv", INCIDENT_COLUMNS, incident_rows(dossier.incidents)),
        _save(place / "versions.csv", VERSION_COLUMNS, version_rows(dossier.incidents)),
    ]
    for table in TABLES:
        with closing(store.open_writer(place, table, "csv")) as writer:
            for member in dossier.members:
                for row in rows(member.done.article, member.done.findings)[table]:
                    writer.write(row)
        made.append(place / f"{table}.csv")
    record = {
        "title": dossier.situation.title,
        "since": dossier.situation.since,
        "until": dossier.situation.until,
        "near_km": dossier.situation.near_km,
        "articles": [
            {"key": m.key, "copy_of": m.copy_of} | store.article_row(m.done.article)
            for m in dossier.members
        ],
        "failed": [{"name": one.name, "reason": one.reason} for one in dossier.failed],
        "incidents": incident_rows(dossier.incidents),
    }
    path = place / "dossier.json"
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [*made, path]


def _save(path: Path, columns: tuple[str, ...], found: list[dict[str, Any]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: store.csv_cell(v) for k, v in row.items()} for row in found)
    return path
