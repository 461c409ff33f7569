"""What an agreement leaves out, and how it may be prolonged."""

from __future__ import annotations

import re

from analysis.extract.clauses import trimmed
from analysis.extract.terms.circumstances import where_of
from analysis.extract.terms.measure import Quantity, quantity_of
from analysis.extract.terms.merged import shortened
from analysis.reading import Reading
from analysis.records import Term
from analysis.text import Sentence

_WORDS = frozenset(
    "leaves nor nothing mention address settle resolve deal touch "
    "protect cover covered apply applied include included bind bound concern exclude excludes excluded exempt exempts "
    "exempted extend extended prolong prolonged renew renewed renewable extendable".split()
)
_PACT = (
    r"(?:truces?|cease-?fires?|pauses?|deals?|agreements?|accords?|pacts?|lull|moratorium|arrangements?|protocol"
    r"|cessation|halt|armistice|text)"
)
_MAY = r"(?:may|can|could|might|would|will|shall)"
# what is said of the agreement: "does not cover", "may be extended"
_SAID_OF_IT = re.compile(
    r"\b(?:(?P<out>(?:(?:does|do|did|will|would|shall) not|doesn[’']t|won[’']t) (?:\w+ly )?"
    r"(?:cover|apply to|extend to|include|protect|bind|concern)"
    rf"|(?:does|do|did) not (?:\w+ly )?(?:address|settle|resolve|deal with|touch on"
    rf"|mention(?! (?:the|any|this) {_PACT}))"
    r"|(?:\w+ly )?(?:excludes|exempts|leaves out)|(?:says|said) nothing (?:of|about|on)|ma(?:kes|de) no mention of)"
    rf"|{_MAY} (?P<not>not )?(?:\w+ )?be (?:\w+ )?(?:extended|prolonged|renewed)"
    r"|is (?:renewable|extendable))\b"
)
_SUBJECT = re.compile(
    rf"(?:\b(?:[Tt]h(?:e|is|at)|[Aa]n?|[Tt]heir|[Ii]ts) (?:[\w’'-]+ ){{0,3}})?\b{_PACT}\b"
    r"(?: [\w’'-]+){0,6}(?:, [^,;]{1,40},)? $"
    r"|\b[Ii]t $"
)
_RELATIVE = re.compile(rf"\b{_PACT}\b[^;:]{{0,40}},? (?:which|that) $")
# "Nor does it deal with the camps"
_NOR = re.compile(
    rf"\bNor (?:does|do|did|will|would) (?:it|the (?:[\w-]+ ){{0,2}}?{_PACT}) (?:cover|apply to|extend to|include|"
    r"protect|bind|concern|address|settle|resolve|deal with|mention|touch on)\b"
)
# what is said of somebody: "are excluded from the truce", "may extend the truce"
_SAID_OF_THEM = re.compile(
    r"\b(?:(?:(?:is|are|was|were) )?(?:not covered by|excluded from|exempt(?:ed)? from"
    r"|left out of|not bound by|not (?:\w+ )?included in)"
    rf"|{_MAY} (?:extend|prolong|renew))"
    rf" (?:the|this) (?:[\w-]+ ){{0,3}}?(?:{_PACT}|exchange|swap|release)\b"
)
_CLAUSE = re.compile(r"[,;:“”]|\b(?:but|that|while) ")
_ENDS = re.compile(
    r"[;“”]|, (?:and|but|which|who|while|according)\b(?! (?:only|not) (?:if|when|once|until|after|with)\b| if\b)"
    r"|, (?:an?|the) (?:[\w-]+ ){1,4}(?:that|which|who)\b"
    r"|,? and (?:excludes|exempts|does not)\b"
    r"|,? and (?=(?:would|will|did|has|had|could|must)\b)"
    r"|,? and (?=(?:the|both|each|all) [\w ]{1,30}(?:will|would|must|shall)\b)|$"
)
# how one side reads it, or that it denies it, is no clause of the agreement
_MAINTAINED = re.compile(
    r"\b(?:maintain|argue|claim|insist|contend|den[iy])(?:s|es|ed|ing)? (?:that )?"
    r"|\b[Cc]ritics (?:say|said|warn|warned|argue|complain) "
)
_OPEN = re.compile(r"\b(?:may|can|could|might)\b")  # nobody has agreed that it will be
_SECOND = re.compile(r",? (?:and|but|nor) (?:also )?$")
_ANOTHER = re.compile(r"\b(?:another|a further|one more) (hour|day|week|month|year)\b")
_WHENEVER = re.compile(
    r"(?:For (?:every|each)|If|Should|Unless|Once|Provided|As long as)\b[^;:“”]{3,120}, $"
)
# ", the government said": who says so
_SAYING_SO = re.compile(
    r", (?:[\w’'.-]+ ){1,8}?(?:said|says|announced|added|confirmed)(?: (?:on|late|early) [\w ]{3,20})?\W*$"
)
_LEAD = 110  # characters from the subject to its verb


