"""Who takes part in an article's fighting, and which side a figure's victims were not on.

"Two rebels were killed", in a text where marines and rebels fight, were killed by the marines; "the
enemy lost ten men", said by an army, tells of its own deed; a blast told of first and owned later
("the shells came from the ridge the militia holds") has that owner.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from analysis.extract.context.acting import strikes
from analysis.extract.context.cause import Cause
from analysis.extract.context.cues import Cues, Scene, reach
from analysis.extract.context.geography import compatible
from analysis.extract.context.habits import did_so_before, is_unknown
from analysis.extract.context.meant import GROUP, is_group, the_group
from analysis.extract.context.names import Author, Name
from analysis.extract.context.naming import named
from analysis.extract.context.owners import owner_of
from analysis.extract.context.reporter import Reporter
from analysis.extract.context.scenes import fine_scenes
from analysis.extract.context.sides import fights_in, nonstate, own_side, same_side, state
from analysis.extract.context.unknown import says_unknown
from analysis.opened import Opened
from analysis.reading import starting
from analysis.records import Actor, Casualty

_LOST = Opened(
    r"\b(?:lost|losing|loses?|loss(?:es)? of|"
    r"losses (?:amount(?:ed)?|came|come|total(?:led|ed)?|reached|stand|stood|were|are)(?: to| at)?|"
    r"suffered|suffering|(?:left|leaving|leaves?) behind|at (?:the|a) cost of)\s+"
    r"(?:(?!and\b|li[fv]es?\b)[\w-]+ ){0,4}$",
    re.IGNORECASE,
)
_ENEMY_SIDE = re.compile(
    r"\b(?:enemy|opposing (?:side|forces?)|other side|adversary|opponents?|aggressors?|occupiers?|occupying forces)\b",
    re.IGNORECASE,
)
_FORCE = re.compile(
    r"\b(?:(?:[A-Z][\w.’'-]+ ){1,3}(?:Corps|Brigade|Division|Regiment|Battalion)|"
    r"(?:[A-Z][\w.’'-]+ )?(?:army|military|armed forces|air force|navy|police|marines|troops|coalition|militia)|"
    r"forces|brigades?)\b"
)


_BY_FORCE = frozenset(("killed", "injured"))


_OWN_LOSSES = Opened(
    r"\b(?:own|our|its|friendly) (?:losses|casualties)(?: (?:are|were|is|was|stand|stood|amount(?:ed)?|came|come|"
    r"include[ds]?|reached|total(?:led|ed)?|of)| at| to|:)* "
    r"(?:(?:[\w-]+ ){1,3}(?:killed|dead|wounded|injured)(?: and|,) )?$",
    re.IGNORECASE,
)


# "the army's raid resulted in the loss of nine lives": others'
_CAUSED = re.compile(
    r"\b(?:(?:result|end)(?:ed|s|ing) in|(?:led|leads|leading) to|caus(?:ed?|es|ing)) (?:the )?(?:[a-z]+ )?$"
)


def sufferer(cues: Cues, figure: Casualty) -> str | None:
    """The words before "lost nine men": whose dead they are; None where nothing is lost."""
    scene = cues.scene(figure.sentence)
    at = figure.start if figure.number_start is None else figure.number_start
    found = _LOST.search(cues.reading, max(scene.start, at - 60), at)
    if found and _CAUSED.search(cues.text, max(scene.start, found.start() - 30), found.start()):
        return None
    found = found or _OWN_LOSSES.search(cues.reading, max(scene.start, at - 90), at)
    return cues.text[max(scene.start, found.start() - 120) : found.start()] if found else None


def loss_author(
    cues: Cues, figure: Casualty, before: str, reporter: Reporter | None, party: bool
) -> Author | None:
    """Who made the side lose that "lost nine men": who speaks of the enemy, or the other fighter."""
    scene = cues.scene(figure.sentence)
    speaker = side_of(cues, figure, reporter) if party else None
    if speaker is not None and _ENEMY_SIDE.search(before):
        return speaker.did("author.enemy_loss")
    at = figure.start if figure.number_start is None else figure.number_start
    if _OWN_LOSSES.search(cues.reading, max(scene.start, at - 90), at):
        return None
    behind = cues.text[figure.end - 20 : figure.end + 14]
    if _SELF.search(before) or _OF_THEIR_OWN.search(
        behind
    ):  # "it had lost six men", "admitted the loss of six": its own
        return _other_fighter(cues, figure, speaker)
    names = [n for n in named(cues, scene) if n.end <= figure.start]
    losers = [n for n in names if own_side(figure, n)] or names[-1:]
    for fight in fights_in(cues, scene, names):
        if fight.one in losers:
            return fight.other.did("author.loss")
        if fight.other in losers:
            return fight.one.did("author.loss")
    if speaker is None or not losers or same_side(speaker.words, losers[0].words):
        return None
    if speaker.words.islower() and state(speaker.words) and _BARE_FORCE.search(before):
        return (
            None  # "a battalion near the town lost nine men, a police source said": a state's own
        )
    return speaker.did("author.loss")


_OF_THEIR_OWN = re.compile(r"\bof (?:their|its|his) own\b")
_BARE_FORCE = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Tt]he) (?:[a-z]+ )?(?:army|battalion|brigade|detachment|garrison|base|unit|patrol|convoy)\b"
)
_SELF = re.compile(
    r"\b(?:(?:it|they|we|he|she) (?:[^,;.]{1,80} (?:and|but) )?(?:had |have |has |also )*|"
    r"(?:admit\w*|acknowledg\w*|conced\w*|mourn\w*|confirm\w*) (?:the )?)$",
    re.IGNORECASE,
)


def _other_fighter(cues: Cues, figure: Casualty, speaker: Name | None) -> Author | None:
    """Whom the one who counts its own dead was fighting, where the sentence says so."""
    scene = cues.scene(figure.sentence)
    for fight in fights_in(cues, scene, named(cues, scene)):
        for one, other in ((fight.one, fight.other), (fight.other, fight.one)):
            if speaker is not None and same_side(speaker.words, one.words):
                return other.did("author.loss")
    return None


def side_of(cues: Cues, figure: Casualty, reporter: Reporter | None) -> Name | None:
    """The force or group a party's speaker speaks for, as a name that can have done harm."""
    if reporter is None:
        return None
    said = reporter.name
    if reporter.quote is not None and reporter.quote.speaker_kind == "person":
        body = _MINISTRY.search(said) is not None  # "the Turkish General Staff" is no General
        said = said if body else reporter.quote.speaker_role or ""
    name = _force_in(cues, said)
    return Name(figure.start, figure.end, name, said) if name else None


