"""Which runs of capitals are persons' names: no headline, no holiday, no place, no armed group.

A name is doubted where one of its words stands in lower case elsewhere in the text ("Death Toll
Rises"), unless a title before it or a verb of speech after it vouches for it.
"""

from __future__ import annotations

from analysis.reading import Reading

_SPEAKS = frozenset("said says told added tweeted wrote asked insisted".split())
_HONOURS = frozenset("QC KC MP MPs MEP MSP TD OBE MBE CBE PhD MD Esq".split())
_SURNAMES = frozenset("day west north east winter law street bridge camp read storm summer".split())
_SHORT = 3


class PersonNames:
    """What the words of one text tell about the names in it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._lower = reading.small_words
        self._given = reading.lexicons["persons"].terms(kind="given")
        self._peoples = {
            tag.stop
            for tag in reading.tagged("countries")
            if tag.first and tag.entry.get("form") == "demonym"
        }
        self._kinds: dict[int, str] = {}
        for tag in reading.tagged("names"):
            kind = str(tag.entry.get("kind"))
            if kind == "other" and self._is_no_month(tag.first):
                continue
            self._kinds.update((k, kind) for k in range(tag.first, tag.stop))

    def _is_no_month(self, k: int) -> bool:
        """ "Ramadan al-Hajji": no time was found there."""
        tokens = self._reading.tokens
        if tokens.norms[k] != "ramadan":
            return False
        start = tokens.starts[k]
        return not any(time.start <= start < time.end for time in self._reading.found.times)

    def trimmed(self, first: int, stop: int) -> int:
        """The end of a run without a hyphen or an article left hanging ("Bashar al-"), or letters of honour."""
        norms, words = self._reading.tokens.norms, self._reading.tokens.words
        while stop > first and (norms[stop - 1] in ("-", "al", "el", ".")):
            stop -= 1
        if stop - first > 2 and words[stop - 1] in _HONOURS:
            stop -= 1  # "Nadia Khan QC"
        return stop

    def is_group(self, first: int, stop: int) -> bool:
        """True for the name of an armed group ("Jaysh al-Fateh")."""
        return stop - first > 1 and self._kinds.get(first) == "group"

    def is_person(self, first: int, stop: int, role: str) -> bool:
        """True where nothing speaks against a person's name."""
        others = [k for k in range(first, stop) if self._kinds.get(k) == "other"]
        if others and not (others == [stop - 1] and self._is_surname(first, stop, role)):
            return False
        if self._kinds.get(first) in ("place", "group") and not role:
            return False
        norms, words = self._reading.tokens.norms, self._reading.tokens.words
        own = norms[stop - 2] == "-"  # "Omar al-Iraqi"
        if (
            stop in self._peoples
            and not own
            and words[stop : stop + 1]
            and words[stop][0].islower()
        ):
            return norms[stop] in _SPEAKS  # "in Kara Malian state television": a comma lost
        vouched = role or (stop < len(norms) and norms[stop] in _SPEAKS)
        return bool(vouched) or not any(
            norms[k] in self._lower
            for k in range(first, stop)
            if len(norms[k]) > _SHORT
            and words[k][0].isupper()
            and not (k > first and words[k] == "Said")
        )  # "Amina Said said"

    def _is_surname(self, first: int, stop: int, role: str) -> bool:
        """The "West" of "the mayor, Ann West", the "Day" of "Joan Day said": a word that is a surname, too."""
        norms = self._reading.tokens.norms
        if norms[stop - 1] not in _SURNAMES:
            return False
        vouched = role or (stop < len(norms) and norms[stop] in _SPEAKS)
        return bool(vouched) and (stop - first == 1 or norms[first] in self._given)
