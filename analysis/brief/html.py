"""The brief as one HTML file: opens anywhere, asks nobody for anything, escapes everything."""

from __future__ import annotations

import base64
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from analysis.brief.compose import Figures, compose_brief
from analysis.brief.data import as_data, sound
from analysis.brief.layout import Sayings, footer, sections
from analysis.brief.model import Brief, Picture, Statement
from analysis.brief.strings import say
from analysis.errors import AnalysisError
from analysis.pipeline import Analysis

_TEMPLATES = Path(__file__).with_name("templates")
_JSON_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028",
                 "\u2029": "\\u2029"}  # fmt: skip


def render_brief(done: Analysis, figures: Figures | None = None) -> str:
    """One self-contained HTML page about one article.

    ``figures`` maps ``timeline`` and ``casualties`` to SVG text or to a path. Raises AnalysisError
    for a finding that does not point at characters of the text.
    """
    return render_html(compose_brief(done, figures))


def render_html(brief: Brief, template: Path | None = None) -> str:
    """The page of a composed brief; ``template`` is a Jinja2 file of the user's own.

    Raises AnalysisError where the template fails.
    """
    known: dict[str, Any] = {
        "b": brief, "sections": sections(brief), "linked_data": _data(brief),
        "footer": footer(brief),
    }  # fmt: skip
    if template is None:
        return sound(_environment().get_template("brief.html.j2").render(known))
    environment = _environment(template.parent)
    try:
        return sound(environment.get_template(template.name).render(known, data=as_data(brief)))
    except TemplateError as error:
        raise AnalysisError(f"{template}: {type(error).__name__}: {error}") from error


@lru_cache(maxsize=4)
def _environment(folder: Path | None = None) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([folder, _TEMPLATES] if folder else [_TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["address"] = _address
    environment.filters["said"] = _said
    environment.filters["web"] = _web
    environment.globals["say"] = say
    environment.globals["kind_of"] = lambda block: type(block).__name__
    return environment


def _address(picture: Picture) -> Markup:
    """The picture inside the page: an image, so that nothing in it can run."""
    kind, data = "svg+xml", picture.svg.encode()
    if not data:
        kind, data = "png", picture.png
    return Markup(f"data:image/{kind};base64,{base64.b64encode(data).decode()}")  # noqa: S704


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
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": brief.headline if brief.headline_stated else None,
        "datePublished": brief.published or None,
        "author": {"@type": "Person", "name": brief.byline} if brief.byline else None,
        "publisher": {"@type": "Organization", "name": brief.outlet} if brief.outlet else None,
        "url": brief.url if _web(brief.url) else None,
        "inLanguage": brief.language,
        "identifier": brief.article_id,
    }
    article["hasPart"] = [
        {"@type": "Quotation", "text": one.words,
         "spokenByCharacter": {"@type": "Thing", "name": speaker.name}}
        for section in sections(brief) for block in section.blocks if isinstance(block, Sayings)
        for speaker in block.speakers for one in speaker.sayings if one.kind == "direct"
    ]  # fmt: skip
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
