"""Capitals that speak for their governments, where they are towns all the same.

"Kabul denied it" is a government; "the capital, Kabul", "Kabul blast kills nine", "Kabul's airport" and
"Kabul came under fire" are the town.
"""

from __future__ import annotations

import re

from analysis.gazetteer import Gazetteer, Spot
from analysis.lexicon import Tag

_STRUCK = frozenset(
    "blast blasts bombing bombings explosion explosions attack ambush massacre siege airport hospital mosque church "
    "hotel school university prison market suburb suburbs district neighbourhood neighborhood neighbourhoods "
    "neighborhoods streets street residents hospitals airfield port seaport harbour harbor centre center outskirts "
    "metro station stadium square bridge slums skyline mayor resident hospitals schools".split()
)
_BEFELL = re.compile(
    r"(?:(?:was|has been|had been|were) (?:\w+ly )?(?:hit|struck|shelled|bombed|rocked|shaken|pounded|attacked|"
    r"jolted|hammered)|"
    r"suffered|came under (?:\w+ )?(?:fire|attack|shelling|bombardment)|shook|woke|awoke)\b"
)


# what befalls towns and nobody else: "Kara was shelled", "was struck by missiles", "came under fire"
_SHELLED = re.compile(
    r"(?:was|has been|had been|were)(?: \w+ly| again| also)? (?:shelled|bombed|bombarded|rocked|pounded|"
    r"(?:hit|struck|shaken|attacked|jolted|hammered|battered) by (?:[\w-]+ ){0,4}?(?:shelling|shells?|missiles?|"
    r"rockets?|air ?strikes?|strikes|drones?|mortars?|blasts?|explosions?|bombs?|bombing|raids?|gunfire|fighting))\b|"
    r"came under (?:[\w-]+ ){0,3}?(?:fire|attack|shelling|bombardment)\b|"
    r"(?:has|have|had) (?:also |again )?(?:witnessed|seen|suffered|endured) (?:[\w-]+ ){0,3}?(?:shelling|air raids|"
    r"air ?strikes|bombing|bombardment|fighting|clashes)\b"
)
_REACH = 9  # tokens


def befell_a_town(norms: list[str], stop: int) -> bool:
    """True where the words behind a name tell of what befalls a town, or are of those who live in it."""
    if norms[stop : stop + 1] and norms[stop] in _LIVE_THERE:
        return not _SAYING.isdisjoint(norms[stop + 1 : stop + 3])
    if norms[stop : stop + 1] == [] or norms[stop] not in _HAPPENED:
        return False
    return _SHELLED.match(" ".join(norms[stop : stop + _REACH])) is not None


_LIVE_THERE = frozenset(("residents", "police", "villagers", "hospital", "hospitals"))
_SAYING = frozenset("said say says reported report confirmed told counted received".split())
_HAPPENED = frozenset("was were has have had came".split())


def town_of(norms: list[str], tag: Tag, gazetteer: Gazetteer) -> Spot | None:
    """The town a capital's name means where the words beside it show that a town is meant."""
    apposed = norms[max(0, tag.first - 2) : tag.first] == ["capital", ","]
    owns = norms[tag.stop : tag.stop + 1] in (["'s"], ["’s"])
    behind = norms[tag.stop + owns : tag.stop + owns + 1]
    befell = not owns and (
        _BEFELL.match(" ".join(norms[tag.stop : tag.stop + 6])) or befell_a_town(norms, tag.stop)
    )
    if not apposed and not befell and _STRUCK.isdisjoint(behind):
        return None
    country = tag.entry.get("name")
    spots = [s for s in gazetteer.find(" ".join(norms[tag.first : tag.stop])) if s.kind == "town"]
    spots = [s for s in spots if s.country == country]
    return max(spots, key=lambda s: s.population, default=None)
