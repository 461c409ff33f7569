"""Who is bound by a term, where it holds and when: what its clause says, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from analysis.extract.terms.counted import (
    COUNTED,
    end_of_day,
    from_a_day,
    from_an_event,
    from_signing,
    made_then,
    of_each,
    of_every_day,
    of_making,
    to_come,
)
from analysis.lexicon import Tag
from analysis.reading import Reading, starting, within
from analysis.records import Actor, Place, Time
from analysis.text import Sentence

_BOUND = frozenset({"state", "armed_group", "organisation", "population"})
_SIGNING = 4  # words from "agreed" to the day it was agreed on
_SIGNED = 9  # and to a day that is past
_OWN = frozenset({"future", "present", "expect", "done"})
_VERBS = _OWN | {"agree", "direct", "propose", "refuse"}
SAYING = frozenset({"said", "says", "told", "added"})
_BOTH = frozenset({"both", "neither", "sides", "parties", "each", "two", "they"})
_APPOSED = re.compile(
    r",? ?(?:(?:a|an|the) )?(?:[a-z]+ )?(?:(?:group|movement|army|alliance|fighters|forces|of(?: the)?) ?)?"
)
_ALONG = frozenset({"along"})
_NOT_BEFORE = frozenset({"by", "until", "before", "within"})
_NOT_AFTER = frozenset({"from", "since", "after", "starting", "beginning"})


def parties_of(
    reading: Reading,
    sentence: Sentence,
    main: tuple[str, ...] = (),
    span: tuple[int, int] | None = None,
) -> tuple[str, ...]:
    """The names bound: the subject of the promise, else the agreement's own for "both sides".

    ``span`` is the promise: a subject inside it, before its verb, is its own; else the actors
    before it are, after the last word of saying.
    """
    start, stop = sentence.start, sentence.end
    tags = reading.tagged_within("promises", sentence.first, sentence.stop)
    starts, norms = reading.tokens.starts, reading.tokens.norms
    verbs = [
        (starts[tag.first], tag.entry.get("kind"))
        for tag in tags
        if tag.entry.get("kind") != "refuse" or norms[tag.first - 1] != "who"
    ]
    agree = next((at for at, kind in verbs if kind == "agree"), None)
    named_behind = _named_behind(reading, sentence, tags, span)
    if named_behind is not None:
        return named_behind or main
    if span is not None:
        first_verb = next(
            ((at, k) for at, k in verbs if span[0] <= at < span[1] and k in _VERBS), None
        )
        own = first_verb[0] if first_verb and first_verb[1] in _OWN else None
        own = own if own != span[0] else None
        start, stop = (span[0], own) if own is not None else (start, max(span[0], start))
        if own is None and agree is not None:
            stop = min(stop, agree)
    elif agree is not None:
        stop = agree
    said = _after_saying(reading, start, stop)
    start = _after_that(reading, said, stop) if said > start else start
    bound = within(reading.found.actors, start, stop)
    actors = _each_once(reading, [a for a in bound if not _beside_the_deal(reading, a)])
    first, last = reading.tokens.at(start), reading.tokens.at(max(stop, start))
    told = reading.tokens.norms[first:last]
    named = [
        (reading.tokens.at(a.start), name)
        for a in actors
        for name in (*_beside(reading, a), _party(a))
        if name is not None
    ]
    if not named and start > sentence.start and _of_himself(told):
        return _speaking(
            reading, sentence, said
        )  # "a faction said they ...", "the army said it ..."
    if named or _BOTH.isdisjoint(told):
        named += [(first + k, _whose(reading, told[k], main)) for k in _beside_sides(told, named)]
        return tuple(dict.fromkeys(name for _, name in sorted(named, key=itemgetter(0))))
    return main


def _speaking(reading: Reading, sentence: Sentence, stop: int) -> tuple[str, ...]:
    """Who speaks of himself: the actors before the verb of saying, else "the army"."""
    start = max((reading.tokens.starts[k] for k in _turns(reading, sentence, stop)), default=0)
    verb = _after_saying(reading, max(start, sentence.start), stop)
    stop = verb if verb > max(start, sentence.start) else stop
    speakers = within(reading.found.actors, max(start, sentence.start), stop)
    bound = (a for a in speakers if a.kind not in ("population", "organisation"))
    named = tuple(dict.fromkeys(name for a in bound if (name := _party(a)) is not None))
    if named:
        return named
    if any(a.kind == "population" for a in speakers):
        return ()  # "residents said they heard shells"
    opens = reading.tokens.at(max(start, sentence.start))
    norms = reading.tokens.norms[opens : reading.tokens.at(stop)]
    return tuple(norm for norm in norms if norm in SIDES)[:1]


def _turns(reading: Reading, sentence: Sentence, stop: int) -> list[int]:
    """ "The rebels say it holds 40, while Chad has said it will ...": where another begins to speak."""
    last = reading.tokens.at(stop)
    norms = reading.tokens.norms
    return [k for k in range(sentence.first, last) if norms[k] in ("while", "whereas", "but", ";")]


def _of_himself(told: list[str]) -> bool:
    """ "They", "it" alone, not "each side ... the dead it holds"."""
    if told[:1] and told[0] in _HIS:
        return True
    return bool(told) and not _ITSELF.isdisjoint(told) and _BOTH.intersection(told) <= {"they"}


_HIS = frozenset("his her its".split())


_ITSELF = frozenset({"they", "it"})


def _named_behind(
    reading: Reading, sentence: Sentence, tags: Sequence[Tag], span: tuple[int, int] | None
) -> tuple[str, ...] | None:
    """ "Qatar brokered a truce between Chad and Mali", "signed by Chad and Mali": the sides stand behind the verb.

    None where the sentence has no such verb, or the promise has a subject of its own.
    """
    tokens = reading.tokens
    for tag in tags:
        if tag.entry.get("kind") != "agree":
            continue
        if span is not None and any(
            tokens.starts[t.first] >= span[0] and t.entry.get("kind") in _OWN
            for t in tags
            if t is not tag and tokens.starts[t.first] < span[1]
        ):
            return None
        brokered = (
            tokens.norms[tag.first] in _BROKERED and tokens.norms[tag.first - 1] not in _BY_OTHERS
        )
        passive = (
            tokens.norms[tag.stop : tag.stop + 1] == ["by"]
            and tokens.norms[tag.stop - 1] in _SIGNED_BY
        )
        if not (brokered or passive):
            continue
        mark = "between" if brokered else "by"
        at = next((k for k in range(tag.first, sentence.stop) if tokens.norms[k] == mark), None)
        if at is None:
            return ()
        stop = next(
            (k for k in range(at + 1, sentence.stop) if tokens.norms[k] in _CLOSING), sentence.stop
        )
        sides = within(reading.found.actors, tokens.starts[at], tokens.ends[stop - 1])
        return tuple(dict.fromkeys(name for a in sides if (name := _party(a)) is not None))
    return None


_BROKERED, _BY_OTHERS = frozenset({"brokered", "mediated"}), frozenset("was were been be".split())
_SIGNED_BY = frozenset("signed agreed initialled initialed concluded accepted".split())
_CLOSING = frozenset(", . ; : to on in at that which after following under with for".split())


def _beside_the_deal(reading: Reading, actor: Actor) -> bool:
    """Who helps, watches, brokers or goes home is not bound: "with the help of", "mediated by", "refugees"."""
    at = reading.tokens.at(actor.start)
    if actor.name in _UPROOTED or is_home(reading, at):
        return True
    lead = reading.text[max(0, actor.start - _LEAD) : actor.start]
    if lead.endswith(("ed by ", "ed by the ")) and _OPENING_BY.search(lead):
        return True
    return _HELPED.search(lead) is not None


_UPROOTED = frozenset("refugees residents villagers civilians families displaced evacuees".split())
_LEAD = 70
# "Mediated by Qatar, Chad and Niger agreed": the first name only
_OPENING_BY = re.compile(
    r"\b(?:Mediated|Brokered|Hosted|Sponsored|Facilitated|Backed) by (?:the )?$"
)
_WORD = r"(?:U\.[A-Z]\.|[A-Z][\w’'-]*)"
_NAME = rf"{_WORD}(?: {_WORD}){{0,3}}"
_HELPED = re.compile(
    r"\b(?:(?:with|under|through|thanks to|after) (?:the |an? )?(?:\w+ )?(?:help|supervision|auspices|assistance"
    r"|support|mediation|control|watch|aegis|oversight|pressure)(?: (?:of|from|by))?"
    r"|(?:brokered|mediated|hosted|sponsored|facilitated|chaired|negotiated|overseen|supervised|backed|announced"
    r"|arranged|monitored|watched over|guaranteed|drafted|proposed) by)"
    rf" (?:the )?(?:{_NAME}, (?:the )?)*(?:{_NAME},? and (?:the )?)?$"
)


def swapping(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """The two sides of an exchange that was made: those who swapped, less those who helped."""
    sides = (
        a for a in within(reading.found.actors, start, end) if not _beside_the_deal(reading, a)
    )
    named = (a.name if a.kind in ("state", "armed_group") else None for a in sides)
    return tuple(dict.fromkeys(name for name in named if name is not None))


def _beside_sides(told: list[str], named: list[tuple[int, str]]) -> list[int]:
    """Where a side without a name stands: "the army and the rebels" have two; alone the first counts."""
    every = [k for k, norm in enumerate(told) if norm in SIDES]
    every = [
        k for k in every if told[k] != "military" or not _NOUNS.match(" ".join(told[k + 1 : k + 2]))
    ]
    joined = [
        k
        for k in every
        if k
        and told[k - 1] == "the"
        and "and" in (*told[k + 1 : k + 2], *told[max(0, k - 2) : k - 1])
    ]
    return joined if named or len(joined) > 1 else every[:1]


def _whose(reading: Reading, side: str, main: tuple[str, ...]) -> str:
    """The one state bound by the agreement, if there is one, else the word itself."""
    every: set[str] | None = reading.kept.get("states")
    if every is None:
        every = {a.name for a in reading.found.actors if a.kind == "state"}
        reading.kept["states"] = every
    states = every.intersection(main)
    return states.pop() if len(states) == 1 else side


# "the military chiefs" are no side
_NOUNS = re.compile(
    r"(?:operations?|chiefs?|officials?|spokes\w+|leaders?|council|commanders?|action|observers?|bases?|displays?"
    r"|equipment|sources?|commission|committee|positions?|delegations?)$"
)
SIDES = frozenset("government army military junta regime".split())


def is_home(reading: Reading, at: int) -> bool:
    """ "Officers from Angola, Kenya and Togo": where people come from, at any name of the list."""
    norms, words = reading.tokens.norms, reading.tokens.words
    for k in range(at - 1, max(0, at - _HOMES), -1):
        if norms[k] == "from":
            return norms[k - 1] in _SENT or norms[k - 1] in _SO_MANY or norms[k - 1].isdigit()
        if norms[k] not in _LISTING and not words[k][:1].isupper():
            return False
    return False


_SO_MANY = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
_HOMES, _LISTING = 12, frozenset({",", "and", "the"})
_SENT = frozenset(
    "officers observers monitors troops soldiers peacekeepers experts delegates police team teams envoys "
    "inspectors officials".split()
)


def _each_once(reading: Reading, actors: Sequence[Actor]) -> list[Actor]:
    """The actors without "rebel" of "the M23 rebel group", "a militia" behind the militia's name."""
    out: list[Actor] = []
    for n, actor in enumerate(actors):
        others = (*actors[max(0, n - 1) : n], *actors[n + 1 : n + 2])
        again = actor.name.islower() and any(
            one.kind == "armed_group"
            and not one.name.islower()
            and _APPOSED.fullmatch(
                reading.text, min(one.end, actor.end), max(one.start, actor.start)
            )
            for one in others
        )
        if not again:
            out.append(actor)
    return out


