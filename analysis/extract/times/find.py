"""Join neighbouring pieces to expressions and resolve each in its sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from analysis.extract.times import periods
from analysis.extract.times import resolve as calendar
from analysis.extract.times.atoms import Atom, atoms
from analysis.extract.times.resolve import Resolved
from analysis.reading import Reading
from analysis.records import Time

_DAYS = frozenset(("date", "monthday", "weekday", "reltoday", "thispart", "overnight", "nextday"))
_PARTS = frozenset(("part", "barepart", "clock", "after"))
_JOINT = re.compile(r"^[ ,]{0,2}(?:on|at|in the|of|the|a|one|early|late|local time)?[ ,]{0,2}$")
_FUTURE = re.compile(
    r"\b(?:will|shall|expected|due|scheduled|set to|plan(?:s|ned)? to|is to|are to|would|upcoming"
    r"|(?:starting|beginning|start|starts|begin|begins|effect)|deadline|ultimatum|next|coming|until"
    r"|resumes?|reopens?|stops?|opens?|arrives?|returns?|expires?|ends?|goes|meets?|doubtful|faces?"
    r"|is (?:on|at)|may|can|is)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:killed|wounded|injured|died|said|struck|hit|was|were|had|has|came|began|took|told|held|"
    r"met|fought|after|since|earlier|\w{3,}ed|went|fell|left|took|saw|gave|made|broke)\b",
    re.IGNORECASE,
)


def find_times(reading: Reading) -> tuple[Time, ...]:
    """Every time expression, in order; unresolved ones keep their words and nothing more."""
    groups = _joined(reading)
    published = calendar.parse_day(reading.article.published)
    out: list[Time] = []
    state = _State(reading, published)
    for pieces in groups:
        found = state.resolve(pieces)
        if found is None:
            continue
        start, end = pieces[0].start, pieces[-1].end
        start = state.widened(pieces, found)
        out.append(
            Time(
                start=start,
                end=end,
                id=f"t{len(out) + 1}",
                sentence=reading.sentence_at(start),
                rule=f"time.{'+'.join(piece.kind for piece in pieces)}",
                earliest=found.earliest,
                latest=found.latest,
                granularity=found.granularity,
                kind=found.kind,
                ambiguous=found.ambiguous,
                note=found.note,
            )
        )
    return tuple(_settled(out))


def _joined(reading: Reading) -> list[list[Atom]]:
    """Pieces that make one expression: a day and its part, in either order."""
    out: list[list[Atom]] = []
    text = reading.text
    for atom in atoms(text):
        if out and _joins(out[-1], atom, text):
            out[-1].append(atom)
        else:
            out.append([atom])
    return out


def _joins(pieces: list[Atom], atom: Atom, text: str) -> bool:
    kinds = {piece.kind for piece in pieces}
    gap = text[pieces[-1].end : atom.start]
    if "\n" in gap or not _JOINT.match(gap):
        return False
    if "overnight" in kinds and atom.kind == "weekday" and "," in gap:
        return False
    day, part = bool(kinds & _DAYS), bool(kinds & _PARTS)
    if atom.kind in _DAYS:
        if atom.kind == "date" and "weekday" in kinds:
            return True
        if atom.kind == "weekday" and kinds & {"date", "monthday"}:
            return True
        return part and not day and "since" not in pieces[0].words.lower()
    return atom.kind in _PARTS and day and (not part or atom.kind in ("after", "clock", "barepart"))


class _State:
    """What is known while reading on: the last day named anchors "that night"."""

    def __init__(self, reading: Reading, published: date | None) -> None:
        self._text = reading.text
        self._reading = reading
        self._published = published
        self._last: date | None = None
        self._last_at = -1

    def widened(self, pieces: list[Atom], found: Resolved) -> int:
        """Where the expression begins: a "since" before it belongs to it."""
        start = pieces[0].start
        lead = self._text[max(0, start - 16) : start]
        match = re.search(r"(?i)(since|as of|on|from|until|by)\s(?:late |early |the )?$", lead)
        if match and found.earliest and match.group(1).lower() in ("since", "as of"):
            return start - (len(lead) - match.start())
        return start

    def resolve(self, pieces: list[Atom]) -> Resolved | None:
        """The meaning of one expression."""
        by_kind = {piece.kind: piece for piece in pieces}
        first = pieces[0]
        if self._published is None:
            found = self._undated(pieces)
        else:
            day = next((piece for piece in pieces if piece.kind in _DAYS), None)
            part = next((piece for piece in pieces if piece.kind in _PARTS), None)
            if day is not None:
                found = self._day(day, by_kind)
                if found and part is not None:
                    found = self._with_part(found, part, pieces)
            elif part is not None:
                found = self._part(part)
            else:
                found = self._other(first)
        if found is None:
            return None
        found = self._since(first, found)
        anchor = calendar.parse_day(found.earliest)
        if anchor and found.kind in ("date", "weekday", "relative") and found.granularity != "week":
            self._last, self._last_at = anchor, first.start
        return found

    # ------------------------------------------------------------ without a day

    def _undated(self, pieces: list[Atom]) -> Resolved | None:
        """Without a publication day only dates with their year mean anything."""
        words = self._text[pieces[0].start : pieces[-1].end]
        for piece in pieces:
            if piece.kind in ("date", "monthyear"):
                return calendar.written_date(piece.words, None, future=False)
            if piece.kind in ("yearword", "years"):
                return periods.years(piece.words)
        if pieces[0].kind in ("barepart", "within", "for", "part", "past"):
            return None
        kind = "weekday" if pieces[0].kind == "weekday" else "relative"
        if pieces[0].kind in ("clock", "after"):
            kind = "clock"
        return Resolved(None, None, "", kind, note=f"no publication day to resolve {words[:40]!r}")

    # ----------------------------------------------------------------- the day

    def _future(self, at: int) -> bool:
        """True where the verb before the expression looks ahead."""
        sentence = self._reading.sentences[self._reading.sentence_at(at)]
        lead = self._text[max(sentence.start, at - 70) : at]
        ahead = list(_FUTURE.finditer(lead))
        if not ahead:
            tail = self._text[at : min(sentence.end, at + 60)]
            return bool(re.match(r"[^.;]{0,20}\b(?:will|deadline)\b", tail))
        behind = list(_PAST.finditer(lead))
        return not behind or ahead[-1].start() > behind[-1].start()

    def _day(self, piece: Atom, by_kind: dict[str, Atom]) -> Resolved | None:
        published = self._published
        assert published is not None
        low, future = piece.words.lower(), self._future(piece.start)
        if piece.kind in ("date", "monthday"):
            return calendar.written_date(piece.words, published, future=future)
        if piece.kind == "weekday":
            if "date" in by_kind or "monthday" in by_kind:
                piece = by_kind.get("date") or by_kind["monthday"]
                return calendar.written_date(piece.words, published, future=future)
            return self._weekday(piece, future)
        if piece.kind == "reltoday":
            step = {"yesterday": -1, "tomorrow": 1}.get(low.split()[-1], 0)
            value = published + timedelta(days=step)
            if "tonight" in low:
                return calendar.window(value, "night")
            return Resolved(calendar.day(value), calendar.day(value), "day", "relative")
        if piece.kind == "thispart":
            if "last" in low:
                return calendar.window(published - timedelta(days=1), "night")
            return calendar.window(published, low.split()[-1])
        if piece.kind == "overnight":
            return calendar.window(published - timedelta(days=1), "night")
        return self._next_day(low)

    def _weekday(self, piece: Atom, future: bool) -> Resolved | None:
        index = calendar.weekday_index(piece.words)
        if index is None or self._published is None:
            return None
        low = piece.words.lower()
        if "following" in low and self._last:
            value = self._last + timedelta(days=(index - self._last.weekday() - 1) % 7 + 1)
        else:
            value = calendar.weekday(
                self._published, index, future=future or "next" in low, last="last" in low
            )
            if "next" in low and value == self._published:
                value += timedelta(days=7)
        if re.search(r"\b(?:late|early)\b", low):
            return replace(
                calendar.window(value, "late" if "late" in low else "early"), kind="weekday"
            )
        return Resolved(calendar.day(value), calendar.day(value), "day", "weekday")

    def _next_day(self, low: str) -> Resolved | None:
        anchor = self._last or self._published
        assert anchor is not None
        if "week" in low or "month" in low or "year" in low:
            return calendar.period(anchor, low.replace("that ", "same "))
        step = 0
        if re.search(r"next|following|day after|day later", low):
            step = 1
        elif re.search(r"previous|preceding|day before|day earlier", low):
            step = -1
        if low == "the night":
            step = -1 if anchor == self._published else 0
        value = anchor + timedelta(days=step)
        index = calendar.weekday_index(low) if re.search("day$", low) else None
        if index is not None and "same" not in low and " day" not in low:
            value = anchor + timedelta(days=(index - anchor.weekday() - 1) % 7 + 1)
        for part in ("morning", "afternoon", "evening", "night", "dawn"):
            if part in low:
                return calendar.window(value, part)
        return Resolved(calendar.day(value), calendar.day(value), "day", "relative")

    # ------------------------------------------------------------ parts and clocks

    def _with_part(self, found: Resolved, part: Atom, pieces: list[Atom]) -> Resolved | None:
        value = calendar.parse_day(found.earliest)
        if value is None:
            return found
        words = " ".join(piece.words for piece in pieces).lower()
        lead = self._text[max(0, part.start - 12) : part.start].lower()
        tonight = "tonight" in words
        clock = next((p for p in pieces if p.kind in ("clock", "after")), None)
        if clock is not None or "midnight" in words or "noon" in words or "midday" in words:
            source = clock.words if clock is not None else words
            minutes = calendar.clock_minutes(lead + source if "minute" in lead else source)
            if minutes is None:
                return found
            if "midnight" in words:
                return self._midnight(value, minutes, pieces, tonight)
            if clock is not None and minutes < 720 and re.search("afternoon|evening|night", words):
                minutes += 720 if not re.search(r"[:h]", source) else 0
            return calendar.at_clock(value, minutes)
        for name in (
            "morning",
            "afternoon",
            "evening",
            "night",
            "dusk",
            "dawn",
            "daybreak",
            "sunrise",
        ):
            if name in words:
                if name in ("dawn", "daybreak", "sunrise") and "before" in words:
                    return replace(calendar.window(value, "early"), latest=f"{value}T06:00")
                return replace(calendar.window(value, name), kind=found.kind)
        return found

    def _midnight(self, value: date, minutes: int, pieces: list[Atom], tonight: bool) -> Resolved:
        if tonight:
            return calendar.at_clock(value + timedelta(days=1), minutes)
        found = calendar.at_clock(value, minutes)
        other = calendar.at_clock(value + timedelta(days=1), minutes)
        note = f"the start of that day; its end ({other.earliest}) is the other reading"
        return replace(found, ambiguous=True, note=note)

    def _part(self, piece: Atom) -> Resolved | None:
        """A part of a day or a clock time whose day stands elsewhere."""
        low = piece.words.lower()
        anchor, future = self._context(piece.start), self._future(piece.start)
        if piece.kind == "barepart" or anchor is None:
            return None
        if "midnight" in low:
            if "before" in low.split()[:2]:
                return calendar.window(anchor, "late")
            minutes = calendar.clock_minutes(low) or 0
            ahead = future and anchor >= (self._published or anchor)
            return calendar.at_clock(anchor + timedelta(days=1 if ahead else 0), minutes)
        if piece.kind in ("clock", "after") or "noon" in low or "midday" in low:
            if not re.search(r"[:h]\d|m|\bat\b|noon", low) and not self._text[
                max(0, piece.start - 4) : piece.start
            ].strip().endswith("at"):
                return None
            clock = calendar.clock_minutes(low)
            return None if clock is None else calendar.at_clock(anchor, clock)
        for name in (
            "morning",
            "afternoon",
            "evening",
            "night",
            "dusk",
            "dawn",
            "daybreak",
            "sunrise",
            "sunset",
            "nightfall",
            "lunchtime",
        ):
            if name in low:
                if "before" in low and name in ("dawn", "daybreak", "sunrise"):
                    return replace(calendar.window(anchor, "early"), latest=f"{anchor}T06:00")
                if low.startswith("since"):
                    return replace(calendar.window(anchor, name), latest=calendar.day(anchor))
                if re.match(
                    r"(?:all|throughout|during|in|of) the|the|late|early|on the", low
                ) and name not in ("dawn",):
                    return None
                return calendar.window(anchor, name)
        return None

    def _context(self, at: int) -> date | None:
        """The day a clock time belongs to: the last one named nearby, else publication."""
        if self._last and at - self._last_at < 250:
            return self._last
        return self._published

    # -------------------------------------------------------------------- the rest

    def _other(self, piece: Atom) -> Resolved | None:
        published, words = self._published, piece.words
        assert published is not None
        low, future = words.lower(), self._future(piece.start)
        if piece.kind == "monthyear":
            return calendar.written_date(words, published, future=future)
        if piece.kind == "month":
            return calendar.month_word(words, published, future=future)
        if piece.kind == "monthlast":
            if "same" in low:
                return calendar.month_word(words, published, future=False)
            last = low.startswith("last")
            return calendar.month_word(words, published, future="next" in low, before=last)
        if piece.kind in ("yearword", "years", "sameperiod"):
            return periods.years(words)
        if piece.kind == "week":
            return calendar.period(published, words.strip())
        if piece.kind == "weekend":
            return calendar.period(published, "this weekend")
        return self._counted(piece, low, published, future=future)

    def _counted(self, piece: Atom, low: str, published: date, *, future: bool) -> Resolved | None:
        """What is counted from the day of publication or the last day named."""
        words = piece.words
        if piece.kind == "past":
            return periods.past_period(low, published)
        if piece.kind == "recent":
            return Resolved(None, calendar.day(published), "day", "relative", note="no lower bound")
        if piece.kind == "days":
            return periods.days(words, published, future=future)
        if piece.kind == "ago":
            return periods.ago(low, published, self._last)
        if piece.kind in ("within", "span"):
            return periods.deadline(low, piece.kind, published, future=future)
        return periods.named(piece.kind, low, published)

    def _since(self, piece: Atom, found: Resolved) -> Resolved:
        """ "since X" runs to the day of publication."""
        lead = self._text[max(0, piece.start - 12) : piece.start + 5].lower()
        if self._published is None or not found.earliest:
            return found
        if re.search(r"\bsince\b", lead) or piece.words.lower().startswith("since"):
            return replace(found, latest=calendar.day(self._published))
        if re.search(r"\buntil\b", lead) and found.kind in ("weekday", "date"):
            first = calendar.day(self._published)
            if first <= (found.latest or ""):
                return replace(found, earliest=first)
        return found


def _settled(times: list[Time]) -> list[Time]:
    """An ambiguous midnight that another sentence fixes says so; its other reading stays."""
    fixed = {
        t.earliest[:10]: t for t in times if t.earliest and "T00:" in t.earliest and not t.ambiguous
    }
    out = []
    for time in times:
        other = fixed.get((time.earliest or "")[:10])
        if time.ambiguous and other:
            time = replace(time, note=f"{time.note}; settled by {other.id}")
        out.append(time)
    return out
