"""Near-duplicates: a fingerprint of 32 numbers a text, and which texts share most of it.

Two texts agree in each number with the probability that equals the share of five-word runs they
have in common (MinHash), so comparing fingerprints estimates that share without the texts.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

import numpy as np

_RUN, _NUMBERS, _BAND = 5, 32, 4
_CROWD = 50  # texts kept per band, so that a corpus of boilerplate takes linear time, too
ALIKE = 0.7  # of the numbers equal: called a near-duplicate
_PRIME = np.uint64(4_294_967_311)
_DRAWS = np.random.default_rng(20_200_305).integers(1, 2**31, size=(2, _NUMBERS), dtype=np.uint64)


def signature(text: str) -> str:
    """The fingerprint, as hexadecimal digits.

    >>> same = signature("one two three four five six") == signature("One two, three four five six")
    >>> same, len(signature(""))
    (True, 256)
    """
    words = re.findall(r"\w+", text.lower())
    runs = {" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))}
    hashed = [zlib.crc32(run.encode("utf-8", "replace")) for run in runs]
    codes = np.array(hashed, dtype=np.uint64)[:, None]
    mixed = (codes * _DRAWS[0] + _DRAWS[1]) % _PRIME
    return str(mixed.min(axis=0).astype(">u4").tobytes().hex())


def near_duplicates(signatures: Iterable[tuple[str, str]]) -> dict[str, str]:
    """``name -> earlier name`` for each named fingerprint much like one before it.

    >>> near_duplicates([("a", signature("one two three four five six seven"))] * 1)
    {}
    """
    bands: dict[tuple[int, str], list[str]] = {}
    seen: dict[str, str] = {}
    twin: dict[str, str] = {}
    width = 8 * _BAND
    for name, marks in signatures:
        keys = [(k, marks[k : k + width]) for k in range(0, len(marks), width)]
        candidates = dict.fromkeys(other for key in keys for other in bands.get(key, ()))
        best = max(candidates, key=lambda other: _share(marks, seen[other]), default=None)
        if best is not None and _share(marks, seen[best]) >= ALIKE:
            twin[name] = best
            continue  # only firsts are compared with: chains do not drift
        seen[name] = marks
        for key in keys:
            if len(band := bands.setdefault(key, [])) < _CROWD:
                band.append(name)
    return twin


def _share(one: str, other: str) -> float:
    equal = sum(one[k : k + 8] == other[k : k + 8] for k in range(0, len(one), 8))
    return equal / _NUMBERS
