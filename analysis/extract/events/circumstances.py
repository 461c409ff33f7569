"""When, where and by whom an event happened, and how surely: from its own clause."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import lru_cache

from analysis.extract.context import Name
from analysis.lexicon import Lexicons
from analysis.opened import Opened
from analysis.reading import Reading, starting
from analysis.records import Actor, Casualty, Quote, Time
from analysis.text import Sentence, tokenize

_FUTURE = frozenset({"will", "shall"})
_TO_COME = (("expected", "to"), ("due", "to"), ("set", "to"), ("going", "to"), ("plans", "to"))
_ARE_TO = (("are", "to"), ("is", "to"))
_NOUN_NEXT = frozenset("a an the its their his her this that these being it such several".split())
_UNREAL = frozenset({"if", "could", "might", "unless", "should", "would"})
_ONGOING = frozenset({"continues", "continue", "ongoing", "rages", "continuing"})
_DENIED = frozenset({"denied", "denies", "deny", "denying"})
_ACTING = frozenset({"state", "armed_group", "organisation", "person"})
_HELD, _HELD_BACK = frozenset({"in", "at", "near"}), 3
_ABOUT = frozenset("by of into from between with for to against and".split())
_DENIAL = 10  # words from "denied" to the deed
_PASSIVE = frozenset("was were been is are swiftly quickly later".split())
_DUE = frozenset(
    "be begin start take meet hold arrive leave visit expire end open resume sign vote go come return travel "
    "discuss release deliver stand fly withdraw".split()
)  # "due to" before a noun names a cause
_HEAD = 40
_MOST_ACTORS = 4
_LONGEST_QUOTE = 5000
_SAID_BEFORE = 200  # characters


def status_of(reading: Reading, first: int, stop: int, at: int) -> str | None:
    """past, ongoing, expected, claimed or denied; None for what is only supposed."""
    norms = reading.tokens.norms[first:stop]
    words = set(norms)
    if words & _DENIED and _denies(norms, reading.tokens.at(at) - first):
        return "denied"
    if words & _FUTURE or ("to" in words and _to_come(norms, reading.tokens.at(at) - first)):
        return "expected"
    if words & _UNREAL:
        return None
    if words & _ONGOING:
        return "ongoing"
    return "claimed" if quoted_at(reading, at) else "past"


_NOT = frozenset({"not", "never", "nobody", "none", "neither", "nor"})
_ASKED = frozenset(
    "say said says know known clear confirm confirmed comment specify mention mentioned who what whether how that "
    "claim claimed name named only".split()
)
_NOT_BACK = 8
_AT_LEAST = (["fewer"], ["less"], ["more"], ["doubt"])


def is_negated(reading: Reading, first: int, trigger: int) -> bool:
    """ "have not carried out any strikes", "no one has visited"; not "did not say who bombed it"."""
    norms = reading.tokens.norms[max(first, trigger - _NOT_BACK) : trigger]
    for n in range(len(norms) - 1, -1, -1):
        if norms[n] in _ASKED:
            return False
        if norms[n] in _NOT or norms[n].endswith(("n't", "n’t")):
            return True
        if norms[n] == "no" and (n in (0, len(norms) - 1) or norms[n + 1 : n + 2] == ["one"]):
            return norms[n + 1 : n + 2] not in _AT_LEAST
    return False


def _denies(norms: list[str], trigger: int) -> bool:
    """True where the deed itself is denied: "denied shelling it", "the attack was denied".

    Not "denied any part and blamed rebels", nor what somebody else denies in an aside.
    """
    for n, norm in enumerate(norms):
        if norm not in _DENIED:
            continue
        between = norms[n + 1 : trigger]
        if n < trigger and len(between) <= _DENIAL and "and" not in between:
            return True
        if n > trigger and norms[n - 1] in _PASSIVE:
            return True
    return False


def _to_come(norms: list[str], trigger: int) -> bool:
    """ "is due to begin", "are to be released"; not "was due to a bomb"."""
    for n, pair in enumerate(itertools.pairwise(norms)):
        after = norms[n + 2 : n + 3]
        if pair in _ARE_TO and after == ["be"] and n < trigger:
            return True
        if pair in _TO_COME and after and after[0] not in _NOUN_NEXT:
            return pair != ("due", "to") or after[0] in _DUE
    return False


def quoted_at(reading: Reading, at: int) -> Quote | None:
    """The quote whose words hold that offset."""
    quotes = reading.found.quotes
    if not quotes:
        return None
    before = starting(quotes, at - _LONGEST_QUOTE, at + 1)
    return next((q for q in before if q.start <= at < q.end), None)


def within_marks(reading: Reading, span: tuple[int, int], at: int) -> tuple[int, int]:
    """The part of a clause inside the quotation marks around ``at``, where there are any."""
    quote = quoted_at(reading, at)
    if quote is None or quote.kind == "indirect":
        return span
    return max(span[0], quote.start), min(span[1], quote.end)


def is_within_marks(reading: Reading, at: int) -> bool:
    """True for words in quotation marks: the town in which they were said is not their scene."""
    quote = quoted_at(reading, at)
    return quote is not None and quote.kind != "indirect"


def time_in(reading: Reading, span: tuple[int, int], at: int) -> Time | None:
    """The dated time nearest to the trigger within the clause; the day of the report last."""
    near = [
        time
        for time in starting(reading.found.times, *span)
        if (time.earliest or time.latest) and time.kind not in {"duration", "set"}
    ]
    return min(near, key=lambda time: (_heads(reading, time), abs(time.start - at)), default=None)


def _heads(reading: Reading, time: Time) -> bool:
    """True for a date left standing at the head of the text, which is the report's."""
    head = time.kind == "date" and time.start < _HEAD and reading.text[time.end - 1].isdigit()
    return head and time.earliest == reading.article.published


