"""What every mode of the map tells its parts from, and what it gives: one view of the screen, put together once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component

from domain.areas import COUNTRY_CODE, gemeente_of
from domain.classes import ClassResidents
from domain.resolve import ResolvedView
from domain.view_models import Area, Figure, Indicator, SourceLine
from domain.wording import benchmark_absent
from layouts.legend import Known
from layouts.panel import Benchmark, Onward
from store.areas import area as find_area
from store.figures import figure
from store.warehouse import Store


@dataclass(frozen=True)
class Drawing:
    """A map as one mode draws it: `made` is the mode's own view model, `text` its JSON; shared by all who look at the same map."""

    made: Any
    text: str
    sources: tuple[SourceLine, ...]
    residents: ClassResidents
    known: Known | None = None


@dataclass(frozen=True)
class Scene:
    """One view: the map with its source, the selected area, and ways on."""

    store: Store
    resolved: ResolvedView
    area: Area
    frame: Area
    indicator: Indicator
    drawing: Drawing
    source: str
    onward: tuple[Onward, ...]


@dataclass(frozen=True)
class Told:
    """A view in words and figures: heading, legend, panel, and what a screen reader hears after a choice."""

    heading: str
    legend: Component
    panel: Component
    spoken: str


@dataclass(frozen=True)
class MapMode:
    """A mode of the map. `draw` makes the map of a frame (kept for the next visitor), `tell` everything about one view of it.

    The mapping given to `draw` is the part of the JSON that says which polygons are coloured.
    """

    draw: Callable[[Store, ResolvedView, Mapping[str, Any]], Drawing]
    tell: Callable[[Scene], Told]


def area_of(store: Store, code: str) -> Area:
    """Area of a resolved view. Raises LookupError when it is not there, which resolving rules out."""
    found = find_area(store, code)
    if found is None:
        raise LookupError(f"{code} was resolved but is not in the warehouse")
    return found


def around_codes(resolved: ResolvedView) -> list[str]:
    """Gemeente and country as far as they contain the selected area."""
    codes = [code for code in (gemeente_of(resolved.area_code), COUNTRY_CODE) if code != resolved.area_code]
    return list(dict.fromkeys(codes))


def benchmarks(store: Store, resolved: ResolvedView, indicator_id: str, year: int) -> tuple[Benchmark, ...]:
    """Figures of gemeente and country beside that of the selected area, from the same table and year."""
    found: list[Benchmark] = []
    for code in around_codes(resolved):
        name = area_of(store, code).name
        row: Figure | None = figure(store, indicator_id, code, year)
        found.append(Benchmark(name, row, benchmark_absent(name)))
    return tuple(found)
