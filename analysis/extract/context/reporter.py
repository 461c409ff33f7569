"""Who is cited for a figure: the speaker whose words hold it, or the source its clause names.

"Nine died, the monitor said" cites the monitor, and an article that names one monitor means that
one. A sentence that cites nobody has no reporter, unless it repeats a figure somebody is cited for.
"""

from __future__ import annotations

import re

from analysis.extract.context.citing import cited_for, cited_in, closing, label_before, label_behind
from analysis.extract.context.cues import Cues, quotes_by_start, reach
from analysis.extract.context.denied import denied_source
from analysis.extract.context.source_names import SourceNames
from analysis.extract.context.source_words import HEADS, Cited
from analysis.extract.context.standing import (
    bare,
    counted_by,
    is_document,
    issued_by,
    says_nothing,
)
from analysis.lean import dataclass, replace
from analysis.opened import Opened
from analysis.records import Casualty, Quote

_ACCORDING = Opened(
    r"\b(?:according to|(?:was|were|been) (?:reported|recorded|documented|counted|registered|verified|confirmed) by|"
    r"reported (?:missing|dead|killed|kidnapped|abducted|wounded) by|"
    r"by(?= (?:the |its |official )?(?:[\w-]+ ){0,3}[\w-]+[’']s? (?:count|tally|estimate))|"
    r"by the (?:accounts?|count|tally|estimates?) of|as reported by|citing|quoting|quoted)\s+(?:the |a |an )?"
    r"((?:[\w.’'-]+ ){0,9}?[\w.’'-]+?)(?=[,.;\"”]|[’']s? (?:count|tally|estimate|figures|reckoning)\b|"
    r"\s+(?:who|which|that|and|said|as|in|on|at|after|when|before|following|during|told|from|since|claimed|killed|wounded|injured|caused|left|were|was|had|has|"
    r"have|at least|more than|two|three|four|five|six|seven|eight|nine|ten|tens|dozens|scores|hundreds|thousands|"
    r"several)\b|\s+\d|$)",
    re.IGNORECASE,
)
# "the claim by activists in the city that nine were killed"
_CLAIM_OF = Opened(
    r"\b(?:claims?|reports?|allegations?|accusations?|accounts?|announcements?|assertions?) (?:by|from) "
    r"(?:the |a |an )?((?:[\w.’'()-]+ ){0,9}?[\w.’'()-]+) that\b",
    re.IGNORECASE,
)
_PLACED = re.compile(r" (?:in|at|of|for|from|with) ")
# "according to the latest reports" names nobody
_NO_SOURCE = re.compile(
    r"(?:(?:the|its|their|verified|available|preliminary|initial|early|first|latest|updated|unconfirmed|various|"
    r"multiple|some|several) )*(?:data|reports?|figures|information|statistics|estimates|details)$",
    re.IGNORECASE,
)
# "among 18 dead as a raid hits the school ...": headlines run together
_RUN_ON = re.compile(r"(?:among|after|as|in|on|of|at|from|with|by|for|than|including) ")
# "according to report the Front has killed 67"
_BARE_DOCUMENT = re.compile(
    r"(report|statement|bulletin|document) (?:(?:the|a|an|at|its|these|those|most|all|both)\b|[A-Z])"
)
_HANGS = re.compile(r"\b(?:deaths?|of|the|for|to|by)$")  # "according to the death of ...": nobody


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who is cited, with the quote that says so and the rule."""

    name: str
    rule: str
    quote: Quote | None


_COUNTING = ("document", "record", "verif")


class Reporters(SourceNames):
    """The cited sources of one article."""

    def __init__(self, cues: Cues) -> None:
        super().__init__(cues)
        self._blocks = quotes_by_start(cues.reading.found.quotes)
        self._by_sentence: dict[int, Quote] | None = None
        self._roles = {
            q.speaker: q.speaker_role
            for q in reversed(cues.reading.found.quotes)
            if q.speaker_role  # as the text introduces him
        }

    def quote_at(self, figure: Casualty) -> Quote | None:
        """The innermost quote whose words or reported clause hold the figure."""
        at = figure.number_start if figure.number_start is not None else figure.start
        held = []
        for quote in self._blocks.get(at // 2000, ()):
            start, end = reach(quote)
            if start <= at < end or start <= figure.start < end:
                held.append((end - start, quote))
        inner = min(held, key=lambda pair: pair[0])[1] if held else None
        if inner is not None and (inner.rule, inner.cue) == ("quote.clause_before", "reported"):
            # "The mayor said nine died and six were hurt the news agency reported": all of it is his
            outer = (q for _, q in held if q.rule == "quote.clause_after" and q.start < inner.start)
            return next((q for q in outer if q.end >= inner.end), inner)
        return inner

    def _who_adds(self, quote: Quote | None) -> Quote | None:
        """ "..., said the surgeon, adding that nine had died": the speaker of the first is that of the second."""
        if quote is None or quote.cue != "adding" or quote.speaker_start is None:
            return quote
        here = self._cues.reading.sentence_at(quote.start)
        for other in self._cues.reading.found.quotes:
            if other.start >= quote.start:
                break
            last = other.speaker_start
            if (
                last is not None
                and self._cues.reading.sentence_at(last) == here
                and last > quote.speaker_start
            ):
                return replace(
                    quote,
                    speaker=other.speaker,
                    speaker_start=last,
                    speaker_end=other.speaker_end,
                    speaker_role=other.speaker_role,
                    speaker_kind=other.speaker_kind,
                )
        return quote

    def local(self, figure: Casualty) -> Reporter | None:
        """The source the figure's own sentence names."""
        if figure.status == "denied":
            return self._of_denied(figure)
        quote = self._who_adds(self.quote_at(figure))
        return self._claimed_by(figure, quote) or self._cited(figure, quote)

    def _cited(self, figure: Casualty, quote: Quote | None) -> Reporter | None:
        """The speaker of the quotation that holds the figure, or whom its sentence cites for it."""
        cues = self._cues
        quote, cited = _who_speaks(cues, figure, quote)
        if quote is not None:
            own = quote.speaker_start is not None and (
                cues.reading.sentence_at(quote.speaker_start) == figure.sentence
            )
            name = self._speaker(quote)
            name = bare(name) if name else None
            nobody = name and (_NO_SOURCE.match(name) or says_nothing(name) or _RUN_ON.match(name))
            name = None if nobody else name
            if name and cited is not None and is_document(name) and not is_document(cited.name):
                name = None  # "the Front claimed it in a statement and put the dead at nine": the Front
            issued = None
            if name and quote.speaker_start is not None:
                issued = _who_issued(cues, quote.speaker_start)
            counted = counted_by(cues, quote.speaker_start) if quote.speaker_start else None
            counted = issued or counted
            name = name if counted is None else self.settled(counted) or None
            if name and quote.speaker_start is not None and quote.speaker_end is not None:
                name = self._stands_for(name, quote.speaker_start, quote.speaker_end)
            if quote.speaker_start is not None and self._harmed(figure, quote.speaker_start):
                name = None  # those harmed did not say so
            if (
                _cut_in(cues.text, figure, quote, cited)
                or _given_by(cues, figure, quote)
                or _turned(cues.text, quote, cited)
            ):
                name = None
            if name and (own or cited is None or cited.verb > figure.end or quote.kind != "mixed"):
                role = self._roles.get(quote.speaker)
                return Reporter(name, "reporter.quote", replace(quote, speaker_role=role))
        label = label_before(cues, figure)
        if label:
            return Reporter(label, "reporter.label", None)
        if cited is None and (label := label_behind(cues, figure)):
            return Reporter(self.settled(label), "reporter.label", None)
        scene = cues.scene(figure.sentence)
        found = _ACCORDING.search(cues.reading, scene.start, min(scene.end, scene.start + 3000))
        if found and cited is not None and found.end() < figure.start and figure.end <= cited.start:
            found = None  # "..., according to X, and nine were hurt, hospital records show"
        if (
            found
            and not _NO_SOURCE.match(found.group(1).rstrip("."))
            and not self._cut_off(figure, found)
        ):
            name = _who_issued(cues, found.start(1)) or counted_by(cues, found.start(1))
            name = self.settled(_named(cues, found) if name is None else name)
            if name and not says_nothing(name) and not _HANGS.search(name):
                name = self._stands_for(name, *found.span(1))
                return Reporter(name, "reporter.according", None)
        numbered = _NUMBERED.search(cues.text, figure.end, min(scene.end, figure.end + _NEAR))
        if cited is None and numbered is not None:
            return Reporter(numbered[1], "reporter.numbered", None)
        if cited is not None:
            name = self._owner(cited.name, cited.start) or cited.name
            name = self.settled(self._whose(name, cited.start) or "")
            name = self._stands_for(name, cited.start, cited.end) if name else name
            name = "" if says_nothing(name) else name
            return Reporter(name, "reporter.cited", None) if name else None
        return None

    def _claimed_by(self, figure: Casualty, quote: Quote | None) -> Reporter | None:
        """ "Kigali rejected the claim by villagers in Masisi that nine had died": they, not Kigali."""
        cues, scene = self._cues, self._cues.scene(figure.sentence)
        found = _CLAIM_OF.search(cues.reading, scene.start, figure.start)
        if found is None or (quote is not None and quote.start >= found.end()):
            return None
        named = any(
            found.start(1) <= a.start and a.end == found.end(1) and a.kind != "population"
            for a in scene.actors
        )
        if not named and not HEADS.search(_PLACED.split(found[1], maxsplit=1)[0]):
            return None
        name = self._stands_for(self.settled(found[1]), *found.span(1))
        return Reporter(name, "reporter.claim_of", None)

    def _harmed(self, figure: Casualty, at: int) -> bool:
        """True where the words of the speaker are those of people the sentence counts."""
        scene = self._cues.scene(figure.sentence)
        parts = [f for f in scene.figures if f is figure or f.subset_of == figure.id]
        return any(f.start <= at < f.end for f in parts)

    def speaking(self, sentence: int) -> Reporter | None:
        """Who is cited in a sentence, by the last quotation whose speaker it names."""
        if self._by_sentence is None:
            self._by_sentence = {}
            for quote in self._cues.reading.found.quotes:
                if quote.speaker_start is not None and quote.via is None:
                    self._by_sentence[self._cues.reading.sentence_at(quote.speaker_start)] = quote
        said = self._by_sentence.get(sentence)
        if said is not None and self._only_denies(said):
            return None
        name = self._speaker(said) if said is not None else None
        if (
            said is not None
            and name
            and said.speaker_start is not None
            and said.speaker_end is not None
        ):
            name = self._stands_for(name, said.speaker_start, said.speaker_end)
        return Reporter(name, "reporter.continued", said) if name else None

    def _only_denies(self, quote: Quote) -> bool:
        """ "Kigali denies it. The war has driven out ...": who says no tells nothing further."""
        denying = self._cues.once(
            "denying",
            lambda: self._cues.reading.lexicons["reporting"].terms(**{"class": "denying"}),
        )
        words = (quote.cue or "").lower().split()
        return quote.kind == "indirect" and bool(words) and words[0] in denying

    def counting(self, sentence: int) -> Reporter | None:
        """ "The office documented 58 abuses. At least 73 were killed": who counted in a sentence."""
        for cited in cited_in(self._cues, sentence):
            if self._cues.text.startswith(_COUNTING, cited.verb):
                name = self._stands_for(self.settled(cited.name), cited.start, cited.end)
                return Reporter(name, "reporter.counting", None)
        return None

    def _of_denied(self, figure: Casualty) -> Reporter | None:
        """Who claimed the figure that somebody denies; the denier claims nothing."""
        name = denied_source(self._cues, figure)
        return Reporter(name, "reporter.denied", None) if name else None

    def _cut_off(self, figure: Casualty, found: re.Match[str]) -> bool:
        """True where a new clause parts the figure from "according to"."""
        low, high = figure.end, found.start()
        if found.start() < figure.start:
            low, high = found.end() + 1, figure.start
        scene = self._cues.scene(figure.sentence)
        if ";" in self._cues.text[low:high]:
            return True
        return sum(low <= b < high for b in scene.breaks()) > 1


