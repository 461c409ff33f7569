"""Places no gazetteer has: as written, at the point of the town or area the text puts them in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from analysis.extract.places.candidates import Candidate
from analysis.extract.places.context import Surroundings
from analysis.extract.places.words import COMMON, SIDED, SPEAKING
from analysis.gazetteer import Gazetteer, Spot
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Place
from analysis.truecase import is_common

_LONGEST_NAME = 4  # words
_LOCATED = 3  # words of a name that nothing but "in" or "near" shows to be a place
_JOINS = frozenset(", in the of a an 's near outside at district province village town".split())
_WITHIN = frozenset(("in", "near", "outside", "at", "inside", "into"))
_BESIDE = frozenset("nearby neighbouring neighboring".split())  # "clashes erupted in nearby Damhal"
_REACHED = frozenset("entered entering reached raided raiding invaded invading".split())
TAKEN = frozenset(
    "captured seized took retaken retook recaptured taking capturing seizing retaking recapturing".split()
)
_FOUGHT = frozenset(
    "after from".split()
)  # "captured Thevi after fighting", "took Rasm from the rebels"
_LENGTHS = (["km"], ["kilometers"], ["kilometres"], ["miles"])  # "in Sarak 40 km south of Kara"
_REACH = 5  # tokens between a place and the one it lies in
_BACK = 6  # sentences a street or a hospital looks back for its town
_KINDS = {"town", "area", "district", "site", "street"}
_IN_TOWNS = {"site", "street", "district"}
_BUILT = {"site", "street"}  # "Liberation Square", "Old Bridge" are names
_DEEDS = frozenset(
    "bombardment shelling bombing bombings airstrikes airstrike strikes raids raid attack attacks clashes fighting "
    "violence massacre massacres offensive assault explosion explosions blast blasts crackdown battles".split()
)
_NEXT_DEED = frozenset(  # a headline goes on without a comma
    "advances destroys destroy kills kill seizes seize regains regain restores liberates repels foils captures "
    "injures claims rises continues shells bombs attacks hits strikes".split()
)
_HEADLINE = frozenset("new old likely support latest more most first last other several".split())
# what a headline says is done: "Gunmen Attack Kidal Mosque"
_DONE = frozenset(
    "attack attacks target targets shell shells bomb bombs hit hits strike strikes destroy destroys raid raids storm "
    "storms seize seizes capture captures retake retakes pound pounds ravage devastate damage torch burn".split()
)
# "in Oil Field", "near Refugee Camp": a headline's capitals for what has no name
_ANY = frozenset(
    "oil gas power police bus train refugee military army air training field base camp station stop school hospital "
    "market plant depot mosque church prison hotel main fuel food vegetable fruit water petrol aid medical field "
    "checkpoint border crossing airport airbase".split()
)
# "a police official in Sukkur": where somebody speaks, not where the place lies
_SPEAKER_IN = re.compile(
    r"\b(?:spokes\w+|officials?|sources?|correspondents?|reporters?|activists?|officers?|doctors?|leaders?|chief|"
    r"mayor|governor|residents?|told \w+|statement|release|communiqu\w+|briefing|conference|interview)"
    r"(?: [\w-]+){0,2} (?:in|from|at) $"
)


class Inside:
    """Containers among the rows already settled (sorted by place)."""

    def __init__(
        self, reading: Reading, around: Surroundings, rows: list[Place], gazetteer: Gazetteer
    ) -> None:
        self._reading, self._around = reading, around
        self._rows = [r for r in rows if r.lat is not None and r.precision != "country"]
        self._capitals = {
            reading.tokens.starts[tag.first]
            for tag in reading.tagged("countries")
            if tag.entry.get("form") == "capital"
        }
        self._home = self._dateline(gazetteer)

    def _dateline(self, gazetteer: Gazetteer) -> Spot | None:
        place = self._reading.article.dateline_place
        spots = gazetteer.find(place.split(",")[0].strip().title()) if place else ()
        here = [s for s in spots if s.country == self._around.home and s.kind != "country"]
        return here[0] if here else None

    def _town(self) -> Place | None:
        """The town the article names most, if it has one."""
        towns = [r for r in self._rows if r.precision == "exact" and r.country == self._around.home]
        count = Counter(r.name for r in towns)
        return max(towns, key=lambda r: (count[r.name], -r.start), default=None)

    def place(self, candidate: Candidate) -> Place | None:
        """The row of an unknown name, or None where it may be no place at all."""
        norms = self._reading.tokens.norms
        first, stop = candidate.first, candidate.stop
        while first < stop and norms[first] in _DONE and norms[first - 1 : first] != ["in"]:
            first += 1
        if (
            norms[stop - 1] in SIDED
            and norms[stop : stop + 1] == ["of"]
            and candidate.after == stop
        ):
            stop -= 1  # "in Oil Field East of Homs"
        if stop - first > 1 and (norms[stop - 1] == "monitor" or norms[stop - 1] in _NEXT_DEED):
            stop -= 1  # "Nine Dead in Eastern Gouta Monitor", "in Deir Ezour Advances on"
        if not candidate.level and norms[stop - 1] in _DEEDS:
            return None  # "Killed in Escalating Bombardment on Hama"
        if first >= stop or (self._is_headline(first) and _ANY.issuperset(norms[first:stop])):
            return None
        if (first, stop) != (candidate.first, candidate.stop):
            after = candidate.after if candidate.after > candidate.stop else stop
            candidate = replace(candidate, first=first, stop=stop, after=after)
        named = candidate.level in _KINDS
        word = norms[first - 1] if first else ""
        follows = norms[stop] if stop < len(norms) else ""
        located = self._words(first, stop) <= _LOCATED and (
            word in _WITHIN
            or candidate.lead in ("moved", "near")
            or word in _REACHED
            or word in _BESIDE
            or (word in TAKEN and follows in _FOUGHT)
            or (candidate.firm and follows == ",")
            or (candidate.firm and follows in SIDED and norms[stop + 1 : stop + 2] == ["of"])
            or (candidate.firm and word == "and" and follows not in SPEAKING)
        )
        name = self._reading.words(first, candidate.after if candidate.level == "street" else stop)
        if follows[:1].isdigit() and norms[stop + 1 : stop + 2] not in _LENGTHS:
            return None  # "in Case 03"
        if not named and not (located and self._around.home):
            return None
        if not named and name.lower() in COMMON:
            return None  # "Three Killed in Orchards of Daraya"
        if self._words(first, stop) > _LONGEST_NAME or not any(c.islower() for c in name):
            return None
        found, how = self._container(candidate)
        long = self._words(first, stop) > _LOCATED  # "Twin Blasts Target Checkpoint"
        if (candidate.level not in _BUILT or long) and self._says_no_name(candidate):
            return None
        if found is None and candidate.level in _IN_TOWNS and (town := self._home or self._town()):
            return self._row(candidate, name, "near", "place.in_the_town", town)
        if found is None:
            return self._row(candidate, name, "unnamed", "place.named_only", None)
        precision = found.precision if found.precision in ("admin1", "admin2") else "near"
        return self._row(candidate, name, precision, f"place.{how}", found)

    def _is_headline(self, first: int) -> bool:
        """ "Gunmen in Oil Field": where the word before the preposition has a capital, too."""
        return first > 1 and self._reading.tokens.words[first - 2][0].isupper()

    def _words(self, first: int, stop: int) -> int:
        """How many words a name has: "Jeb el-Kussa" three, its hyphen is none."""
        return sum(word[0].isalnum() for word in self._reading.tokens.words[first:stop])

    def _says_no_name(self, candidate: Candidate) -> bool:
        """ "killed in Suspected Gas Attack", "Training Camp": a headline's capitals, of words that
        name nothing; but "the village of Hope" is named so."""
        first, stop, tokens = candidate.first, candidate.stop, self._reading.tokens
        noun = stop if candidate.after > stop else 0
        if candidate.level and not (noun and tokens.words[noun][0].isupper()):
            return False
        words = [norm for norm in tokens.norms[first:stop] if norm[0].isalpha()]
        return all(is_common(word) or word in _HEADLINE for word in words)

    def _row(
        self,
        candidate: Candidate,
        name: str,
        precision: str,
        rule: str,
        inside: Place | Spot | None,
    ) -> Place:
        tokens = self._reading.tokens
        start = tokens.starts[candidate.first]
        return Place(
            start=start, end=tokens.ends[candidate.after - 1], id="", rule=rule, name=name,
            sentence=self._reading.sentence_at(start), precision=precision, role="scene",
            country=inside.country if inside else (self._around.home or None),
            admin1=inside.admin1 if inside else None,
            lat=inside.lat if inside else None, lon=inside.lon if inside else None,
            source=f"{inside.name}, which it lies in or near" if inside else "",
        )  # fmt: skip

    def _container(self, candidate: Candidate) -> tuple[Place | None, str]:
        """The row it lies in and how that is said."""
        tokens, rows = self._reading.tokens, self._rows
        start, end = tokens.starts[candidate.first], tokens.ends[candidate.after - 1]
        at = bisect_left(rows, start, key=lambda row: row.start)
        after = rows[at] if at < len(rows) else None
        before = rows[at - 1] if at else None
        if after is not None and self._joined(end, after.start):
            return after, "inside"
        if before is not None and self._joined(before.end, start):
            return before, "inside"
        here = self._reading.sentence_at(start)
        near = [
            r
            for r in (before, after)
            if r is not None
            and r.sentence == here
            and r.start not in self._capitals
            and not _SPEAKER_IN.search(self._reading.text[max(0, r.start - 60) : r.start])
        ]
        if near:
            return min(near, key=lambda r: min(abs(r.start - end), abs(start - r.end))), (
                "same_sentence"
            )
        if candidate.level not in _IN_TOWNS:
            return None, ""  # a village told of after a town may lie far from it
        for row in reversed(rows[max(0, at - 8) : at]):
            if here - row.sentence > _BACK:
                break
            if row.precision in ("exact", "near"):
                return row, "nearby_sentence"
        return None, ""

    def _joined(self, start: int, end: int) -> bool:
        """True where only small words stand between two offsets ("a village in northern X")."""
        tokens = self._reading.tokens
        first, stop = tokens.at(start), tokens.at(end)
        if stop - first > _REACH or self._reading.text[start:end].strip() in ("", "and"):
            return False
        return all(
            norm in _JOINS or (norm.isalpha() and norm.islower() and norm.endswith("ern"))
            for norm in tokens.norms[first:stop]
        )
