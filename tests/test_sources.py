"""Readers: the same article through every format, and hostile files ending in one sentence."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import socket
import time
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from analysis.clean import clean, refusal
from analysis.offsets import RawOffsets
from analysis.records import Article, Source
from analysis.sources import Unread, decode, list_paths, read_sources

TITLE = "Shells hit market in Harasta, killing nine"
PARAGRAPHS = (
    "Shells fell on a market in the town of Harasta on Monday, killing at least nine people and "
    "wounding about twenty, rescue workers said.",
    "“We carried them on doors,” said Salim Haddad, a volunteer. The army did not comment on the "
    "attack, the second there in a week.",
    "A tenth man, who had sold bread beside the mosque for thirty years, died in hospital on "
    "Tuesday morning, his brother told the agency.",
)
BODY = "\n\n".join(PARAGRAPHS)
SECONDS = 10


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def page(body: str = "", head: str = "") -> str:
    story = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html><head><title>{TITLE} | The Wire</title>{head}</head><body>"
        f"<nav><a href=/>Home</a> <a href=/w>World</a></nav><article><h1>{TITLE}</h1>{story}"
        f"</article>{body}<footer>© 2016 The Wire</footer></body></html>"
    )


def write_txt(folder: Path) -> Path:
    path = folder / "a.txt"
    path.write_text(f"{TITLE}\n\n{BODY}\n", "utf-8")
    return path


def write_html(folder: Path) -> Path:
    path = folder / "a.html"
    path.write_text(page(), "utf-8")
    return path


def write_docx(folder: Path) -> Path:
    import docx

    document = docx.Document()
    document.add_heading(TITLE, 0)
    for words in PARAGRAPHS:
        document.add_paragraph(words)
    document.save(str(folder / "a.docx"))
    return folder / "a.docx"


def write_eml(folder: Path) -> Path:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = f"Fwd: {TITLE}", "Desk <desk@wire.invalid>"
    mail["Date"] = "Tue, 05 Jul 2016 09:00:00 +0000"
    mail.set_content(BODY)
    mail.add_attachment(b"\x00\x01", maintype="image", subtype="png", filename="../../x.png")
    (folder / "a.eml").write_bytes(mail.as_bytes())
    return folder / "a.eml"


def write_json(folder: Path) -> Path:
    (folder / "a.json").write_text(json.dumps({"id": "a", "title": TITLE, "text": BODY}), "utf-8")
    return folder / "a.json"


def write_jsonl(folder: Path) -> Path:
    (folder / "a.jsonl").write_text(json.dumps({"title": TITLE, "html": page()}) + "\n", "utf-8")
    return folder / "a.jsonl"


def write_csv(folder: Path) -> Path:
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["id", "title", "text"], ["a", TITLE, BODY]])
    return folder / "a.csv"


def write_parquet(folder: Path) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"id": ["a"], "title": [TITLE], "text": [BODY]}), folder / "a.parquet")
    return folder / "a.parquet"


def write_rss(folder: Path) -> Path:
    from xml.sax.saxutils import escape

    story = escape("".join(f"<p>{words}</p>" for words in PARAGRAPHS))
    (folder / "a.rss").write_text(
        f"<rss version='2.0'><channel><title>The Wire</title><item><title>{TITLE}</title>"
        f"<description>{story}</description><pubDate>Tue, 05 Jul 2016 09:00:00 GMT</pubDate>"
        "</item></channel></rss>",
        "utf-8",
    )
    return folder / "a.rss"


def write_warc(folder: Path, content: bytes | None = None) -> Path:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = folder / "a.warc.gz"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
        data = io.BytesIO(page().encode() if content is None else content)
        record = writer.create_warc_record(
            "http://wire.invalid/../../etc/passwd", "response", payload=data, http_headers=headers
        )
        writer.write_record(record)
    return path


def write_pdf(folder: Path) -> Path:
    import textwrap

    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    with PdfPages(folder / "a.pdf") as pages:
        for number in (1, 2):
            figure = Figure(figsize=(8.27, 11.69))
            figure.text(0.1, 0.95, f"The Wire - page {number}", size=10)
            at = 0.9
            if number == 1:
                figure.text(0.1, at, TITLE, size=10)
                at -= 0.04
            for words in PARAGRAPHS[:2] if number == 1 else PARAGRAPHS[2:]:
                for line in textwrap.wrap(words, 70):
                    figure.text(0.1, at, line, size=10)
                    at -= 0.018
                at -= 0.02
            pages.savefig(figure)
    return folder / "a.pdf"


WRITERS = (
    write_txt, write_html, write_docx, write_eml, write_json, write_jsonl, write_csv,
    write_parquet, write_rss, write_warc, write_pdf,
)  # fmt: skip


def only(path: Path) -> Source:
    (source,) = read_sources([str(path)])
    assert isinstance(source, Source), source
    return source


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_one_article_through_every_format(tmp_path: Path, write: Callable[[Path], Path]) -> None:
    article = clean(only(write(tmp_path)))
    assert article.text == BODY
    assert article.title == TITLE
    assert article.sha256
    exact(article)


def exact(article: Article) -> None:
    """Every paragraph's place in the source holds its words, markup aside."""
    import html
    import re

    offsets = RawOffsets(article)
    for paragraph in article.paragraphs:
        start, end = offsets.span(paragraph.start, paragraph.end)
        raw = html.unescape(re.sub(r"<[^<>]*>", "", article.raw[start:end]))
        raw = re.sub("[\x00\ud800-\udfff]", "", raw)
        assert raw.split() == article.text[paragraph.start : paragraph.end].split()


