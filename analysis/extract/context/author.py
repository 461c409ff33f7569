"""Who did the harm, where somebody is named: owner of the strike, agent, or the other side.

"Russian airstrikes killed nine" (owner), "killed by gunmen" (agent), "gunmen killed nine"
(subject), "nine soldiers died in clashes with the rebels" (foe), "the group claimed
responsibility" (claim). Victims are never their own killers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.extract.context.cues import Attack, Cues, Scene, anchor
from analysis.extract.context.names import Name, names_in
from analysis.records import Casualty

_OWNED = re.compile(
    r"(?:['’]s?|s['’])?\s*(?:-\s*)?(?:(?!(?:in|on|by|of|at|and|were|was|hit|killed|to|from|with|against|"
    r"after|during|carried|launched|said|who|that|as|are|is|have|has|had|over|near|under|between|"
    r"while|when|the|a|an)\b)(?:[a-z]|Air\b|[A-Z][\w-]*\d)[\w-]*\s+){0,3}$"
)
_BY = re.compile(
    r"(?<!\bused )(?<!\bheld )(?<!\brun )(?<!\bmanned )(?<!\bguarded )(?<!\bowned )(?<!\bcontrolled )"
    r"(?<!\bbacked )(?<!\btrained )(?<!\bequipped )(?<!\boperated )(?<!\bsupported )(?<!\bbesieged )"
    r"\b(?:by|from|of|belonging to|carried out by|at the hands of|blamed on)\s+"
    r"(?:(?:the|a|an|two|three|several|what \w+ said were|alleged|suspected)\s+){0,2}$"
)
_HARM_BY = re.compile(
    r"(?<!\bused )(?<!\bheld )(?<!\brun )(?<!\bcontrolled )(?<!\bbacked )(?<!\btrained )(?<!\bequipped )"
    r"(?<!\bsupported )(?<!\bbesieged )(?<!\barmed )"
    r"\b(?:by|at the hands of)\s+(?:(?:the|a|an|two|three|some|several)\s+)?$"
)
_FOE = re.compile(
    r"\b(?:clash\w*|fight\w*|battl\w*|combat|firefights?|gun ?battles?|skirmish\w*|fought|encounter\w*)"
    r"(?: \w+){0,5}? (?:with|against)\s+(?:the )?$"
)
_CLAIM = re.compile(
    r"\s*(?:\([^)]{1,30}\)\s*)?(?:later |quickly |immediately |has |have |had |also )*"
    r"(?:claim(?:ed|s) (?:the )?(?:respons\w+|credit|the attack|the bombing|it\b)|said (?:it|they) (?:carried|was behind|were behind))"
)
_NO_CLAIM = re.compile(r"\b(?:no one|nobody|no group|none)\b[^.]{0,40}claimed", re.IGNORECASE)
_BLAMED = re.compile(
    r"\b(?:blam(?:ed|es|ing)(?: \w+){0,4}? on|blam(?:ed|es|ing)|accus(?:ed|es|ing))\s+(?:the )?$"
)
_VERB = re.compile(
    r"\b(?:killed|kill|kills|killing|shot|shoots|wounded|wounding|wounds|injured|injuring|murdered|"
    r"murdering|beheaded|beheading|executed|executing|executes|massacred|massacring|slaughtered|"
    r"gunned|abducted|abducting|kidnapped|kidnapping|seized|detained|detaining|arrested|captured|"
    r"capturing|hanged|burned|left|leaving|slew|claimed|claiming|took|opened|attacked|stormed|"
    r"ambushed|raided|bombed|shelled|detonated|struck|hit|dropped|fired|launched|carried out|"
    r"exploded|eliminated|eliminating|neutrali[sz]ed|destroyed|executes|wiped out|blew up|set off|"
    r"unleashed|targeted|massacres|kills|slaughtering|mowed down|lynched)\b"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|are|is|got|who)\s+(?:\w+ly\s+|also\s+)?$")
_FILLER = re.compile(r"^[\s,]*(?:\([^)]{0,30}\)\s*)?(?:who |which |that )?(?:[\w’'-]+[ ,]+){0,14}$")
_ADJECTIVE = re.compile(
    r"((?:[A-Z][\w.’'-]*(?:-(?:led|backed|allied))? ){0,2}"
    r"(?:[A-Z][a-z]+(?:i|ian|an|ish|ese|ch)|U\.?S\.?|UK|Saudi|French|Dutch|Greek|[A-Z][\w.]*-led|"
    r"[Tt]errorist|[Rr]ebel|[Mm]ilitant|[Ii]nsurgent|[Rr]egime|[Gg]overnment|[Oo]pposition|[Jj]ihadist|[Ss]eparatist)\s)"
    r"(?:(?:air|artillery|drone|military|missile|rocket|mortar|heavy|deadly|aerial|naval|army|tank|cruise|"
    r"ground|suspected|alleged|fresh|new|intense|cross-border|retaliatory) ){0,2}$"
)
_COMMON = frozenset("terrorists rebels militants insurgents jihadists separatists".split())
_OBJECT = re.compile(
    r"\b(?:(?:against|on|of|in|by|from|for|to|targeting|near|at|with)\s+(?:the )?|"
    r"(?:against|on|of|targeting|near|with|for)\s+(?:a|an|the|some)\s+(?:[\w-]+\s+){0,3}(?:\w+-)?)$"
)
_LOOK_BACK = 3


@dataclass(frozen=True, slots=True)
class Author:
    """An author found for a figure, where it is said, and the rule."""

    name: str
    start: int
    end: int
    rule: str


def local_author(cues: Cues, figure: Casualty) -> Author | None:
    """The author named in the figure's own sentence."""
    scene = cues.scene(figure.sentence)
    names = [n for n in names_in(cues, scene) if not _victim(n, figure)]
    for rule in (_agent, _foe, _owner, _subject):
        found = rule(cues, scene, figure, names)
        if found:
            return found
    return None


