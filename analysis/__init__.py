"""sitrep: reports of armed conflict as tables, charts and briefings, traced to the source.

An article is text; every finding is a record that points at the characters it came from;
tables, charts and the brief are only views of records.
"""

from analysis.pipeline import Analysis, analyse
from analysis.sources import read_sources
from analysis.tables import tabulate

__all__ = ["Analysis", "analyse", "read_sources", "tabulate"]
__version__ = "0.1.0"
