"""Whom a word of harm has as its object: "killed a mayor and his guard" has two.

Between the verb and its people may stand an aside, a name or adjectives; what somebody said may not.
"""

from __future__ import annotations

from analysis.extract.casualties.heads import ENDS
from analysis.extract.casualties.lists import Lists
from analysis.extract.casualties.row import Unit

SELF = frozenset(("himself", "herself", "themselves", "itself"))
_CLAUSE_HEADS = frozenset("the a an his her its their our he she they it we i".split())


class Objects(Lists):
    """Finds the groups to the right of a word of harm."""

    def _object(self, h: int) -> list[int]:
        """The groups right of a word of harm that are its object."""
        tag = self._units[h].tag
        of = tag is not None and tag.entry.get("form") == "of"
        if not of and self._norms[self._units[h].stop - 1] == "of":  # "the death of, at least, six"
            h = self._past_commas(h)
        k = self._right_of(
            self._past_inserted(h), "adv", "mark", *(("comma", "prep") if of else ())
        )
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
            k = self._past_unknown(k)
            if not self._free(k):
                return []
        group = self._units[k].group
        relative = self._kind(self._left_of(h, "have", "adv")) == "rel" and not (
            group and group.open
        )
        if self._predicated(k) and not of and not relative:
            return []  # but "the two who killed a guard were arrested"
        return self._chain_right(k, of=of)

    def _past_unknown(self, k: int) -> int:
        """ "captured a supplier and two of his men": a noun of no list, and people counted behind
        it; k elsewhere."""
        last = k if self._kind(k) == "open" else k - 1
        if self._kind(last + 1) != "and" or self._kind(last) not in ("open", "other"):
            return k
        group = self._units[last + 2].group if self._free(last + 2) else None
        counted = group is not None and group.kind == "counted" and group.head is not None
        if self._word(last) in SELF and group is not None and group.counts:
            return last + 2  # "killing himself and five others", "shot himself and a clerk"
        return last + 2 if counted else k

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

    def _past_inserted(self, h: int) -> int:
        """The last unit of "[late minister]" or "-- on orders --" behind unit h, where people follow
        who are counted; h itself elsewhere."""
        if self._word(h + 1) not in ("[", "(") and not (
            self._word(h + 1) == "-" and self._is_dash(h + 1)
        ):
            return h
        k = self._past_brackets(h + 1)
        group = self._units[k].group if k > h + 1 and self._free(k) else None
        if group is None or not group.counts:
            return h
        dashes = 1 + (self._word(h + 2) == "-")
        if self._kind(h + 1 + dashes) == "prep" or (
            self._word(h + 1) == "[" and group.kind == "named"
        ):
            return k - 1
        inside = any(self._counts(j) and self._kind(j) != "open" for j in range(h + 1, k))
        return h if inside else k - 1

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
        if norm == "more" and self._norms[first + 1 : first + 2] == ["the"]:
            return False  # "injuring many more the monitor said", a comma lost
        if norm in ("the", "a", "another", "on", "its", "their", "(", "[", ")", "]"):
            return True
        named = self._nouns.numbers.get(first)
        if named is not None and named.kind == "part of a name" and self._norms[first - 1] == "-":
            return True  # "the K-9 handler", "an M-19 leader"
        if norm == "-" and (self._nouns.numbers.get(first + 1) or self._nouns.joins_word(first)):
            return True
        return norm.isalpha() and norm not in ENDS and self._units[k].kind == "other"

    def _says_between(self, one: int, two: int) -> bool:
        """Whether "said" stands between two units."""
        return any(self._word(j) in ("said", "says") for j in range(one + 1, two))

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
