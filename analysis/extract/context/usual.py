"""Who usually attacks a place, where a sentence names one of his attacks by the way."""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.names import Author, Name
from analysis.records import Casualty

_TARGETED_BY = re.compile(
    r"\b(?:targeted|attacked|hit|struck|bombed|raided|shelled|besieged) by (?:the )?$"
)
_FOR_ONE = re.compile(
    r"(?: group| militants| fighters)?,? (?:including|most recently|most notably|among them)\b"
)
_BY = 24  # characters of "bombed by the"


def usual_attacker(cues: Cues, scene: Scene, figure: Casualty, names: list[Name]) -> Author | None:
    """ "The town has often been hit by the Front, including in July when a bomb killed 16": the Front."""
    for name in names:
        before = cues.text[max(scene.start, name.start - _BY) : name.start]
        named = name.end < figure.start and _TARGETED_BY.search(before)
        if named and _FOR_ONE.match(cues.text, name.end):
            return name.did("author.agent")
    return None
