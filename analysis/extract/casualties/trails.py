"""What a member of a list trails behind itself: an age, an office, an aside, those inside it.

"Omar Haddad, 41, deputy head of a party, and Ann Lee": the list goes on behind it.
"""

from __future__ import annotations

from analysis.extract.casualties.heads import DETERMINERS
from analysis.extract.casualties.row import Row

_TRAILS = frozenset(
    "of from in at near on under aged born ages named called belonging working wearing carrying outside "
    "inside identified known serving affiliated".split()
)
_CALLED_AS = frozenset("known named called identified aged".split())
_LONGEST_TRAIL = 9
_LONGEST_ASIDE = 14
_NO_WORDS = frozenset(("-", "'s", "’s"))
_SOME_OF_THEM = 4  # units of "some of whom were children"
_AGES = frozenset(("years", "year", "old", "-", "of", "age"))
_NO_VERB = frozenset(("rel", "prep", "comma", "stop", "end", "adv"))
_CALLED = frozenset(("alias", "aka", "a.k.a.", "nicknamed", "dubbed"))
_OFFICE = frozenset(("other", "open", "group"))
_OFFICE_OF = frozenset(("of", "for", "at", "in"))
_NO_OFFICE = frozenset("stop end harm be have modal rel incl among".split())
_ASIDES = frozenset(
    "thought known seen all mostly mainly both aged most some believed said".split()
)


