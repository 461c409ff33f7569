"""The fields of an incident form ("Location: Tel Rifaat, Aleppo"): short lines that are story.

Monitors and recorders put day, place and toll in labelled lines above their prose. One such line
alone may be a page's own ("Location: all"), two are a form; labels in
``data/lexicons/page/forms.toml``.

>>> field_of("Incident date: 3 May 2014")
'Incident date'
>>> field_of("Editor: A. Brun") is None
True
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from analysis.clean.split import Line
from analysis.errors import LexiconError
from analysis.paths import shipped

_LABELLED = re.compile(r"(?P<label>[A-Za-z][A-Za-z/ ]{2,28}?)(?: \([^()\n]{1,20}\))? ?: ?(?=\S)")
_LONGEST = 200
_ENOUGH = 2


def field_of(words: str) -> str | None:
    """The label of a form's line, or None."""
    if len(words) > _LONGEST:
        return None
    found = _LABELLED.match(words)
    return found["label"] if found and found["label"].lower() in _labels() else None


def mark_fields(head: list[Line]) -> None:
    """Lines of the head that are a form's fields become ``list`` lines of the story."""
    fields = [line for line in head if line.role != "title" and field_of(line.words)]
    if len(fields) >= _ENOUGH:
        for line in fields:
            line.role = "list"


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    path = shipped("lexicons") / "page" / "forms.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(lists) != {"labels"}:
        raise LexiconError(path.name, "", f"holds {sorted(lists)}, not ['labels']")
    return frozenset(lists["labels"])
