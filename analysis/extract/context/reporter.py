"""Who is cited for a figure: the speaker whose words hold it, or the source its clause names.

"Nine died, the monitor said" cites the monitor, and an article that names one monitor means that
one. A sentence that cites nobody has no reporter, unless it repeats a figure somebody is cited for.
"""

from __future__ import annotations

import re

from analysis.extract.context.citing import (
    Cited,
    cited_for,
    cited_in,
    label_before,
    outlet_of,
)
from analysis.extract.context.cues import Cues, kinds_of, quotes_by_start, reach
from analysis.extract.context.denied import denied_source
from analysis.extract.context.standing import (
    OFFICE,
    TITLE_ALONE,
    bare,
    beside,
    counted_by,
    holder,
    is_document,
    issued_by,
    owning_body,
    says_nothing,
)
from analysis.lean import dataclass, replace
from analysis.opened import Opened
from analysis.reading import Reading, starting
from analysis.records import Casualty, Quote

_ACCORDING = Opened(
    r"\b(?:according to|(?:was|were|been) (?:reported|recorded|documented) by|"
    r"reported (?:missing|dead|killed|kidnapped|abducted|wounded) by|"
    r"by(?= (?:the |its |official )?(?:[\w-]+ ){0,3}[\w-]+[’']s? (?:count|tally|estimate))|"
    r"by the (?:accounts?|count|tally|estimates?) of|as reported by|citing|quoting|quoted)\s+(?:the |a |an )?"
    r"((?:[\w.’'-]+ ){0,9}?[\w.’'-]+?)(?=[,.;\"”]|[’']s? (?:count|tally|estimate|figures|reckoning)\b|"
    r"\s+(?:who|which|that|and|said|as|in|on|at|told|from|since|claimed|killed|wounded|injured|caused|left|were|was|had|has|"
    r"have|at least|more than|two|three|four|five|six|seven|eight|nine|ten|dozens|scores|hundreds|several)\b|\s+\d|$)",
    re.IGNORECASE,
)
# "according to the latest reports" names nobody
_NO_SOURCE = re.compile(
    r"(?:(?:the|its|their|verified|available|preliminary|initial|early|first|latest|updated|unconfirmed|various|"
    r"multiple|some|several) )*(?:data|reports?|figures|information|statistics|estimates|details)$",
    re.IGNORECASE,
)
# "among 18 dead as a raid hits the school ...": headlines run together
_RUN_ON = re.compile(r"(?:among|after|as|in|on|of|at|from|with|by|for|than|including) ")
_MONITOR = re.compile(
    r"^(?:the |a |an )?(?:[\w-]+[ -]){0,3}?(?:monitors?|observatory|NGO|monitor(?:ing)? group|watchdog|"
    r"(?:human )?rights group|"
    r"(?:Britain|UK|U\.K\.|London|Coventry)-based (?:group|organi[sz]ation)|"
    r"(?:group|organi[sz]ation)(?: (?:tracking|monitoring|that (?:tracks|monitors))(?: [\w-]+){1,4}))$",
    re.IGNORECASE,
)
_WATCHES = re.compile(r"\b(?:Observatory|Monitor\w*|Watch|Human Rights|Tally|Tracker)\b")
_MONITORS = re.compile(r"\b(?:Observatory|Monitor\w*|Tally|Tracker)\b")  # of bodies that watch
_BEFORE_NAME = re.compile(
    r"\b((?:[A-Z][\w’'.-]*n )?(?:state|state-run|official|national|local|provincial|regional) )$"
)
_GENERIC = frozenset("tv television radio media agency ministry army police mission".split())
_BODIES = frozenset(
    ("group", "agency", "organisation", "organization", "charity", "network", "body", "movement")
)
_SOURCE = re.compile(r"\bsource\b")
_HANGS = re.compile(r"\b(?:deaths?|of|the|for|to|by)$")  # "according to the death of ...": nobody
_KINDS = frozenset(("official", "state", "same", "aid", "rescue", "activist", "medical", "relief"))
_BODY_BACK = 3  # sentences in which the body was cited or named
_PRONOUNS = frozenset(("he", "she", "it", "they"))
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_KIN_OF = re.compile(  # "the bride's father": whose he is tells who he is
    r"[’']s? (?:father|mother|parents?|brother|sister|son|daughter|wife|widow|husband|uncle|aunt|cousin|lawyers?|"
    r"neighbou?rs?|family|relatives)$"
)
_OWNER = re.compile(r"^[a-z]+[’']s ")
# "Armenia's Defense Ministry", where another state's speaks too
_STATE_OF = re.compile(r"\b([A-Z]\w+[’']s )$")
_OF_STATE = re.compile(r"\b(?:ministry|army|military|government|police|command)$", re.IGNORECASE)
_OURSELVES = re.compile(
    r"\b(?:this|our) (?:own )?(?:agency|newspaper|news agency|network|website|site|reporters?)$"
)
_WING = re.compile(
    r"\b(?:wing|office|arm|service|radio|television|department|spokes\w+|bureau|channel)$",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"([A-Z][\w’'-]*(?: [\w’'-]+){0,3}), whose $")
