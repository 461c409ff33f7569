"""Attacks told in words that others stand between: "a lorry crammed with half a tonne of explosives"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.lexicon import Tag
from analysis.opened import Opened
from analysis.reading import Reading

_VEHICLE = (
    r"(?:cars?|trucks?|lorr(?:y|ies)|vans?|vehicles?|pick-?ups?|SUVs?|minibus(?:es)?|bus(?:es)?|taxis?|tankers?|"
    r"jeeps?|ambulances?|tractors?|4x4s?|saloons?|sedans?|Land Cruisers?|Humvees?)"
)
_LOAD = r"(?:explosives|bombs?|dynamite|explosive devices?)"
_FULL = r"(?:packed|laden|loaded|filled|rigged|stuffed|primed|crammed|wired|fitted|mined)"
_LADEN = Opened(
    rf"\b{_VEHICLE}(?: (?:truck|van|bus|that|which|had been|was|been|he|heavily)){{0,3}},? {_FULL} with "
    rf"(?:[\w.,-]+ ){{0,7}}?{_LOAD}\b"
    rf"|\b(?:explosives?|bomb|dynamite)[- ](?:packed|laden|loaded|filled|rigged|stuffed) (?:[\w-]+ )?{_VEHICLE}\b"
    r"|\b(?:[Bb]ombs?|[Ee]xplosives|device|charge) (?:(?:had been|was|were) )?(?:hidden|placed|planted|concealed|left) "
    r"(?:in|inside) (?:an?|the|two) (?:[\w-]+ ){0,2}(?:cars?|trucks?|lorr(?:y|ies)|vans?|pick-?ups?|saloons?|SUVs?)\b"
    r"(?! (?:depot|stop|park))"
)
# "a man detonated a truck laden with explosives", "rammed a car packed with explosives into the gate"
_DRIVEN = re.compile(
    r"\b(?:ramm(?:ed|ing)|plough(?:ed|ing)|plow(?:ed|ing)|dr(?:ove|iving)|crash(?:ed|ing)|slamm(?:ed|ing)|"
    r"(?:man|woman|driver|attacker|assailant|militant|fighter|extremist|bomber|jihadi|jihadist)"
    r"(?: who)? (?:detonated|blew up|exploded|set off)) (?:an? |the |his |her |their |its )?(?:[\w-]+ ){0,2}$"
)
_DROPPED = re.compile(
    r"\b(?:drop(?:ped|ping|s)?|rain(?:ed|ing) down) (?:[\w-]+ ){1,4}?bombs?\b"
    r"|\bbombs? (?:were |was )?dropped\b"
)
_OF_GAS = re.compile(
    r"\b(?:chemical|gas|chlorine|toxic|sarin|poison(?:ous)?|phosgene)\b", re.IGNORECASE
)


def attacks_told(reading: Reading) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, cause and lexicon entry of each."""
    text = reading.text
    if "xplosive" in text or "bomb" in text or "dynamite" in text:
        for match in _LADEN.finditer(reading, 0, len(text)):
            driven = _DRIVEN.search(text, max(0, match.start() - _SUBJECT), match.start())
            cause = "suicide_attack" if driven else "car_bomb"
            yield match.start(), match.end(), cause, "car_bomb"
    if "drop" in text or "raining down" in text or "rained down" in text:
        for match in _DROPPED.finditer(text):
            gas = _OF_GAS.search(text, match.start(), match.end()) is not None
            cause, told = ("chemical", "chemical") if gas else ("airstrike", "airstrike.weapon")
            yield match.start(), match.end(), cause, told
    yield from _fights_told(reading)
    if " fire " in text:
        for match in _FIRE_ON.finditer(text):
            yield match.start(1), match.end(1), "shelling", "shelling.fire"
    if " shot " in text or " killed" in text:
        for match in _TAKEN_OUT.finditer(reading, 0, len(text)):
            group = 1 if match[1] else 2
            yield match.start(group), match.end(group), "execution", "execution"
    if " mine" in text:
        for match in _MINE.finditer(text):
            yield match.start(1), match.end(1), "landmine", "landmine"


