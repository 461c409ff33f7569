"""The places of an article on a map, no surer than the text: the mark says how far a point holds.

A dot is a town named as the spot; a ring around it means "near" (25 kilometres, as UCDP takes
it); a district is a wider dashed ring; a province is hatched whole; a country, a road or a front
has no point and is only listed. Red marks carry a casualty figure. Outlines are Natural Earth's.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.legend_handler import HandlerPatch
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, Patch, Polygon

from analysis.charts.outlines import Box, Shape, shapes
from analysis.charts.style import (
    CONFLICTUAL,
    COOPERATIVE,
    INK,
    QUIET,
    WIDTH,
    Chart,
    briefing_style,
    fit,
    text_width,
)

INSIDE = ", which it lies in or near"  # what a place's source says that has another's point
_RINGS = {"near": 25.0, "admin2": 45.0}  # kilometres
_KM = 1 / 111.2  # degrees of latitude
_LEAST = 2.2  # degrees of latitude a map shows at least
_FAR = 9.0  # degrees from the middle of the story beyond which a place is only listed
_LABEL = 7.4  # points
_NO_CLAIM = (
    "Outlines: Natural Earth (public domain), simplified. Boundaries as drawn there; no claim on "
    "their status is made. Dashed: disputed."
)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place, ready to draw; ``weight`` its mentions, ``harmed`` whether a figure is there."""

    name: str
    lat: float
    lon: float
    precision: str
    weight: int
    harmed: bool

    @property
    def colour(self) -> str:
        """Red where a casualty figure is placed here."""
        return CONFLICTUAL if self.harmed else COOPERATIVE


def plot_locator(
    places: pd.DataFrame, casualties: pd.DataFrame | None = None, *, limit: int = 14
) -> Chart | None:
    """Map of the ``places`` frame; None where no place below a country has a point.

    ``casualties`` says which places carry a figure. At most ``limit`` places are drawn, those
    with figures and the most named first; the others, those far from the rest, and those that
    hold a figure and have no point are listed in a line under the map.
    """
    harmed = set() if casualties is None else set(casualties["place"].dropna())
    spots = _spots(places, harmed)
    if not spots:
        return None
    shown, left = _together(spots, limit)
    drawn = {spot.name for spot in spots} | set(
        places.loc[places["precision"] == "country", "name"]
    )
    pointless = () if casualties is None else dict.fromkeys(casualties["place"].dropna())
    names = [name for name in pointless if name not in drawn] + [spot.name for spot in left]
    with briefing_style():
        return _draw(shown, names)


def _spots(places: pd.DataFrame, harmed: set[str]) -> list[Spot]:
    """Each place once, with the finest precision it is named with."""
    rows: dict[tuple[str, float, float], list[dict[Hashable, Any]]] = {}
    for row in places.to_dict("records"):
        drawn = row["precision"] in ("exact", "near", "admin2", "admin1")
        if drawn and row["role"] != "party" and not pd.isna(row["lat"]):
            rows.setdefault((_drawn_as(row), row["lat"], row["lon"]), []).append(row)
    order = ("exact", "near", "admin2", "admin1")
    return [
        Spot(
            str(name), float(lat), float(lon),
            min((row["precision"] for row in found), key=order.index),
            len(found), any(row["name"] in harmed for row in found),
        )
        for (name, lat, lon), found in rows.items()
    ]  # fmt: skip


def _drawn_as(row: dict[Hashable, Any]) -> str:
    """The name on the map: of the province where only that is known of a district in it."""
    name, source = str(row["name"]), str(row.get("source") or "")
    around = source.removesuffix(INSIDE)
    return around if row["precision"] == "admin1" and around != source else name


def _together(spots: Sequence[Spot], limit: int) -> tuple[list[Spot], list[Spot]]:
    """The places of the story, and those too far away or too many to draw."""
    ranked = sorted(spots, key=lambda spot: (not spot.harmed, -spot.weight))
    middle = max(
        ranked,
        key=lambda spot: sum(
            other.weight * (3 if other.harmed else 1)
            for other in ranked
            if _apart(spot, other) <= _FAR / 2
        ),
    )
    near = [spot for spot in ranked if _apart(spot, middle) <= _FAR]
    shown = near[:limit]
    return shown, [spot for spot in ranked if spot not in shown]


def _apart(one: Spot, two: Spot) -> float:
    """Degrees between two places, longitudes shortened by latitude."""
    shrink = math.cos(math.radians((one.lat + two.lat) / 2))
    return math.hypot(one.lat - two.lat, (one.lon - two.lon) * shrink)


