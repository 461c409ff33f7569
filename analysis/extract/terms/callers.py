"""Who calls for a thing is not bound by it; who is to give something in return is."""

from __future__ import annotations

import re

from analysis.extract.terms.circumstances import SIDES
from analysis.extract.terms.gapped import gapped_verb
from analysis.reading import Reading, starting
from analysis.records import Term


def _without_callers(
    reading: Reading, parties: tuple[str, ...], main: tuple[str, ...]
) -> tuple[str, ...]:
    """The parties less those who only call for something: a council, an envoy's body, a third state."""
    kinds: dict[str, str] | None = reading.kept.get("kinds by name")
    if kinds is None:
        kinds = {actor.name: actor.kind for actor in reading.found.actors}
        reading.kept["kinds by name"] = kinds
    bound = {"armed_group"} if main else {"armed_group", "state", None}
    return tuple(
        name
        for name in parties
        if kinds.get(name) in bound or (name in main and kinds.get(name) != "organisation")
    )


def of_whom(
    reading: Reading, term: Term, parties: tuple[str, ...], main: tuple[str, ...]
) -> tuple[str, ...]:
    """ "Demanded that the militia leave": who is to do it stands at the head of what is asked for."""
    begin = reading.sentences[reading.sentence_at(term.start)].start
    verbs = list(_URGES.finditer(reading.text, begin, term.start))
    if verbs:
        urged = sides_in(reading, verbs[-1].end(), term.start)
        if urged:
            return urged  # "Egypt urged Chad and Niger to accept a truce"
    deed = _DEED_OF.match(reading.text, term.start, term.end)
    whose = sides_in(reading, deed.end(), min(deed.end() + 1, term.end)) if deed else ()
    if whose:
        return whose  # "demanded the immediate withdrawal of Chadian troops"
    heads = starting(reading.found.actors, term.start, term.start + _ARTICLE)
    asked = tuple(a.name for a in heads if a.kind in ("armed_group", "state"))[:1]
    if asked or reading.text[term.start - len(_THAT) : term.start] == _THAT:
        return asked
    return _without_callers(reading, parties, main)


def sides_in(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """The armed groups and states named between two offsets, and "the army" that has no name, in order."""
    named = [a for a in starting(reading.found.actors, start, end) if a.kind in _BOUND]
    tokens = reading.tokens
    plain = (k for k in range(tokens.at(start), tokens.at(end)) if tokens.norms[k] in SIDES)
    sides = [(tokens.starts[k], tokens.norms[k]) for k in plain]
    sides = [one for one in sides if not any(a.start <= one[0] < a.end for a in named)]
    return tuple(dict.fromkeys(n for _, n in sorted([*sides, *((a.start, a.name) for a in named)])))


def subject_of(reading: Reading, first: int, stop: int) -> tuple[str, ...]:
    """ "The rebels are to disarm, the army to return to barracks": who stands before a verb without "is"."""
    verb = gapped_verb(reading, first, stop, lead="are to")
    return (
        sides_in(reading, reading.tokens.starts[first], reading.tokens.starts[verb]) if verb else ()
    )


def two_sides(reading: Reading) -> tuple[str, ...]:
    """The sides of "a ceasefire between Chad and Niger", wherever the article first names them so."""
    norms, starts = reading.tokens.norms, reading.tokens.starts
    for tag in reading.tagged("agreements"):
        if tag.entry.get("kind") not in _MADE_BETWEEN:
            continue
        at = next(
            (
                k
                for k in range(tag.stop, min(tag.stop + _NEAR, len(norms)))
                if norms[k] == "between"
            ),
            None,
        )
        if at is None:
            continue
        stop = next((k for k in range(at, len(norms)) if norms[k] in _ENDS), len(norms) - 1)
        sides = starting(reading.found.actors, starts[at], starts[stop])
        named = tuple(dict.fromkeys(a.name for a in sides if a.kind in ("armed_group", "state")))
        if len(named) == _TWO:
            return named
    return ()


_BOUND = frozenset(("armed_group", "state"))
_URGES = re.compile(
    r"\b(?:urg(?:ed?|es|ing)|call(?:ed|s|ing)? (?:up)?on|ask(?:ed|s|ing)?|press(?:ed|es|ing)|begg(?:ed|ing)|"
    r"appeal(?:ed|s|ing)? to|implor(?:ed|es|ing)|exhort(?:ed|s|ing)|want(?:ed|s)?)\b"
)
_DEED_OF = re.compile(
    r"(?:[\w-]+ ){0,4}?(?:withdrawal|pullout|pullback|departure|retreat|disarmament|disarming|demobili[sz]ation) "
    r"of (?:all )?(?:the |its )?"
)
_MADE_BETWEEN, _NEAR = frozenset({"truce", "pact", "talk", "captive_swap"}), 3
_ENDS = frozenset(
    ", . ; : to on in at that which after following under with for appeared was is has".split()
)
_THAT = " that "
_ARTICLE = 5  # characters: "the "


def other_side(parties: tuple[str, ...], first: Term, main: tuple[str, ...]) -> tuple[str, ...]:
    """ "Chad will free ten men in return for the release of six": the other of the two who agreed."""
    if first.type != "prisoner_exchange" or len(main) != _TWO:
        return parties
    rest = tuple(name for name in main if name not in first.parties)
    return rest if len(rest) == 1 else parties


def holder(reading: Reading, term: Term, main: tuple[str, ...]) -> tuple[str, ...]:
    """ "In exchange for 90 fighters held by the army": who is to free them."""
    held = _HELD_BY.search(reading.text, term.start, term.end)
    if held is None:
        return ()
    named = starting(reading.found.actors, held.start("who"), held.start("who") + 1)
    states = tuple(a.name for a in reading.found.actors if a.kind == "state" and a.name in main)
    if held["who"] in SIDES:
        return states[:1] if len(set(states)) == 1 else (held["who"],)
    return tuple(a.name for a in named if a.kind in ("armed_group", "state"))


_HELD_BY = re.compile(r"\bheld by (?:the )?(?P<who>[\w-]+)")
_TWO = 2
