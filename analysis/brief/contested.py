"""What the article tells as disputed: tolls that sources differ on, accusations somebody rejects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from analysis.extract.totals import find_incidents
from analysis.lexicon import read_lexicons
from analysis.pipeline import Analysis
from analysis.reading import Reading, starting
from analysis.records import Casualty, Event, Quote

_REJECTS = re.compile(
    r"\b(?:rejects?|rejected|den(?:ies|ied|y)|dismiss(?:es|ed)?|refute[sd]?) "
    r"(?:(?:the|that|this|those|these|any|all|such|both) )?(?:[a-z-]+ )?"
    r"(?:accusations?|allegations?|charges?|claims?|account|version|involvement|responsibility|role|part|links?|wrongdoing|figures?|toll|number|it)\b"
)
# "it had nothing to do with the attack", as somebody says
_DISOWNS = re.compile(
    r"(?:it|they|he|she|its \w+|their \w+) "
    r"(?:(?:had|has|have) (?:nothing to do with|no (?:part|role|hand|involvement) in)|"
    r"(?:was|were|is|are) (?:not|in no way) (?:behind|involved|responsible)|"
    r"(?:did|had) not (?:carr(?:y|ied)|order(?:ed)?|fired?|attack(?:ed)?|kill(?:ed)?|bomb(?:ed)?|str(?:ike|uck)))\b"
)
_SPLIT_OFF = re.compile(
    r"\b(?:factions?|offshoots?|dissidents?|splinter|breakaway) .*\b(?:of|from)\b"
)
_WHO = re.compile(
    r"(?:[Tt]he |[Aa]n? |\b)((?:[\w’'-]+ ){0,3}[\w’'-]+)(?: (?:has|have|had|also|later|again))* $"
)
_BACK = 2  # sentences from a rejection to what it rejects
_NEAR = 16  # characters from a name to the verb that rejects
_FURTHER = 6  # sentences in which who is blamed may deny the deed


@dataclass(frozen=True, slots=True)
class Disputes:
    """By the id of a finding: the other versions of a toll, and who rejects what is claimed."""

    rivals: Mapping[str, tuple[Casualty, ...]] = field(default_factory=dict)
    rejected: Mapping[str, str] = field(default_factory=dict)

    def rejecter(self, id_: str) -> str:
        """Who rejects it, in words that follow a semicolon; "" where nobody does."""
        who = self.rejected.get(id_)
        return f"rejected by {who}" if who else ""


NO_DISPUTES = Disputes()


def disputes(done: Analysis) -> Disputes:
    """All that is told as disputed in an article.

    Nothing of articles laid together: a dossier tells their versions itself.
    """
    sentences = done.reading.sentences
    if not sentences or sentences[-1].end < len(done.article.text.rstrip()):
        return NO_DISPUTES
    rejected: dict[str, str] = {}
    for who, sentence, at in _rejections(done.reading):
        for claim in _claims(done.reading, who, sentence, at):
            rejected.setdefault(claim, who)
    for quote in done.findings.quotes:
        disowned = _DISOWNS.match(done.reading.text, quote.start)
        if quote.speaker and (disowned or (denies(quote) and _is_of_harm(done.reading, quote))):
            for claim in _blamed(done.reading, quote):
                rejected.setdefault(claim, quote.speaker)
    return Disputes(_rivals(done.reading), rejected)


def _rivals(reading: Reading) -> dict[str, tuple[Casualty, ...]]:
    out: dict[str, tuple[Casualty, ...]] = {}
    for _, incidents in find_incidents(reading):
        for incident in incidents:
            heads = [toll.head for toll in incident.tolls]
            for head in heads:
                out[head.id] = tuple(one for one in heads if one is not head)
    return out


def _rejections(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Who rejects something told before, in which sentence, and where."""
    for found in _REJECTS.finditer(reading.text):
        sentence = reading.sentence_at(found.start())
        first = reading.sentences[sentence].start
        near = starting(reading.found.actors, first, found.start())
        named = [one for one in near if found.start() - one.end <= _NEAR]
        words = _WHO.search(reading.text, first, found.start())
        who = named[-1].name if named else _plain(words.group(1)) if words else ""
        if who and who.split()[0].lower() not in _PRONOUNS:
            yield who, sentence, found.start()


_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "who", "which", "and", "but", "that"))
_ADVERB = re.compile(r"(?: (?:[a-z]+ly|also|later|again|now))+$")


def _plain(words: str) -> str:
    """The one who rejects, without how: "ministry flatly" is the ministry."""
    return _ADVERB.sub("", words)


def _claims(reading: Reading, who: str, sentence: int, at: int) -> list[str]:
    """The claims of the source last cited before, as far as they are not the rejecter's own."""
    found = reading.found
    near = range(max(0, sentence - _BACK), sentence + 1)
    told: list[tuple[int, str, str]] = [
        (one.start, one.reporter, one.id)
        for one in found.casualties
        if one.sentence in near and one.start < at and one.reporter and one.status != "denied"
    ]
    for event in found.events:
        if event.sentence in near and event.start < at:
            accuser = event.reporter or _accuser(reading, event)
            if accuser and (event.event_class == "ACCUSE" or event.status == "claimed"):
                told.append((event.start, accuser, event.id))
    told = [one for one in told if not _one_side(one[1], who)]
    last = max(told, default=None)
    return [id_ for _, said, id_ in told if last is not None and said == last[1]]


def _accuser(reading: Reading, event: Event) -> str:
    """Whose words stand in the event."""
    inside = starting(reading.found.quotes, event.start, event.end)
    return next((quote.speaker for quote in inside if quote.speaker), "")


def _blamed(reading: Reading, quote: Quote) -> Iterator[str]:
    """The harm that who denies it is said to have done."""
    speaker = quote.speaker or ""
    for figure in reading.found.casualties:
        near = abs(figure.sentence - quote.sentence) <= _FURTHER
        by_him = figure.perpetrator and _one_side(figure.perpetrator, speaker)
        teller = figure.reporter or ""
        own = teller and _one_side(teller, speaker) and not _SPLIT_OFF.search(teller)
        if near and by_him and not own and figure.status != "denied":
            yield figure.id


def _one_side(one: str, two: str) -> bool:
    a, b = one.lower(), two.lower()
    return a == b or f" {a} " in f" {b} " or f" {b} " in f" {a} "


def denies(quote: Quote) -> bool:
    """ "An army spokesman denied that ...": what somebody says is not so, by the lexicon of reporting verbs."""
    words = (quote.cue or "").lower().split()
    verbs = read_lexicons()["reporting"].terms(**{"class": "denying"})
    return quote.kind == "indirect" and bool(words) and words[0] in verbs


def _is_of_harm(reading: Reading, quote: Quote) -> bool:
    first, last = reading.tokens.at(quote.start), reading.tokens.at(quote.end)
    return any(reading.tagged_within(name, first, last) for name in ("attacks", "harm"))
