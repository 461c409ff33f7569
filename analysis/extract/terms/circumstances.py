"""Who is bound by a term, where it holds and when: what its clause says, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from analysis.lexicon import Tag
from analysis.reading import Reading, within
from analysis.records import Actor, Time
from analysis.text import Sentence

_BOUND = frozenset({"state", "armed_group", "organisation", "population"})
_SIGNING = 4  # words from "agreed" to the day it was agreed on
_SIGNED = 9  # and to a day that is past
_OWN = frozenset({"future", "present", "expect", "done"})
_VERBS = _OWN | {"agree", "direct", "propose", "refuse"}
SAYING = frozenset({"said", "says", "told", "added"})
_BOTH = frozenset({"both", "sides", "parties", "each", "two", "they"})
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
    starts = reading.tokens.starts
    verbs = [(starts[tag.first], tag.entry.get("kind")) for tag in tags]
    agree = next((at for at, kind in verbs if kind == "agree"), None)
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
    start = _after_saying(reading, start, stop)
    bound = within(reading.found.actors, start, stop)
    actors = _each_once(
        reading, [a for a in bound if not is_home(reading, reading.tokens.at(a.start))]
    )
    first, last = reading.tokens.at(start), reading.tokens.at(max(stop, start))
    told = reading.tokens.norms[first:last]
    named = [
        (reading.tokens.at(a.start), name)
        for a in actors
        for name in (*_beside(reading, a), _party(a))
        if name is not None
    ]
    if named or _BOTH.isdisjoint(told):
        named += [(first + k, _whose(reading, told[k], main)) for k in _beside_sides(told, named)]
        return tuple(dict.fromkeys(name for _, name in sorted(named, key=itemgetter(0))))
    return main


def _beside_sides(told: list[str], named: list[tuple[int, str]]) -> list[int]:
    """Where a side without a name stands: "the army and the rebels" have two; alone the first counts."""
    every = [k for k, norm in enumerate(told) if norm in SIDES]
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
    states = {a.name for a in reading.found.actors if a.kind == "state" and a.name in main}
    return states.pop() if len(states) == 1 else side


SIDES = frozenset("government army military junta regime".split())


def is_home(reading: Reading, at: int) -> bool:
    """ "Officers from Angola, Kenya and Togo": where people come from, at any name of the list."""
    norms, words = reading.tokens.norms, reading.tokens.words
    for k in range(at - 1, max(0, at - _HOMES), -1):
        if norms[k] == "from":
            return norms[k - 1] in _SENT
        if norms[k] not in _LISTING and not words[k][:1].isupper():
            return False
    return False


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
    said = [i for i in range(first, last) if reading.tokens.norms[i] in SAYING]
    return reading.tokens.ends[said[-1]] if said else start


def _party(actor: Actor) -> str | None:
    """The state or group that is bound; a leader binds his country."""
    if actor.kind in _BOUND:
        return actor.name
    return actor.affiliation if actor.kind == "person" else None


def where_of(reading: Reading, first: int, stop: int) -> str | None:
    """The place of a term: its "along ..." phrase as written, else the first place it names."""
    norms, tokens = reading.tokens.norms, reading.tokens
    for i in range(first, stop):
        if norms[i] in _ALONG:
            end = i + 1
            while end < stop and end - i < 9 and norms[end] not in {",", ".", ";", "”", "“"}:
                end += 1
            return reading.words(i, end)
    found = within(reading.found.places, tokens.starts[first], tokens.ends[stop - 1])
    return next((p.name for p in found if not _is_host(reading, first, tokens.at(p.start))), None)


def _is_host(reading: Reading, first: int, at: int) -> bool:
    """ "hosted by Cuba", "envoys from Kenya said", "signed in Havana": who helped and where they met."""
    norms = reading.tokens.norms
    before = norms[at - 2] if norms[at - 1] == "the" else norms[at - 1]
    if before == "by" or is_home(reading, at):
        return True
    if before == "and" and {"from", "of"}.intersection(norms[max(first, at - 5) : at - 1]):
        before = "from"  # "mediators from Qatar and Egypt said"
    if before in ("from", "of") and not SAYING.isdisjoint(norms[at + 1 : at + 7]):
        return True
    if before not in ("in", "at"):
        return False
    lead = norms[max(first, at - _SIGNED) : at]
    return not _SIGNING_VERBS.isdisjoint(lead) and _KEEPS.isdisjoint(lead)


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
    signed = {tokens.starts[c.first] for c in cues if c.entry.get("kind") == "agree"}
    for time in within(reading.found.times, start, end):
        if not (time.earliest or time.latest):
            continue
        if time.kind == "duration" and "-" in reading.text[time.start : time.end]:
            continue  # "a two-week truce that begins on Friday"
        first = tokens.at(time.start)
        before = tokens.norms[first - 1] if first else ""
        words = tokens.norms[first]
        last = max((s for s in signed if s <= time.start), default=None)
        words_on = len(reading.text[last : time.start].split()) if last is not None else 99
        if words_on < (_SIGNED if _is_past(reading, time) else _SIGNING):
            continue  # the day of signing, not of the promise
        if time.kind == "duration" or before in _NOT_BEFORE or words in _NOT_BEFORE:
            return None, time.latest
        if before in _NOT_AFTER or words in _NOT_AFTER:
            return time.earliest, None if time.granularity == "day" else time.latest
        return time.earliest, time.latest
    return None, None
