"""Who and what is called like a country: "Israel Katz", "Puerto Jordan", "Costa Rica, a town in the north"."""

from __future__ import annotations

from collections.abc import Collection

from analysis.extract.places.words import BODIES, ONE_PLACE, SETTLEMENTS, SPEAKING
from analysis.lexicon import Tag
from analysis.reading import Reading

_GIVEN = frozenset("israel jordan chad georgia dominica cyprus kenya india".split())
_BEFORE_A_TOWN = frozenset(
    "puerto puerta san santa santo nuevo nueva port porto villa ciudad saint st fort mount camp lake nova novo".split()
)
_SAME_NAMED = ONE_PLACE | SETTLEMENTS | {"municipality", "ranch"}
_SEA = frozenset(
    "river valley basin strip sea border street road avenue hill hills national".split()
)
_APPOSED = 4  # tokens behind the comma in which the noun of the town stands


def is_namesake(reading: Reading, tag: Tag, first: int, barred: Collection[int]) -> bool:
    """True where the name of a country in a run of capitals from ``first`` is somebody's or a town's."""
    return (
        _ends_a_town(reading, tag, first)
        or _is_called_a_town(reading, tag)
        or _is_given(reading, tag, first, barred)
    )


def _ends_a_town(reading: Reading, tag: Tag, first: int) -> bool:
    """ "the base in Puerto Jordan"."""
    return tag.first > first and reading.tokens.norms[tag.first - 1] in _BEFORE_A_TOWN


def _is_called_a_town(reading: Reading, tag: Tag) -> bool:
    """ "in Costa Rica, a town 30 miles south": said to be one; not "Chad, a village said"."""
    norms = reading.tokens.norms
    k = tag.stop
    if norms[k : k + 1] != [","] or norms[k + 1 : k + 2] not in (["a"], ["another"]):
        return False
    head = next(
        (j for j in range(k + 2, min(k + 2 + _APPOSED, len(norms))) if norms[j] in _SAME_NAMED), 0
    )
    return head > 0 and norms[head + 1 : head + 2] != ["said"]


def _is_given(reading: Reading, tag: Tag, first: int, barred: Collection[int]) -> bool:
    """ "Foreign Minister Israel Katz", "Jordan Reed, the coach": a given name and a surname."""
    norms, words = reading.tokens.norms, reading.tokens.words
    k = tag.stop
    if tag.stop - tag.first > 1 or norms[tag.first] not in _GIVEN or k >= len(norms):
        return False
    if not words[k][:1].isupper() or norms[k] in BODIES | _SEA | _SAME_NAMED or words[k].isupper():
        return False
    titled = tag.first > 0 and tag.first - 1 in barred and norms[tag.first - 1] not in (",", "of")
    after = norms[k + 1] if k + 1 < len(norms) else ""
    apposed = after == "," and norms[k + 2 : k + 3] in (["the"], ["a"], ["an"], ["who"])
    return titled or (tag.first == first and (after in SPEAKING or apposed))
