"""Web archives: every saved page an article; streamed, so a bomb costs no memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.records import Source
from analysis.sources.decode import decode
from analysis.sources.limits import MAX_BYTES
from analysis.sources.source import Unread, from_record


def read_warc(path: Path) -> Iterator[Source | Unread]:
    """The pages of a web archive; an address is kept as words, never used as a file's name."""
    from warcio.archiveiterator import ArchiveIterator  # imported late: few inputs are archives
    from warcio.exceptions import ArchiveLoadFailed

    stem = path.name.lower().removesuffix(".gz").removesuffix(".warc")
    found = number = 0
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type not in ("response", "resource"):
                    continue
                kind = (record.http_headers or record.rec_headers).get_header("Content-Type") or ""
                if not any(known in kind.lower() for known in ("html", "text/plain")):
                    continue
                number += 1
                place = f"{path.name}:{number}"
                data = record.content_stream().read(MAX_BYTES + 1)
                if len(data) > MAX_BYTES:
                    yield Unread(place, f"the page is larger than {MAX_BYTES:,} bytes")
                    continue
                if not data.strip():
                    yield Unread(place, "the page is empty")
                    continue
                text, encoding = decode(data)
                address = record.rec_headers.get_header("WARC-Target-URI")
                key = "html" if "html" in kind.lower() else "text"
                page = {key: text, "url": address}
                found += 1
                yield from_record(page, f"{stem}-{number}", place, encoding)
    except ArchiveLoadFailed as error:
        yield Unread(str(path), f"is no web archive: {' '.join(str(error).split())[:120]}")
        return
    if not found and not number:
        yield Unread(str(path), "the archive holds no page")
