"""The names of those who could have done harm, as a sentence has them.

"ISIS terrorists" is one name, the group's; "government-held districts" and "anti-ISIL operation"
name nobody who acts; a counted "82 gunmen" are victims.
"""

from __future__ import annotations

import itertools
import re

from analysis.dates import MONTH_NAMES
from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.page_tags import is_tag
from analysis.lean import dataclass
from analysis.opened import Opened
from analysis.reading import Reading
from analysis.records import Actor

_LEAD_IN = re.compile(r"^(?:the|a|an|several|two|three|some|suspected|alleged)\s+", re.IGNORECASE)


# "No air force had owned up", and heads and roles that name nobody by themselves
_NOBODY = re.compile(
    r"(?:\W?[Nn]o .*|.{0,4}\b(?:units?|command|front|military|alliance|factions?|agents|combatants|cadres|"
    r"(?:a |the )?(?:[Ss]uicide )?[Bb]ombers?|bombers? who|attackers?|assailants?|commanders?))$"
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


def named(cues: Cues, scene: Scene) -> list[Name]:
    """``names_in`` a sentence, found once."""
    if scene.names is None:
        scene.names = names_in(cues, scene)
    found: list[Name] = scene.names
    return found


def names_in(cues: Cues, scene: Scene) -> list[Name]:
    """Everybody in a sentence who could have done harm, in order, no two overlapping."""
    text = cues.text
    if not (scene.actors or scene.authors) and not _acronyms_of(cues):
        return []
    offshoots = _offshoots(text, scene)
    out = [
        Name(a.start, *offshoots.get(a.start, (a.end, _as_written(cues, a))))
        for a in scene.actors
        if a.kind in _DOERS
        and not _WAR.match(text, a.end)
        and not _compound(cues.reading, a.start, a.end)
    ]
    for tag in scene.authors:
        role = tag.entry.get("role")
        found = None
        if role == "head":
            found = _headed(cues, scene, tag.first, tag.stop, str(tag.entry.get("class")))
        elif role == "lone":
            tokens = cues.reading.tokens
            first = tag.first
            if (
                first
                and tokens.norms[first - 1] in _UNKNOWN
                and tokens.starts[first - 1] >= scene.start
            ):
                first -= 1
            start, end = tokens.starts[first], tokens.ends[tag.stop - 1]
            name = str(tag.entry.get("name") or _plain(text[start:end]))
            found = None if _machine(text, start, end) else Name(start, end, name)
        if found is not None and not _compound(cues.reading, found.start, found.end):
            out.append(found)
    out = [_split_off(text, scene.start, n) for n in out]
    out += _members(cues, scene) + _by_acronym(cues, scene)
    out.sort(key=lambda n: (n.start, -n.end))
    out = [
        n
        for n in out
        if not _NOBODY.match(text[max(0, n.start - 4) : n.end])
        and not _HOLDER.search(cues.reading, max(scene.start, n.start - 60), n.start)
    ]
    if text.startswith("Tags ", scene.start):
        out = [n for n in out if not is_tag(text, scene.start, n.start, n.end)]
    return [
        Name(
            n.start,
            n.end,
            _uncapped(text, n, scene.start),
            " ".join(text[n.start : n.end].split()),
        )
        for n in _apart(text, out)
        if not _struck(cues, n) and not _counted(text, scene, n)
    ]


# "a breakaway faction of the Front": not the Front itself
_SPLIT = re.compile(
    r"\b(?:(?:breakaway|splinter|dissident|dissenting|rival|renegade) (?:factions?|groups?|wings?|commanders?|units?)|"
    r"factions?|offshoots?|dissidents?|renegades?) (?:of|from) (?:the )?$"
)


def _split_off(text: str, start: int, name: Name) -> Name:
    found = _SPLIT.search(text[max(start, name.start - 45) : name.start])
    if found is None:
        return name
    return Name(name.start - len(found.group()), name.end, found.group() + name.name)


def _offshoots(text: str, scene: Scene) -> dict[int, tuple[int, str]]:
    """ "The Front's local affiliate, the Column": where that begins, its end and the Column's name."""
    return {
        one.start: (other.end, other.name)
        for one, other in itertools.pairwise(a for a in scene.actors if a.kind in _DOERS)
        if other.start - one.end < _NEAR and _AFFILIATE.fullmatch(text, one.end, other.start)
    }


_NEAR = 50  # characters from a group to the name of its offshoot
_AFFILIATE = re.compile(
    r"(?:['’]?s?|-linked|-affiliated)? (?:[\w-]+ ){0,2}(?:offshoot|affiliate|branch|arm|wing|proxy|franchise|ally|"
    r"faction)(?: in [A-Z]\w+)?,? (?:the )?"
)


_CAPITALS = r"[A-Z][\w’'-]+(?: [A-Z0-9][\w’'-]*){0,4}"
# "members of the Dawlah group", "soldiers from Infantry Battalion 62"
_MEMBERS = Opened(
    r"\b(?:[Mm]embers|[Ff]ighters|[Mm]ilitants|[Gg]unmen|[Ss]oldiers|[Tt]roops|patrol|column|[Gg]uerrillas|[Rr]ebels) "
    r"(?:of|from) (?:the )?"
    rf"(?P<name>{_CAPITALS})(?=[ ,.;:)])"
    r"(?P<kind> (?:group|faction|gang|cartel|clan|militia|cell|column|front|brigade))?"
)
_FORCE = re.compile(
    r"\b(?:Battalion|Brigade|Regiment|Rifles|Division|Front|Army|Force|Group|Column|Militia|Corps)\b"
)


def _members(cues: Cues, scene: Scene) -> list[Name]:
    """The groups and units that no list knows, where they are named for their men."""
    if not scene.authors:
        return []
    out = []
    for found in _MEMBERS.finditer(cues.reading, scene.start, scene.end):
        start, end = found.span("name")
        known = any(a.start < end and start < a.end and a.kind in _DOERS for a in scene.actors)
        if not known and (found["kind"] or _FORCE.search(found["name"])):
            out.append(Name(start, end, found["name"]))
    return out


_ACRONYM = re.compile(r" \(([A-Z]{3,8})\)")


def _by_acronym(cues: Cues, scene: Scene) -> list[Name]:
    """ "NSAG", where the text has said "non-state armed groups (NSAG)"."""
    out = []
    for acronym, name in _acronyms_of(cues).items():
        at = cues.text.find(acronym, scene.start, scene.end)
        if at >= 0 and not cues.text[at - 1].isalnum() and cues.text[at - 1] != "(":
            out.append(Name(at, at + len(acronym), name))
    return out


def _acronyms_of(cues: Cues) -> dict[str, str]:
    return cues.once("author acronyms", lambda: _acronyms(cues))


def _acronyms(cues: Cues) -> dict[str, str]:
    tokens = cues.reading.tokens
    out: dict[str, str] = {}
    for tag in cues.reading.tagged("authors"):
        end = tokens.ends[tag.stop - 1]
        found = _ACRONYM.match(cues.text, end)
        if found and tag.entry.get("role") == "lone":
            out[found[1]] = _plain(cues.text[tokens.starts[tag.first] : end]).lower()
    return out


_UNKNOWN = frozenset(("unidentified", "unknown", "masked", "hooded", "armed"))


# words that a sentence's beginning alone gives a capital
_COMMON = re.compile(
    r"(?:Gun|Armed|Government|Regime|Rebel|Militant|Troop|Soldier|Police|Bandit|Security|Insurgent|Separatist|Masked|"
    r"Unidentified|Unknown|Suspected|Opposition|Military|Fighters|Jihadist|Guerrilla|Attackers|Raiders|Kidnappers|Pirates|"
    r"Herders|Settlers|Militia|Army|Terrorist|Men with|Groups|Organi[sz]ations|Forces|Units|Extremists)\w*\b"
)


_WORDS = re.compile(r"[A-Za-z]+")


def _uncapped(text: str, name: Name, start: int) -> str:
    """The name, in lower case where only the sentence's beginning or a headline gave it a capital."""
    if name.name.istitle() and all(_COMMON.fullmatch(word) for word in _WORDS.findall(name.name)):
        if " " in name.name or name.name.endswith("s"):
            return name.name.lower()
    opens = name.start - start <= 1 or text[name.start - 2 : name.start] in ("- ", "– ", "— ", ": ")
    first = opens and _COMMON.match(name.name)
    return name.name[0].lower() + name.name[1:] if first else name.name


def _apart(text: str, names: list[Name]) -> list[Name]:
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
    r"|-(?:backed|aligned|allied|linked|sponsored|supported|affiliated|inspired|brokered|based|style|designated)\b"
)
# "areas held by the rebels", "units backed by the air force": who holds a place or stands behind others
_HOLDER = Opened(
    r"\b(?:areas?|districts?|neighbou?rhoods?|territor(?:y|ies)|towns?|villages?|cit(?:y|ies)|parts?|positions?|suburbs?|"
    r"enclaves?|province|region|base|camps?|quarters?)(?: (?:still|now|long|then|largely|mostly))? "
    r"(?:held|controlled|run|ruled|besieged|seized|captured|overrun) by (?:the |an? )?$"
    r"|\b(?:carrying|transporting|ferrying|escorting|full of|packed with|filled with) (?:\d+ |some |about |dozens of )?"
    r"(?:the |an? )?$"
    r"|\b(?:backed|supported|accompanied|aided|assisted|joined) by (?:the |an? |its |their )?$"
    r"|\b(?:borders?|frontier|line) with (?:the )?$|\b(?:bordering|neighbou?ring) $"
)
_UNDER = re.compile(r"\b(?:under|in|at|by) (?:his|her|their|its|the|a) $")
_ANTI = Opened(r"\b(?:anti|counter|ex|former|non)[- ]?$", re.IGNORECASE)


