"""Who stands before a verb of saying or counting in a sentence.

"The Front, in a statement on its site, put", "a group that feeds them says", "the police put the dead at six and said".
"""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues
from analysis.extract.context.naming import named
from analysis.extract.context.source_words import (
    LONGEST,
    PLACED,
    TIED_TO,
    Cited,
    coordinated,
    phrase_start,
    plain,
    source_at,
)
from analysis.records import Actor

_BETWEEN = frozenset(
    "has have had also later then earlier just initially only already now since nevertheless "
    "on monday tuesday wednesday thursday friday saturday sunday "
    "today yesterday late early again meanwhile , who which reportedly initially eventually first previously "
    "publicly however though morning afternoon evening night strongly vehemently fiercely harshly roundly sharply "
    "officially formally independently separately".split()
)
_OPENS_QUOTE = frozenset(('"', "“"))
_WORDS_BETWEEN = 5  # "had on Saturday morning"


def before_verb(cues: Cues, at: int, first: int) -> Cited | None:
    """The noun phrase that ends before the verb, if it can be a source."""
    tokens = cues.reading.tokens
    stop = at
    while stop > first and tokens.norms[stop - 1] in _BETWEEN and at - stop < _WORDS_BETWEEN:
        stop -= 1
    verb = tokens.starts[at]
    mark = stop - 1 > first and tokens.norms[stop - 1] in _OPENS_QUOTE
    if mark and cues.text[tokens.starts[stop - 1] - 1] == " ":
        stop -= 1  # "The Observatory “has documented the killing of nine"
    if at > first and tokens.norms[at - 1] in _OF_A_NOUN and tokens.norms[at] == "reported":
        return None  # "on reported presence of rebels"
    if stop > first and tokens.norms[stop - 1] in ("and", "but"):
        return _subject_of_both(cues, at, first)
    stop = _past_acronym(cues, stop, first)
    begin = phrase_start(cues, stop, first)
    found = source_at(cues, begin, stop, verb)
    if found is not None and tokens.norms[begin - 1] in _INSIDE and tokens.norms[at - 1] == ",":
        found = _aside(cues, at, first) or found  # "the Front, in a film on its channel, claimed"
    if found is not None and tokens.norms[begin - 1] in ("of", "to", "for"):
        found = _tied_to(cues, begin, stop, first, verb) or found
    what = phrase_start(cues, begin - 1, first) if tokens.norms[begin - 1] == "of" else begin
    if tokens.norms[what - 1] in ("a", "an", "another"):
        found = _named_before(cues, what - 1, first, verb) or found
    if found is not None:
        found = _officer(cues, found)
        both = coordinated(cues, begin, first)
        if both < begin:
            words = cues.text[tokens.starts[both] : found.end]
            return Cited(plain(words), tokens.starts[both], found.end, verb)
        ahead = (
            begin - 1 - (tokens.norms[begin - 1] in ("the", "a", "an")) if begin > first else first
        )
        return None if tokens.norms[ahead] in ("which", "who", "whom") else found
    aside = _aside(cues, at, first)
    if aside is not None:
        return aside
    article = begin - 1 > first and tokens.norms[begin - 1] in ("the", "a", "an")
    placed = begin - 1 - article  # "an official in the regional capital Gao"
    if begin < stop and begin > first and tokens.norms[placed] in PLACED:
        body = _body_until(cues, tokens.starts[placed], tokens.ends[stop - 1])
        if body is not None:  # "the Union for the Aid of Prisoners"
            return Cited(body.name, body.start, body.end, verb)
        found = source_at(cues, phrase_start(cues, placed, first), placed, verb)
        if found is not None and tokens.norms[tokens.at(found.start) - 1] == "of":
            return _before_relative(cues, tokens.at(found.start), first, verb)
        if found is not None and _OF_A_PLACE.search(found.name):
            # "a source at the governor's office"
            words = cues.text[found.start : tokens.ends[stop - 1]]
            return Cited(plain(words), found.start, tokens.ends[stop - 1], verb)
        return found
    return _before_relative(cues, at, first, verb)


