"""Numbers that count nobody: dates, ages, parts of names, ratios."""

from __future__ import annotations

import itertools
import re

from analysis.extract.digits import follows_a_day, is_month_day
from analysis.lean import dataclass
from analysis.reading import Reading

_YEAR_BEFORE = frozenset(
    "in since of until by from late early mid before after during year and to the".split()
)


@dataclass(slots=True)
class Value:
    """A bare number: tokens ``first`` to ``stop``, its value, or a vague word's lower bound."""

    first: int
    stop: int
    value: float
    vague: bool = False
    kind: str = "count"
    article: bool = False  # "a hundred": the article belongs to the number


def is_date(reading: Reading, value: Value, stop: int, months: set[int]) -> bool:
    """ "5 March", "in 2014": a day of a month, or a year."""
    norms, first = reading.tokens.norms, value.first
    if value.value < 2100 and norms[first][0].isdigit() and _in_digits(reading, first):
        return True
    if is_month_day(reading, first):
        return True
    behind = first - 1 in months and not follows_a_day(reading, first)
    if value.value <= 31 and (behind or stop in months):
        return norms[first][0].isdigit() and not (
            stop in months and norms[stop] == "may" and reading.tokens.words[stop][0].islower()
        )
    if not (1900 <= value.value <= 2100) or not re.fullmatch(r"\d{4}", norms[first]):
        return False
    lead = norms[first - 1] if first else ""
    tail = norms[stop] if stop < len(norms) else ""
    if first - 1 in months or (lead == "," and first - 3 in months) or first - 2 in months:
        return True
    if lead in ("in", "since", "during") and tail in ("killed", "dead"):
        return True  # "in 2014 killed soldiers were buried"
    return lead in _YEAR_BEFORE and tail not in (
        "people",
        "civilians",
        "men",
        "of",
        "killed",
        "dead",
    )


_IN_DIGITS = re.compile(
    r"(?<!\d)(?:\d{1,2}([-/.])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([-/.])\d{1,2}\2\d{1,2})(?!\d)"
)
_DIGITS = 8  # characters on either side of a number that its date may take


def _in_digits(reading: Reading, token: int) -> bool:
    """True for each number of "27-07-2015", "2015/07/27"."""
    start, end, text = reading.tokens.starts[token], reading.tokens.ends[token], reading.text
    if text[end : end + 1] not in "-/." and text[max(0, start - 1) : start] not in "-/.":
        return False
    low = max(0, start - _DIGITS)
    found = _IN_DIGITS.finditer(text, low, end + _DIGITS)
    return any(match.start() <= start and end <= match.end() for match in found)


_LIMITS = (["over"], ["under"])
_OF_WHOM = (
    ["all"],
    ["both"],
    ["them"],
    ["whom"],
    ["were"],
    ["was"],
    ["dead"],
    ["victims"],
    ["people"],
    ["those"],
    ["anyone"],
)


_AGED = (["aged"], ["ages"])
_ROLL = 30  # tokens from "identified as" to an age in brackets


def is_age(reading: Reading, value: Value, stop: int) -> bool:
    """ "aged 9", "age 9", "aged 9 and 12", "under the age of ten", "younger than 18"."""
    norms, first = reading.tokens.norms, value.first
    lead = norms[max(0, first - 3) : first]
    if value.value > 110:
        return False
    after = norms[stop] if stop < len(norms) else "."
    if lead[-1:] in _LIMITS and lead[-2:-1] in _OF_WHOM and not after[0].isalnum():
        return True  # "most of them over 60."
    if lead[-1:] in (["aged"], ["ages"], ["age"]) or lead[-2:] in (
        ["age", "of"],
        ["younger", "than"],
        ["older", "than"],
    ):
        return True
    if lead in (["as", "young", "as"], ["as", "old", "as"]):
        return True  # "boys as young as 12"
    if lead[-1:] in (["between"], ["from"]) and lead[-2:-1] in _AGED:
        return True
    if lead[-1:] == ["("] and after == ")":
        return _names_the_dead(norms[max(0, first - _ROLL) : first])
    if lead[-1:] not in (["and"], [","], ["to"]):
        return False
    if norms[max(0, first - 3) : first - 2] in _AGED:
        return True
    between = first > 3 and norms[first - 3] in ("between", "from", "of")
    return between and [norms[first - 4]] in _AGED  # "aged between 9 and 12"


def _names_the_dead(lead: list[str]) -> bool:
    """ "The two were identified as Omar (24) and": what is in brackets is an age."""
    return any(pair in (("identified", "as"), ("named", "as")) for pair in itertools.pairwise(lead))


