"""What is to be done: every article of the inputs, with its fingerprint and its folder's name.

A file that is one article is only fingerprinted here and read where it is worked on; records of
a stream (JSON Lines, CSV ...) travel as records. Both are taken one by one, however many.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.records import Source
from analysis.slug import slug
from analysis.sources import Unread, ending_of, list_paths, read_sources
from analysis.sources.source import id_of

SINGLE = frozenset(".txt .md .html .htm .pdf .docx .eml".split())
# Names in the reports folder that are no article's.
RESERVED = frozenset("index.html rollup.html batch.jsonl 05_batch.ipynb figures sample".split())


@dataclass(frozen=True, slots=True)
class Item:
    """One article to be done: ``path`` of its file, or its ``record``."""

    order: int
    name: str
    article_id: str
    folder: str
    sha256: str
    path: str | None = None
    record: dict[str, Any] | None = None


def take(inputs: Iterable[str]) -> Iterator[Item | Unread]:
    """All articles in order; where two share a folder's name the later one's gets a suffix."""
    taken: set[str] = set(RESERVED)
    for order, found in enumerate(_found(inputs)):
        if isinstance(found, Unread):
            yield found
            continue
        name, article_id, sha256, path, record = found
        folder = slug(article_id)
        if folder in taken:
            mark = hashlib.sha256(f"{sha256} {name}".encode("utf-8", "surrogatepass"))
            folder = f"{folder}-{mark.hexdigest()[:8]}"
        while folder in taken:  # the very same article a third time
            folder += "-again"
        taken.add(folder)
        yield Item(order, name, article_id, folder, sha256, path, record)


def count(inputs: Iterable[str]) -> int | None:
    """How many articles there are, where that can be told without reading them."""
    total = 0
    for name in inputs:
        for path in [] if name == "-" or "://" in name else list_paths(name):
            if ending_of(path) == ".jsonl":
                with path.open("rb") as stream:
                    total += sum(1 for line in stream if line.strip())
            elif ending_of(path) in SINGLE:
                total += 1
            else:
                return None
        if name == "-" or "://" in name:
            return None
    return total


_Found = tuple[str, str, str, str | None, dict[str, Any] | None]


def _found(inputs: Iterable[str]) -> Iterator[_Found | Unread]:
    for name in inputs:
        if name == "-" or "://" in name:
            yield from _records(name)
            continue
        for path in list_paths(name):
            if ending_of(path) in SINGLE:
                yield _file(path)
            else:
                yield from _records(str(path))


def _file(path: Path) -> _Found | Unread:
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return Unread(str(path), f"cannot be read: {error.strerror}")
    return str(path), id_of(path), digest, str(path), None


def _records(name: str) -> Iterator[_Found | Unread]:
    for source in read_sources([name]):
        if isinstance(source, Unread):
            yield source
            continue
        record = as_record(source)
        text = json.dumps(record, sort_keys=True, default=str)
        digest = hashlib.sha256(text.encode()).hexdigest()
        yield f"{Path(name).name}: {source.article_id}", source.article_id, digest, None, record


def as_record(source: Source) -> dict[str, Any]:
    """A source as the record it could have come from."""
    named = "title published outlet byline url".split()
    known = {key: getattr(source, key) for key in named if getattr(source, key) is not None}
    body = {"id": source.article_id, "text": source.text, "form": source.form}
    return dict(source.extra) | body | known
