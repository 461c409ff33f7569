"""Who stands against whom: the two sides of a fight, and the side the victims were on.

"Marines battled gunmen", "clashes between the army and rebels": of two sides, the victims' own
did not kill them. "Three of the attackers were killed" were killed by whoever they attacked.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.names import Name
from analysis.lean import dataclass
from analysis.opened import Opened
from analysis.records import Casualty

_MUTUAL = Opened(
    r"\b(?:clash\w*|battl\w+|fought|fight\w*|exchang\w+ (?:of )?(?:fire|gunfire|shots)|skirmish\w*|"
    r"traded (?:fire|shots)|gun ?battles?|firefights?|in combat)\b(?: [\w’'-]+){0,7}? ?(?:with|against|the|a|an|,)? ?$"
)
_BETWEEN = Opened(
    r"\b(?:clash\w*|fighting|battles?|combat|confrontations?|skirmish\w*|firefights?|exchanges? of fire|"
    r"hostilities|gun ?battles?|infighting)\b[^.;]{0,80}\bbetween (?:the )?$",
    re.IGNORECASE,
)
_ATTACKED = re.compile(
    r"[\s,]*(?:(?:have|has|had|also|later|then|\w+ly) ){0,2}(?:ambush\w*|attack\w*|storm\w*|raid\w*|"
    r"assault\w*|shell\w*|target\w*|opened fire on|fired (?:on|at)|struck|hit|bomb\w*|besieg\w*|overran|"
    r"launched [\w -]{0,40} (?:on|against))(?: [\w’'-]+){0,4}? ?"
)
_FOUGHT = Opened(r"\b(?:clash\w*|fighting|battl\w+|fought|traded (?:fire|accusations|blame))\b")
_HARMED = Opened(r"\b(?:kill\w*|wound\w*|injur\w*|died|dead|captur\w*|said|says)\b")
_AND_OTHER = re.compile(r"[^.;]{0,50}\band (?:[\w-]+ ){0,3}")
_AND = re.compile(r",? and (?:the )?")
_NONSTATE = re.compile(
    r"\b(?:militants?|terrorists?|rebels?|insurgents?|jihadis?t?s?|extremists?|gunm[ae]n|fighters?|guerrillas?|"
    r"separatists?|bandits?|khwarij|khawarij|naxal\w*|maoists?|islamists?|mujah[ie]d\w+|"
    r"attackers?|assailants?|raiders?|kidnappers?|militia\w*|armed men|Tigers)\b",
    re.IGNORECASE,
)
_ANTI = re.compile(r"\banti-[\w-]+", re.IGNORECASE)  # "an anti-Tigers mayor"
_STATE = re.compile(
    r"\b(?:troops?|soldiers?|army|police\w*|officers?|marines?|servicem[ae]n|guards?|government|regime|security|"
    r"military|commandos?|infantry|forces|rangers?|recruits?|conscripts?|navy|air force|peacekeepers?|"
    r"aircraft|jets?|warplanes?)\b",
    re.IGNORECASE,
)
_ATTACKERS = re.compile(
    r"\b(?:attackers?|assailants?|bombers?|raiders?|gunm[ae]n)\b", re.IGNORECASE
)
_COMMON = frozenset(
    "the of and their its group forces force troops soldiers fighters members militants rebels army "
    "state armed other people civilians local including three four five".split()
)


@dataclass(frozen=True, slots=True)
class Fight:
    """Two sides named in one sentence; ``mutual`` where both may have killed."""

    one: Name
    other: Name
    mutual: bool


def fights_in(cues: Cues, scene: Scene, names: list[Name]) -> list[Fight]:
    """Every pair of neighbouring names that a word of fighting joins."""
    if names is scene.names:
        return scene.once("fights", lambda: _joined_by_fighting(cues, scene, names))
    return _joined_by_fighting(cues, scene, names)


def _joined_by_fighting(cues: Cues, scene: Scene, names: list[Name]) -> list[Fight]:
    out = []
    text = cues.text
    for one, other in itertools.pairwise(names):
        low, high = one.end, other.start
        if high - low > 90 or _HARMED.search(cues.reading, low, high):
            continue
        between = text[low:high]
        if _BETWEEN.search(cues.reading, max(scene.start, one.start - 110), one.start):
            if _AND_OTHER.fullmatch(between):
                out.append(Fight(one, other, True))
        elif _MUTUAL.search(cues.reading, low, high) or (
            _AND.fullmatch(between)
            and _FOUGHT.search(cues.reading, other.end, min(scene.end, other.end + 110))
        ):
            out.append(Fight(one, other, True))
        elif _ATTACKED.fullmatch(between):
            out.append(Fight(one, other, False))
    return out


def opponent(fight: Fight, figure: Casualty) -> Name | None:
    """The side of a fight the victims were not on; None where that cannot be told."""
    one, other = own_side(figure, fight.one), own_side(figure, fight.other)
    if not (one or other) and regulars(figure.victims or ""):
        one, other = state(fight.one.words), state(fight.other.words)
    if one and not other:
        return fight.other
    if other and not one:
        return fight.one
    return None if fight.mutual or one else fight.one


def regulars(victims: str) -> bool:
    """ "Eleven soldiers": an army's, whosever that is."""
    return state(victims) and not re.search(r"[A-Z]", victims[1:]) and not _irregular(victims)


