"""Terms of an agreement: clauses that carry a topic and a word that makes them a promise.

A clause is a term where a word of ``agreements.toml`` says what it is about and a word of
``promises.toml`` says how it stands (agreed, demanded, refused ...). Bare futures count only once
the article has told of an agreement, and what a clause does not state stays empty.
"""

from __future__ import annotations

from analysis.extract.clauses import within
from analysis.extract.terms.bare import (
    bare_deadline,
    duty,
    headed_truce,
    items_of,
    leaving,
    price,
    refused_bid,
    refused_pact,
)
from analysis.extract.terms.begins import agreement_begins
from analysis.extract.terms.callers import of_whom, other_side
from analysis.extract.terms.circumstances import parties_of, swapping, when_of, where_of
from analysis.extract.terms.extent import span_of
from analysis.extract.terms.groups import GOVERNING, Group, Topic, groups_of, topic_of
from analysis.extract.terms.later import told_further
from analysis.extract.terms.limits import limits_of, parts_beside
from analysis.extract.terms.measure import ORDERED, RANKED, quantity_of
from analysis.extract.terms.merged import (
    joined,
    one_ceasefire,
    shared_out,
    shortened,
    without_retold,
)
from analysis.extract.terms.spoken import as_spoken
from analysis.extract.terms.talks import called, talks_on
from analysis.lean import replace
from analysis.lexicon import Tag
from analysis.reading import Reading, starting
from analysis.records import Term
from analysis.text import Sentence

# how a term stands, by the kind of its words, the weightiest first
_STATUS = {
    "refuse": "rejected",
    "ended": "expired",
    "suspend": "suspended",
    "open": "proposed",
    "propose": "proposed",
    "weigh": "proposed",
    "ought": "proposed",
    "direct": "demanded",
    "swapped": "completed",
    "done": "in_force",
    "expect": "expected",
    "agree": "agreed",
    "given": "agreed",
    "future": "agreed",
    "present": "agreed",
    "clause": "agreed",
    "includes": "agreed",
}
_TRUCE_ONLY = frozenset({"done", "ended", "expect"})
_STRONG = frozenset({"direct", "propose", "refuse", "agree"})
_ALONE = _STRONG | _TRUCE_ONLY | {"future", "suspend"}
_NOUNS = frozenset({"swap", "captive_swap", "truce"})
_STARTS = frozenset({"done", "expect", "present", "future"})
_NEGATED = 4  # words from "not" to what is refused
_SPOKEN = frozenset({"future", "direct", "ought", "propose"})
_NO = frozenset({"not", "nothing", "never"})
_HELP = frozenset(
    "aid support assistance funding ambassador recognition charges candidacy complaint".split()
)
_HANGS = frozenset({"and", "that", ":", ";", ",", "with", "for"})
_FREED = frozenset({"free", "frees", "release", "releases"})
_POLLS = frozenset("elections referendum autonomy".split())
_WISHED = 20  # words from a wish to the clause it governs
_CLOSE = 8  # words from "called for" to the political matter called for
_REACH = 12  # characters from "have" to its duration


def find_terms(reading: Reading) -> tuple[Term, ...]:
    """The terms the article tells of, in order of the text."""
    if not reading.tagged("agreements"):
        return ()
    begins = agreement_begins(reading)
    main = parties_of(reading, reading.sentences[begins]) if begins is not None else ()
    listed = items_of(reading) if begins is not None else frozenset()
    found: list[Term] = []
    for index, sentence in enumerate(reading.sentences):
        made = begins is not None and index >= begins
        limits = limits_of(reading, sentence, index) if made else []
        parts = parts_beside(reading, sentence, limits) if limits else [sentence]
        for part in parts:
            found += _terms_of(reading, part, index, made=made, main=main, listed=index in listed)
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
) -> list[Term]:
    topics = reading.tagged_within("agreements", sentence.first, sentence.stop)
    told = reading.tagged_within("promises", sentence.first, sentence.stop)
    asked = "?" in reading.tokens.norms[max(sentence.first, sentence.stop - 2) : sentence.stop]
    if asked or not ((made and told) or (topics and (made or _may_stand_alone(topics, told)))):
        return []
    cues = [tag for tag in told if _counts(reading, tag)]
    if not (topics or cues):
        return []
    out: list[Term] = []
    if alone := refused_bid(reading, sentence, cues) or headed_truce(reading, sentence, topics):
        return [replace(alone, sentence=index)]
    for group in groups_of(reading, sentence, topics, cues):
        term = _term(reading, group, topics, cues, made=made, listed=listed)
        if term is None:
            continue
        parties = parties_of(reading, sentence, main, (term.start, term.end))
        if term.status in ("demanded", "proposed"):
            parties = of_whom(reading, term, parties, main)
        if group.join == "for" and out:
            parties = other_side(parties, out[-1], main)
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
    return [one for term in out for one in shared_out(reading, term)]


