"""What a time beside a figure makes of it: the toll of a day, of weeks, or of all since a beginning.

"Last month" counts weeks, but "in an ambush last month" dates one deed; "since 2011" counts a war.
"""

from __future__ import annotations

import re
from datetime import date

from analysis.dates import first_day, last_day
from analysis.extract.casualties.row import Link
from analysis.extract.compared import is_of_another_count
from analysis.reading import Reading, starting
from analysis.records import Casualty, Time

_OLD = 180  # days: "since" a day so long ago is open-ended, a war told whole
_PERIOD = re.compile(
    r"(?:since|between|over|throughout|during|from|so far|for the|(?:in|for)? ?(?:the|this|that|these) "
    r"(?:\w+ )?(?:past|last|previous|preceding|(?:same|first)"
    r"(?! (?:day|night|morning|evening|afternoon|hour|time))|week|month|year|period)|past|last \d+|"
    r"this (?:week|month|year)|(?:earlier )?last (?:month|year))\b",
    re.IGNORECASE,
)
_AT_NIGHT = re.compile(r"during the (?:night|evening|morning|afternoon|day)\b", re.IGNORECASE)
# "the toll from a blast the previous day": no stretch, where no "in" stands before it
_DAY_BEFORE = re.compile(
    r"the (?:previous|preceding) (?:day|night|evening|morning|afternoon)\b", re.IGNORECASE
)
_ONE = re.compile(
    r"\b(?:an?|another|the|that|one) (?:[\w-]+ ){0,3}?(?:attack|assault|strike|airstrike|raid|blast|bombing|bomb|"
    r"explosion|ambush|massacre|shooting|killing|kidnapping|abduction|crash|siege|stand)\b"
    r"|\b(?:attacked|stormed|raided|bombed|ambushed|overran) (?:an? |one |the (?:[\w-]+ )?(?:hotel|school|church|"
    r"mosque|hospital|clinic|market|prison|barracks|base|embassy|museum|university|college|convoy|bus|train|airport|"
    r"shrine)\b)"
    r"|\b(?:two|twin|three|four|double|triple|simultaneous|back-to-back) (?:[\w-]+ ){0,2}?"
    r"(?:blasts|bombings|bombs|explosions|bombers)\b"
    r"|\bwhen (?:an?|the|their|his|two|three|four) (?:[\w-]+ ){1,4}(?:hit|struck|drove|ran|blew|exploded|detonated|"
    r"crashed|opened fire|attacked|stormed|was|were|fell|landed)\b",
    re.IGNORECASE,
)
_SAW = re.compile(r" (?:alone )?(?:saw|witnessed|brought) ")
_FEW = 12  # victims: fewer, said of a month, were harmed at once
_DURING = re.compile(
    r"\b(?:from|in|during|after|through|of) (?:the |these |those )?$", re.IGNORECASE
)
HAVE = re.compile(r"\b(?:have|has)\b")
# "gunmen attacked": one deed, in the clause behind those who died of it
_WHEN_STRUCK = re.compile(
    r"[^.;]{0,30}\bwhen (?:[\w-]+ ){1,4}(?:attacked|stormed|raided|hit|struck|bombed|shelled|ambushed|overran|opened)\b"
)
# "in May 70 were massacred in Zaral": done once, in one place
_AT_ONCE = re.compile(
    r"\b(?:massacred|slaughtered|gunned down|mow(?:n|ed) down|beheaded|burn(?:ed|t) alive|ambushed|lynched|blown up)\b"
)
# "when jets bombed a concert": whatever the province, one deed
_STRUCK_ONE = re.compile(
    r"[^.;]{0,30}\bwhen (?:[\w’'-]+ ){1,5}(?:attacked|stormed|raided|hit|struck|bombed|shelled|ambushed|overran|"
    r"opened fire on|fired (?:on|at|into)) (?:a|an|their|his|her|one) "
)
_OF_WOUNDS = re.compile(r"\bof (?:his|her|their|the) (?:wounds|injuries|burns)\b")
WAR_TOLL = 500
_DAY_WORDS = 40  # characters of "on the second day of Eid al-Adha of "
_HAS = 20  # characters before a figure: "has meanwhile"
# more than one deed
_MANY = re.compile(
    r"\b(?:attacks|strikes|airstrikes|raids|clashes|incidents|bombings|blasts|total|alone|altogether|across|"
    r"operations|fighting|violence|homicides|murders|encounters|this (?:week|month|year))\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?:[Ee]arlier |[Ll]ate )?(?:[Ll]ast|this) (?:month|year|week)\b")
