"""Cut a sentence into clauses: what may be one term of an agreement, or tell of one event."""

from __future__ import annotations

import re

from analysis.lean import dataclass
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.text import Sentence

_HARD = frozenset({";", ":"})
_JOINS = frozenset({"and", "but", "with", "that", "while", "whereas"})
_RELATIVE = frozenset({"which", "who", "whose", "where", "when", "unless", "if", "as"})
_CUTTING = _HARD | _RELATIVE | {",", "and"}
_MARKS = frozenset("“”\"'‘’`") | {"''", "``"}
_DROPPED = _MARKS | _HARD | frozenset(", . and but that with to - – — ) (".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens ``first`` to ``stop`` of a sentence; ``join`` is the word or mark that opens it."""

    first: int
    stop: int
    join: str


def clauses_of(
    reading: Reading, sentence: Sentence, joins: frozenset[str] = frozenset()
) -> list[Clause]:
    """The clauses of a sentence, in order; together they are the sentence.

    ``joins`` are further words that open a clause ("after", "during").
    """
    opening = _JOINS | joins
    cutting = opening | _CUTTING
    norms = reading.tokens.norms
    cuts: list[tuple[int, str]] = [(sentence.first, "")]
    inner = norms[sentence.first + 1 : sentence.stop]
    for i in [i for i, norm in enumerate(inner, sentence.first + 1) if norm in cutting]:
        norm = norms[i]
        if norm in _HARD:
            cuts.append((i, norm))
        elif norm == ",":
            following = norms[i + 1] if i + 1 < sentence.stop else ""
            cuts.append((i, "and" if following == "to" else ","))
        elif norm == "and" and _joins_names(reading, i, sentence):
            continue
        elif norm == "that" and norms[i - 1] in _OF:
            continue  # "Under that accord", "in that town"
        elif norm in opening or norm in _RELATIVE:
            join = "and" if norm in {"and", "but"} else norm
            if cuts[-1][0] == i - 1 and cuts[-1][1] == ",":
                cuts[-1] = (i - 1, join)
            elif norm in opening:
                cuts.append((i, join))
    stops = [cut[0] for cut in cuts[1:]] + [sentence.stop]
    return [Clause(first, stop, join) for (first, join), stop in zip(cuts, stops, strict=True)]


def _joins_names(reading: Reading, i: int, sentence: Sentence) -> bool:
    """True for the "and" of "Turkish and Russian soldiers": a capital on either side of it."""
    words = reading.tokens.words
    if not sentence.first < i < sentence.stop - 1:
        return False
    if not words[i - 1][0].isupper():
        return _joins_sides(reading, i, sentence)
    return words[i + 1][0].isupper() or (words[i + 1] == "the" and _names_begin(words, i, sentence))


def _joins_sides(reading: Reading, i: int, sentence: Sentence) -> bool:
    """ "called on the army and the Rapid Support Forces to agree", "between the army and the Front"."""
    norms, words = reading.tokens.norms, reading.tokens.words
    if i - sentence.first < _BEFORE_SIDES or norms[i - 2] != "the":
        return False
    if norms[i - 3] == "between":
        return True
    if norms[i - 3] not in _ASKING:
        return False
    k = i + 1
    while k < sentence.stop and k - i < _NAME and (words[k][0].isupper() or norms[k] == "the"):
        k += 1
    return k > i + 1 and norms[k : k + 1] == ["to"]


_BEFORE_SIDES, _NAME = 4, 8
_ASKING = frozenset("on upon urged asked urging asking pressed pressing".split())


def is_urged(reading: Reading, k: int) -> bool:
    """True for the "agree" of "urged the army and the Front to agree": asked for, not done."""
    norms = reading.tokens.norms
    if k < 2 or norms[k - 1] != "to":
        return False
    for i in range(k - 2, max(-1, k - _URGED_BACK), -1):
        if norms[i] in _URGING:
            return norms[i] not in _CALLING or norms[i + 1] in _UPON
        if norms[i] in _URGED_STOPS:
            return False
    return False


_URGED_BACK = 18  # tokens from "agree" back to who is asked
_CALLING = frozenset("called calls calling call appealed appeals appealing appeal".split())
_URGING = _CALLING | frozenset(
    "urged urges urging urge asked asks asking ask pressed presses pressing pressured begged implored exhorted "
    "pushed pushing encouraged encouraging invited inviting wants wanted told tells telling".split()
)
_UPON = frozenset("on upon to for".split())
_URGED_STOPS = frozenset("; : agreed signed said decided refused that who which".split())


def _names_begin(words: list[str], i: int, sentence: Sentence) -> bool:
    """ ", Kenya and the United States said": names behind a comma, up to an "and" and a third."""
    if i + 2 >= sentence.stop or not words[i + 2][0].isupper():
        return False
    k = i - 1
    while k > sentence.first and (words[k][0].isupper() or words[k] in _WITHIN_NAMES):
        k -= 1
    return words[k] == ","


_OF = frozenset("under in of at on by for since after before to from with during".split())
_WITHIN_NAMES = frozenset(("the", "of"))


def trimmed(reading: Reading, first: int, stop: int) -> tuple[int, int]:
    """The tokens without the joining word, marks and commas at either end."""
    norms = reading.tokens.norms
    while first < stop and norms[first] in _DROPPED:
        first += 1
    while stop > first and norms[stop - 1] in _DROPPED and not _closes(norms, first, stop):
        stop -= 1
    return first, stop


def _closes(norms: list[str], first: int, stop: int) -> bool:
    """True for the bracket that closes one opened inside."""
    return norms[stop - 1] == ")" and "(" in norms[first : stop - 1]


def within(tags: list[Tag], first: int, stop: int) -> list[Tag]:
    """The tags that lie between two tokens."""
    return [tag for tag in tags if first <= tag.first and tag.stop <= stop]


# "In Kara, where clans have fought since May, nine were killed": how the place has fared
_OF_THE_PLACE = re.compile(
    r"\W*(?:In|At|Near|Outside|Around) [^,;.]{2,50}, (?:where|which|whose)\b[^,;]{3,140}, "
)
_HAS_BEEN = re.compile(r"\b(?:has|have) (?:been |also |long )?[a-z]+")


def after_the_place(text: str, start: int, stop: int) -> int:
    """Where a sentence goes on behind "In Kara, where clans have fought since May,"; ``start`` without such words."""
    found = _OF_THE_PLACE.match(text, start, stop)
    if found is None or _HAS_BEEN.search(text, start, found.end()) is None:
        return start
    return found.end()
