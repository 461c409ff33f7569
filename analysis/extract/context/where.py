"""Where the people of a figure came to harm, by its own sentence: the scene nearest to it, the finer one first.

"Shelling killed two in the Salaheddin district of Aleppo" takes Salaheddin.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.extract.context.asides import (
    is_a_capital,
    is_aside,
    since_record,
)
from analysis.extract.context.clauses import is_of_the_beginning, own_cues, parted, relative_cue
from analysis.extract.context.courts import judged_from
from analysis.extract.context.cues import Cues, anchor
from analysis.extract.context.far_off import is_far_off
from analysis.extract.context.geography import FINE, coarse, compatible, lies_in, owned_by
from analysis.extract.context.scenes import AREA_NAME, fine_scenes, is_scene, scenes
from analysis.lean import dataclass
from analysis.opened import Opened
from analysis.records import Casualty, Place

_AT = re.compile(
    r"\b(?:in|at|near|outside|on|around|of|inside|across|hit|struck|targeting|targeted|targets|"
    r"against|shelled|bombed|attacked|over|rocked|shook|from|between|and|to|into|off|north|south|"
    r"east|west|for|town|city|village|district|neighbo\w+|countryside|camp|province)\s+(?:the )?(?:[\w-]+ ){0,4}$",
    re.IGNORECASE,
)
_OPENS = 30  # characters: a place that opens its sentence
_BESIDE = re.compile(r"\b(?:amid|while|whereas|meanwhile)\b")  # opens the clause of another deed


@dataclass(frozen=True, slots=True)
class Where:
    """A place found for a figure, with the words and the rule."""

    name: str
    words: str
    rule: str
    place: Place


def is_area(where: Where) -> bool:
    """True for a district or more."""
    return coarse(where.place) >= FINE["admin2"] or AREA_NAME.search(where.words) is not None


# "98 evacuees from the towns of Bela and Kossa were killed": on their way, and in neither
_LEFT = re.compile(
    r"\b(?:evacuees|evacuated|passengers|pilgrims|travell?ers|displaced)(?: people)? from (?:the )?"
    r"(?:[a-z-]+ ){0,4}(?:of )?(?:[A-Z][\w’'-]+ and )?$"
)


def _is_where_they_left(cues: Cues, figure: Casualty, place: Place) -> bool:
    """True for the towns that those harmed on the way came from; who fled is of the town they fled."""
    if figure.harm == "displaced" or "from" not in cues.reading.vocabulary:
        return False
    return _LEFT.search(cues.text, max(0, place.start - 90), place.start) is not None


# ------------------------------------------------------------------- the rules, finest first


def local_where(cues: Cues, figure: Casualty) -> Where | None:
    """The best place of the figure's own sentence."""
    scene, text = cues.scene(figure.sentence), cues.text
    found = _in_record(cues, figure) or scenes(cues, figure.sentence)
    if figure.end <= (
        deed := judged_from(cues, figure.sentence)
    ):  # the man sentenced, not his victims
        found = [p for p in scene.places if p.end <= deed and is_scene(p)]
    found = [p for p in found if not is_of_the_beginning(text, figure, p.start)]
    found = [p for p in found if not of_a_part_alone(cues, figure, p)]
    found = [p for p in found if not _is_where_they_left(cues, figure, p)]
    named = _of_its_clause(cues, figure, _of_its_part(cues, figure, found))
    if not named:
        return None
    told_of = relative_cue(text, figure, named)
    if told_of is not None:
        return made(cues, _finer(text, told_of, named), "where.relative")
    places = own_cues(text, scene, figure, named)
    if figure.scope != "incident":
        places = [p for p in places if not _of_a_part(cues, scene.start, p, figure)]
        if not places:
            return None
        places = [p for p in places if p.precision != "line"] or places
        near = min(places, key=lambda p: far_from(cues, p, figure))
        return made(cues, owned_by(text, near, places), "where.sentence")
    fine = [p for p in places if coarse(p) < FINE["line"]]
    if not fine and any(
        coarse(p) < FINE["line"] for p in named
    ):  # its clause names a country, another a town
        land = places[0]
        towns = [p for p in named if coarse(p) < FINE["line"] and compatible(p, land)]
        fine = [p for p in towns if not _BESIDE.search(text, min(p.end, land.end), p.start)]
        if not fine:
            return made(cues, land, "where.clause")
    best = min(fine or places, key=lambda p: far_from(cues, p, figure) + 8 * coarse(p))
    if (behind := _right_behind(text, figure, fine)) is not None:
        best, fine = behind, [p for p in fine if p.start >= behind.start]
    near = min(places, key=lambda p: far_from(cues, p, figure))
    if near is not best and _BESIDE.search(text, min(near.start, best.start), best.start):
        # "four were killed in Syria amid reports of clashes outside Aleppo"
        return made(cues, near, "where.clause")
    inner = _within(text, scene.start, best, fine, figure) or _finer(text, best, fine)
    if coarse(inner) < FINE["line"] and _is_measured(cues, scene.start, inner):
        return made(cues, inner, "where.measured")
    if (town := _of_them_all(text, inner, places)) is not None:
        return made(cues, town, "where.of_them_all")
    if coarse(inner) >= FINE["admin2"] or AREA_NAME.search(text, inner.start, inner.end):
        inner = next((p for p in places if _is_road(text, p)), inner)
    return made(cues, inner, "where.sentence")


