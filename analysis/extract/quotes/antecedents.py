"""Whom "he", "it", "the statement" and "a monitor" point back to.

Two kinds of trace are kept: speakers heard so far, and the subjects of the sentences before. The
later of the two wins, if its kind and gender fit and it is near; otherwise nobody is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from analysis.extract.quotes.grammar import PRONOUNS
from analysis.extract.quotes.phrases import Phrase, Phrases
from analysis.extract.quotes.speakers import Speakers
from analysis.extract.quotes.wording import DOCUMENT, PLURAL, SINGULAR_S, SURROUNDINGS, is_role
from analysis.lean import dataclass
from analysis.reading import Reading

_FITS = {
    "monitor": ("observatory", "monitor", "network for human", "human rights", "tally", "watch"),
    "observatory": ("observatory",),
    "group": (
        "observatory",
        "network",
        "group",
        "front",
        "islamic state",
        "monitor",
        "rights",
        "movement",
        "organisation",
        "watch",
    ),
    "watchdog": ("observatory", "monitor", "watch"),
    "ministry": ("ministry",),
    "agency": ("agency", "sana", "tass", "anadolu", "afp", "irna", "interfax"),
    "newspaper": ("times", "post", "newspaper", "daily", "watan", "guardian"),
    "coalition": ("coalition", "alliance"),
    "alliance": ("coalition", "alliance"),
    "army": ("army",),
    "military": ("military", "army"),
    "centre": ("centre", "center"),
    "center": ("center", "centre"),
    "organisation": ("organization", "organisation", "observatory", "borders", "amnesty", "watch"),
    "organization": ("organization", "organisation", "observatory", "borders", "amnesty", "watch"),
    "charity": (
        "crescent",
        "cross",
        "borders",
        "save",
        "relief",
        "aid",
        "society",
        "trust",
        "fund",
    ),
    "network": ("network",),
    "council": ("council",),
    "committee": ("committee",),
    "mission": ("mission",),
    "commission": ("commission",),
    "command": ("command",),
    "company": ("company", "inc", "corp", "ltd", "group"),
    "party": ("party",),
    "court": ("court", "tribunal"),
    "union": ("union",),
}
_SHARE = re.compile(
    r"(?i)(?:half|third|quarter|part|most|rest|number|share|\w+ths?|\d[\d.,]*) (?:of|in)\b"
)
_BODIES = frozenset("party campaign group".split())
_TIES = frozenset("of at in for from who with on to".split())
_OF = re.compile(r"\b(?:of|for|to|at|in|with)\b")
_MEDIUM = re.compile(r"\b(?:Radio|TV|Television|News|Times|Post|Journal)\b")
_KILLED = (["killed"], ["murdered"], ["beheaded"], ["executed"], ["assassinated"])
_LOOSE = frozenset(
    "group organisation organization agency charity network coalition alliance".split()
)
_NAMELESS = frozenset(("monitor", "watchdog", "monitoring", "observatory"))
_NEAR = 3  # sentences a pronoun looks back


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
        self._heard: list[tuple[int, Known]] = []
        self._subjects: dict[int, tuple[int, Known] | None] = {}
        self._bodies = [
            a for a in reading.found.actors if a.kind in ("organisation", "armed_group", "state")
        ]
        self._no_persons = {a.name for a in self._bodies if a.rule == "actor.lexicon"}
        self._no_persons.update(
            reading.words(tag.first, tag.stop) for tag in reading.tagged("countries")
        )
        self._no_persons.update(str(tag.entry.get("name")) for tag in reading.tagged("countries"))
        self._no_persons.update(place.of(reading.text) for place in reading.found.places)
        self._body_starts = [a.start for a in self._bodies]

    def heard(self, known: Known, at: int) -> None:
        """Remember a speaker, and what a pronoun told of their gender."""
        if not known.name:
            return
        self._heard.append((at, known))
        if known.kind == "person":
            self._people.says_gender(known.name, known.gender)

    # ---------------------------------------------------------------- pronouns

    def person(self, at: int, gender: str) -> Known | None:
        """The last person who spoke or was a subject before token ``at``, gender permitting."""
        for _, known in self._candidates(at):
            if self._fits_person(known, gender):
                return Known(known.name, _as_person(known.kind), known.role, gender=gender)
        name = self._people.only(at, gender)
        return Known(name, "person", gender=gender) if name else None

    def _fits_person(self, known: Known, gender: str) -> bool:
        if not known.name:
            return False
        if known.kind == "organisation":
            lone = " " not in known.name and known.name not in self._no_persons
            if not lone or known.name.isupper():
                return False
        elif known.kind not in ("person", "unnamed"):
            return False
        if known.kind == "unnamed" and not self._may_be_person(known):
            return False
        seen = self._people.gender(known.name) or known.gender
        return not (seen and gender and seen != gender)

    def body(self, at: int) -> Known | None:
        """The last organisation, group or document before token ``at``."""
        for _, known in self._candidates(at):
            if known.kind in ("organisation", "document"):
                return known
            if known.kind == "unnamed" and known.name and not self._may_be_person(known):
                if not _SHARE.match(known.name):
                    return known
        return None

    def group(self, at: int) -> Known | None:
        """The last speakers in the plural before token ``at``; a body where there are none."""
        near = list(self._candidates(at))
        for _, known in near:
            if known.kind == "group" or (known.kind == "organisation" and _is_plural(known.name)):
                return known
        return next((known for _, known in near if known.kind == "organisation"), None)

    def _candidates(self, at: int) -> list[tuple[int, Known]]:
        """Speakers and subjects near ``at``, the latest first."""
        here = self._reading.sentence_of_token(at)
        out = [
            (where, known)
            for where, known in self._heard[-6:]
            if where < at and here - self._reading.sentence_of_token(where) <= 3 * _NEAR
        ]
        own = self._speakers.linked(at)
        for index in range(here - (not own), max(-1, here - _NEAR - 1), -1):
            subject = self._subject(index)
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
            self._subjects[index] = self._read_subject(sentence.first, stop)
        return self._subjects[index]

    def _read_subject(self, first: int, stop: int) -> tuple[int, Known] | None:
        if self._reading.tokens.norms[first] == "for":  # "For Ann Lee, a nurse, it was a job"
            about = self._people.leading(first + 1, min(stop, first + 5))
            if about is not None:
                return about[0], Known(about[1], "person")
        span = self._speakers.subject(first, stop)
        found = None
        if span is not None and self._reading.words(*span).lower() not in PRONOUNS:
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
        lead = self._people.leading(first, stop)
        while lead is not None and self._quoted(self._reading.tokens.starts[lead[0]]):
            lead = self._people.leading(lead[0] + 1, stop)
        return (lead[0], Known(lead[1], "person")) if lead else found

    def _is_harmed(self, k: int) -> bool:
        """ "His brother was killed": whoever was killed says nothing more."""
        norms = self._reading.tokens.norms
        return norms[k : k + 1] in (["was"], ["were"]) and norms[k + 1 : k + 2] in _KILLED

    def _may_be_person(self, known: Known) -> bool:
        words = (known.name or "").replace("-", " ").split()
        for k, word in enumerate(words):
            if word in _TIES:
                return (k > 0 and is_role(words[k - 1])) or words[k - 1] == "source"
        last = words[-1] if words else ""
        return is_role(last) or last == "source" or self._people.is_description(last)

    # ------------------------------------------------------------ descriptions

    def described(self, phrase: Phrase) -> Known | None:
        """ "the ministry", "a monitor", "the governor": a speaker or body named elsewhere."""
        head = phrase.head.removesuffix("s") if phrase.head == "monitors" else phrase.head
        words = phrase.words.lower()
        monitor = head in _NAMELESS or (head in ("group", "organisation", "network") and (
            "monitor" in words or "tracking" in words or "rights" in words
        ))  # fmt: skip
        if monitor:
            return self._of_class("monitor", phrase.first, anywhere=True)
        if not phrase.definite:
            return None
        aged = "-year-old" in phrase.words
        if is_role(head) or head == "source" or aged or self._people.is_description(head):
            return self._same_role(phrase) or self._pointed_at(phrase)
        if head in _FITS and phrase.stop - phrase.first <= 4:
            found = self._of_class(head, phrase.first, anywhere=False)
            if found is not None:
                return found
            if phrase.stop - phrase.first <= 2 and head in _LOOSE:
                return self._last_body(phrase.first)
        return None

    def _same_role(self, phrase: Phrase) -> Known | None:
        """Whoever was last given the role: a speaker without a name, or a person named."""
        named = self._people.with_role(phrase.head, phrase.first)
        if self._heard and self._heard[-1][1].kind == "unnamed":
            where, last = self._heard[-1]
            apart = self._reading.sentence_of_token(phrase.first) - self._reading.sentence_of_token(
                where
            )
            if (
                where < phrase.first
                and apart <= 1
                and (last.name or "").lower() in ("another", "one")
            ):
                return last
        for where, known in reversed(self._heard):
            if where >= phrase.first:
                continue
            if named is not None and named[0] > where:
                break
            text = f"{known.role or ''} {known.name if known.kind == 'unnamed' else ''}"
            own = _OF.split(text.lower().replace("-", " "), maxsplit=1)[0]
            if phrase.head in own.split() and not self.is_anothers(phrase, text):
                return known
        if named is None or self.is_anothers(phrase, named[1]):
            return None
        return Known(named[1], "person", phrase.head)

    def is_anothers(self, phrase: Phrase, text: str) -> bool:
        """ "the plant's owner", "the representative of Malta": not the owner or representative of something else."""
        norms, words = self._reading.tokens.norms, self._reading.tokens.words
        low = text.lower()
        for k in range(phrase.first, phrase.stop - 1):
            if norms[k + 1] in ("'s", "’s") and words[k][0].islower():
                return norms[k] not in SURROUNDINGS | _BODIES and norms[k] not in low
            if norms[k] == "of":
                named = [w.lower() for w in words[k + 1 : phrase.stop] if w[0].isupper()]
                return bool(named) and " of " in low and not any(word in low for word in named)
        return False

    def _pointed_at(self, phrase: Phrase) -> Known | None:
        """ "the Ohio Republican": the last person who spoke, acted or was named just before."""
        past = phrase.words.lower().startswith("the former ")
        aged = "-year-old" in phrase.words
        if not past and not aged and not self._people.is_description(phrase.head):
            return self._of_house(phrase)
        for _, known in self._candidates(phrase.first):
            if known.kind in ("person", "organisation") and self._fits_person(known, phrase.gender):
                return Known(known.name, "person", known.role, gender=phrase.gender)
        name = self._people.near(phrase.first, phrase.gender)
        return Known(name, "person", gender=phrase.gender) if name else None

    def _of_house(self, phrase: Phrase) -> Known | None:
        """ "the United manager": the person the sentences before are about, if no other role is known."""
        words = phrase.words.split()
        if len(words) < 3 or not words[-2][0].isupper():
            return None
        for where, known in self._candidates(phrase.first):
            if (
                self._reading.sentence_of_token(phrase.first)
                - self._reading.sentence_of_token(where)
                > 2
            ):
                return None
            if known.kind == "person" and known.name:
                free = not known.role and not self._people.has_role(known.name)
                return Known(known.name, "person", phrase.name) if free else None
        return None

    def _of_class(self, head: str, at: int, anywhere: bool) -> Known | None:
        """The last speaker, or the only actor of the article, whose name fits the word."""
        wanted = _FITS[head]
        medium = head in ("newspaper", "agency", "network", "group", "company")
        for _, known in reversed(self._heard):
            if (
                known.name
                and known.kind in ("organisation", "document")
                and _fits(known.name, wanted)
                and (medium or not _MEDIUM.search(known.name))
            ):
                return Known(known.name, "organisation", known.role)
        start = self._reading.tokens.starts[at]
        names = [a.name for a in self._bodies if anywhere or a.start < start]
        fits = list(
            dict.fromkeys(
                name
                for name in names
                if _fits(name, wanted) and (medium or not _MEDIUM.search(name))
            )
        )
        return Known(fits[0], "organisation") if len(fits) == 1 else None

    def _last_body(self, at: int) -> Known | None:
        """The last organisation named, if that was near."""
        start = self._reading.tokens.starts[at]
        k = bisect_left(self._body_starts, start) - 1
        if k < 0:
            return None
        body = self._bodies[k]
        near = self._reading.sentence_at(start) - self._reading.sentence_at(body.start) <= 2
        return Known(body.name, "organisation") if near and body.kind != "state" else None

    def issuer(self, at: int, head: str) -> Known | None:
        """Who put out "the statement": itself, told of before; else the last one cited or acting."""
        for _, known in self._candidates(at):
            named = known.name if known.kind == "document" and known.name else ""
            if named.lower().endswith(f" {head}"):
                return known  # "the statement" is the joint statement told of before
        for _, known in self._candidates(at):
            if known.kind in ("organisation", "person") and known.name:
                return known
            if known.kind == "document" and known.name and known.name.lower() != head:
                if known.name.split()[-1].lower() not in DOCUMENT:
                    return known
        return None


def _is_plural(name: str | None) -> bool:
    """ "rebels", "Tamil Tigers": a body that is "they"."""
    last = name.split()[-1] if name else ""
    return bool(PLURAL.match(last)) and not last.isupper() and last.lower() not in SINGULAR_S


def _as_person(kind: str) -> str:
    return "person" if kind == "organisation" else kind


def _fits(name: str, wanted: tuple[str, ...]) -> bool:
    low = name.lower()
    return any(word in low for word in wanted)
