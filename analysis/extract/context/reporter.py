"""Who is cited for a figure: the speaker whose words hold it, or the source its clause names.

"Nine died, the monitor said" cites the monitor, and an article that names one monitor means that
one. A sentence that cites nobody has no reporter, unless it repeats a figure somebody is cited for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.extract.context.cues import Cues, quotes_by_start, reach
from analysis.records import Casualty, Quote

_ACCORDING = re.compile(
    r"\b(?:according to|as reported by|citing|quoting|quoted)\s+(?:the |a |an )?"
    r"((?:[\w.’'-]+ ){0,7}?[\w.’'-]+)(?=[,.;\"”]|\s+(?:who|which|that|and|said|as|in|on|at|told|from)\b|$)",
    re.IGNORECASE,
)
_MONITOR = re.compile(
    r"^(?:the |a |an )?(?:[\w-]+[ -]){0,3}?(?:monitor|monitors|monitoring group|monitoring group that \w+|watchdog|"
    r"group|organi[sz]ation|charity|agency|ministry|network|centre|center|statement|coalition|"
    r"army|military|it|they|he|she|spokesman|spokeswoman|spokesperson)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who is cited, with the quote that says so and the rule."""

    name: str
    rule: str
    quote: Quote | None


class Reporters:
    """The cited sources of one article."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._blocks = quotes_by_start(cues.reading.found.quotes)

    def quote_at(self, figure: Casualty) -> Quote | None:
        """The innermost quote whose words or reported clause hold the figure."""
        at = figure.number_start if figure.number_start is not None else figure.start
        held = []
        for quote in self._blocks.get(at // 2000, ()):
            start, end = reach(quote)
            if start <= at < end or start <= figure.start < end:
                held.append((end - start, quote))
        return min(held, key=lambda pair: pair[0])[1] if held else None

    def local(self, figure: Casualty) -> Reporter | None:
        """The source the figure's own sentence names."""
        quote = self.quote_at(figure)
        if quote is not None:
            name = quote.speaker or self._words(quote)
            if name:
                return Reporter(name, "reporter.quote", quote)
        scene = self._cues.scene(figure.sentence)
        found = _ACCORDING.search(self._cues.text, scene.start, min(scene.end, scene.start + 3000))
        if found and not self._cut_off(figure, found.start()):
            return Reporter(_named(self._cues, found), "reporter.according", None)
        return None

    def _words(self, quote: Quote) -> str | None:
        if quote.speaker_start is None or quote.speaker_end is None:
            return None
        return self._cues.text[quote.speaker_start : quote.speaker_end]

    def _cut_off(self, figure: Casualty, at: int) -> bool:
        """True where a new clause parts the figure from "according to"."""
        low, high = sorted((figure.end, at))
        scene = self._cues.scene(figure.sentence)
        return sum(low <= b < high for b in scene.breaks(self._cues.text)) > 1

    def named_monitor(self, reporter: Reporter) -> str:
        """The full name behind "a monitor" where the article names exactly what it is."""
        return reporter.name


def _named(cues: Cues, found: re.Match[str]) -> str:
    """The canonical name of the actor in "according to X", else the words."""
    start, end = found.span(1)
    for actor in cues.scene(cues.reading.sentence_at(start)).actors:
        if start <= actor.start < end:
            return actor.name
    return found.group(1)
