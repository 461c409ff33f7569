"""Which deed a claim or blame is of: "an attack claimed by the Front" that a later sentence recalls is not the news."""

from __future__ import annotations

import re

from analysis.extract.context.author import OTHER_HOUR
from analysis.extract.context.cues import Cues
from analysis.records import Casualty

_DEEDS = (
    r"(?:attacks?|assaults?|bombings?|blasts?|explosions?|raids?|ambush(?:es)?|shootings?|killings?|massacres?|"
    r"bombs?|strikes?|abductions?)"
)
_BESIDE = (
    r"(?: (?!(?:in|of|from|after|by|on|at|with|during|for|to|was|were|had|and|or)\b)[\w’'-]+){0,6}?"
)
_ONE_MORE = r"(?:[Aa]n?|[Aa]nother|[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal|[Mm]any)"
# "an attack", "a rocket and mortar attack"
_RECALLED = re.compile(rf"\b{_ONE_MORE}{_BESIDE}(?: [a-z-]+ and [a-z-]+)? {_DEEDS}\b")
_INCLUDED = re.compile(rf"\bincluding {_ONE_MORE}{_BESIDE} {_DEEDS}\b")
# "also claimed an October bombing at a barracks that killed nine"; not "claimed an attack killed nine"
CLAIMS_A_DEED = (
    rf"claim(?:ed|s|ing) (?:(?:the|this|that|these|those|both|all)|{_ONE_MORE}){_BESIDE} {_DEEDS}"
    r"(?= (?:in|at|on|near|against|that|which|outside|inside|last|earlier|there|targeting|when|where)\b|[,.;]|$)"
)

_CLAIMS = re.compile(CLAIMS_A_DEED)


def of_another_deed(cues: Cues, figure: Casualty, sentence: int) -> bool:
    """True where a sentence counts the dead of an attack it brings in, and the figure is of another."""
    if sentence == figure.sentence or cues.chain is None:
        return False
    scene = cues.scene(sentence)
    if not any(f.scope != "cumulative" for f in scene.figures):
        return False
    if _RECALLED.search(cues.text, scene.start, scene.end) is None:
        return False
    one, two = cues.chain.of(sentence), cues.chain.of(figure.sentence)
    if one is two:
        return _INCLUDED.search(cues.text, scene.start, scene.end) is not None
    same = any(f.same_as in (figure.id, figure.same_as) for f in scene.figures if f.same_as)
    return not same or bool(one.days and two.days and not one.days & two.days)


def of_an_older_one(cues: Cues, figure: Casualty, sentence: int) -> bool:
    """ "In April a bomb there killed 18. The Front claimed it": not this week's, of which was told before."""
    if _behind_another(cues, figure, sentence):
        return True
    if cues.chain is None or sentence <= figure.sentence:
        return False
    one, two = cues.chain.of(sentence), cues.chain.of(figure.sentence)
    return one is not two and one.harms and one.earlier(two) and not two.earlier(one)


def claims_a_deed(cues: Cues, start: int) -> bool:
    """True for "claimed the attack that killed nine", which does not cite the claimant for the nine."""
    return _CLAIMS.match(cues.text, start) is not None


def blamed_for_another(cues: Cues, figure: Casualty, sentence: int, at: int) -> bool:
    """ "The army was behind the attack on the convoy", beside a clinic struck the day after: not for the clinic."""
    target = _ON_WHAT.search(cues.text, at, cues.scene(sentence).end)
    if target is None:
        return False
    what, here = target["what"].removesuffix("s"), figure.sentence
    if _tells_of(cues, here, what):
        return False
    others = [
        f.sentence for f in cues.reading.found.casualties if _tells_of(cues, f.sentence, what)
    ]
    return any(not _of_one(cues, m, here) or _sets_apart(cues, m, here) for m in others)


def _behind_another(cues: Cues, figure: Casualty, sentence: int) -> bool:
    """ "A bomb killed six on Sunday. In April 30 were shot in Karem. The mayor blamed rebels": for the
    older deed of its own paragraph, unless it names the day of the later one; "On 5 May 70 died in Kara. ...
    On 12 May a mine killed six near Bela. The Front claimed it": for that of the 12th."""
    sentences = cues.reading.sentences
    here = sentences[sentence].paragraph
    mine = _days(cues, figure.sentence) or [(cues.reading.article.published or "9999",) * 2]
    if any(not _is_before(day, mine) for day in _days(cues, sentence)):
        return False
    for between in range(sentence - 1, figure.sentence, -1):
        if sentences[between].paragraph != here:
            return False
        if any(f.scope != "cumulative" for f in cues.scene(between).figures):
            theirs = _days(cues, between) or _first_days(cues, here, between)
            if bool(theirs) and all(_is_before(day, mine) for day in theirs):
                return True
            return _is_of_another_day(cues, figure, between, theirs)
    return False


def _first_days(cues: Cues, paragraph: int, sentence: int) -> list[tuple[str, str]]:
    """The days a paragraph names before one of its sentences, nearest first."""
    sentences = cues.reading.sentences
    for before in range(sentence - 1, -1, -1):
        if sentences[before].paragraph != paragraph:
            return []
        if found := _days(cues, before):
            return found
    return []


def _is_of_another_day(
    cues: Cues, figure: Casualty, sentence: int, theirs: list[tuple[str, str]]
) -> bool:
    """True where both deeds are told by their day, and those do not meet."""
    own = _days(cues, figure.sentence)
    if not own or not theirs or _of_one(cues, sentence, figure.sentence):
        return False
    return all(_is_before(day, own) for day in theirs) or all(
        _is_before(day, theirs) for day in own
    )


def _days(cues: Cues, sentence: int) -> list[tuple[str, str]]:
    scene = cues.scene(sentence)
    return scene.once(
        "days of times",
        lambda: [(t.earliest, t.latest or t.earliest) for t in scene.times if t.earliest],
    )


def _is_before(day: tuple[str, str], mine: list[tuple[str, str]]) -> bool:
    """True where a span ends before all the others begin, as far as both are told."""
    return all(day[1] < first[: len(day[1])] for first, _ in mine)


def _of_one(cues: Cues, one: int, two: int) -> bool:
    return cues.chain is None or cues.chain.of(one) is cues.chain.of(two)


def _tells_of(cues: Cues, sentence: int, what: str) -> bool:
    scene = cues.scene(sentence)
    return cues.text.find(what, scene.start, scene.end) >= 0


def _sets_apart(cues: Cues, *sentences: int) -> bool:
    """True where one of the sentences says that what it tells of came days or hours after another deed."""
    scenes = map(cues.scene, sentences)
    return any(OTHER_HOUR.search(cues.reading, s.start, s.end) for s in scenes)


_ON_WHAT = re.compile(
    r"\b(?:attack|strike|airstrike|raid|bombing|shelling|ambush|blast)s?[”\"]? "
    r"(?:(?:that|which) (?:targeted|hit|struck|destroyed)|on|against) (?:the |an? )?"
    r"(?:[a-z-]+ )??(?P<what>[a-z-]{3,})\b"
)
