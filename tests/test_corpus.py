"""``sitrep extract`` in partitions: each row once, the same bytes whoever makes them."""

from __future__ import annotations

import json
import os
import signal
import time
import uuid
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import pipeline
from analysis.batch import corpus
from analysis.batch.corpus import NAMES, Reading, make_partition, partitions, read_articles
from analysis.batch.place import Place
from analysis.batch.spread import dask_client, make_here, make_with_dask
from analysis.cli import main
from analysis.duplicates import Copies
from analysis.pipeline import Analysis
from analysis.records import Source
from analysis.sources import Unread, read_sources

TEXT = "Gunmen killed {n} people in Homs on Monday, police said. “We fled,” said Huda Salim."


def feed(folder: Path, count: int) -> str:
    path = folder / "feed.jsonl"
    rows = [json.dumps({"id": f"a{k}", "text": TEXT.format(n=k + 2)}) for k in range(count)]
    path.write_text("\n".join(rows) + "\n{broken\n", "utf-8")
    return str(path)


def contents(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def test_partitions_read_as_one_table_with_each_row_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = feed(tmp_path, 7), tmp_path / "out"
    assert main(["extract", source, "--out", str(out), "--partition", "3"]) == 1
    assert "feed.jsonl:8" in capsys.readouterr().err
    articles = pd.read_parquet(out / "articles.parquet")
    assert articles["article_id"].tolist() == [f"a{k}" for k in range(7)]
    casualties = pd.read_parquet(out / "casualties.parquet")
    assert casualties["best"].tolist() == [k + 2 for k in range(7)]
    assert {path.name for path in out.iterdir()} == {f"{name}.parquet" for name in NAMES} | {
        "_done"
    }
    assert len(list((out / "quotes.parquet").iterdir())) == 3


def test_what_is_finished_is_left_and_what_is_gone_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = feed(tmp_path, 7), tmp_path / "out"
    call = ["extract", source, "--out", str(out), "--partition", "2"]
    main(call)
    before = contents(out)
    (out / "quotes.parquet/.part-000000.parquet.77").write_bytes(b"half")
    real = corpus.read_articles
    monkeypatch.setattr(corpus, "read_articles", lambda *_: pytest.fail("read again"))
    main(call)
    assert contents(out) == before
    monkeypatch.setattr(corpus, "read_articles", real)
    Path(source).write_text(
        "".join(Path(source).read_text("utf-8").splitlines(keepends=True)[:3]), "utf-8"
    )
    assert main(call) == 0
    assert len(list((out / "articles.parquet").iterdir())) == 2
    assert len(pd.read_parquet(out / "articles.parquet")) == 3


def test_an_address_holds_what_a_folder_holds(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    source, out = feed(tmp_path, 5), tmp_path / "out"
    name = f"memory://{uuid.uuid4()}"
    fsspec.filesystem("memory").pipe(f"{name}/feed.jsonl", Path(source).read_bytes())
    main(["extract", source, "--out", str(out), "--partition", "2"])
    main(["extract", f"{name}/feed.jsonl", "--out", f"{name}/out", "--partition", "2"])
    place = Place(f"{name}/out")
    for path, data in contents(out).items():
        assert fsspec.filesystem("memory").cat_file(f"{name}/out/{path}") == data, path
    assert place.names("_done") == ["000000.json", "000001.json", "000002.json"]


def test_the_same_bytes_with_dask_though_a_worker_is_killed(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    source = feed(tmp_path, 60)
    how = Reading()
    parts = list(partitions(read_sources([source]), 4))
    list(make_here(iter(parts), how, str(tmp_path / "one")))
    made = []
    with dask_client("local", 2) as client:
        victim = next(iter(client.run(os.getpid).values()))
        for done in make_with_dask(iter(parts), how, str(tmp_path / "two"), client):
            made.append(done.number)
            if len(made) == 2:
                os.kill(victim, signal.SIGKILL)
    assert sorted(made) == list(range(len(parts)))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_partition_no_worker_survives_is_named(tmp_path: Path) -> None:
    class Future:
        def exception(self) -> Exception:
            return RuntimeError("killed the worker\nfour times")

    class Client:
        def ncores(self) -> dict[str, int]:
            return {"one": 1}

        def submit(self, *_: Any, **__: Any) -> Future:
            return Future()

    pytest.importorskip("distributed")
    source = feed(tmp_path, 2)
    parts = partitions(read_sources([source]), 10)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("distributed.as_completed", lambda: _Queue())
        (made,) = make_with_dask(parts, Reading(), str(tmp_path / "out"), Client())
    assert [name for name, _ in made.failed] == ["a0", "a1", "feed.jsonl:3"]
    assert made.failed[0][1] == "RuntimeError: killed the worker four times"


class _Queue:
    def __init__(self) -> None:
        self._waiting: list[Any] = []

    def add(self, future: Any) -> None:
        self._waiting.append(future)

    def __iter__(self) -> Any:
        while self._waiting:
            yield self._waiting.pop(0)


def test_one_articles_fault_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(reading: Any) -> tuple[Any, ...]:
        return (1 // (reading.article.article_id != "b"),)

    monkeypatch.setattr(pipeline, "EXTRACTORS", (*pipeline.EXTRACTORS, ("audit", find)))
    given = [Source(name, TEXT.format(n=3)) for name in "abc"]
    sources: list[Source | Unread] = [given[0], Unread("broken", "no record"), *given[1:]]
    first, unread, failed, last = read_articles(sources, Reading(), Copies())
    assert (type(first), type(last)) == (Analysis, Analysis)
    assert unread == sources[1]
    assert isinstance(failed, Unread)
    assert failed == Unread("b", "ZeroDivisionError: integer division or modulo by zero")


def test_articles_read_together_are_read_as_alone() -> None:
    given = [Source(f"a{n}", TEXT.format(n=n), published="2020-03-05") for n in range(2, 40)]
    together = list(read_articles(given, Reading(), Copies()))
    copies = Copies()
    alone = [next(read_articles([one], Reading(), copies)) for one in given]
    assert [done.findings for done in together] == [done.findings for done in alone]  # type: ignore[union-attr]


def test_what_is_remembered_of_copies_has_a_bound() -> None:
    from analysis.clean import clean

    seen = Copies(window=3)
    texts = [" ".join(f"w{k}x{n}" for n in range(60)) + " were seen." for k in range(12)]
    for number, text in enumerate(texts):
        assert seen.add(clean(Source(f"a{number}", text))) is None
    assert len(seen._ids) == len(seen._shingles) == len(seen._sentences) == 3
    held = {number for numbers in seen._index.values() for number in numbers}
    assert held == {9, 10, 11}
    again = seen.add(clean(Source("b", texts[10])))
    assert again is not None
    assert again.of == "a10"
    assert seen.add(clean(Source("c", texts[2]))) is None


def test_a_lexicon_at_fault_ends_the_run(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "sport.toml").write_text('colour = "red"\n', "utf-8")
    call = ["extract", feed(tmp_path, 1), "--out", str(tmp_path / "o"), "--partition", "2"]
    assert main([*call, "--lexicons", str(tmp_path)]) == 2
    assert "unknown key 'colour'" in capsys.readouterr().err


def test_other_peoples_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.docx").write_text("mine", "utf-8")
    assert (
        main(["extract", feed(tmp_path, 1), "--out", str(tmp_path / "out"), "--partition", "2"])
        == 2
    )


def test_a_partition_is_a_function_of_its_records(tmp_path: Path) -> None:
    (number, held), *_ = partitions(read_sources([feed(tmp_path, 3)]), 10)
    for name in "ab":
        make_partition(number, held, Reading("csv"), str(tmp_path / name))
        time.sleep(0.01)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
