"""Scaffold: replaced by the extractor."""

from analysis.reading import Reading
from analysis.records import Leftover


def find_audit(reading: Reading) -> tuple[Leftover, ...]:
    """Nothing yet."""
    return ()
