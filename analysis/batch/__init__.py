"""Many articles at once: a queue that resumes, an index of all briefs, a roll-up.

``intake`` says what is to be done, ``run`` does it in children (``queue``, ``work``), ``index``
and ``rollup`` show what came of it, ``corpus`` makes tables without notebooks.
"""
