"""Tokens and sentences with positions, from NLTK parts that need no downloaded data.

Tokens come from one pattern, sentences from NLTK's Punkt given our own abbreviations
(``data/lexicons/abbreviations.toml``) instead of a trained model.

Hyphens and possessive endings are tokens of their own:

>>> tokenize("Syria’s M-4, 68-year-old U.S. aid").words
['Syria', '’s', 'M', '-', '4', ',', '68', '-', 'year', '-', 'old', 'U.S.', 'aid']
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, chain

from nltk.tokenize.punkt import (
    PunktLanguageVars,
    PunktParameters,
    PunktSentenceTokenizer,
)

from analysis.lean import dataclass
from analysis.records import Paragraph, Span

# words run together by a lost space: peoplehave, weredisplaced
RUN_TOGETHER = ("people", "persons", "families", "already", "displaced", "were", "are")
_RUN = "|".join(RUN_TOGETHER)
_TOKEN = "|".join(
    (
        r"(?:[A-Za-z]\.){2,}",  # U.S.  a.m.
        r"\d{1,2}:\d{2}(?::\d{2})?",  # 10:15
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?",  # 61,000
        r"\d+(?:\.\d+)?(?:(?:st|nd|rd|th|s)\b)?",  # 4.40  14th  1990s
        r"''|``",  # typewriter quotation marks
        r"['’][sS]\b",  # possessive
        rf"(?:{_RUN})(?=(?:have|has|had|were|are|between|about|"
        r"around|displaced|evacuated|living|could|weredisplaced)\b)",
        r"[a-z]{2,12}(?=\d{1,3},\d{3}\b)",  # with14,593
        r"[^\W\d_]\w*(?:['’‘ʼ`](?![sS]\b)[^\W\d_]\w*)*",  # Ma’rat  don't
        r"\S",
    )
)
# What nltk.tokenize.RegexpTokenizer(_TOKEN).span_tokenize gives (a test holds the two together);
# its guard against slow patterns triples the time, and this pattern cannot be slow.
# Most words are letters up to a space or comma: said first, that halves the time again.
_PLAIN = rf"[b-ceg-oq-vx-zA-Z][A-Za-z]*(?=[ ,])|(?!{_RUN})[a-z]+(?=[ ,])"
_FIND_TOKENS = re.compile(rf"(\s*)({_PLAIN}|{_TOKEN})").findall
_NAMES_LIKE_WORDS = ("WHO", "IS", "US")  # in capitals no pronoun and no verb
_APOSTROPHES = str.maketrans(
    {**dict.fromkeys("’‘ʼ`", "'"), "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
)
# Words that old line ends leave broken in two ("fami-lies", "dis- placed").
_BROKEN = frozenset(
    "people persons families households villagers residents civilians internally displaced evacuated "
    "refugees children soldiers wounded injured killed thousands hundreds homeless displacement "
    "displacements evacuees returnees estimated approximately".split()
)
_UNLIGATED = {"ee": "flee", "eeing": "fleeing"}  # "forced to ee": the ligature was lost
_DAMAGED = frozenset(("ed", *_UNLIGATED))
_HOMEWARD = frozenset("their the from to into fighting violence across".split())


LONGEST = 250  # tokens of a sentence; prose has none so long, and a longer run is cut here


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text as parallel lists; one index is one token.

    ``norms`` are lower case with straight apostrophes ("WHO" stays, it is no "who");
    ``glued[i]`` is True where no space stands before token i.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    norms: list[str]
    glued: list[bool]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """Index of the first token that ends after ``offset``."""
        return bisect_left(self.ends, offset + 1)


def tokenize(text: str) -> Tokens:
    """All tokens of ``text``, in order."""
    pieces = list(chain.from_iterable(_FIND_TOKENS(text)))  # gap, token, gap, token ...
    reached = list(accumulate(map(len, pieces)))
    words, glued = pieces[1::2], [not gap for gap in pieces[::2]]
    if glued:
        glued[0] = False
    found = Tokens(reached[::2], reached[1::2], words, _norms(words), glued)
    if "-" in words:
        _mend_breaks(found)
    if not _DAMAGED.isdisjoint(words):
        _mend_ligatures(found)
    return found


def _mend_breaks(tokens: Tokens) -> None:
    """Make one token of a word that a line end has broken: "fami-lies"."""
    words, norms, glued = tokens.words, tokens.norms, tokens.glued
    for i in [i for i, word in enumerate(words) if word == "-"][::-1]:
        if not 0 < i < len(words) - 1 or not glued[i]:
            continue
        whole = norms[i - 1] + norms[i + 1]
        if whole in _BROKEN and words[i + 1].islower():
            words[i - 1 : i + 2] = [words[i - 1] + words[i + 1]]
            norms[i - 1 : i + 2] = [whole]
            del tokens.starts[i : i + 2], tokens.ends[i - 1 : i + 1], glued[i : i + 2]


def _mend_ligatures(tokens: Tokens) -> None:
    """Read "forced to ee" as "flee", "they ed the town" as "fled"."""
    norms = tokens.norms
    for i, word in enumerate(tokens.words):
        if word in _UNLIGATED:
            norms[i] = _UNLIGATED[word]
        elif word == "ed" and i + 1 < len(norms) and norms[i + 1] in _HOMEWARD:
            norms[i] = "fled"


def _norms(words: list[str]) -> list[str]:
    """The words in lower case, with straight apostrophes; all at once, for no word has a space."""
    joined = "\n".join(words)
    norms = joined.lower().split("\n") if words else []
    if not joined.isascii():
        norms = [norm if norm.isascii() else norm.translate(_APOSTROPHES) for norm in norms]
    for name in _NAMES_LIKE_WORDS:
        if name in joined and name in words:
            for i in _named_so(words, name):
                norms[i] = name
    return norms


def _named_so(words: list[str], name: str) -> Iterator[int]:
    """Where ``name`` stands among words in small letters: "the WHO said", not "TEN WHO DIED"."""
    at = -1
    for _ in range(words.count(name)):
        at = words.index(name, at + 1)
        beside = (words[k] for k in (at - 1, at + 1) if 0 <= k < len(words))
        if not any(len(word) > 1 and word.isupper() for word in beside):
            yield at


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence: offsets, its tokens ``first`` to ``stop`` (exclusive), its paragraph's index."""

    first: int
    stop: int
    paragraph: int


