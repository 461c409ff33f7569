"""Quotations without a cue of their own: they go on, or stand behind a sentence about their speaker."""

from __future__ import annotations

import re

from analysis.extract.quotes.answers import Answers
from analysis.extract.quotes.grammar import AUXILIARIES
from analysis.extract.quotes.marks import Marked
from analysis.extract.quotes.owned import Owned
from analysis.extract.quotes.utterance import TURNING, Cue, Utterance, trimmed

_WHILE = frozenset("when as after while if though although before".split())
_OWN = frozenset(
    "i we my our i'm i’m i've i’ve we're we’re we've we’ve i'll i’ll we'll we’ll".split()
)
_LEADING_TO_MOOD = frozenset(
    "is are was were seemed sounded looked remained felt not less more even so very also equally just still too".split()
)
_MOODS = frozenset(
    "blunt blunter gracious furious angry angrier happy delighted proud sure certain calm calmer optimistic "
    "pessimistic sceptical skeptical cautious adamant defiant unmoved unrepentant unimpressed relieved upset sad "
    "surprised shocked stunned thrilled ecstatic jubilant apologetic philosophical dismissive critical emotional "
    "tearful grateful thankful hopeful resigned undeterred unapologetic emphatic clear frank candid worried concerned "
    "afraid scathing harsher kinder generous unconvinced confident devastated heartbroken overjoyed disappointed "
    "frustrated enthusiastic excited nervous firm firmer direct modest undaunted bitter wary unfazed".split()
)
_AUDIENCE = frozenset(
    "crowd audience room hall arena supporters delegates listeners onlookers".split()
)
_APPLAUDS = frozenset(
    "roared cheered booed applauded clapped erupted jeered hissed groaned laughed whooped hooted".split()
)
_REACTIONS = frozenset(
    "wept cried sobbed laughed chuckled sighed shrugged smiled grinned agreed agrees disagreed disagrees scoffed "
    "demurred bristled despaired rejoiced shook".split()
)


