"""The author of a figure whose own sentence names none: who did its deed, or is blamed for it.

Who speaks of his own deed comes first, then the incident's sentences before, a claim, those behind, last the lead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.context.author import fired_at_each_other
from analysis.extract.context.belligerents import (
    claimed_kill,
    counted_foe,
    means_author,
    other_belligerent,
    own_claim,
    rival_claim,
    spoken_of,
)
from analysis.extract.context.carrying import A_DAY, ANOTHER, is_elsewhere, is_of_it, of_both_sides
from analysis.extract.context.claims import (
    blamed_at_first,
    claimed_author,
    denied,
    incident_claim,
    own_deed,
    said_deed,
)
from analysis.extract.context.clauses import OF_STRIFE, of_their_record, on_a_day_of_its_own
from analysis.extract.context.cues import Cues, only_feared
from analysis.extract.context.doers import incident_author, side_author, without_old_years
from analysis.extract.context.groups import believed_in
from analysis.extract.context.incidents import Chain, own_attack
from analysis.extract.context.issuer import captor
from analysis.extract.context.meant import OF_STATES, is_group
from analysis.extract.context.names import Author
from analysis.extract.context.naming import named
from analysis.extract.context.revenge import avenged
from analysis.extract.context.scenes import fine_scenes
from analysis.extract.context.sharing import Context
from analysis.extract.context.sides import nonstate, of_rivals, same_side, state
from analysis.extract.context.status import claims_for_itself
from analysis.extract.context.stretch import is_long
from analysis.extract.context.two_hands import killed_by_both
from analysis.extract.context.unknown import (
    blame_is_traded,
    says_unknown,
    told_before_unknown,
)
from analysis.extract.meeting import strikes_back
from analysis.lean import replace
from analysis.opened import Opened
from analysis.records import Casualty, Place

_SOON = 2  # sentences behind a figure in which "gunmen" may be given a name
_CLAIMED = 14  # sentences in which somebody may claim the main incident


def _of_the_series(context: Context, mates: Sequence[int]) -> Sequence[int]:
    """The sentence before a count of "such attacks", which says whose they were; else all."""
    before = context.figure.sentence - 1
    return [m for m in mates if m == before] if _goes_on(context) else mates


def _goes_on(context: Context) -> bool:
    return context.when is not None and context.when.rule == "when.period_before"


def _by_many(cues: Cues, context: Context) -> bool:
    """True for the toll of a long stretch, or of strife."""
    start = context.figure.start
    if is_long(context.when) and not _goes_on(context):
        return True
    begins = cues.scene(context.figure.sentence).start
    return OF_STRIFE.search(cues.text, begins, start) is not None


def carried_author(
    cues: Cues,
    chain: Chain,
    context: Context,
    mates: Sequence[int],
    before: Sequence[Context] = (),
) -> Author | None:
    """Who speaks of his own deed, who did the incident, or who is blamed for it."""
    figure = context.figure
    if of_their_record(cues.text, cues.scene(figure.sentence), figure):
        return None
    found = _carried(cues, chain, context, mates, before)
    if found is None or _of_another_front(cues, context, found):
        return None
    if _over_the_border(cues, context, found) or _planted(context, found):
        return None
    if found.rule in _TOLD_ELSEWHERE and _does_not_fly(cues, context, found):
        return None
    return found


def _of_another_front(cues: Cues, context: Context, author: Author) -> bool:
    """ "Two policemen were hurt in Jammu. ... In Raipur, Maoists blew up a van": no foes of the former."""
    if author.rule != "author.belligerent":
        return False
    sentences = cues.reading.sentences
    here, told = context.figure.sentence, cues.reading.sentence_at(author.start)
    if sentences[here].paragraph == sentences[told].paragraph:
        return False
    ours = {p.admin1 for p in _places_told(cues, here)}
    theirs = {p.admin1 for p in _places_told(cues, told)}
    return bool(ours and theirs) and None not in ours | theirs and ours.isdisjoint(theirs)


def _places_told(cues: Cues, here: int) -> list[Place]:
    """The fine places of a sentence, or of the one before in its paragraph."""
    paragraph = cues.reading.sentences[here].paragraph
    for sentence in (here, here - 1):
        if sentence >= 0 and cues.reading.sentences[sentence].paragraph == paragraph:
            if places := fine_scenes(cues, sentence):
                return places
    return []


def _planted(context: Context, author: Author) -> bool:
    """ "Troops raided a hideout. ... A roadside bomb killed four": no troops of the country laid it."""
    means = context.cause.name if context.cause is not None else ""
    forces = author.name.islower() and state(author.name)
    return forces and author.rule in _TOLD_ELSEWHERE and means in _PLANTED


_PLANTED = frozenset(("ied", "suicide_attack", "car_bomb"))


def _does_not_fly(cues: Cues, context: Context, author: Author) -> bool:
    """ "Rebels shelled Kara. ... Barrel bombs from helicopters killed two": no rebels' helicopters."""
    cause = context.cause
    if cause is None or cause.name != "airstrike":
        return False
    group = is_group(cues, author.name) and not OF_STATES.fullmatch(author.name)
    return group or nonstate(author.name.removesuffix(" forces"))


