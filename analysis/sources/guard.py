"""Readers of risky formats in a process of their own, with a clock and a bound on memory.

The child (``child``) prints one JSON record a line; what it cannot do is one sentence here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from analysis.records import Source
from analysis.sources.limits import MAX_CONTAINER, SECONDS
from analysis.sources.source import Unread, from_record, id_of


def read_guarded(path: Path) -> Iterator[Source | Unread]:
    """The articles of a print file, document, mail or feed."""
    if path.stat().st_size > MAX_CONTAINER:
        yield Unread(str(path), f"larger than {MAX_CONTAINER:,} bytes")
        return
    command = [sys.executable, "-m", "analysis.sources.child", str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        yield Unread(str(path), f"was given up after {SECONDS:.0f} seconds of reading")
        return
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        yield Unread(str(path), "cannot be read: the file is damaged, or needs too much memory")
        return
    single = len(lines) == 1
    for number, line in enumerate(lines, 1):
        record = json.loads(line)
        place = str(path) if single else f"{path.name}:{number}"
        if "reason" in record:
            yield Unread(place, record["reason"])
            continue
        stem = id_of(path) if single else f"{path.stem}-{number}"
        source = from_record(record, stem, place)
        yield replace(source, source_file=path.name) if isinstance(source, Source) else source
