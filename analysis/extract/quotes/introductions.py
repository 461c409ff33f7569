"""What stands beside a person's name: the roles, the home and the written-out title it is given.

"Sen. Ann Lee (R-Ohio), a former prosecutor": senator, republican and prosecutor, of Ohio.
"""

from __future__ import annotations

import re

from analysis.extract.offices import seat_beside
from analysis.extract.quotes.grammar import (
    DETERMINERS,
    LEADS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from analysis.extract.quotes.wording import is_role
from analysis.reading import Reading

_SHORT = {
    "sen": ("senator", "lawmaker"),
    "senator": ("lawmaker",),
    "rep": ("representative", "lawmaker", "congressman", "congresswoman"),
    "representative": ("lawmaker", "congressman", "congresswoman"),
    "gov": ("governor",),
    "gen": ("general",),
    "lt": ("lieutenant",),
    "col": ("colonel",),
    "maj": ("major",),
    "capt": ("captain",),
    "sgt": ("sergeant",),
    "adm": ("admiral",),
    "prof": ("professor",),
    "dr": ("doctor",),
    "r": ("republican",),
    "d": ("democrat",),
    "gop": ("republican",),
    "democratic": ("democrat",),
    "justice": ("judge",),
    "nominee": ("candidate",),
    "strategist": ("consultant", "operative"),
    "counsel": ("lawyer", "attorney", "barrister"),
    "attorney": ("lawyer",),
    "barrister": ("lawyer", "counsel"),
    "advocate": ("lawyer",),
    "maître": ("lawyer", "counsel"),
    "maitre": ("lawyer", "counsel"),
    "surgeon": ("doctor", "physician"),
    "physician": ("doctor",),
    "paediatrician": ("doctor",),
    "anaesthetist": ("doctor",),
    "brig": ("brigadier",),
    "ambassador": ("envoy", "diplomat"),
    "bishop": ("cleric", "prelate"),
    "archbishop": ("cleric", "prelate"),
    "priest": ("cleric",),
    "imam": ("cleric",),
    "spokeswoman": ("spokesperson",),
    "spokesman": ("spokesperson",),
    "businessman": ("billionaire", "developer", "mogul"),
}
_AFTER = re.compile(r"\s?(?:,|\(|—|–|--)\s?([^.;:()—\n“”\"]{2,90})")
_BESIDE = 6
_BRACKET = re.compile(r" \([^()\n]{1,40}\)")
_NO_PLACES = DETERMINERS | PREPOSITIONS | SUBORDINATORS | LEADS  # "When Sen. Lee left"
_HOME_BEFORE = re.compile(
    r"(?P<of>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:['’]s)? (?:state )?"
    r"(?:Sen|Gov|Rep|Senator|Governor|Representative|Congress\w+|Republican|Democrat|[a-z]+)\.? (?:[A-Z]\w* )?$"
)
_TITLED = re.compile(
    r"(?:Sens?|Govs?|Reps?|Senator|Governor|Representative|Congress\w+)\.? (?:[A-Z]\w* )?$"
)
_NO_HOMES = frozenset(
    "Conservative Liberal Former House Senate State Deputy Democratic Republican Acting Freshman Progressive The "
    "Moderate Independent Interim Assistant Associate Senior Chief Vice Retired".split()
)
_HOME_AFTER = re.compile(
    r",? ?\(?(?:[RDI]|Republican|Democrat) ?[-–—] ?(?P<short>[A-Z][\w.]*)"
    r"|,? (?:of|from|for) (?P<of>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
)
_ENDS_APPOSED = frozenset("said says told and is was are were has had will would could can".split())
_LETTERS = 5  # of a title
_ENDS_ROLE = (DETERMINERS | PREPOSITIONS | frozenset(", ; : “ ” \" '' said says".split())) - {"of"}


def meant_by(roles: set[str]) -> set[str]:
    """The roles that others bring with them: a "sen" is a senator and a lawmaker."""
    return {meant for word in roles for meant in _SHORT.get(word, ())}


class Introductions:
    """How one article introduces those it names."""

    def __init__(self, reading: Reading, nouns: frozenset[str], inside: set[int]) -> None:
        self._reading = reading
        self._norms = reading.tokens.norms
        self._nouns = nouns  # that point back at somebody named
        self._inside = inside  # the tokens of names
        self._cues = {tag.first for tag in reading.tagged("reporting")}

    def roles(self, first: int, end: int) -> set[str]:
        """Role words right before the name and in the apposition or bracket right after it."""
        out: set[str] = set()
        begin = self._before_ranks(first)
        if begin < first and self._norms[begin - 1] == ",":  # "the spokesman, Lt. Col. Ali Reza"
            for k in range(begin, first):
                self._add_role(self._norms[k], out)
            first = begin
        apposed = first > 1 and self._norms[first - 1] == ","
        if apposed and is_role(self._norms[first - 2]) and self._names_one(first - 2):
            first -= 1  # "the defense minister, Ann Lee"
        elif apposed:
            self._add_role(self._tied_role(first - 2), out)
        for k in range(first - 1, max(-1, first - 1 - _BESIDE), -1):
            norm = self._norms[k]
            if norm in _ENDS_ROLE or k in self._cues or k in self._inside:
                break  # what stands before "told Lee" is another's
            self._add_role(norm, out)
            if self._norms[k - 2 : k + 1] == ["secretary", "of", "state"]:
                out.add("secretary of state")
        bracket = _BRACKET.match(self._reading.text, end)  # "Ann Lee (R-Ohio), the whip"
        outside = _AFTER.match(self._reading.text, bracket.end()) if bracket else None
        for after in filter(None, (_AFTER.match(self._reading.text, end), outside)):
            begin = self._reading.tokens.at(after.start(1))
            stop = self._reading.tokens.at(after.end(1) - 1) + 1
            if self._is_speaker(begin, stop):
                continue
            for k in range(begin, min(stop, begin + 14)):
                norm = self._norms[k]
                if k in self._cues or norm in _ENDS_APPOSED or norm in RELATIVES:
                    break
                if norm.isdigit() and self._norms[k + 1 : k + 2] == [","]:
                    if not self._goes_on(k + 2):
                        break
                if self._norms[k + 1 : k + 2] in (["'s"], ["’s"]):
                    continue  # "said Ann Lee, a pilot, of the governor's plan"
                self._add_role(norm, out)
        return out

    def _is_speaker(self, begin: int, stop: int) -> bool:
        """ "If she backs Lee, the aide said, it is over": who says so, no apposition to the name."""
        said = next((k for k in range(begin, min(stop, begin + 7)) if k in self._cues), begin)
        whole = said > begin + 1 and "," not in self._norms[begin:said]
        return whole and self._norms[begin] == "the" and is_role(self._norms[said - 1])

    def _goes_on(self, k: int) -> bool:
        """ "Ann Lee, 41, a nurse", not "Ann Lee, 41, waits for news of her husband"."""
        return self._norms[k : k + 1] == [] or (
            self._norms[k] in DETERMINERS or any(map(is_role, self._norms[k : k + 2]))
        )

    def _before_ranks(self, first: int) -> int:
        """Where the ranks and styles in capitals before a name begin: "Lt. Col." """
        k = first
        while k > 1 and (
            (self._norms[k - 1] == "." and self._norms[k - 2] in _SHORT)
            or (self._reading.tokens.words[k - 1][0].isupper() and self._is_title(k - 1))
        ):
            k -= 1
        return k

    def _is_title(self, k: int) -> bool:
        return self._norms[k] in _SHORT or is_role(self._norms[k])

    def _tied_role(self, last: int) -> str:
        """ "Her spokeswoman in the state, Ann Lee": the role that what stands before the comma hangs on."""
        for k in range(last, max(0, last - 7), -1):
            if self._norms[k] in PREPOSITIONS and is_role(self._norms[k - 1]):
                return self._norms[k - 1]
            if not self._norms[k][0].isalnum() or k in self._cues:
                break
        return ""

    def _names_one(self, last: int) -> bool:
        """True where "the", "its", "Norland's" begins the role that ends at token ``last``."""
        for k in range(last - 1, max(0, last - 5), -1):
            if self._norms[k] in ("the", "its", "his", "her", "their", "'s", "’s"):
                apposed = (
                    self._norms[last + 2 : last + 7].count(",") > 0
                )  # "with her aide, Ann Lee, "
                with_one = self._norms[k - 1] == "with" and apposed
                return self._norms[k - 1] not in PREPOSITIONS | {"of", "told"} or with_one
        return False

    def _add_role(self, word: str, out: set[str]) -> None:
        if word in _SHORT or is_role(word) or word in self._nouns:
            out.add(word)

    def homes(self, start: int, end: int) -> set[str]:
        """ "Sen. Ann Lee (R-Ohio)", "Ohio Sen. Ann Lee", "Gov. Ann Lee of Ohio": Ohio."""
        out: set[str] = set()
        before = self._reading.text[max(0, start - 44) : start]
        after = _HOME_AFTER.match(self._reading.text, end, end + 40)
        if after and after["of"] and not _TITLED.search(before):
            after = None  # "Ann Lee of Amnesty"
        for match in filter(None, (_HOME_BEFORE.search(before), after)):
            home = match[match.lastgroup or 0]
            if home not in _NO_HOMES and home.lower() not in _NO_PLACES:
                out.add(home.strip("."))
        seat = seat_beside(self._reading.text, start, end)
        if seat is not None:
            out.add(seat)
        return out

    def initials(self, place: int) -> list[str]:
        """ "IP", "GP" ... of "the Inspector General of Police, Ali Reza": of the title before a name."""
        words, k = self._reading.tokens.words, place - 1
        if k >= 0 and words[k] == ")":
            k = next((j for j in range(k - 1, max(-1, k - 8), -1) if words[j] == "("), 0) - 1
        elif k >= 0 and words[k] == ",":
            k -= 1
        found: list[str] = []
        letters = ""
        while k >= 0 and len(letters) < _LETTERS:
            word = words[k]
            if word[0].isupper() and len(word) > 1 and word[1:].isalpha() and word[1:].islower():
                letters = word[0] + letters
                found += [letters] if len(letters) > 1 else []
            elif word not in ("of", "for", "the") or not letters:
                break
            k -= 1
        return found
