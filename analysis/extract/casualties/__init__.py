"""Casualty figures: groups of people, words of harm, and the rules that join them.

``groups`` finds who is counted, ``link`` joins groups to words of harm clause by clause,
``resolve`` settles what only the article can: subsets, repeats, scope and status.

"Airstrikes killed four and wounded 12 others" gives killed 4 and injured 12.
"""

from analysis.extract.casualties.find import find_casualties

__all__ = ["find_casualties"]
