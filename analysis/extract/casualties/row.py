"""A sentence as a row of units: groups of people, words of harm, and what stands between.

"On Monday six men were killed" is adv, adv, group, be, harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

from analysis.extract.casualties.frames import harm_words, subject_frames, tail_frames
from analysis.extract.casualties.group import Group
from analysis.extract.casualties.heads import Heads
from analysis.lean import dataclass
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.text import Sentence

_KIND = {
    **dict.fromkeys("was were be been being is are got get".split(), "be"),
    **dict.fromkeys("has have had having to".split(), "have"),
    **dict.fromkeys("could would might may will can shall should".split(), "modal"),
    **dict.fromkeys("and plus & besides /".split(), "and"),
    **dict.fromkeys(("or",), "or"),
    **dict.fromkeys((",",), "comma"),
    **dict.fromkeys((";", ":", "."), "stop"),
    **dict.fromkeys("“ ” \" '' `` ‘ ( ) [ ]".split(), "mark"),
    **dict.fromkeys(
        "by in at on from near with against for to during after before since into inside outside "
        "of around under between amid following across over when where as while because but "
        "although despite until within throughout toward towards along outside beyond behind below beneath "
        "via per".split(),
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
_NO_MAN = frozenset("human german roman norman ottoman talisman shaman caiman".split())
GRAVE = frozenset(("killed", "injured"))

_SINCE = frozenset(
    "was is has had been later also since then already reportedly subsequently found discovered".split()
)
_ACTIVE = ("part", "active")
_VERB = 4  # tokens of a verb of harm: "shot at close range"
_TOLD = frozenset(("included", "include"))
_CHIEFS = frozenset("head owner manager director founder imam principal deputy".split())
_BEFORE_TIME = frozenset(("on", "in", "at", "by", "late", "early"))
_UNSURE = _BEFORE_TIME | {".", "following"}  # whose kind the words around them tell


@lru_cache(maxsize=8192)
def _usual(norm: str) -> str:
    """The kind of a word wherever it stands."""
    return _KIND.get(norm) or ("adv" if len(norm) > 4 and norm.endswith("ly") else "other")


def is_purpose(norms: Sequence[str], k: int) -> bool:
    """ "devices used to kill civilians": a purpose, no event; "went on to kill" is one."""
    if k < 2 or norms[k - 1] != "to":
        return False
    if norms[k].endswith("ing"):  # "arms were found in addition to detaining two men"
        return norms[k - 2] in ("close", "committed", "dedicated", "devoted", "near")
    return norms[k - 2] not in ("on", "managed", "continued", "proceeded", "began", "alleged")


HEADS = frozenset("dead killed slain victims fatalities wounded injured".split())
_ASIDE = 40  # tokens of an aside between "the dead" and its verb
_NO_ASIDE = frozenset((".", "named", "called", "identified"))  # "one of them, a driver named Ali,"
_WHO_HE_WAS = 12  # tokens of "one of them, a driver of 30,"


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
    inside: str = ""  # harm of the whole where it is another: "two of the wounded died"
    follows: bool = False  # its whole is the figure before, of any harm: "seven of them died"
    same: bool = False  # the same people in another unit: "300 families (2,000 people)"


_TITLED = 16  # units of "On Monday, the mayor of Alba, Omar Haddad;"
_ACTS = frozenset(("be", "have", "modal", "harm", "rel", "neg"))


def _join_lists(row: list[Unit], norms: list[str]) -> None:
    """Semicolons as commas between the members of a list: "Ann Lee, 42; Omar Haddad, a clerk; and
    three guards", unlike "six were killed; four were hurt"."""
    marks = [k for k, unit in enumerate(row) if unit.kind == "stop" and norms[unit.first] == ";"]
    inside = False
    for n, k in enumerate(marks):
        end = marks[n + 1] if n + 1 < len(marks) else len(row)
        last = row[k + 1].kind == "and" if k + 1 < len(row) else False
        member = row[k + 1 + last : k + 2 + last]
        group = member[0].group if member else None
        said = row[k + 1 : end]
        if any(unit.kind == "stop" and norms[unit.first] == ":" for unit in row[:k]):
            rel = next((j for j, unit in enumerate(said) if unit.kind == "rel"), len(said))
            said = said[:rel]  # "were: a driver; Omar Haddad, a beggar who was asleep; and"
        elif inside and not last and group is not None and group.kind == "named":
            rel = next((j for j, unit in enumerate(said) if unit.kind == "rel"), len(said))
            said = said[:rel]  # "killed Ann Lee; Ali Reza, and a guard who died in hospital"
        acts = any(unit.kind in _ACTS for unit in said)
        if not acts and group is not None and group.kind == "named" and not last:
            acts = _does_something(norms, group, row[end - 1].stop)
        listed = group is not None and group.counts and group.kind != "zero"
        inside = listed and (inside if last and acts else not acts)
        inside = inside or (listed and n == 0 and _opens_a_list(row, norms, k, end))
        if inside or (group is not None and last and n == 0 and not acts):
            row[k].kind, inside = "comma", True


