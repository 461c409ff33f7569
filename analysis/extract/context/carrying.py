"""The means and the author of a figure whose own sentence names none: what the rest of its deed says.

The incident's sentences before it are asked first, then those of its paragraph that a toll of another
day goes on with, then the later ones, last the lead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.context.author import avenged, of_rivals
from analysis.extract.context.battle import SOLDIERS, in_a_fight, taken_in_battle
from analysis.extract.context.belligerents import (
    claimed_kill,
    counted_foe,
    means_author,
    other_belligerent,
    rival_claim,
    spoken_of,
)
from analysis.extract.context.cause import (
    WITHOUT_MEANS,
    Cause,
    carried_cause,
    local_cause,
    main_cause,
)
from analysis.extract.context.claims import (
    blamed_at_first,
    claimed_author,
    denied,
    incident_claim,
    own_deed,
    said_deed,
)
from analysis.extract.context.cues import Cues
from analysis.extract.context.doers import incident_author, side_author
from analysis.extract.context.geography import FINE, coarse, compatible
from analysis.extract.context.groups import believed_in
from analysis.extract.context.incidents import Chain, own_attack
from analysis.extract.context.issuer import captor
from analysis.extract.context.names import Author
from analysis.extract.context.scenes import head_place
from analysis.extract.context.sharing import Context
from analysis.extract.context.sides import nonstate, same_side
from analysis.extract.context.status import claims_for_itself
from analysis.extract.context.stretch import is_long
from analysis.extract.context.unknown import says_unknown, told_before_unknown
from analysis.extract.context.uprooted import uprooting_cause
from analysis.extract.context.when import event_days
from analysis.extract.context.where import first_scenes
from analysis.lean import replace
from analysis.opened import Opened
from analysis.records import Casualty

_SOON = 2  # sentences behind a figure in which "gunmen" may be given a name
_ANOTHER = re.compile(
    r"(?:Last |Earlier|Separately|Elsewhere|Meanwhile|Also |In (?:a |an|the |[A-Z])|On (?:the |[A-Z\d])|"
    r"[A-Z]\w+ (?:days|weeks|months|years) (?:ago|earlier|before|later))"
)
_BESIDE = 4  # sentences of a paragraph before a toll that may tell its deed
_OVER_TOWNS = frozenset(  # a bomb goes off in one town; shells fall on many
    ("airstrike", "shelling", "missile", "drone", "ground_fighting")
)
_CLAIMED = 14  # sentences in which somebody may claim the main incident


def telling(cues: Cues, chain: Chain, figure: Casualty, mates: Sequence[int]) -> list[int]:
    """The incident's sentences, and behind those told before the others of the figure's paragraph.

    A toll that is raised on another day ("the government put the dead at 31 on Wednesday") goes on
    with the deed told just before; a deed with an attack of its own does not.
    """
    here, before = figure.sentence, [m for m in mates if m < figure.sentence]
    beside: list[int] = []
    scene = cues.scene(here)
    own = own_attack(scene) or _ANOTHER.match(cues.text, scene.start)
    if figure.scope == "incident" and not before and not own:
        sentences = cues.reading.sentences
        beside = [
            m
            for m in range(here - 1, max(-1, here - _BESIDE), -1)
            if sentences[m].paragraph == sentences[here].paragraph
            and not chain.of(here).is_apart(chain.of(m))
        ]
    soon: list[int] = []
    behind = min((here, *mates)) + 1
    if figure.scope == "incident" and not own and behind < len(cues.reading.sentences):
        soon = [behind] if _GOES_ON.match(cues.text, cues.scene(behind).start) else []
    after = dict.fromkeys((*soon, *(m for m in mates if m > here)))
    return [*before, *beside, *after]


# "The attackers arrived on foot": the deed just told goes on
_GOES_ON = re.compile(
    r"(?:The|These) (?:attackers?|assailants?|gunm[ae]n|raiders|militants|bandits|assault|attack|raid|ambush|"
    r"massacre|killers)\b"
)


def carried_means(
    cues: Cues, chain: Chain, context: Context, mates: Sequence[int], *, incidents: bool
) -> Cause | None:
    """The means of the incident; a tally over time has one only where it is the news itself."""
    figure = context.figure
    if figure.harm in WITHOUT_MEANS:
        fight = taken_in_battle(cues, figure, mates)
        return Cause(fight.cause, fight, "cause.captive") if fight else None
    if figure.scope == "cumulative" or of_both_sides(cues, figure):
        return None
    if figure.harm == "displaced":
        return uprooting_cause(cues, figure, mates)
    if figure.status == "hypothetical":
        return None
    if figure.scope == "period" and incidents:
        return _compared(cues, figure)
    if (alike := _like_it(cues, figure)) is not None:
        return alike
    apart = any(_elsewhere(cues, context, m) for m in (*mates, *chain.lead))
    told = [m for m in mates if not apart or _is_of_it(cues, context, m)]
    found = carried_cause(cues, figure, [m for m in told if not _of_attackers(cues, figure, m)])
    if found is not None:
        found = replace(found, name=_of_their_fight(cues, figure, found, told))
    own = chain.of(figure.sentence)
    if found is not None or (own is not chain.main and (own.old or (own.places and own.days))):
        return found  # a deed with a day and a place of its own is not the news
    head = head_place(cues, figure.sentence)
    if apart or (head is not None and head.precision != "country"):
        return None  # "Kara: four died": an item of a list tells its own
    main = None if figure.harm == "missing" else main_cause(cues, figure)
    if main is None or _rejected(cues, figure, main):
        return None
    if own is chain.main or not own.is_apart(chain.main):
        return main
    once = main.name not in _OVER_TOWNS or own.is_apart(chain.main, lands=True)
    return None if once else main


def _of_their_fight(cues: Cues, figure: Casualty, found: Cause, told: Sequence[int]) -> str:
    """ "A firefight broke out. ... Six soldiers died": fighters fell in it, whatever gun is named beside it."""
    fighter = figure.victim_class in SOLDIERS or nonstate(figure.victims or "")
    if (
        fighter
        and found.name in _IN_A_FIGHT
        and any(
            a.cause == "ground_fighting" and a.strength > 1
            for m in told
            for a in cues.scene(m).attacks
        )
    ):
        return "ground_fighting"
    return in_a_fight(cues, figure, found.attack)


_IN_A_FIGHT = frozenset(("gunfire",))


def of_both_sides(cues: Cues, figure: Casualty) -> bool:
    """ "No casualties on either side": of nobody's attack."""
    return figure.best == 0 and _EITHER.match(cues.text, figure.end) is not None


