"""Who is cited for a figure whose own sentence cites nobody: the source that tells it again, or counts its parts.

A headline or lead takes the source of the body; a sentence goes on with that of the one before it.
"""

from __future__ import annotations

import re

from analysis.extract.casualties.repeats import other_people
from analysis.extract.context.citing import label_run_in
from analysis.extract.context.cues import Cues
from analysis.extract.context.geography import FINE, coarse, compatible
from analysis.extract.context.reporter import Reporter, Reporters
from analysis.extract.context.sharing import HEADLESS, INCLUDED, LEAD, Context
from analysis.extract.context.when import When, day_number, event_days
from analysis.lean import replace
from analysis.reading import starting
from analysis.records import Casualty

_BODY = 12  # figures behind it that may repeat one of them
_PARAGRAPHS = 3  # of a text that has kept its paragraphs


def as_the_body_says(cues: Cues, reporters: Reporters, contexts: list[Context]) -> None:
    """A headline's or lead's figure has the source that the body gives for the same number.

    So has one that the next sentence tells again without its number: "... The rebels were killed
    as they stormed a post, a monitor said". Of a lead printed twice the second is answered first."""
    for _ in range(2):
        answered = _from_the_body(cues, reporters, contexts)
        if not (_as_those_beside(contexts) or answered):
            break


def _from_the_body(cues: Cues, reporters: Reporters, contexts: list[Context]) -> bool:
    """One round of it; True where somebody was found."""
    answered = False
    for k, context in enumerate(contexts):
        figure = context.figure
        if context.reporter is not None:
            continue
        lead = figure.sentence <= LEAD
        again = (
            c
            for c in contexts[k + 1 : k + _BODY]
            if ((tells := _source_tells(cues, figure, c.figure)) or lead)
            and _is_said_again(figure, c.figure, one=tells)
            and not _in_another_town(context, c)
        )
        found = next((c.reporter for c in again if c.reporter is not None), None)
        if lead:
            found = found or _of_those(cues, reporters, contexts, figure)
        found = found or _of_the_deed(cues, reporters, figure)
        if found is None and (label := label_run_in(cues, figure)) is not None:
            found = Reporter(reporters.settled(label), "reporter.label", None)
        if found is not None:
            context.reporter, context.shared, answered = found, True, True
    return answered


def as_the_next_sentence_says(cues: Cues, contexts: list[Context]) -> None:
    """ "In Homs two were hurt. A source at the police of Homs said that a shell hurt two": that source,
    before one who counted the dead of another town is taken for it."""
    for k, context in enumerate(contexts):
        figure = context.figure
        if context.reporter is not None or figure.sentence <= LEAD:
            continue
        for other in contexts[k + 1 : k + _BODY]:
            if other.figure.sentence > figure.sentence + 1:
                break
            if other.reporter is not None and _source_tells(cues, figure, other.figure):
                if _is_said_again(figure, other.figure, one=True):
                    context.reporter, context.shared = other.reporter, True
                    break


def _as_those_beside(contexts: list[Context]) -> bool:
    """ "Eight died and 58 were hurt", where the body's source tells of the eight again: the 58, too.

    Not "dozens", for which the source may have given a number of its own. True where one was found."""
    found = False
    told: dict[int, dict[str, Reporter]] = {}
    for context in contexts:
        if context.reporter is not None and context.figure.scope == "incident":
            told.setdefault(context.figure.sentence, {})[context.reporter.name] = context.reporter
    for context in contexts:
        sources = told.get(context.figure.sentence, {})
        counted = context.figure.scope == "incident" and context.figure.best is not None
        if context.reporter is None and counted and len(sources) == 1:
            source = next(iter(sources.values()))
            if not _goes_on_to_say(context.figure, source):
                context.reporter, context.shared, found = source, True, True
    return found


def _goes_on_to_say(figure: Casualty, source: Reporter) -> bool:
    """ "35 died in what officials first said was a raid that had killed 95": not what they say."""
    said = source.quote
    return (
        said is not None
        and (said.kind, said.rule, said.sentence)
        == ("indirect", "quote.clause_after", figure.sentence)
        and figure.end < (said.speaker_start or 0) < said.start
    )


def _in_another_town(context: Context, other: Context) -> bool:
    """ "Four died in Kyiv. ... In Sumy a missile killed four, the governor said": four others."""
    mine, theirs = context.where, other.where
    if mine is None or theirs is None or theirs.rule != "where.sentence":
        return False
    fine = max(coarse(mine.place), coarse(theirs.place)) <= FINE["admin2"]
    few = (other.figure.best or other.figure.low or 0) <= _FEW
    return fine and few and not compatible(mine.place, theirs.place)


_FEW = 12  # so many may be told of two towns by chance


