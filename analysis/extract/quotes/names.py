"""Who a speaking phrase is: a person without the role, a body, an earlier speaker, or nobody known.

"state police chief Israel Patrona" is Israel Patrona, with that role; "the monitor", "it" and "he"
are looked up in what the article said before, and a note says so; what stays open stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from analysis.extract.quotes.antecedents import Known
from analysis.extract.quotes.bodies import Phrase
from analysis.extract.quotes.denials import Denials
from analysis.extract.quotes.phrases import Phrases
from analysis.extract.quotes.speakers import Speakers
from analysis.extract.quotes.wording import MESSAGE, is_role
from analysis.reading import Reading

_PRONOUNS = {
    "he": "person",
    "she": "person",
    "it": "body",
    "they": "group",
    "i": "",
    "we": "",
    "you": "",
}


_ALIAS = re.compile(
    r",? (?:who (?:uses?|used|goes by|went by|gave|gives) (?:only )?(?:the|his|her) (?:first )?"
    r"(?:name|nom de guerre|nickname|alias)(?: only)?(?: as| of)?|identified (?:only )?(?:as|by the name)"
    r"|who (?:would )?(?:give|gave|asked to be identified) only (?:by )?(?:his|her) first name,?(?: as)?"
    r"|who identified (?:him|her)self (?:only )?as|using the (?:name|alias)|who goes by|known as) "
    r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){0,3})"
)
_ANYBODY = frozenset(
    "official leader member fighter man woman resident activist witness worker soldier rebel victim suspect "
    "source officer expert".split()
)
_IN_POWER = frozenset(
    "president premier chancellor king queen pope prophet".split()
)  # known by name
_SPOKEN_FOR = frozenset(
    "spokesman spokeswoman spokesperson official aide lawyer attorney officer adviser advisor commander".split()
)
_RANKS = frozenset(
    "lieutenant lt colonel col major maj general gen captain capt sergeant sgt brigadier brig admiral commander cmdr "
    "mr mrs ms dr dom maître maitre sheikh sheik haji hajji mullah".split()
)
_CLASSES = frozenset(
    "observatory ministry agency coalition army commission committee council network union".split()
)
_OURS = re.compile(
    r"\bby (?:this|our) (?:news )?(?:agency|newspaper|network|website|organi[sz]ation|news desk)$"
)
_READ = frozenset(("read", "reads"))
# "three nurses were freed, their lawyer said": of those three, no body's
_OF_PERSONS = frozenset(
    "lawyer lawyers attorney attorneys counsel solicitor family families relatives parents mother father "
    "neighbour neighbours neighbor neighbors doctor employer".split()
)
_OWNERS = {"him": "he", "them": "they", "his": "he", "her": "she", "its": "it", "their": "they"}
_COUNTS = frozenset(("toll", "tolls", "number", "count", "figure", "tally", "total"))
_CLAIMS = frozenset("said says claimed claims alleged called described".split())
_JOINING = frozenset(
    "and but as because while when if since after before though although whereas so or nor than then until once "
    "said that".split()
)
_BODY_KINDS = frozenset(("organisation", "unnamed", "document"))


_OFFICES = frozenset(
    "prime foreign defence defense interior finance justice health information deputy vice oil security".split()
)
_ROLE_NEAR = 60  # characters between a name and its office
_MENTIONS = 6


class Names:
    """Settles speakers in the order of the text; pronouns and descriptions look back."""

    def __init__(
        self, reading: Reading, speakers: Speakers, quoted: Callable[[int], object]
    ) -> None:
        self._reading = reading
        self._phrases = Phrases(reading)
        self._before = Denials(reading, speakers, self._phrases, quoted)
        self._speakers = speakers
        self._memory: dict[tuple[int, int], Known] = {}
        self.cited_in: Callable[[int], list[tuple[int, int]]] = lambda sentence: []
        self.led: dict[int, tuple[int, int]] = {}  # "Lee said he had": who speaks of "he"

    def settle(self, first: int, stop: int, aside: bool = False) -> Known:
        """The speaker that tokens ``first`` to ``stop`` name; one told of only by the way is no "he" later."""
        if (first, stop) in self._memory:
            return self._memory[first, stop]
        low = self._reading.words(first, stop).lower()
        low = _OWNERS.get(low, low)
        if low in _PRONOUNS and self._reading.words(first, stop) != "i":
            found = self._pronoun(low, first)
        else:
            phrase = self._phrases.read(first, stop)
            found = self._whose(phrase) or self._phrase(phrase)
        self._memory[first, stop] = found
        self._before.heard(found, first, aside)
        return found

    def is_person(self, first: int, stop: int) -> bool:
        """True where the phrase is "he", "she" or somebody with a name."""
        low = self._reading.words(first, stop).lower()
        return low in ("he", "she") or self._phrases.read(first, stop).kind == "person"

    def is_known(self, first: int, stop: int) -> bool:
        """True where the phrase names a person or a body the article tells of."""
        phrase = self._phrases.read(first, stop)
        last = self._phrases.people.by_last_name(phrase.head)
        return phrase.kind in ("person", "organisation", "group") or last is not None

    def is_somebody(self, first: int, stop: int) -> bool:
        """True where the phrase is somebody without a name: "the losing coach", "one mother"."""
        phrase = self._phrases.read(first, stop)
        return not phrase.kind and is_role(phrase.head.removesuffix("s"))

    def leading(self, first: int, stop: int) -> tuple[int, int] | None:
        """The first person named between two tokens who owns nothing there."""
        lead = self._phrases.people.leading(first, stop)
        return self._phrases.people.span(lead[0]) if lead else None

    def lone(self, first: int, stop: int) -> tuple[int, int] | None:
        """The only person named between two tokens."""
        one = self._phrases.people.lone(first, stop)
        return self._phrases.people.span(one[0]) if one else None

    def _whose(self, phrase: Phrase) -> Known | None:
        """ "the army, whose media wing said": the army; "the mayor, whose wife said": the mayor's wife."""
        norms = self._reading.tokens.norms
        if phrase.first < 3 or norms[phrase.first - 1] != "whose" or phrase.kind == "person":
            return None
        last = phrase.first - 2 - (norms[phrase.first - 2] == ",")
        floor = self._reading.sentences[self._reading.sentence_of_token(phrase.first)].first
        span = self._speakers.phrase(last, floor)
        if span is None:
            return None
        owner = self.settle(*span)
        if not owner.name or (owner.kind == "organisation" and not is_role(phrase.head)):
            return owner if owner.name else None
        return Known(f"{phrase.name} of {owner.name}", "unnamed", gender=phrase.gender)

    def _pronoun(self, low: str, at: int) -> Known:
        kind = _PRONOUNS[low]
        found: Known | None = None
        if kind == "person":
            gender = {"he": "m", "she": "f"}[low]
            told_of = self._phrases.people.told_of(at)  # "she said that Hale's plan": not Hale
            found = self._self_told(at, gender) or self._before.person(at, gender, told_of)
        elif kind == "body":
            found = self._behind_a_noun(at) or self._before.body(at)
        elif kind == "group":
            found = self._before.group(at)
        if kind == "person" and (found is None or not found.name):
            later = self._phrases.people.first_named(at, {"he": "m", "she": "f"}[low])
            if later is not None:
                note = f"“{low}” taken as the one named behind it"
                return Known(later, "person", note=note)
        if found is None or not found.name:
            return Known(None, "unnamed", note=f"“{low}” left open")
        return Known(
            found.name,
            found.kind,
            found.role,
            note=f"“{low}” taken as the one named before it",
            gender=found.gender,
        )

    def _behind_a_noun(self, at: int) -> Known | None:
        """ "The army showed 20 men it said were spies", "... whom it said it had held": who opens the sentence."""
        norms = self._reading.tokens.norms
        lead = norms[at - 1] if at else ""
        if self._reading.apostrophes_lost or self._reading.tokens.words[at - 1][:1].isupper():
            return None  # "by brigades fighting Assad it said": a comma lost
        if not lead.isalpha() or lead in _JOINING or _CLAIMS.isdisjoint(norms[at + 1 : at + 2]):
            return None
        first = self._reading.sentences[self._reading.sentence_of_token(at)].first
        span = self._speakers.subject(first, at)
        opens = self.settle(*span) if span is not None else None
        return opens if opens and opens.name and opens.kind in _BODY_KINDS else None

    def _self_told(self, at: int, gender: str) -> Known | None:
        """ "Ann Lee said she had ordered it": whoever tells of herself, if the name allows it."""
        known = self.settle(*self.led[at]) if at in self.led else None
        if known is None or known.kind != "person" or not known.name:
            return None
        seen = self._phrases.people.gender(known.name) or known.gender
        return known if seen in ("", gender) else None

    def _phrase(self, phrase: Phrase) -> Known:
        if phrase.kind == "document":
            return self._document(phrase)
        if phrase.kind == "organisation" and phrase.name.isupper():
            name = self._phrases.people.by_initials(phrase.name)
            if name is not None:
                return Known(name, "person", phrase.name)
        if phrase.kind == "organisation" and phrase.definite and " " not in phrase.name:
            full = self._before.described(phrase) if phrase.head in _CLASSES else None
            if full is not None and full.name and phrase.name in full.name:
                return full  # "the Observatory"
        if phrase.kind in ("person", "group", "organisation"):
            return Known(phrase.name, phrase.kind, phrase.role, gender=phrase.gender)
        found = None
        if phrase.head in ("one", "another") and self._is_read(phrase):
            found = self._before.several_of(phrase.first)
        elif phrase.owner in ("its", "their"):
            role = is_role(phrase.head)
            named = self._phrases.people.named_later(phrase.head, phrase.stop) if role else None
            if named is not None:
                note = f"“{phrase.words}” taken as {named}"
                return Known(named, "person", phrase.head, note=note)
            theirs = phrase.owner == "their" and phrase.head in _OF_PERSONS
            body = None if theirs else self._before.body(phrase.first, owner=role)
            if body is not None and body.name and body.name.split()[-1] not in _COUNTS:
                note = f"“{phrase.owner}” taken as {body.name}"
                return Known(f"{phrase.name} of {body.name}", "unnamed", note=note)
        elif phrase.owner is None:
            found = self._before.described(phrase) or self._told_later(phrase)
            if found is not None and found.name in self._phrases.people.told_of(phrase.stop):
                found = None  # "the senator said Lee courted him"
            if found is not None and self._before.claimed_it(phrase, found):
                found = self._before.accused(phrase, found)
        elif is_role(phrase.head) and not phrase.plural:
            found = self._named_next(phrase, kin=True)
        if found is not None and found.name and self._holds_that_office(phrase, found.name):
            return Known(
                found.name, found.kind, found.role, note=f"“{phrase.words}” taken as {found.name}"
            )
        name = self._phrases.plain(phrase)
        return Known(name, phrase.loose_kind, phrase.role, gender=phrase.gender)

    def _is_read(self, phrase: Phrase) -> bool:
        """ "“No!” read one": one of several things written."""
        norms = self._reading.tokens.norms
        beside = norms[phrase.first - 1 : phrase.first] + norms[phrase.stop : phrase.stop + 1]
        return phrase.stop - phrase.first == 1 and not _READ.isdisjoint(beside)

    def _told_later(self, phrase: Phrase) -> Known | None:
        """ "A commander who uses the name Issa", "the IGP", "the mayor" whom a later paragraph names."""
        people, text = self._phrases.people, self._reading.text
        at = text.find(" who ", *self._extent(phrase))
        after = _ALIAS.match(text, at if at > 0 else self._reading.tokens.ends[phrase.stop - 1])
        if after is not None:
            return Known(after["name"], "person", phrase.name, gender=phrase.gender)
        if not phrase.definite and phrase.head in _SPOKEN_FOR:
            return self._named_next(phrase) or self._the_same_one(phrase)
        if not phrase.definite and self._reading.sentence_of_token(phrase.first) < 2:
            name = people.unveiled(phrase.stop, phrase.gender) if is_role(phrase.head) else None
            if name and self._is_cited(name, phrase.stop):
                return Known(name, "person", phrase.head, gender=phrase.gender)
        pointed = phrase.definite or "'s " in phrase.words or "’s " in phrase.words
        pointed = pointed and phrase.head not in _ANYBODY
        name = people.named_later(phrase.head, phrase.stop) if pointed else None
        if name is None and pointed and is_role(phrase.head) and not phrase.plural:
            return self._named_next(phrase)
        if name is None or self._before.is_anothers(phrase, name):
            return None
        return Known(name, "person", phrase.head, gender=phrase.gender)

    def _holds_that_office(self, phrase: Phrase, name: str) -> bool:
        """False for "the prime minister" and "Ann Lee, the justice minister": another office."""
        offices = [word for word in phrase.words.lower().split() if word in _OFFICES]
        if not offices or phrase.head != "minister":
            return True
        text, at = self._reading.text, -1
        for _ in range(_MENTIONS):
            at = text.find(name, at + 1)
            ahead = text[max(0, at - _ROLE_NEAR) : max(0, at)].rpartition(". ")[2]
            beside = (ahead + text[at : at + len(name) + _ROLE_NEAR]).lower()
            if at < 0 or offices[-1] in beside:
                break
        return at >= 0 and offices[-1] in beside

    def _extent(self, phrase: Phrase) -> tuple[int, int]:
        tokens = self._reading.tokens
        return tokens.starts[phrase.first], tokens.ends[phrase.stop - 1]

    def _is_cited(self, name: str, at: int) -> bool:
        """True where one of the next sentences has the person for a speaker."""
        index = self._reading.sentence_of_token(at)
        last = min(index + 8, len(self._reading.sentences))
        return any(
            self._reading.words(first, stop).split()[-1] in name.split()
            for sentence in range(index + 1, last)
            for first, stop in self.cited_in(sentence)
        )

    def _named_next(self, phrase: Phrase, kin: bool = False) -> Known | None:
        """ "The prefect said it was over. “We won,” Ali Reza said.": a name not introduced is the prefect's.

        Of "his father said" the next new name, too, though it shares the surname of the son.
        """
        reading, norms, text = self._reading, self._reading.tokens.norms, self._reading.text
        index = reading.sentence_of_token(phrase.first)
        if phrase.head in _IN_POWER or "rime minister" in phrase.words:
            return None
        if len(set(self.cited_in(index))) > 1:
            return None  # several who speak: any of them may be named next
        for first, stop in (self.cited_in(index + 1) or self.cited_in(index + 2))[:1]:
            named = self._phrases.read(first, stop)
            titles = set((named.role or "").lower().replace(".", "").split())
            if named.kind != "person" or " " not in named.name or not titles <= _RANKS:
                return None
            own = named.name if kin else named.name.split()[-1]
            seen = self._phrases.people.gender(named.name)
            new = text.find(own) >= reading.tokens.starts[first]
            new = new and not (seen and phrase.gender and seen != phrase.gender)
            if new and norms[stop : stop + 1] != [","] and norms[stop : stop + 1] != ["of"]:
                return Known(named.name, "person", phrase.head, gender=phrase.gender)
        return None

    def _the_same_one(self, phrase: Phrase) -> Known | None:
        """ "A spokesman said it was over. “We won,” said the spokesman, Lt. Ali Reza": he is the one."""
        name = self._phrases.people.named_later(phrase.head, phrase.stop)
        if name is None:
            return None
        at = self._reading.text.find(name, self._reading.tokens.ends[phrase.stop - 1])
        before = self._reading.text[max(0, at - 70) : max(0, at)]
        again = re.search(rf"\b[Tt]he {phrase.head}, (?:[A-Z][\w-]*\.? ){{0,4}}$", before)
        return Known(name, "person", phrase.head, gender=phrase.gender) if again else None

    def _norms_before(self, k: int) -> str:
        return self._reading.tokens.norms[k - 1] if k else ""

    def _document(self, phrase: Phrase) -> Known:
        """A statement's, letter's or report's speaker is who issued it, where the text says who."""
        outlet = self._reading.article.outlet
        if outlet and _OURS.search(phrase.words):
            return Known(outlet, "document", role=phrase.head)  # "a tally kept by this agency"
        if phrase.inner is not None:
            return Known(phrase.inner, "document", role=phrase.head)
        if phrase.owner in ("its", "their") and self._norms_before(phrase.first) in (";", ":"):
            body = self._before.body(
                phrase.first, owner=True
            )  # "Lund's party denied it; its letter said"
            if body is not None and body.name:
                return Known(body.name, "document", role=phrase.head)
        plain = " by " not in phrase.words and phrase.name == phrase.name.lower()
        if plain and (phrase.definite or phrase.owner):
            issuer = self._before.issuer(phrase.first, phrase.head)
            told = issuer is not None and issuer.kind == "document" and issuer.role == phrase.head
            speaks = phrase.head in MESSAGE or told
            if issuer is not None and issuer.name and speaks:
                note = f"“{phrase.words}” taken as that of {issuer.name}"
                return Known(issuer.name, "document", role=phrase.head, note=note)
        return Known(phrase.name, "document", role=phrase.head)
