"""Events on a time axis: as long as their date is uncertain, as solid as their status.

Above the bold line stand the cooperative events of the Goldstein scale, below it the conflictual
ones; each has a lane of its own, so that no label can lie on another.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.legend_handler import HandlerTuple
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from analysis.charts.overlay import PANEL, citation_of, draw_overlay, widened
from analysis.charts.spans_of_time import day_label, day_number, stretch, ticks
from analysis.charts.style import (
    CONFLICTUAL,
    COOPERATIVE,
    FAINT,
    INK,
    LABELS,
    QUIET,
    UNSCORED,
    WIDTH,
    Chart,
    briefing_style,
    fit,
    new_chart,
    rule_across,
)
from analysis.series import Series

_LINE, _PAD, _HEAD = 0.135, 0.15, 0.3  # inches: a line of text, air around a lane, a block's title
_INSTANT, _SECOND = timedelta(minutes=10), timedelta(seconds=1)
_SOLID = frozenset(("past", "ongoing"))
_RIGHT = 0.58
_NAMED = 0.12  # of the axis: what a year at its edge takes


@dataclass(frozen=True, slots=True)
class Lane:
    """One event, ready to draw: its place on the axis and the lines of its label."""

    id: str
    start: datetime | None
    end: datetime | None
    status: str
    goldstein: float | None
    lines: tuple[str, ...]
    detail: str
    short: str

    @property
    def height(self) -> float:
        """Inches the lane takes."""
        return _LINE * (len(self.lines) + bool(self.detail)) + _PAD

    @property
    def middle(self) -> datetime:
        """Where the event stands in time, for ordering and for choosing the window."""
        known = [moment for moment in (self.start, self.end) if moment]
        return known[0] + (known[-1] - known[0]) / 2

    @property
    def colour(self) -> str:
        """By the sign of the Goldstein value; grey where the event has none."""
        if not self.goldstein:
            return UNSCORED
        return COOPERATIVE if self.goldstein > 0 else CONFLICTUAL


def plot_timeline(
    events: pd.DataFrame,
    *,
    published: str | None = None,
    limit: int = 8,
    overlay: Series | None = None,
) -> Chart | None:
    """Chart of the ``events`` frame; None where no event has a date.

    ``published`` (ISO) is drawn as a line. At most ``limit`` lanes are drawn, the strongest of
    each side by Goldstein value; a note says how many more are in events.csv. Events without a
    date are listed under the chart. ``overlay`` is a series of the analyst's own, drawn below in a
    panel of its own over the same days, with its citation.
    """
    with briefing_style():
        lanes = [_lane(row) for row in events.to_dict("records")]
        dated = [lane for lane in lanes if lane.start or lane.end]
        if not dated:
            return None
        undated = [lane for lane in lanes if not (lane.start or lane.end)]
        acts = [lane for lane in dated if lane.goldstein] or dated  # a statement is no step
        shown = sorted(_strongest(acts, limit), key=lambda lane: lane.middle)
        return _draw(shown, undated, len(dated) - len(shown), published, overlay)


def _strongest(lanes: Sequence[Lane], limit: int) -> list[Lane]:
    """At most ``limit`` lanes, so shared out that neither side crowds out the other."""
    above = [lane for lane in lanes if (lane.goldstein or 0) >= 0]
    below = [lane for lane in lanes if (lane.goldstein or 0) < 0]
    for side in (above, below):
        side.sort(key=lambda lane: -abs(lane.goldstein or 0))
    share = max(limit // 2, limit - min(len(above), len(below)))
    fewer, other = sorted((above, below), key=len)
    fewer = fewer[: limit - min(share, len(other))]
    return fewer + other[: limit - len(fewer)]


def _lane(row: dict[Hashable, Any]) -> Lane:
    status = _said(row["status"]) or "past"
    words = _said(row["summary"]) or _said(row["words"])
    words = (words[:1].upper() + words[1:]).rstrip(" ,;:")
    detail = ", ".join(
        part for part in (_said(row["date_words"]), "" if status == "past" else status) if part
    )
    start, end = stretch(_said(row["date_earliest"]), _said(row["date_latest"]))
    if start and end and end < start:
        start, end = end, start
    value = row["goldstein"]
    return Lane(
        id=str(row["id"]),
        start=start,
        end=end,
        status=status,
        goldstein=None if pd.isna(value) else float(value),
        lines=tuple(fit(words, width=LABELS - 0.3, size=8, lines=2)),
        detail=next(iter(fit(detail, width=LABELS - 0.3, size=7, lines=1)), ""),
        short=next(iter(fit(words, width=3.4, size=7.2, lines=1)), ""),
    )


def _said(value: Any) -> str:
    return value if isinstance(value, str) else ""


# ------------------------------------------------------------------- drawing


def _draw(
    shown: Sequence[Lane],
    undated: Sequence[Lane],
    more: int,
    published: str | None,
    overlay: Series | None,
) -> Chart:
    blocks = [
        ("Cooperative", COOPERATIVE, [lane for lane in shown if (lane.goldstein or 0) >= 0]),
        ("Conflictual", CONFLICTUAL, [lane for lane in shown if (lane.goldstein or 0) < 0]),
    ]
    notes = _notes(undated, more) + (citation_of(overlay) if overlay else [])
    height = sum(_HEAD + sum(lane.height for lane in lanes) for _, _, lanes in blocks if lanes)
    panel = PANEL if overlay and shown else 0.0
    top, bottom = 0.3, (0.85 if shown else 0.1) + _LINE * len(notes) + panel
    figure, axes = new_chart(height + top + bottom, top=top, bottom=bottom, right=_RIGHT)
    if shown:
        window = widened(_window(shown, published), overlay)
        axes.set_xlim(day_number(window[0]), day_number(window[1]))
        _draw_published(axes, published, window)
        _draw_blocks(axes, blocks, window)
        _draw_dates(axes, window)
        _draw_key(figure, shown, bottom)
        if overlay:
            draw_overlay(figure, axes, overlay, window, low=0.12 + _LINE * len(notes))
    else:
        axes.set_axis_off()
    for number, note in enumerate(reversed(notes)):
        figure.text(
            0.012, (0.07 + _LINE * number) / figure.get_figheight(), note, size=7.2, color=QUIET,
            gid="note",
        )  # fmt: skip
    return figure


def _window(shown: Sequence[Lane], published: str | None) -> tuple[datetime, datetime]:
    """The stretch of time to draw: all of it, or, where a few old dates would squeeze the rest
    into a corner, the part most events lie in."""
    anchor = (
        stretch(published, published)[0] or sorted(lane.middle for lane in shown)[len(shown) // 2]
    )
    near = [lane for lane in shown if abs(lane.middle - anchor) <= timedelta(days=45)]
    inside = near if len(near) >= max(2, len(shown) * 0.5) else list(shown)
    moments = [m for lane in inside for m in (lane.start, lane.end) if m]
    if inside is near:
        moments = [m for m in moments if abs(m - anchor) <= timedelta(days=120)]
    moments += [m for m in stretch(published, published) if m]
    first, last = min(moments), max(moments)
    air = max((last - first) * 0.04, timedelta(hours=8))
    return first - air, last + air


def _draw_blocks(
    axes: Axes,
    blocks: Iterable[tuple[str, str, list[Lane]]],
    window: tuple[datetime, datetime],
) -> None:
    edge = -(LABELS - 0.09)
    y = 0.0
    for number, (title, colour, lanes) in enumerate(blocks):
        if not lanes:
            continue
        if number and y:
            axes.add_line(rule_across(axes, y, right=_RIGHT, color=INK, linewidth=1.3))
        _text(axes, edge, y + 0.19, title.upper(), size=6.8, color=colour, weight="bold")
        if not y:
            _text(axes, None, y + 0.19, "Goldstein", size=6.2, color=QUIET)
        y += _HEAD
        for at, lane in enumerate(lanes):
            if at:
                axes.add_line(rule_across(axes, y, right=_RIGHT, color=FAINT, linewidth=0.5))
            _draw_lane(axes, lane, y, window)
            y += lane.height


def _text(axes: Axes, x: float | None, y: float, words: str, **style: Any) -> None:
    """Text at ``x`` inches from the axis's left end, or in the right margin (None)."""
    width = WIDTH - LABELS - _RIGHT
    place = 1 + 0.07 / width if x is None else x / width
    axes.text(place, y, words, transform=axes.get_yaxis_transform(), va="center", **style)


