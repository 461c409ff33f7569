"""Fill the context of every casualty of an article, and share it among figures of one event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from analysis.extract.context.author import (
    Author,
    carried_author,
    claimed_author,
    coalition_of,
    following_author,
    local_author,
)
from analysis.extract.context.cause import (
    Cause,
    carried_cause,
    following_cause,
    local_cause,
    main_cause,
    sharper,
    vague,
)
from analysis.extract.context.cues import Cues, reach
from analysis.extract.context.reporter import Reporter, Reporters
from analysis.extract.context.status import claims_for_itself
from analysis.extract.context.when import When, carried_when, following_when, local_when
from analysis.extract.context.where import (
    Where,
    carried_where,
    following_where,
    local_where,
    same_attack_where,
    whole_country,
)
from analysis.reading import Reading
from analysis.records import Casualty

_LEAD = 2  # sentences in which a figure may take its context from what follows
_AHEAD = 3  # how far such a figure looks


@dataclass(slots=True)
class Context:
    """What is known so far around one figure."""

    figure: Casualty
    when: When | None = None
    where: Where | None = None
    cause: Cause | None = None
    author: Author | None = None
    reporter: Reporter | None = None
    shared: bool = False  # the reporter is that of another figure


def resolve_casualties(reading: Reading) -> tuple[Casualty, ...]:
    """The casualties of ``reading.found`` with their context filled in, same order."""
    figures = reading.found.casualties
    if not figures:
        return ()
    cues = Cues(reading)
    reporters = Reporters(cues)
    contexts = [_local(cues, reporters, figure) for figure in figures]
    families = _families(contexts)
    for family in families:
        _share(family)
        _sharpen(family)
    published = reading.article.published
    for context in contexts:
        _carry(cues, context, published)
    for family in families:
        _share(family)
    return tuple(_filled(cues, context) for context in contexts)


def _local(cues: Cues, reporters: Reporters, figure: Casualty) -> Context:
    """What the figure's own sentence says."""
    return Context(
        figure,
        when=local_when(cues, figure),
        where=local_where(cues, figure),
        cause=local_cause(cues, figure),
        author=local_author(cues, figure),
        reporter=reporters.local(figure),
    )


def _families(contexts: list[Context]) -> list[list[Context]]:
    """Figures that speak of the same people: repeats of one figure, a whole and its parts."""
    by_id = {context.figure.id: context for context in contexts}
    family: dict[str, list[Context]] = {}
    for context in contexts:
        figure = context.figure
        head = figure.same_as or figure.subset_of
        joined = family.get(head or "") if head in by_id else None
        if joined is None:
            joined = []
        joined.append(context)
        family[figure.id] = joined
    unique = {id(members): members for members in family.values()}
    return [members for members in unique.values() if len(members) > 1]


_WITHOUT_MEANS = {"abducted": "other"}  # people are seized by no weapon of the list
_FIELDS = ("when", "where", "cause", "author", "reporter")


def _share(family: list[Context]) -> None:
    """Give each member what it lacks from the member nearest before, else after."""
    for name in _FIELDS:
        for index, context in enumerate(family):
            if getattr(context, name) is not None:
                continue
            order = [*reversed(family[:index]), *family[index + 1 :]]
            donor = next((c for c in order if getattr(c, name) is not None), None)
            if donor is not None and donor.figure.scope == context.figure.scope:
                setattr(context, name, getattr(donor, name))
                context.shared = context.shared or name == "reporter"


def _sharpen(family: list[Context]) -> None:
    """A "blast" said again as a car bomb was one."""
    for context in family:
        for other in family:
            mine, theirs = context.cause, other.cause
            if mine and theirs and vague(mine) and sharper(mine, theirs):
                context.cause = theirs


def _carry(cues: Cues, context: Context, published: str | None) -> None:
    """What the sentences around say where the figure's own say nothing."""
    figure = context.figure
    ahead = _AHEAD if figure.sentence < _LEAD else 0
    tries: tuple[tuple[str, tuple[Callable[[], Any], ...]], ...] = (
        ("when", (lambda: carried_when(cues, figure, published),
                  lambda: following_when(cues, figure, published, ahead))),
        ("cause", (lambda: carried_cause(cues, figure),
                   lambda: following_cause(cues, figure, ahead),
                   lambda: main_cause(cues) if figure.scope != "cumulative" else None)),
        ("author", (lambda: carried_author(cues, figure),
                    lambda: following_author(cues, figure),
                    lambda: claimed_author(cues, figure, 6))),
    )  # fmt: skip
    for name, attempts in tries:
        if getattr(context, name) is None:
            setattr(context, name, next(filter(None, (attempt() for attempt in attempts)), None))
    _carry_where(cues, context, ahead)
    if context.cause is not None and vague(context.cause):
        for found in (carried_cause(cues, figure), following_cause(cues, figure, ahead)):
            if found is not None and sharper(context.cause, found):
                context.cause = found


def _carry_where(cues: Cues, context: Context, ahead: int) -> None:
    """A country alone gives way to the finer place named before inside it."""
    figure, where = context.figure, context.where
    if figure.scope == "cumulative":
        context.where = where or whole_country(cues, figure)
        return
    coarse = where is not None and where.place.precision == "country"
    if where is None or (coarse and figure.scope == "incident"):
        found = same_attack_where(cues, figure) or carried_where(cues, figure, where)
        if found is None and figure.scope == "incident":
            found = following_where(cues, figure, ahead)
        if found is not None:
            context.where = found


def _filled(cues: Cues, context: Context) -> Casualty:
    """The figure with its context, the rules that answered in ``note``."""
    figure, when, where = context.figure, context.when, context.where
    cause, author, reporter = context.cause, context.author, context.reporter
    author = coalition_of(cues, author) if author else None
    status = figure.status
    if status == "reported" and reporter and claims_for_itself(cues.reading, reporter):
        status = "claimed_by_party"
    rules = [found.rule for found in (when, where, cause, author, reporter) if found is not None]
    return replace(
        figure,
        status=status,
        date_earliest=when.earliest if when else None,
        date_latest=when.latest if when else None,
        date_words=when.words if when else None,
        place=where.name if where else None,
        place_words=where.words if where else None,
        cause=cause.name if cause else _WITHOUT_MEANS.get(figure.harm, "unknown"),
        perpetrator=author.name if author else None,
        voice=_voice(context) if author else None,
        reporter=reporter.name if reporter else None,
        attribution=_attribution(context),
        note="; ".join(filter(None, (figure.note, " ".join(rules)))),
    )


def _attribution(context: Context) -> str:
    if context.reporter is None:
        return "none"
    return "by_context" if context.shared else "direct"


def _voice(context: Context) -> str:
    """source where the author is named inside the cited words, else newsroom."""
    author, reporter = context.author, context.reporter
    if author is None or author.rule in ("author.claimed", "author.blamed"):
        return "source"
    if reporter is None:
        return "newsroom"
    if reporter.quote is None:
        return "source"
    start, end = reach(reporter.quote)
    return "source" if start <= author.start < end else "newsroom"
