"""Tolls told piece by piece: figures that add up to one, or that a running toll has risen by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.casualties.by_place import (
    pieces_by_place,
    size_of,
    stands_elsewhere,
    summed_up,
)
from analysis.extract.casualties.repeats import other_people
from analysis.extract.casualties.run_ins import story_start
from analysis.extract.kin import KIN
from analysis.extract.meeting import (
    leads_to,
    of_a_later_day,
    of_one_deed,
    of_several_deeds,
    opens_another,
)
from analysis.lean import replace
from analysis.opened import Opened
from analysis.reading import Reading, starting
from analysis.records import Casualty
from analysis.text import Sentence

_APART = 3  # sentences between a figure and parts that add up to it
_LARGE = 6  # a toll so large is seldom the sum of others by chance
_AHEAD, _FAR_AHEAD = 8, 14  # figures behind a toll, and a large one, that may be its parts
_CHANCE = 20  # a sum so large is no chance
_SEVERAL, _PIECES = 2, 3  # so large and so few are the pieces of a toll told far from it
_WORDS = 10  # times their low bound: as many may be meant by "dozens"
_LEAD = 2  # sentences of a headline and a lead
_BEFORE = 140  # characters in which "earlier" stands before a figure
_TOLLS = frozenset(("casualty.toll", "casualty.said"))  # "rose to 23 from 17"


def breakdowns(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """The figures with the parts of each toll pointing at it."""
    text, sentences = reading.text, reading.sentences
    made_up = _by_engagement(reading, out)
    for k, whole in enumerate(out):
        size = whole.best
        if (
            not size
            or k in made_up
            or (whole.subset_of and (whole.subset_kind == "including" or size < _CHANCE))
            or size < (2 if _are_apposed(text, out, k) else 3)
        ):
            continue
        parts = _adding_up(reading, out, k, size)
        if parts and size < _LARGE and _ends_before(text, sentences, out, k, parts[-1]):
            continue
        late = [] if parts else _risen_by(text, out, k)
        for j in [j for j in parts or late if not _is_inside(out, j)]:
            out[j] = _part(out[j], whole)
            if whole.scope == "period" and not _has_a_time(reading, out[j]):
                out[j] = replace(out[j], scope=whole.scope)
        for j in late:
            _among_all(out, j, whole)
    summed_up(reading, out)
    return _with_the_parts(pieces_by_place(reading, _all_the_rest(reading, out)))


def _has_a_time(reading: Reading, one: Casualty) -> bool:
    here = reading.sentences[one.sentence]
    return any(starting(reading.found.times, here.start, here.end))


# "in three separate engagements"
_ENGAGEMENTS = Opened(
    r"\b(?:two|three|four|five|six|seven|several|multiple)(?: (?:different|separate|[a-z]+))? "
    r"(?:engagements|encounters|operations|incidents|attacks|clashes|raids|ambushes|strikes|airstrikes|bombings)\b",
    re.IGNORECASE,
)
_OF_A_SIDE = frozenset(("combatant_state", "security"))
_ENGAGED = 8  # sentences in which the engagements are told


def _by_engagement(reading: Reading, out: list[Casualty]) -> set[int]:
    """ "Nine soldiers and 22 rebels died in three clashes. ... 14 ... five ... three": each side's dead
    told fight by fight, where they add up to the toll of the lead; the indices of such tolls."""
    made_up = set[int]()
    for k, whole in enumerate(out):
        if whole.sentence > _LEAD:
            break
        size, here = whole.best or 0, reading.sentences[whole.sentence]
        if whole.subset_of or size < _LARGE or whole.scope != "incident":
            continue
        if _ENGAGEMENTS.search(reading, here.start, here.end) is None:
            continue
        parts: list[int] = []
        for j in range(k + 1, len(out)):
            part = out[j]
            if part.sentence > whole.sentence + _ENGAGED or _sum_of(out, parts) >= size:
                break
            alike = part.harm == whole.harm and _one_side(whole, part) and part.scope == whole.scope
            if alike and part.sentence > whole.sentence and not _is_inside(out, j):
                parts.append(j)
        if len(parts) > 1 and _sum_of(out, parts) == size:
            made_up.add(k)
            for j in parts:
                out[j] = _part(out[j], whole)
    return made_up


def _sum_of(out: list[Casualty], parts: list[int]) -> int:
    return sum(out[j].best or 0 for j in parts)


def _one_side(one: Casualty, two: Casualty) -> bool:
    return (
        one.victim_class == two.victim_class or {one.victim_class, two.victim_class} <= _OF_A_SIDE
    )


def _ends_before(
    text: str, sentences: Sequence[Sentence], out: list[Casualty], k: int, last: int
) -> bool:
    """ "On Friday three were killed. Two sisters died the following day": a small toll of one deed
    holds nobody of a later day."""
    whole = sentences[out[k].sentence]
    if out[last].sentence == out[k].sentence or of_several_deeds(text, whole.start, whole.end):
        return False
    here = sentences[out[last].sentence]
    return of_a_later_day(text, here.start, here.end)


def _are_apposed(text: str, out: list[Casualty], k: int) -> bool:
    """ "Two journalists, a Briton and a Salvadoran, were slain": each of the two right behind their number."""
    two = out[k + 1 : k + 3]
    if len(two) < 2 or any(one.sentence != out[k].sentence or one.best != 1 for one in two):
        return False
    here, there = _stands_at(text, out[k]), _stands_at(text, two[0])
    return here < there and _APPOSED.fullmatch(text, here, there) is not None


def _stands_at(text: str, record: Casualty) -> int:
    """Where the people of a figure are named, behind its verb."""
    at = text.rfind(record.victims or "", record.start, record.end)
    return record.start if at < 0 else at


_APPOSED = re.compile(r"(?:[\w’'-]+ ){1,6}[\w’'-]+[,:] ")


def _with_the_parts(out: list[Casualty]) -> list[Casualty]:
    """ "Nine were killed, 20 hurt": where two pieces make up the nine, those hurt beside them are of the 20."""
    pieces: dict[str, set[int]] = {}
    for one in out:
        if one.subset_kind == "breakdown" and one.subset_of:
            pieces.setdefault(one.subset_of, set()).add(one.sentence)
    for whole in [one for one in out if len(pieces.get(one.id, ())) > 1]:
        for other in [one for one in out if one.sentence == whole.sentence]:
            if other.harm == whole.harm or other.subset_of or not size_of(other):
                continue
            in_words = other.bound == "words_only"
            most = _WORDS * size_of(other) if in_words else size_of(other)
            beside = [
                k
                for k, one in enumerate(out)
                if one.harm == other.harm
                and one.sentence in pieces[whole.id] - {whole.sentence}
                and not one.subset_of
                and 0 < size_of(one) < most
            ]
            if len(beside) > 1 and (in_words or sum(size_of(out[k]) for k in beside) <= most + 1):
                for k in beside:  # journalists miscount by one
                    out[k] = _part(out[k], other)
    return out


def _part(part: Casualty, whole: Casualty) -> Casualty:
    return replace(part, subset_of=whole.id, subset_kind="breakdown")


def _risen_by(text: str, out: list[Casualty], k: int) -> list[int]:
    """ "The toll rose to 26 after five of the wounded died": the five are inside it, not one before."""
    whole = out[k]
    beside = [
        j
        for j in range(k + 1, min(len(out), k + 4))
        if out[j].sentence == whole.sentence and out[j].harm == whole.harm
    ]
    found: list[int] = []
    for j in beside:
        outrun = any(
            one.rule in _TOLLS and (one.best or 0) > (whole.best or 0) for one in out[k + 1 : j]
        )
        if outrun or out[j].rule in _TOLLS or not 0 < (out[j].best or 0) < (whole.best or 0):
            continue
        if leads_to(text, whole, out[j]) or (found and _goes_on(text, out[found[-1]], out[j])):
            found.append(j)
    return found


# "after nine more bodies were found and four people died of their wounds"
_AND_MORE = re.compile(r"[^.;]{0,70}\band (?:[a-z]+ ){0,2}$")


def _goes_on(text: str, one: Casualty, more: Casualty) -> bool:
    """True for the second count that a toll rose by, joined to the first by "and"."""
    at = more.start if more.number_start is None else more.number_start
    return one.end < at and _AND_MORE.match(text, one.end, at) is not None


def _among_all(out: list[Casualty], late: int, whole: Casualty) -> None:
    """ "Three of them are among the dead", behind those who died late: among all the dead."""
    for n in range(late + 1, min(len(out), late + _AHEAD)):
        if out[n].subset_of == out[late].id and out[n].sentence > out[late].sentence:
            out[n] = replace(out[n], subset_of=whole.id)


def _adding_up(reading: Reading, out: list[Casualty], k: int, size: int) -> list[int]:
    """Indices of the figures after figure k that together make its size; none where they don't.

    Those already inside it, and for a toll of some size single victims told between, may be
    stepped over: "Thirteen were killed. It began with the death of a guard. Nine ... four ...".
    """
    parts = [j for j in _rest(reading, out, k) if not stands_elsewhere(reading, out[k], out[j])]
    inside = [j for j in parts if not _is_inside(out, j)]
    several = [j for j in inside if out[j].best != 1]
    tries = [inside, parts] + ([inside[1:], several] if size >= _LARGE else [])
    for here in dict.fromkeys(out[j].sentence for j in inside):
        if here != out[k].sentence:  # "Two women and two guards were killed", of the four
            tries.append([j for j in inside if out[j].sentence == here])
    first = inside[0] if inside and size > (out[inside[0]].best or 0) >= _LARGE else None
    nested = _adding_up(reading, out, first, out[first].best or 0) if first is not None else []
    if (
        len({out[j].best for j in nested}) > 1
    ):  # "Eight died. Six died in Nes: two ..., two ..., two. In Mor two did": no two of Nes
        tries = [[j for j in them if j not in nested] for them in tries]
    runs = (run for them in tries if (run := _run(out, k, them)))
    found = (r for r in runs if not (_holds_the_rest(out, r) or _is_near_version(out, k, r)))
    return next(found, None) or _two_tolls(reading, out, k, size)


def _two_tolls(reading: Reading, out: list[Casualty], k: int, size: int) -> list[int]:
    """ "64 died in two strikes. ... put the dead there at 57. ... The second killed seven": the 57, too."""
    two = _rest(reading, out, k, said=True)[:2] if size >= _CHANCE else []
    tolls = any(out[j].rule in _TOLLS for j in two) and all(out[j].best for j in two)
    return two if tolls and sum(out[j].best or 0 for j in two) == size else []


def _is_near_version(out: list[Casualty], k: int, run: list[int]) -> bool:
    """ "Police put the toll at 19. A clinic said 18 died. ... A guard was shot": 18 is another version,
    and that one more makes 19 is chance."""
    whole, parts = out[k], [out[j] for j in run]
    apart = len(parts) == 2 and parts[0].sentence != parts[1].sentence
    near = min(part.best or 0 for part in parts) == 1 and (whole.best or 0) >= _LARGE
    return near and apart and whole.rule in _TOLLS


def _holds_the_rest(out: list[Casualty], run: list[int]) -> bool:
    """ "32 died. Monitors say 16: nine here, seven there": the 16 are another count, whose parts follow."""
    first, *rest = run
    return len(rest) > 1 and out[first].best == sum(out[j].best or 0 for j in rest)


def _rest(reading: Reading, out: list[Casualty], k: int, *, said: bool = False) -> list[int]:
    """The figures after figure k that may be its parts; ``said``: those told as tolls, too."""
    whole, text = out[k], reading.text
    parts: list[int] = []
    large = (whole.best or 0) >= _LARGE
    apart = _APART * (1 + large + ((whole.best or 0) >= _CHANCE))
    for j in range(k + 1, min(len(out), k + 1 + (_FAR_AHEAD if large else _AHEAD))):
        part = out[j]
        if part.sentence - whole.sentence > apart:
            break
        if part.harm != whole.harm or not _of_one_stretch(whole, part):
            continue
        if part.rule in _TOLLS and not (said and _is_put_at(text, part)):
            continue
        if part.subset_of != whole.id and _is_inside(out, j):
            continue
        if part.low is None or other_people(whole.victim_class, part.victim_class):
            continue  # "twelve policemen died ... a girl of eight was killed"
        if whole.victim_class in _FIGHTERS and _KIN.match(part.victims or ""):
            continue  # "killed 22 rebels, the army said. ... who lost her husband and two of her sons"
        if _of_the_other_side(whole, part):
            continue
        if not parts and _BESIDE_IT.search(part.victims or ""):
            continue  # "30 bodies in Kara and another 22 in Belo": none of the 30
        if _said_before(reading, part) or _stands_beside(text, whole, part):
            continue
        if _of_another_deed(reading, whole, part):
            continue
        if _OF_A_RIVAL.search(text, max(0, part.start - _RIVAL), part.end):
            continue
        if _is_of_a_list(text, whole) and _is_of_a_list(text, part):
            continue
        if not (_told_among(out, parts, part) or _headed(reading, out, parts, j)):
            parts.append(j)
    return parts


def _of_one_stretch(whole: Casualty, part: Casualty) -> bool:
    """ "52 were killed from Saturday to Tuesday. ... 30 bodies were found in Kara, 22 in Belo": of the 52."""
    found = part.rule == "casualty.count" and part.scope == "incident"
    large = (whole.best or 0) >= _CHANCE and part.scope == "incident"
    return part.scope == whole.scope or ((found or large) and whole.scope == "period")


def _of_the_other_side(whole: Casualty, part: Casualty) -> bool:
    """ "Strikes killed 15 people. ... The army said two of its soldiers were killed": none of the 15."""
    if whole.sentence == part.sentence or whole.victim_class in _FIGHTERS:
        return False
    return part.victim_class in _FIGHTERS and " its " in (part.victims or "")


def _of_another_deed(reading: Reading, whole: Casualty, part: Casualty) -> bool:
    """ "A strike killed 12. Another strike killed a nurse and 11 pupils": they are not the twelve."""
    if whole.sentence == part.sentence:
        return False
    first, here = reading.sentences[whole.sentence], reading.sentences[part.sentence]
    if not opens_another(reading.text, here.start):
        return False
    one = of_one_deed(reading.text, first.start, first.end)
    return one and not of_several_deeds(reading.text, first.start, first.end)


_FIGHTERS = frozenset(("combatant_state", "combatant_nonstate", "security"))
# "her husband", "two of his own brothers": the family of who tells of it
_KIN = re.compile(rf"(?:[\w-]+ of )?(?:his|her|their|my|our) (?:own )?{KIN}\b", re.IGNORECASE)
_EARLIER = Opened(
    r"\b(?:(?:earlier|initial|previous|first|preliminary) (?:death )?(?:toll|count|tally|report)\b[^.;]{0,110}$"
    # not "hours earlier", which is a time of the day
    r"|(?:(?<!ours )(?<!inutes )(?<!days )(?<!day )(?<!weeks )(?<!week )(?<![.!?] )earlier|initial(?:ly)?"
    r"|previous(?:ly)?"
    r"|at first|had (?:\w+ )?(?:said|spoken|put|reported|given|counted|told|"
    r"estimated|confirmed))\b[^.;]{0,50}$)"
)


_PUT = re.compile(r"\b(?:put|puts|gave|gives) (?:the|its) (?:[a-z]+ ){1,4}(?:there|at|in) ")


def _is_put_at(text: str, part: Casualty) -> bool:
    """ "The committee put the number of dead there at 57"."""
    return _PUT.search(text, max(0, part.start - _RIVAL), part.end) is not None


# "A medics' network gave a lower figure of 49"
_OF_A_RIVAL = re.compile(
    r"\b(?:lower|higher|smaller|larger|different|conflicting) (?:death )?(?:figure|toll|count|number|tally|estimate)\b"
)
_RIVAL = 30  # characters


def _said_before(reading: Reading, part: Casualty) -> bool:
    """ "Police had earlier spoken of nine dead": a toll of before, no part of the one that stands."""
    return _EARLIER.search(reading, max(0, part.start - _BEFORE), part.start) is not None


# "Kara: five hurt."
_HEADED = re.compile(r"(?:[-–•*] )?[A-Z][\w’'-]+(?: [\w’'-]+){0,3}: ")


def _is_of_a_list(text: str, figure: Casualty) -> bool:
    """True in a line that begins with what it is about, as those of a list by town do."""
    return _HEADED.match(text, text.rfind("\n", 0, figure.start) + 1, figure.start) is not None


# "Seven members of the Front (RFP) and a soldier were killed"
_AND_A = re.compile(r" (?:of|from) [^,;:]{3,60} and ")


def _stands_beside(text: str, whole: Casualty, part: Casualty) -> bool:
    """ "Four clerks and a sailor": beside the four."""
    end = _stands_at(text, whole) + len(whole.victims or "")
    at = _stands_at(text, part)
    if whole.sentence != part.sentence:
        return False
    return text[end:at].strip(" ,") == "and" or (
        end < at and part.start < whole.end and _AND_A.fullmatch(text, end, at) is not None
    )


def _is_inside(out: list[Casualty], j: int) -> bool:
    """True inside a figure of its harm, unlike the seven dead of "eight fled ... seven of them died"."""
    part = out[j]
    if part.subset_of is None:
        return False
    for away in range(1, len(out)):  # mostly the one before
        for k in (j - away, j + away):
            if 0 <= k < len(out) and out[k].id == part.subset_of:
                return out[k].harm == part.harm
    return False


def _told_among(out: list[Casualty], parts: Sequence[int], part: Casualty) -> bool:
    """True for a part said again: "three hurt at the bridge. Three people were hurt when ..."."""
    if _OTHERS.search(part.victims or ""):
        return False  # "Another 12 were killed in Ramla", behind the first dozen
    return any(
        out[j].best == part.best
        and out[j].sentence < part.sentence
        and (part.best or 0) > 1
        and out[j].victim_class == part.victim_class
        and _noun(out[j]) in ("", _noun(part))
        for j in parts
    )


def _headed(reading: Reading, out: list[Casualty], parts: Sequence[int], j: int) -> bool:
    """ "Two others hurt in raid on Ibb One clerk died and two others were hurt on Monday": two, told once."""
    last = out[parts[-1]] if parts else out[j]
    if last.sentence != out[j].sentence or last.best != out[j].best or last.id == out[j].id:
        return False
    story = story_start(reading, last, out[parts[-1] : j + 1])
    return story is not None and out[j].start >= story


_BESIDE_IT = re.compile(r"^another \d|^\w+ more$", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:[Aa]nother|other|more(?! than)|further)\b")


def _noun(record: Casualty) -> str:
    words = (record.victims or "").split()
    return words[-1].lower() if len(words) > 1 else ""


def _run(out: list[Casualty], k: int, parts: list[int]) -> list[int]:
    """The first of these figures, as many as make up figure k; none where they do not.

    Two alone must stand near it, lest their sum be chance.
    """
    total, whole = 0, out[k]
    size = whole.best or 0
    for n, j in enumerate(parts):
        best = out[j].best
        if not best or best >= size:
            return []
        total += best
        far = out[j].sentence - whole.sentence > _APART
        if n < (2 if far and not _alone(out, k, parts[: n + 1]) else 1):
            continue
        if total == size or (size >= _CHANCE and _nearly(out, whole, parts[: n + 1], total)):
            return parts[: n + 1]
        if total >= size:
            return []
    return []


def _alone(out: list[Casualty], k: int, parts: list[int]) -> bool:
    """True for pieces of a large toll with no other count between: "39 died. ... 36 died. ... three died"."""
    whole = out[k]
    if (whole.best or 0) < _CHANCE:
        return False
    between = (j for j in range(k + 1, parts[-1]) if j not in parts)
    again = {out[j].best for j in parts} | {whole.best}
    return not any(
        out[j].harm == whole.harm and not out[j].subset_of and out[j].best not in again
        for j in between
    )


def _nearly(out: list[Casualty], whole: Casualty, parts: list[int], total: int) -> bool:
    """ "At least 70: 30 soldiers and 39 rebels", in one sentence; "more than 100: 50, 20 and 34"."""
    size = whole.best or 0
    if total == size - 1:
        return len({out[j].sentence for j in parts}) == 1 and not other_people(
            whole.victim_class, out[parts[-1]].victim_class
        )
    least = whole.bound in ("at_least", "more_than") and len(parts) > 2
    return least and size < total <= size + max(1, size // 20)


def _all_the_rest(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """A toll of headline or lead that all later figures of its harm make up, however far they stand:
    "Eleven were hurt in raids on two towns. ... seven were hurt. ... In the other town four were"."""
    for harm in ("killed", "injured"):
        told = [k for k, one in enumerate(out) if one.harm == harm and one.scope == "incident"]
        lead = [k for k in told if out[k].sentence <= _LEAD and (out[k].best or 0) >= _LARGE]
        if not lead or any(out[k].subset_kind == "breakdown" for k in told):
            continue
        whole = max((out[k] for k in reversed(lead)), key=lambda one: one.best or 0)
        again = [k for k in told if out[k].best == whole.best]
        rest = [
            k
            for k in told
            if k not in again and out[k].subset_of is None and out[k].sentence > whole.sentence
        ]
        if any(out[k].rule in _TOLLS or _said_before(reading, out[k]) for k in rest):
            continue  # "had put the toll at 12 and then at 19"
        if any((out[k].best or 0) < _SEVERAL for k in rest):
            continue  # with single victims of many deeds any number is reached
        if 1 < len(rest) <= _PIECES and sum(out[k].best or 0 for k in rest) == whole.best:
            for k in rest:
                out[k] = _part(out[k], whole)
    return out
