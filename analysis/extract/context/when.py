"""When the people of a figure came to harm: the nearest time that dates the event.

"Fighting killed nine on Thursday, the monitor said Friday" takes Thursday: the day of saying is
not the day of dying, nor is an hour without a day, or the time a record is measured over ("the
worst attack this year"). A figure without a time takes the day of its incident.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.dates import exact_day
from analysis.extract.compared import has_its_day
from analysis.extract.context.afterwards import is_afterwards, is_idle
from analysis.extract.context.clauses import is_of_the_place, opens_another, own_cues
from analysis.extract.context.courts import judged_from
from analysis.extract.context.cues import Cues, Scene, anchor
from analysis.extract.context.said_days import STAMP, is_saying
from analysis.extract.context.years import is_its_deed, is_long_over, of_a_named_deed
from analysis.extract.times import RUNS_ON
from analysis.extract.vengeance import REVENGE
from analysis.lean import dataclass
from analysis.opened import Opened
from analysis.reading import Reading
from analysis.records import Casualty, Time

# "since the war broke out on": the day of what began then, not of the deed
SINCE_THEN = re.compile(
    r"\bsince (?:[\w’'-]+ ){0,8}?(?:began|begun|broke out|erupted|started|resumed|collapsed|fell|seized|"
    r"took|launched|intervened|ended|escalated|attacked|stormed|overran|retook|captured|withdrew|pulled out|"
    r"went on the offensive|stepped up)\b(?:(?!, )[^.;]){0,100}$",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|until|till|as of)(?: (?:late|early|last))? $", re.IGNORECASE)
SINCE = re.compile(
    r"(?<!\bdown )(?<!\bup )\b(?:since|from|between)(?: the)?(?: [\w’'-]+){0,6}\s*$", re.IGNORECASE
)
_BORN = Opened(
    r"\b(?:born|aged|founded|established|built|formed|joined|last (?:seen|heard)|married|elected|appointed)"
    r"(?: \w+){0,2}\s*$"
    # "a boy recruited by the group two years ago": when he joined
    r"|\b(?:recruited|conscripted|drafted|enlisted|hired)(?: [\w’'-]+){0,5}\s*$"
    # "who had moved to the city last year": a time of his life
    r"|\bwho (?:had moved|had settled|(?:had )?(?:married|joined|retired|graduated|enlisted))\b[^.;,]{0,50}$",
    re.I,
)
_BORN_AND = Opened(r"\bborn [\w ]{0,20}and $")
# "an earlier truce, signed in March"
_AGREED = re.compile(
    r", (?:signed|initialled|brokered|reached|agreed)(?: \w+){0,2}\s*$"
    # "despite the truce they declared on": the day of the truce
    r"|\b(?:despite|break\w*|broke|violat\w+|since|after|under|of|to|with|ignor\w+|before|defying) (?:[\w-]+ ){1,3}?"
    r"(?:truce|cease-?fire|deal|accord|agreement|pact|pause)(?: that| which)?"
    r"(?: (?:they|it|he|both|the [\w-]+|[A-Z][\w-]+)(?: [a-z-]+){0,2})?(?: had)? "
    r"(?:declared|announced|signed|agreed|reached|brokered|proclaimed|called|offered|negotiated)(?: [a-z]+){0,3} ?$"
    # "has halted its raids from 7 am on Tuesday": from when there is a pause
    r"|\b(?:halt(?:ed|ing)?|suspend(?:ed|ing)?|paus(?:ed|ing)|stopp(?:ed|ing)|ceas(?:ed|ing)|postpon(?:ed|ing)) "
    r"(?:[\w-]+ ){0,3}?(?:air ?strikes|strikes|raids|flights|bombing|bombardment|shelling|operations|attacks|fire|"
    r"firing|fighting|hostilities|offensive|campaign|work|talks|deliveries|convoys)(?: [\w-]+){0,5} ?$"
)
_THE = re.compile(r"\b(?:the|an?|its|their|this|controversial|disputed|planned|coming|upcoming) $")
_OF_A_VOTE = re.compile(
    r"(?:['’]?s)? (?:[\w-]+ )?(?:polls?|elections?|votes?|referendum|deadline|summit|talks|truce|cease-?fire|deal|"
    r"accord|agreement|conference)\b"
)
_OF_THE_VOTE = re.compile(
    r"\b(?:from|of|after|before|following) (?:the (?:[\w-]+[’']s )?|[\w-]+[’']s )?(?:[A-Z]?[a-z-]+ (?:and )?){0,3}"
    r"(?:elections?|polls|referendum|run-?off|ballot)(?: held| scheduled| due)?(?: on| last)? $"
)
_RECORD = re.compile(
    r"\b(?:worst|deadliest|bloodiest|heaviest|biggest|largest|highest|fiercest|first|second|third|"
    r"fourth|fifth|latest|most \w+|bringing|brings|time|times)\b[^.,;]{0,50}$",
    re.IGNORECASE,
)
# the toll is counted, the dead are found or die of their wounds, later than the deed
_AFTERMATH = Opened(
    r"\b(?:still (?:strewn|scattered|lying|smou?ldering|burning|visible|searching|digging|combing)|"
    r"dug (?:out|from|up)|recovered|pulled (?:[\w-]+ ){0,4}(?:out|from)|"
    r"hospital\b[^.;]{0,40}\bdied|died in (?:a |the )?hospital|unearthed|retrieved|succumbed|"
    r"of (?:his|her|their|its|the) (?:wounds|injuries)|flown in|brought in|identified|(?:since|later) died|passed away|"
    r"(?:found|discovered|counted|saw) (?:the )?(?:[\w-]+ ){0,3}(?:bod(?:y|ies)|corpses?|remains)|"
    r"receiv\w+ (?:[\w-]+ ){1,3}(?:corpses|bodies)|"
    r"(?:died|dead) (?:later|in hospital|on arrival|within)|through the night|buried|burials?|funerals?|"
    r"laid to rest|rose to|risen to|climbed to|"
    r"jumped to|stood (?:on \w+ )?at|passed through|were treated|"
    r"(?:raised|lowered|cut|reduced|increased|corrected) (?:the|its|their) (?:death )?toll|"
    r"(?:was|were) (?:later |again )?(?:raised|lowered|revised))\b"
)
_STILL = Opened(r"\b(?:still|remains?) missing\b")
_WOUNDS = re.compile(r"[ -](?:wounds?|injur(?:y|ies)|burns)\b")  # "six with gunshot wounds"
# "battled gunmen for a second day": one fight; "bombed it for a third day, killing 18": those of today
_NTH_DAY = Opened(
    r"\bfor (?:a|the) (second|third|fourth|fifth) (?:straight |consecutive |successive )?(?:day|night)(?: on)? $"
)
_NTH = {"second": 1, "third": 2, "fourth": 3, "fifth": 4}
_FIGHT = re.compile(
    r"\b(?:battl|fought|fight|clash|skirmish|rag(?:ed|ing)|besieg|siege|stand-?off|rioted|riots)"
)
AWAY = Opened(
    r"\b(?:(an?|one|two|three|four|five|six|seven|ten|\d{1,3}) )?(hours?|days?|weeks?|months?|years?) "
    r"(after|before|earlier)\b",
    re.IGNORECASE,
)
_OPEN_ENDED = ("since", "until", "till", "by ")
_COUNTED_ON = (" after", " before", "minutes later", "minutes earlier")
_JOINT = re.compile(
    r"\s*(?:,\s*)?(?:and|to|until|through|-|–|—)\s*(?:on )?"
    # "an assault that began on Monday and was still going on two days later"
    r"|,? and (?:(?:was|were|is|are|has|have|had|been|still) ){0,3}(?:continu(?:ed|ing)|rag(?:ed|ing)|under way|"
    r"ongoing|going on|went on|carried on|dragged on)(?: (?:into|through|until|till))? (?:on )?"
)
_JOINED = 45  # characters
# "ahead of the feast that marks the end of Ramadan"
_OF_A_FEAST = re.compile(
    r"\b(?:ahead of|before|mark(?:s|ed|ing)|end of|eve of|run-up to|preparations? for|shopping for|prepar\w+ for)"
    r"(?: [\w-]+){0,4} $"
)
_NO_DAY = frozenset(("time.part", "time.clock", "time.barepart"))


_BESIDE = 6  # characters between "died" and its day


@dataclass(frozen=True, slots=True)
class When:
    """A date found for a figure, the words it comes from and the rule."""

    earliest: str | None
    latest: str | None
    words: str
    rule: str


# ---------------------------------------------------------------- the times that can date a deed


def datable(time: Time) -> bool:
    """True for a time that names a day, month or year: no duration, no hour alone."""
    if not (time.earliest or time.latest) or time.kind in ("duration", "set"):
        return False
    return time.rule not in _NO_DAY


def dating(cues: Cues, sentence: int) -> list[Time]:
    """The times of a sentence that say when something happened, in order; found once."""
    scene = cues.scene(sentence)
    if scene.dating is None:
        published = cues.reading.article.published
        deed = judged_from(cues, sentence)
        judged = any(t.end <= deed and datable(t) for t in scene.times)  # the court's day is told
        found = [
            t
            for t in scene.times
            if t.earliest
            and t.start >= deed
            and datable(t)
            and dates_deed(cues.reading, t, judged=judged)
            and not is_stamp(cues.text, t, published)
            and not of_an_accord(cues.text, t)
            and not _of_what_is_avenged(cues.text, t)
            and not is_to_come(t, published)
        ]
        scene.dating = [t for t in found if not is_afterwards(cues.text, t)] or found
    return scene.dating


# "A ceasefire between Chad and Niger held | on Thursday"
_HELD = re.compile(
    r"\b(?:truce|cease-?fire|lull|armistice)\b[^.;,]{0,50}?\b(?:held|was holding|appeared to hold|took effect|"
    r"(?:came|went|entered) into (?:force|effect)|was (?:in force|observed))(?: (?:firm|late|early|largely))? $"
)


_AVENGED_THEN = re.compile(rf"{REVENGE} [^.;,:]{{3,80}} (?:that|which) [^.;,:]{{3,60}}$")


def _of_what_is_avenged(text: str, time: Time) -> bool:
    """ "In revenge for raids that killed nine | last week": the day of those raids."""
    lead = text[max(0, time.start - 160) : time.start]
    return ("for " in lead or "over " in lead) and _AVENGED_THEN.search(lead) is not None


def of_an_accord(text: str, time: Time) -> bool:
    """ "Despite the truce they declared on Monday": the day of the truce, not of its breach."""
    lead = text[max(0, time.start - 80) : time.start]
    return _AGREED.search(lead) is not None or _HELD.search(lead) is not None


def is_to_come(time: Time, published: str | None) -> bool:
    """True for a day after the article's own: plans, not deeds, but in a record that runs on."""
    return (
        bool(published)
        and time.note != RUNS_ON
        and (time.earliest or "")[:10] > (published or "")[:10]
    )


