"""Every layout of the sources is there, with the habits that adapters stumble over."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.etl.demo import raw_demo as raw

pytestmark = pytest.mark.whole


def _properties(folder: Path) -> list[raw.Row]:
    return raw.pages(folder, "DataProperties")


def _stems(folder: Path) -> dict[str, int]:
    topics = [row["Key"].rsplit("_", 1) for row in _properties(folder) if row["Type"] == "Topic"]
    return {stem: int(number) for stem, number in topics}


def test_kerncijfers_of_nine_years_in_three_layouts(demo: Path) -> None:
    names = {path.name for path in (demo / "cbs_kwb").iterdir()}
    zips = {f"{raw.KWB_TABLES[year]}.csv.zip" for year in raw.V4_YEARS}
    assert names == zips | {raw.KWB_TABLES[year] for year in raw.V3_YEARS} | {"kwb-2023.xlsx", "kwb-2024.xlsx"}


def test_v3_numbers_differ_per_year_and_texts_are_padded(demo: Path) -> None:
    numbers = {year: _stems(demo / "cbs_kwb" / raw.KWB_TABLES[year]) for year in raw.V3_YEARS}
    assert len({numbers[year]["AfstandTotHuisartsenpraktijk"] for year in raw.V3_YEARS}) == 4
    assert {numbers[year]["AantalInwoners"] for year in raw.V3_YEARS} == {5}
    row = raw.v3(demo / "cbs_kwb" / raw.KWB_TABLES[2020])["GM9901"]
    assert row["WijkenEnBuurten"] == "GM9901    "
    assert row["Gemeentenaam_1"] == f"{'Lindermeer':<40}"
    assert row["SoortRegio_2"] == "Gemeente  "


def test_v3_comes_in_pages_of_a_hundred_rows_without_gaps(demo: Path) -> None:
    folder = demo / "cbs_kwb" / raw.KWB_TABLES[2020]
    first = json.loads((folder / "TypedDataSet.000.json").read_text(encoding="utf-8"))
    assert len(first["value"]) == 100
    assert first["odata.nextLink"].endswith("$skip=100")
    assert [row["ID"] for row in raw.pages(folder, "TypedDataSet")] == list(range(143))


def test_stems_that_occur_twice_differ_in_unit_and_parents(demo: Path) -> None:
    rows = _properties(demo / "cbs_kwb" / raw.KWB_TABLES[2020])
    by_id = {row["ID"]: row for row in rows}
    flats = [row for row in rows if row["Key"].startswith("Appartement_")]
    assert [row["Unit"] for row in flats] == ["kWh", "m³"]
    above = [by_id[by_id[row["ParentID"]]["ParentID"]]["Title"] for row in flats]
    assert above == ["Gemiddeld elektriciteitsverbruik", "Gemiddeld aardgasverbruik"]


def test_topics_are_renamed_and_dropped_as_they_were(demo: Path) -> None:
    stems = {year: _stems(demo / "cbs_kwb" / raw.KWB_TABLES[year]).keys() for year in raw.V3_YEARS}
    assert [year for year in raw.V3_YEARS if "GemiddeldeWoningwaarde" in stems[year]] == [2019, 2020]
    assert [year for year in raw.V3_YEARS if "GemiddeldeWOZWaardeVanWoningen" in stems[year]] == [2021, 2022]
    assert [year for year in raw.V3_YEARS if "NettoArbeidsparticipatie" in stems[year]] == [2019, 2020]
    assert [year for year in raw.V3_YEARS if "Nettoarbeidsparticipatie" in stems[year]] == [2021, 2022]
    headers = {
        year: {name.strip() for name in raw.sheet(demo / "cbs_kwb" / f"kwb-{year}.xlsx")[0]} for year in raw.XLSX_YEARS
    }
    last_of = {"p_hh_lkk", "p_hh_osm", "p_bjj2k", "p_hh_110"}
    new = {"p_ink_ar", "a_nb_won", "p_bj_me10"}
    assert headers[2023] >= last_of
    assert not headers[2023] & new
    assert headers[2024] >= new
    assert not headers[2024] & last_of
    assert {"a_opl_bvm", "a_opl_hvm", "a_opl_hw"} <= headers[2023] & headers[2024]


def test_sheets_have_blanks_in_headers_all_missing_marks_and_both_decimal_marks(demo: Path) -> None:
    header, rows = raw.sheet(demo / "cbs_kwb" / "kwb-2024.xlsx")
    assert {"a_nb_won ", "p_won_m ", "p_won_ev "} <= set(header)
    cells = [cell for row in rows.values() for cell in row.values()]
    assert {".", "       .", ",", ""} <= {cell for cell in cells if isinstance(cell, str)}
    distances = [
        row[name] for row in rows.values() for name in ("g_afs_hp", "g_afs_gs", "g_afs_kv", "g_afs_sc", "g_hhgro")
    ]
    texts = [cell for cell in distances if isinstance(cell, str) and any(digit.isdigit() for digit in cell)]
    assert any("," in text for text in texts)
    assert any(isinstance(cell, float) for cell in distances)


def test_v4_codes_get_other_numbers_in_another_year(demo: Path) -> None:
    codes = {}
    for year in raw.V4_YEARS:
        with zipfile.ZipFile(demo / "cbs_kwb" / f"{raw.KWB_TABLES[year]}.csv.zip") as archive:
            text = archive.read("MeasureCodes.csv").decode("utf-8")
            observations = archive.read("Observations.csv").decode("utf-8")
        assert '"1,1"' in observations
        owned = next(line for line in text.splitlines() if '"Koopwoningen"' in line)
        codes[year] = owned.split(";")[0].strip('"')
    assert codes[2017] == codes[2018] == "1014800_1"
    assert codes[2016] == "1014800_2"


def test_nabijheid_has_110_topics_and_both_layouts(demo: Path) -> None:
    marks = set()
    for year in raw.NABIJHEID_EXPORTS:
        path = demo / "cbs_nabijheid" / f"{year}-lindermeer.statline.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        header, rows = raw.export(path)
        assert len(header) == 115
        marks.add("," if any("," in cell for cell in rows["GM9901"][5:]) else ".")
    assert marks == {",", "."}
    for year, table in raw.NABIJHEID_TABLES.items():
        topics = [row for row in _properties(demo / "cbs_nabijheid" / table) if row["Type"] == "Topic"]
        assert len(topics) == 114, year


@pytest.mark.parametrize(("year", "full"), [(2017, True), (2018, False), (2020, True), (2022, False), (2024, True)])
def test_green_is_there_in_some_years_only(demo: Path, year: int, full: bool) -> None:
    green = raw.nabijheid(demo, year, "", "AfstandTotOpenbaarGroenTotaal")
    assert any(value is not None for value in green.values()) == full
    assert any(value is not None for value in raw.nabijheid(demo, year, *raw.GP).values())


def test_at_least_two_years_of_nabijheid_are_full(demo: Path) -> None:
    full = 0
    for table in raw.NABIJHEID_TABLES.values():
        city = raw.v3(demo / "cbs_nabijheid" / table)["GM9901"]
        full += all(value is not None for value in city.values())
    assert full >= 2
