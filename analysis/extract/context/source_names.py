"""The person or body that the words of a source stand for.

"The monitor" is the one monitor the article names, "the group" the body last cited, "the mayor" who holds the office.
"""

from __future__ import annotations

import re

from analysis.extract.context.cues import Cues, kinds_of
from analysis.extract.context.source_words import PRONOUNS, TIED_TO, outlet_of
from analysis.extract.context.standing import (
    OFFICE,
    TITLE_ALONE,
    bare,
    beside,
    holder,
    issued_by,
    owning_body,
)
from analysis.reading import starting
from analysis.records import Actor, Quote

_MONITOR = re.compile(
    r"^(?!independent |international |foreign |UN |U\.N\. |election |truce |cease-?fire )"
    r"(?:the |a |an )?(?:[\w-]+[ -]){0,3}?(?:monitors?|observatory|NGO|monitor(?:ing)? group|watchdog|"
    r"(?:human )?rights group|"
    r"(?:Britain|UK|U\.K\.|London|Coventry)-based (?:group|organi[sz]ation)|"
    r"group with a (?:wide |vast )?network of [\w -]{3,40}|"
    r"(?:group|organi[sz]ation)(?: (?:tracking|monitoring|that (?:tracks|monitors))(?: [\w-]+){1,4}))$",
    re.IGNORECASE,
)
_SYRIAN = re.compile(r"\bsyrian\b.*\bobservatory$", re.IGNORECASE)  # there is but one
_SOHR = "Syrian Observatory for Human Rights"
_WATCHES = re.compile(r"\b(?:Observatory|Monitor\w*|Watch|Human Rights|Tally|Tracker)\b")
_MONITORS = re.compile(r"\b(?:Observatory|Monitor\w*|Tally|Tracker)\b")  # of bodies that watch
_IT_SAID = re.compile(  # "... were among the dead it said."
    r"it (?:said|added|reported|noted|stated)(?: (?:on )?[A-Z][a-z]+day| late| earlier)*[.,]?(?=\s|$)"
)
_WIRE = re.compile(r" (?:AFP|AP|Reuters)\b")
_BEFORE_NAME = re.compile(
    r"\b((?:[A-Z][\w’'.-]*n )?(?:state|state-run|official|national|local|provincial|regional) )$"
)
_GENERIC = frozenset("tv television radio media agency ministry army police mission".split())
_BODIES = frozenset(
    ("group", "agency", "organisation", "organization", "charity", "network", "body", "movement")
)
_SOURCE = re.compile(r"\bsource\b")
_KINDS = frozenset(("official", "state", "same", "aid", "rescue", "activist", "medical", "relief"))
_ARMED_TOO = frozenset(("group", "movement"))
_LINKED = ("-linked", "-affiliated", "-allied", "-inspired", "-aligned")
_ARMED_BACK = 5  # sentences
_OPENING = 20  # characters of "Last month" before "it"
_BODY_BACK = 3  # sentences in which the body was cited or named
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_KIN_OF = re.compile(  # "the bride's father": whose he is tells who he is
    r"[’']s? (?:father|mother|parents?|brother|sister|son|daughter|wife|widow|husband|uncle|aunt|cousin|lawyers?|"
    r"neighbou?rs?|family|relatives)$"
)
_OWNER = re.compile(r"^[a-z]+[’']s ")
_OFFICE_OF = re.compile(r"[a-z]+[’']s (?:press )?(?:office|bureau|spokes\w+)")
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
_SOME_OF_THEM = frozenset("some one another others many most several".split())
_MANY_SOURCES = re.compile(
    r"(?:\b(?!(?:and|but|the|while|as|in|on|at|of|from|by|with|said|had)\b)[\w-]+ ){0,3}"
    r"\b(?:websites|sites|sources|media|hospitals|"
    r"officials|witnesses|activists|reports|accounts|agencies|channels|newspapers|outlets|doctors|medics|residents)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:there|here|denies|denied|says|said)\.?$")


def _modifiers(text: str, start: int, name: str) -> str:
    """ "Syrian state " before "TV": what belongs to a speaker's name and was left out."""
    found = _BEFORE_NAME.search(text, max(0, start - 40), start)
    if found is None and _OF_STATE.search(name):
        found = _STATE_OF.search(text, max(0, start - 40), start)
    return found.group(1) if found else ""


