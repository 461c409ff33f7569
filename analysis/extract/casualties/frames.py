"""Harm said by a phrase as a whole: "took 12 students hostage", "sustained minor splinter injuries".

Neither "took" nor "sustained" is a word of harm; what follows makes them one (``frames.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.lean import replace
from analysis.lexicon import Tag
from analysis.reading import Reading

_REACH = 6  # words in which what a frame needs must follow
_FORCES = frozenset(("force", "forces"))
_STOPS = frozenset((".", ";", ":", ","))


def harm_words(reading: Reading) -> dict[int, Tag]:
    """The words of harm of an article by their first token, without the force that is a noun.

    "forces 3,000 families from the town", but "ten commando forces", "the force captured a man".
    The "by" that makes "held by" one is its agent's.
    """
    norms = reading.tokens.norms
    found = {
        tag.first: replace(tag, stop=tag.stop - 1) if norms[tag.stop - 1] == "by" else tag
        for tag in reading.tagged("harm")
    }
    nouns = {i for i in found if norms[i] in _FORCES}
    if not nouns:
        return found
    follows = {number.first for number in reading.found.numbers}
    follows |= {tag.first for tag in reading.tagged("victims") if tag.entry.get("number") != "sg"}
    return {i: tag for i, tag in found.items() if i not in nouns or tag.stop in follows}


def subject_frames(reading: Reading) -> Iterator[Tag]:
    """The predicates whose needed word follows: "admitted to various hospitals"."""
    if not reading.tagged("frames"):
        return
    norms = reading.tokens.norms
    numbers = {number.first for number in reading.found.numbers if number.kind == "count"}
    told = {
        tag.first: tag.stop for tag in reading.tagged("harm")
    }  # "is in hospital" is one already
    for tag in reading.tagged("frames"):
        whole = norms[tag.stop - 1] == "in" and told.get(tag.first, 0) > tag.stop
        if tag.entry.get("kind") != "subject" or whole:
            continue
        needs, housed = tag.entry.get("needs"), tag.entry.get("harm") == "displaced"
        for k in range(tag.stop, min(tag.stop + _REACH, len(norms))):
            if norms[k] in needs:
                yield tag
                break
            other = k in numbers and norms[k + 1 : k + 2] != ["bullet"] and not housed
            if norms[k] in _STOPS or norms[k] == "no" or other:
                break  # "received six people with burns", but "staying in 14 relief camps"


def tail_frames(reading: Reading) -> Iterator[Tag]:
    """The words behind the people of a split verb: "hostage", "into custody"."""
    return (tag for tag in reading.tagged("frames") if tag.entry.get("kind") == "tail")
