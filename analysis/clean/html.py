"""A saved page as an article: the body as trafilatura finds it, everything else by our own pass.

The visible page (``markup``) is a list of lines like any text; those trafilatura's body covers
are story, and the rules for lines then take captions, prompts and datelines out of them. A page
trafilatura cannot be given (huge, deeply nested, damaged) is read by those rules alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from analysis.clean.captions import Picture, picture_of
from analysis.clean.clean_page import article_of, tidy
from analysis.clean.furniture import is_furniture
from analysis.clean.lines import Page, like_story, type_lines
from analysis.clean.markup import Block, Visible, lifted, raw_span, visible
from analysis.clean.metadata import Stated, agrees, stated_by, without_suffix
from analysis.clean.names import bare_byline, byline_of
from analysis.clean.split import Line, ends_sentence
from analysis.clean.title import folded
from analysis.dates import iso_day
from analysis.records import Article, Source

_LARGEST = 1_500_000  # characters of markup; trafilatura needs a minute for twenty million
_DEEPEST = 250  # nested tags; lxml gives up at 256 without a word
_MOST_BLOCKS = 10_000  # of a page; an article has a hundred
_NUL = re.compile("[\x00\ud800-\udfff]")
_AROUND = frozenset(
    "nav footer aside form button dialog navigation contentinfo complementary menu banner".split()
)
# Class names of furniture, whole or as a part between hyphens.
_PAGE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|footer|foot|ftr|sidebar|cookies?|consent|gdpr|share|sharing|sharedaddy|social|redes"
    r"|related|recirc|promo|newsletter|nl|subscribe|signup|comments?|advert|ads?|banner|sponsor|breadcrumbs?|tags"
    r"|topbar|hdr|skip|yarpp|outbrain|taboola|popular|most|more|endnote|paywall|poll|widget|modal|cintillo|hidden"
    r"|inline-related|rel|post-meta|entry-meta|auto|upd)(?:$|[-_ ])"
)
_CAPTION_NAMES = re.compile(
    r"(?:^|[-_ ])(?:caption|figcaption|pie|legend|photo-?desc\w*)(?:$|[-_ ])"
)
_CREDIT_NAMES = re.compile(
    r"(?:^|[-_ ])(?:credit|credits|cr|copyright|photographer|cite|source)(?:$|[-_ ])"
)
_BYLINE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:byline|by|author|authors|auth|firma|contributors?|writer|meta|post-meta)(?:$|[-_ ])"
)
_PULL_NAMES = re.compile(r"(?:^|[-_ ])(?:pull|pullquote|pull-quote)(?:$|[-_ ])")
_CITY = re.compile(r"^in [A-Z]\w+")
_SURE, _UNSURE = 0.8, 0.5


@dataclass(slots=True)
class _Opinion:
    """The body as trafilatura gives it, and what it read of the page's head."""

    paragraphs: list[str]
    author: str | None = None
    date: str | None = None
    outlet: str | None = None


def clean_html(source: Source, *, published: str | None = None) -> Article:
    """The article of a page's markup; ``raw`` is the markup, and all raw positions are in it."""
    page = visible(source.text)
    stated = stated_by(page)
    opinion, warnings = _asked(source.text, page)
    if len(page.blocks) > _MOST_BLOCKS:
        page.blocks = page.blocks[:_MOST_BLOCKS]
        warnings.append(f"the page is very long: only its first {_MOST_BLOCKS:,} pieces are read")
    lines = _lines_of(page)
    heading = _heading(page, lines, stated)
    by_rule = {line.start for line in _own_body(page, lines)}
    typed = _typed(page, lines, opinion, heading, source.title)
    confidence = _agreement(typed, by_rule) if opinion else 0.0
    found = _filled(source, page, typed, stated, opinion, heading)
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


# ------------------------------------------------------------------------- the two readings


