"""What killed: the attack word that outweighs the others near a figure.

"A suicide bomber drove a car bomb into the gate, killing 14" is a suicide attack; "barrel bombs
filled with chlorine" are chemical; a battle with rockets is ground fighting.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.extract.context.cues import Attack, Cues, anchor
from analysis.records import Casualty

_STRONGER = {  # where both stand within reach of a figure, the first names the cause
    "suicide_attack": frozenset(("car_bomb", "ied", "gunfire", "airstrike")),
    "chemical": frozenset(("airstrike", "shelling", "missile", "ied")),
    "execution": frozenset(("gunfire",)),
    "car_bomb": frozenset(("ied",)),
    "landmine": frozenset(("ied",)),
    "drone": frozenset(("airstrike", "ied", "missile")),
    "airstrike": frozenset(("ied",)),
    "missile": frozenset(("airstrike", "ied")),
    "shelling": frozenset(("ied",)),
}
_REACH = 110  # how much farther a stronger word may stand
_WEAK = 45  # characters a point of strength is worth
_LOOK_BACK = 4


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause class, the word it comes from and the rule."""

    name: str
    attack: Attack
    rule: str


def local_cause(cues: Cues, figure: Casualty) -> Cause | None:
    """The attack of the figure's own sentence."""
    scene = cues.scene(figure.sentence)
    if not scene.attacks:
        return None
    costs = [
        (scene.cost(cues.text, (a.start, a.end), anchor(figure)) - _WEAK * a.strength, a)
        for a in scene.attacks
    ]
    costs.sort(key=lambda pair: pair[0])
    cost, best = costs[0]
    if figure.scope == "cumulative" and cost > 20:
        return None
    for other_cost, other in costs[1:]:
        if best.cause in _STRONGER.get(other.cause, ()) and other_cost - cost <= _REACH:
            best = other
    return Cause(best.cause, best, "cause.sentence")


def carried_cause(cues: Cues, figure: Casualty) -> Cause | None:
    """The last attack named in the sentences before the figure."""
    if figure.scope == "cumulative":
        return None
    for sentence in range(figure.sentence - 1, max(-1, figure.sentence - 1 - _LOOK_BACK), -1):
        attacks = [a for a in cues.scene(sentence).attacks if a.strength > 1]
        if attacks:
            return Cause(_strongest(attacks).cause, _strongest(attacks), "cause.carried")
    return None


def following_cause(cues: Cues, figure: Casualty, reach: int) -> Cause | None:
    """The first attack named after a headline or a lead without one."""
    last = len(cues.reading.sentences)
    for sentence in range(figure.sentence + 1, min(last, figure.sentence + 1 + reach)):
        attacks = [a for a in cues.scene(sentence).attacks if a.strength > 1]
        if attacks and figure.scope == "incident":
            return Cause(_strongest(attacks).cause, _strongest(attacks), "cause.following")
    return None


def _strongest(attacks: list[Attack]) -> Attack:
    best = attacks[0]
    for attack in attacks[1:]:
        stronger = best.cause in _STRONGER.get(attack.cause, ())
        if stronger or attack.strength > best.strength:
            best = attack
    return best
