"""What killed: the attack word that outweighs the others near a figure.

"A suicide bomber drove a car bomb into the gate, killing 14" is a suicide attack; "barrel bombs
filled with chlorine" are chemical; a battle with rockets is ground fighting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analysis.extract.another import farther
from analysis.extract.context.asides import since_record
from analysis.extract.context.battle import (
    SOLDIERS,
    battle_begun,
    in_a_fight,
    in_their_own_attack,
    one_more,
    waylaid,
)
from analysis.extract.context.clauses import beyond
from analysis.extract.context.cues import Cues, Scene, anchor
from analysis.extract.context.idle import Attack
from analysis.extract.context.names import Author
from analysis.extract.context.naming import named
from analysis.extract.context.of_others import of_others
from analysis.extract.context.sides import PEOPLE, nonstate, state
from analysis.extract.context.unknown import is_habit
from analysis.lean import dataclass, replace
from analysis.opened import Opened
from analysis.records import Casualty

_STRONGER = {  # where both stand within reach of a figure, the first names the cause
    "suicide_attack": frozenset(("car_bomb", "ied", "gunfire", "airstrike", "other")),
    "chemical": frozenset(("airstrike", "shelling", "missile", "ied")),
    "execution": frozenset(("gunfire",)),
    "car_bomb": frozenset(("ied",)),
    "landmine": frozenset(("ied",)),
    "drone": frozenset(("airstrike", "ied", "missile")),
    "airstrike": frozenset(("ied",)),
    "missile": frozenset(("airstrike", "ied")),
    "shelling": frozenset(("ied",)),
}
_INCLUDED = re.compile(r"\bincluding (?:the |two |three |several )?$")
WITHOUT_MEANS = frozenset(("abducted", "detained"))  # people are seized by no weapon of the list
_REACH = 110  # how much farther a stronger word may stand
_WEAK = 45  # characters a point of strength is worth
_OWN = 60  # characters that "in the ..." right behind the figure is worth


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause class, the word it comes from and the rule."""

    name: str
    attack: Attack
    rule: str


def local_cause(cues: Cues, figure: Casualty) -> Cause | None:
    """The attack of the figure's own sentence, or else that those who fell in it made."""
    found = _told_cause(cues, figure)
    if found is None or not found.attack.strength:
        own = in_their_own_attack(cues, figure)
        return Cause(own.cause, own, "cause.sentence") if own is not None else found
    return found


def _told_cause(cues: Cues, figure: Casualty) -> Cause | None:
    scene = cues.scene(figure.sentence)
    attacks = [a for a in scene.attacks if not _of_victims(cues.text, a, figure, scene.figures)]
    if len(scene.figures) > 1:
        attacks = [a for a in attacks if not of_others(cues, a, figure)]
    attacks = [a for a in attacks if a.strength] or attacks
    attacks = [a for a in attacks if a.id != "pursuit" or a.start < figure.start]
    attacks = [
        a
        for a in attacks
        if not (beyond(cues.text, scene, figure, a) or _where_others_killed(cues, a, figure, scene))
    ]
    if figure.harm != "displaced":
        attacks = [a for a in attacks if not _is_fled(cues.text, a)]
    if figure.scope == "cumulative":
        attacks = [a for a in attacks if not _is_of_a_war(cues.text, a, figure)]
    if figure.harm in WITHOUT_MEANS:
        attacks = [a for a in attacks if a.cause == "ground_fighting"]
    if len(attacks) > 1:
        attacks = [a for a in attacks if not _is_elsewhere(cues.text, a, figure, scene)] or attacks
    if len(attacks) > 1:
        attacks = [a for a in attacks if not _is_recalled(cues, a)] or attacks
    if not attacks:
        return None
    costs = [
        (
            scene.cost((a.start, a.end), anchor(figure))
            - _WEAK * a.strength
            - _OWN * _is_of_it(cues.text, a, figure),
            a,
        )
        for a in attacks
    ]
    costs.sort(key=lambda pair: pair[0])
    cost, best = costs[0]
    told = best.form == "verb" and figure.start <= best.start and best.end <= figure.end
    if figure.scope == "cumulative" and cost > 20:
        return None
    if figure.scope == "period" and cost > 120:
        return None
    for other_cost, other in costs[1:]:
        if other.cause == "execution" and other.strength == 1:
            continue  # gunmen who "murdered" somebody shot him
        if told and best.strength > 2 and other.cause != "execution":
            continue  # "was shot dead" tells how, whatever else the sentence recalls
        if best.cause in _STRONGER.get(other.cause, ()) and other_cost - cost <= _REACH:
            best = other
    best = _from_the_air(cues.text, best, attacks)
    if _by_two_means(cues.text, best, attacks):
        return Cause("other", best, "cause.sentence")
    plain = told and not one_more(cues, figure)
    name = best.cause if plain else in_a_fight(cues, figure, best)
    return Cause(waylaid(cues, best, figure) or name, best, "cause.sentence")


