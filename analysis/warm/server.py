"""The warm parent: imports what every notebook imports, then forks a child for each task.

Python's ``socketserver`` forks and reaps; ``multiprocessing``'s forkserver would import the
caller's ``__main__`` again in every child. The parent runs no thread, so forking it is safe.
A task is either ``kernel`` (become an IPython kernel) or ``call`` (a function by its name).
"""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import signal
import stat
import sys
import threading
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from socketserver import BaseRequestHandler, ForkingMixIn, UnixStreamServer
from typing import Any

from analysis.warm import cold, kernel, wire


class _Child(BaseRequestHandler):
    """Runs in the forked child; ``self.request`` is the socket to whoever asked."""

    def handle(self) -> None:
        assert isinstance(self.server, _Server)
        self.server.socket.close()
        line = Connection(self.request.detach())
        try:
            task = wire.receive(line)
        except EOFError:
            return
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        wire.send(line, {"pid": os.getpid()})
        _settle(task)
        if task["task"] == "kernel":
            kernel.run(line)
        else:
            threading.Thread(target=_leave_with, args=[line], daemon=True).start()
            wire.send(line, {"result": cold.call(task)})


def _leave_with(line: Connection) -> None:
    """End this child when whoever asked for its work is gone."""
    with suppress(EOFError):
        wire.receive(line)
    os.killpg(0, signal.SIGKILL)


class _Server(ForkingMixIn, UnixStreamServer):
    max_children = sys.maxsize
    request_queue_size = 1024
    parent = os.getppid()

    def service_actions(self) -> None:
        """Reap; and leave with whoever started this server."""
        super().service_actions()
        if os.getppid() != self.parent:
            raise SystemExit


def _own_files() -> None:
    """Open every inherited file anew: a position shared with other children would be moved by
    them (matplotlib reads its fonts through such files, and would draw wrong glyphs)."""
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208
        number, path = int(name), f"/proc/self/fd/{name}"
        with suppress(OSError):  # the listing's own descriptor is closed by now
            if stat.S_ISREG(os.fstat(number).st_mode) and not _writes(number):
                place = os.lseek(number, 0, os.SEEK_CUR)
                new = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
                os.lseek(new, place, os.SEEK_SET)
                os.dup2(new, number, inheritable=os.get_inheritable(number))
                os.close(new)


def _writes(number: int) -> bool:
    return bool(fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE)


def _settle(task: dict[str, Any]) -> None:
    """The child's own environment, folder, memory limit and randomness."""
    _own_files()
    os.environ.clear()
    os.environ.update(task["environment"])
    os.chdir(task["folder"])
    sys.argv = task["argv"]
    if task.get("memory"):
        import resource

        in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        limit = in_use + task["memory"]
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def _warm_up(names: list[str]) -> None:
    with kernel.prepare():
        for name in names:
            try:
                import_module(name)
            except Exception as error:  # the notebook will say it better; it only starts cold
                print(f"warm parent: {name}: {type(error).__name__}: {error}", file=sys.stderr)
    if "matplotlib.figure" in sys.modules:  # the first figure fills the caches of fonts and glyphs
        figure = sys.modules["matplotlib.figure"].Figure()
        import_module("matplotlib.backends.backend_agg").FigureCanvasAgg(figure)
        figure.subplots().set_title("Warm 0123456789")
        figure.canvas.draw()
    gc.collect()
    gc.freeze()  # the collector would write into pages the children share


def main(path: str, *names: str) -> None:
    """Listen at ``path`` until the process that started this one ends."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        with _Server(path, _Child) as server:
            _warm_up(list(names))
            server.serve_forever()
    except SystemExit:
        pass
    finally:
        shutil.rmtree(Path(path).parent, ignore_errors=True)
    os._exit(0)  # no exit handler of what was imported: they belong to a kernel that never ran


if __name__ == "__main__":
    sys.path.pop(0)
    main(*sys.argv[1:])
