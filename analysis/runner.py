"""Run the four notebooks on one article with papermill; leaves ``reports/<slug>/`` whole.

The folder carries a copy of its source, and every path in its notebooks is relative to it, so
that it can be moved, opened and run again where it lies. Each notebook runs in a fresh child of
one warm process (``analysis.warm.engine``), so that pandas and matplotlib are imported once.
"""

from __future__ import annotations

import json
import platform
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis.dossier import read_situation
from analysis.errors import AnalysisError
from analysis.paths import shipped
from analysis.pipeline import Analysis
from analysis.report import (
    DOSSIER,
    DOSSIER_FILES,
    FILES,
    NOTEBOOKS,
    ROLLUP,
    open_article,
    own_template,
)
from analysis.review import review_file
from analysis.slug import slug
from analysis.staging import staged_folder
from analysis.warm.client import available, start

PRELOAD = ["analysis.batch.rehearsal"]
_VERSIONS = ("sitrep", "pandas", "matplotlib", "nltk", "papermill")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may take: seconds in all, bytes on top of what every notebook has."""

    seconds: float | None = None
    memory: int | None = None


def run_brief(
    article: Path,
    *,
    out: Path,
    published: str | None = None,
    counting: str = "literal",
    lexicons: Path | None = None,
    template: Path | None = None,
    watch: Callable[[Iterable[str]], Iterable[str]] = iter,
    name: str | None = None,
    limits: Limits | None = None,
    scratch: Path | None = None,
    about: Callable[[Analysis, Path], dict[str, Any]] | None = None,
) -> Path:
    """Run all notebooks on ``article``; returns the report's folder.

    Raises AnalysisError in one sentence where the article, the folder or a notebook fails; then
    nothing is left half-written. ``template`` is a house's own for one form of the brief;
    ``watch`` sees the notebooks' names go by (a progress bar); ``name`` is the folder's name
    where it is not the article's; unfinished work lies in ``scratch``; what ``about`` (given the
    analysis and the folder) returns goes into ``run.json``.
    """
    own_template(template or "")  # a wrong name is told before the work
    if available():
        start(PRELOAD)  # it warms up while papermill is imported here
    limits = limits or Limits()
    until = None if limits.seconds is None else time.monotonic() + limits.seconds
    done = open_article(article, published=published, counting=counting, lexicons=lexicons)
    final = out / (name or slug(done.article.article_id))
    decided = review_file(final)
    source = f"source/{slug(article.stem)}{article.suffix.lower()}"
    parameters = {
        "article": source,
        "out": ".",
        "published": published or "",
        "counting": counting,
        "lexicons": str(lexicons.resolve()) if lexicons else "",
    }
    last = parameters | {"template": str(template.resolve()) if template else ""}
    seconds: dict[str, float] = {}
    kept = final.parent / f"{final.name}.failed.ipynb"
    with staged_folder(final, FILES, scratch) as stage:
        (stage / "source").mkdir()
        shutil.copyfile(article, stage / source)
        if decided.exists():
            shutil.copyfile(decided, review_file((stage / source).with_suffix("")))
            done = open_article(stage / source, published=published, counting=counting,
                                lexicons=lexicons)  # fmt: skip
        for notebook in watch(NOTEBOOKS):
            began = time.monotonic()
            left = None if until is None else max(1.0, until - began)
            given = last if notebook == NOTEBOOKS[-1] else parameters
            _execute(notebook, stage, given, kept, left, limits.memory)
            seconds[notebook] = round(time.monotonic() - began, 3)
        record = {
            "sha256": done.article.sha256,
            "parameters": parameters,
            "counting": counting,
            "versions": {"python": platform.python_version()}
            | {package: version(package) for package in _VERSIONS},
            "seconds": seconds,
        } | (about(done, stage) if about else {})
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        (stage / "run.json").write_text(text, encoding="utf-8")
    kept.unlink(missing_ok=True)
    return final


def run_rollup(reports: Path) -> Path:
    """Run the notebook over a whole batch; returns its page, ``rollup.html``.

    Raises AnalysisError in one sentence where it fails; then the older page stays.
    """
    kept = reports / f"{ROLLUP}.failed.ipynb"
    with TemporaryDirectory(dir=reports, prefix=".sitrep-") as folder:
        stage = Path(folder)
        _execute(ROLLUP, stage, {"reports": ".", "out": "."}, kept, None, None, cwd=reports)
        (stage / ROLLUP).replace(reports / ROLLUP)
    kept.unlink(missing_ok=True)
    return reports / "rollup.html"


def run_dossier(
    situation: Path,
    *,
    out: Path,
    counting: str = "literal",
    lexicons: Path | None = None,
    template: Path | None = None,
    watch: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> tuple[Path, list[dict[str, str]]]:
    """Run the dossier's notebook; returns the report's folder and the inputs that could not be read.

    Raises AnalysisError in one sentence where the situation, the folder or the notebook fails;
    then nothing is left half-written.
    """
    own_template(template or "")
    read_situation(situation)  # what is wrong with it is told before the work
    final = out / slug(situation.stem)
    kept = final.parent / f"{final.name}.failed.ipynb"
    parameters = {
        "situation": str(situation.resolve()),
        "out": ".",
        "counting": counting,
        "lexicons": str(lexicons.resolve()) if lexicons else "",
        "template": str(template.resolve()) if template else "",
    }
    with staged_folder(final, DOSSIER_FILES) as stage:
        began = time.monotonic()
        for notebook in watch((DOSSIER,)):
            _execute(notebook, stage, parameters, kept, None, None)
        failed = json.loads((stage / "dossier.json").read_text(encoding="utf-8"))["failed"]
        record = {
            "sha256": sha256(situation.read_bytes()).hexdigest(),
            "parameters": parameters | {"situation": situation.name},
            "versions": {"python": platform.python_version()}
            | {package: version(package) for package in _VERSIONS},
            "seconds": {DOSSIER: round(time.monotonic() - began, 3)},
        }
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        (stage / "run.json").write_text(text, encoding="utf-8")
    kept.unlink(missing_ok=True)
    return final, failed


def _execute(
    name: str,
    stage: Path,
    parameters: dict[str, Any],
    kept: Path,
    seconds: float | None,
    memory: int | None,
    cwd: Path | None = None,
) -> None:
    import papermill  # imported late: it costs more than the analysis of a hundred articles
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    executed = stage / name
    try:
        notebook = papermill.execute_notebook(
            str(shipped("notebooks") / name),
            str(executed),
            parameters=parameters,
            engine_name="sitrep-warm",
            kernel_name="python3",
            cwd=str(cwd or stage),
            progress_bar=False,
            request_save_on_cell_execute=False,
            preload=PRELOAD,
            seconds=seconds,
            memory=memory,
        )
    except PapermillExecutionError as error:
        _keep(executed, kept)
        too_long = seconds is not None and error.ename == "KeyboardInterrupt"
        reason = "stopped, it took too long" if too_long else f"{error.ename}: {error.evalue}"
        raise AnalysisError(f"{name}: cell {error.exec_count}: {reason}; see {kept}") from error
    except DeadKernelError as error:
        reason = "the notebook's process ended (out of memory, exit, or killed as it took too long)"
        _write(_noted(getattr(error, "notebook", None), reason), executed)
        _keep(executed, kept)
        raise AnalysisError(f"{name}: {reason}; see {kept}") from error
    record = notebook.metadata["papermill"]
    record["input_path"], record["output_path"] = f"notebooks/{name}", name
    _write(notebook, executed)


def _write(notebook: Any, path: Path) -> None:
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _keep(executed: Path, kept: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.copyfile(executed, kept)


def _noted(notebook: Any, reason: str) -> Any:
    """The notebook with the reason it was cut short shown in the cell that ran last."""
    ran = [c for c in notebook.cells if c.metadata.get("papermill", {}).get("start_time")]
    for cell in [cell for cell in ran if cell.cell_type == "code"][-1:]:
        note = {"ename": "DeadKernelError", "evalue": reason, "traceback": [reason]}
        cell.outputs.append({"output_type": "error"} | note)
    return notebook
