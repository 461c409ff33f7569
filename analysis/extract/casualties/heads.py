"""Where a noun phrase that may mean people ends, and what its head is.

A *listed* head is a word of ``victims.toml``; an *open* one is any other noun ("eight loggers",
"a senior village administrator"), which only a verb that takes people makes a victim.
"""

from __future__ import annotations

from analysis.extract.casualties.frames import harm_words
from analysis.lexicon import Tag
from analysis.reading import Reading

# Words that end a noun phrase: whatever follows is not its head.
ENDS = frozenset(
    "in at on by from to with for near during after before since while when as and or but who whom "
    "whose which that was were is are be been being has have had will would could may might can did do "
    "does said says told reported into over under across between against inside outside amid "
    "because why how so if than then there here where against per via about around upon within without "
    "also not yet still only just all both each along together alongside plus despite until under "
    "following including except besides throughout toward towards due owing amongst off out up "
    "now already down back away aboard put got".split()
)
OF = frozenset(("of", "among"))
DETERMINERS = frozenset(("the", "their", "his", "her", "its", "our", "my", "these", "those"))
MARKS = frozenset(("“", "”", '"', "''", "``", "‘", "("))
_TIMES = frozenset(
    "yesterday today tonight overnight early late last this next earlier later midday noon dawn "
    "dusk morning afternoon evening night weekend".split()
)
# Nouns that gather people: "a family of seven" is seven people.
_GATHERS = frozenset(
    "figure tally family group crowd crew party team band gang convoy community total number population couple "
    "squad unit class household column".split()
)
_COUNTS = frozenset(("count", "a count of places or buildings"))
_HURTS = frozenset("wounds wound injuries burns shots bullets gunshots rounds blows cuts".split())
_BANDS = frozenset("team crew gang squad cell party".split())  # of armed men
_ENDS_TEAM = frozenset((".", ",", ";", "in", "near", "with", "during", "on"))
_TEAMS = frozenset("team crew gang squad cell party family group unit column convoy".split())
# Endings of nouns that name no person: "the suspension", "the deployment".
_ABSTRACT = ("tion", "sion", "ment", "ness", "hood", "ship", "ism", "ance", "ence")
_NO_PERSON = frozenset(
    "result army department office hand model way fact world population city village town region "
    "capital sector zone station branch base consulate embassy commune building floor scene wave "
    "burial discovery case release position budget vote face drug amount pickup solidarity state "
    "country government ministry agency council committee court congress parliament party bank "
    "church school market hotel shop restaurant house street road bridge border war truce talks "
    "campaign report news extension rearguard cockpit company newspaper list letter video memorial "
    "plaque survey ceasefire truce highway hospital blast explosion strike raid force patrol platoon "
    "battalion regiment toll claim number tally total count estimate loss charge accusation "
    "allegation feat throat plan plans scheme fatherland homeland motherland nation economy society "
    "image reputation cause idea hope hopes dream project deal bill law policy programme program treaty "
    "accord reason reasons pride morale trade industry currency".split()
)
_QUANTITIES = _GATHERS | frozenset("number lot range host majority string series part toll".split())
_STATES = frozenset(("captive", "hostage", "prisoner"))
_SPANS = frozenset("night day morning afternoon evening week month year weekend".split())
_LEADS = frozenset("further additional another other extra overall combined".split())
_ALIKE = frozenset("allied affiliated associated aligned linked other".split())
_AUX = frozenset("was were have has had".split())
_PEOPLE = frozenset("men women people children folk staff clergy".split())
_PARTICIPLES = frozenset(
    "born brought shot held caught found known hit left taken thought driven seen sent hurt lost "
    "drowned fell died fled escaped was riding walking playing carrying wearing "
    "struck broke spread swept tore went came began took rose sank burst blew ran drove shook grew "
    "stood flew threw saw gave bound slit torn blown".split()
)
_POSTPOSED = frozenset(
    "responsible loyal close active present capable able guilty sympathetic critical opposed prominent".split()
)
_AT_POSTPOSED = (["for"], ["to"], ["in"], ["at"], ["of"])
_LIKE_MONTHS = frozenset(("jan", "may", "april", "june", "august"))
_BEFORE_MONTH = frozenset(
    "in on by since until till from of early late mid last next this during after before between and "
    "to monday tuesday wednesday thursday friday saturday sunday".split()
)
_IN_NAMES = frozenset(("of", "for", "and", "the", "in", "'", "'s", "’s"))
_QUOTED = 60  # tokens in which a mark before would be the one that opens a quotation
_NAME = 12  # tokens of a name with its initials
_ADJECTIVES = frozenset(
    "female local national minor muslim christian hindu sunni shia shiite".split()
)
_LONGEST = 8
_BRACKET = 6  # tokens
_OPEN = 6