# "killed a commander, John Roe, in Kara": a name may stand between
_BEHIND = re.compile(
    r"(?:,? (?!(?:On|In|At|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)[A-Z][\w’'-]+"
    r"(?: [A-Z][\w’'-]+){0,3},?)? (?:in|at|near|outside) (?:the )?(?:(?:town|village|city|district) of )?"
)


def _right_behind(text: str, figure: Casualty, fine: list[Place]) -> Place | None:
    """ "claiming the lives of nine in Kara and two in Bela": the place right behind each."""
    return next((p for p in fine if _BEHIND.fullmatch(text, figure.end, p.start)), None)


# "since gunmen attacked the police in Kara in 2017": how it began; "most of them along the front": a part
_SINCE_DEED = re.compile(
    r"\bwhich (?:had |has )?(?:first )?(?:began|begun|broke out|erupted|started)\b[^,.;]*$|"
    r"\bsince\b[^,.;]*\b(?:attacked|seized|took|captured|stormed|overran|launched|invaded|ousted|began|erupted|started|"
    r"broke out|toppled|raided|bombed|shelled)\b[^,.;]*$"
)
_MOST_OF_THEM = re.compile(
    r"(?:\b(?:most|many|half|some|several|the majority)|\d) of (?:them|whom)\b"
)


def _of_a_part(cues: Cues, start: int, place: Place, figure: Casualty) -> bool:
    """True for the place of the deed that a tally counts from, or of a part of those counted."""
    before = cues.text[max(start, place.start - 110) : place.start]
    if ("since" in before or "which" in before) and _SINCE_DEED.search(before):
        return True
    return _MOST_OF_THEM.search(cues.text, figure.end, max(figure.end, place.start)) is not None


# "a town outside the capital": somewhere near it
_OUTSIDE = Opened(
    r"\b(?:near|outside|close to) (?:the )?(?:[\w-]+ )?(?P<capital>capital )?$", re.IGNORECASE
)


def _is_measured(cues: Cues, start: int, place: Place) -> bool:
    """True for a place that only tells how far from it the scene lies."""
    if is_far_off(cues, place):
        return True
    found = _OUTSIDE.search(cues.reading, max(start, place.start - 60), place.start)
    if found is None:
        return False
    return (
        bool(found.group("capital"))
        or is_a_capital(cues, place)
        or place.rule == "place.the_capital"
    )


# "in the quarters of Bela, Kossa and Dor in Kara": in Kara, whichever of them it was
_LISTED = re.compile(r"(?:,|,? and|,? or)? (?:the )?")


def _of_them_all(text: str, one: Place, places: list[Place]) -> Place | None:
    """The town around a list of its parts, of which ``one`` is the last: who came to harm in which is not told."""
    at = next((k for k, place in enumerate(places) if place is one), 0)
    last = at
    while last + 1 < len(places) and _LISTED.fullmatch(
        text, places[last].end, places[last + 1].start
    ):
        last += 1
    several = last > at or (
        at > 0 and _LISTED.fullmatch(text, places[at - 1].end, places[at].start) is not None
    )
    among = _AMONG_QUARTERS.search(text, one.start, min(one.end + 16, len(text))) is not None
    among = among and text.endswith(
        " and ", 0, one.start
    )  # the names before may be known to no map
    if not (several or among) or last + 1 >= len(places):
        return None
    around = places[last + 1]
    listed = among or " and " in text[places[max(0, at - 1)].end : places[last].start]
    inside = _IN_A_TOWN.fullmatch(text, places[last].end, around.start) is not None
    return around if listed and inside and around.precision == "exact" else None