def _turned(text: str, quote: Quote, cited: Cited | None) -> bool:
    """ "A bomb killed nine in Sebha says a local radio station": the station, not Sebha."""
    if cited is None or cited.start < cited.verb or quote.speaker_start is None:
        return False
    before = text[max(0, quote.speaker_start - 8) : quote.speaker_start]
    return quote.speaker_start < cited.verb and _IN_A_PLACE.search(before) is not None


_IN_A_PLACE = re.compile(r" (?:in|on|at|near|of|from|to) (?:the )?$")


def _cut_in(text: str, figure: Casualty, quote: Quote, cited: Cited | None) -> bool:
    """ "X said eight died, but Y put the deaths at six": another who is cited nearer the figure."""
    if cited is None or quote.kind != "indirect" or not quote.start < cited.start < figure.start:
        return False
    if text.startswith(("received", "treated", "operated"), cited.verb):
        return False  # "medics said that two hospitals received the bodies of nine"
    return cited.verb < figure.start and _BUT.search(text, quote.start, cited.start) is not None


def _only_vows(text: str, figure: Casualty, quote: Quote | None, cited: Cited | None) -> bool:
    """ "He vowed to fight on in a war that has left dozens dead": the newsroom counts them."""
    ends = [quote.speaker_end] if quote is not None and quote.kind == "indirect" else []
    ends += [cited.end] if cited is not None else []
    return any(end and end < figure.start and _TO_DO.match(text, end) for end in ends)


