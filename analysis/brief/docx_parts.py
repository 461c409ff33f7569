"""What python-docx leaves out: links inside a document, shading, repeated head rows, alt text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt

from analysis.brief.data import sound
from analysis.brief.model import Cell, Statement, Table
from analysis.brief.strings import say

_QUIET, _LINE, _INK = "56606B", "D9DEE4", "1D232B"


class Writer:
    """Adds parts to one document; ``anchors`` are the findings a link may lead to."""

    def __init__(self, document: Any, anchors: frozenset[str]) -> None:
        self.document = document
        self.anchors = anchors
        self._styles: dict[str, str] = {}
        self._numbers = {id_: str(at) for at, id_ in enumerate(sorted(anchors))}

    # ------------------------------------------------------------- paragraphs

    def paragraph(
        self, *, style: str | None = None, top: str = "", left: str = "", shade: str = "",
        keep: bool | None = None,
    ) -> Any:  # fmt: skip
        """An empty paragraph, with a line above or beside it, or on a ground."""
        made = self._styled(style)
        if keep is not None:
            made.paragraph_format.keep_with_next = keep
        properties = made._p.get_or_add_pPr()
        if top or left:
            borders = OxmlElement("w:pBdr")
            side, colour, size = ("top", top, "24") if top else ("left", left, "12")
            borders.append(_element(side, val="single", sz=size, space="6", color=colour))
            properties.append(borders)
            if left:
                made.paragraph_format.left_indent = Mm(4)
        if shade:
            properties.append(_element("shd", val="clear", color="auto", fill=shade))
        _in_order(properties)
        return made

    def heading(self, words: str, level: int) -> Any:
        """A heading Word lists in its navigation; level 0 is the title."""
        made = self._styled(f"Heading {level}" if level else "Title")
        made.add_run(sound(words))
        return made

    def _styled(self, name: str | None) -> Any:
        """A paragraph in a style of the document, each looked up once."""
        made = self.document.add_paragraph()
        if name:
            if name not in self._styles:
                self._styles[name] = self.document.styles[name].style_id
            made._p.style = self._styles[name]
        return made

    def page_break(self) -> None:
        """What follows begins a page."""
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def run(
        self, line: Any, words: str, *, size: float = 0, colour: str = "", bold: bool = False,
        shade: str = "", raised: bool = False,
    ) -> Any:  # fmt: skip
        """Some words at the end of a paragraph."""
        made = line.add_run(sound(words))
        look = []  # in the order Word asks for
        if bold:
            look.append(_element("b"))
        if colour:
            look.append(_element("color", val=colour))
        if size:
            look.append(_element("sz", val=str(round(size * 2))))
        if shade:
            look.append(_element("shd", val="clear", color="auto", fill=shade))
        if raised:
            look.append(_element("vertAlign", val="superscript"))
        if look:
            properties = OxmlElement("w:rPr")
            properties.extend(look)
            made._r.insert(0, properties)
        return made

    def said(self, line: Any, statement: Statement, *, size: float = 0, colour: str = "") -> None:
        """A statement, its parts linked to their words in the article."""
        for part in statement.parts:
            run = self.run(line, part.words, size=size, colour=colour)
            if part.ref in self.anchors:
                self._link(line, run, part.ref)

    def refs(self, line: Any, ids: Iterable[str]) -> None:
        """The ids of findings, small, each a link."""
        for id_ in ids:
            run = self.run(line, f"\u00a0{id_}", size=7, colour=_QUIET)
            if id_ in self.anchors:
                self._link(line, run, id_)

    def bookmark(self, line: Any, id_: str) -> None:
        """A place links lead to."""
        number = self._numbers[id_]
        line._p.append(_element("bookmarkStart", id=number, name=f"f_{id_}"))
        line._p.append(_element("bookmarkEnd", id=number))

    def _link(self, line: Any, run: Any, id_: str) -> None:
        link = _element("hyperlink", anchor=f"f_{id_}", history="1")
        line._p.remove(run._r)
        link.append(run._r)
        line._p.append(link)

    def picture(self, png: bytes, alt: str, width: Length) -> None:
        """A picture with its description, kept with its caption."""
        if not png:
            return
        line = self.paragraph(keep=True)
        shape = line.add_run().add_picture(io.BytesIO(png), width=width)
        highest = Mm(98)
        if shape.height > highest:
            shape.width, shape.height = Emu(shape.width * highest // shape.height), highest
        known = shape._inline.docPr
        known.set("descr", sound(alt))
        known.set("title", "")

    def footer(self, words: str, colour: str) -> None:
        """A line at the foot of every page, with the page number."""
        line = self.document.sections[0].footer.paragraphs[0]
        line.paragraph_format.tab_stops.clear_all()
        line.paragraph_format.tab_stops.add_tab_stop(Mm(176), WD_TAB_ALIGNMENT.RIGHT)
        before, _, rest = say("notes.page", page="\0", pages="\1").partition("\0")
        between, _, after = rest.partition("\1")
        self.run(line, f"{words}\t{before}", size=7.5, colour=colour)
        self._field(line, "PAGE", colour)
        self.run(line, between, size=7.5, colour=colour)
        self._field(line, "NUMPAGES", colour)
        self.run(line, after, size=7.5, colour=colour)

    def _field(self, line: Any, name: str, colour: str) -> None:
        field = _element("fldSimple", instr=name)
        run = self.run(line, "1", size=7.5, colour=colour)
        line._p.remove(run._r)
        field.append(run._r)
        line._p.append(field)

    # ----------------------------------------------------------------- tables

    def band(self, across: int, width: int) -> list[Any]:
        """A row of cells under a thick line, one for each key figure."""
        table = self._table(1, [width // across] * across)
        for cell in table.rows[0].cells:
            _borders(cell, top=("18", _INK))
        self._unbroken(table.rows[0])
        self._gap()
        return list(table.rows[0].cells)

    def below(self, cell: Any) -> Any:
        """The next paragraph of a cell."""
        return cell.add_paragraph()

    def table(self, block: Table, widths: Sequence[int]) -> None:
        """A table whose head row is repeated on every page and whose rows are never torn."""
        table = self._table(1 + len(block.rows), widths)
        head = table.rows[0]
        head._tr.get_or_add_trPr().append(_element("tblHeader", val="true"))
        for at, name in enumerate(block.columns):
            line = head.cells[at].paragraphs[0]
            self.run(line, name, size=8.5, bold=True)
            line.paragraph_format.keep_with_next = True
            line.alignment = 2 if at in block.numeric else 0
            _borders(head.cells[at], bottom=("8", _INK))
        for row, made in zip(block.rows, table.rows[1:], strict=True):
            self._unbroken(made)
            cells = made.cells
            for at, cell in enumerate(row.cells):
                first = at == 0
                self._fill(
                    cells[at],
                    cell,
                    ref=row.ref if first else "",
                    inside=first and row.inside,
                    right=at in block.numeric,
                )
                _borders(cells[at], bottom=("4", _LINE))
        self._gap()

    def _fill(self, into: Any, cell: Cell, *, ref: str, inside: bool, right: bool) -> None:
        line = into.paragraphs[0]
        if inside:
            line.paragraph_format.left_indent = Mm(3)
            self.run(line, "\u2514 ", size=9, colour=_QUIET)
        self.said(line, cell.said, size=9)
        self.refs(line, (ref,) if ref else ())
        line.alignment = 2 if right else 0
        if cell.note:
            below = self.below(into)
            self.said(below, cell.note, size=8, colour=_QUIET)
            below.alignment = 2 if right else 0
            if inside:
                below.paragraph_format.left_indent = Mm(3)

    def facts(self, pairs: Sequence[tuple[str, str]], colour: str) -> None:
        """Names and values in two columns."""
        table = self._table(len(pairs), (45, 131))
        for row, (name, value) in zip(table.rows, pairs, strict=True):
            cells = row.cells
            self.run(cells[0].paragraphs[0], name, size=8.5, colour=colour)
            self.run(cells[1].paragraphs[0], value, size=8.5)
        self._gap()

    def _table(self, rows: int, widths: Sequence[int]) -> Any:
        table = self.document.add_table(rows=rows, cols=len(widths))
        table.autofit = False
        margins = OxmlElement("w:tblCellMar")
        for side in ("left", "right"):
            margins.append(_element(side, w="57", type="dxa"))
        table._tbl.tblPr.append(margins)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
                cell.paragraphs[0].paragraph_format.space_after = Pt(1)
        return table

    def _unbroken(self, row: Any) -> None:
        row._tr.get_or_add_trPr().append(_element("cantSplit", val="true"))

    def _gap(self) -> None:
        """A table is followed by a little air, not by a line."""
        line = self.document.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.line_spacing = Pt(5)


def _element(tag: str, /, **attributes: str) -> Any:
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _in_order(properties: Any) -> None:
    """Word asks for the parts of a paragraph's properties in its own order."""
    order = ("pStyle", "keepNext", "keepLines", "pBdr", "shd", "spacing", "ind", "jc")
    rank = {qn(f"w:{name}"): at for at, name in enumerate(order)}
    properties[:] = sorted(properties, key=lambda part: rank.get(part.tag, len(order)))


def _borders(cell: Any, **sides: tuple[str, str]) -> None:
    borders = OxmlElement("w:tcBorders")
    for side, (size, colour) in sides.items():
        borders.append(_element(side, val="single", sz=size, space="0", color=colour))
    cell._tc.get_or_add_tcPr().append(borders)
