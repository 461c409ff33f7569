"""As many people harmed by another deed, which a figure of that size does not repeat.

Another day, another town, or a deed told as new ("An army strike on the market in May killed ...") says so.
"""

from __future__ import annotations

import re

from analysis.dates import first_day, last_day
from analysis.reading import Reading, starting
from analysis.records import Casualty, Place, Time

_CHANCE = 12  # so many may be told of again by chance
_OPENING = 4  # characters in which a time opens its sentence


def is_of_another_deed(reading: Reading, first: Casualty, record: Casualty) -> bool:
    """True where a figure as large as the first is of another day or town."""
    if _beside_it(reading, first, record):
        return True
    if record.number_start and reading.text.endswith((" the ", " The "), 0, record.number_start):
        return _of_another_day(reading, first, record) or _told_of_old(reading, first, record)
    return (
        _of_another_day(reading, first, record)
        or _told_of_old(reading, first, record)
        or _of_another_town(reading, first, record)
        or _opens_in_a_village(reading, first, record)
        or _of_another_province(reading, first, record)
    )


def _beside_it(reading: Reading, first: Casualty, record: Casualty) -> bool:
    """ "Six soldiers died in the north, while a bomb in the capital left six people dead"."""
    if first.sentence != record.sentence or first.end >= record.start:
        return False
    return _MEANWHILE.search(reading.text, first.end, record.start) is not None


_MEANWHILE = re.compile(r",? while (?:an?|another|two|three|several) (?:[\w’'-]+ ){1,12}$")


def _of_another_day(reading: Reading, first: Casualty, record: Casualty) -> bool:
    """ "Last week, six soldiers died ..., in which three gunmen were also killed": as many others.

    Asked of figures whose sentence, or whose clause of it, opens with a time before all that the first
    one's names. Large figures ask for months between, and for a deed told as new: "in an ambush".
    """
    if first.sentence == record.sentence:
        return False
    large = (record.best or record.low or 0) > _CHANCE
    if not large and " also " in reading.text[record.start : record.end]:
        return True
    opening = _opening_time(reading, record)
    ended = last_day(opening.latest or opening.earliest or "") if opening else None
    begun = [day for day in map(first_day, _days_told(reading, first)) if day is not None]
    if ended is None or not begun:
        return False
    if opening is not None and _DATED_DEED.match(reading.text, opening.end):
        an = reading.text[max(0, opening.start - len("An ")) : opening.start]
        if an.endswith(("An ", "A ")):  # "An Aug. 28 attack killed 25"
            return (min(begun) - ended).days > _OLD
    if large and not _of_a_new_deed(reading, record, opening):
        return False
    return (min(begun) - ended).days > (_MONTHS if large else 0)


def _of_a_new_deed(reading: Reading, record: Casualty, opening: Time | None) -> bool:
    """True for "in an ambush", "a suicide bomber killed", "An army strike on the market in May killed"."""
    text = reading.text
    if _A_DEED_OF.match(text, reading.sentences[record.sentence].start):
        return True
    if _A_DEED.search(text, record.end, record.end + _SOON):
        return True
    return opening is not None and _A_DOER.match(text, opening.end, record.start) is not None


def _told_of_old(reading: Reading, first: Casualty, record: Casualty) -> bool:
    """ "Dozens died in raids on Kano. ... Dozens were killed in the east last Monday": a word, and another day."""
    published = first_day(reading.article.published or "")
    vague = first.bound == record.bound == "words_only" and first.sentence < record.sentence
    if not vague or published is None:
        return False
    here = reading.sentences[record.sentence]
    told = [
        last_day(t.latest or t.earliest or "")
        for t in starting(reading.found.times, here.start, here.end)
    ]
    days = [day for day in told if day is not None]
    theirs = [day for day in map(first_day, _days_told(reading, first)) if day is not None]
    old = bool(days) and all((published - day).days > _OLD for day in days)
    return old and not any((published - day).days > _OLD for day in theirs)


_OLD = 3  # days before the news