def _named_before(cues: Cues, article: int, first: int, verb: int) -> Cited | None:
    """ "The Hill Network (HN), a group of charities, however put": the body whose name stands before what it is."""
    tokens = cues.reading.tokens
    comma = tokens.norms[article - 1] in (",", "however")  # "the Net however a Beirut-based NGO"
    stop = _past_acronym(cues, article - comma, first)
    if stop <= first or not tokens.words[stop - 1][0].isupper():
        return None
    end = tokens.ends[stop - 1]
    actors = cues.scene(cues.reading.sentence_at(end - 1)).actors
    body = next((a for a in actors if a.end == end and a.kind == "organisation"), None)
    if body is None:
        return None
    ahead = tokens.at(body.start) - 1
    ahead -= ahead > first and tokens.norms[ahead] == "the"
    if not comma and ahead >= first and tokens.norms[ahead] in _BESIDE:
        return None  # "near the office of the Red Cross a doctor said"
    return Cited(body.name, body.start, end, verb)


def _tied_to(cues: Cues, begin: int, stop: int, first: int, verb: int) -> Cited | None:
    """ "opponents of President Ali Reza": they, not he."""
    ahead = phrase_start(cues, begin - 1, first)
    start, end = cues.reading.tokens.starts[ahead], cues.reading.tokens.ends[stop - 1]
    words = cues.text[start:end]
    return Cited(plain(words), start, end, verb) if TIED_TO.match(words) else None


def _body_until(cues: Cues, inside: int, end: int) -> Actor | None:
    """The body whose name goes on over a preposition and ends there."""
    actors = cues.scene(cues.reading.sentence_at(inside)).actors
    bodies = (a for a in actors if a.end == end and a.start < inside)
    return next((a for a in bodies if a.kind == "organisation"), None)


def _before_relative(cues: Cues, at: int, first: int, verb: int) -> Cited | None:
    """ "The League, which has a network of sources in the south, gave a toll", "a group that feeds them says"."""
    norms = cues.reading.tokens.norms
    which = next((k for k in range(at, max(first, at - _RELATIVE), -1) if norms[k] in _WHO), None)
    if which is None or at - which < _CLAUSE:
        return None
    stop = which - (norms[which - 1] == ",")
    return source_at(cues, phrase_start(cues, stop, first), stop, verb)


_BESIDE = PLACED | {"near", "to", "with", "by", "outside", "inside", "against", "behind"}
_WHO = frozenset(("which", "that", "who"))
_CLAUSE = 3  # tokens of "which" and a clause of its own
_OF_A_PLACE = re.compile(r"\b(?:sources?|officials?)$", re.IGNORECASE)
_OF_A_NOUN = frozenset("on of the a an for by with its their any this".split())
_INSIDE = frozenset(("its", "their", "his", "her", "on", "in", "through", "affiliated", "to"))


def _officer(cues: Cues, found: Cited) -> Cited:
    """ "John Roe secretary general of the League decries": the person, where commas are lost."""
    low = max(cues.scene(cues.reading.sentence_at(found.start)).start, found.start - _OFFICE)
    person = _OF_BODY.search(cues.text[low : found.start])
    if person is None:
        return found
    return Cited(person["name"], low + person.start(), found.end, found.verb)


_OFFICE = 90  # characters of a name and what he is called
_OF_BODY = re.compile(
    r"(?P<name>(?!Prime |Foreign |Defen[cs]e |Interior |Deputy |Vice |Former |The )[A-Z][\w’'-]+"
    r"(?: (?!Prime |Foreign |Defen[cs]e |Interior |Deputy |Vice |Former )(?:al-)?[A-Z][\w’'-]+){1,2}),? "
    r"(?i:secretary general|president|head|chief|director|chairman|chairwoman|leader|spokes\w+|member|commander|"
    r"governor)(?: [\w-]+){0,3} (?:of|for) (?:the )?$"
)


