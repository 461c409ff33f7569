"""The notebooks keep the house rules, and run: as they are, and through ``sitrep brief``."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from analysis.charts import plot_casualties, plot_locator, plot_timeline
from analysis.display import show_table
from analysis.report import DOSSIER, NOTEBOOKS, ROLLUP, open_article
from analysis.reviewer import NOTEBOOK
from analysis.tables import tabulate

EVERY = (*NOTEBOOKS, ROLLUP, DOSSIER, NOTEBOOK)

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "notebooks"


def cells(name: str, kind: str) -> list[dict[str, Any]]:
    notebook = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def lines(cell: dict[str, Any]) -> list[str]:
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    return [line for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("name", EVERY)
def test_house_rules(name: str) -> None:
    code = cells(name, "code")
    prose = " ".join(" ".join(lines(cell)) for cell in cells(name, "markdown"))
    count = sum(len(lines(cell)) for cell in code)
    assert len(code) <= 25
    assert max(len(lines(cell)) for cell in code) <= 15
    assert not any(re.match(r"\s*(def|class) ", line) for cell in code for line in lines(cell))
    assert len(prose.split()) >= 5 * count
    assert not any(cell["outputs"] or cell["execution_count"] for cell in code)
    assert not re.search(r"\d", re.sub(r"`[^`]*`", "", prose)), "a number is typed into prose"


@pytest.mark.parametrize("name", EVERY)
def test_parameters_are_typed_literals_with_help(name: str) -> None:
    tagged = [c for c in cells(name, "code") if "parameters" in c["metadata"].get("tags", [])]
    assert len(tagged) == 1
    for line in lines(tagged[0]):
        assert re.fullmatch(r'\w+: (str|int|float|bool) = [\w".\-/]*  # \S.*', line), line


@pytest.mark.parametrize("name", EVERY)
def test_last_cell_asserts(name: str) -> None:
    assert all("assert" in lines(cells(name, "code")[-1])[k] for k in (-1,))


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("reports")
    sample = "data/raw/idlib-ceasefire-2020-03-05.txt"
    command = [sys.executable, "-m", "analysis", "brief", sample, "--out", str(out)]
    done = subprocess.run(
        [*command, "--published", "2020-03-05"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    folder = Path(done.stdout.strip()).parent
    assert folder.parent == out
    return folder


def test_brief_leaves_the_whole_folder(executed: Path) -> None:
    expected = {"article.json", "run.json", "tables.xlsx", "figures", "source", *NOTEBOOKS}
    expected |= {f"brief.{form}" for form in ("html", "pdf", "docx", "md")}
    tables = "casualties totals quotes times places actors events terms audit"
    expected |= {f"{table}.csv" for table in tables.split()}
    assert expected <= {path.name for path in executed.iterdir()}
    assert {path.name for path in (executed / "figures").iterdir()} >= {
        "timeline.svg",
        "timeline.png",
        "casualties.svg",
        "casualties.png",
    }


def test_executed_notebooks_hold_their_results(executed: Path) -> None:
    for name in NOTEBOOKS:
        text = (executed / name).read_text(encoding="utf-8")
        notebook = json.loads(text)
        code = [c for c in notebook["cells"] if c["cell_type"] == "code"]
        assert all(cell["execution_count"] for cell in code), name
        assert str(executed) not in text, "the report names a path of the machine that made it"
        assert not any(
            output.get("name") == "stderr" for cell in code for output in cell["outputs"]
        ), name


def test_tables_are_shown(executed: Path) -> None:
    text = (executed / "02_tabulate.ipynb").read_text(encoding="utf-8")
    assert "<mark" in text
    assert "more than a dozen" in text
    chart = (executed / "03_chart.ipynb").read_text(encoding="utf-8")
    assert chart.count("image/png") >= 2


def test_as_shipped_every_chart_has_something_to_draw(tmp_path: Path) -> None:
    (parameters,) = (c for c in cells("03_chart.ipynb", "code") if c["metadata"].get("tags"))
    given: dict[str, str] = {}
    exec("".join(parameters["source"]), given)
    done = open_article(FOLDER / given["article"], published=given["published"])
    tables = tabulate(done.article, done.findings)
    assert plot_timeline(tables["events"], published=done.article.published)
    assert plot_casualties(tables["casualties"])
    assert plot_locator(tables["places"], tables["casualties"])


def test_a_shown_table_has_its_evidence_in_sight_and_no_empty_column() -> None:
    done = open_article(ROOT / "data/raw/idlib-ceasefire-2020-03-05.txt")
    shown = show_table(done, "casualties").data
    assert '<th scope="col">id</th><th scope="col">evidence</th>' in shown
    assert ">date_earliest</th>" not in shown
    assert re.search(r"Empty in every row: [^<]*\bdate_earliest\b", shown)
    assert "<td>&gt;12</td><td>12</td>" in shown
    totals = show_table(done, "totals").data
    assert "<td>&gt;25</td><td>25</td>" in totals
    assert "c4 (part of c3)" in totals


def test_the_committed_sample_is_todays(executed: Path) -> None:
    sample = ROOT / "reports/sample"
    for name in ("article.json", "brief.html", *(p.name for p in executed.glob("*.csv"))):
        assert (sample / name).read_text("utf-8") == (executed / name).read_text("utf-8"), (
            f"{name} differs: make sample"
        )
