"""``sitrep batch``: everything once, whole or not at all, and nothing stops it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.batch import queue
from analysis.batch.command import Progress, summary
from analysis.batch.index import Entry, _without_ids, render_index
from analysis.batch.intake import take
from analysis.batch.near import near_duplicates, signature
from analysis.batch.rollup import (
    _readable,
    by_day,
    by_place,
    by_source,
    most_quoted,
    read_batch,
    terms_found,
)
from analysis.batch.run import Row, Settings, run_batch
from analysis.cli import main
from analysis.errors import AnalysisError
from analysis.report import FILES, NOTEBOOKS, ROLLUP
from analysis.sources import Unread
from analysis.warm import client
from tests.test_engine import difference, without_times

STORY = (
    "Gunmen killed {n} people in Homs on Monday, police said.\n\n“We heard the shots until dawn,” "
    "said Salim Haddad, a baker. The army denied that its men had been in the street. Both sides "
    "agreed to a cease-fire on Tuesday, the governor said."
)


def record(number: int, text: str = STORY) -> dict[str, Any]:
    told = {"published": "2021-06-10", "outlet": "Test Wire", "title": f"Story {number}"}
    return {"id": f"a{number}", "text": text.format(n=number + 2), **told}


def feed(folder: Path, count: int) -> Path:
    path = folder / "feed.jsonl"
    texts = [STORY + f" A {word} was lit." for word in "lamp fire torch candle stove".split()]
    lines = [json.dumps(record(k, texts[k % 5] * (1 + k % 2))) for k in range(count)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, list[Row]]]:
    """A feed, its reports and its rows, done once; two of its inputs are no articles."""
    folder = tmp_path_factory.mktemp("batch")
    path = feed(folder, 3)
    with path.open("a", encoding="utf-8") as file:
        file.write('{broken\n{"id": "empty"}\n')
    out = folder / "reports"
    assert main(["batch", str(path), "--out", str(out), "--jobs", "2"]) == 1
    rows = [Row(k, **json.loads(line)) for k, line in enumerate(lines(out))]
    yield path, out, rows


def lines(out: Path) -> list[str]:
    return (out / "batch.jsonl").read_text("utf-8").splitlines()


def test_every_input_has_its_row_in_order(made: tuple[Path, Path, list[Row]]) -> None:
    _, out, rows = made
    assert [row.status for row in rows] == ["done"] * 3 + ["failed"] * 2
    assert [row.folder for row in rows[:3]] == ["a0", "a1", "a2"]
    assert "not JSON" in str(rows[3].reason)
    assert "no text" in str(rows[4].reason)
    assert all(row.sha256 and row.seconds > 0 for row in rows[:3])
    folder = {path.name for path in (out / "a0").iterdir()}
    assert {*NOTEBOOKS, "brief.html", "run.json"} <= folder <= FILES
    assert not list(out.glob(".sitrep-batch"))


def test_done_work_is_left_and_changed_work_is_done_again(
    made: tuple[Path, Path, list[Row]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out, rows = made
    stamps = {row.folder: (out / str(row.folder)).stat().st_ino for row in rows if row.folder}
    asked: list[str] = []
    real = client.ask

    def counting(task: dict[str, Any], **options: Any) -> Any:
        asked.append(task["arguments"]["item"]["article_id"])
        return real(task, **options)

    monkeypatch.setattr(client, "ask", counting)
    again = run_batch([str(path)], Settings(out))
    assert asked == []
    assert [replace(row, seconds=0) for row in again] == [replace(row, seconds=0) for row in rows]
    assert "(all from an earlier run)" in summary(again)
    assert "earlier" not in summary(rows)
    assert '"kept"' not in (out / "batch.jsonl").read_text("utf-8")
    text = path.read_text("utf-8").replace("Salim Haddad, a baker", "Salim Haddad, a smith", 1)
    other = path.with_name("other.jsonl")
    other.write_text(text, "utf-8")
    run_batch([str(other)], Settings(out))
    assert asked == ["a0"]
    assert (out / "a0").stat().st_ino != stamps["a0"]
    assert (out / "a1").stat().st_ino == stamps["a1"]
    assert "a smith" in (out / "a0/brief.html").read_text("utf-8")


@pytest.mark.parametrize(
    "change", [{"counting": "acled"}, {"published": "2021-06-11"}, {"lexicons": Path("x")}]
)
def test_other_parameters_are_other_work(
    made: tuple[Path, Path, list[Row]], change: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out, _ = made
    seen: list[Any] = []

    def nothing(tasks: Any, **_: Any) -> Iterator[Any]:
        seen.extend(task for task, _ in tasks)
        yield from ()

    monkeypatch.setattr("analysis.batch.run.run_each", nothing)
    before = (out / "batch.jsonl").read_bytes()
    run_batch([str(path)], Settings(out, **change))
    (out / "batch.jsonl").write_bytes(before)
    assert len(seen) == 3


def test_a_day_given_to_brief_is_kept_until_the_batch_gives_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article, out = tmp_path / "raid.txt", tmp_path / "reports"
    article.write_text(STORY.format(n=4), "utf-8")
    where = ["--out", str(out)]

    def published() -> str | None:
        day = json.loads((out / "raid/article.json").read_text("utf-8"))["published"]
        return None if day is None else str(day)

    assert main(["brief", str(article), "--published", "2021-06-10", *where]) == 0
    capsys.readouterr()
    for way in ("literal", "acled"):  # the second time from what the batch left
        assert main(["batch", str(article), *where, "--counting", way]) == 0
        assert "raid.txt: published 2021-06-10, as given" in capsys.readouterr().err
        assert published() == "2021-06-10"
    before = (out / "raid").stat().st_ino
    assert main(["batch", str(article), *where, "--counting", "acled"]) == 0
    assert (out / "raid").stat().st_ino == before, "it was made again"
    assert main(["batch", str(article), *where, "--published", "2021-06-17"]) == 0
    assert published() == "2021-06-17"
    capsys.readouterr()
    assert main(["batch", str(article), *where]) == 0, "a day of the batch is the batch's"
    assert not published()
    assert "as given" not in capsys.readouterr().err


def test_two_batches_do_not_write_to_one_folder(made: tuple[Path, Path, list[Row]]) -> None:
    from analysis.batch.run import _alone

    path, out, _ = made
    with _alone(out), pytest.raises(AnalysisError, match="another batch"):
        run_batch([str(path)], Settings(out))


def test_index_and_rollup_are_there(made: tuple[Path, Path, list[Row]]) -> None:
    _, out, _ = made
    page = (out / "index.html").read_text("utf-8")
    assert page.count('href="a') >= 3
    assert "Story 1" in page
    assert "Homs" in page
    assert "data:image/png" in page
    assert "2 failed" in page
    rollup = (out / "rollup.html").read_text("utf-8")
    assert "Salim Haddad" in rollup
    assert "http" not in rollup
    notebook = json.loads((out / "05_batch.ipynb").read_text("utf-8"))
    assert all(c["execution_count"] for c in notebook["cells"] if c["cell_type"] == "code")
    assert str(out) not in json.dumps(notebook)


@pytest.mark.skipif(not client.available(), reason="forks only on Linux")
def test_the_rollup_is_what_papermills_own_engine_makes(
    made: tuple[Path, Path, list[Row]], tmp_path: Path
) -> None:
    import papermill

    written = []
    for engine in ("sitrep-warm", None):
        papermill.execute_notebook(
            str(Path(__file__).parent.parent / "notebooks" / ROLLUP),
            str(tmp_path / "out.ipynb"),
            parameters={"reports": str(made[1]), "out": str(tmp_path)},
            engine_name=engine,
            kernel_name="python3",
            progress_bar=False,
        )
        written.append(without_times((tmp_path / "out.ipynb").read_text("utf-8")))
    assert difference(*written) == []


def test_the_rollup_counts_and_never_adds(made: tuple[Path, Path, list[Row]]) -> None:
    _, out, rows = made
    batch = read_batch(out)
    firsts = [row for row in rows if row.folder and not row.near_duplicate_of]
    killed = by_day(batch).query("harm == 'killed'")
    assert killed["day"].tolist() == ["2021-06-07"]
    assert killed["articles"].tolist() == [len(firsts)]
    assert by_place(batch)["place"].tolist() == ["Homs"]
    assert by_source(batch)["source"].tolist() == ["police"]
    assert killed["highest"].max() <= 4
    assert most_quoted(batch)["speaker"].str.contains("Haddad").any()
    assert "ceasefire" in set(terms_found(batch)["type"])


def test_a_files_name_is_one_id_everywhere(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "reports"
    folder.mkdir()
    names = ["My report, 3 March", 'O\'Neil "final"  copy', "Отчёт №1", "a.b\nc"]
    for k, name in enumerate(names):
        own = " ".join(f"Lamp {n} of {k} was lit." for n in range(60))  # no near-duplicate
        (folder / f"{name}.txt").write_text(f"{STORY.format(n=k + 2)} {own}", "utf-8")
    assert main(["batch", str(folder), "--out", str(out), "--jobs", "2"]) == 0
    batch = read_batch(out)
    ids = {"My report, 3 March", 'O\'Neil "final" copy', "Отчёт №1", "a.b c"}
    assert set(batch.articles["article_id"]) == ids
    assert set(batch.casualties["article_id"]) == ids
    for row in batch.done.itertuples():
        kept = json.loads((out / str(row.folder) / "article.json").read_text("utf-8"))
        assert kept["article_id"] == row.article_id
    assert (out / "rollup.html").exists()


def test_a_rollup_that_fails_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(out: Path) -> Path:
        raise AnalysisError("05_batch.ipynb: cell 1: no")

    monkeypatch.setattr("analysis.batch.command.run_rollup", fail)
    path = tmp_path / "one.txt"
    path.write_text(STORY.format(n=4), "utf-8")
    assert main(["batch", str(path), "--out", str(tmp_path / "reports")]) == 1
    assert "1 brief, 0 failed; no roll-up" in capsys.readouterr().err


def test_poisoned_inputs_are_named_and_stop_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(STORY.format(n=4), "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "german.txt").write_text(
        "Die Lage ist nach dem Angriff weiter unklar. " * 30, "utf-8"
    )
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    (folder / "list.json").write_text("[1, {}]", "utf-8")
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    (folder / "deep.jsonl").write_text("[" * 100_000 + "\n", "utf-8")
    out = tmp_path / "reports"
    assert main(["batch", str(folder / "*"), "--out", str(out), "--jobs", "2"]) == 1
    told = capsys.readouterr().err
    rows = [json.loads(line) for line in lines(out)]
    assert [row["source"].rpartition("/")[2] for row in rows if row["status"] == "done"] == [
        "good.txt"
    ]
    failed = [row for row in rows if row["status"] == "failed"]
    assert len(failed) == 9
    for row in failed:
        assert row["reason"], row
        assert f"{row['source']}: {row['reason']}" in told
    assert "Traceback" not in told


def test_a_full_disk_leaves_no_half_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A limit on the size of files stands for a disk that is full: writing fails in the middle."""
    path = feed(tmp_path, 1)
    code = (
        "import resource, signal, sys; from analysis.cli import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        f"sys.exit(main(['batch', {str(path)!r}, '--out', {str(tmp_path / 'out')!r}]))"
    )
    alone = {name: value for name, value in os.environ.items() if name != client.ADDRESS}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=alone)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    rows = [json.loads(line) for line in lines(tmp_path / "out")]
    assert rows[0]["status"] == "failed"
    assert not (tmp_path / "out/a0").exists()


