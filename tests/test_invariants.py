"""What must hold on any text at all, however damaged."""

from __future__ import annotations

import gc
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.check import samples
from analysis.pipeline import Analysis, analyse
from analysis.records import Finding, Source
from analysis.sources import Unread, read_sources
from analysis.tables import TABLES, rows

TEXTS = [s.text for s in read_sources(samples()) if not isinstance(s, Unread)]
QUIET = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
MARKS = "“”\"'‘’''``«»"


def run(text: str) -> Analysis:
    return analyse(Source("a", text), published="2020-03-05")


def tables(done: Analysis) -> dict[str, list[dict[str, Any]]]:
    return rows(done.article, done.findings)


def check(done: Analysis) -> None:
    text, raw = done.article.text, done.article.raw
    for table in TABLES:
        for record in getattr(done.findings, table):
            if not isinstance(record, Finding):
                continue
            assert 0 <= record.start < record.end <= len(text)
            sentence = done.reading.sentences[record.sentence]
            assert sentence.start <= record.start < max(sentence.end, record.start + 1)
            assert record.rule
    for row in (row for found in tables(done).values() for row in found if "raw_start" in row):
        inside = [
            edit
            for edit in done.article.edits
            if edit.raw_start < row["raw_end"] and row["raw_start"] < edit.raw_end
        ]
        if not inside and "\n" not in row["words"]:
            assert raw[row["raw_start"] : row["raw_end"]] == row["words"]
    ids = [record.id for record in done.findings.casualties]
    assert len(ids) == len(set(ids))
    assert {c.subset_of for c in done.findings.casualties} <= {None, *ids}
    assert {c.same_as for c in done.findings.casualties} <= {None, *ids}


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A sample with marks dropped, doubled or swapped, a piece cut out, or its case changed."""
    text = draw(st.sampled_from(TEXTS))
    dice = random.Random(draw(st.integers(0, 10**6)))
    start = dice.randrange(len(text))
    text = text[start : start + draw(st.integers(0, 1500))]
    kind = draw(st.sampled_from(["drop", "swap", "double", "upper", "lower", "strip", "flat"]))
    if kind in ("drop", "swap", "double"):
        return "".join(
            {"drop": "", "swap": dice.choice(MARKS), "double": c + c}[kind]
            if c in MARKS and dice.random() < 0.4
            else c
            for c in text
        )
    if kind == "strip":
        return text.replace(",", "").replace("’", "").replace("'", "")
    if kind == "flat":
        return " ".join(text.split())
    return text.upper() if kind == "upper" else text.lower()


@given(damaged())
@QUIET
def test_any_damage_keeps_the_contract(text: str) -> None:
    check(run(text))


@given(st.text(max_size=300))
@QUIET
def test_any_text_at_all(text: str) -> None:
    check(run(text))


@given(st.text(alphabet="killed 0123,.-–“”\"' people and at least\n", max_size=200))
@QUIET
def test_soup_of_figures_and_marks(text: str) -> None:
    check(run(text))


@pytest.mark.parametrize("text", TEXTS)
def test_analysing_twice_gives_the_same(text: str) -> None:
    assert tables(run(text)) == tables(run(text))


@pytest.mark.parametrize("text", TEXTS)
def test_a_clean_text_is_left_alone(text: str) -> None:
    """Cleaning the clean text changes nothing, and its findings are the same."""
    once = run(text).article.text
    assert analyse(Source("a", once, title="t"), published="2020-03-05").article.text == once


def test_hostile_text_is_linear() -> None:
    """Ten times the text may not take a hundred times the work: counted, not timed."""
    import sys

    def calls(text: str) -> int:
        count = 0

        def watch(frame: object, event: str, arg: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(watch)
        try:
            run(text)
        finally:
            sys.setprofile(None)
        return count

    for piece in ("killed 3 and ", "“he said ", "10 to ", "Al-", "in Idlib ", "Monday ", "(a "):
        short, long = calls(piece * 200), calls(piece * 2000)
        assert long < 14 * short + 5000, piece


def test_an_article_leaves_no_cycles_behind() -> None:
    run(TEXTS[0])  # reads the lexicons and fills the caches
    gc.collect()
    gc.disable()
    try:
        run(TEXTS[0])
        assert gc.collect() == 0, "records that hold each other: only the collector frees them"
    finally:
        gc.enable()