_SIDES = ("state", "armed_group")


def _force_in(cues: Cues, said: str) -> str | None:
    """The force ("Kenyan army"), state or group a speaker is named for; of a ministry the country."""
    actors = cues.reading.found.actors
    if said in cues.once("names of sides", lambda: {a.name for a in actors if a.kind in _SIDES}):
        return said
    force = _FORCE.search(said) or GROUP.search(said)
    if force:
        return force.group()
    if not _MINISTRY.search(said):
        return None
    state_of = next((a.name for a in actors if a.kind == "state" and a.name in said), None)
    state_of = state_of or cues.country_of_people(said.split()[0])
    plain = said.islower() or len(said.split()) < _OFFICE_WORDS
    return (
        state_of
        or _state_before(cues, said)
        or (said if plain and said != "general staff" else "army")
    )


_OFFICE_WORDS = 4  # in the name of a ministry; more are those of somebody who speaks for it


def _state_before(cues: Cues, said: str) -> str | None:
    """Whose "Defence Ministry" it is, where the text says so: "Ruritania's Defence Ministry"."""
    at = max(cues.text.find(f"{mark}s {said}") for mark in "’'")
    if at < 0:
        return None
    owner = re.search(r"[A-Z][\w-]+(?: [A-Z][\w-]+)?$", cues.text[max(0, at - 40) : at])
    return owner.group() if owner else None


_MINISTRY = re.compile(
    r"\b(?:defen[cs]e ministry|ministry of defen[cs]e|general staff|command|government)\b",
    re.IGNORECASE,
)
_ENEMY = re.compile(
    r"\b(?:terrorists?|militants?|insurgents?|rebels?|extremists?|fighters?|gunm[ae]n|enemy|opposing side|"
    r"mercenaries|jihadis?t?s?|bandits?|attackers?|assailants?|infiltrators?|raiders?|guerrillas?|separatists?|"
    r"khwarij|naxal\w*|maoists?|neutrali[sz]ed)\b",
    re.IGNORECASE,
)
# "17 of its fighters", "one fighter was martyred": those who speak count their own
_OWN_DEAD = re.compile(
    r"\b(?:(?:its|their|our) (?:own|side)|martyr(?:s|ed|dom)?|(?:have|has|had) fallen)\b",
    re.IGNORECASE,
)


