"""A word of attack, and those that name no deed: weapons in store, men described by what they do.

"Explosives were seized", "rebels fighting to overthrow the president", "in a state of war since 2011,
with troops fighting rebel groups".
"""

from __future__ import annotations

import re

from analysis.lean import dataclass
from analysis.opened import Opened
from analysis.reading import Reading


@dataclass(frozen=True, slots=True)
class Attack:
    """An attack word with its cause class; ``strength`` as in the lexicon, 0 where it hit things."""

    start: int
    end: int
    cause: str
    form: str
    strength: int
    id: str


# a weapon in store, on a vehicle or on a body that is named for what it is, not for what it did
_IDLE = Opened(
    r"\b(?:stores?|stocks?|stockpiles?|depots?|caches?|supply|supplies|shipments?|loads?|truckloads?|smuggl\w+|"
    r"seiz\w+|confiscat\w+|found|defus\w+|intercept\w+|"
    r"destroy\w*|leaving behind|left behind|recover\w+|yield\w+|along with)(?: of)? "
    r"(?:(?!(?:when|as|by|after|in|while|with)\b)[\w-]+,? ){0,4}$"
    r"|\b(?:stocks?|stockpiles?|caches?|shipments?|truckloads?|hauls?) of "
    r"(?:(?!(?:when|as|by|after|in|while|with)\b)[\w-]+,? ){0,9}$"
    r"|\b(?:confront\w*|(?:shot|shoot|shooting|brought|bringing) down|down(?:ed|ing)) "
    r"(?:an?|the|two|three|several|some|many|most|all|dozens|hostile|enemy|incoming|\d+)(?: of)? (?:[\w-]+ ){0,3}$"
    r"|\b(?:made|fashioned|assembled|rigged|built|improvised) (?:from|of|out of) (?:[\w-]+ ){0,4}$"
    r"|\b(?:vehicles?|trucks?|pick-?ups?|jeeps?|carriers?) "
    r"(?:(?:armed|equipped|fitted|mounted) with|bearing|carrying) [^.;]{0,60}$"
    r"|\b(?:backed|supported|accompanied|covered) by (?:[\w’'-]+,? ){0,7}$"
)


