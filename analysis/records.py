"""The records every floor shares: an article, what is named in it, what is said in it.

All are frozen. A position is a pair of code-point offsets, end exclusive, into ``Article.text``;
no record stores the words it points at, so ``text[start:end] == words`` cannot fail.

>>> Span(0, 6).of("Turkey and Russia agreed")
'Turkey'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from analysis.lean import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: code points, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of ``text`` this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end


# ---------------------------------------------------------------- the article


@dataclass(frozen=True, slots=True)
class Source:
    """One news text as received, before any cleaning; ``text`` is never changed.

    ``form`` is "text", or "html" where ``text`` is markup; ``published_basis`` says where
    ``published`` was read, if that was not a field of its own.
    """

    article_id: str
    text: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    source_file: str | None = None
    sha256: str = ""
    encoding: str = "utf-8"
    form: str = "text"
    published_basis: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change cleaning made: ``raw[raw_start:raw_end]`` became ``text[start:end]``."""

    raw_start: int
    raw_end: int
    start: int
    end: int
    step: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the source that is not body: title, byline, caption, credit, navigation ..."""

    role: str
    words: str
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Paragraph(Span):
    """A paragraph of the clean text and the part it plays (``body``, ``subhead``, ``list``)."""

    role: str = "body"


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned news text and what is known of it (article.json of the contract).

    ``text`` is the body: paragraphs joined by blank lines. ``edits`` lists every change from
    ``raw`` in order of position; unchanged stretches between two edits map one to one.
    """

    article_id: str
    text: str
    raw: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    dateline_place: str | None = None
    published: str | None = None
    published_basis: str | None = None
    url: str | None = None
    language: str = "en"
    source_file: str | None = None
    sha256: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    captions: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    edits: tuple[Edit, ...] = ()
    warnings: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


# ------------------------------------------------------------------- mentions


@dataclass(frozen=True, slots=True)
class Finding(Span):
    """What every finding has: where it stands and the rule that found it.

    ``sentence`` is the index of its first sentence; ``rule`` names the pattern that fired;
    ``review`` says whether a person has looked at it (``analysis.review``).
    """

    id: str
    sentence: int
    rule: str
    review: str = field(default="machine", kw_only=True)


@dataclass(frozen=True, slots=True)
class Number(Finding):
    """A number said in figures or words, with its bounds.

    ``low best high`` follow the contract ("at least 20" is 20, 20, None); ``first stop`` are
    token positions, stop exclusive, of the whole expression with its bound words. ``kind`` is
    "count", or what else the number is, in the words the audit prints ("an age", "a date").
    """

    first: int
    stop: int
    low: int | float | None
    best: int | float | None
    high: int | float | None
    bound: str
    kind: str = "count"


@dataclass(frozen=True, slots=True)
class Time(Finding):
    """A time expression; ``earliest latest`` are ISO prefixes, no longer than the words allow."""

    earliest: str | None = None
    latest: str | None = None
    granularity: str = ""
    kind: str = "date"
    ambiguous: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place(Finding):
    """A place; ``lat lon`` in degrees (WGS 84), None where the words give no point."""

    name: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "unnamed"
    source: str = ""
    role: str = "scene"


@dataclass(frozen=True, slots=True)
class Actor(Finding):
    """One mention of an actor; mentions with the same ``name`` are the same actor."""

    name: str
    kind: str
    role: str = ""
    affiliation: str | None = None
    aliases: tuple[str, ...] = ()


# ------------------------------------------------------------------- findings


@dataclass(frozen=True, slots=True)
class Quote(Finding):
    """Words somebody is cited for, without their quotation marks."""

    kind: str
    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_role: str | None = None
    speaker_kind: str = "unnamed"
    cue: str | None = None
    addressee: str | None = None
    venue: str | None = None
    clause_start: int | None = None
    clause_end: int | None = None
    group: str | None = None
    date_earliest: str | None = None
    date_latest: str | None = None
    via: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Casualty(Finding):
    """One casualty figure, with its bounds in UCDP's sense and everything that hangs on it."""

    harm: str
    low: int | None
    best: int | None
    high: int | None
    bound: str
    harm_alt: str | None = None
    victims: str | None = None
    victim_class: str = "unknown"
    subset_of: str | None = None
    subset_kind: str | None = None
    same_as: str | None = None
    scope: str = "incident"
    status: str = "reported"
    date_earliest: str | None = None
    date_latest: str | None = None
    date_words: str | None = None
    place: str | None = None
    place_words: str | None = None
    cause: str = "unknown"
    perpetrator: str | None = None
    voice: str | None = None
    reporter: str | None = None
    attribution: str = "none"
    number_start: int | None = None
    number_end: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event(Finding):
    """Something that happened, or is said to be going to: a PLOVER class and its circumstances.

    ``goldstein`` is that scale's value of the CAMEO ``code``; ``voice`` and ``reporter`` tell who says
    that the actors did it, as of a casualty figure.
    """

    event_class: str
    code: str = ""
    goldstein: float | None = None
    status: str = "past"
    date_earliest: str | None = None
    date_latest: str | None = None
    date_words: str | None = None
    place: str | None = None
    actors: tuple[str, ...] = ()
    casualties: tuple[str, ...] = ()
    summary: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    voice: str | None = None
    reporter: str | None = None


@dataclass(frozen=True, slots=True)
class Term(Finding):
    """One promise of an agreement; what the article does not state stays empty."""

    type: str
    what: str = ""
    where: str | None = None
    when_earliest: str | None = None
    when_latest: str | None = None
    parties: tuple[str, ...] = ()
    quantity: float | None = None
    unit: str | None = None
    quantity_si: str | None = None
    status: str = "agreed"
    agreement: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """One defensible number per harm; ``counted`` ids went in, ``not_counted`` did not."""

    harm: str
    low: int | None
    best: int | None
    high: int | None
    counted: tuple[str, ...] = ()
    not_counted: tuple[tuple[str, str], ...] = ()
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class Leftover(Finding):
    """A figure, quoted string or harm word that no finding explains, and why."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one article, table by table."""

    numbers: tuple[Number, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    quotes: tuple[Quote, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    events: tuple[Event, ...] = ()
    terms: tuple[Term, ...] = ()
    totals: tuple[Total, ...] = ()
    audit: tuple[Leftover, ...] = ()
