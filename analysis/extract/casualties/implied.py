"""People told of without a number: "a guard", "the mayor", "his two brothers", "another soldier"."""

from __future__ import annotations

from analysis.extract.casualties.counted import CORPS, Counted
from analysis.extract.casualties.group import Group
from analysis.extract.casualties.heads import DETERMINERS, ENDS, OF, adverbial
from analysis.lean import replace
from analysis.lexicon import Tag

_ORDINALS = (["second"], ["third"], ["fourth"], ["fifth"], ["sixth"], ["seventh"])
_FOUND = frozenset(
    "found recovered discovered dumped pulled retrieved taken washed lay lying lies floating seen "
    "identified exhumed brought".split()
)
_FOUND_BEFORE = frozenset(
    "found find recovered discovered retrieved pulled upon across spotted".split()
)  # "came upon his body"
_BODY_NOUNS = frozenset(
    "association union society syndicate federation organisation organization network league council "
    "committee commission office agency ministry department centre center institute forum board".split()
)
_BODIES = frozenset(
    "party group militia movement tribe clan community family faction brigade".split()
)
_CHOSEN = (["-", "elect"], ["-", "designate"])  # "governor-elect Omar Haddad"
_MANY = frozenset(("these", "those"))  # "those found to be members": nobody alone
_CORPSE = frozenset(("body", "corpse"))
_SIDE = 4  # words of a group's name
_OWN = frozenset(("his", "her", "their", "its"))  # "five of his guards" are no part of a figure


