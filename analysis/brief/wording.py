"""How the brief puts dates, bounds and lists into words, never surer than the record.

>>> in_words("2020-03-04T18:00", "2020-03-05T06:00")
'4 March 2020, 18:00 to 5 March 2020, 06:00'
>>> bounds(26, None, None)
'26 or more'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d))?)?)?")


def one_date(iso: str) -> str:
    """An ISO prefix as a reader says it, no more precise than it is; other text as it is."""
    found = _ISO.match(iso)
    if not found:
        return iso
    year, month, day, clock = found.groups()
    if not month or not 1 <= int(month) <= 12:
        return year
    said = f"{_MONTHS[int(month) - 1]} {year}"
    said = f"{int(day)} {said}" if day else said
    return f"{said}, {clock}" if clock else said


def dates_in_words(words: str) -> str:
    """``words`` in which whole ISO dates are said as a reader says them.

    >>> dates_in_words("or the end of Friday, 2021-06-12T00:00")
    'or the end of Friday, 12 June 2021, 00:00'
    """
    return re.sub(r"\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?\b", lambda day: one_date(day.group()), words)


def in_words(earliest: str | None, latest: str | None) -> str:
    """A stretch of time; empty where neither end is known."""
    if not earliest or not latest:
        known = earliest or latest
        return "" if not known else f"{'from' if earliest else 'until'} {one_date(known)}"
    if earliest == latest:
        return one_date(earliest)
    first, last = one_date(earliest), one_date(latest)
    if earliest[:10] == latest[:10] and "T" in earliest and "T" in latest:
        return f"{first}\u2013{latest[11:16]}"
    if earliest[:7] == latest[:7] and len(earliest) == len(latest) == 10:
        return f"{int(earliest[8:10])}\u2013{last}"
    return f"{first} to {last}"


def moment(earliest: str | None, latest: str | None, words: str | None) -> str:
    """A date as resolved, with the article's own words for it; either alone where one lacks."""
    resolved = in_words(earliest, latest)
    if words and resolved:
        return f"{resolved} ({quoted(words)})"
    return quoted(words) if words else resolved


def quoted(words: str) -> str:
    """Words of the article on one line, inside quotation marks.

    >>> quoted("tonight,")
    '“tonight”'
    """
    return f"\u201c{one_line(words).strip(' ,;“”')}\u201d"


def one_line(words: str, limit: int = 0) -> str:
    """``words`` without line breaks, cut between words after ``limit`` characters."""
    line = " ".join(words.split())
    if not limit or len(line) <= limit:
        return line
    cut = line[:limit].rpartition(" ")[0] or line[:limit]
    return cut.rstrip(" ,;:") + "\u2026"


def paired(words: str) -> str:
    """``words`` in which a straight quotation mark without its other half is closed or left out.

    >>> paired('a site that posed an "imminent threat'), paired('more than 70 "rebels')
    ('a site that posed an "imminent threat"', 'more than 70 "rebels"')
    >>> paired('"rebels'), paired('rebels"')
    ('rebels', 'rebels')
    """
    if words.count('"') % 2 == 0:
        return words
    at = words.rindex('"')
    if 0 < at < len(words) - 1 and words[at - 1] in " (":
        return f'{words}"'
    return words[:at] + words[at + 1 :]


def number(value: float | None) -> str:
    """A count with thousands apart; a dash where the text gives none."""
    return "\u2013" if value is None else f"{value:,}"


def ends(
    low: float | None, best: float | None, high: float | None, bound: str
) -> tuple[str, str, str]:
    """The bounds as three cells; those of "more than 100" lie above the number said, not at 101.

    >>> ends(101, 100, None, "more_than"), ends(20, 20, None, "at_least")
    (('>100', '100', '–'), ('20', '20', '–'))
    """
    cells = number(low), number(best), number(high)
    if bound == "more_than" and low is not None and best is not None and best < low:
        return f">{cells[1]}", cells[1], cells[2]
    if bound == "fewer_than" and high is not None and best is not None and best > high:
        return cells[0], cells[1], f"<{cells[1]}"
    return cells


def bounds(low: float | None, best: float | None, high: float | None, bound: str = "") -> str:
    """A figure in digits with its bound.

    >>> bounds(None, 30, None), bounds(10, None, 15), bounds(None, None, 20)
    ('about 30', '10–15', 'up to 20')
    >>> bounds(101, 100, None, "more_than")
    'more than 100'
    """
    if bound == "more_than" and low is not None and best is not None and best < low:
        return f"more than {number(best)}"
    if low is not None and high is not None:
        return number(low) if low == high else f"{number(low)}\u2013{number(high)}"
    if low is not None:
        return f"{number(low)} or more"
    if high is not None:
        return f"up to {number(high)}"
    return f"about {number(best)}" if best is not None else "number not stated"


def listed(names: Sequence[str]) -> str:
    """Names as an English list.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def capital(words: str) -> str:
    """The first letter large."""
    return words[:1].upper() + words[1:]


def counted(count: int, one: str, many: str = "") -> str:
    """``3 events``, ``1 event``, ``no events``."""
    name = one if count == 1 else many or f"{one}s"
    return f"{count or 'no'} {name}"
