"""What each boundary file offers for each gemeente, and whether a file of another year may stand in for the vintage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
import shapely

from domain.areas import Level, gemeente_of
from etl.contracts import BoundaryLayer

#: Codes that must have a boundary, by level and gemeente.
Wanted = Mapping[Level, Mapping[str, frozenset[str]]]
#: Share of areas that must lie where the vintage's own boundaries have them, for another year to stand in. Measured:
#: Amsterdam 2023 against the approximate buurten of 2024 98.4 %, Drechtsteden 2023 97.1 % or more; gemeenten whose
#: wijkcodes were given out anew between 2022 and 2024 0–96 %.
_SAME_PLACE: Final = 0.97


@dataclass(frozen=True)
class Candidate:
    """What one layer has for one gemeente, directly or by dissolving a finer level."""

    #: Place of the layer in a fixed order, for a stable choice.
    order: int
    layer: BoundaryLayer
    level: Level
    gemeente: str
    #: Area code -> polygons of the layer that make it up, in RD.
    polygons: Mapping[str, Sequence[Any]] = field(repr=False)
    missing: int
    extra: tuple[str, ...]
    #: Every area of the gemeente, or all but the few that files commonly lack.
    whole: bool
    #: Finer area -> coarser area as the file names it (buurt -> wijk).
    parents: Mapping[str, str] = field(repr=False)
    dissolved: bool = False
    #: Another year only: compared with boundaries of the vintage itself.
    compared: bool = False

    def rank(self, vintage: int) -> tuple[Any, ...]:
        """The lowest wins: whole, exact, of the vintage or near to it, published at this level; then a fixed order."""
        away = abs(self.layer.boundary_year - vintage)
        return (
            not self.whole,
            self.layer.approximate,
            away,
            -self.layer.boundary_year,
            self.dissolved,
            self.missing,
            self.order,
        )


@dataclass(frozen=True)
class Offers:
    """Usable candidates by level and gemeente; per layer (its order) the gemeenten for which its year did not fit."""

    usable: Mapping[tuple[Level, str], Sequence[Candidate]]
    refused: Mapping[int, Sequence[str]]


def few(count: int) -> int:
    """How many of `count` areas a file may miss or have too many: 2 %, so none below 50.

    A single area too many in a small gemeente can be one that was merged since, whose code lives on for the larger
    whole.
    """
    return count // 50


def offers(layers: Sequence[BoundaryLayer], wanted: Wanted, vintage: int) -> Offers:
    """What the layers offer for the areas of the vintage.

    A layer of another year is usable for a gemeente only if its division is the same: it has every area and at most a
    few others, and, where a layer of the vintage can tell, its areas lie in the same place. Codes alone do not prove
    that: CBS gives them out anew.
    """
    found: dict[tuple[Level, str], list[Candidate]] = defaultdict(list)
    for order, layer in enumerate(layers):
        if layer.level in wanted:
            for candidate in _of_layer(order, layer, wanted[layer.level]):
                found[candidate.level, candidate.gemeente].append(candidate)
    usable: dict[tuple[Level, str], list[Candidate]] = {}
    refused: dict[int, list[str]] = defaultdict(list)
    for key, candidates in found.items():
        own = [candidate for candidate in candidates if candidate.layer.boundary_year == vintage]
        reference = min(own, key=lambda candidate: candidate.rank(vintage), default=None)
        usable[key] = list(own)
        for candidate in candidates:
            if candidate.layer.boundary_year == vintage:
                continue
            if _same_division(candidate, reference):
                usable[key].append(replace(candidate, compared=reference is not None))
            else:
                refused[candidate.order].append(candidate.gemeente)
    return Offers(usable, refused)


def dissolvable(finer: Candidate, level: Level, codes: frozenset[str]) -> Candidate | None:
    """The same layer dissolved to a coarser level, if complete: every finer area there, every coarser one hit.

    The wijk of a buurt is the one that the file names; else the first six characters after the prefix, which is a guess
    and therefore holds only if it gives exactly the wijken of the gemeente.
    """
    if finer.missing or finer.dissolved:
        return None
    if level is Level.GEMEENTE:
        parents = dict.fromkeys(finer.polygons, finer.gemeente)
    else:
        parents = {code: finer.parents.get(code, f"WK{code[2:8]}") for code in finer.polygons}
    if {parents[code] for code in finer.polygons.keys() - set(finer.extra)} != codes:
        return None
    parts: dict[str, list[Any]] = {code: [] for code in sorted(codes)}
    for code, polygons in finer.polygons.items():
        if parents[code] in parts:
            parts[parents[code]].extend(polygons)
    return Candidate(
        finer.order, finer.layer, level, finer.gemeente, parts, 0, (), True, {}, dissolved=True, compared=finer.compared
    )


def _of_layer(order: int, layer: BoundaryLayer, wanted: Mapping[str, frozenset[str]]) -> Iterator[Candidate]:
    """One candidate per gemeente of which the layer has at least one area."""
    home = {code: gemeente for gemeente, codes in wanted.items() for code in codes}
    rows: dict[str, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    parents: dict[str, dict[str, str]] = defaultdict(dict)
    columns = (layer.frame[column].to_numpy(dtype=object) for column in ("area_code", "gemeente_code", "wijk_code"))
    for code, own, wijk, shape in zip(*columns, np.asarray(layer.frame.geometry.array), strict=True):
        gemeente = home.get(code) or (own if isinstance(own, str) else gemeente_of(code))
        rows[gemeente][code] = (shape,)
        if isinstance(wijk, str):
            parents[gemeente][code] = wijk
    for gemeente, polygons in rows.items():
        codes = wanted.get(gemeente, frozenset())
        missing = len(codes - polygons.keys())
        if missing < len(codes):
            extra = tuple(sorted(polygons.keys() - codes))
            whole = missing <= few(len(codes))
            yield Candidate(order, layer, layer.level, gemeente, polygons, missing, extra, whole, parents[gemeente])


def _same_division(candidate: Candidate, reference: Candidate | None) -> bool:
    """Whether a layer of another year divides the gemeente as the vintage does."""
    if candidate.missing or len(candidate.extra) > few(len(candidate.polygons) - len(candidate.extra)):
        return False
    if reference is None:
        return True
    common = sorted(candidate.polygons.keys() & reference.polygons.keys())
    theirs = np.asarray([candidate.polygons[code][0] for code in common])
    points = shapely.point_on_surface(np.asarray([reference.polygons[code][0] for code in common]))
    return bool(shapely.covers(theirs, points).mean() >= _SAME_PLACE)
