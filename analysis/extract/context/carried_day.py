"""The day of a figure whose own sentence names none: what the other sentences of its incident say.

The nearest of them that tells of the deed dates it; the day a toll was counted, a man died of his
wounds or somebody spoke does not. A stretch ("this year") is no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import attrgetter

from analysis.dates import exact_day
from analysis.extract.context.cues import Cues
from analysis.extract.context.said_days import is_saying, owns_a_deed
from analysis.extract.context.when import (
    SMALL_HOURS,
    When,
    datable,
    dating,
    day_number,
    dies_then,
    is_printed,
    is_stamp,
    made_when,
    of_an_accord,
    tells_of_aftermath,
)
from analysis.extract.context.window import opens_window
from analysis.extract.deed_before import day_of_deed_before
from analysis.lean import replace
from analysis.opened import Opened
from analysis.records import Casualty, Time

_CLOCK_BACK = 3  # sentences
_STRETCH = 10  # days
_OPENING = 12  # characters: a time that opens its sentence dates what it tells
_MARKS = "“‘\"'"  # who is quoted ("This morning we started again") tells of his own day


# "bodies were recovered on Tuesday, days after gunmen raided the town on Friday"
_AFTER_DEED = re.compile(
    r"\b(?:after|following) (?:[\w’'-]+ ){1,8}(?:raided|attacked|stormed|bombed|shelled|ambushed|struck|hit|overran|"
    r"clashed|attacks?|raids?|assault|ambush|bombing|shelling|strikes?|clash(?:es)?|fighting)\b[^.;]{0,60}$"
)


def owned_day(cues: Cues, figure: Casualty) -> When | None:
    """The day of the attack that the sentence of those who died later is told by."""
    owned = (
        t
        for t in dating(cues, figure.sentence)
        if owns_a_deed(cues.text, t) or _AFTER_DEED.search(cues.text, figure.end, t.start)
    )
    first = next(owned, None)
    return made_when(cues, first, "when.sentence") if first is not None else None


def carried_when(
    cues: Cues, sentences: Iterable[int], given: dict[int, When], rule: str
) -> When | None:
    """The event day of the first of ``sentences`` that has one: a figure's, or the sentence's own.

    The week a tally runs over ("48 were executed earlier this week") where no other says anything.
    """
    counted: When | None = None
    for sentence in sentences:
        if sentence in given:
            return replace(given[sentence], rule=rule)
        scene = cues.scene(sentence)
        late = tells_of_aftermath(cues, scene)
        tally = bool(scene.figures) and all(f.scope != "incident" for f in scene.figures)
        for time in dating(cues, sentence):
            if not scene.figures and _BEGUN.search(cues.text, max(0, time.start - 70), time.start):
                continue
            if not scene.figures and cues.text.startswith("last week", time.start):
                continue  # "they took the junction last week": what went before
            if late and not owns_a_deed(cues.text, time):
                continue  # "the toll of Saturday's raid rose to 50 on Monday"
            if dies_then(cues.text, scene, time):
                continue
            told = (
                cues.tells_of_a_deed(sentence)
                or owns_a_deed(cues.text, time)
                or _tells_of_the_dead(cues, sentence)
                or _opens(cues, scene.start, time)
            )
            if told and len(time.earliest or "") >= 10 and not is_stretch(time):
                found = made_when(cues, time, rule)
                if not tally or not is_long_span(found):
                    return found
                counted = counted or found
    return counted


def _opens(cues: Cues, start: int, time: Time) -> bool:
    """True for a time its sentence begins with, not that of "The Friday market was full", nor of one quoted."""
    if time.start - start >= _OPENING or cues.text[start] in _MARKS:
        return False
    return _THE.fullmatch(cues.text, start, time.start) is None or _is_the_deeds(cues, start, time)


def _tells_of_the_dead(cues: Cues, sentence: int) -> bool:
    """ "The bodies came down the road on Thursday": a lead that counts nobody yet."""
    if sentence > 0:
        return False
    here = cues.reading.sentences[sentence]
    return any(True for _ in cues.reading.tagged_within("harm", here.first, here.stop))


_TAKEN = re.compile(
    r"\b(?:taken|seized|snatched|abducted|kidnapped|dragged|led|bundled|driven) (?:away|off|from|into|by|on|in|at)\b"
    r"|\b(?:vanished|disappeared|last seen|went missing)\b"
)


# "The rebels began a push in early July": what the deed was part of
_LAUNCHED = Opened(
    r"\b(?:launch(?:ed|ing)?|began|begun|started|mounted|opened|announced)\b[^.;]{0,60}?"
    r"\b(?:offensive|campaign|operations?|incursion|intervention|invasion|war|siege|drive|push|onslaught)\b"
)


# "a government offensive that began on June 3"
_BEGUN = re.compile(
    r"\b(?:offensive|operation|campaign|siege|truce|cease-?fire|war|conflict|uprising|assault|advance|push|deal)\b"
    r"(?: [\w-]+){0,4}? (?:began|begun|started|launched|declared|announced|broke out|erupted|"
    r"came into (?:effect|force)|took effect|entered into force)"
    r"(?: back| early| late)?(?: in| on)?(?: early| late| mid)? $"
)


def news(cues: Cues, sentences: Iterable[int]) -> list[int]:
    """The sentences behind a figure but those that tell how a campaign began: background."""
    scene = cues.scene
    return [
        m for m in sentences
        if not _CAME_AFTER.match(cues.text, scene(m).start)
        and (scene(m).figures or not _LAUNCHED.search(cues.reading, scene(m).start, scene(m).end))
    ]  # fmt: skip


# "The Kara strikes came just days after raids that killed 30 on May 2": the day of those before
_CAME_AFTER = re.compile(
    r"(?:The|This|These|That|Those) (?:[\w’'-]+ ){0,4}?(?:attacks?|strikes?|airstrikes?|raids?|bombings?|shelling|"
    r"blasts?|explosions?|killings?|assaults?|violence|bombardment|incidents?|shootings?) "
    r"(?:came|comes|followed|happened|occurred|took place)"
    r"(?: only| just| barely| less than)?(?: [\w-]+){0,3} (?:days?|weeks?|months?|hours?) after\b"
)


_BODIES = re.compile(r"\b(?:bodies|corpses|remains|graves?|skeletons)\b")
_REGAINED = re.compile(
    r"\b(?:regained|retook|recaptured|took back|reclaimed|re-?entered|liberated|recovered|returned to|"
    r"(?:took|seized|gained) control)\b"
)


def before_they_were_found(cues: Cues, figure: Casualty, sentences: list[int]) -> list[int]:
    """ "65 bodies were found. ... Troops retook the town on Saturday": not the day of the deaths."""
    scene = cues.scene(figure.sentence)
    low, high = max(scene.start, figure.start - 20), min(scene.end, figure.end + 60)
    if not _BODIES.search(cues.text, low, high):
        return sentences
    return [
        m
        for m in sentences
        if cues.scene(m).figures
        or not _REGAINED.search(cues.text, cues.scene(m).start, cues.scene(m).end)
    ]


def taken_when(cues: Cues, figure: Casualty) -> When | None:
    """ "Three brothers are missing. They were taken from home on 4 May": told in the next sentence."""
    after = figure.sentence + 1
    sentences = cues.reading.sentences
    if figure.harm not in ("missing", "abducted", "detained") or after >= len(sentences):
        return None
    same = sentences[after].paragraph == sentences[figure.sentence].paragraph
    if not same or not _TAKEN.search(cues.text, sentences[after].start, sentences[after].end):
        return None
    days = (t for t in dating(cues, after) if len(t.earliest or "") >= 10)
    first = next(days, None)
    return made_when(cues, first, "when.taken") if first is not None else None


def clocked_when(cues: Cues, here: int, before: Iterable[int]) -> When | None:
    """The hour at which a deed was done that no day is told of: that of the report's day."""
    published = (cues.reading.article.published or "")[:10]
    for sentence in (here, *(m for m in before if m >= here - _CLOCK_BACK)):
        scene = cues.scene(sentence)
        if not (scene.attacks or scene.figures):
            continue
        for time in scene.times:
            if time.rule == "time.clock" and (time.earliest or "")[:10] == published:
                if not is_saying(cues.reading, time):
                    return by_the_day(made_when(cues, time, "when.clock"))
    return None


