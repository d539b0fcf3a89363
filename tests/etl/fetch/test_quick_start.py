"""The quick start of one gemeente: from its name over the services to a warehouse that the app can show."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from domain.areas import Level
from domain.observations import Status
from etl import cli_fetch
from etl.build import build
from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Catalogue
from etl.fetch.quick_start import (
    Gemeente,
    IncompleteError,
    OfflineError,
    bounds_of,
    fetch_gemeente,
    find_gemeente,
)
from etl.settings import EtlSettings
from store.areas import area, areas_of
from store.warehouse import Store
from tests.emulator.cbs import Cbs
from tests.emulator.demo_region import publish, write_newest
from tests.once import made_once

LINDERMEER = Gemeente("GM9901", "Lindermeer")
MAPS = ("cbs_wijkbuurtkaart", "klimaateffectatlas", "rivm_groen", "cbs_vierkanten", "rivm_kaarten")
pytestmark = pytest.mark.whole


@dataclass(frozen=True)
class Scene:
    """The demo region as live services, with a catalogue of what they have."""

    cbs: Cbs
    settings: EtlSettings
    catalogue: Catalogue

    def fetch(self, **more: Any) -> Any:
        """Fetch Lindermeer, without bars."""
        return fetch_gemeente(self.settings, LINDERMEER, catalogue=self.catalogue, progress=False, **more)


@pytest.fixture
def scene(cbs: Cbs, settings: EtlSettings, demo_raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    newest = made_once(tmp_path_factory, "newest-kerncijfers", write_newest)
    cbs.page_rows = 10_000
    published = publish(cbs, demo_raw, newest)
    whole = load_catalogue()
    sources = {
        name: source.model_copy(update={"tables": published[name]} if name in published else {})
        for name, source in whole.sources.items()
        if name in (*published, *MAPS)
    }
    return Scene(cbs, settings, whole.model_copy(update={"sources": sources}))


def test_a_name_becomes_a_gemeente(scene: Scene) -> None:
    assert find_gemeente(scene.settings, "lindermeer", scene.catalogue) == (LINDERMEER, "")
    assert find_gemeente(scene.settings, "9901", scene.catalogue) == (LINDERMEER, "")


def test_what_is_fetched_is_of_the_gemeente_and_its_country(scene: Scene) -> None:
    said: list[str] = []
    result = scene.fetch(say=said.append)
    assert result.report.failures == ()
    assert re.match(r"Lindermeer \(GM9901\): \d+ tables, maps and files, at most some \d+ MB \(limit 300 MB\)", said[0])
    assert re.fullmatch(r"\[1/\d+\] cbs_kwb 85984NED \(2024\): fetched", said[1])
    folders = {path.relative_to(scene.settings.raw_dir).as_posix() for path in result.folders}
    assert {"cbs_kwb/85984NED", "cbs_kwb/84799NED-GM9901", "rivm_gezondheid/50150NED-GM9901"} <= folders
    rows = json.loads((scene.settings.raw_dir / "cbs_kwb/84799NED-GM9901/TypedDataSet.000.json").read_text())["value"]
    codes = {row["WijkenEnBuurten"].strip() for row in rows}
    assert "NL00" in codes
    assert {code[2:6] for code in codes - {"NL00"}} == {"9901"}
    whole = json.loads((scene.settings.raw_dir / "cbs_kwb/85984NED/TypedDataSet.000.json").read_text())["value"]
    assert {row["WijkenEnBuurten"].strip()[2:6] for row in whole} >= {"9901", "9902", "9903"}


def test_again_costs_only_a_light_look(scene: Scene) -> None:
    scene.fetch()
    before = len(scene.cbs.requests)
    report = scene.fetch().report
    assert {outcome.state for outcome in report.outcomes} == {"unchanged"}
    light = scene.cbs.requests[before:]
    assert len(light) < 60
    assert not [request for request in light if "DataSet" in request or "GetCoverage" in request or "items" in request]


def test_a_broken_line_is_told_and_the_next_run_goes_on(scene: Scene) -> None:
    scene.cbs.fail(
        "/85039NED/TypedDataSet|/84[57]|/8[56]...NED/(Typed|Table)|/wfs|/ogc/.*items|/file/|/wcs|/50", "reset"
    )
    with pytest.raises(
        IncompleteError, match=r"its boundaries did not come\. Run the same command again(.|\n)*not tried"
    ) as told:
        scene.fetch()
    assert told.value.report.outcomes
    scene.cbs.faults.clear()
    assert scene.fetch().report.failures == ()


def test_small_sources_may_fail(scene: Scene) -> None:
    scene.cbs.fail("/file/|/wcs", "status", status=404)
    result = scene.fetch()
    assert not [what for what, _ in result.report.failures if what.startswith("cbs_kwb")]
    assert any("rivm_kaarten" in note for note in result.report.notes)


def test_a_small_limit_leaves_out_and_tells(scene: Scene) -> None:
    said: list[str] = []
    little = scene.settings.model_copy(update={"quick_start_mb": 70})
    fetch_gemeente(little, LINDERMEER, say=said.append, progress=False, catalogue=scene.catalogue)
    assert any(
        line.startswith("Left out: ") and "does not fit in 70 MB; fetch it with `etl fetch --source" in line
        for line in said
    )


def test_the_box_around_a_gemeente_is_in_metres_with_room(scene: Scene) -> None:
    result = scene.fetch()
    drawn = [path for path in result.folders if path.name == "2024-GM9901"]
    west, south, east, north = bounds_of(drawn)  # type: ignore[misc]
    assert 130_000 < west < east < 190_000
    assert 500_000 < south < north < 560_000
    assert bounds_of([]) is None


def test_from_the_services_to_a_map(scene: Scene, tmp_path: Path) -> None:
    result = scene.fetch()
    warehouse = tmp_path / "lindermeer.duckdb"
    summary = build(result.folders, warehouse)
    assert summary.written
    assert "84799NED-GM9901" in summary.report
    store = Store(warehouse)
    try:
        assert store.open().build.display_vintage == 2024
        lindermeer = area(store, "GM9901")
        assert lindermeer is not None
        assert (lindermeer.name, lindermeer.has_geometry) == ("Lindermeer", True)
        buurten = areas_of(store, Level.BUURT, "GM9901")
        assert len(buurten) > 50
        assert all(buurt.has_geometry for buurt in buurten)
        assert area(store, "GM9902") is not None
        count = store.open().rows(
            "SELECT indicator_id, count(DISTINCT reference_year), count(DISTINCT area_code) FROM observation "
            "WHERE boundary_year = 2024 AND status = ? AND area_code[3:6] = '9901' "
            "AND indicator_id IN ('residents_count', 'gp_km', 'good_health_pct', 'no2_ugm3', 'green_pct') GROUP BY 1 ORDER BY 1",
            [Status.OK],
        )
    finally:
        store.close()
    years = {indicator_id: (years, areas) for indicator_id, years, areas in count}
    assert set(years) == {"residents_count", "gp_km", "good_health_pct", "no2_ugm3", "green_pct"}
    assert years["residents_count"][0] == 5
    assert years["gp_km"][0] >= 5
    assert years["no2_ugm3"][1] > 50


class TestCommand:
    """`etl quick-start` and `etl fetch --gemeente`."""

    @pytest.fixture
    def here(self, scene: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
        monkeypatch.setattr("etl.fetch.quick_start.load_catalogue", lambda: scene.catalogue)
        monkeypatch.setattr(cli_fetch, "EtlSettings", lambda: scene.settings)
        monkeypatch.chdir(tmp_path)
        return tmp_path

    def run(self, *arguments: str) -> Any:
        return CliRunner().invoke(cli_fetch.app, arguments)

    def test_prints_code_and_file_and_opens_it_without_a_line_later(
        self, here: Path, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = self.run("quick-start", "Lindermeer")
        assert (first.exit_code, first.stdout) == (0, "GM9901 data/lindermeer.duckdb\n"), first.output
        assert (here / "data/lindermeer.duckdb").is_file()
        away = scene.settings.model_copy(update={"cbs_feed_url": "http://127.0.0.1:9/odata"})
        monkeypatch.setattr(cli_fetch, "EtlSettings", lambda: away)
        later = self.run("quick-start", "GM9901")
        assert (later.exit_code, later.stdout) == (0, "GM9901 data/lindermeer.duckdb\n")
        assert "of an earlier time is shown" in later.stderr

    def test_without_a_line_it_offers_what_is_possible(
        self, here: Path, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        away = scene.settings.model_copy(update={"cbs_feed_url": "http://127.0.0.1:9/odata"})
        monkeypatch.setattr(cli_fetch, "EtlSettings", lambda: away)
        result = self.run("quick-start", "Lindermeer")
        assert result.exit_code == 1
        assert result.stdout == ""
        for offer in ("There is no connection with CBS", "make run", "make etl RAW=folder", "HTTPS_PROXY"):
            assert offer in result.stderr
        assert not (here / "data").exists()
        with pytest.raises(OfflineError):
            find_gemeente(away, "Lindermeer", scene.catalogue)

    def test_an_unknown_name_is_one_message(self, here: Path) -> None:
        del here
        result = self.run("quick-start", "Lindemeer")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "Did you mean Lindermeer (GM9901)" in result.stderr

    def test_fetch_of_a_gemeente_fetches_only(self, here: Path, scene: Scene) -> None:
        result = self.run("fetch", "--gemeente", "Lindermeer")
        assert result.exit_code == 0, result.output
        assert (scene.settings.raw_dir / "cbs_kwb/84799NED-GM9901").is_dir()
        assert not (here / "data").exists()
        refused = self.run("fetch", "--gemeente", "Lindermeer", "--year", "2020")
        assert refused.exit_code == 1
        assert "leave out --source, --year and --via" in refused.stderr
