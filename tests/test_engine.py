"""The warm engine leaves the notebook that papermill's own engine leaves."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from analysis.report import NOTEBOOKS
from analysis.runner import PRELOAD
from analysis.warm import client
from analysis.warm.engine import Shared, imports

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data/raw/idlib-ceasefire-2020-03-05.txt"
pytestmark = pytest.mark.skipif(not client.available(), reason="forks only on Linux")

# Every way of showing something that a reader of an executed notebook may rely on.
SHOWING = [
    # streams
    "import sys, time",
    "print('out'); print('err', file=sys.stderr); print('more')",
    "print('first', flush=True); time.sleep(0.5); print('later')",
    # rich
    "import pandas as pd\nfrom IPython.display import HTML, Markdown, Image, display, JSON",
    "pd.DataFrame({'a': [1, None], 'b': ['x', 'y']})",
    "display(HTML('<b>1</b>'), Markdown('*2*')); 3",
    "handle = display(HTML('a'), display_id='one')\nhandle.update(HTML('b'))",
    "display(JSON({'a': 1}), metadata={'k': 'v'})",
    "float('nan'), {1: (2,)}, 'é'",
    # clearing
    "from IPython.display import clear_output\nprint(1); clear_output(); print(2)",
    "print(3); clear_output(wait=True); print(4)",
    # figures
    "import matplotlib.pyplot as plt",
    "plt.plot([1, 2]);",
    "figure, axes = plt.subplots(figsize=(2, 1))\naxes.bar([1], [2])\nfigure",
    "plt.rcParams['figure.dpi'], plt.get_backend()",
    # shell
    "!echo hello",
    "%%bash\necho out\necho err >&2",
    "import os; os.system('echo from below')",
    "%%capture kept\nprint('hidden')",
    "kept.stdout",
    # awaiting
    "import asyncio",
    "await asyncio.sleep(0.01, result='slept')",
    "task = asyncio.ensure_future(asyncio.sleep(0, 'background'))",
    "await task",
    # warnings
    "import warnings, logging",
    "warnings.warn('careful')",
    "logging.getLogger('x').warning('logged')",
    # state
    "import sys, os, random",
    "__name__, os.path.basename(sys.argv[0]), sys.path[0] == '', os.getcwd()",
    "get_ipython().__class__.__name__, get_ipython().kernel is not None",
    "_",
    "Out[2], In[1]",
    # empty
    "",
    "# only a comment",
    "x = 1;",
    "x",
]
# Notebooks that come to a bad end.
FAILING = {
    "raises": ["def f(x):\n    return 1 / x", "print('before')\nf(0)", "'never run'"],
    "syntax": ["1 +", "2"],
    "asks": ["input('name? ')"],
    "exits": ["import sys", "sys.exit(3)", "1"],
    "exits well": ["import sys", "sys.exit(0)", "1"],
    "leaves": ["print('before')", "exit()", "1"],
    "eats memory": [
        "from resource import RLIMIT_AS, setrlimit\nlimit = 3 * 1024**3",
        "setrlimit(RLIMIT_AS, (limit, limit))",
        "kept = bytearray(2 * limit)",
    ],
    "interrupted": ["print('begins')", "import time\ntime.sleep(60)", "1"],
}


def notebook(folder: Path, cells: list[str], name: str = "in.ipynb") -> Path:
    made = nbformat.v4.new_notebook()
    made.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    made.cells = [nbformat.v4.new_code_cell(source) for source in cells]
    made.cells.insert(0, nbformat.v4.new_markdown_cell("# A title"))
    for number, cell in enumerate(made.cells):
        cell["id"] = f"cell-{number}"
    path = folder / name
    nbformat.write(made, path)
    return path


def without_times(text: str) -> Any:
    """What was written, without times, process numbers and what is drawn by lot."""
    written = nbformat.reads(text, as_version=4)
    written.metadata.papermill = {
        k: v for k, v in written.metadata.papermill.items() if not re.search("time|duration", k)
    }
    for cell in written.cells:
        if "papermill-error-cell-tag" in cell.metadata.get("tags", ()) or "injected-parameters" in (
            cell.metadata.get("tags", ())
        ):
            cell["id"] = "by lot"
        for key in ("start_time", "end_time", "duration"):
            cell.metadata.get("papermill", {}).pop(key, None)
        cell.metadata.get("execution", {}).clear()
        if "outputs" in cell:
            cell["outputs"] = _streams_joined(cell["outputs"])
        for output in cell.get("outputs", ()):
            for name in ("text", "traceback", "data"):
                if name in output:
                    output[name] = _neutral(output[name])
    return written


def _streams_joined(outputs: list[Any]) -> list[Any]:
    """A busy kernel sends what is printed in one piece or in two."""
    joined: list[Any] = []
    for output in outputs:
        last = joined[-1] if joined else {}
        name = output.get("name")
        if output["output_type"] == "stream" and last.get("name") == name:
            last["text"] += output["text"]
        else:
            joined.append(output)
    return joined


def _neutral(value: Any) -> Any:
    if isinstance(value, str):
        value = re.sub(r"ipykernel_\d+", "ipykernel_N", value)
        return re.sub(r"0x[0-9a-f]+|/tmp/pytest-[^ '\"]*/(ours|theirs)", "ADDRESS", value)
    if isinstance(value, dict):
        return {key: _neutral(item) for key, item in value.items()}
    return [_neutral(item) for item in value] if isinstance(value, list) else value


def both(path: Path, folder: Path, **options: Any) -> tuple[Any, Any]:
    """The same notebook, executed by our engine and by papermill's own."""
    left = []
    for engine in ("sitrep-warm", None):
        out = folder / "out.ipynb"
        out.unlink(missing_ok=True)
        with suppress(PapermillExecutionError, DeadKernelError):
            papermill.execute_notebook(
                str(path), str(out), engine_name=engine, progress_bar=False, **options
            )
        left.append(without_times(out.read_text("utf-8")))
    return left[0], left[1]


