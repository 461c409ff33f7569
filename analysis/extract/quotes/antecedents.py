"""Whom "he", "it", "the statement" and "a monitor" point back to.

Two kinds of trace are kept: speakers heard so far, and the subjects of the sentences before. The
later of the two wins, if its kind and gender fit and it is near; otherwise nobody is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from analysis.extract.quotes.bodies import Phrase, before_words, behind_pronoun, opening_house
from analysis.extract.quotes.grammar import AUXILIARIES, DETERMINERS, PRONOUNS
from analysis.extract.quotes.phrases import Phrases
from analysis.extract.quotes.speakers import Speakers
from analysis.extract.quotes.starts import TIED
from analysis.extract.quotes.wording import MEDIUM, are_several, gender_in, is_role
from analysis.lean import dataclass
from analysis.reading import Reading

_SHARE = re.compile(
    r"(?i)(?:half|third|quarter|part|most|rest|number|share|\w+ths?|\d[\d.,]*) (?:of|in)\b"
    r"|\d[\d.,]* ?(?:percent|per cent|%)|one in \w+"
)
_FOR_PART = (["for", "his", "part"], ["for", "her", "part"])
_OWNING = frozenset("the a an his her its".split())
_TIES = frozenset("of at in for from who with on to".split())
_KILLED = (["killed"], ["murdered"], ["beheaded"], ["executed"], ["assassinated"])
_ASKING = frozenset("what why how whether if where when who".split())
_COURTESY = frozenset("mr mrs ms dr sen rep gov senator governor .".split())
_NO_NAMES = PRONOUNS | DETERMINERS | {"that", "what", "there", "here", "who"}
_NEAR = 3  # sentences back
_ANSWERS = frozenset("answered answers replied replies responded responds retorted".split())
_ASKS = frozenset("asked asks inquired enquired wondered".split())
_READS = frozenset("said says read reads".split())
_NOTES = frozenset(
    "statement reply letter email e-mail note message text memo telegram answer".split()
)
_DEED, _SOON = 4, 8  # tokens in which a subject names a deed or a weapon; from a phrase to its verb
_TELLING = frozenset("told tells informed assured reminded warned".split())


@dataclass(slots=True)
class Known:
    """A speaker settled: canonical name or None, kind, role, and a note where it was looked up."""

    name: str | None
    kind: str
    role: str | None = None
    note: str = ""
    gender: str = ""


class Antecedents:
    """What an article has named before a point, for phrases that name nobody."""

    def __init__(
        self,
        reading: Reading,
        speakers: Speakers,
        phrases: Phrases,
        quoted: Callable[[int], object],
    ) -> None:
        self._reading, self._speakers, self._phrases = reading, speakers, phrases
        self._people = phrases.people
        self._quoted = quoted
        self._asides: set[int] = set()  # where speakers stand who are no "he" of what follows
        self._heard: list[tuple[int, Known]] = []
        self._lately: dict[tuple[str, str], Known] = {}  # by name and kind, the last heard last
        self._subjects: dict[int, tuple[int, Known] | None] = {}
        self._bodies = [
            a for a in reading.found.actors if a.kind in ("organisation", "armed_group", "state")
        ]
        self._no_persons = {a.name for a in self._bodies if a.rule == "actor.lexicon"}
        self._no_persons.update(
            reading.words(tag.first, tag.stop) for tag in reading.tagged("countries")
        )
        self._no_persons.update(str(tag.entry.get("name")) for tag in reading.tagged("countries"))
        places = [(place.of(reading.text), place.end) for place in reading.found.places]
        self._no_persons.update(name for name, _ in places)
        self._no_persons.difference_update(
            name for name, end in places if self._is_apposed(reading.tokens.at(end - 1) + 1)
        )
        self._body_starts = [a.start for a in self._bodies]

    def _is_apposed(self, k: int) -> bool:
        """ "Conway, the campaign manager,", "Sanders, for his part,": a person, whatever town has the name."""
        norms = self._reading.tokens.norms[k : k + 6]
        if norms[:1] != [","] or len(norms) < 6:
            return False
        if norms[1:4] in _FOR_PART:
            return True
        noun = next((j for j in range(2, 5) if is_role(norms[j])), 0) if norms[1] in _OWNING else 0
        return bool(noun) and norms[noun + 1] in (",", "of", "for", "who")

    def heard(self, known: Known, at: int, aside: bool = False) -> None:
        """Remember a speaker, and what a pronoun told of their gender."""
        if not known.name:
            return
        if aside:
            self._asides.add(at)
        self._heard.append((at, known))
        self._lately.pop((known.name, known.kind), None)
        self._lately[known.name, known.kind] = known
        if known.kind == "person":
            self._people.says_gender(known.name, known.gender)

    def described(self, phrase: Phrase) -> Known | None:
        """Whom a phrase without a name describes; nobody here, more in `Descriptions`."""
        return None

    # ---------------------------------------------------------------- pronouns

    def person(self, at: int, gender: str, but: frozenset[str] = frozenset()) -> Known | None:
        """The last person, none of ``but``, who spoke or was a subject before token ``at``, gender permitting."""
        own = self._opening_pronoun(at)
        if own is not None:
            return self.person(own, gender)
        inside = (
            self._asked_before(at, gender)
            or self._led_in(at, gender)
            or self._beside_pronoun(at, gender)
        )
        if inside is not None:
            return Known(inside, "person", gender=gender)
        before = self._reading.sentence_of_token(at) - 1
        answers = not _ANSWERS.isdisjoint(self._reading.tokens.norms[at + 1 : at + 2])
        answers = answers or self._answers_name(at)
        for where, known in self._candidates(at):
            if answers and self._asked(where):
                continue  # "The judge asked if it hurt. “It did,” she answered"
            other = where not in self._asides and known.name not in but
            if other and self._fits_person(known, gender):
                if self._reading.sentence_of_token(where) < before - 1:
                    told = self._told_of(before, gender)
                    if told is not None:
                        return Known(told, "person", gender=gender)
                return Known(
                    known.name,
                    "person" if known.kind == "organisation" else known.kind,
                    known.role,
                    gender=gender,
                )
        name = self._people.only(at, gender) or self._people.near(at, gender, sure=True)
        return Known(name, "person", gender=gender) if name else self._newcomer(before, gender)

    def _opening_pronoun(self, at: int) -> int | None:
        """ "She brought up Ann Lee, whom he, she said, had mocked": the first "she", which is the second one, too."""
        norms = self._reading.tokens.norms
        opened = self._reading.sentences[self._reading.sentence_of_token(at)].first
        if norms[at - 1] != "," or at - 1 <= opened:
            return None
        own = next((k for k in range(opened, at - 1) if norms[k] == norms[at]), -1)
        return own if own >= 0 and not self._quoted(self._reading.tokens.starts[own]) else None

    def _newcomer(self, index: int, gender: str) -> Known | None:
        """ "He had begun when a woman in the third row rose. “Sir,” she said": the woman."""
        sentence = self._reading.sentences[index] if index >= 0 else None
        if sentence is None or self._quoted(sentence.start + 1):
            return None
        norms = self._reading.tokens.norms
        for k in range(sentence.stop - 1, sentence.first, -1):
            if not is_role(norms[k]) or gender_in(norms[k]) not in ("", gender):
                continue
            begin = k - 1
            while begin > max(sentence.first, k - 4) and norms[begin] not in ("a", "an", "one"):
                begin -= 1
            if norms[begin] in ("a", "an", "one") and all(w.isalpha() for w in norms[begin:k]):
                span = self._speakers.right(begin, sentence.stop)
                if span is not None and span[1] <= k:
                    span = begin, k + 1  # "one very bored producer"
                if span is not None:
                    name = self._phrases.plain(self._phrases.read(*span))
                    return Known(name, "unnamed", gender=gender)
        return None

    def _asked_before(self, at: int, gender: str) -> str | None:
        """ "The clerk asked Mr. Lee why. “I forgot,” he replied": whoever was asked."""
        norms = self._reading.tokens.norms
        verb = norms[at + 1] if at + 1 < len(norms) else ""
        if verb not in _ANSWERS and verb not in ("said", "told"):
            return None
        here = self._reading.sentence_of_token(at)
        begun = self._reading.sentences[here].first
        if verb not in _ANSWERS and (
            not self._quoted(self._reading.tokens.starts[begun] + 2) or "?" in norms[begun:at]
        ):
            return None
        for index in range(here - 1, max(-1, here - (4 if verb in _ANSWERS else 2)), -1):
            sentence = self._reading.sentences[index]
            if not self._quoted(sentence.start + 1):
                return self._asked_in(sentence.first, sentence.stop, gender)
        return None

    def _answers_name(self, at: int) -> bool:
        """ "“Do you?” Ann Lee asked. “I do,” he said": he is not who is named as asking just before."""
        tokens = self._reading.tokens
        first = self._reading.sentences[self._reading.sentence_of_token(at)].first
        if first < 4 or not self._quoted(tokens.starts[first] + 1):
            return False
        asked = tokens.norms[first - 2] in _ASKS and tokens.norms[first - 1] == "."
        return asked and tokens.words[first - 3][0].isupper()

    def _asked_in(self, first: int, stop: int, gender: str) -> str | None:
        """ "asked Mr. Lee": the person right behind the verb."""
        norms = self._reading.tokens.norms
        for k in range(first, stop - 1):
            if norms[k] in ("asked", "pressed"):
                titled = k + 1
                while titled < min(stop - 1, k + 4) and norms[titled] in _COURTESY:
                    titled += 1
                lead = self._people.leading(titled, titled + 1)
                if lead is None and norms[titled + 1] in _ASKING:
                    return self._lone_name(titled)  # "asked Marsh what he would do"
                seen = self._people.gender(lead[1]) if lead else ""
                return lead[1] if lead and seen in ("", gender) else None
        return None

    def _lone_name(self, k: int) -> str | None:
        """The word in capitals at token ``k``, if it is no day, place or body."""
        word, start = self._reading.tokens.words[k], self._reading.tokens.starts[k]
        dated = any(time.start <= start < time.end for time in self._reading.found.times)
        return word if word[0].isupper() and not dated and word not in self._no_persons else None

    def _asked(self, where: int) -> bool:
        """True for whoever put a question: a verb of asking stands right behind."""
        behind = self._reading.tokens.norms[where : where + _SOON]
        stop = self._reading.sentences[self._reading.sentence_of_token(where)].stop
        return not _ASKS.isdisjoint(behind[: stop - where])

    def _told_of(self, index: int, gender: str) -> str | None:
        """ "He writes that Ann Lee left. “Not so,” she said": the one woman whom the sentence before names."""
        if index <= 0:
            return None
        sentence = self._reading.sentences[index]
        name = self._people.in_sentence(sentence.stop - 1, gender)
        if name and self._quoted(
            sentence.start + 1
        ):  # "“It holds” is what Mayor Ann Lee tells them"
            last = name.split()[-1].lower()
            told = (
                k
                for k in range(sentence.first, sentence.stop)
                if self._reading.tokens.norms[k] == last
            )
            return None if any(self._quoted(self._reading.tokens.starts[k]) for k in told) else name
        return (
            None
            if name and behind_pronoun(self._reading, sentence, name, gender, self._quoted)
            else name
        )

    def _led_in(self, at: int, gender: str) -> str | None:
        """ "As for Ann Lee, she insists": who the sentence says it is about."""
        first = self._reading.sentences[self._reading.sentence_of_token(at)].first
        if self._reading.tokens.norms[first : first + 2] != ["as", "for"]:
            return None
        lead = self._people.leading(first + 2, min(at, first + 8))
        seen = self._people.gender(lead[1]) if lead else ""
        return lead[1] if lead and seen in ("", gender) else None

    def _beside_pronoun(self, at: int, gender: str) -> str | None:
        """ "They accused Ann Lee of fraud, a charge she called": the one woman the sentence has named."""
        before = self._reading.tokens.norms[at - 1] if at else ""
        if not before.isalpha() or before in ("and", "but", "as", "whom"):
            return None
        if self._reading.apostrophes_lost and before not in ("that", "which"):
            return None  # "Ann Lee is a liar she said"
        return self._people.in_sentence(at, gender)

    def _fits_person(self, known: Known, gender: str) -> bool:
        if not known.name:
            return False
        if known.kind == "organisation":
            if not self._is_lone(known):
                return False
        elif known.kind not in ("person", "unnamed"):
            return False
        if known.kind == "unnamed" and not self._may_be_person(known):
            return False
        # a "Clinton aide" is no man for being called Clinton
        seen = (known.kind != "unnamed" and self._people.gender(known.name)) or known.gender
        return not (seen and gender and seen != gender)

    def _is_lone(self, known: Known) -> bool:
        """A last name alone: a word in capitals that is no body, place or acronym."""
        name = known.name or " "
        return " " not in name and name not in self._no_persons and not name.isupper()

    def body(self, at: int, owner: bool = False) -> Known | None:
        """The last organisation, group or document before token ``at``; a document has no spokesman.

        Whose spokesman it is, the subject of the same sentence says first: "Norland is silent; its minister said".
        """
        if owner and (opens := self._opening_body(at)) is not None:
            return opens
        if not owner and (author := self._author(at)) is not None:
            return author
        for where, known in self._candidates(at):
            person = self._people.by_last_name((known.name or "").lower())
            if known.kind == "unnamed" and self._is_deed(where):
                continue
            if owner and (known.kind == "document" or person):
                continue
            if known.kind in ("organisation", "document"):
                return known
            if known.kind == "unnamed" and known.name and not self._may_be_person(known):
                if not _SHARE.match(known.name):
                    return known
        return None

    def _is_deed(self, where: int) -> bool:
        """ "A roadside bomb killed four. It added": no bomb, raid or blast says anything."""
        return bool(self._reading.tagged_within("attacks", where, where + _DEED))

    def _author(self, at: int) -> Known | None:
        """ "Tom Hurst sent a one-word reply. “Seriously?” it said": whoever wrote what says so."""
        norms = self._reading.tokens.norms
        if _READS.isdisjoint(norms[max(0, at - 1) : at + 2]):
            return None
        here = self._reading.sentence_of_token(at)
        for index in range(here - 1, max(-1, here - 3), -1):
            sentence = self._reading.sentences[index]
            if self._quoted(sentence.start + 1):
                continue
            for k in range(sentence.stop - 1, sentence.first + 1, -1):
                if norms[k] in _NOTES and not {"a", "an"}.isdisjoint(norms[k - 4 : k]):
                    subject = self._subject(index)
                    written = subject and subject[0] < k and subject[1].name
                    return subject[1] if subject and written else None
            return None
        return None

    def _opening_body(self, at: int) -> Known | None:
        """The state, group or organisation that opens the sentence before token ``at``."""
        tokens = self._reading.tokens
        sentence = self._reading.sentences[self._reading.sentence_of_token(at)]
        the = tokens.norms[sentence.first] == "the"
        k = bisect_left(self._body_starts, tokens.starts[sentence.first + the])
        if k == len(self._bodies) or self._body_starts[k] != tokens.starts[sentence.first + the]:
            house = opening_house(self._reading, sentence.first + the, at)
            return Known(house, "organisation") if house else None
        body = self._bodies[k]
        after = tokens.norms[tokens.at(body.end)] if body.end < len(self._reading.text) else ""
        if body.end > tokens.starts[at] or not after.isalpha() or self._quoted(body.start):
            return None
        return Known(body.name, "organisation")

    def group(self, at: int) -> Known | None:
        """The last speakers in the plural before token ``at``; a body where there are none."""
        near = list(self._candidates(at))
        for _, known in near:
            if known.kind == "group" or (known.kind == "organisation" and are_several(known.name)):
                return known
        bodies = (known for _, known in near if known.kind == "organisation")
        return next(
            (k for k in bodies if not (MEDIUM.search(k.name or "") or self._is_lone(k))), None
        )

    def _candidates(self, at: int) -> list[tuple[int, Known]]:
        """Speakers and subjects near ``at``, the latest first."""
        here = self._reading.sentence_of_token(at)
        out = [
            (where, known)
            for where, known in self._heard[-6:]
            if where < at and here - self._reading.sentence_of_token(where) <= 3 * _NEAR
        ]
        first = self._reading.sentences[here].first
        norms = self._reading.tokens.norms
        colon = next((k for k in range(at - 1, first, -1) if norms[k] in (":", "“", '"', "''")), 0)
        if colon and norms[colon] == ":":
            led = self._read_subject(first, colon)  # "Ann Lee was more cautious: She told them"
            if led is not None:
                out.append(led)
        if norms[at - 1] == ";":  # "Only Ann Lee demurred; the senator said"
            led = self._read_subject(first, at - 1)
            if led is not None:
                out.append(led)
        own = self._speakers.linked(at)
        told = 0  # sentences gone back; of "he" those in marks are one speaker's
        for index in range(here - (not own), max(-1, here - 4 * _NEAR), -1):
            marks = self._quoted(self._reading.sentences[index].start + 1)
            told += index < here and not (marks and norms[at] in ("he", "she"))
            subject = self._subject(index) if told <= _NEAR else None
            if index == here and subject is not None and subject[0] > at:
                subject = self._read_subject(
                    first, at
                )  # "..., in which it said C; the army denied"
            if subject is not None and subject[0] < at:
                out.append(subject)
        return sorted(out, key=lambda pair: -pair[0])

    def _subject(self, index: int) -> tuple[int, Known] | None:
        """The subject of a sentence outside quotation marks, where it is a name or a role."""
        if index not in self._subjects:
            sentence = self._reading.sentences[index]
            stop = min(sentence.stop, sentence.first + 60)
            self._subjects[index] = None
            if sentence.first >= stop or self._quoted(sentence.start + 1):
                return None
            stop = before_words(self._reading, sentence.first, stop, self._quoted)
            self._subjects[index] = self._read_subject(sentence.first, stop)
        return self._subjects[index]

    def _read_subject(self, first: int, stop: int) -> tuple[int, Known] | None:
        if self._reading.tokens.norms[first] in AUXILIARIES:  # "Would Ann Lee run? She would"
            asked = self._people.leading(first + 1, min(stop, first + 5))
            if asked is not None:
                return asked[0], Known(asked[1], "person")
        if self._reading.tokens.norms[first] == "for":  # "For Ann Lee, a nurse, it was a job"
            about = self._people.leading(first + 1, min(stop, first + 5))
            if about is not None:
                return about[0], Known(about[1], "person")
        span = self._asked_about(first, stop) or self._speakers.subject(first, stop)
        found = None
        low = self._reading.words(*span).lower() if span is not None else ""
        if span is not None and low in ("he", "she"):
            # "Asked about Lee, he shrugged": he is not Lee
            known = self.person(span[0], "m" if low == "he" else "f")
            return (span[0], known) if known is not None and known.kind == "person" else None
        if span is not None and low not in _NO_NAMES:
            phrase = self._phrases.read(*span)
            kind = phrase.kind or phrase.loose_kind
            if self._is_harmed(span[1]):
                return None
            name = phrase.name if phrase.kind else self._phrases.plain(phrase)
            found = (span[0], Known(name, kind, phrase.role, gender=phrase.gender))
            if kind in ("person", "organisation", "group"):
                return found
            if phrase.definite and phrase.owner is None:
                pointed = self.described(phrase)
                if pointed is not None and pointed.kind == "person":
                    return span[0], pointed
        if span is None and self._is_plural_subject(first, stop):
            return first, Known(self._reading.words(first, first + 1), "group")
        lead = self._people.leading(first, stop)
        while lead is not None and (
            self._quoted(self._reading.tokens.starts[lead[0]]) or self._is_told(lead[0])
        ):
            lead = self._people.leading(lead[0] + 1, stop)
        if lead and not {"he", "she"}.isdisjoint(self._reading.tokens.norms[first : lead[0]]):
            lead = None  # "The crowd booed when he mentioned Tom Lee"
        lead = lead or self._owner_of(span)
        return (lead[0], Known(lead[1], "person")) if lead else found

    def _asked_about(self, first: int, stop: int) -> tuple[int, int] | None:
        """ "Did the senator regret it? She did": whoever has the article behind the verb that asks."""
        norms = self._reading.tokens.norms
        if norms[first] not in AUXILIARIES or norms[first + 1 : first + 2] not in (
            ["the"],
            ["his"],
            ["her"],
        ):
            return None
        return next(
            (
                (first + 1, k + 1)
                for k in range(first + 2, min(stop, first + 6))
                if is_role(norms[k])
            ),
            None,
        )

    def _owner_of(self, span: tuple[int, int] | None) -> tuple[int, str] | None:
        """ "Mr. Lee's reaction was swift": a sentence about what is somebody's is about them; not so with "wife"."""
        if span is None or is_role(self._reading.tokens.norms[span[1] - 1]):
            return None
        return self._people.owner(*span)

    def _is_plural_subject(self, k: int, stop: int) -> bool:
        """ "Democrats scoff at it": a sentence that begins with several persons and a verb on no list."""
        tokens = self._reading.tokens
        noun, after = tokens.norms[k], tokens.words[k + 1] if k + 1 < stop else ""
        one = noun.removesuffix("s")
        known = is_role(one) or self._people.is_description(one)
        return noun != one and known and after.isalpha() and after.islower()

    def _is_told(self, k: int) -> bool:
        """ "the director told Ann Lee": whoever is told is not who says the next thing."""
        return k > 0 and self._reading.tokens.norms[k - 1] in _TELLING

    def _is_harmed(self, k: int) -> bool:
        """ "His brother was killed": whoever was killed says nothing more."""
        norms = self._reading.tokens.norms
        return norms[k : k + 1] in (["was"], ["were"]) and norms[k + 1 : k + 2] in _KILLED

    def _may_be_person(self, known: Known) -> bool:
        words = (known.name or "").replace("-", " ").split()
        for k, word in enumerate(words):
            if word in _TIES:
                k -= k > 1 and words[k - 1] in TIED  # "a diplomat involved in the talks"
                one = words[0].lower() in ("one", "another", "a") and word == "of"
                return one or (k > 0 and is_role(words[k - 1])) or words[k - 1] == "source"
        last = words[-1].lower() if words else ""
        aged = last == "old" and words[-2:-1] == ["year"]
        if aged or last in ("another", "one", "second", "third"):
            return True
        return is_role(last) or last == "source" or self._people.is_description(last)
