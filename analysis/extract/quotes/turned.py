"""Verbs that stand before their speaker: "C, said X", "Visitors, said Quint, are asked to wait"."""

from __future__ import annotations

from analysis.extract.quotes.governed import Governed
from analysis.extract.quotes.grammar import (
    ADVERBS,
    PRONOUNS,
    RELATIVES,
)
from analysis.extract.quotes.reported import OPENING
from analysis.extract.quotes.utterance import TURNING, Cue
from analysis.extract.quotes.wording import DOCUMENT, is_role

_WHEN = ADVERBS | {"twice", "thrice", "first", "long", "since"}
_GRANTED = frozenset("granted given offered promised asked assured".split())
_GOES_ON = frozenset(
    ("and", "but", "while", "whereas")
)  # "C, said X, the mayor, and two were hurt"


class Turned(Governed):
    """Finds who speaks behind the cues of one article."""

    def _hand_on(self, cue: Cue, speaker: tuple[int, int], later: list[Cue]) -> None:
        """ "C, said X, adding that": what adds is X, too."""
        for other in later:
            gerund = self._norms[other.first].endswith("ing")
            if gerund and other.speaker and other.speaker[0] < cue.first:
                other.speaker = speaker

    def _tail_in_marks(self, k: int, stop: int) -> int:
        """Where "because “some want to go home”" begins behind "C, said X, the mayor,"; 0 where no marks follow."""
        mark = next((j for j in range(k, stop - 1) if self._norms[j] in OPENING), 0)
        if not mark or not self._tokens.words[mark + 1][0].islower():
            return 0
        return next((j + 1 for j in range(mark - 1, k - 1, -1) if self._norms[j] == ","), k)

    def _turned_within(self, cue: Cue, first: int, stop: int) -> tuple[int, int] | None:
        """ "Visitors, said Quint, are asked to wait": a subject, the cue and its speaker, a verb."""
        if self._norms[cue.first] not in TURNING or cue.first - first < 2:
            return None
        if self._norms[cue.first - 1] != "," or not self._is_open(first, cue.first):
            return None
        found = self._speakers.right(cue.stop, stop)
        if found is None or self._at(found[1]) != "," or found[1] + 2 >= stop:
            return None
        if cue.speaker and not cue.inherited and self._speakers.tells_of(cue.speaker, found):
            return None
        verb = self._grammar.finite[self._behind_name(found)]
        asks = self._norms[first] == "whether"  # "Whether it is, said Lee, depends on them"
        return found if verb and (asks or not self._grammar.leads_in(first, cue.first)) else None

    def _behind_name(self, found: tuple[int, int]) -> int:
        """Behind "Ann Lee,", "Ann Lee, the mayor,", "two who have seen it,": where the sentence goes on."""
        begin = found[1] + 1
        relative = found[1] if self._at(found[1]) in RELATIVES else begin
        held = self._at(relative) in RELATIVES  # its verb is not the sentence's
        for k in range(begin, min(len(self._norms) - 1, begin + 14)):
            if held and self._norms[k] == ",":
                return k + 1
            if self._grammar.finite[k] and not held:
                break
            if self._norms[k] == ",":
                begin = k + 1
        return begin

    def _inverted(self, cue: Cue, first: int, stop: int) -> tuple[int, int] | None:
        """ "C said X": a clause before the verb, a name and no clause behind it."""
        if self._norms[cue.first] not in TURNING or (cue.inherited and cue.first - first < 3):
            return None
        before = cue.first - 1
        while before > first and self._norms[before] in _WHEN:
            before -= 1
        if self._norms[before] in ("'s", "’s") and self._norms[before - 1] in PRONOUNS:
            return None  # "he's since said he lied"
        if self._norms[before] in ("and", "but", "has", "have", "had", "who", "which", "that"):
            return None  # "declined to comment but said both sides agree"
        comma = cue.first > first and self._norms[cue.first - 1] == ","
        own = cue.speaker is not None and cue.speaker[0] >= first and not cue.inherited
        verb = self._grammar.main_verb(first, cue.first)
        if own and (verb is None or (cue.speaker and self._hangs_on(verb, cue.speaker))):
            return None  # "Ann Lee, the mayor, confirmed the attack"
        if verb is None and not (
            comma and cue.first - first >= 5 and not self._grammar.opens_phrase(first)
        ):
            return None
        found = self._speakers.right(cue.stop, stop)
        if found is None or self._norms[found[0]] in ("that", "it", "there"):
            return None
        if self._at(found[1]) in OPENING and self._words_at(found[1] + 1).islower():
            return None  # "Lee, an aide, insisted the two “talk every day”"
        if self._norms[found[0]] in PRONOUNS and self._grammar.finite[found[1]]:
            return None  # "The mayor, when told of it, said he was"
        if "same" in self._norms[found[0] : found[0] + 2]:
            return None  # "he had said the same last week"
        if own and not comma and self._is_thing(found):
            return None  # "state media reported a strike on the bridge"
        if own and not comma and cue.speaker and self._is_more(cue.speaker, cue.first, found):
            return None  # "the Observatory said a district next to the road"
        if self._grammar.main_verb(found[0], stop) is not None and not comma:
            return None
        if (
            comma
            and cue.speaker is not None
            and self._grammar.main_verb(found[0], stop) is not None
            and self._at(self._behind_name(found)) not in _GOES_ON
        ):
            return None
        return found

    def _hangs_on(self, verb: int, speaker: tuple[int, int]) -> bool:
        """ "An aide, granted anonymity to talk freely, said the mood": a participle behind the speaker's comma."""
        aside = self._norms[verb - 1] == "," and speaker[1] == verb - 1
        return aside and self._norms[verb] in _GRANTED

    def _is_thing(self, found: tuple[int, int]) -> bool:
        """ "a strike on the bridge": something new that no word of a role makes somebody."""
        return self._norms[found[0]] in ("a", "an") and not any(
            is_role(self._norms[k]) or self._norms[k] in DOCUMENT for k in range(*found)
        )

    def _is_more(self, speaker: tuple[int, int], at: int, found: tuple[int, int]) -> bool:
        """True for a body with a name right before the verb, and nobody named or by his role behind it."""
        words = self._tokens.words
        named = any(words[k][0].isupper() for k in range(speaker[0] + 1, speaker[1]))
        return (
            speaker[1] == at
            and (named or words[at - 1][0].isupper())
            and not any(words[k][0].isupper() or is_role(words[k]) for k in range(*found))
        )
