"""Who did the harm, where somebody is named: owner of the strike, agent, or the other side.

"Russian airstrikes killed nine" (owner), "killed by gunmen" (agent), "gunmen killed nine"
(subject), "nine soldiers died in clashes with the rebels" (foe), "the group claimed
responsibility" (claim). Victims are never their own killers.
"""

from __future__ import annotations

import re

from analysis.extract.context.acting import acts, is_object, presses_on
from analysis.extract.context.cause import WITHOUT_MEANS
from analysis.extract.context.clauses import (
    before_it_fought,
    beyond,
    did_not,
    of_a_war,
    of_the_day_before,
    on_a_day_of_its_own,
)
from analysis.extract.context.courts import is_judged, judged_from
from analysis.extract.context.cues import Cues, Scene, anchor
from analysis.extract.context.groups import filmed, unlisted_subject
from analysis.extract.context.idle import Attack
from analysis.extract.context.leading import KILLING, by_what_it_leads_to, scene_break
from analysis.extract.context.meant import meant
from analysis.extract.context.names import Author, Name
from analysis.extract.context.naming import named
from analysis.extract.context.owners import (
    deeds_named,
    goes_on_since,
    is_foiled,
    of_many,
    owner_of,
)
from analysis.extract.context.revenge import avenged, is_avenged_on
from analysis.extract.context.sides import (
    fighting,
    fights_in,
    nonstate,
    of_rivals,
    opponent,
    own_side,
    same_side,
)
from analysis.extract.context.two_hands import killed_by_both
from analysis.extract.context.unknown import says_unknown
from analysis.extract.context.usual import usual_attacker
from analysis.opened import Opened
from analysis.records import Casualty

# "hours after rebels overran a post": a deed of another hour in the same sentence
OTHER_HOUR = Opened(
    r"\b(?:hours?|days?|weeks?|months?|years?|minutes?|nights?) (?:after|before|earlier|later)\b"
)
_HARM_BY = Opened(
    r"(?<!\bused )(?<!\bheld )(?<!\brun )(?<!\bcontrolled )(?<!\bbacked )(?<!\btrained )(?<!\bequipped )"
    r"(?<!\bsupported )(?<!\bbesieged )(?<!\barmed )"
    r"\b(?:by|at the hands of)\s+(?:(?:the|a|an|two|three|some|several|about|around|at least|unknown|unidentified|"
    r"masked|suspected|armed|criminal|so[- ]called|\d+|four|five|six|seven|eight|nine|ten|a group of|a gang of|members of|the)\s+){0,3}$"
)
_FOE = Opened(
    r"\b(?:clash\w*|fight\w*|battl\w*|combat|firefights?|gun ?battles?|skirmish\w*|fought|encounter\w*)"
    r"(?: \w+){0,5}? (?:with|against)\s+(?:(?:the|an?|another|other|some|several|local|fellow) )*"
    r"(?:(?:[A-Z]?[a-z-]+ ){1,3}(?:group|militia|faction|movement|organi[sz]ation|outfit|gang|network)s? )?$"
)


# "Three soldiers were killed | fighting | the Front"
_DIED_FIGHTING = re.compile(
    r" (?:while |when |as they were |in )?(?:fighting|battling|combat+ing) (?:the )?"
)
# "fighting between rival gangs": whoever is hit was hit by one of them
_AMONG = re.compile(
    r"\b(?:clash\w*|fight\w*|battl\w*|combat|firefights?|gun ?battles?|skirmish\w*|violence|shootouts?)"
    r"(?: \w+){0,3}? (?:between|among|involving) $"
)


