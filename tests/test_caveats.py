"""What an article says is not verified stands in its brief in the article's own words, and nothing else does."""

from __future__ import annotations

import pytest

from analysis.brief import compose_brief, render_html
from analysis.brief.caveats import find_caveats
from analysis.pipeline import analyse
from analysis.records import Source


def caveats(text: str) -> list[str]:
    done = analyse(Source("a", text))
    return [one.of(done.article.text) for one in find_caveats(done)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The toll could not immediately be independently verified.",
        "Neither village\u2019s version could be independently confirmed.",
        "None of the claims has been confirmed by the mission.",
        "Reporters were not able to verify the footage.",
        "The ministry offered no evidence for its figure.",
        "It was not immediately clear who had fired.",
        "No group has claimed responsibility.",
    ],
)
def test_a_caveat_is_found(sentence: str) -> None:
    opening = "Shelling killed nine people in Dolna on Tuesday, medics said."
    assert caveats(f"{opening} {sentence}") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The toll was independently verified by monitors.",
        "The judge was not confirmed by the Senate.",
        "No shells were fired, and the toll was confirmed by medics.",
        "He gave no evidence at the trial.",
        "The army could not hold the town and confirmed its losses.",
    ],
)
def test_what_is_no_caveat_is_not_shown(sentence: str) -> None:
    assert caveats(f"Shelling killed nine people in Dolna. {sentence}") == []


def test_it_stands_under_the_key_figures_and_leads_to_its_words() -> None:
    text = "The ministry said 40 rebels had been killed. It gave no proof for the number."
    brief = compose_brief(analyse(Source("a", text)))
    assert [one.text for one in brief.caveats] == [
        "Caveat in the article, after \u201cThe ministry said 40 rebels had been killed.\u201d: "
        "\u201cIt gave no proof for the number.\u201d"
    ]
    page = render_html(brief)
    assert 'href="#v1"' in page
    assert 'id="v1"' in page
