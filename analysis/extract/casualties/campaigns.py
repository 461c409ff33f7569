"""What makes a figure the toll of a stretch of time without a date: a campaign that has killed.

>>> has_gone_on("The bombing campaign has killed hundreds", 25)
True
>>> is_watched("The Plateau Watch, which monitors the ")
True
>>> is_of_a_record("the deadliest day of the war since ")
True
"""

from __future__ import annotations

import re

_CAMPAIGN = re.compile(
    r"\b(?:campaign|offensive|siege|blockade|crackdown|insurgency|air war|purge|bombardment since)\b[^.;]{0,80}?"
    r"\b(?:has|have) (?:so far |now |already |also )?(?:claimed |cost |taken )?(?:the )?$"
)
_STARTED = (
    r"\b(?:campaign|offensive|siege|blockade|crackdown|operation|push|assault|bombardment|invasion|war|fighting|"
    r"clashes),? (?:which |that )?(?:was |were )?(?:launched|begun|began|started|erupted|broke out|resumed|mounted)\b"
)
# "The offensive, launched on May 3, has displaced"
_STARTED_AND_HAS = re.compile(
    rf"{_STARTED}[^.;,]{{0,40}}, (?:has|have) (?:so far |now |already |also )*(?:claimed |cost |taken )?(?:the )?$"
)
_STARTED_ON = re.compile(rf"{_STARTED}(?: [a-z]+){{0,2}} $")
_AND_HAS = re.compile(r", (?:has|have) ")
_LASTING = re.compile(
    r"\b(?:\w+|\d+)-(?:days?|weeks?|months?)(?:-(?:long|old))? (?:[\w-]+ ){0,2}?"
    r"(?:assault|battle|siege|offensive|fighting|campaign|bombardment|crackdown|clashes|operation|blockade|war)\b"
    r"[^.;]{0,90}$"
)
_LED = 160  # characters
_HAS = 40  # characters of the last words, "has already claimed the"
# "the Watch, which monitors the five-year conflict, said": what it watches, not what it counts
_WATCHES = re.compile(
    r"\b(?:which|that|who) (?:has |have )?(?:monitor(?:s|ed)|track(?:s|ed)|document(?:s|ed)|record(?:s|ed)|"
    r"follow(?:s|ed)|chronicle[sd]?|watch(?:es|ed)|cover(?:s|ed)|rel(?:ies|ied))\b[^.;,]{0,60}$"
)


def has_lasted(text: str, at: int) -> bool:
    """ "Their three-week assault on the town has left": what killed, before the verb at ``at``, lasts days."""
    before = text[max(0, at - _LED) : at]
    if not any(unit in before for unit in ("-day", "-week", "-month")):
        return False
    return _LASTING.search(before) is not None


def has_gone_on(text: str, at: int) -> bool:
    """True where what killed, right before the verb at ``at``, is a campaign."""
    before = text[max(0, at - _LED) : at]
    if "has " not in before[-_HAS:] and "have " not in before[-_HAS:]:
        return False
    return _CAMPAIGN.search(before) is not None


def has_run_since(text: str, at: int) -> bool:
    """ "The offensive, launched on May 3, has | displaced": a toll since then, by the verb at ``at``."""
    before = text[max(0, at - _LED) : at]
    if "has " not in before[-_HAS:] and "have " not in before[-_HAS:]:
        return False
    return _STARTED_AND_HAS.search(before) is not None


def is_its_start(text: str, start: int, end: int) -> bool:
    """ "The offensive, launched | on May 3|, has displaced": a time its toll runs from."""
    if _AND_HAS.match(text, end) is None:
        return False
    return _STARTED_ON.search(text, max(0, start - _HAS * 2), start) is not None


def is_watched(before: str) -> bool:
    """True for text that ends in "which monitors the country's"."""
    if "which " not in before and "who " not in before and "that " not in before:
        return False
    return _WATCHES.search(before) is not None


# "the deadliest attack since May", "the first deaths since the truce"
_RECORD_SINCE = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|heaviest|largest|fiercest|"
    r"first (?:deaths?|fatalit\w+|casualt\w+|attack|killings?|such))\b[^.;]{0,90}\bsince\b(?:[^.;]{0,40}|[^.;,]{0,70})$"
)
# "a bloody week in the Syrian conflict"
_SPELL_OF = re.compile(
    r"\b(?:day|week|weekend|month|incident|attack|strike|massacre) (?:of|in|for) "
    r"(?:the |a )?(?:[\w’'-]+ ){0,2}\S{0,6}$"
)
# "the third such blast in five days", "the vote to be held in two days"
_NTH_IN = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|\w+th|latest|worst|deadliest|bloodiest|heaviest)"
    r"(?: [\w-]+){1,3} (?:in|within) [a-z\d ]{0,5}$"
    r"|\b(?:will|must|due to|to be|set to|expected to|scheduled)(?: [a-z-]+){1,3} (?:in|within) [\w ]{0,5}$"
)
_SPELL = 70  # characters
# "a baker who had moved to the city last year"
_OF_A_LIFE = re.compile(
    r"\bwho (?:had moved|had settled|(?:had )?(?:married|joined|retired|graduated|enlisted))\b[^.;,]{0,50}$"
)


