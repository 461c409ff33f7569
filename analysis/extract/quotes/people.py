"""The persons an article names: fullest name, gender, and who has the role or the home a phrase speaks of.

"Sen. Ann Lee (R-Ohio) ... the Republican said": Ann Lee, with the gender of her given name until a
"Mr." or "he" tells otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from analysis.extract.quotes.grammar import AUXILIARIES, PREPOSITIONS
from analysis.extract.quotes.introductions import Introductions, meant_by
from analysis.extract.quotes.wording import gender_in, is_role
from analysis.reading import Reading

_PARTIES = {
    "republican": "republican", "gop": "republican", "r": "republican",
    "democratic": "democrat", "democrat": "democrat", "d": "democrat", "libertarian": "libertarian",
}  # fmt: skip
_RUNNING = frozenset(("candidate", "nominee", "front-runner", "incumbent", "challenger"))
# What says less who somebody is than to whom.
_RELATED = frozenset(
    "president rival opponent ally foe friend critic supporter surrogate colleague predecessor successor wife husband "
    "son daughter brother sister father mother".split()
)
_NATIONALS = frozenset(
    "spaniard dutchman swede dane finn scot scotsman irishman englishman welshman frenchman "
    "pole croat serb czech".split()
)
_LATER = 12  # sentences
_AGED = re.compile(r", \d\d,")
_OWN_OR_DO = AUXILIARIES | {"'s", "’s"}
_PARTICLES = frozenset("van von de der den di du da la le ter ten".split())


def _are_two(one: str, other: str) -> bool:
    """Two given names, neither the other's short form or initial."""
    first, second = one.split()[0].lower(), other.split()[0].lower()
    if first in _PARTICLES or second in _PARTICLES:
        return False  # "Van de Perre said": Vivian van de Perre
    return not first.startswith(second[:2]) and "." not in one + other


def _is_home(one: str, other: str) -> bool:
    """ "Ariz", "Vt", "N.H", "Arizonan" and "Arizona", "Vermont", "New" are one place."""
    if len(one) > 4 and one[:4] == other[:4]:
        return True
    short, full = sorted((one.lower(), other.lower()), key=len)
    short = short.replace(".", "")
    return full.startswith(short) or (
        len(short) == 2 and full[0] == short[0] and (short[1] in full[1:] or full == "new")
    )


_TELLING = frozenset("told tells informed assured reminded warned".split())
_SEATED = frozenset("senator representative congressman congresswoman governor lawmaker".split())
_TITLES = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f"}