def when_of_deed_before(cues: Cues, figure: Casualty) -> When | None:
    """ "It came two days after men stormed a jail. Nine died in that raid": two days before the news."""
    time = day_of_deed_before(cues.reading, figure.sentence)
    return made_when(cues, time, "when.before") if time and len(time.earliest or "") >= 10 else None


# "Militants had answered with ...", "Both had died of": told as before what was told, by nobody quoted
_HAD = re.compile(
    r"(?:(?!(?:said|says|told|claimed|reported|announced|added|that|which|who|whose|it|he|she|had|after|before)\b)"
    r"[\w’'-]+ ){1,8}had (?:also |then |already |earlier )?(?!been (?:a|the|no)\b|no\b|a\b|the\b|\d)[a-z]+"
)


# "Gas was used there in 2013. The envoy blamed the army for that attack, which killed 90": in 2013
_THAT_DEED = re.compile(
    r"\bthat (?:attack|assault|massacre|raid|strike|bombing|blast|shelling|ambush|shooting|battle|incident|war)\b"
)


def then_when(cues: Cues, figure: Casualty, before: tuple[int, When] | None) -> When | None:
    """ "In January soldiers killed nine there. Militants had answered with a bomb": in the month told just
    before, by a sentence in the past perfect."""
    scene = cues.scene(figure.sentence)
    if figure.sentence and _THAT_DEED.search(cues.text, scene.start, figure.start):
        coarse = [t for t in dating(cues, figure.sentence - 1) if len(t.earliest or "") < _A_DAY]
        if coarse:
            return made_when(cues, coarse[-1], "when.then")
    if before is None or before[0] != figure.sentence - 1:
        return None
    if _HAD.match(cues.text, scene.start, figure.start) is None:
        return None
    return replace(before[1], rule="when.then")


