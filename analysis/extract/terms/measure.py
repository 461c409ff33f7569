"""The quantity of a term, with its unit and its SI value."""

from __future__ import annotations

import itertools
from math import floor, log10

from analysis.lean import dataclass
from analysis.reading import Reading, starting, within
from analysis.records import Number

_LENGTH, _SPAN = "a length", "a duration"
_COUNTED = frozenset(
    {
        "count",
        "a sum of money",
        "a count of groups or parties",
        "a count of vehicles or weapons",
        "a count of places or buildings",
    }
)
_LASTING = frozenset("last lasts lasting lasted valid runs run holds".split())
_LASTS = 8  # tokens from "last" to its days
_PASSING = frozenset({"after", "ago", "later", "before", "since", "earlier", "old"})
_FOUGHT = frozenset(
    "fighting war conflict violence clashes bloodshed siege blockade talks negotiations mediation hostilities shelling "
    "bombardment battles unrest".split()
)
ORDERED, RANKED = (
    frozenset(
        "first second third fourth fifth last latest longest biggest largest worst deadliest only".split()
    ),
    6,
)
_SIDES = frozenset(
    "sides parties armies forces countries governments leaders neighbours neighbors states rivals men generals "
    "presidents".split()
)
_YOUNG = frozenset(
    "minors children anyone people boys girls youths recruits women men those".split()
)
_AGES = frozenset({"than", "under", "aged", "age"})
_PROLONGED = frozenset(
    "extend extends extended extending prolong prolonged prolonging renew renewed lengthen lengthened".split()
)
_PREFERRED = {
    "buffer_zone": (_LENGTH,),
    "withdrawal": (_LENGTH, "count", _SPAN),
    "humanitarian_access": (_LENGTH, "count", _SPAN),
    "deadline": (_SPAN, "count"),
    "ceasefire": (_SPAN, "a count of groups or parties"),
    "political_process": (_SPAN,),
}
_USUAL = ("count", _LENGTH, _SPAN)
_ADJECTIVES = frozenset(
    {"more", "other", "additional", "remaining", "further", "new", "deep", "wide"}
)
_NOT_NOUNS = frozenset(
    ", ; . : of and or to in on at by from until the a an ” "
    "will would shall may must are is was were be have has half each unless if when while with within without under "
    "over than per because as who which".split()
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of units; ``si`` is it in km, m or nothing."""

    number: float
    unit: str | None
    si: str | None


def quantity_of(reading: Reading, topic: str, first: int, stop: int) -> Quantity | None:
    """The number that measures a term of this type, among those in its clause."""
    if first >= stop:
        return None
    span = reading.tokens.starts[first], reading.tokens.ends[stop - 1]
    numbers = within(reading.found.numbers, *span)
    further = next(
        (n for n in numbers if topic == "ceasefire" and _prolongs(reading, first, n)), None
    )
    if further is not None:
        return _quantity(reading, further, stop)
    bare: Quantity | None = None
    for wanted in _PREFERRED.get(topic, _USUAL):
        fitting = [n for n in numbers if _is(n, wanted) and _measures(reading, n)]
        if topic == "ceasefire" and wanted == _SPAN:
            fitting = [n for n in fitting if not _until_it(reading, n)]
        if fitting:
            found = _quantity(reading, _changed_to(reading, fitting), stop)
            if found.unit is not None or wanted != "count":
                return found
            bare = bare or found
    return bare or (_so_long(reading, first, stop) if topic == "ceasefire" else None)


def _so_long(reading: Reading, first: int, stop: int) -> Quantity | None:
    """ "A week-long truce"."""
    norms = reading.tokens.norms
    for at in range(first, stop):
        if norms[at] in _UNITS and norms[at + 1 : at + 3] == ["-", "long"]:
            return Quantity(1, norms[at], None) if norms[at - 1] in ("a", "the", "its") else None
        if norms[at].endswith("long") and norms[at][:-4].rstrip("-") in _UNITS:
            return Quantity(1, norms[at][:-4].rstrip("-"), None)
    return None


_UNITS = frozenset("hour day week fortnight month year".split())


def _until_it(reading: Reading, number: Number) -> bool:
    """ "A ceasefire within 72 hours", "in ten days": when it is to begin, not how long it runs."""
    return reading.tokens.norms[number.first - 1] in ("within", "in")


def _prolongs(reading: Reading, first: int, number: Number) -> bool:
    """ "Extend a four-day pause by two days"."""
    norms = reading.tokens.norms
    return norms[number.first - 1] == "by" and not _PROLONGED.isdisjoint(
        norms[first : number.first]
    )


def lasting_of(reading: Reading, first: int, stop: int) -> Quantity | None:
    """ "It is to last seven days": how long what was told of runs."""
    norms = reading.tokens.norms
    for at in range(first, stop):
        if norms[at] in _LASTING and norms[at - 1] not in _THE_LAST:
            found = quantity_of(reading, "ceasefire", at, min(stop, at + _LASTS))
            if found is not None:
                return found
    return None


_THE_LAST = frozenset("the its their at this for".split())  # "for the last three weeks"


def _is(number: Number, wanted: str) -> bool:
    if number.bound == "words_only":
        return False
    return number.kind in _COUNTED if wanted == "count" else number.kind == wanted


_DO = frozenset("will would shall must have had also agreed agree are were should may can".split())


def _measures(reading: Reading, number: Number) -> bool:
    """False for what was only told of beside: "after 16 hours of talks", "younger than 15"."""
    norms = reading.tokens.norms
    before = norms[number.first - 1] if number.first else ""
    if not (number.best or number.low or number.high) or before in _AGES:
        return False
    if reading.tokens.norms[number.first] in _AGES and before in _YOUNG:
        return False  # "minors under 18"
    if "apart" in norms[number.stop : number.stop + 2]:
        return False  # "posts less than a kilometre apart"
    if number.best == 2 and norms[number.stop : number.stop + 1] and norms[number.stop] in _SIDES:
        return False  # "the two sides"
    if (
        number.best == 2
        and before == "the"
        and not _DO.isdisjoint(norms[number.stop : number.stop + 1])
    ):
        return False  # "the two will free 30 prisoners"
    if number.best == 1 and (
        norms[number.stop : number.stop + 1] in (["of"], ["by"]) or before == "by"
    ):
        return False  # "unless one of the sides objects", "one by one"
    if not _PARTS_OF_A_TEXT.isdisjoint(norms[number.stop : number.stop + 2]):
        return False  # "eight protocols, of which one is on prisoners", "a second phase"
    if number.kind != _SPAN:
        return True
    behind = norms[number.stop : number.stop + 4]
    if "of" in behind[:2] and not _FOUGHT.isdisjoint(behind[1:]):
        return False  # "to halt six weeks of fighting"
    if norms[max(0, number.first - 3) : number.first] in _ENDS_OF:
        return False  # "before the end of a 30-month transition"
    if before == "in" and not ORDERED.isdisjoint(
        norms[max(0, number.first - RANKED) : number.first]
    ):
        return False  # "the first swap in seven months"
    passing = any(norm in _PASSING for norm in behind[:2])
    return before != "after" and not passing and "to the day" not in " ".join(behind)


_ENDS_OF = [[end, "of", a] for end in ("end", "start", "middle") for a in ("a", "the", "its")]
_PARTS_OF_A_TEXT = frozenset(
    "protocol protocols article articles clause clauses point points page pages chapter chapters annexes phase phases "
    "stage stages round rounds step steps paragraphs resolution resolutions".split()
)
_LONG_NUMBER = 12  # tokens of a number in words


def _changed_to(reading: Reading, numbers: list[Number]) -> Number:
    """The first number, or the second of "from 900 guards to 640", the part of "14 of 17 groups"."""
    at = numbers[0].first - 1
    if at > 0 and reading.tokens.norms[at] == "of":
        start = reading.tokens.starts[max(0, at - _LONG_NUMBER)]
        near = starting(reading.found.numbers, start, reading.tokens.starts[at])
        part = [n for n in near if n.stop == at and n.bound != "words_only"]
        return part[0] if part else numbers[0]
    for earlier, later in itertools.pairwise(numbers):
        words = reading.tokens.norms[earlier.first - 1], reading.tokens.norms[later.first - 1]
        if words == ("from", "to"):
            return later
    return numbers[0]


def _quantity(reading: Reading, number: Number, stop: int) -> Quantity:
    norms = reading.tokens.norms
    value = number.best or number.low or number.high or 0
    unit = next(
        (
            t
            for t in reading.tagged_within("units", number.first, number.stop + 3)
            if t.first <= number.stop
        ),
        None,
    )
    if number.kind == _LENGTH and unit is not None:
        metres = value * unit.entry.get("metres")
        return Quantity(value, reading.words(unit.first, unit.stop), _metric(metres, value))
    at = number.stop
    if at < stop and norms[at] == "-":
        at += 1
    while at < stop and norms[at] in _ADJECTIVES:
        at += 1
    at = _behind_two(reading, at, stop)
    at = _behind_the_name(reading, at, stop)
    if named := _named_as_one(reading, at, stop):
        return Quantity(value, named, None)
    if at + 1 < stop and _compound(reading, at):
        at += 1
    noun = reading.words(at, at + 1) if at < stop and norms[at] not in _NOT_NOUNS else None
    if number.kind == _SPAN and noun is None:  # the unit is inside the number's words: "a week"
        noun = reading.words(number.stop - 1, number.stop)
    return Quantity(value, noun, None)


def _behind_two(reading: Reading, at: int, stop: int) -> int:
    """ "23 elderly and sickly prisoners": the noun behind two adjectives."""
    norms = reading.tokens.norms
    if at + 2 >= stop or norms[at + 1] != "and" or norms[at] in _NOT_NOUNS or _plural(norms[at]):
        return at
    return at + 2 if norms[at + 2].isalpha() and norms[at + 2] not in _NOT_NOUNS else at


def _plural(norm: str) -> bool:
    return norm.endswith("s") or norm in _MANY


_MANY = frozenset("men women children people police teenagers crew personnel staff troops".split())


def _named_as_one(reading: Reading, at: int, stop: int) -> str | None:
    """ "23 sickly political prisoners": whom two words name, behind an adjective."""
    if at + 2 >= stop or not all(
        w.isalpha() and w.islower() for w in reading.tokens.words[at : at + 3]
    ):
        return None
    tags = reading.tagged_within("agreements", at + 1, at + 3)
    two = next((tag for tag in tags if (tag.first, tag.stop) == (at + 1, at + 3)), None)
    if two is None or two.entry.get("kind") != "captive" or _plural(reading.tokens.norms[at]):
        return None
    return reading.words(two.first, two.stop)


def _behind_the_name(reading: Reading, at: int, stop: int) -> int:
    """ "Ten African Union experts": the noun behind whose they are."""
    words, k = reading.tokens.words, at
    while k < stop and k - at < _NAMED and words[k][0].isupper():
        k += 1
    if at < k < stop and words[k] in _KEPT:
        return at  # "1,900 Palestinians held in jails"
    return k if k < stop and words[k].isalpha() and words[k].islower() else at


_KEPT = frozenset(
    "held jailed detained imprisoned captured arrested seized taken abducted kidnapped in".split()
)
_NAMED = 3  # words of the name before a noun


def _compound(reading: Reading, at: int) -> bool:
    """True for "fuel tankers", "Palestinian prisoners": the second is what is counted."""
    first, second = reading.tokens.words[at], reading.tokens.words[at + 1]
    plain = first.isalpha() and second.isalpha() and second.islower()
    return (
        plain
        and first.lower() not in _NOT_NOUNS
        and second not in _NOT_NOUNS
        and second.endswith("s")
        and not first.endswith("s")
    )


def _metric(metres: float, said: float) -> str:
    """Kilometres or metres with as many figures as were said, two at least.

    >>> _metric(4 * 1609.344, 4), _metric(800, 800), _metric(12 * 1852, 12)
    ('6.4 km', '800 m', '22 km')
    """
    value, unit = (metres / 1000, "km") if metres >= 1000 else (metres, "m")
    figures = max(2, len(f"{said:g}".replace(".", "").rstrip("0")))
    rounded = round(value, figures - 1 - floor(log10(value)))
    return f"{rounded:g} {unit}"
