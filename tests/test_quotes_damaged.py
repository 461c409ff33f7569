"""Quotations in damaged text: whatever the marks do, rows point into the text and nothing is raised."""

from __future__ import annotations

import random

import pytest

from analysis.pipeline import analyse
from analysis.records import Source

_WHOLE = (
    "“They came at dawn,” said Omar Haddad, a baker. “We hid in the well.\n\n"
    "“Nobody looked there.”\n\n"
    "''It is over,'' Ms. Lund told reporters, adding that the ''so-called truce'' had failed.\n\n"
    "Q: Who says so? According to the ministry, ‘no one’ was there, he said, and he knew it:\n\n"
    'The "Iron Gate" fell, the statement said — twice.'
)
_DIRT = (
    *"\"“”„«»‘’'`,.:;?!—-()[]\n ", "''", "``", "\n\n", " said ", " who ", " that ", " he ",
    " according to ", "Mr. ", "…", "A:", "\u00a0", "said said",
)  # fmt: skip


def _damaged(chance: random.Random) -> str:
    text = list(_WHOLE)
    for _ in range(chance.randint(1, 30)):
        at, fate = chance.randrange(len(text)), chance.random()
        if fate < 0.4:
            del text[at : at + chance.randint(1, 9)]
        else:
            text.insert(at, chance.choice(_DIRT))
    return "".join(text)


def test_no_damage_raises_or_points_outside() -> None:
    chance = random.Random(7)
    for _ in range(150):
        done = analyse(Source("damaged", _damaged(chance)))
        text = done.article.text
        for quote in done.findings.quotes:
            assert 0 <= quote.start < quote.end <= len(text)
            assert quote.of(text).strip()
            if quote.speaker_start is not None and quote.speaker_end is not None:
                assert 0 <= quote.speaker_start < quote.speaker_end <= len(text)
            if quote.clause_start is not None and quote.clause_end is not None:
                assert quote.clause_start < quote.clause_end


def test_one_paragraph_of_many_marks_stays_linear() -> None:
    many = "“Yes,” he said. “No,” she said. " * 400
    done = analyse(Source("long", many))
    assert len(done.findings.quotes) == 800


@pytest.mark.parametrize("end", ["TV's", "Radio -", "Wire .", "of", "the", "News &"])
def test_a_text_may_end_anywhere(end: str) -> None:
    analyse(Source("a", f"The road was closed a guard told Ruritanian {end}"))


def test_a_text_may_break_off_behind_the_document_it_cites() -> None:
    text = "Divers brought up thirty life jackets in two hours, according to harbour records"
    assert [quote.speaker for quote in analyse(Source("cut", text)).findings.quotes] == [
        "harbour records"
    ]
