"""What a dossier is about: the file ``SITUATION.toml`` an analyst writes.

    title = "Shelling of the northern suburbs, June 2021"
    articles = ["wire.txt", "agency/*.html", "feed.jsonl"]
    since = 2021-06-01          # incidents before this day stay out; so does what is after "until"
    near_km = 25                # places no farther apart may be the same scene
    published = { "wire.txt" = 2021-06-04 }

Only ``title`` and ``articles`` must be there. Paths are taken from the file's own folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError

_KNOWN = frozenset("title articles since until near_km published".split())
_NEAR_KM = 25.0
_MOST_NEAR = 500.0


@dataclass(frozen=True, slots=True)
class Situation:
    """The wishes of one dossier; ``inputs`` are paths and globs, ``since until`` ISO days."""

    title: str
    inputs: tuple[str, ...]
    since: str | None = None
    until: str | None = None
    near_km: float = _NEAR_KM
    published: Mapping[str, str] = field(default_factory=dict)


def read_situation(path: Path) -> Situation:
    """The situation a TOML file describes; AnalysisError in one sentence where it is unsound."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AnalysisError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AnalysisError(f"{path}: is no TOML: {error}") from error
    strange = sorted(set(told) - _KNOWN)
    if strange:
        known = ", ".join(sorted(_KNOWN))
        raise AnalysisError(f"{path}: does not know {strange[0]!r} (known: {known})")
    title = told.get("title")
    if not isinstance(title, str) or not title.strip():
        raise AnalysisError(f'{path}: has no title (title = "...")')
    since, until = _day(path, told, "since"), _day(path, told, "until")
    if since and until and since > until:
        raise AnalysisError(f"{path}: since ({since}) lies after until ({until})")
    return Situation(
        title.strip(), _inputs(path, told), since, until, _near(path, told), _published(path, told)
    )


def _inputs(path: Path, told: dict[str, Any]) -> tuple[str, ...]:
    names = told.get("articles")
    well = isinstance(names, list) and names and all(isinstance(n, str) and n for n in names)
    if not well:
        raise AnalysisError(f'{path}: names no articles (articles = ["a.txt", "b.html"])')
    assert isinstance(names, list)
    return tuple(str(path.parent / name) for name in names)


def _near(path: Path, told: dict[str, Any]) -> float:
    value = told.get("near_km", _NEAR_KM)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 <= value <= _MOST_NEAR:
        raise AnalysisError(f"{path}: near_km must be a number from 0 to {_MOST_NEAR:g}")
    return float(value)


def _published(path: Path, told: dict[str, Any]) -> dict[str, str]:
    days = told.get("published", {})
    if not isinstance(days, dict):
        raise AnalysisError(f'{path}: published must be a table (published = {{ "a.txt" = ... }})')
    return {name: day for name in days if (day := _day(path, days, name)) is not None}


def _day(path: Path, told: Mapping[str, Any], name: str) -> str | None:
    """An ISO day, written as a TOML date or as a string."""
    value = told.get(name)
    if value is None:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise AnalysisError(f"{path}: {name}: {value!s} is no day such as 2020-03-05") from None
