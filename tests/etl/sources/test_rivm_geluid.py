"""Noise exposure: which classes lie above 55 dB, percentages added up, numbers divided, and no guess where classes are unclear."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_files import envelope, read_only, value, write_json, write_v3

from etl.catalogue.loader import load_catalogue
from etl.contracts import ParsedTable
from etl.errors import ColumnError, LayoutError
from etl.sources._layouts.members import Member
from etl.sources.rivm_geluid.adapter import recognise
from etl.sources.rivm_geluid.classes import classes_above

CATALOGUE = load_catalogue()
TITLES = ["minder dan 50 dB", "50 tot 55 dB", "55 tot 60 dB", "60 dB of meer"]
NAMES = {"NL01": "Nederland", "BU99010001": "Oude Haven", "BU99010002": "Polder"}


def members(*titles: str) -> list[Member]:
    return [Member(f"A{number}", title) for number, title in enumerate(titles)]


def write(
    folder: Path,
    cells: Mapping[str, Sequence[tuple[Any, Any]]],
    *,
    unit: str = "%",
    titles: Sequence[str] = TITLES,
    population: Sequence[int] = (),
    **more: Any,
) -> Path:
    """`cells`: area -> (rail, road) per class."""
    properties: list[tuple[str, str, str, str | None, int | None]] = [
        ("Dimension", "Geluidblootstelling", "Geluidblootstelling", None, None),
        ("GeoDetail", "WijkenEnBuurten", "Wijken en buurten", None, None),
        ("Topic", "GeluidVanTreinverkeer_4", "Geluid van treinverkeer", unit, None),
        ("Topic", "GeluidVanWegverkeer_5", "Geluid van wegverkeer", unit, None),
    ]
    if population:
        properties.append(("Topic", "Bevolking_6", "Bevolking", "aantal", None))
    rows = []
    for place in range(len(titles)):
        for area, told in cells.items():
            row = {"ID": len(rows), "Geluidblootstelling": f"A{place}     ", "WijkenEnBuurten": area.ljust(12)}
            row |= {"GeluidVanTreinverkeer_4": told[place][0], "GeluidVanWegverkeer_5": told[place][1]}
            rows.append(row | ({"Bevolking_6": population[place]} if population else {}))
    write_v3(
        folder, rows, properties, names=NAMES, table_id="50066NED", **({"period": "2022", "map_year": 2023} | more)
    )
    listed = [{"Key": f"A{number}     ", "Title": title} for number, title in enumerate(titles)]
    write_json(folder / "Geluidblootstelling.json", envelope("x/50066NED", "Geluidblootstelling", listed))
    return folder


def read(folder: Path) -> ParsedTable:
    return read_only(recognise(folder, sorted(folder.iterdir())), CATALOGUE)


def test_percentages_above_the_bound_are_added_up(tmp_path: Path) -> None:
    cells = {
        "NL01": [(90.0, 40.0), (6.0, 35.0), (3.0, 20.5), (1.0, 4.5)],
        "BU99010001": [(100, 70), (0, 30), (0, 0), (0, 0)],
    }
    table = read(write(tmp_path, cells))
    assert (table.release.reference_year, table.release.boundary_year, table.release.table_id) == (
        2022,
        2023,
        "50066NED",
    )
    assert value(table, "NL00", "noise_above_55_pct") == (25.0, "ok")
    assert value(table, "NL00", "rail_noise_above_55_pct") == (4.0, "ok")
    assert value(table, "BU99010001", "noise_above_55_pct") == (0.0, "ok")
    assert "Above 55 dB are the classes A2 55 tot 60 dB, A3 60 dB of meer." in table.notes
    assert set(table.areas["name"]) == {"Nederland", "Oude Haven"}


def test_a_class_without_a_figure_leaves_the_share_missing(tmp_path: Path) -> None:
    table = read(write(tmp_path, {"BU99010001": [(None, 90), (None, 5), (None, 5), (None, None)]}))
    assert value(table, "BU99010001", "noise_above_55_pct") == (None, "unknown")
    assert value(table, "BU99010001", "rail_noise_above_55_pct") == (None, "unknown")


def test_numbers_of_residents_are_divided_by_all_classes_together(tmp_path: Path) -> None:
    table = read(write(tmp_path, {"BU99010001": [(900, 100), (50, 100), (40, 150), (10, 50)]}, unit="aantal"))
    assert value(table, "BU99010001", "noise_above_55_pct") == (50.0, "ok")
    assert value(table, "BU99010001", "rail_noise_above_55_pct") == (5.0, "ok")


def test_numbers_are_divided_by_the_total_where_there_is_one(tmp_path: Path) -> None:
    titles = ["Totaal", "55 tot 60 dB", "60 dB of meer"]
    table = read(write(tmp_path, {"BU99010001": [(400, 400), (10, 60), (0, 20)]}, unit="aantal", titles=titles))
    assert value(table, "BU99010001", "noise_above_55_pct") == (20.0, "ok")


def test_numbers_are_divided_by_the_population_when_only_it_tells(tmp_path: Path) -> None:
    cells = {"BU99010001": [(10, 60), (0, 20)]}
    table = read(write(tmp_path, cells, unit="aantal", titles=["55 tot 60 dB", "60 dB of meer"], population=(400, 400)))
    assert value(table, "BU99010001", "noise_above_55_pct") == (20.0, "ok")


def test_nobody_there_is_no_share(tmp_path: Path) -> None:
    table = read(write(tmp_path, {"BU99010002": [(0, 0), (0, 0), (0, 0), (0, 0)]}, unit="aantal"))
    assert value(table, "BU99010002", "noise_above_55_pct") == (None, "unknown")


def test_numbers_of_which_nothing_tells_the_whole_are_named(tmp_path: Path) -> None:
    folder = write(
        tmp_path, {"BU99010001": [(10, 60), (0, 20)]}, unit="aantal", titles=["55 tot 60 dB", "60 dB of meer"]
    )
    with pytest.raises(LayoutError, match="nothing tells of how many residents"):
        read(folder)


@pytest.mark.parametrize(
    ("titles", "above", "everybody"),
    [
        (TITLES, ("A2", "A3"), ("A0", "A1", "A2", "A3")),
        (["45-49 dB", "50-54 dB", "55-59 dB", "60-64 dB", "≥ 65 dB"], ("A2", "A3", "A4"), ()),
        (["t/m 50 dB", "51 t/m 55 dB", "56 t/m 60 dB", "61 dB en hoger"], ("A2", "A3"), ("A0", "A1", "A2", "A3")),
        (["Totaal", "meer dan 50 dB", "meer dan 55 dB", "meer dan 60 dB"], ("A2",), ("A0",)),
        (["niet meer dan 55 dB", "55 dB en meer"], ("A1",), ("A0", "A1")),
    ],
)
def test_the_classes_above_the_bound(titles: list[str], above: tuple[str, ...], everybody: tuple[str, ...]) -> None:
    found = classes_above(members(*titles), 55)
    assert (found.above, found.everybody) == (above, everybody)


@pytest.mark.parametrize(
    "titles",
    [
        ["minder dan 53 dB", "53 tot 58 dB", "58 dB of meer"],
        ["50 tot 55 dB", "55 tot 60 dB", "65 dB of meer"],
        ["50 tot 55 dB", "55 tot 60 dB"],
        ["Klasse A", "Klasse B"],
        [""],
    ],
)
def test_unclear_classes_are_listed_not_guessed(titles: list[str]) -> None:
    with pytest.raises(LayoutError, match=r"Geluidblootstelling|classes of noise") as error:
        classes_above(members(*titles), 55)
    assert str(members(*titles)[0]) in str(error.value)


@given(st.lists(st.integers(30, 80), min_size=1, max_size=8, unique=True), st.integers(0, 7), st.randoms())
def test_any_whole_row_of_classes_splits_at_any_of_its_bounds(bounds: list[int], which: int, random: Any) -> None:
    bounds = sorted(bounds)
    bound = bounds[which % len(bounds)]
    pairs = itertools.pairwise(bounds)
    titles = [
        f"minder dan {bounds[0]} dB",
        *(f"{low} tot {high} dB" for low, high in pairs),
        f"{bounds[-1]} dB of meer",
    ]
    listed = members(*titles)
    higher = {member.key for member in listed[1 + bounds.index(bound) :]}
    random.shuffle(listed)
    found = classes_above(listed, bound)
    assert set(found.above) == higher
    assert set(found.everybody) == {member.key for member in listed}


def test_a_renamed_topic_lists_the_topics(tmp_path: Path) -> None:
    folder = write(tmp_path, {"BU99010001": [(0, 0), (0, 0), (0, 0), (0, 0)]})
    for name in ("DataProperties.json", "TypedDataSet.json"):
        path = folder / name
        path.write_text(
            path.read_text(encoding="utf-8").replace("GeluidVanWegverkeer", "GeluidWegen"), encoding="utf-8"
        )
    with pytest.raises(ColumnError, match="GeluidWegen_5"):
        read(folder)


def test_a_row_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="two rows of BU99010001"):
        read(write(tmp_path, {"BU99010001": [(0, 0)] * 4, "BU99010001  ": [(0, 0)] * 4}))


def test_a_cell_that_is_no_number_is_named(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="area BU99010001, column GeluidVanWegverkeer_5: 'veel'"):
        read(write(tmp_path, {"BU99010001": [(0, 0), (0, 0), (0, 0), (0, "veel")]}))
