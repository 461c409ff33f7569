"""Who "the attackers" are, where a sentence gives the name: by a claim, or as what they are believed to be.

"The Front for the Liberation of the Coast claimed responsibility", "gunmen believed to belong to the
Red Ants": a name in capitals is a group's whether the lexicon knows it or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.names import Author
from analysis.opened import Opened
from analysis.records import Casualty

_CAPITAL = r"(?:[A-Z][\w’'-]+|[Aa]l-[A-Z][\w’-]+)"
_NO_NAME = (
    r"(?:No|Nobody|None|He|She|They|It|We|I|In|On|At|But|And|The|This|A|An|Two|Three|Police)\b"
)
_NAME = rf"(?P<name>(?!{_NO_NAME}){_CAPITAL}(?: (?:(?:of|for|and|the|al|in) )*{_CAPITAL})*)"
_BETWEEN = (
    r"(?: \([^)]{1,30}\))?(?:,? (?:which|who|an?|the|in|through|using) [^,.;]{1,90},)?"
    r"(?: (?:has|have|had|later|quickly|immediately|reportedly|purportedly|also|since|on [A-Z][a-z]+day))*"
)
_CLAIMED = re.compile(
    rf"(?:^(?:The )?|\b(?:the|[Aa]nd|[Bb]ut|by|group|group called|group known as)(?: the)? |, |; ){_NAME}{_BETWEEN} "
    r"(?:admitted (?:to )?(?:the |carrying out |planting )"
    r"(?:murder|killing|attack|bomb\w*|shooting)|"
    r"claim(?:ed|s|ing) (?:the )?(?:responsibility|credit|the attack|the bombing)|"
    r"(?:took|takes|taken|accepted) responsibility|sa(?:id|ys) (?:it|they) (?:carried out|was behind|were behind))"
)
_CLAIMED_BY = Opened(rf"\b(?:claimed|responsibility (?:was |has been )?taken) by (?:the )?{_NAME}")
_KIND = (
    r"(?: (?:column|faction|gang|brigade|cartel|group|front|dissidents|cell|battalion|wing|clan|militia|mafia|rebels|"
    r"militants|guerrillas|fighters|insurgents))"
)
# "attributed the act to the Red Column": a name in capitals behind a deed that is laid to somebody
_ATTRIBUTED = Opened(
    r"\b(?:(?:attribut|ascrib|pinn?|blam)(?:e[ds]?|ing|s) (?:the |this |that |it )?(?:[a-z]+ )?"
    r"(?:to|on)|laid (?:[a-z]+ ){1,3}at the door of) (?:the )?"
    rf"(?P<name>(?!{_NO_NAME}){_CAPITAL}(?: {_CAPITAL})*{_KIND})"
)
_BELIEVED = Opened(
    r"\b(?:[Aa]ttackers?|[Gg]unm[ae]n|[Aa]ssailants?|(?:[Aa]rmed )?[Mm]en|[Mm]ilitants|[Ff]ighters|[Bb]ombers?|"
    r"[Rr]aiders|[Rr]ebels|[Ii]nsurgents|[Kk]idnappers|[Aa]bductors|[Cc]aptors|[Bb]andits|[Tt]hey)"
    r"(?:(?:,| who (?:are|were)| (?:are|were)) )?,? ?(?:believed|suspected|thought|presumed|said|alleged) to "
    r"(?:be|have been|belong to|come from)(?: (?:members|fighters|militants|part|elements|from|linked to|loyal to))*"
    rf"(?: (?:of|from|to|with))?(?: an?)?(?: the)? {_NAME}"
)
# "gunmen whom the governor described as Fano"
_DESCRIBED = Opened(
    r"\b(?:[Aa]ttackers|[Gg]unm[ae]n|[Aa]ssailants|[Mm]en|[Ff]ighters|[Mm]ilitants|[Rr]aiders) (?:who(?:m)? )?"
    rf"[^,.;]{{2,60}} (?:described|identified|named) as (?:members of )?(?:the )?{_NAME}"
)
_MEMBERS = Opened(
    r"\b[Tt]he (?:attackers|gunmen|assailants|raiders|militants|kidnappers), (?:all )?(?:members|fighters) "
    rf"of (?:the )?{_NAME}"
)
# "came under attack by members of the Jaime Torres column"
_ATTACKED_BY = Opened(
    r"\b(?:attack|attacked|ambush|ambushed|fire|assault|assaulted|raided|stormed|shot|killed|hit) "
    r"(?:by|from) (?:[a-z]+ )?(?:members|fighters|gunmen|militants|men|combatants|guerrillas|rebels|elements) "
    r"(?:of|from) (?:the )?"
    rf"(?P<name>(?!{_NO_NAME})(?:\d+\w* )?{_CAPITAL}(?: (?:(?:of|for|and|the|al|in) )*{_CAPITAL})*{_KIND}?)"
)

# "The raid was carried out by the Front": told later, in a sentence of its own
_CARRIED_OUT = Opened(
    r"\b(?:[Aa]ttacks?|[Aa]ssaults?|[Rr]aids?|[Aa]mbush(?:es)?|[Bb]ombings?|[Bb]lasts?|[Kk]illings?|[Mm]assacres?|"
    r"[Ss]hootings?|[Aa]bductions?|[Kk]idnappings?|[Ii]ncidents?|[Dd]eed) "
    r"(?:was|were|had been|has been|have been) (?:also )?(?:carried out|committed|perpetrated|staged|done) by "
    r"(?:(?:members|fighters|militants|gunmen|rebels|elements|guerrillas|men) (?:of|from) )?(?:the )?"
    rf"(?P<name>(?!{_NO_NAME}){_CAPITAL}(?: (?:(?:of|for|and|the|al|in) )*{_CAPITAL})*{_KIND}?)"
)


_FORCE = (
    r"(?:Forces?|Army|Front|Brigades?|Group|Movement|Agency|Command|Guards?|Corps|Battalion|Militia|Column|Cartel|Gang|"
    r"Resistance|Police|Rifles|Rangers)"
)
# "Red Ant members shot dead", "The Coast Defence Force acknowledged having executed"
_SUBJECT = re.compile(
    rf"(?:^|[.;:,”] |\b(?:[Tt]he|and|but|that|when|as|after|while|[A-Z][a-z]+day) ){_NAME}"
    r"(?P<men> (?:members|fighters|gunmen|militants|men|soldiers|troops|elements|operatives|militiamen))?"
    r"(?: \([^)]{1,12}\))?(?:, (?:which|who) [^,.;]{1,60},)?"
    r"(?: (?:has|have|had|also|later|reportedly|allegedly|(?:acknowledged|admitted)(?: to)? having|"
    r"(?:claimed|admitted) to have|on [A-Z][a-z]+day))* $"
)
_BEFORE = 140  # characters in which the subject stands


def unlisted_subject(cues: Cues, figure: Casualty) -> Author | None:
    """The group or force that no list knows, right before the verb of harm it is the subject of."""
    if figure.rule != "casualty.active":
        return None
    scene = cues.scene(figure.sentence)
    start = max(scene.start, figure.start - _BEFORE)
    found = _SUBJECT.search(cues.text[start : figure.start])
    if found is None or not (found["men"] or re.search(rf"\b{_FORCE}$", found["name"])):
        return None
    first, last = (start + at for at in found.span("name"))
    if not found["men"] and any(
        a.kind == "person" and first <= a.start < last for a in scene.actors
    ):
        return None
    return Author(found["name"], first, last, "author.subject")


def claims_in(cues: Cues, scene: Scene) -> Author | None:
    """The group that says in this sentence that it did it."""
    return scene.once("claims", lambda: _claims_in(cues, scene))


def _claims_in(cues: Cues, scene: Scene) -> Author | None:
    part = cues.text[scene.start : scene.end]
    if (
        "respons" not in part
        and "claim" not in part
        and "behind" not in part
        and "carried" not in part
        and "admitted" not in part
    ):
        return None
    said = _CLAIMED.search(part)
    author = _named(scene, said, "author.claimed", scene.start) if said else None
    if author is not None:
        return author
    by = _CLAIMED_BY.search(cues.reading, scene.start, scene.end)
    if by is not None and OF_THE_LAST.search(cues.text, scene.start, by.start("name")):
        return None
    return _named(scene, by, "author.claimed") if by else _claimed_by_another(cues, scene)


# "Friday's blast came after a bombing claimed by the Front killed nine": that bombing
OF_THE_LAST = re.compile(
    r"\b(?:came|comes|happened|followed|follows)(?: [\w-]+){0,3}? (?:after )?(?:an?|another|the) "
    r"(?:[\w-]+ ){1,5}claimed by (?:the )?$"
)
_ASIDE_CLAIMED = re.compile(
    r"(?: \([^)]{1,12}\))?, (?:later |quickly |then )?(?:claimed|took|has claimed|had claimed) "
    r"(?:responsibility|credit)\b"
)


def _claimed_by_another(cues: Cues, scene: Scene) -> Author | None:
    """ "A rival group, the local branch of Islamic State, claimed responsibility"."""
    for actor in scene.actors:
        if actor.kind == "armed_group" and _ASIDE_CLAIMED.match(cues.text, actor.end):
            return Author(actor.name, actor.start, actor.end, "author.claimed")
    return None


def believed_in(cues: Cues, scene: Scene) -> Author | None:
    """The group that "the attackers" of this sentence are, or are believed to be."""
    return scene.once("believed", lambda: _believed_in(cues, scene))


# "the Front published a film showing the execution of 17 men"
_FILMED = re.compile(
    r"(?: group)? (?:has |had |have |later |also )?"
    r"(?:published|released|posted|aired|circulated|broadcast) (?:[\w’'-]+ ){0,4}"
    r"(?:video|videos|film|footage|pictures|photographs|photos|images|clip|tape)s?(?: [\w’'-]+){0,3}? "
    r"(?:showing|of|depicting|documenting|that shows?|purporting)\b"
)


def filmed(cues: Cues, figure: Casualty) -> Author | None:
    """The armed group that shows its own killing."""
    scene = cues.scene(figure.sentence)
    for actor in scene.actors:
        if (
            actor.kind == "armed_group"
            and actor.end < figure.start
            and _FILMED.match(cues.text, actor.end)
        ):
            return Author(actor.name, actor.start, actor.end, "author.filmed")
    return None


_DONE = frozenset(("killed", "injured", "abducted", "missing"))


def laid_to(cues: Cues, figure: Casualty, mates: Sequence[int]) -> Author | None:
    """The group that the incident's deed is laid to, for those it killed or hurt."""
    if figure.harm not in _DONE or figure.victim_class == "combatant_nonstate":
        return None
    return next((a for a in (believed_in(cues, cues.scene(m)) for m in mates) if a), None)