def _draw_lane(axes: Axes, lane: Lane, y: float, window: tuple[datetime, datetime]) -> None:
    centre = y + lane.height / 2
    at = centre - _LINE * (len(lane.lines) + bool(lane.detail) - 1) / 2
    for line in lane.lines:
        _text(axes, -(LABELS - 0.09), at, line, size=8, gid="label")
        at += _LINE
    if lane.detail:
        _text(axes, -(LABELS - 0.09), at, lane.detail, size=7, color=QUIET, gid="detail")
    if lane.goldstein is not None:
        value = f"{lane.goldstein:+.1f}".replace("-", "\u2212")
        _text(axes, None, centre, value, size=7, color=lane.colour)
    _draw_mark(axes, lane, centre, window)


def _draw_mark(axes: Axes, lane: Lane, centre: float, window: tuple[datetime, datetime]) -> None:
    first, last = (day_number(moment) for moment in window)
    start = day_number(lane.start) if lane.start else None
    end = day_number(lane.end) if lane.end else None
    if end is not None and end < first and lane.end:
        _draw_outside(axes, lane, _when(lane.end - _SECOND, window), centre, before=True)
        return
    if end is None and start is not None and start < first and lane.start:
        _draw_outside(axes, lane, _when(lane.start, window), centre, before=True)
        return
    if start is not None and start > last:
        _draw_outside(axes, lane, _when(lane.middle, window), centre, before=False)
        return
    if start is None and end is not None and end > last and lane.end:  # due by a day not drawn
        _draw_outside(axes, lane, _when(lane.end - _SECOND, window), centre, before=False)
        return
    if start is not None and end is not None and lane.end and lane.start:
        if lane.end - lane.start <= _INSTANT:
            _draw_instant(axes, lane, start, centre)
            return
        if start < first:  # its year, and the bar from there on
            _draw_outside(axes, lane, _when(lane.start, window), centre, before=True)
            start = first + (last - first) * _NAMED
            if end <= start:
                return
        least = (last - first) * 0.012
        middle, half = (start + end) / 2, max(end - start, least) / 2
        _draw_bar(axes, lane, max(first, middle - half), min(last, middle + half), centre)
    # a side the text leaves open: a dashed line that leaves the bar and ends in an arrow
    reach = (last - first) * 0.14
    if start is None and end is not None:
        _draw_bar(axes, lane, end - reach * 0.12, end, centre)
        _draw_open(axes, lane, end - reach * 0.12, max(first, end - reach), centre)
    elif end is None and start is not None:
        _draw_bar(axes, lane, start, start + reach * 0.12, centre)
        _draw_open(axes, lane, start + reach * 0.12, min(last, start + reach), centre)
    elif lane.status == "ongoing" and end is not None:
        _draw_open(axes, lane, min(last, end), min(last, end + reach / 2), centre)


