"""Which scope a total is of: one deed's, that of days together, or of all so far.

A figure of another scope is left out with its reason, never added to those that count.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.extract.meeting import days_between, lasts_weeks, of_more, size_of
from analysis.extract.tolls import Gatherer
from analysis.records import Casualty

STOCKS = frozenset(("displaced", "missing", "abducted", "detained"))  # counted as they stand
_OPENING = 6  # sentences in which a report without a deed in front gives the toll of its days
_LOSES = "casualty.lose"
_FEW, _LONG = 4, 31  # days of the news, and by how many more a tally of months reaches back
_LEAD = 5  # a toll of a period so large outweighs single persons


def in_scope(
    harm: str, kept: list[Casualty], over: str, gatherer: Gatherer
) -> tuple[str, list[Casualty], list[tuple[str, str]]]:
    """The widest-founded scope present, its figures, and the others with the reason.

    Incident figures where there are any above zero; else the highest toll of a period; of
    people gone or displaced also a cumulative one. A cumulative death toll is never a total.
    """
    beside_deaths = _opens_with_harm(gatherer.figures)
    by_scope: dict[str, list[Casualty]] = {"incident": [], "period": [], "cumulative": []}
    for figure in kept:
        by_scope[figure.scope].append(figure)
    allowed = ("incident", "period", "cumulative") if harm in STOCKS else ("incident", "period")
    chosen = next((s for s in allowed if any(size_of(f) for f in by_scope[s])), "incident")
    if harm == "displaced" and kept:
        of_the_news = [one for one in kept if one.scope != "cumulative" and size_of(one)]
        told = of_the_news if beside_deaths and of_the_news else kept
        chosen = max(told, key=size_of).scope  # who are gone now, however the days are told
    incidents, periods = by_scope["incident"], by_scope["period"]
    opening = chosen == "incident" and _holds(periods, incidents, over, beside_deaths=beside_deaths)
    if chosen == "incident" and (opening or _is_aside(incidents, periods)):
        chosen = "period"
    counted = by_scope[chosen]
    if chosen != "incident" and counted:
        lead = _opening(periods) if opening else max(_latest(counted), key=size_of)
        counted = [
            one
            for one in counted
            if one is lead or _is_further(one, lead) or _is_of_the_other(one, lead, gatherer)
        ]
    said = {"period": "the toll of a period", "cumulative": "a cumulative toll"}
    taken = set(map(id, counted))
    out = [
        (
            figure.id,
            said.get(figure.scope, _beside(figure, opening)),
        )
        for figure in kept
        if id(figure) not in taken
    ]
    return chosen, counted, out


def _latest(figures: list[Casualty]) -> list[Casualty]:
    """The figures without those told after the first, of days that were over when its days began or of far more days.

    "Gangs killed 68 from Friday to Saturday. ... More than 300 have died this year": the news is the 68.
    """
    first = next((one for one in figures if size_of(one)), figures[0])
    begun, ended = (first.date_earliest or "")[:10], (first.date_latest or "")[:10]
    if len(begun) < 10:
        return figures
    few = len(ended) == 10 and days_between(ended, begun) <= _FEW

    def is_of_the_news(one: Casualty) -> bool:
        earliest, latest = (one.date_earliest or "")[:10], (one.date_latest or "")[:10]
        if one is first or not latest:
            return True
        longer = few and len(earliest) == 10 and days_between(begun, earliest) > _LONG
        return latest > begun[: len(latest)] and not longer

    return [one for one in figures if is_of_the_news(one)]


def _opens_with_harm(figures: Sequence[Casualty]) -> bool:
    """True where the news is of dead or wounded: the millions whom the war has driven out are background."""
    first = next((one for one in figures if size_of(one)), None)
    return first is not None and first.harm in ("killed", "injured") and first.scope != "cumulative"


def _beside(figure: Casualty, opening: bool) -> str:
    if not size_of(figure):
        return "nobody harmed"
    return "within the toll the article opens with" if opening else "one incident"


def _is_further(one: Casualty, lead: Casualty) -> bool:
    """ "killed 22 in July and 14 more in August", "the killing this week of a judge and a clerk",
    "has killed 112 rebels and lost nine men"."""
    listed = one.start == lead.start and one.rule == lead.rule
    listed = listed or (one.rule == _LOSES) != (lead.rule == _LOSES)
    return one.sentence == lead.sentence and (listed or of_more(one))


def _is_of_the_other(one: Casualty, lead: Casualty, gatherer: Gatherer) -> bool:
    """ "900 have died in Israel since Saturday and 687 in Gaza": told in one sentence, each of its own land."""
    if one.sentence != lead.sentence or one.subset_of or lead.subset_of or one.harm != lead.harm:
        return False
    window = one.date_earliest, one.date_latest
    same = window == (lead.date_earliest, lead.date_latest)
    return same and gatherer.two_places(one, lead)


def _is_aside(incidents: list[Casualty], periods: list[Casualty]) -> bool:
    """ "Ten were killed last week in reprisals for the murder of an elder": the toll told first
    is the news, and the single persons told beside it are its cause or its examples."""
    lead = max(periods, key=size_of, default=None)
    if lead is None or size_of(lead) < _LEAD:
        return False
    beside = any(one.sentence == lead.sentence for one in incidents)
    return beside and all(size_of(one) <= 1 and lead.start < one.start for one in incidents)


def _opening(periods: list[Casualty]) -> Casualty:
    """ "More than 30 died. A portal says 33 have died since Sunday": the count, told right behind."""
    first = periods[0]
    near = [one for one in periods if one.sentence - first.sentence <= 1]
    return max(
        (one for one in near if size_of(one) <= 1.2 * size_of(first)), key=size_of, default=first
    )


def _holds(
    periods: list[Casualty], incidents: list[Casualty], over: str, *, beside_deaths: bool
) -> bool:
    """ "Clashes in Kara since Monday have left 12 dead. ... On Tuesday four were shot": the toll the
    article opens with holds what is told, day by day, behind it."""
    lead = periods[0] if periods else None
    if lead is None or size_of(lead) < _LEAD:
        return False
    if lead.sentence > (1 if beside_deaths else _OPENING) and "when.period_before" not in lead.note:
        return False  # but "in the reporting period", which a report begins with
    first, last = (lead.date_earliest or "")[:10], (lead.date_latest or "")[:10]
    ended = len(first) >= 7 and len(last) >= 7 and last < over[: len(last)]
    if not ended and (len(first) < 10 or lasts_weeks(lead)):
        return False  # but a month that is over is told as a whole
    days = [(one.date_earliest or "")[:10] for one in incidents]
    within = all(one.start > lead.end for one in incidents) and all(
        first <= day[: len(first)] and day[: len(last)] <= last for day in days if day or not ended
    )
    of_all = [one for one in incidents if _one_window(one, lead)]
    others = [one for one in incidents if not _one_window(one, lead)]
    told = sum(map(size_of, others)) + max(map(size_of, of_all), default=0)
    return within and told <= size_of(lead)


def _one_window(one: Casualty, lead: Casualty) -> bool:
    """ "The group put the dead of the three days at 140": another count of those days."""
    window = lead.date_earliest, lead.date_latest
    return (one.date_earliest, one.date_latest) == window and window[0] != window[1]
