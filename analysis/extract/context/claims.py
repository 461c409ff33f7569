"""Who is said to have done it: who claims the deed, is blamed for it, or tells of his own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from analysis.extract.context.claimed_deed import (
    CLAIMS_A_DEED,
    blamed_for_another,
    of_an_older_one,
    of_another_deed,
)
from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.groups import OF_THE_LAST, claims_in
from analysis.extract.context.meant import meant
from analysis.extract.context.names import Author, Name
from analysis.extract.context.naming import named
from analysis.extract.context.reporter import Reporter
from analysis.extract.context.sides import own_side
from analysis.extract.context.unknown import is_habit
from analysis.opened import Opened
from analysis.records import Casualty, Quote

_CLAIM = re.compile(
    r"(?: group| organi[sz]ation| movement)?"
    r"(?:[’']?s?(?: [a-z-]+)?(?: [A-Z][a-z]+)? (?:feed|account|channel|site|website))?"
    r"\s*(?:\([^)]{1,30}\)\s*)?(?:, [^.;]{1,160}?, )?"
    r"(?:later |quickly |immediately |reportedly |purportedly |has |have |had |also )*"
    r"(?:claim(?:ed|s) (?:(?:the )?(?:respons\w+|credit)|it\b(?! [a-z])|"
    r"(?:(?:the|this|that)(?: [a-z]+)? (?:attack|assault|bombing|blast|explosion|ambush|raid|killing|shooting|strike)|"
    r"(?:the|these|those|both|all)(?: [a-z]+)? (?:attacks|bombings|blasts|explosions|killings|strikes))\b)|"
    rf"{CLAIMS_A_DEED}|"
    r"(?:took|takes|taken|accepted) responsibility|"
    r"sa(?:id|y|ys) (?:it|they) (?:carried|was behind|were behind|had carried|was responsible)|"
    r"sa(?:id|y|ys) it was (?:them|theirs|their|its)|"
    r"owned up to (?:the|that|this|it|both)\b|acknowledged (?:carrying out|being behind)\b|"
    r"admitted (?:to )?(?:the |carrying out |planting |being behind )(?:\w+ )?"
    r"(?:murder|killing|attack|bomb\w*|shooting)|"
    r"sa(?:id|ys)[^.;]{0,60}\b(?:its|their|the group(?:[’']?s)?) [^.;]{1,30}"
    r"(?:carried out|(?:were|was) (?:behind|responsible)|blew (?:him|her|them)sel(?:f|ves) up)\b)"
)
_BY = Opened(
    r"\b(?:claimed by|responsibility (?:was |has been )?(?:claimed|taken) by)\s+(?:the )?$"
)
_NO_CLAIM = Opened(
    r"\b(?:no one|nobody|no group|none|no (?:immediate )?claim)\b[^.]{0,40}(?:claimed|responsib|behind)",
    re.IGNORECASE,
)
_BLAMED = Opened(
    r"(?<!\bregularly )(?<!\boften )(?<!\busually )(?<!\bfrequently )(?<!\broutinely )(?<!\bcommonly )(?<!\btypically )"
    r"\b(?:blam(?:ed|es|ing)(?:(?! for )[^.;]){1,120}? on|blam(?:ed|es|ing)|accus(?:ed|es|ing)|"
    r"[Ss]uspicion (?:has |have |immediately |quickly |soon )*(?:fell|fallen|falls|cent(?:er|r)ed|focus\w+) on|"
    r"pointed (?:a|the|an accusing) finger at|(?:the )?(?:work|handiwork|doing|signature|hallmarks?|fingerprints?) of|"
    r"(?<!\bthe )(?<!\ba )(?<!\bprime )suspects?|"
    r"laid [^.;]{1,40}? at the door(?:step)? of|pinned [^.;]{1,40}? on|attributed(?: [\w’'-]+){0,4}? to|"
    r"held(?! by\b))\s+"
    r"(?:the )?(?:(?:[a-z-]+|[A-Z]\w+-[a-z]+) ){0,2}[“\"‘]?$"
)
_FROM = Opened(
    r"\b(?:came|fired|launched|shot|dropped)(?: [\w’'-]+){0,2} (?:from|by)(?: (?:the direction of|positions held by|"
    r"areas (?:held|controlled) by|territory held by))?\s+(?:the |a |an )?$"
)
# "blamed X for the attack", not "for triggering the conflict"
_FOR = re.compile(
    r"(?:\s+(?:and|with|in)(?:\s+[\w.’'-]+){1,4}?)?\s+(?:for|of)((?:\s+[“\"‘']?[\w’'-]+){1,6})"
)
_DEED = re.compile(
    r"\b(?:attack|strike|airstrike|raid|shelling|bombing|bombardment|blast|explosion|killing|massacre|"
    r"assault|firing|shooting|murder|death|carrying|being behind|targeting|launching|incident|it\b|"
    r"this\b|execut|abduct|kidnap|bomb|behind|ambush|violence|crime|(?:first|second|third|last|other) (?:one\b|of))",
    re.IGNORECASE,
)


_BLAME = 6  # sentences in which somebody is blamed; a claim may come later


def claimed_author(cues: Cues, figure: Casualty, reach: int) -> Author | None:
    """Somebody who claims the attack, or is blamed for it, soon after the figure."""
    if figure.scope != "incident" or _attackers(figure):
        return None
    last = min(len(cues.reading.sentences), figure.sentence + 1 + reach)
    for sentence in range(figure.sentence, last):
        scene = cues.scene(sentence)
        if scene.once("no claim", partial(_no_claim, scene)):
            # "nobody claimed it, but the mayor blamed ...", "The attack bore the hallmarks of ..."
            return _blamed_here(cues, scene) or _suspected_next(cues, sentence + 1)
        if of_another_deed(cues, figure, sentence) or of_an_older_one(cues, figure, sentence):
            continue
        if sentence > figure.sentence and is_habit(scene):
            continue  # "often hit by bombings, many of which were claimed by the Front"
        unlisted = claims_in(cues, scene)
        if unlisted is not None:
            return unlisted
        if not (scene.actors or scene.authors):
            continue
        for name, low, claims in _claimants(cues, scene):
            if claims:
                return name.did("author.claimed")
            if sentence > figure.sentence + _BLAME:
                continue
            if sentence > figure.sentence and _tells_another(cues, figure, scene):
                continue
            if (
                sentence > figure.sentence
                and scene.attacks
                and not any(_attackers(one) for one in scene.figures)
                and _FROM.search(cues.reading, low, name.start)
                and _of_one(cues, figure, sentence)
            ):
                return name.did("author.from")
            if _is_blamed(cues, name, low) or _BEHIND.match(cues.text, name.end):
                if not blamed_for_another(cues, figure, sentence, name.end):
                    return None if _disputed(cues, scene, name) else name.did("author.blamed")
    return None


def _disputed(cues: Cues, scene: Scene, blamed: Name) -> bool:
    """ "The mayor blamed the Front; survivors blamed soldiers": one says this, another that."""
    others = [one for one, _, _ in _claimants(cues, scene) if one.start > blamed.end]
    for other in others:
        verb = _BLAMED.search(cues.reading, blamed.end, other.start)
        if other.name != blamed.name and verb and _is_blamed(cues, other, blamed.end):
            return True
    return False


# "Western states said the government was responsible for that attack"
_BEHIND = re.compile(
    r"\)? (?:was|were|is|are) (?:also )?(?:behind|responsible for|to blame for) (?:the|this|that|these|those|it)\b"
)


def _blamed_here(cues: Cues, scene: Scene) -> Author | None:
    """Whom a sentence blames that says "nobody has claimed it, but"."""
    if not (scene.actors or scene.authors):
        return None
    for name, low, _ in _claimants(cues, scene):
        if _is_blamed(cues, name, low) and _BUT.search(cues.text[scene.start : name.start]):
            return name.did("author.blamed")
    return None


def _suspected_next(cues: Cues, sentence: int) -> Author | None:
    """Whom the sentence right behind "nobody has claimed it" has the attack look like, or blames for it."""
    if sentence >= len(cues.reading.sentences):
        return None
    scene = cues.scene(sentence)
    if not (scene.actors or scene.authors) or scene.figures:
        return None
    for name, low, claims in _claimants(cues, scene):
        if not claims and _SO_CALLED.search(cues.text, max(low, name.start - 2), name.end + 1):
            continue  # "the government blamed “terrorists”", as it calls whoever fights it
        if claims or _is_blamed(cues, name, low):
            return name.did("author.claimed" if claims else "author.blamed")
    return None


_SO_CALLED = re.compile(r"[\"“]terrorists[\"”]")


_BUT = re.compile(r"\b(?:but|though|although|however|yet)\b")


def _of_one(cues: Cues, figure: Casualty, sentence: int) -> bool:
    """True where the sentence tells of the figure's own incident, as far as those are known."""
    return cues.chain is None or cues.chain.of(sentence) is cues.chain.of(figure.sentence)


