"""Terms of an agreement: clauses that carry a topic and a word that makes them a promise.

A clause is a term where a word of ``agreements.toml`` says what it is about and a word of
``promises.toml`` says how it stands (agreed, demanded, refused ...). Bare futures count only once
the article has told of an agreement, and what a clause does not state stays empty.
"""

from __future__ import annotations

import re

from analysis.dates import last_day
from analysis.extract.clauses import within
from analysis.extract.terms.about import topic_of
from analysis.extract.terms.bare import (
    bare_deadline,
    duty,
    headed_truce,
    leaving,
    price,
    refused_bid,
    refused_it,
    refused_pact,
    second_verb,
)
from analysis.extract.terms.begins import agreement_begins
from analysis.extract.terms.callers import holder, of_whom, other_side, subject_of, two_sides
from analysis.extract.terms.circumstances import parties_of, swapping, when_of, where_of
from analysis.extract.terms.counting import NEGATED, counts
from analysis.extract.terms.extent import span_of
from analysis.extract.terms.gapped import is_gapped
from analysis.extract.terms.groups import (
    GOVERNING,
    OPPOSED,
    Group,
    groups_of,
    lead_of,
)
from analysis.extract.terms.items import item_of, items_of, sides_named
from analysis.extract.terms.later import told_further
from analysis.extract.terms.limits import limits_of, parts_beside
from analysis.extract.terms.meant import meant, of_help
from analysis.extract.terms.measure import quantity_of
from analysis.extract.terms.merged import (
    OF_A_LIST,
    joined,
    one_ceasefire,
    shared_out,
    shortened,
    without_retold,
)
from analysis.extract.terms.offers import as_offered, by_whom, goes_on, of_the_past, told_beside
from analysis.extract.terms.spoken import as_spoken
from analysis.extract.terms.standing import (
    STATUS,
    at_its_time,
    drafted,
    kinds_about,
    kinds_of,
    may_stand_alone,
    stands_alone,
)
from analysis.extract.terms.talks import broken_off, called
from analysis.lean import replace
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.records import Term
from analysis.text import Sentence

_STARTS = frozenset({"done", "expect", "present", "future"})
_NO = frozenset({"not", "nothing", "never"})
_POLLS = frozenset("elections referendum autonomy".split())
_FEW = 3  # sentences from a truce to what it leaves out
_MADE, _TWO = frozenset({"agreed", "in_force", "expected"}), 2
_WISHED = 20  # words from a wish to the clause it governs
_CLOSE = 8  # words from "called for" to the political matter called for


def find_terms(reading: Reading) -> tuple[Term, ...]:
    """The terms the article tells of, in order of the text."""
    if not reading.tagged("agreements"):
        return ()
    begins = agreement_begins(reading)
    main = parties_of(reading, reading.sentences[begins]) if begins is not None else ()
    main = main or (two_sides(reading) if begins is not None else ())
    listed = items_of(reading) if begins is not None else frozenset()
    found: list[Term] = []
    offered: int | None = None
    for index, sentence in enumerate(reading.sentences):
        made = begins is not None and index >= begins
        known = made or any(_runs(term) and index - term.sentence <= _FEW for term in found[-_TWO:])
        limits = limits_of(reading, sentence, index) if known else []
        limits = limits if made else [replace(limit, agreement=None) for limit in limits]
        parts = parts_beside(reading, sentence, limits) if limits else [sentence]
        for part in parts:
            plan = not made and goes_on(reading, part, index, offered)
            own = _terms_of(
                reading, part, index, made=made, main=main, listed=index in listed, plan=plan
            )
            if plan or any(term.status == "proposed" for term in own):
                offered = index
            if index in listed and not (own or limits):
                own = item_of(reading, sentence, index, main)
            found += own
            main = main or (_sides_of(own) if index == begins else ())
            again = refused_it(reading, part, found[-1], index) if found else None
            found += [again] if again else []
        found += limits
    merged = sorted(one_ceasefire(without_retold(reading, found)), key=lambda term: term.start)
    further = told_further(reading, merged)
    return tuple(replace(term, id=f"g{n}") for n, term in enumerate(further, 1))


