"""Whom "he", "it", "the statement" and "a monitor" point back to.

Two kinds of trace are kept: speakers heard so far, and the subjects of the sentences before. The
later of the two wins, if its kind and gender fit and it is near; otherwise nobody is guessed.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from analysis.extract.quotes.phrases import PERSON_ROLE, Phrase, Phrases
from analysis.extract.quotes.speakers import Speakers
from analysis.reading import Reading

_FITS = {
    "monitor": ("observatory", "monitor", "network for human", "human rights", "tally", "watch"),
    "observatory": ("observatory",),
    "group": ("observatory", "network", "group", "front", "state", "movement", "organisation", "watch"),
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
    "charity": ("crescent", "cross", "borders", "save", "relief", "aid", "society", "trust", "fund"),
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

    def __init__(self, reading: Reading, speakers: Speakers, phrases: Phrases) -> None:
        self._reading, self._speakers, self._phrases = reading, speakers, phrases
        self._heard: list[tuple[int, Known]] = []
        self._genders: dict[str, str] = {}
        self._subjects: dict[int, tuple[int, Known] | None] = {}
        self._bodies = [
            a for a in reading.found.actors if a.kind in ("organisation", "armed_group", "state")
        ]
        self._body_starts = [a.start for a in self._bodies]

    def heard(self, known: Known, at: int) -> None:
        """Remember a speaker, and what a pronoun told of their gender."""
        if not known.name:
            return
        self._heard.append((at, known))
        if known.gender:
            self._genders.setdefault(known.name, known.gender)

    # ---------------------------------------------------------------- pronouns

    def person(self, at: int, gender: str) -> Known | None:
        """The last person who spoke or was a subject before token ``at``, gender permitting."""
        for where, known in self._candidates(at):
            if known.kind not in ("person", "unnamed") or not known.name:
                continue
            seen = self._genders.get(known.name, known.gender)
            if seen and seen != gender:
                continue
            if known.kind == "unnamed" and not self._may_be_person(known):
                continue
            del where
            return Known(known.name, known.kind, known.role, gender=gender)
        return None

    def body(self, at: int) -> Known | None:
        """The last organisation, group or document before token ``at``."""
        for _, known in self._candidates(at):
            if known.kind in ("organisation", "document"):
                return known
            if known.kind == "unnamed" and known.name and not self._may_be_person(known):
                return known
        return None

    def group(self, at: int) -> Known | None:
        """The last speakers in the plural before token ``at``; a body where there are none."""
        near = list(self._candidates(at))
        for _, known in near:
            if known.kind == "group":
                return known
        return next((known for _, known in near if known.kind == "organisation"), None)

    def _candidates(self, at: int) -> list[tuple[int, Known]]:
        """Speakers and subjects near ``at``, the latest first."""
        here = self._reading.sentence_of_token(at)
        out = [
            (where, known)
            for where, known in self._heard[-6:]
            if where < at and here - self._reading.sentence_of_token(where) <= 2 * _NEAR
        ]
        for index in range(here, max(-1, here - _NEAR - 1), -1):
            subject = self._subject(index)
            if subject is not None and subject[0] < at:
                out.append(subject)
        return sorted(out, key=lambda pair: -pair[0])

    def _subject(self, index: int) -> tuple[int, Known] | None:
        """The subject of a sentence, where it is a name or a role."""
        if index not in self._subjects:
            sentence = self._reading.sentences[index]
            span = self._speakers.subject(sentence.first, min(sentence.stop, sentence.first + 60))
            self._subjects[index] = None
            if span is not None and self._reading.words(*span).lower() not in (
                "he", "she", "it", "they", "we", "i", "you",
            ):  # fmt: skip
                phrase = self._phrases.read(*span)
                kind = phrase.kind or phrase.loose_kind
                known = Known(phrase.name, kind, phrase.role, gender=phrase.gender)
                self._subjects[index] = (span[0], known)
        return self._subjects[index]

    def _may_be_person(self, known: Known) -> bool:
        words = (known.name or "").replace("-", " ").split()
        for k, word in enumerate(words):
            if word in ("of", "at", "in", "for", "from", "who", "with"):
                return k > 0 and bool(PERSON_ROLE.match(words[k - 1])) or words[k - 1] == "source"
        return bool(words) and (bool(PERSON_ROLE.match(words[-1])) or words[-1] == "source")

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
        if PERSON_ROLE.match(head) or head == "source":
            return self._same_role(phrase)
        if head in _FITS and phrase.stop - phrase.first <= 4:
            found = self._of_class(head, phrase.first, anywhere=False)
            if found is not None:
                return found
            if phrase.stop - phrase.first <= 2:
                return self._last_body(phrase.first)
        return None

    def _same_role(self, phrase: Phrase) -> Known | None:
        for where, known in reversed(self._heard):
            if where >= phrase.first:
                continue
            text = f"{known.role or ''} {known.name if known.kind == 'unnamed' else ''}".lower()
            if phrase.head in text.replace("-", " ").split():
                return known
        return None

    def _of_class(self, head: str, at: int, anywhere: bool) -> Known | None:
        """The last speaker, or the only actor of the article, whose name fits the word."""
        wanted = _FITS[head]
        for _, known in reversed(self._heard):
            if known.name and known.kind in ("organisation", "document") and _fits(known.name, wanted):
                return Known(known.name, "organisation", known.role)
        start = self._reading.tokens.starts[at]
        names = [a.name for a in self._bodies if anywhere or a.start < start]
        fits = list(dict.fromkeys(name for name in names if _fits(name, wanted)))
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
        """Who put out "the statement": the last one cited or acting before it."""
        for _, known in self._candidates(at):
            if known.kind in ("organisation", "person") and known.name:
                return known
            if known.kind == "document" and known.name and known.name.lower() != head:
                return known
        return None


def _fits(name: str, wanted: tuple[str, ...]) -> bool:
    low = name.lower()
    return any(word in low for word in wanted)