def dates_deed(reading: Reading, time: Time, *, judged: bool = False) -> bool:
    """True for a time that says when something happened, not when it was said, printed or judged.

    ``judged``: the court's own day stands before, so this one is the deed's.
    """
    text = reading.text
    before = text[max(0, time.start - 90) : time.start]
    words = text[time.start : time.end].lower()
    if is_saying(reading, time, judged=judged) or _BY.search(before[-16:]):
        return False
    if is_idle(text, time):
        return False
    if _BORN.search(reading, max(0, time.start - 90), time.start):
        return False
    told = words.endswith(" before") and text.startswith(" that", time.end)
    if words.startswith(_OPEN_ENDED) or (words.endswith(_COUNTED_ON) and not told):
        return False
    if time.rule == "time.feast" and _OF_A_FEAST.search(before[-45:]):
        return False
    if _OF_A_VOTE.match(text, time.end) and _THE.search(before[-16:]):
        return False  # "a rally before the June 3 poll"
    if _OF_THE_VOTE.search(before[-60:]):
        return False  # "the ballots from the elections held on Sunday"
    if len(time.earliest or "") < 10 or time.granularity in ("week", "month", "year"):
        if _RECORD.search(before):
            return False
    if is_owned(text, time):
        return True  # "the toll from Monday's blasts"
    return not (SINCE.search(before[-8:]) or is_since_then(before))


