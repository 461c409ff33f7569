"""Indirect speech: the clause that a reporting verb governs.

The clause stands behind the verb ("X said C", "told reporters that C"), before it ("C, X said",
"C, said X"), on both sides ("C, X said, C"), or beside "according to X".
"""

from __future__ import annotations

from analysis.extract.quotes.acts import Acts
from analysis.extract.quotes.boundaries import PLACES_OF_SPEECH
from analysis.extract.quotes.grammar import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    LEADS,
    PREPOSITIONS,
    PRONOUNS,
    REACHED,
    RELATIVES,
    SUBORDINATORS,
)
from analysis.extract.quotes.right import MADE
from analysis.extract.quotes.utterance import TURNING, Cue, Utterance
from analysis.extract.quotes.wording import DOCUMENT, is_role

_FINDERS = frozenset(
    "court courts judge judges jury jurors panel committee commission inquiry investigation investigators "
    "researchers scientists auditors tribunal review audit inspectors inspector regulators regulator ombudsman "
    "experts team prosecutors pollsters economists".split()
)
_SHOWS = frozenset(("show", "shows", "showed"))
_FINDS = frozenset(("found", "find", "finds", "finding")) | _SHOWS
_OPENERS = frozenset(("", ",", ".", "”", '"'))
_SAYS = frozenset(("say", "says", "said"))
_SAID_THINGS = frozenset(
    "so which whether nothing something anything little no yes much more less as what how why where who when goodbye "
    "hello thanks he she they it i we you this a an".split()
)
_SMALL_WORDS = DETERMINERS | PREPOSITIONS | SUBORDINATORS | {"and", "or", "but", "not"}
_STANDING = frozenset(
    "within ahead behind tied split divided neck-and-neck even lead leads edge advantage".split()
)
_ADDED_TO = DETERMINERS | PREPOSITIONS | RELATIVES | {"speaking", "said", "told", ","}
_NEW_PHRASES = DETERMINERS - {"a", "an"}
_SO_MANY = frozenset("many much few little far long".split())
_WHEN = ADVERBS | {"twice", "thrice", "first", "long"}
_NOBODY = frozenset("no neither nobody none noone nothing".split())
_LINKS = (
    frozenset("and but that while whereas as ; what how why whether if than".split()) | RELATIVES
)
_QUESTIONS = frozenset("whether if how why what who when where about".split())
_OPENING = frozenset(("“", '"', "''", "``", "«"))
_GOES_ON = frozenset(
    ("and", "but", "while", "whereas")
)  # "C, said X, the mayor, and two were hurt"


