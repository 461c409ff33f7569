"""The noun phrase that speaks, right of a reporting verb: "said X", "according to a tally kept by X"."""

from __future__ import annotations

from analysis.extract.quotes.grammar import DETERMINERS, PREPOSITIONS, PRONOUNS
from analysis.extract.quotes.nouns import CUTS, JOINS, STOPS, NounPhrases
from analysis.extract.quotes.starts import TIED
from analysis.extract.quotes.wording import DOCUMENT

MADE = frozenset(
    "kept compiled published released issued conducted prepared written commissioned posted obtained seen "
    "provided gathered collected filed signed made done circulated".split()
)
OF_THE_PAGE = frozenset(("Tags", "Topics", "Keywords", "Related"))  # "a monitor said Tags Homs"
_LOOSE_ENDS = frozenset("- . close familiar involved briefed based present".split())
_ALONE = frozenset("another one others many some several both all".split())
_OF_THEM = (["them"], ["these"], ["those"], ["us"])


class RightPhrases(NounPhrases):
    """Phrases that begin behind a cue."""

    def right(self, cue_stop: int, ceiling: int) -> tuple[int, int] | None:
        """The phrase right of the cue that ends at token ``cue_stop`` ("said X")."""
        k = cue_stop
        if k < ceiling and self._norms[k] in ("also", "later", "then"):
            k += 1
        if k >= ceiling or k in self._timely:
            return None
        if self._norms[k] in PRONOUNS:
            return k, k + 1
        if self._norms[k] == "@" and k + 1 < ceiling:
            return k, k + 2  # "tweeted @somebody"
        if self._norms[k] in PREPOSITIONS or self._words[k] in OF_THE_PAGE:
            return None
        apposed = self._apposed_to_one(k)
        if apposed and apposed < ceiling:
            return self.right(apposed, ceiling)  # "said one, a mother of two in Graz"
        if self._norms[k] in _ALONE and (k + 1 == ceiling or not self._words[k + 1][0].isalnum()):
            apart = self._norms[k + 1 : k + 2] == [","]
            by_name = apart and k + 2 in self._persons
            # "“A mess,” said another.", "asked one, Ann Lee, 19"
            return (k + 2, self._actor_first[k + 2]) if by_name else (k, k + 1)
        if self._norms[k + 1 : k + 2] == ["of"] and self._norms[k + 2 : k + 3] in _OF_THEM:
            named = self._with_apposed(k, k + 3, ceiling)
            return (k + 4, named) if named > k + 4 else (k, k + 3)  # "one of them, Rep. Lee"
        first, k = k, self._end_right(k, ceiling)
        if k - 1 > first and self._norms[k - 1] in TIED:
            k -= 1
        if k + 2 < ceiling and self._norms[k] in TIED and self._norms[k + 1] in PREPOSITIONS:
            k = max(self._end_right(k + 2, ceiling), k)  # "people briefed on the plan"
        while k > first and (
            self._norms[k - 1] in JOINS | DETERMINERS or self._norms[k - 1] in _LOOSE_ENDS
        ):
            k -= 1
        if k <= first or not self._speaks(first, k):
            return None
        if self._norms[first] in ("its", "their") and not self._is_theirs(first, k):
            return None  # "according to their type and size"
        return first, self._with_apposed(first, k, ceiling)

    def _apposed_to_one(self, k: int) -> int:
        """Where "a cook from Graz" begins in "one, a cook", "another of them, a cook"; else 0."""
        if self._norms[k] not in ("one", "another"):
            return 0
        several = self._norms[k + 1 : k + 2] == ["of"] and self._norms[k + 2 : k + 3] in _OF_THEM
        comma = k + 3 if several else k + 1
        apposed = self._norms[comma + 1 : comma + 2] in (["a"], ["an"])
        return comma + 1 if apposed and self._norms[comma] == "," else 0

    def _is_theirs(self, first: int, stop: int) -> bool:
        """ "their commander", "its website": somebody or something of theirs that speaks."""
        return any(self._can_head(k) or self._norms[k] in DOCUMENT for k in range(first + 1, stop))

    def _end_right(self, first: int, ceiling: int) -> int:
        """Where the phrase that begins at token ``first`` ends at the latest."""
        k, steps, maker = first, 0, -1
        while k < ceiling and steps < 14:
            if self._past_maker(k):
                k = maker = self._past_maker(k)
                continue
            if (
                self._stops_right(k, first, k == maker)
                or self._seams.closes(k, first)
                or self._seams.named(k, first)
            ):
                break
            if k > first and self._starts_other(k) and self._norms[k - 1] in DOCUMENT:
                break
            if k in self._actor_first:
                k, steps = self._actor_first[k], steps + 1
                continue
            norm = self._norms[k]
            hyphened = "-" in (norm, self._norms[k - 1]) and self._reading.tokens.glued[k]
            if not hyphened:  # "mother-in-law" goes on
                if norm not in DETERMINERS and not self._belongs(k):
                    break
                if norm in PREPOSITIONS and k > first and not self._ties(k, ceiling):
                    break
                if k > first and self._starts_other(k):
                    break
            k, steps = k + 1, steps + 1
        return k

    def _stops_right(self, k: int, first: int, made: bool) -> bool:
        """A token that no phrase goes past: a verb, a mark, a new phrase's article."""
        norm = self._norms[k]
        if norm in STOPS or norm in CUTS or norm == "," or self._grammar.finite[k]:
            return True
        if k > first and self._seams.counts(k):
            return True  # "according to monitors hundreds of people": a text without commas
        if k == first or made or not (norm in DETERMINERS or norm in PRONOUNS):
            return False
        if self._norms[k - 1] == "half":
            return False  # "half a dozen aides"
        return self._words[k][0].isupper() or self._norms[k - 1] not in JOINS

    def _past_maker(self, k: int) -> int:
        """ "a tally kept by", "the post by", "interviews with": where the maker of a document begins; else 0."""
        if self._norms[k] == "with" and self._norms[k - 1] in ("interview", "interviews"):
            return k + 1
        if k < 1 or self._norms[k - 1] not in DOCUMENT or k + 2 >= len(self._norms):
            return 0
        if self._norms[k] == "by":
            return k + 1
        return k + 2 if self._norms[k] in MADE and self._norms[k + 1] == "by" else 0

    def _with_apposed(self, first: int, stop: int, ceiling: int) -> int:
        """Where "the mayor, Ali Reza" ends: a role that waits for its name takes the name behind."""
        if stop + 1 >= ceiling or self._norms[stop] != "," or self._norms[first] in PRONOUNS:
            return stop
        end = next(
            (
                j
                for j in range(stop + 1, min(ceiling, stop + 11))
                if self._norms[j] in (",", "of", "from")  # not the stop of "R. K. Dhar"
                or (
                    self._norms[j] == "."
                    and j - 1 not in self._roles
                    and len(self._norms[j - 1]) > 1
                )
            ),
            ceiling if ceiling - stop < 6 else stop,
        )
        if end <= stop + 1 or not self.is_lone_name(stop + 1, end):
            return stop
        return end if self._is_role_phrase(first, stop) and end - stop > 1 else stop