def _opening_time(reading: Reading, record: Casualty) -> Time | None:
    """The time that opens a figure's sentence, or else the clause it stands in: ", and a week earlier five"."""
    start = reading.sentences[record.sentence].start
    times = starting(reading.found.times, start, record.start)
    if not times:
        return None
    at = record.start if record.number_start is None else record.number_start
    own = times[-1]
    if record.start - own.end <= 2 and _A_DEED_OF.fullmatch(reading.text, start, own.start):
        return own
    near = 0 <= at - own.end <= 2 or _A_DOER.match(reading.text, own.end, record.start)
    if near and _CLAUSE_OPENS.search(reading.text, max(start, own.start - 9), own.start):
        return own
    return times[0] if times[0].start < start + _OPENING else None


def _days_told(reading: Reading, first: Casualty) -> list[str]:
    """The days that a figure's sentence names, or else those of the last sentence before that names any."""
    for sentence in range(first.sentence, max(-1, first.sentence - _DATED_BACK - 1), -1):
        there = reading.sentences[sentence]
        told = [t.earliest for t in starting(reading.found.times, there.start, there.end)]
        if any(told):
            return [day for day in told if day]
    return []


_DATED_BACK = 2  # sentences in which the day of the deed was told
_MONTHS = 45  # days between two deeds that harm as many
_SOON = 40  # characters from a figure to its deed
_A_DEED = re.compile(r"\b(?:in|by|when|during) (?:a|an|another|one) ")
# "in November a suicide bomber killed 26": somebody new
_A_DOER = re.compile(r",? (?:an?|another|two|three|several) (?:[\w-]+ ){1,4}$")
_DATED_DEED = re.compile(
    r" (?:[a-z]+ ){0,2}(?:attack|strike|raid|bombing|assault|ambush|blast|explosion|shelling|massacre|airstrike)\b"
)
# "An army strike on the same market in December 2021 killed ..."
_A_DEED_OF = re.compile(r"(?:An?|Another|One) (?:[\w’'-]+ ){1,9}")
_CLAUSE_OPENS = re.compile(r"(?:(?:,|;) (?:and|while|but)|;) (?:in |on )?$")


def _of_another_town(reading: Reading, first: Casualty, record: Casualty) -> bool:
    """ "Drones killed four in Kyiv. ... In the city of Sumy, a missile killed four": as many others.

    Asked of small figures, whose sentence names towns far from every place the first one's, or the
    sentence that it goes on from, names.
    """
    if (record.best or record.low or 0) > _CHANCE or first.sentence == record.sentence:
        return False
    at = record.sentence
    here, scenes = reading.sentences[at], _scenes(reading, at)
    if not scenes and at - 1 > first.sentence:
        here, scenes = reading.sentences[at - 1], _scenes(reading, at - 1)[:1]
        if not scenes or not _IN.fullmatch(reading.text, here.start, scenes[0].start):
            return False  # "In Najaf, seven guards were killed. The raiders, three in all, died"
    scenes = [place for place in scenes if place.precision == "exact"]
    told = told_where(reading, first)
    if not scenes or not told or any(place.precision not in ("exact", "near") for place in told):
        return False
    if _IN.fullmatch(reading.text, here.start, scenes[0].start):
        return all(_far_apart(scenes[0], place) for place in told)
    again = _THE_DEED.search(reading.text, here.start, here.end) is not None
    return not again and all(_provinces_apart(ours, place) for place in told for ours in scenes)


def _of_another_province(reading: Reading, first: Casualty, record: Casualty) -> bool:
    """ "A bomb in Quetta killed four. ... In Tank, four soldiers died": as many others, of a paragraph that
    names its own district, in another province than the first one's clause does."""
    one, two = reading.sentences[first.sentence], reading.sentences[record.sentence]
    if (record.best or record.low or 0) > _CHANCE or one.paragraph == two.paragraph:
        return False
    if record.rule in ("casualty.toll", "casualty.said"):
        return False
    if _THE_DEED.search(reading.text, two.start, two.end):
        return False
    ours = _told_in_its_paragraph(reading, record)
    theirs = _of_its_clause(reading, first) or told_where(reading, first)
    fine = all(p.precision in _DISTRICT for p in (*ours, *theirs))
    return (
        bool(ours and theirs)
        and fine
        and all(_apart(mine, place) for mine in ours for place in theirs)
    )


