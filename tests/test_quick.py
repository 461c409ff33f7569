"""``analysis.quick.compiled`` finds what ``re.compile`` finds, in every pattern of the program."""

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
from analysis.lexicon import read_lexicons
from analysis.quick import compiled, either


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern a module of the program holds, alone or in a tuple."""
    for module, loaded in sorted(sys.modules.items()):
        if module.startswith("analysis."):
            for name, value in vars(loaded).items():
                for one in value if isinstance(value, tuple) else (value,):
                    if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                        yield f"{module}.{name}", one


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Pieces of the samples, and the lexicons' example sentences; also all in capitals."""
    said = [Path(path).read_text("utf-8")[:6000] for path in samples()]
    said += [text for lexicon in read_lexicons() for entry in lexicon for text in entry.examples]
    plain = "\n".join(said)
    both = plain + plain[:20_000].upper()
    return [both[at : at + 700] for at in range(0, len(both), 700)]


def test_every_pattern_matches_as_re_does(texts: list[str]) -> None:
    seen = 0
    for name, quick in patterns():
        plain = re.compile(quick.pattern, quick.flags & ~re.UNICODE)
        seen += 1
        for text in texts:
            found = [(m.span(), m.groups()) for m in quick.finditer(text)]
            assert found == [(m.span(), m.groups()) for m in plain.finditer(text)], name
    assert seen > 200


@pytest.mark.parametrize(
    "source",
    [
        r"\b(?:kill|kills|killed|killing)\b",
        r"(?:ab|a|abc)(c?)d?",
        r"(?:[ab]x|ay|bz|[a-c]w)+?",
        r"(?i:mon|tues)day(?-i:A|B)",
        r"(?P<one>x)?(?:(?P=one)|y|yz)",
        r"(?<!\bused )\b(?:by|from)\s+(?:the\s+)?$",
        r"(?:straße|strasse|[k-s]im)",
        r"^\W*(?:on|in|Regarding) $",
        r"\b(?:a|the|)\s*\d",
    ],
)
@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.IGNORECASE | re.MULTILINE])
@given(text=st.text(alphabet="abcdikmnosxyzABKS by the xyß\n1\u2019", max_size=40))
def test_any_text(source: str, flags: int, text: str) -> None:
    found = [(m.span(), m.groups()) for m in compiled(source, flags).finditer(text)]
    assert found == [(m.span(), m.groups()) for m in re.compile(source, flags).finditer(text)]
    assert bool(compiled(source, flags).fullmatch(text)) == bool(
        re.compile(source, flags).fullmatch(text)
    )


@given(text=st.text(alphabet="abcdikABK by the.\n", max_size=30))
def test_either_is_found_where_one_of_them_is(text: str) -> None:
    parts = (compiled(r"\b(?:by|a|ab)\s$"), compiled(r"\b(?:A|the) b\b", re.I), compiled(r"k[^.]$"))
    assert bool(either(*parts).search(text)) == any(part.search(text) for part in parts)