_DAYS_AFTER = re.compile(
    r"[^.;,]{0,40}? (in the (?:days|weeks|months|hours) (?:after|before|following|since|leading up to)) "
)


def in_the_days_after(cues: Cues, figure: Casualty) -> When | None:
    """ "Scores were killed in the days after the town fell": on no day of the news."""
    found = _DAYS_AFTER.match(cues.text, figure.end) if figure.scope == "incident" else None
    return When(None, None, found[1], "when.words") if found is not None else None


def is_stretch(time: Time) -> bool:
    """True for "this year" and the like: no day on which a deed can be said to have been done."""
    first, last = exact_day(time.earliest or ""), exact_day(time.latest or "")
    return first is not None and last is not None and (last - first).days > _STRETCH


def begun_when(cues: Cues, sentences: Iterable[int]) -> When | None:
    """The day from which the strife of an incident has run: "clashes since Monday", where no other is told."""
    for sentence in sentences:
        figures = cues.scene(sentence).figures
        if figures and all(f.scope != "incident" for f in figures):
            continue  # "more than 300 since April 28": from when they were counted
        if cues.tells_of_a_deed(sentence):
            for time in cues.scene(sentence).times:
                named = datable(time) and len(time.earliest or "") >= 10
                named = named and not of_an_accord(cues.text, time)
                if named and opens_window(cues.text, time) and not is_saying(cues.reading, time):
                    return made_when(cues, time, "when.begun")
    return None


def recent(when: When | None, published: str | None) -> bool:
    """True for a day (not a year or month) of the fortnight before publication."""
    day = exact_day((when.earliest or when.latest or "") if when else "")
    issued = exact_day(published or "")
    return day is not None and (issued is None or -20 <= (day - issued).days <= 1)


def by_the_day(when: When) -> When:
    """The day of a time, without its hours."""
    first, last = (when.earliest or "")[:10], (when.latest or "")[:10]
    return replace(when, earliest=first or None, latest=last or None)


