"""A papermill engine that runs each notebook in a fresh child of a warm process.

    papermill.execute_notebook("in.ipynb", "out.ipynb", engine_name="sitrep-warm")

papermill and nbclient do all they ever do (parameters, outputs, timings, errors, metadata); only
the kernel is not started and not loaded anew: it is forked from a parent that has imported what
the notebook imports. Options, all papermill's ``engine_kwargs``: ``preload`` (module names;
default: what the first notebook imports), ``memory`` (bytes a notebook may use on top of them),
``seconds`` (for all its cells: then the one that runs is interrupted, and soon after killed),
``shared`` (a ``Shared``: one child for several notebooks in a row), and papermill's and nbclient's
own, such as ``execution_timeout``.
Where fork is unsafe, or the kernel is another language's or another Python's, papermill's
ordinary engine runs.
"""

from __future__ import annotations

import ast
import math
import sys
import threading
import time
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import NBClientEngine

from analysis.warm import client

_GRACE = 5.0  # seconds between the interrupt and the end of a notebook that does not heed it


class Shared:
    """One child for several notebooks that belong together, run one after the other.

    Each begins without the names, history and counts of the one before; modules are as that left
    them. ``notebook`` is the one run last, as far as it came.
    """

    def __init__(self, *, preload: Iterable[str], memory: int | None = None) -> None:
        self.notebook: Any = None
        self._preload, self._memory = list(preload), memory
        self._kernel: client.WarmKernel | None = None

    def kernel(self) -> client.WarmKernel:
        """The child, forked when it is first asked for, ready for another notebook."""
        if self._kernel is None:
            self._kernel = client.WarmKernel()
            self._kernel.begin(preload=self._preload, memory=self._memory)
        else:
            self._kernel.again()
        return self._kernel

    def __enter__(self) -> Shared:
        return self

    def __exit__(self, *_: object) -> None:
        if self._kernel is not None:
            self._kernel.stop()


class WarmEngine(NBClientEngine):  # type: ignore[misc]
    """papermill's engine with a warm child for a kernel."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        preload: list[str] | None = None,
        memory: int | None = None,
        seconds: float | None = None,
        shared: Shared | None = None,
        **options: Any,
    ) -> Any:
        """Run the notebook; what ends it early carries it along as ``error.notebook``."""
        if shared is not None:
            shared.notebook = nb_man.nb
        if seconds is not None:
            options |= _limited(seconds)
        if not client.available() or not _ours(kernel_name):
            return super().execute_managed_notebook(nb_man, kernel_name, **options)
        if shared is not None:
            kernel = shared.kernel()
        else:
            kernel = client.WarmKernel()
            kernel.begin(preload=imports(nb_man.nb) if preload is None else preload, memory=memory)
        guard = threading.Timer((seconds or 0) + _GRACE, kernel.kill)
        if seconds is not None:
            guard.start()
        try:
            return super().execute_managed_notebook(nb_man, kernel_name, km=kernel, **options)
        except (DeadKernelError, CellTimeoutError) as error:
            error.notebook = nb_man.nb  # type: ignore[union-attr]
            raise
        finally:
            guard.cancel()
            if shared is None:
                kernel.stop()


def _limited(seconds: float) -> dict[str, Any]:
    """nbclient's options that interrupt whatever cell runs when the time is over."""
    until = time.monotonic() + seconds
    return {
        "timeout_func": lambda cell: max(1, math.ceil(until - time.monotonic())),
        "interrupt_on_timeout": True,
    }


@lru_cache(maxsize=8)
def _ours(kernel_name: str) -> bool:
    """True where the kernel is ipykernel on the Python that runs now."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager().get_kernel_spec(kernel_name)
    except NoSuchKernel:
        return False
    python, *rest = spec.argv or [""]
    same = {"python", "python3", f"python3.{sys.version_info[1]}", sys.executable}
    return python in same and "ipykernel_launcher" in rest and not spec.env


def imports(notebook: Any) -> list[str]:
    """The modules a notebook's cells import, as far as they are plain Python."""
    found: dict[str, None] = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        try:
            tree = ast.parse(cell.source)
        except (SyntaxError, ValueError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= dict.fromkeys(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found[node.module] = None
    here = {path.stem for path in Path().iterdir()}
    return [name for name in found if name.partition(".")[0] not in here]
