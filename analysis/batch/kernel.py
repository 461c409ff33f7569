"""The kernel a warm child becomes: ipykernel's own, with one wire in place of its five sockets.

Everything a notebook can see (shell, display hooks, captured streams, comms, startup files) is
ipykernel's; only the transport and the threads that serve it are replaced.
"""

from __future__ import annotations

import asyncio
import inspect
import os
import signal
import threading
from multiprocessing.connection import Connection
from types import SimpleNamespace
from typing import Any

from ipykernel.iostream import IOPubThread
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session, extract_header
from tornado.ioloop import IOLoop
from traitlets.config import Config

from analysis.batch import wire


class _Session(Session):
    """Builds messages as ever and puts them on the wire."""

    def attach(self, line: Connection) -> None:
        self._line, self._lock = line, threading.Lock()

    def send(  # type: ignore[override]
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
        with self._lock:
            wire.send(self._line, message | extra)
        return message


class _Publisher(IOPubThread):
    """The thread that flushes streams now and then, without ZMQ."""

    def __init__(self) -> None:
        self.io_loop = IOLoop(make_current=False)
        self.thread = threading.Thread(target=self._run, name="IOPub", daemon=True)
        self._stopped = False
        self.socket = None

    def _run(self) -> None:
        asyncio.set_event_loop(self.io_loop.asyncio_loop)  # type: ignore[attr-defined]
        self.io_loop.start()

    def start(self) -> None:
        self.thread.start()

    def schedule(self, f: Any) -> None:
        self.io_loop.add_callback(f)


class _Kernel(IPythonKernel):
    def _abort_queues(self, *_: Any) -> None:
        """nbclient sends one cell at a time: there is no queue."""


class _App(IPKernelApp):
    """ipykernel's application without connection file, sockets and heartbeat."""

    def _nothing(self, *_: Any) -> None:
        pass

    init_connection_file = write_connection_file = log_connection_info = _nothing
    init_poller = init_heartbeat = init_crash_handler = _nothing

    def init_sockets(self) -> None:
        self.iopub_thread = _Publisher()
        self.iopub_thread.start()
        self.iopub_socket = "iopub"

    def init_kernel(self) -> None:
        self.kernel = _Kernel.instance(
            parent=self,
            session=self.session,
            iopub_thread=self.iopub_thread,
            iopub_socket=self.iopub_socket,
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )
        main = threading.main_thread()
        self.kernel.shell_channel_thread = SimpleNamespace(parent_thread=main)
        self.displayhook.get_execution_count = lambda: self.kernel.execution_count


def run(line: Connection) -> None:
    """Serve one client until it hangs up."""
    session = _Session()
    session.attach(line)
    config = Config({"HistoryManager": {"enabled": False}, "IPKernelApp": {"quiet": True}})
    app = _App.instance(session=session, config=config)
    app.initialize([])
    asyncio.run(_serve(app.kernel, line))


async def _serve(kernel: Any, line: Connection) -> None:
    loop = asyncio.get_running_loop()
    kernel.io_loop = IOLoop.current()
    requests: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    def listen() -> None:
        try:
            while True:
                loop.call_soon_threadsafe(requests.put_nowait, wire.receive(line))
        except EOFError:  # whoever asked is gone: so is this process and all it started
            os.killpg(os.getpgid(0), signal.SIGKILL)

    threading.Thread(target=listen, name="requests", daemon=True).start()
    kernel.shell.exit_now = False
    while not kernel.shell.exit_now:
        await _answer(kernel, await requests.get())


async def _answer(kernel: Any, request: dict[str, Any]) -> None:
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
