"""Our charts as SVG: matplotlib's own writer, with text that is measured and set only once.

matplotlib lays every line of text out twice for each drawing and writes six decimals of a point;
for charts that are mostly words this is half the time and half the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import matplotlib as mpl
from matplotlib import _path as _paths
from matplotlib.backends import backend_svg
from matplotlib.colors import rgb2hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path

_SCALE = 100.0  # points at which text is measured
_UNIT = 64.0  # of a point: what FreeType counts in
_DECIMALS = 2  # of a point: a hundredth of it cannot be seen
_FEW = 4000  # points of a path that are looked at before it is cut
_DOTS, _TILE = "....", 72  # a hatch, and the side of the square it fills
_FORMS = [b"M", b"L", b"Q", b"C", b"z"]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text at ``_SCALE`` points: its size and where its glyphs stand."""

    width: float
    height: float
    descent: float
    glyphs: tuple[tuple[str, str], ...]


def draw_svg(figure: Figure, metadata: dict[str, Any] | None = None) -> str:
    """The figure as an SVG document, its text drawn as paths."""
    out, dpi = io.StringIO(), figure.dpi
    width, height = figure.get_size_inches() * 72
    figure.dpi = 72
    try:
        writer = _Writer(width, height, out, image_dpi=int(dpi), metadata=metadata or {})
        writer._out = out
        figure.draw(writer)
        writer.finalize()
    finally:
        figure.dpi = dpi
    return out.getvalue()


_path: Any = _paths  # written in C; what it offers is not declared
_Svg: Any = backend_svg.RendererSVG  # not typed


class _Writer(_Svg):  # type: ignore[misc]
    _out: io.StringIO
    _free = False  # nothing is cut

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        if ismath:
            size: tuple[float, float, float]
            size = super().get_text_width_height_descent(s, prop, ismath)
            return size
        line, scale = _set(_files(prop), s), prop.get_size_in_points() / _SCALE
        return line.width * scale, line.height * scale, line.descent * scale

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        size = prop.get_size_in_points()
        ascent, descent, gap = _heights(_files(prop))
        return ascent * size, descent * size, gap * size

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: FontProperties, angle: float,
        ismath: Any = False, mtext: Any = None,
    ) -> None:  # fmt: skip
        if ismath or mpl.rcParams["svg.fonttype"] != "path":
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        line, size = _set(_files(prop), s), prop.get_size_in_points() / _SCALE
        clip = self._get_clip_attrs(gc).get("clip-path", "")
        colour = f"fill: {rgb2hex(gc.get_rgb())}"
        alpha = gc.get_alpha() if gc.get_forced_alpha() else gc.get_rgb()[3]
        faint = "" if alpha == 1 else f"; opacity: {alpha:g}"
        turned = f" rotate({-angle:g})" if angle else ""
        place = f"translate({x:.2f} {y:.2f}){turned} scale({size / _UNIT:.6g} {-size / _UNIT:.6g})"
        new = dict.fromkeys(name for name, _ in line.glyphs if name not in self._glyph_map)
        self._glyph_map |= new
        shapes = "".join(f'<path id="{name}" d="{_OUTLINES[name]}"/>' for name in new)
        self.writer.comment(s)  # ends the tag before, too: what follows is written past the writer
        self.writer.flush()
        self._out.write(
            (f"<defs>{shapes}</defs>\n" if new else "")
            + (f'<g clip-path="{clip}">' if clip else "")
            + f'<g style="{colour}{faint}" transform="{place}">'
            + "".join([f'<use {place} xlink:href="#{name}"/>' for name, place in line.glyphs])
            + ("</g></g>\n" if clip else "</g>\n")
        )

    def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803
        with self._unclipped(inside=self._holds(gc, path, transform)):
            super().draw_path(gc, path, transform, rgbFace)

    def draw_markers(
        self, gc: Any, marker_path: Any, marker_trans: Any, path: Any, trans: Any,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:  # fmt: skip
        with self._unclipped(inside=self._holds(gc, path, trans, air=8.0)):
            super().draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)

    def draw_path_collection(self, gc: Any, *shapes: Any, **options: Any) -> None:
        clipped = self._get_clip_attrs(gc)
        if clipped:  # once for all of them
            self.writer.start("g", **clipped)
        with self._unclipped(inside=True):
            super().draw_path_collection(gc, *shapes, **options)
        if clipped:
            self.writer.end("g")

    def _get_clip_attrs(self, gc: Any) -> dict[str, str]:
        return {} if self._free else super()._get_clip_attrs(gc)

    @contextmanager
    def _unclipped(self, *, inside: bool) -> Iterator[None]:
        """What lies inside its frame is not cut: whoever paints it needs a layer for each cut."""
        was, self._free = self._free, self._free or inside
        yield
        self._free = was

    def _holds(self, gc: Any, path: Any, transform: Any, air: float = 0.0) -> bool:
        frame = gc.get_clip_rectangle()
        if frame is None or len(path.vertices) > _FEW or gc.get_clip_path()[0] is not None:
            return False
        points = transform.transform(path.vertices)
        (left, low), (right, high) = points.min(axis=0) - air, points.max(axis=0) + air
        (x0, y0), (x1, y1) = frame.get_points()
        return bool(x0 <= left and right <= x1 and y0 <= low and high <= y1)

    def _write_hatches(self) -> None:
        """Dots as the round ends of lines: matplotlib writes a circle for each, six hundred."""
        for (hatch, face, edge, width), (_, name) in list(self._hatchd.items()):
            if hatch != _DOTS:
                continue
            del self._hatchd[hatch, face, edge, width]
            step, count = _TILE / (6 * len(_DOTS)), range(6 * len(_DOTS) + 1)
            lines = (f"M{row % 2 * step / 2:g} {row * step:g}H{_TILE}" for row in count)
            ground = "none" if face is None else rgb2hex(face)
            self.writer.flush()
            self._out.write(
                f'<defs><pattern id="{name}" patternUnits="userSpaceOnUse" x="0" y="0" '
                f'width="{_TILE}" height="{_TILE}"><rect width="{_TILE}" height="{_TILE}" '
                f'fill="{ground}"/><path d="{"".join(lines)}" style="fill: none; '
                f"stroke: {rgb2hex(edge)}; stroke-width: {width + step / 5:.2f}; stroke-linecap: round; "
                f'stroke-dasharray: 0 {step:g}"/></pattern></defs>\n'
            )
        super()._write_hatches()

    def _convert_path(
        self, path: Any, transform: Any = None, clip: Any = None, simplify: Any = None,
        sketch: Any = None,
    ) -> str:  # fmt: skip
        frame = (0.0, 0.0, self.width, self.height) if clip else None
        text: bytes = _path.convert_to_string(
            path, transform, frame, simplify, sketch, _DECIMALS, _FORMS, False
        )
        return text.decode("ascii")


