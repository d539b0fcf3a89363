"""From form to map: a template filled in passes the build unchanged, and its figures stand under their own source."""

from __future__ import annotations

import csv
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
            "WHERE indicator_id = 'school_ventilation_poor_pct' AND value IS NOT NULL"
        ).fetchall()
    assert found == [("BU99020001", 12.5, "ok", "Bron: GGD Lindestreek, {year}")]


def test_codes_that_do_not_exist_are_named_with_their_rows(tmp_path: Path, demo_raw: Path) -> None:
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
    division = save(tmp_path / "dorpen.csv", [["buurtcode", "dorp"], ["GM9902", "Dorp"]])
    with pytest.raises(BuildError) as stopped:
        build([demo_raw], tmp_path / "warehouse.duckdb", own=[form], areas=[division])
    text = str(stopped.value)
    assert "own.csv: rows 3, 4: BU99029999 is no area of 2024. Correct the code, or remove the row." in text
    assert (
        "own.csv: row 5: WK990112 is no area of 2024; it is one of 2016 to 2022. Use the codes of 2024, or remove the row."
        in text
    )
    assert "dorpen.csv: row 2: GM9902 is no buurt or wijk" in text


@pytest.mark.parametrize(
    ("names", "options", "told"),
    [
        (["gp_kmm"], {}, "No indicator gp_kmm in the catalogue"),
        ([], {}, "Name at least one indicator"),
        (["gp_km"], {}, "The warehouse holds 3 gemeenten: say which with --gemeente"),
        (
            ["gp_km"],
            {"gemeente": "Linder"},
            "'Linder' is no gemeente in this warehouse. Did you mean Kranenhoek aan de Linder, Lindermeer?",
        ),
    ],
)
def test_a_form_that_cannot_be_made(
    tmp_path: Path, demo_warehouse: Path, names: list[str], options: dict[str, str], told: str
) -> None:
    with pytest.raises(EtlError, match=told.replace("?", r"\?").replace("(", r"\(")):
        write_template(demo_warehouse, CATALOGUE, names, to=tmp_path / "form.csv", **options)
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_overwritten_and_no_warehouse_is_said(tmp_path: Path, demo_warehouse: Path) -> None:
    form = tmp_path / "form.csv"
    write_template(demo_warehouse, CATALOGUE, ["gp_km"], gemeente="GM9902", level=Level.WIJK, to=form)
    with pytest.raises(EtlError, match="is there already, and would be lost"):
        write_template(demo_warehouse, CATALOGUE, ["gp_km"], gemeente="9902", to=form)
    with pytest.raises(EtlError, match="no warehouse to take the areas from"):
        write_template(tmp_path / "none.duckdb", CATALOGUE, ["gp_km"])
