"""The place of a deed in "another neighbourhood": not the one told of before, but what holds both."""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues
from analysis.extract.context.geography import FINE, coarse, compatible
from analysis.extract.context.scenes import fine_scenes, scenes
from analysis.extract.context.where import Where, made
from analysis.records import Casualty

_ANOTHER = re.compile(
    r"\b(?:on|in|at|of|hit|struck|shelled|bombed) (?:another|a (?:different|second|separate)) (?:[\w-]+ ){0,3}?"
    r"(?P<what>neighbou?rhood|district|quarter|suburb|street|market|school|mosque|hospital|village|town|camp)\b"
)
_WORDS = frozenset(("another", "different", "second", "separate"))
_OF_A_CITY = (
    "neighb",
    "district",
    "quarter",
    "suburb",
    "street",
    "market",
    "school",
    "mosque",
    "hosp",
)
SPOT = "where.another_spot"
_BACK = 6  # sentences


def in_another_quarter(cues: Cues, figure: Casualty) -> str:
    """ "Rockets on another neighbourhood killed one": what kind of place it is; "" elsewhere."""
    scene = cues.scene(figure.sentence)
    if scene.places or figure.scope != "incident" or _WORDS.isdisjoint(cues.reading.vocabulary):
        return ""
    found = _ANOTHER.search(cues.text, scene.start, figure.start)
    return found["what"] if found is not None else ""


def holding(cues: Cues, figure: Casualty, last: Where, *, city: str) -> Where | None:
    """The city or area named before that holds the last place too; a village lies in no city."""
    low = FINE["exact"] if city.startswith(_OF_A_CITY) else FINE["admin2"]
    for sentence in range(figure.sentence - 1, max(-1, figure.sentence - 1 - _BACK), -1):
        for place in scenes(cues, sentence):
            other = place.name != last.name and compatible(place, last.place)
            if other and low <= coarse(place) <= FINE["admin1"] and not _inside(place.name, last):
                return made(cues, place, SPOT)
    return None


def _inside(name: str, last: Where) -> bool:
    """True for a finer place than the last: what was hit there."""
    return coarse(last.place) > FINE["exact"] and name not in (last.place.admin1, last.place.admin2)


def is_told_apart(cues: Cues, figure: Casualty, whole: Casualty) -> bool:
    """ "Nine died in three clashes. ... In Mir Ali, troops raided a farm. Five soldiers died": a piece of the
    toll, in the place that its own paragraph names before it."""
    if figure.subset_kind != "breakdown" or figure.subset_of != whole.id:
        return False
    sentences = cues.reading.sentences
    paragraph = sentences[figure.sentence].paragraph
    if sentences[whole.sentence].paragraph == paragraph:
        return False
    before = figure.sentence - 1
    return sentences[before].paragraph == paragraph and bool(fine_scenes(cues, before))
