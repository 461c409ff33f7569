"""Terms told twice: one row each, and one cease-fire an agreement."""

from __future__ import annotations

from analysis.extract.terms.circumstances import SIDES
from analysis.lean import replace
from analysis.reading import Reading, starting
from analysis.records import Term

OF_A_LIST = "point"
_MADE = frozenset({"agreed", "in_force", "expected"})
_WHAT = 120
_TIMES = frozenset("hour hours day days week weeks month months year years".split())


def shortened(words: str) -> str:
    """The words, cut where they grow long."""
    words = " ".join(words.split())
    return words if len(words) <= _WHAT else words[:_WHAT].rsplit(" ", 1)[0] + " …"


def joined(reading: Reading, first: Term, second: Term) -> Term:
    """Two neighbouring clauses of one promise as one term."""
    return replace(
        first,
        end=second.end,
        what=shortened(reading.text[first.start : second.end]),
        where=first.where or second.where,
        when_earliest=first.when_earliest or second.when_earliest,
        when_latest=first.when_latest or second.when_latest,
        quantity=first.quantity if first.quantity is not None else second.quantity,
        unit=first.unit if first.quantity is not None else second.unit,
        quantity_si=first.quantity_si if first.quantity is not None else second.quantity_si,
    )


def shared_out(reading: Reading, term: Term) -> list[Term]:
    """ "Mali will free 90 captives and Niger 40": two terms, the second without its verb and noun."""
    if term.quantity is None or not term.unit or " and " not in term.what:
        return [term]
    for start, end, name in _sides(reading, term):
        first = reading.tokens.at(start)
        first -= reading.tokens.norms[first - 1] in {"the", "its"}
        number = next(iter(starting(reading.found.numbers, end, end + 2)), None)
        if number is None or reading.tokens.norms[first - 1] != "and" or number.best is None:
            continue
        behind = reading.tokens.norms[number.stop : number.stop + 1]
        start, stop = reading.tokens.starts[first], reading.tokens.ends[first - 2]
        unit = term.unit
        if behind and behind[0].isalpha() and behind[0] not in _ELLIPSIS:
            noun = reading.tagged_within("agreements", number.stop, number.stop + 1)
            if not noun or noun[0].entry.get("kind") not in _COUNTED:
                continue
            unit = reading.words(number.stop, number.stop + 1)
        if stop <= term.start:
            continue
        earlier, later = reading.text[term.start : stop], reading.text[start : term.end]
        where = term.where if term.where and term.where in later else None
        second = replace(term, start=start, what=shortened(later), parties=(name,),
                         quantity=number.best, unit=unit, where=where)  # fmt: skip
        return [replace(term, end=stop, what=shortened(earlier)), second]
    return [term]


def _sides(reading: Reading, term: Term) -> list[tuple[int, int, str]]:
    """Who may be a second side of a term: the actors in it, and "the government"."""
    tokens = reading.tokens
    out = [(a.start, a.end, a.name) for a in starting(reading.found.actors, term.start, term.end)]
    first, stop = tokens.at(term.start), tokens.at(term.end)
    plain = [i for i in range(first, stop) if tokens.norms[i] in SIDES]
    return out + [(tokens.starts[i], tokens.ends[i], tokens.norms[i]) for i in plain]


_COUNTED = frozenset({"captive", "forces", "arms"})
_ELLIPSIS = frozenset("in by within before from on at over under as".split())


def without_retold(reading: Reading, terms: list[Term]) -> list[Term]:
    """Terms less those that repeat an earlier one and add neither number nor date."""
    kept: list[Term] = []
    alike: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        told = alike.setdefault((term.type, term.status), [])
        adds = term.quantity is not None or bool(term.when_earliest or term.when_latest)
        adds = adds or _of_others(term, told) or all(_is_other(term.what, t.what) for t in told)
        if told and not adds and term.type not in {"ceasefire", "other"}:
            continue
        kept.append(term)
        told.append(term)
    return kept


def _is_other(what: str, told: str) -> bool:
    """Do two promises of one kind share few of their words?"""
    new, old = ({w for w in text.lower().split() if len(w) >= _LONG} for text in (what, told))
    return len(new) >= _WORDY and len(new & old) * 4 <= len(new)


_LONG, _WORDY = 4, 5  # letters of a word that counts, and words to tell two promises apart


def _of_others(term: Term, told: list[Term]) -> bool:
    """Another place, promised by others: "..., while the militia will open the road to Tul"."""
    if term.type == "withdrawal" and term.parties and all(t.parties for t in told):
        if not any(set(term.parties) & set(t.parties) for t in told):
            return True  # "the rebels are to leave the town, the army to return to barracks"
    place = term.where is not None and all(t.where not in (None, term.where) for t in told)
    return (
        place and bool(term.parties) and all(not set(term.parties) & set(t.parties) for t in told)
    )


def one_ceasefire(terms: list[Term]) -> list[Term]:
    """One cease-fire an agreement: the mention that says when it starts stands for the others."""
    of_two = any(
        t.rule == "terms.ceasefire.truce" and t.status in _MADE and len(t.parties) > 1
        for t in terms
    )  # "Chad will halt flights by day": its own part
    made = [
        t
        for t in terms
        if t.type == "ceasefire"
        and t.status in _MADE
        and t.note != OF_A_LIST
        and not (t.rule == "terms.ceasefire.stop" and len(t.parties) == 1 and of_two)
        and (t.rule == "terms.ceasefire.truce" or t.when_earliest)
    ]
    chosen = min(
        made, key=lambda t: (not (t.note and t.when_earliest), not t.note, t.start), default=None
    )
    out = [t for t in terms if t not in made]
    if chosen is not None:
        own = chosen.when_earliest or chosen.when_latest
        said = (t for t in made if t.parties in ((), chosen.parties))
        dated = sorted(
            (t for t in said if t.when_earliest or t.when_latest), key=lambda t: not t.when_earliest
        )  # the day it starts before the day it runs to
        when = next(((t.when_earliest, t.when_latest) for t in dated if not own), (None, None))
        lengths = {
            (t.quantity, t.unit) for t in made if t.quantity is not None and t.unit in _TIMES
        }
        length = lengths.pop() if len(lengths) == 1 else (None, None)
        out.append(
            replace(
                chosen,
                where=chosen.where or next((t.where for t in made if t.where), None),
                parties=chosen.parties or next((t.parties for t in made if t.parties), ()),
                quantity=chosen.quantity if chosen.quantity is not None else length[0],
                unit=chosen.unit if chosen.quantity is not None else length[1],
                when_earliest=chosen.when_earliest or when[0],
                when_latest=chosen.when_latest or when[1],
            )
        )
    return [replace(term, note="") for term in out]