def _terms_of(
    reading: Reading,
    sentence: Sentence,
    index: int,
    *,
    made: bool,
    main: tuple[str, ...],
    listed: bool,
    plan: bool,
) -> list[Term]:
    topics = reading.tagged_within("agreements", sentence.first, sentence.stop)
    told = reading.tagged_within("promises", sentence.first, sentence.stop)
    asked = "?" in reading.tokens.norms[max(sentence.first, sentence.stop - 2) : sentence.stop]
    if asked or not (topics or (made and told)):
        return []
    cues = [tag for tag in told if counts(reading, tag)]
    if not (topics or cues) or not (made or may_stand_alone(topics, told, cues)):
        return []
    out: list[Term] = []
    is_draft = plan or drafted(reading, sentence)
    made = made or (is_draft and bool(topics))
    if alone := refused_bid(reading, sentence, topics, cues) or headed_truce(
        reading, sentence, topics
    ):
        return [replace(alone, sentence=index)]
    whole = listed and not _finite(cues)  # "3. The front returns the town and the port"
    groups = (
        [Group(sentence.first, sentence.stop, "", None)]
        if whole
        else groups_of(reading, sentence, topics, cues)
    )
    for n, group in enumerate(groups):
        follows = bool(out) and out[-1].status == "agreed" and _is_future(cues, groups[n - 1])
        lead = lead_of(reading, groups[:n], cues) if n else ""
        gapped = bool(lead) and is_gapped(reading, group.first, group.stop, group.join, lead)
        follows = follows or gapped
        term = _term(reading, group, topics, cues, made=made, listed=listed, follows=follows)
        if term is None:
            continue
        if n and out and _is_of_the_same(reading, groups[n - 1 : n + 1], cues, out[-1]):
            term = replace(term, status=out[-1].status, agreement=None)
        told_in = _of_its_own(reading, sentence, group, cues) if n else sentence
        parties = parties_of(reading, told_in, main, (term.start, term.end))
        if term.status in ("demanded", "proposed"):
            parties = of_whom(reading, term, parties, main)
        if not parties and term.type == "ceasefire" and term.status in _MADE and len(main) == _TWO:
            parties = main
        parties = parties or sides_named(reading, term, main)
        if not parties and term.rule == "terms.ceasefire.truce":
            parties = by_whom(reading, term)
        if gapped:
            parties = subject_of(reading, group.first, group.stop)
        elif follows and second_verb(reading, group):
            parties = out[-1].parties
        if group.join == "for" and out:
            parties = holder(reading, term, main) or other_side(parties, out[-1], main)
        if not parties and term.rule == "terms.prisoner_exchange.swap":
            parties = swapping(reading, term.start, term.end)
        term = replace(term, sentence=index, parties=parties)
        alike = out and (out[-1].type, out[-1].status) == (term.type, term.status)
        alike = alike and group.join != "for"
        if alike and not _finite(within(cues, group.first, group.stop)):
            term = joined(reading, out.pop(), term)
        out.append(term)
    refused = refused_pact(reading, sentence, cues) if made and not out else None
    if refused:
        span = refused.start, refused.end
        out = [replace(refused, sentence=index, parties=parties_of(reading, sentence, (), span))]
    out = as_offered(out) if is_draft else of_the_past(reading, sentence, out)
    return [one for term in out for one in shared_out(reading, term)]


def _runs(term: Term) -> bool:
    return term.type == "ceasefire" and term.status in _MADE


def _sides_of(terms: list[Term]) -> tuple[str, ...]:
    """ "Chad and the rebels began a truce": the two of them, for "both sides" further on."""
    return next((term.parties for term in terms if len(term.parties) == _TWO), ())


def _is_of_the_same(reading: Reading, two: list[Group], cues: list[Tag], before: Term) -> bool:
    """ "Both should open a road and let the sick leave": what is asked for goes on, nothing is agreed."""
    if before.status not in _ASKED or second_verb(reading, two[1]) is None:
        return False
    starts = reading.tokens.starts
    first = starts[two[0].first] <= before.start < starts[two[1].first]
    return first and not _finite(within(cues, two[1].first, two[1].stop))


_ASKED = frozenset({"proposed", "demanded", "rejected"})


def _is_future(cues: list[Tag], group: Group) -> bool:
    own = within(cues, group.first, group.stop)
    return bool(own) and own[0].entry.get("kind") == "future"


def _of_its_own(reading: Reading, sentence: Sentence, group: Group, cues: list[Tag]) -> Sentence:
    """ "..., while the militia had undertaken to ...": what stands before has another subject."""
    verb = next(
        (t for t in within(cues, group.first, group.stop) if t.entry.get("kind") == "agree"), None
    )
    at = group.first + (reading.tokens.norms[group.first] == ",")
    if verb is None or not (group.join == ";" or reading.tokens.norms[at] in OPPOSED):
        return sentence
    return replace(sentence, first=group.first, start=reading.tokens.starts[group.first])


def _finite(own: list[Tag]) -> bool:
    """Has the clause a verb of its own that makes it a promise?"""
    return any(tag.entry.get("kind") in {"future", "present", "direct", "agree"} for tag in own)


