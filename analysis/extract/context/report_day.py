"""The day of the report, for a deed that no sentence dates: who tells of it on Friday tells what is new on Friday.

"Soldiers met the gunmen near Kara, an officer said on Friday. The raid was beaten off and nine were
killed": Friday, as for "nine were killed, an officer said on Friday". Only where nothing else in
the incident has a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.extract.context.carried_day import recent, said_of
from analysis.extract.context.cues import Cues
from analysis.extract.context.incidents import Chain
from analysis.extract.context.sharing import Context
from analysis.extract.context.when import When, datable, made_when
from analysis.records import Casualty

_BEHIND, _A_DAY = 4, 10  # sentences; characters of an ISO day
# "Earlier on Friday the governor had said": what was told before it is of Friday, too
_EARLIER = re.compile(r"(?:Earlier|Later)(?: on)? ")


def reported_when(cues: Cues, figure: Casualty, sentences: Iterable[int]) -> When | None:
    """The day on which the deed of the figure's incident was told."""
    if figure.scope != "incident" or figure.status == "hypothetical":
        return None
    published = cues.reading.article.published
    near = sorted(sentences, key=lambda n: (abs(n - figure.sentence), n))
    for sentence in near:
        scene = cues.scene(sentence)
        alike = all(f.harm == figure.harm and f.best == figure.best for f in scene.figures)
        if (scene.attacks or scene.figures) and alike and not _shows(cues, sentence):
            found = said_of(cues, sentence)
            if recent(found, published):
                return found
    return _later_that_day(cues, figure)


# "a video released on Saturday": long after what it shows, may be
_SHOWN = re.compile(
    r"\b(?:[Vv]ideos?|[Ff]ootage|[Pp]hotos?|[Pp]hotographs|[Pp]ictures|[Ii]mages|[Rr]ecording)\b"
)


def _shows(cues: Cues, sentence: int) -> bool:
    scene = cues.scene(sentence)
    return _SHOWN.search(cues.text, scene.start, scene.end) is not None


def _later_that_day(cues: Cues, figure: Casualty) -> When | None:
    """ "Rockets have killed nine. ... Earlier on Friday an official spoke of two": on Friday."""
    last = min(len(cues.reading.sentences), figure.sentence + _BEHIND + 1)
    for sentence in range(figure.sentence + 1, last):
        scene = cues.scene(sentence)
        for time in scene.times[:1]:
            opens = time.start == scene.start and _EARLIER.match(cues.text, time.start)
            if opens and datable(time) and len(time.earliest or "") >= _A_DAY:
                found = made_when(cues, time, "when.said")
                return found if recent(found, cues.reading.article.published) else None
    return None


def as_the_report(cues: Cues, chain: Chain, contexts: list[Context]) -> None:
    """A figure without a day has that of its other tellings, else of the report."""
    for context in contexts:
        if context.when is None and not context.lost:
            mates = chain.around(context.figure.sentence)
            context.when = reported_when(cues, context.figure, mates)
    told: dict[str, When] = {}
    for context in contexts:
        if context.when is not None and context.figure.scope == "incident":
            told.setdefault(context.figure.same_as or context.figure.id, context.when)
    for context in contexts:
        if context.when is None and context.figure.scope == "incident":
            context.when = told.get(context.figure.same_as or context.figure.id)
