"""What figures that speak of the same people, or stand side by side, take from one another.

Repeats, parts and wholes, "three killed and 14 wounded", headline and body, sentence and sentence: each by its rule.
"""

from __future__ import annotations

import itertools
import re

from analysis.extract.context.another_spot import in_another_quarter, is_told_apart
from analysis.extract.context.cause import Cause
from analysis.extract.context.clauses import on_a_day_of_its_own, turns_to_the_place
from analysis.extract.context.courts import is_judged
from analysis.extract.context.cues import Cues
from analysis.extract.context.geography import coarse, compatible
from analysis.extract.context.incidents import chain_of
from analysis.extract.context.names import Author, Name
from analysis.extract.context.reporter import Reporter, is_not_cited_again
from analysis.extract.context.sides import own_side
from analysis.extract.context.when import When
from analysis.extract.context.where import Where
from analysis.extract.meeting import size_of
from analysis.lean import dataclass, replace
from analysis.reading import starting
from analysis.records import Casualty

LEAD = 2  # sentences of a headline and a lead
_NEXT = 16  # characters to the number of a whole that is named
_ADDED = frozenset(("casualty.including", "casualty.share", "casualty.beside"))
_OF_THE = re.compile(r"\s+of (?:the|those|these) ")
# "The toll included two pupils"
INCLUDED = re.compile(
    r"(?:The|That|This|Its) (?:(?:death|latest|total|overall) )?(?:toll|figure|number|count|total|tally|dead|victims|"
    r"casualties|fatalities)(?: [a-z]+){0,3}? includ(?:es?|ed)\b"
)
_TALLY = "casualty.tally"  # deaths of one region or means, among those of all
_FAR, _PART_BACK = 5, 3  # sentences to a repeat that stands apart; to a part told later


@dataclass(slots=True)
class Context:
    """What is known so far around one figure."""

    figure: Casualty
    when: When | None = None
    where: Where | None = None
    cause: Cause | None = None
    author: Author | None = None
    reporter: Reporter | None = None
    lost: bool = False  # told as lost by those it speaks of: they are not its author
    late: When | None = None  # the day of counting, where that is what the sentence tells
    shared: bool = False  # the reporter is that of another figure
    divided: bool = False  # two foes made it between them: neither is its author


def families(contexts: list[Context]) -> list[list[Context]]:
    """Figures that speak of the same people: repeats of one figure, a whole and its parts."""
    root = {context.figure.id: context.figure.id for context in contexts}
    for context in contexts:
        head = context.figure.same_as or context.figure.subset_of
        if head in root and context.figure.rule != _TALLY:
            one, two = sorted((_root(root, context.figure.id), _root(root, head)), key=_number)
            root[two] = one
    family: dict[str, list[Context]] = {}
    for context in contexts:
        family.setdefault(_root(root, context.figure.id), []).append(context)
    return [members for members in family.values() if len(members) > 1]


def _root(root: dict[str, str], name: str) -> str:
    while root[name] != name:
        name = root[name]
    return name


def _number(name: str) -> int:
    return int(name[1:])


_FIELDS = ("when", "where", "cause", "author", "reporter")


def within_their_own_version(cues: Cues, contexts: list[Context]) -> None:
    """Where sources give rival tolls, a part told later lies in that of its own source, else in
    the highest: "killed 37, medics said; the army put the toll at 19. The medics said 11 ..."."""
    by_id = {context.figure.id: context for context in contexts}
    homes: list[tuple[Context, str]] = []
    told: dict[int, list[Context]] = {}
    for context in contexts:
        told.setdefault(context.figure.sentence, []).append(context)
    for context in contexts:
        part = context.figure
        whole = by_id.get(part.subset_of or "")
        if whole is None or whole.figure.subset_of or part.rule not in _ADDED:
            continue
        if whole.reporter is None or whole.figure.sentence >= part.sentence:
            continue
        if _names_its_whole(cues, part):
            continue
        size = sum(
            one.figure.best or 1
            for one in told[part.sentence]
            if one.figure.subset_of == whole.figure.id
        )
        first = whole.figure.sentence - _PART_BACK
        near = (one for at in range(first, first + _PART_BACK + 1) for one in told.get(at, ()))
        rivals = [one for one in near if _rivals(one, whole) and size_of(one.figure) >= size]
        if rivals:
            versions = [whole, *rivals]
            own = [one for one in versions if context.reporter and _one_source(context, one)]
            home = max(own or versions, key=lambda one: size_of(one.figure))
            homes.append((context, home.figure.id))
    for context, name in homes:
        context.figure = replace(context.figure, subset_of=name)


def _names_its_whole(cues: Cues, part: Casualty) -> bool:
    """ "Three of the four were conscripts"."""
    at = part.number_end
    if at is None or _OF_THE.match(cues.text, at) is None:
        return False
    return any(starting(cues.reading.found.numbers, at, at + _NEXT))