def _tells_another(cues: Cues, figure: Casualty, scene: Scene) -> bool:
    """True for a later paragraph that counts the dead of an attack of its own, in a place of its own."""
    if scene.figures and scene.attacks and _LATER_DEED.match(cues.text, scene.start):
        return True
    if not (scene.figures and scene.places and any(a.strength > 1 for a in scene.attacks)):
        return False
    sentences = cues.reading.sentences
    apart = sentences[cues.reading.sentence_at(scene.start)].paragraph
    return apart != sentences[figure.sentence].paragraph and not any(
        f.same_as or f.subset_of for f in scene.figures
    )


# "A day later an air strike left nine dead, said a group that blamed the army": that strike only
_LATER_DEED = re.compile(
    r"(?:(?:A|One|Two|Three) (?:days?|weeks?|months?) (?:later|earlier|after|before)|The (?:next|following|previous) "
    r"(?:day|week|month)|Elsewhere|Separately|In (?:a|another) (?:separate|second|different|further)\b)"
)


def _attackers(figure: Casualty) -> bool:
    """True for "nine attackers": whoever claims the attack did not kill them."""
    return own_side(figure, Name(0, 0, "fighters", "fighters"))


def incident_claim(cues: Cues, figure: Casualty, sentences: Sequence[int]) -> Author | None:
    """Somebody who claims the deed in another of its sentences, before the figure or behind it."""
    for sentence in () if figure.scope != "incident" or _attackers(figure) else sentences:
        if of_another_deed(cues, figure, sentence) or of_an_older_one(cues, figure, sentence):
            continue
        scene = cues.scene(sentence)
        if sentence > figure.sentence and is_habit(scene):
            continue
        unlisted = claims_in(cues, scene)
        if unlisted is not None:
            return unlisted
        if not (scene.actors or scene.authors):
            continue
        for name, _, claims in _claimants(cues, scene):
            if claims:
                return name.did("author.claimed")
        if 0 < figure.sentence - sentence <= _BLAME_BACK:
            for name, low, _ in _claimants(cues, scene):
                blamed = _is_blamed(cues, name, low)
                if blamed or _ACCUSED.match(cues.text, name.end):
                    return name.did("author.blamed")
    return None