class _Language(PunktLanguageVars):  # type: ignore[misc]
    """NLTK's English, its patterns without the guard against slow ones: they are not."""

    __slots__ = ()
    re_boundary_realignment = re.compile(PunktLanguageVars.re_boundary_realignment.pattern, re.M)

    def period_context_re(self) -> re.Pattern[str]:
        """Where a sentence may end, with what follows."""
        return _context_pattern(super().period_context_re().pattern)


@lru_cache(maxsize=1)
def _context_pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.VERBOSE)


# A word of letters, a mark, a space: an end of sentence, if the word is no abbreviation.
_SURE_END = re.compile(r"([A-Za-z]{2,})(?:[?!]|\.)\s+[^\s.]")


# Letters and stops ("U.N", "Gen"), a stop, a word: no end, if the first is an abbreviation.
_SHORT = re.compile(r"([A-Za-z][A-Za-z.]*[A-Za-z])\.\s+([A-Za-z]+)")
# Words in capitals that only begin a sentence: "in Tampa, Fla. The state's chairman".
_OPENERS = frozenset(
    "The A An He She It They We His Her Their Its This That These Those There But And When While As If Although "
    "After Before Since Because In On At For From With Not Some Many Most Both One Another Even Asked".split()
)
_SPACES = " \t\n\r\v\f"


class _Punkt(PunktSentenceTokenizer):  # type: ignore[misc]
    """Punkt, spared the cases it cannot but decide one way (a test holds the two together)."""

    closing: frozenset[str] = frozenset()  # abbreviations that may be the last word of a sentence

    def _get_last_whitespace_index(self, text: str) -> int:
        return max(0, *map(text.rfind, _SPACES))

    def span_tokenize(
        self, text: str, realign_boundaries: bool = True
    ) -> Iterator[tuple[int, int]]:
        """Where the sentences stand; a closing mark behind an end belongs to what it closes."""
        slices = list(self._slices_from_text(text))
        closed, begin = self._lang_vars.re_boundary_realignment, 0
        for one, after in zip(slices, [*slices[1:], None], strict=True):
            begin += one.start
            found = None
            if after is not None and realign_boundaries and after.start < after.stop:
                if not text[after.start].isalnum():
                    found = closed.match(text, after.start, after.stop)
            if found:
                yield begin, after.start + len(found.group().rstrip())
            elif begin < one.stop:
                yield begin, one.stop
            begin = len(found.group()) if found else 0

    def text_contains_sentbreak(self, text: str) -> bool:
        """True where the words around a mark are cut by it."""
        sure = _SURE_END.match(text)
        if sure and sure[1].lower() not in self._params.abbrev_types:
            return True
        short = _SHORT.fullmatch(text)
        if short and short[1].lower() in self._params.abbrev_types:
            return short[1].lower() in self.closing and short[2] in _OPENERS
        return bool(super().text_contains_sentbreak(text))


@lru_cache(maxsize=4)
def _punkt(
    abbreviations: frozenset[str], closing: frozenset[str] = frozenset()
) -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(abbreviations)
    punkt = _Punkt(parameters, lang_vars=_Language())
    punkt.closing = closing
    return punkt


# A cut Punkt makes that news prose does not mean: `... over!" Cruz said.` and `?” he asked.`
_SAID_AFTER_MARK = re.compile(
    r"[!?][\"”’']+\s+(?:[a-z]|(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|asked|told|added|wrote)\b)"
)


_INITIALS = re.compile(
    r"\b(?:[A-Z]\.){2,}[)\]]?$"
)  # "The V.A. estimates": no end before a small letter


_BRACKET = re.compile(r"[)\]](?:[,;:—–]|\s+[a-z(])")  # "Sen. Lee (D-N.Y.), a nurse, said"


