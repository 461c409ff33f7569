"""From links to records: which figures are kept, and which says an earlier one again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.casualties.breakdowns import breakdowns
from analysis.extract.casualties.counted_with import counted_with
from analysis.extract.casualties.definite import counted_before
from analysis.extract.casualties.describe import Describer
from analysis.extract.casualties.group import Group
from analysis.extract.casualties.negated import has_failed, is_negated
from analysis.extract.casualties.one_scope import in_scope
from analysis.extract.casualties.parts_told import (
    badly_hurt,
    in_the_event,
    later_wholes,
    of_the_next,
    one_of_those,
    some_of_those,
    with_their_bodies,
)
from analysis.extract.casualties.persons import Persons
from analysis.extract.casualties.repeats import other_people, parts_again, repeats
from analysis.extract.casualties.row import Link
from analysis.extract.casualties.tallies import beside_a_tally
from analysis.extract.casualties.whole_told import (
    came_back_dead,
    figure_before,
    of_other_people,
    of_the_pursued,
    of_those_who_did_it,
    whole_around,
    whole_told,
)
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Casualty

_LONGEST = 120  # characters of a record's words; a longer one shows its people only
_ONE_MEANT = frozenset(("implied", "named", "pronoun"))
_IMPLIED = frozenset(
    f"casualty.{rule}"
    for rule in "passive alone active of state beside alongside them lose frame".split()
)
_AIMS = frozenset(("on", "of", "at", "from", "for", "to"))
_PERSONS = 40  # single victims a later one is compared with
_REMAINS = frozenset("body bodies corpse corpses remains".split())
_BY_TITLE = frozenset(("killed", "injured", "abducted", "missing"))


def resolve(reading: Reading, links: list[tuple[int, Link]]) -> tuple[Casualty, ...]:
    """Records with ids c1, c2 ... in order of place."""
    describer = Describer(reading)
    heads = {tag.first: tag for tag in reading.tagged("victims")}
    out: list[Casualty] = []
    made: dict[int, Casualty] = {}
    for sentence, link in links:
        if not link.group.counts:
            link = counted_before(reading, sentence, link, out) or link
        if not (link.group.counts and _plausible(link)) or _harms_nobody(
            reading.tokens.norms, link
        ):
            continue
        link, whole = _with_whole(reading, link, sentence, made, out)
        theirs = whole is not None and of_those_who_did_it(reading, link, whole)
        if theirs or came_back_dead(reading, link):
            continue
        pursued = of_the_pursued(reading, link, sentence)
        if whole is not None and (
            (pursued and whole.victim_class != "combatant_nonstate")
            or of_other_people(reading, link, sentence, whole, out)
        ):
            whole = None
        harm, alt = link.harm, link.harm_alt
        if not harm and whole is not None:
            harm, alt = whole.harm, whole.harm_alt
        if not harm:
            continue
        if harm == "injured" and _is_corpse(reading.tokens.norms, link):
            if "whose" in reading.tokens.norms[link.group.first : link.group.stop]:
                continue  # "one of whose bodies was mutilated": of the dead just told
            harm, alt = "killed", None
        record = _record(reading, sentence, link, harm, alt, f"c{len(out) + 1}")
        if link.part and whole is not None:
            record = _inside(record, whole, same=link.same)
        record = describer.described(record, link, whole or figure_before(out, link, sentence))
        record = _of_their_own(counted_with(reading, heads, record, link), whole)
        if whole is not None and _is_other_version(reading, record, whole):
            record = replace(record, subset_of=None, subset_kind=None)
        if record.status == "hypothetical" and link.group.kind in _ONE_MEANT:
            continue  # "a plot to murder the judge": nobody is harmed and nothing counted
        if is_negated(reading.tokens.norms, link):
            if link.group.kind in _ONE_MEANT or harm == "injured":
                continue  # "the mayor was not hurt"
            record = replace(record, status="denied")
        if pursued:
            record = replace(record, victim_class="combatant_nonstate")
        made[id(link)] = record
        out.append(record)
    out = beside_a_tally(reading, later_wholes(links, made, out))
    out = of_the_next(reading, in_scope(reading, breakdowns(reading, out)))
    out = badly_hurt(reading, with_their_bodies(reading, in_the_event(reading, out)))
    out = some_of_those(reading, one_of_those(reading, out))
    out = parts_again(reading, repeats(reading, out))
    return tuple(_persons_again(reading, out))


def _with_whole(
    reading: Reading, link: Link, sentence: int, made: dict[int, Casualty], out: list[Casualty]
) -> tuple[Link, Casualty | None]:
    """The link, and the figure that it is a part of."""
    whole = made.get(id(link.whole)) if link.whole else None
    if link.part and whole is None and (around := whole_around(reading, out, link)) is not None:
        return replace(link, harm=around.harm, harm_alt=around.harm_alt), around
    if link.part and whole is None and link.whole is None:
        whole = whole_told(reading, out, link, sentence)
    return link, whole


def _inside(record: Casualty, whole: Casualty, *, same: bool) -> Casualty:
    """The figure as a part of its whole, or as the same people in another unit."""
    again = record.best is not None and record.best == whole.best and record.harm == whole.harm
    again = again and (record.victims or "").endswith(" them")  # not "three of the victims"
    if same or again:  # "Army kills 16 rebels. It clashed with rebels, killing 16 of them"
        return replace(record, same_as=whole.id)
    if whole.status == "hypothetical":
        return record  # "Up to 900 may leave. So far 40 have left"
    return replace(record, subset_of=whole.id, subset_kind="including")


# "Among the slain rebels was a field commander": theirs
_COMMANDER = re.compile(
    r"(?:(?:an?|the|one|two|three|four|five|some|several|\d+|field|senior|top|local|regional|military|high-ranking|"
    r"prominent|key) ){0,3}commanders?"
)


def _of_their_own(record: Casualty, whole: Casualty | None) -> Casualty:
    """The figure, its commanders counted among the fighters it is a part of."""
    if whole is None or not record.subset_of or whole.victim_class != "combatant_nonstate":
        return record
    theirs = _COMMANDER.fullmatch(record.victims or "") is not None
    return replace(record, victim_class=whole.victim_class) if theirs else record


_THE_DEAD_WERE = re.compile(
    r"\b(?:the|all|those) (?:dead|victims|slain|killed)(?: there)? (?:were|was)(?: all| in fact| actually)? $"
)


def _is_other_version(reading: Reading, record: Casualty, whole: Casualty) -> bool:
    """ "killed nine fighters, it said. The rebels said the dead were seven civilians": no seven of the nine."""
    at = record.start if record.number_start is None else record.number_start
    start = reading.sentences[record.sentence].start
    return (
        whole.sentence != record.sentence
        and record.subset_of == whole.id
        and other_people(record.victim_class, whole.victim_class)
        and _THE_DEAD_WERE.search(reading.text, max(start, at - 40), at) is not None
    )


def _is_corpse(norms: Sequence[str], link: Link) -> bool:
    """ "Omar Haddad's body was found with a bullet wound": wounds of the dead."""
    k = link.group.stop
    if norms[k - 1] in _REMAINS:
        return True  # "four bodies were burnt"
    owned = norms[k : k + 1] in (["'s"], ["’s"], ["'"], ["’"])
    return owned and not _REMAINS.isdisjoint(norms[k + 1 : k + 3])


def _plausible(link: Link) -> bool:
    """A figure may be implied by a title or a definite noun only where the verb says so."""
    group = link.group
    if link.harm == "displaced" and (group.kind in ("implied", "named") or _is_one(group)):
        return False
    if link.harm == "detained" and group.kind in ("implied", "named"):
        return link.rule in _IMPLIED or link.whole is not None
    if group.kind == "implied" and group.partitive and not link.part:
        if link.rule in ("casualty.state", "casualty.beside"):
            return group.head is not None
        return link.rule in _IMPLIED and link.harm in _BY_TITLE
    return True


def _harms_nobody(norms: Sequence[str], link: Link) -> bool:
    """A habit, an aim, or what was tried and failed."""
    return _is_habit(norms, link) or has_failed(norms, link)


def _is_habit(norms: Sequence[str], link: Link) -> bool:
    """ "civilians are killed by mines", "focused on killing leaders": nobody in particular.

    Asked of plurals without a number, which only a counting table counts.
    """
    group, at = link.group, link.trigger[0]
    if group.bound != "words_only" or group.number is not None or group.kind != "counted":
        return False
    if link.rule == "casualty.passive":
        return norms[at - 1] == "are"
    gerund: bool = norms[at].endswith("ing") and link.rule == "casualty.active"
    return gerund and not _AIMS.isdisjoint(norms[max(0, at - 3) : at])


def _is_one(group: Group) -> bool:
    """ "among the causes for which families have fled": nobody in particular."""
    return group.best == 1 and group.open and group.kind == "counted"


def _record(
    reading: Reading, sentence: int, link: Link, harm: str, alt: str | None, name: str
) -> Casualty:
    tokens, group = reading.tokens, link.group
    first, stop = min(group.first, link.trigger[0]), max(group.stop, link.trigger[1])
    if link.including is not None:
        first, stop = link.trigger
    if tokens.ends[stop - 1] - tokens.starts[first] > _LONGEST:
        first, stop = group.first, group.stop
    number = group.number
    return Casualty(
        start=tokens.starts[first],
        end=tokens.ends[stop - 1],
        id=name,
        sentence=sentence,
        rule=link.rule,
        harm=harm,
        harm_alt=alt,
        low=group.low,
        best=group.best,
        high=group.high,
        bound=group.bound,
        victims=reading.words(group.first, group.stop),
        number_start=number.start if number else None,
        number_end=number.end if number else None,
        note=f"unit: {group.unit}" if group.unit else "",
    )


def _persons_again(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """A single victim named or pointed at again points at the first record of that person."""
    people = Persons(reading)
    seen: list[Casualty] = []
    result: list[Casualty] = []
    for record in out:
        if record.subset_kind == "including" and people.is_named(record):
            for k, one in enumerate(result):  # "Omar was shot when gunmen killed two, Omar and ..."
                if one.harm == record.harm and people.is_named(one) and people.same(one, record):
                    result[k] = replace(one, subset_of=record.subset_of, subset_kind="including")
        if people.single(record) and record.same_as is None and record.subset_of is None:
            first = next((one for one in seen if people.repeats(one, record)), None)
            if first is not None:
                record = replace(record, same_as=first.id)
            elif len(seen) < _PERSONS:
                seen.append(record)
        result.append(record)
    return result
