"""A newest table with little more than people, as CBS publishes it in August: no other figure jumps to an empty year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from domain.areas import Level
from domain.resolve import latest_usable_year, resolve
from domain.view_state import ViewState
from etl.build import build
from store.facts import facts
from store.warehouse import Store

pytestmark = pytest.mark.whole

HEADER = ["gwb_code_10", "regio", "gm_naam", "recs", "ind_wbi", "a_inw", "a_hh", "a_1p_hh", "bev_dich", "a_woning", "g_wozbag", "p_koopw",
          "p_huurw", "p_wcorpw", "g_gas", "g_ele", "g_ink_pi", "a_opp_ha", "a_lan_ha", "a_wat_ha", "g_afs_hp", "g_afs_gs", "g_afs_kv",
          "g_afs_sc", "g_3km_sc", "a_soz_wb", "p_arb_pp", "p_wmo_t", "ste_mvs", "pst_mvp"]  # fmt: skip
PEOPLE = {"a_inw": 200, "a_hh": 100, "a_1p_hh": 40}
FULL = PEOPLE | {
    "bev_dich": 2000, "a_woning": 110, "g_wozbag": 300, "p_koopw": 60, "p_huurw": 40, "p_wcorpw": 20, "g_gas": 900, "g_ele": 2500,
    "a_opp_ha": 12, "a_lan_ha": 10, "a_wat_ha": 2, "g_afs_hp": 0.7, "g_afs_gs": 0.5, "g_afs_kv": 0.6, "g_afs_sc": 0.4, "g_3km_sc": 8,
    "a_soz_wb": 10, "p_arb_pp": 70, "p_wmo_t": 50, "ste_mvs": 2, "pst_mvp": 9901,
}  # fmt: skip
#: As the table of 2025 in mid-2026: dwellings, distances, area; no income, work, care or energy.
HALF = {
    name: cell
    for name, cell in FULL.items()
    if name not in {"a_soz_wb", "p_arb_pp", "p_wmo_t", "g_gas", "g_ele", "g_ink_pi"}
}
AREAS = [
    ("GM9901", "Stad", "Gemeente"),
    ("WK990100", "Wijk 00", "Wijk"),
    ("BU99010001", "Noord", "Buurt"),
    ("BU99010002", "Zuid", "Buurt"),
]


def write(folder: Path, year: int, filled: dict[str, Any]) -> None:
    folder.mkdir(exist_ok=True)
    with xlsxwriter.Workbook(folder / f"kwb-{year}.xlsx") as workbook:
        sheet = workbook.add_worksheet(f"KWB{year}")
        sheet.write_row(0, 0, HEADER)
        for number, (code, name, kind) in enumerate(AREAS, start=1):
            share = 1 if kind == "Buurt" else 2
            cells = {
                **filled,
                **{k: filled[k] * share for k in ("a_inw", "a_hh", "a_1p_hh", "a_woning", "a_lan_ha") if k in filled},
            }
            sheet.write_row(number, 0, [code, name, "Stad", kind, "1", *(cells.get(each, ".") for each in HEADER[5:])])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("newest")
    for year, filled in ((2024, FULL), (2025, HALF), (2026, PEOPLE)):
        write(folder / "raw", year, filled)
    build([folder / "raw"], folder / "w.duckdb")
    return Store(folder / "w.duckdb")


def usable(store: Store, indicator_id: str) -> int | None:
    return latest_usable_year(facts(store).years(indicator_id, Level.BUURT, "GM9901"))


@pytest.mark.parametrize(
    ("indicator_id", "year"),
    [
        ("residents_count", 2026),
        ("households_count", 2026),
        ("gp_km", 2025),
        ("woz_value_eur", 2025),
        ("owner_occupied_pct", 2025),
        ("gas_use_m3", 2024),
        ("labour_participation_pct", 2024),
        ("wmo_clients_per_1000", 2024),
    ],
)
def test_each_figure_has_its_own_latest_year(store: Store, indicator_id: str, year: int) -> None:
    assert usable(store, indicator_id) == year


def test_the_map_stays_on_the_division_that_has_more_than_people(store: Store) -> None:
    assert facts(store).display_vintage == 2025


def test_a_first_visit_opens_on_a_year_with_figures(store: Store) -> None:
    view, lines = resolve(ViewState(), facts(store))
    assert (view.indicator_id, view.year) == (facts(store).default_indicator, 2025)
    assert usable(store, view.indicator_id) == view.year
    assert lines == ()


def test_the_report_says_what_the_newest_division_lacks(store: Store) -> None:
    rows = store.open().rows(
        "SELECT subject, detail FROM build_report WHERE section = 'areas' AND subject LIKE 'division%'"
    )
    assert [subject for subject, _ in rows] == ["division of 2026"]
    assert "residents of 4 areas, figures in 1 themes and boundaries of 0 areas" in rows[0][1]
