"""From typed lines to an article: keep the story, repair its characters, log every change."""

from __future__ import annotations

import re

from analysis.clean.bounds import STORY
from analysis.clean.dated import published_of
from analysis.clean.language import language_of
from analysis.clean.lines import Page
from analysis.clean.repair import repairs
from analysis.clean.split import Line, ends_sentence
from analysis.records import Article, Edit, Paragraph, Part, Source

_SHORT = 60  # characters; a text of fewer is no article
_LONG = 160  # a line of more is story, however it ends
_BEYOND = re.compile(r"[^\x00-\x7f]")
_ODD = re.compile(r"[\x80-\x9f¡-§¨ª¬®-¯±-¶¸-º¼-¾Æ×ØÞßæð÷øþŽžŠšŸƒˆ˜†‡‰]")  # seldom in English news


def article_of(source: Source, text: str, page: Page, published: str | None) -> Article:
    """The article of a page whose lines are typed; all positions are in ``text``."""
    story = [line for line in page.lines if line.role in STORY]
    if not story:
        story = [line for line in page.lines if line.role not in ("byline", "credit")]
    body, paragraphs, edits = _write(text, story)
    day, basis, warnings = published_of(source, page, text, published)
    language = language_of(body)
    warnings += _doubts(source, body, language, story)
    parts = parts_of(text, page, story)
    return Article(
        article_id=source.article_id,
        text=body,
        raw=text,
        title=source.title or (tidy(text[slice(*page.title)]) if page.title else None),
        byline=source.byline or (tidy(text[slice(*page.byline)]) if page.byline else None),
        outlet=source.outlet or page.agency,
        dateline_place=tidy(page.dateline) if page.dateline else None,
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
        extra={**source.extra, **_encoding(source)},
    )


def _doubts(source: Source, body: str, language: str, story: list[Line]) -> list[str]:
    """What speaks against taking the text for a whole English article."""
    found = []
    if language != "en":
        found.append("the text does not look like English")
    if len(body) < _SHORT:
        found.append("the text is too short to be an article")
    elif not any(ends_sentence(line.words) or len(line.words) > _LONG for line in story):
        found.append("no line reads like a sentence: perhaps no article, but a list or an index")
    lost = body.count("\ufffd")
    if lost:
        found.append(f"characters of the source that could not be decoded: {lost:,}")
    if source.encoding == "cp1252":
        odd = len(_ODD.findall(body))
        if odd > 3 and odd > len(_BEYOND.findall(body)) / 3:
            found.append("read as cp1252 for want of a better guess: accented letters may be wrong")
    return found


def _encoding(source: Source) -> dict[str, object]:
    return {} if source.encoding == "utf-8" else {"encoding": source.encoding}


def _write(raw: str, story: list[Line]) -> tuple[str, tuple[Paragraph, ...], tuple[Edit, ...]]:
    """The clean text, its paragraphs and the edits that lead back to ``raw``."""
    out: list[str] = []
    edits: list[Edit] = []
    paragraphs: list[Paragraph] = []
    at, done = 0, 0  # characters written, characters of raw dealt with
    for line in story:
        start, end = line.start + line.head, line.end
        if start >= end:
            continue
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


def parts_of(text: str, page: Page, story: list[Line]) -> tuple[Part, ...]:
    """Everything that is not story, with its place in the source."""
    kept = {line.start for line in story}
    spans: list[tuple[str, int, int]] = list(page.extra)
    for line in page.lines:
        if line.start in kept:
            if line.head:
                spans.append(("dateline", line.start, line.start + line.head))
            continue
        picture = page.pictures.get(line.start)
        if picture is None:
            spans.append((line.role, line.start, line.end))
            continue
        pieces = (("caption", picture.caption), ("credit", picture.credit))
        for role, piece in (*pieces, ("boilerplate", picture.note)):
            if piece and piece[1] > piece[0]:
                spans.append((role, line.start + piece[0], line.start + piece[1]))
    return tuple(
        Part(role, words, start, end)
        for role, start, end in sorted(spans, key=lambda span: span[1:])
        if (words := tidy(text[start:end]))
    )


def tidy(words: str) -> str:
    """A field's words on one line, their characters repaired."""
    out, done = [], 0
    for start, end, new, _ in repairs(words):
        out += [words[done:start], new]
        done = end
    return "".join([*out, words[done:]]).strip()
