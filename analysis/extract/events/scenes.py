"""The clauses of a sentence that tell of events, and the trigger words in them."""

from __future__ import annotations

import re
from dataclasses import field

from analysis.extract.clauses import clauses_of, is_urged, trimmed
from analysis.extract.context import bombed_from_the_air
from analysis.extract.events.classes import Class, by_cause
from analysis.lean import dataclass
from analysis.lexicon import Tag
from analysis.opened import Opened
from analysis.reading import Reading, starting
from analysis.records import Event
from analysis.text import Sentence

_OPENING = frozenset("after before during when as amid following since until because".split())
_CALLED_OFF = frozenset(
    "stop stops stopped stopping halt halts halted halting cease ceased end ended ending "
    "suspend suspended prevent saved spared avoid avert averted quieted banned despite moratorium".split()
)
_ESCAPING = frozenset("escape escapes escaping escaped flee flees fleeing fled".split())
_HELD_THEN = frozenset("after at during following before in since when while and".split())
_SAID = (["said"], ["says"], ["reported"], ["confirmed"])
_HANDED = frozenset("handing handed surrendering surrendered decommissioned hand surrender".split())
_GROUNDED = (["stopped"], ["ceased"], ["halted"], ["suspended"])  # "aircraft stopped flying"
_LISTING, _LISTED = (
    frozenset({",", "and", "or"}),
    4,
)  # attacks of a list: "raids, shelling and fire"
_DROPPED = frozenset({"ied", "other", "unknown"})
_SINCE = 4  # tokens from "since" to "took power"
_REACH = 8  # tokens on either side in which a trigger's ``beside`` word may stand
# a weapon tells of an attack only where it is used: "rockets hit the port", "fired two missiles"
_STRIKES = frozenset(
    "hit struck exploded detonated fell landed slammed targeted rained ripped tore rocked went killed destroyed "
    "wounded injured blew crashed".split()
)
_LAUNCHED = frozenset(
    "fired launched dropped planted lobbed detonated threw hurled rained firing".split()
)
_NEAR = 4
# "released a message to the people": what is released is no one
_TOLD_TO = frozenset(
    "message statement report list to in on at after gas figures document video".split()
)
_TOLD_OF = frozenset({"who", "whom", "which", "whose", "where", "that"})
_TO_COME = frozenset({"will", "shall", "expected", "due", "planned", "scheduled"})
_NOUN = 5  # words from "a" to "who"
_COPULAS = frozenset("is are was were be been being".split())


@dataclass(slots=True)
class Scene:
    """A clause that tells of one or more events: its tokens, triggers, the words around them."""

    first: int
    stop: int
    core: tuple[int, int]  # offsets of the part with the trigger
    triggers: list[Tag] = field(default_factory=list)

    def span(self, reading: Reading) -> tuple[int, int]:
        """Offsets of the clause without the words that join it to others."""
        first, stop = trimmed(reading, self.first, self.stop)
        norms = reading.tokens.norms
        told = min((t.first for t in self.triggers), default=stop)
        whole = norms[first : first + 1] == ["as"] and "," in norms[first:told]
        # "As envoys met, jets hit the port" is told whole
        first = first + (first < stop and norms[first] in _OPENING and not whole)
        return reading.tokens.starts[first], reading.tokens.ends[max(first, stop - 1)]


def triggers_of(reading: Reading) -> list[Tag]:
    """Every word of the text that may tell of an event, in order."""
    told = [tag for tag in reading.tagged("events") if _has_beside(reading, tag)]
    return sorted(told + _attacks(reading, told), key=lambda tag: tag.first)


def _has_beside(reading: Reading, tag: Tag) -> bool:
    """True unless the entry wants a word beside the trigger ("freed" wants people) and has none."""
    if tag.entry.id == "seize.place":
        return _before_a_town(reading, tag)
    if (
        tag.entry.id == "seize"
        and "since" in reading.tokens.norms[max(0, tag.first - _SINCE) : tag.first]
    ):
        return False  # "the worst attack since the army took power"
    wanted = tag.entry.get("beside")
    if not wanted:
        return True
    norms = reading.tokens.norms
    before, after = (
        norms[max(0, tag.first - _REACH) : tag.first],
        norms[tag.stop : tag.stop + _REACH],
    )
    passive = _COPULAS.intersection(before[-2:]) or _COPULAS.intersection(
        norms[tag.first : tag.stop]
    )
    if tag.entry.id != "release" or passive:
        return any(word in wanted for word in before + after)
    people = next((n for n, word in enumerate(after) if word in wanted), _REACH)
    return people < next((n for n, word in enumerate(after) if word in _TOLD_TO), _REACH)


