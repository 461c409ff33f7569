"""What a party says it did to its foes, and nobody could confirm, beside a toll others give."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.reading import Reading
from analysis.records import Casualty

_UNCONFIRMED = re.compile(
    r"\b(?:could|can|has|have)(?: ?not|n[’']t) (?:be |been |immediately |independently )*(?:confirm|verif|corroborat)|"
    r"\bunable to (?:independently )?(?:confirm|verif)|\b(?:unverified|unconfirmed|unverifiable)\b|"
    r"\bno independent (?:confirmation|verification)|"
    r"\bwithout (?:giving|offering|providing|presenting) (?:any )?(?:evidence|proof)",
    re.IGNORECASE,
)
# "denied the charge and said it had hit a convoy, killing 40 fighters": its answer to another's toll
_DENIED = re.compile(
    r"\b(?:denied|denies|rejected|rejects|dismissed|disputed) (?:the |any |all |these |those |that )?"
    r"(?:[a-z]+ )?(?:accusations?|allegations?|charges?|claims?|reports?|accounts?|responsibility|blame)\b"
)
_FOES = ("combatant_nonstate", "combatant_state")


def without_boasts(
    reading: Reading, kept: Sequence[Casualty]
) -> tuple[list[Casualty], list[tuple[str, str]]]:
    """The figures without a party's own claims of its deeds that the sentence calls unconfirmed.

    Where such claims are all there is, they stay.
    """
    boasts = [figure for figure in kept if _is_boast(reading, figure)]
    if not boasts or len(boasts) == len(kept):
        return list(kept), []
    return (
        [figure for figure in kept if figure not in boasts],
        [(figure.id, f"claimed by {figure.reporter}, not confirmed") for figure in boasts],
    )


def _is_boast(reading: Reading, figure: Casualty) -> bool:
    own = figure.status == "claimed_by_party" and figure.reporter == figure.perpetrator
    if not own or figure.reporter is None:
        return False
    text = reading.text
    start = text.rfind(". ", 0, figure.start) + 1  # a dossier's tables come without sentences
    if figure.victim_class in _FOES and _DENIED.search(text, start, figure.start):
        return True
    end = text.find(". ", figure.end)
    return _UNCONFIRMED.search(text, start, end if end >= 0 else len(text)) is not None
