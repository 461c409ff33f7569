"""How the people of a deed were harmed, from all its tellings: a "blast" that was a car bomb."""

from __future__ import annotations

from analysis.extract.context.cause import Cause, may_be_sharper, sharper, vague
from analysis.extract.context.cues import Cues
from analysis.extract.context.sharing import LEAD, Context


def sharpen(cues: Cues, family: list[Context]) -> None:
    """A "blast" said again as a car bomb was one, and a headline's "offensive" the air raids of its toll."""
    told = {c.cause.name: c.cause for c in family if c.cause is not None and not vague(c.cause)}
    how: dict[str, Cause] = {}  # by deed: how its people were killed
    known: dict[str, dict[str, Cause]] = {}  # by deed: the causes told of it, by name
    for context in family:
        deed, cause = _deed(context), context.cause
        if cause is not None and _says_how(context):
            how.setdefault(deed, cause)
        if cause is not None and not vague(cause):
            known.setdefault(deed, {}).setdefault(cause.name, cause)
    for context in family:
        killed = how.get(_deed(context))
        if killed is not None and context.figure.harm == "killed":
            context.cause = killed
        for theirs in (known.get(_deed(context)) or told).values():
            if (mine := context.cause) and may_be_sharper(mine) and sharper(mine, theirs):
                context.cause = theirs
    for context in family if told.keys() & _FROM_AFAR else ():
        mine, figure = context.cause, context.figure
        led = figure.sentence <= LEAD and figure.best is not None and not figure.subset_of
        if led and mine is not None and _is_any_campaign(cues, mine):
            raids = [c.cause for c in family if c.cause and c.figure.best == figure.best]
            context.cause = next((c for c in raids if c.name in _FROM_AFAR), mine)


def _deed(context: Context) -> str:
    """The first figure that tells of the same people, by its id."""
    return context.figure.same_as or context.figure.id


def _says_how(context: Context) -> bool:
    """ "Executed the pilot": how he died, wherever else it is told that he was killed."""
    figure, cause = context.figure, context.cause
    if cause is None or cause.name != "execution":
        return False
    return figure.start <= cause.attack.start < figure.end


def _is_any_campaign(cues: Cues, cause: Cause) -> bool:
    """True for an "offensive" or "operation", which is done with many weapons."""
    words = cues.text[cause.attack.start : cause.attack.end].lower().rstrip("s")
    return cause.name == "ground_fighting" and words in ("offensive", "operation", "campaign")


_FROM_AFAR = frozenset(("airstrike", "drone"))
