"""Who is bound by a term, where it holds and when: what its clause says, and nothing more."""

from __future__ import annotations

from analysis.lexicon import Tag
from analysis.reading import Reading, within
from analysis.records import Actor, Time
from analysis.text import Sentence

_BOUND = frozenset({"state", "armed_group", "organisation", "population"})
_SIGNING = 4  # words from "agreed" to the day it was agreed on
_SIGNED = 9  # and to a day that is past
_OWN = frozenset({"future", "present", "expect", "done"})
_VERBS = _OWN | {"agree", "direct", "propose", "refuse"}
_SAYING = frozenset({"said", "says", "told", "added"})
_BOTH = frozenset({"both", "sides", "parties", "each", "two", "they"})
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
    actors = within(reading.found.actors, start, stop)
    names = list(
        dict.fromkeys(
            name for a in actors for name in (*_beside(reading, a), _party(a)) if name is not None
        )
    )
    if names:
        return tuple(names)
    first, last = reading.tokens.at(start), reading.tokens.at(max(stop, start))
    return main if set(reading.tokens.norms[first:last]) & _BOTH else ()


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
    said = [i for i in range(first, last) if reading.tokens.norms[i] in _SAYING]
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
    return next((p.name for p in found if norms[tokens.at(p.start) - 1] != "by"), None)


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
