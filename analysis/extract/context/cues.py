"""What stands around a figure: times, places, attacks, authors and clause breaks by sentence.

One pass per article puts every cue into the sentence it stands in; the rules of the other
modules then look at a sentence's few cues, never at the whole text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.records import Actor, Casualty, Finding, Place, Quote, Time

_BREAK = re.compile(
    r"[;:]|\b(?:while|whereas|but|although|though|however|after|before|when|where|as|amid|"
    r"following|meanwhile|and then)\b",
    re.IGNORECASE,
)
_BREAK_COST = 60
_BEHIND_COST = 12  # a cue after the figure loses a tie against one before it


@dataclass(frozen=True, slots=True)
class Attack:
    """An attack word with its cause class; ``strength`` as in the lexicon."""

    start: int
    end: int
    cause: str
    form: str
    strength: int
    id: str


@dataclass(slots=True)
class Scene:
    """The cues of one sentence."""

    start: int
    end: int
    times: list[Time] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    attacks: list[Attack] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    authors: list[Tag] = field(default_factory=list)
    figures: list[Casualty] = field(default_factory=list)
    _breaks: list[int] | None = None

    def breaks(self, text: str) -> list[int]:
        """Offsets where a new clause may begin, found when first asked for."""
        if self._breaks is None:
            found = _BREAK.finditer(text, self.start, min(self.end, self.start + 4000))
            self._breaks = [match.start() for match in found]
        return self._breaks

    def cost(self, text: str, cue: tuple[int, int], figure: tuple[int, int]) -> int:
        """Distance from a cue to a figure in characters, clause breaks counted as detours."""
        if cue[0] >= figure[1]:
            low, high, extra = figure[1], cue[0], _BEHIND_COST
        else:
            low, high, extra = min(cue[1], figure[0]), figure[0], 0
        crossed = sum(low <= at < high for at in self.breaks(text))
        return max(0, high - low) + crossed * _BREAK_COST + extra


_UNSET = object()


class Cues:
    """All cues of an article, per sentence."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self._scenes: dict[int, Scene] = {}
        self._country: Any = _UNSET
        self._peoples: dict[str, str] | None = None
        self._vocabulary: frozenset[str] | None = None
        found = reading.found
        self._put("times", found.times)
        self._put("places", found.places)
        self._put("actors", found.actors)
        self._put("figures", found.casualties)
        for tag in reading.tagged("attacks"):
            self.scene(reading.sentence_of_token(tag.first)).attacks.append(_attack(reading, tag))
        for tag in reading.tagged("authors"):
            self.scene(reading.sentence_of_token(tag.first)).authors.append(tag)

    def _put(self, name: str, found: Iterable[Finding]) -> None:
        for cue in found:
            getattr(self.scene(self.reading.sentence_at(cue.start)), name).append(cue)

    def scene(self, sentence: int) -> Scene:
        """The cues of one sentence; an empty scene where it has none."""
        scene = self._scenes.get(sentence)
        if scene is None:
            span = self.reading.sentences[sentence] if self.reading.sentences else None
            scene = Scene(span.start, span.end) if span else Scene(0, 0)
            self._scenes[sentence] = scene
        return scene

    def attacks(self) -> list[Attack]:
        """Every attack word of the article, in order."""
        return [attack for key in sorted(self._scenes) for attack in self._scenes[key].attacks]

    def says(self, word: str) -> bool:
        """True where the article has that word, in any case."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(self.reading.tokens.norms)
        return word in self._vocabulary

    def country_of_people(self, words: str) -> str | None:
        """The country a people's name stands for ("Russian": Russia), else None."""
        if self._peoples is None:
            self._peoples = {
                term: str(entry.get("name"))
                for entry in self.reading.lexicons["countries"]
                if entry.get("form") == "demonym"
                for term in entry.terms
            }
        return self._peoples.get(words)

    def country(self) -> Place | None:
        """The country the article speaks of most, as a place that names it; found once."""
        if self._country is _UNSET:
            self._country = _main_country(self.reading.found.places)
        known: Place | None = self._country
        return known


def _main_country(places: Iterable[Place]) -> Place | None:
    places = list(places)
    counted = Counter(p.country for p in places if p.country)
    for code, _ in counted.most_common(1):
        named = (p for p in places if p.precision == "country" and p.country == code)
        return next(named, None)
    return None


def _attack(reading: Reading, tag: Tag) -> Attack:
    entry, tokens = tag.entry, reading.tokens
    return Attack(
        tokens.starts[tag.first],
        tokens.ends[tag.stop - 1],
        str(entry.get("cause")),
        str(entry.get("form")),
        int(entry.get("strength", 1)),
        entry.id,
    )


def anchor(figure: Casualty) -> tuple[int, int]:
    """The characters a figure's distances are measured from."""
    return figure.start, figure.end


def quotes_by_start(quotes: Iterable[Quote]) -> dict[int, list[Quote]]:
    """Quotes under the index of a block of 2000 characters they touch."""
    out: dict[int, list[Quote]] = defaultdict(list)
    for quote in quotes:
        start, end = reach(quote)
        for block in range(start // 2000, end // 2000 + 1):
            out[block].append(quote)
    return out


def reach(quote: Quote) -> tuple[int, int]:
    """The reported clause of a quote where it has one, else its own span."""
    if quote.clause_start is not None and quote.clause_end is not None:
        return min(quote.clause_start, quote.start), max(quote.clause_end, quote.end)
    return quote.start, quote.end
