"""One defensible number per harm: what an analyst puts in the key-figures box.

Reads ``reading.found.casualties`` in the order of the text. A figure is either left out (part of
another, said before, cumulative, denied ...), joins an incident already open (a later or another
version of its toll), or opens one. An incident's versions give a range; incidents are added.

>>> from analysis.records import Casualty
>>> later = Casualty(0, 1, "c2", 1, "r", "killed", 17, 17, 17, "exact")
>>> span_of([Casualty(0, 1, "c1", 0, "r", "killed", 9, 9, 9, "exact"), later])
(9, None, 17)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from analysis.reading import Reading
from analysis.records import Casualty, Total

HARMS = ("killed", "injured", "missing", "displaced", "abducted", "detained")
STOCKS = frozenset(("displaced", "missing", "abducted", "detained"))  # counted as they stand
_LOOK_BACK = 12  # incidents a new figure is compared with
_GENERIC = frozenset(("unknown", "mixed", "civilian"))

Bounds = tuple[int | None, int | None, int | None]


@dataclass(slots=True)
class Incident:
    """One incident's toll of one harm: the figures that state it, first to last."""

    tolls: list[Casualty]
    parts: list[Casualty] = field(default_factory=list)  # added increments of the same incident
    dropped: list[tuple[str, str]] = field(default_factory=list)


def find_totals(reading: Reading) -> tuple[Total, ...]:
    """One row per harm that has a figure, harms in the contract's order."""
    by_harm: dict[str, list[Casualty]] = {}
    for casualty in sorted(reading.found.casualties, key=lambda c: (c.start, c.end)):
        by_harm.setdefault(casualty.harm, []).append(casualty)
    if not by_harm:
        return ()
    relations = _relations(reading)
    return tuple(
        _total(harm, by_harm[harm], relations, reading) for harm in HARMS if harm in by_harm
    )


def _relations(reading: Reading) -> dict[int, list[tuple[str, int]]]:
    """Per sentence the relation words of lexicon ``tolls`` with their offsets."""
    out: dict[int, list[tuple[str, int]]] = {}
    for tag in reading.tagged("tolls"):
        at = reading.tokens.starts[tag.first]
        out.setdefault(reading.sentence_at(at), []).append((tag.entry.get("relation"), at))
    return out


# ------------------------------------------------------------------- which figures count at all


def _total(
    harm: str,
    figures: Sequence[Casualty],
    relations: dict[int, list[tuple[str, int]]],
    reading: Reading,
) -> Total:
    """The row of one harm."""
    left_out: list[tuple[str, str]] = []
    by_id = {figure.id: figure for figure in figures}
    kept = []
    for figure in figures:
        reason = _left_out(figure, by_id)
        if reason:
            left_out.append((figure.id, reason))
        else:
            kept.append(figure)
    counted_scope, kept, out_of_scope = _in_scope(harm, kept)
    left_out += out_of_scope
    kept, parts = _apposed(kept)
    left_out += parts
    incidents = _incidents(kept, relations, reading)
    for incident in incidents:
        left_out += incident.dropped
    return _sum(harm, incidents, left_out, counted_scope)


def _left_out(figure: Casualty, by_id: dict[str, Casualty]) -> str:
    """Why a figure is in no sum, or "" where it may be."""
    if figure.status == "denied":
        return "denied"
    if figure.status == "hypothetical":
        return "hypothetical"
    if figure.same_as is not None:
        return f"the same figure as {figure.same_as}"
    if figure.subset_of is not None and figure.subset_of in by_id:
        return f"part of {figure.subset_of}"
    if (figure.low, figure.best, figure.high) == (None, None, None):
        return "no number"
    return ""