def _where_others_killed(cues: Cues, attack: Attack, figure: Casualty, scene: Scene) -> bool:
    """ "Shells fell on the town where rebels had killed a pilot": no means of the rebels'."""
    low = attack.end
    if (
        figure.rule != "casualty.active"
        or attack.form not in ("noun", "weapon")
        or figure.start - low < _WHERE
        or low > figure.start
    ):
        return False
    at = cues.text.find(" where ", low, figure.start)
    return (
        at >= 0
        and any(at < n.start < figure.start for n in named(cues, scene))
        and not any(at < a.start < figure.end for a in scene.attacks)
    )


_WHERE = len(" where ")
_IN_THE = re.compile(r" (?:in|by|during) (?:an? |the )?(?:(?!or |and )[\w-]+ ){0,2}")
_SHORT = 40  # characters in which it can stand


def _is_of_it(text: str, attack: Attack, figure: Casualty) -> bool:
    """ "set off a mine and lost three men in the fighting": the attack that the figure is said to be of."""
    if not 0 < attack.start - figure.end <= _SHORT:
        return False
    return _IN_THE.fullmatch(text, figure.end, attack.start) is not None


_SITE = re.compile(
    r"\b(?:(?:site|scene) of|(?:area|town|village|district|province|city|region|neighbou?rhood|suburb)s? "
    r"(?:that|which|where) (?:has |have |had )?(?:also |recently |already )?(?:seen|saw|witnessed|suffered|"
    r"endured|known|experienced|been (?:hit|rocked|shaken|gripped) by)) (?:an? |the )?(?:[\w-]+ ){0,4}$|"
    r", (?:an? |the )?(?:[\w-]+ )?(?:area|town|village|district|province|city|region) where "
    r"(?:fierce |heavy |intense |sporadic |deadly )*$"
)


def _is_recalled(cues: Cues, attack: Attack) -> bool:
    """ "An air strike on the town, site of a chemical attack last week", "in an area that saw
    fighting": what the place is known for."""
    return _SITE.search(cues.text[max(0, attack.start - _FLIGHT) : attack.start]) is not None


# ", as a suicide bomber struck a checkpoint farther south": another deed of the same hour
_MEANWHILE = re.compile(r", (?:just )?(?:as|while|even as) (?=an? |the |[a-z]+s )")


def _is_elsewhere(text: str, attack: Attack, figure: Casualty, scene: Scene) -> bool:
    """True for an attack behind ", as" that the sentence puts farther off than the figure's own."""
    if attack.start < figure.end:
        return False
    turn = _MEANWHILE.search(text, figure.end, attack.start)
    return turn is not None and farther(text, turn.end(), scene.end)


# "a truce came after 30,000 deaths, but clashes have gone on": not the clashes those died in
_TURNS = re.compile(r"\b(?:but|although|though|yet)\b")


def _is_of_a_war(text: str, attack: Attack, figure: Casualty) -> bool:
    """ "330,000 have been killed in the fighting": by everything a war kills with."""
    fought = attack.cause == "ground_fighting" and figure.harm != "displaced"
    return fought or _goes_on(text, attack, figure)


def _goes_on(text: str, attack: Attack, figure: Casualty) -> bool:
    return attack.start > figure.end and _TURNS.search(text, figure.end, attack.start) is not None


_FLED = re.compile(
    r"\b(?:escap(?:e|ed|ing)|fle(?:e|eing|d))\b(?: (?:from|the|areas?|towns?|where|of|are|were|[\w-]+ forces|"
    r"[\w-]+)){0,6} $"
)
_FLIGHT = 60  # characters


