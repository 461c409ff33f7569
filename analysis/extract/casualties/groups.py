"""Groups of people in a sentence: counted, implied ("a village head"), or bare ("civilians").

"more than a dozen civilians" is a counted group whose head is "civilians"; "seven tanks" is
none; "40" before a word of harm is a group without a head.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from analysis.extract.casualties.heads import DETERMINERS, ENDS, MARKS, OF, Heads, adverbial
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.records import Number
from analysis.text import Sentence

_PARTITIVE = frozenset(("them", "whom", "which", "those", "these"))
_UNITS = {"unit": "families", "home": "homes"}
_NOBODY = frozenset(("nobody", "none", "no-one"))


@dataclass(frozen=True, slots=True)
class Group:
    """People who may be victims: tokens ``first`` to ``stop``; bounds are None for a bare group.

    ``kind`` is counted, implied, named, zero, pronoun or bare; ``head`` the lexicon entry of its noun.
    """

    first: int
    stop: int
    kind: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    bound: str = "exact"
    head: Tag | None = None
    number: Number | None = None
    partitive: bool = False
    unit: str = ""
    open: bool = False  # its noun is in no list: only a verb that takes people makes it a victim

    @property
    def single(self) -> bool:
        """True for one person: named, implied, or "one of ..."."""
        return self.best == 1 and self.kind in ("implied", "named", "counted") and not self.unit

    @property
    def counts(self) -> bool:
        """True where the group gives a figure."""
        return self.kind != "bare"

    @property
    def headless(self) -> bool:
        """True for a number alone."""
        return self.head is None and self.kind == "counted"


class Finder:
    """Finds the groups of one article, sentence by sentence."""

    def __init__(self, reading: Reading) -> None:
        self._norms = reading.tokens.norms
        self._words = reading.tokens.words
        self.nouns = Heads(reading)
        self._numbers = self.nouns.numbers
        self._heads = self.nouns.listed
        self._harm = self.nouns.harm
        self._peoples = {tag.first: tag for tag in reading.tagged("countries")} | {
            tag.first: tag for tag in reading.tagged("actors")
        }
        text = reading.tokens
        self._persons = {
            text.at(actor.start): text.at(actor.end - 1) + 1
            for actor in reading.found.actors
            if actor.kind == "person"
        }
        self._bare = reading.lexicons["counting"]["bare plural"].get(reading.counting)
        self._person_ends = set(self._persons.values())
        self._single_ends = {
            tag.stop - 1 for tag in self._heads.values() if tag.entry.get("number") == "sg"
        }
        self._places = {
            i
            for place in reading.found.places
            for i in range(text.at(place.start), text.at(place.end - 1) + 1)
        }

    def find(self, sentence: Sentence) -> list[Group]:
        """Groups of the sentence, in order, not overlapping."""
        out: list[Group] = []
        i = sentence.first
        while i < sentence.stop:
            group = self._at(i, sentence.stop)
            if group:
                out.append(group)
                i = group.stop
            else:
                number = self._numbers.get(i)
                i = max(i + 1, number.stop if number else 0)
        return self._without_appositions(out)

    def _without_appositions(self, groups: list[Group]) -> list[Group]:
        """ "Ali Reza, a teacher, was killed" and "a teacher, Ali Reza," are one person."""
        out: list[Group] = []
        for group in groups:
            last = out[-1] if out else None
            if last is None or not self._is_apposition(last, group):
                out.append(group)
            else:
                head = last.head or group.head
                out[-1] = replace(last, stop=group.stop, head=head, open=last.open and group.open)
        return out

    def _is_apposition(self, one: Group, two: Group) -> bool:
        if not (one.single and two.single) or (one.kind == "named") == (two.kind == "named"):
            return False
        if two.first != one.stop + 1 or self._norms[one.stop] != ",":
            return False
        if two.kind == "counted" and not two.partitive:
            return False
        after = self._norms[two.stop] if two.stop < len(self._norms) else "."
        return after not in ("and", "&")

    def _at(self, i: int, end: int) -> Group | None:
        norm = self._norms[i]
        number = self._numbers.get(i)
        if number is not None:
            return None if self._is_age(number) else self._counted(number, end)
        if norm in ("a", "an", "another", "some") or norm in DETERMINERS:
            at = self.nouns.led(i, end)
            if at is not None:
                group = self._counted(self._numbers[at], end)
                return replace(group, first=i, partitive=False) if group else None
        if norm in ("a", "an", "another") or norm in DETERMINERS:
            group = self._implied(i, end, definite=norm in DETERMINERS)
            return group or (Group(i, i + 1, "pronoun", 1, 1, 1) if norm == "her" else None)
        if norm == "him":
            return Group(i, i + 1, "pronoun", 1, 1, 1)
        if norm in _NOBODY:
            return Group(i, i + 1, "zero", 0, 0, 0)
        if norm == "no":
            return self._zero(i, end)
        if i in self._persons:
            return Group(i, self._persons[i], "named", 1, 1, 1)
        tag = self._heads.get(i)
        if tag and i not in self._harm and tag.entry.get("number") != "home":
            kind = "bare" if tag.entry.get("number") != "sg" else "implied"
            if kind == "implied":
                return self._titled(tag, end)
            if self._bare and tag.entry.get("number") == "pl" and not self._is_given(i):
                n = self._bare
                return Group(i, tag.stop, "counted", n, None, None, "words_only", head=tag)
            return Group(i, tag.stop, "bare", head=tag)
        return None

    def _is_given(self, i: int) -> bool:
        """ "both armed men", "the dead soldiers": a plural told of before."""
        lead = self._norms[max(0, i - 3) : i]
        return any(norm in DETERMINERS or norm in ("both", "all", "no", "any") for norm in lead)

    def _is_age(self, number: Number) -> bool:
        """ "Ali Reza, 46, a teacher": a number between commas behind a person."""
        first, stop = number.first, number.stop
        if number.bound != "exact" or first < 2 or self._norms[first - 1] != ",":
            return False
        before = first - 2
        named = before + 1 in self._person_ends or (
            before in self._single_ends
            or (self._words[before][0].isupper() and before not in self._places)
        )
        after = self._norms[stop] if stop < len(self._norms) else "."
        return named and after in (",", ";", ".", "and", ")") and 0 < (number.best or 0) < 110

    def _titled(self, tag: Tag, end: int) -> Group | None:
        """A singular head without an article: headline style, or a title before a name."""
        if tag.stop in self._persons:
            return Group(tag.first, self._persons[tag.stop], "named", 1, 1, 1, head=tag)
        if tag.stop < end and tag.stop not in self._harm:
            norm = self._norms[tag.stop]
            plain = norm[0].isalpha() and norm not in ENDS and not adverbial(norm)
            if plain and not self.nouns.is_time(tag.stop):
                return None  # "local government", "village road"
        return Group(tag.first, tag.stop, "implied", 1, 1, 1, head=tag, partitive=True)

    def _counted(self, number: Number, end: int) -> Group | None:
        if number.kind not in ("count", "a count of places or buildings"):
            return None
        low, best, high = (
            None if x is None else int(x) for x in (number.low, number.best, number.high)
        )
        made = {
            "low": low,
            "best": best,
            "high": high,
            "bound": number.bound,
            "number": number,
        }
        k, partitive = number.stop, False
        if k < end and self._norms[k] in ("more", "other", "others", "further", "additional"):
            k += 1
        if k + 1 < end and self._norms[k] in OF:
            if self._norms[k + 1] in _PARTITIVE:
                return self._partitive(number.first, k + 2, end, made)
            k += 1
            partitive = self._norms[k] in DETERMINERS
        while k < end and (self._norms[k] in DETERMINERS or self._norms[k] in MARKS):
            k += 1
        head = self.nouns.head(k, end)
        if number.kind != "count" and (head is None or head.entry.get("number") != "home"):
            return None
        if head:
            unit = _UNITS.get(head.entry.get("number"), "")
            return Group(
                number.first,
                head.stop,
                "counted",
                head=head,
                partitive=partitive,
                unit=unit,
                **made,  # type: ignore[arg-type]
            )
        if self._is_people(k):
            return Group(number.first, k + 1, "counted", **made)  # type: ignore[arg-type]
        if self.nouns.counts_harm(k, end):
            return Group(number.first, k, "counted", **made)  # type: ignore[arg-type]
        if partitive or not self._stands_alone(k, end):
            at = self.nouns.open_end(k, end)
            if at is None or not (self.nouns.is_plural(at - 1) or best == 1):
                return None
            return Group(number.first, at, "counted", open=True, partitive=partitive, **made)  # type: ignore[arg-type]
        return Group(number.first, max(k, number.stop), "counted", **made)  # type: ignore[arg-type]

    def _partitive(self, first: int, k: int, end: int, made: Mapping[str, Any]) -> Group:
        """ "two of them (children)": the noun after it says who they are."""
        at = k
        while at < end and self._norms[at] in (
            "are",
            "were",
            "was",
            "is",
            "believed",
            "to",
            "be",
            ",",
        ):
            at += 1
        head = self.nouns.head(at, end)
        stop = head.stop if head else k
        return Group(first, stop, "counted", head=head, partitive=True, **made)

    def _is_people(self, k: int) -> bool:
        """ "five Kurds", "12 Taliban": a capitalised plural, or a people or group by name."""
        if k >= len(self._words) or k in self._harm or not self._words[k][0].isupper():
            return False
        if k in self._peoples:
            tag = self._peoples[k]
            plural = self._norms[tag.stop - 1].endswith(("s", "i", "n", "h", "e"))
            after = self._norms[tag.stop] if tag.stop < len(self._norms) else "."
            return plural and (after in ENDS or not after[0].isalpha() or tag.stop in self._harm)
        after = self._norms[k + 1] if k + 1 < len(self._norms) else "."
        ends = after in ENDS or not after[0].isalpha() or k + 1 in self._harm
        return ends and self._norms[k].endswith("s") and not self._words[k].isupper()

    def _stands_alone(self, k: int, end: int) -> bool:
        """A number without a noun: what follows it is no noun of its own."""
        if k >= end or k in self._harm:
            return True
        norm = self._norms[k]
        if norm in ENDS or not norm[0].isalnum() or adverbial(norm) or norm in DETERMINERS:
            return True
        return norm in ("a", "an") or self.nouns.is_time(k)

    def _implied(self, i: int, end: int, *, definite: bool) -> Group | None:
        head = self.nouns.head(i + 1, end)
        if head is None:
            at = self.nouns.open_end(i + 1, end)
            if at is None or self._words[at - 1].isupper() or self.nouns.is_plural(at - 1):
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
            return Group(i, head.stop, "bare", head=head)
        stop = self._persons.get(head.stop, head.stop)
        return Group(i, stop, "implied", 1, 1, 1, head=head, partitive=definite)

    def _zero(self, i: int, end: int) -> Group | None:
        if i + 1 < end and self._norms[i + 1] == "one":
            return Group(i, i + 2, "zero", 0, 0, 0)
        head = self.nouns.head(i + 1, end)
        if head:
            return Group(i, head.stop, "zero", 0, 0, 0, head=head)
        k = i + 1
        while k < min(end, i + 5) and self._norms[k] not in ENDS:
            if k in self._harm:
                return Group(i, k, "zero", 0, 0, 0)
            k += 1
        return None
