"""Parts seen only when all figures are made: one of the wounded who died, a death in a deed that killed
more, a part that stands before its whole."""

from __future__ import annotations

import itertools
import re

from analysis.extract.casualties.row import Link
from analysis.extract.casualties.whole_told import APART, FAR_BACK
from analysis.lean import replace
from analysis.reading import Reading, starting
from analysis.records import Casualty

# "One of them, a driver named Omar Haddad, had succumbed"
_ONE_OF = re.compile(
    r"\b[Oo]ne of (?:them|the (?:[\w-]+ ){0,2}?(?:wounded|injured|hurt|victims|men|women|children|[a-z]+s)),? "
    r"(?:(?:identified|named|an?|the|who|only|known) [^.;]{0,60})?$"
)
_INCLUDES = 50  # characters
_TOLL_INCLUDES = re.compile(
    r"\b(?:toll|tally|figure|total|count|number|deaths|fatalities|casualties) (?:also )?include[sd]? "
    r"(?:at least |about |nearly |some |the )?$"
)
# "most of the victims - 14 - died in the raid on the market"
_MOST_OF = re.compile(
    r"\b(?:[Mm]ost|[Mm]any|[Hh]alf|majority) of (?:the|its|those) (?:victims|dead|killed|casualties|fatalities|wounded|"
    r"injured) ?[,(–—-] ?$"
)
_AMONG = re.compile(r"\b(?:was|were|is|are) (?:also )?among (?:those|the people|people)\b")
_NAMED = 90  # characters back to "one of them"
_OF = re.compile(r"\s+of (?:the |those |these )?(?:at least |about |nearly |some )?")
# "buried two reporters and a coach who were among 15 people killed"
_WHO_WERE_AMONG = re.compile(
    r"[^.;]{0,80}?,? who (?:was|were|are) among (?:the |at least |about |some |nearly |more than )?"
)
_BEHIND = 3  # figures behind a death that may be those of its event
_EVENT = re.compile(
    r"[^.;]{0,120}\b(?:in|by|during|when) (?:a|an|the) [^,.;]{2,70}\b(?:that|which)(?: \w+)?\s+"
)


_HOW_BADLY = re.compile(r"\b(?:condition|critical|critically|intensive care)\b", re.IGNORECASE)
_SOME_OF_THE = re.compile(r"[\w-]+ of the ([a-z]+)", re.IGNORECASE)
_THOSE_HURT = frozenset("victims wounded injured patients casualties survivors people".split())
_BADLY_BACK = 3  # sentences