def blamed_at_first(cues: Cues, figure: Casualty) -> Author | None:
    """Who is blamed for the news beside its lead, for those of its dead who are told of farther down."""
    if figure.scope != "incident" or _attackers(figure):
        return None
    for sentence in range(1, min(_BLAME_BACK + 1, figure.sentence)):
        scene = cues.scene(sentence)
        if scene.figures:
            continue
        for name, low, _ in _claimants(cues, scene) if scene.actors or scene.authors else ():
            if _is_blamed(cues, name, low):
                return name.did("author.blamed")
    return None


# "the Front, an offshoot of the army, was accused of two other attacks"
_ACCUSED = re.compile(
    r"(?: \([^)]{1,30}\))?(?:, [^.;]{1,90},)? (?:was|were|is|are|has been|have been) (?:also |widely |again )?"
    r"(?:accused of|blamed for|suspected (?:of|in)|thought to be behind|believed to be behind|held responsible for|"
    r"(?:behind|responsible for|to blame for)(?= (?:the|this|that|these|those|both|all|it|yesterday|[A-Z][a-z]+day)\b))"
    r" [^.;]{0,40}\b(?:attacks?|killings?|raids?|massacres?|bombings?|ambush\w*|it|shelling|deaths|abductions?)\b"
)
_BLAME_BACK = 3  # sentences after which what somebody is blamed for may still be told
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied)|rejected|disowned|dismissed)\b[^.;]{0,60}(?:\bit\b|accusation|allegation|claim|charge|"
    r"involvement|responsib|role|attack|killing)",
)


