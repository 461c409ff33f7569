"""The terms of an agreement: what was promised, where, by when, how much, and how it stands."""

from analysis.extract.terms.find import find_terms

__all__ = ["find_terms"]
