"""The day of a deed told by an agreement: "hours before the announcement", "soon after the truce took effect"."""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues
from analysis.extract.context.when import When, datable, made_when
from analysis.records import Casualty, Time

_PACT = r"(?:announcement|signing|deal|agreement|accord|pact|truces?|cease-?fire)"
_HOURS_FROM = re.compile(
    r"\b(?:hours?|minutes?|moments|shortly|soon|just|right|immediately) (?:before|after|ahead of) (?:the|its|that|a) "
    rf"(?:[\w-]+ ){{0,2}}?{_PACT}\b(?! (?:on|this|last)\b)",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:agreed|signed|announced|reached|brokered|struck|declared|initial+ed|concluded|unveiled|took effect|"
    r"(?:came|entered|went) into (?:force|effect))\b"
)
_WORDS = frozenset(
    "announcement signing deal agreement accord pact truce truces ceasefire cease".split()
)
_KINDS = frozenset({"pact", "truce", "swap", "captive_swap"})
_NEAR, _BACK = 60, 15  # characters from the verb to its day; sentences


def when_of_accord(cues: Cues, figure: Casualty) -> When | None:
    """The day the agreement was made, where the deed was done hours from it."""
    if _WORDS.isdisjoint(cues.reading.vocabulary):
        return None
    here = cues.reading.sentences[figure.sentence]
    if not _HOURS_FROM.search(cues.text, here.start, here.end):
        return None
    for sentence in range(figure.sentence - 1, max(-1, figure.sentence - _BACK), -1):
        day = _day_made(cues, sentence)
        if day is not None:
            return made_when(cues, day, "when.accord")
    return None


def _day_made(cues: Cues, sentence: int) -> Time | None:
    """The day beside a verb of agreeing, in a sentence that names an agreement."""
    scene, reading = cues.scene(sentence), cues.reading
    span = reading.sentences[sentence]
    if not any(
        tag.entry.get("kind") in _KINDS
        for tag in reading.tagged_within("agreements", span.first, span.stop)
    ):
        return None
    published = (reading.article.published or "9999")[:10]
    for time in scene.times:
        earliest = time.earliest or ""
        if time.granularity != "day" or not datable(time) or len(earliest) < len("2020-01-01"):
            continue
        low, high = max(scene.start, time.start - _NEAR), min(scene.end, time.end + _NEAR)
        if (
            earliest[:10] <= published
            and time.latest == earliest
            and _MADE.search(reading.text, low, high)
        ):
            return time
    return None
