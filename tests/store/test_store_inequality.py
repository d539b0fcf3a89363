"""Cards of a frame from a warehouse of which every group is known by heart."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pytest

from domain.claims import Reason, Verdict
from domain.view_state import Scale
from store import inequality
from store.claims import claim_groups, ranking_variables
from store.export_inequality import COLUMNS, claims_csv, claims_name
from store.inequality_results import claim_years, frame_claims
from store.warehouse import Store
from tests.store.inequality_warehouse import CODES, FRAME, KM_2024, make_inequality_warehouse


@pytest.fixture(scope="module")
def dam(warehouse_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("inequality") / "warehouse.duckdb"
    store = Store(make_inequality_warehouse(warehouse_file, path))
    yield store
    store.close()


def test_claims_and_rankings_come_in_the_order_of_the_catalogue(dam: Store) -> None:
    groups = claim_groups(dam)
    assert [(group.group_id, [claim.claim_id for claim in group.claims]) for group in groups] == [
        ("acht", ["gezond", "lucht_op_school"]),
        ("nabijheid", ["huisarts", "supermarkt"]),
    ]
    figure = groups[1].claims[1].indicators[0]
    assert figure.norm is not None
    assert (figure.worse, figure.norm.value, figure.stand_in) == (1, 1.5, "Let op de rand.")
    assert [each.ranking_id for each in ranking_variables(dam)] == ["inkomen", "laag"]


def test_buurten_and_columns_are_parallel_and_missing_is_nan(dam: Store) -> None:
    places = inequality.buurten(dam, FRAME, 2024)
    assert places.codes == tuple(CODES)
    assert places.residents_total == 3000
    found = inequality.columns(dam, FRAME, 2024, [("gp_km", 2024), ("supermarket_km", 2024), ("supermarket_km", 1999)])
    assert np.count_nonzero(~np.isnan(found[("gp_km", 2024)].value)) == 5
    assert found[("supermarket_km", 2024)].value[[0, 29]].tolist() == [1.0, 2.0]
    assert found[("supermarket_km", 2024)].releases == (1,)
    assert np.isnan(found[("supermarket_km", 1999)].value).all()
    assert inequality.covered(dam, FRAME)[("gp_km", 2024, 2024)] == 500


def test_a_division_counts_where_the_frame_is_the_same_land_and_whole(dam: Store) -> None:
    assert inequality.divisions(dam, FRAME) == {2020: 3000.0, 2024: 3000.0}
    assert inequality.divisions(dam, "GG9901") == {2024: 4800.0}, "a group is known on the display vintage only"


def test_the_exact_groups_the_other_way_round(dam: Store) -> None:
    found = frame_claims(dam, FRAME).result("supermarkt")
    assert found is not None
    assert found.pick is not None
    assert found.judgement is not None
    assert found.judgement.groups is not None
    assert (found.pick.year, found.pick.ranking.ranking_id, found.pick.ranking_year) == (2024, "laag", 2023)
    assert found.judgement.groups.mean == pytest.approx(KM_2024)
    assert found.judgement.verdict is Verdict.REVERSED
    assert found.judgement.coverage_pct == 100
    assert found.gain is None, "the lowest incomes are not worse off"
    assert [line.table_id for line in found.sources] == ["T24"]
    assert found.urbanity == (), "one gemeente is not split by urbanity"


def test_the_gap_over_comparable_years(dam: Store) -> None:
    found = frame_claims(dam, FRAME).result("supermarkt")
    assert found is not None
    assert found.gap_trend is not None
    assert [(year, pytest.approx(low), pytest.approx(high)) for year, low, high in found.gap_trend.means] == [
        (2023, 1.0, 1.5),
        (2024, 1.0, 2.0),
    ]


def test_a_modelled_figure_has_a_standard_error_and_no_trend(dam: Store) -> None:
    found = frame_claims(dam, FRAME).result("gezond")
    assert found is not None
    assert found.judgement is not None
    assert found.judgement.slope is not None
    assert found.judgement.verdict is Verdict.HERE
    assert found.gap_trend is None
    assert found.gain is None
    # c = p(R - ½)/V with thirty equal parts: V = (1 - 1/900)/12, and each error is 2.
    ranks = (np.arange(30) + 0.5) / 30 - 0.5
    weights = ranks / 30 / ((1 - 1 / 900) / 12)
    assert found.judgement.slope.standard_error == pytest.approx(np.sqrt((weights**2 * 4).sum()))


def test_too_little_is_said_and_nothing_is_nothing(dam: Store) -> None:
    found = frame_claims(dam, FRAME)
    doctor, school = found.result("huisarts"), found.result("lucht_op_school")
    assert doctor is not None
    assert school is not None
    assert doctor.judgement is not None
    assert (doctor.judgement.verdict, doctor.judgement.reason) == (Verdict.UNDECIDED, Reason.FEW_AREAS)
    assert school.pick is None
    assert found.result("onbekend") is None


def test_an_older_year_on_its_own_division(dam: Store) -> None:
    assert claim_years(dam, FRAME) == (2024, 2023, 2022, 2020)
    found = frame_claims(dam, FRAME, year=2020).result("supermarkt")
    assert found is not None
    assert found.pick is not None
    assert (found.pick.year, found.pick.ranking_year, found.pick.boundary_year) == (2020, 2020, 2020)


def test_the_country_stands_beside_and_its_groups_can_be_drawn(dam: Store) -> None:
    own, country = frame_claims(dam, FRAME), frame_claims(dam, "NL00")
    here, there = own.result("supermarkt"), country.result("supermarkt")
    assert here is not None
    assert there is not None
    assert here.beside is not None
    assert there.judgement is not None
    assert there.judgement.groups is not None
    assert here.beside.groups.mean == pytest.approx(there.judgement.groups.mean)
    assert there.beside is None
    assert [each.urbanity_class for each in there.urbanity] == [1, 2, 3], "town and country apart"
    drawn = frame_claims(dam, FRAME, Scale.NEDERLAND).result("supermarkt")
    assert drawn is not None
    assert drawn.by_country is not None
    assert sum(drawn.by_country.residents) == pytest.approx(3000)
    # 2,600 residents of the other gemeenten all stand in the middle: the lowest fifth of 5,600 lives here.
    assert drawn.by_country.residents[0] == pytest.approx(1120)
    assert drawn.by_country.mean[2] is None, "no resident of Dertigdam is in the middle group of the country"


def test_a_group_of_gemeenten_is_a_frame(dam: Store) -> None:
    found = frame_claims(dam, "GG9901").result("supermarkt")
    assert found is not None
    assert found.judgement is not None
    assert found.judgement.area_count == 33
    assert found.urbanity


def test_answers_are_kept_per_build(dam: Store) -> None:
    assert frame_claims(dam, FRAME) is frame_claims(dam, FRAME, indicator_id="not_a_claim_pct")


def test_an_unknown_frame_is_a_key_error(dam: Store) -> None:
    with pytest.raises(KeyError):
        frame_claims(dam, "GM0001")


def test_a_warehouse_from_before_there_were_claims(warehouse_file: Path, tmp_path: Path) -> None:
    shutil.copy(warehouse_file, tmp_path / "old.duckdb")
    with duckdb.connect(str(tmp_path / "old.duckdb")) as con:
        for table in ("claim_group", "claim", "claim_indicator", "ranking_variable"):
            con.execute(f"DROP TABLE {table}")
    store = Store(tmp_path / "old.duckdb")
    assert claim_groups(store) == ()
    store.close()


def test_where_only_some_gemeenten_were_read_they_are_not_the_country(dam: Store, tmp_path: Path) -> None:
    shutil.copy(dam.path, tmp_path / "real.duckdb")
    with duckdb.connect(str(tmp_path / "real.duckdb")) as con:
        con.execute("UPDATE build_info SET is_demo = false")
    store = Store(tmp_path / "real.duckdb")
    country, own = frame_claims(store, "NL00").result("supermarkt"), frame_claims(store, FRAME).result("supermarkt")
    assert country is not None
    assert own is not None
    assert country.judgement is None or country.judgement.reason is Reason.COVERAGE
    assert own.beside is None
    store.close()


def test_the_download_carries_everything(dam: Store) -> None:
    head, *rows = claims_csv(frame_claims(dam, FRAME), "supermarkt").decode("utf-8-sig").splitlines()
    assert head == ";".join(COLUMNS)
    assert len(rows) == 5
    first = dict(zip(COLUMNS, rows[0].split(";"), strict=True))
    assert first["waarde"] == "1"
    assert first["groep"] == "laagste inkomens"
    assert (first["jaar"], first["volgorde_jaar"], first["eenheid"], first["oordeel"]) == (
        "2024",
        "2023",
        "km",
        "andersom",
    )
    assert "T24" in first["bron"]
    assert first["verschil_laagste_min_hoogste"] == "-1"
    every = claims_csv(frame_claims(dam, FRAME)).decode("utf-8-sig").splitlines()
    assert any("geen open gegevens" in row for row in every)
    assert claims_name(dam, FRAME, "supermarkt", "csv") == "buurtlens_ongelijkheid_GM9903_supermarkt_fictief.csv"
