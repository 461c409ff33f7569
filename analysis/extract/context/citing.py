"""Who a sentence cites for a figure that no quotation holds.

"... killed nine, a monitor said a day after the truce", "the observatory counted 73", "Defence
Ministry: 100 killed": the noun phrase before the verb, where it names somebody who can be a source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.context.cues import Cues
from analysis.extract.context.naming import named
from analysis.extract.quotes.seams import Seams
from analysis.extract.quotes.starts import speaker_start
from analysis.lean import dataclass
from analysis.lexicon import Tag
from analysis.reading import starting
from analysis.records import Actor, Casualty

_SAYS = frozenset(("saying", "announcing", "claiming"))
_BETWEEN = frozenset(
    "has have had also later then earlier just initially only already now since nevertheless "
    "on monday tuesday wednesday thursday friday saturday sunday "
    "today yesterday late early again meanwhile , who which reportedly initially eventually first previously "
    "publicly morning afternoon evening night".split()
)
_WORDS_BETWEEN = 5  # "had on Saturday morning"
_ENDS = frozenset(
    "a an the and or but that who which when while as in on at of from to by with for near after before said "
    'says , . ; : ( ) “ ” " was were is are had has have killed wounded injured dead people since including '
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_HEADS = re.compile(
    r"\b(?:monitors?|groups?|ministry|police|army|military|officials?|sources?|hospitals?|doctors?|medics?|"
    r"spokes\w+|agency|media|offices?|departments?|bureau|board|union|federation|commission|inquiry|tribunal|panel|"
    r"ombudsman|ombudswoman|investigators?|delegation|elders?|leaders?|lawyers?|survivors|neighbou?rs|staff|minister|"
    r"president|chief|secretary|families|health zone|clinic|diplomats?|farmers?|drivers?|teachers?|paramedics?|"
    r"correspondents?|mediators?|observatory|committee|network|residents?|witnesses|activists?|volunteers|council|"
    r"command|mission|authorities|government|prosecutors?|court|guard|relatives|villagers|channels?|station|"
    r"newspapers?|tv|television|radio|governor|mayor|commander|statement|report|count|tally|church|charity|"
    r"coalition|rescuers|workers|team|organi[sz]ation|institute|centre|center|zone|administration|commissioner|"
    r"journalists?|reporters?|teams|observers?|missions|data|figures|records|survey|database|"
    r"opposition|watch|director|surgeons?|nurses?|priest|archbishop|bishop|register|list|indictment|analysts?|experts?|tracker)$",
    re.IGNORECASE,
)
_LONGEST = 9
_PLACED = frozenset(("of", "in", "at", "for", "from"))
_OWNERS = frozenset(("his", "her", "their", "its"))
_PRONOUNS = frozenset(("he", "she", "it", "they"))
_LABEL = re.compile(r"(?:^|\n|(?<=\d{4} ))([A-Z][\w.’' -]{3,60}?)(?: \([^)]{1,30}\))?: $")


@dataclass(frozen=True, slots=True)
class Cited:
    """A source named in a sentence: its words and where the verb that cites it stands."""

    name: str
    start: int
    end: int
    verb: int


def cited_in(cues: Cues, sentence: int) -> list[Cited]:
    """Everybody the sentence cites with a verb of saying or counting, in order; found once."""
    scene = cues.scene(sentence)
    if scene.cited is None:
        scene.cited = []
        reading, span = cues.reading, cues.reading.sentences[sentence]
        for lexicon in ("reporting", "citing"):
            for tag in reading.tagged_within(lexicon, span.first, span.stop):
                if lexicon == "citing" or tag.entry.get("class") in _SAYS:
                    found = _before_verb(cues, tag.first, span.first) or _behind(cues, tag)
                    if found is not None:
                        scene.cited.append(found)
        opens = _NUMBERED.match(cues.text, scene.start, scene.end)
        if opens is not None:
            scene.cited.append(Cited(opens[1], opens.start(), opens.end(1), opens.start(2)))
        scene.cited += _verbs_of(cues, _PUT, _PUT_AT, sentence)
        scene.cited += _verbs_of(cues, _ACCUSES, _ACCUSED_OF, sentence)
        scene.cited.sort(key=lambda c: (c.start, -c.end))
    found_all: list[Cited] = scene.cited
    return found_all


# "Flash Update No. 1, published on Monday, had put the number at 6,300"
_NUMBERED = re.compile(
    r"(?:The )?((?:[A-Z][a-z]+ )?(?:Update|Report|Bulletin|Release|Sitrep|SitRep) (?:[Nn]o\.? ?|#)?\d+)"
    r"(?:,? (?:published|issued|released|dated) [^,.;]{3,40},)? (?:had |has )*"
    r"(counted|put|recorded|reported|gave|given|estimated|cited|spoke)\b"
)
# "put guerrilla losses at 14", "placed the number of the dead at nine"
_PUT_AT = re.compile(
    r"\b(?:put|puts|placed|places|set) (?!(?:the|its) (?:dead|toll|losses|number)\b)(?:[\w’'-]+ ){0,4}?"
    r"(?:loss(?:es)?|deaths?|dead|toll|casualties|wounded|injured|killed|displaced|missing|number|figure|total|tally)\b"
    r"[^.;]{0,60}? at\b"
)


# "with the opposition accusing the army of shelling the mill and killing nine"
_ACCUSED_OF = re.compile(
    r"\b(?:accused|accuses|accusing)\b[^.;]{1,80}? of (?:[a-z]+ly )?[a-z]+ing\b"
)
_ACCUSES = frozenset(("accused", "accuses", "accusing"))


def _verbs_of(
    cues: Cues, words: frozenset[str], pattern: re.Pattern[str], sentence: int
) -> list[Cited]:
    """ "The press office put guerrilla losses at 14": whoever stands before such a verb."""
    if words.isdisjoint(cues.reading.vocabulary):
        return []
    tokens, scene = cues.reading.tokens, cues.scene(sentence)
    first = cues.reading.sentences[sentence].first
    verbs = (tokens.at(m.start()) for m in pattern.finditer(cues.text, scene.start, scene.end))
    found = (_before_verb(cues, verb, first) for verb in verbs)
    return [cited for cited in found if cited is not None]


_PUT = frozenset(("put", "puts", "placed", "places", "set"))


def _before_verb(cues: Cues, at: int, first: int) -> Cited | None:
    """The noun phrase that ends before the verb, if it can be a source."""
    tokens = cues.reading.tokens
    stop = at
    while stop > first and tokens.norms[stop - 1] in _BETWEEN and at - stop < _WORDS_BETWEEN:
        stop -= 1
    verb = tokens.starts[at]
    if at > first and tokens.norms[at - 1] in _OF_A_NOUN and tokens.norms[at] == "reported":
        return None  # "on reported presence of rebels"
    if stop > first and tokens.norms[stop - 1] in ("and", "but"):
        return _subject_of_both(cues, at, first)
    stop = _past_acronym(cues, stop, first)
    begin = _phrase_start(cues, stop, first)
    found = _source(cues, begin, stop, verb)
    if found is not None and tokens.norms[begin - 1] in _INSIDE and tokens.norms[at - 1] == ",":
        found = _aside(cues, at, first) or found  # "the Front, in a film on its channel, claimed"
    if found is not None:
        found = _officer(cues, found)
        both = _coordinated(cues, begin, first)
        if both < begin:
            words = cues.text[tokens.starts[both] : found.end]
            return Cited(_plain(words), tokens.starts[both], found.end, verb)
        ahead = (
            begin - 1 - (tokens.norms[begin - 1] in ("the", "a", "an")) if begin > first else first
        )
        return None if tokens.norms[ahead] in ("which", "who", "whom") else found
    aside = _aside(cues, at, first)
    if aside is not None:
        return aside
    article = begin - 1 > first and tokens.norms[begin - 1] in ("the", "a", "an")
    placed = begin - 1 - article  # "an official in the regional capital Gao"
    if begin < stop and begin > first and tokens.norms[placed] in _PLACED:
        body = _body_until(cues, tokens.starts[placed], tokens.ends[stop - 1])
        if body is not None:  # "the Union for the Aid of Prisoners"
            return Cited(body.name, body.start, body.end, verb)
        found = _source(cues, _phrase_start(cues, placed, first), placed, verb)
        if found is not None and tokens.norms[tokens.at(found.start) - 1] == "of":
            return _before_relative(cues, tokens.at(found.start), first, verb)
        if found is not None and _OF_A_PLACE.search(found.name):
            # "a source at the governor's office"
            words = cues.text[found.start : tokens.ends[stop - 1]]
            return Cited(_plain(words), found.start, tokens.ends[stop - 1], verb)
        return found
    return _before_relative(cues, at, first, verb)


def _body_until(cues: Cues, inside: int, end: int) -> Actor | None:
    """The body whose name goes on over a preposition and ends there."""
    actors = cues.scene(cues.reading.sentence_at(inside)).actors
    bodies = (a for a in actors if a.end == end and a.start < inside)
    return next((a for a in bodies if a.kind == "organisation"), None)


def _before_relative(cues: Cues, at: int, first: int, verb: int) -> Cited | None:
    """ "The League, which has a network of sources in the south, gave a toll", "a group that feeds them says"."""
    norms = cues.reading.tokens.norms
    which = next((k for k in range(at, max(first, at - _ASIDE), -1) if norms[k] in _WHO), None)
    if which is None or at - which < _CLAUSE:
        return None
    stop = which - (norms[which - 1] == ",")
    return _source(cues, _phrase_start(cues, stop, first), stop, verb)


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
        ahead = range(first + 1, min(first + _LONGEST, at))
        begin = next((k + 1 for k in ahead if tokens.norms[k] in _DAY_OR_COMMA), first)
    begin += tokens.norms[begin] in ("the", "a", "an")
    stop = begin
    while stop < at and stop - begin < _LONGEST and tokens.norms[stop] not in _SUBJECT_ENDS:
        stop += 1
    if begin == stop or not _both(cues, at, stop):
        return None
    return _source(cues, begin, stop, tokens.starts[at])


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
    return _source(cues, _phrase_start(cues, stop, first), stop, tokens.starts[verb], alone=True)


_ASIDE = 14  # tokens of what stands between a source and its verb
_REACHED = frozenset(
    ("contacted", "reached", "interviewed", "quoted", "based", "speaking", "cited")
)


def _behind(cues: Cues, tag: Tag) -> Cited | None:
    """ "Strike kills nine, says monitor": who stands right behind the verb, in a headline's order."""
    tokens = cues.reading.tokens
    said = tokens.norms[tag.stop - 1]
    if said == "said":
        return _said_behind(cues, tag.stop)
    if said not in ("says", "say"):
        return None
    start = tokens.ends[tag.stop - 1] + 1
    behind = starting(cues.reading.found.actors, start, start + 5)
    actor = next((a for a in behind if a.kind in ("organisation", "person")), None)
    return Cited(actor.name, actor.start, actor.end, tokens.starts[tag.first]) if actor else None


