"""Figures that add up to a toll by chance: those of a town far from the toll's own are no parts of it."""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues
from analysis.extract.context.geography import FINE, coarse, compatible, is_about
from analysis.extract.context.sharing import Context
from analysis.extract.context.where import local_where, of_a_part_alone
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


def without_one_parts_place(cues: Cues, contexts: list[Context]) -> None:
    """ "90 bodies were found. Of these, 50 were in Ramla, 28 in Jenin": the 90 are not all in Ramla.

    What its own sentence names remains.
    """
    towns: dict[str, set[str]] = {}
    for context in contexts:
        where, whole = context.where, context.figure.subset_of
        if whole and where is not None and where.rule == "where.sentence":
            if coarse(where.place) <= FINE["exact"]:
                towns.setdefault(whole, set()).add(where.place.name)
    for context in contexts:
        figure, where = context.figure, context.where
        own = towns.get(figure.same_as or figure.id, ())
        if where is None or where.rule == "where.sentence" or len(own) < _TOWNS:
            continue
        if where.place.name in own:
            context.where = local_where(cues, figure)


_TOWNS = 2
_OF_THE = re.compile(
    r"\W*(?:And |But )?[Oo]f (?:the |those |these |all )?(?:at least |more than |nearly |some )?$"
)


def without_parts_deeds(cues: Cues, contexts: list[Context]) -> None:
    """ "Of the 45 people killed, 17 died in Lviv, where missiles hit a school": the 45 not in Lviv, nor by those."""
    for context in contexts:
        figure = context.figure
        if context.where is not None and of_a_part_alone(cues, figure, context.where.place):
            context.where = None
        at, scene = figure.number_start, cues.scene(figure.sentence)
        if at is None or not _OF_THE.fullmatch(cues.text, scene.start, at):
            continue
        parts = [f for f in scene.figures if f.start > figure.end]
        if not parts:
            continue
        turn = _TURNS.search(cues.text, figure.end, scene.end)
        start = min(turn.start() if turn else scene.end, parts[0].start)
        if context.where is not None and start <= context.where.place.start < scene.end:
            context.where = None
        if context.author is not None and start <= context.author.start < scene.end:
            context.author = None
        if context.cause is not None and start <= context.cause.attack.start < scene.end:
            context.cause = None


_TURNS = re.compile(
    r", |\b(?:were|was|died|the (?:highest|largest|greatest) (?:number|toll)|most)\b"
)


_QUARTER = re.compile(
    r"(?<=hood)\b|(?<=quarter)\b|(?<=street)\b| (?:neighbou?rhood|quarter|street|square)s?\b"
)


def _is_far(cues: Cues, part: Context, whole: Context) -> bool:
    here, there = part.where, whole.where
    if here is None or there is None or {here.rule, there.rule} != {"where.sentence"}:
        return False
    if coarse(here.place) > FINE["admin1"] or coarse(there.place) > FINE["exact"]:
        return False
    if compatible(here.place, there.place) or is_about(here.place, there.place):
        return False
    if here.place.country != there.place.country or _QUARTER.match(cues.text, here.place.end):
        return False  # a quarter of the town, or one whose namesake lies abroad
    beside = cues.scene(whole.figure.sentence).places
    return all(_are_one(place, there.place) for place in beside)


def _are_one(one: Place, two: Place) -> bool:
    return compatible(one, two) or is_about(one, two)
