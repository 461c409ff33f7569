"""Public sets of saved pages with the right answers, read from a checkout of yours.

Nothing is fetched. ``aeb`` reads scrapinghub's article-extraction-benchmark (181 pages, bodies),
``atf`` AndyTheFactory's article-extraction-dataset (424 pages; bodies, titles, authors, dates),
``composed`` a folder of this project's own: ``gold.jsonl`` and the pages of ``raw/``.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.sources import decode

_STATED_DAY = (
    re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)'),
    re.compile(r'published_time["\'][^>]{0,80}content=["\'](\d{4}-\d\d-\d\d)', re.IGNORECASE),
)


@dataclass
class Read:
    """What is known, or what a system reads, of one page."""

    body: str = ""
    title: str = ""
    authors: tuple[str, ...] | None = ()
    date: str = ""


@dataclass
class Page:
    """A saved page, its address where known, and the answers; ``authors`` None: not asked."""

    markup: str
    gold: Read
    url: str | None = None
    disputed: bool = False  # the page itself states another day than the label


def aeb(folder: Path) -> Iterator[Page]:
    for name, gold in json.loads((folder / "ground-truth.json").read_text("utf-8")).items():
        data = (folder / "html" / f"{name}.html.gz").read_bytes()
        yield Page(
            decode(gzip.decompress(data))[0],
            Read(gold.get("articleBody", ""), authors=None),
            gold.get("url"),
        )


def atf(folder: Path) -> Iterator[Page]:
    """One JSON of all answers, keyed by page or a list of them; or one JSON beside each page."""
    pages = {path.name.split(".")[0]: path for path in folder.rglob("*.htm*")}
    for name, gold in _answers(folder):
        body = _first(gold, "articleBody", "text", "body")
        named = [str(gold.get(key, "")) for key in ("filename", "file", "html", "id", "hash")]
        stems = [Path(each).name.split(".")[0] for each in (name, *named)]
        path = next((pages[stem] for stem in stems if stem in pages), None)
        if not body or path is None:
            continue
        data = path.read_bytes()
        markup = decode(gzip.decompress(data) if path.suffix == ".gz" else data)[0]
        authors = _first(gold, "authors", "author", "byline")
        if isinstance(authors, str):
            authors = re.split(r", | and |;", authors)
        day = str(
            _first(gold, "date", "datePublished", "publish_date", "published", "date_publish") or ""
        )[:10]
        read = Read(
            str(body),
            str(_first(gold, "title", "headline") or ""),
            tuple(str(one.get("name") if isinstance(one, dict) else one) for one in authors or ()),
            day,
        )
        yield Page(markup, read, gold.get("url"), _disputed(markup, day))


def _answers(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(folder.rglob("*.json")):
        data = json.loads(file.read_text("utf-8"))
        if isinstance(data, list):
            yield from ((file.name, item) for item in data if isinstance(item, dict))
        elif data and all(isinstance(item, dict) for item in data.values()):
            yield from data.items()
        elif isinstance(data, dict):
            yield file.name, data


def _first(gold: dict[str, Any], *keys: str) -> Any:
    return next((gold[key] for key in keys if gold.get(key)), None)


def _disputed(markup: str, day: str) -> bool:
    """True where three readers of the page's own head agree on another day than the label."""
    from htmldate import find_date

    found = [match[1] for form in _STATED_DAY if (match := form.search(markup))]
    found.append(find_date(markup, original_date=True, extensive_search=False) or "")
    other, times = Counter(found).most_common(1)[0]
    return bool(other) and other != day and times >= 3


def composed(folder: Path) -> Iterator[Page]:
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        path = folder / str(gold.get("file") or f"raw/{gold['id']}.html")
        if path.suffix == ".html" and path.exists():
            names = re.split(r", | and ", gold.get("byline") or "")
            yield Page(
                decode(path.read_bytes())[0],
                Read(
                    gold["body"],
                    gold.get("title") or "",
                    tuple(filter(None, names)),
                    str(gold.get("published") or "")[:10],
                ),
                gold.get("url"),
            )
