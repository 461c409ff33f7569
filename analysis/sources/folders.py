"""The files of a folder, without what an earlier run of this program left among them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_BRIEF = frozenset({"run.json", "brief.html"})
_TABLES = ("articles.", "casualties.", "audit.")  # of an extraction, whatever its form
_ANSWERS = ".review.csv"
_BATCH = ".sitrep-lock"
_OF_A_BATCH = frozenset({"index.html", "rollup.html", "batch.jsonl", "05_batch.ipynb"})


def files_within(folder: Path) -> Iterator[Path]:
    """Every file below a folder; what is hidden or made by this program is passed over.

    So results may lie inside the folder they were made from. A folder that is given itself is
    read whole, but for what a batch wrote beside the articles.
    """
    for at, folders, files in os.walk(folder):
        here = Path(at)
        if here != folder and _is_made(frozenset(folders) | frozenset(files)):
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        batch = _OF_A_BATCH if _BATCH in files else frozenset[str]()
        for name in files:
            if not name.startswith(".") and not name.endswith(_ANSWERS) and name not in batch:
                yield here / name


def _is_made(names: frozenset[str]) -> bool:
    """Do the names in a folder show a brief, a dossier or tables of this program?"""
    return names >= _BRIEF or all(any(n.startswith(table) for n in names) for table in _TABLES)
