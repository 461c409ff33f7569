"""The near side of a warm child: starts the warm parent, asks it for children, talks to them."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import queue
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

from analysis.warm import cold, wire

ADDRESS = "SITREP_WARM"  # the environment names a running parent to children that need one, too
_START = 60.0  # seconds a warm parent may take to listen
# Libraries that start threads when imported, told not to: they would not survive the fork.
_THREADLESS = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
_parent: subprocess.Popen[bytes] | None = None


def available() -> bool:
    """True where forking a process that has imported much is safe."""
    return sys.platform.startswith("linux")


def start(preload: Iterable[str] = ()) -> str:
    """The address of the warm parent; the first call starts it, with ``preload`` imported.

    Returns at once: a parent that is still warming up answers when it is done.
    """
    global _parent
    if ADDRESS not in os.environ:
        path = Path(tempfile.mkdtemp(prefix="sitrep-")) / "warm"
        _parent = subprocess.Popen(
            [sys.executable, "-m", "analysis.warm.server", str(path), *preload],
            env=os.environ | _THREADLESS,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.environ[ADDRESS] = str(path)
        atexit.register(stop)
    return os.environ[ADDRESS]


def stop() -> None:
    """End the warm parent, if this process started one."""
    global _parent
    if _parent is not None:
        _parent.terminate()
        _parent.wait()
        _parent = None
        del os.environ[ADDRESS]


def ask(task: dict[str, Any], *, preload: Iterable[str] = ()) -> Connection:
    """A wire to a new child that begins with ``task``; its first message is its ``pid``.

    A warm parent that has died is started anew, once. Where forking is unsafe, a call gets a new
    process, and a kernel cannot be asked for.
    """
    if not available() and task["task"] == "call":
        return cold.ask(task)
    try:
        line = _reach(start(preload))
    except OSError:
        if _parent is None:
            raise
        stop()
        line = _reach(start(preload))
    here = {"environment": dict(os.environ), "folder": str(Path.cwd()), "argv": sys.argv[:1]}
    wire.send(line, here | task)
    return line


def _reach(path: str) -> Connection:
    until = time.monotonic() + _START
    while True:
        try:
            return wire.connect(path)
        except OSError:
            if time.monotonic() > until or _parent is None or _parent.poll() is not None:
                raise
        time.sleep(0.005)


def kill(pid: int) -> None:
    """End a child and everything it started."""
    if not available():
        cold.kill(pid)
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


class WarmKernel(AsyncKernelClient):
    """A warm child as nbclient wants to see it: kernel manager and client in one."""

    has_kernel = True
    kernel_id = "warm"

    def begin(self, *, preload: Iterable[str] = (), memory: int | None = None) -> None:
        """Fork the child; ``memory`` is the bytes it may use on top of what is imported."""
        self._line = ask({"task": "kernel", "memory": memory}, preload=preload)
        self._pid = int(wire.receive(self._line)["pid"])
        self._inbox: dict[str, asyncio.Queue[dict[str, Any]]] = {}
        self._alive = True
        self._loop: asyncio.AbstractEventLoop | None = None

    def again(self) -> None:
        """The same child for another notebook: what was defined and counted is forgotten."""
        self._loop = None  # what the last one left unread is nobody's
        self._send({"task": "again"})

    def client(self) -> WarmKernel:
        """Itself."""
        return self

    def start_channels(self, *_: Any, **__: Any) -> None:
        """Nothing to open: the wire is there."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Nothing to wait for: the child reads its first request when it can."""

    @property
    def shell_channel(self) -> Any:
        """Requests go out and replies come in here."""
        return self._channel("shell")

    @property
    def iopub_channel(self) -> Any:
        """What the notebook shows comes in here."""
        return self._channel("iopub")

    def _channel(self, name: str) -> Any:
        async def get_msg(timeout: float | None = None) -> dict[str, Any]:
            self._listen()
            try:
                return await asyncio.wait_for(self._inbox[name].get(), timeout)
            except TimeoutError:
                raise queue.Empty from None

        return SimpleNamespace(get_msg=get_msg, send=self._send)

    def _send(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):  # a dead child is noticed by whoever waits for it
            wire.send(self._line, message)

    def _listen(self) -> None:
        """Sort messages into inboxes, on the event loop that runs now."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop = loop
            self._inbox = {"shell": asyncio.Queue(), "iopub": asyncio.Queue()}
            loop.add_reader(self._line.fileno(), self._read, loop)

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            messages = wire.receive(self._line)["messages"]
        except EOFError:
            self._alive = False
            loop.remove_reader(self._line.fileno())
            return
        for message in messages:
            message["buffers"] = [bytes.fromhex(text) for text in message["buffers"]]
            self._inbox[message["channel"]].put_nowait(message)

    async def is_alive(self) -> bool:
        """False once the child has hung up."""
        return self._alive

    async def interrupt_kernel(self) -> None:
        """As pressing the stop button."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGINT)

    def kill(self) -> None:
        """End the child; whoever waits for it learns that it died."""
        kill(self._pid)

    def stop(self) -> None:
        """End the child and hang up."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(self._line.fileno())
        self.kill()
        self._line.close()