_FROM_A_DAY = ("since", "from", "between")


def is_since(before: str) -> bool:
    """True behind "since", "from the" and a few words more."""
    low = before.lower()
    return any(word in low for word in _FROM_A_DAY) and SINCE.search(before) is not None


def is_since_then(before: str) -> bool:
    """True behind "since the war began"."""
    return "since " in before.lower() and SINCE_THEN.search(before) is not None


def is_printed(text: str, time: Time) -> bool:
    """ "Published 29 April", "Posted on 29 April": the day the text was printed."""
    return STAMP.search(text[max(0, time.start - 24) : time.start]) is not None


_OWNED = re.compile(r"['’]?s\b")  # the apostrophe may be lost: "Mondays blasts"


def is_owned(text: str, time: Time) -> bool:
    """ "the toll from Monday's blasts": a time that something belongs to."""
    return _OWNED.match(text, time.end) is not None


_BEFORE_DAYS = re.compile(r"\b(?:on|of|in|by|since|until|from)\s*$", re.IGNORECASE)


# a headline goes before: "AP Friday 6 Oct 2017 Activists say"
_BYLINE = re.compile(r"(?:\b(?:[A-Z]{2,5}|Reuters|Xinhua|Interfax|dpa|Agencies)|[.!?]) $")


def is_stamp(text: str, time: Time, published: str | None) -> bool:
    """True for the printed date over an article ("30 July 2014 Bombs in Aleppo kill 13")."""
    if time.sentence > 1 or time.start > 160 or not published:
        return False
    words = text[time.start : time.end]
    if not re.search(r"(?:19|20)\d\d", words):
        return False
    if time.sentence and not _BYLINE.search(text, max(0, time.start - 50), time.start):
        return False
    if _BEFORE_DAYS.search(text[max(0, time.start - 8) : time.start]):
        return False  # "On May 3, 2023, a drone"
    if (time.earliest or "")[:10] != published[:10]:
        return time.start <= _FIRST and words[0].isupper() and " on " not in words
    return True