def _subject_of_both(cues: Cues, at: int, first: int) -> Cited | None:
    """ "The Front, which holds the town, accused the army and put the toll at 41": who opens the sentence."""
    tokens = cues.reading.tokens
    if _THAT_THEY.match(cues.text, tokens.starts[at]):
        return _who_acted(cues, tokens.starts[at])
    turns = (k for k in range(at - 1, first, -1) if tokens.norms[k] in _TURNS)
    begin = first = next(turns, first - 1) + 1  # "..., but the police put the dead at six and said"
    if tokens.norms[first] in ("on", "in", "at"):  # "On Monday the Front ..."
        ahead = range(first + 1, min(first + LONGEST, at))
        begin = next((k + 1 for k in ahead if tokens.norms[k] in _DAY_OR_COMMA), first)
    begin += tokens.norms[begin] in ("the", "a", "an")
    stop = begin
    while stop < at and stop - begin < LONGEST and tokens.norms[stop] not in _SUBJECT_ENDS:
        stop += 1
    if begin == stop or not _both(cues, at, stop):
        return None
    return source_at(cues, begin, stop, tokens.starts[at])


def _both(cues: Cues, at: int, stop: int) -> bool:
    """True where a verb of blame or saying stands between the subject's end and the second verb."""
    tokens = cues.reading.tokens
    return _FIRST_VERB.search(cues.text, tokens.ends[stop - 1], tokens.starts[at]) is not None


def _who_acted(cues: Cues, verb: int) -> Cited | None:
    """ "Last week the rebels overran a post and said they had killed nine": the first who can act."""
    scene = cues.scene(cues.reading.sentence_at(verb))
    for name in named(cues, scene)[:1]:
        if name.start - scene.start < _OPENING and name.end < verb:
            return Cited(name.name, name.start, name.end, verb)
    return None


_OPENING = 45  # characters of "Late on Thursday night the"
# "The rebels overran a post and said they had killed nine"
_THAT_THEY = re.compile(r"(?:said|claimed|says|claims)(?: that)? (?:they|it|its|their)\b")
_FIRST_VERB = re.compile(
    r"\b(?:accused|blamed|condemned|denounced|attributed|confirmed|said|denied|rejected|called|claimed|described|revised|"
    r"raised|ascribed|announced|reported|put)\b"
)
_TURNS = frozenset(("but", "while", "although", "though", "whereas", ";"))
_DAY_OR_COMMA = frozenset(", monday tuesday wednesday thursday friday saturday sunday".split())
_SUBJECT_ENDS = frozenset(
    ", ( ; : also has have had accused blamed condemned denounced attributed confirmed said denied rejected called "
    "claimed described revised raised ascribed announced reported in on at of".split()
)


def _past_acronym(cues: Cues, stop: int, first: int) -> int:
    """Before "(NRF)" in "the National Resistance Front (NRF), which said"."""
    norms = cues.reading.tokens.norms
    return (
        stop - 3 if stop - 4 > first and norms[stop - 1] == ")" and norms[stop - 3] == "(" else stop
    )


def _aside(cues: Cues, verb: int, first: int) -> Cited | None:
    """ "The Front, in a statement on its site, put", "a resident reached by telephone put": who it was."""
    tokens = cues.reading.tokens
    at = verb
    while at > first and tokens.norms[at - 1] in _BETWEEN and tokens.norms[at - 1] != ",":
        at -= 1
    stop = None
    if tokens.norms[at - 1] == ",":
        stop = next(
            (
                k
                for k in range(at - 2, max(first, at - 2 * _ASIDE), -1)
                if tokens.norms[k] == "," and (at - k < _ASIDE or tokens.norms[k + 1] == "speaking")
            ),
            None,
        )
    else:
        reached = (
            k for k in range(at - 1, max(first, at - _ASIDE), -1) if tokens.norms[k] in _REACHED
        )
        stop = next(reached, None)
    if stop is None or stop <= first:
        return None
    return source_at(cues, phrase_start(cues, stop, first), stop, tokens.starts[verb], alone=True)


_ASIDE = 14  # tokens of what stands between a source and its verb
_RELATIVE = 26  # tokens of "who lives abroad but comes from there and keeps in touch with friends"
_REACHED = frozenset(
    ("contacted", "reached", "interviewed", "quoted", "based", "speaking", "cited")
)
