"""Why a number is no casualty, time or term: what it counts or measures, in plain words.

"30 teachers" gives "a count of teachers, of whom no harm is told"; a number that none of this
explains is not understood.
"""

from __future__ import annotations

import re

from analysis.extract.casualties.heads import ENDS
from analysis.extract.quotes.grammar import PAST
from analysis.reading import Reading
from analysis.records import Number
from analysis.truecase import is_common

_BEFORE_NUMBER = re.compile(r"([A-Z][\w-]*)[ -]$")
_NUMBER_NAMES = re.compile(
    r"\b(?:resolution|article|chapter|case|no\.?|number|division|brigade|battalion|unit|flight|"
    r"team|phase|section|paragraph|page|room|gate|camp|block|zone|district|regiment|base)\s*$",
    re.IGNORECASE,
)
_SCORE = re.compile(r"\d{1,2} ?[-\u2013] ?\d{1,2}")
_SCORE_AFTER = re.compile(r" ?[-\u2013] ?\d{1,2}\b(?![-\u2013])")
_SCORE_BEFORE = re.compile(r"(?<![\d.,-])\b\d{1,2} ?[-\u2013] ?$")
_LISTED = re.compile(r"[.)] ")
_STEP = re.compile(r"\bfrom (?:[\w,.]+ to )?$")
_GROUP = re.compile(
    r"\b(?:family|group|panel|team|party|crew|couple|board|pair|trio|groups|teams|families) of $"
)
_MONEY = re.compile(r"[$€£¥]\s?$")
# "the old one", "the second one": a pronoun
_THE_ONE = re.compile(
    r"\b(?:the|this|that|these|a|an|another|which|each) (?:\w+ )?$", re.IGNORECASE
)
_OPENERS = frozenset(("\u201c", '"', "\u2018", "``", "\u2022", "-", "(", "["))
_NO_ONE = re.compile(r"\b(?:no|any|every|some|each) $", re.IGNORECASE)
# kinds of numbers whose names are for the rules, as a reader is told of them
_SAID = {
    "a date or rank": "which one in a row: a day, a minute, a rank",
    "no count of people": "not a count of people",
    "a measure": "a measure, or part of a description (four-wheel, three-nation)",
    "a count of groups or parties": "a count of groups, sides, stages or the like",
}
_STOPS = ENDS | {"of", "among", "behind", "through", "the", "a", "an"}
_VERBS = frozenset(
    "made came went took got gave held found left kept began ran fell rose voted".split()
)
_THE = frozenset("the his her its their our my your these those this that such".split())
_PEOPLE = frozenset(("pl", "sg", "unit", "couple"))
_WHO = ("ers", "ors", "ists", "men", "ians", "ees", "people", "children")
_SURELY = ("ists", "men", "ians", "people", "children", "workers")
_BEEN = frozenset(("were", "was", "been", "being"))
_PHRASE, _TO_VERB, _SHORT = 3, 7, 4  # tokens to the noun and to its verb; letters of "shed"


def why_no_figure(reading: Reading, number: Number) -> str:
    """The reason a number is no casualty, time or term."""
    before = reading.text[max(0, number.start - 12) : number.start]
    words = number.of(reading.text).lower()
    if words == "one" and _NO_ONE.search(before):
        return "part of a pronoun (no one), not a number"
    if _MONEY.search(before):
        return "a sum of money"
    if _is_of_a_name(reading, number):
        return "part of a name"
    if number.kind != "count" and not before.endswith("#"):
        return _SAID.get(number.kind, number.kind)
    told = shape(reading, number.start, number.end)
    if told:
        return told
    if strange := _strange_deed(reading, number):
        return f"not understood: the verb \u201c{strange}\u201d is not known"
    pronoun = words == "one" and _THE_ONE.search(
        reading.text, max(0, number.start - 24), number.start
    )
    if _acts(reading, number):
        return "a count of those named before it"
    counted, people = ("", False) if pronoun else _counted(reading, number)
    if counted:
        many = f"one {counted}" if words == "one" else f"a count of {counted}"
        return f"{many}, of whom no harm is told" if people else many
    if words == "one":
        return "stands for somebody or something named beside it"
    if _GROUP.search(reading.text[max(0, number.start - 24) : number.start]):
        return "how many a group holds"
    if _STEP.search(reading.text[max(0, number.start - 24) : number.start]):
        return "a change from one number to another"
    return "not understood"


