"""A saved page as an article: the body as trafilatura finds it, everything else by our own pass.

The visible page (``markup``) is a list of lines like any text; those trafilatura's body covers
are story, and the rules for lines then take captions, prompts and datelines out of them. A page
trafilatura cannot be given (huge, deeply nested, damaged) is read by those rules alone.
"""

from __future__ import annotations

from collections.abc import Collection

from analysis.clean.around import (
    BYLINE_NAMES,
    CAPTION_NAMES,
    CREDIT_NAMES,
    PAGE_NAMES,
    PULL_NAMES,
    is_around,
    is_named,
    without_common,
)
from analysis.clean.bounds import is_head, like_story
from analysis.clean.captions import Picture, picture_of
from analysis.clean.clean_page import article_of
from analysis.clean.furniture import is_furniture
from analysis.clean.head import filled, heading_of
from analysis.clean.lines import Page, type_lines
from analysis.clean.markup import MOST_BLOCKS, Block, Visible, lifted, raw_span, visible
from analysis.clean.metadata import stated_by
from analysis.clean.names import bare_byline, byline_of
from analysis.clean.opinion import covered_by, opinion_of
from analysis.clean.split import Line, ends_sentence
from analysis.clean.title import folded
from analysis.lean import replace
from analysis.records import Article, Source

_UNSURE = 0.5
_HEAD_LINES = 5  # of a body may still be byline, date and prompts
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LISTED = ("li", "dt", "dd")
_PLAIN = frozenset("p ul ol li blockquote h2 h3 h4 strong b em".split())

Blocks = dict[int, Block]


def clean_html(source: Source, *, published: str | None = None) -> Article:
    """The article of a page's markup; ``raw`` is the markup, and all raw positions are in it."""
    page = visible(source.text)
    stated = stated_by(page)
    opinion, warnings = opinion_of(source.text, page, source.url)
    if len(page.blocks) > MOST_BLOCKS:
        page.blocks = page.blocks[:MOST_BLOCKS]
        warnings.append(f"the page is very long: only its first {MOST_BLOCKS:,} pieces are read")
    lines = _lines_of(page)
    heading = heading_of(page, lines, stated)
    covered = covered_by(lines, opinion.paragraphs) if opinion else set()
    story = covered or {line.start for line in lines if like_story(line)}
    blocks = without_common(page.blocks, story)
    by_rule = _own_body(blocks, lines)
    typed = _typed(page, lines, blocks, covered, heading, source.title)
    confidence = _agreement(typed, by_rule) if opinion else 0.0
    found = filled(source, page, typed, stated, opinion, heading)
    article = article_of(found, page.text, typed, published)
    if opinion and confidence < _UNSURE:
        warnings.append(
            f"the body is uncertain: two readings of the page share {confidence:.0%} of it"
        )
    parts = tuple(
        replace(part, raw_start=start, raw_end=end)
        for part in article.parts
        for start, end in (raw_span(page, part.raw_start, part.raw_end),)
    )
    return replace(
        article,
        raw=source.text,
        parts=parts,
        edits=lifted(article.edits, page, len(article.text), len(source.text)),
        warnings=(*article.warnings, *warnings),
        extra={**source.extra, "confidence": round(confidence, 3)},
    )


def _lines_of(page: Visible) -> list[Line]:
    return [
        Line(block.start, block.end, page.text[block.start : block.end], number)
        for number, block in enumerate(page.blocks)
    ]


# ------------------------------------------------------------------------- the two readings


def _own_body(blocks: Blocks, lines: list[Line]) -> set[int]:
    """The second opinion: starts of lines that read like a story and stand in no furniture."""
    return {
        line.start
        for line in lines
        if like_story(line)
        and not is_around(blocks[line.start])
        and not is_named(blocks[line.start], CAPTION_NAMES)
        and blocks[line.start].linked < 0.5 * len(line.words)
        and not is_furniture(line.words)
    }


def _agreement(typed: Page, by_rule: Collection[int]) -> float:
    """The share of words both readings take for the body."""
    story = {line.start: len(line.words) for line in typed.of("body", "list")}
    both = sum(size for start, size in story.items() if start in by_rule)
    ours = {line.start: len(line.words) for line in typed.lines if line.start in by_rule}
    either = sum((story | ours).values())
    return both / either if either else 0.0


def _typed(
    page: Visible,
    lines: list[Line],
    blocks: Blocks,
    covered: set[int],
    heading: Line | None,
    title: str | None,
) -> Page:
    """The lines with their roles, in the order of the page."""
    if covered:
        _fill(lines, blocks, covered)
        covered -= {line.start for line in lines if _is_around_story(blocks[line.start], line)}
        _above_the_story(lines, blocks, covered, heading)
    if not covered:
        return _by_rules(page, lines, blocks, heading, title)
    for line in lines:
        block = blocks[line.start]
        if line.start not in covered:
            line.role = _outside(block, line)
        elif block.tag in _HEADINGS:
            line.role = "subhead"
        elif block.tag in _LISTED:
            line.role = "list"
    inside = [k for k, line in enumerate(lines) if line.start in covered]
    return _settled(page, lines, blocks, heading, title, (inside[0], inside[-1]))


