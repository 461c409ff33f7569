"""Noun phrases that can speak: where one ends, how far left it reaches, whether it names somebody."""

from __future__ import annotations

from analysis.extract.quotes.grammar import (
    AUXILIARIES,
    DETERMINERS,
    LY_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    Grammar,
)
from analysis.extract.quotes.seams import Seams
from analysis.extract.quotes.starts import ATTENDING, TIED, speaker_start
from analysis.extract.quotes.wording import DOCUMENT, SURROUNDINGS, is_role
from analysis.reading import Reading

JOINS = frozenset("of for in at from with to on and & 's - al el bin de van von the".split())
SPANS = frozenset("hours days weeks months years minutes".split())
NAMING = frozenset(("named", "called", "nicknamed"))
_LOOSE = (JOINS - {"al", "el", "bin", "de", "van", "von"}) | {","}
STOPS = (
    AUXILIARIES
    | RELATIVES
    | SUBORDINATORS
    | frozenset(
        "that but or than so said says told added claimed not who into over including killed wounded "
        "killing by about".split()
    )
)
_PARTS = frozenset("percent % third thirds half quarter majority plurality".split())
_SHARES = _PARTS | frozenset(
    "one some many most several all both two three four five none each few".split()
)
CUTS = frozenset((";", ":", "–", "—", "“", "”", '"', "''", "``", "«", "»", "!", "?", "…"))
_PASSING = frozenset("reached contacted interviewed speaking".split())
_ATTRIBUTIVE = frozenset(
    "monitoring leading opposing based backed led run housing planning banking mining nursing building training "
    "engineering marketing advertising publishing farming fishing shipping trading manufacturing policing".split()
)
_BODIES = frozenset("network group agency centre center body unit committee project".split())
_ROLE_TIES = frozenset("for of to with in at on from".split())
_SPEAKING = frozenset(
    "people persons person those others many some several two three four women men families parties".split()
)
_ANYBODY = frozenset("everyone everybody someone somebody".split())
_PARTISANS = frozenset(("Republican", "Democrat"))  # "the panel's top Republican, Ann Lee"
_CLOSE = frozenset("close familiar loyal briefed".split())
_THINGS = frozenset(
    "bulletin statement report agency group centre center army ministry source sources officials "
    "activists monitor observatory network media newspaper residents witnesses medics police "
    "authorities tweet letter document study channel".split()
)


_WHEREABOUTS = PREPOSITIONS | {"south", "north", "east", "west", "close", "next"}
_COUNTED = frozenset("casualties casualty displacement toll death deaths".split())
_MODALS = frozenset("will would can could must shall should cannot".split())


