"""What a page says of itself in its markup: title, authors, outlet, and dates with their basis."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from analysis.clean.markup import Visible
from analysis.clean.names import bare_byline, byline_of, is_person
from analysis.clean.title import folded
from analysis.dates import iso_day
from analysis.lean import dataclass

_LONGEST_SCRIPT = 500_000
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|WebPage|Page)$")
_SITE = re.compile(r"https?:|www\.|\.(?:com|org|net|de|uk|fr|in|au|tv|info)\b", re.IGNORECASE)
_ALIKE = 0.5
_SUFFIX = re.compile(r"\s(?:[|–—·•»-]|::)\s")
_DATED = (
    "article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate",
    "publish-date", "publish_date", "date", "dc.date", "dc.date.issued", "dcterms.created",
    "dcterms.date", "sailthru.date", "parsely-pub-date", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author",
    "sailthru.author", "article:author_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """What the markup states; empty where it says nothing."""

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    byword: str | None = None  # an author that is no person: "Agencies", "Staff"
    outlet: str | None = None
    sites: tuple[str, ...] = ()  # pieces of the page's title one of which may name the site
    dates: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()  # dates of other articles the page describes
    times: tuple[str, ...] = ()
    url: str | None = None


def stated_by(page: Visible) -> Stated:
    """Titles, authors, outlet and dates of the page's own metadata, the surest first."""
    metas: dict[str, str] = {}
    for meta in page.metas:
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name and meta.get("content"):
            metas.setdefault(name.lower(), _plain(meta["content"]))
    shown = [metas.get("og:title"), metas.get("twitter:title"), _plain(page.title)]
    data = list(_json_ld(page))
    known = {str(x["@id"]): x["name"] for x in data if x.get("@id") and x.get("name")}
    graph = _of_this_page(data, tuple(filter(None, shown)))
    titles = [*(item.get("headline") for item in graph), *shown]
    publishers = [name for item in graph for name in _names(item.get("publisher"), known)]
    outlet = metas.get("og:site_name") or next(iter(publishers), None)
    sites = {
        folded(name) for name in (*publishers, outlet or "", *_site_pieces(_plain(page.title)))
    }
    stating = [_names(item.get("author") or item.get("creator"), known) for item in graph]
    written = [metas[key] for key in _AUTHORS if key in metas]
    authors: list[str] = []
    for names in (*stating, *(split_names(text) for text in written)):
        authors = authors or [n for n in names if is_author(n) and folded(n) not in sites]
    byword = next(
        (n for n in (*written, *(n for names in stating for n in names)) if byline_of(n)), None
    )
    dates = [str(item["datePublished"]) for item in graph if item.get("datePublished")]
    headline = graph[0].get("headline") if graph and graph[0].get("datePublished") else None
    own = isinstance(headline, str) and likeness(headline, tuple(filter(None, shown))) >= _ALIKE
    neighbours = dates[1:] if own else []
    dates += [metas[key] for key in _DATED if key in metas]
    return Stated(
        titles=tuple(_plain(t) for t in titles if isinstance(t, str) and t.strip()),
        authors=tuple(dict.fromkeys(authors)),
        byword=byword,
        outlet=outlet,
        sites=tuple(_site_pieces(_plain(page.title))),
        dates=tuple(d for d in dates if iso_day(d)),
        neighbours=tuple(d for d in neighbours if iso_day(d) != iso_day(dates[0])),
        times=tuple(page.times),
        url=metas.get("link:canonical") or metas.get("og:url"),
    )


def _plain(words: str) -> str:
    """Words on one line; what was escaped twice ("O&#039;Neill") is read."""
    words = html.unescape(words) if "&" in words else words
    return re.sub(r"\s+", " ", words).strip()


def _types(item: dict[str, Any]) -> list[str]:
    kind = item.get("@type", "")
    return [str(one) for one in kind] if isinstance(kind, list) else [str(kind)]


def _of_this_page(graph: list[dict[str, Any]], titles: tuple[str, ...]) -> list[dict[str, Any]]:
    """The articles a page's data describes, this page's own before its neighbours'."""

    def rank(item: dict[str, Any]) -> tuple[bool, float]:
        page = all("Page" in kind for kind in _types(item))
        headline = item.get("headline")
        return page, -likeness(headline, titles) if isinstance(headline, str) else 0.0

    return sorted((x for x in graph if any(map(_ARTICLE.search, _types(x)))), key=rank)


def _site_pieces(title: str) -> list[str]:
    """The shorter of the first and the last piece of a page's title: it may name the site."""
    pieces = [piece.strip() for piece in _SUFFIX.split(title)]
    return [min(pieces[0], pieces[-1], key=len)] if len(pieces) > 1 else []


def _json_ld(page: Visible) -> Iterator[dict[str, Any]]:
    for kind, content in page.scripts:
        if "ld+json" in kind.lower() and len(content) < _LONGEST_SCRIPT:
            try:
                yield from _items(json.loads(_mended(content), strict=False), 0)
            except (ValueError, RecursionError):
                continue


def _mended(content: str) -> str:
    """JSON without the comments, closing semicolons and loose commas that pages put around it."""
    content = re.sub(
        r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.{0,40}?\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$",
        "",
        content,
    )
    return re.sub(r",(?=\s*[}\]])", "", content).strip().rstrip(";")


def _items(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data[:200]:
            yield from _items(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(key), (list, dict)):
                yield from _items(data[key], depth + 1)


def _names(value: Any, known: dict[str, Any]) -> list[str]:
    """The names a value holds; one that only refers to another item ("@id") is looked up."""
    if isinstance(value, list):
        return [name for item in value[:20] for name in _names(item, known)]
    if isinstance(value, dict):
        name = value.get("name") or known.get(str(value.get("@id", "")))
        return [] if name is None or isinstance(name, dict) else _names(name, known)
    return split_names(_plain(value)) if isinstance(value, str) else []


def split_names(words: str) -> list[str]:
    """The names in a byline: "By A, B and C" is three."""
    words = re.sub(r"^\s*(?:by|words by|written by)\s+", "", words, flags=re.IGNORECASE)
    return [n.strip() for n in re.split(r"\s*(?:,|;|/|\||&|\band\b)\s*", words) if n.strip()]


def is_author(name: str) -> bool:
    """True for what looks like one person's name."""
    return is_person(name) and bare_byline(name) is not None and not _SITE.search(name)


def without_suffix(title: str, outlet: str | None) -> str:
    """A page's title without the name of the site before or after it."""
    pieces = list(_SUFFIX.finditer(title))
    if not pieces:
        return title.strip()
    first, last = title[: pieces[0].start()], title[pieces[-1].end() :]
    for piece, rest in ((last, title[: pieces[-1].start()]), (first, title[pieces[0].end() :])):
        same = outlet and folded(piece) == folded(outlet)
        if same or (len(piece.split()) <= 4 and len(rest.split()) > len(piece.split()) + 1):
            return rest.strip()
    return title.strip()


def likeness(words: str, titles: tuple[str, ...]) -> float:
    """How much a heading says what one of the page's titles says: 0 to 1."""
    mine = folded(words)
    bag = set(mine.split())
    best = 0.0
    for title in titles if bag else ():
        other = folded(title)
        theirs = set(other.split())
        if not theirs:
            continue
        share = len(bag & theirs) / len(bag | theirs)
        if mine in other or (len(theirs) > 2 and other in mine):
            share = max(share, 0.5 + share / 2)
        best = max(best, share)
    return best