# "both sides must halt air strikes": what nobody is to do
_FORSWORN = Opened(
    r"\b(?:halt|stop|end|cease|suspend|refrain|abstain|desist|forswear)(?:ing)?(?: from)? "
    r"(?:(?:all|any|further|its|their|the|carrying out|launching|using) )*(?:[a-z-]+,? (?:and |or )?){0,3}$"
)
# "despite threats of further US strikes": what may come
_THREATENED = Opened(
    r"\b(?:threats?|warn(?:ed|s|ing|ings)?|risks?|prospects?|possibility|dangers?) (?:of|against|about) "
    r"(?:(?:all|any|an?|new|further|more|another|fresh|possible|potential|future) )*"
    r"(?:[A-Z][\w.-]+ )?(?:[a-z-]+ ){0,2}$"
)
# "a video shot in the town": by a camera
_FILMED = Opened(
    r"\b(?:videos?|footage|films?|clips?|images?|photos?|photographs?|pictures?|scenes?)(?: [\w-]+){0,3} $",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(r"\b(?:was|were|been|being) $")  # "the film star was shot"
# "a leader of its drone unit": what he worked at
_TRADE = re.compile(
    r" (?:operations|programmes?|programs?|units?|experts?|engineers?|makers?|factor(?:y|ies)|workshops?|technolog\w+|"
    r"operators?|pilots?|specialists?|arsenals?|production)\b"
)
_TOLD_OF = re.compile(r"(?: [a-z-]+){0,2}?,? (?:that|which|killing|in which|after)\b")
# "the wounded were flown out by the air force"
_FLOWN = re.compile(
    r"\b(?:flown|airlifted|evacuated|transported|carried|rescued|ferried)\b[^.;]{0,40}\b(?:by|in|aboard|on) "
    r"(?:an? |the )?(?:[\w-]+ ){0,2}$"
)
# "helicopters had brought in 46 wounded"
_CARRYING = re.compile(
    r" (?:have |had |has |were |was |also )*(?:brought|ferried|flew|flown|airlifted|evacuated|carried|transported|"
    r"bringing|ferrying|evacuating|delivered)\b"
)
# "the air force said the neighbour had fired 400 drones": who speaks
_SPEAKING = re.compile(
    r" (?:has |had |also |later )*(?:said|says|announced|reported|reports|claimed|claims|added|confirmed|wrote)\b"
)
# "Poland scrambled jets": to watch its own sky
_SCRAMBLED = re.compile(r"\bscrambl(?:ed|ing|es?) (?:[\w-]+ ){0,3}$")
# "units supported by the air force killed 70": the units did
_BACKED = Opened(r"\b(?:backed|supported|aided|accompanied|covered) by (?:[\w-]+ ){0,3}$")
# "explosives were recovered from the dead"
_KEPT = re.compile(
    r"(?:,? and [a-z]+)? (?:was|were|had been|have been) (?:also |later )?(?:recovered|seized|found|confiscated|"
    r"defused|discovered|safely)\b(?! (?:exploded|detonated))"
)
# "an intruder carrying grenades was shot": what the victim bore did not kill him
_BORNE = Opened(r"\b(?:wearing|carrying|armed with|holding|brandishing)(?: [\w-]+){0,3} $")
_SHOT = re.compile(
    r"[^.;]{0,20},? (?:was|were) (?:shot|killed|gunned|arrested|overpowered|stabbed)\b"
)


# "fragments of a downed missile": the missile is what did it
_DOWNED = re.compile(r" (?:[\w-]+ ){0,3}?(?:missiles?|drones?|rockets?|UAVs?|shells?)\b")


# "rebels fighting to overthrow the president": who they are, not what they did
_FOR_A_CAUSE = re.compile(
    r" (?:to (?:overthrow|topple|oust|unseat|depose|bring down|remove|end|establish|carve out|create|replace|free)|"
    r"(?:against |with )?(?:a number of|numerous|various|several|multiple|both|many|different)|"
    r"for (?:independence|autonomy|a|the|self-\w+|secession)|alongside|on (?:the side|behalf)|under)\b"
)
# "they took orders from the coalition fighting IS in Iraq": what it is for
_BODY_FIGHTING = re.compile(
    r"\b(?:the|a|an|[\w-]+-led|led) (?:[\w-]+ )?(?:coalition|alliance|campaign) (?:[a-z]+ly )?$"
)
_WHO_FIGHT = re.compile(r"\b[\w-]+(?:s|en|ia)(?: (?:that|who) (?:are|is|have been|has been))? $")
# "militants, including the suicide bombers among them": who was killed, not by what
_BOMBERS_KILLED = Opened(
    r"\b(?:militants|terrorists|rebels|fighters|insurgents|gunmen|extremists|jihadists|guerrillas)\b"
    r"[^.;]{0,60}\bincluding (?:an? |one |the |some |several |two |three |four |\d+ )?(?:would-be )?$"
)
# "in a state of war since 2011, with troops fighting rebel groups": the war, no deed of it
_AT_WAR = Opened(
    r"\b(?:war|conflict|uprising)\b[^.;]{0,60}?\b(?:since|for (?:\w+ ){1,2}years)\b[^.;]{0,90}$"
)


def _describes_men(reading: Reading, attack: Attack) -> bool:
    """True for a word of attack that says who somebody is."""
    text = reading.text
    word = text[attack.start : attack.end].lower()
    if word in ("fighting", "battling"):
        return (
            (
                _FOR_A_CAUSE.match(text, attack.end) is not None
                and _WHO_FIGHT.search(text[max(0, attack.start - 40) : attack.start]) is not None
            )
            or _BODY_FIGHTING.search(text[max(0, attack.start - 40) : attack.start]) is not None
            or _AT_WAR.search(reading, max(0, attack.start - 160), attack.start) is not None
        )
    if word.endswith(("bomber", "bombers")):
        return _BOMBERS_KILLED.search(reading, max(0, attack.start - 110), attack.start) is not None
    return False


# "no bomb was involved", "no sign of an attack", "not the work of a bomber": it is ruled out
_RULED_OUT = Opened(
    r"\b(?:(?:no|not a|any) (?:signs?|evidence|indications?|traces?|suggestion|question|hint) (?:of|that)(?: an?| any)?"
    r"|not (?:caused by|due to|the result of|the work of|because of)(?: an?| any)?"
    r"|(?:ruled|ruling|rules) out(?: an?| any| the possibility of an?)?) (?:[\w-]+ ){0,2}$"
)
_NO = Opened(r"\b(?:no|nor any|neither) (?:[\w-]+ ){0,1}$")
# "its officers fired no live rounds"
_NONE = re.compile(
    r" (?:no|not a single|not one)(?: [a-z-]+)? (?:rounds?|shots?|bullets?|ammunition|missiles?|rockets?|shells?)\b"
)
_USED_NONE = Opened(
    r"\b(?:fired|fires|used|uses|dropped|launched|issued|carried) (?:no|not a single|neither) (?:[\w-]+ )?$"
)
# "neither had fired on the other"
_NEVER = Opened(
    r"\b(?:neither|never|nor|(?:had|have|has|did|do|does) not)"
    r"(?: (?:side|of them|the [a-z]+|had|have|has|ever|yet)){0,2} $"
)
_INVOLVED = re.compile(r" (?:was|were|is|had been|has been) (?:involved|to blame|behind)\b")


# "in the last months of the battle for Kara": when it was, not by what
_MONTHS_OF = re.compile(
    r"\b(?:days|weeks|months|years|phase|stages?|hours) (?:of|in) (?:the|its|their|that) (?:[a-z]+ )?$"
)
_FOR_IT = re.compile(r" (?:for|of|over|against)\b")


def _is_a_time(reading: Reading, attack: Attack) -> bool:
    """True where the sentence has another word of attack, and this one says when that was."""
    text = reading.text
    if not text.startswith(("battle", "siege", "campaign", "offensive"), attack.start):
        return False
    lead = text[max(0, attack.start - 60) : attack.start]
    if _MONTHS_OF.search(lead) is None or _FOR_IT.match(text, attack.end) is None:
        return False
    sentence = reading.sentences[reading.sentence_at(attack.start)]
    told = reading.tagged_within("attacks", sentence.first, sentence.stop)
    return any(reading.tokens.starts[tag.first] != attack.start for tag in told)


_DEEDS = ("attack", "attacks")
_GUNS = ("gun", "guns", "rifle", "rifles")


def _is_ruled_out(reading: Reading, attack: Attack) -> bool:
    """True for a word of attack that is told not to be what happened."""
    if _RULED_OUT.search(reading, max(0, attack.start - 60), attack.start):
        return True
    if _NONE.match(reading.text, attack.end):
        return True
    if attack.form == "verb" and _NEVER.search(reading, max(0, attack.start - 30), attack.start):
        return True
    if _USED_NONE.search(reading, max(0, attack.start - 30), attack.start):
        return True
    return (
        _INVOLVED.match(reading.text, attack.end) is not None
        and _NO.search(reading, max(0, attack.start - 24), attack.start) is not None
    )


# "volunteers buried 22 bodies in a mass grave": that was later, and nobody's deed
_GRAVES = ("grave", "graves")
_BURIED_IN = Opened(
    r"\b(?:bur(?:y|ied|ying|ials?)|interr(?:ed|ing)|laid to rest|funerals?)\b[^.;]{0,50}\b(?:in|into|at) "
    r"(?:an? |the |two |three |several )?(?:[a-z]+ )?$"
)


def is_idle(reading: Reading, attack: Attack) -> bool:
    """True for a word of attack that says nothing of what harmed anybody."""
    text = reading.text
    if _describes_men(reading, attack) or _is_a_time(reading, attack):
        return True
    if _FORSWORN.search(reading, max(0, attack.start - 60), attack.start):
        return _TOLD_OF.match(text, attack.end) is None
    if _THREATENED.search(reading, max(0, attack.start - 70), attack.start):
        return _TOLD_OF.match(text, attack.end) is None
    if text.startswith("shot", attack.start) and attack.end - attack.start == len("shot"):
        if _FILMED.search(reading, max(0, attack.start - 40), attack.start):
            return _OF_PEOPLE.search(text, max(0, attack.start - 6), attack.start) is None
    if _is_ruled_out(reading, attack):
        return True
    grave = attack.cause == "execution" and text.endswith(_GRAVES, attack.start, attack.end)
    if grave and _BURIED_IN.search(reading, max(0, attack.start - 70), attack.start):
        return True
    borne = _BORNE.search(reading, max(0, attack.start - 40), attack.start)
    if borne and _SHOT.match(text, attack.end):
        return True
    if attack.cause == "drone" and _TRADE.match(text, attack.end):
        return True
    if attack.id == "other.deed" and _DOWNED.match(text, attack.end):
        return True
    if attack.id == "airstrike.hint" and _FLOWN.search(
        text[max(0, attack.start - 60) : attack.start]
    ):
        return True
    if attack.id == "airstrike.hint" and (
        _CARRYING.match(text, attack.end)
        or _SPEAKING.match(text, attack.end)
        or _SCRAMBLED.search(text[max(0, attack.start - 40) : attack.start])
        or _BACKED.search(reading, max(0, attack.start - 50), attack.start)
    ):
        return True
    gun = text.endswith(_GUNS, attack.start, attack.end)
    if attack.form != "weapon" and not gun and attack.cause not in ("shelling", "ied"):
        return False
    if _KEPT.match(text, attack.end):
        return True
    if text.endswith(_DEEDS, attack.start, attack.end):
        return False  # "a blast at an arms depot. Rocket attacks struck ..."
    return _IDLE.search(reading, max(0, attack.start - 90), attack.start) is not None
