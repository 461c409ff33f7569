"""The locator map: by its marks and labels, not its pixels."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.patches import Ellipse

from analysis.charts import plot_locator
from analysis.charts.outlines import shapes
from analysis.charts.style import Chart


def places(*rows: tuple[str, float | None, float | None, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["name", "lat", "lon", "precision", "role"])


def figures(*names: str) -> pd.DataFrame:
    return pd.DataFrame({"place": list(names)})


def marks(chart: Chart | None, kind: str) -> list[str]:
    """The names in the gids of one kind of mark."""
    assert chart is not None
    (axes,) = chart.axes
    gids = [child.get_gid() for child in axes.get_children()]
    return [gid.partition(" ")[2] for gid in gids if gid and gid.split()[0] == kind]


def labels(chart: Chart | None) -> list[str]:
    assert chart is not None
    return [text.get_text() for text in chart.axes[0].texts if text.get_gid() == "label"]


ALEPPO = ("Aleppo", 36.201, 37.161, "exact", "scene")
NEAR = ("Maarrat Misrin", 36.012, 36.672, "near", "scene")
IDLIB = ("Idlib", 35.781, 36.679, "admin1", "scene")


def test_the_mark_says_how_exactly_a_place_is_known() -> None:
    chart = plot_locator(places(ALEPPO, NEAR, IDLIB, ("Douma", 33.57, 36.4, "admin2", "scene")))
    assert marks(chart, "ring") == ["Maarrat Misrin", "Douma"]
    assert marks(chart, "spot") == ["Aleppo", "Maarrat Misrin", "Douma"]
    assert set(marks(chart, "province")) == {"Idlib"}
    assert sorted(labels(chart)) == ["Aleppo", "Douma", "Idlib", "Maarrat Misrin"]


def test_a_place_near_somewhere_is_drawn_25_kilometres_wide() -> None:
    chart = plot_locator(places(NEAR))
    assert chart is not None
    ring = next(p for p in chart.axes[0].patches if isinstance(p, Ellipse))
    assert ring.height == pytest.approx(2 * 25 / 111.2)


def test_a_place_with_a_casualty_figure_is_red() -> None:
    chart = plot_locator(places(ALEPPO, NEAR), figures("Aleppo"))
    assert chart is not None
    colours = {
        line.get_gid(): line.get_markerfacecolor()
        for line in chart.axes[0].lines
        if str(line.get_gid()).startswith("spot")
    }
    assert colours["spot Aleppo"] != colours["spot Maarrat Misrin"]


def test_countries_roads_and_parties_have_no_point() -> None:
    rows = places(
        ("Syria", 35.0, 38.5, "country", "scene"),
        ("M-4", None, None, "line", "scene"),
        ("Ankara", 39.9, 32.9, "exact", "party"),
    )
    assert plot_locator(rows) is None


def test_a_place_far_from_the_story_is_listed_not_drawn() -> None:
    far = ("Geneva", 46.2, 6.1, "exact", "scene")
    chart = plot_locator(places(ALEPPO, NEAR, far), figures("Aleppo"))
    assert chart is not None
    assert set(marks(chart, "spot")) == {"Aleppo", "Maarrat Misrin"}
    notes = " ".join(text.get_text() for text in chart.texts)
    assert "Named, not drawn: Geneva" in notes
    assert "no claim" in notes


def test_where_a_figure_stands_without_a_point_is_listed() -> None:
    rows = places(ALEPPO, ("Tal Brek", None, None, "unnamed", "scene"))
    for chart, told in (
        (plot_locator(rows), False),
        (plot_locator(rows, figures("Tal Brek")), True),
    ):
        assert chart is not None
        notes = " ".join(text.get_text() for text in chart.texts)
        assert ("Named, not drawn: Tal Brek" in notes) is told


def test_a_province_bears_its_own_name_and_its_country_stands_beside_it() -> None:
    rows = places(("Harim", 35.781, 36.679, "admin1", "scene"), IDLIB, ALEPPO)
    rows["source"] = ["Idlib, which it lies in or near", "Natural Earth", "GeoNames"]
    chart = plot_locator(rows, figures("Harim"))
    assert chart is not None
    assert sorted(labels(chart)) == ["Aleppo", "Idlib"]
    notes = " ".join(text.get_text() for text in chart.texts)
    assert "Named, not drawn: Harim" in notes
    country = next(t for t in chart.axes[0].texts if t.get_text() == "SYRIA")
    west, east = chart.axes[0].get_xlim()
    south, north = chart.axes[0].get_ylim()
    x, y = country.get_position()
    at = (west + x * (east - west), south + y * (north - south))
    here = (36.679, 35.781)
    idlib = next(s for s in shapes("provinces", (*here, *here)) if s.hold([here])[0])
    assert idlib.hold([at]) == [False]


def test_disputed_lines_are_dashed() -> None:
    chart = plot_locator(places(("Srinagar", 34.09, 74.8, "exact", "scene")))
    assert chart is not None
    dashed = [line for line in chart.axes[0].lines if line.get_gid() == "disputed"]
    assert dashed
    assert all(line.get_linestyle() == "--" for line in dashed)


def test_labels_never_lie_on_one_another() -> None:
    crowd = [(f"Town {n}", 36.0 + n / 60, 37.0 + n / 70, "exact", "scene") for n in range(14)]
    chart = plot_locator(places(*crowd))
    assert chart is not None
    chart.canvas.draw()
    boxes = [text.get_window_extent() for text in chart.axes[0].texts if text.get_gid() == "label"]
    assert len(boxes) >= 3
    assert not [
        (a, b) for at, a in enumerate(boxes) for b in boxes[at + 1 :] if a.overlaps(b)
    ]  # fmt: skip


def test_a_point_is_found_in_its_country() -> None:
    found = [s.name for s in shapes("countries", (37.1, 36.1, 37.2, 36.2))]
    inside = [s.name for s in shapes("countries", (37.1, 36.1, 37.2, 36.2))
              if s.hold([(37.16, 36.2)])[0]]  # fmt: skip
    assert inside == ["Syria"]
    assert "Brazil" not in found


def test_the_mark_of_a_figure_lies_on_top_of_one_at_the_same_spot() -> None:
    quarter = ("Salaheddin", 36.2, 37.16, "near", "scene")
    at_aleppo = (ALEPPO[0], 36.2, 37.16, *ALEPPO[3:])
    chart = plot_locator(places(at_aleppo, quarter), figures("Aleppo"))
    assert chart is not None
    assert marks(chart, "spot")[-1] == "Aleppo"