def _rivals(one: Context, whole: Context) -> bool:
    """True for another source's toll of the same incident, told just before."""
    a, b = one.figure, whole.figure
    if a.harm != b.harm or a.scope != b.scope or a.subset_of or a.same_as:
        return False
    apart = one.where and whole.where and one.where.name != whole.where.name
    return (
        a.start < b.start and not apart and one.reporter is not None and not _one_source(one, whole)
    )


def _one_source(one: Context, two: Context) -> bool:
    """True where the two name one source: "officials" and "officials in the port"."""
    a, b = ((c.reporter.name if c.reporter else "").lower() for c in (one, two))
    return bool(a and b) and (a in b or b in a)


def as_the_whole(contexts: list[Context]) -> None:
    """A part told in a later sentence ("three of the four were conscripts") was hurt with its whole."""
    by_id = {context.figure.id: context for context in contexts}
    for context in contexts:
        whole = by_id.get(context.figure.subset_of or "")
        if whole is None or context.figure.subset_kind != "including":
            continue
        later = context.figure.sentence - whole.figure.sentence
        if context.figure.rule == _TALLY:
            context.when, context.where = whole.when, context.where or whole.where
        elif 0 <= later <= _PART_BACK:
            for name in ("when", "where", "cause", "author") if later else ("author",):
                theirs = getattr(whole, name)
                mine = context.cause if name == "cause" else None
                if later and mine is not None and mine.attack.strength > 2:
                    continue  # "a mine under the lead truck" in the ambush
                if later and name == "when" and context.when and _is_one_deeds(context, whole):
                    continue  # "nine of them died when gunmen stormed a mosque on Friday"
                if later and name == "where" and _is_finer(context.where, whole.where):
                    continue  # "two of the dead in Jayrud", of those killed near the capital
                if theirs is not None:
                    setattr(context, name, theirs)
            alike = context.figure.harm == whole.figure.harm  # not "two of the hurt have died"
            if later and alike and whole.when is None and _is_of_a_day(context):
                whole.when = context.when  # "three of those killed overnight were children"


def _is_one_deeds(context: Context, whole: Context) -> bool:
    return context.figure.scope == "incident" != whole.figure.scope


def _is_of_a_day(context: Context) -> bool:
    """True for one of those harmed whose own sentence names the day of it."""
    when = context.when
    return when is not None and when.rule == "when.sentence" and len(when.earliest or "") >= 10


def _is_finer(mine: Where | None, theirs: Where | None) -> bool:
    """True for a place of its own inside that of its whole, or one the whole's is but near to."""
    if mine is None or theirs is None or not compatible(mine.place, theirs.place):
        return False
    if theirs.rule == "where.measured" or coarse(mine.place) < coarse(theirs.place):
        return True
    quarter = mine.place.precision == "near" and mine.name != theirs.name
    return quarter and theirs.place.rule == "place.exact"  # "five of them in the Marj district"


def as_said_before(contexts: list[Context]) -> None:
    """A figure said again in the same sentence, as where a headline runs into the lead, is one statement."""
    by_id = {context.figure.id: context for context in contexts}
    for context in contexts:
        first = by_id.get(context.figure.same_as or "")
        if first is None or first.figure.sentence != context.figure.sentence:
            continue
        if first.figure.victims == context.figure.victims:
            context.where = first.where or context.where
            context.when = first.when or context.when


def share(cues: Cues, family: list[Context], *, early: bool = False) -> None:
    """Give each member what it lacks from the nearest before, else after; ``early`` (the incidents have
    not answered yet) a headline or lead alone takes from after."""
    repeats = {c.figure.id for c in family if c.figure.same_as}
    for name in _FIELDS:
        told = _telling(name, family)
        tells = {id(c) for c in told}
        first: dict[str, Context] = {}
        for context in told:
            first.setdefault(context.figure.scope, context)
        last: dict[str, Context] = {}
        for context in family:
            scope = context.figure.scope
            if getattr(context, name) is not None:
                if name not in ("reporter", "when") or id(context) in tells:
                    last[scope] = context
                continue
            after = None if early and context.figure.sentence > LEAD else first.get(scope)
            donor = last.get(scope) or after
            if donor is None and name == "where":  # told again as the toll of a period
                donor = next((c for c in told if c.figure.same_as == context.figure.id), None)
            if donor is None or (name == "author" and _own(context, donor.author)):
                continue
            again = name == "reporter" and context.figure.sentence > LEAD
            if again and is_not_cited_again(context.figure, donor.figure, repeats):
                continue
            if name == "author" and (
                (donor is after and _far_off(context, donor))
                or _of_another_piece(context, donor, family)
                or _by_other_means(context, donor, family)
            ):
                continue
            if name == "where" and (
                in_another_quarter(cues, context.figure)
                or is_told_apart(cues, context.figure, donor.figure)
            ):
                continue
            if name in _OF_A_DEED and _of_other_deeds(cues, context, donor, family):
                if name == "author":
                    _as_its_whole(context, family)
                continue
            setattr(context, name, getattr(donor, name))
            context.shared = context.shared or name == "reporter"
            last[scope] = context


