"""Sentences made of findings: every hedge kept, every source named, every part linked.

A figure is said in the article's words; what is expected, claimed, denied or only supposed says
so first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.brief.contested import NO_DISPUTES, Disputes
from analysis.brief.model import Part, Statement
from analysis.brief.wording import (
    bounds,
    capital,
    in_words,
    listed,
    moment,
    one_line,
    paired,
    quoted,
)
from analysis.records import Casualty, Event, Findings, Place, Quote, Term, Time

_CAUSES = {
    "airstrike": "by airstrike", "shelling": "by shelling", "missile": "by missile",
    "car_bomb": "by car bomb", "ied": "by an explosive device",
    "suicide_attack": "by suicide attack", "landmine": "by landmine", "gunfire": "by gunfire",
    "chemical": "by chemical attack", "ground_fighting": "in ground fighting",
    "execution": "by execution", "drone": "by drone",
}  # fmt: skip
_WITHOUT_MEANS = frozenset(("missing", "abducted", "detained"))  # "missing by gunfire"
_SCOPES = {"period": "toll of a period", "cumulative": "cumulative toll"}
TERM_NAMES = {
    "ceasefire": "Ceasefire", "buffer_zone": "Buffer zone or corridor",
    "joint_patrol": "Joint patrols", "withdrawal": "Withdrawal",
    "prisoner_exchange": "Prisoner exchange", "humanitarian_access": "Humanitarian undertaking",
    "monitoring": "Monitoring", "political_process": "Political principle",
    "return_of_displaced": "Return of the displaced", "disarmament": "Disarmament",
    "deadline": "Deadline", "other": "Other undertaking",
}  # fmt: skip
EVENT_STATUS = {
    "past": "", "ongoing": "Ongoing", "expected": "Expected", "claimed": "Claimed",
    "denied": "Denied",
}  # fmt: skip


def harm_of(figure: Casualty) -> str:
    """``killed``, or both harms where one figure lumps two."""
    return f"{figure.harm} or {figure.harm_alt}" if figure.harm_alt else figure.harm


def figure_words(figure: Casualty, text: str) -> str:
    """The figure as the article puts it: its victims with their number, or the whole clause."""
    bare = figure.high == 0 or (figure.victims or "").endswith((" of them", " of whom"))
    words = figure.of(text) if bare else figure.victims or figure.of(text)
    words = _LEFT_OVER.sub("", one_line(words).strip(" ,;:"))
    return paired(words)


_LEFT_OVER = re.compile(r" (?:in|to|at|on|from|into|by|with)$")  # "some 900 of them arrived in"
# "nine of the dead were nuns": nine nuns
_TOLD_AS = re.compile(
    r"^(\S+(?: \S+){0,3}?) of (?:them|whom|the (?:dead|wounded|injured|victims|casualties)|those killed) "
    r"(?:are|were|is|was) (.+)$"
)


def figure_sentence(
    figure: Casualty, found: Findings, text: str, known: Disputes = NO_DISPUTES
) -> Statement:
    """One casualty figure with its circumstances and its source.

    "More than a dozen civilians killed by airstrike near Dolna; no source is named for the
    figure."
    """
    said: list[str | Part | Statement] = [_status(figure), *_counted(figure, text)]
    inside = [part for part in found.casualties if _is_told_part(part, figure)]
    if inside:
        whole = all(part.subset_kind == "breakdown" for part in inside)
        said.append(", of them " if whole else ", including ")
        said.extend(_joined(Part(inside_words(part, text), part.id) for part in inside[:4]))
    means = "" if figure.harm in _WITHOUT_MEANS else _CAUSES.get(figure.cause, "")
    how = " ".join(filter(None, [means, _where(figure, found, text)]))
    said.append(f"{',' if inside else ''} {how}" if how else "")
    later = (_when(figure), _SCOPES.get(figure.scope, ""))
    said.extend(f", {part}" for part in later if part)
    said.append(_source(figure))
    said += [f"; {part}" for part in [known.rejecter(figure.id)] if part]
    for rival in known.rivals.get(figure.id, ()):
        words = Part(quoted(figure_words(rival, text)), rival.id)
        said += ["; another version: ", words, f" ({rival.reporter or 'no source named'})"]
    return Statement.of(*said, ".")


def _counted(figure: Casualty, text: str) -> tuple[Part, Part]:
    """The figure and its harm; a clause that has no victims to set apart is quoted whole."""
    words = figure_words(figure, text)
    if figure.high == 0 or not figure.victims:
        none = "none " if figure.high == 0 else ""
        return Part(quoted(words), figure.id), Part(f" ({none}{harm_of(figure)})")
    words = _TOLD_AS.sub(r"\1 \2", words)
    return Part(capital(words), figure.id), Part(f" {harm_of(figure)}")


def _is_told_part(part: Casualty, whole: Casualty) -> bool:
    """A part that may be said in one breath with its whole: same harm, told as fact, once."""
    if part.subset_of != whole.id or part.same_as:
        return False
    return part.harm == whole.harm and part.status == "reported"


_OPENS = re.compile(
    r"(?:[A-Z][a-z]+(?:-[a-z]+)? (?:of|more|others?)|An?|Her|His|Their|The|Some|About|Around|Nearly|Almost|At least|"
    r"More than|Over|Up to|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Most|Several|Many|"
    r"Dozens|Scores|Hundreds|Thousands) "
)


def inside_words(part: Casualty, text: str) -> str:
    """A part as said inside a sentence: "Six more" of a line's beginning is "six more" there."""
    words = _TOLD_AS.sub(r"\1 \2", figure_words(part, text))
    return words[0].lower() + words[1:] if _OPENS.match(words) else words