def _before_a_town(reading: Reading, tag: Tag) -> bool:
    """ "Seized Goma"."""
    end = reading.tokens.ends[tag.stop - 1]
    return any(
        p.precision != "country" and p.name for p in starting(reading.found.places, end, end + 2)
    )


def _attacks(reading: Reading, told: list[Tag]) -> list[Tag]:
    taken = {i for tag in told for i in range(tag.first, tag.stop)}
    return [
        tag
        for tag in reading.tagged("attacks")
        if tag.first not in taken
        and (tag.entry.get("form") in {"noun", "verb"} or _used(reading, tag))
        and not _called_off(reading, tag)
    ]


def _used(reading: Reading, tag: Tag) -> bool:
    if tag.entry.get("form") != "weapon":
        return False
    norms = reading.tokens.norms
    after, before = norms[tag.stop : tag.stop + _NEAR], norms[max(0, tag.first - _NEAR) : tag.first]
    return bool(_STRIKES.intersection(after) or _LAUNCHED.intersection(before))


def _called_off(reading: Reading, tag: Tag) -> bool:
    """ "To stop all air strikes and shelling", "fleeing the clashes": not told of here."""
    norms, first = reading.tokens.norms, tag.first
    before = norms[max(0, first - 5) : first]
    if not _ESCAPING.isdisjoint(before[-3:]) and _HELD_THEN.isdisjoint(before[-3:]):
        return True
    if before[-1:] == ["earlier"] or (
        tag.entry.id == "airstrike.hint" and norms[tag.stop : tag.stop + 1] in _GROUNDED
    ):
        return True
    if tag.entry.get("form") == "noun" and norms[tag.stop : tag.stop + 1] in _SAID:
        return True  # "the Ukrainian air force said"
    if tag.entry.get("form") != "verb" and not _HANDED.isdisjoint(
        norms[max(0, first - _REACH) : first]
    ):
        return True  # "handing over tanks, rocket launchers and mortars"
    for _ in range(_LISTED):
        if not _CALLED_OFF.isdisjoint(norms[max(0, first - 5) : first]):
            return True
        joint = next(
            (i for i in range(first - 1, max(0, first - 4), -1) if norms[i] in _LISTING), 0
        )
        beside = reading.tagged_within("attacks", max(0, joint - 3), joint) if joint else []
        if not beside or beside[-1].stop != joint or beside[-1].entry.get("form") == "verb":
            return False
        first = beside[-1].first
    return False


def scenes_of(reading: Reading, sentence: Sentence, triggers: list[Tag]) -> list[Scene]:
    """The sentence's clauses with triggers; a clause without joins the one before it."""
    tokens = reading.tokens
    scenes: list[Scene] = []
    lead: int | None = None  # clauses before the first trigger go with it
    for clause in clauses_of(reading, sentence, _OPENING):
        own = [t for t in triggers if clause.first <= t.first < clause.stop]
        head = clause.first if lead is None else lead
        core = tokens.starts[head], tokens.ends[clause.stop - 1]
        listed = clause.join == "and" and scenes and _noun_list(scenes[-1], own)
        if own and not listed:
            if all(tag.entry.get("class") == "STATEMENT" for tag in own):
                head, core = clause.first, (tokens.starts[clause.first], core[1])
            scenes.append(Scene(head, clause.stop, core, own))
            lead = None
        elif scenes:
            scenes[-1].stop = clause.stop
            scenes[-1].triggers += own
            if clause.join == "and" and scenes[-1].core[1] == tokens.ends[clause.first - 1]:
                scenes[-1].core = scenes[-1].core[0], core[1]
        elif lead is None:
            lead = clause.first
    for scene in scenes:
        _leave_what_is_to_come(reading, scene)
    return scenes


