"""Incidents across articles: which figures of which articles speak of one event.

Each article's own incidents (``analysis.extract.totals``) are first put together harm by harm into
*scenes*; then a scene joins the incident of other articles it agrees with in day, place and means.
One article never gives an incident two scenes, so what it keeps apart stays apart. Versions are
laid side by side and give a range; they are never added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from analysis.dossier.members import Member
from analysis.extract.incidents import Toll
from analysis.extract.meeting import one_means
from analysis.extract.totals import HARMS, Bounds, span_of
from analysis.extract.totals import find_incidents as find_article_incidents
from analysis.records import Casualty, Place

_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Version:
    """What one article says of one harm in an incident; ``figures`` lead to its characters."""

    member: Member
    harm: str
    bounds: Bounds
    figures: tuple[Casualty, ...]

    @property
    def reporters(self) -> tuple[str, ...]:
        """Who is cited for it."""
        return tuple(dict.fromkeys(f.reporter for f in self.figures if f.reporter))


@dataclass(slots=True)
class Incident:
    """One incident; ``versions`` in the order the articles came out, copies among them marked."""

    id: str
    versions: list[Version]
    first_day: str | None
    last_day: str | None
    place: Place | None
    place_name: str | None
    causes: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)  # how each further article was joined

    def of_harm(self, harm: str) -> list[Version]:
        """The versions of one harm that count: a copy is no second source."""
        return [v for v in self.versions if v.harm == harm and not v.member.copy_of]

    @property
    def harms(self) -> tuple[str, ...]:
        """The harms told, in the contract's order."""
        told = {version.harm for version in self.versions}
        return tuple(harm for harm in HARMS if harm in told)

    @property
    def members(self) -> tuple[str, ...]:
        """The keys of the articles that tell of it."""
        return tuple(dict.fromkeys(version.member.key for version in self.versions))

    @property
    def blamed(self) -> tuple[str, ...]:
        """Everybody named as the author, by whichever article or source."""
        every = (f.perpetrator for version in self.versions for f in version.figures)
        return tuple(dict.fromkeys(name for name in every if name))

    @property
    def rivals(self) -> tuple[str, ...]:
        """Two or more authors that carry names; "gunmen" and "an armed group" exclude nobody."""
        named = [name for name in self.blamed if name != name.lower()]
        return tuple(named) if len(named) > 1 else ()

    def range_of(self, harm: str) -> Bounds:
        """What all versions leave open; where no number fits all, from the lowest to the highest.

        "At least 9" and 13 are 13; 9 and 13 are 9 to 13. None where the articles set no bound.
        """
        spans = [version.bounds for version in self.of_harm(harm)]
        if len(spans) < 2 or all(span == spans[0] for span in spans):
            return spans[0] if spans else (None, None, None)
        lows = [n for n in (_known(*span) for span in spans) if n is not None]
        highs = [high for *_, high in spans if high is not None]
        if self.disagree(harm):
            open_ = len(highs) < len(spans)
            return min(lows), None, None if open_ else max(highs)
        low, high = max(lows, default=None), min(highs, default=None)
        return low, low if low == high else None, high

    def disagree(self, harm: str) -> bool:
        """True where two articles cannot both be right: no number fits both."""
        spans = [version.bounds for version in self.of_harm(harm)]
        lows = [low for low, _, _ in spans if low is not None]
        highs = [high for *_, high in spans if high is not None]
        return bool(lows and highs and max(lows) > min(highs))

    def rises(self, harm: str) -> bool:
        """True where every later day of publication has a higher number: a toll that grew."""
        told = [(v.member.done.article.published, _known(*v.bounds)) for v in self.of_harm(harm)]
        known = [(day[:10], n) for day, n in told if day and n is not None]
        steps = list(pairwise(known))
        return bool(steps) and len(known) == len(told) and all(
            (a[0] < b[0] and a[1] < b[1]) or (a[1] == b[1]) for a, b in steps
        ) and known[0][1] < known[-1][1]  # fmt: skip


