"""Who acts: the subject of a verb of violence, and who is only its object.

"Gunmen from the hills, armed with rifles, stormed the village", "the army said in a statement that it
had shelled the port": the verb may stand a phrase away; "was attacked", "a raid on the rebels" name
who suffered it.
"""

from __future__ import annotations

import re

from analysis.extract.context.cues import Scene
from analysis.extract.context.names import Name
from analysis.opened import Opened
from analysis.quick import either

_VERB = Opened(
    r"\b(?:killed|kill|kills|killing|shot|shoots|wounded|wounding|wounds|injured|injuring|murdered|"
    r"murdering|beheaded|beheading|executed|executing|executes|massacred|massacring|slaughtered|"
    r"gunned|abducted|abducting|kidnapped|kidnapping|seized|detained|detaining|arrested|captured|"
    r"capturing|hanged|burned|burnt|left|leaving|slew|claim(?:ed|ing)(?= (?:[\w-]+ ){0,5}(?:li[fv]es?|victims?)\b)|"
    r"took|opened|attacked|stormed|ambushed|raided|bombed|shelled|detonated|struck|hit|dropped|fired|launched|"
    r"carried out|exploded|eliminated|eliminating|neutrali[sz]ed|destroyed|executes|wiped out|blew up|set off|"
    r"unleashed|targeted|targets?(?= (?:the|an?|their|its|his|two|three|four)\b)|massacres|"
    r"martyr\w+|slaughtering|mowed down|lynched|sprayed|surrounded|hacked|"
    r"assassinated|torched|burned|looted|rammed|hurled|threw|lobbed|strafed|raked|pounded|hammered|pummel\w+|"
    r"invaded|overran|marched|blew|fires|attack|attacks|raids?|"
    r"violated(?! (?:[\w-]+ ){0,3}(?:laws?|rights|sovereignty|airspace)\b)|planted|stabbed|beat|tortured|"
    r"exchanged|battled|clashed|fought|stopped|drove|decapitat\w+|behead|beheads|abducts?|kidnaps?|shoots?|"
    r"murders?|slaughters?|ambush|ambushes|shells|bombs|strikes?|hits|destroys?|came down|retaliated|"
    r"returned fire|fired back|responded (?:with|by)|hit back|burst into|broke into|set fire|razed|ransacked|whisked|"
    r"rounded up|picked up|conducted|resorted to|resorts to|answered with|retook|recaptured|mowing down|"
    r"(?:committed|perpetrated|commits|commit)"
    r"(?= (?:[\w-]+ ){0,4}(?:massacres?|atrocit\w+|killings?|crimes?|murders?)\b)|"
    r"(?:buried|laid|emplaced|concealed)"
    r"(?= (?:the |an? )?(?:[\w-]+ ){0,2}(?:explosives?|bombs?|mines?|devices?|charges?|IEDs?)\b)|"
    r"(?:stepped up|intensified|escalated|widened|broadened|expanded|extended|launched|began|started|mounted|opened|"
    r"pressed on with|pressed ahead with|pressed|unleashed|waged|continued|resumed|renewed) "
    r"(?:(?:its|their|the|an?) )?"
    r"(?=(?:[\w-]+ ){0,3}(?:campaign|assault|offensive|bombardment|bombing|shelling|attacks?|strikes|raids|onslaught|"
    r"operations?|crackdown)\b))\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|are|is|got|who)\s+(?:\w+ly\s+|also\s+)?$")
