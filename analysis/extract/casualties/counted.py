"""Groups that a number counts: "more than a dozen civilians", "all but one of the 19"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.extract.casualties.frames import harm_words, subject_frames, tail_frames
from analysis.extract.casualties.group import Group
from analysis.extract.casualties.heads import DETERMINERS, ENDS, MARKS, OF, Heads, adverbial
from analysis.extract.casualties.lone_names import lone_names
from analysis.lean import replace
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.records import Number

_BROUGHT = frozenset(
    "brought taken shot hit hurt held caught struck found flown who inside aboard".split()
)
_PARTITIVE = frozenset(("them", "whom", "which", "those", "these"))
_UNITS = {"unit": "families", "home": "homes"}
_HARMED = frozenset(
    "wounded injured dead missing displaced hurt killed bodies slain abducted kidnapped captured "
    "arrested detained deceased".split()
)
CORPS = frozenset("military paramilitary clergy gendarmerie crew".split())
_CITED = frozenset("monitor monitors observatory state ngo un".split())  # behind a headline
_TWO = frozenset(("latter", "former", "same", "lot"))  # "four of the latter"
_MAKES_UP = frozenset(
    "up comprise comprised comprising constitute constituted constitutes represent represented "
    "represents representing accounted account accounts accounting".split()
)
_OWN = frozenset(("his", "her", "their", "its"))  # "five of his guards" are no part of a figure

# "wounded 22 | it said", "wounding 22 | hours after", "put the toll at 42 | adding": no noun of theirs
_NO_NOUN_OPENS = frozenset(
    "a an according it he she they we hours days weeks months minutes saying adding citing noting "
    "warning claiming stressing".split()
)
_OF_THEM = (["them"], ["whom"], ["those"])
_THEM = 18  # tokens between a number and "half of them"
_MORE_THAN = (("more", "than"), ("upwards", "of"))
_SIDE = 4  # words of "pro-government" in "12 pro-government and 30 rebel fighters"
_SPEAKER = 4  # words of "the local health ministry"
_SOURCES = frozenset(
    "media source sources officials police activists monitor monitors observatory medics rescuers witnesses "
    "residents agency television tv radio ministry authorities army military doctors hospital department group".split()
)
_OUTLETS = frozenset("media monitor observatory agency television tv radio ministry".split())
_IN_A_NAME = frozenset("is of for the and in".split())
_NAMED = 7  # words of "group Free the River Now"
_UNEVEN = 100  # of so many a share need not come out even

_BEING = frozenset("are were was is believed to be ,".split())


class Counted:
    """Makes a group of a number and the words behind it."""

    def __init__(self, reading: Reading) -> None:
        self._norms = reading.tokens.norms
        self._words = reading.tokens.words
        self._glued = reading.tokens.glued
        self.nouns = Heads(reading)
        self._numbers = self.nouns.numbers
        self._heads = self.nouns.listed
        self._harm = self.nouns.harm
        self._harm_tags = harm_words(reading)
        self._framed = {tag.first for tag in (*subject_frames(reading), *tail_frames(reading))}
        self._fractions = {tag.first: tag for tag in reading.tagged("fractions")}
        self._peoples = {tag.first: tag for tag in reading.tagged("countries")} | {
            tag.first: tag for tag in reading.tagged("actors")
        }
        text = reading.tokens
        self._persons = {
            text.at(actor.start): self._past_surname(text.at(actor.end - 1) + 1)
            for actor in reading.found.actors
            if actor.kind == "person"
        }
        self._bare = reading.lexicons["counting"]["bare plural"].get(reading.counting)
        self._team = reading.lexicons["counting"]["a group"].get(reading.counting)
        self._lone = lone_names(reading, self._harm_tags) - self._persons.keys()
        self._person_ends = set(self._persons.values())
        self._single_ends = {
            tag.stop - 1 for tag in self._heads.values() if tag.entry.get("number") == "sg"
        }
        self._places = {
            i
            for place in reading.found.places
            for i in range(text.at(place.start), text.at(place.end - 1) + 1)
        }

    def _past_surname(self, stop: int) -> int:
        """Past "Jan" of "Rahim Jan", which reads like a month."""
        return stop + (stop < len(self._norms) and self.nouns.is_surname(stop))

    def _fraction(self, i: int, end: int) -> Group | None:
        """ "all but one of the 19", "a quarter of the 64", "80 percent of the town's 200 people":
        the people counted by arithmetic."""
        number, tag, bound = self._numbers.get(i), self._fractions.get(i), "exact"
        if number is not None and (inner := tag or self._fractions.get(number.stop - 1)):
            tag, bound, number = inner, number.bound, None  # the "about two" of "about two-thirds"
        if number is not None and number.kind != "a share":
            return None  # "a quarter of a million"
        if not _MAKES_UP.isdisjoint(self._norms[max(0, i - 2) : i]):
            return None  # "children make up half of the 90 people who fled"
        k, share = (tag.stop, float(tag.entry.get("value"))) if tag else (i + 1, 1.0)
        less = 0
        if number is not None:
            k, share, bound = number.stop + 1, (number.best or 0) / 100, number.bound
            k += self._norms[k : k + 1] == ["cent"]
        elif tag is None:
            number = self._numbers.get(i + 2)
            if self._norms[i + 1 : i + 2] not in (["but"], ["except"]) or number is None:
                return None
            k, less = number.stop, int(number.best or 0)
        if self._norms[k : k + 1] == ["of"]:
            k = self._past_owner(k + 1)
        if not less and share < 1 and self._norms[k : k + 1] in _OF_THEM:
            return self._share_of_them(i, k, share, end)
        while k < len(self._norms) and self._norms[k] in DETERMINERS:
            k += 1
        whole = self._numbers.get(k)
        if whole is None or whole.best is None or whole.bound not in ("exact", "about"):
            return None
        if whole.kind not in ("count", "a population") or self._harmed_whole(whole.stop):
            return None
        made = round(whole.best * share, 6) - less
        uneven = (
            made != int(made) and whole.best >= _UNEVEN
        )  # "two-thirds of its 2.3 million people"
        about = bound != "exact" or whole.bound == "about" or uneven
        if (made != int(made) and not about) or made <= 0:
            return None
        size = int(made)
        group = Group(i, k, "counted", size, size, size, partitive=True, of=int(whole.best))
        if about:
            return replace(group, low=None, high=None, bound="about")
        return self._bounded(group)

    def _bounded(self, group: Group) -> Group:
        """ "more than half of the 40": 21 or more; "at least a third of the 30": 10 or more."""
        i, size = group.first, group.best or 0
        lead = tuple(self._norms[max(0, i - 2) : i])
        if lead in _MORE_THAN or lead[1:] in (("over",), ("exceeding",)):
            return replace(group, low=size + 1, high=None, bound="more_than")
        if lead == ("at", "least"):
            return replace(group, low=size, high=None, bound="at_least")
        if lead[1:] in (("nearly",), ("almost",), ("around",), ("roughly",)):
            return replace(group, low=None, high=None, bound="about")
        return group

    def _harmed_whole(self, k: int) -> bool:
        """ "80 percent of the 130 people who were killed": all of them were."""
        ahead = self._norms[k : k + 3]
        who = next((k + j + 1 for j, norm in enumerate(ahead) if norm in ("who", "that")), None)
        return who is not None and any(j in self._harm for j in range(who, who + 3))

    def _past_owner(self, k: int) -> int:
        """Past "the town's" of "half of the town's 200 people", "a population of" of 200."""
        if self._norms[k : k + 3] == ["a", "population", "of"]:
            return k + 3
        if self._norms[k : k + 3] == ["the", "population", "of"]:
            return k + 3
        for j in range(k, min(k + 5, len(self._norms))):
            if self._norms[j] in ("'s", "’s"):
                return j + 1
            if self._norms[j] in ENDS or j in self._numbers:
                break
        return k

    def _share_of_them(self, i: int, k: int, share: float, end: int) -> Group | None:
        """ "Killed 40, half of them nurses": about 20, where the number stated just before is exact."""
        if self._norms[k - 1] != "of":
            return None
        before = (
            self._numbers[j] for j in range(i - 1, max(-1, i - _THEM), -1) if j in self._numbers
        )
        whole = next((n for n in before if n.kind == "count"), None)
        if whole is None or whole.best is None or whole.bound != "exact":
            return None
        size = round(whole.best * share, 6)
        if size != int(size) or size < 1:
            return None
        made = {"low": None, "best": int(size), "high": None, "bound": "about"}
        return self._partitive(i, k + 1, end, made)

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
        if k < end and self._norms[k] == "]" and self._norms[number.first - 1] == "[":
            k += 1  # "at least [nine] people"
        k = self._past_note(k, end)
        if k < end and self._norms[k] in ("more", "other", "others", "further", "additional"):
            k += 1
        if k + 1 < end and self._norms[k] in OF:
            if self._norms[k + 1] in _PARTITIVE:
                return self._partitive(number.first, k + 2, end, made)
            k += 2 if self._norms[k + 1] == "whose" else 1  # "two of whose sons were killed"
            partitive = self._norms[k] in DETERMINERS and self._norms[k] not in _OWN
            if (part := self._of_the(number, k, end, made)) is not None:
                return part
        more = self._norms[k - 1] in ("more", "others")  # "wounding scores more | the source said"
        another = k < end and self._norms[k] in DETERMINERS and (k == number.stop or more)
        alone = another or self._object_before_speaker(number, k, end)
        if alone or (more and self._speaks(k, end)):
            return Group(number.first, k, "counted", **made)  # type: ignore[arg-type]
        while k < end and (self._norms[k] in DETERMINERS or self._opens(k)):
            k += 1
        others = self._norms[k - 1] == "others"  # "14 others | local activists said"
        head = None if others else self._before_speaker(k, end) or self.nouns.head(k, end)
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
        people = (
            (self._peoples[k].stop if k in self._peoples else k + 1) if self._is_people(k) else None
        )
        at = people or self._shares_a_noun(number, k, end)
        if at is not None:  # "12 South Sudanese"
            return Group(number.first, at, "counted", **made)  # type: ignore[arg-type]
        if self.nouns.counts_harm(k, end):
            return Group(number.first, k, "counted", **made)  # type: ignore[arg-type]
        if partitive or not self._stands_alone(k, end):
            at = self.nouns.open_end(k, end)
            if at is None or not (self.nouns.is_plural(at - 1) or best == 1):
                return None
            return Group(number.first, at, "counted", open=True, partitive=partitive, **made)  # type: ignore[arg-type]
        return Group(number.first, max(k, number.stop), "counted", **made)  # type: ignore[arg-type]

    def _speaks(self, k: int, end: int) -> bool:
        """ "wounding dozens more | local media said": who says so, where a comma was lost."""
        for j in range(k, min(k + _SPEAKER, end)):
            if not self._norms[j].isalpha():
                return False
            if self._norms[j] in _SOURCES:
                at = j + 1
                while self._norms[j] == "group" and at < min(end, j + _NAMED) and self._names(at):
                    at += 1  # "activist group Voices of the Vale said"
                return self._norms[at : at + 1] in (["said"], ["says"], ["reported"], ["reports"])
        return False

    def _names(self, k: int) -> bool:
        return self._words[k][0].isupper() or self._norms[k] in _IN_A_NAME

    def _before_speaker(self, k: int, end: int) -> Tag | None:
        """The plural of "killed six traders | police said"; None where nobody speaks behind one."""
        for j in range(k, min(k + _SPEAKER, end)):
            tag = self._heads.get(j)
            if tag is not None and tag.entry.get("number") == "pl":
                return tag if tag.stop < end and self._speaks(tag.stop, end) else None
            if not self._norms[j].isalpha() or self._norms[j] in ENDS or j in self._harm:
                return None
        return None

    def _object_before_speaker(self, number: Number, k: int, end: int) -> bool:
        """ "wounding dozens | opposition activists said": the number alone is whom the verb has as its object."""
        before = number.first - 1
        if k != number.stop or before not in self._harm or not self._speaks(k, end):
            return False
        return self._before_speaker(k, end) is None

    def _at_least_behind(self, group: Group | None) -> Group | None:
        """ "killing 20 civilians at least": 20 or more; not "killed 20 civilians, at least six of them women"."""
        if group is None or group.bound != "exact" or group.number is None:
            return group
        k = group.stop
        if self._norms[k : k + 2] != ["at", "least"] or k + 2 in self._numbers:
            return group
        after = self._norms[k + 2] if k + 2 < len(self._norms) else "."
        if after not in ENDS and after[0].isalpha():
            return group
        return replace(group, low=group.best, high=None, bound="at_least")

    def _shares_a_noun(self, number: Number, k: int, end: int) -> int | None:
        """The end of "12 government and 30 rebel fighters", whose noun both sides share."""
        if k != number.stop or number.best == 1:
            return None
        at = k
        while at < min(end, k + _SIDE) and self._norms[at] not in ("and", ","):
            plain = self._norms[at].isalpha() or self._norms[at] == "-"
            if not plain or self._norms[at] in ENDS or self._nouns_begin(at):
                return None
            at += 1
        if at == k or self._norms[at : at + 1] not in (["and"], [","]):
            return None
        other = self._numbers.get(at + 1)
        if other is None or other.kind != "count" or self.nouns.is_plural(at - 1):
            return None
        head = self.nouns.head(other.stop, end)
        if head is None or head.stop < other.stop + 2 or head.entry.get("number") != "pl":
            return None
        return at

    def _nouns_begin(self, k: int) -> bool:
        """True for a noun of people, a word of harm or a number."""
        tag = self._heads.get(k)
        people = tag is not None and tag.entry.get("number") != "sg"
        return people or k in self._harm or k in self._numbers

    def _past_note(self, k: int, end: int) -> int:
        """ "seven [number as heard] other people": past what an editor put in brackets; "ten, not
        eight, guards": past the number that is set right."""
        if self._norms[k : k + 2] == [",", "not"] and (wrong := self._numbers.get(k + 2)):
            closed = self._norms[wrong.stop : wrong.stop + 1] == [","]
            return wrong.stop + 1 if closed and wrong.stop + 1 < end else k
        if k < end and self._norms[k] == "[":
            for j in range(k + 1, min(k + 6, end)):
                if self._norms[j] == "]":
                    return j + 1
        return k

    def _is_own(self, k: int, end: int) -> bool:
        """ "lost 11 of their own": "own" with no noun behind it."""
        own = k < end and self._norms[k] == "own" and self._norms[k - 1] in _OWN
        return own and self._stands_alone(k + 1, end)

    def _opens(self, k: int) -> bool:
        """True for a mark that opens: "six “apostates”", not "wounded six others”"."""
        return self._norms[k] in MARKS and not self._glued[k]

    def _of_the(self, number: Number, k: int, end: int, made: Mapping[str, Any]) -> Group | None:
        """ "three of the four", "two of the wounded": a part of people counted or harmed before.

        "Dozens of dead and wounded" is none: a number of both.
        """
        if self._is_lump(k):
            return Group(number.first, k, "counted", **made)
        while k < end and self._norms[k] in DETERMINERS:
            k += 1
        if k >= end:
            return None
        if self._is_own(k, end):
            return Group(number.first, k + 1, "counted", partitive=True, **made)
        whole = self._numbers.get(k)
        if whole is not None and whole.kind == "count" and whole.best is not None:
            return Group(number.first, k, "counted", partitive=True, of=int(whole.best), **made)
        if self._norms[k] in _TWO and self._stands_alone(k + 1, end):
            return Group(number.first, k + 1, "counted", partitive=True, **made)
        tag = self._harm_tags.get(k)
        if tag is None or self._norms[k] not in _HARMED:
            return None
        after = self._norms[tag.stop] if tag.stop < len(self._norms) else "."
        if after[0].isalpha() and after not in ENDS and not adverbial(after):
            head = self._heads.get(tag.stop)
            if head is not None and self._norms[k] in ("slain", "wounded", "injured", "killed"):
                return Group(
                    number.first,
                    head.stop,
                    "counted",
                    head=head,
                    partitive=True,
                    harmed=tag,
                    **made,
                )  # "two of the wounded soldiers"
            if head is not None:
                return None
        head = self._told_as(tag.stop, end) if self._is_copula(tag.stop, end) else None
        stop = head.stop if head else tag.stop
        return Group(number.first, stop, "counted", head=head, partitive=True, harmed=tag, **made)

    def _is_copula(self, k: int, end: int) -> bool:
        return k < end and self._norms[k] in _BEING

    def _told_as(self, k: int, end: int) -> Tag | None:
        """ "nine of them were (believed to be) nuns": the noun behind the verb that says who they are."""
        while self._is_copula(k, end):
            k += 1
        return self.nouns.head(k, end)

    def _is_lump(self, k: int) -> bool:
        """True for "dead and wounded", "killed or injured"."""
        one = self._harm_tags.get(k)
        if one is None or self._norms[k] not in _HARMED:
            return False
        two = self._harm_tags.get(one.stop + 1)
        joined = self._norms[one.stop : one.stop + 1] in (["and"], ["or"])
        harms = {str(tag.entry.get("harm")) for tag in (one, two) if tag is not None}
        return joined and harms == {"killed", "injured"}

    def _partitive(self, first: int, k: int, end: int, made: Mapping[str, Any]) -> Group | None:
        """ "two of them (children)": the noun after it says who they are; "nine, among them two nuns"."""
        brings_in = k in self._numbers or self._norms[k : k + 1] in (["a"], ["an"])
        if brings_in and self._norms[k - 2] == "among":
            return Group(first, k - 2, "counted", **made)
        which = self._norms[k - 1] == "which" and k not in self._harm
        if which and not self._people_before(first):
            return None  # "25 missiles, 24 of which were new"
        head = self._told_as(k, end)
        stop = head.stop if head else k
        if (
            head is None
            and not self._is_copula(k, end)
            and self._norms[k - 1] in ("those", "these")
            and k < end
        ):
            led = self._norms[k].endswith("ed") or self._norms[k] in _BROUGHT
            if not (self._stands_alone(k, end) or led):
                return None  # "one of those documents"
        return Group(first, stop, "counted", head=head, partitive=True, **made)

    def _people_before(self, k: int) -> bool:
        """True where the noun before a mark or "out" is of people."""
        while k and (self._norms[k - 1] == "out" or not self._norms[k - 1][0].isalpha()):
            k -= 1
        return k > 0 and (k - 1 in self._heads or k - 1 in self._harm)

    def _is_people(self, k: int) -> bool:
        """ "five Kurds", "12 Taliban": a capitalised plural, or a people or group by name."""
        if k >= len(self._words) or k in self._harm:
            return False
        if self._norms[k] in CORPS:  # "at least six military and 30 rebels"
            after = self._norms[k + 1] if k + 1 < len(self._norms) else "."
            return after in ENDS or not after[0].isalpha() or k + 1 in self._harm
        if not self._words[k][0].isupper():
            return False
        if k in self._peoples:
            tag = self._peoples[k]
            plural = self._norms[tag.stop - 1].endswith(("s", "i", "n", "h", "e"))
            after = self._norms[tag.stop] if tag.stop < len(self._norms) else "."
            return plural and (after in ENDS or not after[0].isalpha() or tag.stop in self._harm)
        after = self._norms[k + 1] if k + 1 < len(self._norms) else "."
        ends = after in ENDS or not after[0].isalpha() or k + 1 in self._harm
        return ends and self._norms[k].endswith("s") and not self._words[k].isupper()

    def _is_outlet(self, k: int, end: int) -> bool:
        """ "Raid kills 14 | State media | AFP A raid ...": who is cited behind a headline that runs on."""
        at = k + (self._norms[k] not in _OUTLETS)
        if at + 1 >= end or self._norms[at] not in _OUTLETS:
            return False
        return self._words[at + 1][0].isupper() and at + 1 not in self._heads

    def _stands_alone(self, k: int, end: int) -> bool:
        """A number without a noun: what follows it is no noun of its own."""
        if k >= end or k in self._harm or k in self._framed:
            return True
        norm = self._norms[k]
        if self._words[k][0].isupper() and end - k <= 3:
            last = self._norms[end - 1] in _SOURCES  # "Raid kills 32 Medical source"
            if last or (norm in _CITED and end - k <= 2):
                return True  # "Raids kill more than 20 Monitor"
        if self._words[k][0].isupper() and self._is_outlet(k, end):
            return True
        if norm in ENDS or not norm[0].isalnum() or adverbial(norm) or norm in DETERMINERS:
            return True
        if norm in _NO_NOUN_OPENS or self.nouns.is_time(k) or self._norms[k - 1] == "others":
            return True
        after = self._norms[k + 1] if k + 1 < len(self._norms) else "."
        return norm.endswith("ed") and after in ENDS  # "two escaped with burns"