class Continued(Owned, Answers):
    """Continuations of one utterance, and floating quotations."""

    def _same_sentence(self, previous: Utterance, mark: Marked) -> bool:
        return self._reading.sentence_at(previous.start) == self._reading.sentence_at(mark.start)

    def _joined(self, mark: Marked, previous: Utterance, last: Marked) -> Utterance | None:
        """ "described it as “corrupt” and “crooked,”", "called it “a shame” that he “lied”": one verb for both."""
        between = self._text[last.after : mark.before].strip(" ,")
        inside = last.start <= previous.start < last.end and 0 <= mark.before - last.after <= 8
        led = (
            between.startswith(("that ", "and that ", "but that "))
            and "," not in between
            and len(between) < 40
        )
        inside = inside or (led and last.start <= previous.start < last.end)
        tied = between in ("", "and", "or", "but") or led
        if not inside or not tied or self._is_whole(mark):
            return None
        start, end = trimmed(self._text, mark.start, mark.end)
        if end <= start or self._is_title(mark):
            return None
        return Utterance(
            start, end, previous.kind, previous.cue, previous.speaker, previous.rule,
            previous.sentence, addressee=previous.addressee, venue=previous.venue, group=previous.group,
        )  # fmt: skip

    def _resumed(self, mark: Marked, previous: Utterance, last: Marked) -> Utterance | None:
        """ "“Not practical,” said Lee, “for this job”": the second half, though it begins and ends like a fragment."""
        start, end = trimmed(self._text, mark.start, mark.end)
        first, stop = self._tokens.at(last.after), self._tokens.at(mark.before)
        speaker = previous.speaker
        if previous.rule != "quote.before_cue" or not last.start <= previous.start < last.end:
            return None
        if speaker is None or end <= start or stop - first > 16 or self._norms[stop - 1] != ",":
            return None
        inside = first <= speaker[0] and not any(
            norm == "," for norm in self._norms[speaker[1] : stop - 1]
        )
        if not inside or not self._same_sentence(previous, mark):
            return None
        return Utterance(
            start, end, previous.kind, previous.cue, speaker, "quote.continued", previous.sentence,
            addressee=previous.addressee, venue=previous.venue, group=previous.group,
        )  # fmt: skip

    def _carried_on(self, mark: Marked, previous: Utterance, last: Marked) -> Utterance | None:
        """ "“When he left,” Lee said, pointing at the door, “you had to ask: Why?” Orr shrugged.": Lee's."""
        start, end = trimmed(self._text, mark.start, mark.end)
        begun = previous.rule == "quote.before_cue" and last.start <= previous.start < last.end
        comma = (
            self._text[last.end - 1] == "," and self._text[mark.before - 2 : mark.before] == ", "
        )
        if not (begun and comma and end > start and self._text[start].islower()):
            return None
        if self._text[end - 1] not in ".?!" or not self._same_sentence(previous, mark):
            return None
        told = [
            cue
            for cue in self._by_sentence.get(previous.sentence, ())
            if last.after <= self._tokens.starts[cue.first] < mark.before
            and not self._norms[cue.first].endswith("ing")
        ]
        if previous.speaker is None or len(told) != 1 or mark.before - last.after > 160:
            return None
        return Utterance(
            start, end, previous.kind, previous.cue, previous.speaker, "quote.continued",
            previous.sentence, addressee=previous.addressee, venue=previous.venue, group=previous.group,
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

    def _turns_to_other(self, mark: Marked, last: Marked) -> bool:
        """True where a whole sentence without marks stands between two quotations of a paragraph."""
        index = self._reading.sentence_at(mark.before) - 1
        sentence = self._reading.sentences[max(0, index)]
        apart = mark.paragraph == last.paragraph and sentence.start >= last.after
        return apart and not self._is_applause(sentence.first, sentence.stop)

    def _is_applause(self, first: int, stop: int) -> bool:
        """ "“We won.” The crowd roared. “And we stay.”": those who listen; the speaker goes on."""
        heard = self._norms[first : min(stop, first + 8)]
        return not _AUDIENCE.isdisjoint(heard[:4]) and not _APPLAUDS.isdisjoint(heard)

    def _floating(self, mark: Marked) -> Utterance | None:
        """Whole sentences in marks behind a sentence about whoever says them."""
        start, end = trimmed(self._text, mark.start, mark.end)
        paragraph = self._reading.article.paragraphs[mark.paragraph]
        before = self._text[paragraph.start : mark.before].rstrip()
        after = self._text[mark.after : paragraph.end].lstrip()
        words = self._text[start:end]
        last = words.rstrip("'’")[-1:]
        least = 2 if before else 3
        if not self._is_whole(mark) or last not in ".!?…" or len(words.split()) < least:
            return None
        if before[-1:] not in ("", ".", "?", "!") or after[:1].islower():
            return None
        index = self._reading.sentence_at(mark.before) - 1
        sentence = self._reading.sentences[index] if index >= 0 else None
        if sentence is None or mark.paragraph - sentence.paragraph > (not before):
            return None
        speaker = self._speaker_of(index)
        if speaker is None and not _OWN.isdisjoint(words.lower().split()):
            speaker = self._names.lone(sentence.first, sentence.stop)
            if speaker is None and not before and not after:
                speaker = self._spoke_before(index)
        if speaker is None:
            return None  # "The fire took all from Ann Lee. “We ran.”"
        return Utterance(
            start,
            end,
            "direct",
            None,
            speaker,
            "quote.floating",
            index + 1,
            group=self._next_group(),
        )

    def _spoke_before(self, index: int) -> tuple[int, int] | None:
        """ "Lee admitted he had met her. But no deal is near. / “I asked nobody.”": Lee, with nobody named since."""
        sentences = self._reading.sentences
        for k in range(index, max(-1, index - 3), -1):
            if sentences[k].paragraph != sentences[index].paragraph:
                return None
            told = [cue for cue in self._by_sentence.get(k, ()) if cue.speaker and not cue.nested]
            if told:
                who = told[-1].speaker
                return who if told[-1].kind == "saying" and who and self._speaks_for(who) else None
            if self._in_mark(sentences[k].start + 1):
                return None
            if self._names.leading(sentences[k].first, sentences[k].stop) is not None:
                return None
        return None

    def _speaks_for(self, who: tuple[int, int]) -> bool:
        return self._names.is_person(*who) or self._names.is_somebody(*who)

    def _takes_over(self, cue: Cue, first: int, stop: int) -> tuple[int, int] | None:
        """ "When Orr mocked her, Lee was ready", "Orr began to reply, but Lee was not done": Lee, who goes on."""
        who = cue.speaker[0] if cue.speaker else 0
        found = None
        if who == first + 1 and self._norms[first] in _WHILE:
            found = self._speakers.subject(first, stop)
        turn = next((k for k in range(stop - 2, cue.stop, -1) if self._norms[k] == "but"), 0)
        if turn and self._norms[turn - 1] == "," and "," not in self._norms[cue.stop : turn - 1]:
            found = self._speakers.subject(turn + 1, stop)
        if found is None or found[0] <= who:
            return None
        somebody = self._names.is_person(*found) or self._names.is_somebody(*found)
        somebody = somebody or self._speakers.is_lone_name(*found)
        return found if somebody else None

    def _speaker_of(self, index: int) -> tuple[int, int] | None:
        """Who speaks in a sentence without marks; else the person it is about."""
        sentence = self._reading.sentences[index]
        if self._in_mark(sentence.start + 1):
            return None
        for cue in reversed(self._by_sentence.get(index, [])):
            if cue.kind == "according" and self._is_relayed(index):
                continue
            if self._norms[cue.first - 1] == "," and self._norms[cue.first] in TURNING:
                turned = self._speakers.right(cue.stop, sentence.stop)
                ends = turned is not None and self._norms[turned[1] : turned[1] + 1]
                if turned is not None and ends in ([","], ["."], ["who"], []):
                    return turned  # "It was late, complained a cook from Graz. “We wait.”"
            if cue.speaker is not None:
                return self._takes_over(cue, sentence.first, sentence.stop) or cue.speaker
        asked = self._asked_about(index)
        if asked is not None:
            return asked
        stop = min(sentence.stop, sentence.first + 60)
        if self._norms[sentence.first] == "for":  # "For Ann Lee, a nurse, it was sad. “We wept.”"
            about = self._names.leading(sentence.first + 1, min(stop, sentence.first + 6))
            if about is not None:
                return about
        subject = self._speakers.subject(sentence.first, stop)
        if subject is None:
            return self._names.leading(
                sentence.first, stop
            )  # "Ann Lee, the whip, nods. “Yes, we do.”"
        if self._names.is_person(*subject) or self._reacts(*subject, stop):
            return subject
        return None

    def _is_relayed(self, index: int) -> bool:
        """ "Lee shouted at Orr, according to this guest": Lee speaks, whoever tells of it."""
        return any(c.kind == "saying" and c.speaker for c in self._by_sentence.get(index, ()))

    def _reacts(self, first: int, head: int, stop: int) -> bool:
        """ "The coach was gracious. “They were better.”": somebody without a name, and a mood that leads to words."""
        k = head
        while k < stop and (self._norms[k] in _LEADING_TO_MOOD or self._norms[k].endswith("ly")):
            k += 1
        if k >= stop or self._norms[k] not in (_REACTIONS if k == head else _MOODS):
            return False
        return self._names.is_somebody(first, head)

    def _asked_about(self, index: int) -> tuple[int, int] | None:
        """ "Why did she want to go? “It was free.”": the "she" of a question."""
        sentence = self._reading.sentences[index]
        if self._norms[sentence.stop - 1] != "?":
            return None
        for k in range(sentence.first + 1, sentence.stop):
            if self._norms[k] in ("he", "she") and self._norms[k - 1] in AUXILIARIES:
                return k, k + 1
        return None

    def _no_new_cue(self, start: int, end: int) -> bool:
        """No other speaker's words stand between two quotations of a paragraph."""
        return self._text.count("\n", start, end) == 0 and end - start < 400