def _asked(source: str, page: Visible) -> tuple[_Opinion | None, list[str]]:
    """trafilatura's opinion of the page, or None and why it was not asked."""
    if page.size > _LARGEST or len(source) > 4 * _LARGEST:
        return None, ["the page is very large: its body was read by line rules alone"]
    if page.depth > _DEEPEST:
        return None, ["the page is nested very deeply: its body was read by line rules alone"]
    if not any(block.tag for block in page.blocks) or "<html" not in source[:5000].lower():
        return None, []
    import trafilatura  # imported late: it costs more than the analysis of a hundred articles
    from trafilatura.settings import DEFAULT_CONFIG

    tree = trafilatura.load_html(_NUL.sub(" ", source))
    if tree is None:
        return None, ["the page cannot be parsed: its body was read by line rules alone"]
    kept = sum(len(piece) for piece in tree.itertext())
    if kept < 0.8 * len(page.text):
        return None, ["the page's markup is damaged: its body was read by line rules alone"]
    found: Any = trafilatura.bare_extraction(
        tree,
        favor_precision=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": None},
        config=DEFAULT_CONFIG,
    )
    if found is None:
        return None, []
    paragraphs = [p for p in (found.text or "").split("\n") if p.strip()]
    return _Opinion(paragraphs, found.author, found.date, found.sitename), []


def _squeezed(words: str) -> str:
    """Words without what two readers write differently: spaces, invisible characters, bullets."""
    return re.sub(r"[\s\u00ad\u200b-\u200f\ufeff|\\•–—*#-]+", "", words)


def _covered(lines: list[Line], paragraphs: list[str]) -> set[int]:
    """The starts of the lines that the paragraphs say, searched forward from one to the next."""
    pieces = [_squeezed(line.words) for line in lines]
    whole = "".join(pieces)
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece)
    share = [0] * len(lines)
    here = 0
    for paragraph in paragraphs:
        wanted = _squeezed(paragraph)
        if len(wanted) < 2:
            continue
        found = whole.find(wanted, here)
        if found < 0:
            found = whole.find(wanted)
        if found < 0 and len(wanted) > 60:
            found = whole.find(wanted[:30], here)
        if found < 0:
            continue
        here = found + len(wanted)
        for k, (start, piece) in enumerate(zip(starts, pieces, strict=True)):
            if start < here and start + len(piece) > found:
                share[k] += min(here, start + len(piece)) - max(found, start)
    return {
        line.start
        for line, piece, n in zip(lines, pieces, share, strict=True)
        if piece and n >= 0.5 * len(piece)
    }


def _own_body(page: Visible, lines: list[Line]) -> list[Line]:
    """The second opinion: lines that read like a story and do not stand in furniture."""
    blocks = {block.start: block for block in page.blocks}
    return [
        line
        for line in lines
        if like_story(line)
        and not _is_around(blocks[line.start])
        and not _is_named(blocks[line.start], _CAPTION_NAMES)
        and blocks[line.start].linked < 0.5 * len(line.words)
        and not is_furniture(line.words)
    ]


def _agreement(typed: Page, by_rule: set[int]) -> float:
    """The share of words both readings take for the body."""
    story = {line.start: len(line.words) for line in typed.of("body", "list")}
    both = sum(size for start, size in story.items() if start in by_rule)
    ours = {line.start: len(line.words) for line in typed.lines if line.start in by_rule}
    either = sum((story | ours).values())
    return both / either if either else 0.0


# ------------------------------------------------------------------------ blocks to lines


def _lines_of(page: Visible) -> list[Line]:
    return [
        Line(block.start, block.end, page.text[block.start : block.end], number)
        for number, block in enumerate(page.blocks)
    ]


def _is_around(block: Block) -> bool:
    return bool(block.names & _AROUND) or "-hidden" in block.names or _is_named(block, _PAGE_NAMES)


def _is_named(block: Block, names: re.Pattern[str]) -> bool:
    return _any_named(block.names, names)


@lru_cache(maxsize=20_000)
def _any_named(given: frozenset[str], names: re.Pattern[str]) -> bool:
    return any(names.search(name) for name in given)


