"""A headline cites with a colon: whoever stands before it, if that is somebody."""

from __future__ import annotations

import pytest

from analysis.pipeline import analyse
from analysis.records import Source


@pytest.mark.parametrize(
    ("line", "speaker", "words"),
    [
        ("Retired teacher: Bosses Ordered Us to 'Look Away'", "Retired teacher", "Bosses Ordered Us to 'Look Away'"),
        ("Norland parents: 'If the army stays, we will go'", "Norland parents", "If the army stays, we will go"),
        ("Police: Man held in arson case", "police", "Man held in arson case"),
        ("Analysis: The long week in Congress", None, None),
        ("Three lessons: What the debate taught us", None, None),
    ],
)  # fmt: skip
def test_whom_a_headline_cites(line: str, speaker: str | None, words: str | None) -> None:
    done = analyse(Source("a", f"{line}\n\nIt was a long day. Nobody spoke of it."))
    found = [
        (quote.speaker, done.article.text[quote.start : quote.end])
        for quote in done.findings.quotes
    ]
    assert found == ([(speaker, words)] if words else [])
