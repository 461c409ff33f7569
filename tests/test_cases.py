"""One runner for every case file under tests/cases: see tests/README.md."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analysis.pipeline import Analysis, analyse
from analysis.records import Source
from analysis.tables import COLUMNS, rows

CASES = Path(__file__).parent / "cases"
NEUTRAL = "The weather was mild and the market was open.\n\n"
KEYS = set("label from text expect absent published known_failure title audit counting".split())


def load() -> list[Any]:
    out = []
    for file in sorted(CASES.rglob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            assert not set(case) - KEYS, f"{file.name}: {case['label']}: {set(case) - KEYS}"
            marks = (
                [pytest.mark.xfail(reason=case["known_failure"], strict=True)]
                if "known_failure" in case
                else []
            )
            table = file.relative_to(CASES).parts[0]
            name = f"{file.relative_to(CASES).with_suffix('')}: {case['label']}"
            out.append(pytest.param(table, case, id=name, marks=marks))
    return out


def run(text: str, case: dict[str, Any]) -> Analysis:
    source = Source("case", text, title=case.get("title"), published=case.get("published"))
    return analyse(source, counting=case.get("counting", "literal"))


def tabled(done: Analysis) -> dict[str, list[dict[str, Any]]]:
    return rows(done.article, done.findings)


def fits(row: dict[str, Any], want: dict[str, Any]) -> bool:
    """A row meets an expectation when all its stated cells agree; "" means empty."""
    for key, value in want.items():
        if key in ("text", "nth"):
            continue
        got = row[key]
        if value == "":
            if got not in (None, "", []):
                return False
        elif isinstance(value, list):
            if list(got) != value:
                return False
        elif got != value:
            return False
    return True


def place_of(text: str, want: dict[str, Any]) -> tuple[int, int]:
    at = -1
    for _ in range(want.get("nth", 1)):
        at = text.find(want["text"], at + 1)
        assert at >= 0, f"case is wrong: {want['text']!r} is not in its text"
    return at, at + len(want["text"])


@pytest.mark.parametrize(("table", "case"), load())
def test_case(table: str, case: dict[str, Any]) -> None:
    done = run(case["text"], case)
    found = tabled(done)[table]
    text = done.article.text
    left = list(found)
    for want in case["expect"]:
        unknown = set(want) - set(COLUMNS[table]) - {"text", "nth"}
        assert not unknown, f"case is wrong: no column {unknown}"
        hits = [r for r in left if fits(r, want) and stands_there(r, text, want)]
        assert hits, f"expected {want}\nfound {shown(found)}"
        left.remove(hits[0])
    if not case.get("absent", True):
        return
    assert not left, f"not expected: {shown(left)}"


def stands_there(row: dict[str, Any], text: str, want: dict[str, Any]) -> bool:
    """A row overlaps the words asked for; a row of totals stands nowhere."""
    if "start" not in row:
        return True
    start, end = place_of(text, want)
    return bool(row["start"] < end and start < row["end"])


def shown(found: list[dict[str, Any]]) -> str:
    skip = {"article_id", "raw_start", "raw_end", "review"}
    return "\n".join(
        str({k: v for k, v in row.items() if v is not None and k not in skip}) for row in found
    )


@pytest.mark.parametrize(("table", "case"), [p for p in load() if not p.marks])
def test_invariants(table: str, case: dict[str, Any]) -> None:
    done = run(case["text"], case)
    once = tabled(done)
    for row in (r for found in once.values() for r in found if "start" in r):
        assert done.article.text[row["start"] : row["end"]] == row["words"]
        assert row["rule"]
    assert tabled(run(case["text"], case)) == once, "analysing twice differs"
    moved = tabled(run(NEUTRAL + case["text"], case))[table]
    there = [r for r in moved if r.get("start", len(NEUTRAL)) >= len(NEUTRAL)]
    assert [r.get("words") for r in there] == [r.get("words") for r in once[table]]
    assert replace(done.article, warnings=()) is not None


@pytest.mark.parametrize("file", sorted(CASES.rglob("*.toml")), ids=lambda file: file.stem)
def test_a_text_may_end_anywhere(file: Path) -> None:
    """A report cut off in the middle of a sentence is read as far as it goes."""
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
        words = case["text"].split(" ")
        for stop in {len(words) - 1, 2 * len(words) // 3}:
            cut = " ".join(words[: max(1, stop)]).rstrip('.,”"')
            assert run(cut, case).findings is not None
