"""Planted drift in every kind of source: what changed is named, with what to do; what is well stays quiet."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from etl.catalogue.schema import Catalogue
from etl.fetch import SourceCheck, check_sources, fetch
from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs, File
from tests.emulator.tables import health_table, kwb_table
from tests.etl.fetch.world import located, publish_maps, raster, with_maps, zipped


@pytest.fixture
def catalogue(catalogue: Catalogue, cbs: Cbs, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    monkeypatch.setattr("etl.fetch.drift_tables.LEAST_AREAS", 8)
    cbs.add(kwb_table(), health_table())
    cbs.maps[2024] = b"zip"
    cbs.features = {"gemeenten": [], "wijken": [], "buurten": []}
    publish_maps(cbs)
    return with_maps(catalogue)


@pytest.fixture
def look(settings: EtlSettings, catalogue: Catalogue) -> Callable[[], list[SourceCheck]]:
    return lambda: check_sources(settings, catalogue)


def only_fault(checks: list[SourceCheck]) -> SourceCheck:
    (found,) = [check for check in checks if check.is_fault]
    return found


def test_all_sources_are_well_and_asked_lightly(cbs: Cbs, look: Callable[[], list[SourceCheck]]) -> None:
    checks = look()
    assert [check for check in checks if check.state != "ok"] == []
    assert {check.source_id for check in checks} == {
        "cbs_kwb", "rivm_gezondheid", "cbs_wijkbuurtkaart", "rivm_groen", "rivm_kaarten", "klimaateffectatlas",
        "leefbaarometer", "cbs_vierkanten", "cbs_addresses",
    }  # fmt: skip
    assert len(cbs.requests) <= 30
    assert not [request for request in cbs.requests if "DataSet" in request or "GetCoverage" in request]


def test_a_renamed_column_of_a_layer(cbs: Cbs, look: Callable[[], list[SourceCheck]]) -> None:
    for feature in cbs.layers["ank:rivm_2022_groenpercentage_kaart_per_wijk"]:
        feature["properties"] = {"wk_code": "WK990100", "gemiddelde": 12}
    fault = only_fault(look())
    assert (fault.source_id, fault.subject, fault.state) == (
        "rivm_groen",
        "rivm_2022_groenpercentage_kaart_per_wijk",
        "drift",
    )
    assert fault.remedy.endswith("etl/catalogue/indicators/green_map_pct.yml.")


def test_a_renamed_column_of_a_table_that_describes_itself(cbs: Cbs, look: Callable[[], list[SourceCheck]]) -> None:
    cbs.files["jan26-Buurtdashboarddata.csv.gz"].body = gzip.compress(b"buurtcode2024;Vegetatie_2022\nBU99010000;20\n")
    fault = only_fault(look())
    assert (fault.source_id, fault.state) == ("klimaateffectatlas", "drift")
    assert fault.detail.startswith("green_pct: ")


def test_a_list_that_lost_its_columns(cbs: Cbs, look: Callable[[], list[SourceCheck]]) -> None:
    cbs.files["list"].body = b"Naam,Kolom\nGroen,Groen\n"
    fault = only_fault(look())
    assert (fault.source_id, fault.state) == ("klimaateffectatlas", "drift")
    assert "no columns Titel and Indicatornaamtabel" in fault.detail


def test_a_missing_layer(cbs: Cbs, look: Callable[[], list[SourceCheck]]) -> None:
    cbs.coverages = {"alo__rivm_nsl_20260401_gm_stikstof2024": raster()}
    fault = only_fault(look())
    assert (fault.source_id, fault.state) == ("rivm_kaarten", "drift")
    assert fault.detail.startswith("no2_ugm3: no layer like ")
    assert "nearest: rivm_nsl_20260401_gm_stikstof2024" in fault.detail


def test_fewer_rows_than_a_country_has(cbs: Cbs, look: Callable[[], list[SourceCheck]]) -> None:
    cbs.tables["99024NED"].rows = cbs.tables["99024NED"].rows[:5]
    fault = only_fault(look())
    assert (fault.subject, fault.detail) == ("99024NED over v3", "5 rows, while a whole table has at least 8")


def test_fewer_rows_than_lie_on_disk(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, look: Callable[[], list[SourceCheck]]
) -> None:
    fetch(settings, ["rivm_groen"], catalogue=catalogue)
    name = "ank:rivm_2022_groenpercentage_kaart_per_buurt"
    cbs.layers[name] = cbs.layers[name][:3]
    fault = only_fault(look())
    assert fault.detail == "3 rows, while 8 lie on disk"
    assert fault.remedy.startswith("Do not fetch it now")


def test_another_licence(cbs: Cbs, look: Callable[[], list[SourceCheck]]) -> None:
    cbs.licence = "https://creativecommons.org/licenses/by-nc/4.0/"
    fault = only_fault(look())
    assert (fault.subject, fault.state) == ("99024NED as CSV zip", "drift")
    assert "by-nc/4.0/, not https://creativecommons.org/licenses/by/4.0/" in fault.detail
    cbs.licence = "http://creativecommons.org/licenses/by/4.0/deed.nl"  # the same licence in another spelling
    assert not any(check.is_fault for check in look())


def test_another_format(cbs: Cbs, look: Callable[[], list[SourceCheck]]) -> None:
    cbs.files["2025-cbs-pc6huisnr.zip"] = File(b"<html>", "text/html; charset=utf-8")
    fault = only_fault(look())
    assert (fault.source_id, fault.subject, fault.state) == ("cbs_addresses", "addresses of 2025", "drift")
    assert "gives a web page (text/html; charset=utf-8) where a file is expected" in fault.detail


def test_a_far_smaller_file(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, look: Callable[[], list[SourceCheck]]
) -> None:
    cbs.files["leefbaarometer-2024.zip"].body = zipped("scores.csv", bytes(10_000))
    fetch(settings, ["leefbaarometer"], catalogue=catalogue)
    cbs.files["leefbaarometer-2024.zip"].body = zipped("scores.csv", bytes(10))
    assert "while 10," in only_fault(look()).detail


def test_a_map_in_other_coordinates(
    cbs: Cbs, look: Callable[[], list[SourceCheck]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.fetch.wcs._RD_CODES", ("4326",))
    fault = only_fault(look())
    assert (fault.source_id, fault.state) == ("rivm_kaarten", "drift")
    assert "where RD New (EPSG:28992) is expected" in fault.detail
    assert cbs.asked("DescribeCoverage")


def test_gone(cbs: Cbs, look: Callable[[], list[SourceCheck]]) -> None:
    del cbs.files["leefbaarometer-2024.zip"]
    fault = only_fault(look())
    assert (fault.source_id, fault.state) == ("leefbaarometer", "gone")
    assert "HTTP 404" in fault.detail
    assert "BUURTLENS_..._URL" in fault.remedy


def test_slow_is_a_warning_and_silent_is_a_fault(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.fetch.drift.SLOW_S", 0.2)
    cbs.fail("/file/leefbaarometer", "timeout", seconds=0.3)
    checks = check_sources(settings, catalogue)
    assert [(check.source_id, check.state) for check in checks if check.state != "ok"] == [("leefbaarometer", "slow")]
    assert not any(check.is_fault for check in checks)
    hasty = settings.model_copy(update={"read_timeout_s": 0.1})
    fault = only_fault(check_sources(hasty, catalogue))
    assert (fault.source_id, fault.state) == ("leefbaarometer", "unreachable")
    assert "no answer within 0.1 seconds" in fault.detail


def test_a_web_page_instead_of_data(cbs: Cbs, look: Callable[[], list[SourceCheck]]) -> None:
    cbs.fail("/wfs", "html")
    fault = only_fault(look())
    assert (fault.source_id, fault.state) == ("rivm_groen", "unreachable")
    assert "<!DOCTYPE html>" in fault.detail or "web page" in fault.detail


def test_a_new_table_is_news(cbs: Cbs, look: Callable[[], list[SourceCheck]]) -> None:
    cbs.add(kwb_table(2025, "99025NED"))
    (news,) = [check for check in look() if check.state == "news"]
    assert (news.detail, news.is_fault) == ("new table 99025NED of 2025", False)


def test_a_member_that_a_dimension_lost(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    narrowed = located(
        series="rivm_gezondheid",
        v3=[{"stem": "GoedErvarenGezondheid"}],
        where={"Leeftijd": "99999", "Marges": "MW00000"},
    )
    indicators = {**catalogue.indicators, "good_health_pct": narrowed}
    fault = only_fault(check_sources(settings, catalogue.model_copy(update={"indicators": indicators})))
    assert fault.detail.startswith("Leeftijd has no member 99999; it has 20300 20300, 80200 80200")
    assert not cbs.asked("DataSet")
