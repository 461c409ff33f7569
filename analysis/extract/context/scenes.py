"""The places of a sentence where its deed may have happened.

A place that says where somebody spoke, where another deed was done or how far off the scene lies is none.
"""

from __future__ import annotations

import re

from analysis.extract.context.asides import (
    is_aside,
)
from analysis.extract.context.courts import judged_from
from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.far_off import is_far_off, is_long_way_off
from analysis.extract.context.geography import FINE, coarse, lies_in
from analysis.opened import Opened
from analysis.records import Place

# "a raid that followed the burning of the mill at Kara": the place of another deed
_OTHER_DEED = Opened(
    r"\b(?:revenge for|retaliation for|response to)(?: [\w’'-]+){0,4} $", re.IGNORECASE
)


def is_scene(place: Place) -> bool:
    """True for a place where something can have happened (no party, no dateline)."""
    return place.role == "scene" and bool(place.name)


AREA_NAME = re.compile(
    r"(?:territory|district|region|county|state|province|department|governorate|oblast|(?:sub-?)?division|zone)$",
    re.IGNORECASE,
)


def scenes(cues: Cues, sentence: int) -> list[Place]:
    """The places of a sentence where its deed may have happened, in order; found once."""
    scene = cues.scene(sentence)
    if scene.happened is None:
        named = _no_asides(cues, scene)
        named = named or [p for p in scene.places if is_scene(p) and _dwelt_in(cues, p)]
        deed = judged_from(cues, sentence)
        named = _near_enough(cues, [p for p in named if p.start >= deed])
        scene.elsewhere = [p for p in named if _is_of_another_deed(cues, scene.start, p)]
        scene.happened = [p for p in named if p not in scene.elsewhere]
    return scene.happened


_HEADS = re.compile(r"(?:[-–•*] )?(?:[Ii]n |[A-Z][\w-]+ )?")


_COLON = re.compile(r"(?: [\w’'-]+){0,4}: ")


def head_place(cues: Cues, sentence: int) -> Place | None:
    """The place that heads a sentence: "Chad: nine herders killed in a raid"."""
    scene = cues.scene(sentence)
    place = scene.places[0] if scene.places else None
    if place is None or not _COLON.match(cues.text, place.end, scene.end):
        return None
    return place if _HEADS.fullmatch(cues.text, scene.start, place.start) else None


_JOINED = re.compile(r",? and (?:the )?|, ")


def _no_asides(cues: Cues, scene: Scene) -> list[Place]:
    """The places that are none beside the tale; what is joined to one by "and" is another."""
    out: list[Place] = []
    aside: Place | None = None
    for place in scene.places:
        joined = aside is not None and _JOINED.fullmatch(cues.text, aside.end, place.start)
        if is_scene(place) and (joined or is_aside(cues, scene.start, place)):
            aside = place
            continue
        aside = None
        if is_scene(place):
            out.append(place)
    return out


# "in Eastern Ghouta, the largest enclave near Damascus"
_LIES_BY = re.compile(
    r"(?:,? (?P<apposed>(?:an?|the|its) (?:[a-z-]+ ){1,6})|,? )(?:just )?"
    r"(?:near|outside|close to|not far from|bordering) (?:the )?(?:[a-z]+ ){0,3}"
    # "Naquidunga, a village in Quissanga district"
    r"|, (?P<kind>an?|the) (?:[a-z-]+ ){0,3}(?:village|town|hamlet|suburb|quarter|locality|settlement|commune|"
    r"community|port|enclave|neighbou?rhood|camp|city)(?: [a-z]+){0,2} (?:in|of|on|along) (?:the )?(?:[a-z]+ ){0,3}"
)


def _lies_by(cues: Cues, named: list[Place], place: Place) -> bool:
    """True for a place that only tells what the one named just before is near to."""
    before = [p for p in named if p.end < place.start and coarse(p) <= FINE["admin2"]]
    for other in before[-1:]:
        found = _LIES_BY.fullmatch(cues.text, other.end, place.start)
        if found is not None:  # not "in Zharay district, near Senjaray"
            area = AREA_NAME.search(cues.text, other.start, other.end)
            if found.group("kind"):
                return True
            return bool(found.group("apposed")) or (not area and coarse(other) <= coarse(place))
    return False


def _near_enough(cues: Cues, named: list[Place]) -> list[Place]:
    """The places that are no measure of how far off the scene is, where there are others.

    "15 km from Salamiyah in Hama province" is as near as the words come, and so is "15 km from Salamiyah".
    """
    far = [p for p in named if is_far_off(cues, p) or _lies_by(cues, named, p)]
    if any(is_long_way_off(cues, p) for p in far):
        named = [p for p in named if p not in far or not is_long_way_off(cues, p)]
    here = [p for p in named if p not in far] if far else named
    finest = min((coarse(p) for p in here), default=FINE["line"])
    if finest in (FINE["admin1"], FINE["admin2"]):
        return [p for p in named if p in here or any(lies_in(p, area) for area in here)]
    return here if finest < FINE["line"] else named


def _is_of_another_deed(cues: Cues, start: int, place: Place) -> bool:
    low = max(start, place.start - 80)
    if _OTHER_DEED.search(cues.reading, low, place.start) is not None:
        return True
    return _WATCHING.match(cues.text, place.end) is not None and (
        _WATCHED_FROM.search(cues.reading, low, place.start) is not None
    )


# "an operations room in Cairo will monitor breaches": whence a deal is watched
_WATCHED_FROM = Opened(
    r"\b(?:room|centre|center|cell|committee|secretariat|mechanism|mission|team|hub|panel)"
    r"(?: based| seated| located)? (?:in|at) $"
)
_WATCHING = re.compile(
    r" (?:will|would|is to|are to|was to|to|shall) (?:also |then )?"
    r"(?:monitor|oversee|supervise|verify|co-?ordinate|track|watch|observe|police)\b"
)


# "residents of Kara said shells fell": they tell what happened there
_DWELLERS = Opened(
    r"\b(?:[Rr]esidents|[Vv]illagers|[Ii]nhabitants|[Ll]ocals|[Ww]itnesses|[Ee]yewitnesses|[Pp]eople) "
    r"(?:of|in|from|at) (?:the )?(?:[a-z]+ ){0,2}(?:of )?$"
    r"|\b(?:[Hh]ead|[Cc]hief|[Aa]dministrator|[Mm]ayor|[Gg]overnor|[Cc]ommandant|[Cc]ouncil|[Mm]unicipality) of the "
    r"(?:[a-z]+ )?(?:town|city|village|port) of $"
)


def _dwelt_in(cues: Cues, place: Place) -> bool:
    return _DWELLERS.search(cues.reading, max(0, place.start - 50), place.start) is not None


def fine_scenes(cues: Cues, sentence: int) -> list[Place]:
    """The scenes of a sentence that are finer than a country."""
    return [p for p in scenes(cues, sentence) if coarse(p) < FINE["line"]]
