"""A notebook's own paths are found wherever it is run from."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.paths import from_here, shipped

SAMPLE = "../data/raw/idlib-ceasefire-2020-03-05.txt"


def test_the_notebooks_paths_are_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shipped("notebooks"))
    assert from_here(SAMPLE, "../data/processed") == [SAMPLE, "../data/processed"]
    for place in (shipped("notebooks").parent, tmp_path):
        monkeypatch.chdir(place)
        article, out = from_here(SAMPLE, "../data/processed")
        assert Path(article).is_file()
        assert Path(out).parent == Path(article).parent.parent


def test_ones_own_paths_are_left_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    for path in ("../data/mine.txt", "../reports", "mine.txt", str(tmp_path / "mine.txt"), "."):
        assert from_here(path) == [path]
