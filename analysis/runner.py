"""Run the four notebooks on one article with papermill; leaves ``reports/<slug>/`` whole.

The folder carries a copy of its source, and every path in its notebooks is relative to it, so
that it can be moved, opened and run again where it lies. An article's notebooks run one after the
other in one fresh child of a warm process (``analysis.warm.engine``): pandas and matplotlib are
imported once for all articles, and nothing leaks from one to the next.
"""

from __future__ import annotations

import json
import platform
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from analysis.dossier import read_situation
from analysis.errors import AnalysisError
from analysis.paths import shipped
from analysis.records import Article
from analysis.report import (
    DOSSIER,
    DOSSIER_FILES,
    FILES,
    NOTEBOOKS,
    ROLLUP,
    own_template,
    read_article,
)
from analysis.review import review_file
from analysis.slug import slug
from analysis.sources import list_paths
from analysis.sources.source import id_of
from analysis.staging import staged_folder
from analysis.warm.client import available, start

if TYPE_CHECKING:
    from analysis.warm.engine import Shared

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
    about: Callable[[Article, Path], dict[str, Any]] | None = None,
) -> Path:
    """Run all notebooks on ``article``; returns the report's folder.

    Raises AnalysisError in one sentence where the article, the folder or a notebook fails; then
    nothing is left half-written. ``template`` is a house's own for one form of the brief;
    ``watch`` sees the notebooks' names go by (a progress bar); ``name`` is the folder's name
    where it is not the article's; unfinished work lies in ``scratch``; what ``about`` (given the
    cleaned article and the folder) returns goes into ``run.json``.
    """
    own_template(template or "")  # a wrong name is told before the work
    if available():
        start(PRELOAD)  # it warms up while papermill is imported here
    limits = limits or Limits()
    until = None if limits.seconds is None else time.monotonic() + limits.seconds
    cleaned = read_article(article, published=published, lexicons=lexicons)
    final = out / (name or slug(cleaned.article_id))
    decided = review_file(final)
    source = (
        f"source/{id_of(article)}{article.suffix.lower()}"  # the file's name is the article's id
    )
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
        with _child(limits.memory) as child:
            for notebook in watch(NOTEBOOKS):
                began = time.monotonic()
                left = None if until is None else max(1.0, until - began)
                given = last if notebook == NOTEBOOKS[-1] else parameters
                _execute(notebook, stage, given, kept, child, left)
                seconds[notebook] = round(time.monotonic() - began, 3)
        record = {
            "sha256": cleaned.sha256,
            "parameters": parameters,
            "counting": counting,
            "versions": versions(),
            "seconds": seconds,
        } | (about(cleaned, stage) if about else {})
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        (stage / "run.json").write_text(text, encoding="utf-8")
    kept.unlink(missing_ok=True)
    return final


def run_rollup(reports: Path) -> Path:
    """Run the notebook over a whole batch; returns its page, ``rollup.html``.

    Raises AnalysisError in one sentence where it fails; then the older page stays.
    """
    kept = reports / f"{ROLLUP}.failed.ipynb"
    folder = TemporaryDirectory(dir=reports, prefix=".sitrep-")
    with folder as name, _child(None) as child:
        stage = Path(name)
        _execute(ROLLUP, stage, {"reports": ".", "out": "."}, kept, child, cwd=reports)
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
    for name in read_situation(situation).inputs:  # what is wrong is told before the work
        list_paths(name)
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
        with _child(None) as child:
            for notebook in watch((DOSSIER,)):
                _execute(notebook, stage, parameters, kept, child)
        failed = json.loads((stage / "dossier.json").read_text(encoding="utf-8"))["failed"]
        record = {
            "sha256": sha256(situation.read_bytes()).hexdigest(),
            "parameters": parameters | {"situation": situation.name},
            "versions": versions(),
            "seconds": {DOSSIER: round(time.monotonic() - began, 3)},
        }
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        (stage / "run.json").write_text(text, encoding="utf-8")
    kept.unlink(missing_ok=True)
    return final, failed


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Of Python and of what the notebooks rest on."""
    known = {package: version(package) for package in _VERSIONS}
    return {"python": platform.python_version()} | known


def _child(memory: int | None) -> Shared:
    """The process an article's notebooks run in, one after the other."""
    from analysis.warm.engine import Shared

    return Shared(preload=PRELOAD, memory=memory)


def _execute(
    name: str,
    stage: Path,
    parameters: dict[str, Any],
    kept: Path,
    child: Shared,
    seconds: float | None = None,
    cwd: Path | None = None,
) -> None:
    import papermill  # imported late: it costs more than the analysis of a hundred articles
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    source, executed = shipped("notebooks") / name, stage / name
    try:
        papermill.execute_notebook(
            str(source),
            str(executed),
            parameters=parameters,
            engine_name="sitrep-warm",
            kernel_name="python3",
            cwd=str(cwd or stage),
            progress_bar=False,
            request_save_on_cell_execute=False,
            shared=child,
            seconds=seconds,
        )
    except PapermillExecutionError as error:
        _keep(child.notebook, kept)
        too_long = seconds is not None and error.ename == "KeyboardInterrupt"
        reason = "stopped, it took too long" if too_long else f"{error.ename}: {error.evalue}"
        raise AnalysisError(f"{name}: cell {error.exec_count}: {reason}; see {kept}") from error
    except DeadKernelError as error:
        reason = "the notebook's process ended (out of memory, exit, or killed as it took too long)"
        _keep(_noted(child.notebook, reason), kept)
        raise AnalysisError(f"{name}: {reason}; see {kept}") from error
    _rename(
        executed, {"input_path": (source, f"notebooks/{name}"), "output_path": (executed, name)}
    )


def _rename(executed: Path, fields: dict[str, tuple[Path, str]]) -> None:
    """Paths in the notebook's record as seen from its folder (papermill wrote where it ran)."""
    text = executed.read_text(encoding="utf-8")
    for field, (before, after) in fields.items():
        was = f'"{field}": {json.dumps(str(before), ensure_ascii=False)}'
        text = text.replace(was, f'"{field}": {json.dumps(after)}')
    executed.write_text(text, encoding="utf-8")


def _write(notebook: Any, path: Path) -> None:
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _keep(notebook: Any, kept: Path) -> None:
    if notebook is not None:
        _write(notebook, kept)


def _noted(notebook: Any, reason: str) -> Any:
    """The notebook with the reason it was cut short shown in the cell that ran last."""
    ran = [c for c in notebook.cells if c.metadata.get("papermill", {}).get("start_time")]
    for cell in [cell for cell in ran if cell.cell_type == "code"][-1:]:
        note = {"ename": "DeadKernelError", "evalue": reason, "traceback": [reason]}
        cell.outputs.append({"output_type": "error"} | note)
    return notebook
