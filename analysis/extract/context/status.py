"""Whether a source counts as a party to the conflict when it gives a figure.

A ministry, army, police force, governor or armed group claims; a monitor, rescuer, hospital,
court or state medium reports.
"""

from __future__ import annotations

from functools import lru_cache

from analysis.extract.context.cues import kinds_of
from analysis.extract.context.reporter import Reporter
from analysis.lexicon import Lexicons
from analysis.reading import Reading
from analysis.text import tokenize

_SOURCES = frozenset(("sources",))


def claims_for_itself(reading: Reading, reporter: Reporter) -> bool:
    """True where the figure is a party's own claim."""
    sides = _sides(reading.lexicons, reporter.name)
    quote = reporter.quote
    role = quote.speaker_role or "" if quote is not None else ""
    if not sides and role:
        sides = _sides(reading.lexicons, role)
        if quote is not None and quote.speaker_start is not None:
            # "a civil defence official", whose name comes later and whose role is "official"
            words = reading.text[quote.speaker_start : quote.speaker_end]
            sides |= _sides(reading.lexicons, words) if role in words else frozenset()
    if not sides:
        fighters = "armed_group" in kinds_of(reading, reporter.name)
        return fighters or (bool(role) and _names_fighters(reading, role))
    return "party" in sides and "observer" not in sides


def _names_fighters(reading: Reading, role: str) -> bool:
    """ "M23 spokesman": an armed group of the article stands in the role."""
    named: frozenset[str] | None = reading.kept.get("fighters named")
    if named is None:
        fighters = [actor for actor in reading.found.actors if actor.kind == "armed_group"]
        words = {actor.of(reading.text) for actor in fighters}
        named = frozenset(words.union(actor.name for actor in fighters))
        reading.kept["fighters named"] = named
    return any(name in role for name in named)


@lru_cache(maxsize=4096)
def _sides(lexicons: Lexicons, words: str) -> frozenset[str]:
    found = lexicons.tag(tokenize(words), names=_SOURCES).get("sources", ())
    return frozenset(str(tag.entry.get("side")) for tag in found)
