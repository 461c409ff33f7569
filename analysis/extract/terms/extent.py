"""Where the words of a promise begin and end."""

from __future__ import annotations

from analysis.extract.clauses import trimmed
from analysis.extract.terms.circumstances import SAYING
from analysis.extract.terms.groups import GOVERNING, Group
from analysis.lexicon import Tag
from analysis.reading import Reading


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
        under = next(
            (i for i in range(cue.stop, topic) if norms[i : i + 2] == ["under", "which"]), None
        )
        first = (
            under + 2 if under is not None else first
        )  # "brokered a deal under which the army will leave"
        if norms[cue.first - 1] == "," and norms[cue.first] == "signed":
            shut = next((i for i in range(cue.stop, topic) if norms[i] == ","), None)
            first = (
                shut + 1 if shut is not None else first
            )  # "Under that deal, signed in May, the two set up"
    elif group.governed is not None:
        given = next((t.stop for t in own if t.entry.get("kind") == "given"), None)
        to = next((i for i in range(group.first, topic) if norms[i] == "to"), None)
        if given is not None and to is not None and given < to:
            to = given - 1  # "gave the fighters a month to leave"
        first = to + 1 if to is not None else first
    comma = int(norms[first] == ",")
    if norms[first + comma : first + comma + 2] in _RELATIVE:
        first += comma + 2  # "signed a pact, under which troops are to leave"
    elif norms[first + comma] in _SAYING_SO:
        first += comma + 1  # "agreed to a truce, saying troops would leave"
    return trimmed(reading, first, _before_saying(reading, topic, group.stop))


_RELATIVE = (["under", "which"], ["in", "which"], ["by", "which"])


def _before_saying(reading: Reading, topic: int, stop: int) -> int:
    """Where ", envoys from Kenya said Wednesday", ", hours after jets hit the port" begin behind what was agreed."""
    norms = reading.tokens.norms
    for i in range(topic + 1, stop - 2):
        if norms[i] != ",":
            continue
        if _years_after(norms, i + 1) or norms[i + 1] in _SAYING_SO:
            return i
        if norms[i + 1] in _UPON_WHICH and reading.tagged_within("harm", i, stop):
            return i  # "agree to a truce, after shells killed six"
        if _far_said(reading, i + 1, stop):
            return i
        said = next((k for k in range(i + 2, min(i + _SAYS_SO, stop)) if norms[k] in SAYING), None)
        if said is None and _announced(reading, i + 1, stop):
            return i
        if said is not None:
            return stop if _promises(reading, said, stop) else i
    return stop


_UPON_WHICH = frozenset({"after", "following", "amid"})
_SAYING_SO = frozenset({"saying", "adding", "warning"})


def _promises(reading: Reading, said: int, stop: int) -> bool:
    """ "..., he said, and the road will open": more is promised behind who said it."""
    cues = reading.tagged_within("promises", said, stop)
    return any(tag.entry.get("kind") not in ("given", "wish") for tag in cues)


def _years_after(norms: list[str], first: int) -> bool:
    """ ", two years after a war began": how long since."""
    for k in range(first, min(first + _WORDS_TO_AGO, len(norms) - 4)):
        if norms[k] in _UNITS:
            k += 3 * (norms[k + 1 : k + 4] == ["to", "the", "day"])
            return norms[k + 1] in ("after", "before")
    return False


def _far_said(reading: Reading, first: int, stop: int) -> bool:
    """ ", Kenya and Chad, the hosts of the talks, said in a statement": names, who they are, and their verb."""
    norms, words = reading.tokens.norms, reading.tokens.words
    if not words[first][:1].isupper():
        return False
    said = next((k for k in range(first + 1, min(first + _FAR, stop)) if norms[k] in SAYING), None)
    return said is not None and norms[said - 1] == "," and not _promises(reading, first, stop)


_UNITS = frozenset(
    "minutes hour hours day days week weeks month months year years decade decades".split()
)


_WORDS_TO_AGO, _FAR = 4, 18


def _announced(reading: Reading, first: int, stop: int) -> bool:
    """ ", Qatar and Egypt announced": names and their verb, and no more."""
    words, k = reading.tokens.words, first
    while k < stop and (words[k][0].isupper() or words[k] in ("and", "the", "of")):
        k += 1
    return first < k < stop and words[k] in ("announced", "confirmed", "reported")


_SAYS_SO = 9  # words from a comma to the verb of who says so
