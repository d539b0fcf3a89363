"""Map of areas within their gemeente: which one it is about, and where wanted one figure in classes. Reads in black and white."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from matplotlib.path import Path

from briefing.sheet import ACCENT, HAIR, INK, PALE, SMALL, SOFT, TEXT, WHITE, Drawing, Sheet, Words
from briefing.typeface import width_of, wrapped
from domain.classes import MISSING, class_labels, classes_of
from domain.numbers_nl import NOTHING, format_value
from domain.palettes import NO_DATA_FILL, NO_DATA_HATCH, palette
from domain.view_models import Indicator
from domain.wording.phrases import counted, listed, lowered

Ring = Sequence[tuple[float, float]]
#: Outer ring first, then holes, in degrees.
Polygon = Sequence[Ring]

_HATCH: Final = "////"
_LEGEND_WIDTH: Final = 132.0
_NO_FIGURE: Final = "geen cijfer"
#: Areas that are named on the map itself, and in its words.
_MOST_NAMED: Final = 8


@dataclass(frozen=True)
class Choropleth:
    """One figure per area code; None where there is none. `breaks` are those of the catalogue or of the gemeente."""

    indicator: Indicator
    values: Mapping[str, float | None]
    breaks: tuple[float, ...]


def area_map(
    polygons: Mapping[str, Sequence[Polygon]],
    selected: Mapping[str, str],
    words: Words,
    choropleth: Choropleth | None = None,
    *,
    height_cm: float = 9.5,
    width_cm: float = 17.0,
) -> Drawing:
    """Areas drawn with `selected` (code -> name) outlined and named on top; with a choropleth a legend stands beside it.

    Without polygons the sheet says that the boundaries are not known.
    """
    sheet = Sheet(words, height_cm, width_cm)
    alt = _alt(polygons, selected, words, choropleth)
    if not polygons:
        sheet.text(0, (sheet.top + sheet.bottom) / 2, "De grenzen van dit gebied zijn niet bekend.", TEXT, SOFT)
        return sheet.drawing(alt)
    room = sheet.width - (_LEGEND_WIDTH if choropleth is not None else 0)
    paths = _fitted(polygons, 2, sheet.top, room - 4, sheet.bottom - sheet.top)
    _areas(sheet, paths, selected, choropleth)
    drawn = {code: name for code, name in selected.items() if code in paths}
    sheet.shapes([paths[code] for code in drawn], "none", edge=WHITE, width=4.2)
    sheet.shapes([paths[code] for code in drawn], "none", edge=INK, width=2.2)
    if len(drawn) <= _MOST_NAMED and len(drawn) < len(paths):
        for code, name in drawn.items():
            _name(sheet, paths[code], name, room)  # behind all outlines, so that none crosses a name
    if choropleth is not None:
        _legend(sheet, choropleth, room + 14)
    return sheet.drawing(alt)


def _fitted(
    polygons: Mapping[str, Sequence[Polygon]], left: float, top: float, width: float, height: float
) -> dict[str, Path]:
    """Paths in points of the sheet, north up, as large as fits, in the middle of their room."""
    corners = np.array([point for parts in polygons.values() for part in parts for point in part[0]])
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    across = math.cos(math.radians((south + north) / 2))
    scale = min(width / max((east - west) * across, 1e-9), height / max(north - south, 1e-9))
    left += (width - (east - west) * across * scale) / 2
    top += (height - (north - south) * scale) / 2
    return {
        code: Path.make_compound_path(
            *(_ring(ring, west, north, across * scale, scale, left, top) for part in parts for ring in part)
        )
        for code, parts in polygons.items()
    }


def _ring(ring: Ring, west: float, north: float, across: float, down: float, left: float, top: float) -> Path:
    points = np.asarray(ring, dtype=np.float64)
    return Path(
        np.column_stack((left + (points[:, 0] - west) * across, top + (north - points[:, 1]) * down)), closed=True
    )


def _areas(sheet: Sheet, paths: Mapping[str, Path], selected: Mapping[str, str], choropleth: Choropleth | None) -> None:
    if choropleth is None:
        fills = [ACCENT if code in selected else PALE for code in paths]
        sheet.shapes(
            list(paths.values()),
            fills,
            edge=WHITE if len(paths) < 200 else HAIR,
            width=0.7 if len(paths) < 200 else 0.3,
        )
        sheet.shapes(list(paths.values()), "none", edge="#9aa5ae", width=0.4)
        return
    classes = dict(zip(paths, _classes(choropleth, list(paths)), strict=True))
    colours = palette(len(choropleth.breaks) + 1, choropleth.indicator.scheme)
    with_figure = [code for code in paths if classes[code] != MISSING]
    without = [code for code in paths if classes[code] == MISSING]
    if without:
        sheet.shapes(
            [paths[code] for code in without], NO_DATA_FILL, edge=SOFT, width=0.3, hatch=_HATCH, hatching=NO_DATA_HATCH
        )
    if with_figure:
        fills = [colours[classes[code]] for code in with_figure]
        sheet.shapes([paths[code] for code in with_figure], fills, edge=SOFT, width=0.3)


def _classes(choropleth: Choropleth, codes: Sequence[str]) -> list[int]:
    values = [choropleth.values.get(code) for code in codes]
    return [int(each) for each in classes_of(values, choropleth.breaks, choropleth.indicator.decimals)]


def _name(sheet: Sheet, path: Path, name: str, room: float) -> None:
    """Name in the middle of its area, or below it where the area is smaller; kept on the paper."""
    box = path.get_extents()
    rows = wrapped(name, TEXT, 130, bold=True, rows=3)
    widest = max(width_of(row, TEXT, bold=True) for row in rows)
    middle = min(max((box.x0 + box.x1) / 2, widest / 2 + 2), room - widest / 2 - 2)
    fits = widest < 0.8 * box.width and len(rows) * TEXT * 1.2 < 0.6 * box.height
    height = (len(rows) - 1) * TEXT * 1.1
    if fits:
        first = (box.y0 + box.y1 - height) / 2 + TEXT * 0.35
    else:
        below = box.y1 + TEXT + 3
        first = below if below + height < sheet.bottom else box.y0 - height - 5
    for number, row in enumerate(rows):
        sheet.text(middle, first + number * TEXT * 1.1, row, TEXT, bold=True, align="center", halo=True)


def _legend(sheet: Sheet, choropleth: Choropleth, left: float) -> None:
    """Classes, low first, with the number of areas of each: the picture is read without its colours too."""
    indicator = choropleth.indicator
    labels = class_labels(choropleth.breaks, indicator.decimals, indicator.unit)
    colours = palette(len(choropleth.breaks) + 1, indicator.scheme)
    counts = Counter(_classes(choropleth, list(choropleth.values)))
    top = sheet.top + 4
    for index, (label, colour) in enumerate(zip(labels, colours, strict=True)):
        sheet.box(left, top, 18, 11, colour, edge=SOFT)
        _label(sheet, left + 24, top + 8.5, label, counts[index])
        top += 24
    if counts[MISSING]:
        sheet.box(left, top, 18, 11, NO_DATA_FILL, edge=NO_DATA_HATCH, hatch=_HATCH)
        _label(sheet, left + 24, top + 8.5, _NO_FIGURE, counts[MISSING])


def _label(sheet: Sheet, x: float, y: float, label: str, areas: int) -> None:
    sheet.text(x, y, label, SMALL)
    sheet.text(x, y + SMALL * 1.15, counted(areas, "gebied", "gebieden"), SMALL - 0.5, SOFT)


def _alt(
    polygons: Mapping[str, Sequence[Polygon]], selected: Mapping[str, str], words: Words, choropleth: Choropleth | None
) -> str:
    """What the map shows as sentences with numbers."""
    about = f"{words.title}. {words.about}.".replace("..", ".") if words.about else f"{words.title}."
    if not polygons:
        return f"{about} De grenzen van dit gebied zijn niet bekend."
    names = listed(list(selected.values())[:_MOST_NAMED])
    if choropleth is None:
        marked = f" Gemarkeerd: {names}." if names else ""
        return f"Kaart. {about} {counted(len(polygons), 'gebied', 'gebieden')}.{marked}"
    indicator = choropleth.indicator
    counts = Counter(_classes(choropleth, list(choropleth.values)))
    labels = class_labels(choropleth.breaks, indicator.decimals, indicator.unit)
    per_class = [f"{label}: {counted(counts[index], 'gebied', 'gebieden')}" for index, label in enumerate(labels)]
    if counts[MISSING]:
        per_class.append(f"{_NO_FIGURE}: {counted(counts[MISSING], 'gebied', 'gebieden')}")
    told = [f"{name}: {_told(choropleth, code)}" for code, name in list(selected.items())[:_MOST_NAMED]]
    marked = f" Gemarkeerd: {'; '.join(told)}." if told else ""
    return f"Kaart in klassen. {about} {'; '.join(per_class)}.{marked}"


def _told(choropleth: Choropleth, code: str) -> str:
    text = format_value(choropleth.values.get(code), choropleth.indicator)
    return lowered(_NO_FIGURE) if text == NOTHING else text
