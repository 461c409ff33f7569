"""Years that name another deed ("the 1998 slaying of a bishop"), or are long over, and date no figure."""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues
from analysis.extract.times.named import DEEDS
from analysis.records import Casualty, Time

_PERFECT = re.compile(r"\b(?:has|have) (?:also |now |just )?been [a-z]+\b")
_AHEAD = 140  # characters from such a year to the verb


def is_long_over(cues: Cues, time: Time, figure: Casualty) -> bool:
    """ "A man who won a prize in 2005 has been shot dead": a year before this one dates no perfect tense."""
    year, news = (time.earliest or "")[:4], (cues.reading.article.published or "")[:4]
    if time.granularity != "year" or not year or not news or year >= news:
        return False
    end = max(figure.end, min(time.end + _AHEAD, cues.scene(figure.sentence).end))
    return figure.start < time.start and _PERFECT.search(cues.text, figure.start, end) is not None


# "the 1998 slaying of a bishop", told beside a deed with a day of its own
_NAMED_DEED = re.compile(rf" (?:[\w’'-]+ ){{0,3}}?{DEEDS}")


_WHICH = re.compile(r",? (?:which|that|in which)(?: (?:had|has|have))? ?")


def is_its_deed(text: str, time: Time, figure: Casualty) -> bool:
    """ "The 1998 Omagh bombing, which killed 29, was recalled on Monday": the year of what killed them."""
    if time.granularity != "year" or time.end > figure.start:
        return False
    deed = _NAMED_DEED.match(text, time.end)
    return deed is not None and _WHICH.fullmatch(text, deed.end(), figure.start) is not None


def of_a_named_deed(text: str, time: Time, figure: Casualty, times: list[Time]) -> bool:
    """True for the year that names another deed: the figure stands before it, or behind another time."""
    if time.granularity != "year" or _NAMED_DEED.match(text, time.end) is None:
        return False
    if not text.endswith("the ", 0, time.start):
        return False
    return figure.start < time.start or any(
        time.end <= other.start and other.end <= figure.start for other in times
    )
