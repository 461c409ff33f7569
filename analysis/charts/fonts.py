"""The shipped fonts: the same letters on every machine, whatever is installed there.

>>> printable("Idlib \\U0001f54a")
'Idlib \\u25a1'
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from unicodedata import category

import matplotlib as mpl
from matplotlib.font_manager import fontManager, get_font

from analysis.paths import shipped

FAMILY = ("Source Sans 3", "DejaVu Sans")  # the second has the letters the first lacks
_FILES = ("SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf")
_CONTROL = dict.fromkeys((*range(32), *range(127, 160), 0x200E, 0x200F, 0xFEFF), " ")
_MISSING = "\u25a1"


def font_folders() -> tuple[Path, Path]:
    """Where the two families lie: our own files, and those matplotlib brings along."""
    return shipped("fonts"), Path(mpl.get_data_path()) / "fonts" / "ttf"


@lru_cache(maxsize=1)
def register_fonts() -> None:
    """Make the shipped family known to matplotlib, once."""
    for name in _FILES:
        fontManager.addfont(shipped("fonts") / name)


def regular_files() -> list[Path]:
    """The upright files in the order in which a letter is looked for."""
    ours, theirs = font_folders()
    return [ours / _FILES[0], theirs / "DejaVuSans.ttf"]


@lru_cache(maxsize=1)
def glyphs() -> frozenset[int]:
    """Every code point one of the fonts has a letter for."""
    return frozenset(mark for path in regular_files() for mark in get_font(path).get_charmap())


def printable(words: str) -> str:
    """``words`` on one line, with a box for each character the fonts do not have."""
    return letters(" ".join(words.translate(_CONTROL).split()))


def letters(words: str) -> str:
    """``words`` with a box for each letter the fonts do not have; unseen marks fall away."""
    known = glyphs()
    strange = {ord(mark) for mark in set(words)} - known - {0x09, 0x0A, 0x0D}
    if not strange:
        return words
    instead = {mark: "" if category(chr(mark)) == "Cf" else _MISSING for mark in strange}
    return words.translate(instead)