def _term(
    reading: Reading,
    group: Group,
    topics: list[Tag],
    cues: list[Tag],
    *,
    made: bool,
    listed: bool,
    follows: bool,
) -> Term | None:
    own = within(cues, group.first, group.stop)
    kinds = kinds_of(reading, group, topics, own, made=made)
    if listed and not set(kinds) - {"given"}:
        kinds.append("clause")
    one_more = follows and not set(kinds) - {"given"} and _one_more(reading, group)
    if one_more:
        kinds.append("future")
    topic = meant(reading, topic_of(reading, topics, group.first, group.stop))
    if topic is None:
        topic = leaving(reading, group, topics, kinds, made=made) or price(reading, group, topics)
        topic = topic or bare_deadline(reading, group, kinds)
        topic = topic or (duty(reading, group, kinds, own, follows=follows) if made else None)
    if topic is None:
        return None
    kind, rule, at, end = topic
    ended = kind == "political_process" and any(broken_off(reading, tag, at) for tag in own)
    if ended:
        own = [tag for tag in own if not broken_off(reading, tag, at)]
        kinds = kinds_of(reading, group, topics, own, made=made)
    if kind == "prisoner_exchange" and _of_an_earlier(reading, group, at):
        return None
    if _on_condition(reading, group, own, at):
        return None
    if _wished(reading, group, at) or of_help(reading, kind, at, end):
        return None
    polls = _POLLS.intersection(reading.tokens.norms[at:end])
    if rule == "terms.political_process.process" and polls and not made:
        return None  # an election called or shunned, with no agreement told of
    if rule == "terms.political_process.talk" and not called(reading, group, own, at):
        return None
    if rule == "terms.other.deploy" and not _provided_for(reading, at, kinds):
        return None
    kinds = kinds_about(reading, topic, kinds, own, made=made)
    if not kinds or not (made or stands_alone(kind, kinds)):
        return None
    if not _binds(reading, group, own, (at, end), kinds, made=made):
        return None
    status = next((value for key, value in STATUS.items() if key in kinds), None)
    if status is None:
        return None
    first, stop = span_of(reading, group, own, at)
    if stop - first < 2:
        return None
    term = _told(reading, kind, rule, (first, stop), own)
    term = replace(term, when_earliest=None, when_latest=None) if ended else term
    term = replace(
        term,
        status=at_its_time(reading, status, kinds, term.when_earliest),
        agreement="a1"
        if made and status != "expired" and not _long_done(reading, term, status)
        else None,
        note=OF_A_LIST
        if listed and rule == "terms.ceasefire.stop"
        else "starts"
        if kind == "ceasefire" and _starts(reading, own, term)
        else "",
    )
    term = told_beside(reading, term, at, own)
    return as_spoken(reading, term, own)


def _provided_for(reading: Reading, at: int, kinds: list[str]) -> bool:
    """Men are sent for many reasons: only "under the deal" is it a term that they will be."""
    sentence = reading.sentences[reading.sentence_of_token(at)]
    tags = reading.tagged_within("agreements", sentence.first, at)
    named = any(tag.entry.get("kind") in ("pact", "truce") for tag in tags)
    return named or bool({"agree", "clause", "includes"}.intersection(kinds))


def _one_more(reading: Reading, group: Group) -> bool:
    """One more verb under "will", with a subject of its own or without."""
    if second_verb(reading, group):
        return True
    return is_gapped(reading, group.first, group.stop, group.join, "are to")


def _of_an_earlier(reading: Reading, group: Group, at: int) -> bool:
    """ "It would be the largest since May 2019, when 840 captives were freed": those of another exchange."""
    lead = reading.tokens.norms[group.first : at]
    return "when" in lead and "since" in lead[: lead.index("when")]


def _long_done(reading: Reading, term: Term, status: str) -> bool:
    """ "In March 2021 the two sides exchanged 512 captives": no term of what was agreed this month."""
    published, latest = reading.article.published, term.when_latest
    if status != "completed" or not published or not latest:
        return False
    last, issued = last_day(latest), last_day(published)
    return last is not None and issued is not None and (issued - last).days > _MONTHS


_MONTHS = 60  # days


def _starts(reading: Reading, own: list[Tag], term: Term) -> bool:
    """ "The truce began", "will begin on Friday"; not "is holding", nor what it will cover."""
    for tag in own:
        if tag.entry.get("kind") == "future":
            if term.when_earliest:
                return True
        elif tag.entry.get("kind") in _STARTS and not _is_held(reading, tag):
            return True
    return False


def _is_held(reading: Reading, tag: Tag) -> bool:
    return not _HOLDING.isdisjoint(reading.tokens.norms[tag.first : tag.stop])


_HOLDING = frozenset({"held", "holding", "hold"})


