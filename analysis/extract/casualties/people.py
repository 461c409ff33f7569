"""Whom a word of harm has as its subject: the people to its left, past commas and asides.

"12 people, mostly women, were killed" has one subject; who stands in an aside is none.
"""

from __future__ import annotations

from analysis.extract.casualties.antecedents import Antecedents
from analysis.extract.casualties.heads import DETERMINERS
from analysis.extract.casualties.lists import CLAUSE

_SOME = frozenset("some most many several all both".split())
_MOSTLY = frozenset("mostly mainly largely predominantly many most".split())
_ASIDE = 40  # units an aside may be long
DASHES = ("-", "–", "—")
_CLAUSE = 16  # units of a relative clause
_IN_CLAUSE = frozenset(
    ("other", "prep", "open", "adv", "be", "have", "modal", "group", "and", "mark")
)
_SAYS = frozenset("said says confirmed stated announced alleged claimed added".split())
_SHARES = frozenset("one half most nearly almost roughly about two-thirds".split())


class People(Antecedents):
    """Finds the groups a word of harm speaks of."""

    def _subject(self, k: int, *, near: bool = False) -> list[int]:
        """The groups that are the subject of what stands right of unit k."""
        bare: list[int] = []  # "women and children, were": perhaps only an aside
        noun: list[int] = []  # the leftmost nouns of no list, taken where nobody else is named
        steps, end, who = 0, k, False
        k = self._with_number(k)
        own = [k] if self._are_some_of(k) else self._pronoun(k, near=near)
        if own is not None:
            return own
        aside = self._before_aside(k)
        if aside is not None and self._counted_in(found := self._subject(aside)):
            return found
        while k >= 0 and steps < (6 if near else 45):
            unit = self._units[k]
            if who and k in self._links and self._links[k].harm in (self._now, "killed"):
                return []  # "the killing of a clerk and his aunt, who were stoned", "... and burned"
            if unit.kind == "group" and self._free(k):
                chain = self._told_left(k)
                if (described := self._described(k, chain)) is not None:
                    return described
                if self._is_subject(chain[0]) and self._is_subject(k):
                    if self._counted_in(chain):
                        return chain
                    aside = self._kind(end) in ("comma", "mark") or self._mostly(chain[0])
                    if not (aside or bare):
                        return chain
                    bare = bare or chain
                if who and self._kind(self._left_of(chain[0], "mark")) == "incl":
                    return []  # "including two teenagers who were killed"
                k = chain[0]
            elif unit.kind == "open" and self._fits_open(k) and self._is_subject(k):
                noun = self._coordinated_left(k)
                k = noun[0]
                if any(self._kind(j) != "open" for j in noun) and self._is_subject(k):
                    return noun  # "her driver and an assistant were killed"
            elif (
                unit.kind == "stop"
                or (near and unit.kind in ("harm", "be", "have", "rel"))
                or (unit.kind == "rel" and self._norms[unit.first] == "that" and not near)
                or (unit.kind == "rel" and self._is_of_a_thing(k))
            ) or (unit.kind == "prep" and self._opens_thing(k, end)):
                break
            elif unit.kind == "rel" and (told := self._whom_said(k)) is not None:
                return told
            elif self._says_of_another(k, end):
                break
            who = who or unit.kind == "rel"
            k, steps = k - 1, steps + 1
        return bare if bare or (near and len(noun) < 2) else noun

    def _described(self, k: int, chain: list[int]) -> list[int] | None:
        """Those a clause describes: the 4,000 of "900 of the 4,000 who fled have returned", or whose
        kin the list at k only names."""
        outer = self._units[k - 1].group if k else None
        if outer is not None and outer.of is not None and self._kind(k + 1) == "rel":
            return [k]
        owner = self._whom_it_describes(chain)
        return None if owner is None else self._coordinated_left(owner)

    def _with_number(self, k: int) -> int:
        """ "The two wounded rebels | were detained": the two, whom another harm has already; else k."""
        group = self._units[k].group if k > 1 and self._kind(k) == "group" else None
        if group is None or group.kind != "bare" or self._form(k - 1) != "part":
            return k
        number = self._units[k - 2].group if self._kind(k - 2) == "group" else None
        told = number is not None and number.headless and number.stop == self._units[k - 1].first
        return k - 2 if told and self._free(k - 2) else k

    def _are_some_of(self, k: int) -> bool:
        """ "a town of 300 people, of whom 12 died": of people whom nobody is said to have harmed,
        these alone suffered it."""
        if self._kind(k - 1) != "incl" or not self._free(k) or any(j < k for j in self._links):
            return False
        whole = self._units[self._left_of(k - 1, "comma", "mark", "adv", "other")]
        if self._norms[whole.stop - 1] in ("victims", "casualties"):
            return False
        if whole.group is not None and whole.group.headless:
            return False  # "the victims amount to 19,000, of which 700 died this year"
        return self._norms[self._units[k - 1].stop - 1] in ("whom", "which")

    def _told_left(self, k: int) -> list[int]:
        """The list that ends at unit k, without the part of another harm told before it."""
        chain = self._coordinated_left(k)
        if len(chain) > 1 and self._kind(self._left_of(chain[0], "adv")) == "have":
            if all(self._kind(j) == "comma" for j in range(chain[0] + 1, chain[1])):
                chain = chain[1:]  # "a town that had 30,000 inhabitants, 12 people were hurt"
        before = any(j < k and link.harm != self._now for j, link in self._links.items())
        return self._past_included_ones(chain) if before else chain

    def _past_included_ones(self, chain: list[int]) -> list[int]:
        """Those of a list behind ", and": "six were killed, including two guards, and nine were
        hurt"."""
        left = self._left_of(chain[0], "mark")
        if self._kind(left) == "and" and self._kind(left - 1) == "group" and len(chain) > 1:
            if self._brings_in_parts(left - 1):
                return chain[-1:]  # "including a child and two women and nine were hurt"
        if not self._brings_in_parts(chain[0]):
            return chain
        whole = self._left_of(chain[0], "mark", "incl", "among", "comma")
        if self._free(whole) and self._counts(whole) and self._kind(whole) == "group":
            return chain  # "six clerks including a girl and two boys were killed": no verb before
        for n in range(len(chain) - 1, 0, -1):
            between = {self._kind(j) for j in range(chain[n - 1] + 1, chain[n])}
            if between >= {"comma", "and"}:
                return chain[n:]
        commas = any(self._kind(j) == "comma" for j in range(chain[0], chain[-1]))
        bare = self._units[chain[-1]].group.kind == "bare"  # type: ignore[union-attr]
        return chain if commas or bare else chain[-1:]  # "including women and children were hurt"

    def _brings_in_parts(self, k: int) -> bool:
        """True for who stands behind "including", "among whom were"."""
        return self._kind(self._left_of(k, "mark", "be")) in ("incl", "among")

    def _is_of_a_thing(self, k: int) -> bool:
        """ "300 families from a suburb which was emptied": the suburb was; no people end before "which"."""
        if self._word(k) != "which" or self._word(k + 1) not in ("was", "is", "has", "had"):
            return False
        before = self._left_of(k, "comma", "mark")
        return self._kind(before) == "other" and self._units[before].group is None

    def _opens_thing(self, k: int, end: int) -> bool:
        """ "16 sailors are missing after the ship was hit": a clause with a thing as its subject."""
        if self._word(k) not in CLAUSE or not 1 < end - k < 7:
            return False
        lead = self._word(k + 1)
        if lead not in DETERMINERS and lead not in ("a", "an"):
            return False
        return all(self._kind(j) == "other" for j in range(k + 1, end + 1))

    def _counted_in(self, chain: list[int]) -> bool:
        return any(self._units[g].group.counts for g in chain)  # type: ignore[union-attr]

    def _whom_it_describes(self, chain: list[int]) -> int | None:
        """Whose kin or subject these only are, who do not suffer what follows; None elsewhere."""
        owner = self._whose_kin_is(chain[0])
        if owner is None and not self._counted_in(chain):
            who = self._who_is_so(chain[0])
            return self._described_by(chain[0]) if who is None else who
        return owner

    def _who_is_so(self, k: int) -> int | None:
        """ "Nine men who had served as guards were shot": the nine, whom a clause with the guards describes."""
        for j in range(k - 1, max(0, k - _CLAUSE), -1):
            if self._kind(j) == "rel":
                owner = self._units[j - 1].group
                told = self._word(j) == "who" and owner is not None and owner.kind == "counted"
                told = told and owner.head is not None and self._free(j - 1)  # type: ignore[union-attr]
                return j - 1 if told and self._is_subject(j - 1) else None
            if self._kind(j) not in _IN_CLAUSE:
                return None
        return None

    def _described_by(self, k: int) -> int | None:
        """Whom a participle before unit k describes: "a reporter covering the police was shot",
        "a poet known for his criticism of generals was shot"; None where there is none."""
        for j in range(k - 1, max(0, k - 8), -1):
            group = self._units[j].group
            if self._kind(j) == "other" and _is_participle(self._word(j)):
                owner = self._units[j - 1].group
                if owner is not None and (self._free(j - 1) or self._fits_open(j - 1)):
                    return j - 1 if owner.counts and self._is_subject(j - 1) else None
            if self._kind(j) not in ("other", "prep", "open", "adv") and (
                group is None or group.counts
            ):
                return None
        return None

    def _whose_kin_is(self, k: int) -> int | None:
        """ "a baker whose father is a retired judge was shot": the baker, whatever his father is."""
        verb = self._left_of(k, "mark", "adv")
        if self._kind(verb) != "be":
            return None
        for j in range(verb - 1, max(0, verb - 6), -1):
            if self._word(j) == "whose":
                return self._owner_before(j)
            if self._kind(j) in ("stop", "harm", "comma", "and", "rel"):
                return None
        return None

    def _owner_before(self, k: int) -> int | None:
        """ "the attacker, a 28-year-old from Arda whose ...": the attacker."""
        for at in range(k - 1, max(-1, k - 14), -1):
            if self._free(at) or self._fits_open(at):
                if self._is_subject(at) and self._units[at].group.counts:  # type: ignore[union-attr]
                    return at
            elif self._kind(at) not in ("other", "prep", "comma", "mark", "adv", "open"):
                return None
        return None

    def _says_of_another(self, k: int, end: int) -> bool:
        """ "An official said most of the dead were hit": who says so is not who was hit.

        Not where commas set the speaker apart ("a boy, police said, was shot"), nor right before
        the verb ("two men the police said were shot").
        """
        if self._norms[self._units[k].first] not in _SAYS:
            return False
        before = self._kind(self._left_of(k, "have"))
        between = [self._kind(j) for j in range(k + 1, end + 1)]
        if (
            between[:1] == ["comma"]
            or before == "rel"
            or (before == "comma" and "comma" in between)
        ):
            return False
        return any(kind in ("other", "group", "harm", "open") for kind in between)

    def _mostly(self, k: int) -> bool:
        """ "mostly women", ", all members of a club,": an aside on those named before."""
        lead = self._left_of(k, "mark")
        word = self._word(lead)
        return word in _MOSTLY or (word == "all" and self._kind(lead - 1) == "comma")

    def _whole_before(self, k: int) -> int | None:
        """The group before "mostly women", "some of them children", where those at unit k only say
        who they were; None elsewhere."""
        lead = self._left_of(k, "mark")
        of_them = self._norms[self._units[lead].stop - 1] in ("them", "whom")
        if of_them and self._kind(lead) == "incl" and self._word(lead - 1) in _SOME:
            lead -= 1
        elif not (of_them and self._kind(lead) == "incl") and not self._mostly(k):
            return None  # nor "one of them a child"
        before = self._left_of(lead, "comma", "mark")
        return before if self._free(before) else None

    def _before_aside(self, k: int) -> int | None:
        """The unit before the aside that ends at the comma k: "ten, including a boy who ran, were".

        None where no such aside stands before the verb. Where commas were lost, "ten two of them boys were".
        """
        if self._is_bare_aside(k):
            return k - 1
        if self._word(k) in DASHES:
            return self._before_dash(k)
        if self._kind(k) != "comma":
            return None
        for j in range(k - 2, max(0, k - _ASIDE), -1):
            if self._kind(j) == "stop" or self._word(j) in ("said", "says"):
                return None
            if self._word(j + 1) == "whose" and self._kind(j + 2) == "group":
                if self._kind(j + 3) in ("prep", "comma"):
                    return None  # "Omar Haddad, whose brother, a waiter at the inn, was killed"
            if self._kind(j) == "comma" and (self._opens_aside(j + 1) or self._is_of_those(k - 1)):
                return j - 1
        return None

    def _before_dash(self, k: int) -> int | None:
        """The people counted before an aside between dashes: "33 people - 19 of them boys - died"."""
        end = next((j for j in range(k, -1, -1) if self._word(j) not in DASHES), -1)
        for j in range(end, max(0, k - _ASIDE), -1):
            if self._kind(j) == "stop":
                return None
            if self._word(j) in DASHES:
                lead = next((i for i in range(j, -1, -1) if self._word(i) not in DASHES), -1)
                group = self._units[lead].group if self._free(lead) else None
                counted = group is not None and group.kind == "counted" and group.head is not None
                twice = group is not None and group.unit and self._kind(j + 1) == "group"
                if self._word(self._left_of(lead, "mark")) == "with":
                    return None  # "suppressed, with 40 people - most of them women - dying"
                return lead if counted and not twice else None  # "300 families - some 900 people -"
        return None

    def _is_bare_aside(self, k: int) -> bool:
        """ "Ten people two of them boys": a part right behind its whole, no comma between."""
        group = self._units[k].group if self._kind(k) == "group" else None
        whole = self._units[k - 1].group if k and self._kind(k - 1) == "group" else None
        if group is None or whole is None or not group.partitive or group.kind != "counted":
            return False
        them = {"them", "whom"} & set(self._norms[group.first : group.stop])
        sizes = whole.best or whole.low or 0, group.best or group.low or 0
        return bool(them) and whole.kind == "counted" and sizes[0] > sizes[1]

    def _is_of_those(self, k: int) -> bool:
        """The end of ", a chief called Omar among them,"."""
        return self._kind(k) == "incl" and self._word(k) in ("among", "amongst")

    def _opens_aside(self, k: int) -> bool:
        kind, word = self._kind(k), self._word(k)
        if kind in ("incl", "among"):
            return True
        if kind == "rel":
            return word != "that"
        if word in _SHARES and self._word(k + 1) in ("in", "of", "the") and kind == "other":
            return True  # "700 villagers, one in five of those who live there, fled"
        return kind == "other" and (word in ("led", "known") or word.endswith(("ed", "ing")))

    def _is_subject(self, k: int) -> bool:
        """True unless a preposition, "including" or an opening bracket stands before the group."""
        at = self._left_of(k, "and", "adv", "other")
        if k - at < 4 and self._kind(at) == "mark" and self._norms[self._units[at].first] == "(":
            return False
        group = self._units[k].group
        before = self._left_of(k, "mark")
        if group is not None and group.kind in ("named", "implied", "bare"):
            any_word = group.kind == "bare"  # "by PKK gunmen"
            while self._kind(before) == "other" and (any_word or self._describes(before)):
                before -= 1
        kind = self._kind(before)
        if kind in ("incl", "among"):
            return False
        if kind == "be" and group is not None and group.kind == "bare":
            # "a couple who are teachers were killed", unlike "five were nurses and two died"
            return self._kind(self._left_of(before, "be", "adv")) != "rel"
        outer = self._units[k - 1].group if k else None
        if outer is not None and outer.of is not None:
            return False  # "one of two civilians": the one is
        if self._is_of_them(k) or self._is_aside(k):
            return False
        word = self._norms[self._units[before].first] if kind == "prep" else ""
        if word == "with" and self._word(before - 1) in ("along", "together"):
            return True  # "a clerk, along with two guards, was killed"
        return kind != "prep" or word in CLAUSE or (word == "with" and self._stands_alone(k))

    def _stands_alone(self, k: int) -> bool:
        """ "killed nine people, with 14 people were hurt": a clause in spite of its "with"."""
        group = self._units[k].group
        counted = group is not None and group.kind == "counted" and group.head is not None
        lead = k - 2  # what stands before "with"
        told = self._kind(lead) == "comma" or lead in self._links
        verb = self._kind(self._right_of(k, "have", "adv"))
        return counted and told and verb == "be" and any(j < k for j in self._links)

    def _is_aside(self, k: int) -> bool:
        """ "one of two civilians hurt on Monday, a guard, had died": the same one again."""
        group = self._units[k].group
        if group is None or group.kind != "implied":
            return False
        if self._kind(k - 1) != "comma" or self._kind(k + 1) != "comma":
            return False
        return any(
            self._free(j)
            and self._units[j].group.best == 1  # type: ignore[union-attr]
            and self._kind(j - 1) not in ("prep", "comma")
            for j in range(k - 3, max(-1, k - 12), -1)
        )

    def _describes(self, k: int) -> bool:
        """True for an article, an adjective or a nationality before a noun."""
        first = self._units[k].first
        norm = self._norms[first]
        if norm in DETERMINERS or norm in ("a", "an") or first in self._demonyms:
            return True
        after = self._norms[first + 1] if first + 1 < len(self._norms) else "."
        if norm in ("'s", "’s", "'") or after in ("'s", "’s", "'"):
            return True  # "the mayor of Ruritania's Alba City"
        return self._words[first].islower() and norm.isalpha() and not norm.endswith("ed")


def _is_participle(norm: str) -> bool:
    """True for a participle that may describe the noun before it: "covering", "known"."""
    return norm in ("known", "seen", "born") or (len(norm) > 5 and norm.endswith("ing"))