def event_days(cues: Cues, sentence: int) -> set[str]:
    """The days (ISO) a sentence dates its deed with; every day of a span of three."""
    out: set[str] = set()
    for time in dating(cues, sentence):
        first, last = (time.earliest or "")[:10], (time.latest or time.earliest or "")[:10]
        words = cues.text[time.start : time.end].lower()
        if len(first) == 10 and not words.endswith((" earlier", " before", "previous day")):
            out |= _span(first, last)
            night = _told_night(cues, sentence, first) if words in _SOME_NIGHT else None
            out |= {(night.earliest or "")[:10]} if night is not None else set()
    return out


def event_months(cues: Cues, sentence: int) -> set[str]:
    """The months and years (ISO) a sentence without a day dates its deed with ("last month")."""
    dated = (t.earliest or "" for t in dating(cues, sentence) if t.rule != "time.set")
    return {day for day in dated if len(day) in (4, 7)}


def _span(first: str, last: str) -> set[str]:
    one, two = exact_day(first), exact_day(last)
    if one is None or two is None or not 0 < (two - one).days <= 3:
        return {first}
    return {(one + timedelta(days=n)).isoformat() for n in range((two - one).days + 1)}


_FIRST = 6  # characters before the date a text begins with, whatever day it ran
_SOME_NIGHT = ("overnight", "during the night", "in the night")  # the last one, or the one told of
_NIGHT_NEAR = 8  # sentences between "overnight" and the day it was


