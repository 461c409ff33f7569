"""Where the people of a figure came to harm: the scene nearest to it, the finer one first.

"Shelling killed two in the Salaheddin district of Aleppo" takes Salaheddin. A place that says
where somebody spoke, or where the victims came from, is no scene. A sentence without a scene, or
with a coarse one, takes the finest that the other sentences of its incident name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from analysis.extract.context.cues import Cues, anchor
from analysis.lean import dataclass, replace
from analysis.quick import compiled
from analysis.records import Casualty, Place

_AT = compiled(
    r"\b(?:in|at|near|outside|on|around|of|inside|across|hit|struck|targeting|targeted|targets|"
    r"against|shelled|bombed|attacked|over|rocked|shook|from|between|and|to|into|off|north|south|"
    r"east|west|for|town|city|village|district|neighbo\w+|countryside|camp|province)\s+(?:the )?(?:[\w-]+ ){0,4}$",
    re.IGNORECASE,
)
_IN_AREA = frozenset(("place.inside", "place.same_sentence", "place.in_the_town"))
_FINE = {"exact": 0, "near": 1, "unnamed": 2, "admin2": 3, "admin1": 4, "line": 5, "country": 6}

# ------------------------------------------------------------ places that are no scene

# "an official in Baghdad said", "Damascus said": where the one who speaks is
_THEN_SAID = compiled(
    r"(?:['’]s)?(?: (?:province|city|district|region|governorate|area|town))?"
    r"(?: (?:also|has|have|had|later|earlier|on|late|early|[A-Z][a-z]+day|by (?:phone|telephone)))*"
    r" (?:said|says|told|announced|added|reported|confirmed|stated|tweeted)\b(?! (?:to be|to have)\b)"
)
_SPEAKS_IN = compiled(
    r"\b(?:spokes\w+|officials?|sources?|correspondents?|reporters?|activists?|analysts?|envoys?|diplomats?|"
    r"authorities|regime|government|allies|backers|leaders?|statement|interview|briefing|conference|summit|speech|aired|broadcast|"
    r"speaking|reporting|telephone|phone|channels?|told \w+|offices?|headquarters)"
    r"(?: (?:for|of|with|by|issued|released|published|read|made|held|in charge)(?: [\w’'-]+){0,5}?)?"
    r" (?:in|from|at|near)(?: the)?(?: (?:capital|city of|capital,|northern|southern|eastern|western|central))? $"
)
_ACCORDING_IN = compiled(r"\b(?:according to|citing|quoting)\b[^,.;]{0,70}\b(?:in|from|at|of) $")
# "returning to Baghdad from Kirkuk", "fled to Suruc": where people came from or went to
_ON_THE_WAY = compiled(
    r"\b(?:return(?:ing|ed)|travel\w+|driv\w+|on (?:the|their|his|her) way|en route|bound|head(?:ing|ed)|"
    r"flee(?:ing)?|fled|escap\w+|natives?|born|originally|evacuat\w+|transferred|flown|airlifted|taken|rushed|"
    r"brought|carried|crossed|crossing)"
    r"(?: [\w’'-]+){0,3}? (?:to|from|for|of|in|into|towards?)(?: the)?(?: [\w’'-]+){0,2} $",
    re.IGNORECASE,
)
_FAR_FROM = compiled(
    r"\b(?:kilomet\w+|km|miles?|hours? drive|an hour(?:['’]s)? drive)\b[^.;]{0,30} (?:of|from|to) $"
    r"|\b(?:like|unlike|times the area of|size of)(?: [\w’'-]+){0,2} $",
    re.IGNORECASE,
)
# "the head of the court in eastern Aleppo was among the dead": where a victim held office
_OFFICE = compiled(
    r"\b(?:head|chief|governor|mayor|commander|leader|director|judge|chairman|president|bishop|imam|"
    r"residents?|native|member|members) of [^,.;]{0,60}(?:in|of|for|from) $|\b(?:mayor|governor|bishop) of $"
)
# "Diyala's governor announced a curfew"
_OFFICE_BEHIND = compiled(
    r"(?:['’]s)? (?:provincial |regional |city |local |acting |deputy )?(?:governor|mayor|council|parliament|"
    r"authorities|officials?|prosecutors?)\b"
)
# "Morocco's Tangier and Tetouan cartels": the home of a gang, wherever it kills
_HOME_OF = compiled(
    r"(?:['’]s)?(?:,? [A-Z][\w’'-]+| and| or){0,5}(?: drug| crime)? (?:cartels?|gangs?|mafias?|syndicates?)\b"
)
# "the worst attack since rebels took Goundam": what came before
_RECORD_SINCE = compiled(
    r"\b(?:deadliest|worst|bloodiest|biggest|heaviest|largest|first|fiercest)\b[^.;]{0,60}\bsince\b[^.;]{3,90}$"
)
# "a convoy moving between Ayoun and Kiffa was ambushed outside Guerou": the ends of a journey
_BETWEEN = compiled(r"\bbetween (?:[A-Z][\w’'-]+ (?:[A-Z][\w’'-]+ )?and )?$")
_ROAD = compiled(r"(?: [\w-]+)? road\b")
_ON_ROAD = compiled(r"\b(?:on|along|off|at) the $")
# "died in Shifa hospital": where the wounded died, not where they were hit
_DIED_IN = compiled(
    r"\b(?:died|dies|dead|treated|treatment|surgery|condition|recovering|hospitali[sz]ed)\b"
    r"[^,.;]{0,40} (?:in|at) (?:the )?$"
)
_HOSPITAL = compiled(r"(?:['’]s)?(?: [\w-]+){0,2} (?:[Hh]ospital|[Cc]linic|[Mm]orgue)\b")
_A_HOSPITAL = compiled(r"(?:[Hh]ospital|[Cc]linic|[Mm]orgue)$")
# "a raid that followed the burning of the mill at Kara": the place of another deed
_OTHER_DEED = compiled(
    r"\b(?:nearby|revenge for|retaliation for|response to)(?: [\w’'-]+){0,4} $", re.IGNORECASE
)
# a country is a scene after a preposition; before a noun ("U.S. raids") it is a party
_IN_COUNTRY = compiled(
    r"\b(?:in|inside|across|throughout|of|over|into|to|from|around|within|outside|off|and|between|near|through|"
    r"entered|entering|left|leaving|reached|hit|hits|rocked|struck)"
    r"(?: (?:the|all|much|parts|of|northern|southern|eastern|western|central|north|south|east|west|"
    r"north-?(?:east|west)ern|south-?(?:east|west)ern|war-torn|rural|southwestern|southeastern))* $",
    re.IGNORECASE,
)
# "On Yemen, the commissioner says ...": the country the sentence turns to
_TOPIC = compiled(
    r"^\W*(?:(?:Also |And |Now |Turning |Moving )?(?:on|to|in)|Regarding|As for|Concerning) $",
    re.IGNORECASE,
)


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


def coarse(place: Place) -> int:
    """How coarse a place is: 0 a town, 6 a country; one known by the area it lies in is finer than that."""
    if place.precision in ("admin1", "admin2") and place.rule in _IN_AREA:
        return _FINE["unnamed"]
    return _FINE.get(place.precision, 3)


def scenes(cues: Cues, sentence: int) -> list[Place]:
    """The places of a sentence where its deed may have happened, in order; found once."""
    scene = cues.scene(sentence)
    if scene.happened is None:
        named = [p for p in scene.places if is_scene(p) and not _aside(cues, scene.start, p)]
        text, start = cues.text, scene.start
        scene.elsewhere = [p for p in named if _OTHER_DEED.search(text[start : p.start][-80:])]
        scene.happened = [p for p in named if p not in scene.elsewhere]
    return scene.happened


def _aside(cues: Cues, start: int, place: Place) -> bool:
    """True for a place that tells where somebody speaks, came from, or how far it is."""
    before = cues.text[max(start, place.start - 110) : place.start]
    if _THEN_SAID.match(cues.text, place.end) or _SPEAKS_IN.search(before):
        return True
    if (
        _ACCORDING_IN.search(before)
        or _FAR_FROM.search(before)
        or _since_record(cues, start, place)
    ):
        return True
    if place.precision == "country" and _acts(cues, place, before):
        return True
    if _OFFICE_BEHIND.match(cues.text, place.end) or _HOME_OF.match(cues.text, place.end):
        return True
    if _OFFICE.search(before) or (
        _ROAD.match(cues.text, place.end) and not _ON_ROAD.search(before)
    ):
        return True
    if _DIED_IN.search(before) and not _hit_there(cues, place):
        words = cues.text[place.start : place.end]
        if _A_HOSPITAL.search(words) or _HOSPITAL.match(cues.text, place.end):
            return True
    return bool(_ON_THE_WAY.search(before)) or cues.speaks_at(place.start, place.end)


def _since_record(cues: Cues, start: int, place: Place) -> bool:
    """True for a place of an earlier deed, which this one is said to be the worst since."""
    return _RECORD_SINCE.search(cues.text[max(start, place.start - 170) : place.start]) is not None


def _hit_there(cues: Cues, place: Place) -> bool:
    """True for "died in the hospital when a shell hit it": an attack told behind the place."""
    scene = cues.scene(cues.reading.sentence_at(place.start))
    return any(a.start > place.end and a.strength > 1 for a in scene.attacks)


def _acts(cues: Cues, place: Place, before: str) -> bool:
    """True for a country that is named for what is its own ("in U.S. air strikes")."""
    if cues.text[place.end - 1 : place.end + 1].endswith(
        ("’", "'")
    ) or place.end - place.start > len(place.name):
        return False  # "Syria's north", "Syrias north"
    if _TOPIC.search(before):
        return False
    if not _IN_COUNTRY.search(before):
        return bool(before.strip()) or cues.text[place.end : place.end + 1] == " "
    scene = cues.scene(cues.reading.sentence_at(place.start))
    return any(0 <= a.start - place.end <= 12 for a in scene.attacks)


def fine_scenes(cues: Cues, sentence: int) -> list[Place]:
    """The scenes of a sentence that are finer than a country."""
    return [p for p in scenes(cues, sentence) if coarse(p) < _FINE["line"]]


def compatible(one: Place, two: Place) -> bool:
    """True where both may be the same place: one name, or one inside the other."""
    if one.name == two.name or _inside(one, two) or _inside(two, one):
        return True
    return _close(one, two)


def _close(one: Place, two: Place) -> bool:
    """True for two points a town apart at most: a quarter and its city."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return False
    return abs(one.lat - two.lat) < _TOWN and abs(one.lon - two.lon) < _TOWN


