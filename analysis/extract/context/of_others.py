"""Which attacks of a sentence harmed only the others that it counts.

"An ambush killed ten, while air strikes killed six": the strikes did not kill those ten.
"""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues
from analysis.extract.context.idle import Attack
from analysis.records import Casualty

_ADDING = re.compile(r"\b(?:said|says|adding|while|but|whereas)\b")


def of_others(cues: Cues, attack: Attack, figure: Casualty) -> bool:
    """ "Four died, he said, adding that nine others were shot dead": the verb of another figure's harm."""
    if figure.start <= attack.start < figure.end:
        return False
    if attack.form != "verb":
        return _of_an_earlier(cues, attack, figure) or _of_a_later(cues, attack, figure)
    for other in cues.scene(figure.sentence).figures:
        if attack.cause == "execution" and other.subset_of == figure.id and _inside(attack, other):
            return True  # "Nine died, two of them beheaded, in clashes": the two
        if other is not figure and other.start <= attack.start < other.end:
            low, high = sorted((figure, other), key=lambda f: f.start)
            return bool(_ADDING.search(cues.text, low.end, max(low.end, high.start)))
    return False


def _inside(attack: Attack, figure: Casualty) -> bool:
    return figure.start <= attack.start < figure.end


def _of_an_earlier(cues: Cues, attack: Attack, figure: Casualty) -> bool:
    """ "In May a gas attack killed dozens, and the year before 49 were shot": the gas of those before."""
    scene = cues.scene(figure.sentence)
    before = [f for f in scene.figures if attack.end <= f.start and f.end <= figure.start]
    if not before or before[-1].harm != figure.harm:
        return False
    turn = _TURN.search(cues.text, before[-1].end, figure.start)
    if turn is None:
        return False
    times = (time for time in scene.times if time.kind != "duration")
    return turn[1] is not None or any(turn.end() <= time.start < figure.start for time in times)


def _of_a_later(cues: Cues, attack: Attack, figure: Casualty) -> bool:
    """ "An ambush killed ten, while air strikes killed six elsewhere": the air strikes of those after."""
    turn = attack.start > figure.end and _WHILE.search(cues.text, figure.end, attack.start)
    if not turn or _TURNED.search(cues.text, turn.end(), attack.start):
        return False
    figures = [f for f in cues.scene(figure.sentence).figures if f.harm == figure.harm]
    return any(attack.end <= f.start and f.best != 1 for f in figures) and not any(
        turn.end() <= f.start < attack.start for f in figures
    )


_WHILE = re.compile(r",? (?:while|whereas|but) (?!\w+ing\b)| and (?=(?:an?|another|the) )")
_TURNED = re.compile(r"[,;]| (?:and|when|as|after|in|during) ")
_TURN = re.compile(
    r"\b(?:and|while|but|whereas)\b(?:,? (the (?:year|month|week|day) (?:before|after|earlier))\b)?"
)