def _may_stand_alone(topics: list[Tag], cues: list[Tag]) -> bool:
    """With no agreement told of, only a swap, or a truce in a headline, is a term without a word
    that ``_stands_alone`` asks for."""
    return any(tag.entry.get("kind") in _ALONE for tag in cues) or any(
        tag.entry.get("kind") in _NOUNS for tag in topics
    )


def _finite(own: list[Tag]) -> bool:
    """Has the clause a verb of its own that makes it a promise?"""
    return any(tag.entry.get("kind") in {"future", "present", "direct", "agree"} for tag in own)


def _counts(reading: Reading, tag: Tag) -> bool:
    """ "In" counts before a duration; what "we will" do is a speech, no clause of an agreement."""
    if tag.entry.get("kind") == "given":
        return _before_duration(reading, tag) and not _ranked(reading, tag)
    if tag.entry.get("kind") == "includes":
        return _of_the_pact(reading, tag)
    before = reading.tokens.norms[tag.first - 1] if tag.first else ""
    return not (tag.entry.get("kind") in _SPOKEN and before in {"we", "i", "you"})


def _ranked(reading: Reading, tag: Tag) -> bool:
    """ "The second truce in two days"."""
    norms = reading.tokens.norms
    return norms[tag.first] == "in" and not ORDERED.isdisjoint(
        norms[max(0, tag.first - RANKED) : tag.first]
    )


def _before_duration(reading: Reading, tag: Tag) -> bool:
    start = reading.tokens.ends[tag.stop - 1]
    near = start + _REACH
    if " until " in reading.text[start : near + _REACH]:  # "gives them until Friday to leave"
        return bool(starting(reading.found.times, start, near + _REACH))
    for number in starting(reading.found.numbers, start, near):
        if number.kind == "a duration":
            return True
    return any(t.kind == "duration" for t in starting(reading.found.times, start, near))


def _term(
    reading: Reading,
    group: Group,
    topics: list[Tag],
    cues: list[Tag],
    *,
    made: bool,
    listed: bool,
) -> Term | None:
    own = within(cues, group.first, group.stop)
    kinds = _kinds(reading, group, topics, own, made=made)
    if listed and not set(kinds) - {"given"}:
        kinds.append("clause")
    topic = _about(reading, topic_of(reading, topics, group.first, group.stop))
    if topic is None:
        topic = leaving(reading, group, topics, kinds) or price(reading, group, topics)
        topic = topic or bare_deadline(reading, group, kinds)
        topic = topic or (duty(reading, group, kinds, own) if made else None)
    if topic is None:
        return None
    kind, rule, at, end = topic
    if _wished(reading, group, at) or _of_help(reading, kind, at, end):
        return None
    polls = _POLLS.intersection(reading.tokens.norms[at:end])
    if rule == "terms.political_process.process" and polls and not made:
        return None  # an election called or shunned, with no agreement told of
    if rule == "terms.political_process.talk" and not called(reading, group, own, at):
        return None
    if _denied(reading, own, at):
        kinds.append("refuse")
    kinds += _of_an_exchange(rule, kinds)
    if kind not in {"ceasefire", "political_process"}:
        kinds = [k for k in kinds if k not in _TRUCE_ONLY]
    if kind == "prisoner_exchange" and not made:
        kinds = _of_one_side(reading, kinds, own, at)
    if not kinds or not (made or _stands_alone(kind, kinds)):
        return None
    if not _binds(reading, group, own, (at, end), kinds, made=made):
        return None
    status = next((value for key, value in _STATUS.items() if key in kinds), None)
    if status is None:
        return None
    first, stop = span_of(reading, group, own, at)
    if stop - first < 2:
        return None
    term = _told(reading, kind, rule, (first, stop), own)
    term = replace(
        term,
        status=_at_its_time(reading, status, kinds, term.when_earliest),
        agreement="a1" if made and status != "expired" else None,
        note="starts" if kind == "ceasefire" and _starts(reading, own, term) else "",
    )
    return as_spoken(reading, term, own)


