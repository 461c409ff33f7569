"""Notebooks without the waiting: a papermill engine whose kernels are forked from a warm process.

Knows nothing of articles; anybody's notebooks can be run by it (``papermill --engine
sitrep-warm``). ``engine`` is what papermill sees, ``client`` the near side, ``server`` and
``kernel`` the far side, ``wire`` what lies between.
"""