def local_author(cues: Cues, figure: Casualty) -> Author | None:
    """The author named in the figure's own sentence."""
    scene = cues.scene(figure.sentence)
    either = named(cues, scene) and says_unknown(cues, figure.sentence)
    deed = judged_from(cues, figure.sentence)
    judged = is_judged(cues, figure)  # the police or a court did something else
    names = [
        n
        for n in named(cues, scene)
        if not (judged and n.start < deed)
        and not (either and _is_one_of_two(cues.text, n))
        and not _victim(cues.text, n, figure)
        and not beyond(cues.text, scene, figure, n)
        and not is_avenged_on(cues, scene, n)
        and not OTHER_HOUR.search(cues.reading, figure.end, max(figure.end, n.start))
    ]
    if of_rivals(figure) or fired_at_each_other(cues, figure) or killed_by_both(cues, figure):
        return None
    if avenged(cues, figure) or of_a_war(cues.text, scene.start, figure):
        return _agent(cues, scene, figure, names)
    if of_the_day_before(cues.text, scene.start, figure):
        names = [n for n in names if n.start > figure.start]
        return _agent(cues, scene, figure, names)
    if (judged and not names) or on_a_day_of_its_own(cues.text, scene.start, figure):
        return None if judged else _agent(cues, scene, figure, names)
    if not names and not scene.attacks and not deeds_named(cues, scene):
        return unlisted_subject(cues, figure) or _the_group(cues, scene, figure)
    means = _means_of_its_own(cues, scene, figure)
    if means is not None:
        return owner_of(cues, scene, means, names)
    if (own := _whose_strike_killed(cues, scene, figure, names)) is not None:
        return own
    for rule in (_agent, _killer, usual_attacker, _foe, _owner, _subject, _attacked_then):
        found = rule(cues, scene, figure, names)
        if found:
            return found
    return unlisted_subject(cues, figure) or filmed(cues, figure)


def fired_at_each_other(cues: Cues, figure: Casualty) -> bool:
    """ "Fighters and soldiers exchanged fire in Kara, killing nine people": either of them did."""
    if figure.victim_class.startswith(("combatant", "security")) or nonstate(figure.victims or ""):
        return False
    scene = cues.scene(figure.sentence)
    found = _EXCHANGED.search(cues.reading, scene.start, figure.start)
    if found is None or found.start() == scene.start:
        return False
    names = [n for n in named(cues, scene) if n.end < found.start()]
    return len(names) > 1 and " and " in cues.text[names[-2].end : names[-1].start]


_EXCHANGED = Opened(
    r"\b(?:exchanged|traded) (?:[a-z]+ )?(?:fire|gunfire|shots|shells|shellfire|rockets)\b"
)


def _is_one_of_two(text: str, name: Name) -> bool:
    """ "Syrian or Russian warplanes": nobody knows which."""
    return text.startswith(" or ", name.end) or text.endswith(" or ", 0, name.start)


def _victim(text: str, name: Name, figure: Casualty) -> bool:
    """True where the name is the people harmed ("17 government troops were killed")."""
    if text[name.start - 3 : name.start] == "by ":
        return False
    if name.end + 1 == figure.start and figure.number_start is None and not _does(figure):
        return True  # "ELN commander killed": whose he was
    if figure.number_start is not None and figure.number_start <= name.start:
        return name.start < figure.end and name.start - figure.number_start < 60
    words = " ".join((figure.victims or "").split())
    return bool(words) and figure.start <= name.start < figure.end and name.name in words


def _does(figure: Casualty) -> bool:
    """True for a figure that opens with its verb: "killed a commander"."""
    return figure.rule in ("casualty.active", "casualty.of", "casualty.lose")


def _agent(cues: Cues, scene: Scene, figure: Casualty, names: list[Name]) -> Author | None:
    """ "killed by gunmen", "was shot by a soldier": an agent behind the word of harm."""
    held = cues.text.endswith("held", figure.start, figure.end)
    for name in names:
        if held and _BY.fullmatch(cues.text, figure.end, name.start):
            return name.did("author.agent")  # "who has been held by the rebels"
        if figure.start <= name.start < figure.end + _FARTHER and _HARM_BY.search(
            cues.reading, max(scene.start, name.start - 40), name.start
        ):
            between = cues.text[figure.end : name.start]
            if _of_another(cues, scene, figure, name):
                continue  # "..., and an elder was shot by riders": they did the other deed
            if _CARRIED.search(cues.text, figure.start, name.start):
                continue  # "were flown to the town by the air force"
            if _MADE.search(between):
                continue  # "in a tunnel provided by a militant"
            if _BY_COUNT.match(cues.text, name.end):
                continue  # "..., by the government's count"
            if _NEW_SUBJECT.search(between):
                continue  # "..., and that the houses were set ablaze by rebels"
            far = _FARTHER if figure.rule == "casualty.passive" else _FAR
            if len(between) > _FAR and _DONE_BY.search(between):
                continue  # "in the first deaths where a truce holds"
            if len(between) < far and not scene_break(scene, figure.end, name.start):
                return of_many(name, "author.agent")
    return None


