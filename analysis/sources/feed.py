"""Saved feeds (RSS, Atom): every entry an article, as much of it as the feed carries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.sources.limits import MAX_BYTES


def read_feed(path: Path) -> Iterator[dict[str, Any]]:
    """The entries of a feed; the text is an entry's content, else its summary."""
    import feedparser  # imported late: most inputs are not feeds

    if path.stat().st_size > MAX_BYTES:
        yield {"reason": f"larger than {MAX_BYTES:,} bytes"}
        return
    feed = feedparser.parse(path.read_bytes())
    if not feed.entries:
        yield {"reason": "is no feed, or a feed without entries"}
        return
    for entry in feed.entries:
        pieces = [piece.get("value", "") for piece in entry.get("content", ())]
        text = max([*pieces, entry.get("summary", "")], key=len)
        if not text.strip():
            yield {"reason": "the entry has no text"}
            continue
        yield {
            "id": entry.get("id"),
            "text": text,
            "form": "html" if "<" in text and ">" in text else "text",
            "title": entry.get("title"),
            "published": entry.get("published") or entry.get("updated"),
            "byline": entry.get("author"),
            "outlet": feed.feed.get("title"),
            "url": entry.get("link"),
        }
