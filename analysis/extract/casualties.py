"""Scaffold: replaced by the extractor."""

from analysis.reading import Reading
from analysis.records import Casualty


def find_casualties(reading: Reading) -> tuple[Casualty, ...]:
    """Nothing yet."""
    return ()
