"""One defensible number per harm: what an analyst puts in the key-figures box.

Reads ``reading.found.casualties`` in the order of the text. A figure is either left out (part of
another, said before, cumulative, denied ...), joins an incident already open (a later or another
version of its toll), or opens one. An incident's versions give a range; incidents are added.

>>> from analysis.records import Casualty
>>> nine = Toll([Casualty(0, 1, "c1", 0, "r", "killed", 9, 9, 9, "exact")], set())
>>> seventeen = Toll([Casualty(0, 1, "c2", 1, "r", "killed", 17, 17, 17, "exact")], set())
>>> span_of([nine, seventeen])
(9, 17, 17)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analysis.extract.background import Past, without_background
from analysis.extract.civilians import civilians_of
from analysis.extract.counted_scope import STOCKS, in_scope
from analysis.extract.incidents import Incident, Toll, apposed
from analysis.extract.long_ago import LongAgo
from analysis.extract.meeting import (
    is_attacker,
    is_fighter,
    is_of_the_doers,
    is_pursued,
    size_of,
    told_apart,
)
from analysis.extract.tolls import Gatherer
from analysis.extract.unconfirmed import without_boasts
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Casualty, Total

HARMS = ("killed", "injured", "missing", "displaced", "abducted", "detained")
NATURAL = "died of no violence"
Bounds = tuple[int | None, int | None, int | None]


def find_totals(reading: Reading) -> tuple[Total, ...]:
    """One row per harm that has a figure, harms in the contract's order."""
    prefer = str(reading.lexicons["rubric"]["versions"].get(reading.counting))
    totals = (_sum(harm, *settled, prefer) for harm, settled in _settled_harms(reading))
    return tuple(_forecast(reading, total) for total in totals)


def _forecast(reading: Reading, total: Total) -> Total:
    """ "As many as 9,000 could be displaced": an upper bound, where nobody is told as displaced."""
    if total.harm != "displaced" or total.counted:
        return total
    feared = {name for name, reason in total.not_counted if reason == "hypothetical"}
    most = max((size_of(c) for c in reading.found.casualties if c.id in feared), default=0)
    return replace(total, high=most, caveat="only a forecast") if most else total


def find_incidents(reading: Reading) -> tuple[tuple[str, tuple[Incident, ...]], ...]:
    """Harm by harm the incidents the totals add up; none where only longer tolls are told."""
    return tuple(
        (harm, tuple(incidents))
        for harm, (incidents, _, scope) in _settled_harms(reading)
        if scope == "incident" and incidents
    )


Settled = tuple[list[Incident], list[tuple[str, str]], str]  # counted, left out, scope


def _settled_harms(reading: Reading) -> Iterator[tuple[str, Settled]]:
    by_harm: dict[str, list[Casualty]] = {}
    for casualty in sorted(reading.found.casualties, key=lambda c: (c.start, c.end)):
        by_harm.setdefault(casualty.harm, []).append(casualty)
    if not by_harm:
        return
    gatherer, past = Gatherer(reading), Past(reading)
    history = LongAgo(reading)
    lumps = told_apart(reading.found.casualties)
    for harm in HARMS:
        if harm in by_harm:
            known, out = without_boasts(reading, by_harm[harm])
            out += [
                (one.id, "the dead and the hurt, told apart") for one in known if one.id in lumps
            ]
            out += [(f.id, "decades before the news") for f in known if f in history]
            known, nature = _without_nature(known)
            out += nature
            known = [f for f in known if f.id not in lumps and f not in history]
            incidents, left_out, scope = _settled(harm, known, gatherer, past)
            yield harm, (incidents, left_out + out, scope)


def _without_nature(known: list[Casualty]) -> tuple[list[Casualty], list[tuple[str, str]]]:
    """ "Cholera has killed 61 ... Shells killed four": who died of no violence is not of the toll."""
    died = [one.id for one in known if "cause.nature" in one.note]
    if not died or len(died) == len(known):
        return known, []
    return (
        [one for one in known if one.id not in died],
        [(name, NATURAL) for name in died],
    )


