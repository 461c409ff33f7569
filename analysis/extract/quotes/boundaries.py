"""Where a reported clause begins and ends."""

from __future__ import annotations

from bisect import bisect_left

from analysis.extract.quotes.grammar import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)
from analysis.extract.quotes.reported import JOINING, OPENING, Reported
from analysis.extract.quotes.utterance import MARKS_ONLY, Cue, Utterance
from analysis.extract.quotes.wording import DOCUMENT, VERDICTS

_SHARES = frozenset("percent % half third thirds quarter quarters majority plurality".split())
_BUT_OTHERS = ([",", "but"], [",", "while"], [",", "though"], [",", "although"])
_FRONTED = frozenset("when after while as although though once".split())
_ROUGHLY = frozenset(
    "nearly about almost only just roughly another some over more than a the two three one".split()
)
_MEANWHILE = frozenset(("as", "while", "after", "when", "amid", "before"))
_HOLDS = frozenset(("that", "and", "but", "or", ",", "than", "what", "how", "why"))
_ANYBODY = frozenset("whoever whatever whichever".split())
_NEGATED = frozenset("didn't wouldn't couldn't didnt wouldnt couldnt".split())
_GAVE = frozenset("gave had offered provided".split())
_DISCLOSES = frozenset(
    "say give provide specify identify name offer comment elaborate speculate disclose confirm".split()
)
PLACES_OF_SPEECH = DOCUMENT | frozenset(
    "interview speech conference briefing hearing rally debate".split()
)
_REMARKS = frozenset(
    (
        ("offering", "no"), ("offering", "few"), ("giving", "no"), ("providing", "no"), ("pointing", "to"),
        ("referring", "to"), ("alluding", "to"), ("declining", "to"), ("speaking", "on"), ("speaking", "at"),
    )
)  # fmt: skip
_MANNERS = frozenset(  # "said privately they would go"
    "privately publicly repeatedly openly bluntly flatly plainly angrily quietly calmly jokingly".split()
)
_CLOSES = frozenset(("”", '"', "''"))
_IS = frozenset("is was isn't wasn't would will could".split())
_BEFORE_CUE = frozenset(
    (
        "quote.clause_before",
        "quote.clause_before_inverted",
        "quote.interrupted",
        "quote.according_after",
    )
)
_ENDS = frozenset(
    (".", "!", "?", ";", ",", "and", "but", "as", "while", "even", "though", "although")
)


