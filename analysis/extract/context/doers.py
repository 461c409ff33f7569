"""Who did an incident, as its other sentences name him: the owner of an attack, or a subject.

"Jets bombed the port. ... Nine people died": whoever flew the jets, unless the sentence tells of
another hour, of what happens often, or of a toll of the whole war.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.all_over import says_all_over
from analysis.extract.context.acting import harms_itself, is_object, presses_on, strikes
from analysis.extract.context.author import OTHER_HOUR
from analysis.extract.context.cause import WITHOUT_MEANS, Cause, vague
from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.idle import Attack
from analysis.extract.context.names import FIRED_FROM, Author, Name
from analysis.extract.context.naming import named
from analysis.extract.context.owners import deeds_named, is_foiled, owner_of
from analysis.extract.context.sharing import INCLUDED
from analysis.extract.context.sides import fights_in, nonstate, opponent, own_side
from analysis.extract.context.two_hands import killed_by_both
from analysis.extract.context.unknown import blame_is_traded, is_habit
from analysis.extract.context.when import When, event_days, event_months
from analysis.extract.meeting import is_fighter, strikes_back
from analysis.records import Casualty

_RANKS = re.compile(
    r"^(?:unidentified |unknown |masked )?(?:gunm[ae]n|armed men|men with\b|bandits|kidnappers|raiders)",
    re.I,
)


def incident_author(
    cues: Cues, figure: Casualty, cause: Cause | None, sentences: Sequence[int]
) -> Author | None:
    """The author of the incident, as the nearest of its other sentences names one."""
    if figure.scope != "incident" and says_all_over(cues.reading, figure):
        return None  # a count of the country is nobody's deed
    fell = is_fighter(figure) and cause is not None and cause.name == "ground_fighting"
    fought = figure.scope == "incident" or fell
    for sentence in sentences:
        if sentence - figure.sentence > _FAR_BEHIND:
            continue
        scene = cues.scene(sentence)
        if _of_part_or_of_both(cues, figure, sentence):
            continue
        names = _of_this_hour(cues, scene) if not _answers(scene, figure) else []
        if not names:
            found = _in_name_only(cues, scene, cause)
            if found is not None and not own_side(figure, found) and not is_habit(scene):
                return found.did("author.incident")
            continue
        strong = any(a.strength > 1 for a in scene.attacks)
        if blame_is_traded(cues, scene) and not figure.victim_class.startswith("combatant"):
            continue
        if (
            _only_stored(cues, scene, names)
            or _of_years_ago(cues, scene, figure)
            or is_habit(scene)
            or (figure.scope == "incident" and _tallies(scene))
        ):
            continue  # "the town has regularly been bombed by both air forces"
        fights = fights_in(cues, scene, names) if fought else []
        if not (
            strong
            or scene.figures
            or (fights and fell)
            or _RANKS.match(names[0].words)
            or any(_killed_by(cues.text, scene, n) for n in names)
            or any(strikes(cues.text, scene, n) for n in names)
        ):
            continue
        if sentence > figure.sentence and cause is not None and _counts_others(scene, cause):
            continue
        if not strong and scene.figures and all(f.harm in WITHOUT_MEANS for f in scene.figures):
            continue  # who arrested somebody need not have killed
        for fight in fights:
            foe = opponent(fight, figure)
            if foe is not None:
                return foe.did("author.incident_foe")
        found = _doer(cues, scene, names, cause)
        if found is not None and not own_side(figure, found):
            if not _ANSWERS.match(cues.text, found.end) or nonstate(figure.victims or ""):
                return found.did("author.incident")
    return None


def _of_part_or_of_both(cues: Cues, figure: Casualty, sentence: int) -> bool:
    """ "The toll includes nine killed by rebel shells": those nine; "killed by army bombs and rebel fire": either."""
    scene = cues.scene(sentence)
    if sentence > figure.sentence and INCLUDED.match(cues.text, scene.start):
        return True
    return scene.once(
        "by both of two foes", lambda: any(killed_by_both(cues, one) for one in scene.figures)
    )


def without_old_years(
    cues: Cues, figure: Casualty, when: When | None, sentences: Sequence[int]
) -> list[int]:
    """The sentences but those dated by years before the report's alone, beside a figure that is not.

    "Troops retook the town in 2015" says nothing of who struck it now.
    """
    published = cues.reading.article.published or ""
    own = {month[:4] for month in event_months(cues, figure.sentence)}
    own.add((when.earliest or "")[:4] if when else "")

    def is_old(sentence: int) -> bool:
        years = {month[:4] for month in event_months(cues, sentence)}
        if not years or max(years) >= published[:4] or not years.isdisjoint(own):
            return False
        return not event_days(cues, sentence)

    return [m for m in sentences if not (published and is_old(m))]


def _answers(scene: Scene, figure: Casualty) -> bool:
    """ "Soldiers gave chase and killed four attackers": the deed of those who harmed no bystander."""
    answered = bool(scene.figures) and all(map(strikes_back, scene.figures))
    return answered and not is_fighter(figure)


def _of_years_ago(cues: Cues, scene: Scene, figure: Casualty) -> bool:
    """ "Troops retook the city after an assault in 2015": no deed of the day, two years on."""
    published = cues.reading.article.published
    ends = [(t.latest or t.earliest or "")[:4] for t in scene.times]
    if not published or not ends or not all("" < year < published[:4] for year in ends):
        return False
    if any(t.granularity != "year" for t in scene.times):
        return False  # a day of its own may be that of the deed
    here = cues.scene(figure.sentence).times
    return all((t.earliest or "")[:4] not in ends for t in here)


def _only_stored(cues: Cues, scene: Scene, names: Sequence[Name]) -> bool:
    """ "The blast was caused by shells that were kept by the rebels": they did not fire them."""
    return any(_STORED_BY.search(cues.text, scene.start, n.start) for n in names)


_STORED_BY = re.compile(
    r"\b(?:stored|kept|hidden|hoarded|stockpiled|abandoned|left behind) by (?:the )?(?:[a-z]+ )?$"
)
_HELD = re.compile(
    r"(?<!\bstate)-(?:held|controlled|run|occupied|dominated) (?!Israel|by\b)[a-z]"
)  # no "state-run agency", beside the Islamic State
# "next to the only road into rebel-held suburbs": other ground than what was hit
_BESIDE_IT = re.compile(
    r"\b(?:out of|into|next to|close to|near|outside|bordering|leading to|roads? to|routes? to|way to|facing)"
    r" (?:the |an? )?(?:[a-z]+ )?$"
)
_HELD_BY = re.compile(r"\b(?:held|controlled|occupied|administered|run) by (?:the )?(?:[a-z]+ )?$")


def holds_the_ground(cues: Cues, figure: Casualty, author: str) -> bool:
    """True for "rebel-held", "controlled by the rebels" in the figure's sentence: whose ground was hit."""
    scene, text = cues.scene(figure.sentence), cues.text
    for held in _HELD.finditer(text, scene.start, scene.end):
        start = text.rfind(" ", scene.start, held.start()) + 1
        word = text[start : held.start()].lower()
        if FIRED_FROM.search(text, scene.start, start) or _BESIDE_IT.search(
            text, scene.start, start
        ):
            continue
        if len(word) > 2 and word.rstrip("s") in author.lower().replace("-", " "):
            return True
    return any(
        actor.name == author
        and (_HELD.match(text, actor.end) or _HELD_BY.search(text, scene.start, actor.start))
        and not FIRED_FROM.search(text, scene.start, actor.start)
        for actor in scene.actors
    )


