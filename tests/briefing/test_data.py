"""The figures behind a briefing, read back from the files and held against the warehouse."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyogrio
import pytest
import shapely

from briefing.csvw import table_group
from briefing.data import data_csv, data_gpkg, data_xlsx
from briefing.data_book import Sheet, workbook
from domain.areas import Level
from domain.numbers_nl import rounded
from domain.profile import Profile
from domain.wording.data_files import DATA_COLUMNS, Column
from domain.wording.export import DEMO_WARNING
from store.areas import area, areas_of
from store.export import csv_text
from store.export_profiles import DataRow, data_rows
from store.figures import figure
from store.geometry import polygons
from store.profile import combined_profile, profile_of
from store.warehouse import Store

BUURT, OTHER, GEMEENTE = "BU99010101", "BU99010102", "GM9901"
_PLACE = {column.name: place for place, column in enumerate(DATA_COLUMNS)}


@pytest.fixture(scope="module")
def store(demo_warehouse: Path) -> Iterator[Store]:
    made = Store(demo_warehouse)
    yield made
    made.close()


@pytest.fixture(scope="module")
def profiles(store: Store) -> list[Profile]:
    """A buurt, its gemeente, the country, a buurt where nobody lives, and two buurten together."""
    empty = next(each.code for each in areas_of(store, Level.BUURT, GEMEENTE) if each.residents_count == 0)
    found = [area(store, code) for code in (BUURT, GEMEENTE, "NL00", empty)]
    together = combined_profile(store, [BUURT, OTHER], "=Samen;1")
    return [*(profile_of(store, each) for each in found if each is not None), together]


@pytest.fixture(scope="module")
def rows(store: Store, profiles: list[Profile]) -> list[DataRow]:
    return data_rows(store, profiles, ())


def test_a_row_is_the_figure_of_the_warehouse_with_gemeente_and_country_of_the_same_year(
    store: Store, rows: list[DataRow]
) -> None:
    own = [row for row in rows if row.area_code == BUURT]
    assert len(own) > 300
    for row in own[::7]:
        assert row.year is not None
        cells = dict(zip(_PLACE, row.cells, strict=True))
        for code, name in ((BUURT, "waarde"), (GEMEENTE, "gemeente_waarde"), ("NL00", "nederland_waarde")):
            found = figure(store, row.indicator.indicator_id, code, row.year)
            value = found.value if found else None
            assert cells[name] == (None if value is None else rounded(value, row.indicator.decimals))
        found = figure(store, row.indicator.indicator_id, BUURT, row.year)
        assert found is not None
        assert (cells["status"], cells["kwaliteit"], cells["bron"]) == (
            found.status,
            found.grade,
            found.source.citation,
        )


def test_the_newest_row_of_an_indicator_is_the_one_of_the_profile(profiles: list[Profile], rows: list[DataRow]) -> None:
    for each in profiles:
        for shown in each.rows:
            name = shown.indicator.indicator_id
            newest = [
                row
                for row in rows
                if row.is_newest and (row.area_code, row.indicator.indicator_id) == (each.area.code, name)
            ]
            assert len(newest) == 1
            value = None if shown.value is None else rounded(shown.value, shown.indicator.decimals)
            assert (newest[0].value, newest[0].status) == (value, shown.status)


def test_zero_is_a_figure_and_what_is_missing_says_why(rows: list[DataRow]) -> None:
    assert any(row.value == 0 for row in rows)
    for row in rows:
        reason = row.cells[_PLACE["reden"]]
        assert (row.value is None) == bool(reason)
        if row.value is None:
            assert row.status not in ("ok", "caution")


def test_only_the_asked_indicators_are_given_and_explained(store: Store, profiles: list[Profile]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data_xlsx(store, profiles, ["gp_km"])), read_only=True)
    data = [row[_PLACE["indicator"]] for row in book["data"].iter_rows(min_row=2, values_only=True)]
    assert set(data) == {"gp_km"}
    assert [row[0] for row in book["codebook"].iter_rows(min_row=2, values_only=True)] == ["gp_km"]


def test_the_workbook_holds_numbers_a_filter_a_fixed_header_and_its_explanation(
    store: Store, profiles: list[Profile], rows: list[DataRow]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data_xlsx(store, profiles, ())))
    assert book.sheetnames == ["data", "codebook", "bronnen", "leesmij"]
    page = book["data"]
    read = list(page.iter_rows(values_only=True))
    assert read[0] == tuple(_PLACE)
    assert read[1:] == [row.cells for row in rows]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref is not None
    assert all(page.cell(2, place + 1).data_type == "n" for place in (_PLACE["jaar"], _PLACE["waarde"]))
    explained = {row[0]: row for row in book["codebook"].iter_rows(min_row=2, values_only=True)}
    assert set(explained) == {row.indicator.indicator_id for row in rows}
    cited = {row[0] for row in book["bronnen"].iter_rows(min_row=2, values_only=True)}
    assert cited == {row.source.citation for row in rows if row.value is not None and row.source}
    assert DEMO_WARNING in [row[0] for row in book["leesmij"].iter_rows(values_only=True)]
    assert book.properties.title.startswith(DEMO_WARNING)


def test_text_in_a_workbook_is_never_a_formula() -> None:
    body = workbook([Sheet("data", [Column("naam", "Naam", "")], [("=1+1",)])], "titel", datetime(2026, 1, 1))
    cell = openpyxl.load_workbook(io.BytesIO(body))["data"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_text_in_csv_is_never_a_formula_and_numbers_stay_numbers() -> None:
    lines = csv_text(["naam", "waarde"], [("=1+1", -1.5), ("@x", 0.0), ("'t Zand", -2)]).splitlines()
    assert lines[1:] == ["'=1+1;-1,5", "'@x;0", "'t Zand;-2"]


def test_csv_gives_the_rows_as_its_own_description_says(
    store: Store, profiles: list[Profile], rows: list[DataRow]
) -> None:
    archive = zipfile.ZipFile(io.BytesIO(data_csv(store, profiles, ())))
    assert set(archive.namelist()) == {"data.csv", "codebook.csv", "data.csv-metadata.json", "LEESMIJ.txt"}
    told = json.loads(archive.read("data.csv-metadata.json"))
    schema = next(table["tableSchema"] for table in told["tables"] if table["url"] == "data.csv")
    text = archive.read("data.csv").decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text), delimiter=told["dialect"]["delimiter"]))
    assert [column["titles"]["nl"][0] for column in schema["columns"]] == read[0]
    assert len(read) == len(rows) + 1
    for line, row in zip(read[1:], rows, strict=True):
        parsed = [_parsed(cell, column) for cell, column in zip(line, schema["columns"], strict=True)]
        assert parsed == ["'=Samen;1" if cell == "=Samen;1" else cell for cell in row.cells]
        for cell, column in zip(parsed, schema["columns"], strict=True):
            assert cell is not None or not column.get("required"), column["name"]
    keys = [
        line[0] for line in csv.reader(io.StringIO(archive.read("codebook.csv").decode("utf-8-sig")), delimiter=";")
    ][1:]
    assert len(set(keys)) == len(keys)
    assert {row.indicator.indicator_id for row in rows} == set(keys)
    assert told["dc:title"].startswith(DEMO_WARNING)
    assert len(told["dc:source"]) == len({row.source for row in rows if row.value is not None})
    assert archive.read("LEESMIJ.txt").decode("utf-8-sig").startswith(DEMO_WARNING)


def _parsed(cell: str, column: dict[str, Any]) -> str | int | float | None:
    """A cell by the description alone, as a program of somebody else reads it."""
    if not cell:
        return None
    kind = column["datatype"]
    if kind == "integer":
        return int(cell)
    if isinstance(kind, dict):
        assert kind["base"] == "number"
        return float(cell.replace(kind["format"]["decimalChar"], "."))
    return cell


def test_a_licence_with_an_address_is_a_link_and_another_stays_words(rows: list[DataRow]) -> None:
    sources = list({row.source for row in rows if row.source is not None})
    told = table_group("t", DATA_COLUMNS, (), [(each, 1) for each in sources], datetime(2026, 1, 1), is_demo=False)
    links = {each["@id"] for each in told["dc:license"] if "@id" in each}
    assert "https://creativecommons.org/licenses/by/4.0/" in links
    words = {each["schema:name"] for each in told["dc:license"] if "schema:name" in each}
    assert words == {each.licence for each in sources} - {"CC BY 4.0", "CC0 1.0"}


def test_the_geopackage_has_a_feature_per_area_in_rd_with_its_newest_figures(
    store: Store, profiles: list[Profile], rows: list[DataRow], tmp_path: Path
) -> None:
    path = tmp_path / "cijfers.gpkg"
    path.write_bytes(data_gpkg(store, profiles, ()))
    assert [name for name, _ in pyogrio.list_layers(path)] == ["cijfers", "alle_jaren", "codebook", "leesmij"]
    frame = pyogrio.read_dataframe(path, layer="cijfers").set_index("gebied_code")
    assert frame.crs.to_epsg() == 28992
    assert list(frame.index) == [each.area.code for each in profiles]
    for row in (row for row in rows if row.is_newest):
        name = row.indicator.indicator_id
        cell, year, status = frame.loc[row.area_code, [name, f"{name}_jaar", f"{name}_status"]]
        assert (None if cell != cell else cell) == row.value
        assert (None if year != year else year) == row.year
        assert status == row.status
    long = pyogrio.read_dataframe(path, layer="alle_jaren", read_geometry=False)
    assert len(long) == len(rows)
    assert long["waarde"].isna().sum() == sum(row.value is None for row in rows)
    with sqlite3.connect(path) as connection:
        told = connection.execute(
            "SELECT identifier, description FROM gpkg_contents WHERE table_name = 'cijfers'"
        ).fetchone()
    assert all(DEMO_WARNING in each for each in told)


def test_shapes_are_those_of_the_map_and_buurten_together_are_one(
    store: Store, profiles: list[Profile], tmp_path: Path
) -> None:
    path = tmp_path / "cijfers.gpkg"
    path.write_bytes(data_gpkg(store, profiles, ["gp_km"]))
    frame = pyogrio.read_dataframe(path, layer="cijfers").set_index("gebied_code")
    degrees = frame.geometry.to_crs("EPSG:4326")
    drawn = polygons(store, Level.BUURT, GEMEENTE)
    one, other = (shapely.MultiPolygon([(part[0], part[1:]) for part in drawn[code]]) for code in (BUURT, OTHER))
    assert degrees[BUURT].symmetric_difference(one).area < 1e-4 * one.area
    together = degrees[profiles[-1].area.code]
    assert together.symmetric_difference(one.union(other)).area < 1e-4 * together.area
    assert frame.geometry["NL00"] is None
    assert frame.geometry[GEMEENTE].contains(frame.geometry[BUURT].centroid)