def _is_of_a_name(reading: Reading, number: Number) -> bool:
    """ "the Three Brothers Alliance": a word with a capital amid others, not at a sentence's head."""
    words, at = reading.tokens.words, reading.tokens.at(number.start)
    if not words[at].isalpha() or not words[at].istitle() or at + 1 >= len(words):
        return False
    opens = number.start == reading.sentences[number.sentence].start or words[at - 1] in _OPENERS
    return not opens and words[at + 1].istitle()


def _acts(reading: Reading, number: Number) -> bool:
    """ "Three wore helmets.": a number that does something itself, at a sentence's head."""
    norms, at = reading.tokens.norms, reading.tokens.at(number.end - 1) + 1
    opens = number.start == reading.sentences[number.sentence].start
    return opens and at < len(norms) and norms[at] in PAST


def _counted(reading: Reading, number: Number) -> tuple[str, bool]:
    """The noun phrase a number counts, as written, and whether it names people."""
    norms, at = reading.tokens.norms, reading.tokens.at(number.end - 1) + 1
    if norms[at : at + 1] == ["of"] and number.of(reading.text).lower() != "one":
        at += 1 + (norms[at + 1 : at + 2] != [] and norms[at + 1] in _THE)
    if norms[at : at + 1] == ["-"]:
        return "", False  # "a six-member team"
    end = min(at + _PHRASE, len(norms))
    stop = at
    while (
        stop < end
        and (norms[stop][0].isalpha() or norms[stop] == "-")
        and norms[stop] not in _STOPS
    ):
        stop += 1
        word = norms[stop - 1]
        if (stop < len(norms) and norms[stop] == "-") or word == "-":
            end = min(end + 1, len(norms))
        elif word.endswith(_WHO) or (word.endswith("s") and not word.endswith("ss")):
            break  # the head: "vendors offered products"
    worst = norms[at : at + 1] == ["most"] and norms[at - 1] == "the"  # "of the most badly burned"
    while (
        stop > at
        and not worst
        and (norms[stop - 1].endswith(("ed", "ly", "-")) or norms[stop - 1] in _VERBS)
    ):
        stop -= 1  # "400 shops closed"
    if stop == at:
        return "", False
    phrase = reading.words(at, stop)
    if worst:
        phrase = f"the {phrase}"
    named = (tag for tag in reading.tagged_within("victims", at, stop) if tag.stop == stop)
    people = any(tag.entry.get("number") in _PEOPLE for tag in named)
    people = people or norms[stop - 1].endswith(_SURELY)
    return (phrase.lower() if phrase.isupper() else " ".join(phrase.split())), people


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


def shape(reading: Reading, start: int, end: int) -> str:
    """What the characters around a number show it to be, or ""."""
    text = reading.text
    words, before, after = text[start:end], text[max(0, start - 24) : start], text[end : end + 12]
    if re.search(r"[$€£¥]\s?$", before) or re.match(r"\s?(?:dollars|euros|pounds|rubles)\b", after):
        return "a sum of money"
    if re.match(r"\s?(?:%|per ?cent)", after):
        return "a share"
    if before.endswith("#"):
        return "a rank"
    if _SCORE_AFTER.match(after) or _SCORE_BEFORE.search(before) or _SCORE.fullmatch(words):
        return "a score, or two numbers side by side"
    if _LISTED.match(after) and (start == 0 or before.rstrip(" ").endswith("\n")):
        return "the number of an item in a list"
    if not before.strip(" ").strip("\n") or before.endswith("\n"):
        if not after.strip(" ") or after.startswith("\n"):
            return "stands alone on its line"
    if re.search(r"[A-Z][\w’'.]* ?, $", before) and re.match(r"[,.]", after) and len(words) <= 2:
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
        return _SAID["a date or rank"]
    if re.match(r"-(?:year|month|day|week|hour|minute)", after):
        return "a duration or an age"
    if re.match(r"[:.]\d\d", after) or re.search(r"\d[:.]$", before):
        return "a clock time or a decimal"
    if _BEFORE_NUMBER.search(before) and words.isdigit():
        return "part of a name"
    return ""