_BEGINS = re.compile(
    r"\b(?:begin|start|take|come|go|enter|expire|end|open|resume|reopen|leave|pull|return|arrive|meet)s?\b"
)
_SOON = re.compile(r"(?:tonight|tomorrow|later)\b", re.IGNORECASE)


def is_to_begin(reading: Reading, time: Time, trigger: tuple[int, int]) -> bool:
    """ "The truce begins tonight": the present tense of a time that is still to come."""
    published = reading.article.published
    if not published or _BEGINS.search(reading.text, *trigger) is None:
        return False
    day = (time.earliest or "")[:10]
    if time.kind == "clock" and day == published[:10]:
        return True  # "The pause starts at 10 a.m. on Thursday", on Thursday
    return day > published[:10] or bool(_SOON.match(reading.text, time.start))


def only_place(reading: Reading, sentence: Sentence) -> str | None:
    """The one place, finer than a country, that a sentence names."""
    rows = starting(reading.found.places, sentence.start, sentence.end)
    names = {p.name for p in rows if p.role == "scene" and p.precision not in ("country", "line")}
    return names.pop() if len(names) == 1 else None


def place_in(reading: Reading, span: tuple[int, int], at: int) -> str | None:
    """The scene nearest to the trigger within the clause, a point before an area."""
    coarse = {"exact": 0, "near": 0, "admin2": 1, "admin1": 2, "country": 3}
    places = [p for p in starting(reading.found.places, *span) if p.role == "scene" and p.name]
    best = min(places, key=lambda p: (coarse.get(p.precision, 4), abs(p.start - at)), default=None)
    return best.name if best else None


def tellers_in(reading: Reading, span: tuple[int, int]) -> frozenset[str]:
    """Who is cited in a sentence for a figure or for words: they tell of the deed, they did not do it."""
    cited = (q.speaker for q in starting(reading.found.quotes, span[0] - _LONGEST_QUOTE, span[1])
             if q.speaker_start is not None and span[0] <= q.speaker_start < span[1])  # fmt: skip
    counted = (f.reporter for f in starting(reading.found.casualties, *span))
    return frozenset(name for name in (*cited, *counted) if name)


def held_in(reading: Reading, span: tuple[int, int], at: int, *, before: bool) -> str | None:
    """Where people met or agreed: "in Doha", not "on roads into Kordofan", "brokered by Washington".

    ``before`` asks for a place before the trigger: behind it stands what the talk is about.
    """
    stop = min(span[1], at) if before else span[1]
    norms, best = reading.tokens.norms, None
    for place in starting(reading.found.places, span[0], stop):
        if place.role != "scene" or not place.name:
            continue
        first = reading.tokens.at(place.start)
        lead = norms[max(0, first - _HELD_BACK - 2) : first]
        town = (
            lead[-1:] == ["of"] and lead[-2:-1] != [] and lead[-2] in _TOWN
        )  # "in the town of Tibu"
        near = lead if town else lead[2:] if len(lead) > _HELD_BACK else lead
        if town:  # "in the South African city of Pretoria"
            near = norms[max(0, first - _HELD_BACK - 4) : first]
        if not _HELD.intersection(near) or (norms[first - 1] in _ABOUT and not town):
            continue
        if best is None or abs(place.start - at) < abs(best.start - at):
            best = place
    return best.name if best else _this_town(reading, *span)


