"""``reports/index.html``: every brief of a batch in one page that asks nobody for anything.

The rows are plain HTML, readable without a script; a small script sorts and filters them. The
pictures are embedded and drawn when they come into view.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.batch.run import Row, replace_file

HARMS = ("killed", "injured", "missing", "displaced", "abducted", "detained")
_DASH = "–"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in HTML


@dataclass(frozen=True, slots=True)
class Entry:
    """One brief as the index shows it."""

    folder: str
    title: str
    outlet: str
    published: str
    places: tuple[str, ...]
    countries: tuple[str, ...]
    totals: dict[str, str]  # harm -> as written: "13", "20+", "5–8"
    sizes: dict[str, int]  # harm -> the number to sort and filter by
    figures: int
    quotes: int
    twin: str | None
    thumbnail: str
    caveats: dict[str, str] = field(default_factory=dict)  # harm -> on what its total rests

    @property
    def link(self) -> str:
        """The brief, relative to the index."""
        return f"{quote(self.folder)}/brief.html"


def write_index(rows: Sequence[Row], out: Path) -> Path:
    """The page for these rows of a batch, replaced whole."""
    entries = [entry(row, out) for row in rows if row.folder]
    failed = [row for row in rows if row.status == "failed"]
    path = out / "index.html"
    replace_file(path, render_index(entries, failed))
    return path


def render_index(entries: Sequence[Entry], failed: Iterable[Row]) -> str:
    """The page as text."""
    harms = [harm for harm in HARMS if any(harm in entry.totals for entry in entries)]
    countries = sorted({country for entry in entries for country in entry.countries})
    page = (
        _environment()
        .get_template("index.html.j2")
        .render(entries=entries, failed=list(failed), harms=harms, countries=countries)
    )
    return _CONTROL.sub("\ufffd", page)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def entry(row: Row, out: Path) -> Entry:
    """What the folder of a finished article says about it."""
    assert row.folder is not None
    folder = out / row.folder
    try:
        said = json.loads((folder / "run.json").read_text(encoding="utf-8"))["batch"]
    except (OSError, ValueError, KeyError):
        said = {}
    places = [(str(name), str(country)) for name, country in said.get("places", ())]
    totals = {harm: bounds for harm, bounds in said.get("totals", {}).items() if any(bounds)}
    return Entry(
        folder=row.folder,
        title=said.get("title") or row.article_id,
        outlet=said.get("outlet") or "",
        published=said.get("published") or "",
        places=tuple(dict.fromkeys(name for name, _ in places)),
        countries=tuple(dict.fromkeys(country for _, country in places if country)),
        totals={harm: in_words(*bounds) for harm, bounds in totals.items()},
        sizes={harm: size(*bounds) for harm, bounds in totals.items()},
        figures=said.get("figures", 0),
        quotes=said.get("quotes", 0),
        twin=row.near_duplicate_of,
        thumbnail=_picture(folder / "figures/thumbnail.png"),
        caveats={harm: _without_ids(words) for harm, words in said.get("caveats", {}).items()},
    )


def _without_ids(caveat: str) -> str:
    """A caveat for a page that has no figures to point at.

    >>> _without_ids("the sum holds only if these reports do not overlap: c1, c3 + c4, c8")
    'the sum holds only if these reports do not overlap'
    """
    return re.sub(r":? c\d+(?:(?:,| and| \+) c\d+)*", "", caveat)


def in_words(low: int | None, best: int | None, high: int | None) -> str:
    """A figure with its bounds, short.

    >>> in_words(13, 13, 13), in_words(20, 20, None), in_words(5, None, 8), in_words(None, None, 9)
    ('13', '20+', '5–8', '≤9')
    >>> in_words(101, 100, None), in_words(None, 30, None)
    ('more than 100', 'about 30')
    """
    if low is not None and best is not None and best < low and high is None:
        return f"more than {best:,}"
    least = best if low is None else low
    if least is not None and high is not None and least < high:
        return f"{least:,}{_DASH}{high:,}"
    if high is not None:
        return f"{high:,}" if least is not None else f"≤{high:,}"
    if least is None:
        return ""
    return f"about {least:,}" if low is None else f"{least:,}+"


def size(*bounds: Any) -> int:
    """The number a figure is sorted by: the best where there is one, else the low, the high."""
    low, best, high = bounds
    return int(next((value for value in (best, low, high) if value is not None), 0))


def _picture(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    return "data:image/png;base64," + base64.b64encode(data).decode("ascii")
