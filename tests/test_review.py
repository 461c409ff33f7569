"""A person's answers: kept beside the run, honoured by the next, reported where they fit no more."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from analysis.brief import compose_brief, render_markdown
from analysis.cli import main
from analysis.errors import AnalysisError
from analysis.pipeline import Analysis, printable
from analysis.report import open_article
from analysis.review import answered, read_decisions, review_file, write_decision
from analysis.reviewer import Reviewer
from analysis.tables import rows

TEXT = (
    "Shelling killed nine people in Homs on Monday, police said. Gunmen abducted 14 farmers near "
    "Hama on Monday, the governor said. At least 20 others were wounded in Homs."
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, "utf-8")
    return path


def answer(path: Path, harm: str, given: str, **more: object) -> None:
    done = opened(path)
    (row,) = (row for row in done.findings.casualties if row.harm == harm)
    file = review_file(path.with_suffix(""))
    text = done.article.text
    write_decision(file, answered(row, "casualties", text, given, **more))  # type: ignore[arg-type]


def opened(path: Path) -> Analysis:
    return open_article(path, published="2021-06-10")


def cells(done: Analysis, harm: str) -> tuple[object, object]:
    (row,) = (r for r in rows(done.article, done.findings)["casualties"] if r["harm"] == harm)
    return row["review"], row["best"]


def test_untouched_findings_are_the_machines(article: Path) -> None:
    assert cells(opened(article), "killed") == ("machine", 9)


def test_answers_are_in_the_table_and_the_sum(article: Path) -> None:
    answer(article, "killed", "corrected", column="best", value=8)
    answer(article, "injured", "accepted", reviewer="EN")
    done = opened(article)
    assert cells(done, "killed") == ("corrected", 8)
    assert cells(done, "injured")[0] == "accepted"
    assert {total.harm: total.best for total in done.findings.totals}["killed"] == 8
    assert done.article.warnings == ()


def test_what_is_rejected_stays_in_the_table_only(article: Path) -> None:
    before = render_markdown(compose_brief(opened(article)))
    answer(article, "abducted", "rejected", note="hearsay")
    done = opened(article)
    assert cells(done, "abducted") == ("rejected", 14)
    assert all(not total.counted for total in done.findings.totals if total.harm == "abducted")
    assert not [row for row in printable(done).findings.casualties if row.harm == "abducted"]
    page = render_markdown(compose_brief(done))
    assert page.lower().count("abducted") < before.lower().count("abducted")


def test_the_last_answer_counts(article: Path) -> None:
    answer(article, "killed", "rejected")
    answer(article, "killed", "accepted")
    assert cells(opened(article), "killed") == ("accepted", 9)


def test_an_answer_that_fits_no_more_is_reported(article: Path) -> None:
    answer(article, "killed", "rejected")
    article.write_text("In brief. " + TEXT, "utf-8")
    done = opened(article)
    assert cells(done, "killed")[0] == "machine"
    assert any("fits no finding" in warning for warning in done.article.warnings)


@pytest.mark.parametrize(
    ("given", "more"),
    [("maybe", {}), ("corrected", {"column": "start", "value": 1}),
     ("corrected", {"column": "best", "value": "many"})],
)  # fmt: skip
def test_a_wrong_answer_is_refused_and_not_written(
    article: Path, given: str, more: dict[str, object]
) -> None:
    with pytest.raises(AnalysisError):
        answer(article, "killed", given, **more)
    assert not review_file(article.with_suffix("")).exists()


def test_what_a_person_adds_is_counted_and_printed(article: Path) -> None:
    done = opened(article)
    file = review_file(article.with_suffix(""))
    said = "the governor said"
    Reviewer(done, file, "EN").add("casualties", said, harm="missing", best=3, place="Homs")
    again = opened(article)
    (row,) = (
        r for r in rows(again.article, again.findings)["casualties"] if r["review"] == "added"
    )
    assert (row["words"], row["low"], row["best"], row["high"]) == (said, 3, 3, 3)
    assert {total.harm: total.best for total in again.findings.totals}["missing"] == 3
    assert "3 missing" in render_markdown(compose_brief(again))
    ids = [r["id"] for r in rows(again.article, again.findings)["casualties"]]
    assert len(ids) == len(set(ids))
    Reviewer(again, file, "EN").reject(row["id"])  # and it may be taken back
    assert "3 missing" not in render_markdown(compose_brief(opened(article)))


PARTS = (
    "A rocket that struck a market in Homs on Monday killed 12 people and injured 80, police said. "
    "Among the injured were five children, a hospital said."
)


def of_parts(path: Path) -> tuple[Analysis, Reviewer, dict[int | None, str]]:
    path.write_text(PARTS, "utf-8")
    done = opened(path)
    ids = {row.best: row.id for row in done.findings.casualties}
    return done, Reviewer(done, review_file(path.with_suffix(""))), ids


def sums(path: Path) -> dict[str, int | None]:
    return {total.harm: total.best for total in opened(path).findings.totals}


def test_a_part_leaves_its_wholes_harm_only_with_its_whole(article: Path) -> None:
    _, answers, ids = of_parts(article)
    with pytest.raises(AnalysisError, match=f"{ids[5]} is part of {ids[80]} .injured.: say first"):
        answers.correct(ids[5], "harm", "killed")
    with pytest.raises(AnalysisError, match="no other figure"):
        answers.correct(ids[5], "subset_of", "c99")
    assert sums(article) == {"killed": 12, "injured": 80}
    answers.correct(ids[5], "subset_of", ids[12])
    answers.correct(ids[5], "harm", "killed")
    assert sums(article) == {"killed": 12, "injured": 80}
    (part,) = (row for row in opened(article).findings.casualties if row.best == 5)
    assert (part.harm, part.subset_of) == ("killed", ids[12])
    answers.correct(ids[5], "subset_of", "")
    (part,) = (row for row in opened(article).findings.casualties if row.best == 5)
    assert (part.harm, part.subset_of) == ("killed", None)


def test_a_part_torn_from_its_whole_in_the_file_is_kept_and_told(article: Path) -> None:
    done, answers, _ = of_parts(article)
    (part,) = (row for row in done.findings.casualties if row.best == 5)
    torn = answered(part, "casualties", PARTS, "corrected", column="harm", value="killed")
    write_decision(answers.decisions, torn)
    assert sums(article) == {"killed": 12, "injured": 80}
    assert any("keeps the harm of its whole" in words for words in opened(article).article.warnings)


def test_parts_follow_their_whole(article: Path) -> None:
    _, answers, ids = of_parts(article)
    answers.correct(ids[80], "harm", "missing")
    assert sums(article) == {"killed": 12, "missing": 80}


def test_an_event_goes_with_the_figures_it_rests_on(article: Path) -> None:
    _, answers, ids = of_parts(article)
    answers.reject(ids[12])
    assert "struck a market" in render_markdown(compose_brief(opened(article)))
    answers.reject(ids[80])
    done = opened(article)
    assert done.findings.events
    assert not printable(done).findings.events
    overview = render_markdown(compose_brief(done)).partition("## Situation overview")[2]
    assert overview.partition("##")[0].strip().startswith("Places named: Homs.")
    (event,) = done.findings.events[:1]
    answers.accept(event.id)  # but a person may say that it happened
    assert printable(opened(article)).findings.events


@pytest.mark.parametrize(
    ("table", "words", "columns"),
    [
        ("casualties", "no such words", {"harm": "killed", "best": 1}),
        ("casualties", "police", {"best": 1}),  # no harm
        ("casualties", "police", {"harm": "killed", "best": 1, "colour": "red"}),
        ("casualties", "police", {"harm": "killed", "best": 1, "start": 0}),
        ("casualties", "police", {"harm": "dead", "best": 1}),
        ("totals", "police", {"harm": "killed"}),
    ],
)
def test_an_addition_that_cannot_be_is_refused(
    article: Path, table: str, words: str, columns: dict[str, Any]
) -> None:
    file = review_file(article.with_suffix(""))
    with pytest.raises(AnalysisError):
        Reviewer(opened(article), file).add(table, words, **columns)
    assert not file.exists()


def test_the_file_is_plain_csv(article: Path) -> None:
    answer(article, "killed", "accepted", reviewer="EN")
    path = review_file(article.with_suffix(""))
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["table"], row["answer"], row["reviewer"]) == ("casualties", "accepted", "EN")
    assert TEXT[int(row["start"]) : int(row["end"])] == row["words"]
    assert read_decisions(path)[0].words == row["words"]


def test_the_review_notebook_runs_and_the_next_brief_honours_it(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import papermill

    out = tmp_path / "reports"
    call = [str(article), "--published", "2021-06-10", "--out", str(out)]
    assert main(["review", *call, "--no-lab"]) == 0
    notebook = Path(capsys.readouterr().out.strip())
    assert notebook == out / "story.review.ipynb"
    papermill.execute_notebook(
        str(notebook), None, engine_name="sitrep-warm", kernel_name="python3", progress_bar=False
    )
    done = opened(article)
    answers = Reviewer(done, review_file(out / "story"))
    (killed,) = (row.id for row in done.findings.casualties if row.harm == "killed")
    answers.correct(killed, "best", 7)
    with pytest.raises(AnalysisError, match="no finding"):
        answers.accept("c99")
    assert len(answers.unanswered()) > 3
    assert main(["brief", *call]) == 0
    with (out / "story/casualties.csv").open(encoding="utf-8", newline="") as file:
        (row,) = (row for row in csv.DictReader(file) if row["id"] == killed)
    assert (row["review"], row["best"]) == ("corrected", "7")


def test_the_brief_says_what_was_reviewed(article: Path) -> None:
    assert "without human review" in render_markdown(compose_brief(opened(article)))
    answer(article, "killed", "rejected")
    answer(article, "injured", "accepted")
    page = render_markdown(compose_brief(opened(article)))
    assert "without human review" not in page
    assert "findings looked at by a person (1 accepted, 1 rejected)" in page


def test_words_of_a_rejected_figure_lead_nothing(article: Path) -> None:
    said = "“Shelling killed nine people in Homs,” said Amal Darwish. "
    article.write_text(f"{said}Gunmen abducted 14 farmers near Hama on Monday.", "utf-8")
    assert compose_brief(opened(article)).headline.startswith("“Shelling killed")
    answer(article, "killed", "rejected")
    brief = compose_brief(opened(article))
    assert "nine people" not in brief.headline
    assert brief.headline.startswith("Gunmen abducted")
    assert not [one for one in (*brief.highlights, *brief.overview) if "nine people" in one.text]
