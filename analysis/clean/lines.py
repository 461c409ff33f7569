"""What each line of a page is: title, byline, caption, credit, furniture, or the story itself.

Each rule is a name and a pattern; the first that fits decides. Lines no rule knows are story,
unless they stand before its first sentence or after its last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NAME = (
    r"[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|al-[A-Z]\w+|bin|van|von|de|da|el|el-\w+|and|&|in)){0,8}"
)
_AGENCY = r"[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3}"
# role, pattern over the whole stripped line
RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (
            "byline",
            rf"(?:By|BY|Words by|Story by|Text by|Report by|Written by)[: ]?\s?{_NAME}(?:,? [A-Z][\w ]+)?\.?$",
        ),
        ("caption", r"^\[?(?:photo|image|picture|caption|file photo)\s*[:\]].{10,400}$"),
        (
            "caption",
            r".{10,400}\((?:R|L|C|top|bottom|right|left|centre|center|pictured)\).{10,300}$",
        ),
        (
            "credit",
            r"^\(?(?:Photos?|Photographs?|Images?|Pictures?|Video)(?: credit)?\s?(?:by|:|courtesy)\s?.{2,80}$",
        ),
        (
            "boilerplate",
            r"(?i)^\W{0,3}(?:read (?:more|also|next)|also read|see also|related|watch|listen|more on|most read|don.t miss|editor.s picks|recommended|trending|click here|tap here|sign up|subscribe|newsletter|follow us|share (?:this|on|via)|share$|tweet|join us|download|advertisement|sponsored|promoted|copyright|©|\(c\)|all rights|terms of|privacy|cookies?|contact us|about us|home\b.{0,80}\||skip to|menu|search|log ?in|our (?:newsroom )?(?:standards|code)|the thomson|this (?:article|story|material) (?:was|is|may)|have you got|send us|got a tip|comments?$|leave a comment|\d+ comments?|views?:|tags?:|topics?:|filed under|source:|via:|print$|email$|facebook|whatsapp|next article|previous article|loading|please enable|javascript|get the|support our|donate).*",
        ),
        (
            "boilerplate",
            r"^\(?(?:Additional )?(?:Reporting|Writing|Editing|Compiled|Edited|Reported|Written) (?:by|and).*",
        ),
        ("boilerplate", r"^[a-z]{2,5}(?:[/-][a-z]{2,5})+$"),
        ("boilerplate", r"(?i)^\d+ ?(?:min(?:ute)?s?)[ -]?read$"),
        ("boilerplate", r"^(?:[\w’' &]+ ?[|»›>•·] ?){2,}[\w’' &]*$"),
        (
            "boilerplate",
            r"(?i)^(?:published|updated|posted|last (?:updated|modified)|date of publication|first published|created)\b.{0,80}$",
        ),
        ("boilerplate", r"^[-–—_=*•#]{2,}$"),
        (
            "boilerplate",
            r"^(?:--? ?)?(?:Reuters|AFP|AP|UPI|dpa|EFE|Xinhua|Anadolu|TASS|Agencies|With agencies)\.?$",
        ),
    )
)
_STAMP = re.compile(
    r"(?i)^.{0,50}(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\b.{0,12}\b(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d|\b\d\d?[/.]\d\d?[/.](?:19|20)\d\d).{0,50}$"
)
_TAIL_CREDIT = re.compile(
    rf"(?:(?<=[.!?]) |(?<=[.!?])|\s[|—–-]+ ?)(?P<credit>(?:\(?(?:Photo|Photograph|Image|Picture|Credit)s?\b[^.]{{2,80}}\)?|{_AGENCY}/{_AGENCY}|{_AGENCY}/)\]?)$"
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z’'. -]{2,40}(?:, [A-Z][\w. ]{2,25})?|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}(?:, [A-Z][\w. ]{2,25})?(?=\s*(?:\(|\| ?[A-Z]{2,})))"
    r"\s*(?:,\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?\s*"
    r"(?:\((?P<agency>[^)]{2,40})\))?\s*(?:(?:[-–—]{1,3}|:)\s+|\|[^\n]{2,60}$)"
)
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]]*$")
_WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass(slots=True)
class Line:
    """A line (or joined wrapped lines) of the source and the part it plays."""

    start: int
    end: int
    words: str
    role: str = "body"
    cut_head: int = 0  # characters at its head that are a dateline
    cut_tail: int = 0  # characters at its end that are a credit


@dataclass(slots=True)
class Page:
    """The typed lines of one source."""

    lines: list[Line] = field(default_factory=list)
    title: Line | None = None

    def of(self, role: str) -> list[Line]:
        """The lines of one role."""
        return [line for line in self.lines if line.role == role]


def split(text: str) -> list[Line]:
    """The lines of a text; paragraphs broken by a fixed width are joined to one line."""
    out: list[Line] = []
    for block in re.finditer(
        r"[^\n\r\u2028\u2029\x85]+(?:(?:\r\n|\n|\r|\u2028|\u2029|\x85)(?![ \t]*[\r\n])[^\n\r\u2028\u2029\x85]+)*",
        text,
    ):
        parts = list(re.finditer(r"[^\n\r\u2028\u2029\x85]+", block.group()))
        spans = [(block.start() + p.start(), block.start() + p.end()) for p in parts]
        if len(spans) > 1 and _wrapped([text[a:b] for a, b in spans]):
            spans = [(spans[0][0], spans[-1][1])]
        for start, end in spans:
            words = text[start:end]
            lead = len(words) - len(words.lstrip(" \t\u00a0\ufeff\u200b"))
            tail = len(words) - len(words.rstrip(" \t\u00a0\u200b"))
            if words.strip(" \t\u00a0\ufeff\u200b"):
                out.append(Line(start + lead, end - tail, words[lead : len(words) - tail]))
    return out


def _wrapped(lines: list[str]) -> bool:
    """True for one paragraph broken at a fixed width."""
    body = [line.strip() for line in lines[:-1]]
    long = [line for line in body if 45 <= len(line) <= 90]
    open_ended = [line for line in body if not _SENTENCE_END.search(line)]
    return len(long) >= max(1, len(body) * 0.7) and len(open_ended) >= len(body) * 0.5


def type_lines(text: str, title: str | None) -> Page:
    """Every line with its role; a text of one paragraph is left whole."""
    page = Page(split(text))
    lines = page.lines
    if len(lines) < 2:
        if lines:
            _cut_dateline(lines)
        return page
    for line in lines:
        line.role = _role(line.words)
    _find_title(page, title)
    first, last = _story(lines)
    for k, line in enumerate(lines):
        if line.role != "body":
            continue
        if k < first or k > last:
            line.role = "stamp" if _STAMP.match(line.words) else "boilerplate"
        elif _is_caption(line):
            line.role = "caption"
        elif not _SENTENCE_END.search(line.words) and len(line.words) < 90:
            line.role = "subhead"
    _cut_dateline(lines[first : last + 1])
    return page


def _role(words: str) -> str:
    for role, pattern in RULES:
        if len(words) < 600 and pattern.match(words):
            return role
    return "body"


def _find_title(page: Page, title: str | None) -> None:
    """The headline: the one known, or the first line before the story that looks like one."""
    lines = page.lines
    known = _folded(title) if title else None
    first, _ = _story(lines)
    for line in lines[: max(first, 1)]:
        if line.role == "body" and known is None and not _STAMP.match(line.words):
            if (len(_WORD.findall(line.words)) >= 3 and not line.words.isupper()) or len(
                line.words
            ) > 25:
                if not line.words.endswith(".") and "|" not in line.words:
                    page.title, known = line, _folded(line.words)
                    break
    for line in lines[: first + 3]:
        if known and _folded(line.words) == known:
            line.role = "title"
            page.title = page.title or line


def _folded(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()


def _story(lines: list[Line]) -> tuple[int, int]:
    """Index of the first and the last line that reads like a sentence of the story."""
    like = [
        k
        for k, line in enumerate(lines)
        if line.role == "body"
        and len(line.words) >= 40
        and _SENTENCE_END.search(line.words)
        and not _STAMP.match(line.words)
    ]
    if not like:
        long = [k for k, line in enumerate(lines) if line.role == "body" and len(line.words) >= 40]
        like = long or [0, len(lines) - 1]
    last = like[-1]
    while (
        last + 1 < len(lines)
        and lines[last + 1].role == "body"
        and _SENTENCE_END.search(lines[last + 1].words)
    ):
        last += 1
    first = like[0]
    if first and lines[first - 1].role == "body" and re.match(_DATELINE, lines[first - 1].words):
        first -= 1
    return first, last


def _is_caption(line: Line) -> bool:
    tail = _TAIL_CREDIT.search(line.words)
    if tail and len(line.words) < 400 and not line.words.startswith(("“", '"')):
        line.cut_tail = len(line.words) - tail.start("credit")
        return True
    return False


def _cut_dateline(lines: list[Line]) -> None:
    """Mark the dateline at the head of the story's first line."""
    for line in lines[:1]:
        match = _DATELINE.match(line.words)
        if match and (match["agency"] or match["place"].isupper() or "|" in match.group()):
            line.cut_head = match.end()


def dateline_place(words: str) -> str | None:
    """The place a dateline names."""
    match = _DATELINE.match(words)
    return match["place"].strip(" ,-–—") if match else None