def _status(figure: Casualty) -> str:
    if figure.status == "denied":
        return "Denied in the article: "
    if figure.status == "hypothetical":
        return "Only supposed, not reported: "
    if figure.status == "claimed_by_party":
        return f"Claimed by {figure.reporter or 'a party to the conflict'}: "
    return ""


def _joined(parts: Iterable[Part]) -> list[str | Part | Statement]:
    out: list[str | Part | Statement] = []
    for part in parts:
        out += [", " if out else "", part]
    return out


def _where(figure: Casualty, found: Findings, text: str) -> str:
    """The figure's place, and those joined to it: "in Kara and in Zabid", not a town told of beside it."""
    if not figure.place:
        return f"at {quoted(figure.place_words)}" if figure.place_words else ""
    told = [place for place in found.places if place.name == figure.place]
    here = [p for p in found.places if p.sentence == figure.sentence and p.role == "scene"]
    joined = _joined_places(here, told, text)
    in_order = [p for p in joined if p in told or not _nested(p, told)] or told[:1]
    named = {place.name: place for place in in_order}
    if not named:
        return f"in {figure.place}"
    return listed([f"{'near' if p.precision == 'near' else 'in'} {p.name}" for p in named.values()])


_AND = re.compile(r"(?:,? (?:and|or)|,) (?:(?:in|near|of|at) )?(?:the )?(?:[a-z]+ of )?")


def _joined_places(here: list[Place], told: list[Place], text: str) -> list[Place]:
    """The run of places of a sentence, one joined to the next, that holds the figure's own."""
    runs: list[list[Place]] = []
    for place in here:
        if runs and _AND.fullmatch(text, runs[-1][-1].end, place.start):
            runs[-1].append(place)
        else:
            runs.append([place])
    return next((run for run in runs if any(place in told for place in run)), [])


def _nested(place: Place, others: Iterable[Place]) -> bool:
    """Whether one of the others lies in ``place``, or it in them."""
    for other in others:
        inside = {other.name, other.admin2, other.admin1, other.country}
        around = {place.name, place.admin2, place.admin1, place.country}
        if place.name in inside or other.name in around:
            return True
    return place.precision in ("line", "unnamed", "country")


def _when(figure: Casualty) -> str:
    """To the day, with the article's own words for it: a headline needs no hour."""
    first, last = (figure.date_earliest or "")[:10], (figure.date_latest or "")[:10]
    return moment(first, last, figure.date_words)


