"""The brief as plain data (dictionaries, lists, strings): what a house's own template is given.

A statement is a list of ``{"words": ..., "ref": ...}``; ``ref`` is the id of a finding or empty.
"""

from __future__ import annotations

import re
from typing import Any

from analysis.brief.layout import (
    Band,
    Block,
    Bullets,
    Facts,
    Marked,
    Prose,
    Sayings,
    Section,
    footer,
    sections,
    shares,
)
from analysis.brief.model import Brief, Chart, Statement, Table
from analysis.brief.strings import say, words_of

# what XML 1.0 and HTML do not allow in text
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


def sound(words: str) -> str:
    """``words`` with a mark in place of every character that no document may hold."""
    return _CONTROL.sub("\ufffd", words)


def as_data(brief: Brief) -> dict[str, Any]:
    """Everything the brief says, in its order, without any form."""
    outlet = say("titles.from_outlet", outlet=brief.outlet) if brief.outlet else ""
    return {
        "article_id": sound(brief.article_id),
        "language": brief.language,
        "kicker": say("titles.kicker"),
        "outlet": sound(outlet),
        "headline": sound(brief.headline),
        "headline_note": "" if brief.headline_stated else say("notes.no_headline"),
        "as_of": sound(brief.as_of),
        "byline": sound(brief.byline),
        "footer": footer(brief),
        "strings": {group: dict(names) for group, names in words_of().items()},
        "sections": [_section(section) for section in sections(brief)],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "annex": section.annex,
        "blocks": [_block(block) for block in section.blocks],
    }


def statement(said: Statement) -> list[dict[str, str]]:
    """A statement as a list of its parts."""
    return [{"words": sound(part.words), "ref": part.ref} for part in said.parts]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Prose():
            return {"kind": "prose", "sentences": [_said(one) for one in block.sentences]}
        case Bullets():
            return {"kind": "bullets", "tone": block.tone, "title": block.title,
                    "items": [_said(one) for one in block.items]}  # fmt: skip
        case Band():
            return {"kind": "band", "figures": [
                {"number": one.number, "label": one.label, "including": _said(one.including),
                 "rests_on": _said(one.rests_on), "others": _said(one.others),
                 "caveat": _said(one.caveat)}
                for one in block.figures
            ]}  # fmt: skip
        case Chart():
            return {"kind": "chart", "name": block.name, "caption": sound(block.caption),
                    "alt": sound(block.alt)}  # fmt: skip
        case Table():
            return _table(block)
        case Sayings():
            return _sayings(block)
        case Facts():
            return {"kind": "facts", "pairs": [[sound(cell) for cell in p] for p in block.pairs]}
        case Marked():
            return _marked(block)


def _said(said: Statement) -> dict[str, Any]:
    return {"parts": statement(said), "ids": list(said.ids), "text": sound(said.text)}


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table", "name": table.name, "caption": table.caption,
        "columns": list(table.columns), "shares": shares(table), "numeric": list(table.numeric),
        "note": sound(table.note),
        "rows": [
            {"ref": row.ref, "inside": row.inside,
             "cells": [{"said": _said(cell.said), "note": _said(cell.note)} for cell in row.cells]}
            for row in table.rows
        ],
    }  # fmt: skip


def _sayings(block: Sayings) -> dict[str, Any]:
    return {
        "kind": "sayings", "note": block.note,
        "speakers": [
            {"name": sound(speaker.name), "role": sound(speaker.role),
             "sayings": [{"ref": one.ref, "refs": list(one.refs), "kind": one.kind,
                          "how": say(f"kinds.{one.kind}"), "words": sound(one.words),
                          "lead": sound(one.lead)} for one in speaker.sayings]}
            for speaker in block.speakers
        ],
    }  # fmt: skip


def _marked(block: Marked) -> dict[str, Any]:
    return {
        "kind": "marked", "captions": [sound(caption) for caption in block.captions],
        "paragraphs": [
            {"role": paragraph.role, "refs": list(paragraph.refs),
             "pieces": [{"words": sound(piece.words), "tables": list(piece.tables),
                         "begins": list(piece.begins)} for piece in paragraph.pieces]}
            for paragraph in block.paragraphs
        ],
    }  # fmt: skip
