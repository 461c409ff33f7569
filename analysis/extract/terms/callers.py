"""Who calls for a thing is not bound by it; who is to give something in return is."""

from __future__ import annotations

from analysis.reading import Reading, starting
from analysis.records import Term


def _without_callers(
    reading: Reading, parties: tuple[str, ...], main: tuple[str, ...]
) -> tuple[str, ...]:
    """The parties less those who only call for something: a council, an envoy's body, a third state."""
    kinds = {actor.name: actor.kind for actor in reading.found.actors}
    bound = {"armed_group"} if main else {"armed_group", "state", None}
    return tuple(name for name in parties if name in main or kinds.get(name) in bound)


def of_whom(
    reading: Reading, term: Term, parties: tuple[str, ...], main: tuple[str, ...]
) -> tuple[str, ...]:
    """ "Demanded that the militia leave": who is to do it stands at the head of what is asked for."""
    heads = starting(reading.found.actors, term.start, term.start + _ARTICLE)
    asked = tuple(a.name for a in heads if a.kind in ("armed_group", "state"))[:1]
    if asked or reading.text[term.start - len(_THAT) : term.start] == _THAT:
        return asked
    return _without_callers(reading, parties, main)


_THAT = " that "
_ARTICLE = 5  # characters: "the "


def other_side(parties: tuple[str, ...], first: Term, main: tuple[str, ...]) -> tuple[str, ...]:
    """ "Chad will free ten men in return for the release of six": the other of the two who agreed."""
    if first.type != "prisoner_exchange" or len(main) != _TWO:
        return parties
    rest = tuple(name for name in main if name not in first.parties)
    return rest if len(rest) == 1 else parties


_TWO = 2
