"""The key figures of the brief: one a harm, the figures it rests on, and the versions it replaced."""

from __future__ import annotations

from analysis.brief.model import KeyFigure, Part, Statement
from analysis.brief.sentences import figure_words, inside_words
from analysis.brief.wording import bounds, capital, number, quoted
from analysis.records import Casualty, Findings, Total

_UNTRUE = ("denied", "hypothetical")
_RESTS = 6  # figures a total is said to rest on; the table marks all
_OF_A_PERIOD = "the toll of a period"
_SUPERSEDED = "superseded by "


def key_figures(found: Findings, text: str) -> tuple[KeyFigure, ...]:
    """One for each total; nothing is added up here."""
    known = {figure.id: figure for figure in found.casualties}
    return tuple(_key_figure(total, known, text) for total in found.totals)


def _key_figure(total: Total, known: dict[str, Casualty], text: str) -> KeyFigure:
    inside = [
        figure
        for figure in known.values()
        if figure.subset_of in total.counted
        and figure.harm == total.harm
        and figure.subset_kind == "including"
        and not figure.same_as
        and figure.status == "reported"
    ]
    parts: list[str | Part | Statement] = []
    if not total.counted:
        left = [(known[id_], reason) for id_, reason in total.not_counted if id_ in known]
        for one, reason in left[:_RESTS]:
            if not (one.subset_of or one.same_as or one.status in _UNTRUE):
                words = Part(quoted(figure_words(one, text)), one.id)
                parts += ["; " if parts else "", words, f" ({reason})"]
    for figure in inside[:3]:
        parts += [", " if parts else "including ", Part(inside_words(figure, text), figure.id)]
    rests: list[str | Part | Statement] = []
    counted_ = [id_ for id_ in total.counted if id_ in known]
    rivals = len({known[id_].reporter for id_ in counted_}) > 1
    for id_ in counted_[:_RESTS]:
        rests += ["; " if rests else "", Part(quoted(figure_words(known[id_], text)), id_)]
        if rivals and known[id_].reporter:
            rests.append(f" ({known[id_].reporter})")
    if len(counted_) > _RESTS:
        rests.append(f" and {len(counted_) - _RESTS} more")
    return KeyFigure(
        _total_words(total, known),
        total.harm,
        Statement.of(*parts),
        linked(capital(total.caveat), known),
        Statement.of(*rests),
        _left_out(total, known, text),
    )


def _left_out(total: Total, known: dict[str, Casualty], text: str) -> Statement:
    """Tolls of the same harm beside the total, so that nobody takes one for all: those that another
    one replaced, by whom, and those of a longer time."""
    parts: list[str | Part | Statement] = []
    for id_, reason in total.not_counted:
        if total.counted and reason == _OF_A_PERIOD and id_ in known:
            words = Part(quoted(figure_words(known[id_], text)), id_)
            parts += ["; " if parts else "", words, f" ({reason})"]
            continue
        newer = (
            known.get(reason.removeprefix(_SUPERSEDED)) if reason.startswith(_SUPERSEDED) else None
        )
        older = known.get(id_)
        if newer is None or older is None or older.subset_of or len(parts) >= 3 * _RESTS:
            continue
        if (older.low, older.high) == (newer.low, newer.high) or older.reporter == newer.reporter:
            continue
        words = Part(quoted(figure_words(older, text)), older.id)
        parts += ["; " if parts else "", words, f" ({older.reporter or 'no source named'})"]
    return Statement.of(*parts)


def _total_words(total: Total, known: dict[str, Casualty]) -> str:
    """The total in digits; one figure alone keeps the bound its own words set."""
    if total.high == 0:
        return "None"
    if not total.counted:
        return "Not totalled:"
    alone = known.get(total.counted[0]) if len(total.counted) == 1 else None
    if alone and alone.bound == "more_than" and alone.best and alone.low == total.low:
        return f"More than {number(alone.best)}"
    low, best = total.low, total.best
    if low is not None and best is not None and best < low and total.high is None:
        return f"More than {number(best)}"  # "more than 12" and 13: above 25, as each word says
    if low is not None and best is not None and low < best and total.high is None:
        if len(total.counted) > 1 and "disagree" in total.caveat:
            return f"{number(low)}\u2013{number(best)}"  # "at least 17" and 31
    return bounds(total.low, total.best, total.high)


def linked(words: str, known: dict[str, Casualty]) -> Statement:
    """Words in which the ids of figures have become links."""
    parts: list[str | Part | Statement] = []
    for number_, token in enumerate(words.split(" ")):
        bare = token.strip(".,;:()")
        parts.append(" " if number_ else "")
        if bare in known:
            head, _, tail = token.partition(bare)
            parts += [head, Part(bare, bare), tail]
        else:
            parts.append(token)
    return Statement.of(*parts)