class Implied(Counted):
    """Reads the groups that a noun, a title or a determiner begins."""

    def _noun(self, i: int, tag: Tag, end: int) -> Group | None:
        """The group of a noun without an article or a number."""
        if tag.entry.get("number") == "sg":
            nobody = (
                self._norms[i] in CORPS  # "30 soldiers and paramilitary"
                or self._are_dead(tag.stop)
                or (i > 0 and self._norms[i - 1] in ("each", "every", "any", "more"))
            )
            return None if nobody else self._titled(tag, end)
        if (title := self._plural_title(i, tag)) is not None:
            return title
        if self._words[i][0].isupper() and self._ends_a_body(i):
            return None
        if self._bare and tag.entry.get("number") == "pl" and not self._is_given(i):
            n = self._bare
            return Group(i, tag.stop, "counted", n, None, None, "words_only", head=tag)
        return Group(i, tag.stop, "bare", head=tag)

    def _ends_a_body(self, i: int) -> bool:
        """ "the Society of Retired Teachers, and nine are": the last word of a body's name is nobody."""
        for k in range(i - 1, max(0, i - 4), -1):
            if self._norms[k] in ("for", "of"):
                return self._words[k - 1][0].isupper() and self._norms[k - 1] in _BODY_NOUNS
            if not self._words[k][0].isupper():
                return False
        return False

    def _plural_title(self, i: int, tag: Tag) -> Group | None:
        """The first of "peasants Ann Lee and Omar Haddad", "the priests Ann Lee, Omar Haddad"."""
        stop = self._persons.get(tag.stop)
        if stop is None or self._norms[stop : stop + 1] not in (["and"], [","]):
            return None
        return Group(i, stop, "named", 1, 1, 1, head=tag)

    def _names_a_body(self, i: int) -> bool:
        """ "members of the Ndele", "workers of the Desam party": a people or a party by its name."""
        after = self._norms[self._persons[i] : self._persons[i] + 1]
        return self._norms[i - 1 : i] == ["the"] or (after != [] and after[0] in _BODIES)

    def _one_more(self, i: int, end: int) -> Group | None:
        """ "wounded another", "a third is missing": one more person, whose noun was said before."""
        stop = i + 1 if self._norms[i] == "another" else i + 2
        if self._norms[i] != "another" and self._norms[i + 1 : stop] not in _ORDINALS:
            return None
        if i and self._norms[i - 1] in ("one", "yet"):
            return None
        after = self._norms[stop] if stop < end else "."
        if self._norms[stop : stop + 1] == ["or"]:
            return None  # "executing a second or more attacks"
        if stop in self._harm and self._counts_behind(stop):
            return None  # "the first blast killed two and the second killed five"
        if after in OF or (after[0].isalnum() and after not in ENDS and stop not in self._harm):
            if not (adverbial(after) or self.nouns.is_time(stop)):
                return None
        return Group(i, stop, "implied", 1, 1, 1)

    def _counts_behind(self, k: int) -> bool:
        """True where the word of harm at k has a number as its object."""
        at = next((j for j in range(k + 1, k + 4) if j not in self._harm), k)
        number = self._numbers.get(at)
        return number is not None and number.kind == "count"

    def _determined(self, i: int, end: int) -> Group | None:
        """The group an article or a possessive opens: "a total of 43", "his five guards", "a nun"."""
        norm = self._norms[i]
        if norm in ("a", "another") and self._is_corpse(i + 1, end):
            return Group(i, i + 1, "counted", 1, 1, 1)
        if norm in ("his", "her") and self._is_corpse(i + 1, end):
            return Group(i, i + 1, "pronoun", 1, 1, 1)
        at = self.nouns.led(i, end)
        if at is not None:
            return self._after_determiner(i, self._counted(self._numbers[at], end))
        own = self._numbers.get(i + 1) if norm in _OWN else None
        if own is not None and own.kind == "count":
            return self._after_determiner(i, self._counted(own, end))
        if norm == "some":
            return None
        group = self._one_more(i, end) or self._implied(i, end, definite=norm in DETERMINERS)
        if group and norm in _OWN and group.kind == "implied" and self._are_dead(group.stop):
            return None  # "puts its civilian dead at 31"
        return group or (Group(i, i + 1, "pronoun", 1, 1, 1) if norm == "her" else None)

    def _are_dead(self, k: int) -> bool:
        """ "civilian dead at": a noun of harm, which the word before it only describes."""
        return self._norms[k : k + 1] in (["dead"], ["wounded"], ["injured"]) and (
            self._norms[k + 1 : k + 2] in (["at"], ["as"], ["stood"], ["numbered"])
        )

    def _is_corpse(self, k: int, end: int) -> bool:
        """ "a (charred) body was found": somebody is dead, and nothing else is said of him."""
        at = next((j for j in range(k, min(k + 3, end)) if self._norms[j] in _CORPSE), end)
        if at == end or not all(j in self._harm_tags for j in range(k, at + 1)):
            plain = at < end and next((j for j in range(k, at) if j in self._harm_tags), at) == at
            if not plain:
                return False
        if _FOUND_BEFORE.isdisjoint(self._norms[max(0, k - 4) : k]):
            return not _FOUND.isdisjoint(self._norms[at + 1 : min(at + 9, end)])
        return self._norms[at + 1 : at + 2] != ["of"]  # "came across a body of water"

    def _is_given(self, i: int) -> bool:
        """ "both armed men", "the dead soldiers": a plural told of before."""
        lead = self._norms[max(0, i - 3) : i]
        return any(norm in DETERMINERS or norm in ("both", "all", "no", "any") for norm in lead)

    def _after_determiner(self, i: int, group: Group | None) -> Group | None:
        if group is None:
            return None
        again = self._norms[i] in DETERMINERS and group.headless
        return replace(group, first=i, partitive=False, anaphoric=again)

    def _is_named(self, k: int) -> bool:
        """True where a name ends with token k, of no place."""
        if k + 1 in self._person_ends or k in self._single_ends:
            return True
        return self._words[k][0].isupper() and k not in self._places

    def _is_somebody(self, k: int) -> bool:
        """True where a name or a noun for people ends with token k."""
        return self._is_named(k) or k in self._heads

    def _titled(self, tag: Tag, end: int) -> Group | None:
        """A singular head without an article: headline style, or a title before a name."""
        named = tag.stop + 2 * (self._norms[tag.stop : tag.stop + 2] in _CHOSEN)
        if named in self._persons:
            return Group(tag.first, self._persons[named], "named", 1, 1, 1, head=tag)
        second = self._heads.get(tag.stop)
        if second is not None and second.stop in self._persons and tag.stop not in self._harm:
            return Group(tag.first, self._persons[second.stop], "named", 1, 1, 1, head=tag)
        if tag.stop < end and tag.stop not in self._harm:
            norm = self._norms[tag.stop]
            if self.nouns.joins_word(tag.stop):
                return None  # "several rebel-held towns"
            if norm == "'s" and not self.nouns.head(tag.stop + 1, end):
                return None  # "burned the mayor's office"
            if norm == "of" and tag.first - 1 in self._harm:  # "murdered director of the port"
                return Group(tag.first, tag.stop, "implied", 1, 1, 1, head=tag, partitive=True)
            plain = norm[0].isalpha() and norm not in ENDS and not adverbial(norm)
            if plain and not self.nouns.is_time(tag.stop):
                return None  # "local government", "village road"
        first = self._behind_its_side(tag.first)
        return Group(first, tag.stop, "implied", 1, 1, 1, head=tag, partitive=True)

    def _behind_its_side(self, k: int) -> int:
        """Where "FARC commander" begins: with the group or people he is of, in a headline."""
        for j in range(max(0, k - _SIDE), k):
            side = self._peoples.get(j)
            if side is not None and side.stop == k and self._words[k - 1][0].isupper():
                return j
        return k

    def _implied(self, i: int, end: int, *, definite: bool) -> Group | None:
        rank = self._numbers.get(i + 1)  # "a 2d corporal"
        k = rank.stop if rank is not None and rank.kind == "a date or rank" else i + 1
        head = self.nouns.head(k, end) or self.nouns.behind_name(i + 1, end)
        if head is None:
            if (aged := self._aged(i, definite)) is not None:
                return aged
            at = None if self._norms[i] in _MANY else self.nouns.open_end(i + 1, end)
            if at is None and self._team and not definite:
                return self._of_a_team(i, end)
            if at is None or self._words[at - 1].isupper():
                return None
            if self.nouns.is_plural(at - 1) and not self._is_national(i, at - 1):
                return None
            stop = self._persons.get(at, at)
            return Group(i, stop, "implied", 1, 1, 1, partitive=definite, open=True)
        number = head.entry.get("number")
        if number == "home":
            return None
        if number == "couple" and not definite:
            return Group(i, head.stop, "implied", 2, 2, 2, head=head)
        if number == "unit":
            unit = None if definite else 1
            kind = "bare" if definite else "implied"
            return Group(i, head.stop, kind, unit, unit, unit, head=head, unit="families")
        if number != "sg":
            return self._plural_title(i, head) or Group(i, head.stop, "bare", head=head)
        stop = self._past_age(self._persons.get(head.stop, head.stop))
        return Group(i, stop, "implied", 1, 1, 1, head=head, partitive=definite)

    def _aged(self, i: int, definite: bool) -> Group | None:
        """ "a 17-year-old was shot": one person by the age alone."""
        stop = self.nouns.past_age(i + 1)
        if stop == i + 1 or self._norms[stop - 1].endswith("s"):
            return None
        if i > 1 and self._norms[i - 1] == "," and self._is_somebody(i - 2):
            return None  # "the assailant, a 19-year-old from Arda": told already
        after = self._norms[stop] if stop < len(self._norms) else "."
        noun = after[0].isalnum() and after not in ENDS and stop not in self._harm
        return None if noun else Group(i, stop, "implied", 1, 1, 1, partitive=definite)

    def _of_a_team(self, i: int, end: int) -> Group | None:
        """ "a mortar team was killed": as many as the counting table gives "a group"."""
        stop, n = self.nouns.team_end(i + 1, end), self._team
        return Group(i, stop, "counted", n, None, None, "words_only", open=True) if stop else None

    def _is_national(self, i: int, k: int) -> bool:
        """ "a Palestinian", "another Eritrean": one person by the name of a people."""
        tag = self._peoples.get(k)
        return self._norms[i] in ("a", "an", "another") and tag is not None and tag.stop == k + 1

    def _past_age(self, k: int) -> int:
        """ "a schoolgirl of 15": the number is her age; else k."""
        number = self._numbers.get(k + 1)
        if number is None or self._norms[k] != "of" or number.bound != "exact":
            return k
        after = self._norms[number.stop] if number.stop < len(self._norms) else "."
        ends = after in ENDS or not after[0].isalnum() or number.stop in self._harm
        return number.stop if ends and 0 < (number.best or 0) < 110 else k
