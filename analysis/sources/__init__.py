"""Inputs as sources: files of every kind, folders, globs and record streams, read lazily.

Each article is a ``Source`` or the reason it could not be read; one bad article stops nothing.
``limits`` says how much is read of anything; readers of risky formats run in their own process
(``guard``). Nothing is ever fetched, executed or unpacked to disk.
"""

from analysis.sources.decode import decode, looks_binary
from analysis.sources.inputs import (
    READABLE,
    ending_of,
    list_paths,
    read_file,
    read_sources,
    read_text,
)
from analysis.sources.limits import MAX_BYTES
from analysis.sources.source import Unread

__all__ = [
    "MAX_BYTES",
    "READABLE",
    "Unread",
    "decode",
    "ending_of",
    "list_paths",
    "looks_binary",
    "read_file",
    "read_sources",
    "read_text",
]
