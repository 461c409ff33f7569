"""Whose an attack is: "Russian airstrikes", "shelling by regime forces", "a Taliban attack".

Whoever stands right before the word of the attack owns it, or who stands behind "by" or "from".
"""

from __future__ import annotations

import re
from typing import Any

from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.idle import Attack
from analysis.extract.context.names import GUESSED, Author, Name
from analysis.extract.context.naming import named
from analysis.opened import Opened

_OWNED = re.compile(
    r"(?:['’]s?|s['’])?\s*(?:-\s*)?(?:(?!(?:in|on|by|of|at|and|were|was|hit|killed|to|from|with|against|"
    r"after|during|carried|launched|sa(?:id|ys?)|reports?|reported|monitors?|who|"
    r"that|as|are|is|have|has|had|over|near|under|between|"
    r"while|when|the|a|an)\b)(?:[a-z]|Air\b|[A-Z][\w-]*\d|\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"[a-z]*\b|[A-Z][a-z]+day\b)[\w-]*\.?\s+){0,3}$"
)
_BY = Opened(
    r"(?<!\bused )(?<!\bheld )(?<!\brun )(?<!\bmanned )(?<!\bguarded )(?<!\bowned )(?<!\bcontrolled )"
    r"(?<!\ball )(?<!\bmost )(?<!\bparts )(?<!\bpart )(?<!\bmuch )"
    r"(?<!\bbacked )(?<!\btrained )(?<!\bequipped )(?<!\boperated )(?<!\bsupported )(?<!\bbesieged )"
    r"(?<!\bfueled )(?<!\bfuelled )(?<!\bstoked )(?<!\bfanned )(?<!west )(?<!east )(?<!north )(?<!south )"
    r"\b(?:by|from|of|belonging to|carried out by|at the hands of|blamed on)\s+"
    r"(?:(?:the|a|an|two|three|several|what \w+ said were|alleged|suspected|so[- ]called)\s+){0,2}"
    r"(?:[A-Z][a-z]+(?:n|sh|se|i) and (?:the )?)?$"
)
_MEANS = (
    "air artillery drone military missile rocket mortar heavy deadly aerial naval army tank cruise ground suspected "
    "alleged fresh new intense cross-border retaliatory"
).split()
_MODEL = r"[A-Z][A-Za-z]{0,2}-\d+\w?"  # F-16, Su-25
_ENDS_OF_SIDES = tuple(
    "i ian an ish ese ch US U.S US. U.S. UK NATO Nato Greek -led errorist ebel ilitant nsurgent egime overnment "
    "pposition ihadist eparatist".split()
)
_ADJECTIVE = re.compile(
    r"((?:(?!(?:[A-Z][a-z]+days?|Two|Three|Four|Five|Six|Several|Both|Multiple|Other|Many|More)\b)"
    r"[A-Z][\w.’'-]*(?:-(?:led|backed|allied))? ){0,2}(?!(?:These|Such|Each|Which|An)\b)"
    r"(?:[A-Z][a-z]+(?:i|ian|an|ish|ese|ch)|U\.?S\.?|UK|NATO|Nato|Saudi|French|Dutch|Greek|"
    r"[A-Z][\w.]*-led(?: coalition[’']?s)?|[Tt]errorist[\"”’]?|[Rr]ebel|[Mm]ilitant|[Ii]nsurgent|[Rr]egime|"
    r"[Gg]overnment|[Oo]pposition|[Jj]ihadist|[Ss]eparatist)\s)"
    rf"(?:(?:{'|'.join(_MEANS)}|{_MODEL}) ){{0,2}}$"
)
_SIDES = frozenset(
    "terrorist rebel militant insurgent regime government opposition jihadist separatist".split()
)
_SIGHTED = frozenset(("shelling", "missile", "chemical"))  # men are seen to fire them
_COMMON = frozenset("terrorists rebels militants insurgents jihadists separatists".split())