def _victim(name: Name, figure: Casualty) -> bool:
    """True where the name is the people harmed ("17 government troops were killed")."""
    if figure.number_start is not None and figure.number_start <= name.start:
        return name.start < figure.end and name.start - figure.number_start < 60
    words = " ".join((figure.victims or "").split())
    return bool(words) and figure.start <= name.start < figure.end and name.name in words


def _agent(cues: Cues, scene: Scene, figure: Casualty, names: list[Name]) -> Author | None:
    """ "killed by gunmen", "was shot by a soldier": an agent behind the word of harm."""
    for name in names:
        before = cues.text[max(scene.start, name.start - 40) : name.start]
        if name.start >= figure.start and _HARM_BY.search(before):
            between = cues.text[figure.end : name.start]
            if len(between) < 60 and not scene_break(scene, cues.text, figure.end, name.start):
                return Author(name.name, name.start, name.end, "author.agent")
    return None


def scene_break(scene: Scene, text: str, start: int, end: int) -> bool:
    """True where a new clause begins between two offsets."""
    return any(start <= at < end for at in scene.breaks(text))


def _owner(cues: Cues, scene: Scene, figure: Casualty, names: list[Name]) -> Author | None:
    """ "Russian airstrikes", "shelling by regime forces": who the nearest attack belongs to."""
    best: tuple[int, Author] | None = None
    for attack in scene.attacks:
        found = owner_of(cues, scene, attack, names)
        if found:
            cost = scene.cost(cues.text, (attack.start, attack.end), anchor(figure))
            if best is None or cost < best[0]:
                best = (cost, found)
    return best[1] if best else None


def owner_of(cues: Cues, scene: Scene, attack: Attack, names: list[Name]) -> Author | None:
    """The author an attack word belongs to, or None."""
    text = cues.text
    for name in names:
        if name.start < attack.start < name.end and attack.form != "verb":
            return Author(name.name, name.start, name.end, "author.owner")
        near = 0 <= attack.start - name.end <= 45 and attack.form != "verb"
        if near and _OWNED.fullmatch(text[name.end : attack.start]):
            return Author(name.name, name.start, name.end, "author.owner")
        gap = name.start - attack.end
        if 0 < gap <= 60 and _BY.search(text[attack.end : name.start]):
            return Author(name.name, name.start, name.end, "author.by")
    if attack.form in ("noun", "weapon"):
        found = _ADJECTIVE.search(text, max(scene.start, attack.start - 50), attack.start)
        if found:
            start = found.start(1)
            words = found.group(1).strip()
            if words.lower().startswith(("a ", "an ", "the ")):
                start += words.index(" ") + 1
                words = words.split(" ", 1)[1]
            plural = f"{words.lower()}s"
            if plural in _COMMON and not cues.says(plural):
                return None  # "a terrorist bomb" alone names nobody
            name = cues.country_of_people(words) or (plural if plural in _COMMON else words)
            return Author(name, start, start + len(words), "author.adjective")
    return None


def _foe(cues: Cues, scene: Scene, figure: Casualty, names: list[Name]) -> Author | None:
    """ "died in clashes with the rebels": the side the victims fought; never the victims' own."""
    for name in names:
        fought = _FOE.search(cues.text, max(scene.start, name.start - 70), name.start)
        if not fought:
            continue
        if figure.victim_class != "combatant_nonstate" or not _irregular(cues, scene, name):
            return Author(name.name, name.start, name.end, "author.foe")
        other = next((n for n in names if n.end <= fought.start()), None)
        if other is not None:
            return Author(other.name, other.start, other.end, "author.foe")
    return None


def _irregular(cues: Cues, scene: Scene, name: Name) -> bool:
    """True for a name of fighters who are no state's."""
    words = cues.text[name.start : name.end].lower()
    return bool(re.search(r"militants|terrorists|rebels|insurgents|jihadist|extremists", words))


