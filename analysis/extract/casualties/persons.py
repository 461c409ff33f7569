"""When two single victims are one person: by name, by "the ...", or by a name behind "a ...".

"A teacher was shot dead. Rashid Karim was killed at home." is one person; "Rashid Karim was
killed. Omar Haddad was killed." are two; "Another teacher was shot" is always somebody else.
"""

from __future__ import annotations

import re

from analysis.extract.casualties.heads import DETERMINERS
from analysis.reading import Reading, starting
from analysis.records import Casualty

_GENERIC = frozenset(("unknown", "mixed", "civilian"))
_BESIDE = 120  # characters
_OWNED_BACK = 300  # characters
_WHOSE = frozenset(("his", "her", "their", "its"))
# "His widow told a radio that masked men had shot her husband": him who was told of before
_BY_KIN = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Tt]he (?:man|woman|victim|deceased)['’]s|[A-Z]\w+['’]s?) (?:\w+ )?(wife|widow|husband|"
    r"widower|mother|father|parents|sister|brother|son|daughter|aunt|uncle|cousin)\b[^.;]{0,80}?"
    r"\b(?:said|says|told|recalled|recounted|reported|explained|described)\b(?![^.;]*\balso\b)"
)
_KIN_OF = {
    **dict.fromkeys(("wife", "widow"), ("husband",)),
    **dict.fromkeys(("husband", "widower"), ("wife",)),
    **dict.fromkeys(("mother", "father", "parents"), ("son", "daughter", "child", "boy", "girl")),
    **dict.fromkeys(("sister", "brother"), ("brother", "sister")),
    **dict.fromkeys(("son", "daughter"), ("father", "mother")),
    **dict.fromkeys(("aunt", "uncle"), ("nephew", "niece")),
    "cousin": ("cousin",),
}
_THE_SECOND = (["the", "second"], ["the", "other"])
_ANYBODY = frozenset(
    "man woman person victim member leader official figure colleague friend citizen one".split()
)
_DOERS = frozenset(
    "assassin killer murderer gunman attacker assailant bomber shooter perpetrator culprit hitman".split()
)
_OFFICES = frozenset(("leader", "official"))
_OFFICE = re.compile(r" of (?:the|a|an|its|their|his) [a-z]")
_ELSE = frozenset("another other more further second third additional fellow".split())


def alike(one: Casualty, two: Casualty) -> bool:
    """True where the same people may be meant by both."""
    a, b = one.victim_class, two.victim_class
    return a == b or a in _GENERIC or b in _GENERIC


def _is_second(figure: Casualty) -> bool:
    """ "another", "a second man", "one other": told beside somebody else."""
    words = (figure.victims or "").lower().split()
    return words[:1] == ["another"] or words[:2] in (["a", "second"], ["one", "other"])


def _is_the_doer(one: Casualty, two: Casualty) -> bool:
    """ "Omar Haddad was shot. ... The assassin was killed": he who did it, not Omar Haddad."""
    words = (two.victims or "").lower().split()
    return words[-1:] != [] and words[-1] in _DOERS and words[-1] not in (one.victims or "").lower()


def was_owned(text: str, one: Casualty, figure: Casualty) -> bool:
    """ "The general was shot with his chauffeur. ... The chauffeur died": another than the first."""
    words = (figure.victims or "").lower().split()
    if len(words) != 2 or words[0] != "the" or words[1] in (one.victims or "").lower().split():
        return False
    before = text[max(0, figure.start - _OWNED_BACK) : figure.start].lower()
    return any(f"{whose} {words[1]}" in before for whose in (" his", " her", "\nhis", "\nher"))


