"""``tables.xlsx``: every table on a sheet of its own, each row linked to its evidence.

Nothing in it can run: a cell is a number, a truth value or text, never a formula, and text that
looks like a formula is marked as text for whoever edits it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from analysis.records import Article
from analysis.store import article_row, looks_like_formula
from analysis.tables import COLUMNS

_LONGEST, _MOST_ROWS, _MOST_LINKS = 32_767, 1_048_575, 65_000  # what a sheet can hold
_WIDE = {"words", "victims", "summary", "reason", "caveat", "what", "note"}
_FACTS = (
    "article_id title byline outlet dateline_place published published_basis url language "
    "source_file sha256"
).split()


def write_workbook(
    path: Path, article: Article, tables: Mapping[str, Sequence[Mapping[str, Any]]],
    page: str = "brief.html",
) -> Path:  # fmt: skip
    """The workbook of one article: a sheet of its facts, then one for each table.

    ``page`` is the address of the brief, seen from the workbook, to which the evidence links lead.
    """
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1), "title": "Tables of one article"})
        sheet = _Sheets(book, page)
        row = article_row(article)
        facts = [{"field": name, "value": row[name] or "not stated"} for name in _FACTS]
        sheet.write("article", ("field", "value"), facts)
        for table, columns in COLUMNS.items():
            sheet.write(table, tuple(columns), tables[table])
    path.write_bytes(made.getvalue())
    return path


class _Sheets:
    def __init__(self, book: Any, page: str) -> None:
        top = {"valign": "top"}
        self._book, self._page = book, page
        self._head = book.add_format(top | {"bold": True, "bottom": 1, "bg_color": "#F4F6F8"})
        self._plain = book.add_format(top)
        self._wrapped = book.add_format(top | {"text_wrap": True})
        self._guarded = book.add_format(top | {"text_wrap": True, "quote_prefix": True})
        self._link = book.add_format(top | {"font_color": "#17456B", "underline": 1})
        self._links = 0

    def write(self, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
        """One sheet with a frozen head; tables with findings end in a column of links."""
        sheet = self._book.add_worksheet(name)
        linked = "words" in columns
        heads = [*columns, "evidence"] if linked else list(columns)
        sheet.freeze_panes(1, columns.index("id") + 1 if "id" in columns else 0)
        for at, head in enumerate(heads):
            sheet.write_string(0, at, head, self._head)
            sheet.set_column(at, at, 48 if head in _WIDE or head == "value" else
                             max(9, min(22, len(head) + 3)))  # fmt: skip
        last = 0
        for last, row in enumerate(rows, 1):
            if last > _MOST_ROWS:
                break
            for at, column in enumerate(columns):
                self._cell(sheet, last, at, row[column])
            if linked and (name != "audit" or str(row["reason"]).startswith("not understood")):
                self._evidence(sheet, last, len(columns), str(row["id"]))
        sheet.autofilter(0, 0, max(1, last), len(heads) - 1)

    def _cell(self, sheet: Any, row: int, column: int, value: Any) -> None:
        if value is None or (isinstance(value, float) and value != value):
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, self._plain)
        elif isinstance(value, int | float) and abs(value) < 1e15:
            sheet.write_number(row, column, value, self._plain)
        else:
            words = in_one_cell(value)[:_LONGEST]
            style = self._guarded if looks_like_formula(words) else self._wrapped
            sheet.write_string(row, column, words, style)

    def _evidence(self, sheet: Any, row: int, column: int, id_: str) -> None:
        """A link to the words in the brief; a sheet may hold only so many."""
        self._links += 1
        if self._links <= _MOST_LINKS:
            address = f"external:{self._page}#{id_}"
            sheet.write_url(row, column, address, self._link, string=f"{id_} in the text")


def in_one_cell(value: Any) -> str:
    """A list as words a reader can take in; text as it is.

    >>> in_one_cell([["c4", "part of c3"], ["c5", "a repeat"]])
    'c4: part of c3; c5: a repeat'
    """
    if not isinstance(value, list):
        return str(value)
    parts = (": ".join(map(str, one)) if isinstance(one, list) else str(one) for one in value)
    return "; ".join(parts)