def _is_said_again(figure: Casualty, other: Casualty, *, one: bool = False) -> bool:
    """True for the same number of the same harm: "more than 30" are 31 as well, a headline sums up a week."""
    if other.subset_of not in (None, figure.id, figure.subset_of):
        return False  # "two of them": of others
    if other_people(figure.victim_class, other.victim_class):
        return False  # six soldiers died, six attackers were shot
    lumped = {figure.harm_alt, other.harm_alt}
    if figure.harm != other.harm and lumped.isdisjoint((figure.harm, other.harm)):
        return False
    if figure.scope != other.scope and (
        figure.sentence > 0 or "cumulative" in _scopes(figure, other)
    ):
        return False
    if max(figure.best or 0, figure.low or 0) < 2 and not (one or _same_victim(figure, other)):
        return False
    if figure.best is None and other.best is None and other.sentence > figure.sentence + 1:
        return False  # "several" here and "several" there
    return figure.best == other.best is not None or figure.low == other.low is not None


def _same_victim(figure: Casualty, other: Casualty) -> bool:
    """ "Raid kills rebel commander", then "killing the rebel commander Ali Reza": one man by one noun."""
    if figure.sentence > 0 or not figure.victims or not other.victims:
        return False
    head = figure.victims.lower().split()[-1]
    return head not in _ANYBODY and head in other.victims.lower().split()


_ANYBODY = frozenset("civilian person man people citizen one others".split())


def _scopes(*figures: Casualty) -> set[str]:
    return {figure.scope for figure in figures}


# "The rebels from both groups were killed ..."
_WERE_KILLED = re.compile(
    r"\b(?:[Tt]he|[Tt]hose|[Tt]hey|[Aa]ll(?: of them)?)(?: [\w\u2019'-]+){0,16}? (?:were|had been|have been) "
    r"(?:all |then |reportedly )?(?:killed|slain|murdered|massacred|executed|beheaded|shot dead)\b"
)


def _of_those(
    cues: Cues, reporters: Reporters, contexts: list[Context], figure: Casualty
) -> Reporter | None:
    """Who is cited where one of the next sentences tells again, without a number, that they were killed."""
    if (
        figure.harm != "killed"
        or figure.scope != "incident"
        or (figure.best or figure.low or 0) < 2
    ):
        return None
    counted = {c.figure.sentence for c in contexts}
    for sentence in range(figure.sentence + 1, figure.sentence + 4):
        if sentence in counted or sentence >= len(cues.reading.sentences):
            continue
        scene = cues.scene(sentence)
        told = _WERE_KILLED.search(cues.text, scene.start, scene.end)
        told = told or _the_counted(cues, figure, scene.start)
        if told is not None:
            start, end = told.span()
            those = replace(figure, sentence=sentence, start=start, end=end, number_start=None)
            return reporters.local(those)
    return None


def _the_counted(cues: Cues, figure: Casualty, start: int) -> re.Match[str] | None:
    """ "Four nurses were shot ... The four employees of the union were in two ambulances": so many as died."""
    found = _THE_SO_MANY.match(cues.text, start)
    if found is None:
        return None
    numbers = starting(cues.reading.found.numbers, found.start(1), found.end(1))
    return found if any(number.best == figure.best for number in numbers) else None


_THE_SO_MANY = re.compile(
    r"(?:The|All) ([a-z]+|\d+)(?: (?!attackers|gunmen|assailants|suspects|killers)[\w’'-]+){0,9}? "
    r"(?:were|was|had|worked|belonged|came|died|served|lived)\b"
)


# "A source at the police told the agency that shells hit the two streets"
_TOLD_OF_IT = re.compile(
    r"(?:In a [\w-]+ (?:call|statement|interview) (?:with|to) [\w ]{3,30}? )?"
    r"(?:(?:An?|The|One) (?:[\w-]+ ){0,3}?(?:source|official|spokes\w+|commander|officer)|"
    r"(?:[A-Z]\w+ |The )(?:reporter|correspondent)|(?:[Ll]ocal|[Mm]edical|[Ss]ecurity|[Mm]ilitary) sources)"
    r"\b[^.;]{0,80}? (?:told|said|confirmed|stated|reported)\b"
)


def _source_tells(cues: Cues, figure: Casualty, other: Casualty) -> bool:
    """ "In Homs four were hurt. A police source said that rockets hurt four": another report of the same text."""
    if other.sentence != figure.sentence + 1:
        return False
    return _TOLD_OF_IT.match(cues.text, cues.scene(other.sentence).start) is not None


