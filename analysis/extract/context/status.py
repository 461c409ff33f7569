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
    if not sides and quote is not None and quote.speaker_role:
        sides = _sides(reading.lexicons, quote.speaker_role)
    if not sides:
        return "armed_group" in kinds_of(reading, reporter.name)
    return "party" in sides and "observer" not in sides


@lru_cache(maxsize=4096)
def _sides(lexicons: Lexicons, words: str) -> frozenset[str]:
    found = lexicons.tag(tokenize(words), names=_SOURCES).get("sources", ())
    return frozenset(str(tag.entry.get("side")) for tag in found)
