"""Where a speaking phrase begins in text that has lost its commas.

"... resumed Wednesday | state media", "an attack on Sunday | the observatory", "4 May 2015 | a
monitor": a phrase found by walking left may have run into what stands before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.dates import MONTH_NAMES
from analysis.extract.quotes.grammar import DETERMINERS, PREPOSITIONS

_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight".split()
)
_MONTHS = MONTH_NAMES - {"may"}
_LEADS_IN = _DAYS | frozenset(
    "including meanwhile however alone tags updated also later earlier".split()
)
_NOT_SPEAKING = frozenset(  # whoever was harmed, and how long: no part of the name of who speaks
    "people persons civilians casualties dozens scores hundreds thousands others hours minutes weeks deaths "
    "hostage hostages".split()
)
_HARMED = frozenset(  # and these, where who speaks follows in small letters
    "militants fighters terrorists rebels soldiers troops volunteers children women men workers gunmen members".split()
)
OPENERS = frozenset(  # how a phrase for a source begins
    "state local official opposition media activist activists security medical rights monitoring rescue medics "
    "residents witnesses".split()
)
_SPANS = frozenset(("days", "weeks", "months", "years", "day", "week", "month", "year"))
_SITES = frozenset(
    "city province countryside town village district neighborhood neighbourhood area".split()
)
_STYLES = frozenset(
    "mr mrs ms dr sen senator rep representative gov governor president mayor judge speaker king "
    "prime gen general".split()
)
NUMBERS = frozenset(
    "two three four five six seven eight nine ten several dozens scores hundreds thousands tens".split()
)
_JOINS = frozenset("and or & of - than".split())
# What may stand behind somebody who speaks: "lawyers representing the family", "people briefed on the plan".
ATTENDING = frozenset(
    "representing investigating backing supporting leading monitoring tracking opposing advising overseeing "
    "handling covering studying observing working helping running attending prosecuting defending following "
    "treating guarding fleeing living staying waiting travelling traveling heading commanding negotiating "
    "reviewing examining suing boycotting funding financing sponsoring organizing organising moderating".split()
)
TIED = frozenset(
    "briefed familiar involved close loyal linked allied affiliated aligned opposed knowledgeable interviewed "
    "displaced tied sympathetic assigned privy authorized connected attached based working living speaking "
    "held jailed detained imprisoned present trapped stationed reached contacted "
    "unconnected unaffiliated uninvolved".split()
)


def speaker_start(norms: Sequence[str], first: int, stop: int) -> int:
    """The token at which the phrase ``first`` to ``stop`` really begins.

    >>> speaker_start("people on Sunday the monitor".lower().split(), 0, 5)
    3
    """
    begin = first
    for i in range(first + 1, stop):
        if _begins_anew(norms, first, i):
            begin = i
    while begin < stop - 1 and (norms[begin] in _LEADS_IN or norms[begin] == "more"):
        begin += 1
    counts = norms[begin].isdigit() and norms[begin + 1 : begin + 2] != ["percent"]
    if counts and stop - begin > 3 and norms[begin + 1].isalpha():
        begin += 2  # "including 11 children | state media"
    return begin


def attends(norms: Sequence[str], k: int) -> bool:
    """True where the word in -ing at ``k`` takes an object: "a group monitoring the war", not "a monitoring group".

    >>> attends("a group monitoring the war".split(), 2), attends("a monitoring group".split(), 1)
    (True, False)
    """
    after = norms[k + 1] if k + 1 < len(norms) else ""
    return norms[k] in ATTENDING and (after in DETERMINERS or after in _STYLES)


def _begins_anew(norms: Sequence[str], first: int, i: int) -> bool:
    before = norms[i - 1]
    if before == "meanwhile" or (norms[first] in PREPOSITIONS and before in _SITES):
        return (
            norms[i] not in _JOINS and norms[i] not in PREPOSITIONS
        )  # "In Hama city | state media"
    if norms[i] == "the":
        if i - 2 > first and norms[i - 2] == "that" and before.endswith("s"):
            return False  # "the commission that sponsors the debates"
        return before not in PREPOSITIONS and before not in _JOINS and before not in ATTENDING
    if before in _NOT_SPEAKING:
        tied = norms[i] in TIED or norms[i] in ATTENDING or norms[i] in PREPOSITIONS
        return norms[i].isalpha() and not tied and norms[i] not in _JOINS
    if norms[i] in OPENERS and (before in _HARMED | _SPANS or before.isdigit()):
        return True
    if before in _DAYS and norms[i] in ("'s", "’s"):
        return False  # "survivors of Monday's crash"
    if before in _DAYS:
        return i - 2 < first or norms[i - 2] not in DETERMINERS  # "the Friday prayers"
    if before in _MONTHS:
        return not norms[i].isdigit() and norms[i - 2].isdigit()
    dated = before.isdigit() and len(before) in (1, 2, 4)
    return dated and any(n in _MONTHS or n in _SHORT for n in norms[max(0, i - 3) : i - 1])


_SHORT = frozenset(month[:3] for month in _MONTHS)
