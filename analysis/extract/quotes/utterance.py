"""A reporting verb in a text, and the words somebody is cited for.

Which verbs have what they tell behind them ("Ann Lee told"), or their speaker ("said Ann Lee").
"""

from __future__ import annotations

from dataclasses import field

from analysis.extract.quotes.antecedents import Known
from analysis.lean import dataclass
from analysis.lexicon import Tag

MARKS_ONLY = frozenset(("asking", "denying", "describing"))  # rows only for words in marks
TURNING = frozenset(
    "said says added reported wrote explained noted announced confirmed stated warned claimed "
    "according stressed declared insisted recalled admitted replied argued "
    "notes adds explains argues insists writes recalls warns admits "
    "complained complains conceded concedes observed joked jokes quipped cautioned acknowledged predicted remarked "
    "mused tweeted asserted lamented reflected recounted".split()
)
TOLD = frozenset("told tells informed assured".split())


@dataclass(slots=True)
class Cue:
    """A reporting verb that is one here: token span, its speaker, and what it may still take."""

    tag: Tag
    first: int
    stop: int
    sentence: int
    kind: str = "saying"
    speaker: tuple[int, int] | None = None
    inherited: bool = False  # "and said": the subject is that of the verb before
    nested: bool = False  # "medics who said": inside another clause
    used: bool = False
    via: tuple[int, int] | None = None  # "was quoted by Y as saying"


@dataclass(slots=True)
class Utterance:
    """Words somebody is cited for."""

    start: int
    end: int
    kind: str
    cue: str | None
    speaker: tuple[int, int] | None
    rule: str
    sentence: int
    clause: tuple[int, int] | None = None
    addressee: str | None = None
    venue: str | None = None
    group: str | None = None
    via: tuple[int, int] | None = None
    known: Known | None = field(default=None)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
