"""Scaffold: replaced by the extractor."""

from analysis.reading import Reading
from analysis.records import Event


def find_events(reading: Reading) -> tuple[Event, ...]:
    """Nothing yet."""
    return ()
