"""What joining a group to a word of harm makes: one harm or two at once, a part or a whole."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.row import Link, Unit
from analysis.extract.casualties.survivors import lives_on
from analysis.extract.casualties.told import Told

ARMED = ("combatant_state", "combatant_nonstate", "security")
_AT_LARGE = frozenset(
    "suspect suspects inmate inmates prisoner prisoners detainee detainees convict convicts "
    "driver drivers hostage hostages captive captives".split()
)
_VOICES = frozenset(
    "source official spokesman spokeswoman spokesperson monitor witness doctor medic activist resident statement "
    "correspondent reporter officer".split()
)
_SAYS = frozenset("said says told reported confirmed announced added adding".split())
_GAS = frozenset(
    "gas gases chlorine sarin chemical chemicals phosgene phosphorus tear teargas fumes".split()
)
_TAKEN = frozenset("captives hostages abductees".split())
_PARENTS = frozenset("father mother grandfather grandmother parent dad mum mom".split())
_MANY = frozenset("were are have".split())
_SUBJECT = 9  # words before a verb in which its subject stands
_CROWD, _FEW = 1000, 50
_FLIGHT = frozenset(
    "displaced displacement fled flee fleeing refugees refugee uprooted homeless idps exodus".split()
)
_RESCUE = frozenset(
    "rescuers rescuer rescue rescued rubble debris divers survivors collapsed capsized sank sunk "
    "landslide mudslide avalanche missing coastguard firefighters".split()
)
LIVED = frozenset(
    "escape escaped survive survived survives recovering recovered stable condition".split()
)
_BADLY = frozenset(("condition", "critical", "critically", "care", "with"))
_PRISONERS = frozenset(
    "prisoners prisoner detainees detainee captives captive inmates inmate hostages hostage".split()
)


class Joins(Told):
    """Makes the links."""

    def _joined_to(self, h: int) -> int | None:
        """The participle this one is coordinated with: "killed or wounded"."""
        k = self._left_of(h, "adv")
        if self._kind(k) in ("or", "and"):
            k = self._left_of(k, "adv", "comma")
            if self._form(k) in ("part", "active"):
                return k
        return None

    def _take(self, h: int, groups: list[int], rule: str) -> None:
        for k in groups:
            hurt = self._kind(k + 1) == "harm" and k + 1 != h  # "three of the 60 wounded have died"
            self._put(h, self._share_of(k) if hurt or rule == "state" else k, rule)

    def _share_of(self, k: int) -> int:
        """ "left half of the 90 people homeless": the half, which stands before the 90."""
        outer, inner = self._units[k - 1].group if k else None, self._units[k].group
        if outer is None or inner is None or not outer.of or k - 1 in self._links:
            return k
        return k - 1 if inner.best == outer.of else k

    def _put(self, h: int, k: int, rule: str) -> None:
        unit, group = self._units[h], self._units[k].group
        assert unit.tag is not None and group is not None
        harm, alt = unit.tag.entry.get("harm"), unit.tag.entry.get("harm_alt")
        joined = self._joined_to(h)
        if self._is_barred(unit, k, group, rule):
            return
        form = unit.tag.entry.get("form")
        if (group.unit == "homes" and harm != "displaced") or (
            form == "homes" and group.unit != "homes"
        ):
            return
        if group.kind == "zero" and harm in ("injured", "killed") and alt:
            harm, alt = "killed", "injured"
        lumped = self._lumped(h, joined, rule)
        if lumped:
            harm, alt = lumped
        elif alt and harm == "injured" and form == "count" and self._injured_apart(h):
            harm, alt = "killed", None  # "18 casualties and 20 injured"
        elif alt and form == "part" and (self._lived(h) or self._lives_on(h, group)):
            harm, alt = "injured", None  # "was shot in the back but escaped"
        elif self._norms[unit.first] == "suffocated" and _GAS.isdisjoint(self._reading.vocabulary):
            harm = "killed"  # "suffocated in a lorry": no gas that one may live through
        link = Link(group, harm, alt, f"casualty.{rule}", (unit.first, unit.stop))
        self._mark_part(k, link)
        died = self._dying and k in self._links and self._links[k].harm == "injured"
        if k not in self._links or died or self._was_held(k, link):
            self._links[k] = link
        elif self._free(k) or self._fits_open(k):
            self._second.append(link)

    def _was_held(self, k: int, link: Link) -> bool:
        """ "Four prisoners held by the rebels were killed": prisoners, of whom the killing is told."""
        old, group = self._links[k], link.group
        held = old.harm in ("detained", "abducted") and old.rule == "casualty.beside"
        return held and link.harm == "killed" and self._norms[group.stop - 1] in _PRISONERS

    def _is_barred(self, unit: Unit, k: int, group: Group, rule: str) -> bool:
        """True where the word of harm does not go with these people, as its entry in the lexicon says."""
        assert unit.tag is not None
        entry = unit.tag.entry
        if group.open and not self._fits_open(k) and k not in self._links:
            return True
        if group.headless and self._is_of_a_parent(group):
            return True
        if entry.get("harm") == "displaced" and self._runs_away(group):
            return True
        if entry.get("armed") and not self._is_armed(group):
            return True
        by = entry.get("by")
        if by and not self._is_done_by(unit.first, by):
            return True
        if entry.get("sought") and (self._runs_away(group) or not self._rescued()):
            return True
        if entry.get("crowd") and not self._is_crowd(group):
            return True
        if entry.get("things") and group.open and self._word(k + 1) != "who":
            return True
        named = group.kind == "named" and rule == "passive"  # "Omar Haddad was shot"
        bare = bool(by) and group.headless and group.kind == "counted"  # "has claimed 3,000"
        return bool(entry.get("strict")) and not (named or bare or self._are_people(group))

    def _are_people(self, group: Group) -> bool:
        """True for a noun of a list, for "thirty of them", and for "a fourth" or "another two"
        behind others killed."""
        if group.head is not None:
            return group.kind != "zero"
        if group.kind == "pronoun":
            return True  # "broke into his home and shot him"
        if group.partitive and group.kind == "counted":
            return self._is_pronoun(group.stop - 1)
        told = any(link.harm in ("killed", "injured") for link in self._links.values())
        if group.kind == "counted" and group.headless:
            return told or self._norms[group.stop - 1] == "others"
        return told and group.kind == "implied" and not group.open

    def _runs_away(self, group: Group) -> bool:
        """ "two suspects fled on foot", "the gunmen fled": nobody is displaced."""
        head = group.head
        if head is None:
            return False
        away = self._norms[head.stop - 1] in _AT_LARGE
        return away or str(head.entry.get("class")) == "combatant_nonstate"

    def _is_armed(self, group: Group) -> bool:
        if group.partitive and self._norms[group.stop - 1] == "own":
            return True  # "five of its own had fallen"
        return group.head is not None and group.head.entry.get("class") in ARMED

    def _rescued(self) -> bool:
        """True where the article tells of a rescue, so that those searched for are no suspects."""
        return not _RESCUE.isdisjoint(self._reading.vocabulary)

    def _is_of_a_parent(self, group: Group) -> bool:
        """ "A baker and father of six who had moved there": how many children he has, none of them told of."""
        norms, at = self._norms, group.first
        if at < 2 or norms[at - 1] != "of" or norms[at - 2] not in _PARENTS:
            return False
        who, *verb = norms[group.stop : group.stop + 2] or [""]
        return who == "who" and _MANY.isdisjoint(verb)

    def _is_done_by(self, first: int, deeds: Sequence[str]) -> bool:
        """ "The violence has claimed 40 farmers": a deed stands before the verb, nobody who claims."""
        return not set(deeds).isdisjoint(self._norms[max(0, first - _SUBJECT) : first])

    def _is_crowd(self, group: Group) -> bool:
        """ "3,000 people arrived", and "200 families arrived" where the article tells of flight."""
        if group.kind != "counted" or (group.head is None and not group.headless):
            return False
        kind = str(group.head.entry.get("class")) if group.head is not None else "unknown"
        size = group.best or group.low or group.high or 0
        flight = group.unit == "families" or not _FLIGHT.isdisjoint(self._reading.vocabulary)
        told = size >= _CROWD or (size >= _FEW and flight)
        return told and kind in ("unknown", "civilian", "women", "children")

    def _injured_apart(self, h: int) -> bool:
        """True where the injured are counted behind the casualties."""
        at = self._right_of(h, "and", "comma", "group", "adv", "mark")
        harmed = self._units[at].tag if self._kind(at) == "harm" else None
        return at - h > 2 and harmed is not None and harmed.entry.get("harm") == "injured"

    def _lived(self, h: int) -> bool:
        words = self._norms[self._units[h].stop : self._units[-1].stop]
        return not LIVED.isdisjoint(words)

    def _lives_on(self, h: int, group: Group) -> bool:
        first = self._units[h].first
        return lives_on(self._reading, group, self._reading.sentence_of_token(first))

    def _mark_part(self, k: int, link: Link) -> None:
        """ "two of the wounded have died", "one of two civilians hurt had died": a part as well."""
        group = link.group
        if group.harmed is not None:
            link.part, link.inside = True, str(group.harmed.entry.get("harm"))
        elif group.of is not None:
            link.part, link.whole = True, self._links.get(k + 1)
        elif group.partitive and link.harm == "killed" and self._are_of_the_captives(group):
            link.part, link.inside = True, "abducted"  # "four of the captives were found slain"
        elif (
            group.partitive and group.kind == "counted" and self._is_pronoun(self._named_by(group))
        ):
            link.part = link.follows = True
            if self._norms[group.stop - 1] == "those" and link.trigger[0] == group.stop:
                link.follows, link.inside = False, link.harm  # "two of those killed were boys"
        elif group.headless and group.kind == "counted" and self._tells_how_badly(link):
            whole = max((j for j in self._links if j < k), default=-1)
            larger = self._links.get(whole)
            if (
                larger is not None
                and larger.harm == "injured"
                and _size(larger.group) > _size(group)
            ):
                link.part, link.whole = True, larger

    def _are_of_the_captives(self, group: Group) -> bool:
        last = self._norms[group.stop - 2 : group.stop]
        return group.kind == "counted" and last[:1] == ["the"] and last[-1] in _TAKEN

    def _tells_how_badly(self, link: Link) -> bool:
        """ "nine were hurt and two are in critical condition": of the nine."""
        return link.harm == "injured" and not _BADLY.isdisjoint(self._norms[slice(*link.trigger)])

    def _is_voice(self, group: Group) -> bool:
        """ "eight men injured a source at the ministry said": who says so."""
        named = self._norms[group.first] in ("a", "an") and self._norms[group.stop - 1] in _VOICES
        ahead = self._norms[group.stop : group.stop + 14]
        end = ahead.index(".") if "." in ahead else len(ahead)
        return named and not _SAYS.isdisjoint(ahead[:end])

    def _named_by(self, group: Group) -> int:
        """The last token of a group, or that before what "one of them, a driver," says of him."""
        said = self._norms[group.first : group.stop]
        return group.first + said.index(",") - 1 if "," in said else group.stop - 1

    def _is_pronoun(self, token: int) -> bool:
        return self._norms[token] in ("them", "whom", "those", "which")

    def _lumped(self, h: int, joined: int | None, rule: str) -> tuple[str, str] | None:
        """ "killing or wounding scores", "40 killed and injured", "40 dead and injured": one figure, two harms."""
        other = joined
        if other is None:
            k = self._right_of(h, "adv")
            if self._kind(k) == "harm" and rule == "beside":
                k -= 1  # "dozens killed injured": the comma was lost
            joins = ("or", "and", "comma", "harm") if rule == "beside" else ("or", "and")
            if (
                self._kind(k) in joins
                and self._kind(k + 1) == "harm"
                and rule
                in (
                    "passive",
                    "beside",
                    "active",
                    "state",
                )
            ):
                after = self._right_of(k + 1, "adv", "mark")
                if rule != "active" and self._kind(after) == "group" and not self._is_bare(after):
                    return None
                other = k + 1
        if other is None:
            return None
        harms = {self._units[i].tag.entry.get("harm") for i in (h, other)}  # type: ignore[union-attr]
        return ("killed", "injured") if harms == {"killed", "injured"} else None

    def _is_bare(self, k: int) -> bool:
        """ "dozens of dead and injured people": the noun of both, and no number of its own."""
        group = self._units[k].group
        return group is not None and group.kind == "bare"


def _size(group: Group) -> int:
    return group.best or group.low or 0
