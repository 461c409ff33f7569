"""How long the index of a batch takes to open in a browser, and to answer a letter typed.

    python benchmarks/index_page.py REPORTS [--entries 2000] [--rounds 7]

REPORTS is the folder of a finished `sitrep batch`; its briefs are repeated until there are enough.
Needs Debian's Chromium. "open" is the browser's own clock from the call to the end of the load
event; "typed" is the time until the count of the rows shown has changed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import sync_playwright

from analysis.batch.index import Entry, entry, render_index
from analysis.batch.run import Row


def entries_of(reports: Path, count: int) -> list[Entry]:
    """The entries of a batch, again and again under other titles until there are ``count``."""
    lines = (reports / "batch.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [Row(order, **json.loads(line)) for order, line in enumerate(lines)]
    known = [entry(row, reports) for row in rows if row.folder]
    again = zip(range(count), itertools.cycle(known), strict=False)
    return [replace(one, title=f"{one.title} {number}") for number, one in again]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--entries", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    opened, typed = [], []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "index.html"
        page_text = render_index(entries_of(options.reports, options.entries), [])
        path.write_text(page_text, encoding="utf-8")
        print(f"{options.entries} entries, {path.stat().st_size / 1e6:.1f} MB")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(options.rounds):
            context = browser.new_context(offline=True)
            page = context.new_page()
            page.goto(path.as_uri())
            clock = "performance.getEntriesByType('navigation')[0].loadEventEnd"
            opened.append(page.evaluate(clock))
            before = page.locator("#count").inner_text()
            began = time.perf_counter()
            page.locator("#words").press_sequentially("7")
            page.wait_for_function(
                "before => document.querySelector('#count').innerText !== before", arg=before
            )
            typed.append((time.perf_counter() - began) * 1000)
            context.close()
        browser.close()
    for name, times in (("open", opened), ("typed", typed)):
        print(f"{name:6} median {statistics.median(times):5.0f} ms, most {max(times):5.0f} ms")


if __name__ == "__main__":
    main()
