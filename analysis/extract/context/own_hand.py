"""Figures told apart by whose hand it was: "ten were killed by rebels, four by jets and two by mines"."""

from __future__ import annotations

from analysis.extract.context.cause import Cause
from analysis.extract.context.cues import Cues
from analysis.extract.context.sharing import Context

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
