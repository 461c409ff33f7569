"""The command ``sitrep``: results on standard output, everything else on standard error."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from tqdm import tqdm

from analysis import store
from analysis.errors import AnalysisError
from analysis.pipeline import analyse
from analysis.sources import Unread, read_sources
from analysis.staging import staged_folder
from analysis.tables import TABLES, rows


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 all done, 1 some articles failed, 2 the call is wrong."""
    options = _parser().parse_args(argv)
    try:
        return int(options.run(options))
    except AnalysisError as error:
        print(f"sitrep: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sitrep", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    extract = commands.add_parser("extract", help="tables only, for large collections")
    extract.add_argument("inputs", nargs="+", metavar="INPUT")
    extract.add_argument("--out", required=True, type=Path)
    extract.add_argument("--format", choices=store.FORMATS, default="jsonl")
    extract.add_argument("--published")
    extract.add_argument("--counting", choices=("literal", "acled"), default="literal")
    extract.add_argument("--lexicons", type=Path)
    extract.set_defaults(run=_extract)
    return parser


def _extract(options: argparse.Namespace) -> int:
    tables = ("articles", *TABLES)
    ours = frozenset(f"{table}.{form}" for table in tables for form in store.FORMATS)
    failed = 0
    with staged_folder(options.out, ours) as stage, ExitStack() as stack:
        writers = {
            table: stack.enter_context(closing(store.open_writer(stage, table, options.format)))
            for table in tables
        }
        for source in tqdm(read_sources(options.inputs), unit="article", disable=None):
            if isinstance(source, Unread):
                print(f"sitrep: {source.name}: {source.reason}", file=sys.stderr)
                failed += 1
                continue
            done = analyse(
                source,
                published=options.published,
                counting=options.counting,
                lexicons=options.lexicons,
            )
            writers["articles"].write(store.article_row(done.article))
            for table, found in rows(done.article, done.findings).items():
                for row in found:
                    writers[table].write(row)
    return 1 if failed else 0
