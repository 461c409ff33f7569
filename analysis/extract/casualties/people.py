"""Whose harm it is: the object to the right of a verb, the subject to its left.

"killed a mayor and his guard" has two objects; "12 people, mostly women, were killed" one subject.
"""

from __future__ import annotations

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.heads import DETERMINERS, ENDS
from analysis.extract.casualties.lists import CLAUSE, Lists
from analysis.extract.casualties.row import Unit

_MOSTLY = frozenset("mostly mainly largely predominantly many most".split())
_CLAUSE_HEADS = frozenset("the a an his her its their our he she they it we i".split())
_ASIDE = 40  # units an aside may be long
_ANYONE = frozenset(("those", "anyone", "everyone", "all", "others", "anybody"))
_SAYS = frozenset("said says confirmed stated announced alleged claimed added".split())
_PRONOUNS = frozenset("he she it they we i you".split())

_SHARES = frozenset("one half most nearly almost roughly about two-thirds".split())


class People(Lists):
    """Finds the groups a word of harm speaks of."""

    def _object(self, h: int) -> list[int]:
        """The groups right of a word of harm that are its object."""
        tag = self._units[h].tag
        of = tag is not None and tag.entry.get("form") == "of"
        if not of and self._norms[self._units[h].stop - 1] == "of":  # "the death of, at least, six"
            h = self._past_commas(h)
        k = self._right_of(h, "adv", "mark", *(("comma", "prep") if of else ()))
        k = self._past_interjected(k)
        if self._says_between(h, k):
            return []  # "those killed, said the warplanes ..."
        if self._kind(k) in ("or", "and") and self._kind(k + 1) == "harm":
            later = self._units[k + 1].tag
            assert later is not None and tag is not None
            if later.entry.get("form") in ("part", "active"):
                return self._object(k + 1)  # "killing and wounding scores"
        last = self._units[k].first if k < len(self._units) else None
        if "since" in self._norms[self._units[h].stop : last]:
            return []  # "killed since the offensive began"
        k = self._past_name(self._past_adjectives(k, harmed=of))
        if self._kind(k) == "pronoun" and k not in self._links:
            slain = self._word(k) == "him" and self._now == "killed"  # "executed him"
            object_of = self._word(k) not in ("he", "she")  # "of the wound she had suffered"
            return [k] if (self._personal and object_of) or slain else []
        if not (self._free(k) or self._fits_open(k)):
            return []
        group = self._units[k].group
        relative = self._kind(self._left_of(h, "have", "adv")) == "rel" and not (
            group and group.open
        )
        if self._predicated(k) and not of and not relative:
            return []  # but "the two who killed a guard were arrested"
        return self._chain_right(k, of=of)

    def _past_interjected(self, k: int) -> int:
        """Behind ", by the mayor's count," and ", according to the army," before those harmed; else k."""
        if self._kind(k) != "comma" or self._word(k + 1) not in ("according", "by"):
            return k
        comma = next(
            (j for j in range(k + 2, k + 9) if self._kind(j) in ("comma", "stop", "end")), k
        )
        group = self._units[comma + 1].group if self._kind(comma + 1) == "group" else None
        closed = self._kind(comma) == "comma" and group is not None and group.kind == "counted"
        return comma + 1 if closed else k

    def _past_commas(self, h: int) -> int:
        """The last unit of ", at least," behind unit h; h itself where no such aside follows."""
        if self._kind(h + 1) != "comma":
            return h
        k = self._right_of(h + 1, "adv", "prep")
        return k if self._kind(k) == "comma" and k - h < 5 else h

    def _past_name(self, k: int) -> int:
        """Past a group's name to who of it was harmed: "killed Free Army leader Ali Hassan"."""
        at = k
        while (
            at - k < 5
            and self._kind(at) == "other"
            and (
                self._words[self._units[at].first][0].isupper()
                or self._word(at) in ("-", "al", "el")
            )
        ):
            at += 1
        group = self._units[at].group if self._free(at) else None
        named = group is not None and group.kind == "named" and group.head is not None
        return at if named else k

    def _past_adjectives(self, k: int, *, harmed: bool = False) -> int:
        """The group behind articles and adjectives: "killed the suspected drug lord Ali Reza",
        and where ``harmed`` is set "the body of a slain journalist"."""
        at, steps = k, 0
        if at < len(self._units):
            past = self._nouns.past_age(self._units[at].first)  # "killed 68-year-old Omar Haddad"
            while self._kind(at) == "other" and self._units[at].first < past:
                at += 1
        while steps < 5 and (
            (self._kind(at) in ("other", "prep", "mark") and self._is_filler(at))
            or (harmed and (steps or self._free(at + 1)) and self._form(at) == "part")
        ):
            at, steps = at + 1, steps + 1
        return at

    def _is_filler(self, k: int) -> bool:
        """An article or an adjective between the verb and its object."""
        first = self._units[k].first
        norm = self._norms[first]
        if norm in ("the", "a", "another", "on", "its", "their", "(", "[", ")", "]"):
            return True
        named = self._nouns.numbers.get(first)
        if named is not None and named.kind == "part of a name" and self._norms[first - 1] == "-":
            return True  # "the K-9 handler", "an M-19 leader"
        if norm == "-" and (self._nouns.numbers.get(first + 1) or self._nouns.joins_word(first)):
            return True
        return norm.isalpha() and norm not in ENDS and self._units[k].kind == "other"

    def _subject(self, k: int, *, near: bool = False) -> list[int]:
        """The groups that are the subject of what stands right of unit k."""
        bare: list[int] = []  # "women and children, were": perhaps only an aside
        noun: list[int] = []  # the leftmost nouns of no list, taken where nobody else is named
        steps, end, who = 0, k, False
        if (own := self._pronoun(k, near=near)) is not None:
            return own
        aside = self._before_aside(k)
        if aside is not None and self._counted_in(found := self._subject(aside)):
            return found
        while k >= 0 and steps < (6 if near else 45):
            unit = self._units[k]
            if who and k in self._links and self._links[k].harm == self._now:
                return []  # "the killing of a clerk and his aunt, who were stoned"
            if unit.kind == "group" and self._free(k):
                chain = self._told_left(k)
                owner = self._whom_it_describes(chain)
                if owner is not None:
                    return self._coordinated_left(owner)
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
            ) or (unit.kind == "prep" and self._opens_thing(k, end)):
                break
            elif unit.kind == "rel" and (told := self._whom_said(k)) is not None:
                return told
            elif self._says_of_another(k, end):
                break
            who = who or unit.kind == "rel"
            k, steps = k - 1, steps + 1
        return bare if bare or (near and len(noun) < 2) else noun

    def _told_left(self, k: int) -> list[int]:
        """The list that ends at unit k, without the part of another harm told before it."""
        chain = self._coordinated_left(k)
        before = any(j < k and link.harm != self._now for j, link in self._links.items())
        return self._past_included_ones(chain) if before else chain

    def _past_included_ones(self, chain: list[int]) -> list[int]:
        """Those of a list behind ", and": "six were killed, including two guards, and nine were
        hurt"."""
        if self._kind(self._left_of(chain[0], "mark")) not in ("incl", "among"):
            return chain
        for n in range(len(chain) - 1, 0, -1):
            between = {self._kind(j) for j in range(chain[n - 1] + 1, chain[n])}
            if between >= {"comma", "and"}:
                return chain[n:]
        return chain

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
            return self._described_by(chain[0])
        return owner

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

    def _says_between(self, one: int, two: int) -> bool:
        """Whether "said" stands between two units."""
        return any(self._word(j) in ("said", "says") for j in range(one + 1, two))

    def _pronoun(self, k: int, *, near: bool) -> list[int] | None:
        """Who "he" or "that" right before the verb is; None where neither stands there."""
        if self._kind(k) == "rel" and (near or self._word(k) == "that"):
            return self._antecedent(k) or None
        if k < 0 or self._norms[self._units[k].first] not in _PRONOUNS:
            return None
        free = self._kind(k) == "pronoun" and self._personal and k not in self._links
        return [k] if free else []  # "he died": mostly told elsewhere who

    def _antecedent(self, k: int) -> list[int]:
        """ "at the funeral of two policemen who were shot": those right before "who"."""
        at = self._left_of(k, "mark")
        named = (
            self._units[at - 1].group if self._kind(at) == "comma" and self._free(at - 1) else None
        )
        if named is not None and named.kind in ("named", "implied") and self._names_one(named):
            at -= 1  # "the priest Omar Haddad, who was killed"
        group = self._units[at].group if self._free(at) else None
        if self._norms[self._units[k].first] not in ("who", "whom", "that") or group is None:
            return []
        outer = self._units[at - 1].group if at else None
        lead = self._left_of(at, "mark")
        inside = self._kind(lead) in ("incl", "among")
        if (
            inside
            and self._kind(lead) == "among"
            and self._units[lead].stop == self._units[at].first
        ):
            inside = self._norms[self._units[lead].stop - 1] != "among"  # "are among 80 who ..."
        if inside or (outer is not None and outer.of is not None):
            return []
        one = group.kind in ("named", "implied") and self._names_one(group)
        if group.kind != "counted" and not one:
            return []
        return self._coordinated_left(at)

    def _names_one(self, group: Group) -> bool:
        """ "her mother Ann Lee, who was hurt", "the priest Omar Haddad who": one person by name."""
        last: str = self._words[group.stop - 1]
        return group.kind == "named" or last[:1].isupper()

    def _whom_said(self, k: int) -> list[int] | None:
        """Whom "who" speaks of; None where it is not said right before it."""
        if self._is_whose_unknown(k):
            return []
        found = self._antecedent(k)
        if found or self._word(k - 1) in _ANYONE:
            return found  # nobody in "inspired by those who gave their lives"
        return self._told_of(k)

    def _is_whose_unknown(self, k: int) -> bool:
        """ "Gen. Ali Reza, whose predecessor was shot": he was not, and his predecessor is on no list."""
        noun = self._word(k + 1) if self._word(k) == "whose" else ""
        plain = noun.isalpha() and not noun.endswith("ed") and self._kind(k + 1) == "other"
        return plain and self._kind(self._right_of(k + 1, "adv", "be", "have", "neg")) == "harm"

    def _told_of(self, k: int) -> list[int] | None:
        """ "opened fire on the inmates, who were killed": those right before "who", uncounted."""
        at = self._left_of(k, "mark", "comma")
        group = self._units[at].group if self._free(at) else None
        if group is None or group.kind != "bare" or self._word(k) != "who":
            return None
        return [at] if self._word(k + 1) in ("were", "are", "have", "had") else None

    def _relative_object(self, left: int) -> list[int]:
        """ "the two guards whom gunmen had shot", "the six men the army killed": the people right
        before the clause whose verb has no object of its own; ``left`` is its subject."""
        k = left
        while left - k < 5 and (
            self._kind(k) in ("open", "pronoun")
            or (self._kind(k) == "other" and self._norms[self._units[k].first].isalpha())
            or (self._kind(k) == "group" and not self._units[k].group.counts)  # type: ignore[union-attr]
        ):
            k -= 1
        if k == left or k < 0:
            return []
        said = self._norms[self._units[k].first] if self._kind(k) == "rel" else ""
        at = self._left_of(k, "mark") if said in ("who", "whom", "that", "which") else k
        group = self._units[at].group if self._free(at) else None
        of_whom = group is not None and group.partitive and self._norms[group.stop - 1] == "whom"
        if group is None or group.kind != "counted" or not (group.head or of_whom):
            return []
        if of_whom:
            return [at]  # "nine, two of whom they could not save"
        bare = at == k and self._norms[self._units[k + 1].first] not in _CLAUSE_HEADS
        return [] if bare else [at]

    def _mostly(self, k: int) -> bool:
        """ "mostly women", ", all members of a club,": an aside on those named before."""
        lead = self._left_of(k, "mark")
        word = self._word(lead)
        return word in _MOSTLY or (word == "all" and self._kind(lead - 1) == "comma")

    def _past_the(self, k: int) -> int:
        """Past "the" before people counted: "including the five crewmen"."""
        group = self._units[k + 1].group if self._kind(k + 1) == "group" else None
        return k + (self._word(k) == "the" and group is not None and group.kind == "counted")

    def _without_what_befell(self, k: int, unit: Unit) -> None:
        """ "Among the dead was Omar Haddad, 72, a baker who was hit": the baker is he, told once."""
        at = self._right_of(k, "comma")
        if self._kind(at) == "other" and self._word(at).isdigit():
            at = self._right_of(at, "comma")
        link = self._links.get(at) if unit.kind == "among" and at - k > 1 else None
        if link is not None and link.group.single and self._kind(at + 1) == "rel":
            if link.trigger[0] > link.group.stop:
                del self._links[at]

    def _before_aside(self, k: int) -> int | None:
        """The unit before the aside that ends at the comma k: "ten, including a boy who ran, were".

        None where no such aside stands before the verb. Where commas were lost, "ten two of them boys were".
        """
        if self._is_bare_aside(k):
            return k - 1
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
