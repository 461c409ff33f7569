"""Where forking is unsafe: a task in a new process of its own, with the same talk over its wire."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from analysis.warm import wire


def ask(task: dict[str, Any]) -> Connection:
    """A wire to a new process that calls the task's function; first comes its ``pid``."""
    spawn = get_context("spawn")
    near, far = spawn.Pipe()
    spawn.Process(target=_work, args=(far, task)).start()
    far.close()
    return near


def kill(pid: int) -> None:
    """End the process; what it started ends as it loses its parent."""
    with suppress(ProcessLookupError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def _work(line: Connection, task: dict[str, Any]) -> None:
    wire.send(line, {"pid": os.getpid()})
    wire.send(line, {"result": call(task)})


def call(task: dict[str, Any]) -> Any:
    """What the task's function returns; it is named ``module:function``."""
    module, _, name = task["function"].partition(":")
    return getattr(import_module(module), name)(**task["arguments"])