def rival_claim(
    cues: Cues, figure: Casualty, reporter: Reporter | None, party: bool
) -> Author | None:
    """ "A spokesman for the rebels said nine soldiers died": an armed group that counts its foe's dead."""
    if reporter is None or not party or figure.harm not in _BY_FORCE:
        return None
    if not nonstate(reporter.name) and not is_group(cues, reporter.name):
        return None
    speaker = side_of(cues, figure, reporter)
    near = _near(cues, figure)
    if speaker is None or _OWN_DEAD.search(near):
        return other_belligerent(cues, figure)
    soldiers = figure.victim_class in ("combatant_state", "security") or state(
        cues.text[figure.start : figure.end]
    )
    return speaker.did("author.claimed_kill") if soldiers else None


# "It said it had executed 14 captives": whoever says so did
_DID_IT = re.compile(
    r"(?:[Tt]hat )?(?:[Ii]t|[Tt]hey|[Ww]e|(?:[Ii]ts|[Tt]heir|[Oo]ur) "
    r"(?:men|fighters|forces|troops|soldiers|militants|planes|jets|drones|snipers|warplanes|aircraft))"
    r"(?: (?:had|have|has))?(?: (?:also|now|already|since))? "
)


def own_claim(
    cues: Cues, figure: Casualty, reporter: Reporter | None, party: bool
) -> Author | None:
    """ "It said it had executed 14 captives": the deed of the side that speaks, named sentences before."""
    if reporter is None or reporter.quote is None or not party or figure.harm not in _BY_FORCE:
        return None
    if figure.rule != "casualty.active":
        return None
    start, _ = reach(reporter.quote)
    if _DID_IT.fullmatch(cues.text, start, figure.start) is None:
        return None
    speaker = side_of(cues, figure, reporter)
    return speaker.did("author.claimed_kill") if speaker is not None else None


_FRIENDS = re.compile(r"\bpro-([A-Z]\w+)")


def _near(cues: Cues, figure: Casualty) -> str:
    start = max(cues.scene(figure.sentence).start, figure.start - 20)
    behind = _NEXT.split(cues.text[figure.end : figure.end + 20], maxsplit=1)[0]
    return f"{figure.victims or ''} {cues.text[start : figure.end]}{behind}"


_NEXT = re.compile(r"[,;]|\b(?:and|while|but) (?:said|says|\d|that\b)")  # "six and said 14 rebels"


def claimed_kill(
    cues: Cues, figure: Casualty, reporter: Reporter | None, party: bool
) -> Author | None:
    """ "Fifty terrorists were killed, the army said": a force that counts its enemy's dead killed them."""
    if reporter is None or not party or figure.harm not in _BY_FORCE:
        return None
    speaker = side_of(cues, figure, reporter)
    if speaker is None:
        return None
    victims = _near(cues, figure)
    if _OWN_DEAD.search(victims) or not (_ENEMY.search(victims) or _side(figure) < 0):
        return None
    friends = _FRIENDS.search(victims)
    if friends is not None:  # "pro-Turkey militants" in a count of the Turkish army
        whose = cues.country_of_people(speaker.name.split()[0])
        if whose in (friends[1], cues.country_of_people(friends[1])):
            return None
    if nonstate(reporter.name) or is_group(cues, reporter.name):
        return None
    if own_side(figure, speaker) and figure.victim_class != "combatant_nonstate":
        return None
    return speaker.did("author.claimed_kill")


def belligerents(cues: Cues) -> list[Name]:
    """Everybody the article has attack, fight or own an attack, in order; found once."""
    if cues.belligerents is None:
        out: list[Name] = []
        for sentence in range(min(len(cues.reading.sentences), _LONG)):
            scene = cues.scene(sentence)
            if scene.actors or scene.authors:
                out += _fighting(cues, scene)
        cues.belligerents = out
    found: list[Name] = cues.belligerents
    return found


_LONG = 80  # sentences looked at


def _fighting(cues: Cues, scene: Scene) -> list[Name]:
    names = named(cues, scene)
    if not names:
        return []
    fighting = {n.start for f in fights_in(cues, scene, names) for n in (f.one, f.other)}
    for attack in scene.attacks:
        owner = owner_of(cues, scene, attack, names)
        fighting.add(owner.start if owner else -1)
    return [
        n
        for n in names
        if n.start in fighting
        or (strikes(cues.text, scene, n) and not did_so_before(cues.text, n.end))
    ]


