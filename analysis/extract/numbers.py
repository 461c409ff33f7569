"""Numbers in figures and in words, with the words that bound them and what they measure.

"at least 20" is low 20, best 20; "more than a dozen" low 13, best 12; "up to 20" high 20;
"10 to 15" low 10, high 15; "dozens" low 24, by the table in ``counting.toml``.
A number that counts no people says so in ``kind`` ("an age", "a length", "a date").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.extract.digits import a_half, digits, is_month_day
from analysis.extract.no_counts import (
    Value,
    is_age,
    is_date,
    is_division,
    is_name,
    is_population,
    is_rate,
    is_ratio,
)
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.records import Number

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_DASHES = frozenset(("-", "–", "—"))
_JOINS = frozenset((",", "and", "or", "but", "perhaps", "possibly", "maybe"))
_MAX = 8_000_000_000


def find_numbers(reading: Reading) -> tuple[Number, ...]:
    """Every number of the text, in order; ranges are one number."""
    values = list(_values(reading))
    before, after = _bounds(reading)
    measures = {tag.first: tag for tag in reading.tagged("measures")}
    months = {
        i
        for tag in reading.tagged("calendar")
        if tag.entry.get("kind") == "month"
        for i in range(tag.first, tag.stop)
    }
    people = {
        token
        for tag in reading.tagged("victims")
        if tag.entry.get("number") != "sg"
        for token in (tag.first, tag.stop - 1)
    }  # the last, too: "two lorry drivers" are no lorries
    out: list[Number] = []
    skip = -1
    for k, value in enumerate(values):
        if value.first < skip:
            continue
        follower = values[k + 1] if k + 1 < len(values) else None
        if follower is not None:
            _share_scale(reading, value, follower)
        upper = _range_end(reading, value, follower) or _raised(reading, value, follower, before)
        upper = upper or _varying(reading, value, follower, before)
        stop = upper.stop if upper else value.stop
        skip = stop
        kind = _kind(reading, value, stop, measures, months, people)
        out.append(_number(reading, value, upper, before, after, kind, len(out)))
    return tuple(out)


_ROUND = frozenset(("100", "1000", "1,000"))
_ARTICLES = frozenset(("a", "an", "half"))
_QUARTER = ["quarter", "of", "a"]


def _values(reading: Reading) -> Iterator[Value]:
    """Bare numbers, left to right, not overlapping."""
    words = {tag.first: tag for tag in reading.tagged("numbers")}
    vague = {
        tag.first: tag
        for tag in reading.tagged("counting")
        if tag.entry.get(reading.counting) is not None
    }
    norms = reading.tokens.norms
    begins = {norm for norm in reading.vocabulary if norm[0].isdigit() or norm in _ARTICLES}
    at = {i for i, norm in enumerate(norms) if norm in begins}
    i = 0
    for begin in sorted(at | words.keys() | vague.keys()):
        if begin < i:
            continue
        i = begin
        found: Value | None = None
        if i in vague:
            tag = vague[i]
            found = Value(i, tag.stop, float(tag.entry.get(reading.counting)), vague=True)
            if norms[found.stop - 1] == "of":
                found.stop -= 1
        elif i in words or norms[i][0].isdigit():
            found = _one(reading, words, i)
        elif norms[i] in _ARTICLES and _next_is_scale(norms, words, i):
            found = _with_article(reading, words, i)
        if found:
            yield found
            i = max(found.stop, i + 1)


def _next_is_scale(norms: list[str], words: dict[int, Tag], i: int) -> bool:
    k = i + 1
    if norms[i] == "a" and norms[k : k + 3] == _QUARTER:
        k += 3  # "a quarter of a million"
    if norms[i] == "half" and k < len(norms) and norms[k] in ("a", "-"):
        k += 1
    if norms[i] == "a" and norms[k : k + 1] and norms[k] in _ROUND:
        return True  # "about a 100 people"
    tag = words.get(k)
    return tag is not None and tag.entry.get("form") in ("scale", "dozen")


def _with_article(reading: Reading, words: dict[int, Tag], i: int) -> Value:
    """ "a hundred", "half a dozen", "a quarter of a million"."""
    norms = reading.tokens.norms
    if norms[i + 1] == "quarter":
        return Value(i, i + 5, words[i + 4].entry.get("value") / 4)
    if norms[i] == "half":
        k = i + 2 if norms[i + 1] in ("a", "-") else i + 1
        return Value(i, k + 1, words[k].entry.get("value") / 2)
    rest = _one(reading, words, i + 1)
    return Value(i, rest.stop, rest.value, article=True)


def _one(reading: Reading, words: dict[int, Tag], i: int) -> Value:
    """The number that begins at token i: digits, or words up to the billions."""
    tokens, norms = reading.tokens, reading.tokens.norms
    norm = norms[i]
    if norm[0].isdigit():
        if _ORDINAL.match(norm) or norm.endswith("s"):
            return Value(i, i + 1, float(re.match(r"\d+", norm).group()), kind="a date or rank")  # type: ignore[union-attr]
        if _CLOCK.match(norm):
            return Value(i, i + 1, 0, kind="a clock time")
        if norms[i + 1 : i + 2] == ["d"] and tokens.glued[i + 1] and norm[-1] in "23":
            return Value(i, i + 2, float(norm), kind="a date or rank")  # "a 2d lieutenant"
        written = digits(reading, i)
        if written is None:
            return Value(i, i + 1, 0, kind="not a number")
        total, k = written
        scale = words.get(k)
        if scale and scale.entry.get("form") in ("scale", "dozen"):
            return Value(i, scale.stop, min(round(total * scale.entry.get("value"), 6), _MAX))
        if k < len(tokens) and norms[k] in ("m", "million", "mn") and tokens.glued[k]:
            return Value(i, k + 1, total * 1_000_000)
        return Value(i, k, min(total, _MAX))
    return _in_words(reading, words, i)


def _in_words(reading: Reading, words: dict[int, Tag], i: int) -> Value:
    norms = reading.tokens.norms
    total, part, k, last = 0.0, 0.0, i, -1.0
    while True:
        tag = words.get(k)
        if tag is None:
            break
        value, form = float(tag.entry.get("value")), tag.entry.get("form")
        if form == "unit":
            if last >= 0 and not (last >= 20 > value > 0 and last % 10 == 0 and last < 100):
                break
            part, last = part + value, value
        elif form == "dozen" or value < 1000:
            part, last = max(part, 1) * value, -1.0
        else:
            total, part, last = total + max(part, 1) * value, 0.0, -1.0
        k = tag.stop
        if form == "dozen":
            break
        k = _joined(norms, words, k, form)
    while k > i and k - 1 not in words:
        k -= 1
    if (half := a_half(norms, words, k)) is not None:
        return Value(i, k + 4, min((total + part + 0.5) * half, _MAX))
    return Value(i, k, min(total + part, _MAX))


def _joined(norms: list[str], words: dict[int, Tag], k: int, form: str) -> int:
    """Past a hyphen, or an "and" after a scale ("one hundred and twelve")."""
    if k < len(norms) and norms[k] == "-" and k + 1 in words:
        return k + 1
    joins = form == "scale" and k < len(norms) and norms[k] == "and" and k + 1 in words
    return k + 1 if joins and words[k + 1].entry.get("form") == "unit" else k


# ------------------------------------------------------------------------------ bounds


def _bounds(reading: Reading) -> tuple[dict[int, Tag], dict[int, Tag]]:
    """Bound words by where they end (before a number) or begin (after one)."""
    before, after = {}, {}
    for tag in reading.tagged("bounds"):
        if tag.entry.get("side") == "before":
            before[tag.stop] = tag
        else:
            after[tag.first] = tag
    return before, after


_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "lakh": 1e5}


def _share_scale(reading: Reading, value: Value, follower: Value) -> None:
    """ "between 2 and 3 million", "one to 1.5 million": the scale said once is of both ends."""
    norms = reading.tokens.norms
    scale = _SCALES.get(norms[follower.stop - 1])
    if scale is None or value.kind != "count" or value.vague or follower.first != value.stop + 1:
        return
    link, lead = norms[value.stop], norms[value.first - 1 : value.first]
    joined = link in _DASHES or link in ("to", "or") or (link == "and" and lead == ["between"])
    if joined and not (link == "to" and lead in (["from"], ["by"])):
        if value.value < 1000 and value.value * scale < follower.value:
            value.value *= scale


def _range_end(reading: Reading, value: Value, follower: Value | None) -> Value | None:
    """The second number of "10 to 15", "10-15", "between 10 and 15", "two or three"."""
    if follower is None or value.vague or follower.vague or follower.first != value.stop + 1:
        return None
    norms = reading.tokens.norms
    link = norms[value.stop]
    lead = norms[value.first - 1] if value.first else ""
    if follower.value <= value.value or value.kind != "count" or follower.kind != "count":
        return None
    if is_month_day(reading, value.first) and follower.value > 31:
        return None  # "the toll since Oct. 7 to 490"
    if link == "to" and lead in ("from", "by") and not _harms_from(norms, value.first - 1):
        return None  # "rose from 14 to 17", "rose by three to 17" are two tolls
    if link in _DASHES or link in ("to", "or") or (link == "and" and lead == "between"):
        return follower if follower.value <= 20 * max(value.value, 1) else None
    return None


def _raised(
    reading: Reading, value: Value, follower: Value | None, before: dict[int, Tag]
) -> Value | None:
    """The second number of "at least 30, and as many as 36, people"."""
    lead, top = before.get(value.first), before.get(follower.first) if follower else None
    if follower is None or lead is None or top is None or follower.value <= value.value:
        return None
    if (lead.entry.get("bound"), top.entry.get("bound")) != ("at_least", "up_to"):
        return None
    return follower if _JOINS.issuperset(reading.tokens.norms[value.stop : top.first]) else None


_TALLIES = frozenset(("number", "toll", "count", "tally", "total", "figure"))
_HARMED = frozenset(
    "killed kills killing wounded wounds wounding injured injures injuring displaced displaces displacing".split()
)
_BEFORE = 8  # words in which a tally stands before the word of harm


def _harms_from(norms: Sequence[str], k: int) -> bool:
    """ "The raid killed from 20 to 30": how many, where "the number killed from 20 to 30" rises."""
    if k < 1 or norms[k] != "from" or norms[k - 1] not in _HARMED:
        return False
    return _TALLIES.isdisjoint(norms[max(0, k - _BEFORE) : k])


_VARY = frozenset("vary varies varied varying range ranges ranged ranging anywhere".split())


def _varying(
    reading: Reading, value: Value, follower: Value | None, before: dict[int, Tag]
) -> Value | None:
    """The second number of "estimates vary from 10,000 to more than 30,000"."""
    norms, first = reading.tokens.norms, value.first
    if follower is None or norms[value.stop] != "to" or first < 2 or norms[first - 1] != "from":
        return None
    varies = norms[first - 2] in _VARY or _harms_from(norms, first - 1)
    if not varies or follower.value <= value.value:
        return None
    bound = before.get(follower.first)
    return follower if (bound.first if bound else follower.first) == value.stop + 1 else None


def _number(
    reading: Reading,
    value: Value,
    upper: Value | None,
    before: dict[int, Tag],
    after: dict[int, Tag],
    kind: str,
    index: int,
) -> Number:
    tokens = reading.tokens
    first, stop = value.first, upper.stop if upper else value.stop
    figure = int(value.value) if value.value == int(value.value) else value.value
    low: float | None = figure
    best: float | None = figure
    high: float | None = figure
    lead = before.get(first)
    if lead is None and first and tokens.norms[first - 1] == "another":
        lead = before.get(first - 1)  # "at least another 15"
    bound, tail = "exact", after.get(stop)
    if upper:
        low, best, high, bound = figure, None, int(upper.value), "range"
        if lead and lead.entry.get("bound") in ("about", "at_least"):
            first = lead.first
        if first and tokens.norms[first - 1] in ("between", "from"):
            first -= 1
    elif value.vague:
        low, best, high, bound = figure, None, None, "words_only"
        if lead and lead.entry.get("bound") in ("at_least", "more_than", "about", "up_to"):
            first = lead.first
    elif lead or tail:
        bound = str((lead or tail).entry.get("bound"))  # type: ignore[union-attr]
        first, stop = (
            lead.first if lead else first,
            tail.stop if tail and (not lead or bound == "about") else stop,
        )
        low, best, high = _bounded(bound, figure)
        if bound == "more_than" and best is not None:
            best += reading.lexicons["counting"]["more than"].get(reading.counting, 0)
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    if (
        upper
        and "," in tokens.norms[value.stop : upper.first]
        and tokens.norms[stop : stop + 1] == [","]
    ):
        stop += 1  # the comma closes an aside: "at least 20, and up to 25, people"
    return Number(
        start=start,
        end=end,
        id=f"n{index + 1}",
        sentence=reading.sentence_at(start),
        rule=f"number.{bound}",
        first=first,
        stop=stop,
        low=low,
        best=best,
        high=high,
        bound=bound,
        kind=kind,
    )


def _bounded(bound: str, n: float) -> tuple[float | None, float | None, float | None]:
    """low, best, high of a stated number with a bound (contract, table casualties)."""
    return {
        "at_least": (n, n, None),
        "more_than": (n + 1, n, None),
        "up_to": (None, n, n),
        "fewer_than": (None, n, n - 1),
        "about": (None, n, None),
    }[bound]


# ------------------------------------------------------------------- what it measures


def _kind(
    reading: Reading,
    value: Value,
    stop: int,
    measures: dict[int, Tag],
    months: set[int],
    people: set[int],
) -> str:
    """ "count", or what else the number is."""
    if value.kind != "count":
        return value.kind
    if value.value != int(value.value):
        return "a decimal"
    if is_date(reading, value, stop, months):
        return "a date"
    if is_age(reading, value, stop):
        return "an age"
    if is_name(reading, value) or is_division(reading, value, stop, people):
        return "part of a name"
    if is_ratio(reading, value, stop):
        return "a ratio"
    if is_population(reading, value):
        return "a population"
    if _are_harmed(reading.tokens.norms, value.first, stop):
        return "count"
    return _measured(reading, stop, measures, people)


def _are_harmed(norms: Sequence[str], first: int, stop: int) -> bool:
    """ "wounding 90 | hours after the deal": what wounds wounds somebody, and no hours."""
    if norms[stop : stop + 1] not in _SPANS or norms[stop + 1 : stop + 2] not in _APART:
        return False
    lead = norms[max(0, first - 4) : first]
    return not _HARMING.isdisjoint(lead[1:]) and "the" not in lead


_SPANS = (["hours"], ["days"], ["weeks"], ["months"], ["minutes"])
_APART = (["after"], ["before"])
_HARMING = frozenset(("killing", "wounding", "injuring", "displacing"))


def _measured(reading: Reading, stop: int, measures: dict[int, Tag], people: set[int]) -> str:
    """What the words behind a number make of it: a count, a measure, a rate."""
    tokens, norms = reading.tokens, reading.tokens.norms
    plain = "a rate" if is_rate(reading, stop) else "count"
    at = stop
    if norms[at : at + 1] == ["of"] and norms[at - 1] == "number":
        at += 1  # "a number of provinces"
    if at < len(norms) and norms[at] in _DASHES and tokens.glued[at]:
        at += 1
        if at < len(norms) and at not in measures and tokens.glued[at] and norms[at].isalpha():
            return "a measure"  # "12-bed", "40-horsepower"
    for step in range(4):  # "seven Russian-made tanks"
        tag = measures.get(at + step)
        if tag and not step and at > stop and tag.entry.id == "age":
            return "an age"  # "two 17-year-old boys"
        if tag and not any(k in people for k in range(tag.stop, tag.stop + 3)):
            if step and tag.entry.id in ("units", "clock", "age", "length", "duration"):
                return plain
            return str(tag.entry.get("kind"))
        if at + step >= len(norms) or not (norms[at + step].isalpha() or norms[at + step] == "-"):
            return plain
        if norms[at + step] in _BREAKS or (at + step in people and at + step + 1 not in measures):
            return plain  # "ten persons sustained various degrees of injury"
    return plain


_BREAKS = frozenset(
    "in at on of by from to and or were was are is have has had who when with for near during "
    "after before the a an his her their its people civilians men women children soldiers killed "
    "wounded injured dead others died including over between since as while without".split()
)