def _face(lane: Lane) -> dict[str, Any]:
    """Solid is told as fact; everything promised, claimed or denied is hollow."""
    hollow = lane.status not in _SOLID
    hatch = {"claimed": "/////", "denied": "xxxxx"}.get(lane.status)
    return {
        "facecolor": "white" if hollow else lane.colour,
        "edgecolor": lane.colour,
        "hatch": hatch,
        "linewidth": 1.1,
        "zorder": 3,
    }


def _draw_bar(axes: Axes, lane: Lane, left: float, right: float, centre: float) -> None:
    axes.add_patch(
        Rectangle((left, centre - 0.065), right - left, 0.13, gid=f"bar {lane.id}", **_face(lane))
    )


def _draw_instant(axes: Axes, lane: Lane, at: float, centre: float) -> None:
    face = _face(lane)
    axes.plot(
        [at], [centre], marker="D", markersize=7, linestyle="none", gid=f"instant {lane.id}",
        markerfacecolor=face["facecolor"], markeredgecolor=lane.colour, zorder=5,
    )  # fmt: skip


def _draw_open(axes: Axes, lane: Lane, start: float, end: float, centre: float) -> None:
    arrow = axes.annotate(
        "", xy=(end, centre), xytext=(start, centre), zorder=3,
        arrowprops={"arrowstyle": "->", "linestyle": "--", "color": lane.colour, "shrinkA": 0},
    )  # fmt: skip
    arrow.set_gid(f"open {lane.id}")


def _when(moment: datetime, window: tuple[datetime, datetime]) -> str:
    """The year of a moment off the window, or its month where the window lies in that year."""
    return f"{moment:%b}" if moment.year in (window[0].year, window[1].year) else f"{moment.year}"


def _draw_outside(axes: Axes, lane: Lane, when: str, centre: float, *, before: bool) -> None:
    """What lies off the drawn window: an arrow at that edge and its year, legible on any line."""
    axes.text(
        0.012 if before else 0.988, centre, f"\u25c2 {when}" if before else f"{when} \u25b8",
        transform=axes.get_yaxis_transform(), ha="left" if before else "right", va="center",
        size=7, color=lane.colour, gid=f"outside {lane.id}", zorder=4,
        bbox={"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none"},
    )  # fmt: skip


