"""The patterns that cost most: microseconds, calls and matches per article.

    python benchmarks/patterns.py [INPUT ...] [--rounds N] [--most N]

INPUT as for `sitrep extract`; without one, the shipped samples. Of each pattern and article the best
of the rounds counts; what is remembered of words from one article to the next is forgotten before
each. A pattern that is dear and seldom matches is best asked only where a word of it stands
(`analysis/opened.py`), or behind a test of a few letters.
"""

from __future__ import annotations

import argparse
import functools
import gc
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from analysis.check import samples
from analysis.opened import Opened
from analysis.pipeline import analyse
from analysis.sources import Unread, read_sources

_LARGE = 500  # entries of a cache that remembers words of texts
_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
spent: defaultdict[str, float] = defaultdict(float)
calls: Counter[str] = Counter()
hits: Counter[str] = Counter()


class Watched:
    """A pattern that counts what it is asked."""

    def __init__(self, name: str, pattern: re.Pattern[str]) -> None:
        self.watched_pattern = pattern
        for method in _ASKED:
            setattr(self, method, self._timed(name, getattr(pattern, method)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.watched_pattern, name)

    def _timed(self, name: str, ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*arguments: Any, **named: Any) -> Any:
            began = time.perf_counter()
            found = ask(*arguments, **named)
            if ask.__name__ == "finditer":
                found = list(found)
            spent[name] += time.perf_counter() - began
            calls[name] += 1
            hits[name] += bool(found)
            return iter(found) if ask.__name__ == "finditer" else found

        return asked


def watch() -> int:
    """Put a watched one in the place of every pattern at the top of a module; how many there are."""
    made: dict[int, Watched] = {}
    for module in [m for name, m in sys.modules.items() if name.startswith("analysis.")]:
        for name, value in list(vars(module).items()):
            pattern = value.pattern if isinstance(value, Opened) else value
            if not isinstance(pattern, re.Pattern):
                continue
            called = f"{module.__name__.removeprefix('analysis.')}.{name}"
            watched: Any = made.setdefault(id(pattern), Watched(called, pattern))
            if isinstance(value, Opened):
                value.pattern = watched
            else:
                setattr(module, name, watched)
    return len(made)


def caches() -> list[Any]:
    """What remembers words of texts."""
    kept = [o for o in gc.get_objects() if isinstance(o, functools._lru_cache_wrapper)]
    own = [o for o in kept if str(o.__module__).startswith("analysis.")]
    return [o for o in own if (o.cache_parameters()["maxsize"] or 0) >= _LARGE]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=40)
    options = parser.parse_args()
    found = read_sources(options.inputs or samples())
    sources = [source for source in found if not isinstance(source, Unread)]
    analyse(sources[0])
    print(f"{watch()} patterns, {len(sources)} articles, best of {options.rounds} rounds")
    best: dict[tuple[str, int], float] = {}
    remembered = caches()
    for _ in range(options.rounds):
        for n, source in enumerate(sources):
            for cache in remembered:
                cache.cache_clear()
            spent.clear()
            analyse(source)
            for name, seconds in spent.items():
                best[name, n] = min(seconds, best.get((name, n), seconds))
    total: defaultdict[str, float] = defaultdict(float)
    for (name, _), seconds in best.items():
        total[name] += seconds
    asked = options.rounds * len(sources)
    print("   us  calls  found  pattern")
    for name, seconds in sorted(total.items(), key=lambda item: -item[1])[: options.most]:
        count = calls[name] / asked
        print(
            f"{seconds / len(sources) * 1e6:5.0f}{count:7.1f}{hits[name] / calls[name]:7.0%}  {name}"
        )
    print(
        f"{sum(total.values()) / len(sources) * 1e6:5.0f}{calls.total() / asked:7.1f}         all"
    )


if __name__ == "__main__":
    main()
