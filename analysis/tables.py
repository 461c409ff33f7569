"""Findings as tables: every column of the contract is named and typed here, and only here.

``rows`` gives plain dictionaries (for JSON Lines), ``tabulate`` data frames with those types;
``check`` is run on the way out of the program and refuses a row that breaks the contract.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any

import pandas as pd

from analysis.errors import AnalysisError
from analysis.offsets import RawOffsets
from analysis.records import Article, Finding, Findings

# column -> pandas type. Text columns hold None where nothing is stated.
_FINDING = {
    "article_id": "string", "id": "string", "words": "string", "start": "Int64", "end": "Int64",
    "raw_start": "Int64", "raw_end": "Int64", "sentence": "Int64", "rule": "string",
    "review": "string",
}  # fmt: skip
COLUMNS: dict[str, dict[str, str]] = {
    "casualties": _FINDING | {
        "harm": "string", "harm_alt": "string", "low": "Int64", "best": "Int64", "high": "Int64",
        "bound": "string", "victims": "string", "victim_class": "string", "subset_of": "string",
        "subset_kind": "string", "same_as": "string", "scope": "string", "status": "string",
        "date_earliest": "string", "date_latest": "string", "date_words": "string",
        "place": "string", "place_words": "string", "cause": "string", "perpetrator": "string",
        "voice": "string", "reporter": "string", "attribution": "string",
        "number_start": "Int64", "number_end": "Int64", "note": "string",
    },
    "totals": {
        "article_id": "string", "harm": "string", "low": "Int64", "best": "Int64",
        "high": "Int64", "counted": "object", "not_counted": "object", "caveat": "string",
    },
    "quotes": _FINDING | {
        "group": "string", "kind": "string", "clause_start": "Int64", "clause_end": "Int64",
        "speaker": "string", "speaker_words": "string", "speaker_start": "Int64",
        "speaker_end": "Int64", "speaker_role": "string", "speaker_kind": "string",
        "cue": "string", "addressee": "string", "venue": "string", "date_earliest": "string",
        "date_latest": "string", "via": "string", "note": "string",
    },
    "times": _FINDING | {
        "earliest": "string", "latest": "string", "granularity": "string", "kind": "string",
        "ambiguous": "boolean", "note": "string",
    },
    "places": _FINDING | {
        "name": "string", "country": "string", "admin1": "string", "admin2": "string",
        "lat": "Float64", "lon": "Float64", "precision": "string", "source": "string",
        "role": "string",
    },
    "actors": _FINDING | {
        "name": "string", "kind": "string", "role": "string", "affiliation": "string",
        "aliases": "object",
    },
    "events": _FINDING | {
        "class": "string", "code": "string", "goldstein": "Float64", "status": "string",
        "date_earliest": "string", "date_latest": "string", "date_words": "string",
        "place": "string", "actors": "object", "casualties": "object", "summary": "string",
        "spans": "object", "voice": "string", "reporter": "string",
    },
    "terms": _FINDING | {
        "type": "string", "what": "string", "where": "string", "when_earliest": "string",
        "when_latest": "string", "parties": "object", "quantity": "Float64", "unit": "string",
        "quantity_si": "string", "status": "string", "agreement": "string", "note": "string",
    },
    "audit": _FINDING | {"kind": "string", "reason": "string"},
}  # fmt: skip
TABLES = tuple(COLUMNS)

# What a column may say. An empty cell is always allowed where the record's field may be None.
ALLOWED: dict[str, dict[str, frozenset[str]]] = {
    "casualties": {
        "harm": frozenset("killed injured missing displaced abducted detained".split()),
        "bound": frozenset(
            "exact at_least more_than up_to fewer_than about range words_only".split()
        ),
        "victim_class": frozenset(
            "civilian children women combatant_state combatant_nonstate security medical_aid "
            "journalist mixed unknown".split()
        ),
        "subset_kind": frozenset(("including", "breakdown")),
        "scope": frozenset(("incident", "period", "cumulative")),
        "status": frozenset("reported claimed_by_party denied hypothetical".split()),
        "cause": frozenset(
            "airstrike shelling missile car_bomb ied suicide_attack landmine gunfire chemical "
            "ground_fighting execution drone other unknown".split()
        ),
        "voice": frozenset(("newsroom", "source")),
        "attribution": frozenset(("direct", "by_context", "none")),
    },
    "quotes": {
        "kind": frozenset(("direct", "mixed", "indirect")),
        "speaker_kind": frozenset("person organisation document group unnamed".split()),
    },
    "times": {"kind": frozenset("date weekday relative clock duration set".split())},
    "places": {
        "precision": frozenset("exact near admin2 admin1 country line unnamed".split()),
        "role": frozenset(("dateline", "scene", "party")),
    },
    "actors": {
        "kind": frozenset("state armed_group organisation person population document".split())
    },
    "events": {
        "status": frozenset("past ongoing expected claimed denied".split()),
        "voice": frozenset(("newsroom", "source")),
    },
    "terms": {
        "type": frozenset(
            "ceasefire buffer_zone joint_patrol withdrawal prisoner_exchange humanitarian_access "
            "monitoring political_process return_of_displaced disarmament deadline other".split()
        ),
        "status": frozenset(
            "agreed in_force completed proposed demanded rejected expected suspended "
            "expired".split()
        ),
    },
    "audit": {"kind": frozenset("figure quotation_marks harm_word time place".split())},
}

_RENAMED = {"event_class": "class"}  # "class" is a keyword of Python


def rows(article: Article, findings: Findings, *tables: str) -> dict[str, list[dict[str, Any]]]:
    """Every table, or those named, as lists of dictionaries with exactly the contract's columns,
    checked."""
    raw = RawOffsets(article)
    return {
        table: [
            check(table, _row(table, article, record, raw)) for record in getattr(findings, table)
        ]
        for table in tables or TABLES
    }


def _row(table: str, article: Article, record: Any, raw: RawOffsets) -> dict[str, Any]:
    kind: type = type(record)
    names, values = _cells(kind)
    cells = [_plain(one) if isinstance(one, tuple) else one for one in values(record)]
    row: dict[str, Any] = dict(zip(names, cells, strict=True))
    row["article_id"] = article.article_id
    if isinstance(record, Finding):
        row["words"] = record.of(article.text)
        row["raw_start"], row["raw_end"] = raw.span(record.start, record.end)
    if table == "quotes":
        has_speaker = record.speaker_start is not None
        row["speaker_words"] = (
            article.text[record.speaker_start : record.speaker_end] if has_speaker else None
        )
    return {column: row[column] for column in COLUMNS[table]}


@lru_cache
def _cells(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The columns a kind of record fills, and what reads them off a record."""
    names = [item.name for item in fields(kind)]
    return tuple(_RENAMED.get(name, name) for name in names), attrgetter(*names)


def _plain(value: Any) -> Any:
    """Tuples as lists, pairs inside them too."""
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def check(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row itself; raises AnalysisError where it breaks the contract."""
    for column, allowed in ALLOWED.get(table, {}).items():
        value = row[column]
        if value is not None and value not in allowed:
            raise AnalysisError(f"{table} {row.get('id')}: {column} cannot be {value!r}")
    if "words" in row and (row["end"] <= row["start"] or not row["words"].strip()):
        raise AnalysisError(f"{table} {row['id']}: empty span {row['start']}-{row['end']}")
    return row


def frame(table: str, records: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Rows of one table as a data frame; also with no rows it has all columns and types."""
    records = list(records)
    columns = {
        name: pd.array([row[name] for row in records], dtype=kind)  # type: ignore[call-overload]
        for name, kind in COLUMNS[table].items()
    }
    return pd.DataFrame(columns, copy=False)


def tabulate(article: Article, findings: Findings, *tables: str) -> dict[str, pd.DataFrame]:
    """Every table as a typed data frame, by name; or only those named."""
    found = rows(article, findings, *tables)
    return {table: frame(table, lines) for table, lines in found.items()}
