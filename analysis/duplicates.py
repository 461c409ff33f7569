"""Republished copies among many articles: who says what another said before, and where.

Wire copy is cut and wrapped, so it is containment that counts: the share of the shorter
article's runs of five words that the longer one holds too. A copy is no second source.

>>> from analysis.clean import clean
>>> from analysis.records import Source
>>> story = "Shells hit the market in Harasta on Monday and nine people died there, rescuers said."
>>> seen = Copies()
>>> seen.add(clean(Source("a", story))) is None
True
>>> seen.add(clean(Source("b", "HARASTA (ABC) -- " + story))).of
'a'
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from analysis.records import Article

_RUN = 5  # words that make a shingle
_SHARE = 0.5  # of the shorter article's shingles that make it a copy
_KEPT = 4  # one shingle in so many is looked up; all are compared
_COMMON = 40  # a shingle in more articles than this (a sign-off, a standing phrase) finds none
_FEWEST = 8  # words of a sentence worth showing as evidence
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"\S[^.!?\n]*[.!?\n]?[”\"’']?")


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """A sentence two articles have in common: its place in the copy and in the original."""

    start: int
    end: int
    of_start: int
    of_end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that repeats another: which, how much of the shorter one, the evidence.

    ``also`` are the other articles it repeats, with their shares.
    """

    of: str
    share: float
    sentences: tuple[SharedSentence, ...]
    also: tuple[tuple[str, float], ...] = ()


class Copies:
    """Articles seen so far; each new one is compared with those that share a phrase with it.

    Only the last ``window`` articles are remembered, so that memory stays bounded however many
    come: a copy follows its original within days, not years.
    """

    def __init__(self, window: int = 10_000) -> None:
        self._window = window
        self._count = 0
        self._ids: dict[int, str] = {}
        self._shingles: dict[int, array[int]] = {}
        self._sentences: dict[int, dict[int, tuple[int, int]]] = {}
        self._index: dict[int, list[int]] = defaultdict(list)

    def add(self, article: Article) -> Copy | None:
        """Remember ``article``; the earlier one it repeats most of, if any."""
        shingles = _shingles(article.text)
        sentences = _sentences(article.text)
        found = self._found(shingles)
        number = self._count
        self._count += 1
        self._ids[number] = article.article_id
        self._shingles[number] = array("L", shingles)
        self._sentences[number] = sentences
        self._forget(number - self._window)
        for shingle in shingles:
            if shingle % _KEPT == 0 and len(known := self._index[shingle]) <= _COMMON:
                known.append(number)
        if not found:
            return None
        share, other = found[0]
        theirs = self._sentences[other]
        shared = tuple(
            SharedSentence(*span, *theirs[key]) for key, span in sentences.items() if key in theirs
        )
        also = tuple((self._ids[k], round(part, 3)) for part, k in found[1:])
        return Copy(self._ids[other], round(share, 3), shared, also)

    def _forget(self, number: int) -> None:
        if number < 0:
            return
        del self._ids[number], self._sentences[number]
        for shingle in self._shingles.pop(number):
            found = self._index.get(shingle)
            if found and found[0] == number:
                del found[0]
                if not found:
                    del self._index[shingle]

    def _found(self, shingles: set[int]) -> list[tuple[float, int]]:
        """Share and number of every article seen that holds enough of this one, or it of it."""
        known = (self._index.get(shingle) for shingle in shingles if shingle % _KEPT == 0)
        hits = Counter(chain.from_iterable(one for one in known if one and len(one) <= _COMMON))
        out = []
        for other, _ in hits.most_common(_COMMON):
            theirs = self._shingles[other]
            shorter = min(len(theirs), len(shingles))
            share = len(shingles.intersection(theirs)) / shorter
            if share >= _SHARE:
                out.append((share, other))
        return sorted(out, key=lambda pair: (-pair[0], pair[1]))


def marked(article: Article, copy: Copy | None) -> Article:
    """The article with a warning, and the evidence in ``extra``, where it is a copy."""
    if copy is None:
        return article
    warning = f"a copy of {copy.of}: {copy.share:.0%} of the shorter text is the same"
    evidence = [
        {"start": s.start, "end": s.end, "of_start": s.of_start, "of_end": s.of_end}
        for s in copy.sentences
    ]
    extra: dict[str, object] = {
        "copy_of": copy.of,
        "copy_share": copy.share,
        "copy_sentences": evidence,
    }
    if copy.also:
        extra["also_copy_of"] = [{"article_id": name, "share": part} for name, part in copy.also]
    return replace(article, warnings=(*article.warnings, warning), extra={**article.extra, **extra})


def _shingles(text: str) -> set[int]:
    words = _WORD.findall(text.lower())
    runs = zip(*(words[k:] for k in range(_RUN)), strict=False)
    return {_code(run) for run in runs}


def _code(words: Iterable[str]) -> int:
    """A number for a run of words, the same in every process (``hash`` is not)."""
    return zlib.crc32(" ".join(words).encode("utf-8", "replace"))


def _sentences(text: str) -> dict[int, tuple[int, int]]:
    """The places of the sentences long enough to tell, by the hash of their words."""
    out = {}
    for match in _SENTENCE.finditer(text):
        words = _WORD.findall(match.group().lower())
        if len(words) >= _FEWEST:
            out[_code(words)] = match.span()
    return out
