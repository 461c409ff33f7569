"""From reconciled incidents to one brief: the same model, pages and marks as a single article's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analysis.brief import compose_brief
from analysis.brief.compose import Figures
from analysis.brief.marked import marked_text
from analysis.brief.model import Brief, Cell, KeyFigure, Part, Row, Statement, Table
from analysis.brief.wording import bounds, capital, counted, in_words, listed, number, quoted
from analysis.dossier.incidents import Incident, Version
from analysis.dossier.members import Failed, Member, laid_together
from analysis.dossier.situation import Situation
from analysis.extract.totals import HARMS, added
from analysis.pipeline import Analysis
from analysis.records import Event, Findings

_HIGHLIGHTS, _RESTS, _GAPS = 5, 6, 12
_METHOD = (
    "This brief lays several articles side by side. It verifies none of them, and adds no outside "
    "knowledge.",
    "Figures of different articles are taken for one incident where day and place agree, or where "
    "one of the two is not told and a number is the same. The annex shows each article’s version.",
)


def compose_dossier(
    situation: Situation,
    members: Sequence[Member],
    incidents: Sequence[Incident],
    failed: Sequence[Failed] = (),
    figures: Figures | None = None,
) -> Brief:
    """The brief of a dossier; ``figures`` as for one article's brief.

    Raises AnalysisError for a finding that does not point at characters of its article.
    """
    done = told_once(laid_together(situation.title, members))
    base = compose_brief(done, figures)
    brief = replace(
        base,
        articles=len(members),
        headline_stated=True,
        as_of=_as_of(situation, members),
        published="",
        highlights=_highlights(incidents),
        key_figures=_key_figures(incidents),
        no_figures="" if incidents else "The articles give no casualty figure of an incident.",
        overview=_overview(members, incidents),
        casualties=_incident_table(incidents),
        chronology=replace(base.chronology, caption="Events in order of time, as the articles "
                           "tell them; one told by several articles stands once."),
        terms=replace(base.terms, caption="Terms, as the articles report them. A dash: not stated"),
        gaps=(*_differences(incidents), *_alone(members, incidents))[:_GAPS],
        sources=_article_table(members),
        method=(*_METHOD, *base.method[1:]),
        warnings=_warnings(members, failed),
        provenance=_provenance(situation, members, base),
    )  # fmt: skip
    return replace(brief, text=marked_text(done, brief.entries))


def told_once(done: Analysis) -> Analysis:
    """The analysis with an event of one class, day and place kept once, its first telling."""
    seen: set[tuple[str, str | None, str | None]] = set()
    events: list[Event] = []
    for event in done.findings.events:
        key = (event.event_class, event.date_earliest, event.place)
        if event.date_earliest and event.place and key in seen:
            continue
        seen.add(key)
        events.append(event)
    found: Findings = replace(done.findings, events=tuple(events))
    return replace(done, findings=found, reading=replace(done.reading, found=found))


def _as_of(situation: Situation, members: Sequence[Member]) -> str:
    days = sorted(day[:10] for m in members if (day := m.done.article.published))
    told = f"{counted(len(members), 'article')}"
    if days:
        told += f" published {in_words(days[0], days[-1])}"
        if len(days) < len(members):
            told += f" ({len(members) - len(days)} without a date)"
    window = in_words(situation.since, situation.until)
    return f"Dossier of {told}" + (f"; incidents {window}" if window else "")


# ------------------------------------------------------------------ words of an incident


def title_of(incident: Incident) -> str:
    """Where and when, as far as the articles say."""
    when = in_words(incident.first_day, incident.last_day) or "day not stated"
    return f"{incident.place_name or 'Place not stated'}, {when}"


def _ref(version: Version) -> str:
    return f"{version.member.key}-{version.figures[0].id}"


def _words(version: Version) -> str:
    text = version.member.done.article.text
    return "; ".join(quoted(figure.of(text)) for figure in version.figures[:3])


def _link(version: Version, words: str) -> str | Part:
    """Words linked to the figure; a copy's text is not in the brief's findings, so it has none."""
    return words if version.member.copy_of else Part(words, _ref(version))


def _range(incident: Incident, harm: str) -> str:
    return bounds(*incident.range_of(harm))


def _highlights(incidents: Sequence[Incident]) -> tuple[Statement, ...]:
    """The gravest incidents, each with its range and who tells of it."""
    ranked = sorted(incidents, key=lambda one: -_gravity(one))[:_HIGHLIGHTS]
    return tuple(_incident_sentence(one) for one in sorted(ranked, key=incidents.index))


def _gravity(incident: Incident) -> float:
    """For order only: the killed weigh most."""
    weight = {"killed": 10.0, "injured": 3.0, "missing": 3.0, "abducted": 3.0}
    return sum(
        weight.get(harm, 0.1) * max(n or 0 for n in incident.range_of(harm))
        for harm in incident.harms
        if incident.of_harm(harm)
    )


def _incident_sentence(incident: Incident) -> Statement:
    said: list[str | Part | Statement] = [f"{title_of(incident)}: "]
    for at, harm in enumerate(h for h in incident.harms if incident.of_harm(h)):
        versions = incident.of_harm(harm)
        said += ["; " if at else "", Part(f"{_range(incident, harm)} {harm}", _ref(versions[0]))]
        if note := _how_told(incident, harm):
            said.append(f" ({note})")
    tell = len({v.member.key for v in incident.versions if not v.member.copy_of})
    said.append(f"; told in {counted(tell, 'article')}")
    if incident.rivals:
        said.append(f"; named as authors: {listed(incident.rivals[:3])}")
    elif incident.blamed:
        said.append(f"; attributed to {listed(incident.blamed[:2])}")
    return Statement.of(*said, ".")


def _how_told(incident: Incident, harm: str) -> str:
    """ "rising to 13", "up from 9 or more", "the articles disagree; latest: 13", or nothing where they agree."""
    latest = bounds(*incident.of_harm(harm)[-1].bounds)
    if incident.rises(harm):
        first = bounds(*incident.of_harm(harm)[0].bounds)
        return f"up from {first}" if latest == _range(incident, harm) else f"rising to {latest}"
    return f"the articles disagree; latest: {latest}" if incident.disagree(harm) else ""


def _overview(members: Sequence[Member], incidents: Sequence[Incident]) -> tuple[Statement, ...]:
    several = sum(len(one.members) > 1 for one in incidents)
    differ = sum(
        any(one.disagree(harm) and not one.rises(harm) for harm in one.harms) for one in incidents
    )
    copies = sum(bool(member.copy_of) for member in members)
    said = [
        f"{capital(counted(len(members), 'article'))} tell of {counted(len(incidents), 'incident')} "
        f"with casualty figures, {several or 'none'} of them told by more than one article."
    ]
    if differ:
        said.append(f"In {counted(differ, 'incident')} the articles’ figures exclude each other.")
    if copies:
        repeat = "repeats another, which makes" if copies == 1 else "repeat others, which makes"
        said.append(f"{capital(counted(copies, 'article'))} only {repeat} no further source.")
    return tuple(Statement.of(sentence) for sentence in said)


# ------------------------------------------------------------------------- figures


def _key_figures(incidents: Sequence[Incident]) -> tuple[KeyFigure, ...]:
    out = []
    for harm in HARMS:
        told = [one for one in incidents if one.of_harm(harm)]
        if not told:
            continue
        low, best, high = added([one.range_of(harm) for one in told])
        rests: list[str | Part | Statement] = []
        for one in told[:_RESTS]:
            words = Part(f"{one.id.upper()} {_range(one, harm)}", _ref(one.of_harm(harm)[0]))
            rests += ["; " if rests else "", words]
        if len(told) > _RESTS:
            rests.append(f" and {len(told) - _RESTS} more")
        caveat = "The sum holds only if these incidents do not overlap." if len(told) > 1 else ""
        label = f"{harm} in {counted(len(told), 'incident')}"
        words_ = "None" if high == 0 else bounds(low, best, high)
        out.append(
            KeyFigure(words_, label, Statement(), Statement.of(caveat), Statement.of(*rests))
        )
    return tuple(out)


def _incident_table(incidents: Sequence[Incident]) -> Table:
    rows: list[Row] = []
    for incident in incidents:
        for harm in incident.harms:
            versions = [v for v in incident.versions if v.harm == harm]
            rows.append(_incident_row(incident, harm))
            rows += [_version_row(version) for version in versions]
    return Table(
        "casualties",
        "Incidents, and indented what each article says of them. A range holds every version; "
        "versions are never added. A dash: no such bound is set.",
        ("Figure, as written", "Harm", "Low", "Best", "High", "Reported by"),
        tuple(rows),
        numeric=(2, 3, 4),
    )


def _incident_row(incident: Incident, harm: str) -> Row:
    versions = incident.of_harm(harm)
    cause = ", ".join(cause.replace("_", " ") for cause in incident.causes)
    told = [
        cause,
        "; ".join(incident.why),
    ]
    low, best, high = incident.range_of(harm)
    agree = "all agree" if len(versions) > 1 else ""
    latest = (_how_told(incident, harm) if versions else "told by copies only") or agree
    return Row(
        "",
        (
            _cell(f"{incident.id.upper()} · {title_of(incident)}", " · ".join(filter(None, told))),
            _cell(harm),
            *(_cell(number(value)) for value in (low, best, high)),
            _cell(counted(len(versions), "article"), latest),
        ),
    )


def _version_row(version: Version) -> Row:
    copied = version.member.copy_of
    who = listed(version.reporters[:2]) or "nobody is cited"
    note = f"{version.member.key.upper()} · {version.member.name}"
    return Row(
        "" if copied else _ref(version),
        (
            _cell(_link(version, _words(version)), f"copy of {copied.upper()}" if copied else ""),
            _cell(version.harm),
            *(_cell(number(value)) for value in version.bounds),
            _cell(who, note),
        ),
        inside=True,
    )


def _cell(said: str | Part | Statement, note: str = "") -> Cell:
    return Cell(Statement.of(said), Statement.of(note))


# -------------------------------------------------------------- what is open, who tells


def _differences(incidents: Iterable[Incident]) -> Iterable[Statement]:
    """Where two articles cannot both be right, and where different authors are named."""
    for incident in incidents:
        for harm in incident.harms:
            if incident.disagree(harm):
                said: list[str | Part | Statement] = [f"{title_of(incident)}, {harm}: "]
                for at, version in enumerate(incident.of_harm(harm)):
                    words = f"{bounds(*version.bounds)} ({version.member.key.upper()})"
                    said += [", " if at else "", _link(version, words)]
                grew = "the toll rose" if incident.rises(harm) else "the articles do not agree"
                yield Statement.of(*said, f"; {grew}.")
        if incident.rivals:
            names = listed(incident.rivals)
            yield Statement.of(f"{title_of(incident)}: named as authors are {names}.")


def _alone(members: Sequence[Member], incidents: Sequence[Incident]) -> Iterable[Statement]:
    """Incidents that rest on one article though several could have told of them."""
    single = [one for one in incidents if len({*one.members}) == 1]
    if single and len(members) > 1:
        names = "; ".join(f"{one.id.upper()} {title_of(one)}" for one in single[:6])
        more = f" and {len(single) - 6} more" if len(single) > 6 else ""
        yield Statement.of(f"Told by one article only: {names}{more}.")
    undated = [one for one in incidents if not one.first_day]
    if undated:
        yield Statement.of(f"No day is stated for {counted(len(undated), 'incident')}.")


def _article_table(members: Sequence[Member]) -> Table:
    rows = []
    for member in members:
        article, found = member.done.article, member.done.findings
        named = [article.outlet or "", article.title or article.article_id]
        note = f"a copy of {member.copy_of.upper()}" if member.copy_of else (article.url or "")
        rows.append(
            Row(
                "",
                (
                    _cell(f"{member.key.upper()} · {' · '.join(filter(None, named))}", note),
                    _cell((article.published or "not stated")[:10]),
                    _cell(number(len(found.quotes))),
                    _cell(number(len(found.casualties))),
                ),
            )
        )
    return Table("sources", "The articles, the oldest first",
                 ("Source", "Published", "Statements", "Figures"), tuple(rows),
                 numeric=(2, 3))  # fmt: skip


def _warnings(members: Sequence[Member], failed: Sequence[Failed]) -> tuple[str, ...]:
    told = [f"{one.name} could not be read: {one.reason}" for one in failed]
    for member in members:
        told += [f"{member.key.upper()}: {warning}" for warning in member.done.article.warnings]
    return tuple(told)


def _provenance(
    situation: Situation, members: Sequence[Member], base: Brief
) -> tuple[tuple[str, str], ...]:
    facts = [("Situation", situation.title)]
    for member in members:
        article = member.done.article
        facts.append((member.key.upper(), f"{article.article_id} · SHA-256 {article.sha256}"))
    return (*facts, *(pair for pair in base.provenance if pair[0] == "Program"))
