"""Milliseconds for the brief of one article: its charts, its model, each of its forms.

    python benchmarks/brief.py [ARTICLE ...] [--rounds N]

Without an article, the shipped samples. Warm, in one process; prints medians.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable
from typing import Any

from analysis.brief import compose_brief, render_html, render_markdown
from analysis.brief.docx import render_docx
from analysis.brief.model import Picture
from analysis.brief.pdf import render_pdf
from analysis.charts import plot_casualties, plot_timeline
from analysis.check import samples
from analysis.pipeline import Analysis
from analysis.report import open_article
from analysis.tables import tabulate


def pictures(done: Analysis) -> dict[str, Picture]:
    """The charts of an article, drawn as the notebook draws them."""
    tables = tabulate(done.article, done.findings)
    figures = {
        "timeline": plot_timeline(tables["events"], published=done.article.published),
        "casualties": plot_casualties(tables["casualties"]),
    }
    made = {}
    for name, figure in figures.items():
        if figure is not None:
            svg, png = io.StringIO(), io.BytesIO()
            figure.savefig(svg, format="svg", metadata={"Date": None})
            figure.savefig(png, format="png", metadata={"Software": None})
            made[name] = Picture(svg.getvalue(), png.getvalue())
    return made


def timed(spent: dict[str, list[float]], name: str, call: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    result = call()
    spent.setdefault(name, []).append((time.perf_counter() - began) * 1000)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    articles = options.articles or [str(path) for path in samples()]
    print(f"{'':32}charts  model   html    pdf   docx     md  | three forms")
    for path in articles:
        done = open_article(path)
        spent: dict[str, list[float]] = {}
        for _ in range(options.rounds):
            drawn = timed(spent, "charts", lambda done=done: pictures(done))  # type: ignore[misc]
            brief = timed(spent, "model", lambda: compose_brief(done, drawn))  # noqa: B023
            for name, render in (
                ("html", render_html), ("pdf", render_pdf), ("docx", render_docx),
                ("md", render_markdown),
            ):  # fmt: skip
                timed(spent, name, lambda render=render, brief=brief: render(brief))  # type: ignore[misc]
        middle = {name: statistics.median(found) for name, found in spent.items()}
        row = "".join(f"{middle[name]:7.1f}" for name in middle)
        forms = sum(middle[name] for name in ("html", "pdf", "docx"))
        print(f"{done.article.article_id[:31]:31}{row}  | {forms:7.0f} ms")


if __name__ == "__main__":
    main()
