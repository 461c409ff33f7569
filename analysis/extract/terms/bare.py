"""Terms that no word of a topic tells of: a time given, one more duty of a list, a request turned down."""

from __future__ import annotations

from analysis.extract.terms.circumstances import where_of
from analysis.extract.terms.groups import Group, Topic
from analysis.extract.terms.measure import quantity_of
from analysis.extract.terms.merged import shortened
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.records import Term
from analysis.text import Sentence


def bare_deadline(reading: Reading, group: Group, kinds: list[str]) -> Topic | None:
    """A duty with a term and no other topic: "must be reported within six hours"."""
    if "given" not in kinds:
        return None
    until = "until" in reading.tokens.norms[group.first : group.stop]
    if not until and not {"future", "direct", "agree"} & set(kinds):
        return None
    return "deadline", "terms.deadline.bare", group.first, group.stop


def duty(reading: Reading, group: Group, kinds: list[str], own: list[Tag]) -> Topic | None:
    """One more duty in a list of them ("..., and to let helicopters fly")."""
    norms = reading.tokens.norms
    at = group.first + (norms[group.first] == ",")
    at += norms[at] in {"and", "but"}
    if group.join != "and" or norms[at] != "to" or group.stop - at < 4:
        return None
    if group.governed is None or not {"direct", "agree"} & set(kinds):
        return None
    return "other", "terms.other.duty", at + 1, group.stop


def refused_bid(reading: Reading, sentence: Sentence, cues: list[Tag]) -> Term | None:
    """A request that was turned down, whatever it asked for, with the sentence up to the refusal."""
    kinds = [tag.entry.get("kind") for tag in cues]
    if "bid" not in kinds or "refuse" not in kinds[kinds.index("bid") :]:
        return None
    bid = cues[kinds.index("bid")]
    refusal = next(t for t in cues if t.entry.get("kind") == "refuse" and t.first > bid.first)
    first = bid.first - (bid.first > sentence.first)
    start, end = reading.tokens.starts[first], reading.tokens.ends[refusal.stop - 1]
    return Term(
        id="",
        start=start,
        end=end,
        sentence=0,
        rule="terms.other.refused",
        type="other",
        what=shortened(reading.text[start:end]),
        status="rejected",
    )


def headed_truce(reading: Reading, sentence: Sentence, topics: list[Tag]) -> Term | None:
    """ "A ten-day truce in the valley", as a line without a verb heads a story or a list."""
    if sentence.stop - sentence.first > _LINE or len(topics) != 1:
        return None
    (truce,) = topics
    norms = reading.tokens.norms
    behind = norms[truce.stop : truce.stop + 1]
    if truce.entry.get("kind") != "truce" or (behind and behind[0] not in _AFTER_TRUCE):
        return None
    if any(
        norm in _VERBS or norm.endswith(("ed", "es"))
        for norm in norms[sentence.first : sentence.stop]
    ):
        return None
    measure = quantity_of(reading, "ceasefire", sentence.first, truce.first)
    if measure is None or truce.first - sentence.first > _BEFORE:
        return None
    start = reading.tokens.starts[sentence.first]
    last = sentence.stop - (norms[sentence.stop - 1] == ".")
    end = reading.tokens.ends[last - 1]
    return Term(
        id="", start=start, end=end, sentence=0, rule="terms.ceasefire.headline", type="ceasefire",
        what=shortened(reading.text[start:end]), where=where_of(reading, truce.stop, last),
        quantity=measure.number, unit=measure.unit, quantity_si=measure.si, status="agreed",
    )  # fmt: skip


_LINE, _BEFORE = 12, 6  # tokens of such a line, and of what stands before "truce"
_AFTER_TRUCE = frozenset("in for across along between . , :".split())
_VERBS = frozenset(
    "is are was were be been will would may must has have had shall can could holds ends begins said says broke "
    "began ran fell no not never after before if".split()
)


def refused_pact(reading: Reading, sentence: Sentence, cues: list[Tag]) -> Term | None:
    """ "Two groups rejected the accord": the whole of an agreement that was made, refused by others."""
    norms = reading.tokens.norms
    for cue in cues:
        if cue.entry.get("kind") != "refuse" or norms[cue.first - 1] in _PASSIVE:
            continue
        pact = next(iter(reading.tagged_within("agreements", cue.stop, cue.stop + _NEAR)), None)
        if pact is None or pact.entry.get("kind") != "pact" or norms[cue.stop] not in _THE:
            continue
        start, end = reading.tokens.starts[cue.first], reading.tokens.ends[pact.stop - 1]
        what = shortened(reading.text[start:end])
        return Term(id="", start=start, end=end, sentence=0, rule="terms.other.refused", type="other",
                    what=what, status="rejected", agreement="a1")  # fmt: skip
    return None


_NEAR, _THE, _PASSIVE = 4, frozenset("the this that its".split()), frozenset("be not never".split())
