"""The scope of a figure: the toll of an incident, of a period, or cumulative.

Every time and word of scope in the sentence has a say, the nearest the last one; where none is
told, what the fighting, the flight or the war is said to have lasted decides.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator

from analysis.dates import last_day
from analysis.extract.all_over import says_all_over
from analysis.extract.casualties.campaigns import (
    has_gone_on,
    has_lasted,
    has_run_since,
    is_fought_out,
    is_of_a_record,
    is_open_ended,
    is_watched,
    runs_since,
)
from analysis.extract.casualties.row import Link
from analysis.extract.casualties.scope_times import BACK_TO_SINCE, HAVE, SINCE, WAR_TOLL, ScopeTimes
from analysis.extract.clauses import after_the_place
from analysis.extract.compared import adds_to, has_its_day
from analysis.reading import starting
from analysis.records import Casualty, Time
from analysis.text import Sentence

_BIG_WAR = 5_000
_THOUSANDS = 2_000  # "thousands" are of no one deed
_BIG_FLIGHT = 600_000
_MANY_GONE = 50_000  # who "have been forced from their homes": so far
_FAR = 40  # tokens: a time further off says nothing of the figure
_BREAK = 15  # tokens a new clause counts for
_BREAKS = frozenset(
    "said says as that while when after but which where who although because ; ( ) "
    "bringing raising taking pushing".split()
)
_CLAUSE = frozenset(
    "as while when after but because although where ; bringing raising taking pushing".split()
)
# "has killed 900", said of a war: all it has done so far
_WAR = re.compile(
    r"\b(?:war|conflict|violence|insurgency|rebellion|uprising|revolt|unrest|insurrection|crisis)\b[^.;]{0,140}?"
    r"\b(?:has|have) (?:\w+ )?(?:killed|claimed|left|displaced|driven|forced|uprooted|cost)\b"
)
# "the fighting that has | killed", unless a stretch of time follows those counted
_THAT_HAS = re.compile(
    r"\b(?:war|conflict|fighting|violence|insurgency|rebellion|uprising|revolt|unrest|bloodshed)(?: [\w’'-]+){0,4}?"
    r" (?:that|which) (?:has|have) (?:\w+ )?$"
)
_STRIFE = 70  # characters
_COUNTED_IN = re.compile(
    r"(?: (?:people|civilians|lives|others|persons))? (?:since|in|over|this|during|for|on|from|between|within)\b"
)
# "have been waging a guerrilla war for decades, killing": all they have killed
_LONG_FOUGHT = re.compile(
    r"\b(?:have|has) (?:been )?(?:wag(?:ed|ing)|fought|fighting|battl(?:ed|ing)|terrori[sz](?:ed|ing))\b[^.;]{0,100}"
    r"\bfor (?:[\w-]+ ){0,3}?(?:years|decades)\b[^.;]{0,80}(?:, | and )(?:killing |kill |leaving |claiming )?$"
)
_FULL_DATE = re.compile(r"^(?!on |in |at |since |by |from ).*\b(?:19|20)\d\d\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:on|of|in|by|since|from|to|and) $", re.IGNORECASE)
_HAVE_BEEN = re.compile(
    r"\b(?:have|has) (?:also |now |since )?(?:been )?"
    r"(?:killed|died|wounded|injured|hurt|lost|displaced|abducted|kidnapped|arrested|detained)\b"
)
# "more than 70 were wounded in such attacks": in those that have gone on since the day told before
_OF_THEM = re.compile(
    r"[^.;]{0,60}?\b(?:in|by|from|during|of) (?:all )?(?:such|these|those) (?:[\w-]+ ){0,2}?"
    r"(?:attacks|strikes|airstrikes|raids|bombings|shellings|incidents|clashes|assaults|ambushes|killings|blasts)\b"
)
# "has come under rocket fire nine times this year"
_AGAIN_AND_AGAIN = re.compile(
    r"\b(?:has|have) (?:[\w-]+ ){0,2}?(?:been|come under|seen|suffered|endured|faced|carried out|launched|fired)\b"
)
# "has been a haven for thousands of displaced villagers": who live there, whenever they came
_HOSTS = re.compile(
    r"\b(?:home to|haven for|refuge (?:to|for)|shelter (?:to|for))(?: (?:some|about|an estimated))? ?$"
)
_OWNED = re.compile(r"['’]?s\b")  # the apostrophe may be lost
_LED = 30  # characters before a figure: of its verb
_GONE_ON = 3  # sentences back to the day a count runs from
_SINCE_WORD = 6  # characters: "since " of a scope word or time that begins with it
# the day of saying; "an inquiry found last month"
_SAID_ON = re.compile(
    r"\b(?:said|says|reported|announced|added)(?: on)? $"
    r"|\b(?:inquiry|investigation|probe|commission|panel|tribunal|report|study|mission|investigators) (?:has |had )?"
    r"(?:found|concluded|determined|established|revealed)(?: on| in)? $"
)
_SAID = 45  # characters
# "in the town that has been divided since May 2011": how long it has lain so
_HELD_SINCE = re.compile(
    r"\b(?:has|have|had) (?:been|lain|remained) (?:[a-z]+ ){0,2}?(?:divided|split|held|controlled|occupied|ruled|"
    r"governed|besieged|under)(?: [\w-]+){0,3} since ?$"
)
_CAPTIVES = frozenset(("detained", "abducted"))  # "who has been held since May 2011"
_RUNS = frozenset(("to", "and", "until", "till", "through", "-", "–"))
_BRINGS = re.compile(
    r"\b(?:bring(?:s|ing)?|brought|rais(?:es|ing|ed)|tak(?:es|ing)|took) "
    r"(?:to (?:(?:at least|more than|nearly|about|some|over) )?[\w,.-]+ )?the "
    r"(?:total |overall )?(?:number|total|count|tally)\b"
)
_BROUGHT = 40  # characters
_ADDS = re.compile(
    r"[^.;]{0,80}?\b(?:br(?:ought|ings|inging)|took|tak(?:es|ing)|rais(?:es|ed|ing)|push(?:es|ed|ing)) "
    r"(?:to [\w,.-]+ )?(?:the|its|their) (?:[\w’'-]+ ){0,3}?(?:number|total|toll|count|tally)\b"
    r"|[^.;]{0,80}?\b(?:becom(?:es|ing)|became|making (?:him|her)) the "
)
# "bringing the toll from a week of raids to 80": of the week
_OF_WEEKS = re.compile(
    r"\b(?:toll|number|count|tally)\b[^.;]{0,30}?\b(?:from|of|in|after) (?:an?|one|two|three|four|five|six|several)"
    r" (?:[a-z]+ )?(?:days|weeks?|months?|years?) of\b"
)
_UNITS = frozenset("no none one two three four five six seven eight nine ten eleven twelve".split())
_AS_DEED = (" as ", " when ", ", when ")  # behind a time: what was done then


def _is_figure(word: str) -> bool:
    return word[:1].isdigit() or word in _UNITS


# "two of them died when a drone dropped a grenade on their car": of one deed, whatever days the whole is of
_WHEN_IT = re.compile(
    r"[^.;]{0,60}\bwhen (?:[\w’'-]+ ){1,5}(?:attacked|stormed|raided|hit|struck|bombed|shelled|ambushed|opened|dropped|"
    r"exploded|detonated|fired|blew|drove|landed|fell|burst)\b"
)


_SLAIN_TOGETHER = re.compile(
    r"\b(?:executed|massacred|slaughtered|beheaded|shot dead|gunned down|hacked to death|lynched|burned alive)\b"
)
_DEEDS = frozenset(
    "attacks raids strikes clashes incidents bombings battles killings shootings".split()
)
_DEEDS_BACK = 3  # words before the time
_HAS_SINCE = frozenset(("has", "have"))


def _is_another_deeds(words: list[str]) -> bool:
    """ "since the war began with a raid, in which 200 died", "17 raids since Monday, and one of them killed"."""
    if "which" in words:
        k = words.index("which")
        deed = words[k - 1] == "in" and _DEEDS.isdisjoint(words[:k])
        return deed and _HAS_SINCE.isdisjoint(words[k:])
    return ("one", "of") in itertools.pairwise(words)


def _without_brackets(words: list[str]) -> list[str]:
    """ "in bombings and (other) raids over the past year": a word put in brackets parts nothing."""
    for k, word in enumerate(words):
        if word == "(" and words[k + 2 : k + 3] == [")"]:
            return [*words[:k], words[k + 1], *_without_brackets(words[k + 3 :])]
    return words


def _in_hundreds(record: Casualty) -> bool:
    """ "Hundreds killed": more than one deed's, where the violence is what has killed them."""
    return record.harm == "killed" and record.bound == "words_only" and (record.low or 0) >= 200


