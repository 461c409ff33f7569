"""What a reader will ask and the article does not say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.brief.model import Part, Statement
from analysis.brief.sentences import figure_words
from analysis.brief.wording import counted, dates_in_words, in_words, quoted
from analysis.pipeline import Analysis
from analysis.records import Casualty, Event, Finding, Term, Time

_NAMED = 4  # so many findings are named in a gap, the others counted


def not_stated(terms: Sequence[Term]) -> tuple[str, ...]:
    """What a reader of an agreement asks for and this article does not give."""
    if not terms:
        return ()
    types = {term.type for term in terms}
    out = []
    if "monitoring" not in types:
        out.append("who monitors or verifies")
    if "ceasefire" in types:
        truces = [term for term in terms if term.type == "ceasefire"]
        if not any(term.when_earliest for term in truces):
            out.append("when the ceasefire starts")
        if not any((term.when_latest or "") > (term.when_earliest or "")[:10] + "T99"
                   for term in truces):  # fmt: skip
            out.append("how long the ceasefire lasts")
    for kind, field, words in (
        ("joint_patrol", "when_earliest", "when joint patrols begin"),
        ("buffer_zone", "where", "the exact line of the zone or corridor"),
        ("withdrawal", "when_latest", "the date by which forces withdraw"),
        ("prisoner_exchange", "when_earliest", "when prisoners are exchanged"),
        ("humanitarian_access", "where", "where humanitarian access applies"),
    ):
        asked = [term for term in terms if term.type == kind]
        if asked and not any(getattr(term, field) for term in asked):
            out.append(words)
    if not any(term.parties for term in terms):
        out.append("who the parties are")
    return tuple(out)


def information_gaps(done: Analysis) -> tuple[Statement, ...]:
    """Sentences on what is open: who says so, who did it, when, and what has two readings."""
    found, text = done.findings, done.article.text
    told = [figure for figure in found.casualties if not figure.same_as and figure.high != 0]
    wholes = [figure for figure in told if not figure.subset_of and figure.scope == "incident"]
    said = [
        _gap(
            "No source is named for ", "casualty figure",
            [(figure, figure_words(figure, text)) for figure in told if not figure.reporter],
        ),
        _gap(
            "The article names nobody as responsible for ", "casualty figure",
            [(f, figure_words(f, text)) for f in wholes if _violent(f) and not f.perpetrator],
        ),
        _gap(
            "No date is given for ", "casualty figure",
            [(f, figure_words(f, text)) for f in wholes if not (f.date_earliest or f.date_latest)],
        ),
        _gap(
            "No place is given for ", "casualty figure",
            [(f, figure_words(f, text)) for f in wholes if not (f.place or f.place_words)],
        ),
        _undated(found.events, text),
        *(_two_readings(time, text) for time in found.times if _open(time)),
    ]  # fmt: skip
    return tuple(gap for gap in said if gap)


def _violent(figure: Casualty) -> bool:
    return figure.harm != "displaced" and figure.status == "reported"


def _gap(start: str, one: str, found: Sequence[tuple[Finding, str]]) -> Statement:
    """``No source is named for 2 casualty figures: “a”, “b”.``"""
    if not found:
        return Statement()
    parts: list[str | Part | Statement] = [f"{start}{counted(len(found), one)}: "]
    parts += _named((Part(quoted(words), finding.id) for finding, words in found), len(found))
    return Statement.of(*parts, ".")


def _named(parts: Iterable[Part], count: int) -> list[str | Part | Statement]:
    out: list[str | Part | Statement] = []
    for part in list(parts)[:_NAMED]:
        out += [", " if out else "", part]
    return [*out, f" and {count - _NAMED} more"] if count > _NAMED else out


def _undated(events: Sequence[Event], text: str) -> Statement:
    open_ = [event for event in events if not (event.date_earliest or event.date_latest)]
    return _gap("No date is given for ", "event", [(event, event.of(text)) for event in open_])


def _open(time: Time) -> bool:
    return time.ambiguous and bool(time.note) and "settled" not in time.note


def _two_readings(time: Time, text: str) -> Statement:
    read = in_words(time.earliest, time.latest)
    note = dates_in_words(time.note)
    said = f" is read as {read}; {note}" if read else f": {note}"
    return Statement.of(Part(quoted(time.of(text)), time.id), f"{said.rstrip('.')}.")
