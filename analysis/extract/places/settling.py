"""Which place of a name an article means, and how precisely.

The one that fits its other places best; a province for "Homs province", the town for "Homs city".
"""

from __future__ import annotations

from analysis.extract.places.candidates import Candidate, Names
from analysis.extract.places.context import Surroundings
from analysis.extract.places.inside import TAKEN
from analysis.extract.places.lines import find_lines
from analysis.extract.places.shapes import BIG, Shapes
from analysis.extract.places.words import (
    COMMON,
    DISTRICTS,
    SETTLEMENTS,
    SIDED,
    STATES,
)
from analysis.gazetteer import (
    Gazetteer,
    Spot,
    in_english,
    key,
    read_gazetteer,
    skeleton,
)
from analysis.lean import replace
from analysis.reading import Reading
from analysis.truecase import is_common

_PROVINCES = frozenset("province governorate oblast".split())
_LYING = frozenset("in near outside on north south east west that which".split())
_LIES = frozenset(("lies", "sits"))
SIZEABLE = 20_000  # a town of two words that hardly is somebody's name
_ALONE = 3  # words of a name that may be a place for the province behind it alone


_STATES = "United States"
_KNOWN = 30_000  # people of a town abroad that is called like a state of theirs: "Florida", not "Texas, Hidalgo"


