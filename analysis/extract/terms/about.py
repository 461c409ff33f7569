"""What a clause is about, less what is only when, where or on what condition it was done."""

from __future__ import annotations

from analysis.extract.clauses import within
from analysis.extract.terms.topics import topics_of
from analysis.lexicon import Tag
from analysis.reading import Reading

_CIRCUMSTANCE = frozenset({"after", "during", "following", "amid", "at", "before", "in", "despite"})
_CONDITIONS = frozenset({"if", "unless", "once", "whether", "provided", "until"})
_CLAUSE_END = frozenset({",", ";", ":", ".", "?", "!", "that"})
_CONDITION_REACH = 10
_BREACHES = frozenset(
    "violation violations violated violating breach breaches breached breaching broke broken breaking flouted".split()
)
_BREACH = 6  # words from "a violation of" to the truce
_EFFORTS = frozenset(
    "way bid effort efforts attempt attempts".split()
)  # "a bid to end the fighting"
_THEN, _EACH, _SPAN = frozenset({"after", "during", "following"}), frozenset({"every", "each"}), 5


Topic = tuple[str, str, int, int]  # type, rule, first and last token


def topic_of(reading: Reading, topics: list[Tag], first: int, stop: int) -> Topic | None:
    """What a clause is about, less what is only when or where it was done."""
    aside: list[Topic] = []  # "help in monitoring the truce" promises no truce
    for topic in topics_of(topics, first, stop):
        if any(one[2] <= topic[2] < one[3] for one in aside):
            continue
        if _names_watch(reading, topic) or _left_zone(reading, topics, topic, first):
            aside.append(topic)
        elif topic[0] == "deadline" or not _circumstance(reading, topic[2]):
            return topic
        aside.append(topic)
    return None


def _names_watch(reading: Reading, topic: Topic) -> bool:
    """ "A ceasefire monitoring committee will meet": which committee."""
    behind = reading.tokens.norms[topic[3] : topic[3] + 1]
    return topic[1] == "terms.ceasefire.truce" and bool(behind) and behind[0] in _WATCHING


def _left_zone(reading: Reading, topics: list[Tag], topic: Topic, first: int) -> bool:
    """ "Withdraw nine posts from the demilitarised zone": whence; "along the Lira corridor": a name."""
    words, at = reading.tokens.words, topic[2]
    if topic[0] == "buffer_zone" and words[at] == "corridor" and words[at - 1][:1].isupper():
        return at - 1 > first and words[at - 1] not in ("A", "The", "This", "Its")
    if topic[0] != "buffer_zone" or "from" not in reading.tokens.norms[topic[2] - 2 : topic[2]]:
        return False
    return any(t.entry.get("kind") in _GOING for t in within(topics, first, topic[2]))


_WATCHING = frozenset("monitoring verification committee commission mechanism observation".split())
_GOING = frozenset({"withdraw", "move"})


def _circumstance(reading: Reading, at: int) -> bool:
    """The topic is when, where or on what condition: "agreed after talks", "if the truce holds"."""
    norms = reading.tokens.norms
    opens = reading.sentences[reading.sentence_of_token(at)].first
    if norms[at] == "cantonment" or norms[at - 3 : at - 1] in _SAFETY_OF:
        return False  # "be assembled in cantonment sites", "the safety of 60 relief convoys"
    if norms[at - 1] == "the" and norms[at - 2] in _USING:
        return True  # "may not use the truce to dig in"
    if "who" in norms[at - 2 : at]:
        return True  # "protesters who hand in their rifles": which of them
    if norms[at - 1] != "," and not _CIRCUMSTANCE.isdisjoint(norms[max(0, at - 2) : at]):
        return True
    if at > 1 and norms[at - 2] in {"of", "within"}:
        return True
    if at and norms[at - 1] == "of" and not _THEN.isdisjoint(norms[max(0, at - _SPAN) : at - 1]):
        return True  # "signed after three months of talks"
    if (
        not _EACH.isdisjoint(norms[max(0, at - _SPAN) : at])
        and "for" in norms[max(0, at - _SPAN) : at]
    ):
        return True  # "one day for every ten captives freed"
    if at > 1 and norms[at - 1] == "to" and norms[at - 2] in _EFFORTS:
        return True
    if _BREACHES.intersection(norms[max(opens, at - _BREACH) : at]) or _of_a_person(norms, at):
        return True
    for i in range(at - 1, max(-1, at - 1 - _CONDITION_REACH), -1):
        if norms[i] in _CONDITIONS or norms[i - 2 : i + 1] == ["as", "long", "as"]:
            return True
        if norms[i] in _CLAUSE_END:
            return False
    return False


_SAFETY_OF = [
    [noun, "of"] for noun in ("safety", "passage", "entry", "delivery", "movement", "arrival")
]
_USING = frozenset("use using exploit exploiting abuse abusing".split())


def _of_a_person(norms: list[str], at: int) -> bool:
    """ "The envoys, who want a truce, agreed on a text": in an aside on somebody, closed before his verb."""
    opens = next(
        (i for i in range(at - 1, max(0, at - _ASIDE), -1) if norms[i] in _WHO_OR_CUT), None
    )
    if opens is None or norms[opens] != "who" or norms[opens - 1] != ",":
        return False
    return "," in norms[at : at + _ASIDE]


_ASIDE, _WHO_OR_CUT = 10, frozenset({"who", ",", ";", ":", "."})