_OUTLINES: dict[str, str] = {}  # glyph name -> its path in FreeType's units


def _files(prop: FontProperties) -> tuple[Any, ...]:
    return _found(
        tuple(prop.get_family()), prop.get_style(), prop.get_variant(), prop.get_weight(),
        prop.get_stretch(),
    )  # fmt: skip


@lru_cache(maxsize=64)
def _found(family: tuple[str, ...], *looks: Any) -> tuple[Any, ...]:
    prop = FontProperties(list(family), *looks)
    return tuple(fontManager._find_fonts_by_props(prop))


def ready(words: str) -> None:
    """Have the glyphs of some words at hand, upright, bold and slanted."""
    for looks in (("normal", "normal"), ("normal", "bold"), ("italic", "normal")):
        prop = FontProperties(mpl.rcParams["font.family"], style=looks[0], weight=looks[1])
        _set(_files(prop), words)
        _heights(_files(prop))


@lru_cache(maxsize=64)
def _heights(files: tuple[Any, ...]) -> tuple[float, float, float]:
    """Ascent, descent and line gap of a font, for a size of one point."""
    font = get_font(list(files))
    head: Any = font.get_sfnt_table("head")
    table: Any = font.get_sfnt_table("OS/2")
    per_em = head["unitsPerEm"]
    return (
        table["sTypoAscender"] / per_em,
        -table["sTypoDescender"] / per_em,
        table["sTypoLineGap"] / per_em,
    )


@lru_cache(maxsize=8192)
def _set(files: tuple[Any, ...], words: str) -> _Line:
    font: Any = get_font(list(files))
    font.set_size(_SCALE, 72)
    glyphs = []
    low = 32000 * _UNIT
    left, right, high = 0.0, 0.0, -low
    for item in font._layout(words, LoadFlags.NO_HINTING):
        name, box, step = _glyph(item.ft_object, item.glyph_index)
        across, up = item.x * _UNIT, item.y * _UNIT
        glyphs.append((name, f'x="{across:.0f}"' + (f' y="{up:.0f}"' if up else "")))
        left, right = min(left, across + box[0]), max(right, across + box[2], across + step)
        low, high = min(low, up + box[1]), max(high, up + box[3])
    if not glyphs:
        return _Line(0.0, 0.0, 0.0, ())
    return _Line((right - left) / _UNIT, (high - low) / _UNIT, -low / _UNIT, tuple(glyphs))


_Glyph = tuple[str, tuple[int, int, int, int], int]
_GLYPHS: dict[tuple[str, int], _Glyph] = {}


def _glyph(font: Any, index: int) -> _Glyph:
    """The name a glyph's outline has in the file, its box, and how far it moves on."""
    key = (font.postscript_name, index)
    if key not in _GLYPHS:
        shape = font.load_glyph(index, flags=LoadFlags.NO_HINTING)
        vertices, codes = font.get_path()
        name = f"{font.postscript_name}_{index:x}".replace(" ", "_")
        path = Path(vertices * _UNIT, codes)
        text = _path.convert_to_string(path, None, None, False, None, 0, _FORMS, False)
        _OUTLINES[name] = text.decode("ascii")
        _GLYPHS[key] = (name, shape.bbox, shape.horiAdvance)
    return _GLYPHS[key]