def _apart(one: Place, two: Place) -> bool:
    """True for places of two provinces; one that lies in a province alone goes by its name."""
    return (one.admin1 or one.name) != (two.admin1 or two.name) and _far_apart(one, two)


def _told_in_its_paragraph(reading: Reading, record: Casualty) -> list[Place]:
    """The scenes before a figure in its sentence, or those the last sentence of its paragraph names."""
    paragraph = reading.sentences[record.sentence].paragraph
    for at in range(record.sentence, max(-1, record.sentence - _TOLD_BACK), -1):
        if reading.sentences[at].paragraph != paragraph:
            return []
        if told := [p for p in _scenes(reading, at) if p.end <= record.start]:
            return told[-1:]
    return []


def _of_its_clause(reading: Reading, figure: Casualty) -> list[Place]:
    here = reading.sentences[figure.sentence]
    at = max((reading.text.rfind(word, here.start, figure.start) for word in _WHILE), default=-1)
    return [p for p in _scenes(reading, figure.sentence) if at >= 0 and at < p.start <= figure.end]


_WHILE = (" while ", "; ", " whereas ")
_DISTRICT = ("exact", "near", "admin2", "admin1")


# "On Tuesday in the north an airstrike on the village of X killed"
_A_VILLAGE = re.compile(
    r"(?:Late |Early )?(?:On|In|By) [^,;]{3,50}?,? an? (?:[\w-]+ ){1,4}?(?:in|on|near|against|at) the "
    r"(?:[a-z]+ )?(?:village|town|hamlet|camp) of $"
)


def _opens_in_a_village(reading: Reading, first: Casualty, record: Casualty) -> bool:
    """ "A raid killed ten. ... in the town of Kesh. On Tuesday a strike on the village of Mareth killed ten": others,
    in a village not told of before."""
    if record.sentence - first.sentence <= _LEAD_TOLD:
        return False
    here = reading.sentences[record.sentence]
    village = next(
        (
            p
            for p in _scenes(reading, record.sentence)
            if _A_VILLAGE.fullmatch(reading.text, here.start, p.start)
        ),
        None,
    )
    if village is None or village.start > record.start:
        return False
    if reading.text.find(reading.text[village.start : village.end]) < here.start:
        return False
    near = range(first.sentence, first.sentence + _LEAD_TOLD + 1)
    return any(p.precision in _FINE for at in near for p in _scenes(reading, at))


_LEAD_TOLD = 4  # sentences in which a lead's deed is told in full
_FINE = ("exact", "near", "unnamed")


def told_where(reading: Reading, first: Casualty) -> list[Place]:
    """The scenes the sentence of a figure names, or those of the sentence before that names some."""
    for at in range(first.sentence, max(-1, first.sentence - _TOLD_BACK), -1):
        if told := _scenes(reading, at):
            return told
    return []


def _scenes(reading: Reading, sentence: int) -> list[Place]:
    here = reading.sentences[sentence]
    return [p for p in starting(reading.found.places, here.start, here.end) if p.role == "scene"]


def _far_apart(one: Place, two: Place) -> bool:
    if one.name == two.name or one.lat is None or two.lat is None:
        return False
    apart = abs(one.lat - two.lat) + abs((one.lon or 0) - (two.lon or 0))
    return _TOWNS_APART < apart < _WORLDS_APART


_TOLD_BACK = 4  # sentences
_THE_DEED = re.compile(
    r"\b(?:in|by|after|during|from) (?:the|this|that) (?:[a-z]+ )?"
    r"(?:attack|raid|incident|bombing|blast|explosion|strike)\b"
)
_IN = re.compile(
    r"(?:[A-Z][a-z]+, )?(?:(?:and|And|further \w+|Further \w+|farther \w+|Farther \w+|elsewhere|Elsewhere),? )?"
    r"(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside) (?:the (?:[a-z]+ )?(?:city|town|village|port|camp) of |the )?"
)
_WORLDS_APART = 40.0  # degrees: a quarter taken for a namesake overseas
_TOWNS_APART = (
    0.4  # degrees of latitude and longitude together: two towns, not a town and its quarter
)


def _provinces_apart(one: Place, two: Place) -> bool:
    named = one.admin1 is not None and two.admin1 is not None
    return named and one.admin1 != two.admin1 and _far_apart(one, two)
