"""A page's lists of tags and related headlines that have run into the story's line (``data/lexicons/page/tags.toml``).

>>> story = "It was hit. Tags Syria Aleppo war the Front Nine people were killed on Monday."
>>> [story[start:end] for start, end in tag_lists(story)]
['Tags Syria Aleppo war the Front ']
>>> story = "It was shut. Harbour opens after ... 12 Related Ferry late Community standards Discussion"
>>> [story[start:end] for start, end in tag_lists(story)]
['... 12 Related Ferry late Community standards Discussion']
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from analysis.errors import LexiconError
from analysis.paths import shipped

_TAGS = re.compile(r"(?:^|(?<=[.!?”\"\]] )|(?<=\n))Tags (?=[A-Z][\w-]+ )")
_REACH = 400  # characters in which the story goes on
# what a story begins with, and no tag
_OPENS = re.compile(
    r"\b(?:An?|The|At least|More than|Fewer than|Nearly|Almost|Around|About|Over|Up to|Some|Several|Many|Dozens|Scores|"
    r"Hundreds|Thousands|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|[A-Z][a-z]+teen|"
    r"Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety) (?=[\w-]+ )"
)
# words of a sentence that no tag has; in front of them stands what it is about
_RUNS = re.compile(
    r" (?:on|in(?! the [A-Z])|at|to|by|from|under|over|and|was|were|is|are|has|have|had|said|says|say|an?|"
    r"bombed|shelled|struck|hit|killed|launched|repelled)\b"
)
_CAPITAL = re.compile(
    r"(?<![\w-])(?:(?:Suspected|Alleged|Intense|Heavy|Fresh|Deadly) )?[A-Z][\w’'-]* (?=[a-z])"
)


@lru_cache(maxsize=1)
def _related() -> re.Pattern[str]:
    """A list of related headlines, to the end of the page."""
    path = shipped("lexicons") / "page" / "tags.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(lists) != {"opening", "closing"}:
        raise LexiconError(path.name, "", f"holds {sorted(lists)}, not closing and opening")
    opening = "|".join(map(re.escape, lists["opening"]))
    closing = "|".join(re.escape(words).replace(r"\ ", " ?") for words in lists["closing"])
    return re.compile(
        rf"\.\.\. (?:\d{{1,4}} ){{0,2}}(?:{opening})\b[^\n]{{0,1500}}?(?:{closing}).*", re.DOTALL
    )


def tag_lists(text: str) -> Iterator[tuple[int, int]]:
    """Where they begin, and where the story goes on or the text ends."""
    if "Tags " in text:
        for match in _TAGS.finditer(text):
            end = _end_of(text, match.end())
            if end is not None:
                yield match.start(), end
    if "... " in text:
        found = _related().search(text)
        if found:
            yield found.span()


def _end_of(text: str, start: int) -> int | None:
    """Where the story goes on behind tags that begin at ``start``."""
    stop = text.find(". ", start, start + _REACH)
    stop = stop if stop >= 0 else min(len(text), start + _REACH)
    runs = _RUNS.search(text, start, stop)
    opens = _OPENS.search(text, start, stop)
    if opens and (runs is None or opens.start() < runs.start()):
        return opens.start()
    if runs is None:
        return stop + 2 if text.startswith(". ", stop) else None
    about = [match.start() for match in _CAPITAL.finditer(text, start, runs.end())]
    return about[-1] if about else None
