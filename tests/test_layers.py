"""Imports point down: a module may import the floors below its own, never one above."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
# From the ground up. A name ending in "." stands for everything inside that package.
FLOORS = (
    ("quick",),
    ("errors", "paths", "slug", "dates", "lean"),
    ("records",),
    ("review",),
    ("text", "offsets"),
    ("openings",),
    ("lexicon", "pattern", "truecase"),
    ("figurative",),
    ("gazetteer", "reading"),
    ("opened",),
    ("clean", "extract.clauses", "extract.all_over", "extract.digits", "extract.offices"),
    ("sources", "duplicates"),
    (
        "extract.capital_runs",
        "extract.person_names",
        "extract.actor_names",
        "extract.meeting",
        "extract.kin",
        "extract.vengeance",
        "extract.no_counts",
        "extract.compared",
        "extract.deed_before",
    ),
    ("extract.numbers", "extract.times", "extract.places", "extract.actors"),
    ("extract.quotes", "extract.casualties"),
    (
        "extract.incidents",
        "extract.told_before",
        "extract.another",
        "extract.long_ago",
    ),
    ("extract.retold", "extract.said_with"),
    ("extract.apart",),
    ("extract.tolls",),
    ("extract.context", "extract.terms"),
    ("extract.events",),
    (
        "extract.background",
        "extract.counted_scope",
        "extract.unconfirmed",
        "extract.civilians",
        "extract.uncounted",
    ),
    ("extract.totals", "extract.audit", "extract.again"),
    ("pipeline",),
    ("tables", "highlight", "staging", "series"),
    ("store", "charts"),
    ("workbook",),
    ("brief",),
    ("report", "warm", "dossier"),
    ("display", "runner", "check", "reviewer"),
    ("voices",),
    ("batch",),
    ("cli",),
    ("__init__", "__main__"),
)


def floor_of(module: str) -> int:
    for height, names in enumerate(FLOORS):
        if any(module == name or module.startswith(name + ".") for name in names):
            return height
    raise AssertionError(f"analysis.{module} stands on no floor: add it to FLOORS")


def room_of(module: str) -> str:
    """The extractor or package a module belongs to; modules of one room may import each other."""
    names = [n for floor in FLOORS for n in floor if module == n or module.startswith(n + ".")]
    return max(names, key=len, default=module)


def modules() -> dict[str, Path]:
    out = {}
    for path in (ROOT / "analysis").rglob("*.py"):
        parts = path.relative_to(ROOT / "analysis").with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
        if name not in ("extract", "brief.templates"):
            out[name] = path
    return out


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("analysis"):
            base = (node.module or "").removeprefix("analysis").lstrip(".")
            found |= {f"{base}.{alias.name}".lstrip(".") for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {
                a.name.removeprefix("analysis.")
                for a in node.names
                if a.name.startswith("analysis.")
            }
    return found


def known(name: str, every: dict[str, Path]) -> str | None:
    """The module an imported name lives in."""
    while name and name not in every:
        name = name.rpartition(".")[0]
    return name or None


def test_imports_point_down() -> None:
    every = modules()
    wrong = []
    for module, path in every.items():
        for name in imports(path):
            target = known(name, every)
            if target is None or target == module or room_of(target) == room_of(module):
                continue
            if floor_of(target) >= floor_of(module):
                wrong.append(f"{module} imports {target}")
    assert not wrong, "\n".join(sorted(wrong))


def test_no_room_is_a_junk_drawer() -> None:
    names = {name.rpartition(".")[2] for name in modules()}
    assert not names & {"utils", "helpers", "common", "misc"}


def test_rooms_are_small() -> None:
    long = {
        name: count
        for name, path in modules().items()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 500
    }
    assert not long, long
