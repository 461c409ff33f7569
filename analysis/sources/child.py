"""The process a risky file is read in: prints its articles as JSON records, one a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from analysis.sources.document import read_docx
from analysis.sources.feed import read_feed
from analysis.sources.limits import MEMORY, SECONDS
from analysis.sources.mail import read_mail
from analysis.sources.printed import read_pdf

READERS: dict[str, Callable[[Path], Iterator[dict[str, Any]]]] = {
    ".docx": read_docx,
    ".eml": read_mail,
    ".pdf": read_pdf,
    ".xml": read_feed,
    ".rss": read_feed,
    ".atom": read_feed,
}


def main(path: Path) -> int:
    """Print every article of ``path``, or the one reason there is none."""
    _bound()
    try:
        for record in READERS[path.suffix.lower()](path):
            print(json.dumps(record, default=str))
    except MemoryError:
        print(json.dumps({"reason": "needs too much memory to be read"}))
    except RecursionError:
        print(json.dumps({"reason": "is nested too deeply to be read"}))
    except Exception as error:
        words = " ".join(str(error).split())[:160] or type(error).__name__
        print(json.dumps({"reason": f"cannot be read: {words}"}))
    return 0


def _bound() -> None:
    """Bound this process's memory and time where the system can."""
    try:
        import resource
    except ImportError:  # not on Windows; the parent's clock still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    seconds = int(SECONDS) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
