"""The stretch a toll runs over, where other sentences than its own say when the strife was."""

from __future__ import annotations

import re

from analysis.extract.compared import of_the_compared
from analysis.extract.context.cues import Cues
from analysis.extract.context.said_days import is_saying
from analysis.extract.context.when import (
    When,
    datable,
    day_number,
    made_when,
)
from analysis.extract.context.window import opens_window, to_this_day
from analysis.records import Casualty, Time

_A_DAY = 10  # characters of an ISO day
_WINDOW_BACK, _LONGEST = 5, 62  # sentences back; days of a window that later figures may share


_THE_MONTH = re.compile(
    r"\b(?:(?:during|in|over|throughout) (?:the|that) month|(?:over|in|during) the same period|that month)\b"
)
_MONTH_BACK = 8  # sentences


def _same_month(cues: Cues, figure: Casualty) -> When | None:
    """ "Raids killed 873 in July. ... 1,204 people were abducted during the month"."""
    scene = cues.scene(figure.sentence)
    if _THE_MONTH.search(cues.text, scene.start, scene.end) is None:
        return None
    for sentence in range(figure.sentence - 1, max(-1, figure.sentence - 1 - _MONTH_BACK), -1):
        before = cues.scene(sentence)
        for time in before.times:
            month = time.granularity == "month" and datable(time)
            if not month or is_saying(cues.reading, time) or len(time.earliest or "") != 7:
                continue
            if not any(of_the_compared(cues.text, time, one) for one in before.figures):
                return made_when(cues, time, "when.period_before")
    return None


_GOES_ON = re.compile(r"\b(?:campaign|offensive|bombardment|siege|operation) (?:has|have) ")
# "an offensive against the suburbs that began on 4 May"
_CAMPAIGN_BEGAN = re.compile(
    r"\b(?:offensive|campaign|bombardment|siege|operation)\b[^.;]{0,90}?\b(?:began|begun|started|launched)"
    r"(?: back| early| late)?(?: in| on)?(?: early| late| mid)? ?$"
)


def _campaign_began(cues: Cues, figure: Casualty, sentence: int, time: Time) -> bool:
    """ "An offensive that began in May. ... The campaign has killed 90": since May."""
    scene, before = cues.scene(figure.sentence), cues.scene(sentence)
    if _GOES_ON.search(cues.text, scene.start, figure.end + 1) is None:
        return False
    return _CAMPAIGN_BEGAN.search(cues.text, before.start, time.start) is not None


def carried_window(cues: Cues, figure: Casualty) -> When | None:
    """The stretch that the sentences before a period's toll speak of."""
    if (month := _same_month(cues, figure)) is not None:
        return month
    for sentence in range(figure.sentence - 1, max(-1, figure.sentence - _WINDOW_BACK), -1):
        for time in reversed(cues.scene(sentence).times):
            first, last = time.earliest or "", time.latest or ""
            long = first and last and 1 <= day_number(last) - day_number(first) <= _LONGEST
            begins = len(first) >= 7 and opens_window(cues.text, time)
            begins = begins or _again_and_again(cues, figure, sentence, time)
            begins = begins or _campaign_began(cues, figure, sentence, time)
            if not (long or begins) or not datable(time) or is_saying(cues.reading, time):
                continue
            if any(of_the_compared(cues.text, time, one) for one in cues.scene(sentence).figures):
                continue
            if len(first) >= 7:
                when = made_when(cues, time, "when.period_before")
                return to_this_day(cues, figure, when) if begins and not long else when
    return None


_AGAIN = re.compile(r"\b(?:has|have) (?:[\w-]+ ){0,2}?(?:been|come|seen|carried|launched|fired)\b")


def _again_and_again(cues: Cues, figure: Casualty, sentence: int, time: Time) -> bool:
    """ "It has been hit ten times this year. Nine have been killed": in the course of the year."""
    scene = cues.scene(sentence)
    if sentence != figure.sentence - 1 or not time.of(cues.text).lower().startswith("this "):
        return False
    return _AGAIN.search(cues.text, scene.start, time.start) is not None


_IN_IT = re.compile(r"\bin (?:the|this|that) (?:battle|campaign|offensive|siege|operation)\b")
_LAUNCHED = re.compile(
    r"\b(?:launched|began|started|mounted|opened) (?:its|their|an?|the|his) (?:[\w-]+ ){0,3}?"
    r"(?:battle|campaign|offensive|siege|operation|assault|push|drive|attack)\b"
)