def _leave_what_is_to_come(reading: Reading, scene: Scene) -> None:
    """ "A Mass will be said on Thursday for a baker who was shot": of the deed, from "a baker" on."""
    norms, trigger = reading.tokens.norms, min(scene.triggers, key=lambda tag: tag.first)
    told = (i for i in range(trigger.first - 1, scene.first, -1) if norms[i] in _TOLD_OF)
    who = next(told, None)
    if who is None or not _TO_COME.intersection(norms[scene.first : who]):
        return
    if _TO_COME.intersection(norms[who : trigger.first]):
        return
    back = range(who - 1, max(scene.first, who - _NOUN), -1)
    scene.first = next((i for i in back if norms[i] in _THE), who)
    scene.core = reading.tokens.starts[scene.first], scene.core[1]


def _noun_list(scene: Scene, own: list[Tag]) -> bool:
    """ "airstrikes and shelling": one event with two means."""
    return bool(own) and all(
        tag.entry.lexicon == "attacks" and tag.entry.get("form") == "noun"
        for tag in (own[0], scene.triggers[-1])
    )


def weight(tag: Tag) -> tuple[bool, bool, int]:
    """Verbs and sure means first, hints last, then the order of the text."""
    hint = tag.entry.get("strength") == 1
    sure = not hint and (tag.entry.get("form") == "verb" or tag.entry.get("strength", 0) >= 2)
    return (hint, not sure, tag.first)


def class_of(reading: Reading, scene: Scene, trigger: Tag) -> Class:
    """The class a trigger stands for in its clause."""
    if trigger.entry.lexicon == "attacks":
        cause = trigger.entry.get("cause")
        if cause in _DROPPED and trigger.entry.id != "other.deed" and _from_the_air(reading, scene):
            cause = "airstrike"  # "a bomb dropped by a helicopter"; not one that is shot down
        if cause == "ied" and (bombed_from_the_air(reading, trigger) or _dropped(reading, trigger)):
            cause = "airstrike"
        return by_cause(cause)
    get = trigger.entry.get
    return Class(get("class"), get("code"), get("goldstein"))


def _dropped(reading: Reading, trigger: Tag) -> bool:
    """ "A jet dropped two bombs"."""
    before = reading.tokens.norms[max(0, trigger.first - _NEAR) : trigger.first]
    return "dropped" in before or "drop" in before


def _from_the_air(reading: Reading, scene: Scene) -> bool:
    tags = reading.tagged_within("attacks", scene.first, scene.stop)
    return any(tag.entry.get("cause") == "airstrike" for tag in tags)


_ABOUT = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})
_WHICH = frozenset({"who", "that", "which"})
_THE = frozenset({"the", "this", "these", "that", "those", "a", "an"})
_BEFORE = 3
_RELATIVE = 10  # tokens: "that are backed by the north and are fighting X"


_ASKED = 6  # tokens between a call and the talks it is for


_CAME_BACK = 12  # tokens from "arrived" back to who came
_UPROOTED = frozenset(
    "displaced families refugees households evacuees migrants wounded bodies survivors villagers returnees people "
    "them civilians".split()
)


def asked_for(reading: Reading, scene: Scene, trigger: Tag, kind: Class) -> bool:
    """True for the talks of "called for talks", which nobody has held, and for what is "urged to agree"."""
    if kind.name == "AGREE":
        return is_urged(reading, trigger.first)
    if (
        kind.name == "ASSAULT"
    ):  # "1,200 have sheltered in a school since the attack": told of before
        before = reading.tokens.norms[max(scene.first, trigger.first - 2) : trigger.first]
        return before in (["since", "the"], ["since", "that"])
    if kind.name != "CONSULT":
        return False
    if trigger.entry.id == "visit":  # "some 9,500 displaced people arrived in Kara": nobody's visit
        before = reading.tokens.norms[max(scene.first, trigger.first - _CAME_BACK) : trigger.first]
        return not _UPROOTED.isdisjoint(before)
    if trigger.entry.get("form") == "noun" and _is_wished_for(reading, scene, trigger):
        return True
    for other in scene.triggers:
        if other.entry.get("class") == "REQUEST" and 0 < trigger.first - other.first <= _ASKED:
            between = reading.tokens.norms[other.stop : trigger.first]
            return _HELD_THEN.isdisjoint(between)
    return False


