"""From links to records: which figure is inside which, and which says an earlier one again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from analysis.extract.casualties.breakdowns import breakdowns
from analysis.extract.casualties.counted_with import counted_with
from analysis.extract.casualties.definite import counted_before
from analysis.extract.casualties.describe import Describer
from analysis.extract.casualties.group import Group
from analysis.extract.casualties.negated import is_negated
from analysis.extract.casualties.persons import Persons
from analysis.extract.casualties.repeats import other_people, parts_again, repeats
from analysis.extract.casualties.row import Link
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Casualty

_LONGEST = 120  # characters of a record's words; a longer one shows its people only
_ONE_MEANT = frozenset(("implied", "named", "pronoun"))
_BACK = 2  # sentences in which the whole of a part is looked for
_APART = 3  # sentences between a figure and parts that add up to it
_FAR_BACK = 8  # the same, where its words name the harm: "among the dead"
_IMPLIED = frozenset(
    f"casualty.{rule}"
    for rule in ("passive", "alone", "active", "of", "state", "beside", "alongside")
)
_HEADLINES = 4  # figures of a headline and a lead
_AIMS = frozenset(("on", "of", "at", "from", "for", "to"))
_PERSONS = 40  # single victims a later one is compared with
_REMAINS = frozenset("body bodies corpse corpses remains".split())
_LIVING = frozenset(("injured", "abducted", "detained", "displaced"))
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
        if not (link.group.counts and _plausible(link)) or _is_habit(reading.tokens.norms, link):
            continue
        whole = made.get(id(link.whole)) if link.whole else None
        if link.part and whole is None and (around := _around(reading, out, link)) is not None:
            link, whole = replace(link, harm=around.harm, harm_alt=around.harm_alt), around
        if link.part and whole is None and link.whole is None:
            whole = _whole_told(reading, out, link, sentence)
        pursued = _of_the_pursued(reading, link, sentence)
        if whole is not None and (
            (pursued and whole.victim_class != "combatant_nonstate")
            or _of_other_people(reading, link, sentence, whole)
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
        record = describer.described(record, link, whole or _figure_before(out, link, sentence))
        record = counted_with(reading, heads, record, link)
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
    out = _later_wholes(links, made, out)
    out = _of_the_next(reading, _in_scope(reading, breakdowns(reading, out)))
    out = _in_the_event(reading, out)
    out = parts_again(reading, repeats(reading, _one_of_those(reading, out)))
    return tuple(_persons_again(reading, out))


def _inside(record: Casualty, whole: Casualty, *, same: bool) -> Casualty:
    """The figure as a part of its whole, or as the same people in another unit."""
    if same:
        return replace(record, same_as=whole.id)
    if whole.status == "hypothetical":
        return record  # "Up to 900 may leave. So far 40 have left"
    return replace(record, subset_of=whole.id, subset_kind="including")


def _is_corpse(norms: Sequence[str], link: Link) -> bool:
    """ "Omar Haddad's body was found with a bullet wound": wounds of the dead."""
    k = link.group.stop
    if norms[k - 1] in _REMAINS:
        return True  # "four bodies were burnt"
    owned = norms[k : k + 1] in (["'s"], ["’s"], ["'"], ["’"])
    return owned and not _REMAINS.isdisjoint(norms[k + 1 : k + 3])


def _in_scope(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """ "96 died throughout the land on Sunday: 41 farmers and 55 herders": parts cover what their whole covers."""
    known = {record.id: record for record in out}
    times = [time.start for time in reading.found.times]
    for at, record in enumerate(out):
        whole = known.get(record.subset_of or "")
        if whole is None or record.scope != "incident" or whole.scope == "incident":
            continue
        untold = not any(whole.end < time < record.end for time in times)
        if whole.sentence == record.sentence and whole.start < record.start:
            if untold or ":" in reading.text[whole.end : record.start]:
                out[at] = replace(record, scope=whole.scope)
    _headline(out)
    for at in range(1, len(out)):
        _in_one_breath(reading.text, out, at, at - 1)
    for at in range(len(out) - 1, 0, -1):
        _in_one_breath(reading.text, out, at - 1, at)
    return _other_counts(out)


def _headline(out: list[Casualty]) -> None:
    """ "Hundreds dead as rebels seize base. ... days of fighting cost 500 lives": of those days, too."""
    for at, lead in enumerate(out[:_HEADLINES]):
        if lead.bound != "words_only" or lead.scope != "incident" or lead.sentence > 1:
            continue
        same = (o for o in out[at + 1 :] if o.harm == lead.harm and o.bound != "words_only")
        told = next(same, None)
        if told is None or told.scope != "period" or told.sentence - lead.sentence > _APART:
            continue
        if (told.best or told.low or 0) >= (lead.low or 0):
            out[at] = replace(lead, scope="period")


def _in_one_breath(text: str, out: list[Casualty], at: int, other: int) -> None:
    """ "223 rebels and 28 troops were killed, as well as 41 herders, since May": by one verb, in one time."""
    one, two = out[at], out[other]
    if one.scope != "incident" or two.scope == "incident" or one.sentence != two.sentence:
        return
    meets = one.start < two.end and two.start < one.end
    if one.subset_of or two.subset_of:
        return
    if meets and one.harm == two.harm:
        out[at] = replace(one, scope=two.scope)
    elif at > other and one.harm != two.harm and _AND.fullmatch(text, two.end, one.start):
        out[at] = replace(one, scope=two.scope)  # "has killed 132 and injured 900 more"


_AND = re.compile(r",? and (?:\w+ ){0,2}")
_BARE = frozenset(
    "about around some nearly almost over more than at least up to between and as many".split()
)
_COUNTED_BEFORE = 4  # sentences


def _other_counts(out: list[Casualty]) -> list[Casualty]:
    """ "31,000 have arrived in nine days. A relief group says 44,000": another count of the same flight."""
    for at, record in enumerate(out):
        words = (record.victims or "").lower().replace(",", "").split()
        bare = all(word in _BARE or word[0].isdigit() for word in words)
        if record.harm != "displaced" or record.scope != "incident" or not bare or record.subset_of:
            continue
        before = (o for o in reversed(out[:at]) if o.harm == "displaced" and not o.subset_of)
        last = next((o for o in before if o.scope == "period"), None)
        if last is not None and record.sentence - last.sentence <= _COUNTED_BEFORE:
            out[at] = replace(record, scope="period")
    return out


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


_ATTACKERS = frozenset(
    "attackers gunmen assailants raiders militants insurgents rebels bandits fighters kidnappers terrorists "
    "jihadists guerrillas".split()
)
_FAR, _VERB, _BESIDE = (
    14,
    4,
    2,
)  # tokens back to them, to the verb before them, to those right before
_HUNTS = frozenset(
    "pursued pursuing chased chasing hunted hunting tracked tracking followed intercepted intercepting engaged "
    "engaging repelled repelling repulsed repulsing ambushed surrounded cornered confronted fought fighting "
    "bombed bombing hit attacked with at on caught drove pushed overpowered trapped shelled shelling fleeing".split()
)
_BY_DEED = frozenset(f"casualty.{rule}" for rule in ("active", "passive", "alone", "state"))


def _of_the_pursued(reading: Reading, link: Link, sentence: int) -> bool:
    """ "Soldiers pursued the attackers, killing nine of them", "... and nine of them died": fighters,
    whoever was told before."""
    norms, group = reading.tokens.norms, link.group
    if "them" not in norms[group.first : group.stop] or link.rule not in _BY_DEED:
        return False
    end = min(group.first, link.trigger[0])
    lead = norms[max(end - _FAR, reading.sentences[sentence].first) : end]
    at = next((k for k in range(len(lead) - 1, -1, -1) if lead[k] in _ATTACKERS), None)
    if at is None:
        return False
    return at >= len(lead) - _BESIDE or not _HUNTS.isdisjoint(lead[max(0, at - _VERB) : at])


_MORE = re.compile(r"\b(?:more|others?|another)\b", re.IGNORECASE)


def _is_passing(one: Casualty) -> bool:
    """ "Three more died. Among the dead are", "put it at 9, then at 17": among all the dead of the deed."""
    return one.rule == "casualty.said" or _MORE.search(one.victims or "") is not None


def _around(reading: Reading, out: list[Casualty], link: Link) -> Casualty | None:
    """ "19 displaced persons, nine of them children, were killed": the figure whose words hold the part's."""
    if link.harm != "displaced" or not out or out[-1].harm == link.harm or out[-1].subset_of:
        return None
    start, end = reading.tokens.starts[link.group.first], reading.tokens.ends[link.group.stop - 1]
    return out[-1] if out[-1].start <= start and end <= out[-1].end else None