_BY = re.compile(r" by (?:the |an? )?(?:[a-z]+ )?")


def _killer(cues: Cues, scene: Scene, figure: Casualty, names: list[Name]) -> Author | None:
    """ "Raiders killed nine soldiers", "Raiders who stormed a camp killed nine": the verb's own subject."""
    if figure.rule != "casualty.active":
        return None
    for name in names:
        between = cues.text[name.end : figure.start]
        if between in _HAS and (who := fighting(cues.text, names, name)) is not None:
            return None if own_side(figure, who) else who.did("author.subject")
        if (_HAS_DONE.fullmatch(between) or _WHO.fullmatch(between)) and not own_side(figure, name):
            before = cues.text[max(scene.start, name.start - 90) : name.start]
            harmless = is_object(before[-40:]) or _BETWEEN_BOTH.search(before)
            return None if harmless else name.did("author.subject")
    return None


# "fighting between the army and | a militia | has forced 900 to flee"
_BETWEEN_BOTH = re.compile(r"\b(?:between|among) [^,;.]{2,80} and (?:the |an? )?(?:\d+\w* )?$")
_HAS = frozenset((" ", " had ", " has ", " have "))
# "the group has so far killed nine", "is thought to have killed"
_HAS_DONE = re.compile(
    r" (?:(?:had|has|have) )?(?:(?:so far|already|also|since|alone|itself|reportedly|allegedly) ){0,2}|"
    r" (?:is|are|was|were) (?:also |widely )?(?:thought|believed|known|said|reported|alleged|suspected|estimated) "
    r"to have (?:also |already )?"
)
_WHO = re.compile(
    r" who [^,.;:]{4,90} |, who [^,.;:]{4,90}, |,? (?:alongside|together with|along with) [^,.;:]{3,60} (?:has|have|had) "
)
_DONE_BY = re.compile(r"[a-z]+(?:ed|wn|ld|en|de|ght|un) (?:by|at the hands of) [^,;]*$")
_FAR = 60  # characters between the word of harm and its agent
_FARTHER = 130  # where time and place stand between: "were shot at night in the hamlet of X, an hour from Y, by"


def _of_another(cues: Cues, scene: Scene, figure: Casualty, name: Name) -> bool:
    """True where another deed stands between; not for "1,833 were killed and 13,600 arrested by the junta"."""
    between = [f for f in scene.figures if figure.end <= f.start < name.start]
    if len(between) != 1:
        return bool(between)
    joined = cues.text[figure.end : between[0].start] == " and "
    return not (joined and _BARE.fullmatch(cues.text, between[0].start, between[0].end))


_BARE = re.compile(
    r"(?:(?:about|some|at least|nearly|more than|over|another) )?"
    r"(?:[\d.,]+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds|several)"
    r"(?: (?:others?|more))?(?: \w+)?"
)
_BY_COUNT = re.compile(
    r"(?:[’']s?)?(?: \w+[’']s?)? (?:count|tally|estimates?|figures|reckoning|account|own)\b"
)
_NEW_SUBJECT = re.compile(
    r"\band (?:that )?(?:the|a|an|its|their|\d+) (?:[\w’'-]+ ){1,4}(?:was|were|been)\b"
)
_MADE = re.compile(
    r"\b(?:provided|supplied|made|built|owned|led|given|sent|paid|written|posted|published|shared|used|run|guarded|"
    r"manned|escorted|dug|patrolled|rented|occupied|frequented|visited|organi[sz]ed|fuel+ed|stoked|fanned|fed|hosted|followed|welcomed|released|"
    r"operated|sheltered|retaken|recaptured|seized|captured|liberated|overrun|hired|employed|declared|demanded|sponsored|funded|brokered|issued|announced) by [^,;]*$"
)
_CARRIED = re.compile(
    r"\b(?:flown|taken|carried|evacuated|transferred|treated|rescued|brought|airlifted|rushed|moved|admitted|reported|"
    r"confirmed|counted|recovered|identified|buried|listed|named|pulled|given|called|described|known|quoted)\b[^,;]*$"
)


