"""Where a toll over time belongs: its region, the article's region, or its country."""

from __future__ import annotations

import re
from collections import Counter

from analysis.extract.context.cues import Cues
from analysis.extract.context.geography import coarse
from analysis.extract.context.scenes import fine_scenes, head_place, is_scene, scenes
from analysis.extract.context.where import Where, far_from, made
from analysis.gazetteer import Spot, read_gazetteer
from analysis.lean import replace
from analysis.records import Casualty, Place

_LONG = 200  # sentences looked at for the article's country
_TOWNS = 2  # places that must lie in a province before an article's tally is the province's
_OFTEN = 4  # mentions of an article's town
_CAPITAL = 50_000
_LINE = 5  # a border or a country
_MOST = 0.75  # and the share of the article's places


def whole_country(cues: Cues, figure: Casualty, *, alone: bool = False) -> Where | None:
    """A toll of a whole war: the country its sentence names, else the article's.

    With ``alone`` the article's only where it tells of no other.
    """
    named = [p for p in scenes(cues, figure.sentence) if p.precision == "country"]
    if named:
        return made(cues, min(named, key=lambda p: far_from(cues, p, figure)), "where.country")
    place = main_country(cues)
    if alone and len(cues.once("lands of scenes", lambda: _lands(cues))) > 1:
        return None
    return made(cues, place, "where.article") if place else None


def _lands(cues: Cues) -> set[str | None]:
    last = min(len(cues.reading.sentences), _LONG)
    return {p.country for s in range(last) for p in scenes(cues, s)}


_CITIZENS = re.compile(
    r"(?:[\w,.]+ ){1,4}?(?P<people>[A-Z]\w+) (?:civilians|people|citizens|villagers|residents|non-combatants)\b"
)


def land_of_the_harmed(cues: Cues, figure: Casualty) -> Where | None:
    """ "Last month nearly 900 Ruritanian civilians were killed": all over Ruritania, where no town is named."""
    found = _CITIZENS.match(figure.victims or "")
    land = cues.country_of_people(found["people"]) if found else None
    place = main_country(cues) if land else None
    return made(cues, place, "where.people") if place is not None and place.name == land else None


_HERE = re.compile(r"[a-z] here\b(?! (?:said|told)\b)")


def says_here(cues: Cues, figure: Casualty) -> bool:
    """ "A shell hit the market here": in the town the report is sent from."""
    scene = cues.scene(figure.sentence)
    return _HERE.search(cues.text, scene.start, scene.end) is not None


def called_like_a_town(cues: Cues, area: Place) -> bool:
    """True for a province that has the name of a town in it, as Aleppo has."""
    spots = read_gazetteer(cues.reading.lexicon_folder).find(area.name)
    return any(
        s.kind == "town" and s.country == area.country and s.population >= _CAPITAL for s in spots
    )


def headed_where(cues: Cues, figure: Casualty) -> Where | None:
    """ "Chad: nine herders killed in a raid": the country, province or town that heads the figure's sentence."""
    place = head_place(cues, figure.sentence)
    return made(cues, place, "where.head") if place and place.end < figure.start else None


def dateline_where(cues: Cues, figure: Casualty, until: int = _LONG) -> Where | None:
    """The town a report is sent from, where nothing it tells first happened anywhere else.

    A bureau is none: it sends what it hears from other towns and countries, or of talks.
    """
    town = (cues.reading.article.dateline_place or "").split(",")[0].strip()
    last = min(until + 1, len(cues.reading.sentences))
    if not town or figure.harm == "displaced" or any(scenes(cues, s) for s in range(last)):
        return None
    spots = read_gazetteer(cues.reading.lexicon_folder).find(town.title())
    towns = [s for s in spots if s.kind == "town"]
    spot = max(towns, key=lambda s: (s.name == town.title(), s.population), default=None)
    if spot is None or (until >= 0 and _is_bureau(cues, figure, spot)):
        return None
    place = Place(
        start=0, end=0, id="", sentence=0, rule="where.dateline", name=spot.name,
        country=spot.country or None, admin1=spot.admin1 or None, lat=spot.lat, lon=spot.lon,
        precision="exact", source=spot.source,
    )  # fmt: skip
    return Where(spot.name, "", "where.dateline", place)


