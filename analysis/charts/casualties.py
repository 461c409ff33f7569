"""Casualty figures, one a row, drawn as sure as they are told.

An exact figure is a dot. "At least 20" is a dot with a dashed arrow that leaves it: the end of
the arrow is no number. A figure inside another is indented under it: a part, not an addition.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.charts.style import (
    FAINT,
    HARM,
    INK,
    LABELS,
    QUIET,
    WIDTH,
    Chart,
    briefing_style,
    fit,
    new_chart,
    rule_across,
)

_LINE, _PAD, _RIGHT = 0.135, 0.16, 0.62
_SPREAD = 40  # beyond this ratio of the largest to the smallest figure the axis is logarithmic
_REACH = 0.7  # the largest figure stands here, so that its arrow and number have room
_TAGS = {
    "denied": "denied",
    "hypothetical": "hypothetical",
    "claimed_by_party": "claimed by a party",
    "period": "over a period",
    "cumulative": "cumulative",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, ready to draw."""

    id: str
    harm: str
    low: float | None
    best: float | None
    high: float | None
    bound: str
    status: str
    part: bool
    lines: tuple[str, ...]
    detail: str

    @property
    def height(self) -> float:
        """Inches the row takes."""
        return _LINE * (len(self.lines) + bool(self.detail)) + _PAD

    @property
    def known(self) -> list[float]:
        """The bounds the text gives."""
        return [value for value in (self.low, self.best, self.high) if value is not None]


def plot_casualties(casualties: pd.DataFrame, *, limit: int = 18) -> Chart | None:
    """Chart of the ``casualties`` frame; None where it has no row.

    A figure the article repeats is drawn once. At most ``limit`` rows are drawn; a note says how
    many more are in casualties.csv.
    """
    if casualties.empty:
        return None
    with briefing_style():
        rows = [_row(row) for row in _in_order(casualties.to_dict("records"))]
        return _draw(rows[:limit], max(0, len(rows) - limit))


def _in_order(rows: Sequence[dict[Hashable, Any]]) -> list[dict[Hashable, Any]]:
    """Each whole in the order of the text, its parts right after it."""
    first = [row for row in rows if not _said(row["same_as"])] or list(rows)
    ids = {row["id"] for row in first}
    parts: dict[str, list[dict[Hashable, Any]]] = {}
    for row in first:
        whole = _said(row["subset_of"])
        if whole in ids and whole != row["id"]:
            parts.setdefault(whole, []).append(row)
    out: list[dict[Hashable, Any]] = []
    stack = [row for row in reversed(first) if row["id"] not in _members(parts)]
    while stack:
        row = stack.pop()
        out.append(row)
        stack.extend(reversed(parts.pop(str(row["id"]), [])))
    return out + [row for rest in parts.values() for row in rest if row not in out]


def _members(parts: dict[str, list[dict[Hashable, Any]]]) -> set[Any]:
    return {row["id"] for found in parts.values() for row in found}


def _row(row: dict[Hashable, Any]) -> Row:
    part = bool(_said(row["subset_of"]))
    harm, status = _said(row["harm"]), _said(row["status"]) or "reported"
    alternative = _said(row["harm_alt"])
    told = [
        f"{harm} or {alternative}" if alternative else harm,
        _said(row["reporter"]) or ("no source named" if not part else ""),
        _TAGS.get(status, ""),
        _TAGS.get(_said(row["scope"]), ""),
    ]
    words = (
        _said(row["words"]) if row["high"] == 0 else _said(row["victims"]) or _said(row["words"])
    )
    width = LABELS - (0.45 if part else 0.25)
    bounds = (None if pd.isna(row[name]) else float(row[name]) for name in ("low", "best", "high"))
    low, best, high = bounds
    return Row(
        str(row["id"]), harm, low, best, high, _said(row["bound"]) or "exact", status, part,
        tuple(fit(words.rstrip(" ,;:"), width=width, size=8, lines=2)),
        next(iter(fit(" · ".join(filter(None, told)), width=width, size=7, lines=1)), ""),
    )  # fmt: skip


def _said(value: Any) -> str:
    return value if isinstance(value, str) else ""


# ------------------------------------------------------------------- drawing


def _draw(rows: Sequence[Row], more: int) -> Chart:
    height = sum(row.height for row in rows)
    top, bottom = 0.12, 0.72 + (_LINE if more else 0)
    figure, axes = new_chart(height + top + bottom, top=top, bottom=bottom, right=_RIGHT)
    _set_scale(axes, rows)
    y = 0.0
    for number, row in enumerate(rows):
        if number and not row.part:
            axes.add_line(rule_across(axes, y, right=_RIGHT, color=FAINT, linewidth=0.5))
        _draw_label(axes, row, y)
        _draw_figure(axes, row, y + row.height / 2)
        y += row.height
    _draw_key(figure, rows, bottom)
    if more:
        words = f"{more} more figure{'s' if more > 1 else ''} in casualties.csv"
        figure.text(0.012, 0.06 / figure.get_figheight(), words, size=7.2, color=QUIET, gid="note")
    return figure


def _set_scale(axes: Axes, rows: Sequence[Row]) -> None:
    values = [value for row in rows for value in row.known]
    largest = max(values, default=1) or 1
    least = min((value for value in values if value > 0), default=1)
    if largest / least > _SPREAD:
        axes.set_xscale("symlog", linthresh=1, linscale=0.4)
        first = -0.06 if 0 in values else 0.6
        scale = axes.xaxis.get_transform()
        start, end = (float(scale.transform([[value]])[0][0]) for value in (first, largest))
        last = float(scale.inverted().transform([[start + (end - start) / _REACH]])[0][0])
        axes.set_xlim(first, last)
        powers = [10.0**power for power in range(12) if first <= 10**power <= last]
        powers = powers[:: 1 + len(powers) // 6]
        axes.set_xticks(([0.0] if first < 0 else []) + powers)
        axes.set_xlabel("people (logarithmic scale)", loc="left")
    else:
        axes.set_xlim(-largest * 0.02, largest / _REACH)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.set_xlabel("people", loc="left")
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value)))
    axes.minorticks_off()
    axes.grid(axis="x")