def find_incidents(
    members: Sequence[Member], *, near_km: float, since: str | None = None, until: str | None = None
) -> tuple[Incident, ...]:
    """The incidents of all members, the oldest first; undated ones at the end.

    ``since`` and ``until`` (ISO days) leave out incidents that lie wholly outside them.
    """
    found: list[Incident] = []
    for member in members:
        scenes = list(_scenes(member, near_km))
        taken: set[int] = set()
        pairs = sorted(
            ((score, -n, at, why) for at, scene in enumerate(scenes)
             for n, incident in enumerate(found)
             for score, why in [_agreement(incident, scene, near_km)] if score),
            reverse=True,
        )  # fmt: skip
        joined: set[int] = set()
        for _, n, at, why in pairs:
            if at not in joined and -n not in taken:
                joined.add(at)
                taken.add(-n)
                _join(found[-n], scenes[at], why)
        found += [scene for at, scene in enumerate(scenes) if at not in joined]
    kept = [one for one in found if _within(one, since, until)]
    kept.sort(key=lambda one: (one.first_day or one.last_day or "9", one.last_day or ""))
    for number, one in enumerate(kept, start=1):
        one.id = f"i{number}"
    return tuple(kept)


# ------------------------------------------------------------------- within one article


def _scenes(member: Member, near_km: float) -> Iterator[Incident]:
    """The article's incidents with their harms put together, in the order of the text."""
    reading = member.done.reading
    places = {place.name: place for place in reading.found.places}
    scenes: list[Incident] = []
    for harm, incidents in find_article_incidents(reading):
        for incident in incidents:
            scene = _scene(member, harm, incident.tolls, places)
            home = _beside(scenes, scene, near_km)
            if home is None:
                scenes.append(scene)
            else:
                _join(home, scene, "")
    scenes.sort(key=lambda scene: scene.versions[0].figures[0].start)
    yield from scenes


def _scene(member: Member, harm: str, tolls: Sequence[Toll], places: dict[str, Place]) -> Incident:
    figures = tuple(figure for toll in tolls for figure in toll.members)
    dated = next((f for f in figures if f.date_earliest or f.date_latest), figures[0])
    placed = next((f for f in figures if f.place), figures[0])
    return Incident(
        id="",
        versions=[Version(member, harm, span_of(tolls), figures)],
        first_day=_first_day(dated.date_earliest or dated.date_latest),
        last_day=_last_day(dated.date_latest or dated.date_earliest),
        place=places.get(placed.place or ""),
        place_name=placed.place or placed.place_words,
        causes=[f.cause for f in figures if f.cause not in ("unknown", "other")][:1],
    )


def _beside(scenes: Iterable[Incident], scene: Incident, near_km: float) -> Incident | None:
    """The scene of other harms this one belongs to: the nearest in the text that agrees."""
    at = scene.versions[0].figures[0]
    harm = scene.versions[0].harm
    near = [
        (min(abs(f.sentence - at.sentence) for v in other.versions for f in v.figures), n, other)
        for n, other in enumerate(scenes)
        if harm not in other.harms
        and _days_meet(other, scene) is not False
        and _meet(other, scene, near_km) != ""
        and _one_cause(other, scene)
    ]
    return min(near, key=lambda item: item[:2])[2] if near else None


# ------------------------------------------------------------------- between articles

_SCORES = {"same place": 4.0, "near": 3.0, "inside": 2.0, "unknown": 0.0}
_WORDS = {"same place": "place", "near": "a place nearby", "inside": "a wider place", "unknown": ""}


def _agreement(incident: Incident, scene: Incident, near_km: float) -> tuple[float, str]:
    """How well a scene fits an incident, and the words for it; 0 where it does not.

    Day and place both known and agreeing are enough, if the place is no mere country or province.
    Where one of them is not told, or only a wide area is, a figure must be the same as well.
    """
    days, where = _days_meet(incident, scene), _meet(incident, scene, near_km)
    if days is False or not where or not _one_cause(incident, scene):
        return 0.0, ""
    alike = _like_tolls(incident, scene)
    if days is None and where == "unknown":
        return 0.0, ""
    if (days is None or where in ("unknown", "inside")) and not alike:
        return 0.0, ""
    said = ["day" if days else "", _WORDS[where], "number" if alike else ""]
    score = _SCORES[where] + (2.0 if days else 0.0) + (2.0 if alike else 0.0)
    return score, " and ".join(filter(None, said))


