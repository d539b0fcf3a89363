"""The commands: exit codes, what is printed, and that the options arrive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from etl import cli_fetch
from etl.catalogue.schema import Catalogue
from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs
from tests.emulator.tables import health_table, kwb_table


@pytest.fixture(autouse=True)
def _at_the_emulator(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    cbs.add(kwb_table(), health_table())
    cbs.maps[2024] = b"zip"
    cbs.features = {"gemeenten": [], "wijken": [], "buurten": []}
    for name in (
        "cbs_feed_url",
        "cbs_catalog_url",
        "cbs_csv_url",
        "cbs_v4_url",
        "dataderden_feed_url",
        "pdok_ogc_url",
        "backoff_s",
    ):
        monkeypatch.setenv(f"BUURTLENS_{name.upper()}", str(getattr(settings, name)))
    monkeypatch.setenv("BUURTLENS_BOUNDARIES_ZIP_URLS", f'["{settings.boundaries_zip_urls[0]}"]')
    monkeypatch.setattr("etl.fetch.drift_tables.LEAST_AREAS", 8)
    monkeypatch.setattr("etl.fetch.run.load_catalogue", lambda: catalogue)
    monkeypatch.setattr("etl.fetch.drift.load_catalogue", lambda: catalogue)


def run(*arguments: Any) -> Any:
    return CliRunner().invoke(cli_fetch.app, [str(argument) for argument in arguments])


def test_fetch_into_a_folder(tmp_path: Path) -> None:
    result = run("fetch", "--source", "cbs_kwb", "--year", 2024, "--via", "v3", "--raw", tmp_path / "elders")
    assert result.exit_code == 0
    assert result.output == "cbs_kwb 99024NED (2024): fetched (v3, 8 rows)\n"
    assert (tmp_path / "elders" / "cbs_kwb" / "99024NED" / "TypedDataSet.000.json").exists()
    again = run("fetch", "--source", "cbs_kwb", "--raw", tmp_path / "elders")
    assert "unchanged, not fetched again" in again.output


def test_a_failure_is_one_message_after_what_succeeded(cbs: Cbs, tmp_path: Path) -> None:
    cbs.add(kwb_table(2023, "99023NED"))
    cbs.fail("/99023NED/", "status", status=404)
    result = run("fetch", "--source", "cbs_kwb", "--raw", tmp_path)
    assert result.exit_code == 1
    assert "cbs_kwb 99024NED (2024): fetched (v4, 32 rows)" in result.output
    assert "1 of 2 fetches failed. The other 1 is in place." in result.output
    assert "Traceback" not in result.output


def test_a_wrong_source_is_one_line(tmp_path: Path) -> None:
    result = run("fetch", "--source", "kwb", "--raw", tmp_path)
    assert (result.exit_code, result.output.startswith("Unknown source kwb.")) == (1, True)


def test_check_sources_tells_by_its_exit_code(cbs: Cbs, tmp_path: Path) -> None:
    good = run("check-sources", "--raw", tmp_path)
    assert (good.exit_code, "99024NED over v3" in good.output) == (0, True)
    cbs.tables["99024NED"].rename_topic("AfstandTotHuisartsenpraktijk_110", "HuisartsNabij_110")
    bad = run("check-sources", "--raw", tmp_path)
    assert bad.exit_code == 1
    assert "drift" in bad.output
    assert "gp_km.yml" in bad.output