def _is_wished_for(reading: Reading, scene: Scene, trigger: Tag) -> bool:
    """ "Insists on direct talks", "rejected the talks", "a plan for a meeting": not held, for all the text says."""
    norms, first = reading.tokens.norms, trigger.first
    before = norms[max(scene.first, first - _WISH_NEAR) : first]
    wish = next((n for n in range(len(before) - 1, -1, -1) if before[n] in _WISHES), None)
    if wish is not None and _HELD_THEN.isdisjoint(before[wish:]):
        return True
    if "for" not in before[-2:]:
        return False
    return not _PLANS.isdisjoint(norms[max(scene.first, first - _PLANNED_BACK) : first])


_WISH_NEAR, _PLANNED_BACK = 4, 16
_WISHES = frozenset(
    "insists insist insisted insisting wants want rejected rejects reject rejecting refused refuses spurned demands "
    "demanded proposed proposes boycott boycotted shunned opposes opposed".split()
)
_PLANS = frozenset(
    "plan plans proposal proposals idea ideas offer offers hopes bid invitation".split()
)
_MATTER = frozenset("address discuss discussing debate".split())
_AIMED = frozenset("bomb attack strike shell execute storm raid target assault hit shoot".split())
_GOING_ON = frozenset(
    "began begun begin continued continues continue continuing started managed proceeded resumed used went".split()
)
_AIM_BACK = 5
_RESPONSIBLE = re.compile(r"\bresponsib(?:ility|le) for\b")
_UNCLEAR = Opened(r"\b(?:un)?clear (?:who|what|how|whether|if)\b|\bcause of\b")
_SUPPOSED = frozenset(
    "possible potential future further imminent threatened planned feared looming any".split()
)


def _is_aim(norms: list[str], trigger: Tag) -> bool:
    """ "Rushing to bomb the bases": what somebody is about to do; "continued to shell" is told."""
    if norms[trigger.first] not in _AIMED or norms[trigger.first - 1 : trigger.first] != ["to"]:
        return False
    return _GOING_ON.isdisjoint(norms[max(0, trigger.first - _AIM_BACK) : trigger.first])


def _is_owned_up_to(reading: Reading, scene: Scene, trigger: Tag) -> bool:
    """ "Nobody claimed responsibility for the blast": the deed told before, where no place is named."""
    at, end = reading.tokens.starts[trigger.first], reading.tokens.ends[trigger.stop - 1]
    start, stop = scene.span(reading)
    if _UNCLEAR.search(reading, start, at):
        return True
    if not _RESPONSIBLE.search(reading.text, start, at):
        return False
    return not any(p.role == "scene" for p in starting(reading.found.places, end, stop))


_BROKEN_OFF = frozenset(
    "halt suspend freeze quit boycott "
    "halted halts suspended suspends ended ending ends froze frozen cancelled canceled postponed quit boycotted "
    "derailed scuttled condition precondition".split()
)
_OFF = re.compile(
    r"\b(?:called off|cancell?ed|postponed|put off|put back|pushed back|broke off|broken off|suspended"
    r"|walked out of|pulled out of|withdrew from|yet to)\b"
)
_TALKS_NEAR, _THEN = 5, frozenset("after before since until once when".split())


def known_by(reading: Reading, scene: Scene, trigger: Tag) -> tuple[int, int]:
    """The words of an event; "Under the plan signed in Doha, | both will withdraw" tells of the signing only."""
    start, end = scene.span(reading)
    first, norms = reading.tokens.at(start), reading.tokens.norms
    if trigger.entry.id != "agreement.verb" or norms[first] != "under":
        return start, end
    comma = next((i for i in range(trigger.stop, scene.stop) if norms[i] == ","), None)
    return start, reading.tokens.ends[comma - 1] if comma is not None else end


def _is_cancelled(reading: Reading, scene: Scene, trigger: Tag) -> bool:
    """True for talks that were broken off or never held: "halted its talks with", "the meeting was called off"."""
    if trigger.entry.get("class") != "CONSULT" or trigger.entry.get("form") != "noun":
        return False
    tokens = reading.tokens
    near = tokens.norms[max(scene.first, trigger.first - _TALKS_NEAR) : trigger.first]
    if not _BROKEN_OFF.isdisjoint(near):
        return True
    start, end = scene.span(reading)
    lead = tokens.starts[max(scene.first, trigger.first - _TALKS_NEAR)]
    return _OFF.search(reading.text, min(max(start, lead), end), end) is not None


