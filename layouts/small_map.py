"""Small maps, drawn here without any script: a few areas numbered as in the list beside them, or one area among all around it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape
from math import cos, radians
from typing import Final
from urllib.parse import quote

from dash import html

Point = tuple[float, float]
#: Outer rings of an area, in degrees.
Outline = Sequence[Sequence[Point]]
Projection = Callable[[Point], tuple[int, int]]
_WIDTH: Final = 390
_HEIGHT: Final = 180
_MARGIN: Final = 14
#: Size of a map to choose on, in its own units: large, for the smallest buurten of a large city.
_CHOICE: Final = (1200, 960)
_NEIGHBOUR: Final = "fill='#fff' stroke='#c3cbd2' stroke-width='1'"
_HERE: Final = "fill='#1a5a96' stroke='#0d3a63' stroke-width='1'"
_FOUND: Final = "fill='#cfe0f1' stroke='#1a5a96' stroke-width='1.5'"
_NUMBER: Final = "font-family='sans-serif' font-size='13' font-weight='700' text-anchor='middle' fill='#16212b'"


def small_map(found: Sequence[str], outlines: Mapping[str, Outline]) -> html.Img | None:
    """Picture of the areas `found`, numbered from 1, on top of the other outlines; None when none has an outline."""
    drawn = [(number, outlines[code]) for number, code in enumerate(found, 1) if outlines.get(code)]
    if not drawn:
        return None
    place = _projection([point for _, outline in drawn for ring in outline for point in ring])
    around = [path for code, outline in outlines.items() if code not in found and (path := _path(outline, place))]
    shapes = [
        *(f"<path d='{path}' {_NEIGHBOUR}/>" for path in around),
        *(f"<path d='{_path(outline, place)}' {_FOUND}/>" for _, outline in drawn),
        *(_label(number, outline, place) for number, outline in drawn),
    ]
    alt = "Kaartje van de gevonden plaatsen, genummerd zoals in de lijst."
    return html.Img(src=_picture(shapes, (_WIDTH, _HEIGHT)), alt=alt, className="kaartje")


def located_map(inside: Collection[str], outlines: Mapping[str, Outline], alt: str) -> html.Img | None:
    """Picture of all outlines with the areas `inside` filled, which may be none; None when there is no outline at all."""
    if not any(outlines.values()):
        return None
    size = (_WIDTH, 2 * _HEIGHT)
    place = _projection([point for outline in outlines.values() for ring in outline for point in ring], size)
    shapes = [
        f"<path d='{path}' {_NEIGHBOUR}/>" for outline in outlines.values() if (path := _path(outline, place, size))
    ]
    shapes += [
        f"<path d='{path}' {_HERE}/>"
        for code, outline in outlines.items()
        if code in inside and (path := _path(outline, place, size))
    ]
    return html.Img(src=_picture(shapes, size), alt=alt, className="ligging")


def choice_map(names: Mapping[str, str], outlines: Mapping[str, Outline]) -> str:
    """SVG of all outlines, each with its name and its code as data-buurt, for a script that colours what is chosen; empty without any."""
    drawn = {code: outlines[code] for code in names if outlines.get(code)}
    if not drawn:
        return ""
    place = _projection([point for outline in drawn.values() for ring in outline for point in ring], _CHOICE)
    shapes = [
        f"<path d='{path}' data-buurt='{code}'><title>{escape(names[code])}</title></path>"
        for code, outline in drawn.items()
        if (path := _path(outline, place, _CHOICE))
    ]
    wide, high = _CHOICE
    # Hidden from who listens: the list beside it says and does the same.
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {wide} {high}' aria-hidden='true'>{''.join(shapes)}</svg>"


def _picture(shapes: Sequence[str], size: tuple[int, int]) -> str:
    wide, high = size
    box = f"viewBox='0 0 {wide} {high}' width='{wide}' height='{high}'"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' {box}>{''.join(shapes)}</svg>"
    return f"data:image/svg+xml,{quote(svg)}"


def _projection(points: Sequence[Point], size: tuple[int, int] = (_WIDTH, _HEIGHT)) -> Projection:
    """Degrees to pixels, so that all points fit; a degree of longitude is as short as it is at that latitude."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = cos(radians((south + north) / 2))
    wide, high = max((east - west) * narrow, 1e-6), max(north - south, 1e-6)
    scale = min((size[0] - 2 * _MARGIN) / wide, (size[1] - 2 * _MARGIN) / high)

    def place(point: Point) -> tuple[int, int]:
        x = (point[0] - (west + east) / 2) * narrow * scale + size[0] / 2
        y = ((south + north) / 2 - point[1]) * scale + size[1] / 2
        return round(x), round(y)

    return place


def _path(outline: Outline, place: Projection, size: tuple[int, int] = (_WIDTH, _HEIGHT)) -> str:
    """Rings as an SVG path in whole pixels; empty when all of it lies outside the picture."""
    parts = []
    for ring in outline:
        pixels = list(dict.fromkeys(place(point) for point in ring))
        inside = any(0 <= x <= size[0] and 0 <= y <= size[1] for x, y in pixels)
        if inside and len(pixels) > 2:
            parts.append("M" + "L".join(f"{x} {y}" for x, y in pixels) + "Z")
    return "".join(parts)


def _label(number: int, outline: Outline, place: Projection) -> str:
    ring = max(outline, key=len)
    pixels = [place(point) for point in ring]
    x = (min(x for x, _ in pixels) + max(x for x, _ in pixels)) / 2
    y = (min(y for _, y in pixels) + max(y for _, y in pixels)) / 2 + 5
    halo = "stroke='#fff' stroke-width='3' paint-order='stroke'"
    return f"<text x='{x:.0f}' y='{y:.0f}' {_NUMBER} {halo}>{number}</text>"
