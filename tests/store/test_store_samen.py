"""Samen aan tafel from the warehouse: by hand on a small one, and over every area of the demo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from domain.areas import Level
from domain.samenloop_models import CellState, SamenView
from domain.view_models import Area
from store.areas import area, areas_of
from store.export_samen import COLUMNS, samen_csv, samen_name
from store.samen import samen_of
from store.warehouse import Store
from tests.store.samen_warehouse import make_samen_warehouse


@pytest.fixture(scope="module")
def together(warehouse_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(make_samen_warehouse(warehouse_file, tmp_path_factory.mktemp("samen") / "warehouse.duckdb"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def demo(demo_warehouse: Path) -> Iterator[Store]:
    store = Store(demo_warehouse)
    yield store
    store.close()


def seen(store: Store, code: str, *, older: bool = False) -> SamenView:
    found = area(store, code)
    assert found is not None
    return samen_of(store, found, older=older)


def test_a_buurt_where_both_speak(together: Store) -> None:
    view = seen(together, "BU99010102")
    (cell,) = view.samenlopen
    assert cell.key == ("nabij", "gezond")
    assert cell.is_modelled
    (pair,) = cell.pairs
    assert pair.physical.figure is not None
    assert (pair.physical.figure.value, pair.physical.benchmark, pair.physical.figure.reference_year) == (
        1.2,
        0.9,
        2024,
    )
    assert pair.social.figure is not None
    assert (pair.social.figure.value, pair.social.benchmark, pair.social.figure.source.table_id) == (70, 80, "50120NED")
    lit, unlit = view.crossings
    assert (lit.knooppunt.knooppunt_id, lit.is_lit) == ("dichtbij", True)
    assert (unlit.knooppunt.knooppunt_id, unlit.is_lit, unlit.knooppunt.has_figures) == ("beleid", False, False)
    assert unlit.knooppunt.sources[0].url == "https://example.nl/"


def test_a_buurt_without_figures_lights_nothing_and_keeps_its_crossings(together: Store) -> None:
    view = seen(together, "BU99010201")
    assert {cell.state for cell in view.cells.values()} == {CellState.NO_FIGURES}
    assert [each.is_lit for each in view.crossings] == [False, False]
    assert [each.title for tie in view.ties for each in tie.absent] == ["Goede gezondheid"]


def test_a_zero_is_a_figure(together: Store) -> None:
    reading = seen(together, "BU99010101").physical[0].readings[0]
    assert reading.figure is not None
    assert (reading.figure.value, reading.speaks) == (0.0, False)


def test_the_country_has_crossings_but_is_not_compared(together: Store) -> None:
    view = seen(together, "NL00")
    assert {cell.state for cell in view.cells.values()} == {CellState.NOT_COMPARED}
    assert len(view.crossings) == 2
    (tie,) = [tie for tie in view.ties if tie.tie_id == "bonding"]
    assert [(each.figure.value, each.benchmark) for each in tie.figures] == [(80, None)]


def test_a_warehouse_from_before_there_were_tasks(warehouse_file: Path, tmp_path: Path) -> None:
    older = make_samen_warehouse(warehouse_file, tmp_path / "older.duckdb")
    with duckdb.connect(str(older)) as con:
        for table in (
            "task",
            "task_indicator",
            "tie",
            "tie_indicator",
            "instrument",
            "knooppunt",
            "knooppunt_indicator",
        ):
            con.execute(f"DROP TABLE {table}")
    store = Store(older)
    view = seen(store, "BU99010102")
    assert (view.cells, view.crossings, view.ties) == ({}, (), ())
    store.close()


def test_csv_has_every_figure_with_what_it_is_held_against(together: Store) -> None:
    view = seen(together, "BU99010102")
    head, *rows = samen_csv(view).decode("utf-8-sig").splitlines()
    assert head.split(";") == list(COLUMNS)
    assert len(rows) == 2
    assert "Afstand tot de supermarkt;km;1,2;2024;;;Nederland;0,9;spreekt" in rows[0]
    assert rows[0].count("Gezondheid") == 1
    assert samen_name(together, view) == "buurtlens_samen_BU99010102_fictief.csv"


def every_area(store: Store) -> list[Area]:
    levels = (Level.BUURT, Level.WIJK, Level.GEMEENTE, Level.GGD, Level.PROVINCIE)
    own = areas_of(store, Level.EIGEN, "GM9901")
    return [*(found for level in levels for found in areas_of(store, level, "NL00")), *own]


@pytest.mark.parametrize("older", [False, True])
def test_over_all_of_the_demo_no_cell_rests_on_models_only(demo: Store, older: bool) -> None:
    areas = every_area(demo)
    assert {each.level for each in areas} >= {Level.BUURT, Level.WIJK, Level.GEMEENTE, Level.GGD, Level.EIGEN}
    lit = barred = 0
    for found in areas:
        view = samen_of(demo, found, older=older)
        assert len(view.cells) == 7 * 8
        assert len(view.crossings) >= 15
        for cell in view.samenlopen:
            lit += 1
            assert all(not (pair.physical.is_modelled and pair.social.is_modelled) for pair in cell.pairs)
        barred += sum(cell.state is CellState.MODELS_ONLY for cell in view.cells.values())
        if not found.residents_count:
            assert not view.samenlopen
    assert lit > 50
    assert barred > 0, "the demo holds pairs that only a model would have lit"


def test_areas_of_the_demo_differ(demo: Store) -> None:
    pictures = {
        frozenset(cell.key for cell in samen_of(demo, found).samenlopen) for found in areas_of(demo, Level.WIJK, "NL00")
    }
    assert len(pictures) >= 6
