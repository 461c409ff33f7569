"""Scaffold: replaced by the cleaner."""

from __future__ import annotations

import re

from analysis.records import Article, Paragraph, Source


def clean(source: Source, *, published: str | None = None) -> Article:
    """The article, unchanged but for nothing."""
    text = source.text
    paragraphs = tuple(
        Paragraph(m.start(), m.end()) for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)
    )
    return Article(
        article_id=source.article_id,
        text=text,
        raw=source.text,
        title=source.title,
        byline=source.byline,
        outlet=source.outlet,
        published=published or source.published,
        published_basis="parameter" if published else "metadata",
        url=source.url,
        source_file=source.source_file,
        sha256=source.sha256,
        paragraphs=paragraphs,
    )
