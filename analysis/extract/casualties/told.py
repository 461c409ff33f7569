"""Figures told without a word of harm: "put it at 6, then at 11", "down from 91", "Nine were
under 18", "our ward is at twelve now".

What they count is the figure told just before; a share of it is a part of it.
"""

from __future__ import annotations

import re

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.lists import BADLY
from analysis.extract.casualties.parts import Parts
from analysis.extract.casualties.row import Link
from analysis.reading import Reading

_WITHIN = 3  # sentences back in which the figure spoken of was told
_TOLD = (
    r"(?:toll|figure|number|total|count|tally|list|register|ledger|record|sum|dead|deaths|losses|"
    r"wounded|injured|fatalities|victims|casualties|displaced|homeless|missing)"
)
_MARK = r"\s*[“\"'‘:,]*\s*$"
_PUT = (
    r"\b(?:put|puts|putting|gave|gives|giving|placed|placing|revised|revising|raised|raising|lowered|lowering|cut|cutting"
    r"|bring|brings|bringing|brought|take|takes|taking|took|push|pushes|pushing|pushed|lifts?|lifting|lifted)\s+"
    rf"(?:it|this|that|(?:the|its|their|his|her)?\s*(?:[\w’'-]+ ){{0,3}}?{_TOLD})"
    r"(?: [\w’'-]+){0,5}?\s+(?:at|as|to)"
)
_STANDS = (
    rf"\b{_TOLD}(?: [\w’'-]+){{0,4}}?\s+(?:is|was|stands|stood|at|shows|showed|has|had|lists|listed|"
    r"held|reached|were|came to|comes to|rose to|remains|remained)(?: (?:now|still|then|at|on))?"
)
_REVISED = (
    rf"\b{_TOLD},? (?:was|were|is|has been|have been|had been) (?:[a-z]+ )?"
    r"(?:raised|revised|updated|lowered|cut|put|increased|reduced|corrected)(?: [\w’'-]+,?){0,4}? (?:to|at)"
)
_UPDATED = re.compile(
    r"\W*(?:This|That|It) (?:was|has been|had been) (?:later |since |subsequently |then |soon )?"
    r"(?:updated|raised|revised|lowered|increased|corrected)(?: [a-z]+){0,2}? to (?:at least |more than |about )?"
)
_SPOKEN = (
    r"\b(?:says|said|speaks? of|spoke of|(?:was|were|is|are) (?:still )?(?:on|at)|settled on|"
    r"counted|counts|(?:we|i|they) count|recorded|records)"
)
_FORMER = (
    r"\b(?:earlier|previous|initial|preliminary|provisional|official|first|revised|later|latest) "
    r"(?:death |casualty )?(?:toll|count|figure|estimate|tally|total)s? of"
)
_RANGED = (  # "other casualty estimates ranged from nine to 19"
    r"\b(?:estimates?|accounts|reports|figures|counts|tolls)(?: [\w’'-]+){0,5}? (?:rang(?:ed?|es|ing)|var(?:y|ied|ies))"
    r"(?: widely)?,?(?: from| between)?"
)
_SAYS = re.compile(
    rf"(?:{_PUT}|{_STANDS}|{_REVISED}|{_SPOKEN}|{_FORMER}|{_RANGED}){_MARK}", re.IGNORECASE
)
_ROSTER = re.compile(
    r"\b(?:lists?|listing|listed|register|roll|contains?|containing|published|released|memorial|"
    r"plaque|bears|carries|engraved|added)\b"
)
_AGAIN = re.compile(
    r"^[,\s]*(?:and|then|later|now|but|before|to|at|from)?[\s,]*(?:then|later|now)?\s*"
    r"(?:at|to|from|of)\s*$"
)
_AGAINST = re.compile(
    r"(?:\b(?:down|up) from|\bcompared (?:with|to)|\bagainst|\bversus|\brather than|\bnot the|"
    r"\binstead of)\s*[“\"]?\s*$"
)
_NAMED = (
    (re.compile(r"\b(?:dead|died|deaths?|killed|fatalities|lost their lives|buried|graves?)\b", re.I), "killed"),
    (re.compile(r"\b(?:wounded|injured|injuries|hurt)\b", re.I), "injured"),
    (re.compile(r"\b(?:displaced|fled|homeless)\b", re.I), "displaced"),
)  # fmt: skip
_CASUALTIES = re.compile(r"\bcasualt(?:y|ies)\b", re.I)
_SAFE = re.compile(
    r"\b(?:unhurt|unharmed|uninjured|alive|rescued|freed|released|survived|escaped|safe|saved|returned|"
    r"seized|captured|taken|abducted|kidnapped|arrested|detained|fled|missing|"
    r"let go|fished|discharged|found well|surrendered|in custody|on the run|at large|claimed|said|told)\b"
)
_LIVED = re.compile(r"\b(?:surviv\w+|rescued|freed|released|unhurt|unharmed|recovered)\b")
_AGES = re.compile(r"\b(?:ages|oldest|youngest|eldest|(?:average|median|mean) age)\b", re.I)
_ASKED = re.compile(r"[^.?!\n]*\?(?=[^?]*$)|\bhow many\b.*", re.I | re.S)  # the last question
_OTHERS = re.compile(
    r"\bhow many (?!people|in all|were|was|exactly|then)\w+", re.I
)  # "how many lorries"
_COUNTED = re.compile(rf"\b(?:{_TOLD}|[Hh]ow many)\b")
_VICTIMS = frozenset(("victims", "casualties", "fatalities"))
_WHERE = frozenset("at in on near outside around inside".split())
_AS_WERE = frozenset(("was", "were", "did", "had"))
_WERE = frozenset(("were", "are", "was"))
_ITEM_LONG = 9  # units from one part of a list to the next
_OF_THESE = re.compile(
    r"(?:Of|Among) (?:these|those|them|the dead|the victims),? (?:at least |about |some )?"
)
_SPANS = frozenset(
    "seconds minutes hours days nights weeks months years decades kilometers kilometres km miles meters metres".split()
)
_OF_THINGS = frozenset("earlier previous prior recent separate similar such new later past".split())
_FURTHER = frozenset(("more", "others", "another", "further"))
_BODIES = frozenset(("bodies", "corpses", "remains", "cadavers"))
_FOUND = frozenset("found discovered recovered dumped unearthed pulled retrieved exhumed".split())
_BY_A_HAND = frozenset(("casualty.passive", "casualty.beside", "casualty.state"))
_HAND = 4  # words of "a Russian air force jet"
_PAST = ("be", "have", "modal", "neg")


