"""The same figure said again: of one harm and one size, of people who may be the same."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from analysis.extract.casualties.as_many_others import is_of_another_deed, told_where
from analysis.extract.casualties.persons import was_owned
from analysis.extract.casualties.run_ins import story_start
from analysis.extract.vengeance import is_avenged
from analysis.lean import replace
from analysis.reading import Reading, starting
from analysis.records import Casualty

_OTHERS = frozenset("other others another more further additional".split())
_SMALL = 2  # so few are told of by chance again
_PAIR = 5  # killed and hurt together: a pair of tolls so large is told of one deed
_NEAR = 3  # sentences in which one victim may be told of again by the same noun
_COUNTING = frozenset(
    "a an the one two 1 2 at least about around some more than up to as many only both".split()
)
_PART_BACK = 6  # sentences in which a part is told again
_COUNTED_WHOLE = frozenset(("casualty.toll", "casualty.said"))
_OWN, _STAMPED = 30, 60  # characters: behind a headline's figure, and of the date over it
_TOLD_BY = 4  # sentences in which the headline's figure is told in full
_THEN = re.compile(r"\bthen (?:\w+ and )?$")  # "The raiders then killed four": a deed of its own
Key = tuple[str, int | None, int | None, bool]
_sentence = attrgetter("sentence")


def repeats(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """The same harm and figure said again points at its first statement."""
    text = reading.text
    seen: dict[Key, Casualty] = {}
    result: list[Casualty] = []
    for record in out:
        first = seen.get(_key(record))
        if first is not None and first.victim_class == "unknown" and first.rule == "casualty.toll":
            first = replace(first, victim_class=raised_class(first, result))
        if record.same_as:
            pass
        elif (one := _whose_rank(reading, record, result)) is not None:
            record = replace(record, same_as=one.id, scope=one.scope)
        elif (one := _those_told(text, record, result)) is not None:
            record = replace(record, same_as=one.id)
        elif (
            first is not None
            and not _in_a_list(text, first, record)
            and not _THEN.search(text, max(0, record.start - 14), record.start)
            and (_says_again(reading, first, record, result) or _pointed_at(text, first, record))
            and not is_of_another_deed(reading, first, record)
            and not was_owned(text, first, record)
            and not _counted_in_words(first, record)
            and not _of_another_whole(first, record, result)
            and not is_avenged(text, max(0, record.start - 60), record.start)
            and not _with_others(text, result[-1], record)
        ):
            scope = first.scope if record.scope == "incident" else record.scope
            record = replace(record, same_as=first.id, scope=scope)
            if first.scope == "incident" and record.scope == "period":
                _as_told_later(reading, result, seen, first, record)
        else:
            seen.setdefault(_key(record), record)
        result.append(record)
    return result


def _counted_in_words(first: Casualty, record: Casualty) -> bool:
    """ "Raids have killed dozens over the past weeks. ... a raid that killed dozens": of a stretch and a deed."""
    vague = first.bound == record.bound == "words_only" and first.sentence > 1
    return vague and {first.scope, record.scope} == {"period", "incident"}


def _of_another_whole(first: Casualty, record: Casualty, before: Sequence[Casualty]) -> bool:
    """ "37 died, five of them pupils. ... 50 fell in May, including five medics": five of others."""
    if not first.subset_of or not record.subset_of or first.sentence == record.sentence:
        return False
    one, two = _noun(first)[-1:], _noun(record)[-1:]
    if first.subset_of == record.subset_of or one == two or not one or not two:
        return False
    wholes = {each.id: each for each in before}
    mine, theirs = wholes.get(record.subset_of), wholes.get(first.subset_of)
    if mine is None or theirs is None or mine.same_as == theirs.id:
        return False
    return mine.best != theirs.best


_RANK = re.compile(
    r"the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[\w-]+th|"
    r"\d+(?:st|nd|rd|th)|latest)\b",
    re.IGNORECASE,
)
_IS_THE = re.compile(
    r"\b([\w'’-]+)(?:,[^,]{1,60},)? (?:is|was|becomes|became) (?:only |also )?$", re.IGNORECASE
)
_RANK_BACK = 3  # sentences


def _whose_rank(reading: Reading, record: Casualty, before: Sequence[Casualty]) -> Casualty | None:
    """ "A reporter was shot, becoming the third to be killed this month": the one told of before it;
    "Haddad is the second judge to be murdered", "She was the first": the one so named before."""
    if record.best != 1 or not before or _RANK.match(record.victims or "") is None:
        return None
    one = before[-1]
    if one.sentence == record.sentence and one.harm == record.harm and one.best == 1:
        return one if one.same_as is None else None
    start = reading.sentences[record.sentence].start
    subject = _IS_THE.search(reading.text, start, record.start)
    if subject is None:
        return None
    who = subject[1].lower()
    alike = [x for x in before if x.harm == record.harm and x.best == 1 and x.same_as is None]
    if who in ("he", "she"):
        near = [x for x in alike[-1:] if record.sentence - x.sentence <= _RANK_BACK]
        return near[0] if near else None
    named = (x for x in alike if who in (x.victims or "").lower().replace(",", " ").split())
    return next(named, None)


_BODIES_BACK = 8  # sentences
_DEEDS = frozenset(
    "murders killings deaths assassinations slayings executions bodies corpses".split()
)


def _those_told(text: str, record: Casualty, before: Sequence[Casualty]) -> Casualty | None:
    """ "A judge was shot. His clerk was stabbed. The two murders ...": the last of those told one by one."""
    many, at = record.best or 0, record.number_start
    if record.rule != "casualty.count" or not 2 <= many <= _PAIR or at is None:
        return None
    if text[record.start : record.end].lower().split()[-1] not in _DEEDS:
        return None
    if text[max(0, at - 6) : at].lower().split()[-1:] not in (["the"], ["these"], ["those"]):
        return None
    near = [
        one
        for one in before
        if one.harm == record.harm
        and one.same_as is None
        and one.subset_of is None
        and record.sentence - one.sentence <= _BODIES_BACK
    ]
    told = near[-many:]
    if len(told) < many or any(one.best != 1 or one.status == "hypothetical" for one in told):
        return None
    return told[-1]


def parts_again(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """ "Killed 31, including 10 in a bus. ... The 10 civilians killed in the bus": of the same whole."""
    first = {one.id: one for one in out}
    for at, one in enumerate(out):
        whole = first.get(one.subset_of or "")
        if whole is not None and one.scope == "incident" and _counts_of(reading.text, one, whole):
            out[at] = one = replace(one, scope=whole.scope)
        said = first.get(one.same_as or "")
        if said is not None and said.subset_of and not one.subset_of and said.harm == one.harm:
            out[at] = replace(one, subset_of=said.subset_of, subset_kind=said.subset_kind)
        if one.subset_of or one.same_as or one.scope != "incident" or one.rule in _COUNTED_WHOLE:
            continue
        for part in reversed(out[:at]):
            if one.sentence - part.sentence > _PART_BACK:
                break
            if part.subset_of and (
                _is_part_again(reading, part, one) or _is_he(reading, part, one)
            ):
                kind = part.subset_kind
                out[at] = replace(one, subset_of=part.subset_of, subset_kind=kind, same_as=part.id)
                break
    return out


_OF_THE = re.compile(r"\s+of (?:the|those|these) ")


def _counts_of(text: str, part: Casualty, whole: Casualty) -> bool:
    """ "61 of the 104 wounded"."""
    if part.number_end is None or whole.number_start is None or part.sentence != whole.sentence:
        return False
    return _OF_THE.fullmatch(text, part.number_end, whole.number_start) is not None


def _is_part_again(reading: Reading, part: Casualty, one: Casualty) -> bool:
    same = part.harm == one.harm and part.best == one.best and part.bound == one.bound
    if not same or not one.best or one.sentence <= part.sentence or _is_of_others(one):
        return False
    if part.scope != one.scope:
        return False
    noun, theirs = _noun(one)[-1:], _noun(part)[-1:]
    definite = (one.victims or "").lower().startswith("the ")
    if one.best == 1:  # "the death of the judge", not "the judge and two of his friends"
        beside = reading.text.startswith(" and ", one.end)
        return definite and noun == theirs != [] and not beside
    if not (noun == theirs != [] or (definite and not theirs)):
        return False
    return _meet_in_place(reading, part, one)


def _is_he(reading: Reading, part: Casualty, one: Casualty) -> bool:
    """ "named one of the dead as Omar Haddad, adding that the officer was shot": told of in one breath."""
    single = part.best == one.best == 1 and part.harm == one.harm
    if not single or one.sentence != part.sentence or part.subset_of == one.id:
        return False
    start = reading.sentences[part.sentence].start
    the = (one.victims or "").lower().startswith("the ")
    return the and _NAMED.search(reading.text, start, part.start) is not None


_NAMED = re.compile(r"\b(?:identified|named|names|identifies) ")


def _meet_in_place(reading: Reading, part: Casualty, one: Casualty) -> bool:
    """False where the sentence names provinces apart from those where the part was told."""
    here = reading.sentences[one.sentence]
    named = starting(reading.found.places, here.start, here.end)
    ours = {place.admin1 for place in named if place.admin1}
    theirs = {place.admin1 for place in told_where(reading, part) if place.admin1}
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _as_told_later(
    reading: Reading,
    result: list[Casualty],
    seen: dict[Key, Casualty],
    first: Casualty,
    record: Casualty,
) -> None:
    """ "Clashes kill 132 ... At least 132 have been killed since Saturday": a headline names no time of its own."""
    here = reading.sentences[first.sentence]
    times = starting(reading.found.times, here.start, first.end + _OWN)
    named = any(time.start > _STAMPED for time in times)
    at = next((k for k, one in enumerate(result) if one.id == first.id), None)
    if at is None or first.sentence > 1 or record.sentence > _TOLD_BY or named:
        return
    result[at] = seen[_key(first)] = replace(result[at], scope=record.scope)


def raised_class(toll: Casualty, before: Sequence[Casualty]) -> str:
    """The class of those whose toll rose: "Thirteen officers were killed ... bringing the toll to 14"."""
    wholes = (one for one in reversed(before) if not one.subset_of)
    told = (one for one in wholes if one.harm == toll.harm and one.start < toll.start)
    return next((one.victim_class for one in told), "unknown")


_LIST = re.compile(r"(?: [\w’'-]+){0,5}(?:,? and|,) ")
_CLAUSE = re.compile(
    r"\b(?:killed|died|dead|were|was|said|have|had|has|left|wounded|injured|hurt)\b"
)


def _in_a_list(text: str, first: Casualty, record: Casualty) -> bool:
    """ "Six Turks and six Kurds were killed": as many others, no more words between.

    Where both have a verb ("six Turks died and six Kurds were killed") their nouns must differ.
    """
    start, end = first.number_end, record.number_start
    if first.sentence != record.sentence or start is None or end is None or start >= end:
        return False
    if _LIST.fullmatch(text, start, end) is None:
        return False
    nouns = _noun(first)[-1:], _noun(record)[-1:]
    return _CLAUSE.search(text, start, end) is None or [] != nouns[0] != nouns[1] != []


def _key(record: Casualty) -> Key:
    """ "At least five", "more than five" and "five" are one figure."""
    number = record.best if record.best is not None else record.low
    return record.harm, number, record.best or record.high, record.subset_kind == "including"


def _says_again(
    reading: Reading, first: Casualty, record: Casualty, before: list[Casualty]
) -> bool:
    if other_people(_people(first), _people(record)):
        return False  # "her four children died", "the army lost four men"
    if _police_and_soldiers(first, record):
        return False
    if _of_those(record) and not _of_those(first):
        return False  # "nearly 90 of the girls are still held"
    story = None
    if first.sentence == record.sentence:
        story = story_start(reading, first, [*_of_sentence(before, first.sentence), record])
    if _is_of_others(record):
        return _in_a_pair(first, record, before, story)
    if (record.best or record.low or 0) > _SMALL or _both(record):
        return True
    if _counted_on(record):
        return False
    if first.victims == record.victims:
        return True
    near = record.best == _SMALL or record.sentence - first.sentence <= _NEAR
    later = first.sentence < record.sentence or story is not None
    if record.best == _SMALL and (later or _runs_on(first, record)):
        return _one_noun(_noun(first), _noun(record))
    return near and later and _noun(first) == _noun(record)


def _police_and_soldiers(first: Casualty, record: Casualty) -> bool:
    """ "A bomb killed five police officers. ... A drone killed five soldiers": two forces."""
    police = ["polic" in (one.victims or "").lower() for one in (first, record)]
    soldiers = [_TROOPS.search((one.victims or "").lower()) is not None for one in (first, record)]
    return police[0] == soldiers[1] != police[1] == soldiers[0]


_TROOPS = re.compile(r"\b(?:soldiers?|troops|conscripts|servicemen|marines)\b")


def _runs_on(headline: Casualty, record: Casualty) -> bool:
    """A headline that no stop parts from the story tells the figure first, with its own verb."""
    return record.sentence == headline.sentence == 0 and record.start - headline.end > _OWN


def _one_noun(one: list[str], two: list[str]) -> bool:
    """ "2 Front commanders ... two commanders": one noun, its adjectives told once."""
    short, long = sorted((one, two), key=len)
    return short == long or (short != [] and long[-len(short) :] == short)


def _of_those(record: Casualty) -> bool:
    """ "Ninety of the girls": some of those told before."""
    return " of the " in (record.victims or "")


def _pointed_at(text: str, first: Casualty, record: Casualty) -> bool:
    """ "the murder of two clerks ... the death of these two men": those told before."""
    at = record.number_start
    if at is None or other_people(_people(first), _people(record)):
        return False
    return text[max(0, at - 6) : at].lower() in ("these ", "those ")


def _is_of_others(record: Casualty) -> bool:
    words = (record.victims or "").lower().replace("more than", "").split()
    return not _OTHERS.isdisjoint(words)


def _with_others(text: str, before: Casualty, record: Casualty) -> bool:
    """ "A further two officers and two civilians were killed": both are further ones."""
    beside = before.sentence == record.sentence and before.harm == record.harm
    if not beside or before.same_as or not _is_of_others(before):
        return False
    at = record.start if record.number_start is None else record.number_start
    return before.start <= record.start and text.endswith(" and ", before.start, at)


def _in_a_pair(
    first: Casualty, record: Casualty, before: list[Casualty], story: int | None
) -> bool:
    """ "Killed four and injured six others": six beside the same four who were told with six before.

    ``story``: where in the sentence of both the story begins, of which the first is the heading.
    """
    one_row = first.sentence == record.sentence
    if one_row and story is None:
        return False
    told = _of_sentence(before, first.sentence)
    told += [] if one_row else _of_sentence(before, record.sentence)
    beside = [one for one in told if one.harm != record.harm and not one.harm_alt]
    if story is not None:
        then = _size([one for one in beside if one.start < story])
        return 0 < then == _size([one for one in beside if one.start >= story])
    here = {one.id for one in beside if one.sentence == first.sentence}
    then = _size([one for one in beside if one.id in here and one.same_as not in here])
    now = _size([one for one in beside if one.sentence == record.sentence])
    size = record.best or record.low or 0
    return 0 < then == now and (then + size >= _PAIR or _beside_one_again(first, record, beside))


def _of_sentence(figures: list[Casualty], sentence: int) -> list[Casualty]:
    first = bisect_left(figures, sentence, key=_sentence)
    return figures[first : bisect_right(figures, sentence, first, key=_sentence)]


def _beside_one_again(first: Casualty, record: Casualty, beside: list[Casualty]) -> bool:
    """ "Killed a nurse and hurt another. ... killing one nurse and hurting another": both again."""
    there = [one for one in beside if one.sentence == first.sentence]
    told = {one.id for one in there} | {one.same_as for one in there if one.same_as}
    again = any(one.same_as in told for one in beside if one.sentence == record.sentence)
    return again and (_is_of_others(first) or (record.best or 0) > 1)


def _size(figures: Iterable[Casualty]) -> int:
    """How many are told beside a figure, parts left out."""
    whole = [one for one in figures if one.subset_kind != "including"]
    return sum(one.best or one.low or 0 for one in whole)


def _noun(record: Casualty) -> list[str]:
    """The victims without their number: "2 Syrians", "Two Syrians"."""
    return [word for word in (record.victims or "").lower().split() if word not in _COUNTING]


_UNARMED = frozenset(("children", "women", "journalist", "medical_aid"))
_SOLDIERS = frozenset(("combatant_state", "combatant_nonstate"))
_FOES = ({"combatant_nonstate", "combatant_state"}, {"combatant_nonstate", "security"})
_ARMED = frozenset(("combatant_state", "combatant_nonstate", "security"))


def _people(record: Casualty) -> str:
    """The class of the victims; "men" are neither women nor children."""
    men = record.victim_class == "unknown" and "men" in (record.victims or "").lower().split()
    return "men" if men else record.victim_class


def other_people(one: str, two: str) -> bool:
    """True for two classes that no figure can be of at once: children and soldiers."""
    if {one, two} <= {"men", "women", "children"}:
        return one != two
    mixed = (one in _UNARMED and two in _ARMED) or (two in _UNARMED and one in _ARMED)
    mixed = (
        mixed
        or (one == "civilian" and two in _SOLDIERS)
        or (two == "civilian" and one in _SOLDIERS)
    )
    return mixed or {one, two} in _FOES


def _both(record: Casualty) -> bool:
    """ "Two men were shot. ... killing both": the two told before."""
    return (record.victims or "").lower().split()[:1] == ["both"]


def _counted_on(record: Casualty) -> bool:
    """ "one was a guard, one a driver": each bare number is another part."""
    return record.rule == "casualty.share" and (record.best or 0) < 3
