"""Where one phrase ends and the next begins in text that has lost its commas and apostrophes.

"near the city of Homs | state media said", "in the last day | activists", "discussed the attack | Turkish sources":
a phrase read from right to left would run on into the clause in front of it.
"""

from __future__ import annotations

from analysis.extract.quotes.grammar import AUXILIARIES, DETERMINERS, PREPOSITIONS, RELATIVES
from analysis.extract.quotes.starts import NUMBERS, OPENERS
from analysis.extract.quotes.wording import DOCUMENT, SURROUNDINGS, is_role
from analysis.reading import Reading

_PEOPLE = frozenset("people civilians persons others children women men soldiers".split())
_WHOSE = frozenset(("state", "human"))  # "state media", "human rights"
_UNTIED = frozenset(
    "other many several some most few all various different certain including said".split()
)
_ADJECTIVAL = ("ish", "ian", "ean", "ese", "ic", "can")
_TIES = PREPOSITIONS | DETERMINERS | frozenset("and or of to the than".split())
_ACCOUNTS = frozenset("reports figures estimates statistics data records".split())
_SPANS = frozenset("hours days weeks months years minutes".split())
_BEFORE_NAMES = frozenset(
    "former senior top leading main new chief deputy acting retired many another other local official opposition "
    "prominent late veteran fellow rival allied powerful exiled outgoing incoming current longtime first second "
    "state one two three four five six several some pro anti ex and or of & the a an 's - al el bin abu ibn de van "
    "von der ul agency group centre center army ministry monitor observatory network newspaper channel source radio "
    "television website daily party movement charity watchdog broadcaster company city town village province force "
    "service organisation organization named called mainly mostly so-called east west north south eastern western "
    "northern southern central greater rural".split()
)