# "overran an army outpost", "stormed the barracks"
_POST_TAKEN = re.compile(
    r"\b(overr[au]n(?:ning)?|storm(?:ed|ing)?) (?:an?|the|two|three|several|its|their) (?:[\w-]+ ){0,3}?"
    r"(?:garrison|barracks|outposts?|army|military|base|bases|post|posts|checkpoint|checkpoints|police|fort|fortress|"
    r"positions?|trench|trenches)\b"
)


def _fights_told(reading: Reading) -> Iterator[tuple[int, int, str, str]]:
    """The same, of fights alone."""
    text = reading.text
    if "overr" in text or "storm" in text:
        for match in _POST_TAKEN.finditer(text):
            yield match.start(), match.end(1), "ground_fighting", "fighting"
    for match in _FENDED_OFF.finditer(reading, 0, len(text)):
        yield match.start(), match.end(), "ground_fighting", "fended_off"
    for match in _PURSUED.finditer(reading, 0, len(text)):
        yield match.start(), match.end(), "ground_fighting", "pursuit"
    for match in _POST_ATTACKED.finditer(reading, 0, len(text)):
        if not _FROM_AFAR.search(text, max(0, match.start() - _SUBJECT), match.start()):
            yield match.start(), match.end(), "ground_fighting", "fighting"


# "foiled an attempt by rebels to attack a post", "while defending the city": a fight
_FENDED_OFF = Opened(
    r"\b(?:foil(?:s|ed|ing)?|thwart(?:s|ed|ing)?|repel(?:s|led|ling)?|repuls(?:es?|ed|ing)|fend(?:s|ed|ing)? off|"
    r"frustrat(?:e[sd]|ing)|confront(?:s|ed|ing)|counter(?:s|ed|ing)|encountered|"
    r"fought off|beat(?:ing|en)? (?:back|off)|ward(?:s|ed|ing)? off|pushed back) "
    r"(?:(?!(?:by|any|all|suicide|bomb|car|truck|drone|missile|rocket|mortar|air|chemical|cyber|plot|and|but|when|after)\b)"
    r"[\w’'-]+ ){0,6}?"
    r"(?:attacks?|attempts?|assaults?|infiltrations?|offensives?|advances?|incursions?)\b"
    r"(?! to (?:smuggle|blow|bomb|plant|detonate|assassinate|kill|kidnap|abduct|escape|flee|rob|hijack))"
    r"|\bwhile defending (?:the|their|a|its)\b",
    re.IGNORECASE,
)

# "troops pursued the assailants, killing three"
_PURSUED = Opened(
    r"\b(?:pursued|pursuing|chased|chasing|hunted down|gave chase to) (?:the |an? group of |several |some )?"
    r"(?:fleeing |retreating )?(?:assailants|attackers|rebels|militants|gunmen|bandits|raiders|insurgents|terrorists|"
    r"fighters|jihadists|militiamen)\b",
    re.IGNORECASE,
)

# "fighters attacked a police post"; what flies or is fired does not fight there
_POST_ATTACKED = Opened(
    r"\battack(?:ed|ing)? (?:(?:an?|the|two|three|four|several|its|their|joint|government|regime|army|military|police|"
    r"security|border|rebel|militant|enemy) ){1,4}?(?:[\w-]+ ){0,2}?(?:garrison|barracks|outposts?|bases?|posts?|"
    r"checkpoints?|police stations?|fort|fortress|positions|trench|trenches|camps?(?= of (?:the )?army))\b"
)
_SUBJECT = 50  # characters in which those who attack stand before the verb
_FROM_AFAR = re.compile(
    r"\b(?:aircraft|jets?|planes?|warplanes?|helicopters?|gunships?|drones?|air ?force|air|bombers?|rockets?|missiles?|"
    r"artillery|mortars?|shells?|coalition|suicide|truck|vehicle)\b[^.;]*$",
    re.IGNORECASE,
)

