"""What a corpus costs: reading, tables in one process, the same on Dask workers, bytes kept.

    python benchmarks/corpus.py [INPUT ...] [--articles 2000] [--workers 2] [--kill]

INPUT as for `sitrep extract` (default: the shipped samples), repeated under new ids until there are
enough. One process and the workers take turns; processor time is that of the whole tree. With
`--kill` a worker is ended by `kill -9` when half of the articles are made, and the result must be
the same. The last lines are what docs/scale.md is reckoned from.
"""

from __future__ import annotations

import argparse
import itertools
import os
import pickle
import resource
import signal
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq

from analysis.batch.corpus import NAMES, Reading, partitions
from analysis.batch.extract import PARTITION
from analysis.batch.spread import dask_client, make_here, make_with_dask
from analysis.check import samples
from analysis.records import Source
from analysis.sources import Unread, read_sources


def repeated(inputs: list[str], count: int) -> Iterator[Source]:
    """The articles of the inputs again and again, each time under other ids."""
    sources = [source for source in read_sources(inputs) if not isinstance(source, Unread)]
    for number, source in zip(range(count), itertools.cycle(sources), strict=False):
        yield replace(source, article_id=f"{source.article_id}-{number}")


def processor_time() -> float:
    """Seconds of this process and of all its children that have ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill", action="store_true")
    options = parser.parse_args()
    inputs, count = options.inputs or samples(), options.articles
    size = min(PARTITION, max(1, count // 8))

    began, spent = time.perf_counter(), time.process_time()
    sent = [len(pickle.dumps(part)) for part in partitions(repeated(inputs, count), size)]
    reading = (time.process_time() - spent) / count
    print(f"{count} articles in {len(sent)} partitions of {size}")
    print(f"made ready to send: {reading * 1e6:8.0f} us an article, {sum(sent) / count:.0f} bytes")

    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder, "one"), Path(folder, "two")
        began, spent = time.perf_counter(), processor_time()
        list(make_here(partitions(repeated(inputs, count), size), Reading(), str(one)))
        alone, cost = time.perf_counter() - began, processor_time() - spent
        print(
            f"one process:        {count / alone:8.1f} articles/s, {cost / count * 1000:.2f} ms each"
        )
        spent = processor_time()
        with dask_client("local", options.workers) as client:
            began = time.perf_counter()
            parts = partitions(repeated(inputs, count), size)
            done = 0
            for made in make_with_dask(parts, Reading(), str(two), client):
                done += made.articles
                if options.kill and done >= count / 2:
                    options.kill = False
                    victim = next(iter(client.run(os.getpid).values()))
                    os.kill(victim, signal.SIGKILL)
                    print(f"worker {victim} killed after {done} articles")
            shared = time.perf_counter() - began
        cost_shared = processor_time() - spent
        print(
            f"{options.workers} Dask workers:     {count / shared:8.1f} articles/s, "
            f"{cost_shared / count * 1000:.2f} ms each (with starting them)"
        )
        print(f"throughput per worker, of one process: {alone / shared / options.workers:.2f}")
        same = all(
            path.read_bytes() == (two / path.relative_to(one)).read_bytes()
            for path in one.rglob("*")
            if path.is_file()
        )
        print(f"the same bytes: {same}")
        report(one, count)


def report(out: Path, count: int) -> None:
    """Rows and bytes an article of each table."""
    total = 0
    for table in NAMES:
        files = list((out / f"{table}.parquet").iterdir())
        rows = sum(pq.ParquetFile(path).metadata.num_rows for path in files)
        kept = sum(path.stat().st_size for path in files)
        total += kept
        a_row = f"{kept / rows:7.0f} bytes a row" if rows else ""
        print(f"{table:12}{rows / count:8.2f} rows, {kept / count:8.0f} bytes an article {a_row}")
    print(f"{'all':12}{'':8}       {total / count:8.0f} bytes an article")


if __name__ == "__main__":
    main()
