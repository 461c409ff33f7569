"""Word documents: paragraphs and table cells in order, after a look at the archive's sizes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.sources.limits import MAX_RATIO, MAX_UNPACKED

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(path: Path) -> Iterator[dict[str, Any]]:
    """The one article of a document; text is its paragraphs joined by blank lines."""
    reason = _refused(path)
    if reason:
        yield {"reason": reason}
        return
    import docx  # imported late: most inputs are not documents

    document = docx.Document(str(path))
    paragraphs, title = [], None
    for element in document.element.body.iter(f"{_W}p"):
        words = "".join(_runs(element)).strip()
        if not words:
            continue
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        if title is None and name in ("Title", "Heading1"):
            title = words
        paragraphs.append(words)
    record: dict[str, Any] = {"text": "\n\n".join(paragraphs), "title": title}
    yield record if paragraphs else {"reason": "the document holds no text"}


def _runs(element: Any) -> Iterator[str]:
    """The text of a paragraph; what is deleted or hidden in it is not said."""
    for node in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        kind = node.tag.removeprefix(_W)
        if kind == "t":
            yield node.text or ""
        else:
            yield {"tab": " ", "noBreakHyphen": "-"}.get(kind, "\n")


def _refused(path: Path) -> str | None:
    """Why the archive is not opened: what it would unpack to is written in its directory."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if unpacked > MAX_UNPACKED or (unpacked > 1_000_000 and unpacked / packed > MAX_RATIO):
        return f"would unpack to {unpacked:,} bytes: taken for an attack"
    if not any(entry.filename == "word/document.xml" for entry in entries):
        return "is no Word document"
    return None
