"""The words for a day that nothing resolves: "on Saturday" in an article without a date."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.extract.context.cues import Cues
from analysis.extract.context.said_days import is_saying
from analysis.extract.context.when import When, is_aftermath, tells_of_aftermath
from analysis.records import Casualty, Time

_DAYS = frozenset(("weekday", "date", "relative"))
_NO_DAY = frozenset(("time.part", "time.clock", "time.barepart", "time.thispart", "time.ago"))
_STRETCH = re.compile(r"(?:this|last|next|past|in) ", re.IGNORECASE)
_PERIOD = re.compile(r"(?:since|this|last|past|over|in) ", re.IGNORECASE)


def worded_when(cues: Cues, figure: Casualty, mates: Iterable[int]) -> When | None:
    """The words that would date the figure, were the day of publication known.

    Those of its own sentence, unless it tells of the finding or counting, else of the nearest one of
    its incident that tells of the deed.
    """
    if cues.reading.article.published or figure.scope == "cumulative":
        return None
    own = _words(cues, figure, figure.sentence)
    if figure.scope != "incident":
        return own
    if own is not None and not is_aftermath(cues, figure, own):
        return own
    near = sorted(mates, key=lambda m: abs(m - figure.sentence))
    deeds = [
        m for m in near if cues.tells_of_a_deed(m) and not tells_of_aftermath(cues, cues.scene(m))
    ]
    for mate in (*deeds, *(near if own is None else ())):
        found = _words(cues, figure, mate)
        if found is not None:
            return found
    return own


def _words(cues: Cues, figure: Casualty, sentence: int) -> When | None:
    scene = cues.scene(sentence)
    told = [time for time in scene.times if _dates(cues, time, figure)]
    here = sentence == figure.sentence
    best = min(told, key=lambda t: abs(t.start - figure.start) if here else t.start, default=None)
    if best is None:
        return None
    return When(None, None, cues.text[best.start : best.end], "when.words")


def _dates(cues: Cues, time: Time, figure: Casualty) -> bool:
    if time.earliest or time.latest or time.kind not in _DAYS or time.rule in _NO_DAY:
        return False
    words = cues.text[time.start : time.end]
    if figure.scope == "incident" and _STRETCH.match(words) and time.granularity != "day":
        return time.granularity == "month" and time.sentence == figure.sentence
    if figure.scope == "period" and not _PERIOD.match(words):
        return False
    return not is_saying(cues.reading, time)
