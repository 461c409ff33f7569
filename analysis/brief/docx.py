"""The brief as a Word document an analyst can edit: real headings, tables and pictures.

``render_docx`` fills an empty document of our styles; a template of the user's own instead of it.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

import analysis
from analysis.brief.data import as_data, sound
from analysis.brief.docx_parts import Line, Writer
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
    map_moved,
    sections,
    shares,
)
from analysis.brief.model import Brief, Chart, Saying, Table, TextParagraph
from analysis.brief.strings import say
from analysis.errors import AnalysisError

ACCENT, QUIET, WARN = "17456B", "56606B", "8A3A1C"
_MARKS = {"casualties": "F6D3CA", "terms": "DCECD8", "quotes": "DBE7F3", "audit": "E9E3F2"}
_TITLED = ("c", "q", "m", "x", "v")  # the first letters of the ids shown in the article
_WIDE = 176
_LONG = 52  # characters of a headline that fit on one line of the larger size
_MIDNIGHT = (1980, 1, 1, 0, 0, 0)
_TITLE, _REMARK = "@title@", "@remark@"  # places in the empty document
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
# What python-docx's empty document carries along that no reader of a brief needs.
_NEEDLESS = ("word/stylesWithEffects.xml", "docProps/thumbnail.jpeg")
_NEEDLESS_PART = re.compile(
    rb"<(?:Relationship|Override) [^>]*(?:stylesWithEffects|thumbnail)[^>]*/>"
)


def render_docx(brief: Brief, template: Path | None = None) -> bytes:
    """The document of a composed brief; ``template`` is a docxtpl file of the user's own.

    Raises AnalysisError where the template cannot be filled.
    """
    if template is not None:
        return _filled(brief, template)
    writer = Writer(frozenset(_anchors(brief)))
    _write_head(writer, brief)
    annex = False
    for section in map_moved(sections(brief)):
        if section.annex and not annex:
            writer.page_break()
        annex = section.annex
        _write_section(writer, section)
    return _packed(writer, brief)


def _packed(writer: Writer, brief: Brief) -> bytes:
    """The file: what is the same in every brief, and this one's words and pictures."""
    base = empty_document(len(brief.headline) > _LONG, footer(brief))
    begin, end = base.body
    title = f"{say('titles.kicker')}: {brief.headline}"[:250]
    core = base.core.replace(_TITLE, escape(sound(title))).replace(
        _REMARK, escape(sound(brief.as_of[:250]))
    )
    links = "".join(
        f'<Relationship Id="{name}" Type="{_IMAGE}" Target="media/{name}.png"/>'
        for name in writer.pictures
    )
    out = io.BytesIO(base.same)
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=4) as file:
        for name, text in (
            ("docProps/core.xml", core),
            ("word/_rels/document.xml.rels", base.links.replace("</Rel", links + "</Rel")),
            ("word/document.xml", begin + writer.xml() + end),
        ):
            file.writestr(_entry(name), text)
        for name, png in writer.pictures.items():
            file.writestr(_entry(f"word/media/{name}.png"), png, zipfile.ZIP_STORED)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Base:
    """What every brief has: the packed parts that never change, and the text of those that do."""

    same: bytes
    core: str
    links: str
    body: tuple[str, str]  # what stands before and after the words


@lru_cache(maxsize=8)
def empty_document(long_headline: bool, foot: str) -> _Base:
    """An empty document in our styles, made by python-docx once."""
    document = Document()
    _set_page(document, long_headline, foot)
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as file:
        parts = {name: file.read(name) for name in file.namelist() if name not in _NEEDLESS}
    for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        parts[name] = _NEEDLESS_PART.sub(b"", parts[name])
    kinds = parts["[Content_Types].xml"].replace(
        b"<Default", b'<Default Extension="png" ContentType="image/png"/><Default', 1
    )
    parts["[Content_Types].xml"] = kinds
    core, links, words = (
        parts.pop(name).decode()
        for name in ("docProps/core.xml", "word/_rels/document.xml.rels", "word/document.xml")
    )
    at = words.rindex("<w:sectPr")
    return _Base(_zipped(parts), core, links, (words[:at], words[at:]))


