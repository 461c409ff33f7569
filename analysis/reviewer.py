"""``sitrep review``: a person answers findings in a notebook; each answer is written at once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.errors import AnalysisError
from analysis.paths import shipped
from analysis.pipeline import Analysis
from analysis.records import Casualty, Finding, Span
from analysis.report import open_article
from analysis.review import (
    ADDED,
    Decision,
    addition,
    answered,
    read_decisions,
    review,
    review_file,
    write_decision,
)
from analysis.slug import slug
from analysis.tables import rows

NOTEBOOK = "06_review.ipynb"
_TABLES = ("casualties", "quotes", "times", "places", "actors", "events", "terms")


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Takes answers to an article's findings and keeps them in ``decisions``, a CSV."""

    done: Analysis
    decisions: Path
    name: str = ""

    def accept(self, id_: str, note: str = "") -> Decision:
        """The finding is right."""
        return self._answer(id_, "accepted", note=note)

    def reject(self, id_: str, note: str = "") -> Decision:
        """The finding is wrong: it stays in its table, and nowhere else."""
        return self._answer(id_, "rejected", note=note)

    def correct(self, id_: str, column: str, value: object, note: str = "") -> Decision:
        """The finding is right but for one cell; an empty value empties it."""
        return self._answer(id_, "corrected", column=column, value=value, note=note)

    def add(
        self, table: str, words: str, nth: int = 1, note: str = "", **columns: object
    ) -> Decision:
        """A finding the program missed: ``words`` exactly as in the text, where they stand the
        ``nth`` time; ``columns`` are its cells ("harm", "best", "place" ...)."""
        text, at = self.done.article.text, -1
        for _ in range(nth):
            at = text.find(words, at + 1)
            if at < 0:
                raise AnalysisError(f"the text does not hold {words!r} {nth} times")
        span = Span(at, at + len(words))
        return self._keep(addition(table, span, text, columns, reviewer=self.name, note=note))

    def _answer(self, id_: str, answer: str, **more: object) -> Decision:
        for table in _TABLES:
            for row in getattr(self.done.findings, table):
                if isinstance(row, Finding) and row.id == id_:
                    text = self.done.article.text
                    return self._keep(
                        answered(row, table, text, answer, reviewer=self.name, **more)  # type: ignore[arg-type]
                    )
        raise AnalysisError(f"{id_!r} is no finding of this article")

    def _keep(self, decision: Decision) -> Decision:
        """The decision, written down if the tables can hold what it says."""
        article = self.done.article
        earlier = [one for one in read_decisions(self.decisions) if one.answer != ADDED]
        decided, unfit = review(self.done.findings, article.text, [*earlier, decision])
        if decision.column == "harm" and decision in unfit:
            raise AnalysisError(_torn(decision, decided.casualties))
        others = {one.id for one in decided.casualties} - {decision.id}
        if decision.column == "subset_of" and decision.value and decision.value not in others:
            raise AnalysisError(f"{decision.value!r} is no other figure of this article")
        rows(article, decided)  # raises AnalysisError for a word no column allows
        for one in decided.casualties:
            known = [n for n in (one.low, one.high) if n is not None]
            if one.review in ("corrected", "added") and known != sorted(known):
                raise AnalysisError(f"{one.id}: low {one.low} lies above high {one.high}")
        return write_decision(self.decisions, decision)

    def unanswered(self) -> pd.DataFrame:
        """The findings nobody has looked at when the article was opened."""
        text = self.done.article.text
        rows = [
            (table, row.id, row.of(text))
            for table in _TABLES
            for row in getattr(self.done.findings, table)
            if row.review == "machine"
        ]
        return pd.DataFrame(rows, columns=["table", "id", "words"])


def _torn(decision: Decision, figures: Iterable[Casualty]) -> str:
    """Why a part cannot be given another harm than its whole's, and what to do."""
    known = {one.id: one for one in figures}
    id_, whole = decision.id, known[known[decision.id].subset_of or decision.id]
    return (
        f"{id_} is part of {whole.id} ({whole.harm}): say first what it is part of, with "
        f'correct("{id_}", "subset_of", ID), or with "" that it stands alone; then its harm'
    )


def prepare_review(
    article: Path, out: Path, *, published: str | None, counting: str, lexicons: Path | None
) -> Path:
    """The review notebook of an article, beside its report's folder; an older one is kept.

    Raises AnalysisError in one sentence where the article cannot be read.
    """
    done = open_article(article, published=published, counting=counting, lexicons=lexicons)
    folder = out / slug(done.article.article_id)
    path = out / f"{folder.name}.review.ipynb"
    if path.exists():
        return path
    given = {
        "article": str(article.resolve()),
        "published": published or "",
        "counting": counting,
        "lexicons": str(lexicons.resolve()) if lexicons else "",
        "decisions": str(review_file(folder).resolve()),
    }
    notebook = json.loads((shipped("notebooks") / NOTEBOOK).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            lines = [f"{name} = {value!r}\n" for name, value in given.items()]
            cell["source"] = [*lines, 'reviewer = ""  # your initials']
    out.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def open_in_lab(notebook: Path) -> int:
    """JupyterLab on the notebook, until it is closed; its exit status."""
    return subprocess.run([sys.executable, "-m", "jupyterlab", str(notebook)]).returncode
