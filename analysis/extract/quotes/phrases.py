"""Read one speaking phrase: its head, the name in it, the role beside the name.

"the acting head of the border office, Pavel Orlik" has the name Pavel Orlik and
the rest as role; "an official at the governor's office" has no name and the head "official".
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.extract.quotes.bodies import Bodies, Phrase, named_as
from analysis.extract.quotes.grammar import DETERMINERS, PREPOSITIONS, RELATIVES
from analysis.extract.quotes.nouns import NAMING
from analysis.extract.quotes.starts import ATTENDING, TIED, attends, speaker_start
from analysis.extract.quotes.wording import (
    BRANCHES,
    DOCUMENT,
    HOUSES,
    PLURAL,
    SINGULAR_S,
    gender_in,
    is_role,
    plain_name,
)

_PARTICLES = frozenset("al el bin ibn abu de van von der da di la le du dos y ben".split())
_NO_PARTICIPLES = frozenset("monitoring leading fighting opposing governing wing king".split())
_OWNERS = re.compile(r"[’']s? ")
_TIED_TO = re.compile(r" (?:for|to|of) (?:Mr|Mrs|Ms)\b.*")  # "a spokesman for Mrs. Lee"
_TITLE_TAIL = frozenset((".", ","))


@lru_cache(maxsize=8192)
def _gender(plain: str) -> str:
    last = _OWNERS.split(plain)[-1]  # "Ms. Lee's husband" is a man
    return gender_in(_TIED_TO.sub("", last))


class Phrases(Bodies):
    """Reads the speaking phrases of one article."""

    def read(self, first: int, stop: int) -> Phrase:
        """What the tokens ``first`` to ``stop`` say."""
        first = self._start(first, stop)
        words = self._reading.words(first, stop)
        begin, owner, definite = first, None, False
        stop = self._before_bracket(first, stop)
        while stop - 1 > first and self._norms[stop - 1] in PREPOSITIONS:
            if self._norms[stop - 2] == "-":
                break  # "Moon Jae-in"
            stop -= 1
        while begin < stop - 1 and self._norms[begin] in DETERMINERS:
            norm = self._norms[begin]
            if self._norms[begin + 1] == "of" or self._norms[stop - 1] == "i":
                break  # "some of the aides", "the i"
            definite = definite or norm in ("the", "this", "that", "these")
            if norm in ("its", "their", "his", "her", "our", "my"):
                owner = norm
            begin += 1
        head_at = self._head(begin, stop)
        head = self._norms[head_at]
        if head_at - 2 >= begin and self._norms[head_at - 1] == "-":
            whole = f"{self._norms[head_at - 2]}-{head}"
            head = whole if self.people.is_description(whole) else head
        plain = self._reading.words(begin, stop)
        gender = _gender(plain)
        base = Phrase(
            words, first, stop, plain, head, owner=owner, definite=definite, gender=gender,
            plural=bool(PLURAL.match(head)) and head not in SINGULAR_S,
            inner=self._inner(begin, stop),
        )  # fmt: skip
        listed = (
            self._listed(base, begin, stop)
            or self._of_people(base, begin, stop)
            or self._branch(base, begin, stop)
        )
        if listed is not None:
            return listed
        named = self._body_apposed(base, head_at, stop)
        named = named or self._voice(base, begin, head_at)
        if named is not None:
            return named
        added = (k for k in range(begin + 1, stop) if attends(self._norms, k))
        behind = self._norms[head_at + 1 : head_at + 2]
        issued = head in DOCUMENT and behind in (["from"], ["by"], ["of"])
        person = None if issued else self._person(begin, next(added, stop))
        if person is not None:
            name, role = person
            name = self.people.meant(self.people.learn(name), stop - 1)
            return named_as(base, name, "person", role)
        if head in DOCUMENT and not self._is_body(begin, head_at):
            return named_as(base, plain, "document", None)
        capital = self._capitals.get(begin)
        if capital is not None and capital.stop == stop:
            return named_as(base, str(capital.entry.get("name")), "organisation", None)
        if self.people.is_description(head) or self._is_common(head_at, begin):
            return base
        if head in _BODY_ROLES and self._is_title_run(begin, head_at):
            return named_as(base, plain, "organisation", None)
        if head in DETERMINERS or (
            head in _COUNTED and (head_at == stop - 1 or self._norms[head_at + 1] == "of")
        ):
            return base
        body = self._body(begin, stop, head_at)
        if body is not None:
            return named_as(base, body, "organisation", None)
        return base

    def _before_bracket(self, first: int, stop: int) -> int:
        """Where "An elderly man (name withheld)" opens its bracket; else ``stop``."""
        if self._norms[stop - 1] != ")":
            return stop
        return next((k for k in range(first + 1, stop) if self._norms[k] == "("), stop)

    def _start(self, first: int, stop: int) -> int:
        """Where the phrase begins: with the name in "Omar Haddad the centre's head", where commas are lost,
        and with a name that an article stands in ("Save the Children")."""
        begin, actor = speaker_start(self._norms, first, stop), self._actor_at.get(first)
        within = (self._actor_at[k] for k in range(first, begin) if k in self._actor_at)
        if any(one.kind != "person" and self._end(one) == stop for one in within):
            return first  # "the charity Save the Children"
        if actor is not None and begin > first and self._end(actor) == stop:
            return first
        named = actor is not None and actor.kind == "person" and begin > first
        if named and self._end(actor) == begin and self._norms[begin] == "the":  # type: ignore[arg-type]
            return first
        if begin == first + 1 and self._is_given_alone(first, stop):
            return first
        return begin

    def plain(self, phrase: Phrase) -> str:
        """The name of somebody unnamed, without words that only this sentence understands."""
        return plain_name(phrase.name, phrase.head, lambda word: self.is_place(phrase, word))

    def is_place(self, phrase: Phrase, word: str) -> bool:
        """True where the phrase names a place by the word."""
        return any(
            self._words[k] == word and k in self._places for k in range(phrase.first, phrase.stop)
        )

    def _of_people(self, base: Phrase, begin: int, stop: int) -> Phrase | None:
        """ "Doctors Without Borders": a body whose name hangs on people in the plural."""
        tied = self._norms[begin + 1 : begin + 2] in (["without"], ["against"], ["for"])
        if not tied or not all(word[0].isupper() for word in self._words[begin:stop]):
            return None
        actor = self._actor_at.get(begin)
        name = actor.name if actor is not None else self._reading.words(begin, stop)
        return named_as(base, name, "organisation", None) if stop > begin + 2 else None

    def _branch(self, base: Phrase, begin: int, stop: int) -> Phrase | None:
        """ "Al-Qaeda's branch in Yemen Ansar al-Sharia", "the group's local affiliate JNIM": that branch."""
        k = next((k for k in range(begin, stop) if self._norms[k] in BRANCHES), stop)
        for at in range(k + 1, stop):
            actor = self._actor_at.get(at)
            if actor and actor.kind in ("armed_group", "organisation") and self._end(actor) == stop:
                return named_as(base, actor.name, "organisation", None)
        return None

    def _is_common(self, head_at: int, begin: int) -> bool:
        """ "Activists said": a role in the plural that is a capital only as the first word."""
        first = self._reading.sentences[self._reading.sentence_of_token(begin)].first
        if head_at == begin == first and self._norms[begin] == "people":
            return True
        return head_at == begin == first and begin in self._roles and self._norms[begin][-1] == "s"

    def _head(self, begin: int, stop: int) -> int:
        """The noun everything else hangs on: the last one before "of", "at", "who", a participle."""
        k = begin
        while k + 1 < stop:
            held = self._of_body(k, stop)
            if held:
                k = held  # "a retired Department of Health clerk"
                continue
            norm = self._norms[k + 1]
            if norm == "-" or self._norms[k] == "-":
                k += 1  # "mother-in-law", "front-runner"
                continue
            if (
                norm in PREPOSITIONS
                or norm in RELATIVES
                or norm in (",", "(", "'s", "a", "an", "another", "close", "that")
            ):
                if norm != "'s":
                    break
            if norm.endswith("ing") and norm not in _NO_PARTICIPLES:
                break
            if norm in ("kept", "made", "part", "known") and self._norms[k] != "-":
                break
            if norm.endswith("ed") and self._norms[k + 2 : k + 3] == ["by"]:
                break  # "figures compiled by the ministry"
            if norm in TIED and self._norms[k] != "-" and self._norms[k + 2] != "-":
                if norm == "based" and self._norms[k + 2] not in PREPOSITIONS:
                    k += 1
                    continue  # "the Turin based Forum": a hyphen lost
                break
            k += 1
        return k

    def _of_body(self, k: int, stop: int) -> int:
        """The role behind the name of a body that begins at token ``k`` and has "of" or "for" in it; else 0."""
        actor = self._actor_at.get(k)
        if actor is None or actor.kind == "person" or " " not in actor.name:
            return 0
        end = self._end(actor)
        inner = any(self._norms[j] in PREPOSITIONS for j in range(k, end))
        return end if inner and end < stop and is_role(self._words[end]) else 0

    def _inner(self, begin: int, stop: int) -> str | None:
        for k in range(begin, stop):
            actor = self._actor_at.get(k)
            if actor is None or actor.kind == "population":
                continue
            if actor.rule == "actor.state" and self._end(actor) > k + 1:
                return self._reading.words(k, self._end(actor))  # "a Kenyan army statement"
            adjective = (
                actor.kind == "state" and k not in self._countries and k not in self._capitals
            )
            if not (
                adjective and self._end(actor) == k + 1 < stop and self._words[k + 1][0].isupper()
            ):
                return actor.name  # not Turkey of "a Turkish General Staff statement"
        return None

    def _listed(self, base: Phrase, begin: int, stop: int) -> Phrase | None:
        """ "Erdogan and Putin", "the forces and a monitoring group": several speakers."""
        joins = [k for k in range(begin + 1, stop - 1) if self._norms[k] == "and"]
        if not joins or any(
            actor.kind != "person" and k <= j < self._end(actor)
            for k, actor in (
                (k, self._actor_at[k]) for k in range(begin, stop) if k in self._actor_at
            )
            for j in joins
        ):
            return None
        if self._norms[self._head(begin, stop)] in DOCUMENT or self._ties(begin, joins[0], stop):
            return None
        names = [
            actor.name
            for k in range(begin, stop)
            if (actor := self._actor_at.get(k)) is not None and actor.kind == "person"
        ]
        if len(names) > 1:
            return named_as(base, " and ".join(dict.fromkeys(names)), "group", None)
        return named_as(base, base.name, "group", None)

    def _ties(self, begin: int, join: int, stop: int) -> bool:
        """ "curator and director of": two roles of one speaker; "head of X and Y": one head."""
        if any(self._norms[k] in PREPOSITIONS or self._norms[k] == "," for k in range(begin, join)):
            return True
        after = self._words[join + 1]
        if is_role(self._words[join - 1]) and self._words[begin][0].isupper():
            # "Republican strategist and Lee critic Carl Munk"
            last = next((k for k in range(stop - 1, join, -1) if is_role(self._words[k])), join)
            if join + 1 < last < stop - 2 and self._words[last].islower():
                if all(word[0].isupper() for word in self._words[join + 1 : last]):
                    return True
        named = any(
            (actor := self._actor_at.get(k)) is not None and actor.kind == "person"
            for k in range(join + 2, stop)
        )  # "donor and former senator Carl Munk"
        return self._norms[join + 1] not in DETERMINERS and bool(
            is_role(self._words[join - 1]) and (is_role(after) or (named and after[0].islower()))
        )

    def _person(self, begin: int, stop: int) -> tuple[str, str | None] | None:
        """The named person that heads the phrase, and the role written beside the name."""
        if (office := self._behind_office(begin, stop)) is not None:
            return office
        for k in range(begin, stop):
            actor = self._actor_at.get(k)
            if actor is not None and actor.kind == "person" and self._heads(begin, k, stop):
                end = min(self._end(actor), stop)
                if self._norms[k - 1] == "(" and end + 1 < stop:
                    continue  # "Inspector General (Hill Range) Ramesh Dhar"
                if " " not in actor.name and end < stop and is_role(self._words[end]):
                    continue  # "Police Senior Superintendent Rolando Cruz"
                role = self._role(begin, k) or actor.role or self._role(end, stop)
                name = actor.name if actor.rule != "actor.person" else self._bare(k, end)
                return name, role or None
        if self._is_given_alone(begin, stop):
            return self._words[begin], self._role(begin + 1, stop)
        k = stop
        while k > begin and self._is_namely(k - 1):
            k -= 1
        if any(j in self._actor_at and self._end(self._actor_at[j]) > k for j in range(begin, k)):
            return None  # "Norwegian Refugee Council"
        if self._norms[stop - 1] in HOUSES:
            return None  # "a doctor at the Marib General Hospital"
        return self._new_person(begin, k, stop)

    def _behind_office(self, begin: int, stop: int) -> tuple[str, str | None] | None:
        """ "Speaker of the House Ann Lee", "the Secretary of the Interior Carl Munk": name and office."""
        tie = next((k for k in range(begin + 1, stop - 3) if self._norms[k] == "of"), 0)
        if not tie or not (is_role(self._words[tie - 1]) and self._words[tie - 1][0].isupper()):
            return None
        if not all(w[0].isupper() or w == "the" for w in self._words[tie + 1 : stop]):
            return None
        for k in (stop - 2, stop - 3):
            named = k > tie + 1 and self.people.is_given(self._norms[k])
            if named and self._norms[k - 1] != "the" and self._norms[stop - 1].isalpha():
                return self._reading.words(k, stop), self._role(begin, k)
        return None

    def _is_given_alone(self, k: int, stop: int) -> bool:
        """ "Manal a 28-year-old teacher", "Rami an Aleppo resident": one name, what it is of behind it, commas lost."""
        if not self._reading.apostrophes_lost or k + 2 >= stop or k in self._actor_at:
            return False
        if self._norms[k + 1] not in ("a", "an") or not self._words[k].istitle():
            return False
        aged = self._norms[k + 2].isdigit() and self._norms[k + 3 : k + 5] == ["-", "year"]
        return aged or self.people.is_given(self._norms[k])

    def _heads(self, begin: int, k: int, stop: int) -> bool:
        """True where the person at token ``k`` is who speaks, not whose aide or regime does."""
        end = min(self._end(self._actor_at[k]), stop)
        after = self._norms[end] if end < stop else ""
        j = k
        while j > begin and (
            self._norms[j - 1] in _STYLES | DETERMINERS
            or (is_role(self._words[j - 1]) and self._is_styled(begin, j - 1))
            or self.people.is_nation(self._words[j - 1])
        ):
            j -= (
                1  # "a spokesman for Chairman Lee", "opponents of the Kenyan President Omar Haddad"
            )
        before = self._norms[j - 1] if j > begin else ""
        if (
            after in ("'s", "'")
            or (before in PREPOSITIONS and before != "with")
            or before in ATTENDING
        ):
            return False
        if after in ("regime", "forces") and self._reading.words(k, end)[-1:] == "s":
            return False
        if begin == k and end - k > 1 and self._norms[end + 1 : end + 2] == ["for"]:
            return True  # "Ali Reza spokesman for the opposition": commas lost
        return after not in _MEDIA and not (after and self._is_owner(end))

    def _is_styled(self, begin: int, k: int) -> bool:
        """True for the role of "Chairman Lee", of "colleagues of reporter Ann Lee"."""
        hangs = k > begin + 1 and self._norms[k - 1] in ("of", "to", "for")
        return self._words[k][0].isupper() or (hangs and self._norms[k - 2][-1:] == "s")

    def _new_person(self, begin: int, k: int, stop: int) -> tuple[str, str | None] | None:
        """A person the article's actors do not hold: a role, and a name in capitals from ``k`` on beside it."""
        while k < stop and not self._words[k][0].isupper() and self._norms[k] not in _PARTICLES:
            k += 1
        if k == begin and k < stop and self._norms[k - 1] in NAMING:
            return self._reading.words(k, stop), None
        if begin < k - 1 and k < stop and self._norms[k - 1] in NAMING:
            return self._reading.words(k, stop), self._role(begin, k - 1)  # "a cook called Omar"
        if begin < k < stop and is_role(self._words[k - 1]):
            tie = k - 2 - (k - 2 > begin and self.people.is_nation(self._words[k - 2]))
            if tie > begin and self._norms[tie] in ("for", "of", "to", "with"):
                return None  # "a spokesman for Chairman Lee", "opponents of Kenyan President Lee"
            return self._reading.words(k, stop), self._role(begin, k)
        if k - 3 > begin and self._norms[k - 1] == "." and self._norms[k - 3] in PREPOSITIONS:
            return None  # "a spokesman for Mr. Lee"
        if begin < k - 1 and k < stop and self._norms[k - 1] in _TITLE_TAIL:
            has_role = any(is_role(w) or "-" in w for w in self._words[begin : k - 1])
            if has_role or stop - k >= 2:
                return self._reading.words(k, stop), self._role(begin, k - 1)
        if k == begin and stop - k == 1:
            known = self.people.by_last_name(self._norms[k])
            if known is not None and self._words[k][0].isupper():
                return known, None
        return None

    def _is_owner(self, end: int) -> bool:
        """ "Smith spokesman Lee", "a Smith aide": the name before token ``end`` only says whose."""
        word = self._words[end]
        if self._norms[end + 1 : end + 2] == ["of"] and word not in _CAMPS:
            return False  # "Ali Reza head of the clinic", where commas are lost
        return word[0].islower() and (is_role(word) or word in _CAMPS)

    def _bare(self, first: int, stop: int) -> str:
        """A person's name without a role that was taken for its first word."""
        while stop - first > 2 and is_role(self._words[first]):
            first += 1
        return self._reading.words(first, stop)

    def _is_namely(self, k: int) -> bool:
        word, norm = self._words[k], self._norms[k]
        if k in self._actor_at and self._actor_at[k].kind != "person":
            return False
        if is_role(word):
            return False
        return (word[0].isupper() and norm not in DETERMINERS) or norm in _PARTICLES or norm == "-"

    def _role(self, first: int, stop: int) -> str:
        while first < stop and (
            self._norms[first] in DETERMINERS or self._norms[first] in (",", "a", "an")
        ):
            first += 1
        while stop > first and self._norms[stop - 1] in (",", "'s", "and"):
            stop -= 1
        return self._reading.words(first, stop)


_MEDIA = frozenset(
    "newspaper daily agency channel network television tv radio station magazine website movement brigade "
    "battalion newsroom".split()
)
_BODY_ROLES = frozenset(("monitor", "observer", "editor"))
_COUNTED = frozenset(
    "one two three four five six seven eight nine ten both others another second third".split()
)
_STYLES = frozenset(". mr mrs ms dr sen rep gov gen col lt capt president senator governor".split())
_CAMPS = frozenset(
    "campaign camp administration team supporters allies backers officials aides".split()
)
