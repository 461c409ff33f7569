"""Messages between processes: JSON over a Unix socket, never pickled."""

from __future__ import annotations

import json
import socket
from multiprocessing.connection import Connection
from typing import Any

from jupyter_client.jsonutil import json_default


def send(wire: Connection, message: dict[str, Any]) -> None:
    """One message; dates and bytes become text as on a kernel's own sockets."""
    text = json.dumps(message, default=json_default, ensure_ascii=True)
    wire.send_bytes(text.encode("ascii"))


def receive(wire: Connection) -> dict[str, Any]:
    """The next message; EOFError where the other side is gone."""
    try:
        return dict(json.loads(wire.recv_bytes()))
    except OSError as error:  # a reset connection is an end, too
        raise EOFError(str(error)) from error


def connect(path: str) -> Connection:
    """A wire to the server that listens at ``path``."""
    link = socket.socket(socket.AF_UNIX)
    try:
        link.connect(path)
    except OSError:
        link.close()
        raise
    return Connection(link.detach())
