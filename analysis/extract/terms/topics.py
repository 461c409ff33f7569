"""What a clause promises: patterns over the words of ``data/lexicons/agreements.toml``.

The first pattern that matches names the type, so the particular stand before the general.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from analysis.extract.clauses import within
from analysis.lexicon import Tag
from analysis.pattern import Kinds, Pattern

_KINDS = Kinds(
    "pact truce firing stop zone patrol move forces army away arms surrender freed withdraw swap captive_swap free "
    "captive aid open route monitor process talk displaced leave return disarm valid settle other_term latest people "
    "services restore deploy"
)
_PATTERNS = tuple(
    (topic, _KINDS.pattern(f"{topic}.{name}", source))
    for topic, name, source in (
        ("deadline", "validity", "valid"),
        ("prisoner_exchange", "swap", "swap _{0,5} captive | captive _{0,3} swap | captive_swap"),
        ("prisoner_exchange", "free", "free _{0,6} captive"),
        ("prisoner_exchange", "people", "free _{0,4} people"),
        ("prisoner_exchange", "freed", "captive _{0,8} freed"),
        ("prisoner_exchange", "ratio", "freed _{0,2} captive"),
        ("return_of_displaced", "return", "displaced _{0,8} return | return _{0,3} displaced"),
        ("disarmament", "arms", "disarm"),
        ("disarmament", "surrender", "(surrender|free) _{0,4} (arms|forces)"),
        ("humanitarian_access", "aid", "aid"),
        ("buffer_zone", "zone", "zone"),
        ("joint_patrol", "patrol", "patrol"),
        ("monitoring", "watch_withdrawal", "monitor _{0,2} withdraw"),
        ("withdrawal", "withdraw", "withdraw"),
        ("withdrawal", "leave", "(forces|army) _{0,8} leave"),
        ("withdrawal", "move", "move _{0,6} forces _{0,16} away | move _{0,3} away _{0,3} forces"),
        ("withdrawal", "moved", "forces _{0,6} move _{0,3} away"),
        ("humanitarian_access", "route", "open _{0,5} route | route _{0,8} open"),
        ("monitoring", "watch_truce", "monitor _{0,2} truce"),
        ("ceasefire", "truce", "truce"),
        ("ceasefire", "stop", "stop _{0,5} firing | firing _{0,2} stop"),
        ("monitoring", "watch", "monitor"),
        ("political_process", "process", "process"),
        ("political_process", "talk", "talk"),
        ("deadline", "settle", "settle"),
        ("deadline", "latest", "latest"),
        ("other", "other", "other_term"),
        ("other", "deploy", "(forces|army) _{0,4} deploy | deploy _{0,6} (forces|army)"),
        ("other", "restored", "services _{0,4} restore | restore _{0,4} services"),
    )
)


@lru_cache(maxsize=4096)
def _possible(units: frozenset[str]) -> tuple[tuple[str, Pattern], ...]:
    """The patterns that can match in a row of these units, in order."""
    return tuple((topic, pattern) for topic, pattern in _PATTERNS if pattern.needed <= units)


def topics_of(tags: list[Tag], first: int, stop: int) -> Iterator[tuple[str, str, int, int]]:
    """Type, rule, and tokens of what the clause may be about, the most particular first."""
    tags = within(tags, first, stop)
    if not tags:
        return
    kinds: list[str] = []
    where: list[tuple[int, int]] = []
    at = first
    for tag in tags:
        for token in range(at, tag.first):
            kinds.append("other")
            where.append((token, token + 1))
        kinds.append(tag.entry.get("kind"))
        where.append((tag.first, tag.stop))
        at = tag.stop
    row = _KINDS.row(kinds)
    for topic, pattern in _possible(frozenset(row)):
        for match in pattern.find(row):
            yield topic, f"terms.{pattern.name}", where[match.first][0], where[match.stop - 1][1]
