"""``tables.xlsx``: every table, its evidence, and nothing that a spreadsheet would run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from analysis.pipeline import Analysis
from analysis.report import save_workbook
from analysis.tables import COLUMNS
from tests import hand_made
from tests.brief_articles import article


def opened(done: Analysis, folder: Path) -> Any:
    return load_workbook(save_workbook(done, folder))


def test_one_sheet_a_table_with_a_frozen_head(tmp_path: Path) -> None:
    book = opened(hand_made.truce(), tmp_path)
    assert book.sheetnames == ["article", *COLUMNS]
    for name, columns in COLUMNS.items():
        sheet = book[name]
        heads = [cell.value for cell in sheet[1]]
        assert heads == [*columns, "evidence"] if "words" in columns else list(columns)
        assert str(sheet.freeze_panes).endswith("2")


def test_rows_hold_the_figures_and_lead_to_their_words(tmp_path: Path) -> None:
    sheet = opened(hand_made.truce(), tmp_path)["casualties"]
    heads = [cell.value for cell in sheet[1]]
    row = dict(zip(heads, sheet[2], strict=True))
    assert (row["low"].value, row["best"].value, row["high"].value) == (13, 12, None)
    assert row["words"].value == "more than a dozen civilians"
    link = row["evidence"].hyperlink
    assert (link.target, link.location) == ("brief.html", "c1")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_nothing_in_a_cell_is_a_formula(start: str, tmp_path: Path) -> None:
    done = hand_made.truce()
    figure = replace(done.findings.casualties[0], reporter=f"{start}HYPERLINK(1)", note="=1+1")
    done = replace(done, findings=replace(done.findings, casualties=(figure,)))
    book = opened(done, tmp_path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    guarded = [c for c in cells if isinstance(c.value, str) and c.value.lstrip()[:1] in "=+@"
               and c.value.strip()]  # fmt: skip
    assert guarded
    assert all(cell.quotePrefix for cell in guarded if cell.value[0] != "\r")


@pytest.mark.parametrize("name", ["long", "hostile", "empty", "right_to_left"])
def test_any_article_makes_a_workbook_the_same_twice(name: str, tmp_path: Path) -> None:
    first = save_workbook(article(name), tmp_path).read_bytes()
    assert first == save_workbook(article(name), tmp_path).read_bytes()
    book = opened(article(name), tmp_path)
    assert book["casualties"].max_row == 1 + len(article(name).findings.casualties)
