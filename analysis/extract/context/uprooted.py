"""What drove people from home: the fighting where there is any, the raid that burnt their houses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.context.cause import Cause, main_cause
from analysis.extract.context.cues import Cues
from analysis.extract.context.idle import Attack
from analysis.extract.context.phrases import on_property
from analysis.lean import replace
from analysis.records import Casualty

# what empties a village: no bomb or beheading told of beside
_DRIVES_OUT = frozenset(
    ("airstrike", "shelling", "missile", "drone", "ground_fighting", "gunfire", "chemical", "other")
)
_HANDS = frozenset(("gunfire", "execution", "other"))


def uprooting_cause(cues: Cues, figure: Casualty, sentences: Sequence[int]) -> Cause | None:
    """The fighting of the article, not one shell of it; raiders who burn houses drive out by more than guns."""
    attacks = cues.attacks()
    fight = _fighting(cues, (figure.sentence, *sentences)) or _fighting_of(attacks)
    if fight is not None:
        return Cause(fight.cause, fight, "cause.uprooting")
    main = main_cause(cues)
    if main is None:
        return None
    if main.name in _HANDS and cues.once("burnt houses", lambda: _burnt(cues)):
        return replace(main, name="other", rule="cause.uprooting")
    return main if main.name in _DRIVES_OUT else None


_FIRE = re.compile(
    r"\b(?:burn(?:ed|t|ing)|torch(?:ed|ing)|raz(?:ed|ing))\b|\bset (?:fire to|alight|ablaze)\b"
)
_BURN = frozenset("burned burnt burning torched torching razed razing ablaze alight fire".split())


def _burnt(cues: Cues) -> bool:
    """True where the article tells of houses set on fire."""
    if _BURN.isdisjoint(cues.reading.vocabulary):
        return False
    return any(on_property(cues.text, m.start(), m.end()) for m in _FIRE.finditer(cues.text))


def _fighting(cues: Cues, sentences: Sequence[int]) -> Attack | None:
    return next((a for s in sentences if (a := _fighting_of(cues.scene(s).attacks))), None)


def _fighting_of(attacks: Sequence[Attack]) -> Attack | None:
    return next((a for a in attacks if a.cause == "ground_fighting" and a.strength > 1), None)
