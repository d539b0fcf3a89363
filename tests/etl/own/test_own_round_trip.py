"""From form to map: a template filled in passes the build unchanged, and its figures stand under their own source."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb
import pytest

from domain.areas import Level
from etl.build import build
from etl.catalogue.loader import load_catalogue
from etl.errors import BuildError, EtlError
from etl.own.template import COLUMNS, write_template

pytestmark = pytest.mark.whole
CATALOGUE = load_catalogue()


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def save(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    return path


def test_a_form_filled_in_is_built(tmp_path: Path, demo_raw: Path, demo_warehouse: Path) -> None:
    names = ["school_ventilation_poor_pct", "good_health_pct"]
    form = tmp_path / "onderzoek.csv"
    written = write_template(demo_warehouse, CATALOGUE, names, gemeente="Oud-Vlieterdam", to=form)
    rows = rows_of(form)
    head = rows.index(list(COLUMNS))
    assert written.rows == len(rows) - head - 1 == 2 * 17
    assert rows[head + 1][:4] == ["BU99020001", "Dorpskern", "school_ventilation_poor_pct", "2024"]
    explained = {row[1] for row in rows_of(written.codebook)}
    assert {*COLUMNS, *names, "bron", "licentie", "datum", "indeling"} <= explained
    rows[0] = ["# bron: GGD Lindestreek"]
    rows[head + 1][4] = "12,5"
    save(form, rows)
    target = tmp_path / "warehouse.duckdb"
    build([demo_raw], target, own=[form])
    with duckdb.connect(str(target), read_only=True) as con:
        found = con.execute(
            "SELECT area_code, value, status, s.attribution FROM observation JOIN source s USING (source_id) "
            "WHERE source_id = 'own_onderzoek' AND value IS NOT NULL"
        ).fetchall()
    assert found == [("BU99020001", 12.5, "ok", "Bron: GGD Lindestreek, {year}")]


def test_own_figures_and_a_division_are_named_with_their_rows(tmp_path: Path, demo_raw: Path) -> None:
    form = save(
        tmp_path / "own.csv",
        [
            ["gebied_code", "indicator", "jaar", "waarde"],
            ["BU99020001", "gp_km", "2024", "1"],
            ["BU99029999", "gp_km", "2024", "1"],
            ["BU99029999", "gp_km", "2023", "1"],
            ["WK990112", "gp_km", "2024", "1"],
            ["WK9901AB", "gp_km", "2024", "1"],
        ],
    )
    kinds = save(tmp_path / "dorpen.csv", [["buurtcode", "dorp"], ["GM9902", "Dorp"]])
    codes = save(tmp_path / "kernen.csv", [["buurtcode", "kern"], ["BU99020001", "Dorp"], ["BU99029999", "Dorp"]])
    with pytest.raises(BuildError) as stopped:
        build([demo_raw], tmp_path / "warehouse.duckdb", own=[form], areas=[kinds, codes])
    problems = stopped.value.problems
    assert "own.csv: rows 3, 4: BU99029999 is no area of 2024. Correct the code, or remove the row." in problems
    assert (
        "own.csv: row 5: WK990112 is no area of 2024; it is one of 2016 to 2022. Use the codes of 2024, or remove the row."
        in problems
    )
    assert f"{kinds}: row 2: GM9902 is no buurt or wijk; a division is made of those." in problems
    assert "kernen.csv: row 3: BU99029999 is no area of 2024. Correct the code, or remove the row." in problems


def test_a_division_with_gaps_is_built_and_told(tmp_path: Path, demo_raw: Path) -> None:
    """Accents, sixty signs and buurten that no area claims; the report names those, and it is printed."""
    long = "Zorggebied Coöperatie Gravenlânden en de Oude Haven aan zee!"
    assert len(long) == 60
    division = save(
        tmp_path / "dorpen.csv", [["buurtcode", "dorp"], ["BU99020001", long], ["BU99020002", "Café 't Ør"]]
    )
    target = tmp_path / "warehouse.duckdb"
    build([demo_raw], target, areas=[division])
    report = Path(f"{target}.report.txt").read_text(encoding="utf-8")
    assert "Regions, provincies and own divisions" in report
    assert "dorp: 15 · Not in any dorp: BU99020003" in report
    with duckdb.connect(str(target), read_only=True) as con:
        found = con.execute(
            "SELECT name, area_code FROM group_area WHERE gemeente_code = 'GM9902' ORDER BY name"
        ).fetchall()
        drawn = con.execute(
            "SELECT area_codes FROM geometry WHERE level = 'eigen' AND frame_code = 'GM9902'"
        ).fetchall()
    assert [name for name, _ in found] == ["Café 't Ør", long]
    assert [sorted(codes) for (codes,) in drawn] == [sorted(code for _, code in found)]


def test_sums_of_groups_are_those_of_their_members(demo_warehouse: Path) -> None:
    """Every count of every region, provincie and stadsdeel, in every year: all members or none."""
    counts = [name for name, one in CATALOGUE.indicators.items() if one.combination == "sum"]
    with duckdb.connect(str(demo_warehouse), read_only=True) as con:
        rows = con.execute(
            """
            SELECT g.group_code, o.indicator_id, o.reference_year, any_value(t.value) AS together, sum(o.value) AS members
            FROM area_group g
            JOIN observation o ON o.area_code = g.member_code
            JOIN observation t ON (t.area_code, t.indicator_id, t.reference_year) = (g.group_code, o.indicator_id, o.reference_year)
            WHERE o.boundary_year = 2024 AND o.indicator_id IN (SELECT unnest($counts)) AND t.value IS NOT NULL
            GROUP BY ALL
            """,
            {"counts": counts},
        ).fetchall()
    assert {code[:2] for code, *_ in rows} == {"EG", "GG", "PV"}
    assert len(rows) > 400
    assert [row for row in rows if row[3] != pytest.approx(row[4], abs=0.01)] == []


@pytest.mark.parametrize(
    ("names", "gemeente", "told"),
    [
        (["gp_kmm"], None, "No indicator gp_kmm in the catalogue"),
        ([], None, "Name at least one indicator"),
        (["gp_km"], None, "The warehouse holds 3 gemeenten: say which with --gemeente"),
        (
            ["gp_km"],
            "Linder",
            "'Linder' is no gemeente in this warehouse. Did you mean Kranenhoek aan de Linder, Lindermeer?",
        ),
    ],
)
def test_a_form_that_cannot_be_made(
    tmp_path: Path, demo_warehouse: Path, names: list[str], gemeente: str | None, told: str
) -> None:
    with pytest.raises(EtlError, match=re.escape(told)):
        write_template(demo_warehouse, CATALOGUE, names, gemeente=gemeente, to=tmp_path / "form.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("asked", ["9902", "GM9902", "oud-vlieterdam"])
def test_a_gemeente_by_name_or_code_and_an_indicator_once(tmp_path: Path, demo_warehouse: Path, asked: str) -> None:
    written = write_template(
        demo_warehouse, CATALOGUE, ["gp_km", "gp_km"], gemeente=asked, to=tmp_path / "form.csv", year=2023
    )
    rows = rows_of(written.form)[-written.rows :]
    assert written.rows == len({row[0] for row in rows}) == 17
    assert {row[3] for row in rows} == {"2023"}


@pytest.mark.parametrize(
    ("name", "year", "told"),
    [("form.xlsx", None, "the form is a CSV"), ("form.csv", 20, "--year: '20' is no year"), ("form", None, "is a CSV")],
)
def test_a_form_that_could_not_be_built_with(
    tmp_path: Path, demo_warehouse: Path, name: str, year: int | None, told: str
) -> None:
    with pytest.raises(EtlError, match=told):
        write_template(demo_warehouse, CATALOGUE, ["gp_km"], gemeente="9902", year=year, to=tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_overwritten_and_no_warehouse_is_said(tmp_path: Path, demo_warehouse: Path) -> None:
    form = tmp_path / "form.csv"
    write_template(demo_warehouse, CATALOGUE, ["gp_km"], gemeente="GM9902", level=Level.WIJK, to=form)
    with pytest.raises(EtlError, match="is there already, and would be lost"):
        write_template(demo_warehouse, CATALOGUE, ["gp_km"], gemeente="9902", to=form)
    other = tmp_path / "other.csv"
    with pytest.raises(EtlError, match="no warehouse to take the areas from"):
        write_template(tmp_path / "none.duckdb", CATALOGUE, ["gp_km"], to=other)
    with pytest.raises(
        EtlError, match=r"form\.csv: cannot be used as a warehouse .* Name the right file with --warehouse"
    ):
        write_template(form, CATALOGUE, ["gp_km"], to=other)
    duckdb.connect(str(tmp_path / "empty.duckdb")).close()
    with pytest.raises(EtlError, match=r"empty\.duckdb: cannot be used as a warehouse"):
        write_template(tmp_path / "empty.duckdb", CATALOGUE, ["gp_km"], to=other)