def test_killed_at_any_moment_and_resumed_it_ends_the_same(tmp_path: Path) -> None:
    path, out = feed(tmp_path, 4), tmp_path / "reports"
    command = [sys.executable, "-m", "analysis", "batch", str(path), "--out", str(out)]
    alone = {name: value for name, value in os.environ.items() if name != client.ADDRESS}
    started = subprocess.Popen([*command, "--jobs", "2"], stderr=subprocess.DEVNULL, env=alone)
    deadline = time.monotonic() + 60
    while not list(out.glob("a*/run.json")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    time.sleep(1.0)  # what it started goes with it
    whole = {p.parent.name: p.parent.stat().st_ino for p in out.glob("a*/run.json")}
    assert whole.keys() == {path.name for path in out.glob("a*")}, "half a folder"
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in out.glob("a*")} == {"a0", "a1", "a2", "a3"}
    for name, inode in whole.items():
        assert (out / name).stat().st_ino == inode, "done twice"


def call(function: str, **arguments: Any) -> dict[str, Any]:
    return {"function": function, "arguments": arguments}


def test_a_child_that_dies_or_hangs_is_one_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "_GRACE", 0.5)
    tasks = [
        ("dies", call("os:_exit", status=3)),
        ("hangs", call("time:sleep")),
        ("works", call("builtins:dict", a=1)),
    ]
    tasks[1] = ("hangs", call("threading:Event.wait"))
    tasks[1] = ("hangs", call("subprocess:run", args=["sleep", "60"]))
    ended = {e.task: e for e in queue.run_each(tasks, jobs=3, seconds=1.0, preload=())}
    assert ended["works"].result == {"a": 1}
    assert "died" in str(ended["dies"].reason)
    assert "longer than 1 seconds" in str(ended["hangs"].reason)
    assert ended["hangs"].seconds < 10


