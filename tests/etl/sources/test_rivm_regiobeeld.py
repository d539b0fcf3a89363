"""Care costs: the topic found by its words, all years, and a message with every topic where the table is otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from source_files import envelope, read_only, value, write_json, write_v3

from etl.catalogue.loader import load_catalogue
from etl.contracts import ParsedTable
from etl.errors import ColumnError
from etl.sources.rivm_regiobeeld.adapter import recognise

CATALOGUE = load_catalogue()
Topic = tuple[str, str, str, str | None, int | None]
COSTS: list[Topic] = [
    ("TopicGroup", "", "Zorgkosten", None, None),
    ("Topic", "TotaleZorgkostenPerVerzekerde_1", "Totale zorgkosten per verzekerde", "euro", 0),
    ("Topic", "HuisartsenzorgPerVerzekerde_2", "Huisartsenzorg per verzekerde", "euro", 0),
]
NAMES = {"NL01": "Nederland", "BU99010001": "Oude Haven"}


def write(
    folder: Path, topics: list[Topic] = COSTS, *, more: dict[str, list[str]] | None = None, **options: Any
) -> Path:
    """Two years of two areas; `more` adds dimensions with the titles of their members, the figure rising with each row."""
    members = more or {}
    keys = [key for kind, key, *_ in topics if kind == "Topic"]
    properties: list[Topic] = [
        ("GeoDetail", "WijkenEnBuurten", "Wijken en buurten", None, None),
        ("TimeDimension", "Perioden", "Perioden", None, None),
        *((("Dimension", name, name, None, None)) for name in members),
    ]
    shifted = [(*topic[:4], None if topic[4] is None else topic[4] + len(properties)) for topic in topics]
    rows: list[dict[str, Any]] = []
    for name, titles in members.items() or {"": [""]}.items():
        for member in range(len(titles)):
            for area in NAMES:
                for year in (2022, 2023):
                    cells = {key: 3000 + 100 * len(rows) for key in keys}
                    place = {"WijkenEnBuurten": area.ljust(10), "Perioden": f"{year}JJ00"} | (
                        {name: f"M{member}  "} if name else {}
                    )
                    rows.append({"ID": len(rows), **place, **cells})
    write_v3(
        folder,
        rows,
        [*properties, *shifted],
        names=NAMES,
        table_id="50149NED",
        **({"period": "2014 - 2023", "map_year": 2024} | options),
    )
    for name, titles in members.items():
        listed = [{"Key": f"M{number}  ", "Title": title} for number, title in enumerate(titles)]
        write_json(folder / f"{name}.json", envelope("x/50149NED", name, listed))
    return folder


def read(folder: Path) -> ParsedTable:
    return read_only(recognise(folder, sorted(folder.iterdir())), CATALOGUE)


def test_all_years_lie_on_the_areas_of_one_year(tmp_path: Path) -> None:
    table = read(write(tmp_path))
    assert (table.release.table_id, table.release.reference_year, table.release.boundary_year) == (
        "50149NED",
        2023,
        2024,
    )
    assert value(table, "NL00", "care_costs_eur", 2022) == (3000.0, "ok")
    assert value(table, "BU99010001", "care_costs_eur", 2023) == (3300.0, "ok")


@pytest.mark.parametrize(
    ("group", "title", "unit"),
    [
        ("Zorgkosten per verzekerde", "Totaal", "euro"),
        ("Zorgkosten", "Totaal", "euro per verzekerde"),
        ("Gemiddelde zorgkosten", "Totale kosten", "euro"),
        ("Regio", "Gemiddelde zorgkosten", "euro"),
    ],
)
def test_words_may_stand_in_the_title_its_group_or_its_unit(tmp_path: Path, group: str, title: str, unit: str) -> None:
    topics: list[Topic] = [("TopicGroup", "", group, None, None), ("Topic", "X_1", title, unit, 0)]
    assert value(read(write(tmp_path, topics)), "NL00", "care_costs_eur", 2022) == (3000.0, "ok")


def test_a_further_dimension_is_read_at_its_total(tmp_path: Path) -> None:
    table = read(write(tmp_path, more={"Leeftijd": ["0 tot 65 jaar", "Totaal", "65 jaar of ouder"]}))
    assert value(table, "NL00", "care_costs_eur", 2022) == (3400.0, "ok")


def test_a_dimension_without_a_total_lists_its_members(tmp_path: Path) -> None:
    with pytest.raises(ColumnError, match="0 tot 65 jaar; M1 65 jaar of ouder"):
        read(write(tmp_path, more={"Leeftijd": ["0 tot 65 jaar", "65 jaar of ouder"]}))


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        (["Zorgkosten ziekenhuis", "Zorgkosten apotheek"], "Zorgkosten ziekenhuis"),
        (["Totale zorgkosten per verzekerde man", "Totale zorgkosten per verzekerde vrouw"], "is ambiguous"),
    ],
)
def test_another_table_is_named_with_its_topics(tmp_path: Path, titles: list[str], told: str) -> None:
    topics: list[Topic] = [("Topic", f"X_{number}", title, "euro", None) for number, title in enumerate(titles)]
    with pytest.raises(ColumnError) as error:
        read(write(tmp_path, topics))
    assert told in str(error.value)
    assert all(title in str(error.value) for title in titles)


def test_a_table_about_something_else_is_left_to_others(tmp_path: Path) -> None:
    folder = write(tmp_path, [("Topic", "Inwoners_1", "Inwoners", "aantal", None)])
    assert recognise(folder, sorted(folder.iterdir())) == []
