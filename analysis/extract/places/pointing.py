"""Places pointed at: "in this besieged city" is the town last named, the dateline's or the only one.

"The Chadian capital" is that country's; "the capital" that of the article's own country; "Norland's second-largest
city" is the town the article says so of, else one whose name is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.extract.places.words import SIDED
from analysis.gazetteer import Gazetteer, Spot
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Place

_NOUNS = frozenset("city town village capital port crossroads settlement enclave hamlet".split())
_ADJECTIVES = 2  # between "this" and the noun
_BACK = 3  # sentences
_SHORT = 2  # tokens before the noun, at the least
_LED = frozenset("in of near outside across inside around into on from hit rocked struck".split())
_TOWNS = frozenset({"exact", "near"})


def find_pointed(reading: Reading, rows: list[Place], gazetteer: Gazetteer) -> Iterator[Place]:
    """A row for each "this town" that can be settled; ``rows`` are the places named, in order."""
    yield from _capitals(reading, rows, gazetteer)
    yield from _ranked(reading, rows)
    tokens = reading.tokens
    for i, norm in enumerate(tokens.norms):
        if norm != "this":
            continue
        stop = _noun_behind(tokens.norms, i)
        if not stop:
            continue
        start, end = tokens.starts[i], tokens.ends[stop - 1]
        sentence = reading.sentence_at(start)
        town = _last_town(rows, start, sentence)
        if town is None:
            town = _dateline(reading, gazetteer, start) or _only_town(rows)
        if town is not None:
            yield replace(
                town, start=start, end=end, sentence=sentence, rule="place.this", role="scene"
            )


def find_joined(reading: Reading, rows: Sequence[Place], gazetteer: Gazetteer) -> list[Place]:
    """ "North and West Kordofan": a row for the province of which only the side is said."""
    if reading.vocabulary.isdisjoint(SIDED):
        return []
    tokens, out = reading.tokens, list[Place]()
    for row in rows:
        second = tokens.at(row.start)
        first = second - 2
        if first < 0 or tokens.norms[second] not in SIDED or tokens.norms[first] not in SIDED:
            continue
        if tokens.norms[first + 1] not in ("and", "or") or not tokens.words[first][0].isupper():
            continue
        rest = reading.text[tokens.ends[second] : row.end]
        name = tokens.words[first] + rest
        spots = (s for s in gazetteer.find(name) if s.kind == "admin1" and s.country == row.country)
        spot = next(spots, None)
        if spot is not None:
            out.append(
                replace(
                    row, start=tokens.starts[first], end=tokens.ends[first], name=name,
                    admin1=spot.admin1 or None, lat=spot.lat, lon=spot.lon, precision="admin1",
                    source=spot.source, rule="place.joined",
                )
            )  # fmt: skip
    return out


def _capitals(reading: Reading, rows: list[Place], gazetteer: Gazetteer) -> Iterator[Place]:
    """A row for each "in the capital" that no name stands beside."""
    if "capital" not in reading.vocabulary:
        return
    tokens, home = reading.tokens, None
    norms, words = tokens.norms, tokens.words
    for i, norm in enumerate(norms):
        if norm != "capital" or i < _SHORT:
            continue
        owned = norms[i - 1] in ("'s", "’s")
        if not _may_be_in(norms, words, i, owned):
            continue
        peoples = reading.tagged_within("countries", i - 1 - owned, i - owned)
        home_owns = norms[i - 1] == "the" or (owned and norms[i - 2] in ("country", "nation"))
        if not home_owns and not peoples:
            continue
        if home is None:
            counted = Counter(r.country for r in rows if r.country and r.role == "scene")
            counted = counted or Counter(r.country for r in rows if r.country)
            written_from = _dateline(reading, gazetteer, 0)
            if written_from is not None and written_from.country:
                counted[written_from.country] += 1
            home = counted.most_common(1)[0][0] if counted else ""
        country = str(peoples[0].entry.get("name")) if peoples else home
        spot = _capital_of(reading, gazetteer, country)
        if spot is not None:
            start = tokens.starts[i if owned else i - 1]
            yield Place(
                start=start, end=tokens.ends[i], id="", rule="place.the_capital", name=spot.name,
                sentence=reading.sentence_at(start), country=spot.country or None, role="scene",
                admin1=spot.admin1 or None, lat=spot.lat, lon=spot.lon, precision="exact",
                source=spot.source,
            )  # fmt: skip


_RANKED = re.compile(
    r"\b(?:(?P<owner>[A-Z][\w-]+(?: [A-Z][\w-]+)?)[’']s?|the (?:country|nation)[’']s|its) "
    r"(?P<rank>(?:(?:second|third|fourth|fifth)[ -])?(?:largest|biggest)|second|third) city\b"
)
_RANKS = frozenset(("largest", "biggest", "second", "third"))


def _ranked(reading: Reading, rows: list[Place]) -> Iterator[Place]:
    """A row for each "in the country's second city" that no name stands beside."""
    if "city" not in reading.vocabulary or _RANKS.isdisjoint(reading.vocabulary):
        return
    text, known = reading.text, dict[str, Place]()
    found = list(_RANKED.finditer(text))
    bare = []
    for match in found:
        named = _named_beside(text, rows, match.start(), match.end())
        if named is None:
            bare.append(match)
        else:
            known[match["rank"].replace("-", " ")] = named
    for match in bare:
        sentence = reading.sentence_at(match.start())
        town = known.get(match["rank"].replace("-", " "))
        if town is not None and match["owner"] in (None, town.country):
            yield replace(
                town, start=match.start(), end=match.end(), sentence=sentence,
                rule="place.ranked", role="scene",
            )  # fmt: skip
        elif match["owner"] is not None:
            k = bisect_left(rows, match.start(), key=lambda row: row.start)
            if k < len(rows) and rows[k].start == match.start():
                yield Place(
                    start=match.start(), end=match.end(), id="", rule="place.ranked",
                    name=match.group(), sentence=sentence, country=rows[k].country, role="scene",
                )  # fmt: skip


def _named_beside(text: str, rows: list[Place], start: int, end: int) -> Place | None:
    """The town that is said to be the largest: "Kara, its largest city", "its largest city, Kara"."""
    k = bisect_left(rows, start, key=lambda row: row.start)
    behind = next((row for row in rows[k : k + 3] if row.start >= end), None)
    if behind is not None and text[end : behind.start] in (" ", ", ", " of "):
        return behind
    before = rows[k - 1] if k else None
    tied = before is not None and text[before.end : start] in (", ", " is ", ", in ", " - ", " (")
    return before if tied else None


def _may_be_in(norms: list[str], words: Sequence[str], i: int, owned: bool) -> bool:
    """True for "in the capital", "in Norland's capital" without a name or "of" behind it."""
    if owned:
        led = norms[i - 3 - (norms[i - 2] in ("country", "nation"))] if i > _SHORT + 1 else ""
    else:
        led = norms[i - 2] if norms[i - 1] == "the" else norms[i - 3] if i > _SHORT else ""
    behind = i + 1 + (i + 1 < len(norms) and norms[i + 1] == ",")
    named = behind < len(norms) and words[behind][:1].isupper()
    return led in _LED and not named and norms[behind : behind + 1] not in (["of"], ["city"])


def _capital_of(reading: Reading, gazetteer: Gazetteer, country: str) -> Spot | None:
    """The capital of a country, as the lexicon knows it."""
    if not country:
        return None
    entries = (e for e in reading.lexicons["countries"] if e.get("name") == country)
    name = next((str(e.get("capital")) for e in entries if e.get("capital")), "")
    spots = [s for s in gazetteer.find(name) if s.country == country and s.kind == "town"]
    return max(spots, key=lambda s: s.population, default=None) if name else None


def _noun_behind(norms: list[str], i: int) -> int:
    for k in range(i + 1, min(len(norms), i + 2 + _ADJECTIVES)):
        if norms[k] in _NOUNS:
            return k + 1
        if not norms[k].isalpha():
            return 0
    return 0


def _last_town(rows: list[Place], start: int, sentence: int) -> Place | None:
    here = bisect_left(rows, start, key=lambda row: row.start)
    for row in reversed(rows[max(0, here - 6) : here]):
        if sentence - row.sentence > _BACK:
            return None
        if row.precision in _TOWNS and row.role == "scene" and row.lat is not None:
            return row
    return None


def _only_town(rows: list[Place]) -> Place | None:
    """The one town an article names, where a lead tells of "this city" before it says which."""
    towns = {row.name: row for row in rows if row.precision == "exact" and row.lat is not None}
    return next(iter(towns.values())) if len(towns) == 1 else None


def _dateline(reading: Reading, gazetteer: Gazetteer, start: int) -> Place | None:
    place = reading.article.dateline_place
    spots = gazetteer.find(re.split(r"[,/]", place)[0].strip().title()) if place else ()
    spot: Spot | None = next((s for s in spots if s.kind == "town"), None)
    if spot is None:
        return None
    return Place(
        start=start, end=start, id="", rule="place.this", name=spot.name, sentence=0,
        country=spot.country or None, admin1=spot.admin1 or None, lat=spot.lat, lon=spot.lon,
        precision="exact", source=spot.source,
    )  # fmt: skip
