"""Places that a sentence points at: "in the province", "there", "the mayor of Kara said"."""

from __future__ import annotations

import re

from analysis.extract.context.asides import SPEAKS_IN, governs
from analysis.extract.context.carried_where import carried_where
from analysis.extract.context.cues import Cues
from analysis.extract.context.geography import FINE, coarse, compatible
from analysis.extract.context.scenes import is_scene, scenes
from analysis.extract.context.where import Where, made
from analysis.lean import replace
from analysis.opened import Opened
from analysis.records import Casualty, Place

_HELD = re.compile(r"(?: (?:of|at|in) (?:(?!from\b)[\w’'-]+ ){0,5})?$")


def held_where(cues: Cues, figure: Casualty) -> Where | None:
    """ "The mayor of Kara was shot dead": where the victim held office, if nothing says where it was."""
    for place in cues.scene(figure.sentence).places:
        if not is_scene(place) or coarse(place) >= FINE["line"] or place.start < figure.start:
            continue
        inside = cues.text[figure.start : place.start] if place.start < figure.end else ""
        behind = _HELD.match(cues.text, figure.end, place.start) if not inside else None
        if (inside and not inside.endswith(("from ", "from the "))) or behind:
            return made(cues, place, "where.held")
    return None


_LOCAL = Opened(
    r"\b(?:authorities|officials?|police|mayor|administration|council|officers?|commander|administrator|prefect|"
    r"rescuers|firefighters|medics|doctors|hospital|clinic|mosque|church) (?:in|of|at|from) "
    r"(?:the (?:town|city|village|district|occupied town|port) of )?(?:[a-z]+ )?$"
)


def spoken_of_where(cues: Cues, figure: Casualty) -> Where | None:
    """ "The mayor of Kara said shells killed nine": the town whose own people tell of it, no capital."""
    for place in cues.scene(figure.sentence).places:
        local = is_scene(place) and coarse(place) < FINE["admin1"]
        if local and place.end <= figure.start and place.rule != "place.the_capital":
            if _LOCAL.search(cues.reading, max(0, place.start - 60), place.start):
                return made(cues, place, "where.spoken_of")
    return None


_THERE = Opened(
    r"\b(?:in|on|across|of|around|throughout|into|over|near|outside|inside|against|from|to|hit|struck|shelled|bombed|"
    r"stormed|attacked|entered|reached|left|captured|seized|overran|besieged|fled)\s+"
    r"(?:the|this|that|his|her)\s+(?:[\w-]+-(?:run|held|controlled|ruled|populated|majority)\s+)?(?:(?:same|besieged|whole|entire|(?:(?:north|south)-?)?(?:eastern|western)|northern|southern|central)\s+)?"
    r"(province|governorate|region|state|district|country|nation|city|town|village|area|neighbou?rhood|camp|suburb|"
    r"quarter|territory)\b",
    re.IGNORECASE,
)
_THE_WORST = Opened(
    r"\b(?:deadliest|worst|bloodiest|largest|biggest|heaviest|fiercest|first|latest)\b(?: [\w’'-]+){0,5} $"
)
_UNQUOTED = re.compile(r"[\"”]")
_OWN_REGION = re.compile(r"\b(?:his|her)\b")  # "the Kherson governor said nine died in his region"
_LEVELS = {
    "province": (4,), "governorate": (4,), "region": (4, 3), "state": (4,), "district": (3, 2, 0),
    "country": (6,), "nation": (6,), "city": (0,), "town": (0,), "village": (0,),
    "neighbourhood": (1, 0, 2), "neighborhood": (1, 0, 2), "camp": (1, 0, 2),
    "suburb": (1, 0, 2), "quarter": (1, 0, 2), "territory": (4, 6, 3),
}  # fmt: skip
_BACK = 12