def denied(cues: Cues, sentence: int) -> bool:
    """True where one of the sentences right behind an accusation rejects it."""
    last = min(len(cues.reading.sentences) - 1, sentence + _DENIAL)
    end = cues.reading.sentences[last].end
    return _DENIED.search(cues.text, cues.reading.sentences[sentence].start, end) is not None


_DENIAL = 2


def _no_claim(scene: Scene) -> bool:
    return _NO_CLAIM.search(scene.reading, scene.start, scene.end) is not None


def _claimants(cues: Cues, scene: Scene) -> list[tuple[Name, int, bool]]:
    """The names of a sentence, where the words before each begin, and whether it claims a deed."""
    return scene.once("claimants", lambda: _all_claimants(cues, scene))


def _all_claimants(cues: Cues, scene: Scene) -> list[tuple[Name, int, bool]]:
    out = []
    for name in named(cues, scene):
        low = max(scene.start, name.start - 150)
        claims = _CLAIM.match(cues.text, name.end) or _BY.search(cues.reading, low, name.start)
        if claims and _NOBODYS.search(cues.text[low : name.start]):
            claims = None
        if claims and OF_THE_LAST.search(cues.text, low, name.start):
            claims = None
        out.append((name, low, bool(claims)))
    return out


_NOBODYS = re.compile(r"\b(?:[Nn]o|[Nn]either|[Nn]one of|[Nn]or)(?: the)?(?: [\w-]+){0,2} $")
_SAID_DEED = re.compile(
    r"(?:[’']s? [\w-]+(?: [\w-]+)?)?(?: [a-z]+ly)? sa(?:id|ys) (?:on [A-Z][a-z]+day )?"
    r"(?:it|they|its [a-z]+|their [a-z]+) (?:had |have |has )?"
    r"(?:fired|launched|shelled|bombed|attacked|targeted|struck|hit|ambushed|dropped)\b"
)


def said_deed(cues: Cues, sentences: Sequence[int]) -> Author | None:
    """ "The front says it fired a salvo at the town": who speaks of his own fire in the incident."""
    for sentence in sentences:
        scene = cues.scene(sentence)
        for name in named(cues, scene) if scene.actors or scene.authors else ():
            if _SAID_DEED.match(cues.text, name.end):
                return name.did("author.said_deed")
    return None


def _is_blamed(cues: Cues, name: Name, low: int) -> bool:
    """True for the name behind "blamed", "accused", "held" (responsible), where that is for the deed."""
    blamed = _BLAMED.search(cues.reading, low, name.start)
    if blamed is None or _in_answer(cues, low, blamed.start()):
        return False
    affiliated = cues.text.startswith(" of ", name.end) and not blamed.group().startswith("accus")
    if not affiliated and not _for_the_deed(cues, name.end):
        return False
    if not blamed.group().startswith("held"):
        return True
    held = _RESPONSIBLE.match(cues.text, name.end)
    return held is not None and _for_the_deed(cues, held.end())


def _in_answer(cues: Cues, low: int, at: int) -> bool:
    """ "The junta denied it and blamed the rebels": who stood accused just before accuses another."""
    if not _DENIES.search(cues.text, low, at):
        return False
    return _ACCUSES_FIRST.search(cues.text, max(0, low - _CHARGE_BACK), low) is not None


_DENIES = re.compile(
    r"\b(?:denied|denies|rejected|rejects|dismissed|dismisses)\b[^.;]{0,90}\b(?:and|but) $"
)
_ACCUSES_FIRST = re.compile(r"\b(?:accused|accuses|blamed|blames)\b")
_CHARGE_BACK = 250  # characters


_RESPONSIBLE = re.compile(r" (?:[a-z]+ ){0,2}(?:responsible|accountable)\b")


def _for_the_deed(cues: Cues, end: int) -> bool:
    """False for "responsible for exposing the country to ruin" and whatever else is no deed of violence."""
    other = _FOR.match(cues.text, end)
    if other is None:
        return True
    return not _SUPPLIES.match(other.group(1)) and bool(_DEED.search(other.group()))


# "accused the emirate of supplying the bombs": who arms them did not strike
_SUPPLIES = re.compile(
    r"\s+[“\"‘']?(?:[a-z]+ly )?(?:supplying|providing|selling|exporting|delivering|shipping|smuggling|making|"
    r"manufacturing|arming|equipping|financing|funding|bankrolling|training)\b"
)