def _beside(reading: Reading, actor: Actor) -> tuple[str, ...]:
    """The country whose people share a noun with the actor's ("Turkish and Russian soldiers")."""
    at = reading.tokens.at(actor.start)
    if at < 2 or reading.tokens.norms[at - 1] != "and" or _party(actor) is None:
        return ()
    tags = reading.tagged_within("countries", at - 2, at - 1)
    return tuple(str(tag.entry.get("name")) for tag in tags)


def _after_saying(reading: Reading, start: int, stop: int) -> int:
    """Who says that others will do something is not bound by it."""
    first, last = reading.tokens.at(start), reading.tokens.at(max(stop, start))
    norms = reading.tokens.norms
    said = [
        i
        for i in range(first, last)
        if norms[i] in SAYING or (norms[i] in _ANNOUNCING and "that" in norms[i + 1 : i + _THAT])
    ]
    return reading.tokens.ends[said[-1]] if said else start


def _after_that(reading: Reading, start: int, stop: int) -> int:
    """ "Said that Chad was firing and that his side would not disarm": what the last of them is about."""
    first, last = reading.tokens.at(start), reading.tokens.at(max(stop, start))
    norms = reading.tokens.norms
    more = [i for i in range(first + 1, last) if norms[i] == "that" and norms[i - 1] == "and"]
    return reading.tokens.ends[more[-1]] if more else start


