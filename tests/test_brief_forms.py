"""Page, PDF, Word file and text say the same, of every article, and cannot run anything."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from analysis.brief import compose_brief, pdf, render_html, render_markdown
from analysis.brief.caveats import find_caveats
from analysis.brief.docx import render_docx
from analysis.brief.layout import Bullets, Prose, Sayings, map_moved, sections
from analysis.brief.model import Brief, Picture, Statement, Table
from analysis.brief.pdf import render_pdf
from analysis.charts import plot_casualties, plot_locator, plot_timeline
from analysis.errors import AnalysisError
from analysis.pipeline import analyse
from analysis.records import Source
from analysis.report import own_template, save_brief
from analysis.tables import tabulate
from tests.brief_articles import COMPOSED, SAMPLES, article
from tests.test_brief import visible

TABLES = "casualties quotes events terms places times actors audit".split()


@cache
def pictures(name: str) -> dict[str, Picture]:
    done = article(name)
    tables = tabulate(done.article, done.findings)
    drawn = {
        "timeline": plot_timeline(tables["events"], published=done.article.published),
        "casualties": plot_casualties(tables["casualties"]),
        "map": plot_locator(tables["places"], tables["casualties"]),
    }
    made = {}
    for key, figure in drawn.items():
        if figure is not None:
            svg, png = io.StringIO(), io.BytesIO()
            figure.savefig(svg, format="svg", metadata={"Date": None})
            figure.savefig(png, format="png", metadata={"Software": None}, dpi=60)
            made[key] = Picture(svg.getvalue(), png.getvalue())
    return made


@cache
def brief(name: str) -> Brief:
    return compose_brief(article(name), pictures(name))


def plain(words: str) -> str:
    """Letters and digits alone: the forms differ in line breaks, links and hyphens."""
    return re.sub(r"[\W_]+", "", words)


def docx_words(data: bytes) -> str:
    body = Document(io.BytesIO(data)).element.body
    return " ".join(node.text or "" for node in body.iter(qn("w:t")))


def said(one: Brief) -> list[Statement]:
    """Every sentence and cell the main part and the annexes print."""
    out: list[Statement] = []
    for section in sections(one):
        for block in section.blocks:
            match block:
                case Prose():
                    out += block.sentences
                case Bullets():
                    out += block.items
                case Table():
                    out += [s for row in block.rows for c in row.cells for s in (c.said, c.note)]
                case Sayings():
                    out += [Statement.of(t.words) for s in block.speakers for t in s.sayings]
    return [statement for statement in out if statement]


@pytest.mark.parametrize("name", [*COMPOSED, *SAMPLES])
def test_no_section_is_empty_and_annexes_come_last(name: str) -> None:
    found = sections(brief(name))
    assert all(section.blocks for section in found)
    order = [section.annex for section in found]
    assert order == sorted(order)
    titles = [section.title for section in found]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("name", ["truce", "hostile", "empty", "right_to_left", "forty_figures"])
def test_the_forms_say_the_same(name: str) -> None:
    one = brief(name)
    html = plain(unescape(visible(render_html(one))))
    word = plain(docx_words(render_docx(one)))
    text = plain(unescape(re.sub(r"<br>|\\\\", "", render_markdown(one))))
    for statement in said(one):
        for form in (html, word, text):
            assert plain(statement.text) in form


def test_the_pdf_says_the_same_too() -> None:
    one = brief("truce")
    pages = PdfReader(io.BytesIO(render_pdf(one))).pages
    words = plain(" ".join(page.extract_text() for page in pages))
    assert all(plain(statement.text) in words for statement in one.highlights + one.gaps)


# ---------------------------------------------------------- findings and spans


@pytest.mark.parametrize("name", [*COMPOSED, *SAMPLES])
def test_every_sentence_rests_on_findings_with_exact_spans(name: str) -> None:
    done, one = article(name), brief(name)
    text = done.article.text
    known = {r.id: r for table in TABLES for r in getattr(done.findings, table)}
    known |= {one.id: one for one in find_caveats(done)}
    flat = plain(text)
    for statement in (*one.highlights, *one.gaps, *one.caveats):
        assert statement.ids
    for statement in said(one):
        for id_ in statement.ids:
            assert text[known[id_].start : known[id_].end].strip()
    for statement in (*one.highlights, *one.gaps):
        for quoted in re.findall("“([^“”]+)”", statement.text):
            assert plain(quoted.rstrip("…")) in flat, quoted
    for speaker in one.speakers:
        for saying in speaker.sayings:
            assert all(plain(part.rstrip("…")) in flat for part in saying.fragments)


@pytest.mark.parametrize("name", [*COMPOSED, *SAMPLES])
def test_no_figure_is_printed_that_the_article_or_a_total_does_not_give(name: str) -> None:
    done = article(name)
    given = {str(v) for f in done.findings.casualties for v in (f.low, f.best, f.high)}
    given |= {str(v) for t in done.findings.totals for v in (t.low, t.best, t.high)}
    for figure in brief(name).key_figures:
        numbers = re.findall(r"\d[\d,]*", figure.number)
        assert {number.replace(",", "") for number in numbers} <= given


# ------------------------------------------------------------------------ PDF


@pytest.mark.parametrize("name", COMPOSED)
def test_pdf_is_tagged_accessible_and_the_same_twice(name: str) -> None:
    first = render_pdf(brief(name))
    assert first == render_pdf(brief(name))
    reader = PdfReader(io.BytesIO(first))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("en")
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert (reader.metadata.title or "").startswith("Situation brief")
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in _fonts(page)}
    assert all("SourceSans3" in font or "DejaVu" in font for font in fonts), fonts
    for at, page in enumerate(reader.pages, 1):  # what the pages are told of themselves has settled
        assert f"Page {at} of {len(reader.pages)}" in page.extract_text()


def _fonts(page: Any) -> list[Any]:
    return [font.get_object() for font in page["/Resources"].get("/Font", {}).values()]


@pytest.mark.parametrize("name", ["short", "no_quotes", "undated", "no_casualties"])
def test_a_thin_article_is_one_page_and_its_annex(name: str) -> None:
    pages = PdfReader(io.BytesIO(render_pdf(brief(name)))).pages
    assert "Annex A" in pages[1].extract_text()


@pytest.mark.parametrize("name", ["long", "short"])
def test_annexes_have_no_say_in_the_size(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long article costs one typesetting of its annexes, whose words do not move the main part."""
    small = render_pdf(brief(name))
    monkeypatch.setattr(pdf, "_main_only", lambda data: data)
    assert render_pdf(brief(name)) == small


