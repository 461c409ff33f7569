"""Fill the context of every casualty of an article, and share it among figures of one event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.context.asides import recalled_since
from analysis.extract.context.author import local_author
from analysis.extract.context.belligerents import (
    loss_author,
    other_belligerent,
    sufferer,
)
from analysis.extract.context.beside_accord import when_of_accord
from analysis.extract.context.by_name import (
    as_it_is_told_again,
    as_the_group_is_named,
    not_of_one_part,
)
from analysis.extract.context.calling import (
    called,
    of_the_speakers,
    of_their_own,
    reporting_group,
)
from analysis.extract.context.carried_author import by_name, carried_author, nameless
from analysis.extract.context.carried_day import (
    after_midnight,
    before_they_were_found,
    begun_when,
    by_the_day,
    carried_when,
    clocked_when,
    happened_when,
    in_the_days_after,
    is_long_span,
    is_span,
    news,
    owned_day,
    recent,
    said_long_ago,
    said_when,
    sharpened,
    taken_when,
    then_when,
    told_or_said,
    took_place_within,
    when_of_deed_before,
)
from analysis.extract.context.carried_means import carried_means
from analysis.extract.context.carrying import of_another_town, telling
from analysis.extract.context.cause import (
    WITHOUT_MEANS,
    dropped,
    local_cause,
    main_cause,
    may_be_sharper,
    sharper,
    sharper_cause,
)
from analysis.extract.context.cited_again import (
    as_the_body_says,
    as_the_next_sentence_says,
    as_the_parts_say,
    as_the_same_deed,
    as_the_toll_they_are_of,
    as_their_whole,
    continue_citing,
)
from analysis.extract.context.claims import (
    accused,
)
from analysis.extract.context.cues import Cues, cues_of, only_feared, reach
from analysis.extract.context.doers import holds_the_ground
from analysis.extract.context.exact_day import as_the_exact_day
from analysis.extract.context.groups import coalition_of, laid_to
from analysis.extract.context.habits import of_the_habit, where_of_the_habit
from analysis.extract.context.incidents import Chain, chain_of
from analysis.extract.context.issuer import CARRIED, author_of_issuer, issuer, says
from analysis.extract.context.live import live_day
from analysis.extract.context.nature import RULE as NATURE
from analysis.extract.context.nature import by_nature
from analysis.extract.context.own_hand import by_their_own_hand, not_by_their_own
from analysis.extract.context.parts_elsewhere import (
    without_one_parts_place,
    without_parts_deeds,
    without_parts_elsewhere,
)
from analysis.extract.context.placing import place_of
from analysis.extract.context.report_day import as_the_report
from analysis.extract.context.reporter import Reporters
from analysis.extract.context.running import (
    begun_before,
    carried_window,
    fought_since,
    launched_before,
    since_hour,
    war_began,
)
from analysis.extract.context.sharing import (
    Context,
    as_said_before,
    as_the_parts_run,
    as_the_same_toll,
    as_the_whole,
    days_beside,
    families,
    headline_days,
    share,
    with_the_others,
    within_their_own_version,
)
from analysis.extract.context.sharpened import sharpen
from analysis.extract.context.status import claims_for_itself
from analysis.extract.context.stretch import away_when, running_when, stretch_when
from analysis.extract.context.together import both_of_them
from analysis.extract.context.told import Told
from analysis.extract.context.two_hands import killed_by_both
from analysis.extract.context.when import (
    When,
    is_aftermath,
    named_night,
)
from analysis.extract.context.where import (
    local_where,
)
from analysis.extract.context.window import local_when
from analysis.extract.context.wording import worded_when
from analysis.lean import replace
from analysis.reading import Reading, starting
from analysis.records import Casualty, Quote

_SOON = 2  # sentences behind a figure that date it before the news of the day does


def resolve_casualties(reading: Reading) -> tuple[Casualty, ...]:
    """The casualties of ``reading.found`` with their context filled in, same order."""
    figures = reading.found.casualties
    if not figures:
        return ()
    cues = cues_of(reading)
    reporters = Reporters(cues)
    contexts = [_local(cues, reporters, figure) for figure in figures]
    without_parts_elsewhere(cues, contexts)
    within_their_own_version(cues, contexts)
    as_the_whole(contexts)
    as_said_before(contexts)
    as_the_next_sentence_says(cues, contexts)
    kin = families(contexts)
    for family in kin:
        share(cues, family, early=True)
        sharpen(cues, family)
    without_parts_deeds(cues, contexts)
    chain = chain_of(cues)
    told = Told()
    for context in contexts:
        _carry(cues, chain, context, told)
        told.takes(cues, chain, context)
    for family in kin:
        share(cues, family)
    without_parts_deeds(cues, contexts)
    without_one_parts_place(cues, contexts)
    for context in contexts:
        if context.when is None:
            mates = chain.around(context.figure.sentence)
            context.when = worded_when(cues, context.figure, mates)
    with_the_others(cues, contexts)
    as_the_parts_run(contexts)
    days_beside(cues, contexts)
    headline_days(contexts)
    as_the_exact_day(contexts)
    as_the_report(cues, chain, contexts)
    as_the_same_toll(contexts)
    as_the_body_says(cues, reporters, contexts)
    if as_the_parts_say(cues, reporters, contexts):
        as_the_body_says(cues, reporters, contexts)  # a headline's figure, of the lead
    as_their_whole(contexts)
    as_the_toll_they_are_of(cues, contexts)
    continue_citing(cues, reporters, contexts)
    as_the_same_deed(cues, reporters, contexts)
    by_their_own_hand(cues, contexts)
    not_by_their_own(cues, contexts)
    not_of_one_part(contexts)
    as_it_is_told_again(contexts)
    as_the_group_is_named(cues, contexts)
    whose = issuer(cues)
    for context in contexts:
        if whose and context.reporter is None and says(cues, context.figure.sentence):
            context.reporter, context.shared = whose, True
            if context.author is None or context.author.rule in CARRIED:
                context.author = author_of_issuer(cues, context.figure, whose) or context.author
    return tuple(_filled(cues, context) for context in contexts)


def _local(cues: Cues, reporters: Reporters, figure: Casualty) -> Context:
    """What the figure's own sentence says."""
    when = running_when(cues, figure) or local_when(cues, figure)
    when = when or stretch_when(cues, figure) or since_hour(cues, figure)
    late = when if figure.scope == "incident" and is_aftermath(cues, figure, when) else None
    reporter = reporters.local(figure)
    known = replace(figure, reporter=reporter.name) if reporter else figure
    lost, nature = sufferer(cues, figure), by_nature(cues, figure)
    party = reporter is not None and claims_for_itself(cues.reading, reporter)
    author = None
    if not nature:
        author = (
            local_author(cues, known) or accused(cues, known)
            if lost is None
            else loss_author(cues, known, lost, reporter, party)
        )
    if author is not None and author.rule == "author.foe" and figure.harm == "displaced":
        author = None  # "fled the fighting with the rebels": of two sides
    return Context(
        figure,
        when=owned_day(cues, figure) if late else when,
        late=late,
        where=local_where(cues, figure),
        cause=nature or local_cause(cues, figure),
        author=author,
        lost=lost is not None or nature is not None,
        divided=killed_by_both(cues, figure),
        reporter=reporter,
    )


