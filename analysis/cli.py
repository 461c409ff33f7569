"""The command ``sitrep``: results on standard output, everything else on standard error."""

from __future__ import annotations

import argparse
import gc
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from tqdm import tqdm

from analysis import store
from analysis.check import run_check
from analysis.errors import AnalysisError, UnreadError

_ARTICLE = "file of one article"
_INPUT = "file, folder, glob, or - for JSON records, one a line, on standard input"
_PUBLISHED = "day of publication, as 2020-03-05; without it, read from the article"
_LEXICONS = "folder with words and places of yours, on top of the shipped ones"

_LONG = 10.0  # seconds after which one article says how far it is


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 all done, 1 some articles failed, 2 the call is wrong."""
    gc.set_threshold(20_000, 20, 50)  # articles leave no cycles: look for them seldom
    options, unknown = _parser().parse_known_args(argv)
    if unknown:
        options.parser.error(_unknown(unknown, options.parser))
    try:
        return int(options.run(options))
    except AnalysisError as error:
        print(f"sitrep: {error}", file=sys.stderr)
        return 1 if isinstance(error, UnreadError) else 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sitrep",
        description="Reads English reports of armed conflict; every figure with its bounds, its "
        "reporter and its exact words.",
        epilog="sitrep COMMAND --help tells a command's options. Results go to standard output, "
        "all else to standard error; exit status: 0 all done, 1 some articles failed, 2 the call "
        "is wrong.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    brief = _command(commands, "brief", "four notebooks and a briefing, for one article")
    brief.add_argument("article", metavar="ARTICLE", type=Path, help=_ARTICLE)
    brief.add_argument("--out", type=Path, default=Path("reports"), help="default: reports")
    brief.add_argument(
        "--template", type=Path, metavar="FILE", help="your own page: .j2, .typ or .docx"
    )
    _common(brief)
    brief.set_defaults(run=_brief)

    batch = _command(commands, "batch", "a briefing for each of many articles, and an index")
    batch.add_argument("inputs", nargs="+", metavar="INPUT", help=_INPUT)
    batch.add_argument("--out", type=Path, default=Path("reports"), help="default: reports")
    batch.add_argument(
        "--jobs", type=_positive, default=1, metavar="N", help="articles at a time (1)"
    )
    batch.add_argument(
        "--seconds", type=_positive, default=120, help="time limit of one article (120)"
    )
    batch.add_argument(
        "--memory", type=_positive, default=2048, help="MB one notebook may use (2048)"
    )
    _common(batch)
    batch.set_defaults(run=_batch)

    extract = _command(commands, "extract", "tables only, for large collections")
    extract.add_argument("inputs", nargs="+", metavar="INPUT", help=_INPUT)
    extract.add_argument(
        "--out", required=True, metavar="DIR", help="a folder, or an fsspec address"
    )
    extract.add_argument(
        "--format", choices=store.FORMATS, help="default: jsonl; partitioned: parquet"
    )
    extract.add_argument(
        "--partition", type=_positive, metavar="N", help="a folder a table, N articles a file"
    )
    extract.add_argument(
        "--scheduler", metavar="ADDRESS", help="make partitions on a Dask cluster; local: one here"
    )
    extract.add_argument("--jobs", type=_positive, default=2, metavar="N", help="local workers (2)")
    _common(extract)
    extract.set_defaults(run=_extract)

    dossier = _command(commands, "dossier", "several articles on one situation, reconciled")
    dossier.add_argument(
        "situation", metavar="SITUATION.toml", type=Path, help="title and articles of the situation"
    )
    dossier.add_argument("--out", type=Path, default=Path("reports"), help="default: reports")
    dossier.add_argument(
        "--template", type=Path, metavar="FILE", help="your own page: .j2, .typ or .docx"
    )
    _reading(dossier)
    dossier.set_defaults(run=_dossier)

    review = _command(commands, "review", "answer an article's findings in JupyterLab")
    review.add_argument("article", metavar="ARTICLE", type=Path, help=_ARTICLE)
    review.add_argument("--out", type=Path, default=Path("reports"), help="default: reports")
    review.add_argument("--no-lab", action="store_true", help="only write the notebook, say where")
    _common(review)
    review.set_defaults(run=_review)

    check = _command(commands, "check", "lexicons sound? what did the last edit change?")
    check.add_argument("inputs", nargs="*", metavar="INPUT", help="articles of your own to look at")
    check.add_argument("--published", type=_day, metavar="DATE", help=_PUBLISHED)
    check.add_argument("--lexicons", type=Path, metavar="DIR", help=_LEXICONS)
    check.add_argument("--update", action="store_true", help="make today's findings the baseline")
    check.set_defaults(run=_check)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, does: str
) -> argparse.ArgumentParser:
    """A command whose own help begins with what it does."""
    command = commands.add_parser(name, help=does, description=does[0].upper() + does[1:])
    command.set_defaults(parser=command)
    return command


def _unknown(words: Sequence[str], command: argparse.ArgumentParser) -> str:
    """What a command does not know, and the option of its own that comes nearest."""
    option = next((word for word in words if word.startswith("-")), words[0]).partition("=")[0]
    known = [name for action in command._actions for name in action.option_strings]
    near = get_close_matches(option, known, 1)
    meant = f" (did you mean {near[0]}?)" if near else ""
    return f"{'no option' if option.startswith('-') else 'one too many:'} {option}{meant}"


def _common(command: argparse.ArgumentParser) -> None:
    """Options every command that reads articles has."""
    command.add_argument("--published", type=_day, metavar="DATE", help=_PUBLISHED)
    _reading(command)


def _reading(command: argparse.ArgumentParser) -> None:
    """How articles are read."""
    command.add_argument(
        "--counting",
        choices=("literal", "acled", "isaf", "wad"),
        default="literal",
        help="what vague words count as: dozens 24 (literal, default) or 12 (acled); isaf: a rubric "
        "of lower bounds (several 3, numerous 4, a plural without a number 2); wad: civilians only, "
        "vague words uncounted",
    )
    command.add_argument("--lexicons", type=Path, metavar="DIR", help=_LEXICONS)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        known = re.fullmatch(r"\d{4}-?\d\d-?\d\d", text)
        wrong = "there is no such day" if known else "not a day as 2020-03-05"
        message = f"{text!r}: {wrong}"
        raise argparse.ArgumentTypeError(message) from None


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 up")
    return int(text)


def _brief(options: argparse.Namespace) -> int:
    from analysis.runner import run_brief

    folder = run_brief(
        options.article,
        out=options.out,
        published=options.published,
        counting=options.counting,
        lexicons=options.lexicons,
        template=options.template,
        watch=_watched,
    )
    warnings = json.loads((folder / "article.json").read_text(encoding="utf-8"))["warnings"]
    if warnings:
        print(f"sitrep: {'; '.join(warnings)}", file=sys.stderr)
    print(folder / "brief.html")
    return 0


def _watched(names: Iterable[str]) -> Iterator[str]:
    """A bar that names the notebook at work; where no terminal shows one, a line now and then."""
    bar = tqdm(names, unit="notebook", disable=None)
    began = time.monotonic()
    for name in bar:
        bar.set_description(name)
        took = time.monotonic() - began
        if bar.disable and took > _LONG:
            print(f"sitrep: {took:.0f} s so far; now {name}", file=sys.stderr)
        yield name


def _batch(options: argparse.Namespace) -> int:
    from analysis.batch.command import batch

    return batch(options)


def _dossier(options: argparse.Namespace) -> int:
    from analysis.runner import run_dossier

    folder, failed = run_dossier(
        options.situation,
        out=options.out,
        counting=options.counting,
        lexicons=options.lexicons,
        template=options.template,
        watch=_watched,
    )
    for one in failed:
        print(f"sitrep: {one['name']}: {one['reason']}", file=sys.stderr)
    print(folder / "brief.html")
    return 1 if failed else 0


def _review(options: argparse.Namespace) -> int:
    from analysis.reviewer import open_in_lab, prepare_review

    notebook = prepare_review(
        options.article,
        options.out,
        published=options.published,
        counting=options.counting,
        lexicons=options.lexicons,
    )
    print(notebook)
    return 0 if options.no_lab else open_in_lab(notebook)


def _check(options: argparse.Namespace) -> int:
    report, well = run_check(
        options.inputs, options.lexicons, update=options.update, published=options.published
    )
    print("\n".join(report))
    return 0 if well else 1


def _extract(options: argparse.Namespace) -> int:
    from analysis.batch.extract import extract

    return extract(options)
