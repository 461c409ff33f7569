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
from bisect import bisect_left, bisect_right
from functools import lru_cache
from pathlib import Path

from analysis.errors import LexiconError
from analysis.lean import dataclass
from analysis.paths import shipped

_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|an|at|az|ash|es|en|et|ed|er|ez|esh|l)[ -](?=\w)")
_INNER = re.compile(r"(?<=\w)[ -](?:al|el|ad|ar|as|an|at|az|ash|es|en|et|ed|er|ez|esh)[ -](?=\w)")
_FOLD = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
_DOUBLED, _TWICE = re.compile(r"([a-z])\1+"), re.compile(r"(.)\1+")
_FINAL_H, _LAST_VOWEL = re.compile(r"h\b"), re.compile(r"[aeiouy]*h?$")
_VOWELS = re.compile(r"[aeiouy]+")
_OWN_COLUMNS = "name kind within country lat lon aliases source".split()
_OWN = 10**9  # the population an analyst's own row counts for: it comes before all others
_SHIPPED = 150_000  # and a shipped one: a sizeable town, taken where its country is in question
_AREA = 10**6  # a shipped region: known well enough to be taken anywhere
_BLOCK, _HEAD = 4096, 24  # bytes: of a block of lines, and of its first line kept
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


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """The form under which spellings of a name meet: no marks, articles or doubled letters."""
    plain = name.lower()
    if not (plain.isascii() and plain.isalpha()):
        plain = unicodedata.normalize("NFKD", plain.translate(_FOLD))
        plain = "".join([c for c in plain if c.isalnum() or c in " -"])
    plain = _INNER.sub(" ", _ARTICLE.sub("", plain))
    plain = _DOUBLED.sub(r"\1", plain.replace("-", " "))
    return " ".join(plain.split())


def usual_name(spot: Spot, written: str) -> str:
    """The name to show: a text's own spelling where the gazetteer's is a local one ("Ar Raqqah").

    A hand-kept row keeps its name; a name that differs in marks alone is the text's ("Reyhanli").

    >>> usual_name(Spot("Ar Raqqah", "town", "Syria", "", 36.0, 39.0, 0, "GeoNames"), "Raqqa")
    'Raqqa'
    >>> usual_name(Spot("Reyhanlı", "town", "Turkey", "", 36.3, 36.6, 0, "GeoNames"), "Reyhanli")
    'Reyhanli'
    """
    if _bare(spot.name) != _bare(written) and (spot.source != "GeoNames" or spot.kind != "town"):
        return spot.name
    if not any(c.islower() for c in written):
        return spot.name
    return written[0].upper() + written[1:]


_SIDES = (("north", "nord"), ("south", "sud"), ("east", "est"), ("west", "ouest"))


def in_english(spot: Spot, written: str) -> str | None:
    """A region as the text calls it, where only its side is called otherwise.

    >>> in_english(Spot("Nord-Kivu", "admin1", "Congo", "", -1.0, 29.0, 0, "Natural Earth"), "North Kivu")
    'North Kivu'
    """
    first, _, rest = key(written).partition(" ")
    side = next((pair for pair in _SIDES if first in (pair[0], f"{pair[0]}ern")), None)
    theirs, _, other = key(spot.name).partition(" ")
    if side is None or not rest or other != rest:
        return None
    return written if theirs in (*side, f"{side[0]}ern") and written[0].isupper() else None


@lru_cache(maxsize=65_536)
def _bare(name: str) -> str:
    plain = name.lower()
    if plain.isascii() and plain.isalpha():
        return plain
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", plain.translate(_FOLD))))


_CONSONANTS = re.compile(r"[aeiouyw\s\d]+")
_ALIKE = (("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"), ("ph", "f"),
          ("q", "k"), ("c", "k"), ("z", "s"), ("j", "g"), ("v", "b"), ("p", "b"))  # fmt: skip


def skeleton(name: str) -> str:
    """The consonants of a name, those that transliterations confuse made one; no final h."""
    plain = key(name)
    for one, other in _ALIKE:
        plain = plain.replace(one, other)
    plain = _FINAL_H.sub("", plain)
    return _TWICE.sub(r"\1", _CONSONANTS.sub("", plain))


