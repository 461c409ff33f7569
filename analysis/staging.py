"""Output folders that appear whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import AnalysisError


@contextmanager
def staged_folder(final: Path, ours: frozenset[str], scratch: Path | None = None) -> Iterator[Path]:
    """A temporary folder that takes the place of ``final`` when the block ends well.

    It lies beside ``final``, or in ``scratch`` on the same disk. An older ``final`` is replaced
    only if every name in it is one of ``ours``.
    Raises AnalysisError where the place cannot be written or holds somebody's other files.
    """
    if final.exists() and not final.is_dir():
        raise AnalysisError(f"{final}: is a file; choose a folder for the results")
    strangers = sorted({p.name for p in final.iterdir()} - ours) if final.exists() else []
    if strangers:
        raise AnalysisError(
            f"{final}: holds {strangers[0]!r}, which is not ours; choose another folder"
        )
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=f".{final.name}-", dir=scratch or final.parent))
    except OSError as error:
        reason = "is a file" if final.parent.is_file() else error.strerror
        raise AnalysisError(f"{final.parent}: cannot be written: {reason}") from error
    try:
        yield stage
        _swap(stage, final, scratch or final.parent)
    except OSError as error:
        raise AnalysisError(f"{final}: cannot be written: {error.strerror}") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _swap(stage: Path, final: Path, scratch: Path) -> None:
    stage.chmod(0o755)
    if not final.exists():
        stage.rename(final)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{final.name}-old-", dir=scratch))
    final.rename(old / "old")
    stage.rename(final)
    shutil.rmtree(old, ignore_errors=True)
