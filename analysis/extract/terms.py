"""Scaffold: replaced by the extractor."""

from analysis.reading import Reading
from analysis.records import Term


def find_terms(reading: Reading) -> tuple[Term, ...]:
    """Nothing yet."""
    return ()
