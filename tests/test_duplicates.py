"""Republished copies: cut, wrapped or edited copies are found; shared phrases are no copy."""

from __future__ import annotations

import random

import pytest

from analysis.clean import clean
from analysis.duplicates import Copies, marked
from analysis.records import Article, Source

WORDS = (
    "shells rockets gunmen troops village market hospital morning evening river bridge school "
    "rescuers residents officials army checkpoint convoy road camp north south wounded killed "
    "families children teacher baker driver soldiers fighters border province capital"
).split()


def story(seed: int) -> list[str]:
    """Twelve sentences no other seed has."""
    chance = random.Random(seed)
    return [
        f"The {' '.join(chance.choices(WORDS, k=12))} on the {chance.randint(1, 99)}th, they said."
        for _ in range(12)
    ]


def article(name: str, sentences: list[str]) -> Article:
    return clean(Source(name, "\n\n".join(sentences)))


COPIES = {
    "cut": story(1)[:8],
    "first half": story(1)[:6],
    "wrapped": ["HOMS (ABC) -- " + story(1)[0], *story(1)[1:], *story(7)[:3]],
    "edited": [words.replace("they said", "they told reporters") for words in story(1)[1:]],
}


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy_is_found_with_its_evidence(kind: str) -> None:
    seen = Copies()
    first = article("first", story(1))
    assert seen.add(first) is None
    assert seen.add(article("other", story(2))) is None
    later = article("later", COPIES[kind])
    copy = seen.add(later)
    assert copy is not None
    assert copy.of == "first"
    if kind != "edited":
        assert len(copy.sentences) >= 6
    for shared in copy.sentences:
        mine = later.text[shared.start : shared.end].strip()
        assert mine == first.text[shared.of_start : shared.of_end].strip()
    assert any("copy of first" in words for words in marked(later, copy).warnings)


def test_a_shared_phrase_is_no_copy() -> None:
    seen = Copies()
    sign_off = "Have you a story for us? Write to the desk of this paper at any hour."
    for seed in range(60):
        assert seen.add(article(str(seed), [*story(seed), sign_off])) is None


def test_an_article_may_repeat_several() -> None:
    seen = Copies()
    seen.add(article("a", story(1)))
    seen.add(article("b", story(1)[:9]))
    copy = seen.add(article("c", story(1)[:10]))
    assert copy is not None
    assert {copy.of, *(name for name, _ in copy.also)} == {"a", "b"}
