"""What a word before a time makes of it: "since", "until", "by", "from", and "from ... to"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from analysis.dates import exact_day
from analysis.extract.times.atoms import Atom
from analysis.extract.times.resolve import Context, Resolved, made, moved, on
from analysis.lean import dataclass, replace

_WORD = re.compile(
    r"\b(since|as of|until|till|by|from|between)\s(?:late |early |the |about |around )*$", re.I
)
# "since the fighting began in May": what began is named before its day
_SINCE = re.compile(
    r"\bsince (?:(?!since )[\w’'-]+ ){1,8}(?:\w+ed|began|begun|broke|fell|took(?: \w+)?"
    r"|left|won|rose|went|hit|struck|sank|lost|set|cut|came)(?: \w+){0,3} (?:in |on )?$"
)
# "since the launch of the operation on Oct. 9": what is a noun, and its day behind it
_SINCE_NOUN = re.compile(
    r"\bsince (?:the|its|their|his|her|an?) "
    r"(?:(?!since |sa(?:id|ys) |told |announced |was |were |is |has |had )[\w’'-]+ ){1,8}"
    r"(?:on|of) (?:the )?$"
)
_FIRST = re.compile(r"(since|until|till|by|from|between)\b", re.IGNORECASE)
_ON = re.compile(r",? (?:on\b(?! \w+day)|onwards?\b|until further notice)")
_LINK = re.compile(
    r"\s?(?:,\s)?(to|until|till|through|into|and|-|–|—)\s?(?:late |early |the |about )?"
)
# "in the 24 hours to Tuesday evening", "over the ten days ending on 4 May"
_UP_TO = re.compile(
    r"\b(?:in|over|during|within) the (?:last )?(?P<count>\d{1,3}|[a-z]{3,6})[ -](?P<unit>hour|day|week)s? "
    r"(?:up )?(?:to|ending|until|through|before) (?:on )?$"
)
_DAYS = ("date", "weekday", "relative")
_COARSE = ("day", "week", "month", "year", "season")


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its pieces, what they mean, and what the word before makes of it."""

    start: int
    end: int
    pieces: tuple[Atom, ...]
    plain: Resolved
    bounded: Resolved
    begins: int  # where the bounding word stands, or ``start``


def bounded(found: Resolved, pieces: list[Atom], c: Context) -> tuple[Resolved, int]:
    """The meaning with its bounding word, and how far before the pieces that word stands."""
    within = _FIRST.match(pieces[0].words)
    match = _WORD.search(c.lead, max(0, len(c.lead) - 40))
    if (length := _UP_TO.search(c.lead)) is not None and found.latest:
        return _up_to(found, length, c), 0
    word = (within or match).group(1).lower() if within or match else ""  # type: ignore[union-attr]
    back = 0 if within or not match else len(c.lead) - match.start()
    if (
        not word
        and found.kind == "date"
        and "since " in c.lead
        and (_SINCE.search(c.lead) or _SINCE_NOUN.search(c.lead))
    ):
        word = "since"
    meant = found if word == "by" and pieces[0].get("end") else _with(word, found, c)
    if meant is found and word not in ("since", "as of"):
        back = 0
    return meant, back


def _up_to(found: Resolved, length: re.Match[str], c: Context) -> Resolved:
    """ "In the 24 hours to Tuesday evening": as long before the day as it says."""
    count, last = c.words.number(length["count"]), exact_day((found.latest or "")[:10])
    if not count or last is None:
        return found
    unit = length["unit"]
    first = (
        moved(last, -count // 24).isoformat()
        if unit == "hour"
        else moved(last, 1 - count * (7 if unit == "week" else 1)).isoformat()
    )
    return replace(found, earliest=first, latest=last.isoformat(), granularity="day")


def _with(word: str, found: Resolved, c: Context) -> Resolved:
    if not found.earliest or found.kind in ("set", "duration"):
        return found
    published = c.published
    if word in ("since", "as of"):
        if word == "as of" or published is None:
            return replace(found, latest=None) if word == "since" else found
        after = exact_day(found.earliest)
        if after and after > published:
            return found
        return replace(found, latest=published.isoformat())
    if word in ("until", "till", "by") and _whole_days(found) and published is not None:
        first = published.isoformat()
        coming = first < (found.earliest or "") and found.kind == "date"
        if first <= (found.latest or "") and (c.ahead or coming or word != "by"):
            return replace(found, earliest=first)
    if (
        word == "from"
        and (c.ahead or _ON.match(c.follow))
        and not c.follow.startswith(("’s", "'s"))
    ):
        return replace(found, latest=None)
    return found


def _whole_days(found: Resolved) -> bool:
    return found.kind in _DAYS and found.granularity in _COARSE


def ranged(text: str, found: list[Expression]) -> list[Expression]:
    """Neighbours joined by "to" or "between ... and ..." as one stretch."""
    out: list[Expression] = []
    for one in found:
        joint = _joined(text, out[-1], one) if out else None
        if joint is not None:
            out[-1] = joint
        else:
            out.append(one)
    return out


def _joined(text: str, first: Expression, last: Expression) -> Expression | None:
    if last.start - first.end > 14:
        return None
    link = _LINK.fullmatch(text, first.end, last.start)
    opened = _WORD.search(text, max(0, first.start - 20), first.start) or _FIRST.match(
        text, first.start
    )
    word = opened.group(1).lower() if opened else ""
    inner = _FIRST.match(text, last.start)
    if not link and inner and text[first.end : last.start] == " ":
        joint = inner.group(1).lower()
    elif link:
        joint = link.group(1)
    else:
        return None
    if not _links(joint, word):
        return None
    meaning = _stretch(_in_year_of(last, first), last.plain)
    if meaning is None:
        return None
    start = opened.start(1) if opened and word in ("from", "between") else first.begins
    return Expression(first.start, last.end, (*first.pieces, *last.pieces), meaning, meaning,
                      min(start, first.start))  # fmt: skip


def _in_year_of(last: Expression, first: Expression) -> Resolved:
    """ "Between 3 March and 5 April 2020": the year said once holds for both."""
    began, ended = first.plain.first, last.plain.first
    dated = [piece.kind for piece in last.pieces] == ["date"]
    if not (dated and began and ended and first.pieces[0].kind == "monthday"):
        return first.plain
    year = ended.year - ((began.month, began.day) > (ended.month, ended.day))
    value = made(year, began.month, began.day)
    return on(value, "date") if value else first.plain


def _links(joint: str, word: str) -> bool:
    """ "and" links after "between", "until" after "from", the others anywhere."""
    if joint == "and":
        return word == "between"
    return joint in ("to", "through", "into", "-", "–") or (joint != "—" and word == "from")


def _stretch(first: Resolved, last: Resolved) -> Resolved | None:
    """From the first to the last; weekdays and clock times are put in order."""
    if not (first.earliest and last.latest):
        return None
    if {first.granularity, last.granularity} == {"part", "day"} and first.granularity == "part":
        return first if (first.latest or "")[:10] == last.latest[:10] else None
    if first.granularity != last.granularity or first.granularity == "":
        return None
    if first.earliest <= last.latest:
        return replace(first, latest=last.latest, note=first.note or last.note)
    if first.kind == last.kind == "weekday" and first.first:
        return replace(last, earliest=moved(first.first, -7).isoformat())
    if first.granularity == "minute" and first.kind == last.kind == "clock":
        end = datetime.fromisoformat(last.latest) + timedelta(days=1)
        return replace(first, latest=end.isoformat(timespec="minutes"))
    return None
