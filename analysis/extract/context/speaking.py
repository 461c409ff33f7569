"""Which side speaks where a quotation's speaker is "the rebels", "they", "the military".

The same resolution names those who do harm and those who are cited for a figure (`meant`).
"""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues, cues_of
from analysis.extract.context.meant import the_force, the_group
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Quote

_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_MILITARY = frozenset(("the military", "the army", "the armed forces"))
_FOR = re.compile(r"\bfor (?:the )?$")


def side_speaking(cues: Cues, name: str, words: str, at: int) -> str:
    """The speaker's name; of "the rebels" the group's, not of a man who says he speaks for them."""
    if _FOR.search(cues.text[max(0, at - 10) : at]):
        return name
    if words.lower() in _MILITARY:
        return the_force(cues, _ARTICLE.sub("", words)) or name
    return the_group(cues, name, at) or the_force(cues, name) or name


def name_speakers(reading: Reading) -> tuple[Quote, ...]:
    """The quotations, with the side that is meant for their speaker where a description names none."""
    quotes = reading.found.quotes
    if not any(map(_may_be_a_side, quotes)):
        return quotes
    cues = cues_of(reading)
    out = [_named(cues, one) if _may_be_a_side(one) else one for one in quotes]
    same = all(one is other for one, other in zip(out, quotes, strict=True))
    return quotes if same else tuple(out)


def _may_be_a_side(quote: Quote) -> bool:
    name = quote.speaker or ""
    return quote.speaker_kind in _KINDS and (name.islower() or " army" in name)


_KINDS = frozenset(("group", "organisation", "unnamed"))


def _named(cues: Cues, quote: Quote) -> Quote:
    name, start = quote.speaker or "", quote.speaker_start
    if start is None:
        return quote
    words = cues.text[start : quote.speaker_end]
    side = side_speaking(cues, name, words, start)
    if side == name:
        return quote
    note = f"“{words}” taken as {side}"
    return replace(quote, speaker=side, speaker_kind="organisation", note=note)