# "voted no. The": not the "no." of "no. 5"; "wrote on X. Nine": the network, no initial
_NO = re.compile(r"\b(?:no|on X)\.[”\"’']*\s+(?=[A-Z“\"‘])")


def _cut_after_no(body: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if "no." not in body and "on X." not in body:
        yield from spans
        return
    for start, end in spans:
        for match in _NO.finditer(body, start, end):
            yield start, len(body[: match.end()].rstrip())
            start = match.end()
        yield start, end


# what a page whose lines are lost puts between a headline, a caption and the story:
# "... town Monitor Reuters Tuesday 14 Nov 2017 The toll", "... Ezzor MOSCOW (Sputnik) The army"
_PICTURE_BY = (
    r"(?:(?:(?:File )?[Pp]hotos?(?: by)? ?|File )?(?:Reuters|AFP|AP|EPA|AA|Anadolu|Getty(?: Images)?|Xinhua|TRT World)"
    r"(?: and Agencies| [Pp]hotos?| [Aa]rchives?| [Ff]ile(?: photo)?)?|File photo|[A-Z]{2,4} [Pp]hoto)"
)
_RUN_IN = re.compile(
    r"(?<!\w)(?:(?:Reuters|AFP|AP|Agencies|Xinhua|dpa) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} "
    r"[A-Z][a-z]{2,8} 20\d\d|[A-Z]{4,}(?: [A-Z]{4,})? \((?:Sputnik|Reuters|AFP|AP|Xinhua|TASS)\))"
    r"\s+(?=[A-Z0-9\"“‘])"
    rf"|(?:(?<=[a-z\d.)] )|(?<=\d))\({_PICTURE_BY}\)\s+(?=[A-Z0-9\"“‘])"
)
# "Wednesday 10 Aug 2016 Rebel fire kills 14 State media AFP | A barrage of rockets"
_DATED = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]{2,8} 20\d\d .{20,160}?"
    r"(?<!\btold)(?<!\bby)(?<!\bto)(?<!\bthe) (?:Reuters|AFP|AP)(?= [A-Z])"
)
_AGENCIES = ("Reuters", "AFP", "AP", "Agencies", "Xinhua", "dpa", "Sputnik", "TASS", "hoto)")
_COMMAS = 400  # characters in which prose has a comma


_DOUBLED = 30  # characters that only a lead printed twice has again in its own sentence
_LEADS = 4  # sentences of a headline and its lead


def _cut_doubled(body: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """ "Shells hit the port on Friday | Shells hit the port on Friday, killing nine": a lead, and the lead again."""
    for k, (start, end) in enumerate(spans):
        again = -1
        if k < _LEADS and end - start > 2 * _DOUBLED:
            again = body.find(body[start : start + _DOUBLED], start + _DOUBLED, end)
        if again > 0 and body[again - 1] == " " and body[start].isupper():
            yield start, again - 1
            start = again
        yield start, end


def _cut_run_in(body: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, a headline or caption that has run into the story cut off it."""
    prose = body.count(",") * _COMMAS >= len(body)
    if prose or not any(agency in body for agency in _AGENCIES):
        yield from spans
        return
    dated = _DATED.match(body)
    for start, end in spans:
        if dated and start == 0 and dated.end() < end:
            yield start, dated.end()
            start = dated.end() + 1
        for match in _RUN_IN.finditer(body, start, end):
            begin = match.start()
            if begin > start and body[begin] == "(":
                begin = start  # "... in Hasakeh on Monday (AFP photo)"
            if begin > start:
                yield start, len(body[:begin].rstrip())
            yield begin, len(body[: match.end()].rstrip())
            start = match.end()
        yield start, end


def split_sentences(
    text: str,
    paragraphs: tuple[Paragraph, ...],
    tokens: Tokens,
    abbreviations: frozenset[str],
    closing: frozenset[str] = frozenset(),
) -> tuple[Sentence, ...]:
    """The sentences of every paragraph, in order; none crosses a paragraph or is over LONGEST."""
    punkt = _punkt(abbreviations, closing)
    out: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        base, body = paragraph.start, text[paragraph.start : paragraph.end]
        kept: list[tuple[int, int]] = []
        for start, end in _cut_doubled(
            body, _cut_run_in(body, _cut_after_no(body, punkt.span_tokenize(body)))
        ):
            if kept and (
                _SAID_AFTER_MARK.match(body, max(kept[-1][0], kept[-1][1] - 2))
                or _BRACKET.match(body, start)
                or (start == kept[-1][1] and body.startswith(("'s", "’s"), start))  # "F.B.I.'s"
                or (body[start].islower() and _INITIALS.search(body, kept[-1][0], kept[-1][1]))
            ):
                kept[-1] = (kept[-1][0], end)
            else:
                kept.append((start, end))
        for start, end in kept:
            first, stop = tokens.at(base + start), tokens.at(base + end)
            while stop - first > LONGEST:
                cut = first + LONGEST
                begin = tokens.starts[first]
                out.append(Sentence(begin, tokens.ends[cut - 1], first, cut, number))
                first = cut
            begin = tokens.starts[first] if first < stop else base + start
            out.append(Sentence(max(begin, base + start), base + end, first, stop, number))
    return tuple(out)
