"""The brief as Markdown text: the same model, for a terminal, a mail or a notebook cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.brief.model import Brief, Statement, Table

_SPECIAL = re.compile(r"([\\`*_\[\]>#|$~])")


def render_markdown(brief: Brief) -> str:
    """The brief as Markdown; words of the article are escaped, ids of findings in brackets."""
    lines = [f"# {_safe(brief.headline)}", "", f"*{_safe(brief.as_of)}*", ""]
    if brief.highlights:
        lines += ["## Highlights", ""]
        lines += [f"- {_said(sentence)}" for sentence in brief.highlights] + [""]
    if brief.key_figures:
        lines += ["## Key figures", ""]
        for figure in brief.key_figures:
            parts = (figure.including, figure.rests_on, figure.caveat)
            tail = "".join(f"; {_said(part)}" for part in parts if part)
            lines.append(f"- **{figure.number} {figure.label}**{tail}")
        lines.append("")
    if brief.no_figures:
        lines += [_safe(brief.no_figures), ""]
    if brief.overview:
        lines += ["## Situation overview", ""]
        lines += [" ".join(_said(sentence) for sentence in brief.overview), ""]
    for title, table in (
        ("Events", brief.chronology),
        ("Casualties", brief.casualties),
        ("Terms of the agreement", brief.terms),
    ):
        lines += _table(title, table)
    if brief.not_stated:
        lines += ["Not stated in the article:", ""]
        lines += [f"- {_safe(gap)}" for gap in brief.not_stated] + [""]
    lines += _sayings(brief)
    for title, table in (
        ("Places", brief.places),
        ("Sources", brief.sources),
        ("Not understood", brief.not_understood),
    ):
        lines += _table(title, table)
    lines += ["## Method", ""]
    lines += [f"- {_safe(line)}" for line in (*brief.method, *brief.warnings)] + [""]
    lines += [f"- {name}: {_safe(value)}" for name, value in brief.provenance]
    return "\n".join(lines) + "\n"


def _safe(words: str) -> str:
    """One line in which nothing is read as Markdown or HTML."""
    line = " ".join(words.split()).replace("&", "&amp;").replace("<", "&lt;")
    return _SPECIAL.sub(r"\\\1", line)


def _said(statement: Statement) -> str:
    ids = f"[{', '.join(statement.ids)}]" if statement.ids else ""
    return f"{_safe(statement.text)} {_safe(ids)}".rstrip()


def _table(title: str, table: Table) -> Iterator[str]:
    if not table.rows:
        return
    yield from (f"## {title}", "", f"| {' | '.join(table.columns)} |")
    marks = ("---:" if at in table.numeric else "---" for at in range(len(table.columns)))
    yield f"| {' | '.join(marks)} |"
    for row in table.rows:
        cells = []
        for at, cell in enumerate(row.cells):
            words = _safe(cell.said.text)
            words = f"\u2514 {words}" if row.inside and not at else words
            words += f" [{_safe(row.ref)}]" if row.ref and not at else ""
            cells.append(words + (f"<br>{_safe(cell.note.text)}" if cell.note else ""))
        yield f"| {' | '.join(cells)} |"
    yield ""
    if table.note:
        yield from (_safe(table.note), "")


def _sayings(brief: Brief) -> Iterator[str]:
    if not brief.speakers:
        return
    yield from ("## Who said what", "")
    for speaker in brief.speakers:
        role = f", {_safe(speaker.role)}" if speaker.role else ""
        yield from (f"**{_safe(speaker.name)}**{role}", "")
        for one in speaker.sayings:
            words = _safe(one.words)
            said = f"reported: {words}" if one.kind == "indirect" else f"\u201c{words}\u201d"
            yield f"- {said} [{_safe(', '.join(one.refs))}]"
        yield ""
