"""``sitrep check``: are the lexicons sound, and what did the last edit change?

The baseline (``data/check/baseline.jsonl``) holds the findings on the shipped sample articles and
on every example sentence of the lexicons. Checking finds them again and shows what is gained and
what is lost, sentence by sentence; ``--update`` makes today's findings the baseline.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError, LexiconError
from analysis.lexicon import Entry, Lexicons, read_lexicons
from analysis.paths import shipped
from analysis.pipeline import analyse
from analysis.records import Source
from analysis.sources import Unread, read_sources
from analysis.tables import rows
from analysis.text import tokenize

# What makes two findings the same to a reader: where it says it, and these cells.
_CELLS = {
    "casualties": "harm low best high bound victim_class subset_of scope status cause place "
    "date_earliest date_latest perpetrator reporter",
    "totals": "harm low best high",
    "quotes": "kind speaker cue",
    "times": "earliest latest",
    "places": "name country precision",
    "actors": "name kind",
    "events": "class status date_earliest date_latest place",
    "terms": "type quantity unit when_latest status",
    "audit": "kind reason",
}
_EXAMPLE_DAY = "2020-03-05"


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """One finding as check compares it."""

    article: str
    table: str
    words: str
    cells: str

    def __str__(self) -> str:
        return f"{self.article}  {self.table}  “{self.words}”  {self.cells}"


def baseline_file() -> Path:
    """Where the baseline lives."""
    return shipped("check") / "baseline.jsonl"


def check_examples(lexicons: Lexicons) -> list[str]:
    """Every entry whose examples do not show it at work, one sentence each."""
    return [
        fault for lexicon in lexicons for entry in lexicon for fault in _faults(lexicons, entry)
    ]


def _faults(lexicons: Lexicons, entry: Entry) -> Iterator[str]:
    if not entry.examples:
        yield f"{entry.lexicon}.toml: {entry.id}: has no example sentence"
    for example in entry.examples:
        tags = lexicons.tag(tokenize(example)).get(entry.lexicon, [])
        if not any(tag.entry.id == entry.id for tag in tags):
            yield f"{entry.lexicon}.toml: {entry.id}: is not found in its example {example!r}"


def find_lines(
    inputs: Iterable[str], lexicons: Path | None, published: str | None = None
) -> list[Line]:
    """The findings on these inputs, of which ``published`` is the day, and on all lexicon examples, in order."""
    known = read_lexicons(lexicons)
    sources: list[Source | Unread] = [
        replace(one, published=published) if published and isinstance(one, Source) else one
        for one in read_sources(inputs)
    ]
    sources += [
        Source(f"{entry.lexicon}/{entry.id}", example, published=_EXAMPLE_DAY)
        for lexicon in known
        for entry in lexicon
        for example in entry.examples
    ]
    out: list[Line] = []
    for source in sources:
        if isinstance(source, Unread):
            raise AnalysisError(f"{source.name}: {source.reason}")
        done = analyse(source, lexicons=lexicons)
        for table, found in rows(done.article, done.findings).items():
            out += [_line(table, row) for row in found]
    return out


def _line(table: str, row: dict[str, Any]) -> Line:
    cells = {name: row[name] for name in _CELLS[table].split() if row[name] not in (None, "")}
    words = " ".join(str(row.get("words", "")).split())
    text = " ".join(f"{name}={value}" for name, value in cells.items())
    return Line(row["article_id"], table, words[:80], text)


def read_baseline(file: Path) -> list[Line]:
    """The stored findings; an empty list where there are none yet."""
    if not file.exists():
        return []
    lines = file.read_text(encoding="utf-8").splitlines()
    return [Line(*json.loads(line)) for line in lines]


def write_baseline(file: Path, lines: Iterable[Line]) -> None:
    """Store findings, one a line, so that a version control diff shows each."""
    texts = [
        json.dumps([line.article, line.table, line.words, line.cells], ensure_ascii=False)
        for line in lines
    ]
    file.write_text("\n".join(texts) + "\n", encoding="utf-8")


def compare(before: list[Line], after: list[Line]) -> tuple[list[Line], list[Line]]:
    """Findings gained and findings lost; repeated ones count as often as they stand."""
    old, new = Counter(before), Counter(after)
    return list((new - old).elements()), list((old - new).elements())


def samples() -> list[str]:
    """The shipped sample articles, by name."""
    folder = shipped("raw")
    return [str(path) for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".html")]


def _differences(gained: list[Line], lost: list[Line]) -> list[str]:
    return [f"gained  {line}" for line in gained] + [f"lost    {line}" for line in lost]


def run_check(
    inputs: list[str], lexicons: Path | None, *, update: bool, published: str | None = None
) -> tuple[list[str], bool]:
    """The report's lines, and whether all is well; LexiconError where a file cannot be read.

    Of ``inputs`` all that is found is listed, or with ``lexicons`` what those change in it.
    """
    known = read_lexicons(lexicons)
    faults = check_examples(known)
    if faults:
        raise LexiconError("lexicons", "", "\n  ".join([f"{len(faults)} faults", *faults]))
    entries = sum(1 for lexicon in known for _ in lexicon)
    report = [f"{entries} lexicon entries read; every one is found in its examples"]
    after = find_lines(samples(), lexicons)
    gained, lost = compare(read_baseline(baseline_file()), after)
    report += _differences(gained, lost)
    report.append(
        f"{len(after)} findings on samples and examples: {len(gained)} gained, {len(lost)} lost"
    )
    if inputs:
        own = [line for line in find_lines(inputs, lexicons, published) if line not in after]
        if lexicons is None:
            report += [f"found   {line}" for line in own]
        else:
            plain = [line for line in find_lines(inputs, None, published) if line not in after]
            report += _differences(*compare(plain, own))
    if update:
        write_baseline(baseline_file(), after)
        report.append(f"baseline written: {baseline_file()}")
    return report, update or not (gained or lost)
