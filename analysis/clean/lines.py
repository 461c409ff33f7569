"""What each line of a page is: title, byline, caption, credit, furniture, or the story itself.

The story runs from its first line that reads like a sentence to its last; the head before it is
searched for title, byline and stamps, what follows it is page. Inside it only lines known for
what they are (captions, prompts) are taken out; a line no rule knows is story.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import field

from analysis.clean.bounds import (
    BULLET,
    HEADED,
    STORY,
    is_caps_head,
    is_stamp,
    like_story,
    story_bounds,
)
from analysis.clean.captions import Picture, credit_alone, is_labelled, picture_of
from analysis.clean.forms import field_of, mark_fields
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
from analysis.lean import dataclass

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
_END_MARK = re.compile(
    r"(?<=[.!?”\"])\s?(?P<mark>Enditem|ENDITEM|ENDS?|\(ENDS?\)|-{1,3} ?30 ?-{1,3}|#{2,3}"
    r"|[-–—]{1,2} ?(?:Reuters|AFP|AP|dpa|Xinhua|IANS|PTI|ANI|UPI|TASS|Bernama|agencies)"
    r"|/[A-Z]{2,}[\w -]{0,12}/|(?:PTI|ANI|IANS|UNI|NAN|PNA|APP|AFP|AP)(?: [A-Z]{2,4}){0,6}"
    r"|\([^()]{0,40}?\b(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslated|[Cc]ompiled|[Ii]nputs?|[Rr]eports?)\b"
    r" (?:by|from)\b[^()]{3,200}\)"
    r"|[-–—]{1,2} ?(?:(?:[Aa]dditional )?[Rr]eporting"
    r"|[Ww]ith (?:a |additional )?(?:reports?|reporting|inputs?|files))"
    r" (?:by|from)\b.{3,100})\.?$"
)
_REST = re.compile(r"(?:\bSource:? [A-Z][\w ,.]{1,40} )?\bRelated (?:News|Stories|Articles)\b")
_OF_A_PAGE = re.compile(
    r"\b(?:Follow us on|SUBSCRIBE|Subscribe (?:to|now)|Privacy Policy|Terms of Use|Cookie Policy|All rights reserved)\b"
)
_STORY = 250  # characters at least that the story takes
_END = 250  # characters of a line looked through for its end mark
_SHORT = 90
_NEAR = 4  # lines after a story that may still name its author


@dataclass(slots=True)
class Page:
    """The typed lines of one source and what was read off its head.

    ``byline`` and ``extra`` hold positions in the text, not in a line.
    """

    lines: list[Line] = field(default_factory=list)
    title: tuple[int, int] | None = None
    byline: tuple[int, int] | None = None
    dateline: str | None = None
    agency: str | None = None
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
    for line in page.lines:
        _cut_emphasis(line)
        _cut_sign_off(page, line)
    if len(page.lines) == 1:
        _cut_page(page, page.lines[0])
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


def _cut_emphasis(line: Line) -> None:
    """A whole line that Markdown sets slanted ("*By Ada Brun*") is what stands between the marks."""
    words = line.words
    if len(words) > 4 and words[0] in "*_" and words[-1] == words[0]:
        inner = words[1:-1]
        if words[0] not in inner and inner == inner.strip():
            line.words, line.start, line.end = inner, line.start + 1, line.end - 1


def _cut_sign_off(page: Page, line: Line) -> None:
    """Take a dispatch's end mark off the sentence it is glued to ("... so far. Enditem")."""
    found = _END_MARK.search(line.words, max(0, len(line.words) - _END))
    if found and found.start() > 30:
        page.extra.append(("boilerplate", line.start + found.start("mark"), line.end))
        line.words = line.words[: found.start()]
        line.end = line.start + len(line.words)


def _cut_page(page: Page, line: Line) -> None:
    """Take the rest of its page off a story that was saved as one line ("... Related News ... Subscribe to")."""
    found = _REST.search(line.words, _STORY) if "Related " in line.words else None
    if found and _OF_A_PAGE.search(line.words, found.end()):
        page.extra.append(("boilerplate", line.start + found.start(), line.end))
        line.words = line.words[: found.start()].rstrip()
        line.end = line.start + len(line.words)


def _role(line: Line) -> str:
    """The role a line has wherever it stands."""
    words = line.words
    if credit_alone(words):
        return "credit"
    if words[0] in "BbWSTRP" and not ends_sentence(words) and byline_of(words):
        return "byline"
    return "boilerplate" if is_furniture(words) and not is_labelled(words) else "body"


def _read_head(page: Page, first: int, title: str | None, *, marked: bool) -> None:
    """Title, byline, stamps and section names before the story."""
    lines = page.lines
    head = lines[:first]
    mark_fields(head)
    for line in head:
        if line.role in ("body", "boilerplate") and (
            is_stamp(line.words) or lone_dateline(line.words)
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
    caps = [line for line in lines[first:] if is_caps_head(line)]
    for k, line in enumerate(head):
        picture = picture_of(line.words) if line.role == "body" else None
        if picture:
            line.role = "caption"
            page.pictures[line.start] = picture
        elif line.role == "body":
            opens = k == first - 1 and bool(caps) and is_caps_head(line)
            standfirst = len(line.words) > 40 and ends_sentence(line.words)
            line.role = "subhead" if opens else "standfirst" if standfirst else "boilerplate"


def _is_credited(line: Line) -> bool:
    picture = picture_of(line.words)
    return picture is not None and (picture.credit is not None or is_labelled(line.words))


def _find_byline(page: Page, head: list[Line], *, marked: bool) -> None:
    """The byline: said to be one, or in a plain text a person's name right after the title."""
    for line, after in itertools.pairwise(head):
        if line.words.lower().rstrip(":") == "by" and len(after.words) < 60:
            line.role = after.role = "byline"
            page.byline = (after.start, after.end)
            return
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
        elif BULLET.match(words):
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
                line.role = "stamp" if is_stamp(line.words) else "boilerplate"
        elif line.role == "byline" and page.byline is None and k <= near:
            byline = byline_of(line.words)
            if byline:
                page.byline = (line.start + byline.start, line.start + byline.end)
    if known:
        _read_label_at_end(lines, first, last)
    elif not any(map(like_story, lines[first : last + 1])):
        return  # telegrams and lists: no sentence tells the story from the page
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
    listed = sum(bool(HEADED.match(line.words)) for line in story[:6]) > 1  # "Kara: Four died"
    for line in [line for line in story if not field_of(line.words)][:1]:
        found: Dateline | None = dateline_of(line.words)
        heads = (speakers > 1 and _SPEAKER.match(line.words)) or (
            listed and HEADED.match(line.words) and not line.words.partition(":")[0].isupper()
        )
        if found and not heads:
            line.head = found.end
            page.dateline, page.agency = found.place, found.agency
