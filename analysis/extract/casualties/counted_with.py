"""People of a second kind whom one number counts too: "1,200 soldiers and civilians".

The figure is of both: its victims are written whole, and their class is mixed where the two differ.
"""

from __future__ import annotations

from analysis.extract.casualties.row import Link
from analysis.lean import replace
from analysis.lexicon import Tag
from analysis.reading import Reading, starting
from analysis.records import Casualty

_WORDS = 3  # before the second noun: "and allied foreign fighters"
_VERB = 4  # tokens from it to the word of harm: "were also reportedly killed"
_GOES_ON = frozenset(
    ", . ; : ) in on at near during from since when as after with outside inside by across over dead".split()
)
_NO_NOUN = frozenset(
    "the a an his her their its our some many other others more no all both dozens hundreds scores".split()
)


def counted_with(reading: Reading, heads: dict[int, Tag], record: Casualty, link: Link) -> Casualty:
    """The record with the second noun of "nine teachers and local officials" among its victims."""
    group, norms = link.group, reading.tokens.norms
    if group.kind != "counted" or group.head is None or group.best == 1:
        return record
    if norms[group.stop : group.stop + 1] != ["and"]:
        return record
    second = _second(heads, norms, group.stop + 1)
    starts = reading.tokens.starts
    if second is not None and starting(
        reading.found.numbers, starts[group.stop] + 1, starts[second.stop - 1] + 1
    ):
        return record  # "eight rebels and two policemen"
    if second is None or not _is_harmed(norms, link, second.stop):
        return record
    mine, theirs = record.victim_class, str(second.entry.get("class"))
    mixed = mine != theirs and "unknown" not in (mine, theirs)
    return replace(
        record,
        end=max(record.end, reading.tokens.ends[second.stop - 1]),
        victims=reading.words(group.first, second.stop),
        victim_class="mixed" if mixed else mine,
    )


def _second(heads: dict[int, Tag], norms: list[str], first: int) -> Tag | None:
    """The plural that a phrase of a few words ends in."""
    found: Tag | None = None
    for k in range(first, min(first + _WORDS, len(norms))):
        if found is not None and k < found.stop:
            continue
        if norms[k] in _NO_NOUN or not (norms[k][0].isalpha() or norms[k] == "-"):
            break
        tag = heads.get(k)
        if tag is not None and tag.entry.get("number") == "pl":
            found = tag
        elif found is not None:
            break
    return found


def _is_harmed(norms: list[str], link: Link, stop: int) -> bool:
    """True where what follows says the second of them are harmed too, and do nothing of their own."""
    first = link.trigger[0]
    if first >= link.group.stop:
        return stop <= first <= stop + _VERB
    after = norms[stop] if stop < len(norms) else "."
    then = norms[stop + 1] if stop + 1 < len(norms) else "."
    return after in _GOES_ON or (after == "and" and then.endswith(("ing", "ed")))
