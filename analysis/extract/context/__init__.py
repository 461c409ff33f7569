"""What hangs on a casualty figure: when, where, by what, by whom, and who says so.

Each module settles one attribute: first from the figure's own sentence, then from the figures it
belongs with (a repeat, a part and its whole), then from the sentences before it, last from the
lead that follows a headline. ``note`` lists the rules that answered.
"""

from analysis.extract.context.deeds import Deeds
from analysis.extract.context.fill import resolve_casualties
from analysis.extract.context.names import Name
from analysis.extract.context.phrases import bombed_from_the_air
from analysis.extract.context.sides import nonstate, state
from analysis.extract.context.speaking import name_speakers
from analysis.extract.context.when import When
from analysis.extract.context.where import Where

__all__ = [
    "Deeds",
    "Name",
    "When",
    "Where",
    "bombed_from_the_air",
    "name_speakers",
    "nonstate",
    "resolve_casualties",
    "state",
]
