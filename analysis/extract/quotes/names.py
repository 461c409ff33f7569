"""Who a speaking phrase is: the canonical actor, or an earlier speaker, or nobody known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.reading import Reading
from analysis.records import Actor

_PERSON_ROLE = re.compile(
    r"(?i)\b(?:spokes\w+|official|minister|president|commander|activist|resident|witness|doctor|medic|"
    r"analyst|governor|mayor|general|colonel|officer|chief|head|director|lawyer|journalist|man|woman|"
    r"father|mother|soldier|rebel|villager|survivor|nurse|teacher|photographer|correspondent)\b"
)
_DOCUMENT = re.compile(
    r"(?i)\b(?:statement|report|reports|tweet|letter|document|communiqu[eé]|bulletin|press release|post|"
    r"study|analysis|survey|video|memo|resolution|text)$"
)
_GROUP_HEAD = re.compile(r"(?i)(?:s|people|police|media|men|women|children|both|rescuers)$")
_ARTICLE = re.compile(r"^(?:the|a|an|one|another|this|its|his|her|their)\s+", re.I)
_PRONOUN_KIND = {
    "he": "person",
    "she": "person",
    "i": "person",
    "it": "organisation",
    "they": "group",
    "we": "group",
}
_CLASS = {
    "monitor": ("observatory", "monitor", "network", "human rights"),
    "observatory": ("observatory",),
    "group": ("observatory", "network", "group", "front", "state", "movement", "organisation"),
    "watchdog": ("observatory", "monitor", "watch"),
    "ministry": ("ministry",),
    "agency": ("agency", "sana", "tass", "anadolu", "afp"),
    "coalition": ("coalition",),
    "army": ("army",),
    "military": ("military", "army"),
    "centre": ("centre", "center"),
    "center": ("center", "centre"),
    "organisation": ("organization", "organisation", "observatory", "borders", "amnesty"),
    "organization": ("organization", "organisation", "observatory", "borders", "amnesty"),
    "network": ("network",),
    "council": ("council",),
    "statement": ("statement",),
    "report": ("report",),
}


@dataclass(slots=True)
class Known:
    """A speaker settled: canonical name or None, kind, role, and a note where it stays open."""

    name: str | None
    kind: str
    role: str | None = None
    note: str = ""
    gender: str = ""


class Names:
    """Settles speakers in the order of the text; pronouns look back."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._actors = reading.found.actors
        self._starts = [actor.start for actor in self._actors]
        self._last: dict[str, Known] = {}
        self._heard: list[Known] = []
        self._memory: dict[tuple[int, int], Known] = {}

    def settle(self, first: int, stop: int) -> Known:
        """The speaker that tokens ``first`` to ``stop`` name."""
        if (first, stop) in self._memory:
            return self._memory[first, stop]
        words = self._reading.words(first, stop)
        low = words.lower()
        if low in _PRONOUN_KIND:
            found = self._pronoun(low, self._reading.tokens.starts[first])
        else:
            found = self._phrase(words, first, stop)
        self._memory[first, stop] = found
        if found.name and found.kind != "unnamed":
            self._last[found.kind] = found
            self._heard.append(found)
        return found

    def _phrase(self, words: str, first: int, stop: int) -> Known:
        start, end = self._reading.tokens.starts[first], self._reading.tokens.ends[stop - 1]
        inside = [a for a in self._actors if a.start >= start and a.end <= end]
        persons = [a for a in inside if a.kind == "person"]
        plain = _ARTICLE.sub("", words).strip()
        if _DOCUMENT.search(plain):
            return Known(plain, "document", role=inside[0].name if inside else None)
        if persons:
            joined = (
                " and ".join(dict.fromkeys(a.name for a in persons[:3]))
                if " and " in words
                else persons[0].name
            )
            kind = "group" if " and " in joined else "person"
            role = persons[0].role or None
            return Known(joined, kind, role=role)
        if inside and not _PERSON_ROLE.search(words):
            head = inside[-1]
            near_end = end - head.end <= 2 or head.start - start <= 5
            if near_end:
                kind = {"state": "organisation", "population": "group"}.get(
                    head.kind, "organisation"
                )
                name = head.name if head.rule == "actor.lexicon" else _ARTICLE.sub("", words)
                if head.kind == "state" and head.rule != "actor.lexicon":
                    name = plain
                return Known(name, kind)
        return self._described(words, plain, inside)

    def _described(self, words: str, plain: str, inside: Sequence[Actor]) -> Known:
        low = words.lower()
        head = plain.split()[-1].lower() if plain.split() else ""
        definite = low.startswith(("the ", "this ", "its ")) or low == plain.lower()
        if (
            head in _CLASS
            and (definite or head in ("monitor", "watchdog", "observatory"))
            and len(plain.split()) <= 3
        ):
            known = self._of_class(head)
            if known:
                return known
        capital = any(word[:1].isupper() for word in plain.split())
        if capital and not _PERSON_ROLE.search(plain):
            return Known(plain, "organisation")
        if _GROUP_HEAD.search(head):
            return Known(plain, "group" if not _PERSON_ROLE.search(plain) else "unnamed")
        return Known(plain, "unnamed")

    def _of_class(self, head: str) -> Known | None:
        """ "the monitor": the last speaker, or any actor of the article, whose name fits."""
        wanted = _CLASS[head]
        for known in reversed(self._heard):
            if known.name and any(word in known.name.lower() for word in wanted):
                return Known(known.name, known.kind, known.role)
        names = [a.name for a in self._actors if a.kind in ("organisation", "armed_group")]
        fits = {name for name in names if any(word in name.lower() for word in wanted)}
        if len(fits) == 1:
            return Known(fits.pop(), "organisation")
        return None

    def _pronoun(self, low: str, at: int) -> Known:
        kind = _PRONOUN_KIND[low]
        if kind == "person":
            before = [a for a in self._actors if a.kind == "person" and a.end <= at][-3:]
            last = self._last.get("person")
            subject = self._subject_before(at)
            chosen = (
                subject or (last.name if last else None) or (before[-1].name if before else None)
            )
            if chosen is None and self._heard:
                chosen = self._heard[-1].name
                return Known(chosen, "unnamed", note=f"“{low}”: taken as the last speaker")
            if chosen:
                return Known(chosen, "person", note=f"“{low}” resolved by the text before it")
            return Known(None, "unnamed", note=f"“{low}”: nobody named before it")
        for known in reversed(self._heard[-4:]):
            if low == "it" and known.kind in ("organisation", "document"):
                return Known(
                    known.name, known.kind, known.role, note="“it” taken as the last body cited"
                )
            if low == "they" and (known.kind == "group" or (known.name or "").endswith("s")):
                return Known(known.name, known.kind, note="“they” taken as the last group cited")
        return Known(None, "unnamed", note=f"“{low}” left open")

    def _subject_before(self, at: int) -> str | None:
        """The person who began the sentence before, or this one, if any."""
        sentences = self._reading.sentences
        here = self._reading.sentence_at(at)
        for index in (here, here - 1):
            if index < 0:
                continue
            begin = sentences[index].start
            for actor in self._actors:
                if actor.kind == "person" and begin <= actor.start < min(begin + 60, at):
                    return actor.name
                if actor.start > at:
                    break
        return None
