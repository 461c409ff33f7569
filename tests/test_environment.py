"""environment.yml and pyproject.toml name the same things, and the list runs the program."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from rattler import MatchSpec

ROOT = Path(__file__).parent.parent
# A package's name on conda-forge where it is not the one on PyPI.
RENAMED = {"matplotlib-base": "matplotlib"}


def project() -> dict[str, object]:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return dict(data["project"])


def conda_specs() -> list[str]:
    data = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert data["channels"] == ["conda-forge"]
    return [item for item in data["dependencies"] if isinstance(item, str)]


def pip_specs() -> list[str]:
    data = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    lists = [item["pip"] for item in data["dependencies"] if isinstance(item, dict)]
    return [spec for found in lists for spec in found if not spec.startswith("-")]


def split(spec: str) -> tuple[str, str]:
    name, versions = re.match(r"([\w.-]+)(.*)", spec.replace(" ", "")).groups()  # type: ignore[union-attr]
    return name.lower(), versions


def test_same_names_and_ranges() -> None:
    ours = dict(split(str(spec)) for spec in project()["dependencies"])  # type: ignore[attr-defined]
    theirs = dict(split(spec) for spec in conda_specs() + pip_specs())
    python = theirs.pop("python")
    assert python == project()["requires-python"]
    assert theirs.pop("pip") == ""
    assert {RENAMED.get(name, name): versions for name, versions in theirs.items()} == ours


@pytest.mark.parametrize("spec", conda_specs())
def test_each_spec_is_a_conda_match_spec(spec: str) -> None:
    assert MatchSpec(spec).name is not None


def test_lock_pins_without_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--" not in re.sub(r"#.*", "", lock)
    pinned = {split(line)[0] for line in lock.splitlines() if re.match(r"[a-z]", line)}
    wanted = {split(str(spec))[0] for spec in project()["dependencies"]}  # type: ignore[attr-defined]
    assert wanted <= pinned


def test_the_list_installed_afresh_runs_the_program(tmp_path: Path) -> None:
    names = [RENAMED.get(split(s)[0], split(s)[0]) + split(s)[1] for s in conda_specs()]
    names += pip_specs()
    wanted = [spec for spec in names if not spec.startswith(("python>", "pip"))]
    uv = [sys.executable, "-m", "uv"]
    python = tmp_path / "venv/bin/python"
    made = subprocess.run(
        [*uv, "venv", "-q", "--python", sys.executable, str(tmp_path / "venv")],
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    installed = subprocess.run(
        [*uv, "pip", "install", "-q", "--python", str(python), *wanted, str(ROOT)],
        capture_output=True,
        text=True,
    )
    if "dns error" in installed.stderr or "Could not connect" in installed.stderr:
        pytest.skip("no package registry can be reached")
    assert installed.returncode == 0, installed.stderr
    run = subprocess.run(
        [str(python), "-m", "analysis", "extract", str(ROOT / "data/raw"), "--out", "tables"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "tables/casualties.jsonl").read_text(encoding="utf-8").count("\n") > 5
