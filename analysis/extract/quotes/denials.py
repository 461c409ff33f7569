"""Who denies: not the one whose claim stands right before.

"The Front said it had hit a convoy of the Guard, killing nine. The group denied it": the Guard did.
"""

from __future__ import annotations

from analysis.extract.quotes.antecedents import Known
from analysis.extract.quotes.bodies import Phrase
from analysis.extract.quotes.descriptions import Descriptions

_DENIES = frozenset("denied denies rejected rejects dismissed dismisses refuted refutes".split())
_ALSO = frozenset("also later again swiftly quickly has had immediately promptly".split())
_HEADS = frozenset("group organisation organization movement militia force army military".split())


class Denials(Descriptions):
    """Descriptions, and whom "the group" means that denies what another group has just said."""

    def claimed_it(self, phrase: Phrase, found: Known) -> bool:
        """True where "the group denied" follows upon the claim of the one it was taken for."""
        norms, k = self._reading.tokens.norms, phrase.stop
        if phrase.head not in _HEADS or not phrase.definite:
            return False
        k += k < len(norms) and norms[k] in _ALSO
        if norms[k : k + 1] == [] or norms[k] not in _DENIES or not self._heard:
            return False
        where, last = self._heard[-1]
        here = self._reading.sentence_of_token(phrase.first)
        return last.name == found.name and here - self._reading.sentence_of_token(where) == 1

    def accused(self, phrase: Phrase, found: Known) -> Known | None:
        """The only other body the sentence before names, or nobody."""
        tokens = self._reading.tokens
        before = self._reading.sentences[self._reading.sentence_of_token(phrase.first) - 1]
        named = {
            one.name
            for one in self._bodies
            if before.start <= one.start < before.end and one.kind != "state"
        }
        others = named - {found.name}
        if len(others) != 1 or tokens.starts[phrase.first] < before.end:
            return None
        return Known(others.pop(), "organisation", note=f"“{phrase.words}” taken as who denies")