class Scopes(ScopeTimes):
    """Weighs the times and words of scope in a figure's sentence."""

    def _scope(self, record: Casualty, link: Link) -> str | None:
        """The scope the words about a figure give it; None where untold."""
        start = self._reading.sentences[record.sentence].start
        if record.harm == "displaced" and adds_to(self._reading.text, start, record):
            return "cumulative"  # "900 fled since May, adding to 40,000 already uprooted"
        if record.harm == "displaced" and _HOSTS.search(
            self._reading.text, max(start, record.start - _LED), record.start
        ):
            return "cumulative"
        if (record.best or record.low or 0) >= WAR_TOLL and self._of_a_strife(record):
            return "cumulative"
        if _LONG_FOUGHT.search(self._reading.text, start, record.start):
            return "cumulative"
        return self._told_scope(record, link)

    def _told_scope(self, record: Casualty, link: Link) -> str | None:
        """incident, period ("this week") or cumulative ("since 2011"); None where untold."""
        if self._is_pointed_at(record):
            return "incident"
        if self._adds_to(record):
            return None
        told = [(cost, kind) for cost, kind in self._told(record, link) if cost < _FAR]
        kinds = {kind for _, kind in told}
        if kinds & {"since", "open"}:
            return "cumulative" if "open" in kinds else "period"
        size = record.best or record.low or 0
        large = size >= (_BIG_FLIGHT if record.harm == "displaced" else _BIG_WAR)
        if not large and not told and record.harm == "displaced" and size >= _MANY_GONE:
            large = self._has_gone_on(record)
        large = large or (not told and self._are_thousands(record))
        if "cumulative" in kinds or (large and "period" not in kinds):
            return "cumulative"
        if (size >= WAR_TOLL or _in_hundreds(record)) and self._of_a_war(record, link):
            return "cumulative"
        if self._is_brought_to(record) and ("period" in kinds or self._counted_since(record)):
            return "period"
        if _OF_WEEKS.search(self._reading.text, record.start, record.end):
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
        if kinds <= {"incident"} and (has_lasted(text, at) or has_run_since(text, at)):
            return "period"
        if kinds <= {"incident"} and says_all_over(self._reading, record):
            return "period"
        return min(told)[1] if told else None

    def _of_a_strife(self, record: Casualty) -> bool:
        """ "an end to the fighting that has killed 900 people": all it has done, whatever day is told of beside."""
        text = self._reading.text
        if _THAT_HAS.search(text, max(0, record.start - _STRIFE), record.start) is None:
            return False
        return _COUNTED_IN.match(text, record.end) is None

    def _are_thousands(self, record: Casualty) -> bool:
        """ "Thousands have died in the north": in no one deed."""
        vague = record.bound == "words_only" and (record.low or 0) >= _THOUSANDS
        text = self._reading.text
        return vague and _HAVE_BEEN.search(text, record.start, record.end) is not None

    def _is_pointed_at(self, record: Casualty) -> bool:
        """ "With these two murders, 14 were killed this year": the two told of before."""
        at = record.number_start or record.start
        return self._reading.text[max(0, at - 6) : at].lower() == "these "

    def _adds_to(self, record: Casualty) -> bool:
        """ "The death of a mayor took the number killed since May to nine", "..., becoming the
        third to be killed since May": the mayor died in one deed."""
        end = self._reading.sentences[record.sentence].end
        return record.best == 1 and _ADDS.match(self._reading.text, record.end, end) is not None

    def _is_brought_to(self, record: Casualty) -> bool:
        """ "Monday's attack brings to 11 the number killed this year": the count, not the attack."""
        text = self._reading.text
        return _BRINGS.search(text, max(0, record.start - _BROUGHT), record.end) is not None

    def _counted_since(self, record: Casualty) -> bool:
        """ "brings to 11 the number killed since the year began"."""
        end = self._reading.sentences[record.sentence].end
        return SINCE.search(self._reading.text, record.end, end) is not None

    def _told(self, record: Casualty, link: Link) -> Iterator[tuple[int, str]]:
        """What every time and word of scope in the sentence says, and how far off it stands."""
        span, tokens = self._reading.sentences[record.sentence], self._reading.tokens
        begin = after_the_place(self._reading.text, span.start, record.start)
        for tag in self._reading.tagged_within("scope", span.first, span.stop):
            if tag.entry.get("kind") in ("period", "cumulative"):
                at = tokens.starts[tag.first]
                if at < begin or self._reading.text.startswith("-", tokens.ends[tag.stop - 1]):
                    continue  # "in the war-hit town"
                ahead = self._reading.text[max(span.start, at - BACK_TO_SINCE) : at + _SINCE_WORD]
                if is_watched(ahead[:-_SINCE_WORD]) or is_of_a_record(ahead):
                    continue
                if not self._parted(tag.first, tag.stop, link):
                    yield self._cost(tag.first, tag.stop, link), str(tag.entry.get("kind"))
        running = False
        for time in starting(self._reading.found.times, begin, span.end):
            if record.harm not in _CAPTIVES and _HELD_SINCE.search(
                self._reading.text, max(0, time.start - 60), time.start + 6
            ):
                continue
            ahead = self._reading.text[max(0, time.start - BACK_TO_SINCE) : time.start]
            if self._is_stamp(time) or is_watched(ahead) or _SAID_ON.search(ahead[-_SAID:]):
                continue
            if is_of_a_record(
                self._reading.text[
                    max(span.start, time.start - BACK_TO_SINCE) : time.start + _SINCE_WORD
                ]
            ):
                continue
            first = tokens.at(time.start)
            stop = bisect_left(tokens.ends, time.end, lo=first) + 1
            lead = self._reading.text[max(0, time.start - 9) : time.start].lower()
            owned = _OWNED.match(self._reading.text, time.end) is not None
            owned = owned or time.of(self._reading.text).endswith("days")  # "from Mondays blasts"
            begins = lead.endswith(("from ", "between ")) and not owned  # "from Monday's blasts"
            kind = "period" if begins or running else self._kind(time, record, link)
            if kind == "period" and self._is_of_one_deed(time, span):
                kind = "incident"
            running = begins and self._norms[min(stop, len(self._norms) - 1)] in _RUNS
            month = time.granularity == "month"
            if kind and (kind == "incident" or not self._parted(first, stop, link, month=month)):
                yield self._cost(first, stop, link), kind

    def _is_of_one_deed(self, time: Time, sentence: Sentence) -> bool:
        """ "48 were killed earlier this week as troops stormed the village", "48 were executed in the village of
        Kara earlier this week": one deed, no tally."""
        text = self._reading.text
        if not time.of(text).lower().startswith("earlier this "):
            return False
        times = starting(self._reading.found.times, sentence.start, sentence.end)
        if text.startswith(_AS_DEED, time.end) or has_its_day(text, time, times):
            return True
        if _SLAIN_TOGETHER.search(text, sentence.start, sentence.end) is None:
            return False
        places = starting(self._reading.found.places, sentence.start, sentence.end)
        points = {p.name for p in places if p.precision in ("exact", "near", "unnamed")}
        return len(points) == 1

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
        many = (
            record.harm in ("killed", "injured") and (record.best or 0) >= WAR_TOLL
        )  # no one deed's, behind a count of months
        if not many and _OF_THEM.match(text, record.end, here.end) is None:
            if not _HAVE_BEEN.search(text, max(here.start, record.start - _LED), record.end):
                return None
            if self._names_one(record):
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
            if "period" in kinds and (
                many or _AGAIN_AND_AGAIN.search(text, before.start, before.end)
            ):
                return "period"
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
        return HAVE.search(text, max(0, record.start - 12), record.end) is not None

    def _parted(self, first: int, stop: int, link: Link, *, month: bool = False) -> bool:
        """True where another clause begins between the words and the figure."""
        words = self._between(first, stop, link)
        if month and words[:2] == [",", "when"]:
            words = words[2:]  # "in June, when the clinic counted 73 dead"
        if words[:3] == [",", "in", "which"] and not _DEEDS.isdisjoint(
            self._norms[max(0, first - _DEEDS_BACK) : first]
        ):
            words = words[3:]  # "60 attacks this year, in which 21 died"
        if "as" in words:  # "gave the losses since Sunday as one killed and three hurt"
            then = [*words[1:], "0"]
            words = [w for w, x in zip(words, then, strict=True) if w != "as" or not _is_figure(x)]
        if "because" in words:
            pairs = itertools.pairwise([*words, ""])
            words = [w for w, then in pairs if (w, then) != ("because", "of")]
        return not _CLAUSE.isdisjoint(words) or _is_another_deeds(words)

    def _between(self, first: int, stop: int, link: Link) -> list[str]:
        here = min(link.group.first, link.trigger[0])
        there = max(link.group.stop, link.trigger[1])
        return self._norms[there:first] if first >= there else self._norms[stop:here]

    def _cost(self, first: int, stop: int, link: Link) -> int:
        """How far words stand from the figure: tokens between, and more for a new clause."""
        words = _without_brackets(self._between(first, stop, link))
        return len(words) + _BREAK * sum(word in _BREAKS for word in words)

    def _died_at_once(self, record: Casualty, whole: Casualty) -> bool:
        """True for a part of a period's toll that its own sentence tells as harmed by one deed."""
        end = self._reading.sentences[record.sentence].end
        if whole.scope != "period" or record.sentence == whole.sentence:
            return False
        return _WHEN_IT.match(self._reading.text, record.end, end) is not None