# ------------------------------------------------------------------- drawing


def _draw(shown: Sequence[Spot], left: Sequence[str]) -> Chart:
    provinces = _provinces_of(shown)
    window, height = _window(shown, provinces)
    placed, taken = _place_labels(shown, window, height)
    notes = _notes([spot.name for spot in shown if spot not in placed], left)
    bottom = 0.34 + 0.125 * len(notes)
    figure = plt.figure(figsize=(WIDTH, height + bottom), FigureClass=Chart)
    plt.close(figure)
    assert isinstance(figure, Chart)
    axes = figure.add_axes((0, bottom / (height + bottom), 1, height / (height + bottom)))
    axes.set_xlim(window[0], window[2])
    axes.set_ylim(window[1], window[3])
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_facecolor("#e9eef3")
    for spine in axes.spines.values():
        spine.set_visible(True)
        spine.set_color("#b8c0c8")
        spine.set_linewidth(1.0)
    _draw_land(axes, window, provinces)
    for spot in sorted(shown, key=lambda spot: spot.harmed):  # red on top of blue
        _draw_spot(axes, spot)
    for spot, box in placed.items():
        _draw_label(axes, spot, box, height)
    _draw_countries(axes, window, height, taken, tuple(provinces.values()))
    _draw_scale(axes, window)
    _draw_key(figure, shown, bottom)
    for at, note in enumerate(reversed(notes)):
        figure.text(0.012, (0.05 + 0.125 * at) / (height + bottom), note, size=6.6, color=QUIET,
                    gid="note")  # fmt: skip
    return figure


def _notes(unnamed: Sequence[str], left: Sequence[str]) -> list[str]:
    """The lines under the map: what found no room on it, and whose outlines these are."""
    out: list[str] = []
    for words, names in (("Marked without room for the name", unnamed), ("Named, not drawn", left)):
        if names:
            more = f" and {len(names) - 20} more" if len(names) > 20 else ""
            out += fit(
                f"{words}: {', '.join(names[:20])}{more}", width=WIDTH - 0.3, size=6.6, lines=2
            )
    return out + fit(_NO_CLAIM, width=WIDTH - 0.3, size=6.6, lines=2)


def _provinces_of(shown: Sequence[Spot]) -> dict[str, Shape]:
    """The outline of each province shown, by the name of its spot."""
    found = {}
    for spot in shown:
        if spot.precision == "admin1":
            here: Box = (spot.lon, spot.lat, spot.lon, spot.lat)
            at = [(spot.lon, spot.lat)]
            shape = next((s for s in shapes("provinces", here) if s.hold(at)[0]), None)
            if shape:
                found[spot.name] = shape
    return found


def _window(shown: Sequence[Spot], provinces: dict[str, Shape]) -> tuple[Box, float]:
    """West, south, east, north of the map, and its height in inches."""
    lats, lons = [s.lat for s in shown], [s.lon for s in shown]
    for shape in provinces.values():
        for xs, ys in shape.lines:
            if len(provinces) <= 3:
                lons += [min(xs), max(xs)]
                lats += [min(ys), max(ys)]
    middle, centre = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    shrink = max(0.2, math.cos(math.radians(middle)))
    tall = max((max(lats) - min(lats)) * 1.35, _LEAST)
    wide = max((max(lons) - min(lons)) * 1.45 * shrink, _LEAST * 1.6)
    height = min(3.2, max(2.4, WIDTH * tall / wide))
    tall, wide = max(tall, wide * height / WIDTH), max(wide, tall * WIDTH / height)
    half = wide / shrink / 2
    return (centre - half, middle - tall / 2, centre + half, middle + tall / 2), height


def _draw_land(axes: Axes, window: Box, provinces: dict[str, Shape]) -> None:
    finest = (window[2] - window[0]) / (WIDTH * 72)
    land = [ring for one in shapes("countries", window) for ring in one.within(window, finest)]
    inner = [ring for one in shapes("provinces", window) for ring in one.within(window, finest)]
    _add(axes, land, zorder=0, facecolors="#fbfaf7", edgecolors="none")
    _add(axes, inner, zorder=1, facecolors="none", edgecolors="#d9d6cd", linewidths=0.5)
    _add(axes, land, zorder=2, facecolors="none", edgecolors="#8d949c", linewidths=0.9)
    for dispute in shapes("disputed", window):
        for xs, ys in dispute.lines:
            axes.plot(xs, ys, color="white", linewidth=1.2, zorder=2.1)
            axes.plot(xs, ys, color="#8d949c", linewidth=0.9, linestyle=(0, (4, 3)), zorder=2.2,
                      gid="disputed")  # fmt: skip
    for name, shape in provinces.items():
        for ring in shape.within(window, finest):
            axes.add_patch(
                Polygon(ring, closed=True, facecolor="none", zorder=2.4, edgecolor="#8aa7bf",
                        hatch="....", linewidth=0.8, gid=f"province {name}", clip_on=False)
            )  # fmt: skip