_DEED = Opened(
    r"\b(?:[Aa]ttacks?|[Aa]ssaults?|[Aa]mbush(?:es)?|gunfire|fire|massacres?|incursions?|aggression|onslaught|bullets?|bombs?|"
    r"offensives?|violence|killings?|operations?|raids?|campaigns?|invasions?|crackdowns?|"
    r"push(?:es)?(?= by\b)|(?<=[’']s )push)\b"
)


def deeds_named(cues: Cues, scene: Scene) -> list[Attack]:
    """Words for a deed that say no means ("attack", "fire"), as attacks somebody may own; found once."""
    return scene.once("deeds", lambda: _deeds_named(cues, scene))


def _deeds_named(cues: Cues, scene: Scene) -> list[Attack]:
    taken = {a.start for a in scene.attacks}
    found = _DEED.finditer(cues.reading, scene.start, scene.end)
    return [
        Attack(m.start(), m.end(), "unknown", "noun", 1, "offensive")
        for m in found
        if m.start() not in taken and not _OF_WHOM.match(cues.text, m.start())
    ]


# "hit a gathering killing dozens": what was done, no deed that the gathering owns
_OF_WHOM = re.compile(
    r"killings? (?:(?:at least|more than|an?|the|up to|its|their|dozens|scores) |\d)"
)
_DONE_BY = frozenset(
    ("airstrike.raid", "offensive", "shelling.hint", "shelling.salvo")
)  # "an Israeli raid", no "blast"


# "operations against dens of the Front", "clashes between rebels from the Front and the army"
# "a blast near the headquarters of the Front"
# "a car bomb in a district that is home to members of the president's clan"
_AT_WHOM = re.compile(
    r"\b(?:against|targeting|between|home to|"
    r"(?:that|which|where|who) (?:is|are|was|were) (?:(?:also|still|mostly|mainly|largely) )?"
    r"(?:an?|the|loyal|populated|inhabited)\b|"
    r"(?:on|near|at|outside|inside) (?!the hands\b|hands\b)(?:the )?[\w-]+(?: (?:and )?\w+)? of)\b"
)


# "the police station", "an army barracks": a place, named for whose it is
_PREMISES = re.compile(
    r" (?:stations?|posts?|headquarters|checkpoints?|academy|barracks|outposts?|compounds?|recruitment|training|"
    r"college|hospital|depots?|bases?|camps?)\b"
)
# "its planes had not carried out strikes there"
_DISOWNS = re.compile(
    r"\s+(?:(?:had|has|have|did|do|does|was|were|are|is) (?:not|never)|\w+n[’']t|never|den(?:y|ies|ied))\b"
)


# "fighters backed by Russian air strikes": on whose side they were
_BACKED = re.compile(r"\b(?:backed|supported|aided) by (?:[\w-]+ ){0,4}$")
# "troops fighting armed gangs": a verb with its object, not the fighting of the troops
_STORE = re.compile(
    r" (?:weapons? )?(?:suppl(?:y|ies)|stocks?|stockpiles?|depots?|factor(?:y|ies)|plants?|warehouses?|stores?|"
    r"arsenals?|caches?|workshops?|dumps?|makers?|launchers?)\b"
)
_FIGHTING_WHOM = re.compile(
    r"(?:fighting|battling) (?:the )?(?:[A-Z]|(?!(?:in|on|at|with|between|against|and|left|has|had|was|were|is|"
    r"kill\w*|claim\w*|wound\w*|forced|drove)\b)(?:[\w-]+ ){0,3}?"
    r"(?:gangs?|groups?|factions?|militias?|militants|rebels|insurgents|terrorists|guerrillas|separatists|jihadists|"
    r"Islamists|bandits|fighters|gunmen|extremists|forces|troops|soldiers|insurgency|rebellion|cartels?)\b)"
)


