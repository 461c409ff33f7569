"""A long batch, unbroken and killed: does it end the same, and does its memory stay flat?

    python benchmarks/soak.py INPUT ... [--articles 757] [--kills 5] [--jobs 2] [--seed 1]

Run by hand: it takes twice as long as the batch. INPUT as for `sitrep batch`. One batch runs
unbroken while the memory of the two processes that last (the command, the warm parent) is read at
every article. A second one is killed with `kill -9` at random moments and called again until it is
through. Then both folders are compared: every file byte for byte, notebooks and `run.json` but for
times and what is drawn by lot; and no folder that was whole at a kill was made again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

# What a run says of its own time and place.
_OWN = re.compile("time|duration|version")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--articles", type=int, default=757)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        feed = folder / "feed.jsonl"
        lines = (line for path in options.inputs for line in Path(path).read_bytes().splitlines())
        feed.write_bytes(b"\n".join(list(lines)[: options.articles]) + b"\n")
        count = sum(1 for _ in feed.open("rb"))
        whole, broken = folder / "whole", folder / "broken"
        took = unbroken(feed, whole, options.jobs, count)
        killed(feed, broken, options, count, took)
        compare(whole, broken)


def call(feed: Path, out: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "analysis", "batch", str(feed), "--out", str(out)]
    return subprocess.Popen(
        [*command, "--jobs", str(jobs)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def finished(out: Path) -> dict[str, int]:
    """The folders that are whole, each with the number its disk knows it by."""
    return {path.parent.name: path.parent.stat().st_ino for path in out.glob("*/run.json")}


def unbroken(feed: Path, out: Path, jobs: int, count: int) -> float:
    """Seconds it took; prints what the processes that last held at the start and the end."""
    began, running, held = time.monotonic(), call(feed, out, jobs), {}
    while running.poll() is None:
        time.sleep(0.25)
        try:
            process = psutil.Process(running.pid)
            lasting = [process, *process.children()]
            held[len(finished(out))] = [one.memory_info().rss / 1e6 for one in lasting[:2]]
        except psutil.Error:
            continue
    took = time.monotonic() - began
    print(f"unbroken: status {running.returncode}, {len(finished(out))} of {count} in {took:.0f} s")
    early, late = (min(held, key=lambda at: abs(at - count * part)) for part in (0.066, 0.99))
    for at, name in enumerate(("the command", "the warm parent")):
        first, last = held[early][at], held[late][at]
        grown = (last / first - 1) * 100
        print(f"{name}: {first:.0f} MB after {early}, {last:.0f} MB after {late} ({grown:+.1f} %)")
    return took


def killed(feed: Path, out: Path, options: Any, count: int, took: float) -> None:
    """The same, ended ``kills`` times; prints how much was done at each end."""
    lots, again = random.Random(options.seed), 0
    for number in range(options.kills):
        running, before = call(feed, out, options.jobs), finished(out)
        time.sleep(lots.uniform(0.25, 1.0) * took / (options.kills + 1) + 5)
        if running.poll() is None:
            os.kill(running.pid, signal.SIGKILL)
        running.wait()
        time.sleep(2.0)  # what it started goes with it
        after = finished(out)
        again += sum(after.get(name) != node for name, node in before.items())
        half = [path.name for path in out.glob("*/") if path.name not in after]
        half = [name for name in half if not name.startswith(".sitrep")]
        print(f"kill {number + 1}: {len(after)} of {count} whole, half folders: {half or 'none'}")
    before = finished(out)
    status = call(feed, out, options.jobs).wait()
    after = finished(out)
    again += sum(after.get(name) != node for name, node in before.items())
    print(f"resumed: status {status}, {len(after)} of {count}; done twice: {again}")


def compare(one: Path, other: Path) -> None:
    names = {path.relative_to(one) for path in one.rglob("*") if path.is_file()}
    more = {path.relative_to(other) for path in other.rglob("*") if path.is_file()}
    unlike = [name for name in sorted(names & more) if read(one / name) != read(other / name)]
    print(
        f"files: {len(names)}, only in one of the two: {len(names ^ more)}, unlike: {len(unlike)}"
    )
    for name in [*sorted(names ^ more), *unlike][:10]:
        print(f"  {name}")


def read(path: Path) -> Any:
    """What a file says, without its own time and lots."""
    if path.suffix not in (".ipynb", ".jsonl") and path.name != "run.json":
        return path.read_bytes()
    text = path.read_text("utf-8")
    if path.suffix == ".jsonl":
        return [neutral(json.loads(line)) for line in text.splitlines()]
    return neutral(json.loads(text))


def neutral(value: Any) -> Any:
    if isinstance(value, dict):
        lots = "injected-parameters" in value.get("metadata", {}).get("tags", ())
        return {
            key: neutral(item)
            for key, item in value.items()
            if not (_OWN.search(key) or key in ("seconds", "execution") or (lots and key == "id"))
        }
    return [neutral(item) for item in value] if isinstance(value, list) else value


if __name__ == "__main__":
    main()