def _who_speaks(
    cues: Cues, figure: Casualty, quote: Quote | None
) -> tuple[Quote | None, Cited | None]:
    """The quotation that tells of the figure, and whom its sentence cites for it."""
    cited = cited_for(cues, figure)
    if _only_vows(cues.text, figure, quote, cited) or _by_nobody(cues, figure):
        return None, None
    closes = _behind_a_headline(cues, figure, quote)
    return (None, closes) if closes is not None else (quote, cited)


def _by_nobody(cues: Cues, figure: Casualty) -> bool:
    """ "A day after it was announced that raids had killed 58, the agency said ...", "He is looking into
    reports that troops killed 58": announced and reported by nobody."""
    if _HEARSAY.isdisjoint(cues.reading.vocabulary):
        return False
    low = max(cues.scene(figure.sentence).start, figure.start - _NEAR)
    return _WAS_ANNOUNCED.search(cues.text[low : figure.start]) is not None


_HEARSAY = frozenset("announced reports allegations claims".split())
_WAS_ANNOUNCED = re.compile(
    r"\b(?:(?:after|before|since|when|as) it (?:was|had been) (?:\w+ly )?announced that|"
    r"(?:clarity (?:on|about)|investigat(?:e|ed|es|ing)|look(?:ed|ing)? into|prob(?:e|ed|ing)|verify(?:ing)?|"
    r"check(?:ed|ing)?|concerned (?:by|about|at|over)|alarmed (?:by|at)|shocked (?:by|at)|assess(?:ed|ing)?|"
    r"react(?:ed|ing) to|respond(?:ed|ing) to) (?:(?:the|media|press|local|these|those|recent|its|credible) )*"
    r"(?:reports?|allegations|claims) (?:that|suggesting|claiming|alleging|saying|indicating))\b[^,.;]*$"
)


