"""The body whose own release the article is, and what it says of its enemy's losses.

A command's or ministry's outlet, "Communiqué of the General Staff" as the title, "The General Staff
informs the public that ..." as the first words, or "Jane Roe, governor of the province" as the last:
what such a text says without another source, its issuer says.
"""

from __future__ import annotations

import re

from analysis.extract.context.belligerents import claimed_kill, loss_author, side_of, sufferer
from analysis.extract.context.claims import own_deed
from analysis.extract.context.cues import Cues
from analysis.extract.context.names import Author, Name
from analysis.extract.context.reporter import Reporter
from analysis.extract.context.sides import same_side
from analysis.extract.context.status import claims_for_itself
from analysis.lean import replace
from analysis.records import Casualty

_ISSUES = re.compile(
    r"\b(?:Command|Ministry|Army|Forces?|Police|Navy|Defen[cs]e|Coalition|Government|Presidency|Directorate)\b"
)
_PRESS = re.compile(
    r"\b(?:News|Press Agency|Times|Post|Radio|TV|Wire|Herald|Media|Magazine|Journal|Daily)\b"
)
_OURS = re.compile(
    r"\b[Oo]ur (?:teams?|staff|colleagues|volunteers|crews?|ambulances?|field (?:teams|officers)|monitors|researchers|"
    r"clinics?|hospitals?)\b|\b[Ww]e (?:call|urge|condemn|demand|reiterate|are (?:appalled|shocked|deeply))\b"
)
_BODY = (
    r"(?:[A-Z][\w’'-]*|[a-z]+(?= (?:[Mm]inistry|[Cc]ommand|[Gg]overnment)))"
    r"(?: (?:(?:of|for|and|the|de) )*[A-Z][\w’'-]*)*"
)
_TITLE = re.compile(
    r"(?:(?:Daily|Evening|Morning|Official|Press|Operational|Joint|Weekly) )*"
    r"(?:Communiqu[eé]|Statement|Bulletin|Report|Press [Rr]elease|Briefing|Summary|Update|Announcement|Message|Release)"
    rf"(?: (?:No\.? ?)?\d+)? (?:of|by|from|issued by) (?:the )?(?P<name>{_BODY})",
)
_INFORMS = re.compile(
    rf"(?:The )?(?P<name>{_BODY}) (?:hereby )?(?:informs|announces|wishes to (?:inform|announce)|brings to the|"
    r"regrets to|is pleased to|makes known|notifies)\b",
)
# the last line: "Jane Roe, governor of the province"
_SIGNED = re.compile(
    r"(?:^|[.!?…\n]\s*)(?:[—–-] ?)?(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w.’'-]+){1,3}), "
    r"(?:the )?(?:acting |deputy |regional )?"
    r"(?:head|governor|mayor|chief|commander|spokes\w+|minister|chair\w*|director|secretary)"
    r"(?: (?:of|for)(?: [\w’'-]+){1,8})?[.\s]*$"
)
_NAMED = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w.’'-]+)+")
# what others say, in the issuer's own text
_OTHERS = re.compile(
    r"\b(?:allegations?|alleged|rumou?rs?|boast\w*|contrary to|reports? circulating|social (?:media|networks)|"
    r"claim(?:s|ed)? (?:relayed|by|that|to have))\b",
    re.IGNORECASE,
)
_SIGNATURE = 160  # characters at the end in which it stands
_OFFICE = re.compile(
    r"\b(?:Staff|Command|Ministry|Army|Forces?|Police|Navy|Guards?|Defen[cs]e|Government|Presidency|Directorate|"
    r"Headquarters|Front|Movement|Brigades?|Council|Office|Service|Administration|Prefecture|Governorate)\b"
)


def issuer(cues: Cues) -> Reporter | None:
    """The body whose own release the article is: a command's, a ministry's."""
    name = _of_outlet(cues) or _of_title(cues) or _of_words(cues) or _numbered(cues)
    name = name or _in_its_own_words(cues) or _signer(cues)
    return Reporter(name, "reporter.issuer", None) if name else None


def says(cues: Cues, sentence: int) -> bool:
    """True for a sentence in which the issuer does not repeat what others say."""
    scene = cues.scene(sentence)
    return _OTHERS.search(cues.text, scene.start, scene.end) is None


def _foreign_loss(cues: Cues, figure: Casualty, side: Name | None) -> Author | None:
    """ "Sixty Ruritanian soldiers were eliminated", in another state's release: that state did it."""
    if side is None or not figure.victim_class.startswith("combatant"):
        return None
    for word in _PEOPLE.findall(figure.victims or ""):
        country = cues.country_of_people(word)
        if country and not same_side(f"{side.name} {side.words}", f"{country} {word}"):
            return side.did("author.enemy_loss")
    return None


