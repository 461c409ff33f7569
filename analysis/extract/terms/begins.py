"""Where an article first tells of an agreement: from there on, bare futures are its terms."""

from __future__ import annotations

from bisect import bisect_left

from analysis.lexicon import Tag
from analysis.reading import Reading

_PACT_REACH = 15  # words from "signed" to what was signed


def agreement_begins(reading: Reading) -> int | None:
    """Index of the first sentence that tells of an agreement or truce being made or running."""
    told = [
        tag
        for tag in reading.tagged("agreements")
        if tag.entry.get("kind") in {"pact", "truce", "captive_swap"} or _swaps(reading, tag)
    ]
    pacts = {reading.sentence_of_token(tag.first) for tag in told}
    truces = {
        reading.sentence_of_token(tag.first) for tag in told if tag.entry.get("kind") == "truce"
    }
    for tag in reading.tagged("promises"):
        sentence = reading.sentence_of_token(tag.first)
        kind = tag.entry.get("kind")
        if kind == "future" and _under_a_pact(reading, told, tag):
            return sentence
        if kind == "agree" and (
            _beside(told, tag) or (tag.entry.id == "agree" and pacts & {sentence - 1, sentence + 1})
        ):
            begun = sentence - 1 in pacts and reading.tokens.norms[
                tag.first - 2 : tag.first - 1
            ] == ["it"]
            return sentence - 1 if begun else sentence
        if kind == "done" and sentence in truces:
            return sentence
    return None


def _swaps(reading: Reading, tag: Tag) -> bool:
    """ "To swap 900 prisoners"."""
    if tag.entry.get("kind") != "swap":
        return False
    behind = reading.tagged_within("agreements", tag.stop, tag.stop + _NEAR)
    return any(one.entry.get("kind") == "captive" for one in behind)


def _under_a_pact(reading: Reading, told: list[Tag], verb: Tag) -> bool:
    """ "Under the deal the rebels will free ...": an agreement taken as known."""
    at = bisect_left(told, verb.first - _PACT_REACH, key=lambda tag: tag.first)
    return (
        at < len(told)
        and told[at].stop <= verb.first
        and any(
            n == "under" for n in reading.tokens.norms[max(0, told[at].first - 3) : told[at].first]
        )
    )


def _beside(told: list[Tag], verb: Tag) -> bool:
    """Does a pact or truce stand within some words of a verb of agreeing?"""
    at = bisect_left(told, verb.first - _PACT_REACH, key=lambda tag: tag.first)
    return at < len(told) and told[at].first <= verb.stop + _PACT_REACH


_NEAR = 4  # tokens from "swap" to who is swapped
