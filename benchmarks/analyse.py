"""Milliseconds per article in one process: the first article, then warm, room by room.

    python benchmarks/analyse.py [INPUT ...] [--rounds N]

INPUT as for `sitrep extract`; without one, the shipped samples. Processor time, because others may
use the machine: of each article and room the best of the rounds counts. Prints what the first
article costs (lexicons, gazetteer, patterns), each room's time and share, what it saves to read
sixteen articles step by step, and how the time grows with the length of an article.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from analysis.check import samples
from analysis.clean import clean
from analysis.lexicon import read_lexicons
from analysis.pipeline import EXTRACTORS, Extractor, analyse, analyse_together
from analysis.reading import read
from analysis.records import Source
from analysis.sources import Unread, read_sources

T = TypeVar("T")


Spent = dict[tuple[str, int], float]  # by step and article


def timed(best: Spent, room: str, number: int, call: Callable[[], T]) -> T:
    began = time.process_time()
    result = call()
    spent = time.process_time() - began
    best[room, number] = min(spent, best.get((room, number), spent))
    return result


def room_of(find: Extractor) -> str:
    """The room of an extractor: the module under ``analysis.extract`` it lives in."""
    return find.__module__.split(".")[2]


def one_round(sources: list[Source], best: Spent) -> None:
    """Keep the best time of each step for each source; a room may have several."""
    lexicons = read_lexicons(None)
    for n, source in enumerate(sources):
        article = timed(best, "clean", n, partial(clean, source))
        reading = timed(best, "reading", n, partial(read, article, lexicons))
        for table, find in EXTRACTORS:
            rows = timed(best, f"{room_of(find)} {find.__name__}", n, partial(find, reading))
            reading = reading.with_found(**{table: rows})


def sixteens(sources: list[Source], rounds: int) -> tuple[float, float]:
    """Seconds of an article, cleaned before: read alone, and step by step with fifteen others."""
    best: Spent = {}
    for _ in range(rounds):
        for n in range(0, len(sources), 16):
            articles = [clean(source) for source in sources[n : n + 16]]
            timed(best, "alone", n, partial(list, map(analyse, articles)))
            timed(best, "together", n, partial(list, analyse_together(articles)))
    alone = sum(spent for (how, _), spent in best.items() if how == "alone")
    return alone / len(sources), (sum(best.values()) - alone) / len(sources)


def growth(source: Source) -> list[tuple[int, float]]:
    """Characters and seconds of an article repeated 1, 4, 16 and 64 times."""
    out = []
    for times in (1, 4, 16, 64):
        longer = replace(source, text="\n\n".join([source.text] * times))
        began = time.process_time()
        analyse(longer)
        out.append((len(longer.text), time.process_time() - began))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    found = read_sources(options.inputs or samples())
    sources = [source for source in found if not isinstance(source, Unread)]
    began = time.process_time()
    analyse(sources[0])
    print(
        f"the first article, with all that is read and compiled: {time.process_time() - began:.2f} s"
    )
    best: Spent = {}
    for _ in range(options.rounds):
        one_round(sources, best)
    rooms: dict[str, float] = defaultdict(float)
    for (step, _), seconds in best.items():
        rooms[step.split()[0]] += seconds / len(sources)
    total = sum(rooms.values())
    print(f"{len(sources)} articles, best of {options.rounds} rounds: ms per article, share")
    for room, seconds in rooms.items():
        print(f"{room:12s}{seconds * 1000:8.2f}{seconds / total:7.0%}")
    print(f"{'all':12s}{total * 1000:8.2f}   {1 / total:.0f} articles a second")
    alone, together = sixteens(sources, options.rounds)
    print(f"cleaned before: {alone * 1000:.2f} alone, {together * 1000:.2f} with fifteen others")
    print("growth: characters, ms, ms per 1,000 characters")
    for length, seconds in growth(max(sources, key=lambda s: len(s.text))):
        print(f"{length:10,d}{seconds * 1000:10.1f}{seconds * 1e6 / length:8.2f}")


if __name__ == "__main__":
    main()