def _of_an_exchange(rule: str, kinds: list[str]) -> list[str]:
    """ "Traded 38 prisoners" is done; what is given in return for ten men will be."""
    if rule == "terms.prisoner_exchange.swap":
        return ["swapped"]
    return ["future"] if rule == "terms.prisoner_exchange.price" and not kinds else []


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


def _kinds(
    reading: Reading, group: Group, topics: list[Tag], own: list[Tag], *, made: bool
) -> list[str]:
    """How a clause stands, by its own words and by the verb it hangs on."""
    governed = group.governed if group.join in _HANGS else None
    kinds = [_kind_of(reading, tag, made=made) for tag in own]
    if not own and governed is None and _verb_only(reading, group, topics):
        kinds.append("future")
    if governed is not None:
        kinds.append(_kind_of(reading, governed, made=made))
    return kinds


def _kind_of(reading: Reading, tag: Tag, *, made: bool) -> str:
    """How the clause stands: what the agreement that was made calls for, is agreed."""
    kind = str(tag.entry.get("kind"))
    return "clause" if made and kind == "direct" and _of_the_pact(reading, tag) else kind


def _of_the_pact(reading: Reading, tag: Tag) -> bool:
    """ "The accord also calls for": the agreement is the verb's subject."""
    norms, k = reading.tokens.norms, tag.first - 1
    while k > 0 and (norms[k] in _ALSO or norms[k].endswith("ly")):
        k -= 1
    if norms[k] == "it":  # "The deal frees captives. It also calls for ..."
        sentence = reading.sentence_of_token(k)
        before = reading.sentences[sentence - 1] if sentence else None
        opens = k == reading.sentences[sentence].first and before is not None
        return opens and not _PACTS.isdisjoint(norms[before.first : before.first + 3])  # type: ignore[union-attr]
    if norms[k] == ",":  # "The deal, which took effect on Friday, called for ..."
        first = reading.sentences[reading.sentence_of_token(k)].first
        head = next((i for i in range(first, min(first + _HEAD, k)) if norms[i] in _PACTS), None)
        return (
            head is not None and norms[head + 1] == "," and _DRAFTED.isdisjoint(norms[first:head])
        )
    if norms[k] not in _PACTS:
        return False
    first = reading.sentences[reading.sentence_of_token(k)].first
    lead = norms[max(first, k - 4) : k]
    return _DRAFTED.isdisjoint(lead) and _TO_THE_PACT.isdisjoint(lead)


_HEAD = 6  # tokens in which a sentence names the agreement it is about
_ALSO = frozenset("also further would will then".split())
_PACTS = frozenset(
    "agreement agreements deal deals accord accords pact pacts protocol memorandum treaty truce ceasefire "
    "cease-fire understanding".split()
)
_DRAFTED = frozenset("draft proposed new possible eventual any final lasting".split())
_TO_THE_PACT = frozenset("to of in under behind on for with about after".split())


def _about(reading: Reading, topic: Topic | None) -> Topic | None:
    """The topic; soldiers are freed as prisoners are, rifles are handed in; talks on a truce are talks."""
    if topic is not None and topic[1] == "terms.ceasefire.truce":
        talks = talks_on(reading, topic[2])
        return topic if talks is None else (*_TALKS, talks, topic[3])
    if topic is not None and topic[1] == "terms.prisoner_exchange.people":
        return topic if _are_freed(reading, topic[2]) else None
    if topic is None or topic[1] != "terms.disarmament.surrender":
        return topic
    freed = reading.tokens.norms[topic[2]] in _FREED
    return ("prisoner_exchange", "terms.prisoner_exchange.free", *topic[2:]) if freed else topic


def _are_freed(reading: Reading, at: int) -> bool:
    """ "To release 50 women"; not "free care for women"."""
    norms = reading.tokens.norms
    return norms[at].startswith("releas") or norms[at] == "freeing" or norms[at - 1] in _TO_FREE


