"""A sheet to draw pictures of a briefing on, in points from the upper left corner. No pyplot: safe in every thread."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from PIL import Image as PixelImage

from briefing import typeface
from briefing.document import FULL_WIDTH_CM
from briefing.typeface import printable, wrapped

INK: Final = "#16212b"
SOFT: Final = "#4b5964"
HAIR: Final = "#c3ccd3"
PALE: Final = "#e6eaee"
ACCENT: Final = "#1a5a96"
WHITE: Final = "#ffffff"
#: Points in a cm.
_CM: Final = 72 / 2.54
#: Of the picture in Word: sharp on paper.
_DPI: Final = 200
_TITLE: Final = 11.0
TEXT: Final = 9.0
SMALL: Final = 8.0
_LEADING: Final = 1.25
_HALO: Final = withStroke(linewidth=2.4, foreground=WHITE)

for _path in (typeface.REGULAR, typeface.BOLD, *typeface.FALLBACK):
    font_manager.fontManager.addfont(str(_path))
#: By weight, and whether the text has letters that only the other typeface has: looking in two takes half as long again.
_FONTS: Final = {
    (bold, mixed): font_manager.FontProperties(
        family=[typeface.FAMILY, *([typeface.FALLBACK_FAMILY] if mixed else [])], weight="bold" if bold else "normal"
    )
    for bold in (False, True)
    for mixed in (False, True)
}


@dataclass(frozen=True)
class Words:
    """What every picture says of itself. `about` is unit and year in words: "% van de inwoners, 2024"."""

    title: str
    about: str
    source: str


@dataclass(frozen=True)
class Drawing:
    """A drawn picture, an `Image` of a document; it is put into pixels or vectors when asked for. `alt` says it in words."""

    figure: Figure
    alt: str
    width_cm: float

    @cached_property
    def png(self) -> bytes:
        """Pixels for Word."""
        canvas: Any = FigureCanvasAgg(self.figure)
        canvas.draw()
        image = PixelImage.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
        # Flat colours: 256 of them are enough, and take a quarter of the bytes.
        few = image.convert("RGB").quantize(256, method=PixelImage.Quantize.FASTOCTREE, dither=PixelImage.Dither.NONE)
        _whiten(few)
        target = io.BytesIO()
        few.save(target, "PNG", dpi=(_DPI, _DPI))
        return target.getvalue()

    @cached_property
    def svg(self) -> str:
        """Vectors for PDF, letters as shapes."""
        target = io.StringIO()
        canvas: Any = FigureCanvasSVG(self.figure)
        canvas.print_svg(target, metadata={"Date": None, "Creator": "Buurtlens"})
        return target.getvalue()


def _whiten(image: PixelImage.Image) -> None:
    """Give the paper its own colour back: taking fewer colours mixes it with the edges of letters."""
    colours = image.getpalette() or []
    paper = int(image.getpixel((image.width - 1, image.height - 1)))  # type: ignore[arg-type]
    colours[3 * paper : 3 * paper + 3] = [255, 255, 255]
    image.putpalette(colours)


class Sheet:
    """Paper of a width and height with title, unit and year above and the source below. `top` and `bottom` bound what is left."""

    def __init__(self, words: Words, height_cm: float, width_cm: float = FULL_WIDTH_CM) -> None:
        self.width_cm = width_cm
        self.width, self.height = width_cm * _CM, height_cm * _CM
        self.figure = Figure(figsize=(self.width / 72, self.height / 72), dpi=_DPI, facecolor=WHITE)
        self._points = Affine2D().scale(1 / 72, -1 / 72).translate(0, self.height / 72) + self.figure.dpi_scale_trans
        self.top = self._block(words.title, 0, _TITLE, INK, bold=True)
        self.top = self._block(words.about, self.top + 1, TEXT, SOFT) + 6
        rows = wrapped(words.source, SMALL, self.width)
        self.bottom = self.height - len(rows) * SMALL * _LEADING - 3
        self._rows(rows, self.bottom + 3, SMALL, SOFT)
        self.bottom -= 4

    def drawing(self, alt: str) -> Drawing:
        """The sheet as a picture."""
        return Drawing(self.figure, alt, self.width_cm)

    def _block(self, text: str, top: float, size: float, colour: str, *, bold: bool = False) -> float:
        return self._rows(wrapped(text, size, self.width, bold=bold), top, size, colour, bold=bold)

    def _rows(self, rows: Sequence[str], top: float, size: float, colour: str, *, bold: bool = False) -> float:
        for number, row in enumerate(rows):
            self.text(0, top + number * size * _LEADING + size, row, size, colour, bold=bold)
        return top + len(rows) * size * _LEADING

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = TEXT,
        colour: str = INK,
        *,
        bold: bool = False,
        align: Literal["left", "center", "right"] = "left",
        halo: bool = False,
    ) -> None:
        """One row of text on the line `y`; with a halo it can be read on top of colours."""
        shown = printable(text)
        made = Text(
            x, y, shown, color=colour, fontproperties=_FONTS[bold, not typeface.is_own(shown)], fontsize=size,
            horizontalalignment=align, verticalalignment="baseline", parse_math=False, transform=self._points,
        )  # fmt: skip
        if halo:
            made.set_path_effects([_HALO])
        self.figure.add_artist(made)

    def line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str = INK, width: float = 1.0, *, dashes: Any = "-"
    ) -> None:
        """Line through points."""
        self._add(Line2D(xs, ys, color=colour, linewidth=width, linestyle=dashes, solid_capstyle="butt"))

    def marker(self, x: float, y: float, shape: str, colour: str, size: float, *, fill: str | None = None) -> None:
        """Mark of a shape (matplotlib's letters), filled with its own colour or another."""
        self._add(
            Line2D(
                [x], [y], marker=shape, markersize=size, markeredgecolor=colour, markeredgewidth=1.3,
                markerfacecolor=colour if fill is None else fill, linestyle="none",
            )
        )  # fmt: skip

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, *, edge: str = "none", hatch: str = ""
    ) -> None:
        """Rectangle from its upper left corner."""
        line = 0.6 if edge != "none" else 0.0
        self._add(Rectangle((x, y), width, height, facecolor=fill, edgecolor=edge, linewidth=line, hatch=hatch or None))

    def shapes(
        self,
        paths: Sequence[Path],
        fills: Sequence[str] | str,
        *,
        edge: str,
        width: float,
        hatch: str = "",
        hatching: str = INK,
    ) -> None:
        """Many shapes at once."""
        made = PathCollection(paths, facecolors=fills, edgecolors=edge, linewidths=width, joinstyle="round")
        if hatch:
            made.set_hatch(hatch)
            made.set_hatchcolor(hatching)
        self._add(made)

    def _add(self, artist: Any) -> None:
        artist.set_transform(self._points)
        self.figure.add_artist(artist)
