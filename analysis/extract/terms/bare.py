"""Terms that no word of a topic tells of: a time given, one more duty of a list, a request turned down."""

from __future__ import annotations

from analysis.extract.clauses import within as tagged
from analysis.extract.terms.about import Topic, topic_of
from analysis.extract.terms.circumstances import where_of
from analysis.extract.terms.gapped import gapped_verb
from analysis.extract.terms.groups import DUTIES, MUST, Group
from analysis.extract.terms.measure import quantity_of
from analysis.extract.terms.merged import shortened
from analysis.lexicon import Tag
from analysis.reading import Reading, starting, within
from analysis.records import Term
from analysis.text import Sentence


def bare_deadline(reading: Reading, group: Group, kinds: list[str]) -> Topic | None:
    """A duty with a term and no other topic: "must be reported within six hours"."""
    if "given" not in kinds or (group.join == ";" and set(kinds) == {"given", "agree"}):
        return None
    until = "until" in reading.tokens.norms[group.first : group.stop]
    if not until and not {"future", "direct", "agree"} & set(kinds):
        return None
    return "deadline", "terms.deadline.bare", group.first, group.stop


def leaving(
    reading: Reading, group: Group, topics: list[Tag], kinds: list[str], *, made: bool
) -> Topic | None:
    """ "The Taliban are to leave the three ports within two weeks": an armed side goes."""
    if not {"future", "direct", "agree", "propose"} & set(kinds):
        return None
    norms, tokens = reading.tokens.norms, reading.tokens
    at = next((i for i in range(group.first + 1, group.stop - 1) if norms[i] in _GO), None)
    if at is None or (norms[at - 1] in _NOT_TO_GO and not (made and norms[at - 2] in _WILL_NOT)):
        return None
    if norms[at + 1] not in _FROM and not tokens.words[at + 1][:1].isupper():
        return None
    sides = within(reading.found.actors, tokens.starts[group.first], tokens.starts[at])
    men = (t for t in tagged(topics, group.first, at) if t.entry.get("kind") in ("forces", "army"))
    if not any(actor.kind == "armed_group" for actor in sides) and not any(men):
        return None
    return "withdrawal", "terms.withdrawal.leave", at, at + 1


def price(reading: Reading, group: Group, topics: list[Tag]) -> Topic | None:
    """ "... in exchange for 30 prisoners": what the other side is to give."""
    if group.join != "for":
        return None
    own = [t for t in tagged(topics, group.first, group.stop) if t.entry.get("kind") == "captive"]
    norms, starts = reading.tokens.norms, reading.tokens.starts
    theirs = (
        i for i in range(group.first, group.stop) if norms[i] == "own"
    )  # "for 70 of their own"
    at = own[0].first if own else next(theirs, None)
    if at is None or not starting(reading.found.numbers, starts[group.first], starts[at]):
        return None
    return "prisoner_exchange", "terms.prisoner_exchange.price", at, at + 1


_GO = frozenset("leave quit vacate evacuate".split())
_FROM = frozenset("the all its their two three four both any every".split())
_NOT_TO_GO = frozenset({"not", "never", "on"})
_WILL_NOT = frozenset({"will", "would"})  # "the front would not leave the port unless ..."


def duty(
    reading: Reading, group: Group, kinds: list[str], own: list[Tag], *, follows: bool
) -> Topic | None:
    """A duty that no word of a topic names: one more of a list, one pledged, one that binds both sides."""
    first = _listed(reading, group, kinds)
    if first is None and follows:
        first = second_verb(reading, group)
        first = first or gapped_verb(reading, group.first, group.stop, lead="are to")
    if first is None:
        first = _pledged(reading, group, own)
    if first is None:
        first = _of_both(reading, group, own)
    if first is None and _decreed(reading, own):
        first = group.first
    if first is None:
        first = _asked_by_text(reading, own)
    if first is None:
        return None
    talk = not _SAID.isdisjoint(reading.tokens.norms[first : first + _NEAR])
    return None if talk else ("other", "terms.other.duty", first, group.stop)


def _listed(reading: Reading, group: Group, kinds: list[str]) -> int | None:
    """One more duty in a list of them ("..., and to let helicopters fly")."""
    norms = reading.tokens.norms
    at = group.first + (norms[group.first] == ",")
    at += norms[at] in {"and", "but"}
    at += norms[at : at + 2] == ["not", "to"]
    if group.join != "and" or norms[at] != "to" or group.stop - at < _LEAST:
        return None
    if group.governed is None or not {"direct", "agree"} & set(kinds):
        return None
    return at + 1


def second_verb(reading: Reading, group: Group) -> int | None:
    """ "The rebels will free ten men, halt kidnappings and let mayors in": one more verb under "will"."""
    norms = reading.tokens.norms
    at = group.first + (norms[group.first] == ",")
    at += norms[at] == "and"
    if group.join not in {"and", ","} or group.stop - at < _LEAST:
        return None
    at += norms[at] in MUST
    return at if norms[at : at + 1] and norms[at] in DUTIES else None


