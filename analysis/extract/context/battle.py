"""When people were harmed in a fight, whatever weapon is named, and when a waylaid traveller was not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.context.cues import Cues
from analysis.extract.context.idle import Attack
from analysis.extract.context.sides import nonstate
from analysis.opened import Opened
from analysis.records import Casualty

SOLDIERS = frozenset(("combatant_state", "combatant_nonstate"))


def in_a_fight(cues: Cues, figure: Casualty, attack: Attack) -> str:
    """Fighters under fire, and soldiers who exchange it, are in a fight; of one who "was shot dead" the gun is said."""
    if attack.cause in _TRUCE_BROKEN_BY and _breaks_a_truce(cues, attack):
        return "ground_fighting"
    if attack.cause != "gunfire" and not _is_wound(cues.text, attack):
        return attack.cause
    armed = figure.victim_class == "combatant_nonstate" and nonstate(figure.victims or "")
    exchanged = cues.text[attack.start : attack.end].lower().startswith("exchang")
    soldiers = exchanged and figure.victim_class == "combatant_state"
    if attack.cause != "gunfire":
        armed = soldiers = False
    if armed or soldiers or one_more(cues, figure) or _hit_in_it(cues, figure, attack):
        return "ground_fighting"
    return attack.cause


_TRUCE_BROKEN_BY = frozenset(("shelling", "gunfire"))
_BREACH = Opened(
    r"\b(?:violat\w+|breach\w+|broke|broken|breaking) (?:the |a |its |their )?"
    r"(?:[\w-]+ )?(?:cease-?fire|truce|armistice)\b[^.;]{0,90}\b(?:using|firing|with) [^.;]{0,60}$"
)


def _breaks_a_truce(cues: Cues, attack: Attack) -> bool:
    """ "Two died as the other side broke the truce 60 times, using mortars": the fire along a front."""
    low = max(cues.scene(cues.reading.sentence_at(attack.start)).start, attack.start - 220)
    return _BREACH.search(cues.reading, low, attack.start) is not None


def _hit_in_it(cues: Cues, figure: Casualty, attack: Attack) -> bool:
    """ "Two rebels died in an encounter. Two soldiers had bullet wounds": in that encounter."""
    here, scene = figure.sentence, cues.scene(figure.sentence)
    if not _is_wound(cues.text, attack) or not any(
        f.victim_class in SOLDIERS or nonstate(f.victims or "") for f in (figure, *scene.figures)
    ):
        return False
    for sentence in range(here, max(-1, here - _FOUGHT_BEFORE - 1), -1):
        told = cues.scene(sentence)
        fought = any(a.cause == "ground_fighting" and a.strength > 1 for a in told.attacks)
        if fought and any(f.victim_class in SOLDIERS for f in told.figures):
            return True
    return False


def _is_wound(text: str, attack: Attack) -> bool:
    """True for bullets and splinters, which any battle has."""
    return attack.id == "gunfire.noun" or text.startswith("shrapnel", attack.start)


_FOUGHT_BEFORE = 3  # sentences in which a battle was told


_THEIR_OWN = re.compile(
    r"([^.;]{0,60}?)\b(?:in|during|as|when|while|after)(?: they| militants| rebels| fighters)?(?: were| had)? (?:"
    r"(?:their|its)(?: [\w-]+){0,2} (?:attacks?|assaults?|offensives?|incursions?|raids?|operations?)\b|"
    r"(?:(?:an?|their|the|its)(?: [\w-]+){0,2} (?:attempts?|bids?)|trying|attempting|tried|attempted|sought) to "
    r"(?:infiltrate|storm|break|enter|capture|recapture|retake|seize|attack|advance|overrun|sneak|take|penetrate)\b)"
)


def in_their_own_attack(cues: Cues, figure: Casualty) -> Attack | None:
    """ "25 rebels died in their failed attack", "18 fighters killed trying to storm the post": they fought."""
    own = _THEIR_OWN.match(cues.text, figure.end, cues.scene(figure.sentence).end)
    if own is None:
        return None
    if figure.victim_class not in SOLDIERS and not nonstate(cues.text[figure.start : own.end(1)]):
        return None
    return Attack(own.end(1), own.end(), "ground_fighting", "noun", 2, "fighting")


_MORE = re.compile(
    r"(?:an?|the|one|two|three) (?:second|third|fourth|fifth|other|others|more)\b|another\b",
    re.IGNORECASE,
)


_NO_FIGHTERS = frozenset(("civilian", "children", "women", "journalist", "medical_aid"))


def one_more(cues: Cues, figure: Casualty) -> bool:
    """ "The troops returned fire, killing two. A third man was shot": one more of those they fought."""
    if figure.victim_class in _NO_FIGHTERS or not _MORE.match(figure.victims or ""):
        return False
    sentences, here = cues.reading.sentences, figure.sentence
    if here == 0 or sentences[here - 1].paragraph != sentences[here].paragraph:
        return False
    before = cues.scene(here - 1)
    fought = any(a.cause == "ground_fighting" and a.strength > 1 for a in before.attacks)
    return fought and bool(before.figures)


def waylaid(cues: Cues, attack: Attack, figure: Casualty) -> str | None:
    """ "Ten died when their bus was ambushed": travellers who are waylaid are shot, they do not fight."""
    if attack.cause != "ground_fighting" or any(
        f.victim_class in SOLDIERS for f in (figure, *cues.scene(figure.sentence).figures)
    ):
        return None
    if _CONVOY.match(cues.text, attack.end):
        return None  # "killed 23 people in an ambush on an army convoy"
    whom = _WHOM.match(cues.text, attack.end)
    if whom is not None and nonstate(whom.group()):
        return None  # "ambushed a group of militants, killing nine"
    return "gunfire" if cues.text[attack.start : attack.end].lower().startswith("ambush") else None


_CONVOY = re.compile(
    r" (?:(?:on|of|against) )?(?:an?|the|their|its|[A-Z]\w+) (?:[\w-]+ ){0,2}?"
    r"(?:(?:military|army|armed|police|security) (?:[\w-]+ )?(?:convoy|column|patrol|vehicles?|trucks?)|"
    r"patrols?|troops|soldiers)\b"
)
_WHOM = re.compile(
    r" (?:[A-Z][a-z]+day )?(?:an?|the|several|some|dozens of) (?:[\w-]+ ){0,4}[\w-]+"
)


_BEGAN = re.compile(r" (?:had |has )?(?:also )?(?:began|begun|started|opened|was sprung)\b")
_ONE_FIGHT = ("ambush", "assault", "battle", "gun", "fire", "clash", "skirmish", "encounter")


def battle_begun(text: str, attacks: Sequence[Attack]) -> Attack | None:
    """ "The ambush began when a mine blew up the first truck": for all but those in it, the ambush."""
    return next(
        (
            a
            for a in attacks
            if a.cause == "ground_fighting"
            and a.strength > 1
            and _BEGAN.match(text, a.end)
            and text[a.start : a.end].lower().startswith(_ONE_FIGHT)
        ),
        None,
    )


_CAPTIVE = re.compile(
    r"\b(?:captured?|capturing|captives?|prisoners?|hands of|overrun|surrendered)\b", re.IGNORECASE
)


def taken_in_battle(cues: Cues, figure: Casualty, sentences: Sequence[int]) -> Attack | None:
    """ "The post was overrun in a firefight, and five soldiers were taken captive": the fight."""
    scene = cues.scene(figure.sentence)
    if not _CAPTIVE.search(cues.text, scene.start, scene.end):
        return None
    if figure.victim_class not in SOLDIERS and not any(
        f.victim_class in SOLDIERS and f.harm != figure.harm for f in scene.figures
    ):
        return None
    for sentence in (figure.sentence, *sentences):
        for attack in cues.scene(sentence).attacks:
            if attack.cause == "ground_fighting" and attack.strength > 1:
                return attack
    return None
