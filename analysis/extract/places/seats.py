"""Capitals that speak for their governments, where they are towns all the same.

"Kabul denied it" is a government; "the capital, Kabul", "Kabul blast kills nine" and "Kabul airport"
are the town.
"""

from __future__ import annotations

from analysis.gazetteer import Gazetteer, Spot
from analysis.lexicon import Tag

_STRUCK = frozenset(
    "blast blasts bombing bombings explosion explosions attack ambush massacre siege airport hospital mosque church "
    "hotel school university prison market suburb suburbs district neighbourhood neighborhood neighbourhoods "
    "neighborhoods streets street residents hospitals airfield".split()
)


def town_of(norms: list[str], tag: Tag, gazetteer: Gazetteer) -> Spot | None:
    """The town a capital's name means where the words beside it show that a town is meant."""
    apposed = norms[max(0, tag.first - 2) : tag.first] == ["capital", ","]
    if not apposed and _STRUCK.isdisjoint(norms[tag.stop : tag.stop + 1]):
        return None
    country = tag.entry.get("name")
    spots = [s for s in gazetteer.find(" ".join(norms[tag.first : tag.stop])) if s.kind == "town"]
    spots = [s for s in spots if s.country == country]
    return max(spots, key=lambda s: s.population, default=None)
