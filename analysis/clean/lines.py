"""What each line of a page is: title, byline, caption, credit, furniture, or the story itself.

The story runs from its first line that reads like a sentence to its last; the head before it is
searched for title, byline and stamps, what follows it is page. Inside it only lines known for
what they are (captions, prompts) are taken out; a line no rule knows is story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.clean.captions import Picture, credit_alone, is_labelled, picture_of
from analysis.clean.furniture import is_bare_label, is_furniture
from analysis.clean.names import (
    Byline,
    Dateline,
    bare_byline,
    byline_of,
    dateline_of,
    lone_dateline,
)
from analysis.clean.split import Line, ends_sentence, split
from analysis.clean.title import choose_title, folded

STORY = ("body", "subhead", "list")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
STAMP = re.compile(
    rf"(?i)^.{{0,60}}(?:\b(?:{_MONTHS})[a-z]*\.?\b.{{0,12}}\b(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d|\b\d\d?[/.]\d\d?[/.](?:19|20)\d\d).{0,60}$"
)
_POSTED = re.compile(
    r"(?i)\W*(?:first |last )?(?:published|posted|updated|modified|copyright|©|by )"
)
_BULLET = re.compile(r"[•▪◦‣·*–-]\s+\S|\d{1,2}[.)]\s+[A-Z]")
_SPEAKER = re.compile(r"[A-Z][A-Z’' .-]{2,30}(?:\([^)]{3,30}\))?:\s")
_PHONE = re.compile(r"(?:\+?\d[\d -]{7,}\d)|\S@\S+\.\w|\btext [A-Z]{3,} to \d")
_REACH = re.compile(
    r"\b(?:ring|call|contact|phone|telephone|text|e-?mail|dial|reach|lines open)\b", re.I
)
_ABOUT_AUTHOR = re.compile(
    r"\b(?:is an?|is the|is out|writes|reports|reported from|contributed|can be reached|first book"
    r"|follow|tweets|is based|was supported by|works? for|freelance)\b"
)
_LABELLED_TITLE = re.compile(r"(?:Programme|Program|Title|Headline|Subject)\s?:\s*(?=\S)")
_SIGN_OFF = re.compile(r"[-–—]{1,2} ?[A-Z][\w&’'. /]{1,40}$")  # - Ledger wire services
_MINUTES = re.compile(r"\d+[ -]min(?:ute)?s?[ -]read", re.IGNORECASE)
_COMMENTS = re.compile(
    r"(?:\W{0,3}(?:leave|post|add|write) a (?:reply|comment)|comments? (?:are|is) (?:now )?closed"
    r"|(?:\d[\d,]* |reader |readers’ )?comments?\W{0,3}(?:\(?\d[\d,]*\)?)?"
    r"|\d+ (?:thoughts|responses|replies) (?:on|to)\b.{0,60})\W{0,3}$",
    re.IGNORECASE,
)
_ENOUGH = 2  # sentences of story before readers may have their say
_STANDFIRST = 120
_SHORT = 90
_NEAR = 4  # lines after a story that may still name its author
_DUMP = 0.6  # a text with fewer sentences a line is a dump of a page, menus and all


@dataclass(slots=True)
class Page:
    """The typed lines of one source and what was read off its head.

    ``byline`` and ``extra`` hold positions in the text, not in a line.
    """

    lines: list[Line] = field(default_factory=list)
    title: tuple[int, int] | None = None
    byline: tuple[int, int] | None = None
    dateline: str | None = None
    pictures: dict[int, Picture] = field(default_factory=dict)
    extra: list[tuple[str, int, int]] = field(default_factory=list)

    def of(self, *roles: str) -> list[Line]:
        """The lines of these roles."""
        return [line for line in self.lines if line.role in roles]


def type_lines(
    text: str,
    title: str | None,
    lines: list[Line] | None = None,
    bounds: tuple[int, int] | None = None,
) -> Page:
    """Every line with its role; a text of one line is left whole but for its dateline.

    ``lines`` are those of a page's markup, some with a role already; ``bounds`` the first and
    the last line of its story, where they are known.
    """
    page = Page(split(text) if lines is None else lines)
    if len(page.lines) > 1:
        for line in page.lines:
            if line.role in STORY and line.end - line.start < 400:
                role = _role(line)
                line.role = line.role if role == "body" else role
        first, last = bounds or story_bounds(page.lines)
        _read_head(page, first, title, marked=lines is not None)
        _read_story(page, first, last)
        _read_tail(page, first, last, known=bounds is not None)
    _cut_dateline(page)
    return page


def _role(line: Line) -> str:
    """The role a line has wherever it stands."""
    words = line.words
    if credit_alone(words):
        return "credit"
    if words[0] in "BbWSTRP" and not ends_sentence(words) and byline_of(words):
        return "byline"
    return "boilerplate" if is_furniture(words) and not is_labelled(words) else "body"


def like_story(line: Line) -> bool:
    """True for a line that reads like a sentence or more of a story."""
    words, size = line.words, len(line.words)
    if line.role != "body" or size < 40:
        return False
    if size < 140 and STAMP.match(words) and (not ends_sentence(words) or _POSTED.match(words)):
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
    while first and lines[first - 1].role == "body" and _BULLET.match(lines[first - 1].words):
        first -= 1
    return first, last


def _comments_after(lines: list[Line], like: list[int]) -> int | None:
    """Index of the line that opens the readers' comments, if one stands inside the story."""
    inside = range(like[_ENOUGH], like[-1]) if len(like) > _ENOUGH else range(0)
    return next(
        (k for k in inside if len(lines[k].words) < 80 and _COMMENTS.match(lines[k].words)), None
    )


