"""sitrep: reports of armed conflict as tables, charts and briefings, traced to the source.

An article is text; every finding is a record that points at the characters it came from;
tables, charts and the brief are only views of records. The names below are imported when first
used, so that a program that needs one room does not wait for all.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.pipeline import Analysis, analyse
    from analysis.report import open_article
    from analysis.sources import read_sources
    from analysis.tables import tabulate

__all__ = ["Analysis", "analyse", "open_article", "read_sources", "tabulate"]
__version__ = "0.1.0"

_ROOMS = {
    "Analysis": "pipeline",
    "analyse": "pipeline",
    "open_article": "report",
    "read_sources": "sources",
    "tabulate": "tables",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(f"analysis.{_ROOMS[name]}"), name)