def _subject(cues: Cues, scene: Scene, figure: Casualty, names: list[Name]) -> Author | None:
    """ "gunmen attacked a bus, killing nine": the subject of the verb that harms."""
    text = cues.text
    best = None
    for name in names:
        if name.end > figure.start + 1:
            break
        verb = _VERB.search(text, name.end, min(scene.end, figure.end))
        if not verb or verb.start() - name.end > 70:
            continue
        between = text[name.end : verb.start()]
        if _PASSIVE.search(between) or not _FILLER.match(between):
            continue
        if re.search(r"\b(?:said|says|by|was|were|targeting|against|on)\b", between):
            continue
        if _OBJECT.search(text[max(scene.start, name.start - 40) : name.start]):
            continue
        best = Author(name.name, name.start, name.end, "author.subject")
    return best


def carried_author(cues: Cues, figure: Casualty) -> Author | None:
    """The owner of the attack in the sentences before, or somebody who claims it after."""
    if figure.scope == "cumulative" or _own_attack(cues, figure):
        return None
    for sentence in range(figure.sentence - 1, max(-1, figure.sentence - 1 - _LOOK_BACK), -1):
        scene = cues.scene(sentence)
        if not scene.attacks:
            continue
        names = names_in(cues, scene)
        for attack in scene.attacks:
            found = owner_of(cues, scene, attack, names)
            if found and attack.form != "verb":
                return Author(found.name, found.start, found.end, "author.carried")
        break
    return None


_DEFINITE = re.compile(r"\b(?:the|this|these|that|those)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)


def _own_attack(cues: Cues, figure: Casualty) -> bool:
    """Does the figure's sentence tell of an attack of its own, not of "the attack" before it?"""
    text = cues.text
    return any(
        attack.form in ("noun", "weapon")
        and attack.strength >= 2
        and not _DEFINITE.search(text, max(0, attack.start - 40), attack.start)
        for attack in cues.scene(figure.sentence).attacks
    )


def claimed_author(cues: Cues, figure: Casualty, reach: int) -> Author | None:
    """Somebody who claims the attack, or is blamed for it, soon after the figure."""
    last = min(len(cues.reading.sentences), figure.sentence + 1 + reach)
    if figure.scope != "incident":
        return None
    for sentence in range(figure.sentence, last):
        scene = cues.scene(sentence)
        if _NO_CLAIM.search(cues.text, scene.start, scene.end):
            return None
        if not (scene.actors or scene.authors):
            continue
        for name in names_in(cues, scene):
            if _CLAIM.match(cues.text, name.end):
                return Author(name.name, name.start, name.end, "author.claimed")
            if _BLAMED.search(cues.text[max(scene.start, name.start - 50) : name.start]):
                other = _FOR.match(cues.text, name.end)
                if other is None or _DEED.search(other.group()):
                    return Author(name.name, name.start, name.end, "author.blamed")
    return None


# "blamed X for the attack", not "for triggering the conflict"
_FOR = re.compile(r"(?:\s+(?:and|with)(?:\s+[\w.’'-]+){1,4}?)?\s+(?:for|of)((?:\s+[\w’'-]+){1,6})")
_DEED = re.compile(
    r"\b(?:attack|strike|airstrike|raid|shelling|bombing|bombardment|blast|explosion|killing|massacre|"
    r"assault|firing|shooting|murder|death|carrying|being behind|targeting|launching|incident|it\b|"
    r"this\b|execut|abduct|kidnap|bomb|behind|ambush|violence|crime)",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:also|another|separate\w*|meanwhile|elsewhere|other)\b", re.IGNORECASE)


def following_author(cues: Cues, figure: Casualty) -> Author | None:
    """The owner of the same attack, said in the next sentence ("the raids by regime forces")."""
    after = figure.sentence + 1
    here = cues.scene(figure.sentence)
    if figure.scope == "cumulative" or after >= len(cues.reading.sentences):
        return None
    causes = {a.cause for a in here.attacks}
    if not causes or _AGAIN.search(cues.text, here.start, here.end):
        return None
    scene = cues.scene(after)
    if _AGAIN.search(cues.text, scene.start, min(scene.start + 60, scene.end)):
        return None
    names = names_in(cues, scene)
    for attack in scene.attacks:
        if attack.cause in causes and attack.form in ("noun", "weapon"):
            found = owner_of(cues, scene, attack, names)
            if found:
                return Author(found.name, found.start, found.end, "author.following")
    return None


def coalition_of(cues: Cues, author: Author) -> Author:
    """A country that the article says leads a coalition acts as that coalition."""
    names = {f"{author.name}-led coalition", "US-led coalition"} if author.name in _US else set()
    for actor in cues.reading.found.actors:
        if actor.name in names:
            return Author(actor.name, author.start, author.end, author.rule)
    return author


_US = frozenset(("United States", "U.S.", "US"))
