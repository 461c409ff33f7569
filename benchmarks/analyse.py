"""Milliseconds per article, warm and in one process, step by step.

    python benchmarks/analyse.py [INPUT ...] [--rounds N]

INPUT as for `sitrep extract`; without one, the shipped samples. Prints the median over the rounds
of each step's time per article, and how the time grows with the length of an article.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from analysis.check import samples
from analysis.clean import clean
from analysis.lexicon import read_lexicons
from analysis.pipeline import EXTRACTORS, analyse
from analysis.reading import read
from analysis.records import Source
from analysis.sources import Unread, read_sources

T = TypeVar("T")


def timed(spent: dict[str, float], name: str, call: Callable[[], T]) -> T:
    began = time.perf_counter()
    result = call()
    spent[name] += time.perf_counter() - began
    return result


def one_round(sources: list[Source]) -> dict[str, float]:
    """Seconds spent in each step over all sources."""
    spent: dict[str, float] = defaultdict(float)
    lexicons = read_lexicons()
    for source in sources:
        article = timed(spent, "clean", lambda source=source: clean(source))  # type: ignore[misc]
        reading = timed(spent, "read", lambda article=article: read(article, lexicons))  # type: ignore[misc]
        for number, (table, find) in enumerate(EXTRACTORS):
            name = f"{number:02d} {table}"
            rows = timed(spent, name, lambda find=find, reading=reading: find(reading))  # type: ignore[misc]
            reading = reading.with_found(**{table: rows})
    return spent


def growth(source: Source) -> list[tuple[int, float]]:
    """Characters and seconds of an article repeated 1, 4, 16 and 64 times."""
    out = []
    for times in (1, 4, 16, 64):
        longer = replace(source, text="\n\n".join([source.text] * times))
        began = time.perf_counter()
        analyse(longer)
        out.append((len(longer.text), time.perf_counter() - began))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    found = read_sources(options.inputs or samples())
    sources = [source for source in found if not isinstance(source, Unread)]
    one_round(sources)
    rounds = [one_round(sources) for _ in range(options.rounds)]
    print(f"{len(sources)} articles, {options.rounds} rounds: median ms per article")
    for name in rounds[0]:
        print(f"{name:16s}{statistics.median(r[name] for r in rounds) / len(sources) * 1000:8.2f}")
    total = statistics.median(sum(r.values()) for r in rounds) / len(sources)
    print(f"{'all':16s}{total * 1000:8.2f}   {1 / total:.0f} articles a second")
    print("growth: characters, ms, ms per 1,000 characters")
    for length, seconds in growth(max(sources, key=lambda s: len(s.text))):
        print(f"{length:10,d}{seconds * 1000:10.1f}{seconds * 1e6 / length:8.2f}")


if __name__ == "__main__":
    main()
