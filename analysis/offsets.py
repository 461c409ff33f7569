"""From the clean text back to the source, by the edits cleaning logged; never by a diff."""

from __future__ import annotations

from bisect import bisect_right

from analysis.records import Article


class RawOffsets:
    """Maps spans of ``article.text`` to spans of ``article.raw``.

    Between two edits characters map one to one; inside an edit's replacement a span widens to
    the whole of what was replaced.
    """

    def __init__(self, article: Article) -> None:
        self._edits = article.edits
        self._starts = [edit.start for edit in article.edits]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span that ``text[start:end]`` came from."""
        if not self._edits:
            return start, end
        return self._begin(start), self._finish(end)

    def _begin(self, offset: int) -> int:
        k = bisect_right(self._starts, offset) - 1
        if k < 0:
            return offset
        edit = self._edits[k]
        return edit.raw_start if offset < edit.end else edit.raw_end + offset - edit.end

    def _finish(self, offset: int) -> int:
        last = self._begin(offset - 1)
        k = bisect_right(self._starts, offset - 1) - 1
        if k >= 0 and offset - 1 < self._edits[k].end:
            return self._edits[k].raw_end
        return last + 1