def _best_run(lines: list[Line], like: set[int]) -> tuple[int, int]:
    """The run of lines with the highest sum; one pass."""
    best, found, total, begun = 0, (min(like), max(like)), 0, 0
    for k, line in enumerate(lines):
        if k in like:
            total += max(len(line.words) // 6 - 3, 3)
        else:
            total -= 2 if line.role == "body" and ends_sentence(line.words) else 8
        if total <= 0:
            total, begun = 0, k + 1
        elif total > best:
            best, found = total, (begun, k)
    return found


def _dates_the_page(words: str) -> bool:
    """True for a short line with the day, or the minutes the reading takes."""
    if len(words) > 100 or picture_of(words):
        return False
    return _is_stamp(words) or bool(_MINUTES.search(words))


def is_head(words: str) -> bool:
    """True for a short line that belongs above a story: who wrote it and when."""
    if len(words) > 120 or ends_sentence(words):
        return False
    return bool(STAMP.match(words) or byline_of(words)) or is_furniture(words)


def _goes_on(line: Line) -> bool:
    if line.role != "body" or STAMP.match(line.words):
        return False
    return ends_sentence(line.words) or bool(_BULLET.match(line.words))


def _is_stamp(words: str) -> bool:
    return len(words) < 140 and bool(STAMP.match(words)) and not ends_sentence(words)


def _read_head(page: Page, first: int, title: str | None, *, marked: bool) -> None:
    """Title, byline, stamps and section names before the story."""
    lines = page.lines
    head = lines[:first]
    for line in head:
        if line.role in ("body", "boilerplate") and (
            _is_stamp(line.words) or lone_dateline(line.words)
        ):
            line.role = "stamp"
    for line in head:
        label = _LABELLED_TITLE.match(line.words)
        if label and not title:
            page.title = (line.start + label.end(), line.end)
            title = line.words[label.end() :]
    sayings = [line for line in head if line.role == "body"]
    chosen = choose_title([x for x in sayings if title or not _is_credited(x)], title)
    if chosen is not None:
        page.title = page.title or (chosen.start, chosen.end)
        known = folded(chosen.words)
    else:
        known = folded(title) if title else ""
    for line in lines[: first + 1]:
        if known and line.role in ("body", "boilerplate") and folded(line.words) == known:
            line.role = "title"
    _find_byline(page, head, marked=marked)
    _find_lone_dateline(page, head)
    caps = [line for line in lines[first:] if _is_caps_head(line)]
    for k, line in enumerate(head):
        picture = picture_of(line.words) if line.role == "body" else None
        if picture:
            line.role = "caption"
            page.pictures[line.start] = picture
        elif line.role == "body":
            opens = k == first - 1 and bool(caps) and _is_caps_head(line)
            standfirst = len(line.words) > 40 and ends_sentence(line.words)
            line.role = "subhead" if opens else "standfirst" if standfirst else "boilerplate"


def _is_credited(line: Line) -> bool:
    picture = picture_of(line.words)
    return picture is not None and picture.credit is not None


def _is_caps_head(line: Line) -> bool:
    return line.role in ("body", "boilerplate") and line.words.isupper() and len(line.words) < 60


def _find_byline(page: Page, head: list[Line], *, marked: bool) -> None:
    """The byline: said to be one, or in a plain text a person's name right after the title."""
    found: tuple[Line, Byline] | None = None
    titled = next((k for k, line in enumerate(head) if line.role == "title"), 0)
    for line in (*head[titled:], *(() if marked and titled else head[:titled])):
        if line.role == "stamp" and lone_dateline(line.words):
            continue
        if line.role in ("byline", "stamp", "body") and len(line.words) < 160:
            byline = byline_of(line.words)
            if byline is None and line.role == "byline":  # the markup says so
                byline = bare_byline(line.words)
            if byline:
                line.role = "byline" if line.role == "body" else line.role
                found = found or (line, byline)
    if found is None and not marked:
        after_title = False
        for line in head:
            bare = bare_byline(line.words) if after_title and line.role == "body" else None
            if bare:
                line.role, found = "byline", (line, bare)
                break
            after_title = after_title or line.role == "title"
    if found:
        line, byline = found
        page.byline = (line.start + byline.start, line.start + byline.end)
        page.dateline = byline.place
        if byline.credit:
            start, end = byline.credit
            page.extra.append(("credit", line.start + start, line.start + end))


def _find_lone_dateline(page: Page, head: list[Line]) -> None:
    for line in head:
        if line.role in ("stamp", "boilerplate") and page.dateline is None:
            alone = lone_dateline(line.words)
            inside = re.search(r"/ ([A-Z][\w ]{2,20}) [-–—] \w+day\b", line.words)
            if alone or inside:
                page.dateline = alone.place if alone else inside[1] if inside else None


def _read_story(page: Page, first: int, last: int) -> None:
    """Captions, prompts and pull quotes out; subheads and list items named."""
    lines = page.lines
    under_label = -1  # the block whose label ("READ ALSO") claims the lines after it
    for k in range(first, last + 1):
        line = lines[k]
        words = line.words
        if line.role == "boilerplate":
            if is_bare_label(words):
                under_label = line.block
            continue
        if line.role != "body":
            continue
        if line.block == under_label and not ends_sentence(words) and len(words) < 160:
            line.role = "boilerplate"
            continue
        if like_story(line):
            under_label = -1
        size = len(words)
        picture = picture_of(words) if size <= 500 else None
        if picture:
            line.role = "caption"
            page.pictures[line.start] = picture
        elif _BULLET.match(words):
            line.role = "list"
        elif size < _SHORT and not ends_sentence(words):
            pulled = words[0] in "“\"‘'" and words[-1] in "”\"’'"
            line.role = "boilerplate" if pulled and _said_again(words, line, lines) else "subhead"


def _said_again(words: str, line: Line, lines: list[Line]) -> bool:
    """True for a pull quote: words another line of the story says too."""
    inner = words.strip("“”\"‘’'.,! ")
    return any(inner in other.words for other in lines if other is not line)


def _read_tail(page: Page, first: int, last: int, *, known: bool) -> None:
    """What follows the story, and the last lines of it that only look like sentences.

    Where the end of the story is ``known`` a short line at its end is a part of it.
    """
    lines = page.lines
    near = last + _NEAR if known else len(lines)
    for k, line in enumerate(lines[last + 1 :], last + 1):
        if line.role == "body":
            picture = picture_of(line.words)
            if picture and line.role == "body":
                line.role = "caption"
                page.pictures[line.start] = picture
            else:
                line.role = "stamp" if _is_stamp(line.words) else "boilerplate"
        elif line.role == "byline" and page.byline is None and k <= near:
            byline = byline_of(line.words)
            if byline:
                page.byline = (line.start + byline.start, line.start + byline.end)
    if known:
        _read_label_at_end(lines, first, last)
    for k in range(last, first, -1):
        line = lines[k]
        if line.role in ("body", "list") and _SIGN_OFF.match(line.words):
            line.role = "boilerplate"
        elif line.role in ("subhead", "boilerplate", "caption", "credit"):
            if known and line.role == "subhead":
                break
            if line.role == "subhead":
                line.role = "boilerplate"
        elif line.role in ("body", "list") and _is_page_note(page, line):
            line.role = "boilerplate"
        else:
            break


def _read_label_at_end(lines: list[Line], first: int, last: int) -> None:
    """What a bare label ("Poll") claims after the last sentence of the story is page too."""
    ends = next((k for k in range(last, first, -1) if like_story(lines[k])), last)
    label = next((k for k in range(ends + 1, last) if is_bare_label(lines[k].words)), last)
    for line in lines[label + 1 : last + 1]:
        line.role = "boilerplate" if line.role in STORY else line.role


def _is_page_note(page: Page, line: Line) -> bool:
    words = line.words
    if len(words) > 300:
        return False
    if _PHONE.search(words) and _REACH.search(words):
        return True
    if page.byline and not words.startswith(("“", '"')):
        by = page.byline[1] - page.byline[0]
        return by > 5 and bool(_ABOUT_AUTHOR.search(words)) and _starts_with_byline(page, line)
    return False


def _starts_with_byline(page: Page, line: Line) -> bool:
    assert page.byline is not None
    start, end = page.byline
    holder = next(other for other in page.lines if other.start <= start < other.end)
    name = holder.words[start - holder.start : end - holder.start]
    return line.words.casefold().startswith(name.casefold())


def _cut_dateline(page: Page) -> None:
    """Mark the dateline at the head of the story's first line; a transcript's speaker is none."""
    story = page.of("body", "list")
    if not story:
        return
    speakers = sum(bool(_SPEAKER.match(line.words)) for line in story[:6])
    for line in story[:1]:
        found: Dateline | None = dateline_of(line.words)
        if found and not (speakers > 1 and _SPEAKER.match(line.words)):
            line.head = found.end
            page.dateline = found.place
