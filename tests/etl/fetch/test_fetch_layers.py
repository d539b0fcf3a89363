"""Layers of map services: which are meant, features page after page, maps in tiles and in part."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from hypothesis import given
from hypothesis import strategies as st

from etl.catalogue.schema import Catalogue
from etl.errors import FetchError
from etl.fetch import fetch
from etl.fetch.client import Client
from etl.fetch.desk import Desk
from etl.fetch.jobs import Layer
from etl.fetch.layers import Pattern, choose, nearest
from etl.fetch.quick_plan import map_jobs
from etl.fetch.run import run_jobs
from etl.fetch.wcs import Coverage, read_description, tiles_of
from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs
from tests.etl.fetch.world import GREEN, NO2, publish_maps, raster, with_maps


@pytest.fixture
def catalogue(catalogue: Catalogue, cbs: Cbs) -> Catalogue:
    publish_maps(cbs)
    return with_maps(catalogue)


def layers(*names: str) -> list[Layer]:
    return [Layer("http://maps", name) for name in names]


def test_of_one_year_the_newest_edition_of_the_newest_year() -> None:
    listed = layers(
        "alo:rivm_nsl_20250401_gm_NO22023",
        "alo:rivm_nsl_20260101_gm_NO22024",
        "alo:rivm_nsl_20260401_gm_NO22024",
        "alo:rivm_nsl_20260401_gm_PM102024",
        "alo:rivm_jaargemiddeld_NO2_actueel",
    )
    pattern = Pattern("no2_ugm3", NO2)
    assert [(year, layer.plain) for year, layer in choose(listed, pattern, None)] == [
        (2024, "rivm_nsl_20260401_gm_NO22024")
    ]
    assert [year for year, _ in choose(listed, pattern, [2023, 2024, 2019])] == [2024, 2023]


def test_all_levels_of_a_layer_belong_together() -> None:
    listed = layers(*(f"ank:rivm_2022_groenpercentage_kaart_per_{level}" for level in ("buurt", "wijk", "gemeente")))
    assert len(choose(listed, Pattern("green_map_pct", GREEN), None)) == 3


def test_a_missing_layer_comes_with_the_nearest() -> None:
    listed = layers("ank:rivm_2025_groenpct_kaart_per_buurt", "ank:iets_anders")
    pattern = Pattern("green_map_pct", GREEN)
    assert choose(listed, pattern, None) == []
    assert nearest(listed, pattern).startswith("rivm_2025_groenpct_kaart_per_buurt")


def test_features_come_without_shapes_in_pages(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.fetch.wfs.PAGE", 3)
    (outcome,) = fetch(settings, ["rivm_groen"], catalogue=catalogue).outcomes
    assert (outcome.job.table_id, outcome.rows) == ("rivm_2022_groenpercentage_kaart", 8 + 2 + 2)
    folder = settings.raw_dir / "rivm_groen" / "rivm_2022_groenpercentage_kaart"
    pages = sorted(folder.glob("*_per_buurt.*.json"))
    features = [feature for page in pages for feature in json.loads(page.read_text())["features"]]
    assert [len(json.loads(page.read_text())["features"]) for page in pages] == [3, 3, 2]
    assert features[0] == {"type": "Feature", "properties": {"bu_code": "BU99010000", "_mean": 10.0}, "geometry": None}
    assert "sortBy=bu_code" in cbs.asked("startIndex=3")[0]
    assert {one.state for one in fetch(settings, ["rivm_groen"], catalogue=catalogue).outcomes} == {"unchanged"}


def test_features_that_do_not_add_up_are_refused(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.layers["ank:rivm_2022_groenpercentage_kaart_per_wijk"] = []
    with pytest.raises(FetchError, match="gives no feature with properties"):
        fetch(settings, ["rivm_groen"], catalogue=catalogue)


def test_a_silent_map_service_is_a_failure_of_its_own(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.fail("/wfs", "html")
    with pytest.raises(FetchError, match=r"1 of 2 fetches failed\. The other 1 is in place(.|\n)*rivm_groen: http"):
        fetch(settings, ["rivm_groen", "rivm_kaarten"], catalogue=catalogue)


def test_a_map_in_tiles_is_the_map(
    settings: EtlSettings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.fetch.wcs._TILE_CELLS", 3)
    fetch(settings, ["rivm_kaarten"], catalogue=catalogue)
    folder = settings.raw_dir / "rivm_kaarten" / "rivm_nsl_20260401_gm_NO22024"
    assert [path.name for path in folder.glob("*.tif")] == ["rivm_nsl_20260401_gm_NO22024.tif"]
    with rasterio.open(folder / "rivm_nsl_20260401_gm_NO22024.tif") as found:
        assert found.bounds == (150_000, 499_200, 151_000, 500_000)
        assert found.crs.to_epsg() == 28992
        assert (found.read(1) == np.arange(80, dtype="float32").reshape(8, 10)).all()


def test_an_interrupted_map_goes_on_at_the_missing_tile(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.fetch.wcs._TILE_CELLS", 4)
    cbs.fail(r"GetCoverage.*subset=X%28150800", "status", status=404)
    with pytest.raises(FetchError):
        fetch(settings, ["rivm_kaarten"], catalogue=catalogue)
    cbs.faults.clear()
    before = len(cbs.asked("GetCoverage"))
    fetch(settings, ["rivm_kaarten"], catalogue=catalogue)
    assert len(cbs.asked("GetCoverage")) - before == 4  # two of six were there


def test_only_the_part_around_a_gemeente(settings: EtlSettings, catalogue: Catalogue) -> None:
    with Client(settings) as client:
        (item,) = map_jobs(Desk(client, settings, catalogue, []), (150_130.0, 499_330.0, 150_370.0, 499_900.0))
        run_jobs(client, settings, [item.job])
    with rasterio.open(next(item.job.folder.glob("*.tif"))) as found:
        assert found.bounds == (150_100, 499_300, 150_400, 499_900)
        assert found.read(1)[0].tolist() == [11, 12, 13]
    assert item.job.folder.name == "rivm_nsl_20260401_gm_NO22024-150-499-150-500"


def test_a_very_large_map_is_fetched_only_when_asked(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.fetch.wcs.LARGE_MB", 0.0001)
    report = fetch(settings, ["rivm_kaarten"], catalogue=catalogue)
    assert report.outcomes[0].state == "skipped"
    assert "--source rivm_kaarten --large" in report.lines()[-1]
    assert not cbs.asked("GetCoverage")
    assert fetch(settings, ["rivm_kaarten"], large=True, catalogue=catalogue).outcomes[0].state == "fetched"


def test_an_error_of_the_service_is_no_map(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.fail("GetCoverage", "html")
    with pytest.raises(FetchError, match="no whole GeoTIFF, beginning with '<!DOCTYPE html>"):
        fetch(settings, ["rivm_kaarten"], catalogue=catalogue)
    cbs.faults.clear()
    del cbs.coverages["alo__rivm_nsl_20260401_gm_NO22024"]
    cbs.coverages["alo__rivm_nsl_20260401_gm_NO22024"] = b""
    with pytest.raises(FetchError):
        fetch(settings, ["rivm_kaarten"], catalogue=catalogue)


def test_a_map_in_other_coordinates_is_refused() -> None:
    body = b"""<d><Envelope srsName="EPSG:4326" axisLabels="Lat Long"><lowerCorner>1 2</lowerCorner>
        <upperCorner>3 4</upperCorner></Envelope><low>0 0</low><high>1 1</high></d>"""
    with pytest.raises(FetchError, match=r"the map is in EPSG:4326, where RD New"):
        read_description(body, "http://maps")


@given(
    columns=st.integers(1, 9000),
    rows=st.integers(1, 9000),
    cell=st.sampled_from([10.0, 25.0, 1000.0]),
    west=st.integers(0, 8999),
    south=st.integers(0, 8999),
)
def test_tiles_cover_what_is_wanted_once_and_along_the_grid(
    columns: int, rows: int, cell: float, west: int, south: int
) -> None:
    coverage = Coverage(("X", "Y"), (0.0, 0.0, columns * cell, rows * cell), (columns, rows))
    west, south = west % columns, south % rows
    wanted = ((west + 0.3) * cell, (south + 0.3) * cell, columns * cell, rows * cell)
    tiles = list(tiles_of(coverage, wanted))
    area = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in tiles)
    assert area == pytest.approx((columns - west) * (rows - south) * cell * cell)
    assert all((edge / cell) == pytest.approx(round(edge / cell)) for tile in tiles for edge in tile)
    assert len(set(tiles)) == len(tiles)


def test_the_small_raster_is_what_the_tests_think(tmp_path: Path) -> None:
    path = tmp_path / "map.tif"
    path.write_bytes(raster())
    with rasterio.open(path) as found:
        assert (found.width, found.height, found.res) == (10, 8, (100.0, 100.0))