class Trails(Row):
    """Steps over what is said of one member of a list."""

    def _past_titles(self, k: int) -> int:
        """Past "former deputy" in "a judge and former deputy mayor Omar Haddad"."""
        at = k
        while (
            at - k < 4
            and self._kind(at) == "other"
            and self._norms[self._units[at].first].isalpha()
        ):
            at += 1
        group = self._units[at].group if self._free(at) else None
        if group is None:
            return k
        if group.kind == "counted":  # "six priests and the two women who cooked for them"
            the = at == k + 1 and self._word(k) == "the"
            return at if the and self._kind(at + 1) in _NO_VERB else k
        lower = all(self._is_plain(self._units[j].first) for j in range(k, at))
        return at if group.kind == "named" and (group.head or lower) else k

    def _past_member(self, k: int) -> int:
        """Past all that is said of the one at unit k himself."""
        trail = self._past_trail(k + 1)
        own = self._past_own_role(k) if trail == k + 1 else trail
        return self._past_own_name(k, own)

    def _past_own_role(self, k: int) -> int:
        """Past the office in "Omar Haddad, deputy head of a party, and Ann Lee"; k + 1 elsewhere."""
        one = self._units[k].group
        if one is None or one.kind != "named" or self._kind(k + 1) != "comma":
            return k + 1
        of = next((j for j in range(k + 3, k + 6) if self._word(j) in _OFFICE_OF), 0)
        if not of or any(self._kind(j) not in _OFFICE for j in range(k + 2, of)):
            return k + 1
        if not all(
            self._norms[i].isalpha() for i in range(self._units[k + 2].first, self._units[of].first)
        ):
            return k + 1
        for j in range(of + 1, of + _LONGEST_ASIDE):
            if self._kind(j) == "comma":
                after = j + 1 + (self._kind(j + 1) == "and")
                named = self._units[after].group if self._free(after) else None
                return (
                    j if named is not None and (after > j + 1 or named.kind == "named") else k + 1
                )
            if self._kind(j) in _NO_OFFICE:
                break
        return k + 1

    def _past_own_name(self, k: int, at: int) -> int:
        """Past the name in "the mayor of Alba, Omar Haddad, and his driver"; ``at`` elsewhere."""
        one = self._units[k].group
        if at == k + 1 or one is None or one.kind != "implied" or self._word(at) != ",":
            return at
        name = self._units[at + 1].group if self._kind(at + 1) == "group" else None
        told = name is not None and name.kind == "named" and name.head is None
        return at + 2 if told and self._kind(at + 2) == "comma" else at

    def _is_plain(self, k: int) -> bool:
        """A word that may stand in a title: in lower case, and no article or possessive."""
        return self._words[k].islower() and self._norms[k] not in DETERMINERS

    def _past_of(self, k: int, link: int) -> int | None:
        """The second of "the murder of a judge and of two clerks"; None elsewhere."""
        one = self._units[k].first
        again = one > 0 and self._norms[one - 1] == "of" == self._word(link)
        return link + 1 if again and self._kind(link + 1) == "group" else None

    def _past_trail(self, at: int) -> int:
        """Past what a member says of itself, as far as the comma or "and" that ends it."""
        start = at
        if self._kind(at) == "adv" and self._word(at + 1) in _CALLED_AS:
            at += 1  # "a minor reportedly known as Carlos"
        kind, first = self._kind(at), self._word(at)
        if kind == "comma" and self._kind(at + 1) == "incl":
            return self._past_included(at)
        if kind == "comma":
            return self._past_aside(self._past_age(at))
        if first in ("(", "[") or self._is_dash(at):
            return self._past_brackets(at)
        relative = kind == "rel" and first in ("who", "whose", "whom")
        if first in _ASIDES and self._word(at + 1) == "to" and self._kind(at + 2) == "be":
            at, first = at + 3, "known"  # "three women believed to be wives of fighters"
        if not (relative or first in _TRAILS or (kind == "other" and first.endswith("ed"))):
            return start
        longest = _LONGEST_TRAIL
        while at - start < longest:
            kind = self._kind(at)
            if kind in ("comma", "and", "or") or self._word(at) == "alongside":
                return self._past_aside(at) if kind == "comma" and relative else at
            some = kind == "incl" and self._is_some(at)
            if kind in ("stop", "end", "among") or (kind == "incl" and not some):
                break
            longest += some and _SOME_OF_THEM
            longest += self._word(at) in _NO_WORDS
            if not relative and kind in ("harm", "be", "have", "modal", "neg"):
                break
            group = self._units[at].group
            the = kind == "open" and self._word(at) == "the"  # "who were guarding the village"
            if group is not None and group.counts and not the and self._kind(at - 1) != "prep":
                break
            at += 1
        return start

    def _is_some(self, k: int) -> bool:
        """ "some of whom were children": nobody is counted."""
        first, stop = self._units[k].first, self._units[k].stop
        whom = self._norms[stop - 1] == "whom"
        return whom and self._norms[first - 1] in ("some", "most", "many")

    def _past_age(self, at: int) -> int:
        """The comma that closes ", 25," or ", 25 years old,"; ``at`` itself elsewhere."""
        if not self._word(at + 1).isdigit() or self._is_headed(at + 1):
            return at
        for j in range(at + 2, at + 7):
            if self._kind(j) == "comma":
                return j
            if self._word(j) not in _AGES:
                return at
        return at

    def _is_headed(self, k: int) -> bool:
        """ ", 28 women," counts them."""
        group = self._units[k].group if self._kind(k) == "group" else None
        return group is not None and group.head is not None

    def _past_aside(self, at: int) -> int:
        """Past ", thought to be wives of fighters," where "and" goes on; ``at`` itself elsewhere."""
        first = self._word(at + 1)
        if first in _CALLED:
            ends = (j for j in range(at + 2, at + _LONGEST_TRAIL) if self._kind(j) == "comma")
            return next(ends, at)  # ", alias the Fox,"
        if first not in _ASIDES and not (self._kind(at + 1) == "other" and first.endswith("ed")):
            return at
        for j in range(at + 2, at + _LONGEST_TRAIL):
            if self._kind(j) == "comma":
                return j if self._kind(j + 1) == "and" else at
            if self._kind(j) == "and" and self._is_one_more(j + 1):
                return j  # ", thought to be wives of fighters and a boy": he is no wife
            if self._kind(j) in ("stop", "harm", "end", "and") or self._counts(j):
                break
        return at

    def _counts(self, k: int) -> bool:
        group = self._units[k].group if k < len(self._units) else None
        return group is not None and group.counts

    def _is_one_more(self, k: int) -> bool:
        """ "a boy", "two guards": people counted anew, by a noun of a list."""
        group = self._units[k].group if self._free(k) else None
        return group is not None and group.counts and group.head is not None

    def _is_dash(self, k: int) -> bool:
        """ "--" or a dash that stands apart, unlike the hyphen of a word."""
        word, first = self._word(k), self._units[k].first if k < len(self._units) else 0
        if word == "-":
            return self._word(k + 1) == "-" or not self._nouns.touches(first)
        return word in ("–", "—") and first > 0

    def _past_brackets(self, at: int) -> int:
        """Past "(five Thais and a Burmese)" or "-- five Thais --"; ``at`` itself elsewhere."""
        closing = {"(": ")", "[": "]"}.get(self._word(at))
        for j in range(at + 1 + (self._word(at + 1) == "-"), at + _LONGEST_ASIDE):
            if self._kind(j) in ("stop", "end", "be", "have"):
                break
            if closing is None and self._is_dash(j):
                return j + 1 + (self._word(j + 1) == "-")
            if closing is not None and self._word(j) == closing:
                return j + 1
        return at

    def _past_included(self, at: int) -> int:
        """Past ", including eight guards," where "and" goes on; ``at`` itself elsewhere.

        The last of ", including a nun, a cook, and two guards" is one of the list.
        """
        for j in range(at + 2, at + _LONGEST_TRAIL):
            if self._kind(j) == "comma":
                return j if self._kind(j + 1) == "and" else at
            if self._kind(j) in ("stop", "harm", "be", "end") or self._holds_a_comma(j):
                break  # "including a senator, Ali Reza, and two guards"
        return at

    def _holds_a_comma(self, k: int) -> bool:
        return "," in self._norms[self._units[k].first : self._units[k].stop]

    def _past_join(self, at: int) -> int:
        """Past the words that join two members; ``at`` itself where none do."""
        start = at
        while at - start < 5 and (
            self._kind(at) in ("comma", "and", "or", "mark") or self._is_as_well(at)
        ):
            if self._word(at) in ("(", ")"):
                return start
            at += 1
        if all(self._kind(j) == "mark" for j in range(start, at)):
            return start
        return at

    def _is_as_well(self, k: int) -> bool:
        """One token of "as well as", "along with", "alongside", "plus", or "with" alone."""
        if self._kind(k) == "end":
            return False
        norm = self._word(k)
        if norm in ("alongside", "plus", "with"):
            return True
        phrase = " ".join(self._norms[u.first] for u in self._units[max(k - 2, 0) : k + 3])
        return (norm in ("as", "well") and "as well as" in phrase) or (
            norm in ("along", "together") and ("along with" in phrase or "together with" in phrase)
        )