def test_feeds_and_mails_say_when(tmp_path: Path) -> None:
    for write in (write_rss, write_eml):
        article = clean(only(write(tmp_path)))
        assert (article.published, article.published_basis) == ("2016-07-05", "metadata")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"{TITLE}\n\n{BODY}\n".encode(encoding))
    assert clean(only(path)).text == BODY


@pytest.mark.parametrize("charset", ["windows-1251", "iso-8859-2", "gb18030", "euc-kr", "martian"])
def test_a_page_says_how_it_is_written(charset: str) -> None:
    word = {"windows-1251": "Харьков", "iso-8859-2": "Łódź", "gb18030": "北京", "euc-kr": "서울"}
    said = word.get(charset, "Curaçao")
    markup = f'<html><head><meta charset="{charset}"></head><p>{said}</p>'
    data = markup.encode(charset if charset in word else "cp1252")
    assert decode(data) == (markup, charset if charset in word else "cp1252")


# ------------------------------------------------------------------------ hostile input

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def spent() -> float:
    """Seconds of work so far, of the readers' own processes too."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def with_body(folder: Path, name: str, xml: str) -> Path:
    """A Word document whole but for its body."""
    with zipfile.ZipFile(write_docx(folder)) as archive:
        members = {entry: archive.read(entry) for entry in archive.namelist()}
    return zipped(folder / name, members | {"word/document.xml": xml.encode()})


def hostile(folder: Path) -> Iterator[tuple[str, Path]]:
    """Files made to do harm, and the words their one sentence holds."""
    feed = folder / "laughs.rss"
    feed.write_text(f"{LAUGHS}<rss><channel><item><title>&i;</title></item></channel></rss>")
    yield "no text", feed
    yield "attack", zipped(folder / "bomb.docx", {"word/document.xml": b"a" * 120_000_000})
    yield "no Word document", zipped(folder / "slip.docx", {"../../evil.txt": b"evil"})
    word = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    said = "<w:document {}><w:body><w:p><w:r><w:t>&{};</w:t></w:r></w:p></w:body></w:document>"
    laughs = with_body(
        folder, "laughs.docx", LAUGHS.replace("DOCTYPE l", "DOCTYPE w") + said.format(word, "i")
    )
    yield "cannot be read", laughs
    entity = with_body(folder, "entity.docx", f"<!DOCTYPE w [{EVIL}]>" + said.format(word, "x"))
    yield "", entity
    yield "larger than", write_warc(folder, b"<p>" + b"a" * 30_000_000)
    broken = folder / "broken.warc.gz"
    broken.write_bytes(gzip.compress(b"no archive at all\n" * 9))
    yield "no web archive", broken
    for name in ("noise.pdf", "noise.docx", "noise.parquet", "noise.json"):
        (folder / name).write_bytes(bytes(range(256)) * 40)
        yield "cannot be read", folder / name
    (folder / "nested.jsonl").write_text("[" * 200_000 + "\n")
    yield "nested too deeply", folder / "nested.jsonl"
    (folder / "endless.jsonl").write_bytes(b'{"text": "' + b"a" * 21_000_000)
    yield "longer than", folder / "endless.jsonl"
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1_000)
    )
    (folder / "parts.eml").write_text(f"From: a@b.invalid\nSubject: x\n{parts}")
    yield "", folder / "parts.eml"
    (folder / "nothing.eml").write_text("From: a@b.invalid\nContent-Type: image/png\n\nAAAA")
    yield "no text", folder / "nothing.eml"
    (folder / "wide.csv").write_text('id,text\na,"' + "a" * 11_000_000 + '"\n')
    yield "cannot be read", folder / "wide.csv"
    deep = folder / "deep.json"
    deep.write_text("[" * 200_000)
    yield "nested", deep
    huge = folder / "huge.html"
    huge.write_text("<p>" + "word " * 2_000_000)
    yield "larger than", huge
    paragraphs = folder / "paragraphs.html"
    paragraphs.write_text("<p>A sentence of a few words.</p>" * 600_000)
    yield "larger than", paragraphs


def test_hostile_files_end_in_one_sentence(tmp_path: Path) -> None:
    for words, path in hostile(tmp_path):
        began = spent()
        found = list(read_sources([str(path)]))
        assert spent() - began < SECONDS, path.name
        assert len(found) == 1, path.name
        assert isinstance(found[0], Unread), path.name
        assert words in found[0].reason, (path.name, found[0].reason)
        assert "root:" not in found[0].reason
        assert len(found[0].reason) < 300
        assert "\n" not in found[0].reason


EVIL = '<!ENTITY x SYSTEM "file:///etc/passwd">'
MARKUP = {
    "billion laughs": f"<!DOCTYPE html [{LAUGHS[32:-2]}]>" + page("<p>&h;</p>")[15:],
    "external entity": f"<!DOCTYPE html [{EVIL}]>" + page("<p>&x; is a file.</p>")[15:],
    "only angle brackets": page("<" * 5_000),
    "attributes": page(f"<p {' '.join(f'a{n}=1' for n in range(5_000))}>Words.</p>"),
    "deep data": page(head=f'<script type="application/ld+json">{"[" * 100_000}</script>'),
    "nested": page("<div>" * 20_000 + "x" + "</div>" * 20_000),
    "unclosed": page("<p><table>" * 20_000),
    "one node": page(f"<p>{'word ' * 500_000}</p>"),
    "many paragraphs": page("<p>Nothing happened on that day, they all said.</p>" * 60_000),
    "many names": page("".join(f"<div class='c{n}'>" for n in range(20_000))),
    "nul and surrogates": page()
    .replace("Monday", "Mon\x00day")
    .replace("wounding", "\ud800wounding"),
}


DOUBTS = {
    "nested": "nested very deeply",
    "unclosed": "nested very deeply",
    "many names": "nested very deeply",
    "one node": "very large",
    "many paragraphs": "very long",
}


@pytest.mark.parametrize("name", MARKUP)
def test_hostile_markup_is_read_or_doubted(name: str) -> None:
    began = time.process_time()
    article = clean(Source("a", MARKUP[name], form="html"))
    assert time.process_time() - began < SECONDS
    for words in PARAGRAPHS:
        assert words in article.text
    assert "root:" not in article.text
    assert len(article.text) < len(MARKUP[name]) + 1000
    assert any(DOUBTS.get(name, "") in warning for warning in article.warnings)
    exact(article)


def test_what_a_repair_drops_is_logged() -> None:
    article = clean(Source("a", MARKUP["nul and surrogates"], form="html"))
    assert {"control"} <= {edit.step for edit in article.edits}


def test_nothing_a_page_would_run_is_read() -> None:
    tricks = (
        "<script>alert('killed 900')</script><style>p{}</style><template>killed 901</template>"
        "<!-- killed 902 --><noscript>killed 903</noscript><svg><text>killed 904</text></svg>"
        "<p style='display:none'>Hidden words say that 905 people were killed there.</p>"
        "<a href='javascript:alert(1)'>killed 906</a>"
    )
    article = clean(Source("a", page(tricks), form="html"))
    assert "90" not in article.text


def test_a_name_from_a_record_is_never_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = {"id": "../../evil\x00\ud800", "text": BODY, "title": "a\x1b[31mb"}
    path.write_text(json.dumps(record) + "\n")
    source = only(path)
    assert source.article_id.isprintable()
    assert source.title == "a [31mb"


def test_an_entity_is_not_resolved(tmp_path: Path) -> None:
    feed = tmp_path / "entity.rss"
    feed.write_text(
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item>'
        "<description>&x;</description></item></channel></rss>"
    )
    assert "root" not in only(feed).text
    assert refusal(clean(only(feed)))


def test_a_reader_that_never_ends_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.sources.guard.SECONDS", 0.05)
    (found,) = read_sources([str(write_eml(tmp_path))])
    assert isinstance(found, Unread)
    assert "given up" in found.reason


def test_a_mail_in_an_unknown_charset_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    head = f"Subject: {TITLE}\nContent-Type: text/plain; charset=martian\n\n"
    path.write_text(head + BODY, "utf-8")
    found = list(read_sources([str(path)]))
    assert len(found) == 1
    assert "Shells fell on a market" in (found[0].text if isinstance(found[0], Source) else "")


def test_a_stream_that_never_ends_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "zero.txt"
    link.symlink_to("/dev/zero")
    (found,) = read_sources([str(link)])
    assert isinstance(found, Unread)


@pytest.mark.parametrize(("name", "text"), [("none.json", "[]"), ("none.jsonl", "")])
def test_a_file_without_an_article_says_so(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (found,) = read_sources([str(path)])
    assert isinstance(found, Unread)
    assert found.name == str(path)


def test_results_inside_the_folder_they_come_from_are_no_articles(tmp_path: Path) -> None:
    write_txt(tmp_path)
    made = ("out/articles.jsonl", "out/casualties.jsonl", "out/audit.jsonl", ".out-x1/articles.jsonl",
            "bat/.sitrep-lock", "bat/index.html", "bat/batch.jsonl", "bat/a.review.csv",
            "bat/a/run.json", "bat/a/brief.html", "bat/a/terms.csv", "bat/a/source/a.txt")  # fmt: skip
    for name in made:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}", "utf-8")
    (tmp_path / "more").mkdir()
    write_txt(tmp_path / "more")
    assert [str(p.relative_to(tmp_path)) for p in list_paths(str(tmp_path))] == [
        "a.txt",
        "more/a.txt",
    ]


@pytest.mark.parametrize(
    ("first", "said"),
    [(b"%PDF-1.7\n", "a PDF"), (b"{\\rtf1\\ansi ", "RTF"), (b"PK\x03\x04", "zip")],
)
def test_a_file_that_is_not_what_its_name_says(tmp_path: Path, first: bytes, said: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(first + BODY.encode())
    (found,) = read_sources([str(path)])
    assert isinstance(found, Unread)
    assert said in found.reason


def test_a_pdf_by_its_name_in_words_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("PDF files were found by the police. " + BODY, encoding="utf-8")
    (found,) = read_sources([str(path)])
    assert isinstance(found, Source)
