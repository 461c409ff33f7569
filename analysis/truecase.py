"""Capitals as they were: a paragraph all in capitals, read as if it had been typed in both cases.

Wire copy of the teleprinter days has no small letters, and without them a name looks like any
noun. Words of ``data/lexicons/words/common.txt``, and words that end as only common words do, are
read small; the others begin with a capital. Offsets and the text itself stay as they are.

>>> from analysis.text import tokenize
>>> truecased(tokenize("GUNMEN KILLED OMAR HADDAD, THE MAYOR"), frozenset({2, 3})).words
['gunmen', 'killed', 'Omar', 'Haddad', ',', 'the', 'mayor']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from analysis.lean import replace
from analysis.paths import shipped
from analysis.text import Tokens

_FEW = 20  # letters: a shorter text may be a headline
_SHARE = 0.9  # of the letters are capitals
_ENDINGS = re.compile(
    r"(?:tion|tions|ing|ings|ity|ities|ment|ments|ness|ly|ive|ism|ous|able|ible|ence|ance|ical|ional|"
    r"ed|ship|ships|ward|wards|ful|less)$"
)
_ARTICLES = frozenset(("a", "an"))
_ENDS = frozenset(  # what follows a noun with its article, not a name before its noun
    "was were is has had who whose and or in on at from of by to with near during when while after as , . : ;".split()
)
_LETTERS = re.compile(r"[^\W\d_]")


def in_capitals(text: str) -> bool:
    """True for a text whose letters are nearly all capitals."""
    if not text[:200].isupper() and any(map(str.islower, text[:_FEW])):
        return False  # the common case, told at a glance
    letters = _LETTERS.findall(text[:4000])
    return len(letters) >= _FEW and sum(map(str.isupper, letters)) >= _SHARE * len(letters)


def truecased(
    tokens: Tokens, proper: frozenset[int], spans: Sequence[tuple[int, int]] | None = None
) -> Tokens:
    """The tokens with small letters restored; ``proper`` are those known to be names.

    ``spans`` are the tokens to restore, first and stop; all of them without it.
    """
    common = _common()
    words = list(tokens.words)
    for i in (i for span in spans or [(0, len(words))] for i in range(*span)):
        words[i] = _restored(words[i], tokens.norms[i], i in proper, common)
        if words[i].isdigit() and i > 2 and words[i - 1] == "," and words[i - 3].istitle():
            words[i - 2] = words[i - 2].capitalize()  # "JOHN BALL, 21, WAS"
        if i > 1 and tokens.norms[i] in _ENDS and _has_article(tokens.norms, words, i - 2):
            if i - 1 not in proper and words[i - 1].isalpha() and words[i - 1].istitle():
                words[i - 1] = tokens.norms[i - 1]  # "A LINESMAN WAS", "A RURAL LINESMAN WAS"
    return replace(tokens, words=words)


def _has_article(norms: Sequence[str], words: Sequence[str], k: int) -> bool:
    """True for "A" at token k, or an adjective with "A" before it."""
    return norms[k] in _ARTICLES or (
        k > 0 and norms[k - 1] in _ARTICLES and words[k].isalpha() and words[k].islower()
    )


def _restored(word: str, norm: str, proper: bool, common: frozenset[str]) -> str:
    """One word as it would stand in a text of both cases."""
    if not word.isupper() or not norm[0].isalpha():
        return word.lower() if word[0] in "'’" else word
    if proper:
        return word.capitalize()
    if norm in common or (len(norm) > 4 and _ENDINGS.search(norm)) or _plain(norm, common):
        return norm
    return word if "." in word else word.capitalize()


def is_common(norm: str) -> bool:
    """True for a word in small letters that is no name, as far as the list of common words goes."""
    return norm in _common() or _plain(norm, _common())


def _plain(norm: str, common: frozenset[str]) -> bool:
    """True for a form of a common word that is not listed itself."""
    if norm.endswith("s") and norm[:-1] in common:
        return True
    return "'" in norm and norm.split("'")[0] in common


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    lines = (shipped("lexicons") / "words" / "common.txt").read_text(encoding="utf-8").split()
    return frozenset(lines)
