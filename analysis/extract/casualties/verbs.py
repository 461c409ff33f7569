"""Verbs and nouns of harm that ask for more than a subject or an object beside them.

"lost seven soldiers", "forced 300 people to flee", "the number of policemen killed rose to nine".
"""

from __future__ import annotations

import itertools

from analysis.extract.casualties.joins import Joins
from analysis.extract.casualties.row import Link
from analysis.lexicon import Tag

_WOUNDS = frozenset(
    "wounds injuries wounded injured burns shrapnel gunshot bullets trauma cuts fractures lacerations "
    "bruises concussion splinters pellets".split()
)
_PATIENTS = frozenset(("patients", "victims", "casualties", "survivors"))
_FLIGHT = frozenset(
    "flee evacuate leave abandon relocate move escape migrate seek run vacate cross camp sleep".split()
)
_SHELTER = frozenset(("refuge", "shelter", "sanctuary"))
_HOME = frozenset(
    "home homes house houses land village villages camp camps shelter shelters exile evacuation "
    "displacement valley town towns district districts area areas region city capital countryside "
    "neighbourhood neighbourhoods neighborhood neighborhoods quarter suburbs enclave farms fields "
    "settlement settlements province hills coast shore island islands delta riverbank".split()
)
_AT_FIRST = frozenset("first initially originally previously earlier".split())
_TO_TOLL = frozenset(
    "to at of is was be reach reached reaches reaching from stands stood exceeded exceeds surpasses "
    "surpassed surpassing exceeding hit hits passed passes topped tops as than by now crossed "
    "crosses crossing breached past above neared totalled totaled totalling".split()
)
_CROWD = 100  # people driven out of a place
_SITES = frozenset(("on", "in", "against", "near", "outside", "around"))
_COST = frozenset(("cost", "costs", "costing"))
_KIN = frozenset(
    "father mother parents son sons daughter daughters brother brothers sister sisters husband wife "
    "cousin cousins uncle aunt nephew nephews niece nieces grandfather grandmother grandson "
    "granddaughter child children relatives relative siblings family".split()
)
_AGENT = 6  # words of "by the military police"
_GAOLERS = frozenset("police army soldiers troops authorities government officers guards".split())
_CAPTORS = _GAOLERS | frozenset(
    "rebels militants gunmen guerrillas insurgents bandits kidnappers captors abductors pirates "
    "terrorists fighters gang militia militiamen jihadists separatists peasants protesters protestors "
    "villagers raiders assailants attackers men group cartel".split()
)
_TAKERS = (_CAPTORS - _GAOLERS - frozenset(("men", "group", "protesters"))) | frozenset(
    "robbers thieves outlaws extremists".split()
)
_TOOK = frozenset(("took", "taken"))
_NOTHING_ELSE = frozenset(("end", "stop", "comma", "mark", "and"))
_ABDUCTIONS = frozenset(
    "abducted abduct abducting abduction abductions kidnapped kidnap kidnapping kidnappings "
    "kidnappers abductors hostages ransom".split()
)
_CAPTIVES = frozenset(("hostages", "hostage", "captives", "captive"))
_WHOSE = frozenset(("their", "his", "her", "its"))  # "cost 300 men their jobs"
_TALLIES = frozenset(("number", "tally", "count", "total"))
_OF_ALL = frozenset(("the", "total", "overall", "official", "confirmed", "known", "its", "their"))
_DIED = frozenset(("died", "dead", "succumbed"))


