"""Title, authors, outlet and day of a saved page: what it states, checked against what it shows."""

from __future__ import annotations

import re

from analysis.clean.around import is_named
from analysis.clean.clean_page import tidy
from analysis.clean.lines import Page
from analysis.clean.markup import Block, Visible
from analysis.clean.metadata import Stated, is_author, likeness, without_suffix
from analysis.clean.names import bare_byline, byline_of
from analysis.clean.opinion import Opinion
from analysis.clean.split import Line
from analysis.clean.title import folded
from analysis.dates import iso_day
from analysis.lean import replace
from analysis.records import Source

_SITE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:logo|brand\w*|site-?(?:title|name)|nav|masthead)(?:$|[-_ ])"
)
_ALIKE = 0.5
_LONG = 3  # words that make a heading a headline wherever it stands


def heading_of(page: Visible, lines: list[Line], stated: Stated) -> Line | None:
    """The line that is the headline: an h1 (or h2, h3) that says what the page's titles say.

    A page's only h1 of some words is one even where the titles were written for machines.
    """
    tags = {block.start: block for block in page.blocks}
    sites = {folded(name) for name in (stated.outlet or "", *stated.sites)}
    titles = tuple(dict.fromkeys(without_suffix(t, stated.outlet) for t in stated.titles))
    lone = None
    for tag in ("h1", "h2", "h3"):
        found = [x for x in lines if tags[x.start].tag == tag and folded(x.words) not in sites]
        alike = [(likeness(line.words, titles), -k) for k, line in enumerate(found)]
        long = [pair for pair in alike if len(found[-pair[1]].words.split()) >= _LONG]
        best = max(long or (alike if tag == "h1" else []), default=(0.0, 0))
        if best[0] >= _ALIKE:
            return found[-best[1]]
        if tag == "h1" and len({folded(line.words) for line in found}) == 1:
            lone = found[0]
    if lone and (not titles or _is_headline(lone, tags[lone.start])):
        return lone
    return None


def _is_headline(line: Line, block: Block) -> bool:
    """True for a heading long enough to be one, outside what names the site."""
    return _LONG < len(line.words.split()) <= 40 and not is_named(block, _SITE_NAMES)


def filled(
    source: Source,
    page: Visible,
    typed: Page,
    stated: Stated,
    opinion: Opinion | None,
    heading: Line | None,
) -> Source:
    """The source with what the page states of itself."""
    outlet = source.outlet or stated.outlet or (opinion.outlet if opinion else None)
    title = source.title
    if title is None:
        if heading:
            title = tidy(heading.words)
        elif stated.titles:
            title = without_suffix(stated.titles[0], outlet)
    published, basis = _dated(source, stated, opinion)
    return replace(
        source,
        title=title,
        outlet=outlet,
        byline=source.byline or _authors(page, typed, stated, opinion),
        published=published,
        published_basis=basis,
        url=source.url or stated.url or _saved_from(source.text),
    )


def _saved_from(markup: str) -> str | None:
    """The address a browser notes in a page it saves."""
    match = re.search(r"saved from url=\(\d+\)(\S+)", markup[:20_000])
    return match[1] if match else None


def _authors(page: Visible, typed: Page, stated: Stated, opinion: Opinion | None) -> str | None:
    """Names the markup states, else a byline seen on the page, else those trafilatura read."""
    if stated.authors:
        return _joined(list(stated.authors))
    seen = tidy(page.text[slice(*typed.byline)]) if typed.byline else None
    if seen and (byline_of(seen) or bare_byline(seen)):
        return seen
    if opinion and opinion.author:
        names = [_as_written(page, name.strip()) for name in opinion.author.split(";")]
        sites = {folded(name) for name in (stated.outlet or "", *stated.sites)}
        people = [name for name in names if is_author(name) and folded(name) not in sites]
        if people:
            return _joined(list(dict.fromkeys(people)))
    return stated.byword


def _as_written(page: Visible, name: str) -> str:
    """A name trafilatura tidied, as the page writes it ("George T. Conway III")."""
    pattern = r"[\s.,]+".join(map(re.escape, name.split()))
    match = re.search(pattern, page.text)
    return " ".join(match.group().split()) if match else name


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _dated(
    source: Source, stated: Stated, opinion: Opinion | None
) -> tuple[str | None, str | None]:
    """The day the page states and where it was read."""
    if source.published:
        return source.published, None
    day = opinion.date if opinion else None
    if day and day in map(iso_day, stated.neighbours):
        day = iso_day(stated.dates[0])
    for text in stated.dates:
        if day is None or iso_day(text) == day:
            return text, "metadata"
    if day is None:
        return None, None
    if any(iso_day(text) == day for text in stated.times):
        return day, "time element"
    digits = re.sub(r"\D", "", source.url or stated.url or _saved_from(source.text) or "")
    return day, "URL" if day.replace("-", "") in digits else "text"
