"""Join groups of people to words of harm, one sentence at a time.

Each word of harm looks for its people where its form says: "killed four" to the right, "four were
killed" and "four died" to the left, "22 dead" beside it, "the death of six" behind "of".
"""

from __future__ import annotations

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.participles import Participles
from analysis.extract.casualties.row import Link, is_purpose
from analysis.lean import replace
from analysis.text import Sentence

_POSSESSIVE = (["'s"], ["’s"], ["'"], ["’"])
_ACTS = frozenset(("kidnappings", "abductions", "detentions", "disappearances"))
# forms with a frame of their own, each a method of that name
_FRAMES = frozenset("state count toll treated lose forced to_death survive hold".split())
_SPEAK = frozenset("said say told called urged asked which representing signed agreed".split())
_HELD = frozenset(("detained", "abducted"))
_LABEL = 6  # units of "Damaged houses/shelter: 1,808"
_LABELS = ("part", "count", "toll", "state")
_WARDS = frozenset("hospital hospitals clinic clinics ward wards morgue".split())
_LAST = 6  # figures before a sentence
_CLAUSE = 8  # words of a relative clause
_TRIES = frozenset(
    "trying try tried attempting attempted hoping planning preparing unable wanting".split()
)


def _were_taken(before: list[tuple[int, Link]], index: int) -> bool:
    """True where those told of last, right before this sentence, were carried off."""
    last = [link.harm for sentence, link in before[-_LAST:] if index - sentence <= 2]
    return last[-1:] == ["abducted"] and "killed" not in last


