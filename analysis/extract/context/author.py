"""Who did the harm, where somebody is named: owner of the strike, agent, or the other side.

"Russian airstrikes killed nine" (owner), "killed by gunmen" (agent), "gunmen killed nine"
(subject), "nine soldiers died in clashes with the rebels" (foe), "the group claimed
responsibility" (claim). Victims are never their own killers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.extract.context.cues import Attack, Cues, Scene, anchor
from analysis.records import Actor, Casualty

_OWNED = re.compile(
    r"(?:['’]s?|s['’])?\s*(?:-\s*)?(?:(?!(?:in|on|by|of|at|and|were|was|hit|killed|to|from|with|against|"
    r"after|during|carried|launched|said|who|that|as|are|is|have|has|had|over|near|under|between|"
    r"while|when|the|a|an)\b)[\w-]+\s+){0,3}$"
)
_BY = re.compile(
    r"\b(?:by|from|of|belonging to|carried out by|at the hands of|blamed on)\s+"
    r"(?:(?:the|a|an|two|three|several|what \w+ said were|alleged|suspected)\s+){0,2}$"
)
_HARM_BY = re.compile(r"\b(?:by|at the hands of)\s+(?:(?:the|a|an|two|three|some|several)\s+)?$")
_FOE = re.compile(
    r"\b(?:clash\w*|fight\w*|battl\w*|combat|firefights?|gun ?battles?|skirmish\w*|fought|encounter\w*)"
    r"(?: \w+){0,5}? (?:with|against)\s+(?:the )?$"
)
_CLAIM = re.compile(
    r"\s*(?:\([^)]{1,30}\)\s*)?(?:later |quickly |immediately |has |have |had |also )*"
    r"(?:claimed (?:the )?(?:responsibility|credit|the attack|the bombing|it)|said it (?:carried|was behind))"
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
    r"ambushed|raided|bombed|shelled|detonated|struck|hit|dropped|fired|launched|carried out)\b"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|are|is|got|who)\s+(?:\w+ly\s+|also\s+)?$")
_FILLER = re.compile(r"^[\s,]*(?:\([^)]{0,30}\)\s*)?(?:who |which |that )?(?:[\w’'-]+[ ,]+){0,14}$")
_LEAD_IN = re.compile(r"^(?:the|a|an|several|two|three|some|suspected|alleged)\s+", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"((?:[A-Z][\w.’'-]*(?:-(?:led|backed|allied))? ){0,2}"
    r"(?:[A-Z][a-z]+(?:i|ian|an|ish|ese|ch)|U\.?S\.?|UK|Saudi|French|Dutch|Greek|[A-Z][\w.]*-led|"
    r"[Tt]errorist|[Rr]ebel|[Mm]ilitant|[Ii]nsurgent|[Rr]egime|[Gg]overnment|[Oo]pposition|[Jj]ihadist|[Ss]eparatist)\s)"
    r"(?:(?:air|artillery|drone|military|missile|rocket|mortar|heavy|deadly|aerial|naval|army|tank|cruise|"
    r"ground|suspected|alleged|fresh|new|intense|cross-border|retaliatory) ){0,2}$"
)
_LOOK_BACK = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A possible author: where the words stand and what the tables call it."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Author:
    """An author found for a figure, where it is said, and the rule."""

    name: str
    start: int
    end: int
    rule: str


def names_in(cues: Cues, scene: Scene) -> list[Name]:
    """Everybody in a sentence who could have done harm, in order, no two overlapping."""
    out = [
        Name(a.start, a.end, _as_written(cues, a))
        for a in scene.actors
        if a.kind in _DOERS and not _WAR.match(cues.text, a.end)
    ]
    for tag in scene.authors:
        role = tag.entry.get("role")
        if role == "head":
            headed = _headed(cues, scene, tag.first, tag.stop, str(tag.entry.get("class")))
            if headed is not None:
                out.append(headed)
        elif role == "lone":
            tokens = cues.reading.tokens
            start, end = tokens.starts[tag.first], tokens.ends[tag.stop - 1]
            out.append(Name(start, end, _plain(cues.text[start:end])))
    out.sort(key=lambda n: (n.start, -n.end))
    kept: list[Name] = []
    for name in out:
        if kept and _one_name(cues.text, kept[-1], name):
            kept[-1] = Name(kept[-1].start, name.end, kept[-1].name)
            continue
        if kept and name.start < kept[-1].end:
            if name.end > kept[-1].end:
                kept[-1] = name if name.start == kept[-1].start else kept[-1]
            continue
        kept.append(name)
    return kept


def _one_name(text: str, group: Name, head: Name) -> bool:
    """ "ISIS terrorists": a group's name and the common noun behind it are one author."""
    together = head.start >= group.end and text[group.end : head.start] in {" ", " group "}
    return together and not group.name.islower() and head.name.islower()


