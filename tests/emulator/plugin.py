"""Fixtures: an emulator that listens, and settings that point to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs


@dataclass
class Stage:
    """A listening server and the emulator that answers on it at the moment."""

    address: str
    cbs: Cbs

    def answer(self, request: Request) -> Response:
        """Pass a request on."""
        return self.cbs.handle(request)


@contextmanager
def listening(cbs: Cbs) -> Iterator[Stage]:
    """Serve `cbs` on a free port; another emulator can be put on the same stage, which is quicker than a new server."""
    server = HTTPServer(host="127.0.0.1", threaded=True)
    server.start()
    stage = Stage(server.url_for("").rstrip("/"), cbs)
    server.expect_request(re.compile(".*")).respond_with_handler(stage.answer)
    try:
        yield stage
    finally:
        server.clear()
        server.stop()


def settings_for(address: str, raw_dir: Path, **more: Any) -> EtlSettings:
    """Settings with every source at the emulator and no patience to speak of."""
    values: dict[str, Any] = {
        "raw_dir": raw_dir,
        "cbs_feed_url": f"{address}/ODataFeed/odata",
        "cbs_catalog_url": f"{address}/ODataCatalog",
        "cbs_csv_url": f"{address}/csv",
        "cbs_v4_url": f"{address}/v4",
        "dataderden_feed_url": f"{address}/ODataFeed/odata",
        "boundaries_zip_urls": (f"{address}/map/{{year}}_v{{version}}.zip",),
        "pdok_ogc_url": f"{address}/ogc/{{year}}",
        "gemeenten_wfs_url": f"{address}/wfs/{{year}}",
        "leefbaarometer_urls": (f"{address}/file/leefbaarometer-2024.zip",),
        "klimaateffectatlas_urls": (
            f"{address}/file/jan26-Buurtdashboarddata.csv.gz",
            f"{address}/file/list?mode=published",
        ),
        "squares_url": f"{address}/file/{{edition}}-cbs_vk{{size}}_{{year}}_v{{version}}.zip",
        "address_urls": {year: f"{address}/file/{year}-cbs-pc6huisnr.zip" for year in (2023, 2024, 2025)},
        "rivm_wfs_urls": (f"{address}/wfs",),
        "rivm_wcs_urls": (f"{address}/wcs",),
        "backoff_s": 0.001,
        "read_timeout_s": 5,
        "attempts": 3,
        **more,
    }
    return EtlSettings(**values)


@pytest.fixture(scope="session")
def cbs_stage() -> Iterator[Stage]:
    """One server for all tests."""
    with listening(Cbs()) as stage:
        yield stage


@pytest.fixture
def cbs(cbs_stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Cbs:
    """A fresh emulator with pages of three rows; its address is `cbs_address`."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    cbs_stage.cbs = Cbs(page_rows=3)
    return cbs_stage.cbs


@pytest.fixture
def cbs_address(cbs_stage: Stage, cbs: Cbs) -> str:
    """Address at which `cbs` listens."""
    assert cbs_stage.cbs is cbs
    return cbs_stage.address


@pytest.fixture
def settings(cbs_address: str, tmp_path: Path) -> EtlSettings:
    """Settings that point to `cbs`, with snapshots in a folder of the test."""
    return settings_for(cbs_address, tmp_path / "raw")
