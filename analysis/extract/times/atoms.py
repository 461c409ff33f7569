"""The pieces time expressions are made of, found in one scan of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = (
    r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?=\b)"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)(?!\w)"
)
_DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?|first)(?![\d:,.]\d)"
_YEAR = r"(?:19|20)\d\d(?!\d|,\d|\.\d)"
_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty|several|a few|a couple of|half an)"
)
_UNIT = r"(?:minute|hour|day|night|week|weekend|fortnight|month|year|decade)s?"
_PART = r"(?:morning|afternoon|evening|night|dawn|daybreak|sunrise|noon|midday|dusk|sunset|nightfall|lunchtime|midnight)"
_APPROX = r"(?:about|around|almost|nearly|some|more than|over|roughly|just|only|at least|another|approximately|the)"

# kind, pattern; the first that fits at a place wins, so longer forms stand first.
FORMS: tuple[tuple[str, str], ...] = (
    (
        "date",
        rf"(?:{_DAY}[ -](?:of )?{_MONTH},? ?(?:of )?{_YEAR}|{_MONTH} ?{_DAY},? ?{_YEAR}|{_YEAR}-[01]\d-[0-3]\d|[0-3]?\d[/.][01]?\d[/.]{_YEAR})",
    ),
    (
        "days",
        rf"(?:(?:between|from) )?(?:{_DAY} (?:and|to|-|–) {_DAY} {_MONTH}(?:,? {_YEAR})?|{_MONTH} {_DAY} ?(?:and|to|-|–) ?{_DAY}(?:,? {_YEAR})?)",
    ),
    ("monthday", rf"(?:{_DAY} (?:of )?{_MONTH}(?!\w)|{_MONTH} {_DAY}\b|the first of {_MONTH})"),
    ("monthyear", rf"{_MONTH},? (?:of )?{_YEAR}"),
    ("monthlast", rf"(?:last|this|next|the same|same) {_MONTH}"),
    ("years", rf"(?:between|from) {_YEAR} (?:and|to|through|until|-|–) {_YEAR}"),
    (
        "firstmonths",
        rf"(?:in|over|during) the (?:first|last) {_COUNT} months of (?:the|this|last) year|in the (?:first|second) half of (?:the|this) year",
    ),
    (
        "sameperiod",
        rf"the same (?:months?|period|time) (?:of|in) {_YEAR}|the same (?:month|period) (?:last year|a year earlier)",
    ),
    (
        "past",
        rf"(?:in|over|during|within|for)? ?the (?:past|last|previous|preceding) (?:{_COUNT} )?{_UNIT}",
    ),
    (
        "startof",
        rf"the (?:start|beginning) of (?:the|this|last) (?:year|month|week)|the (?:start|beginning) of {_MONTH}(?: {_YEAR})?|the first of {_MONTH}",
    ),
    ("endof", r"(?:by )?the end of (?:the|this|next) (?:year|month|week)"),
    (
        "week",
        r"(?:earlier|later|late|early)? ?(?:this|last|next|the same|the previous|the following|the coming) (?:week|month|year|season|weekend|summer|winter|spring|autumn|fall)\b",
    ),
    ("weekend", r"(?:at|over|during|on) the weekend\b"),
    (
        "after",
        r"(?:a|one|two|five|ten|few|several)? ?(?:minutes?|hours?) (?:past|after|before) (?:midnight|noon|dawn)",
    ),
    ("ago", rf"(?:{_APPROX} )?{_COUNT} {_UNIT} (?:ago|earlier|later|before|after|afterwards|on)\b"),
    (
        "within",
        rf"(?:within|inside|in) (?:{_APPROX} )?(?:{_COUNT}|the) (?:{_UNIT})(?! ago| earlier| later| of)",
    ),
    (
        "nextday",
        rf"the (?:next|following|previous|preceding|same) (?:day|{_PART}|week|month|{_WEEKDAY})\b|(?:the|a) day (?:before|earlier|after|later)\b|(?:later|earlier) in the day\b|that (?:same )?(?:day|{_PART}|week|month|year)\b|the night\b(?! of)",
    ),
    (
        "reltoday",
        r"(?:earlier |later |early |late )?(?:today|tonight|yesterday|tomorrow)\b(?! ?[’'`]s (?:world|leaders))",
    ),
    (
        "thispart",
        r"(?:earlier |early |late )?(?:this (?:morning|afternoon|evening)|last night|last evening)\b",
    ),
    ("overnight", r"overnight\b|through the night\b|during the night\b|in the night\b"),
    (
        "weekday",
        rf"(?:last |next |this |late |early |earlier |later |the following )*(?:on )?(?:last |next |late |early )?{_WEEKDAY}(?!s? (?:Times|Telegraph|Express|Mail|Mirror|Post|Herald))(?! ?[’']s newspaper)(?<!Sunday)s?|(?:last |next |this |late |early |earlier |later )?Sunday\b(?! (?:Times|Telegraph|Express|Mail|Mirror|Post))",
    ),
    (
        "clock",
        r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?: ?(?:a\.?m\.?|p\.?m\.?)(?=\W|$))?(?: ?(?:hours|hrs))?(?: (?:local time|GMT|UTC))?|\b(?:1[0-2]|0?[1-9]) ?(?:a\.m\.|p\.m\.|am\b|pm\b)(?: (?:local time|GMT|UTC))?",
    ),
    (
        "part",
        rf"(?:(?:shortly |just |soon |well )?(?:before|after|around|at|by|since|until|towards|toward|near)|(?:in|of|on|during|throughout|all|through) the(?: early| late)?|early|late|mid|the)? ?(?:hours of the )?{_PART}\b",
    ),
    (
        "yearword",
        rf"(?:in|since|of|until|by|from|during|early|late|mid)(?: early| late| mid)?[ -]{_YEAR}\b",
    ),
    (
        "month",
        rf"(?:(?:in|since|of|until|by|from|during|early|late|mid|throughout|and|as of)(?: early| late| mid)?[ -]){_MONTH}(?! \d)",
    ),
    ("easter", r"at Easter|at Christmas|on Christmas Day|on New Year[’']s (?:Day|Eve)"),
    ("for", rf"for (?:{_APPROX} )*{_COUNT}(?:[ -]|-)(?:{_UNIT})\b"),
    (
        "span",
        rf"(?:{_APPROX} )?{_COUNT}[ -]{_UNIT}(?= (?:to|in which|deadline|truce|cease|ultimatum|period|pause))",
    ),
    ("recent", r"\b[Rr]ecent(?:ly)?\b"),
)
_CASED = frozenset(("date", "days", "monthday", "monthyear", "monthlast", "month", "startof"))
_SCAN = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        f"(?P<{kind}>{pattern})" if kind in _CASED else f"(?P<{kind}>(?i:{pattern}))"
        for kind, pattern in FORMS
    )
    + r")(?![\w])"
)


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a time expression."""

    kind: str
    start: int
    end: int
    words: str


def atoms(text: str) -> Iterator[Atom]:
    """The pieces in ``text``, left to right; a capital is asked of days and months."""
    for match in _SCAN.finditer(text):
        kind, words = str(match.lastgroup), match.group()
        if kind == "weekday" and not _capital_day(words):
            continue
        start, end = match.start(), match.end()
        lead = len(words) - len(words.lstrip())
        if kind == "part" and words.strip().lower() in (
            "the morning",
            "the night",
            "the evening",
            "the afternoon",
            "morning",
            "night",
            "evening",
            "afternoon",
            "dawn",
            "the dawn",
        ):
            kind = "barepart"
        yield Atom(kind, start + lead, end, words.strip())


def _capital_day(words: str) -> bool:
    day = next((w for w in reversed(words.split()) if w[:3].lower() in _DAYS), "")
    return day[:1].isupper()


_DAYS = frozenset(day[:3] for day in WEEKDAYS)
