"""The benchmarks run on the layouts they name, here on checkouts of two pages each."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TITLE = "Shells hit market in Harasta, killing nine"
BODY = (
    "HARASTA, Syria (RN) — Shells fell on a market in the town of Harasta on Monday, killing at "
    "least nine people and wounding about twenty, rescue workers said.",
    "“We carried them on doors,” said Salim Haddad, a volunteer. The army did not comment on the "
    "attack, the second there in a week.",
    "A tenth man, who had sold bread beside the mosque for thirty years, died in hospital on "
    "Tuesday morning, his brother told the agency.",
)
HEAD = (
    f'<meta property="og:title" content="{TITLE} | Road News"><meta property="og:site_name" '
    f'content="Road News"><script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}",'
    '"datePublished":"2016-07-05T09:00:00Z","author":[{"@type":"Person","name":"Amal Hadi"},'
    '{"@type":"Organization","name":"Road News"}],"publisher":{"name":"Road News"}}</script>'
)
PAGE = (
    f"<!DOCTYPE html><html><head><title>{TITLE} | Road News</title>{HEAD}</head>"
    '<body class="single has-sidebar social-enabled"><nav><a href=/>Home</a></nav><form id="aspnet">'
    f"<h1>{TITLE}</h1><div class=byline>By <a rel=author>Amal Hadi</a></div><article>"
    + "".join(f"<p>{words}</p>" for words in BODY)
    + '</article></form><div class="related"><a href=/x>Roads of the week</a></div>'
    "<footer>© 2016 Road News</footer></body></html>"
)


def run(script: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / script), *arguments],
        capture_output=True, text=True, check=True, timeout=120, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return done.stdout


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("sets")
    aeb, atf = folder / "aeb", folder / "atf"
    for name in (aeb, atf):
        (name / "html").mkdir(parents=True)
    gold = {"url": "http://road.invalid/1", "articleBody": "\n\n".join(BODY)}
    for key in ("a1b2", "c3d4"):
        (aeb / "html" / f"{key}.html.gz").write_bytes(gzip.compress(PAGE.encode()))
        (atf / "html" / f"{key}.html").write_text(PAGE, "utf-8")
    (aeb / "ground-truth.json").write_text(json.dumps({"a1b2": gold, "c3d4": gold}))
    more = {"title": TITLE, "authors": ["Amal Hadi"], "date": "2016-07-05"}
    (atf / "articles.json").write_text(json.dumps({"a1b2": gold | more, "c3d4.html": gold | more}))
    lines = run("cleaning.py", "--aeb", str(aeb), "--atf", str(atf)).splitlines()
    found: dict[str, str] = {}
    for line in lines:
        if match := re.match(r"(\w+): (\d+) pages", line):
            part = match[1]
            found[part] = match[2]
        elif line.startswith("sitrep"):
            found[part + " ours"] = line
    return found


def test_both_public_layouts_are_read(scores: dict[str, str]) -> None:
    assert (scores["aeb"], scores["atf"]) == ("2", "2")


def test_a_plain_page_is_read_whole(scores: dict[str, str]) -> None:
    assert "body F1 1.000" in scores["aeb ours"]
    for field in ("body F1 1.000", "title 1.000", "authors 1.000", "date 1.000"):
        assert field in scores["atf ours"]


def test_the_dearest_patterns_are_named() -> None:
    lines = run("patterns.py", "--rounds", "1", "--most", "3").splitlines()
    assert re.fullmatch(r"\d{3,4} patterns, \d articles, best of 1 rounds", lines[0])
    rows = [re.fullmatch(r" *(\d+) +[\d.]+ +\d+%  [\w.]+", line) for line in lines[2:5]]
    cost = [int(row.group(1)) for row in rows if row]
    assert len(cost) == 3
    assert cost == sorted(cost, reverse=True)
    assert int(lines[5].split()[0]) > sum(cost)
