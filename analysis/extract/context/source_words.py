"""The words of a source: the noun phrase before a verb that cites it, where it names somebody who can be one.

"The observatory", "a hospital in Kara", an agency by its name; not "anti-government protests".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.context.cues import Cues
from analysis.extract.quotes.seams import Seams
from analysis.extract.quotes.starts import speaker_start
from analysis.lean import dataclass
from analysis.reading import starting
from analysis.records import Actor

_ENDS = frozenset(
    "a an the and or but that who which when while as in on at of from to by with for near after before said "
    'says , . ; : ( ) “ ” " was were is are had has have killed wounded injured dead people since including '
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
HEADS = re.compile(
    r"\b(?:monitors?|groups?|ministry|police|army|military|officials?|sources?|hospitals?|doctors?|medics?|"
    r"spokes\w+|agency|media|offices?|departments?|bureau|board|union|federation|commission|inquiry|investigation|probe|study|tribunal|panel|"
    r"ombudsman|ombudswoman|investigators?|delegation|elders?|leaders?|lawyers?|survivors|neighbou?rs|staff|minister|"
    r"president|chief|secretary|families|health zone|clinic|diplomats?|farmers?|drivers?|teachers?|paramedics?|"
    r"correspondents?|mediators?|observatory|committee|network|residents?|witnesses|activists?|volunteers|council|"
    r"command|mission|authorities|government|prosecutors?|court|guard|relatives|villagers|channels?|stations?|broadcasters?|"
    r"newspapers?|tv|television|radio|governor|mayor|commander|statement|report|count|tally|church|charity|"
    r"coalition|rescuers|workers|team|organi[sz]ation|institute|centre|center|zone|administration|commissioner|"
    r"journalists?|reporters?|teams|observers?|missions|data|figures|records|survey|database|"
    r"opposition|watch|director|surgeons?|nurses?|priest|archbishop|bishop|register|list|indictment|analysts?|experts?|tracker)$",
    re.IGNORECASE,
)
LONGEST = 9
PLACED = frozenset(("of", "in", "at", "for", "from"))
_OWNERS = frozenset(("his", "her", "their", "its"))
PRONOUNS = frozenset(("he", "she", "it", "they"))


# "relatives of Governor Omar Haddad", "a lawyer for him": not he
TIED_TO = re.compile(
    r"(?:[\w-]+ ){0,3}(?:supporters?|opponents?|critics|relatives?|famil(?:y|ies)|kin|friends?|neighbou?rs?|"
    r"allies|ally|aides?|lawyers?|attorneys?|loyalists|"
    r"followers|colleagues?|advis[eo]rs?|brothers?|sisters?|sons?|daughters?|"
    r"wife|widow|husband|father|mother|parents|uncle|cousins?|backers|rivals?|partisans|doctors?|spokes\w+) "
    r"(?:of|for|to) ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A source named in a sentence: its words and where the verb that cites it stands."""

    name: str
    start: int
    end: int
    verb: int


def phrase_start(cues: Cues, stop: int, first: int) -> int:
    """The token the noun phrase that stops at ``stop`` begins at."""
    norms = cues.reading.tokens.norms
    seams = cues.once("seams", lambda: Seams(cues.reading))
    begin = stop
    while begin > first and stop - begin < LONGEST and norms[begin - 1] not in _ENDS:
        begin -= 1
        if seams.at(begin, stop - 1):
            break
    return speaker_start(norms, begin, stop) if stop - begin > 1 else begin


def coordinated(cues: Cues, begin: int, first: int) -> int:
    """Where "an opposition group and" before "residents" begins; ``begin`` where nothing is."""
    norms = cues.reading.tokens.norms
    if begin - 2 <= first or norms[begin - 1] != "and":
        return begin
    other = phrase_start(cues, begin - 1, first)
    return other if source_at(cues, other, begin - 1, 0) is not None else begin


def source_at(cues: Cues, begin: int, stop: int, verb: int, *, alone: bool = False) -> Cited | None:
    """The words as a source: somebody named, or a noun for those who report.

    ``alone`` where the phrase may go on over a preposition ("a resident of the town").
    """
    tokens = cues.reading.tokens
    begin += begin < stop and tokens.norms[begin] == "whose"
    if begin >= stop:
        return None
    owned = next((k for k in range(stop - 1, begin, -1) if tokens.norms[k] in _OWNERS), None)
    begin = owned if owned is not None else begin
    head = begin - 1
    if alone and tokens.norms[head] in PLACED and head > 1:
        ahead = phrase_start(cues, head, max(0, head - LONGEST))
        words = plain(cues.text[tokens.starts[ahead] : tokens.ends[stop - 1]])
        if ahead < head and HEADS.search(cues.text[tokens.starts[ahead] : tokens.ends[head - 1]]):
            return Cited(words, tokens.starts[ahead], tokens.ends[stop - 1], verb)
    if tokens.norms[begin].isdigit() and stop - begin > 3:
        begin += 2  # "including 11 children | state media", where commas are lost
    start, end = tokens.starts[begin], tokens.ends[stop - 1]
    inside = starting(cues.reading.found.actors, start, end)
    actor = next((a for a in reversed(inside) if a.end == end), None)
    if actor is None and alone:
        reading = cues.reading
        actors = cues.scene(reading.sentence_at(start)).actors
        actor = next((a for a in actors if a.end == end), None)
    if actor is not None and actor.kind != "population":
        return Cited(actor.name, start, end, verb)
    inner = outlet_of(cues, inside, end)
    if inner is not None:
        return Cited(inner, start, end, verb)
    words = plain(cues.text[start:end])
    if words.lower().startswith("anti-"):
        return None  # "anti-government protests"
    if HEADS.search(words) or words.lower() in PRONOUNS:
        whose = inside[0] if inside and _FIGURES.fullmatch(cues.text[inside[0].end : end]) else None
        return Cited(whose.name if whose else words, start, end, verb)
    last = tokens.words[stop - 1]
    if _AGENCY.fullmatch(last) and cues.text.startswith(_OF_AGENCIES, verb):
        return Cited(last, tokens.starts[stop - 1], end, verb)
    return None


_FIGURES = re.compile(r"(?:[’']s)? (?:figures|data|records)")  # "U.N. figures": the U.N.
_AGENCY = re.compile(r"[A-Z]{3,6}")  # "... several militants FNA reports", without a comma
_OF_AGENCIES = (
    "report",
    "said",
    "says",
    "record",
    "document",
    "count",
    "regist",
    "verif",
    "put ",
    "puts ",
)


def outlet_of(cues: Cues, inside: Sequence[Actor], end: int) -> str | None:
    """ "Deir Ezzor SANA news agency", where a comma is lost: the agency by its name."""
    for actor in inside:
        behind = cues.text[actor.end : end]
        if actor.kind == "organisation" and (
            behind in _WHAT_IT_IS or (not behind and actor.name in _WIRES)
        ):
            return actor.name
    return None


_WIRES = frozenset(
    ("Reuters", "AFP", "SANA", "Xinhua", "Sputnik", "Interfax", "TASS", "Anadolu Agency")
)
_WHAT_IT_IS = frozenset(
    (" news agency", " agency", " reporter", " correspondent", " news channel", " TV")
)


def plain(words: str) -> str:
    """The words without an article before them, one space between them."""
    return re.sub(r"^(?:the|a|an) ", "", " ".join(words.split()), flags=re.IGNORECASE)
