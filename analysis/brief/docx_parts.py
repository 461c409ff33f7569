"""The parts of a Word document as its own markup: links, shading, repeated head rows, alt text.

Written as text: a tree of elements would take ten times as long, and nothing here is read back.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from analysis.brief.data import sound
from analysis.brief.model import Cell, Statement, Table

_QUIET, _LINE, _INK = "56606B", "D9DEE4", "1D232B"
_EMU = 36_000  # of a millimetre
_HIGHEST = 98  # millimetres a picture may be high
_BREAKS = re.compile(r"([\t\n\r])")
# The parts of a paragraph's properties, in the order Word asks for.
_ORDER = ("pStyle", "keepNext", "pBdr", "shd", "tabs", "spacing", "ind", "jc")
_PICTURE = (
    '<w:drawing><wp:inline xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<wp:extent cx="{wide}" cy="{high}"/>'
    '<wp:docPr id="{number}" name="Picture {number}" descr={alt} title=""/>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing>"
)


@dataclass(slots=True)
class Line:
    """A paragraph: its properties by name, and its runs."""

    properties: dict[str, str] = field(default_factory=dict)
    runs: list[str] = field(default_factory=list)

    def xml(self) -> str:
        """The paragraph as markup."""
        known = "".join(self.properties[name] for name in _ORDER if name in self.properties)
        looks = f"<w:pPr>{known}</w:pPr>" if known else ""
        return f"<w:p>{looks}{''.join(self.runs)}</w:p>"


@dataclass(slots=True)
class Box:
    """A cell: its width in twentieths of a point, its borders, its paragraphs."""

    width: int
    borders: str
    lines: list[Line]

    def xml(self) -> str:
        """The cell as markup."""
        lines = "".join(line.xml() for line in self.lines)
        looks = f'<w:tcW w:type="dxa" w:w="{self.width}"/>'
        if self.borders:
            looks += f"<w:tcBorders>{self.borders}</w:tcBorders>"
        return f"<w:tc><w:tcPr>{looks}</w:tcPr>{lines}</w:tc>"


@dataclass(slots=True)
class Grid:
    """A table: the widths of its columns and its rows, each with its properties."""

    widths: list[int]
    rows: list[tuple[str, list[Box]]] = field(default_factory=list)

    def row(self, looks: str = "", borders: str = "") -> list[Box]:
        """A new row at the end."""
        air = {"spacing": '<w:spacing w:after="20"/>'}
        boxes = [Box(width, borders, [Line(dict(air))]) for width in self.widths]
        self.rows.append((f"<w:trPr>{looks}</w:trPr>" if looks else "", boxes))
        return boxes

    def xml(self) -> str:
        """The table as markup."""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        rows = "".join(
            f"<w:tr>{looks}{''.join(box.xml() for box in boxes)}</w:tr>"
            for looks, boxes in self.rows
        )
        return (
            '<w:tbl><w:tblPr><w:tblW w:type="auto" w:w="0"/><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
            '</w:tblCellMar><w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" '
            'w:lastRow="0" w:noHBand="0" w:noVBand="1" w:val="04A0"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )


class Writer:
    """Adds parts to one document; ``anchors`` are the findings a link may lead to."""

    def __init__(self, anchors: frozenset[str]) -> None:
        self.anchors = anchors
        self.pictures: dict[str, bytes] = {}
        self._blocks: list[Line | Grid] = []
        self._numbers = {id_: str(at) for at, id_ in enumerate(sorted(anchors))}

    def xml(self) -> str:
        """Everything so far, as the inside of a document's body."""
        return "".join(block.xml() for block in self._blocks)

    # ------------------------------------------------------------- paragraphs

    def paragraph(
        self, *, style: str | None = None, top: str = "", left: str = "", shade: str = "",
        keep: bool | None = None,
    ) -> Line:  # fmt: skip
        """An empty paragraph, with a line above or beside it, or on a ground."""
        made = Line()
        known = made.properties
        if style:
            known["pStyle"] = f'<w:pStyle w:val="{style.replace(" ", "")}"/>'
        if keep is not None:
            known["keepNext"] = "<w:keepNext/>" if keep else '<w:keepNext w:val="0"/>'
        if top or left:
            side, colour, size = ("top", top, "24") if top else ("left", left, "12")
            known["pBdr"] = f"<w:pBdr>{_border(side, size, colour, '6')}</w:pBdr>"
        if left:
            known["ind"] = _indent(4)
        if shade:
            known["shd"] = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>'
        self._blocks.append(made)
        return made

    def heading(self, words: str, level: int) -> Line:
        """A heading Word lists in its navigation; level 0 is the title."""
        made = self.paragraph(style=f"Heading {level}" if level else "Title")
        self.run(made, words)
        return made

    def page_break(self) -> None:
        """What follows begins a page."""
        self.paragraph().runs.append('<w:r><w:br w:type="page"/></w:r>')

    def run(
        self, line: Line, words: str, *, size: float = 0, colour: str = "",
        bold: bool | None = None, shade: str = "", raised: bool = False, leads_to: str = "",
    ) -> None:  # fmt: skip
        """Some words at the end of a paragraph; ``leads_to`` a finding, where it has a place."""
        looks = ""  # in the order Word asks for
        if bold is not None:
            looks += "<w:b/>" if bold else '<w:b w:val="0"/>'
        if colour:
            looks += f'<w:color w:val="{colour}"/>'
        if size:
            looks += f'<w:sz w:val="{round(size * 2)}"/>'
        if shade:
            looks += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>'
        if raised:
            looks += '<w:vertAlign w:val="superscript"/>'
        made = f"<w:r><w:rPr>{looks}</w:rPr>{_text(words)}</w:r>" if looks else (
            f"<w:r>{_text(words)}</w:r>")  # fmt: skip
        if leads_to in self.anchors:
            link = f"<w:hyperlink w:anchor={quoteattr('f_' + leads_to)}"
            made = f'{link} w:history="1">{made}</w:hyperlink>'
        line.runs.append(made)

    def said(self, line: Line, statement: Statement, *, size: float = 0, colour: str = "") -> None:
        """A statement, its parts linked to their words in the article."""
        for part in statement.parts:
            self.run(line, part.words, size=size, colour=colour, leads_to=part.ref)

    def refs(self, line: Line, ids: Iterable[str]) -> None:
        """The ids of findings, small, each a link."""
        for id_ in ids:
            self.run(line, f"\u00a0{id_}", size=7, colour=_QUIET, leads_to=id_)

    def bookmark(self, line: Line, id_: str) -> None:
        """A place links lead to."""
        number, name = self._numbers[id_], quoteattr(f"f_{id_}")
        line.runs.append(
            f'<w:bookmarkStart w:id="{number}" w:name={name}/><w:bookmarkEnd w:id="{number}"/>'
        )

    def picture(self, png: bytes, alt: str, width: int) -> None:
        """A picture ``width`` millimetres wide with its description, kept with its caption."""
        if not png:
            return
        across, down = struct.unpack(">II", png[16:24])
        wide, high = width * _EMU, width * _EMU * down // across
        if high > _HIGHEST * _EMU:
            wide, high = wide * _HIGHEST * _EMU // high, _HIGHEST * _EMU
        number = len(self.pictures) + 1
        name = f"picture{number}"
        self.pictures[name] = png
        drawn = _PICTURE.format(
            wide=wide, high=high, number=number, name=name, alt=quoteattr(sound(alt))
        )
        self.paragraph(keep=True).runs.append(f"<w:r>{drawn}</w:r>")

    def field(self, line: Line, name: str, colour: str) -> None:
        """What Word reckons itself: PAGE, NUMPAGES."""
        shown = Line()
        self.run(shown, "1", size=7.5, colour=colour)
        line.runs.append(f'<w:fldSimple w:instr="{name}">{shown.runs[0]}</w:fldSimple>')

    # ----------------------------------------------------------------- tables

    def band(self, across: int, width: int) -> list[Box]:
        """A row of cells under a thick line, one for each key figure."""
        table = self._table([width // across] * across)
        cells = table.row("<w:cantSplit/>", _border("top", "18", _INK))
        self._gap()
        return cells

    def below(self, cell: Box) -> Line:
        """The next paragraph of a cell."""
        cell.lines.append(Line())
        return cell.lines[-1]

    def table(self, block: Table, widths: Sequence[int]) -> None:
        """A table whose head row is repeated on every page and whose rows are never torn."""
        table = self._table(widths)
        head = table.row("<w:tblHeader/>", _border("bottom", "8", _INK))
        for at, name in enumerate(block.columns):
            line = head[at].lines[0]
            line.properties |= {"keepNext": "<w:keepNext/>", "jc": _side(at in block.numeric)}
            self.run(line, name, size=8.5, bold=True)
        for row in block.rows:
            boxes = table.row("<w:cantSplit/>", _border("bottom", "4", _LINE))
            for at, (box, cell) in enumerate(zip(boxes, row.cells, strict=True)):
                first = at == 0
                self._fill(
                    box, cell, ref=row.ref if first else "", inside=first and row.inside,
                    right=at in block.numeric,
                )  # fmt: skip
        self._gap()

    def _fill(self, into: Box, cell: Cell, *, ref: str, inside: bool, right: bool) -> None:
        line = into.lines[0]
        line.properties["jc"] = _side(right)
        if inside:
            line.properties["ind"] = _indent(3)
            self.run(line, "\u2514 ", size=9, colour=_QUIET)
        self.said(line, cell.said, size=9)
        self.refs(line, (ref,) if ref else ())
        if cell.note:
            below = self.below(into)
            below.properties["jc"] = _side(right)
            if inside:
                below.properties["ind"] = _indent(3)
            self.said(below, cell.note, size=8, colour=_QUIET)

    def facts(self, pairs: Sequence[tuple[str, str]], colour: str) -> None:
        """Names and values in two columns."""
        table = self._table((45, 131))
        for name, value in pairs:
            cells = table.row()
            self.run(cells[0].lines[0], name, size=8.5, colour=colour)
            self.run(cells[1].lines[0], value, size=8.5)
        self._gap()

    def _table(self, widths: Sequence[int]) -> Grid:
        made = Grid([_twips(width) for width in widths])
        self._blocks.append(made)
        return made

    def _gap(self) -> None:
        """A table is followed by a little air, not by a line."""
        air = '<w:spacing w:after="0" w:line="100" w:lineRule="exact"/>'
        self.paragraph().properties["spacing"] = air


def _text(words: str) -> str:
    """The words of a run; tabs and new lines are elements of their own."""
    out = []
    for part in _BREAKS.split(sound(words)):
        if part == "\t":
            out.append("<w:tab/>")
        elif part in ("\n", "\r"):
            out.append("<w:br/>")
        elif part:
            out.append(f'<w:t xml:space="preserve">{escape(part)}</w:t>')
    return "".join(out)


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def _indent(millimetres: float) -> str:
    return f'<w:ind w:left="{_twips(millimetres)}"/>'


def _side(right: bool) -> str:
    return f'<w:jc w:val="{"right" if right else "left"}"/>'


def _border(side: str, size: str, colour: str, space: str = "0") -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'
