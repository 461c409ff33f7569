"""An article being read: its tokens, sentences and lexicon tags, and what is found so far.

Every extractor takes one ``Reading`` and returns the rows of one table; the pipeline hands the
next one a ``Reading`` whose ``found`` has grown by those rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from analysis.figurative import literal
from analysis.lean import dataclass, replace
from analysis.lexicon import Lexicons, Tag
from analysis.records import Article, Findings, Span
from analysis.text import Sentence, Tokens, split_sentences, tokenize
from analysis.truecase import in_capitals, truecased

SpanT = TypeVar("SpanT", bound=Span)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything an extractor may look at."""

    article: Article
    lexicons: Lexicons
    tokens: Tokens
    sentences: tuple[Sentence, ...]
    sentence_starts: list[int]
    tags: dict[str, list[Tag]]
    apostrophes_lost: bool = False
    found: Findings = field(default_factory=Findings)
    counting: str = "literal"
    lexicon_folder: Path | None = None  # an analyst's own words and places
    kept: dict[str, Any] = field(
        default_factory=dict, compare=False, repr=False
    )  # by steps, for later ones

    @property
    def text(self) -> str:
        """The clean text every offset points into."""
        return self.article.text

    @property
    def capitals(self) -> list[int]:
        """The tokens that begin with a capital, in order; found once."""
        found: list[int] | None = self.kept.get("capitals")
        if found is None:
            words = self.tokens.words
            found = self.kept["capitals"] = [i for i, w in enumerate(words) if w[0].isupper()]
        return found

    @property
    def vocabulary(self) -> frozenset[str]:
        """The different words of the text, in lower case; what is not in it need not be looked for."""
        found: frozenset[str] | None = self.kept.get("vocabulary")
        if found is None:
            found = self.kept["vocabulary"] = frozenset(self.tokens.norms)
        return found

    @property
    def small_words(self) -> frozenset[str]:
        """The words the text has in small letters."""
        found: frozenset[str] | None = self.kept.get("small words")
        if found is None:
            every = set(self.tokens.words)
            found = frozenset([w for w in every if w[0].islower() and w.isalpha()])
            self.kept["small words"] = found
        return found

    def tagged(self, lexicon: str) -> list[Tag]:
        """The terms of one lexicon found in the text, in order."""
        return self.tags.get(lexicon, [])

    def tagged_within(self, lexicon: str, first: int, stop: int) -> list[Tag]:
        """The terms of one lexicon between two tokens, found by bisection."""
        tags = self.tags.get(lexicon)
        if not tags:
            return []
        firsts: list[int] | None = self.kept.get(f"firsts {lexicon}")
        if firsts is None:
            firsts = self.kept[f"firsts {lexicon}"] = [tag.first for tag in tags]
        here = bisect_left(firsts, first)
        there = bisect_left(firsts, stop, here)
        return [tag for tag in tags[here:there] if tag.stop <= stop] if there > here else []

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that ``offset`` lies in (or that precedes it)."""
        at = bisect_right(self.sentence_starts, offset)
        return at - 1 if at else 0

    def sentence_of_token(self, token: int) -> int:
        """Index of the sentence a token belongs to; the last one for the place behind the last token."""
        starts = self.tokens.starts
        at = bisect_right(self.sentence_starts, starts[min(token, len(starts) - 1)])
        return at - 1 if at else 0

    def words(self, first: int, stop: int) -> str:
        """The text of tokens ``first`` to ``stop`` (exclusive)."""
        if stop <= first:
            return ""
        tokens = self.tokens
        return self.article.text[tokens.starts[first] : tokens.ends[stop - 1]]

    def with_found(self, **rows: Any) -> Reading:
        """This reading, knowing more."""
        return replace(self, found=replace(self.found, **rows))


def within(found: Sequence[SpanT], start: int, end: int) -> Sequence[SpanT]:
    """The findings, sorted by place, that lie between two offsets; found by bisection."""
    return [one for one in starting(found, start, end) if one.end <= end]


def starting(found: Sequence[SpanT], start: int, end: int) -> Sequence[SpanT]:
    """The findings, sorted by place, that begin between two offsets."""
    starts = _starts(found)
    here = bisect_left(starts, start)
    return found[here : bisect_left(starts, end, here)]


_KNOWN: dict[int, tuple[Sequence[Span], list[int]]] = {}  # tables asked of lately, by identity
_FEW = 24


def _starts(found: Sequence[Span]) -> list[int]:
    """Where the findings begin; of a table, which never changes, read off once."""
    known = _KNOWN.get(id(found))
    if known is not None and known[0] is found:
        return known[1]
    starts = [one.start for one in found]
    if isinstance(found, tuple):
        if len(_KNOWN) >= _FEW:
            _KNOWN.clear()
        _KNOWN[id(found)] = found, starts
    return starts


def read(
    article: Article,
    lexicons: Lexicons,
    counting: str = "literal",
    lexicon_folder: Path | None = None,
) -> Reading:
    """Tokenize, split and tag an article; nothing is found yet."""
    tokens = tokenize(article.text)
    short = lexicons["abbreviations"]
    sentences = split_sentences(
        article.text, article.paragraphs, tokens, short.terms(), short.terms(closes=True)
    )
    lost = _apostrophes_lost(article.text)
    bare = not lost and _is_bare(article.text)
    tags = lexicons.tag(tokens, names=_looked_for(lexicons), possessives_lost=lost or bare)
    lost = lost or (bare and _owns(tags, tokens))
    loud = [
        (tokens.at(p.start), tokens.at(p.end - 1) + 1)
        for p in article.paragraphs
        if in_capitals(article.text[p.start : p.end])
    ]
    if loud:
        tags = _without_words(tags, tokens, loud)
        tokens = truecased(tokens, _proper(tags), loud)
    tags = literal(tags, tokens, lexicons)
    return Reading(
        article=article,
        lexicons=lexicons,
        tokens=tokens,
        sentences=sentences,
        sentence_starts=[sentence.start for sentence in sentences],
        tags=tags,
        apostrophes_lost=lost,
        counting=counting,
        lexicon_folder=lexicon_folder,
    )


_WORDS_TOO = frozenset({"IS", "WHO", "US", "IT", "AM", "OR"})  # initials that are words as well


def _without_words(
    tags: dict[str, list[Tag]], tokens: Tokens, loud: list[tuple[int, int]]
) -> dict[str, list[Tag]]:
    """The tags less those of initials that, in a paragraph all in capitals, are words ("WHO")."""

    def is_word(tag: Tag) -> bool:
        one = tag.stop == tag.first + 1 and tokens.words[tag.first] in _WORDS_TOO
        return one and any(first <= tag.first < stop for first, stop in loud)

    names = ("actors", "countries")
    return {**tags, **{n: [t for t in tags[n] if not is_word(t)] for n in names if n in tags}}


# asked for their words by the rules, never for where those stand
_LISTS = frozenset(
    ("abbreviations", "accidents", "caveats", "figurative", "persons", "sources", "times")
)


@lru_cache(maxsize=4)
def _looked_for(lexicons: Lexicons) -> frozenset[str]:
    return frozenset(lexicon.name for lexicon in lexicons) - _LISTS


def _proper(tags: dict[str, list[Tag]]) -> frozenset[int]:
    """Tokens of terms that are written with a capital: countries, parties, months."""
    return frozenset(
        i
        for lexicon in ("countries", "actors", "calendar")
        for tag in tags.get(lexicon, ())
        if any(term[0].isupper() for term in tag.entry.terms)
        for i in range(tag.first, tag.stop)
    )


_PROSE, _SHORT = 400, 120  # characters of a text
_MARKS = "'’‘`"


def _apostrophes_lost(text: str) -> bool:
    """True for prose of some length without one apostrophe: its makers stripped them."""
    return len(text) > _PROSE and not any(mark in text for mark in _MARKS)


def _is_bare(text: str) -> bool:
    """True for a short text without commas or apostrophes, which may have lost them."""
    return _SHORT < len(text) <= _PROSE and not any(mark in text for mark in (*_MARKS, ","))


def _owns(tags: dict[str, list[Tag]], tokens: Tokens) -> bool:
    """True where a country's name has an s that is none of its own ("Syrias army")."""
    return any(
        tokens.norms[tag.first].endswith("s")
        and tag.stop == tag.first + 1
        and tokens.words[tag.first] not in tag.entry.terms
        for tag in tags.get("countries", ())
    )
