"""A page's visible words as blocks, every character with its place in the markup.

The standard parser reads the page once; nothing is dropped for being badly nested. A block is a
run of text between block tags, with the tags and class names it stands in.

>>> page = visible("<nav><a>Home</a></nav><p>Three &amp; <b>four</b> died.</p>")
>>> [(block.tag, page.text[block.start:block.end]) for block in page.blocks]
[('nav', 'Home'), ('p', 'Three & four died.')]
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field
from html.parser import HTMLParser

from analysis.lean import dataclass
from analysis.records import Edit

_SILENT = frozenset(
    "script style noscript template svg math iframe textarea select object canvas head title".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center cite_ dd details dialog div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html label legend li main nav ol p "
    "pre section summary table tbody td tfoot th thead tr ul".split()
)
_CLOSED_BY = {
    "p": _BLOCKS - {"html", "body"},
    "li": frozenset({"li"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
    "tr": frozenset({"tr"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}
_EDGE = " \t\r\n\x0c\u00a0\u200b"
MOST_BLOCKS = 10_000  # of a page; an article has a hundred
_MOST_NAMES = 300
_DEEPEST = 400  # of the open tags only so many are looked at


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of visible text and where it stands: its tag, and all names it is inside of.

    ``names`` are the tags, classes, ids and roles around it, in lower case, each once;
    ``pieces`` the names of its inline parts with their places ("cite", "credit").
    """

    start: int
    end: int
    tag: str
    names: frozenset[str]
    linked: int = 0  # characters inside links
    pieces: tuple[tuple[str, int, int], ...] = ()


