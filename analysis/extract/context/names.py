"""The names of those who could have done harm, one by one: what each is called, and which is no author's.

"ISIS terrorists" is one name, the group's; "government-held districts" and "anti-ISIL operation"
name nobody who acts; a counted "82 gunmen" are victims.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.extract.context.cues import Cues, Scene
from analysis.lean import dataclass
from analysis.opened import Opened
from analysis.reading import Reading
from analysis.records import Actor

_LEAD_IN = re.compile(r"^(?:the|a|an|several|two|three|some|suspected|alleged)\s+", re.IGNORECASE)


# "No air force had owned up", and heads and roles that name nobody by themselves
NOBODY = re.compile(
    r"(?:\W?[Nn]o .*|.{0,4}\b(?:units?|command|front|military|alliance|factions?|agents|combatants|cadres|"
    r"(?:a |the )?(?:[Ss]uicide[ -])?[Bb]ombers?|bombers? who|[Aa]ttackers?|[Aa]ssailants?|commanders?))$"
)


@dataclass(frozen=True, slots=True)
class Author:
    """An author found for a figure, where it is said, and the rule."""

    name: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Name:
    """A possible author: where the words stand, what the tables call it and what is written."""

    start: int
    end: int
    name: str
    words: str = ""

    def did(self, rule: str) -> Author:
        """This name as the author that ``rule`` found."""
        return Author(self.name, self.start, self.end, rule)


# words that a sentence's beginning alone gives a capital
_COMMON = re.compile(
    r"(?:Gun|Armed|Government|Regime|Rebel|Militant|Troop|Soldier|Police|Bandit|Security|Insurgent|Separatist|Masked|"
    r"Unidentified|Unknown|Suspected|Opposition|Military|Fighters|Jihadist|Guerrilla|Attackers|Raiders|Kidnappers|Pirates|"
    r"Herders|Settlers|Militia|Army|Terrorist|Assailants|Assassins|Hooded|Hoodlums|Marauders|Robbers|Rioters|Vigilantes|Snipers|"
    r"Men with|Groups|Organi[sz]ations|Forces|Units|Extremists)\w*\b"
)


_WORDS = re.compile(r"[A-Za-z]+")


def uncapped(text: str, name: Name, start: int) -> str:
    """The name, in lower case where only the sentence's beginning or a headline gave it a capital."""
    if name.name.istitle() and all(_COMMON.fullmatch(word) for word in _WORDS.findall(name.name)):
        if " " in name.name or name.name.endswith("s"):
            return name.name.lower()
    opens = name.start - start <= 1 or text[name.start - 2 : name.start] in ("- ", "– ", "— ", ": ")
    first = opens and _COMMON.match(name.name)
    return name.name[0].lower() + name.name[1:] if first else name.name


def apart(text: str, names: list[Name]) -> list[Name]:
    """The names without overlaps; a group's name and the common noun behind it made one."""
    kept: list[Name] = []
    for name in names:
        if kept and _one_name(text, kept[-1], name):
            kept[-1] = Name(kept[-1].start, name.end, kept[-1].name)
            continue
        if kept and name.start < kept[-1].end:
            if name.end > kept[-1].end:
                kept[-1] = name if name.start == kept[-1].start else kept[-1]
            continue
        kept.append(name)
    return kept


# "government-held districts", "Turkish-backed force", "anti-ISIL operation": the hyphen's other
# half says what was done by or against the name, not that it acts
_HELD = re.compile(
    r"[- ](?:held|controlled|run|owned(?! up\b)|occupied|besieged|ruled|populated|dominated|friendly|"
    r"trained|formed|supplied|armed(?! with)|funded|manned)\b"
    r"|-(?:backed|backers?|backing|aligned|allied|linked|sponsored|supported|affiliated|inspired|brokered|based|style|designated)\b"
)
_GROUND = re.compile(r"-(?:held|controlled|run|occupied) ")
# "rockets fired from a rebel-held area", "from an area held by the rebels": who holds it fired them
FIRED_FROM = re.compile(
    r"\b(?:fired|launched|lobbed) from (?:an? |the )?(?:[\w-]+ ){0,2}"
    r"(?:(?:held|controlled|occupied|run) by (?:the )?)?$"
)
# "areas held by the rebels", "units backed by the air force": who holds a place or stands behind others
HOLDER = Opened(
    r"\b(?:areas?|districts?|neighbou?rhoods?|territor(?:y|ies)|towns?|villages?|cit(?:y|ies)|parts?|positions?|suburbs?|"
    r"enclaves?|province|region|base|camps?|quarters?)(?: (?:still|now|long|then|largely|mostly))? "
    r"(?:held|controlled|run|ruled|besieged|seized|captured|overrun) by (?:the |an? )?$"
    r"|\b(?:carrying|transporting|ferrying|escorting|full of|packed with|filled with) (?:\d+ |some |about |dozens of )?"
    r"(?:the |an? )?$"
    r"|\b(?:(?:backed|supported|accompanied|aided|assisted|joined) by|alongside|together with|"
    r"in (?:cooperation|coordination|concert) with|with the (?:help|support|backing) of) (?:the |an? |its |their )?"
    r"(?:(?:volunteer|allied|local|friendly|pro-government) )?"
    r"(?:[A-Z]\w+ (?:allies|ally|partners?|proxy|proxies) )?$"
    r"|\b(?:borders?|frontier|line) with (?:the )?$|\b(?:bordering|neighbou?ring) $"
)
_UNDER = re.compile(r"\b(?:under|in|at|by) (?:his|her|their|its|the|a) $")
_ANTI = Opened(r"\b(?:anti|counter|ex|former|non)[- ]?$", re.IGNORECASE)