_CHARGED = Opened(
    r"\b(?:(?:accused|charged|convicted|questioned|suspected|on trial|tried|indicted|sentenced|jailed|wanted|"
    r"prosecuted|arrested|(?<!-)held(?! (?:town|village|city|area|district|region|part|ground)s?\b)|"
    r"guilty)(?: [\w’'-]+){0,6}? (?:for|over|of|with|about)|confessed to|"
    r"admitted(?= [a-z])(?! (?:(?:at least|some|about|only) )?$)|"
    r"blamed for|responsible for|responsibility for|behind|implicated in|part in|role in)(?: [\w’'-]+){0,8} ?$"
)


def accused(cues: Cues, figure: Casualty) -> Author | None:
    """ "Three former guerrillas were tried for the murder of nine": who stands accused of it."""
    scene = cues.scene(figure.sentence)
    charge = _CHARGED.search(cues.reading, scene.start, figure.start)
    if charge is None:
        return _accused_of_raids(cues, figure)
    claimed = (name for name, _, claims in _claimants(cues, scene) if claims)
    if (claimant := next(claimed, None)) is not None:
        return claimant.did("author.claimed")
    if _ACCUSES.match(cues.text, charge.start()) and not _PASSIVE.search(
        cues.text, max(scene.start, charge.start() - 40), charge.start()
    ):
        inside = (n for n in named(cues, scene) if charge.start() < n.start < figure.start)
        return next((n.did("author.accused") for n in inside), None)
    for actor in reversed(scene.actors):
        if actor.kind == "armed_group" and actor.end <= figure.start:
            if ";" not in cues.text[actor.end : figure.start]:
                return Author(actor.name, actor.start, actor.end, "author.accused")
    for name in reversed(named(cues, scene)):
        if name.end <= figure.start and _CHARGED.search(cues.reading, name.end, figure.start):
            return name.did("author.accused")
    return None


def _accused_of_raids(cues: Cues, figure: Casualty) -> Author | None:
    """ "accused the army of carrying out gas attacks on rebel towns that killed nine": the army."""
    scene = cues.scene(figure.sentence)
    charge = _OF_RAIDS.search(cues.reading, scene.start, figure.start)
    if charge is None:
        return None
    first, last = charge.span("whom")
    inside = (n for n in named(cues, scene) if first <= n.start < last)
    return next((n.did("author.accused") for n in inside), None)


_OF_RAIDS = Opened(
    r"\b(?:accused|accuses|accusing) (?P<whom>(?:[\w’'-]+ ){1,6}?)of (?:[a-z]+ly )?"
    r"(?:conducting|carrying out|launching|committing|staging|mounting|ordering|perpetrating|making) [^.;]{5,220}?"
    r"\b(?:that|which)(?: (?:have|had|has|also))? $"
)
_ACCUSES = re.compile(
    r"(?:accus|charg|arrest|question|jail|sentenc|convict|indict|prosecut)\w+ "
    r"(?!(?:of|with|over|for|about|in|on|at|by|after|to|last|late|early|earlier)\b)"
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|are|is|stands?|stood)(?: \w+ly| also| since)? $"
)
_OWN = re.compile(
    r"(?<!\bof )(?<!\bin )(?<!\bto )(?<!\bon )(?<!\bnear )"
    r"\b(?:(?:it|they|we|I) (?:had |have |has |also )*(?:killed|wounded|injured|captured|destroyed|shot|hit|struck|"
    r"eliminated|neutrali[sz]ed|attacked|targeted|ambushed|carried out|detained|arrested|abducted|shelled|bombed|"
    r"downed)|"
    r"(?:its|their|our|his|my) (?:own )?"
    r"(?:(?!(?:were|was|been|are|is|being|be|that|which|where|who)\b)[\w“”\"-]+ ){1,3}"
    r"(?:had |have |has |also )*(?:“|\")?(?:killed|wounded|destroyed|shot|hit|struck|eliminated|neutrali[sz]ed|"
    r"attacked|targeted|ambushed|carried out|raided|captured|bombed|shelled)|"
    r"(?:it|they) (?:was|were|is|are) (?:still )?holding|"
    r"by (?:its|their|our|my|his) (?:men|forces|troops|fighters|officers|soldiers|units|guards))\b"
)


