"""The fixed words of the brief, one TOML file a language.

>>> say("titles.annex", letter="A", title="Places")
'Annex A. Places'
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=8)
def words_of(language: str = "en") -> Mapping[str, Mapping[str, str]]:
    """Every string of one language, by group and name."""
    path = Path(__file__).with_name(f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def say(key: str, /, **fields: object) -> str:
    """The string ``group.name`` with its fields filled in."""
    group, _, name = key.partition(".")
    return words_of()[group][name].format(**fields)
