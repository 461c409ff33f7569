"""Whom a source's words stand for: the person of an office, the body of a document, nobody at all.

"The governor's spokesman" behind "John Roe," is John Roe; "the IGP" is the inspector general of police
named before; "the report" is the organisation's that issued it; "the violence" says nothing.
"""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues
from analysis.extract.offices import seat_beside, seat_in

# what cannot speak, whatever verb stands behind it ("the violence has claimed 2,000 lives")
_NO_SPEAKER = re.compile(
    r"(?:^|\b)(?:violence|conflict|war|fighting|clashes|attacks?|bombing|movement|telephone|phone|notes|insurgency|"
    r"deaths|casualties|fatalities|injuries|losses|killings|"
    r"interview|range|district|province|offensive|unrest|crisis|truce|cease-?fire|accord|blast|explosion|strikes?|raids?|ambush|uprising)$",
    re.IGNORECASE,
)
_PLACED = re.compile(r" (?:at|in|from|inside|close to|near) ")


def says_nothing(name: str) -> bool:
    """True for what cannot speak; not for "a source at the district", nor for the name of a body
    ("the Sudan Liberation Movement"), nor for "the movement" that speaks."""
    said = _PLACED.split(name, maxsplit=1)[0]
    if said.endswith(" Movement") or said == "movement":
        return False
    return _NO_SPEAKER.search(said) is not None and _A_BODY.search(said) is None


# "the Institute for Conflict" can speak
_A_BODY = re.compile(
    r"\b(?:Institute|Cent(?:er|re)|Project|Commission|Office|Group|Network|Council|Agency|Programme|Foundation|"
    r"Observatory|Islamic State)\b"
)
TITLE_ALONE = re.compile(
    r" (?:Officer|Secretary|Commissioner|Minister|Superintendent|Director|Spokes\w+)$"
)


_DOCUMENT = re.compile(
    r"(?:[\w-]+ ){0,2}(?:report|statement|bulletin|communiqu[eé]|press release|release|dispatch|document|update|count|"
    r"toll|tally|briefing|post|message|figures|list)$",
    re.IGNORECASE,
)


def is_document(name: str) -> bool:
    """True for "the statement", "a report": what somebody said it in."""
    return _DOCUMENT.fullmatch(name) is not None


_TITLES = r"(?:[A-Z][\w’'.-]*\.? ){0,4}"
_ROLE_BEHIND = re.compile(r", (?:the |an? )?([^,.;:“”\"]{3,70})")
_CLOCK = re.compile(
    r"^(?:[QA][.:]|\([^)]{2,40}\)(?: ?[-–—])?|\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?|\d{4}|Quote from|Source|Details|"
    r"(?:(?:killing|wounding|injuring|leaving) )?(?:dozens|scores|hundreds|casualties|victims|others)"
    r"(?: more| others)?) "
)


def bare(name: str) -> str:
    """The name without what a page prints before it ("20:15", "Quote from")."""
    return _REACHED.sub("", _CLOCK.sub("", name))


_REACHED = re.compile(
    r" (?:reached|contacted|interviewed|speaking|quoted) (?:by|over|on|via|in|from|at|to)\b.*$"
)
# what one man is called by his office
OFFICE = re.compile(
    r"\b(?:(?i:spokes(?:man|woman|person)|official|minister|officer|commander|head|director|governor|chief|mayor|"
    r"administrator|colonel|general|major|captain|superintendent|commissioner|secretary|president|doctor|surgeon|"
    r"chairman|chairwoman|leader|deputy|envoy|coordinator|adviser|advisor|senior|inspector|magistrate|judge|bishop|"
    r"priest|imam|elder|lawmaker|senator|ambassador|diplomat|representative|lieutenant)|[A-Z]{2,4})"
    r"(?: (?:of|for|in) .*)?,?$",
)


def beside(cues: Cues, start: int, end: int) -> str | None:
    """The person named beside the words of a source: "John Roe, the governor's spokesman, said"."""
    sentence = cues.scene(cues.reading.sentence_at(start))
    people = [
        a for a in sentence.actors if a.kind == "person" and not TITLE_ALONE.search(a.name)
    ]  # "the Public Relations Officer, John Roe"
    for person in people:
        if person.end < start and start - person.end < _APART:
            between = cues.text[person.end : start]
            if _APPOSED.fullmatch(between) and (
                cues.text[end - 1] == "," or _CLOSED.match(cues.text, end)
            ):
                return person.name
        if start <= person.start and person.end <= end:
            return person.name
        if 0 <= person.start - end < _APART:
            between = cues.text[end : person.start]
            if re.fullmatch(rf"[^,.;:“”\"]{{0,40}},? ?{_TITLES}", between) and _SPEAKS.match(
                cues.text, person.end
            ):
                return person.name
    return None


_APART = 70
_APPOSED = re.compile(r", (?:[\w’'-]+ ){0,8}")
_CLOSED = re.compile(r"(?:,| (?:of|for|in|at) [^,.;]{1,60},)")
_SPEAKS = re.compile(
    r",? (?:has |had |have |also |later |then )*(?:said|says|told|tells|confirmed|announced|added|reported|claimed|"
    r"stated|disclosed|put|counted|gave|denied|described|acknowledged)\b"
)


def holder(cues: Cues, role: str) -> str | None:
    """The one person whom the text gives that office: before his name, behind it, or by its initials."""
    role, seat = re.sub(r"^(?:the|a|an) ", "", role, flags=re.IGNORECASE), seat_in(role)
    role = re.sub(r" of [A-Z].*$", "", re.sub(r"^[A-Z][\w-]+[’']s ", "", role))
    if len(role) < 2:
        return None
    return cues.once(f"holder of {role} {seat}", lambda: _only_holder(cues, role, seat))