# "its planes had not carried out strikes there"
_NOT = re.compile(r"\b(?:not|never|n[’']t|neither|nor|den(?:y|ies|ied|ying))\b")
# "The League condemns attack on envoys": what it speaks of, or wards off, is another's
_SPEAKS_OF = re.compile(
    r" (?:condemn|denounc|decr[iy]|deplor|slam|mourn|criticis|criticiz|prob|thwart|foil|repel|repuls|surviv|escap)"
    r"(?:e?s|ed|led|ing)?\b(?! (?:[\w-]+ ){0,9}and\b)",
    re.IGNORECASE,
)
# between a subject and its verb: an apposition, a relative pronoun, a phrase of place or means
_FILLER = re.compile(
    r"(?:[’']s?|[”\"»])?[\s,]*(?:\([^)]{0,60}\)[\s,]*)?"
    r"(?:(?:jets|planes|warplanes|aircraft|helicopters|units|troops|gunners|artillery|members|elements|operatives|"
    r"supporters|cadres|recruits) )?"
    r"(?:, [^,.;]{1,70},\s*|(?:who|which|that)\s+|"
    r"(?:in|at|near|from|around) [A-Z][\w’'-]*(?: [\w’'-]+){0,3}(?:, [A-Z][\w’' -]{1,30}){0,2}, |"
    r"whom? [^,.;]{2,60} (?:described|identified|named) as (?:[\w’'-]+ ){1,4}?|"
    r"(?:(?:located|positioned|based|stationed|holed up|entrenched|deployed|operating|hiding|spread|fortified|"
    r"barricaded|active|present|who are (?:located|positioned|based)|in|on|with|from|of|under|near|at|"
    r"believed|suspected|said to|called in|sent in|armed|wearing|riding|disguised|dressed|backed|loyal|"
    r"affiliated|linked|using|and|or|(?:[a-z]+ly )?(?:fighting|battling|combat+ing))(?: [\w’'-]+){1,8}?\s+){1,3}|"
    r"(?:(?:[A-Z][\w’'-]*|affiliate|branch|group|the|a)\s+){1,6})?"
    r"(?:[–—-]\s+)?(?:(?:have|has|had|also|meanwhile|now|already|then|later|reportedly|allegedly|again|twice|repeatedly|on|"
    r"so far|is said to have|are said to have|[A-Z][a-z]+day|\w+ly|"
    r"(?:[Bb]egins?|[Bb]egan|begun|[Ss]tarts?|started|continues?|continued|resumed)(?: to)?)\s+){0,3}"
)
# "the army said in a statement that it had", "the group claimed to have": of his own deed
_SAYS_OWN = re.compile(
    r"(?:[’']s?)?(?: (?!said|says)[a-z]+){0,2}(?:, [^,.;]{1,80},)? (?:"
    r"(?:said|says|announced|claimed|claims|boasted|confirmed|admitted)\b(?:(?!\b(?:when|after|as)\b)[^.;]){0,70}?"
    r"\b(?:it|they|its [a-z]+|their [a-z]+|its own [a-z]+) "
    r"(?:(?:had|has|have|also|then|later|\w+ly) ){0,3}|(?:claimed|claims|boasted|admitted) (?:to have|having) )"
)
# "terrorists positioned in the hills east of the town fired rockets"
_PLACED = re.compile(
    r" (?:who (?:are|were) )?(?:located|positioned|based|stationed|holed up|entrenched|deployed|operating|hiding|"
    r"spread|fortified|barricaded|active|present) "
)
_FAR = 70  # characters between a subject and its verb
_FARTHER = 130  # where the subject is one who speaks of his own deed

_DONE_TO = re.compile(
    r"\b(?i:kill\w*|wound\w*|injur\w*|wiped out|destroy\w*|hit|struck|target\w*|attack\w*|captur\w*|arrest\w*|"
    r"detain\w*|execut\w*|behead\w*|shot|bomb\w*|blam\w+|accus\w+|fought|fighting|battl\w+)\s+"
    r"(?:(?:the|a|an|some|several|many|\d+|two|three|terrorist|rebel|militant|suspected)\s+){0,3}$"
)
_OBJECT = re.compile(
    r"\b(?:(?:against|on|of|in|by|from|for|to|targeting|near|at|with)\s+(?:the )?"
    r"(?:[A-Z][\w-]+[’']?s )?(?:(?:so-called|foreign|hostile|armed|"
    r"(?:north|south)?-?(?:east|west|north|south)(?:ern)?|central|upper|lower|mainland|all) )?"
    r"(?:[\w-]+-(?:affiliated|linked|backed|led|allied|aligned|inspired) )?|"
    r"(?:against|on|of|targeting|near|with|for)\s+(?:a|an|the|some)\s+"
    r"(?!(?:same |next |previous )?(?:day|night|morning|evening|afternoon|eve|weekend) $)"
    r"(?:[\w-]+\s+){0,3}(?:\w+-)?)$"
)
# "members of the Front", "a column of the army": a part of those who act
_PART_OF = re.compile(
    r"\b(?:members|fighters|militants|soldiers|men|units?|elements|supporters|followers|remnants|gunmen|troops|"
    r"battalion|brigade|column|faction|wing|group|gang) (?:of|from|loyal to|belonging to|linked to)\s+(?:the )?"
    r"(?:(?:Takfiri|jihadist|militant|extremist|rebel|terrorist|Islamist|armed|outlawed|banned) ){0,2}"
    r"(?:group |organi[sz]ation |movement )?(?:[A-Z][\w-]+[’']?s )?$",
    re.IGNORECASE,
)


