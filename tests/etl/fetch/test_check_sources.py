"""The light look at live sources: silence is told, drift is named with candidates, news is no fault."""

from __future__ import annotations

import pytest

from etl.catalogue.schema import Catalogue
from etl.fetch import SourceCheck, check_sources, fetch
from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs
from tests.emulator.tables import health_table, kwb_table


@pytest.fixture(autouse=True)
def _services(cbs: Cbs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.fetch.drift_tables.LEAST_AREAS", 8)
    cbs.add(kwb_table(), health_table())
    cbs.maps[2024] = b"zip"
    cbs.features = {"gemeenten": [], "wijken": [], "buurten": []}


def faults(checks: list[SourceCheck]) -> list[tuple[str, str, str]]:
    return [(check.source_id, check.subject, check.state) for check in checks if check.is_fault]


def test_all_well(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    checks = check_sources(settings, catalogue)
    assert faults(checks) == []
    assert [(check.source_id, check.subject) for check in checks] == [
        ("cbs_kwb", "CBS catalogue"),
        ("cbs_kwb", "99024NED over v3"),
        ("cbs_kwb", "99024NED as CSV zip"),
        ("rivm_gezondheid", "99150NED over v3"),
        ("cbs_wijkbuurtkaart", "GeoPackage zip"),
        ("cbs_wijkbuurtkaart", "OGC API of PDOK"),
    ]
    assert len(cbs.requests) <= 10
    assert not cbs.asked("DataSet")


def test_a_renamed_topic_is_named_with_the_nearest(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.tables["99024NED"].rename_topic("AfstandTotHuisartsenpraktijk_110", "AfstandTotHuisartsenpost_110")
    (drift,) = [check for check in check_sources(settings, catalogue) if check.is_fault]
    assert drift.state == "drift"
    assert drift.detail.startswith("gp_km: topic 'AfstandTotHuisartsenpraktijk' is not there; nearest: ")
    assert "AfstandTotHuisartsenpost_110" in drift.detail
    assert drift.remedy.endswith("etl/catalogue/indicators/gp_km.yml.")


def test_a_renumbered_topic_is_no_drift(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.tables["99024NED"].rename_topic("AfstandTotHuisartsenpraktijk_110", "AfstandTotHuisartsenpraktijk_115")
    assert faults(check_sources(settings, catalogue)) == []


def test_another_id_for_a_known_year_is_drift_and_a_new_year_is_news(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue
) -> None:
    del cbs.tables["99024NED"]
    cbs.add(kwb_table(2024, "99124NED"), kwb_table(2025, "99025NED"))
    listing = [check for check in check_sources(settings, catalogue) if check.subject == "CBS catalogue"]
    assert [(check.state, check.detail) for check in listing] == [
        ("drift", "2024 is table 99124NED, not 99024NED"),
        ("news", "new table 99025NED of 2025"),
    ]


def test_a_series_that_vanished_from_the_catalogue_is_drift(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue
) -> None:
    cbs.tables["99024NED"].title = "Buurtcijfers 2024"
    assert ("cbs_kwb", "CBS catalogue", "drift") in faults(check_sources(settings, catalogue))


def test_a_silent_service_is_a_line_and_the_others_are_looked_at(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue
) -> None:
    cbs.fail("/csv/", "status", status=503)
    cbs.fail("/ogc/", "html")
    checks = check_sources(settings, catalogue)
    assert faults(checks) == [
        ("cbs_kwb", "99024NED as CSV zip", "unreachable"),
        ("cbs_wijkbuurtkaart", "OGC API of PDOK", "unreachable"),
    ]
    assert "HTTP 503" in next(check.detail for check in checks if check.is_fault)


def test_a_missing_collection_is_drift(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    del cbs.features["wijken"]
    (drift,) = [check for check in check_sources(settings, catalogue) if check.is_fault]
    assert drift.detail == "no collection wijken; there are buurten, gemeenten"


def test_snapshots_on_disk_are_compared_with_the_source(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch(settings, ["cbs_kwb"], catalogue=catalogue)

    def on_disk() -> SourceCheck:
        return next(check for check in check_sources(settings, catalogue) if check.subject == "99024NED on disk")

    assert on_disk().state == "ok"
    cbs.tables["99024NED"].modified = "2025-09-01T02:00:00"
    assert (on_disk().state, on_disk().is_fault) == ("news", False)
    assert on_disk().detail == "the source has a newer release, of 2025-09-01; here is that of 2021-03-26"


def test_a_map_that_is_not_out_yet_is_no_fault(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.maps = {2023: b"zip"}
    cbs.fail("/ogc/2024", "status", status=404)
    assert faults(check_sources(settings, catalogue)) == []
    cbs.maps.clear()
    assert faults(check_sources(settings, catalogue)) == [("cbs_wijkbuurtkaart", "GeoPackage zip", "gone")]
