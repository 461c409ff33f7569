"""What somebody believes, fears or hopes: "analysts believe C", "Lee thinks that C"."""

from __future__ import annotations

from analysis.extract.quotes.boundaries import Boundaries
from analysis.extract.quotes.grammar import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)
from analysis.extract.quotes.reported import JOINING
from analysis.extract.quotes.utterance import Utterance
from analysis.lexicon import Tag

_NOT_THEIRS = frozenset("i we you it there that this who which what whom no nobody none".split())
_SOME = frozenset("some many most both another several".split())
_NO_SUBJECT = _NOT_THEIRS | AUXILIARIES | (DETERMINERS - _SOME) | PREPOSITIONS
_HAVE = frozenset("has have had".split())
_AMID = frozenset("if whether unless than because".split())
_OPENS = frozenset("there at more fewer nearly almost about some many up".split())
_MARKS = frozenset(("“", "”", '"', "''", "``", "—", "–", ";", ":"))


class Thoughts(Boundaries):
    """Clauses behind verbs of thinking."""

    def _thoughts(self, spoken: list[Utterance]) -> list[Utterance]:
        """The clauses that stand in none of those spoken."""
        out: list[Utterance] = []
        for tag in self._reading.tagged("reporting"):
            if tag.entry.get("class") == "thinking" and (one := self._thought(tag)) is not None:
                self._cut_short(out, one)
                inside = any(u.start <= one.start < u.end for u in [*spoken, *out])
                if not inside:
                    out.append(one)
        return out

    def _cut_short(self, before: list[Utterance], one: Utterance) -> None:
        """ "Lee thinks it is over and many voters believe C": what Lee thinks ends with the voters."""
        head = one.speaker[0] if one.speaker else 0
        head -= self._norms[head - 1] in DETERMINERS
        lead = self._norms[head - 1] if head > 1 else ""
        if before and before[-1].end > one.start and lead in JOINING:
            end = head - 1 - (self._norms[head - 2] == ",")
            before[-1].end = max(self._tokens.ends[end - 1], before[-1].start + 1)

    def _thought(self, tag: Tag) -> Utterance | None:
        at = self._tokens.starts[tag.first]
        sentence = self._reading.sentence_at(at)
        floor = self._reading.sentences[sentence].first
        begin, stop = tag.stop, self._stop_of(sentence)
        if self._tokens.words[tag.first][0].isupper():
            return None  # "Video Suspected raiders hit the port"
        if self._in_mark(at) or begin + 3 >= stop:
            return None
        marked = self._norms[begin] == "that"
        begin += marked
        who = self._thinker(tag.first, floor)
        if who is None or self._grammar.finite[begin]:
            return None
        if not (self._is_clause(begin, stop) if marked else self._opens_plainly(begin, stop)):
            return None
        follower = next((c for c in self._by_sentence.get(sentence, ()) if c.first > begin), None)
        stop = self._end_of(begin, sentence, follower, nested=False)
        if stop - begin < 3 or self._grammar.main_verb(begin, stop) is None:
            return None
        return Utterance(
            self._tokens.starts[begin], self._tokens.ends[stop - 1], "indirect",
            self._reading.words(tag.first, tag.stop), who, "quote.thought", sentence,
            group=self._next_group(),
        )  # fmt: skip

    def _thinker(self, verb: int, floor: int) -> tuple[int, int] | None:
        """Whoever stands right before the verb; not "are believed", "did not think", "those who hope"."""
        k = verb
        while k > floor and (self._norms[k - 1] in ADVERBS - {"never", "not"} | _HAVE):
            k -= 1
        before = self._norms[k - 1] if k > floor else ""
        plain = before.isalpha() or before in (",", ")") or before[:1].isdigit()
        if not plain or before in _NO_SUBJECT or self._grammar.finite[k - 1]:
            return None  # "raised fears that"
        alone = before in _SOME and self._begins(k - 1, floor)
        who = (k - 1, k) if alone else self._speakers.left(k, floor)
        if who is None or who[1] > k or not _AMID.isdisjoint(self._norms[floor : who[0]]):
            return None
        if (
            who[1] < k
            and self._norms[who[1]] not in (",", "(")
            and self._norms[who[1]] not in RELATIVES
        ):
            return None
        return None if self._norms[who[0]] in _NOT_THEIRS else who

    def _begins(self, k: int, floor: int) -> bool:
        """ "Many think", "and some fear", "; another thought"."""
        return k == floor or self._norms[k - 1] in JOINING

    def _opens_plainly(self, begin: int, stop: int) -> bool:
        """ "the roof had been opened": a subject and its verb, and nothing between that could begin anew."""
        norm, word = self._norms[begin], self._tokens.words[begin]
        small = norm in DETERMINERS | PRONOUNS or norm in _OPENS
        opens = word == norm if small and norm != "i" else not word[0].islower()
        opens = opens or (norm.endswith("s") and self._grammar.finite[begin + 1])
        verb = self._grammar.main_verb(begin, stop) if opens else None
        if verb is None or verb == begin or verb - begin > 14:
            return False
        between = self._norms[begin:verb]
        return "," not in between and "that" not in between and _MARKS.isdisjoint(between)