_EITHER = re.compile(r"(?: [\w-]+){0,2} (?:on|from|by) (?:either|both|any) sides?\b")
# "In the same months of last year nine were hurt": by what hurt those it is compared with
_SAME_SPAN = re.compile(
    r"\W*(?:(?:In|Over|During|For) the (?:same|corresponding|equivalent) (?:period|months?|weeks?|days|quarter|season|"
    r"time|stretch)|(?:A|The) (?:year|month|week) (?:before|earlier))\b"
)


_SIMILAR = re.compile(
    r"\b(?:similar|like|comparable|identical) (?:attacks?|ambush|raid|incidents?|devices?|bombs?|blasts?|strikes?|"
    r"assault|explosions?)\b",
    re.IGNORECASE,
)


def _like_it(cues: Cues, figure: Casualty) -> Cause | None:
    """ "Last week an elder was killed in a similar attack": what killed those told of before it."""
    here, scene = figure.sentence, cues.scene(figure.sentence)
    if not cues.says("similar") or not _SIMILAR.search(cues.text, scene.start, scene.end):
        return None
    for sentence in range(here - 1, max(-1, here - _BESIDE - 1), -1):
        for attack in cues.scene(sentence).attacks:
            if attack.strength > 1:
                return Cause(attack.cause, attack, "cause.similar")
    return None


def _compared(cues: Cues, figure: Casualty) -> Cause | None:
    """What the tally just before is said to be the work of, where this one is set beside it."""
    here, sentences = figure.sentence, cues.reading.sentences
    if not _SAME_SPAN.match(cues.text, sentences[here].start):
        return None
    for sentence in range(here - 1, max(-1, here - _BESIDE - 1), -1):
        told = [f for f in cues.scene(sentence).figures if f.harm == figure.harm]
        found = local_cause(cues, told[-1]) if told else None
        if found is not None:
            return replace(found, rule="cause.compared")
    return None


