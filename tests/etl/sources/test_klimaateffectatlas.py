"""Klimaateffectatlas: columns through the dashboard's own list, classes summed, fractions, no data, named faults."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest
from source_files import value

from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Catalogue, Locator
from etl.contracts import UNKNOWN_DIVISION, NotUsed, ParsedTable, Recognised
from etl.errors import ColumnError, LayoutError
from etl.sources._layouts.columns import AmbiguousColumnError, UnknownColumnError
from etl.sources.klimaateffectatlas.adapter import recognise
from etl.sources.klimaateffectatlas.columns import Listed, resolve, year_of
from etl.sources.klimaateffectatlas.middle import compare_with_published

HEAT = "PET29tm34p, PET35tm40p, PET41tm45p, PET46tm50p, PET51ev"
RAIN = "perc5_10cm, perc10_15cm, perc15_20cm, perc20_30cm, perc30cmME, percNODATA"
LIST = f"""Titel,Subtitel,Categorie,Indicatornaamtabel
Gevoelstemperatuur,PET,Effecten,"{HEAT}"
Waterdiepte bij hevige bui,,Effecten,"{RAIN}"
Groen,,Gebiedskenmerken,groen
Groen openbaar,,Gebiedskenmerken,groen_openbaar
Groen niet-openbaar,,Gebiedskenmerken,groen_prive
Verharding,,Gebiedskenmerken,verhard
Verharding niet-openbaar,,Gebiedskenmerken,verhard_prive
Boomkroonoppervlakte,,Gebiedskenmerken,kroon
Schaduw wandel- en fietspaden,,Gebiedskenmerken,schaduw
Groen per inwoner,,Gebiedskenmerken,groen_inw
Hitte en broze 65-plussers,,Kwetsbaarheid,broos
"""
HEADER = (
    "buurtcode2024;PET29tm34pAHN3;PET29tm34pAHN4;PET35tm40pAHN4;PET41tm45pAHN3;PET41tm45pAHN4;PET46tm50pAHN4;PET51evAHN4;"
    "PET41tm45pAHN4_BK;perc5_10cm;perc10_15cm;perc15_20cm;perc20_30cm;perc30cmME;percNODATA;"
    "groen_2018;groen_2022;groen_2022_BK;groen_openbaar_2022;groen_prive_2022;verhard_2022;verhard_prive_2022;"
    "kroonAHN4;schaduw;groen_inw_2022;broos"
)
ROWS = (
    "BU99010000;1;7;8;99;30,5;10;0;55;0,08;0,04;0,02;0,01;0,005;0;11;22,4;30;50;13;31;35;11;40;124;24",
    "BU99010001;1;7;8;99;-10;10;0;55;0,08;;0,02;0,01;0,005;0;11;0;30;50;13;31;35;11;40;124;24",
)


def write(folder: Path, header: str = HEADER, rows: tuple[str, ...] = ROWS, listed: str | None = LIST) -> list[Path]:
    table = folder / "jan26-Buurtdashboarddata.csv.gz"
    table.write_bytes(gzip.compress("\n".join([header, *rows, ""]).encode()))
    files = [table]
    if listed is not None:
        (folder / "indicatoren.csv").write_text(listed, encoding="utf-8")
        files.append(folder / "indicatoren.csv")
    return files


def read(files: list[Path], catalogue: Catalogue | None = None) -> dict[int, ParsedTable]:
    (found,) = recognise(files[0].parent, files)
    assert isinstance(found, Recognised)
    tables = [content for content in found.read(catalogue or load_catalogue()) if isinstance(content, ParsedTable)]
    return {table.release.reference_year: table for table in tables}


def test_figures_by_hand(tmp_path: Path) -> None:
    by_year = read(write(tmp_path))
    assert sorted(by_year) == [2022, 2024]
    assert {table.release.boundary_year for table in by_year.values()} == {2024}
    # 30.5 + 10 + 0: the classes from 41 on, of the newest height model, of the whole buurt
    assert value(by_year[2024], "BU99010000", "heat_felt_41_plus_pct") == (40.5, "ok")
    assert value(by_year[2022], "BU99010000", "green_pct") == (22.4, "ok")
    assert value(by_year[2022], "BU99010000", "green_per_resident_m2") == (124.0, "ok")


def test_no_data_and_a_missing_class_leave_no_sum_but_zero_is_a_figure(tmp_path: Path) -> None:
    by_year = read(write(tmp_path))
    assert value(by_year[2024], "BU99010001", "heat_felt_41_plus_pct") == (None, "unknown")
    assert value(by_year[2024], "BU99010001", "rain_depth_10cm_pct") == (None, "unknown")
    assert value(by_year[2022], "BU99010001", "green_pct") == (0.0, "ok")


def test_fractions_of_surface_become_percentages(tmp_path: Path) -> None:
    rows = tuple(ROWS[0].replace("BU99010000", f"BU990100{number:02d}") for number in range(20))
    table = read(write(tmp_path, rows=rows))[2024]
    assert value(table, "BU99010007", "rain_depth_10cm_pct") == (7.5, "ok")
    assert value(table, "BU99010007", "heat_felt_41_plus_pct") == (40.5, "ok")


def test_a_key_without_a_year_leaves_the_division_to_the_build(tmp_path: Path) -> None:
    by_year = read(write(tmp_path, header=HEADER.replace("buurtcode2024", "Buurtcode")))
    assert {table.release.boundary_year for table in by_year.values()} == {UNKNOWN_DIVISION}
    assert sorted(by_year) == [2022, 2026]  # without a year in key or column: that of the edition


def test_without_the_list_the_table_is_not_guessed_at(tmp_path: Path) -> None:
    (found,) = recognise(tmp_path, write(tmp_path, listed=None))
    assert isinstance(found, NotUsed)
    assert "list of indicators" in found.why


def test_a_title_that_is_gone_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ColumnError, match=r"green_pct: title 'Groen' is not in the list.*nearest: Groenblauw"):
        read(write(tmp_path, listed=LIST.replace("\nGroen,", "\nGroenblauw,")))


def test_a_column_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(ColumnError, match=r"tree_crown_pct: column 'kroon' of the list is not in the table"):
        read(write(tmp_path, header=HEADER.replace("kroonAHN4", "boomkroonAHN4")))


def test_a_text_among_the_numbers_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"line 3, column groen_2022: 'veel' is no number"):
        read(write(tmp_path, rows=(ROWS[0], ROWS[1].replace(";11;0;30;", ";11;veel;30;"))))


GREEN = Listed("Groen", "", ("groen",))
CLASSES = Listed("Hitte", "", ("PET35tm40p", "PET41tm45p"))


def locator(title: str, **where: str) -> Locator:
    return Locator(series="klimaateffectatlas", column=(title,), where=where)


def test_the_newest_height_model_wins_over_the_newest_year() -> None:
    header = ["groen_2023", "groenAHN3", "groenAHN4", "groen_2024_BK"]
    assert resolve(locator("Groen"), [GREEN], header) == "groenAHN4"
    assert resolve(locator("groen"), [GREEN], ["groen_2020", "groen_2023"]) == "groen_2023"
    assert (year_of("groen_2023"), year_of("groenAHN4"), year_of("a_2020+b_2021")) == (2023, None, None)


def test_classes_need_a_start_and_a_start_needs_classes() -> None:
    header = ["PET35tm40p", "PET41tm45p"]
    assert resolve(locator("Hitte", class_from="41"), [CLASSES], header) == "PET41tm45p"
    assert resolve(locator("Hitte", class_from="35"), [CLASSES], header) == "PET35tm40p+PET41tm45p"
    with pytest.raises(AmbiguousColumnError, match="2 columns"):
        resolve(locator("Hitte"), [CLASSES], header)
    with pytest.raises(UnknownColumnError, match="no class from 50"):
        resolve(locator("Hitte", class_from="50"), [CLASSES], header)
    with pytest.raises(AmbiguousColumnError, match="2 times"):
        resolve(locator("Groen"), [GREEN, GREEN], ["groen"])


def test_a_national_table_far_from_the_published_middle_says_so() -> None:
    near = pd.DataFrame({"Groen": [22.0] * 10_000, "Verharding": [60.0] * 10_000})
    (note,) = compare_with_published(near)
    assert "'Verharding': the middle buurt has 60.0, the makers publish 31.4" in note
    assert compare_with_published(near.head(100)) == ()