class SourceNames:
    """Names the cited sources of one article."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._pronouns = {
            q.speaker_start: q.speaker
            for q in cues.reading.found.quotes
            if q.speaker_start is not None and q.speaker and q.speaker.lower() not in PRONOUNS
        }

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
            text = self._cues.text
            told_by = text.startswith((" that ", " which "), start + len(name)) or text.startswith(
                (" that ", " which "), end
            )  # "The charity that runs the clinic": none named before
            if "the " in ahead and not told_by:
                armed = head in _ARMED_TOO and not kind and self._armed_before(start)
                return self._body_before(start) or armed or name
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
            if name is None or name.lower() in _BODIES or _OF_STATE.search(name):
                continue
            return self._stands_for(name, start, quote.speaker_end or start)
        for sentence in range(here, max(-1, here - _BODY_BACK), -1):
            bodies = {
                a.name
                for a in self._cues.scene(sentence).actors
                if a.kind == "organisation" and a.end <= at and not _OF_STATE.search(a.name)
            }
            if bodies:
                return next(iter(bodies)) if len(bodies) == 1 else None
        return None

    def _armed_before(self, at: int) -> str | None:
        """The one armed group named shortly before "the group said it had killed 40"."""
        here = self._cues.reading.sentence_at(at)
        for sentence in range(here - 1, max(-1, here - 1 - _ARMED_BACK), -1):
            named = {
                a.name
                for a in self._cues.scene(sentence).actors
                if a.kind == "armed_group"
                and not a.name.islower()
                and not self._cues.text.startswith(_LINKED, a.end)
            }
            if named:
                return next(iter(named)) if len(named) == 1 else None
        return None

    def _whose(self, name: str, at: int) -> str | None:
        """Who "he" is, or whose "her register" is: the quotation's speaker, or the last one named."""
        low = name.lower()
        if not low.startswith(("his ", "her ", "he", "she", "it", "they")) or (
            low not in PRONOUNS and not low.startswith(("his ", "her "))
        ):
            return name
        speaker = self._pronouns.get(at)
        if speaker:
            return speaker
        if low == "it":
            return self._it_before(at)
        if low == "they":
            return None
        sentence = self._cues.reading.sentence_at(at)
        for index in range(sentence, max(-1, sentence - 3), -1):
            for actor in reversed(self._cues.scene(index).actors):
                if actor.kind == "person" and actor.start < at:
                    return actor.name
        return None

    def _it_before(self, at: int) -> str | None:
        """ "..., the monitor said. It counted nine more": the body cited in the sentence before."""
        here = self._cues.reading.sentence_at(at)
        opens = at - self._cues.scene(here).start <= _OPENING
        if not opens and not _IT_SAID.match(self._cues.text, at):
            return None
        for quote in reversed(self._cues.reading.found.quotes):
            start = quote.speaker_start
            if start is None or start >= at or not quote.speaker:
                continue
            if here - self._cues.reading.sentence_at(start) != 1 or quote.speaker_kind == "person":
                return None
            return self._stands_for(quote.speaker, start, quote.speaker_end or start)
        return None

    def _speaker(self, quote: Quote) -> str | None:
        """A quote's speaker by the name the tables use, or by the words where there is none."""
        text = self._cues.text
        words = None
        if quote.speaker_start is not None and quote.speaker_end is not None:
            words = text[quote.speaker_start : quote.speaker_end]
        name = quote.speaker or words
        if name and name.lower() in PRONOUNS and quote.speaker_start is not None:
            name = self._whose(name, quote.speaker_start)
        if name and name.lower() in _SOME_OF_THEM and quote.speaker_start is not None:
            name = self._some_of(quote.speaker_start)
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
            return self._monitor() or (_SOHR if _SYRIAN.search(words) else name)
        if words and words.endswith(name) and _OF_STATE.search(name):
            if _STATE_OF.search(words[: -len(name)]):
                return words
        if words and quote.speaker_start and name.lower() in words.lower():
            name = f"{_modifiers(text, quote.speaker_start, name)}{name}"
            if name.split()[-1].lower() == "violence":
                return self._monitor() or name
        return self.settled(name)

    def _some_of(self, at: int) -> str | None:
        """ "Hospitals gave other tolls, with some saying 12 had died": the sources that the sentence speaks of."""
        start = self._cues.scene(self._cues.reading.sentence_at(at)).start
        found = _MANY_SOURCES.search(self._cues.text, start, at)
        return found.group() if found else None

    def _owner(self, name: str, at: int | None) -> str | None:
        """ "Kenya's army, whose media wing said": the body that a wing or office belongs to."""
        if at is None or not _WING.search(name):
            return None
        found = _WHOSE.search(self._cues.text, max(0, at - 60), at)
        return found.group(1) if found else None

    def settled(self, name: str) -> str:
        """The name without a word of place or possession; a person's without the office."""
        if _MONITOR.search(name):
            return self._monitor() or (_SOHR if _SYRIAN.search(name) else name)
        outlet = self._cues.reading.article.outlet
        if outlet and _OURSELVES.search(name):
            return outlet
        owned = _KIN_OF.search(name) or _OFFICE_OF.fullmatch(name)
        name = _TAIL.sub("", name if owned else _OWNER.sub("", name))
        name = self._meant_by(name) or name
        if TIED_TO.match(name):
            return name
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

    def _ends_headline(self, actor: Actor) -> bool:
        """ "Raids kill nine in Deir Ezzor Monitor AFP Sunday": no "Deir Ezzor Monitor"."""
        if not actor.name.endswith(" Monitor") or self._cues.reading.sentence_at(actor.start) > 0:
            return False
        return actor.end >= self._cues.scene(0).end or bool(_WIRE.match(self._cues.text, actor.end))

    def _only_monitor(self) -> str | None:
        actors = self._cues.reading.found.actors
        bodies = {a.name for a in actors if a.kind == "organisation" and not self._ends_headline(a)}
        # "Monitor Heavy" is the end of a headline that ran into its story
        names = [n for n in bodies if _WATCHES.search(n) and not n.startswith("Monitor ")]
        if len(names) == 1:
            return names[0]
        watching = [name for name in names if _MONITORS.search(name)]
        return watching[0] if len(watching) == 1 else None
