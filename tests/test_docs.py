"""docs/tables.md names every column and every word that a table may hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis.tables import ALLOWED, COLUMNS

DOCS = Path(__file__).parent.parent / "docs"
NAMED = set(re.findall(r"`([^`\n]+)`", (DOCS / "tables.md").read_text(encoding="utf-8")))


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_are_explained(table: str) -> None:
    missing = [column for column in COLUMNS[table] if column not in NAMED]
    assert not missing, f"docs/tables.md does not explain {table}: {missing}"


@pytest.mark.parametrize("table", ALLOWED)
def test_values_are_explained(table: str) -> None:
    values = {value for allowed in ALLOWED[table].values() for value in allowed}
    assert not values - NAMED, f"docs/tables.md does not explain {table}: {values - NAMED}"
