"""What is told of a build: the counts of a small warehouse, read as models, and its downloads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from domain.areas import COUNTRY_CODE, Level
from domain.build_report import ChangedFigure, MatchCount, Way
from domain.observations import Grade, Method, Status
from store.figures import coverage, years
from store.report import build_report, coverage_by_year, maker_lines, topics
from store.report_export import coverage_csv, report_text
from store.warehouse import Store, StoreUnavailable
from tests.store.conftest import make_warehouse

COUNTS = [
    "INSERT INTO coverage VALUES ('supermarket_km', 'buurt', 2024, 3, 5), ('supermarket_km', 'buurt', 2022, 1, 5), "
    "('supermarket_km', 'land', 2025, 1, 1), ('good_health_pct', 'buurt', 2024, 0, 5)",
    "INSERT INTO absence VALUES ('supermarket_km', 'buurt', 2024, 'suppressed', 1), ('supermarket_km', 'buurt', 2024, NULL, 1), "
    "('supermarket_km', 'buurt', 2022, 'suppressed', 4), ('good_health_pct', 'buurt', 2024, 'not_yet', 5)",
    "INSERT INTO source_year VALUES ('kwb', 2022, 1), ('kwb', 2024, 3)",
    "INSERT INTO provision VALUES ('supermarket_km', 'fetch', 'kwb'), ('good_health_pct', 'file', 'gm')",
    "INSERT INTO match_count VALUES ('buurt', 2020, 'recoded', 'B', 1), ('buurt', 2020, NULL, NULL, 2)",
    "INSERT INTO conflict VALUES ('residents_count', 2024, 2, 'national', ['extract'])",
    "INSERT INTO correction VALUES ('sum_differs', 'residents_count', 2018, 'GM9902', 4)",
    "INSERT INTO unused_file VALUES ('README.md', 'document', 'a text for people, not data')",
    "INSERT INTO previous_build VALUES ('build-0', '2024-05-01', 2024)",
    "INSERT INTO change_count VALUES ('supermarket_km', 'kwb', 1, 0, 2, 3), ('residents_count', 'kwb', 0, 0, 0, 7)",
    "INSERT INTO changed_figure VALUES ('supermarket_km', 'BU99010101', 2024, 1.0, 2.5)",
    "INSERT INTO build_report VALUES ('rows', 'kwb 2024', 'boundaries 2024', 17)",
]


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = make_warehouse(tmp_path_factory.mktemp("report") / "warehouse.duckdb")
    with duckdb.connect(str(path)) as con:
        for statement in COUNTS:
            con.execute(statement)
    store = Store(path)
    yield store
    store.close()


def test_how_much_is_in_it(counted: Store) -> None:
    report = build_report(counted)
    assert (report.figures, report.newest_year, report.display_vintage) == (5, 2024, 2024)
    assert report.areas == ((Level.GEMEENTE, 2), (Level.WIJK, 3), (Level.BUURT, 5))


def test_sources_carry_years_tables_and_whether_they_could_give_figures(counted: Store) -> None:
    health, kwb = build_report(counted).sources
    assert (kwb.title, kwb.figures, kwb.years, kwb.has_indicators) == ("Kerncijfers", 4, (2022, 2024), True)
    assert [(line.table_id, line.year) for line in kwb.tables] == [("T24", 2024), ("T22", 2022)]
    assert (health.title, health.figures, health.years) == ("Gezondheid", 0, ())


def test_absence_is_counted_in_the_newest_filled_year_and_in_all(counted: Store) -> None:
    found = {each.status: (each.newest, each.all_years) for each in build_report(counted).absent}
    assert found == {Status.SUPPRESSED: (1, 5), Status.NOT_YET: (0, 5), None: (1, 1)}


def test_what_has_no_figure_has_a_way_to_get_one(counted: Store) -> None:
    (each,) = build_report(counted).unfilled
    assert (each.topic.title, each.ways) == ("Goede gezondheid", ((Way.FILE, "gm"),))


def test_the_rest_is_told_with_names(counted: Store) -> None:
    report = build_report(counted)
    assert report.matches == (
        MatchCount(Level.BUURT, 2020, Method.RECODED, Grade.B, 1),
        MatchCount(Level.BUURT, 2020, None, None, 2),
    )
    assert (report.conflicts[0].title, report.conflicts[0].other_files) == ("Inwoners", ("extract",))
    assert report.corrections[0].subject == "'s-Gravenhage"
    assert report.previous is not None
    assert [(each.title, each.added, each.changed) for each in report.changes] == [("Afstand tot de supermarkt", 1, 2)]
    assert report.unchanged == 10
    supermarket = next(topic for topic in topics(counted) if topic.indicator_id == "supermarket_km")
    assert report.changed == (ChangedFigure(supermarket, "Binnenstad", 2024, 1.0, 2.5),)


def test_topics_stand_by_theme_with_building_blocks_last(counted: Store) -> None:
    assert [(topic.indicator_id, topic.shown) for topic in topics(counted)] == [
        ("residents_count", True), ("dwellings_count", False), ("good_health_pct", True), ("supermarket_km", True),
    ]  # fmt: skip


def test_a_warehouse_of_before_these_counts_says_what_to_do(tmp_path: Path) -> None:
    path = make_warehouse(tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(path)) as con:
        con.execute("DROP TABLE coverage")
    store = Store(path)
    for question in (build_report, coverage_by_year):
        with pytest.raises(StoreUnavailable, match="etl build --force"):
            question(store)


def test_the_coverage_as_csv(counted: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(coverage_csv(counted).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 3, "the country as a whole is no coverage"
    newest = next(row for row in rows if (row["indicator"], row["jaar"]) == ("supermarket_km", "2024"))
    assert (newest["niveau"], newest["gebieden_met_cijfer"], newest["gebieden"], newest["deel_pct"]) == (
        "buurt", "3", "5", "60",
    )  # fmt: skip


def test_the_report_as_text_warns_of_fiction_and_ends_with_the_makers_lines(counted: Store) -> None:
    text = report_text(counted).decode("utf-8-sig")
    assert text.startswith("LET OP: dit zijn fictieve gegevens")
    assert "Hier zitten 5 cijfers in" in text
    assert text.rstrip().endswith("kwb 2024: 17 · boundaries 2024")
    assert maker_lines(counted) == [("rows", "kwb 2024", "boundaries 2024", 17)]


@pytest.mark.whole
def test_the_counts_are_those_of_the_maps(demo_warehouse: Path) -> None:
    store = Store(demo_warehouse)
    counted = {
        (each.indicator_id, each.level, each.year): (each.filled, each.total) for each in coverage_by_year(store)
    }
    for indicator_id in ("supermarket_km", "good_health_pct", "residents_count", "rent_pct"):
        for level in (Level.GEMEENTE, Level.WIJK, Level.BUURT):
            for each in years(store, indicator_id, level, COUNTRY_CODE):
                assert counted[indicator_id, level, each.year] == (each.filled, each.total)
                shown = coverage(store, indicator_id, each.year, level, COUNTRY_CODE)
                assert (shown.filled, shown.total) == (each.filled, each.total)


@pytest.mark.whole
def test_the_reasons_are_those_of_the_maps(demo_warehouse: Path) -> None:
    store = Store(demo_warehouse)
    warehouse = store.open()
    for indicator_id, year in (("supermarket_km", 2018), ("good_health_pct", 2022), ("rent_pct", 2024)):
        told = dict(
            warehouse.rows(
                "SELECT coalesce(status, 'unknown'), sum(area_count) FROM absence "
                "WHERE indicator_id = ? AND level = 'buurt' AND reference_year = ? GROUP BY 1",
                [indicator_id, year],
            )
        )
        map_says = coverage(store, indicator_id, year, Level.BUURT, COUNTRY_CODE).by_status
        assert told == {str(status): count for status, count in map_says if status not in (Status.OK, Status.CAUTION)}