_TOWN = frozenset("town city port village capital resort".split())
_THIS_TOWN = re.compile(
    r"\b(?:in|at) this (?:[\w-]+ ){0,3}(?:town|city|capital|port|village|resort)\b|"
    r"(?<=[a-z] )here\b(?=[,.]? (?:on|after|by|late|early|to|for)\b|[,.])"
)
_SIGNED_THERE = re.compile(r"\b(?:signed|reached|brokered|agreed|held|made) there\b")


def _this_town(reading: Reading, start: int, end: int) -> str | None:
    """ "In this border town": the dateline's; "signed there": the town named last."""
    if _THIS_TOWN.search(reading.text, start, end):
        lines = (p.name for p in reading.found.places if p.role == "dateline" and p.name)
        return next(lines, None) or reading.article.dateline_place
    if not _SIGNED_THERE.search(reading.text, start, end):
        return None
    before = starting(reading.found.places, max(0, start - _SAID_BEFORE), start)
    return next((p.name for p in reversed(before) if p.role == "scene" and p.name), None)


def actors_in(
    reading: Reading,
    core: tuple[int, int],
    span: tuple[int, int],
    at: int,
    doers: list[Name],
    *,
    deed: bool,
) -> tuple[str, ...]:
    """Who did it and the actors named beside the trigger, less those who only speak of it."""
    quote = quoted_at(reading, at)
    sentence = reading.sentences[reading.sentence_of_token(reading.tokens.at(at))]
    wide = min(span[0], sentence.start), max(span[1], sentence.end)
    tellers = tellers_in(reading, wide) if deed else frozenset()
    doers = [one for one in doers if not _is_others(reading, one.start)]
    told = reading.found.actors if tellers else ()
    if any(core[0] <= a.start < at and a.name not in tellers for a in starting(told, core[0], at)):
        # "Russia fired missiles, the Ukrainian air force said"
        doers = [one for one in doers if one.start < at or one.name not in tellers]
    names = {doer.name: None for doer in doers}
    for actor in starting(reading.found.actors, core[0], min(core[1], span[1])):
        if actor.end > core[1] or actor.kind not in _ACTING:
            continue
        if quote and not quote.start <= actor.start < quote.end:
            continue
        if any(doer.start < actor.end and actor.start < doer.end for doer in doers):
            continue  # "gunmen" of "the gunmen on motorbikes"
        if _is_scene(reading, actor) or _of_an_officer(reading, actor):
            continue
        if deed and (_is_named_for(reading, actor) or _is_victim(reading, actor)):
            continue
        if deed and (actor.name in tellers or is_medium(reading, actor.name)):
            continue
        if deed and _HELPS.match(reading.text, actor.end):
            continue
        names[actor.name] = None
    return named_once(names)[:_MOST_ACTORS]


# "the Red Cross buried 22 bodies", "has treated 90": who comes after the deed is no party to it
_HELPS = re.compile(
    r"(?: \([^)]{1,20}\))?(?: (?:teams|volunteers|workers|staff|medics|crews))?(?: (?:has|have|had|also|later))* "
    r"(?:buried|treated|evacuated|recovered|retrieved|received|collected|rescued|assisted|delivered|distributed|"
    r"condemned|visited)\b"
)


def _is_scene(reading: Reading, actor: Actor) -> bool:
    """True for "La Gabarra" that reads like a person's name and is where it happened."""
    if actor.kind not in ("person", "organisation"):
        return False
    places = starting(reading.found.places, actor.start, actor.end)
    return any(p.end == actor.end and p.role == "scene" for p in places)


def _is_victim(reading: Reading, actor: Actor) -> bool:
    """True for the man whose death a figure tells: "killed Omar Haddad", "three Red Cross workers died"."""
    near = starting(reading.found.casualties, actor.start - _FIGURE, actor.end)
    return any(
        f.harm in _HURT and f.start < actor.end and actor.start < _end_of_victims(f) for f in near
    )


