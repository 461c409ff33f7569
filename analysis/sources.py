"""Inputs as sources: files, folders, globs and record streams, read lazily one by one.

Each article is a ``Source`` or the reason it could not be read; one bad article stops nothing.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from analysis.errors import AnalysisError
from analysis.records import Source

MAX_BYTES = 5_000_000
_KNOWN = {"id", "text", "title", "published", "outlet", "byline", "url"}
READABLE = (".txt", ".md", ".json", ".jsonl", ".csv")


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that is no article, and why."""

    name: str
    reason: str


def read_sources(inputs: Iterable[str]) -> Iterator[Source | Unread]:
    """Every article of the inputs, in order; AnalysisError where an input is not there at all."""
    for name in inputs:
        if name == "-":
            yield from _records(_lines(sys.stdin.buffer), "-")
            continue
        for path in list_paths(name):
            yield from _file(path)


def list_paths(name: str) -> list[Path]:
    """The files an input stands for; AnalysisError where there is none."""
    path = Path(name)
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in READABLE)
        if not found:
            raise AnalysisError(f"{name}: the folder holds no {' '.join(READABLE)} file")
        return found
    if path.exists():
        return [path]
    if any(mark in name for mark in "*?["):
        anchor = Path(path.anchor) if path.is_absolute() else Path()
        found = sorted(anchor.glob(str(path.relative_to(path.anchor) if path.anchor else path)))
        if found:
            return found
    raise AnalysisError(f"{name}: no such file; give an article, a folder or a glob")


def _file(path: Path) -> Iterator[Source | Unread]:
    suffix = path.suffix.lower()
    try:
        if suffix in (".jsonl", ".csv"):
            with path.open("rb") as stream:
                if suffix == ".jsonl":
                    yield from _records(_lines(stream), path.name)
                else:
                    text = (line.decode("utf-8-sig") for line in stream)
                    yield from _records(csv.DictReader(text), path.name)
        elif suffix == ".json":
            data = json.loads(path.read_bytes())
            yield from _records(data if isinstance(data, list) else [data], path.name)
        elif suffix in (".txt", ".md"):
            yield read_text(path)
        else:
            yield Unread(str(path), f"cannot read {suffix or 'a file without an ending'}")
    except (OSError, ValueError, csv.Error) as error:
        yield Unread(str(path), f"cannot be read: {error}")


def _lines(stream: IO[bytes]) -> Iterator[Any]:
    for line in stream:
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                yield Unread("", f"not JSON: {error}")


def _records(records: Iterable[Any], name: str) -> Iterator[Source | Unread]:
    for number, record in enumerate(records, 1):
        if isinstance(record, Unread):
            yield Unread(f"{name}:{number}", record.reason)
        elif not isinstance(record, dict) or not isinstance(record.get("text"), str):
            yield Unread(f"{name}:{number}", "the record has no text")
        else:
            yield _source(record, f"{name}-{number}", name)


def _source(record: dict[str, Any], default_id: str, name: str) -> Source:
    text = record["text"]
    value = {key: str(record[key]) for key in _KNOWN & set(record) if record[key] is not None}
    return Source(
        article_id=value.get("id", default_id),
        text=text,
        title=value.get("title"),
        published=value.get("published"),
        outlet=value.get("outlet"),
        byline=value.get("byline"),
        url=value.get("url"),
        source_file=name,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        extra={key: record[key] for key in record if key not in _KNOWN},
    )


def read_text(path: Path) -> Source | Unread:
    """A text file as a source: BOM, strict UTF-8, UTF-16 by its NULs, else cp1252."""
    if path.stat().st_size > MAX_BYTES:
        return Unread(str(path), f"larger than {MAX_BYTES:,} bytes; split it into articles")
    data = path.read_bytes()
    text, encoding = decode(data)
    digest = hashlib.sha256(data).hexdigest()
    return Source(path.stem, text, source_file=path.name, sha256=digest, encoding=encoding)


def decode(data: bytes) -> tuple[str, str]:
    """The text of ``data`` and the name of the encoding that read it."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    try:
        if b"\0" not in data:
            return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) > len(data) // 4:
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return data.decode(encoding, "replace"), encoding
    return data.decode("utf-8", "replace"), "utf-8"
