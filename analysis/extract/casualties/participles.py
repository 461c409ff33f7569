"""Participles and verbs that need no object: "four were killed", "22 dead", "those killed", "nine died".

Their people stand to the left, right beside them, or behind them where the clause is turned round.
"""

from __future__ import annotations

from analysis.extract.casualties.dying import Dying
from analysis.extract.casualties.heads import ENDS
from analysis.extract.casualties.objects import SELF

_SHORT = frozenset(
    "shot hit beaten taken burnt hung cut found set thrown then later bound run struck mown flung led "
    "held sent brought caught left torn swept".split()
)
_WITH = frozenset((("along", "with"), ("together", "with"), ("as", "well", "as")))
_REPORTED = frozenset(
    "said reported believed alleged understood known thought confirmed feared claimed found".split()
)
_COMPANY = frozenset(("along", "together", "well", "alongside", "addition"))  # in each of ``_WITH``
_OF_THOSE = frozenset("by of from with for to at on".split())
_NEAR, _LONG = 15, 36  # units behind the verb in which those added stand
_SUMS = frozenset("number total tally count toll".split())
_STRUCK = frozenset("hit struck attacked targeted bombed shelled".split())
_TOLD_HARM = frozenset("killed died dead slain wounded injured hurt perished".split())
_AS_IT_WAS = frozenset(("when", "after", "as"))
_AS_WELL_AS = 3  # units
_CLAUSES = frozenset(("stop", "incl", "among", "rel", "have", "modal", "neg", "end"))


