"""Where a text says that nobody knows who did it, and what is only said to happen often.

"It was unclear whether the planes were Chadian or French": whom that and the later sentences name is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.context.cues import Cues, Scene
from analysis.opened import Opened

_UNKNOWN = Opened(
    r"\b(?:(?:not|n[’']t) (?:immediately |yet |been )?(?:clear|say|said|determine|establish|saying) who|unclear who|"
    r"(?:unclear|(?:not|n[’']t) (?:immediately |yet )?(?:clear|known)) what (?:had |has )?(?:caused|triggered|set off)|"
    r"(?:not|n[’']t) (?:immediately |yet )?known (?:who|whether|if)|unknown (?:who|whether)|"
    r"(?:could not|couldn[’']?t|unable to) (?:determine|say|establish|tell|confirm) (?:whether|who|which|if)|"
    r"(?:did not|didn[’']?t|would not|wouldn[’']?t|declined to|refused to) (?:immediately )?(?:say|confirm) "
    r"(?:whether|if) (?:the |its |his |their )?(?:[\w’'-]+ ){0,3}?(?:planes|warplanes|jets|aircraft|drones?|forces|"
    r"troops|gunners|fighters|artillery|soldiers|army|military) (?:had |have |has )"
    r"(?:bombed|struck|hit|attacked|shelled|fired|dropped|launched|targeted|raided|carried out|been behind)|"
    r"(?:unclear|(?:not|n[’']t) (?:immediately |yet )?clear) (?:if|whether) (?:the |an? )?(?:[\w-]+ ){0,4}?"
    r"(?:planes|warplanes|jets|aircraft|strikes?|raids?|bombing|attack|attackers|gunmen|drones?|missiles?|shelling|"
    r"shells)\b[^.;]{0,120}?\bor\b|"
    r"(?:planes|warplanes|jets|aircraft|helicopters|strikes|raids),? (?:that were |which were )?either \w+ or \w+|"
    r"either \w+ or \w+ (?:[a-z]+ )?(?:planes|warplanes|jets|aircraft|helicopters|strikes|raids)|"
    r"whose (?:identity|affiliation) (?:remains?|is|was) (?:unclear|unknown)|"
    r"(?:no one|nobody|no group|no air force|no country|no party|none)\b[^.]{0,30}"
    r"(?:claimed|owned up|behind|responsib|held to account|charged|arrested)|"
    r"no (?:immediate )?claim of responsibility|unidentified (?:aircraft|warplanes|planes|jets))",
    re.IGNORECASE,
)
_REGULARLY = Opened(
    r"\b(?:has|have|had|is|are) (?:(?:been|also|since|long) )?(?:regularly|repeatedly|frequently|routinely|often) "
    r"(?:been )?(?:targeted|hit|bombed|bombarded|shelled|attacked|struck|pounded|raided|carried out)\b|"
    r"\b(?:launch|stage|carry out|mount) (?:frequent|regular|daily|repeated|almost daily|near-daily) |"
    r"\b(?:regularly|repeatedly|frequently|routinely|often) (?:bomb|bombard|shell|hit|target|strike|attack|pound|"
    r"raid|fire|launch|lob)s?\b|"
    r"\b(?:has|have|had) been (?:waging|carrying out|conducting|bombing|pounding|launching|flying|staging)\b"
    r"[^.;]{0,120}? (?:since (?:last )?(?:\d{4}|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|year)|for (?:[a-z]+ )?(?:an?|one|two|three|several|many|\w+) (?:year|month)s?)\b|"
    r"\b(?:has|have|had) (?:(?:been )?(?:battl(?:ed|ing)|fighting|fought|clash(?:ed|ing)))\b[^.;]{0,60}? for "
    r"(?:(?:[a-z]+ )?(?:weeks|months|years|decades)|more than (?:an?|[a-z]+) (?:week|month|year|decade)s?)\b|"
    r"\b(?:is|are) (?:carrying out|conducting|staging|flying) (?:air ?)?(?:strikes|raids|sorties)\b|"
    r"\b(?:deployed|sent) (?:its |their )?(?:warplanes|jets|planes|aircraft|an air force) to\b|"
    r"\b(?:has|have|had) been (?:hit|struck|bombed|shelled|targeted|pounded|attacked|bombarded)\b[^.;]{0,80}? "
    r"since (?:late |early |mid-)?(?:last |January|February|March|April|May|June|July|August|September|October|"
    r"November|December|(?:19|20)\d\d)|"
    r"\b(?:has|have|had) long been under\b|"
    r"\b(?:has|have) (?:prompted|drawn|provoked|sparked|triggered) (?:[a-z]+ )?(?:criticism|condemnation|outrage)\b"
)


# "Syrian or Russian warplanes", "either army or militia gunmen"
_EITHER = re.compile(
    r"(?:[a-z]an|ish|ese|eli|\b(?:[Aa]rmy|[Rr]egime|[Gg]overnment|[Rr]ebel|[Mm]ilitia|[Pp]olice)) (?:\w+ )?or "
    r"(?:[A-Z]\w+(?:an|ish|ese|eli)|army|regime|government|rebel|militia|police|separatist|insurgent) "
    r"(?:\w+ )?(?:air ?strikes?|air raids?|planes|war ?planes|jets|aircraft|helicopters|strikes|raids|shells|bombs|"
    r"troops|forces|soldiers|gunmen|fighters|militia|militiamen|gunners|shelling)\b"
)


def told_before_unknown(cues: Cues, sentences: Sequence[int]) -> list[int]:
    """The incident's sentences before the one that says that nobody knows who did it, if one does.

    Whom that and the later ones name is a guess, or background.
    """
    unknown = [sentence for sentence in sentences if says_unknown(cues, sentence)]
    if not unknown:
        return list(sentences)
    told = [sentence for sentence in sentences if sentence < min(unknown)]
    return [m for m in told if not _MEANWHILE.match(cues.text, cues.scene(m).start)]


# "The attack came as rebels battled the army": what else went on
_MEANWHILE = re.compile(
    r"(?:The|This|That|It)\b(?: [\w’'-]+){0,3}? (?:came|comes|happened|took place|occurred) (?:just )?"
    r"(?:as|while|amid|during|at a time)\b"
)


def says_unknown(cues: Cues, sentence: int) -> bool:
    """True where the sentence says that nobody knows who did it; looked for once."""
    scene = cues.scene(sentence)
    if scene.unknown is None:
        found = _UNKNOWN.search(cues.reading, scene.start, scene.end) is not None
        either = cues.text.find(" or ", scene.start, scene.end) >= 0
        either = either and _EITHER.search(cues.text, scene.start, scene.end) is not None
        scene.unknown = found or either
    return scene.unknown


def is_habit(scene: Scene) -> bool:
    """ "The town has regularly been bombed by both air forces": no deed of the day."""
    return _REGULARLY.search(scene.reading, scene.start, scene.end) is not None


_TRADED = Opened(
    r"\b(?:trad(?:e|ed|ing)|exchang(?:e|ed|ing)) (?:blame|accusations)\b|"
    r"\b(?:blam(?:e|ed|ing)|accus(?:e|ed|ing)) (?:each other|one another)\b"
)


def blame_is_traded(cues: Cues, scene: Scene) -> bool:
    """ "The army and the rebels traded blame for the attack": either may have done it."""
    return _TRADED.search(cues.reading, scene.start, scene.end) is not None