def _over_the_border(cues: Cues, context: Context, author: Author) -> bool:
    """ "Russian drones hit Ukraine. ... In Belgorod a drone killed a woman": no state's deed in another
    country is carried home to its own people."""
    if author.rule not in _TOLD_ELSEWHERE:
        return False
    home = _country_told(cues, context)
    if home is None or home not in (author.name, cues.country_of_people(author.name.split()[0])):
        return False
    told = cues.reading.sentence_at(author.start)
    scene = cues.scene(told)
    behind = _BESIDE_IT.search(cues.text, author.start, scene.end)
    places = [p for p in scene.places if behind is None or p.start < behind.start()]
    abroad = bool(places) and not any(p.country == home for p in places)
    return told != context.figure.sentence and abroad


def _country_told(cues: Cues, context: Context) -> str | None:
    """The country of a figure's place, or else of the places named last in its paragraph."""
    if context.where is not None:
        return context.where.place.country
    places = _places_told(cues, context.figure.sentence)
    return places[-1].country if places else None


_BESIDE_IT = re.compile(r",? (?:while|as|whereas|but) ")
_TOLD_ELSEWHERE = frozenset(("author.incident", "author.just_told", "author.means"))


def _carried(
    cues: Cues,
    chain: Chain,
    context: Context,
    mates: Sequence[int],
    before: Sequence[Context],
) -> Author | None:
    figure, reporter = context.figure, context.reporter
    party = reporter is not None and claims_for_itself(cues.reading, reporter)
    if only_feared(figure) or of_both_sides(cues, figure):
        return None
    if avenged(cues, figure) or _by_either_side(cues, figure):
        return None
    if figure.harm == "detained":
        return captor(cues, figure, reporter, party)
    if context.lost and not _KIN.search(figure.victims or ""):
        # "Ruritania has so far lost twelve soldiers in the war": to many
        so_far = figure.scope == "cumulative"
        return None if so_far else other_belligerent(cues, _as_losers(cues, figure))
    own = own_deed(cues, figure, reporter, party)
    if own is not None or figure.scope == "cumulative":
        return own
    if figure.subset_of:
        own = means_author(cues, figure, context.cause) if spoken_of(cues, context.cause) else None
        return counted_foe(cues, figure) or own  # else a part has its whole's author
    mates = _of_the_series(context, mates)
    if figure.scope == "period" and _by_many(cues, context):
        return None  # "1,601 civilians were killed in six months": by many
    if (
        figure.scope == "period"
        and not _of_the_raids(cues, figure)
        and any(f.scope == "incident" for f in cues.reading.found.casualties)
    ):
        near = 1 if context.cause and context.cause.attack.strength > 2 else 0
        here = cues.reading.sentences
        of_a_land = context.where is not None and context.where.place.precision == "country"
        mates = [
            m
            for m in mates
            if -1 <= m - figure.sentence <= near
            and here[m].paragraph == here[figure.sentence].paragraph
            and not (of_a_land and m < figure.sentence and _tells_one_deed(cues, m))
        ]
    if figure.harm == "displaced":
        return _who_drove_out(cues, chain, context, mates)
    fighters = figure.victim_class.startswith(("combatant", "security"))
    apart = not fighters and any(is_elsewhere(cues, context, m) for m in (*mates, *chain.lead))
    if apart:
        mates = [m for m in mates if is_of_it(cues, context, m)]
    if says_unknown(cues, figure.sentence):
        return claimed_author(cues, figure, _CLAIMED)
    unknown = any(says_unknown(cues, m) for m in mates)
    mates = told_before_unknown(cues, mates)
    known = replace(figure, reporter=reporter.name) if reporter else figure
    of_lead = chain.of(figure.sentence) is chain.main
    reach_of_claim = _CLAIMED if of_lead else _CLAIMED // 2
    if _between_two(cues, context):
        return None
    alone = _found_dead(cues, figure) or _of_a_month(chain, context) or _astray(cues, context)
    alone = alone or _crashed(cues, figure) or _of_other_deeds(cues, figure)
    if alone:
        return claimed_author(cues, figure, _CLAIMED // 2)
    of_late = without_old_years(cues, figure, context.when, mates)
    found = (
        own_claim(cues, known, reporter, party)
        or rival_claim(cues, known, reporter, party)
        or claimed_kill(cues, known, reporter, party)
        or claimed_author(cues, figure, 0)
        or (None if apart else _just_told(cues, chain, known, before))
        or (means_author(cues, known, context.cause) if spoken_of(cues, context.cause) else None)
        or incident_claim(cues, known, mates)
        or incident_author(cues, known, context.cause, [m for m in of_late if m < figure.sentence])
        or claimed_author(cues, figure, reach_of_claim)
        or incident_author(cues, known, context.cause, [m for m in of_late if m > figure.sentence])
        or (blamed_at_first(cues, figure) if of_lead else None)
        or said_deed(cues, mates)
    )
    found = found or counted_foe(cues, figure)
    if found is not None or figure.scope == "period" or unknown or apart:
        return found
    main = told_before_unknown(cues, chain.lead)
    scene = cues.scene(figure.sentence)
    of_main = {a.cause for m in main for a in cues.scene(m).attacks if a.strength > 1}
    told_here = context.cause if context.cause and context.cause.rule == "cause.sentence" else None
    other_means = told_here is not None and not of_main & {told_here.name, told_here.attack.cause}
    aside = (
        scene.places
        or figure.harm == "missing"
        or other_means
        or _of_old(cues, chain, context)
        or chain.is_separate(chain.of(figure.sentence))
        or any(own_attack(cues.scene(m), akin=of_main) for m in (figure.sentence, *mates))
    )
    if not aside:
        found = incident_author(cues, known, context.cause, main)
    found = found or means_author(cues, known, context.cause)
    return (
        found
        or side_author(cues, known, main)
        or other_belligerent(
            cues,
            known,
            () if chain.of(figure.sentence) is chain.main else {figure.sentence, *mates},
        )
    )


def _by_either_side(cues: Cues, figure: Casualty) -> bool:
    """True for the dead of rivals, and for those who fell between two sides."""
    between = fired_at_each_other(cues, figure) or killed_by_both(cues, figure)
    return between or of_rivals(figure)


def _as_losers(cues: Cues, figure: Casualty) -> Casualty:
    """ "The Front left behind 12 dead": the 12 are the Front's."""
    if figure.victim_class.startswith(("combatant", "security")):
        return figure
    names = [n for n in named(cues, cues.scene(figure.sentence)) if n.end <= figure.start]
    if not names or not _LEFT_BEHIND.match(cues.text, names[-1].end):
        return figure
    theirs = "soldiers" if state(names[-1].words) else "fighters"
    return replace(figure, victims=f"{names[-1].words} {theirs}")


_LEFT_BEHIND = re.compile(r" (?:(?:had|have|has|also) )?(?:left|leaves?|leaving) behind\b")


def _of_the_raids(cues: Cues, figure: Casualty) -> bool:
    """ "128 had been killed in the raids since Thursday": in those that were told of."""
    scene = cues.scene(figure.sentence)
    return _THE_RAIDS.search(cues.text, scene.start, scene.end) is not None


_THE_RAIDS = re.compile(
    r"\b(?:killed|dead|died|wounded|injured|hurt)(?: and [a-z]+(?: [\w-]+){0,3}?)? in (?:the|these|those) "
    r"(?:air )?(?:raids|strikes|airstrikes|bombing|bombardment|shelling|campaign)\b"
)


def _who_drove_out(
    cues: Cues, chain: Chain, context: Context, mates: Sequence[int]
) -> Author | None:
    """Who raided and burnt the villages people fled; of a battle neither side alone drove them out."""
    cause = context.cause
    if cause is None or cause.rule == "cause.article" or cause.name not in _ONE_SIDED:
        return None
    told = [*mates, *(m for m in chain.lead if m not in mates)]
    return incident_author(cues, context.figure, cause, told)


_ONE_SIDED = frozenset(("gunfire", "execution", "other"))


def _astray(cues: Cues, context: Context) -> bool:
    """ "A baker was hit by a stray bullet", "caught in the crossfire": nobody knows whose."""
    scene = cues.scene(context.figure.sentence)
    if _CROSSFIRE.search(cues.reading, scene.start, scene.end):
        return True
    attack = context.cause.attack if context.cause is not None else None
    return attack is not None and "stray" in cues.text[attack.start - 6 : attack.end].lower()


def _of_other_deeds(cues: Cues, figure: Casualty) -> bool:
    """ "Fifteen others were killed in two more incidents", "in yet another attack": whose those were is not said."""
    found = _OTHER_DEEDS.match(cues.text, figure.end)
    return found is not None


_OTHER_DEEDS = re.compile(
    r" in (?:(?:yet )?another (?:[\w-]+ )?(?:attack|strike|raid|incident|bombing|explosion)\b|"
    r"(?:(?:two|three|four|several|other|separate|more|further|unrelated) ){1,3}(?:[\w-]+ )?"
    r"(?:attacks|incidents|strikes|raids|bombings|explosions|episodes)\b)"
)


def _crashed(cues: Cues, figure: Casualty) -> bool:
    """ "Three officers died when their helicopter crashed": nobody brought it down, unless he says so."""
    scene = cues.scene(figure.sentence)
    return not cues.reading.vocabulary.isdisjoint(("crashed", "crash")) and (
        _CRASH.search(cues.text, scene.start, scene.end) is not None
    )


_CRASH = re.compile(
    r"\b(?:helicopters?|(?:war)?planes?|aircraft|jets?|MiG[\w-]*) (?:had |has |have )?crash(?:ed|es)?\b"
)
_CROSSFIRE = Opened(
    r"\b(?:caught|trapped|died|killed|hit|wounded) (?:up )?in (?:the |a )?cross-?fire\b"
)


def _found_dead(cues: Cues, figure: Casualty) -> bool:
    """ "On Saturday the body of a woman was found in a canal": a find of its own, whoever was told of before."""
    scene = cues.scene(figure.sentence)
    if figure.harm != "killed" or not ANOTHER.match(cues.text, scene.start):
        return False
    return _FOUND.search(cues.reading, scene.start, scene.end) is not None


_FOUND = Opened(
    r"\b(?:body|bodies|corpses?|remains) [^.;]{0,80}\b(?:was|were) (?:also )?"
    r"(?:found|discovered|pulled|recovered|dumped|fished)\b"
    r"(?![^.;]{0,40}\b(?:rubble|debris|ruins|wreckage)\b)"
)


def _of_a_month(chain: Chain, context: Context) -> bool:
    """ "The observatory counted 73 homicides in June": no part of a deed that has a day."""
    when = context.when
    if when is None or when.rule != "when.relative" or len(when.earliest or "") >= A_DAY:
        return False
    return bool(chain.of(context.figure.sentence).days)


def _of_old(cues: Cues, chain: Chain, context: Context) -> bool:
    """ "In March bombs killed 18 in the same town": a deed by itself, told by its month."""
    when, mine = context.when, chain.of(context.figure.sentence)
    told = when is not None and 0 < len(when.earliest or "") < A_DAY
    if not told or mine is chain.main or not (mine.months and chain.main.days):
        return False
    return own_attack(cues.scene(context.figure.sentence))


def _between_two(cues: Cues, context: Context) -> bool:
    """ "Clashes erupted between the Front and the army, claiming ten": either side may have done it."""
    figure, cause = context.figure, context.cause
    if figure.victim_class.startswith(("combatant", "security")) or nonstate(figure.victims or ""):
        return False
    scene = cues.scene(figure.sentence)
    if blame_is_traded(cues, scene):
        return True
    if cause is None or cause.rule != "cause.sentence" or cause.name != "ground_fighting":
        return False
    return _BETWEEN_TWO.search(cues.reading, scene.start, scene.end) is not None


_BETWEEN_TWO = Opened(
    r"\b(?:[Cc]lashes|[Ff]ighting|[Bb]attles?|[Ff]irefights?|[Gg]unfights?)(?: (?:have|has|had))?"
    r"(?: (?:erupted|broke out|raged|broken out|flared))? (?:between|among|amongst)\b"
)


def _tells_one_deed(cues: Cues, sentence: int) -> bool:
    """ "A drone killed the driver. In May 174 died in Chad": whose drone it was says nothing of that month."""
    figures = cues.scene(sentence).figures
    return bool(figures) and all(f.scope == "incident" for f in figures)


def _just_told(
    cues: Cues, chain: Chain, figure: Casualty, before: Sequence[Context]
) -> Author | None:
    """ "A drone killed its commander. A passer-by also died": who harmed the people told of just before.

    Where no two of them were harmed by two.
    """
    if not strikes_back(figure):
        before = [one for one in before if not strikes_back(one.figure)]
    authors = {c.author.name for c in before if c.author}
    if len(authors) != 1 or figure.scope != "incident":
        return None
    last, author = before[-1].figure, before[-1].author
    apart = chain.of(last.sentence) is not chain.of(figure.sentence)
    apart = apart and not _one_more(cues, figure)
    if author is None or apart or figure.sentence - last.sentence > _SOON:
        return None
    fighters = [f.victim_class.startswith(("combatant", "security")) for f in (last, figure)]
    if any(fighters) and last.victim_class != figure.victim_class:
        return None
    scene = cues.scene(figure.sentence)
    if own_attack(scene) or on_a_day_of_its_own(cues.text, scene.start, figure):
        return None
    if same_side(figure.victims or "", author.name):
        return None
    return replace(author, rule="author.just_told")


def _one_more(cues: Cues, figure: Casualty) -> bool:
    """ "Also in the north a ninth man was hanged": what was told goes on, elsewhere."""
    also = cues.text.startswith("Also ", cues.scene(figure.sentence).start)
    return also and _NTH.match(figure.victims or "") is not None


_NTH = re.compile(
    r"(?:an? |the )?(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|another|other)\b",
    re.IGNORECASE,
)
# "he lost two brothers in the raid": no side's losses
_KIN = re.compile(
    r"\b(?:brothers?|sisters?|sons?|daughters?|child(?:ren)?|parents|mother|father|wife|wives|husband|relatives|family|"
    r"cousins?|uncles?|nephews?|nieces?|friends?|neighbou?rs?|colleagues?|students?|pupils|patients)\b"
)


def nameless(name: str) -> bool:
    """True for "gunmen", "Colombian rebels": a word for fighters that names no group."""
    return name.islower() or (name.split()[-1].islower() and nonstate(name))


def by_name(cues: Cues, chain: Chain, context: Context, mates: Sequence[int]) -> Author | None:
    """The group by name that "gunmen" are believed to be, or that claims their deed later."""
    here = context.figure.sentence
    soon = range(here, min(here + _SOON + 1, len(cues.reading.sentences)))
    for sentence in dict.fromkeys((*soon, *mates)):
        found = believed_in(cues, cues.scene(sentence))
        if found is not None:
            return found
    of_main = chain.of(here) is chain.main
    told = [m for m in mates if m < here or not of_main]
    found = incident_claim(cues, context.figure, told)
    if found is None and of_main:
        found = claimed_author(cues, context.figure, _CLAIMED)
    if found is None or found.name.islower():
        return None
    fits = context.author is not None and nonstate(context.author.name)
    fits = fits and not denied(cues, cues.reading.sentence_at(found.start))
    return (
        found
        if found.rule == "author.claimed" or (found.rule == "author.blamed" and fits)
        else None
    )