class Participles(Dying):
    """Finds whom a participle or a verb without object speaks of."""

    def _participle(self, h: int) -> None:
        """ "killed" is passive, active, or stands beside its people ("22 killed")."""
        if self._form(h + 1) == "count" or self._is_attribute(h) or self._word(h + 1) == "them":
            return  # "six burned bodies"; "and beheaded them": see ``pointed``
        if self._is_nominal(h):
            return  # "put the wounded at 21"
        if self._is_counted_adjective(h):
            self._take(h, [h - 1], "beside")
            return
        left = self._left_of(h, "adv", "mark", "neg")
        joined = self._joined_to(h)
        if joined is not None:
            left = self._left_of(joined, "adv", "mark", "neg")
        if self._kind(left) == "end" and self._inverted(h):
            return
        near, left = left, self._past_verbs(left)
        far = self._far_be(h) if self._kind(left) != "be" else None
        left = left if far is None else far
        if (joined is not None or left < near) and self._acted(h, left):
            return
        if self._kind(left) == "be":
            self._passive(h, left, far=far is not None, joined=joined)
            return
        right = self._object(h)
        tag = self._units[h].tag
        if tag is not None and tag.entry.get("strict") and not self._strict_beside(h):
            self._take(h, right, "active")
            return
        if not right and (found := self._relative_object(self._left_of(h, "have", "adv"))):
            self._take(h, found, "relative")
            return
        group = self._units[left].group if self._free(left) else None
        beside = group is not None
        if self._kind(left) in ("have", "modal"):
            intransitive = self._now == "displaced" and not right  # "families had evacuated"
            who = self._subject(self._left_of(left, "have", "modal", "adv")) if intransitive else []
            self._take(h, right or who, "active")
        elif group is not None and (
            (right and self._telegraph(left, right))
            or (group.counts and self._is_definite(right))
            or (group.kind == "counted" and left == h - 1 and self._one_who_speaks(right))
        ):
            self._take(h, self._beside(left), "beside")
        elif right:
            self._take(h, right, "active")
        elif beside and (self._describes_things(left, h) or self._word(h + 1) in _SHARES):
            return  # "The Front also arrested most of the injured": who did it
        elif beside:
            self._take(h, self._beside(self._before_bracket(left)), "beside")
        elif joined is None:
            self._take(h, self._subject(left, near=True), "beside")
        self._alongside(h)

    def _acted(self, h: int, left: int) -> bool:
        """ "was hurt and captured two poachers", "were set off and killed six guards"."""
        found = self._people(h) if self._kind(left) == "be" else []
        if not found or self._units[found[0]].group.head is None:  # type: ignore[union-attr]
            return False
        self._take(h, found, "active")
        return True

    def _one_who_speaks(self, right: list[int]) -> bool:
        """ "20 others wounded | the correspondent of Radio Kara reported", where a comma is lost."""
        group = self._units[right[0]].group if right else None
        if group is None or group.kind == "counted":
            return False
        whose = self._kind(right[0] + 1) == "group" and self._word(right[0] + 1) in _OF_A_STATION
        return whose or self._speaks(right[0])  # "15 injured | Al-Noor correspondent reported"

    def _people(self, h: int) -> list[int]:
        """The object of a word of harm where it is people for sure: "a fortnight" is none."""
        found = self._object(h)
        return [] if found and self._units[found[0]].group.open else found  # type: ignore[union-attr]

    def _has_people(self, h: int) -> bool:
        """True where the word of harm at unit h has its people, in a lump with another's: "or hurt"."""
        first = self._units[h].first
        return any(one.trigger[0] == first and one.harm_alt for one in self._links.values())

    def _passive(self, h: int, left: int, *, far: bool, joined: int | None = None) -> None:
        """The subject of "were killed", "being killed"; ``left`` is the auxiliary."""
        if joined is not None and self._has_people(joined):
            return  # "were killed or injured": told with the first of the two
        being = self._word(left) == "being"
        while self._kind(left) in ("be", "have", "adv", "neg", "modal"):
            left -= 1
        if self._is_share_of_whom(left):
            return  # "seized 20 clerks, of whom three were shot": a part
        led = being and self._free(left)  # "led to ten people being killed"
        people = self._coordinated_left(left) if led else self._subject(self._past_said(left))
        if far:
            people = [k for k in people if self._kind(k) != "open"]
        if people and self._word(h) in _STRUCK and self._is_of_a_thing_hit(people[-1], left):
            return
        self._take(h, self._who_was(people, h), "passive")
        self._alongside(h)

    def _is_of_a_thing_hit(self, who: int, left: int) -> bool:
        """ "her sons, were killed when | a block of flats in Homs was hit": no harm of theirs."""
        between = self._norms[self._units[who].stop : self._units[left].stop]
        at = max((i for i, norm in enumerate(between) if norm in _AS_IT_WAS), default=-1)
        told = at >= 0 and not _TOLD_HARM.isdisjoint(between[:at])
        return told and "," not in between[at:]

    def _alone(self, h: int) -> list[int]:
        """The subject of "died", or those right before "sheltering" ("with 500 people sheltering")."""
        if self._word(h).endswith("ing") and self._free(h - 1):
            led = self._kind(self._left_of(h - 1, "mark")) == "incl"
            return [] if led and self._links else self._coordinated_left(h - 1)
        if self._word(h).endswith("ing") and self._word(h - 1) in _OF_THOSE:
            return []  # "left behind by fleeing relatives": who flee are others
        if self._word(h) == "with" and self._kind(h - 1) == "group":
            return self._coordinated_left(h - 1) if self._free(h - 1) else []
        if self._dying and (self._were_hurt(h) or self._died_of_it(h)):
            return []
        left = self._past_said(self._left_of(h, "be", "have", "adv", "modal", "neg"))
        if self._is_share_of_whom(left):
            return []  # "of whom 20 did not survive": a part
        return [] if self._was_shot(left) else self._subject(left)

    def _is_share_of_whom(self, k: int) -> bool:
        """ "60 people, of whom 20 ...": a number behind "of whom", those it is of told before."""
        if not self._free(k) or self._kind(k - 1) != "incl":
            return False
        told = any(j < k and link.group.counts for j, link in self._links.items())
        return told and self._norms[self._units[k - 1].stop - 1] == "whom"

    def _who_was(self, people: list[int], h: int) -> list[int]:
        """ "An engagement followed and the guard was killed": of one who was, no noun of no list."""
        be = self._left_of(h, "adv", "mark", "neg")
        if len(people) < 2 or self._word(be) not in ("was", "is", "been"):
            return people
        by = self._word(people[0] - 1) == "by"
        if by and self._word(be) == "was" and self._units[people[-1]].group.single:  # type: ignore[union-attr]
            return people[-1:]  # "The load was taken by officials and one man was held"
        plural = self._word(self._left_of(be, "adv")) == "have"
        listed = [k for k in people if self._kind(k) != "open"]
        return people if plural or not listed else listed

    def _is_nominal(self, h: int) -> bool:
        """ "the wounded", "no kidnapped soldier": people spoken of, no verb."""
        first = self._units[h].first
        lead = self._norms[first - 1] if first else ""
        if lead == "those":  # "put the number of those abducted at 43"
            return self._norms[first - 2] == "of" and self._norms[first - 3] in _SUMS
        return (lead == "the" and not self._free(h + 1)) or lead == "no"

    def _is_counted_adjective(self, h: int) -> bool:
        """ "nine wounded soldiers": between a number and its noun."""
        number = self._units[h - 1].group if h and self._free(h - 1) else None
        noun = self._units[h + 1].group if self._kind(h + 1) == "group" else None
        unit = self._units[h]
        if number is None or noun is None or not number.headless or noun.kind != "bare":
            return False
        if number.stop != unit.first or noun.first != unit.stop or number.partitive:
            return False
        for k in range(h + 2, min(h + 16, len(self._units))):
            if self._kind(k) == "stop" or self._form(k) == "alone":
                if self._kind(k) == "harm":
                    return False  # "six injured clerks have died"
                break
        return self._kind(h + 2) not in ("be", "have", "modal") or self._form(h) == "part"

    def _is_attribute(self, h: int) -> bool:
        """ "the case of the murdered clerks and the inquiry": an adjective, no verb."""
        first = self._units[h].first
        if not first or self._norms[first - 1] != "the":
            return False
        right = next(iter(self._object(h)), None)
        if right is None:
            return False
        group = self._units[right].group
        bare = group is not None and not group.counts
        return bare or self._units[right].first > self._units[h].stop

    def _past_said(self, left: int) -> int:
        """Left of "were said by villagers" in "... were said by villagers to have been shot"."""
        if self._word(left) != "to":
            return left
        if self._kind(left - 1) == "have":  # "of whom 1,300 had to be moved"
            return self._left_of(left - 1, "have", "adv", "modal", "neg")
        for k in range(left - 1, max(0, left - 12), -1):
            if self._kind(k) == "be" and self._word(k + 1) in _REPORTED:
                return self._left_of(k, "adv", "have", "neg")
            if self._kind(k) in ("stop", "harm"):
                return left
        return left

    def _inverted(self, h: int) -> bool:
        """ "Also killed in the strike were a dozen fighters"."""
        k = self._right_of(h, "prep", "other", "adv", "open")
        at = self._right_of(k, "be", "adv") if self._kind(k) == "be" else -1
        at += self._word(at) == ":"
        if not self._free(at):
            return False
        self._take(h, self._chain_right(at), "passive")
        return True

    def _describes_things(self, left: int, h: int) -> bool:
        """ "two injured forwards": the noun behind the word of harm is what is counted."""
        group, after = self._units[left].group, self._word(h + 1)
        if group is None or not group.headless or self._kind(h + 1) != "other":
            return False
        plain = self._words[self._units[h + 1].first].islower() and after not in ENDS
        return (
            plain
            and after.endswith("s")
            and not after.endswith(("ss", "us", "'s"))
            and len(after) > 4
        )

    def _strict_beside(self, h: int) -> bool:
        """ "a driver shot on the road", but not "two men shot the guard"."""
        harmed = self._units[h].tag.entry.get("harm") == "killed"  # type: ignore[union-attr]
        return harmed and self._kind(h + 1) in ("prep", "comma", "stop", "end")

    def _before_bracket(self, k: int) -> int:
        """ "250 families (1,500 people) uprooted": those before the bracket; else k."""
        closed = self._word(k + 1) == ")" and self._word(k - 1) == "("
        return k - 2 if closed and self._free(k - 2) else k

    def _is_definite(self, right: list[int]) -> bool:
        """ "left eight others injured the Red Crescent said": a speaker, where commas are lost."""
        group = self._units[right[0]].group if right else None
        if group is None or not group.open:
            return False
        return group.partitive or self._is_voice(group)

    def _beside(self, k: int) -> list[int]:
        """The list that ends at unit k, without what is "including" a part of another:
        "killed, including the minister, and 20 others wounded".
        """
        chain = self._coordinated_left(k)
        if (whole := self._whole_before(chain[0])) is not None:
            return self._beside(whole)  # "saw 30 farmers, mostly women, killed"
        return self._past_included_ones(chain)

    def _past_verbs(self, left: int) -> int:
        """The auxiliary of "were attacked and killed", "were, on Monday, killed"; else ``left``."""
        k, steps = left, 0
        while steps < 8 and self._kind(k) in ("and", "comma", "adv", "other", "mark", "harm"):
            beside = self._kind(k - 1) in ("be", "adv")
            if self._kind(k) == "comma" and self._form(k - 1) == "part":
                k, steps = k - 2, steps + 2  # "were abducted, killed and buried"
                continue
            if self._kind(k) == "harm" and not (beside and self._form(k) == "to_death"):
                return left
            if self._word(k) in ("the", "a", "an"):
                return left  # "is the recently murdered senator"
            if k == left and self._words[self._units[k].first][0].isupper():
                return left  # "raids believed to be Russian killed ten"
            if self._kind(k) == "other" and not (
                beside or _verbal(self._norms[self._units[k].first])
            ):
                return left
            k, steps = k - 1, steps + 1
        return k if steps and self._kind(k) == "be" else left

    def _far_be(self, h: int) -> int | None:
        """The auxiliary of "were dragged from their huts and shot": the verb before has its own
        words behind it; None where there is none, or where people follow."""
        lead = self._left_of(h, "adv")
        if self._kind(lead) not in ("and", "comma") or self._object(h):
            return None
        for k in range(lead - 1, max(-1, lead - 22), -1):
            if self._kind(k) in _CLAUSES or self._form(k) not in (
                None,
                "part",
                "homes",
                "to_death",
            ):
                return None
            if self._word(k) == "being" and self._kind(k - 1) == "prep":
                continue  # "were singled out for being foreign and shot"
            if self._kind(k) == "be":
                verb = self._right_of(k, "adv")
                done = self._form(verb) == "part" or _verbal(self._word(verb))
                return k if done else None
        return None

    def _alongside(self, h: int) -> None:
        """ "was killed on Monday along with two of his guards": people added behind the verb."""
        if _COMPANY.isdisjoint(self._reading.vocabulary):
            return
        if not any(link.trigger[0] == self._units[h].first for link in self._links.values()):
            return
        described = False  # "..., most of whom were reservists, as well as nine rebels"
        for k in range(h + 1, min(h + _LONG, len(self._units))):
            if self._kind(k) in ("stop", "harm", "among") or (k > h + _NEAR and not described):
                return
            described = described or self._kind(k) in ("rel", "incl")
            norms = tuple(self._norms[u.first] for u in self._units[k : k + 3])
            alone = norms[:1] == ("alongside",) or (norms[:1] == ("in",) and self._kind(k) == "and")
            width = next((n for n in (2, 3) if norms[:n] in _WITH), int(alone))
            if described and not (width == _AS_WELL_AS and self._counts_armed(k + width)):
                continue
            if width and (self._free(k + width) or self._fits_open(k + width)):
                self._take(h, self._chain_right(k + width), "alongside")
                return

    def _counts_armed(self, k: int) -> bool:
        """ "nine rebels": people under arms, counted."""
        group = self._units[k].group if self._free(k) else None
        return group is not None and group.kind == "counted" and self._is_armed(group)

    def _telegraph(self, left: int, right: list[int]) -> bool:
        """ "Six killed, five wounded": what follows belongs to the next word of harm."""
        after = self._right_of(right[-1], "adv")
        group = self._units[left].group
        assert group is not None
        if not group.counts:
            return False
        now = self._units[after].tag if self._kind(after) == "harm" else None
        row = now is not None and group.head is not None and now.entry.get("harm") == self._now
        if now is not None and (row or self._object(after) == []):
            return True  # the second: "North 800 people evacuated South 340 evacuated"
        if self._word(right[0] - 2) in SELF:
            return False  # "killed himself and his wife"
        return self._kind(right[0] - 1) in ("comma", "and", "stop")


def _verbal(norm: str) -> bool:
    """True for a participle that may stand before the word of harm: "attacked and killed"."""
    return norm.endswith(("ed", "en")) or norm in _SHORT


_OF_A_STATION = frozenset(("correspondent", "reporter", "spokesman", "spokeswoman", "source"))
_SHARES = frozenset(("most", "many", "some", "several", "all", "much", "part", "half"))
