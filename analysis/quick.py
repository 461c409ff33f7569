"""Several patterns looked for in one pass."""

from __future__ import annotations

import re


def either(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """One pattern that is found in a text where any of these is; what it matches says no more.

    Those that begin with the edge of a word are looked for together, in one pass.
    """
    flags = {pattern.flags & ~(re.UNICODE | re.IGNORECASE) for pattern in patterns}
    if flags != {0}:
        raise ValueError("patterns whose flags cannot be set for a part")
    sources = [
        f"(?i:{p.pattern})" if p.flags & re.IGNORECASE else f"(?:{p.pattern})" for p in patterns
    ]
    return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", source) for source in sources))
