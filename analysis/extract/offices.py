"""Of which place somebody is governor or mayor: the governor of Kara is not the one of Zabid.

A name has its seat beside it ("Kara regional governor Ali Reza", "Ali Reza, mayor of Kara"); "the governor of
the Kara region" has it in its own words.
"""

from __future__ import annotations

import re

_OFFICES = r"(?i:governor|mayor|prefect|administrator|commissioner|representative|delegate)"
_KINDS = r"(?:region(?:al)?|provinc(?:e|ial)|state|oblast|county|city|district)"
_NAME = r"(?!(?:The|Deputy|Acting|Former|State|Regional|Provincial|Local|Military)\b)[A-Z][\w-]+"
_OF = rf"{_OFFICES} of (?:the )?(?:[a-z-]+ ){{0,2}}(?P<of>{_NAME})"
_BEFORE = re.compile(
    rf"\b(?P<own>{_NAME})(?:[’']s)? (?:{_KINDS}(?:[’']s)? )?{_OFFICES},? $"
    rf"|\b{_OF}(?:(?: {_KINDS})?,? |(?: [A-Z][\w-]+){{1,2}}, )$"
)
_BEHIND = re.compile(
    rf",? (?:the |its )?(?:[a-z]+ )?{_OF}|, (?:the )?(?P<own>{_NAME})(?:[’']s)? (?:{_KINDS}(?:[’']s)? )?{_OFFICES}\b"
)
_TITLED = re.compile(rf"\b{_OFFICES} $")
_TITLED_OF = re.compile(rf" (?:of|from|for) (?:the )?(?P<of>{_NAME})")
_GOVERNED = re.compile(
    rf"\b{_OF}|\b(?P<own>{_NAME})(?:[’']s)? (?:{_KINDS}(?:[’']s)? )?{_OFFICES}\b"
)
_BACK, _ON = 60, 60  # characters beside a name


def seat_beside(text: str, start: int, end: int) -> str | None:
    """The place whose governor or mayor the person named between two offsets is; None where nothing says.

    >>> text = "Governor Ali Reza of Kara and Omar Said, mayor of the port city Zabid"
    >>> seat_beside(text, 9, 17), seat_beside(text, 30, 39)
    ('Kara', 'Zabid')
    """
    before = text[max(0, start - _BACK) : start]
    found = _BEFORE.search(before) or _BEHIND.match(text, end, end + _ON)
    if found is None and _TITLED.search(before):
        found = _TITLED_OF.match(text, end, end + _ON)
    return _place(found)


def seat_in(words: str) -> str | None:
    """The place of the office that the words name.

    >>> seat_in("the governor of the Kara region"), seat_in("Zabid's mayor"), seat_in("the governor")
    ('Kara', 'Zabid', None)
    """
    return _place(_GOVERNED.search(words))


def _place(found: re.Match[str] | None) -> str | None:
    return found[found.lastgroup or 0] if found is not None else None