class Linker(Participles):
    """Links the groups of one article."""

    def link(
        self, sentence: Sentence, groups: list[Group], before: list[tuple[int, Link]], index_of: int
    ) -> list[Link]:
        """The joined groups of one sentence, in order of their place."""
        self._units = self._row(sentence, groups)
        self._links, self._second = {}, []
        self._taken_before = _were_taken(before, index_of)
        for index, unit in enumerate(self._units):
            if unit.kind == "harm":
                self._join(index)
        self._split_verbs()
        self._carried_off()
        self._identified()
        self._attach_included()
        self._are_named()
        self._pointed()
        self._now, self._dying = "", False
        self.tell(self._reading, index_of, before)
        self._own_harm()
        if self._homes and not self._links:
            self._homes_label()
        links = [self._links[k] for k in sorted(self._links)] + self._second
        return sorted(links, key=lambda link: link.group.first)

    def _own_harm(self) -> None:
        """ "25,000 IDPs have no shelter": the noun itself says what happened to them."""
        for k, unit in enumerate(self._units if self._own or self._homes else ()):
            group = unit.group
            if group is None or unit.kind != "group" or k in self._links:
                continue
            tag = self._own.get(unit.stop)
            if group.unit == "homes":
                tag = next(
                    (t for i in range(unit.first, unit.stop) if (t := self._homes.get(i))), tag
                )
            if tag is None:
                continue
            if group.kind == "counted" and unit.first <= tag.first:
                harm, where = str(tag.entry.get("harm")), (unit.first, unit.stop)
                self._links[k] = Link(group, harm, None, "casualty.count", where)

    def _homes_label(self) -> None:
        """ "Damaged houses/shelter 1,808", "Houses destroyed: 45": a line of a form."""
        k = next((k for k, unit in enumerate(self._units[:_LABEL]) if unit.group), -1)
        group = self._units[k].group if k > 1 else None
        if group is None or not group.headless or group.number is None:
            return
        first = self._units[0].first
        lost = any(first <= i < group.first for i in self._homes)
        nouns = (self._nouns.listed.get(i) for i in range(first, group.first))
        named = any(tag is not None and tag.entry.get("number") == "home" for tag in nouns)
        if lost and named and group.first - first <= _LABEL and self._ends_line(k):
            home = replace(group, unit="homes", stop=group.number.stop)
            where = (first, home.stop)
            self._links[k] = Link(home, "displaced", None, "casualty.label", where)

    def _ends_line(self, k: int) -> bool:
        """True where a bracket or nothing stands behind the number at unit k."""
        last = self._norms[self._units[k].stop - 1]
        return last == "(" or self._word(k + 1) in ("(", "") or self._kind(k + 1) == "stop"

    def _join(self, h: int) -> None:
        tag = self._units[h].tag
        assert tag is not None
        form = tag.entry.get("form")
        self._now = str(tag.entry.get("harm"))
        self._personal = bool(tag.entry.get("people"))
        self._dying = form == "alone" and self._now == "killed"
        if form in ("part", "alone", "state") and self._numbered(h):
            return
        if self._owned(h) or self._of_later(h, form) or self._is_not_so(h):
            return
        if form in ("part", "homes"):
            self._participle(h)
        elif form == "active":
            if self._now in _HELD and is_purpose(self._norms, self._units[h].first):
                return  # "surrounded a house to arrest two gunmen": an aim, whoever got away
            found = self._object(h) or self._relative_object(self._left_of(h, "have", "adv"))
            self._take(h, found, "active")
        elif form == "alone":
            self._take(h, self._alone(h), "alone")
        elif form == "of":
            counted = self._counted_bodies(h)
            self._take(h, counted or self._object(h), "count" if counted else "of")
        elif form in _FRAMES:
            getattr(self, f"_{form}")(h)
        first = self._units[h].first
        taken = any(link.trigger[0] == first and link.group.counts for link in self._links.values())
        if form in _LABELS and not taken:
            self._labelled(h)

    def _counted_bodies(self, h: int) -> list[int]:
        """ "65 bodies of civilians": the number stands before the noun of harm."""
        group = self._units[h - 1].group if h and self._free(h - 1) else None
        counted = group is not None and group.kind == "counted" and group.headless
        return [h - 1] if counted and self._word(h) == "bodies" else []

    def _is_not_so(self, h: int) -> bool:
        """ "people trying to flee", "were moved to a hospital", "are trapped in Kara", "in Kara, where
        8,000 are trapped": nobody has fled or is missing."""
        at, stop = self._units[h].first, self._units[h].stop
        if self._now == "displaced":
            tries = self._norms[at - 1] == "to" and self._norms[at - 2] in _TRIES
            moved = self._norms[at] in ("moved", "transferred", "relocated", "evacuated")
            return tries or (moved and not _WARDS.isdisjoint(self._norms[stop : stop + 7]))
        held = self._now == "missing" and self._norms[stop - 1] == "trapped"
        named = self._reading.tokens.words[stop + 1 : stop + 2]
        inside = self._norms[stop : stop + 1] == ["in"] and named != []
        where = held and "where" in self._norms[max(0, at - _CLAUSE) : at]
        return where or (held and inside and named[0][0].isupper())

    def _state(self, h: int) -> None:
        """ "left 22 dead", "22 dead", "six people were missing"."""
        if self._units[h].stop in self._nouns.things:
            return  # "40 dead cattle"
        left = self._left_of(h, "adv", "mark", "comma") if self._kind(h - 1) != "other" else h - 1
        if self._kind(left) == "pronoun" and left not in self._links:
            self._take(h, [left], "state")  # "shot him dead"
            return
        if self._free(left):
            chain = self._coordinated_left(left)
            if self._kind(self._left_of(chain[0], "mark")) == "incl":
                chain = self._subject(chain[0] - 1)  # "left seven people, including a child, dead"
            self._take(h, chain, "state")
            return
        if self._kind(left) == "be":
            while self._kind(left) in ("be", "have", "adv", "neg"):
                left -= 1
            self._take(h, self._subject(left), "state")
            return
        joined = self._joined_to(h)
        if joined is None and self._norms[
            self._units[h].first - 1 if self._units[h].first else 0
        ] not in ("the",):
            self._take(h, self._subject(left, near=True), "state")

    def _count(self, h: int) -> None:
        """ "six deaths", "at least 22 bodies": the number stands before the noun."""
        whose = h - 1
        while self._form(whose) in ("part", "state"):
            whose -= 1
        if self._kind(whose) == "pronoun" and whose not in self._links:
            if self._now == "killed" or self._kind(whose - 1) != "prep":  # "died of her injuries"
                self._take(h, [whose], "count")  # "his (mutilated) body was found"
            return
        if self._word(h) == "bodies" and self._word(h + 1) in _SPEAK:
            return  # "the two bodies said their staff had fled"
        left = h - 1
        steps = 0
        acts = self._word(h) in _ACTS
        while left >= 0 and steps < 4 and self._steps_over(left):
            left, steps = left - 1, steps + 1
        if self._free(left):
            group = self._units[left].group
            assert group is not None
            if acts and group.bound == "words_only":
                return  # "wanted for multiple kidnappings"
            if (
                (group.headless and group.kind == "counted")
                or group.kind == "zero"
                or (group.head is not None and group.stop == self._units[h].first and steps == 0)
                or (group.kind == "counted" and self._word(h) == "bodies" and self._owns(group, h))
            ):
                self._take(h, [left], "count")

    def _steps_over(self, k: int) -> bool:
        """True for what may stand between a number and the noun of harm."""
        kind, word = self._units[k].kind, self._word(k)
        as_yet = kind == "prep" and word == "as" and self._word(k + 1) == "yet"
        return kind in ("other", "adv", "mark") or as_yet or self._form(k) == "part"

    def _owns(self, group: Group, h: int) -> bool:
        """ "nine children's bodies": whose bodies they are."""
        return self._norms[group.stop : self._units[h].first] in _POSSESSIVE
