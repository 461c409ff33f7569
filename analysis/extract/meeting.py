"""What may be said of one attack: the same means, places inside one another, days that meet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from analysis.gazetteer import holds_area, same_area
from analysis.records import Casualty, Place

_MEANS = (  # causes that one attack may be told by
    frozenset(("gunfire", "ground_fighting", "execution")),
    frozenset(("airstrike", "missile", "shelling", "drone")),
    frozenset(("car_bomb", "ied", "suicide_attack", "landmine")),
)
_WEEKS, _NO_DAY = 10, 9999  # days
_DESCRIBED = frozenset(
    "gunman gunmen gang gangs militant militants attacker attackers assailant assailants bandit "
    "bandits men people youths mob bomber bombers insurgent insurgents rebel rebels fighter fighters "
    "terrorist terrorists robber robbers extremist extremists jihadist jihadists raiders criminals "
    "kidnappers hitmen herdsmen militia militias militiamen persons".split()
)
_TOLL = frozenset(("casualty.toll", "casualty.said"))
_LEADS_TO = re.compile(
    r"[^.;:\n]{0,60}?\b(?:after|when|as|with|following|once|because|since)\b[^.;:\n]{0,50}$",
    re.IGNORECASE,
)


_UPDATE = re.compile(r"\n\W*(?:UPDATED?|CORRECTION|CORRECTED|Update|Correction)\b[ :\d-]*(?=\w)")


def update_at(text: str) -> int:
    """Where a heading begins that says the same news once more: "UPDATE: Strike killed 15"; else 0."""
    found = _UPDATE.search(text)
    return found.end() if found else 0


def leads_to(text: str, toll: Casualty, figure: Casualty) -> bool:
    """True for the deaths a running toll rises by: "rose to 26 after five of the wounded died"."""
    at = figure.number_start or figure.start
    end = max(toll.number_end or 0, min(toll.end, at))
    if toll.rule not in _TOLL and " now " not in text[max(0, toll.start - 15) : end]:
        return False
    return at > end and _LEADS_TO.match(text, end, at) is not None


# more than one deed
_DEEDS = re.compile(
    r"\b(?:attacks|clashes|incidents|raids|strikes|airstrikes|shootings|blasts|bombings|explosions|ambushes|"
    r"violence|fighting|unrest|protests|days|weekend|week|month|separate|total|altogether|since|across)\b",
    re.IGNORECASE,
)


def of_several_deeds(text: str, start: int, end: int) -> bool:
    """True for a sentence that tells of more than one deed or day: its toll may lie on several."""
    return _DEEDS.search(text, start, end) is not None


_A_DEED = (
    r"(?:attack|assault|ambush|blast|bombing|explosion|(?:air ?|drone |missile |rocket )?strike|raid|shooting|"
    r"shelling|bombardment|massacre|clash|incident|bomb|drone|shell|mortar)"
)
_ONE_DEED = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Tt]his|[Tt]hat|One) (?:[\w’'-]+ ){{0,4}}?{_A_DEED}\b|\b[Ss]helling of (?:an?|the)\b"
)
_ANOTHER = re.compile(
    r"\W*(?:In |By |Then )?(?:[Aa]nother|[Aa] (?:second|third|separate|similar|further|different|later))"
    rf" (?:[\w’'-]+ ){{0,3}}?{_A_DEED}\b"
)


def of_one_deed(text: str, start: int, end: int) -> bool:
    """True for a sentence that tells of one attack: "a drone strike hit a fair"."""
    return _ONE_DEED.search(text, start, end) is not None


def opens_another(text: str, start: int) -> bool:
    """True where a sentence begins with another attack than the one told: "Another strike hit"."""
    return _ANOTHER.match(text, start) is not None


_LATER = re.compile(
    r"\bthe (?:following|next) (?:day|morning|afternoon|evening|night|week|month|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    r"|\b(?:a|two|three|four|five|several|some) (?:days?|weeks?) later\b|\bdays later\b",
    re.IGNORECASE,
)


def of_a_later_day(text: str, start: int, end: int) -> bool:
    """True for words that tell of a day after the one told of: "the following day"."""
    return _LATER.search(text, start, end) is not None


def size_of(figure: Casualty) -> int:
    """The highest bound a figure states."""
    return max(figure.low or 0, figure.best or 0, figure.high or 0)


def inside(small: Place, big: Place) -> bool:
    """True where the big place is the country or province of the small one."""
    if big.precision == "country":
        return small.country == big.country
    if small.lat is not None and (small.lat, small.lon) == (big.lat, big.lon):
        return True  # a quarter that no map has stands where its city does
    if small.precision == big.precision == "exact":
        return _is_quarter(small, big)  # not a town in the province called as another town
    if holds_area(big.name, small.admin1) or same_area(big.name, small.admin2):
        return True
    return big.precision == "admin1" and same_area(small.admin1, big.admin1)


def _is_quarter(small: Place, big: Place) -> bool:
    """True for a place so near a city that gives its province the name that it is one of its quarters."""
    if small.lat is None or big.lat is None or not same_area(big.name, small.admin1):
        return False
    return abs(small.lat - big.lat) + abs((small.lon or 0) - (big.lon or 0)) < _CITY


_CITY = 0.1  # degrees of latitude and longitude together


def unmapped(small: Place, big: Place) -> bool:
    """True for a village that no map has, in the country of the district or province told beside it."""
    if small.lat is not None or small.precision != "unnamed" or small.admin1 or small.admin2:
        return False
    return big.precision in ("admin1", "admin2") and small.country in (None, "", big.country)


def told_apart(figures: Sequence[Casualty]) -> frozenset[str]:
    """ "caused 14 casualties. ... Four died and ten were wounded": the ids of the lumps whose dead
    and hurt are told apart right beside them, and of their parts."""
    lumps = [f for f in figures if f.harm_alt and f.rule == "casualty.count" and f.best]
    out = set()
    for lump in lumps:
        near = [f for f in figures if abs(f.sentence - lump.sentence) <= 2]
        dead = {f.best for f in near if f.harm == "killed" and f.best and not f.subset_of}
        hurt = {f.best for f in near if f.harm == "injured" and f.best and not f.subset_of}
        if any(lump.best == one + two for one in dead for two in hurt):
            out.add(lump.id)
    return frozenset(out | {f.id for f in figures if f.subset_of in out})


def rival(one: Casualty, two: Casualty) -> bool:
    """True where two sources answer for the two figures."""
    return bool(one.reporter and two.reporter and one.reporter != two.reporter)


_ASSAULT = frozenset(("car_bomb", "suicide_attack", "ied", "gunfire", "ground_fighting", "unknown"))


def one_assault(one: Casualty, two: Casualty) -> bool:
    """True for a bomb and gunfire by one hand, as told by two sources: an assault that had both."""
    same = one.perpetrator is not None and one.perpetrator == two.perpetrator
    return same and rival(one, two) and {one.cause, two.cause} <= _ASSAULT


_OF_WOUNDS = re.compile(r"\b(?:succumb\w*|later died|died (?:later|of|in (?:a |the )?hospital))\b")
_ONE_MORE = re.compile(r"\b(?:[Tt]hird|[Ff]ourth|[Aa]nother|more|[Oo]ther)\b")


def died_late(text: str, figure: Casualty) -> bool:
    """ "A woman, 44, succumbed in hospital"; not for "a third"."""
    words = text[figure.start : figure.end + 30]
    return _OF_WOUNDS.search(words) is not None and _ONE_MORE.search(words) is None


def one_means(a: str, b: str) -> bool:
    """True where two causes may be told of one attack."""
    return a == b or bool({"unknown", "other"} & {a, b}) or any(a in m and b in m for m in _MEANS)


def one_author(a: str | None, b: str | None) -> bool:
    """True for the same author, one unknown, or two that are only described: "a gang", "gunmen", or the
    army under two of its names: "the armed forces", "the General Staff"."""
    if fits(a, b) or (_is_described(a) and _is_described(b)):
        return True
    return all(who is not None and _THE_ARMY.fullmatch(who) for who in (a, b))


_THE_ARMY = re.compile(
    r"(?:the )?(?:army|military|armed forces|defen[cs]e forces|(?:army )?general staff|"
    r"army (?:command|headquarters)|high command|defen[cs]e ministry|ministry of defen[cs]e)",
    re.IGNORECASE,
)


def _is_described(author: str | None) -> bool:
    return author is not None and author.islower() and author.split()[-1] in _DESCRIBED


def fits(a: str | None, b: str | None) -> bool:
    """True for the same name, one inside the other, or one unknown."""
    return not a or not b or a == b or a in b or b in a


def days_meet(one: Casualty, two: Casualty) -> bool:
    """True where the two windows share a day, or one is unknown or only the day of the telling."""
    a, b = one.date_earliest, two.date_earliest
    if not a or not b or "when.said" in one.note or "when.said" in two.note:
        return True
    a_end, b_end = one.date_latest or a, two.date_latest or b
    if a[:10] <= b_end[:10] and b[:10] <= a_end[:10]:
        return True
    if one.rule in _TOLL and two.rule in _TOLL:
        return abs(days_between(a, b)) <= 1  # "climbed to 31 on Tuesday", from the 26 of Monday
    return size_of(one) == size_of(two) and abs(days_between(a, b)) <= 1


def days_between(one: str, two: str) -> int:
    """Days from ``two`` to ``one``; a large number where either is no day."""
    try:
        return (date.fromisoformat(one[:10]) - date.fromisoformat(two[:10])).days
    except ValueError:
        return _NO_DAY


def lasts_weeks(figure: Casualty) -> bool:
    """True for a toll of weeks or more: "this month", "since 1 May"."""
    first, last = figure.date_earliest or "", figure.date_latest or ""
    if 0 < len(first) < 10:
        return True  # a month or a year
    return bool(first and last) and _WEEKS < days_between(last, first) < _NO_DAY


_FIGHTERS = frozenset(("combatant_nonstate", "combatant_state", "security"))


def is_fighter(figure: Casualty) -> bool:
    """True for those who bear arms, as far as is told."""
    return figure.victim_class in _FIGHTERS


def of_one_side(one: Casualty, two: Casualty) -> bool:
    """False for fighters beside people who are none, as far as is told."""
    return is_fighter(one) == is_fighter(two)


def _is_some_force(figure: Casualty) -> bool:
    """True for an author told as "the security force", "a patrol": of whichever side was told."""
    return (figure.perpetrator or "").split()[-1:] in (["force"], ["forces"], ["patrol"])


def of_foes(one: Casualty, two: Casualty) -> bool:
    """ "The army killed 70 rebels" and "46 bodies" of those the rebels killed: the dead of two sides."""
    fought = one.harm != "detained" and "combatant_nonstate" in (
        one.victim_class,
        two.victim_class,
    )
    return (
        fought
        and not (_is_some_force(one) or _is_some_force(two))
        and one.victim_class != two.victim_class
        and not one_author(one.perpetrator, two.perpetrator)
    )


def is_pursued(figure: Casualty) -> bool:
    """ "chased the raiders, killing six of them": of the raiders, not of those told before."""
    fighter = figure.victim_class == "combatant_nonstate" and figure.subset_of is None
    return fighter and "them" in (figure.victims or "").split()


_ATTACKERS = frozenset(
    "bomber bombers attacker attackers assailant assailants hijacker hijackers shooter shooters raider raiders "
    "perpetrator perpetrators culprit culprits assassin assassins".split()
)


def is_attacker(figure: Casualty) -> bool:
    """ "The bomber also died", "six attackers were shot": whoever did the deed of which others died."""
    words = (figure.victims or "").lower().split()
    attacks = words[-1:] != [] and (words[-1] in _ATTACKERS or words == ["the", "gunman"])
    return attacks and figure.subset_of is None


def strikes_back(figure: Casualty) -> bool:
    """ "Soldiers killed seven of the attackers and captured three": who did that harmed nobody they attacked."""
    return figure.harm == "detained" or is_attacker(figure) or is_pursued(figure)


_OF_THE = re.compile(r"\bof (?:the|their|its) (?:\w+ )?\w+$", re.IGNORECASE)
_NEAR, _CALLED = 3, 8  # sentences


def is_of_the_doers(figure: Casualty, others: Sequence[Casualty]) -> bool:
    """ "Bandits shot nine farmers. ... Two of the bandits were killed": of those who did the deed
    that others, who bore no arms, died of."""
    if figure.victim_class != "combatant_nonstate" or figure.subset_of:
        return False
    words = (figure.victims or "").lower()
    for one in others:
        author = (one.perpetrator or "").lower()
        if author.endswith("s") and words.endswith(f" {author}") and one.start < figure.start:
            if figure.sentence - one.sentence <= _CALLED and not is_fighter(one) and size_of(one):
                return (
                    True  # "gang members stormed the town, killing 19. ... Six gang members died"
                )
    return _OF_THE.search(figure.victims or "") is not None and any(
        0 <= figure.sentence - one.sentence <= _NEAR
        and one.start < figure.start
        and not is_fighter(one)
        and size_of(one) > 0
        for one in others
    )


_MORE = frozenset("others another more other additional further".split())
_REPORT = re.compile(
    r"(?:However, |But )?(?:An?|Another|One|Other|Some|Separate|Later) (?:\w+ ){0,2}"
    r"(?:reports?|accounts?|estimates?|sources?|media|outlets?)\b"
)


def of_more(figure: Casualty) -> bool:
    """ "four more people", "six others": on top of those told before."""
    words = (figure.victims or "").lower().replace("more than", "").split()
    return not _MORE.isdisjoint(words)


def hurt_beside_the_dead(figure: Casualty, figures: Sequence[Casualty]) -> bool:
    """ "Killed five and injured dozens. ... 43 others were wounded": others than the dead."""
    words = (figure.victims or "").lower().split()
    if figure.harm != "injured" or words[-1:] not in (["others"], ["other"]) or words[0] in _MORE:
        return False
    return any(one.harm == "killed" and one.start < figure.start for one in figures)


def tells_anew(text: str, start: int) -> bool:
    """ "A separate report told of 16 dead in separate raids": it counts all, those told before, too."""
    return _REPORT.match(text, start) is not None


_IN_WHICH = re.compile(
    r"\bthe (?:[\w-]+ ){0,2}?(?:attack|ambush|blast|bombing|strike|airstrike|raid|shooting|explosion|crash|assault|"
    r"incident|shelling|massacre) (?:in|during|by) which (?:[\w’'-]+ ){0,5}$"
)


def of_a_deed_told(lead: str) -> bool:
    """ "the ambush in which her nephew was also killed": an attack told of before."""
    return _IN_WHICH.search(lead) is not None


_BODIES_SEEN = re.compile(
    r"\bbod(?:y|ies)\b[^.;]{0,60}\b(?:was|were|lay|lying|laid|lined|wrapped|covered|pulled|lifted|dug|carried|loaded)\b"
    r"|\b(?:saw|seen|counted|pulled|lifted|dug|carried|recovered)\b[^.;]{0,40}\bbod(?:y|ies)\b"
)
_BEHIND_BODIES = 80  # characters


def is_of_bodies_seen(text: str, figure: Casualty) -> bool:
    """ "The bodies of three girls lay on the kerb", "five bodies were lifted from the rubble"."""
    words = text[figure.start : figure.end].lower()
    if figure.harm != "killed" or ("bod" not in words and "bod" not in (figure.victims or "")):
        return False
    return (
        _BODIES_SEEN.search(text, max(0, figure.start - 30), figure.end + _BEHIND_BODIES)
        is not None
    )


_THE_DEED = re.compile(
    r"\b[Tt]he (?:[a-z]+ )?(?:attack|strike|airstrike|air strike|raid|blast|bombing|explosion|shelling|shooting|"
    r"ambush|assault|bombardment|massacre)s? (?:had |has |have )?(?:also )?"
    r"(?:(?:killed|left|claimed) (?:[\w-]+ ){1,6}?and )?$"
)
_LEAD_OF_DEED = 110  # characters


def of_the_deed(text: str, start: int, figure: Casualty) -> bool:
    """ "He said the attack had killed more than 50 and hurt 300": of the deed told of.

    The sentence begins at ``start``.
    """
    lead = text[max(start, figure.start - _LEAD_OF_DEED) : figure.start]
    return _THE_DEED.search(lead) is not None
