"""Who a sentence cites for a figure that no quotation holds.

"... killed nine, a monitor said a day after the truce", "the observatory counted 73", "Defence
Ministry: 100 killed": of those it cites, the one whose clause is nearest.
"""

from __future__ import annotations

import re

from analysis.extract.context.before_verb import before_verb
from analysis.extract.context.claimed_deed import claims_a_deed
from analysis.extract.context.cues import Cues
from analysis.extract.context.source_words import (
    HEADS,
    LONGEST,
    Cited,
    source_at,
)
from analysis.lexicon import Tag
from analysis.reading import starting
from analysis.records import Casualty

_SAYS = frozenset(("saying", "announcing", "claiming"))
_LABEL = re.compile(r"(?:^|\n|(?<=\d{4} ))([A-Z][\w.’' -]{3,60}?)(?: \([^)]{1,30}\))?: $")


def cited_in(cues: Cues, sentence: int) -> list[Cited]:
    """Everybody the sentence cites with a verb of saying or counting, in order; found once."""
    scene = cues.scene(sentence)
    if scene.cited is None:
        scene.cited = []
        reading, span = cues.reading, cues.reading.sentences[sentence]
        for lexicon in ("reporting", "citing"):
            for tag in reading.tagged_within(lexicon, span.first, span.stop):
                if claims_a_deed(cues, reading.tokens.starts[tag.first]):
                    continue
                by = reading.tokens.norms[tag.stop : tag.stop + 2]
                if by[:1] == ["by"] and by[-1].endswith("ing"):
                    continue  # "the rebels countered by shelling the port"
                if _CLAIMED_LIVES.match(cues.text, reading.tokens.starts[tag.first]):
                    continue
                if sentence == 0 and reading.tokens.words[tag.first] == "Report":
                    continue  # "23 Fighters Killed in the Sahel Report."
                finds = tag.entry.get("class") == "finding" and _finds(cues, tag)
                if lexicon == "citing" or finds or tag.entry.get("class") in _SAYS:
                    found = before_verb(cues, tag.first, span.first) or _behind(cues, tag)
                    if found is not None:
                        scene.cited.append(found)
        opens = _NUMBERED.match(cues.text, scene.start, scene.end)
        if opens is not None:
            scene.cited.append(Cited(opens[1], opens.start(), opens.end(1), opens.start(2)))
        scene.cited += _verbs_of(cues, _PUT, _PUT_AT, sentence)
        scene.cited += _verbs_of(cues, _RAISED, _RAISED_TO, sentence)
        scene.cited += _verbs_of(cues, _ACCUSES, _ACCUSED_OF, sentence)
        scene.cited.sort(key=lambda c: (c.start, -c.end))
    found_all: list[Cited] = scene.cited
    return found_all


# "shelling by the army claimed at least nine lives": said by nobody
_CLAIMED_LIVES = re.compile(
    r"claim(?:ed|s|ing) (?:(?!that\b|to\b|it\b)[\w,.-]+ ){1,5}(?:lives|victims)\b(?! (?:were|was|had|have|are)\b)"
)
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


# "later updated to 18 its toll for those killed at the bridge"
_RAISED_TO = re.compile(
    r"\b(?:updated|raised|revised|lowered|increased|amended) (?:up |down |again )?(?:(?:to|from) [^.;]{1,40}? )?its "
    r"(?:[\w-]+ ){0,3}?(?:toll|tally|count|estimate|figure|number)\b"
)
_RAISED = frozenset(("updated", "raised", "revised", "lowered", "increased", "amended"))


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
    found = (before_verb(cues, verb, first) for verb in verbs)
    return [cited for cited in found if cited is not None]


_PUT = frozenset(("put", "puts", "placed", "places", "set"))


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
    if actor is None and tokens.norms[tag.stop : tag.stop + 1] in (["a"], ["an"], ["the"]):
        return _said_behind(cues, tag.stop, comma=False)
    return Cited(actor.name, actor.start, actor.end, tokens.starts[tag.first]) if actor else None


def _said_behind(cues: Cues, verb: int, *, comma: bool = True) -> Cited | None:
    """ "..., three of them pupils, said the Hill Monitors, a local network.": the source by its name."""
    tokens = cues.reading.tokens
    end = cues.reading.sentences[cues.reading.sentence_of_token(verb - 1)].stop
    if verb < 2 or (comma and tokens.norms[verb - 2] != ",") or verb + 1 >= end:
        return None
    begin = verb + (tokens.norms[verb] in ("the", "a", "an"))
    stops = (k for k in range(begin, min(begin + LONGEST, end)) if tokens.norms[k] in _CLOSES)
    stop = next(stops, begin)
    return source_at(cues, begin, stop, tokens.starts[verb - 1])


