"""Figures told apart by whose hand it was: "ten were killed by rebels, four by jets and two by mines"."""

from __future__ import annotations

import re

from analysis.extract.context.cause import Cause
from analysis.extract.context.cues import Cues
from analysis.extract.context.meant import is_group
from analysis.extract.context.sharing import Context
from analysis.extract.context.sides import nonstate

_BY = " by "


def by_their_own_hand(cues: Cues, contexts: list[Context]) -> None:
    """Takes away the author and the means that stand in another figure's "by" of the same sentence."""
    if "by" not in cues.reading.vocabulary:
        return
    for context in contexts:
        span = _hand(cues, context)
        if span is None:
            continue
        low, high = span
        author, cause = context.author, context.cause
        if author is not None and not low <= author.start < high:
            context.author = None
        own = context.figure.start  # "was executed by rebels": how is in its own verb
        if cause is not None and not own <= cause.attack.start < high:
            context.cause = _means(cues, context, low, high)


# "16 were hurt, among them two gang members": not by the gang
_THE_DOERS = re.compile(
    r"\b(?:(?:gang|militia|group) members?|members? of the (?:gang|militia|group)|attackers?|assailants?|gunm[ae]n|"
    r"raiders?|bombers?|bandits?)$",
    re.IGNORECASE,
)


def not_by_their_own(cues: Cues, contexts: list[Context]) -> None:
    """Takes the attackers' group from those of the harmed who are attackers themselves."""
    for context in contexts:
        author, victims = context.author, context.figure.victims or ""
        if author is None or not context.figure.subset_of or not _THE_DOERS.search(victims):
            continue
        if nonstate(author.name) or is_group(cues, author.name):
            context.author = None


def _means(cues: Cues, context: Context, low: int, high: int) -> Cause | None:
    """The word of attack in the figure's own "by", the strongest of several."""
    scene = cues.scene(context.figure.sentence)
    own = [a for a in scene.attacks if low <= a.start < high and a.cause != "unknown"]
    best = max(own, key=lambda a: a.strength, default=None)
    return Cause(best.cause, best, "cause.sentence") if best is not None else None


def _hand(cues: Cues, context: Context) -> tuple[int, int] | None:
    """Where the figure's own "by ..." stands, beside another's; None elsewhere."""
    figure, text = context.figure, cues.text
    if not text.startswith(_BY, figure.end):
        return None
    scene = cues.scene(figure.sentence)
    beside = [f for f in scene.figures if f is not figure and text.startswith(_BY, f.end)]
    if not beside:
        return None
    nexts = [f.start for f in scene.figures if f.start >= figure.end]
    return figure.end, min(nexts, default=scene.end)
