"""Whole tables of OData v3: pages, padding, columns, years; each fault is named with its file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from source_files import KWB_NAMES, KWB_PROPERTIES, KWB_ROWS, read_only, value, write_json, write_v3

from etl.contracts import AREA_COLUMNS, VALUE_COLUMNS, NotUsed, ParsedTable
from etl.errors import ColumnError, LayoutError
from etl.sources.cbs_kwb.adapter import recognise


def read(folder: Path) -> ParsedTable:
    return read_only(
        recognise(folder, sorted(path for path in folder.iterdir() if not path.name.endswith(".meta.yml")))
    )


def test_reads_a_table_by_hand(tmp_path: Path) -> None:
    table = read(write_v3(tmp_path / "84799NED"))
    release = table.release
    assert (release.source_id, release.table_id, release.layout) == ("cbs_kwb", "84799NED", "odata_v3")
    assert (release.reference_year, release.boundary_year, str(release.modified)) == (2020, 2020, "2021-03-26")
    assert release.recorded is True
    assert release.national is False  # one gemeente and the country: an extract
    assert list(table.areas.columns) == list(AREA_COLUMNS)
    assert list(table.values.columns) == list(VALUE_COLUMNS)
    areas = table.areas.set_index("area_code")
    assert list(areas.index) == ["NL00", "GM9901", "WK990100", "BU99010001"]
    assert list(areas["level"]) == ["land", "gemeente", "wijk", "buurt"]
    assert areas.loc["BU99010001", "name"] == "Oude Haven"
    assert areas.loc["BU99010001", "gemeente_name"] == "Voorbeeld"
    assert areas.loc["BU99010001", "change_flag"] == 3
    assert areas.loc["BU99010001", "postcode4"] == "9902"
    assert areas.loc["BU99010001", "land_area_ha"] == 20
    assert pd.isna(areas.loc["GM9901", ["change_flag", "postcode4"]]).all()
    assert value(table, "BU99010001", "residents_count") == (0.0, "ok")
    assert value(table, "BU99010001", "gp_km") == (None, "unknown")
    assert value(table, "GM9901", "income_per_resident_eur") == (29150.0, "ok")
    assert value(table, "GM9901", "born_in_europe_count") == (9.0, "ok")
    assert len(table.values) == 4 * 4
    assert set(table.values["reference_year"]) == {2020}


def test_pages_are_joined_and_equal_the_whole(tmp_path: Path) -> None:
    whole = read(write_v3(tmp_path / "whole"))
    paged = read(write_v3(tmp_path / "paged", page=3))
    pd.testing.assert_frame_equal(whole.values, paged.values)
    pd.testing.assert_frame_equal(whole.areas, paged.areas)


def test_untyped_text_reads_as_typed(tmp_path: Path) -> None:
    def text(cell: object) -> object:
        return "       ." if cell is None else f"{cell:>8}" if isinstance(cell, float | int) else cell

    rows = [{key: cell if key == "ID" else text(cell) for key, cell in row.items()} for row in KWB_ROWS]
    untyped = read(write_v3(tmp_path / "untyped", rows, data_set="UntypedDataSet"))
    typed = read(write_v3(tmp_path / "typed"))
    pd.testing.assert_frame_equal(untyped.values, typed.values)


def test_parquet_with_renamed_type_column_reads_as_json(tmp_path: Path) -> None:
    expected = read(write_v3(tmp_path / "json"))
    folder = write_v3(tmp_path / "parquet")
    for name in ("TypedDataSet", "WijkenEnBuurten", "DataProperties"):
        path = folder / f"{name}.json"
        frame = pd.DataFrame(json.loads(path.read_text())["value"]).rename(columns={"odata.type": "odata_type"})
        frame.to_parquet(folder / f"{name}.parquet")
        path.unlink()
    write_json(folder / "TypedDataSet.sample.json", {"value": [{"ID": 7}]})
    got = read(folder)
    pd.testing.assert_frame_equal(got.values, expected.values)
    pd.testing.assert_frame_equal(got.areas, expected.areas)


def test_a_bare_list_of_properties_is_read(tmp_path: Path) -> None:
    folder = write_v3(tmp_path / "t")
    path = folder / "DataProperties.json"
    write_json(path, json.loads(path.read_text())["value"])
    assert len(read(folder).values) == 16


def test_the_table_of_2013_calls_its_areas_regios(tmp_path: Path) -> None:
    properties = [("GeoDetail", "RegioS", "Regio's", None, None), *KWB_PROPERTIES[1:]]
    rows = [{"RegioS" if key == "WijkenEnBuurten" else key: cell for key, cell in row.items()} for row in KWB_ROWS]
    rows += [{**rows[0], "ID": 4, "RegioS": "PV20      ", "SoortRegio_2": "Provincie "}]
    table = read(
        write_v3(tmp_path / "t", rows, properties, names=None, period="2013", map_year=2013, table_id="82339NED")
    )
    assert table.release.reference_year == 2013
    assert len(table.areas) == 4
    assert "PV20" in " ".join(table.notes)


def renumbered(key: str) -> str:
    stem, _, number = key.rpartition("_")
    return f"{stem}_{int(number) + 17}" if number.isdigit() else key


def test_other_running_numbers_change_nothing(tmp_path: Path) -> None:
    properties = [(kind, renumbered(key), *rest) for kind, key, *rest in KWB_PROPERTIES]
    rows = [{renumbered(key): cell for key, cell in row.items()} for row in KWB_ROWS]
    moved = read(write_v3(tmp_path / "moved", rows, properties))
    pd.testing.assert_frame_equal(moved.values, read(write_v3(tmp_path / "as_was")).values)


def test_dropped_and_ambiguous_columns_come_in_one_error(tmp_path: Path) -> None:
    properties = [("Topic", "X_1", *one[2:]) if one[1].startswith("AfstandTotH") else one for one in KWB_PROPERTIES]
    properties.append(("Topic", "AantalInwoners_99", "Aantal inwoners", "aantal", 5))
    with pytest.raises(ColumnError, match=r"84799NED\), 2020: 2 columns") as caught:
        read(write_v3(tmp_path / "t", properties=properties))
    assert set(caught.value.indicators) == {"gp_km", "residents_count"}
    assert "topic 'AfstandTotHuisartsenpraktijk' is not there" in str(caught.value)
    assert "AantalInwoners_5 [aantal]; Bevolking > AantalInwoners_99" in str(caught.value)


def test_a_column_of_the_metadata_that_the_rows_lack_is_an_error(tmp_path: Path) -> None:
    rows = [{key: cell for key, cell in row.items() if key != "AantalInwoners_5"} for row in KWB_ROWS]
    with pytest.raises(ColumnError, match=r"residents_count: AantalInwoners_5 is in the metadata, not in the rows"):
        read(write_v3(tmp_path / "t", rows))


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("last page gone", r"TypedDataSet\.000\.json: more pages follow"),
        ("middle page gone", r"pages are missing or double"),
        ("page cut", r"TypedDataSet\.000\.json: 1 rows up to here, while the service had given 2: the page is cut"),
        ("no link", r"TypedDataSet\.000\.json: says that it is the last page, but more files follow"),
        ("half a file", r"TypedDataSet\.001\.json: not readable as JSON"),
        ("gap", r"rows are missing between this page and the next"),
        ("double", r"the ID of rows does not rise"),
        ("rows gone", r"3 rows, while the dimension lists 4 areas: the table is cut"),
    ],
)
def test_an_incomplete_download_is_refused(tmp_path: Path, fault: str, message: str) -> None:
    folder = write_v3(tmp_path / "t", page=1 if fault == "middle page gone" else 2)
    first, last = folder / "TypedDataSet.000.json", folder / "TypedDataSet.001.json"
    page: dict[str, Any] = json.loads(first.read_text())
    if fault == "last page gone" or fault == "middle page gone":
        last.unlink()
    elif fault == "page cut":
        write_json(first, page | {"value": page["value"][:1]})
    elif fault == "no link":
        write_json(first, {"value": page["value"]})
    elif fault == "half a file":
        last.write_text(last.read_text()[:200])
    else:
        rows = json.loads(last.read_text())
        changed = {"gap": [7, 8], "double": [1, 2], "rows gone": [2]}[fault]
        rows["value"] = [row | {"ID": number} for row, number in zip(rows["value"], changed, strict=False)]
        write_json(last, rows)
    with pytest.raises(LayoutError, match=message):
        read(folder)


def test_one_code_with_two_names_names_both(tmp_path: Path) -> None:
    names = dict(KWB_NAMES)
    folder = write_v3(tmp_path / "t", names=names)
    path = folder / "WijkenEnBuurten.json"
    dimension = json.loads(path.read_text())
    dimension["value"].append(dimension["value"][3] | {"Title": "Nieuwe Haven"})
    write_json(path, dimension)
    with pytest.raises(LayoutError, match=r"BU99010001 is 'Oude  Haven' and 'Nieuwe Haven'"):
        read(folder)


def test_an_unknown_mark_names_area_column_and_value(tmp_path: Path) -> None:
    rows = [*KWB_ROWS[:3], KWB_ROWS[3] | {"AantalInwoners_5": "x"}]
    with pytest.raises(LayoutError, match=r"t \(84799NED\).*\n  - area BU99010001, column AantalInwoners_5: 'x'"):
        read(write_v3(tmp_path / "t", rows))


def test_minus_one_is_missing_with_a_note(tmp_path: Path) -> None:
    rows = [*KWB_ROWS[:3], KWB_ROWS[3] | {"AfstandTotHuisartsenpraktijk_105": -1}]
    table = read(write_v3(tmp_path / "t", rows))
    assert value(table, "BU99010001", "gp_km") == (None, "unknown")
    assert table.notes == ("AfstandTotHuisartsenpraktijk_105: 1 times -1, which cannot be; taken as missing.",)


def test_a_wijk_called_a_buurt_is_refused(tmp_path: Path) -> None:
    rows = [*KWB_ROWS[:3], KWB_ROWS[3] | {"SoortRegio_2": "Wijk      "}]
    with pytest.raises(LayoutError, match="BU99010001 is called a wijk"):
        read(write_v3(tmp_path / "t", rows))


def test_contradicting_years_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="TableInfos says 2021, table id says 2020"):
        read(write_v3(tmp_path / "t", period="2021"))


def test_metadata_alone_is_listed_not_read(tmp_path: Path) -> None:
    folder = write_v3(tmp_path / "t")
    lonely = tmp_path / "2024_85984NED_odata_v3_DataProperties.json"
    (folder / "DataProperties.json").rename(lonely)
    (found,) = recognise(tmp_path, [lonely])
    assert isinstance(found, NotUsed)
    assert found.path == lonely
    assert found.why.startswith("metadata only")


def test_the_note_beside_a_file_decides_whether_it_is_recorded(tmp_path: Path) -> None:
    folder = write_v3(tmp_path / "t")
    (folder / "TypedDataSet.json.meta.yml").write_text("recorded: false\n")
    assert read(folder).release.recorded is False
    (folder / "TypedDataSet.json.meta.yml").write_text("recorded: [")
    with pytest.raises(LayoutError, match=r"TypedDataSet\.json\.meta\.yml: not valid YAML"):
        read(folder)