def _heading(page: Visible, lines: list[Line], stated: Stated) -> Line | None:
    """The line that is the headline: an h1 (or h2) that says what the page's titles say."""
    tags = {block.start: block.tag for block in page.blocks}
    for tag in ("h1", "h2", "h3"):
        found = [line for line in lines if tags[line.start] == tag]
        agreeing = [line for line in found if agrees(line.words, stated.titles)]
        long = [line for line in agreeing if len(line.words.split()) > 2]
        if long or (agreeing and tag == "h1"):
            return (long or agreeing)[0]
        if tag == "h1" and len(found) == 1 and not stated.titles:
            return found[0]
    return None


def _typed(
    page: Visible,
    lines: list[Line],
    opinion: _Opinion | None,
    heading: Line | None,
    title: str | None,
) -> Page:
    """The lines with their roles, in the order of the page."""
    blocks = {block.start: block for block in page.blocks}
    covered = _covered(lines, opinion.paragraphs) if opinion else set()
    if not covered:
        return _by_rules(page, lines, blocks, heading, title)
    _fill(lines, blocks, covered)
    covered -= {line.start for line in lines if _is_around_story(blocks[line.start], line)}
    if heading:
        covered -= {x.start for x in lines if folded(x.words) == folded(heading.words)}
    for line in lines:
        block = blocks[line.start]
        if line.start not in covered:
            line.role = _outside(block, line)
        elif block.tag in ("h2", "h3", "h4", "h5", "h6"):
            line.role = "subhead"
        elif block.tag in ("li", "dt", "dd"):
            line.role = "list"
    return _settled(page, lines, blocks, heading, title)


def _by_rules(
    page: Visible,
    lines: list[Line],
    blocks: dict[int, Block],
    heading: Line | None,
    title: str | None,
) -> Page:
    """The page read without trafilatura: furniture named by the markup is out, rules do the rest."""
    for line in lines:
        if _is_around(blocks[line.start]) or _is_named(blocks[line.start], _CAPTION_NAMES):
            line.role = _outside(blocks[line.start], line)
    return _settled(page, lines, blocks, heading, title)


def _settled(
    page: Visible,
    lines: list[Line],
    blocks: dict[int, Block],
    heading: Line | None,
    title: str | None,
) -> Page:
    if heading:
        title = title or heading.words
        heading.role = "title"
    for line in lines:
        if line.role == "body" and _is_named(blocks[line.start], _CAPTION_NAMES):
            line.role = "caption"
        if line.role == "body" and _is_pulled(blocks[line.start], line, lines):
            line.role = "boilerplate"
    typed = type_lines(page.text, title, lines)
    if heading:
        typed.title = (heading.start, heading.end)
    for line in typed.of("caption"):
        _split_credit(typed, line, blocks[line.start])
    return typed


def _is_pulled(block: Block, line: Line, lines: list[Line]) -> bool:
    return _is_named(block, _PULL_NAMES) and len(line.words) < 300


def _is_around_story(block: Block, line: Line) -> bool:
    """True for a covered line that the markup still names as no story."""
    return (
        "figcaption" in block.names
        or _is_named(block, _CAPTION_NAMES)
        or (
            _is_named(block, _BYLINE_NAMES)
            and len(line.words) < 120
            and not ends_sentence(line.words)
        )
        or (
            _is_named(block, _PAGE_NAMES)
            and len(line.words) < 120
            and block.tag not in ("h2", "h3")
        )
    )