_SHARE_OF = frozenset("two three four five six seven eight nine ten 2 3 4 5 6 7 8 9 10 20".split())


def is_ratio(reading: Reading, value: Value, stop: int) -> bool:
    """ "one in every five people", "one in three children"."""
    norms, first = reading.tokens.norms, value.first
    lead, tail = norms[max(0, first - 3) : first], norms[stop : stop + 2]
    if lead[-3:] in (["one", "in", "every"], ["out", "of", "every"]) or lead[-2:] == [
        "in",
        "every",
    ]:
        return True
    one = value.value == 1 and tail[:1] == ["in"]
    if one and tail[1:2] and tail[1] in _SHARE_OF:
        return True  # "one in five of the population"
    return (one and tail[1:] == ["every"]) or (lead[-2:] == ["one", "in"] and value.value < 20)


_POPULATION = 4  # tokens from "population of" to its number


def is_population(reading: Reading, value: Value) -> bool:
    """ "out of a population of about 350,000": who lives there."""
    norms, first = reading.tokens.norms, value.first
    if "population" not in reading.vocabulary:
        return False
    lead = norms[max(0, first - _POPULATION) : first]
    return ["population", "of"] in (lead[k : k + 2] for k in range(len(lead) - 1))


_EVERY = frozenset(("every", "each", "per"))
_SPANS = frozenset(("hour", "day", "night", "week", "month", "year"))
_ONCE = frozenset(("ago", "after", "before", "later", "earlier", "of", "since", "when", "and"))
_WITHIN = frozenset(
    "in on at during after before from over within by of than under about nearly almost half just only barely".split()
)
_FAR = 8  # tokens from a number to what makes it a rate


def is_rate(reading: Reading, stop: int) -> bool:
    """ "3,500 people are killed every year", "kills 20 people a day": how many at a time, in all nobody knows."""
    norms = reading.tokens.norms
    for k in range(stop, min(stop + _FAR, len(norms) - 1)):
        if not norms[k][0].isalnum():
            return False
        if norms[k] in _EVERY and norms[k + 1] in _SPANS:
            return True
        if norms[k] == "a" and norms[k + 1] in _SPANS:
            if norms[k - 1] in _WITHIN:
                return False  # "killed four guards during a night raid"
            return not _ONCE.intersection(norms[k + 2 : k + 3])
    return False


_DIVISIONS = frozenset(
    "ward block sector zone district phase camp unit purok barangay sitio area building section lot gate "
    "checkpoint terminal platform room cell cluster region precinct annex floor compound pavilion wing plot "
    "arrondissement commune kebele woreda union line km kilometer kilometre hill point post "
    "base outpost highway road junction".split()
)
_UNITS = frozenset("division regiment battalion brigade".split())


def is_division(reading: Reading, value: Value, stop: int, people: set[int]) -> bool:
    """ "families from Ward 5 were moved", "captured Base 46": the number of a part of a town, unless people follow it.

    Of a unit ("Division 30 commander") it is, whoever follows.
    """
    tokens, first = reading.tokens, value.first
    unit = tokens.words[first - 1][0].isupper() and tokens.norms[first - 1] in _UNITS
    if unit and tokens.norms[first].isdigit() and first > 1:
        return True
    if not first or tokens.norms[first - 1] not in _DIVISIONS or not tokens.norms[first].isdigit():
        return False
    named = tokens.words[first - 1][0].isupper() and first > 1
    return named and not any(k in people for k in range(stop, stop + 3))


def is_name(reading: Reading, value: Value) -> bool:
    """ "M-4", "Route 6", "S-300", "Resolution 2254", "No. 7", "the number-two man"."""
    tokens, first = reading.tokens, value.first
    lead = tokens.norms[first - 1] if first else ""
    if lead == "number" or (lead == "-" and tokens.norms[first - 2 : first - 1] == ["number"]):
        return True
    if lead in ("form", "grade"):
        return True  # "a form six student"
    if "url" in tokens.norms[max(0, first - 3) : first] and lead in ("url", "0"):
        return True  # "Get short URL 0 13 The raid": how often a page was shared
    if first and not tokens.norms[first][0].isdigit():
        return False
    if lead in ("-", "/") and tokens.glued[first] and first > 1:
        word = tokens.words[first - 2]
        return tokens.glued[first - 1] and word[:1].isupper() and len(word) <= 4
    if lead == "." and first > 1 and tokens.norms[first - 2] in ("no", "nos"):
        return True
    if lead in (
        "route",
        "highway",
        "resolution",
        "article",
        "chapter",
        "page",
        "no",
        "number",
        "#",
    ):
        return True
    return lead in ("$", "£", "€")
