"""Regions and own divisions in the small warehouse: found, divided, searched, downloaded; without them nothing changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from domain.areas import Level
from domain.resolve import resolve
from domain.view_state import ViewState
from store.areas import area, areas_of, groups_of, search
from store.export import export_csv
from store.facts import facts
from store.figures import map_figures, sources_for, whole_figures, years
from store.warehouse import Store
from tests.store.conftest import make_warehouse, payload

GGD = "GG9901"
OWN = "EG9901-DORP-BINNEN"
_GROUP = "INSERT INTO group_area VALUES (?, 2024, ?, ?, ?, NULL, ?, 100, NULL, 30, NULL, NULL, true, NULL, NULL, 5.2, 52.8, 5.3, 52.9)"


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = make_warehouse(tmp_path_factory.mktemp("groups") / "warehouse.duckdb")
    with duckdb.connect(str(path)) as con:
        con.execute(_GROUP, [GGD, "ggd", "GGD Échtkant", None, 2_600])
        con.execute(_GROUP, [OWN, "eigen", "Binnen", "GM9901", 1_500])
        con.executemany(
            "INSERT INTO area_group VALUES (?, ?, ?, ?, 2024)",
            [
                (GGD, "ggd", "GGD Échtkant", "GM9901"),
                (GGD, "ggd", "GGD Échtkant", "GM9902"),
                (OWN, "dorp", "Binnen", "BU99010101"),
                (OWN, "dorp", "Binnen", "BU99010102"),
            ],
        )
        con.execute(
            "INSERT INTO observation VALUES "
            "('supermarket_km', 'GG9901', 2024, 2024, 1.3, NULL, NULL, 'ok', 'A', 'combined', 'kwb', 1, NULL)"
        )
        con.execute(
            "INSERT INTO geometry VALUES ('buurt', ?, 2024, ?, ?, false, NULL)",
            [OWN, ["BU99010101"], payload(["BU99010101"])],
        )
    store = Store(path)
    yield store
    store.close()


def test_a_group_is_an_area_with_what_it_is_made_of(grouped: Store) -> None:
    found = area(grouped, GGD)
    assert found is not None
    assert (found.level, found.kind, found.member_count, found.residents_count) == (Level.GGD, "ggd", 2, 2_600)
    own = area(grouped, OWN)
    assert own is not None
    assert (own.level, own.kind, own.member_count, own.gemeente_name) == (Level.EIGEN, "dorp", 2, "Échtburg")


def test_frames_of_a_group_hold_what_lies_in_it(grouped: Store) -> None:
    def codes(level: Level, frame: str) -> list[str]:
        return [each.code for each in areas_of(grouped, level, frame)]

    assert codes(Level.GGD, "NL00") == [GGD]
    assert codes(Level.GEMEENTE, GGD) == ["GM9901", "GM9902"] or codes(Level.GEMEENTE, GGD) == ["GM9902", "GM9901"]
    assert len(codes(Level.BUURT, GGD)) == 5
    assert codes(Level.BUURT, OWN) == ["BU99010101", "BU99010102"]
    # Both buurten of Centrum lie in it: the wijk does too.
    assert codes(Level.WIJK, OWN) == ["WK990101"]
    assert codes(Level.EIGEN, "GM9901") == [OWN]
    assert codes(Level.EIGEN, "NL00") == []
    assert [each.code for each in groups_of(grouped, "GM9901")] == [GGD]
    assert groups_of(grouped, "BU99010101") == ()


def test_a_map_of_a_group_has_its_areas_only(grouped: Store) -> None:
    figures = map_figures(grouped, "supermarket_km", 2024, Level.BUURT, OWN)
    assert dict(zip(figures.area_codes, figures.values, strict=True)) == {"BU99010101": 0.0, "BU99010102": 1.2}
    assert figures.feature_count == 1
    assert set(whole_figures(grouped, "supermarket_km", 2024, Level.BUURT, OWN)) == {"BU99010101", "BU99010102"}
    newest = years(grouped, "supermarket_km", Level.BUURT, OWN)[0]
    assert (newest.year, newest.filled, newest.total) == (2024, 2, 2)
    assert [line.source_id for line in sources_for(grouped, "supermarket_km", 2024, Level.BUURT, OWN)] == ["kwb"]
    regions = map_figures(grouped, "supermarket_km", 2024, Level.GGD, "NL00")
    assert (regions.area_codes, regions.values) == ((GGD,), (1.3,))


def test_groups_are_found_by_name_and_code(grouped: Store) -> None:
    assert search(grouped, "echtkant")[0].area.code == GGD
    assert search(grouped, "binnen")[0].area.code == OWN
    assert search(grouped, "gg9901")[0].area.code == GGD


def test_an_address_opens_a_region_on_its_gemeenten(grouped: Store) -> None:
    resolved, lines = resolve(ViewState(GGD), facts(grouped))
    assert (resolved.frame_code, resolved.level, lines) == (GGD, Level.GEMEENTE, ())
    inside, _ = resolve(ViewState("BU99010101", frame_code=OWN), facts(grouped))
    assert (inside.frame_code, inside.level) == (OWN, Level.BUURT)
    outside, _ = resolve(ViewState("BU99010201", frame_code=OWN), facts(grouped))
    assert outside.frame_code == "GM9901"


def test_a_download_of_a_region(grouped: Store) -> None:
    resolved, _ = resolve(ViewState(GGD, Level.BUURT, "supermarket_km", 2024), facts(grouped))
    with zipfile.ZipFile(io.BytesIO(export_csv(grouped, resolved))) as archive:
        rows = archive.read("data.csv").decode("utf-8-sig").splitlines()
        readme = archive.read("LEESMIJ.txt").decode("utf-8-sig")
    assert len(rows) == 1 + 5
    assert "GGD Échtkant" in readme


def test_a_warehouse_without_groups_offers_none(store: Store) -> None:
    assert facts(store).levels("NL00") == {Level.GEMEENTE, Level.WIJK, Level.BUURT}
    assert groups_of(store, "GM9901") == ()
    resolved, lines = resolve(ViewState(GGD), facts(store))
    assert resolved.area_code != GGD
    assert len(lines) == 1


def test_the_file_was_not_changed_for_others(grouped: Store, warehouse_file: Path) -> None:
    with duckdb.connect(str(warehouse_file), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM area_group").fetchall() == [(0,)]
    assert area(grouped, GGD) is not None
