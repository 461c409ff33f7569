"""Places: names with evidence that they are places, settled by the countries an article is about.

"near Ma’rat Masrin in Idlib province" gives Maarrat Misrin (near) and Idlib (admin1).
"""

from analysis.extract.places.find import find_places

__all__ = ["find_places"]