_CLOSES = frozenset((",", ".", ";"))


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
        if behind and _says_its_own(cues.text, cited, figure.end):
            continue
        near = cited.end if behind else max(cited.end, cited.verb)
        cost = scene.cost((cited.start, near), (figure.start, figure.end))
        if best is None or cost < best[0]:
            best = (cost, cited)
    if best is not None and _TOOK_IN.search(cues.text, best[1].end, figure.start):
        closing = (c for c in cited_in(cues, figure.sentence) if c.verb > figure.end)
        told = next((c for c in closing if _trails(cues.text, c, scene.end)), None)
        return told or best[1]  # "Hospitals have admitted 237, the Red Cross said"
    return best[1] if best else None


def closing(cues: Cues, figure: Casualty) -> Cited | None:
    """Who closes the figure's sentence: "..., a monitor said Friday."."""
    scene = cues.scene(figure.sentence)
    said = (c for c in cited_in(cues, figure.sentence) if c.verb > figure.end)
    told = (c for c in said if cues.text.startswith("said", c.verb))
    return next((c for c in told if _trails(cues.text, c, scene.end)), None)


_AND_SO = re.compile(r"(?:, (?:and|but)|,? while|;) (?:(?:an?|the|its|their) )?$")
_ITS_OWN = re.compile(
    r"\w+(?: (?:(?:late |early )?on [A-Z][a-z]+day|late|earlier|later|in a statement|separately|also))?"
    r" (?:that|it|they|he|she|its|there|at least)\b"
)


def _says_its_own(text: str, cited: Cited, low: int) -> bool:
    """ "Rebels killed 18 guards, and the army said on Friday it had killed 27": only the 27 are its count."""
    opens = _AND_SO.search(text, low, cited.start) is not None
    return opens and _ITS_OWN.match(text, cited.verb) is not None


_TOOK_IN = re.compile(r"\b(?:admitted|received|treated|taken in|took in)\b[^,.;]{0,30}$")


def _finds(cues: Cues, tag: Tag) -> bool:
    """ "..., including seven nurses, an inquiry found a year later.": the finding ends what was found."""
    tokens = cues.reading.tokens
    ahead = max(0, tokens.starts[tag.first] - _FINDER)
    lead = cues.text[ahead : tokens.starts[tag.first]]
    return _INQUIRY.search(lead) is not None and bool(
        _TRAIL.match(cues.text, tokens.starts[tag.first])
    )


_FINDER = 90  # characters
_INQUIRY = re.compile(
    r", (?:an?|the|its|their) (?:[\w.’'-]+ ){0,7}?(?:inquiry|investigation|probe|study|survey|commission|panel|"
    r"tribunal|report|mission|court|investigators|experts)(?: by [^,.;]{2,50}| has| had)? $"
)
_TRAIL = re.compile(
    r"\w+(?: (?:(?:an?|two|three|several|some) (?:days|weeks|months?|years?) later|last (?:week|month|year)|"
    r"reporters|journalists|AFP|AP|Reuters|again|without|and|in|on|at|by|to|late|a|an|the|earlier|later|today|"
    r"[A-Z][a-z]+day)\b|[,.;”\"]|$)"
)


def _trails(text: str, cited: Cited, end: int) -> bool:
    """True for "..., the police said.": nothing more is said behind the verb."""
    return bool(_TRAIL.match(text, cited.verb, end))


_LABEL_BEHIND = re.compile(r": ([A-Za-z][\w-]*(?: [a-z]+){0,2})(?: [A-Z][a-z]+ [A-Z][\w-]+)?\.?$")


def label_behind(cues: Cues, figure: Casualty) -> str | None:
    """ "Hundreds dead as rebels take base: monitor Jane Roe": who ends a headline, its writer behind or not."""
    scene = cues.scene(figure.sentence)
    if figure.sentence > 0 or figure.end > scene.end - 3:
        return None
    found = _LABEL_BEHIND.search(cues.text, max(figure.end, scene.end - 70), scene.end)
    return found[1] if found is not None and HEADS.search(found[1]) else None


def label_run_in(cues: Cues, figure: Casualty) -> str | None:
    """ "Air raids kill dozens in rebel town Monitor": who ends a headline, the colon lost."""
    scene = cues.scene(figure.sentence)
    if figure.sentence > 0:
        return None
    found = _LABEL_LAST.search(cues.text, max(figure.end, scene.end - 60), scene.end)
    if found is None:
        return None
    return found[1] if found[1].isupper() else found[1].lower()


_LABEL_LAST = re.compile(
    r"(?<![.,;]) ((?i:monitors?|monitoring group|observatory|watchdog|rights group|state (?:media|tv|television)|"
    r"(?:(?:medical|military|police|security|local|hospital|rebel|opposition|diplomatic|army) )?sources?)|NGO|Ministry)"
    r"(?: (?:AFP|AP|Reuters)\b[^.]{0,24})?$"
)


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
    return words if HEADS.search(words) else None
