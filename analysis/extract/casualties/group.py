"""A group of people in a sentence, who may be victims."""

from __future__ import annotations

from analysis.lean import dataclass
from analysis.lexicon import Tag
from analysis.records import Number


@dataclass(frozen=True, slots=True)
class Group:
    """People who may be victims: tokens ``first`` to ``stop``; bounds are None for a bare group.

    ``kind`` is counted, implied, named, zero, pronoun or bare; ``head`` the lexicon entry of its noun.
    """

    first: int
    stop: int
    kind: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    bound: str = "exact"
    head: Tag | None = None
    number: Number | None = None
    partitive: bool = False
    unit: str = ""
    harmed: Tag | None = None  # the word of harm it is a part of: "two of the wounded"
    of: int | None = None  # the whole it is a part of, as a number: "three of the four"
    anaphoric: bool = False  # "both", "the other eight": people named before
    open: bool = False  # its noun is in no list: only a verb that takes people makes it a victim

    @property
    def single(self) -> bool:
        """True for one person: named, implied, or "one of ..."."""
        return self.best == 1 and self.kind in ("implied", "named", "counted") and not self.unit

    @property
    def counts(self) -> bool:
        """True where the group gives a figure."""
        return self.kind != "bare"

    @property
    def headless(self) -> bool:
        """True for a number alone."""
        return self.head is None and self.kind == "counted"