def _tick(value: float) -> str:
    return f"{value:,.0f}" if value < 1e6 else f"{value / 1e6:,.0f} million"


def _draw_label(axes: Axes, row: Row, y: float) -> None:
    width = WIDTH - LABELS - _RIGHT
    left = -(LABELS - (0.3 if row.part else 0.09)) / width
    at = y + row.height / 2 - _LINE * (len(row.lines) + bool(row.detail) - 1) / 2
    where: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "va": "center"}
    if row.part:
        axes.text(-(LABELS - 0.14) / width, at, "\u2514", size=8, color=QUIET, **where)
    for line in row.lines:
        axes.text(left, at, line, size=8, gid="label", **where)
        at += _LINE
    axes.text(left, at, row.detail, size=7, color=QUIET, gid="detail", **where)


def _draw_figure(axes: Axes, row: Row, y: float) -> None:
    """The mark of one figure and the number beside it."""
    colour, marker = HARM.get(row.harm, (INK, "o"))
    hollow = row.bound == "words_only" or row.status in ("denied", "hypothetical")
    if not row.known:
        axes.text(0.01, y, "no number", size=7, color=QUIET, va="center",
                  transform=axes.get_yaxis_transform())  # fmt: skip
        return
    at = _anchor(row)
    end = at
    if row.bound == "range" and row.low is not None and row.high is not None:
        axes.plot([row.low, row.high], [y, y], color=colour, linewidth=2, gid=f"range {row.id}",
                  marker="|", markersize=8, markeredgewidth=1.6, zorder=3)  # fmt: skip
        end = row.high
    else:
        axes.plot([at], [y], marker=marker, markersize=6.5, linestyle="none", zorder=4,
                  markerfacecolor="white" if hollow else colour, markeredgecolor=colour,
                  markeredgewidth=1.2, gid=f"dot {row.id}")  # fmt: skip
    if row.high is None and row.bound != "about":
        end = _draw_arrow(axes, row, at, y, colour, +1)
    elif row.low is None and row.bound != "about":
        _draw_arrow(axes, row, at, y, colour, -1)
    axes.annotate(
        number_words(row), (end, y), xytext=(8, 0), textcoords="offset points", va="center",
        size=7.5, color=colour if row.harm in HARM else INK, gid=f"number {row.id}",
        annotation_clip=False,
    )  # fmt: skip


def _anchor(row: Row) -> float:
    """Where the dot stands: the bound the text states."""
    if row.bound in ("up_to", "fewer_than") and row.high is not None:
        return row.high
    if row.bound == "about" and row.best is not None:
        return row.best
    return row.low if row.low is not None else row.known[0]


def _draw_arrow(axes: Axes, row: Row, at: float, y: float, colour: str, way: int) -> float:
    """A dashed arrow with no number at its end; gives the position of its tip."""
    to_axis = axes.transData + axes.transAxes.inverted()
    here = float(to_axis.transform((at, y))[0])
    tip = max(0.004, min(0.93, here + way * 0.09))
    there = float((axes.transAxes + axes.transData.inverted()).transform((tip, 0))[0])
    style = "-|>" if row.bound == "words_only" else "->"
    arrow = axes.annotate(
        "", xy=(there, y), xytext=(at, y), zorder=3,
        arrowprops={"arrowstyle": style, "linestyle": (0, (3, 2)), "edgecolor": colour,
                    "facecolor": "white", "linewidth": 1.2, "shrinkA": 4, "shrinkB": 0},
    )  # fmt: skip
    arrow.set_gid(f"open {row.id}")
    return max(at, there)


def number_words(row: Row) -> str:
    """The figure in digits with its bound.

    >>> number_words(Row("c1", "killed", 20, 20, None, "at_least", "", False, (), ""))
    '20 or more'
    """
    low, best, high = (None if v is None else f"{v:,.0f}" for v in (row.low, row.best, row.high))
    if row.bound == "words_only":
        return f"read as {low or best} or more"
    if row.bound == "more_than" and best:
        return f"more than {best}"
    if row.bound == "about":
        return f"about {best or low or high}"
    if low and high:
        return low if low == high else f"{low}\u2013{high}"
    return f"{low} or more" if low else f"up to {high}" if high else f"about {best}"


def _draw_key(figure: Chart, rows: Iterable[Row], bottom: float) -> None:
    seen = list(dict.fromkeys(row.harm for row in rows))
    handles = [
        Line2D([], [], marker=marker, color=colour, linestyle="none", label=harm)
        for harm, (colour, marker) in HARM.items()
        if harm in seen
    ]
    if any(row.high is None or row.low is None for row in rows if row.bound != "about"):
        handles.append(
            Line2D([], [], color=QUIET, linestyle=(0, (3, 2)), label="open bound: no number given")
        )
    figure.legend(
        handles=handles, loc="upper left", ncols=len(handles), frameon=False, fontsize=7,
        bbox_to_anchor=(0.0, (bottom - 0.46) / figure.get_figheight()), handlelength=1.8,
        columnspacing=1.4, labelcolor=QUIET, borderaxespad=0.2,
    )  # fmt: skip
