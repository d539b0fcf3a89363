"""Download of the lines of one area over the years: one file that carries area, unit, status, source and licence in itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.areas import COUNTRY_CODE, gemeente_of
from domain.numbers_nl import rounded
from domain.series import AreaSeries, Line, Role
from domain.trend import Point
from domain.view_models import Figure, Indicator
from domain.wording.trend import SERIES_COLUMNS, computed_source
from store.catalogue import indicator
from store.export import csv_text, demo_mark
from store.series import area_series
from store.warehouse import Store


def export_series_csv(store: Store, indicator_id: str, area_code: str) -> bytes:
    """CSV as Dutch spreadsheets read it, a row per line and year. Raises KeyError for an unknown area or indicator."""
    shown = indicator(store, indicator_id)
    if shown is None:
        raise KeyError(indicator_id)
    series = area_series(store, indicator_id, area_code)
    rows = (row for line in series.lines for row in _rows(line, series, shown))
    return csv_text([name for name, _ in SERIES_COLUMNS], rows).encode()


def export_series_name(store: Store, indicator_id: str, area_code: str) -> str:
    """File name, from codes only: "buurtlens_supermarket_km_verloop_BU03440101.csv"."""
    return f"buurtlens_{indicator_id}_verloop_{area_code}{demo_mark(store)}.csv"


def _rows(line: Line, series: AreaSeries, shown: Indicator) -> Iterator[list[Any]]:
    code = {Role.AREA: series.area.code, Role.GEMEENTE: gemeente_of(series.area.code), Role.COUNTRY: COUNTRY_CODE}.get(
        line.role
    )
    for point in line.points:
        yield [
            code,
            line.name,
            shown.title,
            point.year,
            *_figure(point, shown),
            *_origin(line, line.figures.get(point.year)),
        ]


def _figure(point: Point, shown: Indicator) -> Iterator[Any]:
    for value in (point.value, point.lower, point.upper):
        yield None if value is None else rounded(value, shown.decimals)
    yield shown.unit
    yield str(point.status)
    yield str(point.grade)
    yield None if point.residents_count is None else int(point.residents_count)


def _origin(line: Line, figure: Figure | None) -> tuple[str | None, str | None, str | None]:
    """Way to this area, source and licence."""
    if figure is not None:
        return str(figure.method), figure.source.citation, figure.source.licence
    return (None, computed_source(line.note), None) if line.role is Role.URBANITY else (None, None, None)
