"""The reporting verbs of an article, who stands beside them, and what an utterance is."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import field

from analysis.extract.quotes.antecedents import Known
from analysis.extract.quotes.grammar import (
    ADVERBS,
    BE,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    Grammar,
)
from analysis.extract.quotes.guards import Guards
from analysis.extract.quotes.marks import Marked, marked
from analysis.extract.quotes.names import Names
from analysis.extract.quotes.speakers import Speakers
from analysis.extract.quotes.wording import DOCUMENT
from analysis.lean import dataclass
from analysis.lexicon import Tag
from analysis.reading import Reading

_ROW_CLASSES = frozenset(("saying", "announcing", "claiming"))
MARKS_ONLY = frozenset(("asking", "denying", "describing"))  # rows only for words in marks
_CITED = frozenset(("quoted", "cited", "quotes", "cites"))
_BEFORE_GERUND = frozenset(
    (",", "while", "whilst", "when", "after", "before", "by", "without", "and")
)
_DATED_BY = frozenset(("after", "before", "since"))
_NEAR = (0, 1, 2, 3, -1)  # where a time may begin beside a token: "on Monday"
_VENUE = re.compile(
    r"\b(?:in|at|on|during|via|through|over|by(?= (?:tele)?phone\b)) "
    r"(?:an? |the |his |her |its |their |national |state )?"
    r"(?:joint |written |press |news |televised |telephone |video |daily |separate |short |live |official |phone "
    r"|radio |brief |recent |exclusive |lengthy |blog |Facebook |Twitter |conference |court |legal |emailed |"
    r"follow-up |campaign |sworn |newspaper |public )*"
    r"(?:statement|news conference|press conference|conference|briefing|interview|Twitter|Telegram|Facebook|X|"
    r"television|TV|telephone|phone|speech|tweet|post|letter|report|hearing|meeting|address|remarks|email|e-mail|"
    r"text message|message|memo|op-ed|column|essay|call|debate|rally|podcast|ruling|dissent|filing|affidavit|"
    r"deposition|testimony|release|note|article|Instagram|YouTube|voicemail|book|memoir|opinion|radio show)\b"
    r"(?: (?:to|with|on|in) (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][\w.]+(?: [A-Z][\w.]+){0,2})?"
)


@dataclass(slots=True)
class Cue:
    """A reporting verb that is one here: token span, its speaker, and what it may still take."""

    tag: Tag
    first: int
    stop: int
    sentence: int
    kind: str = "saying"
    speaker: tuple[int, int] | None = None
    inherited: bool = False  # "and said": the subject is that of the verb before
    nested: bool = False  # "medics who said": inside another clause
    used: bool = False
    via: tuple[int, int] | None = None  # "was quoted by Y as saying"


@dataclass(slots=True)
class Utterance:
    """Words somebody is cited for."""

    start: int
    end: int
    kind: str
    cue: str | None
    speaker: tuple[int, int] | None
    rule: str
    sentence: int
    clause: tuple[int, int] | None = None
    addressee: str | None = None
    venue: str | None = None
    group: str | None = None
    via: tuple[int, int] | None = None
    known: Known | None = field(default=None)


class Speech:
    """The marks and cues of one article, and what they have in common."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.text
        self._tokens = reading.tokens
        self._norms = reading.tokens.norms
        self._marks = marked(reading.text, reading.article.paragraphs)
        self._times = {time.start: time for time in reading.found.times}
        self._mark_starts = [mark.start for mark in self._marks]
        self._grammar = Grammar(reading)
        self._speakers = Speakers(reading, self._grammar)
        self._speakers.soft = {
            self._tokens.at(at)
            for mark in self._marks
            if self._is_fragment(mark)
            for at in (mark.before, mark.after - 1)
        }
        self._names = Names(reading, self._speakers, self._in_mark)
        self._cues = self._find_cues()
        self._cue_at = {cue.first for cue in self._cues}
        self._by_sentence: dict[int, list[Cue]] = {}
        for cue in self._cues:
            self._by_sentence.setdefault(cue.sentence, []).append(cue)
        self._groups = 0

    def _in_mark(self, offset: int) -> Marked | None:
        k = bisect_left(self._mark_starts, offset + 1) - 1
        if k >= 0 and self._marks[k].start <= offset < self._marks[k].end:
            return self._marks[k]
        return None

    def _find_cues(self) -> list[Cue]:
        out: list[Cue] = []
        guards = Guards(self._reading)
        for tag in self._reading.tagged("reporting"):
            kind = tag.entry.get("class")
            if kind not in _ROW_CLASSES and kind not in MARKS_ONLY and kind != "according":
                continue
            start = self._tokens.starts[tag.first]
            if self._in_mark(start) or guards.is_no_cue(tag):
                continue
            sentence = self._reading.sentence_at(start)
            out.append(Cue(tag, tag.first, tag.stop, sentence, kind=kind))
        previous: Cue | None = None
        latest: Cue | None = None  # of any class: "accused X of Y, saying that"
        for cue in out:
            if cue.kind == "according":
                cue.speaker = self._speakers.right(cue.stop, self._stop_of(cue.sentence))
                continue
            floor = self._floor(cue, previous)
            passive = self._quoted_by(cue, floor)
            if passive:
                cue.speaker, cue.via = passive
            elif self._norms[cue.first].endswith("ing"):
                cue.speaker = self._beside_gerund(cue, floor)
            else:
                cue.speaker = self._speakers.left(cue.first, floor)
            before = self._norms[cue.first - 1] if cue.first > floor else ""
            cue.nested = before in ("who", "which", "that")
            if cue.speaker is None and not cue.nested:
                cue.speaker = self._subject_left_out(cue, latest, floor)
                cue.inherited = True
            latest = cue if cue.speaker else latest
            if cue.kind not in MARKS_ONLY:
                previous = cue
        return out

    def _quoted_by(
        self, cue: Cue, floor: int
    ) -> tuple[tuple[int, int] | None, tuple[int, int] | None] | None:
        """ "X was quoted by Y as saying", "Y quoted X as saying": X speaks, by way of Y."""
        if self._norms[cue.first] != "as":
            return None
        quoted = next(
            (
                k
                for k in range(cue.first - 1, max(floor, cue.first - 12), -1)
                if self._norms[k] in _CITED
            ),
            0,
        )
        if not quoted:
            return None
        if self._norms[quoted + 1] == "by":
            medium = self._speakers.right(quoted + 2, cue.first)
            return self._speakers.left(quoted, floor), medium
        if quoted + 1 < cue.first:
            return self._speakers.left(cue.first, quoted + 1), self._speakers.left(quoted, floor)
        return self._speakers.left(quoted, floor), None

    def _beside_gerund(self, cue: Cue, floor: int) -> tuple[int, int] | None:
        """ "with one poster writing", "a letter warning": a verb in -ing with a subject of its own."""
        if cue.first <= floor or self._norms[cue.first - 1] in _BEFORE_GERUND:
            return None
        for k in range(cue.first - 2, max(floor, cue.first - 9) - 1, -1):
            if self._norms[k] == "with":
                return k + 1, cue.first
            if self._grammar.finite[k] or self._norms[k] == ",":
                break
        found = self._speakers.left(cue.first, floor)
        if found is None or found[1] != cue.first:
            return found
        own = self._norms[cue.first] == "saying" or self._norms[cue.first - 1] in DOCUMENT
        return found if own or cue.first - found[0] < 2 or found[0] <= floor + 1 else None

    def _subject_left_out(
        self, cue: Cue, previous: Cue | None, floor: int
    ) -> tuple[int, int] | None:
        """The speaker of "adding that", "and said": of the cue before it, or of the clause."""
        first = self._reading.sentences[cue.sentence].first
        k = cue.first - 1
        while k > floor and (self._norms[k] in ADVERBS or self._norms[k] in BE):
            k -= 1
        lead = self._norms[k] if k >= first else ""
        gerund = self._norms[cue.first].endswith("ing")
        if not gerund and lead not in ("and", "but", ",", "then"):
            return None
        if previous is not None and previous.sentence == cue.sentence and previous.speaker:
            return previous.speaker
        found = self._speakers.subject(floor, cue.first)
        if found is None and floor > first:
            found = self._speakers.subject(first, cue.first)
        if found is None and gerund and previous and cue.sentence - previous.sentence <= 1:
            return previous.speaker
        return found

    def _stop_of(self, sentence: int) -> int:
        return self._reading.sentences[sentence].stop

    def _floor(self, cue: Cue, previous: Cue | None) -> int:
        """The first token the speaker may stand at: after a quotation, a cue, the sentence's start."""
        floor = self._reading.sentences[cue.sentence].first
        if previous is not None and previous.sentence == cue.sentence:
            floor = max(floor, previous.stop)
        k = bisect_left(self._mark_starts, self._tokens.starts[cue.first]) - 1
        if k >= 0:
            after = self._tokens.at(self._marks[k].end)
            if self._is_fragment(self._marks[k]):
                return floor
            floor = max(floor, after)
            while floor < cue.first and self._norms[floor] in ("”", '"', "''", "»", "’", "'", ","):
                floor += 1
        return floor

    def _is_fragment(self, mark: Marked) -> bool:
        """Words in marks that are part of the sentence around them, not an utterance before it."""
        lead = self._text[max(0, mark.before - 2) : mark.before].rstrip()
        first = self._text[mark.start : mark.start + 1]
        return bool(lead) and (
            lead[-1].isalnum() and (first.islower() or mark.end - mark.start < 40)
        )

    def _next_group(self) -> str:
        self._groups += 1
        return f"u{self._groups}"

    def _cue_words(self, cue: Cue) -> str:
        return self._reading.words(cue.first, cue.stop)

    def _past_addressee(self, k: int, end: int) -> int:
        mark = self._in_mark(self._tokens.starts[k] + 2) if k < end else None
        if mark is not None and mark.before <= self._tokens.starts[k]:
            behind = self._tokens.at(mark.after)
            if self._norms[behind : behind + 1] == ["that"]:
                return behind  # told “Meet the Week” that
        first = k
        if k < end and self._norms[k] in ("a", "an", "the", "his", "her", "its", "their"):
            return self._past_noun(k + 1, end)
        while k < end and k - first < 6:
            norm = self._norms[k]
            if norm in ("him", "her", "them", "us", "me", "reporters", "journalists"):
                k += 1
                if (
                    self._norms[k - 1] in ("reporters", "journalists")
                    and k < end
                    and self._norms[k] == "in"
                ):
                    k += 2
                break
            if (
                norm in ("the", "a", "an", "his", "their", "its")
                or self._reading.tokens.words[k][0].isupper()
            ):
                k += 1
                continue
            if k > first and norm in (
                "news",
                "agency",
                "television",
                "tv",
                "council",
                "media",
                "channel",
                "newspaper",
                "radio",
                "parliament",
                "court",
                "conference",
                "briefing",
            ):
                k += 1
                continue
            break
        return k

    def _past_noun(self, k: int, end: int) -> int:
        """Past "crowd", "news conference", "Security Council" behind an article."""
        first = k
        while k < end and k - first < 4:
            norm = self._norms[k]
            closed = (
                norm in DETERMINERS or norm in PREPOSITIONS or norm in PRONOUNS or norm == "that"
            )
            if closed or not norm[0].isalpha() or self._grammar.finite[k]:
                break
            if k > first and k + 1 < end and self._grammar.finite[k + 1]:
                break
            k += 1
        return k

    def _behind_cue(self, cue: Cue, stop: int) -> int:
        """The token behind the cue, whom it was told to, and when and where."""
        k = cue.stop
        if cue.tag.entry.get("object"):
            k = self._past_addressee(k, stop)
        return self._past_adjuncts(k, stop)

    def _past_adjuncts(self, k: int, end: int) -> int:
        """Past "on Monday", "Thursday", "in a statement", "at a news conference"."""
        for _ in range(3):
            start = self._tokens.starts[k] if k < end else None
            if start is None:
                return k
            venue = _VENUE.match(self._text, start)
            if venue:
                k = self._tokens.at(venue.end() - 1) + 1
                continue
            behind = self._past_time(k, start)
            if behind == k:
                return k
            k = behind
        return k

    def _past_time(self, k: int, start: int) -> int:
        """Past "Thursday", "on Monday", "a day earlier"; not past "a day after", which a clause follows."""
        time = next((t for at in _NEAR if (t := self._times.get(start + at))), None)
        if time is None or time.kind not in ("weekday", "relative", "date"):
            return k
        stop = self._tokens.at(time.end - 1) + 1
        dated = _DATED_BY & {self._norms[k], self._norms[stop - 1], *self._norms[stop : stop + 1]}
        return k if dated or time.end - time.start >= 30 or time.end <= start + 3 else stop

    def _around(self, cue: Cue) -> tuple[str | None, str | None]:
        """Addressee and venue, from the words right of the cue."""
        end = self._stop_of(cue.sentence)
        addressee = None
        if cue.tag.entry.get("object"):
            k = self._past_addressee(cue.stop, end)
            if k > cue.stop:
                addressee = self._reading.words(cue.stop, k)
        tail = self._text[self._tokens.ends[cue.stop - 1] : self._tokens.ends[end - 1]]
        venue = _VENUE.search(tail[:90])
        return addressee, venue.group() if venue else None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
