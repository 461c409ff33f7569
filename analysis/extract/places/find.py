"""Settle each candidate: which place of that name, how precisely, and in which part."""

from __future__ import annotations

import math
from collections import Counter

from analysis.extract.places.candidates import Candidate, Names
from analysis.extract.places.roads import find_roads
from analysis.gazetteer import Gazetteer, Spot, key, read_gazetteer
from analysis.reading import Reading
from analysis.records import Place

_FAMOUS = 250_000


def find_places(reading: Reading) -> tuple[Place, ...]:
    """Every place named, one row a mention, in order; the same name keeps its meaning."""
    return tuple(_Settler(reading).places())


class _Settler:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._names = Names(reading)
        self._gazetteer: Gazetteer = read_gazetteer(reading.lexicon_folder)
        self._countries = self._mentioned()
        self._home = self._countries.most_common(1)[0][0] if self._countries else ""
        self._settled: dict[str, Spot | None] = {}
        self._admins: Counter[str] = Counter()
        self._areas = self._area_names()
        self._out: list[Place] = []

    def _mentioned(self) -> Counter[str]:
        """How often each country or its people is named; the first ones weigh more."""
        count: Counter[str] = Counter()
        for n, tag in enumerate(self._reading.tagged("countries")):
            weight = 3 if n < 3 else 2
            if tag.entry.get("form") == "capital":
                weight = 1
            count[str(tag.entry.get("name"))] += weight
        place = self._reading.article.dateline_place
        if place:
            for part in place.split(","):
                for spot in self._gazetteer.find(part.strip().title())[:1]:
                    count[spot.country] += 2
        return count

    def _area_names(self) -> set[str]:
        """Names the article calls a province somewhere ("Idlib province")."""
        found = set()
        for first, stop in self._names.runs():
            for end in self._names.lengths(first, stop):
                if self._names.at(first, end).level == "area":
                    found.add(key(self._reading.words(first, end)))
        return found

    def places(self) -> list[Place]:
        """The rows."""
        countries = {tag.first: tag for tag in self._reading.tagged("countries")}
        self._roads()
        for first, stop in self._names.runs():
            i = first
            while i < stop:
                tag = countries.get(i)
                if tag is not None and tag.entry.get("form") == "name":
                    self._country(tag.first, tag.stop, str(tag.entry.get("name")))
                    i = tag.stop
                elif tag is not None and tag.entry.get("form") == "demonym":
                    i = tag.stop
                else:
                    i = self._name(i, stop)
        return self._out

    def _roads(self) -> None:
        """ "M-4 highway", "Highway 45": lines, no points; their tokens are no other name's."""
        for first, stop, name in find_roads(self._reading):
            self._add_line(first, stop, name)
            self._names.barred |= set(range(first, stop))

    # ------------------------------------------------------------------- countries

    def _country(self, first: int, stop: int, name: str) -> None:
        candidate = self._names.at(first, stop)
        norms = self._reading.tokens.norms
        after = norms[stop] if stop < len(norms) else ""
        before = norms[first - 1] if first else ""
        located = candidate.strong or (
            candidate.lead == "in"
            and before not in ("of", "by", "for", "against", "between", "and")
        )
        if not located and after in ("'s", "’s") and stop + 1 < len(norms):
            located = self._names.capital(stop + 1)  # "Syria’s Idlib"
        if not located and self._reading.apostrophes_lost and before in ("in", "across", "into"):
            located = True
        spot = next((s for s in self._gazetteer.find(name) if s.kind == "country"), None)
        role = "scene" if located else "party"
        if spot is not None:
            self._add(first, stop, spot, "country", role)

    # ----------------------------------------------------------------- other names

    def _name(self, first: int, stop: int) -> int:
        """Try the longest name that begins at a token; the token after what was used."""
        for end in self._names.lengths(first, stop):
            if self._reading.tokens.norms[end - 1] in ("-", "al", "el", "de"):
                continue
            candidate = self._names.at(first, end)
            name = self._reading.words(first, end)
            known = self._settled.get(key(name))
            if known is None and not candidate.strong and candidate.lead != "in":
                continue
            if end < stop and self._breaks_a_name(end, stop, candidate):
                continue
            spot = known or self._settle(name, candidate)
            if spot is None:
                continue
            if self._looks_like_person(first, end, stop, candidate, spot):
                continue
            self._settled[key(name)] = spot
            self._admins[spot.admin1] += 1
            self._add(first, candidate.after, spot, self._precision(candidate, spot), "scene")
            return max(end, first + 1)
        return self._unknown(first, stop)

    def _breaks_a_name(self, end: int, stop: int, candidate: Candidate) -> bool:
        """True where the rest of the run makes a longer name of something else."""
        words = self._reading.tokens.words
        if self._reading.tokens.norms[end] == "-":
            return True
        rest = self._reading.words(end, stop)
        if candidate.strong or self._reading.apostrophes_lost:
            return False
        return (
            not self._gazetteer.find(rest)
            and words[end][0].isupper()
            and end not in {tag.first for tag in self._reading.tagged("countries")}
        )

    def _looks_like_person(
        self, first: int, end: int, stop: int, candidate: Candidate, spot: Spot
    ) -> bool:
        norms = self._reading.tokens.norms
        after = norms[end] if end < len(norms) else ""
        if not candidate.strong and after in ("said", "says", "told", "added"):
            return True
        before = norms[first - 1] if first else ""
        return before in ("mr", "mrs", "dr", "by") or (
            (first - 1) in self._names.barred and before not in (",",) and not candidate.strong
        )

    def _settle(self, name: str, candidate: Candidate) -> Spot | None:
        """The place of that name that fits the article best, or None."""
        if len(name) < 3 or (name.isupper() and len(name) < 5):
            return None
        spots = [s for s in self._gazetteer.find(name) if s.kind != "country"]
        best: tuple[float, Spot] | None = None
        for spot in spots:
            score = self._score(spot, candidate, name)
            if score > 0 and (best is None or score > best[0]):
                best = (score, spot)
        if best is None and self._home:
            for country, _ in self._countries.most_common(2):
                alike = self._gazetteer.alike(name, country)
                for spot in alike:
                    score = self._score(spot, candidate, name) - 1
                    if score > 0 and (best is None or score > best[0]):
                        best = (score, spot)
        return best[1] if best else None

    def _score(self, spot: Spot, candidate: Candidate, name: str) -> float:
        mentions = self._countries.get(spot.country, 0)
        size = math.log10(spot.population + 10) if spot.population < 10**9 else 7.0
        own = spot.population == 10**9
        small = spot.population < (_FAMOUS if self._countries else 20_000)
        # an unnamed country: only a province of that level, or nothing better to go by
        if not mentions and not own and small and (self._countries or not candidate.strong):
            return -1
        score = size + 2 * math.log1p(mentions) + 3 * (spot.country == self._home)
        if spot.admin1 and self._admins[spot.admin1]:
            score += 1
        wants_area = candidate.level == "area" or (
            candidate.level not in ("town",) and key(name) in self._areas
        )
        if spot.kind == "admin1":
            score += 6 if wants_area else -1
        elif spot.kind == "town":
            score += -4 if wants_area else 2
        if candidate.level == "district":
            score -= 1 if spot.kind == "admin1" else 0
        return score

    def _precision(self, candidate: Candidate, spot: Spot) -> str:
        if spot.kind in ("admin1", "admin2"):
            return spot.kind
        if spot.kind == "road" or spot.lat is None:
            return "line" if spot.kind == "road" else "unnamed"
        return "near" if candidate.lead == "near" or candidate.level == "district" else "exact"

    def _unknown(self, first: int, stop: int) -> int:
        """A name no gazetteer has, after "the village of": as written, at its area's point."""
        candidate = self._names.at(first, stop)
        norms = self._reading.tokens.norms
        named = candidate.level in ("town", "area", "district") and candidate.strong
        located = (
            first > 0
            and norms[first - 1] in ("in", "near", "outside", "at")
            and (candidate.strong and stop - first <= 3)
        )
        if not named and not (located and self._home):
            return first + 1
        name = self._reading.words(first, stop)
        if stop - first > 4 or not name[0].isupper() or not any(c.islower() for c in name):
            return first + 1
        area = self._area_of(first)
        tokens = self._reading.tokens
        start, end = tokens.starts[first], tokens.ends[candidate.after - 1]
        self._out.append(
            Place(
                start=start, end=end, id=f"p{len(self._out) + 1}",
                sentence=self._reading.sentence_at(start), rule="place.named_only",
                name=name, country=area.country if area else (self._home or None),
                admin1=area.admin1 if area else None, lat=area.lat if area else None,
                lon=area.lon if area else None,
                precision="admin1" if area else "unnamed",
                source="its province" if area else "", role="scene",
            )
        )  # fmt: skip
        return stop

    def _area_of(self, first: int) -> Spot | None:
        """The province named in the same sentence, else the last place settled."""
        sentence = self._reading.sentences[self._reading.sentence_of_token(first)]
        for run, stop in self._names.runs_in(sentence.first, sentence.stop):
            for end in self._names.lengths(run, stop):
                for spot in self._gazetteer.find(self._reading.words(run, end)):
                    if spot.kind == "admin1" and spot.country in self._countries:
                        return spot
        return None

    def _add_line(self, first: int, stop: int, name: str) -> None:
        tokens = self._reading.tokens
        start = tokens.starts[first]
        self._out.append(
            Place(
                start=start, end=tokens.ends[stop - 1], id=f"p{len(self._out) + 1}",
                sentence=self._reading.sentence_at(start), rule="place.road", name=name,
                country=self._road_country(first, stop), precision="line", role="scene",
            )
        )  # fmt: skip

    def _road_country(self, first: int, stop: int) -> str | None:
        """The article's country, else that of the largest town the road is named after."""
        if self._home:
            return self._home
        towns = [
            spot
            for run, end in self._names.runs_in(first, stop)
            for cut in self._names.lengths(run, end)
            for spot in self._gazetteer.find(self._reading.words(run, cut))[:1]
        ]
        return max(towns, key=lambda town: town.population).country if towns else None

    def _add(self, first: int, stop: int, spot: Spot, precision: str, role: str) -> None:
        tokens = self._reading.tokens
        start = tokens.starts[first]
        self._out.append(
            Place(
                start=start, end=tokens.ends[stop - 1], id=f"p{len(self._out) + 1}",
                sentence=self._reading.sentence_at(start), rule=f"place.{precision}",
                name=spot.name, country=spot.country or None, admin1=spot.admin1 or None,
                lat=spot.lat, lon=spot.lon, precision=precision, source=spot.source, role=role,
            )
        )  # fmt: skip