# "1,200 people who had fled were sheltering there": not on the day of the news, nor from its bombs
_HAD_FLED = re.compile(r"\bwho had (?:fled|been (?:displaced|uprooted)|left|escaped|sought)\b")


def _carry(cues: Cues, chain: Chain, context: Context, told: Told) -> None:
    """What the rest of the incident says where the figure's own sentence says nothing."""
    figure = context.figure
    mates = chain.around(figure.sentence)
    fled_before = figure.harm == "displaced" and _HAD_FLED.search(figure.of(cues.text)) is not None
    natural = context.cause is not None and context.cause.rule == NATURE
    if not (fled_before or natural):
        context.when = day_of(cues, chain, context, mates, told)
    told_in = telling(cues, chain, figure, mates)
    if context.cause is None and not fled_before:
        context.cause = carried_means(cues, chain, context, told_in, incidents=told.incidents)
    if context.cause is not None and context.author is not None:
        context.cause = dropped(cues, context.cause, context.author)
    if context.cause is not None and not natural and may_be_sharper(context.cause):
        main = main_cause(cues, figure) if figure.scope != "incident" else None
        if main is not None and sharper(context.cause, main):
            context.cause = main  # "bombardment has killed 44 since Thursday": mostly from the air
        alike = [m for m in told_in if not of_another_town(cues, context, m)]
        over_time = figure.scope != "incident" and context.cause.attack.id == "shelling.hint"
        alike = [] if over_time else alike
        context.cause = sharper_cause(cues, context.cause, alike, context.author) or context.cause
    recalled = recalled_since(cues, figure) is not None
    if context.author is None and not recalled:
        context.author = carried_author(cues, chain, context, told_in, told.doers)
        if context.author is not None and holds_the_ground(cues, figure, context.author.name):
            context.author = None  # "an air strike on a rebel-held suburb": not the rebels'
    if context.author is None and figure.scope == "incident" and not (context.lost or recalled):
        context.author = laid_to(cues, figure, mates)
    if context.author is not None and nameless(context.author.name):
        context.author = by_name(cues, chain, context, mates) or context.author
    author = context.author
    if author is not None and (
        of_their_own(cues, figure, author)
        or of_the_speakers(cues, figure, author, context.reporter)
    ):
        context.author = other_belligerent(cues, figure)
    if natural:
        context.author = None
    context.where = place_of(cues, chain, context, mates, told)
    unnamed = context.author is None or nameless(context.author.name)
    if unnamed and figure.scope == "incident" and not (context.lost or recalled):
        context.author = of_the_habit(cues, context) or context.author
    if context.where is None and figure.scope == "incident":
        context.where = where_of_the_habit(cues, context)


