"""Deeds done in revenge: whom they avenged, and on whom."""

from __future__ import annotations

from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.names import Name
from analysis.extract.vengeance import DEAD, REVENGE
from analysis.opened import Opened
from analysis.records import Casualty

_AVENGED = Opened(rf"{REVENGE} {DEAD}")
# "revenge for joint operations that | killed nine"
_AVENGED_DEED = Opened(rf"{REVENGE} [^.;,:]{{3,80}} (?:that|which)(?: had| have)? $")
_CLAUSE = 120  # characters
_AVENGED_ON = Opened(rf"{REVENGE} (?:[\w’'-]+ ){{0,4}}$")


def avenged(cues: Cues, figure: Casualty) -> bool:
    """ "The raid was in revenge for the death of nine": whoever avenged them did not kill them."""
    scene = cues.scene(figure.sentence)
    low = max(scene.start, figure.start - 40)
    if _AVENGED.search(cues.reading, low, figure.start) is not None:
        return True
    far = max(scene.start, figure.start - _CLAUSE)
    return _AVENGED_DEED.search(cues.reading, far, figure.start) is not None


def is_avenged_on(cues: Cues, scene: Scene, name: Name) -> bool:
    """ "Rockets killed nine in retaliation for an army offensive": the army did not fire them."""
    low = max(scene.start, name.start - 60)
    return _AVENGED_ON.search(cues.reading, low, name.start) is not None