_FOILED = Opened(
    r"\b(?:[Ff]oil(?:ed|s)?|repel(?:led|s)?|repuls(?:ed|es)|thwart(?:ed|s)?|fend(?:ed|s)? off|"
    r"[Ff]rustrate[ds]|[Cc]onfront(?:ed|s)|[Cc]ounter(?:ed|s)|[Ee]ncountered)\b(?: [\w’'-]+){0,5} $"
)
_FOILING = 70  # characters from the verb to the attack


def is_foiled(cues: Cues, floor: int, start: int) -> bool:
    """ "Troops foiled a rebel attack": the attack, or whoever attacked, at ``start`` harmed nobody."""
    return _FOILED.search(cues.reading, max(floor, start - _FOILING), start) is not None


def premises(text: str, end: int) -> bool:
    """True where the name before ``end`` only says whose station or barracks a place is."""
    return _PREMISES.match(text, end) is not None


def owner_of(cues: Cues, scene: Scene, attack: Attack, names: list[Name]) -> Author | None:
    """The author an attack word belongs to, or None; asked again for every figure and event of the sentence."""
    owners: dict[tuple[Any, ...], Author | None] = scene.once("owners", dict)
    asked = attack.start, attack.id, *[name.start for name in names]
    if asked not in owners:
        owners[asked] = _owner_of(cues, scene, attack, names)
    return owners[asked]


def _owner_of(cues: Cues, scene: Scene, attack: Attack, names: list[Name]) -> Author | None:
    text = cues.text
    if (
        is_foiled(cues, scene.start, attack.start)
        or _BACKED.search(text, max(scene.start, attack.start - 50), attack.start)
        or _FIGHTING_WHOM.match(text, attack.start)
        or _STORE.match(text, attack.end)
    ):
        return None  # "the coalition fighting IS" is whom that is named for; "gas supplies" are no attack
    disowning = scene.once("disowning", lambda: _disowning(cues, scene))
    for name in names:
        if name.end in disowning or _is_where(cues, name, attack):
            continue
        inside = name.start < attack.start < name.end
        if inside and " and " in name.words:
            return name.did("author.owner")  # "the Column and Chadian troops shelled"
        if inside and attack.form != "verb" and attack.strength > 1:
            return of_many(name, "author.owner")
        if name.start == attack.start and attack.id == "airstrike.bombing":
            return of_many(name, "author.owner")  # "a Russian bombing"
        near = 0 <= attack.start - name.end <= 45 and attack.form != "verb"
        if near and _stands_before(text, scene, attack, name):
            return of_many(name, "author.owner")
        gap = name.start - attack.end
        behind = text[attack.end : name.start]
        if (
            0 < gap <= 60
            and attack.id != "fended_off"  # "foiled an attack by rebels": whose deaths follow
            and _BY.search(cues.reading, attack.end, name.start)
            and not premises(text, name.end)
            and (attack.strength > 1 or _RIGHT_BY.fullmatch(behind))
            and not any(attack.end <= f.start < name.start for f in scene.figures)
            and not _AT_WHOM.search(behind)
        ):
            return name.did("author.by")
        if 0 < gap <= 16 and _THAT.fullmatch(behind) and _LAUNCHED.match(text, name.end):
            return name.did("author.by")
    if _DISOWNS.match(text, attack.end):
        return None
    if attack.strength > 1 and (whose := _whose_own(cues, scene, attack, names)) is not None:
        return whose
    if attack.form in ("noun", "weapon") and (attack.strength > 1 or attack.id in _DONE_BY):
        return _by_adjective(cues, scene, attack)
    return None


def _whose_own(cues: Cues, scene: Scene, attack: Attack, names: list[Name]) -> Author | None:
    """ "The coalition acknowledged the deaths of 40 in its strikes": whoever was named last before."""
    if attack.form == "verb" or not _ITS.search(
        cues.text, max(scene.start, attack.start - _NEAR_IT), attack.start
    ):
        return None
    before = [n for n in names if n.end < attack.start]
    acts = [n for n in before if not cues.text.endswith(_AT_PLACE, scene.start, n.start)]
    return acts[-1].did("author.its_own") if acts else None