def day_of(
    cues: Cues, chain: Chain, context: Context, mates: Sequence[int], told: Told
) -> When | None:
    """The day of the figure's sentence, unless it is the day of counting; else its incident's."""
    figure, published = context.figure, cues.reading.article.published
    own = war_began(cues, figure, context.when) or context.when
    if figure.scope != "incident" and own is None:
        begun = _in_that_period(cues, figure, told)
        begun = begun or begun_before(cues, figure) or launched_before(cues, figure)
        window = carried_window(cues, figure) if figure.scope == "period" else None
        found = begun or window or _same_window(figure, told)
        return found or (happened_when(cues, figure) if figure.scope == "period" else None)
    if figure.scope != "incident" or only_feared(figure):
        return own
    mates = before_they_were_found(cues, figure, list(mates))
    before = [m for m in mates if m < figure.sentence and not _only_fled(cues, figure, m)]
    before = [m for m in before if not _died_late(cues, m)]
    if own is not None and own.words.lower().startswith(("the same ", "that same ")):
        own = carried_when(cues, before, told.days, "when.incident") or own
    if own is not None:
        own = took_place_within(cues, figure, own) or own
        return after_midnight(cues, mates, named_night(cues, figure, own))
    long_ago = said_long_ago(cues, figure) or then_when(cues, figure, told.before)
    long_ago = long_ago or fought_since(cues, figure) or in_the_days_after(cues, figure)
    if long_ago is not None:
        return long_ago
    if figure.harm == "displaced" and told.flight is not None:
        return replace(told.flight, rule="when.flight")
    found = taken_when(cues, figure) or when_of_deed_before(cues, figure)
    found = found or when_of_accord(cues, figure) or happened_when(cues, figure)
    found = found or carried_when(cues, before, told.days, "when.incident")
    found = found or context.late
    after = news(cues, [m for m in mates if m >= figure.sentence])
    own_deed = chain.of(figure.sentence)
    after = _by_the_way(cues, figure, after) if own_deed is not chain.main else after
    later = [m for m in after if m > figure.sentence + _SOON]
    tries = [(after[: len(after) - len(later)], "when.incident")]
    if found is None or is_span(found):
        found = clocked_when(cues, figure.sentence, before) or found
    if found is None:
        found = begun_when(cues, before)
        found = found if recent(found, published) else None
    if own_deed is not chain.main and not own_deed.recalled:
        far = own_deed.is_apart(chain.main, lands=True)
        tries.append(([] if far else list(chain.lead), "when.main"))
    for sentences, rule in tries:
        if found is None and rule == "when.main":
            found = live_day(cues)
        if found is None:
            found = carried_when(cues, sentences, told.days, rule)
            found = found if recent(found, published) else None
    if found is None:
        found = carried_when(cues, later, told.days, "when.incident")
        found = found if recent(found, published) and not is_long_span(found) else None
    away = away_when(cues, figure, figure.sentence, found)
    if away is None and found is not None and found.rule == "when.main":
        away = away_when(cues, figure, own_deed.sentences[0], found)
    if away is not None or found is None:
        return away or told_or_said(cues, figure)
    found = _without_anothers_hour(cues, context, mates, _told_by_then(cues, figure, found))
    lead = () if chain.is_separate(own_deed) else chain.lead
    found = after_midnight(cues, mates, sharpened(cues, [*before, *lead], found))
    apart = found.rule == "when.main" and own_deed.is_apart(chain.main)
    return by_the_day(found) if apart else found  # the hour is the other town's


def _without_anothers_hour(cues: Cues, context: Context, mates: Sequence[int], found: When) -> When:
    """ "On Sunday morning a bomb hurt three in Kara", beside a mine of Brak: the day may be, not the hour."""
    if "T" not in (found.earliest or ""):
        return found
    scenes = (cues.scene(m) for m in mates)
    at = next((s for s in scenes if cues.text.find(found.words, s.start, s.end) >= 0), None)
    if at is None or not of_another_town(cues, context, cues.reading.sentence_at(at.start)):
        return found
    return by_the_day(found)


