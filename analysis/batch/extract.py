"""``sitrep extract``: tables only; one file a table, or partitions made here or on a cluster."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

from tqdm import tqdm

from analysis import store
from analysis.batch.corpus import NAMES, Made, Reading, partitions, read_articles, table_rows
from analysis.batch.spread import check_place, dask_client, make_here, make_with_dask, tidy
from analysis.duplicates import Copies
from analysis.sources import Unread, read_sources
from analysis.staging import staged_folder

PARTITION = 500  # articles: some seconds of work, some megabytes on the way to a worker


def extract(options: argparse.Namespace) -> int:
    """0 where every article was read, else 1; each that was not is named with its reason."""
    partitioned = options.partition or options.scheduler or "://" in options.out
    how = Reading(
        form=options.format or ("parquet" if partitioned else "jsonl"),
        published=options.published,
        counting=options.counting,
        lexicons=str(options.lexicons.resolve()) if options.lexicons else None,
    )
    return _partitioned(options, how) if partitioned else _whole(options, how)


def _whole(options: argparse.Namespace, how: Reading) -> int:
    ours = frozenset(f"{table}.{form}" for table in NAMES for form in store.FORMATS)
    failed, count, copies = 0, 0, Copies()
    with staged_folder(Path(options.out), ours) as stage, ExitStack() as stack:
        writers = {
            table: stack.enter_context(closing(store.open_writer(stage, table, how.form)))
            for table in NAMES
        }
        sources = tqdm(read_sources(options.inputs), unit="article", disable=None)
        for done in read_articles(sources, how, copies):
            if isinstance(done, Unread):
                _name(done.name, done.reason)
                failed += 1
                continue
            count += 1
            for table, row in table_rows(done):
                writers[table].write(row)
    _told(options.out, count, failed)
    return 1 if failed else 0


def _partitioned(options: argparse.Namespace, how: Reading) -> int:
    check_place(options.out)
    parts = partitions(read_sources(options.inputs), options.partition or PARTITION)
    failed = count = articles = 0
    with ExitStack() as stack:
        made: Iterator[Made]
        if options.scheduler:
            client = stack.enter_context(dask_client(options.scheduler, options.jobs))
            made = make_with_dask(parts, how, options.out, client)
        else:
            made = make_here(parts, how, options.out)
        bar = stack.enter_context(tqdm(unit="article", disable=None))
        for one in made:
            for name, reason in one.failed:
                _name(name, reason)
            failed += len(one.failed)
            count += 1
            articles += one.articles
            bar.update(one.articles)
    tidy(options.out, how, count)
    _told(options.out, articles - failed, failed)
    return 1 if failed else 0


def _told(out: str, count: int, failed: int) -> None:
    """One line of what was made, where the next command will look for it."""
    left = f", {failed} left out" if failed else ""
    print(f"{out}: {len(NAMES)} tables of {count} article{'' if count == 1 else 's'}{left}")


def _name(name: str, reason: str) -> None:
    with tqdm.external_write_mode(file=sys.stderr):
        print(f"sitrep: {name}: {reason}", file=sys.stderr)