def _above_the_story(
    lines: list[Line], blocks: Blocks, covered: set[int], heading: Line | None
) -> None:
    """Take out of the body what stands over it, and a heading at its end that nothing follows."""
    if heading:
        same = folded(heading.words)
        covered -= {line.start for line in lines if folded(line.words) == same}
        before = [x for x in lines if x.start in covered and x.start < heading.start]
        after = [x for x in lines if x.start in covered and x.start > heading.start]
        if sum(len(x.words) for x in before) < sum(len(x.words) for x in after if like_story(x)):
            covered -= {line.start for line in before}
    inside = [line for line in lines if line.start in covered]
    for line in inside[:_HEAD_LINES]:
        if not is_head(line.words) and not (heading and bare_byline(line.words)):
            break
        covered.discard(line.start)
    for line in reversed(inside):
        if blocks[line.start].tag not in _HEADINGS:
            break
        covered.discard(line.start)


def _by_rules(
    page: Visible, lines: list[Line], blocks: Blocks, heading: Line | None, title: str | None
) -> Page:
    """The page read without trafilatura: furniture named by the markup is out, rules do the rest."""
    for line in lines:
        if is_around(blocks[line.start]) or is_named(blocks[line.start], CAPTION_NAMES):
            line.role = _outside(blocks[line.start], line)
    return _settled(page, lines, blocks, heading, title)


def _settled(
    page: Visible,
    lines: list[Line],
    blocks: Blocks,
    heading: Line | None,
    title: str | None,
    bounds: tuple[int, int] | None = None,
) -> Page:
    if heading:
        title = title or heading.words
        heading.role = "title"
    for line in lines:
        if line.role == "body" and is_named(blocks[line.start], CAPTION_NAMES):
            line.role = "caption"
        if line.role == "body" and _is_pulled(blocks[line.start], line):
            line.role = "boilerplate"
    typed = type_lines(page.text, title, lines, bounds)
    if heading:
        typed.title = (heading.start, heading.end)
    for line in typed.of("caption"):
        _split_credit(typed, line, blocks[line.start])
    return typed


def _is_pulled(block: Block, line: Line) -> bool:
    return is_named(block, PULL_NAMES) and len(line.words) < 300


def _is_around_story(block: Block, line: Line) -> bool:
    """True for a covered line that the markup still names as no story."""
    short = len(line.words) < 120
    return (
        "figcaption" in block.names
        or is_named(block, CAPTION_NAMES)
        or (short and is_named(block, BYLINE_NAMES) and not ends_sentence(line.words))
        or (short and is_named(block, PAGE_NAMES) and block.tag not in ("h2", "h3"))
    )


def _fill(lines: list[Line], blocks: Blocks, covered: set[int]) -> None:
    """Add what trafilatura left out between two paragraphs of the body: sentences, subheads.

    Only what stands in the page's markup where a paragraph beside it stands.
    """
    inside = [k for k, line in enumerate(lines) if line.start in covered]
    first, last = inside[0], inside[-1]
    before, at = frozenset[str](), 0
    for k in range(max(0, first - 1), last):
        line, block = lines[k], blocks[lines[k].start]
        while inside[at] < k:
            at += 1
        if line.start in covered:
            before = block.names
            continue
        beside = before | blocks[lines[inside[at]].start].names | _PLAIN
        if is_around(block) or is_named(block, CAPTION_NAMES) or not block.names <= beside:
            continue
        if is_furniture(line.words) or ("table" in block.names and k < first):
            continue
        nested = block.tag in ("h2", "h3", "h4") and lines[k + 1].start in covered
        sentence = k > first and block.tag == "p" and len(line.words) > 60 and like_story(line)
        listed = k > first and block.tag == "li" and like_story(line)
        if (nested or sentence or listed) and block.linked < 0.5 * len(line.words):
            covered.add(line.start)


def _outside(block: Block, line: Line) -> str:
    """The role of a line that is not body, as far as the markup says."""
    if "figcaption" in block.names or is_named(block, CAPTION_NAMES):
        return "caption"
    named = is_named(block, BYLINE_NAMES)
    if named or not is_around(block):
        if byline_of(line.words) or (named and bare_byline(line.words)):
            return "byline"
    return "boilerplate"


def _split_credit(page: Page, line: Line, block: Block) -> None:
    """The credit inside a caption: set apart by the markup, or by its words."""
    for names, start, end in block.pieces:
        if CREDIT_NAMES.search(names) and line.start <= start < end <= line.end:
            before, after = (0, start - line.start), (end - line.start, line.end - line.start)
            caption = before if start > line.start else after
            page.pictures[line.start] = Picture(caption, (start - line.start, end - line.start))
            return
    picture = picture_of(line.words)
    if picture:
        page.pictures[line.start] = picture