@dataclass(slots=True)
class Visible:
    """The visible text of a page, its blocks, and the way back to the markup."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    segments: list[tuple[int, int, int, int]] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)  # type and content
    metas: list[dict[str, str]] = field(default_factory=list)
    title: str = ""
    times: list[str] = field(default_factory=list)
    size: int = 0  # characters of markup without scripts and styles
    depth: int = 0


class _EnoughError(Exception):
    """More blocks than an article ever has: the rest of the page is not read."""


class _Reader(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page = Visible()
        self._source = source
        self._lines = [0]
        self._lines += [m.end() for m in re.finditer("\n", source)]
        self._stack: list[tuple[str, tuple[str, ...]]] = []
        self._silent = 0
        self._out: list[str] = []
        self._at = 0
        self._begun: int | None = None
        self._linked = 0
        self._link = 0
        self._pieces: list[tuple[str, int, int]] = []
        self._script: tuple[str, list[str]] | None = None
        self._names: dict[str, int] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}

    # ---------------------------------------------------------------- what the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.page.metas.append(given)
        elif tag == "time" and given.get("datetime"):
            self.page.times.append(given["datetime"])
        elif tag == "link":
            self.page.metas.append(
                {"name": "link:" + given.get("rel", ""), "content": given.get("href", "")}
            )
        if tag in _BLOCKS or tag == "br":
            self._close_block()
        if tag in _VOID:
            return
        if self._stack and tag in _CLOSED_BY.get(self._stack[-1][0], ()):
            self._pop()
        if tag == "script":
            self._script = (given.get("type", ""), [])
        words = " ".join(
            (
                given.get("class", ""),
                given.get("id", ""),
                given.get("role", ""),
                given.get("itemprop", ""),
                given.get("rel", "") if tag == "a" else "",
            )
        ).lower()
        names = (tag, *words.split()[:8])
        if (
            "style" in given and re.search(r"display\s*:\s*none", given["style"])
        ) or "hidden" in given:
            names = (*names, "-hidden")
        self._stack.append((tag, names))
        for name in names:
            self._names[name] = self._names.get(name, 0) + 1
        self._silent += tag in _SILENT
        self._link += tag == "a"
        self.page.depth = max(self.page.depth, len(self._stack))
        if (
            tag not in _BLOCKS
            and tag not in _SILENT
            and (len(names) > 1 or tag in ("cite", "time"))
        ):
            self._pieces.append((" ".join(names), self._at, -1))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._close_block()
        for k in range(len(self._stack) - 1, max(-1, len(self._stack) - 1 - _DEEPEST), -1):
            if self._stack[k][0] == tag:
                while len(self._stack) > k:
                    self._pop()
                return

    def _pop(self) -> None:
        tag, names = self._stack.pop()
        for name in names:
            left = self._names[name] - 1
            if left:
                self._names[name] = left
            else:
                del self._names[name]
        self._silent -= tag in _SILENT
        self._link -= tag == "a"
        if tag == "script" and self._script:
            self.page.scripts.append((self._script[0], "".join(self._script[1])))
            self._script = None
        if self._pieces and tag not in _BLOCKS:
            label = " ".join(names)
            for k in range(len(self._pieces) - 1, max(-1, len(self._pieces) - 9), -1):
                if self._pieces[k][2] < 0 and self._pieces[k][0] == label:
                    self._pieces[k] = (label, self._pieces[k][1], self._at)
                    break

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script[1].append(data)
            return
        self.page.size += len(data) + 20
        if self._silent:
            if self._stack[-1][0] == "title" and not self.page.title:
                self.page.title = data
            return
        self._put(data, data)

    def handle_entityref(self, name: str) -> None:
        place = self._place()
        ended = self._source[place + 1 + len(name) : place + 2 + len(name)] == ";"
        written = f"&{name}{';' if ended else ''}"
        meant = html.unescape(f"&{name};")
        self._put(written if meant == f"&{name};" else meant, written)  # "R&D" is no entity

    def handle_charref(self, name: str) -> None:
        place = self._place()
        ended = self._source[place + 2 + len(name) : place + 3 + len(name)] == ";"
        self._put(html.unescape(f"&#{name};"), f"&#{name}{';' if ended else ''}")

    # --------------------------------------------------------------------------- our part

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _put(self, words: str, written: str) -> None:
        if self._silent:
            if self._stack and self._stack[-1][0] == "title":
                self.page.title += words
            return
        if self._begun is None:
            if not words.strip(_EDGE):
                return
            self._begun = self._at
        self.page.segments.append((self._at, self._place(), len(written), len(words)))
        self._out.append(words)
        self._at += len(words)
        if self._link:
            self._linked += len(words)

    def _close_block(self) -> None:
        if self._begun is None:
            return
        tag = next((t for t, _ in reversed(self._stack[-_DEEPEST:]) if t in _BLOCKS), "body")
        pieces = tuple((n, a, b if b >= 0 else self._at) for n, a, b in self._pieces if b != a)
        if len(self._names) > _MOST_NAMES:  # a page made to be slow
            names = frozenset(name for _, given in self._stack[-20:] for name in given)
        else:
            names = frozenset(self._names)
            names = self._sets.setdefault(names, names)
        if len(self.page.blocks) > MOST_BLOCKS:
            raise _EnoughError
        self.page.blocks.append(Block(self._begun, self._at, tag, names, self._linked, pieces))
        self._begun, self._linked, self._pieces = None, 0, []

    def finish(self) -> Visible:
        self.close()
        self._close_block()
        return self.seen()

    def seen(self) -> Visible:
        text = self.page.text = "".join(self._out)
        self.page.blocks = [b for block in self.page.blocks if (b := _stripped(text, block))]
        return self.page


def _stripped(text: str, block: Block) -> Block | None:
    words = text[block.start : block.end]
    bare = words.strip(_EDGE)
    if not bare:
        return None
    start = block.start + len(words) - len(words.lstrip(_EDGE))
    return Block(start, start + len(bare), block.tag, block.names, block.linked, block.pieces)


def visible(source: str) -> Visible:
    """The visible page of ``source``; linear in its length, however it is nested."""
    reader = _Reader(source)
    try:
        reader.feed(source)
        return reader.finish()
    except _EnoughError:
        return reader.seen()


def lifted(edits: tuple[Edit, ...], page: Visible, size: int, raw_size: int) -> tuple[Edit, ...]:
    """The edits that lead from the markup to a clean text, from those that lead from the page.

    ``size`` is the length of the clean text, ``raw_size`` that of the markup. What is copied
    unchanged both times stays; a repair or an entity is an edit of its own, and every gap that
    is left between two of these is one.
    """
    starts = [segment[0] for segment in page.segments]
    kept: list[Edit] = []  # copies have the step ""
    a = t = 0
    for edit in (*edits, Edit(len(page.text), len(page.text), size, size, "")):
        kept += _copied(page, starts, a, edit.raw_start, t - a)
        if edit.step not in _GAPS and edit.raw_start < len(page.text):
            begin = raw_place(page, starts, edit.raw_start)
            finish = begin
            if edit.raw_end > edit.raw_start:
                finish = raw_place(page, starts, edit.raw_end - 1, after=True)
            elif kept:
                begin = finish = kept[-1].raw_end
            kept.append(Edit(begin, finish, edit.start, edit.end, edit.step))
        a, t = edit.raw_end, edit.end
    steps = {edit.start: edit.step for edit in edits}
    out: list[Edit] = []
    raw_at = text_at = 0
    for piece in (*kept, Edit(raw_size, raw_size, size, size, "")):
        if piece.raw_start > raw_at or piece.start > text_at:
            step = steps.get(text_at, "markup")
            out.append(Edit(raw_at, piece.raw_start, text_at, piece.start, step))
        if piece.step:
            out.append(piece)
        raw_at, text_at = piece.raw_end, piece.end
    return tuple(out)


_GAPS = ("", "join paragraphs", "cut what is not story")


def _copied(page: Visible, starts: list[int], a: int, b: int, shift: int) -> Iterator[Edit]:
    """The pieces of the markup that ``page.text[a:b]`` is made of; ``shift`` leads to the text."""
    k = max(bisect_right(starts, a) - 1, 0)
    while k < len(starts) and starts[k] < b:
        begun, raw, written, length = page.segments[k]
        low, high = max(a, begun), min(b, begun + length)
        if low < high and written == length:
            raw += low - begun
            yield Edit(raw, raw + high - low, low + shift, high + shift, "")
        elif low < high:
            yield Edit(raw, raw + written, low + shift, high + shift, "entity")
        k += 1


def raw_span(page: Visible, start: int, end: int) -> tuple[int, int]:
    """Where ``page.text[start:end]`` stands in the markup, tags inside it included."""
    starts = [segment[0] for segment in page.segments]
    return raw_place(page, starts, start), raw_place(page, starts, end - 1, after=True)


def raw_place(page: Visible, starts: list[int], at: int, *, after: bool = False) -> int:
    """The place in the markup of the character at ``at``, or the one after it."""
    begun, raw, written, length = page.segments[max(bisect_right(starts, at) - 1, 0)]
    if written != length:
        return raw + written if after else raw
    return raw + at - begun + after
