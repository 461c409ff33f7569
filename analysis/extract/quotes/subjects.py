"""Who stands beside a reporting verb: its subject, or that of the verb before where it has none.

"Ann Lee, who left, told them", "with its mayor, Ann Lee, calling it", "said she was late, adding that".
"""

from __future__ import annotations

from bisect import bisect_left

from analysis.extract.quotes.beside import Beside
from analysis.extract.quotes.grammar import (
    ADVERBS,
    AUXILIARIES,
    BE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    Grammar,
)
from analysis.extract.quotes.marks import Marked, mark_around, marked
from analysis.extract.quotes.speakers import Speakers
from analysis.extract.quotes.surveys import Surveys
from analysis.extract.quotes.utterance import MARKS_ONLY, TOLD, TURNING, Cue
from analysis.extract.quotes.wording import DOCUMENT, MESSAGE, WORK
from analysis.reading import Reading

_CITED = frozenset(("quoted", "cited", "quotes", "cites"))
_SAYS_ON = frozenset("say says said told tells".split())
_CLOSERS = frozenset(("”", '"', "''"))
_PERCEIVED = _CITED | frozenset("showed shows heard saw recalled remembered had kept".split())
_UNNAMED = frozenset(("named", "identified", "anonymity", "anonymous", "withheld"))
_BY_MESSAGE = frozenset(("in", "with", "through", "via"))
_WHILE = frozenset("while when after before without".split())
_JOINED = frozenset(("and", "but", "or", "that", ","))
_BEFORE_NESTED = ADVERBS | AUXILIARIES | {"used", "to"}
_BEFORE_GERUND = frozenset(
    (
        *(",", "while", "whilst", "when", "after", "before", "by", "without", "and"),
        *("of", "from", "in", "on", "for", "about", "despite"),  # "in the middle of telling"
    )
)


