"""The error viewer of benchmarks/: misses and false finds by cause, on a gold of two sentences."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from analysis.cli import main as sitrep

TEXT = (
    "Shelling killed six people in Kodar. The toll on the road was nine. Two guards were wounded."
)


@pytest.fixture(scope="module")
def errors() -> ModuleType:
    path = Path(__file__).parent.parent / "benchmarks" / "errors.py"
    spec = importlib.util.spec_from_file_location("errors_by_cause", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def gold(tmp_path: Path, **row: object) -> list[str]:
    """A gold file of one article and the folder of its tables."""
    file, out = tmp_path / "gold.jsonl", tmp_path / "out"
    file.write_text(json.dumps({"id": "one", "text": TEXT, **row}) + "\n", "utf-8")
    assert sitrep(["extract", str(file), "--out", str(out), "--format", "jsonl"]) == 0
    return [str(file), str(out)]


def figure(harm: str, number: int, words: str) -> dict[str, object]:
    start = TEXT.index(words)
    bounds = {"low": number, "best": number, "high": number}
    return {"harm": harm, **bounds, "start": start, "end": start + len(words)}


def test_misses_and_false_finds_by_cause(
    errors: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        figure("killed", 7, "killed six people"),
        figure("displaced", 40, "The toll on the road"),
    ]
    call = gold(tmp_path, casualties=rows)
    page = tmp_path / "errors.html"
    assert errors.main([*call, "--html", str(page)]) == 0
    said = capsys.readouterr().out
    assert "number: killed (casualty.active)" in said
    assert "«[[killed six people" in said or "[[killed six people" in said
    assert "missed: displaced, implied or named" in said
    assert "false find: injured (casualty.passive)" in said
    assert "«Two guards were wounded»" in said
    html = page.read_text("utf-8")
    assert '<mark class="found">Two guards were wounded</mark>' in html


def test_totals_by_cause(
    errors: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = gold(tmp_path, killed=6, injured=5, displaced=12)
    assert errors.main([*call, "--harm", "injured"]) == 0
    said = capsys.readouterr().out
    assert "1 disagreements in 1 groups" in said
    assert "total: injured, too low, one figure (casualty.passive)" in said
    assert errors.main(call) == 0
    assert "total: displaced, no figure found" in capsys.readouterr().out


def test_nothing_to_show_where_all_is_right(
    errors: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert errors.main(gold(tmp_path, injured=2)) == 0
    assert "\n0 disagreements" in capsys.readouterr().out
