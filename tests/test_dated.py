"""The day of publication: read from a dateline, and compared where the text states another."""

from __future__ import annotations

import pytest

from analysis.pipeline import analyse
from analysis.records import Article, Source

STORY = (
    "Gunmen stopped a bus outside the town on Monday and killed six passengers, the police said. "
    "The driver was let go and walked to the next village, where he raised the alarm."
)


def article(text: str, published: str | None = None) -> Article:
    return analyse(Source("a", text, published=published)).article


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("LIMA, 9 JAN 90 (EFE) -- ", "1990-01-09"),
        ("PARIS (FRANCE), 5 APR 91 (AFP) -- ", "1991-04-05"),
        ("KABUL, 12 March 04 (AFP) - ", "2004-03-12"),
        ("KABUL, March 12, 2004 (AFP) - ", "2004-03-12"),
    ],
)
def test_a_dateline_dates_the_article(dateline: str, day: str) -> None:
    done = article(dateline + STORY)
    assert (done.published, done.published_basis) == (day, "dateline")
    assert done.text == STORY


def test_a_day_that_the_text_contradicts_is_kept_and_warned_of() -> None:
    done = article("KABUL, 12 March 2004 (AFP) - " + STORY, published="2005-03-12")
    assert done.published == "2005-03-12"
    assert "published 2005-03-12 by metadata, but the text is dated 2004-03-12" in done.warnings


def test_a_day_apart_is_a_matter_of_time_zones() -> None:
    done = article("KABUL, 12 March 2004 (AFP) - " + STORY, published="2004-03-13")
    assert not [w for w in done.warnings if "dated" in w]


def test_today_is_the_day_of_the_dateline() -> None:
    told = "A mine killed two herders today, an elder said. On Wednesday another had hurt a boy. "
    done = analyse(Source("a", "GAROWE, 4 June — " + told + STORY, published="2021-06-06"))
    days = [(time.of(done.article.text), time.earliest) for time in done.findings.times[:2]]
    assert days == [("today", "2021-06-04"), ("On Wednesday", "2021-06-02")]


def test_a_dateline_without_its_year_asks_for_it() -> None:
    found = article("Gunmen kill six\n\nPORT SUDAN, Sudan, Oct 14 (Agency A) - " + STORY)
    assert found.published is None
    assert found.warnings[0].startswith("the dateline says “Oct 14” and no year")


@pytest.mark.parametrize(
    ("published", "dateline", "more", "warned"),
    [
        ("2020-03-05", "KABUL, June 3 (AFP) - ", "", "the dateline says “June 3”"),
        ("2020-06-04", "KABUL, June 3 (AFP) - ", "", None),
        ("2020-01-01", "KABUL, Dec 31 (AFP) - ", "", None),
        ("2021-02-27", "KABUL, Feb 29 (AFP) - ", "", None),
        ("2020-06-04", "", " It was the worst since May 2023.", "tells of “since May 2023”"),
        ("2020-06-04", "", " It was the worst since 2019.", None),
    ],
)
def test_what_the_text_says_against_the_day_given(
    published: str, dateline: str, more: str, warned: str | None
) -> None:
    doubts = [w for w in article(dateline + STORY + more, published).warnings if "published" in w]
    assert bool(doubts) == bool(warned)
    assert warned is None or warned in doubts[0]


@pytest.mark.parametrize(
    ("head", "given", "day"),
    [
        ("Tue Jun 4 2019 Six Passengers Shot. ", "2019-07-11", "2019-06-04"),
        ("Six passengers shot near Garowe AFP Tuesday 4 Jun 2019 ", "2019-07-11", "2019-06-04"),
        ("Date of publication 4 June 2019 ", "2019-06-12", "2019-06-04"),
        ("29-05-2019 Six Passengers Shot. ", "2019-06-12", "2019-05-29"),
        ("Wed Jun 4 2019 Six Passengers Shot. ", "2019-07-11", "2019-07-11"),
        ("4 June 2019 attack survivors speak. ", "2019-07-11", "2019-07-11"),
        ("4 June 1919 Border Treaty Remembered. ", "2019-06-04", "2019-06-04"),
        ("The army said on 4 June 2019 that it knew nothing. ", "2019-07-11", "2019-07-11"),
        ("05-06-2019 Six Passengers Shot. ", "2019-07-11", "2019-06-05"),
        ("05-06-2019 Six Passengers Shot. ", "2019-05-06", "2019-05-06"),
        ("4 June 2019 Six Passengers Shot. ", "2019-06-05", "2019-06-05"),
    ],
)
def test_the_day_a_text_is_printed_with_outranks_a_list_of_articles(
    head: str, given: str, day: str
) -> None:
    done = article(head + STORY, given)
    assert done.published == day
    assert any("count from there" in w for w in done.warnings) == (day != given)