_KIND_OF_AREA = re.compile(
    r"^(?:al|ar|as|an|ad|at|az)[ -]|[ -](?:state|governorate|province|oblast|department|region|county|district)$"
)


@lru_cache(maxsize=16_384)
def same_area(one: str | None, other: str | None) -> bool:
    """True for two spellings of a province: sources write "Hasakah" and "Al-Hasakah".

    >>> same_area("Hasakah", "Al-Hasakah"), same_area("Garissa", "Garissa County"), same_area("Homs", "Hama")
    (True, True, False)
    """
    if not one or not other:
        return False
    if one == other:
        return True
    names = [_SIDE.sub(r"\1 ", _KIND_OF_AREA.sub("", name.lower())) for name in (one, other)]
    return skeleton(names[0]) == skeleton(names[1]) != ""


_SIDE = re.compile(r"^(north|south|east|west)ern ")
_ONE_SIDE = re.compile(r"^(?:north|south|east|west|central|upper|lower)(?:ern)? ")


@lru_cache(maxsize=16_384)
def holds_area(big: str | None, small: str | None) -> bool:
    """True for one area, or one that is a side of the other.

    >>> holds_area("Darfur", "Northern Darfur"), holds_area("North Darfur", "South Darfur")
    (True, False)
    """
    if not big or not small:
        return False
    return same_area(big, small) or same_area(big, _ONE_SIDE.sub("", small.lower()))


class Gazetteer:
    """Look-up by name; an analyst's own rows come before the shipped ones."""

    def __init__(self, shipped_rows: _Sorted, bones: _Sorted, own: dict[str, list[Spot]]) -> None:
        self._rows, self._bones, self._own = shipped_rows, bones, own
        self._own_bones: dict[str, list[str]] = {}
        for name in own:
            self._own_bones.setdefault(skeleton(name), []).append(name)
        self._cache: dict[str, tuple[Spot, ...]] = {}  # by name as written
        self._by_key: dict[str, tuple[Spot, ...]] = {}
        self._alike: dict[str, tuple[Spot, ...]] = {}

    def find(self, name: str) -> tuple[Spot, ...]:
        """Every place of that name, own rows first, then by population."""
        found = self._cache.get(name)
        if found is None:
            if len(self._cache) > 100_000:
                self._cache.clear()
            found = self._cache[name] = self._keyed(key(name))
        return found

    def alike(self, name: str) -> tuple[Spot, ...]:
        """Places whose name may be another transliteration of this one; one word, one sound."""
        found = self._alike.get(name)
        if found is None:
            if len(self._alike) > 20_000:
                self._alike.clear()
            found = self._alike[name] = self._by_bones(name)
        return found

    def _by_bones(self, name: str) -> tuple[Spot, ...]:
        bones, wanted = skeleton(name), key(name)
        if len(bones) < 3 or len(name) < 5:
            return ()
        keys = [*self._own_bones.get(bones, ())]
        keys += [line.split("\t", 1)[1] for line in self._bones.starting(f"{bones}\t")]
        strict = _vowels(wanted) if len(bones) < 5 else None
        return tuple(
            spot
            for other in keys
            if _one_sound(wanted, other, strict)
            for spot in self._keyed(other)
            if spot.kind != "country"
        )

    def _keyed(self, wanted: str) -> tuple[Spot, ...]:
        found = self._by_key.get(wanted)
        if found is None:
            if len(self._by_key) > 100_000:
                self._by_key.clear()
            found = self._by_key[wanted] = self._read(wanted)
        return found

    def _read(self, wanted: str) -> tuple[Spot, ...]:
        shipped_spots = [_spot(line) for line in self._rows.starting(f"{wanted}\t")]
        shipped_spots.sort(key=lambda spot: (-_RANK[spot.kind], -spot.population))
        return (*self._own.get(wanted, ()), *shipped_spots)