@pytest.mark.parametrize("name", ["long", "twelve_terms", "truce", "forty_figures"])
def test_the_main_part_keeps_to_two_pages(name: str) -> None:
    pages = PdfReader(io.BytesIO(render_pdf(brief(name)))).pages
    assert "Annex A" in pages[2].extract_text()


# ------------------------------------------------------------------------ DOCX


def test_docx_has_headings_repeated_head_rows_and_alt_text() -> None:
    data = render_docx(brief("truce"))
    assert data == render_docx(brief("truce"))
    document = Document(io.BytesIO(data))
    styles = [p.style.name for p in document.paragraphs if p.style is not None]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == len(map_moved(sections(brief("truce"))))
    heads = document.element.body.findall(f".//{qn('w:tblHeader')}")
    tables = [b for s in sections(brief("truce")) for b in s.blocks if isinstance(b, Table)]
    assert len(heads) == len(tables)
    texts = [node.get("descr") for node in document.element.body.iter(qn("wp:docPr"))]
    assert len(texts) == len(brief("truce").charts)
    assert all(texts)


@pytest.mark.parametrize("name", COMPOSED)
def test_docx_links_lead_to_bookmarks(name: str) -> None:
    body = Document(io.BytesIO(render_docx(brief(name)))).element.body
    marks = [node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks))
    assert {node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))} <= set(marks)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_docx_opens_in_libreoffice_with_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(render_docx(brief("truce")))
    where = f"-env:UserInstallation=file://{tmp_path}/profile"
    options = '{"ExportBookmarks":{"type":"boolean","value":"true"}}'
    command = ["soffice", where, "--headless", "--convert-to", f"pdf:writer_pdf_Export:{options}"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)], capture_output=True, timeout=120
    )
    outline = PdfReader(tmp_path / "brief.pdf").outline
    titles = str([getattr(entry, "title", entry) for entry in outline])
    assert all(section.title in titles for section in map_moved(sections(brief("truce"))))