def other_belligerent(
    cues: Cues, figure: Casualty, sentences: Collection[int] = ()
) -> Author | None:
    """The one side of the article's fighting that the fighters harmed were not on.

    Of the fighting told in ``sentences``, if there are any.
    """
    victims = figure.victims or ""
    if figure.harm not in _BY_FORCE and figure.harm != "abducted":
        return None
    theirs = figure.victim_class == "combatant_nonstate" or nonstate(victims)
    if not theirs and not (
        figure.victim_class in ("combatant_state", "security") or state(victims)
    ):
        return None
    inside = starting(cues.reading.found.actors, figure.start, figure.end)
    victims = " ".join([victims, *(a.name for a in inside if a.kind == "armed_group")])
    others: list[Name] = []
    known = False
    for name in belligerents(cues):
        if sentences and cues.reading.sentence_at(name.start) not in sentences:
            continue
        group = the_group(cues, name.name) or name.name
        rebels = nonstate(name.words) or is_group(cues, name.name)
        if own_side(figure, name) or same_side(victims, f"{name.words} {group}"):
            known = True
        elif rebels is not theirs or _nations(victims, name):
            if not is_unknown(cues.text, name):
                others.append(name)
        elif not re.search(r"[A-Z]", victims[1:]):
            known = True  # "two fighters" where one side is an armed group
    if not known or not others:
        return None
    first = next((n for n in others if re.search(r"[A-Z]", n.words[1:])), others[0])
    if any(not same_side(first.words, n.words) and not _plain_word(n) for n in others):
        return None
    return first.did("author.belligerent")


def counted_foe(cues: Cues, figure: Casualty) -> Author | None:
    """ "Nine rebels and two soldiers died in the clash": each side's dead were killed by the other."""
    if figure.harm not in _BY_FORCE or figure.scope != "incident":
        return None
    scene = cues.scene(figure.sentence)
    if any(a.strength > 1 and a.cause not in _FOUGHT for a in scene.attacks):
        return None
    for other in scene.figures:
        alike = other.harm in _BY_FORCE and other.scope == "incident" and other.best != 0
        if other is figure or not alike or not _foes(cues, figure, other):
            continue
        if figure.subset_of and other.subset_of != figure.subset_of:
            continue
        group = _group_in(cues, other)
        if group is not None:
            return Author(group.name, group.start, group.end, "author.counted_foe")
        words = _of_a_group(cues, other) or _COUNT.sub("", (other.victims or "").split(",")[0])
        if other.best == 1 and _RANKED.match(words):
            continue  # "Corporal Ian Lee": one man of a side, not the side
        if words and len(words) < _NAME and not _ITS_OWN.search(words):
            return Author(words, other.start, other.end, "author.counted_foe")
    return None


_RANKED = re.compile(r"[A-Z][\w.]+ [A-Z]")
_FOUGHT = frozenset(("ground_fighting", "gunfire", "execution"))
_ITS_OWN = re.compile(r"\b(?:its|their|our)\b")
_NAME = 40  # characters of what a side may be called
_COUNT = re.compile(
    r"^(?:at least |more than |about |some |around |nearly |over |up to |no fewer than |as many as )?"
    r"(?:the |a |an |other |another )?(?:\d[\d,]* |(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|"
    r"[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|\w+teen|\w+ty(?:-\w+)?|[Ss]everal|[Dd]ozens of|[Ss]cores of) )?"
    r"(?:other |more |suspected )?",
    re.IGNORECASE,
)


def _foes(cues: Cues, one: Casualty, two: Casualty) -> bool:
    """True for the dead of an army and of rebels, or of a group by name and of others who fight."""
    sides = (
        -1 if _of_a_group(cues, one) else _side(one),
        -1 if _of_a_group(cues, two) else _side(two),
    )
    if sides != (-1, -1):
        return sides[0] * sides[1] < 0
    groups = _group_in(cues, one), _group_in(cues, two)
    names = {group.name if group else None for group in groups}
    if len(names) == 1 or one.subset_of != two.subset_of:
        return False
    known = groups[1] is not None or _REBELS.search(two.victims or "") is not None
    return known or _of_a_group(cues, two) is not None


def _of_a_group(cues: Cues, figure: Casualty) -> str | None:
    """ "12 fighters from the Amal Brigade", "two members of the Simba militia": their group, as it is called."""
    begin = figure.start if figure.number_start is None else figure.number_start
    found = _OF_A_GROUP.search(cues.text, begin, figure.end)
    name = (found["name"] or found["group"]) if found is not None else "army"
    return None if _STATES.search(name) else name


_CALLED = r"[A-Z][\w’'-]*(?:[ -][A-Z][\w’'-]*){0,3}"
_KIND = r"(?:[Mm]ilitia|[Mm]ovement|[Ff]ront|[Bb]rigades?|[Rr]ebels|[Gg]roup|[Ff]action|[Gg]ang|[Bb]attalion)"
_OF_A_GROUP = re.compile(
    rf"\b(?:(?:fighters|militants|gunmen|rebels) (?:of|from) (?:the )?(?P<name>{_CALLED}(?: {_KIND})?)"
    rf"|members (?:of|from) (?:the )?(?P<group>{_CALLED} {_KIND}))\b"
)
_STATES = re.compile(r"\b(?:[Aa]rmy|[Pp]olice|[Gg]uards?|[Ff]orces?|[Gg]overnment)\b")
_REBELS = re.compile(r"\b(?:rebels?|insurgents?|guerrillas?|separatists?)\b", re.IGNORECASE)


