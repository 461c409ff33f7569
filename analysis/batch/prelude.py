"""Importing this module readies papermill's side of a notebook's run, and the analysis.

What they look up and compile the first time (the notebook format's schema, engines, kernels,
patterns) is there in every forked child.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

import nbformat
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NotebookExecutionManager, papermill_engines
from papermill.execute import prepare_notebook_metadata
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from analysis.check import samples
from analysis.paths import shipped
from analysis.report import NOTEBOOKS, open_article
from analysis.runner import versions


def main() -> None:
    """Prepare each of our notebooks as papermill does, and run none."""
    for name in NOTEBOOKS:
        notebook = load_notebook_node(str(shipped("notebooks") / name))
        given = {"article": "", "out": ""}
        notebook = parameterize_notebook(notebook, given, engine_name="sitrep-warm")
        notebook = prepare_notebook_metadata(notebook, name, None)
        nbformat.writes(notebook)
        manager = NotebookExecutionManager(notebook, progress_bar=False)
        PapermillNotebookClient(manager, log=logging.getLogger())
    papermill_engines.get_engine("sitrep-warm")
    KernelProvisionerFactory.instance()
    with suppress(NoSuchKernel):
        KernelSpecManager().get_kernel_spec("python3")
    versions()
    for article in samples():
        open_article(article)
    asyncio.run(asyncio.sleep(0))


main()