def difference(ours: Any, theirs: Any) -> list[str]:
    """Where two notebooks differ, in few words (pytest takes minutes over two long ones)."""
    cells = [
        f"cell {number}: {str(one)[:500]} != {str(other)[:500]}"
        for number, (one, other) in enumerate(zip(ours.cells, theirs.cells, strict=False))
        if one != other
    ]
    return cells if cells or ours == theirs else [f"{ours.metadata} != {theirs.metadata}"]


@pytest.fixture(scope="module", autouse=True)
def _one_parent() -> Iterator[None]:
    yield
    client.stop()


def test_what_is_shown_is_equal_to_papermills_own(tmp_path: Path) -> None:
    ours, theirs = both(notebook(tmp_path, SHOWING), tmp_path, cwd=str(tmp_path))
    assert difference(ours, theirs) == []


def test_a_shared_child_shows_the_same_in_its_second_notebook(tmp_path: Path) -> None:
    path, out = notebook(tmp_path, SHOWING), tmp_path / "out.ipynb"
    shown = {}
    with Shared(preload=[]) as shared:
        for turn, options in (
            ("first", {"engine_name": "sitrep-warm", "shared": shared}),
            ("second", {"engine_name": "sitrep-warm", "shared": shared}),
            ("papermill's", {}),
        ):
            with suppress(PapermillExecutionError):
                papermill.execute_notebook(
                    str(path), str(out), progress_bar=False, cwd=str(tmp_path), **options
                )
            shown[turn] = without_times(out.read_text("utf-8"))
    assert difference(shown["first"], shown["papermill's"]) == []
    assert difference(shown["second"], shown["papermill's"]) == []


def test_a_shared_child_forgets_names_and_counts(tmp_path: Path) -> None:
    with Shared(preload=[]) as shared:
        run(notebook(tmp_path, ["kept = 1", "kept"]), shared=shared)
        done = run(notebook(tmp_path, ["'kept' in globals(), len(Out), In[1:]"]), shared=shared)
        with pytest.raises(PapermillExecutionError):
            run(notebook(tmp_path, ["1 / 0"]), shared=shared)
        assert "ZeroDivisionError" in str(shared.notebook.cells)
    assert done.cells[1]["execution_count"] == 1
    told = done.cells[1].outputs[0]["data"]["text/plain"]
    assert told.startswith("(False, 0,")


