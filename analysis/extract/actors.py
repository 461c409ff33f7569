"""Actors: states, armed groups, organisations, persons, populations and documents.

One row a mention; mentions of one actor share its ``name``. Persons are joined by their last
name ("Recep Tayyip Erdogan ... Erdogan"), aliases by the lexicon and by the article itself
("the People's Guard, better known as the Red Scarves").
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.extract.actor_names import named, spelled_out
from analysis.extract.capital_runs import ORGANISED, PARTICLES, CapitalRuns
from analysis.extract.person_names import PersonNames
from analysis.lean import dataclass
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.records import Actor

_ONES = frozenset(("reporter", "guard"))
_MILITARY = frozenset(
    "forces force troops army military soldiers warplanes warplane jets jet aircraft air airstrikes airstrike "
    "strikes strike shelling artillery navy fighters helicopters helicopter planes government regime "
    "authorities president presidency officials official ministry security police missiles missile "
    "drones drone rockets tanks raids raid bombing bombardment attack attacks state-run servicemen "
    "airstrikes warships commandos marines command general fire snipers defence defense".split()
)
_DONE_BY = (
    ["out", "by"],
    ["launched", "by"],
    ["conducted", "by"],
    ["waged", "by"],
    ["ordered", "by"],
)
_PEOPLES = frozenset("civilians refugees residents villagers migrants pilgrims".split())
_QUARTERS = frozenset("eastern western northern southern central".split())
_WHEREIN = frozenset("in at near from outside around of to".split())
_ACCUSED = frozenset("accuse accuses accused accusing blame blames blamed blaming".split())
_EVENTUALLY = frozenset("later also since then had has have initially eventually quickly".split())

# What rivals put before a name as if it were part of it.
_NICKED = frozenset("crooked lyin lying crazy goofy sleepy dopey corrupt little".split())


@dataclass(frozen=True, slots=True)
class _Person:
    first: int
    stop: int
    name: str
    role: str


def find_actors(reading: Reading) -> tuple[Actor, ...]:
    """Every mention of an actor, in order, not overlapping."""
    finder = _Finder(reading)
    rows = sorted(finder.rows(), key=lambda row: (row.start, -row.end))
    out: list[Actor] = []
    for row in rows:
        if out and row.start < out[-1].end:
            continue
        out.append(row)
    return tuple(named(reading, spelled_out(reading, out)))


class _Finder(CapitalRuns):
    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        persons = reading.lexicons["persons"]
        kinds = ("description", "famous", "trade")
        self._descriptions = frozenset().union(*(persons.terms(kind=kind) for kind in kinds))
        self._role_end = {tag.stop: tag for tag in reading.tagged("titles")}
        self._role_ends = {stop - 1 for stop in self._role_end}
        self._saying = {
            tag.first for name in ("reporting", "citing") for tag in reading.tagged(name)
        }
        self._country = {tag.first: tag for tag in reading.tagged("countries")}
        self._named_countries = {str(tag.entry.get("name")) for tag in self._country.values()} | {
            str(place.country) for place in reading.found.places
        }
        self._test = PersonNames(reading)
        self._party = {
            reading.tokens.at(p.start) for p in reading.found.places if p.role == "party"
        }

    def rows(self) -> Iterator[Actor]:
        """All rows, unsorted, ids unset."""
        yield from self._listed()
        yield from self._states()
        yield from self._persons_and_bodies()
        for tag in self._reading.tagged("victims"):
            word = self._norms[tag.stop - 1]
            if word in _PEOPLES:
                yield self._row(tag.first, tag.stop, word, "population", "actor.population")

    def _row(
        self, first: int, stop: int, name: str, kind: str, rule: str, role: str = "",
        affiliation: str | None = None,
    ) -> Actor:  # fmt: skip
        tokens = self._reading.tokens
        start = tokens.starts[first]
        return Actor(
            start=start, end=tokens.ends[stop - 1], id="", rule=rule, name=name, kind=kind, role=role,
            sentence=self._reading.sentence_at(start), affiliation=affiliation,
        )  # fmt: skip

    def _listed(self) -> Iterator[Actor]:
        national, others = self._national_societies(), self._other_bodies()
        for tag in self._reading.tagged("actors"):
            if self._is_other(tag):
                if tag.stop - tag.first > 1:  # "the Yemen Observatory for Human Rights"
                    first = self._opening_of(tag.first)
                    name = self._reading.words(first, tag.stop)
                    yield self._row(first, tag.stop, name, "organisation", "actor.lexicon")
                continue
            entry = tag.entry
            name = str(entry.get("name"))
            name = others.get(name, name)
            affiliation = entry.get("affiliation")
            if tag.first in national:
                first, society = national[tag.first]
                yield self._row(first, tag.stop, society, "organisation", "actor.lexicon")
                continue
            if (home := entry.get("home")) and home not in self._named_countries:
                words = self._reading.words(tag.first, tag.stop)  # "government forces" elsewhere
                yield self._row(tag.first, tag.stop, words.lower(), "state", "actor.lexicon")
                continue
            yield self._row(
                tag.first, tag.stop, name, str(entry.get("kind")), "actor.lexicon", "", affiliation
            )

    def _other_bodies(self) -> dict[str, str]:
        """ "The Libyan Observatory": whom "the Observatory" means then, where the one the lexicon
        has by that short name is not named in full."""
        out: dict[str, str] = {}
        tags = self._reading.tagged("actors")
        for tag in tags:
            if self._is_other(tag):
                whole = self._reading.words(self._opening_of(tag.first), tag.stop)
                out.setdefault(str(tag.entry.get("name")), whole)
        for tag in tags if out else ():
            name = str(tag.entry.get("name"))
            if name in out and tag.stop - tag.first > 1 and not self._is_other(tag):
                if self._norms[tag.first] not in ORGANISED | {"the"}:
                    del out[name]
        return out

    def _opening_of(self, k: int) -> int:
        """Where the capitals begin that end before token ``k``."""
        while k and self._words[k - 1][0].isupper() and self._names(k - 1):
            k -= 1
        return k

    def _national_societies(self) -> dict[int, tuple[int, str]]:
        """ "the Kenyan Red Cross": a society of its own, which "the Red Cross" means behind it.

        By the first token of the lexicon's term: where the name begins, and the name.
        """
        terms = [t for t in self._reading.tagged("actors") if t.entry.get("national")]
        if not terms:
            return {}
        before = {tag.stop: tag.first for tag in self._country.values()}
        out: dict[int, tuple[int, str]] = {}
        last: dict[str, str] = {}
        for tag in terms:
            words = self._reading.words(tag.first, tag.stop)
            first = before.get(tag.first, tag.first)
            if first < tag.first:
                last[words] = self._reading.words(first, tag.stop)
            elif words.isupper() or words.count(" ") > 1:
                last.clear()  # "the ICRC": the body itself, which "the Red Cross" means from here on
            if words in last:
                out[tag.first] = first, last[words]
        return out

    def _states(self) -> Iterator[Actor]:
        """A country that acts: as a party, by its people in office or arms, by its capital."""
        for tag in self._country.values():
            form, name, after = tag.entry.get("form"), str(tag.entry.get("name")), tag.stop
            follows = self._norms[after] if after < len(self._norms) else ""
            if tag.first in self._taken:
                continue
            if form == "demonym" and follows in _MILITARY and after not in self._taken:
                yield self._row(tag.first, after + 1, name, "state", "actor.state")
            elif form == "name" and tag.first in self._party:
                yield self._row(tag.first, after, name, "state", "actor.state")
            elif form == "capital" and (
                self._speaks(tag) or self._norms[max(0, tag.first - 2) : tag.first] in _DONE_BY
            ):
                yield self._row(tag.first, after, name, "state", "actor.capital")

    def _speaks(self, capital: Tag) -> bool:
        """ "Kabul later acknowledged": the government, not "a doctor in Kabul said"."""
        before = self._norms[capital.first - 1] if capital.first else "."
        if before in _ACCUSED:
            return True  # "accused Moscow of shelling the port"
        if before in _WHEREIN:
            return False
        after = self._norms[capital.stop : capital.stop + 4]
        if after[:1] in (["has"], ["agreed"], ["denied"], ["accused"]):
            return True
        k = next((k for k, norm in enumerate(after) if norm not in _EVENTUALLY), len(after))
        return capital.stop + k in self._saying

    # ------------------------------------------------------- persons, organisations

    def _behind_body(self, first: int, stop: int) -> int:
        """Where a person's name begins behind the name of a body in one run of capitals; else 0."""
        last = next((k for k in range(stop - 1, first, -1) if self._norms[k] in ORGANISED), 0)
        if not last or not 2 <= stop - last - 1 <= 3:
            return 0
        tied = self._norms[first - 1] == "the" and self._norms[first - 2] in (
            "of",
            "at",
            "for",
            "from",
        )
        role = tied and first - 3 in self._role_ends
        return last + 1 if role or self._norms[last + 1] in self._given else 0

    def _persons_and_bodies(self) -> Iterator[Actor]:
        persons: dict[str, _Person] = {}
        single: list[tuple[int, int]] = []
        for first, stop in self._runs():
            begin = first
            first, role = self._without_title(first, stop)
            stop = self._test.trimmed(first, stop)
            if first >= stop:
                continue
            words = self._norms[first:stop]
            before_title = self._title_cuts(stop) if stop < len(self._words) else False
            split = self._behind_body(first, stop)
            if split:  # "the head of the Flood Council Ida Brook"
                yield self._body(self._behind_titles(begin, first), split)
                first, words = split, self._norms[split:stop]
            bodies = words[1:] if words[0] in _ONES else words  # "Reporter Ann Lee"
            if any(word in ORGANISED for word in bodies) or (before_title and stop - first > 1):
                body = self._body(self._behind_titles(begin, first), stop)
                if body.name != self._words[first]:
                    yield body  # a "Council" alone has no name
                continue
            if self._test.is_group(first, stop) and not (role and stop - first == 2):
                name = self._reading.words(first, stop)
                yield self._row(first, stop, name, "armed_group", "actor.group")
                continue
            if not self._test.is_person(first, stop, role):
                continue
            plain = [w for w in range(first, stop) if self._words[w][0].isalpha()]
            if self._norms[stop - 1] in self._descriptions:
                continue
            if len(plain) >= 2 and len(plain) <= 6 and self._first_is_no_country(first):
                name = self._reading.words(first, stop)
                last = self._last_name(first, stop)
                known = persons.get(last)
                if known is not None and known.name.lower().endswith(f" {name.lower()}"):
                    role = role or known.role  # "Abdel Rahman" behind "Rami Abdel Rahman"
                    yield self._row(first, stop, known.name, "person", "actor.last_name", role)
                    continue
                fuller = known is not None and len(known.name) < len(name)
                if known is None or (fuller and not _are_two(known.name, name)):
                    persons[last] = _Person(first, stop, name, role)
                yield self._row(first, stop, name, "person", "actor.person", role)
            else:
                single.append((first, stop))
                acronym = self._words[first].isupper() and role.islower()  # "the local PDF"
                placed = role.islower() and self._names_place(first)
                if role and len(plain) == 1 and not acronym and not placed:
                    name = self._reading.words(first, stop)
                    persons.setdefault(
                        self._last_name(first, stop), _Person(first, stop, name, role)
                    )
        for first, stop in single:
            person = persons.get(self._last_name(first, stop))
            if person is not None:
                yield self._row(first, stop, person.name, "person", "actor.last_name", person.role)

    def _names_place(self, k: int) -> bool:
        """ "the opposition Geneva delegation", in a text that has talks in Geneva."""
        return self._words[k] in self._place_words

    def _first_is_no_country(self, first: int) -> bool:
        tag = self._country.get(first)
        return tag is None or tag.entry.get("form") == "name"

    def _without_title(self, first: int, stop: int) -> tuple[int, str]:
        """Where the name itself begins, and the title words before it."""
        begin = first
        while first < stop:
            tag = self._country.get(first)
            if first in self._titles:
                first = self._titles[first][0]
            elif self._norms[first] == ".":
                first += 1
            elif self._norms[first] == "-" and first > begin:
                first = min(first + 2, stop)  # "Assistant Secretary-General Ann Lee"
            elif tag is not None and tag.entry.get("form") == "demonym":
                first = tag.stop
            elif self._norms[first] in _NICKED and stop - first > 2:
                first += 1
            else:
                break
        title = self._reading.words(begin, min(first, stop)) if first > begin else ""
        if not title and first in self._title_end:
            title = self._reading.words(self._title_end[first], first)
        if not title:
            title = self._role_before(first)
        return first, title.strip()

    def _role_before(self, first: int) -> str:
        tag = self._role_end.get(first)
        return self._reading.words(tag.first, tag.stop) if tag else ""

    def _last_name(self, first: int, stop: int) -> str:
        last = self._norms[stop - 1]
        if (
            stop - 3 >= first
            and self._norms[stop - 2] == "-"
            and self._norms[stop - 3] in PARTICLES
        ):
            return last
        return (
            last[:-1]
            if self._reading.apostrophes_lost and last.endswith("s") and len(last) > 5
            else last
        )

    def _behind_titles(self, begin: int, first: int) -> int:
        """Where the name of a body begins: "Polish Border Guard", "Central Weather Bureau", no title before it."""
        if any(k in self._titles or self._norms[k] == "." for k in range(begin, first)):
            return first
        if (
            begin > 1
            and self._norms[begin - 1] in _QUARTERS
            and self._words[begin - 1][0].isupper()
        ):
            named = self._country.get(begin - 2)
            if named is not None and named.entry.get("form") == "demonym":
                return begin - 2
            return begin - (self._norms[begin - 2] == "the")
        return begin

    def _body(self, first: int, stop: int) -> Actor:
        """An organisation by its name; "of X" and "for X" after it belong to it."""
        k = stop
        while (
            k + 1 < len(self._words)
            and self._norms[k] in ("of", "for")
            and self._words[k + 1][:1].isupper()
        ):
            k += 2
            while k < len(self._words) and self._capital(k):
                k += 1
        name = self._reading.words(first, k)
        return self._row(first, k, name, "organisation", "actor.body")


def _are_two(one: str, other: str) -> bool:
    """ "Tom Brandt" and "Anna Brandt": the last name alone is his who is named first.

    >>> _are_two("Tom Brandt", "Anna Brandt"), _are_two("Tom Brandt", "Thomas J. Brandt")
    (True, False)
    """
    first, second = one.split()[0], other.split()[0]
    short = "." in one + other or first[:1] == second[:1]
    return " " in one and not short and first[:1].isupper() and second[:1].isupper()