def _said_behind(cues: Cues, verb: int) -> Cited | None:
    """ "..., three of them pupils, said the Hill Monitors, a local network.": the source by its name."""
    tokens = cues.reading.tokens
    end = cues.reading.sentences[cues.reading.sentence_of_token(verb - 1)].stop
    if verb < 2 or tokens.norms[verb - 2] != "," or verb + 1 >= end:
        return None
    begin = verb + (tokens.norms[verb] in ("the", "a", "an"))
    stops = (k for k in range(begin, min(begin + _LONGEST, end)) if tokens.norms[k] in _CLOSES)
    stop = next(stops, begin)
    return _source(cues, begin, stop, tokens.starts[verb - 1])


_CLOSES = frozenset((",", ".", ";"))


def _phrase_start(cues: Cues, stop: int, first: int) -> int:
    norms = cues.reading.tokens.norms
    seams = cues.once("seams", lambda: Seams(cues.reading))
    begin = stop
    while begin > first and stop - begin < _LONGEST and norms[begin - 1] not in _ENDS:
        begin -= 1
        if seams.at(begin, stop - 1):
            break
    return speaker_start(norms, begin, stop) if stop - begin > 1 else begin


def _coordinated(cues: Cues, begin: int, first: int) -> int:
    """Where "an opposition group and" before "residents" begins; ``begin`` where nothing is."""
    norms = cues.reading.tokens.norms
    if begin - 2 <= first or norms[begin - 1] != "and":
        return begin
    other = _phrase_start(cues, begin - 1, first)
    return other if _source(cues, other, begin - 1, 0) is not None else begin


