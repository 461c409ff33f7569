"""What else tells of a figure's deed: the sentences to ask for its means and author where its own has none.

The incident's sentences before it are asked first, then those of its paragraph that a toll of another
day goes on with, then the later ones; a sentence of another day and place is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.context.cues import Cues
from analysis.extract.context.geography import FINE, coarse, compatible
from analysis.extract.context.incidents import Chain, counts_beside, own_attack
from analysis.extract.context.sharing import Context
from analysis.extract.context.when import event_days
from analysis.extract.context.where import first_scenes
from analysis.records import Casualty

ANOTHER = re.compile(
    r"(?:Last |Earlier|Separately|Elsewhere|Meanwhile|Also |In (?:a |an|the |[A-Z])|On (?:the |[A-Z\d])|"
    r"(?:The (?:last|previous|most recent)|An? (?:earlier|previous|similar)) (?:[\w-]+ )?"
    r"(?:attack|assault|bombing|raid|blast|strike)\b|"
    r"[A-Z]\w+ (?:days|weeks|months|years) (?:ago|earlier|before|later))"
)
A_DAY = len("2024-05-10")
BESIDE = 4  # sentences of a paragraph before a toll that may tell its deed


def telling(cues: Cues, chain: Chain, figure: Casualty, mates: Sequence[int]) -> list[int]:
    """The incident's sentences, and behind those told before the others of the figure's paragraph.

    A toll that is raised on another day ("the government put the dead at 31 on Wednesday") goes on
    with the deed told just before; a deed with an attack of its own does not.
    """
    here, before = figure.sentence, [m for m in mates if m < figure.sentence]
    beside: list[int] = []
    scene = cues.scene(here)
    own = own_attack(scene) or ANOTHER.match(cues.text, scene.start)
    own = own or _WHEN_ONE.search(cues.text, figure.end, scene.end)
    if figure.scope == "incident" and not before and not own:
        sentences = cues.reading.sentences
        beside = [
            m
            for m in range(here - 1, max(-1, here - BESIDE), -1)
            if sentences[m].paragraph == sentences[here].paragraph
            and not chain.of(here).is_apart(chain.of(m))
        ]
    soon: list[int] = []
    behind = min((here, *mates)) + 1
    if figure.scope == "incident" and not own and behind < len(cues.reading.sentences):
        after_it = cues.scene(behind)
        goes_on = _GOES_ON.match(cues.text, after_it.start) and not counts_beside(cues, after_it)
        soon = [behind] if goes_on else []
    after = dict.fromkeys((*soon, *(m for m in mates if m > here)))
    return [*before, *beside, *after]


# "was killed on Sunday when a blast hit his car": a deed of its own
_WHEN_ONE = re.compile(
    r"\b(?:when|after|as) an? (?:[\w-]+ ){0,3}?(?:blast|explosion|bomb|shell|rocket|mine|device|grenade|gunman|sniper) "
    r"(?:hit|struck|exploded|detonated|tore|ripped|landed|fell|went off|blew|shot|opened|destroyed)\b"
)
# "The attackers arrived on foot": the deed just told goes on
_GOES_ON = re.compile(
    r"(?:The|These) (?:attackers?|assailants?|gunm[ae]n|raiders|militants|bandits|assault|attack|raid|ambush|"
    r"massacre|killers)\b"
)


def of_both_sides(cues: Cues, figure: Casualty) -> bool:
    """ "No casualties on either side", "300 fighters on both sides": of nobody's attack."""
    found = _EITHER.match(cues.text, figure.end)
    return found is not None and (figure.best == 0 or found["sides"] == "both")


_EITHER = re.compile(r"(?: [\w-]+){0,2} (?:on|from|by) (?P<sides>either|both|any) sides?\b")


def is_elsewhere(cues: Cues, context: Context, sentence: int) -> bool:
    """ "Two men hurt in Sarab on Monday": not by the shells that fell on another town on Tuesday."""
    when, where = context.when, context.where
    if when is None or where is None or "sentence" not in when.rule or "sentence" not in where.rule:
        return False
    days = event_days(cues, sentence)
    first, last = (when.earliest or "")[:A_DAY], (when.latest or when.earliest or "")[:A_DAY]
    if not days or len(first) < A_DAY or any(first <= day <= last for day in days):
        return False
    places, wide = first_scenes(cues, sentence), coarse(where.place) >= FINE["admin1"]
    return bool(places) and not any(
        where.name == place.name or (wide and compatible(where.place, place)) for place in places
    )


def of_another_town(cues: Cues, context: Context, sentence: int) -> bool:
    """ "A bombing in Kara killed eight": no sharper for the car bomb that another town is told to have had.

    The town of a sentence that names none is that of the last sentence before it that does.
    """
    where, here = context.where, context.figure.sentence
    if where is None or "sentence" not in where.rule:
        return False
    for before in range(sentence, max(-1, sentence - BESIDE), -1):
        if before == here:
            return False
        places = first_scenes(cues, before)
        if places:
            return not any(compatible(where.place, place) for place in places)
    return False


def is_of_it(cues: Cues, context: Context, sentence: int) -> bool:
    """True for a sentence that names the day or the place of a deed of its own."""
    if context.when is None or context.where is None:
        return True
    day, name = (context.when.earliest or "")[:A_DAY], context.where.name
    return day in event_days(cues, sentence) or any(
        place.name == name for place in first_scenes(cues, sentence)
    )
