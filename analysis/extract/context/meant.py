"""Which side a description means: "the rebels", "the group", "the army", "the junta's troops".

The one named side of the article that fits, by what it is and by its country; where two may be meant the
description stays as said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from analysis.extract.context.cues import Cues, kinds_of
from analysis.extract.context.naming import named
from analysis.extract.context.sides import same_side
from analysis.records import Actor

GROUP = re.compile(
    r"(?:militants|rebels|insurgents|guerrillas|jihadists|extremists|terrorists|separatists|fighters|"
    r"paramilitaries)"
)


def is_group(cues: Cues, name: str) -> bool:
    """True where the article has an armed group of that name."""
    return "armed_group" in kinds_of(cues.reading, name)


def meant(cues: Cues, words: str, at: int) -> str | None:
    """The named side that the words of a side at an offset mean; None where none, or more than one, may be."""
    return (
        _of_the_junta(cues, words)
        or the_group(cues, words, at)
        or _the_body(cues, words, at)
        or the_force(cues, words)
        or _the_coalition(cues, words)
    )


_COALITION = re.compile(
    r"(?:the )?(?:(?:international|military|air) )?(?:coalition|alliance)", re.IGNORECASE
)
_LED = re.compile(r".*\b(?:-?led|NATO)\b.*(?:coalition|alliance)")


def _the_coalition(cues: Cues, words: str) -> str | None:
    """ "The coalition", where the article names one that a country leads."""
    if not _COALITION.fullmatch(words):
        return None
    return cues.once(
        "the coalition led",
        lambda: _only({a.name for a in cues.reading.found.actors if _LED.fullmatch(a.name)}),
    )


_JUNTA = re.compile(
    r"(?:the )?(?:(?:military )?junta|military (?:council|government|regime)|regime)(?: (?:forces|troops|soldiers))?"
    r"|(?:government |army )?(?:troops|soldiers|forces)|(?:the )?(?:army|military)",
    re.IGNORECASE,
)


def _of_the_junta(cues: Cues, words: str) -> str | None:
    """Where a junta rules, it, "the regime" and "troops" are the country's military."""
    if not cues.says("junta") or not _JUNTA.fullmatch(words):
        return None
    country = one_country(cues)
    return f"{country} military" if country else None


# "the border with Chad", "fled into Chad": the land next door
_NEXT_DOOR = re.compile(
    r"\b(?:borders? (?:with|of|to|near)|(?:fle[ed]\w*|cross\w*|escaped?|refuge|shelter\w*|exile[ds]?|refugees)"
    r"(?: (?!to\b|into\b|in\b)[a-z]+){0,3} (?:to|into|in)|neighbou?ring) (?:the )?$"
)
_BORDER = re.compile(r"(?:['’]s)? (?:border|frontier|side|airspace)\b")


def one_country(cues: Cues) -> str | None:
    """The country of most of the article's places; a border and where people fled to are next door."""
    return cues.once("one country", lambda: _one_country(cues))


def _one_country(cues: Cues) -> str | None:
    text = cues.text
    found = Counter(
        place.country
        for place in cues.reading.found.places
        if place.country
        and place.precision not in ("line", "unnamed")
        and not _BORDER.match(text, place.end)
        and not _NEXT_DOOR.search(text, max(0, place.start - 60), place.start)
    )
    if not found:
        return None
    name, times = found.most_common(1)[0]
    return name if times * 2 > found.total() else None


def the_group(cues: Cues, words: str, at: int | None = None) -> str | None:
    """The one named group of the article, where ``words`` ("the rebels", "Tamil guerrillas") mean it."""
    head = words.split(" ")[-1]
    if not GROUP.fullmatch(head):
        return None
    if head == "terrorists" and _MANY.search(cues.text):
        return None
    groups = cues.once("groups by name", lambda: _groups(cues))
    if head == "terrorists" and at is not None and groups and not _soon_named(cues, groups, at):
        return None
    name = groups[0].name if groups else ""
    if not groups or any(group.name != name for group in groups):
        if words != head or not groups:
            return None
        if at and _LINKED.search(cues.text, max(0, at - 30), at):
            return _named_next(cues, groups, at)
        return _the_joined(cues, head) or (_just_named(cues, head, at) if at else None)
    if words.islower():
        these = at is not None and cues.text[max(0, at - 6) : at].lower() == "these "
        return name if these or cues.says_the(head) else None
    return name if same_side(words, name) else None


# "al Qaeda-linked rebels killed nine": whose name the next sentence tells
_LINKED = re.compile(r"-(?:linked|affiliated|allied|aligned|inspired) (?:[a-z]+ )?$")


def _named_next(cues: Cues, groups: list[Actor], at: int) -> str | None:
    """The first group that the sentences behind "al Qaeda-linked rebels" name."""
    here = cues.reading.sentence_at(at)
    named = (g for g in groups if g.start > at and not _LINKED_TO.match(cues.text, g.end))
    first = next(named, None)
    near = first is not None and cues.reading.sentence_at(first.start) - here <= _NEAR
    return first.name if first is not None and near else None


_LINKED_TO = re.compile(r"-(?:linked|affiliated|allied|aligned|inspired)\b")


def _soon_named(cues: Cues, groups: list[Actor], at: int) -> bool:
    """ "Terrorists shelled Kara. ... In Hama, men of the Front ...": a group the text only comes to later is not
    whom it called so; one named right behind may be."""
    first = min(group.start for group in groups)
    return first < at or cues.reading.sentence_at(first) - cues.reading.sentence_at(at) < _NEAR


# "terrorist groups" beside one that is named: "the terrorists" may be any of them
_MANY = re.compile(r"\b[Tt]errorist (?:groups|organi[sz]ations)\b")