SMALL_HOURS = range(7)
_LEAD = 2  # sentences whose deed the next ones tell in full
_NIGHTS = 3  # before the last one, when the tale was written late


def _told_night(cues: Cues, sentence: int, night: str) -> Time | None:
    """ "An overnight raid killed nine. They came at ten on Sunday": the night that is named."""
    last = min(len(cues.reading.sentences), sentence + 4)
    scene = cues.scene(sentence)
    own = any(cues.text.find(word, scene.start, scene.end) >= 0 for word in _SOME_NIGHT)
    if own and sentence > _LEAD:
        return None  # "overnight" in the body is the last night
    for other in range(sentence if own else max(0, sentence - _NIGHT_NEAR), last):
        for time in dating(cues, other):
            iso = time.earliest or ""
            dark = iso[11:13].isdigit() and not SMALL_HOURS.stop <= int(iso[11:13]) < 17
            named = cues.text[time.start : time.end].lower() not in _SOME_NIGHT
            if dark and named and 0 < day_number(night) - day_number(iso) <= _NIGHTS:
                return time
    return None


def named_night(cues: Cues, figure: Casualty, when: When) -> When:
    """The night another sentence names, of a figure dated "overnight"."""
    if when.words.lower() not in _SOME_NIGHT or not when.earliest:
        return when
    time = _told_night(cues, figure.sentence, when.earliest)
    return made_when(cues, time, when.rule) if time is not None else when


def day_number(iso: str) -> int:
    """The day of an ISO prefix as a number; a month or year counts from its first day."""
    parts = [int(part) for part in iso[:10].split("-") if part.isdigit()]
    year, month, day = (*parts, 1, 1)[:3] if parts else (1, 1, 1)
    return date(year or 1, month, day).toordinal()


# -------------------------------------------------------------------- the figure's own sentence


def is_born(reading: Reading, time: Time) -> bool:
    """True for the time somebody was born in."""
    low = max(0, time.start - 40)
    return bool(
        _BORN.search(reading, low, time.start) or _BORN_AND.search(reading, low, time.start)
    )


def tells_of_aftermath(cues: Cues, scene: Scene) -> bool:
    """True for a sentence in which bodies are found, wounded die or tolls rise."""
    return scene.once("aftermath", lambda: _tells_of_aftermath(cues, scene))


def _tells_of_aftermath(cues: Cues, scene: Scene) -> bool:
    struck = any(not _WOUNDS.search(cues.text, a.start, a.end + 12) for a in scene.attacks)
    if struck:
        return False
    after = _AFTERMATH.search(cues.reading, scene.start, scene.end)
    return bool(after or _STILL.search(cues.reading, scene.start, scene.end))


def is_aftermath(cues: Cues, figure: Casualty, own: When | None) -> bool:
    """True for a figure counted, found or dead of wounds after the deed: its time is not the deed's."""
    if own is not None and re.search(r"[’']s$", own.words):
        return False
    sentence = cues.reading.sentences[figure.sentence]
    start, end = max(sentence.start, figure.start - 20), min(sentence.end, figure.end + 40)
    if _AFTERMATH.search(cues.reading, start, end):
        return True
    if (
        figure.harm == "missing"
        and not figure.subset_of
        and _STILL.search(cues.reading, start, end)
    ):
        return True  # "one was found three days later; two are still missing"
    at = cues.text.find(own.words, sentence.start, sentence.end) if own is not None else -1
    return at > 0 and bool(_AFTERMATH.search(cues.reading, max(sentence.start, at - 45), at))