# ------------------------------------------------------------------- which figures count at all


def _settled(harm: str, figures: Sequence[Casualty], gatherer: Gatherer, past: Past) -> Settled:
    """The incidents of one harm that count, what does not with the reason, and the scope."""
    kept, left_out = _told_as_news(harm, figures, gatherer)
    kept, older = past.parted(kept)
    left_out += older
    if harm not in STOCKS and (long := gatherer.long_toll(kept)) is not None:
        left_out += [(figure.id, "a toll of weeks beside the news") for figure in long]
        kept = []
    counted_scope, kept, out_of_scope = in_scope(harm, kept, past.published, gatherer)
    left_out += out_of_scope
    if any(size_of(figure) for figure in kept):
        left_out += [(figure.id, "nobody else harmed") for figure in kept if not size_of(figure)]
        kept = [figure for figure in kept if size_of(figure)]
    kept, lumps = _without_lumps(kept, gatherer)
    left_out += lumps
    kept, doers = _without_doers(kept)
    kept, parts = apposed(kept)
    left_out += doers + parts
    if kept:
        kept, parts = gatherer.by_place(kept)
        left_out += parts
    if harm in STOCKS:
        kept, vague = _without_vague(kept, harm)
        left_out += vague
    if gatherer.rubric("victims") == "civilians":
        kept, fighters = civilians_of(kept, figures)
        left_out += fighters
    gathered = gatherer.gather(kept, _said_again(figures))
    incidents, old = without_background(gathered, gatherer.figures)
    if gathered and not incidents:  # all that the chosen scope holds is of years before
        return _without(old, harm, figures, gatherer, past)
    left_out += old
    incidents, attackers = _without_attackers(incidents)
    left_out += attackers
    for incident in incidents:
        left_out += incident.dropped
    return incidents, left_out, counted_scope


def _told_as_news(
    harm: str, figures: Sequence[Casualty], gatherer: Gatherer
) -> tuple[list[Casualty], list[tuple[str, str]]]:
    """The figures that may be in a sum, and the others, each with its reason."""
    left_out: list[tuple[str, str]] = []
    by_id = {figure.id: figure for figure in figures}
    kept: list[Casualty] = []
    before: list[Casualty] = []  # told as background
    for figure in figures:
        reason = _left_out(figure, by_id, gatherer)
        first = by_id.get(figure.same_as or "")
        if (
            first is not None
            and reason.startswith("the same")
            and gatherer.elsewhere(first, figure)
        ):
            reason = _part_of(figure, by_id, gatherer)
        if not reason and gatherer.is_background(figure):
            reason = "told as background"
            before.append(figure)
        if not reason and gatherer.is_known_toll(figure):
            reason = "a toll known from elsewhere"
        if not reason and harm == "displaced" and gatherer.is_remnant(figure, kept):
            reason = "some of those told before"
        if not reason and harm == "displaced" and gatherer.were_displaced_before(figure):
            reason = "displaced before"
        if not reason and gatherer.is_of_the_dead(figure):
            reason = "some of the dead told before"
        if not reason and gatherer.is_one_mans_count(figure, kept):
            reason = "what one witness counted"
        if not reason and gatherer.is_one_family(figure, kept):
            reason = "of one family, within the toll told before"
        if not reason and gatherer.died_in_care(figure, kept):
            reason = "of the wounded, within the toll told before"
        if not reason and (later := gatherer.outrun_by(figure)) is not None:
            reason = f"superseded by {later.id}"
        if not reason and (
            gatherer.is_again(figure, before) or gatherer.is_more_of(figure, before)
        ):
            reason = "told as background before"
        if reason:
            left_out.append((figure.id, reason))
        else:
            kept.append(figure)
    return kept, left_out