def limits_of(reading: Reading, sentence: Sentence, index: int) -> list[Term]:
    """The exclusions and extensions a sentence tells of, in order."""
    if _WORDS.isdisjoint(reading.vocabulary):
        return []
    if _WORDS.isdisjoint(reading.tokens.norms[sentence.first : sentence.stop]):
        return []
    out: list[Term] = []
    if (nor := _NOR.match(reading.text, sentence.start, sentence.end)) is not None:
        if _of_the_pact(reading, sentence, index, nor[0]):
            out.append(_limit(reading, sentence, index, nor.span(), nor))
    for told in _SAID_OF_IT.finditer(reading.text, sentence.start, sentence.end):
        lead_at = max(sentence.start, told.start() - _LEAD)
        if out and _SECOND.search(reading.text[lead_at : told.start()]):
            start: int | None = told.start()  # "does not cover the north and excludes ..."
        else:
            start = _subject(reading, sentence, index, lead_at, told.start())
        if start is not None and not (out and start < out[-1].end):
            out.append(_limit(reading, sentence, index, (start, told.end()), told))
    for told in () if out else _SAID_OF_THEM.finditer(reading.text, sentence.start, sentence.end):
        cuts = list(_CLAUSE.finditer(reading.text, sentence.start, told.start()))
        start = cuts[-1].end() if cuts else sentence.start
        if _MAINTAINED.search(reading.text, sentence.start, told.start()):
            continue
        out.append(_limit(reading, sentence, index, (start, told.end()), told))
    return out


def _subject(
    reading: Reading, sentence: Sentence, index: int, lead_at: int, verb: int
) -> int | None:
    """Where what is said of the agreement begins: its name, or the verb behind "which"."""
    lead = reading.text[lead_at:verb]
    if _MAINTAINED.search(lead):
        return None
    if _RELATIVE.search(lead):
        return verb
    subject = _SUBJECT.search(lead)
    if subject is None:
        return None
    if not _of_the_pact(reading, sentence, index, subject[0].lower()):
        return None
    return lead_at + subject.start()


def _of_the_pact(reading: Reading, sentence: Sentence, index: int, words: str) -> bool:
    """Is "it" the agreement that this sentence or the one before names?"""
    if "it" not in words.split():
        return True
    before = reading.sentences[max(0, index - 1)]
    tags = reading.tagged_within("agreements", before.first, sentence.stop)
    return any(tag.entry.get("kind") in {"pact", "truce"} for tag in tags)


def _limit(
    reading: Reading, sentence: Sentence, index: int, span: tuple[int, int], told: re.Match[str]
) -> Term:
    ends = _ENDS.search(reading.text, span[1], sentence.end)
    end = ends.start() if ends else sentence.end
    if said := _SAYING_SO.search(reading.text, span[1], end):
        end = said.start()
    if _WHENEVER.match(reading.text, sentence.start, span[0]):
        span = sentence.start, span[1]  # "For every ten freed, the pause will run a day longer"
    tokens = reading.tokens
    first, stop = trimmed(reading, tokens.at(span[0]), tokens.at(end))
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    prolonged = re.search(r"exten|prolong|renew", told[0]) is not None and "not extend to" not in told[0]  # fmt: skip
    quantity = quantity_of(reading, "ceasefire", first, stop) if prolonged else None
    another = _ANOTHER.search(reading.text, start, end) if prolonged and not quantity else None
    if another is not None:
        quantity = Quantity(1, another[1], None)
    refused = prolonged and " not " in told[0]
    open_ = prolonged and _OPEN.search(told[0]) is not None
    return Term(
        id="",
        start=start,
        end=end,
        sentence=index,
        rule="terms.other.extension" if prolonged else "terms.other.exclusion",
        type="other",
        what=shortened(reading.text[start:end]),
        where=None if prolonged else where_of(reading, first, stop),
        quantity=quantity.number if quantity else None,
        unit=quantity.unit if quantity else None,
        status="rejected" if refused else "proposed" if open_ else "agreed",
        agreement="a1",
    )


def parts_beside(reading: Reading, sentence: Sentence, limits: list[Term]) -> list[Sentence]:
    """What a sentence says before, between and behind its limits."""
    tokens, out, first = reading.tokens, [], sentence.first
    for limit in limits:
        stop = tokens.at(limit.start)
        while stop > first and tokens.norms[stop - 1] in _OPENING:
            stop -= 1
        out.append((first, stop))
        first = tokens.at(limit.end)
    out.append((first, sentence.stop))
    return [
        Sentence(tokens.starts[a], tokens.ends[b - 1], a, b, sentence.paragraph)
        for a, b in out
        if b - a > _LEAST
    ]


_OPENING = frozenset({",", "which", "that", "and"})
_LEAST = 3  # tokens of a clause that may promise something