def _compound(reading: Reading, start: int, end: int) -> bool:
    text = reading.text
    if text[start:end] in ("command", "front") and _UNDER.search(text[max(0, start - 12) : start]):
        return True
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


def _struck(cues: Cues, name: Name) -> bool:
    if _STRUCK.match(cues.text, name.end):
        return True
    downed = not _DOWNING.isdisjoint(cues.reading.vocabulary)
    return downed and _DEFENDS.match(cues.text, name.end) is not None


def _counted(text: str, scene: Scene, name: Name) -> bool:
    """True for "82 armed opposition gunmen": people a figure counts; not for "held by gunmen"."""
    if text[max(0, name.start - 3) : name.start] == "by ":
        return False
    for figure in scene.figures:
        start = figure.start if figure.number_start is None else figure.number_start
        if start < name.start < figure.end:
            return True
    return False


_AIRCRAFT = re.compile(r"(?:\d|\b(?:strategic|fighter|stealth|heavy|dive)) ?$")


def _machine(text: str, start: int, end: int) -> bool:
    """True for the bomber that is an aircraft ("a Sukhoi-34 bomber")."""
    word = text[start:end].lower()
    return word.startswith("bomber") and bool(_AIRCRAFT.search(text[max(0, start - 12) : start]))


def _one_name(text: str, group: Name, head: Name) -> bool:
    """ "ISIS terrorists": a group's name and the common noun behind it are one author."""
    together = head.start >= group.end and text[group.end : head.start] in {" ", " group "}
    return together and not group.name.islower() and head.name.islower()


