"""Join neighbouring pieces to expressions and resolve each where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from analysis.dates import calendar_dates, exact_day
from analysis.extract.times import clocks, days, months, spans
from analysis.extract.times.atoms import DAYS, PARTS, Atom, atoms
from analysis.extract.times.bounds import Expression, bounded, ranged
from analysis.extract.times.resolve import (
    CHRONICLE,
    Context,
    Resolved,
    Rule,
    moved,
    window,
)
from analysis.extract.times.tense import looks_ahead
from analysis.extract.times.vocabulary import vocabulary
from analysis.lean import replace
from analysis.opened import Opened
from analysis.reading import Reading
from analysis.records import Article, Time
from analysis.text import Sentence

_RULES: dict[str, Rule] = {**days.RULES, **months.RULES, **spans.RULES}
_JOINT = re.compile(r"^[ ,]{0,2}(?:on|at|in the|of|the|a|one|early|late|local time)?[ ,]{0,2}$")
_NIGHT_TO = re.compile(r" (?:on |into )?")
_SAYING = Opened(
    r"\b(?:said|says|told \w+(?: \w+)?|announced|reported|added|stated|tweeted|wrote|confirmed"
    r"|statement|according to [^,.]{1,40})(?: (?:late|early|later|in|on|by))*\s$",
    re.IGNORECASE,
)
# the day of a truce, or of what has gone on since, is no deed's whose hours come after
_AGREED = re.compile(
    r"\b(?:signed|took effect|takes effect|(?:came|went|goes) into (?:force|effect)|brokered|agreed)"
    r"(?: (?!broke\b|collapsed|fell\b|failed|ended|expired|lapsed|unravell?ed|was\b)[^ ,;]{1,20}){0,6} $"
    r"|\bsince (?:[\w’'-]+ ){0,5}(?:began|broke out|erupted|started|resumed)(?: \w+){0,3} $"
)
_SLASHED = re.compile(r"(?<![\d/])([0-3]?\d)/([0-3]?\d)/(?:19|20)\d\d(?!\d)")
# "is seen after the raid June 6 2015 (Reuters)": the day of a picture
_CREDIT = re.compile(
    r"\.? \((?:(?:File )?[Pp]hotos?\b|(?:Reuters|AFP|AP|EPA|Getty|Anadolu|TRT World|Xinhua|DPA)\b[A-Za-z /]{0,24}\))"
)
_NIGHT_OF = re.compile(r"\bnights? of (?:the )?$")
RUNS_ON = "told in a record that runs on"
_PRINTED = frozenset(("date", "monthday", "dayofmonth"))
_HEAD = 60  # characters: a dateline names its agency too
_RAN_LATER = 3  # days
_EVENING = "18"
_LEAD, _FOLLOW, _NEAR, _RECENT = 90, 40, 250, 7


def find_times(reading: Reading) -> tuple[Time, ...]:
    """Every time expression, in order; unresolved ones keep their words and nothing more."""
    memory = _Memory(reading)
    found = [one for pieces in _joined(reading) if (one := memory.expression(pieces))]
    times = [_row(reading, one, n) for n, one in enumerate(ranged(reading.text, found), 1)]
    return tuple(_settled(times))


def _row(reading: Reading, one: Expression, n: int) -> Time:
    meaning = one.bounded
    return Time(
        start=one.begins,
        end=one.end,
        id=f"t{n}",
        sentence=reading.sentence_at(one.begins),
        rule=f"time.{'+'.join(piece.kind for piece in one.pieces)}",
        earliest=meaning.earliest,
        latest=meaning.latest,
        granularity=meaning.granularity,
        kind=meaning.kind,
        ambiguous=meaning.ambiguous,
        note=meaning.note,
    )


def _joined(reading: Reading) -> list[list[Atom]]:
    """Pieces that make one expression: a day and its part, in either order."""
    out: list[list[Atom]] = []
    text = reading.text
    for atom in atoms(vocabulary(reading.lexicons), text, reading.tokens):
        if out and _joins(out[-1], atom, text):
            out[-1].append(atom)
        else:
            out.append([atom])
    return out


def _joins(pieces: list[Atom], atom: Atom, text: str) -> bool:
    kinds = {piece.kind for piece in pieces}
    gap = text[pieces[-1].end : atom.start]
    if pieces[-1].kind == "overnight" and atom.kind == "weekday":
        return bool(_NIGHT_TO.fullmatch(gap))
    if "\n" in gap or not _JOINT.match(gap):
        return False
    day, part = bool(kinds & DAYS), bool(kinds & PARTS)
    if atom.kind in DAYS:
        if "overnight" in kinds:
            return False
        if atom.kind == "date" and "weekday" in kinds:
            return True
        if atom.kind == "monthday" and kinds == {"weekday"}:
            return True
        if atom.kind == "weekday" and kinds & {"date", "monthday"}:
            return True
        return part and not day and "since" not in pieces[0].words.lower()
    if kinds == {"clock"} and atom.kind in ("part", "barepart"):
        return gap == " " and pieces[0].get("half") == ""  # "at six in the evening"
    return atom.kind in PARTS and day and (not part or atom.kind in ("after", "clock", "barepart"))


_WEEK = 7  # days


class _Memory:
    """What is known while reading on: days told of anchor "that night" and bare clock times."""

    def __init__(self, reading: Reading) -> None:
        self._reading, self._text = reading, reading.text
        self._words = vocabulary(reading.lexicons)
        self._published = _written(reading.article)
        self._month_first = _month_first(reading.text)
        self._told: list[tuple[int, date]] = []  # offset and past day
        self._night: date | None = None  # the day told of last, if of its night
        self._coming: tuple[int, date] | None = None
        self._first_coming: date | None = None
        self._story: date | None = None  # the first day told of
        self._clock: tuple[int, datetime] | None = None
        self._parts: dict[str, date] = {}
        self._chronicle: date | None = None
        self._dated: tuple[int, date] | None = None
        self._period: Resolved | None = None
        self._past: Resolved | None = None  # the last past time told of, of any length

    def expression(self, pieces: list[Atom]) -> Expression | None:
        """The expression these pieces make, resolved; None where they are no time."""
        start, end = pieces[0].start, pieces[-1].end
        if pieces[-1].kind == "date" and _CREDIT.match(self._text, end) and start > _HEAD:
            return None
        sentence = self._reading.sentences[self._reading.sentence_at(start)]
        context = self._context(sentence, start, end)
        plain = _meaning(pieces, context)
        if plain is None:
            return None
        found, back = bounded(plain, pieces, context)
        if context.s_is_possessive and pieces[-1].kind == "weekday" and found.kind != "set":
            end -= self._text[end - 1 : end] == "s"
        if self._runs_on(plain.first, pieces, context):
            found = replace(found, note=found.note or RUNS_ON)
        self._remember(plain, found, pieces, context)
        return Expression(start, end, tuple(pieces), plain, found, start - back)

    def _context(self, sentence: Sentence, start: int, end: int) -> Context:
        text = self._text
        tense = looks_ahead(self._words, text, sentence, start, end)
        paragraph = text.rfind("\n", 0, start) + 1
        dated = self._dated[1] if self._dated and self._dated[0] >= paragraph else None
        told = self._told[-1] if self._told else None
        near = self._near(start, paragraph, ahead=tense is True)
        night = self._night if self._night == near else None
        return Context(
            words=self._words,
            published=self._published,
            ahead=tense is True,
            behind=tense is False,
            told=tuple(day for _, day in self._told[-12:]),
            near=near,
            here=told[1] if told and told[0] >= sentence.start else None,
            small_hours=moved(night, 1) if night else None,
            opens=start == paragraph,
            coming=self._coming[1] if self._coming else None,
            first_coming=self._first_coming,
            story=self._story,
            past=self._past,
            chronicle=self._chronicle,
            parts=self._parts,
            clock=self._clock[1] if self._clock and start - self._clock[0] < _NEAR else None,
            dated=dated,
            period=self._period,
            month_first=self._month_first,
            lead=text[max(sentence.start, start - _LEAD) : start].lower(),
            follow=text[end : min(max(sentence.end, end), end + _FOLLOW)].lower(),
            s_is_possessive=self._reading.apostrophes_lost,
        )

    def _near(self, at: int, paragraph: int, *, ahead: bool) -> date | None:
        """The day of a clock time: the last one told of if recent or near, else publication."""
        if at == paragraph or not self._told:
            last = None
        else:
            offset, last = self._told[-1]
            recent = self._published is None or (self._published - last).days <= _RECENT
            if offset < paragraph and at - offset > _NEAR and not recent:
                last = None
        if self._coming and ahead and at - self._coming[0] < _NEAR:
            return self._coming[1]
        if ahead and self._published is not None:
            return self._published
        return last or self._published

    def _remember(self, found: Resolved, bound: Resolved, pieces: list[Atom], c: Context) -> None:
        if found.granularity == "month" or _lasts(bound):
            self._period = bound
        day, start = found.first, pieces[0].start
        said = _SAYING.search(self._reading, start - len(c.lead), start) is not None
        if found.kind not in ("duration", "set") and not said:
            today = c.published.isoformat() if c.published else "9999"
            self._past = found if found.earliest and found.earliest[:10] < today else self._past
        if day is None or found.granularity == "week" or found.kind == "duration":
            return
        if _lasts(found, _WEEK):
            return  # no hour is one of "this year"
        if any(piece.kind == "date" for piece in pieces) and self._earlier_year(day):
            self._dated = start, day
        if self._runs_on(day, pieces, c):
            self._chronicle = day
        elif self._published is not None and day > self._published:
            self._coming = start, day
            self._first_coming = min(self._first_coming or day, day)
            return
        if found.granularity == "minute" and found.earliest:
            self._clock = start, datetime.fromisoformat(found.earliest)
        if found.kind == "clock" and len(pieces) == 1:
            if day == c.small_hours:
                self._told.append((start, day))  # the night is over
                self._night = None
            return
        if said or _AGREED.search(c.lead) or c.lead.endswith(("since ", "until ")):
            return
        if pieces[0].kind == "days" and _NIGHT_OF.search(c.lead):
            day = exact_day(found.latest) or day  # "on the night of 3 to 4 May"
        if pieces[0].kind == "past" and exact_day(found.latest) == self._published:
            day = self._published or day  # hours told after "in the past 24 hours" are today's
        self._told.append((start, day))
        if self._story is None and (found.latest or "")[:10] <= _after(day):
            self._story = day
        hour = (found.earliest or "")[11:13]
        self._night = day if found.granularity == "part" and hour >= _EVENING else None
        if found.granularity == "part":
            name = next((name for piece in pieces if (name := _part_name(piece))), "")
            self._parts[name] = day

    def _runs_on(self, day: date | None, pieces: list[Atom], c: Context) -> bool:
        """True for a date of a record that begins on its own day ("On 5 May ... On 7 May ...")."""
        if day is None or self._published is None:
            return False
        if self._chronicle is None:
            first = not self._told and day == self._published
            if not first or not any(piece.kind in _PRINTED for piece in pieces):
                return False
            return c.lead.endswith("on ") or pieces[0].words.lower().startswith("on ")
        return self._chronicle <= day and (day - self._published).days <= CHRONICLE and not c.ahead

    def _earlier_year(self, day: date) -> bool:
        return self._published is None or day.year < self._published.year


def _written(article: Article) -> date | None:
    """The day the story was written: that of its dateline, where it ran some days later."""
    published = exact_day(article.published)
    cut = next((part for part in article.parts if part.role == "dateline"), None)
    if published is None or cut is None:
        return published
    for found in calendar_dates(cut.words):
        value = exact_day(found.iso if found.has_year else f"{published.year}{found.iso[1:]}")
        if value is not None and 0 < (published - value).days <= _RAN_LATER:
            return value
    return published


def _after(day: date) -> str:
    return moved(day, 1).isoformat()


def _lasts(found: Resolved, days: int = 1) -> bool:
    """True for a stretch of more than two days that is no duration."""
    first, last = found.first, exact_day(found.latest)
    if first is None or last is None or found.kind in ("duration", "set"):
        return False
    return (last - first).days > days


def _month_first(text: str) -> bool | None:
    """Whether the text writes 12/31/2015 or 31/12/2015; None where it shows neither, or both."""
    if "/" not in text:
        return None
    shown = [(int(one) > 12, int(two) > 12) for one, two in _SLASHED.findall(text)]
    day, month = any(one for one, _ in shown), any(two for _, two in shown)
    return month if day != month else None


def _meaning(pieces: Sequence[Atom], c: Context) -> Resolved | None:
    """What the pieces of one expression mean together."""
    kinds = {piece.kind: piece for piece in pieces}
    day = kinds.get("date") or kinds.get("monthday") or _first(pieces, DAYS)
    part = _first(pieces, PARTS)
    if day is None:
        return (
            clocks.alone(pieces, part, c)
            if part is not None
            else _RULES[pieces[0].kind](pieces[0], c)
        )
    found = _RULES[day.kind](day, c)
    if found is None:
        return None
    if "overnight" in kinds and "weekday" in kinds:
        to = pieces[-1].start - pieces[0].end > len(" on ")  # "into"
        return _night_of(kinds["weekday"], c, to=to)
    return clocks.with_part(found, pieces, c) if part is not None else found


def _part_name(piece: Atom) -> str:
    return piece.get("part") or piece.get("that") or ("night" if piece.kind == "overnight" else "")


def _first(pieces: Sequence[Atom], kinds: frozenset[str]) -> Atom | None:
    return next((piece for piece in pieces if piece.kind in kinds), None)


def _night_of(weekday: Atom, c: Context, *, to: bool) -> Resolved | None:
    """ "overnight Friday", "overnight into Friday": the night to that day, or from it."""
    found = days.week_day(weekday, c)
    if found is None or found.first is None:
        return found
    night = c.words.parts["night"]
    into, since = window(moved(found.first, -1), night), window(found.first, night)
    if to or (c.published is not None and not c.ahead and found.first >= c.published):
        return into  # so it says, or the night after it has not been
    note = f"the night from that day; the night to it ({into.earliest}) is the other reading"
    return replace(since, ambiguous=True, note=note)


def _settled(times: list[Time]) -> list[Time]:
    """An ambiguous midnight that another sentence fixes says so, and takes that reading."""
    fixed = {
        t.earliest[:10]: t for t in times if t.earliest and "T00:" in t.earliest and not t.ambiguous
    }
    out = []
    for time in times:
        if not time.ambiguous or "T00:0" not in (time.earliest or ""):
            out.append(time)
            continue
        here = fixed.get((time.earliest or "")[:10])
        if here:
            time = replace(time, note=f"{time.note}; settled by {here.id}")
        out.append(time)
    return out
