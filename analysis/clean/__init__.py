"""Cleaning: from the source as received to the text an analyst would read.

``lines`` types every line of the page (title, byline, caption, body ...), ``repair`` mends
characters, ``dated`` finds the day of publication, ``refuse`` says why a source is no
article. Whatever is cut or changed is recorded with its place in the source; nothing is guessed
back by comparing texts.
"""

from analysis.clean.clean import STEPS, clean
from analysis.clean.refuse import refusal

__all__ = ["STEPS", "clean", "refusal"]
