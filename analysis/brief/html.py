"""The brief as one HTML file: opens anywhere, asks nobody for anything, escapes everything."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.brief.compose import Figures, compose_brief
from analysis.brief.model import Brief, Statement
from analysis.pipeline import Analysis

_TEMPLATES = Path(__file__).with_name("templates")
# what XML 1.0 and HTML do not allow in text
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_JSON_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028",
                 "\u2029": "\\u2029"}  # fmt: skip


def render_brief(done: Analysis, figures: Figures | None = None) -> str:
    """One self-contained HTML page about one article.

    ``figures`` maps ``timeline`` and ``casualties`` to SVG text or to a path. Raises AnalysisError
    for a finding that does not point at characters of the text.
    """
    return render_html(compose_brief(done, figures))


def render_html(brief: Brief) -> str:
    """The page of a composed brief."""
    page = _environment().get_template("brief.html.j2").render(b=brief, linked_data=_data(brief))
    return _CONTROL.sub("\ufffd", page)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["address"] = Markup  # base64, made in compose: nothing to escape
    environment.filters["said"] = _said
    environment.filters["web"] = _web
    return environment


def _said(statement: Statement) -> Markup:
    """A statement with its parts linked to their words in the article."""
    return Markup("").join(
        Markup('<a href="#{}"><bdi>{}</bdi></a>').format(part.ref, part.words)
        if part.ref
        else part.words
        for part in statement.parts
    )


def _web(address: str) -> bool:
    """Whether an address may become a link."""
    return address.startswith(("https://", "http://"))


def _data(brief: Brief) -> Markup:
    """schema.org data as JSON that cannot end its script element."""
    article = {
        "@type": "NewsArticle",
        "headline": brief.headline if brief.headline_stated else None,
        "datePublished": brief.published or None,
        "author": {"@type": "Person", "name": brief.byline} if brief.byline else None,
        "publisher": {"@type": "Organization", "name": brief.outlet} if brief.outlet else None,
        "url": brief.url if _web(brief.url) else None,
        "inLanguage": brief.language,
        "identifier": brief.article_id,
    }
    report = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": f"Situation brief: {brief.headline}",
        "inLanguage": "en",
        "isBasedOn": {key: value for key, value in article.items() if value},
    }
    text = json.dumps(report, ensure_ascii=False)
    for mark, escape in _JSON_ESCAPES.items():
        text = text.replace(mark, escape)
    return Markup(text)  # noqa: S704  every character that HTML reads is escaped above