def _inside(small: Place, big: Place) -> bool:
    """True where the big place is the country or province of the small one, or unknown."""
    if big.precision == "country":
        return small.country == big.country
    if small.country and big.country and small.country != big.country:
        return False
    if big.precision == "admin1" and small.admin1 is not None:
        return big.name == small.admin1 or small.admin1 == big.admin1
    return big.name in (small.admin1, small.admin2)


# ------------------------------------------------------------------- the rules, finest first


def local_where(cues: Cues, figure: Casualty) -> Where | None:
    """The best place of the figure's own sentence."""
    places = _of_its_part(cues, figure, scenes(cues, figure.sentence))
    if not places:
        return None
    if figure.scope != "incident":
        return made(cues, min(places, key=lambda p: far_from(cues, p, figure)), "where.sentence")
    fine = [p for p in places if coarse(p) < _FINE["line"]] or places
    best = min(fine, key=lambda p: far_from(cues, p, figure) + 8 * coarse(p))
    near = min(places, key=lambda p: far_from(cues, p, figure))
    if near is not best and _BESIDE.search(cues.text, min(near.start, best.start), best.start):
        # "four were killed in Syria amid reports of clashes outside Aleppo"
        return made(cues, near, "where.clause")
    return made(cues, _finer(best, fine), "where.sentence")


