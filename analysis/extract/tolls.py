"""Tolls of one harm gathered into incidents, the step before they are added up.

A *toll* is what one sentence counts ("five prisoners and two guards" is one toll of seven). A
later toll repeats an incident already told, gives another version of it, lies inside it, or
stands for another incident; the words of ``tolls.toml`` and the context of the figures decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from analysis.reading import Reading
from analysis.records import Casualty, Place

_LOOK_BACK = 12  # incidents a new toll is compared with
_GENERIC = frozenset(("unknown", "mixed", "civilian"))
_OLD = 10  # days: an incident so much older than the first one told is background


@dataclass(slots=True)
class Toll:
    """The figures one sentence adds up, and the relation words that stand with them."""

    members: list[Casualty]
    said: set[str]

    @property
    def size(self) -> int:
        """The people counted, by the highest bound known of each figure."""
        return sum(size_of(member) for member in self.members)

    @property
    def head(self) -> Casualty:
        """The first figure, which stands for the toll."""
        return self.members[0]

    @property
    def id(self) -> str:
        """The ids of the figures, joined."""
        return " + ".join(member.id for member in self.members)


@dataclass(slots=True)
class Incident:
    """One incident: the versions of its toll that stand, and the figures that fell."""

    tolls: list[Toll]
    dropped: list[tuple[str, str]] = field(default_factory=list)


def size_of(figure: Casualty) -> int:
    """The highest bound a figure states."""
    return max(figure.low or 0, figure.best or 0, figure.high or 0)


class Gatherer:
    """Gathers the figures of one article, harm by harm."""

    def __init__(self, reading: Reading) -> None:
        self._places = {place.name: place for place in reading.found.places}
        self._relations: dict[int, list[tuple[str, int]]] = {}
        for tag in reading.tagged("tolls"):
            at = reading.tokens.starts[tag.first]
            said = (str(tag.entry.get("relation")), at)
            self._relations.setdefault(reading.sentence_at(at), []).append(said)

    def gather(self, figures: Iterable[Casualty]) -> list[Incident]:
        """The incidents of these figures, in order of their first telling."""
        out: list[Incident] = []
        for toll in self._tolls(figures):
            for incident in reversed(out[-_LOOK_BACK:]):
                how = self._relation(incident.tolls[-1], toll)
                if how:
                    _JOIN[how](incident, toll)
                    break
            else:
                out.append(Incident([toll]))
        return out

    def _tolls(self, figures: Iterable[Casualty]) -> list[Toll]:
        """Figures of one sentence that add up are one toll; rivals and other scenes are not."""
        out: list[Toll] = []
        for figure in figures:
            said = self._said(figure)
            last = out[-1] if out else None
            joins = (
                last is not None
                and last.head.sentence == figure.sentence
                and not (said & {"versions", "former", "running"} or _rivals(last.head, figure))
                and self._one_scene(last.head, figure, strict=True)
            )
            if joins and last is not None:
                last.members.append(figure)
            else:
                out.append(Toll([figure], said))
        return out

    def _said(self, figure: Casualty) -> set[str]:
        """Relation words of the figure's clause: 60 characters before it to 40 after."""
        words = self._relations.get(figure.sentence, ())
        return {r for r, at in words if figure.start - 60 <= at <= figure.end + 40}

    def _relation(self, last: Toll, toll: Toll) -> str:
        """How a toll stands to an incident's last: repeat, version, part, or "" for apart."""
        head, said = toll.head, toll.said
        if not self._one_scene(last.head, head, strict=toll.size != last.size):
            return ""
        if "added" in said and "running" not in said:
            twice = toll.size > 1 and any(size_of(m) == toll.size for m in last.members[1:])
            return "repeat" if twice else ""
        rivals = _rivals(last.head, head)
        if last.head.sentence == head.sentence:
            return "version" if rivals or said & {"versions", "former"} else ""
        if toll.size == last.size and _alike(last.head, head):
            return "repeat"
        if said & {"running", "versions", "former"}:
            return "version"
        if not _alike(last.head, head):
            return "part" if "part" in said and toll.size <= last.size else ""
        if rivals:
            return "version"
        return "part" if toll.size <= last.size else "version"

    def _one_scene(self, one: Casualty, two: Casualty, *, strict: bool) -> bool:
        """True where nothing said of two figures keeps them apart: place, day, author, means."""
        if not self._one_place(one.place, two.place):
            return False
        causes = {one.cause, two.cause} - {"unknown"}
        if strict and (len(causes) > 1 or not _fits(one.perpetrator, two.perpetrator)):
            return False
        return _days_meet(one, two)

    def _one_place(self, one: str | None, two: str | None) -> bool:
        """True for the same place, or one inside the other as far as the gazetteer knows."""
        if _fits(one, two):
            return True
        a, b = self._places.get(one or ""), self._places.get(two or "")
        return a is not None and b is not None and (_inside(a, b) or _inside(b, a))


