"""Errors, visible: a gold set beside the tables of `sitrep extract`, grouped by cause.

    sitrep extract GOLD.jsonl --out OUT --format jsonl
    python benchmarks/errors.py GOLD.jsonl OUT [--harm killed] [--each 5] [--html errors.html]

A line of GOLD has `id`, the `text`, and either figures with their place in it (`casualties`: harm,
low, best, high, start, end) or one number a harm (`killed`, `injured` ...), or both. Printed are the
misses and the false finds, the commonest cause first, each with its words marked in its sentence.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from analysis.highlight import Mark, pieces, to_html

HARMS = ("killed", "injured", "missing", "displaced", "abducted", "detained")
Row = dict[str, Any]
_SENTENCE = re.compile(r"[.!?][\"”’']?\s+(?=[A-Z“\"\d])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Fault:
    """One disagreement: its cause, where it stands, what was wanted and what was found."""

    cause: str
    article: str
    words: str  # the sentence, or the whole of a short text
    marks: tuple[Mark, ...]
    wanted: str
    found: str


def faults_of(gold: Row, figures: Sequence[Row], totals: Sequence[Row]) -> Iterator[Fault]:
    """Every disagreement of one article."""
    if "casualties" in gold:
        yield from _figure_faults(gold, figures)
    for harm in HARMS:
        if gold.get(harm) is not None:
            total = next((row for row in totals if row["harm"] == harm), None)
            fault = _total_fault(gold, harm, figures, total)
            if fault:
                yield fault


# ------------------------------------------------------------------- figure by figure


def _figure_faults(gold: Row, figures: Sequence[Row]) -> Iterator[Fault]:
    left = list(figures)
    for want in gold["casualties"]:
        near = [row for row in left if _overlap(want, row)]
        right = [row for row in near if row["harm"] == want["harm"]]
        hit = next((row for row in right if _bounds(row) == _bounds(want)), None)
        hit = hit or next(iter(right or near), None)
        if hit is None:
            kind = _kind(gold["text"][want["start"] : want["end"]])
            cause = f"missed: {want['harm']}, {kind}"
            yield _fault(gold, cause, [(want, "missed")], _shown(want), "nothing")
            continue
        left.remove(hit)
        if hit["harm"] != want["harm"]:
            cause = f"harm: {want['harm']} read as {hit['harm']} ({hit['rule']})"
        elif _bounds(hit) != _bounds(want):
            cause = f"number: {want['harm']} ({hit['rule']})"
        else:
            continue
        yield _fault(gold, cause, [(want, "missed"), (hit, "found")], _shown(want), _shown(hit))
    for row in left:
        if not row.get("same_as"):
            cause = f"false find: {row['harm']} ({row['rule']})"
            yield _fault(gold, cause, [(row, "found")], "nothing", _shown(row))


def _overlap(one: Row, two: Row) -> bool:
    start, end = _place(two)
    return bool(one["start"] < end and start < one["end"])


def _place(row: Row) -> tuple[int, int]:
    """Where a row stands in the text as received."""
    if row.get("raw_start") is None:
        return row["start"], row["end"]
    return row["raw_start"], row["raw_end"]


def _bounds(row: Row) -> tuple[int | None, ...]:
    return tuple(row.get(key) for key in ("low", "best", "high"))


def _kind(words: str) -> str:
    """How a figure is written: in digits, in words, vague, or not at all."""
    if re.search(r"\d", words):
        return "in digits"
    if re.search(r"\b(?:dozens|scores|tens|hundreds|thousands|several|many|few)\b", words, re.I):
        return "a vague word"
    plain = r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty|dozen|hundred)\b"
    return "in words" if re.search(plain, words, re.I) else "implied or named"


# ------------------------------------------------------------------- one number a text


def _total_fault(gold: Row, harm: str, figures: Sequence[Row], total: Row | None) -> Fault | None:
    number = _number(total)
    if (number or 0) == gold[harm]:
        return None
    mine = [row for row in figures if row["harm"] == harm]
    cause = f"total: {harm}, {_why(gold[harm], number, mine, total)}"
    marks = [(row, "found") for row in mine]
    return _fault(gold, cause, marks, str(gold[harm]), _total(total))


def _number(total: Row | None) -> int | None:
    """The one number of a row of totals: the stated one, else the lower bound, else the upper."""
    keys = ("best", "low", "high")
    return next((total[k] for k in keys if total.get(k) is not None), None) if total else None


def _why(want: int, number: int | None, mine: Sequence[Row], total: Row | None) -> str:
    counted = [row for row in mine if total and row["id"] in total["counted"]]
    if not mine:
        return "no figure found"
    if number is None:
        reasons = {reason for _, reason in total["not_counted"]} if total else set()
        return "all left out: " + ", ".join(sorted(_plain(reason) for reason in reasons))
    if number > want:
        again = any(want in _bounds(row) for row in mine)
        return "too high, one figure is right" if again else f"too high, {_several(counted)}"
    left = [row for row in mine if row not in counted and want in _bounds(row)]
    return "too low, the right one left out" if left else f"too low, {_several(counted)}"


def _several(counted: Sequence[Row]) -> str:
    if len(counted) != 1:
        return "several figures added"
    return f"one figure ({counted[0]['rule']})"


def _plain(reason: str) -> str:
    return re.sub(r"\bc\d+(?: \+ c\d+)*", "another", reason)


# ------------------------------------------------------------------------- in print


def _shown(row: Row) -> str:
    low, best, high = ("–" if n is None else f"{n:,}" for n in _bounds(row))
    return f"{row['harm']} {low}/{best}/{high}"


def _total(total: Row | None) -> str:
    if total is None:
        return "nothing"
    left = "; ".join(f"{name} {reason}" for name, reason in total["not_counted"])
    return f"{_shown(total)} of {', '.join(total['counted']) or 'none'}" + (
        f" (not: {left})" if left else ""
    )


def _fault(
    gold: Row, cause: str, rows: Sequence[tuple[Row, str]], wanted: str, found: str
) -> Fault:
    text = gold["text"]
    places = [(*_place(row), kind) for row, kind in rows]
    start = min((first for first, _, _ in places), default=0)
    end = max((stop for _, stop, _ in places), default=min(len(text), 300))
    cuts = [match.end() for match in _SENTENCE.finditer(text)]
    begin = max((cut for cut in cuts if cut <= start), default=0)
    finish = min((cut for cut in cuts if cut >= end), default=len(text))
    marks = tuple(Mark(a - begin, b - begin, kind) for a, b, kind in places)
    return Fault(cause, str(gold["id"]), text[begin:finish].rstrip(), marks, wanted, found)


def grouped(faults: Iterable[Fault]) -> list[tuple[str, list[Fault]]]:
    """The faults by cause, the commonest first."""
    groups: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        groups[fault.cause].append(fault)
    return sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))


def as_text(groups: list[tuple[str, list[Fault]]], each: int) -> Iterator[str]:
    """The groups as lines; missed words stand in [[ ]], found ones in « »."""
    signs = {"missed": ("[[", "]]"), "found": ("«", "»")}
    yield f"{sum(len(faults) for _, faults in groups)} disagreements in {len(groups)} groups"
    for cause, faults in groups:
        yield f"\n{len(faults):4} {cause}"
        for fault in faults[:each]:
            words = ""
            for piece, over in pieces(fault.words, fault.marks):
                opens, closes = signs[over[0].kind] if over else ("", "")
                words += opens + piece + closes
            yield f"       {fault.article}: wanted {fault.wanted}, found {fault.found}"
            yield f"         {' '.join(words.split())}"


_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Errors by cause</title>
<style>body{{font:16px/1.5 Georgia,serif;max-width:48rem;margin:2rem auto;padding:0 1rem}}
mark.missed{{background:#f6c9c0}}mark.found{{background:#cfe3f5}}summary{{cursor:pointer}}
li{{margin:.6rem 0}}small{{color:#555}}</style>
<h1>Errors by cause</h1><p>{total}. Missed words <mark class="missed">so</mark>, found ones
<mark class="found">so</mark>.</p>{groups}</html>
"""


