"""The day of publication, and where it was read."""

from __future__ import annotations

import re
from datetime import date

from analysis.clean.lines import Page
from analysis.dates import CalendarDate, calendar_dates, exact_day, iso_day
from analysis.records import Source

_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?([0-3]\d)?(?=[/_-]|$)")
_HEAD, _A_DAY = 200, 10  # characters looked through; of an ISO day
_YEAR = re.compile(r"(?:19|20)\d\d")
_SLUG_DATE = re.compile(r"[a-z]{2,6} (0[1-9]|1[0-2])-([0-3]\d)-(\d\d) \d{4}gmt$")  # a wire's close
_SINCE = re.compile(r"\b[Ss]ince (?:[A-Z][a-z]{2,8} )?((?:19|20)\d\d)\b")
_WEEK, _YEAR_DAYS = 7, 365
_STATING = ("stamp", "boilerplate", "byline")
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)\.?,? "
_LABEL = (
    r"(?:(?:Date of )?[Pp]ubli(?:shed|cation)|Posted|Issued|Released|(?:Last )?[Uu]pdated|Print this page|Date)"
    r":?(?: (?:on|at))? "
)
# what stands before the day a text is printed with: nothing, a label, or the headline and its agency
_LEAD = re.compile(
    rf"(?P<label>{_LABEL})?(?:{_WEEKDAY})?"
    rf"|[^.]{{10,150}}? (?:AFP|AP|Reuters|Xinhua|UPI|EFE|DPA|dpa|Agencies) {_WEEKDAY.replace('weekday', 'named')}"
)
# "September 11 2001 attacks remembered", "21 August 2013 was": a day that is told of
_TOLD_OF = re.compile(
    r"['’]|[,:]? ?(?:(?:was|were|is|saw|marks?|will|[a-z]+ed)\b|(?:(?:the|terror|gas|chemical|suicide) )?"
    r"(?:attacks?|bomb\w*|massacres?|raids?|strikes?|killings?|anniversary|crash|earthquake|coup|war|uprising)\b)",
    re.IGNORECASE,
)
_DASHED = re.compile(r"([0-2]\d|3[01])-(0[1-9]|1[0-2])-((?:19|20)\d\d)(?=\s)")  # "30-04-2016"
# "Reporting period: 3-9 May 2021": what the report is about
_PERIOD = re.compile(
    r"\W*(?:(?:reporting|review|covered|coverage) period|period (?:covered|under review|of reporting)|covering|"
    r"time frame|timeframe)\b",
    re.IGNORECASE,
)
_WRONGLY_FILED, _DAYS_APART = 1, 1_400  # a time zone; a day of history, or a slip


def published_of(
    source: Source, page: Page, text: str, parameter: str | None
) -> tuple[str | None, str | None, list[str]]:
    """ISO prefix, its basis, and warnings; (None, None, [...]) where no date can be found."""
    warnings: list[str] = []
    stated = _in_text(page, text)
    if parameter:
        warnings += _contradicted(parameter, "parameter", page, text)
        return _compared(parameter, "parameter", stated, warnings)
    if source.published:
        day = iso_day(source.published)
        printed = _printed(text, day) if day and source.form == "text" else None
        if printed:
            told = f"published {day} by {source.published_basis or 'metadata'}, but the text is dated {printed}"
            return printed, "text", [*warnings, f"{told}: its days count from there"]
        if day:
            warnings += _contradicted(day, source.published_basis or "metadata", page, text)
            return _compared(day, source.published_basis or "metadata", stated, warnings)
        warnings.append(f"the publication date {source.published[:40]!r} cannot be read")
    if stated:
        return *stated, warnings
    url = _URL_DATE.search(source.url or "")
    if url:
        return "-".join(part for part in url.groups() if part), "URL", warnings
    half = _without_year(page)
    if half:
        warnings.append(f"the dateline says “{half}” and no year: give the day with --published")
    warnings.append("no publication date found: relative dates stay words")
    return None, None, warnings


def _without_year(page: Page) -> str | None:
    """The day of a dateline that names no year, as written."""
    found = _dateline_day(page)
    return found[1] if found else None


def _dateline_day(page: Page) -> tuple[CalendarDate, str] | None:
    """The day of a dateline, read and as written."""
    for line in page.lines:
        if line.head:
            for day in calendar_dates(line.words[: line.head]):
                return day, line.words[day.start : day.end]
    return None


