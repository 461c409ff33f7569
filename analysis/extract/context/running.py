"""The stretch a toll runs over, where other sentences than its own say when the strife was."""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues
from analysis.extract.context.when import (
    When,
    datable,
    day_number,
    is_saying,
    made_when,
)
from analysis.extract.context.window import opens_window, to_this_day
from analysis.records import Casualty

_WINDOW_BACK, _LONGEST = 5, 62  # sentences back; days of a window that later figures may share


def carried_window(cues: Cues, figure: Casualty) -> When | None:
    """The stretch that the sentences before a period's toll speak of."""
    for sentence in range(figure.sentence - 1, max(-1, figure.sentence - _WINDOW_BACK), -1):
        for time in reversed(cues.scene(sentence).times):
            first, last = time.earliest or "", time.latest or ""
            long = first and last and 1 <= day_number(last) - day_number(first) <= _LONGEST
            if (
                long
                and datable(time)
                and not is_saying(cues.reading, time)
                and len(time.earliest or "") >= 7
            ):
                return made_when(cues, time, "when.period_before")
    return None


_HOURS = frozenset(("part", "hour", "minute"))


def since_hour(cues: Cues, figure: Casualty) -> When | None:
    """ "since Monday morning", "since dawn": a count that began at an hour.

    An hour that names no day is the day's of whoever gives the count, where the sentence names it:
    "The ministry said on Tuesday that 30 had been killed since dawn".
    """
    if figure.scope == "cumulative" or figure.status == "hypothetical":
        return None
    times = cues.scene(figure.sentence).times
    since = [
        t
        for t in times
        if t.granularity in _HOURS and t.earliest and t.of(cues.text)[:6].lower() == "since "
    ]
    if len(since) != 1 or not opens_window(cues.text, since[0]):
        return None
    if since[0].kind != "weekday" and not datable(since[0]):
        said = [t for t in times if datable(t) and is_saying(cues.reading, t)]
        if said:
            return made_when(cues, said[0], "when.said")
    return made_when(cues, since[0], "when.since")


_SINCE_THEN_ON = re.compile(
    r"\b(?:since then|since that (?:day|date)|(?:has|have) since (?:then )?"
    r"(?:killed|claimed|left|taken|displaced|driven|forced|uprooted|wounded|cost))\b",
    re.IGNORECASE,
)
_BROKE_OUT = re.compile(
    r"\b(?:war|conflict|fighting|violence|insurgency|uprising|rebellion|revolt|offensive|siege|operation)\b[^.;]{0,60}"
    r"\b(?:broke out|began|erupted|started|was launched|flared)\b",
    re.IGNORECASE,
)
# "Seventy died in a week of fighting. The clashes began on 14 April"
_THEY_BEGAN = re.compile(
    r"\W*The (?:[\w-]+ ){0,2}(?:clashes|fighting|violence|battles?|unrest|bombardment|siege|shelling|strikes|raids|"
    r"attacks|offensive|operation)\b[^.;]{0,60}\b(?:began|begun|started|erupted|broke out|flared)\b"
)
_SHORTLY = 3  # sentences


def begun_before(cues: Cues, figure: Casualty) -> When | None:
    """ "War broke out in May. It has killed 900", "On 3 May ... Since then 60 have died"."""
    scene = cues.scene(figure.sentence)
    after = figure.sentence + 1
    if figure.scope == "period" and after < len(cues.reading.sentences):
        behind = cues.scene(after)
        if _THEY_BEGAN.match(cues.text, behind.start, behind.end):
            for time in behind.times:
                if (
                    datable(time)
                    and len(time.earliest or "") >= 7
                    and not is_saying(cues.reading, time)
                ):
                    return made_when(cues, time, "when.began_behind")
    then = _SINCE_THEN_ON.search(cues.text, scene.start, figure.end) is not None
    if not then and figure.scope != "cumulative":
        return None
    for sentence in range(figure.sentence - 1, max(-1, figure.sentence - 1 - _SHORTLY), -1):
        before = cues.scene(sentence)
        broke_out = then or _BROKE_OUT.search(cues.text, before.start, before.end)
        for time in reversed(before.times):
            counted = figure.harm != "displaced" and opens_window(cues.text, time)
            if not (broke_out or counted):
                continue
            if (
                datable(time)
                and not is_saying(cues.reading, time)
                and len(time.earliest or "") >= 4
            ):
                return to_this_day(cues, figure, made_when(cues, time, "when.began_before"))
    return None