def _whole_told(
    reading: Reading, out: list[Casualty], link: Link, sentence: int
) -> Casualty | None:
    """The figure told before that a part without a whole in its row is of."""
    norms, first = reading.tokens.norms, link.trigger[0]
    died = None
    if norms[link.group.stop - 1] in ("victims", "fatalities"):
        died = _nearest_whole(out, replace(link, harm="killed"), sentence)
    among = norms[first : first + 2] in (["among", "the"], ["among", "those"])
    wholes = [one for one in out if not _is_passing(one)] if among else out
    return died or _nearest_whole(wholes, link, sentence)


def _of_other_people(reading: Reading, link: Link, sentence: int, whole: Casualty) -> bool:
    """ "54 soldiers died. ... nine civilians were caught there and four of them died": of the nine."""
    norms, group = reading.tokens.norms, link.group
    if whole.sentence == sentence or norms[group.stop - 2 : group.stop] != ["of", "them"]:
        return False
    first = reading.sentences[sentence].first
    numbered = {
        n.stop for n in reading.found.numbers if n.sentence == sentence and n.kind == "count"
    }
    named = [
        str(tag.entry.get("class"))
        for tag in reading.tagged_within("victims", first, group.first)
        if tag.first in numbered
    ]
    return bool(named) and other_people(named[-1], whole.victim_class)