# "Syria's war", "Libyas conflict": a country in its own war does no harm by that
_WAR = re.compile(r"(?:['’]?s)?\s+(?:\w+ )?(?:war|conflict|uprising|crisis|revolt|revolution)\b")


def _as_written(cues: Cues, actor: Actor) -> str:
    """The actor's name; for a common noun ("terrorists") the word the text chose."""
    words = _plain(cues.text[actor.start : actor.end])
    if words in _ACROSS_BORDERS:
        men = _MEN.match(cues.text, actor.end)
        return f"{words}{men.group()}" if men else words
    if actor.name.islower() or (actor.rule == "actor.state" and _FORCES.search(words)):
        return words
    return actor.name


_FORCES = re.compile(
    r" (?:forces?|troops|army|military|soldiers|navy|servicemen|marines|commandos|air force|fighters)$",
    re.IGNORECASE,
)
# a people of more than one country: "Serb gunners" need not be Serbia's
_ACROSS_BORDERS = frozenset(("Serb", "Serbs", "Croat", "Croats"))
_MEN = re.compile(
    r" (?:gunners|forces|troops|soldiers|fighters|gunmen|infantry|army|artillery|snipers|rebels|militiamen)\b"
)
_DOERS = frozenset(("state", "armed_group"))


def _plain(words: str) -> str:
    """The words without their determiner, one space between them; "army" where the text lost its apostrophe."""
    return _ARMYS.sub("army", _LEAD_IN.sub("", " ".join(words.split())))


