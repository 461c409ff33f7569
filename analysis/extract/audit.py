"""What the text holds that no finding explains, each with a reason in plain words.

Every number, every string in quotation marks and every word of harm is covered by a finding
(casualty, quote, time, place, event, term) or is a row here: the two together cover the text.

A truce article's "about 4 miles wide" gives a row "a length"; "the so-called “caliphate”" gives
"a scare quote: nobody is cited".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from analysis.extract.uncounted import shape, why_no_figure
from analysis.lean import dataclass
from analysis.reading import Reading
from analysis.records import Casualty, Finding, Leftover

_MARKS = re.compile(
    r"[“„«](?P<curly>[^“”„»\n]{1,1200})[”»]"
    r"|(?<![\w\"])\"(?P<plain>[^\"\n]{1,1200})\"(?!\w)"
    r"|(?:``|'')(?P<typed>[^`\n]{1,1200}?)''"
    r"|(?<![\w’‘'])‘(?P<single>[^‘\n]{1,600}?)’(?!\w)"
)
_OPENING = ("“", "„", "«", '"', "``", "''", "‘")
_OPENS = re.compile(r"[“„«\"`'‘]")
_DIGITS = re.compile(r"\d[\d,.]*")
_NAME_BEFORE = re.compile(
    r"\b(?:called|named|dubbed|known as|nicknamed|titled|entitled|codenamed)\s*$"
)
_SCARE = re.compile(r"\b(?:so-called|self-styled|self-described|alleged|what \w+ calls?)\s*$", re.I)
_HARM_REASONS = (
    (re.compile(r"\bno (?:\w+ ){0,2}(?:mention|word|news|information|details?|data|figures?|account|estimates?|"
              r"comment|reference|knowledge|breakdown|confirmation|tolls?|count|tally)(?: \w+){0,3}\s*$", re.I),
     "left unsaid: the text says that it is not known or not told"),
    (re.compile(r"\b(?:no|any|without|zero)(?: \w+){0,3}\s*$", re.I), "nobody is said to be harmed"),
    (re.compile(r"\b(?:(?:if|could|would|might|may|will|can|should|threat\w*)(?: \w+){0,2}|"
                r"(?<!due )(?<!led )to(?: \w+ly)?)\s*$", re.I),
     "not told as having happened: supposed, planned or ruled out"),
)  # fmt: skip


_BESIDE = "tells of the harm whose figure stands in the same sentence"
_UNCOUNTED = "a word of harm without a number of people"
_DISTANCE = "(words the writer keeps at a distance): nobody is cited for it"


@dataclass(frozen=True, slots=True)
class _Cover:
    """What findings cover, as disjoint spans in order."""

    starts: list[int]
    ends: list[int]

    def holds(self, start: int, end: int) -> bool:
        """True where one stretch of findings holds the whole span."""
        k = bisect_right(self.starts, start) - 1
        return k >= 0 and self.ends[k] >= end

    def touches(self, start: int, end: int) -> bool:
        """True where any finding shares a character with the span."""
        k = bisect_right(self.starts, end - 1) - 1
        return k >= 0 and self.ends[k] > start


def find_audit(reading: Reading) -> tuple[Leftover, ...]:
    """The leftovers of an article in order of their place."""
    out = [*_figures(reading), *_quoted(reading), *_harm_words(reading)]
    out.sort(key=lambda row: (row.start, row.end, row.kind))
    return tuple(
        Leftover(row.start, row.end, f"x{k}", row.sentence, row.rule, row.kind, row.reason)
        for k, row in enumerate(out, 1)
    )


def _covered(spans: Iterable[tuple[int, int]]) -> _Cover:
    """Overlapping spans joined."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return _Cover(starts, ends)


def _spans(findings: Iterable[Finding]) -> Iterator[tuple[int, int]]:
    for finding in findings:
        yield finding.start, finding.end


