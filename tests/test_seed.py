"""The first article and its gold answer, where they are at hand (they are not ours to ship)."""

from __future__ import annotations

import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from analysis.brief import compose_brief, render_html, render_markdown
from analysis.brief.docx import render_docx
from analysis.brief.pdf import render_pdf
from analysis.offsets import RawOffsets
from analysis.pipeline import Analysis
from analysis.report import open_article
from analysis.tables import rows

SEED = Path(__file__).parents[2] / "shared/seed"
pytestmark = pytest.mark.skipif(
    not SEED.is_dir(), reason="the seed article is not part of the project"
)
SAME = {"airstrikes": "airstrike", "airstrikes and shelling": "airstrike"}


@cache
def gold() -> dict[str, Any]:
    return dict(json.loads((SEED / "gold.json").read_text(encoding="utf-8")))


@cache
def done() -> Analysis:
    return open_article(SEED / "idlib-ceasefire-2020-03-05.txt", published="2020-03-05")


@cache
def tables() -> dict[str, list[dict[str, Any]]]:
    return rows(done().article, done().findings)


def near(table: str, span: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        row
        for row in tables()[table]
        if row["raw_start"] < span["end"] and span["start"] < row["raw_end"]
    ]


def in_body(span: dict[str, Any]) -> bool:
    """Headline, caption and byline are fields, not text."""
    return span["sentence"] not in ("S01", "S03", "S04", "S21")


def test_four_casualty_figures_and_no_other() -> None:
    assert len(tables()["casualties"]) == 4
    ids = {}
    for want in gold()["casualties"]:
        found = [r for r in near("casualties", want["number_span"]) if r["harm"] == want["outcome"]]
        found = [r for r in found if (r["low"], r["high"]) == (want["min"], want["max"])]
        assert len(found) == 1, want["id"]
        ids[want["id"]] = row = found[0]
        assert row["date_earliest"] == want["date"][0]
        assert row["date_latest"] == want["date"][1]
        assert row["cause"] == "airstrike"
    assert [ids[c]["subset_of"] for c in ("C1", "C2", "C3", "C4")] == [None] * 3 + [ids["C3"]["id"]]
    assert [ids[c]["voice"] for c in ("C1", "C2")] == ["newsroom"] * 2
    assert [ids[c]["perpetrator"] for c in ("C1", "C2", "C3", "C4")] == ["Russia"] * 2 + [None] * 2
    assert [ids[c]["place"] for c in ("C1", "C2")] == ["Maarrat Misrin"] * 2
    assert [ids[c]["attribution"] == "direct" for c in ("C1", "C2", "C3", "C4")] == [
        False,
        False,
        True,
        True,
    ]
    assert all("White Helmets" in ids[c]["reporter"] for c in ("C3", "C4"))


@pytest.mark.parametrize("number", range(8))
def test_quotes_with_speaker_and_cue(number: int) -> None:
    want = gold()["quotes"][number]
    names = {actor["id"]: actor["name"] for actor in gold()["actors"]}
    words = want.get("words", want["span"]["text"]).strip(" ,“”")
    found = [row for row in near("quotes", want["span"]) if words in row["words"]]
    assert found, want["words"]
    row = found[0]
    assert row["kind"] == want["type"]
    if want["cue"]:
        assert row["cue"] == want["cue"]["text"]
    if row["speaker_kind"] != "document":
        known = names[want["speaker"]].replace("(", "").replace(")", "")
        assert row["speaker"] in known or known in row["speaker"]
    else:
        assert want["speaker"] == "A_PRESS"


@pytest.mark.parametrize("number", range(14))
def test_times(number: int) -> None:
    want = gold()["times"][number]
    if not in_body(want["span"]):
        pytest.skip("in the caption, which is not text")
    found = near("times", want["span"])
    assert len(found) == 1, found
    row = found[0]
    assert (row["earliest"] or "")[:16] == (want["earliest"] or "")[: len(row["earliest"] or "")]
    assert (row["latest"] or "")[:10] == (want["latest"] or "")[:10]


def test_midnight_friday_shows_its_other_reading() -> None:
    row = next(row for row in tables()["times"] if "midnight Friday" in row["words"])
    assert row["earliest"].startswith("2020-03-06T00:00")
    assert "2020-03-07" in row["note"]


@pytest.mark.parametrize(
    ("number", "kind"),
    enumerate(
        "ceasefire buffer_zone deadline joint_patrol political_process humanitarian_access "
        "return_of_displaced".split()
    ),
)
def test_terms(number: int, kind: str) -> None:
    want = gold()["agreement"]["terms"][number]
    found = [row for span in want["evidence"] for row in near("terms", span)]
    row = next((row for row in found if row["type"] == kind), None)
    assert row, (kind, found)
    if kind == "buffer_zone":
        assert (row["quantity"], row["unit"], row["quantity_si"]) == (4, "miles", "6.4 km")
        assert row["when_earliest"] is None
    if kind == "deadline":
        assert row["when_latest"] == "2020-03-12"
    if kind == "joint_patrol":
        assert row["when_earliest"] is None
    assert not {"Syria", "Bashar al-Assad"} & set(row["parties"])