_COARSE = ("month", "year", "week")
_OF_A_DAY = ("part", "hour", "minute")
_DAY_OF = re.compile(r"\bday of $")  # "on the first day of Eid"
_SINCE_EVENT = re.compile(  # "since the truce broke down in"
    r"\bsince [^.;,]{0,90}\b(?:began|begun|broke (?:out|down|off)|erupted|started|resumed|collapsed|fell|reached|"
    r"entered|interven\w+|launch\w+|escalated|withdrew|retook|went on the offensive|"
    r"seized power|took power|coup|takeover|invasion|uprising|truce|ceasefire)\b"
    r"(?:(?!, )[^.;]){0,100}$",
    re.IGNORECASE,
)
_SINCE_WAR = re.compile(  # a strife counted whole: "since ethnic violence broke out"
    r"\bsince (?:[\w’'-]+ ){0,5}(?:war|conflict|violence|insurgency|uprising|rebellion|revolt|genocide) "
    r"(?:began|begun|broke out|erupted|started)\b",
    re.IGNORECASE,
)
BACK_TO_SINCE = 150  # characters back to the "since" of a day
_RECORD_SINCE = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|heaviest|largest|fiercest|first)\b[^.;]{0,70}\bsince ?$"
)
# "the deadliest such incident in almost a year"
_RECORD_OVER = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|heaviest|largest|fiercest|first)(?: [\w-]+){0,2} "
    r"(?:attack|incident|strike|airstrike|raid|bombing|blast|explosion|assault|massacre|ambush|shooting|attacks|"
    r"bombings|raids)(?: [\w’'-]+){0,5} $"
)
_OVER = ("in ", "for ", "this ", "of ", "within ")
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)


_BUILDING = r"(?:hospital|clinic|school|mosque|church|market|bakery|camp|prison|hotel|house|wedding|funeral|building)"
_ONE_TARGET = re.compile(
    rf"\b(?:[Aa]n?|[Oo]ne|[Tt]he) (?:[\w-]+ ){{0,3}}?{_BUILDING}\b[^.;]{{0,90}}? (?:was|were) (?:[a-z]+ )?"
    rf"(?:hit|struck|destroyed|bombed|shelled|targeted|attacked|levelled|flattened)\b"
    rf"|\b(?:on|hit|struck|destroyed|targeted|bombed|shelled) (?:an?|one|the) (?:[\w-]+ ){{0,3}}?{_BUILDING}\b"
)