def _in_scope(harm: str, kept: list[Casualty]) -> tuple[str, list[Casualty], list[tuple[str, str]]]:
    """The widest-founded scope present, its figures, and the others with the reason.

    Incident figures where there are any above zero; else the highest toll of a period; of
    people gone or displaced also a cumulative one. A cumulative death toll is never a total.
    """
    by_scope: dict[str, list[Casualty]] = {"incident": [], "period": [], "cumulative": []}
    for figure in kept:
        by_scope[figure.scope].append(figure)
    allowed = ("incident", "period", "cumulative") if harm in STOCKS else ("incident", "period")
    chosen = next((s for s in allowed if any(_size(f) for f in by_scope[s])), "incident")
    counted = by_scope[chosen]
    if chosen != "incident" and counted:
        counted = [max(counted, key=_size)]
    said = {"period": "the toll of a period", "cumulative": "a cumulative toll"}
    out = [
        (
            figure.id,
            said.get(figure.scope, "nobody harmed" if not _size(figure) else "one incident"),
        )
        for figure in kept
        if not any(figure is one for one in counted)
    ]
    return chosen, counted, out


def _size(figure: Casualty) -> int:
    return max(figure.low or 0, figure.best or 0, figure.high or 0)


def _apposed(kept: list[Casualty]) -> tuple[list[Casualty], list[tuple[str, str]]]:
    """"Two persons, a lawyer and a teacher, were shot": figures of one sentence that add up
    to the one before them are its parts."""
    out: list[Casualty] = []
    parts: list[tuple[str, str]] = []
    k = 0
    while k < len(kept):
        whole, total, j = kept[k], 0, k + 1
        while j < len(kept) and kept[j].sentence == whole.sentence and total < (whole.best or 0):
            total += kept[j].best or 0
            j += 1
        out.append(whole)
        if j - k > 2 and total == whole.best:
            parts += [(part.id, f"part of {whole.id}") for part in kept[k + 1 : j]]
            k = j
        else:
            k += 1
    return out, parts


# ------------------------------------------------------------------- incidents and their versions


def _incidents(
    figures: Iterable[Casualty],
    relations: dict[int, list[tuple[str, int]]],
    reading: Reading,
) -> list[Incident]:
    """The figures gathered into incidents, each with its tolls and increments."""
    out: list[Incident] = []
    for figure in figures:
        said = {relation for relation, _ in _said_near(figure, relations, reading)}
        for incident in reversed(out[-_LOOK_BACK:]):
            how = _relation(incident, figure, said)
            if how == "version":
                _supersede(incident, figure, said)
                break
            if how == "part":
                reason = f"probably part of {incident.tolls[-1].id}"
                incident.dropped.append((figure.id, reason))
                break
            if how == "whole":
                incident.dropped += [(t.id, f"part of {figure.id}") for t in incident.tolls]
                incident.tolls = [figure]
                break
        else:
            out.append(Incident([figure]))
    return out


def _said_near(
    figure: Casualty, relations: dict[int, list[tuple[str, int]]], reading: Reading
) -> list[tuple[str, int]]:
    """Relation words of the figure's clause: from 60 characters before it to 40 after."""
    words = relations.get(figure.sentence, ())
    return [(r, at) for r, at in words if figure.start - 60 <= at <= figure.end + 40]


def _relation(incident: Incident, figure: Casualty, said: set[str]) -> str:
    """How a new figure stands to an incident: version, part, whole, or "" for unrelated."""
    last = incident.tolls[-1]
    if "added" in said and "running" not in said:
        return ""
    if not _same_incident(last, figure):
        return ""
    rivals = bool(last.reporter and figure.reporter and last.reporter != figure.reporter)
    if last.sentence == figure.sentence:
        return "version" if rivals or said & {"versions", "former"} else ""
    if said & {"running", "versions", "former"}:
        return "version"
    if rivals:
        return "version" if _alike(last, figure) else ""
    if "part" in said and _size(figure) <= _size(last):
        return "part"
    if not _alike(last, figure):
        return ""
    if _size(figure) <= _size(last):
        return "part"
    return "version" if figure.victim_class in _GENERIC else ""


def _alike(one: Casualty, two: Casualty) -> bool:
    """True where the same people may be meant by both."""
    a, b = one.victim_class, two.victim_class
    return a == b or a in _GENERIC or b in _GENERIC


def _same_incident(one: Casualty, two: Casualty) -> bool:
    """True where nothing said of the two keeps them apart: day, place, means, author."""
    if not _fits(one.place, two.place):
        return False
    causes = {one.cause, two.cause} - {"unknown"}
    if len(causes) > 1 or not _fits(one.perpetrator, two.perpetrator):
        return False
    return _days_meet(one, two)


