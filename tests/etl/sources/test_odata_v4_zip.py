"""The CSV zip of OData v4: measure codes with groups, decimal comma, reasons for missing cells."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from source_files import read_only, value, write_zip

from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Catalogue
from etl.contracts import ParsedTable, Recognised
from etl.errors import ColumnError, LayoutError
from etl.sources.cbs_kwb.adapter import recognise
from etl.sources.cbs_nabijheid.adapter import recognise as recognise_near

Rows = list[list[Any]]
HEADER = ["Id", "Measure", "ValueAttribute", "Value", "StringValue", "WijkenEnBuurten"]
MEASURES: Rows = [
    ["Identifier", "Index", "Title", "Description", "MeasureGroupId", "DataType", "Unit"],
    ["T001036", 1, "Aantal inwoners", "", "G1", "Long", "aantal"],
    ["1050010_2", 2, "Huishoudens totaal", "", "G1", "Long", "aantal"],
    ["1014800_1", 3, "Koopwoningen", "", "G3", "Long", "%"],
    ["1014800_2", 4, "Eigen woning", "", "G4", "Long", "kWh"],
    ["D000028", 5, "Afstand tot huisartsenpraktijk", "", "G5", "Double", "km"],
    ["PC000C", 6, "Meest voorkomende postcode", "", "G6", "String", "code"],
    ["A047044", 7, "Oppervlakte land", "", "G6", "Long", "ha"],
]
GROUPS: Rows = [
    ["Id", "Index", "Title", "Description", "ParentId"],
    ["G1", 1, "Bevolking", "Tekst; met puntkomma\nen een regel", ""],
    ["G2", 2, "Wonen", "", ""],
    ["G3", 3, "Woningen naar eigendom", "", "G2"],
    ["G4", 4, "Naar eigendom", "", ""],
    ["G5", 5, "Nabijheid", "", ""],
    ["G6", 6, "Ligging", "", ""],
]
AREAS: Rows = [
    ["Identifier", "Index", "Title", "Description", "DimensionGroupId"],
    ["GM9901", 1, "Voorbeeld", "", "GM"],
    ["BU99010001", 2, "Oude Haven", "", "GM9901"],
]
PROPERTIES: Rows = [
    ["Identifier", "Title", "Modified", "TemporalCoverage"],
    ["85984NED", "Kerncijfers wijken en buurten 2024", "2026-07-01T02:00:00+02:00", "2024"],
]
CELLS: Rows = [
    [0, "T001036", "None", "900", "", "GM9901"],
    [1, "1050010_2", "None", "400", "", "GM9901"],
    [2, "1014800_1", "None", "44", "", "GM9901"],
    [3, "1014800_2", "None", "2500", "", "GM9901"],
    [4, "D000028", "None", "0,7", "", "GM9901"],
    [5, "T001036", "None", "0", "", "BU99010001"],
    [6, "1050010_2", "None", "0", "", "BU99010001"],
    [7, "1014800_1", "Confidential", "", "", "BU99010001"],
    [8, "D000028", "Impossible", "", "", "BU99010001"],
    [9, "PC000C", "None", "", "9902", "BU99010001"],
    [10, "A047044", "None", "20", "", "BU99010001"],
]


def write(
    path: Path, cells: Sequence[Sequence[Any]] = CELLS, measures: Rows = MEASURES, header: Sequence[str] = HEADER
) -> Path:
    return write_zip(
        path,
        {
            "Observations.csv": [header, *cells],
            "MeasureCodes.csv": measures,
            "MeasureGroups.csv": GROUPS,
            "WijkenEnBuurtenCodes.csv": AREAS,
            "Properties.csv": PROPERTIES,
        },
    )


def read(path: Path) -> ParsedTable:
    return read_only(recognise(path.parent, [path]))


def test_reads_a_zip_by_hand(tmp_path: Path) -> None:
    table = read(write(tmp_path / "85984NED.csv.zip"))
    release = table.release
    assert (release.table_id, release.layout, release.reference_year) == ("85984NED", "odata_v4", 2024)
    assert str(release.modified) == "2026-07-01"
    assert release.recorded is True
    assert release.national is False
    assert value(table, "GM9901", "gp_km") == (0.7, "ok")
    assert value(table, "GM9901", "owner_occupied_pct") == (44.0, "ok")
    assert value(table, "BU99010001", "residents_count") == (0.0, "ok")
    assert value(table, "BU99010001", "owner_occupied_pct") == (None, "suppressed")
    assert value(table, "BU99010001", "gp_km") == (None, "unknown")
    areas = table.areas.set_index("area_code")
    assert list(areas.loc["BU99010001", ["name", "gemeente_name", "postcode4", "land_area_ha"]]) == [
        "Oude Haven",
        "Voorbeeld",
        "9902",
        20,
    ]


def test_an_unknown_value_attribute_is_noted(tmp_path: Path) -> None:
    cells = [[*row[:2], "Geheimzinnig", *row[3:]] if row[0] == 7 else row for row in CELLS]
    table = read(write(tmp_path / "z.zip", cells))
    assert value(table, "BU99010001", "owner_occupied_pct") == (None, "unknown")
    assert table.notes == ("ValueAttribute 'Geheimzinnig' is not known; 1 cells are unknown.",)


NEAR_MEASURES: Rows = [
    MEASURES[0],
    ["D000028", 1, "Afstand tot huisartsenpraktijk", "", "H1", "Double", "km"],
    ["D000043", 2, "Afstand tot restaurant", "", "H4", "Double", "km"],
    ["M1_1", 3, "Binnen 1 km", "", "H2", "Double", "aantal"],
    ["M1_2", 4, "Binnen 1 km", "", "H5", "Double", "aantal"],
]
NEAR_GROUPS: Rows = [
    GROUPS[0],
    ["H0", 1, "Gezondheid en welzijn", "", ""],
    ["H1", 2, "Huisartsenpraktijk", "", "H0"],
    ["H2", 3, "Aantal huisartsenpraktijken", "", "H1"],
    ["H3", 4, "Horeca", "", ""],
    ["H4", 5, "Restaurants", "", "H3"],
    ["H5", 6, "Aantal restaurants", "", "H4"],
]


def near_zip(path: Path, measures: Rows = NEAR_MEASURES) -> Path:
    cells = [[i, row[0], "None", f"{i + 1},5", "", "GM9901"] for i, row in enumerate(measures[1:])]
    content = {
        "Observations.csv": [HEADER, *cells], "MeasureCodes.csv": measures, "MeasureGroups.csv": NEAR_GROUPS,
        "WijkenEnBuurtenCodes.csv": AREAS, "Properties.csv": [PROPERTIES[0], ["86134NED", "Nabijheid 2024", "2025-07-01", "2024"]],
    }  # fmt: skip
    return write_zip(path, content)


def only(*names: str) -> Catalogue:
    catalogue = load_catalogue()
    return catalogue.model_copy(update={"indicators": {name: catalogue.indicators[name] for name in names}})


def test_a_measure_without_a_known_code_is_found_by_its_full_title(tmp_path: Path) -> None:
    """Counts within reach share one title, and the catalogue knows no code of theirs: the groups tell them apart."""
    near_zip(tmp_path / "86134NED.csv.zip")
    catalogue = only("gp_km", "gp_1km_count", "restaurant_km", "restaurant_1km_count")
    (known,) = recognise_near(tmp_path, [tmp_path / "86134NED.csv.zip"])
    assert isinstance(known, Recognised)
    (table,) = known.read(catalogue)
    assert isinstance(table, ParsedTable)
    found = table.values.set_index("indicator_id")["value"].to_dict()
    assert found == {"gp_km": 1.5, "restaurant_km": 2.5, "gp_1km_count": 3.5, "restaurant_1km_count": 4.5}


def test_a_measure_that_neither_code_nor_title_finds_is_an_error_not_a_gap(tmp_path: Path) -> None:
    near_zip(tmp_path / "86134NED.csv.zip", NEAR_MEASURES[:-1])
    (known,) = recognise_near(tmp_path, [tmp_path / "86134NED.csv.zip"])
    assert isinstance(known, Recognised)
    with pytest.raises(ColumnError, match=r"restaurant_1km_count: column 'Horeca/.*Binnen 1 km .aantal.' is not there"):
        known.read(only("gp_1km_count", "restaurant_1km_count"))


def test_a_measure_that_was_dropped_is_an_error(tmp_path: Path) -> None:
    measures = [row for row in MEASURES if row[0] != "D000028"]
    with pytest.raises(ColumnError, match="gp_km: measure D000028 is not there"):
        read(write(tmp_path / "z.zip", measures=measures))


def test_a_doubled_cell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="GM9901 has measure T001036 twice"):
        read(write(tmp_path / "z.zip", [*CELLS, [11, "T001036", "None", "901", "", "GM9901"]]))


def test_a_cut_zip_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = write(tmp_path / "85984NED.csv.zip")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(LayoutError, match=r"85984NED\.csv\.zip: cannot be opened as a zip file"):
        recognise(tmp_path, [path])


def test_an_unpacked_folder_is_an_equal(tmp_path: Path) -> None:
    path = write(tmp_path / "z.zip")
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    table = read_only(recognise(folder, sorted(folder.iterdir())))
    assert table.values.equals(read(path).values)


def test_several_periods_are_refused(tmp_path: Path) -> None:
    cells = [[*row, "2023JJ00" if row[0] else "2024JJ00"] for row in CELLS]
    with pytest.raises(LayoutError, match="several periods"):
        read(write(tmp_path / "z.zip", cells, header=[*HEADER, "Perioden"]))


def test_codes_and_texts_may_be_padded(tmp_path: Path) -> None:
    cells = [[row[0], f"{row[1]} ", *row[2:5], f"{row[5]}  " if row[0] % 2 else row[5]] for row in CELLS]
    assert read(write(tmp_path / "padded.zip", cells)).values.equals(read(write(tmp_path / "plain.zip")).values)


def test_a_row_with_too_many_cells_names_file_and_cells(tmp_path: Path) -> None:
    with pytest.raises(
        LayoutError, match=r"z\.zip: Observations\.csv is missing or damaged in it .*7.*Download the file again"
    ):
        read(write(tmp_path / "z.zip", [*CELLS, [11, "A047044", "None", "20", "", "GM9901", "more"]]))


@pytest.mark.parametrize("place", [60, 5_000])
def test_damage_inside_the_zip_is_an_error_that_names_it(tmp_path: Path, place: int) -> None:
    path = tmp_path / "85984NED.csv.zip"
    many = [[11 + number, f"X{number}", "None", "1", "", "GM9901"] for number in range(20_000)]
    write(path, [*CELLS, *many])
    known = recognise(tmp_path, [path])
    content = bytearray(path.read_bytes())
    content[place : place + 100] = bytes(100)
    path.write_bytes(content)
    with pytest.raises(LayoutError, match=r"85984NED\.csv\.zip: Observations\.csv is missing or damaged in it"):
        read_only(known)
