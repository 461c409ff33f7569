"""The command: exit status, streams, and bad input ending in one sentence."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from analysis import cli
from analysis.cli import main

SAMPLE = str(Path(__file__).parent.parent / "data/raw/idlib-ceasefire-2020-03-05.txt")
TABLES = "articles casualties totals quotes times places actors events terms audit".split()


def one_sentence(text: str) -> bool:
    lines = [line for line in text.strip().splitlines() if "article" not in line[:20]]
    return len(lines) == 1 and "Traceback" not in text and len(lines[0]) < 400


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_extract_writes_every_table(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["extract", SAMPLE, "--out", str(out), "--format", form]) == 0
    assert capsys.readouterr().out == f"{out}: {len(TABLES)} tables of 1 article\n"
    assert {path.name for path in out.iterdir()} == {f"{table}.{form}" for table in TABLES}
    assert not [path for path in tmp_path.iterdir() if path != out], "something half-written"


def test_extract_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b", "a"):
        main(["extract", SAMPLE, "--out", str(tmp_path / name)])
    for table in TABLES:
        one, two = (tmp_path / name / f"{table}.jsonl" for name in "ab")
        assert one.read_bytes() == two.read_bytes()


def test_one_bad_article_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed = tmp_path / "feed.jsonl"
    good = {"id": "a", "text": "Gunmen killed two people in Homs on Monday, police said."}
    feed.write_text(json.dumps(good) + "\n{broken\n" + json.dumps({"id": "b"}) + "\n", "utf-8")
    assert main(["extract", str(feed), "--out", str(tmp_path / "out")]) == 1
    errors = capsys.readouterr().err
    assert "feed.jsonl:2" in errors
    assert "feed.jsonl:3" in errors
    assert (tmp_path / "out/articles.jsonl").read_text("utf-8").count("\n") == 1


@pytest.mark.parametrize("command", ["extract", "batch"])
def test_nothing_on_standard_input_is_a_wrong_call(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n\n")))
    assert main([command, "-", "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.strip().endswith("no articles on standard input")


def test_records_on_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = json.dumps({"id": "x", "text": "Two men were killed in Mosul on Friday, police said."})
    stdin = io.TextIOWrapper(io.BytesIO(record.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["extract", "-", "--out", str(tmp_path / "out")]) == 0


def test_what_is_about_a_folder_is_no_article_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "README.md"):
        (folder / name).write_text("Two men were killed in Mosul on Friday, police said.", "utf-8")
    assert main(["extract", str(folder), "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out/articles.jsonl").read_text("utf-8").count("\n") == 1


def test_a_missing_template_is_told_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["brief", SAMPLE, "--template", "none.typ", "--out", str(out)]) == 2
    assert one_sentence(capsys.readouterr().err)
    assert not out.exists()


def bad_inputs(folder: Path) -> dict[str, Path]:
    files = {
        "missing": b"",
        "empty": b"",
        "blank": b" \n\n ",
        "binary": bytes(range(256)) * 40,
        "large": b"word " * 1_100_000,
        "german": b"Die Regierung hat am Montag mitgeteilt, dass die Waffenruhe nicht gilt. " * 20,
    }
    for name, data in files.items():
        if name != "missing":
            (folder / f"{name}.txt").write_bytes(data)
    return {name: folder / f"{name}.txt" for name in files}


@pytest.mark.parametrize("name", ["missing", "empty", "blank", "binary", "large", "german"])
def test_bad_article_is_one_sentence_and_nothing_written(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = bad_inputs(tmp_path)[name]
    status = 2 if name == "missing" else 1  # what is not there is a wrong call
    assert main(["brief", str(path), "--out", str(tmp_path / "reports")]) == status
    assert one_sentence(capsys.readouterr().err)
    assert not (tmp_path / "reports").exists()


def test_a_damaged_jsonl_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text('{"id": "a", "text": "Gunmen killed two men in Balad."}\n\n{"id": \n', "utf-8")
    assert main(["brief", str(path), "--out", str(tmp_path / "reports")]) == 1
    told = capsys.readouterr().err
    assert one_sentence(told)
    assert "the file is damaged: line 3 is not JSON" in told


def test_wrong_calls_exit_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for call in (["brief", SAMPLE, "--published", "5 March"], ["nonsense"], ["extract", SAMPLE]):
        with pytest.raises(SystemExit) as stopped:
            main(call)
        assert stopped.value.code == 2
    (tmp_path / "sport.toml").write_text('colour = "red"\n', "utf-8")
    call = ["extract", SAMPLE, "--out", str(tmp_path / "o"), "--lexicons", str(tmp_path)]
    assert main(call) == 2
    assert "unknown key 'colour'" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["brief", SAMPLE, "--published", "2022-02-30"], "'2022-02-30': there is no such day"),
        (["brief", SAMPLE, "--published", "5 March"], "'5 March': not a day as 2020-03-05"),
        (["brief", SAMPLE, "--publishd", "2020-03-05"], "--publishd (did you mean --published?)"),
        (["extract", SAMPLE, "--outt=x", "--out", "y"], "no option --outt (did you mean --out?)"),
        (["brief", SAMPLE, SAMPLE], f"one too many: {SAMPLE}"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    call: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(call)
    usage, _, error = capsys.readouterr().err.rpartition("error: ")
    assert told in error
    assert f"usage: sitrep {call[0]} " in usage


def test_a_folder_with_other_peoples_files_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.docx").write_text("mine", "utf-8")
    assert main(["extract", SAMPLE, "--out", str(tmp_path)]) == 2
    assert one_sentence(capsys.readouterr().err)
    assert (tmp_path / "thesis.docx").exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert main(["extract", SAMPLE, "--out", str(tmp_path / "file" / "out")]) == 2
    assert one_sentence(capsys.readouterr().err)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def full(self: Path, mode: str = "r", *rest: object, **named: object) -> object:
        if self.name == "articles.jsonl" and "w" in mode:
            return real(Path("/dev/full"), mode, *rest, **named)  # type: ignore[call-overload]
        return real(self, mode, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    assert main(["extract", SAMPLE, "--out", str(tmp_path / "out")]) == 2
    assert "No space left" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_long_work_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(cli._watched(["one"])) == ["one"]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(cli, "_LONG", -1.0)
    assert list(cli._watched(["one", "two"])) == ["one", "two"]
    assert [line.rpartition(" ")[2] for line in capsys.readouterr().err.splitlines()] == [
        "one",
        "two",
    ]