class ScopeTimes:
    """Reads one time beside a figure: a day, a period, or a beginning."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._norms = reading.tokens.norms
        published = reading.article.published
        self._published = last_day(published) if published else None

    def _kind(self, time: Time, record: Casualty, link: Link) -> str | None:
        """What a time makes of a figure beside it; None where it says nothing."""
        if is_of_another_count(self._reading.text, time):
            return None
        words = time.of(self._reading.text)
        if words.lower().endswith(" year") and self._is_of_a_day(time):
            return None  # "on Christmas Eve of that year", "on Easter Sunday last year"
        lead = self._reading.text[max(0, time.start - 12) : time.start]
        earliest = first_day(time.earliest) if time.earliest else None
        latest = last_day(time.latest) if time.latest else None
        before = self._reading.text[max(0, time.start - 80) : time.start] + words[:6].lower()
        if _RECORD_SINCE.search(before):
            return None  # "the worst attack since February"
        if words.lower().startswith(_OVER) and _RECORD_OVER.search(before[: -len(words[:6])]):
            return None
        ahead = self._reading.text[max(0, time.start - BACK_TO_SINCE) : time.start]
        since = _SINCE_EVENT.search(ahead)
        if since and _SINCE_WAR.search(since.group()):
            return "open"
        if SINCE.search(words) or since or lead.lower().endswith("since "):
            return self._since(earliest, words, time.granularity)
        if lead.lower().endswith("by ") and self._so_far(time, record):
            return "open"
        weekend = words.lower().endswith("weekend") and (
            self._names_one(record) or self._of_wounds(record) or self._hit_one(record)
        )
        if weekend or (time.granularity in _COARSE and self._struck_a_town(record, link)):
            return "incident"
        a_day = _AT_NIGHT.match(words) or _DAY_BEFORE.match(words)
        if _PERIOD.match(words) and not a_day:
            one = _LAST.match(words) and self._names_one(record)
            one = one and (lead.endswith("ago ") or not self._tells_many(record))
            return (
                "incident" if one else "period"
            )  # "a year ago this month, gunmen attacked a ward"
        if time.kind == "duration" and words.lower().startswith("within"):
            return None  # "two more died within the week"
        if time.granularity == "month" and _SAW.match(self._reading.text, time.end):
            return "period"  # "April saw 48 attacks in which 68 died"
        if time.granularity in _COARSE:
            return "incident" if self._one_attack(record) else "period"
        long = earliest is not None and latest is not None and (latest - earliest).days >= 2
        if long and time.granularity not in _OF_A_DAY:
            one = words.lower().startswith("earlier this ") and self._names_one(record)
            return (
                "incident"
                if one or (time.rule == "time.feast" and _DAY_OF.search(lead))
                else "period"
            )
        if time.kind == "duration":  # "from a week of fighting"
            runs = self._reading.text.startswith(" of ", time.end)
            return "period" if runs and _DURING.search(lead) else None
        known = earliest is not None or time.kind == "weekday"  # "on Saturday" of an undated text
        return "incident" if known else None

    def _is_of_a_day(self, time: Time) -> bool:
        """True for the year behind a day, which it only dates."""
        before = starting(self._reading.found.times, max(0, time.start - _DAY_WORDS), time.start)
        if not before or before[-1].granularity not in ("day", *_OF_A_DAY):
            return False
        return self._reading.text[before[-1].end : time.start] in (" ", " of ", " in ", ", ")

    def _so_far(self, time: Time, record: Casualty) -> bool:
        """ "By January 2017 9,000 people had been killed": all up to then."""
        if (record.best or record.low or 0) < WAR_TOLL or time.granularity not in _COARSE:
            return False
        return time.end <= record.start

    def _of_wounds(self, record: Casualty) -> bool:
        """ "Two more died of their wounds over the weekend": of the one attack, later."""
        return _OF_WOUNDS.search(self._reading.text, record.start, record.end + 40) is not None

    def _one_attack(self, record: Casualty) -> bool:
        """True where the sentence tells of a single attack, so that its coarse date is one day."""
        return self._names_one(record) or (record.best or record.low or 0) < _FEW

    def _hit_one(self, record: Casualty) -> bool:
        """ "A clinic was destroyed in air strikes at the weekend that killed nine": one target."""
        span = self._reading.sentences[record.sentence]
        return _ONE_TARGET.search(self._reading.text, span.start, span.end) is not None

    def _names_one(self, record: Casualty) -> bool:
        span = self._reading.sentences[record.sentence]
        return _ONE.search(self._reading.text, span.start, span.end) is not None

    def _tells_many(self, record: Casualty) -> bool:
        span = self._reading.sentences[record.sentence]
        return _MANY.search(self._reading.text, span.start, span.end) is not None

    def _struck_a_town(self, record: Casualty, link: Link) -> bool:
        """ "In May 1999, gunmen killed 27 people at a roadblock near Kara": somebody, once, in one town."""
        span, text = self._reading.sentences[record.sentence], self._reading.text
        active = link.rule == "casualty.active" or _WHEN_STRUCK.match(text, record.end)
        active = active or _AT_ONCE.search(text, record.start, record.end)
        if HAVE.search(text, max(span.start, record.start - _HAS), record.end):
            return False  # "has killed dozens in the past week"
        if not active or (record.best or record.low or 0) >= WAR_TOLL:
            return False
        if self._tells_many(record):
            return False
        if _STRUCK_ONE.match(text, record.end):
            return True
        places = starting(self._reading.found.places, span.start, span.end)
        return any(p.precision in ("exact", "near", "unnamed") for p in places)

    def _since(self, earliest: date | None, words: str, granularity: str) -> str:
        if earliest is None or self._published is None:
            return "open" if re.search(r"\b(?:19|20)\d\d\b", words) else "since"
        if granularity in _OF_A_DAY and (self._published - earliest).days <= 1:
            return "incident"
        new_year = (earliest.month, earliest.day) == (
            1,
            1,
        ) and earliest.year == self._published.year
        old = (self._published - earliest).days >= _OLD
        return "open" if old and not new_year else "since"
