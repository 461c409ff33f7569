"""What stands around a figure: times, places, attacks, authors and clause breaks by sentence.

One pass per article puts every cue into the sentence it stands in; the rules of the other
modules then look at a sentence's few cues, never at the whole text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import field
from functools import lru_cache
from typing import Any, TypeVar

from analysis.extract.compared import is_of_another_count
from analysis.extract.context.idle import Attack, is_idle
from analysis.extract.context.phrases import attacks_told, bombed_from_the_air, on_property
from analysis.lean import dataclass, replace
from analysis.lexicon import Lexicons, Tag
from analysis.opened import Opened
from analysis.reading import Reading
from analysis.records import Actor, Casualty, Finding, Place, Quote, Time

T = TypeVar("T")

_BREAK = Opened(
    r";|:(?!\d)|\b(?:while|whereas|but|although|though|however|after|before|when|where|as|amid|"
    r"following|meanwhile|and then|(?<=, )and (?=(?:a|an|another) )|who (?:also )?(?:said|says)|also said)\b",
    re.IGNORECASE,
)
_BREAK_COST = 60
# verbs that tell of a blow, whatever it was struck with: the sentence tells of a deed
_DEEDS = frozenset(
    "attacked stormed raided ambushed invaded overran besieged hit struck fired opened shot stabbed hacked gunned "
    "exploded detonated erupted burst landed fell clashed fought rammed bombed shelled burned burnt torched razed "
    "looted beheaded executed slaughtered massacred abducted kidnapped seized swooped descended encircled "
    "surrounded blew assaulted killed slain died unfolded happened occurred targeted ransacked hurled lobbed "
    "fight battle gunfight firefight shootout skirmish massacre attack attacks assault raid raids "
    "ambush entered infiltrate infiltrated infiltrating".split()
)
# form and strength of attacks told in words that others stand between
_TOLD = {
    "fighting": ("noun", 2),
    "fended_off": ("noun", 2),
    "pursuit": ("verb", 2),
    "execution": ("verb", 3),
    "shelling.fire": ("noun", 2),
}
_BEHIND_COST = 12  # a cue after the figure loses a tie against one before it


@dataclass(slots=True)
class Scene:
    """The cues of one sentence."""

    reading: Reading
    start: int
    end: int
    times: list[Time] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    attacks: list[Attack] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    authors: list[Tag] = field(default_factory=list)
    figures: list[Casualty] = field(default_factory=list)
    happened: list[Place] | None = None  # the places where its deed may have happened
    elsewhere: list[Place] = field(default_factory=list)  # places of deeds spoken of in passing
    dating: list[Time] | None = None  # the times that may date its deed
    cited: list[Any] | None = None  # whom it cites (citing.Cited)
    names: list[Any] | None = None  # who could have done harm (names.Name)
    unknown: bool | None = None  # whether it says that nobody knows who did it
    _breaks: list[int] | None = None
    _kept: dict[str, Any] = field(default_factory=dict)

    def once(self, what: str, find: Callable[[], T]) -> T:
        """What a rule finds in this sentence, found when first asked for, whoever asks again."""
        kept = self._kept
        if what in kept:
            return kept[what]  # type: ignore[no-any-return]
        found = kept[what] = find()
        return found

    @property
    def tells(self) -> bool:
        """True where it has a cue that other sentences of its incident may want."""
        return bool(self.times or self.places or self.attacks or self.actors or self.authors)

    def breaks(self) -> list[int]:
        """Offsets where a new clause may begin, found when first asked for."""
        if self._breaks is None:
            found = _BREAK.finditer(self.reading, self.start, min(self.end, self.start + 4000))
            self._breaks = [match.start() for match in found]
        return self._breaks

    def cost(self, cue: tuple[int, int], figure: tuple[int, int]) -> int:
        """Distance from a cue to a figure in characters, clause breaks counted as detours."""
        if cue[0] >= figure[1]:
            low, high, extra = figure[1], cue[0], _BEHIND_COST
        else:
            low, high, extra = min(cue[1], figure[0]), figure[0], 0
        breaks = self.breaks()
        crossed = bisect_left(breaks, high) - bisect_left(breaks, low) if low < high else 0
        return max(0, high - low) + crossed * _BREAK_COST + extra


class _Scenes(dict[int, Scene]):
    """The scenes so far by sentence; one asked for is made, empty."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def __missing__(self, sentence: int) -> Scene:
        sentences = self._reading.sentences
        start, end = (sentences[sentence].start, sentences[sentence].end) if sentences else (0, 0)
        scene = self[sentence] = Scene(self._reading, start, end)
        return scene