def _of_attackers(cues: Cues, figure: Casualty, sentence: int) -> bool:
    """ "A second attacker was shot dead by guards": no means of those the attack killed."""
    figures = cues.scene(sentence).figures
    shot = bool(figures) and all(f.victim_class == "combatant_nonstate" for f in figures)
    return shot and figure.victim_class != "combatant_nonstate"


def _rejected(cues: Cues, figure: Casualty, means: Cause) -> bool:
    """True for means that the figure's own sentence tells of others: they are not taken from afar."""
    scene = cues.scene(figure.sentence)
    harms = [one for one in scene.figures if one.harm == figure.harm]
    return len(harms) > 1 and any(a.cause == means.name for a in scene.attacks if a.strength > 2)


def _elsewhere(cues: Cues, context: Context, sentence: int) -> bool:
    """ "Two men hurt in Sarab on Monday": not by the shells that fell on another town on Tuesday."""
    when, where = context.when, context.where
    if when is None or where is None or "sentence" not in when.rule or "sentence" not in where.rule:
        return False
    days = event_days(cues, sentence)
    first, last = (when.earliest or "")[:_A_DAY], (when.latest or when.earliest or "")[:_A_DAY]
    if not days or len(first) < _A_DAY or any(first <= day <= last for day in days):
        return False
    places, wide = first_scenes(cues, sentence), coarse(where.place) >= FINE["admin1"]
    return bool(places) and not any(
        where.name == place.name or (wide and compatible(where.place, place)) for place in places
    )


def _is_of_it(cues: Cues, context: Context, sentence: int) -> bool:
    """True for a sentence that names the day or the place of a deed of its own."""
    if context.when is None or context.where is None:
        return True
    day, name = (context.when.earliest or "")[:_A_DAY], context.where.name
    return day in event_days(cues, sentence) or any(
        place.name == name for place in first_scenes(cues, sentence)
    )


# "The conflict has killed 2,600 people since April": nobody of whom another sentence tells
_OF_STRIFE = re.compile(
    r"\b(?:war|conflict|violence|fighting|clashes|insurgency|crisis|unrest|strife) (?:(?:that|which) )?"
    r"(?:(?:has|have|had) )?(?:(?:also|already|since|now|so far) )?$"
)


