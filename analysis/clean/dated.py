"""The day of publication, and where it was read."""

from __future__ import annotations

import re
from datetime import date

from analysis.clean.lines import Page
from analysis.dates import calendar_dates, iso_day
from analysis.records import Source

_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?([0-3]\d)?(?=[/_-]|$)")
_HEAD = 200
_YEAR = re.compile(r"(?:19|20)\d\d")
_SLUG_DATE = re.compile(r"[a-z]{2,6} (0[1-9]|1[0-2])-([0-3]\d)-(\d\d) \d{4}gmt$")  # a wire's close
_STATING = ("stamp", "boilerplate", "byline")


def published_of(
    source: Source, page: Page, text: str, parameter: str | None
) -> tuple[str | None, str | None, list[str]]:
    """ISO prefix, its basis, and warnings; (None, None, [...]) where no date can be found."""
    warnings: list[str] = []
    stated = _in_text(page, text)
    if parameter:
        return _compared(parameter, "parameter", stated, warnings)
    if source.published:
        day = iso_day(source.published)
        if day:
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
    for line in page.lines:
        if line.head:
            for day in calendar_dates(line.words[: line.head]):
                return line.words[day.start : day.end]
    return None


def _in_text(page: Page, text: str) -> tuple[str, str] | None:
    for line in page.lines:
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
            warnings.append(f"the publication date {day} lies in the future")
    except ValueError:
        pass
    return day, basis, warnings
