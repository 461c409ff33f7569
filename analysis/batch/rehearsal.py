"""Importing this module plays the four notebooks once on a shipped sample, and forgets it.

Done in the warm parent, it loads every module, lexicon, font and template the notebooks will
need. It changes no result: what stays behind are caches. Only what typst makes is left out, but
for its fonts: it keeps a pool of threads, which no forked child would inherit alive.
"""

from __future__ import annotations

import ast
import json
import string
import tempfile
from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from IPython.core.getipython import get_ipython
from matplotlib import pyplot

import analysis
from analysis.brief.docx import empty_document
from analysis.brief.pdf import typeset_fonts
from analysis.brief.strings import say
from analysis.charts.canvas import ready
from analysis.charts.raster import painting_fonts
from analysis.charts.style import briefing_style
from analysis.paths import shipped
from analysis.report import NOTEBOOKS

# A picture of one dot, where a chart would be.
_DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="
)


def rehearse(notebook: Path, parameters: dict[str, str]) -> None:
    """Run a notebook's cells in a namespace of their own, and format what they would show."""
    shell: Any = get_ipython()
    names: dict[str, Any] = {}
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, notebook.name, "exec"), names)  # noqa: S102  # our own notebooks
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), notebook.name, "eval"), names)  # noqa: S307
            if shell is not None:
                shell.display_formatter.format(shown)
        if "parameters" in cell["metadata"].get("tags", []):
            names |= parameters


def main() -> None:
    """Rehearse all four; stale sketches are closed."""
    pyplot.close(pyplot.figure())  # the first figure sets up the notebook's display: here, where
    # no style is in force whose end would undo it (``rc_context`` resets "interactive")
    sample = max(shipped("raw").glob("*.txt"), key=lambda path: path.stat().st_size)
    scratch_folder = tempfile.TemporaryDirectory(prefix="sitrep-")
    no_pdf = patch("analysis.brief.pdf.render_pdf", return_value=b"")
    no_png = patch("analysis.charts.raster.paint", return_value=_DOT)
    with scratch_folder as scratch, no_pdf, no_png:
        for name in NOTEBOOKS:
            with suppress(Exception):  # a notebook that fails will say so where it is run
                rehearse(shipped("notebooks") / name, {"article": str(sample), "out": scratch})
    pyplot.close("all")
    with briefing_style():
        ready(string.printable.strip() + " ·–—’“”…└▸◂−é")
    for long in (True, False):
        empty_document(long, say("notes.footer", version=analysis.__version__))
    typeset_fonts()
    painting_fonts()


main()