_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir) (?:own )?(?:[a-z-]+ )?$")
_NEAR_IT = 30  # characters of "its own" and of one word before the attack
_AT_PLACE = (" in ", " of ", " near ", " from ", " on ", " across ", " inside ")


def _stands_before(text: str, scene: Scene, attack: Attack, name: Name) -> bool:
    """ "Army shells", "the army responded with raids": not "... to rebel fire", which it answered."""
    if _ANSWERED.search(text, max(scene.start, name.start - 60), name.start):
        return False
    responded = _RESPONDED.fullmatch(text, name.end, attack.start)
    return bool(responded or _OWNED.fullmatch(text[name.end : attack.start]))


def _by_adjective(cues: Cues, scene: Scene, attack: Attack) -> Author | None:
    """ "Russian strikes", "terrorist attacks", "raids believed to be Russian": the side such a word names."""
    text = cues.text
    guessed = GUESSED.match(text, attack.end)
    country = cues.country_of_people(guessed["whose"]) if guessed else None
    if guessed and country:
        return Author(country, *guessed.span("whose"), "author.adjective")
    found = _adjective(text, max(scene.start, attack.start - 50), attack.start)
    if found is None or text.endswith(" or ", 0, found.start(1)):
        return None  # nobody knows which
    start = found.start(1)
    words = _ITS_COALITION.sub(
        "", found.group(1).strip().rstrip('"”’')
    )  # "US-led coalitions strikes"
    if words.lower().startswith(("a ", "an ", "the ")):
        start += words.index(" ") + 1
        words = words.split(" ", 1)[1]
    plural = f"{words.split()[-1].lower()}s"  # "Similar terrorist attacks"
    if plural in _COMMON and _FIGHT.match(text, attack.start):
        return None  # "35 dead in a rebel battle": one side fought another
    sighted = attack.cause in _SIGHTED or _WITH_FIRE.match(text, attack.end) is not None
    headed = " " in words and any(  # "Mali Terrorist Attacks Kill 9": of the land's own
        place.start == start and place.precision == "country" for place in scene.places
    )
    if plural in _COMMON and not (sighted or headed) and not cues.says(plural):
        return None  # "a terrorist bomb" alone names nobody
    country = cues.country_of_people(words)
    if attack.strength == 1 and country is None:
        many = plural in _COMMON and text[attack.end - 1] == "s"  # no "terrorist attack"
        if words.upper() != "NATO" and not many and not (plural in _COMMON and sighted):
            return None
    if country is None and _like_a_town(cues, words):
        return None  # "a Karachi bombing": where it was
    called = country or _LANDS.get(words) or _side_called(cues, words)
    return Author(called, start, start + len(words), "author.adjective")


# "terrorist attacks with rocket shells": men are seen to fire those, too
_WITH_FIRE = re.compile(
    r" (?:with|using) (?:[\w-]+ ){0,3}?(?:shells?|rockets?|mortars?|missiles?|bullets?|gunfire|snip\w+)\b"
)
_FIGHT = re.compile(r"(?:in)?(?:battl|clash|fight)", re.IGNORECASE)


def _side_called(cues: Cues, words: str) -> str:
    """ "Syrian rebels" for "Syrian rebel", "terrorists" for "Fresh terrorist", the coalition for "US-led"."""
    *before, last = words.split()
    if last.endswith("-led"):
        return f"{words} coalition"
    if last.lower() not in _SIDES:
        return words
    last = f"{last}s" if f"{last.lower()}s" in _COMMON else last
    peoples = (w for w in before if w in _CREEDS or cues.country_of_people(w) not in (None, w))
    return " ".join((*peoples, last.lower()))


_ITS_COALITION = re.compile(r" coalition[’']?s")


