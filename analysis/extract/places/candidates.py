"""Capitalised names and the words beside them that show them to be places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.reading import Reading

_LINKS = frozenset("al el ad ar as an az ash de da do del la las los ez es at of".split())
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens ``first`` to ``stop``; ``lead`` the kind of word before it, ``level`` what a noun
    beside it says it is; ``strong`` where the words leave no doubt that it is a place."""

    first: int
    stop: int
    lead: str
    level: str
    strong: bool
    after: int  # token behind a noun that belongs to the name ("Idlib province"), or stop


class Names:
    """The capitalised runs of a text and their surroundings."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words, self._norms = reading.tokens.words, reading.tokens.norms
        self._glued = reading.tokens.glued
        self._before: dict[int, list[tuple[str, str]]] = {}
        self._after: dict[int, tuple[str, int]] = {}
        for tag in reading.tagged("locating"):
            kind, level = tag.entry.get("kind"), str(tag.entry.get("level", ""))
            if kind == "after":
                self._after[tag.first] = (level, tag.stop)
            else:
                self._before.setdefault(tag.stop, []).append((str(kind), level))
        self.barred = self._barred()
        self._shouting = reading.text.isupper()

    def _barred(self) -> set[int]:
        """Tokens that are days, titles or lexicon actors, and so no part of a place's name."""
        out = set()
        for lexicon in ("calendar", "titles"):
            out |= {i for tag in self._reading.tagged(lexicon) for i in range(tag.first, tag.stop)}
        for tag in self._reading.tagged("actors"):
            if tag.stop - tag.first > 1 or tag.entry.get("kind") != "state":
                out |= set(range(tag.first, tag.stop))
        return out

    def capital(self, i: int) -> bool:
        """True for a word that begins with a capital and may belong to a name."""
        word = self._words[i]
        return word[:1].isupper() and i not in self.barred and len(word) > 1

    def runs(self) -> Iterator[tuple[int, int]]:
        """Runs of capitalised tokens, small linking words and glued hyphens inside them."""
        yield from self.runs_in(0, len(self._words))

    def runs_in(self, first: int, end: int) -> Iterator[tuple[int, int]]:
        """The runs between two tokens."""
        i = first
        while i < end:
            if not self.capital(i):
                i += 1
                continue
            k = i + 1
            while k < end:
                if (self.capital(k) and not self._new_sentence(k)) or self._linked(k, end):
                    k += 1
                else:
                    break
            yield i, k
            i = k

    def _linked(self, k: int, end: int) -> bool:
        word = self._norms[k]
        if word in ("-", "’", "'") and self._glued[k]:
            return (
                k + 1 < end
                and self._glued[k + 1]
                and (
                    self.capital(k + 1)
                    or self._norms[k + 1] in _LINKS
                    or self._words[k + 1][0].isdigit()
                )
            )
        if word in _LINKS and word != "of":
            return k + 1 < end and (self.capital(k + 1) or self._norms[k + 1] == "-")
        return False

    def _new_sentence(self, k: int) -> bool:
        return self._norms[k - 1] in (".", "!", "?")

    def at(self, first: int, stop: int) -> Candidate:
        """The candidate that tokens ``first`` to ``stop`` are, with its evidence."""
        lead, level, strong = "", "", False
        at = first
        for _ in range(3):  # "in the northwestern Syrian province of Idlib"
            found = self._before.get(at)
            if found:
                for kind, what in found:
                    if kind == "before":
                        strong = strong or what in ("town", "area", "any")
                        level = level or (what if what != "any" else "")
                        lead = lead or "in"
                    else:
                        lead = kind if kind == "near" or not lead else lead
                        strong = (
                            strong
                            or kind == "near"
                            or self._norms[at - 1] in ("in", "at", "inside", "across")
                        )
                break
            if at and self._norms[at - 1] in ("the", ","):
                if self._norms[at - 1] == "the":
                    lead = lead or "the"
                at -= 1
            else:
                break
        after = stop
        behind = self._after.get(stop)
        if behind:
            level, after = behind
            strong = True
            lead = lead or "in"
        return Candidate(first, stop, lead, level, strong, after)

    def lengths(self, first: int, stop: int) -> Iterator[int]:
        """Ends to try, longest first."""
        yield from range(min(stop, first + _LONGEST), first, -1)
