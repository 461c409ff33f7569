"""Words in quotation marks and whom they are attributed to."""

from __future__ import annotations

import re

from analysis.extract.quotes.continued import Continued
from analysis.extract.quotes.grammar import AUXILIARIES, DETERMINERS, RELATIVES
from analysis.extract.quotes.marks import Marked
from analysis.extract.quotes.utterance import MARKS_ONLY, TOLD, TURNING, Cue, Utterance, trimmed
from analysis.extract.quotes.wording import DOCUMENT, VERDICTS, is_role

_CLOSING = ("”", '"', "''", "»", "’", "'", ",")
_OPENING = frozenset(("“", '"', "''", "``", "«"))
_JOINED = (["and"], ["but"], [";"], ["while"], ["though"], ["although"], ["whereas"])
_FULL_STOPS: tuple[list[str], ...] = (["."], [","], [])
_APART = frozenset((";", ":", "and", "but", "that"))
_CAPTIONS = frozenset(
    "caption words message line slogan inscription hashtag comment headline".split()
)
_SILENT = frozenset(  # "“And you?” Lee paused."
    "paused waited nodded stopped left walked turned stood sat looked pointed hesitated blinked froze frowned "
    "listened glanced stared went rose leaned".split()
)
_DASHES = frozenset(("-", "--", "—", "–"))
_NAMING = frozenset("dubbed dubs called calls calling labelled labeled branded termed".split())
_FORETOLD = ("predict", "promis", "pledg", "vow", "forecast", "foretold")
_SIGNATURE = 110  # characters of the line that signs a quotation
_MOMENTS = frozenset("moment moments minute minutes later afterward afterwards".split())
_LEADS_TO = frozenset((":", ",", "that", "why", "how", "whether", "if"))
_REPLIES = frozenset(
    "answered replied responded countered retorted shot hit fired came snapped answers replies responds".split()
)
_WITH = re.compile(
    r"(?:back )?(?:only |simply )?with(?: (?:just|only|nothing but|(?:little|no) more than))?"
    r"(?: an?(?: [a-z-]+){1,2})?"
)
_SIGNED = re.compile(
    r"\s*(?:--?|—|–)\s*(?P<name>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|al|de|van|bin)){1,4})(?:,[^.!?“”\n]{2,80})?[.\s]*$"
)