_TALKED = re.compile(
    r"\b(?:talks|summit|negotiat\w+|mediat\w+|signed|condemned|denounced|sanctions|"
    r"peace (?:conference|agreement|deal))\b"
)
# "in the northwest": of the country
_SOMEWHERE = re.compile(
    r"\bin the (?:[a-z]+ )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)\b(?! of\b)"
)
_AROUND = 2  # sentences around a figure in which another town may be named


def _is_bureau(cues: Cues, figure: Casualty, spot: Spot) -> bool:
    """True where talks are the news of the dateline's town, or the text is of another town or country."""
    sentences, text = cues.reading.sentences, cues.text
    talked = _TALKED.search(text, 0, sentences[min(1, len(sentences) - 1)].end)
    if talked and not any(
        a.end < talked.start() for s in range(min(2, len(sentences))) for a in cues.scene(s).attacks
    ):
        return True
    last = min(figure.sentence + _AROUND + 1, len(sentences))
    scene = cues.scene(figure.sentence)
    if _SOMEWHERE.search(text, scene.start, scene.end):
        return True
    near = range(max(0, figure.sentence - _AROUND), last)
    towns = [p for s in {0, *near} for p in cues.scene(s).places if is_scene(p)]
    if any(coarse(p) < _LINE and p.country != spot.country for p in towns):
        return True
    countries = [str(tag.entry.get("name")) for tag in cues.reading.tagged("countries")]
    return bool(countries) and spot.country not in countries


def main_country(cues: Cues) -> Place | None:
    """The country most scenes of the article lie in, as a place that names it; found once."""
    if cues.country is None:
        last = len(cues.reading.sentences)
        places = [p for s in range(min(last, _LONG)) for p in scenes(cues, s)]
        counted = Counter(p.country for p in places if p.country)
        code = counted.most_common(1)[0][0] if counted else ""
        named = [p for p in cues.reading.found.places if p.precision == "country"]
        cues.country = [p for p in named if p.country == code][:1] or [
            # no sentence names it, its towns do
            replace(p, name=code, start=p.start, end=p.start, precision="country")
            for p in places
            if code and p.country == code
        ][:1]
    return cues.country[0] if cues.country else None


def named_most(cues: Cues) -> Where | None:
    """The town that the article names far more often than any other: the one its people left."""
    last = min(len(cues.reading.sentences), _LONG)
    towns = [p for s in range(last) for p in fine_scenes(cues, s) if coarse(p) < _LINE - 1]
    counted = Counter(p.name for p in towns).most_common(2)
    if (
        not counted
        or counted[0][1] < _OFTEN
        or (len(counted) > 1 and counted[1][1] * 2 > counted[0][1])
    ):
        return None
    return made(cues, next(p for p in towns if p.name == counted[0][0]), "where.topic")


def main_region(cues: Cues) -> Where | None:
    """The province in which nearly all the scenes of the article lie; found once."""
    if cues.region is None:
        last = min(len(cues.reading.sentences), _LONG)
        named = (p for s in range(last) for p in fine_scenes(cues, s))
        places = {p.name: p for p in named if p.admin1 and p.rule != "place.the_capital"}
        counted = Counter(_plain(p.admin1 or "") for p in places.values())
        name, times = counted.most_common(1)[0] if counted else ("", 0)
        enough = times >= _TOWNS and times >= _MOST * len(places)
        inside = [p for p in places.values() if _plain(p.admin1 or "") == name]
        cues.region = inside[:1] if enough else []
    if not cues.region:
        return None
    place: Place = cues.region[0]
    name = _plain(place.admin1 or "")
    return Where(name, "", "where.region", replace(place, name=name, precision="admin1"))


def _plain(name: str) -> str:
    """The province's name without its kind ("West Kordofan State")."""
    for kind in (" State", " Governorate", " Province", " Oblast", " Department", " Region"):
        name = name.removesuffix(kind)
    return name
