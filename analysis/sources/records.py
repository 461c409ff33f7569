"""Records: JSON, JSON Lines (a file or standard input), CSV and Parquet, one at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import IO, Any

from analysis.records import Source
from analysis.sources.decode import decode
from analysis.sources.limits import MAX_BYTES, MAX_CONTAINER, MAX_UNPACKED
from analysis.sources.source import Unread, from_record

_LONGEST_LINE = 4 * MAX_BYTES
_ROWS = 64


def read_json(path: Path) -> Iterator[Source | Unread]:
    """A JSON file: one record, or a list of them."""
    if path.stat().st_size > MAX_CONTAINER:
        yield Unread(str(path), f"larger than {MAX_CONTAINER:,} bytes; use JSON Lines")
        return
    try:
        data = json.loads(decode(path.read_bytes())[0])
    except RecursionError:
        yield Unread(str(path), "is nested too deeply to be a record")
        return
    yield from read_records(data if isinstance(data, list) else [data], path.name, path.stem)


def read_json_lines(stream: IO[bytes], name: str) -> Iterator[Source | Unread]:
    """One record a line; a bad line is one unread article."""
    yield from read_records(_lines(stream), name, name)


def _lines(stream: IO[bytes]) -> Iterator[Any]:
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            while rest := stream.readline(_LONGEST_LINE):
                if rest.endswith(b"\n"):
                    break
            yield Unread("", f"line {number} is longer than {_LONGEST_LINE:,} bytes")
        elif line.strip():
            try:
                yield json.loads(line.decode("utf-8-sig"))
            except UnicodeDecodeError:
                yield Unread("", f"line {number} is not UTF-8")
            except json.JSONDecodeError as error:
                where = f"line {number} is not JSON ({error.msg}, column {error.colno})"
                yield Unread("", where)
            except ValueError as error:
                yield Unread("", f"line {number} is not JSON ({error})")
            except RecursionError:
                yield Unread("", f"line {number} is not JSON (nested too deeply)")


def read_csv(path: Path) -> Iterator[Source | Unread]:
    """A table with a header line; its columns are a record's fields."""
    csv.field_size_limit(2 * MAX_BYTES)
    with path.open("rb") as stream:
        encoding = decode(stream.read(200_000).rpartition(b"\n")[0] or b"a")[1]
        stream.seek(0)
        with io.TextIOWrapper(stream, encoding, errors="replace", newline="") as lines:
            yield from read_records(csv.DictReader(_without_nul(lines)), path.name, path.stem)


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line.replace("\0", "")


def read_parquet(path: PurePath, stream: IO[bytes] | None = None) -> Iterator[Source | Unread]:
    """A Parquet table (from ``stream`` where the path is no local file), a few rows at a time."""
    import pyarrow.parquet as pq  # imported late: most inputs are not Parquet

    with pq.ParquetFile(stream or path) as table:
        sizes = [table.metadata.row_group(k).total_byte_size for k in range(table.num_row_groups)]
        if max(sizes, default=0) > 20 * MAX_UNPACKED:
            yield Unread(
                str(path), "a row group unpacks to more than can be read; write smaller ones"
            )
            return
        rows = (row for part in table.iter_batches(_ROWS) for row in part.to_pylist())
        yield from read_records(rows, path.name, path.stem)


def read_records(
    records: Iterable[Any], name: str, stem: str, encoding: str = "utf-8"
) -> Iterator[Source | Unread]:
    """The articles of records; the number of a bad one stands in its name."""
    for number, record in enumerate(records, 1):
        place = f"{name}:{number}"
        if isinstance(record, Unread):
            yield Unread(place, record.reason)
        else:
            yield from_record(record, f"{stem}-{number}", place, encoding)