class Direct(Continued):
    """Direct and mixed quotes, with their continuations."""

    def _quoted(self) -> list[Utterance]:
        out: list[Utterance] = []
        previous: Utterance | None = None
        last_mark: Marked | None = None
        for mark in self._marks:
            found = None
            if self._is_mentioned(mark, previous, last_mark):
                continue
            if previous is not None and last_mark is not None:
                found = self._carried_on(mark, previous, last_mark)
            found = found or self._attributed(mark, previous)
            if found is None and self._text[max(0, mark.before - 2) : mark.before].rstrip() == "?":
                found = self._floating(mark)  # a question answered in marks
            if found is None and last_mark is not None and self._turns_to_other(mark, last_mark):
                found = self._floating(mark)  # “We won,” Lee said. Orr sighed. “We shall see.”
            if found is None and previous is not None and last_mark is not None:
                found = self._joined(mark, previous, last_mark)
                found = found or self._resumed(mark, previous, last_mark)
                found = found or self._continued(mark, previous, last_mark)
            if found is None:
                found = self._floating(mark) or self._answered_to(mark) or self._owned(mark)
            if found is not None:
                out.append(found)
                previous = found
            last_mark = mark
        return out

    def _is_mentioned(self, mark: Marked, previous: Utterance | None, last: Marked | None) -> bool:
        """ "“Never again.” Local baker, “My Oven”": the work a caption cites; "dubbed it: “The Oven War”": a name."""
        if previous is not None and last is not None and mark.paragraph == last.paragraph:
            if previous.rule == "quote.signed" and last.start <= previous.start < last.end:
                return True
        if self._text[mark.before - 2 : mark.before].rstrip() != ":" or not self._is_name(mark):
            return False
        words = self._text[mark.start : mark.end]
        cue = self._cue_before(mark) if " " in words and words[-1] not in ".!?" else None
        return cue is not None and self._norms[cue.first] in _NAMING

    def _attributed(self, mark: Marked, previous: Utterance | None) -> Utterance | None:
        """The quotation with the cue of its own sentence, if it has one."""
        start, end = trimmed(self._text, mark.start, mark.end)
        if end <= start:
            return None
        whole = self._is_whole(mark)
        if self._is_title(mark) and (not whole or self._is_work(mark)):
            return None
        after, before = self._cue_after(mark), self._cue_before(mark)
        if after is not None and not whole and self._norms[after.first].endswith("ing"):
            after = None  # "“live on grants,” adding that": its verb stands before
        cue = self._choose(mark, whole, after, before)
        if cue is None:
            if not whole and (after or before):
                return None
            return (
                self._named_before(mark, start, end, previous)
                or self._signed(mark, start, end)
                or self._unlisted_verb(mark, start, end)
            )
        speaker = cue.speaker
        if cue is after and (speaker is None or self._tokens.starts[speaker[0]] < mark.end):
            speaker = self._speakers.right(cue.stop, self._stop_of(cue.sentence))
        elif (
            (cue.inherited or speaker is None)
            and self._norms[cue.first] in TURNING
            and self._norms[cue.first - 1] == ","
        ):
            # "He was, said Lee, “the best.”"
            speaker = self._speakers.right(cue.stop, self._tokens.at(mark.before)) or speaker
        if speaker is None and not whole and self._norms[cue.first] == "asked":
            return None  # "Asked if that “reeked” of haste"
        if speaker is None and previous is not None:
            speaker = previous.speaker
        cue.used = True
        group = (
            previous.group
            if previous and previous.group and cue is after and self._same_sentence(previous, mark)
            else self._next_group()
        )
        addressee, venue = self._around(cue)
        side = "after" if cue is before else "before"
        return Utterance(
            start, end, "direct" if whole else "mixed", self._cue_words(cue), speaker,
            f"quote.{side}_cue", cue.sentence, addressee=addressee, venue=venue, group=group,
            via=cue.via,
        )  # fmt: skip

    def _choose(
        self, mark: Marked, whole: bool, after: Cue | None, before: Cue | None
    ) -> Cue | None:
        """The cue the quotation is cited by; None where it is a fragment of a reported clause."""
        if before is not None and not whole and self._is_of_thing(before):
            before = None
        led_in = self._text[mark.before - 2 : mark.before].rstrip() == ":"
        if led_in and before is not None and self._text[mark.end - 1] in ".!?":
            return before  # "wrote: “Enough!” The governor also called"
        handed_on = self._text[mark.start : mark.end].rstrip()[-1:] == ","
        if before is not None and not whole and self._is_held(before, mark):
            return before
        if after is not None and before is not None and self._relays(before, after, whole):
            return None  # "He told donors it was “rigged,” the Courier reported": a part of what he told
        if after is not None and whole and before is not None and self._passed_on(before, after):
            if self._follows_directly(before, mark):
                before.via = before.via or after.speaker
                return before  # "He turned round and said, “Run,” according to a guest"
        if after is not None and (whole or handed_on or before is None):
            return after if whole or handed_on or not self._lower_before(mark) else None
        if before is None:
            return None
        if after is not None and not whole and self._norms[before.first] == "agreed":
            if self._text[mark.after : mark.after + 1] == ",":
                return after  # "The sides agreed to “hold”, Lee told a briefing"
        if self._follows_directly(before, mark):
            behind = self._behind_marks(self._tokens.at(mark.end))
            tied = not whole and not handed_on and behind < len(self._norms)
            if tied and self._grammar.finite[behind] and self._norms[behind - 1] != ",":
                return None  # said “common sense” required it
            whom = before.kind in MARKS_ONLY or before.tag.entry.get("object")
            named = whom and self._is_name(mark) and not whole  # "told “Morning with Ann”"
            return None if named or self._is_told(before, mark) else before
        captioned = self._norms[self._tokens.at(mark.before) - 1] in _CAPTIONS
        return before if whole or captioned or self._describes(before, mark) else None

    def _passed_on(self, before: Cue, after: Cue) -> bool:
        """True where somebody's own words stand between his verb and "according to" another."""
        own = before.kind == "saying" and before.speaker is not None and not before.nested
        return own and after.kind == "according"

    def _relays(self, before: Cue, after: Cue, whole: bool) -> bool:
        """True where a paper or a station closes a sentence in which somebody else has told the words."""
        if whole or not self._norms[after.first].startswith("report") or after.speaker is None:
            return False
        told = before.kind == "saying" and before.speaker is not None and not before.nested
        if not told or self._norms[after.stop : after.stop + 1] != ["."]:
            return False
        return not self._names.is_person(*after.speaker)

    def _is_of_thing(self, cue: Cue) -> bool:
        """ "Lee said the firing confirmed “a pattern”": no speaker, but what Lee speaks of."""
        if cue.speaker is None or cue.kind in MARKS_ONLY or cue.inherited:
            return False
        span = range(*cue.speaker)
        if self._norms[cue.speaker[0]] not in ("the", "that", "this", "its", "his", "her", "their"):
            return False
        somebody = any(
            is_role(self._norms[k].removesuffix("s"))
            or self._norms[k] in DOCUMENT
            or self._tokens.words[k][0].isupper()
            or self._names.is_known(k, k + 1)
            for k in span
        )
        return not somebody and any(
            one.kind == "saying"
            and one.speaker
            and one.stop in (cue.speaker[0], cue.speaker[0] - 1)
            for one in self._by_sentence[cue.sentence]
        )

    def _is_held(self, cue: Cue, mark: Marked) -> bool:
        """ "In Ohio, where he urged them to watch “certain areas,” Lee said": words of the clause before."""
        first = self._reading.sentences[cue.sentence].first
        head = cue.speaker[0] if cue.speaker and not cue.inherited else cue.first
        relative = self._norms[head - 1] in ("where", "when", "which", "whom")
        tied = cue.kind in MARKS_ONLY and self._norms[self._tokens.at(mark.before) - 1] == "as"
        if tied and cue.speaker and not relative:
            return True  # "Lee dismissed it as “a stunt,” the agency reported"
        return head > first and relative and (tied or self._describes(cue, mark))

    def _is_told(self, cue: Cue, mark: Marked) -> bool:
        """ "told “Good Morning America” that": the words in marks are whom it was told to."""
        behind = self._tokens.at(mark.after)
        return bool(cue.tag.entry.get("object")) and self._norms[behind : behind + 1] == ["that"]

    def _describes(self, cue: Cue, mark: Marked) -> bool:
        """ "described the mood as “grim”", "called the speech “awful”": words somebody chose."""
        stop = self._tokens.at(mark.before)
        if self._is_name(mark) or (cue.kind not in MARKS_ONLY and not self._foretells(cue, stop)):
            return False
        plain = stop - cue.stop == 1 and self._norms[cue.stop] in DETERMINERS
        if plain and self._norms[cue.first].startswith("defend"):
            return False  # "defended the “harbor tax”": the name that others have for it
        tied = self._norms[stop - 1] == "as" or self._norms[stop - 2] in ("on", "for")
        apart = _APART - {"and"} if tied else _APART  # "praised the army and navy for their “zeal”"
        return stop - cue.stop <= 20 and not any(
            self._norms[k] in RELATIVES
            or self._norms[k] in apart
            or (self._grammar.finite[k] and k < stop - 1)  # "accused unnamed “men in suits”"
            for k in range(cue.stop + (self._norms[cue.stop] == "that"), stop)
        )

    def _foretells(self, cue: Cue, stop: int) -> bool:
        """ "promised a “clean” vote", "predicted another “rout”": a noun phrase that somebody words."""
        short = stop - cue.stop <= 4 and self._norms[cue.stop] in DETERMINERS
        return short and self._norms[cue.first].startswith(_FORETOLD)

    def _unlisted_verb(self, mark: Marked, start: int, end: int) -> Utterance | None:
        """ "“He lost,” Ms. Lee grumbled": any verb right behind a quotation and a name."""
        last = self._text[start:end].rstrip("’'")[-1:]
        first = self._behind_marks(self._tokens.at(mark.end))
        sentence = self._reading.sentence_at(mark.start)
        if first >= len(self._norms) or "\n" in self._text[mark.end : self._tokens.starts[first]]:
            return None
        stop = min(self._stop_of(self._reading.sentence_of_token(first)), first + 12)
        if last not in (",", "?", "!", "—", "–") or not self._is_whole(mark) or first >= stop:
            return None
        verb = next((k for k in range(first, stop) if self._grammar.is_past(k)), None)
        if self._is_new_subject(first) or (verb is not None and self._norms[verb] in _SILENT):
            return None
        if verb == first and self._norms[first : first + 2] == ["came", "the"]:
            return None  # "“No,” came the answer from Lee"
        if verb is None or (last != "," and self._norms[verb + 1 : verb + 2] not in _FULL_STOPS):
            return None
        if verb == first:
            speaker = self._speakers.right(verb + 1, stop)
        else:
            speaker = self._speakers.left(verb, first)
            if speaker is not None and speaker[0] - first > 1:
                speaker = None
        if speaker is None:
            return None
        return Utterance(
            start, end, "direct", self._reading.words(verb, verb + 1), speaker, "quote.any_verb",
            sentence, group=self._next_group(),
        )  # fmt: skip

    def _behind_marks(self, k: int) -> int:
        """The first token from ``k`` on that is no quotation mark or comma."""
        while k < len(self._norms) and self._norms[k] in _CLOSING:
            k += 1
        return k

    def _cue_after(self, mark: Marked) -> Cue | None:
        """A cue in the words that follow the quotation in its sentence."""
        sentence = self._reading.sentence_at(max(mark.start, mark.end - 1))
        first = self._behind_marks(self._tokens.at(mark.end))
        if self._norms[first : first + 1] in _JOINED:
            return None
        if self._norms[first : first + 1] == ["."] and self._tokens.words[first + 1 : first + 2]:
            if self._tokens.words[first + 1][0].isupper():
                return None  # “...”. He called it: a new sentence
        for index in (sentence, sentence + 1):
            for cue in self._by_sentence.get(index, ()):
                if (
                    cue.first < first
                    or cue.first - first > 22
                    or (cue.first == first and self._is_next_deed(cue))
                    or (cue.kind == "according" and cue.first != first)
                ):
                    continue
                if (
                    index > sentence
                    and self._tokens.starts[self._reading.sentences[index].first] > mark.after + 2
                ):
                    continue
                if (index > sentence and self._ended(mark, first)) or self._asks_anew(first):
                    return None
                between = self._text[mark.after : self._tokens.starts[cue.first]]
                if any(m in between for m in '“"„') or "\n" in between:
                    return None
                if self._norms[first] in ("a", "an") and self._norms[first + 1] in VERDICTS:
                    return None  # “all lies,” a charge Lee called absurd
                if cue.first == first:
                    return None if self._opens_clause(cue) else cue
                if cue.speaker and 0 <= cue.speaker[0] - first <= 2:
                    return cue
                return None
        return None

    def _asks_anew(self, first: int) -> bool:
        """ "“No.” Had his family talked about it?": a question that begins behind the mark."""
        opens = self._tokens.words[first : first + 1]
        return self._norms[first : first + 1] != [] and (
            opens[0][0].isupper() and self._norms[first] in AUXILIARIES
        )

    def _is_next_deed(self, cue: Cue) -> bool:
        """ "called it “a mess,” told aides that", "..., accused him of": no verb that turns round with its speaker."""
        return self._norms[cue.first] in TOLD or cue.kind in ("denying", "describing")

    def _opens_clause(self, cue: Cue) -> bool:
        """ "Lee, whom they call “the Rock,” said she was fine": the verb has a clause behind it, not its speaker."""
        stop = self._stop_of(cue.sentence)
        if "that" in self._norms[cue.stop - 1 : cue.stop + 1]:
            return True  # "Lee, who said it was “too soon,” argued that"
        found = self._speakers.right(cue.stop, stop)
        if found is None or found[1] >= stop or not self._grammar.finite[found[1]]:
            return False
        return "by" not in self._norms[found[1] + 1 : found[1] + 3]  # "read a sign held up by men"

    def _ended(self, mark: Marked, first: int) -> bool:
        """ "It is over.” The judge asked that": a full stop inside, and a new sentence behind."""
        words = self._text[mark.start : mark.end].rstrip("’' ")
        stopped = words.endswith(".") or self._text[mark.after : mark.after + 1] == "."
        word = self._reading.tokens.words[first]
        asked = words[-1:] in ("?", "!") and word in ("He", "She", "They", "We", "It")
        asked = asked or (words[-1:] in ("?", "!") and self._is_new_subject(first))
        return asked or (stopped and word[0].isupper())

    def _is_new_subject(self, k: int) -> bool:
        """ "“Ready?” The crowd roared.": an article with a capital begins a sentence; "The Post" is a name."""
        word, behind = self._tokens.words[k], self._tokens.words[k + 1 : k + 2]
        return (
            word[0].isupper()
            and word.lower() in DETERMINERS
            and behind[:1] != []
            and (behind[0].islower())
        )

    def _cue_before(self, mark: Marked) -> Cue | None:
        """The last cue of the words that lead to the quotation in its sentence."""
        sentence = self._reading.sentence_at(mark.start)
        found = None
        for cue in self._by_sentence.get(sentence, ()):
            if self._tokens.ends[cue.stop - 1] <= mark.start and cue.kind != "according":
                if found is not None and self._norms[cue.first] == "agreed":
                    continue  # "Lee said that the sides had agreed to “hold”": the words are Lee's
                apart = mark.before - self._tokens.ends[cue.stop - 1] > 2
                named = cue.nested and cue.kind in MARKS_ONLY and cue.speaker is not None
                if found is None or not (cue.nested and apart) or named:
                    found = cue  # "tweeted Ann Lee, who called the bill “an insult”"
        if found is None:
            return None
        between = self._text[self._tokens.ends[found.stop - 1] : mark.before]
        if len(between.split()) > 20 and not between.rstrip().endswith(":"):
            return None
        return found

    def _follows_directly(self, cue: Cue, mark: Marked) -> bool:
        """Only marks, a comma, a colon, an addressee or venue stand between cue and quotation."""
        between = self._text[self._tokens.ends[cue.stop - 1] : mark.before].strip()
        if between.endswith(" that") and len(between.split()) <= 7:
            return True  # wrote in a letter that “nobody was there”
        if not between or between in _LEADS_TO or between.endswith(":"):
            return True
        if self._norms[cue.first] in _REPLIES and _WITH.fullmatch(between):
            return True
        k = self._behind_cue(cue, self._stop_of(cue.sentence))  # wrote in an email, “...”
        k += self._norms[k : k + 1] == [","]
        if k < len(self._norms) and self._tokens.starts[k] == mark.before:
            return True
        return self._behind_programme(cue, mark)

    def _behind_programme(self, cue: Cue, mark: Marked) -> bool:
        """ "Lee told “Dawn Patrol,” “it was over”": only the name of a programme stands between."""
        k = self._marks.index(mark) - 1
        show = self._marks[k] if k >= 0 and cue.tag.entry.get("object") else None
        return (
            show is not None
            and show.before - self._tokens.ends[cue.stop - 1] == 1
            and self._text[show.after : mark.before].strip() in ("", ",")
            and self._is_name(show)
        )

    def _named_before(
        self, mark: Marked, start: int, end: int, previous: Utterance | None
    ) -> Utterance | None:
        """ "Name: "..." " without a verb."""
        lead = self._text[max(0, mark.before - 60) : mark.before].rstrip()
        if not lead.endswith(":") or not self._is_whole(mark):
            return None
        owned = self._owned(mark)
        if owned is not None:
            owned.kind = "direct"  # "Her answer: “No.”"
            return owned
        colon = self._tokens.at(mark.before - 1)
        while colon > 0 and self._norms[colon] != ":":
            colon -= 1
        floor = self._reading.sentences[self._reading.sentence_at(mark.start)].first
        speaker = self._before_colon(floor, colon) if colon > floor else None
        opens = floor + (self._norms[floor] in ("and", "but"))
        if self._norms[opens] in ("of", "on", "about") and colon - opens < 7:
            speaker = previous.speaker if previous else None  # "And of Ms. Lee: “...”"
        if speaker is not None and not _MOMENTS.isdisjoint(self._norms[speaker[0] : speaker[1]]):
            speaker = previous.speaker if previous else None  # "Then, a moment later: “...”"
        if speaker is None:
            return None
        return Utterance(
            start, end, "direct", ":", speaker, "quote.colon", self._reading.sentence_at(start),
            group=self._next_group(),
        )  # fmt: skip

    def _signed(self, mark: Marked, start: int, end: int) -> Utterance | None:
        """ "“Never again.” — Carmen Ruiz", "“Never again.” Local baker, “My Oven”": a caption without a verb."""
        paragraph = self._reading.article.paragraphs[mark.paragraph]
        if not 0 < paragraph.end - mark.after <= _SIGNATURE or self._text[start:end].count(" ") < 1:
            return None
        signed = _SIGNED.match(self._text, mark.after, paragraph.end)
        first = self._tokens.at(mark.after)
        if signed is not None:
            first = self._tokens.at(signed.start("name"))
            speaker = first, self._tokens.at(signed.end("name") - 1) + 1
        else:
            found = self._captioned(mark, first, self._tokens.at(paragraph.end - 1) + 1)
            if found is None:
                return None
            speaker = found
        return Utterance(
            start, end, "direct", None, speaker, "quote.signed",
            self._reading.sentence_at(start), group=self._next_group(),
        )  # fmt: skip

    def _captioned(self, mark: Marked, first: int, stop: int) -> tuple[int, int] | None:
        """Whom the words behind a quotation name, where they are no sentence: behind a dash, or alone in its line."""
        dashed = self._norms[first : first + 1] and self._norms[first] in _DASHES
        rest = self._text[mark.after : self._tokens.ends[stop - 1]]
        if not self._is_whole(mark) or ":" in rest or self._text[mark.end - 1] not in ".!?…":
            return None
        first += bool(dashed)
        if not dashed:
            alone = self._reading.article.paragraphs[mark.paragraph].start == mark.before
            if not alone or rest.rstrip()[-1] in ".!?…" or not rest.lstrip()[:1].isupper():
                return None
        stop = next((k for k in range(first, stop) if self._norms[k] in _OPENING), stop)
        if first >= stop or any(self._grammar.finite[k] for k in range(first, stop)):
            return None
        return self._speakers.right(first, stop)

    def _before_colon(self, floor: int, colon: int) -> tuple[int, int] | None:
        """ "Another was blunter: “...”", "Lee had a message: “...”", "Lee: “...”": who leads up to it."""
        if self._norms[floor] in ("for", "to"):  # "For Ann Lee of the college, it was sad: “...”"
            about = self._names.leading(floor + 1, min(colon, floor + 6))
            if about is not None:
                return about
        if self._grammar.main_verb(floor, colon) is None:
            last = colon - 1  # "His wife, Ann, disagrees: “...”"
            role = is_role(self._norms[last].removesuffix("s"))  # "Norland parents: “...”"
            if last > floor and self._norms[last].endswith(("s", "ed")) and not role:
                named = self._norms[last - 1] == "," or self._tokens.words[last - 1][0].isupper()
                if named and self._tokens.words[last][0].islower():
                    return self._speakers.left(last, floor)
            return self._speakers.left(colon, floor)
        subject = self._speakers.subject(floor, colon)
        if not {"there", "there's"}.isdisjoint(self._norms[floor : floor + 3]):
            source = next((k for k in range(floor, colon) if self._norms[k] == "from"), 0)
            return self._speakers.right(source + 1, colon) if source else None
        if subject is None or self._norms[subject[0]] in ("it", "there", "we", "i", "you"):
            return None
        return self._owner_in(*subject) or subject
