"""Which deed a claim is of: "an attack claimed by the Front" that a later sentence recalls is not the news."""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues
from analysis.records import Casualty

_DEEDS = (
    r"(?:attacks?|assaults?|bombings?|blasts?|explosions?|raids?|ambush(?:es)?|shootings?|killings?|massacres?|"
    r"bombs?|strikes?|abductions?)"
)
_BESIDE = (
    r"(?: (?!(?:in|of|from|after|by|on|at|with|during|for|to|was|were|had|and|or)\b)[\w’'-]+){0,6}?"
)
_ONE_MORE = r"(?:[Aa]n?|[Aa]nother|[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal|[Mm]any)"
_RECALLED = re.compile(rf"\b{_ONE_MORE}{_BESIDE} {_DEEDS}\b")
_INCLUDED = re.compile(rf"\bincluding {_ONE_MORE}{_BESIDE} {_DEEDS}\b")
# "also claimed an October bombing at a barracks that killed nine"; not "claimed an attack killed nine"
CLAIMS_A_DEED = (
    rf"claim(?:ed|s|ing) (?:(?:the|this|that|these|those|both|all)|{_ONE_MORE}){_BESIDE} {_DEEDS}"
    r"(?= (?:in|at|on|near|against|that|which|outside|inside|last|earlier|there|targeting|when|where)\b|[,.;]|$)"
)

_CLAIMS = re.compile(CLAIMS_A_DEED)


def of_another_deed(cues: Cues, figure: Casualty, sentence: int) -> bool:
    """True where a sentence counts the dead of an attack it brings in, and the figure is of another."""
    if sentence == figure.sentence or cues.chain is None:
        return False
    scene = cues.scene(sentence)
    if not any(f.scope != "cumulative" for f in scene.figures):
        return False
    if _RECALLED.search(cues.text, scene.start, scene.end) is None:
        return False
    one, two = cues.chain.of(sentence), cues.chain.of(figure.sentence)
    if one is two:
        return _INCLUDED.search(cues.text, scene.start, scene.end) is not None
    same = any(f.same_as in (figure.id, figure.same_as) for f in scene.figures if f.same_as)
    return not same or bool(one.days and two.days and not one.days & two.days)


def claims_a_deed(cues: Cues, start: int) -> bool:
    """True for "claimed the attack that killed nine", which does not cite the claimant for the nine."""
    return _CLAIMS.match(cues.text, start) is not None
