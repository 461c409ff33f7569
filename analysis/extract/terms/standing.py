"""How a clause stands: agreed, demanded, refused or only offered, by its words and the verb it hangs on."""

from __future__ import annotations

from analysis.extract.clauses import within
from analysis.extract.terms.about import Topic
from analysis.extract.terms.counting import GAVE, HEAD, NEGATED, of_the_pact
from analysis.extract.terms.groups import GOVERNING, Group
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.text import Sentence

# how a term stands, by the kind of its words, the weightiest first
STATUS = {
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


_HANGS = frozenset({"and", "that", ":", ";", ",", "with", "for"})


def drafted(reading: Reading, sentence: Sentence) -> bool:
    """ "A draft seen by reporters provides for", "Under the proposal": nobody has agreed to it."""
    norms = reading.tokens.norms
    head = norms[sentence.first : sentence.first + HEAD]
    if _DRAFTS.isdisjoint(head):
        return False
    at = next(i for i, norm in enumerate(head) if norm in _DRAFTS)
    return all(norm in _BEFORE_DRAFT or norm.endswith(("’s", "'s")) for norm in head[:at])


def may_stand_alone(topics: list[Tag], told: list[Tag], cues: list[Tag]) -> bool:
    """With no agreement told of, only a swap, or a truce in a headline, is a term without a word
    that ``stands_alone`` asks for; ``cues`` are those of the words ``told`` that count here."""
    return (
        any(tag.entry.get("kind") in _ALONE for tag in told)
        or any(tag.entry.get("kind") in _NOUNS for tag in topics)
        or any(tag.entry.get("kind") == "given" for tag in cues)
    )


def kinds_about(
    reading: Reading, topic: Topic, kinds: list[str], own: list[Tag], *, made: bool
) -> list[str]:
    """The kinds of a clause's words, given what it is about."""
    kind, rule, at, _ = topic
    if _is_denied(reading, own, at):
        kinds.append("refuse")
    if kind == "ceasefire" and "agree" in kinds and _only_talked_of(reading, at):
        kinds.append("propose")
    if not made and kinds == ["given"] and _is_ultimatum(reading, own):
        kinds = ["direct"]
    kinds += _of_an_exchange(rule, kinds)
    if kind not in {"ceasefire", "political_process"}:
        kinds = [k for k in kinds if k not in _TRUCE_ONLY]
    return (
        _of_one_side(reading, kinds, own, (at, topic[3]))
        if kind in _OF_ONE_SIDE and not made
        else kinds
    )


def _of_an_exchange(rule: str, kinds: list[str]) -> list[str]:
    """ "Traded 38 prisoners" is done; what is given in return for ten men will be."""
    if rule == "terms.prisoner_exchange.swap":
        return ["swapped"]
    return ["future"] if rule == "terms.prisoner_exchange.price" and not kinds else []


def kinds_of(
    reading: Reading, group: Group, topics: list[Tag], own: list[Tag], *, made: bool
) -> list[str]:
    """How a clause stands, by its own words and by the verb it hangs on."""
    governed = group.governed if group.join in _HANGS else None
    if governed is not None and _own_verb(reading, group, own):
        governed = None
    kinds = [_kind_of(reading, tag, made=made) for tag in own]
    if not own and governed is None and _verb_only(reading, group, topics):
        kinds.append("future")
    if governed is not None:
        kinds.append(_kind_of(reading, governed, made=made))
    return kinds


def _own_verb(reading: Reading, group: Group, own: list[Tag]) -> bool:
    """ "Rejected the condition and demanded a withdrawal": a second verb, as finite as the first."""
    norms = reading.tokens.norms
    at = group.first + (norms[group.first] == ",")
    if group.join != "and" or not own or own[0].entry.get("kind") not in GOVERNING:
        return False
    verb = own[0].first
    return norms[verb].endswith(("ed", "ing", "ds")) and 0 < verb - at <= _ADVERB


_ADVERB = 3  # tokens from "and" to its verb


def _kind_of(reading: Reading, tag: Tag, *, made: bool) -> str:
    """How the clause stands: what the agreement that was made calls for, is agreed."""
    kind = str(tag.entry.get("kind"))
    if kind == "agree" and may_yet(reading, tag):
        return "propose"
    return "clause" if made and kind == "direct" and of_the_pact(reading, tag) else kind


def may_yet(reading: Reading, tag: Tag) -> bool:
    """ "Would agree to a pause only if": not agreed."""
    norms = reading.tokens.norms
    return norms[tag.first] == "agree" and norms[tag.first - 1] in _MIGHT


_MIGHT = frozenset("would could might may".split())
_DRAFTS = frozenset("draft drafts proposal proposed blueprint".split())


_BEFORE_DRAFT = frozenset(
    "under according to the a an latest new second first their its that this".split()
)


def _of_one_side(
    reading: Reading, kinds: list[str], own: list[Tag], topic: tuple[int, int]
) -> list[str]:
    """ "The junta will free 40 detainees": expected, with no agreement told of."""
    norms = reading.tokens.norms
    will = any(
        tag.entry.get("kind") == "future"
        and (
            norms[tag.first] in _WILL
            or (norms[tag.first] == "would" and _told_of(norms, tag.first))
        )
        and (0 <= topic[0] - tag.stop <= 1 or topic[0] < tag.first < topic[1])
        for tag in own
    )
    return ["expect"] if will and set(kinds) == {"future"} else kinds


def _told_of(norms: list[str], at: int) -> bool:
    """ "The rebels said on Saturday that they would withdraw": it, they, or "the group"."""
    lead = norms[max(0, at - _SUBJECT) : at]
    return not _SAYS_WOULD.isdisjoint(lead) and not _ITSELF.isdisjoint(lead[-2:])


_WILL = frozenset({"will", "shall", "is", "are"})


_OF_ONE_SIDE = frozenset({"prisoner_exchange", "withdrawal"})


_SAYS_WOULD, _SUBJECT = frozenset("said announced pledged promised declared confirmed".split()), 7


_ITSELF = frozenset(
    "it they he she group movement army government soldiers troops forces fighters".split()
)


def at_its_time(reading: Reading, status: str, kinds: list[str], when: str | None) -> str:
    """A swap promised is not yet made; what "takes effect" on a day to come is expected."""
    if status == "completed" and {"future", "agree", "clause", "direct"} & set(kinds):
        return "agreed"
    published = reading.article.published
    if status == "in_force" and published and (when or "")[:10] > published[:10]:
        return "expected"
    return status


def _only_talked_of(reading: Reading, at: int) -> bool:
    """ "Agreed to exchange proposals for a truce"."""
    lead = reading.tokens.norms[max(0, at - NEGATED) : at]
    return "for" in lead and not _IDEAS.isdisjoint(lead)


_IDEAS = frozenset("proposal proposals ideas conditions drafts".split())


def _is_ultimatum(reading: Reading, own: list[Tag]) -> bool:
    """ "Gave the government two days to free its prisoners"."""
    return any(reading.tokens.norms[tag.first] in GAVE for tag in own)


def _is_denied(reading: Reading, own: list[Tag], topic: int) -> bool:
    """ "Will not surrender", "no truce would be signed": the promise is refused; "will not stop convoys" is one."""
    norms = reading.tokens.norms
    if norms[topic - 1] == "no" and any(tag.entry.get("kind") == "future" for tag in own):
        return True
    return any(
        tag.entry.get("kind") == "future"
        and (
            norms[tag.stop] in {"not", "never"} or norms[tag.first] in {"cannot", "can't", "can’t"}
        )
        and 0 <= topic - tag.stop <= NEGATED
        and _HARMING.isdisjoint(norms[tag.stop + 1 : tag.stop + 2])
        for tag in own
        if tag.stop < len(norms)
    )


_HARMING = frozenset(
    "stop block attack hinder obstruct impede tax seize loot target shell bomb raid hamper interfere hit enter".split()
)


def _verb_only(reading: Reading, group: Group, topics: list[Tag]) -> bool:
    """A second verb under the same future ("will be marked and patrolled")."""
    at = group.first + (reading.tokens.norms[group.first] == ",")
    own = within(topics, group.first, group.stop)
    return group.join == "and" and bool(own) and own[0].first == at + 1


def stands_alone(kind: str, kinds: list[str]) -> bool:
    """Does the clause need no agreement told of before it?"""
    strong = _STRONG | {"swapped"}
    if kind in {"deadline", "other"}:
        return False
    if kind == "monitoring":
        strong -= {"agree"}
    if kind == "ceasefire":
        return bool(set(kinds) & (strong | _ALONE))
    if kind in _OF_ONE_SIDE:
        strong |= {"expect"}
    if kind == "political_process":
        strong |= {"ended"}
    return bool(set(kinds) & strong)
