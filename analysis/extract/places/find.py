"""Settle each candidate: which place of that name, how precisely, and in which part."""

from __future__ import annotations

from analysis.extract.places.candidates import Candidate, Names
from analysis.extract.places.context import Surroundings
from analysis.extract.places.inside import TAKEN, Inside
from analysis.extract.places.lines import find_lines
from analysis.extract.places.pointing import find_joined, find_pointed
from analysis.extract.places.seats import town_of
from analysis.extract.places.shapes import BIG, Shapes
from analysis.extract.places.words import (
    BODIES,
    COMMON,
    DISTRICTS,
    NO_NAME_ENDS,
    OPENS_A_TALE,
    PAPERS,
    SETTLEMENTS,
    SIDED,
    STATES,
    wages,
)
from analysis.gazetteer import (
    Gazetteer,
    Spot,
    in_english,
    key,
    read_gazetteer,
    skeleton,
    usual_name,
)
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Place
from analysis.truecase import is_common

_LEADS = frozenset(("in", "near", "moved"))
_LIES = frozenset(("lies", "sits"))
_SIZEABLE = 20_000  # a town of two words that hardly is somebody's name
_ALONE = 3  # words of a name that may be a place for the province behind it alone
_SHORTEST = 4  # letters of a name that nothing but the gazetteer shows to be a place


def find_places(reading: Reading) -> tuple[Place, ...]:
    """Every place named, one row a mention, in order; the same name keeps its meaning."""
    return tuple(_Settler(reading).places())


