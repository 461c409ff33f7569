"""The pieces time expressions are made of, found in one scan of the text.

A *form* is a pattern with named groups; where two fit at one place, the one listed first wins,
so the longer stand before the shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from analysis.extract.times.named import is_a_name
from analysis.extract.times.vocabulary import UNITS, Vocabulary
from analysis.lean import dataclass
from analysis.openings import Openings, openings
from analysis.text import Tokens

DAYS = frozenset(
    "date monthday dayofmonth weekday reltoday aroundtoday thispart overnight nextday feast".split()
)
_MOST_WORDS = 100_000  # remembered
_BEFORE, _AFTER = 10, 8  # words around a word of time that may belong to its expression
CLOCKS = frozenset(("clock", "after"))
PARTS = frozenset(("part", "barepart")) | CLOCKS

_D = r"(?P<day>[0-3]?\d(?:st|nd|rd|th)?)(?![\d:,.]\d)"
_Y = r"(?P<year>(?:19|20)\d\d)(?!\d|,\d|\.\d)"
_TO = r" ?(?:and|to|or|through|until|till|-|–|—|/) ?"
_UNIT = rf"(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})s?\b"
_APPROX = (
    r"(?:(?:about|around|almost|nearly|some|more than|over|roughly|just|only|at least|another"
    r"|approximately|up to|less than|fewer than|under|a further|the) )*"
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_FIRST = rf"(?P<nth>{'|'.join(_ORDINALS)}|last|final)"
_EDGE = r"(?P<edge>early|late|mid|earlier|later)"
_NO_BODY = (  # "the March 14 alliance" is a body, not a day
    r"(?! (?:alliance|coalition|movement|bloc|camp|brigades?|group|revolution|martyrs|uprising)\b)"
)
_PAPER = r"(?! (?:Times|Telegraph|Express|Mail|Mirror|Post|Herald)\b)(?! ?[’']s newspaper)"
_WHICH = (
    r"(?P<which>this past|this coming|the current|this|last|next|the same|that same|that|the previous"
    r"|the preceding|the following|the coming)"
)
_DEEDS = r"(?:massacre|attack|raid|bombing|strike|assault|killing|violence|clash|ambush|blast|shelling|protest|offensive|incident)"
_THAT_YEAR = r"(?P<which>last|this|next|that|the same) year\b"
_BEFORE_DAY = r"(?:(?<=on )|(?<=until )|(?<=till )|(?<=by )|(?<=since )|(?<=from ))"
_AFTER_DAY = r"(?=[.,;:!?”\"’)]|\s*$| (?:to|when|after|before|in|at|from|by|as|while|and|an?|he|she|they|it|was|were|for|but)\b)"


def _dates(v: Vocabulary) -> tuple[tuple[str, str], ...]:
    month, two = v.month(), v.month("to_month")
    to_day = r"(?P<to_day>[0-3]?\d(?:st|nd|rd|th)?)(?![\d:,.]\d)"
    lead = r"(?:(?P<pair>between|from) )?"
    preps = r"in|since|of|until|till|by|from|during|throughout|and|as of|through|before|after"
    return (
        ("days", rf"{lead}(?:the )?{_D}{_TO}{to_day} (?:of )?{month}(?:,? {_Y})?"),
        ("days", rf"{lead}{month} {_D}{_TO}{to_day}(?:,? {_Y}|(?! ?\w))"),
        ("days", rf"{lead}{month} {_D} ?[-–—] ?{to_day}(?! ?[ap]\.?m\b)"),
        ("date", rf"(?:the )?{_D}[ -](?:of )?{month},?[ -]?(?:of )?{_Y}"),
        ("date", rf"{month} ?{_D},? ?{_Y}"),
        ("date", r"(?P<year>(?:19|20)\d\d)-(?P<mm>[01]\d)-(?P<dd>[0-3]\d)"),
        ("date", rf"(?P<dd>[0-3]?\d)(?P<slash>[/.])(?P<mm>[0-3]?\d)[/.]{_Y}"),
        ("monthday", rf"(?:the )?{_D} (?:of )?{month} {_THAT_YEAR}"),
        ("monthday", rf"{month} {_D},? {_THAT_YEAR}"),
        ("monthday", rf"(?:the )?{_D} (?:of )?{month}{_NO_BODY}"),
        ("monthday", rf"{month} (?:the )?{_D}\b{_NO_BODY}"),
        ("monthday", rf"the {_FIRST} of {month}(?:,? {_Y})?"),
        (
            "dayofmonth",
            rf"{_BEFORE_DAY}the (?P<day>[0-3]?\d(?:st|nd|rd|th))"
            rf"(?: of (?P<which>this|last|next|the|every|each) month\b|{_AFTER_DAY})",
        ),
        ("months", rf"{lead}{month}(?: and | to | through | until |-|–){two},?(?: of)? {_Y}"),
        ("months", rf"(?P<pair>between|from) {month}(?: and | to | through | until ){two}"),
        ("weekof", rf"(?:the )?{_FIRST} (?P<unit>week|weekend) (?:of|in) {month}(?:,? {_Y})?"),
        ("monthyear", rf"(?:{_EDGE}[ -])?{month},? (?:of )?{_Y}"),
        ("monthlast", rf"{_WHICH} {month}"),
        ("startof", rf"(?:the )?(?P<end>start|beginning|end|middle) of {month}(?: {_Y})?"),
        (
            "monthlast",
            rf"(?:(?:{preps})(?: early| late| mid)?[ -]|{_EDGE}[ -])?{month},? (?:of )?{_THAT_YEAR}",
        ),
        ("month", rf"(?:(?:{preps})(?: early| late| mid)?[ -]|{_EDGE}[ -]){month}(?!\.? \d)"),
        ("month", rf"{month}(?= (?:alone )?(?:saw|witnessed|brought|was the) )"),
        ("baremonth", rf"{v.clear_month()}(?!\.? \d)"),
    )


def _periods(v: Vocabulary) -> tuple[tuple[str, str], ...]:
    count, season = v.count(), v.season()
    two_years = r"(?P<to_year>(?:19|20)\d\d)(?!\d)"
    return (
        ("years", rf"(?:(?:in|during|over) )?{_Y}[-–](?P<to_short>\d\d)(?![\d/–-])"),  # "the 1991-94 war"
        ("years", rf"(?:(?:between|from) )?{_Y}(?: and | to | through | until | till |-|–){two_years}"),
        ("decade", r"(?:the )?(?:(?:early|late|mid)[ -])?(?P<decade>(?:19|20)\d0)['’]?s\b"),
        (
            "nthof",
            rf"(?:in |over |during |for )?the {_FIRST} (?:{count} )?(?P<unit>month|week|day|half"
            rf"|quarter)s? of (?:(?P<which>the|this|last) year|{_Y})",
        ),
        (
            "sameperiod",
            rf"the same (?P<unit>month|period|time)s? (?:(?:of|in) {_Y}|(?P<before>last year|a year earlier))",
        ),
        ("sameperiod", r"(?:in|over|during|for) the same (?P<unit>period)\b(?! of| in| last| a year)"),
        ("before", rf"(?:in|over|during|for) the (?:{count} )?{_UNIT} (?:before|earlier)\b"),
        ("past", rf"(?:(?:in|over|during|within|for|throughout) )?(?:the|these) "
                 rf"(?:past|last|previous|preceding) (?:{count} )?{_UNIT}(?! of\b)"),
        ("startof", rf"(?:the )?(?P<end>start|beginning|end|middle) of "
                    rf"(?:(?P<which>the|this|last|next) (?P<unit>year|month|week)|{_Y})"),
        ("epiweek", rf"(?:epidemiological|epi|calendar) week (?P<number>\d{{1,2}})(?: of {_Y})?"),
        ("season", rf"(?:{_EDGE}[ -])?(?:the )?{season} (?:of )?{_Y}"),
        ("season", rf"(?:{_EDGE} )?{_WHICH} {season}\b"),
        ("season", rf"(?:in|during|since|until|till|by|this) (?:the )?(?:{_EDGE} )?{season}\b(?! of\b| (?:19|20)\d\d\b)"),
        ("week", rf"(?:{_EDGE} )?{_WHICH} (?P<unit>week|month|year|weekend)\b"),
        ("weekend", rf"(?:at|over|during|on|since|by|for) the (?:whole |entire |past |long )?weekend\b|(?:(?<= a )|(?<=the ))weekend(?= {_DEEDS}s?\b)"),
    )  # fmt: skip


def _offsets(v: Vocabulary) -> tuple[tuple[str, str], ...]:
    count, part = v.count(), v.part()
    plural = r"(?P<vague>minutes|hours|days|weeks|months|years)"
    point = r"(?P<point>midnight|noon|midday|dawn|sunrise|sunset)"
    return (
        ("set", rf"(?:every|each) (?:other )?(?:{v.weekday()}|{_UNIT}|{part})"
                rf"|(?:once|twice|(?:{count} )times) (?:a|per) {_UNIT.replace('unit', 'of')}"
                rf"|(?<=on ){v.weekday('plural')}s(?!\w)|daily|nightly|weekly"),
        ("after", rf"(?:{count} )?(?P<unit>minute|hour)s? (?P<way>past|after|before|to) {point}\b"),
        ("ago", rf"{_APPROX}(?:{count} {_UNIT}|{plural})"
                r" (?P<way>ago|earlier|later|before|after|afterwards|previously|beforehand)\b"),
        ("within", rf"(?P<prep>within|inside|in) {_APPROX}(?:{count}|the) {_UNIT}"
                   r"(?! ago| earlier| later| after| before)"),
        ("aroundtoday", r"the day (?P<way>before yesterday|after tomorrow)"),
        ("nextday", rf"the (?P<step>next|following|previous|preceding|same) (?:day|{part}|{v.weekday()})\b"
                    r"|(?:the|a) day (?P<beside>before|earlier|after|later)\b|(?:later|earlier) (?:in the|that) day\b"
                    rf"|that (?:same )?(?:day|date|{v.part('that')}|{v.weekday('thatday')})\b"
                    r"|the (?P<eve>night|evening|morning) (?P<way>before|after)\b|(?P<thenight>the night)\b(?! of| from)"),
        ("reltoday", rf"(?:{_EDGE} )?(?P<today>today|tonight|yesterday|tomorrow)\b"),
        ("thispart", r"(?:(?:earlier|early|late) )?(?P<which>this|last) (?P<part>morning|afternoon|evening|night)\b"),
        ("overnight", r"overnight\b|(?:through|during|in|throughout) the night\b(?! of)"),
    )  # fmt: skip


def _clocks(v: Vocabulary) -> tuple[tuple[str, str], ...]:
    part, zone = v.part(), v.zone()
    half = r" ?(?P<half>[ap]\.?m\b\.?)"
    minutes = r"(?P<minute>[0-5]\d)"
    dotted = rf"[.]{minutes}(?= (?:in the|local|(?-i:GMT|UTC)|hours|hrs)\b)"
    small = "one two three four five six seven eight nine ten eleven twelve".split()
    twelve = rf"(?P<hour>1[0-2]|0?[1-9]|{'|'.join(small)})"
    hour = r"(?P<hour>[01]?\d|2[0-3])"
    four = rf"(?P<hour>[01]\d|2[0-3]){minutes}"
    hours = r"(?:(?: ?(?:hours|hrs)|(?-i:H))\b)"
    at = (
        r"(?:(?:at|about|around|by|from|until|till|since|before|after|past|shortly after)"
        r" (?:about |around )?)"
    )
    return (
        ("clock", rf"{at}?{hour}[:h]{minutes}(?::[0-5]\d)?(?:{half})?{hours}?{zone}?"),
        ("clock", rf"{at}?{hour}[.]{minutes}{half}{zone}?"),
        ("clock", rf"{at}?{hour}{dotted}{hours}?{zone}?"),
        ("clock", rf"{at}?{twelve}{half}{zone}?"),
        ("clock", rf"{at}?{four}{hours}?{zone}"),
        ("clock", rf"{at}?{four}{hours}"),
        ("clock", rf"{at}(?P<hour>0\d){minutes}\b"),
        ("clock", rf"{at}?{twelve} o[’']clock{zone}?"),
        ("clock", rf"{at}(?:half past )?{twelve}"
                  r"(?= (?:in the (?:morning|afternoon|evening)|at night|on (?-i:[A-Z])))"),
        ("clock", rf"(?:until|till) {twelve}(?=[,.;]|\s*$)"),
        ("clock", rf"{twelve} hours{zone}"),
        ("part", r"(?:(?:(?:shortly |just |soon |well )?(?:before|after|around|at|by|since|until|till|towards?|near)"
                 r"|(?:in|of|on|during|throughout|all|through|over) the(?: early| late| small)?"
                 rf"|early|late|the)[ -]|(?:mid|pre)[ -]?)?(?:hours of the |hours of )?{part}\b"),
        ("part", r"(?:in |during |until |since )?the (?:early|small) hours(?: of)?\b"),
    )  # fmt: skip


def _rest(v: Vocabulary) -> tuple[tuple[str, str], ...]:
    count, day = v.count(), v.weekday()
    lead = r"(?:(?:last|next|this|late|early|earlier|later|the following|on|past|coming) )*"
    short = (
        rf"(?:{v.short_weekday()}(?=,? (?:\d|{v.month('_m')}))|(?<=on ){v.short_weekday()}(?!\w))"
    )
    return (
        ("feast", rf"(?:at |on |during |in |until |since |before |after )?{v.feast()}\b"),
        ("weekday", rf"{lead}{day}{_PAPER}s?(?: (?P<week>last week|this week|next week|of last week))?"),
        ("weekday", rf"{lead}(?P<short>{short})"),
        ("yearword", rf"(?:in|since|of|until|till|by|from|during|early|late|mid)(?: early| late| mid)?[ -]{_Y}\b"),
        ("yearword", rf"since the {_Y}\b"),
        ("bareyear", rf"(?:(?<=a )|(?<=the )){_Y}(?= [a-z])"),
        ("for", rf"for {_APPROX}{count}[ -]{_UNIT}"),
        ("for", rf"{_APPROX}another {count} {_UNIT}"),
        ("for", rf"(?:after|during|over|in|with) {_APPROX}{count} {_UNIT} (?=of\b)"),
        ("span", rf"{_APPROX}{count}[ -]{_UNIT}(?= (?:to(?! the day)|in which|deadline|truce|cease|ultimatum|period|pause|notice))"),
        ("then", r"since then\b"),
        ("recent", r"recent(?:ly)?\b"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a time expression, with the parts its form names."""

    kind: str
    start: int
    end: int
    words: str
    parts: dict[str, str]

    def get(self, part: str) -> str:
        """A named part in lower case, or nothing."""
        return self.parts.get(part, "")