def _draw_published(axes: Axes, published: str | None, window: tuple[datetime, datetime]) -> None:
    start, end = stretch(published, published)
    if not (start and end):
        return
    middle = day_number(start + (end - start) / 2)
    axes.axvspan(day_number(start), day_number(end), color="#eef1f4", zorder=0)
    axes.axvline(middle, color=QUIET, linewidth=0.9, linestyle=(0, (1, 2)), zorder=2,
                 gid="published")  # fmt: skip
    share = (start - window[0]) / (window[1] - window[0])
    side = "right" if share > 0.8 else "left" if share < 0.2 else "center"
    axes.text(
        middle, 1.01, "published", transform=axes.get_xaxis_transform(), ha=side, va="bottom",
        size=6.8, color=QUIET,
    )  # fmt: skip


def _draw_dates(axes: Axes, window: tuple[datetime, datetime]) -> None:
    days = (window[1] - window[0]).days + 1
    if days > 12:
        marks = ticks(*window)
        axes.set_xticks([at for at, _ in marks])
        axes.set_xticklabels([label for _, label in marks])
        axes.grid(axis="x")
        return
    midnight = datetime(window[0].year, window[0].month, window[0].day)
    edges = [midnight + timedelta(days=number) for number in range(days + 2)]
    noons = [edge + timedelta(hours=12) for edge in edges]
    noons = [noon for noon in noons if window[0] <= noon <= window[1]]
    edges = [edge for edge in edges if window[0] <= edge <= window[1]]
    for edge in edges:
        axes.axvline(day_number(edge), color="#e3e7eb", linewidth=0.7, zorder=0)
    axes.set_xticks([day_number(noon) for noon in noons])
    axes.set_xticklabels([day_label(noon, year=not at) for at, noon in enumerate(noons)])
    axes.tick_params(axis="x", length=0)


_KEYS = {
    "past": "happened, as told",
    "ongoing": "still going on",
    "expected": "expected",
    "claimed": "claimed",
    "denied": "denied",
}


def _draw_key(figure: Chart, shown: Sequence[Lane], bottom: float) -> None:
    handles: list[Any] = []
    words_of: list[str] = []
    for status, words in _KEYS.items():
        lane = next((lane for lane in shown if lane.status == status), None)
        if lane:
            face = _face(lane) | {"edgecolor": QUIET, "label": words}
            face["facecolor"] = QUIET if status in _SOLID else "white"
            bar = Patch(**face)
            handles.append((bar, _going_on()) if status == "ongoing" else bar)
            words_of.append(words)
    if any(lane.start and lane.end and lane.end - lane.start <= _INSTANT for lane in shown):
        handles.append(
            Line2D([], [], marker="D", color=QUIET, linestyle="none", label="clock time")
        )
        words_of.append("clock time")
    handles.append(
        Line2D([], [], color=QUIET, marker="|", markersize=6, linewidth=0.9, markevery=1,
               label="length: how uncertain the date is")
    )  # fmt: skip
    words_of.append("length: how uncertain the date is")
    figure.legend(
        handles, words_of, handler_map={tuple: HandlerTuple(ndivide=None, pad=0.0)},
        loc="upper left", ncols=len(handles), frameon=False, fontsize=7,
        bbox_to_anchor=(0.0, (bottom - 0.5) / figure.get_figheight()), handlelength=1.5,
        columnspacing=1.4, labelcolor=QUIET, borderaxespad=0.2,
    )  # fmt: skip


def _going_on() -> Line2D:
    """The dashed arrow that leaves a bar which is not over."""
    return Line2D([], [], color=QUIET, linestyle="--", linewidth=1.0, marker=">", markersize=3,
                  markevery=[-1])  # fmt: skip


def _notes(undated: Sequence[Lane], more: int) -> list[str]:
    """Lines under the chart: what has no date in the article, and what was left out."""
    notes = []
    if undated:
        named = [
            f"{lane.short} ({lane.status})" if lane.status != "past" else lane.short
            for lane in undated[:6]
        ]
        rest = f"; {len(undated) - 6} more in events.csv" if len(undated) > 6 else ""
        notes += fit(
            f"No date in the article: {'; '.join(named)}{rest}",
            width=WIDTH - 0.8, size=7.2, lines=3,
        )  # fmt: skip
    if more:
        notes.append(f"{more} more dated event{'s' if more > 1 else ''} in events.csv")
    return notes
