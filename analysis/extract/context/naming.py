"""Everybody in a sentence who could have done harm, found once: ``named``.

A group the actors know, a head with its name before it, the group behind "members of the", an acronym.
"""

from __future__ import annotations

import itertools
import re

from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.headed import headed
from analysis.extract.context.names import (
    DOERS,
    HOLDER,
    NOBODY,
    WAR,
    Name,
    apart,
    as_written,
    is_compound,
    is_counted,
    is_machine,
    is_struck,
    plain,
    uncapped,
)
from analysis.extract.context.sides import nonstate
from analysis.opened import Opened


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
        Name(a.start, *offshoots.get(a.start, (a.end, as_written(cues, a))))
        for a in scene.actors
        if a.kind in DOERS
        and not WAR.match(text, a.end)
        and not (a.kind == "state" and _is_land(text, a.start, a.end, a.name))
        and not is_compound(cues.reading, a.start, a.end)
    ]
    for tag in scene.authors:
        role = tag.entry.get("role")
        found = None
        if role == "head":
            found = headed(cues, scene, tag.first, tag.stop, str(tag.entry.get("class")))
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
            name = str(tag.entry.get("name") or plain(text[start:end]))
            means = is_machine(text, start, end) or _is_fire(text, start, end)
            found = None if means else Name(start, end, name)
        if found is not None and not is_compound(cues.reading, found.start, found.end):
            out.append(found)
    out = [_split_off(cues, scene.start, n) for n in out]
    out += _members(cues, scene) + _by_acronym(cues, scene)
    out.sort(key=lambda n: (n.start, -n.end))
    out = [
        n
        for n in out
        if not NOBODY.match(text[max(0, n.start - 4) : n.end])
        and not HOLDER.search(cues.reading, max(scene.start, n.start - 60), n.start)
    ]
    return [
        Name(
            n.start,
            n.end,
            uncapped(text, n, scene.start),
            " ".join(text[n.start : n.end].split()),
        )
        for n in _together(text, scene, _apposed(text, scene, apart(text, out)))
        if not is_struck(cues, n) and not is_counted(text, scene, n)
        if not _is_to_come(cues, n)
        if not _says_so(text, n)
    ]


def _is_land(text: str, start: int, end: int, name: str) -> bool:
    """ "The north-eastern corner of Syria", "villages in Chad": where it is, nobody who acts."""
    if not text.endswith((" of ", " in "), 0, start) or text[start:end] != name:
        return False
    return text[end : end + 1] not in ("'", "’", "-") and (
        _PART_OF.search(text, max(0, start - 24), start) is not None
    )


_PART_OF = re.compile(
    r"\b(?:corners?|parts?|(?:north|south)?-?(?:east|west)(?:ern)?|north(?:ern)?|south(?:ern)?|areas?|towns?|cit(?:y|ies)|"
    r"villages?|provinces?|regions?|borders?|coast|rest|most|swathes?|capital|centre|center) (?:of|in) $"
)


_COMING = frozenset(
    "threat threats warning warnings warned warns risk risks prospect prospects possibility danger dangers".split()
)
_TO_COME = Opened(
    r"\b(?:threats?|warn(?:ed|s|ings?)|risks?|prospects?|possibility|dangers?) (?:of|against|about) "
    r"(?:(?:all|any|an?|new|further|more|another|fresh|possible|potential|future) )*$"
)


def _is_to_come(cues: Cues, name: Name) -> bool:
    """ "Despite warnings about more American strikes": what may come is no deed."""
    if _COMING.isdisjoint(cues.reading.vocabulary):
        return False
    return _TO_COME.search(cues.reading, max(0, name.start - 60), name.start) is not None


# "Regime and Russian forces": two states' forces, no "Russian regime"
_BARE = re.compile(r"(?:regime|government|army|military|state)", re.IGNORECASE)
_THEIRS = re.compile(
    r"[A-Z][\w-]+ (?:forces|troops|soldiers|army|military|air forces?|(?:war ?)?planes|jets|aircraft|helicopters)"
)


# "The Red Column and Chadian soldiers killed 30": both of them
_KILLED = re.compile(
    r" (?:(?:have|had|also|reportedly|allegedly|together) ){0,2}(?:killed|executed|massacred|murdered|slaughtered|"
    r"shelled|bombed|raided|stormed|torched|burned|rounded up|shot dead|opened fire on|gunned down)\b"
)


def _together(text: str, scene: Scene, names: list[Name]) -> list[Name]:
    """The names, with those of two states' forces that act together made one."""
    kept: list[Name] = []
    for name in names:
        last = kept[-1] if kept else None
        if last is not None and text[last.end : name.start] == " and ":
            joined = text[last.start : name.end]
            allied = _BARE.fullmatch(text, last.start, last.end) and not nonstate(name.name)
            allied = allied or _KILLED.match(text, name.end) is not None
            between = text.endswith(("between ", "between the "), scene.start, last.start)
            if allied and not between and _THEIRS.fullmatch(text, name.start, name.end):
                kept[-1] = Name(last.start, name.end, joined)
                continue
        kept.append(name)
    return kept