# "nine others in Kara | SANA reported", "in Kara | Malian state television said": a comma lost
_PLACED_BY = (" in ", " at ", " near ", " of ")
_OUTLET_BEHIND = re.compile(
    r" (?:[A-Z]{3,6}|Reuters|Xinhua|Sputnik|Interfax|(?:[A-Z][a-z]+ )?(?:state|state-run|official|private|local|regime|"
    r"government)(?:-run)? (?:[a-z]+ )?(?:agency|media|TV|television|radio)(?: [A-Z]{3,6})?)"
)


class Cues:
    """All cues of an article, per sentence; ``scene(n)`` are those of the n-th, maybe none."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self._scenes = _Scenes(reading)
        self.scene: Callable[[int], Scene] = self._scenes.__getitem__
        self.region: list[Place] | None = None  # a place of the article's province, the same way
        self.country: list[Place] | None = None  # the article's, as whoever asks first finds it
        self.belligerents: list[Any] | None = None  # who fights in it (names.Name)
        self._kept: dict[str, Any] = {}
        found = reading.found
        self._put("times", [t for t in found.times if not is_of_another_count(self.text, t)])
        self._put("places", found.places)
        self._put("actors", found.actors)
        self._put("figures", found.casualties)
        self._speakers = sorted(
            (q.speaker_start, q.speaker_end)
            for q in found.quotes
            if q.speaker_start is not None and q.speaker_end is not None
        )
        tags = reading.tagged("attacks")
        flown = any(_flies(_attack(reading, tag), self.text) for tag in tags)
        for tag in tags:
            attack = _attack(reading, tag)
            on_foot = _on_foot(self.text, attack)
            if on_foot and (not flown or _men_raid(self.text, attack.start)):
                continue
            if attack.cause == "ied" and bombed_from_the_air(reading, tag):
                attack = replace(attack, cause="airstrike")
            if attack.id == "other.deed" and on_property(self.text, attack.start, attack.end):
                attack = replace(attack, strength=0)
            if not is_idle(reading, attack):
                self.scene(reading.sentence_of_token(tag.first)).attacks.append(attack)
        for start, end, cause, id_ in attacks_told(reading):
            scene = self.scene(reading.sentence_at(start))
            told = Attack(start, end, cause, *_TOLD.get(id_, ("weapon", 3)), id_)
            apart = [a for a in scene.attacks if a.end <= start or end <= a.start]
            scene.attacks = sorted([*apart, told], key=lambda attack: attack.start)
        for tag in reading.tagged("authors"):
            self.scene(reading.sentence_of_token(tag.first)).authors.append(tag)

    def once(self, what: str, find: Callable[[], T]) -> T:
        """What a rule finds in the article, found when first asked for; not for what figures say."""
        if what not in self._kept:
            self._kept[what] = find()
        return self._kept[what]  # type: ignore[no-any-return]

    @property
    def chain(self) -> Any:
        """The article's incidents (incidents.Chain), None until somebody asks for them.

        The reading keeps them: they hold the cues, and two that hold each other only a collector frees.
        """
        cues, chain = self.reading.kept.get("chain", (None, None))
        return chain if cues is self else None

    @chain.setter
    def chain(self, chain: Any) -> None:
        self.reading.kept["chain"] = self, chain

    def fit(self, reading: Reading) -> bool:
        """True where these are the cues of a reading that has only filled in figures and speakers since."""
        mine, theirs = self.reading.found, reading.found
        same = all(
            getattr(mine, table) is getattr(theirs, table)
            for table in ("times", "places", "actors")
        )
        quotes = mine.quotes is theirs.quotes or _spans(mine.quotes) == _spans(theirs.quotes)
        return (
            same
            and quotes
            and [_outline(f) for f in mine.casualties] == [_outline(f) for f in theirs.casualties]
        )

    def go_on(self, reading: Reading) -> None:
        """Hold the figures of that reading from now on."""
        self.reading = reading
        for scene in self._scenes.values():
            scene.figures = []
        self._put("figures", reading.found.casualties)

    def tells_of_a_deed(self, sentence: int) -> bool:
        """True for a sentence with an attack, a figure or a verb of violence."""
        scene = self.scene(sentence)
        return bool(scene.attacks or scene.figures) or scene.once(
            "deed", lambda: self._strikes(sentence)
        )

    def _strikes(self, sentence: int) -> bool:
        span = self.reading.sentences[sentence]
        return not _DEEDS.isdisjoint(self.reading.tokens.norms[span.first : span.stop])

    def _put(self, name: str, found: Iterable[Finding]) -> None:
        for cue in found:
            getattr(self.scene(self.reading.sentence_at(cue.start)), name).append(cue)

    def speaks_at(self, start: int, end: int) -> bool:
        """True where a span lies inside the words that name a speaker ("police in Homs").

        Not where the name itself begins behind it ("... in Homs the monitor said").
        """
        k = bisect_right(self._speakers, (start, len(self.text) + 1)) - 1
        if k < 0 or start >= self._speakers[k][1]:
            return False
        rest = self.text[end : self._speakers[k][1]]
        if _OUTLET_BEHIND.fullmatch(rest) and self.text[:start].endswith(_PLACED_BY):
            return False  # "nine others in Kara SANA reported", a comma lost
        return not re.search(r"\b(?:the|a|an)\b", rest)

    def attacks(self) -> list[Attack]:
        """Every attack word of the article, in order."""
        return self.once(
            "attacks",
            lambda: [a for key in sorted(self._scenes) for a in self._scenes[key].attacks],
        )

    def says(self, word: str) -> bool:
        """True where the article has that word, in any case."""
        return word in self.reading.vocabulary

    def says_the(self, word: str) -> bool:
        """True where the article has that word right behind "the"."""
        said = self.says(word) and f"he {word}" in self.text
        return said and bool(_the(word).search(self.text))

    def country_of_people(self, words: str) -> str | None:
        """The country a people's name stands for ("Russian": Russia), else None."""
        return _peoples(self.reading.lexicons).get(words)


