"""``analysis.quick`` and ``analysis.opened`` pass over no text in which a pattern would be found."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis.pipeline  # noqa: F401  all extractors, with their patterns
from analysis.check import samples
from analysis.clean import clean
from analysis.lexicon import read_lexicons
from analysis.opened import Opened
from analysis.quick import either
from analysis.reading import read
from analysis.records import Source


@given(text=st.text(alphabet="abcdikABK by the.\n", max_size=30))
def test_either_is_found_where_one_of_them_is(text: str) -> None:
    parts = (
        re.compile(r"\b(?:by|a|ab)\s$"),
        re.compile(r"\b(?:A|the) b\b", re.I),
        re.compile("k[^.]$"),
    )
    assert bool(either(*parts).search(text)) == any(part.search(text) for part in parts)


def test_a_pattern_tried_where_its_words_stand_finds_all_it_finds_elsewhere() -> None:
    lexicons = read_lexicons()
    said = [Path(path).read_text("utf-8") for path in samples()]
    said += [" ".join(text for entry in lexicon for text in entry.examples) for lexicon in lexicons]
    readings = [read(clean(Source("said", text)), lexicons) for text in said if text]
    held = list(opened())
    found = 0
    for reading in readings:
        for name, one in held:
            for sentence in reading.sentences:
                span = sentence.start, sentence.end
                there = [m.span() for m in one.pattern.finditer(reading.text, *span)]
                assert [m.span() for m in one.finditer(reading, *span)] == there, (name, span)
                found += len(there)
    assert found > 250


def opened() -> Iterator[tuple[str, Opened]]:
    for module, loaded in sorted(sys.modules.items()):
        if module.startswith("analysis."):
            for name, value in vars(loaded).items():
                if isinstance(value, Opened):
                    yield f"{module}.{name}", value


def test_a_pattern_that_any_word_may_open_is_refused() -> None:
    with pytest.raises(ValueError, match="any word"):
        Opened(r"\w+ (?:fired|shot)")
