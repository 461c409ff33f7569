"""Build data/outlines/outlines.json.gz, the map under the places; run by hand, not at install.

    apt-get download qgis-common && dpkg-deb -x qgis-common*.deb x   # carries Natural Earth 1:10m
    pip install shapely
    python scripts/build_outlines.py --natural-earth x/usr/share/qgis/resources/data/world_map.gpkg

Countries, the borders of their provinces and disputed lines from Natural Earth (public domain),
simplified to about a kilometre. A line is a string of whole hundredths of a degree, longitude then
latitude, the first point absolute and every other one as the step from the one before it; before
the lines of a shape stands its box (west, south, east, north, in degrees), so that a reader need
not look at the others.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely import wkb

OUT = Path(__file__).parent.parent / "data/outlines/outlines.json.gz"
SCALE = 100  # parts of a degree
TOLERANCE = 0.012  # degrees
SMALLEST = 0.0008  # square degrees: islands and provinces below it would be a dot


def geometry(blob: bytes) -> Any:
    """The shape of a GeoPackage cell: well-known binary behind a header with an envelope."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    return wkb.loads(blob[8 + envelope :])


def lines(shape: Any) -> Iterator[str]:
    """The outer rings or the lines of a shape, simplified and in steps."""
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type == "Polygon" and part.area < SMALLEST:
            continue
        ring = part.exterior if part.geom_type == "Polygon" else part
        points = [
            (round(x * SCALE), round(y * SCALE)) for x, y, *_ in ring.simplify(TOLERANCE).coords
        ]
        steps = [*points[0]]
        for (x, y), (a, b) in zip(points[1:], points, strict=False):
            if (x, y) != (a, b):
                steps += [x - a, y - b]
        if len(steps) >= 4:
            yield " ".join(map(str, steps))


def outline(shape: Any) -> list[Any]:
    """The box of a shape and its lines."""
    return [[round(edge, 2) for edge in shape.bounds], list(lines(shape))]


def main() -> None:
    """Read the GeoPackage and write the outlines."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--natural-earth", type=Path, required=True)
    read = sqlite3.connect(asked.parse_args().natural_earth).execute
    made = {
        "countries": [
            [name or "", *outline(geometry(blob))]
            for name, blob in read("select NAME, geom from countries order by NAME")
        ],
        "provinces": [
            [name or "", *outline(geometry(blob))]
            for name, blob in read("select name, geom from states_provinces order by admin, name")
        ],
        "disputed": [
            [name or "", *outline(geometry(blob))]
            for name, blob in read("select name, geom from disputed_borders order by name")
        ],
    }
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    OUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