def _behind_a_headline(cues: Cues, figure: Casualty, quote: Quote | None) -> Cited | None:
    """ "Haftar says he is ready Nearly 40 soldiers died in Kara a monitor said Friday": a headline has run
    into the story, and what it lets somebody say ends before the figure, which another closes."""
    if quote is None or (quote.kind, quote.cue) != ("indirect", "says"):
        return None
    if quote.speaker_start is None or quote.speaker_start > figure.start:
        return None
    return closing(cues, figure)


_TO_DO = re.compile(
    r" (?:(?:has|have|had|also|again) )*(?:vow|pledg|promis|threaten|agree|undert|swore|offer|prepar|refus)\w*"
    r"(?: (?:(?:on|late|early) )*[A-Z][a-z]+day)?"
    r"(?: \w+ly)? to [a-z]+\b[^.;]{0,250}?\b(?:that|which|where|in which|who) "
)


def _given_by(cues: Cues, figure: Casualty, quote: Quote) -> bool:
    """ "..., 40 of them, by the estimate of X, and six million fled, Y says": the nearer source's own."""
    found = _ACCORDING.search(cues.reading, figure.end, figure.end + _NEAR)
    if found is None or quote.speaker_start is None or quote.speaker_start < found.end():
        return False
    between = cues.text[figure.end : found.start()]
    for other in cues.scene(figure.sentence).figures:  # "Nine dead and six hurt were reported by X"
        if figure.end < other.start and other.end <= found.start():
            between = between.replace(f"and {other.of(cues.text)}", "", 1)
    return not re.search(r"\band\b|;", between)