def _fill(lines: list[Line], blocks: dict[int, Block], covered: set[int]) -> None:
    """Add what trafilatura left out between two paragraphs of the body: sentences, subheads."""
    inside = [k for k, line in enumerate(lines) if line.start in covered]
    first, last = inside[0], inside[-1]
    for k in range(max(0, first - 1), last):
        line, block = lines[k], blocks[lines[k].start]
        if line.start in covered or _is_around(block) or _is_named(block, _CAPTION_NAMES):
            continue
        if (
            is_furniture(line.words)
            or "figure" in block.names
            or "table" in block.names
            and k < first
        ):
            continue
        nested = block.tag in ("h2", "h3", "h4") and lines[k + 1].start in covered
        sentence = k > first and block.tag == "p" and len(line.words) > 60 and like_story(line)
        listed = k > first and block.tag == "li" and like_story(line)
        if (nested or sentence or listed) and block.linked < 0.5 * len(line.words):
            covered.add(line.start)


def _outside(block: Block, line: Line) -> str:
    """The role of a line that is not body, as far as the markup says."""
    if "figcaption" in block.names or _is_named(block, _CAPTION_NAMES):
        return "caption"
    if line.words and not _is_around(block) or _is_named(block, _BYLINE_NAMES):
        named = _is_named(block, _BYLINE_NAMES)
        if byline_of(line.words) or (named and bare_byline(line.words)):
            return "byline"
    return "boilerplate"


def _split_credit(page: Page, line: Line, block: Block) -> None:
    """The credit inside a caption: set apart by the markup, or by its words."""
    for names, start, end in block.pieces:
        if _CREDIT_NAMES.search(names) and line.start <= start < end <= line.end:
            before, after = (0, start - line.start), (end - line.start, line.end - line.start)
            caption = before if start > line.start else after
            page.pictures[line.start] = Picture(caption, (start - line.start, end - line.start))
            return
    picture = picture_of(line.words)
    if picture:
        page.pictures[line.start] = picture


# ---------------------------------------------------------------------- fields of the head


def _filled(
    source: Source,
    page: Visible,
    typed: Page,
    stated: Stated,
    opinion: _Opinion | None,
    heading: Line | None,
) -> Source:
    """The source with what the page states of itself."""
    outlet = source.outlet or stated.outlet or (opinion.outlet if opinion else None)
    title = source.title
    if title is None:
        if heading:
            title = tidy(heading.words)
        elif stated.titles:
            title = without_suffix(stated.titles[0], outlet)
    published, basis = _dated(source, stated, opinion)
    return replace(
        source,
        title=title,
        outlet=outlet,
        byline=source.byline or _authors(page, typed, stated, opinion),
        published=published,
        published_basis=basis,
        url=source.url or stated.url or _saved_from(source.text),
    )


def _saved_from(markup: str) -> str | None:
    """The address a browser notes in a page it saves."""
    match = re.search(r"saved from url=\(\d+\)(\S+)", markup[:20_000])
    return match[1] if match else None


def _authors(page: Visible, typed: Page, stated: Stated, opinion: _Opinion | None) -> str | None:
    """Names the markup states, else those trafilatura read, else a byline seen on the page."""
    seen = tidy(page.text[slice(*typed.byline)]) if typed.byline else None
    if stated.authors:
        return _joined(list(stated.authors))
    if seen and (byline_of(seen) or bare_byline(seen)):
        return seen
    if opinion and opinion.author:
        return _joined([_as_written(page, n.strip()) for n in opinion.author.split(";")])
    return stated.byword


def _as_written(page: Visible, name: str) -> str:
    """A name trafilatura tidied, as the page writes it ("George T. Conway III")."""
    pattern = r"[\s.,]+".join(map(re.escape, name.split()))
    match = re.search(pattern, page.text)
    return match.group() if match else name


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _dated(
    source: Source, stated: Stated, opinion: _Opinion | None
) -> tuple[str | None, str | None]:
    """The day the page states and where it was read."""
    if source.published:
        return source.published, None
    day = opinion.date if opinion else None
    for text in stated.dates:
        if day is None or iso_day(text) == day:
            return text, "metadata"
    if day is None:
        return None, None
    if any(iso_day(text) == day for text in stated.times):
        return day, "time element"
    digits = re.sub(r"\D", "", source.url or stated.url or _saved_from(source.text) or "")
    return day, "URL" if day.replace("-", "") in digits else "text"
