"""The outlines under the map: countries, province borders, disputed lines (Natural Earth).

Read once; only shapes whose box meets the window asked for are decoded.

>>> any(shape.name == "Syria" for shape in shapes("countries", (36.0, 35.0, 37.0, 36.0)))
True
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from analysis.paths import shipped

Box = tuple[float, float, float, float]  # west, south, east, north in degrees
Line = tuple[tuple[float, ...], tuple[float, ...]]  # longitudes, latitudes
_SCALE = 100  # parts of a degree in the file


@dataclass(frozen=True, slots=True)
class Shape:
    """A country, a province or a disputed line: its name and its rings or lines."""

    name: str
    lines: tuple[Line, ...]

    def hold(self, points: Sequence[tuple[float, float]]) -> list[bool]:
        """For each (longitude, latitude) whether it lies inside one of the rings."""
        inside = [False] * len(points)
        for xs, ys in self.lines:
            ring = Path(list(zip(xs, ys, strict=True)))
            inside = [
                a or bool(b) for a, b in zip(inside, ring.contains_points(points), strict=True)
            ]
        return inside

    def cut(self, window: Box, finest: float) -> Shape:
        """The shape inside a window alone: the same there, and quick to ask."""
        rings = self.within(window, finest)
        return Shape(self.name, tuple((tuple(ring[:, 0]), tuple(ring[:, 1])) for ring in rings))

    def within(self, window: Box, finest: float) -> list[NDArray[np.float64]]:
        """Its rings cut to the window and thinned to steps of ``finest`` degrees, as points."""
        west, south, east, north = window
        out = []
        for xs, ys in self.lines:
            if max(xs) < west or min(xs) > east or max(ys) < south or min(ys) > north:
                continue
            points = np.column_stack([xs, ys])
            if min(xs) < west or max(xs) > east or min(ys) < south or max(ys) > north:
                points = np.asarray(Path(points).clip_to_bbox(Bbox.from_extents(*window)).vertices)
            if len(points) > 2:
                out.append(_thinned(points, finest))
        return out


def _thinned(points: NDArray[np.float64], finest: float) -> NDArray[np.float64]:
    """The points at least one step of a grid apart, the first and last among them."""
    cells = np.round(points / finest)
    moved = np.any(np.diff(cells, axis=0) != 0, axis=1)
    kept = np.concatenate([[True], moved])
    kept[-1] = True
    thinned: NDArray[np.float64] = points[kept]
    return thinned


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    data = gzip.decompress((shipped("outlines") / "outlines.json.gz").read_bytes())
    loaded: dict[str, Any] = json.loads(data)
    return loaded


def shapes(kind: str, window: Box) -> Iterator[Shape]:
    """The ``countries``, ``provinces`` or ``disputed`` lines whose box meets the window."""
    west, south, east, north = window
    for name, box, lines in _file()[kind]:
        if box[0] <= east and west <= box[2] and box[1] <= north and south <= box[3]:
            yield Shape(name, tuple(_line(words) for words in lines))


@lru_cache(maxsize=4096)
def _line(words: str) -> Line:
    steps = [int(step) for step in words.split()]
    xs = tuple(x / _SCALE for x in accumulate(steps[::2]))
    ys = tuple(y / _SCALE for y in accumulate(steps[1::2]))
    return xs, ys