def _of_the_deed(cues: Cues, reporters: Reporters, figure: Casualty) -> Reporter | None:
    """ "30 people were hurt by shells. A police source said that the shells hit two streets": who tells of the deed."""
    behind = figure.sentence + 1
    if figure.scope != "incident" or behind >= len(cues.reading.sentences):
        return None
    scene = cues.scene(behind)
    if not _TOLD_OF_IT.match(cues.text, scene.start, scene.end):
        return None
    parts = {f.subset_of for f in scene.figures}
    if scene.figures and (None in parts or figure.id not in parts):
        return None
    deed = any(a.strength > 1 for a in scene.attacks)
    return reporters.speaking(behind) if deed else None


def as_the_parts_say(cues: Cues, reporters: Reporters, contexts: list[Context]) -> bool:
    """ "Two died and seven were hurt", then a source that counts them: one here, one there, four and three.

    True where somebody was found."""
    cited_at = [c.figure.sentence for c in contexts if c.reporter and not c.shared and _counts(c)]
    first = min(cited_at, default=0)
    lead = [c for c in contexts if c.figure.sentence <= LEAD and c.reporter is None]
    lead = [c for c in lead if c.figure.sentence < first]
    if not lead:
        return False
    here = max(c.figure.sentence for c in lead)
    body = [c for c in contexts if here < c.figure.sentence <= here + _BODY and _counts(c)]
    later = [c for c in contexts if here < c.figure.sentence <= here + _BODY]
    later = [c for c in later if c.figure.scope == "incident"]  # a part may be told as a piece
    cited = [c.reporter for c in body if c.reporter]
    silent = [c for c in body if c.reporter is None]
    if len({source.name for source in cited}) != 1:
        return False
    if not all(_goes_on(cues, reporters, c.figure.sentence, cited[0]) for c in silent):
        return False
    if body and all(_in_another_town(lead[-1], c) for c in body):
        return False
    found = False
    for sentence in {c.figure.sentence for c in lead}:
        of_lead = [c for c in contexts if c.figure.sentence == sentence and _counts(c)]
        harms = {c.figure.harm for c in of_lead}
        if all(1 < _sum(of_lead, h) in (_sum(body, h), _sum(later, h)) for h in harms):
            for context in (*of_lead, *silent):
                if context.reporter is None:
                    context.reporter, context.shared = cited[0], True
                    found = True
    return found


def _goes_on(cues: Cues, reporters: Reporters, sentence: int, source: Reporter) -> bool:
    """True for a sentence between two of the same source, that opens nothing new."""
    if _ELSEWHEN.match(cues.text, cues.reading.sentences[sentence].start):
        return False
    behind = reporters.speaking(sentence + 1)
    return behind is not None and behind.name == source.name


def as_their_whole(contexts: list[Context]) -> None:
    """Parts told in the sentence of their whole have its source: "four died, two of them women"."""
    by_id = {context.figure.id: context for context in contexts}
    for context in contexts:
        whole = by_id.get(context.figure.subset_of or "")
        if context.reporter is None and whole is not None and whole.reporter is not None:
            if whole.figure.sentence == context.figure.sentence:
                context.reporter, context.shared = whole.reporter, True


def _counts(context: Context) -> bool:
    return context.figure.scope == "incident" and context.figure.subset_kind != "including"


def _sum(contexts: list[Context], harm: str) -> int:
    return sum(c.figure.best or 0 for c in contexts if c.figure.harm == harm)


def as_the_toll_they_are_of(cues: Cues, contexts: list[Context]) -> None:
    """ "The toll included two pupils": who gave the toll of the sentence before counts its parts."""
    told: dict[int, Reporter] = {}
    for context in contexts:
        here = context.figure.sentence
        if context.reporter is not None:
            told[here] = context.reporter
        elif (here - 1) in told and _OF_THEM.match(cues.text, cues.reading.sentences[here].start):
            context.reporter, context.shared = told[here - 1], True


# "The toll included", "Among the dead were", "Five pupils were among the dead"
_OF_THEM = re.compile(
    rf"{INCLUDED.pattern}|Among (?:them|the|those)\b|"
    r"(?:At least )?(?:[\w-]+ ){1,6}?(?:was|were) among (?:them|the|those)\b"
)


