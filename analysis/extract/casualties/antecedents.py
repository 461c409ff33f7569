"""Whom "he", "who" and "those who" stand for: the people named before them in the sentence."""

from __future__ import annotations

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.objects import Objects

_ANYONE = frozenset(("those", "anyone", "everyone", "all", "others", "anybody"))
_MANY_DID = frozenset(("were", "are", "have", "had"))
_NOUN_LONG = 7  # units of "members of the Popular Front"
_PRONOUNS = frozenset("he she it they we i you".split())


class Antecedents(Objects):
    """Finds whom a pronoun or relative word stands for."""

    def _pronoun(self, k: int, *, near: bool) -> list[int] | None:
        """Who "he" or "that" right before the verb is; None where neither stands there."""
        if self._kind(k) == "rel" and (near or self._word(k) == "that"):
            return self._antecedent(k) or None
        if k < 0 or self._norms[self._units[k].first] not in _PRONOUNS:
            return None
        free = self._kind(k) == "pronoun" and self._personal and k not in self._links
        return [k] if free else []  # "he died": mostly told elsewhere who

    def _antecedent(self, k: int) -> list[int]:
        """ "at the funeral of two policemen who were shot": those right before "who"."""
        if self._word(k) == "who" and self._word(k + 1) in _MANY_DID and (two := self._apposed(k)):
            return two
        at = self._left_of(k, "mark")
        named = (
            self._units[at - 1].group if self._kind(at) == "comma" and self._free(at - 1) else None
        )
        if named is not None and named.kind in ("named", "implied") and self._names_one(named):
            at -= 1  # "the priest Omar Haddad, who was killed"
        group = self._units[at].group if self._free(at) else None
        if self._norms[self._units[k].first] not in ("who", "whom", "that") or group is None:
            return []
        outer = self._units[at - 1].group if at else None
        lead = self._left_of(at, "mark")
        inside = self._kind(lead) in ("incl", "among")
        if (
            inside
            and self._kind(lead) == "among"
            and self._units[lead].stop == self._units[at].first
        ):
            inside = self._norms[self._units[lead].stop - 1] != "among"  # "are among 80 who ..."
        if inside or (outer is not None and outer.of is not None):
            return []
        one = group.kind in ("named", "implied") and self._names_one(group)
        if group.kind != "counted" and not one:
            return []
        return self._meant(self._coordinated_left(at), k)

    def _apposed(self, k: int) -> list[int]:
        """ "Ann Lee and Omar Haddad, activists of the left who were shot": the two; [] elsewhere."""
        at = k - 1
        while k - at < _NOUN_LONG and self._kind(at) in ("other", "prep", "open"):
            at -= 1
        noun = self._units[at].group if self._kind(at) == "group" else None
        if noun is None or noun.kind != "bare" or self._kind(at - 1) != "comma":
            return []
        last = self._units[at - 2].group if self._free(at - 2) else None
        if last is None or last.kind != "named":
            return []
        chain = self._coordinated_left(at - 2)
        named = all(self._units[j].group.kind == "named" for j in chain)  # type: ignore[union-attr]
        if len(chain) == 1 and self._kind(at - 3) == "and" and self._free(at - 4):
            first = self._units[at - 4].group
            if first is not None and first.kind == "named":
                return [at - 4, *chain]  # "paid homage to Ann Lee and Omar Haddad, activists who"
        return chain if named and len(chain) > 1 else []

    def _meant(self, chain: list[int], k: int) -> list[int]:
        """ "Ann Lee and her mother, Eve Lee, who was hurt": one of them; "Ali Reza and Omar Said, two
        clerks who were killed": the two are those named."""
        last = self._units[chain[-1]].group
        if len(chain) < 2 or last is None:
            return chain
        if self._word(k + 1) in ("was", "is", "has"):
            return chain[-1:] if last.single else chain
        others = [self._units[j].group for j in chain[:-1]]
        apart = {self._kind(j) for j in range(chain[-2] + 1, chain[-1])}
        two = last.kind == "counted" and last.best == len(others) > 1 and apart == {"comma"}
        return chain[:-1] if two and all(o and o.kind == "named" for o in others) else chain

    def _names_one(self, group: Group) -> bool:
        """ "her mother Ann Lee, who was hurt", "the priest Omar Haddad who": one person by name."""
        last: str = self._words[group.stop - 1]
        return group.kind == "named" or last[:1].isupper()

    def _whom_said(self, k: int) -> list[int] | None:
        """Whom "who" speaks of; None where it is not said right before it."""
        if self._is_whose_unknown(k):
            return []
        found = self._antecedent(k)
        if found or self._word(k - 1) in _ANYONE:
            return found  # nobody in "inspired by those who gave their lives"
        return self._told_of(k)

    def _is_whose_unknown(self, k: int) -> bool:
        """ "Gen. Ali Reza, whose predecessor was shot": he was not, and his predecessor is on no list."""
        noun = self._word(k + 1) if self._word(k) == "whose" else ""
        plain = noun.isalpha() and not noun.endswith("ed") and self._kind(k + 1) == "other"
        return plain and self._kind(self._right_of(k + 1, "adv", "be", "have", "neg")) == "harm"

    def _told_of(self, k: int) -> list[int] | None:
        """ "opened fire on the inmates, who were killed": those right before "who", uncounted."""
        at = self._left_of(k, "mark", "comma")
        group = self._units[at].group if self._free(at) else None
        if group is None or group.kind != "bare" or self._word(k) != "who":
            return None
        return [at] if self._word(k + 1) in ("were", "are", "have", "had") else None
