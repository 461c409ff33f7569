"""The files of one run, ``reports/<slug>/``: what each notebook leaves behind.

Every function takes an ``Analysis`` and the folder, writes its files and returns their paths.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import store
from analysis.clean import clean, refusal
from analysis.errors import AnalysisError, UnreadError
from analysis.lexicon import read_lexicons
from analysis.pipeline import Analysis, analyse
from analysis.records import Article
from analysis.review import read_decisions, review_file
from analysis.sources import Unread, read_sources
from analysis.tables import TABLES, rows

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from analysis.brief import Brief

NOTEBOOKS = ("01_clean.ipynb", "02_tabulate.ipynb", "03_chart.ipynb", "04_brief.ipynb")
ROLLUP = "05_batch.ipynb"  # over many articles
DOSSIER = "07_dossier.ipynb"  # several articles on one situation
FILES = frozenset(
    {"article.json", "brief.html", "brief.pdf", "brief.docx", "brief.md", "run.json", "tables.xlsx"}
    | {"figures", "source", *NOTEBOOKS}
    | {f"{table}.csv" for table in TABLES}
)
DOSSIER_FILES = (FILES - {"article.json", "totals.csv", "tables.xlsx", *NOTEBOOKS}) | {
    "dossier.json", "incidents.csv", "versions.csv", "totals.csv", DOSSIER
}  # fmt: skip

_TEMPLATES = {".j2": "html", ".html": "html", ".typ": "pdf", ".docx": "docx"}


def read_article(
    article: str | Path, *, published: str | None = None, lexicons: str | Path | None = None
) -> Article:
    """One article file, read and cleaned, and not analysed yet.

    Raises AnalysisError in one sentence where the file is missing, holds several articles, or the folder of
    lexicons is unsound; UnreadError where the article itself cannot be read or is not English.
    """
    found = read_sources([str(article)])
    first, second = next(found, None), next(found, None)
    if first is None:
        raise AnalysisError(f"{article}: holds no article")
    for one in (first, second):
        if second is not None and isinstance(one, Unread):
            raise UnreadError(f"{article}: the file is damaged: {one.reason}")
    if second is not None:
        raise AnalysisError(
            f"{article}: holds several articles; use sitrep batch or sitrep extract"
        )
    if isinstance(first, Unread):
        raise UnreadError(f"{first.name}: {first.reason}")
    if lexicons:
        read_lexicons(Path(lexicons))
    cleaned = clean(first, published=published or None)
    reason = refusal(cleaned)
    if reason:
        raise UnreadError(f"{article}: {reason}")
    return cleaned


def open_article(
    article: str | Path,
    *,
    published: str | None = None,
    counting: str = "literal",
    lexicons: str | Path | None = None,
    review: str | Path | None = None,
) -> Analysis:
    """One article file, read and analysed, a reviewer's decisions honoured.

    They are looked for in ``review``, else beside the article (``NAME.review.csv``).

    Raises AnalysisError as ``read_article`` does.
    """
    cleaned = read_article(article, published=published, lexicons=lexicons)
    own = Path(lexicons) if lexicons else None
    decided = read_decisions(Path(review) if review else review_file(Path(article).with_suffix("")))
    asked = (cleaned, counting, decided)
    if own is None and _LAST and _LAST[0][0] == asked:
        return _LAST[0][1]
    done = analyse(cleaned, counting=counting, lexicons=own, decisions=decided)
    _LAST[:] = [(asked, done)] if own is None else []
    return done


# What was analysed last: the notebooks of one article, run one after the other, ask the same.
_LAST: list[tuple[Any, Analysis]] = []


def save_article(done: Analysis, folder: str | Path) -> Path:
    """``article.json``: the clean text, its paragraphs, what was cut out and every edit."""
    path = Path(folder) / "article.json"
    text = json.dumps(store.article_row(done.article), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def save_tables(done: Analysis, folder: str | Path) -> list[Path]:
    """One CSV a table; cells a spreadsheet would run are guarded."""
    paths = []
    for table, found in rows(done.article, done.findings).items():
        with closing(store.open_writer(Path(folder), table, "csv")) as writer:
            for row in found:
                writer.write(row)
        paths.append(Path(folder) / f"{table}.csv")
    return paths


def save_workbook(done: Analysis, folder: str | Path) -> Path:
    """``tables.xlsx``: the same tables on sheets, each row linked to its words in the brief."""
    from analysis.workbook import write_workbook

    found = rows(done.article, done.findings)
    return write_workbook(Path(folder) / "tables.xlsx", done.article, found)


def save_figures(figures: dict[str, Figure | None], folder: str | Path) -> list[Path]:
    """Each figure as SVG and PNG under ``figures/``; a chart with nothing to show is left out."""
    from analysis.charts.raster import paint

    place = Path(folder) / "figures"
    place.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, figure in figures.items():
        if figure is None:
            continue
        drawn, painted = place / f"{name}.svg", place / f"{name}.png"
        figure.savefig(drawn, metadata={"Date": None})
        painted.write_bytes(paint(drawn.read_text(encoding="utf-8")))
        paths += [drawn, painted]
    return paths


def picture_of(saved: Iterable[Path]) -> str:
    """A saved chart as an address that holds the picture itself; empty where there is none."""
    for path in saved:
        if path.suffix == ".svg":
            return "data:image/svg+xml;base64," + b64encode(path.read_bytes()).decode("ascii")
    return ""


def read_figures(folder: str | Path) -> dict[str, Path]:
    """The charts ``save_figures`` left in a folder, by name."""
    return {path.stem: path for path in sorted((Path(folder) / "figures").glob("*.svg"))}


def save_brief(brief: Brief, folder: str | Path, template: str | Path = "") -> list[Path]:
    """``brief.html .pdf .docx .md``, all of one model; the paths in this order.

    ``template`` is a file of the house's own for one of the forms: Jinja2 (``.j2``, ``.html``),
    typst (``.typ``) or Word (``.docx``). Raises AnalysisError where it is none, or fails.
    """
    from analysis.brief import render_html, render_markdown
    from analysis.brief.docx import render_docx
    from analysis.brief.pdf import render_pdf

    own = own_template(template)
    place = Path(folder)
    made = {
        "html": render_html(brief, own.get("html")).encode(),
        "pdf": render_pdf(brief, own.get("pdf")),
        "docx": render_docx(brief, own.get("docx")),
        "md": render_markdown(brief).encode(),
    }
    for form, data in made.items():
        (place / f"brief.{form}").write_bytes(data)
    return [place / f"brief.{form}" for form in made]


def own_template(template: str | Path) -> dict[str, Path]:
    """The form a house's template is for, and its path; nothing where none is given."""
    if not str(template):
        return {}
    path = Path(template)
    form = _TEMPLATES.get(path.suffix.lower())
    if form is None or not path.is_file():
        known = ", ".join(_TEMPLATES)
        raise AnalysisError(f"{template}: is no template file ({known})")
    return {form: path}
