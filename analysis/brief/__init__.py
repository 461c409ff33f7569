"""The brief of one article: its findings as a report an analyst can hand on.

``compose_brief`` makes the model (plain data), ``render_html`` and ``render_markdown`` are two
views of it, ``render_brief`` does both steps. Stands above tables and charts.
"""

from analysis.brief.compose import compose_brief
from analysis.brief.html import render_brief, render_html
from analysis.brief.markdown import render_markdown
from analysis.brief.model import Brief

__all__ = ["Brief", "compose_brief", "render_brief", "render_html", "render_markdown"]
