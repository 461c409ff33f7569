"""The brief as Markdown text: the same sections, for a terminal, a mail or a notebook cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analysis.brief.layout import (
    Band,
    Block,
    Bullets,
    Facts,
    Marked,
    Prose,
    Sayings,
    Section,
    footer,
    sections,
)
from analysis.brief.model import Brief, Chart, Statement, Table
from analysis.brief.strings import say

_SPECIAL = re.compile(r"([\\`*_\[\]>#|$~])")


def render_markdown(brief: Brief) -> str:
    """The brief as Markdown; words of the article are escaped, ids of findings in brackets.

    Pictures and the article itself are left to the other forms.
    """
    by = [_safe(brief.byline), _safe(brief.outlet)]
    known = "".join(f" \u00b7 {name}" for name in by if name)
    lines = [f"# {_safe(brief.headline)}", "", f"*{_safe(brief.as_of)}*{known}", ""]
    if not brief.headline_stated:
        lines += [say("notes.no_headline"), ""]
    for section in sections(brief):
        lines += _section(section)
    return "\n".join([*lines, f"*{footer(brief)}*"]) + "\n"


def _section(section: Section) -> list[str]:
    blocks = [b for b in section.blocks if not isinstance(b, Marked | Chart)]
    if not blocks:
        return []
    body = [line for block in blocks for line in (*_lines(block), "")]
    return [f"## {_safe(section.title)}", "", *body]


def _lines(block: Block) -> Iterable[str]:
    match block:
        case Prose():
            return [" ".join(_said(sentence) for sentence in block.sentences)]
        case Bullets():
            title = [f"{_safe(block.title)}:", ""] if block.title else []
            mark = "" if block.tone == "none" else "- "
            return [*title, *(f"{mark}{_said(item)}" for item in block.items)]
        case Band():
            return _band(block)
        case Table():
            return _table(block)
        case Sayings():
            return _sayings(block)
        case Facts():
            return [f"- {_safe(name)}: {_safe(value)}" for name, value in block.pairs]
    return []


def _safe(words: str) -> str:
    """One line in which nothing is read as Markdown or HTML."""
    line = " ".join(words.split()).replace("&", "&amp;").replace("<", "&lt;")
    return _SPECIAL.sub(r"\\\1", line)


def _said(statement: Statement) -> str:
    ids = f"[{', '.join(statement.ids)}]" if statement.ids else ""
    return f"{_safe(statement.text)} {_safe(ids)}".rstrip()


def _band(block: Band) -> Iterator[str]:
    for figure in block.figures:
        others = f"; {say('notes.others')}{_said(figure.others)}" if figure.others else ""
        tail = "".join(f"; {_said(part)}" for part in (figure.including, figure.rests_on) if part)
        tail += others + (f"; {_said(figure.caveat)}" if figure.caveat else "")
        yield f"- **{figure.number} {figure.label}**{tail}"


def _table(table: Table) -> Iterator[str]:
    if table.rows:
        yield f"| {' | '.join(table.columns)} |"
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
    if table.note:
        yield from ([""] if table.rows else [])
        yield _safe(table.note)


def _sayings(block: Sayings) -> Iterator[str]:
    for speaker in block.speakers:
        role = f", {_safe(speaker.role)}" if speaker.role else ""
        yield from (f"**{_safe(speaker.name)}**{role}", "")
        for one in speaker.sayings:
            yield f"- {say(f'kinds.{one.kind}')}: {_safe(one.words)} [{_safe(', '.join(one.refs))}]"
        yield ""
    if block.note:
        yield _safe(block.note)