class Indirect(Acts):
    """Indirect quotes."""

    def _indirect(self) -> list[Utterance]:
        out: list[Utterance] = []
        for cues in self._by_sentence.values():
            rows = [cue for cue in cues if cue.kind not in ("asking", "denying", "describing")]
            for position, cue in enumerate(rows):
                found = self._clause(cue, rows, position)
                out += [one for one in found if one is not None]
            out += [one for cue in cues if not cue.used and (one := self._act(cue, rows))]
        if not self._commas_lost():
            starts = {one.start for one in out}
            out += [one for one in self._heard() if one.start not in starts]
        return out

    def _clause(self, cue: Cue, cues: list[Cue], position: int) -> list[Utterance | None]:
        first = self._behind_colon(self._first_of(cue, cues, position), cue)
        if cue.kind == "according":
            return self._according(cue, cues, position, first)
        follower = next((c for c in cues[position + 1 :] if not self._is_idle(c)), None)
        stop = min(self._content_stop(cue, follower), self._conjoined(cue))
        within = self._turned_within(cue, first, stop)
        if within is not None:
            return self._halves(cue, within, (first, cue.first), (self._behind_name(within), stop))
        turned = self._inverted(cue, first, stop)
        if turned is not None:
            self._hand_on(cue, turned, cues[position + 1 :])
            one = self._made(cue, turned, first, cue.first, "quote.clause_before_inverted")
            tail = self._tail_in_marks(turned[1], stop)
            return [one, self._made(cue, turned, tail, stop, "quote.interrupted") if tail else None]
        speaker = cue.speaker
        if speaker is None or self._norms[speaker[0]] in _NOBODY or not self._may_find(cue):
            return []
        if speaker[0] >= cue.stop:
            return []  # "“Run,” said a boy from the second truck"
        begin, marked = self._content_begin(cue, stop)
        head = cue.first if cue.inherited else speaker[0]
        if cue.via is not None and first <= cue.via[0] < head:
            head = cue.via[0]  # "C, the agency quoted X as saying"
        lead = self._norms[head - 1] if head > first else ""
        after = marked or self._governs(cue, begin, stop, lead)
        behind = self._behind_cue(cue, stop)
        enclosed = lead == "," and self._at(behind) == ","
        enclosed = enclosed and (not marked or self._is_cleft(first, behind))
        if enclosed and self._at(behind + 1) in _OPENING:
            enclosed = after = False
        if enclosed and not after and stop - behind > 2:
            after = self._is_open(first, head) if stop - behind > 3 else False
            after = after or self._subject_in_front(first, head, behind + 1) is not None
        aside = head > 1 and self._norms[head - 2 : head] == [",", "as"]
        after = after and not aside  # "C, as the rebels claimed, and"
        before = self._comes_before(cue, first, head, lead)
        if after and enclosed and head > first:
            return self._around_cue(cue, speaker, (first, head), behind, stop)
        if after and before and not marked:
            after = not self._grammar.opens_phrase(begin)
        if after:
            return self._after_cue(cue, speaker, begin, stop)
        if before and self._breaks_off(first, head, behind):
            return [self._made(cue, speaker, behind + 1, stop, "quote.interrupted")]
        if before:
            one = self._made(cue, speaker, first, head, "quote.clause_before")
            tail = self._tail_in_marks(behind, stop)
            more = self._made(cue, speaker, tail, stop, "quote.interrupted") if tail else None
            return [one, more, *self._listed_behind(cue, speaker, behind, stop)]
        return self._left_over(cue, speaker, (first, head), aside)

    def _left_over(
        self, cue: Cue, speaker: tuple[int, int], before: tuple[int, int], aside: bool
    ) -> list[Utterance | None]:
        """ "C, as the rebels claimed, and D", "Lee has made clear that she stays, aides said.": C."""
        first, head = before
        if aside and head - 2 > first and self._norms[cue.first - 1] != "had":
            if self._grammar.main_verb(first, head - 2) is not None and not cue.inherited:
                return [self._made(cue, speaker, first, head - 2, "quote.clause_before")]
        if self._ends_sentence(cue, head):
            opened = self._contrasted(self._reading.sentences[cue.sentence].first, head)
            return [self._made(cue, speaker, opened, head, "quote.clause_before")]
        return []

    def _ends_sentence(self, cue: Cue, head: int) -> bool:
        """ "Ann Lee has made clear that she stays, people near her said.": what she made clear is told by them."""
        first, stop = self._reading.sentences[cue.sentence].first, self._stop_of(cue.sentence)
        others = [c for c in self._by_sentence[cue.sentence] if c.first < head]
        told = any(c.used for c in others) and all(c.stop < head - 2 for c in others)
        last = self._behind_cue(cue, stop)
        plain = not (cue.inherited or cue.nested or cue.tag.entry.get("needs"))
        return (
            plain
            and told
            and head - first > 5
            and self._norms[head - 1] == ","
            and last >= stop - 1
            and not self._norms[cue.first].endswith("ing")
            and not any(self._norms[k] in _OPENING for k in range(first, head))
            and self._grammar.main_verb(first, head) is not None
        )

    def _hand_on(self, cue: Cue, speaker: tuple[int, int], later: list[Cue]) -> None:
        """ "C, said X, adding that": what adds is X, too."""
        for other in later:
            gerund = self._norms[other.first].endswith("ing")
            if gerund and other.speaker and other.speaker[0] < cue.first:
                other.speaker = speaker

    def _tail_in_marks(self, k: int, stop: int) -> int:
        """Where "because “some want to go home”" begins behind "C, said X, the mayor,"; 0 where no marks follow."""
        mark = next((j for j in range(k, stop - 1) if self._norms[j] in _OPENING), 0)
        if not mark or not self._tokens.words[mark + 1][0].islower():
            return 0
        return next((j + 1 for j in range(mark - 1, k - 1, -1) if self._norms[j] == ","), k)

    def _may_find(self, cue: Cue) -> bool:
        """ "the court found that" is a finding; "he found that" is what happened to him."""
        verb = self._norms[cue.first]
        if verb not in _FINDS or cue.speaker is None:
            return True
        if verb in _SHOWS and self._surveys.names(cue.speaker):
            return True
        if self._norms[cue.speaker[0]] in ("it", "they"):
            # the poll of the sentence before
            return cue.kind == "finding" or self._surveys.near(cue.first)
        return any(
            norm in _FINDERS or norm in DOCUMENT
            for norm in self._norms[cue.speaker[0] : cue.speaker[1]]
        )

    def _first_of(self, cue: Cue, cues: list[Cue], position: int) -> int:
        """The token a clause before the cue may begin at: behind the cues that have their own."""
        for previous in reversed(cues[:position]):
            if previous.used or previous.kind == "according" or not previous.tag.entry.get("needs"):
                return self._behind(previous, cue)
        return self._behind_repeat(self._reading.sentences[cue.sentence].first, cue.first)

    def _governs(self, cue: Cue, begin: int, stop: int, lead: str) -> bool:
        """True where the words behind the cue are a clause of its own."""
        needs = cue.tag.entry.get("needs")
        if self._at(begin) == "so" and self._at(begin + 1) not in _SO_MANY:
            return False  # "he said so again to reporters"
        if cue.kind == "finding":
            return begin == cue.stop and self._is_found(begin, stop)
        if needs:
            gerund = self._norms[cue.first].endswith("ing")
            return needs == "clause" and not gerund and self._is_full_clause(begin, stop)
        if cue.tag.entry.get("object") and begin == cue.stop:
            return False  # "he tells it like it is"
        if self._at(begin) in AUXILIARIES and self._is_in_clause(cue):
            return False  # "denied that the men already admitted had been"
        if self._norms[begin - 1] in PLACES_OF_SPEECH and self._at(begin).endswith("ed"):
            return False  # "in an interview taped on Friday"
        adjective = lead in _OPENERS and self._at(begin).endswith(
            "ed"
        )  # "warned continued growth is"
        if begin < stop and self._grammar.finite[begin] and begin == cue.stop and not adjective:
            # "which it said includes", "a mistake Lee says was his": the clause has its subject in front
            return lead in RELATIVES or lead == "that" or self._norms[begin] in AUXILIARIES
        if cue.used and self._norms[begin - 1] == "," and self._is_apart(begin):
            return False  # "“Next,” he said, when it was put to him"
        return self._is_clause(begin, stop) or self._is_bare(cue, begin, stop)

    def _is_in_clause(self, cue: Cue) -> bool:
        """True where the "that" before the cue's subject is another cue's."""
        head = cue.speaker[0] if cue.speaker else 0
        told = self._norms[head - 1 : head] == ["that"]
        return told and any(c.stop in (head, head - 1) for c in self._by_sentence[cue.sentence])

    def _is_apart(self, k: int) -> bool:
        """ "when it was put to him", "and he quoted the price": the reporter's words behind a quotation."""
        joined = self._norms[k] in ("and", "but") and self._at(k + 1) != "that"
        return joined or self._norms[k] in SUBORDINATORS

    def _is_found(self, begin: int, stop: int) -> bool:
        """ "she would win", "Lee ahead by two", "voters turning away": how things stand."""
        norm = self._norms[begin]
        if self._grammar.opens_phrase(begin) or norm in _SAID_THINGS - {"he", "she", "a", "an"}:
            return False
        if self._grammar.main_verb(begin + 1, stop) is not None:
            return True
        return norm not in ("a", "an") and any(
            self._norms[k] in _STANDING
            or self._norms[k] in ("percent", "%")
            or (self._grammar.is_gerund(k) and self._norms[k - 1] not in _SMALL_WORDS)
            for k in range(begin + 1, min(stop, begin + 9))
        )

    def _is_bare(self, cue: Cue, begin: int, stop: int) -> bool:
        """ "Scholars say such ads rarely move votes": a clause whose verb is on no list."""
        if self._norms[cue.first] not in _SAYS or cue.used or cue.inherited:
            return False
        if begin not in (cue.stop, self._behind_cue(cue, stop)):
            return False
        if stop - begin < 5 or self._grammar.opens_phrase(begin) or self._adverbial(begin):
            return False
        if cue.speaker and self._norms[cue.speaker[0]] in ("i", "we", "you"):
            return False
        if self._norms[begin] in _SAID_THINGS or self._norms[begin + 1] in ("same", "following"):
            return False
        found = self._speakers.right(begin, stop)
        added = _ADDED_TO if self._reading.apostrophes_lost else _ADDED_TO - _NEW_PHRASES
        if found is not None and (found[1] >= stop or self._norms[found[1]] in added):
            return False  # "said Ali Reza a baker from Tovar", without commas
        words = [self._tokens.words[k] for k in range(begin + 1, stop)]
        return sum(w.islower() and w not in _SMALL_WORDS for w in words) >= 2

    def _comes_before(self, cue: Cue, first: int, head: int, lead: str) -> bool:
        """True where the words before the subject are what was said."""
        return (
            not cue.inherited
            and not cue.nested
            and not self._is_asked(first, head)
            and lead not in _LINKS
            and self._norms[head - 2] not in RELATIVES
            and (not cue.tag.entry.get("needs") or lead == ",")
            and not self._norms[cue.first].endswith("ing")
            and self._precedes(first, head, lead)
        )

    def _is_asked(self, first: int, head: int) -> bool:
        """ "Asked by an anchor, Drew Pell, whether he would run, Lee laughed": what he was asked, he did not say."""
        while first < head and (self._norms[first] in LEADS or self._norms[first] == ","):
            first += 1
        if self._norms[first] == "that" and self._norms[first - 1] in REACHED:
            return True  # "Told that the gym was shut, he laughed"
        if self._norms[first] in ("when", "after", "as") and self._norms[head - 1] == ",":
            if not REACHED.isdisjoint(self._norms[first:head]):
                return True  # "When a host asked if it was over, he laughed"
        return self._norms[first] in REACHED and self._norms[first + 1] in PREPOSITIONS | _QUESTIONS

    def _listed_behind(
        self, cue: Cue, speaker: tuple[int, int], behind: int, stop: int
    ) -> list[Utterance | None]:
        """ "Two were named, the office said: the brothers A and B", "It was late, he said; he was tired"."""
        end = self._stop_of(cue.sentence)
        taken = self._at(behind) == ";" and self._at(behind + 1) in PRONOUNS
        if taken and not any(k in self._cue_at for k in range(behind, end)):
            return [self._made(cue, speaker, behind + 1, end - 1, "quote.interrupted")]
        if self._at(behind) != ":" or stop - behind < 5:
            return []
        return [self._made(cue, speaker, behind + 1, stop, "quote.clause_after")]

    def _has_marks(self, first: int, stop: int) -> bool:
        return any(self._norms[k] in _OPENING for k in range(first, stop))

    def _after_cue(
        self, cue: Cue, speaker: tuple[int, int], begin: int, stop: int
    ) -> list[Utterance | None]:
        """The clause behind the verb; two where "that" is taken up again and a half holds words in marks."""
        out: list[Utterance | None] = []
        for k in range(begin + 3, stop - 4):
            quoted = self._norms[k] in ("and", "but") and self._in_mark(self._tokens.starts[k])
            if self._norms[k] in ("and", "but") and self._norms[k + 1] == "that" and not quoted:
                behind, before = k + 2, self._grammar.main_verb(begin, k)
                if (
                    before is not None
                    and self._has_marks(begin, stop)
                    and self._is_clause(behind, stop)
                ):
                    out.append(self._made(cue, speaker, begin, k, "quote.clause_after"))
                    begin = behind
        out.append(self._made(cue, speaker, begin, stop, "quote.clause_after"))
        return out

    def _behind(self, previous: Cue, cue: Cue) -> int:
        """Where the words between two cues may begin to be the second one's clause."""
        k = previous.stop
        stop = cue.speaker[0] if cue.speaker and not cue.inherited else cue.first
        if previous.kind == "according" and previous.speaker:
            k = max(k, previous.speaker[1])
        for j in range(k, stop):
            if self._norms[j] in (";", ".", ":"):
                return j + 1
        for j in range(k, stop - 3):
            if self._norms[j] in (",", "and", "but") and self._grammar.main_verb(k, j) is not None:
                return j + 1
        return stop if previous.used else k

    def _turned_within(self, cue: Cue, first: int, stop: int) -> tuple[int, int] | None:
        """ "Visitors, said Quint, are asked to wait": a subject, the cue and its speaker, a verb."""
        if self._norms[cue.first] not in TURNING or cue.first - first < 2:
            return None
        if self._norms[cue.first - 1] != "," or not self._is_open(first, cue.first):
            return None
        found = self._speakers.right(cue.stop, stop)
        if found is None or self._at(found[1]) != "," or found[1] + 2 >= stop:
            return None
        if cue.speaker and not cue.inherited and self._speakers.tells_of(cue.speaker, found):
            return None
        verb = self._grammar.finite[self._behind_name(found)]
        asks = self._norms[first] == "whether"  # "Whether it is, said Lee, depends on them"
        return found if verb and (asks or not self._grammar.leads_in(first, cue.first)) else None

    def _behind_name(self, found: tuple[int, int]) -> int:
        """Behind "Ann Lee,", "Ann Lee, the mayor,", "two who have seen it,": where the sentence goes on."""
        begin = found[1] + 1
        relative = found[1] if self._at(found[1]) in RELATIVES else begin
        held = self._at(relative) in RELATIVES  # its verb is not the sentence's
        for k in range(begin, min(len(self._norms) - 1, begin + 14)):
            if held and self._norms[k] == ",":
                return k + 1
            if self._grammar.finite[k] and not held:
                break
            if self._norms[k] == ",":
                begin = k + 1
        return begin

    def _inverted(self, cue: Cue, first: int, stop: int) -> tuple[int, int] | None:
        """ "C said X": a clause before the verb, a name and no clause behind it."""
        if self._norms[cue.first] not in TURNING or (cue.inherited and cue.first - first < 3):
            return None
        before = cue.first - 1
        while before > first and self._norms[before] in _WHEN:
            before -= 1
        if self._norms[before] in ("and", "but", "has", "have", "had", "who", "which", "that"):
            return None  # "declined to comment but said both sides agree"
        comma = cue.first > first and self._norms[cue.first - 1] == ","
        own = cue.speaker is not None and cue.speaker[0] >= first and not cue.inherited
        if own and self._grammar.main_verb(first, cue.first) is None:
            return None  # "Ann Lee, the mayor, confirmed the attack"
        if self._grammar.main_verb(first, cue.first) is None and not (
            comma and cue.first - first >= 5 and not self._grammar.opens_phrase(first)
        ):
            return None
        found = self._speakers.right(cue.stop, stop)
        if found is None or self._norms[found[0]] in ("that", "it", "there"):
            return None
        if self._at(found[1]) in _OPENING and self._words_at(found[1] + 1).islower():
            return None  # "Lee, an aide, insisted the two “talk every day”"
        if "same" in self._norms[found[0] : found[0] + 2]:
            return None  # "he had said the same last week"
        if own and not comma and self._is_thing(found):
            return None  # "state media reported a strike on the bridge"
        if own and not comma and cue.speaker and self._is_more(cue.speaker, cue.first, found):
            return None  # "the Observatory said a district next to the road"
        if self._grammar.main_verb(found[0], stop) is not None and not comma:
            return None
        if (
            comma
            and cue.speaker is not None
            and self._grammar.main_verb(found[0], stop) is not None
            and self._at(self._behind_name(found)) not in _GOES_ON
        ):
            return None
        return found

    def _is_thing(self, found: tuple[int, int]) -> bool:
        """ "a strike on the bridge": something new that no word of a role makes somebody."""
        return self._norms[found[0]] in ("a", "an") and not any(
            is_role(self._norms[k]) or self._norms[k] in DOCUMENT for k in range(*found)
        )

    def _is_more(self, speaker: tuple[int, int], at: int, found: tuple[int, int]) -> bool:
        """True for a body with a name right before the verb, and nobody named or by his role behind it."""
        words = self._tokens.words
        named = any(words[k][0].isupper() for k in range(speaker[0] + 1, speaker[1]))
        return (
            speaker[1] == at
            and (named or words[at - 1][0].isupper())
            and not any(words[k][0].isupper() or is_role(words[k]) for k in range(*found))
        )

    def _according(
        self, cue: Cue, cues: list[Cue], position: int, first: int
    ) -> list[Utterance | None]:
        if cue.speaker is None or self._norms[cue.first - 1] == "not":
            return []  # "Not according to Ann Lee, who says"
        sentence = self._reading.sentences[cue.sentence]
        while first < cue.first and (self._norms[first] in LEADS or self._norms[first] == ","):
            first += 1
        opens = cue.first - first <= 1 or self._norms[cue.first - 1] == "that"
        if opens and cue.first - sentence.first > 3 and self._norms[cue.first - 1] in _CLOSERS:
            # "He told aides that he would go, according to two people": what he told is theirs, too
            if self._norms[cue.first] in _CITED_BY:
                return []
            begin = self._contrasted(sentence.first, cue.first)
            return [self._made(cue, cue.speaker, begin, cue.first, "quote.according_after")]
        if opens:
            begin = self._past_apposed(cue.speaker[1], sentence.stop)
            behind = (c for c in cues[position + 1 :] if self._norms[c.first] not in _CITES)
            stop = self._end_of(begin, cue.sentence, next(behind, None), False)
            if self._norms[cue.first] in _CITES or stop - begin < 3:
                return []
            return [self._made(cue, cue.speaker, begin, stop, "quote.according_before")]
        for k in range(first, cue.first):
            if self._norms[k] in (";", ":"):
                first = k + 1
        if self._norms[cue.first] in _CITED_BY:
            return []
        begin = self._behind_name(cue.speaker)
        comma = self._norms[cue.first - 1] == "," and self._at(begin - 1) == ","
        if (
            comma
            and self._at(begin)
            and self._grammar.finite[begin]
            and self._is_open(first, cue.first)
        ):
            rest = begin, self._content_stop(cue, None)
            return self._halves(cue, cue.speaker, (first, cue.first), rest)
        if comma and self._grammar.finite[cue.first - 2] and self._is_open(first, cue.first):
            return []  # "The plan is, in the words of Lee, “a gift”"
        return [self._made(cue, cue.speaker, first, cue.first, "quote.according_after")]

    def _contrasted(self, first: int, stop: int) -> int:
        """Where "but the mayor has since told them that" begins, behind what another source said; else ``first``."""
        for k in range(stop - 4, first + 4, -1):
            if self._norms[k] in ("but", "while", "whereas") and self._norms[k - 1] in _CLOSERS:
                return k + 1 if self._grammar.main_verb(k + 1, stop) is not None else first
        return first

    def _past_apposed(self, begin: int, stop: int) -> int:
        """Behind "X,", "X, a pollster,", "X, quoting Y,", "X, who was there,": where C begins."""
        for step in range(3):
            k = next(
                (j for j in range(begin, min(stop, begin + 25)) if self._norms[j] == ","), stop
            )
            if k + 1 >= stop:
                return begin
            open_ = self._norms[begin] not in MADE and self._norms[begin] not in RELATIVES
            if open_ and self._grammar.main_verb(begin, k) is not None:
                return begin
            lead = self._norms[begin]
            added = lead in RELATIVES or lead in MADE or lead in _CITES or lead in ("a", "an")
            if step and (not added or self._grammar.finite[k + 1] or self._norms[k + 1].isdigit()):
                return begin
            begin = k + 1
        return begin


_CLOSERS = frozenset((",", "”", '"', "''"))
_CITES = frozenset(("citing", "quoting"))
_CITED_BY = _CITES | {"cited"}