def _the_joined(cues: Cues, head: str) -> str | None:
    """The one group of several that the article calls that itself ("Red Hand (RH) militants")."""

    def find() -> str | None:
        groups = cues.once("groups by name", lambda: _groups(cues))
        joined = {a.name for a in groups if _kind_behind(head).match(cues.text, a.end)}
        return next(iter(joined)) if len(joined) == 1 else None

    return cues.once(f"joined {head}", find)


def _groups(cues: Cues) -> list[Actor]:
    """The armed groups that the article names, wherever it does."""
    return [actor for actor in cues.reading.found.actors if _is_named_group(actor)]


# what fights for a state or many of them is no group of rebels
OF_STATES = re.compile(
    r"(?:.* )?(?:coalition|alliance|Peshmerga|Tatmadaw|ISAF|National Army|Defense Forces|Revolutionary Guards)"
)


def _is_named_group(actor: Actor) -> bool:
    named = actor.kind == "armed_group" and not actor.name.islower()
    return named and not OF_STATES.fullmatch(actor.name)


@lru_cache(maxsize=64)
def _kind_behind(head: str) -> re.Pattern[str]:
    return re.compile(rf"(?: \([^)]{{1,20}}\))? {head}\b")


_NEAR = 2  # sentences in which "the militants" are those named before


def _just_named(cues: Cues, head: str, at: int) -> str | None:
    """The one group of several that the sentences just before "the militants" name."""
    if head == "terrorists" or cues.text[max(0, at - 4) : at].lower() != "the ":
        return None
    here = cues.reading.sentence_at(at)
    near = range(max(0, here - _NEAR), here + 1)
    return _only(_groups_in(cues, near, at))


_BODY = re.compile(
    r"(?:the )?(?:(?:rebel|militant|armed|terrorist|extremist|jihadist|insurgent|militia|guerrilla|Islamist|"
    r"separatist) )?"
    r"(?:group|organi[sz]ation|movement|outfit|faction|militia|gang|cartel)(?:[’']s)?(?: (?:members|men|fighters))?",
    re.IGNORECASE,
)
_BACK = 3  # sentences in which "the group" was named


def _the_body(cues: Cues, words: str, at: int) -> str | None:
    """ "The group": the one armed group that the nearest sentence before names."""
    if not _BODY.fullmatch(words):
        return None
    the = words[:4].lower() == "the " or cues.text[max(0, at - 4) : at].lower() == "the "
    here = cues.reading.sentence_at(at)
    for sentence in range(here, max(-1, here - _BACK - 1), -1) if the else ():
        found = _groups_in(cues, range(sentence, sentence + 1), at)
        if found:
            return _only(found)
    return None


def _groups_in(cues: Cues, sentences: range, at: int) -> set[str]:
    return {
        actor.name
        for sentence in sentences
        for actor in cues.scene(sentence).actors
        if _is_named_group(actor) and actor.start < at and not _harmed(cues, sentence, actor)
    }


def _harmed(cues: Cues, sentence: int, actor: Actor) -> bool:
    """True for the group of "41 Front fighters were killed by the group"."""
    return any(f.start <= actor.start < f.end for f in cues.scene(sentence).figures)


def _only(names: set[str]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None


_OF_A_STATE = re.compile(
    r"(?:army|military|troops|soldiers|forces|air force|navy|armed forces|security forces|"
    r"(?:army )?units|army air force|"
    r"government (?:forces|troops|army)|regime(?: (?:forces|troops))?|government)",
    re.IGNORECASE,
)
_LONG = 80  # sentences looked at


def the_force(cues: Cues, words: str) -> str | None:
    """ "The army", "troops": those of the one state whose forces the article names."""
    if not _OF_A_STATE.fullmatch(words):
        return None
    forces = cues.once("forces of states", lambda: list(_forces(cues)))
    head = words.lower().split(" ")[-1]
    alike = [force for force in forces if force[2].lower().endswith(head)]
    armed = [f for f in forces if f[2].lower().split(" ")[-1] not in _RULERS or head in _RULERS]
    for named_so in (alike, armed):
        states = {state for state, _, _ in named_so}
        if len(states) == 1:
            if head == "government" and one_country(cues) not in (None, *states):
                return None  # of the country the article is about, not of its neighbour
            best = Counter(name for _, name, _ in named_so).most_common(1)[0][0]
            return _with_head(best, words)
        if states:
            return None
    return None


_RULERS = ("government", "regime")  # a neighbour's government is not "security forces"


def _with_head(force: str, words: str) -> str:
    """ "Kenyan army" for "the army" where "Kenyan troops" were named."""
    return f"{_ENDS.sub('', force)}{words}" if _PEOPLES.fullmatch(force) else force


_PEOPLES = re.compile(
    r"[A-Z]\w+ (?:army|military|troops|soldiers|forces|air force|navy|government)", re.I
)
_ENDS = re.compile(
    r"\b(?:army|military|troops|soldiers|forces|air force|navy|government|regime)$", re.I
)


def _forces(cues: Cues) -> Iterator[tuple[str, str, str]]:
    """The forces the article names for a people, each with the country and its words."""
    for sentence in range(min(len(cues.reading.sentences), _LONG)):
        scene = cues.scene(sentence)
        for name in named(cues, scene) if scene.actors or scene.authors else ():
            if not _ENDS.search(name.words) or " and " in name.words:
                continue
            if is_group(cues, name.name):
                continue  # "the Syrian Democratic Forces" are no state's
            people = (cues.country_of_people(word) for word in f"{name.name} {name.words}".split())
            state = next((country for country in people if country), None)
            if state is not None:
                yield state, name.name, name.words
