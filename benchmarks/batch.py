"""Seconds per article for the four notebooks: papermill as it is, ours, and the bare calls.

    python benchmarks/batch.py [INPUT ...] [--articles 40] [--rounds 2] [--plain 4]
                               [--ways plain,one,two,bare] [--ploomber PYTHON]

INPUT as for `sitrep batch` (default: the shipped samples); inputs are repeated under new ids until
there are enough. The ways take turns (A B C A B C), each in a slice of the articles, so that what
else the machine does weighs on all of them. Wall clock says how long one waits, processor time
(of the whole tree of processes) what it costs; on a busy machine trust the second.

`plain` is papermill's API with its own engine, `one` and `two` are `sitrep batch` with as many
jobs, `bare` the notebooks' code called in one process without any notebook. As papermill alone
would take most of an hour, it gets only `--plain` articles a turn (0: all).
The engine of ploomber runs them in one process, too, and takes part where PYTHON has it:

    python -m venv /tmp/peer && /tmp/peer/bin/pip install . ploomber-engine
    python benchmarks/batch.py --ploomber /tmp/peer/bin/python
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
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

    run: Callable[[list[Path], Path], tuple[float, float] | None]
    most: int | None = None  # articles a turn
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def turn(self, articles: list[Path]) -> None:
        articles = articles[: self.most]
        with tempfile.TemporaryDirectory() as folder:
            spent, began = processor_time(), time.perf_counter()
            told = self.run(articles, Path(folder))
            wall, processor = told or (time.perf_counter() - began, processor_time() - spent)
            self.wall.append(wall / len(articles))
            self.processor.append(processor / len(articles))


def processor_time() -> float:
    """Seconds spent by this process, the warm parent, and all their children that have ended."""
    if client._parent is not None:
        time.sleep(0.8)  # it reaps twice a second
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


def ploomber(python: str) -> Callable[[list[Path], Path], tuple[float, float]]:
    def run(articles: list[Path], out: Path) -> tuple[float, float]:
        command = [python, __file__, "--peer", str(out), *map(str, articles)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        wall, processor = map(float, told.split()[-2:])
        return wall, processor

    return run


def peer(out: Path, articles: list[Path]) -> None:
    """Seconds of wall clock and processor for ploomber's engine, once it is warm."""
    for counted in (False, True):
        spent, began = processor_time(), time.perf_counter()
        plain(articles if counted else articles[:1], out, engine="embedded")
    print(time.perf_counter() - began, processor_time() - spent)


def ways(names: list[str], options: argparse.Namespace) -> dict[str, Way]:
    known = {
        "plain": Way(plain, options.plain or None),
        "one": Way(ours(1)),
        "two": Way(ours(2)),
        "bare": Way(bare),
        "ploomber": Way(ploomber(options.ploomber), options.plain or None),
    }
    return {name: known[name] for name in names}


def versus(one: Way | None, other: Way | None) -> str:
    """How many times the wall clock, and the processor time, of another."""
    if one is None or other is None:
        return "-"
    wall, processor = (
        statistics.median(getattr(one, name)) / statistics.median(getattr(other, name))
        for name in ("wall", "processor")
    )
    return f"{wall:.2f} ({processor:.2f})"


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
    parser.add_argument("--plain", type=int, default=4)
    parser.add_argument("--ploomber", default="")
    parser.add_argument("--peer", type=Path)
    options = parser.parse_args()
    if options.peer:
        peer(options.peer, [Path(name) for name in options.inputs])
        return
    names = options.ways.split(",") + (["ploomber"] if options.ploomber else [])
    taking_part = ways(names, options)
    with tempfile.TemporaryDirectory() as folder:
        every = articles(options.inputs or samples(), options.articles, Path(folder))
        began = time.perf_counter()
        for name, way in taking_part.items():  # once unmeasured: caches of fonts, the warm parent
            if name not in ("plain", "ploomber"):
                way.turn(every[:1])
        print(f"warm in {time.perf_counter() - began:.1f} s")
        for way in taking_part.values():
            way.wall, way.processor = [], []
        for turn in range(options.rounds):
            for way in taking_part.values():
                way.turn(every[turn :: options.rounds])
    least = taking_part.get("bare")
    most = taking_part.get("plain")
    print(
        f"{options.articles} articles, {options.rounds} turns: seconds an article (median turn); "
        "ratios of wall clock (of processor time)"
    )
    print(f"{'':10}{'wall':>8}{'processor':>11}{'plain / it':>20}{'it / bare':>17}")
    for name, way in taking_part.items():
        wall, processor = statistics.median(way.wall), statistics.median(way.processor)
        faster, slower = versus(most, way), versus(way, least)
        print(f"{name:10}{wall:8.2f}{processor:11.2f}{faster:>20}{slower:>17}")
    if {"one", "two"} <= taking_part.keys():
        pairs = zip(taking_part["one"].wall, taking_part["two"].wall, strict=True)
        ratio = statistics.median(one / two for one, two in pairs)
        print(f"two jobs do {ratio:.2f} times the work of one")


if __name__ == "__main__":
    main()
