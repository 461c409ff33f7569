"""The names an article itself gives its actors: letters it spells out, and "X, known as Y"."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left

from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Actor

_ALSO = re.compile(r"^,? (?:also |better |widely )?(?:known as|called|or|dubbed)(?: the)? $", re.I)
_SMALL = frozenset("of for the and without on in de des du la y".split())
_BRACKETED = re.compile(r"\(([A-Z][A-Za-z&-]{1,9})\)")


def spelled_out(reading: Reading, rows: list[Actor]) -> list[Actor]:
    """The rows, and one for each acronym whose words the article gives: "the Rural Safety Front (RSF) ... RSF said".

    What the article itself says the letters stand for goes before what the lexicon says.
    """
    text, tokens = reading.text, reading.tokens
    meant: dict[str, Actor] = {}
    for match in _BRACKETED.finditer(text) if "(" in text else ():
        if match[1] not in meant and sum(c.isupper() for c in match[1]) > 1:
            row = _before_bracket(reading, rows, match)
            if row is not None:
                meant[match[1]] = row
    if not meant:
        return rows
    named = [row for row in meant.values() if row.rule == "actor.acronym"]
    rows = [r for r in rows if not any(n.start < r.end and r.start < n.end for n in named)] + named
    called = {r.name: meant[r.of(text)].name for r in rows if r.of(text) in meant}
    out = [replace(r, name=called[r.name]) if r.name in called else r for r in rows]
    covered = {k for row in rows for k in range(row.start, row.end)}
    for k, word in enumerate(tokens.words):
        if word in meant and tokens.starts[k] not in covered:
            first = meant[word]
            start, end = tokens.starts[k], tokens.ends[k]
            out.append(
                replace(
                    first,
                    start=start,
                    end=end,
                    rule="actor.acronym",
                    sentence=reading.sentence_at(start),
                )
            )
    return sorted(out, key=lambda row: row.start)


def _before_bracket(reading: Reading, rows: list[Actor], match: re.Match[str]) -> Actor | None:
    """The body whose name stands before the bracketed letters: a row, or words with those initials."""
    k = bisect_left(rows, match.start() - 1, key=lambda row: row.end) if rows else 0
    row = rows[k] if k < len(rows) and rows[k].end == match.start() - 1 else None
    tokens = reading.tokens
    stop = first = tokens.at(match.start())
    while first > 0 and (tokens.words[first - 1][0].isupper() or tokens.norms[first - 1] in _SMALL):
        first -= 1
        initials = "".join(w[0] for w in tokens.words[first:stop] if w[0].isupper())
        if initials == match[1].upper() and tokens.words[first][0].isupper():
            kind = row.kind if row is not None else "organisation"
            name = reading.words(first, stop)
            return Actor(
                start=tokens.starts[first], end=match.start() - 1, id="", rule="actor.acronym", name=name,
                kind="organisation" if kind == "person" else kind, sentence=reading.sentence_at(match.start()),
            )  # fmt: skip
    known = row is not None and row.kind in ("organisation", "armed_group")
    named = known and row is not None and " " in row.of(reading.text) and not row.name.islower()
    return row if named else None


def named(reading: Reading, rows: list[Actor]) -> list[Actor]:
    """The rows with their ids and aliases; names the article equates ("X, known as Y") are one."""
    renamed: dict[str, str] = {}
    text = reading.text
    for one, other in itertools.pairwise(rows):
        between = text[one.end : other.start]
        bracketed = between == " (" and text[other.end : other.end + 1] == ")"
        if (
            one.name != other.name
            and one.kind == other.kind
            and (_ALSO.match(between) or bracketed)
            and one.rule != "actor.person"
        ):
            renamed[one.name] = other.name if other.rule == "actor.lexicon" else one.name
    aliases: dict[str, set[str]] = {}
    names = [renamed.get(row.name, row.name) for row in rows]
    for row, name in zip(rows, names, strict=True):
        words = row.of(text)
        if words != name:
            aliases.setdefault(name, set()).add(words)
    listed = {name: tuple(sorted(words)) for name, words in aliases.items()}
    return [
        replace(row, id=f"a{at}", name=name, aliases=listed.get(name, ()))
        for at, (row, name) in enumerate(zip(rows, names, strict=True), 1)
    ]
