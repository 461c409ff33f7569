"""Seconds per article for the four notebooks: papermill as it is, ours, and the bare calls.

    python benchmarks/batch.py [INPUT ...] [--articles 40] [--rounds 2] [--ways plain,one,two,bare]

INPUT as for `sitrep batch` (default: the shipped samples); inputs are repeated under new ids until
there are enough. The ways take turns (A B C A B C), each in a slice of the articles, so that what
else the machine does weighs on all of them. Wall clock says how long one waits, processor time
(of the whole tree of processes) what it costs; on a busy machine trust the second.

`plain` is papermill's API with its own engine, `one` and `two` are `sitrep batch` with as many
jobs, `bare` the notebooks' code called in one process without any notebook, `ploomber`
(if `ploomber-engine` is installed) its in-process engine.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from analysis.batch.intake import as_record
from analysis.batch.run import Settings, run_batch
from analysis.check import samples
from analysis.paths import shipped
from analysis.report import NOTEBOOKS
from analysis.sources import Unread, read_sources
from analysis.warm import client


@dataclass
class Way:
    """One way of running the notebooks, and what it has cost so far."""

    run: Callable[[list[Path], Path], None]
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def turn(self, articles: list[Path]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            began, spent = time.perf_counter(), processor_time()
            self.run(articles, Path(folder))
            self.wall.append((time.perf_counter() - began) / len(articles))
            self.processor.append((processor_time() - spent) / len(articles))


def processor_time() -> float:
    """Seconds spent by this process, the warm parent, and all their children that have ended."""
    processes = [psutil.Process()]
    if client._parent is not None:
        processes.append(psutil.Process(client._parent.pid))
    return sum(sum(process.cpu_times()[:4]) for process in processes)


def given(article: Path, out: Path) -> dict[str, str]:
    folder = out / article.stem
    folder.mkdir(exist_ok=True)
    return {"article": str(article.resolve()), "out": str(folder)}


def plain(articles: list[Path], out: Path, engine: str | None = None) -> None:
    import papermill

    for article in articles:
        for name in NOTEBOOKS:
            parameters = given(article, out)
            papermill.execute_notebook(
                str(shipped("notebooks") / name),
                f"{parameters['out']}/{name}",
                parameters=parameters,
                engine_name=engine,
                kernel_name="python3",
                progress_bar=False,
            )


def ours(jobs: int) -> Callable[[list[Path], Path], None]:
    def run(articles: list[Path], out: Path) -> None:
        rows = run_batch([str(path) for path in articles], Settings(out / "reports", jobs=jobs))
        assert all(row.status == "done" for row in rows), [row.reason for row in rows]

    return run


def bare(articles: list[Path], out: Path) -> None:
    from analysis.batch.rehearsal import rehearse

    for article in articles:
        for name in NOTEBOOKS:
            rehearse(shipped("notebooks") / name, given(article, out))


def ploomber(articles: list[Path], out: Path) -> None:
    plain(articles, out, engine="embedded")  # the name ploomber-engine registers


def ways(names: list[str]) -> dict[str, Way]:
    known = {"plain": plain, "one": ours(1), "two": ours(2), "bare": bare, "ploomber": ploomber}
    return {name: Way(known[name]) for name in names}


def articles(inputs: list[str], count: int, folder: Path) -> list[Path]:
    """``count`` articles, one record a file."""
    found = [s for s in read_sources(inputs) if not isinstance(s, Unread)][:count]
    paths = []
    for number in range(count):
        record: dict[str, Any] = as_record(found[number % len(found)])
        record["id"] = f"{record['id']}-{number}"
        paths.append(folder / f"{number:03d}.json")
        paths[-1].write_text(json.dumps(record), encoding="utf-8")
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--ways", default="plain,one,two,bare")
    options = parser.parse_args()
    taking_part = ways(options.ways.split(","))
    with tempfile.TemporaryDirectory() as folder:
        every = articles(options.inputs or samples(), options.articles, Path(folder))
        began = time.perf_counter()
        for name, way in taking_part.items():  # once unmeasured: caches of fonts, the warm parent
            if name != "plain":
                way.turn(every[:1])
        print(f"warm in {time.perf_counter() - began:.1f} s")
        for way in taking_part.values():
            way.wall, way.processor = [], []
        for turn in range(options.rounds):
            for way in taking_part.values():
                way.turn(every[turn :: options.rounds])
    least = taking_part.get("bare")
    most = taking_part.get("plain")
    print(f"{options.articles} articles, {options.rounds} turns: seconds an article (median turn)")
    print(f"{'':10}{'wall':>8}{'processor':>11}{'plain / it':>12}{'it / bare':>11}")
    for name, way in taking_part.items():
        wall, processor = statistics.median(way.wall), statistics.median(way.processor)
        faster = f"{statistics.median(most.processor) / processor:.1f}" if most else "-"
        slower = f"{processor / statistics.median(least.processor):.2f}" if least else "-"
        print(f"{name:10}{wall:8.2f}{processor:11.2f}{faster:>12}{slower:>11}")
    if {"one", "two"} <= taking_part.keys():
        pairs = zip(taking_part["one"].wall, taking_part["two"].wall, strict=True)
        ratio = statistics.median(one / two for one, two in pairs)
        print(f"two jobs do {ratio:.2f} times the work of one")


if __name__ == "__main__":
    main()