def _is_fled(text: str, attack: Attack) -> bool:
    """ "Killed as they crossed the river to escape fighting": they left that behind."""
    if attack.cause != "ground_fighting":
        return False
    before = text[max(0, attack.start - _FLIGHT) : attack.start]
    found = _FLED.search(before) if "esc" in before or "fle" in before else None
    return found is not None and not _STILL_THERE.search(before, found.start())


_STILL_THERE = re.compile(r"\b(?:when|after|as|during|while|following|in)\b")


def _from_the_air(text: str, best: Attack, attacks: list[Attack]) -> Attack:
    """ "Helicopters fired on a school", "jets fired missiles": from aircraft; "airstrikes and artillery": the first."""
    if best.cause in ("missile", "shelling"):
        behind = (a for a in attacks if a.cause == "airstrike" and 0 < a.start - best.end <= _FIRED)
        if found := next((a for a in behind if _FROM.fullmatch(text, best.end, a.start)), None):
            return found  # "missiles fired from a warplane"
    if best.cause in _BOMBARDING:
        before = (a for a in attacks if 0 < best.start - a.end <= _BESIDE)
        return next((a for a in before if a.cause in _BOMBARDING and a.strength > 1), best)
    if best.cause == "missile":
        launched = (
            a for a in attacks if a.cause == "airstrike" and 0 < best.start - a.end <= _FIRED
        )
        return next((a for a in launched if _LAUNCHED.fullmatch(text, a.end, best.start)), best)
    if best.id == "gunfire.noun":
        first = (
            a for a in attacks if a.cause == "shelling" and a.strength > 1 and a.end < best.start
        )
        return next((a for a in first if text[a.end : best.start] == " and "), best)
    if best.cause != "gunfire" or best.form != "verb":
        return best
    return next(
        (a for a in attacks if a.cause == "airstrike" and 0 <= best.start - a.end <= _BESIDE), best
    )


def _by_two_means(text: str, best: Attack, attacks: list[Attack]) -> bool:
    """ "Treated for gunshot and machete wounds": neither is what hurt them all."""
    if best.id not in _GUN_OR_BLADE:
        return False
    low, high = best.start, best.end
    return any(
        {a.id, best.id} == _GUN_OR_BLADE
        and text[min(a.end, high) : max(a.start, low)] in (" and ", " or ", " or by ", " and by ")
        for a in attacks
    )


_GUN_OR_BLADE = frozenset(("gunfire.noun", "other.means"))
_BOMBARDING = frozenset(("airstrike", "shelling", "drone"))
_BESIDE = 14  # characters between aircraft and what they do
_FIRED = 60  # characters between aircraft and the missiles they fire
_FROM = re.compile(
    r"(?: (?:that|which) (?:was|were))?(?: (?:fired|launched|dropped|shot|unleashed))? (?:from|by) (?:[\w-]+ ){0,4}"
)
_LAUNCHED = re.compile(
    r" (?:(?:have|had|also|later) )*(?:fired|fire|firing|launched|launching|dropped|hit|struck|targeted) "
    r"(?:[\w-]+ ){0,6}| and (?:by )?(?:(?!the |an? )[\w-]+ ){0,2}"
)


def _of_victims(text: str, attack: Attack, figure: Casualty, figures: Sequence[Casualty]) -> bool:
    """True for "three gunmen were killed": the word names the victims, of this figure or another."""
    if attack.start > figure.start and _INCLUDED.search(text[attack.start - 30 : attack.start]):
        word = text[attack.start : attack.end].lower()
        one = word.endswith("bomber") and figure.victim_class != "combatant_nonstate"
        return word.endswith(("bombers", "bomber")) and not one
    inside = figure.start <= attack.start and attack.end <= figure.end
    if inside and attack.form != "verb" and _IS_THEM.search(figure.victims or ""):
        return (figure.victims or "").endswith(
            text[attack.start : attack.end]
        )  # "including a sniper"
    if attack.form != "agent":
        return False
    start = figure.start if figure.number_start is None else figure.number_start
    stop = max(figure.end, start + len(figure.victims or ""))
    if start <= attack.start and attack.end <= stop:
        return True
    counted = ((f.number_start, len(f.victims or "")) for f in figures)
    return any(
        n is not None and n <= attack.start and attack.end <= n + size for n, size in counted
    )


_IS_THEM = re.compile(r"\b(?:snipers?|gunm[ae]n|bombers?|attackers?)$")


