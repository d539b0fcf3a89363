"""Squares of CBS: where they lie, who lives there, which distances an edition holds, and what is secret."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from etl.catalogue.loader import load_catalogue
from etl.contracts import Recognised, SquareGrid
from etl.errors import LayoutError
from etl.sources.cbs_vierkanten.adapter import recognise

CATALOGUE = load_catalogue()
ROWS: dict[str, list[Any]] = {
    "crs28992res100m": ["E0975N4520", "E0976N4520", "E1200N5100"],
    "aantal_inwoners": [45, -99997, 0],
    "aantal_woningen": [20, 5, 8],
    "dichtstbijzijnde_huisartsenpraktijk_afstand_in_km": [0.6, -99997, 1.2],
    "aantal_mannen": [20, -99997, 0],
}


def write(path: Path, rows: dict[str, list[Any]] = ROWS, layer: str = "vierkant_100m_2024") -> Path:
    boxes = [shapely.box(0, 0, 100, 100)] * len(next(iter(rows.values())))
    gpd.GeoDataFrame(rows, geometry=boxes, crs="EPSG:28992").to_file(path, layer=layer, driver="GPKG")
    return path


def read(path: Path) -> SquareGrid:
    (found,) = recognise(path.parent, [path])
    assert isinstance(found, Recognised)
    (grid,) = found.read(CATALOGUE)
    assert isinstance(grid, SquareGrid)
    return grid


def test_a_square_lies_where_its_id_says(tmp_path: Path) -> None:
    grid = read(write(tmp_path / "2025-cbs_vk100_2024_v1.gpkg"))
    assert (grid.size_m, grid.year, grid.source_id, grid.table_id) == (
        100,
        2024,
        "cbs_vierkanten",
        "2025-cbs_vk100_2024_v1",
    )
    assert grid.frame[["x", "y"]].to_numpy().tolist() == [[97_500, 452_000], [97_600, 452_000], [120_000, 510_000]]


def test_secret_is_missing_and_0_is_a_count(tmp_path: Path) -> None:
    grid = read(write(tmp_path / "cbs_vk100_2024.gpkg"))
    assert grid.frame["residents_count"].tolist() == pytest.approx([45, np.nan, 0], nan_ok=True)
    assert grid.frame["gp_km"].tolist() == pytest.approx([0.6, np.nan, 1.2], nan_ok=True)
    assert grid.frame["dwellings_count"].tolist() == [20, 5, 8]
    assert grid.notes == ("3 squares of 100 m; residents secret in 1 of them.",)


def test_columns_outside_the_catalogue_are_not_read(tmp_path: Path) -> None:
    grid = read(write(tmp_path / "cbs_vk100_2024.gpkg"))
    assert sorted(grid.frame.columns) == ["dwellings_count", "gp_km", "residents_count", "x", "y"]


def test_names_as_the_service_of_pdok_spells_them(tmp_path: Path) -> None:
    rows = {
        "crs28992res500m": ["E0975N4520"],
        "aantalInwoners": [450],
        "dichtstbijzijndeGroteSupermarktAfstandInKm": [0.4],
    }
    grid = read(write(tmp_path / "squares.gpkg", rows, layer="vierkant_500m_2023"))
    assert (grid.size_m, grid.year) == (500, 2023)
    assert grid.frame[["residents_count", "supermarket_km"]].to_numpy().tolist() == [[450, 0.4]]


def test_the_zip_as_it_is_downloaded(tmp_path: Path) -> None:
    inside = write(tmp_path / "cbs_vk100_2024_v1.gpkg")
    with zipfile.ZipFile(tmp_path / "2025-cbs_vk100_2024_v1.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inside, inside.name)
    grid = read(tmp_path / "2025-cbs_vk100_2024_v1.zip")
    assert (len(grid.frame), grid.year, grid.table_id) == (3, 2024, "2025-cbs_vk100_2024_v1")


def test_ids_in_metres(tmp_path: Path) -> None:
    grid = read(
        write(
            tmp_path / "cbs_vk100_2024.gpkg",
            ROWS | {"crs28992res100m": ["E97500N452000", "E97600N452000", "E120000N510000"]},
        )
    )
    assert grid.frame["x"].tolist() == [97_500, 97_600, 120_000]


@pytest.mark.parametrize(
    ("name", "rows", "told"),
    [
        ("squares.gpkg", ROWS, "nothing tells of which year the squares are"),
        (
            "cbs_vk100_2024.gpkg",
            ROWS | {"crs28992res100m": ["E0975N4520", "E0976", "x"]},
            "2 rows have no id.*'E0976' in row 2",
        ),
        (
            "cbs_vk100_2024.gpkg",
            ROWS | {"crs28992res100m": ["E0975N4520"] * 3},
            "square E0975N4520 occurs more than once",
        ),
        (
            "cbs_vk500_2024.gpkg",
            {"crs28992res500m": ["E0977N4520"], "aantal_inwoners": [5]},
            "does not lie on the grid of 500 m",
        ),
        (
            "cbs_vk250_2024.gpkg",
            {"crs28992res250m": ["E0977N4520"], "aantal_inwoners": [5]},
            "squares of 250 m are not known",
        ),
        (
            "cbs_vk100_2024.gpkg",
            ROWS | {"aantal_inwoners": ["45", "veel", "0"]},
            "E0976N4520, column aantal_inwoners: 'veel'",
        ),
        (
            "cbs_vk100_2024.gpkg",
            {"crs28992res100m": ["E0975N4520"], "INW2024": [4]},
            r"no column with the residents.*crs28992res100m, INW2024.*residents_count\.yml",
        ),
    ],
)
def test_a_file_that_changed_is_named(tmp_path: Path, name: str, rows: dict[str, list[Any]], told: str) -> None:
    layer = "squares" if name == "squares.gpkg" else "vierkanten"
    with pytest.raises(LayoutError, match=told):
        read(write(tmp_path / name, rows, layer))


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    areas = write(tmp_path / "wijkenbuurten_2024.gpkg", {"buurtcode": ["BU99010000"]})
    with zipfile.ZipFile(tmp_path / "table.zip", "w") as archive:
        archive.writestr("Observations.csv", "a")
    (tmp_path / "broken.gpkg").write_bytes(b"SQLite")
    assert recognise(tmp_path, [areas, tmp_path / "table.zip", tmp_path / "broken.gpkg"]) == []


def test_a_damaged_zip_is_named(tmp_path: Path) -> None:
    inside = write(tmp_path / "cbs_vk100_2024_v1.gpkg")
    path = tmp_path / "2025-cbs_vk100_2024_v1.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.write(inside, inside.name)
    content = bytearray(path.read_bytes())
    content[500:560] = b"\xff" * 60
    path.write_bytes(content)
    with pytest.raises(LayoutError, match="this zip is damaged"):
        read(path)
