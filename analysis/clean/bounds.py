"""Where a story begins and ends among the lines of a page.

The story runs from its first line that reads like a sentence to its last; where a page was copied
whole, menus and all, it is the run of lines that says most.
"""

from __future__ import annotations

import re

from analysis.clean.captions import picture_of
from analysis.clean.furniture import is_furniture
from analysis.clean.names import byline_of
from analysis.clean.split import Line, ends_sentence

_POSTED = re.compile(
    r"(?i)\W*(?:first |last )?(?:published|posted|updated|modified|copyright|©|by )"
)

STORY = ("body", "subhead", "list")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_STAMP = re.compile(
    rf"(?i)^.{{0,60}}(?:\b(?:{_MONTHS})[a-z]*\.?\b.{{0,12}}\b(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d|\b\d\d?[/.]\d\d?[/.](?:19|20)\d\d).{0,60}$"
)


def has_date(words: str) -> bool:
    """True for a short line with a day or month and its year in it."""
    return ("19" in words or "20" in words) and _STAMP.match(words) is not None


_CLOCK_END = re.compile(  # "May 4, 2015 Updated: May 5, 2015 3:12 p.m."
    r"\W*(?:(?:last |first )?(?:updated|published|posted|modified)\W{0,3})?(?:\w{3,6}day,? )?"
    rf"(?:{_MONTHS})[a-z]*\.? \d.*\b[ap]\.m\.$",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"\W{0,3}(?:also read|read (?:also|more)|related|advertis|continue|story continues|see also|watch)",
    re.I,
)
BULLET = re.compile(r"[•▪◦‣·*–-]\s+\S|\d{1,2}[.)]\s+[A-Z]")
_MINUTES = re.compile(r"\d+[ -]min(?:ute)?s?[ -]read", re.IGNORECASE)
_COMMENTS = re.compile(
    r"(?:\W{0,3}(?:leave|post|add|write) a (?:reply|comment)|comments? (?:are|is) (?:now )?closed"
    r"|(?:\d[\d,]* |reader |readers’ )?comments?\W{0,3}(?:\(?\d[\d,]*\)?)?"
    r"|\d+ (?:thoughts|responses|replies) (?:on|to)\b.{0,60})\W{0,3}$",
    re.IGNORECASE,
)
_ENOUGH = 2  # sentences of story before readers may have their say
_STANDFIRST = 120
_DUMP = 0.6  # a text with fewer sentences a line is a dump of a page, menus and all


def like_story(line: Line) -> bool:
    """True for a line that reads like a sentence or more of a story."""
    words, size = line.words, len(line.words)
    if line.role != "body" or size < 40:
        return False
    if is_stamp(words) or (size < 140 and has_date(words) and _POSTED.match(words)):
        return False
    return ends_sentence(words) or size > 160 or (size > 60 and words[-1] == ",")


def story_bounds(lines: list[Line]) -> tuple[int, int]:
    """Index of the first and the last line of the story: the run of lines that says most.

    A sentence counts by its words, any other line against the run; so a menu, a comment or a
    teaser that reads like a sentence does not join the story across the lines between.
    """
    like = [k for k, line in enumerate(lines) if like_story(line)]
    if not like:
        long = [k for k, line in enumerate(lines) if line.role == "body" and len(line.words) >= 40]
        like = long or [0, len(lines) - 1]
    first, last = like[0], like[-1]
    if len(like) < _DUMP * len(lines):
        first, last = _best_run(lines, set(like))
    like = [k for k in like if first <= k <= last]
    ends = _comments_after(lines, like)
    if ends:
        like = [k for k in like if k < ends]
        last, lines = like[-1], lines[:ends]
    if len(like) > 2 and len(lines[first].words) < _STANDFIRST:
        # a standfirst: a sentence or two before the byline or the date
        for k in range(first + 1, min(first + 4, like[-1])):
            if lines[k].role == "byline" or _dates_the_page(lines[k].words):
                first = next(n for n in like if n > k)
    while last + 1 < len(lines) and _goes_on(lines[last + 1]):
        last += 1
    return _with_list_before(lines, first), last


