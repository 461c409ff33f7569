"""Groups of people in a sentence: counted, implied ("a village head"), or bare ("civilians").

"more than a dozen civilians" is a counted group whose head is "civilians"; "seven tanks" is
none; "40" before a word of harm is a group without a head.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.records import Number
from analysis.text import Sentence

# Words that end a noun phrase: whatever follows is not its head.
_ENDS = frozenset(
    "in at on by from to with for near during after before since while when as and or but who whom "
    "which that was were is are be been being has have had will would could may might can did do "
    "does said says told reported into over under across between against inside outside amid "
    "because so if than then there here where against per via about around upon within without "
    "also not yet still only just all both each".split()
)
_OF = frozenset(("of", "among"))
_PARTITIVE = frozenset(("them", "whom", "which", "those", "these"))
_DETERMINERS = frozenset(("the", "their", "his", "her", "its", "our", "my", "these", "those"))
_MARKS = frozenset(("“", "”", '"', "''", "``", "‘", "(", ")"))
_NOBODY = frozenset(("nobody", "none", "no-one"))
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Group:
    """People who may be victims: tokens ``first`` to ``stop``; bounds are None for a bare group.

    ``kind`` is counted, implied, named, zero or bare; ``head`` the lexicon entry of its noun.
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
        self._numbers = {n.first: n for n in reading.found.numbers}
        self._heads = {tag.first: tag for tag in reading.tagged("victims")}
        self._harm = {i for tag in reading.tagged("harm") for i in range(tag.first, tag.stop)}
        self._peoples = {tag.first: tag for tag in reading.tagged("countries")} | {
            tag.first: tag for tag in reading.tagged("actors")
        }
        text = reading.tokens
        self._persons = {
            text.at(actor.start): text.at(actor.end - 1) + 1
            for actor in reading.found.actors
            if actor.kind == "person"
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
        return out

    def _at(self, i: int, end: int) -> Group | None:
        norm = self._norms[i]
        number = self._numbers.get(i)
        if number is not None:
            return self._counted(number, end)
        if norm in ("a", "an", "another") or norm in _DETERMINERS:
            return self._implied(i, end, definite=norm in _DETERMINERS)
        if norm in _NOBODY:
            return Group(i, i + 1, "zero", 0, 0, 0)
        if norm == "no":
            return self._zero(i, end)
        if i in self._persons:
            return Group(i, self._persons[i], "named", 1, 1, 1)
        tag = self._heads.get(i)
        if tag and i not in self._harm:
            kind = "bare" if tag.entry.get("number") != "sg" else "implied"
            if kind == "implied":
                return self._titled(tag, end)
            return Group(i, tag.stop, "bare", head=tag)
        return None

    def _titled(self, tag: Tag, end: int) -> Group | None:
        """A singular head without an article: headline style, or a title before a name."""
        if tag.stop in self._persons:
            return Group(tag.first, self._persons[tag.stop], "named", 1, 1, 1, head=tag)
        return Group(tag.first, tag.stop, "implied", 1, 1, 1, head=tag, partitive=True)

    def _head(self, i: int, end: int) -> Tag | None:
        """The head noun of the phrase that goes on at token i, at most ``_LONGEST`` tokens on."""
        k, limit = i, min(end, i + _LONGEST)
        found: Tag | None = None
        while k < limit:
            tag = self._heads.get(k)
            if tag is not None and not (k in self._harm and tag.entry.get("number") == "sg"):
                found = tag
                k = tag.stop
                if tag.entry.get("number") != "sg":
                    return tag
                continue
            norm = self._norms[k]
            if k in self._harm or norm in _ENDS or norm in _OF or norm in _DETERMINERS:
                break
            if not (norm[0].isalpha() or norm in ("-", "'s", "’s") or norm in _MARKS):
                break
            if found is not None:
                # "a police convoy": the singular noun only describes another one
                follows = norm[0].isalpha() and self._words[k][0].islower()
                return None if follows and k - found.stop < 1 and not _adverbial(norm) else found
            k += 1
        return found

    def _counted(self, number: Number, end: int) -> Group | None:
        if number.kind != "count":
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
        if k + 1 < end and self._norms[k] in _OF:
            if self._norms[k + 1] in _PARTITIVE:
                return self._partitive(number.first, k + 2, end, made)
            k += 1
            partitive = self._norms[k] in _DETERMINERS
        while k < end and (self._norms[k] in _DETERMINERS or self._norms[k] in _MARKS):
            k += 1
        head = self._head(k, end)
        if head:
            unit = "families" if head.entry.get("number") == "unit" else ""
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
        if partitive or not self._stands_alone(k, end):
            return None
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
        head = self._head(at, end)
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
            return plural and (after in _ENDS or not after[0].isalpha() or tag.stop in self._harm)
        after = self._norms[k + 1] if k + 1 < len(self._norms) else "."
        ends = after in _ENDS or not after[0].isalpha() or k + 1 in self._harm
        return ends and self._norms[k].endswith("s") and not self._words[k].isupper()

    def _stands_alone(self, k: int, end: int) -> bool:
        """A number without a noun: what follows it is no noun of its own."""
        if k >= end or k in self._harm:
            return True
        norm = self._norms[k]
        return norm in _ENDS or not norm[0].isalnum() or _adverbial(norm) or norm in _DETERMINERS

    def _implied(self, i: int, end: int, *, definite: bool) -> Group | None:
        head = self._head(i + 1, end)
        if head is None:
            return None
        number = head.entry.get("number")
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
        head = self._head(i + 1, end)
        if head:
            return Group(i, head.stop, "zero", 0, 0, 0, head=head)
        k = i + 1
        while k < min(end, i + 5) and self._norms[k] not in _ENDS:
            if k in self._harm:
                return Group(i, k, "zero", 0, 0, 0)
            k += 1
        return None


def _adverbial(norm: str) -> bool:
    return norm.endswith("ly") or norm in ("others", "other", "more", "ago", "later", "apiece")
