"""Deaths told as what went before: who is buried, what set off a clash, what somebody did long ago.

They stand beside the toll of the news, which does not hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analysis.extract.casualties.persons import alike
from analysis.extract.compared import adds_to
from analysis.extract.deed_before import day_of_deed_before
from analysis.extract.kin import KIN
from analysis.extract.meeting import days_between, size_of
from analysis.extract.vengeance import is_avenged
from analysis.reading import Reading, starting
from analysis.records import Casualty

APART = 15  # characters between figures of one toll: "killed four men and wounded two others"
_EARLIER = re.compile(
    r"[^.;]*?\bin (?:\w+ )?(?:previous|earlier|past|prior) (?:\w+ )?(?:attack|raid|incident|bombing|strike|clash|"
    r"ambush)(?:e?s)?\b",
    re.IGNORECASE,
)
# "In the three earlier attacks, 52 were killed"
_IN_EARLIER = re.compile(
    r"(?:[A-Z][\w’'-]+: )?(?:In|During|After) (?:an?|the|those|these|its|their|two|three|four|five|several)"
    r"(?: (?:two|three|four|five|six|many|other))? (?:earlier|previous|prior) (?:[a-z]+ )?"
    r"(?:attacks?|raids?|incidents?|bombings?|strikes?|clash(?:es)?|ambush(?:es)?|massacres?|rounds?)\b"
)
_DEED = r"(?:attack|raid|incident|bombing|blast|strike|ambush|assault|explosion|shooting|clash|massacre)"
# "a previous attack there killed six", "the second such blast in a month; the first killed 12"
_EARLIER_ONE = re.compile(
    rf"\b(?:an?|the) (?:previous|earlier|prior) (?:[a-z]+ )?(?:one|{_DEED})(?: [\w’'-]+){{0,6}} ?$"
    rf"|\bsecond (?:such |similar )?(?:[a-z]+ )?{_DEED}? ?(?:in|since|within|this)\b[^;.]{{0,40}}[;,] the first"
    r"(?: one)?(?: had)? ?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?) after\b[^,;.]*$", re.IGNORECASE)
# "The raid came a week after a bomb hit a market, killing six"
_CAME_AFTER = re.compile(
    r"\b(?:came|comes|coming|follow(?:s|ed)|took place|happened|occurred|was launched|were launched)"
    r"(?: [a-z]+){0,3} (?:days?|weeks?|months?|years?) after "
    r"(?!(?:an?|the) (?:[a-z]+ )?(?:truce|ceasefire|accord|agreement|deal|summit)\b)"
    r"[^.;]{4,120}?, (?:[a-z]+ )?(?:killing|wounding|injuring|leaving|in which|which)\b[^.;]*$"
)
_AGO = re.compile(r"[^.;,]{0,30}?\b(?:weeks?|months?|years?) ago\b")
_BEHIND = 30  # characters from those avenged to when they died
_ANEW = ("another ", "a further ")
_NEAR = 2  # sentences back to the toll of the dead
_THE_DEAD = re.compile(
    r"(?:The (?:dead|victims|slain|fatalities|deceased)|Those (?:killed|slain)|The people killed)\b"
    r"[^.;]{0,80}\b(?:included?|were|are)\b"
)
_AFTER_THE = re.compile(r"(?:Following|(?:\w+ )?[Aa]fter|In \w+ (?:for|to)) (?:the )?(?:\w+ )?")
_LONG_SINCE = re.compile(
    r"\b(?:last (?:week|month|year)|(?:days|weeks|months) (?:ago|earlier|before))\b"
)
_BURIED = re.compile(r"(?:funeral|burial)s? of\b", re.IGNORECASE)
_YEARS_BEFORE = re.compile(
    r"\b(?:in|of) (?:19|20)\d\d\b|\byears? (?:ago|before|earlier)\b|\blast year\b"
)
_LEAD = 60  # characters
_I_COUNTED = re.compile(
    r"\b(?:I|[Ww]e|(?:he|she|they) had)(?:['’]ve| have| had)? (?:myself |alone |personally |also |only )?"
    r"(?:counted|count|saw|seen|buried|carried|found|pulled(?: out)?|washed|photographed|"
    r"helped (?:bury|carry|pull out|collect))(?: [\w-]+){0,2} ?$"
)
# "An AP photographer who got there on Saturday counted 23 body bags": what he saw of them
_REPORTER_COUNTED = re.compile(
    r"^(?:[A-Z][\w’'-]+,? )?(?:An?|The|Two|Three|One|Our) (?:[\w’'.-]+ ){0,3}?(?:reporters?|journalists?|"
    r"correspondents?|photographers?|cameram[ae]n|film crew|team|witness(?:es)?|residents?|villagers?|visitors?|"
    r"activists?|nurse|doctor)\b"
    r"[^.;]{0,80}? (?:counted|saw|(?:had )?seen) (?:at least |about |around )?(?:[\w-]+ ){0,2}?$"
)
_MY_KIN = re.compile(rf"(?:my|our) {KIN}\b", re.IGNORECASE)
_MINE, _KIN_ALONE = re.compile(r"\b[Mm]y $|\b[Oo]ur (?:[a-z]+['’]s? )?$"), re.compile(rf"\b{KIN}$")
_ONE_FAMILY = re.compile(
    r"\b(?:members|people|children|relatives) (?:of|from) (?:one|a|the same|a single|an extended) (?:[a-z]+ )?family\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:also|another|separate|separately)\b", re.IGNORECASE)
_LOST_KIN = re.compile(rf"\blost (?:his|her|their|my|our) {KIN}\b", re.IGNORECASE)
_BREATH = 60  # characters from "my brother" to "two of his sons"
_BODIES = frozenset(f"casualty.{rule}" for rule in ("of", "count", "said", "toll", "including"))
_GIVEN_BACK = re.compile(
    r"\b(?:hand(?:s|ed|ing)? (?:over|back)|return(?:s|ed|ing)?|released?|gave back|giv(?:es|ing|en) back|repatriat\w+|"
    r"transferr?(?:ed|ing)|exchang(?:ed|ing))\b[^.;]{0,60}"
    r"\b(?:bod(?:y|ies)|remains|corpses|dead captives|dead hostages)\b"
    r"|\b(?:bod(?:y|ies)|remains|corpses|dead captives|dead hostages|dead)\b[^.;]{0,60}"
    r"\b(?:hand(?:ed|ing)? (?:over|back)|returned|repatriated|given back|(?:believed|thought|known) to (?:remain|be))\b"
)
_THERE_WERE = re.compile(r"\b[Tt]here (?:were|was) (?:[a-z]+ ){0,2}$")  # "in the first grave"
_STILL = re.compile(r"\b(?:still|remain(?:s|ed|ing)?)\b", re.IGNORECASE)
_MORE_DIED = re.compile(r"\b(?:more|another|others?|further|additional)\b")
_IN_CARE = re.compile(
    r"(?: later| there| then)? (?:on the operating table|"
    r"in (?:the |a )?(?:hospital|surgery|clinic|intensive care|ambulance)|"
    r"(?:during|after) (?:surgery|treatment|an operation)|of (?:their|his|her) (?:wounds|injuries|burns)|"
    r"on (?:arrival|the way)|while being treated|under treatment)\b"
)
# "Islamic State, whose men", "Israel, which bombed": who they are, behind a name
_WHICH = re.compile(
    r"(?:\b[A-Z][\w’'-]+|\b(?:network|group|army|movement|alliance|branch|wing|front|militia))\)?, "
    r"(?:whose (?:[\w-]+ ){1,3}?|which )(?:has |have |had |also )*(?:[a-z]+ )?"
)
_SET_OFF = 80  # characters from "began when" to whom it befell


_BATTLE_THAT = re.compile(
    r" in (?:an?|the) (?:[a-z]+ ){0,2}?(?:battle|attack|raid|clash|assault|ambush|offensive|operation|bombing|strike) "
    r"(?:that|which) (?:had |also ){0,2}(?:killed|cost|left|claimed)\b"
)
_THAT_THEY = re.compile(
    r"\b(?:that|which|whom|where) (?:[\w’'-]+ ){1,8}?"
    r"(?:seized|took|captured|overran|won|lost|retook|recaptured|stormed|entered)\b"
)


def _is_news(one: Casualty, figure: Casualty, text: str) -> bool:
    """True for harm told beside a figure of long before: of another sentence, or of those held for
    a deed of another year ("held nine, one of them wanted for the murder of a judge in 2016")."""
    if one.sentence == figure.sentence:
        held = one.harm == "detained" and one.start < figure.start and size_of(one) > 0
        return held and _YEARS_BEFORE.search(text, figure.end, figure.end + 60) is not None
    return one.sentence < figure.sentence or size_of(one) > 0


_WAS = re.compile(r"\b(?:down|up) from (?:(?:a|an|the) )?(?:[\w-]+ ){0,4}?$")


_AT_FIRST = re.compile(
    r"\b(?:at first|initially|originally) (?:only )?(?:reported|said|gave|put|spoke|confirmed|announced|acknowledged|"
    r"admitted|counted)\b[^.;]{0,40}$"
)
_JUST = 4  # figures before


class Told:
    """The relation words of an article, and which of its figures went before the news."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text, self.figures = reading.text, reading.found.casualties
        self._sentences = reading.sentences
        self._harms = {one.id: one.harm for one in self.figures}
        self._relations: dict[int, list[tuple[str, int]]] = {}
        for tag in reading.tagged("tolls"):
            at = reading.tokens.starts[tag.first]
            said = (str(tag.entry.get("relation")), at)
            self._relations.setdefault(reading.sentence_at(at), []).append(said)

    def is_background(self, figure: Casualty) -> bool:
        """True for what was done before: "involved in an attack that killed two", "two days after
        four guards were shot".

        Only beside other harm that is none: told alone it is the news itself.
        """
        if self._set_it_off(figure) or self._is_buried(figure) or self._is_avenged(figure):
            return True
        if self._is_given_back(figure) or self._is_of_that_day(figure):
            return True
        if not self._told_before(figure):
            return False
        return any(
            one.harm == figure.harm
            and one.sentence <= figure.sentence
            and one.subset_of is None
            and not self._told_before(one)
            for one in self.figures
        ) or any(
            one is self.figures[0] or one.harm == "detained"  # "he was involved in": who was caught
            for one in self.figures
            if _is_news(one, figure, self._text)
        )

    def _is_of_that_day(self, figure: Casualty) -> bool:
        """ "It comes a day after shells killed eight. Twelve people were hurt on Tuesday": on that day, too."""
        day, first = (figure.date_earliest or "")[:10], self._sentences[figure.sentence].start
        news = (self.figures[0].date_earliest or "")[:10]
        if len(day) < 10 or day >= news or "when.sentence" not in figure.note:
            return False
        before = list(starting(self.figures, 0, first))[-1:]
        return any(
            figure.sentence - one.sentence == 1
            and (one.date_earliest or "")[:10] < news
            and abs(days_between(one.date_earliest or "", day)) <= 1
            and self._told_before(one)
            for one in before
        )

    def is_remnant(self, figure: Casualty, figures: Sequence[Casualty]) -> bool:
        """ "Five days later 700 were still in shelters": some of those told as driven out before."""
        first = self._sentences[figure.sentence].start
        if not _STILL.search(self._text[first : figure.end + 30]):
            return False
        return any(
            one.sentence < figure.sentence and size_of(one) > size_of(figure) for one in figures
        )

    def outrun_by(self, figure: Casualty) -> Casualty | None:
        """ "In May a raid there killed 50. The state at first reported 13 deaths": the 50, told right before."""
        start = self._sentences[figure.sentence].start
        if not _AT_FIRST.search(self._text, max(start, figure.start - _LEAD), figure.start):
            return None
        told = [one for one in self.figures if one.start < figure.start][-_JUST:]
        return next(
            (
                one
                for one in reversed(told)
                if one.harm == figure.harm
                and one.subset_of is None
                and figure.sentence - one.sentence <= 1
                and one.place == figure.place
                and size_of(one) > size_of(figure)
            ),
            None,
        )

    def is_one_mans_count(self, figure: Casualty, figures: Sequence[Casualty]) -> bool:
        """ "I counted nine bodies", "They killed my brother": what one witness saw or whom he lost,
        where a toll of more is told."""
        start = self._sentences[figure.sentence].start
        beside = starting(self.figures, figure.start, figure.start + 1)
        listed = (one for one in beside if one.harm == figure.harm)
        at = min((one.number_start for one in listed if one.number_start), default=figure.start)
        lead = self._text[max(start, at - _LEAD) : at]  # "had buried two brothers and a nephew"
        told = bool(_I_COUNTED.search(lead) or _REPORTER_COUNTED.search(self._text[start:at]))
        told = told or bool(_THERE_WERE.search(lead) and self._is_spoken(figure))
        if not (told or self._is_witness_kin(figure)):
            return False
        return any(
            size_of(one) > size_of(figure) and one.scope == "incident"
            for one in (self.figures if told else figures)
            if one.harm == figure.harm and one.start != figure.start  # none of his own list
        )

    def _is_spoken(self, figure: Casualty) -> bool:
        """True inside the marks of a person's speech."""
        spoken = (q for q in self._reading.found.quotes if q.kind == "direct")
        return any(q.start <= figure.start < q.end for q in spoken)

    def _is_witness_kin(self, figure: Casualty) -> bool:
        """ "My brother and two of his sons were killed", "a mother who lost her husband"."""
        if _MY_KIN.match(figure.victims or "") or _LOST_KIN.match(self._text, figure.start):
            return True
        lead = self._text[max(0, figure.start - _LEAD) : figure.start]
        if _MINE.search(lead) and _KIN_ALONE.search(figure.victims or ""):
            return True  # "My two brothers were killed"
        before = starting(self.figures, figure.start - _BREATH, figure.start)
        owned = (figure.victims or "").lower().split()
        return bool({"his", "her", "their"} & set(owned)) and any(
            one.sentence == figure.sentence and _MY_KIN.match(one.victims or "") for one in before
        )

    def is_one_family(self, figure: Casualty, figures: Sequence[Casualty]) -> bool:
        """ "Seven members of one family died in the first building": of the toll told before."""
        if figure.harm != "killed" or _ONE_FAMILY.search(figure.victims or "") is None:
            return False
        here = self._sentences[figure.sentence]
        if _ALSO.search(self._text, here.start, here.end):
            return False
        return any(
            size_of(one) > size_of(figure)
            and one.sentence < figure.sentence
            and one.place == figure.place is not None
            and (one.date_earliest or "")[:10] == (figure.date_earliest or "")[:10]
            for one in figures
        )

    def died_in_care(self, figure: Casualty, figures: Sequence[Casualty]) -> bool:
        """ "The clinic took in 31 wounded and two died in surgery", "... Two of them died": of its
        wounded, and of the toll told before, no other version of it."""
        if figure.harm != "killed" or _MORE_DIED.search(figure.of(self._text)):
            return False
        if (
            figure.subset_kind == "including"
            and self._harms.get(figure.subset_of or "") == "injured"
        ):
            return any(
                size_of(one) > size_of(figure)
                and one.sentence < figure.sentence
                and one.scope == figure.scope
                for one in figures
            )
        told = figure.of(self._text).endswith((" on arrival", " in hospital"))
        if not (told or _IN_CARE.match(self._text, figure.end, figure.end + _LEAD)):
            return False
        here = self._sentences[figure.sentence]
        hurt = any(
            one.harm == "injured" for one in starting(self.figures, here.start, figure.start)
        )
        return hurt and any(
            size_of(one) > size_of(figure) and one.sentence < figure.sentence for one in figures
        )

    def is_outrun(self, figure: Casualty, figures: Iterable[Casualty]) -> bool:
        """ "Some 300 are still in camps, down from 900 in May": how many they were before."""
        at = figure.number_start
        if at is None or not _WAS.search(self._text, max(0, at - _LEAD), at):
            return False
        return any(
            one.harm == figure.harm and one.sentence == figure.sentence and one.end <= at
            for one in figures
        )

    def were_displaced_before(self, figure: Casualty) -> bool:
        """ "Some 900 fled the raid, adding to the 40,000 already in camps": gone before the news."""
        if not adds_to(self._text, self._sentences[figure.sentence].start, figure):
            return False
        return any(
            one.harm == "displaced" and 0 <= figure.sentence - one.sentence <= 1 and size_of(one)
            for one in self.figures
            if one.start < figure.start
        )

    def _set_it_off(self, figure: Casualty) -> bool:
        """ "The clash, which began when herders shot a farmer, left nine dead": he may be of the nine."""
        first = max(
            (at for relation, at in self._near(figure, _SET_OFF) if relation == "cause"), default=-1
        )
        if first < 0 or any(
            one is not figure for one in starting(self.figures, first, figure.start)
        ):
            return False
        return any(
            one.harm == figure.harm
            and one.sentence <= figure.sentence
            and one.subset_of is None
            and size_of(one) > size_of(figure)
            and alike(one, figure)
            for one in self.figures
        )

    def is_of_the_dead(self, figure: Casualty) -> bool:
        """ "The dead, killed in six episodes, included two headmen": of the toll told before."""
        start = self._sentences[figure.sentence].start
        if figure.subset_of or not _THE_DEAD.match(self._text, start, figure.start):
            return False
        return any(
            one.harm == figure.harm
            and 0 < figure.sentence - one.sentence <= _NEAR
            and size_of(one) > size_of(figure)
            and alike(one, figure)
            for one in self.figures
        )

    def _is_avenged(self, figure: Casualty) -> bool:
        """ "After the murder of a trader last week, raids killed eight": those told first died before."""
        sentence = self._sentences[figure.sentence]
        if is_avenged(self._text, max(sentence.start, figure.start - 60), figure.start):
            return bool(starting(self.figures, 0, sentence.start))
        if figure.rule != "casualty.of" or not _AFTER_THE.fullmatch(
            self._text, sentence.start, figure.start
        ):
            return False
        later = starting(self.figures, figure.end, sentence.end)
        return any(
            one.harm == figure.harm
            and size_of(one) > size_of(figure)
            and _LONG_SINCE.search(self._text, figure.end, one.start) is not None
            for one in later
        )

    def _is_buried(self, figure: Casualty) -> bool:
        """ "A bomb at the funeral of two officers killed five": those buried had died before."""
        if figure.rule != "casualty.of" or not _BURIED.match(self._text, figure.start):
            return False
        others = (one for one in self.figures if one.harm == figure.harm and not one.subset_of)
        return any(not _BURIED.match(self._text, one.start) for one in others)

    def _is_given_back(self, figure: Casualty) -> bool:
        """ "handed over the bodies of two hostages, bringing to nine those returned": dead long since."""
        if figure.harm != "killed" or figure.rule not in _BODIES:
            return False
        here = self._sentences[figure.sentence]
        if _GIVEN_BACK.search(self._text, here.start, here.end) is None:
            return False
        return any(
            one.harm in ("killed", "injured") and one.rule not in _BODIES for one in self.figures
        )

    def _near(self, figure: Casualty, reach: int) -> Iterator[tuple[str, int]]:
        """The relation words of the sentence that stand so many characters before the figure."""
        for relation, at in self._relations.get(figure.sentence, ()):
            if figure.start - reach <= at < figure.start:
                yield relation, at

    def _tells_who_they_are(self, figure: Casualty) -> bool:
        """ "the Front, whose men killed 13 at the airport on Thursday", in the news of Sunday's strike."""
        first = self._sentences[figure.sentence].start
        clause = _WHICH.search(self._text, first, figure.start)
        before = list(starting(self.figures, 0, first)) if clause is not None else []
        if clause is None or not before:
            return False
        days = (one.date_earliest for one in before if one.scope == "incident")
        day = (next(filter(None, days), None) or self._reading.article.published or "")[:10]
        times = starting(self._reading.found.times, clause.end(), figure.end + _BREATH)
        told = [time.latest or time.earliest or "" for time in times]
        return any(told) and all(len(day) == 10 and one[:10] < day[: len(one)] for one in told)

    def _tells_of_the_place(self, figure: Casualty) -> bool:
        """ "near a hill that rebels took on 5 May in a battle that killed 30", in the news of a raid."""
        first = self._sentences[figure.sentence].start
        at = self._text.rfind(" in ", first, figure.start)
        if at < 0 or first == 0 or _BATTLE_THAT.match(self._text, at, figure.start + 30) is None:
            return False
        lead = _THAT_THEY.search(self._text, first, at)
        return lead is not None and any(starting(self._reading.found.times, lead.end(), at))

    def _came_after(self, figure: Casualty) -> bool:
        """ "The raid came a week after a bomb hit a market, killing six": the bomb did."""
        first = self._sentences[figure.sentence].start
        at = self._text.find(" after ", first, figure.start)
        return at >= 0 and _CAME_AFTER.search(self._text, first, figure.end) is not None

    def _told_before(self, figure: Casualty) -> bool:
        if _EARLIER.match(self._text, figure.end, figure.end + 60):
            return True
        if self._tells_who_they_are(figure) or self._tells_of_the_place(figure):
            return True
        if _AGO.match(self._text, figure.end, figure.end + 60):
            return True  # "a colleague of Rosa Paz, who was slain two weeks ago"
        if day_of_deed_before(self._reading, figure.sentence) is not None:
            return True  # "It came days after men stormed a jail. Nine died in that raid"
        lead = self._text[max(0, figure.start - 100) : figure.start]
        if " earlier " in lead or " previous " in lead:
            first = self._sentences[figure.sentence].start
            if _IN_EARLIER.match(self._text, first, figure.start):
                return True
        if _EARLIER_ONE.search(lead):
            return True
        if figure.harm == "detained" and figure.rule == "casualty.active":
            return False  # "who was responsible for raids, detaining him and two others"
        near = list(starting(self.figures, figure.start - 150, figure.start))
        told = [one for one in near if one.sentence == figure.sentence]
        more = any((one.victims or "").lower().startswith(_ANEW) for one in (*told, figure))
        if "after" in lead and not more and _AFTER.search(lead):
            return True  # but "a day after a raid killed another four": four more
        if not more and self._came_after(figure):
            return True
        avenged = [one for one in told if self._is_avenged(one)]
        return any(
            relation == "background"
            and not any(one.start <= at <= one.end + _BEHIND for one in avenged)
            and not any(one.start >= at and figure.start - one.end > APART for one in near)
            for relation, at in self._near(figure, 150)
        )
