"""Where the tables of a corpus go: a folder, or an address that fsspec knows (``s3://...``)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError


class Place:
    """A folder of files that appear whole: a file is the old one or the new one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._store: Any = None
        self._root = name
        if "://" in name:
            try:
                from fsspec.core import url_to_fs
            except ImportError:
                message = f"{name}: an address needs fsspec: pip install 'sitrep[dask]'"
                raise AnalysisError(message) from None
            try:
                self._store, self._root = url_to_fs(name)
            except (ImportError, ValueError) as error:
                raise AnalysisError(f"{name}: {error}") from None

    def put(self, file: Path, path: str) -> None:
        """Bring a finished local file to ``path``; an object store shows it only when whole."""
        if self._store is not None:
            self._store.makedirs(f"{self._root}/{path}".rpartition("/")[0], exist_ok=True)
            self._store.put_file(str(file), f"{self._root}/{path}")
            return
        target = Path(self._root, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        new = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            shutil.copyfile(file, new)
            new.replace(target)
        finally:
            new.unlink(missing_ok=True)

    def read(self, path: str) -> str:
        """The text of a file; empty where there is none."""
        try:
            if self._store is not None:
                return str(self._store.cat_file(f"{self._root}/{path}").decode("utf-8"))
            return Path(self._root, path).read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def names(self, folder: str = "") -> list[str]:
        """The names in a folder, sorted; none where it does not exist."""
        try:
            if self._store is not None:
                listed = self._store.ls(f"{self._root}/{folder}".rstrip("/"), detail=False)
                return sorted(str(name).rstrip("/").rpartition("/")[2] for name in listed)
            return sorted(path.name for path in Path(self._root, folder).iterdir())
        except FileNotFoundError:
            return []

    def remove(self, path: str) -> None:
        """Take a file away."""
        if self._store is not None:
            self._store.rm_file(f"{self._root}/{path}")
        else:
            Path(self._root, path).unlink(missing_ok=True)
