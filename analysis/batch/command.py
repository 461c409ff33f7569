"""What ``sitrep batch`` prints and leaves: progress, one line a failure, the index, the roll-up."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from tqdm import tqdm

from analysis.batch.index import write_index
from analysis.batch.intake import count
from analysis.batch.run import Row, Settings, run_batch
from analysis.errors import AnalysisError
from analysis.runner import run_rollup

_EVERY = 30.0  # seconds between two lines of progress where no terminal shows a bar

_DAY_KEPT = "published {}, as given to sitrep brief before (--published gives all another day)"


class Progress:
    """Done, rate and time left: a bar on a terminal, now and then a line in a log.

    What failed is named with its reason, and so is a day kept of an earlier brief.
    """

    def __init__(self, total: int | None) -> None:
        self._bar = tqdm(total=total, unit="article", disable=None, smoothing=0.1)
        self._total, self._done = total, 0
        self._began = self._said = time.monotonic()

    def __call__(self, row: Row) -> None:
        """One article more."""
        self._done += 1
        said = row.reason or (row.status == "done" and row.day and _DAY_KEPT.format(row.day))
        if said:
            with tqdm.external_write_mode(file=sys.stderr):
                print(f"sitrep: {row.source}: {said}", file=sys.stderr)
        self._bar.update()
        now = time.monotonic()
        if self._bar.disable and now - self._said >= _EVERY:
            self._said = now
            self._say(now - self._began)

    def _say(self, took: float) -> None:
        meter = tqdm.format_meter(self._done, self._total, took, unit="article")  # type: ignore[arg-type]
        print(meter, file=sys.stderr)

    def close(self) -> None:
        """Leave the bar as it is."""
        self._bar.close()


def batch(options: argparse.Namespace) -> int:
    """0 where every article has its brief and the index and the roll-up are there, else 1."""
    settings = Settings(
        out=options.out,
        jobs=options.jobs,
        published=options.published,
        counting=options.counting,
        lexicons=options.lexicons,
        seconds=float(options.seconds),
        memory=options.memory * 1024**2,
    )
    progress = Progress(count(options.inputs))
    try:
        rows = run_batch(options.inputs, settings, progress)
    finally:
        progress.close()
    whole = True
    try:
        print(write_index(rows, settings.out))
        print(run_rollup(settings.out))
    except (AnalysisError, OSError) as error:  # the briefs are there all the same
        print(f"sitrep: {error}", file=sys.stderr)
        whole = False
    print(f"sitrep: {summary(rows)}" + ("" if whole else "; no roll-up"), file=sys.stderr)
    return 0 if whole and all(row.status == "done" for row in rows) else 1


def summary(rows: Sequence[Row]) -> str:
    """How many briefs there are, how many of them an earlier run made, and how many articles failed."""
    failed, kept = sum(row.status == "failed" for row in rows), sum(row.kept for row in rows)
    made = len(rows) - failed
    before = f" ({'all' if kept == made else kept} from an earlier run)" if kept else ""
    return f"{made} brief{'' if made == 1 else 's'}{before}, {failed} failed"
