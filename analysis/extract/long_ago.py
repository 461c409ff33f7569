"""Deeds of decades before a report: its background, never its news.

"1,200 soldiers killed there in 1944" in a report of today is history, whatever else it tells; of
"a teacher who won a prize in 1999 was shot" the year dates the prize.
"""

from __future__ import annotations

import re

from analysis.reading import Reading, starting
from analysis.records import Casualty, Event

_YEARS = 10
_DATED = re.compile(
    r"(?:^|\b(?:bombings?|battles?|massacres?|wars?|uprisings?|(?:air )?raids?|attacks?|shelling|sieges?|blasts?|"
    r"explosions?|killings?|deaths?|coup|genocide|famine|disaster|earthquake|fire) )(?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
# "4.5 million people remain displaced": to this day, whenever it began
_STATES = frozenset(("displaced", "missing", "detained", "abducted"))
_REMAIN = re.compile(r"\b(?:still|remains?|(?:is|are) (?:now|currently|today))\b")


class LongAgo:
    """Which findings of an article tell of decades before it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._year = _horizon(reading)
        self._figures = {one.id: one for one in reading.found.casualties}

    def __contains__(self, one: Casualty | Event) -> bool:
        end = (one.date_latest or one.date_earliest or "")[:4]
        if not self._year or not end or end > self._year:
            return False
        if isinstance(one, Event):
            figures = [self._figures[name] for name in one.casualties if name in self._figures]
            return not figures or any(figure in self for figure in figures)
        return self._is_its_own(one)

    def _is_its_own(self, figure: Casualty) -> bool:
        """True where the old day dates the deed, and nothing of today stands beside it."""
        sentence = self._reading.sentences[figure.sentence]
        if figure.harm in _STATES and _REMAIN.search(self._reading.text, figure.start, figure.end):
            return False
        near = starting(self._reading.found.times, sentence.start, sentence.end)
        if any((time.latest or "")[:4] > self._year for time in near if time.kind != "duration"):
            return False
        text, words = self._reading.text, figure.date_words or ""
        at = text.find(words, sentence.start, sentence.end) if words else -1
        if at < 0:
            return True
        if at >= figure.end:
            return self._tells_harm(figure.start, figure.end) or not self._tells_harm(
                at, sentence.end
            )
        return _DATED.search(text[sentence.start : at]) is not None

    def _tells_harm(self, start: int, end: int) -> bool:
        at = self._reading.tokens.at
        return bool(self._reading.tagged_within("harm", at(start), at(end - 1) + 1))


def _horizon(reading: Reading) -> str:
    """The year from which backwards all is history: ten before publication, else before the latest
    year the text names; "" where it names none."""
    latest = (reading.article.published or "")[:4]
    if not latest:
        named = (time.latest or time.earliest or "" for time in reading.found.times)
        latest = max((day[:4] for day in named), default="")
    return str(int(latest) - _YEARS) if latest.isdecimal() else ""