class _Settler:
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
        self._lower = reading.small_words
        self._starts = {sentence.first for sentence in reading.sentences}
        self._settled: dict[str, Spot | None] = {}
        self._shown: dict[Spot, str] = {}  # one name for a place throughout
        self._bare: list[tuple[int, int]] = []  # capitals with nothing beside them
        self._unknown: list[Candidate] = []
        self._out: list[Place] = []

    def places(self) -> list[Place]:
        """The rows, in order, none inside another."""
        for first, stop, name, country in self._lines:
            self._put(first, stop, name, country=country or self._line_country(first, stop),
                      precision="line", rule="place.line")  # fmt: skip
        for first, stop in self._names.runs():
            self._run(first, stop)
        if not self._names.shouting:
            for first, stop in self._bare:
                self._bare_name(first, stop)
        self._out.sort(key=lambda place: (place.start, -place.end))
        self._out += find_joined(self._reading, self._out, self._gazetteer)
        self._out.sort(key=lambda place: (place.start, -place.end))
        inside = Inside(self._reading, self._around, self._out, self._gazetteer)
        for candidate in self._unknown if not self._names.shouting else ():
            place = inside.place(candidate)
            if place is not None:
                self._out.append(place)
        self._out.sort(key=lambda place: (place.start, -place.end))
        self._out += find_pointed(self._reading, list(self._out), self._gazetteer)
        self._out.sort(key=lambda place: (place.start, -place.end))
        rows: list[Place] = []
        for row in self._out:
            if not rows or row.start >= rows[-1].end:
                rows.append(replace(row, id=f"p{len(rows) + 1}"))
        return rows

    def _run(self, first: int, stop: int) -> None:
        """One run of capitals: countries, names with evidence, and what is left of it."""
        if stop - first == 2 and self._reading.tokens.norms[stop - 1] in PAPERS:
            return
        if stop - first > 1 and self._reading.tokens.norms[stop - 1] in BODIES:
            if (
                not self._reading.apostrophes_lost
                and "-" not in self._reading.tokens.words[first:stop]
            ):
                return
        i, bare, settled = first, True, False
        while i < stop:
            tag = self._countries.get(i)
            if tag is None and bare and i + 1 < stop:
                end = self._called_after_a_country(i, stop)
                if end:
                    i, settled = end, True
                    continue
            if tag is not None and tag.entry.get("form") in ("name", "demonym"):
                state = self._around.state_of(tag)
                if state is not None:
                    self._add(tag.first, tag.stop + 1, state, "admin1", "scene")
                elif tag.entry.get("form") == "name":
                    self._country(tag.first, tag.stop, str(tag.entry.get("name")))
                i, bare, settled = max(tag.stop, i + 1), True, True
                continue
            end = self._name(i, stop, behind=i > first and not bare)
            if end:
                i, bare, settled = end, True, True
                continue
            if bare:
                self._bare.append((i, stop))
            i, bare = i + 1, False
        candidate = self._shown_by_what_follows(self._with_noun(first, stop), first, stop)
        if self._shapes.is_an_apposed_speaker(first, stop) or self._shapes.is_somebody(candidate):
            return
        if candidate.strong and not settled and first not in self._names.never:
            self._unknown.append(candidate)

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
        if stop < len(norms) and norms[stop] in _LIES and not candidate.level:
            candidate = replace(candidate, level="town", strong=True)
        if first and norms[first - 1] in TAKEN and norms[stop : stop + 1] in (["after"], ["from"]):
            candidate = replace(candidate, strong=self._persons.isdisjoint(norms[first:stop]))
        return candidate

    def _called_after_a_country(self, first: int, stop: int) -> int:
        """ "Port Sudan": a town whose name ends in that of its country; the token behind it, or 0."""
        last = next(
            (self._countries[k] for k in (first + 1, first + 2) if k in self._countries), None
        )
        if last is None or last.stop > stop or last.entry.get("form") != "name":
            return 0
        name, country = self._reading.words(first, last.stop), last.entry.get("name")
        towns = (s for s in self._gazetteer.find(name) if s.kind == "town")
        spot = next((s for s in towns if s.country == country and s.population > _SIZEABLE), None)
        if spot is None:
            return 0
        self._settled[key(name)] = spot
        self._around.settled(spot)
        self._add(first, last.stop, spot, "exact", "scene", name)
        return last.stop

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
        if norms[stop : stop + 2] not in ([",", "a"], [",", "an"]):
            return False
        return any(norm in SETTLEMENTS for norm in norms[stop + 2 : stop + 5])

    def _with_noun(self, first: int, stop: int) -> Candidate:
        """The run, or its part before a noun with a capital of its own ("Hidalgo Street")."""
        for end in range(stop - 1, first, -1):
            candidate = self._names.at(first, end)
            if candidate.level and candidate.after == stop:
                return candidate
        return self._names.at(first, stop)

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
        if after in ("'s", "’s") and stop + 1 < len(norms):
            located = (located or self._names.capital(stop + 1)) and not wages(norms, stop + 1)
        if not located and self._reading.apostrophes_lost and before in ("in", "across", "into"):
            located = True
        spot = next((s for s in self._gazetteer.find(name) if s.kind == "country"), None)
        if spot is not None:
            self._add(first, stop, spot, "country", "scene" if located else "party")

    # ----------------------------------------------------------------- other names

    def _name(self, first: int, stop: int, *, behind: bool) -> int:
        """Try the longest name that begins at a token; the token after what was used, or 0.

        A name ``behind`` capitals that name nothing known may be the end of theirs.
        """
        for end in self._names.lengths(first, stop):
            if self._reading.tokens.norms[end - 1] in NO_NAME_ENDS or self._people(first, end):
                continue
            candidate = self._names.at(first, end)
            name = self._reading.words(first, end)
            known = self._settled.get(key(name))
            if not candidate.strong and end - first > 1 and self._sided(first, name):
                candidate = replace(candidate, strong=True, level="area")  # "West Darfur: ..."
            if known is None and not candidate.strong and candidate.lead not in _LEADS:
                continue
            if end < stop and self._shapes.breaks_a_name(end, stop, candidate):
                continue
            spot = known or self._settle(name, candidate, whole=end == stop)
            other = self._namesake(known, name, candidate) if known is not None else None
            if other is not None:
                spot = other
            if spot is None or self._shapes.looks_like_a_person(first, end, candidate, spot):
                continue
            if self._shapes.is_of_a_body(end):
                continue
            if behind and known is None and self._shapes.ends_a_longer(first, end, candidate, spot):
                continue
            if spot.kind != "admin1" and end == first + 1 and first in self._names.never:
                continue  # "the Arab region"
            if end < stop and known is None and self._shapes.goes_on(first, end, stop, spot):
                continue
            if other is None:
                self._settled[key(name)] = spot
            self._around.settled(spot)
            self._add(first, candidate.after, spot, self._precision(candidate, spot), "scene", name)
            return max(end, candidate.after if candidate.after <= stop else end, first + 1)
        return 0

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

    def _bare_name(self, first: int, stop: int) -> None:
        """A name without a word that shows it to be a place: only where the rest makes it sure."""
        norms, words = self._reading.tokens.norms, self._reading.tokens.words
        seat = self._countries.get(first)
        if seat is not None:  # a capital: its government, or the town
            spot = town_of(norms, seat, self._gazetteer)
            built = self._names.at(first, seat.stop).level in ("site", "street")
            if spot is not None and not (built and spot.country != self._around.home):
                self._around.settled(spot)
                self._add(first, seat.stop, spot, "exact", "scene")
            return
        for end in self._names.lengths(first, stop):
            if norms[end - 1] in NO_NAME_ENDS or self._people(first, end):
                continue
            candidate = self._names.at(first, end)
            name = self._reading.words(first, end)
            known = self._settled.get(key(name))
            if known is None:
                if (end < stop and words[end][0].isalnum()) or len(key(name)) < _SHORTEST:
                    continue
                follows = norms[end] if end < len(norms) else ""
                heads = follows == ":" and norms[first - 1 : first] in ([], ["."], [";"], ["-"])
                if first in self._starts and follows not in OPENS_A_TALE and not heads:
                    continue
                if norms[first] in self._lower or norms[end - 1] in self._persons:
                    continue
            elif end < stop and self._shapes.breaks_a_name(end, stop, candidate):
                continue
            if self._shapes.looks_like_a_person(first, end, candidate):
                continue
            spot = known or self._settle(name, candidate, whole=end == stop, sure=True)
            if spot is not None and known is None and follows == ":":
                if spot.kind == "town" and spot.population < _SIZEABLE:
                    continue  # "Aziz: we heard the guns"
            if spot is not None:
                self._settled[key(name)] = spot
                precision = self._precision(candidate, spot)
                self._add(first, candidate.after, spot, precision, "scene", name)
                return

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
        for spot in spots:
            if sure and self._around.weights.get(spot.country, 0) < 1:
                continue
            score = self._around.fits(spot, candidate, name)
            if score > 0 and (best is None or score > best[0]):
                best = (score, spot)
        return best[1] if best else None

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

    # ------------------------------------------------------------------------ rows

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

    def _add(
        self, first: int, stop: int, spot: Spot, precision: str, role: str, named: str = ""
    ) -> None:
        shown = self._called(first, stop, spot)
        if (
            self._reading.apostrophes_lost
            and named.endswith("s")
            and not self._gazetteer.find(named)
        ):
            named = named[:-1]  # "Aleppos front lines"
        if named and (spot.kind == "town" or key(named) == key(spot.name)):
            shown = self._shown.setdefault(spot, usual_name(spot, named))
        self._put(first, stop, shown, country=spot.country or None, admin1=spot.admin1 or None,
                  lat=spot.lat, lon=spot.lon, precision=precision, source=spot.source, role=role,
                  rule=f"place.{precision}")  # fmt: skip

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

    def _put(
        self, first: int, stop: int, name: str, *, country: str | None, precision: str, rule: str,
        admin1: str | None = None, lat: float | None = None, lon: float | None = None,
        source: str = "", role: str = "scene",
    ) -> None:  # fmt: skip
        tokens = self._reading.tokens
        start = tokens.starts[first]
        self._out.append(
            Place(
                start=start, end=tokens.ends[stop - 1], id="", rule=rule, name=name,
                sentence=self._reading.sentence_at(start), country=country, admin1=admin1,
                lat=lat, lon=lon, precision=precision, source=source, role=role,
            )
        )  # fmt: skip
