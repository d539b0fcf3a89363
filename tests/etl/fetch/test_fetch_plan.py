"""Which tables are fetched: the YAML's, what CBS's catalogue lists, the wanted years and sources."""

from __future__ import annotations

import pytest

from etl.catalogue.schema import Catalogue
from etl.errors import FetchError
from etl.fetch import fetch
from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs
from tests.emulator.tables import kwb_table


def ids(settings: EtlSettings, catalogue: Catalogue, years: list[int] | None = None) -> list[str]:
    return [outcome.job.table_id for outcome in fetch(settings, ["cbs_kwb"], years, catalogue=catalogue).outcomes]


def test_a_new_year_in_the_cbs_catalogue_is_fetched_too(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.add(kwb_table(), kwb_table(2025, "99025NED"))
    report = fetch(settings, ["cbs_kwb"], catalogue=catalogue)
    assert [outcome.job.table_id for outcome in report.outcomes] == ["99025NED", "99024NED"]
    assert report.notes == ("cbs_kwb: CBS lists table 99025NED for 2025, catalogue/sources/cbs_kwb.yml says none.",)


def test_a_replaced_table_is_taken_and_told(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.add(kwb_table(2024, "99124NED"))
    report = fetch(settings, ["cbs_kwb"], catalogue=catalogue)
    assert report.outcomes[0].job.table_id == "99124NED"
    assert "says 99024NED" in report.notes[0]


def test_withdrawn_tables_other_titles_and_ranges_of_years_are_left_alone(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue
) -> None:
    withdrawn, range_of_years, other = (
        kwb_table(2023, "99023NED"),
        kwb_table(2012, "99012NED"),
        kwb_table(2022, "99022NED"),
    )
    withdrawn.output_status = "Gediscontinueerd"
    range_of_years.period = "2009-2012"
    other.title = "Toelichting bij Kerncijfers wijken en buurten 2022"
    cbs.add(kwb_table(), withdrawn, range_of_years, other)
    assert ids(settings, catalogue) == ["99024NED"]


@pytest.mark.parametrize("fault", ["status", "html", "short_json"])
def test_without_the_cbs_catalogue_the_yaml_decides(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, fault: str
) -> None:
    cbs.add(kwb_table(), kwb_table(2025, "99025NED"))
    cbs.fail("/ODataCatalog/", fault)  # type: ignore[arg-type]
    report = fetch(settings, ["cbs_kwb"], catalogue=catalogue)
    assert [outcome.job.table_id for outcome in report.outcomes] == ["99024NED"]
    assert "the CBS catalogue could not be asked" in report.notes[0]


def test_only_the_wanted_years(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.add(kwb_table(), kwb_table(2025, "99025NED"))
    assert ids(settings, catalogue, [2025]) == ["99025NED"]
    with pytest.raises(FetchError, match=r"nothing to fetch(.|\n)*cbs_kwb: no table of 2019; there are 2024 to 2025\."):
        fetch(settings, ["cbs_kwb"], [2019], catalogue=catalogue)


def test_an_unknown_source_names_the_known_ones(settings: EtlSettings, catalogue: Catalogue) -> None:
    with pytest.raises(FetchError, match=r"Unknown source kwb\. Choose from: cbs_kwb, cbs_nabijheid"):
        fetch(settings, ["kwb"], catalogue=catalogue)


def test_a_way_that_a_source_does_not_have_is_refused(settings: EtlSettings, catalogue: Catalogue) -> None:
    with pytest.raises(FetchError, match="--via zip is no way to get cbs_kwb"):
        fetch(settings, ["cbs_kwb"], via="zip", catalogue=catalogue)
    with pytest.raises(FetchError, match=r"--via ftp is unknown\. Choose from: v4, v3, zip, ogc"):
        fetch(settings, ["cbs_kwb"], via="ftp", catalogue=catalogue)


def test_two_tables_at_a_time_give_the_same(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.add(*(kwb_table(year, f"990{year % 100}NED") for year in range(2020, 2026)))
    parallel = settings.model_copy(update={"parallel": 3})
    assert ids(parallel, catalogue) == [f"990{year % 100}NED" for year in range(2025, 2019, -1)]


def test_the_sources_learn_whom_to_write_to() -> None:
    assert "contact beheer@example.nl" in EtlSettings(contact="beheer@example.nl").user_agent
    assert EtlSettings().user_agent.startswith("Buurtlens/")


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUURTLENS_CBS_FEED_URL", "http://mirror.example/odata")
    monkeypatch.setenv("BUURTLENS_RAW_DIR", "/data/elders")
    settings = EtlSettings()
    assert settings.cbs_feed_url == "http://mirror.example/odata"
    assert str(settings.raw_dir) == "/data/elders"
