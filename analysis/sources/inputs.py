"""Inputs as sources: files, folders, globs and record streams, read lazily one by one.

Each article is a ``Source`` or the reason it could not be read; one bad article stops nothing.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from analysis.errors import AnalysisError
from analysis.records import Source
from analysis.sources.decode import decode, looks_binary, other_form
from analysis.sources.folders import files_within
from analysis.sources.guard import read_guarded
from analysis.sources.limits import MAX_BYTES
from analysis.sources.records import read_csv, read_json, read_json_lines, read_parquet
from analysis.sources.remote import read_remote
from analysis.sources.source import Unread, id_of
from analysis.sources.warc import read_warc

Reader = Callable[[Path], Iterator[Source | Unread]]


def read_sources(inputs: Iterable[str]) -> Iterator[Source | Unread]:
    """Every article of the inputs, in order; AnalysisError where an input is not there, or - empty."""
    for name in inputs:
        if name == "-":
            yield from _standard_input()
        elif "://" in name:
            yield from read_remote(name)
        else:
            for path in list_paths(name):
                yield from _of_file(path)


def _of_file(path: Path) -> Iterator[Source | Unread]:
    """The articles of a file; one that holds none says so."""
    empty = True
    for found in read_file(path):
        empty = False
        yield found
    if empty:
        yield Unread(str(path), "holds no article")


def _standard_input() -> Iterator[Source | Unread]:
    empty = True
    for found in read_json_lines(sys.stdin.buffer, "-"):
        empty = False
        yield found
    if empty:
        raise AnalysisError("no articles on standard input")


def list_paths(name: str) -> list[Path]:
    """The files an input stands for; AnalysisError where there is none."""
    path = Path(name)
    if path.is_dir():
        found = sorted(p for p in files_within(path) if _is_article(p) and p.is_file())
        if not found:
            raise AnalysisError(f"{name}: the folder holds no {' '.join(READERS)} file")
        return found
    if path.exists():
        return [path]
    if any(mark in name for mark in "*?["):
        anchor = Path(path.anchor) if path.is_absolute() else Path()
        found = sorted(anchor.glob(str(path.relative_to(path.anchor) if path.anchor else path)))
        if found:
            return found
    raise AnalysisError(f"{name}: no such file; give an article, a folder or a glob")


def _is_article(path: Path) -> bool:
    """True for a file of a folder that can be read, and is not about the folder itself."""
    return ending_of(path) in READERS and path.stem.upper() not in ("README", "LICENSE", "LICENCE")


def ending_of(path: Path) -> str:
    """The ending that names a file's kind, in small letters."""
    name = path.name.lower()
    return ".warc.gz" if name.endswith(".warc.gz") else path.suffix.lower()


def read_file(path: Path) -> Iterator[Source | Unread]:
    """The articles of one file; whatever is wrong with it is one sentence."""
    reader = READERS.get(ending_of(path))
    if reader is None:
        ending = path.suffix.lower() or "a file without an ending"
        yield Unread(str(path), f"cannot read {ending}; known are {' '.join(READERS)}")
        return
    try:
        if not path.is_file():
            yield Unread(str(path), "is not a regular file")
        elif path.stat().st_size == 0:
            yield Unread(str(path), "is empty")
        else:
            yield from reader(path)
    except (OSError, ValueError, csv.Error) as error:
        yield Unread(str(path), f"cannot be read: {' '.join(str(error).split())[:200]}")


def _json_lines(path: Path) -> Iterator[Source | Unread]:
    with path.open("rb") as stream:
        yield from read_json_lines(stream, path.name)


def _text(path: Path) -> Iterator[Source | Unread]:
    yield read_text(path)


def read_text(path: Path) -> Source | Unread:
    """A text file or a saved page as a source; the encoding that read it is kept."""
    if path.stat().st_size > MAX_BYTES:
        return Unread(str(path), f"larger than {MAX_BYTES:,} bytes; split it into articles")
    data = path.read_bytes()
    if not data.strip():
        return Unread(str(path), "is empty")
    if (kind := other_form(data)) is not None:
        return Unread(str(path), f"is {kind}, whatever its name says; give it that ending")
    text, encoding = decode(data)
    if looks_binary(text):
        return Unread(str(path), "is not text: it holds control characters no article has")
    form = "html" if ending_of(path) in (".html", ".htm") or _is_markup(text) else "text"
    return Source(
        id_of(path),
        text,
        source_file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        form=form,
    )


def _is_markup(text: str) -> bool:
    """True for a page saved under a text file's name."""
    return text[:200].lstrip("\ufeff \r\n\t")[:14].lower().startswith(("<!doctype html", "<html"))


READERS: dict[str, Reader] = {
    ".txt": _text,
    ".md": _text,
    ".html": _text,
    ".htm": _text,
    ".pdf": read_guarded,
    ".docx": read_guarded,
    ".eml": read_guarded,
    ".json": read_json,
    ".jsonl": _json_lines,
    ".csv": read_csv,
    ".parquet": read_parquet,
    ".warc": read_warc,
    ".warc.gz": read_warc,
    ".xml": read_guarded,
    ".rss": read_guarded,
    ".atom": read_guarded,
}
READABLE = tuple(READERS)