def _casualty_spans(casualties: Iterable[Casualty]) -> Iterator[tuple[int, int]]:
    for casualty in casualties:
        yield casualty.start, casualty.end
        if casualty.number_start is not None and casualty.number_end is not None:
            yield casualty.number_start, casualty.number_end


def _row(reading: Reading, start: int, end: int, kind: str, rule: str, reason: str) -> Leftover:
    return Leftover(start, end, "", reading.sentence_at(start), f"audit.{rule}", kind, reason)


# ------------------------------------------------------------------------------- figures


def _figures(reading: Reading) -> Iterator[Leftover]:
    """Numbers, in figures or words, that no casualty, time, place or term covers."""
    found = reading.found
    said = _covered([*_casualty_spans(found.casualties), *_spans(found.terms)])
    dated = _covered(_spans(found.times))
    named = _covered([*_spans(found.places), *_spans(found.actors)])
    for number in found.numbers:
        start, end = number.start, number.end
        if said.holds(start, end) or dated.touches(start, end) or named.holds(start, end):
            continue
        yield _row(reading, start, end, "figure", "figure", why_no_figure(reading, number))
    known = _covered(_spans(found.numbers))
    for match in _DIGITS.finditer(reading.text):
        start, end = match.start(), match.end()
        while reading.text[end - 1] in ",.":
            end -= 1
        seen = (known, said, dated, named)
        if not any(cover.touches(start, end) for cover in seen):
            reason = shape(reading, start, end) or "not understood"
            yield _row(reading, start, end, "figure", "digits", reason)


# ------------------------------------------------------------------------- quotation marks


def quoted_strings(text: str) -> Iterator[tuple[int, int]]:
    """Every string in quotation marks, without its marks; none crosses a line."""
    if not any(mark in text for mark in _OPENING):
        return
    at = 0
    while lead := _OPENS.search(text, at):
        match = _MARKS.match(text, lead.start())
        group = match.lastgroup if match else None
        at = match.end() if match else lead.end()
        if match and group and match.group(group).strip():
            yield match.span(group)


def _quoted(reading: Reading) -> Iterator[Leftover]:
    """Strings in marks that no quote covers."""
    cover = _covered(
        span
        for quote in reading.found.quotes
        for span in (
            (quote.start, quote.end),
            (quote.clause_start or quote.start, quote.clause_end or quote.end),
        )
    )
    for start, end in quoted_strings(reading.text):
        if not cover.touches(start, end):
            reason = _why_quoted(reading.text, start, end)
            yield _row(reading, start, end, "quotation_marks", "marks", reason)


def _why_quoted(text: str, start: int, end: int) -> str:
    """The reason words in marks are no quote."""
    before, words = text[max(0, start - 40) : start].rstrip("“\"'‘`„« "), text[start:end]
    if _NAME_BEFORE.search(before + " "):
        return "a name or a title"
    if _SCARE.search(before + " "):
        return f"a scare quote {_DISTANCE}"
    if len(words.split()) <= 4:
        return f"a name or a scare quote {_DISTANCE}"
    return "nobody is cited for these words"


# ------------------------------------------------------------------------------ harm words


def _harm_words(reading: Reading) -> Iterator[Leftover]:
    """Words of harm outside every casualty, quote, event and term."""
    found = reading.found
    cover = _covered(
        [
            *_casualty_spans(found.casualties),
            *_spans(found.terms),
            *_spans(found.quotes),
            *_spans(found.events),
        ]
    )
    tokens, text = reading.tokens, reading.text
    counted = {casualty.sentence for casualty in found.casualties}
    for tag in reading.tagged("harm"):
        start, end = tokens.starts[tag.first], tokens.ends[tag.stop - 1]
        if cover.touches(start, end):
            continue
        before = text[max(0, start - 50) : start]
        reason = next((why for pattern, why in _HARM_REASONS if pattern.search(before)), "")
        if not reason:
            inside = reading.sentence_at(start) in counted
            reason = _BESIDE if inside else _UNCOUNTED
        yield _row(reading, start, end, "harm_word", "harm", reason)
