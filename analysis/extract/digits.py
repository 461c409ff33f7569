"""Numbers as presses of the world write them: "1.200 people", "3'500'000", "12,34,567", "3k", "2½"."""

from __future__ import annotations

import re

from analysis.dates import MONTH_NAMES
from analysis.lexicon import Tag
from analysis.reading import Reading

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?$")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+$")
_INDIAN = re.compile(r"\d\d(?:,\d\d)*,\d{3}$")
_THOUSAND = re.compile(r"\d{3}$")
_THEM = (["them"], ["whom"], ["which"], ["those"], ["these"])


def digits(reading: Reading, i: int) -> tuple[float, int] | None:
    """The value of the digits at token i and the token behind them; None where they are no number."""
    tokens, norms = reading.tokens, reading.tokens.norms
    norm, k = norms[i], i + 1
    if norm.isascii() and _POINTS.match(norm) and norm[0] != "0":
        if norm.count(".") > 1 or counts_something(reading, k):
            return float(norm.replace(".", "")), k  # a third of a person is nobody
    if not _DIGITS.match(norm) or not norm.isascii():
        return None
    total = float(norm.replace(",", ""))
    follows = norms[k] if k < len(norms) and tokens.glued[k] else ""
    after = norms[k + 1] if k + 1 < len(norms) and tokens.glued[k + 1] else ""
    if follows == "," and len(norm) < 3 and _INDIAN.match(after):
        return float(norm + after.replace(",", "")), k + 2
    if follows in ("'", "’") and len(norm) < 4 and _THOUSAND.match(after):
        return _marked(reading, k, total)
    if follows == "k":
        return total * 1000, k + 1
    if follows == "½":
        return total + 0.5, k + 1
    k, total = _apart(reading, i, k, total)
    return total, k


def _marked(reading: Reading, k: int, total: float) -> tuple[float, int]:
    """ "3'500'000": thousands behind apostrophes."""
    tokens, norms = reading.tokens, reading.tokens.norms
    while k + 1 < len(norms) and norms[k] in ("'", "’") and tokens.glued[k + 1]:
        if not _THOUSAND.match(norms[k + 1]):
            break
        total, k = total * 1000 + int(norms[k + 1]), k + 2
    return total, k


def a_half(norms: list[str], words: dict[int, Tag], k: int) -> float | None:
    """The scale of "two and a half million" behind the first number; None where none is."""
    scale = words.get(k + 3)
    if norms[k : k + 3] != ["and", "a", "half"] or scale is None:
        return None
    if scale.entry.get("form") not in ("scale", "dozen"):
        return None
    return float(scale.entry.get("value"))


def _apart(reading: Reading, i: int, k: int, total: float) -> tuple[int, float]:
    """Damage: "61, 000" or "61 000" for 61,000."""
    tokens, norms = reading.tokens, reading.tokens.norms
    if len(norms[i]) > 3 or not norms[i].isdigit() or is_month_day(reading, i):
        return k, total
    while k < len(norms):
        at = k + 1 if norms[k] == "," and tokens.glued[k] else k
        if at >= len(norms) or not re.fullmatch(r"\d{3}", norms[at]) or tokens.glued[at]:
            return k, total
        more = _THOUSAND.match(norms[at + 1]) if at + 1 < len(norms) else None
        if at > k and norms[at + 1 : at + 2] == ["of"] and norms[at + 2 : at + 3] in _THEM:
            return k, total  # "wounded 310, 120 of them badly": a part of the number before
        if at == k and norms[at] != "000" and not more and not counts_something(reading, at + 1):
            return k, total  # "12 300" is two numbers unless the rest is nought or counts people
        total, k = total * 1000 + int(norms[at]), at + 1
    return k, total


_LAST_DAY = 31
_MONTHS = MONTH_NAMES | {name[:3] for name in MONTH_NAMES} | {"sept"}


def is_month_day(reading: Reading, i: int) -> bool:
    """True for the day of "On April 30, 219 people", "Oct. 9": a month's name stands before it."""
    norms, words = reading.tokens.norms, reading.tokens.words
    at = i - 2 if i > 1 and norms[i - 1] == "." else i - 1
    if at < 0 or norms[at] not in _MONTHS or not words[at][0].isupper():
        return False
    if not norms[i].isdecimal() or len(norms[i]) > 2 or int(norms[i]) > _LAST_DAY:
        return False
    return not follows_a_day(reading, i)


_BODIES = frozenset("bodies corpses deaths casualties".split())
_DETERMINERS = frozenset("of the a an in at by to for and his her their its".split())


def follows_a_day(reading: Reading, i: int) -> bool:
    """True for the count of "On 17 October 12 (suspected) rebels": the day stands before its month,
    so a number behind it that counts people is neither a day nor a year."""
    norms, k = reading.tokens.norms, i + 1
    day = i - 3 if i > 2 and norms[i - 1] == "." else i - 2
    if day < 0 or not norms[day].isdecimal() or not 0 < int(norms[day]) <= _LAST_DAY:
        return False
    if any(tag.first == k for tag in reading.tagged_within("harm", k, k + 2)):
        return norms[k] in _BODIES
    for tag in reading.tagged_within("victims", k, k + 4)[:1]:
        between = norms[k : tag.first]
        return all(norm.isalpha() for norm in between) and _DETERMINERS.isdisjoint(between)
    return False


def counts_something(reading: Reading, k: int) -> bool:
    """True where a word for people, homes or harm stands at token k, or the text ends there."""
    if k >= len(reading.tokens):
        return True
    near = ("victims", "harm", "measures")
    return any(
        tag.entry.get("kind") in (None, "a count of places or buildings")
        for lexicon in near
        for tag in reading.tagged_within(lexicon, k, k + 3)
        if tag.first == k
    )