class _Form:
    """One form; its patterns are compiled when a word that it may begin with is first met."""

    def __init__(self, kind: str, source: str) -> None:
        self.kind = kind
        bare = re.sub(r"\(\?P<\w+>", "(?:", source)
        self._scan, self._parts = rf"(?<![\w-])(?:{bare})(?!\w)", _once(source)
        self.opening = openings(bare, re.IGNORECASE)

    @cached_property
    def scan(self) -> re.Pattern[str]:
        """The form where it stands as words of their own."""
        return re.compile(self._scan, re.IGNORECASE)  # made as needed: quick to make counts

    @cached_property
    def parts(self) -> re.Pattern[str]:
        """The form with its parts named."""
        return re.compile(self._parts, re.IGNORECASE)


class _Forms:
    """All forms in order, looked up by the word a time expression may begin with."""

    def __init__(self, forms: tuple[_Form, ...]) -> None:
        self._forms = forms
        self._openings = Openings([form.opening for form in forms])
        self._known: dict[str, tuple[tuple[_Form, ...], tuple[_Form, ...]]] = {}

    def opening_with(self, norm: str, *, timeless: bool = False) -> tuple[_Form, ...]:
        """The forms that may begin with a word: none for most words of a text.

        ``timeless``: those that need no word of time, as "at seven" behind "on Monday".
        """
        found = self._known.get(norm)
        if found is None:
            able = self._openings.fitting(norm) if norm[0].isalnum() else ()
            forms = tuple(self._forms[n] for n in able)
            found = forms, tuple(form for form in forms if form.kind in CLOCKS)
            if len(self._known) < _MOST_WORDS:
                self._known[norm] = found
        return found[timeless]


