"""Which figure told before holds a part that has no whole in its own sentence.

"54 soldiers died. ... Nine of them were officers": the nearest figure large enough, of the same people.
"""

from __future__ import annotations

import re

from analysis.extract.casualties.repeats import other_people
from analysis.extract.casualties.row import Link
from analysis.extract.kin import KIN
from analysis.lean import replace
from analysis.reading import Reading, starting
from analysis.records import Casualty

_BACK = 2  # sentences in which the whole of a part is looked for
APART = 3  # sentences between a figure and parts that add up to it
FAR_BACK = 8  # the same, where its words name the harm: "among the dead"
_LIVING = frozenset(("injured", "abducted", "detained", "displaced"))
_ATTACKERS = frozenset(
    "attackers gunmen assailants raiders militants insurgents rebels bandits fighters kidnappers terrorists "
    "jihadists guerrillas".split()
)
_ASSAILANTS = frozenset("attackers gunmen assailants raiders bombers kidnappers shooters".split())
_FAR, _VERB, _BESIDE = 14, 6, 2  # tokens back to them, to the verb before, to those right before
_HUNTS = frozenset(
    "pursued pursuing chased chasing hunted hunting tracked tracking followed intercepted intercepting engaged "
    "engaging repelled repelling repulsed repulsing ambushed surrounded cornered confronted fought fighting "
    "bombed bombing hit attacked with at on caught drove pushed overpowered trapped shelled shelling fleeing".split()
)
_DEFENDERS = frozenset(
    "police policemen officers guards soldiers troops army forces marines guardsmen".split()
)
_VILLAINS = frozenset("rogue renegade mutinous former".split())
_OPENING = 4  # tokens in which those who did it open their sentence
_BY_DEED = frozenset(f"casualty.{rule}" for rule in ("active", "passive", "alone", "state"))
_MORE = re.compile(r"\b(?:more(?! than)|others?|another)\b", re.IGNORECASE)


def of_the_pursued(reading: Reading, link: Link, sentence: int) -> bool:
    """ "Soldiers pursued the attackers, killing nine of them", "... and nine of them died": fighters,
    whoever was told before."""
    norms, group = reading.tokens.norms, link.group
    if "them" not in norms[group.first : group.stop] or link.rule not in _BY_DEED:
        return False
    end = min(group.first, link.trigger[0])
    lead = norms[max(end - _FAR, reading.sentences[sentence].first) : end]
    at = next((k for k in range(len(lead) - 1, -1, -1) if lead[k] in _ATTACKERS), None)
    if at is None:
        return link.rule == "casualty.active" and _strikes_back(reading, lead, sentence)
    if lead[at + 1 : at + 2] in (["were"], ["had"], ["fled"]):
        return True  # "the attackers were Kurds and troops had killed four of them"
    return at >= len(lead) - _BESIDE or not _HUNTS.isdisjoint(lead[max(0, at - _VERB) : at])


def _strikes_back(reading: Reading, lead: list[str], sentence: int) -> bool:
    """ "Insurgents killed 18 fishermen. Police said they had killed three of them": of the insurgents."""
    if sentence == 0 or _DEFENDERS.isdisjoint(lead) or not _VILLAINS.isdisjoint(lead):
        return False
    before = reading.sentences[sentence - 1]
    opening = reading.tokens.norms[before.first : before.first + _OPENING]
    return not _ATTACKERS.isdisjoint(opening) and _DEFENDERS.isdisjoint(opening)


def _is_passing(one: Casualty) -> bool:
    """ "Three more died. Among the dead are", "put it at 9, then at 17": among all the dead of the deed."""
    return one.rule == "casualty.said" or _MORE.search(one.victims or "") is not None


def whole_around(reading: Reading, out: list[Casualty], link: Link) -> Casualty | None:
    """ "19 displaced persons, nine of them children, were killed": the figure whose words hold the part's."""
    if link.harm != "displaced" or not out or out[-1].harm == link.harm or out[-1].subset_of:
        return None
    start, end = reading.tokens.starts[link.group.first], reading.tokens.ends[link.group.stop - 1]
    return out[-1] if out[-1].start <= start and end <= out[-1].end else None