def acts(text: str, scene: Scene, name: Name, stop: int) -> bool:
    """True where a name is the subject of a verb of violence before ``stop``."""
    return _verb_of(text, scene, name, stop) >= 0


def _verb_of(text: str, scene: Scene, name: Name, stop: int) -> int:
    """Where the verb of violence stands that a name is the subject of; -1 where there is none."""
    verb = _VERB.search(scene.reading, name.end, stop)
    if verb is None or _NOTHING.match(text, verb.end()):
        return -1
    return verb.start() if governs(text, scene, name, verb.start()) else -1


# "its officers fired no live rounds"
_NOTHING = re.compile(r" (?:no|nothing|nobody|not a|none)\b(?! (?:fewer|less) than)")


def governs(text: str, scene: Scene, name: Name, verb: int) -> bool:
    """True where a name is the subject of the verb at ``verb``, whatever deed it tells of."""
    if not 0 <= verb - name.end <= _FARTHER:
        return False
    between = text[name.end : verb]
    if _is_cleft(text, scene, name):
        return not _NOT.search(between) and _CLEFT_VERB.fullmatch(between) is not None
    if (
        _PASSIVE.search(between)
        or OF_A_WAR.search(between)
        or _NOT.search(between)
        or _SPEAKS_OF.search(between)
        or (not between.strip() and _PARTICIPLE.match(text, verb))
    ):
        return False
    far = _FARTHER if _PLACED.match(between) else _FAR
    near = len(between) <= far and (_FILLER.fullmatch(between) or _AND_THEN.fullmatch(between))
    if not near and not (_SAYS_OWN.fullmatch(between) or _TO_DO_AND.fullmatch(between)):
        return False
    if between.startswith(" on the other") or _ONE_OF_TWO.search(
        text[max(scene.start, name.start - 60) : name.start]
    ):
        return False  # "clashes between the Front and the army left six dead"
    before = text[max(scene.start, name.start - 40) : name.start]
    return not is_object(before) or bool(_FIRE_FROM.search(before) or _PART_OF.search(before))


def _is_cleft(text: str, scene: Scene, name: Name) -> bool:
    """ "It was the rebels who fired on the convoy": who did it is said first."""
    if not text.startswith((" that ", " who ", " which "), name.end):
        return False
    return _IT_WAS.search(text, max(scene.start, name.start - 60), name.start) is not None


_IT_WAS = re.compile(
    r"\b[Ii]t (?:was|is|were) (?:in fact |clearly |actually )?(?:the |a |an )?"
    r"(?:[\w-]+ (?:of|from|loyal to) (?:the )?)?$"
)
_CLEFT_VERB = re.compile(r" (?:that|who|which) (?:(?:had|have|has|first|also|then|\w+ly) ){0,3}")
# "the army signed a truce to end a conflict that has killed 3,000"
OF_A_WAR = re.compile(
    r"\b(?:wars?|conflicts?|violence|fighting|insurgency|crisis|feud|rebellion|uprising|(?:day|week|month|year) of "
    r"(?:an?|the|its|their) (?:[a-z-]+ )?(?:offensive|operation|campaign|assault|siege)) (?:that|which)\b"
)
_ONE_OF_TWO = re.compile(r"\bbetween (?:(?:the )?[^,.;]{2,40} and )?(?:the |a |an )?$")
# "the fighters killed on Thursday were buried"
_PARTICIPLE = re.compile(
    r"(?:killed|wounded|injured|captured|detained|arrested|shot|abducted|kidnapped|executed|seized) "
    r"(?:on|in|by|during|at(?! (?:least|most)\b)|near|last|this|since|along|were|was|are|had|have)\b"
)
_SOFT = re.compile(
    r"\b(?:took|left|leaving|claim\w+|stopped|drove|marched|opened(?![^.;]{0,40} fire\b)|"
    r"launched(?! [^.;]{0,40}\b(?:shells?|rockets?|missiles?|mortars?|grenades?|bombs?|drones?|shelling)\b)|"
    r"conducted|picked|seized|captured|planted(?! [^.;]{0,20}(?:bomb|mine|device|explos)))\b"
)
_HELD_OFF = re.compile(
    r"(?: [\w’'-]+){0,9}? (?:repulsed|repelled|beat back|pushed back|resisted)\b(?! by)"
)


