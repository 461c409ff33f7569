"""The brief as plain data: no markup, no measure, only what is said and what it rests on.

>>> Statement.of("Source: ", Part("the council", "q1"), ".").text
'Source: the council.'
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Some words; ``ref`` is the id of the finding they rest on, if any."""

    words: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or the text of a cell, in parts that know their findings."""

    parts: tuple[Part, ...] = ()

    @classmethod
    def of(cls, *parts: str | Part | Statement) -> Statement:
        """Parts, strings and other statements put one after another; empty ones fall away."""
        return cls(tuple(part for given in parts for part in _parts(given) if part.words))

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(part.words for part in self.parts)

    @property
    def ids(self) -> tuple[str, ...]:
        """The findings it rests on, each once."""
        return tuple(dict.fromkeys(part.ref for part in self.parts if part.ref))

    def __bool__(self) -> bool:
        return bool(self.parts)


def _parts(given: str | Part | Statement) -> Iterator[Part]:
    if isinstance(given, Statement):
        yield from given.parts
    else:
        yield Part(given) if isinstance(given, str) else given


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One total: ``number`` in words a reader cannot misread ("26 or more")."""

    number: str
    label: str
    including: Statement
    caveat: Statement
    rests_on: Statement
    others: Statement = Statement()  # other tolls of the same, left out of the total


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it says, and a smaller line under it."""

    said: Statement
    note: Statement = Statement()


def cell(said: str | Part | Statement, note: str | Part | Statement = "") -> Cell:
    """The cell of these words."""
    return Cell(Statement.of(said), Statement.of(note))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``ref`` is the finding it shows, ``inside`` marks a part of the row above.

    Its cells are as many as the table has columns.
    """

    ref: str
    cells: tuple[Cell, ...]
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; ``numeric`` are the positions of the columns of numbers.

    ``heading`` is the key of another title for its section, where its rows ask for one.
    """

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: tuple[int, ...] = ()
    note: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in the two forms readers of a brief need; either may be empty."""

    svg: str = ""
    png: bytes = b""

    def __bool__(self) -> bool:
        return bool(self.svg or self.png)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with a caption and a description made from its data."""

    name: str
    picture: Picture
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What one speaker is cited for, once; ``kind`` is direct, mixed, indirect or denied.

    ``fragments`` are the stretches of the text it is made of, each exact.
    """

    ref: str
    kind: str
    fragments: tuple[str, ...]
    lead: str
    refs: tuple[str, ...]

    @property
    def words(self) -> str:
        """As it is printed: reported speech bare, each quoted stretch in its own marks."""
        if self.kind in ("indirect", "denied"):
            return " ".join(self.fragments)
        return " \u2026 ".join(f"\u201c{words}\u201d" for words in self.fragments)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody cited, and what for."""

    name: str
    role: str
    sayings: tuple[Saying, ...]
    named: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of the article: the tables that mark them, and the findings beginning here."""

    words: str
    tables: tuple[str, ...]
    begins: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph of the article with its marks; ``refs`` lead back into the brief."""

    role: str
    pieces: tuple[Piece, ...]
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a brief says. A section with nothing in it is empty, and is not shown."""

    article_id: str
    headline: str
    headline_stated: bool
    as_of: str
    byline: str
    outlet: str
    url: str
    published: str
    language: str
    highlights: tuple[Statement, ...]
    key_figures: tuple[KeyFigure, ...]
    no_figures: str
    overview: tuple[Statement, ...]
    charts: tuple[Chart, ...]
    casualties: Table
    chronology: Table
    terms: Table
    not_stated: tuple[str, ...]
    gaps: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]
    cited: Statement
    places: Table
    sources: Table
    times: Table
    not_understood: Table
    explained: Table
    method: tuple[str, ...]
    warnings: tuple[str, ...]
    provenance: tuple[tuple[str, str], ...]
    text: tuple[TextParagraph, ...]
    captions: tuple[str, ...]
    articles: int = 1
    no_violence: str = ""  # that the text tells of none, where it does not
    caveats: tuple[Statement, ...] = ()  # what the article itself says is not verified
    reviewed: str = ""  # how many findings a person has looked at, and what of them

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table of the brief."""
        return (
            self.casualties, self.chronology, self.terms, self.places, self.sources, self.times,
            self.not_understood, self.explained,
        )  # fmt: skip

    @property
    def entries(self) -> frozenset[str]:
        """The findings that have a row or a quotation of their own, to lead back to."""
        rows = {row.ref for table in self.tables for row in table.rows}
        said = {ref for speaker in self.speakers for one in speaker.sayings for ref in one.refs}
        return frozenset(rows | said)
