"""File names from article ids, which are untrusted text.

>>> slug("../../etc/passwd"), slug("Idlib: truce (5 March)"), slug("نص")
('etc-passwd', 'Idlib-truce-5-March', 'article-e01176c2')
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LONGEST = 80
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def slug(article_id: str) -> str:
    """A safe ASCII file name: letters, digits, dots, dashes; never empty, hidden or reserved."""
    plain = unicodedata.normalize("NFKD", article_id).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", plain)
    name = re.sub(r"\.{2,}", ".", name).strip("-._")
    digest = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    if not re.search("[A-Za-z0-9]", name) or _RESERVED.fullmatch(name.split(".")[0]):
        return f"article-{digest}"
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST].rstrip('-._')}-{digest}"
