"""Deaths of disease or in a disaster, told beside those of the war: "a cholera outbreak has killed 61"."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.extract.context.cause import Cause
from analysis.extract.context.cues import Cues, anchor
from analysis.extract.context.idle import Attack
from analysis.lexicon import Lexicons
from analysis.records import Casualty

RULE = "cause.nature"
_HARMS = frozenset(("killed", "missing"))
_NEAR = 70  # characters between the word and the figure
_CLAUSE = re.compile(r"[.;:]|, (?:while|and|but|as) |\b(?:while|whereas)\b")


def by_nature(cues: Cues, figure: Casualty) -> Cause | None:
    """The disease or disaster that stands nearer to the dead, in their clause, than any attack."""
    if figure.harm not in _HARMS:
        return None
    reading = cues.reading
    words = _words(reading.lexicons)
    if words.isdisjoint(reading.vocabulary):
        return None
    scene, here = cues.scene(figure.sentence), reading.sentences[figure.sentence]
    at, tokens = anchor(figure), reading.tokens
    best, cost = None, _NEAR
    for k in range(here.first, here.stop):
        parts = tokens.norms[k].split("-")
        if words.isdisjoint(parts):
            continue
        start, end = tokens.starts[k], tokens.ends[k]
        far = _between(cues.text, (start, end), at)
        if far is not None and far < cost:
            best, cost = (start, end), far
    if best is None:
        return None
    for attack in scene.attacks:
        far = _between(cues.text, (attack.start, attack.end), at)
        if attack.strength > 1 and far is not None and far <= cost:
            return None
    return Cause("unknown", Attack(*best, "unknown", "noun", 0, "nature"), RULE)


@lru_cache(maxsize=4)
def _words(lexicons: Lexicons) -> frozenset[str]:
    told = lexicons["accidents"]
    return told.terms(kind="disease") | told.terms(kind="disaster")


def _between(text: str, one: tuple[int, int], two: tuple[int, int]) -> int | None:
    """The characters between two stretches of one clause; None across clauses."""
    low, high = (one[1], two[0]) if one[0] < two[0] else (two[1], one[0])
    if low >= high:
        return 0
    return None if _CLAUSE.search(text, low, high) else high - low
