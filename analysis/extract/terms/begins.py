"""Where an article first tells of an agreement: from there on, bare futures are its terms."""

from __future__ import annotations

from bisect import bisect_left

from analysis.extract.clauses import is_urged
from analysis.extract.terms.standing import may_yet
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
        if kind == "agree" and _is_denied(reading, tag):
            continue
        if kind == "agree" and (is_urged(reading, tag.first) or may_yet(reading, tag)):
            continue
        if kind == "future" and _under_a_pact(reading, told, tag):
            return sentence
        if kind == "agree" and tag.entry.id == "agree" and _of_two_sides(reading, tag):
            return sentence
        if kind == "agree" and (
            (_beside(told, tag) and (sentence in pacts or not _of_much(reading, tag)))
            or (
                tag.entry.id == "agree"
                and not _of_much(reading, tag)
                and pacts & {sentence - 1, sentence + 1}
            )
        ):
            begun = sentence - 1 in pacts and reading.tokens.norms[
                tag.first - 2 : tag.first - 1
            ] == ["it"]
            return sentence - 1 if begun else sentence
        if kind == "done" and (sentence in truces or _took_effect(reading, told, tag)):
            return sentence
    return None


def _took_effect(reading: Reading, told: list[Tag], verb: Tag) -> bool:
    """ "The agreement, brokered by Togo, took effect on 19 May"."""
    norms = reading.tokens.norms
    first = reading.sentences[reading.sentence_of_token(verb.first)].first
    if _EFFECT.isdisjoint(norms[verb.first : verb.stop]) or norms[first : first + 1] != ["the"]:
        return False
    return any(tag.first == first + 1 and tag.entry.get("kind") == "pact" for tag in told)


_EFFECT = frozenset({"effect", "force"})


def _is_denied(reading: Reading, verb: Tag) -> bool:
    """ "No truce has been reached", "a deal was not signed"."""
    norms = reading.tokens.norms
    first = reading.sentences[reading.sentence_of_token(verb.first)].first
    near = norms[max(first, verb.first - _BEFORE_PASSIVE) : verb.first + 2]
    return norms[verb.first] in ("been", "was", "were") and not _NO.isdisjoint(near)


_NO, _BEFORE_PASSIVE = frozenset({"no", "not", "never", "yet", "n't"}), 12


def _of_two_sides(reading: Reading, verb: Tag) -> bool:
    """ "Both sides agreed to set up a commission"."""
    norms = reading.tokens.norms
    at = verb.first - (norms[verb.first - 1] in _HAVE)
    if norms[verb.stop - 1] != "agreed" or norms[verb.stop : verb.stop + 1] not in (["to"], ["on"]):
        return False
    return norms[at - 2 : at] in _SIDES


def _of_much(reading: Reading, verb: Tag) -> bool:
    """ "Extended a curfew", "approved a budget": said of much else."""
    return reading.tokens.norms[verb.first] in _OF_MUCH


_OF_MUCH = frozenset(
    "extended extends renews renewed voted approved adopted endorsed unilateral declared announced".split()
)
_HAVE = frozenset({"had", "have"})
_SIDES = [[a, b] for a in ("both", "two", "the", "rival", "warring") for b in ("sides", "parties")]


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
