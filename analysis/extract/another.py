"""Words like "another" that add nobody to a toll: one more voice, one more raid, somebody else."""

from __future__ import annotations

import re

from analysis.records import Casualty

# "Another monitoring group, the Watch, said dozens died": one more voice, no more dead
_ANOTHER_VOICE = re.compile(
    r"[Aa]nother (?:[\w-]+ ){0,3}?(?:groups?|monitors?|officials?|sources?|witness|residents?|spokes\w+|agency|"
    r"newspaper|organi[sz]ation|doctor|medic|activists?|outlet|channel|network|officer|aide|villager|survivor)\b"
    r"[^.;]{0,60}?\b(?:said|says|reported|put|told|claimed|counted|gave|spoke)\b"
)
_SOMEBODY = re.compile(
    r"a \w+ (?:police |army )?(?:officer|man|gunman|soldier|person|policeman|attacker|bomber|witness|"
    r"doctor|official|source|vehicle|car|truck)\b",
    re.IGNORECASE,
)
# behind a figure, of something else: "held two men in the hunt for another leader"
_MORE_OF = re.compile(r"(?:another|additional|further) [A-Za-z]")


def of_another(text: str, figure: Casualty, at: int) -> bool:
    """ "five bodies and the remains of a sixth", "a second officer came and shot five", "held two in
    the hunt for another leader": the word at ``at`` is of somebody or something else."""
    if at >= figure.end and _MORE_OF.match(text, at):
        return True
    if _ANOTHER_VOICE.match(text, at, figure.start):
        return True
    if not text.startswith(("a ", "A "), at):
        return False
    return at >= figure.end or _SOMEBODY.match(text, at) is not None


# "... were killed when a second shell hit the gate": a strike of its own
_SECOND = re.compile(
    r"[^.;]{0,20}\b(?:when|as|after|by|in) (?:a|the) (?:second|third|fourth|further|later) "
    r"(?:[\w-]+ ){0,2}?(?:shell|bomb|blast|rocket|missile|strike|airstrike|drone|explosion|attack|raid|device|mine)\b"
)


def of_a_second_strike(text: str, figure: Casualty) -> bool:
    """True for the few that a second shell is said to have hit: no other version of the whole toll."""
    return _SECOND.match(text, figure.end) is not None


# "a depot 12 km away", "at a bridge further north", "in another village"
_FARTHER = re.compile(
    r"\b(?:farther|further) (?:north|south|east|west|afield|inland|away|down|up|along|to the)|\belsewhere\b|"
    r"\b(?:kilomet(?:er|re)s?|km|miles?) (?:away|off|farther|further)\b|"
    r"\b(?:in|at|near|outside|on) (?:another|a different|the (?:other|neighbou?ring|nearby|capital))\b"
)


def farther(text: str, start: int, end: int) -> bool:
    """True where the words from ``start`` to ``end`` lead to another spot than the one told of."""
    return _FARTHER.search(text, start, end) is not None
