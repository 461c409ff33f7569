"""Who denies: not the one whose claim stands right before.

"The Front said it had hit a convoy of the Guard, killing nine. The group denied it": the Guard did.
And an office nobody was given points at the one person just told of.
"""

from __future__ import annotations

from analysis.extract.quotes.antecedents import Known
from analysis.extract.quotes.bodies import Phrase
from analysis.extract.quotes.descriptions import Descriptions
from analysis.reading import starting

_ALSO = frozenset("also later again swiftly quickly has had immediately promptly".split())
_HEADS = frozenset("group organisation organization movement militia force army military".split())


_HELD = frozenset("secretary chairman chairwoman chair strategist manager executive whip".split())


class Denials(Descriptions):
    """Descriptions, and whom "the group" means that denies what another group has just said."""

    def described(self, phrase: Phrase) -> Known | None:
        """Whom a phrase without a name describes."""
        return super().described(phrase) or self._just_told(phrase)

    def _just_told(self, phrase: Phrase) -> Known | None:
        """ "Tom Ray was asked about it. The press secretary bristled": the one person of the sentence before."""
        before = self._reading.sentence_of_token(phrase.first) - 1
        named = phrase.definite and phrase.owner is None and phrase.stop - phrase.first == 3
        if not named or phrase.head not in _HELD or before < 0:
            return None
        sentence = self._reading.sentences[before]
        lone = self._people.lone(sentence.first, sentence.stop)
        if lone is None or self._people.has_role(lone[1]):
            return None
        seen = self._people.gender(lone[1])
        fits = seen in ("", phrase.gender or seen)
        return Known(lone[1], "person", phrase.name) if fits else None

    def claimed_it(self, phrase: Phrase, found: Known) -> bool:
        """True where "the group denied" follows upon the claim of the one it was taken for."""
        norms, k = self._reading.tokens.norms, phrase.stop
        if phrase.head not in _HEADS or not phrase.definite:
            return False
        k += k < len(norms) and norms[k] in _ALSO
        if k == len(norms) or not self._heard:
            return False
        if norms[k] not in self._reading.lexicons["reporting"].terms(**{"class": "denying"}):
            return False
        where, last = self._heard[-1]
        here = self._reading.sentence_of_token(phrase.first)
        return last.name == found.name and here - self._reading.sentence_of_token(where) == 1

    def accused(self, phrase: Phrase, found: Known) -> Known | None:
        """The only other body the sentence before names, or nobody."""
        before = self._reading.sentences[self._reading.sentence_of_token(phrase.first) - 1]
        beside = starting(self._bodies, before.start, before.end)
        others = {one.name for one in beside if one.kind != "state"} - {found.name}
        if len(others) != 1:
            return None
        return Known(others.pop(), "organisation", note=f"“{phrase.words}” taken as who denies")