def _inside(small: Place, big: Place) -> bool:
    """True where the big place is the country or province of the small one."""
    if big.precision == "country":
        return small.country == big.country
    return big.name in (small.admin1, small.admin2) or (
        big.precision == "admin1" and small.admin1 is not None and small.admin1 == big.admin1
    )


def _rivals(one: Casualty, two: Casualty) -> bool:
    """True where two sources answer for the two figures."""
    return bool(one.reporter and two.reporter and one.reporter != two.reporter)


def _alike(one: Casualty, two: Casualty) -> bool:
    """True where the same people may be meant by both."""
    a, b = one.victim_class, two.victim_class
    return a == b or a in _GENERIC or b in _GENERIC


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
    return size_of(one) == size_of(two) and abs(_days(a, b)) <= 1


def _days(one: str, two: str) -> int:
    """Days from ``two`` to ``one``; a large number where either is no day."""
    try:
        return (date.fromisoformat(one[:10]) - date.fromisoformat(two[:10])).days
    except ValueError:
        return 9999


# ------------------------------------------------------------------- how a toll joins


def _drop(incident: Incident, toll: Toll, reason: str) -> None:
    incident.dropped += [(member.id, reason) for member in toll.members]


def _repeat(incident: Incident, toll: Toll) -> None:
    _drop(incident, toll, f"the same figure as {incident.tolls[-1].id}")


def _part(incident: Incident, toll: Toll) -> None:
    _drop(incident, toll, f"probably part of {incident.tolls[-1].id}")


def _version(incident: Incident, toll: Toll) -> None:
    """A later version takes its place beside, over or under the ones before."""
    last, said = incident.tolls[-1], toll.said
    rivals = _rivals(last.head, toll.head)
    if "running" in said and not (rivals and "versions" in said):
        for old in incident.tolls:
            _drop(incident, old, f"superseded by {toll.id}")
        incident.tolls = [toll]
    elif "former" in said:
        _drop(incident, toll, f"superseded by {last.id}")
    elif rivals or "versions" in said:
        incident.tolls.append(toll)
    else:
        newer, older = (toll, last) if toll.size >= last.size else (last, toll)
        _drop(incident, older, f"superseded by {newer.id}")
        incident.tolls[-1] = newer


_JOIN: dict[str, Callable[[Incident, Toll], None]] = {
    "repeat": _repeat,
    "part": _part,
    "version": _version,
}


def without_background(incidents: list[Incident]) -> tuple[list[Incident], list[tuple[str, str]]]:
    """The incidents of the news, and the figures of much older ones told beside them."""
    dated = [i.tolls[0].head.date_earliest for i in incidents]
    first = next((day for day in dated if day and len(day) >= 10), None)
    kept: list[Incident] = []
    out: list[tuple[str, str]] = []
    for incident, day in zip(incidents, dated, strict=True):
        end = incident.tolls[0].head.date_latest or day
        old = bool(first and day and end and len(day) >= 4 and end[:10] < first[: len(end[:10])])
        if old and first and end and (len(end) < 10 or _days(first, end) > _OLD):
            out += [(m.id, "an older incident") for t in incident.tolls for m in t.members]
            out += incident.dropped
        else:
            kept.append(incident)
    return kept, out
