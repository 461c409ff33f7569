"""Whole articles: the shipped samples, and others in the styles of many presses, against a careful reader."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analysis.pipeline import Analysis
from analysis.report import open_article
from analysis.tables import COLUMNS, TABLES, rows
from tests.test_cases import fits, place_of, shown

HERE = Path(__file__).parent
FILES = sorted((HERE / "articles").glob("*.toml"))
SAMPLES = HERE.parent / "data/raw"


def gold(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def done(file: Path) -> Analysis:
    text = file.with_suffix(".txt")  # beside its gold, or a shipped sample
    text = text if text.exists() else SAMPLES / text.name
    return open_article(text, published=gold(file)["published"])


def wanted() -> list[Any]:
    return [
        pytest.param(
            file,
            table,
            {key: value for key, value in want.items() if key != "known_failure"},
            id=f"{file.stem}-{table}-{want.get('text', want)}",
            marks=[pytest.mark.xfail(reason=want["known_failure"], strict=True)]
            if "known_failure" in want
            else [],
        )
        for file in FILES
        for table in TABLES
        for want in gold(file).get(table, [])
    ]


@pytest.mark.parametrize(("file", "table", "want"), wanted())
def test_row_is_found(file: Path, table: str, want: dict[str, Any]) -> None:
    found = rows(done(file).article, done(file).findings)[table]
    assert not set(want) - set(COLUMNS[table]) - {"text", "nth"}, "the expectation is wrong"
    if "text" in want:
        start, end = place_of(done(file).article.text, want)
        near = [row for row in found if row["start"] < end and start < row["end"]]
    else:
        near = found
    assert [row for row in near if fits(row, want)], f"expected {want}\nfound\n{shown(near)}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_tables_that_must_hold_nothing_else(file: Path) -> None:
    found = rows(done(file).article, done(file).findings)
    for table in gold(file)["exact"]:
        assert len(found[table]) == len(gold(file).get(table, [])), shown(found[table])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_page_around_the_article(file: Path) -> None:
    article = done(file).article
    for name, value in gold(file).get("article", {}).items():
        if name == "starts":
            assert article.text.startswith(value), article.text[:80]
        elif name == "ends":
            assert article.text.endswith(value), article.text[-80:]
        else:
            got = getattr(article, name)
            assert (list(got) if isinstance(value, list) else got) == value


def test_a_total_over_two_reports_says_what_it_rests_on() -> None:
    file = HERE / "articles/idlib-ceasefire-2020-03-05.toml"
    killed = next(total for total in done(file).findings.totals if total.harm == "killed")
    assert "overlap" in killed.caveat
    assert killed.counted == ("c1", "c3")
