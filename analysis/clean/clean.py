"""Put the steps together: type the lines, keep the story, repair its characters, log all."""

from __future__ import annotations

from analysis.clean.clean_page import article_of
from analysis.clean.lines import type_lines
from analysis.clean.repair import NAMES
from analysis.records import Article, Source

STEPS = (
    "type lines",
    "cut what is not story",
    *NAMES,
    "join paragraphs",
)


def clean(source: Source, *, published: str | None = None) -> Article:
    """The article: its body as clean text, everything else in fields, every change logged."""
    if source.form == "html" or "</p>" in source.text or "<br" in source.text:
        from analysis.clean.html import clean_html  # imported late: plain text needs none of it

        return clean_html(source, published=published)
    page = type_lines(source.text, source.title)
    return article_of(source, source.text, page, published)