def _with_list_before(lines: list[Line], first: int) -> int:
    """Index of the first line, a list of points before the story (and one heading) included."""
    begins = first
    head = lines[first - 1] if first > 1 else None
    if head and is_caps_head(head) and BULLET.match(lines[first - 2].words):
        begins -= 1
    while (
        begins and lines[begins - 1].role == "body" and _of_a_list(lines[begins - 1], lines[begins])
    ):
        begins -= 1
    return begins


# "Kara: Four died in a raid."
HEADED = re.compile(r"[A-Z][\w’'-]+(?: [\w’'-]+){0,3}: \S")


def _of_a_list(line: Line, after: Line) -> bool:
    """True for a point, and for one of several sentences that each begin with what they are about."""
    if BULLET.match(line.words):
        return True
    headed = HEADED.match(line.words) and HEADED.match(after.words)
    return bool(headed) and ends_sentence(line.words)


def _comments_after(lines: list[Line], like: list[int]) -> int | None:
    """Index of the line that opens the readers' comments, if one stands inside the story."""
    inside = range(like[_ENOUGH], like[-1]) if len(like) > _ENOUGH else range(0)
    return next(
        (k for k in inside if len(lines[k].words) < 80 and _COMMENTS.match(lines[k].words)), None
    )


_CELL_ENDS = re.compile(r"\S(?: {2,}|\t+| ?\| ?)(?=\S)")


def is_row(words: str) -> bool:
    """True for a row of a table of figures: three cells or more, apart by tabs, bars or several spaces."""
    return len(words) < 200 and any(map(str.isdigit, words)) and len(_CELL_ENDS.findall(words)) >= 2


def _is_tabled(lines: list[Line], k: int) -> bool:
    """True for a row of a table, its head, and a heading in capitals over a table or a list of points."""
    words = lines[k].words
    if is_row(words) or k + 1 == len(lines):
        return is_row(words)
    after = lines[k + 1].words
    if len(_CELL_ENDS.findall(words)) >= 2:
        return is_row(after)
    heads = is_caps_head(lines[k]) and (
        bool(BULLET.match(after)) or len(_CELL_ENDS.findall(after)) >= 2
    )
    return heads and lines[k].role == "body"


def _best_run(lines: list[Line], like: set[int]) -> tuple[int, int]:
    """The run of lines with the highest sum; one pass."""
    best, found, total, begun = 0, (min(like), max(like)), 0, 0
    for k, line in enumerate(lines):
        if k in like:
            total += max(len(line.words) // 6 - 3, 3)
        else:
            said = line.role == "body" and ends_sentence(line.words)
            total -= (
                0 if _is_tabled(lines, k) else 2 if said else 3 if _INLINE.match(line.words) else 8
            )
        if total <= 0:
            total, begun = 0, k + 1
        elif total > best:
            best, found = total, (begun, k)
    return found


def _dates_the_page(words: str) -> bool:
    """True for a short line with the day, or the minutes the reading takes."""
    if len(words) > 100 or picture_of(words):
        return False
    return is_stamp(words) or bool(_MINUTES.search(words))


def is_head(words: str) -> bool:
    """True for a short line that belongs above a story: who wrote it and when."""
    if len(words) > 120 or ends_sentence(words):
        return False
    return bool(has_date(words) or byline_of(words)) or is_furniture(words)


def _goes_on(line: Line) -> bool:
    if line.role != "body" or has_date(line.words):
        return False
    return ends_sentence(line.words) or bool(BULLET.match(line.words))


def is_stamp(words: str) -> bool:
    """True for a short line that holds a date and is no sentence."""
    if len(words) >= 140 or "(@" in words or not has_date(words):
        return False  # a tweet's signature is the story's
    return not ends_sentence(words) or bool(_CLOCK_END.match(words))


def is_caps_head(line: Line) -> bool:
    """True for a heading in capitals."""
    return line.role in ("body", "boilerplate") and line.words.isupper() and len(line.words) < 60
