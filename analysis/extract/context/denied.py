"""Who claimed a figure that somebody denies."""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues
from analysis.records import Casualty

_DENIED_FROM = (
    re.compile(r"\bas ((?:[\w’'-]+ ){1,4}?)(?:claimed|reported|said|alleged)\b"),
    re.compile(
        r"\b((?:claims?|reports?|allegations?|rumou?rs) (?:on|by|from|in) [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) that\b"
    ),
    re.compile(
        r"\b(?:(?:an?|the) |(?=[A-Z]))((?:(?!(?:the|an?|denied|rejected|dismissed|disputed|"
        r"[A-Z]\w+day) )[\w-]+ ){0,4}[\w-]+)[’']s? (?:report|claim|statement|allegation|toll|figure)\b"
    ),
)


def denied_source(cues: Cues, figure: Casualty) -> str | None:
    """Who claimed what is denied: "a radio station's report that ...", "as channels claimed"."""
    scene = cues.scene(figure.sentence)
    for pattern in _DENIED_FROM:
        found = pattern.search(cues.text, scene.start, scene.end)
        if found:
            return found.group(1).strip()
    return None
