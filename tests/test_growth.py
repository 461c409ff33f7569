"""Work grows with the text: lines of code run, counted, not timed, so every run says the same.

A look-up over all figures for each figure shows here the day it is written: it runs four times
as often in a text twice as long.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from types import CodeType, FrameType
from typing import Any

from analysis.check import samples
from analysis.pipeline import analyse
from analysis.records import Source
from analysis.sources import Unread, read_sources

SHORT, LONG = 2, 12  # times that all samples follow each other in one text
SURPLUS = 0.003  # of all lines run, what one function may run beyond its share
ALL_IN_ALL = 1.02


def _lines_run(source: Source) -> Counter[CodeType]:
    ran: Counter[CodeType] = Counter()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            ran[frame.f_code] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        analyse(source)
    finally:
        sys.settrace(before)
    return ran


def test_the_work_grows_with_the_length_and_no_function_with_its_square() -> None:
    read = [s for s in read_sources(samples()) if not isinstance(s, Unread)]
    text = "\n\n".join(s.text for s in read) + "\n\n"
    analyse(replace(read[0], text=text))  # lexicons and patterns are read once
    short, long = (_lines_run(replace(read[0], text=text * n)) for n in (SHORT, LONG))
    every, share = sum(long.values()), LONG / SHORT
    steep = {
        f"{code.co_filename}:{code.co_firstlineno} {code.co_qualname}": ran
        - round(share * short[code])
        for code, ran in long.items()
        if ran - share * short[code] > SURPLUS * every
    }
    assert not steep, f"run more often than the text is longer: {steep}"
    assert every < ALL_IN_ALL * share * sum(short.values())
