"""Victims told by name: "The dead were identified as Ali Reza, a clerk, and Omar Said"."""

from __future__ import annotations

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.row import Link
from analysis.extract.casualties.verbs import Verbs

_VICTIMS = {
    **dict.fromkeys(
        "dead deceased slain victims martyrs martyred murdered assassinated executed fallen fatalities "
        "bodies body corpses corpse remains".split(),
        "killed",
    ),
    **dict.fromkeys("wounded injured".split(), "injured"),
    **dict.fromkeys("abducted kidnapped abductees hostages".split(), "abducted"),
    "missing": "missing",
}
_ENDS_NAMES = frozenset((".", "said", "saying", "adding", "added"))
_GIVEN = frozenset(("identified", "named"))

_TITLES = 4  # units of "cameraman" before a name
_SUBJECT = 6


class Named(Verbs):
    """Links the people a sentence names as its dead, its wounded, its hostages."""

    def _identified(self) -> None:
        """ "The slain soldiers were identified as Ali Reza and Omar Said": each named is one."""
        if _GIVEN.isdisjoint(self._reading.vocabulary):
            return
        for k in range(1, len(self._units) - 1):
            if self._word(k) not in _GIVEN:
                continue
            said_as, harm = k + 1, ""
            if self._word(k + 1) == "as":
                harm = self._victims_before(k)
            else:  # "the judge identified the dead men as Ann Lee and Omar Haddad"
                said_as = next((j for j in range(k + 2, k + 6) if self._word(j) == "as"), 0)
                one = any(j in self._links for j in range(k + 1, said_as))
                harm = "" if one else self._victims_in(range(k + 1, said_as))
            if not harm:
                continue
            at = self._right_of(said_as, "mark", "adv")
            whole = self._whole_for(at, harm) if harm else None
            last = "start"
            while harm and at < len(self._units) and self._kind(at) not in ("be", "have", "harm"):
                group = self._units[at].group
                if group is not None and group.counts and not group.anaphoric:
                    apposed = last in ("named", "implied") and group.kind in ("named", "implied")
                    joined = self._word(self._left_of(at, "other", "mark")) in ("and", ";", "as")
                    own = self._norms[group.first] in ("his", "her", "their")
                    if not apposed or joined or own:
                        self._name(at, group, harm, whole)
                    last = group.kind
                elif self._word(at) in ("and", ";"):
                    last = "start"
                elif self._word(at) in _ENDS_NAMES:
                    break
                at += 1

    def _are_named(self) -> None:
        """ "The dead soldiers were Ali Reza and Omar Said", "The two dead are ...": each is one."""
        for k in range(2, len(self._units) - 1):
            if self._kind(k) != "be" or (first := self._the_harmed(k)) < 0:
                continue
            harm = self._victims_in(range(k - 1, first - 1, -1))
            at = self._right_of(k, "mark", "adv", "other")
            group = self._units[at].group if self._kind(at) == "group" else None
            if not harm or group is None or group.kind != "named" or at - k > _TITLES:
                continue
            whole = self._whole_for(at, harm)
            for member in self._chain_right(at):
                one = self._units[member].group
                if one is not None and one.counts and not one.anaphoric:
                    self._name(member, one, harm, whole)

    def _the_harmed(self, k: int) -> int:
        """The unit of "the" in "The (two) dead soldiers | were"; -1 where nobody so told stands there."""
        for j in range(k - 1, max(-1, k - _SUBJECT), -1):
            if self._norms[self._units[j].first] == "the":
                return j
            owned = self._word(j) in ("'s", "’s", "'", "’")  # "the slain man's brother was Omar"
            if owned or self._kind(j) not in ("harm", "group", "other"):
                break
        return -1

    def _name(self, k: int, group: Group, harm: str, whole: Link | None) -> None:
        """One named victim, a part of the toll told before."""
        if k not in self._links:
            where = (group.first, group.stop)
            rule = "casualty.including"
            self._links[k] = Link(
                group, harm, None, rule, where, group.first, whole=whole, part=True
            )

    def _victims_before(self, k: int) -> str:
        """The harm of "the dead", "the slain soldiers" before "were identified"; else ""."""
        verb = self._left_of(k, "be", "have", "adv")
        if verb == k - 1 and self._kind(verb) != "among":
            return ""
        aside = self._kind(verb) == "comma"  # "the dead, whose bodies were burnt, were"
        return self._victims_in(range(verb, max(-1, verb - (12 if aside else 6)), -1))

    def _victims_in(self, units: range) -> str:
        """The harm of the first "dead", "slain", "wounded" in these units; else ""."""
        for j in units:
            for token in range(self._units[j].first, self._units[j].stop):
                harm = _VICTIMS.get(self._norms[token])
                if harm and self._taken_before and self._norms[token] == "victims":
                    return "abducted"  # "Two men were kidnapped. The victims were identified as"
                if harm:
                    return harm
        return ""
