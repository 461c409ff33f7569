"""The civilians among the harmed, for a counting table that leaves fighters out.

"16 people, including 11 soldiers" is five; "six civilians and two police officers" is six; a
toll that nowhere tells fighters from others stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.lean import replace
from analysis.records import Casualty

_FIGHTERS = frozenset(("combatant_state", "combatant_nonstate", "security"))
_HIRED = (["bodyguard"], ["bodyguards"], ["watchman"], ["watchmen"])  # nobody's force
_NAMED = frozenset(("civilian", "civilians", "non-combatants", "noncombatants"))


def civilians_of(
    kept: Sequence[Casualty], figures: Sequence[Casualty]
) -> tuple[list[Casualty], list[tuple[str, str]]]:
    """The figures with the fighters taken out, and the figures that were fighters alone."""
    out = [_without_fighters(figure, figures) for figure in kept if not _fights(figure)]
    if not out:
        return list(kept), []
    return out, [
        (figure.id, "fighters, whom this table leaves out") for figure in kept if _fights(figure)
    ]


def _fights(figure: Casualty) -> bool:
    words = (figure.victims or "").lower().split()
    return figure.victim_class in _FIGHTERS and words[-1:] not in _HIRED


def _without_fighters(whole: Casualty, figures: Sequence[Casualty]) -> Casualty:
    """The whole with the number of civilians told inside it, or less the fighters."""
    parts = [
        part
        for part in figures
        if part.subset_of == whole.id and part.same_as is None and part.best is not None
    ]
    named = [p for p in parts if not _NAMED.isdisjoint((p.victims or "").lower().split())]
    if named and not _NAMED & set((whole.victims or "").lower().split()):
        size = sum(part.best or 0 for part in named)
        return replace(whole, low=size, best=size, high=size)
    less = sum(part.best or 0 for part in parts if _fights(part))
    if not less or less >= max(whole.low or 0, whole.best or 0):
        return whole
    low, best, high = (None if n is None else n - less for n in (whole.low, whole.best, whole.high))
    return replace(whole, low=low, best=best, high=high)