def _add(axes: Axes, rings: Sequence[Any], **style: Any) -> None:
    """Rings that end at the frame already; its line hides theirs."""
    axes.add_collection(PolyCollection(list(rings), clip_on=False, **style), autolim=False)


def _draw_spot(axes: Axes, spot: Spot) -> None:
    reach = _RINGS.get(spot.precision)
    if reach:
        tall = 2 * reach * _KM
        wide = tall / max(0.2, math.cos(math.radians(spot.lat)))
        axes.add_patch(
            Ellipse((spot.lon, spot.lat), wide, tall, facecolor=spot.colour, alpha=0.12, zorder=3)
        )
        axes.add_patch(
            Ellipse((spot.lon, spot.lat), wide, tall, facecolor="none", edgecolor=spot.colour,
                    linewidth=0.9, linestyle="-" if spot.precision == "near" else "--", zorder=3,
                    gid=f"ring {spot.name}")
        )  # fmt: skip
    if spot.precision != "admin1":
        hollow = spot.precision == "admin2"
        axes.plot([spot.lon], [spot.lat], marker="o", linestyle="none", zorder=5,
                  markersize=5 if not hollow else 4.2, markeredgecolor=spot.colour,
                  markerfacecolor="white" if hollow else spot.colour,
                  gid=f"spot {spot.name}")  # fmt: skip


_Rect = tuple[float, float, float, float]
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))


def _place_labels(
    shown: Sequence[Spot], window: Box, height: float
) -> tuple[dict[Spot, _Rect], list[_Rect]]:
    """Where the names go, beside their marks and on nothing else; and what is taken, in inches."""
    at = {
        spot: (
            (spot.lon - window[0]) / (window[2] - window[0]) * WIDTH,
            (spot.lat - window[1]) / (window[3] - window[1]) * height,
        )
        for spot in shown
    }
    taken = [(x - 0.05, y - 0.05, x + 0.05, y + 0.05)
             for spot, (x, y) in at.items() if spot.precision != "admin1"]  # fmt: skip
    placed: dict[Spot, _Rect] = {}
    for spot in sorted(shown, key=lambda s: (s.precision == "admin1", not s.harmed, -s.weight)):
        half, tall = text_width(_label(spot), _LABEL) / 2 + 0.02, 0.16
        for across, up in ((0, 0), *_SIDES) if spot.precision == "admin1" else _SIDES:
            x = at[spot][0] + across * (half + 0.08)
            y = at[spot][1] + up * (0.15 if across == 0 else 0.08)
            box = (x - half, y - tall / 2, x + half, y + tall / 2)
            inside = box[0] > 0.02 and box[2] < WIDTH - 0.02 and box[1] > 0.02 and box[3] < height
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                placed[spot] = box
                break
    return placed, taken


def _label(spot: Spot) -> str:
    return fit(spot.name, width=1.6, size=_LABEL, lines=1)[0]


def _draw_label(axes: Axes, spot: Spot, box: _Rect, height: float) -> None:
    province = spot.precision == "admin1"
    axes.text(
        (box[0] + box[2]) / 2 / WIDTH, (box[1] + box[3]) / 2 / height, _label(spot),
        ha="center", va="center", size=_LABEL, transform=axes.transAxes, zorder=7, gid="label",
        color="#3d5a73" if province else INK, style="italic" if province else "normal",
        bbox={"boxstyle": "round,pad=0.08", "facecolor": "white", "alpha": 0.7,
              "edgecolor": "none"},
    )  # fmt: skip


