"""Places: names with evidence that they are places, settled by the countries an article is about.

"outside Saraqeb, in Idlib province" gives Saraqib (near) and Idlib (admin1).
"""

from analysis.extract.places.find import find_places

__all__ = ["find_places"]
