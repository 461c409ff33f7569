"""What those who fight are called: "the rebels" by their group's name, "its fighters" by whose they are.

And who is nobody's victim of his own: "17 Tigers" were not killed by the Tamil Tigers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.extract.context.belligerents import belligerents
from analysis.extract.context.cues import Cues
from analysis.extract.context.meant import is_group, meant, one_country
from analysis.extract.context.names import Author
from analysis.extract.context.naming import named
from analysis.extract.context.reporter import Reporter
from analysis.extract.context.sides import (
    PEOPLE,
    are_attackers,
    fights_in,
    nonstate,
    regulars,
    same_side,
    state,
)
from analysis.extract.context.speaking import side_speaking
from analysis.lean import replace
from analysis.lexicon import Lexicons
from analysis.reading import starting
from analysis.records import Casualty


def called(cues: Cues, author: Author) -> Author:
    """ "The militants" are the one armed group that the article names; "its fighters" the one just named."""
    author = _without_town(cues, author)
    name = cues.once(
        f"called {author.name} {author.start}",
        lambda: (
            _whose_men(cues, author)
            or meant(cues, author.name, author.start)
            or of_its_land(cues, author.name)
            or _of_the_country(cues, author.name)
        ),
    )
    return replace(author, name=name) if name else author


_OF_A_TOWN = re.compile(
    r"(?P<town>[A-Z].+) (?P<force>(?:government|regime)(?: (?:forces|troops))?)"
)


def _without_town(cues: Cues, author: Author) -> Author:
    """ "After the attack on Kara government jets struck": no government of Kara's, where commas are lost."""
    found = _OF_A_TOWN.fullmatch(author.name)
    if found is None or cues.country_of_people(found["town"]) is not None:
        return author
    towns = cues.once(
        "towns by name",
        lambda: {p.of(cues.text) for p in cues.reading.found.places if p.precision != "country"},
    )
    return replace(author, name=found["force"]) if found["town"] in towns else author


def of_its_land(cues: Cues, name: str) -> str | None:
    """ "Mali's army", "Malis army" and "Mali army" are the Malian army; None for other names."""
    found = _LANDS_FORCE.fullmatch(name)
    if found is None:
        return None
    adjectives = _adjectives(cues.reading.lexicons)
    land = found["land"]
    adjective = adjectives.get(land) or adjectives.get(land.removesuffix("s"))
    return f"{adjective} {found['force']}" if adjective else None


_RULERS = re.compile(r"government|regime")


def _of_the_country(cues: Cues, name: str) -> str | None:
    """ "Government air strikes", where the article is about one country: its government's."""
    if not _RULERS.fullmatch(name):
        return None
    country = one_country(cues)
    adjective = _adjectives(cues.reading.lexicons).get(country or "")
    return f"{adjective} {name}" if adjective else None


_LANDS_FORCE = re.compile(
    r"(?P<land>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:['’]s)? "
    r"(?P<force>(?:army|military|armed forces|air force|navy|government|regime|security forces)"
    r"(?: (?:forces|troops|soldiers))?|(?:defen[cs]e|foreign|interior|health) ministry)"
)


@lru_cache(maxsize=4)
def _adjectives(lexicons: Lexicons) -> dict[str, str]:
    """The word for what is a country's, by every name of the country."""
    entries = lexicons["countries"].entries
    words = {
        str(entry.get("name")): next(iter(entry.terms))
        for entry in reversed(entries)
        if entry.get("form") == "demonym"
    }
    return {
        term: words[str(entry.get("name"))]
        for entry in entries
        if entry.get("form") == "name" and str(entry.get("name")) in words
        for term in entry.terms
    }