def _draw_countries(
    axes: Axes, window: Box, tall: float, taken: list[_Rect], dotted: Sequence[Shape]
) -> None:
    """The names of the countries in sight, where there is room: on plain land where there is some."""
    wide = WIDTH
    grid = [(wide * i / 16, tall * j / 9) for i in range(1, 16) for j in range(1, 9)]
    grid.sort(key=lambda at: math.hypot(at[0] - wide / 2, (at[1] - tall / 2) * 1.5))
    for country in shapes("countries", window):
        words = country.name.upper()
        half = text_width(words, 6.6) / 2 + 0.03
        boxes = [(x - half, y - 0.06, x + half, y + 0.06) for x, y in grid]
        free = [
            (box, at)
            for box, at in zip(boxes, grid, strict=True)
            if box[0] > 0 and box[2] < wide and not any(_meet(box, other) for other in taken)
        ]
        ends = [(x, y) for box, (at, y) in free for x in (box[0], at, box[2])]
        if not words or not free:
            continue
        points = [
            (window[0] + x / wide * (window[2] - window[0]),
             window[1] + y / tall * (window[3] - window[1])) for x, y in ends
        ]  # fmt: skip
        inside = country.cut(window, (window[2] - window[0]) / 400).hold(points)
        fits = [n for n in range(len(free)) if all(inside[3 * n : 3 * n + 3])]
        over = [shape.hold(points) for shape in dotted] if fits else []
        fits.sort(key=lambda n: any(any(held[3 * n : 3 * n + 3]) for held in over))
        for box, (x, y) in [free[n] for n in fits[:1]]:
            taken.append(box)
            axes.text(x / wide, y / tall, words, transform=axes.transAxes, ha="center",
                      va="center", size=6.6, color="#8d949c", zorder=6, gid="country",
                      bbox={"boxstyle": "round,pad=0.08", "facecolor": "#fbfaf7", "alpha": 0.8,
                            "edgecolor": "none"})  # fmt: skip


def _meet(one: _Rect, two: _Rect) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _draw_scale(axes: Axes, window: Box) -> None:
    """A bar of round kilometres in the lower right corner."""
    west, south, east, north = window
    shrink = max(0.2, math.cos(math.radians((south + north) / 2)))
    whole = (east - west) * shrink / _KM
    length = next((km for km in (500, 200, 100, 50, 20, 10) if km < whole / 4), 5)
    share = length / whole
    axes.plot([0.975 - share, 0.975], [0.04, 0.04], transform=axes.transAxes, color=QUIET,
              linewidth=1.6, solid_capstyle="butt", zorder=8)  # fmt: skip
    axes.text(0.975 - share / 2, 0.055, f"{length} km", transform=axes.transAxes, ha="center",
              va="bottom", size=6.6, color=QUIET, zorder=8)  # fmt: skip


def _draw_key(figure: Chart, shown: Iterable[Spot], bottom: float) -> None:
    used = {spot.precision for spot in shown}
    colours = {spot.harmed for spot in shown if spot.precision != "admin1"}
    handles: list[Any] = []
    if True in colours:
        handles.append(_dot(CONFLICTUAL, "a casualty figure stands here"))
    if False in colours:
        handles.append(_dot(COOPERATIVE, "named in the article"))
    if "near" in used:
        handles.append(_ring("-", "ring: near it, within 25 km"))
    if "admin2" in used:
        handles.append(_ring("--", "dashed ring: somewhere in the district"))
    if "admin1" in used:
        handles.append(Patch(facecolor="white", edgecolor="#8aa7bf", hatch="....",
                             label="dotted: somewhere in the province"))  # fmt: skip
    figure.legend(
        handles=handles, loc="upper left", ncols=len(handles), frameon=False, fontsize=6.8,
        bbox_to_anchor=(0.0, (bottom - 0.04) / figure.get_figheight()), labelcolor=QUIET,
        handlelength=1.4, columnspacing=1.2, borderaxespad=0.2,
        handler_map={Ellipse: HandlerPatch(patch_func=_as_ring)},
    )  # fmt: skip


def _dot(colour: str, words: str) -> Line2D:
    return Line2D([], [], marker="o", color=colour, linestyle="none", markersize=5, label=words)


def _ring(line: str, words: str) -> Ellipse:
    return Ellipse((0, 0), 1, 1, facecolor="none", edgecolor=QUIET, linewidth=0.9, linestyle=line,
                   label=words)  # fmt: skip


def _as_ring(**place: Any) -> Ellipse:
    """A round sample in the key, where matplotlib draws a box."""
    middle = (place["width"] / 2 - place["xdescent"], place["height"] / 2 - place["ydescent"])
    return Ellipse(middle, 1.2 * place["fontsize"], 1.2 * place["fontsize"])