def _is_fire(text: str, start: int, end: int) -> bool:
    """True for the "sniper" of "rebel rocket and sniper fire": what was fired, no man of his own."""
    return text.startswith(" fire", end) and text.endswith((" and ", " or "), 0, start)


def _says_so(text: str, name: Name) -> bool:
    """ "The Unity Council an opposition group based abroad said": a commentator, where commas are lost."""
    if not text.endswith((" an ", " a "), 0, name.start) or not text.endswith(
        _KINDS, name.start, name.end
    ):
        return False
    return _NAMED_BEFORE.search(text, max(0, name.start - 30), name.start) is not None and (
        _AND_SAID.match(text, name.end) is not None
    )


_KINDS = ("group", "body", "alliance", "coalition", "movement", "network", "bloc")
_NAMED_BEFORE = re.compile(r"\b[A-Z][\w’'-]+(?: \([A-Z]{2,6}\))? an? $")
_AND_SAID = re.compile(
    r"(?: (?:based|outside|in|from|of|with|close|opposed)\b[^,.;]{0,60}?)? (?:said|says)\b"
)


def _apposed(text: str, scene: Scene, names: list[Name]) -> list[Name]:
    """The names but for "Al-Qaida's Syria" of "the Front, Al-Qaida's Syria affiliate": the Front acts."""
    kept: list[Name] = []
    end = -1
    for name in names:
        beside = kept and text[end : name.start] in _BESIDE
        if beside and _BRANCH.match(text, name.end):
            end = name.end
            continue
        last = kept[-1] if kept else None
        if last is not None and last.name.islower() and text[end : name.start] in _CALLED:
            kept.pop()  # "a militia called the Column": the Column
            name = Name(last.start, name.end, name.name, name.words)
        elif last is not None and last.name.islower() and _are_of(text, scene, end, name):
            kept.pop()  # "guerrillas with the Front's northern wing": the Front
            name = Name(last.start, name.end, name.name, name.words)
        kept.append(name)
        end = name.end
    return kept


def _are_of(text: str, scene: Scene, end: int, name: Name) -> bool:
    """ "rebels from the Front", "guerrillas with the Front's wing": those named before are a named group's."""
    if name.name.islower() or not _THEIR_GROUP.fullmatch(text, end, name.start):
        return False
    men = _MEN.search(text, max(0, end - _WORD), end)
    if men is None or not any(
        a.start == name.start and a.kind == "armed_group" for a in scene.actors
    ):
        return False
    return not text.startswith(" with", end) or not _MET.search(text, max(0, end - 60), end)


_WORD = 14  # characters of "paramilitaries"
_MEN = re.compile(
    r"\b(?:guerrillas|rebels|militants|insurgents|fighters|gunmen|militiamen|separatists|jihadists|dissidents)$",
    re.IGNORECASE,
)
_THEIR_GROUP = re.compile(
    r" (?:of|from|with|belonging to|loyal to) (?:the )?"
    r"(?:(?:[A-Z]?[a-z-]+ ){0,3}(?:group|movement|militia|faction) )?"
)
# "clashes of rebels with the Front": whom they met
_MET = re.compile(
    r"\b(?:clash|fight|fought|battl|skirmish|talk|negotiat|truce|ceasefire|alli|dispute|feud|rival)"
)
_CALLED = frozenset(
    f" {word} {the}" for word in ("called", "named", "known as", "dubbed") for the in ("", "the ")
)
_BESIDE = frozenset((" ", ", ", ", the ", " the ", "'s ", "’s ", "s "))
_BRANCH = re.compile(
    r"(?:['’]?s)? (?:[A-Z]\w+(?:['’]?s)? )?(?:local |main |official )?(?:affiliate|offshoot|branch|arm|franchise)\b"
)
# "a breakaway faction of the Front": not the Front itself
_SPLIT = Opened(
    r"\b(?:(?:breakaway|splinter|dissident|dissenting|rival|renegade) (?:factions?|groups?|wings?|commanders?|units?)|"
    r"factions?|offshoots?|dissidents?|renegades?) (?:of|from) (?:the )?$"
)


def _split_off(cues: Cues, start: int, name: Name) -> Name:
    found = _SPLIT.search(cues.reading, max(start, name.start - 45), name.start)
    if found is None:
        return name
    return Name(name.start - len(found.group()), name.end, found.group() + name.name)


def _offshoots(text: str, scene: Scene) -> dict[int, tuple[int, str]]:
    """ "The Front's local affiliate, the Column": where that begins, its end and the Column's name."""
    return {
        one.start: (other.end, other.name)
        for one, other in itertools.pairwise(a for a in scene.actors if a.kind in DOERS)
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
        known = any(a.start < end and start < a.end and a.kind in DOERS for a in scene.actors)
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
            out[found[1]] = plain(cues.text[tokens.starts[tag.first] : end]).lower()
    return out


_UNKNOWN = frozenset(("unidentified", "unknown", "masked", "hooded", "armed"))
