"""Whether those shot are told of as alive in the sentences behind.

"The judge was shot. ... The doctors treating the judge say he is in critical condition": hurt, not dead.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.extract.casualties.group import Group
from analysis.reading import Reading

_REACH = 4  # sentences
_OPENING = 3  # words in which a pronoun is the subject
_HOW = frozenset("stable critical serious fair guarded grave satisfactory".split())
_ALIVE = frozenset("recovering recuperating survived survives survive recover".split())
_WARDS = frozenset("hospital clinic infirmary emergency surgery".split())
_NOW = frozenset("is are remains remain undergoing receiving".split())
_DEAD = frozenset(
    "died dies dead death deaths killed succumbed slain murdered murder assassinated assassination body bodies "
    "corpse funeral fatal fatally dying killing buried".split()
)
_ONE = frozenset("he she his her both".split())  # both: two told one by one
_MANY = frozenset("they both their".split())


def lives_on(reading: Reading, group: Group, sentence: int) -> bool:
    """True where a sentence soon behind this one says that whoever was shot is alive.

    A sentence that speaks of them and of death ends the search.
    """
    norms = reading.tokens.norms
    for one in reading.sentences[sentence + 1 : sentence + 1 + _REACH]:
        said = norms[one.first : one.stop]
        if not _speaks_of(norms, group, said):
            continue
        if not _DEAD.isdisjoint(said):
            return False
        if _is_alive(said):
            return True
    return False


def _speaks_of(norms: Sequence[str], group: Group, said: Sequence[str]) -> bool:
    """True for a sentence about them: by a pronoun, the name, or "the" and the same noun."""
    if not (_ONE if group.single else _MANY).isdisjoint(said[:_OPENING]):
        return True
    if group.kind == "named" and norms[group.stop - 1] in said:
        return True
    head = norms[group.head.stop - 1] if group.head is not None else ""
    return any(said[k] == head and said[k - 1] == "the" for k in range(1, len(said)))


def _is_alive(said: Sequence[str]) -> bool:
    """ "in critical condition", "is recovering", "remains in hospital", "out of danger"."""
    if "condition" in said and not _HOW.isdisjoint(said):
        return True
    if (
        "coma" in said
        or ("intensive" in said and "care" in said)
        or ("danger" in said and "out" in said)
    ):
        return True
    return not _ALIVE.isdisjoint(said) or not (_WARDS.isdisjoint(said) or _NOW.isdisjoint(said))
