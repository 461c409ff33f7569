"""Charts, looked at by their artists and labels, not by pixels."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from analysis.charts import plot_casualties, plot_timeline
from analysis.pipeline import Analysis
from analysis.tables import tabulate
from tests import hand_made


def timeline(done: Analysis) -> Figure | None:
    frame = tabulate(done.article, done.findings)["events"]
    return plot_timeline(frame, published=done.article.published)


def casualties(done: Analysis) -> Figure | None:
    return plot_casualties(tabulate(done.article, done.findings)["casualties"])


def drawn(figure: Figure | None, kind: str) -> list[str]:
    """Group ids of the artists of one kind, such as the dots."""
    assert figure is not None
    found = (artist.get_gid() for artist in figure.findobj())
    return sorted({gid for gid in found if gid and gid.split()[0] == kind})


def words(figure: Figure | None, kind: str = "") -> list[str]:
    assert figure is not None
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text)]
    return [t.get_text() for t in texts if not kind or (t.get_gid() or "").startswith(kind)]


def test_an_exact_figure_is_a_dot_and_an_open_one_has_an_arrow() -> None:
    figure = casualties(hand_made.truce())
    assert drawn(figure, "dot") == ["dot c1", "dot c2", "dot c3", "dot c4"]
    assert drawn(figure, "open") == ["open c1", "open c2"]
    assert words(figure, "number") == ["more than 12", "20 or more", "13", "7"]


def test_no_chart_adds_figures_up() -> None:
    said = " ".join(words(casualties(hand_made.truce())))
    assert not any(sum_ in said.split() for sum_ in ("26", "33", "20.", "46"))


def test_a_part_stands_under_its_whole() -> None:
    labels = words(casualties(hand_made.truce()), "label")
    assert labels.index("seven children") == labels.index("Thirteen people") + 1
    assert "\u2514" in words(casualties(hand_made.truce()))


def test_the_reporter_stands_beside_the_figure_or_its_absence_does() -> None:
    details = words(casualties(hand_made.truce()), "detail")
    assert details.count("killed · no source named") == 1
    assert details.count("killed · Rescue Corps") == 2


def test_every_kind_of_bound_has_its_mark() -> None:
    figure = casualties(hand_made.many(14))
    assert drawn(figure, "range")
    assert any(words.startswith("up to ") for words in words(figure, "number"))
    assert any(words.startswith("about ") for words in words(figure, "number"))
    assert any(words.startswith("read as ") for words in words(figure, "number"))


def test_a_repeated_figure_is_drawn_once() -> None:
    done = hand_made.truce()
    frame = tabulate(done.article, done.findings)["casualties"]
    frame.loc[frame["id"] == "c2", "same_as"] = "c1"
    assert "dot c2" not in drawn(plot_casualties(frame), "dot")


def test_parts_of_each_other_end() -> None:
    done = hand_made.truce()
    frame = tabulate(done.article, done.findings)["casualties"]
    frame.loc[frame["id"] == "c3", "subset_of"] = "c4"
    assert len(drawn(plot_casualties(frame), "dot")) == 4


def test_cooperative_above_conflictual_below_promises_hollow() -> None:
    figure = timeline(hand_made.truce())
    assert figure is not None
    said = words(figure)
    assert said.index("COOPERATIVE") < said.index("CONFLICTUAL")
    faces = {a.get_gid(): a.get_facecolor() for a in figure.axes[0].patches if a.get_gid()}
    assert faces["bar e3"][:3] == (1, 1, 1)
    assert faces["bar e2"][:3] != (1, 1, 1)
    assert drawn(figure, "instant") == ["instant e4"]
    assert drawn(figure, "published") == ["published"]


def test_an_old_war_does_not_squeeze_the_week() -> None:
    figure = timeline(hand_made.truce())
    assert figure is not None
    first, last = figure.axes[0].get_xlim()
    assert last - first < 10
    assert words(figure, "outside") == ["\u25c2 2011"]


def test_what_is_due_by_a_day_off_the_window_has_its_mark() -> None:
    done = hand_made.truce()
    frame = tabulate(done.article, done.findings)["events"]
    frame.loc[frame["id"] == "e3", ["date_earliest", "date_latest"]] = [None, "2044-09-30"]
    figure = plot_timeline(frame, published=done.article.published)
    assert "2044 \u25b8" in words(figure, "outside")


def test_what_goes_on_has_a_key_of_its_own() -> None:
    done = hand_made.truce()
    frame = tabulate(done.article, done.findings)["events"]
    frame.loc[frame["id"] == "e2", "status"] = "ongoing"
    figure = plot_timeline(frame, published=done.article.published)
    assert figure is not None
    keys = figure.legends[0].findobj(Line2D)
    assert any(isinstance(key, Line2D) and key.get_linestyle() == "--" for key in keys)


def test_undated_events_are_listed_not_placed() -> None:
    figure = timeline(hand_made.truce())
    assert any("The army sent additional units" in note for note in words(figure, "note"))
    assert not any("e6" in gid for gid in drawn(figure, "bar"))


def test_events_without_a_date_are_no_timeline() -> None:
    assert timeline(hand_made.without_casualties()) is None


def test_crowds_are_capped_with_a_note() -> None:
    done = hand_made.many(40)
    assert "32 more dated events in events.csv" in words(timeline(done), "note")
    assert "22 more figures in casualties.csv" in words(casualties(done), "note")
    heads = words(timeline(done))
    assert "COOPERATIVE" in heads
    assert "CONFLICTUAL" in heads


@pytest.mark.parametrize("chart", [timeline, casualties])
@pytest.mark.parametrize("make", [hand_made.truce, hand_made.hostile, hand_made.many])
def test_nothing_overlaps_or_leaves_the_page(
    make: Callable[[], Analysis], chart: Callable[[Analysis], Figure | None]
) -> None:
    figure = chart(make())
    assert figure is not None
    figure.draw_without_rendering()
    page = figure.bbox
    boxes = [
        (text.get_text(), text.get_window_extent())
        for text in figure.findobj(Text)
        if isinstance(text, Text) and text.get_text().strip() and text.get_visible()
    ]
    for said, box in boxes:
        assert box.x0 >= -1, said
        assert box.x1 <= page.x1 + 1, said
        assert box.y0 >= -1, said
        assert box.y1 <= page.y1 + 1, said
    for at, (said, box) in enumerate(boxes):
        for other, second in boxes[at + 1 :]:
            assert not box.padded(-2).overlaps(second.padded(-2)), (said, other)


@pytest.mark.parametrize("make", [hand_made.empty, hand_made.without_casualties])
def test_nothing_to_draw_is_no_chart(make: Callable[[], Analysis]) -> None:
    assert casualties(make()) is None
    assert timeline(hand_made.empty()) is None


def test_a_hostile_label_is_text_and_the_file_is_sound_and_the_same_each_time() -> None:
    files = []
    for _ in range(2):
        figure = timeline(hand_made.hostile())
        assert figure is not None
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
        files.append(out.getvalue())
    assert files[0] == files[1]
    tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(files[0]).iter()}
    assert "script" not in tags