def _by_the_way(cues: Cues, figure: Casualty, sentences: Sequence[int]) -> list[int]:
    """A deed beside the news is told in one paragraph: the day of the next is another's."""
    every = cues.reading.sentences
    return [s for s in sentences if every[s].paragraph == every[figure.sentence].paragraph]


def _only_fled(cues: Cues, figure: Casualty, sentence: int) -> bool:
    """ "Some 30,000 arrived on Wednesday. The ministry said two of its men had died": not on that day."""
    figures = cues.scene(sentence).figures if figure.harm != "displaced" else ()
    return bool(figures) and all(f.harm == "displaced" for f in figures)


def _died_late(cues: Cues, sentence: int) -> bool:
    """ "Two of the wounded died on Monday morning": the hour of their end, not of the deed."""
    figures = cues.scene(sentence).figures
    if not figures or any(f.harm != "killed" or not f.subset_of for f in figures):
        return False
    hurt = {f.id for f in cues.reading.found.casualties if f.harm == "injured"}
    return all(f.subset_of in hurt for f in figures)


def _told_by_then(cues: Cues, figure: Casualty, found: When) -> When:
    """ "On Saturday it said it had killed three": not on the Sunday of the news."""
    said = said_when(cues, figure) if found.rule == "when.main" else None
    before = said is not None and (said.earliest or "")[:10] < (found.earliest or "")[:10]
    return said if before and said is not None else found


_THAT_PERIOD = re.compile(r"\b(?:in|over|during|within) (?:the same|that|this) period\b")


def _in_that_period(cues: Cues, figure: Casualty, told: Told) -> When | None:
    """ "Fifty died in the past 24 hours. ... The group lost nine in the same period": in those hours."""
    scene = cues.scene(figure.sentence)
    if told.stretch is None or "period" not in cues.text[scene.start : scene.end]:
        return None
    return told.stretch[1] if _THAT_PERIOD.search(cues.text, scene.start, scene.end) else None


def _same_window(figure: Casualty, told: Told) -> When | None:
    """The stretch of the tally just before: "112 have died since Sunday. ... Another 42 ...", and the years of
    "170,000 have been killed and millions displaced"."""
    if figure.scope == "cumulative" and told.so_far and told.so_far[0] == figure.sentence:
        return told.so_far[1]
    if figure.scope != "period" or told.stretch is None:
        return None
    sentence, when = told.stretch
    return when if figure.sentence - sentence <= _SOON else None


def _filled(cues: Cues, context: Context) -> Casualty:
    """The figure with its context, the rules that answered in ``note``."""
    figure, when, where = context.figure, context.when, context.where
    cause, author, reporter = context.cause, context.author, context.reporter
    if author is not None:
        author = both_of_them(cues, called(cues, coalition_of(cues, author)))
    status = figure.status
    if status == "reported" and reporter and claims_for_itself(cues.reading, reporter):
        status = "claimed_by_party"
    rules = [found.rule for found in (when, where, cause, author, reporter) if found is not None]
    return replace(
        figure,
        status=status,
        date_earliest=when.earliest if when else None,
        date_latest=when.latest if when else None,
        date_words=(when.words or None) if when else None,
        place=where.name if where else None,
        place_words=(where.words or None) if where else None,
        cause=cause.name if cause else "other" if figure.harm in WITHOUT_MEANS else "unknown",
        perpetrator=author.name if author else None,
        voice=_voice(cues, context) if author else None,
        reporter=reporting_group(cues, reporter) if reporter else None,
        attribution=_attribution(context),
        note="; ".join(filter(None, (figure.note, " ".join(rules)))),
    )


def _attribution(context: Context) -> str:
    if context.reporter is None:
        return "none"
    return "by_context" if context.shared else "direct"


_SAID_BY_SOURCE = ("author.claimed", "author.blamed", "author.said_deed", "author.claimed_kill")


def _voice(cues: Cues, context: Context) -> str:
    """source where the author is named inside the cited words or is who is cited, else newsroom."""
    author, reporter = context.author, context.reporter
    if author is None or author.rule in _SAID_BY_SOURCE:
        return "source"
    if reporter is not None:
        if reporter.quote is None or _names(reporter.quote, author.start):
            return "source"  # "Norland said it had struck a camp, killing nine"
    near = starting(cues.reading.found.quotes, author.start - _LONGEST, author.start + _LONGEST)
    return "source" if any(_names(quote, author.start) for quote in near) else "newsroom"


def _names(quote: Quote, at: int) -> bool:
    """Do these words stand in what is cited, or are they who is cited?"""
    start, end = reach(quote)
    if start <= at < end:
        return True
    speaker, stop = quote.speaker_start, quote.speaker_end
    return speaker is not None and stop is not None and speaker <= at < stop


_LONGEST = 1_000  # characters of a quote