def continue_citing(cues: Cues, reporters: Reporters, contexts: list[Context]) -> None:
    """A sentence that cites nobody goes on with the source of the one before it in the paragraph.

    Not in a text whose paragraphs were lost: there nothing shows where one voice ends.
    """
    sentences, article = cues.reading.sentences, cues.reading.article
    if len(article.paragraphs) < _PARAGRAPHS:
        return
    last: dict[int, Reporter] = {}
    told: dict[int, Reporter] = {}  # whom the sentence itself cites
    days: dict[int, When | None] = {}
    for context in contexts:
        here = context.figure.sentence
        if context.reporter is not None:
            last[here] = context.reporter
            days[here] = context.when
            if not context.shared:
                told[here] = context.reporter
            continue
        first = here > 0 and sentences[here - 1].paragraph != sentences[here].paragraph
        before = last.get(here)
        if _ELSEWHEN.match(cues.text, sentences[here].start):
            continue  # "In May 1999, ..." is background that nobody is cited for
        if _long_before(context.when, days.get(here - 1)):
            continue  # "The campaign began after gunmen killed 90 there on Oct. 7, 2023"
        if here > 0 and here not in last and _of_other_days(cues, here):
            continue
        if before is None and not first and here > 0:
            before = last.get(here - 1) or reporters.speaking(here - 1)
        counted = (
            reporters.counting(here - 1) if before is None and here > 0 and not first else None
        )
        if before is None and first and _OTHERS.match(context.figure.victims or ""):
            before = told.get(here - 1)  # "Seventeen others", in the next paragraph
        before = before or counted
        direct = before is not None and (before is told.get(here) or before is counted)
        counts_on = HEADLESS.match(context.figure.victims or "x") is not None
        direct = direct or (counts_on and before is not None)
        if before is not None and (before.quote is not None or direct):
            context.reporter, context.shared = before, True
            last[here] = before


def as_the_same_deed(cues: Cues, reporters: Reporters, contexts: list[Context]) -> None:
    """ "Shells hit two streets, a police source said. The attack killed four": of whoever told of the attack.

    For texts whose paragraphs were lost; so with "Another nine were hurt" behind figures somebody is cited for."""
    if len(cues.reading.article.paragraphs) >= _PARAGRAPHS:
        return
    told: dict[int, Reporter] = {}
    for context in contexts:
        here = context.figure.sentence
        if context.reporter is not None:
            told[here] = context.reporter
            continue
        start = cues.scene(here).start
        if here == 0 or context.figure.scope == "cumulative" or reporters.speaking(here):
            continue
        before = told.get(here) or told.get(here - 1)
        if _THE_DEED.match(cues.text, start):
            before = before or _teller(cues, reporters, here - 1)
        elif not _OTHER_ONES.match(cues.text, start):
            continue
        if before is not None:
            context.reporter, context.shared = before, True
            told[here] = before


def _teller(cues: Cues, reporters: Reporters, sentence: int) -> Reporter | None:
    """Who tells of a deed in that sentence, in his own words or not."""
    said = reporters.speaking(sentence)
    indirect = said is not None and said.quote is not None and said.quote.kind == "indirect"
    deed = indirect and any(a.strength > 1 for a in cues.scene(sentence).attacks)
    return said if deed else None


_THE_DEED = re.compile(
    r"(?:The|Those|These) (?:[\w-]+ ){0,3}?(?:(?:attacks?|assaults?|ambush|blasts?|explosions?|(?:air ?)?strikes?|"
    r"raids?|shelling|bombings?|bombardment|clashes|fighting|fire|shells|rockets|missiles?) (?:also |later )?"
    r"(?:killed|left|wounded|injured|claimed|resulted|ended|caused)\b|also [a-z]+(?:ed|ew|it|ot)\b)"
)
_OTHER_ONES = re.compile(
    r"Another (?!(?:man|woman|child|air|strike|attack|blast|bomb)\w*\b)(?:\w+\b)|"
    r"(?:At least |About |Some |Nearly |Around |More than )?[\w,]+ others?\b"
)


def _long_before(when: When | None, other: When | None) -> bool:
    """True for a day that a sentence names, weeks before that of the one before it."""
    if when is None or other is None or when.rule != "when.sentence":
        return False
    if len(when.earliest or "") < _A_DAY or len(other.earliest or "") < _A_DAY:
        return False
    return day_number(other.earliest or "") - day_number(when.earliest or "") > _WEEKS


_A_DAY, _WEEKS = 10, 14  # characters of an ISO day; days


def _of_other_days(cues: Cues, here: int) -> bool:
    """ "Kara lost nine on Monday, he said. The town had seen 60 deaths on March 15": of another deed."""
    mine, theirs = event_days(cues, here), event_days(cues, here - 1)
    return bool(mine and theirs) and not mine & theirs


_OTHERS = re.compile(r"(?:at least |about |some )?[\w-]+ (?:others|more)\b", re.IGNORECASE)
_ELSEWHEN = re.compile(
    r"(?:In|On|Since|By|Last|Earlier(?: in)?|Early in|Late in) (?:the |a |an )?(?:same |previous )?"
    r"(?:\d|(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|"
    r"Aug\.|Sept\.|Oct\.|Nov\.|Dec\.|week|month|year|spring|summer|autumn|winter)\b)"
    r"|[A-Z][a-z]+ (?:hours?|days?|weeks?|months?|years?) (?:ago|earlier|before|later|after)\b"
    r"|(?:In (?:another|a separate|a different) (?:incident|attack)|Elsewhere|Separately|Meanwhile)\b"
)
