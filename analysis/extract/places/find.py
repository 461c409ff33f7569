"""Find the names of places in an article, settle each, and tell those that only the rest makes sure."""

from __future__ import annotations

from analysis.extract.places.candidates import Candidate
from analysis.extract.places.inside import Inside
from analysis.extract.places.namesakes import is_namesake
from analysis.extract.places.pointing import find_joined, find_pointed
from analysis.extract.places.seats import befell_a_town, town_of
from analysis.extract.places.settling import SIZEABLE, Settling
from analysis.extract.places.words import (
    BODIES,
    NO_NAME_ENDS,
    OPENS_A_TALE,
    PAPERS,
    SPEAKING,
    wages,
)
from analysis.gazetteer import (
    Spot,
    key,
    usual_name,
)
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Place

_LEADS = frozenset(("in", "near", "moved"))
# "the Boukaw strike"
_STRUCK = frozenset(
    "strike strikes attack attacks raid raids blast bombing airstrike airstrikes massacre ambush battle".split()
)
_SHORTEST = 4  # letters of a name that nothing but the gazetteer shows to be a place


def find_places(reading: Reading) -> tuple[Place, ...]:
    """Every place named, one row a mention, in order; the same name keeps its meaning."""
    return tuple(_Settler(reading).places())


class _Settler(Settling):
    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
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
        self._out += self._told_again()
        self._out.sort(key=lambda place: (place.start, -place.end))
        self._out += find_pointed(self._reading, list(self._out), self._gazetteer)
        self._out.sort(key=lambda place: (place.start, -place.end))
        rows: list[Place] = []
        for row in self._out:
            if not rows or row.start >= rows[-1].end:
                rows.append(replace(row, id=f"p{len(rows) + 1}"))
        return rows

    def _told_again(self) -> list[Place]:
        """ "A raid on the town of Boukaw ... the strike of Boukaw": what was called a town keeps its name."""
        tokens = self._reading.tokens
        known: dict[str, Place] = {}
        for place in self._out:
            if place.rule == "place.named_only" and place.name.isalpha():
                known.setdefault(place.name, place)
        if not known:
            return []
        taken = {place.start for place in self._out}
        again: list[Place] = []
        for first, stop in self._bare:
            told, start = known.get(self._reading.words(first, first + 1)), tokens.starts[first]
            if told is None or start <= told.start or start in taken or stop != first + 1:
                continue
            after = tokens.norms[stop] if stop < len(tokens.norms) else "."
            if after not in SPEAKING and (tokens.norms[first - 1] == "of" or after in _STRUCK):
                here = self._reading.sentence_at(start)
                again.append(replace(told, start=start, end=tokens.ends[first], sentence=here))
        return again

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
            if tag is not None and is_namesake(self._reading, tag, first, self._names.barred):
                i = tag.stop
                continue
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

    def _called_after_a_country(self, first: int, stop: int) -> int:
        """ "Port Sudan": a town whose name ends in that of its country; the token behind it, or 0."""
        last = next(
            (self._countries[k] for k in (first + 1, first + 2) if k in self._countries), None
        )
        if last is None or last.stop > stop or last.entry.get("form") != "name":
            return 0
        name, country = self._reading.words(first, last.stop), last.entry.get("name")
        towns = (s for s in self._gazetteer.find(name) if s.kind == "town")
        spot = next((s for s in towns if s.country == country and s.population > SIZEABLE), None)
        if spot is None:
            return 0
        self._settled[key(name)] = spot
        self._around.settled(spot)
        self._add(first, last.stop, spot, "exact", "scene", name)
        return last.stop

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
        if self._reading.apostrophes_lost and self._reading.words(first, stop) == f"{name}s":
            owns = stop < len(norms) and self._names.capital(stop)  # "Syrias Hama"
            located = (located or owns) and not wages(norms, stop)
        if after == "-" and self._reading.tokens.glued[stop]:
            located = False  # "in US-led strikes"
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
                opens = first in self._starts and follows not in OPENS_A_TALE
                if opens and not heads and not befell_a_town(norms, end):
                    continue
                if norms[first] in self._lower or norms[end - 1] in self._persons:
                    continue
            elif end < stop and self._shapes.breaks_a_name(end, stop, candidate):
                continue
            if self._shapes.looks_like_a_person(first, end, candidate):
                continue
            befell = known is None and first in self._starts and befell_a_town(norms, end)
            spot = known or self._settle(name, candidate, whole=end == stop, sure=not befell)
            if befell and spot is not None and spot.kind == "town" and spot.population < SIZEABLE:
                continue
            if spot is not None and known is None and follows == ":":
                if spot.kind == "town" and spot.population < SIZEABLE:
                    continue  # "Aziz: we heard the guns"
            if spot is not None:
                self._settled[key(name)] = spot
                precision = self._precision(candidate, spot)
                self._add(first, candidate.after, spot, precision, "scene", name)
                return

    # ------------------------------------------------------------------------ rows

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
