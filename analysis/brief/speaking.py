"""Who speaks in the article: quotes by speaker, and the sources cited, how often and for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.brief.contested import denies
from analysis.brief.model import Part, Row, Saying, Speaker, Statement, Table, cell
from analysis.brief.wording import capital, counted, number, one_line
from analysis.records import Findings, Quote

_CITED = 6  # sources named in the sentence on them; the table has all


def speakers(quotes: Iterable[Quote], text: str) -> tuple[Speaker, ...]:
    """Quotes by speaker, in the order of first speaking; fragments of one utterance together."""
    by_name: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_name.setdefault(quote.speaker or "", []).append(quote)
    return tuple(
        Speaker(
            capital(name) or "Speaker not named",
            next(
                (q.speaker_role for q in said if q.speaker_role and q.speaker_kind != "group"), ""
            ),
            _sayings(said, text),
            bool(name),
        )
        for name, said in by_name.items()
    )


def _sayings(said: Sequence[Quote], text: str) -> tuple[Saying, ...]:
    groups: dict[str, list[Quote]] = {}
    for quote in said:
        key = f"group {quote.group}" if quote.group and quote.kind != "mixed" else quote.id
        groups.setdefault(key, []).append(quote)
    out = []
    for found in groups.values():
        words = tuple(one_line(quote.of(text), 900).strip("\u201c\u201d") for quote in found)
        first = found[0]
        lead = ", ".join(filter(None, [first.cue, first.addressee and f"to {first.addressee}",
                                       first.venue]))  # fmt: skip
        refs = tuple(quote.id for quote in found)
        kind = "denied" if denies(first) else first.kind
        out.append(Saying(first.id, kind, words, lead, refs))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Source:
    name: str
    kind: str
    first: str
    statements: int
    figures: int


def _sources(found: Findings) -> list[_Source]:
    """Everybody cited, who is cited most first."""
    kinds = {actor.name: actor.kind for actor in found.actors}
    firsts: dict[str, str] = {}
    quotes: Counter[str] = Counter()
    figures: Counter[str] = Counter()
    for quote in found.quotes:
        if quote.speaker:
            quotes[quote.speaker] += 1
            firsts.setdefault(quote.speaker, quote.id)
            kinds.setdefault(quote.speaker, quote.speaker_kind)
    for figure in found.casualties:
        if figure.reporter and not figure.same_as:
            figures[figure.reporter] += 1
            firsts.setdefault(figure.reporter, figure.id)
    names = sorted(firsts, key=lambda name: (-(quotes[name] + figures[name]), name))
    return [
        _Source(capital(name), kinds.get(name, "not resolved").replace("_", " "), firsts[name],
                quotes[name], figures[name])
        for name in names
    ]  # fmt: skip


def cited(found: Findings) -> Statement:
    """One sentence on who is cited for what."""
    every = _sources(found)
    if not every:
        return Statement()
    said: list[str | Part | Statement] = ["Cited: "]
    for at, source in enumerate(every[:_CITED]):
        counts = [
            counted(number_, one)
            for number_, one in ((source.statements, "statement"), (source.figures, "figure"))
            if number_
        ]
        said += [", " if at else "", Part(source.name, source.first), f" ({' and '.join(counts)})"]
    more = len(every) - _CITED
    said.append(f" and {counted(more, 'other')}." if more > 0 else ".")
    return Statement.of(*said)


def source_table(found: Findings) -> Table:
    """Who is cited, how often, and for how many figures."""
    rows = [
        Row(
            "",
            (
                cell(Part(source.name, source.first)),
                cell(source.kind),
                cell(number(source.statements)),
                cell(number(source.figures)),
            ),
        )
        for source in _sources(found)
    ]
    return Table(
        "sources",
        "Who is cited, and how often",
        ("Source", "Kind", "Statements", "Figures"),
        tuple(rows),
        numeric=(2, 3),
    )
