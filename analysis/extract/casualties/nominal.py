"""Nouns of harm: "Omar Haddad's murder", "the killing on Monday of two guards"."""

from __future__ import annotations

from analysis.extract.casualties.lists import CLAUSE
from analysis.extract.casualties.pointed import Pointed

_OWNED = frozenset(
    "murder assassination killing death slaying execution abduction kidnapping".split()
)
_POSSESSIVES = frozenset(("'s", "'", "’s", "’"))
_OWNED_MANY = frozenset(("murders", "deaths", "slayings", "executions"))
_NOUNS = _OWNED | frozenset(
    "murders assassinations killings deaths slayings executions kidnappings massacre massacres "
    "beheading beheadings lynchings bodies body corpses corpse arrest arrests capture "
    "abductions detentions disappearances charred lifeless burnt bullet mutilated decomposed "
    "decomposing dead kidnap".split()
)
_WHEN = frozenset("last this next yesterday today late early".split())
_PERIODS = frozenset(
    "hours day days week weeks month months year years night weekend morning evening".split()
)


class Nominal(Pointed):
    """Links the people of a noun of harm that stand before it or further behind it."""

    def _owned(self, h: int) -> bool:
        """ "after Omar Haddad's murder", "the six nuns' deaths": whose it was."""
        first = self._units[h].first
        if first < 2 or self._norms[first] not in _OWNED | _OWNED_MANY:
            return False
        if (
            self._norms[first - 1] not in _POSSESSIVES
            or self._norms[self._units[h].stop - 1] == "of"
        ):
            return False  # "the six gunmen's murder of a priest"
        owner = next((k for k in range(h - 1, max(-1, h - 4), -1) if self._kind(k) == "group"), -1)
        group = self._units[owner].group if self._free(owner) else None
        if group is None or group.stop < first - 2:
            return False
        many = group.kind == "counted" and group.head is not None and group.stop == first - 1
        if group.kind != "named" and not many:
            return False
        self._put(h, owner, "of")
        return True

    def _of_later(self, h: int, form: object) -> bool:
        """ "the killing on Monday of two guards", "the charred bodies of seven men": whose it was
        stands behind what says when, where or by whom."""
        if form != "noun" and (form not in ("count", "active") or self._word(h) not in _NOUNS):
            return False
        k = self._past_when(h + 1)
        if self._kind(k) != "prep":
            return False  # "bodies, of which six ..."
        at = self._past_adjectives(k + 1, harmed=True)
        if self._word(k) != "of" or not (self._free(at) or self._fits_open(at)):
            return False
        if not self._units[at].group.counts:  # type: ignore[union-attr]
            return False
        self._take(h, self._chain_right(at, of=True), "of")
        return True

    def _past_when(self, k: int) -> int:
        """The "of" behind "on Monday", "last week", "by gunmen", "in the port of Alba, Marche,"; else k."""
        if self._kind(k) not in ("adv", "prep") and self._word(k) not in _WHEN:
            return k
        for j in range(k, k + 12):
            if self._word(j) == "of" and self._is_when_or_where(self._left_of(j, "comma")):
                return j
            if self._kind(j) == "comma" and self._is_when_or_where(j - 1):
                continue  # "in Alba, Marche, of two guards"
            bare = self._units[j].group if self._kind(j) == "group" else None
            if self._kind(j) not in ("adv", "prep", "other", "open", "mark") and (
                bare is None or bare.counts
            ):
                break
            if self._word(j) in CLAUSE:
                break
        return k

    def _is_when_or_where(self, k: int) -> bool:
        """True for the last word of a time, a name, or people behind "by"."""
        last = self._units[k].stop - 1
        if self._kind(k) in ("adv", "group") or self._norms[last] in _PERIODS:
            return True
        return self._words[last][0].isupper() or self._norms[last][0].isdigit()