def test_where_nothing_forks_each_task_has_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "available", lambda: False)
    monkeypatch.setattr(client, "start", lambda *_: pytest.fail("forked"))
    tasks = [("works", call("builtins:dict", a=1)), ("dies", call("os:_exit", status=3))]
    ended = {e.task: e for e in queue.run_each(tasks, jobs=2, seconds=20.0, preload=())}
    assert ended["works"].result == {"a": 1}
    assert "died" in str(ended["dies"].reason)


def test_folders_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "same.jsonl"
    path.write_text("\n".join(json.dumps(record(1)) for _ in range(3)) + "\n", "utf-8")
    reserved = tmp_path / "index.html.txt"
    reserved.write_text("Text.", "utf-8")
    items = [item for item in take([str(path), str(reserved)]) if not isinstance(item, Unread)]
    assert len({item.folder for item in items}) == 4
    assert "index.html" not in {item.folder for item in items}


def test_near_duplicates_point_at_the_first() -> None:
    wire = " ".join(f"word{k}" for k in range(300))
    texts = {"a": wire, "b": "other " + wire[:-6], "c": wire.replace("word", "term")}
    assert near_duplicates((k, signature(t)) for k, t in texts.items()) == {"b": "a"}


def entry(number: int) -> Entry:
    return Entry(
        folder=f"a{number}", title=f"Story {number} <b>&", outlet="Wire",
        published=f"2021-06-{number % 28 + 1:02d}", places=("Homs",) if number % 2 else ("Gao",),
        countries=("Syria",) if number % 2 else ("Mali",), totals={"killed": str(number)},
        sizes={"killed": number}, figures=number % 7, quotes=number % 5,
        twin="a1" if number == 3 else None, thumbnail="data:image/png;base64,iVBORw0KGgo=",
    )  # fmt: skip


