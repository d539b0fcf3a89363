"""A table from its CSV zip, and the way back to OData v3 when that fails."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import yaml

from etl.catalogue.schema import Catalogue
from etl.errors import FetchError
from etl.fetch import fetch
from etl.fetch.jobs import Outcome
from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs
from tests.emulator.tables import kwb_table

TABLE = "99024NED"


@pytest.fixture(autouse=True)
def _tables(cbs: Cbs) -> None:
    cbs.add(kwb_table())


def fetch_kwb(settings: EtlSettings, catalogue: Catalogue, via: str | None = None) -> Outcome:
    (outcome,) = fetch(settings, ["cbs_kwb"], via=via, catalogue=catalogue).outcomes
    return outcome


def zip_of(settings: EtlSettings) -> Path:
    return settings.raw_dir / "cbs_kwb" / TABLE / f"{TABLE}.csv.zip"


def test_the_zip_comes_first_and_is_one_request(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    outcome = fetch_kwb(settings, catalogue)
    assert (outcome.state, outcome.via, outcome.rows) == ("fetched", "v4", 32)
    assert cbs.asked(TABLE) == [f"/v4/{TABLE}/Properties", f"/csv/{TABLE}"]
    with zipfile.ZipFile(zip_of(settings)) as archive:
        assert b'6;"D000028";"None";0,1;;"GM9901"' in archive.read("Observations.csv").splitlines()
    record = yaml.safe_load(zip_of(settings).with_name(f"{TABLE}.csv.zip.meta.yml").read_text(encoding="utf-8"))
    assert record["url"] == f"{settings.cbs_csv_url}/{TABLE}"
    assert record["modified"] == "2021-03-26T00:00:00+01:00"


def test_an_unchanged_zip_is_not_fetched_again(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch_kwb(settings, catalogue)
    cbs.requests.clear()
    assert fetch_kwb(settings, catalogue).state == "unchanged"
    assert cbs.asked(TABLE) == [f"/v4/{TABLE}/Properties"]


def test_a_changed_table_is_fetched_again(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch_kwb(settings, catalogue)
    cbs.tables[TABLE].modified = "2025-01-01T02:00:00"
    assert fetch_kwb(settings, catalogue).state == "fetched"


@pytest.mark.parametrize("fault", ["status", "short_json", "html", "truncated"])
def test_a_zip_that_fails_is_replaced_by_the_feed_and_told(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, fault: str
) -> None:
    cbs.fail(f"/csv/{TABLE}", fault)  # type: ignore[arg-type]
    outcome = fetch_kwb(settings, catalogue)
    assert (outcome.via, outcome.rows) == ("v3", 8)
    (note,) = outcome.notes
    assert f"taken via v3, because v4: {settings.cbs_csv_url}/{TABLE}: " in note
    assert not zip_of(settings).exists()
    assert (zip_of(settings).parent / "TypedDataSet.000.json").exists()
    assert list(settings.raw_dir.rglob("*.part")) == []


def test_the_zip_takes_the_place_of_the_feed_once_it_works(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue
) -> None:
    cbs.fail(f"/csv/{TABLE}", "status", times=settings.attempts)
    assert fetch_kwb(settings, catalogue).via == "v3"
    cbs.tables[TABLE].modified = "2025-01-01T02:00:00"
    assert fetch_kwb(settings, catalogue).via == "v4"
    assert [path.name for path in zip_of(settings).parent.glob("*.json")] == []


def test_a_good_zip_is_kept_when_only_the_feed_answers(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch_kwb(settings, catalogue)
    cbs.fail("/v4/", "status")
    outcome = fetch_kwb(settings, catalogue)
    assert (outcome.state, outcome.via) == ("unchanged", "v4")
    assert zip_of(settings).exists()


def test_a_zip_with_fewer_observations_than_promised_is_refused(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = cbs.tables[TABLE]
    short = kwb_table()
    short.rows = whole.rows[:-1]
    from tests.emulator import cbs as emulator

    real = emulator.csv_zip
    monkeypatch.setattr(emulator, "csv_zip", lambda _table: real(short))
    with pytest.raises(FetchError, match=r"28 observations came of the 32 that Properties promises.*--via v3"):
        fetch_kwb(settings, catalogue, via="v4")
    assert not zip_of(settings).exists()


def test_a_zip_without_observations_is_refused(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.tables[TABLE].v4_codes = {}
    cbs.fail(f"/csv/{TABLE}", "status", status=200, body=b"PK\x05\x06" + bytes(18))
    with pytest.raises(FetchError, match=r"a zip without Observations\.csv and MeasureCodes\.csv \(it holds nothing\)"):
        fetch_kwb(settings, catalogue, via="v4")


def test_both_ways_failing_names_both(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.fail("/csv/", "status", status=503)
    cbs.fail("/TypedDataSet", "status", status=502)
    with pytest.raises(FetchError, match=r"(?s)v4: .*/csv/.*HTTP 503.*v3: .*/TypedDataSet.*HTTP 502"):
        fetch_kwb(settings, catalogue)


def test_forcing_the_other_way_fetches_it(settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch_kwb(settings, catalogue)
    assert (fetch_kwb(settings, catalogue, via="v3").state, fetch_kwb(settings, catalogue, via="v3").state) == (
        "fetched",
        "unchanged",
    )
    assert not zip_of(settings).exists()
