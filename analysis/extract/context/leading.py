"""Who did what a sentence leads to: "Rebels entered the town at dawn, killing 12"."""

from __future__ import annotations

import re

from analysis.extract.context.acting import OF_A_WAR
from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.names import Author, Name
from analysis.extract.context.owners import premises
from analysis.extract.context.sides import nonstate, own_side, state
from analysis.records import Casualty


def scene_break(scene: Scene, start: int, end: int) -> bool:
    """True where a new clause begins between two offsets."""
    return any(start <= at < end for at in scene.breaks())


def by_what_it_leads_to(
    cues: Cues, scene: Scene, figure: Casualty, names: list[Name]
) -> Author | None:
    """ "Rebels entered the town at dawn, killing 12": whoever the clause is about did what it leads to."""
    leads = KILLING.match(cues.text, figure.start) is not None
    if not leads and figure.rule != "casualty.active":
        return None
    for name in reversed(names):
        if name.end > figure.start or own_side(figure, name) or premises(cues.text, name.end):
            continue
        side = nonstate(name.words) or state(name.words)
        if not side and not _REPELS.match(cues.text, name.end):
            continue
        before = cues.text[max(scene.start, name.start - 60) : name.start]
        between = cues.text[name.end : figure.start]
        if not (_OPENS.search(before) or not before.strip()) or _SUFFERS.match(between):
            continue
        if OF_A_WAR.search(between):
            continue
        joined = (
            (", ", " " if cues.reading.apostrophes_lost else ", ") if leads else (", ", " and ")
        )
        if between.endswith(joined) and not scene_break(scene, name.end, figure.start):
            return name.did("author.subject")
    return None


_REPELS = re.compile(
    r"(?: [\w-]+){0,6}? (?:repel(?:led|s)|repuls(?:ed|es)|foil(?:ed|s)|thwart(?:ed|s)|fended off|beat back|"
    r"pushed back|drove back)\b(?! by)"
)
KILLING = re.compile(r"(?:killing|wounding|injuring|murdering|beheading|abducting|kidnapping)\b")
_OPENS = re.compile(
    r"(?:^|[.;:”] |\b(?:19|20)\d\d |\b(?:said|says|adding|that)(?: that)? |, )"
    r"(?:(?:On|In|At|Near|After|Early|Late)[^,;.]{1,40},? )?"
    r"(?:(?:the|The|a|A|an|An|some|two|three|several|suspected|Suspected|armed|about|dozens of|[Uu]nits of) )*$"
)
_SUFFERS = re.compile(
    r"[^,;]{0,60}?\b(?:was|were|been|came under|had been|suffered|said|says|lost|accused|blamed|told|tells|announced|"
    r"reported|confirmed|stated|added|spokes\w+)\b"
)