_AMONG_QUARTERS = re.compile(r" (?:districts|quarters|neighbou?rhoods|suburbs)\b")
_IN_A_TOWN = re.compile(
    r"(?: (?:districts|quarters|neighbou?rhoods|suburbs))?,? (?:in|of) (?:the )?(?:city of |town of )?"
)
_BORDER = re.compile(r"border|frontier|line\b", re.IGNORECASE)
_ON_A_ROAD = re.compile(r"\b(?:on|along) (?:the|a) (?:[\w-]+ ){0,2}$")


def _is_road(text: str, place: Place) -> bool:
    """ "In Kara district, nine were seized on the Kara-Bela road": finer than the district."""
    if place.precision != "line" or _BORDER.search(text, place.start, place.end):
        return False
    return _ON_A_ROAD.search(text[max(0, place.start - 40) : place.start]) is not None


def _in_record(cues: Cues, figure: Casualty) -> list[Place]:
    """ "the worst since May, when nine died in Auno": the places of the earlier deed, for its own figure."""
    scene = cues.scene(figure.sentence)
    at = since_record(cues.text, scene.start, figure.start)
    if at is None:
        return []
    later = [p for p in scene.places if p.start > at and is_scene(p)]
    return [
        p for p in later if not is_aside(cues, max(scene.start, figure.start - 60), p, record=True)
    ]


def _of_its_part(cues: Cues, figure: Casualty, places: list[Place]) -> list[Place]:
    """The places no semicolon parts from the figure; else those of the part before."""
    text = cues.text
    near = [
        p for p in places if ";" not in text[min(p.end, figure.start) : max(p.start, figure.end)]
    ]
    return near or [p for p in places if p.end <= figure.start]


# "nine of them | in Kara", "including two | in Bela"
_PLACED = re.compile(
    r" (?:[a-z]+ )?(?:in|at|near|outside|around) (?:the )?(?:(?:town|village|city|district) of )?"
)


def of_a_part_alone(cues: Cues, figure: Casualty, place: Place) -> bool:
    """True for the Kara of "17 dead, nine of them in Kara, and two hurt", for whomever but the nine."""
    if figure.subset_of:
        return False
    return any(
        f.rule == "casualty.including"
        and f.subset_of
        and f.end <= place.start
        and _is_counted_alone(f)
        and _PLACED.fullmatch(cues.text, f.end, place.start)
        for f in cues.scene(figure.sentence).figures
    )


def _is_counted_alone(figure: Casualty) -> bool:
    """ "nine of them", "13", not "19 children": how many of those told before, and not who."""
    words = (figure.victims or "").split()
    return words[-1:] == ["them"] or len(words) < 2


# "two died in the city, while in Kara ...", "and that troops had chased them to the river, where six ..."
_NEXT_CLAUSE = re.compile(
    r"\b(?:(?:while|whereas) (?:in|at|near|on|outside)|(?:and|but) that|(?:hours?|days?|weeks?|minutes) after)\b"
)


def _of_its_clause(cues: Cues, figure: Casualty, places: list[Place]) -> list[Place]:
    """The places no clause of another figure parts from this one."""
    behind = [f for f in cues.scene(figure.sentence).figures if f.start > figure.end]
    if not behind or not places:
        return places
    parting = _NEXT_CLAUSE.search(cues.text, figure.end, behind[-1].start)
    if parting is None:
        return places
    return [p for p in places if p.start < parting.start()]


def first_scenes(cues: Cues, sentence: int) -> list[Place]:
    """The fine scenes of a sentence's first deed, by which it goes on with one told before."""
    figures, places = cues.scene(sentence).figures, fine_scenes(cues, sentence)
    return _of_its_clause(cues, figures[0], places) if len(figures) > 1 else places


def far_from(cues: Cues, place: Place, figure: Casualty) -> int:
    """How far a place stands from a figure of its sentence, in characters and detours."""
    scene = cues.scene(figure.sentence)
    cost = scene.cost((place.start, place.end), anchor(figure))
    before = cues.text[max(0, place.start - 40) : place.start]
    return cost + (0 if _located(before) else 40)


