"""What hangs on a casualty figure: when, where, by what, by whom, and who says so."""

from __future__ import annotations

from analysis.reading import Reading
from analysis.records import Casualty


def resolve_casualties(reading: Reading) -> tuple[Casualty, ...]:
    """The casualties of ``reading.found`` with their context filled in."""
    return reading.found.casualties
