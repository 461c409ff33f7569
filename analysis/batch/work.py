"""One article of a batch, done in a child of its own: what goes in and comes out is plain data."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from analysis.batch.near import signature
from analysis.errors import AnalysisError
from analysis.pipeline import Analysis
from analysis.runner import Limits, run_brief

_THUMBNAIL = (180, 90)  # pixels


def brief_one(item: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
    """``{"status": "done"}``, or ``failed`` with the reason in one line; never raises."""
    os.environ.setdefault("RAYON_NUM_THREADS", "1")  # typst's: the other cores have other articles
    out, scratch = Path(settings["out"]), Path(settings["scratch"])
    lexicons = settings["lexicons"]

    def about(done: Analysis, stage: Path) -> dict[str, Any]:
        _save_thumbnail(stage / "figures")
        return {"batch": {"key": item["key"], "signature": signature(done.article.text)}
                | summarise(done)}  # fmt: skip

    try:
        with TemporaryDirectory(dir=scratch) as folder:
            path = Path(item["path"]) if item["path"] else _save_record(item, Path(folder))
            run_brief(
                path,
                out=out,
                published=settings["published"],
                counting=settings["counting"],
                lexicons=Path(lexicons) if lexicons else None,
                name=item["folder"],
                limits=Limits(settings["seconds"], settings["memory"]),
                scratch=scratch,
                about=about,
            )
    except AnalysisError as error:
        return {"status": "failed", "reason": one_line(str(error))}
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
    charts = [figures / f"{name}.png" for name in ("timeline", "casualties")]
    for path in charts:
        if path.exists():
            with Image.open(path) as chart:
                small = chart.convert("RGB")
                small.thumbnail(_THUMBNAIL, Image.Resampling.LANCZOS)
                buffer = io.BytesIO()
                small.quantize(16).save(buffer, "PNG", optimize=True)
            (figures / "thumbnail.png").write_bytes(buffer.getvalue())
            return


def summarise(done: Analysis) -> dict[str, Any]:
    """What the index shows of an article."""
    article, found = done.article, done.findings
    places: dict[tuple[str, str], int] = {}
    for place in found.places:
        if place.role == "scene" and place.precision != "unnamed":
            where = (place.name, place.country or "")
            places[where] = places.get(where, 0) + 1
    ranked = sorted(places, key=lambda where: -places[where])
    return {
        "article_id": article.article_id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "places": [list(where) for where in ranked[:5]],
        "totals": {t.harm: [t.low, t.best, t.high] for t in found.totals},
        "figures": len(found.casualties),
        "quotes": len(found.quotes),
        "terms": len(found.terms),
    }