@lru_cache(maxsize=4096)  # asked again for every figure of the sentence
def _located(before: str) -> bool:
    return before.endswith((" in ", " at ", " near ", " of ")) or _AT.search(before) is not None


def _within(
    text: str, start: int, best: Place, others: list[Place], figure: Casualty
) -> Place | None:
    """ "Borno State: nine died in Auno", "In Aden, shells fell on Crater": a finer place told inside it."""
    wide = best.precision in ("admin1", "admin2", "country")
    heads = text.startswith(":", best.end)
    opens = best.start - start < _OPENS and best.end <= figure.start

    def inside(place: Place) -> bool:
        if place.start <= best.end or place.name == best.name:
            return False
        if heads and coarse(place) <= max(coarse(best), FINE["unnamed"]):
            return True
        if wide and coarse(place) < coarse(best) and lies_in(place, best):
            return True
        if not opens or place.start < figure.end or not _beside(place, best):
            return False
        return not parted(text[figure.end : place.start])

    finer = [place for place in others if inside(place)]
    return min(finer, key=lambda p: abs(p.start - figure.start), default=None)


_NESTED = re.compile(
    r",? (?:in|of|,) (?:the )?(?:[Rr]ural |[Gg]reater |central |(?:north|south|east|west)[a-z]* )?"
    r"(?:(?:city|countryside|parts?|sides?|areas?|section|suburbs?|outskirts) of (?:the )?)?|, "
)
_INSTITUTION = re.compile(
    r"(?:hospital|clinic|school|university|hotel|market|mosque|church|prison|airport|square|street|bridge|mall|base)$",
    re.IGNORECASE,
)


_OUTER = re.compile(
    r" (?:(?:port|border|market|capital|frontline) )?(?:city|town|village|port|suburb|camp|district) of (?:the )?"
)


def _finer(text: str, best: Place, others: list[Place]) -> Place:
    """ "the Salaheddin district of Aleppo": the finer of two places that stand together."""
    for place in others:
        close = -1 <= best.start - place.end <= 40
        inside = best.name in (place.admin1, place.admin2, place.country) or _beside(place, best)
        if inside and _OUTER.fullmatch(text, best.end, place.start):
            return place  # "the southern Kasai city of Tshikapa"
        if not close or not (inside or not place.admin1):
            continue
        if coarse(place) < coarse(best):
            return place
        nested = _NESTED.fullmatch(text, place.end, best.start) and coarse(place) <= FINE["admin2"]
        if nested and not _INSTITUTION.search(text, place.start, place.end):
            return place  # "the Shati camp in Gaza"
    return best


def _beside(place: Place, area: Place) -> bool:
    """ "Douma, the largest town in Eastern Ghouta": within half a degree of the area's point."""
    if place.lat is None or place.lon is None or area.lat is None or area.lon is None:
        return False
    return abs(place.lat - area.lat) < 0.5 and abs(place.lon - area.lon) < 0.5


def made(cues: Cues, place: Place, rule: str) -> Where:
    """The answer, with the words of the place; of a hospital or hotel, its town."""
    words = cues.text[place.start : place.end]
    building = _BUILDING.search(cues.reading, place.start, place.end)
    town = _town_of(cues, place) if building else None
    return Where((town or place).name, words, rule, town or place)


_BUILDING = Opened(
    r"\b(?:[Hh]ospital|[Cc]linic|[Hh]otel|[Uu]niversity|[Ss]chool|[Mm]all|[Aa]cademy|"
    r"Street|Avenue|Boulevard|Lane|Directorate|Ministry|Headquarters)\b"
)
_TOWNS_BACK = 4  # sentences


def _town_of(cues: Cues, place: Place) -> Place | None:
    """The town named beside a building, else the last one named before it."""

    def is_town(other: Place) -> bool:
        fits = other.precision == "exact" and other.country == place.country
        building = _BUILDING.search(cues.reading, other.start, other.end)
        return fits and other.role == "scene" and building is None

    here = [p for p in cues.scene(place.sentence).places if is_town(p)]
    for town in here:
        if 0 <= town.start - place.end <= 20 or 0 <= place.start - town.end <= 20:
            return town
    for town in here:
        if place.source.startswith(f"{town.name}, "):
            return town  # "In Aleppo city four were hurt by a rocket on Salem Street"
    for sentence in range(place.sentence - 1, max(-1, place.sentence - 1 - _TOWNS_BACK), -1):
        for town in cues.scene(sentence).places:
            if is_town(town):
                return town
    return None
