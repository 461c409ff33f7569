"""Whose harm it is: the object to the right of a verb, the subject to its left.

"killed a mayor and his guard" has two objects; "12 people, mostly women, were killed" one subject.
"""

from __future__ import annotations

from analysis.extract.casualties.heads import DETERMINERS, ENDS
from analysis.extract.casualties.row import Row

_CLAUSE = frozenset(
    ("while", "when", "after", "as", "but", "because", "although", "before", "where", "since")
)
_SAID = frozenset(
    "said says say told tell reported reports added announced confirmed claimed stated revealed "
    "tweeted wrote noted".split()
)
_ACTS = frozenset(
    "fled took went began made came ran left saw found told lost got held kept became fell".split()
)


class People(Row):
    """Finds the groups a word of harm speaks of."""

    def _object(self, h: int) -> list[int]:
        """The groups right of a word of harm that are its object."""
        k = self._right_of(h, "adv", "mark")
        tag = self._units[h].tag
        if self._kind(k) in ("or", "and") and self._kind(k + 1) == "harm":
            later = self._units[k + 1].tag
            assert later is not None and tag is not None
            if later.entry.get("form") in ("part", "active"):
                return self._object(k + 1)  # "killing and wounding scores"
        k = self._past_adjectives(k)
        of = tag is not None and tag.entry.get("form") == "of"
        if self._kind(k) == "pronoun" and self._personal and k not in self._links:
            return [k]
        if not (self._free(k) or self._fits_open(k)) or (self._predicated(k) and not of):
            return []
        return self._chain_right(k)

    def _chain_right(self, k: int) -> list[int]:
        """k and the groups joined to it on the right; who speaks after them is none of them."""
        found, cut = [k], 0
        while True:
            link, comma = k + 1, False
            while self._kind(link) in ("comma", "and", "mark") or self._is_as_well(link):
                comma = comma or self._kind(link) == "comma"
                link += 1
            fits = self._free(link) or self._fits_open(link)
            if link == k + 1 or link - k > 5 or not fits or self._predicated(link):
                return found[:cut] if cut and self._speaks(k) else found
            cut, k = len(found) if comma else cut, link
            found.append(k)

    def _speaks(self, k: int) -> bool:
        """True where the group is who says so: "... and wounded six, an official said"."""
        at = self._right_of(k, "mark")
        while self._kind(at) in ("adv", "other") and at - k < 4:
            if self._norms[self._units[at].first] in _SAID:
                return True
            at += 1
        return False

    def _past_adjectives(self, k: int) -> int:
        """The group behind articles and adjectives: "killed the suspected drug lord Ali Reza"."""
        at, steps = k, 0
        while self._kind(at) in ("other", "prep", "mark") and steps < 5 and self._is_filler(at):
            at, steps = at + 1, steps + 1
        return at

    def _is_filler(self, k: int) -> bool:
        """An article or an adjective between the verb and its object."""
        first = self._units[k].first
        norm = self._norms[first]
        if norm in ("the", "a", "another", "on", "its", "their", "(", "[", ")", "]"):
            return True
        return norm.isalpha() and norm not in ENDS and self._units[k].kind == "other"

    def _is_as_well(self, k: int) -> bool:
        """One token of "as well as", "along with", "alongside", "plus"."""
        if self._kind(k) == "end":
            return False
        norm = self._norms[self._units[k].first]
        if norm in ("alongside", "plus"):
            return True
        norms = [self._norms[u.first] for u in self._units[max(k - 2, 0) : k + 3]]
        phrase = " ".join(norms)
        return (norm in ("as", "well") and "as well as" in phrase) or (
            norm in ("along", "together", "with")
            and ("along with" in phrase or "together with" in phrase)
        )

    def _predicated(self, k: int) -> bool:
        """True where a group has a predicate of its own: "... and 12 others were wounded"."""
        after = self._right_of(k, "adv", "mark")
        if self._kind(after) in ("be", "have") or self._acts(k):
            return True
        if self._kind(after) != "harm":
            return False
        tag = self._units[after].tag
        assert tag is not None
        form = tag.entry.get("form")
        if form in ("alone", "state"):
            return True
        if form != "part":
            return form == "count" and bool(self._units[k].group and self._units[k].group.headless)  # type: ignore[union-attr]
        group = self._units[k].group
        lead = self._kind(self._left_of(k, "mark"))
        return (
            lead in ("and", "comma", "harm") and group is not None and not self._free_after(after)
        )

    def _acts(self, k: int) -> bool:
        """ "... and the guard opened fire": a verb of its own behind the group."""
        after = self._right_of(k, "adv")
        if self._kind(after) != "other" or self._kind(self._left_of(k, "mark")) not in (
            "and",
            "comma",
        ):
            return False
        norm = self._norms[self._units[after].first]
        return norm.endswith("ed") or norm in _ACTS

    def _free_after(self, h: int) -> bool:
        return self._kind(self._right_of(h, "adv", "mark")) == "group"

    def _subject(self, k: int, *, near: bool = False) -> list[int]:
        """The groups that are the subject of what stands right of unit k."""
        bare: list[int] = []  # "women and children, were": perhaps only an aside
        noun: int | None = None  # the leftmost noun of no list, taken where nobody else is named
        steps, end = 0, k
        while k >= 0 and steps < (6 if near else 45):
            unit = self._units[k]
            if unit.kind == "group" and self._free(k):
                chain = self._coordinated_left(k)
                if self._is_subject(chain[0]) and self._is_subject(k):
                    if any(self._units[g].group.counts for g in chain):  # type: ignore[union-attr]
                        return chain
                    if self._kind(end) != "comma" and not bare:
                        return chain
                    bare = bare or chain
                k = chain[0]
            elif unit.kind == "open" and self._fits_open(k) and self._is_subject(k):
                noun = k
            elif (
                unit.kind == "stop"
                or (near and unit.kind in ("harm", "be", "have", "rel"))
                or (unit.kind == "rel" and self._norms[unit.first] == "that" and not near)
            ):
                break
            k, steps = k - 1, steps + 1
        if bare or near or noun is None:
            return bare
        return self._coordinated_left(noun)

    def _is_subject(self, k: int) -> bool:
        """True unless a preposition, "including" or an opening bracket stands before the group."""
        if self._kind(k - 1) == "mark" and self._norms[self._units[k - 1].first] == "(":
            return False
        group = self._units[k].group
        before = self._left_of(k, "mark")
        if group is not None and group.kind in ("named", "implied", "bare"):
            while self._kind(before) == "other" and self._describes(before):
                before -= 1
        kind = self._kind(before)
        if kind in ("incl", "among"):
            return False
        if self._is_of_them(k):
            return False
        word = self._norms[self._units[before].first] if kind == "prep" else ""
        return kind != "prep" or word in _CLAUSE

    def _is_of_them(self, k: int) -> bool:
        """ "seven people, six of them children, were killed": the second is inside the first."""
        group = self._units[k].group
        counted = group is not None and group.partitive and group.kind == "counted"
        return counted and self._kind(self._left_of(k, "mark")) == "comma"

    def _describes(self, k: int) -> bool:
        """True for an article, an adjective or a nationality before a noun."""
        first = self._units[k].first
        norm = self._norms[first]
        if norm in DETERMINERS or norm in ("a", "an") or first in self._demonyms:
            return True
        return self._words[first].islower() and norm.isalpha() and not norm.endswith("ed")

    def _coordinated_left(self, k: int) -> list[int]:
        """k and the groups joined to it on the left: "a child and a woman"."""
        found = [k]
        while True:
            link = k - 1
            while self._kind(link) in ("comma", "and", "mark") or self._is_as_well(link):
                if self._norms[self._units[link].first] in ("(", ")"):
                    return found
                link -= 1
            fits = self._free(link) or (self._fits_open(link))
            if link == k - 1 or k - link > 5 or not fits:
                return found
            if self._is_of_them(link) or self._is_of_them(k):
                return found
            before = self._kind(self._left_of(link, "mark"))
            if before == "prep" and not self._is_subject(link):
                return found
            k = link
            found.insert(0, k)