_GOES_ON_AS = frozenset(
    "a an the his her its their one two three four five and or of from in at near who whose both all aged also known "
    "another with plus as age".split()
)


def _does_something(norms: list[str], group: Group, end: int) -> bool:
    """ "including two boys; Ann Lee, its envoy there, called it ...": she acts, and is on no list."""
    commas = [k for k in range(group.first, end) if norms[k] == ","]
    last = max([*commas[-1:], group.stop - 1])
    after = norms[last + 1] if last + 1 < end else ""
    return after.isalpha() and after not in _GOES_ON_AS and len(commas) != 1


def _of_homes(row: list[Unit], norms: list[str], at: dict[int, Group], i: int) -> bool:
    """True where homes were told of last, or follow: "Five homes were burnt", "burned 50 homes"."""
    ahead = next((at[k] for k in (i + 1, i + 2, i + 3) if k in at), None)
    if ahead is not None and ahead.unit == "homes" and "," not in norms[i : ahead.first]:
        return True
    last = next((unit.group for unit in reversed(row) if unit.group is not None), None)
    return last is not None and last.unit == "homes"


def _opens_a_list(row: list[Unit], norms: list[str], k: int, end: int) -> bool:
    """ "Priests Ann Lee, rector of a college; Ali Reza and a cook were killed": no verb before the mark."""
    before = row[max(0, k - _TITLED) : k]
    since = next((j for j in range(len(before) - 1, -1, -1) if before[j].kind == "stop"), -1)
    before = before[since + 1 :]
    group = next((unit.group for unit in before if unit.kind == "group"), None)
    named = group is not None and group.kind == "named"
    verbs = any(unit.kind in _ACTS for unit in before)
    joined = any(unit.kind == "and" for unit in row[k:end])
    return named and joined and not verbs and len(before) < _TITLED


