"""The town that the next sentences name, where a lead names but the province or the city near it.

"An air strike killed nine in Kara province. The raid hit the town of Bela": in Bela.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.all_over import says_across
from analysis.extract.context.carried_where import carried_where
from analysis.extract.context.cues import Cues
from analysis.extract.context.far_off import is_far_off
from analysis.extract.context.geography import FINE, coarse, is_about, lies_in
from analysis.extract.context.region import called_like_a_town
from analysis.extract.context.scenes import fine_scenes
from analysis.extract.context.told import Told
from analysis.extract.context.where import Where, made
from analysis.gazetteer import read_gazetteer
from analysis.records import Casualty, Place

_PIECES = 6  # sentences in which the parts of a toll are told
_LEAD = 3  # sentences of a headline and its lead
_AREA = 3  # a district or more


def told_finer(
    cues: Cues, figure: Casualty, mates: Sequence[int], where: Where, told: Told
) -> Where | None:
    """The town that the next sentences name, where a lead names the region; of a part, its whole's."""
    if figure.scope != "incident":
        return None
    if (figure.subset_of or figure.same_as) and where in told.finer:
        return told.finer[where]
    finer = _finer(cues, figure, mates, where) if figure.sentence < _LEAD else None
    if finer is not None:
        told.finer[where] = finer
    return finer


def _finer(cues: Cues, figure: Casualty, mates: Sequence[int], where: Where) -> Where | None:
    spread = _ACROSS.search(cues.text, max(0, where.place.start - 40), where.place.start)
    if spread or says_across(cues.reading, figure) or _in_pieces(cues, figure):
        return None
    if (there := _of_the_deed(cues, figure, mates, where)) is not None:
        return there
    region = where.place.precision in ("admin1", "admin2") and coarse(where.place) >= _AREA
    if not region or (called_like_a_town(cues, where.place) and where.words == where.name):
        return None  # "in Aleppo" is near enough
    behind = [m for m in mates if figure.sentence < m <= figure.sentence + _LEAD]
    telling = [m for m in behind if cues.tells_of_a_deed(m) and not _parts_it(cues, figure, m)]
    telling = [m for m in telling if not (_is_of_a_part(cues, figure, m) or _is_another(cues, m))]
    found = carried_where(cues, telling, where, "where.finer")
    return None if found is None or _is_listed(cues, found.place) else found


_ACROSS = re.compile(r"\b(?:across|throughout|all over)(?: the)?(?: [a-z]+){0,2} $")


def _in_pieces(cues: Cues, figure: Casualty) -> bool:
    """ "Nine died in Kasai. In Luebo five were shot. ... Three were burned in Mweka": told town by town."""
    size, towns = figure.best or figure.low or 0, set[str]()
    last = min(figure.sentence + _PIECES, len(cues.reading.sentences) - 1)
    for sentence in range(figure.sentence + 1, last + 1):
        figures = cues.scene(sentence).figures
        if any(f.harm == figure.harm and 0 < (f.best or f.low or 0) < size for f in figures):
            towns |= {place.name for place in fine_scenes(cues, sentence)[:1]}
    return len(towns) > 1


def _parts_it(cues: Cues, figure: Casualty, sentence: int) -> bool:
    """ "Nine died across Ghouta. Four were killed in Arbin and one in Douma": towns of parts, not of all."""
    told = [f for f in cues.scene(sentence).figures if f.harm == figure.harm]
    parts = [f for f in told if (f.best or f.low or 0) < (figure.best or figure.low or 0)]
    return len(parts) > 1 and len({p.name for p in fine_scenes(cues, sentence)}) > 1


# ------------------------------------------------------------------- "the raid hit the town of Bela"

_DEED = (
    r"(?:(?:air ?)?strikes?|(?:air )?raids?|attacks?|(?:car |suicide |mortar )?bombs?|bombings?|bombardment|blasts?|"
    r"explosions?|shelling|shells|rockets?|missiles?|warplanes|planes|jets|clashes|fighting|battles?|ambush|massacre|"
    r"deaths|killings?|assault|incident|bomber|attackers?|gunmen|helicopters?)"
)
_BEFELL = (
    r"(?:hit|struck|targeted|rocked|shook|shelled|pounded|bombed|occurred|happened|came|fell|landed|took place|"
    r"blew \w+ up|went off|detonated|exploded|broke out|erupted|ripped through|tore through|"
    r"(?:was|were) (?:carried out|launched|executed|conducted|reported|centred|centered|focused))"
)
# "the raids | had hit | a market in the town of", "the strike | on | the village of"
_OF_THE_DEED = re.compile(
    r"\b[Tt]he (?:[a-z-]+ ){0,3}" + _DEED + r"(?: (?:that|which))?"
    r"(?:(?: had| have| has)? (?:also )?"
    + _BEFELL
    + r"\b|(?= (?:on|in|at|near|against|around|outside|targeting) ))"
    r"(?P<way>(?: [\w’'-]+){0,11}) (?:the )?$"
)
_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|other|others|another|second|separate|later|earlier|after|before|since|from|control\w*|held by|"
    r"and|but|while|also|similar|previous|last|war|for|against (?!the (?:town|village|city)))\b"
)
_OTHERWISE = re.compile(
    r"\b(?:[Ee]lsewhere|[Mm]eanwhile|[Ss]eparately|[Ee]arlier|[Pp]reviously|[Ll]ast (?:week|month|year)|"
    r"[Aa]nother (?:[a-z-]+ )?" + _DEED + r")\b"
)
_NAMED = 110  # characters from "the raid" to the town