def _owner(cues: Cues, scene: Scene, figure: Casualty, names: list[Name]) -> Author | None:
    """ "Russian airstrikes", "shelling by regime forces": who the nearest attack belongs to."""
    best: tuple[int, Author] | None = None
    nearest = None
    for attack in [*scene.attacks, *deeds_named(cues, scene)]:
        since = _SINCE_THEN if figure.scope == "incident" else _SINCE
        if goes_on_since(cues.text, attack):
            continue  # "operations went on as the three wounded soldiers were flown out"
        if attack.cause == "unknown" and since.search(cues.reading, figure.end, attack.start):
            continue  # "54,000 have died since the war began with the attack"
        if attack.form == "verb" and _of_the_next(scene, attack, figure):
            continue
        if figure.harm in WITHOUT_MEANS and attack.cause not in ("ground_fighting", "unknown"):
            continue  # who shelled the town did not take the captive
        low, high = (
            (figure.end, attack.start) if attack.start > figure.end else (attack.end, figure.start)
        )
        if OTHER_HOUR.search(cues.reading, low, max(low, high)):
            continue
        if _answered(cues, scene, figure, attack):
            continue  # "Army raids killed nine after rebel fire on the capital"
        found = owner_of(cues, scene, attack, names)
        cost = scene.cost((attack.start, attack.end), anchor(figure))
        if found is None and attack.strength > 1 and attack.form != "agent":
            nearest = cost if nearest is None else min(cost, nearest)
        if found and not _own_attack(cues, figure, found):
            if best is None or cost < best[0]:
                best = (cost, found)
    if best is None:
        return None
    apart = nearest is not None and nearest < best[0] and _elsewhere(cues, best[1], figure)
    return None if apart else best[1]


def _answered(cues: Cues, scene: Scene, figure: Casualty, attack: Attack) -> bool:
    """True for an attack behind "after", where the figure has one of its own as its subject."""
    if figure.rule != "casualty.active" or attack.start < figure.end:
        return False
    if not _AFTER.search(cues.text, figure.end, attack.start):
        return False
    return any(
        a.strength > 1 and a.form != "agent" and 0 <= figure.start - a.end <= 1
        for a in scene.attacks
    )


_AFTER = re.compile(r"\b(?:after|following|in (?:response|retaliation|answer) (?:to|for))\b")


def _of_the_next(scene: Scene, attack: Attack, figure: Casualty) -> bool:
    """True for "..., an elder was shot dead by riders" behind the figure: the elder's harm."""
    return any(figure.end <= f.start <= attack.start < f.end for f in scene.figures)


def _elsewhere(cues: Cues, author: Author, figure: Casualty) -> bool:
    """True where another clause tells of the figure: "..., while two were hurt when a mine went off"."""
    low, high = sorted(((author.start, author.end), anchor(figure)))
    return _WHILE.search(cues.text, low[1], max(low[1], high[0])) is not None


_SINCE = Opened(r"\b(?:since|began|begun|started|triggered|sparked|following|after)\b")
_SINCE_THEN = Opened(r"\b(?:since|began|begun|started|triggered|sparked)\b")
_WHILE = re.compile(r";|\b(?:while|whereas|but)\b")


def _own_attack(cues: Cues, figure: Casualty, owner: Author) -> bool:
    """True for "four Turkish soldiers" beside "Turkish shells": other people's harm."""
    words = cues.text[owner.start : owner.end]
    return own_side(figure, Name(owner.start, owner.end, owner.name, words))


