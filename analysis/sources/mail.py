"""Saved mails: the text or page they carry, the subject as title, the date as published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from analysis.sources.decode import decode

_PREFIX = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)


def read_mail(path: Path) -> Iterator[dict[str, Any]]:
    """The one article of a mail: its plain text, else its page; attachments are not opened."""
    with path.open("rb") as stream:
        mail = BytesParser(policy=policy.default).parse(stream)
    body = mail.get_body(("plain", "html")) if isinstance(mail, EmailMessage) else None
    if body is None:
        yield {"reason": "the mail carries no text"}
        return
    text = _content(body)
    if not isinstance(text, str) or not text.strip():
        yield {"reason": "the mail carries no text"}
        return
    sent = mail["date"]
    day = sent.datetime if sent is not None and hasattr(sent, "datetime") else None
    yield {
        "text": text.replace("\r\n", "\n"),
        "form": "html" if body.get_content_type() == "text/html" else "text",
        "title": _PREFIX.sub("", str(mail["subject"] or "")) or None,
        "published": day.date().isoformat() if day else None,
        "sender": str(mail["from"] or "") or None,
    }


def _content(body: MIMEPart) -> Any:
    """The words of a part; where its charset is unknown or wrong they are decoded as a file is."""
    try:
        text = body.get_content()
    except LookupError:
        text = "\ufffd"
    data = body.get_payload(decode=True)
    return decode(data)[0] if isinstance(data, bytes) and "\ufffd" in text else text
