"""Headings that no stop parts from their story: "Clerk hurt in raid on Ibb One clerk was hurt on Monday".

Heading and story make one sentence then, and the figures of the heading are told again in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.reading import Reading
from analysis.records import Casualty

_OWN = 30  # characters of a heading behind its figure
_OPENING = 40  # characters of a sentence before its heading's figure: a date, a first figure


def story_start(reading: Reading, first: Casualty, told: Sequence[Casualty]) -> int | None:
    """Where the story behind the heading of ``first`` begins, as far as the figures of ``told`` show:
    at the first of them with a capital in the midst of the sentence."""
    if first.rule != "casualty.beside":
        return None
    start = reading.sentences[first.sentence].start
    if first.start - start > _OPENING:
        return None
    return next(
        (
            one.start
            for one in told
            if one.sentence == first.sentence
            and one.rule != "casualty.beside"
            and one.start - first.end > _OWN
            and reading.text[one.start].isupper()
            and reading.text[one.start - 1] == " "
            and reading.text[one.start - 2 : one.start - 1].isalnum()
        ),
        None,
    )