class _Sorted:
    """Sorted lines as one piece of memory; splitting them would cost more.

    The first line of every block is kept: one bisection finds the block, one search in it the line.
    """

    def __init__(self, lines: bytes) -> None:
        self._lines = lines
        at, self._at, self._first = 0, [0], [b""]
        while (at := lines.find(b"\n", at + _BLOCK) + 1) > 0:
            self._at.append(at)
            self._first.append(lines[at : at + _HEAD])

    def starting(self, prefix: str) -> list[str]:
        """The lines that begin with ``prefix``."""
        lines, wanted = self._lines, prefix.encode()
        block = bisect_left(self._first, wanted[:_HEAD]) - 1
        low = self._at[max(0, block)]
        if not lines.startswith(wanted, low):
            beyond = bisect_right(self._first, wanted[:_HEAD])
            stop = self._at[beyond] if beyond < len(self._at) else len(lines)
            low = lines.find(b"\n" + wanted, low, stop + len(wanted)) + 1
            if not low:
                return []
        out: list[str] = []
        while lines.startswith(wanted, low):
            stop = lines.find(b"\n", low)
            stop = len(lines) if stop < 0 else stop
            out.append(lines[low:stop].decode("utf-8"))
            low = stop + 1
        return out


_RANK = {"country": 3, "town": 1, "admin1": 2, "admin2": 0, "road": 0}


_SOUNDS = {"q": "k", "c": "k", "j": "g", "e": "a", "i": "a", "u": "o"}


def _sounds(letter: str) -> str:
    return _SOUNDS.get(letter, letter)


def _one_sound(name: str, other: str, vowels: str | None) -> bool:
    """True where two names of one skeleton also begin alike and, if vowels are given, have those."""
    if _sounds(name[:1]) != _sounds(other[:1]):
        return False
    return vowels is None or (abs(len(name) - len(other)) < 3 and vowels == _vowels(other))


def _vowels(name: str) -> str:
    """The vowels of a name, those that transliterations confuse made one; no final one."""
    found = _LAST_VOWEL.sub("", name)
    return "".join(_sounds(v[0]) for v in _VOWELS.findall(found.replace("y", "i")))


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
            weight = _OWN if folder == extra else _SHIPPED
            for spot, names in _read_own(folder / "places.csv", weight):
                for name in names:
                    own.setdefault(key(name), []).append(spot)
    return Gazetteer(*_read_shipped(), own)


@lru_cache(maxsize=1)
def _read_shipped() -> tuple[_Sorted, _Sorted]:
    folder = shipped("lexicons")
    rows, bones = (
        _Sorted(gzip.decompress((folder / f"{name}.tsv.gz").read_bytes()))
        for name in ("gazetteer", "gazetteer-alike")
    )
    return rows, bones


def _read_own(file: Path, weight: int) -> list[tuple[Spot, list[str]]]:
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
            out.append(
                (_own_spot(file.name, number, row, weight), [name, *_aliases(row["aliases"])])
            )
    return out


def _aliases(cell: str | None) -> list[str]:
    return [alias.strip() for alias in (cell or "").split("|") if alias.strip()]


def _own_spot(file: str, number: int, row: dict[str, str], weight: int) -> Spot:
    try:
        lat, lon = (
            float(row[axis]) if (row[axis] or "").strip() else None for axis in ("lat", "lon")
        )
    except ValueError:
        raise LexiconError(file, f"row {number}", "lat and lon must be degrees") from None
    if (lat is None) != (lon is None) or abs(lat or 0) > 90 or abs(lon or 0) > 180:
        raise LexiconError(file, f"row {number}", "lat and lon must be degrees, both or neither")
    kind = (row["kind"] or "town").strip().lower()
    if kind in ("village", "city", "camp", "neighbourhood", "hamlet", "site"):
        kind = "town"
    if kind not in ("town", "admin1", "admin2", "road"):
        raise LexiconError(
            file,
            f"row {number}",
            f"kind {kind!r} is not town, village, city, admin1, admin2 or road",
        )
    return Spot(
        row["name"].strip(), kind, (row["country"] or "").strip(), (row["within"] or "").strip(),
        lat, lon, weight if kind == "town" else max(weight, _AREA), (row["source"] or "own").strip() or "own",
    )  # fmt: skip