_TAIL = re.compile(r"\s+(?:there|here|denies|denied|says|said)\.?$")


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who is cited, with the quote that says so and the rule."""

    name: str
    rule: str
    quote: Quote | None


_COUNTING = ("document", "record", "verif")


class Reporters:
    """The cited sources of one article."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._blocks = quotes_by_start(cues.reading.found.quotes)
        self._by_sentence: dict[int, Quote] | None = None
        self._roles = {
            q.speaker: q.speaker_role
            for q in reversed(cues.reading.found.quotes)
            if q.speaker_role  # as the text introduces him
        }
        self._pronouns = {
            q.speaker_start: q.speaker
            for q in cues.reading.found.quotes
            if q.speaker_start is not None and q.speaker and q.speaker.lower() not in _PRONOUNS
        }

    def quote_at(self, figure: Casualty) -> Quote | None:
        """The innermost quote whose words or reported clause hold the figure."""
        at = figure.number_start if figure.number_start is not None else figure.start
        held = []
        for quote in self._blocks.get(at // 2000, ()):
            start, end = reach(quote)
            if start <= at < end or start <= figure.start < end:
                held.append((end - start, quote))
        return min(held, key=lambda pair: pair[0])[1] if held else None

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
        cues = self._cues
        if figure.status == "denied":
            return self._of_denied(figure)
        quote = self._who_adds(self.quote_at(figure))
        cited = cited_for(cues, figure)
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
            counted = counted_by(cues, quote.speaker_start) if quote.speaker_start else None
            name = name if counted is None else self.settled(counted) or None
            if name and quote.speaker_start is not None and quote.speaker_end is not None:
                name = self._stands_for(name, quote.speaker_start, quote.speaker_end)
            if quote.speaker_start is not None and self._harmed(figure, quote.speaker_start):
                name = None  # those harmed did not say so
            if _cut_in(cues.text, figure, quote, cited) or _given_by(cues.reading, figure, quote):
                name = None
            if name and (own or cited is None or cited.verb > figure.end or quote.kind != "mixed"):
                role = self._roles.get(quote.speaker)
                return Reporter(name, "reporter.quote", replace(quote, speaker_role=role))
        label = label_before(cues, figure)
        if label:
            return Reporter(label, "reporter.label", None)
        scene = cues.scene(figure.sentence)
        found = _ACCORDING.search(cues.reading, scene.start, min(scene.end, scene.start + 3000))
        if found and cited is not None and found.end() < figure.start and figure.end <= cited.start:
            found = None  # "..., according to X, and nine were hurt, hospital records show"
        if (
            found
            and not _NO_SOURCE.match(found.group(1).rstrip("."))
            and not self._cut_off(figure, found)
        ):
            name = counted_by(cues, found.start(1))
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

    def _harmed(self, figure: Casualty, at: int) -> bool:
        """True where the words of the speaker are those of people the sentence counts."""
        scene = self._cues.scene(figure.sentence)
        parts = [f for f in scene.figures if f is figure or f.subset_of == figure.id]
        return any(f.start <= at < f.end for f in parts)

    def _stands_for(self, name: str, start: int, end: int) -> str:
        """The person or body that the words of a source stand for, the name itself where none is."""
        name = bare(name)
        if name in self._people() and not TITLE_ALONE.search(name):
            return name
        if name.lower() == "source":
            return self._source_before(start) or name
        *kind, head = name.lower().split(" ")
        if head in _BODIES and (not kind or (len(kind) == 1 and kind[0] in _KINDS)):
            ahead = self._cues.text[max(0, start - 4) : start + 4].lower()
            if "the " in ahead:
                return self._body_before(start) or name
        inside = starting(self._cues.reading.found.actors, start + 1, end)
        outlet = outlet_of(self._cues, inside, end)
        if outlet is not None:
            return outlet
        body = owning_body(self._cues, start, end)
        if body is not None:
            return body
        person = None
        if OFFICE.search(name):
            person = beside(self._cues, start, end) or holder(self._cues, name)
        return person or issued_by(self._cues, name, start) or name

    def _source_before(self, at: int) -> str | None:
        """Which source "the source" is: the one cited just before, with where it sits."""
        here = self._cues.reading.sentence_at(at)
        for quote in reversed(self._cues.reading.found.quotes):
            start, name = quote.speaker_start, quote.speaker or ""
            if (
                start is None
                or start >= at
                or here - self._cues.reading.sentence_at(start) > _BODY_BACK
            ):
                continue
            if name != "source" and _SOURCE.search(name):
                return name
        return None

    def _body_before(self, at: int) -> str | None:
        """Whom "the group" means where no quotation says so: the body last cited, or the only one just named."""
        here = self._cues.reading.sentence_at(at)
        for quote in reversed(self._cues.reading.found.quotes):
            start = quote.speaker_start
            if start is None or start >= at or quote.speaker_kind != "organisation":
                continue
            if here - self._cues.reading.sentence_at(start) > _BODY_BACK:
                return None
            name = quote.speaker
            if name is None or name.lower() in _BODIES:
                continue
            return self._stands_for(name, start, quote.speaker_end or start)
        for sentence in range(here, max(-1, here - _BODY_BACK), -1):
            bodies = {
                a.name
                for a in self._cues.scene(sentence).actors
                if a.kind == "organisation" and a.end <= at
            }
            if bodies:
                return next(iter(bodies)) if len(bodies) == 1 else None
        return None

    def _whose(self, name: str, at: int) -> str | None:
        """Who "he" is, or whose "her register" is: the quotation's speaker, or the last one named."""
        low = name.lower()
        if not low.startswith(("his ", "her ", "he", "she", "it", "they")) or (
            low not in _PRONOUNS and not low.startswith(("his ", "her "))
        ):
            return name
        speaker = self._pronouns.get(at)
        if speaker:
            return speaker
        if low in ("it", "they"):
            return None
        sentence = self._cues.reading.sentence_at(at)
        for index in range(sentence, max(-1, sentence - 3), -1):
            for actor in reversed(self._cues.scene(index).actors):
                if actor.kind == "person" and actor.start < at:
                    return actor.name
        return None

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

    def _speaker(self, quote: Quote) -> str | None:
        """A quote's speaker by the name the tables use, or by the words where there is none."""
        text = self._cues.text
        words = None
        if quote.speaker_start is not None and quote.speaker_end is not None:
            words = text[quote.speaker_start : quote.speaker_end]
        name = quote.speaker or words
        if name and name.lower() in _PRONOUNS and quote.speaker_start is not None:
            name = self._whose(name, quote.speaker_start)
        if not name:
            return None
        if words and " " not in name and words.lower().endswith(f" {name.lower()}"):
            named = bool(kinds_of(self._cues.reading, name))
            if (not named or name.lower() in _GENERIC) and 1 < len(words.split()) < 6:
                name = _ARTICLE.sub("", words)
        owner = self._owner(name, quote.speaker_start)
        if owner:
            return owner
        if words and _MONITOR.search(words):
            return self._monitor() or name
        if words and words.endswith(name) and _OF_STATE.search(name):
            if _STATE_OF.search(words[: -len(name)]):
                return words
        if words and quote.speaker_start and name.lower() in words.lower():
            name = f"{_modifiers(text, quote.speaker_start, name)}{name}"
            if name.split()[-1].lower() == "violence":
                return self._monitor() or name
        return self.settled(name)

    def _owner(self, name: str, at: int | None) -> str | None:
        """ "Kenya's army, whose media wing said": the body that a wing or office belongs to."""
        if at is None or not _WING.search(name):
            return None
        found = _WHOSE.search(self._cues.text, max(0, at - 60), at)
        return found.group(1) if found else None

    def settled(self, name: str) -> str:
        """The name without a word of place or possession; a person's without the office."""
        if _MONITOR.search(name):
            return self._monitor() or name
        outlet = self._cues.reading.article.outlet
        if outlet and _OURSELVES.search(name):
            return outlet
        name = _TAIL.sub("", name if _KIN_OF.search(name) else _OWNER.sub("", name))
        name = self._meant_by(name) or name
        words = name.split(" ")
        ends = (" ".join(words[k:]) for k in range(1, len(words)))
        return next((end for end in ends if end in self._people()), name)

    def _meant_by(self, name: str) -> str | None:
        """Whom "group" or "agency" means, where a quotation of the article says whose words "the group" are."""
        if name.lower() not in _BODIES:
            return None
        text = self._cues.text
        for quote in self._cues.reading.found.quotes:
            start, end = quote.speaker_start, quote.speaker_end
            if quote.speaker and start is not None and end is not None:
                if (
                    text[start:end].lower()
                    == f"the {name.lower()}"
                    != f"the {quote.speaker.lower()}"
                ):
                    return quote.speaker
        return None

    def _people(self) -> frozenset[str]:
        actors = self._cues.reading.found.actors
        return self._cues.once(
            "people", lambda: frozenset(a.name for a in actors if a.kind == "person")
        )

    def _monitor(self) -> str | None:
        """The organisation that "a monitor" stands for, where the article names one only."""
        return self._cues.once("monitor", self._only_monitor)

    def _only_monitor(self) -> str | None:
        actors = self._cues.reading.found.actors
        bodies = {a.name for a in actors if a.kind == "organisation"}
        names = [name for name in bodies if _WATCHES.search(name)]
        if len(names) == 1:
            return names[0]
        watching = [name for name in names if _MONITORS.search(name)]
        return watching[0] if len(watching) == 1 else None

    def _cut_off(self, figure: Casualty, found: re.Match[str]) -> bool:
        """True where a new clause parts the figure from "according to"."""
        low, high = figure.end, found.start()
        if found.start() < figure.start:
            low, high = found.end() + 1, figure.start
        scene = self._cues.scene(figure.sentence)
        if ";" in self._cues.text[low:high]:
            return True
        return sum(low <= b < high for b in scene.breaks()) > 1


def _cut_in(text: str, figure: Casualty, quote: Quote, cited: Cited | None) -> bool:
    """ "X said eight died, but Y put the deaths at six": another who is cited nearer the figure."""
    if cited is None or quote.kind != "indirect" or not quote.start < cited.start < figure.start:
        return False
    if text.startswith(("received", "treated", "operated"), cited.verb):
        return False  # "medics said that two hospitals received the bodies of nine"
    return cited.verb < figure.start and _BUT.search(text, quote.start, cited.start) is not None


def _given_by(reading: Reading, figure: Casualty, quote: Quote) -> bool:
    """ "..., 40 of them, by the estimate of X, and six million fled, Y says": the nearer source's own."""
    found = _ACCORDING.search(reading, figure.end, figure.end + _NEAR)
    if found is None or quote.speaker_start is None or quote.speaker_start < found.end():
        return False
    return not re.search(r"\band\b|;", reading.text[figure.end : found.start()])


# "18,000 displaced from Kara (Flash Update No. 2)"
_NUMBERED = re.compile(
    r"\(((?:[A-Z][a-z]+ )?(?:Update|Report|Bulletin|Release|Statement|Sitrep|SitRep|Brief) (?:No\.?|no\.?|#) ?\d+)\)"
)
_NEAR = 120  # characters in which "by the count of" still speaks of the figure
_BUT = re.compile(r"\b(?:but|while|whereas|though|although|and|against)\b")


def _modifiers(text: str, start: int, name: str) -> str:
    """ "Syrian state " before "TV": what belongs to a speaker's name and was left out."""
    found = _BEFORE_NAME.search(text, max(0, start - 40), start)
    if found is None and _OF_STATE.search(name):
        found = _STATE_OF.search(text, max(0, start - 40), start)
    return found.group(1) if found else ""


def _named(cues: Cues, found: re.Match[str]) -> str:
    """The canonical name of the actor in "according to X", else the words."""
    start, end = found.span(1)
    for actor in cues.scene(cues.reading.sentence_at(start)).actors:
        if start <= actor.start < end:
            return actor.name
    return found.group(1).rstrip(".,;:")
