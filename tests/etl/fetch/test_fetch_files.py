"""Files at fixed addresses: the right editions, whole, and not twice."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from etl.catalogue.schema import Catalogue
from etl.errors import FetchError
from etl.fetch import fetch
from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs, File
from tests.etl.fetch.world import publish_maps, with_maps, zipped


@pytest.fixture
def catalogue(catalogue: Catalogue, cbs: Cbs) -> Catalogue:
    publish_maps(cbs)
    return with_maps(catalogue)


def states(
    settings: EtlSettings, catalogue: Catalogue, source: str, years: list[int] | None = None
) -> list[tuple[str, str]]:
    report = fetch(settings, [source], years, catalogue=catalogue)
    return [(outcome.job.table_id, outcome.state) for outcome in report.outcomes]


def test_a_zip_lies_as_it_came_with_its_record(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    assert states(settings, catalogue, "leefbaarometer") == [("leefbaarometer-2024", "fetched")]
    path = settings.raw_dir / "leefbaarometer" / "leefbaarometer-2024" / "leefbaarometer-2024.zip"
    assert path.read_bytes() == cbs.files["leefbaarometer-2024.zip"].body
    meta = yaml.safe_load(Path(f"{path}.meta.yml").read_text())
    assert meta["url"].endswith("/file/leefbaarometer-2024.zip")
    assert (meta["licence"], meta["recorded"], len(meta["sha256"])) == ("CC BY 4.0", True, 64)


def test_what_did_not_change_is_not_fetched_again(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    for source in ("leefbaarometer", "klimaateffectatlas"):
        states(settings, catalogue, source)
        before = len(cbs.requests)
        assert {state for _, state in states(settings, catalogue, source)} == {"unchanged"}
        assert not [
            request for request in cbs.requests[before:] if request.endswith((".zip", ".gz")) and "GET" in request
        ]
    cbs.files["leefbaarometer-2024.zip"].changed = "Wed, 03 Dec 2025 09:00:00 GMT"
    assert states(settings, catalogue, "leefbaarometer") == [("leefbaarometer-2024", "fetched")]


def test_a_list_without_a_date_is_known_by_its_text(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    name = "jan26-Buurtdashboarddata"
    assert states(settings, catalogue, "klimaateffectatlas") == [(name, "fetched")]
    folder = settings.raw_dir / "klimaateffectatlas" / name
    assert {path.name for path in folder.iterdir() if not path.name.endswith(".meta.yml")} == {
        "jan26-Buurtdashboarddata.csv.gz",
        "indicatoren.csv",
    }
    cbs.files["list"].body += b"Verharding,,Verharding\n"
    assert states(settings, catalogue, "klimaateffectatlas") == [(name, "fetched")]
    assert b"Verharding" in (folder / "indicatoren.csv").read_bytes()


def test_the_newest_squares_that_are_out(settings: EtlSettings, catalogue: Catalogue) -> None:
    assert states(settings, catalogue, "cbs_vierkanten") == [("100m_2024", "fetched"), ("500m_2024", "fetched")]
    with pytest.raises(
        FetchError, match=r"nothing to fetch(.|\n)*squares of 100 m is at none of: \S+vk100_2019_v2\.zip"
    ):
        states(settings, catalogue, "cbs_vierkanten", [2019])


def test_one_size_of_squares_is_better_than_none(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    del cbs.files["2025-cbs_vk500_2024_v2.zip"]
    report = fetch(settings, ["cbs_vierkanten"], catalogue=catalogue)
    assert [outcome.job.table_id for outcome in report.outcomes] == ["100m_2024"]
    assert "A map of squares of 500 m is at none of" in report.notes[0]
    del cbs.files["2025-cbs_vk100_2024_v1.zip"]
    with pytest.raises(FetchError, match="cbs_vierkanten: A map of squares of 100 m is at none of"):
        fetch(settings, ["cbs_vierkanten"], catalogue=catalogue)


def test_addresses_of_the_newest_years_unless_asked(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    assert states(settings, catalogue, "cbs_addresses") == [("2025", "fetched"), ("2024", "fetched")]
    cbs.files["2023-cbs-pc6huisnr.zip"] = File(zipped("pc6hnr.csv"))
    assert states(settings, catalogue, "cbs_addresses", [2023]) == [("2023", "fetched")]
    with pytest.raises(FetchError, match="no addresses of 2001; there are 2023 to 2025"):
        states(settings, catalogue, "cbs_addresses", [2001])


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("html", r"no whole zip, beginning with '<!DOCTYPE html>"),
        ("short_json", r"no whole zip"),
        ("truncated", r"broke off"),
    ],
)
def test_half_a_zip_or_a_web_page_is_refused(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, fault: str, message: str
) -> None:
    cbs.fail("/file/leefbaarometer", fault)  # type: ignore[arg-type]
    with pytest.raises(FetchError, match=message):
        states(settings, catalogue, "leefbaarometer")
    assert not list((settings.raw_dir / "leefbaarometer").glob("*/*.zip"))


def test_a_zip_with_other_contents_is_named(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.files["leefbaarometer-2024.zip"].body = zipped("scores.parquet")
    with pytest.raises(FetchError, match=r"the zip holds no \.csv \(but scores\.parquet\)"):
        states(settings, catalogue, "leefbaarometer")


def test_a_table_without_its_key_is_refused(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.files["list"].body = b"Naam,Kolom\nGroen,Groen\n"
    with pytest.raises(FetchError, match="without 'titel' in its first line, which begins with 'Naam,Kolom'"):
        states(settings, catalogue, "klimaateffectatlas")


def test_a_source_that_this_version_does_not_know_yet(settings: EtlSettings, catalogue: Catalogue) -> None:
    with pytest.raises(FetchError, match=r"catalogue/sources/politie\.yml is missing"):
        states(settings, catalogue, "politie")
