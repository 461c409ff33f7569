"""Body, title, author and date of saved pages, scored beside trafilatura; and cleaning's speed.

    python benchmarks/cleaning.py --aeb DIR     scrapinghub's article-extraction-benchmark
    python benchmarks/cleaning.py --atf DIR     AndyTheFactory's article-extraction-dataset
    python benchmarks/cleaning.py --speed INPUT [INPUT ...]

DIR is a checkout of yours; nothing is fetched. readability-lxml and newspaper4k are scored too
where they are installed (they are no dependency of this project). The body's metric is that of
scrapinghub: shingles of four words, precision and recall averaged over pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.clean import clean
from analysis.records import Source
from analysis.sources import Unread, decode, read_sources


@dataclass
class Read:
    body: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""


def ours(markup: str) -> Read:
    article = clean(Source("a", markup, form="html"))
    names = re.split(r", | and ", article.byline) if article.byline else []
    return Read(article.text, article.title or "", tuple(names), (article.published or "")[:10])


def by_trafilatura(markup: str) -> Read:
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        markup, favor_precision=True, include_comments=False, with_metadata=True
    )
    if found is None:
        return Read()
    names = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return Read(found.text or "", found.title or "", names, found.date or "")


def by_readability(markup: str) -> Read:
    import lxml.html
    from readability import Document

    page = Document(markup)
    body = lxml.html.fromstring(page.summary()).text_content()
    return Read(body, page.short_title())


def by_newspaper(markup: str) -> Read:
    import newspaper

    page = newspaper.Article("http://page.invalid/", fetch_images=False)
    page.download(input_html=markup)
    page.parse()
    day = page.publish_date.date().isoformat() if page.publish_date else ""
    return Read(page.text, page.title, tuple(page.authors), day)


def systems() -> dict[str, Callable[[str], Read]]:
    out: dict[str, Callable[[str], Read]] = {"sitrep": ours, "trafilatura": by_trafilatura}
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


def aeb(folder: Path) -> Iterator[tuple[str, Read]]:
    for name, gold in json.loads((folder / "ground-truth.json").read_text("utf-8")).items():
        data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield decode(data)[0], Read(gold["articleBody"])


def atf(folder: Path) -> Iterator[tuple[str, Read]]:
    """Gold files are JSON beside or under the pages; a page has its gold file's stem."""
    pages = {path.name.split(".")[0]: path for path in folder.rglob("*.html*")}
    for file in sorted(folder.rglob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        body = gold.get("text") or gold.get("articleBody") if isinstance(gold, dict) else None
        page = pages.get(file.name.split(".")[0])
        if not body or page is None:
            continue
        data = page.read_bytes()
        markup = decode(gzip.decompress(data) if page.suffix == ".gz" else data)[0]
        day = str(gold.get("publish_date") or gold.get("date") or "")[:10]
        yield markup, Read(body, gold.get("title") or "", tuple(gold.get("authors") or ()), day)


def shingles(words: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", words)
    return Counter(tuple(tokens[k : k + 4]) for k in range(max(1, len(tokens) - 3)))


def same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def score(pairs: list[tuple[str, Read]], read: Callable[[str], Read]) -> str:
    precision, recall, right, asked = [], [], Counter[str](), Counter[str]()
    began = time.process_time()
    for markup, gold in pairs:
        try:
            found = read(markup)
        except Exception as error:  # a page one system cannot read counts against it
            print(f"  {type(error).__name__} on a page")
            found = Read()
        mine, theirs = shingles(found.body), shingles(gold.body)
        both = sum((mine & theirs).values())
        if found.body.strip():
            precision.append(both / sum(mine.values()))
        recall.append(both / sum(theirs.values()))
        for field, ok in (
            ("title", same(found.title, gold.title)),
            (
                "authors",
                {a.casefold() for a in found.authors} == {a.casefold() for a in gold.authors},
            ),
            ("date", found.date == gold.date),
        ):
            if getattr(gold, field):
                asked[field] += 1
                right[field] += ok
    spent = (time.process_time() - began) / len(pairs) * 1000
    p, r = sum(precision) / max(1, len(precision)), sum(recall) / len(recall)
    fields = "  ".join(f"{field} {right[field] / asked[field]:.3f}" for field in asked)
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return f"body F1 {f1:.3f} P {p:.3f} R {r:.3f}  {fields}  {spent:.0f} ms a page"


def speed(inputs: list[str], rounds: int = 5) -> str:
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
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--aeb", type=Path, metavar="DIR")
    parser.add_argument("--atf", type=Path, metavar="DIR")
    parser.add_argument("--speed", nargs="+", metavar="INPUT")
    options = parser.parse_args()
    for folder, load in ((options.aeb, aeb), (options.atf, atf)):
        if folder:
            pairs = list(load(folder))
            print(f"{folder.name}: {len(pairs)} pages")
            for name, read in systems().items() if pairs else ():
                print(f"{name:18}", score(pairs, read))
    if options.speed:
        print(speed(options.speed))


if __name__ == "__main__":
    main()