def vague(cause: Cause | None) -> bool:
    """True for a word ("blast", "raid", "bombing") that another word may make precise."""
    return cause is not None and (cause.attack.strength == 1 or cause.attack.id in _VAGUE)


_VAGUE = frozenset(("ied.hint", "ied.laid", "gunfire.hint"))


def may_be_sharper(cause: Cause | None) -> bool:
    """True for a vague word, and for a car bomb: somebody may have driven it."""
    return vague(cause) or (cause is not None and cause.name == "car_bomb")


_BOMBS = ("bombs", "bombing", "bombings", "bombardment")
_OWNERS = frozenset(("author.agent", "author.owner", "author.adjective", "author.by"))


def dropped(cues: Cues, cause: Cause, author: Author) -> Cause:
    """ "Killed by regime bombs": what a state bombs with falls from the air."""
    attack = cause.attack
    if attack.id != "ied.hint" or author.rule not in _OWNERS:
        return cause
    if cues.text[attack.start : attack.end].lower() not in _BOMBS:
        return cause
    if not (state(author.name) or cues.country_of_people(author.name)):
        return cause
    return Cause("airstrike", replace(attack, id="airstrike"), cause.rule)


_MAY_BE = {  # what a word of some vagueness may turn out to have been
    "shelling.hint": ("airstrike", "shelling", "missile"),
    "shelling.salvo": ("shelling", "missile"),
    "ied.laid": ("car_bomb", "suicide_attack", "landmine"),
}


def sharper(cause: Cause, other: Cause) -> bool:
    """True where ``other`` says by what means the vague ``cause`` was done."""
    if cause.name == "ground_fighting":
        return False  # an "offensive" is done with many weapons
    if cause.name == "execution" or cause.attack.id == "gunfire.vague":
        return False  # a murder is no air raid told elsewhere
    if cause.name in ("ied", "shelling") and other.name in ("ground_fighting", "execution"):
        return False  # a "blast" is no battle
    if cause.attack.id == "gunfire.hint":
        return other.name == "other" and other.attack.strength > 2  # assailants with machetes
    if cause.attack.id in _MAY_BE:
        return other.name in _MAY_BE[cause.attack.id] and other.attack.strength > 1
    if cause.attack.strength == 1:
        return other.attack.strength > 1 and other.name != "gunfire"
    return cause.name in _STRONGER.get(other.name, ()) and other.attack.strength > 2


def carried_cause(cues: Cues, figure: Casualty, sentences: Sequence[int]) -> Cause | None:
    """The attack named in the nearest of the incident's other sentences; who attacks comes last."""
    if figure.victim_class.startswith("combatant"):
        return _carried(cues, figure, sentences, denied=None)  # who fires on whom is a fight
    found = _carried(cues, figure, sentences, denied=False)
    return found or _carried(cues, figure, sentences, denied=True)


# "The army denied it had fired on the market": the means it denies come last
_DENIED = Opened(r"\b(?:denied|denies|deny|denying)(?: (?!and\b|but\b)[\w’'-]+){0,7} $")


def _carried(
    cues: Cues, figure: Casualty, sentences: Sequence[int], *, denied: bool | None
) -> Cause | None:
    """What :func:`carried_cause` finds among what somebody denies, among the rest, or (None) in all."""
    says_no = denied is not None and not cues.reading.vocabulary.isdisjoint(
        ("denied", "denies", "deny", "denying")
    )
    if denied and not says_no:
        return None
    tries = (_names_means, _names_men, _is_vague)
    for fits in tries[:2] if figure.harm == "missing" else tries:
        for sentence in sentences:
            attacks = [
                a
                for a in cues.scene(sentence).attacks
                if fits(a)
                and (a.id != "pursuit" or figure.victim_class in SOLDIERS)
                and not own_nations(cues, a, figure)
                and not _is_long_on(cues.text, a)
                and since_record(cues.text, cues.scene(sentence).start, a.start) is None
                and (not says_no or denied == _is_denied(cues, a))
            ]
            if attacks:
                begun = battle_begun(cues.text, attacks)
                told = None if begun else _of_its_figure(cues, figure, sentence, attacks)
                best = begun or (told and told.attack)
                best = best or _from_the_air(cues.text, _strongest(attacks), attacks)
                name = told.name if told and figure.best == 0 else best.cause
                return Cause(name, best, "cause.incident")
    return None


