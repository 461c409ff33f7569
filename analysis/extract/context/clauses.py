"""Which cues of a sentence belong to which of its figures, by the clauses that stand between them.

"Gunmen killed five in Auno on Monday and three in Konduga on Tuesday": each figure has the place
and the day of its own clause. "Konduga, where two died": what a relative clause is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from analysis.extract.context.cues import Scene
from analysis.records import Casualty


class _Cue(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


C = TypeVar("C", bound=_Cue)

_RELATIVE = re.compile(r",? (?:where|when|in which|at which|during which|on which)\b")
_ENDED = re.compile(
    r";|: |\b(?:bringing|taking|raising|pushing)\b"
    r"|\b(?:died|killed|wounded|injured|hurt|arrested|abducted)\b[^,;]{0,60}, "
    r"(?!\w+ing\b|and\b|including\b|among\b|then\b|\d|most\b|many\b|some\b)(?=[a-z])"
)  # the clause, before the figure
_AND_THEN = re.compile(r"[,”\"] ?(?:and|but|while|whereas|then|and then) $")
_SUBJECT = re.compile(
    r",? (?:(?:a|an|the|one|two|three|he|she|they|his|her|their|its|another|[A-Z][\w-]+)\b)"
)
_LONGEST = 160  # characters of a relative clause before its figure
_PART = re.compile(
    r"(?P<firm>;|\b(?:and|while|whereas|but|after|before|as|days?|hours?|weeks?) )|(?P<weak>,|\b(?:when|where|that)\b)"
)


def own_cues(text: str, scene: Scene, figure: Casualty, cues: Sequence[C]) -> list[C]:
    """The cues of the figure's own clause, or all where no clause of it has one."""
    if len(cues) < 2 or len(scene.figures) < 2:
        return list(cues)
    groups = _groups([*scene.figures, figure], cues)  # a deed without a figure is asked for, too
    if len(groups) < 2:
        return list(cues)
    first = _core(figure)[0]
    inside = [c for c in cues if first <= c.start < figure.end]
    own = inside or [c for c in cues if _belongs(text, groups, figure, c)]
    return own or list(cues)


def _groups(figures: Sequence[Casualty], cues: Sequence[_Cue]) -> list[tuple[int, int]]:
    """The stretches of figures between which no cue stands."""
    out: list[tuple[int, int]] = []
    for figure in sorted(figures, key=_core):
        start, end = _core(figure)
        if out and not any(out[-1][1] <= c.start and c.end <= start for c in cues):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _core(figure: Casualty) -> tuple[int, int]:
    """The figure without the verb it shares with those before ("killed five ... and three")."""
    number = figure.number_start
    inside = number is not None and figure.start <= number < figure.end
    return (number if inside and number is not None else figure.start), figure.end


def _belongs(text: str, groups: list[tuple[int, int]], figure: Casualty, cue: _Cue) -> bool:
    """True unless the cue stands in the clause of a neighbouring group."""
    before = [g for g in groups if g[1] <= cue.start]
    after = [g for g in groups if g[0] >= cue.end]
    mine = next(g for g in groups if g[0] <= _core(figure)[0] <= g[1])
    if not before or not after:
        return mine == (after[0] if after else before[-1]) or mine[0] <= cue.start < mine[1]
    left = _parting(text[before[-1][1] : cue.start])
    right = 0 if _RELATIVE.match(text, cue.end) else _parting(text[cue.end : after[0][0]])
    if left == right:
        return mine in (before[-1], after[0])
    return mine == (before[-1] if left < right else after[0])


def beyond(text: str, scene: Scene, figure: Casualty, cue: _Cue) -> bool:
    """True across a semicolon from the figure, where both sides have figures and its own has a day.

    "On 3 May raiders killed nine; on 9 May a bomb killed six": they laid no bomb."""
    if cue.start > figure.end and is_of_the_beginning(text, figure, cue.start):
        return True
    low, high = sorted(((cue.start, cue.end), (figure.start, figure.end)))
    at = text.find(";", low[1], high[0])
    if at < 0:
        return False
    behind = cue.start > at
    dated = any((time.start > at) is not behind and time.earliest for time in scene.times)
    return dated and any((other.start > at) is behind for other in scene.figures)


