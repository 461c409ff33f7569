"""What a topic's words mean where they stand: soldiers are freed as prisoners are, help that was hit is no promise."""

from __future__ import annotations

from analysis.extract.terms.about import Topic
from analysis.extract.terms.counting import NEGATED
from analysis.extract.terms.talks import only_known, only_talks, talks_on
from analysis.reading import Reading

_HELP = frozenset(
    "aid support assistance funding ambassador recognition charges candidacy complaint statement remarks bill".split()
)
_FREED = frozenset({"free", "frees", "release", "releases"})


def meant(reading: Reading, topic: Topic | None) -> Topic | None:
    """The topic; soldiers are freed as prisoners are, rifles are handed in; talks on a truce are talks."""
    if topic is not None and topic[1] == "terms.ceasefire.truce":
        talks = talks_on(reading, topic[2])
        return topic if talks is None else (*_TALKS, talks, topic[3])
    if topic is not None and topic[:2] == _TALKS and only_known(reading, topic[2]):
        return None
    if (
        topic is not None
        and topic[1] == "terms.prisoner_exchange.swap"
        and only_talks(reading, topic[2])
    ):
        return None
    if topic is not None and topic[1] == "terms.prisoner_exchange.people":
        return topic if _are_freed(reading, topic[2]) else None
    if topic is None or topic[1] != "terms.disarmament.surrender":
        return topic
    freed = _frees(reading, topic[2], topic[3])
    return ("prisoner_exchange", "terms.prisoner_exchange.free", *topic[2:]) if freed else topic


def _frees(reading: Reading, first: int, stop: int) -> bool:
    """ "Hand over eleven soldiers": men are freed, rifles are handed in."""
    tags = reading.tagged_within("agreements", first, stop)
    men = reading.tokens.norms[stop - 1] in _MEN and tags and tags[0].entry.get("kind") == "free"
    return bool(men) or reading.tokens.norms[first] in _FREED


_MEN = frozenset("soldiers troops police fighters".split())


def _are_freed(reading: Reading, at: int) -> bool:
    """ "To release 50 women"; not "free care for women"."""
    norms = reading.tokens.norms
    return norms[at].startswith("releas") or norms[at] == "freeing" or norms[at - 1] in _TO_FREE


_TO_FREE = frozenset("to will would must shall and not".split())


_TALKS = ("political_process", "terms.political_process.talk")


def of_help(reading: Reading, kind: str, first: int, stop: int) -> bool:
    """Help that was hit, or that is withdrawn ("withdraw the aid for the government"), is no promise."""
    if kind == "withdrawal":
        return not _HELP.isdisjoint(reading.tokens.norms[stop : stop + NEGATED + 2])
    return kind == "humanitarian_access" and _hit(reading, first, stop)


def _hit(reading: Reading, first: int, stop: int) -> bool:
    """ "Planes bombed an aid convoy": help that was attacked is no promise of it."""
    sentence = reading.sentences[reading.sentence_of_token(first)]
    near = max(sentence.first, first - NEGATED), min(sentence.stop, stop + NEGATED)
    return bool(reading.tagged_within("attacks", *near))
