"""``python -m analysis`` is ``sitrep``."""

import sys

from analysis.cli import main

sys.exit(main())
