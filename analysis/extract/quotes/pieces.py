"""The words left of a reporting verb, cut up: the clause they stand in, its pieces between commas.

Adverbs, days and brackets before the verb are passed over; in "Lena Okoro, who keeps the gate, said" the
second piece adds to the first.
"""

from __future__ import annotations

from analysis.extract.quotes.grammar import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    LEADS,
    LY_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)
from analysis.extract.quotes.modified import Modified
from analysis.extract.quotes.nouns import CUTS
from analysis.extract.quotes.wording import is_role

_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_SKIP_LEFT = (
    ADVERBS
    | AUXILIARIES
    | _DAYS
    | frozenset(
        "been on late jointly both to first long since famously twice himself herself itself themselves".split()
    )
)
_HAS = frozenset(("'s", "’s", "'d", "’d"))
_ASIDES = frozenset(
    "now then himself herself itself themselves too though however instead meanwhile again once "
    "formerly currently like one both not including along himself, who whose which as".split()
)
_ENCLOSING = {")": "(", "]": "[", "—": "—", "–": "–", "-": "-"}
_EVEN_AS = (["even", "as"], ["even", "though"], ["just", "as"])
_LONGEST = 26
_OCCASIONS = frozenset(
    "campaign debate primary primaries race season speech trial hearing interview war term tour meeting game".split()
)
_OCCASION_TIES = frozenset(("throughout", "during"))
_LINES = frozenset("phone telephone email e-mail skype whatsapp radio".split())
_LINE_TIES = frozenset(("by", "via", "over"))
_OFTEN_TIES = frozenset(("on", "for", "in"))
_OFTEN = frozenset("days nights years weeks months occasions".split())


