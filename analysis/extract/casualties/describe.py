"""What a figure's own words say of it: the class of the victims, its scope and its status."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from analysis.dates import first_day, last_day
from analysis.extract.all_over import says_all_over
from analysis.extract.casualties.campaigns import (
    has_gone_on,
    has_lasted,
    is_fought_out,
    is_of_a_record,
    is_open_ended,
    is_watched,
    runs_since,
)
from analysis.extract.casualties.group import Group
from analysis.extract.casualties.negated import is_meant
from analysis.extract.casualties.row import Link, is_purpose
from analysis.lean import replace
from analysis.reading import Reading, starting
from analysis.records import Casualty, Time

_WOMEN_AND_CHILDREN = re.compile(
    r"\b(?:mostly|mainly|many of them)\b.{0,20}\b(?:women|children|civilians)\b"
)
_BIG_WAR = 5_000
_BIG_FLIGHT = 600_000
_MANY_GONE = 50_000  # who "have been forced from their homes": so far
_SETS_FREE = frozenset("release free return exchange swap".split())
_THEN_SAID = frozenset(
    "said says saying insisted insisting stated maintained though although whereas ;".split()
)
_SAYS_ELSE = frozenset(
    "claimed claims accused accuses blamed blames announced reported told vowed boasted added alleged".split()
)  # "rejected the charge and claimed to have killed nine"
_INVOLVED = frozenset(
    "links link involvement responsibility role part participation connection connections hand "
    "complicity knowledge ties involved responsible".split()
)  # "denied any role in the murder of": whoever did it, it was done
_OLD = 180  # days: "since" a day so long ago is open-ended, a war told whole
_FAR = 40  # tokens: a time further off says nothing of the figure
_BREAK = 15  # tokens a new clause counts for
_BREAKS = frozenset(
    "said says as that while when after but which where who although because ; ( ) "
    "bringing raising taking pushing".split()
)
_CLAUSE = frozenset(
    "as while when after but because although where ; bringing raising taking pushing".split()
)
_PERIOD = re.compile(
    r"(?:since|between|over|throughout|during|from|so far|for the|(?:in|for)? ?(?:the|this|that|these) "
    r"(?:\w+ )?(?:past|last|previous|preceding|(?:same|first)"
    r"(?! (?:day|night|morning|evening|afternoon|hour|time))|week|month|year|period)|past|last \d+|"
    r"this (?:week|month|year)|(?:earlier )?last (?:month|year))\b",
    re.IGNORECASE,
)
_AT_NIGHT = re.compile(r"during the (?:night|evening|morning|afternoon|day)\b", re.IGNORECASE)
_ONE = re.compile(
    r"\b(?:an?|the|that|one) (?:[\w-]+ ){0,3}?(?:attack|strike|airstrike|raid|blast|bombing|bomb|explosion|"
    r"ambush|massacre|shooting|killing|kidnapping|crash|siege|stand)\b"
    r"|\b(?:attacked|stormed|raided|bombed|ambushed|overran) (?:an?|one) "
    r"|\b(?:two|twin|three|four|double|triple|simultaneous|back-to-back) (?:[\w-]+ ){0,2}?"
    r"(?:blasts|bombings|bombs|explosions|bombers)\b"
    r"|\bwhen (?:an?|the|their|his|two|three|four) (?:[\w-]+ ){1,4}(?:hit|struck|drove|ran|blew|exploded|detonated|"
    r"crashed|opened fire|attacked|stormed|was|were|fell|landed)\b",
    re.IGNORECASE,
)
_SAW = re.compile(r" (?:alone )?(?:saw|witnessed|brought) ")
_FEW = 12  # victims: fewer, said of a month, were harmed at once
_DURING = re.compile(
    r"\b(?:from|in|during|after|through|of) (?:the |these |those )?$", re.IGNORECASE
)
# "has killed 900", said of a war: all it has done so far
_WAR = re.compile(
    r"\b(?:war|conflict|violence|insurgency|rebellion|uprising|revolt|unrest|insurrection|crisis)\b[^.;]{0,140}?"
    r"\b(?:has|have) (?:\w+ )?(?:killed|claimed|left|displaced|driven|forced|uprooted|cost)\b"
)
_FULL_DATE = re.compile(r"^(?!on |in |at |since |by |from ).*\b(?:19|20)\d\d\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:on|of|in|by|since|from|to|and) $", re.IGNORECASE)
_HAVE_BEEN = re.compile(
    r"\b(?:have|has) (?:also |now |since )?(?:been )?"
    r"(?:killed|died|wounded|injured|hurt|lost|displaced|abducted|kidnapped|arrested|detained)\b"
)
_LED = 30  # characters before a figure: of its verb
_GONE_ON = 3  # sentences back to the day a count runs from
_HAVE = re.compile(r"\b(?:have|has)\b")
# "gunmen attacked": one deed, in the clause behind those who died of it
_WHEN_STRUCK = re.compile(
    r"[^.;]{0,30}\bwhen (?:[\w-]+ ){1,4}(?:attacked|stormed|raided|hit|struck|bombed|shelled|ambushed|overran|opened)\b"
)
# "when jets bombed a concert": whatever the province, one deed
_STRUCK_ONE = re.compile(
    r"[^.;]{0,30}\bwhen (?:[\w’'-]+ ){1,5}(?:attacked|stormed|raided|hit|struck|bombed|shelled|ambushed|overran|"
    r"opened fire on|fired (?:on|at|into)) (?:a|an|their|his|her|one) "
)
_OF_WOUNDS = re.compile(r"\bof (?:his|her|their|the) (?:wounds|injuries|burns)\b")
_WAR_TOLL = 500
_HAS = 20  # characters before a figure: "has meanwhile"
# more than one deed
_MANY = re.compile(
    r"\b(?:attacks|strikes|airstrikes|raids|clashes|incidents|bombings|blasts|total|alone|altogether|across|"
    r"operations|fighting|violence|homicides|murders|encounters|this (?:week|month|year))\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?:[Ee]arlier |[Ll]ate )?(?:[Ll]ast|this) (?:month|year|week)\b")
_COARSE = ("month", "year", "week")
_OF_A_DAY = ("part", "hour", "minute")
_DAY_OF = re.compile(r"\bday of $")  # "on the first day of Eid"
_SINCE_EVENT = re.compile(  # "since the truce broke down in"
    r"\bsince [^.;,]{0,90}\b(?:began|begun|broke (?:out|down|off)|erupted|started|resumed|collapsed|fell|reached|"
    r"entered|interven\w+|launch\w+|seized power|took power|coup|takeover|invasion|uprising|truce|ceasefire)\b"
    r"(?:(?!, )[^.;]){0,100}$",
    re.IGNORECASE,
)
_SINCE_WORD = 6  # characters: "since " of a scope word or time that begins with it
_SINCE_WAR = re.compile(  # a strife counted whole: "since ethnic violence broke out"
    r"\bsince (?:[\w’'-]+ ){0,5}(?:war|conflict|violence|insurgency|uprising|rebellion|revolt|genocide) "
    r"(?:began|begun|broke out|erupted|started)\b",
    re.IGNORECASE,
)
_SAID_ON = re.compile(r"\b(?:said|says|reported|announced|added)(?: on)? $")  # the day of saying
_SAID = 20  # characters
_EVENT = 150  # characters back to the "since" of a day
_RECORD_SINCE = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|heaviest|largest|fiercest|first)\b[^.;]{0,70}\bsince ?$"
)
# "in the town that has been divided since May 2011": how long it has lain so
_HELD_SINCE = re.compile(
    r"\b(?:has|have|had) (?:been|lain|remained) (?:[a-z]+ ){0,2}?(?:divided|split|held|controlled|occupied|ruled|"
    r"governed|besieged|under)(?: [\w-]+){0,3} since ?$"
)
# "the deadliest such incident in almost a year"
_RECORD_OVER = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|heaviest|largest|fiercest|first)(?: [\w-]+){0,2} "
    r"(?:attack|incident|strike|airstrike|raid|bombing|blast|explosion|assault|massacre|ambush|shooting|attacks|"
    r"bombings|raids)(?: [\w’'-]+){0,5} $"
)
_OVER = ("in ", "for ", "this ", "of ", "within ")
_RUNS = frozenset(("to", "and", "until", "till", "through", "-", "–"))
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_BRINGS = re.compile(
    r"\b(?:bring(?:s|ing)?|brought|rais(?:es|ing|ed)|tak(?:es|ing)|took) (?:to [\w,.-]+ )?the "
    r"(?:total |overall )?(?:number|total|count|tally)\b"
)
_BROUGHT = 40  # characters


_UNITS = frozenset("no none one two three four five six seven eight nine ten eleven twelve".split())


def _is_figure(word: str) -> bool:
    return word[:1].isdigit() or word in _UNITS


_AS_DEED = (" as ", " when ", ", when ")  # behind a time: what was done then


class Describer:
    """Describes the figures of one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._norms = reading.tokens.norms
        published = reading.article.published
        self._published = last_day(published) if published else None

    def described(self, record: Casualty, link: Link, whole: Casualty | None) -> Casualty:
        """The record with its class, scope and status."""
        scope = self._scope(record, link)
        if scope is None and whole is not None:
            scope = whole.scope
        return replace(
            record,
            victim_class=self._class(link.group),
            scope=scope or "incident",
            status=self._status(record, link),
        )

    def _class(self, group: Group) -> str:
        reading, head = self._reading, group.head
        found = str(head.entry.get("class")) if head else "unknown"
        start = reading.tokens.starts[group.first]
        tail = reading.text[start : reading.tokens.ends[group.stop - 1] + 40].lower()
        if found == "unknown" and _WOMEN_AND_CHILDREN.search(tail):
            return "civilian"
        words = set(self._norms[group.first : group.stop])
        if found == "unknown" and words & {"civilian", "civilians"}:
            return "civilian"
        return found

    # ------------------------------------------------------------------------- scope

    def _scope(self, record: Casualty, link: Link) -> str | None:
        """incident, period ("this week") or cumulative ("since 2011"); None where untold."""
        told = [(cost, kind) for cost, kind in self._told(record, link) if cost < _FAR]
        kinds = {kind for _, kind in told}
        if kinds & {"since", "open"}:
            return "cumulative" if "open" in kinds else "period"
        size = record.best or record.low or 0
        large = size >= (_BIG_FLIGHT if record.harm == "displaced" else _BIG_WAR)
        if not large and not told and record.harm == "displaced" and size >= _MANY_GONE:
            large = self._has_gone_on(record)
        if "cumulative" in kinds or large:
            return "cumulative"
        if size >= _WAR_TOLL and self._of_a_war(record, link):
            return "cumulative"
        if self._is_brought_to(record) and ("period" in kinds or self._counted_since(record)):
            return "period"
        if not told and (since := self._goes_on(record, link)) is not None:
            return since
        at = self._reading.tokens.starts[min(link.group.first, link.trigger[0])]
        if not told and has_gone_on(self._reading.text, at):
            return "period"
        span, text = self._reading.sentences[record.sentence], self._reading.text
        there = (span.start, record.start, record.end, span.end)
        if not told and is_open_ended(text, *there):
            return "cumulative"
        if not told and runs_since(text, *there):
            return "period"
        if kinds <= {"incident"} and is_fought_out(text, *there):
            return "period"
        if kinds <= {"incident"} and has_lasted(self._reading.text, at):
            return "period"
        if kinds <= {"incident"} and says_all_over(self._reading, record):
            return "period"
        return min(told)[1] if told else None

    def _is_brought_to(self, record: Casualty) -> bool:
        """ "Monday's attack brings to 11 the number killed this year": the count, not the attack."""
        text = self._reading.text
        return _BRINGS.search(text, max(0, record.start - _BROUGHT), record.end) is not None

    def _counted_since(self, record: Casualty) -> bool:
        """ "brings to 11 the number killed since the year began"."""
        end = self._reading.sentences[record.sentence].end
        return _SINCE.search(self._reading.text, record.end, end) is not None

    def _told(self, record: Casualty, link: Link) -> Iterator[tuple[int, str]]:
        """What every time and word of scope in the sentence says, and how far off it stands."""
        span, tokens = self._reading.sentences[record.sentence], self._reading.tokens
        for tag in self._reading.tagged_within("scope", span.first, span.stop):
            if tag.entry.get("kind") in ("period", "cumulative"):
                at = tokens.starts[tag.first]
                ahead = self._reading.text[max(span.start, at - _EVENT) : at + _SINCE_WORD]
                if is_watched(ahead[:-_SINCE_WORD]) or is_of_a_record(ahead):
                    continue
                if not self._parted(tag.first, tag.stop, link):
                    yield self._cost(tag.first, tag.stop, link), str(tag.entry.get("kind"))
        running = False
        for time in starting(self._reading.found.times, span.start, span.end):
            if _HELD_SINCE.search(self._reading.text, max(0, time.start - 60), time.start + 6):
                continue
            ahead = self._reading.text[max(0, time.start - _EVENT) : time.start]
            if self._is_stamp(time) or is_watched(ahead) or _SAID_ON.search(ahead[-_SAID:]):
                continue
            if is_of_a_record(
                self._reading.text[max(span.start, time.start - _EVENT) : time.start + _SINCE_WORD]
            ):
                continue
            first = tokens.at(time.start)
            stop = bisect_left(tokens.ends, time.end, lo=first) + 1
            lead = self._reading.text[max(0, time.start - 9) : time.start].lower()
            owned = self._reading.text[time.end : time.end + 2] in ("’s", "'s")
            owned = owned or time.of(self._reading.text).endswith("days")  # "from Mondays blasts"
            begins = lead.endswith(("from ", "between ")) and not owned  # "from Monday's blasts"
            kind = "period" if begins or running else self._kind(time, record, link)
            if kind == "period" and self._is_of_one_deed(time):
                kind = "incident"
            running = begins and self._norms[min(stop, len(self._norms) - 1)] in _RUNS
            month = time.granularity == "month"
            if kind and (kind == "incident" or not self._parted(first, stop, link, month=month)):
                yield self._cost(first, stop, link), kind

    def _is_of_one_deed(self, time: Time) -> bool:
        """ "48 were killed earlier this week as troops stormed the village": one deed, no tally."""
        text = self._reading.text
        return time.of(text).lower().startswith("earlier this ") and text.startswith(
            _AS_DEED, time.end
        )

    def _is_stamp(self, time: Time) -> bool:
        """True for the date a text begins with ("17 October 2016 At least 45 ..."): no time of the deed."""
        text, published = self._reading.text, self._published
        if time.sentence or published is None or not _FULL_DATE.search(time.of(text)):
            return False
        if last_day(time.earliest or "0001") != published:
            return False
        return _PREPOSITION.search(text, max(0, time.start - 8), time.start) is None

    def _goes_on(self, record: Casualty, link: Link) -> str | None:
        """ "They have traded fire since 8 May. On this side nine have been killed": counted since then."""
        text, sentences = self._reading.text, self._reading.sentences
        here = sentences[record.sentence]
        if not _HAVE_BEEN.search(text, max(here.start, record.start - _LED), record.end):
            return None
        if _ONE.search(text, here.start, here.end):
            return None
        for index in range(record.sentence - 1, max(-1, record.sentence - 1 - _GONE_ON), -1):
            before = sentences[index]
            times = starting(self._reading.found.times, before.start, before.end)
            kinds = [
                self._kind(time, record, link)
                for time in times
                if not is_of_a_record(text[before.start : time.start + _SINCE_WORD])
            ]
            if "open" in kinds or "since" in kinds:
                return "cumulative" if "open" in kinds else "period"
            if "incident" in kinds:
                break
        return None

    def _of_a_war(self, record: Casualty, link: Link) -> bool:
        """ "The violence has claimed 900 lives and driven 4,000 from their homes": what it did so far."""
        span, tokens = self._reading.sentences[record.sentence], self._reading.tokens
        end = tokens.starts[max(link.group.first, link.trigger[0])]
        return _WAR.search(self._reading.text, span.start, end) is not None

    def _has_gone_on(self, record: Casualty) -> bool:
        """ "545,000 people have fled their homes": a count that stands at so many."""
        text = self._reading.text
        return _HAVE.search(text, max(0, record.start - 12), record.end) is not None

    def _parted(self, first: int, stop: int, link: Link, *, month: bool = False) -> bool:
        """True where another clause begins between the words and the figure."""
        words = self._between(first, stop, link)
        if month and words[:2] == [",", "when"]:
            words = words[2:]  # "in June, when the clinic counted 73 dead"
        if "as" in words:  # "gave the losses since Sunday as one killed and three hurt"
            then = [*words[1:], "0"]
            words = [w for w, x in zip(words, then, strict=True) if w != "as" or not _is_figure(x)]
        if "because" in words:
            pairs = itertools.pairwise([*words, ""])
            words = [w for w, then in pairs if (w, then) != ("because", "of")]
        return not _CLAUSE.isdisjoint(words)

    def _between(self, first: int, stop: int, link: Link) -> list[str]:
        here = min(link.group.first, link.trigger[0])
        there = max(link.group.stop, link.trigger[1])
        return self._norms[there:first] if first >= there else self._norms[stop:here]

    def _cost(self, first: int, stop: int, link: Link) -> int:
        """How far words stand from the figure: tokens between, and more for a new clause."""
        words = self._between(first, stop, link)
        return len(words) + _BREAK * sum(word in _BREAKS for word in words)

    def _kind(self, time: Time, record: Casualty, link: Link) -> str | None:
        """What a time makes of a figure beside it; None where it says nothing."""
        words = time.of(self._reading.text)
        lead = self._reading.text[max(0, time.start - 12) : time.start]
        earliest = first_day(time.earliest) if time.earliest else None
        latest = last_day(time.latest) if time.latest else None
        before = self._reading.text[max(0, time.start - 80) : time.start] + words[:6].lower()
        if _RECORD_SINCE.search(before):
            return None  # "the worst attack since February"
        if words.lower().startswith(_OVER) and _RECORD_OVER.search(before[: -len(words[:6])]):
            return None
        ahead = self._reading.text[max(0, time.start - _EVENT) : time.start]
        since = _SINCE_EVENT.search(ahead)
        if since and _SINCE_WAR.search(since.group()):
            return "open"
        if _SINCE.search(words) or since or lead.lower().endswith("since "):
            return self._since(earliest, words, time.granularity)
        weekend = words.lower().endswith("weekend") and (
            self._names_one(record) or self._of_wounds(record)
        )
        if weekend or (time.granularity in _COARSE and self._struck_a_town(record, link)):
            return "incident"
        if _PERIOD.match(words) and not _AT_NIGHT.match(words):
            one = _LAST.match(words) and self._names_one(record)
            one = one and (lead.endswith("ago ") or not self._tells_many(record))
            return (
                "incident" if one else "period"
            )  # "a year ago this month, gunmen attacked a ward"
        if time.kind == "duration" and words.lower().startswith("within"):
            return None  # "two more died within the week"
        if time.granularity == "month" and _SAW.match(self._reading.text, time.end):
            return "period"  # "April saw 48 attacks in which 68 died"
        if time.granularity in _COARSE:
            return "incident" if self._one_attack(record) else "period"
        long = earliest is not None and latest is not None and (latest - earliest).days >= 2
        if long and time.granularity not in _OF_A_DAY:
            one = words.lower().startswith("earlier this ") and self._names_one(record)
            return (
                "incident"
                if one or (time.rule == "time.feast" and _DAY_OF.search(lead))
                else "period"
            )
        if time.kind == "duration":  # "from a week of fighting"
            runs = self._reading.text.startswith(" of ", time.end)
            return "period" if runs and _DURING.search(lead) else None
        known = earliest is not None or time.kind == "weekday"  # "on Saturday" of an undated text
        return "incident" if known else None

    def _of_wounds(self, record: Casualty) -> bool:
        """ "Two more died of their wounds over the weekend": of the one attack, later."""
        return _OF_WOUNDS.search(self._reading.text, record.start, record.end + 40) is not None

    def _one_attack(self, record: Casualty) -> bool:
        """True where the sentence tells of a single attack, so that its coarse date is one day."""
        return self._names_one(record) or (record.best or record.low or 0) < _FEW

    def _names_one(self, record: Casualty) -> bool:
        span = self._reading.sentences[record.sentence]
        return _ONE.search(self._reading.text, span.start, span.end) is not None

    def _tells_many(self, record: Casualty) -> bool:
        span = self._reading.sentences[record.sentence]
        return _MANY.search(self._reading.text, span.start, span.end) is not None

    def _struck_a_town(self, record: Casualty, link: Link) -> bool:
        """ "In May 1999, gunmen killed 27 people at a roadblock near Kara": somebody, once, in one town."""
        span, text = self._reading.sentences[record.sentence], self._reading.text
        active = link.rule == "casualty.active" or _WHEN_STRUCK.match(text, record.end)
        if _HAVE.search(text, max(span.start, record.start - _HAS), record.end):
            return False  # "has killed dozens in the past week"
        if not active or (record.best or record.low or 0) >= _WAR_TOLL:
            return False
        if self._tells_many(record):
            return False
        if _STRUCK_ONE.match(text, record.end):
            return True
        places = starting(self._reading.found.places, span.start, span.end)
        return any(p.precision in ("exact", "near", "unnamed") for p in places)

    def _since(self, earliest: date | None, words: str, granularity: str) -> str:
        if earliest is None or self._published is None:
            return "open" if re.search(r"\b(?:19|20)\d\d\b", words) else "since"
        if granularity in _OF_A_DAY and (self._published - earliest).days <= 1:
            return "incident"
        new_year = (earliest.month, earliest.day) == (
            1,
            1,
        ) and earliest.year == self._published.year
        old = (self._published - earliest).days >= _OLD
        return "open" if old and not new_year else "since"

    def _status(self, record: Casualty, link: Link) -> str:
        """reported, unless the clause makes it hypothetical or denies it."""
        first = link.trigger[0]
        span = self._reading.sentences[record.sentence]
        if link.rule == "casualty.active" and is_purpose(self._norms, first):
            return "hypothetical"
        if is_meant(self._norms, link):
            return "hypothetical"
        for tag in self._reading.tagged_within("scope", span.first, first):
            kind = tag.entry.get("kind")
            if self._is_month(tag.first, span.first):
                continue
            if kind == "hypothetical" and first - tag.stop <= 4:
                if self._norms[first - 2 : first] == [",", "with"]:
                    continue  # "the toll could rise, with 30 of the injured in danger"
                if not _SETS_FREE.isdisjoint(self._norms[tag.stop : first]):
                    continue  # "will release 36 captured soldiers": the capture is a fact
                return "hypothetical"
            if kind == "denied" and first - self._behind_that(tag.stop, first) <= 12:
                between = self._norms[tag.stop : first]
                says = any(
                    one in ("and", "but", "before")
                    and not _SAYS_ELSE.isdisjoint(between[k + 1 : k + 4])
                    for k, one in enumerate(between)
                )
                if not says and _THEN_SAID.isdisjoint(between) and _INVOLVED.isdisjoint(between):
                    return "denied"
        if link.rule == "casualty.toll" and self._only_supposed(link):
            return "hypothetical"
        return "reported"

    def _behind_that(self, k: int, first: int) -> int:
        """ "denied a radio's report earlier this week that nine were taken": behind "that"; else ``k``."""
        ahead = self._norms[k : min(first, k + 10)]
        if "that" not in ahead or "," in ahead:
            return k
        return k + ahead.index("that") + 1

    def _only_supposed(self, link: Link) -> bool:
        """ "the toll could reach 200": a toll feared, not told."""
        first, stop = link.trigger[1], link.group.first
        return any(
            tag.entry.get("kind") == "hypothetical" and not self._is_month(tag.first, first)
            for tag in self._reading.tagged_within("scope", first, stop)
        )

    def _is_month(self, k: int, first: int) -> bool:
        """True for "May" the month, which is no "may"."""
        words, norms = self._reading.tokens.words, self._norms
        if norms[k] != "may" or words[k].islower() or k == first:
            return False
        near = norms[k - 1] + (norms[k + 1] if k + 1 < len(norms) else "")
        return words[k] != "MAY" or any(map(str.isdigit, near))
