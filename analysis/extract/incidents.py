"""A toll, the incident it belongs to, and how one joins the other: said again, a part, a version."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import field

from analysis.extract.meeting import rival, size_of
from analysis.lean import dataclass
from analysis.records import Casualty

LOOK_BACK = 12  # incidents a new toll is compared with


@dataclass(slots=True)
class Toll:
    """The figures one sentence adds up, and the relation words that stand with them."""

    members: list[Casualty]
    said: set[str]

    @property
    def size(self) -> int:
        """The people counted, by the highest bound known of each figure."""
        return sum(map(size_of, self.members))

    @property
    def best(self) -> int:
        """The people counted, by the number stated of each figure."""
        return sum([member.best or member.low or member.high or 0 for member in self.members])

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
    persons: list[Casualty] = field(default_factory=list)  # every single victim told of
    named: dict[str, Casualty] = field(default_factory=dict)  # by id of a victim: who names him


def home_of(out: Sequence[Incident], names: frozenset[str]) -> Incident | None:
    """The incident of a single victim said again in the sentence: "Omar and his two guards died"."""
    for incident in reversed(out[-LOOK_BACK:]):
        if len(incident.persons) == 1 and incident.persons[0].id in names:
            return incident
    return None


def told_whole(out: Sequence[Incident], names: frozenset[str], toll: Toll) -> Incident | None:
    """The incident whose toll is said again whole: "Omar and one more rebel were killed", twice.

    ``names`` are its figures that the sentence of the toll repeats.
    """
    for incident in reversed(out[-LOOK_BACK:]):
        members = incident.tolls[-1].members
        known = sum(size_of(member) for member in members if member.id in names)
        if known and known + toll.size == incident.tolls[-1].size:
            return incident
    return None


def sharper(last: Toll, toll: Toll) -> bool:
    """True where a number follows "dozens" and may be what they came to."""
    vague = last.head.bound == "words_only" and toll.head.bound != "words_only"
    return vague and toll.size > 1 and 2 * toll.size >= last.size


def blurred(last: Toll, toll: Toll) -> bool:
    """True where "dozens" follows a number that is so many."""
    vague = toll.head.bound == "words_only" and last.head.bound != "words_only"
    return vague and len(toll.members) == 1 and 1 < toll.size <= last.size


def lies_within(last: Toll, toll: Toll) -> bool:
    """True where a range was told and the later number lies in it."""
    low, high = last.head.low, last.head.high
    if len(last.members) > 1 or low is None or high is None or low == high:
        return False
    return low <= toll.best <= high


def apposed(kept: list[Casualty]) -> tuple[list[Casualty], list[tuple[str, str]]]:
    """ "Two persons, a lawyer and a teacher, were shot": figures of one sentence that add up
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


# one toll of many deeds: "a wave of bombings in and around Cali killed at least seven"
_MANY_DEEDS = re.compile(
    r"\b(?:waves?|series|string|spate|dozens|rounds?) of\b|\b(?:across|around|throughout)\b|"
    r"\b(?:attacks|bombings|strikes|airstrikes|raids|blasts|explosions|shootings|ambushes|assaults|clashes|rockets|"
    r"missiles|drones|shelling|bombardment)\b"
)
_FEWEST = 4  # so many at least add up to no sum by chance


def by_place(text: str, starts: int, kept: list[Casualty]) -> list[Casualty]:
    """Each town's dead behind a toll of many deeds, to which they add up exactly: its parts.

    ``starts``: where the sentence of the first figure begins in ``text``.
    """
    whole, rest = kept[0], kept[1:]
    size = whole.best or 0
    if size < _FEWEST or len(rest) < 2 or _MANY_DEEDS.search(text, starts, whole.end) is None:
        return []
    total, parts, day = 0, [], (whole.date_earliest or "")[:10]
    for one in rest:
        if one.rule == "casualty.toll" and one.place == whole.place:
            return []  # "The toll there, which stood at 25 on Monday": the whole, before it rose
        of_it = one.sentence != whole.sentence and (one.date_earliest or "")[:10] in ("", day)
        if total >= size or not of_it:
            break
        total += one.best or 0
        parts.append(one)
    return parts if total == size and len({part.place for part in parts}) > 1 else []


# ------------------------------------------------------------------- how a toll joins


def drop(incident: Incident, toll: Toll, reason: str) -> None:
    """Leave the figures of a toll out, with the reason."""
    incident.dropped += [(member.id, reason) for member in toll.members]


def _repeat(incident: Incident, toll: Toll) -> None:
    drop(incident, toll, f"the same figure as {incident.tolls[-1].id}")


def makes_up(incident: Incident, toll: Toll) -> bool:
    """ "Two died. A man died on the spot, a woman succumbed later": the second of the two, told as the last."""
    last = incident.tolls[-1]
    within = f"probably part of {last.id}"
    parts = sum(reason == within for _, reason in incident.dropped)
    return toll.size == 1 == last.size - parts and parts > 0


def _part(incident: Incident, toll: Toll) -> None:
    drop(incident, toll, f"probably part of {incident.tolls[-1].id}")


def set_version(incident: Incident, toll: Toll) -> None:
    """A later version takes its place beside, over or under the ones before.

    Two sources that each tell the whole toll disagree, unless the later one tells it as risen.
    """
    last, said = incident.tolls[-1], toll.said
    rivals = rival(last.head, toll.head)
    lower = toll.size < last.size and "revised" not in said and not sharper(last, toll)
    disputed = rivals and ("versions" in said or "rising" not in said)
    # "estimates of the toll ranged from 9 to 19", "between three and ten died ... ten died"
    disputed = disputed or lies_within(toll, last) or lies_within(last, toll)
    former = "former" in said and "rising" not in said
    withdrawn = "former" in last.said and not former and last.head.sentence == toll.head.sentence
    if withdrawn or ("running" in said and not (lower or disputed or former)):
        for old in incident.tolls:
            drop(incident, old, f"superseded by {toll.id}")
        incident.tolls = [toll]
    elif "former" in said:
        drop(incident, toll, f"superseded by {last.id}")
    elif rivals or disputed or said & {"versions", "running"}:
        incident.tolls.append(toll)
    else:
        vague = sharper(last, toll)
        newer, older = (toll, last) if vague or toll.size >= last.size else (last, toll)
        drop(incident, older, f"superseded by {newer.id}")
        incident.tolls[-1] = newer


def _whole(incident: Incident, toll: Toll) -> None:
    last = incident.tolls[-1]
    drop(incident, last, f"probably part of {toll.id}")
    incident.tolls[-1] = toll


JOIN: dict[str, Callable[[Incident, Toll], None]] = {
    "repeat": _repeat,
    "part": _part,
    "version": set_version,
    "whole": _whole,
}
