"""The place of a figure: its sentence's, else what the rest of its incident says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.all_over import says_across, says_all_over
from analysis.extract.casualties.one_scope import puts_anew
from analysis.extract.context.another_spot import SPOT, holding, in_another_quarter
from analysis.extract.context.asides import governs, is_a_capital
from analysis.extract.context.carried_where import (
    carried_where,
    elsewhere_where,
    same_attack_where,
    strife_where,
    topic_where,
)
from analysis.extract.context.cues import Cues
from analysis.extract.context.geography import FINE, coarse, compatible
from analysis.extract.context.incidents import Chain
from analysis.extract.context.pointed import held_where, named_before, spoken_of_where
from analysis.extract.context.region import (
    dateline_where,
    headed_where,
    land_of_the_harmed,
    main_region,
    named_most,
    says_here,
    whole_country,
)
from analysis.extract.context.scenes import fine_scenes, scenes
from analysis.extract.context.sharing import Context
from analysis.extract.context.stretch import is_long, is_short
from analysis.extract.context.told import Told
from analysis.extract.context.told_finer import told_finer, told_near
from analysis.extract.context.where import Where, made
from analysis.lean import replace
from analysis.records import Casualty

# "raids on a town in eastern Syria": one that is not named
_SOME_TOWN = re.compile(
    r"\b(?:an?|another) (?:[\w-]+ ){0,3}?(?:town|village|city|settlement|camp|area|market|school|hospital) "
    r"(?:held [^.;]{0,40} )?in (?:the )?(?:far |north|south|east|west)[a-z-]* (?:of )?$"
)
_COARSE = 5  # a border or a country
_WIDE = 4  # a province or more
_LEAD = 3  # sentences in which a report sent from the place itself need not name it
_NEAR = 4  # sentences behind a figure whose place goes before that of a deed told farther off
_THE = 20  # characters to the attack a sentence begins with: "The drone strike"
_IN_FULL = 6  # sentences behind a lead in which its second deed is told
_SINCE_DEED = 2  # sentences behind a deed in which an arrest is one over it
_LISTED = 2  # sentences between tallies over days of one list


def place_of(
    cues: Cues, chain: Chain, context: Context, mates: Sequence[int], told: Told
) -> Where | None:
    """The place of the incident; of a deed "in another quarter", what holds that one and the last."""
    last = told.places.get(id(chain.of(context.figure.sentence)))
    spot = in_another_quarter(cues, context.figure) if last and context.where is None else ""
    if spot and last is not None:
        there = _pointed_at(cues, context.figure, last)
        other = last if last.rule == SPOT else holding(cues, context.figure, last, city=spot)
        return there or other
    return _place_of(cues, chain, context, mates, told)


def _place_of(
    cues: Cues, chain: Chain, context: Context, mates: Sequence[int], told: Told
) -> Where | None:
    """The place of the incident, where the sentence names none or a country alone."""
    figure, where = context.figure, context.where
    if (land := _of_the_land(cues, figure, where)) is not None:
        return land
    if where is not None and where.rule == "where.measured":
        return (
            told_near(cues, figure, mates, where)
            or told_finer(cues, figure, mates, where, told)
            or where
        )
    if (wide := _of_no_town(cues, figure, where)) is not None:
        return wide
    if where is not None and (coarse(where.place) < _COARSE or where.rule == "where.clause"):
        in_full = _told_in_full(cues, context, where) if where.rule == "where.clause" else None
        return in_full or told_finer(cues, figure, mates, where, told) or where
    last = told.places.get(id(chain.of(figure.sentence)))
    there = _pointed_at(cues, figure, where or last)
    if there is not None:
        return there
    another = figure.harm == "displaced" and figure.rule == "casualty.said" and where is None
    if (figure.scope != "incident" or is_long(context.when)) and not another:
        return _of_a_tally(cues, context, told, last)  # not "a relief group says 44,000"
    if where is not None and _in_some_town(cues, figure, where):
        return where
    border = where is not None and where.place.precision == "line"
    if where is not None and border and "border" not in where.words.lower():
        return where  # a road named in the sentence says more than a town told of elsewhere
    before = _told_before(cues, figure, mates, last) if where is None else None
    if before is not None:
        return before
    incident = chain.of(figure.sentence)
    recalled = incident.recalled
    settled = told.placed == (id(incident), figure.sentence - 1)  # by the figure just before
    topic = (
        topic_where(cues, figure.sentence) if where is None and not (recalled or settled) else None
    )
    if topic is not None:
        return topic
    if where is None and _is_late_arrest(cues, figure, mates):
        return None
    if where is not None and context.when is not None and context.when.rule == "when.away":
        return where  # another day, another deed
    if last is not None and (where is None or border or compatible(last.place, where.place)):
        return replace(last, rule="where.incident")
    same = same_attack_where(cues, figure) or _where_they_live(cues, figure, mates, where)
    if same is not None:
        return same
    inside = where if where is not None and where.place.precision == "country" else None
    mates = [m for m in mates if not _tells_of_shelter(cues, figure, m)]
    near = [m for m in mates if m <= figure.sentence + _NEAR]
    telling = [m for m in mates if cues.tells_of_a_deed(m)]
    found = carried_where(cues, [m for m in telling if m in near], inside, "where.incident")
    found = found or carried_where(cues, near, inside, "where.beside")
    found = found or carried_where(cues, telling, inside, "where.incident")
    if recalled and where is None:
        return found
    return _by_default(cues, chain, figure, mates, where, inside, found)


# "officials in Kara said two were hurt", "Kara's mayor reported no casualties": what happened in Kara
_SERVE_IN = re.compile(
    r"\b(?:[Aa]uthorities|[Oo]fficials?|[Pp]olice|[Gg]overnor|[Mm]ayor|[Rr]escuers|[Rr]esidents|"
    r"[Ff]irefighters|[Ee]mergency services|[Cc]ouncil|[Aa]dministration)(?: [\w’'-]+)? "
    r"(?:in|of|at) (?:the )?"
    r"(?:city of |town of )?$"
)


def _where_they_serve(cues: Cues, figure: Casualty, last: Where) -> Where | None:
    """The town of the local officials cited, where the deed told before was elsewhere."""
    scene = cues.scene(figure.sentence)
    if _IN_THAT_DEED.search(cues.text, figure.start, min(scene.end, figure.end + _OF_IT)):
        return None  # "the mayor of Kara said four hurt in the blast were in his hospital"
    for place in scene.places:
        if place.role != "scene" or place.start > figure.start or is_a_capital(cues, place):
            continue
        if coarse(place) >= _COARSE or compatible(place, last.place):
            continue
        if governs(cues.text, place) or _SERVE_IN.search(
            cues.text, max(scene.start, place.start - 70), place.start
        ):
            return made(cues, place, "where.speaker")
    return None


def _where_they_live(
    cues: Cues, figure: Casualty, mates: Sequence[int], where: Where | None
) -> Where | None:
    """ "Kara residents said shells killed nine", of which nothing was told before: in Kara."""
    if where is not None or any(m < figure.sentence for m in mates):
        return None
    scene = cues.scene(figure.sentence)
    place = scene.places[0] if scene.places else None
    if place is None or place.start > scene.start or place.precision != "exact":
        return None
    lives = _RESIDENTS.match(cues.text, place.end)
    return made(cues, place, "where.residents") if lives and place.end < figure.start else None


_RESIDENTS = re.compile(
    r" (?:residents|police|villagers|hospitals?) (?:said|say|says|reported|told)\b"
)
_IN_THAT_DEED = re.compile(
    r"\b(?:in|by|from) (?:the|that|this) (?:[\w-]+ ){0,2}?(?:attack|blast|explosion|bombing|strike|raid|shelling|"
    r"ambush|assault|shooting)\b(?! (?:in|on|at|near)\b)"
)
_OF_IT = 30  # characters


_SHELTER = re.compile(
    r"\b(?:shelter(?:s|ed|ing)?|host(?:s|ed|ing)?|fled to|arriv(?:ed|ing)|refuge|camps?|staying with)\b"
)


def _tells_of_shelter(cues: Cues, figure: Casualty, sentence: int) -> bool:
    """ "6,200 fled to Kara, 27 others in Soma are sheltering with kin": towns of refuge, where nobody was killed."""
    told = cues.scene(sentence).figures
    if figure.harm == "displaced" or not told or any(one.harm != "displaced" for one in told):
        return False
    scene = cues.scene(sentence)
    return _SHELTER.search(cues.text, scene.start, scene.end) is not None


def _by_default(
    cues: Cues, chain: Chain, figure: Casualty, mates: Sequence[int],
    where: Where | None, inside: Where | None, found: Where | None,
) -> Where | None:  # fmt: skip
    """Where no sentence of the deed says: what is spoken of in passing, the dateline, the lead."""
    if found is None and where is None:
        found = elsewhere_where(cues, range(figure.sentence - 1, max(-1, figure.sentence - 4), -1))
    found = found or carried_where(cues, mates, inside, "where.beside")
    if (
        where is None
        and figure.sentence < _LEAD
        and (found is None or found.place.sentence > figure.sentence + _LEAD)
    ):
        found = dateline_where(cues, figure, until=figure.sentence + _LEAD) or found
    if found is None and where is None and chain.of(figure.sentence) is not chain.main:
        found = spoken_of_where(cues, figure)
    if found is None and where is None and not chain.of(figure.sentence).earlier(chain.main):
        found = carried_where(cues, chain.lead, None, "where.main")
    return found or where or dateline_where(cues, figure) or held_where(cues, figure)


def _in_some_town(cues: Cues, figure: Casualty, where: Where) -> bool:
    """True for a later deed in a town that is not named: it is none of those told of before."""
    start = where.place.start
    here = figure.sentence
    if here < _LEAD or where.place.sentence != here or where.place.precision != "country":
        return False
    return _SOME_TOWN.search(cues.text, max(0, start - 90), start) is not None


def _pointed_at(cues: Cues, figure: Casualty, known: Where | None) -> Where | None:
    """The place that "here" points at, that heads the sentence, or that "there" points at."""
    here = None
    if known is None and figure.sentence < _LEAD and says_here(cues, figure):
        here = dateline_where(cues, figure, until=-1)
    there = None if known is None else _nobody_there(cues, figure)
    return here or headed_where(cues, figure) or named_before(cues, figure) or there


# "There were no casualties", behind what happened in one town
_NOBODY = re.compile(r"(?:There (?:were|was) no|No|Nobody|No one|None)\b")


def _nobody_there(cues: Cues, figure: Casualty) -> Where | None:
    """ "Crowds marched in Dori. There were no casualties": none in Dori, whatever befell another town before."""
    before, scene = figure.sentence - 1, cues.scene(figure.sentence)
    sentences = cues.reading.sentences
    if figure.best != 0 or before < 0 or not _NOBODY.match(cues.text, scene.start):
        return None
    if sentences[before].paragraph != sentences[figure.sentence].paragraph:
        return None
    towns = [p for p in scenes(cues, before) if coarse(p) < _COARSE]
    return made(cues, towns[0], "where.told_before") if len(towns) == 1 else None


def _of_a_tally(cues: Cues, context: Context, told: Told, last: Where | None) -> Where | None:
    """The place of a toll of days, months or a war."""
    figure, where = context.figure, context.where
    if figure.scope == "cumulative":
        return where or whole_country(cues, figure)
    if where is None and (land := land_of_the_harmed(cues, figure)) is not None:
        return land
    if where is None and told.scene is not None and puts_anew(cues.reading, figure):
        sentence, scene = told.scene
        if figure.sentence - sentence <= 1:
            return replace(scene, rule="where.put_anew")
    strife = None
    if figure.scope == "period" and (where is None or where.place.precision == "country"):
        strife = strife_where(cues, figure, where)
    if strife is not None:
        return strife
    if figure.scope == "period" and where is None and (town := _of_the_battle(cues, figure)):
        return town
    goes_on = context.when is not None and context.when.rule == "when.period_before"
    if is_long(context.when) and (where or not goes_on):
        region = main_region(cues) if figure.scope == "period" else None
        return where or region or whole_country(cues, figure)
    short = figure.scope == "period" and where is None and is_short(context.when)
    if short and (town := _only_town(cues, figure)) is not None:
        return town
    if where is None and goes_on:
        before = figure.sentence - 1  # "Kara has been shelled this year. Nine have died"
        named = scenes(cues, before) or cues.scene(before).elsewhere
        named = [p for p in named if p.precision != "line"] or named
        finest = min(named, key=lambda p: (max(coarse(p), FINE["unnamed"]), p.start), default=None)
        where = made(cues, finest, "where.period_before") if finest is not None else None
    # a tally over days is no one town's because a town was named
    return where or _of_the_list(figure, told) or _tally_place(cues, figure, last)


# "the five-year war that has claimed 300,000 lives": no town's
_WAR = re.compile(
    r"\b(?:war|conflict|uprising|crisis)(?: (?:that|which))?(?: has| had)?"
    r"(?: (?:already|also|so far))?(?: (?:claimed|killed|cost|taken|left))? ?$"
)


_IN_THE_LAND = re.compile(r" in the (?:whole |entire )?country\b(?!['’-])")


def _of_the_land(cues: Cues, figure: Casualty, where: Where | None) -> Where | None:
    """The country of a tally that is said to be of all of it, or of its war."""
    if figure.scope == "incident":
        return None
    all_over = says_all_over(cues.reading, figure) or _IN_THE_LAND.match(cues.text, figure.end)
    if all_over or (where is not None and _is_of_the_war(cues, figure, where)):
        return whole_country(cues, figure) or where
    return None


def _is_of_the_war(cues: Cues, figure: Casualty, where: Where) -> bool:
    """True for the toll of a war, told in a sentence about one of its towns."""
    near = coarse(where.place) < _COARSE and where.place.start < figure.start
    if figure.scope != "cumulative" or not near:
        return False
    low = cues.scene(figure.sentence).start
    war = _WAR.search(cues.text, max(low, figure.start - 50), figure.start)
    return bool(war or _WAR_BEGUN.search(cues.text, max(low, figure.start - 160), figure.start))


# "Kara was ruined by the war that began in 2011 and has since killed 300,000"
_WAR_BEGUN = re.compile(
    r"\b(?:war|conflict|uprising|crisis|insurgency) (?:that|which) (?:began|begun|broke out|erupted|started)\b"
    r"[^.;]{0,90}\b(?:has|have) (?:since |already |so far |now )?$"
)


_THE_BATTLE = re.compile(
    r"\b(?:the|this|its|their) (?:[\w-]+ )?(?:battle|offensive|counter-?(?:attack|offensive)|siege|assault)\b"
    r"(?! (?:on|of|for|in)\b)"
)


def _of_the_battle(cues: Cues, figure: Casualty) -> Where | None:
    """ "It has lost 463 men in the battle": that for the town the article is about."""
    scene = cues.scene(figure.sentence)
    return named_most(cues) if _THE_BATTLE.search(cues.text, scene.start, scene.end) else None


def _only_town(cues: Cues, figure: Casualty) -> Where | None:
    """The one town of the lead: "Troops closed in on Zabid. Nine have died in the last 48 hours"."""
    if figure.sentence > _LEAD:
        return None
    told = [p for s in range(figure.sentence) for p in fine_scenes(cues, s)]
    if not told or any(p.name != told[0].name for p in told):
        return None
    return made(cues, told[-1], "where.incident")


def _is_late_arrest(cues: Cues, figure: Casualty, mates: Sequence[int]) -> bool:
    """ "Four people were arrested", in a later paragraph, of no deed told near: somewhere."""
    here, sentences = figure.sentence, cues.reading.sentences
    if figure.harm != "detained" or cues.scene(here).attacks or here == 0:
        return False
    if sentences[here].paragraph == sentences[here - 1].paragraph:
        return False
    return not any(here - _SINCE_DEED <= m < here and cues.tells_of_a_deed(m) for m in mates)


def _of_the_list(figure: Casualty, told: Told) -> Where | None:
    """The area of the tally just before in a list of tallies."""
    if told.window is None or figure.sentence - told.window[0] > _LISTED:
        return None
    return replace(told.window[1], rule="where.period_before")


def _tally_place(cues: Cues, figure: Casualty, last: Where | None) -> Where | None:
    """The region or country a tally over days is of, where nothing beside it says."""
    wide = last is not None and coarse(last.place) >= _WIDE
    return last if wide else main_region(cues) or whole_country(cues, figure, alone=True)


def _of_no_town(cues: Cues, figure: Casualty, where: Where | None) -> Where | None:
    """The country that strikes swept, or the town people fled that all the article is about."""
    if where is not None and where.place.precision != "country":
        return None
    if says_across(cues.reading, figure):
        return where or whole_country(cues, figure)
    people = figure.harm == "displaced" and not (figure.note or "").startswith("unit:")
    return named_most(cues) if people and where is None and figure.scope != "cumulative" else None


def _told_in_full(cues: Cues, context: Context, where: Where) -> Where | None:
    """ "hours after a drone killed a driver in Chad. ... The drone strike, near Adre, ..." """
    figure, cause = context.figure, context.cause
    if cause is None or figure.sentence >= _LEAD or where.place.precision != "country":
        return None
    last = min(figure.sentence + _IN_FULL, len(cues.reading.sentences) - 1)
    again = (
        s for s in range(figure.sentence + 1, last + 1)
        if cues.text.startswith("The ", start := cues.scene(s).start)
        and any(a.cause == cause.name and a.start - start < _THE for a in cues.scene(s).attacks)
    )  # fmt: skip
    return carried_where(cues, again, where, "where.in_full")


def _told_before(
    cues: Cues, figure: Casualty, mates: Sequence[int], last: Where | None
) -> Where | None:
    """The town of the local officials cited, else that of the sentence before."""
    theirs = _where_they_serve(cues, figure, last) if last is not None else None
    return theirs or _told_just_before(cues, figure, mates, last)


def _told_just_before(
    cues: Cues, figure: Casualty, mates: Sequence[int], last: Where | None
) -> Where | None:
    """ "Guns fired on Kara. Six soldiers died": the place of the deed in the sentence before."""
    before = figure.sentence - 1
    if before not in mates or not cues.tells_of_a_deed(before) or cues.scene(before).figures:
        return None
    places = fine_scenes(cues, before)
    named = [p for p in places if p.rule != "place.the_capital"]
    if not places or (last is not None and any(p.name == last.name for p in named)):
        return None
    return carried_where(cues, [before], None, "where.incident")
