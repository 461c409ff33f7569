"""Scaffold: replaced by the extractor."""

from analysis.reading import Reading
from analysis.records import Place


def find_places(reading: Reading) -> tuple[Place, ...]:
    """Nothing yet."""
    return ()
