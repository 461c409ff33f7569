"""Scaffold: replaced by the extractor."""

from analysis.reading import Reading
from analysis.records import Number


def find_numbers(reading: Reading) -> tuple[Number, ...]:
    """Nothing yet."""
    return ()
