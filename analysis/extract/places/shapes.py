"""What the words around a capitalised name tell of it: the rest of it, a person, a unit, a body."""

from __future__ import annotations

import re

from analysis.extract.places.candidates import Candidate, Names
from analysis.extract.places.context import Surroundings
from analysis.extract.places.words import (
    ARTICLES,
    BODIES,
    DENYING,
    HOUSES,
    OF_PERSONS,
    ONE_PLACE,
    SIDES,
    SPEAKING,
    UNITS,
)
from analysis.gazetteer import Gazetteer, Spot, key
from analysis.reading import Reading

BIG = 100_000
_SIZEABLE = 20_000  # a town of two words that hardly is somebody's name
_MORE = 2  # words of an unknown name behind its first one
_SOFT = frozenset("by for against of on to from with including".split())

_WHILE = frozenset(("as", "when", "while", "before", "after", "because"))


_AGE = re.compile(r"(?:[1-9]\d|[5-9]) ,")


class Shapes:
    """Tests of a name by its neighbours."""

    def __init__(
        self, reading: Reading, names: Names, gazetteer: Gazetteer, around: Surroundings
    ) -> None:
        self._reading, self._names = reading, names
        self._gazetteer, self._around = gazetteer, around
        self._countries = {tag.first for tag in reading.tagged("countries")}
        self.persons = names.persons()
        self._states = reading.lexicons["abbreviations"].terms(kind="state")
        self._given = reading.lexicons["persons"].terms(kind="given")

    def breaks_a_name(self, end: int, stop: int, candidate: Candidate) -> bool:
        """True where the rest of the run makes a longer name of something else."""
        words = self._reading.tokens.words
        if self._reading.tokens.norms[end] == "-" or words[end][0].islower():
            return True  # "Bab al-Nayrab" is not Bab
        rest = self._reading.words(end, stop)
        if candidate.strong or self._reading.apostrophes_lost:
            return False
        return (
            not self._gazetteer.find(rest)
            and words[end][0].isupper()
            and end not in self._countries
        )

    def goes_on(self, first: int, end: int, stop: int, spot: Spot) -> bool:
        """ "Tatta Pani sector", "Bulo Marer": more of an unknown name behind a small place's."""
        if end in self._countries:
            return False
        words = self._reading.tokens.words
        behind = self._gazetteer.find(self._reading.words(end, stop))
        bare = words[end][0].isupper() and self._names.at(first, end).after == end
        if bare and self._is_abroad(first, end, spot):
            if all(other.population < BIG for other in behind):
                return True  # "Bani Zeid", with Bani far away
        one = stop - end <= _MORE and self._says_one(first)
        if (
            self._reading.apostrophes_lost
            and not one
            and (
                stop - end > 1
                or words[end - 1].endswith("s")
                or not self._names.at(end, stop).level
            )
        ):
            return False  # commas are lost there, too; but "Bab Touma neighborhood" is one name
        unknown = words[end][0].isupper() and not behind
        return unknown and (spot.population < BIG or bool(self._names.at(end, stop).level))

    def _is_abroad(self, first: int, end: int, spot: Spot) -> bool:
        """True for a small place, or one seldom called so, where the article is not about its country."""
        called = key(self._reading.words(first, end))
        small = spot.population < BIG or key(spot.name) != called
        return small and not self._around.is_scene(spot.country)

    def _says_one(self, first: int) -> bool:
        """ "the village of Tall Tawil": one place, and all of what follows is its name."""
        norms = self._reading.tokens.norms
        return first > 1 and norms[first - 1] == "of" and norms[first - 2] in ONE_PLACE

    def looks_like_a_person(
        self, first: int, end: int, candidate: Candidate, spot: Spot | None = None
    ) -> bool:
        """True for a name that speaks, has a title, or is a surname of the text."""
        norms = self._reading.tokens.norms
        after = norms[end] if end < len(norms) else ""
        if (not candidate.strong and after in SPEAKING) or self._is_given(first, end):
            return True
        if self._is_behind_initial(first):
            return True
        if self._has_an_age(end):
            return True
        before = norms[first - 1] if first else ""
        if after in _WHILE and norms[end + 1 : end + 2] in (["he"], ["she"]):
            return True  # "the patrol targeted Karim as he rode home"
        if norms[end : end + 2] == ["side", "of"]:
            return True  # "in Sothern side of Kara"
        if after in SIDES and not candidate.strong:
            return True  # "a firefight with Moro rebels"
        if before == "of" and not candidate.level and norms[first - 2] in OF_PERSONS:
            more = after != "" and self._reading.tokens.words[end][0].isupper()
            if more and end not in self._countries:
                return True  # "the killers of Pedro Gomez"
        if (
            norms[first] in ("los", "las")
            and not candidate.strong
            and spot
            and spot.population < BIG
        ):
            return True  # "between Los Lobos and Los Choneros"
        town = spot is not None and end - first > 1 and spot.population >= _SIZEABLE
        if before in _SOFT and not candidate.level and norms[end - 1] in self.persons and not town:
            return True
        titled = (first - 1) in self._names.barred and (first - 1) not in self._names.days
        return before in ("mr", "mrs", "dr", "by") or (
            titled and before != "," and not candidate.strong  # not "on Monday Kara was hit"
        )

    def _is_behind_initial(self, first: int) -> bool:
        """ "Dan J. Kara": a surname behind a given name and an initial."""
        tokens = self._reading.tokens
        if first < 3 or tokens.norms[first - 1] != ".":
            return False
        initial, given = tokens.words[first - 2], tokens.words[first - 3]
        named = len(initial) == 1 and initial.isupper() and given.istitle() and given.isalpha()
        return named and tokens.norms[first - 3] not in ARTICLES

    def _is_given(self, first: int, end: int) -> bool:
        """ "listened to Martin Q. Hale", "the hand of Paula Roper": a given name and the rest of it."""
        tokens = self._reading.tokens
        if end != first + 1 or end >= len(tokens.norms) or self._reading.apostrophes_lost:
            return False
        if end in self._countries or tokens.norms[end] in self._states:
            return False  # "born in Austin Tex"
        return tokens.words[end][0].isupper() and tokens.norms[first] in self._given

    def ends_a_longer(self, first: int, end: int, candidate: Candidate, spot: Spot) -> bool:
        """ "al-Sayed Karim neighborhood", "Jbab Hamad village": a small place's name with a noun
        behind it and a capital before it is the end of another's."""
        if spot.kind != "town" or spot.population >= BIG or candidate.after == end:
            return False
        small = self._reading.tokens.norms[first - 1] in ARTICLES  # "Bab al Salama crossing"
        return self._names.capital(first - 2 if small and first > 1 else first - 1)

    def is_of_a_body(self, end: int) -> bool:
        """ "the Shields of the Revolution Council": what is of the body behind it is no town."""
        norms = self._reading.tokens.norms
        if norms[end : end + 2] != ["of", "the"] or not self._names.capital(end + 2):
            return False
        return not BODIES.isdisjoint(norms[end + 2 : end + 5])

    def is_somebody(self, candidate: Candidate) -> bool:
        """ "in Haddad family's hometown", "at Jaish al-Nasr": the surname of somebody told of, a unit."""
        first, stop, norms = candidate.first, candidate.stop, self._reading.tokens.norms
        if stop - first > 1 and norms[first] in UNITS:
            return True
        if self._has_an_age(stop):
            return True
        if candidate.level or stop > first + 1:
            return False
        if norms[first] not in self.persons and HOUSES.isdisjoint(norms[stop : stop + 1]):
            return False
        return not self._gazetteer.find(self._reading.words(first, stop))

    def _has_an_age(self, stop: int) -> bool:
        """ "In the camp, Aminata Diallo, 41, is waiting": whoever has an age is a person."""
        norms = self._reading.tokens.norms
        return norms[stop : stop + 1] == [","] and bool(
            _AGE.fullmatch(" ".join(norms[stop + 1 : stop + 3]))
        )

    def is_an_apposed_speaker(self, first: int, stop: int) -> bool:
        """ "the coordinator in Sudan, Ann Lee, said": the name behind a place is who speaks."""
        norms = self._reading.tokens.norms
        before, after = norms[first - 1] if first else "", norms[stop : stop + 2]
        return (
            before == ","
            and stop - first > 1
            and after[:1] == [","]
            and after[1:] != []
            and (after[1] in SPEAKING or after[1] in DENYING)
        )
