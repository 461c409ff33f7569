"""A source made from what a reader found, and an input that is none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from analysis.records import Source
from analysis.slug import slug
from analysis.sources.limits import MAX_BYTES

KNOWN = ("id", "text", "html", "title", "published", "outlet", "byline", "url")
_UNSAFE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that is no article, and why."""

    name: str
    reason: str


def from_record(
    record: Any, default_id: str, name: str, encoding: str = "utf-8"
) -> Source | Unread:
    """The article of a record (``text`` or ``html``, and what else is known of it)."""
    if not isinstance(record, Mapping):
        return Unread(name, "is no record with a text")
    text, form = record.get("text"), "text"
    if not (isinstance(text, str) and text.strip()):
        text, form = record.get("html"), "html"
    if not isinstance(text, str) or not text.strip():
        return Unread(name, "the record has no text")
    if len(text) > MAX_BYTES:
        return Unread(name, f"larger than {MAX_BYTES:,} characters; split it into articles")
    value = {key: plain(record[key]) for key in KNOWN if record.get(key) not in (None, "")}
    return Source(
        article_id=value.get("id") or default_id,
        text=text,
        title=value.get("title"),
        published=value.get("published"),
        outlet=value.get("outlet"),
        byline=value.get("byline"),
        url=value.get("url"),
        source_file=name.rpartition(":")[0] or name,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        encoding=encoding,
        form=str(record.get("form") or form) if form == "text" else form,
        extra={key: record[key] for key in record if key not in (*KNOWN, "form")},
    )


def id_of(path: PurePath) -> str:
    """The id of the one article in a file: its name without the ending, as it can be printed."""
    return plain(path.stem) or slug(path.stem)


def plain(value: Any) -> str:
    """A field's value as one line of text that can be printed and stored."""
    return " ".join(_UNSAFE.sub(" ", str(value)[:5000]).split())