def named_before(cues: Cues, figure: Casualty) -> Where | None:
    """ "in the province", "of the town": the last place of that kind named before the figure."""
    scene = cues.scene(figure.sentence)
    found = _THERE.search(cues.reading, scene.start, scene.end)
    if found is None:
        return _there(cues, figure)
    if _THE_WORST.search(cues.reading, max(scene.start, found.start() - 60), found.start()):
        return _there(cues, figure)  # "one of the deadliest assaults | in the country"
    if SPEAKS_IN.search(cues.reading, max(scene.start, found.start() - 90), found.start(1)):
        return _there(cues, figure)  # "a police officer in the state said"
    if _UNQUOTED.search(cues.text, figure.end, found.start()):
        return _there(cues, figure)  # '... died," said the man, who fears for peace in the state'
    level = found.group(1).lower()
    if level == "area":
        return _there(cues, figure, found.group())
    if level not in _LEVELS:
        return None
    near = range(figure.sentence, max(-1, figure.sentence - _BACK), -1)
    before = [p for s in near for p in reversed(scenes(cues, s)) if p.end <= found.start()]
    if _OWN_REGION.search(found.group()):
        governed = (p for p in scene.places if governs(cues.text, p) and p.end <= found.start())
        for place in governed:
            name = place.admin1 or place.name
            return Where(
                name, found.group(), "where.governed", replace(place, name=name, precision="admin1")
            )
        return None
    called = (p for p in before if _is_called(cues.text, p, level))
    for place in (*called, *before):
        if coarse(place) in _LEVELS[level]:
            if level in ("city", "town") and _has_left(place, before):
                return None
            return Where(place.name, found.group(), "where.named_before", place)
    for place in before if _LEVELS[level][0] == FINE["admin1"] else ():
        if place.admin1:
            return Where(place.admin1, found.group(), "where.named_before", place)
    return None


def _has_left(town: Place, before: list[Place]) -> bool:
    """ "Kara was shelled. ... In the province of Soma jets bombed the capital. ... in the city": not Kara."""
    since = (p for p in before if p.start > town.end and coarse(p) == FINE["admin1"])
    return any(not compatible(province, town) for province in since)


def _is_called(text: str, place: Place, level: str) -> bool:
    """ "the suburb of Kara", "Kara district": so called where it was named."""
    own = text[place.start : place.end].lower()
    return (
        text.endswith(f"{level} of ", 0, place.start)
        or text.startswith(f" {level}", place.end)
        or own.endswith(f" {level}")
    )


# "an attack there killed nine"; not "there were nine dead"
_ADVERB = Opened(
    r"(?<=[a-z] )(?:at|in|on) the same (?:street|road|track|path|highway|route|stretch|bridge|river|beach|hill|"
    r"spot|place|site|building|estate|market|mosque|camp|checkpoint|junction|valley)\b|"
    r"(?<=[a-z] )there\b(?! (?:is|are|was|were|has|have|had|will|would|could|may|might|seems?|exists?)\b)"
)


def _last_named(cues: Cues, sentence: int) -> Place | None:
    """The last town of a sentence, also one that only somebody speaks in: "there" may point at it."""
    if sentence < 0:
        return None
    towns = [p for p in cues.scene(sentence).places if is_scene(p) and coarse(p) <= FINE["unnamed"]]
    return towns[-1] if len({p.name for p in towns}) == 1 else None


def _there(cues: Cues, figure: Casualty, words: str = "") -> Where | None:
    """ "There", "in the area": the finest scene of the nearest sentence before that has one."""
    scene = cues.scene(figure.sentence)
    found = None if words else _ADVERB.search(cues.reading, scene.start, scene.end)
    if not words and (found is None or not (scene.attacks or "same" in found.group())):
        return None
    named = _last_named(cues, figure.sentence - 1) if not words else None
    if named is not None:
        return Where(named.name, "there", "where.there", named)
    back = _BACK if words else 5
    before = range(figure.sentence - 1, max(-1, figure.sentence - back), -1)
    where = carried_where(cues, before, None, "where.there")
    return replace(where, words=words or "there") if where else None
