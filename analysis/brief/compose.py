"""From an analysis to its brief: what to say first, what belongs where, what is left unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

import analysis
from analysis.brief.contested import Disputes, disputes
from analysis.brief.gaps import information_gaps, not_stated
from analysis.brief.key_figures import key_figures
from analysis.brief.marked import check_spans, marked_text
from analysis.brief.model import Brief, Chart, Picture, Statement
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
    event_sentence,
    event_words,
    figure_sentence,
    quote_sentence,
    term_sentence,
)
from analysis.brief.speaking import cited, source_table, speakers
from analysis.brief.wording import counted, listed, moment, one_date, one_line
from analysis.dates import last_day
from analysis.pipeline import Analysis, printable
from analysis.records import Article, Casualty, Event, Findings, Term

Figures = Mapping[str, "str | Path | Picture"]

_BASIS = {
    "parameter": "as given by the user", "metadata": "from the record of the article",
    "timestamp": "from the time stamp on the page", "dateline": "from the dateline",
    "text": "from the text", "url": "from the address",
}  # fmt: skip
_MOST = 5
_OPENING = 3  # sentences an article opens with


def compose_brief(done: Analysis, figures: Figures | None = None) -> Brief:
    """The model of the brief; ``figures`` maps ``timeline``, ``casualties`` and ``map`` to a picture, to
    SVG text, or to the path of an SVG or PNG file (the other form is looked for beside it).

    Raises AnalysisError for a finding that does not point at characters of the text.
    """
    done = printable(done)
    article, found = done.article, done.findings
    check_spans(found, article.text)
    not_understood, explained = leftover_tables(done)
    known = disputes(done)
    highlights = _highlights(found, article.text, article.published, known)
    brief = Brief(
        article_id=article.article_id,
        headline=one_line(article.title or article.text.partition("\n\n")[0], 140)
        or "Article without text",
        headline_stated=bool(article.title),
        as_of=_as_of(article),
        byline=article.byline or "",
        outlet=article.outlet or "",
        url=article.url or "",
        published=article.published or "",
        language=article.language,
        highlights=highlights,
        key_figures=key_figures(found, article.text),
        no_figures=_no_figures(found),
        overview=_overview(found, article.text, highlights, article.published, known),
        charts=_charts(figures or {}, found, article),
        casualties=casualty_table(found, article.text, known),
        chronology=chronology(found.events, article.text, known),
        terms=term_table(found.terms, article.text),
        not_stated=not_stated(found),
        gaps=information_gaps(done),
        speakers=speakers(found.quotes, article.text),
        places=place_table(done),
        cited=cited(found),
        sources=source_table(found),
        times=time_table(done),
        not_understood=not_understood,
        explained=explained,
        method=_method(done),
        warnings=article.warnings,
        provenance=_provenance(article),
        text=(),
        captions=article.captions,
        reviewed=_reviewed(found),
    )
    return replace(brief, text=marked_text(done, brief.entries))


def _as_of(article: Article) -> str:
    if not article.published:
        return (
            "Date not stated (--published gives it): days such as \u201cThursday\u201d stay words wherever no other "
            "date settles them"
        )
    basis = article.published_basis or ""
    basis = _BASIS.get(basis.lower(), f"basis: {basis}" if basis else "")
    return f"As of {one_date(article.published)}{f' ({basis})' if basis else ''}"


# -------------------------------------------------------------------- highlights


def _highlights(
    found: Findings, text: str, published: str | None, known: Disputes
) -> tuple[Statement, ...]:
    """Up to five sentences: what was agreed, who was harmed, what is to come, who said it."""
    out = [term_sentence(term, text) for term in _main_term(found.terms)]
    wholes = _leading(found, known)
    out += [figure_sentence(figure, found, text, known) for figure in wholes[:3]]
    covered = {id_ for figure in wholes[:3] for id_ in (figure.id,)}
    told = [
        event
        for event in _by_weight(found.events, published)
        if not covered & set(event.casualties)
    ]
    if _main_term(found.terms):
        told = [event for event in told if (event.goldstein or 0) < 0 or event.status == "expected"]
    room = _MOST - len(out) - (1 if found.quotes else 0)
    out += [event_sentence(event, text, known) for event in told[: max(0, min(room, 3))]]
    direct = [quote for quote in found.quotes if quote.kind == "direct" and quote.speaker]
    if len(out) < _MOST and direct:
        out.append(quote_sentence(direct[0], text))
    return tuple(out[:_MOST])


def _main_term(terms: Sequence[Term]) -> tuple[Term, ...]:
    """What holds or is to hold; a truce that ran out is no news of an agreement."""
    standing = [term for term in terms if term.status not in ("expired", "rejected")]
    first = [term for term in standing if term.type == "ceasefire"] or standing
    first.sort(key=lambda term: -len(term.parties) - bool(term.when_earliest))
    return tuple(first[:1])


def _leading(found: Findings, known: Disputes) -> list[Casualty]:
    """Wholes, one of each harm before a second of any: the toll the article opens with, then the
    gravest harm and number; what the totals rest on before what they leave out."""
    figures = found.casualties
    counted_ = {id_ for total in found.totals for id_ in total.counted}
    order = "killed injured missing abducted detained displaced".split()
    wholes = [figure for figure in figures if not figure.subset_of and not figure.same_as]
    opening = _opening(wholes, counted_)
    wholes.sort(
        key=lambda f: (
            f is not opening,
            f.id not in counted_,
            f.status in ("denied", "hypothetical"),
            f.scope != "incident",
            order.index(f.harm) if f.harm in order else len(order),
            -(f.low or f.best or f.high or 0),
        )
    )
    wholes = [figure for figure in wholes if figure.low != 0 or figure.high != 0] or wholes
    told: set[str] = set()
    for figure in list(wholes):
        if figure.id in told:
            wholes.remove(figure)  # told beside the first version
        else:
            told |= {rival.id for rival in known.rivals.get(figure.id, ())}
    killed = [figure for figure in wholes if figure.harm == "killed"][:2]
    if killed and killed[0].id in counted_:
        killed = [figure for figure in killed if figure.id in counted_]
    others = {figure.harm: figure for figure in reversed(wholes) if figure.harm != "killed"}
    first = killed + [figure for figure in wholes if others.get(figure.harm) is figure]
    return first + [figure for figure in wholes if figure not in first]


def _opening(wholes: Sequence[Casualty], counted_: Set[str]) -> Casualty | None:
    """The death toll the article opens with, if the totals rest on it: what its news is."""
    dead = [figure for figure in wholes if figure.harm == "killed" and figure.id in counted_]
    first = min(dead, key=lambda figure: figure.start, default=None)
    return first if first and first.sentence < _OPENING else None


def _by_weight(events: Sequence[Event], published: str | None) -> list[Event]:
    """The news before what lies weeks back and what is denied, the gravest first."""
    return sorted(
        events,
        key=lambda event: (
            event.status == "denied",
            _earlier(event, published),
            -abs(event.goldstein or 0),
        ),
    )


def _no_figures(found: Findings) -> str:
    if not found.casualties:
        return "The article gives no casualty figure."
    return "" if found.totals else "The article gives no casualty figure that may be totalled."


# ---------------------------------------------------------------------- overview


_TOLD, _TOLD_LENGTH = 2, 330  # events the overview tells, and their characters
_WEEKS = 14  # days before publication from which an event is background


def _overview(
    found: Findings,
    text: str,
    highlights: Sequence[Statement],
    published: str | None,
    known: Disputes,
) -> tuple[Statement, ...]:
    """The gravest events not told above, in order of time, those of weeks before last and named so;
    and how much more the article holds."""
    above = {id_ for statement in highlights for id_ in statement.ids}
    spans = [term for term in found.terms if term.id in above]
    acts = [
        event
        for event in _by_weight(found.events, published)
        if event.goldstein
        and event.id not in above
        and not above & set(event.casualties)
        and not any(event.overlaps(term) for term in spans)
    ]
    chosen: list[Event] = []
    length = 0
    for event in acts:
        length += len(event_sentence(event, text, known).text)
        if len(chosen) == _TOLD or length > _TOLD_LENGTH:
            break
        chosen.append(event)
    chosen.sort(key=lambda event: (event.date_earliest or event.date_latest or "9", event.start))
    told = [
        event_sentence(event, text, known) for event in chosen if not _earlier(event, published)
    ]
    older = [event_sentence(event, text, known) for event in chosen if _earlier(event, published)]
    if older:
        older[0] = Statement.of("Earlier, as background: ", older[0])
    return (*told, *older, *_counts(found))


def _earlier(event: Event, published: str | None) -> bool:
    """True for what lies weeks before the report: told, but not its news."""
    day = last_day(event.date_latest or event.date_earliest or "")
    today = last_day(published or "")
    return bool(day and today and (today - day).days > _WEEKS)


def _counts(found: Findings) -> tuple[Statement, ...]:
    """How much the article tells, counted; the chronology and the tables hold the rest."""
    out = []
    scenes = [place for place in found.places if place.role == "scene"]
    names = [name for name, _ in Counter(place.name for place in scenes).most_common()]
    if found.events:
        tells = Counter(event.status for event in found.events)
        kinds = [
            f"{count} {words}"
            for status, words in (
                ("past", "told as past"), ("ongoing", "told as going on"),
                ("expected", "expected"), ("claimed", "claimed"), ("denied", "denied"),
            )
            if (count := tells[status])
        ]  # fmt: skip
        told = counted(len(found.events), "event")
        split = f": {listed(kinds)}" if len(kinds) > 1 else f", {kinds[0].partition(' ')[2]}"
        out.append(f"The article reports {told}{split}.")
    if names:
        more = f" and {len(names) - 4} more" if len(names) > 4 else ""
        shown = ", ".join(names[:4]) + more if more else listed(names)
        out.append(f"Places named: {shown}.")
    figures = [figure for figure in found.casualties if not figure.same_as]
    if figures:
        named = sum(bool(figure.reporter) for figure in figures)
        tail = {0: ", none with a source cited", len(figures): " with a source cited"}.get(
            named, f", {named} of them with a source cited"
        )
        out.append(f"It gives {counted(len(figures), 'casualty figure')}{tail}.")
    return tuple(Statement.of(sentence) for sentence in out)


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


def _method(done: Analysis) -> tuple[str, ...]:
    table = {
        "acled": "ACLED’s (dozens: 12, hundreds: 100)",
        "literal": "literal (dozens: 24, hundreds: 200)",
        "isaf": "the ISAF rubric (several: 3, numerous: 4, a plural without a number: 2)",
        "wad": "the Worldwide Atrocities Dataset’s (vague words uncounted, totals of civilians)",
    }.get(done.reading.counting, done.reading.counting)
    return (
        "This brief restates one article. It does not verify it, and adds no outside knowledge.",
        f"Findings are made by rules, {_looked_at(_reviewed(done.findings))}; each leads to its "
        "exact characters.",
        "Low, best and high are the bounds the words set: “at least 20” has a low and no high; "
        "“up to 20” has a high and no low; “more than a dozen” starts at 13 (shown as >12).",
        f"Numbers said only in words follow a table: {table}.",
        "A total counts each incident once. A figure inside another is never added to it; "
        "repeats, cumulative, denied and hypothetical figures are left out of totals.",
        "A date is never more precise than its words. The Goldstein value is that scale’s number "
        "for a class of event, not a measurement.",
    )


def _reviewed(found: Findings) -> int:
    """How many findings a person accepted, corrected or added."""
    tables = (found.casualties, found.quotes, found.times, found.places, found.actors,
              found.events, found.terms)  # fmt: skip
    return sum(row.review != "machine" for table in tables for row in table)


def _looked_at(count: int) -> str:
    return f"{count} of them looked at by a person" if count else "without human review"


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
        "Program": f"sitrep {analysis.__version__}",
    }
    return tuple((name, value) for name, value in facts.items() if value)