def test_a_totals_caveat_goes_with_it_into_the_index() -> None:
    told = {"killed": _without_ids("the sum holds only if these reports do not overlap: c1, c3")}
    page = render_index([replace(entry(3), caveats=told), entry(4)], [])
    assert page.count("only if these reports do not overlap</small>") == 1


def test_an_open_end_is_said_in_words() -> None:
    rows = [
        ["2021-06-10", "killed", 1, 2, 11, 1040, True],
        ["2021-06-11", "killed", 1, 1, 4, 4, False],
    ]
    names = "day harm articles figures lowest highest or_more".split()
    shown = _readable(pd.DataFrame(rows, columns=names))
    assert list(shown.columns)[-2:] == ["smallest figure", "largest figure"]
    assert list(shown["largest figure"]) == ["1,040 or more", "4"]


def test_the_index_escapes_and_asks_for_nothing() -> None:
    page = render_index([entry(3)], [Row(9, "x", "<script>x", None, "failed", "<i>", 0.0, None)])
    assert "Story 3 &lt;b&gt;&amp;" in page
    assert "<script>x" not in page
    assert "http" not in page.replace("http-equiv", "")


@pytest.mark.parametrize("total", [None, 7])
def test_progress_in_a_log(total: int | None, capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(total)
    progress._say(2.0)
    progress.close()
    assert "article" in capsys.readouterr().err
