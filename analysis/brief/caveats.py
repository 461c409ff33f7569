"""What the article itself says is not verified, not proven or not known: its sentences, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.brief.model import Part, Statement
from analysis.brief.wording import one_line, quoted
from analysis.lexicon import Tag
from analysis.pipeline import Analysis
from analysis.reading import Reading
from analysis.records import Finding

_MOST = 4
_KINDS = ("verification", "evidence", "unknown")
_LONGEST, _BEFORE = 240, 90  # characters of a sentence, and of the one it leans on
_AHEAD = 90  # characters kept before the words of a caveat in a sentence too long to show
_LEANS = re.compile(
    r"(?:But |And |Yet )?(?:it|he|she|they|this|that|these|those|neither|both)\b", re.I
)
_DENIED = re.compile(r"\b(?:neither|none|nothing|no|nor|few)\b[^,;:.]{0,80}$", re.I)
_NAMES = frozenset(("caveats",))


def find_caveats(done: Analysis) -> tuple[Finding, ...]:
    """The sentences with a caveat, the first few, verification before the rest; none of a dossier."""
    reading = done.reading
    sentences = reading.sentences
    if not sentences or sentences[-1].end < len(done.article.text.rstrip()):
        return ()
    found: dict[int, tuple[int, int]] = {}  # by sentence: the gravest kind, and where it stands
    for start, kind in _caveats(reading):
        at = reading.sentence_at(start)
        found[at] = min(found.get(at, (len(_KINDS), 0)), (_KINDS.index(kind), start))
    chosen = sorted(found, key=lambda at: (found[at][0], at))[:_MOST]
    return tuple(
        Finding(*_stretch(reading, at, found[at][1]), f"v{n}", at, f"caveat:{_KINDS[found[at][0]]}")
        for n, at in enumerate(sorted(chosen), 1)
    )


def caveat_sentences(done: Analysis, caveats: Sequence[Finding]) -> tuple[Statement, ...]:
    """Each caveat quoted, with its speaker where it is somebody's own words, and what it leans on."""
    return tuple(_sentence(done, one) for one in caveats)


def _sentence(done: Analysis, one: Finding) -> Statement:
    text, sentences = done.article.text, done.reading.sentences
    said: list[str | Part] = ["Caveat in the article"]
    if one.sentence and _LEANS.match(text, one.start):
        before = one_line(sentences[one.sentence - 1].of(text), _BEFORE)
        said.append(f", after {quoted(before)}")
    said += [": ", Part(quoted(one_line(one.of(text), _LONGEST)), one.id)]
    direct = (q for q in done.findings.quotes if q.kind == "direct" and q.overlaps(one))
    speaker = next((q.speaker for q in direct if q.speaker), "")
    said.append(f" ({speaker})" if speaker and speaker not in one.of(text) else "")
    return Statement.of(*said)


def _stretch(reading: Reading, at: int, start: int) -> tuple[int, int]:
    """The sentence of a caveat, or the end of it where it is too long to be shown."""
    whole = reading.sentences[at]
    words = whole.of(reading.text)
    end = whole.start + len(words.rstrip())
    if len(words) <= _LONGEST:
        return whole.start, end
    near = max(whole.start, start - _AHEAD)
    cut = reading.text.find(" ", near, start) + 1 if near > whole.start else whole.start
    return cut or near, end


def _caveats(reading: Reading) -> Iterator[tuple[int, str]]:
    """Where the words of a caveat stand, and of which kind: "could not" opens one that "verified" ends."""
    tokens = reading.tokens
    opened: Tag | None = None
    reached = 0
    for tag in reading.lexicons.tag(tokens, names=_NAMES).get("caveats", []):
        role = tag.entry.get("role")
        if tag.first != reached:
            opened = None
        if role == "alone" or (role == "check" and opened is not None):
            yield tokens.starts[(opened or tag).first], str(tag.entry.get("kind"))
        reached = tag.stop
        if role != "between":
            opened = (
                tag if role == "unable" or (role == "could" and _denied(reading, tag)) else None
            )


def _denied(reading: Reading, tag: Tag) -> bool:
    """Whether the sentence denies what its verb says: "neither side's account could be ..."."""
    start = reading.tokens.starts[tag.first]
    sentence = reading.sentences[reading.sentence_at(start)]
    return _DENIED.search(reading.text, sentence.start, start) is not None