def _tallies(scene: Scene) -> bool:
    """ "Clashes of farmers and herders have claimed hundreds of lives": no deed of the day."""
    return bool(scene.figures) and all(f.scope == "cumulative" for f in scene.figures)


def _counts_others(scene: Scene, cause: Cause) -> bool:
    """True for a later sentence that counts its own dead, by means that it does not share with the figure."""
    if not any(f.subset_of is None and f.same_as is None for f in scene.figures):
        return False
    return cause.attack.strength > 2 and all(a.cause != cause.name for a in scene.attacks)


def _of_this_hour(cues: Cues, scene: Scene) -> list[Name]:
    """The names of a sentence of one deed, where it sets two deeds hours or days apart."""
    names = named(cues, scene)
    if names and (thanked := _THANKS.match(cues.text, scene.start)) is not None:
        names = [n for n in names if n.start >= thanked.end()]
    found = OTHER_HOUR.search(cues.reading, scene.start, scene.end) if names else None
    if found is None:
        return names
    opens = found.start() - scene.start < _OPENING and found.group().endswith(("later", "earlier"))
    if opens or _CAME.match(cues.text, scene.start):
        return [n for n in names if n.start >= found.end()]
    return [n for n in names if n.end <= found.start()]


# "Thanks to the courage of our forces, | the attack was beaten off": who ended it
_THANKS = re.compile(r"\W*(?:Thanks|Owing|Due) to [^,.;]{1,120},")
_OPENING = 12  # characters of "Two" in "Two hours later, jets bombed the port"
# "The raid came two days after gunmen stormed the village": the deed that is told now is theirs
_CAME = re.compile(
    r"(?:The|It|This|That|His|Her|Their)\b[^.;,]{0,40} (?:came|comes|happened|took place|occurred|follow\w*)\b"
)


