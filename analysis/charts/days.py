"""How many were killed, day by day, over many articles: the lowest and the highest figure told.

A line runs between figures of different articles on the same day. Nothing is added up: whether two
articles speak of one incident is not known.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.charts.style import FAINT, HARM, INK, LABELS, QUIET, Chart, briefing_style, new_chart

_ROW = 0.2  # inches
_WIDE = 30  # from so many times the lowest on, the scale is logarithmic


def plot_days(days: pd.DataFrame, harm: str = "killed", *, limit: int = 30) -> Chart | None:
    """Chart of ``by_day``\'s frame for one harm; None where no day has a figure.

    Where there are more than ``limit`` days, those with the most articles are drawn.
    """
    known = days[
        (days["harm"] == harm) & days["day"].str.fullmatch(r"[\d-]{10}") & (days["highest"] > 0)
    ]
    if known.empty:
        return None
    drawn = known.nlargest(limit, "articles").sort_values("day")
    with briefing_style():
        return _draw(drawn.to_dict("records"), harm, len(known) - len(drawn))


def _draw(rows: list[dict[Any, Any]], harm: str, left_out: int) -> Chart:
    height = _ROW * len(rows) + 0.75
    figure, axes = new_chart(height, top=0.1, bottom=0.65, right=0.3)
    colour, marker = HARM[harm]
    ends = [(max(float(row["lowest"]), 1.0), max(float(row["highest"]), 1.0)) for row in rows]
    if max(high for _, high in ends) > _WIDE * min(low for low, _ in ends):
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    else:
        axes.set_xlim(0, max(high for _, high in ends) * 1.05)
    for number, (row, (low, high)) in enumerate(zip(rows, ends, strict=True)):
        y = (number + 0.5) * _ROW
        axes.axhline(y, color=FAINT, linewidth=0.6, zorder=0)
        axes.plot([low, high], [y, y], color=colour, linewidth=1.6, zorder=2)
        axes.plot([low, high], [y, y], marker, color=colour, markersize=3.5, zorder=3)
        place: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "va": "center"}
        axes.text(-0.05, y, row["day"], ha="right", color=INK, size=8, **place)
        told = f"{_count(row['figures'], 'figure')} in {_count(row['articles'], 'article')}"
        axes.text(
            -0.05 - 0.8 / (7.4 - LABELS - 0.3), y, told, ha="right", color=QUIET, size=7, **place
        )
    note = f"{harm}: the smallest and the largest single figure told for a day"
    if left_out > 0:
        note += f"; {left_out} days with fewer articles are in the table only"
    axes.set_xlabel(note)
    return figure


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
