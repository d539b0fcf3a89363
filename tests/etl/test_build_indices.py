"""Indices in the whole build of the demo: scores like any other figure, with range, label, kept scales and gaps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pytest

from domain.percentiles import Reference, look_up
from domain.stacking import bivariate_class, count_high, is_stacked

pytestmark = pytest.mark.whole
MAIN, OUTSIDE = "existence_insecurity_score", "environment_pressure_score"


@pytest.fixture(scope="module")
def con(demo_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(demo_warehouse), read_only=True) as connection:
        yield connection


def scores(con: duckdb.DuckDBPyConnection, indicator: str) -> dict[str, float | None]:
    return dict(
        con.execute(
            "SELECT area_code, value FROM observation WHERE indicator_id = ? AND reference_year = 2024 AND area_code LIKE 'BU%'",
            [indicator],
        ).fetchall()
    )


def parts(con: duckdb.DuckDBPyConnection, index: str) -> dict[str, dict[str, float | None]]:
    names = con.execute("SELECT part_id FROM index_part WHERE index_id = ? ORDER BY position", [index]).fetchall()
    return {name: scores(con, name) for (name,) in names}


def test_both_indices_are_built_and_nothing_is_missing(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("SELECT count(*) FROM index_missing").fetchall() == [(0,)]
    for index in (MAIN, OUTSIDE, "existence_insecurity_register_score"):
        assert sum(value is not None for value in scores(con, index).values()) > 100, index


def test_no_score_without_a_hundred_residents_and_caution_below_250(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute(
        "SELECT o.status, a.residents_count, a.households_count FROM observation o "
        "JOIN area a USING (area_code, boundary_year) WHERE o.indicator_id = ? AND a.level = 'buurt'",
        [OUTSIDE],
    ).fetchall()
    assert {status for status, _, _ in found} == {"ok", "caution", "too_small", "no_residents"}
    for status, residents, households in found:
        if status == "no_residents":
            assert residents == 0
        elif status == "too_small":
            assert residents < 100 or households < 50
        else:
            assert residents >= 100
            assert households >= 50
            assert status == "caution" or residents >= 250


def test_some_twenty_of_a_hundred_residents_are_high_and_all_nine_classes_occur(con: duckdb.DuckDBPyConnection) -> None:
    residents = dict(con.execute("SELECT area_code, residents_count FROM area WHERE boundary_year = 2024").fetchall())
    both = [scores(con, MAIN), scores(con, OUTSIDE)]
    for found in both:
        known = {code: value for code, value in found.items() if value is not None}
        high = sum(residents[code] for code, value in known.items() if value >= 80)
        assert high / sum(residents[code] for code in known) == pytest.approx(0.20, abs=0.02)
    classes = {bivariate_class(both[0][code], both[1].get(code)) for code in both[0]} - {None}
    assert len(classes) == 9


def test_there_are_stacked_buurten_and_they_are_few(con: duckdb.DuckDBPyConnection) -> None:
    index, themes = scores(con, MAIN), parts(con, OUTSIDE)
    flags = [
        is_stacked(value, *count_high({name: each.get(code) for name, each in themes.items()}))
        for code, value in index.items()
    ]
    assert 3 <= sum(flag is True for flag in flags) <= 15


def test_the_range_holds_the_score_and_the_label_follows_the_runs(con: duckdb.DuckDBPyConnection) -> None:
    held, every = con.execute(
        "SELECT count(*) FILTER (value BETWEEN lower AND upper), count(*) FROM observation "
        "WHERE indicator_id IN (?, ?) AND reference_year = 2024 AND value IS NOT NULL",
        [MAIN, OUTSIDE],
    ).fetchall()[0]
    assert held == every > 200
    wrong = con.execute(
        "SELECT count(*) FROM index_robustness WHERE label <> CASE WHEN share_high_pct >= 80 THEN 'stevig' "
        "WHEN share_high_pct >= 20 THEN 'grensgeval' ELSE 'niet' END"
    ).fetchall()
    assert wrong == [(0,)]
    labels = {label for (label,) in con.execute("SELECT DISTINCT label FROM index_robustness").fetchall()}
    assert labels == {"stevig", "grensgeval", "niet"}


def test_anyone_can_look_a_part_up_in_the_kept_scales(con: duckdb.DuckDBPyConnection) -> None:
    """Air: the mean of the scores of nitrogen dioxide and particulates, looked up in the scale of air."""
    kept = {
        name: Reference(np.array(values), np.array(points), yes_no)
        for name, values, points, yes_no in con.execute(
            "SELECT scale_id, burden_values, scores, yes_no FROM index_breakpoint WHERE index_id = ?", [OUTSIDE]
        ).fetchall()
    }
    air = scores(con, "pressure_air_score")
    no2, pm25 = scores(con, "no2_ugm3"), scores(con, "pm25_ugm3")
    compared = 0
    for code, score in air.items():
        values = no2[code], pm25[code]
        if score is None or values[0] is None or values[1] is None:
            continue
        mean = (look_up(kept["no2_ugm3"], values[0]) + look_up(kept["pm25_ugm3"], values[1])) / 2
        expected = look_up(kept["pressure_air_score"], np.round(mean, 9))
        assert score == np.floor(expected + 1e-6), code
        compared += 1
    assert compared > 100


def test_a_gap_is_an_input_that_others_have_and_makes_the_score_careful(con: duckdb.DuckDBPyConnection) -> None:
    careless = con.execute(
        "SELECT count(*) FROM index_gap g JOIN observation o ON o.indicator_id = g.index_id AND o.area_code = g.area_code "
        "AND o.reference_year = g.reference_year WHERE o.value IS NOT NULL AND o.status <> 'caution'"
    ).fetchall()
    assert careless == [(0,)]
    assert con.execute("SELECT count(*) FROM index_gap").fetchall()[0][0] > 0


def test_modelled_figures_are_never_correlated_with_each_other_or_with_income(con: duckdb.DuckDBPyConnection) -> None:
    kinds = dict(con.execute("SELECT indicator_id, kind FROM indicator").fetchall())
    pairs = con.execute("SELECT subject, value FROM index_audit WHERE measure = 'coherence'").fetchall()
    assert len(pairs) > 10
    for subject, value in pairs:
        names = [word for word in subject.replace(":", "").split() if word in kinds]
        assert len(names) == 2
        if "modelled" in {kinds[name] for name in names}:
            assert value is None, subject
        else:
            assert value > 0.2, subject


def test_an_index_is_never_put_together_over_areas(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute(
        "SELECT count(*) FROM observation WHERE source_id = 'buurtlens' AND area_code NOT LIKE 'BU%' AND value IS NOT NULL"
    ).fetchall()
    assert found == [(0,)]


def test_the_year_of_every_input_is_kept(con: duckdb.DuckDBPyConnection) -> None:
    used = con.execute(
        "SELECT indicator_id, input_year FROM index_input WHERE index_id = ? AND reference_year = 2024", [MAIN]
    ).fetchall()
    assert dict(used)["low_income_households_pct"] == 2023
    assert dict(used)["good_health_18_64_pct"] == 2024
    assert all(year is not None for _, year in used)
