"""A series of the analyst's own beside the events, with its citation and nothing mixed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.charts import plot_timeline
from analysis.charts.style import Chart
from analysis.errors import AnalysisError
from analysis.series import read_series
from analysis.tables import tabulate
from tests import hand_made

UCDP = """# UCDP GED, CC BY 4.0, a composed extract
id,date_start,date_end,best,country,adm_1
1,2020-03-03,2020-03-03,4,Syria,Idlib
2,2020-03-03,2020-03-03,3,Syria,Idlib
3,2020-03-04,2020-03-04,9,Syria,Aleppo
"""


def file(folder: Path, text: str) -> Path:
    path = folder / "series.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_events_are_summed_by_day_and_kept_by_place(tmp_path: Path) -> None:
    series = read_series(file(tmp_path, UCDP), where="idlib")
    assert series.points["value"].tolist() == [7]
    assert series.citation == "UCDP GED, CC BY 4.0, a composed extract"
    assert series.daily


def test_published_totals_are_never_joined(tmp_path: Path) -> None:
    text = "period_start,period_end,value,reported_by\n2020-01-01,2020-02-01,300,A\n"
    text += "2020-01-01,2020-03-01,900,B\n"
    series = read_series(file(tmp_path, text))
    assert not series.daily
    assert series.points["label"].tolist() == ["A", "B"]
    assert "names no source" in series.citation


def test_any_file_with_days_and_numbers_will_do(tmp_path: Path) -> None:
    series = read_series(file(tmp_path, "day,shells\n2020-03-01,5\n2020-03-02,8\n"))
    assert series.points["value"].tolist() == [5, 8]
    assert series.title == "series: shells"


@pytest.mark.parametrize("text", ["a,b\nx,y\n", "", "day,word\n2020-01-01,x\n"])
def test_a_file_without_a_series_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(AnalysisError, match=r"series\.csv"):
        read_series(file(tmp_path, text))


def test_it_is_drawn_apart_with_its_citation(tmp_path: Path) -> None:
    done = hand_made.truce()
    events = tabulate(done.article, done.findings)["events"]
    plain = plot_timeline(events, published=done.article.published)
    series = read_series(file(tmp_path, UCDP))
    chart = plot_timeline(events, published=done.article.published, overlay=series)
    assert isinstance(plain, Chart)
    assert isinstance(chart, Chart)
    assert len(plain.axes) == 1
    assert [axes.get_gid() for axes in chart.axes][1:] == ["overlay"]
    notes = " ".join(text.get_text() for text in chart.texts)
    assert "not from the article" in notes
    assert "UCDP GED, CC BY 4.0" in notes