# "Syria's war", "Libyas conflict": a country in its own war does no harm by that
_WAR = re.compile(r"(?:['’]?s)?\s+(?:\w+ )?(?:war|conflict|uprising|crisis|revolt|revolution)\b")


def _as_written(cues: Cues, actor: Actor) -> str:
    """The actor's name; for a common noun ("terrorists") the word the text chose."""
    if actor.name.islower():
        return _plain(cues.text[actor.start : actor.end])
    return actor.name


_DOERS = frozenset(("state", "armed_group"))


def _plain(words: str) -> str:
    """The words without their determiner, one space between them."""
    return _LEAD_IN.sub("", " ".join(words.split()))


def _headed(cues: Cues, scene: Scene, first: int, stop: int, kind: str) -> Name | None:
    """The name that ends in a head: "pro-government | Syrian | rebel" + "forces"."""
    tokens = cues.reading.tokens
    ends = {t.stop: t.first for t in scene.authors}
    floor = max(0, first - 6)
    while first > floor and tokens.starts[first - 1] >= scene.start:
        word = tokens.words[first - 1]
        if first in ends:
            first = ends[first]
        elif (
            word == "-"
            or word in ("'s", "’s")
            or ((word[0].isupper() and word.isalnum()) or "." in word[:-1])
        ) or (word in ("led", "backed", "allied", "held") and tokens.words[first - 2] == "-"):
            first -= 1
        else:
            break
    if tokens.norms[first] in ("the", "a", "an", "on", "in", "at"):
        first += 1
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    inner = [a for a in scene.actors if start <= a.start < end and a.kind in _DOERS]
    covering = [a for a in inner if a.end >= end - 1]
    if covering:
        return Name(start, end, covering[0].name)
    if kind == "aircraft":
        return Name(start, end, inner[0].name) if inner else None  # a machine is nobody
    return Name(start, end, _plain(cues.text[start:end]))


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
            words = found.group(1).strip()
            country = cues.country_of_people(words)
            return Author(
                country or words, found.start(1), found.start(1) + len(words), "author.adjective"
            )
    return None


def _foe(cues: Cues, scene: Scene, figure: Casualty, names: list[Name]) -> Author | None:
    """ "died in clashes with the rebels": the side the victims fought."""
    for name in names:
        if _FOE.search(cues.text[max(scene.start, name.start - 70) : name.start]):
            return Author(name.name, name.start, name.end, "author.foe")
    return None


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
        before = text[max(scene.start, name.start - 30) : name.start]
        if re.search(r"\b(?:against|on|of|in|by|from|for|to|targeting|near)\s+(?:the )?$", before):
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
    for sentence in range(figure.sentence, last):
        scene = cues.scene(sentence)
        if not (scene.actors or scene.authors):
            continue
        for name in names_in(cues, scene):
            if _CLAIM.match(cues.text, name.end):
                return Author(name.name, name.start, name.end, "author.claimed")
            if _BLAMED.search(cues.text[max(scene.start, name.start - 50) : name.start]):
                return Author(name.name, name.start, name.end, "author.blamed")
    return None
