"""One file per level and gemeente: which boundaries the map shows where several files have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

from domain.areas import Level, gemeente_of
from domain.build_report import UnusedReason
from etl.contracts import BoundaryLayer, NotUsed
from etl.geometry.candidates import Candidate, Offers, Wanted, dissolvable, offers
from etl.geometry.polygons import dissolve

_RD: Final = "EPSG:28992"
#: Finest first: what has no good boundaries of its own is dissolved from a level below.
_LEVELS: Final = (Level.BUURT, Level.WIJK, Level.GEMEENTE)
_BELOW: Final[Mapping[Level, tuple[Level, ...]]] = {
    Level.BUURT: (),
    Level.WIJK: (Level.BUURT,),
    Level.GEMEENTE: (Level.WIJK, Level.BUURT),
}
_COLUMNS: Final = ("area_code", "level", "gemeente_code", "approximate", "boundary_year", "source", "geometry")


@dataclass(frozen=True)
class ChosenGeometry:
    """The boundaries of the display vintage, in RD New: one row per area that has them, sorted by level and code.

    `frame` has area_code, level, gemeente_code, approximate, boundary_year (of the file), source (rows with the same
    one form one coverage) and geometry. `unused` are layers from which nothing was taken.
    """

    frame: gpd.GeoDataFrame
    vintage: int
    notes: tuple[str, ...] = ()
    unused: tuple[NotUsed, ...] = ()


def choose_layers(layers: Sequence[BoundaryLayer], areas: pd.DataFrame, vintage: int) -> ChosenGeometry:
    """Choose one layer per level and gemeente, never two mixed within one gemeente.

    `areas` lists the areas of the display vintage: area_code, level, gemeente_code. A layer that lacks many areas of a
    gemeente (a cut-out) comes after one that has them; then exact comes before approximate, and the vintage before
    other years that divide the gemeente in the same way (see `candidates.offers`). Areas that no list knows are left
    out.
    """
    wanted = _wanted(areas)
    ordered = sorted(
        layers, key=lambda layer: (layer.path.name, str(layer.path), layer.boundary_year, layer.approximate)
    )
    offered = offers(ordered, wanted, vintage)
    chosen: dict[tuple[Level, str], Candidate] = {}
    for level in _LEVELS:
        for gemeente, codes in wanted[level].items():
            finer = [chosen[below, gemeente] for below in _BELOW[level] if (below, gemeente) in chosen]
            upward = [candidate for below in finer if (candidate := dissolvable(below, level, codes)) is not None]
            candidates = [*offered.usable.get((level, gemeente), ()), *upward]
            if candidates:
                chosen[level, gemeente] = min(candidates, key=lambda candidate: candidate.rank(vintage))
    picked = list(chosen.values())
    notes = (*_notes(picked, vintage), *_lacking(wanted, chosen))
    return ChosenGeometry(_frame(picked), vintage, notes, tuple(_unused(ordered, picked, offered, vintage)))


def _wanted(areas: pd.DataFrame) -> Wanted:
    levels = areas["level"].astype(str)
    result: dict[Level, dict[str, frozenset[str]]] = {}
    for level in _LEVELS:
        rows = areas[levels == level.value]
        gemeenten = rows["gemeente_code"].where(rows["gemeente_code"].notna(), rows["area_code"].map(gemeente_of))
        result[level] = {str(gemeente): frozenset(codes) for gemeente, codes in rows["area_code"].groupby(gemeenten)}
    return result


def _frame(picked: Sequence[Candidate]) -> gpd.GeoDataFrame:
    rows = []
    for candidate in picked:
        layer = candidate.layer
        source = f"{layer.path}#{layer.level}{' dissolved' if candidate.dissolved else ''}"
        for code in candidate.polygons.keys() - set(candidate.extra):
            parts = candidate.polygons[code]
            shape = parts[0] if len(parts) == 1 else dissolve(np.asarray(parts), coverage=not layer.approximate)
            rows.append(
                (code, candidate.level.value, candidate.gemeente, layer.approximate, layer.boundary_year, source, shape)
            )
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).astype({"approximate": bool, "boundary_year": int})
    return gpd.GeoDataFrame(table, geometry="geometry", crs=_RD).sort_values(["level", "area_code"], ignore_index=True)


def _notes(picked: Sequence[Candidate], vintage: int) -> Iterator[str]:
    """One sentence per level, layer and way of use that needs an explanation."""
    uses: dict[tuple[Level, int, bool, bool], list[Candidate]] = defaultdict(list)
    for candidate in picked:
        uses[candidate.level, candidate.order, candidate.dissolved, candidate.compared].append(candidate)
    for (level, _, dissolved, compared), group in uses.items():
        layer, file = group[0].layer, group[0].layer.path.name
        what = f"{level} boundaries of {_listed([candidate.gemeente for candidate in group])}"
        if dissolved:
            yield f"{what}: dissolved from the {layer.level} boundaries in {file}."
        if layer.boundary_year != vintage:
            proof = "all codes are the same and lie in the same place" if compared else "all codes are the same"
            yield f"{what}: those of {layer.boundary_year} in {file} were used for {vintage}, because {proof}."
        if layer.approximate:
            yield f"{what}: approximate, from {file}."
        extra = [code for candidate in group for code in candidate.extra]
        if extra:
            yield f"{what}: {_listed(extra)} in {file} left out, as the list of areas of {vintage} does not have it."


def _lacking(wanted: Wanted, chosen: Mapping[tuple[Level, str], Candidate]) -> Iterator[str]:
    for level in _LEVELS:
        lacking: list[str] = []
        for gemeente, codes in wanted[level].items():
            candidate = chosen.get((level, gemeente))
            lacking += codes - (candidate.polygons.keys() if candidate is not None else set())
        if lacking:
            areas = f"1 {level} has" if len(lacking) == 1 else f"{len(lacking)} areas of level {level} have"
            yield f"{areas} no boundary in any file and cannot be drawn: {_listed(sorted(lacking))}."


def _unused(
    layers: Sequence[BoundaryLayer], picked: Sequence[Candidate], offered: Offers, vintage: int
) -> Iterator[NotUsed]:
    used = {candidate.order for candidate in picked}
    for order, layer in enumerate(layers):
        if order in used:
            continue
        what = f"{layer.level} boundaries of {layer.boundary_year}{' (approximate part)' if layer.approximate else ''}"
        refused = len(offered.refused.get(order, ()))
        differs = f"in {refused} gemeenten the division is not that of {vintage}; " if refused else ""
        yield NotUsed(
            layer.path,
            f"{what}: {differs}every other gemeente in it has a better file, or is not in the list of areas.",
            UnusedReason.BETTER_FILE,
        )


def _listed(labels: Sequence[str], most: int = 5) -> str:
    shown = ", ".join(labels[:most])
    return shown if len(labels) <= most else f"{shown} and {len(labels) - most} more"
