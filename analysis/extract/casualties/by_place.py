"""Pieces of a toll told town by town: "Raids on the north kill 40. ... In Qarda 12 died. ... In Buhra nine".

They need not make up the whole: a report seldom tells of every town. What shows that they are pieces is
a lead that tells of several deeds or places, and figures behind it that each stand at another place, on
the same day, and together are no more than the lead's.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from analysis.extract.casualties.repeats import other_people
from analysis.gazetteer import same_area
from analysis.lean import replace
from analysis.opened import Opened
from analysis.reading import Reading, starting
from analysis.records import Casualty, Place
from analysis.text import Sentence

_LEAD = 2  # sentences of a headline and a lead
_NEAR = 8  # sentences from one piece to the next, where they do not make up the whole
_AGAIN = 3  # sentences in which a piece is told again
_BESIDE = 30  # characters: "a man and a boy were killed" are two, however near
_MOST = 0.8  # of the whole: more in one place is a count of its own, unless all adds up
_TOLLS = frozenset(("casualty.toll", "casualty.said"))
_WORDS = 10  # times its low bound: as many may be in "dozens"
_OF_A_DAY = frozenset(("day", "part", "hour", "minute"))
_APART = re.compile(
    r"\b(?:[Ss]eparately|unrelated|another (?:incident|attack|province)|previous(?:ly)?|days? (?:ago|earlier|before)|"
    r"last (?:week|month|year)|earlier (?:this|in the) (?:week|month|year))\b"
)
# "in raids on the north", "in Qarda and Buhra": more than one deed or place
_DEEDS = Opened(
    r"\b(?:attacks|incidents|raids|(?:air ?)?strikes|airstrikes|shootings|blasts|bombings|explosions|ambushes|"
    r"bombardments?|operations|shellings?|separate)\b",
    re.IGNORECASE,
)
# "air strikes kill dozens in rebel town": one place, however many deeds
_ONE_TOWN = re.compile(
    r"(?: \w+)? in (?:an? |the |one )?(?:[a-z-]+ ){0,3}(?:town|village|market|mosque|school)\b"
)
# "in four operations", "during separate raids": a single place told behind is one of them
_SEVERAL = re.compile(
    r"\b(?:in|during|after|across|from|by) (?:at least )?(?:several|separate|multiple|various|different|two|three|four|"
    r"five|six|seven|eight|a (?:series|string|wave|number) of)(?: [\w-]+){0,2} "
    r"(?:operations|raids|attacks|incidents|clashes|ambushes|strikes|airstrikes|bombings|shootings|assaults|searches)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\W*(?:and|&)(?: (?:in|on|at|near))?(?: the)? ")
_FROM_AFAR = re.compile(
    r"\b(?:air|airstrikes?|strikes?|raids?|warplanes?|jets|planes|bomb\w*|barrel|shell\w*|rockets?|missiles?|mortars?|"
    r"artillery|helicopters?|drones?)\b",
    re.IGNORECASE,
)
_BY_HAND = re.compile(
    r"\b(?:execut\w+|behead\w+|gunm[ae]n|shot|ambush\w*|clash\w*|battl\w+|fighting|fought|snipers?|land ?mines?|"
    r"car bomb|suicide|blew)\b",
    re.IGNORECASE,
)
_NOT_COUNTED = frozenset(("bodies", "corpses", "remains", "bombers", "attackers"))


def pieces_by_place(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """The figures, with those told town by town pointing at the toll of headline or lead."""
    for harm in ("killed", "injured", "detained"):
        told = [k for k, one in enumerate(out) if one.harm == harm]
        lead = [k for k in told if _may_lead(reading, out[k])]
        if not lead:
            continue
        whole = out[max(reversed(lead), key=lambda k: size_of(out[k]))]
        if harm == "detained" and whole.bound == "words_only":
            continue
        if len(told) > 2 - _of_several(reading, whole) and not _is_made_up(out, whole):
            for k in _pieces(reading, out, whole, [k for k in told if out[k].start > whole.end]):
                out[k] = replace(out[k], subset_of=whole.id, subset_kind="breakdown")
    return out


def size_of(figure: Casualty) -> int:
    """The number a figure states, or the least its words mean."""
    return figure.best or figure.low or 0


def _may_lead(reading: Reading, one: Casualty) -> bool:
    """True for a toll of headline or lead that tells of several deeds or places."""
    if one.sentence > _LEAD or one.subset_of or one.scope != "incident" or size_of(one) < 2:
        return False
    here = reading.sentences[one.sentence]
    if _ONE_TOWN.match(reading.text, one.end):
        return False
    if _DEEDS.search(reading, here.start, here.end):
        return True
    pairs = itertools.pairwise(_towns(reading, here))
    return any(_AND.fullmatch(reading.text, one.end, two.start) for one, two in pairs)


def _of_several(reading: Reading, whole: Casualty) -> bool:
    """ "detained 14 in four operations": the words say that there were several deeds."""
    here = reading.sentences[whole.sentence]
    if whole.bound == "words_only":
        return False  # "several were held in two raids": what they came to is told behind
    return _SEVERAL.search(reading.text, here.start, here.end) is not None


def _towns(reading: Reading, here: Sentence) -> list[Place]:
    places = starting(reading.found.places, here.start, here.end)
    return [place for place in places if place.precision != "country"]


def _is_made_up(out: Sequence[Casualty], whole: Casualty) -> bool:
    """True for a toll that the pieces found before make up."""
    pieces = [o for o in out if o.harm == whole.harm and o.subset_kind == "breakdown"]
    return bool(pieces) and sum(map(size_of, pieces)) >= size_of(whole)


def _pieces(reading: Reading, out: list[Casualty], whole: Casualty, later: list[int]) -> list[int]:
    """Those of the later figures that are pieces of the whole; none where they do not fit in it."""
    found, towns = list[int](), dict[int, set[str]]()
    known = {one.id for one in out if one.harm == whole.harm}
    areas = [p.admin1 or p.name for p in _towns(reading, reading.sentences[whole.sentence])]
    for k in later:
        part = out[k]
        if part.subset_of in known or not _may_be_piece(reading, whole, part):
            continue
        here = _towns(reading, reading.sentences[part.sentence])
        if areas and any(p.admin1 for p in here) and not any(_in_one(p, areas) for p in here):
            continue  # "elsewhere, in the province of Homs"
        found.append(k)
        towns[k] = {p.name for p in here}
    size = size_of(whole)
    once = _told_once(out, found, towns)
    total = sum(size_of(out[k]) for k in once)
    if whole.bound != "words_only" and total > size + (whole.bound in ("at_least", "more_than")):
        return []
    if total < size:
        found, once = _chained(out, whole, found, once)
        if any(size_of(out[k]) > _MOST * size for k in once) and whole.bound != "words_only":
            return []
    places = set[str]().union(*(towns[k] for k in found)) if found else set[str]()
    fewest = 1 - _of_several(reading, whole)
    return found if len(once) > fewest and len(places) > fewest else []


def _may_be_piece(reading: Reading, whole: Casualty, part: Casualty) -> bool:
    size = size_of(part)
    if part.scope != "incident" or part.status != "reported" or part.rule in _TOLLS or not size:
        return False
    most = size_of(whole) * _WORDS if whole.bound == "words_only" else size_of(whole)
    if size >= most or part.sentence == whole.sentence:
        return False
    if part.bound == "words_only" != whole.bound:
        return False  # "dozens", of the 120 told before: their count in words
    if other_people(whole.victim_class, part.victim_class):
        return False
    if not _NOT_COUNTED.isdisjoint((part.victims or "").lower().split()):
        return False
    here = reading.sentences[part.sentence]
    if not _towns(reading, here) or _APART.search(reading.text, here.start, here.end):
        return False
    lead = reading.sentences[whole.sentence]
    return _days_meet(reading, lead, here) and not _of_other_means(reading.text, lead, here)


def _days_meet(reading: Reading, lead: Sentence, here: Sentence) -> bool:
    """True where the two sentences name a day in common, or one of them names none."""
    ours, theirs = (
        {
            day
            for time in starting(reading.found.times, one.start, one.end)
            if time.earliest and time.granularity in _OF_A_DAY
            for day in (time.earliest[:10], (time.latest or "")[:10])
            if day
        }
        for one in (lead, here)
    )
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _of_other_means(text: str, lead: Sentence, here: Sentence) -> bool:
    """ "Air strikes kill 40 ... a guard was shot": another deed."""
    return (
        _FROM_AFAR.search(text, lead.start, lead.end) is not None
        and _BY_HAND.search(text, lead.start, lead.end) is None
        and _BY_HAND.search(text, here.start, here.end) is not None
        and _FROM_AFAR.search(text, here.start, here.end) is None
    )


def _in_one(place: Place, areas: list[str]) -> bool:
    return not place.admin1 or any(same_area(place.admin1, area) for area in areas)


def _told_once(out: list[Casualty], found: list[int], towns: dict[int, set[str]]) -> list[int]:
    """The pieces without those told again: of one size, at one place or close by."""
    once: list[int] = []
    for k in found:
        again = any(
            size_of(out[j]) == size_of(out[k])
            and (towns[j] & towns[k] or out[k].sentence - out[j].sentence <= _AGAIN)
            and out[k].start - out[j].end > _BESIDE
            for j in once
        )
        if not again:
            once.append(k)
    return once


def _chained(
    out: list[Casualty], whole: Casualty, found: list[int], once: list[int]
) -> tuple[list[int], list[int]]:
    """The pieces up to the first that stands far behind the one before."""
    last, kept = whole.sentence, list[int]()
    for k in found:
        if out[k].sentence - last > _NEAR:
            break
        last = out[k].sentence
        kept.append(k)
    return kept, [k for k in once if k in kept]


def stands_elsewhere(reading: Reading, whole: Casualty, part: Casualty) -> bool:
    """ "Raids on Sarmin killed ten. In Kara eight died, in Binnish two": none of the ten.

    Asked of wholes behind the lead, and of parts told of "in a separate incident".
    """
    if whole.sentence == part.sentence:
        return False
    separate = _SEPARATELY.match(reading.text, reading.sentences[part.sentence].start) is not None
    if whole.sentence <= _LEAD and not separate:
        return False
    ours = {p.name for p in _towns(reading, reading.sentences[whole.sentence])}
    theirs = {
        p.name
        for p in _towns(reading, reading.sentences[part.sentence])
        if not _QUARTER.search(reading.text, p.start, p.end)  # it may lie in the town of the whole
    }
    return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)


_SEPARATELY = re.compile(
    r"\W*(?:Separately|Elsewhere|Meanwhile|In (?:a|another) (?:separate|unrelated|different|further) )"
)
_QUARTER = re.compile(r" (?:[Nn]eighbou?rhood|[Qq]uarter|[Ss]treet|[Ss]quare)s?\b")
_IN_TOTAL = re.compile(r"\W*(?:In total|In all|All in all|Altogether|All told|Overall)\b,? ")
_SUMMED = 5  # sentences back from a sum to its first piece


def summed_up(reading: Reading, out: list[Casualty]) -> None:
    """ "Ten died in Sarmin. ... Eight died in Kara. In total, over 40 died that day": pieces before their sum."""
    for k, whole in enumerate(out):
        here = reading.sentences[whole.sentence]
        if whole.subset_of or not _IN_TOTAL.match(reading.text, here.start):
            continue
        pieces, total = list[int](), 0
        for j in range(k - 1, -1, -1):
            part, size = out[j], size_of(out[j])
            if whole.sentence - part.sentence > _SUMMED or (
                part.harm == whole.harm and size >= size_of(whole)
            ):
                break
            if part.harm != whole.harm or part.subset_of or part.scope != whole.scope:
                continue
            pieces.append(j)
            total += size
        if len(pieces) > 1 and total <= size_of(whole):
            for j in pieces:
                out[j] = replace(out[j], subset_of=whole.id, subset_kind="breakdown")
