"""Which countries and which surroundings an article is about, and how well a place fits them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from analysis.extract.places.candidates import Candidate, Names
from analysis.gazetteer import Gazetteer, Spot, in_english, key
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.text import tokenize

_COUNTRIES = frozenset(("countries",))
_FAMOUS = 250_000
_OF_OLD = 10  # a town that was once called so counts as a smaller one
_OWN = 10**9  # the population an analyst's own row is given
_UNNAMED = 20_000  # smallest town taken where no country is named
_SMALL = 50_000
_KNOWN, _RARE = 10_000, 5  # people and letters of a name that one country alone may have
_VENUE = 40.0  # how well the Geneva of the talks fits any article
_PROVINCE = 300_000  # what a province counts for beside its namesakes
_CLOSE, _NEXT_DOOR, _FAR = 60.0, 150.0, 400.0  # km
_ANCHORS = 24
_STATE_OWNED = frozenset("television tv media radio news broadcaster agency owned run - of".split())
_WORLD_CITY = 2_000_000  # known by all its names
_VOTE = 0.4  # what a country must have where none is named, and a third of the first one's
_KM = 111.2


class Surroundings:
    """Weights of countries, by their mention and by the names that only they have together."""

    def __init__(self, reading: Reading, names: Names, gazetteer: Gazetteer) -> None:
        self._reading, self._names, self._gazetteer = reading, names, gazetteer
        self._told = False
        self.weights: dict[str, float] = dict(self._mentioned())
        found = self._named()
        self._vote(found)
        self.home = max(self.weights, key=lambda c: self.weights[c], default="")
        self._anchors = self._unmistakable(found)
        self._anchor_names = {name for name, *_ in self._anchors}
        self.areas = self._area_names()
        self._admins: Counter[str] = Counter()

    def _mentioned(self) -> Counter[str]:
        """How often each country or its people is named; the first ones weigh more."""
        count: Counter[str] = Counter()
        for n, tag in enumerate(self._reading.tagged("countries")):
            weight = 3 if n < 3 else 2
            if tag.entry.get("form") == "capital":
                weight = 1
            state = self.state_of(tag)
            count[state.country if state else str(tag.entry.get("name"))] += weight
        title = self._reading.article.title
        if title:
            tags = self._reading.lexicons.tag(tokenize(title), names=_COUNTRIES).get(
                "countries", []
            )
            for tag in tags:
                count[str(tag.entry.get("name"))] += 2
        self._told = bool(count)  # else a bureau may have sent it from anywhere
        place = self._reading.article.dateline_place
        if place:
            for part in place.split(","):
                for spot in self._gazetteer.find(part.strip().title())[:1]:
                    count[spot.country] += 2
        return count

    def state_of(self, tag: Tag) -> Spot | None:
        """ "Niger State": the province elsewhere that is called like a country, or None."""
        norms = self._reading.tokens.norms
        if norms[tag.stop : tag.stop + 1] != ["state"] or tag.entry.get("form") != "name":
            return None
        if norms[tag.stop + 1 : tag.stop + 2] and norms[tag.stop + 1] in _STATE_OWNED:
            return None  # "Niger state television"
        name = self._reading.words(tag.first, tag.stop)
        spots = (s for s in self._gazetteer.find(name) if s.kind == "admin1")
        return next((s for s in spots if s.country != tag.entry.get("name")), None)

    def _named(self) -> dict[str, tuple[Spot, ...]]:
        """The names that stand like places and are in the gazetteer."""
        found: dict[str, tuple[Spot, ...]] = {}
        for first, stop in self._names.runs():
            for end in self._names.lengths(first, stop):
                if not (candidate := self._names.at(first, end)).lead or candidate.lead == "the":
                    continue
                name = self._reading.words(first, end)
                spots = [s for s in self._gazetteer.find(name) if s.kind != "country"]
                if spots and len(name) > 3:
                    found.setdefault(key(name), tuple(spots))
                    break
        return found

    def _vote(self, found: dict[str, tuple[Spot, ...]]) -> None:
        """Each name's countries share one vote; where countries are named it weighs little."""
        votes: dict[str, float] = defaultdict(float)
        for name, spots in found.items():
            size: dict[str, float] = {}
            for spot in spots:
                own = min(spot.population, 10**6) if spot.kind == "town" else 200_000
                own //= 1 if self.weights or key(spot.name) == name else _OF_OLD
                size[spot.country] = max(size.get(spot.country, 0.0), math.log10(own + 10))
            whole = sum(value * value for value in size.values())
            for country, value in size.items():
                votes[country] += value * value / whole * (1 if value > 3 else 0.5)
        if self.weights:
            for country in list(self.weights):
                self.weights[country] += votes.get(country, 0.0) / 2
            for country, vote in votes.items():
                if vote > 1 and country not in self.weights:
                    self.weights[country] = vote / 4
        else:
            least = max(_VOTE, max(votes.values(), default=0.0) / 3)
            self.weights.update({c: vote for c, vote in votes.items() if vote >= least})

    def _unmistakable(self, found: dict[str, tuple[Spot, ...]]) -> list[tuple[str, float, float]]:
        """Names with one place in the countries named: where the others are likely to be."""
        out: list[tuple[str, float, float]] = []
        for name, spots in found.items():
            here = [s for s in spots if s.country in self.weights and s.lat is not None]
            if not here or len(out) >= _ANCHORS:
                continue
            first = max(here, key=lambda s: (s.country == self.home, s.population))
            if all(distance(first, s.lat, s.lon) < _NEXT_DOOR for s in here):
                out.append((name, first.lat or 0.0, first.lon or 0.0))
        return out

    def _area_names(self) -> set[str]:
        """Names the article calls a province somewhere ("Idlib province", "X and Y provinces")."""
        found: set[str] = set()
        last: tuple[int, int] | None = None
        norms = self._reading.tokens.norms
        for first, stop in self._names.runs():
            for end in self._names.lengths(first, stop):
                candidate = self._names.at(first, end)
                if candidate.level != "area":
                    continue
                found.add(key(self._reading.words(first, end)))
                plural = norms[candidate.after - 1].endswith("s")
                if plural and last and last[1] == first - 1 and norms[first - 1] in ("and", ","):
                    found.add(key(self._reading.words(*last)))
            last = (first, stop)
        return found

    def is_scene(self, country: str) -> bool:
        """True for the country the article is about, or one it names as often."""
        return self.weights.get(country, 0) >= self.weights.get(self.home, 0) * 0.7

    def is_near(self, spot: Spot, name: str) -> bool:
        """True where a place lies among the others, or nothing is known of them."""
        return not self._anchors or self._away(spot, key(name)) < _FAR / 2

    def settled(self, spot: Spot) -> None:
        """Remember a place found: others of its province are likelier."""
        self._admins[spot.admin1] += 1

    def fits(self, spot: Spot, candidate: Candidate, name: str) -> float:
        """How well a place of that name fits the article; below 0 not at all."""
        own = spot.population == _OWN
        size = _PROVINCE if spot.kind == "admin1" else spot.population
        mentions = self.weights.get(spot.country, 0)
        if name.lower() in self._names.venues and self._is_venue(spot, candidate, name):
            return _VENUE
        away = self._away(spot, key(name))
        stated = spot.kind == "admin1" and candidate.level == "area" and not self._told
        if not mentions and away > _NEXT_DOOR and not own and not stated:
            least = _FAMOUS if self._told else _SMALL if self.weights else _UNNAMED
            unknown = spot.population < least or (self._told and _misnamed(spot, name))
            if unknown and (self.weights or not candidate.strong):
                shown = candidate.strong or candidate.firm
                if not (shown and self._is_only_one(spot, name)):
                    return -1
        inner = candidate.level in ("district", "site", "road") and spot.kind == "town"
        inner = inner and key(spot.admin1) not in self._anchor_names
        if inner and not own and self._anchors and away > _NEXT_DOOR:
            least = _FAMOUS if candidate.level == "road" else _SMALL
            if spot.population < least:
                return -1  # a quarter or a prison of that name, not the far village
        score = 7.0 if own else math.log10(size + 10)
        score += 2 * math.log1p(mentions) + 3 * (spot.country == self.home)
        score += 3 * (away < _CLOSE) + 1.5 * (away < _NEXT_DOOR) + (away < _FAR)
        if spot.admin1 and self._admins[spot.admin1]:
            score += 1
        wants_area = candidate.level == "area" or (
            candidate.level != "town" and key(name) in self.areas
        )
        if spot.kind == "admin1":
            score += 6 if wants_area else -1
            score -= 1 if candidate.level == "district" else 0
            own_name = key(spot.name) == key(name) or in_english(spot, name) is not None
            score += 2 if own_name else 0  # not a province that was once part of it
        elif spot.kind == "town":
            score += -4 if wants_area else 2 * (spot.population >= _SMALL)
            score -= key(spot.name) != key(name)  # "Pokrovsk", as Engels was once called
        elif spot.kind == "admin2" and candidate.level in ("area", "district"):
            score += 4
        return score

    def _is_venue(self, spot: Spot, candidate: Candidate, name: str) -> bool:
        """True for the largest town of a name that no "Geneva, Illinois" tells to be another."""
        spots = self._gazetteer.find(name)
        towns = [s for s in spots if s.kind == "town"]
        if spot != max(towns, key=lambda s: s.population, default=None):
            return False
        words, at = self._reading.tokens.words, candidate.stop
        within = key(words[at + 1]) if words[at : at + 1] == [","] and at + 1 < len(words) else ""
        return not any(key(s.admin1) == within for s in towns if s.country != spot.country)

    def _is_only_one(self, spot: Spot, name: str) -> bool:
        """True for a sizeable town whose name no other country knows ("Baidoa")."""
        if spot.kind != "town" or spot.population < _KNOWN or len(name) < _RARE:
            return False
        if key(spot.name) != key(name):
            return False
        return all(s.country == spot.country for s in self._gazetteer.find(name))

    def _away(self, spot: Spot, name: str) -> float:
        """Kilometres to the nearest other place that cannot be mistaken."""
        if spot.lat is None:
            return math.inf
        others = (distance(spot, lat, lon) for other, lat, lon in self._anchors if other != name)
        return min(others, default=math.inf)


def _misnamed(spot: Spot, name: str) -> bool:
    """True where a town is called so by few: "Boni" may be Bonn, but hardly in an article on Kenya."""
    if spot.kind != "town" or spot.population >= _WORLD_CITY:
        return False
    return key(spot.name) != key(name)


def distance(spot: Spot, lat: float | None, lon: float | None) -> float:
    """Kilometres between a place and a point, near enough for neighbours; inf if unknown."""
    if spot.lat is None or spot.lon is None or lat is None or lon is None:
        return math.inf
    east = (spot.lon - lon) * math.cos(math.radians(lat))
    return _KM * math.hypot(spot.lat - lat, east)