# "287 had been killed in the fight for the city", which they have battled over since a day told before
_FOUGHT_FOR = re.compile(
    r"\bin (?:the|this|that|their) (?:[a-z]+ )?(?:fight|battle|fighting|struggle) (?:for|over) "
)


def fought_since(cues: Cues, figure: Casualty) -> When | None:
    """ "They had battled since June 25. ... 287 were killed in the fight for the city": since that day."""
    scene = cues.scene(figure.sentence)
    if _FOUGHT_FOR.search(cues.text, scene.start, scene.end) is None:
        return None
    for sentence in range(figure.sentence - 1, max(-1, figure.sentence - 1 - _SHORTLY), -1):
        for time in cues.scene(sentence).times if not cues.scene(sentence).figures else ():
            begins = opens_window(cues.text, time) and datable(time)
            if begins and len(time.earliest or "") >= _A_DAY and cues.tells_of_a_deed(sentence):
                return made_when(cues, time, "when.begun")
    return None


def launched_before(cues: Cues, figure: Casualty) -> When | None:
    """ "It launched its offensive on May 31. ... It has lost 400 men in the battle": since that day."""
    scene = cues.scene(figure.sentence)
    if figure.scope != "period" or not _IN_IT.search(cues.text, scene.start, scene.end):
        return None
    for sentence in range(figure.sentence - 1, max(-1, figure.sentence - _WINDOW_BACK), -1):
        before = cues.scene(sentence)
        began = _LAUNCHED.search(cues.text, before.start, before.end)
        if began is None:
            continue
        for time in before.times:
            known = len(time.earliest or "") >= 7 and datable(time)
            if known and time.start > began.start() and not is_saying(cues.reading, time):
                when = made_when(cues, time, "when.launched_before")
                return to_this_day(cues, figure, when)
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
    r"\b(?:war|conflict|fighting|violence|insurgency|uprising|rebellion|revolt|offensive|siege|operation|unrest|"
    r"hostilities|crisis)\b[^.;]{0,60}"
    r"\b(?:broke out|began|erupted|started|was launched|flared)\b",
    re.IGNORECASE,
)
# "Seventy died in a week of fighting. The clashes began on 14 April"
_THEY_BEGAN = re.compile(
    r"\W*The (?:[\w-]+ ){0,2}(?:clashes|fighting|violence|battles?|unrest|bombardment|siege|shelling|strikes|raids|"
    r"attacks|offensive|operation)\b[^.;]{0,60}\b(?:began|begun|started|erupted|broke out|flared)\b"
)
_SHORTLY = 3  # sentences
# "It began when the regime, in power since 1963, fired on a rally": not the year of the strife
_IN_POWER = re.compile(
    r"\b(?:in (?:power|office|charge|exile|prison)|rul(?:ed|ing)|govern(?:ed|ing)|reign(?:ed|ing)|led)"
    r"(?: [\w’'-]+){0,4}? since \W*$"
)
_SINCE_WORD = len("since ")  # the words of a time begin with it, or behind it
# "900 have died since the war began", "since the coup"; another sentence says when that was
_WARS = r"war|conflict|fighting|hostilities|violence|strife|crisis"
_COUPS = r"coup|putsch|takeover|seiz\w+ (?:of )?power|took power"
_RISINGS = r"uprising|revolt|rebellion|insurgency|insurrection"
_SINCE_IT = re.compile(
    r"\bsince (?:(?:the|its|their|this|[A-Z][\w’'-]+) )?(?:[\w’'-]+ ){0,3}?"
    rf"(?:(?P<war>{_WARS})|(?P<coup>{_COUPS})|(?P<rising>{_RISINGS})|(?P<invasion>invasion|invaded))\b"
)
_BEGAN = (
    r"(?:,? (?:which |that )?(?:(?!over\b|ended\b)[\w’'-]+ ){0,3}?"
    r"(?:broke out|began|begun|erupted|started|flared up|was launched)(?: [\w’'-]+){0,5}?)?"
    r"(?: (?:of|in|on|early on|late on|early in|late in))?\W*$"
)
_BEGUN_ON = {
    kind: (
        re.compile(rf"\b(?:{words})\b{_BEGAN}", re.IGNORECASE),
        re.compile(rf"(?:['’]s)? (?:[\w-]+ ){{0,2}}(?:{words})\b", re.IGNORECASE),
    )
    for kind, words in (
        ("war", _WARS),
        ("coup", _COUPS),
        ("rising", _RISINGS),
        ("invasion", r"invasion|invaded (?:[A-Z]\w+|the country|its neighbou?r)"),
    )
}
_HAS_COST = re.compile(
    r"\W*(?:The|This) (?:violence|war|conflict|insurgency|fighting|crisis|unrest|rebellion) ha[sd]\b"
)


