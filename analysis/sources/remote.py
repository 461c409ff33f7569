"""Records on an object store or another server, streamed through fsspec: JSON Lines or Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from analysis.errors import AnalysisError
from analysis.records import Source
from analysis.sources.records import read_json_lines, read_parquet
from analysis.sources.source import Unread


def read_remote(address: str) -> Iterator[Source | Unread]:
    """The articles at an address such as ``s3://bucket/feed.jsonl.gz``; nothing is kept here."""
    try:
        import fsspec
    except ImportError:
        message = f"{address}: an address needs fsspec: pip install 'sitrep[dask]'"
        raise AnalysisError(message) from None
    name = address.rpartition("/")[2]
    ending = name.lower().removesuffix(".gz").rpartition(".")[2]
    if ending not in ("jsonl", "parquet"):
        raise AnalysisError(f"{address}: only .jsonl, .jsonl.gz and .parquet are read from there")
    try:
        with fsspec.open(address, "rb", compression="infer") as stream:
            if ending == "jsonl":
                yield from read_json_lines(stream, name)
            else:
                yield from read_parquet(PurePosixPath(name), stream)
    except (OSError, ValueError, ImportError) as error:
        raise AnalysisError(f"{address}: cannot be read: {error}") from error