def is_of_a_record(ahead: str) -> bool:
    """True for text before a time or word of scope that says what record it is of, not what is counted."""
    if "since" in ahead and _RECORD_SINCE.search(ahead) is not None:
        return True
    last = ahead[-_SPELL:]
    if "who " in last and _OF_A_LIFE.search(last) is not None:
        return True
    return _SPELL_OF.search(last) is not None or _NTH_IN.search(last) is not None


_STRIFE = (
    r"(?:fighting|infighting|clashes|battles?|bombing|bombardment|shelling|air ?strikes|strikes|raids|attacks|violence|"
    r"siege|offensive|(?:counter-? ?)(?:attack|offensive)|campaign|advance|push|assault|operations?|street battles)"
)
# "killed 69 during their counter-attack", "has lost 40 men in the battle", "for the fourth day in a row"
_IN_THE_COURSE = re.compile(
    r"[^.;]{0,60}\b(?:during|in the course of|throughout) (?:the|a|an|its|their|this|that) (?:[\w-]+ ){0,2}?"
    r"(?:offensive|counter-? ?(?:attack|offensive)|campaign|siege|onslaught|advance|push)\b"
)
_IN_IT = re.compile(r"\bin (?:the|this|that) (?:battle|campaign|offensive|siege|war)\b")
_HAS_LOST = re.compile(r"\b(?:has|have) (?:\w+ )?(?:lost|killed|died|been killed|been wounded)\b")
_NTH_DAY = re.compile(
    r"\b(?:for (?:a|the) (?:second|third|\w+th) (?:straight |consecutive |successive )?(?:day|night|week)"
    r"|on (?:the|its|their) (?:third|\w+th) (?:straight |consecutive )?(?:day|night|week) of)\b"
)
_PERFECT = re.compile(
    r"\b(?:has|have|had) (?:\w+ )?(?:been )?"
    r"(?:killed|died|left|claimed|lost|wounded|injured|displaced|kidnapped|abducted)\b"
)
_COUNTED = re.compile(
    r"\b(?:has|have) (?:\w+ )?(?:been )?(?:shot|executed|arrested|detained|counted|buried|found|recovered|exhumed|"
    r"documented|recorded|registered|treated)\b"
)
_DAYS_OF = re.compile(
    rf"\b(?:(?:\w+|\d+) (?:days|weeks|months)|(?:[Aa]|[Oo]ne) (?:week|month)) of "
    rf"(?:[\w-]+ ){{0,2}}{_STRIFE}\b[^.;]{{0,60}}$"
)
_SINCE_FIRST = re.compile(r"Since (?!then\b)[\w’'-]+ [\w’'-]+[^.;,]{0,60},")
_SINCE_CLAUSE = re.compile(r"[^.;]{0,60}\bsince (?!then\b)[\w’'-]+ [\w’'-]+")


# "eight such attacks in the region since May, in which 23 people died"
_SEVERAL_IN_WHICH = re.compile(
    r"\b(?:[1-9]\d{0,2}|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of|scores of|several|many) "
    r"(?:such |similar )?(?:[\w-]+ ){0,2}?(?:attacks|strikes|raids|incidents|massacres|bombings|airstrikes|ambushes)\b"
    r"[^.;]{0,70},? in which (?:a total of |at least |more than |about |some )?$"
)


_OVER_TIME = re.compile(
    r"\b(?:such|similar|since|between|during|over|(?:this|last|that) (?:year|month)|in (?:[12]\d{3}|[A-Z][a-z]+))\b"
)


def is_fought_out(text: str, start: int, first: int, last: int, end: int) -> bool:
    """True for a figure of a strife that lasted: of days of it, on its fourth day, in its course."""
    low = max(start, first - _LED)
    if text.find(" of ", low, first) >= 0 and _DAYS_OF.search(text, low, first):
        return True
    if text.find("in which ", low, first) >= 0:
        several = _SEVERAL_IN_WHICH.search(text, low, first)
        said = several.group() if several is not None else ""
        if "day" not in said and _OVER_TIME.search(said):
            return True
    if not _is_perfect(text, start, first, last, end):
        return False
    if _NTH_DAY.search(text, start, end) or _IN_THE_COURSE.match(text, last, end):
        return True
    lost = _HAS_LOST.search(text, max(start, first - _HAS), last)
    return lost is not None and _IN_IT.search(text, start, end) is not None


