"""Draws the map of the fictional region: wijken as clusters of cells, a river, a lake, and borders that wind."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import Voronoi
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from etl.demo import places

Array = npt.NDArray[np.float64]

#: Middle of the city in RD New: open water of the IJsselmeer, so that nobody takes the map for a real place.
ORIGIN = (157_500.0, 529_500.0)


def draw(seed: int) -> tuple[list[tuple[str, places.Wijk]], list[MultiPolygon], dict[str, BaseGeometry]]:
    """Name and wijk of every piece, its land, and the water per gemeente, in RD New. The borders follow the seed."""
    labels = _labels()
    land, water = _draw(_seed_points(np.random.default_rng(seed), labels), labels)
    return labels, land, water


def _labels() -> list[tuple[str, places.Wijk]]:
    """Name and wijk of every piece: the buurten of 2024 and the two extra parts of the merger and the moved border."""
    labels = [(name, wijk) for wijk in places.WIJKEN for name in wijk.buurten]
    for neighbour, extra in ((places.MERGED[1], places.MERGED[2]), (places.SHIFTED[2], places.SHIFTED[3])):
        wijk = next(wijk for name, wijk in labels if name == neighbour)
        labels.append((extra, wijk))
    return labels


def _seed_points(rng: np.random.Generator, labels: list[tuple[str, places.Wijk]]) -> Array:
    """One point per piece, spread evenly within its wijk; the extra parts lie beside the buurt they belong to."""
    centres = np.array([wijk.centre for wijk in places.WIJKEN], dtype=float)
    reaches = np.array([wijk.reach for wijk in places.WIJKEN], dtype=float)
    points = np.zeros((len(labels), 2))
    for index, wijk in enumerate(places.WIJKEN):
        own = [row for row, (name, of) in enumerate(labels) if of is wijk and name in wijk.buurten]
        candidates = _candidates(rng, centres, reaches, index, 60 * len(own))
        chosen = [candidates[0]]
        for _ in own[1:]:
            gap = np.min(np.linalg.norm(candidates[:, None] - np.array(chosen)[None], axis=2), axis=1)
            chosen.append(candidates[int(np.argmax(gap))])
        points[own] = _in_reading_order(np.array(chosen), own, labels)
    _place_beside(points, labels, *places.SPLIT[1:], share=0.8)
    _place_beside(points, labels, *places.MERGED[1:], share=0.9)
    # The strip lies between the two buurten of which the border moved, and closest to the second.
    first, second, strip = (_row(labels, name) for name in places.SHIFTED[1:])
    points[first] = points[second] + _towards(points[second], points[first]) * 620
    points[strip] = points[second] + _towards(points[second], points[first]) * 300
    return points


def _candidates(rng: np.random.Generator, centres: Array, reaches: Array, index: int, count: int) -> Array:
    """Random points within reach of a wijk that lie nearer to it than to any other (distance ÷ reach)."""
    found: list[Array] = []
    while sum(map(len, found)) < count:
        angle = rng.uniform(0, 2 * np.pi, count)
        radius = np.sqrt(rng.uniform(0, 1, count)) * reaches[index]
        points = centres[index] + np.stack([np.cos(angle) * radius, np.sin(angle) * radius], axis=1)
        nearest = np.argmin(np.linalg.norm(points[:, None] - centres[None], axis=2) / reaches, axis=1)
        found.append(points[(nearest == index) & _on_land(points)])
    return np.concatenate(found)


def _in_reading_order(points: Array, rows: list[int], labels: list[tuple[str, places.Wijk]]) -> Array:
    """Points from north to south, so that "-Noord" tends to lie north of "-Zuid"."""
    order = np.argsort(-points[:, 1], kind="stable")
    wanted = sorted(
        range(len(rows)),
        key=lambda i: 1 if "Zuid" in labels[rows[i]][0] else -1 if "Noord" in labels[rows[i]][0] else 0,
    )
    placed = np.empty_like(points)
    placed[wanted] = points[order]
    return placed


def _row(labels: list[tuple[str, places.Wijk]], name: str) -> int:
    return next(row for row, (label, _) in enumerate(labels) if label == name)


def _towards(start: Array, end: Array) -> Array:
    step: Array = (end - start) / max(float(np.linalg.norm(end - start)), 1.0)
    return step


def _place_beside(points: Array, labels: list[tuple[str, places.Wijk]], first: str, second: str, share: float) -> None:
    """Move the second point beside the first, away from the middle of the city, so that the two share a border."""
    row, other = _row(labels, first), _row(labels, second)
    outward = _towards(np.zeros(2), points[row])
    points[other] = points[row] + np.array([-outward[1], outward[0]]) * 520 * share


def _on_land(points: Array) -> npt.NDArray[np.bool_]:
    """Whether points lie well inside the region and clear of water."""
    land = _outline().buffer(-150) - shapely.union_all([_river(), _lake()]).buffer(60)
    inside: npt.NDArray[np.bool_] = shapely.contains_xy(land, points[:, 0], points[:, 1])
    return inside


def _outline() -> Polygon:
    """Outer border of the region, in metres from the middle of the city."""
    angle = np.linspace(0, 2 * np.pi, 180, endpoint=False)
    wobble = 1 + 0.07 * np.sin(3 * angle + 0.6) + 0.05 * np.sin(5 * angle + 2.1) + 0.025 * np.sin(11 * angle)
    return Polygon(np.stack([8_600 * wobble * np.cos(angle) - 100, 4_250 * wobble * np.sin(angle) - 100], axis=1))


def _river() -> Polygon:
    """The Linder: from the west border through the city to the east border, wider towards the east."""
    x = np.linspace(-10_000, 10_000, 140)
    y = -520 + 260 * np.sin(x / 900 + 0.4) + 420 * np.sin(x / 3_100) + 0.02 * x
    half = 38 + (x + 10_000) / 20_000 * 45
    return Polygon(np.concatenate([np.stack([x, y + half], axis=1), np.stack([x, y - half], axis=1)[::-1]]))


def _lake() -> Polygon:
    """The Lindermeer, south of the city."""
    angle = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    radius = 1 + 0.16 * np.sin(2 * angle + 1) + 0.09 * np.sin(5 * angle)
    return Polygon(np.stack([-800 + 1_250 * radius * np.cos(angle), -3_700 + 850 * radius * np.sin(angle)], axis=1))


def _draw(seeds: Array, labels: list[tuple[str, places.Wijk]]) -> tuple[list[MultiPolygon], dict[str, BaseGeometry]]:
    """Land per piece and water per gemeente. One network of lines makes all borders: neighbours share vertices."""
    water = shapely.union_all([_river(), _lake()])
    outline = _outline()
    lines = shapely.union_all(
        [*_borders(seeds), outline.boundary, shapely.intersection(water.boundary, outline)], grid_size=0.01
    )
    faces = list(
        shapely.get_parts(shapely.polygonize([shapely.segmentize(line, 45) for line in shapely.get_parts(lines)]))
    )
    inner = np.array([shapely.get_coordinates(shapely.point_on_surface(face))[0] for face in faces])
    inside = shapely.contains_xy(outline, inner[:, 0], inner[:, 1])
    wet = shapely.contains_xy(water, inner[:, 0], inner[:, 1])
    owner = np.argmin(np.linalg.norm(inner[:, None] - seeds[None], axis=2), axis=1)
    gemeente = np.array([wijk.gemeente for _, wijk in labels])
    dry = np.flatnonzero(inside & ~wet)
    owner[dry] = _without_crumbs([faces[i] for i in dry], owner[dry], gemeente)
    land = [
        shapely.multipolygons(_polygons(_joined([_natural(faces[i]) for i in dry if owner[i] == row])))
        for row in range(len(labels))
    ]
    parts = {
        code: _joined([_natural(faces[i]) for i in np.flatnonzero(inside & wet) if gemeente[owner[i]] == code])
        for code in places.GEMEENTEN
    }
    return land, parts


def _borders(seeds: Array) -> list[BaseGeometry]:
    """Lines halfway between neighbouring seed points."""
    corners = np.array([[-60_000, 0], [60_000, 0], [0, -60_000], [0, 60_000]], dtype=float)
    diagram = Voronoi(np.concatenate([seeds, corners]))
    return [
        shapely.linestrings(diagram.vertices[ridge])
        for ridge in map(np.array, diagram.ridge_vertices)
        if (ridge >= 0).all()
    ]


def _without_crumbs(
    faces: list[BaseGeometry], owner: npt.NDArray[np.intp], gemeente: npt.NDArray[np.str_]
) -> npt.NDArray[np.intp]:
    """Give a part that water cut off from its buurt to the neighbour on the same bank: rivers are borders."""
    areas = np.array([face.area for face in faces])
    main = {row: max(np.flatnonzero(owner == row), key=lambda i: areas[i]) for row in np.unique(owner)}
    result = owner.copy()
    for index, face in enumerate(faces):
        if main[owner[index]] == index:
            continue
        shared = {
            row: shapely.length(shapely.intersection(face.boundary, faces[other].boundary))
            for row, other in main.items()
            if row != owner[index] and gemeente[row] == gemeente[owner[index]] and face.intersects(faces[other])
        }
        if shared and max(shared.values()) > 0:
            result[index] = max(sorted(shared), key=lambda row: shared[row])
    return result


def _natural(face: BaseGeometry) -> BaseGeometry:
    """A face with winding borders, in RD New to the centimetre: one smooth shift of the plane, so no gap arises."""

    def shift(points: Array) -> Array:
        x, y = points[:, 0], points[:, 1]
        east = 95 * np.sin(y / 560 + 0.3) + 38 * np.sin((x + 1.3 * y) / 190) + 9 * np.sin((y - 0.6 * x) / 47)
        north = 95 * np.sin(x / 610 + 1.1) + 38 * np.sin((y - 1.2 * x) / 205 + 2) + 9 * np.sin((x + 0.7 * y) / 51)
        moved: Array = np.round(np.stack([x + east + ORIGIN[0], y + north + ORIGIN[1]], axis=1), 2)
        return moved

    moved: BaseGeometry = shapely.transform(face, shift)
    return moved


def _joined(faces: list[BaseGeometry]) -> BaseGeometry:
    return shapely.normalize(shapely.coverage_union_all(faces))


def _polygons(shape: BaseGeometry) -> list[BaseGeometry]:
    return [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