def _without(
    old: list[tuple[str, str]],
    harm: str,
    figures: Sequence[Casualty],
    gatherer: Gatherer,
    past: Past,
) -> Settled:
    """What is counted once the figures of years before are left out."""
    names = {name for name, _ in old}
    rest = [figure for figure in figures if figure.id not in names]
    incidents, left_out, scope = _settled(harm, rest, gatherer, past)
    return incidents, left_out + old, scope


def _said_again(figures: Sequence[Casualty]) -> dict[int, frozenset[str]]:
    """By sentence, the first statements of what the sentence says again."""
    out: dict[int, frozenset[str]] = {}
    for figure in figures:
        if figure.same_as is not None and figure.subset_of is None:
            out[figure.sentence] = out.get(figure.sentence, frozenset()) | {figure.same_as}
    return out


def _left_out(figure: Casualty, by_id: dict[str, Casualty], gatherer: Gatherer) -> str:
    """Why a figure is in no sum, or "" where it may be."""
    if figure.review == "rejected":
        return "rejected in review"
    if figure.status == "denied":
        return "denied"
    if figure.status == "hypothetical":
        return "hypothetical"
    if figure.same_as is not None:
        return f"the same figure as {figure.same_as}"
    if "when.recalled" in (figure.note or ""):
        return "an older incident"
    if (figure.low, figure.best, figure.high) == (None, None, None):
        return "no number"
    if gatherer.is_outrun(figure, by_id.values()):
        return "how many it was before"
    return _part_of(figure, by_id, gatherer)


def _part_of(figure: Casualty, by_id: dict[str, Casualty], gatherer: Gatherer) -> str:
    whole = by_id.get(figure.subset_of or "")
    return f"part of {whole.id}" if whole and not gatherer.is_apart(figure, whole) else ""


def _without_lumps(
    kept: list[Casualty], gatherer: Gatherer
) -> tuple[list[Casualty], list[tuple[str, str]]]:
    """ "killed and injured dozens" is no further toll where the killed are counted alone."""
    lumps = {f.id for f in kept if f.harm_alt and gatherer.is_lump(f)}
    if not lumps or len(lumps) == len(kept):
        return kept, []
    return (
        [figure for figure in kept if figure.id not in lumps],
        [(name, "killed or injured, not told apart") for name in sorted(lumps)],
    )


def _without_vague(kept: list[Casualty], harm: str) -> tuple[list[Casualty], list[tuple[str, str]]]:
    """ "Several hundred fled and around 1,200 are in a school": the word may hold them, or be of them.

    So may the larger of two words: "thousands fled, several thousand of them over the border".
    """
    most = max((one.best or 0 for one in kept), default=0)
    if not most and harm == "displaced":
        most = max((one.low or 0 for one in kept), default=0)
    vague = [f.id for f in kept if f.bound == "words_only" and (f.low or 0) < most]
    return [f for f in kept if f.id not in vague], [
        (name, "a word beside a count") for name in vague
    ]


def _without_attackers(incidents: list[Incident]) -> tuple[list[Incident], list[tuple[str, str]]]:
    """ "Gunmen killed 17 villagers. Soldiers chased them, killing nine of the gunmen": nine more
    died, but not of those attacked."""
    out = [i for i in incidents if all(is_pursued(m) for t in i.tolls for m in t.members)]
    kept = [incident for incident in incidents if incident not in out]
    if not out or all(is_fighter(incident.tolls[0].head) for incident in kept):
        return incidents, []
    reason = "attackers, beside those they attacked"
    return kept, [(m.id, reason) for i in out for t in i.tolls for m in t.members]


def _lists(one: Casualty, two: Casualty) -> bool:
    """ "seven herders and 11 of the raiders were killed": counted together."""
    return one.start < two.start < one.end


