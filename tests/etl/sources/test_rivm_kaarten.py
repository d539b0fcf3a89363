"""Maps of the Atlas Leefomgeving: which indicator and year a GeoTIFF holds, told by the name of its layer."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from etl.catalogue.loader import load_catalogue
from etl.contracts import NotUsed, RasterMap, Recognised
from etl.errors import LayoutError
from etl.sources.rivm_kaarten.adapter import recognise

CATALOGUE = load_catalogue()


def write(path: Path, crs: str = "EPSG:28992") -> Path:
    with rasterio.open(
        path, "w", driver="GTiff", height=2, width=2, count=1, dtype="float32", crs=crs,
        transform=from_origin(150_000, 450_050, 25, 25),
    ) as dataset:  # fmt: skip
        dataset.write(np.full((2, 2), 9, dtype=np.float32), 1)
    return path


def read(path: Path, files: Sequence[Path] | None = None) -> list[RasterMap]:
    (found,) = recognise(path.parent, files or [path])
    assert isinstance(found, Recognised)
    contents = found.read(CATALOGUE)
    assert all(isinstance(content, RasterMap) for content in contents)
    return [content for content in contents if isinstance(content, RasterMap)]


@pytest.mark.parametrize(
    ("name", "indicator", "year", "nodata_from"),
    [
        ("rivm_nsl_20260401_gm_NO22024.tif", "no2_ugm3", 2024, 100),
        ("alo__rivm_nsl_20260401_gm_PM252024.tif", "pm25_ugm3", 2024, 100),
        ("rivm_nsl_20240401_gm_PM102022.tiff", "pm10_ugm3", 2022, 100),
        ("rivm_nsl_20240401_gm_EC2022.tif", "soot_ugm3", 2022, 100),
        ("rivm_nsl_20220101_gm_NO22020_Int.tif", "no2_ugm3", 2020, 100),
        ("rivm_jaargemiddeld_NO2_actueel_2024.tif", "no2_ugm3", 2024, 100),
        ("2023 rivm_jaargemiddeld_PM10_actueel.tif", "pm10_ugm3", 2023, 100),
        ("rivm_20250101_Geluid_lden_wegverkeer_2022.tif", "road_noise_lden_db", 2022, 128),
        ("rivm_Geluid_lden_treinverkeer_actueel_2022.tif", "rail_noise_lden_db", 2022, 128),
        ("rivm_20220601_Geluid_lden_allebronnen_2020_v2.tif", "all_noise_lden_db", 2020, 128),
        ("Stedelijk_hitte_eiland_effect_01062022_v2.tif", "heat_island_c", 2022, None),
        ("no2_ugm3_2019.tif", "no2_ugm3", 2019, 100),
    ],
)
def test_the_name_of_the_layer_tells_indicator_and_year(
    tmp_path: Path, name: str, indicator: str, year: int, nodata_from: float | None
) -> None:
    (found,) = read(write(tmp_path / name))
    assert (found.indicator_id, found.reference_year, found.nodata_from) == (indicator, year, nodata_from)
    assert found.source_id == "rivm_kaarten"
    assert found.notes == ()


def test_the_layer_is_the_table_that_is_cited(tmp_path: Path) -> None:
    (found,) = read(write(tmp_path / "alo__rivm_nsl_20260401_gm_NO22024.tif"))
    assert found.table_id == "rivm_nsl_20260401_gm_NO22024"


def test_a_file_of_any_name_is_told_by_the_address_it_came_from(tmp_path: Path) -> None:
    path = write(tmp_path / "coverage.tif")
    (tmp_path / "coverage.tif.meta.yml").write_text(
        "url: https://data.rivm.nl/geo/alo/wcs?coverageId=alo__rivm_nsl_20260401_gm_NO22024&format=image/tiff\n",
        "utf-8",
    )
    (found,) = read(path)
    assert (found.indicator_id, found.reference_year) == ("no2_ugm3", 2024)


def test_the_one_map_in_a_zip(tmp_path: Path) -> None:
    path = write(tmp_path / "Stedelijk_hitte_eiland_effect_01062022_v2.tif")
    with zipfile.ZipFile(tmp_path / "heat.zip", "w") as archive:
        archive.write(path, path.name)
    (found,) = read(tmp_path / "heat.zip")
    assert (found.indicator_id, found.reference_year, found.path.name) == ("heat_island_c", 2022, "heat.zip")


def test_a_map_of_now_must_be_given_its_year(tmp_path: Path) -> None:
    path = write(tmp_path / "rivm_jaargemiddeld_NO2_actueel.tif")
    with pytest.raises(LayoutError, match=r"of which year.*rivm_jaargemiddeld_NO2_actueel_2024\.tif"):
        read(path)


def test_a_layer_that_no_indicator_names_is_listed_with_what_there_is(tmp_path: Path) -> None:
    (found,) = recognise(tmp_path, [write(tmp_path / "hoogte.tif")])
    assert isinstance(found, NotUsed)
    assert "heat_island_c, no2_ugm3" in found.why


def test_what_lies_beside_a_map_belongs_to_it(tmp_path: Path) -> None:
    path = write(tmp_path / "rivm_nsl_20260401_gm_NO22024.tif")
    beside = [tmp_path / f"{path.name}.aux.xml", tmp_path / f"{path.stem}.tfw"]
    (found,) = recognise(tmp_path, [path, *beside, tmp_path / "rivm_nsl_20260401_gm_NO22024.csv"])
    assert isinstance(found, Recognised)
    assert set(found.parts) == {path, *beside}


def test_a_claim_that_its_coordinates_contradict_is_noted(tmp_path: Path) -> None:
    (found,) = read(write(tmp_path / "rivm_nsl_20260401_gm_NO22024.tif", crs="EPSG:4326"))
    assert found.notes == ("The file claims EPSG:4326, but its coordinates are RD New and were read so.",)


def test_other_zips_are_left_alone(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "table.zip", "w") as archive:
        archive.writestr("Observations.csv", "a")
    (tmp_path / "broken.zip").write_bytes(b"PK")
    assert recognise(tmp_path, [tmp_path / "table.zip", tmp_path / "broken.zip"]) == []
