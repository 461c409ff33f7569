"""Scaffold: replaced by the extractor."""

from analysis.reading import Reading
from analysis.records import Quote


def find_quotes(reading: Reading) -> tuple[Quote, ...]:
    """Nothing yet."""
    return ()
