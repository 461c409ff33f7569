"""The brief as PDF: tagged, PDF/UA-1, the same bytes each time, without a system library.

The words go to the typesetter as data, never as markup, so that nothing in an article can run.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from analysis.brief.data import as_data
from analysis.brief.layout import sections
from analysis.brief.model import Brief, Chart
from analysis.charts.fonts import FAMILY, font_folders, letters
from analysis.errors import AnalysisError

_TEMPLATE = Path(__file__).with_name("templates") / "brief.typ"
_SIZES = (9.3, 8.8, 8.3)  # points; the main part should keep to so many pages:
_PAGES = 2.0
_LITTLE_MORE = 1.2
_LITTLE = 0.5  # of a page
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def render_pdf(brief: Brief, template: Path | None = None) -> bytes:
    """The PDF of a composed brief; ``template`` is a typst file of the user's own.

    Raises AnalysisError where the template does not compile or the result is not accessible.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = as_data(brief) | {"fonts": list(FAMILY), "figures": _pictures(brief, folder)}
        page = folder / "brief.typ"
        shutil.copyfile(template or _TEMPLATE, page)
        try:
            _write(folder, data if template else _main_only(data))
            size, run_on = _fitting(page, folder)
            _write(folder, data)
            made: Any = _compiler(page, folder, size, run_on).compile(
                pdf_standards=["ua-1"], timestamp=_day(brief.published)
            )
            return bytes(made)
        except (typst.TypstError, RuntimeError) as error:
            raise AnalysisError(f"brief.pdf: {template or _TEMPLATE.name}: {error}") from error


def _write(folder: Path, data: dict[str, Any]) -> None:
    text = letters(json.dumps(data, ensure_ascii=False))
    (folder / "brief.json").write_text(text, encoding="utf-8")


def _main_only(data: dict[str, Any]) -> dict[str, Any]:
    """The brief with the bare headings of its annexes, which have no say in the size of the main part."""
    return data | {
        "sections": [one | {"blocks": []} if one["annex"] else one for one in data["sections"]]
    }


def _fitting(page: Path, folder: Path) -> tuple[float, bool]:
    """The largest size in which the main part keeps to its pages; and, where none does, whether so
    little stands on its last that the annexes begin there."""
    aim, most = 0.0, 0.0
    for size in _SIZES:
        pages = json.loads(_compiler(page, folder, size).query("<main-pages>", field="value"))
        aim, most = aim or _aim(pages), most or max(pages, default=0.0)
        if not pages or pages[0] <= aim:
            return size, False
    return _SIZES[0], most > _PAGES and most % 1 < _LITTLE


def _compiler(page: Path, folder: Path, size: float, run_on: bool = False) -> Any:
    asked = {"size": f"{size}pt", "run-on": "yes" if run_on else ""}
    return typst.Compiler(page, root=folder, font_paths=typeset_fonts(), sys_inputs=asked)


def _aim(pages: list[float]) -> float:
    """One page for what is little more than one; else two."""
    return 1.0 if pages and pages[0] < _LITTLE_MORE else _PAGES


@lru_cache(maxsize=1)
def typeset_fonts() -> Any:
    """The shipped fonts and no others: the machine's own would change the pages."""
    return typst.Fonts(font_paths=list(font_folders()), include_system_fonts=False)


def _pictures(brief: Brief, folder: Path) -> dict[str, str]:
    """Each chart as a file in the folder of the compilation."""
    paths = {}
    for section in sections(brief):
        for block in section.blocks:
            if isinstance(block, Chart):
                form = "svg" if block.picture.svg else "png"
                data = block.picture.svg.encode() if form == "svg" else block.picture.png
                paths[block.name] = f"{block.name}.{form}"
                (folder / paths[block.name]).write_bytes(data)
    return paths


def _day(published: str) -> int:
    """The time the file names as its own: the article's day, so that two runs agree."""
    try:
        return int(datetime.fromisoformat(published[:10]).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return int(_UNDATED.timestamp())