def _whose_men(cues: Cues, author: Author) -> str | None:
    """Whose "its fighters", "their gunmen" are: the group or state named last before them."""
    if author.name.islower() and (theirs := _of_whom(cues, author)) is not None:
        return theirs
    if not _THEIRS.search(cues.text[max(0, author.start - 24) : author.start]):
        return None
    here = cues.reading.sentence_at(author.start)
    for sentence in (here, here - 1) if here else (here,):
        scene = cues.scene(sentence)
        before = [n for n in named(cues, scene) if n.end < author.start]
        sides = [n for n in before if not nonstate(n.name) or not n.name.islower()]
        if sides and sentence != here and sides[0].start - scene.start <= _SUBJECT:
            return sides[0].name  # "The Front has fought the government since May. Its men ..."
        if sides:
            return sides[-1].name
    return None


_OF_WHOM = re.compile(
    r" (?:of|from|belonging to|loyal to) (?:the )?(?:(?:al[- ])?[\w-]+(?:-linked|-affiliated|-allied|-backed) )?"
)


def _of_whom(cues: Cues, author: Author) -> str | None:
    """ "fighters of the Qaeda-linked Front stormed the hotel": the Front."""
    behind = _OF_WHOM.match(cues.text, author.end)
    if behind is None:
        return None
    scene = cues.scene(cues.reading.sentence_at(author.start))
    armed = (a for a in scene.actors if a.kind == "armed_group" and not a.name.islower())
    return next((a.name for a in armed if a.start == behind.end()), None)


_SUBJECT = 5  # characters, "The " and a space, before the name a sentence begins with
_THEIRS = re.compile(
    r"\b(?:[Ii]ts|[Tt]heir|[Tt]he (?:group|movement|faction|militia|organi[sz]ation)[’']s) (?:own )?$"
)


def of_their_own(cues: Cues, figure: Casualty, author: Author) -> bool:
    """ "17 Tigers" were not killed by the Tamil Tigers, whatever the text called those before."""
    name = called(cues, author).name
    if author.rule in _OF_THE_INCIDENT and _HIS_MEN.search(figure.victims or ""):
        lead = cues.text[cues.scene(figure.sentence).start : figure.start]
        if (nonstate(lead) and nonstate(name)) or (state(lead) and state(name)):
            return True  # "A rebel commander said four of his men had died"
    if not is_group(cues, name):
        return _of_their_nation(cues, figure, author) or _of_one_army(cues, figure, author)
    if author.rule not in _DID and are_attackers(figure.victims or ""):
        return not re.search(r"[A-Z]", (figure.victims or "")[1:])
    if author.rule in _OF_THE_INCIDENT and _any_rebels(cues, figure):
        return True
    inside = starting(cues.reading.found.actors, figure.start, figure.end)
    if any(a.name == name and a.start != author.start for a in inside):
        return not _BY_WHOM.search(cues.text[figure.start : figure.end])
    apposed = _WHOSE_MAN.match(cues.text, figure.end)
    if apposed is not None:  # "killed John Roe, a Front commander"
        of_them = starting(cues.reading.found.actors, *apposed.span("side"))
        if same_side(apposed["side"], name) or any(a.name == name for a in of_them):
            return True
    body = _OF_THE_BODY.search(cues.text, figure.start, figure.end + 30)
    if body is not None and meant(cues, body["body"], body.start("body")) == name:
        return True  # "14 members of the organization"
    return same_side(figure.victims or "", name)


_WHOSE_MAN = re.compile(
    r",? (?:an?|the) (?P<side>[\w’'-]+(?: [\w’'-]+){0,3}) "
    r"(?:leader|commander|fighter|member|emir|chief|official|militant|operative)\b"
)
_HIS_MEN = re.compile(
    r"\bof (?:his|its|their|our) (?:own )?(?:men|fighters|soldiers|troops|forces|members|comrades|officers|people)$"
)


def _of_one_army(cues: Cues, figure: Casualty, author: Author) -> bool:
    """ "Troops killed 32 rebels near Kara. Eleven soldiers also died": not by the troops who fought rebels there."""
    if author.rule not in _OF_THE_INCIDENT or not regulars(figure.victims or ""):
        return False
    before = cues.scene(max(0, figure.sentence - 1)).figures
    return state(author.name) and any(f.victim_class == "combatant_nonstate" for f in before)


