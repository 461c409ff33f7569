"""Where the people of a figure came to harm: the scene nearest to it, the finer one first.

"Shelling killed two in the Salaheddin district of Aleppo" takes Salaheddin. A sentence that names
only a country takes the last finer place named inside that country.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.extract.context.cues import Cues, anchor
from analysis.records import Casualty, Place

_AT = re.compile(
    r"\b(?:in|at|near|outside|on|around|of|inside|across|hit|struck|targeting|targeted|targets|"
    r"against|shelled|bombed|attacked|over|rocked|shook|from|between|and|to|into|off|north|south|"
    r"east|west|for|town|city|village|district|neighbo\w+|countryside|camp|province)\s+(?:the )?(?:[\w-]+ ){0,4}$",
    re.IGNORECASE,
)
_FINE = {"exact": 0, "near": 1, "unnamed": 2, "admin2": 3, "admin1": 4, "line": 5, "country": 6}
_LOOK_BACK = 8
_NEAR_BACK = 5


@dataclass(frozen=True, slots=True)
class Where:
    """A place found for a figure, with the words and the rule."""

    name: str
    words: str
    rule: str
    place: Place


def is_scene(place: Place) -> bool:
    """True for a place where something can have happened (no party, no dateline)."""
    return place.role == "scene" and bool(place.name)


def _coarse(place: Place) -> int:
    return _FINE.get(place.precision, 3)


def local_where(cues: Cues, figure: Casualty) -> Where | None:
    """The best place of the figure's own sentence."""
    scene = cues.scene(figure.sentence)
    places = [p for p in scene.places if is_scene(p)]
    if not places:
        return None
    if figure.scope != "incident":
        return _made(cues, min(places, key=lambda p: _far(cues, p, figure)), "where.sentence")
    fine = [p for p in places if _coarse(p) < _FINE["country"]] or places
    best = min(fine, key=lambda p: _far(cues, p, figure) + 8 * _coarse(p))
    return _made(cues, _finer(best, fine), "where.sentence")


def _far(cues: Cues, place: Place, figure: Casualty) -> int:
    scene = cues.scene(figure.sentence)
    cost = scene.cost(cues.text, (place.start, place.end), anchor(figure))
    before = cues.text[max(0, place.start - 40) : place.start]
    return cost + (0 if _AT.search(before) else 40)


def _finer(best: Place, others: list[Place]) -> Place:
    """ "the Salaheddin district of Aleppo": the finer of two places that stand together."""
    for place in others:
        close = -1 <= best.start - place.end <= 40
        inside = best.name in (place.admin1, place.admin2, place.country)
        if close and _coarse(place) < _coarse(best) and (inside or not place.admin1):
            return place
    return best


def _made(cues: Cues, place: Place, rule: str) -> Where:
    return Where(place.name, cues.text[place.start : place.end], rule, place)


def carried_where(cues: Cues, figure: Casualty, inside: Where | None) -> Where | None:
    """The last scene before, inside ``inside`` where that is given; scenes of attacks first."""
    for back, attacked in ((1, False), (_LOOK_BACK, True), (_NEAR_BACK, False)):
        for sentence in range(figure.sentence - 1, max(-1, figure.sentence - 1 - back), -1):
            if attacked and not cues.scene(sentence).attacks:
                continue
            place = _finest(cues, sentence, inside)
            if place is not None:
                return _made(cues, place, "where.carried")
    return None


def _finest(cues: Cues, sentence: int, inside: Where | None) -> Place | None:
    """The finest scene of a sentence, no country, inside ``inside`` where that is given."""
    places = [p for p in cues.scene(sentence).places if is_scene(p)]
    places = [p for p in places if _coarse(p) < _FINE["line"]]
    if inside is not None:
        places = [p for p in places if p.country == inside.place.country]
    return min(places, key=lambda p: (_coarse(p), p.start), default=None)


_THE_ATTACK = re.compile(
    r"\bthe (?:\w+ )?(?:attacks?|strikes?|airstrikes?|air strikes?|raids?|shelling|bombing|blasts?|"
    r"explosions?|planes|warplanes|shells) (?:hit|struck|targeted|took place|happened|occurred|landed)",
    re.IGNORECASE,
)


def same_attack_where(cues: Cues, figure: Casualty) -> Where | None:
    """ "The attacks hit a shelter near X" right after a figure of attacks without a place."""
    after = figure.sentence + 1
    if figure.scope != "incident" or after >= len(cues.reading.sentences):
        return None
    sentence = cues.reading.sentences[after]
    if not cues.scene(figure.sentence).attacks:
        return None
    if not _THE_ATTACK.search(cues.text, sentence.start, sentence.end):
        return None
    place = _finest(cues, after, None)
    return _made(cues, place, "where.same_attack") if place else None


def following_where(cues: Cues, figure: Casualty, reach: int) -> Where | None:
    """The first scene named after a headline or a lead without a place."""
    last = len(cues.reading.sentences)
    for sentence in range(figure.sentence + 1, min(last, figure.sentence + 1 + reach)):
        place = _finest(cues, sentence, None)
        if place is not None:
            return _made(cues, place, "where.following")
    return None


def whole_country(cues: Cues, figure: Casualty) -> Where | None:
    """A toll of a whole war: the country its sentence names, else the article's."""
    named = [p for p in cues.scene(figure.sentence).places if p.precision == "country"]
    if named:
        return _made(cues, min(named, key=lambda p: _far(cues, p, figure)), "where.country")
    place = cues.country()
    return _made(cues, place, "where.article") if place else None
