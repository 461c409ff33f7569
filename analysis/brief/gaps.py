"""What a reader will ask and the article does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analysis.brief.model import Part, Statement
from analysis.brief.sentences import figure_words, tells_a_day
from analysis.brief.wording import counted, dates_in_words, in_words, one_line, quoted
from analysis.extract.totals import NATURAL
from analysis.pipeline import Analysis
from analysis.records import Casualty, Event, Finding, Findings, Term, Time

_NAMED = 4  # so many findings are named in a gap, the others counted
_FORCE = -9.0  # Goldstein values of the use of force
_LONGEST = 70  # characters of each


# a kind of term, what is asked of it, the field that answers it, and where else an answer may stand
_ASKED = (
    ("ceasefire", "when the ceasefire starts", "when_earliest", "times"),
    ("joint_patrol", "when joint patrols begin", "when_earliest", "times"),
    ("buffer_zone", "the exact line of the zone or corridor", "where", "places"),
    ("withdrawal", "the date by which forces withdraw", "when_latest", "times"),
    ("prisoner_exchange", "when prisoners are exchanged", "when_earliest", "times"),
    ("humanitarian_access", "where humanitarian access applies", "where", "places"),
)


def not_stated(done: Analysis) -> tuple[str, ...]:
    """What a reader of an agreement asks for and this article does not give.

    Nothing is called unstated while a time or a place stands in the sentence of the promise.
    """
    found, terms = done.findings, done.findings.terms
    if not terms:
        return ()
    types = {term.type for term in terms}
    out = [] if "monitoring" in types else ["who monitors or verifies"]
    for kind, words, field, other in _ASKED:
        asked = [term for term in terms if term.type == kind]
        told = any(getattr(term, field) for term in asked)
        told = told or (other == "times" and any(_counted_day(done, term) for term in asked))
        if asked and not told and not _beside(asked, getattr(found, other)):
            out.append(words)
    truces = [term for term in terms if term.type == "ceasefire"]
    spans = [time for time in found.times if time.kind == "duration"]
    if truces and not any(t.when_latest or _lasts(t) for t in truces) and not _beside(terms, spans):
        out.append("how long the ceasefire lasts")
    named = any(actor.kind in ("state", "armed_group") for actor in found.actors)
    if not named and not any(term.parties for term in terms):
        out.append("who the parties are")
    return tuple(out)


# days counted from the start of an agreement: no day of the calendar, but stated
_NTH = r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final)"
_COUNTED = re.compile(
    r"\b(?:(?:day|week|month)s? (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    rf"|{_NTH} (?:hour|day|week|month)s?\b)",
    re.I,
)


def _counted_day(done: Analysis, term: Term) -> bool:
    """Whether the sentence of a promise counts its days: "by day 22", "on the seventh day"."""
    if term.sentence >= len(done.reading.sentences):
        return False
    return _COUNTED.search(done.reading.sentences[term.sentence].of(done.article.text)) is not None


def _lasts(term: Term) -> bool:
    """Whether its quantity is a time: "a 48-hour truce"."""
    unit = (term.unit or "").lower().rstrip("s")
    return unit in ("minute", "hour", "day", "week", "month", "year")


def _beside(terms: Iterable[Finding], mentions: Iterable[Finding]) -> bool:
    """Whether one of the mentions stands in a sentence of one of the terms."""
    return bool({term.sentence for term in terms} & {mention.sentence for mention in mentions})


def information_gaps(done: Analysis) -> tuple[Statement, ...]:
    """Sentences on what is open: who says so, who did it, when, and what has two readings."""
    found, text = done.findings, done.article.text
    told = [figure for figure in found.casualties if not figure.same_as and figure.high != 0]
    wholes = [figure for figure in told if not figure.subset_of and figure.scope == "incident"]
    natural = {id_ for total in found.totals for id_, why in total.not_counted if why == NATURAL}
    said = [
        _gap(
            "No cited source found for ", "casualty figure",
            [(figure, figure_words(figure, text)) for figure in told if not figure.reporter],
        ),
        _gap(
            "Nobody found named as responsible for ", "casualty figure",
            [(f, figure_words(f, text)) for f in wholes
             if _violent(f) and f.id not in natural and not f.perpetrator],
        ),
        _gap(
            "No date found for ", "casualty figure",
            [(f, figure_words(f, text)) for f in wholes if not _dated(f)],
        ),
        _gap(
            "No place found for ", "casualty figure",
            [(f, figure_words(f, text)) for f in wholes if not (f.place or f.place_words)],
        ),
        _undated(found, text),
        *(_two_readings(time, text) for time in found.times if _open(time)),
    ]  # fmt: skip
    return tuple(gap for gap in said if gap)


def _dated(finding: Casualty | Event) -> bool:
    return bool(finding.date_earliest or finding.date_latest or finding.date_words)


def _violent(figure: Casualty) -> bool:
    return figure.harm != "displaced" and figure.status == "reported"


def _gap(start: str, one: str, found: Sequence[tuple[Finding, str]]) -> Statement:
    """``No source is named for 2 casualty figures: “a”, “b”.``"""
    if not found:
        return Statement()
    parts: list[str | Part | Statement] = [f"{start}{counted(len(found), one)}: "]
    parts += _named(
        (Part(quoted(one_line(words, _LONGEST)), finding.id) for finding, words in found),
        len(found),
    )
    return Statement.of(*parts, ".")


def _named(parts: Iterable[Part], count: int) -> list[str | Part | Statement]:
    out: list[str | Part | Statement] = []
    for part in list(parts)[:_NAMED]:
        out += [", " if out else "", part]
    return [*out, f" and {count - _NAMED} more"] if count > _NAMED else out


def _undated(found: Findings, text: str) -> Statement:
    """Acts of force without a date; the chart lists the other undated events."""
    open_ = [
        event
        for event in found.events
        if not (_dated(event) or tells_a_day(event, found.times))
        and (event.goldstein or 0) <= _FORCE
        and event.status != "denied"
    ]
    return _gap("No date found for ", "event", [(event, event.of(text)) for event in open_])


def _open(time: Time) -> bool:
    return time.ambiguous and bool(time.note) and "settled" not in time.note


def _two_readings(time: Time, text: str) -> Statement:
    read = in_words(time.earliest, time.latest)
    note = dates_in_words(time.note)
    said = f" is read as {read}; {note}" if read else f": {note}"
    return Statement.of(Part(quoted(time.of(text)), time.id), f"{said.rstrip('.')}.")