def _foe(cues: Cues, scene: Scene, figure: Casualty, names: list[Name]) -> Author | None:
    """ "died in clashes with the rebels": the side the victims fought; never the victims' own."""
    for fight in fights_in(cues, scene, named(cues, scene)):
        leads = not fight.mutual and fight.other.end < figure.start
        leads = leads and KILLING.match(cues.text, figure.start) is not None
        if leads and not same_side(figure.victims or "", fight.one.words):
            foe: Name | None = fight.one  # "troops hit a gathering of rebels, killing commanders"
        else:
            foe = opponent(fight, figure)
        if foe is not None and foe in names and not before_it_fought(cues.text, figure, foe):
            return foe.did("author.foe")
    for name in names:
        if before_it_fought(cues.text, figure, name):
            continue
        fought = _FOE.search(cues.reading, max(scene.start, name.start - 70), name.start)
        fought = fought or _DIED_FIGHTING.fullmatch(
            cues.text, figure.end, max(figure.end, name.start)
        )
        if fought and not own_side(figure, name):
            return name.did("author.foe")
        if name.words.startswith("rival ") and _AMONG.search(
            cues.text, max(scene.start, name.start - 70), name.start
        ):
            return name.did("author.foe")
    return None


def _means_of_its_own(cues: Cues, scene: Scene, figure: Casualty) -> Attack | None:
    """ "Fighters overran a post and a bomb wounded nine": the bomb, subject of a clause of its own."""
    for attack in scene.attacks:
        if attack.form != "verb" and attack.strength > 2 and 0 <= figure.start - attack.end <= 1:
            before = cues.text[max(scene.start, attack.start - 24) : attack.start]
            if _AND_A.search(before):
                return attack
    return None


def _whose_strike_killed(
    cues: Cues, scene: Scene, figure: Casualty, names: list[Name]
) -> Author | None:
    """ "Raids by the coalition have killed nine as the fight against rebels goes on": the coalition, no foe."""
    if figure.rule != "casualty.active":
        return None
    for attack in [*scene.attacks, *deeds_named(cues, scene)]:
        if attack.form != "verb" and attack.end <= figure.start:
            between = cues.text[attack.end : figure.start]
            that = _THAT_KILLED.fullmatch(between) is not None
            found = that or (attack.strength > 1 and _BY_WHOM.fullmatch(between))
            owner = owner_of(cues, scene, attack, names) if found else None
            if owner is not None and (that or owner.rule == "author.by"):
                return None if _own_attack(cues, figure, owner) else owner
    return None


_THAT_KILLED = re.compile(r",? (?:that|which) (?:(?:has|have|had|also|reportedly|already) )*")
_BY_WHOM = re.compile(r" by [^,;:]{3,60}? (?:(?:has|have|had|also|reportedly|already) )*")
_AND_A = re.compile(r"\band (?:an?|another) (?:[\w-]+ )?$")


def _subject(cues: Cues, scene: Scene, figure: Casualty, names: list[Name]) -> Author | None:
    """ "gunmen attacked a bus, killing nine": the subject of the verb that harms."""
    best = None
    for name in names:
        if name.end > figure.start + 1:
            break
        if own_side(figure, name) or _other_clause(cues, scene, name.end, figure.start):
            continue
        if did_not(cues.text, scene, figure, name):
            continue
        if is_foiled(cues, scene.start, name.start):
            continue
        opens = not any(map(str.isalpha, cues.text[scene.start : name.start]))
        if opens and _WHERE_IT_WAS.match(cues.text, name.end):
            continue
        if acts(cues.text, scene, name, min(scene.end, _stop(figure))):
            best = name.did("author.subject")
    return (
        best or by_what_it_leads_to(cues, scene, figure, names) or _the_group(cues, scene, figure)
    )


# "Syria | Terrorist Attacks in Aleppo Claim 20": a headline's country
_WHERE_IT_WAS = re.compile(
    r":? (?:Terrorist|Rebel|Militant|Insurgent|Opposition|Jihadist|Takfiri|Suicide|Car|Bomb) "
    r"(?:[A-Z][\w-]+ ){0,2}?(?:Attacks?|Assaults?|Raids?|Blasts?|Bomb(?:ing)?s?|Shelling|Rockets?)\b"
)
_GROUP = Opened(
    r"\b[Tt]he (?:[\w-]+ )?(?:group|organi[sz]ation|outfit|faction|movement|militia|gang|cartel)\b"
)


