"""Figures that add up to a toll by chance: those of a town far from the toll's own are no parts of it."""

from __future__ import annotations

from analysis.extract.context.cues import Cues
from analysis.extract.context.geography import FINE, coarse, compatible, is_about
from analysis.extract.context.sharing import Context
from analysis.lean import replace
from analysis.records import Place


def without_parts_elsewhere(cues: Cues, contexts: list[Context]) -> None:
    """ "In Kharkiv 12 were hurt. ... In Odesa shells hurt three": none of the 12, though others make up nine."""
    by_id = {context.figure.id: context for context in contexts}
    for context in contexts:
        if context.figure.subset_kind != "breakdown":
            continue
        whole = by_id.get(context.figure.subset_of or "")
        if whole is not None and _is_far(cues, context, whole):
            context.figure = replace(context.figure, subset_of=None, subset_kind=None)


def _is_far(cues: Cues, part: Context, whole: Context) -> bool:
    here, there = part.where, whole.where
    if here is None or there is None or {here.rule, there.rule} != {"where.sentence"}:
        return False
    if coarse(here.place) > FINE["admin1"] or coarse(there.place) > FINE["exact"]:
        return False
    if compatible(here.place, there.place) or is_about(here.place, there.place):
        return False
    beside = cues.scene(whole.figure.sentence).places
    return all(_are_one(place, there.place) for place in beside)


def _are_one(one: Place, two: Place) -> bool:
    return compatible(one, two) or is_about(one, two)
