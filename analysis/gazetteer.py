"""Places of the world by name, offline: look-up that meets spellings and transliterations.

``data/lexicons/gazetteer.tsv.gz`` is made by ``scripts/build_gazetteer.py`` from GeoNames and
Natural Earth (sources and licences in ``gazetteer.md`` beside it): one line a name, sorted by
its key, found by bisection. An analyst's own ``places.csv`` lies on top.

>>> key("Ma‘arrat Mişrīn"), key("al-Hasakah"), skeleton("Ma’rat Masrin")
('marat misrin', 'hasakah', 'mrtmsrn')
"""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analysis.errors import LexiconError
from analysis.paths import shipped

_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|an|at|az|ash|es|en|et|ed|er|ez|esh|l)[ -](?=\w)")
_INNER = re.compile(r"(?<=\w)[ -](?:al|el|ad|ar|as|an|at|az|ash|es|en|et|ed|er|ez|esh)[ -](?=\w)")
_FOLD = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
_OWN_COLUMNS = "name kind within country lat lon aliases source".split()
_KINDS = {"C": "country", "1": "admin1", "2": "admin2", "P": "town"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the gazetteer; ``kind`` is country, admin1, admin2, town or road.

    ``lat lon`` in degrees (WGS 84); ``country`` is its English name; ``population`` 0 if unknown.
    """

    name: str
    kind: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    source: str


def key(name: str) -> str:
    """The form under which spellings of a name meet: no marks, articles or doubled letters."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_FOLD))
    plain = "".join(c for c in plain if c.isalnum() or c in " -")
    plain = _INNER.sub(" ", _ARTICLE.sub("", plain))
    plain = re.sub(r"([a-z])\1+", r"\1", plain.replace("-", " "))
    return " ".join(plain.split())


_CONSONANTS = re.compile(r"[aeiouyw\s\d]+")
_ALIKE = (("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"), ("ph", "f"),
          ("q", "k"), ("c", "k"), ("z", "s"), ("j", "g"), ("v", "b"), ("p", "b"))  # fmt: skip


def skeleton(name: str) -> str:
    """The consonants of a name, those that transliterations confuse made one; no final h."""
    plain = key(name)
    for one, other in _ALIKE:
        plain = plain.replace(one, other)
    plain = re.sub(r"h\b", "", plain)
    return re.sub(r"(.)\1+", r"\1", _CONSONANTS.sub("", plain))


class Gazetteer:
    """Look-up by name; an analyst's own rows come before the shipped ones."""

    def __init__(self, lines: list[bytes], bones: list[bytes], own: dict[str, list[Spot]]) -> None:
        self._lines, self._bones, self._own = lines, bones, own
        self._cache: dict[str, tuple[Spot, ...]] = {}

    def find(self, name: str) -> tuple[Spot, ...]:
        """Every place of that name, own rows first, then by population."""
        wanted = key(name)
        if wanted not in self._cache:
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[wanted] = tuple(self._own.get(wanted, [])) + self._shipped(wanted)
        return self._cache[wanted]

    def alike(self, name: str, country: str) -> tuple[Spot, ...]:
        """Places of one country whose name may be another transliteration of this one."""
        bones = skeleton(name)
        if len(bones) < 4 or len(name) < 6:
            return ()
        prefix = f"{bones}\t".encode()
        out: list[Spot] = []
        at = bisect_left(self._bones, prefix)
        while at < len(self._bones) and self._bones[at].startswith(prefix):
            found = self._shipped(self._bones[at][len(prefix) :].decode())
            out += [s for s in found if s.country == country and s.kind != "country"]
            at += 1
        first = key(name)[:1]
        return tuple(spot for spot in out if _sounds(key(spot.name)[:1]) == _sounds(first))

    def _shipped(self, wanted: str) -> tuple[Spot, ...]:
        prefix = f"{wanted}\t".encode()
        at = bisect_left(self._lines, prefix)
        out: list[Spot] = []
        while at < len(self._lines) and self._lines[at].startswith(prefix):
            out.append(_spot(self._lines[at].decode("utf-8")))
            at += 1
        out.sort(key=lambda spot: (-_RANK[spot.kind], -spot.population))
        return tuple(out)


_RANK = {"country": 3, "town": 1, "admin1": 2, "admin2": 0, "road": 0}


def _sounds(letter: str) -> str:
    return {
        "k": "k",
        "q": "k",
        "c": "k",
        "j": "g",
        "a": "a",
        "e": "a",
        "i": "a",
        "o": "o",
        "u": "o",
    }.get(letter, letter)


def _spot(line: str) -> Spot:
    _, name, country, admin1, lat, lon, population, kind = line.split("\t")
    source = "GeoNames" if kind == "P" else "Natural Earth"
    return Spot(
        name, _KINDS[kind], country, admin1, float(lat), float(lon), int(population), source
    )


@lru_cache(maxsize=4)
def read_gazetteer(extra: Path | None = None) -> Gazetteer:
    """The shipped gazetteer with ``places.csv`` of the shipped and of the analyst's folder.

    Raises LexiconError naming file and row where an own row cannot be used.
    """
    own: dict[str, list[Spot]] = {}
    for folder in (extra, shipped("lexicons")):
        if folder is not None and (folder / "places.csv").exists():
            for spot, names in _read_own(folder / "places.csv"):
                for name in names:
                    own.setdefault(key(name), []).append(spot)
    return Gazetteer(*_read_shipped(), own)


@lru_cache(maxsize=1)
def _read_shipped() -> tuple[list[bytes], list[bytes]]:
    folder = shipped("lexicons")
    return (
        gzip.decompress((folder / "gazetteer.tsv.gz").read_bytes()).splitlines(),
        gzip.decompress((folder / "gazetteer-alike.tsv.gz").read_bytes()).splitlines(),
    )


def _read_own(file: Path) -> list[tuple[Spot, list[str]]]:
    out = []
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        missing = sorted(set(_OWN_COLUMNS) - set(rows.fieldnames or []))
        if missing:
            raise LexiconError(file.name, "", f"has no column {missing[0]!r}")
        for number, row in enumerate(rows, 2):
            name = (row["name"] or "").strip()
            if not name:
                raise LexiconError(file.name, f"row {number}", "name is empty")
            out.append((_own_spot(file.name, number, row), [name, *_aliases(row["aliases"])]))
    return out


def _aliases(cell: str | None) -> list[str]:
    return [alias.strip() for alias in (cell or "").split("|") if alias.strip()]


def _own_spot(file: str, number: int, row: dict[str, str]) -> Spot:
    try:
        lat, lon = (
            float(row[axis]) if (row[axis] or "").strip() else None for axis in ("lat", "lon")
        )
    except ValueError:
        raise LexiconError(file, f"row {number}", "lat and lon must be degrees") from None
    if (lat is None) != (lon is None) or abs(lat or 0) > 90 or abs(lon or 0) > 180:
        raise LexiconError(file, f"row {number}", "lat and lon must be degrees, both or neither")
    kind = (row["kind"] or "town").strip().lower()
    if kind in ("village", "city", "camp", "neighbourhood", "hamlet"):
        kind = "town"
    if kind not in ("town", "admin1", "admin2", "road"):
        raise LexiconError(
            file,
            f"row {number}",
            f"kind {kind!r} is not town, village, city, admin1, admin2 or road",
        )
    return Spot(
        row["name"].strip(), kind, (row["country"] or "").strip(), (row["within"] or "").strip(),
        lat, lon, 10**9, (row["source"] or "own").strip() or "own",
    )  # fmt: skip
