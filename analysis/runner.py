"""Run the four notebooks on one article with papermill; leaves ``reports/<slug>/`` whole.

The folder carries a copy of its source, and every path in its notebooks is relative to it, so
that it can be moved, opened and run again where it lies.
"""

from __future__ import annotations

import json
import platform
import shutil
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError
from analysis.paths import shipped
from analysis.report import FILES, NOTEBOOKS, open_article
from analysis.slug import slug
from analysis.staging import staged_folder

_VERSIONS = ("sitrep", "pandas", "matplotlib", "nltk", "papermill")


def run_brief(
    article: Path,
    *,
    out: Path,
    published: str | None = None,
    counting: str = "literal",
    lexicons: Path | None = None,
    template: Path | None = None,
    watch: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> Path:
    """Run all notebooks on ``article``; returns the report's folder.

    Raises AnalysisError in one sentence where the article, the folder or a notebook fails; then
    nothing is left half-written. ``template`` is a house's own for one form of the brief;
    ``watch`` sees the notebooks' names go by (a progress bar).
    """
    done = open_article(article, published=published, counting=counting, lexicons=lexicons)
    final = out / slug(done.article.article_id)
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
    with staged_folder(final, FILES) as stage:
        (stage / "source").mkdir()
        shutil.copyfile(article, stage / source)
        for name in watch(NOTEBOOKS):
            began = time.perf_counter()
            _execute(name, stage, last if name == NOTEBOOKS[-1] else parameters, final)
            seconds[name] = round(time.perf_counter() - began, 3)
        _write_run(stage, done.article.sha256, parameters, seconds)
    return final


def _execute(name: str, stage: Path, parameters: dict[str, Any], final: Path) -> None:
    import papermill  # imported late: it costs more than the analysis of a hundred articles
    from papermill.exceptions import PapermillExecutionError

    executed = stage / name
    try:
        notebook = papermill.execute_notebook(
            str(shipped("notebooks") / name),
            str(executed),
            parameters=parameters,
            kernel_name="python3",
            cwd=str(stage),
            progress_bar=False,
        )
    except PapermillExecutionError as error:
        kept = final.parent / f"{final.name}.failed.ipynb"
        shutil.copyfile(executed, kept)
        raise AnalysisError(
            f"{name}: cell {error.exec_count}: {error.ename}: {error.evalue}; see {kept}"
        ) from error
    record = notebook.metadata["papermill"]
    record["input_path"], record["output_path"] = f"notebooks/{name}", name
    executed.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _write_run(
    stage: Path, sha256: str, parameters: dict[str, Any], seconds: dict[str, float]
) -> None:
    record = {
        "sha256": sha256,
        "parameters": parameters,
        "counting": parameters["counting"],
        "versions": {"python": platform.python_version()}
        | {name: version(name) for name in _VERSIONS},
        "seconds": seconds,
    }
    (stage / "run.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