class Settling:
    """Settles the names of one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._names = Names(reading)
        self._gazetteer: Gazetteer = read_gazetteer(reading.lexicon_folder)
        self._lines = list(find_lines(reading))
        for first, stop, *_ in self._lines:
            self._names.barred |= set(range(first, stop))
        self._around = Surroundings(reading, self._names, self._gazetteer)
        self._countries = {tag.first: tag for tag in reading.tagged("countries")}
        self._shapes = Shapes(reading, self._names, self._gazetteer, self._around)
        self._persons = self._shapes.persons
        self._openings = {  # "Tel", "Bab": part of a name alone
            tag.first for tag in reading.tagged("names") if tag.entry.get("kind") == "place"
        }

    def _shown_by_what_follows(self, candidate: Candidate, first: int, stop: int) -> Candidate:
        """The candidate, firmer where the words behind it show it to be a place."""
        norms = self._reading.tokens.norms
        alone = stop - first <= _ALONE and candidate.lead == "in"
        alone = alone and self._persons.isdisjoint(norms[first:stop])
        behind = norms[stop : stop + 2]
        if alone and (behind in ([",", "in"], [",", "near"]) or self._in_a_country(stop)):
            candidate = replace(candidate, strong=True, firm=True)  # "fell on Rugari, in Rutshuru"
        if not candidate.level and self._called_a_village(stop):
            candidate = replace(
                candidate, level="town", strong=True
            )  # "Lawng, a hamlet in the hills"
        apposed = norms[max(0, first - 2) : first][:1] and norms[max(0, first - 2)] in SETTLEMENTS
        if apposed and norms[first - 1] == "," and norms[stop : stop + 1] == [","]:
            candidate = replace(candidate, level="town", strong=True)  # "the village, Sarak, ..."
        if candidate.firm and norms[stop + 1 : stop + 2] == ["of"] and norms[stop] in SIDED:
            candidate = replace(candidate, strong=True)  # "battles around Sarak north of Kara"
        if stop < len(norms) and norms[stop] in _LIES and not candidate.level:
            candidate = replace(candidate, level="town", strong=True)
        if first and norms[first - 1] in TAKEN and norms[stop : stop + 1] in (["after"], ["from"]):
            candidate = replace(candidate, strong=self._persons.isdisjoint(norms[first:stop]))
        return candidate

    def _in_a_country(self, stop: int) -> bool:
        """ "off Darak, Cameroon": a country's name behind the comma."""
        tag = (
            self._countries.get(stop + 1)
            if self._reading.tokens.norms[stop : stop + 1] == [","]
            else None
        )
        return tag is not None and tag.entry.get("form") == "name"

    def _called_a_village(self, stop: int) -> bool:
        """True where ", a small village" follows."""
        norms = self._reading.tokens.norms
        if norms[stop : stop + 2] in ([",", "a"], [",", "an"]):
            return any(norm in SETTLEMENTS for norm in norms[stop + 2 : stop + 5])
        if not self._reading.apostrophes_lost or norms[stop : stop + 1] not in (["a"], ["an"]):
            return False
        found = (
            k for k in range(stop + 1, stop + 4) if norms[k : k + 1] and norms[k] in SETTLEMENTS
        )
        at = next(found, None)  # commas are lost, too: "struck Sarak a hamlet in the hills"
        return at is not None and norms[at + 1 : at + 2] != [] and norms[at + 1] in _LYING

    def _with_noun(self, first: int, stop: int) -> Candidate:
        """The run, or its part before a noun with a capital of its own ("Hidalgo Street")."""
        for end in range(stop - 1, first, -1):
            candidate = self._names.at(first, end)
            if candidate.level and candidate.after == stop:
                return candidate
        return self._names.at(first, stop)

    def _namesake(self, known: Spot, name: str, candidate: Candidate) -> Spot | None:
        """ "Homs city" in a text that has told of Homs province, and the other way round."""
        wanted = {"town": "town", "area": "admin1"}.get(candidate.level)
        if wanted is None or known.kind not in ("town", "admin1") or known.kind == wanted:
            return None
        spot = self._settle(name, candidate, whole=True)
        fits = spot is not None and spot.kind == wanted and spot.country == known.country
        return spot if fits else None

    def _sided(self, first: int, name: str) -> bool:
        """True for a province whose name begins with a side, and that of the article's countries."""
        if self._reading.tokens.norms[first] not in SIDED:
            return False
        weights = self._around.weights
        return any(s.kind == "admin1" and s.country in weights for s in self._gazetteer.find(name))

    def _people(self, first: int, end: int) -> bool:
        """True for a people's or side's name alone ("Arab allies", "Kurd-held"), whatever towns are so
        called, not for the province named after one ("Chin State"); and for the "Tel" of "Tel Minis"."""
        if end != first + 1:
            return False
        words = self._reading.tokens.words
        if first in self._openings and end < len(words) and self._names.capital(end):
            return True
        return first in self._names.never and not self._state_of(end)

    def _state_of(self, end: int) -> bool:
        after = self._names.at(end - 1, end).after
        return after > end and self._reading.tokens.norms[end] in STATES

    def _settle(
        self, name: str, candidate: Candidate, *, whole: bool, sure: bool = False
    ) -> Spot | None:
        """The place of that name that fits the article best, or None.

        ``sure`` asks for one of the countries the article names; only a ``whole`` name may be
        another spelling of a place.
        """
        if len(name) < 3 or (name.isupper() and len(name) < 5) or name.lower() in COMMON:
            return None
        if candidate.level == "street":
            return None  # "Craig Bridge": called after somebody or something, and in its town
        spots = [s for s in self._gazetteer.find(name) if s.kind != "country"]
        provinces = [s for s in spots if s.kind == "admin1"]
        state = provinces[0] if [s.country for s in provinces] == [_STATES] else None
        if state is not None and not candidate.level:
            spots = [s for s in spots if s.country == _STATES or s.population >= _KNOWN]
            if candidate.strong and all(s.country == _STATES for s in spots):
                return self._best(spots, candidate, name, sure) or state
        if self._reading.apostrophes_lost and name.endswith("s"):
            named = self._around.weights
            if not any(s.country in named for s in spots):  # "Hamas countryside": Hama's
                owners = (s for s in self._gazetteer.find(name[:-1]) if s.kind != "country")
                spots = [s for s in owners if not spots or s.country in named] or spots
        best = self._best(spots, candidate, name, sure)
        if best is not None and best.country != self._around.home and not candidate.level:
            if is_common(name.lower()):
                return None  # "the School for Basic Education" is not in Basic, Virginia
        if best is not None and best.kind == "town" and candidate.level == "area":
            return self._province_of(best, name) or best
        shown = candidate.strong or candidate.firm or bool(candidate.level)
        if best is None and whole and shown and self._around.home:
            spots = [
                s
                for s in self._gazetteer.alike(name)
                if self._around.is_scene(s.country) and self._around.is_near(s, name)
            ]
            best = self._best(spots, candidate, name, sure)
        return best

    def _province_of(self, town: Spot, name: str) -> Spot | None:
        """ "Hasaka province": the province that is called after its town, in another spelling."""
        if skeleton(town.admin1) != skeleton(name):
            return None
        provinces = (s for s in self._gazetteer.find(town.admin1) if s.kind == "admin1")
        return next((s for s in provinces if s.country == town.country), None)

    def _best(self, spots: list[Spot], candidate: Candidate, name: str, sure: bool) -> Spot | None:
        best: tuple[float, Spot] | None = None
        lands = self._lands_behind(candidate)
        for spot in spots:
            if lands and spot.country not in lands:
                continue
            if sure and self._around.weights.get(spot.country, 0) < 1:
                continue
            score = self._around.fits(spot, candidate, name)
            if score > 0 and (best is None or score > best[0]):
                best = (score, spot)
        return best[1] if best else None

    def _lands_behind(self, candidate: Candidate) -> set[str]:
        """ "Milis in Idlib province": the countries that have the province the words behind put it in."""
        norms, at = self._reading.tokens.norms, candidate.after
        at += norms[at : at + 1] == [","]
        if norms[at : at + 1] != ["in"]:
            return set()
        at += 1
        while norms[at : at + 1] and (norms[at] == "the" or norms[at] in SIDED):
            at += 1
        end = next(
            (k for k in range(at + 1, at + 4) if norms[k : k + 1] and norms[k] in _PROVINCES), at
        )
        spots = self._gazetteer.find(self._reading.words(at, end)) if end > at else ()
        return {spot.country for spot in spots if spot.kind == "admin1"}

    def _precision(self, candidate: Candidate, spot: Spot) -> str:
        if spot.kind in ("admin1", "admin2"):
            return spot.kind
        if spot.kind == "road" or spot.lat is None:
            return "line" if spot.kind == "road" else "unnamed"
        noun = self._reading.tokens.norms[candidate.after - 1]
        if spot.source == "GeoNames" and (candidate.level == "area" or noun in DISTRICTS):
            return "admin2"  # a district, of which the gazetteer has but the town
        if spot.kind == "town" and self._is_countryside(candidate):
            return "admin2"
        if candidate.lead == "near" or candidate.level in ("district", "site", "street"):
            return "near"
        return "exact"

    def _is_countryside(self, candidate: Candidate) -> bool:
        """ "Hama countryside", "the countryside of Hama": the land around a town, an area."""
        norms = self._reading.tokens.norms
        behind = norms[candidate.after - 1] == "countryside"
        return behind or norms[max(0, candidate.first - 2) : candidate.first] == [
            "countryside",
            "of",
        ]

    def _line_country(self, first: int, stop: int) -> str | None:
        """The country of a town the line is named after, the article's own where that may be."""
        home = self._around.home
        towns = [
            spot
            for k in range(first, stop)
            if self._reading.tokens.words[k][0].isupper()
            for spot in self._gazetteer.find(self._reading.words(k, k + 1))
            if spot.kind == "town"
        ]
        if home and (not towns or any(town.country == home for town in towns)):
            return home
        named = self._around.weights
        known = [town for town in towns if town.population >= BIG and town.country in named]
        return max(known, key=lambda town: town.population).country if known else home or None

    def _called(self, first: int, stop: int, spot: Spot) -> str:
        """The spot's name; of a province named like its town ("Batticaloa"), the town's."""
        if spot.kind != "admin1":
            return spot.name
        words = self._reading.words(first, stop)
        written = key(words)
        if written == key(spot.name):
            return spot.name
        if (sided := in_english(spot, words)) is not None:
            return sided
        towns = self._gazetteer.find(self._reading.words(first, stop))
        alike = (s.name for s in towns if s.kind == "town" and s.country == spot.country)
        return next((name for name in alike if key(name) == written), spot.name)