class Seams:
    """The places of one article where a phrase begins that no mark sets off."""

    def __init__(self, reading: Reading) -> None:
        self._lost = reading.apostrophes_lost
        tokens = reading.tokens
        self._norms, self._words = tokens.norms, tokens.words
        if not self._lost:
            return
        self._titles = {k for tag in reading.tagged("titles") for k in range(tag.first, tag.stop)}
        self._times = {tokens.at(time.end - 1) for time in reading.found.times}
        self._persons = {
            tokens.at(actor.start) for actor in reading.found.actors if actor.kind == "person"
        }
        self._named = {
            tokens.at(actor.end - 1)
            for actor in reading.found.actors
            if actor.kind == "person" and " " in actor.of(reading.text)
        }
        self._actors = {
            tokens.at(actor.start) for actor in reading.found.actors if actor.kind != "person"
        }
        self._demonyms = {
            tag.stop - 1
            for tag in reading.tagged("countries")
            if tag.entry.get("form") == "demonym"
        }
        self._powers = {
            tag.first for tag in reading.tagged("countries") if tag.entry.get("form") == "name"
        }
        self._bodies = {
            tokens.at(actor.end - 1)
            for actor in reading.found.actors
            if actor.kind in ("organisation", "armed_group")
        }
        self._towns = {
            tokens.at(place.end - 1)
            for place in reading.found.places
            if place.precision != "country"
        }
        self._nations = {
            tag.first
            for tag in reading.tagged("countries")
            if self._words[tag.first] == f"{tag.entry.get('name')}s"
        }

    def at(self, k: int, last: int) -> bool:
        """True where the phrase that ends with token ``last`` cannot begin before token ``k``."""
        if not self._lost or k < 1:
            return False
        left, word = self._norms[k - 1], self._words[k]
        if k in self._nations and k < last:
            return True  # "Syrias state agency"
        if k - 1 in self._times or left in _SPANS:
            return True
        if self.counts(k):
            return True  # "four more farmers | two residents"
        if self._norms[last] in ("sources", "source") and self._behind_somebody(k):
            return True  # "the commander Abu Karim | well-informed sources"
        if k in self._demonyms and k - 1 in self._towns:
            return True  # "the town of Azaz | Syrian state television"
        if word == "local" and self._words[k - 1].islower() and left.isalpha():
            return left not in _TIES and left not in _UNTIED  # "days of calm | local residents"
        if word[0].islower():
            return (
                self._norms[k] in OPENERS - {left} and left not in _WHOSE and self._is_scene(k - 1)
            )
        return word[0].isupper() and self._words[k - 1][0].islower() and self._is_foreign(k)

    def _behind_somebody(self, k: int) -> bool:
        """True for a word in small letters right behind a person's name, or "well-informed" behind any."""
        if not self._words[k][0].islower() or not self._words[k - 1][0].isupper():
            return False
        return k - 1 in self._named or self._norms[k : k + 3] == ["well", "-", "informed"]

    def counts(self, k: int) -> bool:
        """A number behind a noun in small letters: another phrase begins with it."""
        if not (self._norms[k] in NUMBERS or self._norms[k].isdigit()):
            return False
        before = self._words[k - 1]
        if before in _ACCOUNTS:
            return True  # "according to reports | hundreds of people", in any text
        if not self._lost:
            return False
        if self._norms[k + 1 : k + 2] and self._norms[k + 1] in _PEOPLE:
            return before.isalpha() and self._norms[k - 1] not in _TIES
        return before.isalpha() and before.islower() and before not in _TIES

    def article(self, k: int) -> bool:
        """ "an amnesty | a monitor": an article right behind a noun, where commas are lost."""
        if not self._lost or k < 1 or self._norms[k] not in ("a", "an", "the"):
            return False
        before = self._norms[k - 1]
        noun = self._words[k - 1].isalpha() and before not in _TIES and before not in AUXILIARIES
        return noun and self._norms[max(0, k - 2)] in ("a", "an", "the")

    def apart(self, k: int) -> bool:
        """ "the centre of the capital | a monitoring group": "a" right behind a noun, where commas are lost."""
        if not self._lost or k < 1 or self._norms[k] not in ("a", "an"):
            return False
        before = self._norms[k - 1]
        return self._words[k - 1].isalpha() and before not in _TIES and before not in AUXILIARIES

    def closes(self, k: int, first: int) -> bool:
        """ "according to a staff statement | artillery destroyed": a document that a common noun does not belong to."""
        if not self._lost or k <= first or self._norms[k - 1] not in DOCUMENT:
            return False
        word = self._words[k]
        return word[0].isalpha() and word[0].islower() and self._norms[k] not in PREPOSITIONS

    def named(self, k: int, first: int) -> bool:
        """ "according to the Observatory | the militia has lost", "to Omar Haddad | women": behind a name."""
        if not self._lost or k <= first or not self._words[k][0].isalpha():
            return False
        if k - 1 in self._bodies:
            return self._words[k][0].isupper() and k in self._actors
        after = self._norms[k]
        apart = self._words[k][0].islower() and after not in _TIES and after not in RELATIVES
        return k - 1 in self._named and apart and not is_role(after)

    def apposes(self, k: int) -> bool:
        """True for an article that may open what a body named just before is: "the Doctors Union | a group of"."""
        return self._lost and k > 1 and self._norms[k] in ("a", "an")

    def apposed(self, k: int) -> bool:
        """ "the monitoring group | the Observatory": a body in lower case, and its name right behind it."""
        if (
            not self._lost
            or k < 2
            or self._norms[k] != "the"
            or not self._words[k + 1][0].isupper()
        ):
            return False
        return self._norms[k - 1] in (
            "group",
            "monitor",
            "watchdog",
            "agency",
            "network",
            "charity",
        )

    def _is_scene(self, k: int) -> bool:
        """ "the town of Al-Hamra | state media", not "Turkish state media"."""
        if k in self._nations or k in self._demonyms or k in self._bodies:
            return False
        named = self._words[k][0].isupper() and not self._norms[k].endswith(_ADJECTIVAL)
        return named or self._norms[k] in SURROUNDINGS

    def _is_foreign(self, k: int) -> bool:
        """ "weapons | Konashenkov", not "spokesman Konashenkov": no word that leads to the name at ``k``."""
        left = self._norms[k - 1]
        if k > 1 and self._norms[k - 2] == "-":
            return False  # "the Britain-based Observatory"
        if left in _BEFORE_NAMES or left in DETERMINERS or left in PREPOSITIONS or left in DOCUMENT:
            return False
        if k in self._persons | self._powers and left.endswith("s"):
            if is_role(left.removesuffix("s")):
                return (
                    True  # "the residents | Ali Reza said", "six operatives | US Secretary Ann Lee"
                )
        return not (is_role(left) or is_role(left.removesuffix("s")) or k - 1 in self._titles)
