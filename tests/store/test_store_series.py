"""Series of an area and changes between years, from a small warehouse with a few more years."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from domain.areas import Level
from domain.observations import Grade, Status
from domain.resolve import ResolvedView
from domain.series import Role
from domain.view_state import Mode
from store.change import area_change, change_map, map_sources
from store.export_series import export_series_csv, export_series_name
from store.series import area_series, place_parts
from store.warehouse import Store


def put(
    con: duckdb.DuckDBPyConnection, indicator: str, area: str, year: int, value: float | None, grade: str = "A"
) -> None:
    status = "ok" if value is not None else "suppressed"
    con.execute(
        "INSERT INTO observation VALUES (?, ?, 2024, ?, ?, NULL, NULL, ?, ?, 'published', 'kwb', 1, NULL)",
        [indicator, area, year, value, status, grade],
    )


@pytest.fixture(scope="module")
def years(warehouse_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("years") / "warehouse.duckdb"
    shutil.copy(warehouse_file, path)
    with duckdb.connect(str(path)) as con:
        put(con, "supermarket_km", "GM9901", 2023, 0.4)
        put(con, "supermarket_km", "BU99010102", 2023, 0.8)
        put(con, "supermarket_km", "BU99010101", 2023, 0.6, "B")
        for area, then, now in (("BU99010101", 500, 700), ("BU99010102", 500, 520)):
            put(con, "residents_count", area, 2023, then)
            if area != "BU99010101":
                put(con, "residents_count", area, 2024, now)
        con.execute(
            "INSERT INTO urbanity_mean VALUES ('supermarket_km', 'buurt', 3, 2023, 0.7, 5), ('supermarket_km', 'buurt', 3, 2024, 0.9, 5)"
        )
    store = Store(path)
    yield store
    store.close()


def test_an_area_its_gemeente_the_country_and_its_class(years: Store) -> None:
    found = area_series(years, "supermarket_km", "BU99010102")
    assert [line.role for line in found.lines] == [Role.AREA, Role.GEMEENTE, Role.COUNTRY, Role.URBANITY]
    own, gemeente, country, class_mean = found.lines
    assert [(point.year, point.value) for point in own.points] == [(2022, None), (2023, 0.8), (2024, 1.2)]
    assert own.points[0].status is Status.NOT_COMPARABLE, "its boundary changed too much since 2022 (grade C)"
    assert own.points[1].residents_count == 500
    assert [(point.year, point.value) for point in gemeente.points] == [(2023, 0.4), (2024, 0.5)]
    assert [(point.year, point.value) for point in country.points] == [(2024, 0.9)]
    assert [(point.year, point.value) for point in class_mean.points] == [(2023, 0.7), (2024, 0.9)]
    assert "5 buurten" in class_mean.note
    assert found.years == (2022, 2023, 2024)


def test_a_year_that_the_gemeente_has_and_the_area_has_not_says_why(years: Store) -> None:
    points = area_series(years, "supermarket_km", "BU99010202").own.by_year
    assert (points[2023].value, points[2023].status) == (None, Status.NOT_COMPARABLE)
    assert (points[2024].value, points[2024].status) == (None, Status.SUPPRESSED)


def test_of_a_count_only_the_own_line(years: Store) -> None:
    assert [line.role for line in area_series(years, "residents_count", "BU99010101").lines] == [Role.AREA]


def test_a_line_without_figures_says_why_and_tables_of_a_model_are_told_apart(years: Store) -> None:
    found = area_series(years, "good_health_pct", "WK990101")
    assert found.own.points[0].series == "50120NED"
    assert "geen enkel jaar" in found.lines[1].absent
    assert area_series(years, "supermarket_km", "BU99010101").own.points[0].series is None


def test_an_unknown_area_or_indicator_is_a_key_error(years: Store) -> None:
    for indicator, area in (("supermarket_km", "BU99999999"), ("nothing_km", "BU99010101")):
        with pytest.raises(KeyError):
            area_series(years, indicator, area)


def test_a_change_of_a_wijk_is_split_over_its_buurten(years: Store) -> None:
    found = place_parts(years, "supermarket_km", "WK990101", 2023, 2024)
    assert found is not None
    # Then 500·0,6 and 500·0,8; now 1000·0,0 and 520·1,2.
    before, after = 0.7, 520 * 1.2 / 1520
    assert found.parts.total == pytest.approx(after - before)
    assert found.covered == 1.0


def test_a_buurt_is_not_split_and_neither_is_half_a_gemeente(years: Store) -> None:
    assert place_parts(years, "supermarket_km", "BU99010101", 2023, 2024) is None
    assert place_parts(years, "supermarket_km", "WK990102", 2023, 2024) is None


VIEW = ResolvedView("GM9901", "GM9901", Level.BUURT, "supermarket_km", 2024, mode=Mode.VERANDERING, year2=2023)


def test_a_map_of_change_and_one_area_follow_the_same_rule(years: Store) -> None:
    found = change_map(years, VIEW)
    assert (found.earlier_year, found.change.reference_year) == (2023, 2024)
    for index, code in enumerate(found.change.area_codes):
        alone = area_change(years, VIEW, code).change
        assert alone.value == found.change.values[index]
        assert alone.new_residents == found.new_residents[index]
        if code != "BU99010201" and alone.value is None:
            assert alone.status is not Status.OK
    by_code = dict(zip(found.change.area_codes, found.change.values, strict=True))
    assert by_code["BU99010101"] == pytest.approx(-0.6)
    assert by_code["BU99010102"] == pytest.approx(0.4)
    assert by_code["BU99010202"] is None
    renewed = dict(zip(found.change.area_codes, found.new_residents, strict=True))
    assert renewed["BU99010101"]
    assert not renewed["BU99010102"]
    assert found.change.grades[found.change.area_codes.index("BU99010101")] is Grade.B


def test_sources_of_both_years_are_named_once(years: Store) -> None:
    assert [line.table_id for line in map_sources(years, VIEW)] == ["T24"]


def test_the_download_of_a_series_explains_itself(years: Store) -> None:
    text = export_series_csv(years, "supermarket_km", "BU99010102").decode("utf-8-sig")
    head, *rows = text.splitlines()
    assert head.startswith("gebied_code;gebied_naam;onderwerp;jaar;waarde")
    assert len(rows) == 3 + 2 + 1 + 2
    assert any(
        row.startswith("BU99010102;Hofkwartier;Afstand tot de supermarkt;2024;1,2;;;km;caution;A;") for row in rows
    )
    assert any(row.startswith(";Even stedelijke buurten;") and "Berekend door Buurtlens" in row for row in rows)
    assert (
        export_series_name(years, "supermarket_km", "BU99010102")
        == "buurtlens_supermarket_km_verloop_BU99010102_fictief.csv"
    )
