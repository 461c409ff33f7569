"""The name that ends in a head: "pro-government Syrian rebel" and "forces".

It begins where a place, the words of a list of tags or another name end; of a machine it is its country's.
"""

from __future__ import annotations

import itertools
import re

from analysis.dates import MONTH_NAMES
from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.names import (
    ACROSS_BORDERS,
    DOERS,
    GUESSED,
    Name,
    plain,
)

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
    "while overnight yesterday today tonight earlier elsewhere separately days hours weeks moments minutes then soon "
    "once twice where since until fierce relentless renewed repeated further alleged apparent ongoing "
    "continued constant indiscriminate sustained punishing new fresh heavy huge intense massive deadly "
    "latest other others more most early late "
    "again also but and as at in on by from with for unknown unidentified suspected".split()
)
_WHAT_KIND = frozenset(
    "extortion criminal crime drug dissident kidnapping bandit street clan".split()
)
_OF_A_STATE = frozenset(("army", "units", "army's"))
_OF_THE_ARMY = re.compile(r" of the (?:[A-Z]\w+ )?(?:army|military|armed forces)\b", re.IGNORECASE)
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
    if (
        first < head
        and tokens.norms[head] == "units"
        and _OF_THE_ARMY.match(cues.text, tokens.ends[head])
    ):
        return head  # "Hama Units of the army", under a heading
    if _side_by_side(scene, tokens.starts[first], tokens.starts[head]):
        return head  # the tags of a page: "Syria Aleppo Azaz Rebels"
    if first < head and tokens.norms[head] in _OF_A_STATE:
        town = next((p for p in scene.places if p.start == tokens.starts[first]), None)
        if town is not None and town.precision != "country" and town.end < tokens.starts[head]:
            return head  # "Homs Army units", where a list names the town first
    return first


# "the rebel Army of the Plains": what stands behind belongs to a group's name
_OF_WHAT = re.compile(
    r" of (?:the )?(?P<what>(?!North|South|East|West)[A-Z][\w’'-]+)"
    r"(?: (?:and|of(?: the)?) [A-Z][\w’'-]+){0,2}(?= |[,.;:)])"
)
_LAND = frozenset(("country", "admin1"))
_BODIES = frozenset(
    "army front brigade brigades force forces movement column militia battalion battalions alliance coalition".split()
)


def _of_its_cause(cues: Cues, scene: Scene, head: int, stop: int) -> Name | None:
    """ "The rebel Army of the Plains": a group by its cause, which no list knows; no "Army of Chad"."""
    tokens = cues.reading.tokens
    word = tokens.words[stop - 1]
    if not word[0].isupper() or stop - head != 1 or tokens.norms[head] not in _BODIES:
        return None
    end = tokens.ends[head]
    found = _OF_WHAT.match(cues.text, end, scene.end)
    if found is None:
        return None
    at = found.start("what")
    if any(p.start <= at < p.end and p.precision in _LAND for p in scene.places) or tokens.at(
        at
    ) in _lands(cues):
        return None
    start = tokens.starts[head]
    if any(a.start <= start < a.end and a.end > end for a in scene.actors if a.kind in DOERS):
        return None  # a list knows it
    return Name(start, found.end(), cues.text[start : found.end()])


def headed(cues: Cues, scene: Scene, head: int, stop: int, kind: str) -> Name | None:
    """The name that ends in a head: "pro-government | Syrian | rebel" + "forces"."""
    whole = _of_its_cause(cues, scene, head, stop)
    if whole is not None:
        return whole
    tokens, first = cues.reading.tokens, _begun(cues, scene, head, stop)
    if head - 2 >= first and tokens.norms[head - 1] == "-" and tokens.norms[head - 2] in _AGAINST:
        return None
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    inner = [a for a in scene.actors if start <= a.start < end and a.kind in DOERS]
    named = [a for a in inner if not a.name.islower()]
    covering = [a for a in inner if a.end >= end - 1]
    towns = (p for p in scene.places if start <= p.start and p.precision != "country")
    if covering and any(town.end < covering[-1].start for town in towns):
        start = covering[-1].start  # "in the province of Herat | Nusra Front members": commas lost
    if covering and covering[0].name.islower() and named:
        covering = named[-1:]
    if covering and not covering[0].name.islower():
        forces = covering[0].kind == "state" and kind == "forces"
        return Name(start, end, plain(cues.text[start:end]) if forces else covering[0].name)
    group = next((a for a in named if a.kind == "armed_group" and a.start == start), None)
    if group is not None:
        return Name(start, end, group.name)  # "Islamic State fighters" are the group
    if kind == "aircraft":
        if inner:
            return Name(start, end, inner[0].name)
        whose = plain(cues.text[start : tokens.starts[head]])
        if whose in ACROSS_BORDERS:
            return Name(start, end, plain(cues.text[start:end]))
        guessed = GUESSED.match(cues.text, end)
        country = cues.country_of_people(guessed["whose"] if guessed else whose)
        return Name(start, end, country) if country else None  # a machine is nobody
    return Name(start, end, _AGAINST_WHOM.sub("", plain(cues.text[start:end])))
