"""What words in marks look like: a whole utterance, a name, the title of a work."""

from __future__ import annotations

import re

from analysis.extract.quotes.cues import Speech
from analysis.extract.quotes.marks import Marked
from analysis.extract.quotes.wording import WORK

_SMALL = frozenset("& a an and at by for from in of on or the to v v. versus vs vs. with".split())
_PART = re.compile(
    r",? (?:part|chapter|volume|round|episode|season) (?:\d+|[IVXLC]+|one|two|three|four|five|six|seven)$"
)
_OWNER = re.compile(
    r"[’']s$|\b(?:named|titled|entitled|headlined|nicknamed|on|in|of|book|song|film|movie|show|album|series|programme|program)$"
)
_WORKS = frozenset(
    "show program programme host segment speech column song album book film movie series".split()
)
_SPEECH_END = re.compile(r"[.,!?…:;—-]$")


class Shapes(Speech):
    """Tests of a quotation and the characters beside it."""

    def _is_name(self, mark: Marked) -> bool:
        """ "labelled “Insurgency Wiki”", "called “Sons of the Hills, part II”": a capital on every noun."""
        words = _PART.sub("", self._text[mark.start : mark.end].strip(" .,")).split()
        nouns = [word for word in words if word not in _SMALL]
        return bool(words) and words[0][0].isupper() and all(w[0].isupper() for w in nouns)

    def _is_title(self, mark: Marked) -> bool:
        """ "NBC's “Today” show", "on “Face Ohio”": the name of a programme, a book, a song."""
        if not self._is_name(mark):
            return False
        before = self._text[max(0, mark.before - 12) : mark.before].rstrip()
        after = self._text[mark.after : mark.after + 12].split()
        return (
            bool(_OWNER.search(before))
            or self._is_work(mark)
            or bool(after and after[0].strip(".,") in _WORKS)
        )

    def _is_work(self, mark: Marked) -> bool:
        """ "her book, “The Long Count,” argues": a title behind what it is the title of."""
        return bool(WORK.search(self._text[max(0, mark.before - 16) : mark.before]))

    def _is_whole(self, mark: Marked) -> bool:
        """A whole utterance: it begins like a sentence and ends like one, or fills one."""
        words = self._text[mark.start : mark.end].strip()
        if not words:
            return False
        first = words.lstrip("‘’'\"([…. ")[:1]
        begins = first.isupper() or first.isdigit()
        before = self._text[max(0, mark.before - 3) : mark.before].rstrip()
        opens = not before or before[-1:] in '.!?:,;”"—–)' or before.endswith("\n")
        ends = bool(_SPEECH_END.search(words.rstrip("'’"))) or mark.open
        after = self._text[mark.after : mark.after + 2]
        if begins and ends and opens:
            return True
        if begins and before[-1:] in (":", ","):
            return True
        if (
            ends
            and words[-1] in ",.!?"
            and len(words.split()) >= 4
            and before[-1:] not in ("",)
            and before[-1:] in ".!?,:—"
        ):
            return True
        if self._reading.apostrophes_lost and begins and len(words.split()) > 4:
            return opens or bool(re.match(r"[ .]", after))
        long = len(words.split())
        if begins and opens and (long >= 6 or (long >= 4 and not self._is_name(mark))):
            return True
        # the second half of a broken quotation: “I think,” he said, “that it is over.”
        return ends and words[-1] in ".!?" and before[-1:] == "," and len(words.split()) >= 3

    def _lower_before(self, mark: Marked) -> bool:
        before = self._text[max(0, mark.before - 29) : mark.before].rstrip()
        return bool(before) and (before[-1].isalnum())

    def _fills(self, mark: Marked) -> bool:
        """True where the quotation is its whole paragraph."""
        paragraph = self._reading.article.paragraphs[mark.paragraph]
        return mark.start - paragraph.start <= 2 and paragraph.end - mark.end <= 2
