"""Charts of one article: what happened when and where, and how many; never surer than the text.

Stands above tables; takes their frames and returns matplotlib figures (or None where there is
nothing to draw). See ``timeline``, ``casualties``, ``locator``; the look is ``briefing.mplstyle``.
"""

from analysis.charts.casualties import plot_casualties
from analysis.charts.locator import plot_locator
from analysis.charts.timeline import plot_timeline

__all__ = ["plot_casualties", "plot_locator", "plot_timeline"]
