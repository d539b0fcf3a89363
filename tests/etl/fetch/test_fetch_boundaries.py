"""The boundary map: CBS's zip, or the pages of PDOK."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from etl.catalogue.schema import Catalogue
from etl.errors import FetchError
from etl.fetch import fetch
from etl.fetch.jobs import Outcome
from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs

GPKG = b"SQLite format 3\x00" + bytes(range(256)) * 40


def map_zip(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, GPKG)
    return stream.getvalue()


def feature(level: str, number: int) -> dict[str, Any]:
    code = {"gemeenten": "GM9901", "wijken": f"WK9901{number:02d}", "buurten": f"BU9901{number:04d}"}[level]
    ring = [[4.0, 52.0], [4.1, 52.0], [4.1, 52.1], [4.0, 52.0]]
    return {
        "type": "Feature",
        "id": number,
        "properties": {f"{level[:-2]}code": code, "water": "NEE"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


@pytest.fixture(autouse=True)
def _maps(cbs: Cbs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.fetch.boundaries._PAGE", 2)
    cbs.maps[2024] = map_zip("wijkenbuurten_2024_v2.gpkg", "leesmij.txt")
    cbs.features = {
        level: [feature(level, number) for number in range(count)]
        for level, count in (("gemeenten", 1), ("wijken", 2), ("buurten", 5))
    }


def fetch_map(
    settings: EtlSettings, catalogue: Catalogue, years: list[int] | None = None, via: str | None = None
) -> Outcome:
    (outcome,) = fetch(settings, ["cbs_wijkbuurtkaart"], years, via=via, catalogue=catalogue).outcomes
    return outcome


def folder_of(settings: EtlSettings, year: int = 2024) -> Path:
    return settings.raw_dir / "cbs_wijkbuurtkaart" / str(year)


def test_the_geopackage_is_taken_out_of_the_newest_version(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue
) -> None:
    assert fetch_map(settings, catalogue, [2024]).state == "fetched"
    (gpkg,) = folder_of(settings).glob("*.gpkg")
    assert gpkg.name == "wijkenbuurten_2024.gpkg"
    assert gpkg.read_bytes() == GPKG
    record = yaml.safe_load(gpkg.with_name(gpkg.name + ".meta.yml").read_text(encoding="utf-8"))
    assert record["url"].endswith("/map/2024_v2.zip")
    assert (record["member"], record["modified"]) == ("wijkenbuurten_2024_v2.gpkg", "Tue, 02 Dec 2025 09:00:00 GMT")
    assert list(folder_of(settings).glob("*.zip")) == []
    assert cbs.asked("/map/") == ["/map/2024_v3.zip", "/map/2024_v2.zip", "/map/2024_v2.zip"]


def test_an_unchanged_map_costs_no_download(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch_map(settings, catalogue, [2024])
    cbs.requests.clear()
    assert fetch_map(settings, catalogue, [2024]).state == "unchanged"
    assert cbs.asked("/map/") == ["/map/2024_v3.zip", "/map/2024_v2.zip"]


def test_without_a_year_the_newest_map_there_is(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.maps = {2023: map_zip("wijkenbuurten_2023_v2.gpkg")}
    assert fetch_map(settings, catalogue).job.table_id == "2023"


def test_pdok_steps_in_page_by_page(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.maps.clear()
    outcome = fetch_map(settings, catalogue, [2024])
    assert (outcome.state, outcome.via, outcome.rows) == ("fetched", "ogc", 8)
    assert "No Wijk- en Buurtkaart of 2024" in outcome.notes[0]
    pages = sorted(folder_of(settings).glob("buurten_2024.*.json"))
    assert [page.name for page in pages] == [f"buurten_2024.{number:03d}.json" for number in range(3)]
    features = [item for page in pages for item in json.loads(page.read_text(encoding="utf-8"))["features"]]
    assert features == cbs.features["buurten"]
    assert len(cbs.asked("/items")) == 5


def test_pdok_continues_where_it_was_cut_off(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.fail(r"buurten/items.*cursor=2", "reset")
    with pytest.raises(FetchError, match=r"buurten/items\?cursor=2"):
        fetch_map(settings, catalogue, [2024], via="ogc")
    assert not folder_of(settings).exists()
    cbs.faults.clear()
    cbs.requests.clear()
    assert fetch_map(settings, catalogue, [2024], via="ogc").rows == 8
    assert len(cbs.asked("/items")) == 2


@pytest.mark.parametrize("fault", ["short_json", "truncated", "html", "timeout"])
def test_a_damaged_zip_leaves_nothing(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, fault: Any) -> None:
    cbs.fail(r"/map/2024_v2", fault, seconds=0.3)
    quick = settings.model_copy(update={"read_timeout_s": 0.1, "attempts": 2})
    with pytest.raises(FetchError, match=r"/map/2024_v2\.zip: "):
        fetch_map(quick, catalogue, [2024], via="zip")
    assert list(settings.raw_dir.rglob("*.gpkg")) + list(settings.raw_dir.rglob("*.part")) == []


def test_a_zip_of_shapefiles_is_explained(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.maps[2024] = map_zip("buurt_2024.shp", "buurt_2024.dbf")
    with pytest.raises(FetchError, match=r"holds 0 GeoPackages \(buurt_2024\.shp, buurt_2024\.dbf\).*--via ogc.*--raw"):
        fetch_map(settings, catalogue, [2024], via="zip")


def test_a_year_that_nobody_has_names_what_was_tried(settings: EtlSettings, cbs: Cbs, catalogue: Catalogue) -> None:
    cbs.features.clear()
    with pytest.raises(FetchError, match=r"(?s)No Wijk- en Buurtkaart of 2030 .*2030_v3\.zip.*ogc: .*HTTP 404"):
        fetch_map(settings, catalogue, [2030])