_ARMYS = re.compile(r"\b(?:army[’']s|armys)\b")


_NO_PART = MONTH_NAMES | frozenset(
    "no these such also then later earlier but and the a an on in at our their his its her my your "
    "this that - 's ’s".split()
)


def _glued(cues: Cues, at: int) -> bool:
    """True for the hyphen of "US-led", not for the dash between a dateline and its text."""
    tokens = cues.reading.tokens
    return tokens.starts[at] == tokens.ends[at - 1] and tokens.ends[at] == tokens.starts[at + 1]


# what stands before a name with a capital of its own: a day, the beginning of a sentence or headline
_OUTSIDE = MONTH_NAMES | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday the tags updated meanwhile before after when "
    "while new fresh heavy huge intense massive deadly latest other others more most early late "
    "again also but and as at in on by from with for unknown unidentified suspected".split()
)


_WHAT_KIND = frozenset(
    "extortion criminal crime drug dissident kidnapping bandit street clan".split()
)
_OF_A_STATE = frozenset(("army", "units", "army's"))
_AGAINST = frozenset(("anti", "counter", "non", "ex", "former"))


def _side_by_side(scene: Scene, start: int, end: int) -> bool:
    """True where two places stand side by side between two offsets, as no name of a force has them."""
    inside = [p for p in scene.places if start <= p.start and p.end <= end]
    return any(other.start - one.end == 1 for one, other in itertools.pairwise(inside))


def _runs_on(cues: Cues, scene: Scene, first: int) -> bool:
    """True where "Syrian" begins the name: "Tags Airstrikes | Syrian regime", "BEIRUT | Syrian government"."""
    peoples = _peoples(cues)
    if first not in peoples or first - 1 in peoples:
        return False
    word = cues.reading.tokens.words[first - 1]
    if not (word[:1].isupper() and word.isalnum()) or word in _BEFORE_PEOPLES:
        return False
    at = cues.reading.tokens.starts[first]
    return not any(actor.start < at < actor.end for actor in scene.actors)


def _peoples(cues: Cues) -> frozenset[int]:
    """The tokens that begin a people's name."""
    return cues.once("peoples", lambda: _countries(cues, "demonym"))


def _lands(cues: Cues) -> frozenset[int]:
    """The tokens that begin a country's name."""
    return cues.once("lands", lambda: _countries(cues, "name"))


def _countries(cues: Cues, form: str) -> frozenset[int]:
    tags = cues.reading.tagged("countries")
    return frozenset(tag.first for tag in tags if tag.entry.get("form") == form)


# "Free Syrian Army", "Joint Iraqi forces": words that belong to a name before a people's
_BEFORE_PEOPLES = frozenset(
    "Free New Joint United Allied Islamic National Arab Kurdish Pro Anti".split()
)