def is_of_the_beginning(text: str, figure: Casualty, at: int) -> bool:
    """ "9,000 have died since May, when the Front killed 30 in Kara": what began it is another deed."""
    since = text.find(" since ", figure.end, at)
    if since < 0:
        return False
    if _WHEN.search(text, since, at) is not None:
        return True
    begun = _SINCE_THEY.match(text, since)
    return begun is not None and "," not in text[begun.end() : at] and at > since + _SINCE


_SINCE = 6  # characters of " since"
# "40 have been killed since troops raided a camp in Kara": what the count begins with
_SINCE_THEY = re.compile(
    r" since (?:(?:the|an?|its|their) )?(?!(?:on|in|early|late|last|[A-Z][a-z]+day)\b)[\w’'-]+(?: [\w’'-]+){0,3}? "
    r"(?:(?:first|last) )?(?:attacked|seized|captured|stormed|overran|invaded|raided|bombed|shelled|stepped up|"
    r"moved into|broke up|opened fire|arrested|assassinated)\b"
)


_WHEN = re.compile(r"[^.;]{0,50}, when ")


def opens_another(text: str, figure: Casualty, cue: _Cue) -> bool:
    """ "A mine killed two, and on Friday a bridge was blown up": a cue that opens the next clause."""
    return bool(
        cue.start > figure.end
        and _AND_THEN.search(text, max(figure.end, cue.start - 12), cue.start)
        and _SUBJECT.match(text, cue.end)
    )


def parted(between: str) -> bool:
    """True where words part what stands before them from what stands behind, by a new clause."""
    return _parting(between) > 1


def _parting(between: str) -> int:
    """How firmly words part two things: 2 for another clause, 1 for a comma, 0 for none."""
    found = [m.lastgroup for m in _PART.finditer(between[-200:])]
    return 2 if "firm" in found else 1 if found else 0


def relative_cue(text: str, figure: Casualty, cues: Sequence[C]) -> C | None:
    """The cue that the figure's relative clause is about ("Konduga, where two died")."""
    before = [c for c in cues if c.end <= figure.start and figure.start - c.end < _LONGEST]
    last = max(before, key=lambda c: c.end, default=None)
    if last is None or not _RELATIVE.match(text, last.end):
        return None
    between = text[last.end : figure.start]
    return None if _ENDED.search(between) or _WHERE.search(between, 5) else last


# ", where a mosque was struck in May": what once befell the place a deed was done in
_WHERE = re.compile(r", (?:where|which|whose)\b")
_OF_THE_DEED = re.compile(
    r", which (?:also )?(?:took place|happened|occurred|came|lasted|began|started)\b"
)


def turns_to_the_place(text: str, figure: Casualty, cue: _Cue) -> re.Match[str] | None:
    """The ", where" between a figure and what stands behind it."""
    return _WHERE.search(text, figure.end, cue.start) if cue.start > figure.end else None


def is_of_the_place(text: str, scene: Scene, figure: Casualty, cue: _Cue) -> bool:
    """ "A rocket killed three in Auno, where a bomber killed 30 in March": March is the bomber's.

    Only where those three have a deed of their own: "Three died in Auno, where a rocket hit on Monday"."""
    turn = turns_to_the_place(text, figure, cue)
    if turn is None or _OF_THE_DEED.match(text, turn.start()):
        return False
    if any(f.start > turn.end() and f.harm == figure.harm for f in scene.figures):
        return True
    return any(a.strength > 1 and a.end <= turn.start() for a in scene.attacks)


def on_a_day_of_its_own(text: str, start: int, figure: Casualty) -> bool:
    """ "Raiders killed nine in May, and in June 60 were shot": not by whoever came in May."""
    if figure.rule not in ("casualty.passive", "deed"):
        return False
    low = max(start, figure.start - _OWN_DAY_BACK)
    return _OWN_DAY.search(text, low, figure.start) is not None