def _the_group(cues: Cues, scene: Scene, figure: Casualty) -> Author | None:
    """ "The group fired rockets at the port, killing six": the armed group named last before."""
    found = _GROUP.search(cues.reading, scene.start, figure.start)
    if found is None:
        return None
    name = Name(found.start(), found.end(), found.group(), found.group())
    if not acts(cues.text, scene, name, min(scene.end, _stop(figure))):
        return None
    group = meant(cues, found.group(), found.start())
    return Author(group, found.start(), found.end(), "author.subject") if group else None


def _stop(figure: Casualty) -> int:
    """Where a subject must have had its verb: before the number ("30 rebels killed" has none of its own)."""
    return figure.end if figure.number_start is None else figure.number_start


_ANOTHER = re.compile(r"(?:while|whereas|;|and (?:a|an|another)\b)")


# "The war, which began when the guards seized Kars, has killed 900": the war has
_THEN_HAS = re.compile(r", (?:has|have)\b")
_BEGAN_WHEN = re.compile(
    r"\b(?:began|begun|broke out|erupted|started)[^.;,]{0,20} (?:when|after)(?: the)? [\w’' -]{1,30}$"
)


def _other_clause(cues: Cues, scene: Scene, low: int, high: int) -> bool:
    """True where a clause with means of its own begins between: "..., and a mine wounded four"."""
    if _THEN_HAS.search(cues.text, low, high) and _BEGAN_WHEN.search(
        cues.text[max(scene.start, low - 60) : low]
    ):
        return True
    opened = [b for b in scene.breaks() if low <= b < high and _ANOTHER.match(cues.text, b)]
    return any(
        a.form in ("noun", "weapon") and a.strength > 1 and b < a.start < high
        for b in opened
        for a in scene.attacks
    )


_THEN_THEY = (
    r")\s+(?:(?:the|a|an|two|three|several|some|suspected|alleged)\s+)*"
    r"(?:(?:members|fighters|militants|elements|soldiers|units|forces|troops|a group|a gang|men) (?:of|from|loyal to)\s+(?:the )?)?$"
)
_WHEN = Opened(rf"\b(?:when|as|after|while{_THEN_THEY}", re.I)
_WHEN_SINCE = Opened(rf"\b(?:when|as|after|while|since{_THEN_THEY}", re.I)  # of a toll of days


# "40 insurgents were killed as the army advanced": whom those who fight were killed by
_ADVANCED = re.compile(
    r"(?: \([^)]{1,12}\))?(?: (?:has|have|had|continue[sd]? to))? (?:advanc\w+|push\w+|press\w+|closed in|moved in|"
    r"made gains|gained ground|fought their way)\b"
)


# "8,000 have died since the rebels took up arms"
_BEGAN_A_WAR = re.compile(
    r"(?: \([^)]{1,12}\))?(?: first| had| have)? (?:took up arms|taken up arms|rose up|rebelled|revolted|(?:launched|began|started|mounted|"
    r"declared|waged|took up) (?:an?|the|its|their|his) (?:[\w-]+ ){0,3}?(?:insurgenc\w+|rebellion|uprising|revolt|campaign|"
    r"war|struggle|insurrection|jihad|offensive|fight))\b"
)


def _attacked_then(cues: Cues, scene: Scene, figure: Casualty, names: list[Name]) -> Author | None:
    """ "nine died when gunmen attacked their bus": the subject of the clause behind."""
    for name in names:
        low = max(scene.start, name.start - 50)
        when = _WHEN_SINCE if figure.scope == "period" else _WHEN
        if name.start >= figure.end and when.search(cues.reading, low, name.start):
            if _of_another(cues, scene, figure, name):
                continue  # "one was shot from the ground, and a marine died when rebels hit a boat"
            if figure.scope != "incident" and _BEGAN_A_WAR.match(cues.text, name.end):
                continue  # who began a war did not kill all who died in it
            fought = figure.victim_class == "combatant_nonstate" or nonstate(figure.victims or "")
            told = fought or not presses_on(cues.text, name.end)
            told = told and acts(cues.text, scene, name, scene.end)
            told = told or (fought and _ADVANCED.match(cues.text, name.end) is not None)
            if told and not own_side(figure, name):
                return name.did("author.clause")
    return None
