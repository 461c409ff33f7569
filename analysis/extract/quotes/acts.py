"""Speech told as an act: "asked whether C", "urged them to C", "vowed to C", "accused them of C".

What was said stands in a question, an infinitive or behind "of", and no "that" marks it.
"""

from __future__ import annotations

from analysis.extract.quotes.grammar import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)
from analysis.extract.quotes.guards import PUTS
from analysis.extract.quotes.interrupted import Interrupted
from analysis.extract.quotes.utterance import Cue, Utterance
from analysis.lexicon import Tag

_PROMISES = frozenset(
    "vowed vows vowing pledged pledges pledging promised promises promising threatened threatens threatening asked "
    "asks asking claimed claims claim claiming professed professes professing".split()
)
_URGES = frozenset(
    "urge urged urges urging ask asked asks asking call called calls calling plead pleaded pleads pleading press "
    "pressed presses pressing implore implored implores imploring beg begged begs begging order ordered orders "
    "ordering tell told tells telling warn warned warns warning advise advised advises advising remind reminded "
    "reminds instruct instructed instructs instructing appealed appeals appealing exhorted exhorts exhorting "
    "request requested requests challenged challenges challenging dared dares daring "
    "encouraged encouraging".split()
)
_ASKS = frozenset(
    "ask asked asks asking wonder wondered wonders wondering inquired inquires questioned wanted wants demanded "
    "demands".split()
)
_VERDICTS = frozenset(
    "claim claims report reports allegation allegations accusation accusations suggestion suggestions idea notion "
    "charge charges assertion assertions rumours rumors argument criticism theory contention premise".split()
)
_BLAMES = frozenset(
    "blamed blames blaming criticized criticizes criticizing criticised criticises criticising faulted faults faulting "
    "chided chides rebuked rebukes condemned condemns condemning slammed slamming blasted blasting denounced denounces "
    "denouncing berated berates scolded assailed assails mocked mocking ridiculed lambasted castigated excoriated "
    "praised praises".split()
)
_DESCRIBES = (
    *("describ", "portray", "characteri", "denounc", "derid", "dismiss"),
    *("welcom", "hail", "brand", "condemn"),
)
_MADE_ON = frozenset("attack attacks assault raid raids strike strikes war ban".split())
_WISHES = ("demand", "urge", "request", "order")
_BOASTS = ("boast", "brag", "complain", "joke", "apologi", "admit")
_OWNS_UP = frozenset(  # "recalled being told to wait", "suggested moving the vote"
    "recalled recalls recalling admitted admits acknowledged acknowledges recounted recounts suggested suggests "
    "proposed proposes recommended mentioned".split()
)
_AS_LONG = frozenset("soon long far well much if though many part early late".split())
_ACCUSES = frozenset("accused accuses accusing accuse".split())
_TELLS = frozenset("told informed warned assured asked reminded notified advised".split())
_MADE_KNOWN = frozenset(
    "reported announced revealed disclosed claimed alleged rumored rumoured confirmed said declared".split()
)
_OPENS_SPEECH = frozenset(("to", "whether", "if", "have", "be", "that"))
_NAMING = frozenset("name named names identified identity anonymous anonymity".split())
_QUESTIONS = frozenset("whether if how why what".split())
_NEAR_QUESTIONS = _QUESTIONS | {"when", "where", "who", "which"}
_PUT_BEHIND = _NEAR_QUESTIONS | frozenset("by about on at during in after repeatedly".split())
_PERSONS = frozenset("him her them us me reporters voters people supporters".split())
_TOWARDS = frozenset("on upon with to for".split())
_HOLDS = RELATIVES | SUBORDINATORS | PRONOUNS | {"what", "how", "why"}
_OWN = frozenset(("i", "we"))
_NOBODY = frozenset("no neither nobody none noone nothing".split())
_BARS = frozenset(("“", "”", '"', "''", "``", "«", ";", ":", "that", "—", "–"))
_NO_OBJECT = frozenset("for about of that to in at".split())
_FARTHEST = 16
_UPON_WHICH = frozenset("after following amid".split())
_NO_BASE = ("s", "ing", "tion", "ment", "ness", "ity")