# "rebel fire on the district": shells
_FIRE_ON = re.compile(
    r"\b(?:[Rr]ebels?|[Ii]nsurgents?|[Oo]pposition|[Mm]ilitants?|[Tt]errorists?|[Gg]overnment|[Rr]egime|[Aa]rmy|[Ee]nemy|"
    r"[Hh]ostile|[Cc]ross-border|Israeli|Syrian|Turkish|Russian|Ukrainian|Saudi|Houthi|Hezbollah|Hamas) (fire) "
    r"(?:on|into|at|towards?) (?=[A-Z]|(?:(?:an?|the|several|two|three) )(?:[\w-]+ ){0,3}(?:districts?|towns?|city|"
    r"cities|villages?|neighbou?rhoods?|areas?|suburbs?|quarters?|settlements?|communit(?:y|ies)|capital)\b)"
)


# "took five people from their houses and shot them", "captured alive and killed"
_TAKEN_OUT = Opened(
    r"\b(?:took|taken|dragged|pulled|marched|led|ordered) [^.;:“”\"]{0,60}?\b(?:from|out of|off) "
    r"(?:their|his|her|its|the|a) (?:[\w-]+ ){0,2}(?:houses?|homes?|huts?|beds|tents?|bus|buses|minibus|vehicles?|"
    r"cars?|trucks?|taxis?|boats?|train|village|hamlet|hall|bar|church|mosque|school|hostel|hotel|barracks|camp|cells?|"
    r"prison)\b"
    r"[^.;:“”\"]{0,30}?\b(?:and|before being|then) (shot|killed|executed)\b"
    r"|\b(?:caught|captured|taken) alive and (?=shot\b|killed\b)(\w+)\b"
)


# "A mine wounded three rangers", "another mine blew up": no pit
_MINE = re.compile(
    r"(?:^|[.;,:“\"]\s|\b(?:that|when|as|after|and|before|while|where|but)\s)"
    r"((?:[Aa]|[Aa]nother|[Tt]he|[Oo]ne) mine) (?:had |also |later |then |has )?"
    r"(?:kill|wound|injur|maim|explod|went off|go off|blew|tore|ripped|destroy|hurt)"
)


# "torched 120 houses": that is not what killed the people, where anything else is told
_THINGS = (
    r"(?:houses?|homes?|huts?|shops?|buildings?|vehicles?|cars?|trucks?|lorries|shelters?|dwellings|granaries|"
    r"offices?|stations?|church(?:es)?|mosques?|schools?|clinics?|stores?|camps?|crops|fields|markets?|property|"
    r"motorcycles|village|villages|hamlets?|kiosks|centres?|centers?|hospitals?)"
)
_BURNT_AFTER = re.compile(
    rf" (?:(?:and looted|down|several|some|about|at least|more than|dozens of|hundreds of|the|their|a|an|\d[\d,]*|"
    rf"two|three|four|five|six|seven|eight|nine|ten|many|most|all|part|of|residential|civilian|nearby|local) ){{0,5}}"
    rf"(?:[\w-]+ ){{0,2}}{_THINGS}\b"
)
_BURNT_BEFORE = re.compile(
    rf"\b{_THINGS}(?: [\w'-]+){{0,3}} (?:was|were|been|being)(?: also| later| then)? $"
)


def on_property(text: str, start: int, end: int) -> bool:
    """True for a fire that is said to burn things, not people."""
    return bool(
        _BURNT_AFTER.match(text, end) or _BURNT_BEFORE.search(text[max(0, start - 60) : start])
    )


_ON_THE_GROUND = frozenset(("ied", "car_bomb", "suicide_attack"))


def bombed_from_the_air(reading: Reading, tag: Tag) -> bool:
    """True for "bombing" in an article of air raids that tells of no bomb laid on the ground."""
    if reading.tokens.norms[tag.first] not in ("bombing", "bombings") or tag.stop - tag.first > 1:
        return False
    if "air" not in reading.kept:
        sure = [t.entry for t in reading.tagged("attacks") if t.entry.get("strength", 1) == 3]
        flown = sum(e.get("cause") in ("airstrike", "drone") for e in sure)
        laid = any(e.get("cause") in _ON_THE_GROUND for e in sure)
        reading.kept["air"] = flown > 1 and not laid
    return bool(reading.kept["air"])
