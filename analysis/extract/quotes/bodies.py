"""Organisations in a speaking phrase: by their own name, behind their noun, through their press office."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from analysis.extract.quotes.people import People
from analysis.extract.quotes.wording import is_role
from analysis.lean import dataclass
from analysis.lexicon import Lexicons
from analysis.reading import Reading
from analysis.records import Actor
from analysis.text import Sentence

_BODY_NOUNS = frozenset(
    "agency group network company firm newspaper daily magazine channel broadcaster website charity union party bank "
    "organisation organization watchdog consultancy militia airline site blog service station club team platform "
    "monitor movement newsletter outlet retailer manufacturer carmaker operator publisher think-tank tank".split()
)
_OFFICES = frozenset("office service wing department centre center bureau arm desk".split())
_VOICES = frozenset("press media information".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """One speaking phrase, read: ``kind`` is empty where nobody is named."""

    words: str
    first: int
    stop: int
    name: str
    head: str
    kind: str = ""
    role: str | None = None
    owner: str | None = None
    definite: bool = False
    inner: str | None = None  # the actor a document or source is of
    gender: str = ""
    plural: bool = False

    @property
    def loose_kind(self) -> str:
        """The kind of a speaker without a name."""
        if self.plural:
            return "group"
        return "unnamed"


@lru_cache(maxsize=4)
def _adjectives(lexicons: Lexicons) -> dict[str, str]:
    """The word for what is a country's: "Syria", "Syrian"."""
    return {
        str(entry.get("name")): next(iter(entry.terms))
        for entry in reversed(lexicons["countries"].entries)
        if entry.get("form") == "demonym"
    }


def named_as(base: Phrase, name: str, kind: str, role: str | None) -> Phrase:
    """The phrase with the name, kind and role of whom it names."""
    return Phrase(
        base.words, base.first, base.stop, name, base.head, kind=kind, role=role, owner=base.owner,
        definite=base.definite, inner=base.inner, gender=base.gender, plural=base.plural,
    )  # fmt: skip


