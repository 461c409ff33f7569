"""From an analysis to its brief: what to say first, what belongs where, what is left unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import analysis
from analysis.brief.caveats import caveat_sentences, find_caveats
from analysis.brief.contested import disputes
from analysis.brief.gaps import information_gaps, not_stated
from analysis.brief.headline import only_in_headline
from analysis.brief.key_figures import key_figures
from analysis.brief.lead import Lead
from analysis.brief.marked import check_spans, marked_text
from analysis.brief.model import Brief, Chart, Picture
from analysis.brief.reviewed import Rejected, looked_at
from analysis.brief.sections import (
    casualty_table,
    chronology,
    leftover_tables,
    place_table,
    term_table,
    time_table,
)
from analysis.brief.sentences import (
    described,
    event_words,
)
from analysis.brief.speaking import cited, source_table, speakers
from analysis.brief.wording import counted, moment, one_date, one_line, quoted
from analysis.pipeline import Analysis, printable
from analysis.records import Article, Event, Findings

Figures = Mapping[str, "str | Path | Picture"]

_BASIS = {
    "parameter": "as given by the user", "metadata": "from the record of the article",
    "timestamp": "from the time stamp on the page", "dateline": "from the dateline",
    "text": "from the text", "url": "from the address",
}  # fmt: skip


def compose_brief(done: Analysis, figures: Figures | None = None) -> Brief:
    """The model of the brief; ``figures`` maps ``timeline``, ``casualties`` and ``map`` to a picture, to
    SVG text, or to the path of an SVG or PNG file (the other form is looked for beside it).

    Raises AnalysisError for a finding that does not point at characters of the text.
    """
    seen, rejected = looked_at(done.findings), Rejected(done.findings)
    done = printable(done)
    article, found = done.article, done.findings
    check_spans(found, article.text)
    not_understood, explained = leftover_tables(done)
    known = disputes(done)
    lead = Lead(done, known, rejected)
    caveats = find_caveats(done)
    brief = Brief(
        article_id=article.article_id,
        headline=one_line(article.title or lead.opening(), 140) or "Article without text",
        headline_stated=bool(article.title),
        as_of=_as_of(article),
        byline=article.byline or "",
        outlet=article.outlet or "",
        url=article.url or "",
        published=article.published or "",
        language=article.language,
        no_violence=lead.no_violence(),
        highlights=lead.highlights,
        key_figures=key_figures(found, article.text),
        no_figures=_no_figures(found),
        overview=lead.overview(),
        charts=_charts(figures or {}, found, article),
        casualties=casualty_table(found, article.text, known),
        chronology=chronology(found, article.text, known),
        terms=term_table(found.terms, article.text),
        not_stated=not_stated(done),
        gaps=information_gaps(done),
        speakers=speakers(found.quotes, article.text),
        places=place_table(done),
        cited=cited(found),
        sources=source_table(found),
        times=time_table(done),
        not_understood=not_understood,
        explained=explained,
        method=_method(done, seen),
        warnings=article.warnings,
        provenance=_provenance(article),
        text=(),
        captions=article.captions,
        caveats=(*only_in_headline(done), *caveat_sentences(done, caveats)),
        reviewed=seen,
    )
    return replace(brief, text=marked_text(done, brief.entries, caveats))


def _as_of(article: Article) -> str:
    if not article.published:
        return (
            "Date not stated (--published gives it): days such as \u201cThursday\u201d stay words wherever no other "
            "date settles them"
        )
    basis = article.published_basis or ""
    basis = _BASIS.get(basis.lower(), f"basis: {basis}" if basis else "")
    return f"As of {one_date(article.published)}{f' ({basis})' if basis else ''}"


def _no_figures(found: Findings) -> str:
    if not found.casualties:
        return "The article gives no casualty figure."
    return "" if found.totals else "The article gives no casualty figure that may be totalled."


# ------------------------------------------------------------------------ charts


def _charts(figures: Figures, found: Findings, article: Article) -> tuple[Chart, ...]:
    made = []
    for name, (caption, alt) in {
        "timeline": (
            "Escalation: cooperative events of the Goldstein scale above the bold line, "
            "conflictual ones below it. A bar is as long as its date is uncertain.",
            _timeline_alt(found.events, article),
        ),
        "casualties": (
            "Casualty figures. A dashed arrow is a bound the article leaves open, not a number. "
            "Indented figures are part of the one above and are not added to it.",
            f"Casualty figures: "
            f"{'; '.join(described(f, article.text) for f in found.casualties[:12])}.",
        ),
        "map": (
            "Places the article names below a country. A ring or a dotted province is how exactly "
            "the article places it; red: a casualty figure stands there.",
            _map_alt(found),
        ),
    }.items():
        if name in figures and (picture := _picture(figures[name])):
            made.append(Chart(name, picture, caption, alt))
    return tuple(made)


def _timeline_alt(events: Sequence[Event], article: Article) -> str:
    told = [
        f"{event_words(event, article.text)} "
        f"({moment(event.date_earliest, event.date_latest, event.date_words) or 'undated'}"
        f"{'' if event.status == 'past' else ', ' + event.status})"
        for event in events[:12]
    ]
    return f"Timeline of {counted(len(events), 'event')}: {'; '.join(told)}."


def _map_alt(found: Findings) -> str:
    harmed = Counter(figure.place for figure in found.casualties if figure.place)
    points = {p.name: p for p in found.places if p.role != "party" and p.lat is not None}
    told = [
        f"{place.name} ({place.precision.replace('admin1', 'province').replace('admin2', 'district')}"
        f"{', ' + counted(harmed[name], 'casualty figure') if harmed[name] else ''})"
        for name, place in points.items()
        if place.precision != "country"
    ]
    return f"Map of {counted(len(told), 'place')}: {'; '.join(told[:14])}."


def _picture(figure: str | Path | Picture) -> Picture:
    """A drawing given as it is, as SVG text, or as a path beside which its other form may lie."""
    if isinstance(figure, Picture):
        return figure
    if isinstance(figure, str) and figure.lstrip().startswith("<"):
        return Picture(svg=figure)
    svg, png = (Path(figure).with_suffix(form) for form in (".svg", ".png"))
    return Picture(
        svg.read_text(encoding="utf-8") if svg.is_file() else "",
        png.read_bytes() if png.is_file() else b"",
    )


# ------------------------------------------------------- not stated, method, file


def _method(done: Analysis, seen: str) -> tuple[str, ...]:
    table = {
        "acled": "ACLED’s (dozens: 12, hundreds: 100)",
        "literal": "literal (dozens: 24, hundreds: 200)",
        "isaf": "the ISAF rubric (several: 3, numerous: 4, a plural without a number: 2)",
        "wad": "the Worldwide Atrocities Dataset’s (vague words uncounted, totals of civilians)",
    }.get(done.reading.counting, done.reading.counting)
    return (
        "This brief restates one article. It does not verify it, and adds no outside knowledge.",
        f"Findings are made by rules, {seen or 'without human review'}; each leads to its exact "
        "characters.",
        "Low, best and high are the bounds the words set: “at least 20” has a low and no high; "
        "“up to 20” has a high and no low; “more than a dozen” starts at 13 (shown as >12).",
        f"Numbers said only in words follow a table: {table}.",
        "A total counts each incident once. A figure inside another is never added to it; "
        "repeats, cumulative, denied and hypothetical figures are left out of totals.",
        "A date is never more precise than its words. The Goldstein value is that scale’s number "
        "for a class of event, not a measurement.",
    )


def _left_out(article: Article) -> str:
    """How many pieces of the source were taken for its page, and the longest of them."""
    cut = [part.words for part in article.parts if part.role == "boilerplate"]
    if not cut:
        return ""
    longest = one_line(max(cut, key=len), 120)
    size = sum(map(len, cut))
    return f"{counted(len(cut), 'piece')} of {size:,} characters in all; the longest: {quoted(longest)}"


def _provenance(article: Article) -> tuple[tuple[str, str], ...]:
    facts = {
        "Article": article.article_id,
        "Source file": article.source_file or "",
        "Outlet": article.outlet or "",
        "Author": article.byline or "",
        "Published": f"{article.published or 'not stated'}"
        f"{f' ({article.published_basis})' if article.published_basis else ''}",
        "Address": article.url or "",
        "SHA-256 of the source": article.sha256,
        "Changes made in cleaning": str(len(article.edits)),
        "Left out as page around the story": _left_out(article),
        "Program": f"sitrep {analysis.__version__}",
    }
    return tuple((name, value) for name, value in facts.items() if value)
