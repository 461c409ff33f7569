"""What a page says around a story, by the words it is known for (``data/lexicons/page``).

>>> is_furniture("READ MORE: Ten questions about the talks, answered")
True
>>> is_furniture("Search teams found nine more bodies on Friday.")
False
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from analysis.errors import LexiconError
from analysis.paths import shipped

LONGEST = 300
_SAYING = 160
_KEYS = ("whole", "label", "opening", "saying")
_FIRST = re.compile(r"\W{0,3}(\w+|@)")
# Shapes no word list can hold: signatures, slugs, counters, brackets, rows of links.
_SHAPES = re.compile(
    r"\W{0,3}(?:©|\(c\) ?\d|copyright\s(?:©|\(c\)|\d{4}|by\b))"  # a notice of copyright
    r"|\(?(?-i:[A-Za-z]{2,5}(?:[/-][a-z]{2,5})+|[a-z]{2,5}/[a-z]{2,5})\)?$"  # initials: sd-kt/lp
    r"|[-–—_=*•#~ ]{2,}$"  # a rule
    r"|[\[{]{1,2}[^\[\]{}]*[\]}]{1,2}\.?$"  # [SIG TUNE], {{ mistakes? }}
    r"|(?-i:(?:[A-Z]\. ?)?[A-Z][a-z]+(?: ?/ ?(?:[A-Z]\. ?)?[A-Z][a-z]+)+)$"  # desk: H. Zain/Manal
    r"|-{1,3} ?30 ?-{1,3}$|\(more\)$|(?-i:END|End)s?\. ?[\w/. ]{0,8}$"  # ends of a dispatch
    r"|\d+[ -]min(?:ute)?s?[ -]read$|page \d+(?: of \d+)?$"
    r"|\d[\d,.]* (?:comments?|views?|shares?|reactions?|likes?|reads)\b.{0,60}$"
    r"|(?:like|share|print|tweet|email|save|views?)(?: \(\d+\))?"
    r"(?: (?:like|share|print|tweet|email|save|views?|\(?\d+\)?))+$"
    r"|(?:#\w+ ?)+$|(?:https?://|www\.)\S+$|@\w+$"
    r"|(?:published|updated|posted|last (?:updated|modified)|date of publication|first published"
    r"|created|filed|as of) ?:?\s?(?=.{0,40}\d).{2,70}$"
    r"|(?:--? ?)?(?:Reuters|AFP|AP|UPI|dpa|EFE|Xinhua|Anadolu|TASS|agencies|with agencies)\.?$"
    r"|release no\. ?\S+$|\(eds: .{0,80}\)$|>> .{0,120}$|\(with .{3,40}\)$"
    r"|.{0,60}\b(?:1st|2nd|3rd|\dth) ?-?ld\b.{0,40}$"  # slugs of the wires
    r"|[a-z]{2,6} \S .{0,60}\b\d\d-\d\d \d{4}.{0,12}$|[a-z]{2,6} \d\d-\d\d-\d\d \d{4}gmt$",
    re.IGNORECASE,
)
_LINKS = re.compile(r"(?:[^|»›>•·.!?]{1,40}[|»›>•·]){2,}[^|»›>•·.!?]{0,40}$")


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, re.Pattern[str]], tuple[str, ...]]:
    """By first word, the pattern of the lines it may begin; and what a line may say anywhere."""
    path = shipped("lexicons") / "page" / "furniture.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(lists) != set(_KEYS):
        raise LexiconError(path.name, "", f"holds {sorted(lists)}, not {sorted(_KEYS)}")
    by_first: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key in _KEYS[:3]:
        for words in lists[key]:
            match = _FIRST.match(words)
            if not match:
                raise LexiconError(path.name, key, f"{words!r} begins with no word")
            by_first[match[1].lower()][key].append(words)
    return {first: _pattern(kinds) for first, kinds in by_first.items()}, tuple(lists["saying"])


def _pattern(kinds: dict[str, list[str]]) -> re.Pattern[str]:
    whole, label, opening = (_any_of(kinds.get(key, ())) for key in _KEYS[:3])
    return re.compile(
        rf"\W{{0,3}}(?:(?P<bare>(?:{whole})\W{{0,2}}$|(?:{label})\s?[:|→»>]?\s?$)"
        rf"|(?:{label})\s?[:|→»>]|(?:{opening}))",
        re.IGNORECASE,
    )


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace("'", "[’']") for w in longest_first) or "(?!)"


def is_furniture(words: str) -> bool:
    """True for a line that is page, not story."""
    if len(words) > LONGEST:
        return False
    if _begins(words):
        return True
    if len(words) > _SAYING and words[-1] in '.”"':
        return False
    if _SHAPES.match(words) or _LINKS.match(words):
        return True
    if len(words) > _SAYING:
        return False
    low = words.lower()
    return any(map(low.__contains__, _known()[1]))


def is_bare_label(words: str) -> bool:
    """True for "READ ALSO", "Related:" with nothing after it: the next line belongs to it."""
    match = _begins(words)
    return bool(match and match["bare"])


def _begins(words: str) -> re.Match[str] | None:
    first = _FIRST.match(words)
    pattern = _known()[0].get(first[1].lower()) if first else None
    return pattern.match(words) if pattern else None