_ANNOUNCING, _THAT = frozenset("announced confirmed declared stated reported revealed".split()), 5


def _party(actor: Actor) -> str | None:
    """The state or group that is bound; a leader binds his country."""
    if actor.kind in _BOUND:
        return actor.name
    return actor.affiliation if actor.kind == "person" else None


def where_of(reading: Reading, first: int, stop: int) -> str | None:
    """The place of a term: its "along ..." phrase as written, else the first place it names."""
    norms, tokens = reading.tokens.norms, reading.tokens
    for i in range(first, stop):
        if norms[i] in _ALONG and norms[i + 1 : i + 2] not in (["it"], ["them"]):
            end = i + 1
            while end < stop and end - i < 9 and norms[end] not in {",", ".", ";", "”", "“"}:
                end += 1
            return reading.words(i, end)
    found = within(reading.found.places, tokens.starts[first], tokens.ends[stop - 1])
    told = (p for p in found if not _is_host(reading, first, tokens.at(p.start)))
    return next((p.name for p in told if not _is_party(reading, p)), None)


def _is_party(reading: Reading, place: Place) -> bool:
    """ "A truce between Chad and Niger": a land that is one of the sides."""
    if place.precision != "country":
        return False
    norms, at = reading.tokens.norms, reading.tokens.at(place.start)
    state = any(
        a.kind == "state" for a in starting(reading.found.actors, place.start, place.start + 1)
    )
    if state and norms[at - 1] not in _WITHIN and norms[at - 1 : at] != ["the"]:
        return True
    return "between" in norms[max(0, at - _AMONG) : at]


