"""Whom "the ministry", "a monitor", "the governor", "the billionaire" name: somebody named elsewhere.

A role the article gives somebody points at them; a description nobody was given points at whoever needed
no introduction, or was just named. A party, a state or an owner beside the role has to agree.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from analysis.extract.offices import seat_in
from analysis.extract.quotes.antecedents import Antecedents, Known
from analysis.extract.quotes.bodies import Phrase
from analysis.extract.quotes.wording import DOCUMENT, MEDIUM, SURROUNDINGS, gender_in, is_role

_ASKERS = frozenset("host anchor moderator interviewer questioner".split())
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
_PAIRS = frozenset(("pair", "duo", "couple"))
_COUNTS = frozenset("two three four five six".split())
_ONE = frozenset("a an one another".split())
_PLAIN = frozenset(
    "bodies groups organisations organizations men women agencies institutions".split()
)
_MANY = frozenset(
    "organisations organizations groups charities agencies parties factions unions ministries networks "
    "scientists nuns brothers sisters states governments companies newspapers doctors sources".split()
)
_WRITTEN = frozenset("letter email e-mail message tweet post memo note".split())
_WRITES = frozenset("wrote writes written writing sent signed".split())
_WRITINGS = frozenset("tweets posts messages emails e-mails texts letters".split())
_MET = 2  # sentences
_NEAR_STATEMENT = 4  # sentences
_STATE = "secretary of state"
_IN_OFFICE = frozenset(
    "spokesman spokeswoman spokesperson official minister commander chief officer prosecutor judge sheriff mayor "
    "governor secretary ambassador envoy director inspector detective aide host anchor moderator reporter "
    "source".split()
)
_BODIES = frozenset("party campaign group".split())
_SEATED = re.compile(r"(?:[A-Z][\w.]* ?){1,3}[- ]based ")
_OF = re.compile(r"\b(?:of|for|to|at|in|with)\b")
# "the Brigades, an affiliate of the Front. The group said": the Brigades
_BRANCH_OF = re.compile(
    r"\b(?:affiliate|arm|branch|wing|offshoot|faction|splinter(?: group)?|ally|allies|franchise|part|(?:linked|allied|"
    r"aligned|loyal|allegiance|affiliated|close|ties|links)) (?:of|to|with|from) (?:the )?$"
)
_LOOSE = frozenset(
    "group organisation organization agency charity network coalition alliance".split()
)
_STATES_OWN = re.compile(
    r"(?i)\b(?:police|army|military|ministry|government|court|parliament|navy|air force)\b"
)
_ACRONYM = re.compile(r"\b[A-Z]{4,}\b")  # "the OLEM monitor" is named
_NAMELESS = frozenset(("monitor", "watchdog", "monitoring", "observatory"))


class Descriptions(Antecedents):
    """Antecedents, and the descriptions that point at them."""

    def described(self, phrase: Phrase) -> Known | None:
        """ "the ministry", "a monitor", "the governor": a speaker or body named elsewhere."""
        head = phrase.head.removesuffix("s") if phrase.head == "monitors" else phrase.head
        words = phrase.words.lower()
        monitor = head in _NAMELESS or (head in ("group", "organisation", "network") and (
            "monitor" in words or "tracking" in words or "rights" in words
        ))  # fmt: skip
        if monitor:
            if _ACRONYM.search(phrase.words):
                return None
            return self._of_class("monitor", phrase.first, anywhere=True)
        if not phrase.definite:
            return None
        several = self._several(phrase)
        if several is not None:
            return several
        aged = "-year-old" in phrase.words
        if is_role(head) or head == "source" or aged or self._people.is_description(head):
            if head in _ASKERS:
                return self._same_role(phrase)
            return self._same_role(phrase) or self._pointed_at(phrase) or self._met_before(phrase)
        length = phrase.stop - phrase.first - _based(phrase.words)
        if head in _FITS and length <= 4:
            found = self._of_class(head, phrase.first, anywhere=False)
            if found is not None:
                return found
            if length <= 2 and head in _LOOSE:
                return self._last_body(phrase.first) or self._last_heard(phrase.first)
        return self._of_private(phrase)

    def _several(self, phrase: Phrase) -> Known | None:
        """ "The pair", "the two bodies": the two officials, the two charities told of just before."""
        count = "two" if phrase.head in _PAIRS else phrase.name.split(" ")[0].lower()
        if count not in _COUNTS or (phrase.head not in _PAIRS and phrase.head not in _PLAIN):
            return None
        tokens = self._reading.tokens
        here = self._reading.sentence_of_token(phrase.first)
        floor = self._reading.sentences[max(0, here - _MET)].first
        for k in range(phrase.first - 1, floor - 1, -1):
            if tokens.norms[k] != count:
                continue
            end = k + 1
            while tokens.words[end].isalpha() and tokens.words[end].islower() and end - k < 4:
                one = tokens.norms[end].removesuffix("s")
                if one != tokens.norms[end] and (is_role(one) or tokens.norms[end] in _MANY):
                    return Known(self._reading.words(k, end + 1), "group")
                end += 1
        return None

    def _same_role(self, phrase: Phrase) -> Known | None:
        """Whoever was last given the role: a speaker without a name, or a person named."""
        role = _STATE if _STATE in phrase.words.lower() else phrase.head
        named = self._people.with_role(role, phrase.first, _adjectives(phrase))
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
            if known.kind == "unnamed" and known.name and not own.rstrip().endswith(phrase.head):
                continue  # "the Republican nominee" is not "the Republican"
            if phrase.head in own.split() and not self.is_anothers(phrase, text):
                if role == phrase.head and not self._people.differs(
                    known.name or "", _adjectives(phrase)
                ):
                    return known
        if named is None or self.is_anothers(phrase, named[1]):
            return None
        if self._is_foreign(phrase, named[1]):
            return None  # "the Norlandish leader" is no Ann Lee of Sudland
        return Known(named[1], "person", phrase.head)

    def _is_foreign(self, phrase: Phrase, name: str) -> bool:
        """True where a nation stands before the role, and none of its words beside any mention of the person."""
        nations = [w for w in phrase.name.split()[:-1] if self._people.is_nation(w)]
        return bool(nations) and not self._people.is_beside(name, nations[0][:4])

    def is_anothers(self, phrase: Phrase, text: str) -> bool:
        """ "the plant's owner", "the representative of Malta": not the owner or representative of something else."""
        norms, words = self._reading.tokens.norms, self._reading.tokens.words
        low = text.lower()
        seat = seat_in(phrase.words)
        if seat is not None:
            other = seat_in(text)
            return (other is not None and other != seat) or self._people.differs(text, seat)
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
            if self._is_brought_in(phrase):
                return None  # "Ann Lee, 61, asks a colleague. The colleague replies"
            return self._of_private(phrase) or self._of_house(phrase)
        words = _adjectives(phrase)
        if not past and self._is_brought_in(phrase):
            return None
        near = [
            known
            for _, known in self._candidates(phrase.first)
            if known.kind in ("person", "organisation")
            and self._fits_person(known, phrase.gender)
            and not self._people.differs(known.name or "", words)
        ]
        seated = self._people.seated_before(phrase.first, phrase.gender, words)
        if seated and not near:
            self._people.note_places(seated, words)
            return Known(seated, "person", gender=phrase.gender)
        if past or self._people.is_famous(phrase.head):
            new = next(
                (k.name for k in near if k.name and not self._people.introduced(k.name, past)), None
            )
            name = new or self._people.known_before(phrase.first, phrase.gender, words, past)
            if name:
                self._people.note_places(name, words)
                return Known(name, "person", gender=phrase.gender)
        for known in near:
            return Known(known.name, "person", known.role, gender=phrase.gender)
        name = self._people.near(phrase.first, phrase.gender)
        return Known(name, "person", gender=phrase.gender) if name else None

    def _is_brought_in(self, phrase: Phrase) -> bool:
        """ "He called one donor after another. ... the donor said": nobody named, but one of those just told of."""
        tokens = self._reading.tokens
        here = self._reading.sentence_of_token(phrase.first)
        floor = self._reading.sentences[max(0, here - _MET - 2)].first
        for k in range(phrase.first - 1, floor, -1):
            if tokens.norms[k] == phrase.head:
                begin = next((j for j in range(k - 1, k - 4, -1) if tokens.norms[j] in _ONE), 0)
                plain = all(word.isalpha() for word in tokens.norms[begin:k])
                if begin and plain and tokens.norms[begin - 1] not in (",", "is", "was", "as"):
                    return True
        return False

    def several_of(self, at: int) -> Known | None:
        """ "Lee struck back in a string of tweets. “A liar,” read one": who wrote what token ``at`` is one of."""
        here, norms = self._reading.sentence_of_token(at), self._reading.tokens.norms
        for index in range(here, max(-1, here - _MET - 1), -1):
            sentence = self._reading.sentences[index]
            if not _WRITINGS.isdisjoint(norms[sentence.first : min(sentence.stop, at)]):
                written = self._subject(index)
                if written is not None and written[1].kind in ("person", "organisation"):
                    return written[1]
        return None

    def _of_private(self, phrase: Phrase) -> Known | None:
        """ "Marcus Hill, 31, has made up his mind. “It's easy,” says the welder": him."""
        retired = "retired" in phrase.words.lower()
        if phrase.head in _IN_OFFICE or self._people.named_later(phrase.head, phrase.first):
            return None
        here = self._reading.sentence_of_token(phrase.first)
        for where, known in self._candidates(phrase.first):
            if here - self._reading.sentence_of_token(where) > 1:
                return None
            if known.kind == "person" and known.name and self._fits_person(known, phrase.gender):
                plain = retired or self._people.is_aged(known.name)
                free = not known.role and not self._people.introduced(known.name, past=False)
                return Known(known.name, "person", phrase.name) if plain and free else None
        return None

    def _met_before(self, phrase: Phrase) -> Known | None:
        """ "the woman" behind "a widow in Lawton", "the source" behind "a source in Homs": the last brought in."""
        source = phrase.head == "source"
        if not (phrase.gender or source) or phrase.stop - phrase.first > 2:
            return None
        tokens = self._reading.tokens
        here = self._reading.sentence_of_token(phrase.first)
        floor = self._reading.sentences[max(0, here - _MET - 2 * source)].first
        for k in range(phrase.first - 1, floor, -1):
            norm = tokens.norms[k]
            one = norm == "source" if source else is_role(norm) and gender_in(norm) == phrase.gender
            back = range(k - 1, max(floor - 1, k - 4), -1) if one else ()
            begin = next((j for j in back if tokens.norms[j] in ("a", "an")), -1)
            if begin < 0 or not all(w.isalpha() for w in tokens.norms[begin:k]):
                continue
            end = k + 1
            if tokens.norms[end] in ("in", "from", "of", "at"):
                while tokens.words[end + 1][0].isupper():
                    end += 1
            end += end > k + 1
            return Known(self._reading.words(begin + 1, end), "unnamed", gender=phrase.gender)
        return None

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
        armed = self._armed_groups if head in ("army", "military") else ()
        medium = head in ("newspaper", "agency", "network", "group", "company")
        for known in reversed(self._lately.values()):
            if (
                known.name
                and known.kind in ("organisation", "document")
                and _fits(known.name, wanted)
                and known.name not in armed
                and (medium or not MEDIUM.search(known.name))
            ):
                return Known(known.name, "organisation", known.role)
        start = self._reading.tokens.starts[at]
        names = [name for name, first in self._first_named.items() if anywhere or first < start]
        names = [name for name in names if name not in armed]
        fits = [n for n in names if _fits(n, wanted) and (medium or not MEDIUM.search(n))]
        return Known(fits[0], "organisation") if len(fits) == 1 else None

    @cached_property
    def _first_named(self) -> dict[str, int]:
        """Each body of the article, and where it is named first."""
        return {body.name: body.start for body in reversed(self._bodies)}

    @cached_property
    def _armed_groups(self) -> set[str]:
        """Rebels who call themselves an army: a "Front Liberation Army" is not "the military"."""
        return {a.name for a in self._bodies if a.kind == "armed_group"}

    def _last_body(self, at: int) -> Known | None:
        """The last organisation named, if that was near."""
        start = self._reading.tokens.starts[at]
        k = bisect_left(self._body_starts, start) - 1
        if armed := self._last_armed(at):
            return armed
        while k >= 0 and _STATES_OWN.search(self._bodies[k].name):
            k -= 1  # "Police blamed the Front. The group said": the Front
        if k < 0:
            return None
        body = self._bodies[k]
        near = self._reading.sentence_at(start) - self._reading.sentence_at(body.start) <= 2
        return Known(body.name, "organisation") if near and body.kind != "state" else None

    def _last_heard(self, at: int) -> Known | None:
        """ "the Inter-Parish Forum said. ... the group added": the last speaker, if that was a body."""
        where, known = self._heard[-1] if self._heard else (at, None)
        near = self._reading.sentence_of_token(at) - self._reading.sentence_of_token(where) <= 1
        body = known is not None and known.kind == "organisation" and " " in (known.name or "")
        return known if body and near and where < at else None

    def _last_armed(self, at: int) -> Known | None:
        """ "In a film on its channel, Front TV, the group said": the armed group, not its channel."""
        tokens = self._reading.tokens
        if tokens.norms[at : at + 2] != ["the", "group"]:
            return None
        start = tokens.starts[at]
        here, k = self._reading.sentence_at(start), bisect_left(self._body_starts, start) - 1
        while k >= 0 and here - self._reading.sentence_at(self._bodies[k].start) <= 1:
            body = self._bodies[k]
            aside = _BRANCH_OF.search(self._reading.text, max(0, body.start - 40), body.start)
            if body.kind == "armed_group" and aside is None:
                return Known(self._bodies[k].name, "organisation")
            k -= 1
        return None

    def issuer(self, at: int, head: str) -> Known | None:
        """Who put out "the statement": itself, told of before; else the last one cited or acting."""
        for _, known in self._candidates(at):
            named = known.name if known.kind == "document" and known.name else ""
            if named.lower().endswith(f" {head}"):
                return known  # "the statement" is the joint statement told of before
        told = self._told_in(at, head)
        if told is not None:
            return told
        for where, known in self._candidates(at):
            if head in _WRITTEN and not self._wrote(where, head):
                continue
            if known.kind in ("organisation", "person") and known.name:
                return known
            if known.kind == "document" and known.name and known.name.lower() != head:
                if known.name.split()[-1].lower() not in DOCUMENT:
                    return known
        return None

    def _wrote(self, at: int, head: str) -> bool:
        """True where the sentence of token ``at`` tells of writing: whose "the letter" of the next may be."""
        sentence = self._reading.sentences[self._reading.sentence_of_token(at)]
        verbs = _WRITES | {head, f"{head}ed"}
        return not verbs.isdisjoint(self._reading.tokens.norms[sentence.first : sentence.stop])

    def _put_out(self, k: int, floor: int) -> Known | None:
        """ "as the Front, in an audio message, claimed it. The message": the Front; else None."""
        norms = self._reading.tokens.norms
        tie = next((j for j in range(k - 1, max(floor, k - 5), -1) if norms[j] == "in"), 0)
        if not tie or norms[tie - 1] != ",":
            return None
        span = self._speakers.phrase(tie - 2, floor)
        phrase = self._phrases.read(*span) if span is not None else None
        if phrase is None or phrase.kind not in ("person", "organisation"):
            return None
        return Known(phrase.name, phrase.kind)

    def _told_in(self, at: int, head: str) -> Known | None:
        """ "The ministry, in a statement, denied it. The statement": whose sentence last spoke of one."""
        here = self._reading.sentence_of_token(at)
        begin = self._reading.sentences[max(0, here - _NEAR_STATEMENT)].first
        norms = self._reading.tokens.norms
        stop = self._reading.sentences[here].first
        k = next((k for k in range(stop - 1, begin, -1) if norms[k] == head), 0)
        if not k or norms[k - 1] in ("the", "that", "this"):
            return None
        index = self._reading.sentence_of_token(k)
        put = self._put_out(k, self._reading.sentences[index].first)
        if put is not None:
            return put
        for where, known in reversed(self._heard):
            if self._reading.sentence_of_token(where) == index and known.name:
                return known
        sender = self._sender(k)
        if sender is not None:
            return sender
        found = self._subject(index)
        return found[1] if found is not None and found[1].name else None

    def _sender(self, at: int) -> Known | None:
        """ "In a letter sent by Ann Lee to the council", "a report released by the union": who sent or made it."""
        norms = self._reading.tokens.norms
        if norms[at + 1 : at + 2] != ["by"] and norms[at + 2 : at + 3] != ["by"]:
            return None
        by = at + 1 if norms[at + 1] == "by" else at + 2
        stop = self._reading.sentences[self._reading.sentence_of_token(at)].stop
        span = self._speakers.right(by + 1, stop)
        if span is None:
            return None
        phrase = self._phrases.read(*span)
        return Known(phrase.name, phrase.kind, phrase.role) if phrase.kind else None


def _adjectives(phrase: Phrase) -> str:
    """ "Vermont" of "the Vermont senator", "Texan" of "the Texan", "Kara" of "the mayor of Kara".

    Nothing else of what stands behind the head.
    """
    if (seat := seat_in(phrase.words)) is not None:
        return seat
    at = max(0, phrase.name.lower().rfind(phrase.head))
    if not phrase.name:
        return ""
    capital = phrase.name[at].isupper() and not is_role(phrase.head)  # "the Mayor" has none
    return phrase.name[: at + len(phrase.head) * capital]


def _based(words: str) -> int:
    """How many tokens of a phrase only tell the seat of a body.

    >>> _based("the Oslo-based group"), _based("the Oslo group"), _based("the Oslo based group")
    (3, 0, 2)
    """
    seat = _SEATED.search(words)
    return seat[0].count(" ") + 2 * seat[0].count("-") if seat else 0


def _fits(name: str, wanted: tuple[str, ...]) -> bool:
    low = name.lower()
    return any(word in low for word in wanted)
