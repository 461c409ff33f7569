"""The words for a deed done in revenge, up to what it avenged, as a part of a pattern."""

from __future__ import annotations

import re

REVENGE = (
    r"\b(?:revenge|vengeance|retaliation|retribution|reprisals?|retaliatory)"
    r"(?: (?:attack|raid|strike|killing)s?)?[\"”]? (?:for|over|after)"
)
DEAD = r"(?:the )?(?:[a-z]+ ){0,2}$"
_AVENGED = re.compile(rf"{REVENGE} {DEAD}")


def is_avenged(text: str, low: int, at: int) -> bool:
    """True for those told at ``at`` right behind "in revenge for the death of", looked for from ``low`` on.

    >>> is_avenged("a raid in revenge for the murder of nine", 0, 36)
    True
    """
    return _AVENGED.search(text, low, at) is not None
