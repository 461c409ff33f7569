"""The tables and lists of the brief, each row tied to the finding it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.brief.contested import NO_DISPUTES, Disputes, denies
from analysis.brief.model import (
    Cell,
    KeyFigure,
    Part,
    Row,
    Saying,
    Speaker,
    Statement,
    Table,
)
from analysis.brief.sentences import EVENT_STATUS, TERM_NAMES, event_words, figure_words, harm_of
from analysis.brief.wording import (
    bounds,
    capital,
    counted,
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
from analysis.records import Casualty, Event, Findings, Place, Quote, Term, Total

_UNTRUE = ("denied", "hypothetical")
_TIMES = ("minute", "hour", "day", "week", "month", "year")
_RESTS = 6  # figures a total is said to rest on; the table marks all
_CITED = 6  # sources named in the sentence on them; the table has all
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


def _cell(said: str | Part | Statement, note: str | Part | Statement = "") -> Cell:
    return Cell(Statement.of(said), Statement.of(note))


# ------------------------------------------------------------------- key figures


_SUPERSEDED = "superseded by "


def key_figures(found: Findings, text: str) -> tuple[KeyFigure, ...]:
    """One for each total; nothing is added up here."""
    known = {figure.id: figure for figure in found.casualties}
    return tuple(_key_figure(total, known, text) for total in found.totals)


def _key_figure(total: Total, known: dict[str, Casualty], text: str) -> KeyFigure:
    inside = [
        figure
        for figure in known.values()
        if figure.subset_of in total.counted
        and figure.harm == total.harm
        and figure.subset_kind == "including"
        and not figure.same_as
        and figure.status == "reported"
    ]
    parts: list[str | Part | Statement] = []
    if not total.counted:
        left = [(known[id_], reason) for id_, reason in total.not_counted if id_ in known]
        for one, reason in left[:_RESTS]:
            if not (one.subset_of or one.same_as or one.status in _UNTRUE):
                words = Part(quoted(figure_words(one, text)), one.id)
                parts += ["; " if parts else "", words, f" ({reason})"]
    for figure in inside[:3]:
        parts += [", " if parts else "including ", Part(figure_words(figure, text), figure.id)]
    rests: list[str | Part | Statement] = []
    counted_ = [id_ for id_ in total.counted if id_ in known]
    rivals = len({known[id_].reporter for id_ in counted_}) > 1
    for id_ in counted_[:_RESTS]:
        rests += ["; " if rests else "", Part(quoted(figure_words(known[id_], text)), id_)]
        if rivals and known[id_].reporter:
            rests.append(f" ({known[id_].reporter})")
    if len(counted_) > _RESTS:
        rests.append(f" and {len(counted_) - _RESTS} more")
    return KeyFigure(
        _total_words(total, known),
        total.harm,
        Statement.of(*parts),
        linked(capital(total.caveat), known),
        Statement.of(*rests),
        _other_versions(total, known, text),
    )


def _other_versions(total: Total, known: dict[str, Casualty], text: str) -> Statement:
    """Tolls of the same harm that another one replaced: by whom, so that nobody takes one for all."""
    parts: list[str | Part | Statement] = []
    for id_, reason in total.not_counted:
        newer = (
            known.get(reason.removeprefix(_SUPERSEDED)) if reason.startswith(_SUPERSEDED) else None
        )
        older = known.get(id_)
        if newer is None or older is None or older.subset_of or len(parts) >= 3 * _RESTS:
            continue
        if (older.low, older.high) == (newer.low, newer.high) or older.reporter == newer.reporter:
            continue
        words = Part(quoted(figure_words(older, text)), older.id)
        parts += ["; " if parts else "", words, f" ({older.reporter or 'no source named'})"]
    return Statement.of(*parts)


def _total_words(total: Total, known: dict[str, Casualty]) -> str:
    """The total in digits; one figure alone keeps the bound its own words set."""
    if total.high == 0:
        return "None"
    if not total.counted:
        return "Not totalled:"
    alone = known.get(total.counted[0]) if len(total.counted) == 1 else None
    if alone and alone.bound == "more_than" and alone.best and alone.low == total.low:
        return f"More than {number(alone.best)}"
    low, best = total.low, total.best
    if low is not None and best is not None and low < best and total.high is None:
        if len(total.counted) > 1 and "disagree" in total.caveat:
            return f"{number(low)}\u2013{number(best)}"  # "at least 17" and 31
    return bounds(total.low, total.best, total.high)


def linked(words: str, known: dict[str, Casualty]) -> Statement:
    """Words in which the ids of figures have become links."""
    parts: list[str | Part | Statement] = []
    for number_, token in enumerate(words.split(" ")):
        bare = token.strip(".,;:()")
        parts.append(" " if number_ else "")
        if bare in known:
            head, _, tail = token.partition(bare)
            parts += [head, Part(bare, bare), tail]
        else:
            parts.append(token)
    return Statement.of(*parts)


# -------------------------------------------------------------------- casualties


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
            _cell(Part(quoted(figure.of(text)), figure.id), " · ".join(filter(None, told))),
            _cell(harm_of(figure)),
            *map(_cell, ends(figure.low, figure.best, figure.high, figure.bound)),
            _cell(reporter, "; ".join(filter(None, [how, blamed, rejected]))),
        ),
        inside,
    )


# ------------------------------------------------------------- events and terms


def chronology(events: Iterable[Event], text: str, known: Disputes = NO_DISPUTES) -> Table:
    """Dated events in order of time, then the undated ones in the order of the text."""
    dated = [event for event in events if event.date_earliest or event.date_latest]
    rest = [event for event in events if not (event.date_earliest or event.date_latest)]
    dated.sort(key=lambda event: event.date_earliest or event.date_latest or "")
    return Table(
        "events",
        "Events in order of time, in the article’s words",
        ("When", "What", "Status", "Goldstein"),
        tuple(_event_row(event, text, known.rejecter(event.id)) for event in (*dated, *rest)),
        numeric=(3,),
    )


def _event_row(event: Event, text: str, rejected: str) -> Row:
    when = in_words(event.date_earliest, event.date_latest)
    words = quoted(event.date_words) if event.date_words else ""
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
            _cell(when or words or "not stated", words if when else ""),
            _cell(Part(event_words(event, text), event.id), where),
            _cell(status, rejected),
            _cell(value, event.event_class),
        ),
    )


def term_table(terms: Iterable[Term], text: str) -> Table:
    """The terms as the article gives them; an empty cell is not stated."""
    return Table(
        "terms",
        "Terms, as the article reports them. A dash: the article does not state it here",
        ("Term", "As written", "Where, when, who"),
        tuple(_term_row(term, text) for term in terms),
    )


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
            _cell(TERM_NAMES.get(term.type, term.type), term.status.replace("_", " ")),
            _cell(Part(quoted(one_line(term.of(text), 260)), term.id), amount),
            _cell(capital("; ".join(filter(None, stated))) or "\u2013"),
        ),
    )


# ------------------------------------------------------------ quotes and sources


def speakers(quotes: Iterable[Quote], text: str) -> tuple[Speaker, ...]:
    """Quotes by speaker, in the order of first speaking; fragments of one utterance together."""
    by_name: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_name.setdefault(quote.speaker or "", []).append(quote)
    return tuple(
        Speaker(
            capital(name) or "Speaker not named",
            next(
                (q.speaker_role for q in said if q.speaker_role and q.speaker_kind != "group"), ""
            ),
            _sayings(said, text),
            bool(name),
        )
        for name, said in by_name.items()
    )


def _sayings(said: Sequence[Quote], text: str) -> tuple[Saying, ...]:
    groups: dict[str, list[Quote]] = {}
    for quote in said:
        key = f"group {quote.group}" if quote.group and quote.kind != "mixed" else quote.id
        groups.setdefault(key, []).append(quote)
    out = []
    for found in groups.values():
        words = tuple(one_line(quote.of(text), 900).strip("\u201c\u201d") for quote in found)
        first = found[0]
        lead = ", ".join(filter(None, [first.cue, first.addressee and f"to {first.addressee}",
                                       first.venue]))  # fmt: skip
        refs = tuple(quote.id for quote in found)
        kind = "denied" if denies(first) else first.kind
        out.append(Saying(first.id, kind, words, lead, refs))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Source:
    name: str
    kind: str
    first: str
    statements: int
    figures: int


def _sources(found: Findings) -> list[_Source]:
    """Everybody cited, who is cited most first."""
    kinds = {actor.name: actor.kind for actor in found.actors}
    firsts: dict[str, str] = {}
    quotes: Counter[str] = Counter()
    figures: Counter[str] = Counter()
    for quote in found.quotes:
        if quote.speaker:
            quotes[quote.speaker] += 1
            firsts.setdefault(quote.speaker, quote.id)
            kinds.setdefault(quote.speaker, quote.speaker_kind)
    for figure in found.casualties:
        if figure.reporter and not figure.same_as:
            figures[figure.reporter] += 1
            firsts.setdefault(figure.reporter, figure.id)
    names = sorted(firsts, key=lambda name: (-(quotes[name] + figures[name]), name))
    return [
        _Source(capital(name), kinds.get(name, "not resolved").replace("_", " "), firsts[name],
                quotes[name], figures[name])
        for name in names
    ]  # fmt: skip


def cited(found: Findings) -> Statement:
    """One sentence on who is cited for what."""
    every = _sources(found)
    if not every:
        return Statement()
    said: list[str | Part | Statement] = ["Cited: "]
    for at, source in enumerate(every[:_CITED]):
        counts = [
            counted(number_, one)
            for number_, one in ((source.statements, "statement"), (source.figures, "figure"))
            if number_
        ]
        said += [", " if at else "", Part(source.name, source.first), f" ({' and '.join(counts)})"]
    more = len(every) - _CITED
    said.append(f" and {counted(more, 'other')}." if more > 0 else ".")
    return Statement.of(*said)


def source_table(found: Findings) -> Table:
    """Who is cited, how often, and for how many figures."""
    rows = [
        Row(
            "",
            (
                _cell(Part(source.name, source.first)),
                _cell(source.kind),
                _cell(number(source.statements)),
                _cell(number(source.figures)),
            ),
        )
        for source in _sources(found)
    ]
    return Table(
        "sources",
        "Who is cited, and how often",
        ("Source", "Kind", "Statements", "Figures"),
        tuple(rows),
        numeric=(2, 3),
    )


# --------------------------------------------------- places, times and leftovers


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
            _cell(Part(place.name, place.id), f"as written: {words}"),
            _cell(within or "\u2013"),
            _cell(_PRECISION.get(place.precision, place.precision)),
            _cell(point, place.source if place.lat is not None else ""),
            _cell(number(count[key])),
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
                _cell(Part(quoted(time.of(done.article.text)), time.id)),
                _cell(in_words(time.earliest, time.latest) or "left as words"),
                _cell(f"{'Two readings: ' if time.ambiguous else ''}{dates_in_words(time.note)}"),
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
        told = _cell(left.kind.replace("_", " ")) if open_ else _cell(capital(left.reason))
        around = _around(text, left.start, left.end) if open_ else left.kind.replace("_", " ")
        rows[0 if open_ else 1].append(Row(left.id, (_cell(words), told, _cell(around))))
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