def _begun_elsewhere(cues: Cues, figure: Casualty) -> When | None:
    """ "900 have died since the war began": the day any sentence of the text gives to that."""
    scene = cues.scene(figure.sentence)
    since = _SINCE_IT.search(cues.text, scene.start, scene.end)
    if since is None or since.lastgroup is None:
        return None
    before, behind = _BEGUN_ON[since.lastgroup]
    text, published = cues.text, (cues.reading.article.published or "9999")[:10]
    for sentence in range(len(cues.reading.sentences)):
        for time in cues.scene(sentence).times:
            if not time.earliest or time.earliest[:10] > published or not datable(time):
                continue
            lead = text[max(cues.scene(sentence).start, time.start - 90) : time.start]
            own = behind.match(text, time.end) and not is_saying(cues.reading, time)
            if before.search(lead) or own:
                return made_when(cues, time, "when.began_elsewhere")
    return None


# "The conflict began when the junta fired on protests": who began a war, and how, is not this deed's
_HOW_IT_BEGAN = re.compile(
    r"\W*(?:[\w’'-]+ ){0,8}?(?:war|conflict|uprising|unrest|insurgency|revolt|rebellion|crisis|strife|violence) "
    r"(?:[\w’'-]+ ){0,2}?(?:began|begun|broke out|erupted|started|flared)(?: [\w’'-]+){0,6}? (?:when|after|as|with)\b"
)


def tells_how_it_began(cues: Cues, sentence: int) -> bool:
    """True for a sentence that says how the war began, which counts nobody."""
    scene = cues.scene(sentence)
    return not scene.figures and _HOW_IT_BEGAN.match(cues.text, scene.start) is not None


_OF_A_WAR = re.compile(r"\b(?:war|conflict)\b")
_WAR_LONG = 180  # days


def war_began(cues: Cues, figure: Casualty, own: When | None) -> When | None:
    """ "A conflict that has killed 900", "the six-year war": since the month or year another sentence gives it.

    A count of years is corrected by one at most: in its sixth year a war is called a six-year war.
    """
    scene = cues.scene(figure.sentence)
    counted = own is not None and own.rule == "when.stretch"
    if figure.scope != "cumulative" or (own is not None and not counted):
        return None
    if not _OF_A_WAR.search(cues.text, scene.start, scene.end):
        return None
    published = (cues.reading.article.published or "")[:10]
    for time in cues.reading.found.times:
        if not time.earliest or not published or not datable(time):
            continue
        if day_number(published) - day_number(time.earliest) < _WAR_LONG:
            continue
        start = cues.scene(cues.reading.sentence_at(time.start)).start
        lead = cues.text[max(start, time.start - 90) : time.start]
        if _IN_POWER.search(cues.text, start, time.start + _SINCE_WORD):
            continue
        if not any(_BEGUN_ON[kind][0].search(lead) for kind in ("war", "rising")):
            continue
        if own is None or abs(int(time.earliest[:4]) - int((own.earliest or "0")[:4])) <= 1:
            return to_this_day(cues, figure, made_when(cues, time, "when.war_began"))
    return None


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
    if (found := _begun_elsewhere(cues, figure)) is not None:
        return to_this_day(cues, figure, found)
    if not then and figure.scope != "cumulative":
        return None
    goes_on = figure.harm != "displaced" or _HAS_COST.match(cues.text, scene.start)
    for sentence in range(figure.sentence - 1, max(-1, figure.sentence - 1 - _SHORTLY), -1):
        before = cues.scene(sentence)
        broke_out = then or _BROKE_OUT.search(cues.text, before.start, before.end)
        for time in reversed(before.times):
            counted = goes_on and opens_window(cues.text, time)
            if _IN_POWER.search(cues.text, before.start, time.start + _SINCE_WORD):
                continue
            if not (broke_out or counted):
                continue
            if (
                datable(time)
                and not is_saying(cues.reading, time)
                and len(time.earliest or "") >= 4
            ):
                return to_this_day(cues, figure, made_when(cues, time, "when.began_before"))
    return None