@pytest.mark.parametrize("number", range(12))
def test_events(number: int) -> None:
    want = gold()["events"][number]
    found = near("events", want["evidence"])
    raw = RawOffsets(done().article)
    spans = [
        row
        for row in tables()["events"]
        for start, end in (raw.span(*span) for span in row["spans"] or [])
        if start < want["evidence"]["end"] and want["evidence"]["start"] < end
    ]
    assert found or spans, want


def test_places() -> None:
    by_words = {row["words"]: row for row in tables()["places"]}
    masrin = next(row for words, row in by_words.items() if "Masrin" in words)
    assert (masrin["name"], masrin["precision"]) == ("Maarrat Misrin", "near")
    assert abs(masrin["lat"] - 36.014) < 0.02
    assert abs(masrin["lon"] - 36.673) < 0.02
    road = next(row for words, row in by_words.items() if "M-4" in words)
    assert (road["precision"], road["lat"]) == ("line", None)
    idlib = [r for r in tables()["places"] if r["name"].startswith("Idl") and r["role"] == "scene"]
    assert {row["precision"] for row in idlib} == {"admin1"}
    assert not {"Turkey", "Russia"} & {
        row["name"] for row in tables()["places"] if row["role"] == "scene"
    }


def test_page_furniture_is_out_of_the_text() -> None:
    article = done().article
    assert article.byline == "Sommer Brokaw"
    assert "Klimentyev" in " ".join(article.credits)
    assert "Brokaw" not in article.text
    assert "(R)" not in article.text
    actors = {row["name"] for row in tables()["actors"]}
    assert not {"Sommer Brokaw", "Michael Klimentyev"} & actors


def test_every_row_leads_to_the_source() -> None:
    raw = (SEED / "idlib-ceasefire-2020-03-05.txt").read_text(encoding="utf-8")
    for found in tables().values():
        for row in found:
            if "raw_start" in row:
                assert raw[row["raw_start"] : row["raw_end"]] == row["words"]


# ------------------------------------------------- what its brief must not say

# One pattern for each line of gold.md's "must NOT say" that a sentence could break.
FORBIDDEN = {
    "a combined toll as a fact": r"\b(?:26|33|20) (?:people |civilians )?(?:were )?killed",
    "children beside the thirteen": r"\bseven children (?:also|and thirteen)|\b20 (?:people )?killed\b",
    "the injured as civilians": r"20 (?:other )?(?:civilians|children)",
    "civilians on Wednesday": r"(?:13|thirteen) civilians",
    "Russia on the strike": r"Russia (?:confirmed|admitted|denied)",
    "the rescuers on Russia": r"White Helmets (?:blamed|accused)",
    "an author of Wednesday": r"Thirteen people[^.]*attributed to",
    "others as parties": r"(?:Syria|Assad|opposition|rebels)[^.;]{0,30}(?:agreed to|signed|accepted)",
    "the truce as present": r"cease-?fire (?:is in force|in force|holds|is holding|was broken)",
    "Saturday": r"(?:start|begin)[^.;]{0,40}(?:Saturday|7 March)|Friday evening",
    "each side": r"each side|both sides|corridor[^.;]{0,40}along",
    "a patrol date": r"15 March",
    "Erdogan on Russia": r"Erdogan accused Russia",
    "Putin agreeing": r"Putin agreed with",
    "other towns": r"Maarrat al-Nu|in Idlib city",
    "Moscow": r"in Moscow",
}


@cache
def forms() -> dict[str, str]:
    brief = compose_brief(done())
    words = render_html(brief).partition("The article, with every finding marked")[0]
    pdf = PdfReader(io.BytesIO(render_pdf(brief)))
    document = Document(io.BytesIO(render_docx(brief)))
    body = " ".join(node.text or "" for node in document.element.body.iter(qn("w:t")))
    return {
        "html": re.sub(r"<[^>]+>", "", re.sub(r"<(style|script).*?</\1>", "", words, flags=re.S)),
        "markdown": render_markdown(brief),
        "pdf": " ".join(page.extract_text() for page in pdf.pages),
        "docx": body,
    }


@pytest.mark.parametrize("form", ["html", "markdown", "pdf", "docx"])
@pytest.mark.parametrize("what", FORBIDDEN)
def test_its_brief_does_not_say(form: str, what: str) -> None:
    said = " ".join(forms()[form].split())
    found = re.search(FORBIDDEN[what], said, re.IGNORECASE)
    assert not found, said[max(0, found.start() - 60) : found.end() + 60]


def test_its_brief_names_no_byline_as_actor_and_says_what_the_sum_rests_on() -> None:
    brief = compose_brief(done())
    assert not {"Sommer Brokaw", "Michael Klimentyev"} & {s.name for s in brief.speakers}
    killed = next(figure for figure in brief.key_figures if figure.label == "killed")
    assert killed.number == "More than 25"
    assert "overlap" in killed.caveat.text
    assert any("more than a dozen" in part.words for part in killed.rests_on.parts)
    assert any("Thirteen people" in part.words for part in killed.rests_on.parts)