class Persons:
    """The single victims of one article."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.text
        self._actors = reading.found.actors
        self._sentences = reading.sentences

    def single(self, figure: Casualty) -> bool:
        """True for one person, named or described."""
        return (figure.low, figure.best, figure.high) == (1, 1, 1) and not figure.note.startswith(
            "unit"
        )

    def is_named(self, figure: Casualty) -> bool:
        """True for one person called by name."""
        return self.single(figure) and bool(self._names(figure))

    def same(self, one: Casualty, two: Casualty) -> bool:
        """True where the later single victim is the earlier one."""
        first, second = self._names(one), self._names(two)
        if first and second:
            return _meet(first, second)
        words = (two.victims or "").lower().split()
        if words[:2] in _THE_SECOND and _is_second(one):
            return alike(one, two)  # "another was injured ... The second man was shot in the leg"
        if not words or _ELSE & set(words[:3]) or _is_the_doer(one, two):
            return False
        if self._of_somebody(two) or was_owned(self._text, one, two):
            return False
        if not second and self._is_office_of(two) and not self.of_one_noun(one, two):
            return False
        if second or words[0] in DETERMINERS:
            return alike(one, two)
        head = (one.victims or "").lower().split()[-1:]
        return not first and words[-1:] == head

    def repeats(self, one: Casualty, two: Casualty) -> bool:
        """True where the later record surely names the earlier person again."""
        if one.harm != two.harm:
            return False
        if one.sentence == two.sentence:
            return self._named_beside(one, two)
        first, second = self._names(one), self._names(two)
        if first and second:
            return _meet(first, second)
        words = (two.victims or "").lower().split()
        given = bool(words) and words[0] == "the" and not _ELSE & set(words)
        given = given and not was_owned(self._text, one, two)
        return given and not second and words[-1] in (one.victims or "").lower().split()

    def _named_beside(self, one: Casualty, two: Casualty) -> bool:
        """ "the killers of the head of a union, Omar Haddad, who was shot": the same, by his name."""
        if one.rule != "casualty.of" or self._names(one) or not self._names(two):
            return False
        between = self._text[one.end : two.start]
        plain = len(between) < _BESIDE and between.endswith(", ") and between.count(",") == 1
        return plain and " and " not in between and ", who " in self._text[two.start : two.end]

    def of_one_noun(self, one: Casualty, two: Casualty) -> bool:
        """True where a noun of the first is said of the second, too: "a lawyer", "lawyer Bilal"."""
        first, second = (
            {w for w in re.split(r"[\s-]+", (f.victims or "").lower()) if len(w) > 3}
            for f in (one, two)
        )
        return bool(first & second)

    def differ(self, one: Casualty, two: Casualty) -> bool:
        """True where the two are said to be two: by their names, or by "another"."""
        first, second = self._names(one), self._names(two)
        words = (two.victims or "").lower().split()[:3]
        if first and second and not _meet(first, second):
            return True
        anew = words[:1] in (["a"], ["an"]) and _ANYBODY.isdisjoint(words)
        if first and not second and anew and not self.of_one_noun(one, two):
            return True  # a gunman is not Omar Haddad, a clerk
        other = bool(_ELSE & set(words)) or self._of_somebody(two) or _is_the_doer(one, two)
        return other or was_owned(self._text, one, two)

    def _is_office_of(self, figure: Casualty) -> bool:
        """ "the head of the local clinic": one brought in by an office, whoever was told before."""
        victims = figure.victims or ""
        at = self._text.find(victims, figure.start, figure.end)
        if at < 0 or not victims.lower().startswith("the ") or victims.count(" ") > 2:
            return False
        return _OFFICE.match(self._text, at + len(victims)) is not None and not (
            _ANYBODY - _OFFICES
        ).intersection(victims.lower().split())

    def _of_somebody(self, figure: Casualty) -> bool:
        """ "his nephew", "one of his aides", "the victim's partner": told apart from the one he belongs to."""
        words = (figure.victims or "").lower().split()
        words = words[2:] if words[:2] == ["one", "of"] and words[2:3] != ["the"] else words
        if words and words[0] in _WHOSE and len(words) == 2 and self._told_by_kin(figure):
            return False
        return words[:1] != [] and (
            words[0] in _WHOSE or any(word.endswith(("'s", "’s")) for word in words[:-1])
        )

    def _told_by_kin(self, figure: Casualty) -> bool:
        """ "His widow said they shot her husband": the one whose widow she is."""
        sentence = self._sentences[figure.sentence]
        told = _BY_KIN.search(self._text, sentence.start, figure.start)
        return told is not None and (figure.victims or "").split()[-1] in _KIN_OF[told[1]]

    def _names(self, figure: Casualty) -> frozenset[tuple[str, ...]]:
        """The words of the names among the victims, in lower case."""
        victims = figure.victims or ""
        at = self._text.find(victims, figure.start, figure.end)
        if not victims or at < 0:
            return frozenset()
        return frozenset(
            tuple(actor.name.lower().split())
            for actor in starting(self._actors, at, at + len(victims))
            if actor.kind == "person"
        )


def _meet(one: frozenset[tuple[str, ...]], two: frozenset[tuple[str, ...]]) -> bool:
    """True where a name of one is a name of the other, or its shorter form.

    "Karim" and "Rashid Karim", "Luis Ortega" and "Luis Ortega Paz".
    """
    return any(a[-1] == b[-1] or _shortened(a, b) for a in one for b in two)


def _shortened(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True where the words of one are all in the other, and more than its first name."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return set(short) <= set(long) and short != long[:1]