def _of_its_part(cues: Cues, figure: Casualty, places: list[Place]) -> list[Place]:
    """The places no semicolon parts from the figure; else the one that opens the sentence."""
    text = cues.text
    near = [
        p for p in places if ";" not in text[min(p.end, figure.start) : max(p.start, figure.end)]
    ]
    start = cues.scene(figure.sentence).start
    return near or [p for p in places if p.start - start < _OPENS]


def far_from(cues: Cues, place: Place, figure: Casualty) -> int:
    """How far a place stands from a figure of its sentence, in characters and detours."""
    scene = cues.scene(figure.sentence)
    cost = scene.cost(cues.text, (place.start, place.end), anchor(figure))
    before = cues.text[max(0, place.start - 40) : place.start]
    return cost + (0 if _located(before) else 40)


@lru_cache(maxsize=4096)  # asked again for every figure of the sentence
def _located(before: str) -> bool:
    return _AT.search(before) is not None


def _finer(best: Place, others: list[Place]) -> Place:
    """ "the Salaheddin district of Aleppo": the finer of two places that stand together."""
    for place in others:
        close = -1 <= best.start - place.end <= 40
        inside = best.name in (place.admin1, place.admin2, place.country) or _beside(place, best)
        if close and coarse(place) < coarse(best) and (inside or not place.admin1):
            return place
    return best


