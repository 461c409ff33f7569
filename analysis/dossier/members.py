"""The articles of a dossier: read, ordered by day, copies known, and laid into one text.

In the one text every article stands under a heading; its findings move with it, their ids begin
with the article's ("a2-c4"), so whatever is made of an analysis can be made of a dossier.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from analysis.clean import clean, refusal
from analysis.dossier.situation import Situation
from analysis.duplicates import Copies
from analysis.errors import AnalysisError
from analysis.pipeline import Analysis, analyse, printable
from analysis.records import Article, Finding, Findings, Paragraph, Source
from analysis.review import read_decisions, review_file
from analysis.sources import Unread, list_paths, read_file

MOST = 200  # articles of one dossier: more is a batch
_IDS = frozenset("id subset_of same_as group agreement".split())  # fields that hold an id
_LISTS = frozenset(("casualties", "counted"))  # fields that hold ids
_OFFSETS = frozenset(
    "start end speaker_start speaker_end clause_start clause_end number_start number_end".split()
)


@dataclass(frozen=True, slots=True)
class Member:
    """One article of the dossier; ``copy_of`` is the key of the one it repeats."""

    key: str
    done: Analysis
    copy_of: str | None = None

    @property
    def name(self) -> str:
        """How the brief names it: outlet and day, as far as they are known."""
        article = self.done.article
        return ", ".join(filter(None, [article.outlet, (article.published or "")[:10]])) or (
            article.article_id
        )


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that is no member, and why."""

    name: str
    reason: str


def read_members(
    situation: Situation, counting: str = "literal", lexicons: Path | None = None
) -> tuple[tuple[Member, ...], tuple[Failed, ...]]:
    """Every article of the situation, the undated and then the oldest first, and what failed.

    Raises AnalysisError where none can be, or where there are more than ``MOST``.
    """
    read: list[Analysis] = []
    failed: list[Failed] = []
    for path, source in _sources(situation):
        if isinstance(source, Unread):
            failed.append(Failed(source.name, source.reason))
            continue
        if len(read) == MOST:
            raise AnalysisError(f"a dossier takes at most {MOST} articles; use sitrep batch")
        article = clean(source, published=_published(situation, source))
        if reason := refusal(article):
            failed.append(Failed(article.article_id, reason))
        else:
            own = read_decisions(review_file(path.with_suffix("")))
            done = analyse(article, counting=counting, lexicons=lexicons, decisions=own)
            read.append(printable(done))
    if not read:
        why = f": {failed[0].name}: {failed[0].reason}" if failed else ""
        raise AnalysisError(f"the situation holds no article that can be read{why}")
    read.sort(key=lambda done: (done.article.published or "", done.article.article_id))
    return tuple(_keyed(read)), tuple(failed)


def _sources(situation: Situation) -> Iterator[tuple[Path, Source | Unread]]:
    """Every article of every file, each file once."""
    seen: set[Path] = set()
    for name in situation.inputs:
        for path in list_paths(name):
            if path not in seen:
                seen.add(path)
                yield from ((path, source) for source in read_file(path))


def _published(situation: Situation, source: Source) -> str | None:
    names = (Path(source.source_file or "").name, source.article_id)
    return next((situation.published[n] for n in names if n in situation.published), None)


def _keyed(read: Iterable[Analysis]) -> Iterator[Member]:
    copies, keys = Copies(), {}
    for number, done in enumerate(read, start=1):
        key = f"a{number}"
        unique = replace(done.article, article_id=key)
        copy = copies.add(unique)
        keys[key] = done.article.article_id
        yield Member(key, done, copy.of if copy else None)


# ----------------------------------------------------------------------- one text of all


def laid_together(title: str, members: Sequence[Member]) -> Analysis:
    """One analysis whose text is all the members' texts, each under a heading of its own."""
    text, paragraphs, tables = "", [], {field.name: [] for field in fields(Findings)}  # type: ignore[var-annotated]
    sentences = 0
    for member in members:
        heading = f"{member.key.upper()} \u00b7 {_heading(member)}"
        paragraphs.append(Paragraph(len(text), len(text) + len(heading), "subhead"))
        text += heading + "\n\n"
        shift = len(text)
        article = member.done.article
        blocks = article.paragraphs or (Paragraph(0, len(article.text)),)
        paragraphs += [replace(b, start=b.start + shift, end=b.end + shift) for b in blocks]
        text += article.text + "\n\n"
        for table, moved in tables.items():
            found = getattr(member.done.findings, table) if not member.copy_of else ()
            moved += [_moved(record, member.key, shift, sentences) for record in found]
        sentences += len(member.done.reading.sentences) + 1
    first = members[0].done
    found = Findings(**{table: tuple(moved) for table, moved in tables.items()} | {"totals": ()})
    article = Article(
        article_id=title, text=text.rstrip(), raw=text.rstrip(), title=title,
        published=_last_day(members), paragraphs=tuple(paragraphs),
        captions=tuple(c for member in members for c in member.done.article.captions),
    )  # fmt: skip
    return Analysis(article, replace(first.reading, article=article, found=found), found)


def _heading(member: Member) -> str:
    article = member.done.article
    known = [article.outlet, (article.published or "")[:10], article.title]
    return " \u00b7 ".join(filter(None, known)) or article.article_id


def _last_day(members: Sequence[Member]) -> str | None:
    days = [member.done.article.published for member in members]
    return max((day for day in days if day), default=None)


def _moved(record: Any, key: str, shift: int, sentences: int) -> Any:
    """A finding in the text of all: offsets moved, ids told apart."""
    changed: dict[str, Any] = {}
    for item in fields(record):
        name, value = item.name, getattr(record, item.name)
        if value is None:
            continue
        if name in _IDS and value:
            changed[name] = f"{key}-{value}"
        elif name in _LISTS:
            changed[name] = tuple(f"{key}-{one}" for one in value)
        elif name in _OFFSETS:
            changed[name] = value + shift
        elif name == "spans":
            changed[name] = tuple((start + shift, end + shift) for start, end in value)
    if isinstance(record, Finding):
        changed["sentence"] = record.sentence + sentences
    return replace(record, **changed)
