"""The words for one of a family, as a part of a pattern: "husband", "elder sons", "grandmother"."""

from __future__ import annotations

KIN = (
    r"(?:[a-z]+ )?(?:husband|wife|son|daughter|brother|sister|father|mother|child|children|sons|daughters|brothers|"
    r"sisters|parents|family|cousin|cousins|uncle|uncles|aunt|nephew|nephews|niece|nieces|grand[a-z]+)"
)