def _believed_in(cues: Cues, scene: Scene) -> Author | None:
    for pattern in (_ATTRIBUTED, _DESCRIBED, _BELIEVED, _MEMBERS, _ATTACKED_BY, _CARRIED_OUT):
        found = pattern.search(cues.reading, scene.start, scene.end)
        author = _named(scene, found, "author.believed") if found else None
        if author is not None and not _is_open(cues, scene, author):
            return author
    return None


_WHETHER = re.compile(
    r"\b(?:whether|if|either|unclear|not (?:immediately )?clear|unknown)\b[^.;]{0,120}$"
)


def _is_open(cues: Cues, scene: Scene, author: Author) -> bool:
    """ "It was not clear whether the raid was carried out by Chad or its ally": by nobody known."""
    either = cues.text.startswith(" or ", author.end)
    return either or _WHETHER.search(cues.text, scene.start, author.start) is not None


_LINKED_TO = re.compile(r"-(?:linked|affiliated|allied|aligned|inspired|backed)\b")


def _named(scene: Scene, found: re.Match[str], rule: str, begin: int = 0) -> Author | None:
    """Who is named in a match in the text from ``begin`` on."""
    start, end = (begin + at for at in found.span("name"))
    for actor in scene.actors:
        if start <= actor.start < end:
            if _LINKED_TO.match(found.string, actor.end - begin):
                continue  # "claimed by the al Qaeda-linked Group for the Support of Islam"
            if actor.kind in ("armed_group", "state"):
                return Author(actor.name, start, end, rule)
            person = actor.kind == "person" and actor.start == start
            if person and actor.end >= end:  # "the Jane Roe column" is none
                return None
    return Author(found["name"], start, end, rule)


def coalition_of(cues: Cues, author: Author) -> Author:
    """A country that the article says leads a coalition acts as that coalition."""
    if author.name not in _US:
        return author
    names = (f"{author.name}-led coalition", "US-led coalition")
    for actor in cues.reading.found.actors:
        if actor.name in names:
            return Author(actor.name, author.start, author.end, author.rule)
    return author


_US = frozenset(("United States", "U.S.", "US"))