def _source(cues: Cues, begin: int, stop: int, verb: int, *, alone: bool = False) -> Cited | None:
    """The words as a source: somebody named, or a noun for those who report.

    ``alone`` where the phrase may go on over a preposition ("a resident of the town").
    """
    tokens = cues.reading.tokens
    begin += begin < stop and tokens.norms[begin] == "whose"
    if begin >= stop:
        return None
    owned = next((k for k in range(stop - 1, begin, -1) if tokens.norms[k] in _OWNERS), None)
    begin = owned if owned is not None else begin
    head = begin - 1
    if alone and tokens.norms[head] in _PLACED and head > 1:
        ahead = _phrase_start(cues, head, max(0, head - _LONGEST))
        words = _plain(cues.text[tokens.starts[ahead] : tokens.ends[stop - 1]])
        if ahead < head and _HEADS.search(cues.text[tokens.starts[ahead] : tokens.ends[head - 1]]):
            return Cited(words, tokens.starts[ahead], tokens.ends[stop - 1], verb)
    if tokens.norms[begin].isdigit() and stop - begin > 3:
        begin += 2  # "including 11 children | state media", where commas are lost
    start, end = tokens.starts[begin], tokens.ends[stop - 1]
    inside = starting(cues.reading.found.actors, start, end)
    actor = next((a for a in reversed(inside) if a.end == end), None)
    if actor is None and alone:
        reading = cues.reading
        actors = cues.scene(reading.sentence_at(start)).actors
        actor = next((a for a in actors if a.end == end), None)
    if actor is not None and actor.kind != "population":
        return Cited(actor.name, start, end, verb)
    inner = outlet_of(cues, inside, end)
    if inner is not None:
        return Cited(inner, start, end, verb)
    words = _plain(cues.text[start:end])
    if words.lower().startswith("anti-"):
        return None  # "anti-government protests"
    if _HEADS.search(words) or words.lower() in _PRONOUNS:
        whose = inside[0] if inside and _FIGURES.fullmatch(cues.text[inside[0].end : end]) else None
        return Cited(whose.name if whose else words, start, end, verb)
    last = tokens.words[stop - 1]
    if _AGENCY.fullmatch(last) and cues.text.startswith(_OF_AGENCIES, verb):
        return Cited(last, tokens.starts[stop - 1], end, verb)
    return None


