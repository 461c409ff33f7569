"""Talks: a term where they are agreed on, called for, to open or put off, not where they are held."""

from __future__ import annotations

from analysis.extract.terms.groups import GOVERNING, Group
from analysis.lexicon import Tag
from analysis.reading import Reading

_NEAR = 12  # tokens from the verb to the talks

_ON_TALKS = frozenset({"suspend", "expect", "open", "clause", "refuse"})


def talks_on(reading: Reading, truce: int) -> int | None:
    """Where "talks on a permanent ceasefire" begins."""
    near = range(truce - 1, max(0, truce - _TALKS_BACK), -1)
    on = next((i for i in near if reading.tokens.norms[i] in _ABOUT), 0)
    tags = reading.tagged_within("agreements", max(0, on - 3), on) if on else []
    talks = tags[-1] if tags else None
    return talks.first if talks and talks.stop == on and talks.entry.get("kind") == "talk" else None


def only_talks(reading: Reading, at: int) -> bool:
    """ "Talks between the junta and the rebels on an exchange of captives ended with no agreement"."""
    norms = reading.tokens.norms
    on = next((i for i in range(at - 1, max(0, at - 3), -1) if norms[i] in _ABOUT), 0)
    first = reading.sentences[reading.sentence_of_token(at)].first
    tags = reading.tagged_within("agreements", max(first, on - _TALKED), on) if on else []
    return any(tag.entry.get("kind") == "talk" for tag in tags)


_TALKED = 14  # tokens from "talks" to "on an exchange"
_FAILED = frozenset("collapsed broke unravelled unraveled fell failed".split())
_ABOUT, _TALKS_BACK = frozenset("on about over for toward towards".split()), 6


def called(reading: Reading, group: Group, own: list[Tag], topic: int) -> bool:
    """Talks are a term where they are agreed on, called for or put off, not where they are held."""
    if group.governed is not None and group.governed.entry.get("kind") in GOVERNING:
        return True
    return any(
        tag.entry.get("kind") in _ON_TALKS
        or (tag.entry.get("kind") == "ended" and reading.tokens.norms[tag.first] in _FAILED)
        or (tag.entry.get("kind") == "future" and _opens(reading, tag.stop))
        or (tag.entry.get("kind") in GOVERNING and 0 <= topic - tag.stop <= _NEAR)
        for tag in own
    )


def _opens(reading: Reading, at: int) -> bool:
    """ "Formal talks are to open", "will be held"."""
    norms = reading.tokens.norms[at : at + 2]
    return bool(norms) and (norms[0] in _OPENING or (norms[0] == "be" and norms[-1] in _HELD))


_OPENING, _HELD = (
    frozenset("open begin start resume follow".split()),
    frozenset("held opened launched resumed".split()),
)


def only_known(reading: Reading, at: int) -> bool:
    """ "Two diplomats briefed on the talks": who tells of them."""
    norms = reading.tokens.norms
    k = at - 1
    while k > 1 and norms[k] in _WHICH_TALKS:
        k -= 1
    return tuple(norms[k - 1 : k + 1]) in _KNOWS


_WHICH_TALKS = frozenset("the those these truce ceasefire peace secret closed".split())
_KNOWS = frozenset(
    {
        ("briefed", "on"), ("close", "to"), ("familiar", "with"), ("knowledge", "of"), ("involved", "in"),
        ("privy", "to"), ("present", "at"), ("part", "in"), ("informed", "of"), ("informed", "about"),
    }
)  # fmt: skip


def broken_off(reading: Reading, tag: Tag, topic: int) -> bool:
    """ "Urged both to return to talks, which broke down in May": how the talks ended before they are asked for."""
    norms = reading.tokens.norms
    aside = tag.entry.get("kind") == "ended" and "which" in norms[topic : tag.first]
    return aside and not _BACK_TO.isdisjoint(norms[max(0, topic - _FEW) : topic])


_BACK_TO, _FEW = frozenset("return resume restart reopen revive back rejoin relaunch".split()), 4