def nonstate(words: str) -> bool:
    """True for words of rebels, gunmen and the like that no word of a state's forces joins."""
    return _irregular(words) and not state(words)


@lru_cache(maxsize=4096)
def _irregular(words: str) -> bool:
    return bool(_NONSTATE.search(_ANTI.sub("", words)))


@lru_cache(maxsize=4096)
def state(words: str) -> bool:
    """True for words of an army, police or a government."""
    return bool(_STATE.search(words))


# "nine Ruritanians": whose people were harmed
PEOPLE = re.compile(r"(?:[\w-]+ ){1,3}?([A-Z][a-z]+?)s?\b")


def same_side(one: str, two: str) -> bool:
    """True where two names share a word that tells one side from another."""
    return _shared(one, two)


def own_side(figure: Casualty, name: Name) -> bool:
    """True where the people harmed are the name's own."""
    if not figure.victim_class.startswith(("combatant", "security")) and not _fights(figure):
        whose = _THEIR_MEN.search(figure.victims or "")
        return whose is not None and whose[1] in name.words.lower().split()
    victims = _RANK.sub("soldier", _FORMER.sub("", figure.victims or ""))
    if _shared(victims, f"{name.name} {name.words}"):
        return True
    if figure.victim_class == "combatant_nonstate" or _irregular(victims):
        general = not re.search(r"[A-Z]", victims[1:])
        return _irregular(name.words) and general and not state(victims)
    if re.search(r"[A-Z]", victims[1:]) or not state(name.words):
        return False
    told_by = figure.reporter or ""
    plain = state(told_by) and not _nation(told_by)  # "the military said": nobody else's soldiers
    return not _nation(name.words) or plain or _shared(told_by, name.words)


_THEIR_MEN = re.compile(
    r"\b(regime|government|army|rebel|militia|opposition) (?:personnel|elements|loyalists|members|casualties)\b"
)
# "Captain John Roe": a soldier, whatever he is called
_RANK = re.compile(
    r"(?:\b(?:Captain|Capt\.?|Lieutenant|Lt\.?|Sergeant|Sgt\.?|Private|Pvt\.?|Corporal|Cpl\.?|Major|Maj\.?|"
    r"Colonel|Col\.?|Lance|Constable|Inspector|Havildar|Naik|Sepoy|Officer|Gen\.?|General|Brigadier) )+"
    r"[A-Z][\w’'-]+(?: [A-Z][\w.’'-]+){0,3}"
)
_FORMER = re.compile(r"\b(?:former|ex|retired|surrendered|alleged)[ -](?:[\w-]+ ){0,2}?\w+", re.I)


def _nation(words: str) -> bool:
    """True for forces named for a people or a person ("Armenian forces"), not "Police" alone."""
    first = words.split()[0]
    return bool(re.search(r"[A-Z]", words)) and not (_STATE.match(first) or _NONSTATE.match(first))


def _fights(figure: Casualty) -> bool:
    return bool(figure.victims) and are_attackers(figure.victims or "")


@lru_cache(maxsize=4096)
def are_attackers(victims: str) -> bool:
    """True for words of those who attacked ("the assailants")."""
    return _ATTACKERS.search(victims) is not None


def _against(one: str, two: str) -> bool:
    """True for "Syrian rebels" and "Syrian army": a country's own forces and those who fight them."""
    rebels, others = _irregular(one), _irregular(two)
    return rebels is not others and bool(_ARMED.search(one if others else two))


_ARMED = re.compile(
    r"\b(?:troops?|soldiers?|army|police\w*|servicem[ae]n|government|regime|military|air force|armed forces|"
    r"warplanes?|security forces)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _telling_words(words: str) -> frozenset[str]:
    """The stems of the words that tell one side from another."""
    return frozenset(map(_stem, _LONG_WORDS.findall(words.lower()))) - _COMMON


_LONG_WORDS = re.compile(r"[\w’'-]{4,}")


def _shared(victims: str, name: str) -> bool:
    """True where the two share a word that tells one side from another ("Ukrainian")."""
    if _against(victims, name):
        return False
    one, two = _telling_words(victims), _telling_words(name)
    if one & two:
        return True  # and "Armenian" with "Armenia"
    return any(
        a.startswith(b) or b.startswith(a) for a in one for b in two if min(len(a), len(b)) > 4
    )


def _stem(word: str) -> str:
    return word.rstrip("s") if word not in _COMMON else word


def fighting(text: str, names: list[Name], foe: Name) -> Name | None:
    """ "The coalition fighting alongside the army against the rebels | killed six": the coalition."""
    for who in names:
        if who.end < foe.start and _WHO_FIGHTS.fullmatch(text, who.end, foe.start):
            return who
    return None


_WHO_FIGHTS = re.compile(r" (?:[a-z]+ly )?(?:fighting|battling|combat+ing)\b[^,.;:]{1,80}")


def of_rivals(figure: Casualty) -> bool:
    """ "70 government and rebel fighters": dead of both sides, whom neither killed alone."""
    return _RIVALS.search(figure.victims or "") is not None


_OURS, _THEIRS = (
    r"(?:regime|government|army|loyalist|state)",
    r"(?:rebel|opposition|insurgent|jihadist|militant)",
)
_RIVALS = re.compile(rf"\b(?:{_OURS} and {_THEIRS}|{_THEIRS} and {_OURS}) [a-z]")