_FIGURES = re.compile(r"(?:[’']s)? (?:figures|data|records)")  # "U.N. figures": the U.N.
_AGENCY = re.compile(r"[A-Z]{3,6}")  # "... several militants FNA reports", without a comma
_OF_AGENCIES = (
    "report",
    "said",
    "says",
    "record",
    "document",
    "count",
    "regist",
    "verif",
    "put ",
    "puts ",
)


def outlet_of(cues: Cues, inside: Sequence[Actor], end: int) -> str | None:
    """ "Deir Ezzor SANA news agency", where a comma is lost: the agency by its name."""
    for actor in inside:
        behind = cues.text[actor.end : end]
        if actor.kind == "organisation" and (
            behind in _WHAT_IT_IS or (not behind and actor.name in _WIRES)
        ):
            return actor.name
    return None


_WIRES = frozenset(
    ("Reuters", "AFP", "SANA", "Xinhua", "Sputnik", "Interfax", "TASS", "Anadolu Agency")
)
_WHAT_IT_IS = frozenset(
    (" news agency", " agency", " reporter", " correspondent", " news channel", " TV")
)


def _plain(words: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", " ".join(words.split()), flags=re.IGNORECASE)


def cited_for(cues: Cues, figure: Casualty) -> Cited | None:
    """The source the figure's sentence cites for it: the one whose clause is nearest."""
    scene = cues.scene(figure.sentence)
    best: tuple[int, Cited] | None = None
    for cited in cited_in(cues, figure.sentence):
        inside = figure.start + 5 < cited.start and cited.end <= figure.end
        if inside and not cues.text.startswith(("whom ", "who "), max(0, cited.start - 5)):
            continue
        behind = cited.verb >= figure.end
        between = (
            cues.text[figure.end : cited.start] if behind else cues.text[cited.verb : figure.start]
        )
        inverted = behind and cited.start > cited.verb
        apart = ";" in between.rstrip().removesuffix(";")  # "...; the agency reported."
        if apart or (behind and not inverted and not _trails(cues.text, cited, scene.end)):
            continue
        near = cited.end if behind else max(cited.end, cited.verb)
        cost = scene.cost((cited.start, near), (figure.start, figure.end))
        if best is None or cost < best[0]:
            best = (cost, cited)
    return best[1] if best else None


_TRAIL = re.compile(
    r"\w+(?: (?:reporters|journalists|AFP|AP|Reuters|in|on|at|by|to|late|a|an|the|earlier|later|today|"
    r"[A-Z][a-z]+day)\b|[,.;”\"]|$)"
)


def _trails(text: str, cited: Cited, end: int) -> bool:
    """True for "..., the police said.": nothing more is said behind the verb."""
    return bool(_TRAIL.match(text, cited.verb, end))


def label_before(cues: Cues, figure: Casualty) -> str | None:
    """ "Defence Ministry: 100 killed", "OSOBLE: Twelve": who a paragraph or headline lets speak."""
    paragraph = cues.reading.sentences[figure.sentence].paragraph
    begin = (
        cues.reading.article.paragraphs[paragraph].start if cues.reading.article.paragraphs else 0
    )
    head = cues.text[begin : min(begin + 100, figure.start)]
    at = head.find(": ")
    if at < 3:
        return None
    found = _LABEL.search(head[: at + 2])
    if found is None:
        return None
    words = found.group(1).strip()
    if words.isupper():
        last = words.split()[-1].lower()
        people = (a for a in cues.reading.found.actors if a.kind == "person")
        return next((a.name for a in people if a.name.lower().split()[-1] == last), None)
    return words if _HEADS.search(words) else None
