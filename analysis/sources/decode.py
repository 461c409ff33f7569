"""Bytes as text: byte-order mark, strict UTF-8, what a page declares, UTF-16 by its NULs, cp1252."""

from __future__ import annotations

import re

_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}(?:charset|encoding)\s*=\s*[\"']?([\w-]{3,20})", re.I
)
_GUESSED = ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes) -> tuple[str, str]:
    """The text of ``data`` and the name of the encoding that read it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    try:
        if b"\0" not in data:
            return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _declared(data) or (data.decode("cp1252", "replace"), "cp1252")
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) > len(data) // 4:
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return data.decode(encoding, "replace"), encoding
    return data.decode("utf-8", "replace"), "utf-8"


def _declared(data: bytes) -> tuple[str, str] | None:
    """The text by the charset a page declares, where it is another than the usual guesses."""
    match = _CHARSET.search(data, 0, 4096)
    name = match[1].decode("ascii").lower() if match else ""
    if not name or name.startswith("utf") or name in _GUESSED:
        return None
    try:
        return data.decode(name), name
    except (LookupError, UnicodeDecodeError):
        return None


def looks_binary(text: str) -> bool:
    """True where more than one character in fifty cannot stand in a text."""
    head = text[:100_000]
    return len(_NOT_TEXT.findall(head)) * 50 > len(head)


_FORMS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
)


def other_form(data: bytes) -> str | None:
    """What a file is by its first bytes where that is no text: "a PDF"; else None."""
    return next((form for first, form in _FORMS if data.startswith(first)), None)