def _beside(place: Place, area: Place) -> bool:
    """ "Douma, the largest town in Eastern Ghouta": within half a degree of the area's point."""
    if place.lat is None or place.lon is None or area.lat is None or area.lon is None:
        return False
    return abs(place.lat - area.lat) < 0.5 and abs(place.lon - area.lon) < 0.5


def made(cues: Cues, place: Place, rule: str) -> Where:
    """The answer, with the words of the place."""
    return Where(place.name, cues.text[place.start : place.end], rule, place)


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
        place = min(places, key=lambda p: (coarse(p), p.start), default=None)
        if place is not None:
            return made(cues, place, rule)
    return None


_THE_ATTACK = compiled(
    r"\bthe (?:\w+ )?(?:attacks?|strikes?|airstrikes?|air strikes?|raids?|shelling|bombing|blasts?|bombs?|"
    r"explosions?|planes|warplanes|jets|shells|rockets|missiles?) (?:hit|struck|targeted|took place|happened|"
    r"occurred|landed|fell)",
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


def elsewhere_where(cues: Cues, sentences: Iterable[int]) -> Where | None:
    """The place of another deed that one of ``sentences`` speaks of in passing."""
    for sentence in sentences:
        scenes(cues, sentence)
        for place in cues.scene(sentence).elsewhere:
            return made(cues, place, "where.elsewhere")
    return None


_THERE = compiled(
    r"\b(?:in|on|across|of|around|throughout|into|over|near|outside|inside|against|from|to|hit|struck|shelled|bombed|"
    r"stormed|attacked|entered|reached|left|captured|seized|overran|besieged|fled)\s+(?:the|this|that)\s+(?:(?:same|besieged|whole|entire|northern|"
    r"southern|eastern|western|central)\s+)?"
    r"(province|governorate|region|state|district|country|nation|city|town|village|area|neighbou?rhood|camp)\b",
    re.IGNORECASE,
)
_LEVELS = {
    "province": (4,), "governorate": (4,), "region": (4, 3), "state": (4,), "district": (3, 2, 0),
    "country": (6,), "nation": (6,), "city": (0,), "town": (0,), "village": (0,),
}  # fmt: skip
_BACK = 12
_OPENS = 30  # characters: a place that opens its sentence holds for all of it
_TOWN = 0.12  # degrees
_BESIDE = compiled(r"\b(?:amid|while|whereas|meanwhile)\b")  # opens the clause of another deed


def named_before(cues: Cues, figure: Casualty) -> Where | None:
    """ "in the province", "of the town": the last place of that kind named before the figure."""
    scene = cues.scene(figure.sentence)
    found = _THERE.search(cues.text, scene.start, scene.end)
    if found is None:
        return _there(cues, figure)
    level = found.group(1).lower()
    if level == "area":
        return _there(cues, figure, found.group())
    if level not in _LEVELS:
        return None
    near = range(figure.sentence, max(-1, figure.sentence - _BACK), -1)
    before = [p for s in near for p in reversed(scenes(cues, s)) if p.end <= found.start()]
    for place in before:
        if coarse(place) in _LEVELS[level]:
            return Where(place.name, found.group(), "where.named_before", place)
    for place in before if _LEVELS[level][0] == _FINE["admin1"] else ():
        if place.admin1:
            return Where(place.admin1, found.group(), "where.named_before", place)
    return None


# "an attack there killed nine"; not "there were nine dead"
_ADVERB = compiled(
    r"(?<=[a-z] )(?:at|in|on) the same (?:street|road|spot|place|building|estate|market|mosque|camp|checkpoint)\b|"
    r"(?<=[a-z] )there\b(?! (?:is|are|was|were|has|have|had|will|would|could|may|might|seems?|exists?)\b)"
)


def _there(cues: Cues, figure: Casualty, words: str = "") -> Where | None:
    """ "There", "in the area": the finest scene of the nearest sentence before that has one."""
    scene = cues.scene(figure.sentence)
    found = None if words else _ADVERB.search(cues.text, scene.start, scene.end)
    if not words and (found is None or not (scene.attacks or "same" in found.group())):
        return None
    back = _BACK if words else 5
    before = range(figure.sentence - 1, max(-1, figure.sentence - back), -1)
    where = carried_where(cues, before, None, "where.there")
    return replace(where, words=words or "there") if where else None
