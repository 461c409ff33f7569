"""Lists of groups: "a baker who had stayed behind, his two nieces and a nurse".

A list is groups joined by commas, "and", "or", "as well as"; a member may trail words of its
own ("of the Royal Fencibles", "who sold olives", "with four of her children"), which are
stepped over.
"""

from __future__ import annotations

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.row import GRAVE
from analysis.extract.casualties.trails import Trails

CLAUSE = frozenset(
    ("while", "when", "after", "as", "but", "because", "although", "before", "where", "since")
)
_SAID = frozenset(
    "said says say told tell reported reports added announced confirmed claimed stated revealed "
    "tweeted wrote noted informed".split()
)
_VERBS = frozenset(
    "took fled seized began came fell held went saw fought ran broke drove gave made set won "
    "blew struck burst remain remains escaped retook".split()
)
_ACTS = frozenset("left found told lost got kept became".split())
BADLY = frozenset("seriously critically badly severely gravely slightly lightly".split())
_BEFORE_A_LIST = frozenset(("end", "adv", "rel", "stop", "mark", "comma", "group"))
_OWN = frozenset(("her", "his", "their"))
_ROLES = frozenset(
    "acting acted serving served working worked posing posed disguised dressed employed known used "
    "described identified hired".split()
)
_FATES = frozenset(
    "affected rescued saved freed released stranded unhurt unharmed alive spared safe hit treated".split()
)  # "1,300 people affected and 200 homeless": what befell the first is told of them alone
_INTRODUCES = frozenset(("a", "an", "another", "his", "her", "their", "one"))
_MOVES = frozenset(
    "was is were are has have had shocked angered outraged horrified stunned sparked triggered "
    "prompted caused drew".split()
)  # what a murder does: "the murder of a cook and a maid shocked the town"
_RESULTS = frozenset(("resulted", "resulting", "results", "result", "ended", "ending"))
_FRONTS = frozenset("following after since with despite upon before".split())
_AND_WITH = frozenset((("along", "with"), ("together", "with"), ("well", "as")))
_ASIDE_LONG = 12  # units of ", two nurses and a boy among them,"
_ASIDE_ENDS = frozenset(("comma", "stop", "end"))

PERSONS = frozenset("people persons individuals souls inhabitants residents civilians".split())