def _pledged(reading: Reading, group: Group, own: list[Tag]) -> int | None:
    """ "The front undertook to respect the courts", "has undertaken not to recruit"."""
    norms = reading.tokens.norms
    for tag in own:
        vow = tag.entry.id == "vow" or norms[tag.stop - 1] == "agreed"
        if not vow or norms[tag.first - 1] in _ONE:
            continue  # "he promised to find the killers" is a speech
        to = tag.stop
        if norms[to : to + 1] == ["in"]:  # "promised in Doha to"
            to += 2
        to += norms[to : to + 1] == ["not"]
        if norms[to : to + 1] == ["to"] and group.stop - to >= _LEAST:
            return to + 1 if norms[to + 1] not in _THINGS else None
    return None


_THINGS = frozenset(
    "a an the any their its his no some this that".split()
)  # "agreed to an inquiry"


def _of_both(reading: Reading, group: Group, own: list[Tag]) -> int | None:
    """ "Each side will name an officer", "No side may bring in men", "Under the deal the police will ..."."""
    norms = reading.tokens.norms
    verb = next((tag for tag in own if tag.entry.get("kind") == "future"), None)
    if (
        verb is None
        or group.join not in {"", "and", ";", ":", "that", ","}
        or group.stop - verb.stop < _LEAST - 1
    ):
        return None
    at = group.first
    while at < verb.first and (norms[at] in _JOINING or not norms[at].isalnum()):
        at += 1
    subject = norms[at : verb.first]
    if subject and subject[0] in _WHEN and not _ALL.isdisjoint(subject[-2:]):
        subject = subject[-2:]  # "From 1 May both armies will ..."
    if (
        len(subject) <= _SUBJECT
        and subject
        and subject[-1] in _SIDES
        and not _ALL.isdisjoint(subject)
    ):
        return verb.stop
    opens = reading.sentences[reading.sentence_of_token(at)].first
    if (
        ":" in norms[opens:at]
        and group.governed is not None
        and group.governed.entry.get("kind") == "agree"
    ):
        return verb.stop  # "reached a local pact: the rebels would let farmers till their fields"
    head = norms[at : at + _HEAD]
    under = head[:1] == ["under"] or head[:2] == ["according", "to"]
    return verb.stop if under and not _DEAL.isdisjoint(head) and verb.first - at > 2 else None


def _decreed(reading: Reading, own: list[Tag]) -> bool:
    """ "The movement shall publish a list", "drones may not fly near the line": how only a text speaks."""
    norms = reading.tokens.norms
    for tag in own:
        if tag.entry.get("kind") != "future":
            continue
        if norms[tag.first] == "shall":
            return True
        if norms[tag.first] in _BAR and norms[tag.stop : tag.stop + 1] == ["not"]:
            return not _BARRED.isdisjoint(norms[tag.stop + 1 : tag.stop + 2])
    return False


def _asked_by_text(reading: Reading, own: list[Tag]) -> int | None:
    """ "The resolution calls upon Chad to stop arming the front": the verb of what it asks for."""
    norms = reading.tokens.norms
    for tag in own:
        if tag.entry.get("kind") not in ("direct", "propose") or norms[tag.first - 1] not in _TEXTS:
            continue
        near = range(tag.stop, min(tag.stop + _WHOM, len(norms) - 1))
        to = next((k for k in near if norms[k] == "to" and norms[k + 1] in DUTIES), None)
        if to is not None:
            return to + 1
    return None


_WHEN = frozenset("from by on after within until during in at under".split())
_BAR = frozenset({"may", "must"})
_BARRED = frozenset(
    "fly enter carry deploy bring use move recruit detain attack build cross approach fire train arm send leave hold "
    "reinforce lay plant raise search block arrest shell bomb station".split()
)
_TEXTS, _WHOM = frozenset("it council resolution text paragraph document also".split()), 8
_ONE = frozenset({"he", "she", "i", "we", "who"})
_LEAST, _SUBJECT, _HEAD = 4, 4, 7
_JOINING = frozenset("and but that".split())
_SIDES = frozenset(
    "side sides party parties both armies forces governments countries states".split()
)
_ALL = frozenset("both each neither no all the".split())
_DEAL = frozenset(
    "deal agreement accord pact text plan truce ceasefire protocol memorandum declaration".split()
)
_SAID = frozenset(
    "say meet talk speak consider discuss continue remain be have see know decide".split()
)


def refused_bid(
    reading: Reading, sentence: Sentence, topics: list[Tag], cues: list[Tag]
) -> Term | None:
    """A request that was turned down, whatever it asked for, with the sentence up to the refusal."""
    kinds = [tag.entry.get("kind") for tag in cues]
    if "bid" not in kinds or "refuse" not in kinds[kinds.index("bid") :]:
        return None
    bid = cues[kinds.index("bid")]
    refusal = next(t for t in cues if t.entry.get("kind") == "refuse" and t.first > bid.first)
    first = bid.first - (bid.first > sentence.first)
    start, end = reading.tokens.starts[first], reading.tokens.ends[refusal.stop - 1]
    about = topic_of(reading, topics, bid.stop, refusal.first)
    return Term(
        id="",
        start=start,
        end=end,
        sentence=0,
        rule="terms.other.refused",
        type=about[0] if about and about[0] in _BID_FOR else "other",
        what=shortened(reading.text[start:end]),
        status="rejected",
    )


