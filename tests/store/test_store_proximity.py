"""Facilities, overview and buurten of an area, from a warehouse that can be reckoned by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from domain.proximity import Guide, IncomeSplit, NoSplit
from domain.proximity_view import beyond_view
from domain.trend import Course, Why
from domain.view_models import Area
from store.areas import area
from store.catalogue import every_indicator
from store.export_proximity import beyond_csv, beyond_name, overview_csv, overview_name
from store.proximity import facilities, overview, residents_near
from store.warehouse import Store
from tests.store.proximity_warehouse import CODES, proximity_warehouse


@pytest.fixture(scope="module")
def near(warehouse_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(proximity_warehouse(warehouse_file, tmp_path_factory.mktemp("near") / "warehouse.duckdb"))
    yield store
    store.close()


def place_of(store: Store, code: str) -> Area:
    return area(store, code) or pytest.fail(f"{code} is not in the warehouse")


def rows_of(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))


def test_facilities_are_read_with_guides_and_counts(near: Store) -> None:
    market, moon = facilities(near)
    assert (market.short, market.place) == ("Supermarkt", "een supermarkt")
    assert market.guides == (Guide(1.0, "walk"), Guide(2.5, "bike"))
    assert market.counts == ((3, "supermarket_3km_count"),)
    assert (moon.anchor, moon.counts) == (None, ())


def test_the_overview_holds_counts_that_no_picker_has_and_leaves_out_what_the_catalogue_does_not_know(
    near: Store,
) -> None:
    (row,) = overview(near, place_of(near, "GM9902"))
    assert [(point.year, point.value) for point in row.points] == [(2023, 2.0), (2024, 1.75)]
    assert (row.own.course, row.own.why) == (Course.NONE, Why.FEW_YEARS)
    found, (then, now) = row.middle or pytest.fail("a count")
    assert (found.within_km, then.value, now.value) == (3, 8.0, 7.0)
    assert row.sources[0].table_id == "T24"


def test_an_area_without_figures_has_its_rows_too(near: Store) -> None:
    (row,) = overview(near, place_of(near, "WK990102"))
    assert (row.points, row.latest, row.middle) == ((), None, None)


def test_buurten_of_a_wijk_with_their_ranking_age_and_squares(near: Store) -> None:
    found = residents_near(near, "supermarket_km", place_of(near, "WK990202"))
    assert (found.year, found.older_year, found.square_m) == (2024, 2024, 100)
    assert found.data.km[2024] == pytest.approx([0.2 * number + 0.1 for number in range(10)])
    assert found.data.older is not None
    assert found.data.older.tolist() == list(range(10, 20))
    assert found.ranking is not None
    assert found.ranking.indicator_id == "low_income_households_pct"
    assert found.ranking_year == 2022
    assert found.data.rank is not None
    assert found.data.rank.tolist() == [-30 + number for number in range(10)], "many low incomes come first"
    assert found.data.cells is not None
    assert found.data.cells.buurt.tolist() == [4, 4]
    assert {line.table_id for line in found.sources} == {"T24"}


def test_who_lives_beyond_by_hand(near: Store) -> None:
    """Beyond 1 km: buurten 5 to 9 by their mean (1.1 … 1.9 km), and half of buurt 4 by its squares."""
    found = residents_near(near, "supermarket_km", place_of(near, "WK990202"))
    view = beyond_view(found.data, Guide(1.0, "walk"), every_indicator(near.open())["supermarket_km"], pooled=True)
    assert view is not None
    assert (view.everyone.count, view.everyone.residents) == (550, 1000)
    assert view.older is not None
    assert view.older.count == pytest.approx(15 + 16 + 17 + 18 + 19 + 14 / 2)
    assert isinstance(view.split, IncomeSplit)
    # Three thirds of 333 residents: 0-3⅓ within; 3⅓-6⅔ half of buurt 4, buurt 5 and two thirds of 6; the rest beyond.
    assert view.split.pct == pytest.approx((0, 100 * (50 + 100 + 200 / 3) / (1000 / 3), 100))
    assert [row.urbanity_class for row in view.per_urbanity] == [4, 5]
    assert view.per_urbanity[0].split is NoSplit.FEW_BUURTEN
    assert view.gap is not None
    assert [each.year for each in view.gap.years] == [2023, 2024]


def test_a_buurt_is_its_own_area_and_a_gemeente_holds_all_its_buurten(near: Store) -> None:
    buurt = residents_near(near, "supermarket_km", place_of(near, CODES[4]))
    assert buurt.data.km[2024] == pytest.approx([0.9])
    gemeente = residents_near(near, "supermarket_km", place_of(near, "GM9902"))
    assert len(gemeente.data.residents) == 11
    country = residents_near(near, "supermarket_km", place_of(near, "NL00"))
    assert len(country.data.residents) == 15
    assert np.isnan(country.data.km[2024]).sum() == 2


def test_without_figures_there_is_no_year(near: Store) -> None:
    found = residents_near(near, "supermarket_km", place_of(near, "WK990102"))
    assert (found.year, found.sources) == (None, ())


def test_an_older_warehouse_has_no_facilities(warehouse_file: Path, tmp_path: Path) -> None:
    import duckdb

    path = proximity_warehouse(warehouse_file, tmp_path / "old.duckdb")
    with duckdb.connect(str(path)) as con:
        con.execute("DROP TABLE facility")
        con.execute("DROP TABLE within_distance")
    old = Store(path)
    assert (facilities(old), overview(old, place_of(old, "GM9902"))) == ((), ())
    assert residents_near(old, "supermarket_km", place_of(old, "WK990202")).data.cells is None
    old.close()


def test_the_overview_as_a_file(near: Store) -> None:
    place = place_of(near, "GM9902")
    km, count = rows_of(overview_csv(place, overview(near, place_of(near, "GM9902"))))
    assert (km["gebied_code"], km["eenheid"], km["waarde_eerst"], km["waarde_laatst"]) == ("GM9902", "km", "2", "1,8")
    assert (km["oordeel"], km["reden"]) == ("niet te zeggen", "minder dan 4 jaren om te vergelijken")
    assert (count["maat"], count["verandering"], count["jaar_nieuwste"]) == ("Supermarkten binnen 3 km", "-1", "2024")
    assert "T24" in km["bron"]
    assert overview_name(near, place) == "buurtlens_nabijheid_GM9902_fictief.csv"


def test_residents_beyond_as_a_file(near: Store) -> None:
    place = place_of(near, "WK990202")
    found = residents_near(near, "supermarket_km", place)
    indicator = every_indicator(near.open())["supermarket_km"]
    rows = rows_of(
        beyond_csv(place, found, beyond_view(found.data, Guide(1.0, "walk"), indicator, pooled=True), indicator)
    )
    everyone = rows[0]
    assert (everyone["groep"], everyone["inwoners_verder"], everyone["richtwaarde_km"]) == (
        "alle inwoners",
        "550",
        "1",
    )
    assert "vierkanten van 100" in everyone["methode"]
    groups = [row for row in rows if row["groep"].startswith("inkomensgroep") and row["jaar"] == "2023"]
    assert next(row["groep"] for row in groups) == "inkomensgroep 1 van 3 (laagste inkomens)"
    assert all("schatting per buurt" in row["methode"] for row in groups)
    assert {"weinig stedelijk", "niet stedelijk"} <= {row["groep"] for row in rows}
    assert beyond_name(near, place, "supermarket_km", "csv") == "buurtlens_supermarket_km_inwoners_WK990202_fictief.csv"
    assert rows_of(beyond_csv(place, found, None, indicator)) == []