def is_compound(reading: Reading, start: int, end: int) -> bool:
    """True for "government" of "government-held" and "ISIL" of "anti-ISIL"."""
    text = reading.text
    if text[start:end] in ("command", "front") and _UNDER.search(text[max(0, start - 12) : start]):
        return True
    if _GROUND.match(text, end) and FIRED_FROM.search(text, max(0, start - 40), start):
        return False  # "rockets fired from a rebel-held area": the rebels' own
    return bool(_HELD.match(text, end) or _ANTI.search(reading, max(0, start - 8), start))


# "a Russian helicopter was shot down", "a government jet crashed": the harmed, not the harmer
_STRUCK = re.compile(
    r"\s+(?:(?:was|were|had been|has been|have been)\s+(?:\w+ly\s+)?(?:shot|downed|hit|brought|attacked|"
    r"ambushed|killed|targeted|struck|kidnapped|captured|wounded|injured|beheaded|executed|bombed|"
    r"shelled|besieged)|crash\w*\b|came under)"
)


# "the air force said it shot down 26 of 28 drones": who defends a sky hurts nobody under it
_DOWNING = frozenset(("down", "intercepted", "downed"))
_DEFENDS = re.compile(
    r"(?:['’]s)?[^.;“”\"]{0,50}?\b(?:(?:shot|brought) down|intercepted|downed)\b[^.;“”\"]{0,50}?"
    r"\b(?:drones?|missiles?|rockets?|UAVs?|projectiles?)\b"
)


def is_struck(cues: Cues, name: Name) -> bool:
    """True for "a jet" that "was shot down", and for who defends a sky: the harmed, not the harmer."""
    if _STRUCK.match(cues.text, name.end):
        return True
    downed = not _DOWNING.isdisjoint(cues.reading.vocabulary)
    return downed and _DEFENDS.match(cues.text, name.end) is not None


def is_counted(text: str, scene: Scene, name: Name) -> bool:
    """True for "82 armed opposition gunmen": people a figure counts; not for "held by gunmen"."""
    if text[max(0, name.start - 3) : name.start] == "by ":
        return False
    for figure in scene.figures:
        start = figure.start if figure.number_start is None else figure.number_start
        if start < name.start < figure.end:
            return True
    return False


_AIRCRAFT = re.compile(r"(?:\d|\b(?:strategic|fighter|stealth|heavy|dive)) ?$")


def is_machine(text: str, start: int, end: int) -> bool:
    """True for the bomber that is an aircraft ("a Sukhoi-34 bomber")."""
    word = text[start:end].lower()
    return word.startswith("bomber") and bool(_AIRCRAFT.search(text[max(0, start - 12) : start]))


def _one_name(text: str, group: Name, head: Name) -> bool:
    """ "ISIS terrorists", "the Front (F) militant group": a name and the common noun behind it are one author."""
    together = head.start >= group.end and _TOGETHER.fullmatch(text, group.end, head.start)
    return bool(together) and not group.name.islower() and head.name.islower()


_TOGETHER = re.compile(r"(?: \([A-Z][\w-]{1,9}\)|\))? (?:group )?")


# "Syria's war", "Libyas conflict": a country in its own war does no harm by that
WAR = re.compile(
    r"(?:['’]?s)?\s+(?:\w+ )?(?:war|conflict|uprising|crisis|revolt|revolution)\b"
    r"|\s+(?:fighting|clashes|violence|battles?|unrest) (?:kills?|leaves?|claims?|has|have|rages?|erupts?)\b"
)


def as_written(cues: Cues, actor: Actor) -> str:
    """The actor's name; for a common noun ("terrorists") the word the text chose."""
    words = plain(cues.text[actor.start : actor.end])
    if actor.name.islower() or (actor.rule == "actor.state" and _FORCES.search(words)):
        return words
    return actor.name


_FORCES = re.compile(
    r" (?:forces?|troops|army|military|soldiers|navy|servicemen|marines|commandos|air force|fighters)$",
    re.IGNORECASE,
)
# a people of more than one country: "Serb gunners" need not be Serbia's
ACROSS_BORDERS = frozenset(("Serb", "Serbs", "Croat", "Croats"))
DOERS = frozenset(("state", "armed_group"))


@lru_cache(maxsize=8192)
def plain(words: str) -> str:
    """The words without their determiner, one space between them; "army" where the text lost its apostrophe."""
    return _ARMYS.sub("army", _LEAD_IN.sub("", " ".join(words.split())))


_ARMYS = re.compile(r"\b(?:army[’']s|armys)\b")


# "warplanes believed to be Russian"
GUESSED = re.compile(
    r",? (?:(?:widely |reportedly |also )?(?:believed|thought|presumed|suspected|assumed|understood|said) to be|"
    r"identified as|presumably|apparently) (?P<whose>[A-Z]\w+)\b"
)