class Pieces(Modified):
    """Cuts up what stands left of a verb in one article."""

    def _is_reduced(self, first: int, stop: int) -> bool:
        """ "The decision, announced in May, was": a name, a comma and no piece closed off."""
        return "," not in self._norms[first : stop - 1] and not any(
            self._grammar.finite[k] for k in range(first, stop)
        )

    def _is_body(self, first: int, stop: int) -> bool:
        """True for the name of a body or group and nothing else."""
        return self._actor_first.get(first) == stop and first not in self._persons

    def _brings_subject(self, first: int, stop: int) -> bool:
        """ "whose head", "which the mayor's aide": a pronoun and a subject behind it; not "which monitors it"."""
        after = self._norms[first + 1]
        new = after in DETERMINERS or self._words[first + 1][0].isupper()
        opens = self._norms[first] == "whose" or (self._norms[first] in ("which", "whom") and new)
        done = any(
            self._norms[k].endswith("ed") and self._words[k][0].islower()
            for k in range(first + 2, stop)
        )  # "whose son Luis vanished in May"
        return opens and not done and self._grammar.main_verb(first + 1, stop) is None

    def _cut(self, first: int, stop: int) -> list[tuple[int, int]]:
        """The span cut at its commas."""
        out, begin = [], first
        for k in range(first, stop + 1):
            if k == stop or self._norms[k] == ",":
                if k > begin:
                    out.append((begin, k))
                begin = k + 1
        return out

    def _is_aside(self, piece: tuple[int, int], before: tuple[int, int]) -> bool:
        """A piece between commas that adds to the phrase before it or to the verb behind it."""
        first, stop = piece
        norm = self._norms[first]
        if first in self.soft or norm in ("and", "but"):
            return False  # "He called it “toxic,” and Ann Lee, the mayor, said": another clause
        if norm in _ASIDES or norm in RELATIVES or norm in PREPOSITIONS or norm in SUBORDINATORS:
            return True
        if norm.endswith(("ing", "ly")) or (norm.endswith("ed") and self._words[first].islower()):
            return True
        if norm.isdigit() or first in self._timely or (stop - first == 1 and len(norm) <= 2):
            return True
        if self._words[first] in ("R", "D", "I", "Republican", "Democrat"):
            return True
        if self._norms[first + 1 : first + 3] == ["of", "them"] and stop > first + 3:
            return True  # "nine died, most of them women, in two towns, Ann Lee, ..., said"
        if piece in self._scenes and self._ends_in_name(*before):
            return True  # "A farmer in Kajuru, Kaduna State, said"
        if self._is_person_piece(first, stop) and self._tells_where(*before):
            return False  # "in two towns, Col. Ann Lee, who was there, said"
        if any(self._grammar.finite[k] for k in range(first, stop)) and norm not in DETERMINERS:
            return False
        if norm in DETERMINERS or self._words[first][0].islower():
            lead = self._norms[before[0]]
            return lead in RELATIVES or not (
                lead.endswith("ing") or self._grammar.main_verb(*before) is not None
            )
        if self._grammar.main_verb(*before) is not None and self.is_lone_name(first, stop):
            return False  # "one was wounded, Ali Reza, the mayor, said"
        return self._ends_in_name(*before) or self.is_lone_name(first, stop)

    def _last_chunk(self, first: int, stop: int) -> tuple[int, int] | None:
        """ "C, X said", "On Monday, X said": the words after the last comma, if they are a name."""
        comma = self._comma(first, stop, latest=True)
        if comma is None:
            return None
        begin = self._region(comma + 1, stop)
        if begin >= stop or "and" in self._norms[begin:stop]:
            return None
        if any(self._grammar.finite[k] for k in range(begin, stop)):
            return None
        if self._grammar.opens_phrase(begin):
            return None
        found = self._phrase_back(stop - 1, begin)
        return found if found is not None and found[0] - begin <= 1 else None

    def before_adjuncts(self, cue: int, floor: int) -> int:
        """The token behind the subject: adverbs, auxiliaries, days and brackets passed over."""
        stop, tokens = cue, self._reading.tokens
        while stop > floor:
            norm = self._norms[stop - 1]
            named = self._words[stop - 1][0].isupper() and stop - 2 > floor and norm not in _DAYS
            named = named or stop - 1 in self._actors  # "May said"
            skipped = norm in _SKIP_LEFT or (norm.endswith("ly") and norm not in LY_NOUNS)
            if skipped and not named:
                stop -= 1
            elif norm in _HAS and stop - 2 >= floor and self._norms[stop - 2] in PRONOUNS:
                stop -= 1  # "He's told donors"
            elif tie := self._tie_before(norm, stop, floor):
                stop = tie
            elif norm in _ENCLOSING and (norm != "-" or self._stands_apart(stop - 1)):
                k = stop - 2
                opening = _ENCLOSING[norm]
                while k > floor and stop - k < 24:
                    if self._norms[k] == opening and (norm != "-" or self._stands_apart(k)):
                        break
                    k -= 1
                if self._norms[k] != _ENCLOSING[norm] or k <= floor:
                    break
                stop = k
            elif tokens.ends[stop - 1] in self._time_ends:
                begin = tokens.at(self._time_ends[tokens.ends[stop - 1]])
                if begin <= floor or begin >= stop:
                    break
                stop = begin
            else:
                break
        return stop

    def _stands_apart(self, k: int) -> bool:
        """True for a hyphen between spaces, used as a dash."""
        glued = self._reading.tokens.glued
        return not glued[k] and k + 1 < len(glued) and not glued[k + 1]

    def _tie_before(self, norm: str, stop: int, floor: int) -> int:
        """Where "on most days", "for several years", "throughout the campaign", "by phone" begins; else 0."""
        if norm in _OFTEN:
            ties = _OFTEN_TIES
        elif norm in _OCCASIONS:
            ties = _OCCASION_TIES
        elif norm in _LINES:
            ties = _LINE_TIES
        else:
            return 0
        places = range(stop - 2, max(floor, stop - 5), -1)
        tie = next((k for k in places if self._norms[k] in ties), 0)
        held = norm in _LINES and self._norms[tie - 1] in ("reached", "contacted", "interviewed")
        return 0 if held else tie

    def _region(self, floor: int, stop: int, asides: bool = False) -> int:
        """The first token behind the last hard mark, without the words that only lead in."""
        first, k = max(floor, stop - 60), stop - 1
        while k >= first:
            if self._norms[k] in CUTS and k not in self.soft:
                opened = self._opened(k, first) if asides else 0
                if not opened:
                    first = k + 1
                    break
                k = opened
            k -= 1
        while first < stop and (
            self._norms[first] in LEADS
            or self._norms[first] in (",", "’", "'", ")", "-", "]", "•", ".")
            or first in self.soft
        ):
            first += 1
        if self._norms[first : first + 2] in _EVEN_AS and first + 2 < stop:
            first += 2  # "even as critics said"
        return first

    def _comma(self, first: int, stop: int, latest: bool = False) -> int | None:
        places = range(stop - 2, first, -1) if latest else range(first, stop)
        return next((k for k in places if self._norms[k] == ","), None)

    def _in_relative(self, first: int, stop: int) -> int | None:
        """Where "the mayor" begins in "the attack which the mayor | said killed nine": who says so inside
        the clause, which has no verb before."""
        rel = next((k for k in range(first + 1, stop - 1) if self._norms[k] == "which"), None)
        if rel is None or "," in self._norms[rel + 1 : stop]:
            return None
        opens = self._norms[rel + 1]
        somebody = opens in DETERMINERS or is_role(opens.removesuffix("s"))
        whose = self._norms[rel - 1] in PREPOSITIONS  # "the town in which the mayor"
        whose = whose or not (somebody or self._words[rel + 1][0].isupper())
        return None if whose or self._grammar.main_verb(rel + 1, stop) is not None else rel + 1

    def _subject(self, first: int, stop: int) -> tuple[int, int] | None:
        """The head phrase of a verbless stretch: without appositions and relative clauses."""
        while stop > first and self._norms[stop - 1] == ",":
            stop -= 1
        if (inner := self._in_relative(first, stop)) is not None:
            return self._subject(inner, stop)
        pieces = self._pieces(first, stop)
        if not pieces:
            return None
        if len(pieces) > 1 and "and" in self._norms[pieces[-1][0] : pieces[-1][1]]:
            lower = [self._norms[a] for a, _ in pieces]
            plain = all(b - a <= 5 for a, b in pieces) and not set(lower) & {
                "a",
                "an",
                "the",
                "who",
            }
            if plain and len(pieces) > 2:
                return first, stop
        head = pieces[0]
        role = self._words[head[1] - 1]
        apposed = role[0].islower() and is_role(role)
        apposed = apposed or (len(pieces) > 1 and self._names_role(*head))
        if len(pieces) > 1 and (apposed or not self._named(*head)):
            if self._is_name(*pieces[1]) or (apposed and self.is_lone_name(*pieces[1])):
                return head[0], pieces[1][1]
        if not self._speaks(*head):
            return None
        return head if head[1] - head[0] <= _LONGEST else None

    def _pieces(self, first: int, stop: int) -> list[tuple[int, int]]:
        """The span cut at commas; a piece ends before its relative clause."""
        out, begin = [], first
        for k in range(first, stop + 1):
            if k == stop or self._norms[k] == ",":
                end = next((j for j in range(begin, k) if self._norms[j] in RELATIVES), k)
                if end > begin:
                    out.append((begin, end))
                begin = k + 1
        return out

    def _apposed(self, first: int, stop: int) -> tuple[int, int] | None:
        """ "..., X, known as Y, said": the last piece that is no apposition."""
        pieces = self._pieces(first, stop - 1)
        k = len(pieces) - 1
        if any(self._norms[k - 1 : k + 1] == [",", "where"] for k in range(first + 1, stop)):
            return None  # "in Salem, Ore., where she lived and, her aunt said, told them"
        while k > 0:
            a, b = pieces[k]
            before = pieces[k - 1]
            if self._is_name(a, b) and not self._named(*before):
                found = self._phrase_back(before[1] - 1, before[0])
                return (found[0], b) if found else (a, b)
            start = self._norms[a]
            if self._is_name(*self._tail_name(before)):
                return self._phrase_back(before[1] - 1, before[0])
            if (
                start in DETERMINERS
                or start in ("known", "who", "which")
                or self._words[a][0].islower()
            ):
                found = self._phrase_back(before[1] - 1, before[0])
                if found is not None:
                    return found
            k -= 1
        return None

    def _tail_name(self, piece: tuple[int, int]) -> tuple[int, int]:
        last = piece[1] - 1
        return self._actors.get(last, last), piece[1]