def strikes(text: str, scene: Scene, name: Name) -> bool:
    """True where a name is the subject of a verb of attack; "the new government took office" is none.

    Where somebody is harmed behind the verb, any verb of violence is one of attack.
    """
    if _HELD_OFF.match(text, name.end):
        return True
    verb = _verb_of(text, scene, name, scene.end)
    if verb < 0:
        return False
    if _SAYS_OWN.match(text, name.end):
        return not scene.figures  # whom he says he killed are those he counts
    if harms_itself(text, verb) and not scene.figures:
        return False
    return not _SOFT.match(text, verb) or any(f.start > name.end for f in scene.figures)


def harms_itself(text: str, verb: int) -> bool:
    """ "Two militants blew themselves up": whom else they harmed, if anybody, is not told."""
    return bool(_ITSELF.match(text, verb))


_ITSELF = re.compile(r"(?:blew|blown|blowing|set off|detonated) (?:himself|herself|themselves)\b")


# "fire from the Armenian side killed two": what comes from somebody is his deed
_FIRE_FROM = re.compile(
    r"\b(?:fire|gunfire|rounds|shells?|shelling|rockets?|bullets?|missiles?|mortars?) (?:fired )?"
    r"(?:from|by)\s+(?:the )?$",
    re.IGNORECASE,
)
# "soldiers sealed the quarter, searched two mosques and took away nine"
_AND_THEN = re.compile(
    r"\s+(?:[a-z]+(?:ed|ok|ut|ew)|went|came|drove|rode|ran|broke|swept|burst|set|laid)\b"
    r"[^.;:“”\"]{0,60}?(?:,|\band)\s+"
)
# "the army managed to reach the middle of the town and kill nine"
_TO_DO_AND = re.compile(
    r"(?: \([^)]{1,12}\))?(?: (?:have|has|had|also|then))* (?:managed|tried|went on|came|moved in|returned|proceeded|"
    r"(?:was|were) able) to [a-z]+\b[^.;:“”\"]{0,90}? and "
)
# "they were bandits, and they were met as bandits": what somebody is called
_CALLED = re.compile(
    r"\b(?:were|was|are|is|be|(?:known|met|described|seen|treated) as|called)\s+(?:the |a |an )?$"
)
# "the bomb's target appeared to be a police patrol", "the patrol was the target": who was to be hit
_AIMED_AT = re.compile(
    r"\btargets? (?:(?:was|were|is|are|had|have|been|may|might|could|be|apparently|probably|likely|reportedly) ){1,3}"
    r"(?:(?:the|an?) )?(?:[a-z]+ ){0,2}$"
    r"|\btargets? (?:appear|seem)(?:ed|s) to (?:be|have been) (?:(?:the|an?) )?(?:[a-z]+ ){0,2}$"
)
_IS_OBJECT = either(_OBJECT, _DONE_TO, _CALLED, _AIMED_AT)


def is_object(before: str) -> bool:
    """True where the words before a name make it what something is done to, or a place of it."""
    return _IS_OBJECT.search(before) is not None


_PRESSED = re.compile(
    r" (?:(?:have|has|had) )?(?:press|step|intensif|continu|tighten|pursu|widen|prepar)\w* (?:up |on )?(?:with )?"
    r"(?:an?|their|its|the) (?:[\w-]+ )?(?:campaign|offensive|push|siege|assault|operations?)\b"
)


def presses_on(text: str, end: int) -> bool:
    """ "as government forces pressed a campaign": what else goes on behind the name that ends there."""
    return _PRESSED.match(text, end) is not None