def side_author(cues: Cues, figure: Casualty, sentences: Sequence[int]) -> Author | None:
    """The other side of the article's fight, where the victims were on one of the two."""
    for sentence in sentences:
        scene = cues.scene(sentence)
        for fight in fights_in(cues, scene, named(cues, scene)):
            if own_side(figure, fight.one) != own_side(figure, fight.other):
                foe = opponent(fight, figure)
                return foe.did("author.other_side") if foe else None
    return None


def _doer(cues: Cues, scene: Scene, names: list[Name], cause: Cause | None) -> Name | None:
    """Who did what a sentence tells: the owner of an attack of the same means, or the subject."""
    owner = _owning(cues, scene, names, cause)
    if owner is not None:
        return owner
    strong = [_same_means(a, cause) for a in scene.attacks if a.strength > 1]
    if strong and not any(strong):
        return None
    for deed in deeds_named(cues, scene) if cause is None or cause.name in _ANY_DEED else ():
        found = owner_of(cues, scene, deed, names)
        if found is not None and _RAID.match(cues.text, deed.start):
            return Name(found.start, found.end, found.name, cues.text[found.start : found.end])
    return _acting(cues, scene, names, cause)


def _owning(cues: Cues, scene: Scene, names: list[Name], cause: Cause | None) -> Name | None:
    """Whose attack of the same means a sentence tells; not what was the reason of another's."""
    for attack in scene.attacks:
        if attack.strength < 2 or not _same_means(attack, cause):
            continue
        if not scene.figures and harms_itself(cues.text, attack.start):
            continue
        found = owner_of(cues, scene, attack, names)
        if found is not None and attack.form != "verb":
            if cause is not None and cause.name in _ON_THE_GROUND and _flies(cues.text, found):
                continue
            if _was_reason(cues, scene, names, found):
                continue
            return Name(found.start, found.end, found.name, cues.text[found.start : found.end])
    return None


def _was_reason(cues: Cues, scene: Scene, names: list[Name], found: Author) -> bool:
    """ "Troops have shelled the town since rebels attacked a base": what the rebels did came first."""
    since = _BECAUSE.search(cues.text, scene.start, found.start)
    return since is not None and any(
        n.end < since.start() and strikes(cues.text, scene, n) for n in names
    )


_BECAUSE = re.compile(r"\b(?:since|because) (?!(?:early|dawn|[A-Z]\w+day)\b)")


def _acting(cues: Cues, scene: Scene, names: list[Name], cause: Cause | None) -> Name | None:
    """The subject of the sentence's verb of attack."""
    for name in names:
        if _killed_by(cues.text, scene, name) and not scene.figures:
            return name
        if _HABIT.match(cues.text, name.end):
            continue  # "a base that the militia has shelled repeatedly"
        if is_foiled(cues, scene.start, name.start):
            continue
        if presses_on(cues.text, name.end) and cues.text.endswith(_MEANWHILE, 0, name.start):
            continue
        if strikes(cues.text, scene, name):
            return name
        if _RANKS.match(name.words) and (cause is None or cause.name in _GUNS):
            before = cues.text[max(scene.start, name.start - 40) : name.start]
            if not (
                is_object(before) or _NUMBER.search(before) or _IN_HIDING.match(cues.text, name.end)
            ):
                return name
    return None


# "gunmen had infiltrated the crowd": where they were, not what they did
_IN_HIDING = re.compile(
    r" (?:(?:had|have|has|were|was|are|may|might|been|also|reportedly|allegedly) ){0,4}"
    r"(?:infiltrat\w+|mingl\w+|blend\w+|hid(?:den|ing)?|present|spotted|den(?:y|ied|ying))\b"
    r"(?![^.;]{0,80} and (?:then )?(?:opened|fired|shot|attacked|killed))"
)


