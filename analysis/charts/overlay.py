"""A series the analyst brings, in a panel of its own under the events, over the same days."""

from __future__ import annotations

from datetime import datetime, timedelta

from matplotlib.axes import Axes

from analysis.charts.spans_of_time import day_number
from analysis.charts.style import INK, LABELS, QUIET, WIDTH, Chart, fit
from analysis.series import Series

PANEL = 1.15  # inches
_BEFORE = timedelta(days=14)  # how far back a series may widen the window
_MOST = 60  # periods drawn

Window = tuple[datetime, datetime]


def widened(window: Window, series: Series | None) -> Window:
    """The window, with up to two weeks more before it where the series has days there."""
    if series is None:
        return window
    earlier = window[0] - _BEFORE
    starts = [moment.to_pydatetime() for moment in series.points["start"]]
    inside = [moment for moment in starts if earlier <= moment < window[0]]
    return (min(inside), window[1]) if inside else window


def citation_of(series: Series) -> list[str]:
    """The lines under the chart that say whose series it is."""
    words = f"Lower panel, not from the article: {series.title}. {series.citation}"
    return fit(words, width=WIDTH - 0.8, size=7.2, lines=3)


def draw_overlay(figure: Chart, above: Axes, series: Series, window: Window, *, low: float) -> None:
    """Bars by day, or a line as long as its period for a published total, ``low`` inches up."""
    height = figure.get_figheight()
    box = above.get_position()
    axes = figure.add_axes((box.x0, low / height, box.width, (PANEL - 0.4) / height))
    axes.set_xlim(day_number(window[0]), day_number(window[1]))
    axes.set_xticks([])
    axes.set_gid("overlay")
    rows = [
        (start.to_pydatetime(), end.to_pydatetime(), float(value), str(label))
        for start, end, value, label in zip(
            series.points["start"], series.points["end"], series.points["value"],
            series.points["label"], strict=True,
        )
        if end.to_pydatetime() + timedelta(days=1) >= window[0]
        and start.to_pydatetime() <= window[1]
    ]  # fmt: skip
    if series.daily:
        axes.bar(
            [day_number(start) for start, *_ in rows], [value for _, _, value, _ in rows],
            width=0.86, align="edge", color="#9aa4ae", linewidth=0,
        )  # fmt: skip
    else:
        for start, end, value, label in rows[:_MOST]:
            left, right = day_number(start), day_number(end + timedelta(days=1))
            axes.plot([left, right], [value, value], color=INK, linewidth=1.4)
            at = min(max(left, day_number(window[0])), day_number(window[1]))
            axes.text(at, value, f"{label} {value:,.0f}", size=6.2, va="bottom", color=QUIET,
                      clip_on=True)  # fmt: skip
    axes.set_ylim(0, max([value for _, _, value, _ in rows], default=1) * 1.2)
    axes.yaxis.set_major_locator(axes.yaxis.get_major_locator())
    axes.tick_params(axis="y", labelsize=6.5, colors=QUIET, length=0)
    lines = fit(series.title, width=LABELS - 0.6, size=7.4, lines=3)
    figure.text(
        0.012, (low + PANEL - 0.42) / height, "\n".join(lines), size=7.4, va="top", color=INK,
        gid="overlay title",
    )  # fmt: skip
