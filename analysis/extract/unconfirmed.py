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
    r"\b(?:there (?:is|was)|for which [^.;]{1,20}|(?:offered|gave|provided|presented)) no (?:evidence|proof)\b|"
    r"\bwithout (?:giving|offering|providing|presenting) (?:any )?(?:evidence|proof)",
    re.IGNORECASE,
)
# "denied the charge and said it had hit a convoy, killing 40 fighters": its answer to another's toll
_DENIED = re.compile(
    r"\b(?:denied|denies|rejected|rejects|dismissed|disputed) (?:the |any |all |these |those |that )?"
    r"(?:[a-z]+ )?(?:accusations?|allegations?|charges?|claims?|reports?|accounts?|responsibility|blame)\b"
)
# "said it had killed 40 soldiers, a claim the army rejected"
_REJECTED = re.compile(
    r"[^.;]{0,60}, an? (?:claim|assertion|figure|account|allegation|charge|number|statement)(?: that| which)?"
    r" [^.;]{1,40}?\b(?:rejected|denied|dismissed|disputed|refuted|called (?:false|baseless|fabricated))\b"
)
# "He claimed that 43 soldiers had been killed. The army denied that any were there."
_THEY_DENIED = re.compile(
    r"\W*(?:[A-Z][\w’'.-]*|the) (?:[\w’'.-]+ ){0,4}?(?:(?:denied|rejected|dismissed|disputed|refuted) "
    r"(?:that|the (?:claim|figure|report|account|allegation)|this|it|having)\b|"
    r"(?:called|described|branded) (?:that|this|the|its|their) (?:figure|claim|toll|number|statement|report)\b)"
)
# "The Front said it had killed 17 soldiers. The claim could not be verified."
_THE_CLAIM = re.compile(
    r"\W*(?:The|That|This|Those|These|Its|Their|Neither) (?:[a-z]+['’]s? )?"
    r"(?:claims?|figures?|accounts?|numbers?|tolls?|assertions?|statements?)\b"
)
_FOES = ("combatant_nonstate", "combatant_state")


def without_boasts(
    reading: Reading, kept: Sequence[Casualty]
) -> tuple[list[Casualty], list[tuple[str, str]]]:
    """The figures without a party's own claims of its deeds that are called unconfirmed or denied.

    Where such claims are all there is, they stay.
    """
    boasts = {figure.id: "not confirmed" for figure in kept if _is_boast(reading, figure)}
    boasts |= {figure.id: "denied by others" for figure in kept if _is_rejected(reading, figure)}
    if not boasts or len(boasts) == len(kept):
        return list(kept), []
    return (
        [figure for figure in kept if figure.id not in boasts],
        [(f.id, f"claimed by {f.reporter}, {boasts[f.id]}") for f in kept if f.id in boasts],
    )


def _is_rejected(reading: Reading, figure: Casualty) -> bool:
    """True for fighters somebody claims to have killed, which their own side denies at once."""
    foes = figure.victim_class in _FOES or (
        figure.victim_class == "unknown" and figure.reporter == figure.perpetrator
    )
    if not foes or figure.reporter is None or figure.sentence == 0:
        return False
    text, after = reading.text, figure.sentence + 1
    if _REJECTED.match(text, figure.end, reading.sentences[figure.sentence].end):
        return True
    if after >= len(reading.sentences):
        return False
    following = reading.sentences[after]
    return _THEY_DENIED.match(text, following.start, following.end) is not None


def _is_boast(reading: Reading, figure: Casualty) -> bool:
    own = figure.status == "claimed_by_party" and figure.reporter == figure.perpetrator
    if not own or figure.reporter is None:
        return False
    text = reading.text
    start = text.rfind(". ", 0, figure.start) + 1  # a dossier's tables come without sentences
    if figure.victim_class in _FOES and _DENIED.search(text, start, figure.start):
        return True
    end = text.find(". ", figure.end)
    here = reading.sentences[figure.sentence + 1 : figure.sentence + 2]
    if here and _THE_CLAIM.match(text, here[0].start, here[0].end):
        return _UNCONFIRMED.search(text, here[0].start, here[0].end) is not None
    return _UNCONFIRMED.search(text, start, end if end >= 0 else len(text)) is not None
