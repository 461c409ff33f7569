"""``sitrep dossier``: articles side by side, never added, never believed more than they say."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from analysis.brief import render_html
from analysis.cli import main
from analysis.dossier import compose_dossier, open_dossier, read_situation
from analysis.dossier.files import Dossier, version_rows
from analysis.dossier.incidents import Incident
from analysis.errors import AnalysisError

SAMPLE = Path(__file__).parent.parent / "data/dossier/harasta.toml"


def gathered(folder: Path, texts: Iterable[tuple[str, str]], more: str = "") -> Dossier:
    """A dossier of plain texts, each with its day of publication."""
    days = []
    for number, (day, text) in enumerate(texts, start=1):
        (folder / f"{number}.txt").write_text(text + "\n", encoding="utf-8")
        days.append(f'"{number}.txt" = {day}')
    path = folder / "s.toml"
    told = f'title = "T"\narticles = ["*.txt"]\n{more}\npublished = {{ {", ".join(days)} }}\n'
    path.write_text(told, encoding="utf-8")
    return open_dossier(path)


def spans(
    dossier: Dossier, harm: str = "killed"
) -> list[tuple[int | None, int | None, int | None]]:
    return [one.range_of(harm) for one in dossier.incidents if one.of_harm(harm)]


def only(dossier: Dossier) -> Incident:
    (one,) = dossier.incidents
    return one


MARKET = "Shells hit a market in Homs on Monday, killing {n} people, the {who} said. " + (
    "Shops stayed closed and the streets were empty until the evening in the old town."
)
OTHER = "In the old quarter the shutters stayed down, residents said. "


def test_a_later_toll_makes_a_range_and_no_sum(tmp_path: Path) -> None:
    found = gathered(
        tmp_path,
        [
            ("2021-06-08", MARKET.format(n="nine", who="governor")),
            ("2021-06-09", OTHER + "Monday's shelling of Homs killed 13 people, the UN said."),
        ],
    )
    one = only(found)
    assert one.range_of("killed") == (9, None, 13)
    assert one.rises("killed")
    assert one.members == ("a1", "a2")


def test_at_least_nine_and_thirteen_are_thirteen(tmp_path: Path) -> None:
    found = gathered(
        tmp_path,
        [
            ("2021-06-08", MARKET.format(n="at least nine", who="governor")),
            ("2021-06-09", OTHER + "Monday's shelling of Homs killed 13 people, the UN said."),
        ],
    )
    assert only(found).range_of("killed") == (13, 13, 13)
    assert not only(found).disagree("killed")


def test_what_one_article_keeps_apart_stays_apart(tmp_path: Path) -> None:
    two = (
        "A car bomb killed four people in Homs on Monday, police said. In a separate attack, "
        "gunmen shot dead two guards in Idlib on Monday, the ministry said."
    )
    one = OTHER + "The car bomb in Homs on Monday killed four people, a hospital said."
    found = gathered(tmp_path, [("2021-06-08", two), ("2021-06-09", one)])
    assert [(one.place_name, one.members) for one in found.incidents] == [
        ("Homs", ("a1", "a2")),
        ("Idlib", ("a1",)),
    ]


@pytest.mark.parametrize(
    "second",
    [
        "Shells killed nine people in Aleppo on Monday, the governor said.",  # another place
        "Shells killed nine people in Homs on Saturday, the governor said.",  # another day
        "A car bomb killed nine people in Homs on Monday, the governor said.",  # other means
    ],
)
def test_another_place_day_or_means_is_another_incident(tmp_path: Path, second: str) -> None:
    first = MARKET.format(n="nine", who="governor")
    found = gathered(tmp_path, [("2021-06-08", first), ("2021-06-08", OTHER + second)])
    assert len(found.incidents) == 2
    assert spans(found) == [(9, 9, 9), (9, 9, 9)]


def test_a_reprint_is_no_second_source(tmp_path: Path) -> None:
    text = MARKET.format(n="nine", who="governor")
    found = gathered(tmp_path, [("2021-06-08", text), ("2021-06-09", text)])
    assert found.members[1].copy_of == "a1"
    assert len(only(found).of_harm("killed")) == 1
    assert len(version_rows(found.incidents)) == 2
    page = render_html(compose_dossier(found.situation, found.members, found.incidents))
    assert "copy of A1" in page


def test_a_window_of_days_leaves_older_incidents_out(tmp_path: Path) -> None:
    old = "Shells killed nine people in Homs on 3 May 2021, the governor said."
    new = "A mine killed two farmers near Hama on Monday, police said."
    found = gathered(tmp_path, [("2021-06-08", old), ("2021-06-08", new)], "since = 2021-06-01")
    assert spans(found) == [(2, 2, 2)]


def test_every_version_stands_on_its_characters(tmp_path: Path) -> None:
    found = open_dossier(SAMPLE)
    texts = {member.key: member.done.article for member in found.members}
    for row in version_rows(found.incidents):
        article = texts[row["article"]]
        assert article.text[row["start"] : row["end"]] == row["words"]
    together = found.together
    for table in ("casualties", "quotes", "events", "places"):
        for record in getattr(together.findings, table):
            key, _, own = record.id.partition("-")
            member = next(m for m in found.members if m.key == key)
            known = {r.id: r.of(member.done.article.text)
                     for r in getattr(member.done.findings, table)}  # fmt: skip
            assert record.of(together.article.text) == known[own]


def test_the_command_leaves_a_whole_dossier(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dossier", str(SAMPLE), "--out", str(tmp_path)]) == 0
    folder = tmp_path / "harasta"
    assert capsys.readouterr().out.strip() == str(folder / "brief.html")
    for name in ("brief.html", "brief.pdf", "brief.docx", "07_dossier.ipynb", "run.json"):
        assert (folder / name).stat().st_size > 0
    with (folder / "incidents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["place"] for row in rows} == {"Harasta", "Homs"}
    record = json.loads((folder / "dossier.json").read_text(encoding="utf-8"))
    assert [article["copy_of"] for article in record["articles"]].count("a1") == 1
    page = (folder / "brief.html").read_text(encoding="utf-8")
    assert "from 4 articles" in page
    assert all(f'id="{row["article"]}-{row["id"]}"' in page for row in _counting(folder))


def _counting(folder: Path) -> list[dict[str, str]]:
    with (folder / "versions.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not row["copy_of"]]


def test_an_article_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.txt").write_text(MARKET.format(n="nine", who="governor"), encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\0\1\2" * 100)
    path = tmp_path / "s.toml"
    path.write_text('title = "T"\narticles = ["*.txt"]\n', encoding="utf-8")
    assert main(["dossier", str(path), "--out", str(tmp_path / "out")]) == 1
    assert "bad.txt" in capsys.readouterr().err
    assert "bad.txt could not be read" in (tmp_path / "out/s/brief.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title = ", "is no TOML"),
        ('articles = ["a.txt"]', "has no title"),
        ('title = "T"', "names no articles"),
        ('title = "T"\narticles = []', "names no articles"),
        ('title = "T"\narticles = ["a"]\nwhen = 1', "does not know 'when'"),
        ('title = "T"\narticles = ["a"]\nsince = "June"', "is no day"),
        ('title = "T"\narticles = ["a"]\nsince = 2021-06-02\nuntil = 2021-06-01', "lies after"),
        ('title = "T"\narticles = ["a"]\nnear_km = -1', "near_km"),
    ],
)
def test_an_unsound_situation_is_told_in_one_sentence(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "s.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AnalysisError, match=reason):
        read_situation(path)
    assert main(["dossier", str(path), "--out", str(tmp_path / "out")]) == 2
