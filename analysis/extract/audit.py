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

from analysis.lean import dataclass
from analysis.reading import Reading
from analysis.records import Casualty, Finding, Leftover, Number
from analysis.truecase import is_common

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
_AFTER_NUMBER = re.compile(r"\s?([a-z][\w-]+)(?: ([a-z][\w-]+))?")
_BEFORE_NUMBER = re.compile(r"([A-Z][\w-]*)[ -]$")
_NUMBER_NAMES = re.compile(
    r"\b(?:resolution|article|chapter|case|no\.?|number|division|brigade|battalion|unit|flight|"
    r"team|phase|section|paragraph|page|room|gate|camp|block|zone|district|regiment|base)\s*$",
    re.IGNORECASE,
)
_HARM_REASONS = (
    (re.compile(r"\bno (?:\w+ ){0,2}(?:mention|word|news|information|details?|data|figures?|account|estimates?|"
              r"comment|reference|knowledge|breakdown|confirmation|tolls?|count|tally)(?: \w+){0,3}\s*$", re.I),
     "left unsaid"),
    (re.compile(r"\b(?:no|any|without|zero)(?: \w+){0,3}\s*$", re.I), "nobody harmed"),
    (re.compile(r"\b(?:if|could|would|might|may|will|to|can|should|threat\w*)(?: \w+){0,2}\s*$", re.I),
     "not said to have happened"),
)  # fmt: skip


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
        yield _row(reading, start, end, "figure", "figure", _why_figure(reading, number))
    known = _covered(_spans(found.numbers))
    for match in _DIGITS.finditer(reading.text):
        start, end = match.start(), match.end()
        while reading.text[end - 1] in ",.":
            end -= 1
        seen = (known, said, dated, named)
        if not any(cover.touches(start, end) for cover in seen):
            reason = _shape(reading, start, end) or "not understood"
            yield _row(reading, start, end, "figure", "digits", reason)


def _why_figure(reading: Reading, number: Number) -> str:
    """The reason a number is no casualty, time or term."""
    if number.kind != "count":
        return number.kind
    shape = _shape(reading, number.start, number.end)
    if shape:
        return shape
    if strange := _strange_deed(reading, number):
        return f"not understood: the verb \u201c{strange}\u201d is not known"
    after = _AFTER_NUMBER.match(reading.text, number.end)
    if after and after.group(1) not in _SMALL:
        second = f" {after.group(2)}" if after.group(2) and after.group(1) in _JOINING else ""
        return f"a count of {after.group(1)}{second}"
    return "not understood"


def _strange_deed(reading: Reading, number: Number) -> str:
    """The verb of no list that is done to so many people: "scragged 14 farmers", "nine were pulped"."""
    words, norms = reading.tokens.words, reading.tokens.norms
    first, stop = reading.tokens.at(number.start), reading.tokens.at(number.end - 1) + 1
    people = any(
        tag.entry.get("number") in _PEOPLE
        for tag in reading.tagged_within("victims", stop, stop + _PHRASE)
    )
    if not people and not any(norm.endswith(_WHO) for norm in norms[stop : stop + _PHRASE]):
        return ""
    passive = next(
        (k + 1 for k in range(stop, stop + _TO_VERB) if norms[k : k + 1] and norms[k] in _BEEN), 0
    )
    for at in filter(None, (first - 1, passive)):
        verb = norms[at] if at < len(norms) else ""
        if verb.endswith("ed") and len(verb) > _SHORT and words[at] == verb and not is_common(verb):
            return verb
    return ""


_PEOPLE = frozenset(("pl", "sg", "unit", "couple"))
_WHO = ("ers", "ors", "ists", "men", "ians", "ees")
_BEEN = frozenset(("were", "was", "been", "being"))
_PHRASE, _TO_VERB, _SHORT = 3, 7, 4  # tokens to the noun and to its verb; letters of "shed"
_SMALL = frozenset(
    "of to in on at by and or from for with was were is are has had have the a an as that who "
    "which while when after before but than under over into out up per if so not".split()
)
_JOINING = frozenset(
    "armed other more further additional new old big small large main major local young young "
    "wounded military syrian civilian".split()
)


def _shape(reading: Reading, start: int, end: int) -> str:
    """What the characters around a number show it to be, or ""."""
    text = reading.text
    words, before, after = text[start:end], text[max(0, start - 24) : start], text[end : end + 12]
    if re.search(r"[$€£¥]\s?$", before) or re.match(r"\s?(?:dollars|euros|pounds|rubles)\b", after):
        return "a sum of money"
    if re.match(r"\s?(?:%|per ?cent)", after):
        return "a share"
    if re.search(r"[A-Z][\w’'.]* ?, $", before) and re.match(r",", after) and len(words) <= 2:
        return "an age"
    if (
        re.search(r"[A-Z]-$", before)
        or re.search(r"\b[A-Z]{1,4}$", before)
        or (re.match(r"-[A-Za-z]", after) and before[-1:].isupper())
    ):
        return "part of a name"
    if _NUMBER_NAMES.search(before):
        return "part of a name"
    if re.fullmatch(r"(?:19|20)\d\d", words):
        return "a year"
    if re.match(r"(?:st|nd|rd|th)\b", after):
        return "an ordinal"
    if re.match(r"-(?:year|month|day|week|hour|minute)", after):
        return "a duration or an age"
    if re.match(r"[:.]\d\d", after) or re.search(r"\d[:.]$", before):
        return "a clock time or a decimal"
    if _BEFORE_NUMBER.search(before) and words.isdigit():
        return "part of a name"
    return ""


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
        return "a scare quote: nobody is cited"
    if len(words.split()) <= 4:
        return "a name or a scare quote: nobody is cited"
    return "nobody is cited"


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
            reason = "belongs to a figure of its sentence" if inside else "harm without a figure"
        yield _row(reading, start, end, "harm_word", "harm", reason)
