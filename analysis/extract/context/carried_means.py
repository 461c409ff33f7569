"""The means of a figure whose own sentence names none: what the rest of its deed says.

A tally over time has one only where it is the news itself, a deed with a day and a place of its own none from afar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.context.battle import SOLDIERS, in_a_fight, taken_in_battle
from analysis.extract.context.carrying import BESIDE, is_elsewhere, is_of_it, of_both_sides
from analysis.extract.context.cause import (
    WITHOUT_MEANS,
    Cause,
    carried_cause,
    local_cause,
    main_cause,
)
from analysis.extract.context.cues import Cues, only_feared
from analysis.extract.context.incidents import Chain
from analysis.extract.context.scenes import head_place
from analysis.extract.context.sharing import Context
from analysis.extract.context.sides import nonstate
from analysis.extract.context.uprooted import uprooting_cause
from analysis.extract.context.when import event_months
from analysis.lean import replace
from analysis.records import Casualty

_OVER_TOWNS = frozenset(  # a bomb goes off in one town; shells fall on many
    ("airstrike", "shelling", "missile", "drone", "ground_fighting")
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
    if only_feared(figure):
        return None
    if context.when is not None and context.when.rule == "when.period_before":
        return carried_cause(cues, figure, [figure.sentence - 1])  # "in such attacks"
    if figure.scope == "period" and incidents:
        return _compared(cues, figure)
    if (alike := _like_it(cues, figure)) is not None:
        return alike
    apart = any(is_elsewhere(cues, context, m) for m in (*mates, *chain.lead))
    told = [m for m in mates if not apart or is_of_it(cues, context, m)]
    found = carried_cause(cues, figure, [m for m in told if not _of_others(cues, context, m)])
    if found is not None and context.lost and found.name == "execution":
        return (
            None  # "It lost nine men. ... Its soldiers executed 64 civilians": they fell otherwise
        )
    if found is not None and _used_by_them(cues, context, found):
        return None
    if found is not None:
        found = replace(found, name=_of_their_fight(cues, figure, found, told))
    own = chain.of(figure.sentence)
    if found is not None or (own is not chain.main and (own.old or (own.places and own.days))):
        return found  # a deed with a day and a place of its own is not the news
    if figure.scope == "period" and own is not chain.main:
        return None  # nor does the shell of Monday tell what a campaign killed with
    head = head_place(cues, figure.sentence)
    if apart or (head is not None and head.precision != "country"):
        return None  # "Kara: four died": an item of a list tells its own
    main = None if figure.harm == "missing" else main_cause(cues, figure)
    if main is None or _rejected(cues, context, main):
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


_LAID = frozenset(("ied", "car_bomb", "suicide_attack", "landmine"))


def _used_by_them(cues: Cues, context: Context, found: Cause) -> bool:
    """ "Rebels hurled petrol bombs, killing 18 guards. The army killed 27 rebels": by no bomb of their own."""
    figure, author = context.figure, context.author
    if found.name not in _LAID or figure.victim_class != "combatant_nonstate" or author is None:
        return False
    if author.rule != "author.subject" or nonstate(author.name):
        return False
    harmed = cues.scene(cues.reading.sentence_at(found.attack.start)).figures
    return all(one.victim_class != "combatant_nonstate" for one in harmed)


_IN_A_FIGHT = frozenset(("gunfire",))
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
    for sentence in range(here - 1, max(-1, here - BESIDE - 1), -1):
        for attack in cues.scene(sentence).attacks:
            if attack.strength > 1:
                return Cause(attack.cause, attack, "cause.similar")
    return None


def _compared(cues: Cues, figure: Casualty) -> Cause | None:
    """What the tally just before is said to be the work of, where this one is set beside it."""
    here, sentences = figure.sentence, cues.reading.sentences
    if not _SAME_SPAN.match(cues.text, sentences[here].start):
        return None
    for sentence in range(here - 1, max(-1, here - BESIDE - 1), -1):
        told = [f for f in cues.scene(sentence).figures if f.harm == figure.harm]
        found = local_cause(cues, told[-1]) if told else None
        if found is not None:
            return replace(found, rule="cause.compared")
    return None


def _of_another_month(cues: Cues, context: Context, sentence: int) -> bool:
    """ "It killed 40 on Monday. The bodies were of men shot in late May": no means of those of Monday."""
    when = context.when
    if when is None or len(when.earliest or "") < _ONE_DAY:
        return False
    if when.rule != "when.sentence" and context.figure.victim_class not in SOLDIERS:
        return False
    months = event_months(cues, sentence)
    return bool(months) and not any((when.earliest or "").startswith(m) for m in months)


_ONE_DAY = 10  # characters of an ISO day


def _of_others(cues: Cues, context: Context, sentence: int) -> bool:
    """True for a sentence that tells of the attackers' dead, or of another month."""
    return _of_attackers(cues, context.figure, sentence) or _of_another_month(
        cues, context, sentence
    )


def _of_attackers(cues: Cues, figure: Casualty, sentence: int) -> bool:
    """ "A second attacker was shot dead by guards": no means of those the attack killed."""
    figures = cues.scene(sentence).figures
    shot = bool(figures) and all(f.victim_class == "combatant_nonstate" for f in figures)
    return shot and figure.victim_class != "combatant_nonstate"


def _rejected(cues: Cues, context: Context, means: Cause) -> bool:
    """True for means that the figure's own sentence tells of others, or told of another month: they are
    not taken from afar."""
    figure = context.figure
    if _of_another_month(cues, context, cues.reading.sentence_at(means.attack.start)):
        return True
    if _used_by_them(cues, context, means):
        return True
    scene = cues.scene(figure.sentence)
    harms = [one for one in scene.figures if one.harm == figure.harm]
    return len(harms) > 1 and any(a.cause == means.name for a in scene.attacks if a.strength > 2)