class Row:
    """The row of the sentence at hand, and the links found in it so far."""

    def __init__(self, reading: Reading, nouns: Heads) -> None:
        self._reading = reading
        self._norms = reading.tokens.norms
        self._harm = harm_words(reading)
        self._own = {
            tag.stop: tag for tag in self._harm.values() if tag.entry.get("form") == "count"
        }
        self._frames = {tag.first: tag for tag in subject_frames(reading)}
        self._tails = {tag.first: tag for tag in tail_frames(reading)}
        self._homes = {tag.first: tag for tag in reading.tagged("homes")}
        self._scope = {
            tag.first: tag
            for tag in reading.tagged("scope")
            if tag.entry.get("kind") in ("including", "among")
        }
        self._triggers = self._frames.keys() | self._harm.keys() | self._scope.keys()
        self._nouns = nouns
        self._words = reading.tokens.words
        self._demonyms = {
            i
            for tag in reading.tagged("countries")
            if tag.entry.get("form") == "demonym"
            for i in range(tag.first, tag.stop)
        }
        self._speakers = {  # "..., said Ali Reza, a doctor, and two were hurt": where who says so begins
            quote.speaker_start
            for quote in reading.found.quotes
            if quote.speaker_start is not None and quote.end <= quote.speaker_start
        }
        self._units: list[Unit] = []
        self._links: dict[int, Link] = {}  # unit index of a group -> its link
        self._second: list[Link] = []  # second harms of one group ("abducted ... and killed")
        text = reading.text
        self._adverbs = nouns.times | {
            number.first for number in nouns.numbers.values() if number.kind == "a date"
        }
        self._commas_lost = len(text) > 400 and text.count(",") * 400 < len(text)
        self._personal = False
        self._now = ""  # the harm that is looking for its people
        self._taken_before = False  # the figure before this sentence is of people carried off
        self._dying = False  # they died: who was hurt before may be meant

    @property
    def framed(self) -> tuple[int, ...]:
        """The tokens at which a frame begins or ends ("sustained ...", "... hostage")."""
        return (*self._frames, *self._tails)

    def _row(self, sentence: Sentence, groups: list[Group]) -> list[Unit]:
        at, norms = {group.first: group for group in groups}, self._norms
        homes = self._homes if any(group.unit == "homes" for group in groups) else {}
        row: list[Unit] = []
        i = sentence.first
        triggers, verb = self._triggers, self._verb_behind_an_aside(sentence)
        while i < sentence.stop:
            if i == verb:
                row.append(Unit("incl", i, i + 1))
                i += 1
                continue
            if i not in at and i not in triggers and i not in homes:
                norm = norms[i]
                if norm == "in" and self._adds_people(i, at):
                    row.append(Unit("and", i, i + 3))
                    i += 3
                    continue
                unsure = norm in _UNSURE or i in self._adverbs
                kind = self._plain(i, sentence.stop) if unsure else _usual(norm)
                row.append(Unit(kind, i, i + 1))
                i += 1
                continue
            tag = self._frames.get(i) or self._harm.get(i)
            if (
                tag is None
                or tag.entry.get("armed")
                or (i in homes and _of_homes(row, norms, at, i))
            ):
                tag = homes.get(i) or tag  # "destroyed 40 homes", "destroyed 40 militants"
            group, scope = at.get(i), self._scope.get(i)
            if scope and group and group.stop < scope.stop:
                if self._counts_at(scope.stop) or self._is_one_person(at.get(scope.stop)):
                    group = None  # "the victims included six ...", "... included the owner"
            if scope and not (group and (not group.partitive or self._stands_so(i, scope.stop))):
                kind = "incl" if scope.entry.get("kind") == "including" else "among"
                row.append(Unit(kind, i, scope.stop))
            elif group:
                kind = "open" if group.open and group.kind == "implied" else "group"
                kind = "pronoun" if group.kind == "pronoun" else kind
                row.append(Unit(kind, i, group.stop, group=group))
            elif tag:
                row.append(Unit("harm", i, tag.stop, tag=tag))
            else:
                row.append(Unit(self._plain(i, sentence.stop), i, i + 1))
            i = max(row[-1].stop, i + 1)
        _join_lists(row, self._norms)
        return row

    def _adds_people(self, i: int, at: dict[int, Group]) -> bool:
        """True where ", in addition to two guards" begins: one more member of a list."""
        group = at.get(i + 3)
        told = self._norms[i + 1 : i + 3] == ["addition", "to"]
        return told and group is not None and group.counts and group.head is not None

    def _verb_behind_an_aside(self, sentence: Sentence) -> int:
        """ "The dead in the siege, which began on Monday, were 23 soldiers": where "were" stands, or -1."""
        norms, first = self._norms, sentence.first
        if norms[first] not in ("the", "those"):
            return -1
        head = next(
            (k for k in (first + 1, first + 2) if norms[k : k + 1] and norms[k] in HEADS), 0
        )
        if not head:
            return -1
        told = norms[head + 1 : head + 2] in (["in"], ["at"], ["from"], ["of"], ["on"])
        for k in range(head + 2, min(head + _ASIDE, sentence.stop - 1)):
            if norms[k] == ",":
                told = False
            if norms[k] in ("were", "are") and (told or norms[k - 1] == ","):
                return k if self._counts_at(k + 1) else -1
        return -1

    def _counts_at(self, i: int) -> bool:
        """True where somebody is counted behind "the victims included", not "the victims were Shia"."""
        return i in self._nouns.numbers or self._norms[i : i + 1] in (["a"], ["an"])

    def _is_one_person(self, group: Group | None) -> bool:
        """ "the victims included the owner of the mill": one person, not "included the poor"."""
        if group is None or group.kind != "implied" or self._norms[group.first - 1] not in _TOLD:
            return False
        return group.head is not None or self._norms[group.stop - 1] in _CHIEFS

    def _stands_so(self, i: int, stop: int) -> bool:
        """ ", one of them seriously", "one of them has died": nobody follows whom the words bring
        in."""
        if self._norms[i : i + 2] != ["one", "of"]:
            return False
        if self._is_object(i) and self._norms[stop : stop + 1] not in (["a"], ["an"], ["the"]):
            return True  # "guards shot dead one of them"
        at = stop
        while at - stop < 4 and self._norms[at : at + 1] and self._norms[at] in _SINCE:
            at += 1
        if at in self._harm:
            return True
        if self._harm_behind_an_aside(stop):
            return True
        if i == 0 or self._norms[i - 1] != ",":
            return False
        after = self._norms[stop] if stop < len(self._norms) else "."
        return after.endswith(("ed", "ly")) or after in (".", ",", "in", "with")

    def _harm_behind_an_aside(self, stop: int) -> bool:
        """ "one of them, a driver, died": who he was stands between commas, and then what befell him."""
        if self._norms[stop : stop + 1] != [","]:
            return False
        ahead = self._norms[stop + 1 : stop + _WHO_HE_WAS]
        aside = ahead[: ahead.index(",")] if "," in ahead else ["."]
        if not _NO_ASIDE.isdisjoint(aside):
            return False
        at = stop + 2 + ahead.index(",")
        while at < len(self._norms) and self._norms[at] in _SINCE:
            at += 1
        tag = self._harm.get(at)
        return tag is not None and tag.entry.get("form") == "alone"

    def _is_object(self, i: int) -> bool:
        """True for the token right behind a verb of harm."""
        near = (self._harm.get(j) for j in range(max(0, i - _VERB), i))
        return any(tag and tag.stop == i and tag.entry.get("form") in _ACTIVE for tag in near)

    def _plain(self, i: int, end: int) -> str:
        """The kind of a token that is no group and no word of harm; "on Monday" is an adverb."""
        if i in self._adverbs:
            return "adv"
        norm = self._norms[i]
        if norm in _BEFORE_TIME and i + 1 < end:
            at = i + 2 if self._norms[i + 1] == "the" else i + 1
            if at < end and at in self._nouns.times:
                return "adv"
        if norm == "." and i + 1 < end and self._norms[i + 1][0].isalnum():
            return "mark"  # "since Oct. 7", "Mt. Elgon": it ends no sentence
        if norm == "following" and i and self._norms[i - 1] == "the":
            return "other"  # "the following guards were killed"
        return _usual(norm)

    def _kind(self, k: int) -> str:
        units = self._units
        return units[k].kind if 0 <= k < len(units) else "end"

    def _word(self, k: int) -> str:
        """The first word of unit k, in lower case; "" outside the row."""
        return self._norms[self._units[k].first] if 0 <= k < len(self._units) else ""

    def _form(self, k: int) -> str | None:
        """The form of the harm word at unit ``k``; None where there is none."""
        tag = self._units[k].tag if self._kind(k) == "harm" else None
        return str(tag.entry.get("form")) if tag is not None else None

    def _free(self, k: int) -> bool:
        if self._kind(k) != "group":
            return False
        link = self._links.get(k)
        if link is None:
            return True
        if self._dying and link.harm == "injured" and link.group.single and not link.part:
            return True  # "a clerk who was hit by a stray bullet and died"
        if self._now == "detained" and link.harm == "injured" and not link.part:
            return True  # "wounded two raiders, who were then detained"
        if self._now == "detained" and link.harm == "displaced" and not link.part:
            return True  # "the other fled and was later captured"
        # "refugees who had fled were killed", "six men captured there were executed"
        return self._now in GRAVE and link.harm not in GRAVE and link.rule != "casualty.including"

    def _fits_open(self, k: int) -> bool:
        """True for a noun of no list that the present word of harm can make a victim."""
        group = self._units[k].group if 0 <= k < len(self._units) else None
        if not group or not group.open:
            return False
        link = self._links.get(k)
        if link is not None and (self._now not in GRAVE or link.harm in GRAVE):
            return False  # but "a pedlar was kidnapped and killed"
        norm = self._norms[group.stop - 1]
        if self._now == "displaced" and group.kind == "counted" and group.number is not None:
            if self._words[group.stop - 1].istitle() and group.number.stop == group.stop - 1:
                return True  # "some 2,250 Batwa fled": a people of no list
        return self._personal or (norm.endswith(("man", "woman")) and norm not in _NO_MAN)

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
