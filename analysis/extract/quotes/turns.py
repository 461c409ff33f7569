"""Speech set off by layout, without quotation marks: the turns of a transcript, a block quotation.

"WARSAME: I counted nine." is a turn of Warsame; the questions of whoever asks them are none.
"He went on:" at a paragraph's end makes the next paragraph, if it has no marks, his words.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter

from analysis.extract.quotes.cues import Speech
from analysis.extract.quotes.utterance import Utterance, trimmed

_LABEL = re.compile(
    r"(?P<label>(?:[A-Z][A-Z.'’-]+|[A-Z])(?: [A-Z][A-Z.'’-]+){0,4}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})"
    r"(?: ?\([^()\n]{2,40}\)| ?\[[^\[\]\n]{2,40}\])?: +(?=\S)"
)
_ASKS = frozenset(
    "q presenter host anchor moderator interviewer reporter question correspondent announcer".split()
)
_NAMELESS = frozenset(("A", "Answer", "ANSWER"))  # "Q:", "A:": nobody is named
_ASKED = re.compile(  # "Q. Were they hurt? A. Two were", in one paragraph or in several
    r"(?:(?<=\n)|(?<![^\n])|(?<=[.?!…”\"’)] ))(?P<label>Q|A|Question|Answer|QUESTION|ANSWER)"
    r"(?:\.|:| ?[-–—]) +(?=[“\"A-Z0-9])"
)
_QUESTIONS = 2  # that make an interview
_HEADINGS = frozenset(
    "fact facts claim claims truth reality verdict ruling rating context background analysis note notes bottom-line "
    "update correction location date time weather source sources photo photos video".split()
)
_TWEETED = re.compile(
    r"(?:—|–|--|-|&mdash;) ?(?P<name>[A-Z][^@()\n—–]{1,40}?) \(@\w{2,20}\)[^\n]{0,30}$"
)
_LINK = re.compile(r"\s+(?:pic\.twitter\.com/|https?://)\S+\s*$")
_TWEET = 300  # characters
_LEAST = 3  # labelled paragraphs that make a transcript
_MARKS = ("“", '"', "''", "``", "«")


class Turns(Speech):
    """Direct speech that layout sets off."""

    def _turns(self) -> tuple[list[Utterance], list[tuple[int, int]]]:
        """Every answer of a transcript or every block quotation, and the spans of the answers."""
        said = self._asked_and_answered() or self._labelled()
        if not said:
            tweets = self._tweets()
            return [*self._blocks(), *tweets], [(one.start, one.end) for one in tweets]
        asking = self._askers(said)
        out: list[Utterance] = []
        for match, paragraph_end in said:
            if match["label"] in asking:
                continue
            start, end = trimmed(self._text, match.end(), paragraph_end)
            first = self._tokens.at(match.start())
            stop = self._tokens.at(match.end("label") - 1) + 1
            who: tuple[int, int] | None = first, stop
            if match["label"] in _NAMELESS:
                who = self._interviewed(said[0][0].start())
            elif match["label"].isupper() and len(match["label"]) in (2, 3):
                who = self._initialled(match["label"]) or who
            out.append(self._set_off(start, end, who, ":", "quote.turn"))
        return out, [(one.start, one.end) for one in out]

    def _asked_and_answered(self) -> list[tuple[re.Match[str], int]]:
        """The turns of an interview between "Q." and "A.", up to the next of them or the paragraph's end."""
        if not any(word in self._tokens.words for word in ("Q", "Question", "QUESTION")):
            return []
        found = list(_ASKED.finditer(self._text))
        asks = [match["label"][0] == "Q" for match in found]
        if sum(asks) < _QUESTIONS or len(asks) - sum(asks) < _QUESTIONS:
            return []
        ends = [p.end for p in self._reading.article.paragraphs]
        out = []
        for k, match in enumerate(found):
            end = ends[bisect_right(ends, match.start())]
            following = found[k + 1].start() if k + 1 < len(found) else end
            out.append((match, min(end, following)))
        return out

    def _initialled(self, label: str) -> tuple[int, int] | None:
        """ "HO:" where Hilda Orban is told of: the first who has these initials."""
        for one in self._reading.found.actors:
            if one.kind == "person" and "".join(w[0] for w in one.name.split()) == label:
                return self._tokens.at(one.start), self._tokens.at(one.end - 1) + 1
        return None

    def _labelled(self) -> list[tuple[re.Match[str], int]]:
        """The turns of a transcript: its paragraphs that begin with a name and hold no marks."""
        text, paragraphs = self._text, self._reading.article.paragraphs
        found = [(_LABEL.match(text, p.start, p.end), p.end) for p in paragraphs]
        labels = [(m, end) for m, end in found if m and not self._is_heading(m)]
        counts = Counter(m["label"] for m, _ in labels)
        said = [(m, end) for m, end in labels if not text.startswith(_MARKS, m.end())]
        if sum(counts.values()) >= _LEAST and len(counts) > 1 and max(counts.values()) > 1:
            return said
        pairs = itertools.pairwise(found)
        named = {m["label"] for m, _ in said if self._names_somebody(m["label"])}
        meets = any(m and n and {m["label"], n["label"]} <= named for (m, _), (n, _) in pairs)
        return [one for one in said if one[0]["label"] in named] if meets else []

    def _is_heading(self, match: re.Match[str]) -> bool:
        """ "THE FACTS:", "CLAIM:": the page speaks, nobody it cites."""
        return match["label"].lower().split()[-1] in _HEADINGS

    def _names_somebody(self, label: str) -> bool:
        """ "LEE" where a Lee is told of: one question and one answer are a transcript, too."""
        words = re.escape(label.title())
        return label.isupper() and bool(re.search(rf"\b[A-Z][\w.’'-]+ {words}\b", self._text))

    def _askers(self, turns: list[tuple[re.Match[str], int]]) -> set[str]:
        """The labels of those who put the questions: by their title, or by their marks."""
        asked: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for match, end in turns:
            total[match["label"]] += 1
            asked[match["label"]] += self._text[match.end() : end].rstrip().endswith("?")
        return {
            label
            for label in total
            if label.lower().split()[-1] in _ASKS
            or asked[label] * 2 > total[label]
            or self._is_own(label)
        }

    def _is_own(self, label: str) -> bool:
        """ "our correspondent, Ann Lee": the outlet's own voice is nobody it cites."""
        name = re.escape(label.title())
        return bool(
            re.search(
                rf"\b(?:[Oo]ur|[Cc]orrespondent|[Rr]eporter)\b[^.\n]{{0,40}}\b{name}\b", self._text
            )
        )

    def _blocks(self) -> list[Utterance]:
        out: list[Utterance] = []
        paragraphs = self._reading.article.paragraphs
        for number, paragraph in enumerate(paragraphs[:-1]):
            if not self._text[paragraph.start : paragraph.end].rstrip().endswith(":"):
                continue
            sentence = self._reading.sentence_at(paragraph.end - 1)
            cues = self._by_sentence.get(sentence, [])
            following = paragraphs[number + 1]
            start, end = trimmed(self._text, following.start, following.end)
            plain = self._text[start : start + 1].isupper() and self._text[end - 1] in ".!?…"
            marked = any(m.paragraph == number + 1 for m in self._marks) if cues and plain else True
            if marked or cues[-1].speaker is None:
                continue
            behind = self._text[self._tokens.ends[cues[-1].stop - 1] : paragraph.end]
            if len(behind.split()) <= 8:
                cue = self._cue_words(cues[-1])
                out.append(self._set_off(start, end, cues[-1].speaker, cue, "quote.block"))
        return out

    def _tweets(self) -> list[Utterance]:
        """ "So sad! — Ann Lee (@annlee) May 5, 2016": what a page has taken over from Twitter."""
        if "(@" not in self._text:
            return []
        out: list[Utterance] = []
        paragraphs = self._reading.article.paragraphs
        for number, paragraph in enumerate(paragraphs):
            signed = _TWEETED.search(self._text, paragraph.start, paragraph.end)
            if signed is None:
                continue
            own = signed.start() > paragraph.start
            if not own and not number:
                continue
            begin = paragraph.start if own else paragraphs[number - 1].start
            stop = signed.start() if own else paragraphs[number - 1].end
            link = _LINK.search(self._text, begin, stop)
            start, end = trimmed(self._text, begin, link.start() if link else stop)
            if not 2 <= end - start <= _TWEET or any(
                m.start < end and start < m.end for m in self._marks
            ):
                continue
            first = self._tokens.at(signed.start("name"))
            who = first, self._tokens.at(signed.end("name") - 1) + 1
            out.append(self._set_off(start, end, who, "—", "quote.tweet"))
        return out

    def _set_off(
        self, start: int, end: int, speaker: tuple[int, int] | None, cue: str, rule: str
    ) -> Utterance:
        sentence = self._reading.sentence_at(start)
        return Utterance(
            start, end, "direct", cue, speaker, rule, sentence, group=self._next_group()
        )
