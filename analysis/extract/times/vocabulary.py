"""The lexicons' words of time, as fragments of patterns and as values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from analysis.lean import dataclass
from analysis.lexicon import Entry, Lexicons

UNITS = "minute hour day night week weekend fortnight month year decade".split()
_WHOLE = ("may", "june", "july")
_NAMING = ("part", "season", "feast", "zone")
_MORE = frozenset(
    "today tonight yesterday tomorrow overnight recent recently daily nightly weekly quarter half "
    "period then date time am pm a.m. p.m. o'clock hrs gmt".split()
)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What the forms are made of; the patterns are alternatives, longest first."""

    months: dict[str, int]
    weekdays: dict[str, int]
    counts: dict[str, int]
    parts: dict[str, tuple[int, int]]
    seasons: dict[str, int]
    feasts: dict[str, str]
    zones: dict[str, int]
    tense: re.Pattern[str]
    still: frozenset[str]
    triggers: frozenset[str]  # words without one of which there is no expression of time

    def month(self, group: str = "month") -> str:
        """A month's name or abbreviation, with its capital."""
        full = [word for word in self.months if len(word) > 4 or word.lower() in _WHOLE]
        short = [word for word in self.months if word not in full]
        names = rf"(?:{_either(full)}|(?:{_either(short)})\b\.?)"
        return rf"(?-i:(?P<{group}>{names}))(?!\w)"

    def clear_month(self) -> str:
        """A month whose name is no other word: neither "May" nor "March" nor a short form."""
        doubtful = {"may", "march", "april", "august"}
        words = [w for w in self.months if len(w) > 3 and w.lower() not in doubtful]
        return rf"(?-i:(?P<month>{_either(words)}))(?!\w)"

    def weekday(self, group: str = "weekday") -> str:
        """A day of the week in full, with its capital."""
        full = [w for w in self.weekdays if len(w) > 5]
        return rf"(?-i:(?P<{group}>{_either([*full, *(w.upper() for w in full)])}))"

    def short_weekday(self) -> str:
        """An abbreviated day of the week, which only a date or "on" makes one."""
        return rf"(?-i:(?:{_either([w for w in self.weekdays if len(w) <= 5])})\.?)"

    def count(self, group: str = "count") -> str:
        """A number before a unit: figures, words, "a", or one that is not known ("several")."""
        words = _either([w for w in self.counts if w not in ("a", "an")])
        known = rf"\d{{1,3}}|an?|(?:{words})(?:-(?:{words}))?|a (?:couple|dozen)(?: of)?"
        return rf"(?P<{group}>{known}|a few|several|many|some|half an)"

    def part(self, group: str = "part") -> str:
        """A part of the day."""
        return rf"(?P<{group}>{_either(self.parts)})"

    def season(self) -> str:
        """A season of the year."""
        return rf"(?P<season>{_either(self.seasons)})"

    def feast(self) -> str:
        """A feast or holy month."""
        return rf"(?-i:(?P<feast>{_either(self.feasts)}))"

    def zone(self) -> str:
        """The zone of a clock time, abbreviation or city."""
        names = _either(self.zones)
        return rf"(?: ?(?P<zone>(?-i:{names})\b|local time|(?-i:[A-Z]\w+) time))"

    def number(self, words: str) -> int | None:
        """The value of a counting phrase; None for "several"."""
        low = words.lower().removesuffix(" of")
        if low in ("a few", "several", "many", "some", "half an"):
            return None
        if low.isdigit():
            return int(low)
        found = [self.counts.get(word) for word in low.replace("a ", "", 1).split("-")]
        return sum(found) if None not in found else self.counts.get(low)  # type: ignore[arg-type]


def _either(words: Iterable[str]) -> str:
    """Any of the words, the longest that fits: as a tree, where each letter is tried once."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    parts = []
    for letter, node in sorted(tree.items()):
        if letter:
            rest = _branches(node)
            parts.append(re.escape(letter) + (f"(?:{rest})" if "|" in rest else rest))
    if "" not in tree:
        return "|".join(parts)
    return f"(?:{'|'.join(parts)})?" if parts else ""


@lru_cache(maxsize=4)
def vocabulary(lexicons: Lexicons) -> Vocabulary:
    """The vocabulary of these lexicons, made once."""
    words = list(lexicons["times"])
    counts = {t: e.get("value") for e in lexicons["numbers"] for t in e.terms if _small(e)}
    named = (t for e in words if e.get("kind") in _NAMING for t in e.terms)
    dated = (t for e in lexicons["calendar"] for t in e.terms)
    triggers = {t.lower().replace("’", "'").split()[-1].split("-")[-1] for t in (*named, *dated)}
    triggers |= {t + "s" for t in triggers} | set(UNITS) | {u + "s" for u in UNITS}
    return Vocabulary(
        months=_values(lexicons["calendar"], "month"),
        weekdays=_values(lexicons["calendar"], "weekday"),
        counts={**counts, "a": 1, "an": 1, "couple": 2},
        parts={t: (e.get("value"), e.get("until")) for e in _of(words, "part") for t in e.terms},
        seasons=_values(words, "season"),
        feasts=_values(words, "feast"),
        zones=_values(words, "zone"),
        tense=_tense(words),
        triggers=frozenset(triggers | _MORE),
        still=frozenset(t for e in _of(words, "still") for t in e.terms),
    )


def _small(entry: Entry) -> bool:
    return entry.get("form") in ("unit", "dozen") and entry.get("value") > 0


def _of(entries: Iterable[Entry], kind: str) -> list[Entry]:
    return [entry for entry in entries if entry.get("kind") == kind]


def _values(entries: Iterable[Entry], kind: str) -> dict[str, Any]:
    return {term: entry.get("value") for entry in _of(entries, kind) for term in entry.terms}


def _tense(entries: list[Entry]) -> re.Pattern[str]:
    """One pattern: cancelled phrases first, then what looks ahead, back, or is any -ed verb."""
    ahead, behind, deed, bid = (_of(entries, k) for k in ("ahead", "behind", "deed", "bid"))
    past_void = _either(t for entry in ahead for t in entry.cancelled_by)
    ahead_void = _either(t for entry in behind for t in entry.cancelled_by)
    terms = {name: _either(t for e in group for t in e.terms)
             for name, group in (("ahead", ahead), ("behind", behind), ("deed", deed), ("bid", bid))}  # fmt: skip
    return re.compile(
        rf"\b(?:(?P<passed>{past_void})|(?P<open>{ahead_void})|(?P<ahead>{terms['ahead']})"
        rf"|(?P<bid>{terms['bid']})|(?P<behind>{terms['behind']})|(?P<deed>{terms['deed']})|(?P<ed>[a-z]{{2,}}ed))\b"
    )