def _days_meet(one: Incident, two: Incident) -> bool | None:
    """Whether the windows share a day; None where one is not told."""
    if not (one.first_day and one.last_day and two.first_day and two.last_day):
        return None
    return one.first_day <= two.last_day and two.first_day <= one.last_day


def _meet(one: Incident, two: Incident, near_km: float) -> str:
    """How two places agree: ``same place``, ``near``, ``inside``, ``unknown``; "" where not."""
    if not one.place_name or not two.place_name:
        return "unknown"
    a, b = one.place, two.place
    if one.place_name == two.place_name:
        wide = a is not None and a.precision in ("admin1", "country")
        return "inside" if wide else "same place"
    if a is None or b is None:
        return ""
    if _inside(a, b) or _inside(b, a):
        return "inside"
    exact = a.precision in ("exact", "near") and b.precision in ("exact", "near")
    distance = _distance(a, b)
    return "near" if exact and distance is not None and distance <= near_km else ""


def _inside(small: Place, big: Place) -> bool:
    if big.precision == "country":
        return bool(small.country) and small.country == big.country
    return bool(big.name) and big.name in (small.admin1, small.admin2)


def _distance(a: Place, b: Place) -> float | None:
    """Kilometres on the great circle (haversine); None without two points."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat, other = radians(a.lat), radians(b.lat)
    turn = sin((other - lat) / 2) ** 2
    turn += cos(lat) * cos(other) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(turn)))


def _one_cause(one: Incident, two: Incident) -> bool:
    return all(one_means(a, b) for a in one.causes for b in two.causes)


def _like_tolls(one: Incident, two: Incident) -> bool:
    """Whether some number of more than one person is the same in both."""
    for harm in set(one.harms) & set(two.harms):
        sizes = [
            {n for version in side.versions if version.harm == harm for n in version.bounds if n}
            for side in (one, two)
        ]
        if any(n > 1 for n in sizes[0] & sizes[1]):
            return True
    return False


def _join(home: Incident, scene: Incident, why: str) -> None:
    """The scene's versions, and whatever it tells more exactly."""
    home.versions += scene.versions
    if why and not scene.versions[0].member.copy_of:
        home.why.append(f"{scene.versions[0].member.key.upper()} joined by {why}")
    if _span(scene) < _span(home):
        home.first_day, home.last_day = scene.first_day, scene.last_day
    if _exactness(scene.place) > _exactness(home.place) or not home.place_name:
        home.place, home.place_name = scene.place, scene.place_name
    home.causes += [cause for cause in scene.causes if cause not in home.causes]


def _span(one: Incident) -> int:
    """How wide the window is: 0 for one day, more for more, most where none is told."""
    if not one.first_day or not one.last_day:
        return 3
    return (one.first_day != one.last_day) + (one.first_day[:7] != one.last_day[:7])


def _exactness(place: Place | None) -> int:
    order = ("country", "admin1", "line", "admin2", "near", "exact")
    return order.index(place.precision) if place and place.precision in order else -1


def _within(one: Incident, since: str | None, until: str | None) -> bool:
    first, last = one.first_day or one.last_day, one.last_day or one.first_day
    if not first or not last:
        return True
    return not (since and last < since) and not (until and first > until)


def _first_day(iso: str | None) -> str | None:
    """The first day of an ISO prefix."""
    return None if not iso else (iso[:10] + "-01-01"[len(iso[:10]) - 4 :])[:10]


def _last_day(iso: str | None) -> str | None:
    """The last day of an ISO prefix, to compare with: the 31st of any month will do."""
    return None if not iso else (iso[:10] + "-12-31"[len(iso[:10]) - 4 :])[:10]


def _known(*numbers: int | None) -> int | None:
    return next((n for n in numbers if n is not None), None)
