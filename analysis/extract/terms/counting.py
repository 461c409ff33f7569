"""Which words of ``promises.toml`` count where they stand."""

from __future__ import annotations

from analysis.extract.terms.measure import ORDERED, RANKED
from analysis.lexicon import Tag
from analysis.reading import Reading, starting

NEGATED = 4  # words from "not" to what is refused


_SPOKEN = frozenset({"future", "direct", "ought", "propose"})


_REACH = 12  # characters from "have" to its duration


def counts(reading: Reading, tag: Tag) -> bool:
    """ "In" counts before a duration; what "we will" do is a speech, no clause of an agreement."""
    if tag.entry.get("kind") == "given":
        return _before_duration(reading, tag) and not _ranked(reading, tag)
    if not _PROVISOS.isdisjoint(reading.vocabulary) and _in_a_proviso(reading, tag):
        return False
    if tag.entry.get("kind") == "includes":
        return of_the_pact(reading, tag)
    before = reading.tokens.norms[tag.first - 1] if tag.first else ""
    if tag.entry.get("kind") == "refuse" and before in _WHO and _of_a_pact(reading, tag.stop):
        return False  # "rebels who reject the peace deal": which rebels
    return not (tag.entry.get("kind") in _SPOKEN and before in {"we", "i", "you"})


def _in_a_proviso(reading: Reading, tag: Tag) -> bool:
    """ "Unless the elders ask them to stay": no demand, a condition of another promise."""
    norms = reading.tokens.norms
    if tag.entry.get("kind") not in _ASKING:
        return False
    first = max(tag.first - _PROVISO, reading.sentences[reading.sentence_of_token(tag.first)].first)
    for k in range(tag.first - 1, first - 1, -1):
        if norms[k] == ",":
            return False
        if norms[k] == "unless" or (norms[k] == "as" and norms[k - 1] == "long"):
            return True
    return False


_ASKING, _PROVISO = frozenset({"direct", "propose", "agree", "refuse"}), 6
_PROVISOS = frozenset({"unless", "long"})


def _of_a_pact(reading: Reading, at: int) -> bool:
    near = reading.tagged_within("agreements", at, at + NEGATED + 1)
    return bool(near) and near[0].entry.get("kind") == "pact"


_WHO = frozenset({"who", "that", "which"})


def _ranked(reading: Reading, tag: Tag) -> bool:
    """ "The second truce in two days"."""
    norms = reading.tokens.norms
    return norms[tag.first] == "in" and not ORDERED.isdisjoint(
        norms[max(0, tag.first - RANKED) : tag.first]
    )


def _before_duration(reading: Reading, tag: Tag) -> bool:
    start = reading.tokens.ends[tag.stop - 1]
    near = start + (2 * _REACH if reading.tokens.norms[tag.first] in GAVE else _REACH)
    if " until " in reading.text[start : near + _REACH]:  # "gives them until Friday to leave"
        return bool(starting(reading.found.times, start, near + _REACH))
    for number in starting(reading.found.numbers, start, near):
        if number.kind == "a duration":
            return True
    return any(t.kind == "duration" for t in starting(reading.found.times, start, near))


GAVE = frozenset({"gave", "given", "giving"})


def of_the_pact(reading: Reading, tag: Tag) -> bool:
    """ "The accord also calls for": the agreement is the verb's subject."""
    norms, k = reading.tokens.norms, tag.first - 1
    while k > 0 and (norms[k] in _ALSO or norms[k].endswith("ly")):
        k -= 1
    if norms[k] in _RELATIVE:  # "signed an accord in Doha that called for ..."
        head = next(
            (i for i in range(k - 1, max(0, k - _PACT_BACK), -1) if norms[i] in _PACTS), None
        )
        return (
            head is not None
            and "," not in norms[head : k - 1]
            and _DRAFTED.isdisjoint(norms[head - 3 : head])
        )
    if norms[k] == "it":  # "The deal frees captives. It also calls for ..."
        sentence = reading.sentence_of_token(k)
        before = reading.sentences[sentence - 1] if sentence else None
        opens = k == reading.sentences[sentence].first and before is not None
        return opens and not _PACTS.isdisjoint(norms[before.first : before.first + 3])  # type: ignore[union-attr]
    if norms[k] == ",":  # "The deal, which took effect on Friday, called for ..."
        first = reading.sentences[reading.sentence_of_token(k)].first
        head = next((i for i in range(first, min(first + HEAD, k)) if norms[i] in _PACTS), None)
        return (
            head is not None and norms[head + 1] == "," and _DRAFTED.isdisjoint(norms[first:head])
        )
    if norms[k] not in _PACTS:
        return False
    first = reading.sentences[reading.sentence_of_token(k)].first
    lead = norms[max(first, k - 4) : k]
    return _DRAFTED.isdisjoint(lead) and _TO_THE_PACT.isdisjoint(lead)


_RELATIVE, _PACT_BACK = frozenset({"that", "which"}), 7
HEAD = 6  # tokens in which a sentence names the agreement it is about


_ALSO = frozenset("also further would will then".split())


_PACTS = frozenset(
    "agreement agreements deal deals accord accords pact pacts protocol memorandum treaty truce ceasefire "
    "cease-fire understanding".split()
)


_DRAFTED = frozenset("draft proposed new possible eventual any final lasting".split())


_TO_THE_PACT = frozenset("to of in under behind on for with about after".split())
