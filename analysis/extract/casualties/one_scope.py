"""Figures that share a scope: parts and their whole, two told in one breath, a headline and its story.

"96 died on Sunday: 41 farmers and 55 herders": the parts cover the time the whole covers.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from analysis.extract.casualties.whole_told import APART
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Casualty

_HEADLINES = 4  # figures of a headline and a lead
_AND = re.compile(r"[\"”]?,? and (?:\w+ ){0,2}")
_IN_WHICH = re.compile(r", in which $")
_BARE = frozenset(
    "about around some nearly almost over more than at least up to between and as many".split()
)
_SOON = 30  # characters behind a part in which its own time stands
_COUNTED_BEFORE = 4  # sentences


# "has put the number of the dead at 55", "puts their number at 55", "gave the toll as 55"
_PUT_AT = re.compile(
    r"\b(?:put|puts|putting|placed|places|sets?|estimates?|estimated|gave|gives) (?:the|that|this|its|their) "
    r"(?:own )?(?:[a-z]+ ){0,2}?(?:tolls?|dead|numbers?|figures?|count|tally|total|deaths)"
    r"(?: (?:of|from|for|in) (?:the |those |that )?(?:[\w’'-]+ ?){1,4}?)? (?:at|as)(?: [a-z]+){0,3} ?$"
)
_PUT_BACK = 90  # characters before the number


def puts_anew(reading: Reading, figure: Casualty) -> bool:
    """ "The army puts their number at 55": another count of those told of before."""
    at = figure.number_start if figure.number_start is not None else figure.start
    text = reading.text
    start = max(reading.sentences[figure.sentence].start, at - _PUT_BACK)
    return _PUT_AT.search(text, start, at) is not None


def in_scope(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """ "96 died throughout the land on Sunday: 41 farmers and 55 herders": parts cover what their whole covers."""
    known = {record.id: record for record in out}
    times = [time.start for time in reading.found.times]
    for at, record in enumerate(out):
        whole = known.get(record.subset_of or "")
        if whole is None or record.scope == whole.scope:
            continue
        if record.scope != "incident":
            if _of_one_deed(whole, record, times):
                out[at] = replace(record, scope="incident")
            continue
        untold = not _has_one(times, whole.end + 1, record.end)
        if whole.sentence == record.sentence and whole.start < record.start:
            if untold or ":" in reading.text[whole.end : record.start]:
                out[at] = replace(record, scope=whole.scope)
    _headline(out)
    _counted_on(reading, out, times)
    _while_more(reading.text, out)
    _put_anew(reading, out, times)
    for at in range(1, len(out)):
        _in_one_breath(reading.text, out, at, at - 1)
    for at in range(len(out) - 1, 0, -1):
        _in_one_breath(reading.text, out, at - 1, at)
    return _other_counts(out)


_COUNTED_ON = re.compile(
    r"\W*(?:It|They|(?:The|That|This|Its) (?:[\w-]+ )?(?:report|agency|office|group|monitors?|mission|ministry|"
    r"registry|organi[sz]ation|body|observatory|institute|network|bureau|centre|center|tally))(?: said| says)?(?: it)?"
    r"(?: has| had)?(?: also| further)? (?:counted|counts|recorded|documented|registered|logged|listed|verified|"
    r"tallied|tracked|attributed|included)\b"
)


def _counted_on(reading: Reading, out: list[Casualty], times: list[int]) -> None:
    """ "4,800 were killed from October to June, a report said. It counted 900 in Kara": of those months."""
    for at in range(1, len(out)):
        one, before = out[at], out[at - 1]
        if one.scope != "incident" or before.scope == "incident" or one.subset_of:
            continue
        here = reading.sentences[one.sentence]
        if one.sentence - before.sentence > 1 or _has_one(times, here.start, here.end):
            continue
        if _COUNTED_ON.match(reading.text, here.start, here.end):
            out[at] = replace(one, scope=before.scope)


_MORE = re.compile(r"\bwhile (?:[\w-]+ ){0,3}$")
_OTHERS = re.compile(r"\b(?:more|others?)\b")


def _while_more(text: str, out: list[Casualty]) -> None:
    """ "Raids killed 15 men, four of them officers, last week, while 30 more were hurt": in that week."""
    for at in range(1, len(out)):
        one = out[at]
        if one.scope != "incident" or one.subset_of or not _OTHERS.search(one.victims or ""):
            continue
        whole = next((o for o in reversed(out[:at]) if not o.subset_of), None)
        if whole is None or whole.sentence != one.sentence or whole.scope != "period":
            continue
        if _MORE.search(text, max(whole.end, one.start - _SOON), one.start):
            out[at] = replace(one, scope=whole.scope)


def _put_anew(reading: Reading, out: list[Casualty], times: list[int]) -> None:
    """ "In May 2021, 80 were killed over two days, an inquiry found. The army puts the dead at 55": of those days."""
    for at in range(1, len(out)):
        one = out[at]
        if one.scope != "incident" or one.subset_of or not puts_anew(reading, one):
            continue
        earlier = map(out.__getitem__, range(at - 1, -1, -1))
        told = next((o for o in earlier if o.harm == one.harm and not o.subset_of), None)
        if told is None or told.scope == "incident" or one.sentence - told.sentence > 1:
            continue
        begun = max(told.end, reading.sentences[one.sentence].start)
        if not _has_one(times, begun, one.end + _SOON):
            out[at] = replace(one, scope=told.scope)


def _has_one(offsets: list[int], start: int, end: int) -> bool:
    """Is one of the sorted ``offsets`` at ``start`` or behind it, and before ``end``?"""
    at = bisect_left(offsets, start)
    return at < len(offsets) and offsets[at] < end


def _of_one_deed(whole: Casualty, part: Casualty, times: list[int]) -> bool:
    """ "In May a bomber killed 26, 14 of them soldiers": a part with no time of its own is of the deed."""
    beside = whole.sentence == part.sentence and whole.start < part.start
    beside = beside and (whole.scope, part.scope) == ("incident", "period")
    return beside and not _has_one(times, whole.end + 1, part.end + _SOON)


def _headline(out: list[Casualty]) -> None:
    """ "Hundreds dead as rebels seize base. ... days of fighting cost 500 lives": of those days, too."""
    for at, lead in enumerate(out[:_HEADLINES]):
        if lead.bound != "words_only" or lead.scope != "incident" or lead.sentence > 1:
            continue
        same = (o for o in out[at + 1 :] if o.harm == lead.harm and o.bound != "words_only")
        told = next(same, None)
        if told is None or told.scope != "period" or told.sentence - lead.sentence > APART:
            continue
        if (told.best or told.low or 0) >= (lead.low or 0):
            out[at] = replace(lead, scope="period")


def _in_one_breath(text: str, out: list[Casualty], at: int, other: int) -> None:
    """ "223 rebels and 28 troops were killed, as well as 41 herders, since May": by one verb, in one time."""
    one, two = out[at], out[other]
    if one.scope != "incident" or two.scope == "incident" or one.sentence != two.sentence:
        return
    meets = one.start < two.end and two.start < one.end
    if one.subset_of or two.subset_of:
        return
    if meets and one.harm == two.harm:
        out[at] = replace(one, scope=two.scope)
    elif (
        at > other
        and " also " in text[one.start : one.end]
        and _IN_WHICH.search(text, two.end, one.start)
    ):
        out[at] = replace(one, scope=two.scope)  # "35 rebels died in raids since May, in which six
    elif (
        at > other
        and (one.harm != two.harm or one.rule == "casualty.lose")
        and _AND.fullmatch(text, two.end, one.start)
    ):
        out[at] = replace(
            one, scope=two.scope
        )  # "has killed 132 and injured 900 more", "and lost nine men"


def _other_counts(out: list[Casualty]) -> list[Casualty]:
    """ "31,000 have arrived in nine days. A relief group says 44,000": another count of the same flight."""
    for at, record in enumerate(out):
        words = (record.victims or "").lower().replace(",", "").split()
        bare = all(word in _BARE or word[0].isdigit() for word in words)
        if record.harm != "displaced" or record.scope != "incident" or not bare or record.subset_of:
            continue
        before = (o for o in reversed(out[:at]) if o.harm == "displaced" and not o.subset_of)
        last = next((o for o in before if o.scope == "period"), None)
        if last is not None and record.sentence - last.sentence <= _COUNTED_BEFORE:
            out[at] = replace(record, scope="period")
    return out
