"""The reporting verbs of an article, and what all that finds speech beside them asks."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from functools import partial

from analysis.extract.quotes.grammar import PREPOSITIONS
from analysis.extract.quotes.guards import Guards
from analysis.extract.quotes.names import Names
from analysis.extract.quotes.speakers import Speakers
from analysis.extract.quotes.subjects import Subjects
from analysis.extract.quotes.utterance import MARKS_ONLY, Cue
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.text import Sentence

_ROW_CLASSES = frozenset(("saying", "announcing", "claiming"))


class Speech(Subjects):
    """The marks and cues of one article, and what they have in common."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._names = Names(reading, self._speakers, self._in_mark)
        self._passives: list[Tag] = []
        self._cues = self._find_cues()
        self._cue_at = {cue.first for cue in self._cues}
        self._by_sentence: dict[int, list[Cue]] = {}
        for cue in self._cues:
            self._by_sentence.setdefault(cue.sentence, []).append(cue)
        self._names.cited_in = partial(
            _cited_in, reading.sentences, self._by_sentence, self._speakers
        )
        self._names.led = dict(self._self_told())
        self._groups = 0

    def _self_told(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """ "Lee said he had ordered": "he", and who says so."""
        for outer, inner in itertools.pairwise(self._cues):
            head = inner.speaker[0] if inner.speaker else 0
            before = outer.speaker is not None and outer.speaker[0] < head
            if outer.speaker and before and self._norms[head] in ("he", "she"):
                told = self._beside.behind(outer.tag, self._stop_of(outer.sentence))
                told += self._norms[told : told + 1] == ["that"]
                if head == told and outer.kind == "saying":
                    yield head, outer.speaker

    def _find_cues(self) -> list[Cue]:
        out: list[Cue] = []
        self._main = None
        guards = Guards(self._reading)
        for tag in self._reading.tagged("reporting"):
            kind = tag.entry.get("class")
            if kind == "finding":
                if not self._surveys.near(tag.first):
                    continue
            elif kind not in _ROW_CLASSES and kind not in MARKS_ONLY and kind != "according":
                continue
            start = self._tokens.starts[tag.first]
            if self._in_mark(start):
                continue
            if guards.is_no_cue(tag):
                if guards.is_passive(tag):
                    self._passives.append(tag)
                continue
            sentence = self._reading.sentence_at(start)
            floor = self._reading.sentences[sentence].first
            if kind == "finding" and not self._surveys.finds(tag.first, floor):
                continue
            out.append(Cue(tag, tag.first, tag.stop, sentence, kind=kind))
        previous: Cue | None = None
        latest: Cue | None = None  # of any class: "accused X of Y, saying that"
        for cue in out:
            if cue.kind == "according":
                cue.speaker = self._speakers.right(cue.stop, self._stop_of(cue.sentence))
                if self._norms[cue.stop : cue.stop + 1] in (["him"], ["her"], ["them"]):
                    if self._norms[cue.stop + 1 : cue.stop + 2] in ([","], ["."]):
                        cue.speaker = cue.stop, cue.stop + 1
                continue
            self._give_speaker(cue, self._floor(cue, previous), latest, guards.chain(cue.first))
            idle = cue.kind == "announcing" and self._is_idle(cue)  # "videos recorded there"
            latest = cue if cue.speaker and not idle else latest
            if cue is latest and not cue.nested:
                self._main = cue
            gerund = self._norms[cue.first].endswith("ing")
            if cue.kind not in MARKS_ONLY and not ((gerund or cue.nested) and self._is_idle(cue)):
                previous = cue
        return out

    def _interviewed(self, before: int) -> tuple[int, int] | None:
        """Who answers in an interview: the person of whom the words before its first question tell most."""
        people = [a for a in self._reading.found.actors if a.kind == "person" and a.end <= before]
        if not people:
            return None
        told = Counter(a.name for a in people).most_common(1)[0][0]
        one = next(a for a in people if a.name == told)
        return self._tokens.at(one.start), self._tokens.at(one.end - 1) + 1

    def _next_group(self) -> str:
        self._groups += 1
        return f"u{self._groups}"

    def _cue_words(self, cue: Cue) -> str:
        return self._reading.words(cue.first, cue.stop)

    def _behind_cue(self, cue: Cue, stop: int) -> int:
        """The token behind the cue, whom it was told to, and when and where."""
        k = self._beside.behind(cue.tag, stop)
        enclosed = cue.speaker and cue.speaker[1] <= cue.first and self._norms[cue.speaker[0] - 1]
        return self._past_phrase(k, stop) if enclosed == "," else k

    def _past_phrase(self, k: int, stop: int) -> int:
        """ "on the club's forum" of ", one fan wrote on the club's forum,": to the comma that closes the aside."""
        if k >= stop or self._norms[k] not in PREPOSITIONS:
            return k
        for j in range(k + 1, min(stop, k + 9)):
            if self._norms[j] == ",":
                return j
            if self._grammar.finite[j] or not (
                self._norms[j][0].isalnum() or self._norms[j][0] == "'"
            ):
                break
        return k

    def _around(self, cue: Cue) -> tuple[str | None, str | None]:
        """Addressee and venue, from the words right of the cue."""
        return self._beside.around(cue.tag, self._stop_of(cue.sentence))


def _cited_in(
    sentences: tuple[Sentence, ...],
    cues: dict[int, list[Cue]],
    speakers: Speakers,
    sentence: int,
) -> list[tuple[int, int]]:
    """Whom the verbs of a sentence have as their speakers, before or behind them."""
    out = []
    for cue in cues.get(sentence, ()):
        found = cue.speaker or speakers.right(cue.stop, sentences[sentence].stop)
        if found is not None:
            out.append(found)
    return out
