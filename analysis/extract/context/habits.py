"""Older deeds told behind what somebody is said to do often.

"The Front has previously attacked Kara and Zel. A truck bomb killed six in April": the Front's, in Kara.
"""

from __future__ import annotations

import re

from analysis.extract.context.carrying import A_DAY
from analysis.extract.context.cues import Cues
from analysis.extract.context.names import Author, Name
from analysis.extract.context.naming import named
from analysis.extract.context.scenes import fine_scenes
from analysis.extract.context.sharing import Context
from analysis.extract.context.where import Where, made

_OFTEN = re.compile(
    r" (?:has|have|had) (?:also )?(?:previously|often|frequently|repeatedly|regularly|routinely|in the past) "
    r"(?:targeted|attacked|raided|bombed|struck|hit|shelled|ambushed)\b"
)
# "but the Front has carried out similar attacks in the past": of other fights
_BEFORE = re.compile(
    r"(?: \([^)]{1,12}\))? (?:has|have|had) (?:also )?"
    r"(?:(?:previously|often|frequently|repeatedly|regularly|routinely) [a-z]+|"
    r"[a-z]+(?: [a-z]+)? (?:(?:many|several|similar|such|previous|past|other|earlier) )+(?:[a-z]+ )?"
    r"(?:attacks|raids|bombings|strikes|assaults|killings|ambushes|kidnappings|abductions)\b)"
)
# "Unidentified gunmen seized eight men": doers of one deed, no side of the others
_UNKNOWN = re.compile(r"\b(?:[Uu]nidentified|[Uu]nknown)(?: [a-z]+){0,3}$")
_NEAR = 3  # sentences in which its instances are told


def did_so_before(text: str, at: int) -> bool:
    """True for a name, ended at ``at``, of which only older deeds are told."""
    return _BEFORE.match(text, at) is not None


def is_unknown(text: str, name: Name) -> bool:
    """ "Unidentified gunmen"."""
    return _UNKNOWN.search(text, max(0, name.start - 24), name.end) is not None


def of_the_habit(cues: Cues, context: Context) -> Author | None:
    """Who is said to have done such things before, a few sentences back."""
    found = _told(cues, context)
    return found[0] if found is not None else None


def where_of_the_habit(cues: Cues, context: Context) -> Where | None:
    """The first place where that is said to have been done."""
    found = _told(cues, context)
    places = fine_scenes(cues, found[1]) if found is not None else []
    return made(cues, places[0], "where.habit") if places else None


def _told(cues: Cues, context: Context) -> tuple[Author, int] | None:
    """The name and the sentence of the habit a figure of an older month is an instance of."""
    when, figure = context.when, context.figure
    if when is None or not when.earliest or len(when.earliest) >= A_DAY:
        return None
    paragraph = cues.reading.sentences[figure.sentence].paragraph
    for sentence in range(figure.sentence - 1, max(-1, figure.sentence - 1 - _NEAR), -1):
        if cues.reading.sentences[sentence].paragraph != paragraph:
            return None
        scene = cues.scene(sentence)
        for name in named(cues, scene) if scene.actors or scene.authors else ():
            if _OFTEN.match(cues.text, name.end):
                return name.did("author.habit"), sentence
    return None
