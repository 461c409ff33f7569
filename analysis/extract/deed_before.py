"""A deed told as the one before the news: "The raid came two days after gunmen stormed a jail."

What the next sentence tells as done "in that attack" is of its day, and no part of the news.
"""

from __future__ import annotations

import re

from analysis.reading import Reading
from analysis.records import Time

_POINTS = re.compile(
    r"\b(?:in|during|by|from) (?:that|those|the earlier|the previous) (?:[a-z]+ )?(?:raids?|attacks?|assaults?|"
    r"clash(?:es)?|strikes?|airstrikes?|bombings?|blasts?|explosions?|ambush(?:es)?|shootings?|incidents?|violence|fighting|killings?|"
    r"shelling|massacres?|battles?|offensives?|breakouts?)\b"
)
_AFTER = re.compile(r"(?:^|\b)after$")
_BEHIND = re.compile(r" after\b")


def day_of_deed_before(reading: Reading, sentence: int) -> Time | None:
    """The day of the deed that the sentence points back at, where the one before it tells it as
    so many days before the news."""
    here = reading.sentences[sentence]
    if not sentence or not _POINTS.search(reading.text, here.start, here.end):
        return None
    for time in reading.found.times:
        if time.sentence == sentence - 1 and time.kind == "relative":
            words = reading.text[time.start : time.end]
            if _AFTER.search(words) or _BEHIND.match(reading.text, time.end):
                return time
    return None
