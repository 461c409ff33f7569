"""The relation words a figure is told with: "rose to 12", "six others", "earlier put at nine".

The words stand in ``tolls.toml``; here is decided which figure of a sentence each belongs to.
"""

from __future__ import annotations

import re

from analysis.extract.another import of_another
from analysis.extract.meeting import (
    of_a_deed_told,
    of_a_later_day,
    of_more,
    rival,
    tells_anew,
)
from analysis.extract.told_before import Told
from analysis.reading import starting
from analysis.records import Casualty

_OF_THE_HURT = re.compile(r"\bof the (?:[\w-]+ )?(?:wounded|injured|hurt)\b")
_OTHERS = frozenset(("other", "others", "another"))
_WHOLE = frozenset(("running", "rising"))
_BESIDE = 90  # characters to the figure that "others" stands against
_ALSO = 10  # characters from "also" to the figure it brings in


class SaidWith(Told):
    """Finds the relation words that belong to a figure, not to one beside it."""

    def _said(self, figure: Casualty) -> set[str]:
        """Relation words of the figure's clause: 60 characters before it to 40 after.

        A word inside another figure is that one's ("15 died while several others were hurt").
        """
        if self._text.endswith(" from ", 0, figure.number_start or 0):
            return {"former"}  # "rose to 12 from nine"
        out = set()
        lead = self._text[self._sentences[figure.sentence].start : figure.start]
        if " which " in lead and of_a_deed_told(lead):
            out.add("told")
        if self._on_a_later_day(figure) or self._has_died_since(figure):
            out.add("added")
        words = (figure.victims or "").lower().split()
        if not _OTHERS.isdisjoint(words) and words[0] != "the":  # "the other man killed": of them
            if not self._beside_a_repeat(figure):
                out.add("added")  # "six others"
        for relation, at in self._relations.get(figure.sentence, ()):
            if relation == "revised":
                out |= {"running", "rising", "revised"}
            opens = relation == "added" and self._opens(figure, at)
            if not opens and not figure.start - 60 <= at <= figure.end + 40:
                continue
            if relation in _WHOLE and at >= figure.end and self._leads_on(figure, at):
                continue
            if relation == "former" and self._is_of_one_before(figure, at):
                continue
            if relation == "added" and self._adds_others(figure, at):
                continue
            if figure.start <= at < figure.end or not self._inside_another(figure, at):
                out |= {"running", relation} if relation == "rising" else {relation}
        if {"added", "versions"} <= out and not of_more(figure):
            if tells_anew(self._text, self._sentences[figure.sentence].start):
                out.discard("added")
        return out

    def _adds_others(self, figure: Casualty, at: int) -> bool:
        """True where the word at ``at`` adds somebody or something else to what is told."""
        return of_another(self._text, figure, at) or self._of_the_harm(figure, at)

    def _on_a_later_day(self, figure: Casualty) -> bool:
        """ "A girl was shot dead in an attack by gunmen near the town the following day"."""
        end = self._sentences[figure.sentence].end
        if not of_a_later_day(self._text, figure.end, end):
            return False
        return not any(
            one.harm == figure.harm for one in starting(self.figures, figure.start + 1, end)
        )

    def _has_died_since(self, figure: Casualty) -> bool:
        """ "A blast killed 11. Three of the 60 wounded have since died": on top of the 11."""
        after = self._text[figure.start : figure.end + _ALSO]
        return _OF_THE_HURT.search(after) is not None and " since" in after

    def _beside_a_repeat(self, figure: Casualty) -> bool:
        """ "Killed six and wounded 30 others": others than the six told before, not than those hurt."""
        near = starting(self.figures, figure.start - _BESIDE, figure.start)
        return any(
            one.harm != figure.harm and one.sentence == figure.sentence and one.same_as is not None
            for one in near
        )

    def _of_the_harm(self, figure: Casualty, at: int) -> bool:
        """ "said 56 were killed in the raids, which also wounded dozens", "50 were also wounded": beside the dead."""
        if not self._text.startswith("also ", at):
            return False
        if at >= figure.end:
            return any(one.harm != figure.harm for one in starting(self.figures, at, at + _ALSO))
        before = list(starting(self.figures, figure.start - 2 * _BESIDE, figure.start))
        if not before or before[-1].harm == figure.harm:
            return False
        return before[-1].sentence == figure.sentence or rival(before[-1], figure)

    def _opens(self, figure: Casualty, at: int) -> bool:
        """ "Two days later a raid on a quay of the port killed two": at the head of
        the sentence, and no other figure between."""
        if not 60 < figure.start - at <= 160:
            return False
        head = self._text[max(0, at - 12) : at]
        near = starting(self.figures, at, figure.start)
        return ("." in head or "\n" in head or at < 12) and not any(near)

    def _leads_on(self, figure: Casualty, at: int) -> bool:
        """True where a word behind a figure brings in the next ("died, bringing the toll to 13")."""
        near = starting(self.figures, at - 20, at + 40)
        return any(one.harm == figure.harm and one.end > at and one is not figure for one in near)

    def _is_of_one_before(self, figure: Casualty, at: int) -> bool:
        """ "The toll, first put at four, rose to nine": the four went before, not the nine."""
        here = figure.number_start or figure.start
        near = starting(self.figures, figure.start - 120, here)
        return any(at < (one.number_start or one.start) < here for one in near)

    def _inside_another(self, figure: Casualty, at: int) -> bool:
        near = starting(self.figures, at - 120, at + 1)
        return any(one is not figure and one.start <= at < one.end for one in near)
