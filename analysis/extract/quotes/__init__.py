"""Quotes: direct, mixed and indirect, with speaker and cue.

``marks`` pairs quotation marks, ``speakers`` reads the noun phrase beside a reporting verb,
``speech`` cuts the words of each utterance, ``names`` says who "he" and "the monitor" are.
"It is over," said Haddad. gives a direct quote of Haddad with cue "said".
"""

from analysis.extract.quotes.find import find_quotes

__all__ = ["find_quotes"]