def as_html(groups: list[tuple[str, list[Fault]]]) -> str:
    """The groups as one page."""
    out = []
    for cause, faults in groups:
        items = "".join(
            f"<li>{to_html(fault.words, fault.marks)}<br><small>{escape(fault.article)}: wanted "
            f"{escape(fault.wanted)}, found {escape(fault.found)}</small></li>"
            for fault in faults
        )
        head = f"<summary><b>{len(faults)}</b> {escape(cause)}</summary>"
        out.append(f"<details open>{head}<ul>{items}</ul></details>")
    total = f"{sum(len(faults) for _, faults in groups)} disagreements"
    return _PAGE.format(total=total, groups="\n".join(out))


def read_rows(path: Path) -> dict[str, list[Row]]:
    """The rows of one table by article."""
    rows: dict[str, list[Row]] = defaultdict(list)
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            rows[str(row["article_id"])].append(row)
    return rows


def main(argv: Sequence[str] | None = None) -> int:
    """Print the groups; write the page where one is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--texts", type=Path, help="JSONL with id and text, where GOLD has none")
    parser.add_argument("--harm", choices=HARMS)
    parser.add_argument("--each", type=int, default=3, help="examples a cause, in print")
    parser.add_argument("--html", type=Path, help="write a page with all of them")
    options = parser.parse_args(argv)
    texts = {}
    if options.texts:
        lines = options.texts.read_text("utf-8").splitlines()
        texts = {str(row["id"]): row["text"] for row in map(json.loads, lines)}
    figures = read_rows(options.out / "casualties.jsonl")
    totals = read_rows(options.out / "totals.jsonl")
    faults: list[Fault] = []
    for line in options.gold.read_text("utf-8").splitlines():
        gold = json.loads(line)
        name = str(gold["id"])
        gold.setdefault("text", texts.get(name, ""))
        faults += faults_of(gold, figures[name], totals[name])
    if options.harm:
        faults = [fault for fault in faults if re.search(rf"\b{options.harm}\b", fault.cause)]
    groups = grouped(faults)
    for text in as_text(groups, options.each):
        print(text)
    if options.html:
        options.html.write_text(as_html(groups), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
