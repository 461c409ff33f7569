"""Groups of people in a sentence: counted, implied ("a village head"), or bare ("civilians").

"more than a dozen civilians" is a counted group whose head is "civilians"; "seven tanks" is
none; "40" before a word of harm is a group without a head.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.heads import DETERMINERS, ENDS, MARKS, OF, Heads, adverbial
from analysis.lean import replace
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.records import Number
from analysis.text import Sentence

_PARTITIVE = frozenset(("them", "whom", "which", "those", "these"))
_UNITS = {"unit": "families", "home": "homes"}
_HARMED = frozenset(("wounded", "injured", "dead", "missing", "displaced", "hurt", "killed"))
_THINGS = frozenset(("a count of vehicles or weapons", "a count of animals"))
_BOTH_DID = frozenset(("were", "are", "have", "had"))
_ORDINALS = (["second"], ["third"], ["fourth"], ["fifth"], ["sixth"], ["seventh"])
_NOBODY = frozenset(("nobody", "none", "no-one"))


class Finder:
    """Finds the groups of one article, sentence by sentence."""

    def __init__(self, reading: Reading) -> None:
        self._norms = reading.tokens.norms
        self._words = reading.tokens.words
        self._glued = reading.tokens.glued
        self.nouns = Heads(reading)
        self._numbers = self.nouns.numbers
        self._heads = self.nouns.listed
        self._harm = self.nouns.harm
        self._harm_tags = {tag.first: tag for tag in reading.tagged("harm")}
        self._fractions = {tag.first: tag for tag in reading.tagged("fractions")}
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
        i, things = sentence.first, False
        while i < sentence.stop:
            group, number = self._at(i, sentence.stop), self._numbers.get(i)
            group = group or (self._as_many(i, out) if self._norms[i] == "as" else None)
            if group and group.headless and things and self._norms[i - 1] in ("and", ";"):
                i = group.stop  # "three trucks were burnt and one was captured"
            elif group:
                out.append(group)
                things, i = False, group.stop
            else:
                things = things or (number is not None and number.kind in _THINGS)
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
        if not (one.single and two.single):
            return False
        if (one.kind == "named") == (two.kind == "named") and not self._said_twice(one, two):
            return False
        if two.first != one.stop + 1 or self._norms[one.stop] != ",":
            return False
        if two.kind == "counted" and not two.partitive:
            return False
        after = self._norms[two.stop] if two.stop < len(self._norms) else "."
        return after not in ("and", "&")

    def _said_twice(self, one: Group, two: Group) -> bool:
        """ "A fifth passenger, a woman of 34, is in hospital": closed by a comma and a verb."""
        k = two.stop
        if one.kind != "implied" or two.kind != "implied" or self._norms[k : k + 1] != [","]:
            return False
        after = self._norms[k + 1] if k + 1 < len(self._norms) else "."
        return after in _BOTH_DID or after in ("is", "was", "has", "died")

    def _at(self, i: int, end: int) -> Group | None:
        norm = self._norms[i]
        if norm == "all" or i in self._fractions:
            group = self._fraction(i)
            if group is not None:
                return group
        number = self._numbers.get(i)
        if number is not None:
            return None if self._is_age(number) else self._counted(number, end)
        if norm in ("a", "an", "another", "some") or norm in DETERMINERS:
            at = self.nouns.led(i, end)
            if at is not None:
                return self._after_determiner(i, self._counted(self._numbers[at], end))
        if norm in ("his", "her", "their", "its") and i + 1 in self._numbers:
            return self._after_determiner(i, self._counted(self._numbers[i + 1], end))
        if norm in ("a", "an", "another") or norm in DETERMINERS:
            group = self._implied(i, end, definite=norm in DETERMINERS)
            group = group or self._one_more(i, end)
            return group or (Group(i, i + 1, "pronoun", 1, 1, 1) if norm == "her" else None)
        if norm == "him":
            return Group(i, i + 1, "pronoun", 1, 1, 1)
        if norm in _NOBODY:
            return Group(i, i + 1, "zero", 0, 0, 0)
        if norm == "no":
            return self._zero(i, end)
        if norm == "both":
            return self._both(i, end)
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

    def _one_more(self, i: int, end: int) -> Group | None:
        """ "wounded another", "a third is missing": one more person, whose noun was said before."""
        stop = i + 1 if self._norms[i] == "another" else i + 2
        if self._norms[i] != "another" and self._norms[i + 1 : stop] not in _ORDINALS:
            return None
        if i and self._norms[i - 1] in ("one", "yet"):
            return None
        after = self._norms[stop] if stop < end else "."
        if after in OF or (after[0].isalnum() and after not in ENDS and stop not in self._harm):
            if not adverbial(after):
                return None
        return Group(i, stop, "implied", 1, 1, 1)

    def _as_many(self, i: int, out: list[Group]) -> Group | None:
        """ "three were killed and as many wounded": the number said just before."""
        if self._norms[i : i + 2] != ["as", "many"] or not out or out[-1].kind != "counted":
            return None
        k = i + 2
        if self._norms[i - 1] in ("twice", "times", "half") or self._norms[k : k + 1] == ["as"]:
            return None
        if self._norms[k : k + 1] in (["others"], ["other"], ["more"]):
            k += 1
        head = self.nouns.head(k, len(self._norms))
        if head is None and k not in self._harm and self._norms[k : k + 1] != ["were"]:
            return None
        stop = head.stop if head else k
        last = out[-1]
        return Group(i, stop, "counted", last.low, last.best, last.high, last.bound, head=head)

    def _is_given(self, i: int) -> bool:
        """ "both armed men", "the dead soldiers": a plural told of before."""
        lead = self._norms[max(0, i - 3) : i]
        return any(norm in DETERMINERS or norm in ("both", "all", "no", "any") for norm in lead)

    def _after_determiner(self, i: int, group: Group | None) -> Group | None:
        if group is None:
            return None
        again = self._norms[i] in DETERMINERS and group.headless
        return replace(group, first=i, partitive=False, anaphoric=again)

    def _both(self, i: int, end: int) -> Group | None:
        """ "killing both", "both men": two people named before."""
        if i and self._norms[i - 1] in ("were", "are", "be", "been"):
            return None
        head = self.nouns.head(i + 1, end)
        k = head.stop if head else i + 1
        after = self._norms[k] if k < len(self._norms) else "."
        if (head is not None and after == "and") or after == "of":
            return None
        harmed = i - 1 in self._harm and (after in ENDS or after in (",", ".", ";"))
        if head is None and not (harmed or k in self._harm or after in _BOTH_DID):
            return None
        return Group(i, k, "counted", 2, 2, 2, head=head, anaphoric=True)

    def _fraction(self, i: int) -> Group | None:
        """ "all but one of the 19", "a quarter of the 64": the people counted by arithmetic."""
        tag = self._fractions.get(i)
        k, share = (tag.stop, float(tag.entry.get("value"))) if tag else (i + 1, 1.0)
        less = 0
        if tag is None:
            number = self._numbers.get(i + 2)
            if self._norms[i + 1 : i + 2] not in (["but"], ["except"]) or number is None:
                return None
            k, less = number.stop, int(number.best or 0)
        if self._norms[k : k + 1] == ["of"]:
            k += 1
        while k < len(self._norms) and self._norms[k] in DETERMINERS:
            k += 1
        whole = self._numbers.get(k)
        if whole is None or whole.kind != "count" or whole.best is None or whole.bound != "exact":
            return None
        made = round(whole.best * share, 6) - less
        if made != int(made) or made <= 0:
            return None
        size = int(made)
        return Group(i, k, "counted", size, size, size, partitive=True, of=int(whole.best))

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
            if (part := self._of_the(number, k, end, made)) is not None:
                return part
        if k == number.stop and k < end and self._norms[k] in DETERMINERS:
            return Group(number.first, k, "counted", **made)  # type: ignore[arg-type]
        while k < end and (self._norms[k] in DETERMINERS or self._opens(k)):
            k += 1
        head = self.nouns.head(k, end)
        if number.kind != "count" and (head is None or head.entry.get("number") != "home"):
            return None
        if partitive is False and k > number.stop and k in self._peoples and head is None:
            stop = self._peoples[k].stop
            return Group(number.first, stop, "counted", **made)  # type: ignore[arg-type]
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

    def _opens(self, k: int) -> bool:
        """True for a mark that opens: "six “apostates”", not "wounded six others”"."""
        return self._norms[k] in MARKS and not self._glued[k]

    def _of_the(self, number: Number, k: int, end: int, made: Mapping[str, Any]) -> Group | None:
        """ "three of the four", "two of the wounded": a part of people counted or harmed before."""
        while k < end and self._norms[k] in DETERMINERS:
            k += 1
        if k >= end:
            return None
        whole = self._numbers.get(k)
        if whole is not None and whole.kind == "count" and whole.best is not None:
            return Group(number.first, k, "counted", partitive=True, of=int(whole.best), **made)
        tag = self._harm_tags.get(k)
        if tag is None or self._norms[k] not in _HARMED:
            return None
        after = self._norms[tag.stop] if tag.stop < len(self._norms) else "."
        if after[0].isalpha() and after not in ENDS and not adverbial(after):
            if tag.stop in self._heads:  # "two of the wounded soldiers"
                return None
        return Group(number.first, tag.stop, "counted", partitive=True, harmed=tag, **made)

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
        stop = self._past_age(self._persons.get(head.stop, head.stop))
        return Group(i, stop, "implied", 1, 1, 1, head=head, partitive=definite)

    def _past_age(self, k: int) -> int:
        """ "a schoolgirl of 15": the number is her age; else k."""
        number = self._numbers.get(k + 1)
        if number is None or self._norms[k] != "of" or number.bound != "exact":
            return k
        after = self._norms[number.stop] if number.stop < len(self._norms) else "."
        ends = after in ENDS or not after[0].isalnum() or number.stop in self._harm
        return number.stop if ends and 0 < (number.best or 0) < 110 else k

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