def badly_hurt(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """ "Six sailors were hurt. Three of the sailors are in grave condition": of the six."""
    for at, one in enumerate(out):
        if one.harm != "injured" or one.subset_of or one.same_as or one.rule != "casualty.alone":
            continue
        some = _SOME_OF_THE.fullmatch(one.victims or "")
        if some is None or not one.best or not _HOW_BADLY.search(reading.text, one.start, one.end):
            continue
        noun = some[1].lower()
        for whole in reversed(out[:at]):
            if one.sentence - whole.sentence > _BADLY_BACK:
                break
            theirs = (whole.victims or "").lower().split()[-1:]
            if whole.harm == "injured" and (whole.best or whole.low or 0) > one.best:
                if whole.subset_of is None and (noun in _THOSE_HURT or theirs == [noun]):
                    out[at] = replace(one, subset_of=whole.id, subset_kind="including")
                break
    return out


def later_wholes(
    links: list[tuple[int, Link]], made: dict[int, Casualty], out: list[Casualty]
) -> list[Casualty]:
    """A part may stand before its whole ("Six civilians were among at least 22 killed")."""
    by_id = {record.id: k for k, record in enumerate(out)}
    for _, link in links:
        record = made.get(id(link))
        if not link.part or link.same or record is None or not link.whole:
            continue
        whole = made.get(id(link.whole))
        if whole is not None and whole.status == "hypothetical":
            continue
        if whole is not None and out[by_id[record.id]].subset_of is None:
            out[by_id[record.id]] = replace(
                out[by_id[record.id]], subset_of=whole.id, subset_kind="including"
            )
    return out


def _inside_the_last(out: list[Casualty], at: int, back: int) -> Casualty:
    """The figure inside the last one before that can hold it."""
    record, size = out[at], out[at].best or out[at].low or 1
    for one in reversed(out[:at]):
        if record.sentence - one.sentence > back:
            break
        if one.harm == record.harm and not one.subset_of and (one.best or one.low or 0) > size:
            return replace(record, subset_of=one.id, subset_kind="including")
    return record


def one_of_those(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """One of those hurt before, who is named and has died: inside their number.

    As are those who "were among those killed".
    """
    for at, record in enumerate(out):
        if not record.subset_of:
            lead = reading.text[max(0, record.start - _INCLUDES) : record.start]
            beside = record.rule == "casualty.beside" and (
                _AMONG.search(reading.text, record.start, record.end) or _TOLL_INCLUDES.search(lead)
            )
            most = _MOST_OF.search(lead) is not None
            if beside or most:
                out[at] = _inside_the_last(out, at, FAR_BACK if most else APART)
                continue
        if record.harm != "killed" or record.best != 1 or record.subset_of or record.same_as:
            continue
        start = reading.sentences[record.sentence].start
        lead = reading.text[max(start, record.start - _NAMED) : record.start]
        if "ne of the" not in lead or _ONE_OF.search(lead) is None:
            continue
        near = [o for o in reversed(out[:at]) if record.sentence - o.sentence <= APART]
        near = [o for o in near if (o.best or o.low or 0) > 1 and o.harm in ("injured", "killed")]
        whole = next((o for o in near if o.harm == "injured"), near[0] if near else None)
        if whole is not None:
            out[at] = replace(record, subset_of=whole.id, subset_kind="including")
    return out


# "32 were killed in the raids | with | 18 bodies pulled from the rubble"
_WITH_BODIES = re.compile(r"\bwith (?:at least |about |some |more than )?$")
_BODIES_FROM = re.compile(
    r"(?: of [^,;.]{2,30}?)? (?:were )?(?:pulled|recovered|dug|retrieved|found|taken|buried|unearthed|removed)\b"
)


def with_their_bodies(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """ "At least 32 people were killed, with 18 bodies pulled from a ruin": 18 of the 32."""
    for k, (whole, part) in enumerate(itertools.pairwise(out)):
        if part.rule != "casualty.count" or part.subset_of or part.sentence != whole.sentence:
            continue
        if part.harm != whole.harm or (part.best or part.low or 0) >= (whole.best or 0):
            continue
        lead = reading.text[max(whole.end, part.start - 20) : part.start]
        if _WITH_BODIES.search(lead) and _BODIES_FROM.match(reading.text, part.end):
            out[k + 1] = replace(
                part, subset_of=whole.subset_of or whole.id, subset_kind="including"
            )
    return out


def of_the_next(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """ "One of two civilians wounded on Monday has died": inside the figure its own words name."""
    for k, (part, whole) in enumerate(itertools.pairwise(out)):
        if part.number_end is None or whole.number_start is None or whole.subset_of == part.id:
            continue
        if part.sentence != whole.sentence or part.harm not in ("killed", "injured"):
            continue
        among = part.start < whole.start and part.subset_of is None
        among = among and (part.best or 0) < (whole.best or whole.low or 0)
        if (
            among and _WHO_WERE_AMONG.fullmatch(reading.text, part.end, whole.number_start)
        ) or _OF.fullmatch(reading.text, part.number_end, whole.number_start):
            out[k] = replace(part, subset_of=whole.id, subset_kind="including", same_as=None)
    return out


def in_the_event(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """ "A convict died in a riot that killed a dozen inmates": one of those the event has killed."""
    for k, part in enumerate(out):
        if part.rule not in ("casualty.alone", "casualty.passive") or part.subset_of:
            continue
        size = part.best or part.low or 0
        for whole in out[k + 1 : k + 1 + _BEHIND]:
            if part.sentence != whole.sentence:
                break
            if whole.rule != "casualty.active" or part.harm != whole.harm or whole.subset_of:
                continue
            larger = size < (whole.best or whole.low or 0)
            if larger and _EVENT.fullmatch(reading.text, part.end, whole.start):
                out[k] = replace(part, subset_of=whole.id, subset_kind="including")
                break
    return out


_SOME_OF = re.compile(
    r"(?:[\w-]+ ){1,4}of (?:the|these|those) (?:[\w-]+ )?([a-z]*(?:s|men|children|people))",
    re.IGNORECASE,
)
_NOT_THE_DEAD = frozenset("victims wounded injured dead killed others bodies".split())
_INCLUDING = re.compile(r",? (?:including|among them) (?:at least )?")


def some_of_those(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """ "35 gunmen were killed. ... At least 22 of the gunmen died at the border": 22 of the 35; and
    "six clerks including a girl were among 22 killed": the girl is one of the six."""
    start = {one.id: one.start for one in out}
    for at, one in enumerate(out):
        if one.subset_kind == "including" and at and out[at - 1].subset_of == one.subset_of:
            if start.get(one.subset_of or "", 0) > one.start:
                out[at] = _inside_the_part(reading.text, out[at - 1], one)
        if one.subset_of or one.same_as or " of th" not in (one.victims or ""):
            continue
        some = _SOME_OF.fullmatch(one.victims or "")
        if some is None or some[1].lower() in _NOT_THE_DEAD:
            continue
        whole = _told_of(out[:at], one, some[1].lower())
        if whole is not None and _on_one_day(reading, whole, one):
            out[at] = replace(one, subset_of=whole.id, subset_kind="including", scope=whole.scope)
    return out


def _inside_the_part(text: str, part: Casualty, one: Casualty) -> Casualty:
    """ "Six clerks | including | a girl": where both are told as of a third."""
    at = one.start if one.number_start is None else one.number_start
    words = part.victims or ""
    end = text.find(words, part.start, part.end) + len(words)
    larger = (part.best or part.low or 0) > (one.best or one.low or 0)
    if not larger or part.sentence != one.sentence or part.subset_of == one.id:
        return one
    start = one.start if _INCLUDING.match(text, end, at + 1) is None else at
    found = _INCLUDING.match(text, end, start + 20)
    return replace(one, subset_of=part.id) if found and found.end() >= one.start else one


def _told_of(before: list[Casualty], one: Casualty, noun: str) -> Casualty | None:
    """The last larger figure of the same people and harm, told not far before."""
    for whole in reversed(before):
        if one.sentence - whole.sentence > APART:
            break
        theirs = (whole.victims or "").lower().split()[-1:]
        larger = (whole.best or whole.low or 0) > (one.best or one.low or 0)
        if whole.harm == one.harm and theirs == [noun] and larger and not whole.subset_of:
            return whole
    return None


def _on_one_day(reading: Reading, whole: Casualty, one: Casualty) -> bool:
    """False where the sentence of the part names a day apart from those that of the whole names."""
    days: list[set[str]] = []
    for each in (whole, one):
        here = reading.sentences[each.sentence]
        times = starting(reading.found.times, here.start, here.end)
        days.append({(time.earliest or time.of(reading.text))[:10] for time in times})
    return not days[0] or not days[1] or not days[0].isdisjoint(days[1])