def _telling(name: str, family: list[Context]) -> list[Context]:
    """Those of a family whose own answer may be given to the others."""
    told = [c for c in family if getattr(c, name) is not None]
    if name == "when":
        hurt = {c.figure.id for c in family if c.figure.harm == "injured"}
        told = [c for c in told if c.figure.harm != "killed" or c.figure.subset_of not in hurt]
    if name in ("reporter", "author"):  # who adds a part has not given the whole
        told = [c for c in told if c.figure.subset_kind != "including"]
    if name == "reporter" and not _of_one_source(family):
        told = [c for c in told if c.figure.subset_kind != "breakdown"]
    if name == "where" and len({c.where.name for c in told if c.where and c.figure.subset_of}) > 1:
        told = [c for c in told if not c.figure.subset_of]  # one here, six there
    return told


_OF_A_DEED = ("where", "cause", "author")


def _of_other_deeds(cues: Cues, context: Context, donor: Context, family: list[Context]) -> bool:
    """ "Two attacks killed 18. A bomb in Cali killed six. ... Twelve died in a helicopter": each as it was."""
    by_id = {c.figure.id: c for c in family}
    piece = donor
    while piece.figure.subset_kind == "including" and piece.figure.subset_of in by_id:
        piece = by_id[piece.figure.subset_of]
    if piece.figure.subset_kind != "breakdown":
        return False
    chain = chain_of(cues)
    parts = [c.figure.sentence for c in family if c.figure.subset_of == piece.figure.subset_of]
    if len({id(chain.of(sentence)) for sentence in parts}) < 2:
        return False
    is_whole = context.figure.id == piece.figure.subset_of
    return is_whole or chain.of(context.figure.sentence) is not chain.of(donor.figure.sentence)


def _as_its_whole(context: Context, family: list[Context]) -> None:
    """ "Terrorist attacks killed six. ... A shell killed one": whoever made the attacks, though not all in one hour."""
    whole = next((c for c in family if c.figure.id == context.figure.subset_of), None)
    if whole is None or whole.author is None or whole.author.rule not in _OF_ITS_OWN:
        return
    if whole.cause is not None and context.cause is not None:
        if whole.cause.name != context.cause.name or _own(context, whole.author):
            return
        context.author = whole.author


_OF_ITS_OWN = frozenset(("author.adjective", "author.owner", "author.by", "author.agent"))


def _of_one_source(family: list[Context]) -> bool:
    """True where all the pieces of a toll have one source, whose the whole is, too."""
    pieces = [c for c in family if c.figure.subset_kind == "breakdown"]
    return len({c.reporter.name if c.reporter else "" for c in pieces}) < 2


def _of_another_piece(context: Context, donor: Context, family: list[Context]) -> bool:
    """ "7,000 died: raids killed 5,800, a third of them women, rebel fire 1,100": the women were in the raids."""
    if context.figure.scope == "incident":
        return False
    by_id = {c.figure.id: c for c in family}

    def piece_of(one: Context) -> str:
        while one.figure.subset_kind == "including" and one.figure.subset_of in by_id:
            one = by_id[one.figure.subset_of]
        return one.figure.id if one.figure.subset_kind == "breakdown" else ""

    mine, theirs = piece_of(context), piece_of(donor)
    return bool(mine and theirs) and mine != theirs


def _by_other_means(context: Context, donor: Context, family: list[Context]) -> bool:
    """True where a toll adds up what two means did: "32 died: 22 by a car bomb, ten in air strikes"."""
    mine, theirs = context.figure, donor.figure
    whole = mine.id if theirs.subset_of == mine.id else mine.subset_of
    parts = [
        c for c in family if c.figure.subset_of == whole and c.figure.subset_kind == "breakdown"
    ]
    means = {c.cause.name for c in parts if c.cause is not None and c.cause.attack.strength > 1}
    if len(means) < 2 or not any(c is donor for c in parts):
        return False
    return theirs.subset_of == mine.id or (
        context.cause is not None
        and donor.cause is not None
        and context.cause.name != donor.cause.name
    )


def _far_off(context: Context, donor: Context) -> bool:
    """True for a repeat at the end of the text, whose author stands in another sentence there."""
    carried = donor.author is not None and donor.author.rule.startswith("author.incident")
    far = donor.figure.sentence - context.figure.sentence > _FAR
    return carried and far and donor.figure.same_as is not None


