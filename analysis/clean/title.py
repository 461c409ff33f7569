"""The headline among the first lines of a page.

>>> from analysis.clean.split import Line
>>> lines = [Line(0, 0, words) for words in ("KHALIS STAR", "Minibus blown up on the bypass")]
>>> choose_title(lines, None).words
'Minibus blown up on the bypass'
"""

from __future__ import annotations

import re
from collections import Counter

from analysis.clean.names import bare_byline, byline_of, dateline_of, is_person
from analysis.clean.split import Line

_WORD = re.compile(r"[^\W\d_]{2,}")
_SMALL = frozenset(
    "a an the of in on at to for from by with and or as after over is are was were not its".split()
)
_NO_TITLE = re.compile(r"^[•▪◦‣·*–-]\s|[|{}©]|\b\d{6,}\b|\bwritethru\b", re.I)


def folded(words: str) -> str:
    """Words alone, in one case, for comparing."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def choose_title(head: list[Line], known: str | None) -> Line | None:
    """The line that is the headline: the one known, one said twice, or the one most like one."""
    if known:
        same = folded(known)
        return next((line for line in head if folded(line.words) == same), None)
    counts = Counter(folded(line.words) for line in head)
    scored = [(_score(line, counts[folded(line.words)]), -k) for k, line in enumerate(head)]
    best = max(scored, default=(0.0, 0))
    return head[-best[1]] if best[0] > 0 else None


def _score(line: Line, times: int) -> float:
    words = _WORD.findall(line.words)
    if len(words) < 2 or _NO_TITLE.search(line.words) or len(line.words) > 220:
        return 0
    dateline = dateline_of(line.words)
    if byline_of(line.words) or (dateline and not line.words[: dateline.end].endswith(": ")):
        return 0
    content = [word for word in words if word.lower() not in _SMALL]
    lower = sum(word[0].islower() for word in content)
    score = 1.0 + min(len(words), 6) / 4 + 4 * (times > 1)
    if line.words.isupper():
        office = len(words) < 6 or not is_person(" ".join(words[:3]))
        score -= 2.5 if office else 1
    elif not lower:  # every word has a capital: an outlet, an office, a person, or a title in caps
        score -= 2.5 if len(content) < 5 and ": " not in line.words else 0.5
        if bare_byline(line.words):
            score -= 2
    if line.words.rstrip("\"'”’ ")[-1:] in (".", ";", ","):
        score -= 2.5
    return score
