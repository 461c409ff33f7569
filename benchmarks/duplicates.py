"""Republished copies: what ``analysis.duplicates`` finds, against an exact comparison of all pairs.

    python benchmarks/duplicates.py INPUT [INPUT ...] [--errors N]

The truth is computed here, from the articles themselves: two articles are copies where one holds
half of the other's runs of five words. Prints recall and precision over pairs, over articles that
repeat an earlier one, and articles a second.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict

from analysis.clean import clean
from analysis.duplicates import Copies
from analysis.records import Article
from analysis.sources import Unread, read_sources

RUN, SHARE = 5, 0.5
Pair = tuple[int, int]


def exact(articles: list[Article]) -> dict[Pair, float]:
    """Every pair of which one holds half of the other, with the share; nothing is sampled."""
    runs = []
    for article in articles:
        words = re.findall(r"[^\W_]+", article.text.lower())
        runs.append(set(zip(*(words[k:] for k in range(RUN)), strict=False)))
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, some in enumerate(runs):
        for run in some:
            index[run].append(number)
    shared: Counter[Pair] = Counter()
    for numbers in index.values():
        shared.update((a, b) for k, b in enumerate(numbers) for a in numbers[:k])
    return {
        pair: count / shorter
        for pair, count in shared.items()
        if (shorter := min(len(runs[pair[0]]), len(runs[pair[1]]))) and count / shorter >= SHARE
    }


def found_pairs(articles: list[Article]) -> tuple[dict[Pair, float], float]:
    """The pairs the program names, and the seconds it took."""
    number = {article.article_id: k for k, article in enumerate(articles)}
    seen, out = Copies(), {}
    began = time.process_time()
    for k, article in enumerate(articles):
        copy = seen.add(article)
        if copy:
            for name, share in ((copy.of, copy.share), *copy.also):
                out[number[name], k] = share
    return out, time.process_time() - began


def rates(found: set[int] | set[Pair], true: set[int] | set[Pair]) -> str:
    both = len(found & true)
    recall = both / len(true) if true else 1.0
    precision = both / len(found) if found else 1.0
    return f"{len(true)} true, {len(found)} found: recall {recall:.3f} precision {precision:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    options = parser.parse_args()
    sources = [found for found in read_sources(options.inputs) if not isinstance(found, Unread)]
    unique = {source.article_id: source for source in sources}
    articles = [clean(source) for source in unique.values()]
    true, (found, spent) = exact(articles), found_pairs(articles)
    print(f"{len(articles)} articles, {len(articles) / max(spent, 1e-9):.0f} a second")
    print("pairs:   ", rates(set(found), set(true)))
    print("articles:", rates({b for _, b in found}, {b for _, b in true}))
    for kind, pairs in (("missed", set(true) - set(found)), ("wrong", set(found) - set(true))):
        for a, b in sorted(pairs)[: options.errors]:
            share = true.get((a, b)) or found.get((a, b)) or 0.0
            print(f"{kind} {articles[a].article_id} {articles[b].article_id} {share:.2f}")


if __name__ == "__main__":
    main()
