"""The whole way on real CBS and RIVM figures: what must hold in the compiled warehouse."""

from __future__ import annotations

import duckdb
import pytest


def value(
    con: duckdb.DuckDBPyConnection, indicator: str, area: str, year: int, boundary_year: int = 2024
) -> float | None:
    found = con.execute(
        "SELECT value FROM observation WHERE indicator_id = ? AND area_code = ? AND reference_year = ? AND boundary_year = ?",
        [indicator, area, year, boundary_year],
    ).fetchall()
    assert len(found) == 1, f"{indicator} {area} {year}: {len(found)} rows"
    return None if found[0][0] is None else float(found[0][0])


@pytest.mark.parametrize(
    ("area", "year", "residents"),
    [
        ("NL00", 2020, 17_407_585),
        ("NL00", 2024, 17_942_942),
        ("GM0363", 2020, 872_757),
        ("GM0363", 2024, 931_298),
        ("GM0344", 2023, 367_947),
        ("GM0344", 2024, 374_238),
    ],
)
def test_residents_per_year(con: duckdb.DuckDBPyConnection, area: str, year: int, residents: int) -> None:
    assert value(con, "residents_count", area, year) == residents


def test_display_vintage_and_areas(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("SELECT display_vintage, is_demo FROM build_info").fetchall() == [(2024, False)]
    levels = dict(con.execute("SELECT level, count(*) FROM area WHERE boundary_year = 2024 GROUP BY level").fetchall())
    assert levels == {"land": 1, "gemeente": 342, "wijk": 3393, "buurt": 14574}
    assert con.execute("SELECT count(*) FROM area WHERE boundary_year = 2020").fetchall()[0][0] == 17_341


def test_national_distances_of_2024(con: duckdb.DuckDBPyConnection) -> None:
    assert value(con, "gp_km", "NL00", 2024) == 1.1
    assert value(con, "supermarket_km", "NL00", 2024) == 1.0
    assert value(con, "primary_school_km", "NL00", 2024) == 0.8


def test_municipal_supermarket_distances_of_2020_are_the_person_weighted_means_of_their_buurten(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """CBS distances are means over persons: all 355 gemeenten come back within 0.1 km (methods: check 7)."""
    rows = con.execute(
        """
        SELECT g.area_code, g.value, sum(b.value * n.value) / sum(n.value)
        FROM observation g
        JOIN observation b ON b.indicator_id = g.indicator_id AND b.reference_year = 2020 AND b.boundary_year = 2020
             AND b.area_code LIKE 'BU' || g.area_code[3:] || '%'
        JOIN observation n ON n.indicator_id = 'residents_count' AND n.area_code = b.area_code
             AND n.reference_year = 2020 AND n.boundary_year = 2020
        WHERE g.indicator_id = 'supermarket_km' AND g.area_code LIKE 'GM%' AND g.reference_year = 2020 AND g.boundary_year = 2020
          AND b.value IS NOT NULL AND n.value IS NOT NULL
        GROUP BY g.area_code, g.value
        """
    ).fetchall()
    assert len(rows) == 355
    assert max(abs(own - mean) for _, own, mean in rows) <= 0.1


def test_national_good_health(con: duckdb.DuckDBPyConnection) -> None:
    assert value(con, "good_health_pct", "NL00", 2020) == 78.4
    assert value(con, "good_health_pct", "NL00", 2012) == 76.1
    assert value(con, "good_health_65plus_pct", "NL00", 2020) == 66.7


def test_amsterdam_has_both_divisions_each_on_its_vintage(con: duckdb.DuckDBPyConnection) -> None:
    counts = dict(
        con.execute(
            "SELECT boundary_year, count(*) FROM area WHERE level = 'buurt' AND gemeente_code = 'GM0363' GROUP BY boundary_year"
        ).fetchall()
    )
    assert counts[2020] in (479, 481)
    assert counts[2024] >= 517
    old, new = "BU03630000", "BU0363AE01"
    assert con.execute("SELECT name FROM area WHERE area_code = ? AND boundary_year = 2020", [old]).fetchall() == [
        ("Kop Zeedijk",)
    ]
    assert con.execute("SELECT count(*) FROM area WHERE area_code = ? AND boundary_year = 2024", [old]).fetchall() == [
        (0,)
    ]
    assert con.execute("SELECT count(*) FROM area WHERE area_code = ? AND boundary_year = 2024", [new]).fetchall() == [
        (1,)
    ]


def test_439_old_buurten_of_amsterdam_are_recoded(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT from_code, area_code, method, grade FROM area_match WHERE from_year = 2020 AND from_code LIKE 'BU0363%'"
    ).fetchall()
    assert len(rows) == 439
    assert {(method, grade) for _, _, method, grade in rows} == {("recoded", "B")}
    old = value(con, "residents_count", "BU03630000", 2020, boundary_year=2020)
    assert old == value(con, "residents_count", "BU0363AE01", 2020) == 1100


def test_about_11_500_buurten_of_2020_reach_a_buurt_of_2024(con: duckdb.DuckDBPyConnection) -> None:
    ((matched,),) = con.execute(
        "SELECT count(*) FROM area_match WHERE from_year = 2020 AND from_code LIKE 'BU%' AND boundary_year = 2024"
    ).fetchall()
    assert 11_200 <= matched <= 12_200
    ((said,),) = con.execute(
        "SELECT amount FROM build_report WHERE section = 'matched' AND subject = 'buurt 2020 -> 2024'"
    ).fetchall()
    assert said == matched


def test_a_true_zero_survives(con: duckdb.DuckDBPyConnection) -> None:
    """Amsterdam's Dorp Driemond has 0 cafés within 1 km in the file; buurten without residents hold 0, not a gap."""
    assert value(con, "cafe_1km_count", "BU03639800", 2020, boundary_year=2020) == 0
    ((zeros,),) = con.execute(
        "SELECT count(*) FROM observation WHERE indicator_id = 'residents_count' AND boundary_year = 2020 AND reference_year = 2020 "
        "AND value = 0 AND area_code LIKE 'BU%'"
    ).fetchall()
    assert zeros == 465


def test_borrowed_incomes_of_small_buurten_are_not_shown(con: duckdb.DuckDBPyConnection) -> None:
    """The 2020 extract of Amsterdam carries the wijk's income in most buurten under 200 residents."""
    ((filled, hidden),) = con.execute(
        """
        SELECT count(o.value), count(*) FILTER (o.value IS NULL)
        FROM observation o
        JOIN observation n ON n.area_code = o.area_code AND n.indicator_id = 'residents_count' AND n.reference_year = 2020
             AND n.boundary_year = 2020
        WHERE o.indicator_id = 'lowest_40_income_pct' AND o.reference_year = 2020 AND o.boundary_year = 2020
          AND o.area_code LIKE 'BU0363%' AND n.value < 200 AND n.value > 0
        """
    ).fetchall()
    assert filled == 0
    assert hidden >= 60


def test_every_status_has_a_reason_and_no_value_hides_behind_one(con: duckdb.DuckDBPyConnection) -> None:
    ((bad,),) = con.execute(
        "SELECT count(*) FROM observation WHERE (status IN ('ok', 'caution')) <> (value IS NOT NULL) AND status <> 'not_comparable'"
    ).fetchall()
    assert bad == 0
    ((not_yet,),) = con.execute(
        "SELECT count(*) FROM observation WHERE status = 'not_yet' AND boundary_year = 2020"
    ).fetchall()
    assert not_yet > 0  # the early release of 2020 has empty income columns


def test_one_figure_per_cell_on_the_display_vintage(con: duckdb.DuckDBPyConnection) -> None:
    ((double,),) = con.execute(
        "SELECT count(*) FROM (SELECT 1 FROM observation WHERE boundary_year = 2024 "
        "GROUP BY indicator_id, area_code, reference_year HAVING count(*) > 1)"
    ).fetchall()
    assert double == 0


def test_conflicts_between_releases_are_counted(con: duckdb.DuckDBPyConnection) -> None:
    ((amount,),) = con.execute(
        "SELECT amount FROM build_report WHERE section = 'conflicts' AND subject = 'woz_value_eur 2024'"
    ).fetchall()
    assert amount >= 246


def test_buurten_reconcile_with_their_gemeente(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT subject, amount FROM build_report WHERE section = 'reconciled' AND subject LIKE 'residents_count%'"
    ).fetchall()
    assert {year for _, year in (subject.split() for subject, _ in rows)} >= {"2020", "2024"}
    assert all(amount == 0 for _, amount in rows)


def test_unused_files_are_listed(con: duckdb.DuckDBPyConnection) -> None:
    listed = {row[0] for row in con.execute("SELECT subject FROM build_report WHERE section = 'not used'").fetchall()}
    assert any(name.startswith("facilities/") for name in listed)
    assert any(name.endswith("trees_per_buurt.csv") for name in listed)
    assert not any("leefbaarometer" in name or "85163NED" in name for name in listed)


def test_geometry_per_gemeente_and_national(con: duckdb.DuckDBPyConnection) -> None:
    national = dict(con.execute("SELECT level, len(area_codes) FROM geometry WHERE frame_code = 'NL00'").fetchall())
    assert national["gemeente"] == 342
    assert national["wijk"] == 3393
    assert 14_560 <= national["buurt"] <= 14_574
    ((size,),) = con.execute(
        "SELECT octet_length(payload) FROM geometry WHERE frame_code = 'NL00' AND level = 'buurt'"
    ).fetchall()
    assert size < 1_000_000
    ((approximate,),) = con.execute(
        "SELECT approximate FROM geometry WHERE frame_code = 'GM0363' AND level = 'buurt'"
    ).fetchall()
    assert approximate is False  # Amsterdam's own exact division is used before the approximate national file


def test_ses_woa_of_amsterdam_reaches_the_areas_of_today(con: duckdb.DuckDBPyConnection) -> None:
    """2019 on old codes: the gemeente's link table carries 439 buurten, of which 369 have a score; the gemeente as a whole by its code."""
    rows = con.execute(
        "SELECT p.level, o.method, count(*), count(o.value) FROM observation o JOIN place p USING (area_code, boundary_year) "
        "WHERE o.indicator_id = 'ses_woa_score' AND o.boundary_year = (SELECT display_vintage FROM build_info) GROUP BY ALL"
    ).fetchall()
    assert {(level, method): (areas, filled) for level, method, areas, filled in rows} == {
        ("buurt", "recoded"): (439, 369),
        ("gemeente", "recoded"): (1, 1),
    }
    found = con.execute(
        "SELECT value, grade FROM observation WHERE indicator_id = 'ses_woa_score' AND area_code = 'BU0363AE04' "
        "AND boundary_year = (SELECT display_vintage FROM build_info)"
    ).fetchall()
    assert found == [(0.192, "B")], "Nes e.o., BU03630003 of old"
