"""Tables with more dimensions than the area: which rows a locator means, years, margins, slices, and what is named when it is unclear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from source_files import envelope, indicator, read_only, source, value, write_json, write_v3

from etl.catalogue.schema import Catalogue, Theme
from etl.contracts import UNKNOWN_DIVISION, NotUsed, ParsedTable, Recognised
from etl.errors import ColumnError, LayoutError
from etl.sources.cbs_opleiding import adapter as education
from etl.sources.politie import adapter as police
from etl.sources.rivm_gezondheid import adapter as health

CRIMES = {"0.0.0 ": "Totaal misdrijven", "1.1.1 ": "1.1.1 Diefstal/inbraak woning", "1.4.5 ": "1.4.5 Mishandeling"}
PROPERTIES: list[tuple[str, str, str, str | None, int | None]] = [
    ("Dimension", "SoortMisdrijf", "Soort misdrijf", None, None),
    ("GeoDetail", "WijkenEnBuurten", "Wijken en buurten", None, None),
    ("TimeDimension", "Perioden", "Perioden", None, None),
    ("Topic", "GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven", "aantal", None),
]
NAMES = {"NL00": "Nederland", "GM9901": "Voorbeeld", "BU99010001": "Oude Haven"}


def catalogue(**wheres: str) -> Catalogue:
    return Catalogue(
        themes=(Theme(id="wie", title="Wie", sentence="Wie."),),
        sources={"politie": source(), "cbs_opleiding": source(), "rivm_gezondheid": source()},
        indicators={
            name: indicator(
                source=[
                    {
                        "series": "politie",
                        "where": {"SoortMisdrijf": member},
                        "v3": [{"stem": "GeregistreerdeMisdrijven"}],
                    }
                ]
            )
            for name, member in wheres.items()
        },
    )


THREE = catalogue(all_count="0.0.0", burglary_count="1.1.1", assault_count="mishandeling")


def crime(number: int, kind: str, area: str, period: str, cell: Any) -> dict[str, Any]:
    return {
        "ID": number, "SoortMisdrijf": kind.ljust(6), "WijkenEnBuurten": area.ljust(10), "Perioden": period,
        "GeregistreerdeMisdrijven_1": cell,
    }  # fmt: skip


ROWS = [
    crime(0, "0.0.0", "NL00", "2022JJ00", 800_000),
    crime(1, "0.0.0", "NL00", "2023JJ00", 790_000),
    crime(2, "0.0.0", "BU99010001", "2022JJ00", 41),
    crime(3, "0.0.0", "BU99010001", "2023JJ00", 38),
    crime(4, "1.1.1", "BU99010001", "2022JJ00", 0),
    crime(5, "1.1.1", "BU99010001", "2023JJ00", None),
    crime(6, "1.4.5", "BU99010001", "2023JJ00", 3),
]


def write_police(
    folder: Path, rows: Sequence[Mapping[str, Any]] = ROWS, *, crimes: Mapping[str, str] = CRIMES, **more: Any
) -> Path:
    write_v3(
        folder,
        rows,
        PROPERTIES,
        names=NAMES,
        table_id="47018NED",
        **({"period": "2012 - 2023", "map_year": 2024} | more),
    )
    members = [{"Key": key, "Title": title} for key, title in crimes.items()]
    write_json(folder / "SoortMisdrijf.json", envelope("x/47018NED", "SoortMisdrijf", members))
    periods = list(dict.fromkeys(row["Perioden"] for row in rows))
    write_json(
        folder / "Perioden.json", envelope("x/47018NED", "Perioden", [{"Key": p, "Title": p[:4]} for p in periods])
    )
    return folder


def read(folder: Path, known: Catalogue = THREE) -> ParsedTable:
    return read_only(police.recognise(folder, sorted(folder.iterdir())), known)


def test_every_indicator_gets_the_rows_of_its_member_in_all_years(tmp_path: Path) -> None:
    table = read(write_police(tmp_path / "t"))
    assert value(table, "NL00", "all_count", 2022) == (800_000, "ok")
    assert value(table, "BU99010001", "all_count", 2023) == (38, "ok")
    assert value(table, "BU99010001", "assault_count", 2023) == (3, "ok")
    assert len(table.values) == 7, "one row of the table, one figure"


def test_nothing_is_no_zero_and_a_zero_is_a_figure(tmp_path: Path) -> None:
    table = read(write_police(tmp_path / "t"))
    assert value(table, "BU99010001", "burglary_count", 2022) == (0, "ok")
    assert value(table, "BU99010001", "burglary_count", 2023) == (None, "unknown")


def test_the_areas_are_those_of_the_map_year_whatever_the_year_of_the_figures(tmp_path: Path) -> None:
    table = read(write_police(tmp_path / "t"))
    assert (table.release.boundary_year, table.release.reference_year) == (2024, 2023)
    assert table.release.table_id == "47018NED"
    assert dict(zip(table.areas["area_code"], table.areas["name"], strict=True)) == {
        "NL00": "Nederland",
        "BU99010001": "Oude Haven",
    }


def test_without_a_map_year_the_title_tells_else_the_codes_will(tmp_path: Path) -> None:
    folder = write_police(tmp_path / "t", map_year=None)
    assert read(folder).release.boundary_year == UNKNOWN_DIVISION
    info = {"Identifier": "47018NED", "Title": "Misdrijven; wijken en buurten, indeling 2023", "Modified": "2024-03-01"}
    write_json(folder / "TableInfos.json", envelope("x/47018NED", "TableInfos", [info]))
    assert read(folder).release.boundary_year == 2023


def test_slices_of_one_table_are_read_as_one(tmp_path: Path) -> None:
    """A fetch leaves a file per kind of crime and year, which share the metadata."""
    whole = read(write_police(tmp_path / "whole"))
    folder = write_police(tmp_path / "slices")
    (folder / "TypedDataSet.json").unlink()
    for kind in ("0.0.0", "1.1.1", "1.4.5"):
        for year in ("2022JJ00", "2023JJ00"):
            rows = [row for row in ROWS if (row["SoortMisdrijf"].strip(), row["Perioden"]) == (kind, year)]
            if rows:
                name = f"{kind.replace('.', '_')}-{year}.TypedDataSet.000.json"
                write_json(folder / name, envelope("x/47018NED", "TypedDataSet", rows))
    found = police.recognise(folder, sorted(folder.iterdir()))
    table = read_only(found, THREE)
    order = ["area_code", "indicator_id", "reference_year"]
    assert table.values.sort_values(order, ignore_index=True).equals(whole.values.sort_values(order, ignore_index=True))
    (item,) = found
    assert isinstance(item, Recognised)
    assert set(item.parts) == set(folder.iterdir()), "every file belongs to it, the dimensions too"


def test_an_unknown_member_is_named_with_all_that_there_are(tmp_path: Path) -> None:
    folder = write_police(tmp_path / "t")
    with pytest.raises(ColumnError) as caught:
        read(folder, catalogue(all_count="0.0.0", robbery_count="Straatroof"))
    assert caught.value.indicators == ("robbery_count",)
    assert "no member 'Straatroof'" in str(caught.value)
    assert "1.4.5 1.4.5 Mishandeling" in str(caught.value)


def test_a_title_that_fits_two_members_is_an_error(tmp_path: Path) -> None:
    folder = write_police(tmp_path / "t", crimes=CRIMES | {"9.9.9 ": "Mishandeling"})
    with pytest.raises(ColumnError, match=r"'mishandeling' of dimension SoortMisdrijf is ambiguous.*Give the key"):
        read(folder)


def test_a_dimension_that_nobody_narrows_down_is_read_at_its_total_only(tmp_path: Path) -> None:
    plain = {"series": "politie", "v3": [{"stem": "GeregistreerdeMisdrijven"}]}
    known = THREE.model_copy(update={"indicators": {"all_count": indicator(source=[plain])}})
    assert value(read(write_police(tmp_path / "t"), known), "BU99010001", "all_count", 2022) == (41, "ok")
    others = {key: title for key, title in CRIMES.items() if "Totaal" not in title}
    folder = write_police(tmp_path / "u", ROWS[4:], crimes=others)
    with pytest.raises(ColumnError, match="which member of dimension SoortMisdrijf is meant is not told"):
        read(folder, known)


def test_a_locator_for_a_dimension_that_is_not_there_says_which_there_are(tmp_path: Path) -> None:
    wrong = {"series": "politie", "where": {"Leeftijd": "Totaal"}, "v3": [{"stem": "GeregistreerdeMisdrijven"}]}
    known = THREE.model_copy(update={"indicators": {"all_count": indicator(source=[wrong])}})
    with pytest.raises(ColumnError, match="no dimension Leeftijd; it has: SoortMisdrijf"):
        read(write_police(tmp_path / "t"), known)


def test_a_table_per_month_is_told_by_its_periods_and_not_read(tmp_path: Path) -> None:
    rows = [crime(0, "0.0.0", "BU99010001", "2025MM06", 4)]
    folder = write_police(tmp_path / "t", rows)
    found = police.recognise(folder, sorted(folder.iterdir()))
    assert {type(item) for item in found} == {NotUsed}
    assert all("per month" in item.why for item in found if isinstance(item, NotUsed))


def test_a_month_among_years_is_left_out_with_a_note(tmp_path: Path) -> None:
    table = read(write_police(tmp_path / "t", [*ROWS, crime(7, "0.0.0", "BU99010001", "2024KW01", 9)]))
    assert sorted(table.values["reference_year"].unique()) == [2022, 2023]
    assert any("2024KW01" in note for note in table.notes)


def test_rows_without_a_dimension_are_a_cut_download(tmp_path: Path) -> None:
    rows = [{key: cell for key, cell in row.items() if key != "SoortMisdrijf"} for row in ROWS]
    with pytest.raises(LayoutError, match="the rows lack SoortMisdrijf"):
        read(write_police(tmp_path / "t", rows))


def test_one_cell_twice_with_two_figures_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="one area twice with different figures"):
        read(write_police(tmp_path / "t", [*ROWS, crime(7, "0.0.0", "BU99010001", "2023JJ00", 39)]))


# --- education: margins, topics by the words of their titles, other dimensions at their total ---------------------------------

TOPIC = "Waarde_4"
SCHOOL: list[tuple[str, str, str, str | None, int | None]] = [
    ("Dimension", "Geslacht", "Geslacht", None, None),
    ("Dimension", "Leeftijd", "Leeftijd", None, None),
    ("Dimension", "Marges", "Marges", None, None),
    ("GeoDetail", "WijkenEnBuurten", "Wijken en buurten", None, None),
    ("TimeDimension", "Perioden", "Perioden", None, None),
    ("TopicGroup", "", "Laag onderwijsniveau", None, None),
    ("Topic", "Aantal_3", "Aantal", "x 1 000", 5),
    ("Topic", TOPIC, "Waarde", "%", 5),
    ("TopicGroup", "", "Hoog onderwijsniveau", None, None),
    ("Topic", "Waarde_6", "Waarde", "%", 8),
]


def school_catalogue(*words: str) -> Catalogue:
    low = indicator(unit="%", decimals=1, source=[{"series": "cbs_opleiding", "column": list(words)}])
    return THREE.model_copy(update={"indicators": {"education_low_pct": low}})


def pupil(number: int, margin: str, cell: float, *, sex: str = "T001038", low: float = 5.0) -> dict[str, Any]:
    return {
        "ID": number, "Geslacht": sex, "Leeftijd": "10000", "Marges": margin, "WijkenEnBuurten": "BU99010001",
        "Perioden": "2022JJ00", "Aantal_3": low, TOPIC: cell, "Waarde_6": 40.0,
    }  # fmt: skip


PUPILS = [
    pupil(0, "MW00000", 23.4),
    pupil(1, "MOG0095", 20.1),
    pupil(2, "MBG0095", 26.7),
    pupil(3, "MW00000", 99.9, sex="3000"),
]


def write_school(folder: Path, rows: Sequence[Mapping[str, Any]] = PUPILS) -> Path:
    write_v3(folder, rows, SCHOOL, names=None, table_id="86232NED", period="2022", map_year=2023)
    sexes = [{"Key": "T001038   ", "Title": "Totaal mannen en vrouwen"}, {"Key": "3000   ", "Title": "Mannen"}]
    write_json(folder / "Geslacht.json", envelope("x/86232NED", "Geslacht", sexes))
    return folder


def read_school(folder: Path, known: Catalogue) -> ParsedTable:
    return read_only(education.recognise(folder, sorted(folder.iterdir())), known)


def test_the_three_rows_of_a_margin_become_one_figure(tmp_path: Path) -> None:
    table = read_school(write_school(tmp_path / "t"), school_catalogue("laag onderwijsniveau %"))
    (row,) = table.values.to_dict("records")
    assert (row["value"], row["lower"], row["upper"]) == (23.4, 20.1, 26.7)
    assert (row["area_code"], row["reference_year"], table.release.boundary_year) == ("BU99010001", 2022, 2023)


def test_words_without_the_unit_fit_two_topics_and_the_error_lists_them(tmp_path: Path) -> None:
    folder = write_school(tmp_path / "t")
    with pytest.raises(ColumnError) as caught:
        read_school(folder, school_catalogue("laag onderwijsniveau"))
    assert "is ambiguous" in str(caught.value)
    assert "Aantal_3 = Laag onderwijsniveau/Aantal (x 1 000)" in str(caught.value)


def test_words_that_fit_nothing_list_every_topic(tmp_path: Path) -> None:
    folder = write_school(tmp_path / "t")
    with pytest.raises(ColumnError) as caught:
        read_school(folder, school_catalogue("vmbo"))
    assert "All topics: Aantal_3 = Laag onderwijsniveau/Aantal (x 1 000); Waarde_4" in str(caught.value)


def test_a_level_may_be_a_member_of_a_dimension_instead(tmp_path: Path) -> None:
    """The real table may be laid out either way: the second locator reads the other one."""
    folder = tmp_path / "t"
    properties = [
        ("Dimension", "Onderwijsniveau", "Onderwijsniveau", None, None), ("Dimension", "Marges", "Marges", None, None),
        ("GeoDetail", "WijkenEnBuurten", "Wijken en buurten", None, None), ("Topic", "Bevolking_1", "Bevolking", "%", None),
    ]  # fmt: skip
    rows = [
        {"ID": n, "Onderwijsniveau": key, "Marges": "MW00000", "WijkenEnBuurten": "GM9901", "Bevolking_1": cell}
        for n, (key, cell) in enumerate([("T001", 100.0), ("2018700", 27.5)])
    ]
    write_v3(folder, rows, properties, names=None, table_id="86232NED", period="2022", map_year=2023)
    levels = [{"Key": "T001", "Title": "Totaal"}, {"Key": "2018700", "Title": "1 Laag onderwijsniveau"}]
    write_json(folder / "Onderwijsniveau.json", envelope("x/86232NED", "Onderwijsniveau", levels))
    by_topic = {"series": "cbs_opleiding", "column": ["laag onderwijsniveau %"]}
    by_member = {
        "series": "cbs_opleiding", "where": {"Onderwijsniveau": "Laag onderwijsniveau"}, "column": ["bevolking %"],
    }  # fmt: skip
    low = indicator(unit="%", decimals=1, source=[by_topic, by_member])
    table = read_school(folder, THREE.model_copy(update={"indicators": {"education_low_pct": low}}))
    assert value(table, "GM9901", "education_low_pct", 2022) == (27.5, "ok")


def test_education_is_no_health_table_although_it_has_the_same_dimensions(tmp_path: Path) -> None:
    folder = write_school(tmp_path / "t")
    assert health.recognise(folder, sorted(folder.iterdir())) == []
    assert len(education.recognise(folder, sorted(folder.iterdir()))) == 1