@lru_cache(maxsize=4)
def _forms(words: Vocabulary) -> _Forms:
    listed = (*_dates(words), *_periods(words), *_offsets(words), *_clocks(words), *_rest(words))
    return _Forms(tuple(_Form(kind, source) for kind, source in listed))


def _once(source: str) -> str:
    """The pattern with a repeated group's name kept at its first place only."""
    seen: set[str] = set()

    def kept(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in seen:
            return "(?:"
        seen.add(name)
        return match.group()

    return re.sub(r"\(\?P<(\w+)>", kept, source)


def atoms(words: Vocabulary, text: str, tokens: Tokens) -> Iterator[Atom]:
    """The pieces in ``text``, left to right."""
    forms, limit = _forms(words), 0
    starts, norms = tokens.starts, tokens.norms
    timely = _timely_words(words, tokens)
    leading = {i for at in timely for i in range(at - _BEFORE, at + 1)}
    for first, stop in _windows(timely, len(tokens)):
        end = tokens.ends[stop - 1]
        for i in range(first, stop):
            if starts[i] < limit:
                continue
            for form in forms.opening_with(norms[i], timeless=i not in leading):
                match = form.scan.match(text, starts[i], end)
                if match:
                    limit = match.end()
                    atom = _atom(form, text, match)
                    if atom is not None:
                        yield atom
                    break


def _timely_words(words: Vocabulary, tokens: Tokens) -> list[int]:
    """The tokens that are a word of time."""
    triggers = words.triggers
    timely = {
        norm
        for norm in set(tokens.norms)
        if norm in triggers or (norm[0].isdigit() and _timely(norm))
    }
    return [i for i, norm in enumerate(tokens.norms) if norm in timely]


def _windows(timely: list[int], count: int) -> Iterator[tuple[int, int]]:
    """The stretches of tokens that may hold a time: some words around every word of time."""
    start = stop = -1
    for i in timely:
        first = max(0, i - _BEFORE)
        if first > stop:
            if stop > 0:
                yield start, stop
            start = first
        stop = min(count, i + _AFTER + 1)
    if stop > 0:
        yield start, stop


def _timely(norm: str) -> bool:
    """True for figures that may be a year, a clock time or a day ("2014", "8:30", "14th")."""
    return len(norm) >= 4 or not norm.isdigit()


def _atom(form: _Form, text: str, match: re.Match[str]) -> Atom | None:
    kind, (start, end) = form.kind, match.span()
    said = form.parts.match(text, start)
    parts = {k: v.lower() for k, v in said.groupdict().items() if v} if said else {}
    found = match.group()
    lead = len(found) - len(found.lstrip())
    found = found.strip()
    if kind == "part" and _bare(found):
        kind = "barepart"
    if is_a_name(kind, text, found, start, end):
        return None
    return Atom(kind, start + lead, start + lead + len(found), found, parts)


def _bare(words: str) -> bool:
    """True for a part of the day without a preposition ("the night", "dawn")."""
    low = words.lower().removeprefix("the ")
    return low in ("morning", "night", "evening", "afternoon", "dawn")