def _like_a_town(cues: Cues, words: str) -> bool:
    """True for a word in -i that the text uses of no people: "Karachi", not "Houthi"."""
    if not words.endswith("i") or not words.isalpha():
        return False
    return not (cues.says(f"{words.lower()}s") or cues.says(f"al-{words.lower()}"))


def _is_where(cues: Cues, name: Name, attack: Attack) -> bool:
    """ "Syria attack kills nine", in a text of Syria's towns: where it was."""
    if name.words != name.name or " " in name.name or attack.start - name.end != 1:
        return False
    lands = cues.once("lands of towns", lambda: _lands_of_towns(cues))
    return name.name in lands


def _lands_of_towns(cues: Cues) -> frozenset[str]:
    places = cues.reading.found.places
    return frozenset(p.country for p in places if p.country and p.precision != "country")


# "the army responded with air raids to rebel rockets"
_RESPONDED = re.compile(
    r" (?:(?:had|has|have) )?(?:responded|retaliated|answered|replied|hit back) with (?:[a-z-]+ ){0,3}"
)
_ANSWERED = re.compile(
    r"\b(?:responded|respond\w*|retaliat\w+|answered|repl(?:y|ied))\b[^.;,]{0,40}? to (?:the |an? )?$"
)
_LANDS = {"US": "United States", "U.S.": "United States", "UK": "United Kingdom"}
_CREEDS = frozenset(("Islamist", "Kurdish", "Shiite", "Sunni", "Takfiri", "Maoist", "Communist"))


def _disowning(cues: Cues, scene: Scene) -> frozenset[int]:
    """Where the names of a sentence end that a "has not", "denied" stands behind."""
    return frozenset(n.end for n in named(cues, scene) if _DISOWNS.match(cues.text, n.end))


def _adjective(text: str, start: int, end: int) -> re.Match[str] | None:
    """The match of ``_ADJECTIVE``, looked for only where one of the last words may be a side's."""
    for word in reversed(text[start:end].split()[-3:]):
        if word.rstrip('"”’').endswith(_ENDS_OF_SIDES):
            return _ADJECTIVE.search(text, start, end)
        if _ITS_COALITION.fullmatch(f" {word}"):
            continue
        if word not in _MEANS and not re.fullmatch(_MODEL, word):
            break
    return None


_RIGHT_BY = re.compile(
    r"(?: [a-z]+)?(?: \w+)? (?:by|from|at the hands of|blamed on) (?:[a-z]+ ){0,3}"
    r"|,? (?:(?:that|which) )?(?:(?:is|are|was|were) )?(?:widely )?"
    r"(?:believed|thought|presumed|suspected|understood|said|reported|alleged) to (?:have been|be) "
    r"(?:carried out|launched|conducted|committed|staged|mounted|done) by (?:the |an? )?"
)


# "a device that the gunmen had hurled"
_THAT = re.compile(r"\s(?:that|which) (?:the |a |an )?")
_LAUNCHED = re.compile(
    r" (?:had |have |has |reportedly |allegedly )*(?:hurled|threw|thrown|fired|launched|planted|laid|dropped|detonated|"
    r"lobbed|emplaced|buried|set off|carried out)\b"
)


def of_many(name: Name, rule: str) -> Author:
    """The name as an author; "Islamist rebel shelling" is the shelling of Islamist rebels."""
    many = f"{name.name}s"
    said = many if many.split()[-1].lower() in _COMMON else name.name
    return Author(said, name.start, name.end, rule)


def goes_on_since(text: str, attack: Attack) -> bool:
    """ "Operations were going on as the three wounded soldiers were flown out": those did not wound them."""
    return _UNDER_WAY.match(text, attack.end) is not None


_UNDER_WAY = re.compile(
    r" (?:in [^,.;]{2,40} )?(?:(?:were|was|are|is) (?:still )?(?:continuing|under ?way|ongoing|going on|in progress)|"
    r"(?:went|goes|go) on|continued?)\b[^.;]{0,120} (?:while|as) (?:the|its|his|their|those)\b"
)