class Lists(Trails):
    """Finds the lists that groups stand in."""

    def _chain_right(self, k: int, *, of: bool = False, verb: int = -1) -> list[int]:
        """k and the groups joined to it on the right; who speaks after them is none of them.

        Behind "the murder of ..." a verb after them is the murder's; one at token ``verb`` is
        that of the people they are part of.
        """
        found, cut = [k], 0
        while True:
            link = self._next_member(k)
            if link is None or (
                self._predicated(link)
                and not (of and self._ends_list(link))
                and not (verb > 0 and self._verb_after(link) == verb)
            ):
                if cut and self._speaks(k):
                    return found[:cut]
                if link is not None and len(found) > 1 and self._both_were(link):
                    return found[: self._last_clause(found)]
                return found[:-1] if len(found) > 1 and self._is_the_teller(k) else found
            comma = link == k + 1 or any(self._kind(j) == "comma" for j in range(k, link))
            cut, k = len(found) if comma else cut, link
            found.append(k)

    def _both_were(self, k: int) -> bool:
        """ "killed two men, and a woman and her son were hurt": one person of a verb for several."""
        group = self._units[k].group
        at = self._right_of(k, "adv", "mark")
        return group is not None and group.single and self._word(at) in ("were", "are", "have")

    def _last_clause(self, found: list[int]) -> int:
        """Where in a list the subject of the verb behind it begins: at ", and", else with its last."""
        for n in range(len(found) - 1, 0, -1):
            between = {self._kind(j) for j in range(found[n - 1] + 1, found[n])}
            if between >= {"comma", "and"}:
                return n
        return len(found) - 1

    def _is_the_teller(self, k: int) -> bool:
        """ "The blast hurt dozens, and the monitor said more may die"."""
        group = self._units[k].group
        the = group is not None and group.kind != "counted" and self._norms[group.first] == "the"
        return the and self._word(k + 1) in _SAID

    def _verb_after(self, k: int) -> int:
        """The token of the word of harm in "... were killed" right behind the group; -1 for none."""
        at = self._right_of(k, "adv", "mark", "comma", "be", "have")
        return self._units[at].first if self._kind(at) == "harm" else -1

    def _coordinated_left(self, k: int) -> list[int]:
        """k and the groups joined to it on the left: "a child and a woman"."""
        found = [k]
        if self._is_part(k):
            return found
        while not self._is_of_them(found[0]):
            link = next(
                (
                    j
                    for j in range(found[0] - 1, max(-1, found[0] - 14), -1)
                    if self._units[j].group is not None
                    and (self._free(j) or self._fits_open(j))
                    and not self._is_thing_of(j)
                    and not self._has_said(j)
                    and self._word(j + 1) not in _FATES
                    and not self._says_itself(j, found[0])
                    and self._next_member(j, harmed=True) == found[0]
                ),
                None,
            )
            if link is None and self._lost_its_comma(found):
                found.insert(0, found[0] - 1)
                continue
            if link is None or self._is_of_them(link) or self._is_only_before(link, found):
                return found
            before = self._left_of(link, "mark")
            if self._word(before) == "with" and self._form(k + 1) == "part":
                found.insert(0, link)  # "with four boys and a man killed in the raid"
                continue
            if (self._word(before - 1), self._word(before)) in _AND_WITH or (
                self._word(before) == "alongside" and self._kind(before - 1) == "comma"
            ):
                found.insert(0, link)
                continue  # "The governor, along with his driver and two guards, was killed"
            if self._word(before - 1) in _RESULTS and self._is_headed(link):
                found.insert(0, link)
                return found  # "the raid resulted in nine rebels and two soldiers killed"
            if self._kind(before) == "prep" and self._word(before) not in CLAUSE:
                outer = self._left_of(before, "mark")
                if self._word(before) == "of" and self._is_one_of(outer):
                    return [outer, *found]  # "a member of the coast guard and two nuns"
                return found
            found.insert(0, link)
            if self._kind(before) in ("incl", "among"):
                outer = self._left_of(before, "comma", "mark")
                if self._is_of_another_harm(before):
                    return found[1:]  # "40 dead including six boys and dozens more hurt"
                if len(found) == 2 and self._free(outer) and self._closes_aside(link, found[1]):
                    return [*self._coordinated_left(outer), found[1]]
                return found
        return found

    def _lost_its_comma(self, found: list[int]) -> bool:
        """ "said a boy | a girl and two nurses were killed": a member right before others, its comma lost."""
        j = found[0] - 1
        if len(found) < 2 or not self._free(j) or self._kind(j - 1) not in _BEFORE_A_LIST:
            return False
        one, other = self._units[j].group, self._units[found[0]].group
        if one is None or other is None or one.stop != other.first:
            return False
        return all(
            g.kind == "counted" or (g.kind == "implied" and self._norms[g.first] in ("a", "an"))
            for g in (one, other)
        )

    def _is_of_another_harm(self, k: int) -> bool:
        """True where "including" at unit k stands behind people of another harm than the one at hand."""
        harm = next((self._links[j].harm for j in range(k - 1, k - 4, -1) if j in self._links), "")
        return harm not in ("", self._now)

    def _has_said(self, k: int) -> bool:
        """True where the group is the speaker of the words before it: "..., said Ali Reza, and"."""
        group = self._units[k].group
        if group is None or not self._speakers:
            return False
        starts = self._reading.tokens.starts
        return any(starts[i] in self._speakers for i in range(group.first, group.stop))

    def _says_itself(self, k: int, other: int) -> bool:
        """ "Gen. Pavel Roudin of the staff said, and a marine died": who is named before "said"."""
        group = self._units[k].group
        named = group is not None and group.kind == "named"
        return named and any(self._word(j) in ("said", "says") for j in range(k + 1, other))

    def _is_part(self, k: int) -> bool:
        """ "one of them": joined to no list, for its whole was told before."""
        group = self._units[k].group
        part = group is not None and group.partitive and group.kind == "counted"
        return part and self._norms[group.stop - 1] in ("them", "whom", "which")  # type: ignore[union-attr]

    def _is_only_before(self, j: int, found: list[int]) -> bool:
        """ "As a result, 291 people died": a noun of no list, a comma, and no "and" behind it."""
        return self._kind(j) == "open" and all(
            self._kind(i) not in ("and", "or") and not self._is_as_well(i)
            for i in range(j + 1, found[-1])
        )

    def _is_thing_of(self, j: int) -> bool:
        """ "the mayor of the town and two guards", "two men who acted as his guards and a boy": the
        town is only whose mayor he is, the guards only what the two were."""
        before = self._left_of(j, "mark")
        if self._word(before) == "as" and self._word(before - 1) in _ROLES:
            return True
        if self._kind(before) == "incl" and self._word(before) == "of":
            return True  # "Of the injured guards, two died"
        if self._is_whole(j):
            return True
        if self._kind(j) != "open":
            # "three women said to be wives of fighters and a boy"
            return self._word(before) in ("of", "be") and not self._counts(j)
        the = self._word(j) == "the" and self._kind(before) in ("prep", "other")
        return the or self._word(before) == "of"  # "before the truce and six men ..."

    def _is_whole(self, j: int) -> bool:
        """ "Of the town's 9,000 residents, 4,000 have fled": of whom the others are a part."""
        if self._kind(j + 1) != "comma":
            return False
        for i in range(j - 1, max(-1, j - 7), -1):
            if self._word(i) == "of":
                return self._kind(i - 1) in ("end", "stop")
            if self._kind(i) not in ("other", "open", "mark", "adv", "group"):
                break
        return False

    def _closes_aside(self, inner: int, after: int) -> bool:
        """ "13 adults, including eight guards, and a child were killed": the child is no guard."""
        between = {self._kind(j) for j in range(inner + 1, after)}
        return between >= {"comma", "and"} and self._kind(after + 1) != "comma"

    def _is_one_of(self, k: int) -> bool:
        """True for a person or a counted group that belongs to a body: "a member of the police"."""
        if not (self._free(k) or self._fits_open(k)):
            return False
        group = self._units[k].group
        return bool(group and group.counts and self._kind(k - 1) != "prep")

    def _next_member(self, k: int, *, harmed: bool = False) -> int | None:
        """The member of the list after the one at unit k, or None; ``harmed`` where it is known
        that a member is meant, so that any noun will do."""
        at = self._past_member(k)
        link = self._past_join(at)
        if link > at and self._kind(link) in ("other", "prep"):
            link = self._past_of(k, link) or self._past_titles(link)
        lost = self._commas_lost and at == link == k + 1 and self._both_counted(k, link)
        lost = lost and self._is_headed(k) and self._is_headed(link)  # not "2 women 29 injured"
        if (link == at and not lost) or not (self._free(link) or self._fits_open(link)):
            return None
        if not harmed and self._sums_up(k, link):
            return None  # "killed Ali Reza and Omar Haddad, two officers of the guard"
        if self._is_among(link):
            return None  # "killed 16 people, two nurses among them"
        group = self._units[link].group
        assert group is not None
        if group.partitive and {"them", "whom"}.intersection(self._norms[group.first : group.stop]):
            return None  # "killed 19 people, 17 of them women"
        if group.headless and self._word(link + 1) in BADLY:
            return None  # "86 people, six seriously"
        either = any(self._kind(j) == "or" for j in range(at, link))
        if self._both_counted(k, link) and (either or self._is_unit_again(k, link)):
            return None  # "900 households or 4,500 persons"
        known = group.head is not None or (group.kind == "counted" and not group.open)
        known = known or (harmed and self._norms[group.first] in _INTRODUCES)
        known = known or (group.kind == "named" and (harmed or self._kind(k + 1) == "comma"))
        known = known or (group.kind == "named" and self._word(link - 1) == ";")
        if at > k + 1 and not (known and self._goes_on(at, link)):
            return None
        if self._is_new_clause(group) and not self._goes_on(at, link):
            return None
        if at > k + 1 and group.bound == "words_only" and group.number is None:
            return None  # "a courier suspected of moving arms and bombers"
        if group.open and self._form(link + 1) in ("of", "noun", "count"):
            return None  # "the death of a clerk and the serious injury of a nun"
        if group.open and group.kind == "implied" and self._word(link - 1) in ("with", "alongside"):
            return None  # "the bodies of 18 rebels along with a rifle"
        if self._word(link - 1) == "with" and self._word(link - 2) not in ("along", "together"):
            own = _OWN & set(self._norms[group.first : group.stop])
            return link if own and group.counts else None
        return link

    def _is_unit_again(self, k: int, link: int) -> bool:
        """ "900 households, some 4,500 persons,": the same people in another unit."""
        one, two = self._units[k].group, self._units[link].group
        assert one is not None and two is not None
        apposed = all(self._kind(j) == "comma" for j in range(k + 1, link))
        sizes = one.best or one.low or 0, two.best or two.low or 0
        people = self._norms[two.stop - 1] in PERSONS and not two.unit
        return one.unit == "families" and people and apposed and sizes[0] < sizes[1]

    def _is_new_clause(self, group: Group) -> bool:
        """ "After the murder of a clerk, the talks broke off": "the" and a noun of no list."""
        return group.open and group.kind == "implied" and self._norms[group.first] == "the"

    def _ends_list(self, k: int) -> bool:
        """True where the noun's verb follows at once: "the murder of a cook and a maid was ..."."""
        after = self._right_of(k, "adv", "mark")
        group = self._units[k].group
        if self._word(0) in _FRONTS and self._word(self._left_of(k, "and", "group")) == ",":
            return False  # "After the death of a cook, a maid and her son were seen"
        the = group is not None and self._norms[group.first] == "the"
        return not the and self._word(after) in _MOVES

    def _goes_on(self, at: int, link: int) -> bool:
        """After a trail a comma alone makes no list: "a guard in Marib, a town", but
        "a guard at the gate, a driver and two clerks".
        """
        if any(self._kind(j) != "comma" for j in range(at, link)):
            return True
        following = self._past_join(self._past_member(link))
        return self._free(following) and any(
            self._kind(j) in ("and", "comma") for j in range(link + 1, following)
        )

    def _both_counted(self, k: int, link: int) -> bool:
        one, two = self._units[k].group, self._units[link].group if self._free(link) else None
        return bool(one and two and one.kind == "counted" == two.kind)

    def _say_together(self, one: int, k: int) -> bool:
        """ "three survivors and an official said"; not "20 boys and nine women said the doctor", a comma lost."""
        if k + 1 < len(self._units) and self._both_counted(one, k + 1):
            return False
        return not _SAID.isdisjoint(self._word(k + n) for n in (2, 3, 4))

    def _speaks(self, k: int) -> bool:
        """True where the group is who says so: "... and wounded six, an official said"."""
        if self._kind(k) == "end":
            return False
        at = self._right_of(k, "mark")
        group = self._units[k].group
        counted = group is not None and group.number is not None and group.head is not None
        if counted and self._kind(at) == "other" and self._word(at) not in _SAID:
            return False  # "including 11 children state media reported"
        several = self._commas_lost or (group is not None and group.kind == "counted")
        while at - k < (8 if several else 14) and (
            self._kind(at) in ("adv", "other", "prep")
            or self._word(at) in ("(", ")")  # "a spokesman for the Front (RF) said"
            or (self._kind(at) == "open" and not several)
            or (self._kind(at) == "group" and self._units[at].group.kind == "bare")  # type: ignore[union-attr]
            or (self._kind(at) == "group" and self._kind(at - 1) in ("prep", "and"))
            or (self._kind(at) == "and" and self._say_together(k, at))
            or (self._kind(at) == "have" and self._word(at + 1) in _SAID)
        ):
            if self._word(at) in _SAID:
                return True
            if self._word(at) in ("he", "she", "they", "it"):
                return False  # "was a child | he added"
            if self._kind(at) == "open" and self._kind(at - 1) not in ("prep", "and"):
                return False  # "Omar Haddad of the tank corps the monitor said"
            at += 1
        return False

    def _sums_up(self, k: int, link: int) -> bool:
        """True where the counted group behind a comma says who the persons named up to unit k are."""
        group, number = self._units[link].group, 0
        if group is None or group.kind != "counted" or group.number is None:
            return False
        if self._kind(k + 1) != "comma" or self._kind(link - 1) != "comma":
            return False
        j = k
        while (one := self._units[j].group) is not None and one.kind == "named":
            number, j = number + 1, self._left_of(j, "and", "comma", "mark")
        if number < 2 or number != group.best:
            return False
        after = self._past_member(link)
        return self._past_join(after) == after or self._units[self._past_join(after)].group is None

    def _of_the_hurt(self, k: int) -> bool:
        """ "... and three of the 60 wounded have died": they did, and are no member of the list before."""
        group = self._units[k].group if 0 <= k < len(self._units) - 1 else None
        whole = self._units[k + 1].group if group is not None and group.of else None
        if group is None or whole is None or whole.best != group.of:
            return False
        after = self._right_of(k + 2, "have", "adv")
        return self._kind(k + 2) == "harm" and self._kind(after) == "harm"

    def _is_among(self, k: int) -> bool:
        """ ", a chief called Omar among them,", ", two nurses and a boy among them,": said as an aside."""
        if self._kind(k - 1) not in ("comma", "and"):
            return False
        for j in range(k + 1, k + _ASIDE_LONG):
            if self._kind(j) == "incl":
                return k in self._those_among(j)
            if self._kind(j) not in ("other", "group", "open", "and", "comma"):
                return False
        return False

    def _those_among(self, k: int) -> list[int]:
        """The groups of ", two nurses and a boy among them,", up to the larger one they are part of."""
        found: list[int] = []
        size = 0
        if self._word(k) not in ("among", "amongst") or self._kind(k + 1) not in _ASIDE_ENDS:
            return found
        for j in range(k - 1, max(-1, k - _ASIDE_LONG), -1):
            kind, group = self._kind(j), self._units[j].group
            if kind == "comma" and found and found[0] == self._first_behind(j):
                outer = self._units[self._left_of(j, "mark")].group
                if outer is None or not outer.counts or (outer.best or outer.low or 0) > size:
                    return found
            elif kind == "group" and group is not None:
                found.insert(0, j)
                size += group.best or group.low or 1
            elif kind not in ("other", "open", "and", "comma"):
                break
        return []

    def _first_behind(self, k: int) -> int:
        """The first group behind unit k."""
        return next((j for j in range(k + 1, k + 5) if self._kind(j) == "group"), -1)

    def _is_of_them(self, k: int) -> bool:
        """ "ten miners, four of them brothers, were killed": the second is inside the first."""
        if self._is_among(k):
            return True
        group = self._units[k].group
        counted = group is not None and group.partitive and group.kind == "counted"
        if group is not None and self._norms[group.stop - 1] == "whom":
            ahead = (self._kind(j) for j in range(k + 1, len(self._units)))
            if next((kind for kind in ahead if kind in ("comma", "harm")), "") == "harm":
                return False  # "four of whom are still missing"
        elif self._kind(self._right_of(k, "adv")) in ("be", "have", "modal", "harm"):
            return False
        return counted and self._kind(self._left_of(k, "mark")) == "comma"

    def _predicated(self, k: int) -> bool:
        """True where a group has a predicate of its own: "... and 12 others were wounded"."""
        if self._of_the_hurt(k):
            return True
        after = self._right_of(k, "adv", "mark")
        if self._kind(after) in ("be", "have", "modal"):
            return True
        if self._kind(after) == "among" and self._word(after) in ("was", "were", "is", "are"):
            return True  # "killed 25 people and a clerk was among the dead"
        if self._kind(after) == "other":
            return self._is_verb(after) or self._acts(k, after)
        if self._kind(after) != "harm":
            return False
        tag = self._units[after].tag
        assert tag is not None
        form = tag.entry.get("form")
        if form in ("alone", "state"):
            return True
        if form != "part":
            return form == "count" and bool(self._units[k].group and self._units[k].group.headless)  # type: ignore[union-attr]
        if self._now in GRAVE and tag.entry.get("harm") not in GRAVE:
            return False  # "executed six people captured in the attack"
        group = self._units[k].group
        lead = self._kind(self._left_of(k, "mark"))
        return (
            lead in ("and", "comma", "harm") and group is not None and not self._free_after(after)
        )

    def _free_after(self, h: int) -> bool:
        return self._kind(self._right_of(h, "adv", "mark")) == "group"

    def _acts(self, k: int, after: int) -> bool:
        """ "... and the guard opened fire": a verb of its own behind the group."""
        lead = self._kind(self._left_of(k, "mark"))
        norm = self._word(after)
        if self._word(after + 1) == "by":
            return False  # "the murder of a cook and his guard perpetrated by bandits"
        return lead in ("and", "comma") and (norm.endswith("ed") or norm in _ACTS)

    def _is_verb(self, k: int) -> bool:
        """True for a finite verb that is no participle: "and residents fled"."""
        return self._word(k) in _VERBS
