"""Join groups of people to words of harm, one sentence at a time.

A sentence becomes a row of units (group, word of harm, auxiliary, preposition ...); each word of
harm then looks for its people where its form says: "killed four" to the right, "four were
killed" and "four died" to the left, "22 dead" beside it, "the death of six" behind "of".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.extract.casualties.groups import Group
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.text import Sentence

_KIND = {
    **dict.fromkeys("was were be been being is are got get".split(), "be"),
    **dict.fromkeys("has have had having to".split(), "have"),
    **dict.fromkeys("could would might may will can shall should".split(), "modal"),
    **dict.fromkeys("and plus & besides".split(), "and"),
    **dict.fromkeys(("or",), "or"),
    **dict.fromkeys((",",), "comma"),
    **dict.fromkeys((";", ":", "."), "stop"),
    **dict.fromkeys("“ ” \" '' `` ‘ ( ) [ ]".split(), "mark"),
    **dict.fromkeys(
        "by in at on from near with against for to during after before since into inside outside "
        "of around under between amid following across over when where as while because but "
        "although despite until within".split(),
        "prep",
    ),
    **dict.fromkeys("that who which whom whose".split(), "rel"),
    **dict.fromkeys(("not", "n't", "never"), "neg"),
    **dict.fromkeys(
        "also reportedly allegedly confirmed already so far still later then all only just both "
        "immediately instantly apparently believed feared thought said reported presumed "
        "subsequently even nearly least some yet recently initially currently left since".split(),
        "adv",
    ),
}
_CLAUSE = frozenset(
    ("while", "when", "after", "as", "but", "because", "although", "before", "where")
)
_SAYING_BEFORE = frozenset("said says told reported added announced".split())
_TO_TOLL = frozenset(
    "to at of is was reached reaching from stands stood exceeded exceeds hit passed topped than by now".split()
)


@dataclass(slots=True)
class Unit:
    """One unit of the row: a group, a word of harm, or a single token."""

    kind: str
    first: int
    stop: int
    group: Group | None = None
    tag: Tag | None = None


@dataclass(slots=True)
class Link:
    """A group joined to a word of harm by a named rule."""

    group: Group
    harm: str
    harm_alt: str | None
    rule: str
    trigger: tuple[int, int]
    including: int | None = None  # token where "including" begins
    trailing: bool = False  # the figure is inside one named before it, e.g. "two of them"
    whole: Link | None = None
    part: bool = field(default=False)


class Linker:
    """Links the groups of one article."""

    def __init__(self, reading: Reading) -> None:
        self._norms = reading.tokens.norms
        self._harm = {tag.first: tag for tag in reading.tagged("harm")}
        self._scope = {
            tag.first: tag
            for tag in reading.tagged("scope")
            if tag.entry.get("kind") in ("including", "among")
        }
        self._units: list[Unit] = []
        self._links: dict[int, Link] = {}  # unit index of a group -> its link

    def link(self, sentence: Sentence, groups: list[Group]) -> list[Link]:
        """The joined groups of one sentence, in order of their place."""
        self._units = self._row(sentence, groups)
        self._links = {}
        for index, unit in enumerate(self._units):
            if unit.kind == "harm":
                self._join(index)
        self._attach_included()
        return [self._links[k] for k in sorted(self._links)]

    # ------------------------------------------------------------------ the row

    def _row(self, sentence: Sentence, groups: list[Group]) -> list[Unit]:
        at = {group.first: group for group in groups}
        row: list[Unit] = []
        i = sentence.first
        while i < sentence.stop:
            group, tag, scope = at.get(i), self._harm.get(i), self._scope.get(i)
            if scope and not (group and not group.partitive):
                kind = "incl" if scope.entry.get("kind") == "including" else "among"
                row.append(Unit(kind, i, scope.stop))
            elif group:
                row.append(Unit("group", i, group.stop, group=group))
            elif tag:
                row.append(Unit("harm", i, tag.stop, tag=tag))
            else:
                row.append(Unit(_KIND.get(self._norms[i], "other"), i, i + 1))
            i = max(row[-1].stop, i + 1)
        return row

    def _kind(self, k: int) -> str:
        return self._units[k].kind if 0 <= k < len(self._units) else "end"

    def _free(self, k: int) -> bool:
        return self._kind(k) == "group" and k not in self._links

    def _left_of(self, k: int, *kinds: str) -> int:
        """The first unit left of k that is none of these kinds."""
        k -= 1
        while k >= 0 and self._units[k].kind in kinds:
            k -= 1
        return k

    def _right_of(self, k: int, *kinds: str) -> int:
        k += 1
        while k < len(self._units) and self._units[k].kind in kinds:
            k += 1
        return k

    # ---------------------------------------------------------- one word of harm

    def _join(self, h: int) -> None:
        tag = self._units[h].tag
        assert tag is not None
        form = tag.entry.get("form")
        if form == "part":
            self._participle(h)
        elif form == "active":
            self._take(h, self._object(h), "active")
        elif form == "alone":
            self._take(
                h, self._subject(self._left_of(h, "be", "have", "adv", "modal", "neg")), "alone"
            )
        elif form == "state":
            self._state(h)
        elif form == "count":
            self._count(h)
        elif form == "of":
            self._take(h, self._object(h), "of")
        elif form == "toll":
            self._toll(h)

    def _participle(self, h: int) -> None:
        """ "killed" is passive, active, or stands beside its people ("22 killed")."""
        left = self._left_of(h, "adv", "mark", "neg")
        joined = self._joined_to(h)
        if joined is not None:
            left = self._left_of(joined, "adv", "mark", "neg")
        if self._kind(left) == "be":
            while self._kind(left) in ("be", "have", "adv", "neg", "modal"):
                left -= 1
            self._take(h, self._subject(left), "passive")
            return
        right = self._object(h)
        beside = self._free(left) and self._units[left].group is not None
        if self._kind(left) in ("have", "modal"):
            self._take(h, right, "active")
        elif right and beside and self._telegraph(left, right):
            self._take(h, self._coordinated_left(left), "beside")
        elif right:
            self._take(h, right, "active")
        elif beside:
            self._take(h, self._coordinated_left(left), "beside")
        elif joined is None:
            self._take(h, self._subject(left, near=True), "beside")

    def _form(self, k: int) -> str | None:
        """The form of the harm word at unit ``k``; None where there is none."""
        tag = self._units[k].tag if self._kind(k) == "harm" else None
        return str(tag.entry.get("form")) if tag is not None else None

    def _joined_to(self, h: int) -> int | None:
        """The participle this one is coordinated with: "killed or wounded"."""
        k = self._left_of(h, "adv")
        if self._kind(k) in ("or", "and"):
            k = self._left_of(k, "adv", "comma")
            if self._form(k) in ("part", "active"):
                return k
        return None

    def _telegraph(self, left: int, right: list[int]) -> bool:
        """ "Six killed, five wounded": what follows belongs to the next word of harm."""
        after = self._right_of(right[-1], "adv")
        group = self._units[left].group
        assert group is not None
        if not group.counts:
            return False
        if self._kind(after) == "harm" and self._object(after) == []:
            return True
        return self._kind(right[0] - 1) in ("comma", "and", "stop")

    def _state(self, h: int) -> None:
        """ "left 22 dead", "22 dead", "six people were missing"."""
        left = self._left_of(h, "adv", "mark", "comma") if self._kind(h - 1) != "other" else h - 1
        if self._free(left):
            self._take(h, self._coordinated_left(left), "state")
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
        left = h - 1
        steps = 0
        while left >= 0 and self._units[left].kind in ("other", "adv", "mark") and steps < 4:
            left, steps = left - 1, steps + 1
        if self._free(left):
            group = self._units[left].group
            assert group is not None
            if (
                (group.headless and group.kind == "counted")
                or group.kind == "zero"
                or (group.head is not None and group.stop == self._units[h].first and steps == 0)
            ):
                self._take(h, [left], "count")

    def _toll(self, h: int) -> None:
        """ "the death toll rose to 31 from 27": every number after to, at, of, from."""
        k, seen = h + 1, 0
        while k < len(self._units) and seen < 16:
            unit = self._units[k]
            if unit.kind == "stop" or self._form(k) not in (None, "part"):
                break
            if unit.kind == "group" and k not in self._links:
                group = unit.group
                assert group is not None
                lead = self._norms[group.first - 1] if group.first else ""
                if group.kind == "counted" and lead in _TO_TOLL:
                    self._put(h, k, "toll")
                elif group.kind != "bare" and seen:
                    break
            k, seen = k + 1, seen + 1

    # ---------------------------------------------------------------- its people

    def _object(self, h: int) -> list[int]:
        """The groups right of a word of harm that are its object."""
        k = self._right_of(h, "adv", "mark")
        tag = self._units[h].tag
        if self._kind(k) in ("or", "and") and self._kind(k + 1) == "harm":
            later = self._units[k + 1].tag
            assert later is not None and tag is not None
            if later.entry.get("form") in ("part", "active"):
                return self._object(k + 1)  # "killing and wounding scores"
        steps = 0
        while self._kind(k) in ("other", "prep") and steps < 3 and self._is_filler(k):
            k, steps = k + 1, steps + 1
        if not self._free(k) or self._predicated(k):
            return []
        found = [k]
        while True:
            link = k + 1
            while self._kind(link) in ("comma", "and", "mark") or self._is_as_well(link):
                link += 1
            if link == k + 1 or link - k > 4 or not self._free(link) or self._predicated(link):
                return found
            k = link
            found.append(k)

    def _is_filler(self, k: int) -> bool:
        """A day or "on the spot" between the verb and its object; lost commas make these."""
        return self._norms[self._units[k].first] in ("the", "a", "another", "on", "its", "their")

    def _is_as_well(self, k: int) -> bool:
        norms = [self._norms[u.first] for u in self._units[k : k + 3]]
        return norms[:1] in (["alongside"], ["plus"]) or norms == ["as", "well", "as"]

    def _predicated(self, k: int) -> bool:
        """True where a group has a predicate of its own: "... and 12 others were wounded"."""
        after = self._right_of(k, "adv", "mark")
        if self._kind(after) in ("be", "have"):
            return True
        if self._kind(after) != "harm":
            return False
        tag = self._units[after].tag
        assert tag is not None
        form = tag.entry.get("form")
        if form in ("alone", "state"):
            return True
        if form != "part":
            return form == "count" and bool(self._units[k].group and self._units[k].group.headless)  # type: ignore[union-attr]
        group = self._units[k].group
        lead = self._kind(self._left_of(k, "mark"))
        return (
            lead in ("and", "comma", "harm") and group is not None and not self._free_after(after)
        )

    def _free_after(self, h: int) -> bool:
        return self._kind(self._right_of(h, "adv", "mark")) == "group"

    def _subject(self, k: int, *, near: bool = False) -> list[int]:
        """The groups that are the subject of what stands right of unit k."""
        fallback: list[int] = []
        steps = 0
        while k >= 0 and steps < (6 if near else 26):
            unit = self._units[k]
            if unit.kind == "group" and k not in self._links:
                before = self._left_of(k, "mark")
                kind = self._kind(before)
                if kind not in ("incl", "prep", "among") or self._norms[unit.first - 1] == "that":
                    return self._coordinated_left(k)
                if (
                    kind == "prep"
                    and not fallback
                    and self._norms[self._units[before].first]
                    in (
                        "as",
                        "after",
                        "when",
                        "while",
                        "but",
                        "because",
                        "since",
                        "before",
                        "where",
                    )
                ):
                    return self._coordinated_left(k)
            elif (
                unit.kind == "stop"
                or (near and unit.kind in ("harm", "be", "have", "rel"))
                or (unit.kind == "rel" and self._norms[unit.first] == "that" and not near)
            ):
                break
            k, steps = k - 1, steps + 1
        return fallback

    def _coordinated_left(self, k: int) -> list[int]:
        """k and the groups joined to it on the left: "a child and a woman"."""
        found = [k]
        while True:
            link = k - 1
            while self._kind(link) in ("comma", "and", "mark") or self._norms[
                self._units[link].first
            ] in ("alongside",):
                link -= 1
                if link < 0:
                    return found
            if link == k - 1 or k - link > 4 or not self._free(link):
                return found
            before = self._kind(self._left_of(link, "mark"))
            if before in ("prep", "incl"):
                return found
            k = link
            found.insert(0, k)

    # ------------------------------------------------------------------- results

    def _take(self, h: int, groups: list[int], rule: str) -> None:
        for k in groups:
            self._put(h, k, rule)

    def _put(self, h: int, k: int, rule: str) -> None:
        unit, group = self._units[h], self._units[k].group
        assert unit.tag is not None and group is not None
        harm, alt = unit.tag.entry.get("harm"), unit.tag.entry.get("harm_alt")
        joined = self._joined_to(h)
        if k in self._links:
            return
        if group.kind == "zero" and harm in ("injured", "killed") and alt:
            harm, alt = "killed", "injured"
        lumped = self._lumped(h, joined, rule)
        if lumped:
            harm, alt = lumped
        self._links[k] = Link(group, harm, alt, f"casualty.{rule}", (unit.first, unit.stop))

    def _lumped(self, h: int, joined: int | None, rule: str) -> tuple[str, str] | None:
        """ "killing or wounding scores", "40 were killed and injured": one figure, two harms."""
        other = joined
        if other is None:
            k = self._right_of(h, "adv")
            if (
                self._kind(k) in ("or", "and")
                and self._kind(k + 1) == "harm"
                and rule
                in (
                    "passive",
                    "beside",
                    "active",
                )
            ):
                after = self._right_of(k + 1, "adv", "mark")
                if rule != "active" and self._kind(after) == "group":
                    return None
                other = k + 1
        if other is None:
            return None
        harms = {self._units[i].tag.entry.get("harm") for i in (h, other)}  # type: ignore[union-attr]
        return ("killed", "injured") if harms == {"killed", "injured"} else None

    def _attach_included(self) -> None:
        """Groups after "including", "of whom", "among the dead"; "two of them children"."""
        for k, unit in enumerate(self._units):
            if unit.kind in ("incl", "among"):
                self._after_including(k, unit)
            elif (
                unit.kind == "group"
                and k not in self._links
                and unit.group
                and unit.group.partitive
                and unit.group.kind == "counted"
            ):
                self._include(k, None)

    def _after_including(self, k: int, unit: Unit) -> None:
        before = k - 1
        if self._norms[unit.first] == "were" or self._norms[unit.stop - 1] == "among":
            before = self._left_of(k, "be", "adv")
            if self._free(before):
                for g in self._coordinated_left(before):
                    self._include(g, unit.first)
            return
        last = self._norms[unit.stop - 1]
        if last in ("them", "whom", "those", "which", "dead", "wounded", "injured") and self._free(
            before
        ):
            self._include(before, unit.first)
        at = self._right_of(k, "be", "adv", "mark", "comma")
        while self._free(at):
            self._include(at, unit.first)
            link = at + 1
            while self._kind(link) in ("comma", "and", "mark"):
                link += 1
            if link == at + 1 or self._predicated(link):
                return
            at = link

    def _include(self, k: int, including: int | None) -> None:
        group = self._units[k].group
        assert group is not None
        if not group.counts or group.kind == "zero":
            return
        whole = self._whole_for(k)
        harm, alt = (whole.harm, whole.harm_alt) if whole else ("", None)
        first = group.first if including is None else min(including, group.first)
        self._links[k] = Link(
            group,
            harm,
            alt,
            "casualty.including",
            (first, group.stop),
            including=first,
            whole=whole,
            part=True,
        )

    def _whole_for(self, k: int) -> Link | None:
        """The figure an included group is inside of: the nearest before it, else after it."""
        best: Link | None = None
        for index in sorted(self._links):
            link = self._links[index]
            if link.part:
                continue
            if index < k:
                best = link
            elif best is None:
                return link
        return best
