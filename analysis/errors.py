"""The errors a user can meet; each is one sentence that says what to do.

Anything else that escapes is a fault of the program and keeps its traceback.
"""


class AnalysisError(Exception):
    """An article, a call or a folder that cannot be worked with."""


class UnreadError(AnalysisError):
    """An article that was named rightly and cannot be read: the article failed, not the call."""


class LexiconError(AnalysisError):
    """A lexicon file that cannot be used, with the file and the entry at fault."""

    def __init__(self, file: str, entry: str, reason: str) -> None:
        super().__init__(f"{file}: {entry}: {reason}" if entry else f"{file}: {reason}")
        self.file, self.entry, self.reason = file, entry, reason
