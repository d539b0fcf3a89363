"""The value of a map in a square: means over its cells, no data left out and counted, any grid, any size of strip."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from zonal_files import NODATA, SIXTEEN, X0, Y0, write_map

from etl.errors import LayoutError
from etl.zonal import sampling
from etl.zonal.geotiff import check_map, map_inside, open_map
from etl.zonal.sampling import Plausible, Sampled, sample_squares

ANY = Plausible()


def sample(path: Path, *squares: tuple[float, float], size_m: float = 100, plausible: Plausible = ANY) -> Sampled:
    x, y = np.array(squares, dtype=float).T + np.array([[X0], [Y0]])
    return sample_squares(path, x, y, size_m, plausible)


def test_sixteen_cells_of_25_m_make_one_square(tmp_path: Path) -> None:
    found = sample(write_map(tmp_path / "a.tif", SIXTEEN, 25), (0, 0))
    assert found.values.tolist() == [8.5]
    assert found.covered.tolist() == [1.0]


def test_a_cell_as_large_as_a_square_is_its_value(tmp_path: Path) -> None:
    path = write_map(tmp_path / "a.tif", SIXTEEN)
    assert sample(path, (0, 0), (100, 0), (0, 300), (300, 300)).values.tolist() == [13.0, 14.0, 1.0, 4.0]


def test_a_map_of_1_km_gives_every_square_the_cell_it_lies_in(tmp_path: Path) -> None:
    path = write_map(tmp_path / "a.tif", np.array([[7.0, 9.0]]), 1_000)
    assert sample(path, (0, 0), (900, 900), (1_000, 500)).values.tolist() == [7.0, 7.0, 9.0]


def test_a_grid_that_lies_askew_weighs_cells_by_their_part_of_the_square(tmp_path: Path) -> None:
    path = write_map(tmp_path / "a.tif", np.array([[10.0, 20.0]]), 100, origin=(X0 - 75, Y0))
    assert sample(path, (0, 0)).values.tolist() == [0.25 * 10 + 0.75 * 20]


def test_no_data_is_left_out_and_counted(tmp_path: Path) -> None:
    cells = SIXTEEN.copy()
    cells[0] = NODATA  # marked
    cells[1, 0] = -9999  # not marked
    cells[1, 1] = np.nan
    cells[1, 2] = 128  # from the limit up
    found = sample(write_map(tmp_path / "a.tif", cells, 25), (0, 0), plausible=Plausible(0, 100, 128))
    assert found.values.tolist() == [(8 + sum(range(9, 17))) / 9]
    assert found.covered.tolist() == [9 / 16]


def test_beside_the_map_there_is_nothing_rather_than_0(tmp_path: Path) -> None:
    found = sample(write_map(tmp_path / "a.tif", SIXTEEN), (1_000, 0), (-50, 0), (0, -500))
    assert np.isnan(found.values[[0, 2]]).all()
    assert found.covered.tolist() == [0.0, 0.5, 0.0]


def test_whole_numbers_with_a_scale_are_read_in_their_unit(tmp_path: Path) -> None:
    path = write_map(tmp_path / "a.tif", np.array([[123, 255]], dtype=np.uint8), nodata=255)
    with rasterio.open(path, "r+") as dataset:
        dataset.scales, dataset.offsets = (0.1,), (2.0,)
    found = sample(path, (0, 0), (100, 0))
    assert found.values[0] == pytest.approx(14.3)
    assert np.isnan(found.values[1])


@pytest.mark.parametrize("cells_at_once", [1, 5, 1_000])
def test_the_size_of_a_strip_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cells_at_once: int
) -> None:
    cells = np.random.default_rng(3).uniform(1, 20, (64, 64))
    path = write_map(tmp_path / "a.tif", cells, 25, tiled=True, blockxsize=16, blockysize=16)
    squares = [(east * 100.0, north * 100.0) for east in range(16) for north in range(16)]
    monkeypatch.setattr(sampling, "_CELLS", cells_at_once)
    expected = cells[::-1].reshape(16, 4, 16, 4).mean(axis=(1, 3)).T.ravel()
    assert sample(path, *squares).values == pytest.approx(expected)


@settings(max_examples=20, deadline=None)
@given(
    value=st.floats(0, 90, width=32),
    cell_m=st.sampled_from([10, 25, 50, 100, 1_000]),
    size_m=st.sampled_from([100, 500]),
)
def test_a_map_with_one_value_has_it_everywhere(value: float, cell_m: int, size_m: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        count = max(1, 1_000 // cell_m)
        path = write_map(Path(folder) / "a.tif", np.full((count, count), value, dtype=np.float32), cell_m)
        found = sample(path, (0, 0), (500, 500), (100, 300), size_m=size_m)
    assert found.values == pytest.approx(np.full(3, value), rel=1e-6)
    assert found.covered.tolist() == [1.0, 1.0, 1.0]


def test_what_can_be_no_value_is_refused_with_a_remedy(tmp_path: Path) -> None:
    path = write_map(tmp_path / "a.tif", np.array([[12.0, -99.0, 255.0]]))
    with pytest.raises(LayoutError, match=r"2 cell\(s\) from -99 to 255, outside 0 to 100.*gdal_edit.py -a_nodata"):
        sample(path, (0, 0), (200, 0), plausible=Plausible(0, 100))


def test_one_map_in_a_zip_is_read_where_it_is(tmp_path: Path) -> None:
    path = write_map(tmp_path / "heat.tif", SIXTEEN)
    with zipfile.ZipFile(tmp_path / "heat.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "inside/heat.tif")
    assert map_inside(tmp_path / "heat.zip") == "inside/heat.tif"
    assert sample(tmp_path / "heat.zip", (0, 0)).values.tolist() == [13.0]


def claims(path: Path) -> tuple[str, ...]:
    with open_map(path) as dataset:
        return check_map(dataset, path)


def test_rd_new_that_says_so_needs_no_word(tmp_path: Path) -> None:
    assert claims(write_map(tmp_path / "a.tif", SIXTEEN)) == ()


@pytest.mark.parametrize(("crs", "told"), [(None, "states no coordinate system"), ("EPSG:4326", "claims EPSG:4326")])
def test_coordinates_count_and_not_what_a_file_claims(tmp_path: Path, crs: str | None, told: str) -> None:
    (note,) = claims(write_map(tmp_path / "a.tif", SIXTEEN, crs=crs))
    assert told in note
    assert "its coordinates are RD New" in note


@pytest.mark.parametrize(
    ("origin", "cell_m", "crs"),
    [((5.1, 52.0), 0.01, "EPSG:4326"), ((570_000, 6_800_000), 100, "EPSG:3857"), ((5.1, 52.0), 0.01, "EPSG:28992")],
)
def test_coordinates_outside_the_country_are_refused(
    tmp_path: Path, origin: tuple[float, float], cell_m: float, crs: str
) -> None:
    path = write_map(tmp_path / "a.tif", SIXTEEN, cell_m, crs=crs, origin=origin)
    with pytest.raises(LayoutError, match=rf"claims {crs}.*gdalwarp -t_srs EPSG:28992"):
        claims(path)


def test_a_picture_is_no_map_of_values(tmp_path: Path) -> None:
    with rasterio.open(tmp_path / "a.tif", "w", driver="GTiff", height=2, width=2, count=3, dtype="uint8") as dataset:
        dataset.write(np.zeros((3, 2, 2), dtype=np.uint8))
    with pytest.raises(LayoutError, match=r"3 bands.*GetCoverage"):
        claims(tmp_path / "a.tif")


def test_an_error_of_the_service_under_the_name_of_a_map(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_text("<ows:ExceptionReport/>", encoding="utf-8")
    with pytest.raises(LayoutError, match="cannot be read as a GeoTIFF"):
        claims(path)


def test_a_download_that_was_cut_is_named(tmp_path: Path) -> None:
    path = write_map(tmp_path / "a.tif", np.random.default_rng(1).uniform(1, 9, (200, 200)), compress="deflate")
    path.write_bytes(path.read_bytes()[:150_000])
    with pytest.raises(LayoutError, match=r"a\.tif: cannot be read as a GeoTIFF"):
        sample(path, (0, 0), (10_000, 0), (0, 10_000))