def is_span(when: When) -> bool:
    """True for days together, no night: "a weekend", "the past 24 hours"."""
    first, last = exact_day(when.earliest or ""), exact_day(when.latest or "")
    if first is None or last is None or len(when.earliest or "") > 10:
        return False
    return 0 < (last - first).days <= 3


def is_long_span(when: When | None) -> bool:
    """True for a week and the like, longer than a weekend."""
    if when is None:
        return False
    first, last = exact_day((when.earliest or "")[:10]), exact_day((when.latest or "")[:10])
    return first is not None and last is not None and (last - first).days > 3


def sharpened(cues: Cues, sentences: Iterable[int], when: When) -> When:
    """The one day inside a weekend or the like that another sentence names."""
    first, last = exact_day(when.earliest or ""), exact_day(when.latest or "")
    if first is None or last is None or not is_span(when):
        return when
    for sentence in sentences:
        for time in dating(cues, sentence) if cues.tells_of_a_deed(sentence) else ():
            one, two = (
                exact_day(time.earliest or ""),
                exact_day(time.latest or time.earliest or ""),
            )
            if one is not None and one == two and first <= one <= last:
                return made_when(cues, time, when.rule)
    return when


_TILL_THEN = re.compile(r"\b(?:last|final|ended|over|until|till)\b|\bby $", re.IGNORECASE)


def after_midnight(cues: Cues, sentences: Iterable[int], when: When) -> When:
    """The second day of a night, where another sentence gives an hour after midnight."""
    first, last = when.earliest or "", (when.latest or "")[:10]
    if day_number(last or first) - day_number(first) != 1:
        return when
    if not _at_night(first) and f"night of {when.words}" not in cues.text:  # "of 19-20 May"
        return when
    for sentence in sentences:
        for time in cues.scene(sentence).times:
            day, _, clock = (time.earliest or "").partition("T")
            small = clock[:2].isdigit() and int(clock[:2]) in SMALL_HOURS
            lead = cues.text[max(cues.scene(sentence).start, time.start - 60) : time.start]
            if _TILL_THEN.search(lead) or cues.text.startswith("by ", time.start):
                continue
            if time.kind == "clock" and small and day in (first[:10], last):
                return When(last, last, when.words, when.rule)
    return when


def _at_night(iso: str) -> bool:
    return iso[11:13] in ("18", "19", "20", "21", "22")


# "a spokesman said it took place on Tuesday"
_TOOK_PLACE = Opened(
    r"\b(?:it|they|(?:the|this|that|both|these) (?:[\w-]+ ){0,2}?(?:attacks?|strikes?|air ?strikes?|raids?|bombings?|"
    r"blasts?|explosions?|shelling|assault|ambush|clash(?:es)?|incidents?|killings?|shootings?|massacre|deaths?)) "
    r"(?:had |have )?(?:took place|taken place|happened|occurred)\b[^.;]{0,40}$"
    r"|\bthe (?:fatalities|casualties|deaths|injuries|losses) (?:were (?:caused|inflicted|suffered)|came)\b"
    r"[^.;]{0,40}$",
    re.IGNORECASE,
)
_BESIDE = 2  # sentences


# "The Saturday evening rocket struck": the deed told before, by its day
_THE = re.compile(r"(?:The|That|This) ")
_DEED = re.compile(
    r" (?:[a-z-]+ )?(?:attacks?|strikes?|air ?strikes?|raids?|bombings?|bombs?|blasts?|explosions?|shelling|rockets?|"
    r"mortars?|missiles?|assault|ambush|clash(?:es)?|incidents?|killings?|shootings?|massacre)\b"
)


def _is_the_deeds(cues: Cues, start: int, time: Time) -> bool:
    """ "The Saturday evening rocket struck": a day between the article and the deed."""
    the = _THE.match(cues.text, start)
    return (
        the is not None and the.end() == time.start and _DEED.match(cues.text, time.end) is not None
    )


