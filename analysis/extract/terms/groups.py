"""Clauses that stand or fall together: one promise each."""

from __future__ import annotations

from analysis.extract.clauses import Clause, clauses_of, within
from analysis.extract.terms.about import topic_of
from analysis.extract.terms.circumstances import SIDES, is_home
from analysis.extract.terms.gapped import is_gapped
from analysis.lean import dataclass, replace
from analysis.lexicon import Tag
from analysis.reading import Reading, starting
from analysis.text import Sentence

GOVERNING = frozenset({"agree", "direct", "propose", "refuse", "includes"})
_SAYING_SO = frozenset({"saying", "adding"})
_SAYING = frozenset({"said", "says", "told", "added", "according"})
_FINITE = frozenset("is are was were will would may must has have had shall".split())
_OF_A_TRUCE = frozenset(
    "takes took begins began starts started comes came goes went runs lasts lasted expires ends".split()
)
_THINGS, _LISTED = frozenset("firing forces captive arms".split()), 4
_PRICE = frozenset({"exchange", "return"})


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses that stand or fall together: tokens, opening word, and the cue they inherit."""

    first: int
    stop: int
    join: str
    governed: Tag | None


MUST = frozenset("must shall will would".split())
DUTIES = frozenset(
    "allow let halt stop respect ensure guarantee protect refrain share remove report provide permit give publish "
    "restore avoid lift punish deploy reopen resume dissolve establish "
    "withdraw release free disarm surrender "
    "end cease pay treat return dismantle notify inform exchange appoint name".split()
)


def groups_of(
    reading: Reading, sentence: Sentence, topics: list[Tag], cues: list[Tag]
) -> list[Group]:
    """The groups of a sentence, in order."""
    norms = reading.tokens.norms
    groups: list[Group] = []
    governing: Tag | None = None
    open_tail = False
    for clause in _clauses(reading, sentence, topics):
        own = within(cues, clause.first, clause.stop)
        topic = any(
            tag.entry.get("kind") not in _ONLY_WITH
            for tag in within(topics, clause.first, clause.stop)
        )
        if norms[clause.first + (norms[clause.first] == ",")] in OPPOSED and _new_subject(
            reading, clause
        ):
            governing = None  # "the army refused to come, but envoys said both had agreed to ..."
        apart = norms[clause.first] == "," and norms[clause.first + 1] in _SAYING_SO
        if apart:
            governing = None  # "dismissed the plan, saying he would agree to a pause only if"
            open_tail = open_tail or bool(own)
        if clause.join == "and" and norms[min(clause.first + 1, len(norms) - 1)] in _SAYING:
            governing = None  # "rejected the charge and said his men had observed the truce"
        saying = not _SAYING.isdisjoint(norms[clause.first : clause.stop])
        if saying and not topic and groups and clause.join == ",":
            open_tail = True
            continue
        if groups and (
            _goes_on(reading, topics, clause)
            or _lists_names(reading, clause)
            or _other_side(reading, clause)
            or _adjectives(reading, clause, topics)
            or _second_subject(reading, clause, groups, cues, own)
        ):
            groups[-1] = replace(groups[-1], stop=clause.stop)
            governing = _governs(own) or governing
            continue
        if groups and (
            _describes_truce(reading, topics, clause, groups[-1])
            or _names_truce(groups[-1], clause, topics, own)
        ):
            groups[-1] = replace(groups[-1], stop=clause.stop)
            continue
        if clause.join == "," and norms[min(clause.first + 1, len(norms) - 1)] in _FINITE:
            if _told_aside(reading, topics, cues, groups, clause):
                open_tail = True
                continue
            if not _is_signed(reading, clause):
                _back_to_subject(groups, clause.stop)
            open_tail = False
            continue
        if clause.join in {",", "with"} or clause.join not in {"", ";", ":", "and", "that", "for"}:
            weak = [tag for tag in own if tag.entry.get("kind") not in GOVERNING]
            new = topic and bool(weak) and weak[0].first > clause.first + 1
            if _one_more(reading, topics, clause, groups, governing):
                new = True
            if not apart and _participle(reading, topics, clause):
                new, governing = True, governing or (_own(cues, groups) if groups else None)
            new = new and not (clause.join == "with" and groups and _is_subject(groups[-1], cues))
            new = new or (
                clause.join == "with" and any(t.entry.get("kind") == "given" for t in own)
            )
            new = new or _gapped(reading, clause, groups, cues)
            new = new or _bare_verb(reading, clause, groups, cues)
        elif clause.join == "and":
            after = clause.first + (2 if norms[clause.first] == "," else 1)
            new = (bool(own) and not _more_things(reading, topics, clause, own)) or norms[
                min(after, len(norms) - 1)
            ] == "to"
            new = new or (
                norms[min(after, len(norms) - 1)] in DUTIES and clause.stop - after >= _LISTED
            )
            new = new or (topic and not _one_more_of_them(reading, topics, clause))
            new = new or _gapped(reading, clause, groups, cues)
        else:
            new = True
        if new or open_tail or not groups:
            groups.append(Group(clause.first, clause.stop, clause.join, governing))
            open_tail = False
        else:
            groups[-1] = replace(groups[-1], stop=clause.stop)
        governing = _governs(own) or governing
    return groups


def _bare_verb(reading: Reading, clause: Clause, groups: list[Group], cues: list[Tag]) -> bool:
    """ "Are to let aid in, withdraw from hospitals and ...": one more verb of a list behind a comma."""
    norms = reading.tokens.norms
    verb = norms[clause.first + 1 : clause.first + 2]
    if clause.join != "," or not verb or verb[0] not in DUTIES:
        return False
    return clause.stop - clause.first >= _LISTED and bool(lead_of(reading, groups, cues))


def _gapped(reading: Reading, clause: Clause, groups: list[Group], cues: list[Tag]) -> bool:
    """ "Roads will be opened, services be restored": the second without its "will"."""
    lead = lead_of(reading, groups, cues)
    return bool(lead) and is_gapped(reading, clause.first, clause.stop, clause.join, lead)


def lead_of(reading: Reading, groups: list[Group], cues: list[Tag]) -> str:
    """The "will" or "are to" of a list: the first word of promise of its groups, if it is one."""
    for group in reversed(groups):
        own = within(cues, group.first, group.stop)
        if own:
            tag = own[0]
            is_future = tag.entry.get("kind") == "future"
            return " ".join(reading.tokens.norms[tag.first : tag.stop]) if is_future else ""
        if not is_gapped(reading, group.first, group.stop, group.join, "are to"):
            return ""
    return ""


def _new_subject(reading: Reading, clause: Clause) -> bool:
    """True for "but envoys said", not "but to keep"."""
    norms = reading.tokens.norms
    at = clause.first + (norms[clause.first] == ",") + 1
    return norms[at : at + 1] not in (["to"], ["not"])


OPPOSED = frozenset({"but", "while", "whereas"})


def _governs(own: list[Tag]) -> Tag | None:
    """The last word of a clause on which further promises hang."""
    return next((tag for tag in reversed(own) if tag.entry.get("kind") in GOVERNING), None)


def _told_aside(
    reading: Reading, topics: list[Tag], cues: list[Tag], groups: list[Group], clause: Clause
) -> bool:
    """ "The front, which signed its own truce in May, was fighting the army": the promise ends with the aside."""
    if (
        not groups
        or groups[-1].join in {"", ";", ":", "and"}
        or within(cues, clause.first + 2, clause.stop)
    ):
        return False
    last = groups[-1]
    made = any(tag.entry.get("kind") == "agree" for tag in within(cues, last.first, last.stop))
    alone = topic_of(reading, topics, clause.first, clause.stop) is None
    return made and alone and topic_of(reading, topics, last.first, last.stop) is not None


def _is_signed(reading: Reading, clause: Clause) -> bool:
    """ "The deal, which provides for a truce, was signed by ...": no part of what it provides for."""
    at = clause.first + 2
    return any(
        tag.stop == at + 1 and tag.entry.get("kind") == "agree"
        for tag in reading.tagged_within("promises", at - 1, clause.stop)
    )


def _adjectives(reading: Reading, clause: Clause, topics: list[Tag]) -> bool:
    """ "a full and immediate halt": two words of one noun."""
    norms, at = reading.tokens.norms, clause.first
    if clause.join != "and" or norms[at] != "and":
        return False
    noun = at + 2 + (norms[at + 2] in _MARKS if at + 2 < clause.stop else 0)
    if norms[noun : noun + 1] == ["-"]:
        noun += 2  # "foreign and non-federal forces"
    if _are_numbered(reading, at):
        return True
    named = any(tag.first == noun and tag.entry.get("kind") in _NAMED for tag in topics)
    named = named and not any(tag.stop == at for tag in topics) and not norms[at - 1].endswith("s")
    return norms[at - 2] in _A or (named and norms[at + 1] not in _DETERMINERS)


def _are_numbered(reading: Reading, at: int) -> bool:
    """ "23 elderly and sickly prisoners": two adjectives behind a number."""
    norms, starts = reading.tokens.norms, reading.tokens.starts
    behind = norms[at + 1 : at + 2]
    if norms[at - 1].endswith("s") or norms[at - 1] in _MANY or not _DETERMINERS.isdisjoint(behind):
        return False
    numbers = starting(reading.found.numbers, starts[max(0, at - _LISTED)], starts[at])
    if not any(number.stop == at - 1 for number in numbers):
        return False
    near = reading.tagged_within("agreements", at + 1, at + _LISTED)
    return any(tag.entry.get("kind") in ("captive", "people", "forces") for tag in near)


_MANY = frozenset("men women children people police troops crew staff personnel".split())


def _second_subject(
    reading: Reading, clause: Clause, groups: list[Group], cues: list[Tag], own: list[Tag]
) -> bool:
    """ "All hostages and those held will be freed": a second subject of the verb to come."""
    first = groups[-1]
    if clause.join != "and" or not own or not _is_subject(first, cues, "and"):
        return False
    norms = reading.tokens.norms[first.first : first.stop]
    plain = (n for n in norms if n.endswith("ed") and n not in _STATES)
    return len(norms) <= _SUBJECT and _FINITE.isdisjoint(norms) and not any(plain)


def _names_truce(last: Group, clause: Clause, topics: list[Tag], own: list[Tag]) -> bool:
    """ "A truce that the army declared in March broke down": which truce, and what became of it."""
    named = within(topics, last.first, last.stop)
    known = named and named[-1].stop == last.stop and named[-1].entry.get("kind") == "truce"
    return (
        clause.join == "that" and bool(known) and any(t.entry.get("kind") == "ended" for t in own)
    )


def _one_more(
    reading: Reading, topics: list[Tag], clause: Clause, groups: list[Group], governing: Tag | None
) -> bool:
    """ "The deal provides for a truce, the return of troops to barracks and ...": one more promise of a list."""
    if clause.join != "," or governing is None or not groups:
        return False
    if reading.tokens.norms[clause.first + 1 : clause.first + 2] not in (["the"], ["a"], ["an"]):
        return False
    topic = topic_of(reading, topics, clause.first, clause.stop)
    last = topic_of(reading, topics, groups[-1].first, groups[-1].stop)
    near = topic is not None and topic[2] - clause.first <= _LISTED
    return near and last is not None and topic is not None and topic[0] != last[0]


_NAMED = frozenset({"truce", "forces"})
_A, _MARKS = frozenset({"a", "an"}), frozenset({"”", "''", '"'})
_DETERMINERS = frozenset("the a an its their his any no another that this".split())
_ONLY_WITH = frozenset(
    {"away", "army", "services", "deploy"}
)  # parts of a topic that are none alone
_SUBJECT = 10  # tokens of a first subject
_STATES = frozenset(
    "armed unarmed united displaced detained captured wounded allied red held".split()
)


def _goes_on(reading: Reading, topics: list[Tag], clause: Clause) -> bool:
    """ "... stop raids, drone strikes and rocket fire": one more thing of a list of one kind."""
    if clause.join not in {"and", ","}:
        return False
    last = [tag for tag in topics if tag.stop == clause.first]
    kind = last[-1].entry.get("kind") if last else ""
    if kind not in _THINGS:
        return False
    own = within(topics, clause.first, clause.first + _LISTED)
    alike = next((tag for tag in own if tag.entry.get("kind") == kind), None)
    if alike is None:
        return False
    after = reading.tokens.norms[alike.stop : alike.stop + 1]  # "... and forces will leave"
    return _FINITE.isdisjoint(after)


def _one_more_of_them(reading: Reading, topics: list[Tag], clause: Clause) -> bool:
    """ "Attacks on the army and police": a noun or two, of which alone nothing is promised."""
    at = clause.first + (reading.tokens.norms[clause.first] == ",") + 1
    if reading.tokens.norms[at - 1] != "and":
        return False
    short = clause.stop - clause.first <= _LISTED or (
        at < clause.stop and reading.tokens.norms[at] in _DETERMINERS
    )
    return (
        short
        and not _numbered(reading, clause)
        and topic_of(reading, topics, clause.first, clause.stop) is None
    )


def _more_things(reading: Reading, topics: list[Tag], clause: Clause, own: list[Tag]) -> bool:
    """ "Vacate clinics and pump houses within a week": two things, one verb, and its time."""
    norms = reading.tokens.norms
    at = clause.first + 1 + (norms[clause.first] == ",")
    if own[0].entry.get("kind") != "given" or within(topics, clause.first, own[0].first):
        return False
    things = norms[at : own[0].first]
    if not 0 < len(things) < _LISTED or not all(n.isalpha() for n in things):
        return False
    return things[-1].endswith("s") and things[0] not in DUTIES | _DETERMINERS | _LEAVING


_LEAVING = frozenset("leave quit evacuate hand give open clear send bring move".split())


def _numbered(reading: Reading, clause: Clause) -> bool:
    starts = reading.tokens.starts
    return bool(starting(reading.found.numbers, starts[clause.first], starts[clause.stop - 1] + 1))


def _lists_names(reading: Reading, clause: Clause) -> bool:
    """ "Officers from Angola, Kenya and Togo will ...": a comma inside the list."""
    at = clause.first + 1
    if clause.join not in {",", "and"} or clause.stop - at < 2:
        return False
    name = reading.tokens.words[at + (reading.tokens.norms[at] == "the")]
    return name[:1].isupper() and is_home(reading, at)


def _other_side(reading: Reading, clause: Clause) -> bool:
    """ "... will free 36 soldiers and the government 52 detainees": the second without its verb."""
    if clause.join != "and":
        return False
    norms, starts = reading.tokens.norms, reading.tokens.starts
    at = clause.first + 1 + (norms[clause.first] == ",")
    if clause.stop - at < 2:
        return False
    near = starts[at], starts[min(at + _SIDE, clause.stop - 1)] + 1
    number = next(iter(starting(reading.found.numbers, *near)), None)
    if number is None:
        return False
    if number.first - at == 2 and norms[at] == "the" and norms[at + 1] in SIDES:
        return True
    return any(a.end + 1 == starts[number.first] for a in starting(reading.found.actors, *near))


_SIDE = 5  # tokens from "and" to the number of the other side


def _back_to_subject(groups: list[Group], stop: int) -> None:
    """A verb after an apposition ("Talks on X, the issue that ..., were put off")."""
    while len(groups) > 1 and groups[-1].join not in {"", ";", ":", "and"}:
        groups.pop()
    if groups:
        groups[-1] = replace(groups[-1], stop=stop)


def _clauses(reading: Reading, sentence: Sentence, topics: list[Tag]) -> list[Clause]:
    """The clauses, cut also where a price is named: "in exchange for the release of ..."."""
    norms = reading.tokens.norms
    out = []
    for clause in _aims_cut(reading, sentence, topics):
        if norms[clause.first : clause.stop] == [","]:
            continue  # a text that breaks off behind a comma
        if _PRICE.isdisjoint(norms[clause.first : clause.stop]):
            out.append(clause)
            continue
        price = next(
            (
                i
                for i in range(clause.first + 1, clause.stop - 3)
                if norms[i] == "in" and norms[i + 1] in _PRICE and norms[i + 2] == "for"
            ),
            None,
        )
        if price is None or not (
            within(topics, price + 3, clause.stop) or "own" in norms[price + 3 : clause.stop]
        ):
            out.append(clause)
            continue
        out += [replace(clause, stop=price), Clause(price + 3, clause.stop, "for")]
    return out


def _aims_cut(reading: Reading, sentence: Sentence, topics: list[Tag]) -> list[Clause]:
    """The clauses, cut where a truce has an aim of its own: "a pause to allow the release of ..."."""
    norms = reading.tokens.norms
    out = []
    for clause in clauses_of(reading, sentence):
        truces = [t for t in within(topics, clause.first, clause.stop) if t.entry.get("kind") == "truce"]  # fmt: skip
        aims = range(truces[0].stop, min(truces[0].stop + _AIM_REACH, clause.stop - 2)) if truces else ()  # fmt: skip
        aim = next((i for i in aims if norms[i] in _TO and norms[i + 1] in _AIMS), None)
        topic = topic_of(reading, topics, aim, clause.stop) if aim is not None else None
        if aim is None or topic is None or topic[0] == "ceasefire":
            out += _cut_at_which(reading, clause, truces)
            continue
        out += [replace(clause, stop=aim), Clause(aim, clause.stop, "for")]
    return out


def _cut_at_which(reading: Reading, clause: Clause, truces: list[Tag]) -> list[Clause]:
    """ "A pause during which nine captives will be freed": two promises."""
    norms = reading.tokens.norms
    reach = range(truces[0].stop, clause.stop - _LISTED) if truces else ()
    at = next((i for i in reach if norms[i + 1] == "which" and norms[i] in _IN_WHICH), None)
    if at is None:
        return [clause]
    return [replace(clause, stop=at), Clause(at + 2, clause.stop, "that")]


_IN_WHICH = frozenset({"during", "under", "in"})
_AIM_REACH, _TO = 8, frozenset({"to", "for"})
_AIMS = frozenset("allow permit enable facilitate let free release open swap exchange the".split())


def _describes_truce(reading: Reading, topics: list[Tag], clause: Clause, last: Group) -> bool:
    """ "... to a truce that will begin on Sunday": its start, no promise of its own."""
    norms = reading.tokens.norms
    if clause.join not in {"that", "which"} or clause.first + 2 >= clause.stop:
        return False
    at = clause.first + 1 + (norms[clause.first] == ",")
    if norms[at] not in _FINITE | _OF_A_TRUCE or topic_of(
        reading, topics, clause.first, clause.stop
    ):
        return False
    topic = topic_of(reading, topics, last.first, last.stop)
    return topic is not None and topic[0] == "ceasefire"


def _participle(reading: Reading, topics: list[Tag], clause: Clause) -> bool:
    """ ", creating a zone": what a promise brings with it."""
    at = min(clause.first + 1, clause.stop - 1)
    opens = clause.join == "," and reading.tokens.norms[at].endswith("ing")
    return opens and topic_of(reading, topics, clause.first, clause.stop) is not None


def _is_subject(group: Group, cues: list[Tag], *joins: str) -> bool:
    """ "A committee with 12 members would ...": what the verb behind "with" is said of."""
    return group.join in {"", ";", ":", *joins} and not within(cues, group.first, group.stop)


def _own(cues: list[Tag], groups: list[Group]) -> Tag | None:
    """The last word of promise of the group before."""
    return next(reversed(within(cues, groups[-1].first, groups[-1].stop)), None)