def test_our_notebooks_in_one_child_are_papermills_own(tmp_path: Path) -> None:
    """The four notebooks of an article, run in a row in one child as ``run_brief`` does."""
    made: dict[str, list[Any]] = {}
    with Shared(preload=PRELOAD) as shared:
        for side, options in (("ours", {"engine_name": "sitrep-warm", "shared": shared}),
                              ("theirs", {})):  # fmt: skip
            folder = tmp_path / side
            folder.mkdir()
            for name in NOTEBOOKS:
                out = folder / name
                papermill.execute_notebook(
                    str(ROOT / "notebooks" / name), str(out), cwd=str(folder), progress_bar=False,
                    parameters={"article": str(SAMPLE), "out": "."}, **options,
                )  # fmt: skip
                text = out.read_text("utf-8").replace(str(folder), "")
                made.setdefault(side, []).append(without_times(text))
    for ours, theirs in zip(made["ours"], made["theirs"], strict=True):
        assert difference(ours, theirs) == []


def test_a_rehearsed_parent_changes_nothing_that_is_shown(tmp_path: Path) -> None:
    """What was played in the parent (a style put on and off) must not hide a child's figures."""
    client.stop()
    client.start(PRELOAD)
    cells = ["import matplotlib.pyplot as plt", "plt.plot([1, 2]);", "plt.isinteractive()"]
    ours, theirs = both(notebook(tmp_path, cells), tmp_path, cwd=str(tmp_path))
    client.stop()
    shown = [output for cell in ours.cells for output in cell.get("outputs", [])]
    assert any("image/png" in output.get("data", {}) for output in shown)
    assert difference(ours, theirs) == []


@pytest.mark.parametrize("kind", FAILING)
def test_a_bad_end_is_equal_to_papermills_own(kind: str, tmp_path: Path) -> None:
    path = notebook(tmp_path, FAILING[kind])
    options: dict[str, Any] = {}
    if kind == "interrupted":
        options = {"execution_timeout": 1, "interrupt_on_timeout": True}
    ours, theirs = both(path, tmp_path, cwd=str(tmp_path), **options)
    if "language_info" not in {**ours.metadata} or "language_info" not in {**theirs.metadata}:
        for one in (ours, theirs):  # a kernel that ends at once may not have said its language
            one.metadata.pop("language_info", None)
    assert difference(ours, theirs) == []


def test_a_process_that_dies_leaves_what_papermill_leaves(tmp_path: Path) -> None:
    path = notebook(
        tmp_path, ["print('before')", "import os, time\ntime.sleep(0.5)\nos._exit(3)", "1"]
    )
    ours, theirs = both(path, tmp_path)
    assert difference(ours, theirs) == []


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_our_own_notebooks_are_equal(name: str, tmp_path: Path) -> None:
    made = {}
    for side, engine in (("ours", "sitrep-warm"), ("theirs", None)):
        folder = tmp_path / side
        folder.mkdir()
        papermill.execute_notebook(
            str(ROOT / "notebooks" / name),
            str(folder / "out.ipynb"),
            parameters={"article": str(SAMPLE), "out": ".", "published": "2020-03-05"},
            engine_name=engine,
            cwd=str(folder),
            progress_bar=False,
            **({"preload": ["analysis.batch.rehearsal"]} if engine else {}),
        )
        text = (folder / "out.ipynb").read_text("utf-8").replace(f"/{side}/out.ipynb", "/out.ipynb")
        made[side] = without_times(text)
    assert difference(made["ours"], made["theirs"]) == []


def run(path: Path, **options: Any) -> Any:
    return papermill.execute_notebook(
        str(path), None, engine_name="sitrep-warm", progress_bar=False, **options
    )