def _zipped(parts: dict[str, bytes]) -> bytes:
    """A file with every time in it set to the same, so that two runs agree."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(_entry(name), data)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MIDNIGHT)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _filled(brief: Brief, template: Path) -> bytes:
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate, InlineImage
    from jinja2 import Environment, TemplateError

    try:
        document = DocxTemplate(str(template))
        data = as_data(brief) | {
            f"chart_{chart.name}": InlineImage(
                document, io.BytesIO(chart.picture.png), width=Mm(170)
            )
            for chart in brief.charts
            if chart.picture.png
        }
        document.render(data, jinja_env=Environment(autoescape=True), autoescape=True)
        return _saved(document.docx)
    except (TemplateError, PackageNotFoundError, OSError, KeyError, ValueError) as error:
        raise AnalysisError(f"{template}: {type(error).__name__}: {error}") from error


def _saved(document: Any) -> bytes:
    first = io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as made:
        return _zipped({name: made.read(name) for name in made.namelist()})


def _set_page(document: Any, long_headline: bool, foot: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(17)
    page.top_margin, page.bottom_margin = Mm(15), Mm(16)
    known = document.core_properties
    known.title, known.comments = _TITLE, _REMARK
    known.author = known.last_modified_by = f"sitrep {analysis.__version__}"
    known.language = "en"
    known.created = known.modified = datetime(2000, 1, 1)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(9.5)
    normal.paragraph_format.line_spacing = 1.0
    normal.paragraph_format.widow_control = True
    normal.paragraph_format.space_after = Pt(3)
    normal.paragraph_format.space_before = Pt(0)
    large = 18 if long_headline else 20
    title = document.styles["Title"].element.pPr
    for line in title.findall(qn("w:pBdr")):
        title.remove(line)
    for name, size, before, after, colour in (
        ("Title", large, 2, 2, "1D232B"), ("Heading 1", 12, 9, 3, ACCENT),
        ("Heading 2", 10, 5, 1, "1D232B"), ("Caption", 8.5, 2, 3, QUIET),
    ):  # fmt: skip
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        style.font.bold, style.font.italic = name != "Caption", False
        style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = True
        for fonts in style.element.rPr.findall(qn("w:rFonts")):
            for key in list(fonts.attrib):
                if key.endswith(("Theme", "theme")):
                    del fonts.attrib[key]
    _write_footer(document.sections[0].footer.paragraphs[0], foot)


def _write_footer(line: Any, foot: str) -> None:
    """A line at the foot of every page, with the page number."""
    line.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDE), WD_TAB_ALIGNMENT.RIGHT)
    before, _, rest = say("notes.page", page="\0", pages="\1").partition("\0")
    between, _, after = rest.partition("\1")
    words, writer = Line(), Writer(frozenset())
    look: dict[str, Any] = {"size": 7.5, "colour": QUIET}
    writer.run(words, f"{foot}\t{before}", **look)
    writer.field(words, "PAGE", QUIET)
    writer.run(words, between, **look)
    writer.field(words, "NUMPAGES", QUIET)
    writer.run(words, after, **look)
    for run in parse_xml(f"<w:p {nsdecls('w')}>{''.join(words.runs)}</w:p>"):
        line._p.append(run)


def _anchors(brief: Brief) -> set[str]:
    return {id_ for paragraph in brief.text for piece in paragraph.pieces for id_ in piece.begins}


def _write_head(writer: Writer, brief: Brief) -> None:
    kicker = writer.paragraph(top=ACCENT)
    writer.run(kicker, say("titles.kicker").upper(), size=8.5, colour=ACCENT, bold=True)
    if brief.outlet:
        said = say("titles.from_outlet", outlet=brief.outlet)
        writer.run(kicker, f"  {said}", size=8.5, colour=QUIET)
    writer.heading(brief.headline, 0)
    byline = f" \u00b7 {brief.byline}" if brief.byline else ""
    writer.run(writer.paragraph(), f"{brief.as_of}{byline}", colour=QUIET)
    if not brief.headline_stated:
        writer.run(writer.paragraph(), say("notes.no_headline"), size=8.5, colour=QUIET)


def _write_section(writer: Writer, section: Section) -> None:
    writer.heading(section.title, 1)
    for block in section.blocks:
        _write(writer, block)


def _write(writer: Writer, block: Block) -> None:
    match block:
        case Prose():
            line = writer.paragraph()
            for number, one in enumerate(block.sentences):
                writer.run(line, " " if number else "")
                writer.said(line, one)
        case Bullets():
            _write_bullets(writer, block)
        case Band():
            _write_band(writer, block)
        case Chart():
            writer.picture(block.picture.png, block.alt, _WIDE)
            writer.run(writer.paragraph(style="Caption", keep=False), block.caption)
        case Table():
            _write_table(writer, block)
        case Sayings():
            _write_sayings(writer, block)
        case Facts():
            writer.facts(block.pairs, QUIET)
        case Marked():
            _write_article(writer, block)


def _write_bullets(writer: Writer, block: Bullets) -> None:
    if block.title:
        writer.heading(block.title, 2)
    shown = block.tone in ("highlights", "gaps")
    for one in block.items:
        style = None if block.tone == "none" else "List Bullet"
        line = writer.paragraph(style=style, shade="F4F6F8" if block.tone == "highlights" else "")
        writer.said(line, one, size=8.5 if block.tone == "method" else 0,
                    colour=QUIET if block.tone == "method" else "")  # fmt: skip
        writer.refs(line, one.ids if shown else ())


def _write_band(writer: Writer, block: Band) -> None:
    across = min(3, len(block.figures))
    for at in range(0, len(block.figures), across):
        cells = writer.band(across, _WIDE)
        for cell, figure in zip(cells, block.figures[at : at + across], strict=False):
            line = cell.lines[0]
            writer.run(line, figure.number, size=17, bold=True)
            writer.run(line, f" {figure.label}", size=11)
            if figure.including:
                writer.said(writer.below(cell), figure.including)
            if figure.rests_on:
                line = writer.below(cell)
                writer.run(line, say("notes.from"), size=8.5, colour=QUIET)
                writer.said(line, figure.rests_on, size=8.5, colour=QUIET)
                writer.refs(line, figure.rests_on.ids)
            if figure.others:
                line = writer.below(cell)
                writer.run(line, say("notes.others"), size=8.5, colour=QUIET)
                writer.said(line, figure.others, size=8.5, colour=QUIET)
                writer.refs(line, figure.others.ids)
            if figure.caveat:
                writer.said(writer.below(cell), figure.caveat, size=8.5, colour=WARN)


def _write_table(writer: Writer, block: Table) -> None:
    if block.rows:
        writer.run(writer.paragraph(style="Caption"), block.caption)
        parts = shares(block)
        writer.table(block, [_WIDE * part // sum(parts) for part in parts])
    if block.note:
        writer.run(writer.paragraph(), block.note, size=8.5, colour=QUIET)


def _write_sayings(writer: Writer, block: Sayings) -> None:
    for speaker in block.speakers:
        line = writer.heading(speaker.name, 2)
        if speaker.role:
            writer.run(line, f"  {speaker.role}", colour=QUIET, bold=False)
        for one in speaker.sayings:
            _write_saying(writer, one)
    if block.note:
        writer.run(writer.paragraph(), block.note, size=8.5, colour=QUIET)


def _write_saying(writer: Writer, one: Saying) -> None:
    how = say(f"kinds.{one.kind}") + (f" ({one.lead})" if one.lead else "")
    line = writer.paragraph(left=ACCENT if one.kind in ("direct", "mixed") else "D9DEE4")
    if one.kind == "denied":
        writer.run(line, f"{how.partition(' (')[0]}: ", size=8, colour=WARN)
    writer.run(line, one.words)
    writer.refs(line, one.refs)
    writer.run(line, f"  {how}", size=8, colour=QUIET)


def _write_article(writer: Writer, block: Marked) -> None:
    legend = writer.paragraph()
    writer.run(legend, f"{say('notes.legend')} ", size=8.5, colour=QUIET)
    for name, colour in _MARKS.items():
        writer.run(legend, say(f"marks.{name}"), size=8.5, shade=colour)
        writer.run(legend, "   ", size=8.5)
    for paragraph in block.paragraphs:
        _write_marked(writer, paragraph)
    for caption in block.captions:
        words = f"{say('notes.caption')}{caption}"
        writer.run(writer.paragraph(), words, size=8.5, colour=QUIET)


def _write_marked(writer: Writer, paragraph: TextParagraph) -> None:
    line = writer.paragraph()
    for piece in paragraph.pieces:
        for id_ in piece.begins:
            writer.bookmark(line, id_)
        shade = next((_MARKS[name] for name in _MARKS if name in piece.tables), "")
        writer.run(line, piece.words, shade=shade)
        begins = [id_ for id_ in piece.begins if id_.startswith(_TITLED)]
        if begins:
            writer.run(line, " ".join(begins), size=6.5, colour=QUIET, raised=True)