class Boundaries(Reported):
    """Clauses beside the cues of one article."""

    def _content_begin(self, cue: Cue, stop: int) -> tuple[int, bool]:
        """The token where the reported clause begins, and whether "that" opens it."""
        k = cue.stop
        if self._norms[k - 1] == "that":
            adds = self._norms[k - 2] in DOCUMENT and self._at(k) in AUXILIARIES
            return k, not adds  # "said in a statement that did not name him"
        k = self._behind_cue(cue, stop)
        plain = k > cue.stop and not cue.tag.entry.get("object") and k < stop
        if plain and self._grammar.finite[k] and self._norms[cue.stop] not in PREPOSITIONS:
            k = cue.stop  # "say early December is likely"
        k += self._at(k) in _MANNERS and self._at(k + 1) in PRONOUNS | {"there"}
        aside = self._past_aside(k, stop) or self._behind_as_told(cue, k, stop)
        aside = aside or self._behind_whom(cue, k, stop)
        if aside:
            return aside, True
        if k < stop and self._norms[k] in (",", ":"):
            if self._closes_a_fronted_clause(cue, k):
                return stop, False
            k += 1
        whole = self._leads_a_clause(k, stop)
        if whole or self._goes_on_with(cue, k):
            return k, whole
        if k + 1 < stop and self._norms[k] == "that" and self._norms[k + 1] not in ("'s", "’s"):
            if self._norms[k + 1] in _IS and self._grammar.finite[k + 1]:
                return k, True  # "insisted that was unfair"
            points = self._norms[k + 1] in PREPOSITIONS  # "they said that about him in May"
            points = points and self._grammar.main_verb(k + 1, stop) is None
            return (stop, False) if points or self._adds_to_venue(k) else (k + 1, True)
        return self._opened_by_that(cue, k, stop)

    def _opened_by_that(self, cue: Cue, k: int, stop: int) -> tuple[int, bool]:
        """Where a "that" some words behind the cue opens what is reported, else token ``k``."""
        limit = min(stop, cue.stop + 20)
        if self._norms[cue.first].endswith("ing") and self._is_idle(cue):
            return k, False  # "reading from a ruling that"
        if cue.tag.entry.get("object") or self._grammar.opens_phrase(cue.stop):
            for j in range(cue.stop, limit):
                if self._norms[j] == "that" and not self._adds_to_venue(j):
                    return (k, False) if self._is_of_a_noun(cue.stop, j) else (j + 1, True)
                reduced = self._norms[j].endswith("ed") and self._norms[j - 1] in PLACES_OF_SPEECH
                if self._norms[j] in OPENING and not self._names_programme(j):
                    break
                if self._grammar.finite[j] and not reduced:
                    break
        elif k + 1 < stop and self._norms[k + 1] == "that":
            if self._norms[k].endswith("ly") or self._norms[k] in ADVERBS:
                return k + 2, True  # "predicted then that"
        return k, False

    def _closes_a_fronted_clause(self, cue: Cue, k: int) -> bool:
        """ "While the army has not commented, the mayor said C": what follows the comma is not the army's."""
        first = self._reading.sentences[cue.sentence].first
        if self._norms[first] not in _FRONTED or self._norms[first] == "as" or cue.speaker is None:
            return False
        return k == cue.stop and cue.speaker[0] == first + 1 and self._norms[k] == ","

    def _is_of_a_noun(self, first: int, k: int) -> bool:
        """ "C, Lee said on Sunday, as the violence that has shaken the north spread": which violence."""
        if (
            self._norms[k - 1] == ","
            or k + 1 >= len(self._norms)
            or not self._grammar.finite[k + 1]
        ):
            return False
        cut = next((j for j in range(first, k) if self._norms[j] == ","), None)
        return cut is not None and self._norms[cut + 1] in _MEANWHILE

    def _adds_to_venue(self, k: int) -> bool:
        """ "in an interview that aired on Sunday", "at a hearing that lasted": what was said there comes later."""
        if k + 1 >= len(self._norms):
            return False  # a text that ends in the middle of a sentence
        verb = self._grammar.finite[k + 1] or self._norms[k + 1].endswith("ed")
        return self._norms[k - 1] in PLACES_OF_SPEECH and verb

    def _names_programme(self, k: int) -> bool:
        """ "on CBS's “Face the Nation” that": marks around a few words with a capital, and "that"."""
        mark = self._in_mark(self._tokens.ends[k])
        if mark is None:
            return self._norms[k + 1 : k + 2] == ["that"]  # the mark that closes
        words = self._text[mark.start : mark.end].split()
        return len(words) <= 5 and words[0][0].isupper() and words[-1][0].isupper()

    def _past_aside(self, k: int, stop: int) -> int:
        """The token after "that" in "suggested, without evidence, that"; 0 where there is none."""
        if k >= stop or self._norms[k] != ",":
            return 0
        for j in range(k + 2, min(stop - 1, k + 12)):
            if self._norms[j] == "," and self._norms[j + 1] == "that":
                return j + 2
            if self._grammar.finite[j]:
                return 0
        return 0

    def _goes_on_with(self, cue: Cue, k: int) -> bool:
        """ "If she quits, the aide said, that step is hers": a "that" that points back."""
        head = cue.speaker[0] if cue.speaker and not cue.inherited else 0
        first = self._reading.sentences[cue.sentence].first
        closed = head > first and self._norms[head - 1] == self._norms[k - 1] == ","
        return closed and self._norms[first] in ("if", "unless", "when")

    def _behind_whom(self, cue: Cue, k: int, stop: int) -> int:
        """ "told the mayor who came on Monday that C": where C begins; else 0."""
        if k == cue.stop or self._at(k) != "who":
            return 0
        for j in range(k + 2, min(stop - 2, k + 14)):
            if self._norms[j] == "that":
                return j + 1 if any(self._grammar.finite[k:j]) else 0
            if self._norms[j] in OPENING or self._norms[j] == ",":
                return 0
        return 0

    def _behind_as_told(self, cue: Cue, k: int, stop: int) -> int:
        """Where C begins in "As Lee reported from the port last week at a hearing, C"; else 0."""
        first = self._reading.sentences[cue.sentence].first
        opens = cue.speaker is not None and cue.speaker[0] == first + 1
        if not opens or self._norms[first] != "as" or self._at(k) not in PREPOSITIONS:
            return 0
        for j in range(k + 1, min(stop - 2, k + 16)):
            if self._norms[j] == ",":
                return j + 1
            if self._grammar.finite[j]:
                return 0
        return 0

    def _content_stop(self, cue: Cue, follower: Cue | None) -> int:
        """The token the cue's clause stops before: the sentence's end, or the next cue's clause."""
        stop = self._end_of(
            cue.stop, cue.sentence, follower, cue.nested or self._is_parenthesis(cue)
        )
        stop = self._behind_fronted(cue, stop)
        if cue.speaker and self._is_share(*cue.speaker):
            for k in range(cue.stop + 2, stop - 2):
                if (
                    self._norms[k] == ","
                    and self._norms[k + 1] in JOINING
                    and self._is_share(k + 2, k + 6)
                ):
                    return k  # "one in four said C, and nearly half expressed doubt"
        return stop

    def _behind_fronted(self, cue: Cue, stop: int) -> int:
        """ "When he told them that it was over, they wept": where the clause that "when" opens ends; else ``stop``."""
        first = self._reading.sentences[cue.sentence].first
        head = cue.speaker[0] if cue.speaker else first
        if self._norms[first] not in _FRONTED or not first < head < cue.first or cue.inherited:
            return stop
        if "," in self._norms[first:head] or any(self._grammar.finite[first:head]):
            return stop
        for k in range(cue.stop + 3, stop - 2):
            if self._norms[k] == "," and self._norms[k + 1] not in JOINING | {"that"}:
                told = self._grammar.main_verb(cue.stop, k) is not None
                goes_on = self._grammar.main_verb(k + 1, stop)
                apart = self._grammar.opens_phrase(k + 1) or self._norms[k + 1] in RELATIVES
                if told and goes_on is not None and not apart:
                    return k
        return stop

    def _is_parenthesis(self, cue: Cue) -> bool:
        """ "M23, which the UN says is backed by Kigali, seized it": said of the noun before "which"."""
        if cue.speaker is None or cue.stop >= len(self._norms):
            return False
        if not self._grammar.finite[cue.stop]:
            return False
        head = cue.speaker[0] - (self._norms[cue.speaker[0] - 1] in DETERMINERS)
        return head > 0 and self._norms[head - 1] in ("which", "who", "whom", "that")

    def _is_share(self, first: int, stop: int) -> bool:
        """ "one in four voters", "nearly half", "about 30 percent": so many of those asked."""
        for k in range(first, min(stop, len(self._norms))):
            if self._norms[k] in _SHARES or self._norms[k : k + 2] == ["one", "in"]:
                return True
            if not (self._norms[k].isdigit() or self._norms[k] in _ROUGHLY):
                return False
        return False

    def _end_of(self, begin: int, sentence: int, follower: Cue | None, nested: bool) -> int:
        """The token a clause that begins behind token ``begin`` stops before."""
        stop = self._stop_of(sentence)
        if follower is not None and not follower.nested:
            head = follower.first
            if follower.speaker and not follower.inherited and follower.speaker[0] >= begin:
                head = min(head, follower.speaker[0])
            if head and self._norms[head - 1] == "with":
                head -= 1  # ", with one poster writing that"
            head = self._before_adjunct(head, begin)
            if follower.speaker is None:
                head = self._before_turn(head, begin)
            lead = self._lead(head)
            apart = self._apart(begin, head)
            if self._is_apposed(begin, head) or (lead == "," and head - begin < 2):
                pass  # "that his father, a miner, had told him", "In fact, she says, Lee said C"
            elif apart:
                stop = apart
            elif lead in JOINING or follower.inherited or lead == "as":
                stop = head
            elif follower.kind == "according" or nested:
                stop = follower.first
        for k in range(begin, stop - 1):
            if self._norms[k + 1] in OPENING and self._leads_to_marks(k):
                stop = k
                break
            if self._norms[k] == ";" and not self._goes_on_with_that(k + 1):
                stop = k
                break
            if self._norms[k] == "," and (self._is_verdict(k + 1, stop) or self._is_remark(k + 1)):
                stop = k
                break
            if self._norms[k] in ("but", "and") and self._is_refusal(k + 1):
                stop = k
                break
        if nested:
            stop = self._matrix_verb(begin, stop)
        while stop > begin and self._norms[stop - 1] in _ENDS:
            stop -= 1
        return stop

    def _lead(self, head: int) -> str:
        """What stands before token ``head``; of "told donors it was “rigged,” the Courier reported" the comma."""
        lead = self._norms[head - 1] if head else ""
        return "," if lead in _CLOSES and self._norms[head - 2] == "," else lead

    def _apart(self, begin: int, head: int) -> int:
        """ "said that was a lie: the road, an aide wrote, is open", "a drill and what others said was none": where
        the next source's words begin behind a colon or "and what"; else 0."""
        if self._norms[head - 2 : head] == ["and", "what"]:
            return head - 2
        return next((k for k in range(max(begin + 1, head - 8), head) if self._norms[k] == ":"), 0)

    def _leads_to_marks(self, k: int) -> bool:
        """A colon before a mark; a dash before one that begins a sentence."""
        words = self._tokens.words[k + 2 : k + 3]
        dash = self._norms[k] in ("—", "–") and words != [] and words[0][0].isupper()
        return dash or self._norms[k] == ":"

    def _conjoined(self, cue: Cue) -> int:
        """Where "and described it as", ", urging them" begins, which the speaker does beside saying the clause."""
        for other in self._by_sentence[cue.sentence]:
            if other.first <= cue.stop or other.kind not in MARKS_ONLY or other.speaker is None:
                continue
            k = other.speaker[0]
            if k > cue.stop and self._norms[k - 2 : k] in _BUT_OTHERS and other.kind == "denying":
                return k - 2  # "accuses them of fraud, but the union denies it"
            if self._norms[k - 1] in ("whom", "which") and self._norms[k - 2] == ",":
                return k - 2  # "urged them to stop Lee, whom he accused of fraud"
            if (
                self._norms[k] in PRONOUNS
                and self._norms[k - 2 : k] == [",", "and"]
                and k > cue.stop
            ):
                return k - 2  # "said it was late, and they have urged him to go"
            if other.inherited:
                k = other.first - (self._norms[other.first - 1] in ("has", "have", "had", "also"))
                if self._norms[k - 1] in ("and", "but"):
                    return k - 1 - (self._norms[k - 2] == ",")
                if self._norms[k - 1] == "," and self._norms[k].endswith("ing"):
                    return k - 1  # ", urging them to wait"
        return self._stop_of(cue.sentence)

    def _is_apposed(self, begin: int, head: int) -> bool:
        """True where only a noun phrase stands before the head: the head adds to it."""
        return (
            head - begin >= 2
            and self._norms[head - 1] == ","
            and self._norms[begin] == "that"
            and not any(self._grammar.finite[k] for k in range(begin, head))
        )

    def _before_turn(self, head: int, floor: int) -> int:
        """Where "refugees" begins in ", but refugees told a different story", though nobody is read in it."""
        for k in range(head - 1, max(floor + 2, head - 12), -1):
            if self._norms[k] in ("but", "while", "whereas") and self._norms[k - 1] == ",":
                return k + 1
            if self._norms[k] == "," or self._grammar.finite[k]:
                break
        return head

    def _before_adjunct(self, head: int, floor: int) -> int:
        """Where "on Tuesday" begins in ", and on Tuesday she told": behind the "and"."""
        for k in range(head - 1, max(floor, head - 6), -1):
            if self._norms[k] in ("and", "but"):
                opens = self._norms[k - 1] == "," and self._grammar.opens_phrase(k + 1)
                return k + 1 if opens else head
            if self._grammar.finite[k]:
                break
        return head

    def _is_refusal(self, k: int) -> bool:
        """ "but declined to", "but gave no", "but would not say": what the speaker did not say."""
        if self._at(k) in PRONOUNS:
            k += 1
        if self._at(k) in ("declined", "refused"):
            return True
        if self._at(k) == "stopped" and self._at(k + 1) == "short":
            return True
        if self._at(k) in _NEGATED or self._at(k + 1) == "not":
            later = k + 2 if self._at(k + 1) == "not" else k + 1
            return self._at(later) in _DISCLOSES
        return self._at(k) in _GAVE and self._at(k + 1) in ("no", "few")

    def _is_remark(self, k: int) -> bool:
        """ ", offering no evidence", ", pointing to emails": what the speaker does beside saying it."""
        pair = self._at(k), self._at(k + 1)
        return pair[0] in ("citing", "quoting") or pair in _REMARKS

    def _is_verdict(self, k: int, stop: int) -> bool:
        """ ", a claim the mayor rejects": what others make of what was said."""
        if self._at(k) not in ("a", "an"):
            return False
        noun = k + 1 if self._at(k + 1) in VERDICTS else k + 2
        return self._at(noun) in VERDICTS and self._at(noun + 1) not in ("of", ",")

    def _before_main_clause(self, begin: int, stop: int) -> int:
        """ "Asked about Lee's claim that C, Orr left the room": where C ends, before the comma; else ``stop``."""
        for k in range(begin + 2, stop - 2):
            if self._norms[k] == "," and self._norms[k + 1] not in JOINING | RELATIVES:
                told = self._grammar.main_verb(begin, k) is not None
                if told and not self._grammar.opens_phrase(k + 1):
                    if self._grammar.main_verb(k + 1, stop) is not None:
                        return k
        return stop

    def _matrix_verb(self, begin: int, stop: int) -> int:
        """Where the clause of "the woman who says she fell broke her silence" ends: before "broke"."""
        verb = self._grammar.main_verb(begin, stop)
        if verb is None:
            return stop
        if self._norms[verb - 1] == "," and verb - begin > 3:
            return verb - 1  # "Lee, whose office demands that it stop, had left"
        held = int(
            not _ANYBODY.isdisjoint(self._norms[begin:verb])
        )  # "that whoever won would rule"
        for k in range(verb + 1, stop):
            norm = self._norms[k]
            if norm in _HOLDS or norm in RELATIVES or norm in PRONOUNS or norm in SUBORDINATORS:
                held += 1
            elif self._grammar.finite[k] and k > verb + 1:
                if not held or self._norms[k - 1] == ",":
                    return k
                held -= 1
        return stop

    def _goes_on_with_that(self, k: int) -> bool:
        """ "; that", "; and that": the speech is taken up again behind a semicolon."""
        return self._at(k) == "that" or (
            self._at(k) in ("and", "but") and self._at(k + 1) == "that"
        )

    def _made(
        self, cue: Cue, speaker: tuple[int, int] | None, first: int, stop: int, rule: str
    ) -> Utterance | None:
        while stop > first and self._norms[stop - 1] in (",", "“", '"', ";", "-", "–", "—", "''"):
            stop -= 1
        while first < stop and self._norms[first] in (",", "”", ";", ":", "•", "-", "–", "—"):
            first += 1
        if first >= stop:
            return None
        told = self._norms[first - 1 : first] == ["that"] or self._norms[first] in ("to", "not")
        told = told or (rule == "quote.clause_after" and self._is_short(first, stop))
        told = told or self._norms[first].endswith("ing")
        least = 1 if rule == "quote.interrupted" else 2 if told else 3
        if stop - first < least:
            return None
        start, end = self._tokens.starts[first], self._tokens.ends[stop - 1]
        over = sum(
            min(end, m.end) - max(start, m.start)
            for m in self._marks[
                max(0, bisect_left(self._mark_starts, start) - 2) : bisect_left(
                    self._mark_starts, end
                )
            ]
            if m.start < end and start < m.end
        )
        if over > 0.9 * (end - start) and rule in _BEFORE_CUE:
            return None  # a quotation, which the cue behind it has
        cue.used = True
        addressee, venue = self._around(cue)
        return Utterance(
            start, end, "indirect", self._cue_words(cue), speaker, rule, cue.sentence,
            addressee=addressee, venue=venue, group=self._next_group(), via=cue.via,
        )  # fmt: skip