_WITHIN = frozenset(
    "in into from inside across within of leave near throughout over outside northern southern eastern western".split()
)
_AMONG = 4  # tokens from "between" to the second side


def _is_host(reading: Reading, first: int, at: int) -> bool:
    """ "hosted by Cuba", "envoys from Kenya said", "signed in Havana": who helped and where they met."""
    norms = reading.tokens.norms
    before = norms[at - 2] if norms[at - 1] == "the" else norms[at - 1]
    if before == "," and at - 2 > first and reading.tokens.words[at - 2][:1].isupper():
        return _is_host(reading, first, at - 2)  # "signed in Pretoria, South Africa"
    if before == "by" or is_home(reading, at):
        return True
    if before == "and" and "by" in norms[max(first, at - _JOINED - 2) : at - 1]:
        return True  # "brokered by Moscow and Paris"
    if before == "of" and "help" in norms[max(first, at - 3) : at - 1]:
        return True  # "with the help of Chad"
    if before == "and" and {"from", "of"}.intersection(norms[max(first, at - 5) : at - 1]):
        before = "from"  # "mediators from Qatar and Egypt said"
    if before == "from" and norms[at - 2] in _SENT_BY:
        return True
    if before == "of" and not _TOWN.isdisjoint(norms[at - 2 : at - 1]):
        back = next(
            (k for k in range(at - 2, max(first, at - _TOWN_BACK), -1) if norms[k] in ("in", "at")),
            None,
        )
        return back is not None and _is_host(reading, first, back + 1)
    if before in ("from", "of") and not SAYING.isdisjoint(norms[at + 1 : at + 7]):
        return True
    if before not in ("in", "at"):
        return False
    lead = norms[max(first, at - _SIGNED) : at]
    if not _TALKS.isdisjoint(norms[max(first, at - _JOINED) : at]):
        return True  # "agreed after talks in Jeddah"
    return not _SIGNING_VERBS.isdisjoint(lead) and _KEEPS.isdisjoint(lead)