class Verbs(Joins):
    """Links the people of verbs and nouns with a frame of their own."""

    def _treated(self, h: int) -> None:
        """ "treated 58 people for gunshot wounds": wounds must be told of in the sentence."""
        words = self._norms[self._units[h].stop : self._units[-1].stop]
        found = self._object(h)
        group = self._units[found[0]].group if found else None
        if group is None or group.head is None:
            return
        hurt = self._norms[group.stop - 1] in _PATIENTS and self._reading.tagged_within(
            "attacks", self._units[0].first, self._units[-1].stop
        )
        died = "whom" in words and not _DIED.isdisjoint(words)  # "53 patients, nine of whom died"
        if hurt or died or _WOUNDS.intersection(words):
            self._take(h, found, "treated")

    def _lose(self, h: int) -> None:
        """ "lost seven soldiers": a force loses its people; others lose matches."""
        if self._kind(self._left_of(h, "adv", "neg")) == "be":
            left = self._left_of(h, "adv", "neg", "be", "have")
            group = self._units[left].group if self._free(left) else None
            if group is not None and group.kind in ("counted", "zero") and group.head is not None:
                self._take(h, self._coordinated_left(left), "lose")  # "no policeman was lost"
            return
        if (kin := self._kin(h)) is not None:
            self._take(h, kin, "active")
            return
        found = self._object(h)
        if self._word(h) in _COST:
            if lives := self._paid_with_life(h):
                self._take(h, lives, "lose")
                return
            found = self._paid(h)
        group = self._units[found[0]].group if found else None
        if group is None or group.kind != "counted":
            return
        told = any(link.rule == "casualty.lose" for link in self._links.values())
        ends = self._kind(found[0] + 1) in ("stop", "comma", "and", "end")
        alone = told and ends  # "the rebels lost 12 men and the army at least 89"
        alone = alone or (group.headless and self._in_battle(found[0]))
        if group.head is None and not alone and not (group.partitive and self._is_own(group.stop)):
            return
        self._take(h, found, "lose")

    def _in_battle(self, k: int) -> bool:
        """ "lost nine in the ambush": nine of its own."""
        unit = self._units[k]
        if self._word(k + 1) not in ("in", "during") or self._word(k + 2) not in ("the", "an", "a"):
            return False
        return bool(self._reading.tagged_within("attacks", unit.stop, unit.stop + 4))

    def _kin(self, h: int) -> list[int] | None:
        """ "lost his father and a cousin", "lost two brothers in the raid": who is mourned."""
        k = self._right_of(h, "adv")
        group = self._units[k].group if self._free(k) else None
        if group is None or self._norms[group.stop - 1] not in _KIN:
            return None
        to = self._word(k + 1) == "to"  # "lost his wife to cancer"
        return self._chain_right(k) if group.counts and not to else []

    def _paid(self, h: int) -> list[int]:
        """ "cost the brigade 14 men": the people behind whoever lost them."""
        for k in range(h + 1, h + 7):
            if self._kind(k) not in ("group", "open", "other", "adv", "mark"):
                return []
            group = self._units[k].group
            if self._free(k) and group is not None and group.kind == "counted":
                chain = self._chain_right(k)
                return [] if self._word(chain[-1] + 1) in _WHOSE else chain
        return []

    def _paid_with_life(self, h: int) -> list[int]:
        """ "cost a pensioner her life", "cost four miners their lives"."""
        k = self._past_adjectives(self._right_of(h, "adv"))
        group = self._units[k].group if self._free(k) or self._fits_open(k) else None
        if group is None or not group.counts:
            return []
        chain = self._chain_right(k)
        after = self._units[chain[-1]].stop
        whose, what = [*self._norms[after : after + 2], "", ""][:2]
        return chain if whose in _WHOSE and what in ("life", "lives") else []

    def _is_own(self, token: int) -> bool:
        """ "one of their own"."""
        return self._norms[token - 1 : token + 1].count("own") == 1

    def _hold(self, h: int) -> None:
        """ "The rebels are holding 11 teachers": somebody's captives, or a state's prisoners."""
        if self._word(h) == "seized" and self._kind(self._left_of(h, "adv")) == "be":
            self._were_seized(h)
            return
        found = self._object(h)
        group = self._units[found[0]].group if found else None
        if group is None or group.kind != "counted" or group.head is None or group.unit:
            return
        last = self._left_of(h, "be", "have", "adv", "modal", "neg")
        who = self._norms[self._units[last].first : self._units[last].stop] if last >= 0 else []
        captives = self._norms[group.stop - 1] in _CAPTIVES and self._word(h).startswith("hold")
        if who[-1:] in (["they"], ["it"]):  # "Police said they were holding four men"
            who = self._norms[self._units[0].first : self._units[h].first]
        elif _CAPTORS.isdisjoint(who[-2:]) and not self._is_armed_body(last) and not captives:
            return
        if _CAPTORS.isdisjoint(who) and not captives:
            return
        if not _GAOLERS.isdisjoint(who) and not captives:
            self._now = "detained"
        for k in found:
            if k not in self._links and self._units[k].group.counts:  # type: ignore[union-attr]
                where = (self._units[h].first, self._units[h].stop)
                self._links[k] = Link(self._units[k].group, self._now, None, "casualty.hold", where)  # type: ignore[arg-type]

    def _were_seized(self, h: int) -> None:
        """ "whose five children were seized": carried off, or held where a state's men seized them."""
        k = self._left_of(h, "be", "have", "adv", "modal")
        group = self._units[k].group if k >= 0 else None
        if group is None or group.kind != "counted" or group.head is None or group.unit:
            return
        behind = self._norms[self._units[h].stop : self._units[h].stop + _AGENT]
        if behind[:1] == ["by"] and not _GAOLERS.isdisjoint(behind):
            self._now = "detained"
        if k not in self._links:
            where = (self._units[h].first, self._units[h].stop)
            self._links[k] = Link(group, self._now, None, "casualty.hold", where)

    def _is_armed_body(self, k: int) -> bool:
        """True for a unit that ends an armed group's name: "ISWAP", "the Army of the Levant"."""
        if k < 0:
            return False
        stop = self._units[k].stop
        return any(
            tag.stop == stop and tag.entry.get("kind") == "armed_group"
            for tag in self._reading.tagged_within("actors", max(0, stop - 5), stop)
        )

    def _survive(self, h: int) -> None:
        """ "None of the 14 passengers survived": those who did not are counted out."""
        k = self._left_of(h, "adv", "have", "neg")
        none = any(
            group is not None and group.kind == "zero" and self._word(j + 1) == "of"
            for j, group in ((j, self._units[j].group) for j in range(max(0, k - 5), k))
        )
        if none and self._free(k):
            group = self._units[k].group
            if group is not None and group.kind == "counted":
                self._put(h, k, "survive")

    def _toll(self, h: int, noun: int | None = None) -> None:
        """ "the death toll rose to 31 from 27": every number after to, at, of, from."""
        noun = h if noun is None else noun
        before = noun - 1
        while self._word(before) in _OF_ALL and noun - before < 4:
            before -= 1
        group = self._units[before].group if self._free(before) else None
        if group is not None and group.headless and self._word(before - 1) in ("to", "at"):
            self._put(
                h, before, "toll"
            )  # "brought to 412 the number killed", "raised to 412 its toll"
            return
        k, seen = h + 1, 0
        while k < len(self._units) and seen < 36:
            unit = self._units[k]
            same = (
                self._form(k) == "state" and k - 1 in self._links
            )  # "given as four dead, rose to"
            if unit.kind == "stop" or (
                self._form(k) not in (None, "part")
                and not self._word(k).endswith("ing")
                and not same
            ):
                break
            if unit.kind == "group" and k not in self._links:
                group = unit.group
                assert group is not None
                lead = self._norms[group.first - 1] if group.first else ""
                bound = self._norms[group.first]
                if lead == "by" and self._word(k + 1) == "to":
                    k, seen = k + 1, seen + 1
                    continue  # "rose by five to 26"
                leads = lead in _TO_TOLL or bound in _TO_TOLL or k == h + 1
                leads = leads or lead in _AT_FIRST  # "the toll, at first 30, was put at 22"
                if self._harmed_otherwise(k) or self._of_the_others(k):
                    break  # "a toll of 12 wounded", "the dead at nine and the wounded at 12"
                if group.kind == "counted" and leads:
                    self._put(h, k, "toll")
                    if self._is_added(k):  # "the toll was six soldiers and three civilians"
                        self._put(h, k + 2, "toll")
                elif group.kind == "counted" and seen and lead not in _SITES:
                    break  # but "the toll of an attack on two villages rose to 19"
            k, seen = k + 1, seen + 1

    def _is_added(self, k: int) -> bool:
        """Whether other people are counted right behind the "and" after those at unit k."""
        one, two = self._units[k].group, self._units[k + 2].group if self._free(k + 2) else None
        if self._kind(k + 1) != "and" or one is None or two is None or k + 2 in self._links:
            return False
        counted = two.kind == "counted" and two.head is not None and not (two.open or two.unit)
        return (
            counted
            and one.head is not None
            and not self._predicated(k + 2)
            and not self._harmed_otherwise(k + 2)
        )

    def _harmed_otherwise(self, k: int) -> bool:
        after = self._right_of(k, "adv")
        tag = self._units[after].tag if self._kind(after) == "harm" else None
        return tag is not None and tag.entry.get("harm") != self._now

    def _of_the_others(self, k: int) -> bool:
        """True for the number of "the wounded at 12"."""
        before = self._left_of(k, "prep", "adv")
        tag = self._units[before].tag if self._form(before) == "part" else None
        the = self._word(before - 1) == "the"
        return the and tag is not None and tag.entry.get("harm") != self._now

    def _forced(self, h: int) -> None:
        """ "forced 300 people to flee", "forcing families from their homes"."""
        found = self._object(h)
        if not found:
            return
        after = self._units[found[-1]].stop
        words = self._norms[after : after + 5]
        to = words[:1] == ["to"] and any(word in _FLIGHT for word in words[1:3])
        to = to or (words[:2] == ["to", "take"] and not _SHELTER.isdisjoint(words[2:]))
        away = words[:1] in (["from"], ["out"], ["off"], ["into"])
        gone = words == ["out"] or (words[:1] == ["out"] and not words[1].isalpha())
        town = found[-1] + 2 + (words[:2] == ["out", "of"])
        away = away and (_HOME & set(words) != set() or self._is_town(town))
        if to or gone or away or self._out_of_a_name(found[-1], words):
            self._take(h, [k for k in found if not self._is_soldiers(k)], "active")

    def _out_of_a_name(self, k: int, words: list[str]) -> bool:
        """ "drove 66,000 people out of Kajo": a place that no gazetteer knows."""
        group = self._units[k].group
        if words[:2] != ["out", "of"] or group is None or group.head is None:
            return False
        named = [word[:1].isupper() for word in self._words[group.stop + 2 : group.stop + 3]]
        return named == [True] and (group.best or group.low or 0) >= _CROWD

    def _is_town(self, k: int) -> bool:
        """ "forced 300 families from Alba": a place, and nothing that they are forced to do."""
        return self._kind(k) != "end" and any(
            place.start == self._reading.tokens.starts[self._units[k].first]
            and self._norms[self._reading.tokens.at(place.end - 1) + 1 :][:1] != ["to"]
            for place in self._reading.found.places
        )

    def _is_soldiers(self, k: int) -> bool:
        """ "forced 300 soldiers from the town": driven back, not displaced."""
        group = self._units[k].group
        return group is not None and self._is_armed(group)

    def _to_death(self, h: int) -> None:
        """ "hacked five farmers to death"."""
        found = self._object(h)
        if found:
            after = self._units[found[-1]].stop
            words = self._norms[after : after + 6]
            if ("to", "death") in itertools.pairwise(words):
                self._take(h, found, "active")

    def _labelled(self, h: int) -> None:
        """ "Killed: 12", "Fatalities - 3", "Number of displaced: 452", "Displaced families 230"."""
        at = h + 1
        if self._kind(at) == "end" or self._norms[self._units[at].first] not in (
            ":",
            "-",
            "–",
            "=",
        ):
            return
        unit = self._units[at + 1] if self._kind(at + 1) == "group" else None
        if unit is not None and unit.group is not None and unit.group.kind == "counted":
            if self._free(at + 1) and self._form(at + 2) is None:
                self._put(h, at + 1, "label")

    def _numbered(self, h: int) -> bool:
        """ "the number of policemen killed there rose to nine": a toll, whoever it counts."""
        units, k = self._units, h - 1
        while k >= 0 and h - k < 16 and units[k].kind not in ("stop", "harm", "incl", "among"):
            if self._norms[units[k].first] in _TALLIES and self._word(k + 1) == "of":
                if self._word(k - 1) in _OF_ALL or self._kind(k - 1) in ("end", "stop"):
                    self._toll(h, k)
                    return True
                return False
            k -= 1
        return False

    def _split_verbs(self) -> None:
        """ "took twelve students hostage": the people between a verb and what completes it."""
        for t, unit in enumerate(self._units if self._tails else ()):
            tag = self._tails.get(unit.first)
            if tag is None or t == 0:
                continue
            self._now, self._personal = str(tag.entry.get("harm")), bool(tag.entry.get("people"))
            k = t - 1
            while t - k < 7 and (
                self._kind(k) in ("other", "prep", "adv", "mark")
                or self._form(k) == "hold"  # "and was holding them captive"
                or (self._kind(k) == "open" and self._kind(k - 1) == "prep")
            ):
                k -= 1
            if self._kind(k) == "be" and self._word(self._right_of(k, "adv")) in tag.entry.get(
                "verbs"
            ):
                self._framed(self._subject(self._left_of(k, "be", "have", "adv", "neg")), tag)
                continue
            if not (self._free(k) or self._fits_open(k)):
                continue
            chain = self._coordinated_left(k)
            if self._last(self._left_of(chain[0], "mark")) in tag.entry.get("verbs") or (
                self._word(self._left_of(chain[0], "adv", "mark")) in tag.entry.get("verbs")
            ):
                self._framed(chain, tag)

    def _carried_off(self) -> None:
        """ "The raiders took 40 people": abducted, where the article tells of abductions."""
        if _ABDUCTIONS.isdisjoint(self._reading.vocabulary):
            return
        for k, unit in enumerate(self._units):
            group = unit.group
            if group is None or group.kind != "counted" or group.head is None or k in self._links:
                continue
            verb = self._left_of(k, "mark")
            if self._word(verb) not in _TOOK or group.unit or self._is_armed(group):
                continue
            who = self._units[self._left_of(verb, "have", "adv")]
            by = _TAKERS.isdisjoint(self._norms[who.first : who.stop])
            if by or self._kind(k + 1) not in _NOTHING_ELSE:
                continue  # "took six people to a clinic"
            where = (self._units[verb].first, self._units[verb].stop)
            for j in self._chain_right(k):
                one = self._units[j].group
                if one is not None and one.counts and j not in self._links:
                    self._links[j] = Link(one, "abducted", None, "casualty.hold", where)

    def _last(self, k: int) -> str:
        """The last word of unit k: "left" of "The blast left seven people in hospital"."""
        return self._norms[self._units[k].stop - 1] if 0 <= k < len(self._units) else ""

    def _framed(self, chain: list[int], tag: Tag) -> None:
        for member in chain:
            group = self._units[member].group
            if group is not None and group.counts and member not in self._links:
                if self._now == "displaced" and self._is_armed(group):
                    continue  # "sent 700 troops across the border"
                where = (self._units[chain[0]].first, tag.stop)
                self._links[member] = Link(group, self._now, None, "casualty.frame", where)
