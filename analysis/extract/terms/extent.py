"""Where the words of a promise begin and end."""

from __future__ import annotations

from analysis.extract.clauses import trimmed
from analysis.extract.terms.circumstances import SAYING
from analysis.extract.terms.groups import GOVERNING, Group
from analysis.lexicon import Tag
from analysis.reading import Reading

_SAYS_SO = 9  # words from a comma to the verb of who says so


def span_of(reading: Reading, group: Group, own: list[Tag], topic: int) -> tuple[int, int]:
    """The tokens of the promise: from its infinitive, its governing verb, or its subject."""
    norms = reading.tokens.norms
    first = group.first
    before = [t for t in own if t.stop <= topic and t.entry.get("kind") in GOVERNING]
    if before:
        cue = before[-1]
        first = cue.first
        for i in range(cue.stop, topic):
            if norms[i] == "to" and norms[i + 1] not in {"a", "an", "the"} and i + 1 != topic:
                first = i + 1
                break
        if cue.entry.get("kind") == "direct" and first == cue.first:
            first = cue.stop
    elif group.governed is not None:
        given = next((t.stop for t in own if t.entry.get("kind") == "given"), None)
        to = next((i for i in range(group.first, topic) if norms[i] == "to"), None)
        if given is not None and to is not None and given < to:
            to = given - 1  # "gave the fighters a month to leave"
        first = to + 1 if to is not None else first
    return trimmed(reading, first, _before_saying(reading, topic, group.stop))


def _before_saying(reading: Reading, topic: int, stop: int) -> int:
    """Where ", envoys from Kenya said Wednesday" begins behind what was agreed."""
    norms = reading.tokens.norms
    for i in range(topic + 1, stop - 2):
        if norms[i] != ",":
            continue
        said = next((k for k in range(i + 2, min(i + _SAYS_SO, stop)) if norms[k] in SAYING), None)
        if said is None and _announced(reading, i + 1, stop):
            return i
        if said is not None:
            names = ("promises", "agreements")
            return stop if any(reading.tagged_within(n, said, stop) for n in names) else i
    return stop


def _announced(reading: Reading, first: int, stop: int) -> bool:
    """ ", Qatar and Egypt announced": names and their verb, and no more."""
    words, k = reading.tokens.words, first
    while k < stop and (words[k][0].isupper() or words[k] in ("and", "the", "of")):
        k += 1
    return first < k < stop and words[k] in ("announced", "confirmed", "reported")
