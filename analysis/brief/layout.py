"""The order of a brief: its sections and their blocks, the same for every form it is printed in.

The main part is what a reader in a hurry sees; the annexes hold the rest. A section without
anything in it does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

import analysis
from analysis.brief.model import (
    Brief,
    Chart,
    KeyFigure,
    Row,
    Speaker,
    Statement,
    Table,
    TextParagraph,
)
from analysis.brief.strings import say

# rows and statements in the main part; the rest goes to an annex
_FIGURES, _EVENTS, _TERMS, _SAYINGS, _OPEN, _GAPS = 8, 7, 12, 6, 4, 5
_EACH, _CHARACTERS = 2, 1200  # statements of one speaker, characters of all, in the main part


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences that make one paragraph."""

    sentences: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ``tone`` is ``highlights``, ``gaps``, ``method`` or nothing."""

    items: tuple[Statement, ...]
    title: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """The key figures, side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Sayings:
    """Quotes by speaker."""

    speakers: tuple[Speaker, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """The article with its findings marked."""

    paragraphs: tuple[TextParagraph, ...]
    captions: tuple[str, ...] = ()


Block = Prose | Bullets | Band | Chart | Table | Sayings | Facts | Marked


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False


# how wide the columns of the printed tables are, compared with one another
_SHARES = {
    "Figure, as written": 72, "Harm": 20, "Low": 19, "Best": 19, "High": 19, "Reported by": 46,
    "When": 34, "What": 90, "Status": 26, "Goldstein": 26, "Term": 36, "As written": 90,
    "Where, when, who": 50, "Place": 40, "Within": 52, "Precision": 30,
    "Latitude, longitude": 38, "Mentions": 18, "Source": 84, "Statements": 24, "Figures": 20,
    "Kind": 34, "Words": 46, "Read as": 50, "Note": 80, "Context": 96, "Reason": 70,
}  # fmt: skip
_NARROW = 40


def footer(brief: Brief) -> str:
    """The line at the foot of every page: made of what, and how."""
    if brief.reviewed and brief.articles == 1:
        return say("notes.footer_reviewed", version=analysis.__version__, seen=brief.reviewed)
    if brief.articles == 1:
        return say("notes.footer", version=analysis.__version__)
    return say("notes.footer_dossier", version=analysis.__version__, count=brief.articles)


def shares(table: Table) -> list[int]:
    """The width of each column, compared with the others."""
    return [_SHARES.get(column, _NARROW) for column in table.columns]


def sections(brief: Brief) -> tuple[Section, ...]:
    """Every section in order, main part first; no section and no block is empty."""
    annexes = _annexes(brief)
    letters = {key: ascii_uppercase[at] for at, (key, _) in enumerate(annexes)}
    main = [
        (key, _title(key, blocks), [block for block in blocks if _filled(block)])
        for key, blocks in _main(brief, letters)
    ]
    return (
        *(Section(key, title, tuple(blocks)) for key, title, blocks in main if blocks),
        *(
            Section(
                f"annex-{key}",
                say("titles.annex", letter=letters[key], title=say(f"titles.annex_{key}")),
                tuple(blocks),
                annex=True,
            )
            for key, blocks in annexes
        ),
    )


def _title(key: str, blocks: Sequence[Block]) -> str:
    named = (block.heading for block in blocks if isinstance(block, Table) and block.heading)
    return say(f"titles.{next(named, key)}")


def map_moved(every: Sequence[Section]) -> tuple[Section, ...]:
    """The sections with the map in the annex of places: for forms whose pages nobody can measure."""
    maps = [b for s in every for b in s.blocks if isinstance(b, Chart) and b.name == "map"]
    return tuple(
        replace(section, blocks=(*maps, *section.blocks))
        if section.key == "annex-places"
        else section
        for section in every
        if section.key != "places" or not maps
    )


def _main(brief: Brief, letters: dict[str, str]) -> list[tuple[str, list[Block]]]:
    charts = {chart.name: [chart] for chart in brief.charts}
    figures, more = _split_figures(brief)
    return [
        ("highlights", [_plainly(brief.no_violence), Bullets(brief.highlights, tone="highlights")]),
        ("key", [
            Band(brief.key_figures), _plainly(brief.no_figures), Bullets(brief.caveats, tone="gaps"),
        ]),
        ("overview", [
            Prose(brief.overview),
            *charts.get("timeline", [] if not _events_in_main(brief) else [
                _first(brief.chronology, _EVENTS, letters.get("events", ""))
            ]),
        ]),
        ("casualties", [_noted(figures, len(brief.casualties.rows), letters, more)]),
        ("terms", [
            _first(brief.terms, _TERMS, letters.get("terms", "")),
            Prose((_not_stated(brief),)),
        ]),
        ("quotes", [_main_sayings(brief, letters.get("quotes", ""))]),
        ("places", [*charts.get("map", [])]),
        ("gaps", [Bullets(brief.gaps[:_GAPS], tone="gaps")]),
        ("sources", [
            Prose((brief.cited,)),
            Bullets(_plain((*brief.warnings, *brief.method[:2])), tone="method"),
        ]),
        ("open", [
            _first(brief.not_understood, _OPEN, letters.get("open", ""))
            if brief.not_understood.rows or not (brief.explained.rows or brief.times.rows)
            else Prose((Statement.of(say("notes.nothing_open")),)),
        ]),
    ]  # fmt: skip


def _annexes(brief: Brief) -> list[tuple[str, list[Block]]]:
    charts = {chart.name: [chart] for chart in brief.charts}
    _, more = _split_figures(brief)
    events = _rest(brief.chronology, _EVENTS) if _events_in_main(brief) else brief.chronology
    found: list[tuple[str, list[Block]]] = [
        ("events", [events]),
        ("casualties", [more, *charts.get("casualties", [])]),
        ("terms", [_rest(brief.terms, _TERMS)]),
        ("quotes", [Sayings(_split_speakers(brief.speakers)[1])]),
        ("places", [brief.places]),
        ("sources", [brief.sources]),
        ("open", [_rest(brief.not_understood, _OPEN)]),
        ("times", [brief.times]),
        ("explained", [brief.explained]),
        ("method", [Bullets(_plain(brief.method[2:]), tone="method"), Facts(brief.provenance)]),
        ("text", [Marked(brief.text, brief.captions)]),
    ]
    full = [(key, [block for block in blocks if _filled(block)]) for key, blocks in found]
    return [(key, blocks) for key, blocks in full if blocks]


def _filled(block: Block) -> bool:
    match block:
        case Table():
            return bool(block.rows)
        case Chart():
            return bool(block.picture)
        case Prose():
            return any(block.sentences)
        case Bullets():
            return bool(block.items)
        case Band():
            return bool(block.figures)
        case Sayings():
            return bool(block.speakers)
        case Facts():
            return bool(block.pairs)
    return bool(block.paragraphs)


def _not_stated(brief: Brief) -> Statement:
    if not brief.not_stated:
        return Statement()
    return Statement.of(f"{say('titles.not_stated')}: {'; '.join(brief.not_stated)}.")


def _plainly(words: str) -> Bullets:
    """A sentence on what the text does not tell, on a line of its own; none without words."""
    return Bullets((Statement.of(words),) if words else (), tone="none")


def _plain(lines: Iterable[str]) -> tuple[Statement, ...]:
    return tuple(Statement.of(line) for line in lines)


def _events_in_main(brief: Brief) -> bool:
    """The chart tells the events; without one their table does."""
    return not any(chart.name == "timeline" and chart.picture for chart in brief.charts)


# ----------------------------------------------------------- what goes to an annex


def _first(table: Table, limit: int, letter: str) -> Table:
    if len(table.rows) <= limit:
        return table
    shown = say("notes.rows_shown", shown=limit, all=len(table.rows), letter=letter)
    note = " ".join(filter(None, [shown, table.note]))
    return replace(table, rows=table.rows[:limit], note=note)


def _rest(table: Table, limit: int) -> Table:
    return replace(table, rows=table.rows[limit:], note="")


def _split_figures(brief: Brief) -> tuple[Table, Table]:
    """The casualty table in two: what the totals rest on first, wholes never without parts."""
    table = brief.casualties
    if len(table.rows) <= _FIGURES:
        return table, replace(table, rows=())
    counted = {id_ for figure in brief.key_figures for id_ in figure.rests_on.ids}
    groups: list[list[Row]] = []
    for row in table.rows:
        if row.inside and groups:
            groups[-1].append(row)
        else:
            groups.append([row])
    order = sorted(range(len(groups)), key=lambda at: (groups[at][0].ref not in counted, at))
    chosen: set[int] = set()
    room = _FIGURES
    for at in order:
        if len(groups[at]) <= room:
            chosen.add(at)
            room -= len(groups[at])
    parts = [
        replace(table, rows=tuple(r for at, g in enumerate(groups) if (at in chosen) == main
                                  for r in g))
        for main in (True, False)
    ]  # fmt: skip
    return parts[0], parts[1]


def _noted(table: Table, count: int, letters: dict[str, str], more: Table) -> Table:
    if not more.rows:
        return table
    letter = letters.get("casualties", "")
    shown = say("notes.rows_shown", shown=len(table.rows), all=count, letter=letter)
    return replace(table, note=f"{shown} {table.note}")


def _main_sayings(brief: Brief, letter: str) -> Sayings:
    main, rest = _split_speakers(brief.speakers)
    shown, left = (sum(len(s.sayings) for s in speakers) for speakers in (main, rest))
    note = say("notes.quotes_shown", shown=shown, all=shown + left, letter=letter) if left else ""
    return Sayings(main, note)


def _split_speakers(speakers: Sequence[Speaker]) -> tuple[tuple[Speaker, ...], tuple[Speaker, ...]]:
    """Direct words before reported ones, a few of each speaker, as long as there is room."""
    every = [(at, one) for at, speaker in enumerate(speakers) for one in speaker.sayings]
    rank = {"direct": 0, "mixed": 1}
    every.sort(key=lambda pair: (rank.get(pair[1].kind, 2), not speakers[pair[0]].named))
    chosen: set[str] = set()
    of_speaker: dict[int, int] = {}
    length = 0
    for at, one in every:
        fits = length + len(one.words) <= _CHARACTERS or not chosen
        if fits and of_speaker.get(at, 0) < _EACH and len(chosen) < _SAYINGS:
            chosen.add(one.ref)
            of_speaker[at] = of_speaker.get(at, 0) + 1
            length += len(one.words)
    halves = []
    for main in (True, False):
        half = [
            replace(s, sayings=tuple(one for one in s.sayings if (one.ref in chosen) == main))
            for s in speakers
        ]
        halves.append(tuple(speaker for speaker in half if speaker.sayings))
    return halves[0], halves[1]