class Heads:
    """The heads of one article's noun phrases."""

    def __init__(self, reading: Reading) -> None:
        self._norms, self._words = reading.tokens.norms, reading.tokens.words
        self._glued = reading.tokens.glued
        self.listed = {tag.first: tag for tag in reading.tagged("victims")}
        harm = harm_words(reading)
        self.harm = {i for tag in harm.values() for i in range(tag.first, tag.stop)}
        self._counts = {i for i, tag in harm.items() if tag.entry.get("form") == "count"}
        self.numbers = {n.first: n for n in reading.found.numbers}
        counted = (n for n in reading.found.numbers if n.kind != "part of a name")
        self._inside = {i for n in counted for i in range(n.first, n.stop)}
        self._measures = {tag.first: tag for tag in reading.tagged("measures")}
        self.things = {
            tag.first
            for tag in self._measures.values()
            if tag.entry.get("kind") in ("a count of animals", "a count of vehicles or weapons")
        }
        self._things = {tag.stop - 1 for tag in reading.tagged("measures")}
        self.times = {
            tag.first for tag in reading.tagged("calendar") if not self.is_surname(tag.first)
        }
        if not _TIMES.isdisjoint(reading.vocabulary):
            self.times |= {i for i, norm in enumerate(self._norms) if norm in _TIMES}

    def is_surname(self, k: int) -> bool:
        """ "the commander Rahim Jan and one more": a name that is written like a month."""
        if self._norms[k] not in _LIKE_MONTHS or k == 0 or k + 1 >= len(self._norms):
            return False
        lead, after = self._words[k - 1], self._norms[k + 1]
        named = (
            lead[:1].isupper() and lead[1:].islower() and self._norms[k - 1] not in _BEFORE_MONTH
        )
        return named and self._words[k][1:].islower() and not after[0].isdigit() and after != "."

    def is_time(self, k: int) -> bool:
        """True for a day, a month or another word of time."""
        return k in self.times

    def past_age(self, k: int) -> int:
        """The token after "12-year-old" where one stands at k, else k."""
        number = self.numbers.get(k)
        if number is None or number.kind != "an age":
            return k
        at = number.stop
        while at < len(self._norms) and self._norms[at] == "-":
            at += 1
        tag = self._measures.get(at)
        return tag.stop if tag else at

    def head(self, i: int, end: int) -> Tag | None:
        """The listed head of the phrase that goes on at token i, a few tokens on at most."""
        k, limit = i, min(end, i + _LONGEST)
        found: Tag | None = None
        while k < limit:
            tag = self.listed.get(k)
            if found is not None and tag is not None and self._norms[k] in _STATES:
                return found  # "12 soldiers captive"
            if tag is not None and not (k in self.harm and tag.entry.get("number") == "sg"):
                found, k = tag, tag.stop
                if tag.entry.get("number") != "sg" and k not in self.listed:
                    mass = k < limit and not self._norms[k - 1].endswith(
                        ("s", "men", "people", "children")
                    )
                    if not (mass and self._described(k, tag)):
                        of_theirs = k < limit and self._is_possessive(k) and self.head(k + 1, end)
                        return of_theirs or tag  # "a women's rights campaigner"
                    found = None  # "a police station", "a Taliban bomb expert"
                continue
            if k in self.numbers and (past := self.past_age(k)) > k:
                k = past
                continue
            if found is None and k > i and self._goes_on(k):
                k += 1
                continue
            if found is None and k > i and (behind := self._behind_of_name(k, end)) is not None:
                return behind
            if found is not None and self._is_bracketed(k, found):
                found, k = None, k + 1
                continue
            if k > i and self._norms[k] == "(" and (past := self._past_bracket(k)) in self.listed:
                found, k = None, past
                continue
            if self._breaks(k):
                break
            if found is not None and self._norms[k] == "'s":
                owned = self.head(k + 1, end)  # "the driver's apprentice"
                return owned or (None if self._owns(k + 1) else found)
            if found is not None and (of_name := self._in_name(k, found, end)) is not None:
                return of_name
            if found is not None and self._is_adjective(k, found):
                found, k = None, k + 1
                continue
            if found is not None:
                # "a police convoy": the singular noun only describes another one
                return None if self._described(k, found) else found
            k += 1
        return found

    def behind_name(self, i: int, end: int) -> Tag | None:
        """The head of "a Movement of the North (MN) leader": behind a name and its initials."""
        if not self._words[i : i + 1] or not self._words[i][0].isupper():
            return None
        for k in range(i + 1, min(end, i + _NAME) - 3):
            if self._norms[k] == "(" and self._norms[k + 2] == ")" and self._words[k + 1].isupper():
                tag = self.listed.get(k + 3)
                return tag if tag is not None and tag.entry.get("number") == "sg" else None
            tag = self.listed.get(k)
            if k > i + 1 and tag is not None and self._words[k][0].islower():
                return (
                    tag if tag.entry.get("number") == "sg" else None
                )  # "a Movement of the North aide"
            if not (self._words[k][0].isupper() or self._norms[k] in _IN_NAMES):
                return None
        return None

    def _behind_of_name(self, k: int, end: int) -> Tag | None:
        """ "several Free Movement of Ruritania (FMR) insurgents", "six Sons of Haddad in the North
        rebels": the head behind a name with "of" or "in" at k in it."""
        if self._norms[k] not in ("of", "in") or not self._words[k - 1][0].isupper():
            return None
        at = k + 1 + (self._norms[k + 1 : k + 2] == ["the"])
        while at < min(end, k + 4) and self._words[at][0].isupper():
            at += 1
        if (
            at > k + 1
            and self._norms[at : at + 1] == ["("]
            and self._norms[at + 2 : at + 3] == [")"]
        ):
            at += 3
        tag = self.listed.get(at) if at > k + 1 and self._words[at - 1] != "the" else None
        return tag if tag is not None and self._words[at][0].islower() else None

    def _is_bracketed(self, k: int, found: Tag) -> bool:
        """ "a key (insurgent) cell": the word in brackets only describes what follows."""
        if self._norms[k] not in (")", "]") or found.stop != k:
            return False
        after = self._norms[k + 1 : k + 2]
        return self._norms[found.first - 1] in ("(", "[") and after != [] and after[0].isalpha()

    def _past_bracket(self, k: int) -> int:
        """ "eight NGF (frontier force) members": the token behind the bracket at k, else k."""
        ahead = self._norms[k : k + _BRACKET]
        closed = ahead.index(")") if ")" in ahead else -1
        return k + closed + 1 if closed > 0 else k

    def _owns(self, k: int) -> bool:
        """ "the victim's business partner": somebody or something else is meant."""
        return k < len(self._norms) and self._norms[k].isalpha() and k not in self.harm

    def _goes_on(self, k: int) -> bool:
        """ "900 wood-and-tin homes": the "and" is inside a word; or it joins two names."""
        if self._norms[k - 1] == "-" and self._norms[k + 1 : k + 2] == ["-"] and self._glued[k]:
            return True
        return self._norms[k] in ("/", "and") and self._joins_names(k)

    def touches(self, k: int) -> bool:
        """True where token k, or the one behind it, stands right behind the one before: "mid-May"."""
        return self._glued[k] or self._glued[k + 1 : k + 2] == [True]

    def joins_word(self, k: int) -> bool:
        """ "the pro-junta chief": the hyphen at k stands inside a word."""
        return self._norms[k] == "-" and self._glued[k] and self._glued[k + 1 : k + 2] == [True]

    def _joins_names(self, k: int) -> bool:
        """ "260 PYD/PKK and Daesh terrorists", "14 Kurdish and allied Arab fighters": names of
        sides, or of one and whoever goes with it, before the noun they share."""
        if k + 2 >= len(self._words):
            return False
        alike = self._words[k + 1][0].isupper() or self._norms[k + 1] in _ALIKE
        alike = alike or self._norms[k + 2] == "-"  # "200 Taliban and al-Qaeda-linked fighters"
        if not (self._words[k - 1][0].isupper() and alike):
            return self._norms[k] == "and" and self._joins_sides(k)
        shared = next((self.listed[j] for j in range(k + 2, k + 7) if j in self.listed), None)
        return shared is not None and shared.entry.get("number") == "pl"

    def _joins_sides(self, k: int) -> bool:
        """ "70 regime and rebel fighters": two singular words before the noun they share."""
        beside = self.listed.get(k + 1)
        shared = self.listed.get(k + 2) or beside  # "rebel fighters" is one entry
        if shared is None or shared.entry.get("number") != "pl" or shared.stop != k + 3:
            return False
        return (beside is shared or self._is_side(k + 1)) and self._is_side(k - 1)

    def _is_side(self, i: int) -> bool:
        """True for a word that may describe people: singular, no person itself."""
        norm, tag = self._norms[i], self.listed.get(i)
        if not norm.isalpha() or norm.endswith(("s", "ed", "ly")) or i in self._inside:
            return False
        if norm in DETERMINERS or norm in ENDS or norm in ("a", "an", "no"):
            return False
        return i not in self.harm and (tag is None or tag.entry.get("number") == "sg")

    def _is_possessive(self, k: int) -> bool:
        """ "a women's rights campaigner", "three soldiers' children"; no mark that ends a quotation."""
        if self._norms[k] == "'s":
            return True
        owns = self._norms[k] == "'" and self._glued[k] and self._norms[k - 1].endswith("s")
        before = range(max(0, k - _QUOTED), k if owns else 0)
        return owns and not any(self._norms[j] == "'" and not self._glued[j] for j in before)

    def _in_name(self, k: int, found: Tag, end: int) -> Tag | None:
        """ "a General Service Unit officer": the head behind a name that begins like one."""
        if not (self._words[k][0].isupper() and self._words[found.first][0].isupper()):
            return None
        at = k
        while at < min(end, k + 4) and self._words[at][0].isupper() and at not in self.harm:
            at += 1
        tag = self.listed.get(at)
        fits = tag is not None and at > k and tag.entry.get("number") in ("sg", "pl")
        return tag if fits else None

    def _is_adjective(self, k: int, found: Tag) -> bool:
        """ "a female Libyan reporter", "a local Islamic teacher": the first noun only describes."""
        if self._norms[found.first] not in _ADJECTIVES or not self._words[k][0].isupper():
            return False
        follows = self._words[k + 1 : k + 2]
        return k == found.stop and follows != [] and follows[0][0].islower()

    def _described(self, k: int, found: Tag) -> bool:
        norm = self._norms[k]
        if norm in OF:
            return False  # "two personnel of the border guard"
        if norm == "-" and self._glued[k]:
            return self._norms[k + 1 : k + 2] != ["-"]  # "a rebel-held village"
        done = norm.endswith("ed") and norm != "improvised" and k not in self.listed
        if norm in _PARTICIPLES or done:
            return False  # "a woman born in 1948", "a man armed with a knife"
        if norm in _POSTPOSED:
            return self._norms[k + 1 : k + 2] not in _AT_POSTPOSED  # "a leader responsible for"
        follows = norm[0].isalpha() and self._words[k][0].islower()
        if not follows or norm.endswith("ing") or norm in ENDS or k in self.harm:
            return False
        return k - found.stop < 1 and not adverbial(norm) and not self.is_time(k)

    def _breaks(self, k: int) -> bool:
        norm = self._norms[k]
        if norm in ("would", "be") and self._is_would_be(k):
            return False
        if k in self.harm or k in self._inside or norm in OF:
            return True
        if norm in ENDS and not self._is_name(k):
            return True
        if norm in DETERMINERS or norm in ("a", "an") or (norm == "-" and not self._glued[k]):
            return True
        if norm == "-" and "-" in self._norms[k - 1 : k + 2 : 2]:
            return True  # "a family of six--a couple and four children"
        if norm == ".":
            return not (self._glued[k] and k + 1 < len(self._norms) and self._glued[k + 1])
        return not (norm[0].isalpha() or norm in ("-", "'s", "’s") or norm in MARKS)

    def _is_would_be(self, k: int) -> bool:
        """ "five would-be bombers": an adjective."""
        first = k if self._norms[k] == "would" else k - 2
        return first >= 0 and self._norms[first : first + 3] == ["would", "-", "be"]

    def _is_name(self, k: int) -> bool:
        """ "IS fighters": a name in capitals that reads like a small word."""
        after = self._words[k + 1] if k + 1 < len(self._words) else ""
        return self._words[k] == "IS" and after[:1].islower() and k + 1 in self.listed

    def counts_harm(self, k: int, end: int) -> bool:
        """ "38,000 conflict-related displacements": a noun of harm ends the phrase at k."""
        for at in range(k, min(end, k + 5)):
            if at in self._counts:
                return at > k
            if self._breaks(at) or at in self.listed:
                return False
        return False

    def open_end(self, i: int, end: int) -> int | None:
        """Where a phrase with a noun of no list ends, or None where it can be no person."""
        k, limit = i, min(end, i + _OPEN)
        while k < limit:
            if k in self.numbers and (past := self.past_age(k)) > k:
                k = past
                continue
            if self._breaks(k) or k in self.times or self._words[k] in MARKS:
                break
            if k > i and (self._is_participle(k) or self._norms[k] in _PARTICIPLES):
                break
            k += 1
        if k < limit and self._norms[k] in _SPANS:
            return None  # "killed on that same black night"
        while k > i and (self._norms[k - 1] in ("-", "'s", "’s") or adverbial(self._norms[k - 1])):
            k -= 1
        if self._norms[k - 1] in _TEAMS:
            return None  # "a mortar team was killed": how many is not said
        if self._norms[k - 1] in _QUANTITIES and self._norms[k : k + 1] == ["of"]:
            return None  # "an unknown number of people"
        if (
            k == i
            or k - 1 in self._things
            or self._norms[k - 1] in _HURTS
            or self._norms[k - 1] in _NO_PERSON
            or (k == i + 1 and self._norms[i] == "figure")
            or self._norms[k - 1].endswith(_ABSTRACT)
            or not self._norms[k - 1].isalpha()
        ):
            return None
        return k

    def team_end(self, i: int, end: int) -> int | None:
        """Where "a mortar team", "an assault squad" ends: a party whose size is not said."""
        for k in range(i, min(end, i + _OPEN)):
            if self._norms[k] in _BANDS:
                after = self._norms[k + 1] if k + 1 < end else "."
                return k + 1 if after in _AUX or k + 1 in self.harm or after in _ENDS_TEAM else None
            if self._breaks(k) or self.is_time(k):
                break
        return None

    def _is_participle(self, k: int) -> bool:
        norm, before = self._norms[k], self._norms[k - 1]
        return (
            norm != "improvised"
            and norm.endswith(("ing", "ed"))
            and not before.endswith(("ed", "ly", "-"))
        )

    def is_plural(self, k: int) -> bool:
        """True for a noun that can stand behind a number: "loggers", "Libyans", "Fulani"."""
        norm = self._norms[k]
        after = k + 1 < len(self._norms) and (k + 1 in self.harm or self._norms[k + 1] in _AUX)
        if self._words[k][0].isupper() and after:
            return True  # "43 Tuareg died"
        if self._words[k][0].isupper() and not self._words[k].isupper():
            return norm.endswith(("s", "i", "n", "h", "e")) and len(norm) > 3
        return (norm.endswith("s") and not norm.endswith(("ss", "us", "is"))) or (
            norm.endswith("men") or norm in _PEOPLE
        )

    def led(self, i: int, end: int) -> int | None:
        """The token where the number begins in "a total of 43", "a further nine", "another 15"."""
        k, gathers = i, False
        if self._norms[k] in ("a", "an", "the", "some", "another"):
            gathers = self._norms[k] == "another"
            k += 1
        for _ in range(5):
            if k >= end:
                return None
            if k in self.numbers:
                return k if gathers and k > i and self.numbers[k].kind in _COUNTS else None
            norm = self._norms[k]
            if norm in _LEADS:
                gathers = True
            elif norm in _GATHERS and k + 1 < end and self._norms[k + 1] == "of":
                k += 2
                if k < end and k in self.numbers and self.numbers[k].kind in _COUNTS:
                    return k
                return None
            elif not norm.isalpha() or norm in ENDS or k in self.harm or k in self.listed:
                if norm not in _GATHERS:
                    return None
            else:
                gathers = False
            k += 1
        return None


def adverbial(norm: str) -> bool:
    """True for a word that may stand between a number and its verb: "others", "later"."""
    return norm.endswith("ly") or norm in (
        "others",
        "other",
        "more",
        "ago",
        "later",
        "apiece",
        "alive",
        "unharmed",
        "unhurt",
    )