_OWN_DAY_BACK = 70  # characters
_OWN_DAY = re.compile(
    r"\b(?:and|while|but),? (?:in (?!the |a |an |all )|on |last |the (?:next|following) |"
    r"a (?:day|week|month|year) later)"
    r"[\w ]{0,22},?(?: [\w ]{0,25}(?:was|were))? $"
)


def while_others(text: str, scene: Scene, low: int, high: int) -> bool:
    """ "Troops shot three rebels, while four guards died": not of the troops."""
    return any(low <= b < high and _WHILE_OTHERS.match(text, b) for b in scene.breaks())


_WHILE_OTHERS = re.compile(r"(?:while|whereas)\b")


def before_it_fought(text: str, figure: Casualty, name: _Cue) -> bool:
    """ "Gunmen raided a village, killing nine, before clashing with soldiers": not by those they met later."""
    if figure.rule != "casualty.active" or name.start < figure.end:
        return False
    return _THEN_FOUGHT.search(text, figure.end, name.start) is not None


_THEN_FOUGHT = re.compile(r"\b(?:before|and then|and later|until)\b")


def of_their_record(text: str, scene: Scene, figure: Casualty) -> bool:
    """ "Troops shot a man linked to the kidnapping of nine": the nine are of his record."""
    return _LINKED.search(text, scene.start, figure.start) is not None


def did_not(text: str, scene: Scene, figure: Casualty, name: _Cue) -> bool:
    """True for a subject that is said to have done something else.

    "Troops shot three rebels, while four guards died", "troops shot a man linked to the kidnapping of nine",
    "clashes between the Army and the 33rd Front left ten dead".
    """
    if figure.rule in _SUFFERED and while_others(text, scene, name.end, figure.start):
        return True
    if _LINKED.search(text, name.end, figure.start):
        return True
    return _CLASHED.search(text, scene.start, name.start) is not None


_SUFFERED = frozenset(f"casualty.{rule}" for rule in ("passive", "alone", "state", "lost"))
_LINKED = re.compile(
    r"\b(?:linked to|wanted (?:for|over|in)|suspected of|implicated in|sought (?:for|over)|accused of|tied to)"
    r" (?:(?:the|a|an|his|their|involvement in) )*(?:[a-z-]+ ){0,3}$"
)
_CLASHED = re.compile(
    r"\b(?:[Cc]lashes|[Ff]ighting|[Bb]attles?|[Ff]irefights?|[Gg]unfights?) (?:[a-z]+ ){0,3}"
    r"between [^,;.]{2,80} and (?:the |an? )?(?:\d+\w* )?$"
)


# "The conflict has killed 2,600 people since April": nobody of whom another sentence tells
OF_STRIFE = re.compile(
    r"\b(?:war|conflict|violence|fighting|clashes|insurgency|crisis|unrest|strife) (?:(?:that|which) )?"
    r"(?:(?:has|have|had) )?(?:(?:also|already|since|now|so far) )?$"
)
_JUST_AFTER = re.compile(
    r"\b(?:hours?|days?|weeks?|months?) (?:after|before) "
    r"(?:(?:the|an?|some|more than|at least|nearly|about|dozens of) )*$"
)


def of_the_day_before(text: str, start: int, figure: Casualty) -> bool:
    """ "Rebels hit a school a day after 30 pupils were killed in air strikes": those by others."""
    at = figure.start if figure.number_start is None else min(figure.start, figure.number_start)
    return _JUST_AFTER.search(text, max(start, at - 50), at) is not None


_WAR_THAT = re.compile(
    r"\b(?:war|conflict|insurgency|strife|uprising|rebellion) (?:that|which) (?:(?:has|have|had) )?"
    r"(?:(?:also|already|since|now|so far) )?(?:(?:left|claimed|cost) )?$"
)


def of_a_war(text: str, start: int, figure: Casualty) -> bool:
    """ "The junta opened fire on marchers, setting off a war that has killed 9,000": the war has, not the junta."""
    return _WAR_THAT.search(text, max(start, figure.start - 60), figure.start) is not None
