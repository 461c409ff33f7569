"""Two who did it together: "Syrian and Russian warplanes", "Russian and regime bombing" name both.

"Either Russian or Syrian jets" names nobody, "clashes between Kurdish and Turkish forces" two who fight.
"""

from __future__ import annotations

import re

from analysis.extract.context.calling import called
from analysis.extract.context.cues import Cues
from analysis.extract.context.names import DOERS, Author
from analysis.lean import replace

_FORCE = r"(?:regime|government|army|allied|coalition|opposition|[A-Z][\w-]+[’']s|[A-Z]\w+-led(?: coalition)?|[A-Z]\w+)"
_WITH = re.compile(rf"\b(?P<one>{_FORCE}) (?:and|&|as well as) (?:the |its )?$", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(r"(?P<one>[A-Z]\w+) (?:and (?:the )?)?(?P<two>[A-Z]\w+) [a-z]")
_AGAINST = re.compile(r"\b(?:between|among|neither|either) (?:the )?$")
_RULERS = frozenset(("regime", "government", "army"))
_LEFT = 40  # characters in which the other stands before
_OF_FORCE = re.compile(
    r"(?:[a-z-]+ |[A-Z][a-z]+ |US |U\.S\. ){0,3}?(?:air|war ?planes?|jets?|planes|aircraft|helicopters?|forces|"
    r"troops|army|artillery|military|(?:air)?strikes?|attacks?|raids?|bomb(?:s|ing|ings|ardment)|shelling|shells|missiles?|rockets?|"
    r"soldiers|navy|drones?|campaign|offensive)\b",
    re.IGNORECASE,
)


def both_of_them(cues: Cues, author: Author) -> Author:
    """The author, with whoever is named right before it as having done it too."""
    text = cues.text
    if (ally := _with_its_ally(cues, author)) is not None:
        return _named(author, ally, author.name)
    if (other := _and_theirs(cues, author) or _and_their_strikes(cues, author)) is not None:
        return _named(author, author.name, other)
    if (first_of_two := _and_before(cues, author)) is not None:
        return _named(author, first_of_two, author.name)
    if not _OF_FORCE.match(text, author.start):
        return author
    first = author.name
    low = max(0, author.start - _LEFT)
    found = _WITH.search(text, low, author.start)
    if found is not None and not _AGAINST.search(text, low, found.start()):
        first = _called(cues, found["one"], found.start("one")) or first
        return _named(author, first, author.name)
    beside = _SIDE_BY_SIDE.match(text, author.start)
    if beside is not None and cues.reading.apostrophes_lost:
        lands = [cues.country_of_people(beside[part]) for part in ("one", "two")]
        if None not in lands and lands[1] == author.name:
            return _named(author, str(lands[0]), author.name)
    return author


def _with_its_ally(cues: Cues, author: Author) -> str | None:
    """ "Bombardment by the regime and its ally Ruritania": the regime, too."""
    lead = cues.text[max(0, author.start - _LEFT) : author.end]
    found = _ITS_ALLY.search(lead)
    if found is None:
        return None
    at = max(0, author.start - _LEFT) + found.start("one")
    scene = cues.scene(cues.reading.sentence_at(author.start))
    end = at + len(found["one"])
    known = next((a.name for a in scene.actors if a.end == end and a.kind in DOERS), None)
    return (
        known or called(cues, Author(found["one"].split()[-1].lower(), at, end, author.rule)).name
    )


_ITS_ALLY = re.compile(
    r"\b(?P<one>(?:[A-Z][\w-]+ )?(?:regime|government|army)) and its (?:[a-z]+ )?(?:ally|backer) (?:the )?[A-Z]\w+$"
)


def _and_theirs(cues: Cues, author: Author) -> str | None:
    """ "Raids by Ruritanian aircraft and regime helicopters": whose the helicopters are."""
    scene = cues.scene(cues.reading.sentence_at(author.start))
    names = scene.names or []
    here = next((n for n in names if n.start <= author.start < n.end), None)
    if here is None or not _MACHINES.search(here.words) or author.rule not in _BY_THEM:
        return None
    other = next((n for n in names if n.start > here.end), None)
    if other is None or cues.text[here.end : other.start] not in (" and ", " and the "):
        return None
    if not _MACHINES.search(other.words) or not _STOPS.match(cues.text, other.end):
        return None
    return called(cues, other.did(author.rule)).name


def _and_their_strikes(cues: Cues, author: Author) -> str | None:
    """ "By regime and Ruritanian air strikes": the Ruritanians', too."""
    end = cues.text.find(" and ", author.start, author.end + 2 + len(" and "))
    found = (
        _STRIKES.match(cues.text, end)
        if end >= author.end - 1 and author.rule in _BY_THEM
        else None
    )
    return cues.country_of_people(found["two"]) if found else None


_STRIKES = re.compile(
    r" and (?:the )?(?P<two>[A-Z]\w+) (?:war ?planes|jets|air ?strikes|strikes|aircraft|(?:air )?raids|bombing|"
    r"bombardment|shelling|helicopters|artillery)\b"
)


def _and_before(cues: Cues, author: Author) -> str | None:
    """ "The Column and Ruritanian forces shelled a funeral": the Column, too."""
    if author.rule not in _SUBJECTS:
        return None
    scene = cues.scene(cues.reading.sentence_at(author.start))
    other = next(
        (n for n in scene.names or () if _AND.fullmatch(cues.text, n.end, author.start)), None
    )
    if other is None or _NO_SUBJECT.search(
        cues.text, max(scene.start, other.start - 40), other.start
    ):
        return None
    return called(cues, other.did(author.rule)).name


_SUBJECTS = frozenset(("author.subject", "author.clause", "author.agent"))
_AND = re.compile(r" and (?:the )?")
_NO_SUBJECT = re.compile(
    r"\b(?:between|among|against|with|accus\w+|blam\w+|attack\w*|hit|struck|kill\w*|of|on|in|from|to) "
    r"(?:the )?(?:[a-z]+ )?$"
)
_BY_THEM = frozenset(("author.by", "author.agent"))
_MACHINES = re.compile(
    r"\b(?:aircraft|(?:war ?)?planes|jets|helicopters|forces|troops|artillery|gunships)$"
)
_STOPS = re.compile(
    r"[,.;)]|$| (?:on|in|over|at|against|near|across|overnight|since|[A-Z]\w+day)\b"
)


def _named(author: Author, one: str, two: str) -> Author:
    if one.lower() in two.lower() or two.lower() in one.lower():
        return author
    return replace(author, name=f"{one} and {two}")


def _called(cues: Cues, words: str, at: int) -> str | None:
    """What the tables call the first of the two, None for a word that is nobody's."""
    plain = words.removesuffix("'s").removesuffix("’s")
    if plain.lower() in _RULERS:
        return called(cues, Author(plain.lower(), at, at + len(words), "author.owner")).name
    if plain.lower().endswith(("-led", "-led coalition")):
        return plain if plain.endswith("coalition") else f"{plain} coalition"
    return cues.country_of_people(plain)