def _is_by_the_way(reading: Reading, scene: Scene, trigger: Tag) -> bool:
    """ "... two hours after the truce began": no news of it; "said in a joint statement": none at all."""
    norms = reading.tokens.norms
    if trigger.entry.id == "hit" and norms[trigger.first] in _THE:
        return _refers_back(reading, scene, trigger)
    if trigger.entry.id in _TAKING and not _RELEASING.isdisjoint(
        norms[max(scene.first, trigger.first - _REACH) : trigger.first]
    ):
        return True  # "the release of four journalists sentenced to death"
    if trigger.entry.id == "meeting" and norms[trigger.first - 1] in _INTO:
        return True  # "gunmen burst into a meeting"
    if trigger.entry.id == "truce.start":
        return not _THEN.isdisjoint(norms[max(scene.first, trigger.first - 3) : trigger.first])
    said = norms[max(0, trigger.first - 3) : trigger.first] == ["said", "in", "a"]
    return trigger.entry.id == "statement" and said


def _refers_back(reading: Reading, scene: Scene, trigger: Tag) -> bool:
    """ "Called the bombing a crime", "the raid came a week after ...", "throughout the attack": told before."""
    norms = reading.tokens.norms
    came = norms[trigger.stop : trigger.stop + 1] in _CAME
    if not came and norms[trigger.first - 1 : trigger.first] not in _THROUGHOUT:
        return False
    start = reading.tokens.ends[trigger.stop - 1]
    _, end = scene.span(reading)
    near = (start, min(end, start + _BESIDE)) if not came else (start, start)
    return not any(p.role == "scene" for p in starting(reading.found.places, *near)) and not any(
        t.earliest or t.latest for t in starting(reading.found.times, *near)
    )


_BESIDE = 40  # characters from "the attack" to its place or day
_CAME = (["came"], ["comes"])
_THROUGHOUT = (
    ["throughout"],
    ["called"],
    ["calls"],
    ["branded"],
    ["described"],
    ["condemned"],
    ["denounced"],
)
_TAKING, _RELEASING = (
    frozenset({"trial", "arrest", "abduct"}),
    frozenset("release free freed releasing".split()),
)
_INTO = frozenset("into outside attacked stormed bombed struck".split())


def is_told(reading: Reading, trigger: Tag, event: Event) -> bool:
    """ "Jets bombed the ministry on Monday": a deed, where its day or place is told."""
    norms = reading.tokens.norms
    before, behind = (
        norms[max(0, trigger.first - 1) : trigger.first],
        norms[trigger.stop : trigger.stop + 1],
    )
    verb = (
        trigger.entry.get("form") == "verb" and _ADJECTIVE.isdisjoint(before) and behind != ["by"]
    )
    return verb and bool(event.date_earliest or event.place)


# "the bombed villages", "bombed by jets"
_ADJECTIVE = frozenset("the a an its their his of from to many all some most few".split())
_PART = (["part", "in", "the"], ["part", "in"])


def is_spoken_of(reading: Reading, scene: Scene, trigger: Tag) -> bool:
    """True for an attack that is named, not told: "condemned ... over bombings", "rebels who are fighting X"."""
    norms = reading.tokens.norms
    if _is_aim(norms, trigger) or _is_owned_up_to(reading, scene, trigger):
        return True
    if _is_cancelled(reading, scene, trigger) or _is_by_the_way(reading, scene, trigger):
        return True
    if trigger.entry.lexicon != "attacks" or trigger.entry.get("form") == "verb":
        return False
    before = norms[max(scene.first, trigger.first - _BEFORE) : trigger.first]
    if before[-1:] and before[-1] in _SUPPOSED:
        return True
    if before[-3:] in _PART or before[-2:] in _PART:
        return True  # "those who took part in the fighting"
    wide = norms[max(scene.first, trigger.first - _RELATIVE) : trigger.first]
    if before[-1:] and before[-1] in _COPULAS and _WHICH.intersection(wide):
        return True
    earlier = [t for t in scene.triggers if t.first < trigger.first]
    talk = [t for t in earlier if t.entry.get("class") in _ABOUT]
    if _MATTER.intersection(before):
        return True
    if not talk or _THE.intersection(before):
        return False
    start = reading.tokens.ends[trigger.stop - 1]
    sentence = reading.sentences[reading.sentence_of_token(trigger.first)]
    named = starting(reading.found.places, start, sentence.end)
    return not any(p.role == "scene" and p.precision != "country" for p in named)
