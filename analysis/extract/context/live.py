"""The day of a live blog's entries: what they tell without a day happened on the blog's own."""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues
from analysis.extract.context.when import When

_HEAD = re.compile(r"^[ \t]*(?:[01]?\d|2[0-3])[:.][0-5]\d\b(?![:.]\d)", re.MULTILINE)
_ENTRIES = 2  # lines that a clock opens


def live_day(cues: Cues) -> When | None:
    """The day of publication, of a text whose entries are headed by the clock; else None."""
    published = cues.reading.article.published
    if not published or len(published) < 10:
        return None
    if not _is_live(cues):
        return None
    return When(published[:10], published[:10], "", "when.live")


def heads_entry(cues: Cues, sentence: int) -> bool:
    """True for the clock that heads an entry of a live blog: what follows is another deed."""
    return _is_live(cues) and _HEAD.match(cues.text, cues.scene(sentence).start) is not None


def _is_live(cues: Cues) -> bool:
    return cues.once("live entries", lambda: len(_HEAD.findall(cues.text))) >= _ENTRIES
