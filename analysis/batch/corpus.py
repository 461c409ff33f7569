"""Tables of a corpus in partitions: so many articles after the other make one file a table.

What a partition holds depends on its records and the settings only, never on who makes it when:
made twice, in whatever process, it is the same bytes under the same name. So a partition that was
lost with its worker is simply made again, and each row exists once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis import store
from analysis.batch.place import Place
from analysis.batch.version import folder_digest, program
from analysis.clean import clean, refusal
from analysis.duplicates import Copies, marked
from analysis.errors import AnalysisError
from analysis.pipeline import Analysis, analyse_together
from analysis.records import Article, Source
from analysis.sources import Unread
from analysis.tables import TABLES, rows

NAMES = ("articles", *TABLES)
DONE = "_done"  # a partition's note that it is finished, beside the tables
_TOGETHER = 16  # articles read step by step together
_LONG = 100_000  # characters that are enough for once


@dataclass(frozen=True, slots=True)
class Reading:
    """How articles are read; together with the records it decides every byte of the tables."""

    form: str = "parquet"
    published: str | None = None
    counting: str = "literal"
    lexicons: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A finished partition: its key, its articles, and those that failed with their reasons."""

    number: int
    key: str
    articles: int
    failed: tuple[tuple[str, str], ...]
    again: bool = True  # False where it was found finished


def read_articles(
    sources: Iterable[Source | Unread], how: Reading, copies: Copies
) -> Iterator[Analysis | Unread]:
    """Each article read, in order, or the one reason it was not; no article's fault is raised.

    Some are read together, as that is quicker. Raises AnalysisError only where the lexicons are at fault.
    """
    held: list[Article | Unread] = []
    length = 0
    for source in sources:
        article = source if isinstance(source, Unread) else _cleaned(source, how, copies)
        held.append(article)
        length += len(article.text) if isinstance(article, Article) else 0
        if len(held) == _TOGETHER or length > _LONG:
            yield from _read(held, how)
            held, length = [], 0
    yield from _read(held, how)


def _cleaned(source: Source, how: Reading, copies: Copies) -> Article | Unread:
    try:
        article = clean(source, published=how.published)
        if reason := refusal(article):
            return Unread(article.article_id, reason)
        return marked(article, copies.add(article))
    except AnalysisError:
        raise
    except Exception as error:
        return _unread(source.article_id, error)


def _read(held: list[Article | Unread], how: Reading) -> Iterator[Analysis | Unread]:
    articles = [one for one in held if isinstance(one, Article)]
    folder = Path(how.lexicons) if how.lexicons else None
    read = analyse_together(articles, counting=how.counting, lexicons=folder)
    for one in held:
        if isinstance(one, Unread):
            yield one
            continue
        done = next(read)
        yield _unread(one.article_id, done) if isinstance(done, Exception) else done


def _unread(name: str, error: Exception) -> Unread:
    return Unread(name, f"{type(error).__name__}: {error}")


def table_rows(done: Analysis) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of one article with the name of its table."""
    yield "articles", store.article_row(done.article)
    for table, found in rows(done.article, done.findings).items():
        for row in found:
            yield table, row


def partitions(
    sources: Iterable[Source | Unread], size: int
) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Numbered runs of ``size`` articles, as plain records that can travel."""
    held: list[dict[str, Any]] = []
    number = 0
    for source in sources:
        if isinstance(source, Unread):
            held.append({"unread": source.name, "reason": source.reason})
        else:
            held.append(asdict(source))
        if len(held) == size:
            yield number, held
            held, number = [], number + 1
    if held:
        yield number, held


def make_partition(number: int, held: list[dict[str, Any]], how: Reading, out: str) -> Made:
    """Make the files of one partition and put them in their place; done already, it is left."""
    place = Place(out)
    key = _key(held, how)
    if found := _found(place, number, key):
        return found
    failed: list[tuple[str, str]] = []
    copies = Copies()
    with TemporaryDirectory(prefix="sitrep-") as name:
        stage = Path(name)
        with ExitStack() as stack:
            writers = {
                table: stack.enter_context(closing(store.open_writer(stage, table, how.form)))
                for table in NAMES
            }
            for done in read_articles(map(_source, held), how, copies):
                if isinstance(done, Unread):
                    failed.append((done.name, " ".join(done.reason.split())))
                    continue
                for table, row in table_rows(done):
                    writers[table].write(row)
        for table in NAMES:
            place.put(stage / f"{table}.{how.form}", part(table, how.form, number))
        made = Made(number, key, len(held), tuple(failed))
        note = stage / "note.json"
        told = {"key": key, "articles": made.articles, "failed": made.failed}
        note.write_text(json.dumps(told) + "\n", encoding="utf-8")
        place.put(note, f"{DONE}/{number:06d}.json")
    return made


def part(table: str, form: str, number: int) -> str:
    """A partition's file of one table; the folder reads as one table."""
    return f"{table}.{form}/part-{number:06d}.{form}"


def _source(entry: dict[str, Any]) -> Source | Unread:
    if "unread" in entry:
        return Unread(entry["unread"], entry["reason"])
    return Source(**entry)


def _key(held: list[dict[str, Any]], how: Reading) -> str:
    lexicons = folder_digest(Path(how.lexicons)) if how.lexicons else None
    named = [held, how.form, how.published, how.counting, lexicons, program()]
    text = json.dumps(named, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _found(place: Place, number: int, key: str) -> Made | None:
    text = place.read(f"{DONE}/{number:06d}.json")
    note = json.loads(text) if text else {}
    if note.get("key") != key:
        return None
    failed = tuple((name, reason) for name, reason in note["failed"])
    return Made(number, key, note["articles"], failed, again=False)
