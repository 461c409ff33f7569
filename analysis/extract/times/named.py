"""Words of time that are part of a name: "April Jones", "Sunday Okoro, a trader", "Ramadan al-Hajji"."""

from __future__ import annotations

import re

_LOOSE = ("and ", "by ", "from ", "before ", "after ", "of ", "as of ", "through ")
# "Sunday Okoro, a trader, said": a given name, of whoever is then described
_GIVEN_NAME = re.compile(
    r" [A-Z][a-z]+(?: [A-Z][a-z]+)?, (?:an?|the|who|whose|head|chief|chair\w+|spokes\w+|leader|secretary|"
    r"commissioner|[1-9]\d)\b(?! (?:people|killed|dead|were|injured|wounded))"
)


_ARTICLE = re.compile(r"\b(a|the) $", re.IGNORECASE)
_NOUN = re.compile(r" ([a-z-]+)")
_COUNTED = frozenset(
    "people men women children dead or and to in of at on personnel police".split()
)
# "Ramadan al-Hajji", "Ramadan Square": a person, or what is called after the month; not "Ramadan Truce Holds"
_NAME_GOES_ON = re.compile(
    r",? (?:al|el|abu|bin|ibn|abdel?|Al|El)[- ][A-Z]| (?!Truce|Ceasefire|Fast|Feast|Month|Prayer|Holiday|Attack|"
    r"Bomb|Raid|Strike|Offensive|Begin|Start|End|Iftar|Kill|Message|Al\b)[A-Z][a-z]{2}"
)
_NAME_BEFORE = re.compile(
    r"\b(?!(?:In|During|For|Since|This|Last|The|Holy|Month|As|And|On|When|After|Before|Of|By)\b)[A-Z][\w’'-]+ $"
)
_NAME_ENDS = re.compile(
    r",? (?:was|were|and|who|whose|had|died|alongside|along|together|with|said|told|aged|an?|[1-9]\d,?)\b| \(|[,.]"
)


# "on April 7th Street": a street named after a day
_STREET = re.compile(
    r" (?:Street|Square|Avenue|Boulevard|Road|Bridge|Stadium|Hospital|University|Park|Mosque|Brigade)s?\b"
)


def is_a_name(kind: str, text: str, found: str, start: int, end: int) -> bool:
    """True for a word of time that belongs to somebody's or something's name, or a year that is a count."""
    if kind == "weekday":
        return found.isalpha() and _GIVEN_NAME.match(text, end) is not None
    if kind == "baremonth":
        return not _stands_alone(text, start, end)
    if kind == "bareyear":
        return not _of_a_deed(text, start, end)
    if kind == "monthday":
        return _STREET.match(text, end) is not None
    if kind == "month":
        return found.lower().startswith(_LOOSE) and _named_after(text, end)
    return kind == "feast" and found.endswith("Ramadan") and _is_called_so(text, found, start, end)


def _is_called_so(text: str, found: str, start: int, end: int) -> bool:
    """True for the Ramadan of "Ramadan al-Hajji", "Khaled Ramadan was killed", "on Ramadan Square"."""
    if _NAME_GOES_ON.match(text, end):
        return True
    if found != "Ramadan" or not _NAME_ENDS.match(text, end):
        return False
    return _NAME_BEFORE.search(text, max(0, start - 24), start) is not None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """True for a month that is no part of a name ("Baby June", "June Lake")."""
    before = text[max(0, start - 24) : start].split()
    if not before or before[-1][-1:] in ".!?" or before[-1][:1].isupper():
        return False
    return not _named_after(text, end)


# "the 1998 Omagh bombing"
# nouns of deeds that a year may name; each may have an s
DEEDS = (
    r"(?:slaying|bombing|massacre|attack|killing|shooting|raid|siege|ambush|war|genocide|coup|crash|uprising|riot|"
    r"revolution|invasion|election|accord|agreement|assassination|murder|kidnapping|abduction)s?\b"
)
_NAMED_DEED = re.compile(rf"(?: [A-Z][\w’'-]+){{1,3}} {DEEDS}")


def _of_a_deed(text: str, start: int, end: int) -> bool:
    """True for the year of what is told of once ("a 1985 inquiry"), not for a count ("the 2000 men")."""
    before = _ARTICLE.search(text, max(0, start - 6), start)
    if before is not None and _NAMED_DEED.match(text, end):
        return True
    noun = _NOUN.match(text, end)
    if before is None or noun is None:
        return False
    return before[1].lower() == "a" or (noun[1][-1] != "s" and noun[1] not in _COUNTED)


def _named_after(text: str, end: int) -> bool:
    """True where a capital follows: "and April Jones"."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