def _end_of_victims(figure: Casualty) -> int:
    begun = figure.number_start
    return figure.end if begun is None else max(figure.end, begun + len(figure.victims or ""))


_HURT = frozenset({"killed", "injured"})
_FIGURE = 120  # characters a figure may take
_OFFICE = re.compile(r"(?: (?:[A-Z][\w’'-]*|of|for|and)){1,6} $")


def _of_an_officer(reading: Reading, actor: Actor) -> bool:
    """True for the state in "Syrian President Bashar al-Assad": the person is named, not the state.

    And for the body in "the EU's aid chief Ada Brun".
    """
    if actor.kind not in ("state", "organisation"):
        return False
    behind = starting(reading.found.actors, actor.end + 1, actor.end + _OFFICER)
    person = next((one for one in behind if one.kind == "person"), None)
    if person is None:
        return False
    between = reading.text[actor.end : person.start]
    return bool(
        (actor.rule == "actor.state" and _OFFICE.match(between)) or _CHIEF.fullmatch(between)
    )


_CHIEF = re.compile(
    r"(?:['’]s)?(?: [\w-]+){0,3}? (?:chief|head|leader|spokes\w+|minister|president|envoy|commander|director|"
    r"secretary|ambassador|representative|official|diplomat)(?: for [\w ]{2,30})? "
)
_OF_A_LAND = re.compile(
    r"\b(?:in|of|across|into|throughout|from|through|inside|leave|leaving|left|quit|borders?)\s+(?:the )?$"
)
_KIND_OF = re.compile(
    r"-(?:based|held|controlled|run|ruled|majority|populated)\b|['’]s? (?:[\w-]+ ){0,2}"
    r"(?:capital|city|war|conflict|border|north|south|east|west|province|region|coast|town|village)\b"
)
_BACKED = re.compile(r", (?:\w+ )?(?:backed|supported|armed|funded|financed|led) by (?:the )?$")
_BACKERS = 34  # characters
_SHORT = 14  # characters
_OFFICER = 60  # characters from a state to the name of its officer
_OTHERS = Opened(
    r"\b(?i:opponents?|critics?|foes?|enem(?:y|ies)|rivals?|detractors?|supporters?|backers?|followers?) of "
    r"(?:the )?(?:[A-Z][\w’'-]* ){0,5}$"
)


def _is_others(reading: Reading, start: int) -> bool:
    return _OTHERS.search(reading, max(0, start - 70), start) is not None


_BUILT = re.compile(
    r" (?:[a-z]+ )?(?:compound|station|stations|headquarters|barracks|academy|college|school|hospital|mosque|depot|"
    r"warehouse|garrison|lines)\b"
)


def _is_named_for(reading: Reading, actor: Actor) -> bool:
    """True for "the Britain-based monitor", "in much of Syria", "Syria's capital", "critics of X"."""
    text = reading.text
    if _BACKED.search(text[max(0, actor.start - _BACKERS) : actor.start]):
        return True  # "the rebels, backed by Chad, seized ..."
    if _KIND_OF.match(text, actor.end) or _is_others(reading, actor.start):
        return True
    if _BUILT.match(text, actor.end):
        return True  # "a blast in the city's police compound"
    if actor.rule != "actor.state" or " " in text[actor.start : actor.end]:
        return False
    return bool(_OF_A_LAND.search(text[max(0, actor.start - _SHORT) : actor.start]))


def named_once(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once; no "rebel" or "rebels" beside "Hutu rebels", no "Regime" beside "regime".

    >>> named_once(["rebel", "Regime", "Chad", "Hutu rebels", "regime", "Chad"])
    ('Chad', 'Hutu rebels', 'regime')
    """
    each = tuple(dict.fromkeys(names))
    said = [name.lower() for name in each]

    def again(name: str) -> bool:
        low = name.lower()
        if name != low:
            return low in each
        longer = (f" {low}", f" {low}s")
        return any(f"{low}s" == o or o.endswith(longer) for o in said)

    return tuple(name for name in each if not again(name))


def is_medium(reading: Reading, name: str) -> bool:
    """True for those who bring the news, and did not make it: an agency, a channel, a monitor."""
    return _is_medium(reading.lexicons, name)


@lru_cache(maxsize=4096)
def _is_medium(lexicons: Lexicons, name: str) -> bool:
    tags = lexicons.tag(tokenize(name)).get("sources", ())
    return any(tag.entry.id == "source.media" for tag in tags)
