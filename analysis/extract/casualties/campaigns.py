"""What makes a figure the toll of a stretch of time without a date: a campaign that has killed.

>>> has_gone_on("The bombing campaign has killed hundreds", 25)
True
>>> is_watched("The Plateau Watch, which monitors the ")
True
"""

from __future__ import annotations

import re

_CAMPAIGN = re.compile(
    r"\b(?:campaign|offensive|siege|blockade|crackdown|insurgency|air war|bombardment|purge)\b[^.;]{0,80}?"
    r"\b(?:has|have) (?:so far |now |already |also )?(?:claimed |cost |taken )?(?:the )?$"
)
_LASTING = re.compile(
    r"\b(?:\w+|\d+)-(?:days?|weeks?|months?)(?:-(?:long|old))? (?:[\w-]+ ){0,2}?"
    r"(?:assault|battle|siege|offensive|fighting|campaign|bombardment|crackdown|clashes|operation|blockade|war)\b"
    r"[^.;]{0,90}$"
)
_LED = 160  # characters
_HAS = 40  # characters of the last words, "has already claimed the"
# "the Watch, which monitors the five-year conflict, said": what it watches, not what it counts
_WATCHES = re.compile(
    r"\b(?:which|that|who) (?:has |have )?(?:monitor(?:s|ed)|track(?:s|ed)|document(?:s|ed)|record(?:s|ed)|"
    r"follow(?:s|ed)|chronicle[sd]?|watch(?:es|ed)|cover(?:s|ed)|rel(?:ies|ied))\b[^.;,]{0,60}$"
)


def has_lasted(text: str, at: int) -> bool:
    """ "Their three-week assault on the town has left": what killed, before the verb at ``at``, lasts days."""
    before = text[max(0, at - _LED) : at]
    if not any(unit in before for unit in ("-day", "-week", "-month")):
        return False
    return _LASTING.search(before) is not None


def has_gone_on(text: str, at: int) -> bool:
    """True where what killed, right before the verb at ``at``, is a campaign."""
    before = text[max(0, at - _LED) : at]
    if "has " not in before[-_HAS:] and "have " not in before[-_HAS:]:
        return False
    return _CAMPAIGN.search(before) is not None


def is_watched(before: str) -> bool:
    """True for text that ends in "which monitors the country's"."""
    if "which " not in before and "who " not in before and "that " not in before:
        return False
    return _WATCHES.search(before) is not None