_TO_FREE = frozenset("to will would must shall and not".split())


_TALKS = ("political_process", "terms.political_process.talk")


def _of_help(reading: Reading, kind: str, first: int, stop: int) -> bool:
    """Help that was hit, or that is withdrawn ("withdraw the aid for the government"), is no promise."""
    if kind == "withdrawal":
        return not _HELP.isdisjoint(reading.tokens.norms[stop : stop + _NEGATED + 2])
    return kind == "humanitarian_access" and _hit(reading, first, stop)


def _hit(reading: Reading, first: int, stop: int) -> bool:
    """ "Planes bombed an aid convoy": help that was attacked is no promise of it."""
    return bool(reading.tagged_within("attacks", max(0, first - _NEGATED), stop + _NEGATED))


def _wished(reading: Reading, group: Group, topic: int) -> bool:
    """ "The bishop hopes both will agree to a truce": a wish before the topic, in its sentence."""
    sentence = reading.sentences[reading.sentence_of_token(topic)]
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
    if any(tag.entry.get("kind") in GOVERNING - {"refuse"} and _NO.intersection(norms[tag.first - 2 : tag.first])
           for tag in own if tag.first > 1):  # fmt: skip
        return False
    if not made and set(kinds) == {"future"}:
        return any(0 <= first - tag.stop <= 1 or 0 <= tag.first - stop <= 1 for tag in own)
    matter = topic_of(reading, reading.tagged_within("agreements", first, stop), first, stop)
    if matter is None or matter[0] != "political_process":
        return True
    if group.governed is not None and group.governed.entry.get("kind") in GOVERNING:
        return True
    if set(kinds) & {"suspend", "open", "expect"}:
        return True  # "talks on the border, the oldest quarrel of all, were put off"
    bound = (tag for tag in own if made or tag.entry.get("kind") in GOVERNING)
    return any(-_CLOSE <= first - tag.stop <= _CLOSE for tag in bound)


def _of_one_side(reading: Reading, kinds: list[str], own: list[Tag], topic: int) -> list[str]:
    """ "The junta will free 40 detainees": expected, with no agreement told of."""
    will = any(
        tag.entry.get("kind") == "future"
        and reading.tokens.norms[tag.first] in _WILL
        and 0 <= topic - tag.stop <= 1
        for tag in own
    )
    return ["expect"] if will and set(kinds) == {"future"} else kinds


_WILL = frozenset({"will", "shall", "is", "are"})


def _at_its_time(reading: Reading, status: str, kinds: list[str], when: str | None) -> str:
    """A swap promised is not yet made; what "takes effect" on a day to come is expected."""
    if status == "completed" and {"future", "agree", "clause", "direct"} & set(kinds):
        return "agreed"
    published = reading.article.published
    if status == "in_force" and published and (when or "")[:10] > published[:10]:
        return "expected"
    return status


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


def _denied(reading: Reading, own: list[Tag], topic: int) -> bool:
    """ "Will not surrender": the promise is refused."""
    norms = reading.tokens.norms
    return any(
        tag.entry.get("kind") == "future"
        and (
            norms[tag.stop] in {"not", "never"} or norms[tag.first] in {"cannot", "can't", "can’t"}
        )
        and 0 <= topic - tag.stop <= _NEGATED
        for tag in own
        if tag.stop < len(norms)
    )


def _verb_only(reading: Reading, group: Group, topics: list[Tag]) -> bool:
    """A second verb under the same future ("will be marked and patrolled")."""
    at = group.first + (reading.tokens.norms[group.first] == ",")
    own = within(topics, group.first, group.stop)
    return group.join == "and" and bool(own) and own[0].first == at + 1


def _stands_alone(kind: str, kinds: list[str]) -> bool:
    """Does the clause need no agreement told of before it?"""
    strong = _STRONG | {"swapped"}
    if kind in {"deadline", "other"}:
        return False
    if kind == "monitoring":
        strong -= {"agree"}
    if kind == "ceasefire":
        return bool(set(kinds) & (strong | _ALONE))
    if kind == "prisoner_exchange":
        strong |= {"expect"}
    return bool(set(kinds) & strong)