def _own(context: Context, author: Author | None) -> bool:
    """True where the author found for another figure is this one's own side, or one of two foes."""
    if author is None or context.divided:
        return context.divided
    return own_side(context.figure, Name(author.start, author.end, author.name, author.name))


HEADLESS = re.compile(
    r"^(?:\W|\d|and|another|more|others?|about|at least|some|\b(?:one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|dozens?|scores|tens|hundreds|several|many|a)\b)*$",
    re.IGNORECASE,
)


def with_the_others(cues: Cues, contexts: list[Context]) -> None:
    """ "Two sentries were killed and nine hurt": the figure without a noun has the same author."""
    for before, context in itertools.pairwise(contexts):
        bodies = (
            context.figure.rule == "casualty.count"
        )  # "... dead, though just two bodies were found"
        carried = context.author is None or context.author.rule.startswith("author.incident")
        carried = carried or (bodies and before.figure.harm == context.figure.harm)
        if before.author is None or not carried:
            continue
        if (
            before.figure.sentence == context.figure.sentence
            and before.figure.scope == context.figure.scope
        ):
            between = cues.text[before.figure.end : context.figure.start]
            if is_judged(cues, context.figure) and not is_judged(cues, before.figure):
                continue
            own_day = on_a_day_of_its_own(
                cues.text, cues.scene(context.figure.sentence).start, context.figure
            )
            if HEADLESS.match(context.figure.victims or "") and ";" not in between and not own_day:
                context.author = before.author


def days_beside(cues: Cues, contexts: list[Context]) -> None:
    """ "Forty died and 110 were hurt", where only the forty are told of again with their day: the 110, too."""
    told: dict[int, dict[str, Context]] = {}
    for context in contexts:
        if context.when is not None and context.figure.scope == "incident":
            day = (context.when.earliest or "")[:10]
            told.setdefault(context.figure.sentence, {}).setdefault(day, context)
    for context in contexts:
        days = told.get(context.figure.sentence, {})
        if context.when is None and context.figure.scope == "incident" and len(days) == 1:
            beside = next(iter(days.values()))
            if not turns_to_the_place(cues.text, context.figure, beside.figure):
                context.when = beside.when


def as_the_parts_run(contexts: list[Context]) -> None:
    """ "327 have died in clashes. 76 children were among those killed over the last 15 days": so were the 327."""
    by_id = {c.figure.id: c for c in contexts}
    for context in contexts:
        whole = by_id.get(context.figure.subset_of or "")
        if whole is None or whole.when is not None or whole.figure.scope != "incident":
            continue
        when = context.when
        told = context.figure.scope == "period" and when is not None and when.rule in _STRETCHES
        if told and context.figure.sentence > whole.figure.sentence:
            whole.figure, whole.when = replace(whole.figure, scope="period"), when


def headline_days(contexts: list[Context]) -> None:
    """ "Clashes kill 132. At least 132 have died since Saturday": the headline's stretch is its lead's."""
    leads = {c.figure.id: c for c in contexts if c.figure.sentence <= 1}
    for context in contexts:
        same = context.figure.same_as
        if same is None or context.figure.scope != "period" or context.when is None:
            continue
        if context.when.rule not in _STRETCHES:
            continue
        other = leads.get(same)
        if other is None or other.figure.scope != "period":
            continue
        if other.when is None or other.when.rule not in _STRETCHES:
            other.when = context.when


_STRETCHES = frozenset(("when.since", "when.period", "when.stretch", "when.running"))


def as_the_same_toll(contexts: list[Context]) -> None:
    """ "The 24 dead" of the hotel are the 24 that the lead says were killed there: so is their killer."""
    told: dict[tuple[str, int | None], list[Context]] = {}
    for context in contexts:
        if context.author is not None and context.figure.scope == "incident":
            told.setdefault((context.figure.harm, context.figure.best), []).append(context)
    for context in contexts:
        figure, size = context.figure, context.figure.best or 0
        if (
            context.author is not None
            or figure.scope != "incident"
            or size < _LARGE
            or context.lost
        ):
            continue
        for other in told.get((figure.harm, size), ()):
            if not _own(context, other.author) and not _of_other_times(context, other):
                context.author = other.author
                break


def _of_other_times(one: Context, two: Context) -> bool:
    """True for two times that share no day: "24 died in May ... an attack in October killed 24 more"."""
    if one.when is None or two.when is None:
        return False
    first, last = one.when.earliest or "", one.when.latest or one.when.earliest or ""
    begin, end = two.when.earliest or "", two.when.latest or two.when.earliest or ""
    shared = [min(len(a), len(b)) for a, b in ((last, begin), (end, first))]
    return bool(first and begin) and (
        last[: shared[0]] < begin[: shared[0]] or end[: shared[1]] < first[: shared[1]]
    )


_LARGE = 9  # a toll that two deeds of one article hardly share