class Bodies:
    """Reads the organisations of one article's speaking phrases."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._norms, self._words = reading.tokens.norms, reading.tokens.words
        self._actor_at: dict[int, Actor] = {}
        for actor in reading.found.actors:
            at = reading.tokens.at(actor.start)
            self._actor_at.setdefault(at, actor)
            # "the Tigers": read with and without its article
            if self._norms[at] == "the" and self._words[at + 1][0].isupper():
                self._actor_at.setdefault(at + 1, actor)
        self._roles = {i for tag in reading.tagged("titles") for i in range(tag.first, tag.stop)}
        self._countries = {
            tag.first: tag for tag in reading.tagged("countries") if tag.entry.get("form") == "name"
        }
        self._capitals = {
            tag.first: tag
            for tag in reading.tagged("countries")
            if tag.entry.get("form") == "capital"
        }
        self._adjectives = _adjectives(reading.lexicons)
        self._places = {reading.tokens.at(place.start) for place in reading.found.places}
        self.people = People(reading)

    def _is_body(self, begin: int, head_at: int) -> bool:
        """ "US Geological Survey": a head that is the last word of an organisation's name."""
        for k in range(begin, head_at + 1):
            actor = self._actor_at.get(k)
            if actor is not None and actor.kind == "organisation":
                return self._end(actor) > head_at
        return False

    def _body_apposed(self, base: Phrase, head_at: int, stop: int) -> Phrase | None:
        """ "the regulator, Ofwat", "its largest union, Solidar": a body in lower case, and its name."""
        begin = head_at + 2
        if self._norms[head_at + 1 : begin] != [","] or not begin < stop <= begin + 5:
            return None
        head = self._words[head_at]
        if head[0].isupper() or is_role(head) or self.people.is_description(base.head):
            return None
        if base.plural or not (base.definite or base.owner or "'s" in base.words):
            return None
        if not all(self._words[k][0].isupper() for k in range(begin, stop)):
            return None
        actor = self._actor_at.get(begin)
        if actor is not None and (actor.kind == "person" or actor.rule == "actor.lexicon"):
            return (
                None
                if actor.kind == "person"
                else named_as(base, actor.name, actor.kind, base.head)
            )
        return named_as(base, self._reading.words(begin, stop), "organisation", base.head)

    def _is_title_run(self, begin: int, head_at: int) -> bool:
        """ "Northland Rights Monitor": capitals from the first word to the head."""
        return head_at > begin and all(
            self._words[k][0].isupper() for k in range(begin, head_at + 1)
        )

    def _end(self, actor: Actor) -> int:
        return self._reading.tokens.at(actor.end - 1) + 1

    def _body(self, begin: int, stop: int, head_at: int) -> str | None:
        """The organisation that heads the phrase, by its canonical name."""
        for k in range(begin, head_at + 1):
            actor = self._actor_at.get(k)
            if actor is None or actor.kind in ("population", "person"):
                continue
            end = self._end(actor)
            if end <= head_at and self._norms[end] not in ("(", ","):
                if k == begin and self._norms[end] in (
                    "group",
                    "forces",
                    "regime",
                    "monitoring",
                    "news",
                    "agency",
                    "newspaper",
                ):
                    return actor.name
                continue
            listed = actor.rule == "actor.lexicon" and k <= begin + 6
            if k > begin + 3 and k not in self._roles and not listed:
                continue
            if actor.kind == "state" and actor.rule != "actor.lexicon" and end > k + 1:
                return self._reading.words(begin, end)
            if actor.rule in ("actor.lexicon", "actor.acronym"):
                return actor.name
            whole = self._is_title_run(begin, k)  # "US Geological Survey"
            return self._adjectival(begin if whole else k, end)
        head = self._words[head_at]
        capitals = [w for w in self._words[begin : head_at + 1] if w[0].isupper()]
        if head[0].isupper() and not is_role(head):
            named = next((k for k in range(begin, head_at) if self._words[k][0].isupper()), head_at)
            if named > begin and self._norms[named - 1] in _BODY_NOUNS:
                return self._reading.words(named, stop)  # "the news agency LANA"
            return self._adjectival(begin, stop)
        if len(capitals) >= 1 and head_at > begin and not is_role(head):
            if head in (
                "ministry",
                "army",
                "military",
                "government",
                "police",
                "parliament",
                "presidency",
                "embassy",
                "council",
                "command",
                "newspaper",
                "agency",
                "network",
                "office",
                "court",
            ):
                return self._adjectival(begin, head_at + 1)
        return None

    def _adjectival(self, begin: int, stop: int) -> str:
        """ "Russia's defence ministry" and "Russias Ministry of Defence" under one name."""
        tag = self._countries.get(begin)
        words = self._reading.words(begin, stop)
        if tag is None or tag.stop >= stop:
            return words
        possessed = self._norms[tag.stop] == "'s" or self._words[begin].endswith("s")
        adjective = self._adjectives.get(str(tag.entry.get("name")))
        if not possessed or adjective is None:
            return words
        rest = tag.stop + 1 if self._norms[tag.stop] == "'s" else tag.stop
        return f"{adjective} {self._reading.words(rest, stop)}"

    def _voice(self, base: Phrase, begin: int, head_at: int) -> Phrase | None:
        """ "the press office of the army", "the ministry's information department": whom it speaks for."""
        if base.head not in _OFFICES or _VOICES.isdisjoint(self._norms[begin:head_at]):
            return None
        owner, k = self._possessor(begin, head_at) or base.inner, head_at + 3
        if owner is None and self._norms[head_at + 1 : k] == ["of", "the"] and k < base.stop:
            owner = self._reading.words(k, base.stop)
        return named_as(base, owner, "organisation", base.name) if owner else None

    def _possessor(self, begin: int, head_at: int) -> str | None:
        """ "the army's media wing": the words before the possessive, by the actor's name if it is all of them."""
        places = range(begin + 1, head_at)
        owned = next((k for k in places if self._norms[k] in ("'s", "'")), None)
        if owned is None:
            return None
        actor = self._actor_at.get(begin)
        whole = actor is not None and self._end(actor) == owned
        return actor.name if actor and whole else self._reading.words(begin, owned)


_HOUSES = frozenset(
    "hospital clinic university school college company charity station newspaper factory bank church mosque "
    "museum hotel airport prison shelter foundation union club".split()
)
_HOUSE_NAME = 6  # tokens of its name


def opening_house(reading: Reading, first: int, stop: int) -> str | None:
    """ "The Tamba hospital took in nine, its director said": the house that opens the sentence."""
    words, norms = reading.tokens.words, reading.tokens.norms
    for k in range(first, min(first + _HOUSE_NAME, stop)):
        if norms[k] in _HOUSES and k > first:
            return reading.words(first, k + 1)
        if not words[k][:1].isupper():
            return None
    return None


def behind_pronoun(
    reading: Reading, sentence: Sentence, name: str, gender: str, quoted: Callable[[int], object]
) -> bool:
    """ "They booed when he named Tom Lee. “Don't,” he said": the first "he" is not the one named behind it."""
    norms, last = reading.tokens.norms, name.split()[-1].lower()
    own = "he" if gender == "m" else "she"
    for k in range(sentence.first, sentence.stop):
        if norms[k] == last:
            return False
        if norms[k] == own and not quoted(reading.tokens.starts[k]):
            return True
    return False


def before_words(reading: Reading, first: int, stop: int, quoted: Callable[[int], object]) -> int:
    """Where a quotation opens behind a colon: who does what in it is not who the sentence is about."""
    norms, ends = reading.tokens.norms, reading.tokens.ends
    return next(
        (k for k in range(first + 2, stop - 1) if norms[k] == ":" and quoted(ends[k + 1])), stop
    )