_BID_FOR = frozenset(
    {"ceasefire", "prisoner_exchange", "withdrawal", "buffer_zone", "disarmament", "monitoring"}
)


def headed_truce(reading: Reading, sentence: Sentence, topics: list[Tag]) -> Term | None:
    """ "A ten-day truce in the valley", as a line without a verb heads a story or a list."""
    if sentence.stop - sentence.first > _LINE or len(topics) != 1:
        return None
    (truce,) = topics
    norms = reading.tokens.norms
    behind = norms[truce.stop : truce.stop + 1]
    if truce.entry.get("kind") != "truce" or (behind and behind[0] not in _AFTER_TRUCE):
        return None
    if any(
        norm in _VERBS or norm.endswith(("ed", "es"))
        for norm in norms[sentence.first : sentence.stop]
    ):
        return None
    measure = quantity_of(reading, "ceasefire", sentence.first, truce.first)
    if measure is None or truce.first - sentence.first > _BEFORE:
        return None
    start = reading.tokens.starts[sentence.first]
    last = sentence.stop - (norms[sentence.stop - 1] == ".")
    end = reading.tokens.ends[last - 1]
    return Term(
        id="", start=start, end=end, sentence=0, rule="terms.ceasefire.headline", type="ceasefire",
        what=shortened(reading.text[start:end]), where=where_of(reading, truce.stop, last),
        quantity=measure.number, unit=measure.unit, quantity_si=measure.si, status="agreed",
    )  # fmt: skip


_LINE, _BEFORE = 12, 6  # tokens of such a line, and of what stands before "truce"
_AFTER_TRUCE = frozenset("in for across along between . , :".split())
_VERBS = frozenset(
    "is are was were be been will would may must has have had shall can could holds ends begins said says broke "
    "began ran fell no not never after before if".split()
)


def refused_pact(reading: Reading, sentence: Sentence, cues: list[Tag]) -> Term | None:
    """ "Two groups rejected the accord": the whole of an agreement that was made, refused by others."""
    norms = reading.tokens.norms
    for cue in cues:
        if cue.entry.get("kind") != "refuse" or norms[cue.first - 1] in _PASSIVE:
            continue
        pact = next(iter(reading.tagged_within("agreements", cue.stop, cue.stop + _NEAR)), None)
        if pact is None or pact.entry.get("kind") != "pact" or norms[cue.stop] not in _THE:
            continue
        start, end = reading.tokens.starts[cue.first], reading.tokens.ends[pact.stop - 1]
        what = shortened(reading.text[start:end])
        return Term(id="", start=start, end=end, sentence=0, rule="terms.other.refused", type="other",
                    what=what, status="rejected", agreement="a1")  # fmt: skip
    return None


def refused_it(reading: Reading, sentence: Sentence, last: Term, index: int) -> Term | None:
    """ "Riyadh offered a truce; the rebels dismissed it as a trick": what was just asked or offered, refused."""
    if last.status not in _OFFERED or not 0 <= index - last.sentence <= 1 or last.type == "other":
        return None
    norms, tokens = reading.tokens.norms, reading.tokens
    for cue in reading.tagged_within("promises", sentence.first, sentence.stop):
        if cue.entry.get("kind") != "refuse" or tokens.starts[cue.first] < last.start:
            continue
        behind = norms[cue.stop : cue.stop + 2]
        if behind[:1] != ["it"] and (
            behind[:1] not in (["the"], ["that"]) or behind[1:] not in _OFFERS
        ):
            continue
        if norms[cue.first - 1] in _PASSIVE:
            continue
        end = cue.stop + (1 if behind[0] == "it" else 2)
        first = tokens.at(last.start) if index == last.sentence else sentence.first
        span = tokens.starts[cue.first], tokens.ends[end - 1]
        sides = starting(reading.found.actors, tokens.starts[first], span[0])
        near = tuple(a.name for a in sides if a.kind in ("armed_group", "state"))[-1:]
        return Term(id="", start=span[0], end=span[1], sentence=index, rule="terms.other.refused_it", type=last.type,
                    what=shortened(reading.text[span[0] : span[1]]), status="rejected", parties=near)  # fmt: skip
    return None


_OFFERED = frozenset({"proposed", "demanded"})
_OFFERS = [
    [word]
    for word in (
        "idea",
        "plan",
        "offer",
        "proposal",
        "demand",
        "demands",
        "move",
        "call",
        "condition",
        "conditions",
    )
]
_NEAR, _THE, _PASSIVE = 4, frozenset("the this that its".split()), frozenset("be not never".split())
