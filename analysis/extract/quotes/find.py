"""Attribute quoted strings, cut indirect speech, and make the rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from analysis.extract.quotes.marks import Marked, marked
from analysis.extract.quotes.names import Known, Names
from analysis.extract.quotes.speakers import Speakers
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.records import Quote

_ROW_CLASSES = frozenset(("saying", "announcing", "claiming"))
_NOUN_BEFORE = frozenset(
    "the a an his her its their this that these those no any such some several of by many more "
    "following initial latest first new recent for on our my your media news other false".split()
)
_VENUE = re.compile(
    r"\b(?:in|at|on|during|via|through|over|by) (?:an? |the |his |her |its |their |national |state )?"
    r"(?:joint |written |press |news |televised |telephone |video |daily |separate |short |live |official )*"
    r"(?:statement|news conference|press conference|conference|briefing|interview|Twitter|Telegram|Facebook|X|"
    r"television|TV|telephone|phone|speech|tweet|post|letter|report|hearing|meeting|address|remarks)\b"
    r"(?: (?:to|with|on|in) [A-Z][\w.]+(?: [A-Z][\w.]+){0,2})?"
)
_SPEECH_END = re.compile(r"[.,!?…:;—-]$")
_LEADS = frozenset(
    "but and meanwhile however also earlier later so yet still nevertheless separately".split()
)


@dataclass(slots=True)
class _Cue:
    """A reporting verb that is one here: token span, its speaker, and what it may still take."""

    tag: Tag
    first: int
    stop: int
    sentence: int
    speaker: tuple[int, int] | None = None
    inverted: bool = False
    used: bool = False


@dataclass(slots=True)
class _Utterance:
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
    known: Known | None = field(default=None)


def find_quotes(reading: Reading) -> tuple[Quote, ...]:
    """Every quotation, in order of place; words in marks that nobody is cited for are none."""
    return tuple(_Finder(reading).rows())


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.text
        self._tokens = reading.tokens
        self._norms = reading.tokens.norms
        self._marks = marked(reading.text, reading.article.paragraphs)
        self._mark_starts = [mark.start for mark in self._marks]
        self._speakers = Speakers(reading)
        self._names = Names(reading)
        self._cues = self._find_cues()
        self._by_sentence: dict[int, list[_Cue]] = {}
        for cue in self._cues:
            self._by_sentence.setdefault(cue.sentence, []).append(cue)
        self._groups = 0

    # ------------------------------------------------------------------------ cues

    def _in_mark(self, offset: int) -> Marked | None:
        k = bisect_left(self._mark_starts, offset + 1) - 1
        if k >= 0 and self._marks[k].start <= offset < self._marks[k].end:
            return self._marks[k]
        return None

    def _find_cues(self) -> list[_Cue]:
        out: list[_Cue] = []
        for tag in self._reading.tagged("reporting"):
            kind = tag.entry.get("class")
            if kind not in _ROW_CLASSES and kind != "according":
                continue
            start = self._tokens.starts[tag.first]
            if self._in_mark(start) or self._is_noun(tag):
                continue
            sentence = self._reading.sentence_at(start)
            out.append(_Cue(tag, tag.first, tag.stop, sentence))
        previous: _Cue | None = None
        for cue in out:
            if cue.tag.entry.get("class") == "according":
                cue.speaker = self._speakers.right(cue.stop, self._stop_of(cue.sentence))
            else:
                floor = self._floor(cue, previous)
                cue.speaker = self._speakers.left(cue.first, floor)
            previous = cue
        return out

    def _stop_of(self, sentence: int) -> int:
        return self._reading.sentences[sentence].stop

    def _floor(self, cue: _Cue, previous: _Cue | None) -> int:
        """The first token the speaker may stand at: after a quotation, a cue, the sentence's start."""
        floor = self._reading.sentences[cue.sentence].first
        if previous is not None and previous.sentence == cue.sentence:
            floor = max(floor, previous.stop)
        k = bisect_left(self._mark_starts, self._tokens.starts[cue.first]) - 1
        if k >= 0:
            floor = max(floor, self._tokens.at(self._marks[k].end))
            while floor < cue.first and self._norms[floor] in ("”", '"', "''", "»", "’", "'", ","):
                floor += 1
        return floor

    def _is_noun(self, tag: Tag) -> bool:
        """ "the claim", "state media", "to say": a cue's form that is no reporting verb here."""
        before = self._norms[tag.first - 1] if tag.first else ""
        word = self._norms[tag.stop - 1]
        if (
            tag.stop - tag.first == 1
            and not word.endswith(("ed", "ing"))
            and word not in ("said", "told", "says", "wrote", "tells")
        ):
            if before in _NOUN_BEFORE or before in ("'s", "’s"):
                return True
        return before == "to" and word not in ("said",) and tag.stop - tag.first == 1

    # ------------------------------------------------------------------------ rows

    def rows(self) -> list[Quote]:
        """All rows, sorted, with ids."""
        quoted = self._quoted()
        spoken = self._indirect()
        mixed_at = [u.clause for u in quoted if u.clause]
        taken = [(u.start, u.end) for u in quoted]
        out = list(quoted)
        for utterance in spoken:
            inside = [
                mark
                for mark in self._marks
                if utterance.start <= mark.start
                and mark.end <= utterance.end
                and (mark.start, mark.end) not in taken
            ]
            over = [t for t in taken if utterance.start < t[1] and t[0] < utterance.end]
            if inside:
                out += [self._fragment(mark, utterance) for mark in inside]
            elif not over and not any(c and c[0] <= utterance.start < c[1] for c in mixed_at):
                out.append(utterance)
            elif over:
                self._give_clause(over, utterance, out)
        out.sort(key=lambda u: (u.start, u.end))
        return [self._row(u, n) for n, u in enumerate(out, 1)]

    def _give_clause(
        self, over: list[tuple[int, int]], utterance: _Utterance, out: list[_Utterance]
    ) -> None:
        for one in out:
            if one.kind == "mixed" and (one.start, one.end) in over and one.clause is None:
                one.clause = (utterance.start, utterance.end)

    def _fragment(self, mark: Marked, of: _Utterance) -> _Utterance:
        start, end = _trimmed(self._text, mark.start, mark.end)
        return _Utterance(
            start, end, "mixed", of.cue, of.speaker, "quote.mixed", self._reading.sentence_at(start),
            clause=(of.start, of.end), addressee=of.addressee, venue=of.venue, group=of.group,
        )  # fmt: skip

    def _row(self, utterance: _Utterance, number: int) -> Quote:
        known = (
            self._names.settle(*utterance.speaker)
            if utterance.speaker
            else Known(None, "unnamed", note="no speaker named")
        )
        first, stop = utterance.speaker or (0, 0)
        return Quote(
            start=utterance.start,
            end=utterance.end,
            id=f"q{number}",
            sentence=self._reading.sentence_at(utterance.start),
            rule=utterance.rule,
            kind=utterance.kind,
            speaker=known.name,
            speaker_start=self._tokens.starts[first] if utterance.speaker else None,
            speaker_end=self._tokens.ends[stop - 1] if utterance.speaker else None,
            speaker_role=known.role,
            speaker_kind=known.kind,
            cue=utterance.cue,
            addressee=utterance.addressee,
            venue=utterance.venue,
            clause_start=utterance.clause[0] if utterance.clause else None,
            clause_end=utterance.clause[1] if utterance.clause else None,
            group=utterance.group,
            note=known.note,
        )

    def _next_group(self) -> str:
        self._groups += 1
        return f"u{self._groups}"

    # ---------------------------------------------------------- words in quotation marks

    def _quoted(self) -> list[_Utterance]:
        out: list[_Utterance] = []
        previous: _Utterance | None = None
        last_mark: Marked | None = None
        for mark in self._marks:
            found = self._attributed(mark, previous)
            if found is None and previous is not None and last_mark is not None:
                found = self._continued(mark, previous, last_mark)
            if found is not None:
                out.append(found)
                previous = found
            elif self._breaks_chain(mark):
                previous = None
            last_mark = mark
        return out

    def _breaks_chain(self, mark: Marked) -> bool:
        """An unattributed quotation that fills its own sentence ends the last speaker's turn."""
        return False

    def _attributed(self, mark: Marked, previous: _Utterance | None) -> _Utterance | None:
        """The quotation with the cue of its own sentence, if it has one."""
        start, end = _trimmed(self._text, mark.start, mark.end)
        if end <= start:
            return None
        after = self._cue_after(mark)
        before = self._cue_before(mark)
        whole = self._is_whole(mark)
        cue = None
        if after is not None and (whole or before is None):
            cue = after
        elif before is not None:
            cue = before
        if cue is None:
            return self._named_before(mark, start, end)
        speaker = cue.speaker
        if cue is after and (speaker is None or self._tokens.starts[speaker[0]] < mark.end):
            speaker = self._speakers.right(cue.stop, self._stop_of(cue.sentence))
        if speaker is None and cue is before:
            speaker = self._subject_of(cue)
        if speaker is None and previous is not None:
            speaker = previous.speaker
        if not whole and cue is before and not self._follows_directly(cue, mark):
            return None  # a fragment inside a reported clause: the clause decides
        if not whole and cue is after and self._lower_before(mark):
            return None
        cue.used = True
        kind = "direct" if whole else "mixed"
        group = (
            previous.group
            if previous and previous.group and cue is after and self._same_sentence(previous, mark)
            else self._next_group()
        )
        addressee, venue = self._around(cue)
        return _Utterance(
            start, end, kind, self._cue_words(cue), speaker, f"quote.{'after' if cue is before else 'before'}_cue",
            cue.sentence, addressee=addressee, venue=venue, group=group,
        )  # fmt: skip

    def _same_sentence(self, previous: _Utterance, mark: Marked) -> bool:
        return self._reading.sentence_at(previous.start) == self._reading.sentence_at(mark.start)

    def _cue_words(self, cue: _Cue) -> str:
        return self._reading.words(cue.first, cue.stop)

    def _is_whole(self, mark: Marked) -> bool:
        """A whole utterance: it begins like a sentence and ends like one, or fills one."""
        words = self._text[mark.start : mark.end].strip()
        if not words:
            return False
        first = words.lstrip("‘’'\"([…. ")[:1]
        begins = first.isupper() or first.isdigit()
        before = self._text[max(0, mark.start - 4) : mark.start - 1].rstrip()
        opens = not before or before[-1:] in '.!?:,;”"—–)' or before.endswith("\n")
        ends = bool(_SPEECH_END.search(words)) or mark.open
        after = self._text[mark.end + 1 : mark.end + 3]
        if begins and ends and opens:
            return True
        if begins and before[-1:] in (":", ","):
            return True
        if (
            ends
            and words[-1] in ",.!?"
            and len(words.split()) >= 4
            and before[-1:] not in ("",)
            and before[-1:] in ".!?,:—"
        ):
            return True
        if self._reading.apostrophes_lost and begins and len(words.split()) > 4:
            return opens or bool(re.match(r"[ .]", after))
        if begins and len(words.split()) >= 6 and opens:
            return True
        # the second half of a broken quotation: “I think,” he said, “that it is over.”
        return ends and words[-1] in ".!?" and before[-1:] == "," and len(words.split()) >= 3

    def _cue_after(self, mark: Marked) -> _Cue | None:
        """A cue in the words that follow the quotation in its sentence."""
        sentence = self._reading.sentence_at(max(mark.start, mark.end - 1))
        first = self._tokens.at(mark.end)
        while first < len(self._norms) and self._norms[first] in (
            "”",
            '"',
            "''",
            "»",
            "’",
            "'",
            ",",
        ):
            first += 1
        for index in (sentence, sentence + 1):
            for cue in self._by_sentence.get(index, ()):
                if (
                    cue.first < first
                    or cue.first - first > 22
                    or (cue.tag.entry.get("class") == "according" and cue.first != first)
                ):
                    continue
                if (
                    index > sentence
                    and self._tokens.starts[self._reading.sentences[index].first] > mark.end + 3
                ):
                    continue
                between = self._text[mark.end + 1 : self._tokens.starts[cue.first]]
                if any(m in between for m in '“"„') or "\n" in between:
                    return None
                if cue.first == first:
                    return cue
                if cue.speaker and cue.speaker[0] - first <= 2:
                    return cue
                return None
        return None

    def _cue_before(self, mark: Marked) -> _Cue | None:
        """The last cue of the words that lead to the quotation in its sentence."""
        sentence = self._reading.sentence_at(mark.start)
        found = None
        for cue in self._by_sentence.get(sentence, ()):
            if (
                self._tokens.ends[cue.stop - 1] <= mark.start
                and cue.tag.entry.get("class") != "according"
            ):
                found = cue
        if found is None:
            return None
        between = self._text[self._tokens.ends[found.stop - 1] : mark.start - 1]
        if len(between.split()) > 16 and not between.rstrip().endswith(":"):
            return None
        return found

    def _follows_directly(self, cue: _Cue, mark: Marked) -> bool:
        """Only marks, a comma, a colon, an addressee or venue stand between cue and quotation."""
        between = self._text[self._tokens.ends[cue.stop - 1] : mark.start - 1].strip()
        return not between or between in (":", ",", "that") or between.endswith(":")

    def _lower_before(self, mark: Marked) -> bool:
        before = self._text[max(0, mark.start - 30) : mark.start - 1].rstrip()
        return bool(before) and (before[-1].isalnum())

    def _named_before(self, mark: Marked, start: int, end: int) -> _Utterance | None:
        """ "Name: "..." " without a verb."""
        lead = self._text[max(0, mark.start - 60) : mark.start - 1].rstrip()
        if not lead.endswith(":"):
            return None
        colon = self._tokens.at(mark.start - 2)
        while colon > 0 and self._norms[colon] != ":":
            colon -= 1
        floor = self._reading.sentences[self._reading.sentence_at(mark.start)].first
        speaker = self._speakers.left(colon, floor) if colon > floor else None
        if speaker is None:
            return None
        return _Utterance(
            start, end, "direct", ":", speaker, "quote.colon", self._reading.sentence_at(start),
            group=self._next_group(),
        )  # fmt: skip

    def _continued(self, mark: Marked, previous: _Utterance, last: Marked) -> _Utterance | None:
        """A quotation without a cue that goes on where the last speaker stopped."""
        start, end = _trimmed(self._text, mark.start, mark.end)
        if end <= start or not self._is_whole(mark):
            return None
        before = self._text[: mark.start - 1][-200:]
        alone = bool(re.search(r"(?:[.!?…][”\"’')]*\s+|\n|^)$", before)) or not before
        if not alone:
            alone = bool(re.search(r"[,;:—–]\s*$", before)) and mark.paragraph == last.paragraph
        if not alone:
            return None
        if mark.paragraph == last.paragraph:
            ok = self._no_new_cue(last.end, mark.start)
        else:
            paragraphs = self._reading.article.paragraphs
            opens = mark.start - paragraphs[mark.paragraph].start <= 2
            rest = self._text[last.end + 1 : paragraphs[last.paragraph].end]
            ok = (
                mark.paragraph == last.paragraph + 1
                and opens
                and (last.open or len(rest.split()) <= 25 or self._fills(mark))
            )
            ok = ok and (last.open or self._fills(mark))
        if not ok:
            return None
        return _Utterance(
            start, end, "direct", None, previous.speaker, "quote.continued",
            self._reading.sentence_at(start), group=previous.group,
        )  # fmt: skip

    def _fills(self, mark: Marked) -> bool:
        """True where the quotation is its whole paragraph."""
        paragraph = self._reading.article.paragraphs[mark.paragraph]
        return mark.start - paragraph.start <= 2 and paragraph.end - mark.end <= 2

    def _no_new_cue(self, start: int, end: int) -> bool:
        """No other speaker's words stand between two quotations of a paragraph."""
        return self._text.count("\n", start, end) == 0 and end - start < 400

    # ----------------------------------------------------------------- indirect speech

    def _indirect(self) -> list[_Utterance]:
        out: list[_Utterance] = []
        for cues in self._by_sentence.values():
            for position, cue in enumerate(cues):
                found = self._clause(cue, cues, position)
                if found is not None:
                    out.append(found)
        return out

    def _subject_of(self, cue: _Cue) -> tuple[int, int] | None:
        """The speaker of "adding that", "and said": that of the cue before it."""
        cues = self._by_sentence.get(cue.sentence, [])
        for other in reversed(cues[: cues.index(cue)] if cue in cues else []):
            if other.speaker is not None:
                return other.speaker
        if self._norms[cue.first] in ("adding", "saying", "added", "noting"):
            for other in reversed(self._by_sentence.get(cue.sentence - 1, [])):
                if other.speaker is not None:
                    return other.speaker
        return None

    def _clause(self, cue: _Cue, cues: list[_Cue], position: int) -> _Utterance | None:
        if cue.tag.entry.get("class") == "according":
            return self._according(cue)
        speaker = cue.speaker or self._subject_of(cue)
        if speaker is None:
            return None
        follower = cues[position + 1] if position + 1 < len(cues) else None
        begin = self._content_begin(cue)
        stop = self._content_stop(cue, follower)
        after = stop - begin if begin is not None else 0
        sentence = self._reading.sentences[cue.sentence]
        head = cue.speaker[0] if cue.speaker else cue.first
        before_first = sentence.first
        if position and cues[position - 1].stop <= head:
            before_first = cues[position - 1].stop
        before = head - before_first
        if begin is not None and after >= 3 and self._has_clause(cue, begin, stop):
            if before >= 4 and self._interrupted(cue, head) and position == 0:
                return self._made(cue, speaker, sentence.first, stop, "quote.interrupted")
            return self._made(cue, speaker, begin, stop, "quote.clause_after")
        if (before >= 4 and position == 0) or before >= 6:
            first = before_first
            while first < head and self._norms[first] in _LEADS | {","}:
                first += 1
            return self._made(cue, speaker, first, head, "quote.clause_before")
        return None

    def _interrupted(self, cue: _Cue, head: int) -> bool:
        """ "C1, X said, C2"."""
        before = self._norms[head - 1] == "," if head else False
        after = self._norms[cue.stop] == "," if cue.stop < len(self._norms) else False
        return before and after

    def _has_clause(self, cue: _Cue, begin: int, stop: int) -> bool:
        if cue.tag.entry.get("class") == "saying":
            return True
        if begin and self._norms[begin - 1] == "that":
            return True
        return any(
            self._norms[k]
            in (
                "was",
                "were",
                "had",
                "has",
                "have",
                "is",
                "are",
                "would",
                "will",
                "been",
                "killed",
                "hit",
                "died",
            )
            or self._norms[k].endswith("ed")
            for k in range(begin, min(stop, begin + 25))
        )

    def _content_begin(self, cue: _Cue) -> int | None:
        """The token where the reported clause begins, past addressee, day, venue and "that"."""
        end = self._stop_of(cue.sentence)
        for k in range(cue.stop, min(end, cue.stop + 22)):
            if self._norms[k] == "that":
                return k + 1
            if self._norms[k] in (",", "who", "which", ";", ".") or self._norms[k] in ("“", '"'):
                break
        k = cue.stop
        if cue.tag.entry.get("object"):
            k = self._past_addressee(k, end)
        k = self._past_adjuncts(k, end)
        if k < end and self._norms[k] in (",", ":"):
            k += 1
        return k if k < end else None

    def _past_addressee(self, k: int, end: int) -> int:
        first = k
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

    def _past_adjuncts(self, k: int, end: int) -> int:
        """Past "on Monday", "Thursday", "in a statement", "at a news conference"."""
        for _ in range(3):
            start = self._tokens.starts[k] if k < end else None
            if start is None:
                return k
            venue = _VENUE.match(self._text, start)
            time = next(
                (
                    t
                    for t in self._reading.found.times
                    if t.start <= start + 3 < t.end and t.start >= start - 1
                ),
                None,
            )
            if venue:
                k = self._tokens.at(venue.end() - 1) + 1
            elif (
                time is not None
                and time.kind in ("weekday", "relative", "date")
                and time.end - time.start < 30
                and self._norms[k] != "since"
            ):
                k = self._tokens.at(time.end - 1) + 1
            else:
                return k
        return k

    def _content_stop(self, cue: _Cue, follower: _Cue | None) -> int:
        """The token the clause stops before: the sentence's end, or the next cue's clause."""
        stop = self._stop_of(cue.sentence)
        if follower is not None:
            head = follower.speaker[0] if follower.speaker else follower.first
            lead = self._norms[head - 1] if head else ""
            if lead in (",", "and", ";", "but", "as") or follower.speaker is None:
                stop = head
            elif follower.tag.entry.get("class") == "according":
                stop = follower.first
            while stop > cue.stop and self._norms[stop - 1] in (",", "and", "but", ";", "as"):
                stop -= 1
        while stop > cue.stop and self._norms[stop - 1] in (".", "!", "?", ";"):
            stop -= 1
        return stop

    def _according(self, cue: _Cue) -> _Utterance | None:
        if cue.speaker is None:
            return None
        sentence = self._reading.sentences[cue.sentence]
        if cue.first - sentence.first <= 2:
            k = cue.speaker[1]
            while k < sentence.stop and k - cue.speaker[1] < 25 and self._norms[k] != ",":
                k += 1
            begin = k + 1 if k < sentence.stop and self._norms[k] == "," else cue.speaker[1]
            stop = self._content_stop(cue, None)
            if stop - begin < 3:
                return None
            return self._made(cue, cue.speaker, begin, stop, "quote.according_before")
        first = sentence.first
        if cue.first - first < 4:
            return None
        return self._made(cue, cue.speaker, first, cue.first, "quote.according_after")

    def _made(
        self, cue: _Cue, speaker: tuple[int, int], first: int, stop: int, rule: str
    ) -> _Utterance | None:
        while stop > first and self._norms[stop - 1] in (",", "“", '"', ";", "-", "–", "—"):
            stop -= 1
        while first < stop and self._norms[first] in (",", "”", ";", ":"):
            first += 1
        if stop - first < 3:
            return None
        start, end = self._tokens.starts[first], self._tokens.ends[stop - 1]
        over = sum(
            min(end, m.end) - max(start, m.start)
            for m in self._marks
            if m.start < end and start < m.end
        )
        if over > 0.9 * (end - start):
            return None
        addressee, venue = self._around(cue)
        return _Utterance(
            start, end, "indirect", self._cue_words(cue), speaker, rule, cue.sentence,
            addressee=addressee, venue=venue, group=self._next_group(),
        )  # fmt: skip

    def _around(self, cue: _Cue) -> tuple[str | None, str | None]:
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


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
