"""Figures that count a whole country: "96 people were killed throughout Syria on Wednesday"."""

from __future__ import annotations

import re

from analysis.reading import Reading
from analysis.records import Casualty

_ALL_OVER = re.compile(
    r"\b(?:(?:across|throughout|around|all over) the (?:whole |entire )?(?:country|nation)|nationwide|countrywide)\b",
    re.IGNORECASE,
)
_THROUGHOUT = re.compile(r"\b(?:across|throughout|all over) (?=[A-Z])")
_DEED = re.compile(
    r"\b(?:attack|bomb|blast|strike|raid|explosion|shelling|clash|protest|rall|demonstration|march)\w*\b",
    re.IGNORECASE,
)
_BEHIND, _LEAD = 60, 24


def says_all_over(reading: Reading, figure: Casualty) -> bool:
    """True where the words at the figure count a country; not for what one wave of attacks did in it."""
    text = reading.text
    start, end = reading.sentences[figure.sentence].start, reading.sentences[figure.sentence].end
    if _DEED.search(text, start, figure.end):
        return False
    stop = min(end, figure.end + _BEHIND)
    if _ALL_OVER.search(text, figure.start, stop) or _ALL_OVER.match(text, start):
        return True
    lead = figure.start if figure.start - start > _LEAD else start
    return any(
        _is_country(reading, found.end()) for found in _THROUGHOUT.finditer(text, lead, stop)
    )


def _is_country(reading: Reading, at: int) -> bool:
    tokens = reading.tokens
    return any(
        tokens.starts[tag.first] == at and tag.entry.get("form") == "name"
        for tag in reading.tagged("countries")
    )
