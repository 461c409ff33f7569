"""Harm that a "not" takes back ("the mayor was not hurt"), or that is only meant ("they plan his murder")."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.extract.casualties.row import Link

_NOT = frozenset(("not", "n't", "n’t", "never", "nor"))
_NEITHER = frozenset(("neither", "nor"))
_BETWEEN = frozenset("been be being ever yet have has had himself herself themselves".split())
_RATHER = frozenset("by in as rather when from because".split())
_REACH = 14  # tokens to "but by soldiers"
_PLANNED = frozenset(("planning", "plotting", "plan", "plot"))
_AIMS = frozenset(("aimed", "aiming", "aims", "directed"))
_NOW = frozenset("is are was were be been now they we".split())
_WHENEVER = frozenset(("when", "whenever", "if", "once"))
_FAILED = frozenset(("failed", "failing", "fails"))
_SAID = frozenset(("casualty.passive", "casualty.alone", "casualty.active", "casualty.state"))


def is_negated(norms: Sequence[str], link: Link) -> bool:
    """True where "not" stands right before the word of harm.

    >>> from analysis.extract.casualties.group import Group
    >>> said = "the mayor was not hurt".split()
    >>> is_negated(said, Link(Group(0, 2, "implied", 1, 1, 1), "injured", None, "casualty.passive", (4, 5)))
    True

    Not "was not only hurt", nor "was not killed by rebels but by soldiers".
    """
    if link.rule not in _SAID:
        return False
    first, group = link.trigger[0], link.group
    if (
        not _NEITHER.isdisjoint(norms[max(0, group.first - 3) : group.first])
        or "nor" in norms[group.first : group.stop]
    ):
        return True  # "neither the driver nor his mate was hurt"
    k = first - 1
    while k > 0 and norms[k] in _BETWEEN:
        k -= 1
    if k < 0 or norms[k] not in _NOT:
        return False
    ahead = norms[first : first + _REACH]
    return not any(norm == "but" and after in _RATHER for norm, after in pairwise(ahead))


def _is_offered(norms: Sequence[str], at: int) -> bool:
    """ "offered a reward for the capture of their leader", "information leading to the arrest of"."""
    if norms[at - 1] == "to":
        return norms[at - 2] in ("leading", "lead", "leads")
    if norms[at - 1] != "for":
        return False
    return not _REWARDS.isdisjoint(norms[max(0, at - _OFFERED) : at])


_REWARDS = frozenset("reward rewards bounty bounties".split())
_OFFERED = 16  # tokens


def has_failed(norms: Sequence[str], link: Link) -> bool:
    """ "The bomb failed to injure its five occupants": nobody was."""
    first = link.trigger[0]
    return norms[first - 1] == "to" and norms[first - 2] in _FAILED


def is_meant(norms: Sequence[str], link: Link) -> bool:
    """ "They are planning the murder of a judge", "when a candidate dies, the law says": nobody has died.

    Not "convicted of planning the murder of a judge".
    """
    first = link.trigger[0]
    at = min(first, link.group.first)
    at -= norms[at - 1 : at] in (["the"], ["a"], ["an"])
    before = norms[at - 1] if at else ""
    if before == "at" and norms[at - 2] in _AIMS and norms[first].endswith("ing"):
        return True  # "an operation aimed at murdering a judge"
    if link.rule == "casualty.of" and _is_offered(norms, at):
        return True
    if before in _PLANNED and link.rule == "casualty.of" and norms[at - 2] in _NOW:
        return True
    return before in _WHENEVER and norms[first] in ("dies", "die")
