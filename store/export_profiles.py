"""The figures behind profiles as rows: every area, indicator and year, with gemeente and country beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.areas import COUNTRY_CODE, GROUP_LEVELS, Level, gemeente_of
from domain.numbers_nl import rounded
from domain.observations import Status
from domain.own_area import CombinedFigure
from domain.profile import Profile
from domain.view_models import Area, Figure, Indicator, SourceLine
from domain.wording.figures import kind_label, status_short
from store.combined import combined_figures
from store.figures import figures_of_areas
from store.warehouse import Store

#: A cell, in the order of domain.wording.data_files.DATA_COLUMNS.
Cell = str | int | float | None
_Years = Mapping[int, Figure]
_ByName = Mapping[str, _Years]


@dataclass(frozen=True)
class DataRow:
    """A row of the figures, with what a cell in words no longer tells."""

    area_code: str
    indicator: Indicator
    is_newest: bool
    value: float | None
    year: int | None
    status: Status
    source: SourceLine | None
    cells: tuple[Cell, ...]


def data_rows(store: Store, profiles: Sequence[Profile], indicator_ids: Sequence[str]) -> list[DataRow]:
    """Rows of profiles in their order, then indicators in that of the profile, then years; `indicator_ids` empty is all.

    Figures are rounded as the catalogue says. What no source mentions is one row without a year. Raises StoreUnavailable.
    """
    wanted = set(indicator_ids)
    warehouse = store.open()
    # Gemeente and country are the same for many areas: their figures are read once.
    around: dict[str, _ByName] = {}
    found: list[DataRow] = []
    for each in profiles:
        known = dict.fromkeys(row.indicator for row in each.rows if not wanted or row.indicator.indicator_id in wanted)
        names = [indicator.indicator_id for indicator in known]
        for code in _around(each.area):
            if code not in around:
                around[code] = _by_name(figures_of_areas(warehouse, [code], names))
        own = (
            combined_figures(store, each.member_codes)
            if each.members
            else figures_of_areas(warehouse, [each.area.code], names)
        )
        found += _of_profile(each, list(known), _by_name(own), [around.get(code, {}) for code in _around(each.area)])
    return found


def used_sources(rows: Sequence[DataRow]) -> list[tuple[SourceLine, int]]:
    """Sources of the rows with a figure, the most used first, and of how many."""
    counted = Counter(row.source for row in rows if row.value is not None and row.source is not None)
    return sorted(counted.items(), key=lambda each: (-each[1], each[0].citation))


def _of_profile(
    profile: Profile, indicators: Sequence[Indicator], own: _ByName, around: Sequence[_ByName]
) -> Iterator[DataRow]:
    newest = {row.indicator.indicator_id: row.figure for row in profile.rows}
    for indicator in indicators:
        name = indicator.indicator_id
        years, shown = own.get(name, {}), newest[name]
        beside = [each.get(name, {}) for each in around]
        for year in sorted(years):
            is_newest = shown is not None and shown.reference_year == year
            yield _row(profile.area, indicator, years[year], beside, is_newest=is_newest)
        if not years:
            yield _row(profile.area, indicator, None, beside, is_newest=True)


def _by_name(figures: Sequence[Figure]) -> _ByName:
    found: dict[str, dict[int, Figure]] = {}
    for each in figures:
        found.setdefault(each.indicator_id, {})[each.reference_year] = each
    return found


def _row(
    area: Area, indicator: Indicator, figure: Figure | None, around: Sequence[_Years], *, is_newest: bool
) -> DataRow:
    def number(value: float | None) -> float | None:
        return None if value is None else rounded(value, indicator.decimals)

    value = number(figure.value) if figure else None
    status = figure.status if figure else Status.UNKNOWN
    beside = [years.get(figure.reference_year) if figure else None for years in around]
    cells = (
        area.code,
        area.name,
        str(area.level),
        area.name if area.level is Level.GEMEENTE else area.gemeente_name,
        area.boundary_year,
        area.residents_count,
        indicator.indicator_id,
        indicator.title,
        figure.reference_year if figure else None,
        "ja" if is_newest else "nee",
        value,
        number(figure.lower) if figure else None,
        number(figure.upper) if figure else None,
        indicator.unit,
        str(status),
        _reason(figure, status) if value is None else None,
        str(figure.grade) if figure else None,
        str(figure.method) if figure else None,
        kind_label(indicator.kind),
        *(number(each.value) if each else None for each in beside),
        figure.source.citation if figure else None,
        figure.source.licence if figure else None,
    )
    return DataRow(
        area.code, indicator, is_newest, value, figure.reference_year if figure else None, status, figure.source if figure else None, cells
    )  # fmt: skip


def _reason(figure: Figure | None, status: Status) -> str:
    """Why there is no figure; of buurten together the sentence that says which lack one."""
    return (figure.why if isinstance(figure, CombinedFigure) else "") or status_short(status)


def _around(area: Area) -> tuple[str, str]:
    """Codes of the gemeente and the country around an area; empty where it lies in several gemeenten, or is itself that area."""
    gemeente = (area.gemeente_code or "") if area.level in GROUP_LEVELS else gemeente_of(area.code)
    return "" if gemeente in (area.code, COUNTRY_CODE) else gemeente, "" if area.code == COUNTRY_CODE else COUNTRY_CODE
