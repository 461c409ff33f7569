"""Groups of people in a sentence: counted, implied ("a village head"), or bare ("civilians").

"more than a dozen civilians" is a counted group whose head is "civilians"; "seven tanks" is
none; "40" before a word of harm is a group without a head.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left

from analysis.extract.casualties.appositions import BOTH_DID, without_appositions
from analysis.extract.casualties.group import Group
from analysis.extract.casualties.heads import DETERMINERS, ENDS
from analysis.extract.casualties.implied import Implied
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Number
from analysis.text import Sentence

_THINGS = frozenset(("a count of vehicles or weapons", "a count of animals"))
_NOBODY = frozenset(("nobody", "none", "no-one"))
_BEGINS = (
    DETERMINERS
    | _NOBODY
    | frozenset("all a an another some him he she no not both as without alias any twin".split())
)
_BORE = [["had"], ["with"], ["have"], ["has"], ["bore"], ["showed"], ["shows"], ["show"]]
_SEEN_FROM_OUTSIDE = [
    ["apparent"],
    ["external"],
    ["obvious"],
    ["outward"],
    ["physical"],
    ["visible"],
]
# "the bodies bore no visible wounds": how the dead looked, no count of the wounded
_UNTOLD = frozenset(
    "mention word words news information info details detail data figure figures toll tolls "
    "account accounts estimate estimates count counts comment reference knowledge breakdown "
    "statistics confirmation clue tally survivor survivors sign signs mark marks trace traces "
    "indication indications evidence".split()
)  # "no mention of casualties": nothing is said, which is no zero
_CAUSES = frozenset(
    "cause caused causing result resulted lead led leave left inflict inflicted suffer suffered "
    "sustain sustained".split()
)
_NOT = frozenset(("not", "never"))
_YET = frozenset("so far yet reportedly apparently immediately directly".split())
_SAID_NOT = 4  # tokens from "not" to its verb: "has not so far caused"
_FREE_OF = (
    ["any"],
    ["human"],
    ["casualties"],
    ["injuries"],
    ["causing"],
    ["inflicting"],
)  # "without any casualties"
_KIN = frozenset(
    "brothers sisters siblings cousins twins children sons daughters grandchildren nephews nieces".split()
)
_CHILDREN = 9  # names told in a row
_OWNS = frozenset(("'s", "’s", "'", "’"))
_TOLD_BEFORE = (["first", "one"], ["latest", "one"], ["previous", "one"], ["earlier", "one"])
_IMPERSONAL = tuple(
    words.split()
    for words in ("would have", "should be", "must be", "has to", "can be", "ought to")
)  # "one would have to be found"
_ORDINAL = (["st"], ["nd"], ["rd"], ["th"], ["d"])
_DID = frozenset(
    "refused resisted ran fled tried fought opened".split()
)  # both, before they were shot

_UPON = (["on"], ["against"])
_DEED_BACK = 40  # tokens from "one on" back to the attack it is another of
_DEEDS = frozenset(
    "attack attacks assault raid raids strike strikes airstrike ambush bombing assaults".split()
)


class Finder(Implied):
    """Finds the groups of one article, sentence by sentence."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        known = (
            self._numbers.keys()
            | self._fractions.keys()
            | self._persons.keys()
            | self._heads.keys()
            | self._lone
        )
        words = {i for i, norm in enumerate(self._norms) if norm in _BEGINS}
        self._begins = sorted(known | words)

    def find(self, sentence: Sentence) -> list[Group]:
        """Groups of the sentence, in order, not overlapping."""
        out: list[Group] = []
        free, things = sentence.first, False
        for n in range(bisect_left(self._begins, free), len(self._begins)):
            i = self._begins[n]
            if i >= sentence.stop:
                break
            if i < free:
                continue
            group, number = self._at(i, sentence.stop), self._numbers.get(i)
            group = group or (self._as_many(i, out) if self._norms[i] == "as" else None)
            if group and group.headless and things and self._norms[i - 1] in ("and", ";"):
                free = group.stop  # "three trucks were burnt and one was captured"
            elif group:
                out.append(self._with_owner(self._bounded_behind(group), out))
                things, free = False, group.stop
                second = self._second(group, sentence.stop)
                if second is not None:
                    out.append(second)
                    free = second.stop
            else:
                things = things or (number is not None and number.kind in _THINGS)
                free = max(i + 1, number.stop if number else 0)
        return without_appositions(self._norms, [one for one in out if not self._is_label(one)])

    def _is_label(self, group: Group) -> bool:
        """ "[Report] [Ann Lee] [Text]", "[Lee] We killed six": who reports or speaks, between brackets."""
        at = group.first - 1
        if group.kind != "named" or at < 0 or self._norms[at] != "[":
            return False
        alone = at == 0 or self._norms[at - 1] in ("]", "-", ".", ")", "?", '"', "”")
        return alone and self._norms[group.stop : group.stop + 1] == ["]"]

    def _bounded_behind(self, group: Group) -> Group:
        """ "Five civilians at least were killed": the bound behind those counted."""
        k = group.stop
        if group.kind != "counted" or self._norms[k : k + 2] != ["at", "least"]:
            return group
        after = self._norms[k + 2 : k + 3]
        if group.bound != "exact" or k + 2 in self._numbers or after in (["a"], ["an"]):
            return group
        return replace(group, low=group.best, high=None, bound="at_least")

    def _with_owner(self, group: Group, out: list[Group]) -> Group:
        """ "killed the mayor's two sons": two, and not the mayor whose sons they were; nor Omar Haddad
        of "killed Omar Haddad's bodyguard"."""
        owner = out[-1] if out else None
        if owner is None or owner.stop != group.first - 1:
            return group
        kin = owner.kind == "named" and group.kind == "implied" and group.head is not None
        if group.kind != "counted" and not kin:
            return group
        if owner.kind not in ("named", "implied") or self._norms[owner.stop] not in _OWNS:
            return group
        out.pop()
        return replace(group, first=owner.first)

    def _second(self, one: Group, end: int) -> Group | None:
        """The second of "a clerk and election observer were killed": a noun without an article."""
        if one.kind == "counted" and not one.headless:
            return self._second_of_many(one, end)
        k = one.stop + 1
        if one.kind != "implied" or k + 2 >= end or self._norms[one.stop] != "and":
            return None
        if k in self._persons or k in self._heads or self._norms[k] in DETERMINERS:
            return None
        head = self.nouns.head(k, end)
        stop = head.stop if head else self.nouns.open_end(k, end)
        if stop is None or stop >= end or self._norms[stop] not in BOTH_DID:
            return None
        if head is not None and head.entry.get("number") != "sg":
            return None
        if head is None and self._words[k][0].isupper() and self.nouns.is_plural(stop - 1):
            return None  # "the Catholic and Orthodox minorities have ..."
        return Group(k, stop, "implied", 1, 1, 1, head=head, open=head is None)

    def _second_of_many(self, one: Group, end: int) -> Group | None:
        """The second of "nine teachers and local officials were held", whom the number counts too."""
        k = one.stop + 1
        if k + 2 >= end or self._norms[one.stop] != "and" or not self._words[k][0].isalpha():
            return None
        if k in self._persons or k in self._numbers or k in self._harm:
            return None
        head = None if self._norms[k] in _BEGINS else self.nouns.head(k, min(end, k + 4))
        if head is None or head.first == k or head.entry.get("number") != "pl":
            return None
        return Group(k, head.stop, "bare", head=head)

    def _is_share_of_whom(self, i: int) -> bool:
        """ "900 people, of whom a third were women", "a quarter of whom": no one person, and no number of them."""
        share = self._fractions.get(i)
        if share is None:
            return False
        whom = self._norms[i - 2 : i] if i > 1 else []
        return ["of", "whom"] in (whom, self._norms[share.stop : share.stop + 2])

    def _at(self, i: int, end: int) -> Group | None:
        """The group that begins at a token; asked of numbers, persons, listed heads and ``_BEGINS``."""
        norm = self._norms[i]
        if norm == "not" and (nobody := self._not_one(i, end)):
            return nobody
        kin = i + 1 if norm in DETERMINERS else i
        if (kindred := self._kindred(i, kin, end)) is not None:
            return kindred
        number = self._numbers.get(i)
        if norm == "all" or i in self._fractions or (number is not None and self._is_share(number)):
            group = self._fraction(i, end)
            if group is not None or self._is_share_of_whom(i):
                return group
        if number is not None:
            told = self._norms[i - 1 : i + 1] in _TOLD_BEFORE or self._is_age(number)
            if told or self._is_the_one(i):
                return None
            return self._at_least_behind(self._counted(number, end))
        if norm in ("a", "an", "another", "some") or norm in DETERMINERS:
            told = self._norms[i + 1 : i + 3] in _TOLD_BEFORE  # "where the first one died"
            return None if told else self._determined(i, end)
        if norm == "alias":
            return self._by_alias(i, end)
        if norm in ("him", "he", "she"):
            return Group(i, i + 1, "pronoun", 1, 1, 1)
        if norm in _NOBODY:
            return Group(i, i + 1, "zero", 0, 0, 0)
        free = norm == "without" and self._norms[i + 1 : i + 2] in _FREE_OF
        free = free or (norm == "any" and self._is_denied(i))
        if free or (norm == "no" and i not in self._harm):  # "no news of six men"
            return self._zero(i, end)
        if norm == "both":
            return self._both(i, end)
        if i in self._persons and i not in self._harm_tags and not self._names_a_body(i):
            stop = self._persons[i]
            return None if self._counts_several(i, stop - 1) else Group(i, stop, "named", 1, 1, 1)
        if i in self._lone:
            return Group(i, i + 1, "named", 1, 1, 1)
        tag = self._heads.get(i)
        if tag and i not in self._harm and tag.entry.get("number") != "home":
            return self._noun(i, tag, end)
        return None

    def _counts_several(self, first: int, last: int) -> bool:
        """ "English Thirty Killed", "Crew Members Dead": what ends a headline's run of capitals is no name."""
        heads = [self._heads[k] for k in range(first, last + 1) if k in self._heads]
        several = any(h.stop == last + 1 and h.entry.get("number") == "pl" for h in heads)
        return (several or last in self._numbers) and last + 1 in self._harm

    def _is_share(self, number: Number) -> bool:
        """True for a percentage or a fraction, "about" before it or not."""
        return number.kind == "a share" or number.stop - 1 in self._fractions

    def _by_alias(self, i: int, end: int) -> Group | None:
        """ "captured alias Raven": one known by no other name."""
        k = i + 1
        while k < min(end, i + 4) and self._words[k][0].isupper():
            k += 1
        said = i in self._person_ends or self._norms[i - 1 : i] in ([","], ["as"], ["the"])
        return None if said or k == i + 1 else Group(i, k, "named", 1, 1, 1)

    def _kindred(self, i: int, kin: int, end: int) -> Group | None:
        word = self._norms[kin] if kin < len(self._norms) else ""
        if word == "twin":
            return self._twins(i, kin, end)
        return self._kin(i, kin, end) if word in _KIN else None

    def _twins(self, i: int, twin: int, end: int) -> Group | None:
        """ "her twin daughters": two; not "twin blasts"."""
        head = self.nouns.head(twin + 1, end)
        plural = head is not None and head.entry.get("number") == "pl"
        return Group(i, head.stop, "counted", 2, 2, 2, head=head) if head and plural else None

    def _kin(self, i: int, kin: int, end: int) -> Group | None:
        """ "their sons Omar and Ali": as many as are named."""
        stop, n = self._names_from(kin + 1, end)
        return Group(i, stop, "counted", n, n, n, head=self._heads.get(kin)) if n > 1 else None

    def _names_from(self, k: int, end: int) -> tuple[int, int]:
        """The token behind "Ana, Pedro and Juan Mora" of "their children Ana ...", and how many."""
        n, last = 1, False
        while True:
            begin = k
            while k < end and k - begin < 3 and self._words[k][:1].isupper():
                k += 1
            if k == begin or n > _CHILDREN:
                return k, 0
            if last or self._norms[k : k + 1] not in ([","], ["and"]):
                return k, n if last else 0
            last = self._norms[k] == "and" or self._norms[k + 1 : k + 2] == ["and"]
            k, n = k + 1 + (self._norms[k] == "," and last), n + 1

    def _not_one(self, i: int, end: int) -> Group | None:
        if self._norms[i + 1 : i + 3] == ["a", "single"]:
            return self._nobody(i, i + 3, end)
        return self._nobody(i, i + 2, end) if self._norms[i + 1 : i + 2] == ["one"] else None

    def _nobody(self, i: int, k: int, end: int) -> Group | None:
        """ "not a single person", "not one guard"."""
        head = self.nouns.head(k, end)
        return Group(i, head.stop, "zero", 0, 0, 0, head=head) if head else None

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

    def _both(self, i: int, end: int) -> Group | None:
        """ "killing both", "both men": two people named before; "both of his passengers": two more."""
        if i and self._norms[i - 1] in ("were", "are", "be", "been"):
            return None
        if self._norms[i + 1 : i + 2] == ["of"] and self._norms[i + 2 : i + 3] != []:
            whose = self.nouns.head(i + 3, end) if self._norms[i + 2] in DETERMINERS else None
            if whose is not None and whose.entry.get("number") == "pl":
                return Group(i, whose.stop, "counted", 2, 2, 2, head=whose)
        head = self.nouns.head(i + 1, end)
        k = head.stop if head else i + 1
        after = self._norms[k] if k < len(self._norms) else "."
        if (head is not None and after == "and") or after == "of":
            return None
        harmed = i - 1 in self._harm and (after in ENDS or after in (",", ".", ";"))
        if i > 1 and self._norms[i - 1] == "," and self._norms[i - 2] in ("them", "whom"):
            return None  # "two of them, both women,"
        did = after in BOTH_DID or after in _DID
        if head is None and not (harmed or k in self._harm or did):
            return None
        return Group(i, k, "counted", 2, 2, 2, head=head, anaphoric=True)

    def _is_the_one(self, i: int) -> bool:
        """ "a step like the one being taken in Kars": nobody, unlike "the one who was hurt"."""
        if self._norms[i : i + 2] == ["one", "another"]:
            return True  # "so that they can kill one another"
        if self._norms[i] == "one" and self._norms[i + 1 : i + 3] in _IMPERSONAL:
            return True
        if self._norms[i] == "one" and self._norms[i + 1 : i + 2] in _UPON:
            return self._is_a_deed(i)
        if self._norms[max(0, i - 1) : i + 1] != ["the", "one"]:
            return False
        return self._norms[i + 1 : i + 2] in (["being"], ["currently"], ["now"])

    def _is_a_deed(self, i: int) -> bool:
        """ "An attack on a mosque left dozens dead, and one on a church": an attack, too."""
        before = self._norms[max(0, i - _DEED_BACK) : i]
        pairs = itertools.pairwise(before)
        return any(to == self._norms[i + 1] and deed in _DEEDS for deed, to in pairs)

    def _is_age(self, number: Number) -> bool:
        """ "Ali Reza, 46, a teacher": a number between commas behind a person; "the 1st brigade"."""
        first, stop = number.first, number.stop
        if self._norms[stop : stop + 1] in _ORDINAL and self._glued[stop]:
            return True
        if number.bound != "exact" or first < 2 or self._norms[first - 1] != ",":
            return False
        before = first - 2
        named = self._is_named(before)
        after = self._norms[stop] if stop < len(self._norms) else "."
        return named and after in (",", ";", ".", "and", ")") and 0 < (number.best or 0) < 110

    def _is_denied(self, i: int) -> bool:
        """ "has not caused any casualties", unlike "did not say whether there were any"."""
        verb = i - 1 - (self._norms[i - 1] in ("in", "to"))
        at = verb - 1
        while verb - at < _SAID_NOT and self._norms[at] in _YET:
            at -= 1
        said = self._norms[at]
        return self._norms[verb] in _CAUSES and (said in _NOT or said.endswith(("n't", "n’t")))

    def _zero(self, i: int, end: int) -> Group | None:
        if not _UNTOLD.isdisjoint(self._norms[i + 1 : min(end, i + 4)]):
            return None
        if self._norms[i + 1 : i + 2] == ["longer"]:
            return None
        if self._norms[i - 1 : i] in _BORE and self._norms[i + 1 : i + 2] in _SEEN_FROM_OUTSIDE:
            return None
        if i + 1 < end and self._norms[i + 1] == "one":
            return Group(i, i + 2, "zero", 0, 0, 0)
        head = self.nouns.head(i + 1, end)
        if head:
            return Group(i, head.stop, "zero", 0, 0, 0, head=head)
        k = i + 1
        while k < min(end, i + 5) and (self._norms[k] not in ENDS or self._norms[k] == "reported"):
            if k in self._harm:
                return Group(i, k, "zero", 0, 0, 0)
            k += 1
        return None
