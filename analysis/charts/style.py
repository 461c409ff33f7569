"""The look of the charts: page measures, colours with a meaning, and text that fits its place.

>>> fit("A cease-fire will begin at midnight", width=1.2, size=8, lines=1)
['A cease-fire will begin…']
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.cbook import file_requires_unicode, open_file_cm
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.lines import Line2D
from matplotlib.style.core import STYLE_BLACKLIST

from analysis.charts.canvas import draw_svg
from analysis.charts.fonts import printable, register_fonts, regular_files

_STYLE = Path(__file__).with_name("briefing.mplstyle")

INK, QUIET, FAINT = "#22272e", "#57606a", "#d5dae0"
COOPERATIVE, CONFLICTUAL, UNSCORED = "#1f6391", "#b0402a", "#6b7280"
# harm -> colour, marker; the colours differ in lightness too, so that they survive a grey printer.
HARM = {
    "killed": ("#7b1d16", "o"),
    "injured": ("#d0741c", "s"),
    "missing": ("#5b4a8a", "^"),
    "displaced": ("#2878a8", "D"),
    "abducted": ("#2f7d5b", "P"),
    "detained": ("#7a7f87", "X"),
}

WIDTH = 7.4  # inches: the text width of an A4 page
LABELS = 2.75  # inches kept for the labels at the left


class Chart(Figure):
    """A figure that is saved in the style it was drawn in, byte for byte the same each time."""

    def savefig(self, fname: Any, *, transparent: bool | None = None, **kwargs: Any) -> None:
        """As ``Figure.savefig``; SVG is written by ``draw_svg``."""
        form = kwargs.get("format") or Path(str(fname)).suffix[1:]
        with briefing_style():
            if form != "svg":
                super().savefig(fname, transparent=transparent, **kwargs)
                return
            drawn = draw_svg(self, kwargs.get("metadata"))
        with open_file_cm(fname, "w", encoding="utf-8") as out:
            out.write(drawn if file_requires_unicode(out) else drawn.encode())


@contextmanager
def briefing_style() -> Iterator[None]:
    """The settings of ``briefing.mplstyle`` for the length of a block, whatever the user's are."""
    register_fonts()
    now: Any = mpl.rcParams
    kept = {name: dict.__getitem__(now, name) for name in _settings()}
    dict.update(now, _settings())
    try:
        yield
    finally:
        dict.update(now, kept)


@lru_cache(maxsize=1)
def _settings() -> dict[str, Any]:
    """The style over matplotlib's defaults: read and checked once, as it is asked for often."""
    read = mpl.rc_params_from_file(_STYLE)
    return {name: read[name] for name in read if name not in STYLE_BLACKLIST}


def new_chart(height: float, *, top: float, bottom: float, right: float) -> tuple[Chart, Axes]:
    """A figure ``height`` inches high with one axes whose y unit is an inch, counted downward."""
    figure = plt.figure(figsize=(WIDTH, height), FigureClass=Chart)
    plt.close(figure)  # pyplot only lends its display hook: the caller owns the figure
    width, inner = WIDTH - LABELS - right, height - top - bottom
    axes = figure.add_axes((LABELS / WIDTH, bottom / height, width / WIDTH, inner / height))
    axes.set_ylim(inner, 0)
    axes.set_yticks([])
    assert isinstance(figure, Chart)
    return figure, axes


def rule_across(axes: Axes, y: float, *, right: float, **style: Any) -> Line2D:
    """A horizontal line at ``y`` that also runs under the labels and the right margin."""
    width = WIDTH - LABELS - right
    ends = [-(LABELS - 0.09) / width, 1 + (right - 0.06) / width]
    return Line2D(
        ends, [y, y], transform=axes.get_yaxis_transform(), clip_on=False, zorder=1, **style
    )


@lru_cache(maxsize=1)
def _font() -> Any:
    return get_font(regular_files())


@lru_cache(maxsize=4096)
def text_width(words: str, size: float) -> float:
    """Width of ``words`` in inches, set in the charts' font at ``size`` points."""
    return sum(map(_step, words)) * size / 72


@lru_cache(maxsize=4096)
def _step(mark: str) -> float:
    """How far a letter moves the next one on, as a share of the size."""
    font = _font()
    font.set_size(100, 72)
    font.set_text(mark, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / 100


def fit(words: str, *, width: float, size: float, lines: int) -> list[str]:
    """``words`` in at most ``lines`` lines of ``width`` inches, cut with an ellipsis.

    A line breaks between words; only a word wider than a line is cut inside.
    """
    out: list[str] = []
    rest = printable(words[:1000]).split()
    while rest and len(out) < lines:
        count = 1
        while count < len(rest) and text_width(" ".join(rest[: count + 1]), size) <= width:
            count += 1
        out.append(_cut(" ".join(rest[:count]), width, size))
        rest = rest[count:]
    if rest:
        out[-1] = _cut(out[-1].rstrip(".,;:…") + "…", width, size)
    return out


def _cut(line: str, width: float, size: float) -> str:
    if text_width(line, size) <= width:
        return line
    kept = line.rstrip("…")
    while len(kept) > 1 and text_width(kept + "…", size) > width:
        shorter = kept.rpartition(" ")[0]
        kept = shorter if len(shorter) > len(kept) / 2 else kept[:-1]
    return kept.rstrip(" ,;:") + "…"
