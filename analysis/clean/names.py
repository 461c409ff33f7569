"""Bylines, datelines and what a person's name looks like.

>>> byline_of("By Prudence Okello, U.N. bureau")
Byline(names='Prudence Okello', start=3, end=18, credit=None, place=None)
>>> byline_of("By Ada Brun in Kyiv and Oleh Hnat in Kharkiv").names
'Ada Brun in Kyiv and Oleh Hnat'
>>> dateline_of("DONETSK, July 19. /SPA/. Ukrainian troops opened fire.").place
'DONETSK'
"""

from __future__ import annotations

import re

from analysis.gazetteer import read_gazetteer
from analysis.lean import dataclass

UPPER = "A-ZÀ-ÖØ-ÞŁŚŠŽŻŞĞİČĆ"
_PARTICLE = r"(?:al|el|bin|ibn|van|von|der|de|del|da|dos|di|la|le|ben|abu|af)"
_NAME = rf"[{UPPER}][\w.’'-]*(?: (?:(?:{_PARTICLE}[ -]){{0,2}}[{UPPER}][\w.’'-]*|{_PARTICLE}(?= [{UPPER}]))){{0,4}}"
_TOWN = rf"[{UPPER}][\w’'-]+(?: [{UPPER}][\w’'-]+)?"
_NAMES = rf"{_NAME}(?: in {_TOWN},? and {_NAME})*(?:(?:, | and | & |, and | / ){_NAME})*?"
_MONTH = r"(?:(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Za-z]*)"
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_DAYS = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b"
_BY = re.compile(
    rf"(?:(?:Words|Story|Text|Report|Reported|Written|Posted)\s+)?(?:[Bb]y|BY)[: ]?\s{{0,2}}"
    rf"(?!{_DAYS}|{_MONTH}\b)(?P<names>{_NAMES})"
    rf"(?P<credit>(?:Photographs?|Photos?|Images?|Pictures?)\b.*)?"
    rf"(?P<rest>(?:,| in | for | at | on |\s?[|/•·–—-]|\s{{2,}}).{{0,60}})?[.:]?$"
)
_DATE_AFTER = re.compile(rf"\s(?={_DAYS}|{_MONTH}\.? \d)")
_GLUED = re.compile(r"(?<=[a-z])(?=(?:Photograph|Photo|Image|Picture|Video)s?\b)")
_OUTLET = (
    r"(?:The )?(?:Associated Press|Agence France-Presse|Reuters|AFP|AP|UPI|Bloomberg(?: News)?|Xinhua"
    r"|(?:Staff|Special|Senior|Foreign) (?:Writer|Reporter|Correspondent)|Staff)"
)
_WITH_OUTLET = re.compile(
    rf"(?P<names>{_NAME}(?:(?: and |, ){_NAME})*?),? {_OUTLET}(?: (?:Writers?|Staff))?$"
)
_OUTLET_IN = re.compile(
    rf"(?P<names>(?:Staff and agencies|Agencies|{_OUTLET}|{_NAME}(?: and {_NAME})*?)) in "
    rf"(?P<place>[{UPPER}][\w’'-]+(?:[ -][{UPPER}][\w’'-]+){{0,2}})(?: and agencies)?$"
)
_DATED = re.compile(rf"\s+(?:(?:{_DAYS},? )?{_MONTH}\.? \d{{1,2}}\b|\d{{1,2}} {_MONTH}\b).*$")
_STAFF = re.compile(
    r"(?:by )?(?:(?:an?|our|the) )?(?:(?:staff|special|own|senior|foreign|news|web|desk) ?)*"
    r"(?:correspondents?|reporters?|writers?|staff|newsroom|desk|agencies|wires?|news agencies)"
    r"(?: and (?:agencies|wires?|wire reports))?\.?$",
    re.IGNORECASE,
)
_NAME_AND_DATE = re.compile(rf"(?P<names>{_NAMES})\s?[|•·–—-]\s?(?=.{{0,30}}\d{{4}})")
_NAME_AND_PLACE = re.compile(
    rf"(?P<names>[{UPPER}][\w.’'-]+(?: [{UPPER}][\w.’'-]+){{1,3}}),? (?:in )?(?P<place>[{UPPER}]{{3,}}[{UPPER} ]*)$"
)
_BARE = re.compile(rf"(?P<names>{_NAME}(?:(?: and |, | & ){_NAME})*)$")
_WIRES = frozenset(
    "Staff Agencies The Associated Agence Reuters AFP AP UPI Bloomberg Xinhua".split()
)
_SECTIONS = frozenset(
    "news world opinion analysis features sport sports politics business home live".split()
)
_NO_PLACE = frozenset(
    "on in at by from published posted updated last first modified filed as".split()
)
_NO_PERSON = frozenset(
    "news service press agency times post herald daily weekly quarterly monthly office command department ministry "
    "journal bureau desk tribune bulletin star gazette chronicle monitor observer wire radio tv television network "
    "world update analysis opinion report reports features sport sports politics business health the release cell "
    "information media group centre center council committee house review magazine mirror mail sentinel ledger "
    "dispatch courier essays archive shop home live africa asia europe middle east public affairs staff editorial "
    "gmbh inc ltd llc corp corporation company foundation institute university association society ag plc "
    "situation overview highlights background summary context key facts figures flash appeal needs "
    "response contents annex headquarters topics related trending "
    "by print email share collected summary comments follow subscribe contributor contributors author authors "
    "guest admin administrator associated reuters afp bloomberg cnn bbc cbc cnbc npr xinhua anadolu tass "
    "united nations mission force north south west breaking exclusive video photos voice page".split()
)
_HOUSES = frozenset(
    "news agency agence press times post herald daily weekly journal tribune star gazette chronicle "
    "monitor observer wire radio television network courier dispatch mail sentinel mirror bulletin "
    "reuters bloomberg anadolu".split()
)
_PLACE = (
    rf"(?:[{UPPER}][{UPPER}’'.-]*[{UPPER}](?:[ /-][{UPPER}][{UPPER}’'.-]+){{0,3}}"  # in capitals
    rf"|[{UPPER}][\w’'-]+(?:(?: / |[ /-])(?:{_PARTICLE}[ -])?[{UPPER}][\w’'-]+){{0,3}})"
)
_WIRE = (
    "SANA|AFP|AP|UPI|DPA|dpa|ANSA|EFE|IRNA|WAFA|TASS|RIA|ANA|"
    "KUNA|SPA|APA|PTI|ANI|IANS|MENA|QNA|WAM|NNA|SUNA|Xinhua|Reuters"
)
_REGION = (
    rf"(?:, (?!{_MONTH}\b|(?:{_WIRE}),? ?[-–—])[{UPPER}][\w.’'-]+"
    rf"(?: (?:of (?:the )?|and (?:the )?)?[{UPPER}][\w.’'-]+){{0,3}})?"  # Democratic Republic of the Congo
)
_DATE = (
    rf"(?:{_MONTH}\.? \d{{1,2}}(?:, \d{{2,4}}| \d{{4}})?|\d{{1,2}} {_MONTH}\.?(?:,? \d{{2,4}})?)"
)
_AGENCY = rf"\([^()\n]{{2,70}}\)|/[\w -]{{2,20}}/|(?:{_WIRE})(?=,? ?[-–—]{{1,2}}[ {UPPER}“\"])"
_HEAD = re.compile(
    rf"(?P<place>{_PLACE}{_REGION})(?: \([^()\n]{{3,30}}\)(?=, \d))?"  # PARIS (FRANCE), 5 APR 90
    rf"\.?(?:,? (?P<date>{_DATE}))?\.?,?\s*(?P<agency>{_AGENCY})?[.,]?\s*"
    rf"(?P<mark>[-–—]{{1,3}}(?=\s|[{UPPER}“\"])|:(?=\s|[{UPPER}“\"]))?\s*"
)
_ALONE = re.compile(
    rf"(?!{_DAYS}|{_SHORT_DAYS}|{_MONTH}\b)(?P<place>{_PLACE}{_REGION})"
    rf"(?:,? {_DATE}|\s?[|•]\s?[{UPPER}]{{2,}}[^\n]{{0,50}})\.?$"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote: the names and where they stand in the line; a photographer or place glued on."""

    names: str
    start: int
    end: int
    credit: tuple[int, int] | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place of a dateline and how many characters of the line it takes; its agency, if named."""

    place: str
    end: int
    agency: str | None = None


def byline_of(words: str) -> Byline | None:
    """The byline a line is, or None: "By ...", a byword ("Staff"), "Name | date"."""
    if len(words) > 160:
        return None
    if _STAFF.match(words):
        start = 3 if words[:3].lower() == "by " else 0
        return Byline(words[start:].rstrip("."), start, len(words))
    glued = _GLUED.search(words)
    head = words[: glued.start()] if glued else _DATED.sub("", words)
    match = _BY.match(head)
    if match:
        credit = match.span("credit") if match["credit"] else None
        if glued:
            credit = (glued.start(), len(words))
        names = _DATE_AFTER.split(match["names"])[0].rstrip(". ")
        start = match.start("names")
        return Byline(names, start, start + len(names), credit)
    match = None if _ALONE.match(words) else _NAME_AND_DATE.match(words)
    if match and is_person(match["names"]):
        return Byline(match["names"], *match.span("names"))
    return None


def bare_byline(words: str) -> Byline | None:
    """A line that is nothing but names of people; only its place on the page makes it a byline."""
    if len(words) > 100:
        return None
    match = _NAME_AND_PLACE.match(words)
    if match and is_person(match["names"]):
        return Byline(match["names"], *match.span("names"), place=match["place"].strip())
    match = _WITH_OUTLET.match(words)
    if match and is_person(match["names"].split(" and ")[0].split(", ")[0]):
        return Byline(match["names"], *match.span("names"))
    match = _OUTLET_IN.match(words)
    if match and (
        match["names"].split()[0] in _WIRES or is_person(match["names"].split(" and ")[0])
    ):
        return Byline(match["names"], *match.span("names"))
    match = _BARE.match(words)
    if match and all(is_person(name) for name in re.split(r", | and | & ", words)):
        return Byline(words, 0, len(words))
    return None


def is_person(name: str) -> bool:
    """True for two to five capitalised words none of which belongs to an outlet or office."""
    words = name.split()
    return (
        2 <= len(words) <= 8
        and not any(word.lower().strip(".,'’s") in _NO_PERSON for word in words)
        and not any(word.lower() in _NO_PERSON for word in words)
        and (not name.isupper() or len(words) <= 3)
        and not any(char.isdigit() for char in name)
    )


_HOUSE_ALONE = re.compile(
    rf"(?:{_DATE},? )?"
    r"\((?P<agency>[A-Z][\w. ]{1,24})\) ?(?:—|–|--?|:) ?(?=[A-Z“\"'])"
)


def dateline_of(words: str) -> Dateline | None:
    """The dateline at the head of a line, or None.

    A place alone is none: it needs a dash, an agency or a colon, which stands after capitals or a town's name;
    an agency in brackets ("(AFP) — ", "Oct 8 (Reuters) - ") needs no place.
    """
    house = _HOUSE_ALONE.match(words[:60])
    if house is not None and (agency := _agency_of(house["agency"])):
        return Dateline("", house.end(), agency)
    match = _HEAD.match(words[:160])
    if match is None:
        return None
    place, agency, mark = match["place"], match["agency"], match["mark"]
    capitals = place.split(",")[0].isupper()
    if match.end() >= len(words):
        return None
    if mark in (None, "") and not (agency and (capitals or match["date"])):
        return None
    if mark == ":" and not (capitals and len(place) > 3):
        rest = words[match.end() :]
        if not (match["date"] or _holds_a_date(agency) or _is_town(place, rest)):
            return None
        return Dateline(_without_stop(place), match.end(), _agency_of(agency))
    if not capitals and not agency and not match["date"]:
        return None
    if mark == "-" and not agency and not words[match.start("mark") - 1].isspace():
        return None  # "US-led" is a word
    return Dateline(_without_stop(place), match.end(), _agency_of(agency))


def _holds_a_date(agency: str | None) -> bool:
    """ "(APP - 15th Jul, 2019 )": an outlet and its day in brackets."""
    return agency is not None and _DAY_AND_YEAR.search(agency) is not None


_DAY_AND_YEAR = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}[.,]{{0,2}} (?:19|20)\d\d\b")
_ITS_DAY = re.compile(rf" ?[-–,] (?=\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})")
_LARGE = 50_000
_SENTENCE = re.compile(rf"[{UPPER}0-9][^:]{{40,}}")


