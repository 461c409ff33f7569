"""Incidents told as long past, beside those of the news."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.extract.context.when import dates_deed
from analysis.extract.incidents import Incident
from analysis.extract.meeting import days_between, size_of
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Casualty, Time

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_COARSE = frozenset(("month", "season", "year", "decade", "century"))
_THIS = re.compile(r"(?:earlier |later |in |since )?(?:this|next|coming)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = 31  # days
_OLD = 10  # days: an incident so much older than the first one told is background


class Past:
    """Which figures an article tells as months or years older than its news.

    The words of their sentence say so, whether or not the publication day is known: "Shelling
    killed four on Tuesday. In August, a strike on another town killed 12."
    """

    def __init__(self, reading: Reading) -> None:
        self._text, self._reading = reading.text, reading
        self.published = (reading.article.published or "")[:10]
        self._times: dict[int, list[Time]] = {}
        for time in reading.found.times:
            if time.kind not in ("duration", "set"):
                self._times.setdefault(time.sentence, []).append(time)
        one = (f for f in reading.found.casualties if f.scope == "incident" and size_of(f))
        self._lead = next(one, None)
        news = self._times.get(self._lead.sentence, []) if self._lead else []
        self.news_has_day = any(self._is_day(t) for t in news)
        told = bool(news) or bool(self._lead and _YEAR.search(self._lead.date_words or ""))
        self._off = self._lead is None or (told and not self.news_has_day)

    def holds(self, figure: Casualty) -> bool:
        """True for a figure told after the news whose sentence knows only times long before it."""
        if self._off or figure.scope != "incident" or figure.sentence == self._lead.sentence:  # type: ignore[union-attr]
            return False
        times = self._times.get(figure.sentence, [])
        if not times and (times := self._just_told(figure)):
            figure = replace(figure, date_words=None)  # the day of the news, carried over
        return any(self._is_far(t, figure) for t in times) and not any(
            self._is_day(t) for t in times
        )

    def _just_told(self, figure: Casualty) -> list[Time]:
        """ "The town was besieged in 2017. More than 1,100 people died": the year told just before, of a
        toll larger than that of the news."""
        before, sentences = figure.sentence - 1, self._reading.sentences
        size = size_of(self._lead) if self._lead and self._lead.harm == figure.harm else 0
        same = sentences[before].paragraph == sentences[before + 1].paragraph
        if not same or not size or size_of(figure) <= size:
            return []
        told = self._times.get(before, [])
        years = [time for time in told if _YEAR.search(self._text, time.start, time.end)]
        news = self.published[:4]
        return [time for time in years if not news or (time.earliest or "")[:4] < news]

    def parted(self, kept: list[Casualty]) -> tuple[list[Casualty], list[tuple[str, str]]]:
        """The figures of the news, and the older ones with the reason.

        Where the news has no day, old figures alone are kept: they may be the news.
        """
        older = [figure.id for figure in kept if self.holds(figure)]
        if not older or (len(older) == len(kept) and not self.news_has_day):
            return kept, []
        return (
            [figure for figure in kept if figure.id not in older],
            [(name, "an older incident") for name in older],
        )

    def _is_day(self, time: Time) -> bool:
        words = self._text[time.start : time.end]
        near = time.granularity not in _COARSE or _THIS.match(words) is not None
        return near and not _YEAR.search(words)

    def _is_far(self, time: Time, figure: Casualty) -> bool:
        """True for a month, a year or "months ago" that dates the figure."""
        words = self._text[time.start : time.end]
        if time.granularity not in _COARSE and not _YEAR.search(words):
            return False
        if _THIS.match(words) or not dates_deed(self._reading, time):
            return False
        if time.earliest is None:
            return True
        end = time.latest or time.earliest
        if (figure.date_words or words) != words:
            return False
        published = self.published
        if not published:
            return True
        return end[:10] < published[: len(end[:10])] and (
            len(end) < 10 or days_between(published, end) > _MONTH
        )


_LAST_WEEK = re.compile(
    r"(?:last week(?!end)|(?:a|one|the) week (?:ago|before|earlier))\b", re.IGNORECASE
)


_DAYS_EARLIER = re.compile(
    r"(?:(?:just|only|some) )?(?:a|one|two|three|four|five|six|several|a few|\d+) (?:days?|weeks?) "
    r"(?:earlier|before|previously)",
    re.IGNORECASE,
)


_EARLIER_THIS = re.compile(r"earlier (?:this|in the|that) (?:week|month|year)", re.IGNORECASE)


def _told_old(figure: Casualty) -> bool:
    """True where the words themselves say long ago: a year, a month, "last", "ago"."""
    words = (figure.date_words or "").lower()
    if re.search(r"\b(?:19|20)\d\d\b|\bago\b|\blast\b|\bearlier\b|\bprevious\b", words):
        return True
    return any(month in words for month in _MONTHS)


def without_background(
    incidents: list[Incident], figures: Iterable[Casualty]
) -> tuple[list[Incident], list[tuple[str, str]]]:
    """The incidents of the news, and the figures of much older ones told beside them.

    ``figures`` are those of every harm: the first one with a day sets the day of the news.
    """
    dated = [i.tolls[0].head.date_earliest for i in incidents]
    days = (figure.date_earliest for figure in figures if figure.scope == "incident")
    first = next((day for day in days if day and len(day) >= 10), None)
    kept: list[Incident] = []
    out: list[tuple[str, str]] = []
    for incident, day in zip(incidents, dated, strict=True):
        end = incident.tolls[0].head.date_latest or day
        old = bool(first and day and end and len(day) >= 4 and end[:10] < first[: len(end[:10])])
        old = old and _told_old(incident.tolls[0].head)
        head = incident.tolls[0].head
        gap = 1 if _LAST_WEEK.match(head.date_words or "") else _OLD
        if _DAYS_EARLIER.fullmatch(head.date_words or "") or _EARLIER_THIS.fullmatch(
            head.date_words or ""
        ):
            gap = 0  # "Two days earlier, a bomber killed 15 there"
        if old and first and end and (len(end) < 10 or days_between(first, end) > gap):
            out += [(m.id, "an older incident") for t in incident.tolls for m in t.members]
            out += incident.dropped
        else:
            kept.append(incident)
    return kept, out