def _of_the_deed(cues: Cues, figure: Casualty, mates: Sequence[int], where: Where) -> Where | None:
    """The town that "the raid hit", in one of the next sentences of the same incident."""
    for sentence in mates:
        if not figure.sentence < sentence <= figure.sentence + _PIECES:
            continue
        if not cues.tells_of_a_deed(sentence) or _is_of_a_part(cues, figure, sentence):
            continue
        if _is_another(cues, sentence):
            continue
        place = _struck(cues, sentence)
        if place is not None and _sharpens(cues, place, where):
            return made(cues, place, "where.of_the_deed")
    return None


def _is_another(cues: Cues, sentence: int) -> bool:
    """ "Earlier the warplanes hit Bela", "Another raid hit Bela": another deed."""
    scene = cues.scene(sentence)
    first = next((p.start for p in fine_scenes(cues, sentence)), scene.end)
    return _OTHERWISE.search(cues.text, scene.start, first) is not None


def _struck(cues: Cues, sentence: int) -> Place | None:
    """The one place that a sentence says "the raid" hit."""
    start = cues.scene(sentence).start
    places = fine_scenes(cues, sentence)
    named = [p for p in places if not is_far_off(cues, p)]
    for place in named[:1]:
        found = _OF_THE_DEED.search(cues.text, max(start, place.start - _NAMED), place.start)
        if found is None or _ELSEWHERE.search(found["way"]):
            return None
        return None if _is_listed(cues, place) else place
    return None


def _is_listed(cues: Cues, place: Place) -> bool:
    """ "The raids struck Bela and Kossa": which of the two it was is not told."""
    fine = (p for p in fine_scenes(cues, place.sentence) if coarse(p) <= FINE["unnamed"])
    return any(
        p.name != place.name
        and (
            _LISTED.fullmatch(cues.text, place.end, p.start)
            or _LISTED.fullmatch(cues.text, p.end, place.start)
        )
        for p in fine
    )


_LISTED = re.compile(r",? (?:and |or |as well as |& )(?:the )?(?:(?:town|village|city) of )?")


def _is_of_a_part(cues: Cues, figure: Casualty, sentence: int) -> bool:
    """ "Nine died in Kara. The raid on Bela killed four": where the four died, not all."""
    size = figure.best or figure.low or 0
    return any(
        f.harm == figure.harm and f.subset_kind != "including" and 0 < (f.best or f.low or 0) < size
        for f in cues.scene(sentence).figures
    )


def _sharpens(cues: Cues, place: Place, where: Where) -> bool:
    """True for a town or quarter inside the region, in the city named, or within a day's walk of it."""
    area = where.place
    if place.name == area.name or coarse(place) > FINE["unnamed"]:
        return False
    if coarse(area) >= _AREA:
        return place.country is None or lies_in(place, area)
    return is_about(place, area) and _people(cues, place) < _people(cues, area)


def _people(cues: Cues, place: Place) -> int:
    """How many live in the town, as far as the gazetteer knows; a quarter's own are not told."""
    if place.rule != "place.exact" and place.rule != "place.near":
        return 0
    spots = read_gazetteer(cues.reading.lexicon_folder).find(place.name)
    return max((s.population for s in spots if s.country == place.country), default=0)


# ------------------------------------------------------------------- "a town outside the capital"

# "a town outside the capital", "the village 50 km from Kara": a place of its own, not named yet
_UNNAMED = re.compile(
    r"\b(?:towns?|villages?|areas?|suburbs?|districts?|neighbou?rhoods?|regions?|zone|camps?|checkpoint|road|"
    r"highway)\b[^.;]{0,70}$"
)


def told_near(cues: Cues, figure: Casualty, mates: Sequence[int], where: Where) -> Where | None:
    """ "A raid on a town outside the capital killed nine. It hit Douma": the town the next ones name."""
    start = where.place.start
    if not _UNNAMED.search(
        cues.text, max(cues.scene(where.place.sentence).start, start - 110), start
    ):
        return None
    behind = [m for m in mates if 0 < abs(m - figure.sentence) <= _LEAD and cues.tells_of_a_deed(m)]
    for sentence in sorted(behind, key=lambda m: (m < figure.sentence, abs(m - figure.sentence))):
        for place in fine_scenes(cues, sentence):
            if place.name != where.name and is_about(place, where.place):
                return made(cues, place, "where.finer")
    return None
