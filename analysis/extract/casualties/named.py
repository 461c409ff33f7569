"""Victims told by name: "The dead were identified as Ali Reza, a clerk, and Omar Said"."""

from __future__ import annotations

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.row import Link
from analysis.extract.casualties.verbs import Verbs

_VICTIMS = {
    **dict.fromkeys(
        "dead deceased slain victims martyrs martyred fallen fatalities bodies body corpses corpse remains".split(),
        "killed",
    ),
    **dict.fromkeys("wounded injured".split(), "injured"),
    **dict.fromkeys("abducted kidnapped abductees hostages".split(), "abducted"),
    "missing": "missing",
}
_ENDS_NAMES = frozenset((".", "said", "saying", "adding", "added"))
_GIVEN = frozenset(("identified", "named"))


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
                if harm:
                    return harm
        return ""
