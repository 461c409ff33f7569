"""Scaffold: replaced by the extractor."""

from analysis.reading import Reading
from analysis.records import Time


def find_times(reading: Reading) -> tuple[Time, ...]:
    """Nothing yet."""
    return ()