def _is_town(place: str, rest: str) -> bool:
    """ "Kabul: Gunmen shot ...": a town of some size and a sentence; no country's heading, no list of towns."""
    if not _SENTENCE.match(rest):
        return False
    spots = read_gazetteer().find(place.split(",")[0])
    return any(s.kind == "town" and s.population >= _LARGE for s in spots) and not any(
        s.kind == "country" for s in spots
    )


def _agency_of(words: str | None) -> str | None:
    """The outlet a dateline names ("(Reuters)", "/SPA/", "(North Wire)"); None for other asides."""
    name = _ITS_DAY.split((words or "").strip("()/ "))[0]
    known = re.fullmatch(_WIRE, name) or (name.isupper() and len(name) <= 6)
    house = any(word in _HOUSES for word in name.lower().split())
    return name if name[:1].isupper() and (known or house) else None


def _without_stop(place: str) -> str:
    """The place without a closing full stop that is not an abbreviation's ("D.C.")."""
    place = place.strip(" ,")
    return place[:-1] if place.endswith(".") and place[-3:-2] != "." else place


def lone_dateline(words: str) -> Dateline | None:
    """A line that is nothing but place and date ("Poonch, January 21"), or place and agency."""
    match = _ALONE.match(words) if len(words) < 80 else None
    if match is None or any(w in _NO_PLACE | _SECTIONS for w in match["place"].lower().split()):
        return None
    return Dateline(match["place"], len(words))