_PEOPLE = re.compile(r"\b[A-Z][a-z]+\b")


def _of_outlet(cues: Cues) -> str | None:
    outlet = cues.reading.article.outlet
    if not outlet or _PRESS.search(outlet):
        return None
    if not _ISSUES.search(outlet) and not _speaks_of_itself(cues, outlet):
        return None
    return re.sub(r"\s*(?:Public Affairs|Press Office|Media Office)$", "", outlet)


def _of_title(cues: Cues) -> str | None:
    """ "Communiqué of the General Staff": the body by name; by its own words where it opens with them."""
    found = _TITLE.match(cues.reading.article.title or "")
    if found is None or not _OFFICE.search(found["name"]):
        return None
    return _of_words(cues) or found["name"]


def _of_words(cues: Cues) -> str | None:
    """ "The General Staff informs the public": who opens the text by saying that he speaks."""
    found = _INFORMS.match(cues.text)
    return found["name"] if found and _OFFICE.search(found["name"]) else None


# "Press Release No. 412/2024-ABCD": the number ends in the letters of the body that gives it
_NUMBERED = re.compile(
    r"^(?:Press [Rr]elease )?(?:No\.? ?)?(?:PR|Press [Rr]elease|Release|Bulletin|Communiqu[eé])[ -]?(?:No\.? ?)?"
    r"\d[\d/.-]*[-/ ](?P<name>[A-Z]{3,6})\b",
    re.MULTILINE,
)
_HEAD = 200  # characters at the beginning in which it stands


def _numbered(cues: Cues) -> str | None:
    """The body whose letters end the number of its release."""
    found = _NUMBERED.search(cues.reading.article.raw, 0, _HEAD)
    return found["name"] if found else None


# "The agency is appalled by", "the charity condemns": who opens a text with what it feels speaks in it
_FEELS = re.compile(
    r"(?: \([A-Z]{2,8}\))? (?:is (?:appalled|outraged|shocked|saddened|alarmed|horrified|deeply|gravely|extremely)|"
    r"(?:strongly )?(?:condemns|deplores|denounces|mourns|calls on|welcomes))\b"
)
_OPENING = 60  # characters in which it is named


def _in_its_own_words(cues: Cues) -> str | None:
    """The organisation that opens the text with what it feels and goes on with "our teams"."""
    for actor in cues.reading.found.actors:
        if actor.start > _OPENING:
            break
        if actor.kind == "organisation" and _FEELS.match(cues.text, actor.end):
            return actor.name if _says_our(cues) else None
    return None


def _signer(cues: Cues) -> str | None:
    """Who signs the text in its last line with his office."""
    text = cues.reading.article.raw.rstrip()  # a signature may be no part of the body
    found = _SIGNED.search(text, max(0, len(text) - _SIGNATURE))
    if found is None or not _NAMED.fullmatch(found["name"]):
        return None
    return found["name"]


def _speaks_of_itself(cues: Cues, outlet: str) -> bool:
    """True for an organisation's own statement: it is named in it and says "our teams", quoted by nobody."""
    return outlet in cues.text and _says_our(cues)


def _says_our(cues: Cues) -> bool:
    found = _OURS.search(cues.text)
    if found is None:
        return False
    return not any(q.start <= found.start() < q.end for q in cues.reading.found.quotes)


# authors that a figure of an issuer's release has only from other sentences
CARRIED = frozenset(("author.incident", "author.belligerent", "author.other_side"))


def author_of_issuer(cues: Cues, figure: Casualty, whose: Reporter) -> Author | None:
    """ "The enemy lost ten men", in an army's own bulletin: the army that issues it killed them."""
    if not claims_for_itself(cues.reading, whose):
        return None
    if figure.harm == "detained":
        return captor(cues, figure, whose, True)
    known = replace(figure, reporter=whose.name)
    lost = sufferer(cues, figure)
    if lost is not None:
        return loss_author(cues, known, lost, whose, True)
    killed = claimed_kill(cues, known, whose, True)
    return killed or _foreign_loss(cues, figure, side_of(cues, figure, whose))


def captor(cues: Cues, figure: Casualty, reporter: Reporter | None, party: bool) -> Author | None:
    """Who holds those arrested: who says so of his own, or the police that report it."""
    found = own_deed(cues, figure, reporter, party)
    speaker = side_of(cues, figure, reporter) if party else None
    return found or (speaker.did("author.captor") if speaker is not None else None)
