"""Captions and credits: the words under a picture, and who made it.

>>> picture_of("A man runs. MERIDIAN WIRE/Stringer")
Picture(caption=(0, 11), credit=(12, 34), note=None)
>>> picture_of("Police said 12 people were killed.") is None
True
"""

from __future__ import annotations

import re

from analysis.clean.names import UPPER
from analysis.lean import dataclass

LONGEST = 500
_KIND = r"(?:photos?|photographs?|images?|pictures?|pics?|video|credits?|illustrations?|graphics?)"
_ORG = rf"[{UPPER}][\w&.’'-]*(?: [{UPPER}&][\w&.’'-]*){{0,4}}"
_CREDIT = (
    rf"(?:(?i:\(?{_KIND}(?: credit)?\s?(?:by|:|courtesy(?: of)?|©)\s?)[^.]{{2,80}}?\)?"
    rf"|(?:Photo )?Credit(?: ?\.\.\.)? (?=[{UPPER}])[^.]{{2,80}}"
    rf"|\[(?=[^\[\]]*(?:/|(?i:file|photo|courtesy|via |handout)|AP\b|AFP|EPA|Getty|Reuters))[^\[\]]{{3,80}}\]"
    rf"|\([^()]{{0,40}}(?i:photo|image|handout|via |file|courtesy)[^()]{{0,60}}\)"
    rf"|\(?{_ORG} ?/ ?{_ORG}(?: ?[/,] ?{_ORG})?\)?|{_ORG}/"
    rf"|(?:[{UPPER}][\w’'-]+ ){{1,3}}(?:archives?|file photo|handout)|(?:Handout|HANDOUT|Supplied)"
    rf"|(?:[{UPPER}][\w’'-]+ ){{2,3}}(?:for the |via |/ ?)[{UPPER}][\w’' -]{{2,30}})"
)
_TAIL = re.compile(
    rf"(?:(?<=[.!?”\"])\s?|(?<=[.!?]\s)|\s[|–—-]+ ?|\s(?=[(\[])"
    rf"|(?<=[a-z)]) (?=Credit )|(?<=[.!?\w])(?=Photo: ))(?P<credit>{_CREDIT})[.\]]?$"
)
_INITIALS = re.compile(rf"\s(?P<credit>\([{UPPER}][\w&. /-]{{1,30}}\))$")
_ALONE = re.compile(
    rf"\(?(?i:{_KIND}(?: credit)?(?:\s?(?:by|:|courtesy(?: of)?|©))\s?)\S.{{1,80}}$|(?:Handout|HANDOUT)\.?$"
    r"|(?i:image|video|media) (?:copyright|source),? \S.{1,60}$"
)
_LABEL = re.compile(
    r"\[?(?:(?:image|media|video|photo) caption,? (?=\S)"
    r"|(?:(?:file )?(?:photo|image|picture|caption|photograph)s?|map|graphic|figure \d+|chart"
    r"|infographic)\s?:\s*(?=\S))",
    re.IGNORECASE,
)
_FILE = re.compile(r"(?:FILE|File)(?: (?:PHOTO|photo|PICTURE|picture))?\s?(?:[-–—:]{1,2})\s?\S")
_SIDE = re.compile(
    r"\((?:R|L|C|top|bottom|right|left|centre|center|pictured|from left|2nd [LR]|above|below)\)"
)
_POLITICIAN = re.compile(r"\b(?:Gov|Sen|Rep|Senator|Congress\w*|Governor)\b\.?")
_SAID = re.compile(r"\b(?:said|says|told|added)\b")
_ABOUT_MAP = re.compile(r"(?<=\.) (?=The boundaries)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A line's caption, credit and a note on a map, as offsets into the line."""

    caption: tuple[int, int]
    credit: tuple[int, int] | None = None
    note: tuple[int, int] | None = None


def picture_of(words: str) -> Picture | None:
    """The caption (and credit) a line is, or None for a line of the story."""
    size = len(words)
    if size > LONGEST or words[0] in "“\"'‘":
        return None
    label = _LABEL.match(words)
    start = label.end() if label and words[label.start()] in "[pPiIcCfF" else 0
    stop = size - 1 if words.endswith("]") and words.startswith("[") else size
    tail = _TAIL.search(words, max(0, size - 120))
    if tail:
        if not tail.start() and not label:
            return None
        if _believable(words, tail):
            return Picture((start, tail.start()), (tail.start("credit"), stop))
    sided = _SIDE.search(words)
    if sided and size < 260 and not _POLITICIAN.search(words) and not _SAID.search(words):
        return Picture((0, size))
    if label:
        about = _ABOUT_MAP.search(words)
        note = (about.end(), stop) if about else None
        return Picture(
            (start if words[0] == "[" else 0, about.start() if about else stop), None, note
        )
    if _FILE.match(words):
        return Picture((0, size))
    initials = _INITIALS.search(words) if size < 160 else None
    if initials and not _SAID.search(words):
        return Picture((0, initials.start()), initials.span("credit"))
    return None


def _believable(words: str, tail: re.Match[str]) -> bool:
    """A slash of two names ends a sentence of the story too; a short line with no speech does not."""
    if re.match(rf"(?i:\(?{_KIND}\b)", tail["credit"]):
        return True
    return tail.start() < 320 and not (_SAID.search(words) and tail.start() > 200)


def is_labelled(words: str) -> bool:
    """True for a line that says it is a picture's: "[photo: ...", "Map: ..."."""
    return bool(_LABEL.match(words))


def credit_alone(words: str) -> bool:
    """True for a line that only names who made a picture."""
    return len(words) < 120 and bool(_ALONE.match(words))
