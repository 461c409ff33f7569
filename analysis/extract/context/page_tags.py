"""The names that a page lists in front of its text, where a scraper ran them into its first sentence."""

from __future__ import annotations

import re


def is_tag(text: str, first: int, start: int, end: int) -> bool:
    """True for a name at ``start`` that only "Tags" lists, in the sentence that begins at ``first``.

    >>> is_tag("Tags Homs Russia At least nine died", 0, 10, 16)
    True
    """
    follows = text[end : end + 2]
    listed = follows[:1] == " " and (follows[1:].isupper() or follows[1:].isdigit())
    return listed and _TOLD.search(text, first, start) is None


_TOLD = re.compile(
    r"\b(?:in|on|at|by|to|from|with|has|have|had|was|were|is|are|after|as|said|the|a|an|and|killed|killing)\b"
)