def _only_holder(cues: Cues, role: str, seat: str | None) -> str | None:
    people = cues.once("people with the words beside them", lambda: _with_words(cues))
    found = {name for name, before, behind, _ in people if _holds(before, behind, role)}
    seats = {own for name, _, _, own in people if own and name in found}
    if seat is not None and seats:  # the governor of one province is not that of another
        found = {name for name, _, _, own in people if own == seat and name in found}
    return next(iter(found)) if len(found) == 1 else None


def _with_words(cues: Cues) -> list[tuple[str, str, str, str | None]]:
    """The article's people: each with the words before the name, the apposition behind it, and the seat."""
    people = [a for a in cues.reading.found.actors if a.kind == "person"]
    behind = [_ROLE_BEHIND.match(cues.text, a.end) for a in people]
    return [
        (
            a.name,
            cues.text[max(0, a.start - 80) : a.start],
            found.group(1) if found else "",
            seat_beside(cues.text, a.start, a.end),
        )
        for a, found in zip(people, behind, strict=True)
    ]


def _holds(before: str, behind: str, role: str) -> bool:
    if role.isupper():
        return _initials(before).endswith(role)
    low = role.lower()
    if low in before.lower():
        office = rf"(?i:\b{re.escape(role)}),? {_TITLES}$"
        if re.search(office, before):
            return True
    return low in behind.lower() and bool(
        re.search(rf"\b{re.escape(role)}\b", behind, re.IGNORECASE)
    )


def _initials(words: str) -> str:
    """ "Inspector General of Police (North) " gives IGP."""
    words = re.sub(r"\([^)]*\)", "", words.rpartition(". ")[2])
    return "".join(word[0] for word in words.split() if word[0].isupper())


def issued_by(cues: Cues, document: str, at: int) -> str | None:
    """Whose "report" or "statement" it is: the organisation named with that word just before."""
    found = _DOCUMENT.match(document)
    if found is None:
        return None
    noun = document.split()[-1].lower()
    if _ANY.search(cues.text, max(0, at - 3), at + 3):
        return None  # "a report says": none that was told of
    here = cues.reading.sentence_at(at)
    for sentence in range(here, max(-1, here - _BACK), -1):
        scene = cues.scene(sentence)
        stop = at if sentence == here else scene.end
        if sentence != here and noun not in cues.text[scene.start : stop].lower():
            continue
        bodies = [
            a
            for a in scene.actors
            if a.kind in ("organisation", "armed_group", "state") and a.end <= stop
        ]
        if sentence == here:
            bodies = [a for a in bodies if _IN_ITS.fullmatch(cues.text[a.end : at])]
        if bodies:
            return bodies[0].name
    return None


_ANY = re.compile(r"\b[Aa]n? ")
_TOLL_OF = re.compile(
    r"(?:(?:an?|the|its|their|this|that|one) )?(?:[\w-]+ ){0,3}?(?:toll|tally|count|figures?|reports?|"
    r"estimates?|updates?|data|statistics|information|statement|records?|list|numbers|survey|assessment|bulletin)"
    r"(?P<by> (?:from|by|of|(?:compiled|issued|released|published|provided|collected|kept|gathered|given|collated|"
    r"shared|cited|seen)(?: (?:on )?[A-Z][a-z]+day| last week| earlier| late)* by) "
    r"(?:the )?(?P<who>(?:[\w.’'-]+ ){0,7}?[\w.’'-]+?))?"
    r"(?=[.,;:”\")]|\s(?:who|which|that|and|said|on|in|at|as|while|but)\b|\s*$)",
    re.IGNORECASE,
)


def counted_by(cues: Cues, start: int) -> str | None:
    """ "A new toll from the Observatory", "figures compiled by the league": who counted; "" where it is not said.

    None where the words at ``start`` are no count.
    """
    found = _TOLL_OF.match(cues.text, start, start + 160)
    if found is None:
        return None
    if found["who"] is None:
        return "" if _WHEN_COUNTED.match(found.group()) else None
    at = found.start("who")
    for actor in cues.scene(cues.reading.sentence_at(start)).actors:
        if at <= actor.start < found.end("who") and actor.kind != "population":
            return actor.name
    return "" if says_nothing(found["who"]) else found["who"]


_WHEN_COUNTED = re.compile(
    r"(?:(?:an?|the|its|their|this|that) )?(?:(?:new|latest|most|recent|updated|provisional|preliminary|initial|"
    r"first|early|last|previous|earlier|death|final|revised|available|detailed|unconfirmed|unverified|various|several|"
    r"some|all|other|casualty) )*(?:toll|tally|count|figures?|reports|estimates?|data|statistics|information|numbers)$",
    re.IGNORECASE,
)


def owning_body(cues: Cues, start: int, end: int) -> str | None:
    """ "An armed group, the Front, said": the organisation that the words behind name."""
    behind = _NAMED_THERE.match(cues.text, end)
    if behind is not None:
        there = behind.end()
        for actor in cues.scene(cues.reading.sentence_at(start)).actors:
            named = not actor.name.islower() and actor.kind in ("organisation", "armed_group")
            if named and actor.start == there and cues.text.startswith(",", actor.end):
                return actor.name
    return None


_NAMED_THERE = re.compile(r", (?:the )?")  # "an armed group, the Front, said"
_IN_ITS = re.compile(r",? in (?:a|an|its|their|the)(?: [\w-]+){0,3} ")
_BACK = 6  # sentences in which a document is called by its noun alone
