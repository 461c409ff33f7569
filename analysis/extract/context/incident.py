"""One of an article's incidents: the sentences that tell of one deed, with the days and places they name."""

from __future__ import annotations

from dataclasses import field

from analysis.extract.context.geography import compatible
from analysis.extract.context.when import day_number
from analysis.lean import dataclass
from analysis.records import Place

_DAYS = 2  # an incident so much older than the main one is background
_PLACES = 6  # places of one sentence that are looked at
_BORDER = 4  # degrees


@dataclass(slots=True)
class Incident:
    """The sentences that tell of one deed, with the days and places they name."""

    sentences: list[int] = field(default_factory=list)
    days: set[str] = field(default_factory=set)
    places: dict[str, Place] = field(default_factory=dict)
    harms: bool = False  # somebody is harmed in it
    old: bool = False  # dated by a month or year, not by a day
    months: set[str] = field(default_factory=set)  # by which
    began: set[str] = field(default_factory=set)  # months in which, or since which, it goes on
    past: bool = False  # and so are the people harmed in it
    recalled: bool = (
        False  # told of an earlier truce or the like: neither the day nor the place of the news
    )

    def earlier(self, other: Incident) -> bool:
        """True where it is told as some days older than the other: background."""
        if not self.days:
            return self.old
        if not other.days:
            return False
        return day_number(max(self.days)) < day_number(min(other.days)) - _DAYS

    def is_apart(self, other: Incident, *, lands: bool = False) -> bool:
        """True where the two name months or places that cannot be one; with ``lands`` far off in another country."""
        if self._of_another_month(other) or other._of_another_month(self):
            return True
        mine, theirs = list(self.places.values())[:_PLACES], list(other.places.values())[:_PLACES]
        pairs = [(a, b) for a in mine for b in theirs]
        if lands:
            return bool(pairs) and not any(
                a.country == b.country or _at_a_border(a, b) for a, b in pairs
            )
        return bool(pairs) and not any(compatible(a, b) for a, b in pairs)

    def _of_another_month(self, other: Incident) -> bool:
        """True for one dated by a month or year alone, and none of the other's days or months in it."""
        told = other.days | other.months
        if self.days or not self.months or not told:
            return False
        return not any(a.startswith(b) or b.startswith(a) for a in self.months for b in told)

    def takes(self, sentence: int, days: set[str], places: list[Place]) -> None:
        """Add a sentence and what it names."""
        self.sentences.append(sentence)
        self.days |= days
        for place in places[:_PLACES]:
            self.places.setdefault(place.name, place)


def _at_a_border(one: Place, two: Place) -> bool:
    """True for places of two countries that one fight may reach."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return True
    return abs(one.lat - two.lat) < _BORDER and abs(one.lon - two.lon) < _BORDER
