"""Tables as files: JSON Lines, CSV or Parquet; and ``article.json``."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import IO, Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.records import Article
from analysis.tables import COLUMNS

FORMATS = ("jsonl", "csv", "parquet")
_ARROW = {
    "string": pa.string(), "Int64": pa.int64(), "Float64": pa.float64(), "boolean": pa.bool_(),
    "object": pa.string(),
}  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
ARTICLE_COLUMNS = (
    "article_id title byline outlet dateline_place published published_basis url language "
    "source_file sha256 text paragraphs captions credits boilerplate parts edits warnings extra"
).split()


def article_row(article: Article) -> dict[str, Any]:
    """article.json of the contract, as a dictionary."""
    row = {name: getattr(article, name) for name in ARTICLE_COLUMNS}
    row["paragraphs"] = [
        {"start": p.start, "end": p.end, "role": p.role} for p in article.paragraphs
    ]
    for name, keys in (
        ("edits", "raw_start raw_end start end step"),
        ("parts", "role words raw_start raw_end"),
    ):
        row[name] = [{k: getattr(item, k) for k in keys.split()} for item in row[name]]
    for name in ("captions", "credits", "boilerplate", "warnings"):
        row[name] = list(row[name])
    row["extra"] = dict(article.extra)
    return row


class Writer(Protocol):
    """Takes rows of one table, one after the other."""

    def write(self, row: dict[str, Any]) -> None:
        """Add one row."""

    def close(self) -> None:
        """Finish the file."""


class _JsonLines:
    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8")

    def write(self, row: dict[str, Any]) -> None:
        self._file.write(to_json(row) + "\n")

    def close(self) -> None:
        self._file.close()


class _Csv:
    def __init__(self, path: Path, columns: list[str]) -> None:
        self._file: IO[str] = path.open("w", encoding="utf-8", newline="")
        self._csv = csv.DictWriter(self._file, columns, lineterminator="\n")
        self._csv.writeheader()

    def write(self, row: dict[str, Any]) -> None:
        self._csv.writerow({key: csv_cell(value) for key, value in row.items()})

    def close(self) -> None:
        self._file.close()


class _Parquet:
    """Writes a row group of at most ``size`` rows at a time, so that memory stays bounded."""

    def __init__(self, path: Path, columns: dict[str, str], size: int = 20_000) -> None:
        self._schema = pa.schema([(name, _ARROW[kind]) for name, kind in columns.items()])
        self._writer = pq.ParquetWriter(path, self._schema)
        self._rows: list[dict[str, Any]] = []
        self._size = size
        self._columns = columns

    def write(self, row: dict[str, Any]) -> None:
        nested = (name for name, kind in self._columns.items() if kind == "object")
        self._rows.append(row | {name: to_json(row[name]) for name in nested})
        if len(self._rows) >= self._size:
            self._flush()

    def _flush(self) -> None:
        self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def close(self) -> None:
        self._flush()
        self._writer.close()


def open_writer(folder: Path, table: str, form: str) -> Writer:
    """A writer for ``folder/table.form``; nested cells are JSON in CSV and Parquet."""
    columns = COLUMNS.get(table) or {
        name: "object" if name in _NESTED else "string" for name in ARTICLE_COLUMNS
    }
    path = folder / f"{table}.{form}"
    if form == "jsonl":
        return _JsonLines(path)
    return _Csv(path, list(columns)) if form == "csv" else _Parquet(path, columns)


_NESTED = frozenset("paragraphs captions credits boilerplate parts edits warnings extra".split())


_ENCODE = json.JSONEncoder(ensure_ascii=False).encode  # ``dumps`` would make an encoder a row


def to_json(value: Any) -> str:
    """JSON on one line; lone surrogates survive as escapes."""
    text = _ENCODE(value)
    return text if text.isprintable() or _encodes(text) else json.dumps(value)


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def looks_like_formula(words: str) -> bool:
    """Whether a spreadsheet would take these words for a formula."""
    return words.startswith(_FORMULA)


def csv_cell(value: Any) -> Any:
    """A cell no spreadsheet will run: text that begins like a formula gets an apostrophe."""
    if isinstance(value, str):
        return "'" + value if looks_like_formula(value) else value
    return to_json(value) if isinstance(value, (list, dict)) else value
