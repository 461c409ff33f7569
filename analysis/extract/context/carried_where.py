"""The place of a figure whose own sentence names none: what the sentences beside it say.

The next sentence may tell where "the attack" or "the clashes" were, the one before may open with the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.extract.context.cues import Cues
from analysis.extract.context.geography import FINE, coarse, compatible
from analysis.extract.context.scenes import fine_scenes, scenes
from analysis.extract.context.where import Where, made
from analysis.records import Casualty, Place

_HEAD = 8  # characters before a place that opens its sentence ("In Adre")


# "a convoy moving between Ayoun and Kiffa was ambushed outside Guerou": the ends of a journey
_BETWEEN = re.compile(r"\bbetween (?:[A-Z][\w’'-]+ (?:[A-Z][\w’'-]+ )?and )?$")


# "in the Niger valley town of Gaya": the river tells but where the town lies
_TOWN_OF = re.compile(r" (?:[a-z]+ )?(?:town|village|city) of (?:the )?")


def _leads_to_a_town(text: str, place: Place, places: list[Place]) -> bool:
    return any(_TOWN_OF.fullmatch(text, place.end, other.start) for other in places)


def carried_where(
    cues: Cues, sentences: Iterable[int], inside: Where | None, rule: str
) -> Where | None:
    """The finest scene of the first of ``sentences`` that has one, inside ``inside`` if given."""
    for sentence in sentences:
        places = fine_scenes(cues, sentence)
        if inside is not None:
            level = coarse(inside.place)
            places = [p for p in places if coarse(p) < level and compatible(p, inside.place)]
        text = cues.text
        places = [
            p for p in places if not _BETWEEN.search(text[max(0, p.start - 70) : p.start])
        ] or places
        places = [p for p in places if not _leads_to_a_town(text, p, places)]
        place = min(places, key=lambda p: (max(coarse(p), FINE["unnamed"]), p.start), default=None)
        if place is not None:
            return made(cues, place, rule)
    return None


_THE_ATTACK = re.compile(
    r"\bthe (?:\w+ )?(?:attacks?|strikes?|airstrikes?|air strikes?|raids?|shelling|bombing|blasts?|bombs?|"
    r"explosions?|planes|warplanes|jets|shells|rockets|missiles?) (?:hit|struck|targeted|took place|happened|"
    r"occurred|landed|fell|(?:was|were) (?:executed|conducted|launched|carried out|staged))",
    re.IGNORECASE,
)


def same_attack_where(cues: Cues, figure: Casualty) -> Where | None:
    """ "The planes struck a shelter near X" right after a figure of attacks without a place."""
    after = figure.sentence + 1
    if after >= len(cues.reading.sentences) or not cues.scene(figure.sentence).attacks:
        return None
    sentence = cues.reading.sentences[after]
    if not _THE_ATTACK.search(cues.text, sentence.start, sentence.end):
        return None
    return carried_where(cues, [after], None, "where.same_attack")


_THE_STRIFE = re.compile(
    r"\W*The (?:[\w-]+ )?(?:clashes|fighting|violence|battles?|unrest|bombardment|siege|"
    r"shelling|strikes|raids|attacks)\b"
)


def strife_where(cues: Cues, figure: Casualty, inside: Where | None) -> Where | None:
    """ "Seventy died in a week of fighting. The clashes in Kara began on ...": the strife's place."""
    after = figure.sentence + 1
    if after >= len(cues.reading.sentences):
        return None
    sentence = cues.reading.sentences[after]
    if not _THE_STRIFE.match(cues.text, sentence.start, sentence.end):
        return None
    found = carried_where(cues, [after], inside, "where.strife")
    if found is not None and _THEN.search(cues.text, sentence.start, found.place.start):
        return None  # "The clashes have raged in the north and on Friday rebels seized Kara"
    return found


_THEN = re.compile(
    r"\b(?:and|but|while) (?:on (?:[A-Z][a-z]+day|\d)|late on|early on|in [A-Z][a-z]+ )"
)


def topic_where(cues: Cues, sentence: int) -> Where | None:
    """ "In Adre, 500 people arrive every day. Two children died": the place the sentence before opens with."""
    sentences = cues.reading.sentences
    if sentence == 0 or sentences[sentence].paragraph != sentences[sentence - 1].paragraph:
        return None
    scene = cues.scene(sentence - 1)
    opens = any(p.start - scene.start < _HEAD for p in fine_scenes(cues, sentence - 1))
    return carried_where(cues, [sentence - 1], None, "where.topic") if opens else None


def elsewhere_where(cues: Cues, sentences: Iterable[int]) -> Where | None:
    """The place of another deed that one of ``sentences`` speaks of in passing."""
    for sentence in sentences:
        scenes(cues, sentence)
        for place in cues.scene(sentence).elsewhere:
            return made(cues, place, "where.elsewhere")
    return None
