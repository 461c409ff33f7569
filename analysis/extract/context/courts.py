"""A court's day and town are not those of the deed it judges, nor a funeral's those of the deaths.

"Four men went on trial in Lille on Monday over an attack that killed nine in Tver in March": what
stands before "over" is the court's, what stands behind it the deed's.
"""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues
from analysis.records import Casualty

_WORDS = frozenset(
    "trial tried sentenced convicted charged jailed imprisoned acquitted indicted arraigned extradited prosecuted "
    "guilty sentence prison arrested detained questioned".split()
)
_JUDGED = re.compile(
    r"\b(?:on trial|tried|arrested|detained|questioned|sentenced|"
    r"convicted|charged|jailed|imprisoned|acquitted|indicted|arraigned|extradited|"
    r"prosecuted|guilty|(?:life|death) sentences?|(?:years|life) in (?:prison|jail))\b(?P<tail>[^;]{0,140}?)"
    r" (?P<at>(?:for|over|in connection with|on charges of|in relation to|related to)|"
    r"(?:of|with|of involvement in) (?=(?:(?:the|an?|his|her|their|\d{4}) )?(?:[\w-]+ ){0,2}?"
    r"(?:kill|murder|massacr|slaught|attack|bomb|death|shoot|abduct|kidnap|plan|order|carr|lead|ambush|raid)\w*)|"
    r"in (?=the (?:[\w-]+ ){0,2}?(?:killing|murder|massacre|assassination)s? of))\b"
)


def judged_from(cues: Cues, sentence: int) -> int:
    """Where in the text the deed that a court judges begins; the sentence's start where none does."""
    scene = cues.scene(sentence)
    return scene.once("judged", lambda: _judged_from(cues, scene.start, scene.end))


def is_judged(cues: Cues, figure: Casualty) -> bool:
    """True for the people whom a man tried or arrested is said to have harmed."""
    return cues.scene(figure.sentence).start < judged_from(cues, figure.sentence) <= figure.start


_MOURNING = frozenset(
    "bury mourn farewell funeral funerals burial burials vigil vigils respects memorial".split()
)
# "Thousands gathered in the capital on Friday to bury two reporters killed in": what follows is the deed
_MOURNED = re.compile(
    r"\b(?:gather(?:ed|ing)?|packed|crowded|flocked|turned out|marched|filed|prayed|assembled|converged|poured|lined)\b"
    r"[^.;]{0,110}?\b(?:to (?:bury|mourn|bid farewell to|pay (?:their )?(?:last )?respects to)|"
    r"(?:for|at) the (?:funerals?|burials?) of)\b"
    r"|\b(?:attended|held|joined) [^.;]{0,40}?\b(?:funerals?|burials?|vigils?|memorial services?)\b"
    r"[^.;]{0,60}?\b(?:for|of)\b"
    r"|\b(?:[Ff]unerals?|[Bb]urials?|[Vv]igils?|[Mm]emorial services?) (?:was|were) held\b[^.;]{0,70}?\bfor\b"
)


def _judged_from(cues: Cues, start: int, end: int) -> int:
    if not _MOURNING.isdisjoint(cues.reading.vocabulary):
        mourned = _MOURNED.search(cues.text, start, min(end, start + 400))
        if mourned is not None:
            return mourned.end()
    if _WORDS.isdisjoint(cues.reading.vocabulary):
        return start
    found = _JUDGED.search(cues.text, start, min(end, start + 600))
    if found is None or _described_so(cues.text, start, found):
        return start
    return found.start("at")


def _described_so(text: str, start: int, found: re.Match[str]) -> bool:
    """ "A man convicted of killing two in 2010 was shot dead on Monday": the sentence tells of him."""
    before = text[max(start, found.start() - 40) : found.start()]
    if _SERVING.search(before):
        return True
    return found["tail"].strip() == "" and _TOLD.search(before) is None


# a verb that makes "convicted of" what the sentence tells
_TOLD = re.compile(
    r"\b(?:was|were|been|is|are|be|being|got|gets?|went|gone|goes?|going|st(?:oo|an)ds?|put|faced?|faces|found|"
    r"plead(?:ed|s)?)(?: [a-z]+ly| also| since| all| both| each| not)? (?:to )?$"
)
_SERVING = re.compile(r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )serving (?:[\w-]+ ){0,5}$")