def whole_told(reading: Reading, out: list[Casualty], link: Link, sentence: int) -> Casualty | None:
    """The figure told before that a part without a whole in its row is of."""
    norms, first = reading.tokens.norms, link.trigger[0]
    died = None
    if norms[link.group.stop - 1] in ("victims", "fatalities"):
        died = _nearest_whole(reading, out, replace(link, harm="killed"), sentence)
    among = norms[first : first + 2] in (["among", "the"], ["among", "those"])
    if norms[link.group.stop - 2 : link.group.stop] == ["of", "whom"]:
        out = (
            out
            if _begins_with(reading, link, sentence)
            else [o for o in out if o.sentence == sentence]
        )
    # "the toll fell to 90 last year ... her son was among the dead": of those the news is of
    if link.group.single and "among" in norms[link.group.stop : link.group.stop + 3]:
        news = [one for one in out if one.scope == "incident"]
        found = _nearest_whole(reading, news, link, sentence, passing=False)
        if found is not None:
            return found
    return died or _nearest_whole(reading, out, link, sentence, passing=not among)


def of_those_who_did_it(reading: Reading, link: Link, whole: Casualty) -> bool:
    """ "Nine people died. One of the attackers had hidden in a van": none of the nine."""
    group = link.group
    return (
        link.part
        and group.partitive
        and group.harmed is None
        and reading.tokens.norms[group.stop - 1] in _ASSAILANTS
        and whole.victim_class != "combatant_nonstate"
    )


def _begins_with(reading: Reading, link: Link, sentence: int) -> bool:
    """False where others are counted in the sentence before: "treated 53 patients, nine of whom died"."""
    first, at = reading.sentences[sentence].start, reading.tokens.starts[link.group.first]
    return not any(
        n.kind == "count" and n.sentence == sentence and first <= n.start < at
        for n in reading.found.numbers
    )


_CAPTIVES = frozenset("hostages captives prisoners detainees".split())
_FREED = frozenset("freed released returned handed surrendered repatriated".split())
_FREED_BACK = 8  # tokens from "eight of them dead" back to who was freed


def came_back_dead(reading: Reading, link: Link) -> bool:
    """ "It freed 33 hostages, eight of them dead": handed over, and by no deed told of."""
    norms, first = reading.tokens.norms, link.group.first
    if not link.group.partitive or link.rule != "casualty.state":
        return False
    lead = norms[max(0, first - _FREED_BACK) : first]
    return not _CAPTIVES.isdisjoint(lead) and not _FREED.isdisjoint(lead)


def of_other_people(
    reading: Reading, link: Link, sentence: int, whole: Casualty, out: list[Casualty]
) -> bool:
    """ "54 soldiers died. ... nine civilians were caught there and four of them died": of the nine."""
    norms, group = reading.tokens.norms, link.group
    among = "among" in norms[group.stop : group.stop + 3]  # "three of its staff were among them"
    if "its" in norms[group.first : group.stop] and whole.sentence != sentence and not among:
        return True  # "Shells killed 15 people. The army said two of its soldiers had died"
    of_them = norms[group.stop - 2 : group.stop] == ["of", "them"]
    if whole.sentence == sentence or not (of_them or norms[group.stop - 1] in _CAPTIVES):
        return False
    first = reading.sentences[sentence].first
    if _others_between(reading, link, sentence, whole, out):
        return True
    if not of_them:
        return False
    numbered = {
        n.stop for n in reading.found.numbers if n.sentence == sentence and n.kind == "count"
    }
    tags = reading.tagged_within("victims", first, group.first)
    if tags and whole.harm == "displaced" != link.harm:
        return True  # "402,000 are displaced. The last observers left after 47 of them were killed"
    named = [str(tag.entry.get("class")) for tag in tags if tag.first in numbered]
    return bool(named) and other_people(named[-1], whole.victim_class)


_FIGURES = 6  # figures before
_PEOPLE = frozenset("people men women children civilians villagers residents passengers".split())


