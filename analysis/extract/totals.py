"""Scaffold: replaced by the extractor."""

from analysis.reading import Reading
from analysis.records import Total


def find_totals(reading: Reading) -> tuple[Total, ...]:
    """Nothing yet."""
    return ()
