"""View model of the map: class of every area, colours, axis and residents per class. Pure: figures in, values out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from domain.change import ChangeFigures
from domain.classes import ClassResidents, class_labels, classes_of, local_breaks, residents_per_class
from domain.numbers_nl import format_number, format_value
from domain.observations import Grade, Status
from domain.palettes import NO_DATA_HATCH, palette
from domain.view_models import Indicator, MapFigures
from domain.view_state import Scale
from domain.wording import status_short
from domain.wording.figures import titled
from layouts.scale import scale_edges

#: One letter per status in the figures that travel to the browser; the texts travel along.
_STATUS_LETTER: Final = {status: chr(ord("a") + index) for index, status in enumerate(Status)}


@dataclass(frozen=True)
class Choropleth:
    """One map, ready to draw. `classes` has an entry per area of `figures`, counted from 0; -1 without value."""

    indicator: Indicator
    figures: MapFigures
    breaks: tuple[float, ...]
    classes: tuple[int, ...]
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    edges: tuple[float, ...]
    residents: ClassResidents
    absent: tuple[tuple[Status, int], ...]
    is_local: bool
    #: Of a map of change: both years of every area, and the indicator that changed.
    change: ChangeFigures | None = None
    base: Indicator | None = None

    @property
    def period(self) -> str:
        """Year of the figures; of a change both."""
        last = self.figures.reference_year
        return f"{self.change.earlier_year}–{last}" if self.change else str(last)

    @property
    def filled(self) -> int:
        """Number of areas with a value."""
        return sum(self.residents.areas)


def build_choropleth(figures: MapFigures, indicator: Indicator, scale: Scale) -> Choropleth:
    """Choropleth by the catalogue's national breaks, or by breaks of this frame for the local scale.

    An indicator without breaks (a count) becomes one class: its areas get one colour.
    """
    is_local = scale is Scale.GEMEENTE and bool(indicator.breaks)
    breaks = indicator.breaks
    if is_local:
        breaks = local_breaks(figures.values, figures.residents_count, decimals=indicator.decimals)
    classes = classes_of(figures.values, breaks, indicator.decimals)
    present = [value for value in figures.values if value is not None]
    absent = Counter(status for status, value in zip(figures.statuses, figures.values, strict=True) if value is None)
    return Choropleth(
        indicator=indicator,
        figures=figures,
        breaks=breaks,
        classes=tuple(classes.tolist()),
        colours=palette(len(breaks) + 1, indicator.scheme),
        labels=class_labels(breaks, indicator.decimals),
        edges=scale_edges(breaks, min(present, default=0.0), max(present, default=1.0)),
        residents=residents_per_class(classes, figures.residents_count, len(breaks) + 1),
        absent=tuple(absent.most_common()),
        is_local=is_local,
    )


def figures_json(
    choropleth: Choropleth,
    key: str,
    geometry_url: str,
    areas_url: str,
    bounds: tuple[float, float, float, float] | None,
) -> str:
    """What assets/*.js needs to draw one map, as compact JSON: parallel to the codes of `areas_url`, features first.

    Values are rounded as they are printed, so that map, list and panel never disagree.
    """
    indicator = choropleth.indicator
    before, after = around_number(indicator)
    return drawing_json(
        choropleth.figures,
        choropleth.classes,
        {"key": key, "geometry": geometry_url, "areas": areas_url, "bounds": bounds},
        values=rounded_values(choropleth.figures.values, indicator.decimals),
        edges=choropleth.edges,
        colours=choropleth.colours,
        labels=choropleth.labels or ("alle waarden",),
        decimals=indicator.decimals,
        before=before,
        after=after,
        title=indicator.title,
        caption=f"{titled(indicator)}, {choropleth.period}",
        year=choropleth.period,
        change=_both_years(choropleth),
    )


def drawing_json(figures: MapFigures, classes: Sequence[int], frame: Mapping[str, Any], **drawing: Any) -> str:
    """The part of a map's JSON that every mode has, with what one mode draws: class and status per area as one letter each."""
    return json.dumps(
        {
            **frame,
            "featureCount": figures.feature_count,
            "classes": "".join("-" if c < 0 else str(c) for c in classes),
            "statuses": "".join(_STATUS_LETTER[status] for status in figures.statuses),
            "hatch": NO_DATA_HATCH,
            "statusTexts": {letter: status_short(status) for status, letter in _STATUS_LETTER.items()},
            **drawing,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def around_number(indicator: Indicator) -> tuple[str, str]:
    """What stands before and after a printed number."""
    before, _, after = format_value(0, indicator).partition(format_number(0, indicator.decimals))
    return before, after


def _both_years(choropleth: Choropleth) -> dict[str, Any] | None:
    """Figures of both years of a change, and a mark per area: ° for an older division, * for many new residents."""
    found, base = choropleth.change, choropleth.base
    if found is None or base is None:
        return None
    before, after = around_number(base)
    rows = zip(found.change.values, found.change.grades, found.new_residents, strict=True)
    return {
        "years": [found.earlier_year, found.change.reference_year],
        "earlier": rounded_values(found.earlier, base.decimals),
        "later": rounded_values(found.later, base.decimals),
        "decimals": base.decimals,
        "before": before,
        "after": after,
        "marks": ["" if value is None else f"{'°' * (grade is Grade.B)}{'*' * new}" for value, grade, new in rows],
    }


def areas_json(figures: MapFigures, places: Mapping[str, str]) -> str:
    """Codes, names and residents of all areas of a frame in the order of its figures: fetched once, then cached.

    `places` gives the gemeente per code, for maps that span more than one; empty where all lie in one.
    """
    return json.dumps(
        {
            "codes": figures.area_codes,
            "names": figures.names,
            "residents": figures.residents_count,
            "places": [places.get(code, "") for code in figures.area_codes] if places else [],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def rounded_values(values: Sequence[float | None], decimals: int) -> list[float | int | None]:
    """Values to the printed decimals, as domain.numbers_nl.rounded does for one; whole numbers without a point."""
    numbers = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    factor = 10.0**decimals
    shown = np.copysign(np.floor(np.abs(numbers) * factor + 0.5 + 1e-9) / factor, numbers) + 0.0
    return [None if value != value else (int(value) if value.is_integer() else value) for value in shown.tolist()]
