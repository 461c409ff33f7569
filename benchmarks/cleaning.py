"""Body, title, authors and date of saved pages, scored beside other extractors; cleaning's speed.

    python benchmarks/cleaning.py --aeb DIR       scrapinghub's article-extraction-benchmark
    python benchmarks/cleaning.py --atf DIR       AndyTheFactory's article-extraction-dataset
    python benchmarks/cleaning.py --composed DIR  composed pages: DIR/gold.jsonl, DIR/raw/*.html
    python benchmarks/cleaning.py ... --as-text   the same pages as a reader copies them: bare text
    python benchmarks/cleaning.py --speed INPUT [INPUT ...] [--profile]

DIR is a checkout of yours; nothing is fetched. readability-lxml and newspaper4k are scored too
where they are installed (they are no dependency of this project). The body's metric is that of
scrapinghub: shingles of four words, precision and recall averaged over pages. Authors are a set
to be met exactly, none asked for where the page names none; a date counts where the page's own
head does not state another day three times over ("of N").
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from page_sets import Page, Read, aeb, atf, composed

from analysis.clean import clean
from analysis.clean.markup import visible
from analysis.clean.metadata import is_author, split_names
from analysis.records import Article, Source
from analysis.sources import Unread, read_sources

System = Callable[[Page], Read]


def ours(page: Page) -> Read:
    return _read(clean(Source("a", page.markup, form="html", url=page.url)))


def ours_as_text(page: Page) -> Read:
    return _read(clean(Source("a", as_text(page.markup), url=page.url)))


def _read(article: Article) -> Read:
    """What these sets call the body holds the dateline, which an article keeps in its own field."""
    dateline = " ".join(part.words for part in article.parts if part.role == "dateline")
    names = split_names(article.byline) if article.byline else []
    return Read(
        f"{dateline} {article.text}".strip(),
        article.title or "",
        tuple(name for name in names if is_author(name)),
        (article.published or "")[:10],
    )


def as_text(markup: str) -> str:
    """The page as select-all and copy give it: its visible pieces, one a line."""
    page = visible(markup)
    words = (" ".join(page.text[block.start : block.end].split()) for block in page.blocks)
    return "\n".join(words)


def by_trafilatura(page: Page) -> Read:
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        page.markup,
        url=page.url,
        favor_precision=True,
        include_comments=False,
        with_metadata=True,
    )
    if found is None:
        return Read()
    names = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return Read(found.text or "", found.title or "", names, found.date or "")


def by_trafilatura_as_text(page: Page) -> Read:
    import html

    lines = "".join(f"<p>{html.escape(line)}</p>" for line in as_text(page.markup).split("\n"))
    return by_trafilatura(Page(f"<html><body>{lines}</body></html>", page.gold, page.url))


def by_readability(page: Page) -> Read:
    import lxml.html
    from readability import Document

    found = Document(page.markup)
    body = lxml.html.fromstring(found.summary()).text_content()
    return Read(body, found.short_title())


def by_newspaper(page: Page) -> Read:
    import newspaper

    found = newspaper.Article(page.url or "http://page.invalid/", fetch_images=False)
    found.download(input_html=page.markup)
    found.parse()
    day = found.publish_date.date().isoformat() if found.publish_date else ""
    return Read(found.text, found.title, tuple(found.authors), day)


def systems(bare: bool) -> dict[str, System]:
    if bare:
        return {"sitrep": ours_as_text, "trafilatura": by_trafilatura_as_text}
    out: dict[str, System] = {"sitrep": ours, "trafilatura": by_trafilatura}
    for name, module, read in (
        ("readability-lxml", "readability", by_readability),
        ("newspaper4k", "newspaper", by_newspaper),
    ):
        try:
            __import__(module)
        except ImportError:
            print(f"{name}: not installed, left out")
        else:
            out[name] = read
    return out


def shingles(words: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", words)
    return Counter(tuple(tokens[k : k + 4]) for k in range(max(1, len(tokens) - 3)) if tokens)


def same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def body_score(found: str, gold: str) -> tuple[float | None, float | None]:
    """Precision and recall of one page; None where nothing was found, or nothing asked for."""
    mine, theirs = shingles(found), shingles(gold)
    both = sum((mine & theirs).values())
    return (
        both / sum(mine.values()) if mine else None,
        both / sum(theirs.values()) if theirs else None,
    )


def score(pages: list[Page], read: System) -> str:
    precision, recall, right, asked = [], [], Counter[str](), Counter[str]()
    began = time.process_time()
    for page in pages:
        try:
            found = read(page)
        except Exception as error:  # a page one system cannot read counts against it
            print(f"  {type(error).__name__} on a page")
            found = Read()
        p, r = body_score(found.body, page.gold.body)
        precision += [] if p is None else [p]
        recall += [] if r is None else [r]
        for field, ok in _fields(found, page):
            asked[field] += 1
            right[field] += ok
    spent = (time.process_time() - began) / len(pages) * 1000
    p, r = sum(precision) / max(1, len(precision)), sum(recall) / max(1, len(recall))
    fields = "  ".join(
        f"{field} {right[field] / asked[field]:.3f} of {asked[field]}" for field in asked
    )
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return f"body F1 {f1:.3f} P {p:.3f} R {r:.3f}  {fields}  {spent:.0f} ms a page"


def _fields(found: Read, page: Page) -> list[tuple[str, bool]]:
    """The fields asked for on a page, and whether each was met."""
    gold, out = page.gold, []
    if gold.title:
        out.append(("title", same(found.title, gold.title)))
    if gold.authors is not None and (gold.title or gold.date):
        theirs = {_folded(name) for name in gold.authors}
        out.append(("authors", {_folded(name) for name in found.authors or ()} == theirs))
    if gold.date and not page.disputed:
        out.append(("date", found.date == gold.date))
    return out


def speed(inputs: list[str], profiled: bool, rounds: int = 5) -> str:
    sources = [found for found in read_sources(inputs) if not isinstance(found, Unread)]
    lines = []
    for form in ("text", "html"):
        some = [source for source in sources if source.form == form]
        if not some:
            continue
        spent = []
        for _ in range(rounds):
            began = time.process_time()
            for source in some:
                clean(source)
            spent.append(time.process_time() - began)
        each = min(spent) / len(some)
        size = sum(len(source.text) for source in some) / len(some)
        lines.append(f"{form}: {1 / each:.0f} articles a second of {size:.0f} characters")
        if profiled:
            profile = cProfile.Profile()
            profile.enable()
            for source in some:
                clean(source)
            profile.disable()
            pstats.Stats(profile).sort_stats("tottime").print_stats(20)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--aeb", type=Path, metavar="DIR")
    parser.add_argument("--atf", type=Path, metavar="DIR")
    parser.add_argument("--composed", type=Path, metavar="DIR")
    parser.add_argument("--as-text", action="store_true")
    parser.add_argument("--speed", nargs="+", metavar="INPUT")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    sets = ((options.aeb, aeb), (options.atf, atf), (options.composed, composed))
    for folder, load in sets:
        if folder:
            pages = list(load(folder))
            print(f"{folder.name}: {len(pages)} pages")
            for name, read in systems(options.as_text).items() if pages else ():
                print(f"{name:18}", score(pages, read))
    if options.speed:
        print(speed(options.speed, options.profile))


if __name__ == "__main__":
    main()