# ------------------------------------------------------------------- templates


def test_a_house_may_bring_its_own_page(tmp_path: Path) -> None:
    (tmp_path / "own.j2").write_text("<p>{{ b.headline }}</p>{{ data.sections | length }}")
    save_brief(brief("hostile"), tmp_path, tmp_path / "own.j2")
    page = (tmp_path / "brief.html").read_text("utf-8")
    assert page.startswith("<p>&lt;/script&gt;")
    assert (tmp_path / "brief.pdf").stat().st_size > 10_000


def test_a_house_may_bring_its_own_pdf(tmp_path: Path) -> None:
    own = tmp_path / "own.typ"
    own.write_text('#let b = json("brief.json")\n#set document(title: "x")\n= #b.headline')
    words = PdfReader(io.BytesIO(render_pdf(brief("truce"), own))).pages[0].extract_text()
    assert "Norland and Sudavia" in words


def test_a_house_may_bring_its_own_word_file(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("{{ headline }}", 0)
    document.add_paragraph("{%p for one in sections[0].blocks[0]['items'] %}")
    document.add_paragraph("{{ one.text }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{ chart_timeline }}")
    document.save(str(tmp_path / "own.docx"))
    words = docx_words(render_docx(brief("truce"), tmp_path / "own.docx"))
    assert "Norland and Sudavia agree" in words
    assert "Thirteen people killed, including seven children" in words
    hostile = docx_words(render_docx(brief("hostile"), tmp_path / "own.docx"))
    assert "<script>alert(1)</script>" in hostile


@pytest.mark.parametrize(
    ("name", "content"),
    [("own.j2", "{{ nothing }}"), ("own.typ", "#nothing"), ("own.docx", "no zip"), ("own.txt", "")],
)
def test_a_bad_template_is_named(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(AnalysisError, match="own"):
        save_brief(brief("short"), tmp_path, tmp_path / name)


def test_no_template_is_no_template() -> None:
    assert own_template("") == {}


def test_the_map_is_drawn_once_in_every_form() -> None:
    one = brief("truce")
    alt = next(chart.alt for chart in one.charts if chart.name == "map")
    assert render_html(one).count(f'alt="{alt}"') == 1
    document = zipfile.ZipFile(io.BytesIO(render_docx(one))).read("word/document.xml").decode()
    assert document.count(f'descr="{alt}"') == 1
    pages = PdfReader(io.BytesIO(render_pdf(one))).pages
    words = plain(" ".join(page.extract_text() for page in pages))
    assert words.count(plain("Places the article names below a country")) == 1


def test_what_somebody_denies_is_not_printed_as_reported() -> None:
    words = "Shells hit the town. An army spokesman denied that his men had killed civilians."
    one = compose_brief(analyse(Source("denial", words, published="2020-03-05")))
    said = [saying for speaker in one.speakers for saying in speaker.sayings]
    assert [saying.kind for saying in said] == ["denied"]
    assert "- denied: his men had killed civilians" in render_markdown(one)
    assert "<strong>denied:</strong>" in render_html(one)


def test_what_an_agreement_leaves_out_is_no_undertaking() -> None:
    text = "Chad and the rebels signed an accord on Monday. The deal does not cover the militias."
    made = render_markdown(compose_brief(analyse(Source("deal", text, published="2024-06-14"))))
    assert "Left out of the agreement" in made
    assert "Other undertaking" not in made
