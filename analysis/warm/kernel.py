"""The kernel of a warm child: ipykernel's own, with one wire in place of its five sockets.

Everything a notebook can see (shell, display hooks, captured streams, comms, startup files) is
ipykernel's; only the transport and the threads that serve it are replaced.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection
from types import SimpleNamespace
from typing import Any

import ipykernel_launcher
from ipykernel.iostream import IOPubThread, OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session, extract_header
from tornado.ioloop import IOLoop
from traitlets.config import Config

from analysis.warm import wire

# Messages that another follows at once ("busy" what begins, the result the end): they go with it.
_HELD = frozenset(("status", "execute_result", "execute_reply"))


class _Session(Session):
    """Builds messages as ever and puts them on the wire, those that belong together at once."""

    def attach(self, line: Connection) -> None:
        self._line, self._lock = line, threading.Lock()
        self._held: list[dict[str, Any]] = []

    def send(
        self,
        stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,
        buffers: Any = None,
        track: bool = False,
        header: Any = None,
        metadata: Any = None,
    ) -> dict[str, Any]:
        message: dict[str, Any] = (
            msg_or_type
            if isinstance(msg_or_type, dict)
            else self.msg(
                msg_or_type,
                content,
                parent=extract_header(parent),
                header=header,
                metadata=metadata,
            )
        )
        channel = "shell" if stream == "shell" else "iopub"
        extra = {"channel": channel, "buffers": [bytes(b).hex() for b in buffers or ()]}
        idle = message["content"].get("execution_state") == "idle"
        with self._lock:
            self._held.append(message | extra)
            if idle or message["msg_type"] not in _HELD:
                wire.send(self._line, {"messages": self._held})
                self._held = []
        return message


class _Publisher(IOPubThread):
    """The thread that flushes streams now and then, without ZMQ."""

    def __init__(self) -> None:
        self.io_loop = IOLoop(make_current=False)
        self.thread = threading.Thread(target=self._run, name="IOPub", daemon=True)
        self._stopped = False
        self.socket = None

    def _run(self) -> None:
        asyncio.set_event_loop(self.io_loop.asyncio_loop)
        self.io_loop.start()

    def start(self) -> None:
        self.thread.start()

    def schedule(self, f: Any) -> None:
        self.io_loop.add_callback(f)


class _Stream(OutStream):
    """What a cell prints; asked to flush, it does so at once instead of asking its thread to."""

    def flush(self) -> None:
        self._flush()


class _Kernel(IPythonKernel):
    _execute_sleep = 0.0  # a pause after each cell, for the sockets that are not here

    def _abort_queues(self, *_: Any) -> None:
        """nbclient sends one cell at a time: there is no queue."""


class _App(IPKernelApp):
    """ipykernel's application without connection file, sockets and heartbeat.

    ``initialize`` runs in the warm parent and starts no thread; ``awake`` does the rest in the
    child: streams, the user's extensions and startup files.
    """

    def _nothing(self, *_: Any) -> None:
        pass

    init_connection_file = write_connection_file = log_connection_info = _nothing
    init_sockets = init_poller = init_heartbeat = init_crash_handler = _nothing
    init_extensions = init_code = _nothing
    outstream_class = f"{__name__}._Stream"

    def init_io(self) -> None:
        self.displayhook = SimpleNamespace()

    def init_kernel(self) -> None:
        self.kernel = _Kernel.instance(
            parent=self,
            session=self.session,
            iopub_socket="iopub",
            shell_channel_thread=SimpleNamespace(parent_thread=threading.main_thread()),
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )

    def again(self) -> None:
        """A new notebook's turn: its names, history and counts begin anew."""
        self.kernel.shell.reset(new_session=True)

    def awake(self, line: Connection) -> None:
        self.session.attach(line)
        self.iopub_socket, self.iopub_thread = "iopub", _Publisher()
        self.kernel.iopub_thread = self.iopub_thread
        self.iopub_thread.start()
        super().init_io()
        self.displayhook.get_execution_count = lambda: self.kernel.execution_count
        self.init_gui_pylab()  # once more: the environment is the child's own now
        super().init_extensions()
        super().init_code()
        sys.stdout.flush()
        sys.stderr.flush()


def prepare() -> Any:
    """In the warm parent: everything of the kernel that can be made before a fork.

    Returns the context to import in: a module that asks finds itself in a notebook (pandas does,
    and sets the width of its tables by the answer).
    """
    quiet = {"quiet": True, "log_level": logging.CRITICAL}
    config = Config({"HistoryManager": {"enabled": False}, "IPKernelApp": quiet})
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # no debugger attaches to a wire
    _App.instance(session=_Session(), config=config).initialize([])
    del sys.modules["debugpy"]
    return _App.instance().kernel.shell.builtin_trap


def run(line: Connection) -> None:
    """Serve one client until it hangs up."""
    app = _App.instance()
    sys.argv = [ipykernel_launcher.__file__]
    app.awake(line)
    try:
        asyncio.run(_serve(app.kernel, line))
    except RuntimeError as error:  # `exit` stops the loop, as in every IPython kernel
        if "stopped" not in str(error):
            raise


async def _serve(kernel: Any, line: Connection) -> None:
    loop = asyncio.get_running_loop()
    kernel.io_loop = IOLoop.current()
    requests: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    def listen() -> None:
        try:
            while True:
                loop.call_soon_threadsafe(requests.put_nowait, wire.receive(line))
        except EOFError:  # whoever asked is gone: so is this process and all it started
            os.killpg(0, signal.SIGKILL)

    threading.Thread(target=listen, name="requests", daemon=True).start()
    while True:
        await _answer(kernel, await requests.get())


async def _answer(kernel: Any, request: dict[str, Any]) -> None:
    if request.get("task") == "again":
        _App.instance().again()
        return
    kernel.set_parent([], request, channel="shell")
    _status(kernel, "busy", request)
    handler = kernel.shell_handlers[request["header"]["msg_type"]]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        done = handler("shell", [], request)
        if inspect.isawaitable(done):
            await done
    except KeyboardInterrupt:
        kernel.log.error("KeyboardInterrupt caught in kernel.")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _status(kernel, "idle", request)


def _status(kernel: Any, state: str, request: dict[str, Any]) -> None:
    kernel.session.send("iopub", "status", {"execution_state": state}, parent=request)