# "18,000 displaced from Kara (Flash Update No. 2)"
_NUMBERED = re.compile(
    r"\(((?:[A-Z][a-z]+ )?(?:Update|Report|Bulletin|Release|Statement|Sitrep|SitRep|Brief) (?:No\.?|no\.?|#) ?\d+)\)"
)
_NEAR = 120  # characters in which "by the count of" still speaks of the figure
_BUT = re.compile(r"\b(?:but|while|whereas|though|although|and|against)\b")


# "according to a study published on Friday by the monitors"
_ISSUED_BY = re.compile(
    r"(?:[\w-]+ ){0,2}(?:report|study|survey|investigation|inquiry|analysis|tally|count|briefing|dossier|statement|"
    r"bulletin)s? (?:(?:released|published|issued|compiled|prepared|put out|made public|drawn up|circulated)"
    r"(?: (?:on |this |last |late |early |earlier )?[\w-]+){0,3}? )?by (?:the |an? )?"
    r"((?:[\w.’'-]+ ){0,5}?[\w.’'-]+?)(?=[,.;\"”]|\s+(?:on|in|this|last|after|who|which|that|and|said|says|"
    r"found|concluded|showed)\b|$)"
)


def _who_issued(cues: Cues, at: int) -> str | None:
    """Whose report it is, where the words behind "according to a report" say so."""
    alone = _BARE_DOCUMENT.match(cues.text, at)
    if alone is not None:
        return issued_by(cues, alone[1], at) or alone[1]
    issued = _ISSUED_BY.match(cues.text, at)
    return _named(cues, issued) if issued is not None else None


def _named(cues: Cues, found: re.Match[str]) -> str:
    """The canonical name of the actor in "according to X", else the words."""
    start, end = found.span(1)
    for actor in cues.scene(cues.reading.sentence_at(start)).actors:
        if start <= actor.start < end:
            return actor.name
    return found.group(1).rstrip(".,;:")


def is_not_cited_again(figure: Casualty, other: Casualty, repeats: set[str]) -> bool:
    """What the newsroom says again behind the lead; "a number of them" here, "a number of them" there."""
    vague = figure.best is None and other.sentence != figure.sentence
    return vague or figure.id in repeats or figure.subset_of in repeats