def _contradicted(day: str, basis: str, page: Page, text: str) -> list[str]:
    """What the text says against a day of publication that was given: another dateline, a later past."""
    told = []
    dateline = _dateline_day(page)
    if dateline and not dateline[0].has_year and _apart(day, dateline[0].iso):
        told.append(f"published {day} by {basis}, but the dateline says “{dateline[1]}”")
    later = next((m for m in _SINCE.finditer(text) if m[1] > day[:4]), None)
    if later:
        told.append(f"published {day} by {basis}, but the text tells of “{later[0]}”")
    return told


def _apart(day: str, dateline: str) -> bool:
    """True for a dateline's day of the year more than a week off the day given."""
    month_day, given = re.search(r"(\d\d)-(\d\d)$", dateline), exact_day(day)
    if month_day is None or given is None:
        return False
    try:
        off = abs((given - given.replace(month=int(month_day[1]), day=int(month_day[2]))).days)
    except ValueError:  # 29 February of another year, or a day that is none
        return False
    return _WEEK < off < _YEAR_DAYS - _WEEK


def _in_text(page: Page, text: str) -> tuple[str, str] | None:
    for line in page.lines:
        if _PERIOD.match(line.words):
            continue
        if line.role in _STATING and len(line.words) < 160 and _YEAR.search(line.words):
            found = [d for d in calendar_dates(line.words) if d.has_year and len(d.iso) == 10]
            if found:
                return found[0].iso, "timestamp"
    for line in page.lines:
        if line.head:
            found = [d for d in calendar_dates(line.words[: line.head]) if d.has_year]
            if found:
                return found[0].iso, "dateline"
        slug = _SLUG_DATE.match(line.words) if line.role == "boilerplate" else None
        if slug:
            month, day, year = slug.groups()
            century = "19" if int(year) > 50 else "20"
            return f"{century}{year}-{month}-{day}", "slug"
    head = text[:_HEAD]
    if not _YEAR.search(head):
        return None
    found = [d for d in calendar_dates(head) if d.has_year and len(d.iso) == 10]
    if found and (found[0].start < 40 or len(page.lines) == 1):
        return found[0].iso, "text"
    return None


def _printed(text: str, given: str) -> str | None:
    """The full day a text is printed with, before its first sentence or behind the headline's agency.

    Only where it is not the day ``given``, nor the next one: a matter of time zones.
    """
    head = text[:_HEAD].lstrip()
    if numbers := _DASHED.match(head):
        iso, turned = (f"{numbers[3]}-{numbers[a]}-{numbers[b]}" for a, b in ((2, 1), (1, 2)))
        if exact_day(turned) is not None and _days_between(given, turned) <= _WRONGLY_FILED:
            return None  # the American order
        return iso if _WRONGLY_FILED < _days_between(given, iso) < _DAYS_APART else None
    found = next((d for d in calendar_dates(head) if d.has_year and len(d.iso) == _A_DAY), None)
    lead = _LEAD.fullmatch(head, 0, found.start) if found else None
    if found is None or lead is None or _days_between(given, found.iso) <= _WRONGLY_FILED:
        return None
    if weekday := lead["weekday"] or lead["named"]:
        right = date.fromisoformat(found.iso).strftime("%A")
        return found.iso if right.startswith(weekday[:3].title()) else None
    near = _days_between(given, found.iso) < _DAYS_APART
    told_of = not lead["label"] and _TOLD_OF.match(head, found.end)
    return found.iso if near and not told_of else None


def _days_between(day: str, other: str) -> int:
    """Days between two ISO days; none where one is no whole day."""
    one, two = exact_day(day), exact_day(other)
    return abs((one - two).days) if one and two else 0


def _compared(
    day: str, basis: str, stated: tuple[str, str] | None, warnings: list[str]
) -> tuple[str, str, list[str]]:
    """The date, with a warning where the text states another."""
    try:
        if stated and len(day) >= 10:
            apart = abs((date.fromisoformat(day[:10]) - date.fromisoformat(stated[0])).days)
            if apart > 1:
                warnings.append(f"published {day} by {basis}, but the text is dated {stated[0]}")
        if date.fromisoformat(day[:10]) > date.today():
            warnings.append(
                f"published {day} by {basis}: that lies after today, and relative dates count from it"
            )
    except ValueError:
        pass
    return day, basis, warnings
