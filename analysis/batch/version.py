"""Which program made a result: anything that could change it changes the fingerprint."""

from __future__ import annotations

import hashlib
import platform
import re
from functools import cache
from importlib.metadata import distribution, version
from pathlib import Path

import analysis
from analysis.paths import shipped

_NAME = re.compile(r"[\w.-]+")


@cache
def program() -> str:
    """Version and fingerprint of the code, the notebooks, the lexicons and the libraries."""
    package = Path(analysis.__file__).parent
    files = folder_digest(package, *map(shipped, ("notebooks", "lexicons", "fonts", "outlines")))
    libraries = " ".join(f"{name} {version(name)}" for name in _needed())
    named = f"{platform.python_version()} {libraries} {files}"
    return f"{analysis.__version__}+{hashlib.sha256(named.encode()).hexdigest()[:12]}"


def _needed() -> list[str]:
    """The libraries the program asks for, extras left out."""
    asked = [spec for spec in distribution("sitrep").requires or () if "extra ==" not in spec]
    return sorted(found.group() for spec in asked if (found := _NAME.match(spec)))


def folder_digest(*folders: Path) -> str:
    """One fingerprint of all files in some folders, their names and contents."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts):
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                total.update(f"{path.relative_to(folder)} {digest}\n".encode())
    return total.hexdigest()
