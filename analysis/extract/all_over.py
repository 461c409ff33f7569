"""Figures that count a whole country: "96 people were killed throughout Syria on Wednesday"."""

from __future__ import annotations

import re

from analysis.opened import Opened
from analysis.reading import Reading
from analysis.records import Casualty

_ALL_OVER = Opened(
    r"\b(?:(?:across|throughout|around|all over) the (?:whole |entire )?(?:country|nation)|nationwide|countrywide)\b",
    re.IGNORECASE,
)
_THROUGHOUT = Opened(r"\b(?:across|throughout|all over) (?=[A-Z])")
_DEED = Opened(
    r"\b(?:attack|bomb|blast|strike|raid|explosion|shelling|clash|protest|rall|demonstration|march)\w*\b",
    re.IGNORECASE,
)
_BEHIND, _LEAD = 60, 24
_LONGEST = 8  # words of a country's name


def says_all_over(reading: Reading, figure: Casualty) -> bool:
    """True where the words at the figure count a country; not for what one wave of attacks did in it."""
    start, end = reading.sentences[figure.sentence].start, reading.sentences[figure.sentence].end
    if _DEED.search(reading, max(start, figure.start - _BEHIND), figure.end):
        return False
    stop = min(end, figure.end + _BEHIND)
    if _ALL_OVER.search(reading, figure.start, stop) or _ALL_OVER.pattern.match(
        reading.text, start
    ):
        return True
    lead = figure.start if figure.start - start > _LEAD else start
    found = _THROUGHOUT.finditer(reading, lead, stop)
    return any(_is_country(reading, one.end()) for one in found)


_WAVES = Opened(
    r"\b(?:attacks|strikes|airstrikes|raids|bombings|blasts|clashes|battles|towns|cities|areas|provinces|parts)\b"
    r"[^.;]{0,40}\b(?:across|throughout|all over|around) the (?:whole |entire )?(?:country|nation)\b",
    re.IGNORECASE,
)


_SEPARATE = Opened(
    r"\bseparate(?: [\w-]+){0,2} (?:attacks|strikes|airstrikes|raids|bombings|blasts|clashes|incidents|shootings)"
    r"(?: [\w-]+){0,2} (?:in|across) (?:[a-z]+ )?(?=[A-Z])",
    re.IGNORECASE,
)


# "Army kills over 80 in various provinces"
_VARIOUS = Opened(
    r"\b(?:in|across) (?:various|several|different|multiple) (?:provinces|states|regions|governorates|departments|"
    r"parts of the country)\b",
    re.IGNORECASE,
)
_NEAR = 40


def says_across(reading: Reading, figure: Casualty) -> bool:
    """ "Air strikes on towns across the country killed 32": one wave, everywhere."""
    start = reading.sentences[figure.sentence].start
    if _VARIOUS.search(reading, figure.start, figure.end + _NEAR):
        return True
    if _SEPARATE.search(reading, start, figure.start):
        return True
    return _WAVES.search(reading, start, figure.end + _BEHIND) is not None


def _is_country(reading: Reading, at: int) -> bool:
    first = reading.tokens.at(at)
    return any(
        tag.first == first and tag.entry.get("form") == "name"
        for tag in reading.tagged_within("countries", first, first + _LONGEST)
    )