def _fits(a: str | None, b: str | None) -> bool:
    return not a or not b or a == b or a in b or b in a


def _days_meet(one: Casualty, two: Casualty) -> bool:
    """True where the two windows share a day, or one is unknown."""
    a, b = one.date_earliest, two.date_earliest
    if not a or not b:
        return True
    a_end, b_end = one.date_latest or a, two.date_latest or b
    if a[:10] <= b_end[:10] and b[:10] <= a_end[:10]:
        return True
    return _size(one) == _size(two) == 1 and _next_day(a, b)


def _next_day(one: str, two: str) -> bool:
    """True for two days of which one follows the other (a killing and the finding of the body)."""
    try:
        days = date.fromisoformat(one[:10]) - date.fromisoformat(two[:10])
    except ValueError:
        return False
    return abs(days.days) <= 1


def _supersede(incident: Incident, figure: Casualty, said: set[str]) -> None:
    """Let a later version of a toll take its place beside, over or under the ones before."""
    last = incident.tolls[-1]
    rivals = last.reporter and figure.reporter and last.reporter != figure.reporter
    if "running" in said and not (rivals and "versions" in said):
        incident.dropped += [(t.id, f"superseded by {figure.id}") for t in incident.tolls]
        incident.tolls = [figure]
    elif "former" in said:
        incident.dropped.append((figure.id, f"superseded by {last.id}"))
    elif rivals or "versions" in said:
        incident.tolls.append(figure)
    else:
        newer, older = (figure, last) if _size(figure) >= _size(last) else (last, figure)
        incident.dropped.append((older.id, f"superseded by {newer.id}"))
        incident.tolls[-1] = newer


# ------------------------------------------------------------------- the sum


def span_of(tolls: Sequence[Casualty]) -> Bounds:
    """low, best, high of one incident whose toll is stated once or in diverging versions."""
    if len(tolls) == 1:
        return tolls[0].low, tolls[0].best, tolls[0].high
    lows = [n for n in (_first(t.low, t.best, t.high) for t in tolls) if n is not None]
    highs = [t.high for t in tolls]
    high = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
    return min(lows, default=None), None, high


def _first(*numbers: int | None) -> int | None:
    return next((n for n in numbers if n is not None), None)


def _sum(
    harm: str, incidents: Sequence[Incident], left_out: list[tuple[str, str]], scope: str
) -> Total:
    """The incidents added up, with the caveat that goes with it."""
    spans = [span_of(incident.tolls) for incident in incidents]
    if len(spans) == 1:
        low, best, high = spans[0]
    else:
        low = _add(_first(lo, be) if lo is None else lo for lo, be, _ in spans)
        best = _add(_first(be, lo, hi) for lo, be, hi in spans)
        high = None if any(hi is None for *_, hi in spans) else _add(hi for *_, hi in spans)
        if best is not None and low is not None and best < low:
            best = None
    counted = [toll for incident in incidents for toll in incident.tolls]
    return Total(
        harm=harm, low=low, best=best, high=high,
        counted=tuple(toll.id for toll in counted),
        not_counted=tuple(left_out),
        caveat=_caveat(incidents, scope),
    )  # fmt: skip


def _add(numbers: Iterable[int | None]) -> int | None:
    known = [n for n in numbers if n is not None]
    return sum(known) if known else None


def _caveat(incidents: Sequence[Incident], scope: str) -> str:
    """What the number rests on, in plain words; "" where it rests on one undisputed toll."""
    said = []
    if any(len(incident.tolls) > 1 for incident in incidents):
        said.append("the sources disagree; the range holds all versions")
    heads = [incident.tolls[0] for incident in incidents]
    if len({head.sentence for head in heads}) > 1:
        ids = ", ".join(head.id for head in heads)
        said.append(f"the sum holds only if these reports do not overlap: {ids}")
    if scope == "period":
        said.append("the toll of a period, not of one incident")
    if scope == "cumulative":
        said.append("a cumulative figure, not of one incident")
    return "; ".join(said)
