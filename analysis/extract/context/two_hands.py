"""A toll that two foes made between them: "19 were killed by army shells and rebel rocket fire"."""

from __future__ import annotations

import itertools
import re

from analysis.extract.context.cues import Cues
from analysis.extract.context.naming import named
from analysis.extract.context.sides import nonstate, state
from analysis.records import Casualty

_AND_BY = re.compile(r"(?: [\w-]+){1,5} and (?:by )?(?:an? |the )?")
_HIT_BY = re.compile(r"\b(?:by|in) (?:an? |the )?(?:[\w-]+ )?$")
_FAR = 80  # characters behind the figure


def killed_by_both(cues: Cues, figure: Casualty) -> bool:
    """True where an attack of an army and one of those who fight it are told as what killed them together."""
    scene = cues.scene(figure.sentence)
    near = [n for n in named(cues, scene) if figure.start <= n.start <= figure.end + _FAR]
    for one, other in itertools.pairwise(near):
        if nonstate(one.words) == nonstate(other.words) or not (
            state(one.words) or state(other.words)
        ):
            continue
        if not _AND_BY.fullmatch(cues.text, one.end, other.start):
            continue
        if not _HIT_BY.search(cues.text, max(scene.start, one.start - 24), one.start):
            continue
        owned = [a for a in scene.attacks if a.strength > 1]
        if any(one.end < a.end < other.start for a in owned) and any(
            0 <= a.start - other.end <= 12 for a in owned
        ):
            return True
    return False
