"""What the notebooks show: tables with their evidence, and the article with findings marked.

Everything returned displays itself in JupyterLab and in an executed notebook; text of the
article is escaped on the way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import Image

from analysis.brief.wording import ends
from analysis.highlight import Mark, to_html
from analysis.pipeline import Analysis
from analysis.records import Finding
from analysis.tables import rows

_STYLE = """<style>
.sitrep-text{max-width:46em;line-height:1.6;white-space:pre-wrap}
.sitrep-text mark{padding:0 .1em;border-radius:2px;color:inherit;background:#dde6ee}
.sitrep-text mark.casualties{background:#f3c6bd}.sitrep-text mark.quotes{background:#d5e3f0}
.sitrep-text mark.times{border-bottom:2px solid #7a6a2f;background:none}
.sitrep-text mark.places{border-bottom:2px dotted #2f6b4f;background:none}
.sitrep-text mark.terms{background:#dcebd9}.sitrep-text mark.audit{background:#eee;color:#555}
table.sitrep-table td,table.sitrep-table th{text-align:left;vertical-align:top;max-width:32em}
table.sitrep-table td.evidence{min-width:26em}
</style>"""
_NOTHING = (
    "The article gives nothing to draw: a timeline needs an event whose date is known (days such as "
    "“Thursday” have none without <code>published</code>), a map a place below a country."
)
_CHART_WIDTH = 740  # pixels on the screen, of twice as many in the file
# The cells a reader wants first; the rest is in the CSV.
_SHOWN = {
    "casualties": "id harm low best high bound victims victim_class subset_of scope status "
    "date_earliest date_latest place cause perpetrator voice reporter",
    "quotes": "id kind speaker speaker_kind cue addressee venue",
    "times": "words earliest latest kind granularity ambiguous note",
    "places": "words name country admin1 lat lon precision role",
    "actors": "name kind role affiliation aliases",
    "events": "id class goldstein status date_earliest date_latest place actors casualties summary",
    "terms": "id type what where when_earliest when_latest "
    "parties quantity unit quantity_si status",
    "audit": "kind words reason",
    "totals": "harm low best high counted not_counted caveat",
}


@dataclass(frozen=True, slots=True)
class HTML:
    """A piece of HTML that a notebook displays."""

    data: str

    def _repr_html_(self) -> str:
        return self.data


def show_article(done: Analysis) -> pd.DataFrame:
    """What is known of the article, one field a row."""
    article = done.article
    names = "article_id title byline outlet dateline_place published published_basis url sha256"
    facts = {name: getattr(article, name) or "not stated" for name in names.split()}
    facts["paragraphs"] = str(len(article.paragraphs))
    facts["sentences"] = str(len(done.reading.sentences))
    facts["warnings"] = "; ".join(article.warnings) or "none"
    return pd.DataFrame({"field": list(facts), "value": list(facts.values())})


def show_cut(done: Analysis) -> pd.DataFrame:
    """What cleaning took out of the text, with its role and its place in the source."""
    columns = ["role", "words", "raw_start", "raw_end"]
    parts = [[getattr(part, name) for name in columns] for part in done.article.parts]
    return pd.DataFrame(parts, columns=columns)


def show_edits(done: Analysis) -> pd.DataFrame:
    """The cleaning steps that changed something, how often, and the first change of each."""
    article = done.article
    count = Counter(edit.step for edit in article.edits)
    first = {edit.step: edit for edit in reversed(article.edits)}
    table = [
        (
            step,
            count[step],
            article.raw[edit.raw_start : edit.raw_end][:60],
            article.text[edit.start : edit.end][:60],
        )
        for step, edit in first.items()
    ]
    return pd.DataFrame(table, columns=["step", "times", "first: source", "first: text"])


def show_text(done: Analysis, *tables: str) -> HTML:
    """The clean text with the findings of these tables marked."""
    marks = [
        Mark(record.start, record.end, table, f"{table} {record.id}")
        for table in tables
        for record in getattr(done.findings, table)
        if isinstance(record, Finding)
    ]
    text = to_html(done.article.text, marks)
    return HTML(f'{_STYLE}<div class="sitrep-text">{text}</div>')


def show_table(done: Analysis, table: str) -> HTML:
    """One table, each row with its sentence in which the words it rests on are marked.

    A column that is empty in every row is named under the table and takes no room in it.
    """
    found = [_bounded(row) for row in rows(done.article, done.findings, table)[table]]
    if not found:
        return HTML(f"<p>The article holds no {escape(table)}.</p>")
    asked = _SHOWN[table].split()
    columns = [name for name in asked if any(row[name] not in (None, "", []) for row in found)]
    empty = [name for name in asked if name not in columns]
    cells = [[_cell(row[name]) for name in columns] for row in found]
    if table != "totals":  # the second column: seen without scrolling
        columns.insert(1, "evidence")
        for line, record in zip(cells, getattr(done.findings, table), strict=True):
            line.insert(1, _evidence(done, record))
    note = f"<p>Empty in every row: {', '.join(empty)}.</p>" if empty else ""
    return HTML(_STYLE + html_table(columns, cells) + note)


def _bounded(row: dict[str, Any]) -> dict[str, Any]:
    """Its bounds as a reader takes them: "more than a dozen" lies above 12, and says so."""
    if "low" not in row:
        return row
    low, best, high = row["low"], row["best"], row["high"]
    bound = row.get("bound", "more_than")  # of a total: only that puts low above best
    cells = ends(low, best, high, bound)
    told = zip(("low", "best", "high"), (low, best, high), cells, strict=True)
    return row | {name: None if value is None else cell for name, value, cell in told}


def html_table(columns: Sequence[str], cells: Iterable[Iterable[str]]) -> str:
    """A table as HTML; its cells are HTML already."""
    head = "".join(f'<th scope="col">{name}</th>' for name in columns)
    opened = [f'<td class="{name}">' if name == "evidence" else "<td>" for name in columns]
    body = "".join(
        f"<tr>{''.join(f'{td}{one}</td>' for td, one in zip(opened, line, strict=True))}</tr>\n"
        for line in cells
    )
    shape = f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>"
    return f'<table class="sitrep-table">{shape}</table>'


def show_chart(saved: Iterable[Path]) -> HTML | Image:
    """A chart as it was saved: drawing it once more would only cost time."""
    for path in saved:
        if path.suffix == ".png":
            return Image(filename=str(path), width=_CHART_WIDTH)
    return HTML(f"<p>{_NOTHING}</p>")


def _cell(value: object) -> str:
    if isinstance(value, list):
        return escape(", ".join(_item(item) for item in value))
    return "" if value is None else escape(str(value))


def _item(item: object) -> str:
    """An id with its reason, or one name of several."""
    return f"{item[0]} ({item[1]})" if isinstance(item, (list, tuple)) else str(item)


def _evidence(done: Analysis, record: Finding) -> str:
    sentence = done.reading.sentences[record.sentence]
    start, end = sentence.start, max(sentence.end, record.end)
    mark = Mark(max(0, record.start - start), record.end - start, "found")
    return to_html(done.article.text[start:end], [mark])
