"""Five thousand time expressions against a calendar that only counts days, one by one.

The oracle shares nothing with the program: it walks from the day of publication with the
standard library until the words fit. Publication days span sixty years and crowd around leap
days and the ends of years.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from analysis.extract.times import find_times
from analysis.lexicon import read_lexicons
from analysis.reading import read
from analysis.records import Article, Paragraph

DAY = timedelta(days=1)
MONTHS = (
    "January February March April May June July August September October November December".split()
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
CASES = 5000

Answer = tuple[str | None, str | None]
Made = tuple[str, str, Answer]  # sentence, the words of the expression, what it means


def walk(start: date, step: int, fits: Callable[[date], bool]) -> date:
    """The first day that fits, from ``start`` on (step 1) or back (-1)."""
    day = start
    while not fits(day):
        day += step * DAY
    return day


def is_day(name: str) -> Callable[[date], bool]:
    return lambda day: f"{day:%A}" == name


def one(day: date) -> Answer:
    return day.isoformat(), day.isoformat()


def months_from(day: date, count: int) -> tuple[int, int]:
    """Year and month, so many months on, by counting."""
    year, month = day.year, day.month
    for _ in range(abs(count)):
        month += 1 if count > 0 else -1
        if month in (0, 13):
            year, month = (year - 1, 12) if month == 0 else (year + 1, 1)
    return year, month


def clamped(year: int, month: int, day: int) -> date:
    """The day, or the last before it that the month has."""
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def publication(lot: random.Random) -> date:
    year = lot.randrange(1970, 2031)
    kind = lot.random()
    if kind < 0.15:
        leap = walk(date(year, 1, 1), 1, lambda d: (d.month, d.day) == (2, 29))
        return leap + lot.randrange(-2, 3) * DAY
    if kind < 0.35:
        return date(year, 12, 31) + lot.randrange(-4, 5) * DAY
    return date(year, 1, 1) + lot.randrange(365) * DAY


# ------------------------------------------------------------------------- the forms


def weekday(lot: random.Random, pub: date) -> Made:
    name = lot.choice(DAYS)
    back, on = walk(pub, -1, is_day(name)), walk(pub, 1, is_day(name))
    return lot.choice(
        (
            (f"The depot was hit on {name}.", name, one(back)),
            (f"Gunmen stormed the base {name}.", name, one(back)),
            (f"The talks will resume on {name}.", name, one(on)),
            (f"The vote is due on {name}.", name, one(on)),
            (f"They fled last {name}.", f"last {name}", one(walk(pub - DAY, -1, is_day(name)))),
            (
                f"They are to meet next {name}.",
                f"next {name}",
                one(walk(pub + DAY, 1, is_day(name))),
            ),
            (f"Since {name} the road has been cut.", name, (back.isoformat(), pub.isoformat())),
            (
                f"The bridge will stay shut until {name}.",
                name,
                (pub.isoformat(), on.isoformat()),
            ),
            (f"They must leave by {name}.", name, (pub.isoformat(), on.isoformat())),
        )
    )


def written(lot: random.Random, pub: date) -> Made:
    day = pub + lot.randrange(-9000, 400) * DAY
    month, number = MONTHS[day.month - 1], day.day
    words = lot.choice(
        (
            f"{number} {month} {day.year}",
            f"{month} {number}, {day.year}",
            f"{day.year}-{day.month:02d}-{number:02d}",
            f"{number} {month[:3]} {day.year}",
            f"{month[:3]}. {number}, {day.year}" if month != "May" else f"May {number}, {day.year}",
            f"{number}th of {month} {day.year}"
            if number in range(4, 21)
            else f"{number} {month} {day.year}",
            f"{day:%A}, {month} {number}, {day.year}",
            f"{day:%A} {number} {month} {day.year}",
        )
    )
    return f"The pact was signed on {words} in the capital.", words, one(day)


def yearless(lot: random.Random, pub: date) -> Made:
    month = lot.randrange(1, 13)
    number = lot.randrange(1, 29)
    name = lot.choice((f"{number} {MONTHS[month - 1]}", f"{MONTHS[month - 1]} {number}"))

    def fits(day: date) -> bool:
        return (day.month, day.day) == (month, number)

    back, on = walk(pub, -1, fits), walk(pub, 1, fits)
    if fits(pub + DAY):
        return weekday(lot, pub)  # tomorrow there, yesterday here: a matter of time zones
    if lot.random() < 0.5 or (on - pub).days >= 300:
        return f"The envoys were seized on {name}.", name, one(back)
    return f"The envoys will be tried on {name}.", name, one(on)


def ago(lot: random.Random, pub: date) -> Made:
    count = lot.randrange(1, 13)
    said = lot.choice((str(count), SMALL[count - 1]))
    unit = lot.choice(("day", "week", "month", "year"))
    words = f"{said} {unit}{'s' if count > 1 else ''} ago"
    year, month = months_from(pub, -count if unit == "month" else -12 * count)
    means = {
        "day": one(pub - count * DAY),
        "week": one(pub - 7 * count * DAY),
        "month": (f"{year:04d}-{month:02d}",) * 2,
        "year": (f"{pub.year - count:04d}",) * 2,
    }[unit]
    return f"The town fell {words}, the mayor said.", words, means


def later(lot: random.Random, pub: date) -> Made:
    day = pub - lot.randrange(400, 4000) * DAY
    count = lot.randrange(2, 10)
    first = f"On {day.day} {MONTHS[day.month - 1]} {day.year} rebels took the town. "
    return lot.choice(
        (
            (
                f"{first}{SMALL[count - 1].title()} days later they left.",
                f"{SMALL[count - 1].title()} days later",
                one(day + count * DAY),
            ),
            (f"{first}The next day they left.", "The next day", one(day + DAY)),
            (f"{first}The day before, a bridge was blown.", "The day before", one(day - DAY)),
            (
                f"{first}The following {DAYS[count % 7]} they left.",
                f"following {DAYS[count % 7]}",
                one(walk(day + DAY, 1, is_day(DAYS[count % 7]))),
            ),
        )
    )


def duration(lot: random.Random, pub: date) -> Made:
    count = lot.randrange(1, 61)
    unit = lot.choice(("day", "week", "month"))
    words = f"{count} {unit}{'s' if count > 1 else ''}"
    if unit == "month":
        end = clamped(*months_from(pub, count), pub.day)
    else:
        end = pub + count * (7 if unit == "week" else 1) * DAY
    sentence = lot.choice(
        (
            "The two sides have {} to work out the details.",
            "The captives will be freed within {}.",
        )
    ).format(words)
    return sentence, words, (pub.isoformat(), end.isoformat())


def clock(lot: random.Random, pub: date) -> Made:
    name = lot.choice(DAYS)
    day = walk(pub, -1, is_day(name))
    hour, minute = lot.randrange(24), lot.randrange(60)
    half = "a.m." if hour < 12 else "p.m."
    twelve = hour % 12 or 12
    words, at = lot.choice(
        (
            (f"{hour:02d}:{minute:02d} on {name}", (hour, minute)),
            (f"{twelve}:{minute:02d} {half} on {name}", (hour, minute)),
            (f"{twelve} {half} on {name}", (hour, 0)),
            (f"{hour:02d}{minute:02d} GMT on {name}", (hour, minute)),
            (f"{hour:02d}:{minute:02d} UTC on {name}", (hour, minute)),
            (f"{twelve} o'clock on {name}", (twelve, 0)),
            (f"noon on {name}", (12, 0)),
        )
    )
    stamp = f"{day.isoformat()}T{at[0]:02d}:{at[1]:02d}"
    return f"The convoy was hit at {words}, the army said.", words, (stamp, stamp)


def midnight(lot: random.Random, pub: date) -> Made:
    name = lot.choice(DAYS)
    stamp = f"{walk(pub, 1, is_day(name)).isoformat()}T00:00"
    return f"The truce will start at midnight {name}.", f"midnight {name}", (stamp, stamp)


def counted(lot: random.Random, pub: date) -> Made:
    monday = walk(pub, -1, is_day("Monday"))
    sunday = walk(pub, 1, is_day("Sunday"))
    yesterday, tomorrow = pub - DAY, pub + DAY
    last_month = months_from(pub, -1)
    saturday = walk(pub, -1, is_day("Saturday"))
    forms: list[Made] = [
        ("The camp was raided yesterday.", "yesterday", one(yesterday)),
        ("The camp was raided the day before yesterday.", "the day before yesterday",
         one(yesterday - DAY)),
        ("The camp will be closed tomorrow.", "tomorrow", one(tomorrow)),
        ("The camp was raided this week.", "this week", (monday.isoformat(), pub.isoformat())),
        ("The camp was raided last week.", "last week",
         ((monday - 7 * DAY).isoformat(), (monday - DAY).isoformat())),
        ("The camp will be closed next week.", "next week",
         ((sunday + DAY).isoformat(), (sunday + 7 * DAY).isoformat())),
        ("The camp was raided last month.", "last month",
         (f"{last_month[0]}-{last_month[1]:02d}",) * 2),
        ("The camp was raided last year.", "last year", (f"{pub.year - 1}",) * 2),
        ("The camp was raided at the weekend.", "at the weekend",
         (saturday.isoformat(), (saturday + DAY).isoformat())),
        ("The camp was raided overnight.", "overnight",
         (f"{yesterday}T18:00", f"{pub}T06:00")),
        ("The camp was raided last night.", "last night", (f"{yesterday}T18:00", f"{pub}T06:00")),
        ("The camp was raided this morning.", "this morning", (f"{pub}T05:00", f"{pub}T12:00")),
        ("The truce begins tonight a minute after midnight.", "tonight a minute after midnight",
         (f"{tomorrow}T00:01",) * 2),
    ]  # fmt: skip
    if pub.weekday():
        forms.append(("The camp was raided earlier this week.", "earlier this week",
                      (monday.isoformat(), yesterday.isoformat())))  # fmt: skip
    return lot.choice(forms)


def month_name(lot: random.Random, pub: date) -> Made:
    month = lot.randrange(1, 13)
    name = MONTHS[month - 1]
    back = walk(pub, -1, lambda d: d.month == month)
    strict = walk(date(pub.year, pub.month, 1) - DAY, -1, lambda d: d.month == month)
    on = walk(pub, 1, lambda d: d.month == month)
    year = lot.randrange(1960, 2031)
    return lot.choice(
        (
            (f"The port was seized in {name}.", f"in {name}", (f"{back:%Y-%m}",) * 2),
            (f"The port was seized last {name}.", f"last {name}", (f"{strict:%Y-%m}",) * 2),
            (f"The port will be handed over in {name}.", f"in {name}", (f"{on:%Y-%m}",) * 2),
            (
                f"The port was seized in {name} {year}.",
                f"{name} {year}",
                (f"{year}-{month:02d}",) * 2,
            ),
            (f"The port was seized in {year}.", f"in {year}", (f"{year}",) * 2),
        )
    )


def ranges(lot: random.Random, pub: date) -> Made:
    first = lot.randrange(1, 20)
    last = first + lot.randrange(1, 9)
    month, year = lot.randrange(1, 13), lot.randrange(1970, 2031)
    name = MONTHS[month - 1]
    means = f"{year}-{month:02d}-{first:02d}", f"{year}-{month:02d}-{last:02d}"
    end = walk(pub, -1, is_day("Wednesday"))
    return lot.choice(
        (
            (f"It burned from {first} to {last} {name} {year}.", f"{first} to {last}", means),
            (f"It burned between {name} {first} and {last}, {year}.", f"{first} and {last}", means),
            (f"It burned {first}-{last} {name} {year}.", f"{first}-{last} {name}", means),
            (
                "It burned from Monday to Wednesday.",
                "Monday to Wednesday",
                ((end - 2 * DAY).isoformat(), end.isoformat()),
            ),
            (f"It lasted from {year} to {year + 4}.", "to", (str(year), str(year + 4))),
            (
                f"It lasted the past {last} days.",
                f"the past {last} days",
                ((pub - last * DAY).isoformat(), pub.isoformat()),
            ),
        )
    )


def nth_day(lot: random.Random, pub: date) -> Made:
    number = lot.randrange(4, 21)
    back = walk(pub, -1, lambda d: d.day == number)
    on = walk(pub, 1, lambda d: d.day == number)
    if lot.random() < 0.5:
        return f"The bridge was blown on the {number}th.", f"the {number}th", one(back)
    means = pub.isoformat(), on.isoformat()
    return f"They will stay until the {number}th.", f"the {number}th", means


FORMS = (weekday, written, yearless, ago, later, duration, clock, midnight, counted, month_name,
         ranges, nth_day)  # fmt: skip


def resolved(sentence: str, words: str, pub: date) -> list[Answer]:
    """What the program makes of the rows that overlap the words."""
    article = Article(
        article_id="a",
        text=sentence,
        raw=sentence,
        published=pub.isoformat(),
        paragraphs=(Paragraph(start=0, end=len(sentence), role="body"),),
    )
    start = sentence.rindex(words)
    times = find_times(read(article, read_lexicons()))
    return [(t.earliest, t.latest) for t in times if t.start < start + len(words) and start < t.end]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_no_disagreement_with_the_calendar(form: Callable[[random.Random, date], Made]) -> None:
    lot = random.Random(form.__name__)
    wrong = []
    for _ in range(-(-CASES // len(FORMS))):
        pub = publication(lot)
        sentence, words, means = form(lot, pub)
        found = resolved(sentence, words, pub)
        if found != [means]:
            wrong.append((f"{pub:%a %Y-%m-%d}", sentence, found, means))
    assert not wrong, f"{len(wrong)} disagree: " + "\n".join(map(str, wrong[:8]))