def _on_condition(reading: Reading, group: Group, own: list[Tag], topic: int) -> bool:
    """ "... only if Kyiv disarms its men and withdraws from the east": one more thing of the condition."""
    if group.join not in {"and", ","} or any(tag.entry.get("kind") == "future" for tag in own):
        return False
    norms = reading.tokens.norms
    first = reading.sentences[reading.sentence_of_token(topic)].first
    at = next((i for i in range(group.first, first, -1) if norms[i] == "if"), None)
    return at is not None and norms[at - 1] == "only" and _WILL_OR_WOULD.isdisjoint(norms[at:topic])


_WILL_OR_WOULD = frozenset({"will", "would", "shall"})


_LEFT_OPEN = re.compile(
    r"\b(?:not (?:yet )?(?:say|specify|specified|state|mention|spell out|clear|known|decided|agreed)|"
    r"not (?:yet )?been (?:decided|agreed|said|settled)|unclear|unknown|remains to be (?:seen|agreed|settled))\b"
    r"[^.;]{0,30}\b(?:who|how|when|where|what|whether|which|if)\b"
)


def _wished(reading: Reading, group: Group, topic: int) -> bool:
    """ "The bishop hopes both will agree to a truce": a wish before the topic, in its sentence."""
    sentence = reading.sentences[reading.sentence_of_token(topic)]
    if _LEFT_OPEN.search(reading.text, sentence.start, reading.tokens.starts[topic]):
        return True  # "the text does not say who will monitor the truce"
    tags = reading.tagged_within("promises", sentence.first, topic)
    return any(
        tag.entry.get("kind") == "wish" and tag.first >= group.first - _WISHED for tag in tags
    )


def _binds(
    reading: Reading,
    group: Group,
    own: list[Tag],
    topic: tuple[int, int],
    kinds: list[str],
    *,
    made: bool,
) -> bool:
    """Do the words bind somebody?

    Where no agreement has been told of, "a truce will begin" and "they will cease fire" do, "the priority
    will be a truce" does not. A political matter must stand beside the word that makes it a term, and
    what a text "did not propose" is none.
    """
    first, stop = topic
    norms = reading.tokens.norms
    if any(
        tag.entry.get("kind") == "ought"
        and (norms[tag.first - 1] in _NOBODY or norms[tag.stop : tag.stop + 1] == ["not"])
        for tag in own
    ):
        return False
    if any(tag.entry.get("kind") in GOVERNING - {"refuse"} and _NO.intersection(norms[tag.first - 2 : tag.first])
           for tag in own if tag.first > 1):  # fmt: skip
        return False
    if any(
        norms[tag.first] in _PASSIVE and (_NO | {"no"}).intersection(norms[group.first : tag.first])
        for tag in own
    ):
        return False  # "no truce has been reached"
    if not made and set(kinds) == {"future"}:
        return any(
            0 <= first - tag.stop <= (NEGATED if norms[tag.stop] in _KEEPING else 1)
            or 0 <= tag.first - stop <= 1
            for tag in own
        )
    matter = topic_of(reading, reading.tagged_within("agreements", first, stop), first, stop)
    if matter is None or matter[0] != "political_process":
        return True
    if group.governed is not None and group.governed.entry.get("kind") in GOVERNING:
        return True
    if set(kinds) & {"suspend", "open", "expect", "ended"}:
        return True  # "talks on the border, the oldest quarrel of all, were put off"
    bound = (tag for tag in own if made or tag.entry.get("kind") in GOVERNING)
    return any(-_CLOSE <= first - tag.stop <= _CLOSE for tag in bound)


_PASSIVE = frozenset("been was were".split())
_NOBODY = frozenset("nobody everybody everyone one people that this you what".split())


def _told(reading: Reading, kind: str, rule: str, span: tuple[int, int], own: list[Tag]) -> Term:
    """What the words of a term say of where, when and how much."""
    first, stop = span
    tokens = reading.tokens
    start, finish = tokens.starts[first], tokens.ends[stop - 1]
    quantity = quantity_of(reading, kind, first, stop)
    earliest, latest = when_of(reading, start, finish, own)
    if own and all(tag.entry.get("kind") == "done" and _is_held(reading, tag) for tag in own):
        earliest = latest = None  # "was holding on Sunday": it began before
    return Term(
        id="",
        start=start,
        end=finish,
        sentence=0,
        rule=rule,
        type=kind,
        what=shortened(reading.text[start:finish]),
        where=where_of(reading, first, stop),
        when_earliest=earliest,
        when_latest=latest,
        quantity=quantity.number if quantity else None,
        unit=quantity.unit if quantity else None,
        quantity_si=quantity.si if quantity else None,
        status="",
    )


_KEEPING = frozenset("observe respect honour honor uphold declare extend join".split())
