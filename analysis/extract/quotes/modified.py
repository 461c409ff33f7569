"""Subjects with something behind them: a relative clause, "in a statement", "released last week"."""

from __future__ import annotations

from analysis.extract.quotes.grammar import DETERMINERS, PREPOSITIONS, RELATIVES
from analysis.extract.quotes.nouns import CUTS
from analysis.extract.quotes.right import MADE, RightPhrases
from analysis.extract.quotes.wording import DOCUMENT, MESSAGE, SURROUNDINGS, is_role

_SPANS = frozenset(
    "day days week weeks month months year years hour hours minute minutes moments shortly soon just".split()
)
_TIME_CLAUSES = frozenset(("when", "where"))
_ORDER = frozenset("first last second third next every each only".split())


class Modified(RightPhrases):
    """Phrases found left of what is told of them."""

    def _before_relative(self, first: int, stop: int) -> tuple[int, int] | None:
        """ "two officials who were briefed on the plan said": the phrase before "who"."""
        if self._another_speaks(first, stop):
            return None
        for k in range(stop - 2, max(first, stop - 24) - 1, -1):
            norm = self._norms[k]
            if norm == "," or self._seams.article(k):
                return None  # "who surrendered despite an amnesty | a monitor said"
            verbal = norm in ("that", "which") and self._grammar.finite[k + 1]
            if (norm in ("who", "whose") or verbal) and k > first:
                end = k - 1 if self._norms[k - 1] == "," else k
                found = self._phrase_back(end - 1, first)
                if verbal and found is not None and not self._is_somebody(*found):
                    return None
                if found is not None and found[0] - 2 >= first:
                    found = self._named_before(end, first) or found
                told = self._grammar.main_verb(k + 1, stop) is not None
                told = told or self._norms[k + 1] == "asked"  # "a guard who asked not to be named"
                return found if told else None
        return None

    def _another_speaks(self, first: int, stop: int) -> bool:
        """ "by rebels that had hit the capital | a monitoring group said": who stands before the verb, a comma lost."""
        for k in range(stop - 2, max(first, stop - 8), -1):
            if self._norms[k] in ("a", "an"):
                near = range(k + 1, min(k + 4, stop))
                somebody = any(self._can_head(j) or self._norms[j] in DOCUMENT for j in near)
                return somebody and not self._grammar.finite[k - 1] and self._seams.apart(k)
        return False

    def _before_made(self, first: int, stop: int) -> tuple[int, int] | None:
        """ "Filings released last week show", "a study published by the college found": the document."""
        for k in range(stop - 1, first, -1):
            if self._norms[k] == "," or (self._grammar.finite[k] and self._norms[k] not in MADE):
                return None
            if self._norms[k] in MADE and self._norms[k - 1] in DOCUMENT:
                after = self._past_time(k + 1, stop)
                found = self._phrase_back(k - 1, first)
                whole = after == stop or self._norms[after] == "by"
                inside = found is not None and self._norms[found[0] - 1] in PREPOSITIONS
                return found if whole and not inside else None
        return None

    def _past_time(self, k: int, stop: int) -> int:
        """The token behind "on Tuesday", "this year", if that stands at ``k``."""
        starts = (k, k + 1) if self._norms[k] in PREPOSITIONS else (k,)
        for j in range(k, min(stop, k + 6)):
            end = self._reading.tokens.ends[j]
            if end in self._time_ends and self._reading.tokens.at(self._time_ends[end]) in starts:
                return j + 1
        return k

    def _is_somebody(self, first: int, stop: int) -> bool:
        """True where a role, an actor or a body stands in the phrase."""
        return any(self._can_head(k) for k in range(first, stop))

    def _through(self, first: int, stop: int) -> tuple[int, int] | None:
        """ "The group in a statement posted on its site said": the body before "in a statement"."""
        for k in range(first + 1, stop - 2):
            if self._norms[k] == "," or (self._grammar.finite[k] and k not in self._roles):
                return None
            if self._norms[k] == "in" and self._norms[k + 1] in ("a", "an"):
                if any(norm in MESSAGE for norm in self._norms[k + 2 : k + 5]):
                    found = self._phrase_back(k - 1, first)
                    opens = found is not None and found[0] - first <= 1
                    return found if opens and self._is_somebody(first, k) else None
        return None

    def _names_role(self, first: int, stop: int) -> bool:
        """ "a spokesman for the staff in Kyiv", "his deputy at the mine": a role and what it is tied to."""
        if self._norms[first] not in DETERMINERS:
            return False
        tie = next((k for k in range(first, stop) if self._norms[k] in PREPOSITIONS), first)
        return tie > first and is_role(self._words[tie - 1])

    def _opens_office(self, piece: tuple[int, int], name: tuple[int, int]) -> bool:
        """ "five were hurt in Bam, a resort, when it fell, the mayor, Ali Reza, said": his office."""
        the_office = self._norms[piece[0]] == "the" and is_role(self._words[piece[1] - 1])
        return the_office and self._is_person_piece(*name)

    def _is_person_piece(self, first: int, stop: int) -> bool:
        """ "Ann Lee", "General Ann Lee", "army chief Ann Lee": a piece that names a person, or is told to be one."""
        while first < stop - 1 and (first in self._roles or is_role(self._norms[first])):
            first += 1
        if first in self._persons or not self._is_name(first, stop):
            return first in self._persons
        described = self._norms[stop : stop + 1] == [","] and self._norms[stop + 1] in DETERMINERS
        return described and any(map(is_role, self._norms[stop + 2 : stop + 5]))

    def _tells_where(self, first: int, stop: int) -> bool:
        """ "on the border with Chad", "a town east of Bam", "his home town": no one who speaks."""
        if self._norms[first] in PREPOSITIONS:
            return True
        tie = next((k for k in range(first + 1, stop) if self._norms[k] in PREPOSITIONS), stop)
        head = self._norms[first:tie]
        return not SURROUNDINGS.isdisjoint(head) and not any(map(is_role, head))

    def _opened(self, k: int, first: int) -> int:
        """The dash that opens the aside which the dash at ``k`` closes: "Lee — who has run before — left"."""
        if self._norms[k] not in ("—", "–"):
            return 0
        for j in range(k - 2, max(first, k - 30), -1):
            if self._norms[j] in CUTS:
                begins = self._norms[j + 1]
                aside = begins in RELATIVES or begins in DETERMINERS or begins in PREPOSITIONS
                return j if self._norms[j] == self._norms[k] and aside else 0
        return 0

    def _behind_that(self, floor: int, stop: int) -> int:
        """ "a goal that their coach called", "that Democrats hailed": where the clause behind "that" begins;
        else ``floor``."""
        for k in range(stop - 2, max(floor, stop - 7), -1):
            if self._norms[k] == "what" and not any(self._grammar.finite[k:stop]):
                return k + 1  # "a drill and what villagers said was none"
            if self._norms[k] == "that":
                opens = k + 2 == stop or self._norms[k + 1] in DETERMINERS
                plain = opens and not self._grammar.finite[k + 1]
                return k + 1 if plain and not self._is_done(k + 2, stop) else floor
        return floor

    def _is_done(self, first: int, stop: int) -> bool:
        """ "when told that the bank had failed, she said": a clause with its own verb, and a comma behind."""
        return self._norms[stop - 1] == "," and any(self._grammar.finite[first:stop])

    def _opened_anew(self, floor: int, stop: int) -> int:
        """Where a clause that ends before the verb opens: behind "that", ", when", ", and" with a share."""
        return max(
            self._behind_that(floor, stop),
            self._behind_when(floor, stop),
            self._behind_share(floor, stop),
            self._behind_contrast(floor, stop),
            self._behind_after(floor, stop),
            self._behind_noun(floor, stop),
            self._behind_which(floor, stop),
        )

    def _behind_which(self, floor: int, stop: int) -> int:
        """ "It cites a letter in which Ms. Lee asks": where the clause behind "in which" begins; else ``floor``."""
        for k in range(stop - 2, max(floor + 1, stop - 12), -1):
            if self._norms[k] in ("which", "whom") and self._norms[k - 1] in PREPOSITIONS:
                return k + 1
            if self._norms[k] == "," or self._grammar.finite[k]:
                break
        return floor

    def _behind_contrast(self, floor: int, stop: int) -> int:
        """ "The court confirmed six deaths, while Rakam, a charity, puts": where the clause behind
        ", while" begins; else ``floor``."""
        apart = self._norms[stop - 1] == ","
        for k in range(stop - 2, max(floor, stop - 16), -1):
            if not apart and self._norms[k - 1 : k + 1] == [",", "as"]:
                return k + 1  # "The plan, as Ann Lee put it"
            if self._norms[k] in ("while", "whereas") and self._norms[k - 1] == ",":
                return floor if self._grammar.is_gerund(k + 1) else k + 1
            if self._grammar.finite[k] or (self._norms[k] == "," and not apart):
                break
        return floor

    def _behind_after(self, floor: int, stop: int) -> int:
        """ "It spoke in May, a day after Lee proposed": where the clause behind "after" begins; else ``floor``."""
        for k in range(stop - 2, max(floor + 1, stop - 8), -1):
            if self._norms[k] in ("after", "before") and self._norms[k - 1] in _SPANS:
                return k + 1
            if self._norms[k] == "," or self._grammar.finite[k]:
                break
        return floor

    def _behind_noun(self, floor: int, stop: int) -> int:
        """ "They left, a step the envoy welcomed": where "the envoy" begins behind the noun;
        else ``floor``."""
        for k in range(stop - 2, max(floor, stop - 6), -1):
            if self._norms[k] == "time" and self._norms[k - 1] in _ORDER:
                return k + 1  # "the first time Ann Lee has suggested"
        for k in range(stop - 2, max(floor + 2, stop - 6), -1):
            if self._norms[k] == "the" and self._norms[k - 2] in ("a", "an"):
                noun = self._norms[k - 1]
                bare = (
                    noun.isalpha() and noun not in PREPOSITIONS and not self._grammar.finite[k - 1]
                )
                return k if bare and self._norms[k - 3] == "," else floor
        return floor

    def _behind_share(self, floor: int, stop: int) -> int:
        """ "She led by nine, and 97 percent of Democrats said": where the share begins; else ``floor``."""
        for k in range(stop - 2, max(floor, stop - 14), -1):
            share = self._norms[k] in ("percent", "%") and self._norms[k - 1][:1].isdigit()
            if (
                share
                and self._norms[k - 2] in ("and", "but", "while")
                and self._norms[k - 3] == ","
            ):
                return k - 1
            if self._norms[k] == "," or self._grammar.finite[k]:
                break
        return floor

    def _behind_when(self, floor: int, stop: int) -> int:
        """ "It dates to May, when the union said": where the clause behind ", when" begins; else ``floor``."""
        for k in range(stop - 2, max(floor, stop - 9), -1):
            if self._norms[k] == "," or self._grammar.finite[k]:
                break
            if self._norms[k] in _TIME_CLAUSES and self._norms[k - 1] == ",":
                return k + 1
        return floor

    def _named_before(self, comma: int, floor: int) -> tuple[int, int] | None:
        """ "Rick Tyson, the senator's spokesman, who": the person an apposition before "who" adds to."""
        for k in range(comma - 1, max(floor, comma - 14), -1):
            if self._grammar.finite[k] or self._norms[k] in RELATIVES:
                return None
            if self._norms[k] == ",":
                start = self._actors.get(k - 1, -1)
                role = self._is_role_phrase(k + 1, comma) and not self._named(comma - 1, comma)
                if role and self._norms[k + 1] in ("a", "an") and start not in self._persons:
                    found = self._phrase_back(k - 1, floor)  # "her mother, a nurse, who"
                    return found if found and self._is_somebody(*found) else None
                return (start, k) if start in self._persons and start >= floor and role else None
        return None
