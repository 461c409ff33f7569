"""The noun phrase that speaks: left of a reporting verb, or right of it after what is said.

"Lena Okoro, who keeps the north gate, said" gives "Lena Okoro"; "a resident of Homs
said" gives all four words; it stops at the clause the phrase stands in, with or without commas.
"""

from __future__ import annotations

from analysis.extract.quotes.grammar import (
    AUXILIARIES,
    PREPOSITIONS,
    PRONOUNS,
    REACHED,
    RELATIVES,
    SUBORDINATORS,
)
from analysis.extract.quotes.nouns import CUTS, NAMING, SPANS
from analysis.extract.quotes.pieces import Pieces
from analysis.extract.quotes.wording import BRANCHES, is_role

_CONTRASTS = frozenset("while although though whereas".split())
_LED = frozenset("led headed chaired founded run controlled".split())
_LATER = frozenset("later earlier afterward afterwards".split())
_LINKS = frozenset("and but ; that which because so than what how why whether if".split())
_BEFORE_ONE = CUTS | {"as", ",", "and", "but", "while"}
_ASKED = frozenset("what whether if how why who when where".split())
_ONES = (["one"], ["another"])
_OF_THEM = (["of", "them"], ["of", "us"], ["of", "these"], ["of", "those"])


class Speakers(Pieces):
    """Finds speaking noun phrases in one article."""

    def left(self, cue: int, floor: int) -> tuple[int, int] | None:
        """Tokens of the phrase left of the cue at token ``cue``, not beyond ``floor``."""
        stop = self.before_adjuncts(cue, floor)
        while stop > floor and stop - 1 in self.soft:
            stop -= 1
        if stop <= floor:
            return None
        last = self._norms[stop - 1]
        if last in ("and", "but", "then") or (last == "however" and self._has_told(floor, stop)):
            return None
        if last in ("one", "another") and (
            stop - 1 == floor or self._norms[stop - 2] in _BEFORE_ONE
        ):
            return stop - 1, stop  # "as one put it", "“...,” one said"
        if last == "it" and "who" in self._norms[max(floor, stop - 7) : stop]:
            seen = self._before_relative(max(floor, stop - 20), stop)
            if seen is not None:
                return seen  # "two officials who have seen it described it"
        if last in PRONOUNS:
            return stop - 1, stop
        made = self._through(max(floor, stop - 22), stop) or self._before_made(
            max(floor, stop - 16), stop
        )
        if made is not None:
            return made
        if last in ("them", "us", "these", "those") and self._norms[stop - 2] == "of":
            return self._of_them(floor, stop), stop
        if last in ("who", "which", "that", "whom"):
            return self._related(stop, floor)
        first = self._region(self._opened_anew(floor, stop), stop)
        if first >= stop:
            return None
        titled = self._titled(stop, first)
        if titled is not None:
            return titled
        if last == "," and self._is_reduced(first, stop):
            return None
        auxiliary = self._norms[stop - 2] in AUXILIARIES and self._words[stop - 2][0].islower()
        if last == "," and auxiliary:
            return None  # "He was, said Lee, the best"
        found = (
            (
                self._one_by_name(first, stop)
                or self._one_named(first, stop)
                or self._behind_asides(first, stop)
                if last == ","
                else None
            )
            or self._before_relative(first, stop)
            or self._last_chunk(first, stop)
        )
        found = found or self._by_verbs(first, stop)
        whole = self._actors.get(stop - 1, stop)
        if found is not None and found[1] == stop and floor <= whole < found[0]:
            return whole, stop  # "Save the Children said": a name that an article stands in
        return found

    def _of_them(self, floor: int, stop: int) -> int:
        """Where "one of them", "an aide to one of them" begins, which ends before token ``stop``."""
        if stop - 5 > floor and self._norms[stop - 4] in ("of", "to", "for"):
            found = self._phrase_back(stop - 5, floor)
            if found is not None:
                return found[0]
        return max(floor, stop - 3)

    def _titled(self, stop: int, floor: int) -> tuple[int, int] | None:
        """ "six men who planned raids | US Secretary of Defense Ann Lee said": a name with its office, commas lost."""
        name = self._actors.get(stop - 1, 0)
        if not self._reading.apostrophes_lost or name not in self._persons:
            return None
        if self._norms[name - 1] in SPANS:
            return (
                name,
                stop,
            )  # "the debates that are to take place in the coming weeks | Ann Lee said"
        titled = name - 1 in self._roles and self._words[name - 1][0].isupper()
        return self._phrase_back(stop - 1, floor) if titled else None

    def _has_told(self, first: int, stop: int) -> bool:
        """ "The source gave no names | however noted": a clause stands before it."""
        return any(self._grammar.finite[k] for k in range(first, stop))

    def tells_of(self, who: tuple[int, int], people: tuple[int, int]) -> bool:
        """ "Ann Lee, the mayor, said two clerks, both women, were hurt": she is named, they are not."""
        if who[0] >= people[0]:
            return False
        named = any(self._words[k][0].isupper() for k in range(who[0] + 1, who[1]))
        return named and not any(
            self._words[k][0].isupper() or is_role(self._words[k]) for k in range(*people)
        )

    def _related(self, stop: int, floor: int) -> tuple[int, int] | None:
        """ "Ann Lee, who", "a study that": whom or what the pronoun before token ``stop`` stands for."""
        last = self._norms[stop - 1]
        if last == "whom":
            return self._some_of(stop, floor)
        apart = stop - 2 > floor and self._norms[stop - 2] == ","
        if apart and last == "who":
            named = self._named_before(stop - 2, floor)
            if named is not None:
                return named
        return self._phrase_back(stop - 3 if apart else stop - 2, floor)

    def _some_of(self, stop: int, floor: int) -> tuple[int, int] | None:
        """ "two senators, one of whom", "senators were told, some of whom": the senators."""
        comma = stop - 4
        if comma - 1 < floor or self._norms[stop - 2] != "of" or self._norms[comma] != ",":
            return None
        return self._phrase_back(comma - 1, floor) or self.subject(floor, comma)

    def _one_by_name(self, first: int, stop: int) -> tuple[int, int] | None:
        """ "Another, Ann Lee of the union, said", "One of them, Joe Ray, said": the name."""
        if self._norms[first] not in ("one", "another"):
            return None
        comma = first + (3 if self._norms[first + 1 : first + 3] in _OF_THEM else 1)
        begin = comma + 1
        if self._norms[comma:begin] != [","]:
            return None
        if begin in self._persons:
            return begin, self._actor_first[begin]
        end = next((k for k in range(begin, stop) if self._norms[k] == ","), begin)
        titled = self._norms[begin] == "the" and any(k in self._persons for k in range(begin, end))
        return (begin, end) if titled or self.is_lone_name(begin, end) else None

    def _one_named(self, first: int, stop: int) -> tuple[int, int] | None:
        """ "one, a teacher named Ann Lee, said", "one witness, a cook called Omar, said": the name."""
        name = next(
            (k for k in range(stop - 2, max(first, stop - 6), -1) if self._norms[k - 1] in NAMING),
            0,
        )
        if not name or not all(self._words[k][0].isupper() for k in range(name, stop - 1)):
            return None
        comma = next((k for k in range(name - 2, first, -1) if self._norms[k] == ","), 0)
        verbs = (self._grammar.finite[k] for k in range(first, name - 1))
        apposed = comma and self._norms[comma + 1] in ("a", "an")
        return (name, stop - 1) if apposed and not any(verbs) else None

    def _by_verbs(self, first: int, stop: int) -> tuple[int, int] | None:
        """The phrase behind the last clause of a stretch that commas do not order."""
        last = self._norms[stop - 1]
        while self._grammar.main_verb(first, stop) is None:
            if self._norms[first].isdigit() and "," not in self._reading.vocabulary:
                return self._phrase_back(
                    stop - 1, first
                )  # "9 hurt in Homs | state television said"
            if not self._grammar.opens_phrase(first):
                return self._subject(first, stop)
            comma = self._comma(first, stop)
            if comma is None or comma + 1 >= stop:
                return self._phrase_back(stop - 1, first) if last != "," else None
            first = comma + 1
        if last == ",":
            return self._apposed(first, stop)
        verb = self._grammar.last_verb(first, stop) or first
        comma = self._comma(verb, stop, latest=True)
        if comma is not None:
            begin = self._region(comma + 1, stop)
            if begin < stop and not self._grammar.opens_phrase(begin):
                found = self._subject(begin, stop)
                if found is not None:
                    return found
        return self._phrase_back(stop - 1, first)

    def _behind_asides(self, first: int, stop: int) -> tuple[int, int] | None:
        """ "X, a lawyer from Y, R-Ky., said": the phrase that the closed-off pieces hang on."""
        pieces = self._cut(first, stop - 1)
        k = len(pieces) - 1
        leads = self._leads_in(*pieces[0]) and not self._contrasts_with_what_follows(*pieces[0])
        while k > leads and self._is_aside(pieces[k], pieces[k - 1]):
            if k + 1 < len(pieces) and self._opens_office(pieces[k], pieces[k + 1]):
                if any(self._grammar.main_verb(*piece) is not None for piece in pieces[leads:k]):
                    break
            a, b = pieces[k]
            if self._brings_subject(a, b):
                named = k + 1 < len(pieces) and self.is_lone_name(*pieces[k + 1])
                return a + 1, pieces[k + 1][1] if named else b  # "which its head, Ann Orr, denied"
            k -= 1
        if k == len(pieces) - 1:
            return None
        begin, end = pieces[k]
        branch = pieces[k + 1]
        if not BRANCHES.isdisjoint(self._norms[begin:end]) and self._is_body(*branch):
            return branch  # "Al-Qaeda's branch in Yemen, Ansar al-Sharia, said"
        if self._norms[pieces[k + 1][0]] == "where":
            return None  # "in Salem, Ore., where she lived and, her aunt said, told them"
        end = self.before_adjuncts(end, begin)
        if self._norms[end - 2 : end] in _OF_THEM or self._norms[end - 1 : end] in _ONES:
            a, b = pieces[k + 1]
            if self._norms[a] in ("a", "an") and self._is_role_phrase(a, b):
                return a, b  # "One of them, a cook from Graz, recalled"
            if self.is_lone_name(a, b):
                return a, b  # "One of them, Ann Lee, 29, joked"
            if self._norms[end - 1] not in ("one", "another"):
                return max(begin, end - 3), end  # "One of them, who left in May, recalled"
        found = self._before_relative(begin, end) or self._phrase_back(end - 1, begin)
        if found is None:
            return None
        found = self._led_body(found[0], begin) or found
        name = pieces[k + 1]
        hangs = self.is_lone_name(*name) and self._names_role(begin, end)
        whole = end if self._is_of_several(begin) else name[1]  # "Lawyers for the clerk, Ann Orr,"
        known = name[0] in self._persons or (name[1] - name[0] > 1 and name not in self._scenes)
        if hangs and known and self._grammar.main_verb(begin, end) is None:
            return begin, whole  # "a spokesman for the staff in Kyiv, Andriy Holub,"
        verb = self._grammar.main_verb(begin, end)
        if verb is not None and verb >= found[0]:
            return None  # a clause, not a phrase
        placed = name in self._scenes and name[0] not in self._persons  # "in Kajuru, Kaduna State"
        town = self._reading.tokens.words[max(0, name[0] - 2)]
        placed = placed and town[:1].isupper()  # not "the envoy of the island, Saud Karim"
        if self.is_lone_name(*name) and not placed and self._is_role_phrase(*found):
            return found[0], whole
        return found

    def _contrasts_with_what_follows(self, first: int, stop: int) -> bool:
        """ "While some, including X, said": its own verb is still to come."""
        opens = self._norms[first] in _CONTRASTS
        return opens and self._grammar.main_verb(first + 1, stop) is None

    def _led_body(self, leader: int, floor: int) -> tuple[int, int] | None:
        """ "the union led by Ann Lee, who was back, said": the union; else None."""
        if leader - 3 < floor or self._norms[leader - 1] != "by":
            return None
        return self._phrase_back(leader - 3, floor) if self._norms[leader - 2] in _LED else None

    def _is_of_several(self, k: int) -> bool:
        """ "Lawyers for", "aides to": several persons, and whose they are."""
        several = self._norms[k].endswith("s") and is_role(self._norms[k][:-1])
        return several and self._norms[k + 1] in ("for", "to", "of")

    def _leads_in(self, first: int, stop: int) -> bool:
        """ "In May", "Minutes later": a piece that no subject stands in."""
        return self._norms[stop - 1] in _LATER or self._grammar.leads_in(first, stop)

    def phrase(self, last: int, floor: int) -> tuple[int, int] | None:
        """The phrase that ends with token ``last``."""
        return self._phrase_back(last, floor)

    def linked(self, at: int) -> bool:
        """True where "and", "because", "which" stand before the token: its sentence is not what it says."""
        before = self._norms[at - 1] if at else ""
        return before in SUBORDINATORS or before in RELATIVES or before in _LINKS

    def subject(self, first: int, stop: int) -> tuple[int, int] | None:
        """The subject of the clause in the span: the phrase before its main verb."""
        first = self._region(first, stop, asides=True)
        if first + 1 < stop and self._norms[first] in REACHED:
            asked = (k for k in range(first + 1, min(stop, first + 12)) if self._norms[k] in _ASKED)
            comma = self._comma(
                next(asked, stop), stop
            )  # "Asked by Lee what he had, an aide laughed"
            first = comma + 1 if comma is not None else first
        verb = self._grammar.main_verb(first, stop)
        if verb == first:  # "Told of the remark, an aide laughed"
            verb = self._grammar.main_verb(first + 1, stop)
        if verb is not None and self._norms[first] in REACHED and self._norms[verb - 1] != ",":
            comma = self._comma(first, verb, latest=True)  # "Asked by an anchor, Ann Lee, if C, he"
            first = comma + 1 if comma is not None else first
        while first < stop and verb is not None and self._grammar.leads_in(first, stop):
            comma = self._comma(first, stop)
            if comma is None or comma > verb:
                return self._phrase_back(verb - 1, first)
            first = comma + 1
        if verb is None:
            return None
        stop = self.before_adjuncts(verb, first)
        if stop <= first:
            return None
        if self._norms[stop - 1] in PRONOUNS:
            return stop - 1, stop
        return self._subject(first, stop)

    def whole(self, first: int, stop: int) -> tuple[int, int] | None:
        """The head of "A survey by the office", "Nomads back from the hills", where no verb stands."""
        first = self._region(first, stop)
        if self._grammar.leads_in(first, stop) or self._grammar.main_verb(first, stop) is not None:
            return None
        name = self._actors.get(stop - 1, stop)
        if name in self._persons and self._is_role_phrase(first, name):
            return first, stop
        ties = (PREPOSITIONS | RELATIVES) - {"of", "for"}
        tie = next(
            (
                k
                for k in range(first + 1, stop)
                if self._norms[k] in ties or self._grammar.is_gerund(k)
            ),
            stop,
        )
        return (first, tie) if self._speaks(first, tie) else None
