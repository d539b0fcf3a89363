"""Each way in which a service can fail: survived, or told with the address, what came and what to do."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Any

import pytest

from etl.catalogue.schema import Catalogue
from etl.errors import FetchError
from etl.fetch import FetchFailedError, fetch
from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs
from tests.emulator.plugin import settings_for
from tests.emulator.tables import kwb_table

TABLE = "99024NED"
PAGE = r"/TypedDataSet.*skip=3"

PASSING: dict[str, tuple[dict[str, Any], str]] = {
    "status": ({"status": 503}, r"HTTP 503, 'Server Error' \(3 attempts\)\. The service is busy or ill"),
    "timeout": ({}, r"no answer within 0\.25 seconds \(3 attempts\)\. .*BUURTLENS_READ_TIMEOUT_S"),
    "truncated": ({}, r"the connection failed or broke off .* \(3 attempts\)\. .*HTTPS_PROXY"),
    "reset": ({}, r"the connection failed or broke off .* \(3 attempts\)"),
    "short_json": ({}, r"an answer of [\d,]+ bytes that is no whole JSON, beginning with '\{\"odata.metadata"),
    "html": ({}, r"no whole JSON, beginning with '<!DOCTYPE html>.*Onderhoud"),
}


@pytest.fixture(autouse=True)
def _tables(cbs: Cbs) -> None:
    cbs.add(kwb_table(buurten=5))


@pytest.fixture
def settings(cbs_address: str, tmp_path: Path) -> EtlSettings:
    return settings_for(cbs_address, tmp_path / "raw", read_timeout_s=0.25)


def fetch_kwb(settings: EtlSettings, catalogue: Catalogue) -> int:
    (outcome,) = fetch(settings, ["cbs_kwb"], via="v3", catalogue=catalogue).outcomes
    return outcome.rows


@pytest.mark.parametrize("kind", PASSING)
def test_what_passes_is_survived(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, kind: Any) -> None:
    cbs.fail(PAGE, kind, times=2, **PASSING[kind][0])
    assert fetch_kwb(settings, catalogue) == 8
    assert len(cbs.asked(PAGE)) == 3


@pytest.mark.parametrize("kind", PASSING)
def test_what_stays_is_told_and_leaves_nothing_half(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, kind: Any
) -> None:
    more, message = PASSING[kind]
    cbs.fail(PAGE, kind, **more)
    with pytest.raises(FetchFailedError, match=message) as failed:
        fetch_kwb(settings, catalogue)
    assert f"{settings.cbs_feed_url}/{TABLE}/TypedDataSet/?$format=json&$skip=3" in str(failed.value)
    assert len(cbs.asked(PAGE)) == settings.attempts
    assert not (settings.raw_dir / "cbs_kwb" / TABLE).exists()
    assert list(settings.raw_dir.rglob("*.part")) == []


def test_too_many_requests_waits_as_long_as_the_service_asks(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("tenacity.nap.time.sleep", waits.append)
    cbs.fail(PAGE, "status", times=1, status=429, headers={"Retry-After": "7"})
    assert fetch_kwb(settings, catalogue) == 8
    assert waits == [7.0]


def test_waits_grow_between_attempts(
    cbs: Cbs, cbs_address: str, tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("tenacity.nap.time.sleep", waits.append)
    cbs.fail(PAGE, "status")
    with pytest.raises(FetchError):
        fetch_kwb(settings_for(cbs_address, tmp_path, backoff_s=2, attempts=4), catalogue)
    lows, spread = (2, 4, 8), 1
    assert len(waits) == 3
    assert all(low <= wait <= low + spread for low, wait in zip(lows, waits, strict=True))


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_refusal_is_not_repeated(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, status: int) -> None:
    cbs.fail(PAGE, "status", status=status)
    with pytest.raises(FetchError, match=f"HTTP {status}"):
        fetch_kwb(settings, catalogue)
    assert len(cbs.asked(PAGE)) == 1


def test_the_row_limit_of_odata_api_is_explained(
    cbs: Cbs, cbs_address: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    settings = settings_for(cbs_address, tmp_path, cbs_feed_url=f"{cbs_address}/ODataApi/odata")
    cbs.page_rows = 6  # metadata fits, the areas do not
    with pytest.raises(FetchError, match=r"refuses more than 10,000 rows.*BUURTLENS_CBS_FEED_URL.*ODataFeed"):
        fetch_kwb(settings, catalogue)
    assert len(cbs.asked("WijkenEnBuurten")) == 1


def test_an_endless_drip_is_cut_off(cbs: Cbs, cbs_address: str, tmp_path: Path, catalogue: Catalogue) -> None:
    settings = settings_for(cbs_address, tmp_path, file_timeout_s=0.05, attempts=2)
    cbs.fail(PAGE, "drip", seconds=0.4)
    with pytest.raises(FetchError, match=r"not complete within 0\.05 seconds \(2 attempts\).*BUURTLENS_FILE_TIMEOUT_S"):
        fetch_kwb(settings, catalogue)


def test_a_slow_but_steady_answer_is_taken(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.fail(PAGE, "drip", times=1, seconds=0.5)  # longer in all than the longest silence allowed
    assert fetch_kwb(settings, catalogue) == 8
    assert len(cbs.asked(PAGE)) == 1


def test_a_dropped_column_is_named(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.tables[TABLE].drop_from_rows("AantalInwoners_5")
    with pytest.raises(FetchError, match=r"DataProperties lists are not in the rows: AantalInwoners_5\. .*none"):
        fetch_kwb(settings, catalogue)
    assert not list(settings.raw_dir.rglob("TypedDataSet*"))


def test_pages_of_two_releases_are_not_kept_for_the_next_fetch(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue
) -> None:
    del cbs.tables[TABLE].rows[3]["AantalInwoners_5"]  # first row of the second page
    with pytest.raises(FetchError, match=r"not in the rows: AantalInwoners_5"):
        fetch_kwb(settings, catalogue)
    assert not list(settings.raw_dir.rglob("TypedDataSet*"))


def test_rows_of_another_release_than_the_metadata_are_refused(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue
) -> None:
    table = cbs.tables[TABLE]
    table.rows = [{key.replace("_110", "_112"): value for key, value in row.items()} for row in table.rows]
    with pytest.raises(FetchError, match=r"_110\. Columns it does not list: AfstandTotHuisartsenpraktijk_112"):
        fetch_kwb(settings, catalogue)


def test_a_last_page_that_comes_too_early_is_noticed(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.tables[TABLE].more_info = {"RecordCount": 20}
    with pytest.raises(FetchError, match=r"skip=6: the last page ends at row 8 of 20"):
        fetch_kwb(settings, catalogue)


def test_a_next_page_outside_the_table_is_not_followed(
    settings: EtlSettings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.emulator.cbs.PUBLIC", "https://elsewhere.example/redirect#")
    with pytest.raises(FetchError, match=r"elsewhere\.example.*lies outside table 99024NED\. Nothing was followed"):
        fetch_kwb(settings, catalogue)


def test_one_bad_table_does_not_stop_the_others(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.add(kwb_table(2023, "99023NED"), kwb_table(2022, "99022NED"))
    cbs.fail(r"/99023NED/TypedDataSet", "status")
    cbs.fail(r"/99022NED/DataProperties", "html")
    with pytest.raises(FetchFailedError, match=r"2 of 3 fetches failed\. The other 1 is in place") as failed:
        fetch_kwb(settings, catalogue)
    assert "99023NED" in str(failed.value)
    assert "99022NED" in str(failed.value)
    assert [outcome.job.table_id for outcome in failed.value.report.outcomes] == [TABLE]
    assert (settings.raw_dir / "cbs_kwb" / TABLE / "TypedDataSet.002.json").exists()


def test_nobody_listening_is_told(tmp_path: Path, catalogue: Catalogue) -> None:
    settings = settings_for("http://127.0.0.1:1", tmp_path)
    with pytest.raises(FetchError, match=r"127\.0\.0\.1:1/.*connection failed.*--raw"):
        fetch(settings, ["cbs_kwb"], via="v3", catalogue=catalogue)


def test_an_address_that_is_none_is_told(tmp_path: Path, catalogue: Catalogue) -> None:
    settings = settings_for("opendata.cbs.nl", tmp_path)
    with pytest.raises(FetchError, match=r"this address cannot be used.*BUURTLENS_\.\.\._URL"):
        fetch(settings, ["cbs_kwb"], via="v3", catalogue=catalogue)


def test_a_full_disk_is_told_and_the_part_removed(
    settings: EtlSettings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = re.compile(r"TypedDataSet\.001\.json\.part$")
    really_open = Path.open

    def open_until_full(path: Path, *args: Any, **more: Any) -> Any:
        file = really_open(path, *args, **more)
        if full.search(path.name) and args[:1] == ("wb",):
            write = file.write

            def refuse(block: bytes) -> int:
                write(block[:10])
                raise OSError(errno.ENOSPC, "No space left on device")

            monkeypatch.setattr(file, "write", refuse, raising=False)
        return file

    monkeypatch.setattr(Path, "open", open_until_full)
    with pytest.raises(FetchError, match=r"TypedDataSet\.001\.json\.part: the disk is full \([\d,]+ MB free\).*--raw"):
        fetch_kwb(settings, catalogue)
    assert list(settings.raw_dir.rglob("*.part")) == []


def test_no_right_to_write_is_told(
    settings: EtlSettings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_args: Any, **_more: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(FetchError, match=r"99024NED\.fetching: no permission to write here \([\d,]+ MB free\)"):
        fetch_kwb(settings, catalogue)


def test_a_file_where_the_folder_should_be_is_told(settings: EtlSettings, catalogue: Catalogue) -> None:
    settings.raw_dir.parent.mkdir(exist_ok=True)
    settings.raw_dir.write_text("a file", encoding="utf-8")
    with pytest.raises(FetchError, match=r"could not be written \(Not a directory"):
        fetch_kwb(settings, catalogue)
