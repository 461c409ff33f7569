"""Children at work: at most so many at a time, each with its time, none able to stop the rest."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from analysis.warm import client, wire

T = TypeVar("T")
_GRACE = 15.0  # seconds after its time is over until a child that did not stop is killed


@dataclass(frozen=True, slots=True)
class Ended(Generic[T]):
    """A task, what came of it (None where its child died), and the seconds it took."""

    task: T
    result: dict[str, Any] | None
    seconds: float
    reason: str | None = None


@dataclass(slots=True)
class _Busy(Generic[T]):
    task: T
    began: float
    pid: int | None = None
    until: float = math.inf  # the clock runs from the child's first word
    killed: bool = field(default=False)


def run_each(
    tasks: Iterable[tuple[T, dict[str, Any]]],
    *,
    jobs: int,
    seconds: float,
    preload: Iterable[str],
) -> Iterator[Ended[T]]:
    """Every task as it ends. ``tasks`` are taken one by one, when a child is free for one."""
    todo = iter(tasks)
    busy: dict[Connection, _Busy[T]] = {}
    more = True
    try:
        while True:
            while more and len(busy) < jobs:
                entry = next(todo, None)
                if entry is None:
                    more = False
                    break
                task, call = entry
                line = client.ask({"task": "call"} | call, preload=preload)
                busy[line] = _Busy(task, time.monotonic())
            if not busy:
                return
            yield from _ended(busy, seconds)
    finally:
        for line, work in busy.items():
            if work.pid is not None:
                client.kill(work.pid)
            line.close()


def _ended(busy: dict[Connection, _Busy[T]], seconds: float) -> Iterator[Ended[T]]:
    over = min(work.until for work in busy.values())
    patience = None if over == math.inf else max(0.0, over - time.monotonic())
    for line in wait(list(busy), patience):
        assert isinstance(line, Connection)
        work = busy[line]
        try:
            message = wire.receive(line)
        except EOFError:
            message = {"result": None}
        if "pid" in message:
            work.pid, work.began = int(message["pid"]), time.monotonic()
            work.until = work.began + seconds + _GRACE
            continue
        line.close()
        del busy[line]
        took = time.monotonic() - work.began
        why = None
        if message["result"] is None:
            why = "its process died (out of memory, or killed)"
            if work.killed:
                why = f"it took longer than {seconds:g} seconds and was killed"
        yield Ended(work.task, message["result"], took, why)
    for work in busy.values():
        if time.monotonic() > work.until and not work.killed:
            work.killed, work.until = True, math.inf
            assert work.pid is not None
            client.kill(work.pid)