def test_children_do_not_move_each_others_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "held.py").write_text(f"file = open({__file__!r})\nfile.readline()\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    client.stop()
    path = notebook(
        tmp_path, ["import held", "held.file.buffer.raw.tell(), held.file.buffer.raw.seek(7)"]
    )
    seen = [run(path, preload=["held"]).cells[2].outputs[0]["data"]["text/plain"] for _ in range(2)]
    assert seen[0] == seen[1]
    client.stop()


def test_nothing_leaks_from_one_notebook_to_the_next(tmp_path: Path) -> None:
    run(
        notebook(
            tmp_path,
            [
                "import json, sys, os, builtins\njson.leak = builtins.leak = sys.leak = 1",
                "os.environ['LEAK'] = '1'; os.chdir('/')",
                "import matplotlib; matplotlib.rcParams['lines.linewidth'] = 99",
            ],
        )
    )
    check = [
        "import json, sys, os, builtins, matplotlib",
        "assert not any(hasattr(place, 'leak') for place in (json, sys, builtins))",
        "assert 'LEAK' not in os.environ and os.getcwd() != '/'",
        "assert matplotlib.rcParams['lines.linewidth'] != 99",
    ]
    run(notebook(tmp_path, check))


def test_each_child_draws_its_own_lots(tmp_path: Path) -> None:
    path = notebook(tmp_path, ["import random, numpy as np", "random.random(), np.random.rand()"])
    drawn = [run(path).cells[2].outputs[0]["data"]["text/plain"] for _ in range(2)]
    first, second = (text.strip("()").split(",") for text in drawn)
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_a_memory_limit_ends_the_notebook_only(tmp_path: Path) -> None:
    path = notebook(tmp_path, ["kept = bytearray(500_000_000)"])
    with pytest.raises(PapermillExecutionError, match="MemoryError"):
        run(path, memory=200_000_000)
    run(path, memory=4_000_000_000)


def test_a_cell_that_heeds_no_interrupt_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.warm.engine._GRACE", 1.0)
    stubborn = "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\ntime.sleep(60)"
    began = time.monotonic()
    with pytest.raises(DeadKernelError) as died:
        run(notebook(tmp_path, ["print('begins')", stubborn]), seconds=1)
    assert time.monotonic() - began < 30
    assert died.value.notebook.cells[1].outputs[0]["text"] == "begins\n"  # type: ignore[attr-defined]


def test_whoever_hangs_up_takes_the_child_along(tmp_path: Path) -> None:
    kernel = client.WarmKernel()
    kernel.begin()
    pid = kernel._pid
    kernel._line.close()
    for _ in range(100):
        time.sleep(0.05)
        with suppress(FileNotFoundError):
            if "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text():
                continue
        return
    pytest.fail("the child lives on")


def test_the_warm_parent_runs_one_thread_and_reaps(tmp_path: Path) -> None:
    run(notebook(tmp_path, ["import pandas", "1"]), preload=["pandas", "matplotlib.pyplot"])
    assert client._parent is not None
    status = Path(f"/proc/{client._parent.pid}/status").read_text()
    assert re.search(r"Threads:\t1\n", status)
    time.sleep(1.2)
    children = Path(f"/proc/{client._parent.pid}/task/{client._parent.pid}/children").read_text()
    assert children.split() == []


def test_a_dead_warm_parent_is_started_anew(tmp_path: Path) -> None:
    path = notebook(tmp_path, ["1"])
    run(path)
    assert client._parent is not None
    client._parent.kill()
    client._parent.wait()
    run(path)


def test_elsewhere_the_ordinary_kernel_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "available", lambda: False)
    monkeypatch.setattr(client, "ask", lambda *_, **__: pytest.fail("forked"))
    done = run(notebook(tmp_path, ["import os", "os.getppid()"]), seconds=30, memory=10**9)
    assert int(done.cells[2].outputs[0]["data"]["text/plain"]) == os.getpid()


def test_preload_is_what_the_notebook_imports(tmp_path: Path) -> None:
    made = nbformat.read(
        notebook(
            tmp_path, ["import json, os.path as p\nfrom csv import reader", "%magic\nimport x"]
        ),
        4,
    )
    assert imports(made) == ["json", "os.path", "csv"]
