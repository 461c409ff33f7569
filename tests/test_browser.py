"""The page in a real browser, offline: nothing asked for, nothing that a screen reader trips over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from analysis.batch.index import render_index
from analysis.batch.run import Row
from analysis.brief import render_html
from tests.brief_articles import COMPOSED
from tests.test_batch import entry
from tests.test_brief_forms import brief

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", COMPOSED)
def test_axe_finds_nothing_and_nothing_is_fetched(
    browser: Any, name: str, scheme: str, tmp_path: Path
) -> None:
    path = tmp_path / "brief.html"
    path.write_text(render_html(brief(name)), encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, offline=True)
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    page.goto(path.as_uri())
    found = Axe().run(page)["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert errors == []
    context.close()


def test_a_figure_leads_to_its_words_and_back(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    path.write_text(render_html(brief("truce")), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.locator("ul.highlights a", has_text="Thirteen people").click()
    assert page.url.endswith("#c3")
    assert page.locator("#c3").is_visible()
    page.locator(".back a", has_text="c3").first.click()
    assert page.url.endswith("#r-c3")
    page.close()


@pytest.mark.parametrize("width", [390, 1000])
def test_nothing_sticks_out_of_the_page(browser: Any, width: int, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    path.write_text(render_html(brief("long")), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_index_of_two_thousand_briefs(browser: Any, tmp_path: Path) -> None:
    failed = [Row(9, "x", f"bad-{k}.txt", None, "failed", "is empty", 0.0, None) for k in range(20)]
    path = tmp_path / "index.html"
    path.write_text(render_index([entry(k) for k in range(2000)], failed), encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    opened = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert opened < 5000, "the reach is one second on an idle machine"
    page.wait_for_function("!document.querySelector('#briefs .later')")  # every row is laid out
    shown = page.locator("#count")
    assert shown.inner_text() == "2000 of 2000 shown"
    page.locator("#words").press_sequentially("story 17")
    fits = sum("17" in str(k) or k % 28 == 16 for k in range(2000))  # in the title, or the day
    assert shown.inner_text() == f"{fits} of 2000 shown"
    page.get_by_role("button", name="Clear").click()
    page.locator("#place").fill("mali")
    page.locator("#least").fill("1990")
    assert shown.inner_text() == "5 of 2000 shown"
    page.get_by_role("button", name="Clear").click()
    page.locator("#from").fill("2021-06-28")
    page.locator("#harm").select_option("killed")
    assert shown.inner_text() == "71 of 2000 shown"
    page.get_by_role("button", name="Clear").click()
    page.locator("#firsts").check()
    assert shown.inner_text() == "1999 of 2000 shown"
    page.get_by_role("button", name="Killed").click()
    assert "Story 1999" in page.locator("#briefs tbody tr").first.inner_text()
    assert page.locator("#failed tbody tr").count() == 20
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()


def test_axe_finds_nothing_in_the_index(browser: Any, tmp_path: Path) -> None:
    failed = [Row(9, "x", "bad.txt", None, "failed", "is empty", 0.0, None)]
    path = tmp_path / "index.html"
    path.write_text(render_index([entry(k) for k in range(5)], failed), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    found = Axe().run(page)["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
    page.close()
