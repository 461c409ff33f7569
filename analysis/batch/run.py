"""``sitrep batch``: a brief for every article of the inputs, resumed where it was broken off.

The folder of an article is the record of its being done: it appears whole, by one rename, and
its ``run.json`` holds the key of what made it (content, parameters, program). What has its key is
never done again; what has another is. A day that ``sitrep brief --published`` gave to the same
source is kept, unless the batch gives one. ``batch.jsonl`` is written from the folders, in order.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, Any

from analysis.batch.intake import Item, take
from analysis.batch.near import near_duplicates
from analysis.batch.queue import Ended, run_each
from analysis.batch.version import folder_digest, program
from analysis.errors import AnalysisError
from analysis.review import review_file
from analysis.runner import PRELOAD
from analysis.sources import Unread

SCRATCH = ".sitrep-batch"
_UNWRITTEN = ("order", "kept", "day")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a batch is done; everything but ``out`` and ``jobs`` belongs to an article's key."""

    out: Path
    jobs: int = 1
    published: str | None = None
    counting: str = "literal"
    lexicons: Path | None = None
    seconds: float = 120.0
    memory: int = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Row:
    """One line of ``batch.jsonl``."""

    order: int
    article_id: str
    source: str
    folder: str | None
    status: str
    reason: str | None
    seconds: float
    sha256: str | None
    near_duplicate_of: str | None = None
    kept: bool = field(
        default=False, compare=False
    )  # made by an earlier run; not written to ``batch.jsonl``
    day: str | None = field(
        default=None, compare=False
    )  # given to ``sitrep brief``, kept; nor this


def run_batch(
    inputs: Iterable[str], settings: Settings, watch: Callable[[Row], None] = lambda row: None
) -> list[Row]:
    """All rows in the order of the inputs; ``watch`` sees each as its article is settled.

    Raises AnalysisError where the call is wrong or the results cannot be written.
    """
    out = settings.out
    with _alone(out) as scratch:
        done: dict[int, Row] = {}
        journal = out / "batch.jsonl"
        try:
            with journal.open("a", encoding="utf-8") as log:
                for row in _rows(inputs, settings, scratch):
                    done[row.order] = row
                    log.write(_line(row) + "\n")
                    log.flush()
                    watch(row)
            rows = _marked([done[order] for order in sorted(done)], out)
            replace_file(journal, "".join(_line(row) + "\n" for row in rows))
        except OSError as error:
            raise AnalysisError(f"{out}: the batch was stopped: {error}") from error
    return rows


def _rows(inputs: Iterable[str], settings: Settings, scratch: Path) -> Iterator[Row]:
    """What is done already at once, then the rest as it ends."""
    settled: list[Row] = []
    given: dict[int, str] = {}  # by order: the day kept of an earlier brief
    base = lru_cache(maxsize=64)(partial(_parameters, settings))

    def open_tasks() -> Iterator[tuple[Item, dict[str, Any]]]:
        arguments = {
            "out": str(settings.out.resolve()),
            "scratch": str(scratch.resolve()),
            "counting": settings.counting,
            "lexicons": str(settings.lexicons.resolve()) if settings.lexicons else None,
            "seconds": settings.seconds,
            "memory": settings.memory,
        }
        for order, found in enumerate(take(inputs)):
            if isinstance(found, Unread):
                settled.append(
                    Row(order, found.name, found.name, None, "failed", found.reason, 0.0, None)
                )
                continue
            decided = review_file(settings.out / found.folder)
            review = decided.read_text(encoding="utf-8") if decided.exists() else ""
            record = _run(settings.out / found.folder)
            kept_day = None if settings.published else _given_by_hand(record, found.sha256)
            published = settings.published or kept_day
            parts = f"{found.sha256} {base(published)} {review}"
            key = hashlib.sha256(parts.encode()).hexdigest()
            if kept_day:
                given[order] = kept_day
            if record.get("batch", {}).get("key") == key:
                row = _row(found, "done", None, sum(record["seconds"].values()))
                settled.append(replace(row, kept=True))
                continue
            absolute = str(Path(found.path).resolve()) if found.path else None
            item = asdict(found) | {"key": key, "path": absolute, "published": published}
            item["by_hand"] = bool(kept_day)
            yield (
                found,
                {
                    "function": "analysis.batch.work:brief_one",
                    "arguments": {"item": item, "settings": arguments},
                    "memory": settings.memory,
                },
            )

    preload = [*PRELOAD, "analysis.batch.work", "analysis.batch.prelude"]
    for ended in run_each(
        open_tasks(), jobs=settings.jobs, seconds=settings.seconds, preload=preload
    ):
        yield from settled
        settled.clear()
        yield replace(_ended_row(ended), day=given.get(ended.task.order))
    yield from settled


def _parameters(settings: Settings, published: str | None) -> str:
    """Everything but the article that its brief depends on."""
    lexicons = folder_digest(settings.lexicons) if settings.lexicons else None
    return json.dumps([published, settings.counting, lexicons, program()])


def _given_by_hand(record: dict[str, Any], sha256: str) -> str | None:
    """The day that ``sitrep brief --published`` gave to this very source, also if a batch kept it."""
    batch = record.get("batch")
    if record.get("sha256") != sha256 or (batch is not None and not batch.get("by_hand")):
        return None
    return record.get("parameters", {}).get("published") or None


def _run(folder: Path) -> dict[str, Any]:
    """What ``run.json`` in a finished folder says; nothing where it is not finished."""
    try:
        return dict(json.loads((folder / "run.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _row(item: Item, status: str, reason: str | None, seconds: float) -> Row:
    folder = item.folder if status == "done" else None
    took = round(seconds, 3)
    return Row(item.order, item.article_id, item.name, folder, status, reason, took, item.sha256)


def _ended_row(ended: Ended[Item]) -> Row:
    result = ended.result or {"status": "failed", "reason": ended.reason}
    return _row(ended.task, result["status"], result["reason"], ended.seconds)


def _marked(rows: list[Row], out: Path) -> list[Row]:
    """The rows with each near-duplicate pointing at the first of its kind."""
    signatures = (
        (row.folder, batch["signature"])
        for row in rows
        if row.folder and (batch := _run(out / row.folder).get("batch"))
    )
    twin = near_duplicates(signatures)
    return [
        replace(row, near_duplicate_of=twin[row.folder]) if row.folder in twin else row
        for row in rows
    ]


def _line(row: Row) -> str:
    cells = {k: v for k, v in asdict(row).items() if k not in _UNWRITTEN}
    return json.dumps(cells, ensure_ascii=True)


def replace_file(path: Path, text: str) -> None:
    """The file is the old one or the new one, whatever happens."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def _alone(out: Path) -> Iterator[Path]:
    """A clean scratch folder in ``out``, with no other batch at work there."""
    scratch = out / SCRATCH
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = (out / ".sitrep-lock").open("w")
        with lock:
            _lock(lock, out)
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir(exist_ok=True)
            try:
                yield scratch
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise AnalysisError(f"{out}: cannot be written: {error.strerror}") from error


def _lock(file: IO[str], out: Path) -> None:
    """Held until the file is closed, by whatever means the process ends."""
    try:
        import fcntl
    except ImportError:  # not on Windows: there, nobody is kept from starting two at once
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise AnalysisError(f"{out}: another batch is writing there") from None