# "the alliance said in a statement that it had killed 20 soldiers"
_IT_KILLED = re.compile(
    r"\b(?:it|they|its (?:fighters|men|forces)) (?:had |have |has |also ){0,2}(?:[a-z]+ed [^,;.]{1,70}? and )?"
    r"(?:killed|wounded|injured|captured|eliminated|shot|ambushed|executed|beheaded|seized|abducted)\b[^,;]{0,12}$"
)


# "it also wounded 20", said by who only counts the dead: the blast did
_COUNTS = re.compile(
    r"\b(?:Observatory|Network|Watch|Monitor\w*|Agency|News|TV|Television|Radio|Centre|Center|Committees?|Council|"
    r"Cross|Crescent|Nations|Hospital|Ministry|Helmets|Civil Defen[cs]e|source|reporter|correspondent|media)\b"
)


def _tells_of_its_own(cues: Cues, figure: Casualty, reporter: Reporter) -> Author | None:
    """ "It had killed 20 soldiers", said by a group that no list knows: it did what it says it did."""
    quote = reporter.quote
    if quote is None or quote.kind != "indirect":
        return None
    if quote.speaker_kind == "person" or reporter.name.islower():
        return _spoken_for(cues, figure, quote)
    at = figure.start if figure.number_start is None else figure.number_start
    start = max(cues.scene(figure.sentence).start, quote.start)
    if _COUNTS.search(reporter.name):
        return None
    if not _IT_KILLED.search(cues.text, start, at):
        return None
    return Author(reporter.name, figure.start, figure.end, "author.own_deed")


def _spoken_for(cues: Cues, figure: Casualty, quote: Quote) -> Author | None:
    """ "A spokesman for the group said it had raided a camp and killed six": the group he speaks for."""
    at = figure.start if figure.number_start is None else figure.number_start
    start = cues.scene(figure.sentence).start
    group = _FOR_THE_GROUP.search(cues.text, start, max(start, quote.start))
    if group is None or not _IT_KILLED.search(cues.text, max(start, quote.start), at):
        return None
    name = meant(cues, group["group"], group.start("group"))
    return Author(name, figure.start, figure.end, "author.own_deed") if name else None


_FOR_THE_GROUP = re.compile(
    r"\b(?:spokes(?:man|woman|person)|leader|commander|official|representative)s? (?:for|of) "
    r"(?P<group>the (?:[a-z]+ )?(?:group|organi[sz]ation|outfit|faction|movement|militia|gang))\b"
)


# "it said it killed 17; the army acknowledged five dead and 11 missing": its own, whoever did it
_ADMITS = re.compile(
    r"\b(?:acknowledged|admitted|conceded) (?:(?:the )?(?:loss|deaths?) of )?(?:only |just |at least |about )?"
    r"(?:[\w-]+ (?:dead|missing|wounded|injured|deaths|losses)(?:,| and) )*$"
)


def own_deed(
    cues: Cues, figure: Casualty, reporter: Reporter | None, parties: bool
) -> Author | None:
    """ "The army said its aircraft had killed eleven": who speaks is who did it."""
    if reporter is None or figure.status == "denied":
        return None
    if not parties:
        return _tells_of_its_own(cues, figure, reporter)
    own = own_side(figure, Name(0, 0, reporter.name, reporter.name))
    if own and figure.rule != "casualty.active":
        return None  # "its troops had killed nine rebels, while two soldiers fell"
    scene = cues.scene(figure.sentence)
    at = figure.start if figure.number_start is None else figure.number_start
    if _ADMITS.search(cues.text, max(scene.start, at - 70), at):
        return None
    begin = max(scene.start, figure.start - 110)
    begin = max(
        begin, cues.text.rfind(";", begin, figure.start)
    )  # "it had killed 17; the army ..."
    if not _OWN.search(cues.text, begin, min(scene.end, figure.end + 30)):
        return None
    quote = reporter.quote
    if quote is not None and quote.speaker_kind == "person":
        role = quote.speaker_role or ""
        force = re.search(
            r"\b(?:police|army|military|navy|coast guard|militia)\b", role, re.IGNORECASE
        )
        if force is None:
            return None
        return Author(force.group().lower(), figure.start, figure.end, "author.own_deed")
    return Author(reporter.name, figure.start, figure.end, "author.own_deed")