class Told(Parts):
    """Links what is left of a row to the figures told before it."""

    def tell(self, reading: Reading, sentence: int, before: list[tuple[int, Link]]) -> None:
        """Add links for figures the row tells without a word of harm."""
        span = reading.sentences[sentence]
        recent = [link for s, link in before if sentence - s <= _WITHIN and link.group.counts]
        for k, unit in enumerate(self._units):
            group = unit.group
            if group is None or k in self._links:
                continue
            earlier = recent + [link for j, link in sorted(self._links.items()) if j < k]
            if group.kind in ("implied", "counted", "named"):
                if self._as_before(k):
                    continue
            if group.kind == "implied":
                self._the_other(k, earlier)
            if group.kind == "zero" and group.head is not None:
                self._no_victims(k, group)
            if group.kind == "counted" and self._is_roster(group):
                lead = reading.text[span.start : reading.tokens.starts[unit.first]]
                self._said(k, lead, group, earlier)
                continue
            ranks = self._of_other_ranks(k)
            if group.kind != "counted" or (group.open and ranks is None):
                continue
            alone = not group.partitive and ranks is None
            elided = ranks or ((self._elided(k) or self._by_others(k)) if alone else None)
            if elided is not None:
                self._with_its_verb(elided, [k] if ranks is None else self._chain_right(k))
                continue
            if alone and group.headless and self._as_the_part_before(k, group):
                continue
            if recent and self._are_more_bodies(k, group, recent[-1]):
                self._links[k] = Link(
                    group, "killed", None, "casualty.count", (group.first, group.stop)
                )
                continue
            start = reading.tokens.starts[unit.first]
            lead = reading.text[span.start : start]
            if self._is_said(k, lead, group) or self._is_updated(lead, group, recent):
                self._said(k, lead, group, earlier)
            elif earlier and _OF_THESE.fullmatch(lead) and self._stands_where(k):
                self._share(k, group, earlier)
            elif group.headless and not group.partitive and self._answers(reading, k, sentence):
                self._said(k, self._asked(reading, sentence, k), group, earlier)
            else:
                self._as_part(k, group, earlier)

    def _as_part(self, k: int, group: Group, earlier: list[Link]) -> None:
        """Links a number as a part of the figure told before, where its wording says so."""
        if earlier and self._is_share(k, self._reading):
            self._share(k, group, earlier)
        elif (whole := self._by_means(k)) is not None:
            self._share(k, group, [whole])
        elif earlier and self._badly(k, group):
            whole = next(x for x in reversed(earlier) if not x.part)
            self._share(k, group, [whole])
        elif earlier and self._is_series(k, group):
            last = self._links[max(j for j in self._links if j < k)]
            self._share(k, group, [last.whole or last])

    def _are_more_bodies(self, k: int, group: Group, last: Link) -> bool:
        """ "Nine bodies were dumped on a road. Four more were found in a truck": bodies as well."""
        more = group.headless and not _FURTHER.isdisjoint(self._norms[group.first : group.stop])
        if not more or last.harm != "killed" or self._kind(self._right_of(k, "adv")) not in _PAST:
            return False
        told = self._norms[last.group.first : max(last.trigger[1], last.group.stop)]
        found = self._word(self._right_of(k, "adv", "be", "have"))
        return not _BODIES.isdisjoint(told) and found in _FOUND

    def _with_its_verb(self, said: Link, members: list[int]) -> None:
        """Links groups whose verb was said once, before them."""
        for j in members:
            group = self._units[j].group
            if group is not None and group.counts and j not in self._links:
                where = (group.first, group.stop)
                self._links[j] = Link(group, said.harm, said.harm_alt, said.rule, where)

    def _as_before(self, k: int) -> bool:
        """ "A shepherd was killed, as was a girl who had brought him lunch": she died as well."""
        if self._word(k - 2) != "as" or self._word(k - 1) not in _AS_WERE:
            return False
        before = [j for j in self._links if j < k and not self._links[j].part]
        last = self._links[max(before)] if before else None
        if last is None or last.rule not in (
            "casualty.passive",
            "casualty.alone",
            "casualty.state",
        ):
            return False
        for j in self._chain_right(k):
            group = self._units[j].group
            if group is not None and group.counts and j not in self._links:
                where = (self._units[k - 2].first, group.stop)
                self._links[j] = Link(group, last.harm, last.harm_alt, last.rule, where)
        return True

    def _is_roster(self, group: Group) -> bool:
        """ "a list of nine names", "the memorial bears 47 names": each name is one of the dead."""
        if self._norms[group.stop - 1] != "names":
            return False
        lead = " ".join(self._norms[max(0, group.first - 10) : group.first])
        return bool(_ROSTER.search(lead))

    def _no_victims(self, k: int, group: Group) -> None:
        """ "there are no civilian victims"."""
        if self._norms[group.stop - 1] in ("victims", "casualties"):
            self._links[k] = Link(
                group, "killed", "injured", "casualty.said", (group.first, group.stop)
            )

    def _is_said(self, k: int, lead: str, group: Group) -> bool:
        if group.head is not None or group.partitive or group.anaphoric:
            return False
        if _LIVED.search(lead[-60:]):
            return False  # "the number of those who survived was 10"
        if _AGES.search(lead[-60:]):
            return False  # "the youngest of the dead was 19"
        if _SAYS.search(lead[-120:]) or _AGAINST.search(lead[-20:]):
            return True
        before = self._links.get(next((j for j in range(k - 1, -1, -1) if j in self._links), -1))
        if before is None or before.rule not in ("casualty.said", "casualty.toll"):
            return False
        between = " ".join(self._norms[before.group.stop : group.first])
        return bool(_AGAIN.match(between + " "))

    def _is_updated(self, lead: str, group: Group, recent: list[Link]) -> bool:
        """ "It spoke of a toll of 41. This was later updated to 77": the toll."""
        plain = group.head is None and not group.partitive and not group.anaphoric
        told = recent and recent[-1].rule in ("casualty.toll", "casualty.said")
        return bool(plain and told and _UPDATED.fullmatch(lead))

    def _said(self, k: int, lead: str, group: Group, earlier: list[Link]) -> None:
        whole = [link for link in earlier if not link.part] or earlier
        whole = [
            link for link in whole if link.group.unit != "homes"
        ]  # no homes are said to be dead
        near = lead[-70:]
        said = [(m.start(), name) for words, name in _NAMED for m in words.finditer(near)]
        harm = max(said)[1] if said else None  # the nearest: "the dead at 64, the wounded at 90"
        if harm is None and whole:
            harm = whole[-1].harm
        alt = None
        if harm is None and _CASUALTIES.search(near):
            harm, alt = "killed", "injured"
        if harm and (whole or near):
            if not whole and not _COUNTED.search(lead[-160:]):
                return
            self._links[k] = Link(group, harm, alt, "casualty.said", (group.first, group.stop))
            self._takes_its_parts(k)

    def _takes_its_parts(self, k: int) -> None:
        """ "put the dead at 47, among them six women, and said 80 were hurt": six of the 47."""
        toll = self._links[k]
        for j, part in self._links.items():
            near = part.including is not None and 0 <= part.including - toll.group.stop <= 1
            if j > k and part.part and near and self._whole_is_behind(j, part):
                part.whole, part.harm, part.harm_alt = toll, toll.harm, toll.harm_alt

    def _whole_is_behind(self, k: int, part: Link) -> bool:
        whole = part.whole
        return whole is None or whole.group.first > self._units[k].first

    def _answers(self, reading: Reading, k: int, sentence: int) -> bool:
        """ "And the injured? - Between thirty and forty.": a number that is all of a reply."""
        lead = {self._kind(j) for j in range(k)}
        follows = self._kind(self._right_of(k, "mark"))
        alone = lead <= {"mark", "stop", "other", "comma"} and k < 5
        quoted = self._kind(k - 1) == "mark"
        if not (alone or quoted) or follows not in ("end", "stop", "comma"):
            return False
        question = _ASKED.search(self._asked(reading, sentence, k))
        if question is None:
            return False
        return any(words.search(question[0]) for words, _ in _NAMED) or not _OTHERS.search(
            question[0]
        )

    def _asked(self, reading: Reading, sentence: int, k: int = 0) -> str:
        """The two sentences before, and what stands before unit ``k``."""
        first = reading.sentences[max(0, sentence - 2)]
        return reading.text[first.start : reading.tokens.starts[self._units[k].first]]

    def _is_share(self, k: int, reading: Reading) -> bool:
        """ "Nine were under 18", "All seven were women", "Three of the four were conscripts"."""
        unit, group = self._units[k], self._units[k].group
        assert group is not None
        of_the_dead = group.partitive and self._norms[group.stop - 1] in _VICTIMS
        if not (group.headless or group.of is not None or group.anaphoric or of_the_dead):
            return False
        inner = k + 1 if group.of is not None and self._kind(k + 1) == "group" else k
        if group.best == 1 and not self._is_one(k):
            return False
        if group.headless and (self._word(k + 1) in _OF_THINGS or self._word(k + 1) in _SPANS):
            return False  # "Two earlier truces collapsed", "Three days after the raid, clerks left"
        if self._is_all_but(k):
            return False
        lead = self._left_of(k, "mark", "adv", "and")
        opens = lead < 0 or self._kind(lead) == "stop" or self._word(lead) == "all"
        after = self._kind(self._right_of(inner, "adv", "mark"))
        opens = opens or of_the_dead
        told = (*_PAST, "other", "comma") if group.anaphoric else (*_PAST, "other")
        if not opens or after not in told:
            return False
        stop = min(unit.stop + 9, self._units[-1].stop)
        return not _SAFE.search(reading.words(unit.stop, stop).lower())

    def _is_of_victims(self, group: Group) -> bool:
        """ "23 of the victims": of those told further back."""
        return group.partitive and self._norms[group.stop - 1] in ("victims", "fatalities")

    def _badly(self, k: int, group: Group) -> bool:
        """ "86 were wounded, six seriously": some of them, by how badly."""
        if not group.headless or self._kind(k - 1) != "comma":
            return False
        if self._word(k + 1) not in BADLY or self._kind(k + 2) in ("harm", "group"):
            return False
        return any(not link.part and link.harm == "injured" for link in self._links.values())

    def _is_series(self, k: int, group: Group) -> bool:
        """ "six were villagers, two soldiers and one a driver"; "two died, one a nurse"."""
        j = max((j for j in self._links if j < k), default=-1)
        lead = self._kind(self._left_of(k, "mark", "adv"))
        if j < 0 or lead not in ("comma", "and") or group.partitive or self._links[j].same:
            return False
        if any(self._kind(m) in ("harm", "stop", "rel", "have") for m in range(j + 1, k)):
            began = self._links[j].trigger[1] > self._units[j].stop  # "two have died, one a nurse"
            if not began or self._kind(k - 1) != "comma":
                return False
        who = self._right_of(k, "be", "adv", "other")
        someone = self._kind(who) in ("group", "open") and who - k < 5
        if self._links[j].rule != "casualty.share" and not self._links[j].part:
            noun = self._units[k + 1].group if self._kind(k + 1) in ("group", "open") else None
            return group.headless and group.best == 1 and bool(noun and noun.best == 1)
        if group.headless:
            return someone
        return not self._predicated(k) and not self._speaks(k)

    def _is_one(self, k: int) -> bool:
        """ "One was the owner": one of those just counted, by who he was."""
        follows = self._right_of(k, "be", "adv")
        person = self._kind(follows) in ("group", "open") and self._kind(k + 1) == "be"
        return person and self._units[follows].group.best == 1  # type: ignore[union-attr]

    def _the_other(self, k: int, earlier: list[Link]) -> None:
        """ "The other was a boy who kept bees"."""
        lead = " ".join(self._norms[u.first] for u in self._units[max(0, k - 3) : k])
        group = self._units[k].group
        if (
            group is not None
            and group.best == 1
            and lead in ("the other was", "the second was", "the third was", "another was")
        ):
            if earlier and earlier[-1].rule == "casualty.share":
                whole = earlier[-1].whole
                self._links[k] = Link(
                    group, earlier[-1].harm, None, "casualty.share", (group.first, group.stop),
                    whole=whole, part=whole is not None,
                )  # fmt: skip

    def _elided(self, k: int) -> Link | None:
        """ "Nine died at a market and eight at the gate": the verb said once."""
        group, after = self._units[k].group, self._word(k + 1)
        if after not in _WHERE:
            after = self._word(self._right_of(k, "adv"))
        if self._kind(k - 1) not in ("and", "comma") or after not in _WHERE:
            return None
        if group is not None and not group.headless and not self._ends_place(k):
            return None
        return self._last_verb(k)

    def _as_the_part_before(self, k: int, group: Group) -> bool:
        """ "62 of them in Kara, 41 in Alba", "Of these, 62 were in Kara, 41 in Alba": parts alike."""
        if self._kind(k - 1) not in ("and", "comma") or self._word(k + 1) not in _WHERE:
            return False
        before = [j for j in sorted(self._links) if j < k]
        last = self._links[before[-1]] if before and k - before[-1] < _ITEM_LONG else None
        if last is None or not last.part or self._word(before[-1] + 1) not in _WHERE | {"were"}:
            return False
        where = (group.first, group.stop)
        whole, size = last.whole, group.best or 0
        if whole is not None and (whole.group.best or 0) < size + (last.group.best or 0):
            return False
        self._links[k] = Link(
            group, last.harm, last.harm_alt, "casualty.share", where, whole=whole, part=True
        )
        return True

    def _stands_where(self, k: int) -> bool:
        """ "62 were in Kara": all that is said of them is where they are."""
        return self._word(k + 1) in _WERE and self._word(k + 2) in _WHERE | {"from"}

    def _last_verb(self, k: int) -> Link | None:
        """The link of the figure told last before unit k, where it is a whole near by."""
        before = [j for j in sorted(self._links) if j < k]
        link = self._links[before[-1]] if before else None
        whole = link is not None and link.group.counts and not link.part
        return link if whole and k - before[-1] < 16 else None

    def _by_others(self, k: int) -> Link | None:
        """ "Ten were killed by rebels, four by jets and two by mines": each by another hand."""
        last = self._last_verb(k) if self._is_by_a_hand(k) else None
        if last is None or last.rule not in _BY_A_HAND:
            return None
        return last if self._norms[last.trigger[1] : last.trigger[1] + 1] == ["by"] else None

    def _is_by_a_hand(self, k: int) -> bool:
        """ ", four by jets": people counted, and a weapon or people behind "by"."""
        group = self._units[k].group
        if self._word(k + 1) != "by" or group is None or not group.counts:
            return False
        if self._kind(k - 1) not in ("and", "comma"):
            return False
        first, stop = self._units[k + 1].stop, self._units[k + 1].stop + _HAND
        people = any(i in self._nouns.listed for i in range(first, stop))
        return people or any(
            True
            for name in ("attacks", "actors")
            for _ in self._reading.tagged_within(name, first, stop)
        )

    def _by_means(self, k: int) -> Link | None:
        """ "Twelve were killed, seven by snipers and five by shells": parts of the twelve."""
        if not self._is_by_a_hand(k) or not self._units[k].group.headless:  # type: ignore[union-attr]
            return None
        before = [j for j in sorted(self._links) if j < k]
        last = self._links[before[-1]] if before and k - before[-1] < 16 else None
        whole = last.whole if last is not None and last.part else last
        group = self._units[k].group
        assert group is not None
        size = group.best or group.low or 0
        held = whole is not None and (whole.group.best or whole.group.low or 0) > size
        return whole if held else None

    def _ends_place(self, k: int) -> bool:
        """ "... and two guards in Jenin.": nothing else is said of them."""
        at = self._right_of(k, "adv") + 1
        for j in range(at, at + 5):
            if self._kind(j) in ("stop", "end", "comma"):
                return j > at
            if self._kind(j) not in ("other", "open"):
                return False
        return False

    def _share(self, k: int, group: Group, earlier: list[Link]) -> None:
        size = group.best or group.low or 0
        if group.of is not None:
            fits = [link for link in earlier if link.group.best == group.of]
        else:
            fits = [
                link
                for link in earlier
                if (size == 1 or not link.part) and (link.group.best or link.group.low or 0) >= size
            ]
        if not fits:
            return
        died = [link for link in fits if link.harm == "killed"]
        whole = died[-1] if died and self._is_of_victims(group) else fits[-1]
        part = (whole.group.best or whole.group.low or 0) > size
        self._links[k] = Link(
            group, whole.harm, whole.harm_alt, "casualty.share", (group.first, group.stop),
            whole=whole if part else None, part=part,
        )  # fmt: skip