def _any_rebels(cues: Cues, figure: Casualty) -> bool:
    """ "19 insurgents died", where groups fight an army and not each other: of none of the groups."""
    words = _COUNTED.sub("", figure.victims or "")
    return words.islower() and nonstate(words) and cues.once("one front", lambda: _one_front(cues))


def _one_front(cues: Cues) -> bool:
    """True where a state's forces fight in the article, and no two groups that are none fight each other."""
    if not any(state(name.words) for name in belligerents(cues)):
        return False
    scenes = map(cues.scene, range(min(len(cues.reading.sentences), _LONG)))
    fights = (
        f for s in scenes if s.actors or s.authors for f in fights_in(cues, s, named(cues, s))
    )
    return not any(not state(f.one.words) and not state(f.other.words) for f in fights)


_LONG = 80  # sentences looked at
_COUNTED = re.compile(r"^(?:[Aa]t least |[Mm]ore than |[Aa]bout |[Ss]ome )?(?:\d+|[A-Z]?[a-z]+) ")
_OF_THE_INCIDENT = frozenset(("author.incident", "author.incident_foe", "author.just_told"))
# a group that is said to have killed attackers did
_DID = frozenset(
    ("author.agent", "author.foe", "author.loss", "author.clause", "author.incident_foe")
)


def _of_their_nation(cues: Cues, figure: Casualty, author: Author) -> bool:
    """ "Nine Israelis were hurt", behind Israel's raids: a state's war does not fall on its own people."""
    people = PEOPLE.match(figure.victims or "")
    if people is None or not author.rule.startswith(_CARRIED):
        return False
    return cues.country_of_people(people[1]) == author.name


_CARRIED = ("author.incident", "author.just_told", "author.means", "author.other_side")
_OF_THE_BODY = re.compile(
    r"\b(?:members|fighters|militants|men|commanders|leaders|gunmen|supporters) of "
    r"(?P<body>the (?:[\w-]+ )?(?:group|organi[sz]ation|movement|faction|militia|outfit))\b"
)


def of_the_speakers(
    cues: Cues, figure: Casualty, author: Author, reporter: Reporter | None
) -> bool:
    """ "The Front said two of its men were hurt": the Front did not hurt them."""
    if reporter is None or reporter.name != author.name or author.rule == "author.its_own":
        return False  # "the coalition acknowledged the deaths of nine in its strikes"
    if _MOURNED.search(cues.text, max(0, figure.start - 40), figure.start + 12):
        return True  # "the Front confirmed the death of one commander"
    own_army = figure.victim_class == "combatant_state" and figure.rule != "casualty.active"
    if own_army and not nonstate(author.name) and not is_group(cues, author.name):
        return True  # "the army has announced the deaths of four reservists"
    return _OWN_MEN.search(cues.text, figure.start, figure.end + 10) is not None


_MOURNED = re.compile(
    r"\b(?:confirm|mourn|admit|acknowledg|conced|announc)\w* (?:the )?(?:deaths?|loss|losses|killing|martyrdom) of\b"
)
_OWN_MEN = re.compile(
    r"\b(?:its|their|our) (?:own )?(?:men|fighters|soldiers|troops|forces|members|officers|policemen|militants|"
    r"personnel|peacekeepers|ranks|comrades|servicemen)\b"
)
_BY_WHOM = re.compile(r"\bby\b")


def reporting_group(cues: Cues, reporter: Reporter) -> str:
    """The reporter's name; of "the rebels" the group's, not of a man who says he speaks for them."""
    quote = reporter.quote
    at = quote.speaker_start if quote is not None and quote.speaker_start is not None else 0
    words = cues.text[at : quote.speaker_end] if quote is not None and at else ""
    name = side_speaking(cues, reporter.name, words, at)
    return of_its_land(cues, name) or name