def nearest(cues: Cues, scene: Scene, figure: Casualty, found: list[Time]) -> When | None:
    """The time of ``found`` that stands nearest to the figure, clause breaks counted."""
    text, at = cues.text, anchor(figure)
    near = [t for t in found if ";" not in text[min(t.end, at[1]) : max(t.start, at[0])]]
    lone = found[: len(found) == 1 and not 0 < figure.end <= dies_then(text, scene, found[0])]
    found = near or [t for t in found if t.end <= figure.start] or lone
    if not found:
        return None
    found = [
        t
        for t in found
        if not (is_long_over(cues, t, figure) or is_of_the_place(text, scene, figure, t))
    ]
    if len(found) > 1:
        found = [t for t in found if not _is_wide(text, t, found)] or found
        if (own := next((t for t in found if is_its_deed(text, t, figure)), None)) is not None:
            return made_when(cues, own, "when.sentence")
        found = [t for t in found if not of_a_named_deed(text, t, figure, found)] or found
    if not found:
        return None
    found = own_cues(text, scene, figure, found)
    if any(t.end <= figure.start for t in found):
        found = [t for t in found if not opens_another(text, figure, t)]
    best = min(found, key=lambda t: scene.cost((t.start, t.end), at) + _vague(text, t))
    if best.end < figure.start and _is_away(cues, best, figure):
        return None
    return made_when(cues, best, "when.sentence")


def _is_away(cues: Cues, time: Time, figure: Casualty) -> bool:
    """ "Two days after the vote of May 3 nine died"; not "On Tuesday, two days before the poll, nine died"."""
    away = AWAY.search(cues.reading, time.end, figure.start)
    if away is None:
        return False
    apposed = cues.text[time.end : away.start()] == ", "
    return not (apposed and ", " in cues.text[away.end() : figure.start])


def dies_then(text: str, scene: Scene, time: Time) -> int:
    """ "Four were shot; a fifth died on Friday": where the clause of the fifth begins, whose day it is
    alone; 0 for other times."""
    for f in scene.figures:
        if f.rule == "casualty.alone" and f.harm == "killed" and 0 < time.start - f.end < _BESIDE:
            at = text.rfind(";", scene.start, f.start)
            if at > 0 and any(other.end <= at for other in scene.figures):
                return at
    return 0


def _is_wide(text: str, time: Time, found: list[Time]) -> bool:
    """The "earlier this year" of "earlier this year, on 3 February"."""
    return text[time.start : time.end].lower().startswith("earlier this ") and has_its_day(
        text, time, found
    )


def _vague(text: str, time: Time) -> int:
    """What a week or month loses against a day; "Monday's blasts" gains."""
    if is_owned(text, time):
        return -40
    return 0 if time.granularity in ("day", "part", "minute", "hour") else 30


def made_when(cues: Cues, time: Time, rule: str) -> When:
    """The answer; "Saturday and Sunday" and "from 3 to 9 May" are one stretch."""
    start, end, earliest, latest = time.start, time.end, time.earliest, time.latest
    for other in cues.scene(cues.reading.sentence_at(time.start)).times:
        if not datable(other):
            continue
        if 0 < start - other.end < _JOINED and _JOINT.fullmatch(cues.text, other.end, start):
            start, earliest = other.start, other.earliest or earliest
        elif 0 < other.start - end < _JOINED and _JOINT.fullmatch(cues.text, end, other.start):
            end, latest = other.end, other.latest or latest
    nth = _NTH_DAY.search(cues.reading, max(0, start - 50), start)
    first = exact_day(earliest or "") if nth else None
    opens = cues.scene(cues.reading.sentence_at(time.start)).start
    if nth and first and _FIGHT.search(cues.text, opens, start):
        earliest = (first - timedelta(days=_NTH[nth.group(1)])).isoformat()
    if earliest and latest and earliest > latest:
        earliest, latest, start, end = time.earliest, time.latest, time.start, time.end
    if cues.text[end : end + 2] in ("’s", "'s"):
        end += 2
    published = (cues.reading.article.published or "")[:10]
    if earliest and latest and published and earliest[:10] <= published < latest[:10]:
        if time.granularity in ("week", "month", "year"):
            latest = published  # "earlier this week": no day to come
    return When(earliest, latest, cues.text[start:end], rule)
