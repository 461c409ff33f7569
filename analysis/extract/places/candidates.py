"""Capitalised names and the words beside them that show them to be places."""

from __future__ import annotations

import string
from bisect import bisect_left
from collections.abc import Iterator

from analysis.extract.places.words import ARTICLES, SPEAKING
from analysis.lean import dataclass
from analysis.lexicon import Tag
from analysis.reading import Reading

_LINKS = frozenset(
    "al el ad ar as an az ash de da do del la las los ez es at of bin ibn ben".split()
)
_IZAFE = frozenset(("e", "i"))  # "Gulshan-e-Iqbal"
_PARTS = frozenset("area areas neighbourhood neighborhood".split())  # "the Gwari area of Kaduna"
_LONGEST = 5
_GLOSS = 6  # tokens of "(the radio)" and its brackets
# Words that open sentences with a capital and no place's name; "An", "As", "Al" may be articles.
_OPENERS = frozenset(
    "the a this that these those his her their our its he she they it we in on at for from but and "
    "when after before while if some many most several both each two three four five six seven "
    "eight nine ten there here then now since until during with without by to of no not only one "
    "once also even still later earlier more than about around nearly almost over under dozens "
    "besieged embattled beleaguered restive troubled "
    "hundreds thousands what who where why how which according local state".split()
)
# "Army Foils Attack in Kara Kills Nine": what a headline says was done behind a name
_HARMS = frozenset("kills killed injures injured wounds wounded".split())
_SMALL = string.ascii_lowercase.encode()
_LISTS = frozenset((",", "and", "or", "&", "/"))
_OWN = frozenset(("'s", "’s"))
_FIRM = frozenset(
    "in at inside across into near outside throughout around within towards toward between "
    "entered entering reached raided raiding invaded besieged shelled bombed fled overran".split()
)
_STRONG = frozenset("in at inside across entered entering raided invaded".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens ``first`` to ``stop``; ``lead`` the kind of word before it, ``level`` what a noun
    beside it says it is; ``strong`` where the words leave no doubt that it is a place."""

    first: int
    stop: int
    lead: str
    level: str
    strong: bool
    after: int  # token behind a noun that belongs to the name ("Idlib province"), or stop
    firm: bool = False  # a word before it that stands before places and seldom before people


_TOWNS = frozenset(
    "capital city town port village stronghold hometown headquarters hub suburb enclave".split()
)
_CLOSING = frozenset(", . ; : ) -".split())
_WHOSE = frozenset("the its his her their a 's ’s".split())
_APPOSED = 5  # tokens from "the" to the name: "its second largest city, X"


class Names:
    """The capitalised runs of a text and their surroundings."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words, self._norms = reading.tokens.words, reading.tokens.norms
        self._glued = reading.tokens.glued
        self._before: dict[int, list[tuple[str, str]]] = {}
        self._after: dict[int, tuple[str, int]] = {}
        self.never: set[int] = set()
        self._joints: set[int] = set()  # the "and" of "Jammu and Kashmir"
        self.venues: set[str] = set()  # "geneva": known the world over for its talks
        for tag in reading.tagged("locating"):
            kind, level = tag.entry.get("kind"), str(tag.entry.get("level", ""))
            if kind == "never":
                self.never.add(tag.first)
            elif kind == "joined":
                self._joints |= set(range(tag.first + 1, tag.stop - 1))
            elif kind == "venue":
                self.venues.add(" ".join(self._norms[tag.first : tag.stop]))
            elif kind == "after":
                if tag.first and self._norms[tag.first - 1] == "-" and self._glued[tag.first]:
                    continue  # "Assal al-Ward"
                self._after[tag.first] = (level, tag.stop)
                opened = self._gloss_before(tag.first)
                if opened:
                    self._after[opened] = (level, tag.stop)
            else:
                i, last = tag.first, tag.stop - 1
                if last > i and self._words[last][0].isupper():
                    self.never.add(last)  # "mainly Kurdish": a people, and no town of that name
                part = level == "area" or self._norms[i] in _PARTS
                if i and part and self._words[i - 1][0].isupper():
                    self._after.setdefault(i, ("district", i + 1))  # "Ghotki district of Sindh"
                    level = "any"
                self._before.setdefault(tag.stop, []).append((str(kind), level))
        if "ibn" in reading.vocabulary:  # "the Omar Ibn al-Khattab Mosque": a man's name
            self.never |= {k - 1 for k, norm in enumerate(self._norms) if norm == "ibn" and k}
        self.barred = self._barred()
        self.shouting = _shouting(reading.text[:4000])  # capitals tell nothing
        self._leads: dict[int, tuple[str, str, bool, bool]] = {}  # by the end of a name
        self._all: list[tuple[int, int]] | None = None
        self._found: tuple[frozenset[int], list[int]] | None = None
        self._at: dict[tuple[int, int], Candidate] = {}

    def _gloss_before(self, k: int) -> int:
        """Where the bracket of "Bilsen (radio) neighbourhood" opens that ends before a noun; 0 where none does."""
        norms = self._norms
        if norms[k - 1 : k] != [")"]:
            return 0
        return next((i for i in range(k - 2, max(0, k - _GLOSS), -1) if norms[i] == "("), 0)

    def _barred(self) -> set[int]:
        """Tokens that are days, titles or lexicon actors, and so no part of a place's name."""
        self.titled = {
            i
            for tag in self._reading.tagged("titles")
            if tag.entry.get("form") == "title"
            for i in range(tag.first, tag.stop)
        }
        out: set[int] = set()
        for lexicon in ("calendar", "titles"):
            for tag in self._reading.tagged(lexicon):
                if not self._ends_a_name(tag):
                    out |= set(range(tag.first, tag.stop))
            if lexicon == "calendar":
                self.days = frozenset(out)
        for tag in self._reading.tagged("actors"):
            if tag.stop - tag.first > 1 or tag.entry.get("kind") != "state":
                out |= set(range(tag.first, tag.stop))
        for tag in self._reading.tagged("attacks"):
            if tag.entry.get("cause") == "missile":
                out |= set(range(tag.first, tag.stop))  # "Tomahawk missiles"
        return out

    def _ends_a_name(self, tag: Tag) -> bool:
        """True for the "Bank" of "the West Bank": a role's word with a capital, behind another."""
        i = tag.first
        role = tag.entry.get("form") == "role" and tag.stop == i + 1
        return role and i > 1 and self._words[i][0].isupper() and self._words[i - 1][0].isupper()

    def capital(self, i: int) -> bool:
        """True for a word that begins with a capital and may belong to a name."""
        return i in (self._found or self._find())[0]

    def _find(self) -> tuple[frozenset[int], list[int]]:
        """The tokens that are such capitals, and those where a run may begin, in order."""
        norms, words = self._norms, self._words
        capitals = frozenset(
            i
            for i in self._reading.capitals
            if i not in self.barred
            and len(words[i]) > 1
            and norms[i] not in _OPENERS
            and norms[i] not in _HARMS
        )
        articles: set[int] = set()
        if "-" in self._reading.vocabulary:
            articles = {
                i - 1 for i, n in enumerate(norms) if n == "-" and i and norms[i - 1] in ARTICLES
            }
        self._found = capitals, sorted(capitals | articles)
        return self._found

    def runs(self) -> list[tuple[int, int]]:
        """Runs of capitalised tokens, small linking words and glued hyphens inside them."""
        if self._all is None:
            self._all = list(self.runs_in(0, len(self._words)))
        return self._all

    def persons(self) -> set[str]:
        """Words that stand last in the text's longer names which are no places: surnames."""
        out: set[str] = set()
        lands = {
            tag.first
            for tag in self._reading.tagged("countries")
            if tag.entry.get("form") == "name"
        }
        for first, stop in self.runs():
            if "-" not in self._words[first:stop] and not lands.isdisjoint(range(first, stop - 1)):
                continue  # "Tags Mali Kidal": a list
            words = [k for k in range(first, stop) if self._words[k][0].isalpha()]
            speaks = stop < len(self._norms) and self._norms[stop] in SPEAKING
            titled = first > 0 and first - 1 in self.titled
            if (len(words) > 1 and words[-1] > first) or speaks or titled:
                located = self.at(first, stop)
                if not located.firm and not located.level:
                    out.add(self._norms[words[-1]])
        return out

    def runs_in(self, first: int, end: int) -> Iterator[tuple[int, int]]:
        """The runs between two tokens."""
        begins = (self._found or self._find())[1]
        free = first
        for at in range(bisect_left(begins, first), len(begins)):
            i = begins[at]
            if i >= end:
                break
            article = i >= free and self._article(i, end)
            if i < free or (not article and not self.capital(i)):
                continue
            k = i + 3 if article else i + 1
            while k < end:
                if (self.capital(k) and not self._new_sentence(k)) or self._linked(k, end):
                    k += 1
                else:
                    break
            yield i, k
            free = k

    def _article(self, i: int, end: int) -> bool:
        """True at the small article of "al-Fuaa"."""
        return (
            i + 2 < end
            and self._norms[i] in ARTICLES
            and self._norms[i + 1] == "-"
            and self._glued[i + 1]
            and self._glued[i + 2]
            and self.capital(i + 2)
        )

    def _linked(self, k: int, end: int) -> bool:
        word = self._norms[k]
        if k in self._joints:
            return True
        if self._glued[k] and word not in _LINKS and self._norms[k - 2] in ARTICLES:
            return self._norms[k - 1] == "-" and self._words[k][0].isupper()  # "Zuqaq al-Sheikh"
        if len(word) == 1 and self._glued[k] and self._words[k].isupper():
            return self._norms[k - 1] == "-"  # "Mrauk-U"
        if word in ("-", "’", "'") and self._glued[k]:
            return (
                k + 1 < end
                and self._glued[k + 1]
                and (
                    self.capital(k + 1)
                    or self._norms[k + 1] in _LINKS
                    or self._norms[k + 1] in _IZAFE
                    or self._words[k + 1][0].isdigit()
                    or (self._norms[k - 1] in ARTICLES and self._words[k + 1][0].isupper())
                    or self._words[k + 1].isupper()  # "Mrauk-U"
                )
            )
        if word in _IZAFE and self._glued[k] and self._norms[k - 1] == "-":
            dashed = k + 2 < end and self._norms[k + 1] == "-" and self.capital(k + 2)
            return dashed or (k + 1 < end and self.capital(k + 1))  # "Robat-e Sangi"
        if word in _LINKS and word != "of":
            return k + 1 < end and (self.capital(k + 1) or self._norms[k + 1] == "-")
        return False

    def _new_sentence(self, k: int) -> bool:
        return self._norms[k - 1] in (".", "!", "?")

    def at(self, first: int, stop: int) -> Candidate:
        """The candidate that tokens ``first`` to ``stop`` are, with its evidence."""
        known = self._at.get((first, stop))
        if known is not None:
            if known.lead:
                self._lead_on(known, stop)
            return known
        lead, level, strong, firm = self._lead(first)
        if not lead and self._is_apposed(first, stop):
            lead = "in"
        after = stop
        behind = self._after.get(stop)
        if behind:
            level, after = behind
            strong = firm = True
            lead = lead or "in"
        made = Candidate(first, stop, lead, level, strong, after, firm)
        if lead:
            self._lead_on(made, stop)
        if not self._listed(first):
            self._at[first, stop] = made
        return made

    def _is_apposed(self, first: int, stop: int) -> bool:
        """ "the state capital, Makurdi, where", "its main port, Tanga."; not "the city, Jackson said"."""
        norms = self._norms
        if first <= _APPOSED or norms[first - 1] != "," or norms[first - 2] not in _TOWNS:
            return False
        closed = norms[stop] in _CLOSING if stop < len(norms) else True
        return closed and not _WHOSE.isdisjoint(norms[first - _APPOSED : first - 2])

    def _lead_on(self, candidate: Candidate, stop: int) -> None:
        """Remember the lead for the names that follow in a list."""
        strong = candidate.strong and stop not in self._after
        lead = (candidate.lead, "", strong, candidate.firm)
        self._leads[stop] = self._leads[candidate.after] = lead

    def _listed(self, first: int) -> bool:
        """True where the words before may be of a list, whose lead is not settled yet."""
        return not _LISTS.isdisjoint(self._norms[max(0, first - 3) : first])

    def _lead(self, first: int) -> tuple[str, str, bool, bool]:
        """lead, level, strong and firm of the words before a token."""
        lead, level, strong, firm = "", "", False, False
        at = first
        if first > 1 and self._norms[first - 1] in _OWN and first - 2 in self._after:
            return "in", "", False, True  # "the Donetsk region's Pokrovsk"
        for _ in range(3):  # "the southern Afghan district of Sangin"
            found = self._before.get(at)
            word = self._norms[at - 1] if at else ""
            if found:
                for kind, what in found:
                    if kind == "moved":
                        lead, strong, firm = "moved", True, True
                    elif kind == "before":
                        strong = strong or what in ("town", "area", "any")
                        firm = firm or what in ("town", "area", "any")
                        level = level or (what if what != "any" else "")
                        lead = lead or "in"
                    else:
                        lead = kind if kind == "near" or not lead else lead
                        strong = strong or kind == "near" or word in _STRONG
                        firm = firm or kind == "near" or word in _FIRM
                break
            if word in _LISTS:  # "in Sderot, Ashkelon and Netivot"
                before = self._leads.get(at - 1) or (
                    self._leads.get(at - 2) if at > 1 and self._norms[at - 2] == "," else None
                )
                if before:
                    return (before[0], level, before[2], before[3])
                break
            if word == "the":
                lead = lead or "the"
                at -= 1
            else:
                break
        return lead, level, strong, firm

    def lengths(self, first: int, stop: int) -> range:
        """Ends to try, longest first."""
        return range(stop if stop - first <= _LONGEST else first + _LONGEST, first, -1)


def _shouting(text: str) -> bool:
    """True where most letters are capitals; told at a glance for a text of small ones."""
    if 2 * (len(raw := text.encode()) - len(raw.translate(None, _SMALL))) >= len(text):
        return False
    letters = [c for c in text if c.isalpha()]
    return sum(map(str.isupper, letters)) > len(letters) / 2
