"""Places that are no scene: where somebody speaks, came from, is nursed, or how far a place lies.

A place named only to say how far off, or on the road to where, the scene is ("15 km from X") stands
in for it where the sentence names no other.
"""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.far_off import is_described_by
from analysis.opened import Opened
from analysis.quick import either
from analysis.reading import starting
from analysis.records import Casualty, Place

# ------------------------------------------------------------ places that are no scene

# "an official in Baghdad said", "Damascus said": where the one who speaks is
_THEN_SAID = re.compile(
    r"(?:['’]s)?(?: (?:province|city|district|region|governorate|area|town))?"
    r"(?: (?:also|has|have|had|later|earlier|on|late|early|[A-Z][a-z]+day|by (?:phone|telephone)))*"
    r" (?:said|says|told|announced|added|reported|confirmed|stated|tweeted)\b(?! (?:to be|to have)\b)"
)
SPEAKS_IN = Opened(
    r"\b(?:spokes\w+|officials?|officers?|sources?|correspondents?|reporters?|activists?|analysts?|envoys?|diplomats?|"
    r"courts?|tribunal|judges?|prosecutors?|monitors?|mediators?|negotiators?|observers?|investigators?|based|embassy|consulate|"
    r"authorities|regime|government|allies|backers|leaders?|statement|interview|briefing|conference|summit|speech|aired|broadcast|"
    r"speaking|reporting|monitored|heard|telephone|phone|channels?|told \w+|offices?|headquarters)"
    r"(?: (?:for|of|with|by|issued|released|published|read|made|held|in charge)(?: [\w’'-]+){0,5}?)?"
    r"(?: across the \w+ border)? (?:in|from|at|near)(?: the)?"
    r"(?: (?:capital|city of|capital,|northern|southern|eastern|western|central))? $",
    re.IGNORECASE,
)
# "she said in Kenya the attack had killed nine": no country was struck as a whole
_SAID_IN = Opened(
    r"\b(?:said|announced|stated|declared|told (?:the |a )?\w+)(?: on [A-Z]\w+day)? in $"
)
# "the Islamic State in Iraq and the Levant", "al-Qaeda's branch in Yemen": what a group is called
_OF_A_NAME = Opened(
    r"\bIslamic State (?:of|in) (?:Iraq and (?:the )?)?$"
    r"|\b(?:branch|affiliate|offshoot|wing|arm|franchise) in (?:the )?$"
)
# "raiders positioned in Kara fired on Bol": where the shots came from
_POSITIONED = Opened(
    r"\b(?:positioned|stationed|entrenched|holed up|dug in|located|based) (?:in|at|on|across) (?:the )?"
    r"(?:[\w’'-]+ ){0,4}$"
)
_THEN_FIRED = re.compile(
    r"[^.;]{0,70}\b(?:fired|launched|targeted|shelled|opened fire|attacked|lobbed)\b"
)
# "rockets launched by militants in Gaza wounded two in Sderot", "fire from positions in Kara hit Bela"
_SHOT_FROM = Opened(
    r"\b(?:fired|launched|lobbed) (?:from |by (?:(?!(?:on|at|into|against|over|towards?|targeting) )[\w’'-]+ ){1,4}?"
    r"(?:in|inside|near|from) )(?:the )?(?:[a-z]+ ){0,2}$"
    r"|\b(?:fire|shelling|bombardment|rounds|rockets|shells|missiles|attacks) from (?:the )?(?:[a-z]+ ){0,3}$"
)
# "came under shelling by rebels from Kara": whence they fire, or where they are at home
_BY_THOSE_FROM = Opened(
    r"\b(?:fire|shelling|bombardment|rockets|shells|missiles|mortars) by (?:the )?(?:[a-z]+ ){1,3}from (?:the )?"
    r"(?:[a-z]+ ){0,3}$"
)
_FIRED_BY = re.compile(r"\b(?:fired|launched|lobbed|shelled|targeted|attacked) by\b")
# "a bomb near a court in Kara": the building itself
_AT_BUILDING = re.compile(
    r"\b(?:near|outside|inside|at|hit|struck|on|against|of|targeted|stormed|attacked)(?: an?| the)? (?:[\w-]+ ){0,2}"
    r"(?:courts?|embassy|consulate|offices?|headquarters)(?: building)? (?:in|at|near)(?: the)?"
    r"(?: (?:capital|city of|capital,|northern|southern|eastern|western|central))? $"
)
_ACCORDING_IN = re.compile(r"\b(?:according to|citing|quoting)\b[^,.;]{0,70}\b(?:in|from|at|of) $")
# "returning to Baghdad from Kirkuk", "fled to Suruc": where people came from or went to
_ON_THE_WAY = re.compile(
    r"\b(?:return(?:ing|ed)|travel(?:s|l?ed|l?ing)|driv(?:e|es|ing|en)|drove|"
    r"on (?:the|their|his|her) way|en route|bound|head(?:ing|ed)|"
    r"flee(?:ing)?|fled|escap\w+|natives?|born|originally|evacuat\w+|transferr\w+|flown|airlift\w+|"
    r"taken|rush\w+|brought|carried(?! out)|ferried|shifted|referred|hailed|hailing|"
    r"(?:be|been|was|were) (?:moved|driven)|crossed|(?<!border )crossing|left on foot)"
    r"(?: [\w’'-]+){0,3}? (?:to|from|for|of|in|into|towards?)(?: the)?(?: [\w’'-]+){0,3}"
    r"(?:, (?:near|outside|close to|not far from))? $"
    r"|\b(?:carrying|ferrying|bringing|delivering|transporting|taking)(?: [\w’'-]+){0,3}? "
    r"(?:to|from|for|towards?)(?: the)?(?: [\w’'-]+){0,3} $"
    r"|\b(?:travel(?:l?ed|l?ing)|driv(?:en|ing)|drove|headed|heading|flying|flew|sailing|sailed|en route|"
    r"on (?:the|their|his|her|its) way) from [^,.;]{3,50} to (?:the )?(?:[\w’'-]+ ){0,3}$"
    r"|\b(?:(?:had|has|have|which|who|that|after) left|leaving|departed|departing|quit)(?: from)? $"
    r"|\b(?:fired|firing|launched|took off|flew|flown|spilled over|spilling over|spread|direction|came)"
    r"(?: (?:them|it|rockets|missiles))? (?:from|of)(?: the)? $",
    re.IGNORECASE,
)
# "like Aleppo", "another Herat": named to compare with
_LIKENED = re.compile(
    r"\b(?:like|unlike|times the area of|size of)(?: [\w’'-]+){0,2} $|\b(?:another|a new|a second|the next) $",
    re.IGNORECASE,
)
# "Cpl. Juan Cruz, 29, of Iloilo"; "two labourers from Bihar": where the victims are at home
_AGED_OF = re.compile(r", \d{1,3}, (?:of|from) $")
_FROM = Opened(r"\bfrom (?:the )?(?:[A-Z][\w’'-]+,? [\w ,]{0,40})?$")
_FROM_THE = 9  # characters of "from the "
# "the head of the court in eastern Aleppo was among the dead": where a victim held office
_OFFICE = re.compile(
    r"\b(?:head|chief|governor|mayor|commander|leader|director|judge|chairman|president|(?:arch)?bishop|imam|"
    r"ordinary|patriarch|resident|native|member) of [^,.;]{0,60}(?:in|of|for|from) $|"
    r"\b(?:residents|members) of [^,.;]{0,60}from $|"
    r"\b(?:heads|leads|runs|directs|oversees|chairs|coordinates|teaches|works|lives(?! of\b)) [^,.;]{0,60}in $|"
    r"\b(?:[Mm]ayor|[Gg]overnor|[Bb]ishop|[Aa]dministrator|[Pp]refect) of (?:the )?$|"
    # "the Media Office of the Kara neighbourhood", "the Coordinating Committee of Kara"
    r"\b(?:Office|Committees?|Council|Bureau|Page|Cent(?:re|er)) (?:of|in|for) (?:the )?$|"
    # "handed over by the local council of the city of"
    r"\b(?:by|from) (?:the )?(?:[a-z]+ )?(?:council|municipality|administration|directorate|committee) "
    r"(?:of|in) (?:the )?(?:[A-Z][a-z]+ )?(?:city|town|village|district|port)(?: of)? $"
)
# "Diyala's governor announced a curfew"
_OFFICE_BEHIND = re.compile(
    r"(?:['’]s)? (?:provincial |regional |city |local |acting |deputy |[Ss]tate |district )?"
    r"(?:governor|mayor|council|parliament|authorities|officials?|prosecutors?|"
    r"police (?:chief|commissioner|commander|boss|spokes\w+|superintendent)|"
    r"Police (?:chief|Chief|commissioner|Commissioner|spokes\w+|Spokes\w+))\b"
)
# "a demand for a corridor to Kara": what would lead there, and no deed's scene
_TOWARD = (" to ", " to the ", " into ", " through ", " via ")
_LEADS_THERE = re.compile(
    r"\b(?:corridors?|flights|ferr(?:y|ies)|access|visas?|tours?) "
    r"(?:[\w-]+ ){0,2}(?:to|into|through|via) (?:the )?$"
)
# "In Kampala the newspapers spoke of thousands": where that was written
_PRESS_BEHIND = re.compile(
    r",? (?:the|a|an|some|several) (?:[\w-]+ ){0,2}(?:newspapers?|papers|press|radio|television|media|"
    r"government|ministr\w+|spokes\w+|officials|diplomats)\b[^.;]{0,60}?"
    r"\b(?:spoke|said|wrote|reported|called|put|announced|denied|claimed|warned|condemned)\b"
)
# "a man from Aleppo was shot dead in Hamburg": whom no figure may count
_MAN_FROM = re.compile(
    r"\b(?:m[ae]n|wom[ae]n|boys?|girls?|child|children|year-old|natives?|citizens?|workers?|drivers?|traders?|"
    r"students?|refugees?|migrants?|sailors?|farmers?|pilgrims?|tourists?|labou?rers?|fisherm[ae]n|teachers?|"
    r"engineers?|brothers|recruits?|volunteers?) from (?:the )?(?:[a-z]+ ){0,3}(?:of )?$"
)
# "Morocco's Tangier and Tetouan cartels": the home of a gang, wherever it kills
_HOME_OF = re.compile(
    r"(?:['’]s)?(?:,? [A-Z][\w’'-]+| and| or){0,5}(?: drug| crime)? (?:cartels?|gangs?|mafias?|syndicates?)\b"
)
# "two are believed to be in Kara": where somebody hides or lives now
_ABROAD = re.compile(
    r"\b(?:believed|thought|presumed|said|known) to (?:be|live|have fled)(?: [\w-]+){0,2} (?:in|to) (?:the )?$"
    r"|\b(?:exile|exiled) in (?:the )?$"
    r"|\b(?:were|was|came|comes?) (?:all |both |mostly )?from (?:the |one |a )?(?:[a-z]+,? (?:of )?){0,3}$"
)
# "Jalalabad - Gunmen ...": where the report was sent from
_DATELINE = re.compile(r"\s?(?:–|—|--?)\s+[A-Z]")
# "identified as Omar, a resident of Kara": who a victim was
_RESIDENT_OF = re.compile(
    r", (?:an? |both |all |the )?(?:\w+ )?(?:residents?|natives?|inhabitants?) of (?:the )?(?:[\w-]+ ){0,3}$"
)
# "the Kara-bound bus"; "outside Seerwan, the town's best-known restaurant": a house by its name
_IS_A = re.compile(
    r"-(?:bound|based|born|trained|registered|made|flagged|educated)\b|"
    r", (?:(?:[A-Z][\w-]+|the (?:city|town|capital))[’']s|(?:an?|the) (?:popular|famous|well-known|upscale|busy)) "
    r"(?:[\w-]+ ){0,4}(?:restaurant|hotel|caf[eé]|bar|nightclub|shop|store|bakery|supermarket|cinema)"
    r"(?=[,.;]| (?:in|on|near|where|that|which)\b)"
)
# "the worst attack since rebels took Goundam": what came before
_RECORD_SINCE = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|heaviest|largest|first|fiercest)\b[^.;]{0,70}\bsince\b[^.;]{3,90}$"
)
# "was the deadliest since a raid in August killed nine": the nine are that raid's
_RECALLED = re.compile(
    r"(?:\b(?:was|were|is|be|been|being|became|in|as|called|marked|made|makes|making)(?: it)?|,)"
    r"(?: (?:the|one|of|its|their|perhaps|probably|possibly|easily))* "
    r"(?:deadliest|worst|bloodiest|biggest|heaviest|largest|first|fiercest|gravest|most [a-z]+)\b[^.;]{0,70}?"
    r"\bsince (?:[^.;,]|, (?:which|when|that|in which|where)\b){3,90}$"
)
_ROAD = re.compile(r"(?: [\w-]+)? road\b")
_ON_ROAD = re.compile(r"\b(?:on|along|off|at) the $")
# "died in Shifa hospital", "a clinic in Kara took in nine": where people are nursed, not where they were hit
_CARE = Opened(
    r"\b(?:died|dies|dead|treat(?:ed|ing|ment)|surgery|condition|recovering|hospitali[sz]ed|admi(?:tted|ssion)|receiv(?:ed|ing)|"
    r"evacuated|airlifted|flown|taken|taking|rushed|brought|transferred|transported|moved|shifted|referred|succumbed|identified|"
    r"bod(?:y|ies)|corpses?|wards?|"
    r"doctors?|medics?|nurses?|surgeons?|physicians?|orderl(?:y|ies)|directors?|head|staff|officials?|sources?|"
    r"teams?|said|told|according to|lying|(?:is|are|was|were|remain(?:s|ed)?) (?:still )?in|died at)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_STAFF = re.compile(r"doctors?|medics?|nurses?|surgeons?|physicians?|directors?|head|staff\b")
_TREATED_IN = Opened(
    r"\b(?:in (?:intensive|critical|medical) care|(?:be(?:ing)?|been|was|were) treated|"
    r"(?:in|under) (?:surgery|treatment)|hospitali[sz]ed|operated on) (?:in|at) (?:the )?$"
)
_NURSED = (
    r"(?:[Hh]ospitals?|[Cc]linics?|[Mm]orgues?|[Mm]ortuary|[Mm]ortuaries|[Mm]edical [Cc]ent(?:er|re)|"
    r"[Hh]ealth (?:[Pp]ost|[Cc]ent(?:er|re))|[Ii]nfirmary)"
)
_WHEN = re.compile(r"\b(?:when|as|after|while|where|which)\b")
_HOSPITAL = re.compile(rf"(?:['’]s)?(?: [\w-]+){{0,2}} {_NURSED}\b")
_A_HOSPITAL = Opened(rf"{_NURSED}$")
_HOSPITAL_IN = Opened(
    rf"\b{_NURSED}(?:,? (?:in|of|at|near)(?: the)?(?: [\w’'-]+){{0,3}},? |, ?"
    # "hospitals in the city of Kara and the provincial capital of Bela"
    r"| in (?:the )?(?:[\w’'-]+ ){1,6}and (?:in )?(?:the )?(?:[a-z]+ ){0,3})$"
)
# "the hospital in Kara had listed nine dead"
_THEN_COUNTED = re.compile(
    r",?(?: (?:had|has|have|later|also))* (?:listed|received|recorded|registered|admitted|treated|counted|"
    r"took in|taken in|reported|confirmed)\b"
)
# "At the hospital in Kara, a day's walk off, a doctor gave the toll as nine"
_ITS_STAFF = re.compile(
    r",(?: [^,.;:]{1,40},)? (?:an?|the|one|two) (?:[\w-]+ ){0,2}?(?:doctor|nurse|surgeon|medic|midwife|official|"
    r"director|orderly|registrar)s? (?:[\w-]+ ){0,3}?(?:gave|put|counted|said|says|told|reported|showed|listed)\b"
)
# a country is a scene after a preposition; before a noun ("U.S. raids") it is a party
_IN_COUNTRY = re.compile(
    r"\b(?:in|inside|across|throughout|of|over|into|to|from|around|within|outside|off|and|between|near|through|"
    r"entered|entering|left|leaving|reached|hit|hits|rocked|struck)"
    r"(?: (?:the|all|much|parts|of|northern|southern|eastern|western|central|north|south|east|west|"
    r"north-?(?:east|west)ern|south-?(?:east|west)ern|war-torn|rural|southwestern|southeastern))* $"
    r"|\bon (?:(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)ern|central|rural) $",
    re.IGNORECASE,
)
# "On Yemen, the commissioner says ...": the country the sentence turns to
_TOPIC = re.compile(
    r"^\W*(?:(?:Also |And |Now |Turning |Moving )?(?:on|to|in)|Regarding|As for|Concerning) $",
    re.IGNORECASE,
)

# "signed a truce in Geneva", "talks mediated by Qatar": where and by whom peace is talked about
_TALKS = Opened(
    r"\b(?:talks|negotiations|summit|conference|forum|signed|signing|initialled|mediated|brokered|hosted|convened)"
    r"(?: [\w’'-]+){0,5}? (?:in|at|by)(?: the)?(?: [A-Z][\w’'-]+ and(?: the)?)?(?: [A-Z]?[a-z]+){0,2} $"
    r"|\b(?:meeting|session) of (?:the )?(?:[\w.]+ ){0,3}(?:Council|Assembly|League|Union|[Cc]abinet) in (?:the )?$"
    r"|\b(?:mediation|auspices|invitation) of (?:the )?$"
)
_MET = Opened(r"\bmet (?:again )?(?:on [A-Z]\w+ )?in (?:the )?$")
_TO_TALK = re.compile(
    r"[^.;]{0,40}\b(?:(?:for|to (?:hold|open|resume|continue)) (?:\w+ ){0,2}(?:talks|negotiations)|"
    r"under the (?:mediation|auspices))\b"
)
# "drawing criticism from Moscow": who was heard
_REACTION = re.compile(
    r"\b(?:criticisms?|condemnations?|outrage|anger|praise|warnings?|outcry|reactions?|rebukes?|denials?|complaints?|"
    r"accusations?) from (?:[a-z]+ ){0,2}$"
)
# "in an area close to one of the bridges over the Tigris": a river that a bridge spans
_BRIDGE = re.compile(r"\bbridges? (?:over|across|spanning) (?:the )?$")
_LED_ASIDE = Opened(
    either(
        _BRIDGE,
        _REACTION,
        _MAN_FROM,
        _ACCORDING_IN,
        _LIKENED,
        _AGED_OF,
        _OFFICE,
        _ON_THE_WAY,
        _RESIDENT_OF,
        _ABROAD,
    )
)


def is_aside(cues: Cues, start: int, place: Place, *, record: bool = False) -> bool:
    """True for a place that tells where somebody speaks, came from or is nursed.

    With ``record`` that of an earlier deed, which this one is the worst since, is a scene.
    """
    low, at = max(start, place.start - 110), place.start
    before = cues.text[low:at]
    if _THEN_SAID.match(cues.text, place.end):
        return True
    if place.start == 0 and _DATELINE.match(cues.text, place.end):
        return True
    said = _SAID_IN.search(cues.reading, low, at)
    if (
        (said and (place.precision == "country" or _ends_on_its_seat(cues, place)))
        or _fired_from(cues, place, low)
        or _OF_A_NAME.search(cues.reading, low, at)
    ):
        return True
    if is_described_by(cues, place, low) or _IS_A.match(cues.text, place.end):
        return True
    if (outer := _glossed(cues, place)) is not None:
        return is_aside(cues, start, outer, record=record)
    speaks = SPEAKS_IN.search(cues.reading, low, at)
    if speaks and not _AT_BUILDING.search(before):
        return not _are_victims(cues, place, speaks.start())
    found = _LED_ASIDE.search(cues.reading, low, at)
    led = found is not None and not _is_told_of(cues, place, low)
    if (led and found and not _ends_before(cues, place, found.start())) or _is_talked_in(
        cues, place, low
    ):
        return True
    if not record and since_record(cues.text, start, place.start) is not None:
        return True
    if place.precision == "country" and _acts(cues, place, before):
        return True
    if before.endswith(_TOWARD) and _LEADS_THERE.search(before):
        return True
    if before.endswith("In ") and _PRESS_BEHIND.match(cues.text, place.end):
        return True
    if _OFFICE_BEHIND.match(cues.text, place.end) or _HOME_OF.match(cues.text, place.end):
        return True
    if _ROAD.match(cues.text, place.end) and not _ON_ROAD.search(before):
        return True
    if _TREATED_IN.search(cues.reading, low, at):
        return True
    if _is_nursed_in(cues, place, low) or _is_home(cues, place, low):
        return True
    return _is_a_government(cues, place, before) or cues.speaks_at(place.start, place.end)


def _ends_on_its_seat(cues: Cues, place: Place) -> bool:
    """ "Nine were shot in Kara. ... Six were hurt, a spokesman said in Geneva.": where he spoke."""
    if not cues.text.startswith((".", ";", "\n"), place.end):
        return False
    before = starting(cues.reading.found.places, 0, cues.scene(place.sentence).start)
    return any(p.precision == "exact" and p.name != place.name for p in before)


def _glossed(cues: Cues, place: Place) -> Place | None:
    """The place behind which ``place`` stands in brackets: "the spokesman in Kara (Upper Province)"."""
    if not cues.text.endswith(" (", 0, place.start):
        return None
    scene = cues.scene(cues.reading.sentence_at(place.start))
    return next((p for p in scene.places if p.end == place.start - 2), None)


# where a capital stands for its government: "prompting Ankara to", "a deal with Ankara"
_TO_A_GOVERNMENT = re.compile(
    r"\b(?:between|with|against|for|prompt\w*|forc(?:ed?|ing)|urg(?:ed?|es|ing)|press(?:ed|es|ing|ure)|"
    r"push(?:ed|ing)|accus\w+|blam\w+|warn\w*|told|tell(?:s|ing)?|ask(?:ed|s|ing)?|call(?:ed|s|ing)? on|"
    r"convinc\w+|persuad\w+|help(?:ed|ing)?|allow(?:ed|ing)?|let|led|lead(?:s|ing)?|dr[oa]ve|driving|support\w*|"
    r"back(?:s|ed|ing)|arm(?:s|ed|ing)|loyal to|ally of|allies of|pitt?(?:ed|ing)|gives?|g[ia]v(?:e|en|ing)|"
    r"denied|denying|provok\w+|anger\w*|accept\w*|want\w*) $"
)


def is_a_capital(cues: Cues, place: Place) -> bool:
    """True for the name of a country's capital."""
    capitals = cues.reading.kept.get("capital cities")
    if capitals is None:
        starts = cues.reading.tokens.starts
        tags = cues.reading.tagged("countries")
        capitals = cues.reading.kept["capital cities"] = frozenset(
            starts[tag.first] for tag in tags if tag.entry.get("form") == "capital"
        )
    return place.start in capitals


def _is_a_government(cues: Cues, place: Place, before: str) -> bool:
    """ "prompting Ankara to launch an operation": a capital that stands for its government."""
    if not is_a_capital(cues, place) or not before.strip():
        return False
    return _TO_A_GOVERNMENT.search(before) is not None


def _fired_from(cues: Cues, place: Place, low: int) -> bool:
    if _BY_THOSE_FROM.search(cues.reading, low, place.start):
        return True
    found = _POSITIONED.search(cues.reading, low, place.start)
    if found is None:
        shot = _SHOT_FROM.search(cues.reading, low, place.start)
        scene = cues.scene(cues.reading.sentence_at(place.start))
        return shot is not None and any(
            p.start > place.end and p.role == "scene" and p.name != place.name for p in scene.places
        )
    fired = _THEN_FIRED.match(cues.text, place.end)
    return bool(fired or _FIRED_BY.search(cues.text, low, found.start()))


_NEW_CLAUSE = re.compile(r" (?:the|an?) ")


def _ends_before(cues: Cues, place: Place, led: int) -> bool:
    """ "According to the mayor of Kara the hamlet of Sarin was shelled", its comma lost: in Sarin."""
    scene = cues.scene(cues.reading.sentence_at(place.start))
    named = [p for p in scene.places if led < p.start and p.end < place.start]
    return bool(named) and _NEW_CLAUSE.match(cues.text, named[-1].end) is not None


def _is_told_of(cues: Cues, place: Place, low: int) -> bool:
    """ "fled from Kara, where nine died": what the relative clause tells happened there."""
    if not cues.text.startswith(", where", place.end) or _CARE.search(
        cues.reading, low, place.start
    ):
        return False
    scene = cues.scene(cues.reading.sentence_at(place.start))
    return any(f.start > place.end for f in scene.figures)


def _are_victims(cues: Cues, place: Place, at: int) -> bool:
    """True for "shot dead two election officials in Kara": those a figure counts do not speak."""
    scene = cues.scene(cues.reading.sentence_at(place.start))
    return any(
        f.start < at < f.start + len(f.victims or "") + 1 or f.start <= at < f.end
        for f in scene.figures
    )


def _is_talked_in(cues: Cues, place: Place, low: int) -> bool:
    """True for "signed a truce in Geneva", with no attack between: the place of the talks."""
    talks = _TALKS.search(cues.reading, low, place.start)
    found = talks or _MET.search(cues.reading, low, place.start)
    if found is None or not (talks or _TO_TALK.match(cues.text, place.end)):
        return False
    scene = cues.scene(cues.reading.sentence_at(place.start))
    return not any(found.start() < a.start < place.end + 12 for a in scene.attacks)


_STRUCK = re.compile(
    r"\b(?:(?:strikes?|airstrikes?|raids?|attacks?|bombing|shelling|bombardment|assault|forces|planes|jets) on|"
    r"hit|struck|bombed|shelled|targeted|targeting) (?:an?|the) (?:[\w-]+ ){0,2}$"
)


def _is_nursed_in(cues: Cues, place: Place, low: int) -> bool:
    """True for a hospital, or the town of one, in which somebody is nursed, has died or speaks."""
    behind = _HOSPITAL_IN.search(cues.reading, low, place.start)
    ahead = _HOSPITAL.match(cues.text, place.end)
    if not (behind or ahead or _A_HOSPITAL.search(cues.reading, place.start, place.end)):
        return False
    if behind and _ITS_STAFF.match(cues.text, place.end) and not _hit_there(cues, place):
        return True
    if _STRUCK.search(cues.text, low, behind.start() if behind else place.start):
        return False  # "died in raids on a clinic near Kara", "the attack on the Kara hospital"
    care = _CARE.search(cues.reading, low, behind.start() if behind else place.start)
    staff = care is not None and _STAFF.match(care.group())
    if care is not None and staff and _are_victims(cues, place, care.start()):
        return False  # "killed two nurses at a clinic in Kara"
    counted = _THEN_COUNTED.match(cues.text, ahead.end() if ahead and not behind else place.end)
    if counted and not care:  # "since Monday it has received nine": a tally of its town
        figures = cues.scene(cues.reading.sentence_at(place.start)).figures
        return any(f.scope == "incident" for f in figures)
    return care is not None and not _hit_there(cues, place)


def _is_home(cues: Cues, place: Place, low: int) -> bool:
    """True for "two labourers from Bihar were shot": the place inside what the figure counts."""
    found = _FROM.search(cues.reading, low, place.start)
    if found is None:
        return False
    scene: Scene = cues.scene(cues.reading.sentence_at(place.start))
    if any(
        found.start() < a.end and a.start - place.end <= 12 and a.form != "verb"
        for a in scene.attacks
    ):
        return False  # "the dead from the Auno blast", "from Monday's bombing at a post near Auno"
    # "injured a driver from Kara"
    beside = found.start() - 1 if found.end() - found.start() <= _FROM_THE else -1
    return any(
        f.start < place.start - 6
        and ((f.start <= place.start <= f.end and f.harm != "displaced")
             or (f.end == beside and f.harm in ("killed", "injured")))
        for f in scene.figures
    )  # fmt: skip


def governs(text: str, place: Place) -> bool:
    """True for the place whose governor or mayor is named behind it."""
    return _OFFICE_BEHIND.match(text, place.end) is not None


def since_record(text: str, start: int, end: int) -> int | None:
    """Where the words begin that tell what this deed is the worst since, if they reach to ``end``."""
    low = max(start, end - 170)
    found = _RECORD_SINCE.search(text[low:end]) if text.find("since", low, end) >= 0 else None
    return low + found.start() if found else None


def recalled_since(cues: Cues, figure: Casualty) -> int | None:
    """Where the deed is told that another is the worst since, if the figure is of that earlier one."""
    start = cues.scene(figure.sentence).start
    if cues.text.find("since", max(start, figure.start - 120), figure.start) < 0:
        return None
    found = _RECALLED.search(cues.text, max(start, figure.start - 220), figure.start)
    if found is None:
        return None
    return cues.text.index("since", found.start(), figure.start)


def _hit_there(cues: Cues, place: Place) -> bool:
    """True for "died in the hospital when a shell hit it": an attack told behind the place."""
    scene = cues.scene(cues.reading.sentence_at(place.start))
    return any(
        a.start > place.end
        and a.strength > 1
        and _WHEN.search(cues.text, place.end, a.start) is not None
        for a in scene.attacks
    )


def _acts(cues: Cues, place: Place, before: str) -> bool:
    """True for a country that is named for what is its own ("in U.S. air strikes")."""
    if cues.text[place.end - 1 : place.end + 1].endswith(
        ("’", "'")
    ) or place.end - place.start > len(place.name):
        return False  # "Syria's north", "Syrias north"
    if _TOPIC.search(before):
        return False
    if not _IN_COUNTRY.search(before):
        return bool(before.strip()) or cues.text[place.end : place.end + 1] == " "
    scene = cues.scene(cues.reading.sentence_at(place.start))
    return any(0 <= a.start - place.end <= 12 for a in scene.attacks)
