"""Whoever was hurt and then died is one of the dead: "were shot and later died", "were taken to a clinic where
they died"."""

from __future__ import annotations

from analysis.extract.casualties.nominal import Nominal

_MONTHS = frozenset("jan feb aug sept sep oct nov dec".split())
_NEXT = frozenset(", . ; : and but while who which as when of".split())
_THEY = frozenset(("he", "she", "they"))


class Dying(Nominal):
    """Links of the hurt that a later word makes links of the dead."""

    def _were_hurt(self, h: int) -> bool:
        """ "Two guards wounded in May died on Thursday": they count as killed."""
        link = self._links.get(max((k for k in self._links if k < h), default=-1))
        if link is None or link.harm != "injured":
            return False
        who = self._norms[link.group.stop : link.group.stop + 1] in (["who"], ["that"])
        if link.rule != "casualty.beside" and not (who and link.rule == "casualty.passive"):
            return False  # "Two drivers who were burned in their cars died"
        stop = self._units[h].first
        between = self._norms[link.trigger[1] : stop]
        months = zip(["", *between], between, strict=False)  # "on Jan. 24"
        words = {norm for before, norm in months if norm != "." or before not in _MONTHS}
        if not between or not _NEXT.isdisjoint(words):
            return False
        some = max(k for k in self._links if k < h) - 1
        part = self._units[some].group if self._free(some) else None
        if part is not None and part.of is not None:  # "one of three injured clerks later died"
            self._put(h, some, "alone")
            self._links[some].inside = "injured"
            return True
        link.harm, link.harm_alt, link.trigger = "killed", None, (stop, self._units[h].stop)
        return True

    def _died_of_it(self, h: int) -> bool:
        """ "Two guards were hurt and later died", "were taken to a clinic where they died": all of
        those hurt are dead."""
        left = self._left_of(h, "be", "have", "adv", "modal")
        if self._word(left) in _THEY:
            if self._word(self._left_of(left, "mark")) != "where":
                return False
        elif self._kind(left) != "and":
            return False
        before = [k for k, link in self._links.items() if k < left and not link.part]
        last = self._links[max(before)] if before else None
        if (
            last is None
            or last.harm != "injured"
            or (last.group.single and self._kind(left) == "and")
        ):
            return False
        between = range(max(before) + 1, left)
        if any(self._kind(k) == "stop" or (self._free(k) and self._counts(k)) for k in between):
            return False
        for k in before:
            link = self._links[k]
            if link.trigger == last.trigger:
                link.harm, link.harm_alt = "killed", None
                link.trigger = (self._units[h].first, self._units[h].stop)
        return True

    def _was_shot(self, left: int) -> bool:
        """ "was shot on Monday and later died": he counts as killed already."""
        shot = self._links.get(max((k for k in self._links if k < left), default=-1))
        if not self._dying or shot is None or self._kind(left) not in ("and", "comma"):
            return False
        told = shot.rule == "casualty.passive" and shot.group.single and not shot.part
        if not told or (shot.harm, shot.harm_alt) != ("killed", "injured"):
            return False
        shot.harm_alt = None
        return True