def kinds_of(reading: Reading, name: str) -> frozenset[str]:
    """The kinds of the actors of that name that the article has."""
    actors, kinds = reading.kept.get("kinds of actors", (None, {}))
    if actors is not reading.found.actors:
        held = defaultdict(set)
        for actor in reading.found.actors:
            held[actor.name].add(actor.kind)
        kinds = {called: frozenset(found) for called, found in held.items()}
        reading.kept["kinds of actors"] = reading.found.actors, kinds
    found: frozenset[str] = kinds.get(name, frozenset())
    return found


@lru_cache(maxsize=4096)
def _the(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b[Tt]he {re.escape(word)}\b")


def cues_of(reading: Reading) -> Cues:
    """The cues of an article, made once: what is filled into its figures moves none of them."""
    cues: Cues | None = reading.kept.get("cues")
    if cues is None or not cues.fit(reading):
        cues = reading.kept["cues"] = Cues(reading)
    elif cues.reading.found.casualties is not reading.found.casualties:
        cues.go_on(reading)
    return cues


def _spans(quotes: Iterable[Quote]) -> list[tuple[int, int | None]]:
    return [(quote.start, quote.speaker_start) for quote in quotes]


def _outline(figure: Casualty) -> tuple[Any, ...]:
    return figure.start, figure.end, figure.id, figure.harm, figure.scope, figure.number_start


@lru_cache(maxsize=4)
def _peoples(lexicons: Lexicons) -> dict[str, str]:
    """Countries by the names of their peoples."""
    return {
        term: str(entry.get("name"))
        for entry in lexicons["countries"]
        if entry.get("form") == "demonym"
        for term in entry.terms
    }


def _flies(attack: Attack, text: str) -> bool:
    """True for aircraft and what they do."""
    return attack.cause in ("airstrike", "drone") and not _on_foot(text, attack)


def _on_foot(text: str, attack: Attack) -> bool:
    """True for "a raid on the village" where nothing in the article flies: men came on foot."""
    if attack.cause != "airstrike" or attack.strength > 2:
        return False
    return text[attack.start : attack.end].lower() in ("raid", "raids")


_MEN_RAID = re.compile(
    r"\b(?i:militiamen|gunmen|fighters|militants|rebels|bandits|jihadists|insurgents|herders|horsemen|tribesmen|"
    r"assailants) "
    r"(?:(?!and )[\w’'-]+ ){0,6}?(?:killed|shot|wounded|abducted|kidnapped|hacked|beheaded|massacred|burned) "
    r"(?:[\w’'-]+ ){1,10}(?:in|during) (?:[\w’'-]+ ){0,3}$"
)


def _men_raid(text: str, at: int) -> bool:
    """ "Militiamen killed nine in raids on two camps": on foot, whatever flies elsewhere."""
    return _MEN_RAID.search(text, max(0, at - 160), at) is not None


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


def only_feared(figure: Casualty) -> bool:
    """True for a figure of what may come; "the toll could be over 50" is of what has happened."""
    return figure.status == "hypothetical" and figure.rule != "casualty.toll"


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