# "warplanes believed to be Russian"
GUESSED = re.compile(
    r",? (?:(?:widely |reportedly |also )?(?:believed|thought|presumed|suspected|assumed|understood|said) to be|"
    r"identified as|presumably|apparently) (?P<whose>[A-Z]\w+)\b"
)


_AGAINST_WHOM = re.compile(r"\banti-[A-Z]\w+ ")  # "the US-led anti-Taliban coalition"
_TAGS = 2  # words in capitals that stand between a country and a head only where tags are listed


def _begun(cues: Cues, scene: Scene, head: int, stop: int) -> int:
    """Where the name begins that ends in a head."""
    tokens, first = cues.reading.tokens, head
    ends = {t.stop: t.first for t in scene.authors}
    floor = max(0, head - 6)
    while first > floor and tokens.starts[first - 1] >= scene.start:
        word = tokens.words[first - 1]
        if tokens.norms[first - 1] in _OUTSIDE:
            break
        if first in ends:
            first = ends[first]
        elif _runs_on(cues, scene, first):
            break
        elif (
            head - first >= _TAGS and first - 1 in _lands(cues) and tokens.words[first][0].isupper()
        ):
            return head  # the tags of a page: "Syria Aleppo Azaz Rebels"
        elif (
            (word == "-" and _glued(cues, first - 1))
            or word in ("'s", "’s")
            or ((word[0].isupper() and word.isalnum()) or "." in word[:-1])
        ) or (word in ("led", "backed", "allied", "held") and tokens.words[first - 2] == "-"):
            first -= 1
        elif word == "anti" and tokens.words[first] == "-":
            first -= 1  # "the US-led anti-Taliban coalition"
        elif word in _WHAT_KIND and first - 2 >= floor and tokens.words[first - 2][0].isupper():
            first -= 1  # "the Red Ant extortion gang"
        else:
            break
    if tokens.norms[first] in _NO_PART and first < stop - 1:
        first += 1
    if _side_by_side(scene, tokens.starts[first], tokens.starts[head]):
        return head  # the tags of a page: "Syria Aleppo Azaz Rebels"
    if first < head and tokens.norms[head] in _OF_A_STATE:
        town = next((p for p in scene.places if p.start == tokens.starts[first]), None)
        if town is not None and town.precision != "country" and town.end < tokens.starts[head]:
            return head  # "Homs Army units", where a list names the town first
    return first


def _headed(cues: Cues, scene: Scene, head: int, stop: int, kind: str) -> Name | None:
    """The name that ends in a head: "pro-government | Syrian | rebel" + "forces"."""
    tokens, first = cues.reading.tokens, _begun(cues, scene, head, stop)
    if head - 2 >= first and tokens.norms[head - 1] == "-" and tokens.norms[head - 2] in _AGAINST:
        return None
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    inner = [a for a in scene.actors if start <= a.start < end and a.kind in _DOERS]
    named = [a for a in inner if not a.name.islower()]
    covering = [a for a in inner if a.end >= end - 1]
    if covering and covering[0].name.islower() and named:
        covering = named[-1:]
    if covering and not covering[0].name.islower():
        forces = covering[0].kind == "state" and kind == "forces"
        return Name(start, end, _plain(cues.text[start:end]) if forces else covering[0].name)
    group = next((a for a in named if a.kind == "armed_group" and a.start == start), None)
    if group is not None:
        return Name(start, end, group.name)  # "Islamic State fighters" are the group
    if kind == "aircraft":
        if inner:
            return Name(start, end, inner[0].name)
        whose = _plain(cues.text[start : tokens.starts[head]])
        if whose in _ACROSS_BORDERS:
            return Name(start, end, _plain(cues.text[start:end]))
        guessed = GUESSED.match(cues.text, end)
        country = cues.country_of_people(guessed["whose"] if guessed else whose)
        return Name(start, end, country) if country else None  # a machine is nobody
    return Name(start, end, _AGAINST_WHOM.sub("", _plain(cues.text[start:end])))
