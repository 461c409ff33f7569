"""What the figures told so far have settled for those behind them: days, places, a list's area."""

from __future__ import annotations

from dataclasses import field

from analysis.extract.compared import is_compared_with
from analysis.extract.context.asides import since_record
from analysis.extract.context.carried_day import is_long_span
from analysis.extract.context.cues import Cues
from analysis.extract.context.geography import compatible
from analysis.extract.context.incidents import Chain
from analysis.extract.context.sharing import Context
from analysis.extract.context.when import When, day_number
from analysis.extract.context.where import (
    Where,
    is_area,
)
from analysis.lean import dataclass

_DAYS = 2


def _is_short(when: When) -> bool:
    """True for "the last 24 hours": what is told one by one behind such a tally happened then."""
    first, last = (when.earliest or "")[:10], (when.latest or "")[:10]
    return len(first) == len(last) == 10 and 0 < day_number(last) - day_number(first) <= _DAYS


@dataclass(slots=True)
class Told:
    """What the figures so far have settled: days by sentence, the last place by incident."""

    days: dict[int, When] = field(default_factory=dict)
    places: dict[int, Where] = field(default_factory=dict)
    flight: When | None = None  # when people were driven out, as a figure of them said last
    placed: tuple[int, int] = (0, -1)  # incident and sentence of the last figure with a place
    window: tuple[int, Where] | None = None  # the last tally over days, and where
    stretch: tuple[int, When] | None = None  # and when
    so_far: tuple[int, When] | None = None  # since when the last open count runs
    scene: tuple[int, Where] | None = (
        None  # where a deed of days or months was that a figure told of
    )
    doers: list[Context] = field(default_factory=list)  # the figures of the last sentence with any
    incidents: bool = False
    finer: dict[Where, Where] = field(default_factory=dict)  # a lead's region: the town told next
    before: tuple[int, When] | None = None  # the last month or year a figure was told of, and where

    def takes(self, cues: Cues, chain: Chain, context: Context) -> None:
        """Remember an incident figure's day and place; not of the deed it is the worst since."""
        figure = context.figure
        start = cues.scene(figure.sentence).start
        if context.when is not None and len(context.when.earliest or "") < 10:
            self.before = figure.sentence, context.when
        if since_record(cues.text, start, figure.start) is not None:
            return
        if figure.harm == "displaced" and figure.scope != "cumulative":
            self.flight = context.when or self.flight
        when = context.when
        if figure.scope != "incident":
            if figure.scope == "period" and context.where is not None and is_area(context.where):
                self.window = figure.sentence, context.where
            if figure.scope == "cumulative" and when is not None:
                self.so_far = figure.sentence, when
            whole = figure.scope == "period" and figure.subset_of is None
            if whole and context.where is not None:
                self.scene = figure.sentence, context.where
            if whole and when is not None and not is_compared_with(cues.text, figure):
                self.stretch = figure.sentence, when
            short = when is not None and when.rule == "when.period" and _is_short(when)
            if (
                when is not None
                and (short or when.rule == "when.stretch")
                and len(when.earliest or "") >= 10
            ):
                self.days.setdefault(figure.sentence, when)  # days of one fight, of all its dead
            return
        self.incidents = True
        if self.doers and self.doers[-1].figure.sentence != figure.sentence:
            self.doers = []
        self.doers.append(context)
        weeks = when is not None and when.rule == "when.since" and is_long_span(when)
        if when is not None and len(when.earliest or "") >= 10 and not weeks:
            self.days.setdefault(figure.sentence, when)
        if context.where is not None:
            incident = id(chain.of(figure.sentence))
            last = self.places.get(incident)
            beside = last is not None and self.placed == (incident, figure.sentence)
            if last is None or not beside or compatible(last.place, context.where.place):
                self.places[incident] = context.where  # the lead's second deed moves nothing
            self.placed = incident, figure.sentence
