"""Places that only tell how another lies: so far from it, north of it, on the road to it."""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues
from analysis.opened import Opened
from analysis.records import Place

# "15 km from Kara", "on the road to Kara": how far from where, or on the way to what
_FAR_FROM = Opened(
    r"(?<![^\W\d])(?:kilomet\w+|kms?|miles?|hours?['’]? drive|an hour(?:['’]s)? drive)\b[^.;]{0,30} (?:of|from|to) "
    r"(?:the )?(?:[a-z-]+ ){0,3}$"
    r"|\b(?:road|highway|route|way)(?: [\w’'-]+){0,3} (?:to|towards?)(?: the)? $"
    r"|\b(?:north|south|east|west)(?:-?(?:east|west))? of "
    r"(?:the (?:[a-z-]+ ){0,3}(?:of )?)?$"
    r"|, (?:just |right |directly )?(?:across|opposite|facing|overlooking|bordering) (?:the )?$"
    r"|\bacross the (?:[a-z-]+ ){1,3}from (?:the )?$",
    re.IGNORECASE,
)


def is_far_off(cues: Cues, place: Place) -> bool:
    """True for a place that tells how far off another lies, or what a road leads to."""
    return _FAR_FROM.search(cues.reading, max(0, place.start - 70), place.start) is not None


# "a market in the city, located east of the capital": the city of the news, and how it lies
_LIES = Opened(
    r"\b[Tt]he (?:city|town|village|port)\b[^.;]{0,60}?\b(?:located|situated|lying|lies|which is)\b[^.;,]{0,30} of "
    r"(?:the (?:[a-z-]+ ){0,3})?$"
)


def is_described_by(cues: Cues, place: Place, low: int) -> bool:
    """True for a place that only tells where "the city", named before, lies."""
    found = _LIES.search(cues.reading, low, place.start)
    return found is not None and is_far_off(cues, place)


_MEASURED = re.compile(r"(\d{2,4})[ -](?:kilomet\w+|kms?|miles?)\b(?:(?![.;]|\d[ -]).){0,60}$")
_LONG_WAY = 70  # kilometres or miles


def is_long_way_off(cues: Cues, place: Place) -> bool:
    """True for "162 km north of the capital": another place altogether."""
    found = _MEASURED.search(cues.text, max(0, place.start - 75), place.start)
    return found is not None and int(found.group(1)) >= _LONG_WAY
