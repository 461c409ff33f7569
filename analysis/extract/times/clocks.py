"""Clock times and parts of the day, on a day that is named or understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from analysis.extract.times.atoms import CLOCKS, PARTS, Atom
from analysis.extract.times.resolve import (
    BEFORE_DAWN,
    LATE,
    Context,
    Resolved,
    at_clock,
    moved,
    noted,
    open_words,
    window,
)
from analysis.lean import replace

_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_POINTS = {"midnight": 0, "noon": 12 * 60, "midday": 12 * 60}
_DAWN = ("dawn", "daybreak", "sunrise")
_MORNING = 9 * 60
_UP_TO = ("by", "until", "till")
_VAGUE = re.compile(r"(?:all|throughout|through|over|during|in|of) the|the|late|early|mid|on the")
_AT_MIDNIGHT = re.compile(r"\b(?:until|till|by|deadline|expires?|expire at|ends at)\b")


def minutes_of(atom: Atom, text: str = "") -> int | None:
    """Minutes after midnight of a clock time; None where it is none."""
    low = atom.words.lower()
    if atom.kind == "after":
        return None if atom.get("point") not in _POINTS else _from_point(atom)
    if not atom.get("hour"):
        return next((value for word, value in _POINTS.items() if word in low), None)
    hour = (
        _HOURS.index(atom.get("hour")) + 1 if atom.get("hour") in _HOURS else int(atom.get("hour"))
    )
    minute = int(atom.get("minute") or 0) + (30 if "half past" in low else 0)
    half = atom.get("half")[:1]
    later = "afternoon|evening" if atom.get("minute") else "afternoon|evening|night"
    if not half and 1 <= hour < 12 and re.search(later, text):
        half = "p"
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _from_point(atom: Atom) -> int | None:
    """ "ten minutes past midnight"; None where the count is not known."""
    counts = {"a": 1, "an": 1, **{word: i + 1 for i, word in enumerate(_HOURS)}}
    said = atom.get("count")
    number = int(said) if said.isdigit() else counts.get(said)
    if number is None:
        return None
    step = number * (60 if atom.get("unit") == "hour" else 1)
    point = _POINTS[atom.get("point")]
    return point + (step if atom.get("way") in ("past", "after") else -step)


def with_part(found: Resolved, pieces: Sequence[Atom], c: Context) -> Resolved:
    """A day with its clock time or part: "Friday at 8 a.m.", "Thursday night"."""
    value = found.first
    if value is None:
        return found
    words = " ".join(piece.words for piece in pieces).lower()
    clock = next((p for p in pieces if p.kind in CLOCKS), None)
    part = next((p for p in pieces if p.kind in PARTS), None)
    if clock is not None or re.search(r"\b(?:midnight|noon|midday)\b", words):
        source = clock or part
        minutes = minutes_of(source, words) if source else None
        if minutes is None:
            return _around_point(found, value, clock)
        if "midnight" in words:
            return _midnight(value, minutes, words, c)
        return zoned(at_clock(value, minutes), clock)
    name = part.get("part") if part else ""
    if not name:  # "the early hours of Friday"
        return replace(window(value, BEFORE_DAWN), kind=found.kind)
    return replace(_part_of(value, name, words, c), kind=found.kind)


def _around_point(found: Resolved, value: date, clock: Atom | None) -> Resolved:
    """ "Minutes after midnight on Friday": that night, no minute."""
    if clock is not None and clock.get("point") == "midnight":
        return replace(window(value, (0, 1)), kind=found.kind)
    return found


def _part_of(value: date, name: str, words: str, c: Context) -> Resolved:
    hours = c.words.parts[name]
    if name in _DAWN and re.search(r"\b(?:before|pre)\b", words):
        hours = BEFORE_DAWN
    elif "late" in words.split() and name in ("night", "evening"):
        hours = (LATE[0], hours[1]) if name == "night" else hours
    return window(value, hours)


def _midnight(value: date, minutes: int, words: str, c: Context) -> Resolved:
    """ "Midnight Friday" is the start of Friday, or its end; a deadline is its end."""
    if "tonight" in words or "tomorrow night" in words or minutes < 0:
        return at_clock(moved(value, 1), minutes)
    found, other = at_clock(value, minutes), at_clock(moved(value, 1), minutes)
    which = "start", "end"
    if _AT_MIDNIGHT.search(c.lead[-24:] + " " + words):
        found, other, which = other, found, ("end", "start")
    note = f"the {which[0]} of that day; its {which[1]} ({other.earliest}) is the other reading"
    return replace(found, ambiguous=True, note=note)


def zoned(found: Resolved, clock: Atom | None) -> Resolved:
    """The same with the zone its clock names."""
    zone = clock.parts.get("zone") if clock is not None else None
    return noted(found, f"clock: {zone.upper() if len(zone) < 5 else zone}") if zone else found


def alone(pieces: Sequence[Atom], atom: Atom, c: Context) -> Resolved | None:
    """A part of a day or a clock time whose day stands elsewhere."""
    low, anchor = atom.words.lower(), c.near
    if atom.kind == "barepart":
        return None
    if anchor is None:
        return open_words(
            "clock" if atom.kind in CLOCKS else "relative", note="no day to set it on"
        )
    if "midnight" in low:
        return _bare_midnight(atom, anchor, c)
    if c.small_hours is not None and _small(pieces, atom):
        anchor = c.small_hours
    if atom.kind in CLOCKS or "noon" in low.split() or "midday" in low:
        minutes = minutes_of(atom, " ".join(piece.words for piece in pieces).lower())
        return None if minutes is None else zoned(at_clock(anchor, minutes), atom)
    return _bare_part(atom, low, anchor, c)


def _small(pieces: Sequence[Atom], atom: Atom) -> bool:
    """True for a time before the morning is over: after a night it is of the next day."""
    if atom.kind in CLOCKS:
        minutes = minutes_of(atom, " ".join(piece.words for piece in pieces).lower())
        return minutes is not None and minutes < _MORNING
    return atom.get("part") in (*_DAWN, "morning") or not atom.get("part")


def _bare_midnight(atom: Atom, anchor: date, c: Context) -> Resolved | None:
    low = atom.words.lower()
    if "before" in low.split()[:2]:
        return window(anchor, LATE)
    minutes = minutes_of(atom)
    if minutes is None:
        return window(anchor, (0, 1))
    ahead = (c.ahead and anchor >= (c.published or anchor)) or minutes < 0
    return at_clock(moved(anchor, 1 if ahead else 0), minutes)


def _bare_part(atom: Atom, low: str, anchor: date, c: Context) -> Resolved | None:
    name = atom.get("part")
    if not name:
        return window(anchor, BEFORE_DAWN)
    if name in _DAWN and "before" in low:
        return window(anchor, BEFORE_DAWN)
    if low.startswith("since"):
        return replace(window(anchor, c.words.parts[name]), latest=anchor.isoformat())
    if _VAGUE.match(low) and name != "dawn":
        return None
    if c.ahead and c.published == anchor and name in (*_DAWN, "morning"):
        anchor = moved(anchor, 1)  # said of today, at dawn to come
    found = window(anchor, c.words.parts[name])
    if low.split()[0] in _UP_TO:
        return replace(found, earliest=anchor.isoformat())
    return found
