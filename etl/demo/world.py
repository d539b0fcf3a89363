"""The fictional region: pieces of land, and which pieces make up which area in which year."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from etl.demo import places
from etl.demo.drawing import draw

Array = npt.NDArray[np.float64]

YEARS = range(2016, 2025)


@dataclass(frozen=True)
class Piece:
    """The smallest piece of land: a buurt of 2024, or a part of one that had other borders before."""

    name: str
    wijk: places.Wijk
    geometry: MultiPolygon

    @property
    def land_area_ha(self) -> float:
        return float(self.geometry.area) / 10_000


@dataclass(frozen=True)
class Area:
    """One area in one year. `pieces` are indices into World.pieces; `change` is CBS's flag, empty for land."""

    code: str
    level: str
    name: str
    gemeente_code: str
    wijk_code: str
    pieces: tuple[int, ...]
    change: str
    postcode4: str = ""


@dataclass(frozen=True)
class World:
    """The region: pieces of land, water and the ways in which pieces were put together over the years."""

    pieces: tuple[Piece, ...]
    water: dict[str, BaseGeometry]
    areas_by_year: dict[int, tuple[Area, ...]] = field(default_factory=dict)

    @cached_property
    def centres(self) -> Array:
        """Inner point of each piece, x and y in metres."""
        return np.array([shapely.get_coordinates(shapely.point_on_surface(piece.geometry))[0] for piece in self.pieces])

    def areas(self, year: int) -> tuple[Area, ...]:
        """Country, gemeenten, wijken and buurten of a year, in CBS's order (a gemeente, then what lies in it)."""
        return self.areas_by_year[year]

    def geometry(self, area: Area) -> BaseGeometry:
        """Land of an area: its pieces without the borders between them."""
        return shapely.coverage_union_all([self.pieces[index].geometry for index in area.pieces])


def build_world(seed: int) -> World:
    """The region for a seed. Always the same names and codes; the borders follow the seed."""
    labels, land, water = draw(seed)
    pieces = tuple(Piece(name, wijk, shape) for (name, wijk), shape in zip(labels, land, strict=True))
    return World(pieces, water, {year: tuple(_areas_of(pieces, year)) for year in YEARS})


def _areas_of(pieces: tuple[Piece, ...], year: int) -> list[Area]:
    """All areas of a year with their codes and change flags."""
    areas = [Area("NL00", "Land", "Nederland", "NL00", "", (), ".")]
    for code, name in places.GEMEENTEN.items():
        wijken: list[Area] = []
        for wijk in (wijk for wijk in places.WIJKEN if wijk.gemeente == code):
            wijken += _wijk_of(pieces, wijk, year)
        own = tuple(index for index, piece in enumerate(pieces) if piece.wijk.gemeente == code)
        areas += [Area(code, "Gemeente", name, code, "", own, "1" if year > 2020 else "."), *wijken]
    return areas


def _part(wijk: places.Wijk, year: int) -> str:
    return wijk.formerly[1] if wijk.formerly and year <= wijk.formerly[0] else wijk.part


def _wijk_of(pieces: tuple[Piece, ...], wijk: places.Wijk, year: int) -> list[Area]:
    """A wijk and its buurten in a year."""
    rows = {piece.name: index for index, piece in enumerate(pieces) if piece.wijk is wijk}
    digits, part = wijk.gemeente[2:], _part(wijk, year)
    recoded = wijk.formerly is not None and year == wijk.formerly[0] + 1
    flag = "2" if recoded else "1"
    wijk_code = f"WK{digits}{part}"
    result = [Area(wijk_code, "Wijk", wijk.name, wijk.gemeente, wijk_code, tuple(rows.values()), flag, wijk.postcode4)]
    for name, members in _buurten_of(wijk, year).items():
        changed = year in _changes(name)
        code = f"BU{digits}{part}{_number(wijk, name):02d}"
        inside = tuple(rows[member] for member in members)
        result.append(
            Area(code, "Buurt", name, wijk.gemeente, wijk_code, inside, "3" if changed else flag, wijk.postcode4)
        )
    return result


def _number(wijk: places.Wijk, name: str) -> int:
    """Number of a buurt within its wijk; the one that disappeared comes after all others."""
    return wijk.buurten.index(name) + 1 if name in wijk.buurten else len(wijk.buurten) + 1


def _buurten_of(wijk: places.Wijk, year: int) -> dict[str, tuple[str, ...]]:
    """Names of the pieces per buurt, with the borders of that year."""
    members: dict[str, tuple[str, ...]] = {name: (name,) for name in wijk.buurten}
    if places.SPLIT[1] in members and year < places.SPLIT[0]:
        members[places.SPLIT[1]] += members.pop(places.SPLIT[2])
    if places.MERGED[1] in members:
        if year < places.MERGED[0]:
            members[places.MERGED[2]] = (places.MERGED[2],)
        else:
            members[places.MERGED[1]] += (places.MERGED[2],)
    since, giver, taker, strip = places.SHIFTED
    if giver in members:
        members[giver if year < since else taker] += (strip,)
    return members


def _changes(name: str) -> set[int]:
    """Years in which the border of a buurt changed."""
    years = {change[0] for change in (places.SPLIT, places.SHIFTED) if name in change[1:3]}
    return years | {places.MERGED[0]} if name == places.MERGED[1] else years
