"""Scaffold: replaced by the extractor."""

from analysis.reading import Reading
from analysis.records import Actor


def find_actors(reading: Reading) -> tuple[Actor, ...]:
    """Nothing yet."""
    return ()
