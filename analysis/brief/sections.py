"""The tables of the brief, each row tied to the finding it shows: figures, events, terms, places, times,
and what was not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.brief.contested import NO_DISPUTES, Disputes
from analysis.brief.model import Part, Row, Table, cell
from analysis.brief.sentences import EVENT_STATUS, event_words, harm_of, tells_a_day, term_label
from analysis.brief.wording import (
    capital,
    dates_in_words,
    ends,
    in_words,
    listed,
    moment,
    number,
    one_line,
    quoted,
)
from analysis.pipeline import Analysis
from analysis.records import Casualty, Event, Findings, Place, Term, Time

_TIMES = ("minute", "hour", "day", "week", "month", "year")
_STATUS = {
    "denied": "denied in the article",
    "hypothetical": "only supposed",
    "claimed_by_party": "claimed by a party",
}
_BOUNDS = {
    "at_least": "at least", "more_than": "more than", "up_to": "up to",
    "fewer_than": "fewer than", "about": "about", "range": "range", "words_only": "in words only",
}  # fmt: skip
_PRECISION = {
    "exact": "the place itself", "near": "near the place", "admin2": "district",
    "admin1": "province", "country": "country", "line": "a line, no point",
    "unnamed": "not named",
}  # fmt: skip


def _precision(place: Place) -> str:
    """How far its point holds; a name that the gazetteer lacks is still a name."""
    if place.rule == "place.named_only":
        return "named, not in the gazetteer"
    return _PRECISION.get(place.precision, place.precision)


def casualty_table(found: Findings, text: str, known: Disputes = NO_DISPUTES) -> Table:
    """Every figure with its bounds, the words as written and the reporter, parts under wholes."""
    reasons = {id_: reason for total in found.totals for id_, reason in total.not_counted}
    rows = [
        _casualty_row(figure, text, reasons.get(figure.id, ""), inside, known.rejecter(figure.id))
        for figure, inside in _in_order(found.casualties)
    ]
    return Table(
        "casualties",
        "Casualty figures as the article gives them. A dash: the article sets no such bound. "
        "Indented: part of the figure above, never added to it.",
        ("Figure, as written", "Harm", "Low", "Best", "High", "Reported by"),
        tuple(rows),
        numeric=(2, 3, 4),
    )


def _in_order(figures: Sequence[Casualty]) -> list[tuple[Casualty, bool]]:
    ids = {figure.id for figure in figures}
    parts: dict[str, list[Casualty]] = {}
    for figure in figures:
        if figure.subset_of in ids and figure.subset_of != figure.id:
            parts.setdefault(figure.subset_of, []).append(figure)
    nested = {figure.id for found in parts.values() for figure in found}
    out: list[tuple[Casualty, bool]] = []
    stack = [(figure, False) for figure in reversed(figures) if figure.id not in nested]
    while stack:
        figure, inside = stack.pop()
        out.append((figure, inside))
        stack += [(part, True) for part in reversed(parts.pop(figure.id, []))]
    shown = {figure.id for figure, _ in out}
    return out + [(figure, True) for figure in figures if figure.id not in shown]


def _casualty_row(figure: Casualty, text: str, reason: str, inside: bool, rejected: str) -> Row:
    told = [
        _BOUNDS.get(figure.bound, ""),
        moment(figure.date_earliest, figure.date_latest, figure.date_words),
        figure.place or "",
        "" if figure.cause in ("unknown", "other") else figure.cause.replace("_", " "),
        _STATUS.get(figure.status, ""),
        f"{figure.scope} toll" if figure.scope != "incident" else "",
        f"same figure as {figure.same_as}" if figure.same_as else "",
        f"not in the total: {reason}" if reason and not figure.same_as and not inside else "",
    ]
    reporter = figure.reporter or "not named"
    how = {"by_context": "by context", "direct": ""}.get(figure.attribution, "")
    blamed = ""
    if figure.perpetrator and not inside:
        who = "by a source" if figure.voice == "source" else "in the article’s own voice"
        blamed = f"attributed to {figure.perpetrator} {who}"
    return Row(
        figure.id,
        (
            cell(Part(quoted(figure.of(text)), figure.id), " · ".join(filter(None, told))),
            cell(harm_of(figure)),
            *map(cell, ends(figure.low, figure.best, figure.high, figure.bound)),
            cell(reporter, "; ".join(filter(None, [how, blamed, rejected]))),
        ),
        inside,
    )


def chronology(found: Findings, text: str, known: Disputes = NO_DISPUTES) -> Table:
    """Dated events in order of time, then the undated ones in the order of the text."""
    dated = [event for event in found.events if event.date_earliest or event.date_latest]
    rest = [event for event in found.events if not (event.date_earliest or event.date_latest)]
    dated.sort(key=lambda event: event.date_earliest or event.date_latest or "")
    return Table(
        "events",
        "Events in order of time, in the article’s words",
        ("When", "What", "Status", "Goldstein"),
        tuple(
            _event_row(event, text, known.rejecter(event.id), found.times)
            for event in (*dated, *rest)
        ),
        numeric=(3,),
    )


def _event_row(event: Event, text: str, rejected: str, times: Sequence[Time]) -> Row:
    when = in_words(event.date_earliest, event.date_latest)
    words = quoted(event.date_words) if event.date_words else ""
    undated = "see its words" if tells_a_day(event, times) else "not stated"
    value = "\u2013"
    if event.goldstein is not None:
        value = f"{event.goldstein:+.1f}".replace("-", "\u2212")
    who = listed(event.actors)
    if who and event.voice == "source":
        who += f" (says {event.reporter})" if event.reporter else " (says a source)"
    where = " · ".join(filter(None, [event.place or "", who]))
    status = EVENT_STATUS.get(event.status, event.status).lower() or "told as past"
    return Row(
        event.id,
        (
            cell(when or words or undated, words if when else ""),
            cell(Part(event_words(event, text), event.id), where),
            cell(status, rejected),
            cell(value, event.event_class),
        ),
    )


def term_table(terms: Iterable[Term], text: str) -> Table:
    """The terms as the article gives them; an empty cell is not stated."""
    terms = tuple(terms)
    open_yet = all(term.status in _NOT_AGREED for term in terms)
    return Table(
        "terms",
        "Terms, as the article reports them. A dash: the article does not state it here",
        ("Term", "As written", "Where, when, who"),
        tuple(_term_row(term, text) for term in terms),
        heading="terms_asked" if open_yet else "",
    )


_NOT_AGREED = frozenset(("proposed", "demanded", "rejected"))


def _term_row(term: Term, text: str) -> Row:
    amount = ""
    if term.quantity is not None:
        unit = term.unit or ""
        many = "s" if term.quantity != 1 and unit in _TIMES else ""  # "a three-day truce"
        amount = f"{term.quantity:g} {unit}{many}".strip()
        amount += f" ({term.quantity_si})" if term.quantity_si else ""
    stated = (
        one_line(term.where or ""),
        in_words(term.when_earliest, term.when_latest),
        listed(term.parties),
    )
    return Row(
        term.id,
        (
            cell(*term_label(term)),
            cell(Part(quoted(one_line(term.of(text), 260)), term.id), amount),
            cell(capital("; ".join(filter(None, stated))) or "\u2013"),
        ),
    )


def place_table(done: Analysis) -> Table:
    """Each scene once, with how far its coordinates may be trusted."""
    text = done.article.text
    seen: dict[tuple[str, str], Place] = {}
    count: Counter[tuple[str, str]] = Counter()
    for place in done.findings.places:
        if place.role != "party":
            key = (place.name, place.precision)
            count[key] += 1
            seen.setdefault(key, place)
    rows = []
    for key, place in seen.items():
        within = ", ".join(filter(None, [place.admin2, place.admin1, place.country]))
        point = "no coordinates"
        if place.lat is not None and place.lon is not None:
            point = f"{place.lat:.3f}, {place.lon:.3f}"
        words = quoted(place.of(text))
        cells = (
            cell(Part(place.name, place.id), f"as written: {words}"),
            cell(within or "\u2013"),
            cell(_precision(place)),
            cell(point, place.source if place.lat is not None else ""),
            cell(number(count[key])),
        )
        rows.append(Row(place.id, cells))
    columns = ("Place", "Within", "Precision", "Latitude, longitude", "Mentions")
    return Table("places", "Places where something is said to happen", columns, tuple(rows),
                 numeric=(4,))  # fmt: skip


def time_table(done: Analysis) -> Table:
    """Every time expression and how it was read."""
    rows = [
        Row(
            time.id,
            (
                cell(Part(quoted(time.of(done.article.text)), time.id)),
                cell(in_words(time.earliest, time.latest) or "left as words"),
                cell(f"{'Two readings: ' if time.ambiguous else ''}{dates_in_words(time.note)}"),
            ),
        )
        for time in done.findings.times
    ]
    return Table("times", "Dates and times as written, and how they were read",
                 ("Words", "Read as", "Note"), tuple(rows))  # fmt: skip


def leftover_tables(done: Analysis) -> tuple[Table, Table]:
    """What was not understood, and what was explained as something else."""
    text = done.article.text
    rows: tuple[list[Row], list[Row]] = ([], [])
    for left in done.findings.audit:
        open_ = left.reason.startswith("not understood")
        words = Part(quoted(one_line(left.of(text), 160)), left.id if open_ else "")
        told = cell(left.kind.replace("_", " ")) if open_ else cell(capital(left.reason))
        around = _around(text, left.start, left.end) if open_ else left.kind.replace("_", " ")
        rows[0 if open_ else 1].append(Row(left.id, (cell(words), told, cell(around))))
    return (
        Table("not-understood", "Words the program found but could not place",
              ("Words", "Kind", "Context"), tuple(rows[0])),
        Table("explained", "Numbers, marks and words that are not findings, with the reason",
              ("Words", "Reason", "Kind"), tuple(rows[1])),
    )  # fmt: skip


def _around(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 60) : start].rpartition("\n\n")[2]
    after = text[end : end + 60].partition("\n\n")[0]
    before = before.partition(" ")[2] if start > 60 and len(before) == 60 else before
    after = after.rpartition(" ")[0] if len(after) == 60 else after
    return one_line(f"\u2026{before}{text[start:end]}{after}".rstrip(".") + "\u2026")