def runs_since(text: str, start: int, first: int, last: int, end: int) -> bool:
    """ "Hundreds have been killed since the talks broke off", "Since the army took the town, nine have been shot":
    since what no date is given for."""
    since = _SINCE_CLAUSE.match(text, last, end) or _SINCE_FIRST.match(text, start, first)
    if since is None:
        return False
    counted = _COUNTED.search(text, max(start, first - _HAS), min(end, last + _HAS)) is not None
    if not (counted or _is_perfect(text, start, first, last, end)):
        return False
    return _RECORD_SINCE.search(since.group()) is None


def _is_perfect(text: str, start: int, first: int, last: int, end: int) -> bool:
    return _PERFECT.search(text, max(start, first - _HAS), min(end, last + _HAS)) is not None


_MEANS = re.compile(
    r"\b(?:strikes|air ?strikes|raids|bombs|mines|attacks|warplanes|jets|planes|rockets|militants|fighters|"
    r"forces|rebels)\b[^.;]{0,60}\b(?:have|has) (?:also |already |now )?"
    r"(?:(?:killed|wounded|injured)(?: (?:and|or) (?:killed|wounded|injured))?|claimed|left) (?:the lives of )?$",
    re.IGNORECASE,
)
_HUNDREDS = re.compile(r"(?:tens of |many |several )?(?:hundreds|thousands)\b")
_TOTAL = re.compile(
    r"\b(?:bring\w*|brought|rais\w+|tak\w+|took) the (?:total |overall )(?:number|count|tally|toll) of [^.;]{0,60}"
    r"\b(?:killed|dead|died|deaths|losses)\b[^.;]{0,20}\bin [A-Z][\w-]+ to\b"
)

# "they run to the ruins, with scores killed in subsequent attacks"
_SUCH = re.compile(
    r" (?:in|by|during) (?:subsequent|such|similar|repeated|past|previous) (?:[\w-]+ )?"
    r"(?:attacks|strikes|raids|bombings|incidents|blasts)\b"
)
_IN_WORDS = re.compile(
    r"\b(?:dozens|scores|hundreds|thousands|many|several|numerous)\b", re.IGNORECASE
)
# "the raids go on, as they cause numerous deaths": no deed, but what they do day by day
_HABIT = re.compile(
    r"\b(?:it|they|which|that|who) (?:\w+ly |still |also )?(?:causes?|claims?|kills?|maims?|takes?|costs?)"
    r" (?:the lives of )?(?:[a-z]+ ){0,2}(?:numerous|many|scores|dozens|hundreds|thousands|several|countless)\b"
)

# "23 clerks killed in the land's three-year war, as well as the deaths of some 40 drivers"
_LONG_WAR = (
    r"(?:in|during|over|throughout|of) (?:[\w’'-]+ ){1,3}?[\w-]+-(?:months?|years?)(?:-(?:long|old))? (?:[\w-]+ ){0,2}?"
    r"(?:war|conflict|insurgency|uprising|rebellion|revolt|unrest|violence|crisis)\b"
)
_IN_A_LONG_WAR = re.compile(rf"(?: [\w-]+){{0,2}} {_LONG_WAR}(?!,? when\b)")
_BESIDE_THOSE = re.compile(
    rf"\b{_LONG_WAR} (?:as well as|along with|together with|and) [^.;,]{{0,20}}$"
)


def is_open_ended(text: str, start: int, first: int, last: int, end: int) -> bool:
    """ "Mines have killed hundreds", "as it causes many deaths", "it brought the total number of
    soldiers killed in Mali to 18": all so far."""
    number = _HUNDREDS.search(text, first, last)
    if number is not None and _MEANS.search(
        text, max(start, number.start() - _LED), number.start()
    ):
        return True
    if _SUCH.match(text, last) and _IN_WORDS.search(text, first, last):
        return True
    if _HABIT.search(text, max(start, first - _HAS), last):
        return True
    if "-month" in text[start:end] or "-year" in text[start:end]:
        if _IN_A_LONG_WAR.match(text, last, end):
            return True
        if _BESIDE_THOSE.search(text, max(start, first - _SPELL), first):
            return True
    return _TOTAL.search(text, max(start, first - _LED), end) is not None