_SENT_BY = frozenset("representatives delegates delegations members mediators envoys".split())
_JOINED, _TOWN_BACK = 4, 6
_TALKS = frozenset("talks negotiations meeting summit conference ceremony session".split())
_TOWN = frozenset("town city port capital resort".split())
_SIGNING_VERBS = frozenset(
    "signed signing initialled initialed inked sealed brokered mediated hosted".split()
)
_KEEPS = frozenset(
    "fighting hostilities attacks end stop halt withdraw release open that which to".split()
)


def _is_past(reading: Reading, time: Time) -> bool:
    published = reading.article.published
    return bool(published and time.latest and time.latest[:10] <= published[:10])


def when_of(
    reading: Reading, start: int, end: int, cues: list[Tag]
) -> tuple[str | None, str | None]:
    """Earliest and latest day or time of a term; a deadline has no earliest."""
    tokens = reading.tokens
    signed = {
        tokens.starts[c.first]
        for c in cues
        if c.entry.get("kind") == "agree" and tokens.norms[c.first - 1] not in _AFTER_SIGNING
    }
    published = (reading.article.published or "")[:10]
    due = any(c.entry.get("kind") in ("future", "direct") for c in cues)
    ended = next((tokens.ends[c.stop - 1] for c in cues if c.entry.get("kind") == "ended"), None)
    times = within(reading.found.times, start, end)
    if ended is not None:  # when it broke, not when it was made
        later = [time for time in times if time.start >= ended]
        dated = any(time.earliest for time in later)
        times = later if dated else [t for t in times if not of_making(reading, t, ended)]
    for time in times:
        if not (time.earliest or time.latest):
            continue
        if due and _gone_by(reading, time, published):
            continue  # "will be freed: those detained on Sunday": no promise is due on a day gone by
        if time.kind == "duration" and "-" in reading.text[time.start : time.end]:
            continue  # "a two-week truce that begins on Friday"
        first = tokens.at(time.start)
        before = tokens.norms[first - 1] if first else ""
        if (
            before in _EACH
            or of_every_day(reading, time, first)
            or (time is not times[-1] and _WAS_TO_END.search(reading.text, start, time.start))
        ):
            continue  # "every two weeks"; "the truce, which was due to expire on Friday, will run until May"
        words = tokens.norms[first]
        last = max((s for s in signed if s <= time.start), default=None)
        words_on = len(reading.text[last : time.start].split()) if last is not None else 99
        broke = ended is not None and time.start >= ended  # no day of signing
        broke = broke or "until" in (before, words)
        if not broke and words_on < (_SIGNED if _is_past(reading, time) else _SIGNING):
            continue  # the day of signing, not of the promise
        if not broke and last is not None and made_then(reading, last, time):
            continue
        if not _DAY_OF_SAYING.isdisjoint(tokens.norms[max(0, first - 2) : first + 1]):
            continue  # "said on Monday they would ..."
        if time.kind in COUNTED and from_an_event(reading, first, tokens.at(time.end - 1) + 1):
            continue
        if time.kind == "duration" and of_each(reading, start, first):
            continue
        if time.kind == "duration":
            return from_a_day(reading, time) or (None, from_signing(reading, time))
        if before in _NOT_BEFORE or words in _NOT_BEFORE or _no_later(tokens.norms, first):
            return None, to_come(reading, time) if due or last is not None else time.latest
        if before in _NOT_AFTER or words in _NOT_AFTER:
            return time.earliest, None if time.granularity == "day" else end_of_day(reading, time)
        return time.earliest, end_of_day(reading, time)
    return None, None


_EACH = frozenset({"every", "each"})
_AFTER_SIGNING = frozenset("after of from following before the its".split())
_WAS_TO_END = re.compile(
    r"\b(?:due|set|scheduled|was|were|had been|supposed|expected) to (?:expire|lapse|end|run out|finish) $"
)
_DAY_OF_SAYING = frozenset({"said", "told"})


def _gone_by(reading: Reading, time: Time, published: str) -> bool:
    """A day before the report's, "recent days"."""
    last = (time.latest or time.earliest or "")[:10]
    recent = reading.tokens.norms[reading.tokens.at(time.start)] in ("recent", "past", "previous")
    return recent or bool(published and last < published[: len(last)])


def _no_later(norms: list[str], first: int) -> bool:
    """ "no later than Friday"."""
    return norms[max(0, first - 2) : first] == ["later", "than"]
