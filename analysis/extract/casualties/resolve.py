"""From links to records: wholes and parts, repeats, scope, status, the class of the victims."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from analysis.extract.casualties.groups import Group
from analysis.extract.casualties.row import Link
from analysis.reading import Reading
from analysis.records import Casualty

_WOMEN_AND_CHILDREN = re.compile(
    r"\b(?:mostly|mainly|many of them)\b.{0,20}\b(?:women|children|civilians)\b"
)
_SUSPECTED = re.compile(r"[^.]{0,200}")
_BIG_WAR = 5_000
_STATE = frozenset(("forces", "army", "military"))


def resolve(reading: Reading, links: list[tuple[int, Link]]) -> tuple[Casualty, ...]:
    """Records with ids c1, c2 ... in order of place."""
    links = [(s, link) for s, link in links if link.group.counts and _plausible(link)]
    out: list[Casualty] = []
    made: dict[int, Casualty] = {}
    for sentence, link in links:
        harm, alt, whole = link.harm, link.harm_alt, None
        if link.part:
            whole = made.get(id(link.whole)) if link.whole else None
            if whole is None:
                whole = _nearest_whole(out, link, sentence)
            if whole is None and not harm:
                continue
            if whole is not None and not link.whole:
                harm, alt = whole.harm, whole.harm_alt
        record = _record(reading, sentence, link, harm, alt, whole, len(out) + 1)
        made[id(link)] = record
        out.append(record)
    out = _later_wholes(links, made, out)
    out = _breakdowns(reading, out)
    return tuple(_repeats(out))


def _plausible(link: Link) -> bool:
    """A figure may be implied by a title or a definite noun only where the verb says so."""
    group = link.group
    if group.kind == "implied" and group.partitive and not link.part:
        return (
            link.rule in ("casualty.passive", "casualty.alone", "casualty.active", "casualty.of")
            and (link.harm in ("killed", "injured", "abducted"))
        ) or (link.rule in ("casualty.state", "casualty.beside") and group.head is not None)
    if link.harm in ("displaced", "detained") and group.kind in ("implied", "named"):
        return link.harm == "detained" and link.rule in ("casualty.passive", "casualty.active")
    return True


def _nearest_whole(out: list[Casualty], link: Link, sentence: int) -> Casualty | None:
    """The last figure before, in this sentence or the two before it, that can hold this one."""
    size = link.group.best or link.group.low or 1
    for record in reversed(out):
        if sentence - record.sentence > 2:
            return None
        if record.subset_of is None and (record.best or record.low or record.high or 0) >= size:
            return record
    return None


def _record(
    reading: Reading,
    sentence: int,
    link: Link,
    harm: str,
    alt: str | None,
    whole: Casualty | None,
    index: int,
) -> Casualty:
    tokens, group = reading.tokens, link.group
    first, stop = min(group.first, link.trigger[0]), max(group.stop, link.trigger[1])
    if link.part:
        first, stop = link.trigger
    if tokens.ends[stop - 1] - tokens.starts[first] > 120:
        first, stop = group.first, group.stop
    number = group.number
    low, best, high = group.low, group.best, group.high
    return Casualty(
        start=tokens.starts[first],
        end=tokens.ends[stop - 1],
        id=f"c{index}",
        sentence=sentence,
        rule=link.rule,
        harm=harm,
        harm_alt=alt,
        low=low,
        best=best,
        high=high,
        bound=group.bound,
        victims=reading.words(group.first, group.stop),
        victim_class=_class(reading, group),
        subset_of=whole.id if whole and not link.same else None,
        subset_kind="including" if whole and not link.same else None,
        same_as=whole.id if whole and link.same else None,
        scope=_scope(reading, sentence, group, link),
        status=_status(reading, sentence, link),
        number_start=number.start if number else None,
        number_end=number.end if number else None,
        note="unit: families" if group.unit else "",
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
        if whole is not None and out[by_id[record.id]].subset_of is None:
            out[by_id[record.id]] = replace(
                out[by_id[record.id]], subset_of=whole.id, subset_kind="including"
            )
    return out


def _breakdowns(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """Neighbouring parts that add up to the figure just before or after them."""
    for k, whole in enumerate(out):
        size = whole.best
        if not size or whole.subset_of or size < 3:
            continue
        parts: list[int] = []
        total = 0
        for j in range(k + 1, min(len(out), k + 8)):
            part = out[j]
            if part.harm != whole.harm or part.sentence - whole.sentence > 1 or not part.best:
                break
            if part.subset_of or part.best >= size or part.scope != whole.scope:
                continue
            parts.append(j)
            total += part.best
            if total >= size:
                break
        if len(parts) > 1 and total == size:
            for j in parts:
                out[j] = replace(out[j], subset_of=whole.id, subset_kind="breakdown")
    return out


def _repeats(out: list[Casualty]) -> list[Casualty]:
    """The same harm and figure said again points at its first statement."""
    seen: dict[tuple[object, ...], str] = {}
    result = []
    for record in out:
        key = (
            record.harm,
            record.low or record.best,
            record.best,
            record.high,
            record.subset_of is not None,
        )
        size = record.best or record.low or 0
        first = seen.get(key)
        if first and record.same_as is None and (size > 2 or record.subset_of):
            record = replace(record, same_as=first)
        else:
            seen.setdefault(key, record.id)
        result.append(record)
    return result


# -------------------------------------------------------------------------- attributes


def _class(reading: Reading, group: Group) -> str:
    head = group.head
    found = str(head.entry.get("class")) if head else "unknown"
    start = reading.tokens.starts[group.first]
    tail = reading.text[start : reading.tokens.ends[group.stop - 1] + 40].lower()
    if found == "unknown" and _WOMEN_AND_CHILDREN.search(tail):
        return "civilian"
    words = set(reading.tokens.norms[group.first : group.stop])
    if found == "unknown" and words & {"civilian", "civilians"}:
        return "civilian"
    return found


def _scope(reading: Reading, sentence: int, group: Group, link: Link) -> str:
    """incident, period ("this week") or cumulative ("since 2011"), by the words near it."""
    span = reading.sentences[sentence]
    found = Counter(
        tag.entry.get("kind")
        for tag in reading.tagged("scope")
        if span.first <= tag.first < span.stop and abs(tag.first - group.first) < 30
    )
    text = reading.text[span.start : span.end].lower()
    if found["cumulative"] or re.search(r"\bsince (?:[a-z]+ ){0,4}(?:19|20)\d\d\b", text):
        return "cumulative"
    if (group.best or group.low or 0) >= _BIG_WAR and link.harm in ("killed", "injured"):
        return "cumulative"
    return "period" if found["period"] else "incident"


def _status(reading: Reading, sentence: int, link: Link) -> str:
    """reported, unless the clause makes it hypothetical or denies it."""
    first = link.trigger[0]
    span = reading.sentences[sentence]
    for tag in reading.tagged("scope"):
        if not span.first <= tag.first < first:
            continue
        kind = tag.entry.get("kind")
        if _is_month(reading, tag.first, span.first):
            continue
        if kind == "hypothetical" and first - tag.stop <= 4:
            return "hypothetical"
        if kind == "denied" and first - tag.stop <= 12:
            return "denied"
    return "reported"


def _is_month(reading: Reading, k: int, first: int) -> bool:
    """True for "May" the month, which is no "may"."""
    tokens = reading.tokens
    if tokens.norms[k] != "may" or tokens.words[k].islower() or k == first:
        return False
    near = tokens.norms[k - 1] + (tokens.norms[k + 1] if k + 1 < len(tokens) else "")
    return tokens.words[k] != "MAY" or any(map(str.isdigit, near))
