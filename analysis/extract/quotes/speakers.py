"""The noun phrase that speaks: left of a reporting verb, or right of it after a quotation.

"Hamdi al-Rashou, who runs the town's ward, said" gives "Hamdi al-Rashou"; "a monitor said" gives
"a monitor"; it stops at the clause the phrase stands in, with or without commas.
"""

from __future__ import annotations

from analysis.reading import Reading

_PRONOUNS = frozenset("he she they it we i you who".split())
_DETERMINERS = frozenset(
    "a an the his her its their this that these those one another some two three several "
    "many both other most our my".split()
)
_SKIP_LEFT = frozenset(
    "has have had also then later earlier reportedly has been was were is are repeatedly previously "
    "further recently already now still once again yesterday today would will could did not never "
    "monday tuesday wednesday thursday friday saturday sunday on late".split()
)
_JOINS = frozenset("of for in at from with to on and & 's ’s - al el bin de van von the".split())
_STOPS = frozenset(
    "that which where when while but or as if because after before since than so although though "
    "until was were is are be been has have had said says told added will would not who into over "
    "including killed wounded killing by about".split()
)
_LONGEST = 16


class Speakers:
    """Finds speaking noun phrases in one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._norms, self._words = reading.tokens.norms, reading.tokens.words
        self._roles = {i for tag in reading.tagged("titles") for i in range(tag.first, tag.stop)}
        self._actors: dict[int, int] = {}
        for actor in reading.found.actors:
            first, last = reading.tokens.at(actor.start), reading.tokens.at(actor.end - 1)
            self._actors[last] = first
        self._actor_first = {first: last + 1 for last, first in self._actors.items()}
        self._harm = {i for tag in reading.tagged("harm") for i in range(tag.first, tag.stop)}

    def left(self, cue: int, floor: int) -> tuple[int, int] | None:
        """Tokens of the phrase left of the cue at token ``cue``, not beyond ``floor``."""
        k = cue - 1
        while k >= floor and self._norms[k] in _SKIP_LEFT and k - 1 >= floor:
            k -= 1
        if k < floor:
            return None
        if self._norms[k] == ",":
            return self._before_apposition(k, floor)
        if self._norms[k] in (")",):
            while k > floor and self._norms[k] != "(":
                k -= 1
            k -= 1
        if k < floor or not (self._words[k][0].isalnum() or self._norms[k] in ("'s", "’s")):
            return None
        if self._norms[k] in _PRONOUNS:
            return (k, k + 1) if self._norms[k] != "who" else None
        return self._phrase_back(k, floor)

    def _before_apposition(self, comma: int, floor: int) -> tuple[int, int] | None:
        """ "X, known as Y, said": jump over the apposition to X."""
        k = comma - 1
        while k > floor and comma - k < 26 and self._norms[k] != ",":
            if self._norms[k] in ("”", '"', "“"):
                return None
            k -= 1
        if k <= floor or self._norms[k] != ",":
            return None
        return self._phrase_back(k - 1, floor) if self._words[k - 1][0].isalnum() else None

    def _phrase_back(self, last: int, floor: int) -> tuple[int, int] | None:
        """The phrase that ends with token ``last``."""
        k = self._actors.get(last, last)
        steps = 0
        while k - 1 >= floor and steps < _LONGEST:
            left = self._norms[k - 1]
            if k - 1 in self._actors and left not in _STOPS:
                k, steps = self._actors[k - 1], steps + 1
                continue
            if left in _DETERMINERS and left != "that":
                k -= 1
                if not self._goes_on(k, floor):
                    break
                k -= 1
            elif (
                left in _STOPS
                or left in _PRONOUNS
                or not self._belongs(k - 1)
                or (left in _JOINS and not self._goes_on(k, floor))
            ):
                break
            else:
                k -= 1
            steps += 1
        while k <= last and self._norms[k] in _JOINS | {","} and self._norms[k] not in _DETERMINERS:
            k += 1
        if k > last or not self._speaks(k, last):
            return None
        return k, last + 1

    def _belongs(self, k: int) -> bool:
        """A word that can be part of the phrase: noun, name, role, adjective; no verb, no mark."""
        word, norm = self._words[k], self._norms[k]
        if not (
            word[0].isalpha() or norm in ("-", "'s", "’s", "&") or norm.isdigit() or norm == "."
        ):
            return False
        if k in self._harm:
            return False
        if norm == ".":
            return len(self._words[k - 1]) <= 3
        if word[0].isupper() or k in self._roles or norm in _JOINS:
            return True
        return not norm.endswith("ly") and not (
            norm.endswith(("ed", "ing")) and k not in self._roles
        )

    def _goes_on(self, k: int, floor: int) -> bool:
        """True where an "of", "for", "in" before token k ties it to a role or name further left."""
        if k - 2 < floor:
            return False
        tie, before = self._norms[k - 1], k - 2
        if tie not in ("of", "for", "in", "at", "from", "with", "and", "to"):
            return False
        if tie == "and":
            return before in self._actors or before in self._roles
        if before in self._roles or (before in self._actors and tie in ("of", "for")):
            return True
        return (
            self._words[before][0].isupper()
            and tie in ("of", "for")
            and self._words[k][0].isupper()
        )

    def _speaks(self, first: int, last: int) -> bool:
        """The phrase names somebody: an actor, a role, a name, a pronoun."""
        span = range(first, last + 1)
        if any(k in self._actors for k in span) or any(k in self._roles for k in span):
            return True
        head = self._words[last]
        if head[0].isupper():
            return True
        return self._norms[first] in _DETERMINERS and last - first <= 6 and head.isalpha()

    def right(self, cue_stop: int, ceiling: int) -> tuple[int, int] | None:
        """The phrase right of the cue that ends at token ``cue_stop`` ("said X")."""
        k = cue_stop
        while (
            k < ceiling
            and self._norms[k] in ("also", "later", "on", "in", "then")
            and k - cue_stop < 1
        ):
            k += 1
        if k >= ceiling:
            return None
        if self._norms[k] in _PRONOUNS:
            return k, k + 1
        first, steps = k, 0
        while k < ceiling and steps < 12:
            if k in self._actor_first:
                k = self._actor_first[k]
                if (
                    k < ceiling
                    and self._words[k][0].islower()
                    and self._norms[k] not in ("of", "for", "and")
                ):
                    break
                steps += 1
                continue
            norm = self._norms[k]
            if norm in _STOPS or (not self._belongs(k) and norm not in _DETERMINERS):
                break
            if norm in ("in", "on", "at", "to", "from", "with") and k > first:
                break
            k, steps = k + 1, steps + 1
        while k > first and self._norms[k - 1] in _JOINS | {"-", "."}:
            k -= 1
        return (first, k) if k > first and self._speaks(first, k - 1) else None
