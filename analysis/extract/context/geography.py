"""How places lie to each other: how coarse one is, whether two may be one, whether one lies in the other."""

from __future__ import annotations

import re

from analysis.gazetteer import holds_area, same_area
from analysis.records import Place

_IN_AREA = frozenset(("place.inside", "place.same_sentence", "place.in_the_town"))
FINE = {"exact": 0, "near": 1, "unnamed": 2, "admin2": 3, "admin1": 4, "line": 5, "country": 6}

_TOWN, _ABOUT = 0.12, 0.5  # degrees


def coarse(place: Place) -> int:
    """How coarse a place is: 0 a town, 6 a country; one known by the area it lies in is finer than that."""
    if place.precision in ("admin1", "admin2") and place.rule in _IN_AREA:
        return FINE["unnamed"]
    return FINE.get(place.precision, 3)


def compatible(one: Place, two: Place) -> bool:
    """True where both may be the same place: one name, or one inside the other."""
    if one.name == two.name or lies_in(one, two) or lies_in(two, one):
        return True
    return _close(one, two)


def _close(one: Place, two: Place) -> bool:
    """True for two points a town apart at most: a quarter and its city."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return False
    return abs(one.lat - two.lat) < _TOWN and abs(one.lon - two.lon) < _TOWN


def is_about(one: Place, two: Place) -> bool:
    """True for places of one country, within a day's walk of each other as far as the points tell."""
    if one.country != two.country or coarse(one) > FINE["unnamed"]:
        return False
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return True
    return abs(one.lat - two.lat) < _ABOUT and abs(one.lon - two.lon) < _ABOUT


def lies_in(small: Place, big: Place) -> bool:
    """True where the big place is the country or province of the small one, or unknown."""
    if small.lat is None and small.precision == "unnamed" and big.precision.startswith("admin"):
        return small.country == big.country  # a village no map has
    if big.precision == "country":
        return small.country == big.country
    if small.country and big.country and small.country != big.country:
        return False
    if big.precision == "admin1" and small.admin1 is not None:
        return holds_area(big.name, small.admin1) or small.admin1 == big.admin1
    return same_area(big.name, small.admin1) or big.name == small.admin2


def owned_by(text: str, land: Place, places: list[Place]) -> Place:
    """ "in Syria's Aleppo": the place that belongs to the country named right before it."""
    if land.precision != "country":
        return land
    return next(
        (p for p in places if _OWNS.fullmatch(text, land.end, p.start) and compatible(p, land)),
        land,
    )


_OWNS = re.compile(r"(?:['’]?s)? (?:(?:city|province|town) of )?")