class Subjects:
    """Gives the reporting verbs of one article their speakers."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.text
        self._tokens = reading.tokens
        self._norms = reading.tokens.norms
        self._marks = marked(reading.text, reading.article.paragraphs)
        self._mark_starts = [mark.start for mark in self._marks]
        self._in_mark = mark_around(self._marks)  # no method: who is handed it must not hold us
        self._grammar = Grammar(reading)
        self._beside = Beside(reading, self._grammar, self._in_mark)
        self._speakers = Speakers(reading, self._grammar)
        self._speakers.soft = {
            self._tokens.at(at)
            for mark in self._marks
            if self._is_fragment(mark)
            for at in (mark.before, mark.after - 1)
        }
        self._main: Cue | None = None  # the last cue outside relative clauses
        self._surveys = Surveys(reading, self._grammar, self._speakers)

    def _is_nested(self, k: int, floor: int) -> bool:
        """ "medics who said", "the mayor, who has often said": the verb of a relative clause."""
        while k > floor and self._norms[k - 1] in _BEFORE_NESTED:
            k -= 1
        if k > floor and self._norms[k - 1] in ("who", "which", "that"):
            return True
        for j in range(k - 1, max(floor, k - 7), -1):
            if self._norms[j] == "whose":
                return True  # "Ann Lee, whose department last month demanded"
            if self._norms[j] == "," or self._grammar.finite[j]:
                break
        return False

    def _joins_relative(self, k: int, floor: int) -> bool:
        """ ", who runs the union and says he is, had left": the second verb of a relative clause."""
        if k <= floor or self._norms[k - 1] not in ("and", "but"):
            return False
        for j in range(k - 2, max(floor, k - 16), -1):
            if self._norms[j] == ",":
                return False
            if self._norms[j] == "who":
                return self._norms[j - 1] == ","
        return False

    def _give_speaker(self, cue: Cue, floor: int, latest: Cue | None, verb: int) -> None:
        """Find who stands beside the verb: before it, behind it where it follows a quotation, or before "and"."""
        passive = self._quoted_by(cue, floor)
        if passive:
            cue.speaker, cue.via = passive
        elif self._norms[cue.first].endswith("ing") and self._norms[cue.first - 1] in BE:
            cue.speaker = self._speakers.left(verb, floor) or self._speakers.subject(floor, verb)
            cue.nested = self._is_nested(verb, floor)
            return  # "said he had left and was telling friends that C": his friends are told by him
        elif self._norms[cue.first].endswith("ing"):
            another = self._another_beside(cue, floor)
            cue.speaker = self._unless_told(another or self._beside_gerund(cue, floor))
        elif latest is not None and self._shares_subject(latest, cue):
            cue.speaker, cue.inherited = latest.speaker, True
        else:
            cue.speaker = self._speakers.left(verb, floor)
        if cue.speaker is None and self._norms[cue.first] in _SAYS_ON:
            cue.speaker = self._cut_off(cue, floor, verb)
        if cue.kind in ("finding", "announcing") and not self._surveys.names(cue.speaker):
            found = self._surveys.document(cue.first, self._reading.sentences[cue.sentence].first)
            cue.speaker = found if cue.kind == "finding" and found else cue.speaker or found
        cue.speaker = self._that_one(cue.speaker)
        cue.nested = self._is_nested(verb, floor)
        sentence = self._reading.sentences[cue.sentence]
        cue.speaker = self._giver(cue.speaker, sentence.first)
        if cue.speaker is None and cue.first == floor:
            if self._norms[floor] in TURNING:  # "Said Walt Price: “...”"
                cue.speaker = self._speakers.right(cue.stop, sentence.stop)
        if cue.speaker is None and not cue.nested:
            cue.speaker = self._subject_left_out(cue, latest, floor)
            cue.inherited = cue.speaker is not None
            cue.nested = cue.inherited and self._joins_relative(verb, floor)

    def _unless_told(self, found: tuple[int, int] | None) -> tuple[int, int] | None:
        """None for the addressee of "wrote to Lee on Monday saying that"."""
        if found is None or self._norms[found[0] - 1] != "to":
            return found
        return None if self._norms[found[0] - 2] in ("wrote", "writes", "spoke") else found

    def _that_one(self, speaker: tuple[int, int] | None) -> tuple[int, int] | None:
        """ "They will come, that agency said": "that" is part of who says so."""
        if speaker is None or speaker[1] - speaker[0] != 1 or speaker[0] < 2:
            return speaker
        pointed = self._norms[speaker[0] - 2 : speaker[0]] == [",", "that"]
        single = self._norms[speaker[0]].isalpha() and not self._norms[speaker[0]].endswith("s")
        plain = single and self._norms[speaker[0]] not in PRONOUNS
        lower = self._tokens.words[speaker[0]].islower()
        return (speaker[0] - 1, speaker[1]) if pointed and plain and lower else speaker

    def _giver(self, speaker: tuple[int, int] | None, first: int) -> tuple[int, int] | None:
        """ "Lee replied with a letter calling it", "took it up in a statement sent to reporters: ": Lee."""
        if speaker is None or self._norms[speaker[0] - 1] not in _BY_MESSAGE:
            return speaker
        if speaker[0] - 1 <= first or self._norms[speaker[0] - 2] == ",":
            return speaker  # "with a letter from Lee saying"
        if MESSAGE.isdisjoint(self._norms[speaker[0] : speaker[1]]):
            return speaker
        if self._grammar.main_verb(first, speaker[0] - 1) is None:
            return speaker
        return self._speakers.subject(first, speaker[0] - 1) or speaker

    def _cut_off(self, cue: Cue, floor: int, verb: int) -> tuple[int, int] | None:
        """ "Nomads back from the hills, say they saw nobody": a subject with a comma that does not belong there."""
        comma = verb - 1
        while comma > floor and self._norms[comma] in AUXILIARIES:
            comma -= 1
        first = self._reading.sentences[cue.sentence].first
        if self._norms[comma] != "," or floor != first or "," in self._norms[first:comma]:
            return None
        behind = self._beside.behind(cue.tag, self._stop_of(cue.sentence))
        found = self._speakers.right(behind, self._stop_of(cue.sentence))
        opens = found is not None and any(self._grammar.finite[found[1] : found[1] + 1])
        if not opens and self._norms[behind : behind + 1] not in (["there"], ["that"]):
            return None
        return self._speakers.whole(first, comma)

    def _shares_subject(self, latest: Cue, cue: Cue) -> bool:
        """ "Lee, fresh off a win, mocked it as “a con,” told voters that C": verbs in a row around a fragment."""
        if latest.speaker is None or latest.sentence != cue.sentence or latest.inherited:
            return False
        k = bisect_left(self._mark_starts, self._tokens.starts[cue.first]) - 1
        mark = self._marks[k] if k >= 0 else None
        if (
            mark is None
            or self._tokens.at(mark.after - 1) + 1 != cue.first
            or latest.kind not in MARKS_ONLY
        ):
            return False
        whom = self._norms[latest.speaker[0] - 1] if latest.speaker[0] else ""
        handed = self._text[mark.end - 1] == "," and self._text[mark.start].islower()
        return handed and self._tokens.ends[latest.stop - 1] <= mark.start and whom not in RELATIVES

    def _is_idle(self, cue: Cue) -> bool:
        """ "had laughed about", "reading from a ruling": a verb that is one of saying only beside speech."""
        its = self._norms[cue.stop : cue.stop + 1] in (["its"], ["their"])
        if cue.kind == "according" and cue.speaker is None and its:
            return True  # "according to their type and size"
        if cue.tag.entry.get("needs") != "that" or self._norms[cue.stop - 1] == "that":
            return False
        after = self._norms[cue.stop] if cue.stop < len(self._norms) else "."
        if after == "." and self._norms[cue.first - 1] in ("been", "was", "were"):
            return True  # "there had been shouting."
        if after in ("whether", "if", "why", "how"):
            return False  # "but questioned whether"
        return after[0].isalnum() and after != "that"

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
        if cue.first <= floor:
            return None
        if self._norms[cue.first - 1] == ",":
            opened = self._reading.sentences[cue.sentence].first
            alone = floor == opened and "," not in self._norms[opened : cue.first - 1]
            if alone and self._speakers.is_lone_name(opened, cue.first - 1):
                return opened, cue.first - 1  # "LEE, denying that he lied: “I won.”"
            for k in range(cue.first - 2, max(floor, cue.first - 12) - 1, -1):
                if self._norms[k] == "with":  # "with its president, Ann Lee, calling it"
                    found = self._speakers.left(cue.first, k + 1)
                    # "with Ann Lee in tears, telling them that it was over"
                    return found or self._speakers.whole(k + 1, cue.first - 1)
                if self._grammar.finite[k]:
                    break
        if self._norms[cue.first - 1] in _BEFORE_GERUND:
            return None
        adding = self._norms[cue.first] == "adding"
        for k in range(cue.first - 2, max(floor, cue.first - 9) - 1, -1):
            if self._norms[k] == "with":
                return k + 1, cue.first
            if self._grammar.finite[k] or self._norms[k] == ",":
                break
        found = None if adding else self._adjoined(cue, floor)
        chained = self._reading.apostrophes_lost and self._norms[cue.stop : cue.stop + 1] == [
            "that"
        ]
        if (
            found is not None
            and chained
            and self._adds_on(cue)
            and DOCUMENT.isdisjoint(self._norms[found[0] : found[1]])
        ):
            return None  # "adding that most are women asserting that all are safe"
        if found is None or found[1] != cue.first:
            return found
        first, before = self._reading.sentences[cue.sentence].first, self._norms[found[0] - 1]
        if before in TOLD:
            return None  # "told the station adding that": whoever told it
        if before in PREPOSITIONS and DOCUMENT.isdisjoint(self._norms[found[0] : found[1]]):
            return None  # "called for access to Homs saying"
        verb = found[0] - 1 - (before == "out")  # "put out a statement saying"
        if (
            found[0] > first
            and before not in TURNING
            and self._grammar.finite[verb]
            and before not in _PERCEIVED
        ):
            return self._speakers.subject(first, found[0]) or found  # "condemned the ban saying"
        one = self._norms[found[0]] in ("one", "another", "each")  # "one of them explaining"
        own = self._norms[cue.first] == "saying" or self._norms[cue.first - 1] in DOCUMENT or one
        return found if own or cue.first - found[0] < 2 or found[0] <= floor + 1 else None

    def _another_beside(self, cue: Cue, floor: int) -> tuple[int, int] | None:
        """ "with Lee saying she was late and Ann Orr insisting": Ann Orr."""
        for k in range(cue.first - 2, max(floor, cue.first - 5), -1):
            if self._norms[k] == "and" and self._speakers.is_lone_name(k + 1, cue.first):
                return k + 1, cue.first
        return None

    def _adjoined(self, cue: Cue, floor: int) -> tuple[int, int] | None:
        """The phrase left of the verb, up to it: "in response to Lee simply stating that"."""
        found = self._speakers.left(cue.first, floor)
        if found is None or self._norms[found[1] : cue.first] not in (
            ["simply"],
            ["only"],
            ["again"],
        ):
            return found
        return found[0], cue.first

    def _adds_on(self, cue: Cue) -> bool:
        """True where "adding that" or the like stands before the cue in its sentence."""
        first = self._reading.sentences[cue.sentence].first
        return any(
            self._norms[k].endswith("ing") and self._norms[k + 1] == "that"
            for k in range(first, cue.first - 1)
        )

    def _subject_left_out(
        self, cue: Cue, previous: Cue | None, floor: int
    ) -> tuple[int, int] | None:
        """The speaker of "adding that", "and said": of the cue before it, or of the clause."""
        first = self._reading.sentences[cue.sentence].first
        k = cue.first - 1
        while k > floor and (self._norms[k] in ADVERBS or self._norms[k] in BE):
            k -= 1
        k = self._speakers.before_adjuncts(k + 1, floor) - 1  # "and on Monday wrote"
        lead = self._norms[k] if k >= first else ""
        if self._norms[cue.first - 1] == "then" and self._norms[k - 1 : k] == [","]:
            lead = ","  # "told them to wait “till noon,” then added"
        if self._norms[cue.first - 1] == "however":
            lead = "but"  # "gave no names however noted that", its comma lost
        gerund = self._norms[cue.first].endswith("ing") or self._norms[cue.first] == "by"
        if not gerund and lead not in ("and", "but", ",", "then"):
            return None
        if previous is not None and previous.sentence == cue.sentence and previous.speaker:
            dated = self._norms[previous.speaker[0] - 1] in ("after", "before")
            if dated and gerund and lead == "," and previous.speaker[0] - 1 > first:
                main = self._speakers.subject(first, previous.speaker[0] - 1)
                if main is not None:
                    return (
                        main  # "The church spoke out, a day after Lee proposed it, recalling that"
                    )
            own = self._clause_between(previous, cue) if gerund else None
            own = own or (self._behind_as_said(previous, cue) if gerund else None)
            own = own or self._behind_semicolon(previous, cue)
            outer = self._main if previous.nested and not gerund else None
            if outer and outer.sentence == cue.sentence and self._comes_back(previous, cue):
                return outer.speaker
            return own or previous.speaker
        found = self._whose_and(k, floor) or self._speakers.subject(floor, cue.first)
        if found is None and floor > first:
            found = self._speakers.subject(first, cue.first)
        near = previous is not None and cue.sentence - previous.sentence <= 1
        if found is None and gerund and near and previous and not self._goes_beside(cue):
            return previous.speaker
        return found

    def _comes_back(self, nested: Cue, cue: Cue) -> bool:
        """ "said the man who told them he saw it had lied and added": the clause around "who" has a verb behind it."""
        verbs = [k for k in range(nested.stop, cue.first) if self._grammar.finite[k]]
        return any(
            self._norms[k - 1] not in _JOINED
            and self._norms[k - 1] not in PRONOUNS
            and self._norms[k - 1] not in RELATIVES
            for k in verbs[1:]
        )

    def _whose_and(self, k: int, floor: int) -> tuple[int, int] | None:
        """ "Nobody tried harder than Lee, who moved there and said": whoever "who" stands for."""
        if self._norms[k] not in ("and", "but"):
            return None
        for j in range(k - 1, max(floor, k - 20), -1):
            if self._norms[j] == ",":
                return None
            if self._norms[j] == "who":
                end = j - (self._norms[j - 1] == ",")
                return self._speakers.phrase(end - 1, floor)
        return None

    def _clause_between(self, previous: Cue, cue: Cue) -> tuple[int, int] | None:
        """ "said it was late, while Ann Lee went further, calling it": the subject that "while" brings in."""
        for k in range(cue.first - 2, previous.stop, -1):
            if self._norms[k] in ("while", "whereas"):
                return self._speakers.subject(k + 1, cue.first)
        return None

    def _behind_as_said(self, previous: Cue, cue: Cue) -> tuple[int, int] | None:
        """ "As the Courier reported, Lee backs Orr, calling him": Lee, not the Courier."""
        first = self._reading.sentences[cue.sentence].first
        opens = previous.speaker is not None and self._norms[first] == "as"
        if not opens or previous.speaker[0] - first > 2:  # type: ignore[index]
            return None
        comma = next(
            (
                k
                for k in range(previous.stop, min(previous.stop + 9, cue.first - 2))
                if self._norms[k] == ","
            ),
            0,
        )
        if not comma or any(self._grammar.finite[previous.stop : comma]):
            return None
        return self._speakers.subject(comma + 1, cue.first)

    def _behind_semicolon(self, previous: Cue, cue: Cue) -> tuple[int, int] | None:
        """ "C, the defense said; the jurors disagreed, and called it": the subject of the second sentence."""
        for k in range(cue.first - 2, previous.stop - 1, -1):
            if self._norms[k] == ";":
                return self._speakers.subject(k + 1, cue.first)
        return None

    def _stop_of(self, sentence: int) -> int:
        return self._reading.sentences[sentence].stop

    def _floor(self, cue: Cue, previous: Cue | None) -> int:
        """The first token the speaker may stand at: after a quotation, a cue, the sentence's start."""
        floor = self._reading.sentences[cue.sentence].first
        if previous is not None and previous.sentence == cue.sentence:
            unnamed = not _UNNAMED.isdisjoint(self._norms[previous.stop : cue.first])
            before = cue.first - 1 - (self._norms[cue.first - 1] in _CLOSERS)
            ends = self._norms[before] == "," or unnamed  # "who called it “a mess,” told them"
            # "who argued it, said", "who asked not to be named said"
            aside = ends and (previous.nested or self._goes_beside(previous))
            floor = floor if aside else max(floor, self._governed(previous, cue))
        k = bisect_left(self._mark_starts, self._tokens.starts[cue.first]) - 1
        if k >= 0:
            after = self._tokens.at(self._marks[k].end)
            if self._is_fragment(self._marks[k]):
                return floor
            floor = max(floor, after)
            while floor < cue.first and self._norms[floor] in ("”", '"', "''", "»", "’", "'", ","):
                floor += 1
        return floor

    def _goes_beside(self, cue: Cue) -> bool:
        """ "The ministry, while conceding losses, said": a verb in -ing behind a conjunction."""
        return self._norms[cue.first].endswith("ing") and self._norms[cue.first - 1] in _WHILE

    def _governed(self, previous: Cue, cue: Cue) -> int:
        """ "recalled in an interview that his father, a miner, told": what stands behind "that", if it is there."""
        for k in range(previous.stop, min(previous.stop + 14, cue.first - 1)):
            if self._norms[k] == "that" and not self._grammar.finite[k + 1]:
                return k + 1
        return previous.stop

    def _is_fragment(self, mark: Marked) -> bool:
        """Words in marks that are part of the sentence around them, not an utterance before it."""
        lead = self._text[max(0, mark.before - 2) : mark.before].rstrip()
        first = self._text[mark.start : mark.start + 1]
        if WORK.search(self._text[max(0, mark.before - 16) : mark.before]):
            return True
        return bool(lead) and (
            lead[-1].isalnum() and (first.islower() or mark.end - mark.start < 40)
        )