def _in_name_only(cues: Cues, scene: Scene, cause: Cause | None) -> Name | None:
    """ "Terrorist attacks on the town left 18 dead. Nine were killed by shells": whose attacks the lead calls them."""
    if cause is not None and cause.name in _FROM_AFAR:
        return None
    for deed in deeds_named(cues, scene):
        found = owner_of(cues, scene, deed, [])
        if found is not None and nonstate(found.name):
            return Name(found.start, found.end, found.name, found.name)
    return None


_FROM_AFAR = frozenset(("airstrike", "drone", "chemical"))


def _killed_by(text: str, scene: Scene, name: Name) -> bool:
    """ "Most of the victims were killed by the Front": whom the dead of the incident are laid to."""
    found = _BY_WHOM.search(text, max(scene.start, name.start - 40), name.start)
    if found is None:
        return False
    return not _ITS_FIGHTERS.search(text, max(scene.start, found.start() - 60), found.start())


_BY_WHOM = re.compile(
    r"\b(?:killed|slain|murdered|executed|massacred|beheaded|shot dead) by (?:the |[a-z]+ )?$"
)
# "had looked on as its fighters were | killed by the police": a grievance, no word of those the text counts
_ITS_FIGHTERS = re.compile(
    r"\b(?:his|her|its|their|our)(?: own)? (?:[\w-]+ )?(?:soldiers?|fighters?|men|troops|militants|members|comrades|"
    r"commanders?|militiamen|gunmen|leaders?)(?: (?:had|have|has|were|was|being|been|got|also))* $"
)


def _flies(text: str, found: Author) -> bool:
    """ "bombing by Russian jets": no bomb that somebody carried or laid."""
    return _PLANES.search(text, found.start, found.end + 20) is not None


_PLANES = re.compile(r"\b(?:jets?|(?:war)?planes?|aircraft|helicopters?|air force|bombers)\b")
_ON_THE_GROUND = frozenset(("suicide_attack", "car_bomb", "ied", "landmine"))
_FAR_BEHIND = 10  # sentences; what a text tells so late is another matter
_MEANWHILE = (" as ", " while ")
_OFTEN = r"(?:repeatedly|regularly|often|frequently|routinely|previously|periodically)"
_HABIT = re.compile(
    rf" (?:(?:has |have |had )?{_OFTEN} \w+|(?:has|have|had) \w+(?: [\w-]+){{0,4}}? "
    rf"(?:{_OFTEN}|in the past|many times))\b"
)
# who returns fire has killed attackers, not those who were attacked
_ANSWERS = re.compile(
    r"[^.;]{0,40}?\b(?:returned fire|return fire|fired back|retaliat\w+|repel\w+|repuls\w+|responded|"
    r"(?:target|hit|struck|shell|bomb)\w* the sources? of)\b"
)
_NUMBER = re.compile(r"\d+ $|\b(?:who|the|suspected) $")
_RAID = re.compile(r"(?:attack|assault|ambush|massacre|incursion|raid|killing)")
_ANY_DEED = frozenset(("ground_fighting", "gunfire", "execution", "other", "unknown"))
_GUNS = frozenset(("ground_fighting", "gunfire", "execution", "other"))
_KIN = (
    frozenset(("airstrike", "drone", "missile")),
    frozenset(("ground_fighting", "gunfire", "execution")),
    frozenset(("ground_fighting", "shelling", "ied", "landmine")),
    frozenset(("ied", "car_bomb", "suicide_attack", "landmine")),
    frozenset(("chemical", "airstrike", "shelling")),
)


def _same_means(attack: Attack, cause: Cause | None) -> bool:
    """True where the attack may be what did the harm."""
    if cause is None or cause.name == attack.cause or attack.strength < 2:
        return True
    if vague(cause):
        return attack.cause not in ("gunfire", "execution", "ground_fighting")
    if cause.name == "other":  # "the attacks", then "gunmen stormed the villages"
        return attack.cause in ("gunfire", "execution", "ground_fighting")
    if attack.form == "verb" and attack.cause == "gunfire" and cause.name == "shelling":
        return True  # who "opened fire" may have shelled
    return any(cause.name in kin and attack.cause in kin for kin in _KIN)