def _group_in(cues: Cues, figure: Casualty) -> Actor | None:
    """The armed group by name whose dead a figure counts."""
    begin = figure.start if figure.number_start is None else figure.number_start
    stop = max(begin, begin + len(figure.victims or ""))
    inside = starting(cues.reading.found.actors, begin, stop)
    return next((a for a in inside if a.kind == "armed_group" and not a.name.islower()), None)


def _side(figure: Casualty) -> int:
    """1 for a state's forces, -1 for those who fight them, 0 for anybody else."""
    victims = figure.victims or ""
    if figure.victim_class == "combatant_nonstate" or nonstate(victims):
        return -1
    return int(figure.victim_class in ("combatant_state", "security") or state(victims))


def _nations(victims: str, name: Name) -> bool:
    """True where both are named for a people: two armies."""
    return bool(re.search(r"[A-Z]", victims)) and bool(re.search(r"[A-Z]", name.words))


def _plain_word(name: Name) -> bool:
    """True for "the army", "troops": a word for whichever side it is that is named elsewhere."""
    return not re.search(r"[A-Z]", name.words[1:])


def means_author(cues: Cues, figure: Casualty, cause: Cause | None) -> Author | None:
    """Whose attack the figure's cause was: as its own sentence says, or all of the article."""
    if cause is None or figure.scope != "incident" or figure.harm not in _BY_FORCE:
        return None
    if cause.name == "ground_fighting":
        return None  # a battle is nobody's own
    if cause.rule == "cause.article" and cause.attack.form == "verb":
        return None  # "two were shot by a patrol": a deed of its own
    scene = cues.scene(cues.reading.sentence_at(cause.attack.start))
    found = owner_of(cues, scene, cause.attack, named(cues, scene))
    if found is None and _apart(cues, cause):
        found = _only_owner(cues, figure, cause)
    if found is None:
        return None
    name = Name(found.start, found.end, found.name, cues.text[found.start : found.end])
    if own_side(figure, name) or same_side(figure.victims or "", name.name):
        return None
    return name.did("author.means")


def spoken_of(cues: Cues, cause: Cause | None) -> bool:
    """True for "the drone strike", one told of before, as the means in the figure's own sentence."""
    if cause is None or cause.rule != "cause.sentence" or cause.attack.strength < 2:
        return False
    return _apart(cues, cause)


def _apart(cues: Cues, cause: Cause) -> bool:
    """True where the attack is one spoken of elsewhere ("the morning's strike"), not told here."""
    sentence = cues.reading.sentence_at(cause.attack.start)
    before = cues.text[
        max(cues.scene(sentence).start, cause.attack.start - 24) : cause.attack.start
    ]
    return cause.rule == "cause.article" or bool(_DEFINITE.search(before))


_DEFINITE = re.compile(r"(?:\b(?:the|this|that|these|those)|[’']s)\s+(?:\w+\s+)?$", re.IGNORECASE)


_YEARS_AGO = re.compile(
    r"(?:(?:Late |Early )?[Ii]n (?:[A-Z][a-z]+ |early |late |mid-)?(?:19|20)\d\d\b|\w+ years? (?:ago|earlier)\b)"
)


def _only_owner(cues: Cues, figure: Casualty, cause: Cause) -> Author | None:
    """The one owner of all the article's attacks by these means, if in the figure's region."""
    owners: dict[str, tuple[Author, int]] = {}
    for attack in cues.attacks()[:_LONG]:
        if attack.cause == cause.name and attack.strength > 1:
            sentence = cues.reading.sentence_at(attack.start)
            scene = cues.scene(sentence)
            if _YEARS_AGO.match(cues.text, scene.start) or says_unknown(cues, sentence):
                continue  # "In May 2019 an army drone hit a bus", "did not say whether its jets had"
            found = owner_of(cues, scene, attack, named(cues, scene))
            if found is not None:
                owners.setdefault(found.name, (found, sentence))
    if len(owners) != 1:
        return None
    found, sentence = next(iter(owners.values()))
    here, there = fine_scenes(cues, figure.sentence), fine_scenes(cues, sentence)
    if here and there and not any(compatible(a, b) for a in here for b in there):
        return None
    return found