def _without_doers(kept: list[Casualty]) -> tuple[list[Casualty], list[tuple[str, str]]]:
    """ "Nine worshippers died. The bomber died, too": he is none of those attacked."""
    doers = [
        f.id
        for f in kept
        if f.harm != "detained"
        and (is_attacker(f) or is_of_the_doers(f, kept))
        and not any(_lists(one, f) for one in kept)
    ]
    others = [figure for figure in kept if figure.id not in doers]
    if not doers or all(is_fighter(one) or not size_of(one) for one in others):
        return kept, []
    return others, [(name, "attackers, beside those they attacked") for name in doers]


# ------------------------------------------------------------------- the sum


def span_of(tolls: Sequence[Toll], prefer: str = "highest") -> Bounds:
    """low, best, high of one incident whose toll is stated once or in diverging versions.

    The bounds hold every version; the best is the one the counting table prefers.
    """
    spans = [
        added([_preferred(m.low, m.best, m.high, prefer) for m in toll.members]) for toll in tolls
    ]
    if len(spans) == 1:
        return spans[0]
    lows = [n for n in (_first(*span) for span in spans) if n is not None]
    highs = [high for *_, high in spans]
    high = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
    chosen = max if prefer == "highest" else min
    ends = (
        (be,) if be is not None else (hi, lo) if prefer == "highest" else (lo, hi)
        for lo, be, hi in spans
    )
    stated = [n for n in (_first(*end) for end in ends) if n is not None]
    return min(lows, default=None), chosen(stated, default=None), high


def _preferred(low: int | None, best: int | None, high: int | None, prefer: str) -> Bounds:
    """ "Between 10 and 15" gives two versions of one toll."""
    if best is None and low is not None and high is not None:
        best = high if prefer == "highest" else low
    return low, best, high


def _first(*numbers: int | None) -> int | None:
    return next((n for n in numbers if n is not None), None)


def added(spans: Sequence[Bounds]) -> Bounds:
    """Bounds added up; a sum of lower bounds has no upper one, and one with "about 50" in it no lower.

    >>> added([(None, 50, None), (9, 9, 9)]), added([(None, 60, 60), (5, 5, 5)])
    ((None, 59, None), (5, 65, 65))
    """
    if len(spans) == 1:
        return spans[0]
    about = any(lo is None and be is not None and hi is None for lo, be, hi in spans)
    low = None if about else _add(0 if lo is None and hi is not None else lo for lo, _, hi in spans)
    best = _add(_first(be, lo, hi) for lo, be, hi in spans)
    high = None if any(hi is None for *_, hi in spans) else _add(hi for *_, hi in spans)
    return low, best, high


def _sum(
    harm: str,
    incidents: Sequence[Incident],
    left_out: list[tuple[str, str]],
    scope: str,
    prefer: str,
) -> Total:
    """The incidents added up, with the caveat that goes with it."""
    low, best, high = added([span_of(i.tolls, prefer) for i in incidents] or [(None, None, None)])
    return Total(
        harm=harm,
        low=low,
        best=best,
        high=high,
        counted=tuple(m.id for i in incidents for toll in i.tolls for m in toll.members),
        not_counted=tuple(left_out),
        caveat=_caveat(incidents, scope),
    )


def _add(numbers: Iterable[int | None]) -> int | None:
    known = [n for n in numbers if n is not None]
    return sum(known) if known else None


def _caveat(incidents: Sequence[Incident], scope: str) -> str:
    """What the number rests on, in plain words; "" where it rests on one undisputed toll."""
    said = []
    if any(len(incident.tolls) > 1 for incident in incidents):
        said.append("the sources disagree; the range holds all versions")
    if len(incidents) > 1:
        ids = ", ".join(incident.tolls[0].id for incident in incidents)
        said.append(f"the sum holds only if these reports do not overlap: {ids}")
    if scope == "period":
        said.append("the toll of a period, not of one incident")
    if scope == "cumulative":
        said.append("a cumulative figure, not of one incident")
    return "; ".join(said)