class NounPhrases:
    """Reads noun phrases of one article."""

    def __init__(self, reading: Reading, grammar: Grammar) -> None:
        self._reading, self._grammar = reading, grammar
        self._norms, self._words = reading.tokens.norms, reading.tokens.words
        self._glued = reading.tokens.glued
        self._roles = {i for tag in reading.tagged("titles") for i in range(tag.first, tag.stop)}
        self._persons: set[int] = set()
        self._actors: dict[int, int] = {}
        for actor in reading.found.actors:
            first, last = reading.tokens.at(actor.start), reading.tokens.at(actor.end - 1)
            self._actors[last] = first
            if actor.kind == "person":
                self._persons.add(first)
        self._actor_first = {first: last + 1 for last, first in self._actors.items()}
        self._seams = Seams(reading)
        self._scenes = {
            (reading.tokens.at(place.start), reading.tokens.at(place.end - 1) + 1)
            for place in reading.found.places
        }
        self.soft: set[int] = set()  # quotation marks that end no phrase
        self._harm = {i for tag in reading.tagged("harm") for i in range(tag.first, tag.stop)}
        self._timely = {reading.tokens.at(t.start) for t in reading.found.times}
        self._time_ends = {t.end: t.start for t in reading.found.times if t.kind != "duration"}

    def _phrase_back(self, last: int, floor: int) -> tuple[int, int] | None:
        """The phrase that ends with token ``last``."""
        last = self._before_who(last, floor)
        if last < floor:
            return None
        k = self._actors.get(last, last)
        steps = 0
        while k - 1 >= floor and steps < 16:
            left = self._norms[k - 1]
            if self._seams.at(k, last) or (left in SPANS and self._words[k][0].isupper()):
                break
            if left == "-" and k - 2 >= floor and self._glued[k - 1] and self._glued[k]:
                k, steps = self._actors.get(k - 2, k - 2), steps + 1
                continue  # "the state-run agency"
            if k - 1 in self._actors and left not in STOPS:
                if self._actors[k - 1] in self._persons and self._is_plain_plural(k):
                    break  # "a friend of Omar Haddad people near the party said"
                k, steps = self._actors[k - 1], steps + 1
                continue
            if left == "'" and k - 2 >= floor and self._norms[k - 2].endswith("s"):
                k, steps = k - 1, steps + 1  # "the rebels' negotiator"
                continue
            pointing = left == "that" and k - 2 >= floor and self._norms[k - 2] == "of"
            if left in DETERMINERS or pointing:
                k -= 2 if self._norms[k - 2] == "half" and k - 2 >= floor else 1
                if not self._goes_on(k, floor):
                    break
                k -= 1
            elif (
                left in STOPS
                or left in PRONOUNS
                or self._grammar.finite[k - 1]
                or (self._norms[k - 2] in _MODALS and k - 2 >= floor)  # "should reassure voters"
                or not self._belongs(k - 1)
                or (left in JOINS and left != "'s" and not self._goes_on(k, floor))
            ):
                break
            else:
                k -= 1
            steps += 1
        if k - 2 > floor and self._norms[k - 2 : k] == ["such", "as"]:
            return self._phrase_back(k - 3, floor)  # "sites such as Gawker.com"
        while k <= last and self._norms[k] in _LOOSE and self._norms[k] not in DETERMINERS:
            k += 1
        while k <= last and self._is_day(k):
            k += 1
        if k > last:
            return None
        k = speaker_start(self._norms, k, last + 1)
        return self._begun(k, last, floor)

    def _begun(self, k: int, last: int, floor: int) -> tuple[int, int] | None:
        """The phrase from token ``k``, or from the name in front of it, to ``last``."""
        apposed = self._seams.apposed(k)
        if apposed and k - 1 > floor:  # "the monitoring group the Observatory said"
            found = self._phrase_back(k - 1, floor)
            return (found[0], last + 1) if found is not None else (k, last + 1)
        named = self._named_in_front(k, floor)
        if named is not None:
            return named, last + 1
        return self._modified(k, last, floor) or (
            (k, last + 1) if self._speaks(k, last + 1) else None
        )

    def _before_who(self, last: int, floor: int) -> int:
        """The last token of the phrase in "a justice who, in May, had"."""
        if last > floor and self._norms[last] in RELATIVES:
            last -= 2 if self._norms[last - 1] == "," else 1
        if last > floor and self._norms[last] == ")":  # "the River Guard (RG), which"
            k = next(
                (k for k in range(last - 1, max(floor, last - 6), -1) if self._norms[k] == "("), 0
            )
            return k - 1 if k > floor else last
        return last

    def _modified(self, k: int, last: int, floor: int) -> tuple[int, int] | None:
        """ "lawyers representing the family", "people briefed on the plan": whom the phrase at ``k`` only adds to."""
        verb = k - 1
        if verb - 1 < floor:
            return None
        if self._norms[verb] in ATTENDING and self._can_head(verb - 1):
            found = self._phrase_back(verb - 1, floor)
            return (found[0], last + 1) if found else None
        if self._norms[verb] in NAMING and self._can_head(verb - 1):
            found = self._phrase_back(verb - 1, floor)  # "a witness named Omar"
            return (found[0], last + 1) if found else None
        tied = self._norms[verb] in PREPOSITIONS | {"to"} and self._norms[verb - 1] in TIED
        without = self._norms[verb - 2] == "not"  # "a baker not involved in the study"
        head = verb - 2 - without
        if tied and head >= floor and self._can_head(head):
            found = self._phrase_back(head, floor)
            passing = without or self._norms[verb - 1] in _PASSING
            return (found[0], found[1] if passing else last + 1) if found else None
        return None

    def _can_head(self, k: int) -> bool:
        """A noun for somebody who speaks: a role, a body, "people"."""
        norm = self._norms[k]
        return (
            k in self._roles
            or k in self._actors
            or norm in _SPEAKING
            or norm in _THINGS
            or is_role(norm)
            or is_role(norm.removesuffix("s"))
        )

    def _is_plain_plural(self, k: int) -> bool:
        """ "sources", "officials": a role in the plural that a name does not stand in front of."""
        role = k in self._roles or is_role(self._norms[k].removesuffix("s"))
        return role and self._words[k][0].islower() and self._norms[k].endswith("s")

    def _is_day(self, k: int) -> bool:
        end = self._reading.tokens.ends[k]
        return end in self._time_ends and self._norms[k] not in ("sunday times",)

    def _belongs(self, k: int) -> bool:
        """A word that can be part of the phrase: noun, name, role, adjective; no verb, no mark."""
        word, norm = self._words[k], self._norms[k]
        if not (
            word[0].isalpha()
            or norm in ("-", "'s", "’s", "&", "/")
            or norm.isdigit()
            or norm == "."
        ):
            return False
        if k in self._harm and norm not in _COUNTED:
            return False
        if norm == ".":
            inside = self._reading.tokens.glued[k] and self._reading.tokens.glued[
                k + 1 : k + 2
            ] == [True]
            short = len(self._words[k - 1]) <= 3 or k - 1 in self._roles
            return short or inside  # "Dr.", "Brig.", "example.com"
        if (
            word[0].isupper()
            or k in self._roles
            or norm in JOINS
            or norm in DOCUMENT
            or norm == "/"
        ):
            return True
        return (not norm.endswith("ly") or norm in LY_NOUNS) and not (
            norm.endswith(("ed", "ing"))
            and k not in self._roles
            and norm not in _ATTRIBUTIVE
            and not (k + 1 in self._roles and self._stands_before_noun(k))
            and not (norm.endswith("ing") and not _BODIES.isdisjoint(self._norms[k + 1 : k + 2]))
            and not (norm.endswith("ing") and self._norms[k - 1] in ("the", "a", "an", "its"))
            and DOCUMENT.isdisjoint(self._norms[k + 1 : k + 2])  # "a leaked memo"
        )

    def _stands_before_noun(self, k: int) -> bool:
        """ "the visiting minister", not "the trouble facing Speaker Lee"."""
        before = self._norms[k - 1] if k else ""
        return (
            not before.isalpha()
            or before in DETERMINERS
            or before in PREPOSITIONS
            or before in SUBORDINATORS
            or before in ("and", "said", "says", "quoting", "citing")
            or self._words[k - 1][0].isupper()
        )

    def _named_in_front(self, k: int, floor: int) -> int | None:
        """ "On Sunday Ann Lee | the mayor of Tovar said", "the Doctors Union | a group of surgeons said": the name.

        Where commas are lost; behind a verb a name may be of what was said, but for a body that is one."""
        first = self._actors.get(k - 1, k)
        if first < floor or self._norms[k] not in ("the", "a", "an"):
            return None
        if first in self._persons:
            opens = not any(self._grammar.finite[j] for j in range(floor, first))
            return first if opens else None
        first -= self._norms[first - 1] == "the" and first > floor
        if not self._seams.apposes(k) or self._norms[k + 1] not in _BODIES:
            return None
        return first if self._norms[k + 2] in ("of", "that", "which") else None

    def _goes_on(self, k: int, floor: int) -> bool:
        """True where an "of", "for", "in" before token k ties it to a role or name further left."""
        if k - 2 < floor:
            return False
        tie, before = self._norms[k - 1], k - 2
        if tie in ("inside", "within"):
            return is_role(self._norms[before]) or self._norms[before].startswith("source")
        if tie not in ("of", "for", "in", "at", "from", "with", "and", "to", "on") or (
            tie == "on" and not is_role(self._norms[before])
        ):
            return False
        if tie == "and":
            return before in self._actors or before in self._roles
        if tie == "of" and self._norms[before] in _SHARES:
            return True
        if tie in ("of", "from") and self._norms[before] in DOCUMENT:
            return True  # "a report from the union"
        if tie == "in" and self._norms[before] in _SHARES and self._is_number(k):
            return True  # "one in four voters"
        if self._norms[before] in _CLOSE and k - 3 >= floor and k - 3 in self._roles:
            return True  # "sources close to the group"
        if before in self._roles or (before in self._actors and tie in ("of", "for")):
            return True
        if is_role(self._norms[before]):
            return True
        return (
            self._words[before][0].isupper()
            and tie in ("of", "for")
            and self._words[k][0].isupper()
        )

    def _is_number(self, k: int) -> bool:
        return self._norms[k].isdigit() or self._norms[k] in _SHARES

    def _speaks(self, first: int, stop: int) -> bool:
        """The phrase names somebody: an actor, a role, a name, a pronoun."""
        if self._norms[first] in PRONOUNS:
            return stop - first == 1
        span = range(first, stop)
        if self._norms[first] in ("a", "an") and self._norms[first + 1] in SURROUNDINGS:
            if self._norms[first + 2 : first + 3] and self._norms[first + 2] in _WHEREABOUTS:
                return False  # "at Jeb, a village south of the river"
        if any(k in self._actors for k in span) or any(k in self._roles for k in span):
            return True
        head = self._words[stop - 1]
        if head[0].isupper() or (self._norms[stop - 2] == "." and self._words[first][0].isupper()):
            return True
        if any(is_role(self._words[k]) for k in span) or self._norms[stop - 1] in _ANYBODY:
            return True
        tied = next((k for k in range(first + 1, stop) if self._norms[k] in PREPOSITIONS), stop)
        stop, head = tied, self._words[tied - 1]
        if self._norms[stop - 1] in _PARTS:
            return self._norms[first] != "percent"  # "forty percent said", "a majority of them say"
        if not head.isalpha():
            return head.isdigit() and self._words[stop - 2][0].isupper() and stop - first == 2
        if self._norms[first] in DETERMINERS | _SHARES or "'s" in self._norms[first:stop]:
            return stop - first <= 7
        return stop - first <= 4 and head.endswith("s") and not head.endswith("ss")

    def _named(self, first: int, stop: int) -> bool:
        return any(k in self._persons for k in range(first, stop))

    def _is_name(self, first: int, stop: int) -> bool:
        """ "Eduard Sokolenko": capitals only, or a person the article knows."""
        if first in self._persons and self._actor_first[first] == stop:
            return True
        words = [w for w in self._words[first:stop] if w[0].isalpha()]
        return 2 <= len(words) <= 5 and all(w[0].isupper() for w in words)

    def is_lone_name(self, first: int, stop: int) -> bool:
        """ "Joan", "Will Dorsey", "Iowa state Sen. Carl Boone": a piece that ends in a name."""
        tie = next((k for k in range(first + 1, stop - 1) if self._norms[k] == "of"), 0)
        if tie and tie - 1 in self._actors and self._words[tie + 1][0].isupper():
            stop = tie  # "Gov. Carl Boone of Iowa"
        start = self._actors.get(stop - 1, stop - 1)
        if start in self._persons:
            return start >= first and not any(self._grammar.finite[k] for k in range(first, start))
        return stop - first <= 5 and all(
            w[0].isupper() or w == "." or w == "-" for w in self._words[first:stop]
        )

    def _ends_in_name(self, first: int, stop: int) -> bool:
        return stop - 1 in self._actors or self._words[stop - 1][0].isupper()

    def _is_role_phrase(self, first: int, stop: int) -> bool:
        """ "his lawyer", "a spokesman for Mr. Lee": a role that still waits for its name."""
        last = self._words[stop - 1]
        if not self._ends_in_name(first, stop) or is_role(last) or last in _PARTISANS:
            return True
        return any(
            is_role(self._words[k]) and self._norms[k + 1] in _ROLE_TIES
            for k in range(first, min(stop - 1, first + 8))
        )

    def _starts_other(self, k: int) -> bool:
        """ "the bulletin Jabhat": a name right behind a document or body in lower case."""
        before = self._norms[k - 1]
        return self._words[k][0].isupper() and before in _THINGS and self._words[k - 1][0].islower()

    def _ties(self, k: int, ceiling: int) -> bool:
        """ "of", "for", "at" that carry the phrase on: a role or body before, a name behind."""
        norm = self._norms[k]
        if norm in ("of", "for"):
            return True
        return (
            norm in ("in", "at", "from", "with")
            and k - 1 in self._roles
            and k + 1 < ceiling
            and (self._words[k + 1][0].isupper() or self._norms[k + 1] == "the")
        )