class Acts(Interrupted):
    """Speech without a clause of its own."""

    def _act(self, cue: Cue, rows: list[Cue]) -> Utterance | None:
        """What the cue's act of speech holds: a promise, a question, a request, an accusation."""
        put = self._is_put(cue)
        unsaid = cue.speaker is None or self._norms[cue.speaker[0]] in _NOBODY
        begin = 0 if unsaid and not put else self._act_at(cue)
        if not begin:
            return None
        before = self._norms[cue.first - 1]
        noun = self._norms[cue.first].endswith("ing") and before.isalpha() and before != "and"
        asker = self._asker(cue, begin) if put else None
        follower = next((c for c in rows if c.first > begin and not self._is_idle(c)), None)
        stop = min(self._content_stop(cue, follower), self._conjoined(cue), self._deed(begin, noun))
        if put or self._is_fronted(cue) or (begin == cue.stop and cue.kind == "denying"):
            commas = (k for k in range(begin + 2, stop) if self._norms[k] == ",")
            stop = next(commas, stop)
        speaker = asker if put else self._maker(cue, begin) or cue.speaker
        return self._made(cue, speaker, begin, stop, "quote.act")

    def _asker(self, cue: Cue, question: int) -> tuple[int, int] | None:
        """ "Asked by an anchor, Drew Pell, whether C, she said": whose question it is."""
        if self._norms[cue.stop : cue.stop + 1] != ["by"]:
            return None
        return self._speakers.right(cue.stop + 1, question)

    def _is_fronted(self, cue: Cue) -> bool:
        """ "When a reporter asked him whether C, he laughed": a question told of by the way."""
        first = self._reading.sentences[cue.sentence].first
        if cue.speaker is None or self._norms[cue.speaker[0] - 1] not in ("when", "after", "as"):
            return False
        k = cue.speaker[0] - 1
        opened = self._grammar.opens_phrase(first) and self._norms[k - 1] == ","
        return k == first or (opened and self._grammar.main_verb(first, k) is None)

    def _maker(self, cue: Cue, begin: int) -> tuple[int, int] | None:
        """ "dismissed claims by her rivals that C", "denied a radio's report that C": theirs, whatever she says."""
        if self._norms[begin - 1] != "that":
            return None
        for k in range(cue.stop + 1, begin - 2):
            if self._norms[k] in ("'s", "’s") and not _VERDICTS.isdisjoint(
                self._norms[k + 1 : k + 4]
            ):
                return self._speakers.phrase(k - 1, cue.stop)
        by = next((k for k in range(cue.stop, begin - 2) if self._norms[k] in ("by", "from")), 0)
        found = self._speakers.right(by + 1, begin - 1) if by else None
        return found if found and self._norms[found[1]] in ("that", ",") else None

    def _commas_lost(self) -> bool:
        """True for a text without commas, where nobody sees the end of a request."""
        return self._reading.apostrophes_lost and "," not in self._reading.vocabulary

    def _heard(self) -> list[Utterance]:
        """ "was told by an aide that C", "were asked why C": what somebody was told, by whomever."""
        out = []
        for tag in self._passives:
            if self._norms[tag.first] in _TELLS and (one := self._told(tag)) is not None:
                out.append(one)
        if not _MADE_KNOWN.isdisjoint(self._reading.vocabulary):
            out += [
                one
                for k, norm in enumerate(self._norms)
                if norm in _MADE_KNOWN and (one := self._reported(k))
            ]
        return out

    def _reported(self, k: int) -> Utterance | None:
        """ "It was announced on Friday that C": what somebody said who is not named."""
        before = k - 1 - (self._norms[k - 1] in ADVERBS)
        be = before - (self._norms[before] == "been")
        if (
            self._norms[before] not in ("was", "is", "been")
            or self._norms[be - 1] != "it"
            or be < 1
        ):
            return None
        sentence = self._reading.sentence_of_token(k)
        stop = self._stop_of(sentence)
        begin = self._beside.past_adjuncts(k + 1, stop) + 1
        if (
            self._norms[begin - 1 : begin] != ["that"]
            or begin >= stop
            or self._in_mark(self._tokens.starts[k])
        ):
            return None
        follower = next((c for c in self._by_sentence.get(sentence, ()) if c.first > k), None)
        stop = self._end_of(begin, sentence, follower, nested=False)
        if self._grammar.main_verb(begin, stop) is None:
            return None
        return Utterance(
            self._tokens.starts[begin], self._tokens.ends[stop - 1], "indirect",
            self._reading.words(be, k + 1), None, "quote.act", sentence, group=self._next_group(),
        )  # fmt: skip

    def _told(self, tag: Tag) -> Utterance | None:
        sentence = self._reading.sentence_of_token(tag.first)
        stop, by = self._stop_of(sentence), None
        wanted = _QUESTIONS if self._norms[tag.first] == "asked" else frozenset(("that",))
        if self._norms[tag.stop : tag.stop + 1] == ["by"]:
            by = self._speakers.right(tag.stop + 1, stop)
        plain = self._told_plainly(tag, stop) if by is None else 0
        if plain:
            wanted = frozenset((self._norms[plain],))
        for k in range(plain or (by[1] if by else tag.stop), min(tag.stop + _FARTHEST, stop - 3)):
            if self._norms[k] in wanted:
                begin = k + (self._norms[k] == "that")
                follower = next(
                    (c for c in self._by_sentence.get(sentence, ()) if c.first > k), None
                )
                stop = self._end_of(begin, sentence, follower, nested=self._is_nested(tag.first, 0))
                if self._norms[tag.first - 1] == "when" or self._opens(tag.first):
                    stop = self._before_main_clause(begin, stop)  # "Told C, Lee wept"
                if self._grammar.main_verb(begin, stop) is None or stop - begin < 2:
                    return None
                return Utterance(
                    self._tokens.starts[begin], self._tokens.ends[stop - 1], "indirect",
                    self._reading.words(tag.first, tag.stop), by, "quote.act", sentence,
                    group=self._next_group(),
                )  # fmt: skip
            if self._grammar.finite[k] or self._norms[k] in _BARS or self._norms[k] == "to":
                return None
        return None

    def _opens(self, k: int) -> bool:
        """True for the first token of a sentence."""
        return k == self._reading.sentences[self._reading.sentence_of_token(k)].first

    def _told_plainly(self, tag: Tag, stop: int) -> int:
        """ "The court was told on Friday the gate was open": where the clause begins, without "that"; else 0."""
        if self._norms[tag.first] != "told" or self._at(tag.stop) in _NO_OBJECT | {"by"}:
            return 0
        begin = self._beside.past_adjuncts(tag.stop, stop)
        begin += self._at(begin) == ","
        if self._at(begin) in _NO_OBJECT | _QUESTIONS | {"if"}:
            return 0
        whole = self._is_full_clause(begin, stop) and not self._grammar.finite[begin]
        return begin if whole else 0

    def _is_put(self, cue: Cue) -> bool:
        """ "Asked whether C, she said", "The mayor, asked if C, said": a question of nobody named."""
        if self._norms[cue.first] != "asked":
            return False
        before = self._norms[cue.first - 1]
        opens = cue.first == self._reading.sentences[cue.sentence].first or before == "when"
        question = self._norms[cue.stop - 1] in _QUESTIONS | {"if"} or (
            self._at(cue.stop) in _PUT_BEHIND or self._at(cue.stop) in ADVERBS
        )  # not "The bishop, Luis Orme, asked the faithful to pray"
        enclosed = before == "," and question
        return opens or (enclosed and (cue.speaker is None or cue.speaker[1] == cue.first - 1))

    def _deed(self, begin: int, noun: bool) -> int:
        """Where "and left" begins behind "vowed to close the mine": what the speaker did, not said."""
        stop = self._stop_of(self._reading.sentence_of_token(begin))
        if self._norms[begin] not in ("to", "not"):
            return stop
        # "to have shot one down and killed nine": one claim
        done = self._norms[begin + 1 : begin + 2] == ["have"]
        for k in range(begin + 2, stop - 1):
            if self._norms[k] == "," and self._norms[k + 1] in _UPON_WHICH:
                return k  # "urged both to hold fire, after shells killed six": what had happened
            if self._norms[k] in ("and", "but") and self._grammar.finite[k + 1]:
                if done and self._norms[k + 1].endswith(("ed", "en", "t")):
                    continue
                return k
            if self._norms[k] in _BARS or self._norms[k] in _HOLDS:
                break
            if self._grammar.finite[k]:
                return k if noun else stop  # "a petition calling on him to quit drew thousands"
        return stop

    def _act_at(self, cue: Cue) -> int:
        """The token where the words of the act begin; 0 where it has none."""
        verb = self._norms[cue.first]
        if cue.kind == "asking" and self._norms[cue.stop - 1] in _OPENS_SPEECH:
            return self._promised(cue)
        if cue.kind == "asking" and verb.startswith(_WISHES):
            k = self._behind_cue(cue, self._stop_of(cue.sentence) - 2)
            if k > cue.stop and self._at(k) == "that":
                return k + 1  # "demanded on Friday that he go"
            if wish := self._wish_behind(k):
                return wish
        if self._commas_lost() or (cue.speaker and self._norms[cue.speaker[0]] in _OWN):
            return 0
        if verb in _PROMISES and cue.kind != "asking" and not verb.startswith("ask"):
            k = self._behind_cue(cue, self._stop_of(cue.sentence) - 2)
            never = self._at(k) in ("never", "not") and self._at(k + 1) == "to"
            if never:
                return k  # "vowed never to return"
            held = self._at(k) == "to" and k > cue.stop  # "vowed on Monday to rebuild"
            return k if held and ("claim" not in verb or self._norms[k + 1] == "have") else 0
        if cue.kind == "denying":
            return (
                self._denied(cue)
                or self._named_as(cue)
                or self._is_denied(cue)
                or self._disowned(cue)
            )
        if verb in PUTS and cue.stop - cue.first == 1:
            return cue.first + 1  # "the number of dead at nine"
        if verb.startswith(_DESCRIBES):
            return self._named_as(cue)
        if cue.kind == "describing" and verb.startswith(_BOASTS) and cue.stop - cue.first > 1:
            held = cue.stop < len(self._norms) and self._grammar.is_gerund(cue.stop)
            return cue.stop if held else 0  # "boasted about winning them all"
        if verb in _OWNS_UP and cue.kind == "saying" and self._at(cue.stop).endswith("ing"):
            return cue.stop if self._grammar.is_gerund(cue.stop) else 0
        if verb in _ACCUSES:
            return self._charge(cue, "of")
        if verb in _BLAMES:
            return self._charge(cue, "for") or self._blamed_on(cue)
        begin = self._question(cue) if verb in _ASKS else 0
        return begin or (self._infinitive(cue) if verb in _URGES else 0)

    def _wish_behind(self, k: int) -> int:
        """ "demanded in a letter to the board that he go": where the wish begins; else 0."""
        if self._at(k) not in PREPOSITIONS:
            return 0
        for j in range(k + 1, min(k + 9, len(self._norms) - 2)):
            if self._norms[j] == "that":
                return j + 1 if not self._grammar.finite[j + 1] else 0
            if self._norms[j] in _BARS or self._norms[j] == "," or self._grammar.finite[j]:
                return 0
        return 0

    def _promised(self, cue: Cue) -> int:
        """ "vowed to rebuild", "claimed to have won": where the infinitive begins; else 0."""
        last = self._norms[cue.stop - 1]
        if last == "to" and self._norms[cue.first].startswith("ask"):
            return 0  # "asked to leave"
        if last == "that":
            unnamed = _NAMING.isdisjoint(self._norms[cue.stop : cue.stop + 9])
            return cue.stop if unnamed else 0  # "asked that his street not be named"
        if self._norms[cue.first] not in _PROMISES or self._norms[cue.first - 1] in ("of", "for"):
            return 0  # "accused of threatening to"
        return cue.stop - (2 if last in ("have", "be") else 1)

    def _question(self, cue: Cue) -> int:
        """ "asked an aide how far it was", "wondered why": where the question begins; else 0."""
        first = cue.stop
        if first >= len(self._norms) or self._norms[first] in _NO_OBJECT:
            return 0
        if cue.nested and self._norms[cue.first].startswith("want"):
            return 0  # "a driver who wanted to know if"
        for k in range(first, min(first + _FARTHEST, self._stop_of(cue.sentence) - 2)):
            near = k == first or (k == first + 1 and self._norms[first] in _PERSONS)
            if self._norms[k] in (_NEAR_QUESTIONS if near else _QUESTIONS):
                return k if self._norms[k - 1] not in PREPOSITIONS else 0
            if self._norms[k] in _BARS or self._grammar.finite[k]:
                return 0
        return 0

    def _infinitive(self, cue: Cue) -> int:
        """ "urged both sides to stop", "asked us not to film": where the infinitive begins; else 0."""
        first = cue.stop
        if "anonymity" in self._norms[first : first + 3]:
            return 0  # "asked for anonymity to describe it"
        if first < len(self._norms) and self._norms[first] in _TOWARDS:
            calls = self._norms[cue.first].startswith(("appeal", "plead", "call"))
            if not calls or (self._norms[first] == "for" and not self._is_wished(first + 1)):
                return 0
            if self._norms[first] == "for":
                return first + 1  # "appealed for ships to be let in"
            first += 1
        elif self._norms[cue.first].startswith("call") and cue.stop - cue.first < 2:
            return 0  # "calling colleagues to ask"
        if self._norms[first - 1] == "for" and self._is_wished(first):
            return first  # "called for those responsible to be tried"
        if self._norms[cue.first].startswith("press") and self._norms[first] in ("a", "an", "the"):
            return 0  # "pressed an offensive to take the town"
        for k in range(first, min(first + _FARTHEST, self._stop_of(cue.sentence) - 1)):
            norm = self._norms[k]
            if norm == "to" and k > first and self._is_base(k + 1):
                denied = self._norms[k - 1] == "not"
                return k - denied if k - denied > first else 0  # "asked not to be named"
            if norm in _BARS or norm in ("for", "to", "about") or self._grammar.finite[k]:
                return 0
            if norm == "," or norm in RELATIVES or norm in SUBORDINATORS:
                return 0
        return 0

    def _is_wished(self, first: int) -> bool:
        """ "ships to be let in": a noun phrase and an infinitive that says what becomes of it."""
        for k in range(first + 1, min(first + 8, len(self._norms) - 1)):
            if self._norms[k] == "to":
                return self._norms[k + 1] == "be" or self._is_base(k + 1)
            if self._grammar.finite[k] or not self._norms[k][0].isalnum():
                return False
        return False

    def _is_base(self, k: int) -> bool:
        """ "stop" behind "to": a word in lower case that can be a verb."""
        norm = self._norms[k]
        if not self._tokens.words[k][0].islower() or not norm.isalpha():
            return False
        if norm in DETERMINERS or norm in PREPOSITIONS or norm in PRONOUNS:
            return False
        return not norm.endswith(_NO_BASE) or norm.endswith("ss")

    def _denied(self, cue: Cue) -> int:
        """ "dismissed reports on local radio that C", "rejects the idea that C": where C begins; else 0."""
        named, behind = False, 0
        for k in range(cue.stop, min(cue.stop + _FARTHEST, self._stop_of(cue.sentence) - 2)):
            norm = self._norms[k]
            if k < behind:
                continue
            if norm == "," and named and (behind := self._past_apposition(k)):
                continue
            if norm == "that":
                return k + 1 if named else 0
            if norm in _VERDICTS:
                named = True
            elif norm in _BARS or self._grammar.finite[k] or norm == ",":
                return 0
        return 0

    def _is_denied(self, cue: Cue) -> int:
        """ "denied there was any turmoil", "denied the men had seen it": where C begins; else 0."""
        k = cue.stop
        if not self._norms[cue.first].startswith("den"):
            return 0
        if self._at(k) in PRONOUNS | {"there"}:
            return k if self._at(k + 1) in AUXILIARIES else 0
        stop = self._stop_of(cue.sentence)
        begins = self._at(k) in DETERMINERS or self._words_at(k)[:1].isupper()
        verb = self._grammar.main_verb(k, stop) if begins else None
        commas = verb is not None and "," in self._norms[k:verb]
        return k if verb is not None and not commas and self._is_full_clause(k, stop) else 0

    def _disowned(self, cue: Cue) -> int:
        """ "denied having met her", "deny deliberately hitting it": where the deed begins; else 0."""
        if not self._norms[cue.first].startswith("den"):
            return 0
        k = cue.stop + (self._at(cue.stop).endswith("ly"))
        return cue.stop if k < len(self._norms) and self._grammar.is_gerund(k) else 0

    def _named_as(self, cue: Cue) -> int:
        """ "described the meeting as tense", "dismissed it as a stunt": where "the meeting" begins; else 0."""
        if self._at(cue.stop) == "as" and self._at(cue.stop + 1) in DETERMINERS:
            return cue.stop + 1  # "a gesture the envoy welcomed as a step"
        for k in range(cue.stop + 1, min(cue.stop + 9, self._stop_of(cue.sentence) - 1)):
            if self._norms[k] == "as":
                after = self._norms[k + 1]
                plain = after not in _AS_LONG and after not in PRONOUNS
                return cue.first + 1 if plain and not self._grammar.finite[k + 1] else 0
            if self._norms[k] in _BARS or self._norms[k] == "," or self._grammar.finite[k]:
                return 0
        return 0

    def _charge(self, cue: Cue, tie: str) -> int:
        """ "accused the army of firing first": where "of firing" begins; else 0."""
        first = cue.stop
        for k in range(first + 1, min(first + _FARTHEST, self._stop_of(cue.sentence) - 1)):
            if k < first:
                continue
            if self._norms[k] == tie:
                denied = self._norms[k + 1] in ("not", "never")  # "of not reading it"
                if self._grammar.is_gerund(k + 1 + denied):
                    return k
            if self._norms[k] in _BARS or self._grammar.finite[k]:
                return 0
            if self._norms[k] == ",":
                first = self._past_apposition(k)
                if not first:
                    return 0
        return 0

    def _blamed_on(self, cue: Cue) -> int:
        """ "blamed the fire on a faulty lamp": where "the fire" begins; else 0."""
        if not self._norms[cue.first].startswith("blam") or self._at(cue.stop) not in DETERMINERS:
            return 0
        for k in range(cue.stop + 2, min(cue.stop + 8, self._stop_of(cue.sentence) - 1)):
            if self._norms[k] == "on":
                if self._norms[k - 1] in _MADE_ON:
                    continue  # "blamed the raid on the port on a rival"
                return 0 if self._norms[k + 1].endswith("day") else cue.stop
            if self._norms[k] in _BARS or self._norms[k] == "," or self._grammar.finite[k]:
                return 0
        return 0

    def _past_apposition(self, comma: int) -> int:
        """Behind ", Tom Hurst,", ", since withdrawn,": the token behind what two commas set off; else 0."""
        for k in range(comma + 2, min(comma + 18, len(self._norms) - 1)):
            if self._norms[k] == ",":
                return k + 1
            if self._grammar.finite[k] or self._norms[k] in _BARS:
                return 0
        return 0
