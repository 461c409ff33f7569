"""Put the steps together: type the lines, keep the story, repair its characters, log all."""

from __future__ import annotations

import re

from analysis.clean.dated import published_of
from analysis.clean.language import language_of
from analysis.clean.lines import Line, Page, dateline_place, type_lines
from analysis.clean.repair import REPAIRS, repairs
from analysis.records import Article, Edit, Paragraph, Part, Source

STEPS = (
    "type lines",
    "cut what is not story",
    *(name for name, _, _ in REPAIRS),
    "join paragraphs",
)
_STORY = ("body", "subhead", "list")
_BYLINE = re.compile(r"^(?:By|BY|Words by|Story by|Text by|Report by|Written by)[: ]?\s?")


def clean(source: Source, *, published: str | None = None) -> Article:
    """The article: its body as clean text, everything else in fields, every change logged."""
    page = type_lines(source.text, source.title)
    story = [line for line in page.lines if line.role in _STORY]
    if not story:
        story = [line for line in page.lines if line.role not in ("byline", "credit")]
    text, paragraphs, edits = _write(source.text, story)
    day, basis, warnings = published_of(source, page, source.text, published)
    language = language_of(text)
    if language != "en":
        warnings.append("the text does not look like English")
    if len(text) < 60:
        warnings.append("the text is too short to be an article")
    parts = _parts(page, story)
    return Article(
        article_id=source.article_id,
        text=text,
        raw=source.text,
        title=source.title or (_tidy(page.title.words) if page.title else None),
        byline=source.byline or _byline(page),
        outlet=source.outlet,
        dateline_place=_dateline(story),
        published=day,
        published_basis=basis,
        url=source.url,
        language=language,
        source_file=source.source_file,
        sha256=source.sha256,
        paragraphs=paragraphs,
        captions=tuple(part.words for part in parts if part.role == "caption"),
        credits=tuple(part.words for part in parts if part.role == "credit"),
        boilerplate=tuple(part.words for part in parts if part.role in ("boilerplate", "stamp")),
        parts=parts,
        edits=edits,
        warnings=tuple(warnings),
        extra=source.extra,
    )


def _write(raw: str, story: list[Line]) -> tuple[str, tuple[Paragraph, ...], tuple[Edit, ...]]:
    """The clean text, its paragraphs and the edits that lead back to ``raw``."""
    out: list[str] = []
    edits: list[Edit] = []
    paragraphs: list[Paragraph] = []
    at, done = 0, 0  # characters written, characters of raw dealt with
    for line in story:
        start, end = line.start + line.cut_head, line.end
        joint = "\n\n" if paragraphs else ""
        if start > done or joint:
            step = "join paragraphs" if joint else "cut what is not story"
            if raw[done:start] != joint:
                edits.append(Edit(done, start, at, at + len(joint), step))
            out.append(joint)
            at += len(joint)
        begun, done = at, start
        for a, b, new, name in repairs(raw[start:end]):
            out.append(raw[done : start + a])
            at += start + a - done
            edits.append(Edit(start + a, start + b, at, at + len(new), name))
            out.append(new)
            at, done = at + len(new), start + b
        out.append(raw[done:end])
        at, done = at + end - done, end
        if at > begun:
            paragraphs.append(Paragraph(begun, at, line.role))
    if done < len(raw):
        edits.append(Edit(done, len(raw), at, at, "cut what is not story"))
    return "".join(out), tuple(paragraphs), tuple(edits)


def _parts(page: Page, story: list[Line]) -> tuple[Part, ...]:
    """Everything that is not story, with its place in the source."""
    kept = {id(line) for line in story}
    parts: list[Part] = []
    for line in page.lines:
        if id(line) in kept:
            if line.cut_head:
                end = line.start + line.cut_head
                parts.append(Part("dateline", line.words[: line.cut_head].strip(), line.start, end))
            continue
        cut = line.end - line.cut_tail
        if line.role == "caption":
            cut = cut if line.cut_tail else _caption_end(line)
            parts.append(Part("caption", _bare(line.words[: cut - line.start]), line.start, cut))
            if cut < line.end:
                parts.append(Part("credit", _bare(line.words[cut - line.start :]), cut, line.end))
        else:
            parts.append(Part(line.role, line.words.strip(), line.start, line.end))
    return tuple(parts)


def _caption_end(line: Line) -> int:
    """Where a credit begins inside a caption ("... Photo by X/")."""
    match = re.search(
        r"(?<=[.!?])\s+(?=(?:Photo|Photograph|Image|Picture|Credit)\w* ?(?:by|:))", line.words
    )
    return line.start + match.end() if match else line.end


def _bare(words: str) -> str:
    return re.sub(r"^\[?(?:photo|image|picture|caption)\s*:\s*|\]$", "", words.strip(), flags=re.I)


def _tidy(words: str) -> str:
    out, done = [], 0
    for start, end, new, _ in repairs(words):
        out += [words[done:start], new]
        done = end
    return "".join([*out, words[done:]]).strip()


def _byline(page: Page) -> str | None:
    for line in page.of("byline"):
        name = re.split(r"(?<=[a-z])(?=Photograph|Photo|Image)", _BYLINE.sub("", line.words))[0]
        return _tidy(name).rstrip(". ")
    return None


def _dateline(story: list[Line]) -> str | None:
    cut = next((line for line in story if line.cut_head), None)
    return dateline_place(cut.words[: cut.cut_head]) if cut else None
