"""Capitals as they were: a text all in capitals, read as if it had been typed in both cases.

Wire copy of the teleprinter days has no small letters, and without them a name looks like any
noun. Words of ``data/lexicons/words/common.txt``, and words that end as only common words do, are
read small; the others begin with a capital. Offsets and the text itself stay as they are.

>>> from analysis.text import tokenize
>>> truecased(tokenize("GUNMEN KILLED OMAR HADDAD, THE MAYOR"), frozenset({2, 3})).words
['gunmen', 'killed', 'Omar', 'Haddad', ',', 'the', 'mayor']
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from analysis.paths import shipped
from analysis.text import Tokens

_FEW = 20  # letters: a shorter text may be a headline
_SHARE = 0.9  # of the letters are capitals
_ENDINGS = re.compile(
    r"(?:tion|tions|ing|ings|ity|ities|ment|ments|ness|ly|ive|ism|ous|able|ible|ence|ance|ical|ional|"
    r"ed|ship|ships|ward|wards|ful|less)$"
)
_LETTERS = re.compile(r"[^\W\d_]")


def in_capitals(text: str) -> bool:
    """True for a text whose letters are nearly all capitals."""
    letters = _LETTERS.findall(text[:4000])
    return len(letters) >= _FEW and sum(map(str.isupper, letters)) >= _SHARE * len(letters)


def truecased(tokens: Tokens, proper: frozenset[int]) -> Tokens:
    """The tokens with small letters restored; ``proper`` are those known to be names."""
    common = _common()
    words = []
    for i, (word, norm) in enumerate(zip(tokens.words, tokens.norms, strict=True)):
        if not word.isupper() or not norm[0].isalpha():
            words.append(word.lower() if word[0] in "'’" else word)
        elif i in proper:
            words.append(word.capitalize())
        elif norm in common or (len(norm) > 4 and _ENDINGS.search(norm)) or _plain(norm, common):
            words.append(norm)
        else:
            words.append(word if "." in word else word.capitalize())
    return replace(tokens, words=words)


def _plain(norm: str, common: frozenset[str]) -> bool:
    """True for a form of a common word that is not listed itself."""
    if norm.endswith("s") and norm[:-1] in common:
        return True
    return "'" in norm and norm.split("'")[0] in common


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    lines = (shipped("lexicons") / "words" / "common.txt").read_text(encoding="utf-8").split()
    return frozenset(lines)