def _nearest_whole(out: list[Casualty], link: Link, sentence: int) -> Casualty | None:
    """The last figure before, in this sentence or the two before it, that can hold this one."""
    size = link.group.best or link.group.low or 1
    lump = None
    for record in reversed(out):
        if sentence - record.sentence > (_FAR_BACK if link.inside or link.harm else _BACK):
            return lump
        inside = link.inside or link.harm
        if inside and record.harm != inside and not link.follows:
            continue
        if record.harm == "killed" and record.harm_alt is None and link.harm in _LIVING:
            continue  # "attacked the mourners, wounding six of them": none of the dead
        held = record.best or record.low or record.high or 0
        if record.subset_of is None and held >= size and not held == size == 1:
            if record.harm_alt is None or lump is not None:
                return lump if record.harm_alt else record
            lump = record  # "tens killed and wounded": the dead alone may have been counted before
    return lump


def _figure_before(out: list[Casualty], link: Link, sentence: int) -> Casualty | None:
    """The figure that "the others say 44,000" gives again: its scope holds for this one, too."""
    if link.rule != "casualty.said":
        return None
    near = (one for one in reversed(out) if sentence - one.sentence <= _APART)
    return next((one for one in near if one.harm == link.harm), None)


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


def _later_wholes(
    links: list[tuple[int, Link]], made: dict[int, Casualty], out: list[Casualty]
) -> list[Casualty]:
    """A part may stand before its whole ("Six civilians were among at least 22 killed")."""
    by_id = {record.id: k for k, record in enumerate(out)}
    for _, link in links:
        record = made.get(id(link))
        if not link.part or link.same or record is None or not link.whole:
            continue
        whole = made.get(id(link.whole))
        if whole is not None and whole.status == "hypothetical":
            continue
        if whole is not None and out[by_id[record.id]].subset_of is None:
            out[by_id[record.id]] = replace(
                out[by_id[record.id]], subset_of=whole.id, subset_kind="including"
            )
    return out