def happened_when(cues: Cues, figure: Casualty) -> When | None:
    """ "It took place on Tuesday", said beside a figure whose sentence names no day."""
    last = min(len(cues.reading.sentences), figure.sentence + _BESIDE + 1)
    near = [figure.sentence - 1, *range(figure.sentence + 1, last)]
    for sentence in near:
        scene = cues.scene(sentence) if sentence >= 0 else None
        if scene is None or scene.figures:
            if sentence > figure.sentence:
                break
            continue
        for time in dating(cues, sentence):
            if len(time.earliest or "") >= 10 and not is_stretch(time):
                told = _is_the_deeds(cues, scene.start, time)
                if told or _TOOK_PLACE.search(cues.reading, scene.start, time.start):
                    return made_when(cues, time, "when.incident")
    return None


def took_place_within(cues: Cues, figure: Casualty, own: When) -> When | None:
    """ "They shot 48 people earlier this week. The killings took place on Tuesday": that day of the week."""
    first, last = (own.earliest or "")[:10], (own.latest or "")[:10]
    if first == last or "week" not in own.words.lower():
        return None
    found = happened_when(cues, figure)
    return found if found is not None and first <= (found.earliest or "")[:10] <= last else None


def said_long_ago(cues: Cues, figure: Casualty) -> When | None:
    """ "The army announced in March 2016 that it had killed him": not in the deed of today."""
    published = cues.reading.article.published or ""
    for time in cues.scene(figure.sentence).times:
        day = time.earliest or ""
        coarse = len(day) in (4, 7) and datable(time) and not published.startswith(day)
        if coarse and time.end <= figure.start and is_saying(cues.reading, time):
            return made_when(cues, time, "when.said")
    return None


def told_again_when(cues: Cues, figure: Casualty) -> When | None:
    """ "The Front hanged eight men, a monitor said on Sunday. ... It hanged eight men on Saturday": on Saturday.

    So were nine of whom eight are told of again.
    """
    size = figure.best or 0
    if size < _SEVERAL or figure.scope != "incident":
        return None
    alike = cues.once("figures by size and whole", lambda: _alike(cues.reading.found.casualties))
    others = [*alike.get(size, ()), *alike.get(figure.id, ())]
    for other in sorted(others, key=_start):
        if other.harm != figure.harm or other.sentence < figure.sentence:
            continue
        if other.subset_of == figure.id and 2 * (other.best or 0) > size:
            return told_again_when(cues, other)
        if other.best != size or other.sentence == figure.sentence or other.scope != "incident":
            continue
        days = [t for t in dating(cues, other.sentence) if len(t.earliest or "") >= _A_DAY]
        if len(days) == 1 and not is_stretch(days[0]):
            return made_when(cues, days[0], "when.told_again")
    return None


def _alike(figures: Iterable[Casualty]) -> dict[object, list[Casualty]]:
    """The figures by their number, and the parts by the id of their whole."""
    out: dict[object, list[Casualty]] = {}
    for one in figures:
        out.setdefault(one.best, []).append(one)
        if one.subset_of:
            out.setdefault(one.subset_of, []).append(one)
    return out


_start = attrgetter("start")
_SEVERAL, _A_DAY = 3, 10  # people two deeds hardly share; characters of an ISO day


def told_or_said(cues: Cues, figure: Casualty) -> When | None:
    """The day of saying, where the deed is not told again with its own."""
    said = said_when(cues, figure)
    return (told_again_when(cues, figure) or said) if said is not None else None


def said_when(cues: Cues, figure: Casualty) -> When | None:
    """The day of saying, where nothing says more: who claims a deed on Sunday means that day's."""
    return said_of(cues, figure.sentence)


def said_of(cues: Cues, sentence: int) -> When | None:
    """The day on which somebody said what a sentence tells."""
    published = cues.reading.article.published
    for time in cues.scene(sentence).times:
        day = time.earliest or ""
        if is_printed(cues.text, time) or is_stamp(cues.text, time, published):
            continue
        if of_an_accord(cues.text, time):
            continue
        if datable(time) and len(day) >= 10 and is_saying(cues.reading, time):
            return made_when(cues, time, "when.said")
    return None