def _source(figure: Casualty) -> str:
    """Who is cited for the figure, and who for the perpetrator."""
    if figure.status == "claimed_by_party":
        said = ""
    elif figure.reporter:
        how = " by context" if figure.attribution == "by_context" else ""
        said = f"; source{how}: {figure.reporter}"
    else:
        said = "; no source is named for the figure"
    if figure.perpetrator:
        voice = "by a source" if figure.voice == "source" else "in the article’s own voice"
        said += f"; attributed to {figure.perpetrator} {voice}"
    return said


def term_label(term: Term) -> tuple[str, str]:
    """What a term is called and how it stands; what an agreement leaves out is no undertaking."""
    if term.rule == "terms.other.exclusion":
        return "Left out of the agreement", ""
    return TERM_NAMES.get(term.type, "Undertaking"), term.status.replace("_", " ")


def term_sentence(term: Term, text: str) -> Statement:
    """One promise of an agreement with its status, its parties and its time."""
    label = " ".join(filter(None, term_label(term)))
    agreed = term.status == "agreed" and bool(term.parties)
    said: list[str | Part | Statement] = [
        f"{label} by {listed(term.parties)}: " if agreed else f"{label}: "
    ]
    said.append(Part(_promise(term, text), term.id))
    if term.where and term.where not in term.of(text):
        said.append(f", {_own(term.where, text)}")
    when = in_words(term.when_earliest, term.when_latest)
    if when:
        said.append(f"; time given: {when}")
    if term.parties and not agreed:
        said.append(f"; parties named: {listed(term.parties)}")
    return Statement.of(*said, ".")


def _promise(term: Term, text: str) -> str:
    """The words of a promise, whole where there is room for them."""
    if term.what.endswith(" …"):
        return quoted(one_line(term.of(text), _LONGEST))
    return _own(term.what, text) or quoted(term.of(text))


def _own(words: str, text: str) -> str:
    """Quotation marks only around what the article says letter by letter."""
    return quoted(words) if words and words in text else one_line(words)


_DAYS = frozenset(("date", "weekday", "relative"))


def tells_a_day(event: Event, times: Iterable[Time]) -> bool:
    """Whether its own words name a day, though none of them is settled as its date: "from 8 May"."""
    return any(time.kind in _DAYS and event.overlaps(time) for time in times)


def event_sentence(
    event: Event, text: str, known: Disputes = NO_DISPUTES, times: Iterable[Time] = ()
) -> Statement:
    """One event with its date, in the article's words; that it has none is said where they name none."""
    when = moment(event.date_earliest, event.date_latest, event.date_words)
    status = EVENT_STATUS.get(event.status, "")
    start = f"{status} ({when}): " if status and when else f"{status}: " if status else ""
    undated = "" if tells_a_day(event, times) else "No date stated: "
    start = start or (f"{capital(when)}: " if when else undated)
    words, rejected = event_words(event, text), known.rejecter(event.id)
    tail = f" ({rejected})" if rejected else ""
    return Statement.of(start, Part(words, event.id), tail, ".")


def event_words(event: Event, text: str) -> str:
    """What happened, made of the article's own words."""
    words, own = event.summary or event.of(text), event.of(text)
    if words.endswith(" …") and own.startswith(words[:-_CUT]):  # whole, where there is room
        words = own
    return capital(paired(one_line(words, _LONGEST).strip(" ,;:.\u2022")))


_CUT, _LONGEST = len(" …"), 220  # characters


def quote_sentence(quote: Quote, text: str) -> Statement:
    """Words somebody is cited for, and who is cited."""
    speaker = capital(quote.speaker or "") or "A speaker the article does not name"
    one = quote.speaker_role and quote.speaker_kind != "group"
    role = f" ({quote.speaker_role})" if one else ""
    words = Part(quoted(one_line(quote.of(text), 240)), quote.id)
    return Statement.of(f"{speaker}{role}, quoted: ", words, ".")


def described(figure: Casualty, text: str) -> str:
    """A figure in a few words, for the description of the chart."""
    tags = ", ".join(
        filter(None, [_SCOPES.get(figure.scope, ""), "" if figure.status == "reported" else
                      figure.status.replace("_", " ")])
    )  # fmt: skip
    said = f"{figure_words(figure, text)} {harm_of(figure)}"
    span = bounds(figure.low, figure.best, figure.high, figure.bound)
    return f"{said} ({span}{', ' if tags else ''}{tags})"