# "One of them, a driver named Omar Haddad, had succumbed"
_ONE_OF = re.compile(
    r"\b[Oo]ne of (?:them|the (?:[\w-]+ ){0,2}?(?:wounded|injured|hurt|victims|men|women|children|[a-z]+s)),? "
    r"(?:(?:identified|named|an?|the|who|only|known) [^.;]{0,60})?$"
)
_INCLUDES = 50  # characters
_TOLL_INCLUDES = re.compile(
    r"\b(?:toll|tally|figure|total|count|number) (?:also )?include[sd] (?:at least |about |nearly |some |the )?$"
)
# "most of the victims - 14 - died in the raid on the market"
_MOST_OF = re.compile(
    r"\b(?:[Mm]ost|[Mm]any|[Hh]alf|majority) of (?:the|its|those) (?:victims|dead|killed|casualties|fatalities|wounded|"
    r"injured) ?[,(–—-] ?$"
)
_AMONG = re.compile(r"\b(?:was|were|is|are) (?:also )?among (?:those|the people|people)\b")


def _inside_the_last(out: list[Casualty], at: int, back: int) -> Casualty:
    """The figure inside the last one before that can hold it."""
    record, size = out[at], out[at].best or out[at].low or 1
    for one in reversed(out[:at]):
        if record.sentence - one.sentence > back:
            break
        if one.harm == record.harm and not one.subset_of and (one.best or one.low or 0) > size:
            return replace(record, subset_of=one.id, subset_kind="including")
    return record


_NAMED = 90  # characters back to "one of them"


def _one_of_those(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """One of those hurt before, who is named and has died: inside their number.

    As are those who "were among those killed".
    """
    for at, record in enumerate(out):
        if not record.subset_of:
            lead = reading.text[max(0, record.start - _INCLUDES) : record.start]
            beside = record.rule == "casualty.beside" and (
                _AMONG.search(reading.text, record.start, record.end) or _TOLL_INCLUDES.search(lead)
            )
            most = _MOST_OF.search(lead) is not None
            if beside or most:
                out[at] = _inside_the_last(out, at, _FAR_BACK if most else _APART)
                continue
        if record.harm != "killed" or record.best != 1 or record.subset_of or record.same_as:
            continue
        start = reading.sentences[record.sentence].start
        lead = reading.text[max(start, record.start - _NAMED) : record.start]
        if "ne of the" not in lead or _ONE_OF.search(lead) is None:
            continue
        near = [o for o in reversed(out[:at]) if record.sentence - o.sentence <= _APART]
        near = [o for o in near if (o.best or o.low or 0) > 1 and o.harm in ("injured", "killed")]
        whole = next((o for o in near if o.harm == "injured"), near[0] if near else None)
        if whole is not None:
            out[at] = replace(record, subset_of=whole.id, subset_kind="including")
    return out


_OF = re.compile(r"\s+of (?:the |those |these )?(?:at least |about |nearly |some )?")


def _of_the_next(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """ "One of two civilians wounded on Monday has died": inside the figure its own words name."""
    for k, (part, whole) in enumerate(itertools.pairwise(out)):
        if part.number_end is None or whole.number_start is None or whole.subset_of == part.id:
            continue
        if part.sentence != whole.sentence or part.harm not in ("killed", "injured"):
            continue
        if _OF.fullmatch(reading.text, part.number_end, whole.number_start):
            out[k] = replace(part, subset_of=whole.id, subset_kind="including", same_as=None)
    return out


_BEHIND = 3  # figures behind a death that may be those of its event
_EVENT = re.compile(
    r"[^.;]{0,120}\b(?:in|by|during|when) (?:a|an|the) [^,.;]{2,70}\b(?:that|which)(?: \w+)?\s+"
)


def _in_the_event(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """ "A convict died in a riot that killed a dozen inmates": one of those the event has killed."""
    for k, part in enumerate(out):
        if part.rule not in ("casualty.alone", "casualty.passive") or part.subset_of:
            continue
        size = part.best or part.low or 0
        for whole in out[k + 1 : k + 1 + _BEHIND]:
            if part.sentence != whole.sentence:
                break
            if whole.rule != "casualty.active" or part.harm != whole.harm or whole.subset_of:
                continue
            larger = size < (whole.best or whole.low or 0)
            if larger and _EVENT.fullmatch(reading.text, part.end, whole.start):
                out[k] = replace(part, subset_of=whole.id, subset_kind="including")
                break
    return out


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
