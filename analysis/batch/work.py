"""One article of a batch, done in a child of its own: what goes in and comes out is plain data."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from analysis.batch.near import signature
from analysis.charts.raster import paint_small
from analysis.errors import AnalysisError
from analysis.records import Article
from analysis.runner import Limits, run_brief

_THUMBNAIL = (180, 90)  # pixels


def brief_one(item: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
    """``{"status": "done"}``, or ``failed`` with the reason in one line; never raises."""
    os.environ.setdefault("RAYON_NUM_THREADS", "1")  # typst's: the other cores have other articles
    out, scratch = Path(settings["out"]), Path(settings["scratch"])
    lexicons = settings["lexicons"]

    def about(article: Article, stage: Path) -> dict[str, Any]:
        _save_thumbnail(stage / "figures")
        made = {"key": item["key"], "signature": signature(article.text)}
        made |= {"by_hand": True} if item["by_hand"] else {}  # its day
        return {"batch": made | summarise(article, stage)}

    path = None
    try:
        with TemporaryDirectory(dir=scratch) as folder:
            path = Path(item["path"]) if item["path"] else _save_record(item, Path(folder))
            run_brief(
                path,
                out=out,
                published=item["published"],
                counting=settings["counting"],
                lexicons=Path(lexicons) if lexicons else None,
                name=item["folder"],
                limits=Limits(settings["seconds"], settings["memory"]),
                scratch=scratch,
                about=about,
            )
    except AnalysisError as error:
        reason = str(error).removeprefix(f"{path}: ")  # the batch names the source itself
        return {"status": "failed", "reason": one_line(reason)}
    except Exception as error:
        return {"status": "failed", "reason": one_line(f"{type(error).__name__}: {error}")}
    return {"status": "done", "reason": None}


def one_line(text: str) -> str:
    """A reason that fits on a line."""
    short = " ".join(text.split())
    return short if len(short) <= 400 else short[:399] + "…"


def _save_record(item: dict[str, Any], folder: Path) -> Path:
    path = folder / f"{item['folder']}.json"
    path.write_text(json.dumps(item["record"]), encoding="ascii")
    return path


def _save_thumbnail(figures: Path) -> None:
    """A small picture of the first chart, for the index."""
    charts = [figures / f"{name}.svg" for name in ("timeline", "casualties")]
    for path in charts:
        if path.exists():
            small = paint_small(path.read_text(encoding="utf-8"), *_THUMBNAIL)
            with Image.open(io.BytesIO(small)) as chart:
                buffer = io.BytesIO()
                chart.convert("RGB").quantize(16).save(buffer, "PNG", optimize=True)
            (figures / "thumbnail.png").write_bytes(buffer.getvalue())
            return


def summarise(article: Article, folder: Path) -> dict[str, Any]:
    """What the index shows of an article, from the tables its notebooks left in ``folder``."""
    places: Counter[tuple[str, str]] = Counter()
    for place in _rows(folder, "places"):
        if place["role"] == "scene" and place["precision"] != "unnamed":
            places[place["name"], place["country"]] += 1
    bounds = ("low", "best", "high")
    return {
        "article_id": article.article_id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "places": [list(where) for where, _ in places.most_common(5)],
        "totals": {
            total["harm"]: [int(total[name]) if total[name] else None for name in bounds]
            for total in _rows(folder, "totals")
        },
        "caveats": {
            total["harm"]: total["caveat"] for total in _rows(folder, "totals") if total["caveat"]
        },
        "figures": len(_rows(folder, "casualties")),
        "quotes": len(_rows(folder, "quotes")),
        "terms": len(_rows(folder, "terms")),
    }


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