def _is_denied(cues: Cues, attack: Attack) -> bool:
    return _DENIED.search(cues.reading, max(0, attack.start - 80), attack.start) is not None


# "who has worked there since the fighting broke out in April": the war, not the deed told of
_SINCE = re.compile(r"\bsince (?:the |this )?(?:[\w-]+ )?$")
_BROKE_OUT = re.compile(
    r" (?:(?:first|had) )?(?:broke(?:n)? out|began|begun|erupted|started|flared|resumed)\b"
)


def _is_long_on(text: str, attack: Attack) -> bool:
    """True for fighting that is said to have gone on since some day."""
    if attack.cause != "ground_fighting" or not _BROKE_OUT.match(text, attack.end):
        return False
    return _SINCE.search(text[max(0, attack.start - 30) : attack.start]) is not None


def _of_its_figure(
    cues: Cues, figure: Casualty, sentence: int, attacks: list[Attack]
) -> Cause | None:
    """What killed those whom that sentence counts, of the same harm before others."""
    told = sorted(
        (f for f in cues.scene(sentence).figures if f.scope == "incident"),
        key=lambda f: f.harm != figure.harm,
    )
    found = local_cause(cues, told[0]) if told else None
    return found if found is not None and found.attack in attacks else None


def _names_means(attack: Attack) -> bool:
    return attack.strength > 1 and attack.form != "agent"


def _names_men(attack: Attack) -> bool:
    return attack.strength > 1 and attack.form == "agent"


def _is_vague(attack: Attack) -> bool:
    """ "A blast", "a barrage": better than the means of the article's other attacks."""
    return attack.id in _VAGUE_DEEDS


_VAGUE_DEEDS = frozenset(
    ("blast", "shelling.hint", "shelling.salvo", "execution.hint", "gunfire.vague")
)


def own_nations(cues: Cues, attack: Attack, figure: Casualty) -> bool:
    """True for "Ruritanian air strikes" and "Ruritania has bombed" where Ruritanians were hurt."""
    found = PEOPLE.match(figure.victims or "")
    if found is None:
        return False
    before = cues.text[max(0, attack.start - _ADJECTIVE) : attack.start]
    if f"{found[1]} " in before:
        return True
    land = cues.country_of_people(found[1])
    return land is not None and attack.cause in _FROM_AFAR and f"{land} " in before


_ADJECTIVE = 24  # characters in which whose attack it is stands before it
_FROM_AFAR = frozenset(("airstrike", "shelling", "missile", "drone"))


def sharper_cause(
    cues: Cues, cause: Cause, sentences: Sequence[int], author: Author | None = None
) -> Cause | None:
    """What the incident's other sentences call a vague "blast" or "raid"; an assault that bombers led.

    No "rebel bombardment" turns out to have been an air raid.
    """
    on_foot = author is not None and nonstate(author.name)
    sentences = [s for s in sentences if not is_habit(cues.scene(s))]
    stormed = cause.name == "ground_fighting" and _STORMED.match(cues.text, cause.attack.start)
    for sentence in sentences:
        for attack in cues.scene(sentence).attacks:
            if on_foot and attack.cause == "airstrike":
                continue
            found = Cause(attack.cause, attack, "cause.sharper")
            if sharper(cause, found) or (stormed and attack.id == "suicide"):
                return found
    return None


_STORMED = re.compile(r"(?:stormed|raided|siege|assault (?:that|which|in which))\b")


def main_cause(cues: Cues, figure: Casualty | None = None) -> Cause | None:
    """The means most attacks of the article share, where half of them share one."""
    attacks = cues.once("strong attacks", lambda: [a for a in cues.attacks() if a.strength > 1])
    if figure is None or not PEOPLE.match(figure.victims or ""):
        return cues.once("main cause", lambda: _most_shared(attacks))
    return _most_shared([a for a in attacks if not own_nations(cues, a, figure)])


def _most_shared(attacks: list[Attack]) -> Cause | None:
    if not attacks:
        return None
    name, times = Counter(a.cause for a in attacks).most_common(1)[0]
    if times * 2 < len(attacks):
        return None
    return Cause(name, next(a for a in attacks if a.cause == name), "cause.article")


def _strongest(attacks: list[Attack]) -> Attack:
    best = attacks[0]
    for attack in attacks[1:]:
        stronger = best.cause in _STRONGER.get(attack.cause, ())
        if stronger or attack.strength > best.strength:
            best = attack
    return best
