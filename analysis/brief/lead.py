"""What a brief says first: its highlights, and the overview of what they leave out.

Deeds of weeks before come last and are named background; deeds of decades before are told
nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from analysis.brief.contested import Disputes
from analysis.brief.model import Statement
from analysis.brief.reviewed import Rejected
from analysis.brief.sentences import event_sentence, figure_sentence, quote_sentence, term_sentence
from analysis.brief.wording import counted, listed
from analysis.dates import last_day
from analysis.extract.long_ago import LongAgo
from analysis.pipeline import Analysis
from analysis.records import Casualty, Event, Findings, Term

_MOST = 5
_OPENING = 3  # sentences an article opens with
_TOLD, _TOLD_LENGTH = 2, 330  # events the overview tells, and their characters
_WEEKS = 14  # days before publication from which an event is background
_FORCE = -9.0  # Goldstein values of the use of force
_NO_VIOLENCE = "The text reports no armed violence that the program recognises."


class Lead:
    """The first sentences of one brief; words that hold a figure rejected in review are none."""

    def __init__(self, done: Analysis, known: Disputes, rejected: Rejected) -> None:
        self._found, self._text = done.findings, done.article.text
        self._published, self._known = done.article.published, known
        self._rejected, self._sentences = rejected, done.reading.sentences
        history = LongAgo(done.reading)
        self._old = {
            one.id
            for table in (self._found.casualties, self._found.events)
            for one in table
            if one in history
        }
        self.highlights = self._highlights()

    def opening(self) -> str:
        """The words that stand for a headline where the article has none."""
        first = self._text.partition("\n\n")[0]
        clear = (one for one in self._sentences if not self._rejected.in_span(one))
        begin = next(clear, None)
        if begin is None:
            return first if not self._sentences else ""
        return first if begin.start == 0 else begin.of(self._text)

    def _highlights(self) -> tuple[Statement, ...]:
        """Up to five sentences: what was agreed, who was harmed, what is to come, who said it."""
        found, text, known = self._found, self._text, self._known
        terms = self._rejected.clear(found.terms)
        main = _main_term(terms)
        out = [term_sentence(term, text) for term in main]
        wholes = [one for one in _leading(found, known) if one.id not in self._old][:3]
        out += [figure_sentence(figure, found, text, known) for figure in wholes]
        covered = {figure.id for figure in wholes}
        told = [e for e in self._by_weight() if not covered & set(e.casualties)]
        told = [e for e in self._rejected.clear(told) if e.id not in self._old]
        if main:
            told = [event for event in told if not any(event.overlaps(term) for term in main)]
            told = [e for e in told if (e.goldstein or 0) < 0 or e.status == "expected"]
        room = _MOST - len(out) - (1 if found.quotes else 0)
        out += [
            event_sentence(event, text, known, found.times)
            for event in told[: max(0, min(room, 3))]
        ]
        direct = [quote for quote in found.quotes if quote.kind == "direct" and quote.speaker]
        direct = self._rejected.clear(direct)
        if len(out) < _MOST and direct:
            out.append(quote_sentence(direct[0], text))
        return tuple(out[:_MOST])

    def no_violence(self) -> str:
        """The sentence that says so where the text tells of none; else ""."""
        return "" if self._is_violent() else _NO_VIOLENCE

    def _is_violent(self) -> bool:
        """Whether the text tells of force used in its own days, or of terms that end or limit it."""
        if self._found.terms:
            return True
        if any((e.goldstein or 0) <= _FORCE and e.id not in self._old for e in self._found.events):
            return True
        return any(
            figure.cause not in ("unknown", "other") or figure.perpetrator
            for figure in self._found.casualties
            if figure.id not in self._old and figure.status != "denied" and figure.high != 0
        )

    def _by_weight(self) -> list[Event]:
        """The news before what lies weeks back and what is denied, the gravest first."""
        return sorted(
            self._found.events,
            key=lambda event: (
                event.status == "denied",
                self._earlier(event),
                -abs(event.goldstein or 0),
            ),
        )

    def _earlier(self, event: Event) -> bool:
        """True for what lies weeks before the report: told, but not its news."""
        day = last_day(event.date_latest or event.date_earliest or "")
        today = last_day(self._published or "")
        return event.id in self._old or bool(day and today and (today - day).days > _WEEKS)

    def overview(self) -> tuple[Statement, ...]:
        """The gravest events not told above, in order of time, those of weeks before last and named
        so; and how much more the article holds."""
        found, text, known = self._found, self._text, self._known
        above = {id_ for statement in self.highlights for id_ in statement.ids}
        spans = [term for term in found.terms if term.id in above]
        acts = [
            event
            for event in self._rejected.clear(self._by_weight())
            if event.goldstein
            and event.id not in above
            and not above & set(event.casualties)
            and not any(event.overlaps(term) for term in spans)
        ]
        chosen: list[Event] = []
        length = 0
        for event in acts:
            length += len(event_sentence(event, text, known, found.times).text)
            if len(chosen) == _TOLD or length > _TOLD_LENGTH:
                break
            chosen.append(event)
        chosen.sort(key=lambda e: (e.date_earliest or e.date_latest or "9", e.start))
        news = [
            event_sentence(one, text, known, found.times)
            for one in chosen
            if not self._earlier(one)
        ]
        older = [
            event_sentence(one, text, known, found.times) for one in chosen if self._earlier(one)
        ]
        told = {id_ for one in chosen for id_ in one.casualties}
        old = (f for f in found.casualties if f.id in self._old - told and not f.same_as)
        if not older:
            older = [figure_sentence(f, found, text, known) for f in old if not f.subset_of][:1]
        if older:
            older[0] = Statement.of("Earlier, as background: ", older[0])
        return (*news, *older, *_counts(found))


def _main_term(terms: Sequence[Term]) -> tuple[Term, ...]:
    """What holds or is to hold; a truce that ran out is no news of an agreement."""
    standing = [term for term in terms if term.status not in ("expired", "rejected")]
    made = [term for term in standing if term.status not in ("demanded", "proposed")]
    standing = made or standing  # what was agreed before what somebody asks for
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