def _others_between(
    reading: Reading, link: Link, sentence: int, whole: Casualty, out: list[Casualty]
) -> bool:
    """ "It held 40. It showed 62 people from a cellar. Six of them were ill": of the 62, of whom no harm is told."""
    size, tokens = link.group.best or link.group.low or 1, reading.tokens
    near = whole.sentence >= sentence - 1 and whole.harm == link.harm
    low = max(whole.end, reading.sentences[sentence - (not near)].start)
    high = tokens.starts[link.group.first]
    harmed = {one.number_start for one in out[-_FIGURES:]}
    return any(
        number.kind == "count"
        and number.start not in harmed
        and (number.best or number.low or 0) > size
        and tokens.norms[number.stop] in _PEOPLE
        for number in starting(reading.found.numbers, low, high)
    )


# "up from 32", "an earlier toll of 32": a count that another has outrun has no parts told of now
_OUTRUN = re.compile(
    r"(?:\bfrom (?:an? |the |its )?|\b(?:earlier|previous|initial|preliminary|provisional) )"
    r"(?:(?:earlier|previous|initial|preliminary|provisional|first|official) )?"
    r"(?:(?:death |casualty )?(?:toll|count|figure|estimate|tally|total) of )?"
    r"(?:at least |about |some |around |more than )?$"
)


def _is_outrun(reading: Reading, one: Casualty) -> bool:
    at = one.start if one.number_start is None else one.number_start
    return _OUTRUN.search(reading.text[max(0, at - 50) : at]) is not None


def _nearest_whole(
    reading: Reading,
    out: list[Casualty],
    link: Link,
    sentence: int,
    *,
    passing: bool = True,
) -> Casualty | None:
    """The last figure before, in this sentence or the two before it, that can hold this one."""
    size = link.group.best or link.group.low or 1
    lump = None
    for record in reversed(out):
        if sentence - record.sentence > (FAR_BACK if link.inside or link.harm else _BACK):
            return lump
        if not passing and _is_passing(record):
            continue
        if record.victim_class == "combatant_nonstate" and _of_a_family(reading, link):
            continue
        inside = link.inside or link.harm
        if inside and record.harm != inside and not link.follows:
            continue
        if record.harm == "killed" and record.harm_alt is None and link.harm in _LIVING:
            continue  # "attacked the mourners, wounding six of them": none of the dead
        held = record.best or record.low or record.high or 0
        if record.subset_of is not None and _means(reading, link, record, sentence):
            return next((one for one in out if one.id == record.subset_of), None)
        if record.subset_of is None and held >= size and not held == size == 1:
            if _is_outrun(reading, record):
                continue
            if record.harm_alt is None or lump is not None:
                return lump if record.harm_alt else record
            lump = record  # "tens killed and wounded": the dead alone may have been counted before
    return lump


def _of_a_family(reading: Reading, link: Link) -> bool:
    """ "whose brother and nephew were among the dead": no fighters slain in the raid."""
    first, stop = reading.tokens.starts[link.group.first], reading.tokens.ends[link.group.stop - 1]
    return _KIN.search(reading.text, first, stop) is not None


_KIN = re.compile(rf"\b{KIN}\b", re.IGNORECASE)


def _means(reading: Reading, link: Link, record: Casualty, sentence: int) -> bool:
    """ "Eight of the wounded were in danger. Two of them died": two of the eight, whoever else died."""
    first, held = link.group.first, record.best or record.low or 0
    them = "them" in reading.tokens.norms[first : min(link.group.stop, first + 4)]
    size = link.group.best or link.group.low or 1
    return them and sentence - record.sentence == 1 and held > size


def figure_before(out: list[Casualty], link: Link, sentence: int) -> Casualty | None:
    """The figure that "the others say 44,000" gives again: its scope holds for this one, too."""
    if link.rule != "casualty.said":
        return None
    near = (one for one in reversed(out) if sentence - one.sentence <= APART)
    return next((one for one in near if one.harm == link.harm), None)