class People:
    """Persons by name."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._norms = reading.tokens.norms
        names = reading.lexicons["persons"]
        self._female = names.terms(kind="given", gender="f")
        self._male = names.terms(kind="given", gender="m")
        self._famous = names.terms(kind="famous")
        self._nouns = names.terms(kind="description") | self._famous
        self._nations = reading.lexicons["countries"].terms(form="demonym") | _NATIONALS
        self._full: dict[str, str] = {}
        self._namesakes: dict[str, list[str]] = {}  # by last name: others than the one in ``_full``
        self._genders: dict[str, str] = {}
        self._titled: dict[str, str] | None = None  # by initials, made where asked for
        self._roles: dict[str, set[str]] = {}
        self._homes: dict[str, set[str]] = {}
        self._places: list[int] = []
        self._stops: list[int] = []
        self._mentions: list[str] = []
        persons = [actor for actor in reading.found.actors if actor.kind == "person"]
        for actor in persons:
            self.learn(actor.name)
        inside = {
            k
            for actor in persons
            for k in range(reading.tokens.at(actor.start), reading.tokens.at(actor.end - 1) + 1)
        }
        self._introductions = Introductions(reading, self._nouns, inside)
        for actor in persons:
            first = reading.tokens.at(actor.start)
            name = self.meant(self.learn(actor.name), first)
            self._places.append(first)
            self._stops.append(min(reading.tokens.at(actor.end), len(self._norms) - 1))
            self._mentions.append(name)
            if homes := self._introductions.homes(actor.start, actor.end):
                self._homes.setdefault(name, set()).update(homes)
            words = self._introductions.roles(first, actor.end)
            self._note_gender(name, f"{actor.role} {' '.join(words)}", first)
            words.update(meant_by(words))
            self._roles.setdefault(name, set()).update(words)
        self._named_at: dict[str, list[int]] = {}  # by name, in order: the tokens where it begins
        for place, name in zip(self._places, self._mentions, strict=True):
            self._named_at.setdefault(name, []).append(place)
        self._holders: dict[str, list[str]] = {}  # by role: who is given it
        for name in self._named_at:
            for role in self._roles.get(name, ()):
                self._holders.setdefault(role, []).append(name)

    def learn(self, name: str) -> str:
        """The fullest form of a person's name, by the last part of it."""
        words = name.split()
        while len(words) > 2 and is_role(words[0]):
            words = words[1:]  # "Midfielder Ander Soler"
        name = " ".join(words)
        key = re.sub(r"[’']s?$", "", words[-1]).lower()
        known = self._full.get(key)
        if known and len(words) > 1 and " " in known and _are_two(known, name):
            self._namesakes.setdefault(key, []).append(name)
            return name  # husband and wife
        if known is None or (len(name.split()) > len(known.split()) and known.split()[-1] in name):
            self._full[key] = name
        return self._full[key]

    def meant(self, name: str, first: int) -> str:
        """The wife where ``name``, the husband's, stands for a "Mrs. Lee" at token ``first``; else ``name``."""
        last = name.split()[-1].lower()
        if last not in self._namesakes or self._norms[first] != last:
            return name
        title = self._norms[first - 1 - (self._norms[first - 1] == ".")] if first > 1 else ""
        title_gender = _TITLES.get(title, "")
        if not title_gender or self.gender(name) in ("", title_gender):
            fits = [one for one in self._namesakes[last] if self.gender(one) == title_gender]
            sure = title_gender and self.gender(name) != title_gender
            return fits[-1] if sure and fits else name
        others = (n for n in self._namesakes[last] if self.gender(n) in ("", title_gender))
        return next(others, name)

    def by_last_name(self, last: str) -> str | None:
        """The full name whose last part is ``last`` (lower case), else whose first part is nobody else's."""
        if last in self._full:
            return self._full[last]
        given = {name for name in self._full.values() if name.lower().startswith(f"{last} ")}
        return given.pop() if len(given) == 1 else None

    def is_description(self, noun: str) -> bool:
        """ "republican", "billionaire": a noun that points back at somebody named."""
        return noun in self._nouns

    def is_famous(self, noun: str) -> bool:
        """ "billionaire", "nominee": said of people who need no introduction."""
        return noun in self._famous

    def is_nation(self, word: str) -> bool:
        """ "Russian", "Kenyan"."""
        return word[0].isupper() and word.lower() in self._nations

    def is_beside(self, name: str, letters: str) -> bool:
        """True where a word that begins with the letters stands near a mention of the person."""
        words = self._reading.tokens.words
        return any(
            word.startswith(letters)
            for place in self._named_at.get(name, ())
            for word in words[max(0, place - 8) : place + 12]
        )

    def gender(self, name: str) -> str:
        """ "m", "f", or nothing where the article and the given name do not tell."""
        known = self._genders.get(name)
        if known:
            return known
        first = name.split()[0].lower().strip(".") if name else ""
        if " " not in name.strip():
            return ""
        for given in (first, first.split("-")[0]):  # "Nils-Erik"
            if given in self._female:
                return "f"
            if given in self._male:
                return "m"
        return ""

    def is_given(self, norm: str) -> bool:
        """True for a given name ("manal")."""
        return norm in self._female or norm in self._male

    def says_gender(self, name: str, gender: str) -> None:
        """Remember what a pronoun or a word of kinship told."""
        if gender:
            self._genders.setdefault(name, gender)

    def with_role(self, noun: str, at: int, words: str = "") -> tuple[int, str] | None:
        """The last person named before token ``at`` who was given the role, and where."""
        last: tuple[int, str] | None = None
        for name in self._holders.get(noun, ()):
            places = self._named_at[name]
            k = bisect_left(places, at) - 1
            if k >= 0 and (last is None or places[k] > last[0]) and not self.differs(name, words):
                last = places[k], name
        return last

    def differs(self, name: str, words: str) -> bool:
        """ "the Ohio Republican" is no Democrat and nobody of Utah; nothing known differs from nothing."""
        parts = [word for word in words.split() if word[0].isupper()]
        party = {_PARTIES[word.lower()] for word in parts if word.lower() in _PARTIES}
        own = {_PARTIES[role] for role in self._roles.get(name, ()) if role in _PARTIES}
        if party and own and not party & own:
            return True
        home = self._homes.get(name, set())
        other = _PARTIES.keys() | self._nations  # a Spaniard may well manage Wigan
        places = [word for word in parts if word.lower() not in other]
        return bool(home and places) and not any(_is_home(one, w) for one in home for w in places)

    def introduced(self, name: str, past: bool) -> bool:
        """ "Ann Lee, a pollster": the article says what the person is, beyond running or belonging to a party."""
        plain = _RUNNING if past else self._famous
        return any(
            role not in plain and role not in _PARTIES and role not in _RELATED
            for role in self._roles.get(name, ())
        )

    def seated_before(self, at: int, gender: str, words: str) -> str | None:
        """ "a rebuke from Sen. Lee, who lost to President Orr. ... the Ohio Republican said": the last one named
        just before ``at`` who holds a seat, if the words name the seat's state."""
        if not any(word[0].isupper() and word.lower() not in _PARTIES for word in words.split()):
            return None
        here = self._reading.sentence_of_token(at)
        for k in range(bisect_left(self._places, at) - 1, -1, -1):
            if here - self._reading.sentence_of_token(self._places[k]) > 2:
                return None
            name = self._mentions[k]
            seen = self.gender(name)
            sits = not _SEATED.isdisjoint(self._roles.get(name, ()))
            if sits and seen in ("", gender or seen) and not self.differs(name, words):
                return name
        return None

    def known_before(self, at: int, gender: str, words: str, past: bool) -> str | None:
        """The last person named within some sentences before ``at`` whom the article never introduces."""
        here = self._reading.sentence_of_token(at)
        for k in range(bisect_left(self._places, at) - 1, -1, -1):
            if here - self._reading.sentence_of_token(self._places[k]) > _LATER:
                return None
            name = self._mentions[k]
            seen = self.gender(name)
            fits = not (seen and gender and seen != gender) and not self.differs(name, words)
            told = not _TELLING.isdisjoint(
                self._norms[max(0, self._places[k] - 4) : self._places[k]]
            )
            if fits and not told and not self.introduced(name, past):
                return name
        return None

    def named_later(self, noun: str, at: int) -> str | None:
        """The one person with the role, if the article names them only within the sentences after ``at``."""
        here = self._reading.sentence_of_token(at)
        holders = self._holders.get(noun, ())
        if len(holders) != 1:
            return None
        name, place = holders[0], self._named_at[holders[0]][0]
        near = 0 <= self._reading.sentence_of_token(place) - here <= _LATER
        return name if place > at and near else None

    def unveiled(self, at: int, gender: str) -> str | None:
        """ "A retired colonel told a court ... Prosecutors charged Juan Ortega": the first person named behind
        token ``at``, within some sentences, whom nothing introduces."""
        k = bisect_left(self._places, at)
        if k >= len(self._places):
            return None
        here = self._reading.sentence_of_token(at)
        name, near = self._mentions[k], self._reading.sentence_of_token(self._places[k]) - here
        seen = self.gender(name)
        fits = " " in name and not self._roles.get(name) and seen in ("", gender or seen)
        new = self._named_at[name][0] == self._places[k]
        return name if new and fits and 0 < near <= 3 else None

    def first_named(self, at: int, gender: str) -> str | None:
        """ "“No,” she said. Ann Lee, ...": who is named next, where nobody is named before token ``at``."""
        if not self._places or self._places[0] < at:
            return None
        here = self._reading.sentence_of_token(at)
        apart = self._reading.sentence_of_token(self._places[0]) - here
        if not apart and self._norms[at + 1] in ("told", "tells", "asked"):
            return None  # "“No,” she told Ann Lee"
        near = apart <= 3
        seen = self.gender(self._mentions[0])
        return self._mentions[0] if near and seen in ("", gender) else None

    def by_initials(self, letters: str) -> str | None:
        """The person whose title, written out before the name, the letters stand for: "the IGP"."""
        if self._titled is None:
            self._titled = {}
            for place, name in zip(self._places, self._mentions, strict=True):
                for short in self._introductions.initials(place):
                    self._titled.setdefault(short, name)
        return self._titled.get(letters)

    def is_aged(self, name: str) -> bool:
        """ "Marcus Hill, 31,": a person told by age, as those are who hold no office."""
        starts, text = self._reading.tokens.starts, self._reading.text
        return any(
            text.startswith(name, starts[place]) and _AGED.match(text, starts[place] + len(name))
            for place in self._named_at.get(name, ())
        )

    def has_role(self, name: str) -> bool:
        """True where the article gives the person a role beside the name."""
        return bool(self._roles.get(name))

    def only(self, at: int, gender: str) -> str | None:
        """The one person of that gender named before token ``at``, if there is just one."""
        fits: list[str] = []
        for name, places in self._named_at.items():
            if places[0] >= at:
                break  # names stand in the order they were first told
            if self.gender(name) == gender:
                fits.append(name)
                if len(fits) > 1:
                    return None
        return fits[0] if fits else None

    def in_sentence(self, at: int, gender: str) -> str | None:
        """The one person known to be of that gender whom the sentence names before token ``at``."""
        first = self._reading.sentences[self._reading.sentence_of_token(at)].first
        k, stop = bisect_left(self._places, first), bisect_left(self._places, at)
        fits = {name for name in self._mentions[k:stop] if self.gender(name) == gender}
        return fits.pop() if len(fits) == 1 else None

    def near(self, at: int, gender: str, sure: bool = False) -> str | None:
        """The last person named in the sentence of token ``at`` or the two before it."""
        here = self._reading.sentence_of_token(at)
        for k in range(bisect_left(self._places, at) - 1, -1, -1):
            if here - self._reading.sentence_of_token(self._places[k]) > 2:
                return None
            seen = self.gender(self._mentions[k])
            if not (seen and gender and seen != gender) and (seen or not sure):
                return self._mentions[k]
        return None

    def _does(self, k: int) -> bool:
        """ "'s plan", "has left", "courted": somebody before token ``k`` owns or does something."""
        return self._norms[k] in _OWN_OR_DO or (
            self._norms[k].endswith("ed") and self._reading.tokens.words[k].islower()
        )

    def told_of(self, at: int) -> frozenset[str]:
        """Who has a verb or something of theirs behind token ``at`` in its sentence: "she said that Hale's plan"."""
        stop = self._reading.sentences[self._reading.sentence_of_token(at)].stop
        low, high = bisect_left(self._places, at), bisect_left(self._places, min(stop, at + 12))
        return frozenset(
            self._mentions[k]
            for k in range(low, high)
            if self._does(self._stops[k])
            and self._norms[self._places[k] - 1] not in ("the", "a", "an")
        )

    def span(self, place: int) -> tuple[int, int]:
        """The tokens of the name that begins at token ``place``."""
        return place, self._stops[bisect_left(self._places, place)]

    def leading(self, first: int, stop: int) -> tuple[int, str] | None:
        """The first person named between two tokens who owns nothing there and has no "of" before."""
        for k in range(bisect_left(self._places, first), len(self._places)):
            place = self._places[k]
            if place >= stop:
                return None
            before = self._norms[place - 1] if place > first else ""
            if before in ("the", "a", "an", "one", "another"):
                continue  # "the George Marsh administration"
            after = self._norms[self._stops[k]]
            if after in ("administration", "campaign", "era", "family") or is_role(after):
                continue  # "Marsh campaign aides"
            if (before not in PREPOSITIONS or place == first) and self._norms[
                self._stops[k]
            ] not in ("'s", "’s", "'"):
                return place, self._mentions[k]
        return None

    def lone(self, first: int, stop: int) -> tuple[int, str] | None:
        """The only person named between two tokens, if nothing there is that person's."""
        low, high = bisect_left(self._places, first), bisect_left(self._places, stop)
        if len(set(self._mentions[low:high])) != 1:
            return None
        owns = self._norms[self._stops[low]] in ("'s", "’s", "'")
        return None if owns else (self._places[low], self._mentions[low])

    def owner(self, first: int, stop: int) -> tuple[int, str] | None:
        """The person whose the phrase between two tokens is: "Ann Lee's answer"."""
        for k in range(bisect_left(self._places, first), len(self._places)):
            if self._places[k] >= stop:
                return None
            if self._norms[self._stops[k]] in ("'s", "’s", "'") and self._stops[k] < stop:
                return self._places[k], self._mentions[k]
        return None

    def _note_gender(self, name: str, words: str, first: int) -> None:
        before = self._norms[first - 1] if first else ""
        if before == "." and first > 1:
            before = self._norms[first - 2]
        if before in _TITLES:
            self._genders[name] = _TITLES[before]
        elif gender := gender_in(words):
            self.says_gender(name, gender)

    def note_places(self, name: str, words: str) -> None:
        """ "the Ohio senator" was taken as somebody: they are of Ohio."""
        places = {w for w in words.split() if w[0].isupper() and w.lower() not in _PARTIES}
        if places:
            self._homes.setdefault(name, set()).update(places)
