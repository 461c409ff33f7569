"""Words in quotation marks and whom they are attributed to."""

from __future__ import annotations

import re

from analysis.extract.quotes.cues import Cue, Speech, Utterance, trimmed
from analysis.extract.quotes.marks import Marked

_SPEECH_END = re.compile(r"[.,!?…:;—-]$")


class Direct(Speech):
    """Direct and mixed quotes, with their continuations."""

    def _quoted(self) -> list[Utterance]:
        out: list[Utterance] = []
        previous: Utterance | None = None
        last_mark: Marked | None = None
        for mark in self._marks:
            found = self._attributed(mark, previous)
            if found is None and previous is not None and last_mark is not None:
                found = self._continued(mark, previous, last_mark)
            if found is not None:
                out.append(found)
                previous = found
            last_mark = mark
        return out

    def _attributed(self, mark: Marked, previous: Utterance | None) -> Utterance | None:
        """The quotation with the cue of its own sentence, if it has one."""
        start, end = trimmed(self._text, mark.start, mark.end)
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
        return Utterance(
            start, end, kind, self._cue_words(cue), speaker, f"quote.{'after' if cue is before else 'before'}_cue",
            cue.sentence, addressee=addressee, venue=venue, group=group,
        )  # fmt: skip

    def _same_sentence(self, previous: Utterance, mark: Marked) -> bool:
        return self._reading.sentence_at(previous.start) == self._reading.sentence_at(mark.start)

    def _is_whole(self, mark: Marked) -> bool:
        """A whole utterance: it begins like a sentence and ends like one, or fills one."""
        words = self._text[mark.start : mark.end].strip()
        if not words:
            return False
        first = words.lstrip("‘’'\"([…. ")[:1]
        begins = first.isupper() or first.isdigit()
        before = self._text[max(0, mark.before - 3) : mark.before].rstrip()
        opens = not before or before[-1:] in '.!?:,;”"—–)' or before.endswith("\n")
        ends = bool(_SPEECH_END.search(words)) or mark.open
        after = self._text[mark.after : mark.after + 2]
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

    def _cue_after(self, mark: Marked) -> Cue | None:
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
                    or (cue.kind == "according" and cue.first != first)
                ):
                    continue
                if (
                    index > sentence
                    and self._tokens.starts[self._reading.sentences[index].first] > mark.after + 2
                ):
                    continue
                between = self._text[mark.after : self._tokens.starts[cue.first]]
                if any(m in between for m in '“"„') or "\n" in between:
                    return None
                if cue.first == first:
                    return cue
                if cue.speaker and cue.speaker[0] - first <= 2:
                    return cue
                return None
        return None

    def _cue_before(self, mark: Marked) -> Cue | None:
        """The last cue of the words that lead to the quotation in its sentence."""
        sentence = self._reading.sentence_at(mark.start)
        found = None
        for cue in self._by_sentence.get(sentence, ()):
            if self._tokens.ends[cue.stop - 1] <= mark.start and cue.kind != "according":
                found = cue
        if found is None:
            return None
        between = self._text[self._tokens.ends[found.stop - 1] : mark.before]
        if len(between.split()) > 16 and not between.rstrip().endswith(":"):
            return None
        return found

    def _follows_directly(self, cue: Cue, mark: Marked) -> bool:
        """Only marks, a comma, a colon, an addressee or venue stand between cue and quotation."""
        between = self._text[self._tokens.ends[cue.stop - 1] : mark.before].strip()
        return not between or between in (":", ",", "that") or between.endswith(":")

    def _lower_before(self, mark: Marked) -> bool:
        before = self._text[max(0, mark.before - 29) : mark.before].rstrip()
        return bool(before) and (before[-1].isalnum())

    def _named_before(self, mark: Marked, start: int, end: int) -> Utterance | None:
        """ "Name: "..." " without a verb."""
        lead = self._text[max(0, mark.before - 60) : mark.before].rstrip()
        if not lead.endswith(":"):
            return None
        colon = self._tokens.at(mark.before - 1)
        while colon > 0 and self._norms[colon] != ":":
            colon -= 1
        floor = self._reading.sentences[self._reading.sentence_at(mark.start)].first
        speaker = self._speakers.left(colon, floor) if colon > floor else None
        if speaker is None:
            return None
        return Utterance(
            start, end, "direct", ":", speaker, "quote.colon", self._reading.sentence_at(start),
            group=self._next_group(),
        )  # fmt: skip

    def _continued(self, mark: Marked, previous: Utterance, last: Marked) -> Utterance | None:
        """A quotation without a cue that goes on where the last speaker stopped."""
        start, end = trimmed(self._text, mark.start, mark.end)
        if end <= start or not self._is_whole(mark):
            return None
        before = self._text[max(0, mark.before - 200) : mark.before]
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
            rest = self._text[last.after : paragraphs[last.paragraph].end]
            ok = (
                mark.paragraph == last.paragraph + 1
                and opens
                and (last.open or len(rest.split()) <= 25 or self._fills(mark))
            )
            ok = ok and (last.open or self._fills(mark))
        if not ok:
            return None
        return Utterance(
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