def carried_author(
    cues: Cues,
    chain: Chain,
    context: Context,
    mates: Sequence[int],
    before: Sequence[Context] = (),
) -> Author | None:
    """Who speaks of his own deed, who did the incident, or who is blamed for it."""
    figure, reporter = context.figure, context.reporter
    party = reporter is not None and claims_for_itself(cues.reading, reporter)
    if figure.status == "hypothetical" or of_both_sides(cues, figure):
        return None
    if of_rivals(figure) or avenged(cues, figure):
        return None
    if figure.harm == "detained":
        return captor(cues, figure, reporter, party)
    if context.lost and not _KIN.search(figure.victims or ""):
        return other_belligerent(cues, figure)
    own = own_deed(cues, figure, reporter, party)
    if own is not None or figure.scope == "cumulative" or figure.subset_of:
        return own  # a part has its whole's author
    if figure.scope == "period" and (
        is_long(context.when)
        or _OF_STRIFE.search(cues.text, cues.scene(figure.sentence).start, figure.start)
    ):
        return None  # "1,601 civilians were killed in six months": by many
    if (
        figure.scope == "period"
        and not _of_the_raids(cues, figure)
        and any(f.scope == "incident" for f in cues.reading.found.casualties)
    ):
        near = 1 if context.cause and context.cause.attack.strength > 2 else 0
        here = cues.reading.sentences
        mates = [
            m
            for m in mates
            if -1 <= m - figure.sentence <= near
            and here[m].paragraph == here[figure.sentence].paragraph
        ]
    if figure.harm == "displaced":
        return _who_drove_out(cues, chain, context, mates)
    fighters = figure.victim_class.startswith(("combatant", "security"))
    apart = not fighters and any(_elsewhere(cues, context, m) for m in (*mates, *chain.lead))
    if apart:
        mates = [m for m in mates if _is_of_it(cues, context, m)]
    if says_unknown(cues, figure.sentence):
        return claimed_author(cues, figure, _CLAIMED)
    unknown = any(says_unknown(cues, m) for m in mates)
    mates = told_before_unknown(cues, mates)
    known = replace(figure, reporter=reporter.name) if reporter else figure
    of_lead = chain.of(figure.sentence) is chain.main
    reach_of_claim = _CLAIMED if of_lead else _CLAIMED // 2
    if _between_two(cues, context):
        return None
    alone = _found_dead(cues, figure) or _of_a_month(chain, context) or _astray(cues, context)
    if alone:
        return claimed_author(cues, figure, _CLAIMED // 2)
    found = (
        rival_claim(cues, known, reporter, party)
        or claimed_kill(cues, known, reporter, party)
        or claimed_author(cues, figure, 0)
        or (means_author(cues, known, context.cause) if spoken_of(cues, context.cause) else None)
        or (None if apart else _just_told(cues, chain, known, before))
        or incident_claim(cues, known, mates)
        or incident_author(cues, known, context.cause, [m for m in mates if m < figure.sentence])
        or claimed_author(cues, figure, reach_of_claim)
        or incident_author(cues, known, context.cause, [m for m in mates if m > figure.sentence])
        or (blamed_at_first(cues, figure) if of_lead else None)
        or said_deed(cues, mates)
    )
    found = found or counted_foe(cues, figure)
    if found is not None or figure.scope == "period" or unknown or apart:
        return found
    main = told_before_unknown(cues, chain.lead)
    scene = cues.scene(figure.sentence)
    of_main = {a.cause for m in main for a in cues.scene(m).attacks if a.strength > 1}
    told_here = context.cause if context.cause and context.cause.rule == "cause.sentence" else None
    other_means = told_here is not None and not of_main & {told_here.name, told_here.attack.cause}
    aside = (
        scene.places
        or figure.harm == "missing"
        or other_means
        or any(own_attack(cues.scene(m), akin=of_main) for m in (figure.sentence, *mates))
    )
    if not aside:
        found = incident_author(cues, known, context.cause, main)
    found = found or means_author(cues, known, context.cause)
    return (
        found
        or side_author(cues, known, main)
        or other_belligerent(
            cues,
            known,
            () if chain.of(figure.sentence) is chain.main else {figure.sentence, *mates},
        )
    )


def _of_the_raids(cues: Cues, figure: Casualty) -> bool:
    """ "128 had been killed in the raids since Thursday": in those that were told of."""
    scene = cues.scene(figure.sentence)
    return _THE_RAIDS.search(cues.text, scene.start, scene.end) is not None


_THE_RAIDS = re.compile(
    r"\b(?:killed|dead|died|wounded|injured|hurt)(?: and [a-z]+(?: [\w-]+){0,3}?)? in (?:the|these|those) "
    r"(?:air )?(?:raids|strikes|airstrikes|bombing|bombardment|shelling|campaign)\b"
)


def _who_drove_out(
    cues: Cues, chain: Chain, context: Context, mates: Sequence[int]
) -> Author | None:
    """Who raided and burnt the villages people fled; of a battle neither side alone drove them out."""
    cause = context.cause
    if cause is None or cause.rule == "cause.article" or cause.name not in _ONE_SIDED:
        return None
    told = [*mates, *(m for m in chain.lead if m not in mates)]
    return incident_author(cues, context.figure, cause, told)


_ONE_SIDED = frozenset(("gunfire", "execution", "other"))


def _astray(cues: Cues, context: Context) -> bool:
    """ "A baker was hit by a stray bullet": nobody knows whose."""
    attack = context.cause.attack if context.cause is not None else None
    return attack is not None and "stray" in cues.text[attack.start - 6 : attack.end].lower()


def _found_dead(cues: Cues, figure: Casualty) -> bool:
    """ "On Saturday the body of a woman was found in a canal": a find of its own, whoever was told of before."""
    scene = cues.scene(figure.sentence)
    if figure.harm != "killed" or not _ANOTHER.match(cues.text, scene.start):
        return False
    return _FOUND.search(cues.reading, scene.start, scene.end) is not None


_FOUND = Opened(
    r"\b(?:body|bodies|corpses?|remains) [^.;]{0,80}\b(?:was|were) (?:also )?"
    r"(?:found|discovered|pulled|recovered|dumped|fished)\b"
    r"(?![^.;]{0,40}\b(?:rubble|debris|ruins|wreckage)\b)"
)


def _of_a_month(chain: Chain, context: Context) -> bool:
    """ "The observatory counted 73 homicides in June": no part of a deed that has a day."""
    when = context.when
    if when is None or when.rule != "when.relative" or len(when.earliest or "") >= _A_DAY:
        return False
    return bool(chain.of(context.figure.sentence).days)


_A_DAY = len("2024-05-10")


def _between_two(cues: Cues, context: Context) -> bool:
    """ "Clashes erupted between the Front and the army, claiming ten": either side may have done it."""
    figure, cause = context.figure, context.cause
    if cause is None or cause.rule != "cause.sentence" or cause.name != "ground_fighting":
        return False
    if figure.victim_class.startswith(("combatant", "security")) or nonstate(figure.victims or ""):
        return False
    scene = cues.scene(figure.sentence)
    return _BETWEEN_TWO.search(cues.reading, scene.start, scene.end) is not None


_BETWEEN_TWO = Opened(
    r"\b(?:[Cc]lashes|[Ff]ighting|[Bb]attles?|[Ff]irefights?|[Gg]unfights?)(?: (?:have|has|had))?"
    r"(?: (?:erupted|broke out|raged|broken out|flared))? between\b"
)


def _just_told(
    cues: Cues, chain: Chain, figure: Casualty, before: Sequence[Context]
) -> Author | None:
    """ "A drone killed its commander. A passer-by also died": who harmed the people told of just before.

    Where no two of them were harmed by two.
    """
    authors = {c.author.name for c in before if c.author}
    if len(authors) != 1 or figure.scope != "incident":
        return None
    last, author = before[-1].figure, before[-1].author
    apart = chain.of(last.sentence) is not chain.of(figure.sentence)
    apart = apart and not _one_more(cues, figure)
    if author is None or apart or figure.sentence - last.sentence > _SOON:
        return None
    fighters = [f.victim_class.startswith(("combatant", "security")) for f in (last, figure)]
    if any(fighters) and last.victim_class != figure.victim_class:
        return None
    if own_attack(cues.scene(figure.sentence)):
        return None
    if same_side(figure.victims or "", author.name):
        return None
    return replace(author, rule="author.just_told")


def _one_more(cues: Cues, figure: Casualty) -> bool:
    """ "Also in the north a ninth man was hanged": what was told goes on, elsewhere."""
    also = cues.text.startswith("Also ", cues.scene(figure.sentence).start)
    return also and _NTH.match(figure.victims or "") is not None


_NTH = re.compile(
    r"(?:an? |the )?(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|another|other)\b",
    re.IGNORECASE,
)


# "he lost two brothers in the raid": no side's losses
_KIN = re.compile(
    r"\b(?:brothers?|sisters?|sons?|daughters?|child(?:ren)?|parents|mother|father|wife|wives|husband|relatives|family|"
    r"cousins?|uncles?|nephews?|nieces?|friends?|neighbou?rs?|colleagues?|students?|pupils|patients)\b"
)


def nameless(name: str) -> bool:
    """True for "gunmen", "Colombian rebels": a word for fighters that names no group."""
    return name.islower() or (name.split()[-1].islower() and nonstate(name))


def by_name(cues: Cues, chain: Chain, context: Context, mates: Sequence[int]) -> Author | None:
    """The group by name that "gunmen" are believed to be, or that claims their deed later."""
    here = context.figure.sentence
    soon = range(here, min(here + _SOON + 1, len(cues.reading.sentences)))
    for sentence in dict.fromkeys((*soon, *mates)):
        found = believed_in(cues, cues.scene(sentence))
        if found is not None:
            return found
    of_main = chain.of(here) is chain.main
    told = [m for m in mates if m < here or not of_main]
    found = incident_claim(cues, context.figure, told)
    if found is None and of_main:
        found = claimed_author(cues, context.figure, _CLAIMED)
    if found is None or found.name.islower():
        return None
    fits = context.author is not None and nonstate(context.author.name)
    fits = fits and not denied(cues, cues.reading.sentence_at(found.start))
    return (
        found
        if found.rule == "author.claimed" or (found.rule == "author.blamed" and fits)
        else None
    )
